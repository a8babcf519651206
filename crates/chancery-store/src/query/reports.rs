//! In: words, dates, a language. Out: reports, by date or by how well the words fit. Always: the time does not grow with the number of reports
//! that have a word: of a frequent one the latest are looked at.

use chancery::Language;
use chancery::mention::time::edtf_bounds;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use serde::Serialize;

use super::driver::Piece;
use super::plan::COUNTED;
use super::text::full_text;
use super::{Cursor, PAGE, Page};
use crate::period::reach_back;
use crate::{Error, Result, Store};

/// Reports that a search weighs, the latest with its words: to weigh one takes a microsecond.
const WEIGHED: i64 = 5_000;
/// Weight of a word in the title, and of one in the text, which begins with the title.
const WEIGHTS: [f64; 2] = [4.0, 1.0];
/// Words of a snippet.
const SNIPPET: i64 = 32;
/// Stand around a hit in what full text gives.
const MARKS: [char; 2] = ['\u{1}', '\u{2}'];

/// Which reports. Everything that is given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReportFilter {
    /// With these words; `"two words"` stand together, `word*` begins one.
    pub text: Option<String>,
    /// In this language.
    pub language: Option<Language>,
    /// Published from the beginning of this day, month or year (EDTF level 0) …
    pub from: Option<String>,
    /// … to the end of this.
    pub to: Option<String>,
    /// At most so many; 100 when it is not said.
    pub limit: Option<usize>,
    /// After this row.
    pub after: Option<Cursor>,
}

/// A report without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportRow {
    /// Id of the report.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Date of publication, EDTF level 0.
    pub published: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Language it is written in.
    pub language: Language,
    /// Where it was published.
    pub url: Option<String>,
    /// Current claims that it makes.
    pub claims: u64,
    /// Id of the earliest report with (nearly) the same text, where it is a copy.
    pub copy_of: Option<String>,
}

/// A report that has the words of a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hit {
    /// The report.
    #[serde(flatten)]
    pub report: ReportRow,
    /// The part of its text that has most of the words, in pieces.
    pub snippet: Vec<Snippet>,
}

/// A piece of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Snippet {
    /// Its characters.
    pub text: String,
    /// Whether it is one of the words.
    pub hit: bool,
}

impl Store {
    /// A page of reports, the latest first, those without a date last.
    ///
    /// # Errors
    /// [`Error::Query`] when a date is none; those of reading.
    pub fn reports(&self, filter: &ReportFilter) -> Result<Page<ReportRow>> {
        let limit = filter.limit.unwrap_or(PAGE);
        self.read(|c| {
            let mut found = numbers(c, filter, limit.saturating_add(1))?;
            let more = found.len() > limit;
            found.truncate(limit);
            let next = found.last().filter(|_| more).map(|(nr, day)| Cursor { day: day.clone(), nr: *nr });
            let rows = found.iter().map(|(nr, _)| row(c, *nr)).collect::<Result<_>>()?;
            Ok(Page { rows, next })
        })
    }

