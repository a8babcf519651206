//! Events of other data sets, beside the store's own and never among them. In: [`chancery::import::Imported`] rows. Out: their data sets, and a store whose events are
//! those of one ([`Store::over`]). Always: the same row twice changes nothing, a changed row takes the place of the one with its id; a data set whose import was broken
//! off is not asked.

mod load;
mod read;

use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;

pub(crate) use load::INDEXES;
pub use load::{Import, ImportCounts};
pub(crate) use read::{each_row, find, id_of, numbers_of, read_event, record_of};

use crate::{Error, Result, Store};

/// Numbers of a data set's rows begin at its own number times this.
const ROWS: i64 = 1 << 40;
/// From here on, counted from the first, rows have ids in words.
const WORDS: i64 = 1 << 39;

/// What the store's own events are called where data sets are named; no label.
pub const OWN: &str = "own";

/// Letters of a label.
const LONGEST_LABEL: usize = 40;

/// A data set that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dataset {
    /// What it is asked for by.
    pub label: String,
    /// Form of its files: gdelt, gdelt1, polecat, icews, acled or ged.
    pub format: String,
    /// Events.
    pub events: u64,
    /// Day on which the first of them began.
    pub first_day: Option<String>,
    /// Day on which the last of them began.
    pub last_day: Option<String>,
    /// Whether an import is under way, or was broken off: it is not asked until one ends.
    pub loading: bool,
    /// When something last came in, in UTC with seconds.
    pub at: String,
    /// Number of the row.
    #[serde(skip)]
    pub(crate) nr: i64,
}

impl Dataset {
    /// The numbers of its rows.
    pub(crate) fn numbers(&self) -> std::ops::RangeInclusive<i64> {
        let first = self.nr * ROWS;
        first..=first + (ROWS - 1)
    }
}

const DATASET: &str = "SELECT label, format, events, first_day, last_day, loading, at, nr FROM datasets";

fn dataset(row: &Row<'_>) -> rusqlite::Result<Dataset> {
    Ok(Dataset {
        label: row.get(0)?,
        format: row.get(1)?,
        events: row.get(2)?,
        first_day: row.get(3)?,
        last_day: row.get(4)?,
        loading: row.get(5)?,
        at: row.get(6)?,
        nr: row.get(7)?,
    })
}

fn named(c: &Connection, label: &str) -> Result<Option<Dataset>> {
    Ok(c.query_row(&format!("{DATASET} WHERE label = ?"), [label], dataset).optional()?)
}

/// Whether a label may be one: small letters, digits, points and dashes, so that ids of events can begin with it.
fn check_label(label: &str) -> Result<()> {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.');
    let is_label = (1..=LONGEST_LABEL).contains(&label.len()) && label.bytes().all(fits);
    if is_label && label != OWN && !label.starts_with("e-") && !label.starts_with('.') {
        return Ok(());
    }
    let remedy = "write 1 to 40 small letters, digits, - _ . that do not begin with `e-`, such as gdelt-2024";
    Err(Error::query(format!("{label:?} cannot be the label of a data set"), remedy))
}

/// The name by which the store remembers how far a file of a data set was read.
fn input_prefix(label: &str) -> String {
    format!("{label}: ")
}

impl Store {
    /// The data sets that were imported, by label.
    ///
    /// # Errors
    /// Those of reading.
    pub fn datasets(&self) -> Result<Vec<Dataset>> {
        self.read(|c| {
            let mut query = c.prepare_cached(&format!("{DATASET} ORDER BY label"))?;
            Ok(query.query_map([], dataset)?.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The same store with the events of a data set in the place of its own: filters, relations and briefs are over those.
    ///
    /// # Errors
    /// [`Error::Query`] when there is no such data set, or when its import did not end; those of reading.
    pub fn over(mut self, label: &str) -> Result<Self> {
        let found = self.read(|c| named(c, label))?;
        let Some(dataset) = found else {
            let known: Vec<String> = self.datasets()?.into_iter().map(|dataset| dataset.label).collect();
            let remedy = match known.is_empty() {
                true => "there is none; see `chancery import`".to_owned(),
                false => format!("choose one of {}", known.join(" ")),
            };
            return Err(Error::query(format!("there is no data set {label:?}"), &remedy));
        };
        if dataset.loading {
            let cause = format!("the import of {label} is under way, or was broken off");
            return Err(Error::query(
                cause,
                "import the same files again, or remove it with `chancery import --remove`",
            ));
        }
        self.over = Some(dataset);
        Ok(self)
    }

    /// The data set whose events are asked, if they are not the store's own.
    pub fn dataset(&self) -> Option<&Dataset> {
        self.over.as_ref()
    }

    /// Takes a data set away with all its events. Gives how many there were.
    ///
    /// # Errors
    /// [`Error::Query`] when there is none; those of writing.
    pub fn remove_dataset(&mut self, label: &str) -> Result<u64> {
        self.write(|t| {
            let Some(dataset) = named(t, label)? else {
                return Err(Error::query(format!("there is no data set {label:?}"), "see `chancery datasets`"));
            };
            let numbers = dataset.numbers();
            let range = [*numbers.start(), *numbers.end()];
            t.execute("DELETE FROM imported_parties WHERE imported BETWEEN ? AND ?", range)?;
            let events = t.execute("DELETE FROM imported WHERE nr BETWEEN ? AND ?", range)?;
            t.execute("DELETE FROM imported_texts WHERE dataset = ?", [dataset.nr])?;
            t.execute("DELETE FROM datasets WHERE nr = ?", [dataset.nr])?;
            let prefix = input_prefix(label);
            t.execute("DELETE FROM rejects WHERE substr(input, 1, length(?1)) = ?1", [&prefix])?;
            t.execute("DELETE FROM inputs WHERE substr(name, 1, length(?1)) = ?1", [&prefix])?;
            t.execute_batch(INDEXES)?;
            Ok(events as u64)
        })
    }

    /// The name by which [`Store::input`] knows a file of a data set.
    pub fn input_of(label: &str, file: &std::path::Path) -> String {
        let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        format!("{}{}", input_prefix(label), path.display())
    }
}
