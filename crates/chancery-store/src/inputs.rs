//! What was read and how far, what was rejected, and what the watcher knows of its feeds: so that a restart goes on where
//! it stopped. They are kept in one step with the reports that they brought (see [`crate::Batch`]).

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::time::UNIX_EPOCH;

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde_json::Value;
use xxhash_rust::xxh3::Xxh3;

use crate::{Error, Result, Store, error::unreadable, now};

/// How much of either end of a file its fingerprint covers.
const FINGERPRINT_BYTES: u64 = 64 << 10;

/// A file or address, and how far it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Input {
    /// Path or URL.
    pub name: String,
    /// Tells whether it changed since (see [`fingerprint`]).
    pub fingerprint: String,
    /// Records done, kept or rejected, counted from its beginning.
    pub records: u64,
    /// Whether it was read to its end.
    pub finished: bool,
}

/// A record that could not be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reject {
    /// File or address, and record within it.
    pub place: String,
    /// Why.
    pub cause: String,
    /// What the user can do.
    pub remedy: String,
}

/// How often records were rejected for one cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cause {
    /// Why.
    pub cause: String,
    /// How many records.
    pub records: u64,
    /// One of them.
    pub example: Reject,
}

/// Tells whether a file changed: its size, its time of change, and a digest of its first and last 64 kB.
///
/// # Errors
/// [`Error::Io`] when it cannot be read.
pub fn fingerprint(file: &Path) -> Result<String> {
    let read = || -> std::io::Result<String> {
        let mut input = File::open(file)?;
        let about = input.metadata()?;
        let changed = about.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        let mut ends = Vec::new();
        input.by_ref().take(FINGERPRINT_BYTES).read_to_end(&mut ends)?;
        if about.len() > 2 * FINGERPRINT_BYTES {
            input.seek(SeekFrom::End(-(FINGERPRINT_BYTES as i64)))?;
        }
        input.take(FINGERPRINT_BYTES).read_to_end(&mut ends)?;
        let mut digest = Xxh3::new();
        digest.update(&ends);
        Ok(format!("{}-{}.{:09}-{:016x}", about.len(), changed.as_secs(), changed.subsec_nanos(), digest.digest()))
    };
    read().map_err(Error::io(file))
}

impl Store {
    /// How far an input was read; `None` when it is new.
    ///
    /// # Errors
    /// Those of reading.
    pub fn input(&self, name: &str) -> Result<Option<Input>> {
        self.read(|c| {
            let mut query = c.prepare_cached("SELECT fingerprint, records, finished FROM inputs WHERE name = ?")?;
            let row = query.query_row([name], |row| {
                let (fingerprint, records, finished) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok(Input { name: name.to_owned(), fingerprint, records, finished })
            });
            Ok(row.optional()?)
        })
    }

    /// What the watcher knows of a feed.
    ///
    /// # Errors
    /// Those of reading.
    pub fn feed(&self, url: &str) -> Result<Option<Value>> {
        self.read(|c| {
            let state = c.query_row("SELECT state FROM feeds WHERE url = ?", [url], |row| row.get::<_, String>(0));
            state.optional()?.map(|text| serde_json::from_str(&text).map_err(unreadable(url))).transpose()
        })
    }

    /// Whether the watcher has had an address or an entry (see [`crate::Batch::pages`]).
    ///
    /// # Errors
    /// Those of reading.
    pub fn has_page(&self, key: &str) -> Result<bool> {
        self.read(|c| {
            let mut query = c.prepare_cached("SELECT 1 FROM pages WHERE key = ?")?;
            Ok(query.exists([key])?)
        })
    }

    /// The rejected records, of one input or of all, by place.
    ///
    /// # Errors
    /// Those of reading.
    pub fn rejects(&self, input: Option<&str>, limit: usize) -> Result<Vec<Reject>> {
        self.read(|c| {
            let mut query = c.prepare_cached(
                "SELECT place, cause, remedy FROM rejects WHERE ?1 IS NULL OR input = ?1 ORDER BY place, cause LIMIT ?2",
            )?;
            let rows = query.query_map(params![input, limit as i64], |row| {
                Ok(Reject { place: row.get(0)?, cause: row.get(1)?, remedy: row.get(2)? })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The causes of all rejects, the most frequent first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn reject_causes(&self) -> Result<Vec<Cause>> {
        self.read(|c| {
            let mut query = c.prepare_cached(
                "SELECT cause, count(*), min(place), remedy FROM rejects GROUP BY cause ORDER BY 2 DESC, cause",
            )?;
            let rows = query.query_map([], |row| {
                let cause: String = row.get(0)?;
                let example = Reject { place: row.get(2)?, cause: cause.clone(), remedy: row.get(3)? };
                Ok(Cause { cause, records: row.get(1)?, example })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

/// Writes how far an input is. When it changed since it was read, what was rejected of it before is forgotten.
pub(crate) fn put_input(c: &Connection, input: &Input) -> Result<()> {
    c.prepare_cached(
        "DELETE FROM rejects WHERE input = ?1 AND EXISTS (SELECT 1 FROM inputs WHERE name = ?1 AND fingerprint <> ?2)",
    )?
    .execute(params![input.name, input.fingerprint])?;
    c.prepare_cached(
        "INSERT INTO inputs (name, fingerprint, records, finished, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (name) DO UPDATE SET fingerprint = ?2, records = ?3, finished = ?4, at = ?5
         WHERE fingerprint <> ?2 OR records <> ?3 OR finished <> ?4",
    )?
    .execute(params![input.name, input.fingerprint, input.records as i64, input.finished, now()])?;
    Ok(())
}

pub(crate) fn put_reject(c: &Connection, reject: &Reject, input: Option<&Input>) -> Result<()> {
    c.prepare_cached("INSERT OR IGNORE INTO rejects (place, cause, remedy, input, at) VALUES (?, ?, ?, ?, ?)")?
        .execute(params![reject.place, reject.cause, reject.remedy, input.map(|i| &i.name), now()])?;
    Ok(())
}

pub(crate) fn put_feed(c: &Connection, url: &str, state: &Value) -> Result<()> {
    c.prepare_cached(
        "INSERT INTO feeds (url, state, at) VALUES (?1, ?2, ?3)
         ON CONFLICT (url) DO UPDATE SET state = ?2, at = ?3 WHERE state <> ?2",
    )?
    .execute(params![url, state.to_string(), now()])?;
    Ok(())
}
