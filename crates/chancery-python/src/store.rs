//! A store, to read. In: its file, and filters as the command line has them. Out: tables of claims and events, relations and briefs. Always: a
//! page of rows at a time is in memory.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::RecordBatch;
use chancery::Language;
use chancery::brief::{self, With};
use chancery::knowledge::Knowledge;
use chancery::record::{Brief, Realignment, Relation, Side, Step};
use chancery::relate::{self, Act, Stretch, ThirdAct};
use chancery_arrow::claims::{self, About, ReportedClaim};
use chancery_arrow::events;
use chancery_store::{Briefing, Filter, FilterWords, Page, StoredClaim, StoredEvent, Who};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyInt, PyString};

use crate::batches::{Batches, Rejects};
use crate::error::Fault;
use crate::json::object;
use crate::options;
use crate::relation::{built, days, names, side, sides, step};

/// Rows of a page.
const PAGE: usize = 1000;
/// Days between two shifts that may be one turn: half a year.
const WINDOW: u32 = 183;

type Shared = Arc<Mutex<chancery_store::Store>>;

/// A store that is open to be read: reports, claims, events and what passed between whom.
#[pyclass(module = "chancery", frozen)]
pub struct Store(Shared);

/// The filters that there are, as keywords.
const FILTERS: &str = "actor recipient party dyad category quad status place since until language text report confidence sources oldest limit";

/// Filters, as keywords.
fn filter(keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Filter> {
    let mut words = FilterWords::default();
    for (name, value) in keywords.into_iter().flat_map(|keywords| keywords.iter()) {
        if value.is_none() {
            continue;
        }
        match name.extract::<String>()?.as_str() {
            "actor" => words.actor = Some(value.extract()?),
            "recipient" => words.recipient = Some(value.extract()?),
            "party" => words.party = Some(value.extract()?),
            "dyad" => words.dyad = Some(value.extract()?),
            "category" => words.category = several(&value)?,
            "quad" => words.quad = several(&value)?,
            "status" => words.status = several(&value)?,
            "place" => words.place = Some(value.extract()?),
            "since" => words.from = Some(value.extract()?),
            "until" => words.to = Some(value.extract()?),
            "language" => words.language = Some(value.extract()?),
            "text" => words.text = Some(value.extract()?),
            "report" => words.report = Some(value.extract()?),
            "confidence" => words.confidence = Some(value.extract()?),
            "sources" => words.sources = Some(value.extract()?),
            "oldest" => words.oldest = value.extract()?,
            "limit" => words.limit = Some(value.extract()?),
            other => return Err(PyTypeError::new_err(format!("no filter {other:?}; there are {FILTERS}"))),
        }
    }
    Ok(words.read(Knowledge::embedded()).map_err(Fault::from)?)
}

/// One value, or a list of them.
fn several<'py, T>(value: &Bound<'py, PyAny>) -> PyResult<Vec<T>>
where
    T: for<'a> FromPyObject<'a, 'py, Error = PyErr>,
{
    if value.is_instance_of::<PyString>() || value.is_instance_of::<PyInt>() {
        return Ok(vec![value.extract()?]);
    }
    value.try_iter()?.map(|item| item?.extract()).collect()
}

/// Rows of a store, a page at a time.
struct Pages<T> {
    store: Shared,
    filter: Filter,
    /// Rows that are still wanted, where there is a limit.
    left: Option<usize>,
    ended: bool,
    page: fn(&chancery_store::Store, &Filter) -> chancery_store::Result<Page<T>>,
    batch: fn(Vec<T>) -> Result<RecordBatch, chancery_arrow::Error>,
}

impl<T> Iterator for Pages<T> {
    type Item = Result<RecordBatch, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended || self.left == Some(0) {
            return None;
        }
        self.filter.limit = Some(self.left.map_or(PAGE, |left| left.min(PAGE)));
        let store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        let page = match (self.page)(&store, &self.filter) {
            Ok(page) => page,
            Err(error) => {
                self.ended = true;
                return Some(Err(error.into()));
            }
        };
        self.left = self.left.map(|left| left.saturating_sub(page.rows.len()));
        self.ended = page.next.is_none();
        self.filter.after = page.next;
        Some((self.batch)(page.rows).map_err(Fault::from))
    }
}

