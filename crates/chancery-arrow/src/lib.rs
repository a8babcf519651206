//! The records of Chancery as Arrow and Parquet tables. In: tables of reports, claims and events, from any program that speaks Arrow. Out: the
//! same records as the library has them, and the other way round. Always: a record that goes into a table comes out of it unchanged; a table
//! has the fields that JSON has, by the same names.
//!
//! ```
//! use chancery_arrow::{claims, events};
//! let (claims, events) = (claims::schema(), events::schema());
//! assert!(claims.field_with_name("actors").is_ok() && events.field_with_name("claims").is_ok());
//! ```

pub mod claims;
pub mod coding;
mod decode;
mod encode;
pub mod events;
mod fields;
pub mod linking;
pub mod parquet;
pub mod periods;
mod plain;
pub mod readings;
pub mod reports;
#[cfg(test)]
mod tests;
mod threads;

use arrow_schema::ArrowError;
pub use threads::side_by_side;

/// What went wrong, where, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A table of reports has no column that holds a text.
    #[error(transparent)]
    Reports(#[from] chancery::Error),
    /// A table lacks a column of a record.
    #[error("no column {column:?}; give {record} with all their columns, as chancery made them")]
    Column {
        /// The column.
        column: String,
        /// What the table should hold.
        record: &'static str,
    },
    /// A row is no record.
    #[error("row {row}: {cause}; give {record} as chancery made them")]
    Row {
        /// Its number in its batch, from 1.
        row: usize,
        /// Why.
        cause: String,
        /// What the table should hold.
        record: &'static str,
    },
    /// The claims of a report are there, and its text is not.
    #[error(
        "report {report:?}: no claim of it has its text; give all claims of a report, with the column \"text\", as `code` \
         made them"
    )]
    Text {
        /// Id of the report.
        report: String,
    },
    /// A table cannot be made, read or written.
    #[error("{0}")]
    Arrow(#[from] ArrowError),
    /// Likewise, of a Parquet file.
    #[error("{0}")]
    Parquet(#[from] ::parquet::errors::ParquetError),
}
