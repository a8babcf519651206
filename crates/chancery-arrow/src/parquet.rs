//! Tables as Parquet files. In: batches. Out: a file that is packed with zstd, and batches again. Always: no more than a group of rows is in
//! memory.

use std::fs::File;
use std::io::Write;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use crate::Error;

/// Rows of a group: what is in memory at a time. Claims have some 2 kB each.
const GROUP_ROWS: usize = 64 << 10;

/// A Parquet file on its way.
pub struct Writer<W: Write + Send> {
    inner: ArrowWriter<W>,
    rows: u64,
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file of one schema.
    ///
    /// # Errors
    /// [`Error::Parquet`] when it cannot be written.
    pub fn new(schema: &SchemaRef, out: W) -> Result<Self, Error> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_created_by(format!("chancery {}", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Self { inner: ArrowWriter::try_new(out, schema.clone(), Some(properties))?, rows: 0 })
    }

    /// Writes a batch of that schema.
    ///
    /// # Errors
    /// [`Error::Parquet`] when it cannot be written.
    pub fn put(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        self.rows += batch.num_rows() as u64;
        Ok(self.inner.write(batch)?)
    }

    /// Ends the file; gives the number of rows.
    ///
    /// # Errors
    /// [`Error::Parquet`] when it cannot be written.
    pub fn finish(self) -> Result<u64, Error> {
        self.inner.close()?;
        Ok(self.rows)
    }
}

/// Writes batches of one schema as a Parquet file; gives the number of rows.
///
/// # Errors
/// Those of the batches; [`Error::Parquet`] when they cannot be written.
pub fn write<E: From<Error>>(
    schema: &SchemaRef,
    batches: impl IntoIterator<Item = Result<RecordBatch, E>>,
    out: impl Write + Send,
) -> Result<u64, E> {
    let mut writer = Writer::new(schema, out)?;
    for batch in batches {
        writer.put(&batch?)?;
    }
    Ok(writer.finish()?)
}

/// The batches of a Parquet file that this program, or one that is trusted as it is, has written. Reports of strangers are read by
/// [`chancery::read`], which trusts no file.
///
/// # Errors
/// [`Error::Parquet`] when it is none.
pub fn read(file: File) -> Result<impl Iterator<Item = Result<RecordBatch, ArrowError>>, Error> {
    Ok(ParquetRecordBatchReaderBuilder::try_new(file)?.build()?)
}
