//! What rules were asked to tell of. In: rules, and the events and shifts of the store. Out: alerts, and where each still has to go. Always: a
//! rule fires once for an event, also after that changed its id, was merged, split or coded anew, and once for a shift; that it fired, and
//! where that is to be told, is kept in one step.

mod delivery;
mod evidence;
mod known;
mod list;

use std::ops::ControlFlow;

use chancery::alert::{Condition, course};
use chancery::record::{Alert, Course, DyadShift, Shift, Side};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use crate::query::{EVENTS, each, read_event};
use crate::{Error, Filter, Order, Result, Store, moment};
pub use delivery::{Due, MOST_ATTEMPTS, Taken};
use known::{Member, ShiftKey};
pub use list::{AlertFilter, Delivery, StoredAlert};

/// A rule.
#[derive(Debug, Clone, PartialEq)]
pub struct AlertRule {
    /// By which it is known again.
    pub name: String,
    /// What it asks, as text: with another text under its name it begins anew.
    pub asks: String,
    /// The same as it is looked up.
    pub what: Asked,
    /// Names of the targets that are told.
    pub targets: Vec<String>,
}

/// What a rule asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// Events that pass a filter and fulfil a condition. The filter's own order, limit and beginning do not matter.
    Events(Box<Filter>, Condition),
    /// Shifts of a relation.
    Shifts {
        /// The two, by id.
        dyad: [Side; 2],
        /// In this direction only.
        course: Option<Course>,
        /// All shifts that are found of it now.
        found: Vec<Shift>,
    },
}

/// A rule that was new, or asks something else than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Begun {
    /// Its name.
    pub rule: String,
    /// Events or shifts that are there already: they do not fire.
    pub known: usize,
}

/// An alert, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fired {
    /// Its id.
    pub id: String,
    /// Name of the rule.
    pub rule: String,
    /// What happened.
    pub sentence: String,
}

/// What is known of a rule.
struct State {
    nr: i64,
    asks: String,
    /// Reports up to this one were there before it began.
    reports: i64,
    /// Changes up to this one were looked at.
    changes: i64,
}

impl Store {
    /// The number of the last change of an event; 0 before the first. Events that changed later are found by [`Filter::changed`].
    ///
    /// # Errors
    /// Those of reading.
    pub fn changes(&self) -> Result<i64> {
        self.read(last_change)
    }

    /// Whether events changed since the rule of this name was run last and asked the same, or it never was.
    ///
    /// # Errors
    /// Those of reading.
    pub fn alert_rule_waits(&self, name: &str, asks: &str) -> Result<bool> {
        self.read(|c| {
            let last = last_change(c)?;
            Ok(state(c, name)?.is_none_or(|state| state.asks != asks || state.changes != last))
        })
    }

    /// Begins with rules that are new or ask something else than before: what is there already does not fire. Gives those rules.
    ///
    /// # Errors
    /// [`Error::Query`] when a filter makes no sense; those of writing.
    pub fn begin_alerts(&mut self, rules: &[AlertRule], now: Timestamp) -> Result<Vec<Begun>> {
        self.write(|t| rules.iter().filter_map(|rule| begin(t, rule, now).transpose()).collect())
    }

    /// Fires for what is new since the last time, or with `past` for all that was not fired for, and keeps where each alert has to go. Rules
    /// that did not begin do so.
    ///
    /// # Errors
    /// As [`Self::begin_alerts`]; then nothing was fired.
    pub fn fire_alerts(&mut self, rules: &[AlertRule], now: Timestamp, past: bool) -> Result<Vec<Fired>> {
        self.write(|t| {
            let mut fired = Vec::new();
            for rule in rules {
                begin(t, rule, now)?;
                fire(t, rule, now, past, &mut fired)?;
            }
            Ok(fired)
        })
    }
}

