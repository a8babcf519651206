//! In: a filter. Out: SQL that finds its rows through one index. Always: which index is decided here, by counting what each
//! would give, and not by statistics that SQLite may or may not have.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::driver::{self, Driver, Piece};
use super::filter::{Filter, Order, Place, Who};
use super::place::boxes;
use super::text::full_text;
use crate::columns::word;
use crate::period::reach_back;
use crate::{Error, Result};

/// Rows are counted so far to choose an index; one that gives more is only used if it gives them by date. To count so many
/// takes some milliseconds, to look all of them up and sort them some tens.
pub(super) const COUNTED: i64 = 10_000;

/// What acts, and is acted on.
const SIDES: &str = "'actor', 'recipient'";
/// The coarsest precision of a place that stands for a point: beyond are countries.
const POINT_PRECISION: i64 = 5;

/// Claims or events.
pub(crate) struct Kind {
    /// `claim` or `event`.
    pub name: &'static str,
    /// Its table.
    pub table: &'static str,
    /// What rows of the table must fulfil.
    pub live: &'static str,
    /// Number of the data set, of imported events: they have indexes by day and by party alone, and no reports.
    pub dataset: Option<i64>,
}

impl Kind {
    /// Events of a data set.
    pub const fn imported(dataset: i64) -> Self {
        Self { name: "imported", table: "imported", live: "", dataset: Some(dataset) }
    }

    /// What rows of the table must fulfil.
    pub(super) fn live(&self) -> Piece {
        match self.dataset {
            Some(nr) => Piece::new("c.dataset = ?", [nr.into()]),
            None => Piece::new(self.live, []),
        }
    }
}

pub(crate) const CLAIMS: Kind = Kind { name: "claim", table: "claims", live: "c.state = 'current'", dataset: None };
pub(crate) const EVENTS: Kind = Kind { name: "event", table: "events", live: "c.nr IS NOT NULL", dataset: None };

/// SQL with its values. Its rows are a day and a number.
pub(super) struct Plan {
    pub sql: String,
    pub values: Vec<Value>,
}

/// The period of a filter.
pub(super) struct Range {
    from: Option<String>,
    to: Option<String>,
}

impl Range {
    fn of(filter: &Filter) -> Result<Self> {
        let [from, to] = filter.period()?.map(|day| day.map(|day| day.to_string()));
        Ok(Self { from, to })
    }

    fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// The stretches of an index on (…, long, first_day) in which periods of this range begin: short ones not long before
    /// it, long ones any time before its end.
    pub fn arms(&self, head: &Piece, table: &str) -> Vec<Piece> {
        let arm = |long: i64| {
            let mut arm = head.clone();
            arm.push(" AND ", Piece::new(format!("{table}.long = {long}"), []));
            if !self.is_open() {
                // Unknown days are empty.
                let from = self.from.as_deref().filter(|_| long == 0).map_or_else(|| "0".to_owned(), reach_back);
                arm.push(" AND ", Piece::new(format!("{table}.first_day >= ?"), [from.into()]));
            }
            if let Some(to) = &self.to {
                arm.push(" AND ", Piece::new(format!("{table}.first_day <= ?"), [to.clone().into()]));
            }
            arm
        };
        vec![arm(0), arm(1)]
    }

    /// What a row of this range fulfils.
    fn condition(&self) -> Option<Piece> {
        if self.is_open() {
            return None;
        }
        let mut all = Piece::new("c.first_day <> ''", []);
        if let Some(from) = &self.from {
            all.push(" AND ", Piece::new("c.last_day >= ?", [from.clone().into()]));
        }
        if let Some(to) = &self.to {
            all.push(" AND ", Piece::new("c.first_day <= ?", [to.clone().into()]));
        }
        Some(all)
    }
}

/// The plan of a filter; `None` when nothing can pass it.
pub(super) fn plan(c: &Connection, filter: &Filter, kind: &Kind, limit: Option<usize>) -> Result<Option<Plan>> {
    let range = Range::of(filter)?;
    if kind.dataset.is_some() && (filter.text.is_some() || filter.report.is_some() || filter.changed.is_some()) {
        let cause = "the events of a data set come from no reports that the store has";
        return Err(Error::query(cause, "leave words, report and changes out"));
    }
    let words = match &filter.text {
        Some(text) => match full_text(text) {
            None => return Ok(None),
            words => words,
        },
        None => None,
    };
    let drivers = drivers(filter, kind, &range, words.as_deref())?;
    let driver = choose(c, drivers)?;
    // What full text found need not be looked for in it once more.
    let words = words.filter(|_| !driver.by_words);
    let all = conditions(filter, kind, &range, words.as_deref());
    Ok(Some(assemble(filter, kind, &driver, &all, limit)))
}

