//! What a user asks for.

use std::str::FromStr;

use chancery::Language;
use chancery::mention::time::edtf_bounds;
use chancery::record::{Category, Certainty, Polarity, Tense};
use jiff::civil::Date;
use serde::Serialize;

use crate::{Error, Result};

/// Which claims, or which events. Everything that is given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Who acts.
    pub actor: Option<Who>,
    /// To whom it is done.
    pub recipient: Option<Who>,
    /// Who takes part in any way: acts, is acted on, stands between, or, of a claim, says it.
    pub party: Option<Who>,
    /// Between whom it passes, in either direction or as a mutual act.
    pub dyad: Option<[Who; 2]>,
    /// One of these categories.
    pub categories: Vec<Category>,
    /// One of these quad classes.
    pub quads: Vec<u8>,
    /// Affirmed or denied.
    pub polarity: Option<Polarity>,
    /// When it lies, seen from the report.
    pub tense: Option<Tense>,
    /// How sure.
    pub certainty: Option<Certainty>,
    /// Where.
    pub place: Option<Place>,
    /// From the beginning of this day, month or year (EDTF level 0) …
    pub from: Option<String>,
    /// … to the end of this. A period that overlaps is found; one whose time is unknown is by the date of its report.
    pub to: Option<String>,
    /// Of a report in this language.
    pub language: Option<Language>,
    /// Of a report with these words; `"two words"` stand together, `word*` begins one.
    pub text: Option<String>,
    /// Of this report, by its id.
    pub report: Option<String>,
    /// At least this confidence.
    pub confidence: Option<f64>,
    /// At least so many independent sources; of a claim, of its event.
    pub sources: Option<usize>,
    /// Changed after this; of a claim, its event (see [`crate::Store::changes`]).
    pub changed: Option<i64>,
    /// By date.
    pub order: Order,
    /// At most so many.
    pub limit: Option<usize>,
    /// After this row.
    pub after: Option<Cursor>,
}

/// Someone who takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// By Wikidata id or `x:slug`.
    Entity(String),
    /// Everyone of a country, or of PLOVER's own codes.
    Country(String),
}

/// Somewhere.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// By its usual English name.
    Name(String),
    /// `geonames:<id>` or `x:<slug>`.
    Id(String),
    /// Anywhere in a country, ISO 3166-1 alpha-3.
    Country(String),
    /// Within so many kilometres of a point; what is only known to lie in a country is not.
    Near {
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
        /// Kilometres.
        km: f64,
    },
}

/// By date, and what has one date in the order it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The latest first.
    #[default]
    Newest,
    /// The earliest first.
    Oldest,
}

/// Rows, and where the next begin.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next page begins, for `after`; `None` when there are no more.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub next: Option<Cursor>,
}

/// A row to go on after. As text, `2024-08-19.123`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) day: String,
    pub(crate) nr: i64,
}

impl Filter {
    /// First and last day of what it asks for; open where it names none.
    ///
    /// # Errors
    /// [`Error::Query`] when one of them is no date.
    pub fn period(&self) -> Result<[Option<Date>; 2]> {
        let bounds = |text: &Option<String>| {
            text.as_deref().map(|text| {
                edtf_bounds(text)
                    .ok_or_else(|| Error::query(format!("{text:?} is no date"), "write YYYY, YYYY-MM or YYYY-MM-DD"))
            })
        };
        Ok([bounds(&self.from).transpose()?.map(|b| b.0), bounds(&self.to).transpose()?.map(|b| b.1)])
    }
}

impl Who {
    /// An entity.
    pub fn entity(id: impl Into<String>) -> Self {
        Self::Entity(id.into())
    }

    /// Everyone of a country.
    pub fn country(code: impl Into<String>) -> Self {
        Self::Country(code.into())
    }

    /// The code or the id.
    pub fn id(&self) -> &str {
        self.column().1
    }

    /// Column and value.
    pub(crate) fn column(&self) -> (&'static str, &str) {
        match self {
            Self::Entity(id) => ("entity", id),
            Self::Country(code) => ("country", code),
        }
    }
}

impl FromStr for Who {
    type Err = std::convert::Infallible;

    /// Three capitals are a country (`ARM`), anything else is an entity (`Q399`).
    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        Ok(if is_country(text) { Self::country(text) } else { Self::entity(text) })
    }
}

impl FromStr for Place {
    type Err = Error;

    /// `geonames:616052`, `ARM`, `40.18,44.51,50` (degrees north and east, kilometres), or a name.
    fn from_str(text: &str) -> Result<Self> {
        if text.starts_with("geonames:") || text.starts_with("x:") {
            return Ok(Self::Id(text.to_owned()));
        }
        if is_country(text) {
            return Ok(Self::Country(text.to_owned()));
        }
        let numbers: Option<Vec<f64>> = text.split(',').map(|n| n.trim().parse().ok()).collect();
        match numbers.as_deref() {
            Some([lat, lon, km]) if is_circle(*lat, *lon, *km) => Ok(Self::Near { lat: *lat, lon: *lon, km: *km }),
            Some(_) => {
                let remedy =
                    "write degrees north (-90 to 90), degrees east (-180 to 180) and kilometres, a name or an id";
                Err(Error::query(format!("{text:?} is no place"), remedy))
            }
            None => Ok(Self::Name(text.to_owned())),
        }
    }
}

/// Whether there is a place so many degrees north and east, with so many kilometres around it.
pub(super) fn is_circle(lat: f64, lon: f64, km: f64) -> bool {
    lat.abs() <= 90.0 && lon.abs() <= 180.0 && km >= 0.0
}

pub(super) fn is_country(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.day, self.nr)
    }
}

impl FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parts = text.rsplit_once('.').and_then(|(day, nr)| Some((day, nr.parse().ok()?)));
        let (day, nr) =
            parts.ok_or_else(|| Error::query(format!("{text:?} is no cursor"), "give the `next` of a page"))?;
        Ok(Self { day: day.to_owned(), nr })
    }
}

impl Serialize for Cursor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
