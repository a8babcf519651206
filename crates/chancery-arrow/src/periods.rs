//! Tables of the periods of a relation, a row a period. In: records. Out: a batch. The fields are those of [`Period`], by their names in JSON;
//! `categories` is a group with a count for each of PLOVER's categories, so that it is one type in every relation; `start` and `end` are dates.

use std::sync::{Arc, OnceLock};

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use chancery::codebook::{Entry, PLOVER};
use chancery::record::{Apart, Estimate, Period};
use serde::Serialize;

use crate::fields::{count, group, list, number, open_number};
use crate::{Error, encode};

/// A period as a row.
#[derive(Serialize)]
struct Row<'p> {
    start: &'p str,
    end: &'p str,
    events: usize,
    weight: f64,
    categories: Counts<'p>,
    quads: [usize; 4],
    mean: Option<f64>,
    level: Estimate,
    apart: Apart,
}

impl<'p> Row<'p> {
    fn of(period: &'p Period) -> Self {
        Self {
            start: &period.start,
            end: &period.end,
            events: period.events,
            weight: period.weight,
            categories: Counts(period),
            quads: period.quads,
            mean: period.mean,
            level: period.level,
            apart: period.apart,
        }
    }
}

/// The count of every category, also of those that are not there.
struct Counts<'p>(&'p Period);

impl Serialize for Counts<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let count = |entry: &Entry| (entry.name, self.0.categories.get(&entry.category).copied().unwrap_or(0));
        serializer.collect_map(PLOVER.iter().map(count))
    }
}

/// The columns of a table of periods.
pub fn schema() -> SchemaRef {
    static SCHEMA: OnceLock<SchemaRef> = OnceLock::new();
    SCHEMA.get_or_init(|| Arc::new(Schema::new(fields()))).clone()
}

fn fields() -> Vec<Field> {
    let categories = PLOVER.iter().map(|entry| count(entry.name)).collect();
    let apart = ["historical", "future", "hypothetical", "negated", "undated"].map(count).to_vec();
    vec![
        Field::new("start", DataType::Date32, false),
        Field::new("end", DataType::Date32, false),
        count("events"),
        number("weight"),
        group("categories", categories),
        list("quads", DataType::Int64),
        open_number("mean"),
        group("level", ["value", "low", "high"].map(number).to_vec()),
        group("apart", apart),
    ]
}

/// Periods as a batch.
///
/// # Errors
/// [`Error::Arrow`] when a period has no dates of the calendar.
pub fn batch(periods: &[Period]) -> Result<RecordBatch, Error> {
    let rows: Vec<Row> = periods.iter().map(Row::of).collect();
    Ok(encode::encode(&schema(), &rows)?)
}
