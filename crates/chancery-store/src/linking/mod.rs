//! What linking claims to events reads and writes. In: pairs of claims that were compared, events with their claims. Out:
//! claims that wait, their candidates, and what reviewers demand. Always: only current claims are linked; when a claim
//! changes, what was derived of it goes and its event is marked stale, in the same step.

mod constraint;
mod event;
mod group;
mod run;

use std::collections::BTreeSet;

use chancery::Language;
use chancery::link::Key;
use chancery::record::Claim;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::unreadable;
use crate::{Result, Store};
pub use constraint::{Constraint, Must};
pub use event::{Linked, Member};
pub use run::LinkCounts;

/// A claim as linking sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkClaim {
    /// Number of its row.
    pub nr: i64,
    /// The claim with the corrections of reviewers.
    pub claim: Claim,
    /// Number of its report's row.
    pub report: i64,
    /// Number of the report whose text its report copies; its own where it copies none.
    pub original: i64,
    /// Date of the report, EDTF level 0.
    pub published: Option<String>,
    /// Language of the report.
    pub language: Language,
    /// Who published it.
    pub source: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
}

/// What was found of two claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// They tell of one event.
    Merge,
    /// A reviewer should say.
    Ask,
}

/// Two claims that were compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// Number of a claim's row.
    pub a: i64,
    /// Number of the other's.
    pub b: i64,
    /// How much speaks for one event.
    pub score: f64,
    /// What follows.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Value,
}

/// One step of linking, done as a whole or not at all.
pub struct Linking<'a> {
    pub(crate) connection: &'a Connection,
}

/// Columns of a [`LinkClaim`], for a query of `claims c JOIN reports r`.
const CLAIM: &str = "c.nr, c.json, c.report, coalesce(r.original, r.nr), r.published, r.language, r.source, r.url";

impl Store {
    /// Does one step of linking.
    ///
    /// # Errors
    /// What the step gives, and those of writing; then nothing of it is kept.
    pub fn linking<T>(&mut self, step: impl FnOnce(&Linking<'_>) -> Result<T>) -> Result<T> {
        self.write(|t| step(&Linking { connection: t }))
    }

    /// The pairs that a reviewer should judge, the likeliest to be one event first; not those that were judged.
    ///
    /// # Errors
    /// Those of reading.
    pub fn to_ask(&self, limit: usize) -> Result<Vec<(Pair, [LinkClaim; 2])>> {
        self.read(|c| {
            let mut query = c.prepare_cached(
                "SELECT a, b, score, verdict, reasons FROM pairs p WHERE verdict = 'ask' AND NOT EXISTS (
                   SELECT 1 FROM review_targets x JOIN review_targets y ON y.review = x.review JOIN reviews v ON v.nr = x.review
                   WHERE x.claim = p.a AND y.claim = p.b AND v.undone_by IS NULL
                     AND (v.kind IN ('merge', 'accept') OR (v.kind = 'split' AND x.part <> y.part)))
                 ORDER BY CAST(score * 1000 AS INTEGER) DESC, score DESC, a, b LIMIT ?",
            )?;
            let rows = query.query_map([limit as i64], |row| Ok(read_pair(row)))?;
            let pairs: Vec<Pair> = rows.map(|row| row?).collect::<Result<_>>()?;
            pairs.into_iter().map(|pair| Ok((claim(c, pair.a)?, claim(c, pair.b)?, pair))).map(|found: Result<_>| {
                let (a, b, pair) = found?;
                Ok((pair, [a, b]))
            }).collect()
        })
    }
}

