//! Tables of events, a row an event. In: records. Out: a batch, and the records again. The fields are those of [`Event`], by their names in
//! JSON (`where` is its place).

use std::sync::{Arc, OnceLock};

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use chancery::record::Event;

use crate::claims::{place, status, third_party, toll, when};
use crate::fields::{count, group, list, number, open_count, open_group, open_list, open_text, record, small, text};
use crate::{Error, decode, encode};

/// What a table of events holds, in words.
const RECORD: &str = "events";

/// The columns of a table of events.
pub fn schema() -> SchemaRef {
    static SCHEMA: OnceLock<SchemaRef> = OnceLock::new();
    SCHEMA.get_or_init(|| Arc::new(Schema::new(fields()))).clone()
}

fn fields() -> Vec<Field> {
    let words = DataType::Utf8;
    vec![
        text("id"),
        text("event"),
        list("mode", words.clone()),
        list("context", words.clone()),
        small("quad"),
        number("score"),
        open_text("cameo"),
        list("actors", record(party())),
        list("recipients", record(party())),
        list("third_parties", record(third_party())),
        group("status", status()),
        open_group("when", when()),
        open_group("where", place()),
        open_group("toll", toll(&counted())),
        open_list("denials", words.clone()),
        open_list("disagreements", record(vec![text("field"), list("values", record(said()))])),
        count("sources"),
        count("reports"),
        list("languages", words.clone()),
        open_text("first"),
        open_text("last"),
        list("claims", words),
        number("confidence"),
    ]
}

fn party() -> Vec<Field> {
    vec![
        open_text("entity"),
        text("name"),
        open_text("country"),
        open_text("sector"),
        number("confidence"),
        count("claims"),
    ]
}

fn counted() -> Vec<Field> {
    let figure = vec![
        text("claim"),
        open_text("speaker"),
        open_text("side"),
        open_count("low"),
        open_count("best"),
        open_count("high"),
        text("text"),
    ];
    vec![open_count("low"), open_count("best"), open_count("high"), list("figures", record(figure))]
}

fn said() -> Vec<Field> {
    vec![text("value"), list("claims", DataType::Utf8)]
}

/// Events as a batch.
///
/// # Errors
/// [`Error::Arrow`] when they are too many for one batch.
pub fn batch(events: &[Event]) -> Result<RecordBatch, Error> {
    Ok(encode::encode(&schema(), events)?)
}

/// The events of a batch.
///
/// # Errors
/// [`Error::Column`] when a column is not there, [`Error::Row`] when a row is no event.
pub fn read(batch: &RecordBatch) -> Result<Vec<Event>, Error> {
    decode::decode(&schema(), batch, RECORD)
}
