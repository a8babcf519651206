//! In: reports and the claims that a coding finds in them. Out: current claims. Always: a report's claims are all of one
//! coding, the last; those of earlier codings stay as history; reviews are laid over the new ones.

use chancery::record::{Claim, Coded, Label, Report};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use crate::error::unreadable;
use crate::keep::{date, read_report};
use crate::period::Period;
use crate::{Error, Result, Store, columns, copies, linking, now, review};

/// A number that no coding has.
const NONE: i64 = -1;

/// A version of what turns reports into claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coding {
    /// Of the program.
    pub version: String,
    /// Digest of the model ([`chancery::model::Model::fingerprint`]).
    pub model: String,
    /// Digest of the knowledge.
    pub knowledge: String,
}

impl Coding {
    /// The coding of this model with this knowledge in this version of the program.
    pub fn of(model: &str, knowledge: &str, version: &str) -> Self {
        Self { version: version.into(), model: model.into(), knowledge: knowledge.into() }
    }
}

impl Store {
    /// Reports that were not coded by this coding, at most `limit`: those without any claims first, each in the order they
    /// were kept.
    ///
    /// # Errors
    /// Those of reading.
    pub fn pending(&self, coding: &Coding, limit: usize) -> Result<Vec<Report>> {
        self.read(|c| {
            let coding = number(c, coding)?.unwrap_or(NONE);
            let mut found = Vec::new();
            for which in ["coding IS NULL", "coding < ?1", "coding > ?1"] {
                // Every arm walks the index of codings, so that asking again and again stays cheap.
                let sql =
                    format!("SELECT record, text FROM reports WHERE {which} AND ?1 = ?1 ORDER BY coding, nr LIMIT ?2");
                let mut query = c.prepare_cached(&sql)?;
                let rows =
                    query.query_map(params![coding, (limit - found.len()) as i64], |row| Ok(read_report(row, 0)))?;
                for row in rows {
                    found.push(row??);
                }
            }
            Ok(found)
        })
    }

    /// How many reports were not coded by this coding.
    ///
    /// # Errors
    /// Those of reading.
    pub fn pending_count(&self, coding: &Coding) -> Result<u64> {
        self.read(|c| {
            let coding = number(c, coding)?.unwrap_or(NONE);
            Ok(c.query_row("SELECT count(*) FROM reports WHERE coding IS NOT ?", [coding], |row| row.get(0))?)
        })
    }

    /// Takes the claims of reports, in one step. A report that this coding did already stays as it is. Gives how many
    /// reports changed.
    ///
    /// # Errors
    /// [`Error::Record`] when a report is not in the store, or has another text there; those of writing. Then nothing of it
    /// was taken.
    pub fn put_coded(&mut self, coding: &Coding, reports: &[Coded]) -> Result<usize> {
        self.write(|t| {
            let coding = number_or_new(t, coding)?;
            let mut changed = 0;
            for report in reports {
                changed += usize::from(put(t, coding, report)?);
            }
            Ok(changed)
        })
    }

    /// A report with its current claims, with the corrections of reviewers, and labels; `None` when there is no such report.
    ///
    /// # Errors
    /// Those of reading.
    pub fn coded(&self, id: &str) -> Result<Option<Coded>> {
        self.read(|c| {
            let mut query = c.prepare_cached("SELECT nr, coding, record, text FROM reports WHERE id = ?")?;
            let found = query.query_row([id], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?, read_report(row, 2))));
            let Some((nr, coding, report)) = found.optional()? else { return Ok(None) };
            let claims = records(
                c,
                "SELECT json FROM claims WHERE report = ? AND coding = ? AND state = 'current' ORDER BY nr",
                nr,
                coding,
            )?;
            let labels = records(c, "SELECT json FROM labels WHERE report = ? AND coding = ? ORDER BY n", nr, coding)?;
            Ok(Some(Coded { report: report?, claims, labels }))
        })
    }

    /// What the current claims come from, the first coding first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn codings(&self) -> Result<Vec<Coding>> {
        self.read(|c| {
            let sql =
                "SELECT version, model, knowledge FROM codings WHERE nr IN (SELECT coding FROM reports) ORDER BY nr";
            let mut query = c.prepare_cached(sql)?;
            let read = |row: &rusqlite::Row<'_>| {
                Ok(Coding { version: row.get(0)?, model: row.get(1)?, knowledge: row.get(2)? })
            };
            Ok(query.query_map([], read)?.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// All that was ever claimed in a report, as it was coded, the earliest coding first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn history(&self, id: &str) -> Result<Vec<(Coding, Vec<Claim>)>> {
        self.read(|c| {
            let mut query = c.prepare_cached(
                "SELECT r.nr, g.nr, g.version, g.model, g.knowledge FROM reports r JOIN coded d ON d.report = r.nr
                 JOIN codings g ON g.nr = d.coding WHERE r.id = ? ORDER BY g.nr",
            )?;
            let rows = query.query_map([id], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    Coding { version: row.get(2)?, model: row.get(3)?, knowledge: row.get(4)? },
                ))
            })?;
            rows.map(|row| {
                let (report, number, coding) = row?;
                let sql = "SELECT coalesce(coded_json, json) FROM claims WHERE report = ? AND coding = ? ORDER BY nr";
                Ok((coding, records(c, sql, report, Some(number))?))
            })
            .collect()
        })
    }
}

