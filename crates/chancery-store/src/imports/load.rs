//! Taking in the rows of a data set. In: rows, many at a time. Out: counts. Always: what a call took in is there as a whole; until the import ends the data set is marked as
//! under way. Rows of the first data set come into tables without indexes, which are made when the import ends.

use std::collections::HashMap;

use chancery::codebook::score_and_cameo;
use chancery::import::{Format, Imported};
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use super::{Dataset, ROWS, WORDS, check_label, named};
use crate::inputs::{put_input, put_reject};
use crate::period::is_long;
use crate::{Access, Error, Input, Reject, Result, Store, columns, now};

/// Indexes that are made after rows came in.
pub(crate) const INDEXES: &str = include_str!("../../migrations/0003_imports_indexes.sql");
const DROP: &str = "DROP INDEX IF EXISTS imported_by_day; DROP INDEX IF EXISTS imported_parties_by_country;
    DROP INDEX IF EXISTS imported_parties_by_entity;";

/// Texts whose numbers are remembered: addresses stand together, publishers are few.
const REMEMBERED: usize = 20_000;

const EVENT: &str = "INSERT INTO imported (nr, dataset, id, digest, root, category, quad, score, mode, context, cameo,
    first_day, last_day, granularity, long, place_name, place_id, place_country, lat, lon, place_precision, killed_low, killed,
    killed_high, killed_of, sources, mentions, published, language, url, publisher)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const PARTY: &str = "INSERT INTO imported_parties (imported, side, n, name, country, sector, dataset, first_day, long)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// What became of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ImportCounts {
    /// With ids that were not there.
    pub new: u64,
    /// In the place of others with their ids.
    pub replaced: u64,
    /// The same as were there.
    pub same: u64,
}

/// An import under way.
pub struct Import<'s> {
    store: &'s mut Store,
    dataset: Dataset,
    /// The highest number of a row with a number as its id, and of one with an id in words.
    highest: [i64; 2],
    texts: Texts,
    counts: ImportCounts,
}

/// Numbers of texts.
struct Texts {
    dataset: i64,
    known: HashMap<String, i64>,
    last: i64,
}

impl Store {
    /// Begins to take in rows of a data set, which is made where it is not there.
    ///
    /// # Errors
    /// [`Error::Query`] when the label is none, or the data set has another format; those of writing.
    pub fn import(&mut self, label: &str, format: Format) -> Result<Import<'_>> {
        check_label(label)?;
        let (dataset, highest, last) = self.write(|t| {
            let is_empty = !t.prepare("SELECT 1 FROM imported")?.exists([])?;
            if is_empty {
                t.execute_batch(DROP)?;
            }
            t.execute(
                "INSERT INTO datasets (label, format, loading, events, at) VALUES (?, ?, 1, 0, ?)
                 ON CONFLICT (label) DO UPDATE SET loading = 1",
                params![label, format.name(), now()],
            )?;
            let Some(dataset) = named(t, label)? else { return Err(Error::query(label, "import it again")) };
            let is_gdelt = |name: &str| name.starts_with("gdelt");
            if dataset.format != format.name() && !(is_gdelt(&dataset.format) && is_gdelt(format.name())) {
                let cause =
                    format!("the data set {label} is of format {}, and this file of {}", dataset.format, format.name());
                return Err(Error::query(cause, "give it another label with --as"));
            }
            let first = dataset.nr * ROWS;
            let highest = |from: i64, to: i64| -> Result<i64> {
                let found =
                    t.query_row("SELECT max(nr) FROM imported WHERE nr BETWEEN ? AND ?", [from, to], |row| row.get(0))?;
                Ok(Option::<i64>::unwrap_or(found, from - 1))
            };
            let highest = [highest(first, first + WORDS - 1)?, highest(first + WORDS, first + ROWS - 1)?];
            let last: Option<i64> = t.query_row("SELECT max(nr) FROM imported_texts", [], |row| row.get(0))?;
            Ok((dataset, highest, last.unwrap_or(0)))
        })?;
        // The rows can be had again from where they came: that the last of them are on the disk is seen to when the import ends. What they refer to is
        // written with them.
        self.set("synchronous", "NORMAL")?;
        self.set("foreign_keys", "OFF")?;
        let texts = Texts { dataset: dataset.nr, known: HashMap::new(), last };
        Ok(Import { store: self, dataset, highest, texts, counts: ImportCounts::default() })
    }

    fn set(&self, name: &str, value: &str) -> Result<()> {
        (self.connection.pragma_update(None, name, value)).map_err(|error| Error::from(error).at(&self.file))
    }
}

