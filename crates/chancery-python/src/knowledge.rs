//! Whom names mean.

use chancery::Language;
use chancery::knowledge::Knowledge;
use chancery::mention::entity;
use pyo3::prelude::*;

use crate::json::object;
use crate::options;

/// Whom a name, an office or a description means ("Кремль", "le ministre arménien de la Défense"), the surest first: what `chancery who
/// --json` gives.
///
/// `on` is the day it is said on (YYYY, YYYY-MM or YYYY-MM-DD), `language` the code of its language; all are tried without it.
#[pyfunction]
#[pyo3(signature = (name, on=None, *, language=None))]
pub fn who<'py>(py: Python<'py>, name: &str, on: Option<&str>, language: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
    let on = on.map(|day| options::date("on", day)).transpose()?;
    let languages = match language {
        Some(code) => vec![options::language(code)?],
        None => Language::ALL.to_vec(),
    };
    let found = py.detach(|| entity::who(Knowledge::embedded(), name, &languages, on.as_ref()));
    object(py, &found)
}