/// The JSON records of a report and a coding.
fn records<T: serde::de::DeserializeOwned>(
    c: &Connection,
    sql: &str,
    report: i64,
    coding: Option<i64>,
) -> Result<Vec<T>> {
    let mut query = c.prepare_cached(sql)?;
    let rows = query.query_map(params![report, coding], |row| row.get::<_, String>(0))?;
    rows.map(|json| serde_json::from_str(&json?).map_err(unreadable("a claim"))).collect()
}

fn number(c: &Connection, coding: &Coding) -> Result<Option<i64>> {
    let mut query = c.prepare_cached("SELECT nr FROM codings WHERE version = ? AND model = ? AND knowledge = ?")?;
    Ok(query.query_row(params![coding.version, coding.model, coding.knowledge], |row| row.get(0)).optional()?)
}

fn number_or_new(c: &Connection, coding: &Coding) -> Result<i64> {
    if let Some(number) = number(c, coding)? {
        return Ok(number);
    }
    c.prepare_cached("INSERT INTO codings (version, model, knowledge, at) VALUES (?, ?, ?, ?)")?.execute(params![
        coding.version,
        coding.model,
        coding.knowledge,
        now()
    ])?;
    Ok(c.last_insert_rowid())
}

fn put(c: &Connection, coding: i64, coded: &Coded) -> Result<bool> {
    let report = &coded.report;
    let mut query = c.prepare_cached("SELECT nr, coding, published, text = ?2 FROM reports WHERE id = ?1")?;
    let found = query.query_row(params![report.id, report.text], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, Option<i64>>(1)?,
            row.get::<_, Option<String>>(2)?,
            row.get::<_, bool>(3)?,
        ))
    });
    let Some((nr, before, published, same)) = found.optional()? else {
        return Err(Error::record(&report.id, "its claims came without the report", "keep the report first"));
    };
    if !same {
        let remedy = "code the report as the store gives it";
        return Err(Error::record(&report.id, "its claims are of another text with this id", remedy));
    }
    if before == Some(coding) {
        return Ok(false);
    }
    if let (None, Some(date_in_text)) = (&published, &report.published) {
        date(c, nr, date_in_text)?;
        copies::dated(c, nr)?;
    }
    put_away(c, nr, before)?;
    c.prepare_cached("INSERT OR REPLACE INTO coded (report, coding, at) VALUES (?, ?, ?)")?.execute(params![
        nr,
        coding,
        now()
    ])?;
    c.prepare_cached("UPDATE reports SET coding = ?2 WHERE nr = ?1")?.execute([nr, coding])?;
    put_claims(c, nr, coding, coded, published.as_ref().or(report.published.as_ref()))?;
    put_labels(c, nr, coding, &coded.labels)?;
    review::recoded(c, &report.id)?;
    Ok(true)
}

/// Makes the current claims of a report past; what was derived of them goes.
fn put_away(c: &Connection, report: i64, coding: Option<i64>) -> Result<()> {
    let mut query = c.prepare_cached("SELECT nr FROM claims WHERE report = ? AND coding = ? AND state <> 'past'")?;
    let current: Vec<i64> =
        query.query_map(params![report, coding], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut past = c.prepare_cached("UPDATE claims SET state = 'past', linked = 0 WHERE nr = ?")?;
    for nr in current {
        linking::forget(c, nr)?;
        columns::unindex(c, "claim", nr)?;
        past.execute([nr])?;
    }
    Ok(())
}

fn put_claims(c: &Connection, report: i64, coding: i64, coded: &Coded, published: Option<&String>) -> Result<()> {
    // Of an earlier time that this coding was in use.
    c.prepare_cached("DELETE FROM claims WHERE report = ? AND coding = ?")?.execute([report, coding])?;
    for claim in &coded.claims {
        let period = Period::of_claim(claim, published.map(String::as_str));
        let more: Vec<(&'static str, Value)> = vec![
            ("id", claim.id.clone().into()),
            ("report", report.into()),
            ("coding", coding.into()),
            ("state", "current".to_owned().into()),
            ("language", coded.report.language.code().to_owned().into()),
            ("json", serde_json::to_string(claim).map_err(unreadable(&claim.id))?.into()),
        ];
        let nr = columns::of_claim(claim, &period).insert(c, "claims", more)?;
        columns::index_claim(c, nr, claim, &period)?;
    }
    Ok(())
}

fn put_labels(c: &Connection, report: i64, coding: i64, labels: &[Label]) -> Result<()> {
    c.prepare_cached("DELETE FROM labels WHERE report = ? AND coding = ?")?.execute([report, coding])?;
    let mut insert = c.prepare_cached(
        "INSERT INTO labels (report, coding, n, codebook, category, confidence, json) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (n, label) in labels.iter().enumerate() {
        let json = serde_json::to_string(label).map_err(unreadable(&label.codebook))?;
        insert.execute(params![report, coding, n as i64, label.codebook, label.category, label.confidence, json])?;
    }
    Ok(())
}
