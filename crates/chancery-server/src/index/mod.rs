//! The events of a store in memory, by columns. In: rows of a store. Out: which events a filter lets through, counted in many ways. Always: an
//! index is one state of the store and never changes; a later state is another index that shares what stayed the same.
//!
//! Rows lie in chunks of [`CHUNK`] consecutive numbers. A change of the store makes the chunks anew in which something changed. A question
//! walks over all rows: about ten nanoseconds each, so that no index over the index is needed up to some million events.

mod count;
mod load;
mod map;
mod named;
mod names;
mod relations;
mod select;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use chancery::record::{Category, Status};
use chancery::relate::{Behind, Standing};
use chancery_store::Part;
use jiff::ToSpan;
use jiff::civil::{Date, date};

pub(crate) use count::{MOST_PERIODS, Timeline};
pub(crate) use map::{Bounds, Map};
pub(crate) use named::{FoundParty, FoundPlace};
use names::{Name, Names};
pub(crate) use relations::DyadRow;
pub(crate) use select::{Reports, Test};

/// Consecutive numbers of rows in a chunk: what is read anew for one change.
const CHUNK: i64 = 512;

/// Stands for an unknown day.
const NO_DAY: i32 = i32::MIN;

/// Days are counted from here.
const EPOCH: Date = date(1970, 1, 1);

/// A state of the store.
pub(crate) struct Index {
    /// Which: grows with every change that was seen.
    pub version: u64,
    /// The last change of an event that it knows of.
    change: i64,
    names: Arc<Names>,
    chunks: BTreeMap<i64, Arc<Chunk>>,
}

/// Events with consecutive numbers.
#[derive(Default)]
struct Chunk {
    rows: Vec<Row>,
    takers: Vec<Taker>,
    thirds: Vec<Behind<Name>>,
    reports: Vec<i64>,
    ids: String,
}

/// An event. What it has several of begins at an offset into the lists of its chunk and ends where that of the next row begins.
#[derive(Clone, Copy)]
struct Row {
    nr: i64,
    /// First and last day since [`EPOCH`]; [`NO_DAY`] where they are unknown.
    days: [i32; 2],
    /// The same by which it counts in relations.
    time: [i32; 2],
    standing: Standing,
    brought_about: bool,
    /// Degrees north and east; NaN where there is no point.
    point: [f64; 2],
    score: f64,
    confidence: f64,
    killed: Option<u32>,
    sources: u32,
    place_name: Option<Name>,
    place_id: Option<Name>,
    place_country: Option<Name>,
    category: Category,
    status: Status,
    quad: u8,
    precision: u8,
    /// A bit for each language, in the order of [`chancery::Language`].
    languages: u16,
    takers: u32,
    thirds: u32,
    reports: u32,
    id: u32,
}

/// Someone who takes part.
#[derive(Clone, Copy)]
struct Taker {
    part: Part,
    entity: Option<Name>,
    country: Option<Name>,
    /// Whether the party acts for its country.
    for_country: bool,
    name: Name,
}

/// An event of an index.
#[derive(Clone, Copy)]
pub(crate) struct Event<'a> {
    chunk: &'a Chunk,
    at: usize,
}

impl<'a> Event<'a> {
    fn row(self) -> &'a Row {
        &self.chunk.rows[self.at]
    }

    /// From one row's offset to the next one's.
    fn run(self, offset: impl Fn(&Row) -> u32, end: usize) -> std::ops::Range<usize> {
        let next = self.chunk.rows.get(self.at + 1).map_or(end, |row| offset(row) as usize);
        offset(self.row()) as usize..next
    }

    fn takers(self) -> &'a [Taker] {
        &self.chunk.takers[self.run(|row| row.takers, self.chunk.takers.len())]
    }

    fn thirds(self) -> &'a [Behind<Name>] {
        &self.chunk.thirds[self.run(|row| row.thirds, self.chunk.thirds.len())]
    }

    fn reports(self) -> &'a [i64] {
        &self.chunk.reports[self.run(|row| row.reports, self.chunk.reports.len())]
    }

    /// Its id.
    fn id(self) -> &'a str {
        &self.chunk.ids[self.run(|row| row.id, self.chunk.ids.len())]
    }

    /// First and last day since [`EPOCH`].
    fn days(self) -> Option<[i32; 2]> {
        Some(self.row().days).filter(|days| days[0] != NO_DAY)
    }

    /// Degrees north and east.
    fn point(self) -> Option<[f64; 2]> {
        Some(self.row().point).filter(|point| !point[0].is_nan())
    }
}

impl Index {
    /// All events, by their numbers.
    pub fn events(&self) -> impl Iterator<Item = Event<'_>> {
        self.chunks.values().flat_map(|chunk| (0..chunk.rows.len()).map(move |at| Event { chunk, at }))
    }

    /// Those that pass a test.
    pub fn select<'a>(&'a self, test: &'a Test) -> impl Iterator<Item = Event<'a>> {
        self.events().filter(|event| test.passes(*event))
    }

    /// First and last day of the events of a year or less.
    pub fn days(&self) -> Option<[Date; 2]> {
        let days = || self.events().filter_map(Event::days).filter(is_short);
        Some([day(days().map(|d| d[0]).min()?), day(days().map(|d| d[1]).max()?)])
    }
}

/// Longest period that is told by its beginning, in days.
const SHORT: i32 = 366;

/// Whether a period is so short that it is told by its beginning.
fn is_short(days: &[i32; 2]) -> bool {
    days[1] - days[0] < SHORT
}

/// Days from [`EPOCH`] to a day.
fn number(day: Date) -> i32 {
    (day.duration_since(EPOCH).as_hours() / 24) as i32
}

/// The day so many days after [`EPOCH`].
fn day(number: i32) -> Date {
    EPOCH.checked_add(i64::from(number).days()).unwrap_or(if number < 0 { Date::MIN } else { Date::MAX })
}
