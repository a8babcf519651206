//! Columns as they are packed. Out: the same without dictionaries and runs, and what stands in a row.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType};

/// A column without dictionary or runs.
pub fn plain(column: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    match column.data_type() {
        DataType::Dictionary(_, of) => cast(column, of),
        DataType::RunEndEncoded(_, of) => cast(column, of.data_type()),
        _ => Ok(column.clone()),
    }
}

/// The words of a row that is not null; `None` in a column of something else.
pub fn words(column: &dyn Array, row: usize) -> Option<&str> {
    Some(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row),
        DataType::Utf8View => column.as_string_view().value(row),
        _ => return None,
    })
}