fn last_change(c: &Connection) -> Result<i64> {
    // The last number given, also when its event is gone.
    let mut query = c.prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'event_changes'")?;
    Ok(query.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
}

fn state(c: &Connection, rule: &str) -> Result<Option<State>> {
    let mut query = c.prepare_cached("SELECT nr, asks, reports, changes FROM alert_rules WHERE name = ?")?;
    let read = query.query_row([rule], |row| {
        Ok(State { nr: row.get(0)?, asks: row.get(1)?, reports: row.get(2)?, changes: row.get(3)? })
    });
    Ok(read.optional()?)
}

fn begin(c: &Connection, rule: &AlertRule, now: Timestamp) -> Result<Option<Begun>> {
    if state(c, &rule.name)?.is_some_and(|state| state.asks == rule.asks) {
        return Ok(None);
    }
    // Reports that wait to be coded bring what is new.
    c.prepare_cached(
        "INSERT INTO alert_rules (name, asks, reports, changes, at)
         SELECT ?1, ?2, coalesce((SELECT min(nr) - 1 FROM reports WHERE coding IS NULL), (SELECT max(nr) FROM reports), 0), ?3, ?4
         ON CONFLICT (name) DO UPDATE SET asks = excluded.asks, reports = excluded.reports, changes = excluded.changes, at = excluded.at",
    )?
    .execute(params![rule.name, rule.asks, last_change(c)?, moment(now)])?;
    let state = began(c, rule)?;
    let mut known = 0;
    match &rule.what {
        Asked::Events(filter, condition) => {
            each_matching(c, filter, condition, None, |nr, _| {
                known += 1;
                known::put(c, state.nr, &known::members(c, state.nr, nr)?, false)
            })?;
        }
        Asked::Shifts { dyad, course, found } => {
            for shift in wanted(*course, found) {
                known += 1;
                ShiftKey::of(dyad, shift).put(c, state.nr, false)?;
            }
        }
    }
    Ok(Some(Begun { rule: rule.name.clone(), known }))
}

fn began(c: &Connection, rule: &AlertRule) -> Result<State> {
    state(c, &rule.name)?.ok_or_else(|| Error::record(&rule.name, "the rule is not in the store", "repeat it"))
}

fn fire(c: &Connection, rule: &AlertRule, now: Timestamp, past: bool, fired: &mut Vec<Fired>) -> Result<()> {
    let state = began(c, rule)?;
    let last = last_change(c)?;
    if !past && state.changes == last {
        return Ok(());
    }
    let mut tell = |alert: &Alert, key: &str, event: Option<&str>| -> Result<()> {
        if put(c, alert, key, event, &rule.targets)? {
            let Alert { id, rule, sentence, .. } = alert;
            fired.push(Fired { id: id.clone(), rule: rule.clone(), sentence: sentence.clone() });
        }
        Ok(())
    };
    match &rule.what {
        Asked::Events(filter, condition) => {
            let changed = (!past).then_some(state.changes);
            each_matching(c, filter, condition, changed, |nr, event| {
                let members = known::members(c, state.nr, nr)?;
                let known = members.iter().filter_map(|m| m.fired).max();
                let fires = if past { known != Some(true) } else { known.is_none() && is_new(&state, &members) };
                if fires {
                    let (alert, key) = evidence::of_event(c, &rule.name, now, nr, event.clone())?;
                    tell(&alert, &key, Some(&event.id))?;
                }
                known::put(c, state.nr, &members, fires || known == Some(true))
            })?;
        }
        Asked::Shifts { dyad, course, found } => {
            for shift in wanted(*course, found) {
                let key = ShiftKey::of(dyad, shift);
                let known = key.fired(c, state.nr)?;
                let fires = if past { known != Some(true) } else { known.is_none() };
                if fires {
                    let what =
                        DyadShift { dyad: dyad.clone(), course: chancery::alert::course(shift), shift: shift.clone() };
                    tell(&evidence::of_shift(c, &rule.name, now, what, &key.text())?, &key.text(), None)?;
                }
                key.put(c, state.nr, fires || known == Some(true))?;
            }
        }
    }
    c.prepare_cached("UPDATE alert_rules SET changes = ? WHERE nr = ?")?.execute([last, state.nr])?;
    Ok(())
}

/// Whether one of the reports came after the rule began: what a new model or a correction makes of old reports is no news.
fn is_new(state: &State, members: &[Member]) -> bool {
    members.iter().any(|member| member.report > state.reports)
}

fn each_matching(
    c: &Connection,
    filter: &Filter,
    condition: &Condition,
    changed: Option<i64>,
    mut take: impl FnMut(i64, &chancery::record::Event) -> Result<()>,
) -> Result<()> {
    let filter = Filter { changed, order: Order::Oldest, limit: None, after: None, ..filter.clone() };
    each(c, &filter, &EVENTS, None, |nr, _| {
        let event = read_event(c, nr)?.event;
        if condition.holds(&event) {
            take(nr, &event)?;
        }
        Ok(ControlFlow::Continue(()))
    })
}

fn wanted(direction: Option<Course>, found: &[Shift]) -> impl Iterator<Item = &Shift> {
    found.iter().filter(move |shift| direction.is_none_or(|wanted| course(shift) == wanted))
}

/// Keeps an alert with where it has to go, unless it is there.
fn put(c: &Connection, alert: &Alert, key: &str, event: Option<&str>, targets: &[String]) -> Result<bool> {
    let json = serde_json::to_string(alert).map_err(crate::error::unreadable(&alert.id))?;
    let added = c
        .prepare_cached("INSERT OR IGNORE INTO alerts (id, rule, key, event, at, json) VALUES (?, ?, ?, ?, ?, ?)")?
        .execute(params![alert.id, alert.rule, key, event, alert.at, json])?;
    if added == 0 {
        return Ok(false);
    }
    let nr = c.last_insert_rowid();
    let mut delivery =
        c.prepare_cached("INSERT OR IGNORE INTO alert_deliveries (alert, target, next_at) VALUES (?, ?, ?)")?;
    targets.iter().try_for_each(|target| delivery.execute(params![nr, target, alert.at]).map(drop))?;
    Ok(true)
}
