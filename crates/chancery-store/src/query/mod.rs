//! In: a filter. Out: the claims or events it lets through, by date. Always: an index finds them; what a user types is never
//! a part of SQL or of the language of full text.

mod driver;
mod filter;
mod place;
mod plan;
mod reports;
mod text;
mod words;

use std::ops::ControlFlow;

use chancery::Language;
use chancery::export::Said;
use chancery::record::{Claim, Event};
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use serde::Serialize;
use serde_json::Value;

use crate::error::unreadable;
use crate::{Dataset, Error, Result, Store, imports};
pub use filter::{Cursor, Filter, Order, Page, Place, Who};
use plan::Plan;
pub(crate) use plan::{CLAIMS, EVENTS, Kind};
pub use reports::{Hit, ReportFilter, ReportRow, Snippet};
pub use words::{Aspect, FilterWords};

/// Rows of a page when the filter names no limit.
const PAGE: usize = 100;

/// A claim with what is known of its report.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredClaim {
    /// The claim, with the corrections of reviewers.
    #[serde(flatten)]
    pub claim: Claim,
    /// As it was coded, where reviewers corrected it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<Claim>,
    /// Id of the event it tells of.
    pub in_event: Option<String>,
    /// Date of the report, EDTF level 0.
    pub published: Option<String>,
    /// Language of the report.
    pub language: Language,
    /// Who published it.
    pub source: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Title of the report.
    pub title: Option<String>,
    /// Number of the row.
    #[serde(skip)]
    pub nr: i64,
}

impl StoredClaim {
    /// The claim with what is known of its report, for an export.
    pub fn said(&self) -> Said<'_> {
        Said {
            claim: &self.claim,
            published: self.published.as_deref(),
            language: self.language,
            source: self.source.as_deref(),
            url: self.url.as_deref(),
            title: self.title.as_deref(),
            event: self.in_event.as_deref(),
        }
    }
}

/// An event.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredEvent {
    /// The event.
    #[serde(flatten)]
    pub event: Event,
    /// Whether its claims changed since it was made.
    pub stale: bool,
    /// Of an imported event, where it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<DatasetRecord>,
    /// Number of the row.
    #[serde(skip)]
    pub nr: i64,
}

/// The record of a data set that an imported event comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DatasetRecord {
    /// Label of the data set.
    pub dataset: String,
    /// Its id there.
    pub id: String,
    /// Where it was read.
    pub url: Option<String>,
    /// Who published that, or from whom it is.
    pub publisher: Option<String>,
    /// How many articles, or times, it is told in, where that is counted.
    pub mentions: Option<u64>,
    /// Whether the data set takes it for an event of its own: else it moves no relation.
    pub root: bool,
}

impl Store {
    /// A page of claims.
    ///
    /// # Errors
    /// [`crate::Error::Query`] when the filter makes no sense; those of reading.
    pub fn claims(&self, filter: &Filter) -> Result<Page<StoredClaim>> {
        self.has_claims()?;
        self.page(filter, &CLAIMS, read_claim)
    }

    /// A page of events.
    ///
    /// # Errors
    /// As [`Self::claims`].
    pub fn events(&self, filter: &Filter) -> Result<Page<StoredEvent>> {
        let kind = self.events_kind();
        self.page(filter, &kind, |c, nr| self.read_event(c, nr))
    }

    /// Gives every claim, or as many as the filter's limit, to `take`, until it breaks off: for exports of any size.
    ///
    /// # Errors
    /// As [`Self::claims`], and those of `take`.
    pub fn each_claim(
        &self,
        filter: &Filter,
        mut take: impl FnMut(StoredClaim) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        self.has_claims()?;
        self.read(|c| each(c, filter, &CLAIMS, filter.limit, |nr, _| take(read_claim(c, nr)?)))
    }

