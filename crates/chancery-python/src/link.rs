//! Claims in, events out; and the steps between, for those who distribute them.

use chancery::link::Weights;
use chancery_arrow::linking::{self, Linking, PairRow};
use chancery_arrow::readings::Readings;
use chancery_arrow::{claims, events};
use pyo3::prelude::*;

use crate::batches::Table;
use crate::code::{chancery, rows};
use crate::error::Fault;
use crate::options;
use crate::source::{self, Incoming};

/// The events that claims tell of, in any language: those of one happening become one. The same events as a store makes of the same claims.
///
/// `claims` is a table as `code` makes it, with all claims of each report and its text.
#[pyfunction]
#[pyo3(signature = (claims, *, threads=None))]
pub fn link(py: Python<'_>, claims: &Bound<'_, PyAny>, threads: Option<usize>) -> PyResult<Table> {
    let incoming = source::batches(claims)?;
    let threads = options::threads(threads);
    let batch = py.detach(|| {
        let events = linking(incoming, threads)?.events(Weights::embedded(), threads);
        Ok::<_, Fault>(events::batch(&events)?)
    })?;
    Ok(Table::new(batch))
}

/// What linking compares of each report, for `pairs`: `report`, `published`, `claims` (their ids), `blocks`, `reading` (bytes that only this version of
/// the package understands). Reports of one block are to be compared with each other, those that share none are not.
///
/// `claims` is as for `link`, of any part of the reports.
#[pyfunction]
#[pyo3(signature = (claims, *, threads=None))]
pub fn readings(py: Python<'_>, claims: &Bound<'_, PyAny>, threads: Option<usize>) -> PyResult<Table> {
    let incoming = source::batches(claims)?;
    let batch = py.detach(|| Ok::<_, Fault>(linking(incoming, options::threads(threads))?.readings().batch()?))?;
    Ok(Table::new(batch))
}

/// The pairs of claims that may be of one event: `a`, `b`, `score` (probability), `verdict` (merge or ask), `reasons`.
///
/// With `block`, the readings are those of the reports of that block, and only the pairs are given that are its own: the pairs of all blocks,
/// put together, are those of all claims, each once.
#[pyfunction]
#[pyo3(signature = (readings, *, block=None, threads=None))]
pub fn pairs(
    py: Python<'_>,
    readings: &Bound<'_, PyAny>,
    block: Option<i64>,
    threads: Option<usize>,
) -> PyResult<Table> {
    let incoming = source::batches(readings)?;
    let threads = options::threads(threads);
    let batch = py.detach(|| {
        let readings = Readings::read(&incoming.collect::<Result<Vec<_>, _>>()?)?;
        Ok::<_, Fault>(linking::pair_batch(&readings.pairs(Weights::embedded(), block, threads))?)
    })?;
    Ok(Table::new(batch))
}

/// Which claims are to be grouped together: `claim`, `component` (the id of its first claim). A claim that is not among them is an event of its
/// own; each component can be grouped (`cluster`) apart from the others.
#[pyfunction]
pub fn components(py: Python<'_>, pairs: &Bound<'_, PyAny>) -> PyResult<Table> {
    let incoming = source::batches(pairs)?;
    let batch = py.detach(|| {
        let components = linking::components(&pair_rows(incoming)?, Weights::embedded());
        Ok::<_, Fault>(linking::component_batch(&components)?)
    })?;
    Ok(Table::new(batch))
}

/// The events of claims whose pairs are known: of all, or of whole components.
///
/// Copies of one text count as one source where the text of a report is with one of its claims.
#[pyfunction]
pub fn cluster(py: Python<'_>, claims: &Bound<'_, PyAny>, pairs: &Bound<'_, PyAny>) -> PyResult<Table> {
    let (claims, pairs) = (source::batches(claims)?, source::batches(pairs)?);
    let batch = py.detach(|| {
        let reports = claims::partial_reports(rows(claims)?);
        let events = linking::events(&reports, &pair_rows(pairs)?, Weights::embedded());
        Ok::<_, Fault>(events::batch(&events)?)
    })?;
    Ok(Table::new(batch))
}

/// The reports of claims, as linking reads them.
pub fn linking(incoming: Incoming, threads: usize) -> Result<Linking, Fault> {
    Ok(Linking::of(chancery()?, claims::reports(rows(incoming)?)?, threads))
}

fn pair_rows(incoming: Incoming) -> Result<Vec<PairRow>, Fault> {
    let mut found = Vec::new();
    for batch in incoming {
        found.extend(linking::read_pairs(&batch?)?);
    }
    Ok(found)
}
