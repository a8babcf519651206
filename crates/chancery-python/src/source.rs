//! What the caller gives. In: an object of Python. Out: batches, one at a time. Always: an object with the Arrow PyCapsule interface is read
//! where it lies; of an iterator no more is taken than is asked for.

use arrow_array::RecordBatch;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyIterator, PyString};
use pyo3_arrow::input::AnyRecordBatch;

use crate::error::Fault;

/// Batches, one at a time.
pub type Incoming = Box<dyn Iterator<Item = Result<RecordBatch, Fault>> + Send>;

/// The batches of an object.
pub fn batches(data: &Bound<'_, PyAny>) -> PyResult<Incoming> {
    if data.hasattr("__arrow_c_stream__")? || data.hasattr("__arrow_c_array__")? {
        let reader = data.extract::<AnyRecordBatch>()?.into_reader()?;
        return Ok(Box::new(reader.map(|batch| batch.map_err(Fault::from))));
    }
    let wrong = || {
        let kind = data.get_type();
        PyTypeError::new_err(format!(
            "{kind} is no table; give anything with the Arrow PyCapsule interface (a pyarrow Table or RecordBatchReader, a Polars or pandas \
             DataFrame, a DuckDB relation), or an iterable of such; a single text goes to chancery.code_text"
        ))
    };
    if data.is_instance_of::<PyString>() || data.is_instance_of::<PyBytes>() || data.is_instance_of::<PyDict>() {
        return Err(wrong());
    }
    let items = data.try_iter().map_err(|_| wrong())?.unbind();
    Ok(Box::new(Items { items, at: None }))
}

/// The batches of the tables that an iterator gives.
struct Items {
    items: Py<PyIterator>,
    at: Option<Incoming>,
}

impl Iterator for Items {
    type Item = Result<RecordBatch, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(batch) = self.at.as_mut().and_then(Iterator::next) {
                return Some(batch);
            }
            let next = Python::attach(|py| {
                let item = self.items.bind(py).clone().next()?;
                Some(item.and_then(|item| batches(&item)))
            });
            match next? {
                Ok(batches) => self.at = Some(batches),
                Err(error) => return Some(Err(error.into())),
            }
        }
    }
}
