//! Claims in the formats that others read: PLOVER's JSONL and a flat CSV. (`Coded` itself is the JSON of the design.)

mod csv;
mod plover;

pub use csv::{CSV_COLUMNS, csv_row};
pub use plover::plover;
