//! Events by their columns, for programs that hold them in memory. In: which events. Out: their rows, by number, and which changed since.
//! Always: a row is what the store says at one moment, with all its parties and reports.

use std::ops::RangeInclusive;

use chancery::Language;
use chancery::record::{Category, Status, ThirdParty};
use chancery::relate::Time;
use jiff::civil::Date;
use rusqlite::{Connection, Params, Row, Rows};
use serde::de::{self, DeserializeOwned, IntoDeserializer};

use crate::error::unreadable;
use crate::{Error, Result, Store, imports};

/// An event by its columns.
#[derive(Debug, Clone, PartialEq)]
pub struct EventRow {
    /// Number of the row.
    pub nr: i64,
    /// Id of the event.
    pub id: String,
    /// PLOVER category.
    pub category: Category,
    /// Quad class, 1 to 4.
    pub quad: u8,
    /// PLOVER score, -10 to 10.
    pub score: f64,
    /// Whether, when and how surely.
    pub status: Status,
    /// First and last day of the period by which it is found; `None` where it is unknown.
    pub days: Option<[Date; 2]>,
    /// When it was, as relations take it.
    pub time: Option<Time>,
    /// Whether it is told to come about through somebody else ([`chancery::relate::BROUGHT_ABOUT`]).
    pub brought_about: bool,
    /// Name of the place.
    pub place_name: Option<String>,
    /// `geonames:<id>` or `x:<slug>`.
    pub place_id: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub place_country: Option<String>,
    /// Degrees north and east.
    pub point: Option<[f64; 2]>,
    /// UCDP's precision, 1 exact to 7 international; 7 without a place.
    pub precision: u8,
    /// Killed, the best figure.
    pub killed: Option<u64>,
    /// Independent sources.
    pub sources: usize,
    /// Languages of the reports.
    pub languages: Vec<Language>,
    /// Probability, 0 to 1.
    pub confidence: f64,
    /// Who takes part.
    pub takers: Vec<Taker>,
    /// Who stands between, as what, and between whom.
    pub third_parties: Vec<ThirdParty>,
    /// Numbers of the reports that tell of it, each once, in order. Of an imported event its own number, as its record tells of it; none where its
    /// data set tells it in passing.
    pub reports: Vec<i64>,
}

/// Someone who takes part in an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Taker {
    /// How.
    pub part: Part,
    /// Wikidata id or `x:slug`.
    pub entity: Option<String>,
    /// Usual English name, or the words of a report.
    pub name: String,
    /// ISO 3166-1 alpha-3 or PLOVER's own code.
    pub country: Option<String>,
    /// Primary PLOVER sector.
    pub sector: Option<String>,
}

/// How someone takes part in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Acts.
    Actor,
    /// Is acted on.
    Recipient,
    /// Stands between.
    Third,
}

impl Store {
    /// Questions that see one state of the store, whatever others write meanwhile.
    ///
    /// # Errors
    /// Those of the questions.
    pub fn snapshot<T>(&self, questions: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        self.read(|_| questions(self))
    }

    /// A number that is another one after another connection, of this program or another, wrote to the store.
    ///
    /// # Errors
    /// Those of reading.
    pub fn version(&self) -> Result<i64> {
        let read =
            |c: &Connection| -> Result<i64> { Ok(c.pragma_query_value(None, "data_version", |row| row.get(0))?) };
        read(&self.connection).map_err(|error| error.at(&self.file))
    }

    /// Numbers of the rows of events that came or changed after a change, as [`Store::changes`] numbers them.
    ///
    /// # Errors
    /// Those of reading.
    pub fn changed_events(&self, after: i64) -> Result<Vec<i64>> {
        self.read(|c| numbers(c, "SELECT event FROM event_changes WHERE nr > ? ORDER BY event", [after]))
    }

    /// Numbers of the rows of all events.
    ///
    /// # Errors
    /// Those of reading.
    pub fn event_numbers(&self) -> Result<Vec<i64>> {
        self.read(|c| match &self.over {
            Some(dataset) => numbers(c, "SELECT nr FROM imported WHERE dataset = ?", [dataset.nr]),
            None => numbers(c, "SELECT nr FROM events INDEXED BY events_by_day ORDER BY long, first_day", []),
        })
    }

    /// Gives the rows of events with numbers in a range to `take`, in order.
    ///
    /// # Errors
    /// Those of reading.
    pub fn each_event_row(&self, numbers: RangeInclusive<i64>, mut take: impl FnMut(EventRow)) -> Result<()> {
        if let Some(dataset) = &self.over {
            return self.read(|c| imports::each_row(c, dataset, numbers, take));
        }
        let range = [*numbers.start(), *numbers.end()];
        self.read(|c| {
            let mut events = c.prepare_cached(EVENT)?;
            let mut parties = c.prepare_cached(
                "SELECT event, side, entity, name, country, sector FROM event_parties WHERE event BETWEEN ? AND ? ORDER BY event, side, n",
            )?;
            let mut reports = c.prepare_cached(
                "SELECT m.event, c.report FROM event_claims m INDEXED BY event_claims_by_event CROSS JOIN claims c ON c.nr = m.claim
                 WHERE m.event BETWEEN ? AND ? ORDER BY m.event",
            )?;
            let mut takers = beside(parties.query(range)?, read_taker);
            let mut told = beside(reports.query(range)?, |row| Ok(row.get(1)?));
            let mut rows = events.query(range)?;
            while let Some(row) = rows.next()? {
                let mut event = read_event(row)?;
                event.takers = takers.of(event.nr)?;
                event.reports = told.of(event.nr)?;
                event.reports.sort_unstable();
                event.reports.dedup();
                take(event);
            }
            Ok(())
        })
    }
}