/// The indexes that can find the rows of a filter; the last can always, and goes by date.
fn drivers(filter: &Filter, kind: &Kind, range: &Range, words: Option<&str>) -> Result<Vec<Driver>> {
    let mut found = Vec::new();
    let by_party = named(filter).chain(filter.dyad.iter().flatten().map(|who| (who, SIDES)));
    if kind.dataset.is_some() {
        found.extend(by_party.map(|(who, sides)| driver::party(kind, who, sides, range)));
        found.push(driver::day(kind, range));
        return Ok(found);
    }
    found.extend(filter.report.as_deref().map(|id| driver::report(kind, id)));
    found.extend(words.map(|words| driver::words(kind, words)));
    found.extend(filter.changed.map(|after| driver::changed(kind, after)));
    match &filter.place {
        Some(Place::Near { lat, lon, km }) => found.push(driver::near(kind, &boxes(*lat, *lon, *km)?)),
        Some(place) => found.extend(driver::place(kind, place, range)),
        None => {}
    }
    found.extend(by_party.map(|(who, sides)| driver::party(kind, who, sides, range)));
    if let [category] = filter.categories.as_slice() {
        found.push(driver::category(kind, &category.to_string(), range));
    }
    found.push(driver::day(kind, range));
    Ok(found)
}

/// Everyone a filter names by a side, with the sides on which they may stand.
fn named(filter: &Filter) -> impl Iterator<Item = (&Who, &'static str)> {
    let any = "'actor', 'recipient', 'third', 'speaker'";
    let all = [(&filter.actor, "'actor'"), (&filter.recipient, "'recipient'"), (&filter.party, any)];
    all.into_iter().filter_map(|(who, sides)| Some((who.as_ref()?, sides)))
}

/// The index that gives fewest rows.
fn choose(c: &Connection, mut drivers: Vec<Driver>) -> Result<Driver> {
    let mut best = (COUNTED, drivers.len() - 1);
    if drivers.len() > 1 {
        for (n, driver) in drivers.iter().enumerate() {
            let rows = count(c, driver)?;
            if rows < best.0 {
                best = (rows, n);
            }
        }
        if best.0 == COUNTED {
            // All give many: any that goes by date.
            best.1 = drivers.iter().position(|driver| driver.by_date).unwrap_or(best.1);
        }
    }
    Ok(drivers.swap_remove(best.1))
}

/// How many rows an index gives, as far as they are counted.
fn count(c: &Connection, driver: &Driver) -> Result<i64> {
    let mut all = Piece::default();
    for (n, arm) in driver.arms.iter().enumerate() {
        let union = if n == 0 { "" } else { " UNION ALL " };
        all.push(&format!("{union}SELECT 1 FROM {} WHERE ", driver.from), arm.clone());
    }
    let sql = format!("SELECT count(*) FROM ({} LIMIT {COUNTED})", all.sql);
    Ok(c.prepare_cached(&sql)?.query_row(params_from_iter(all.values), |row| row.get(0))?)
}

fn assemble(filter: &Filter, kind: &Kind, driver: &Driver, all: &[Piece], limit: Option<usize>) -> Plan {
    let Driver { from, nr, day, .. } = driver;
    let join = if driver.join { format!(" CROSS JOIN {} c ON c.nr = {nr}", kind.table) } else { String::new() };
    let (direction, beyond) = match filter.order {
        Order::Newest => ("DESC", "<"),
        Order::Oldest => ("ASC", ">"),
    };
    let mut plan = Piece::default();
    for (n, arm) in driver.arms.iter().enumerate() {
        // UNION gives each row once; its arms come in order already where they go by date.
        let union = if n == 0 { "" } else { " UNION " };
        plan.push(&format!("{union}SELECT DISTINCT {day} AS day, {nr} AS nr FROM {from}{join} WHERE "), arm.clone());
        for condition in all {
            plan.push(" AND ", condition.clone());
        }
        if let Some(cursor) = &filter.after {
            let sql = format!("({day}, {nr}) {beyond} (?, ?)");
            plan.push(" AND ", Piece::new(sql, [cursor.day.clone().into(), cursor.nr.into()]));
        }
    }
    let limit = limit.and_then(|n| i64::try_from(n).ok()).unwrap_or(-1);
    plan.push(&format!(" ORDER BY day {direction}, nr {direction} LIMIT "), Piece::new("?", [limit.into()]));
    Plan { sql: plan.sql, values: plan.values }
}

/// Everything that a row `c` must fulfil.
fn conditions(filter: &Filter, kind: &Kind, range: &Range, words: Option<&str>) -> Vec<Piece> {
    let mut all = vec![kind.live()];
    all.extend(range.condition());
    all.extend(named(filter).map(|(who, sides)| takes_part(kind, who, sides)));
    all.extend(filter.dyad.as_ref().map(|dyad| between(kind, dyad)));
    all.extend(list("c.category", filter.categories.iter().map(|c| c.to_string().into())));
    all.extend(list("c.quad", filter.quads.iter().map(|q| i64::from(*q).into())));
    all.extend(filter.polarity.map(|p| Piece::new("c.polarity = ?", [word(&p).into()])));
    all.extend(filter.tense.map(|t| Piece::new("c.tense = ?", [word(&t).into()])));
    all.extend(filter.certainty.map(|s| Piece::new("c.certainty = ?", [word(&s).into()])));
    all.extend(filter.confidence.map(|least| Piece::new("c.confidence >= ?", [least.into()])));
    all.extend(filter.place.as_ref().map(somewhere));
    all.extend(filter.changed.map(|after| changed(kind, after)));
    all.extend(of_reports(filter, kind, words));
    all
}