/// A claim of a store, without the text of its report.
fn reported(stored: StoredClaim) -> ReportedClaim {
    let report = About {
        published: stored.published,
        language: stored.language,
        language_confidence: None,
        title: stored.title,
        url: stored.url,
        source: stored.source,
        author: None,
        path: None,
        credits: Vec::new(),
        text: None,
    };
    ReportedClaim { claim: stored.claim, report }
}

/// Opens a store to read: the file, else that of CHANCERY_STORE, else chancery/store.db in the user's folder for data.
#[pyfunction]
#[pyo3(signature = (path=None))]
pub fn open_store(py: Python<'_>, path: Option<PathBuf>) -> PyResult<Store> {
    let open = || {
        let path = path.map_or_else(chancery_store::default_path, Ok)?;
        Ok::<_, Fault>(chancery_store::Store::open_read_only(&path)?)
    };
    Ok(Store(Arc::new(Mutex::new(py.detach(open)?))))
}

#[pymethods]
impl Store {
    /// The claims that filters let through, the latest first, a page at a time.
    ///
    /// Filters: `actor`, `recipient`, `party` (a country "ARM", an entity "Q399", a name "Armenia"), `dyad` (two of them), `category`, `quad`,
    /// `status` (one or a list), `place`, `since`, `until` (YYYY, YYYY-MM, YYYY-MM-DD), `language`, `text` (words of the report), `report` (its id),
    /// `confidence`, `sources` (at least), `oldest` (the earliest first), `limit`.
    #[pyo3(signature = (**filters))]
    fn claims(&self, filters: Option<&Bound<'_, PyDict>>) -> PyResult<Batches> {
        let filter = filter(filters)?;
        let batch = |rows: Vec<StoredClaim>| claims::batch(&rows.into_iter().map(reported).collect::<Vec<_>>());
        let pages = Pages {
            store: self.0.clone(),
            left: filter.limit,
            filter,
            ended: false,
            page: chancery_store::Store::claims,
            batch,
        };
        Ok(Batches::new(claims::schema(), Box::new(pages), Rejects::default()))
    }

    /// The events that filters let through, the latest first, a page at a time. The filters are those of `claims`.
    #[pyo3(signature = (**filters))]
    fn events(&self, filters: Option<&Bound<'_, PyDict>>) -> PyResult<Batches> {
        let filter = filter(filters)?;
        let batch =
            |rows: Vec<StoredEvent>| events::batch(&rows.into_iter().map(|stored| stored.event).collect::<Vec<_>>());
        let pages = Pages {
            store: self.0.clone(),
            left: filter.limit,
            filter,
            ended: false,
            page: chancery_store::Store::events,
            batch,
        };
        Ok(Batches::new(events::schema(), Box::new(pages), Rejects::default()))
    }

    /// What passed between two, how it moved, and who stood between: a `Relation`, as `relate` gives it.
    #[pyo3(signature = (a, b, since=None, until=None, step="month"))]
    fn dyad<'py>(
        &self,
        py: Python<'py>,
        a: &str,
        b: &str,
        since: Option<&str>,
        until: Option<&str>,
        step: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (sides, step) = (sides(a, b)?, self::step(step)?);
        let relation = py.detach(|| {
            let store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let past = Past(&store);
            let between = past.between([&sides[0], &sides[1]])?;
            let days = days(since, until, &between.acts, store.report_days()?)?;
            past.relation(&between, days, step)
        })?;
        built(py, relation)
    }

    /// The state of two in sentences, each with its evidence: what `chancery brief` writes. `third` is one whose part is looked at;
    /// `language` is en or fr; `format` is "json" (a dictionary), "markdown" or "html".
    #[pyo3(signature = (a, b, *, third=None, since=None, until=None, language="en", format="json"))]
    #[allow(clippy::too_many_arguments)]
    fn brief<'py>(
        &self,
        py: Python<'py>,
        a: &str,
        b: &str,
        third: Option<&str>,
        since: Option<&str>,
        until: Option<&str>,
        language: &str,
        format: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let language = options::language(language)?;
        if !brief::languages().any(|known| known == language) {
            let known: Vec<&str> = brief::languages().map(|language| language.code()).collect();
            let cause = format!("language={:?}: briefs are written in {}", language.code(), known.join(", "));
            return Err(Fault::Argument(cause).into());
        }
        let print: Option<fn(&Brief) -> String> = match format {
            "json" => None,
            "markdown" => Some(brief::markdown),
            "html" => Some(brief::html),
            _ => return Err(Fault::Argument(format!("format={format:?}: write json, markdown or html")).into()),
        };
        let sides = sides(a, b)?;
        let third = third.map(side).transpose()?;
        let brief = py.detach(|| {
            let store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Past(&store).brief(&sides, third.as_ref(), [since, until], language)
        })?;
        match print {
            Some(print) => Ok(PyString::new(py, &print(&brief)).into_any()),
            None => object(py, &brief),
        }
    }

    fn __repr__(&self) -> String {
        let store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        format!("<chancery.Store {}>", store.file().display())
    }
}