/// Rows of another table beside those of events: the number of the event first, in order.
pub(crate) struct Beside<'s, T> {
    rows: Rows<'s>,
    read: fn(&Row<'_>) -> Result<T>,
    next: Option<(i64, T)>,
    begun: bool,
}

/// The rows that stand beside those of events.
pub(crate) fn beside<T>(rows: Rows<'_>, read: fn(&Row<'_>) -> Result<T>) -> Beside<'_, T> {
    Beside { rows, read, next: None, begun: false }
}

impl<T> Beside<'_, T> {
    fn step(&mut self) -> Result<()> {
        self.begun = true;
        self.next = match self.rows.next()? {
            Some(row) => Some((row.get(0)?, (self.read)(row)?)),
            None => None,
        };
        Ok(())
    }

    /// All of an event that is not before the one asked for last.
    pub fn of(&mut self, event: i64) -> Result<Vec<T>> {
        let mut found = Vec::new();
        if !self.begun {
            self.step()?;
        }
        while let Some((nr, value)) = self.next.take_if(|(nr, _)| *nr <= event) {
            if nr == event {
                found.push(value);
            }
            self.step()?;
        }
        Ok(found)
    }
}

pub(crate) fn read_taker(row: &Row<'_>) -> Result<Taker> {
    let part = match text(row, 1)? {
        "actor" => Part::Actor,
        "recipient" => Part::Recipient,
        _ => Part::Third,
    };
    Ok(Taker { part, entity: row.get(2)?, name: row.get(3)?, country: row.get(4)?, sector: row.get(5)? })
}

/// An event's row. Its JSON is looked into only where it tells more than the columns: who stands between, and whether it comes about
/// through somebody else.
const EVENT: &str = "
    SELECT nr, id, category, quad, score, polarity, tense, certainty, first_day, last_day, when_start, when_end, granularity, first, last,
      place_name, place_id, place_country, lat, lon, place_precision, killed, sources, languages, confidence,
      instr(json, '\"third-party\"') > 0 AND EXISTS (SELECT 1 FROM json_each(events.json, '$.mode') WHERE value = 'third-party'),
      CASE WHEN EXISTS (SELECT 1 FROM event_parties WHERE event = nr AND side = 'third') THEN json_extract(json, '$.third_parties') END
    FROM events WHERE nr BETWEEN ? AND ? ORDER BY nr";

fn read_event(row: &Row<'_>) -> Result<EventRow> {
    let id: String = row.get(1)?;
    let day = |column: usize| -> Result<Option<Date>> { Ok(text(row, column)?.parse().ok()) };
    let date = |column: usize| -> Result<Option<&str>> {
        Ok(row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?)
    };
    let granularity = date(12)?.map(|name| word(&id, name)).transpose()?;
    let when = granularity.map(|granularity| Ok::<_, Error>((date(10)?, date(11)?, granularity))).transpose()?;
    let third_parties = date(26)?.map(|json| serde_json::from_str(json).map_err(unreadable(&id))).transpose()?;
    Ok(EventRow {
        nr: row.get(0)?,
        category: word(&id, text(row, 2)?)?,
        quad: row.get(3)?,
        score: row.get(4)?,
        status: Status {
            polarity: word(&id, text(row, 5)?)?,
            tense: word(&id, text(row, 6)?)?,
            certainty: word(&id, text(row, 7)?)?,
        },
        days: day(8)?.zip(day(9)?).map(|(first, last)| [first, last]),
        time: Time::of(when, date(13)?.zip(date(14)?)),
        brought_about: row.get(25)?,
        place_name: row.get(15)?,
        place_id: row.get(16)?,
        place_country: row.get(17)?,
        point: row.get::<_, Option<f64>>(18)?.zip(row.get(19)?).map(|(lat, lon)| [lat, lon]),
        precision: row.get::<_, Option<u8>>(20)?.unwrap_or(7),
        killed: row.get(21)?,
        sources: row.get(22)?,
        languages: text(row, 23)?.split(' ').filter_map(Language::from_code).collect(),
        confidence: row.get(24)?,
        takers: Vec::new(),
        third_parties: third_parties.unwrap_or_default(),
        reports: Vec::new(),
        id,
    })
}

pub(crate) fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str> {
    Ok(row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?)
}

/// The value that JSON has a word for.
pub(crate) fn word<T: DeserializeOwned>(id: &str, word: &str) -> Result<T> {
    let read = T::deserialize(IntoDeserializer::<de::value::Error>::into_deserializer(word));
    read.map_err(|error| Error::record(id, error.to_string(), "run `chancery store check`"))
}

fn numbers(c: &Connection, sql: &str, parameters: impl Params) -> Result<Vec<i64>> {
    let mut query = c.prepare_cached(sql)?;
    Ok(query.query_map(parameters, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
