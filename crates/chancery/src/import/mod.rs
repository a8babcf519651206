//! Events of others. In: files of GDELT, POLECAT, ICEWS, ACLED and UCDP GED, as they come or packed. Out: a row at a time, an [`Imported`] event in
//! PLOVER's words, or why it is none. Always: what a data set does not say is left open; a bad row is refused alone; memory is that of one row.
//!
//! `docs/import.md` has what becomes of every column, and what an imported event counts for.

mod acled;
mod cameo;
mod cells;
mod day;
mod gdelt;
mod ged;
mod icews;
mod places;
mod polecat;
mod table;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::Error;
use crate::knowledge::Knowledge;
use crate::read::Source;
use crate::record::{Category, Granularity};
use cells::{Cells, Names};
use places::Countries;

/// Changes whenever the same row becomes another event: files that were read before are then read again.
pub const MAPPING: u64 = 1;

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// GDELT events 2.0: 61 columns between tabs, without a line of names.
    Gdelt,
    /// GDELT events 1.0: 58 columns, 57 before April 2013.
    Gdelt1,
    /// POLECAT: tabs, with a line of names.
    Polecat,
    /// ICEWS: tabs, with a line of names.
    Icews,
    /// ACLED: commas, with a line of names.
    Acled,
    /// UCDP's georeferenced events: commas, with a line of names.
    Ged,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 6] =
        [Format::Gdelt, Format::Gdelt1, Format::Polecat, Format::Icews, Format::Acled, Format::Ged];

    /// As it is asked for: `gdelt`, `ged`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Gdelt => "gdelt",
            Format::Gdelt1 => "gdelt1",
            Format::Polecat => "polecat",
            Format::Icews => "icews",
            Format::Acled => "acled",
            Format::Ged => "ged",
        }
    }

    /// By its name.
    pub fn from_name(name: &str) -> Option<Format> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What reads its rows, once the names of its columns are known; formats without a line of names need none.
    fn reader(self, names: &Names) -> Result<Box<dyn Reads>, Fault> {
        Ok(match self {
            Format::Gdelt => Box::new(gdelt::Columns::two()),
            Format::Gdelt1 => Box::new(gdelt::Columns::one()),
            Format::Polecat => Box::new(polecat::Columns::of(names)?),
            Format::Icews => Box::new(icews::Columns::of(names)?),
            Format::Acled => Box::new(acled::Columns::of(names)?),
            Format::Ged => Box::new(ged::Columns::of(names)?),
        })
    }

    fn has_names(self) -> bool {
        !matches!(self, Format::Gdelt | Format::Gdelt1)
    }
}

/// An event of somebody else's data, in PLOVER's words. What is not told is `None` or empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// Its id in the data set.
    pub id: String,
    /// PLOVER category.
    pub category: Category,
    /// A mode of that category.
    pub mode: Option<&'static str>,
    /// PLOVER contexts.
    pub context: Vec<&'static str>,
    /// CAMEO code, where the data set has one.
    pub cameo: Option<String>,
    /// Who acts, and to whom it is done; in a mutual act all act.
    pub parties: Vec<Party>,
    /// When it was.
    pub when: When,
    /// Where.
    pub place: Option<Place>,
    /// Killed.
    pub killed: Option<Killed>,
    /// Sources that tell of it, by the data set's own count; 1 where it has none.
    pub sources: u32,
    /// How many articles, or times, it is told in.
    pub mentions: Option<u32>,
    /// First day on which the data set knew of it, where that is the day of the news.
    pub published: Option<Date>,
    /// ISO 639-1 code of the language it was read in.
    pub language: Option<crate::Language>,
    /// Where it was read.
    pub url: Option<String>,
    /// Who published that.
    pub publisher: Option<String>,
    /// Whether the data set takes it for an event of its own: a row of GDELT that is no root event is told in passing.
    pub root: bool,
    /// Digest of the row and of [`MAPPING`]: the same for the same row.
    pub digest: u64,
}

/// A party to an imported event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Whether it acts; else it is acted on.
    pub acts: bool,
    /// Its name in the data set.
    pub name: String,
    /// PLOVER's code.
    pub country: Option<&'static str>,
    /// PLOVER's sector.
    pub sector: Option<&'static str>,
}

/// When an imported event was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// How finely it is known.
    pub granularity: Granularity,
}

/// Where an imported event was.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its name in the data set.
    pub name: String,
    /// `geonames:<id>`.
    pub id: Option<String>,
    /// PLOVER's code of the country.
    pub country: Option<&'static str>,
    /// Degrees north and east.
    pub point: Option<[f64; 2]>,
    /// UCDP's precision, 1 exact to 7 international.
    pub precision: u8,
}

/// How many were killed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Killed {
    /// At least.
    pub low: Option<u32>,
    /// The number given.
    pub best: u32,
    /// At most.
    pub high: Option<u32>,
    /// Of whom, where it is told: a side, or `civilians`.
    pub of: Vec<(String, u32)>,
}

/// What a row is.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// An event.
    Event(Box<Imported>),
    /// A sound row that is no event by PLOVER, and why.
    LeftOut(&'static str),
}

/// Why a row, or a file, is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    cause: String,
    remedy: &'static str,
}

impl Fault {
    fn new(cause: impl Into<String>, remedy: &'static str) -> Self {
        Self { cause: cause.into(), remedy }
    }
}

/// Reads the rows of one format.
trait Reads {
    /// What a row is; its digest is set by the caller.
    fn read(&self, cells: &Cells<'_>, countries: &mut Countries<'_>) -> Result<Row, Fault>;
}

/// Gives every row of a source to `take`, or the error by which it, or what follows it, is refused, until `take` breaks off.
pub fn each(
    source: &Source,
    format: Format,
    knowledge: &Knowledge,
    mut take: impl FnMut(Result<Row, Error>) -> ControlFlow<()>,
) {
    let mut countries = Countries::new(knowledge);
    table::each(source, format, &mut |place, row| {
        let row = row.and_then(|(reader, cells)| {
            let mut row = reader.read(cells, &mut countries)?;
            if let Row::Event(event) = &mut row {
                event.digest = xxh3_64_with_seed(cells.line(), MAPPING);
            }
            Ok(row)
        });
        take(row.map_err(|Fault { cause, remedy }| Error::Rejected {
            place: place.to_owned(),
            cause,
            remedy: remedy.into(),
        }))
    });
}