fn takes_part(kind: &Kind, who: &Who, sides: &str) -> Piece {
    let (column, value) = who.column();
    let sql = format!(
        "EXISTS (SELECT 1 FROM {0}_parties q WHERE q.{0} = c.nr AND q.side IN ({sides}) AND +q.{column} = ?)",
        kind.name
    );
    Piece::new(sql, [value.to_owned().into()])
}

/// One acts on the other, or both act together with nobody acted on.
fn between(kind: &Kind, [one, other]: &[Who; 2]) -> Piece {
    let ((column_a, a), (column_b, b)) = (one.column(), other.column());
    let sql = format!(
        "EXISTS (SELECT 1 FROM {0}_parties a CROSS JOIN {0}_parties b ON b.{0} = a.{0} AND b.n <> a.n
           WHERE a.{0} = c.nr AND a.side IN ({SIDES}) AND b.side IN ({SIDES}) AND +a.{column_a} = ? AND +b.{column_b} = ?
             AND (a.side <> b.side OR NOT EXISTS (SELECT 1 FROM {0}_parties d WHERE d.{0} = c.nr AND d.side = 'recipient')))",
        kind.name
    );
    Piece::new(sql, [a.to_owned().into(), b.to_owned().into()])
}

fn list(column: &str, values: impl Iterator<Item = Value>) -> Option<Piece> {
    let values: Vec<Value> = values.collect();
    let marks = vec!["?"; values.len()].join(", ");
    (!values.is_empty()).then(|| Piece::new(format!("{column} IN ({marks})"), values))
}

fn somewhere(place: &Place) -> Piece {
    match place {
        Place::Name(name) => Piece::new("c.place_name = ? COLLATE NOCASE", [name.clone().into()]),
        Place::Id(id) => Piece::new("c.place_id = ?", [id.clone().into()]),
        Place::Country(code) => Piece::new("c.place_country = ?", [code.clone().into()]),
        Place::Near { lat, lon, km } => Piece::new(
            format!("c.place_precision <= {POINT_PRECISION} AND kilometres(c.lat, c.lon, ?, ?) <= ?"),
            [*lat, *lon, *km].map(Value::from),
        ),
    }
}

/// The event changed after some change.
fn changed(kind: &Kind, after: i64) -> Piece {
    let sql = match kind.name {
        "claim" => {
            "EXISTS (SELECT 1 FROM event_claims m CROSS JOIN event_changes h ON h.event = m.event WHERE m.claim = c.nr AND h.nr > ?)"
        }
        _ => "EXISTS (SELECT 1 FROM event_changes h WHERE h.event = c.nr AND h.nr > ?)",
    };
    Piece::new(sql, [after.into()])
}

/// Conditions on the reports of a claim or an event.
fn of_reports(filter: &Filter, kind: &Kind, words: Option<&str>) -> Vec<Piece> {
    let is_claim = kind.name == "claim";
    if kind.dataset.is_some() {
        let language = filter.language.map(|language| ("c.language = ?", Value::from(language.code().to_owned())));
        let sources = filter.sources.map(|least| ("c.sources >= ?", Value::from(least as i64)));
        return language.into_iter().chain(sources).map(|(sql, value)| Piece::new(sql, [value])).collect();
    }
    // The claim: the row itself, or one of the event's.
    let x = if is_claim { "c" } else { "x" };
    let claim = |condition: String| match is_claim {
        true => condition,
        false => format!(
            "EXISTS (SELECT 1 FROM event_claims m CROSS JOIN claims x ON x.nr = m.claim WHERE m.event = c.nr AND {condition})"
        ),
    };
    let mut all = Vec::new();
    if let Some(language) = filter.language {
        all.push(Piece::new(claim(format!("{x}.language = ?")), [language.code().to_owned().into()]));
    }
    if let Some(id) = &filter.report {
        all.push(Piece::new(claim(format!("{x}.report = (SELECT nr FROM reports WHERE id = ?)")), [id.clone().into()]));
    }
    if let Some(words) = words {
        // A whole word is looked up report by report. To find the words that begin so takes as long for one report as for
        // all, so that is done once.
        let sql = match words.contains('*') {
            false => {
                format!(
                    "EXISTS (SELECT 1 FROM reports_text WHERE reports_text.rowid = {x}.report AND reports_text MATCH ?)"
                )
            }
            true => format!("{x}.report IN (SELECT rowid FROM reports_text WHERE reports_text MATCH ?)"),
        };
        all.push(Piece::new(claim(sql), [words.to_owned().into()]));
    }
    if let Some(least) = filter.sources {
        let sql = match is_claim {
            true => {
                "EXISTS (SELECT 1 FROM event_claims m CROSS JOIN events e ON e.nr = m.event
                   WHERE m.claim = c.nr AND e.sources >= ?)"
            }
            false => "c.sources >= ?",
        };
        all.push(Piece::new(sql, [(least as i64).into()]));
    }
    all
}
