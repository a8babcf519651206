//! In: a Parquet file. Out: a report for every row. Always: columns that nobody asked for are never read; memory is that of
//! a page of each column, however large the file; a file that is damaged is refused from there on.
//!
//! The columns are read as they lie in the file, without Arrow: a report has a handful of flat ones.

mod guard;

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, TimeUnit};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::{ByteArray, DataType, Int96};
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::schema::types::ColumnDescriptor;

use self::guard::{Input, Pages};
use super::columns::{Cell, Place, Row};
use super::raw::Parts;
use super::{Fault, MAX_RECORD_BYTES, Options, Raw, charset, file_place};
use crate::Error;

/// Rows that are taken from the columns at a time.
const BATCH_ROWS: usize = 64;

const AGAIN: &str = "fetch or write the file again";
const TEXT: &str = "give a row with a text";
const FLAT: &str = "write it as a column of strings, dates or times";

/// The rows of a file.
pub(super) struct Rows {
    state: State,
    number: usize,
    name: PathBuf,
    options: Options,
}

enum State {
    Closed(Input),
    Open(Box<Table>),
    Ended,
}

impl Rows {
    pub(super) fn file(file: File, name: &Path, options: &Options) -> Self {
        Self::new(Input::File(file), name, options)
    }

    pub(super) fn bytes(bytes: Vec<u8>, name: &Path, options: &Options) -> Self {
        Self::new(Input::Bytes(bytes.into()), name, options)
    }

    fn new(input: Input, name: &Path, options: &Options) -> Self {
        Self { state: State::Closed(input), number: 0, name: name.to_owned(), options: options.clone() }
    }
}

impl Iterator for Rows {
    type Item = Result<Raw, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut table = match std::mem::replace(&mut self.state, State::Ended) {
            State::Ended => return None,
            State::Open(table) => table,
            State::Closed(input) => match guarded(|| Table::open(input, &self.options)) {
                Ok(table) => Box::new(table),
                Err(fault) => return Some(Err(fault.reject(file_place(&self.name)))),
            },
        };
        self.number += 1;
        let record = format!("row {}", self.number);
        let place = format!("{}, {record}", file_place(&self.name));
        // A fault of the file ends it; a fault of the row does not.
        let row = match guarded(|| table.row()) {
            Ok(Some(row)) => row,
            Ok(None) => return None,
            Err(fault) => {
                let cause = format!("{}; the rows from here on were not read", fault.cause);
                return Some(Err(Fault { cause, ..fault }.reject(place)));
            }
        };
        self.state = State::Open(table);
        Some(match row.and_then(|row| parts(row, &self.options)) {
            Ok(parts) => Raw::new(parts, &self.name, Some(record), &self.options),
            Err(fault) => Err(fault.reject(place)),
        })
    }
}

fn parts(row: Row, options: &Options) -> Result<Parts, Fault> {
    row.parts(&options.columns, TEXT)
}

/// The decoder is not made for hostile files: some of its checks are assertions.
fn guarded<T>(read: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(damaged("its pages contradict each other")))
}

fn damaged(cause: impl std::fmt::Display) -> Fault {
    let cause = cause.to_string();
    let cause: String = cause.strip_prefix("Parquet error: ").unwrap_or(&cause).chars().take(200).collect();
    Fault::new(format!("damaged Parquet ({cause})"), AGAIN)
}

/// An open file.
struct Table {
    input: Arc<Input>,
    metadata: ParquetMetaData,
    /// The next group of rows.
    group: usize,
    columns: Vec<Column>,
    /// Rows of the group that are not yet read.
    left: usize,
    /// Rows that were read ahead, last first.
    ahead: Vec<Result<Row, Fault>>,
}

/// A column of a report.
struct Column {
    place: Place,
    reader: Option<ColumnReader>,
}

