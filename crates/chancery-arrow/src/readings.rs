//! Reports as linking compares them, as a table. In: reports with their claims, in the order of [`place_in_order`]. Out: a row a report, without its
//! text and of a few kilobytes, so that a report that is compared in several blocks is read once; and the pairs of its claims with others.

use std::sync::{Arc, OnceLock};

use arrow_array::builder::{Int64Builder, ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BinaryArray, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use chancery::Chancery;
use chancery::link::{self, Filed, Reading, Weights, place_in_order, reasons};
use chancery::record::Coded;

use crate::Error;
use crate::fields::{list, open_text, text};
use crate::linking::PairRow;
use crate::threads::side_by_side;

/// What the rows are, for errors.
const RECORD: &str = "readings";

/// Reports as linking compares them.
#[derive(Debug, Default, PartialEq)]
pub struct Readings {
    named: Vec<Named>,
    readings: Vec<Reading>,
}

/// A report and its claims, by their ids.
#[derive(Debug, Clone, PartialEq)]
struct Named {
    report: String,
    published: Option<String>,
    claims: Vec<String>,
}

/// The columns of a table of readings: `report`, `published`, `claims` (their ids), `blocks` (in which it is to be compared, in order) and `reading`, which
/// is for [`Readings::read`] of the same version alone.
pub fn schema() -> SchemaRef {
    static SCHEMA: OnceLock<SchemaRef> = OnceLock::new();
    let fields = || {
        vec![
            text("report"),
            open_text("published"),
            list("claims", DataType::Utf8),
            list("blocks", DataType::Int64),
            Field::new("reading", DataType::Binary, false),
        ]
    };
    SCHEMA.get_or_init(|| Arc::new(Schema::new(fields()))).clone()
}

impl Readings {
    /// Reads reports in the order in which their claims are linked, each with its claims in theirs, on so many threads.
    pub fn of(chancery: &Chancery, reports: &[Coded], threads: usize) -> Self {
        let read = |n: usize| Reading::of(chancery.knowledge(), chancery.model(), &reports[n]);
        let named = |coded: &Coded| Named {
            report: coded.report.id.clone(),
            published: coded.report.published.clone(),
            claims: coded.claims.iter().map(|claim| claim.id.clone()).collect(),
        };
        Self { named: reports.iter().map(named).collect(), readings: side_by_side(reports.len(), threads, read) }
    }

    /// As a batch.
    ///
    /// # Errors
    /// [`Error::Arrow`] when they are too many for one batch.
    pub fn batch(&self) -> Result<RecordBatch, Error> {
        let items = |of| Arc::new(Field::new_list_field(of, false));
        let mut claims = ListBuilder::new(StringBuilder::new()).with_field(items(DataType::Utf8));
        let mut blocks = ListBuilder::new(Int64Builder::new()).with_field(items(DataType::Int64));
        let mut bytes = Vec::with_capacity(self.readings.len());
        for (row, (named, reading)) in self.named.iter().zip(&self.readings).enumerate() {
            claims.append_value(named.claims.iter().map(Some));
            blocks.append_value(link::blocks(reading).into_iter().map(|block| Some(block.cast_signed())));
            let fault = |error: postcard::Error| Error::Row { row: row + 1, cause: error.to_string(), record: RECORD };
            bytes.push(postcard::to_stdvec(&(Reading::FORM, reading)).map_err(fault)?);
        }
        let columns: Vec<ArrayRef> = vec![
            Arc::new(StringArray::from_iter_values(self.named.iter().map(|named| &named.report))),
            Arc::new(StringArray::from_iter(self.named.iter().map(|named| named.published.as_deref()))),
            Arc::new(claims.finish()),
            Arc::new(blocks.finish()),
            Arc::new(BinaryArray::from_iter_values(&bytes)),
        ];
        Ok(RecordBatch::try_new(schema(), columns)?)
    }

    /// The readings of batches, in whatever order. A report that is there twice is taken once.
    ///
    /// # Errors
    /// [`Error::Column`] when a column is not there, [`Error::Row`] when a row is no reading, or one of another version.
    pub fn read(batches: &[RecordBatch]) -> Result<Self, Error> {
        let mut rows = Vec::new();
        for batch in batches {
            rows_of(batch, &mut rows)?;
        }
        rows.sort_by_cached_key(|(named, _)| place_in_order("", &named.report, named.published.as_deref()));
        rows.dedup_by(|(a, _), (b, _)| a.report == b.report);
        let (named, readings) = rows.into_iter().unzip();
        Ok(Self { named, readings })
    }

    /// The pairs of claims that may be of one event, on so many threads; of a block, its own.
    pub fn pairs(&self, weights: &Weights, block: Option<i64>, threads: usize) -> Vec<PairRow> {
        let filed = Filed::of(&self.readings);
        let block = block.map(i64::cast_unsigned);
        let id = |(report, claim): link::Place| self.named[report as usize].claims[claim as usize].clone();
        let row = |pair: link::Pair| {
            let verdict = if pair.score >= weights.claims_merge { "merge" } else { "ask" };
            let (a, b, reasons) = (id(pair.a), id(pair.b), reasons(&pair.signs));
            PairRow { a, b, score: pair.score, verdict: verdict.to_owned(), reasons }
        };
        let of = |n: usize| filed.pairs(weights, n as u32, block).into_iter().map(row).collect::<Vec<_>>();
        side_by_side(self.readings.len(), threads, of).into_iter().flatten().collect()
    }
}

/// The rows of a batch, from whatever program.
fn rows_of(batch: &RecordBatch, rows: &mut Vec<(Named, Reading)>) -> Result<(), Error> {
    let column = |name: &str, of: DataType| {
        let missing = || Error::Column { column: name.to_owned(), record: RECORD };
        Ok::<_, Error>(cast(batch.column_by_name(name).ok_or_else(missing)?, &of)?)
    };
    let reports = column("report", DataType::Utf8)?;
    let published = column("published", DataType::Utf8)?;
    let claims = column("claims", DataType::new_list(DataType::Utf8, true))?;
    let bytes = column("reading", DataType::Binary)?;
    let (reports, published) = (reports.as_string::<i32>(), published.as_string::<i32>());
    let (claims, bytes) = (claims.as_list::<i32>(), bytes.as_binary::<i32>());
    for row in 0..batch.num_rows() {
        let fault = |cause: &str| Error::Row { row: row + 1, cause: cause.to_owned(), record: RECORD };
        if reports.is_null(row) || claims.is_null(row) || bytes.is_null(row) {
            return Err(fault("a column is empty"));
        }
        let (form, reading) = postcard::from_bytes::<(String, Reading)>(bytes.value(row))
            .map_err(|_| fault("the reading is none, or one of another version"))?;
        if form != Reading::FORM {
            return Err(fault(&format!("the reading is of form {form:?}, this version reads {:?}", Reading::FORM)));
        }
        let ids = claims.value(row);
        let ids: Vec<String> = ids.as_string::<i32>().iter().flatten().map(str::to_owned).collect();
        if ids.len() != reading.acts.len() {
            return Err(fault("as many claims must be named as were read"));
        }
        let published = published.is_valid(row).then(|| published.value(row).to_owned());
        rows.push((Named { report: reports.value(row).to_owned(), published, claims: ids }, reading));
    }
    Ok(())
}
