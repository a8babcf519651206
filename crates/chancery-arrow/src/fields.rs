//! Fields of tables, in short. Always: only types that every reader of Arrow has (no unsigned numbers, no dictionaries, no lists of fixed
//! size), so that Spark, pandas, Polars and DuckDB take them as they are.

use arrow_schema::{DataType, Field};

/// Words that are always there.
pub fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, false)
}

/// Words that may be missing.
pub fn open_text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

/// A small number: a class, a precision.
pub fn small(name: &str) -> Field {
    Field::new(name, DataType::Int8, false)
}

/// A count.
pub fn count(name: &str) -> Field {
    Field::new(name, DataType::Int64, false)
}

/// A count that may be missing.
pub fn open_count(name: &str) -> Field {
    Field::new(name, DataType::Int64, true)
}

/// A number.
pub fn number(name: &str) -> Field {
    Field::new(name, DataType::Float64, false)
}

/// A number that may be missing.
pub fn open_number(name: &str) -> Field {
    Field::new(name, DataType::Float64, true)
}

/// Several of one kind.
pub fn list(name: &str, of: DataType) -> Field {
    Field::new(name, list_of(of), false)
}

/// Several of one kind; missing where there are none.
pub fn open_list(name: &str, of: DataType) -> Field {
    Field::new(name, list_of(of), true)
}

/// Fields under one name.
pub fn group(name: &str, fields: Vec<Field>) -> Field {
    Field::new(name, record(fields), false)
}

/// Fields under one name that may be missing together.
pub fn open_group(name: &str, fields: Vec<Field>) -> Field {
    open(&Field::new(name, record(fields), true))
}

/// A field that may be missing, and all under it: where a group is missing, its columns have nothing, which some writers (pyarrow's of Parquet) hold
/// against fields that are always there.
fn open(field: &Field) -> Field {
    match field.data_type() {
        DataType::Struct(fields) => {
            let fields = fields.iter().map(|field| open(field)).collect();
            Field::new(field.name(), DataType::Struct(fields), true)
        }
        of => Field::new(field.name(), of.clone(), true),
    }
}

/// Start and one past the end of a stretch of text, in characters.
pub fn span(name: &str, open: bool) -> Field {
    Field::new(name, list_of(DataType::Int32), open)
}

/// Fields as a type.
pub fn record(fields: Vec<Field>) -> DataType {
    DataType::Struct(fields.into())
}

fn list_of(of: DataType) -> DataType {
    DataType::new_list(of, false)
}