impl Table {
    fn open(input: Input, options: &Options) -> Result<Self, Fault> {
        let footer = guard::footer(&input).map_err(damaged)?;
        let metadata = ParquetMetaDataReader::decode_metadata(&footer).map_err(damaged)?;
        let schema = metadata.file_metadata().schema_descr();
        let names: Vec<String> = schema.columns().iter().map(|c| c.path().string()).collect();
        let places = match options.columns.by_number() {
            true => options.columns.numbered(),
            false => options.columns.places(&names)?,
        };
        for place in &places {
            let Some(column) = schema.columns().get(place.at) else {
                let cause = format!("no column {}; it has {}", place.at + 1, names.len());
                return Err(Fault::new(cause, "name one that there is"));
            };
            if column.max_rep_level() > 0 || column.max_def_level() > 1 {
                return Err(Fault::new(format!("column {:?} holds lists or groups", names[place.at]), FLAT));
            }
        }
        let columns = places.into_iter().map(|place| Column { place, reader: None }).collect();
        Ok(Self { input: Arc::new(input), metadata, group: 0, columns, left: 0, ahead: Vec::new() })
    }

    /// The next row, or why it is no report; `None` at the end.
    fn row(&mut self) -> Result<Option<Result<Row, Fault>>, Fault> {
        while self.ahead.is_empty() {
            if self.left == 0 {
                let Some(group) = self.metadata.row_groups().get(self.group) else {
                    return Ok(None);
                };
                self.group += 1;
                self.left = usize::try_from(group.num_rows()).map_err(|_| damaged("a group of less than no rows"))?;
                for column in &mut self.columns {
                    let chunk =
                        group.columns().get(column.place.at).ok_or_else(|| damaged("a group lacks a column"))?;
                    check_packing(chunk.compression())?;
                    let pages = SerializedPageReader::new(self.input.clone(), chunk, self.left, None);
                    let pages = Pages::new(pages.map_err(damaged)?, chunk.column_descr(), self.left);
                    column.reader = Some(get_column_reader(chunk.column_descr_ptr(), Box::new(pages)));
                }
                continue;
            }
            let batch = self.left.min(BATCH_ROWS);
            self.left -= batch;
            let mut rows: Vec<Result<Row, Fault>> = (0..batch).map(|_| Ok(Row::default())).collect();
            let schema = self.metadata.file_metadata().schema_descr_ptr();
            for column in &mut self.columns {
                let descriptor = schema.column(column.place.at);
                let Some(reader) = &mut column.reader else { continue };
                let cells = cells(reader, &descriptor, batch)?;
                for (row, cell) in rows.iter_mut().zip(cells) {
                    match (row.as_mut(), cell) {
                        (Ok(row), Ok(cell)) => row.put(column.place.field, column.place.rank, cell),
                        (Ok(_), Err(fault)) => *row = Err(fault),
                        (Err(_), _) => {}
                    }
                }
            }
            rows.reverse();
            self.ahead = rows;
        }
        Ok(self.ahead.pop())
    }
}

/// Refuses what this program cannot unpack.
fn check_packing(compression: Compression) -> Result<(), Fault> {
    use Compression::{GZIP, SNAPPY, UNCOMPRESSED, ZSTD};
    match compression {
        UNCOMPRESSED | SNAPPY | GZIP(_) | ZSTD(_) => Ok(()),
        other => {
            let name = other.to_string().to_lowercase();
            let name = name.split('(').next().unwrap_or_default();
            Err(Fault::new(format!("packed with {name}"), "write it with snappy, gzip or zstd"))
        }
    }
}

