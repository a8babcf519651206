//! Tables of reports, from any program. In: a batch with the columns of a report. Out: a report for every row, or why it is none. Always: the
//! columns are those that files have ([`chancery::read`]): `text` or `body`, and `id`, `title`, `published` or `date`, `url`, `source`,
//! `author`, `language` or `lang` where they are known; others are passed over.
//!
//! | column | may hold |
//! |---|---|
//! | `id`, `published` | words or numbers; `published` dates and times too, of which the day is taken, in UTC |
//! | others | words |

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type, UInt64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, TimeUnit};
use chancery::read::{Cell, Given, Options, Raw};

use crate::Error;
use crate::plain::{plain, words};

/// First and last day of the calendar, counted from 1970-01-01: 0001-01-01 and 9999-12-31.
const CALENDAR: std::ops::RangeInclusive<i32> = -719_162..=2_932_896;

/// The reports of a batch.
#[derive(Debug, Clone)]
pub struct Reports {
    given: Given,
    columns: Vec<ArrayRef>,
    id: Option<usize>,
    rows: usize,
}

/// A row that is no report, or a report that cannot be coded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {cause}; {remedy}", place(*.row, .id.as_deref()))]
pub struct Reject {
    /// Number of the row in the whole table, from 1.
    pub row: u64,
    /// Id of the report, where the row has one.
    pub id: Option<String>,
    /// Why.
    pub cause: String,
    /// What to do about it.
    pub remedy: String,
}

impl Reports {
    /// The reports of a batch.
    ///
    /// # Errors
    /// [`Error::Reports`] when no column holds a text, or one that the options name is not there.
    pub fn of(batch: &RecordBatch, options: &Options) -> Result<Self, Error> {
        let names: Vec<String> = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
        let given = Given::new(&names, options)?;
        let id = given.columns().position(|at| names[at].eq_ignore_ascii_case("id"));
        let columns = given.columns().map(|at| readable(batch.column(at))).collect::<Result<_, _>>()?;
        Ok(Self { given, columns, id, rows: batch.num_rows() })
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The report of a row, from 0; `before` rows stand before the batch.
    ///
    /// # Errors
    /// [`Reject`] when it is none.
    pub fn report(&self, row: usize, before: u64) -> Result<Raw, Reject> {
        let record = format!("row {}", self.number(row, before));
        let values = self.columns.iter().map(|column| cell(column, row));
        self.given.report(&record, values).map_err(|error| self.reject(row, before, error))
    }

    /// A row whose report is refused.
    pub fn reject(&self, row: usize, before: u64, error: chancery::Error) -> Reject {
        let id = self.id.and_then(|at| match cell(&self.columns[at], row) {
            Cell::Text(id) | Cell::Number(id) => Some(id),
            _ => None,
        });
        let (cause, remedy) = match error {
            chancery::Error::Rejected { cause, remedy, .. } => (cause, remedy),
            other => (other.to_string(), "give another report".to_owned()),
        };
        Reject { row: self.number(row, before), id, cause, remedy }
    }

    fn number(&self, row: usize, before: u64) -> u64 {
        before + row as u64 + 1
    }
}

fn place(row: u64, id: Option<&str>) -> String {
    id.map_or_else(|| format!("row {row}"), |id| format!("row {row}, report {id:?}"))
}

/// A column of few types: words, 64-bit numbers, days, and others as they are.
fn readable(column: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    use DataType::{Date64, Float16, Float32, Int8, Int16, Int32, Timestamp, UInt8, UInt16, UInt32};
    let column = plain(column)?;
    match column.data_type() {
        Int8 | Int16 | Int32 => cast(&column, &DataType::Int64),
        UInt8 | UInt16 | UInt32 => cast(&column, &DataType::UInt64),
        Float16 | Float32 => cast(&column, &DataType::Float64),
        Date64 => cast(&column, &DataType::Date32),
        // Times of a zone are counted in UTC; those before 1970 belong to the day that they are in, not to the next.
        Timestamp(unit, _) => {
            let of_a_day = DAY * per_second(*unit);
            let day = |time: i64| i32::try_from(time.div_euclid(of_a_day)).unwrap_or(i32::MAX);
            let times = cast(&column, &DataType::Int64)?;
            Ok(Arc::new(times.as_primitive::<Int64Type>().unary::<_, Date32Type>(day)))
        }
        _ => Ok(column),
    }
}

/// Seconds of a day.
const DAY: i64 = 86_400;

fn per_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    }
}

fn cell(column: &ArrayRef, row: usize) -> Cell {
    if column.is_null(row) {
        return Cell::Absent;
    }
    if let Some(words) = words(column, row) {
        return Cell::Text(words.to_owned());
    }
    match column.data_type() {
        DataType::Null => Cell::Absent,
        DataType::Int64 => Cell::Number(column.as_primitive::<Int64Type>().value(row).to_string()),
        DataType::UInt64 => Cell::Number(column.as_primitive::<UInt64Type>().value(row).to_string()),
        DataType::Float64 => match column.as_primitive::<Float64Type>().value(row) {
            // Data frames write missing words so.
            number if number.is_nan() => Cell::Absent,
            number => Cell::Number(number.to_string()),
        },
        DataType::Date32 => day(column.as_primitive::<Date32Type>().value(row)),
        DataType::Boolean => Cell::Other("true or false"),
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView | DataType::FixedSizeBinary(_) => {
            Cell::Other("of bytes")
        }
        _ => Cell::Other("of lists, groups or others"),
    }
}

fn day(day: i32) -> Cell {
    if CALENDAR.contains(&day) {
        Cell::Text(chancery::relate::date(day))
    } else {
        Cell::Other("a day out of the calendar")
    }
}
