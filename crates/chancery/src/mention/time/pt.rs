//! stub
use super::table::Table;
pub(super) static TABLE: Table = Table {
    words: "",
    shapes: "",
    month_first: false,
    ordinal_dot: false,
    future: "",
    future_endings: "",
    future_beginnings: "",
};
