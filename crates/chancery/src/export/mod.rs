//! Records in the formats that others read: claims as PLOVER's JSONL, claims and events as flat CSV, alerts as an Atom feed. (`Coded` itself is the JSON of
//! the design.)

mod atom;
mod csv;
mod plover;

pub use atom::{Feed, atom};
pub use csv::{CSV_COLUMNS, EVENT_CSV_COLUMNS, PERIOD_CSV_COLUMNS, csv_row, event_csv_row, period_csv_row};
pub use plover::plover;
