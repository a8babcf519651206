//! In: reports as they were read. Out: how each was kept. Always: reports, the rejects between them and how far their input
//! was read are kept in one step; a report that is there already changes nothing; no text is lost because its id was taken.

use chancery::mention::time::edtf_bounds;
use chancery::record::Report;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use serde_json::Value;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::error::unreadable;
use crate::inputs::{put_feed, put_input, put_reject};
use crate::{Error, Input, Reject, Result, Store, copies, now};

/// What is kept in one step. The same batch twice changes nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Batch<'a> {
    /// Reports.
    pub reports: &'a [Report],
    /// Records that could not be read or coded.
    pub rejects: &'a [Reject],
    /// Where they come from, and how far it was read with them.
    pub input: Option<&'a Input>,
    /// The feed they come from, and what to know of it next time.
    pub feed: Option<(&'a str, &'a Value)>,
    /// Addresses and ids of entries that need not be asked for again (see [`Store::has_page`]).
    pub pages: &'a [String],
}

/// A report that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// The id it is kept under: its own, unless another text had it.
    pub id: String,
    /// How.
    pub how: KeptAs,
}

/// How a report was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum KeptAs {
    /// As a text of its own.
    New,
    /// It was there already.
    Same,
    /// As a copy: an earlier report in its language has (nearly) the same text.
    Copy {
        /// Id of the earliest.
        of: String,
    },
}

impl Store {
    /// Keeps a batch in one step; when this returns it stays, whatever happens to the program or the machine. Some hundred
    /// reports at a time are fastest.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::ReadOnly`], [`Error::Locked`] and others of writing; then nothing of the batch was kept.
    pub fn keep(&mut self, batch: &Batch<'_>) -> Result<Vec<Kept>> {
        self.write(|t| {
            if let Some(input) = batch.input {
                put_input(t, input)?;
            }
            for reject in batch.rejects {
                put_reject(t, reject, batch.input)?;
            }
            if let Some((url, state)) = batch.feed {
                put_feed(t, url, state)?;
            }
            let mut page = t.prepare_cached("INSERT OR IGNORE INTO pages (key, at) VALUES (?, ?)")?;
            batch.pages.iter().try_for_each(|key| page.execute(params![key, now()]).map(drop))?;
            let last = t.query_row("SELECT coalesce(max(nr), 0) FROM reports", [], |row| row.get(0))?;
            let kept = batch.reports.iter().map(|report| keep(t, report)).collect::<Result<_>>()?;
            index_text(t, last)?;
            Ok(kept)
        })
    }

    /// A report by its id.
    ///
    /// # Errors
    /// Those of reading.
    pub fn report(&self, id: &str) -> Result<Option<Report>> {
        self.read(|c| {
            let mut query = c.prepare_cached("SELECT record, text FROM reports WHERE id = ?")?;
            let found = query.query_row([id], |row| Ok(read_report(row, 0))).optional()?;
            found.transpose()
        })
    }

    /// The reports that were published at an address, in the order they were kept; a revised page is another report.
    ///
    /// # Errors
    /// Those of reading.
    pub fn reports_at(&self, url: &str) -> Result<Vec<Report>> {
        self.read(|c| {
            let mut query = c.prepare_cached("SELECT record, text FROM reports WHERE url = ? ORDER BY nr")?;
            let rows = query.query_map([url], |row| Ok(read_report(row, 0)))?;
            rows.map(|row| row?).collect()
        })
    }
}

fn keep(c: &Connection, report: &Report) -> Result<Kept> {
    match slot(c, report)? {
        Slot::Same(id) => Ok(Kept { id, how: KeptAs::Same }),
        Slot::Free(id) => {
            let nr = insert(c, &id, report)?;
            let how = copies::place(c, nr, report)?.map_or(KeptAs::New, |of| KeptAs::Copy { of });
            Ok(Kept { id, how })
        }
    }
}

/// Adds the reports after row `last` to the full text. All at once: SQLite writes what it has gathered of an index of text
/// to the file before every statement that changes several things, which by a trigger would be every report.
fn index_text(c: &Connection, last: i64) -> Result<()> {
    let sql = "INSERT INTO reports_text (rowid, title, text) SELECT nr, title, text FROM reports WHERE nr > ?";
    c.prepare_cached(sql)?.execute([last])?;
    Ok(())
}

/// Where a report goes.
enum Slot {
    /// It is there, under this id.
    Same(String),
    /// It is not there; this id is free.
    Free(String),
}

