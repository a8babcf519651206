//! Where alerts still have to go. An attempt is counted before it is made: what a program that was killed had in hand is neither lost nor
//! tried for ever.

use std::time::Duration;

use jiff::Timestamp;
use rusqlite::params;

use crate::{Result, Store, moment};

/// Attempts before an alert is given up. With a first pause of a minute, the last is a day after the first.
pub const MOST_ATTEMPTS: u32 = 12;
/// Longest pause between two attempts that the target did not ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(6 * 3600);
/// Longest pause that a target can ask for.
const LONGEST_ASKED: Duration = Duration::from_secs(24 * 3600);

/// An alert that is to be delivered now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Number of its row.
    pub nr: i64,
    /// Its id.
    pub id: String,
    /// The alert, in JSON on one line.
    pub json: String,
}

/// What is to be delivered now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// In the order in which they were fired.
    pub due: Vec<Due>,
    /// Ids of those given up now: the program ended in the midst of their last attempt.
    pub given_up: Vec<String>,
}

impl Store {
    /// Takes alerts that are to go to a target now. `lease` is how long nobody else takes them, while this attempt lasts.
    ///
    /// # Errors
    /// Those of writing.
    pub fn take_alerts(&mut self, target: &str, most: usize, lease: Duration, now: Timestamp) -> Result<Taken> {
        // Most of the time nothing waits, and then nothing is written.
        let waits = self.read(|c| {
            let mut query = c.prepare_cached("SELECT 1 FROM alert_deliveries WHERE target = ? AND next_at <= ?")?;
            Ok(query.exists(params![target, moment(now)])?)
        })?;
        if !waits {
            return Ok(Taken::default());
        }
        self.write(|t| {
            let given_up = t
                .prepare_cached(
                    "UPDATE alert_deliveries SET next_at = NULL, fault = 'the program ended before the last attempt did'
                     WHERE target = ? AND next_at <= ? AND attempts >= ? RETURNING (SELECT id FROM alerts WHERE nr = alert)",
                )?
                .query_map(params![target, moment(now), MOST_ATTEMPTS], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            let due: Vec<Due> = t
                .prepare_cached(
                    "SELECT a.nr, a.id, a.json FROM alert_deliveries d JOIN alerts a ON a.nr = d.alert
                     WHERE d.target = ? AND d.next_at <= ? ORDER BY d.alert LIMIT ?",
                )?
                .query_map(params![target, moment(now), most as i64], |row| {
                    Ok(Due { nr: row.get(0)?, id: row.get(1)?, json: row.get(2)? })
                })?
                .collect::<rusqlite::Result<_>>()?;
            let mut take = t.prepare_cached(
                "UPDATE alert_deliveries SET attempts = attempts + 1, next_at = ? WHERE target = ? AND alert = ?",
            )?;
            let until = after(now, lease);
            due.iter().try_for_each(|one| take.execute(params![until, target, one.nr]).map(drop))?;
            Ok(Taken { due, given_up })
        })
    }

    /// Notes that alerts reached a target.
    ///
    /// # Errors
    /// Those of writing.
    pub fn alerts_delivered(&mut self, target: &str, alerts: &[Due], now: Timestamp) -> Result<()> {
        self.write(|t| {
            let mut done = t.prepare_cached(
                "UPDATE alert_deliveries SET delivered_at = ?, next_at = NULL, fault = NULL WHERE target = ? AND alert = ?",
            )?;
            Ok(alerts.iter().try_for_each(|one| done.execute(params![moment(now), target, one.nr]).map(drop))?)
        })
    }

    /// Notes that an attempt failed. The next one follows after `first`, after twice as long with every attempt, up to six hours; not before
    /// `asked`. Gives the ids of those that are given up after [`MOST_ATTEMPTS`].
    ///
    /// # Errors
    /// Those of writing.
    pub fn alerts_failed(
        &mut self,
        target: &str,
        alerts: &[Due],
        fault: &str,
        first: Duration,
        asked: Option<Duration>,
        now: Timestamp,
    ) -> Result<Vec<String>> {
        self.write(|t| {
            let mut given_up = Vec::new();
            for one in alerts {
                let attempts: u32 = t
                    .prepare_cached("SELECT attempts FROM alert_deliveries WHERE target = ? AND alert = ?")?
                    .query_row(params![target, one.nr], |row| row.get(0))?;
                let pause = pause(attempts, first).max(asked.unwrap_or_default().min(LONGEST_ASKED));
                let next = (attempts < MOST_ATTEMPTS).then(|| after(now, pause));
                if next.is_none() {
                    given_up.push(one.id.clone());
                }
                t.prepare_cached(
                    "UPDATE alert_deliveries SET next_at = ?, fault = ? WHERE target = ? AND alert = ? AND delivered_at IS NULL",
                )?
                .execute(params![next, fault, target, one.nr])?;
            }
            Ok(given_up)
        })
    }

    /// Lets a target have what was given up; gives how many alerts those are.
    ///
    /// # Errors
    /// Those of writing.
    pub fn retry_alerts(&mut self, target: &str, now: Timestamp) -> Result<usize> {
        self.write(|t| {
            let sql = "UPDATE alert_deliveries SET attempts = 0, next_at = ?
                       WHERE target = ? AND next_at IS NULL AND delivered_at IS NULL";
            Ok(t.prepare_cached(sql)?.execute(params![moment(now), target])?)
        })
    }
}

fn pause(attempts: u32, first: Duration) -> Duration {
    first.saturating_mul(1 << attempts.saturating_sub(1).min(16)).min(LONGEST_PAUSE)
}

fn after(now: Timestamp, time: Duration) -> String {
    moment(now.checked_add(time).unwrap_or(Timestamp::MAX))
}