    /// The reports in which some words fit best (BM25, the title counting more), of the latest five thousand that have all of them.
    ///
    /// # Errors
    /// Those of reading.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>> {
        let Some(words) = full_text(words) else { return Ok(Vec::new()) };
        self.read(|c| {
            let mut query = c.prepare_cached(
                "SELECT rowid, bm25(reports_text, ?, ?) FROM reports_text WHERE reports_text MATCH ? ORDER BY rowid DESC LIMIT ?",
            )?;
            let parameters = params![WEIGHTS[0], WEIGHTS[1], words, WEIGHED];
            let found = query.query_map(parameters, |row| Ok((row.get(0)?, row.get(1)?)))?;
            let mut found: Vec<(i64, f64)> = found.collect::<rusqlite::Result<_>>()?;
            // The better the smaller; of equals the latest.
            found.sort_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            found.truncate(limit);
            let mut snippet = c.prepare_cached(
                "SELECT snippet(reports_text, 1, ?, ?, '…', ?) FROM reports_text WHERE reports_text MATCH ? AND rowid = ?",
            )?;
            let mut hit = |nr: i64| -> Result<Hit> {
                let [open, close] = MARKS.map(String::from);
                let text: String = snippet.query_row(params![open, close, SNIPPET, words, nr], |row| row.get(0))?;
                Ok(Hit { report: row(c, nr)?, snippet: pieces(&text) })
            };
            found.into_iter().map(|(nr, _)| hit(nr)).collect()
        })
    }

    /// Numbers of all reports that have some words.
    ///
    /// # Errors
    /// Those of reading.
    pub fn reports_with(&self, words: &str) -> Result<Vec<i64>> {
        let Some(words) = full_text(words) else { return Ok(Vec::new()) };
        self.read(|c| {
            let mut query = c.prepare_cached("SELECT rowid FROM reports_text WHERE reports_text MATCH ?")?;
            Ok(query.query_map([words], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Number of a report by its id.
    ///
    /// # Errors
    /// Those of reading.
    pub fn report_number(&self, id: &str) -> Result<Option<i64>> {
        self.read(|c| {
            let mut query = c.prepare_cached("SELECT nr FROM reports WHERE id = ?")?;
            Ok(query.query_row([id], |row| row.get(0)).optional()?)
        })
    }
}

/// Numbers and days of reports, the latest first; those without a date last, with an empty day.
fn numbers(c: &Connection, filter: &ReportFilter, limit: usize) -> Result<Vec<(i64, String)>> {
    let words = match &filter.text {
        Some(text) => match full_text(text) {
            None => return Ok(Vec::new()),
            words => words,
        },
        None => None,
    };
    let mut all = conditions(filter)?;
    let Some(words) = words else { return by_day(c, filter, &all, limit) };
    let sql = "SELECT count(*) FROM (SELECT 1 FROM reports_text WHERE reports_text MATCH ? LIMIT ?)";
    let rows: i64 = c.prepare_cached(sql)?.query_row(params![words, COUNTED], |row| row.get(0))?;
    let within = "EXISTS (SELECT 1 FROM reports_text WHERE reports_text.rowid = r.nr AND reports_text MATCH ?)";
    if rows == COUNTED && !words.contains('*') {
        all.push(Piece::new(within, [words.into()]));
        return by_day(c, filter, &all, limit);
    }
    all.insert(0, Piece::new("reports_text MATCH ?", [words.into()]));
    if let Some(after) = &filter.after {
        let sql = "(coalesce(r.published_start, ''), r.nr) < (?, ?)";
        all.push(Piece::new(sql, [after.day.clone().into(), after.nr.into()]));
    }
    ask(c, "reports_text CROSS JOIN reports r ON r.nr = reports_text.rowid", &all, limit)
}

/// Walks over all reports by date.
fn by_day(c: &Connection, filter: &ReportFilter, all: &[Piece], limit: usize) -> Result<Vec<(i64, String)>> {
    let mut found = Vec::new();
    let after = filter.after.as_ref();
    if after.is_none_or(|after| !after.day.is_empty()) {
        let mut dated = vec![Piece::new("r.published_start IS NOT NULL", [])];
        dated.extend(after.map(|after| {
            Piece::new("(r.published_start, r.nr) < (?, ?)", [after.day.clone().into(), after.nr.into()])
        }));
        dated.extend_from_slice(all);
        found = ask(c, "reports r INDEXED BY reports_by_day", &dated, limit)?;
    }
    if found.len() < limit && filter.from.is_none() && filter.to.is_none() {
        let mut undated = vec![Piece::new("r.published_start IS NULL", [])];
        let last = after.filter(|after| after.day.is_empty());
        undated.extend(last.map(|after| Piece::new("r.nr < ?", [after.nr.into()])));
        undated.extend_from_slice(all);
        found.extend(ask(c, "reports r INDEXED BY reports_by_day", &undated, limit - found.len())?);
    }
    Ok(found)
}

fn conditions(filter: &ReportFilter) -> Result<Vec<Piece>> {
    let bounds = |text: &String| {
        edtf_bounds(text)
            .ok_or_else(|| Error::query(format!("{text:?} is no date"), "write YYYY, YYYY-MM or YYYY-MM-DD"))
    };
    let mut all = Vec::new();
    if let Some(from) = filter.from.as_ref().map(bounds).transpose()? {
        let from = from.0.to_string();
        let values: [Value; 2] = [reach_back(&from).into(), from.into()];
        all.push(Piece::new("r.published_start >= ? AND r.published_end >= ?", values));
    }
    if let Some(to) = filter.to.as_ref().map(bounds).transpose()? {
        all.push(Piece::new("r.published_start <= ?", [to.1.to_string().into()]));
    }
    all.extend(filter.language.map(|language| Piece::new("r.language = ?", [language.code().to_owned().into()])));
    Ok(all)
}

fn ask(c: &Connection, from: &str, all: &[Piece], limit: usize) -> Result<Vec<(i64, String)>> {
    let mut query = Piece::new(format!("SELECT r.nr, coalesce(r.published_start, '') FROM {from} WHERE TRUE"), []);
    all.iter().for_each(|condition| query.push(" AND ", condition.clone()));
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    query.push(" ORDER BY r.published_start DESC, r.nr DESC LIMIT ", Piece::new("?", [limit.into()]));
    let mut statement = c.prepare_cached(&query.sql)?;
    let rows = statement.query_map(params_from_iter(query.values), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn row(c: &Connection, nr: i64) -> Result<ReportRow> {
    let mut query = c.prepare_cached(
        "SELECT r.id, r.title, r.published, r.source, r.language, r.url, o.id,
           (SELECT count(*) FROM claims c WHERE c.report = r.nr AND c.state = 'current')
         FROM reports r LEFT JOIN reports o ON o.nr = r.original WHERE r.nr = ?",
    )?;
    Ok(query.query_row([nr], |row| {
        Ok(ReportRow {
            id: row.get(0)?,
            title: row.get(1)?,
            published: row.get(2)?,
            source: row.get(3)?,
            language: Language::from_code(row.get_ref(4)?.as_str()?).unwrap_or(Language::En),
            url: row.get(5)?,
            copy_of: row.get(6)?,
            claims: row.get(7)?,
        })
    })?)
}

/// The pieces between marks.
fn pieces(text: &str) -> Vec<Snippet> {
    let mut found: Vec<Snippet> = Vec::new();
    let mut hit = false;
    for piece in text.split(MARKS) {
        if !piece.is_empty() {
            found.push(Snippet { text: piece.to_owned(), hit });
        }
        hit = !hit;
    }
    found
}