/// The next values of a column.
fn cells(
    reader: &mut ColumnReader,
    descriptor: &ColumnDescriptor,
    batch: usize,
) -> Result<Vec<Result<Cell, Fault>>, Fault> {
    let name = descriptor.name();
    let optional = descriptor.max_def_level() > 0;
    Ok(match reader {
        ColumnReader::ByteArrayColumnReader(reader) => values(reader, batch, optional)?
            .into_iter()
            .map(|value: Option<ByteArray>| value.map_or(Ok(Cell::Absent), |value| text(value.data(), name)))
            .collect(),
        ColumnReader::Int32ColumnReader(reader) => {
            let is_date = descriptor.converted_type() == ConvertedType::DATE;
            let cell = |value: i32| if is_date { day(i64::from(value)) } else { Cell::Number(value.to_string()) };
            present(values(reader, batch, optional)?, cell)
        }
        ColumnReader::Int64ColumnReader(reader) => {
            let a_day = ticks_a_day(descriptor);
            let cell = |value: i64| a_day.map_or_else(|| Cell::Number(value.to_string()), |a| day(value.div_euclid(a)));
            present(values(reader, batch, optional)?, cell)
        }
        ColumnReader::Int96ColumnReader(reader) => {
            present(values(reader, batch, optional)?, |value: Int96| day(value.to_millis().div_euclid(86_400_000)))
        }
        ColumnReader::BoolColumnReader(reader) => {
            present(values(reader, batch, optional)?, |_: bool| Cell::Other("true or false"))
        }
        ColumnReader::FloatColumnReader(reader) => {
            present(values(reader, batch, optional)?, |value: f32| Cell::Number(value.to_string()))
        }
        ColumnReader::DoubleColumnReader(reader) => {
            present(values(reader, batch, optional)?, |value: f64| Cell::Number(value.to_string()))
        }
        ColumnReader::FixedLenByteArrayColumnReader(reader) => {
            present(values(reader, batch, optional)?, |_| Cell::Other("of bytes"))
        }
    })
}

fn present<T>(values: Vec<Option<T>>, cell: impl Fn(T) -> Cell) -> Vec<Result<Cell, Fault>> {
    values.into_iter().map(|value| Ok(value.map_or(Cell::Absent, &cell))).collect()
}

/// The next values of a column, `None` for nulls.
fn values<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    batch: usize,
    optional: bool,
) -> Result<Vec<Option<T::T>>, Fault> {
    let (mut found, mut levels) = (Vec::new(), Vec::new());
    let mut rows = 0;
    while rows < batch {
        let (read, ..) =
            reader.read_records(batch - rows, optional.then_some(&mut levels), None, &mut found).map_err(damaged)?;
        if read == 0 {
            return Err(damaged("a column has fewer rows than its group"));
        }
        rows += read;
    }
    let mut found = found.into_iter();
    Ok(match optional {
        true => levels.into_iter().map(|level| if level > 0 { found.next() } else { None }).collect(),
        false => found.map(Some).collect(),
    })
}

fn text(bytes: &[u8], name: &str) -> Result<Cell, Fault> {
    if bytes.len() > MAX_RECORD_BYTES {
        let cause = format!("column {name:?}: longer than {} MB", MAX_RECORD_BYTES >> 20);
        return Err(Fault::new(cause, "cut it into reports, one a row"));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cell::Text(text.to_owned())),
        Err(_) => {
            let fault = charset::not_utf8(bytes);
            Err(Fault::new(format!("column {name:?}: {}", fault.cause), fault.remedy))
        }
    }
}

/// How many ticks of a column's clock a day has; `None` if it holds no times.
fn ticks_a_day(column: &ColumnDescriptor) -> Option<i64> {
    const SECONDS: i64 = 86_400;
    match (column.logical_type_ref(), column.converted_type()) {
        (Some(LogicalType::Timestamp(timestamp)), _) => Some(match timestamp.unit {
            TimeUnit::MILLIS => SECONDS * 1_000,
            TimeUnit::MICROS => SECONDS * 1_000_000,
            TimeUnit::NANOS => SECONDS * 1_000_000_000,
        }),
        (_, ConvertedType::TIMESTAMP_MILLIS) => Some(SECONDS * 1_000),
        (_, ConvertedType::TIMESTAMP_MICROS) => Some(SECONDS * 1_000_000),
        _ => None,
    }
}

/// The date of a day that is counted from 1970-01-01.
fn day(count: i64) -> Cell {
    let date = i32::try_from(count)
        .ok()
        .and_then(|days| jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok());
    match date.filter(|date| date.year() >= 0) {
        Some(date) => Cell::Text(date.to_string()),
        None => Cell::Other("a day out of the calendar"),
    }
}
