//! Records in the formats that others read. In: claims, events, alerts. Out: PLOVER's JSON lines, the columns of POLECAT, GDELT, ICEWS, ACLED and UCDP GED,
//! Chancery's own CSV, GeoJSON, what is to know of Parquet, a bundle that describes itself, an Atom feed. Always: a row is a pure function of a record; what a format cannot say is left out
//! or left empty, and [`Format`] says so. (`Coded` itself is the JSON of the design.)

mod acled;
mod atom;
mod bundle;
mod cameo;
mod cell;
mod csv;
mod force;
mod format;
mod gdelt;
mod gdelt_mentions;
mod ged;
mod geojson;
mod icews;
mod parquet;
mod plover;
mod polecat;
mod telling;

pub use acled::ACLED_COLUMNS;
pub use atom::{Feed, atom};
pub use bundle::{Bundle, Facts, Part, REPORT_CSV_COLUMNS, Version, report_csv_row};
pub use cell::{commas, guarded, tabbed};
pub use csv::{
    COMPARISON_CSV_COLUMNS, CSV_COLUMNS, EVENT_CSV_COLUMNS, PERIOD_CSV_COLUMNS, SAID_CSV_COLUMNS, comparison_csv_row,
    csv_row, event_csv_row, period_csv_row, said_csv_row,
};
pub use format::{FORMATS, Format, Rows, Shape, overview};
pub use gdelt::GDELT_COLUMNS;
pub use gdelt_mentions::GDELT_MENTIONS_COLUMNS;
pub use ged::GED_COLUMNS;
pub use geojson::{GEOJSON_HEAD, GEOJSON_TAIL, feature};
pub use icews::ICEWS_COLUMNS;
pub use plover::{plover, plover_event};
pub use polecat::POLECAT_COLUMNS;
pub use telling::{LeftOut, MOST_PAIRS, Said, Telling, alone};