/// What a store knows of relations.
struct Past<'s>(&'s chancery_store::Store);

/// What passed between two, and what others did to them.
struct Between {
    sides: [Who; 2],
    acts: Vec<Act>,
    thirds: Vec<ThirdAct>,
}

impl Past<'_> {
    fn between(&self, sides: [&Who; 2]) -> Result<Between, Fault> {
        let (acts, thirds) = self.0.between(sides, names())?;
        Ok(Between { sides: sides.map(Who::clone), acts, thirds })
    }

    fn relation(&self, between: &Between, days: Stretch, step: Step) -> Result<Relation, Fault> {
        let Between { sides, acts, thirds } = between;
        let ids = self.ids(acts.iter().map(|act| act.nr).chain(thirds.iter().map(|third| third.nr)))?;
        let dyad = sides.each_ref().map(|side| names().side(side.id()));
        Ok(relate::relation(&dyad, acts, thirds, days, step, &|nr| ids.get(&nr).cloned().unwrap_or_default()))
    }

    /// Whom a side turned from, and to whom.
    fn turns(&self, of: &Who, days: Stretch) -> Result<Vec<Realignment>, Fault> {
        let ties = self.0.ties(of)?;
        let ties: Vec<(Side, Vec<Act>)> = ties.into_iter().map(|(code, acts)| (names().side(&code), acts)).collect();
        let ids = self.ids(ties.iter().flat_map(|(_, acts)| acts).map(|act| act.nr))?;
        let id_of = |nr: i64| ids.get(&nr).cloned().unwrap_or_default();
        Ok(relate::realignments(&names().side(of.id()), &ties, days, WINDOW, &id_of))
    }

    /// Ids of events by the numbers of their rows.
    fn ids(&self, numbers: impl Iterator<Item = i64>) -> Result<HashMap<i64, String>, Fault> {
        let mut known = HashMap::new();
        for nr in numbers.collect::<BTreeSet<_>>() {
            if let Some(id) = self.0.event_id(nr)? {
                known.insert(nr, id);
            }
        }
        Ok(known)
    }

    fn brief(
        &self,
        [a, b]: &[Who; 2],
        third: Option<&Who>,
        [since, until]: [Option<&str>; 2],
        language: Language,
    ) -> Result<Brief, Fault> {
        let between = self.between([a, b])?;
        let days = days(since, until, &between.acts, self.0.report_days()?)?;
        let relation = self.relation(&between, days, Step::Month)?;
        let to = |third: &Who, side: &Who| self.relation(&self.between([third, side])?, days, Step::Month);
        let of_third = third.map(|third| Ok::<_, Fault>([to(third, a)?, to(third, b)?])).transpose()?;
        let mut turns = Vec::new();
        for side in [a, b].into_iter().chain(third) {
            turns.extend(self.turns(side, days)?);
        }
        let third = third.map(|third| names().side(third.id()));
        let with = third.as_ref().zip(of_third.as_ref()).map(|(who, [x, y])| With { who, relations: [x, y] });
        let knowledge = Knowledge::embedded();
        let asked = Briefing { relation: &relation, realignments: &turns, with, language, knowledge };
        Ok(self.0.brief(&asked)?)
    }
}
