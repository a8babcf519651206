//! Parquet. The tables are made by `chancery-arrow`; here are the facts.

use super::format::{Format, OWN_CODES, Shape};

/// The format.
pub const PARQUET: Format = Format {
    name: "parquet",
    what: "events or claims as tables with the fields of the records (Parquet)",
    shape: Shape::Table,
    columns: &[],
    claims: true,
    cameo: super::cameo::VERSION,
    quad: "PLOVER's, 1 to 4",
    open: &[],
    notes: "The columns are the fields of the records in JSON, by their names; parties are lists of structs, a period, place or toll is a struct (`docs/python.md`). Claims \
            have what is known of their report beside them, without its text.",
    leaves_out: &[],
    codes: OWN_CODES,
    rows: None,
};
