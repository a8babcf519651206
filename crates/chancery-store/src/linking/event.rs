//! Events and the claims that tell of them.

use std::collections::{BTreeMap, BTreeSet};

use chancery::record::Event;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::Linking;
use crate::error::unreadable;
use crate::period::Period;
use crate::{Result, columns, now};

/// A claim of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Number of the claim's row.
    pub claim: i64,
    /// Why it is one.
    pub reasons: Value,
}

/// An event as linking made it.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked {
    /// The record.
    pub event: Event,
    /// Its claims, the first of them first.
    pub members: Vec<Member>,
}

impl Linking<'_> {
    /// Numbers of events whose claims changed since they were made, in order.
    pub fn stale(&self, limit: usize) -> Result<Vec<i64>> {
        let mut query = self
            .connection
            .prepare_cached("SELECT nr FROM events INDEXED BY events_stale WHERE stale = 1 ORDER BY nr LIMIT ?")?;
        Ok(query.query_map([limit as i64], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Numbers of the events of some claims.
    pub fn events_of(&self, claims: &[i64]) -> Result<BTreeSet<i64>> {
        let mut query = self.connection.prepare_cached("SELECT event FROM event_claims WHERE claim = ?")?;
        let found = claims.iter().map(|claim| Ok(query.query_row([claim], |row| row.get(0)).optional()?));
        found.filter_map(Result::transpose).collect()
    }

    /// The claims of an event, in the order of their numbers.
    pub fn members(&self, event: i64) -> Result<Vec<i64>> {
        let mut query =
            self.connection.prepare_cached("SELECT claim FROM event_claims WHERE event = ? ORDER BY claim")?;
        Ok(query.query_map([event], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Puts events in the place of others, and counts their claims as linked. An event that goes leaves its id to the one
    /// that has the first of its claims now. An event that stays the same is not written.
    pub fn replace_events(&self, old: &[i64], new: &[Linked]) -> Result<()> {
        let c = self.connection;
        let mut left: BTreeMap<String, (i64, Vec<i64>)> = BTreeMap::new();
        for nr in old {
            let mut query = c.prepare_cached("SELECT id FROM events WHERE nr = ?")?;
            if let Some(id) = query.query_row([nr], |row| row.get(0)).optional()? {
                left.insert(id, (*nr, self.members(*nr)?));
            }
            c.prepare_cached("DELETE FROM event_claims WHERE event = ?")?.execute([nr])?;
        }
        let mut now_of: BTreeMap<i64, &str> = BTreeMap::new();
        for linked in new {
            let number = left.remove(&linked.event.id).map(|(nr, _)| nr);
            put(c, number, linked)?;
            now_of.extend(linked.members.iter().map(|m| (m.claim, linked.event.id.as_str())));
        }
        for (id, (nr, members)) in left {
            columns::unindex(c, "event", nr)?;
            c.prepare_cached("DELETE FROM events WHERE nr = ?")?.execute([nr])?;
            let heir = members.iter().find_map(|claim| now_of.get(claim));
            if let Some(heir) = heir {
                c.prepare_cached("INSERT OR REPLACE INTO event_ids (id, now, at) VALUES (?, ?, ?)")?
                    .execute(params![id, heir, now()])?;
            }
        }
        Ok(())
    }
}

/// Writes an event, over row `nr` if that is given.
fn put(c: &Connection, nr: Option<i64>, Linked { event, members }: &Linked) -> Result<()> {
    let json = serde_json::to_string(event).map_err(unreadable(&event.id))?;
    let before: Option<String> = match nr {
        Some(nr) => {
            c.prepare_cached("SELECT json FROM events WHERE nr = ?")?.query_row([nr], |row| row.get(0)).optional()?
        }
        None => None,
    };
    let nr = match nr {
        Some(nr) if before.as_deref() == Some(&json) => nr,
        Some(nr) => {
            let period = Period::of_event(event);
            columns::unindex(c, "event", nr)?;
            columns::of_event(event, &period).update(c, "events", nr)?;
            c.prepare_cached("UPDATE events SET json = ? WHERE nr = ?")?.execute(params![json, nr])?;
            columns::index_event(c, nr, event, &period)?;
            changed(c, nr)?;
            nr
        }
        None => {
            let period = Period::of_event(event);
            c.prepare_cached("DELETE FROM event_ids WHERE id = ?")?.execute([&event.id])?;
            let nr = columns::of_event(event, &period).insert(c, "events", vec![("json", json.into())])?;
            columns::index_event(c, nr, event, &period)?;
            changed(c, nr)?;
            nr
        }
    };
    c.prepare_cached("UPDATE events SET stale = 0 WHERE nr = ? AND stale = 1")?.execute([nr])?;
    let mut member =
        c.prepare_cached("INSERT OR REPLACE INTO event_claims (claim, event, reasons) VALUES (?, ?, ?)")?;
    let mut linked = c.prepare_cached("UPDATE claims SET linked = 1 WHERE nr = ? AND linked = 0")?;
    for Member { claim, reasons } in members {
        super::mark_stale(c, *claim)?; // of an event that was not to be replaced
        member.execute(params![claim, nr, reasons.to_string()])?;
        linked.execute([claim])?;
    }
    Ok(())
}

/// Gives an event that changed the next number.
fn changed(c: &Connection, nr: i64) -> Result<()> {
    c.prepare_cached("INSERT OR REPLACE INTO event_changes (event) VALUES (?)")?.execute([nr])?;
    Ok(())
}
