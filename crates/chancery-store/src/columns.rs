//! In: a claim or an event. Out: its columns, parties and place in the tables that queries use.

use chancery::record::{Claim, Event, EventCount, EventParty, Party, Status, ThirdParty, When, Where};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use serde::Serialize;
use serde_json::to_value;

use crate::Result;
use crate::period::Period;

/// A row as it is written: columns with their values.
pub(crate) struct Columns(Vec<(&'static str, Value)>);

impl Columns {
    fn set(&mut self, name: &'static str, value: impl Into<Value>) {
        self.0.push((name, value.into()));
    }

    /// Adds a row; gives its number.
    pub fn insert(self, c: &Connection, table: &str, more: Vec<(&'static str, Value)>) -> Result<i64> {
        let (names, values): (Vec<_>, Vec<_>) = more.into_iter().chain(self.0).unzip();
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!("INSERT INTO {table} ({}) VALUES ({marks})", names.join(", "));
        c.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(c.last_insert_rowid())
    }

    /// Writes over a row.
    pub fn update(self, c: &Connection, table: &str, nr: i64) -> Result<()> {
        let (names, mut values): (Vec<_>, Vec<_>) = self.0.into_iter().unzip();
        values.push(nr.into());
        let sql = format!("UPDATE {table} SET {} = ? WHERE nr = ?", names.join(" = ?, "));
        c.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }

    fn common(&mut self, status: Status, when: Option<&When>, place: Option<&Where>, period: &Period) {
        self.set("polarity", word(&status.polarity));
        self.set("tense", word(&status.tense));
        self.set("certainty", word(&status.certainty));
        self.set("when_edtf", when.map(|w| w.edtf.clone()));
        self.set("when_start", when.and_then(|w| w.start.clone()));
        self.set("when_end", when.and_then(|w| w.end.clone()));
        self.set("granularity", when.map(|w| word(&w.granularity)));
        self.set("first_day", period.first.clone());
        self.set("last_day", period.last.clone());
        self.set("long", period.long);
        self.set("place_name", place.map(|p| p.name.clone()));
        self.set("place_id", place.and_then(|p| p.id.clone()));
        self.set("place_country", place.and_then(|p| p.country.clone()));
        self.set("lat", place.and_then(|p| p.lat));
        self.set("lon", place.and_then(|p| p.lon));
        self.set("place_precision", place.map(|p| i64::from(p.precision)));
    }
}

/// Columns of a claim that its corrections change.
pub(crate) fn of_claim(claim: &Claim, period: &Period) -> Columns {
    let mut columns = Columns(Vec::with_capacity(40));
    columns.set("category", claim.event.to_string());
    columns.set("quad", i64::from(claim.quad));
    columns.set("score", claim.score);
    columns.set("cameo", claim.cameo.clone());
    columns.common(claim.status, claim.when.as_ref(), claim.place.as_ref(), period);
    for (name, count) in claim.toll.clone().unwrap_or_default().kinds() {
        columns.set(name, count.and_then(|c| number(c.best)));
    }
    columns.set("confidence", claim.confidence);
    columns.set("status_confidence", claim.status_confidence);
    let trigger = claim.evidence.first().map_or([0, 0], |e| e.trigger);
    columns.set("trigger_start", trigger[0] as i64);
    columns.set("trigger_end", trigger[1] as i64);
    columns
}

/// Columns of an event.
pub(crate) fn of_event(event: &Event, period: &Period) -> Columns {
    let mut columns = Columns(Vec::with_capacity(40));
    columns.set("id", event.id.clone());
    columns.set("category", event.event.to_string());
    columns.set("quad", i64::from(event.quad));
    columns.set("score", event.score);
    columns.set("cameo", event.cameo.clone());
    columns.common(event.status, event.when.as_ref(), event.place.as_ref(), period);
    let toll = event.toll.clone().unwrap_or_default();
    for (names, count) in [
        (["killed_low", "killed", "killed_high"], toll.killed),
        (["wounded_low", "wounded", "wounded_high"], toll.wounded),
    ] {
        let figures = count.map_or([None; 3], |c: EventCount| [c.low, c.best, c.high]);
        names.into_iter().zip(figures).for_each(|(name, figure)| columns.set(name, number(figure)));
    }
    columns.set("sources", event.sources as i64);
    columns.set("reports", event.reports as i64);
    let languages: Vec<&str> = event.languages.iter().map(|l| l.code()).collect();
    columns.set("languages", languages.join(" "));
    columns.set("first", event.first.clone());
    columns.set("last", event.last.clone());
    columns.set("confidence", event.confidence);
    columns
}

/// Someone who takes part, as a row.
struct Taker<'a> {
    side: &'static str,
    entity: Option<&'a str>,
    name: &'a str,
    country: Option<&'a str>,
    sector: Option<&'a str>,
}

/// Writes the parties and the place by which a claim is found.
pub(crate) fn index_claim(c: &Connection, nr: i64, claim: &Claim, period: &Period) -> Result<()> {
    let takers = (claim.actors.iter().map(|p| party("actor", p)))
        .chain(claim.recipients.iter().map(|p| party("recipient", p)))
        .chain(claim.third_parties.iter().map(third))
        .chain(claim.speaker.iter().map(|p| party("speaker", p)));
    put_takers(c, "claim", nr, takers, period)?;
    put_place(c, "claim", nr, claim.place.as_ref())
}

/// Writes the parties and the place by which an event is found.
pub(crate) fn index_event(c: &Connection, nr: i64, event: &Event, period: &Period) -> Result<()> {
    let takers = (event.actors.iter().map(|p| event_party("actor", p)))
        .chain(event.recipients.iter().map(|p| event_party("recipient", p)))
        .chain(event.third_parties.iter().map(third));
    put_takers(c, "event", nr, takers, period)?;
    put_place(c, "event", nr, event.place.as_ref())
}

/// Takes the parties and the place of a `claim` or an `event` away.
pub(crate) fn unindex(c: &Connection, kind: &str, nr: i64) -> Result<()> {
    c.prepare_cached(&format!("DELETE FROM {kind}_parties WHERE {kind} = ?"))?.execute([nr])?;
    c.prepare_cached(&format!("DELETE FROM {kind}_places WHERE nr = ?"))?.execute([nr])?;
    Ok(())
}

fn party<'a>(side: &'static str, party: &'a Party) -> Taker<'a> {
    let Party { entity, name, text, country, sector, .. } = party;
    let name = name.as_deref().unwrap_or(text);
    Taker { side, entity: entity.as_deref(), name, country: country.as_deref(), sector: sector.as_deref() }
}

fn event_party<'a>(side: &'static str, party: &'a EventParty) -> Taker<'a> {
    let EventParty { entity, name, country, sector, .. } = party;
    Taker { side, entity: entity.as_deref(), name, country: country.as_deref(), sector: sector.as_deref() }
}

fn third(party: &ThirdParty) -> Taker<'_> {
    let words = &party.entity;
    let is_id = words.starts_with("x:") || words.strip_prefix('Q').is_some_and(|n| n.parse::<u64>().is_ok());
    Taker { side: "third", entity: is_id.then_some(words), name: words, country: None, sector: None }
}

fn put_takers<'a>(
    c: &Connection,
    kind: &str,
    nr: i64,
    takers: impl Iterator<Item = Taker<'a>>,
    period: &Period,
) -> Result<()> {
    let mut insert = c.prepare_cached(&format!(
        "INSERT INTO {kind}_parties ({kind}, side, n, entity, name, country, sector, first_day, long)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    ))?;
    for (n, taker) in takers.enumerate() {
        let Taker { side, entity, name, country, sector } = taker;
        insert.execute(params![nr, side, n as i64, entity, name, country, sector, period.first, period.long])?;
    }
    Ok(())
}

fn put_place(c: &Connection, kind: &str, nr: i64, place: Option<&Where>) -> Result<()> {
    if let Some((lat, lon)) = place.and_then(|p| p.lat.zip(p.lon)) {
        c.prepare_cached(&format!(
            "INSERT INTO {kind}_places (nr, south, north, west, east) VALUES (?, ?2, ?2, ?3, ?3)"
        ))?
        .execute(params![nr, lat, lon])?;
    }
    Ok(())
}

/// The word that JSON has for a value of an enumeration.
pub(crate) fn word(value: &impl Serialize) -> String {
    to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn number(value: Option<u64>) -> Option<i64> {
    value.map(|n| i64::try_from(n).unwrap_or(i64::MAX))
}