    /// Gives every event, or as many as the filter's limit, to `take`, until it breaks off.
    ///
    /// # Errors
    /// As [`Self::each_claim`].
    pub fn each_event(
        &self,
        filter: &Filter,
        mut take: impl FnMut(StoredEvent) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        let kind = self.events_kind();
        self.read(|c| each(c, filter, &kind, filter.limit, |nr, _| take(self.read_event(c, nr)?)))
    }

    /// Gives every event with its claims, the first of them first, or as many events as the filter's limit, to `take`, until it breaks off.
    ///
    /// # Errors
    /// As [`Self::each_claim`].
    pub fn each_event_told(
        &self,
        filter: &Filter,
        mut take: impl FnMut(StoredEvent, Vec<StoredClaim>) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        self.read(|c| {
            each(c, filter, &self.events_kind(), filter.limit, |nr, _| {
                let event = self.read_event(c, nr)?;
                let claims = match &self.over {
                    // What a data set tells has no claims.
                    Some(_) => Vec::new(),
                    None => members(c, nr, &event.event)?,
                };
                take(event, claims)
            })
        })
    }

    /// A current claim by its id; `None` when there is none, or it is called false.
    ///
    /// # Errors
    /// Those of reading.
    pub fn claim(&self, id: &str) -> Result<Option<StoredClaim>> {
        self.has_claims()?;
        self.read(|c| {
            let mut query = c.prepare_cached("SELECT nr FROM claims WHERE id = ? AND state = 'current'")?;
            let nr = query.query_row([id], |row| row.get(0)).optional()?;
            nr.map(|nr| read_claim(c, nr)).transpose()
        })
    }

    /// An event by its id, or by one it had before.
    ///
    /// # Errors
    /// Those of reading.
    pub fn event(&self, id: &str) -> Result<Option<StoredEvent>> {
        self.read(|c| {
            let found = match &self.over {
                Some(dataset) => imports::find(c, dataset, id)?,
                None => find_event(c, id)?,
            };
            found.map(|nr| self.read_event(c, nr)).transpose()
        })
    }

    /// The claims of an event by its id, the first of them first, each with the reasons why it is one.
    ///
    /// # Errors
    /// Those of reading.
    pub fn members_of(&self, id: &str) -> Result<Vec<(StoredClaim, Value)>> {
        if self.over.is_some() {
            return Ok(Vec::new());
        }
        let Some(event) = self.event(id)? else { return Ok(Vec::new()) };
        self.read(|c| {
            let mut query = c.prepare_cached("SELECT reasons FROM event_claims WHERE claim = ?")?;
            let claims = members(c, event.nr, &event.event)?.into_iter();
            claims
                .map(|claim| {
                    let reasons: String = query.query_row([claim.nr], |row| row.get(0))?;
                    Ok((claim, serde_json::from_str(&reasons).map_err(unreadable(id))?))
                })
                .collect()
        })
    }

    /// The events that are asked: the store's own, or those of a data set.
    fn events_kind(&self) -> Kind {
        self.over.as_ref().map_or(EVENTS, |dataset| Kind::imported(dataset.nr))
    }

    fn read_event(&self, c: &Connection, nr: i64) -> Result<StoredEvent> {
        match &self.over {
            Some(dataset) => imports::read_event(c, dataset, nr),
            None => read_event(c, nr),
        }
    }

    fn has_claims(&self) -> Result<()> {
        let none = |dataset: &Dataset| {
            let cause = format!("the data set {} has events and no claims", dataset.label);
            Err(Error::query(cause, "ask for its events, or for the claims of the store"))
        };
        self.over.as_ref().map_or(Ok(()), none)
    }

    fn page<T>(&self, filter: &Filter, kind: &Kind, read: impl Fn(&Connection, i64) -> Result<T>) -> Result<Page<T>> {
        let limit = filter.limit.unwrap_or(PAGE);
        self.read(|c| {
            let mut page = Page { rows: Vec::new(), next: None };
            let mut last = None;
            each(c, filter, kind, Some(limit.saturating_add(1)), |nr, day| {
                if page.rows.len() == limit {
                    page.next = last.take();
                    return Ok(ControlFlow::Break(()));
                }
                page.rows.push(read(c, nr)?);
                last = Some(Cursor { day, nr });
                Ok(ControlFlow::Continue(()))
            })?;
            Ok(page)
        })
    }

