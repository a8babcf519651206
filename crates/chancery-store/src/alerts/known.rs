//! What a rule fired for, or knows from before it began.

use chancery::alert::course;
use chancery::record::{Shift, Side};
use rusqlite::{Connection, params};

use crate::Result;
use crate::columns::word;

/// A claim of an event, as a rule knows it.
pub(super) struct Member {
    /// Number of its report's row.
    pub report: i64,
    claim: i64,
    coding: i64,
    trigger: [i64; 2],
    /// Whether the rule fired for an event of it, or knows it otherwise; `None` when it does not.
    pub fired: Option<bool>,
}

/// The claims of an event. One is known by its row, or when it was coded anew since by words that carry the act and that it shares.
pub(super) fn members(c: &Connection, rule: i64, event: i64) -> Result<Vec<Member>> {
    let mut query = c.prepare_cached(
        "SELECT c.report, c.nr, c.coding, c.trigger_start, c.trigger_end,
           (SELECT max(k.fired) FROM alert_claims k WHERE k.rule = ?2 AND k.report = c.report AND (k.claim = c.nr
              OR (k.coding <> c.coding AND k.trigger_start < c.trigger_end AND c.trigger_start < k.trigger_end)))
         FROM event_claims m CROSS JOIN claims c ON c.nr = m.claim WHERE m.event = ?1 ORDER BY c.nr",
    )?;
    let rows = query.query_map([event, rule], |row| {
        Ok(Member {
            report: row.get(0)?,
            claim: row.get(1)?,
            coding: row.get(2)?,
            trigger: [row.get(3)?, row.get(4)?],
            fired: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Makes claims known to a rule.
pub(super) fn put(c: &Connection, rule: i64, members: &[Member], fired: bool) -> Result<()> {
    let mut insert = c.prepare_cached(
        "INSERT INTO alert_claims (rule, report, claim, coding, trigger_start, trigger_end, fired) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (rule, report, claim) DO UPDATE SET fired = max(fired, excluded.fired) WHERE fired < excluded.fired",
    )?;
    for Member { report, claim, coding, trigger: [start, end], .. } in members {
        insert.execute(params![rule, report, claim, coding, start, end, fired])?;
    }
    Ok(())
}

/// What makes two shifts one: dyad, direction, and days that both may lie on.
pub(super) struct ShiftKey<'a> {
    dyad: String,
    course: String,
    interval: &'a [String; 2],
}

impl<'a> ShiftKey<'a> {
    pub fn of(dyad: &[Side; 2], shift: &'a Shift) -> Self {
        let [a, b] = dyad;
        Self { dyad: format!("{} {}", a.id, b.id), course: word(&course(shift)), interval: &shift.interval }
    }

    /// `ARM RUS further apart 2024-03-01/2024-03-20`.
    pub fn text(&self) -> String {
        let [first, last] = self.interval;
        format!("{} {} {first}/{last}", self.dyad, self.course)
    }

    /// Whether the rule fired for it, or knows it otherwise; `None` when it does not.
    pub fn fired(&self, c: &Connection, rule: i64) -> Result<Option<bool>> {
        let [first, last] = self.interval;
        let mut query = c.prepare_cached(
            "SELECT max(fired) FROM alert_shifts WHERE rule = ? AND dyad = ? AND course = ? AND first <= ? AND last >= ?",
        )?;
        Ok(query.query_row(params![rule, self.dyad, self.course, last, first], |row| row.get(0))?)
    }

    /// Makes it known to a rule.
    pub fn put(&self, c: &Connection, rule: i64, fired: bool) -> Result<()> {
        let [first, last] = self.interval;
        c.prepare_cached(
            "INSERT INTO alert_shifts (rule, dyad, course, first, last, fired) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (rule, dyad, course, first, last) DO UPDATE SET fired = max(fired, excluded.fired)",
        )?
        .execute(params![rule, self.dyad, self.course, first, last, fired])?;
        Ok(())
    }
}
