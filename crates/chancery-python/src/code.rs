//! Reports in, claims out.

use std::collections::BTreeMap;
use std::sync::{OnceLock, PoisonError};

use arrow_array::RecordBatch;
use chancery::Chancery;
use chancery::read::{Cell, Given, Options};
use chancery::record::Coded;
use chancery_arrow::claims::{self, ReportedClaim};
use chancery_arrow::coding::Coding;
use chancery_arrow::reports::Reject;
use pyo3::prelude::*;

use crate::batches::{Batches, Rejects};
use crate::error::{ChanceryError, Fault};
use crate::json::object;
use crate::options;
use crate::source::{self, Incoming};

/// What to do about a row that is no report.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OnError {
    Raise,
    Skip,
}

impl OnError {
    fn of(word: &str) -> Result<Self, Fault> {
        match word {
            "raise" => Ok(Self::Raise),
            "skip" => Ok(Self::Skip),
            _ => Err(Fault::Argument(format!("on_error={word:?}: write \"raise\" or \"skip\""))),
        }
    }
}

/// The coder that is built in, loaded once.
pub fn chancery() -> Result<&'static Chancery, Fault> {
    static CHANCERY: OnceLock<Chancery> = OnceLock::new();
    if let Some(loaded) = CHANCERY.get() {
        return Ok(loaded);
    }
    let loaded = Chancery::embedded()?;
    Ok(CHANCERY.get_or_init(|| loaded))
}

/// Codes tables of reports into a table of claims, a row a claim, in the order of the reports.
///
/// `batches` is anything with the Arrow PyCapsule interface, or an iterable of such, with a column `text` (or `body`) and, where they are
/// known, `id`, `title`, `published` (or `date`), `url`, `source`, `author`, `language`. It is read a batch at a time, when claims are asked for.
///
/// `columns` tells which columns hold what where their names do not say it: `{"text": "article"}`. `published` dates the reports without a
/// date; `language` is that of all of them, else it is detected. `threads`: as many as the machine has, else; the claims are the same with any
/// number. `on_error="skip"` goes on after a row that cannot be coded and keeps it in `rejects` of what is given.
#[pyfunction]
#[pyo3(signature = (batches, *, threads=None, on_error="raise", columns=None, published=None, language=None))]
pub fn code(
    batches: &Bound<'_, PyAny>,
    threads: Option<usize>,
    on_error: &str,
    columns: Option<BTreeMap<String, String>>,
    published: Option<String>,
    language: Option<&str>,
) -> PyResult<Batches> {
    let on_error = OnError::of(on_error)?;
    let options = options::reading(columns, published, language)?;
    let rejects = Rejects::default();
    let claims = Claims {
        incoming: Some(source::batches(batches)?),
        coding: None,
        options,
        threads: options::threads(threads),
        on_error,
        rejects: rejects.clone(),
        fault: None,
    };
    Ok(Batches::new(claims::schema(), Box::new(claims), rejects))
}

/// Batches of claims. Nothing is loaded before the first is asked for.
struct Claims {
    incoming: Option<Incoming>,
    coding: Option<Coding<'static, Incoming>>,
    options: Options,
    threads: usize,
    on_error: OnError,
    rejects: Rejects,
    /// What comes after the claims that were just given.
    fault: Option<Fault>,
}

impl Claims {
    /// The claims of the next reports; maybe none.
    fn step(&mut self) -> Option<Result<Vec<ReportedClaim>, Fault>> {
        if let Some(fault) = self.fault.take() {
            self.coding = None;
            return Some(Err(fault));
        }
        if let Some(incoming) = self.incoming.take() {
            match chancery() {
                Ok(chancery) => self.coding = Some(Coding::new(chancery, incoming, self.options.clone(), self.threads)),
                Err(fault) => return Some(Err(fault)),
            }
        }
        let rows = match self.coding.as_mut()?.next()? {
            Ok(rows) => rows,
            Err(fault) => {
                self.coding = None;
                return Some(Err(fault));
            }
        };
        let mut claims = Vec::new();
        for row in rows {
            match row {
                Ok(coded) => claims.extend(ReportedClaim::of(&coded)),
                Err(reject) if self.on_error == OnError::Skip => {
                    self.rejects.lock().unwrap_or_else(PoisonError::into_inner).push(reject);
                }
                Err(reject) => {
                    self.fault = Some(Fault::Report(reject));
                    break;
                }
            }
        }
        Some(Ok(claims))
    }
}

impl Iterator for Claims {
    type Item = Result<RecordBatch, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.step()? {
                Ok(claims) if claims.is_empty() => {}
                Ok(claims) => return Some(claims::batch(&claims).map_err(Fault::from)),
                Err(fault) => return Some(Err(fault)),
            }
        }
    }
}

/// Codes one text; gives `{"report": …, "claims": […]}`, as `chancery code --format json` does.
#[pyfunction]
#[pyo3(signature = (text, *, id=None, title=None, published=None, language=None, source=None, url=None, author=None))]
#[allow(clippy::too_many_arguments)]
pub fn code_text<'py>(
    py: Python<'py>,
    text: String,
    id: Option<String>,
    title: Option<String>,
    published: Option<String>,
    language: Option<String>,
    source: Option<String>,
    url: Option<String>,
    author: Option<String>,
) -> PyResult<Bound<'py, PyAny>> {
    let fields = [
        ("text", Some(text)),
        ("id", id),
        ("title", title),
        ("published", published),
        ("language", language),
        ("source", source),
        ("url", url),
        ("author", author),
    ];
    let coded = py.detach(|| {
        let given = Given::new(&fields.each_ref().map(|(name, _)| (*name).to_owned()), &Options::default())?;
        let values = given.columns().map(|at| fields[at].1.clone().map_or(Cell::Absent, Cell::Text));
        let chancery = chancery()?;
        let coded = given.report("the text", values.collect::<Vec<_>>()).and_then(|raw| chancery.code(raw));
        coded.map_err(|error| match error {
            chancery::Error::Rejected { cause, remedy, .. } => {
                Fault::Report(Reject { row: 1, id: fields[1].1.clone(), cause, remedy })
            }
            error => error.into(),
        })
    })?;
    object(py, &coded)
}

/// The lines of `chancery code --format jsonl` for a table of claims: a report that makes claims, with them, a line.
///
/// Raises TableError where the text of a report is not there.
#[pyfunction]
pub fn jsonl(py: Python<'_>, claims: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    let incoming = source::batches(claims)?;
    let reports = py.detach(|| Ok::<_, Fault>(claims::reports(rows(incoming)?)?))?;
    let line = |coded: &Coded| serde_json::to_string(coded).map_err(|error| ChanceryError::new_err(error.to_string()));
    reports.iter().map(line).collect()
}

/// All claims of some batches.
pub fn rows(incoming: Incoming) -> Result<Vec<ReportedClaim>, Fault> {
    let mut found = Vec::new();
    for batch in incoming {
        found.extend(claims::read(&batch?)?);
    }
    Ok(found)
}