    /// How SQLite answers a filter, for tests of the indexes.
    #[cfg(test)]
    pub(crate) fn explain(&self, filter: &Filter, kind: &Kind) -> Result<Vec<String>> {
        self.read(|c| {
            let Some(Plan { sql, values }) = plan::plan(c, filter, kind, filter.limit)? else { return Ok(Vec::new()) };
            let mut query = c.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let rows = query.query_map(params_from_iter(values), |row| row.get(3))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

/// The number and day of every row that a filter lets through, in its order.
pub(crate) fn each(
    c: &Connection,
    filter: &Filter,
    kind: &Kind,
    limit: Option<usize>,
    mut take: impl FnMut(i64, String) -> Result<ControlFlow<()>>,
) -> Result<()> {
    let Some(Plan { sql, values }) = plan::plan(c, filter, kind, limit)? else { return Ok(()) };
    let mut query = c.prepare_cached(&sql)?;
    let mut rows = query.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        if take(row.get(1)?, row.get(0)?)?.is_break() {
            break;
        }
    }
    Ok(())
}

/// Number of an event by its id, or by one it had before.
pub(crate) fn find_event(c: &Connection, id: &str) -> Result<Option<i64>> {
    // UNION leaves a circle of ids after one round.
    let mut query = c.prepare_cached(
        "WITH RECURSIVE ids (id) AS (SELECT ? UNION SELECT e.now FROM ids JOIN event_ids e ON e.id = ids.id)
         SELECT nr FROM ids CROSS JOIN events ON events.id = ids.id LIMIT 1",
    )?;
    Ok(query.query_row([id], |row| row.get(0)).optional()?)
}

/// The claims of an event, the first of them first.
pub(crate) fn members(c: &Connection, nr: i64, event: &Event) -> Result<Vec<StoredClaim>> {
    let mut query = c.prepare_cached("SELECT claim FROM event_claims WHERE event = ?")?;
    let numbers = query.query_map([nr], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    let mut found = numbers.into_iter().map(|nr| read_claim(c, nr)).collect::<Result<Vec<_>>>()?;
    found.sort_by_key(|claim| event.claims.iter().position(|id| *id == claim.claim.id));
    Ok(found)
}

fn read_claim(c: &Connection, nr: i64) -> Result<StoredClaim> {
    let mut query = c.prepare_cached(
        "SELECT c.json, c.coded_json, e.id, r.published, r.language, r.source, r.url, r.title
         FROM claims c JOIN reports r ON r.nr = c.report
         LEFT JOIN event_claims m ON m.claim = c.nr LEFT JOIN events e ON e.nr = m.event WHERE c.nr = ?",
    )?;
    let read = |row: &Row<'_>| -> Result<StoredClaim> {
        let parse = |json: String| serde_json::from_str(&json).map_err(unreadable(format!("claim {nr}")));
        let language: String = row.get(4)?;
        Ok(StoredClaim {
            claim: parse(row.get(0)?)?,
            reviewed: row.get::<_, Option<String>>(1)?.map(parse).transpose()?,
            in_event: row.get(2)?,
            published: row.get(3)?,
            language: Language::from_code(&language).unwrap_or(Language::En),
            source: row.get(5)?,
            url: row.get(6)?,
            title: row.get(7)?,
            nr,
        })
    };
    query.query_row([nr], |row| Ok(read(row)))?
}

pub(crate) fn read_event(c: &Connection, nr: i64) -> Result<StoredEvent> {
    let mut query = c.prepare_cached("SELECT json, stale FROM events WHERE nr = ?")?;
    let (json, stale): (String, bool) = query.query_row([nr], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(StoredEvent {
        event: serde_json::from_str(&json).map_err(unreadable(format!("event {nr}")))?,
        stale,
        record: None,
        nr,
    })
}