fn slot(c: &Connection, report: &Report) -> Result<Slot> {
    let mut holder = c.prepare_cached("SELECT text, source, url FROM reports WHERE id = ?")?;
    for id in ids(report) {
        let same = holder.query_row([&id], |row| Ok(is_same(row, report))).optional()?.transpose()?;
        match same {
            None => return Ok(Slot::Free(id)),
            Some(true) => return Ok(Slot::Same(id)),
            Some(false) => {}
        }
    }
    Err(Error::record(&report.id, "five other texts have this id", "give each report an id of its own"))
}

/// The ids that a report may have: its own, and with digests of its text and publisher for when another text has that. They
/// depend on nothing but the report, so that it finds its place again.
fn ids(report: &Report) -> impl Iterator<Item = String> + '_ {
    let with_text = move || format!("{}~{:.8}", report.id, format!("{:032x}", xxh3_128(report.text.as_bytes())));
    let with_publisher = move |digits: usize| {
        let mut digest = Xxh3::new();
        digest.update(report.text.as_bytes());
        digest.update(publisher(report.source.as_deref(), report.url.as_deref()).unwrap_or_default().as_bytes());
        format!("{}~{:.digits$}", report.id, format!("{:032x}", digest.digest128()))
    };
    std::iter::once_with(|| report.id.clone())
        .chain(std::iter::once_with(with_text))
        .chain([8, 16, 32].into_iter().map(with_publisher))
}

/// Whether a row of text, source and url is this report. Where both publishers are known they must be the same: one text
/// in two papers is two reports.
fn is_same(row: &Row<'_>, report: &Report) -> rusqlite::Result<bool> {
    if row.get_ref(0)?.as_str()? != report.text {
        return Ok(false);
    }
    let (source, url): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
    let theirs = publisher(source.as_deref(), url.as_deref());
    let ours = publisher(report.source.as_deref(), report.url.as_deref());
    Ok(theirs.is_none() || ours.is_none() || theirs == ours)
}

/// Who published a report: its source, else the host of its address.
pub(crate) fn publisher(source: Option<&str>, url: Option<&str>) -> Option<String> {
    let host = || {
        let host = url?.split_once("://")?.1.split(['/', '?', '#']).next()?;
        Some(host.strip_prefix("www.").unwrap_or(host))
    };
    source.map(str::trim).filter(|s| !s.is_empty()).or_else(host).map(str::to_lowercase)
}

fn insert(c: &Connection, id: &str, report: &Report) -> Result<i64> {
    let mut record = serde_json::to_value(report).map_err(unreadable(id))?;
    let fields = record.as_object_mut();
    let author = fields.and_then(|fields| {
        fields.remove("text");
        fields.insert("id".into(), id.into());
        fields.get("author").and_then(Value::as_str).map(str::to_owned)
    });
    let bounds = report.published.as_deref().and_then(edtf_bounds);
    c.prepare_cached(
        "INSERT INTO reports (id, url, source, author, title, language, language_confidence, published, published_start,
           published_end, kept_at, path, text_digest, record, text)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        id,
        report.url,
        report.source,
        author,
        report.title,
        report.language.code(),
        report.language_confidence,
        report.published,
        bounds.map(|b| b.0.to_string()),
        bounds.map(|b| b.1.to_string()),
        now(),
        report.path,
        format!("{:032x}", xxh3_128(report.text.as_bytes())),
        record.to_string(),
        report.text,
    ])?;
    Ok(c.last_insert_rowid())
}

/// Dates a report whose date only its text tells.
pub(crate) fn date(c: &Connection, nr: i64, published: &str) -> Result<()> {
    let bounds = edtf_bounds(published);
    c.prepare_cached(
        "UPDATE reports SET published = ?2, published_start = ?3, published_end = ?4,
           record = json_set(record, '$.published', ?2) WHERE nr = ?1",
    )?
    .execute(params![nr, published, bounds.map(|b| b.0.to_string()), bounds.map(|b| b.1.to_string())])?;
    Ok(())
}

/// A report from the columns `record` and `text`, the first of which is `column`.
pub(crate) fn read_report(row: &Row<'_>, column: usize) -> Result<Report> {
    let (record, text): (String, String) = (row.get(column)?, row.get(column + 1)?);
    let mut record: Value = serde_json::from_str(&record).map_err(unreadable("a report"))?;
    if let Some(fields) = record.as_object_mut() {
        fields.insert("text".into(), text.into());
    }
    serde_json::from_value(record).map_err(unreadable("a report"))
}