impl Import<'_> {
    /// The store, to be asked.
    pub fn store(&self) -> &Store {
        self.store
    }

    /// Takes in rows, what was refused beside them, and how far the file is read.
    ///
    /// # Errors
    /// Those of writing; nothing of this call is kept then.
    pub fn put(&mut self, events: &[Imported], rejects: &[Reject], input: Option<&Input>) -> Result<()> {
        let Self { store, dataset, highest, texts, counts } = self;
        // What is counted holds once it is kept.
        let (mut new_highest, mut new_counts) = (*highest, *counts);
        let last = texts.last;
        let done = store.write(|t| {
            for event in events {
                put(t, dataset.nr, event, &mut new_highest, texts, &mut new_counts)?;
            }
            let added = new_counts.new - counts.new;
            t.execute("UPDATE datasets SET events = events + ? WHERE nr = ?", params![added as i64, dataset.nr])?;
            if let Some(input) = input {
                put_input(t, input)?;
            }
            rejects.iter().try_for_each(|reject| put_reject(t, reject, input))
        });
        match done {
            Ok(()) => (*highest, *counts) = (new_highest, new_counts),
            Err(_) => {
                texts.known.clear();
                texts.last = last;
            }
        }
        done
    }

    /// Ends the import: the data set can be asked.
    ///
    /// # Errors
    /// Those of writing; the data set stays marked as under way then.
    pub fn finish(self) -> Result<ImportCounts> {
        let (nr, counts) = (self.dataset.nr, self.counts);
        self.store.set("synchronous", "FULL")?;
        self.store.write(|t| {
            t.execute_batch(INDEXES)?;
            let end = |which: &str| -> Result<Option<String>> {
                let sql = format!(
                    "SELECT first_day FROM imported WHERE dataset = ? AND long = 0 ORDER BY first_day {which} LIMIT 1"
                );
                Ok(t.query_row(&sql, [nr], |row| row.get(0)).optional()?)
            };
            let changed = counts.new + counts.replaced > 0;
            t.execute(
                "UPDATE datasets SET loading = 0, first_day = ?2, last_day = ?3, at = iif(?4, ?5, at) WHERE nr = ?1",
                params![nr, end("ASC")?, end("DESC")?, changed, now()],
            )?;
            Ok(())
        })?;
        Ok(counts)
    }
}

impl Drop for Import<'_> {
    fn drop(&mut self) {
        // Where this fails, so will all that comes after.
        let _ = self.store.set("synchronous", "FULL");
        let _ = self.store.set("foreign_keys", if self.store.access == Access::Write { "ON" } else { "OFF" });
    }
}

