//! What the caller gets: batches of one schema, made when they are asked for, or a table that is there.

use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use chancery_arrow::reports::Reject;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};
use pyo3_arrow::{PyRecordBatch, PyRecordBatchReader, PySchema, PyTable};

use crate::error::{ChanceryError, Fault};
use crate::source::Incoming;

/// Rows that were refused, as they are found.
pub type Rejects = Arc<Mutex<Vec<Reject>>>;

/// Batches of a table, made one after the other when they are asked for, once.
///
/// Anything that takes the Arrow PyCapsule interface takes them (`pyarrow.table(batches)`, `polars.DataFrame(batches)`,
/// `duckdb.from_arrow(batches)`); as an iterator they are `pyarrow.RecordBatch`es.
#[pyclass(module = "chancery", frozen)]
pub struct Batches {
    schema: SchemaRef,
    incoming: Mutex<Option<Incoming>>,
    rejects: Rejects,
}

impl Batches {
    pub fn new(schema: SchemaRef, incoming: Incoming, rejects: Rejects) -> Self {
        Self { schema, incoming: Mutex::new(Some(incoming)), rejects }
    }

    /// The next batch. The lock is taken while no Python is attached: who waits for it holds up nobody.
    fn next(&self, py: Python<'_>) -> Result<Option<RecordBatch>, Fault> {
        py.detach(|| {
            let mut incoming = self.incoming.lock().unwrap_or_else(PoisonError::into_inner);
            incoming.as_mut().and_then(Iterator::next).transpose()
        })
    }

    fn take(&self, py: Python<'_>) -> PyResult<Incoming> {
        let taken = py.detach(|| self.incoming.lock().unwrap_or_else(PoisonError::into_inner).take());
        taken.ok_or_else(|| ChanceryError::new_err("these batches were taken before; ask for them anew"))
    }

    fn all(&self, py: Python<'_>) -> PyResult<PyTable> {
        let mut incoming = self.take(py)?;
        let mut batches = Vec::new();
        while let Some(batch) = py.detach(|| incoming.next()) {
            batches.push(batch?);
            // Ctrl-C.
            py.check_signals()?;
        }
        PyTable::try_new(batches, self.schema.clone())
    }
}

#[pymethods]
impl Batches {
    /// The columns, as a `pyarrow.Schema`.
    #[getter]
    fn schema<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        PySchema::new(self.schema.clone()).into_pyarrow(py)
    }

    /// The rows that were refused so far, with `on_error="skip"`: dictionaries with `row` (from 1), `id`, `cause` and `remedy`.
    #[getter]
    fn rejects<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rejects = py.detach(|| self.rejects.lock().unwrap_or_else(PoisonError::into_inner).clone());
        let dictionary = |reject: Reject| -> PyResult<Bound<'py, PyDict>> {
            let told = PyDict::new(py);
            told.set_item("row", reject.row)?;
            told.set_item("id", reject.id)?;
            told.set_item("cause", reject.cause)?;
            told.set_item("remedy", reject.remedy)?;
            Ok(told)
        };
        PyList::new(py, rejects.into_iter().map(dictionary).collect::<PyResult<Vec<_>>>()?)
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.next(py)?.map(|batch| PyRecordBatch::new(batch).into_pyarrow(py)).transpose()
    }

    /// All batches that are left, as a `pyarrow.Table`.
    fn read_all<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.all(py)?.into_pyarrow(py)
    }

    /// All batches that are left, as a `pandas.DataFrame`.
    fn to_pandas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_pandas(py, self.all(py)?)
    }

    /// All batches that are left, as a `polars.DataFrame`.
    fn to_polars<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_polars(py, self.all(py)?)
    }

    /// All rows that are left, as dictionaries.
    fn to_pylist<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_pylist(py, self.all(py)?)
    }

    /// The Arrow PyCapsule interface: the batches that are left, as a stream.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let stream = Stream { schema: self.schema.clone(), incoming: self.take(py)? };
        let reader = Bound::new(py, PyRecordBatchReader::new(Box::new(stream)))?;
        reader.call_method1("__arrow_c_stream__", (requested_schema,))
    }
}

/// Batches as other programs read them.
struct Stream {
    schema: SchemaRef,
    incoming: Incoming,
}

impl Iterator for Stream {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        // Who reads may be attached to Python or not: others run in either case.
        let next = Python::attach(|py| py.detach(|| self.incoming.next()))?;
        Some(next.map_err(|fault| ArrowError::ExternalError(Box::new(fault))))
    }
}

impl RecordBatchReader for Stream {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

/// A table that is there: it can be read as often as one likes.
///
/// Anything that takes the Arrow PyCapsule interface takes it (`pyarrow.table(table)`, `polars.DataFrame(table)`).
#[pyclass(module = "chancery", frozen)]
pub struct Table(RecordBatch);

impl Table {
    pub fn new(batch: RecordBatch) -> Self {
        Self(batch)
    }

    fn table(&self) -> PyResult<PyTable> {
        PyTable::try_new(vec![self.0.clone()], self.0.schema())
    }
}

#[pymethods]
impl Table {
    /// The columns, as a `pyarrow.Schema`.
    #[getter]
    fn schema<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        PySchema::new(self.0.schema()).into_pyarrow(py)
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    fn __repr__(&self) -> String {
        let columns: Vec<String> = self.0.schema().fields().iter().map(|field| field.name().clone()).collect();
        format!("<chancery.Table of {} rows: {}>", self.0.num_rows(), columns.join(", "))
    }

    /// As a `pyarrow.Table`.
    fn read_all<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.table()?.into_pyarrow(py)
    }

    /// As a `pandas.DataFrame`.
    fn to_pandas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_pandas(py, self.table()?)
    }

    /// As a `polars.DataFrame`.
    fn to_polars<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_polars(py, self.table()?)
    }

    /// Its rows as dictionaries.
    fn to_pylist<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_pylist(py, self.table()?)
    }

    /// The Arrow PyCapsule interface: a stream.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        Bound::new(py, self.table()?)?.call_method1("__arrow_c_stream__", (requested_schema,))
    }
}

fn to_pandas(py: Python<'_>, table: PyTable) -> PyResult<Bound<'_, PyAny>> {
    table.into_pyarrow(py)?.call_method0("to_pandas")
}

fn to_polars(py: Python<'_>, table: PyTable) -> PyResult<Bound<'_, PyAny>> {
    py.import("polars")?.call_method1("DataFrame", (table,))
}

fn to_pylist(py: Python<'_>, table: PyTable) -> PyResult<Bound<'_, PyAny>> {
    table.into_pyarrow(py)?.call_method0("to_pylist")
}
