//! Records as objects of Python: dictionaries, lists, words and numbers, as JSON has them.

use pyo3::prelude::*;
use serde::Serialize;

use crate::error::ChanceryError;

/// The record as Python reads it from JSON.
pub fn object<'py>(py: Python<'py>, record: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    let text = serde_json::to_string(record).map_err(|error| ChanceryError::new_err(error.to_string()))?;
    py.import("json")?.call_method1("loads", (text,))
}