fn put(
    t: &Connection,
    dataset: i64,
    event: &Imported,
    highest: &mut [i64; 2],
    texts: &mut Texts,
    counts: &mut ImportCounts,
) -> Result<()> {
    let number = number(&event.id);
    let (nr, known) = match number {
        Some(number) => {
            let nr = dataset * ROWS + number;
            // Most files go by number: what is beyond all that is there need not be looked for.
            (nr, if nr > highest[0] { None } else { digest(t, "nr = ?", params![nr])? })
        }
        None => match digest(t, "dataset = ? AND id = ?", params![dataset, event.id])? {
            Some(known) => (known.0, Some(known)),
            None => (highest[1] + 1, None),
        },
    };
    match known {
        Some((_, digest)) if digest == event.digest.cast_signed() => {
            counts.same += 1;
            return Ok(());
        }
        Some(_) => {
            t.prepare_cached("DELETE FROM imported_parties WHERE imported = ?")?.execute([nr])?;
            t.prepare_cached("DELETE FROM imported WHERE nr = ?")?.execute([nr])?;
            counts.replaced += 1;
            // It was counted when it came.
        }
        None => {
            counts.new += 1;
            let which = usize::from(number.is_none());
            highest[which] = highest[which].max(nr);
        }
    }
    let modes: Vec<String> = event.mode.iter().map(|mode| (*mode).to_owned()).collect();
    let (score, _) = score_and_cameo(event.category, &modes);
    let context = (!event.context.is_empty()).then(|| event.context.join(" "));
    let [first, last] = [event.when.first, event.when.last].map(|day| day.to_string());
    let long = is_long(event.when.first, event.when.last);
    let place = event.place.as_ref();
    let killed = event.killed.as_ref();
    let killed_of =
        killed.filter(|killed| !killed.of.is_empty()).map(|killed| serde_json::json!(killed.of).to_string());
    let mut text = |text: &Option<String>| text.as_deref().map(|text| texts.number(t, text)).transpose();
    let (url, publisher) = (text(&event.url)?, text(&event.publisher)?);
    t.prepare_cached(EVENT)?.execute(params![
        nr,
        dataset,
        number.is_none().then_some(&event.id),
        event.digest.cast_signed(),
        event.root,
        event.category.entry().name,
        event.category.entry().quad,
        score,
        event.mode,
        context,
        event.cameo,
        first,
        last,
        columns::word(&event.when.granularity),
        long,
        place.map(|place| &place.name),
        place.and_then(|place| place.id.as_ref()),
        place.and_then(|place| place.country),
        place.and_then(|place| place.point).map(|point| point[0]),
        place.and_then(|place| place.point).map(|point| point[1]),
        place.map(|place| place.precision),
        killed.and_then(|killed| killed.low),
        killed.map(|killed| killed.best),
        killed.and_then(|killed| killed.high),
        killed_of,
        event.sources,
        event.mentions,
        event.published.map(|day| day.to_string()),
        event.language.map(|language| language.code()),
        url,
        publisher,
    ])?;
    let mut insert = t.prepare_cached(PARTY)?;
    for (n, party) in event.parties.iter().enumerate() {
        let side = if party.acts { "actor" } else { "recipient" };
        insert.execute(params![nr, side, n as i64, party.name, party.country, party.sector, dataset, first, long])?;
    }
    Ok(())
}

/// Number and digest of a row that is there.
fn digest(t: &Connection, condition: &str, values: impl rusqlite::Params) -> Result<Option<(i64, i64)>> {
    let mut query = t.prepare_cached(&format!("SELECT nr, digest FROM imported WHERE {condition}"))?;
    Ok(query.query_row(values, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// An id that is a number, written as such, and below [`WORDS`].
pub(super) fn number(id: &str) -> Option<i64> {
    let is_number = id.bytes().all(|b| b.is_ascii_digit()) && (id == "0" || !id.starts_with('0'));
    (is_number && !id.is_empty()).then(|| id.parse().ok().filter(|number| *number < WORDS))?
}

impl Texts {
    /// The number of a text, which is written where it is not remembered: so it may stand there more than once.
    fn number(&mut self, t: &Connection, text: &str) -> Result<i64> {
        if let Some(number) = self.known.get(text) {
            return Ok(*number);
        }
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        self.last += 1;
        t.prepare_cached("INSERT INTO imported_texts (nr, dataset, text) VALUES (?, ?, ?)")?.execute(params![
            self.last,
            self.dataset,
            text
        ])?;
        self.known.insert(text.to_owned(), self.last);
        Ok(self.last)
    }
}
