//! How the relation of two moves. In: events, or claims that are linked first. Out: a `chancery.Relation`. Always: the same as `chancery dyad` tells of the same events.

use std::sync::OnceLock;

use arrow_array::RecordBatch;
use chancery::knowledge::Knowledge;
use chancery::link::Weights;
use chancery::record::{Event, Relation, Step};
use chancery::relate::{self as relating, Act, Names, Standing, Stretch, ThirdAct};
use chancery_arrow::{claims, events, linking::Linking, periods};
use chancery_store::Who;
use pyo3::prelude::*;

use crate::batches::Table;
use crate::code::chancery;
use crate::error::Fault;
use crate::json::object;
use crate::options;
use crate::source::{self, Incoming};

/// The names of everybody, made once.
pub fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| Names::of(Knowledge::embedded()))
}

/// Somebody by a country's code, an entity's id or a name.
pub fn side(name: &str) -> Result<Who, Fault> {
    Who::find(name, Knowledge::embedded()).map_err(|error| Fault::Argument(error.to_string()))
}

/// The two of a dyad.
pub fn sides(a: &str, b: &str) -> Result<[Who; 2], Fault> {
    let sides = [side(a)?, side(b)?];
    if sides[0] == sides[1] {
        return Err(Fault::Argument(format!("{a} and {b} are one side; name two")));
    }
    Ok(sides)
}

/// The length of a period by its name.
pub fn step(name: &str) -> Result<Step, Fault> {
    Ok(match name {
        "day" => Step::Day,
        "week" => Step::Week,
        "month" => Step::Month,
        "quarter" => Step::Quarter,
        "year" => Step::Year,
        _ => return Err(Fault::Argument(format!("step={name:?}: write day, week, month, quarter or year"))),
    })
}

/// The days that are asked for, the usual ones where none are named: from the first act that counts to the last, or to the last report.
pub fn days<'a>(
    since: Option<&str>,
    until: Option<&str>,
    acts: impl IntoIterator<Item = &'a Act>,
    reports: Option<Stretch>,
) -> Result<Stretch, Fault> {
    let read = |name: &str, date: Option<&str>| {
        let wrong =
            |date: &str| Fault::Argument(format!("{name}={date:?}: not a date; write YYYY, YYYY-MM or YYYY-MM-DD"));
        date.map(|date| relating::days(date).ok_or_else(|| wrong(date))).transpose()
    };
    let reports = reports.unwrap_or_default();
    let counting = acts.into_iter().filter(|act| act.standing == Standing::Counts).map(|act| act.first);
    let ends = counting.fold(None, |ends: Option<Stretch>, day| {
        Some(ends.map_or([day; 2], |[first, last]| [first.min(day), last.max(day)]))
    });
    let usual = ends.map_or(reports, |[first, last]| [first, last.max(reports[1])]);
    let (since, until) = (read("since", since)?, read("until", until)?);
    let from = since.map_or_else(|| until.map_or(usual[0], |until| usual[0].min(until[1])), |days| days[0]);
    let to = until.map_or(usual[1].max(from), |days| days[1]);
    if from > to {
        return Err(Fault::Argument("since is after until".to_owned()));
    }
    Ok([from, to])
}

/// The relation as `chancery.Relation`: its periods as a table, the rest as the record has it.
pub fn built<'py>(py: Python<'py>, mut relation: Relation) -> PyResult<Bound<'py, PyAny>> {
    let periods = periods::batch(&std::mem::take(&mut relation.periods)).map_err(Fault::from)?;
    let record = object(py, &relation)?;
    py.import("chancery.relation")?.getattr("Relation")?.call_method1("of", (record, Table::new(periods)))
}

/// What passed between two, how it moved, and who stood between: a `Relation`.
///
/// `data` is a table of events (`link`, a store's), or of claims (`code`), which are linked first. `a` and `b` are countries ("ARM"), for all
/// who act for them, entities ("Q399") or names ("Armenia"). `since` and `until` (YYYY, YYYY-MM, YYYY-MM-DD) are, else, from the first event
/// that counts to the last, or the last report; `step` is the length of the periods: day, week, month, quarter or year.
#[pyfunction]
#[pyo3(signature = (data, a, b, since=None, until=None, step="month", *, threads=None))]
#[allow(clippy::too_many_arguments)]
pub fn relate<'py>(
    py: Python<'py>,
    data: &Bound<'py, PyAny>,
    a: &str,
    b: &str,
    since: Option<&str>,
    until: Option<&str>,
    step: &str,
    threads: Option<usize>,
) -> PyResult<Bound<'py, PyAny>> {
    let (sides, step) = (sides(a, b)?, self::step(step)?);
    let incoming = source::batches(data)?;
    let relation = py.detach(|| {
        let events = told(incoming, options::threads(threads))?;
        let [a, b] = sides.each_ref().map(Who::id);
        let numbered = || events.iter().enumerate().map(|(nr, event)| (nr as i64, event));
        let acts: Vec<Act> = numbered().filter_map(|(nr, event)| Act::of(event, nr, a, b)).collect();
        let thirds: Vec<ThirdAct> = numbered().flat_map(|(nr, event)| ThirdAct::of(event, nr, a, b, names())).collect();
        let days = days(since, until, &acts, reported(&events))?;
        let id_of = |nr: i64| events.get(nr as usize).map(|event| event.id.clone()).unwrap_or_default();
        let dyad = [a, b].map(|id| names().side(id));
        Ok::<_, Fault>(relating::relation(&dyad, &acts, &thirds, days, step, &id_of))
    })?;
    built(py, relation)
}

/// Events as they are given, or of the claims that are given.
fn told(incoming: Incoming, threads: usize) -> Result<Vec<Event>, Fault> {
    let batches: Vec<RecordBatch> = incoming.collect::<Result<_, _>>()?;
    let is_claims = batches.first().is_some_and(|batch| batch.schema().field_with_name("evidence").is_ok());
    if !is_claims {
        let read = batches.iter().map(events::read).collect::<Result<Vec<_>, _>>()?;
        return Ok(read.into_iter().flatten().collect());
    }
    let read = batches.iter().map(claims::read).collect::<Result<Vec<_>, _>>()?;
    let reports = claims::reports(read.into_iter().flatten())?;
    Ok(Linking::of(chancery()?, reports, threads).events(Weights::embedded(), threads))
}

/// First and last day of the reports of events.
fn reported(events: &[Event]) -> Option<Stretch> {
    let first = events.iter().filter_map(|event| relating::days(event.first.as_deref()?)).map(|days| days[0]).min();
    let last = events.iter().filter_map(|event| relating::days(event.last.as_deref()?)).map(|days| days[1]).max();
    Some([first?, last?])
}
