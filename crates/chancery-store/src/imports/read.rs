//! Events of a data set as records and as rows. In: the number or id of a row. Out: the event as the program has its own. Always: what the data set does not tell is left
//! open; no event of another data set is given.

use std::ops::RangeInclusive;

use chancery::Language;
use chancery::brief::Testimony;
use chancery::mention::time::edtf_bounds;
use chancery::record::{
    Certainty, Event, EventCount, EventParty, EventToll, Figure, Granularity, Polarity, Status, Tense, When, WhenBasis,
    WhenKind, Where, WhereBasis,
};
use chancery::relate::Time;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::load::number;
use super::{Dataset, ROWS};
use crate::error::unreadable;
use crate::rows::{beside, read_taker, text, word};
use crate::{DatasetRecord, EventRow, Part, Result, StoredEvent, Who};

/// Columns of an event, with its texts.
const EVENT: &str = "SELECT nr, id, root, category, quad, score, mode, context, cameo, first_day, last_day, granularity, place_name, place_id,
    place_country, lat, lon, place_precision, killed_low, killed, killed_high, killed_of, sources, mentions, published, language, url, publisher
    FROM imported WHERE nr BETWEEN ? AND ? ORDER BY nr";
const PARTIES: &str =
    "SELECT imported, side, entity, name, country, sector FROM imported_parties WHERE imported BETWEEN ? AND ?
    ORDER BY imported, side, n";

/// What is told of an imported event is taken as told.
const STATUS: Status = Status { polarity: Polarity::Affirmed, tense: Tense::Past, certainty: Certainty::Asserted };

/// The id of an event: the label and the id in the data set.
fn id(dataset: &Dataset, nr: i64, words: Option<String>) -> String {
    match words {
        Some(words) => format!("{}:{words}", dataset.label),
        None => format!("{}:{}", dataset.label, nr % ROWS),
    }
}

/// The id of an event by the number of its row.
pub(crate) fn id_of(c: &Connection, dataset: &Dataset, nr: i64) -> Result<Option<String>> {
    let mut query = c.prepare_cached("SELECT id FROM imported WHERE nr = ? AND dataset = ?")?;
    let found = query.query_row([nr, dataset.nr], |row| row.get::<_, Option<String>>(0)).optional()?;
    Ok(found.map(|words| id(dataset, nr, words)))
}

/// The number of an event by its id.
pub(crate) fn find(c: &Connection, dataset: &Dataset, id: &str) -> Result<Option<i64>> {
    let Some(own) = id.strip_prefix(&dataset.label).and_then(|rest| rest.strip_prefix(':')) else { return Ok(None) };
    let found = match number(own) {
        Some(number) => {
            c.query_row("SELECT nr FROM imported WHERE nr = ?", [dataset.nr * ROWS + number], |row| row.get(0))
        }
        None => {
            let sql = "SELECT nr FROM imported WHERE dataset = ? AND id = ?";
            c.query_row(sql, params![dataset.nr, own], |row| row.get(0))
        }
    };
    Ok(found.optional()?)
}

