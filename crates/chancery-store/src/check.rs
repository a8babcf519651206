//! In: a store. Out: what is wrong with it. Always: what a sound store fulfils is a query here that finds nothing.

use rusqlite::Connection;
use serde::Serialize;

use crate::{Access, Result, Store};

/// Faults of one kind are listed so far.
const MOST: usize = 20;

/// Something that should not be so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What.
    pub what: String,
    /// What the user can do.
    pub remedy: String,
}

const FROM_BACKUP: &str = "keep a copy of the file, and go on with the last backup";
const RELINK: &str = "link again: events are made anew from claims";
const RECODE: &str = "code the report again";
const COMPACT: &str = "run `chancery store compact`, which makes the indexes anew";

const IMPORT: &str = "import its files again, or remove it with `chancery import --remove`";

/// Queries that find what should not be, with a name for it (`?` is the row) and its remedy.
const INVARIANTS: [(&str, &str, &str); 18] = [
    (
        "current claim ? is not of its report's coding",
        "SELECT c.id FROM claims c JOIN reports r ON r.nr = c.report WHERE c.state <> 'past' AND c.coding IS NOT r.coding",
        RECODE,
    ),
    (
        "report ? is said to be coded, but not when",
        "SELECT id FROM reports r WHERE coding IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM coded d WHERE d.report = r.nr AND d.coding = r.coding)",
        RECODE,
    ),
    (
        "report ? is a copy of a copy",
        "SELECT r.id FROM reports r JOIN reports o ON o.nr = r.original WHERE o.original IS NOT NULL OR o.nr = r.nr
           OR o.language <> r.language",
        FROM_BACKUP,
    ),
    (
        "claim ? has parties though it is not current",
        "SELECT DISTINCT c.id FROM claim_parties p JOIN claims c ON c.nr = p.claim WHERE c.state <> 'current'",
        RECODE,
    ),
    (
        "claim ? has a place in the index though it is not current",
        "SELECT g.nr FROM claim_places g LEFT JOIN claims c ON c.nr = g.nr WHERE c.state IS NOT 'current' OR c.lat IS NULL",
        COMPACT,
    ),
    (
        "the place of claim ? is not in the index",
        "SELECT id FROM claims c WHERE state = 'current' AND lat IS NOT NULL AND lon IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM claim_places g WHERE g.nr = c.nr)",
        COMPACT,
    ),
    (
        "the place of event ? is not in the index",
        "SELECT id FROM events e WHERE lat IS NOT NULL AND lon IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM event_places g WHERE g.nr = e.nr)",
        COMPACT,
    ),
    (
        "event ? is in the index of places and nowhere else",
        "SELECT g.nr FROM event_places g LEFT JOIN events e ON e.nr = g.nr WHERE e.lat IS NULL",
        COMPACT,
    ),
    (
        "event ? has a claim that is not current",
        "SELECT e.id FROM event_claims m JOIN claims c ON c.nr = m.claim JOIN events e ON e.nr = m.event WHERE c.state <> 'current'",
        RELINK,
    ),
    (
        "event ? has no claims and is not stale",
        "SELECT id FROM events e WHERE stale = 0 AND NOT EXISTS (SELECT 1 FROM event_claims m WHERE m.event = e.nr)",
        RELINK,
    ),
    (
        "event ? names a claim that is not its own and is not stale",
        "SELECT e.id FROM events e WHERE stale = 0 AND (SELECT count(*) FROM event_claims m WHERE m.event = e.nr)
           <> json_array_length(e.json, '$.claims')",
        RELINK,
    ),
    (
        "event ? has no number of its last change",
        "SELECT id FROM events e WHERE NOT EXISTS (SELECT 1 FROM event_changes h WHERE h.event = e.nr)",
        FROM_BACKUP,
    ),
    (
        "claim ? has keys though it is not current",
        "SELECT DISTINCT c.id FROM keys k JOIN claims c ON c.nr = k.claim WHERE c.state <> 'current'",
        RELINK,
    ),
    (
        "claim ? is in a pair though it is not current",
        "SELECT c.id FROM pairs p JOIN claims c ON c.nr IN (p.a, p.b) WHERE c.state <> 'current'",
        RELINK,
    ),
    (
        "a pair names claim ?, which is not there",
        "SELECT a FROM pairs WHERE a NOT IN (SELECT nr FROM claims) UNION SELECT b FROM pairs WHERE b NOT IN (SELECT nr FROM claims)",
        RELINK,
    ),
    (
        "review ? speaks of a claim of an earlier coding",
        "SELECT t.review FROM review_targets t JOIN claims c ON c.nr = t.claim WHERE c.state = 'past'",
        RECODE,
    ),
    ("the import of data set ? did not end", "SELECT label FROM datasets WHERE loading = 1", IMPORT),
    (
        "data set ? has another number of events than it says",
        "SELECT label FROM datasets d WHERE loading = 0 AND events <> (SELECT count(*) FROM imported i WHERE i.dataset = d.nr)",
        IMPORT,
    ),
];

impl Store {
    /// Looks for faults: of the file, of the indexes, and of what the tables say together. A sound store gives none.
    ///
    /// # Errors
    /// Those of reading, when it is too damaged to be looked at.
    pub fn check(&mut self) -> Result<Vec<Fault>> {
        let mut faults = self.read(|c| {
            let mut faults = of_file(c)?;
            faults.extend(of_references(c)?);
            for (what, sql, remedy) in INVARIANTS {
                faults.extend(rows(c, sql)?.into_iter().map(|row| fault(what.replacen('?', &row, 1), remedy)));
            }
            Ok(faults)
        })?;
        if self.access == Access::Write && !self.write(|t| Ok(text_is_sound(t)))? {
            faults.push(fault("the index of text does not fit the reports".into(), COMPACT));
        }
        Ok(faults)
    }
}

fn fault(what: String, remedy: &str) -> Fault {
    Fault { what, remedy: remedy.into() }
}

/// What SQLite finds wrong with pages, rows and indexes, those of text and places among them.
fn of_file(c: &Connection) -> Result<Vec<Fault>> {
    let found = rows(c, &format!("PRAGMA integrity_check({MOST})"))?;
    Ok(found.into_iter().filter(|row| row != "ok").map(|row| fault(row, FROM_BACKUP)).collect())
}

fn of_references(c: &Connection) -> Result<Vec<Fault>> {
    let mut query = c.prepare("PRAGMA foreign_key_check")?;
    let found = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(2)?)))?;
    found
        .take(MOST)
        .map(|row| {
            let (table, parent) = row?;
            Ok(fault(format!("a row of {table} names a row of {parent} that is not there"), FROM_BACKUP))
        })
        .collect()
}

/// Whether the index of text has exactly the words of the reports.
pub(crate) fn text_is_sound(c: &Connection) -> bool {
    c.execute("INSERT INTO reports_text (reports_text, rank) VALUES ('integrity-check', 1)", []).is_ok()
}

/// The first column of the first rows, as text.
fn rows(c: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut query = c.prepare(sql)?;
    let rows = query.query_map([], |row| Ok(crate::Value::from(row.get_ref(0)?).to_string()))?;
    Ok(rows.take(MOST).collect::<rusqlite::Result<_>>()?)
}