impl Linking<'_> {
    /// Current claims that events take no account of yet, in the order they came.
    pub fn unlinked(&self, limit: usize) -> Result<Vec<LinkClaim>> {
        let sql = format!(
            "SELECT {CLAIM} FROM claims c INDEXED BY claims_unlinked CROSS JOIN reports r ON r.nr = c.report
             WHERE c.linked = 0 AND c.state = 'current' ORDER BY c.nr LIMIT ?"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let rows = query.query_map([limit as i64], |row| Ok(read_claim(row)))?;
        rows.map(|row| row?).collect()
    }

    /// Current claims by their numbers, in that order; those that are not current are left out.
    pub fn claims(&self, numbers: &[i64]) -> Result<Vec<LinkClaim>> {
        let sql = format!(
            "SELECT {CLAIM} FROM claims c JOIN reports r ON r.nr = c.report WHERE c.nr = ? AND c.state = 'current'"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let found = numbers.iter().map(|nr| Ok(query.query_row([nr], |row| Ok(read_claim(row))).optional()?));
        found.filter_map(|row: Result<_>| row.transpose().map(|row| row?)).collect()
    }

    /// Current claims with one of some keys, by number, each with the number of its report; of a key that more than `most` claims have, the
    /// first so many.
    pub fn candidates(&self, keys: &[Key], most: usize) -> Result<Vec<(i64, i64)>> {
        let mut query =
            self.connection.prepare_cached("SELECT claim, report FROM keys WHERE key = ? ORDER BY claim LIMIT ?")?;
        let mut found = Vec::new();
        for key in keys {
            let rows =
                query.query_map(params![key.cast_signed(), most as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for claim in rows {
                found.push(claim?);
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// Writes the keys by which a claim of a report is a candidate, in place of those it had.
    pub fn put_keys(&self, claim: i64, report: i64, keys: &[Key]) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM keys WHERE claim = ?")?.execute([claim])?;
        let mut insert =
            self.connection.prepare_cached("INSERT OR IGNORE INTO keys (key, claim, report) VALUES (?, ?, ?)")?;
        keys.iter()
            .try_for_each(|key| insert.execute(params![key.cast_signed(), claim, report]).map(drop).map_err(Into::into))
    }

    /// Writes what was found of pairs of claims; the order of the two does not matter.
    pub fn put_pairs(&self, pairs: &[Pair]) -> Result<()> {
        let mut insert = self
            .connection
            .prepare_cached("INSERT OR REPLACE INTO pairs (a, b, score, verdict, reasons) VALUES (?, ?, ?, ?, ?)")?;
        for pair in pairs {
            let (a, b) = (pair.a.min(pair.b), pair.a.max(pair.b));
            insert.execute(params![a, b, pair.score, crate::columns::word(&pair.verdict), pair.reasons.to_string()])?;
        }
        Ok(())
    }

    /// The pairs that some claims are among themselves, by the number of the later claim and that of the earlier.
    pub fn pairs(&self, claims: &[i64]) -> Result<Vec<Pair>> {
        let mut query =
            self.connection.prepare_cached("SELECT a, b, score, verdict, reasons FROM pairs WHERE b = ? ORDER BY a")?;
        let among: BTreeSet<i64> = claims.iter().copied().collect();
        let mut found = Vec::new();
        for claim in &among {
            let mut rows = query.query([claim])?;
            while let Some(row) = rows.next()? {
                // Most of a claim's pairs are with others.
                if among.contains(&row.get(0)?) {
                    found.push(read_pair(row)?);
                }
            }
        }
        Ok(found)
    }

    /// The claims that a claim was compared with, with how much speaks for one event.
    pub(crate) fn compared(&self, claim: i64) -> Result<Vec<(i64, f64)>> {
        let c = self.connection;
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let mut earlier = c.prepare_cached("SELECT a, score FROM pairs WHERE b = ?")?;
        let mut found = earlier.query_map([claim], read)?.collect::<rusqlite::Result<Vec<_>>>()?;
        let mut later = c.prepare_cached("SELECT b, score FROM pairs WHERE b >> 13 = ? AND a = ?")?;
        each_stretch_from(c, claim, |stretch| {
            found.extend(later.query_map([stretch, claim], read)?.collect::<rusqlite::Result<Vec<_>>>()?);
            Ok(())
        })?;
        Ok(found)
    }
}

/// A claim changed or is no longer current: what was derived of it goes.
pub(crate) fn forget(c: &Connection, claim: i64) -> Result<()> {
    mark_stale(c, claim)?;
    for sql in [
        "DELETE FROM event_claims WHERE claim = ?",
        "DELETE FROM keys WHERE claim = ?",
        "DELETE FROM readings WHERE report = (SELECT report FROM claims WHERE nr = ?)",
        "DELETE FROM pairs WHERE b = ?",
    ] {
        c.prepare_cached(sql)?.execute([claim])?;
    }
    let mut delete = c.prepare_cached("DELETE FROM pairs WHERE b >> 13 = ? AND a = ?")?;
    each_stretch_from(c, claim, |stretch| delete.execute([stretch, claim]).map(drop))
}

/// Calls `act` with each stretch, from that of a claim on, under which pairs with an earlier claim are filed (the index `pairs_by_a`).
fn each_stretch_from(c: &Connection, claim: i64, mut act: impl FnMut(i64) -> rusqlite::Result<()>) -> Result<()> {
    let mut next = c.prepare_cached("SELECT b >> 13 FROM pairs WHERE b >= ? ORDER BY b LIMIT 1")?;
    let mut from = Some(claim);
    while let Some(start) = from {
        let Some(stretch) = next.query_row([start], |row| row.get::<_, i64>(0)).optional()? else { break };
        act(stretch)?;
        from = (stretch + 1).checked_mul(1 << 13);
    }
    Ok(())
}

/// A claim is to be linked anew, for a reviewer said with what; what was found of it stays.
pub(crate) fn link_anew(c: &Connection, claim: i64) -> Result<()> {
    mark_stale(c, claim)?;
    c.prepare_cached("UPDATE claims SET linked = 0 WHERE nr = ?")?.execute([claim])?;
    Ok(())
}

/// The reports of a group of copies are counted otherwise than before.
pub(crate) fn report_changed(c: &Connection, report: i64) -> Result<()> {
    c.prepare_cached(
        "UPDATE events SET stale = 1 WHERE nr IN (SELECT m.event FROM event_claims m JOIN claims c ON c.nr = m.claim
           WHERE c.report IN (SELECT nr FROM reports WHERE original = ?1 UNION SELECT ?1))",
    )?
    .execute([report])?;
    Ok(())
}

fn mark_stale(c: &Connection, claim: i64) -> Result<()> {
    c.prepare_cached("UPDATE events SET stale = 1 WHERE nr = (SELECT event FROM event_claims WHERE claim = ?)")?
        .execute([claim])?;
    Ok(())
}

fn claim(c: &Connection, nr: i64) -> Result<LinkClaim> {
    let sql = format!("SELECT {CLAIM} FROM claims c JOIN reports r ON r.nr = c.report WHERE c.nr = ?");
    c.prepare_cached(&sql)?.query_row([nr], |row| Ok(read_claim(row)))?
}

fn read_claim(row: &Row<'_>) -> Result<LinkClaim> {
    let json: String = row.get(1)?;
    let claim: Claim = serde_json::from_str(&json).map_err(unreadable("a claim"))?;
    let language =
        Language::from_code(row.get_ref(5)?.as_str().map_err(rusqlite::Error::from)?).unwrap_or(Language::En);
    Ok(LinkClaim {
        nr: row.get(0)?,
        claim,
        report: row.get(2)?,
        original: row.get(3)?,
        published: row.get(4)?,
        language,
        source: row.get(6)?,
        url: row.get(7)?,
    })
}

fn read_pair(row: &Row<'_>) -> Result<Pair> {
    let (verdict, reasons): (String, String) = (row.get(3)?, row.get(4)?);
    Ok(Pair {
        a: row.get(0)?,
        b: row.get(1)?,
        score: row.get(2)?,
        verdict: serde_json::from_value(verdict.into()).map_err(unreadable("a pair"))?,
        reasons: serde_json::from_str(&reasons).map_err(unreadable("a pair"))?,
    })
}