/// Numbers of the events in which somebody acts or is acted on.
pub(crate) fn numbers_of(c: &Connection, dataset: &Dataset, who: &Who) -> Result<Vec<i64>> {
    let (column, value) = who.column();
    let sql = format!(
        "SELECT imported FROM imported_parties INDEXED BY imported_parties_by_{column} WHERE {column} = ? AND dataset = ?"
    );
    let mut query = c.prepare_cached(&sql)?;
    Ok(query.query_map(params![value, dataset.nr], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Gives the rows of events with numbers in a range to `take`, in order.
pub(crate) fn each_row(
    c: &Connection,
    dataset: &Dataset,
    numbers: RangeInclusive<i64>,
    mut take: impl FnMut(EventRow),
) -> Result<()> {
    let own = dataset.numbers();
    let range = [*numbers.start().max(own.start()), *numbers.end().min(own.end())];
    let (mut events, mut parties) = (c.prepare_cached(EVENT)?, c.prepare_cached(PARTIES)?);
    let mut takers = beside(parties.query(range)?, read_taker);
    let mut rows = events.query(range)?;
    while let Some(row) = rows.next()? {
        let mut event = event_row(dataset, row)?;
        event.takers = takers.of(event.nr)?;
        take(event);
    }
    Ok(())
}

fn event_row(dataset: &Dataset, row: &Row<'_>) -> Result<EventRow> {
    let nr: i64 = row.get(0)?;
    let id = id(dataset, nr, row.get(1)?);
    let [first, last] = [text(row, 9)?, text(row, 10)?];
    let granularity: Granularity = word(&id, text(row, 11)?)?;
    let published: Option<String> = row.get(24)?;
    let published = published.as_deref().map(|day| (day, day));
    Ok(EventRow {
        nr,
        category: word(&id, text(row, 3)?)?,
        quad: row.get(4)?,
        score: row.get(5)?,
        status: STATUS,
        days: first.parse().ok().zip(last.parse().ok()).map(|(first, last)| [first, last]),
        time: Time::of(Some((Some(first), Some(last), granularity)), published),
        // A meeting in a third place is not one that somebody else brought about.
        brought_about: false,
        place_name: row.get(12)?,
        place_id: row.get(13)?,
        place_country: row.get(14)?,
        point: row.get::<_, Option<f64>>(15)?.zip(row.get(16)?).map(|(lat, lon)| [lat, lon]),
        precision: row.get::<_, Option<u8>>(17)?.unwrap_or(7),
        killed: row.get(19)?,
        sources: row.get(22)?,
        languages: row.get::<_, Option<String>>(25)?.and_then(|code| Language::from_code(&code)).into_iter().collect(),
        confidence: 1.0,
        takers: Vec::new(),
        third_parties: Vec::new(),
        // The record of the data set is what tells of it.
        reports: if row.get(2)? { vec![nr] } else { Vec::new() },
        id,
    })
}

/// An event by its number.
pub(crate) fn read_event(c: &Connection, dataset: &Dataset, nr: i64) -> Result<StoredEvent> {
    let mut parties = c.prepare_cached(PARTIES)?;
    let (mut actors, mut recipients) = (Vec::new(), Vec::new());
    let mut rows = parties.query([nr, nr])?;
    while let Some(row) = rows.next()? {
        let taker = read_taker(row)?;
        let side = if taker.part == Part::Actor { &mut actors } else { &mut recipients };
        let (entity, name, country, sector) = (taker.entity, taker.name, taker.country, taker.sector);
        side.push(EventParty { entity, name, country, sector, confidence: 1.0, claims: 0 });
    }
    let mut query = c.prepare_cached(EVENT)?;
    let (event, record, texts) = query.query_row([nr, nr], |row| {
        let texts: [Option<i64>; 2] = [row.get(26)?, row.get(27)?];
        Ok((event(dataset, row), (row.get(2)?, row.get(23)?), texts))
    })?;
    let event = Event { actors, recipients, ..event? };
    let [url, publisher] = texts.map(|nr| nr.map(|nr| text_of(c, nr)).transpose());
    let own = event.id.get(dataset.label.len() + 1..).unwrap_or_default().to_owned();
    let (root, mentions) = record;
    let record =
        DatasetRecord { dataset: dataset.label.clone(), id: own, url: url?, publisher: publisher?, mentions, root };
    Ok(StoredEvent { event, stale: false, record: Some(record), nr })
}

fn text_of(c: &Connection, nr: i64) -> Result<String> {
    Ok(c.prepare_cached("SELECT text FROM imported_texts WHERE nr = ?")?.query_row([nr], |row| row.get(0))?)
}

fn event(dataset: &Dataset, row: &Row<'_>) -> Result<Event> {
    let nr: i64 = row.get(0)?;
    let id = id(dataset, nr, row.get(1)?);
    let list = |column: usize| -> Result<Vec<String>> {
        let words: Option<String> = row.get(column)?;
        Ok(words.iter().flat_map(|words| words.split(' ')).map(str::to_owned).collect())
    };
    let place: Option<String> = row.get(12)?;
    let place = place.map(|name| -> Result<Where> {
        Ok(Where {
            name,
            id: row.get(13)?,
            country: row.get(14)?,
            lat: row.get(15)?,
            lon: row.get(16)?,
            precision: row.get::<_, Option<u8>>(17)?.unwrap_or(7),
            basis: WhereBasis::Explicit,
        })
    });
    let published: Option<String> = row.get(24)?;
    let language: Option<String> = row.get(25)?;
    let sources: usize = row.get(22)?;
    Ok(Event {
        event: word(&id, text(row, 3)?)?,
        mode: list(6)?,
        context: list(7)?,
        quad: row.get(4)?,
        score: row.get(5)?,
        cameo: row.get(8)?,
        actors: Vec::new(),
        recipients: Vec::new(),
        third_parties: Vec::new(),
        status: STATUS,
        when: Some(when(text(row, 9)?, text(row, 10)?, word(&id, text(row, 11)?)?)),
        place: place.transpose()?,
        toll: toll(&id, row)?,
        denials: Vec::new(),
        disagreements: Vec::new(),
        sources,
        reports: row.get::<_, Option<usize>>(23)?.unwrap_or(sources),
        languages: language.and_then(|code| Language::from_code(&code)).into_iter().collect(),
        first: published.clone(),
        last: published,
        claims: Vec::new(),
        confidence: 1.0,
        id,
    })
}

/// The shortest date that says a period.
fn when(first: &str, last: &str, granularity: Granularity) -> When {
    let is_whole = |date: &str| {
        edtf_bounds(date).is_some_and(|(start, end, _)| start.to_string() == first && end.to_string() == last)
    };
    let shorter = [7, 4].into_iter().filter_map(|length| first.get(..length)).find(|date| is_whole(date));
    let (edtf, kind) = match shorter {
        _ if first == last => (first.to_owned(), WhenKind::Exact),
        Some(date) => (date.to_owned(), WhenKind::Exact),
        None => (format!("{first}/{last}"), WhenKind::Range),
    };
    let (start, end) = (Some(first.to_owned()), Some(last.to_owned()));
    When { edtf, start, end, granularity, kind, basis: WhenBasis::Explicit }
}

fn toll(id: &str, row: &Row<'_>) -> Result<Option<EventToll>> {
    let Some(best) = row.get::<_, Option<u64>>(19)? else { return Ok(None) };
    let (low, high) = (row.get(18)?, row.get(20)?);
    let of: Option<String> = row.get(21)?;
    let of: Vec<(String, u64)> =
        of.map_or_else(|| Ok(Vec::new()), |json| serde_json::from_str(&json)).map_err(unreadable(id))?;
    let figure = |side: Option<String>, [low, best, high]: [Option<u64>; 3]| Figure {
        claim: id.to_owned(),
        speaker: None,
        side,
        low,
        best,
        high,
        text: best.unwrap_or_default().to_string(),
    };
    let mut figures = vec![figure(None, [low, Some(best), high])];
    figures.extend(of.into_iter().map(|(side, dead)| figure(Some(side), [Some(dead); 3])));
    Ok(Some(EventToll { killed: Some(EventCount { low, best: Some(best), high, figures }), ..EventToll::default() }))
}

/// The record of a data set in the place of what reports say: no sentence was read.
pub(crate) fn record_of(c: &Connection, dataset: &Dataset, id: &str) -> Result<Vec<Testimony>> {
    let Some(nr) = find(c, dataset, id)? else { return Ok(Vec::new()) };
    let stored = read_event(c, dataset, nr)?;
    let url = stored.record.and_then(|record| record.url);
    Ok(vec![Testimony::of_record(&dataset.label, &stored.event, url)])
}

#[cfg(test)]
mod tests {
    use super::super::WORDS;
    use super::*;

    #[test]
    fn a_period_is_said_shortly() {
        let told = |first, last| when(first, last, Granularity::Day).edtf;
        assert_eq!(told("2024-02-01", "2024-02-29"), "2024-02");
        assert_eq!(told("2024-01-01", "2024-12-31"), "2024");
        assert_eq!(told("2024-02-01", "2024-02-01"), "2024-02-01");
        assert_eq!(told("2024-02-01", "2024-02-28"), "2024-02-01/2024-02-28");
    }

    #[test]
    fn ids_that_are_numbers_are_numbers_of_rows() {
        assert_eq!(["0", "12", "549755813887"].map(number), [Some(0), Some(12), Some(WORDS - 1)]);
        assert_eq!(["", "012", "-1", "549755813888", "SOM12", "99999999999999999999"].map(number), [None; 6]);
    }
}
