//! In: a store. Out: an index of it, or the index of a later state. Always: everything is read from one state of the store.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use chancery::relate::{self, Behind, Standing};
use chancery_store::{EventRow, Result, Store};

use super::{CHUNK, Chunk, Index, NO_DAY, Names, Row, Taker, number};

impl Index {
    /// Reads all events of a store. `known` tells the countries of third parties.
    ///
    /// # Errors
    /// Those of reading.
    pub fn read(store: &Store, known: &relate::Names) -> Result<Self> {
        store.snapshot(|store| {
            let change = store.changes()?;
            let mut index = Self { version: 1, change, names: Arc::default(), chunks: BTreeMap::new() };
            index.load(store, known, i64::MIN..=i64::MAX)?;
            Ok(index)
        })
    }

    /// The index of the store as it is now.
    ///
    /// # Errors
    /// Those of reading.
    pub fn follow(&self, store: &Store, known: &relate::Names) -> Result<Self> {
        store.snapshot(|store| {
            let mut index = Self {
                version: self.version + 1,
                change: store.changes()?,
                names: self.names.clone(),
                chunks: self.chunks.clone(),
            };
            let there: HashSet<i64> = store.event_numbers()?.into_iter().collect();
            let gone = self.events().map(|event| event.row().nr).filter(|nr| !there.contains(nr));
            let changed = store.changed_events(self.change)?.into_iter().chain(gone);
            let changed: BTreeSet<i64> = changed.map(|nr| nr.div_euclid(CHUNK)).collect();
            for chunk in changed {
                index.chunks.remove(&chunk);
                let first = chunk.saturating_mul(CHUNK);
                index.load(store, known, first..=first.saturating_add(CHUNK - 1))?;
            }
            Ok(index)
        })
    }

    /// Reads events that the index does not have.
    fn load(&mut self, store: &Store, known: &relate::Names, numbers: RangeInclusive<i64>) -> Result<()> {
        let names = Arc::make_mut(&mut self.names);
        let (mut at, mut chunk) = (i64::MIN, Chunk::default());
        let chunks = &mut self.chunks;
        let mut keep = |at: i64, chunk: &mut Chunk| {
            let mut full = std::mem::take(chunk);
            if !full.rows.is_empty() {
                full.rows.shrink_to_fit();
                full.takers.shrink_to_fit();
                full.thirds.shrink_to_fit();
                full.reports.shrink_to_fit();
                full.ids.shrink_to_fit();
                chunks.insert(at, Arc::new(full));
            }
        };
        store.each_event_row(numbers, |event| {
            let of = event.nr.div_euclid(CHUNK);
            if of != at {
                keep(at, &mut chunk);
                at = of;
            }
            chunk.push(names, known, &event);
        })?;
        keep(at, &mut chunk);
        Ok(())
    }
}

impl Chunk {
    fn push(&mut self, names: &mut Names, known: &relate::Names, event: &EventRow) {
        let mut name = |text: &Option<String>| text.as_deref().map(|text| names.put(text));
        let row = Row {
            nr: event.nr,
            days: event.days.map_or([NO_DAY; 2], |days| days.map(number)),
            time: event.time.map_or([NO_DAY; 2], |time| time.days),
            standing: event.time.map_or(Standing::Undated, |time| Standing::of(event.status, &time)),
            brought_about: event.brought_about,
            point: event.point.unwrap_or([f64::NAN; 2]),
            score: event.score,
            confidence: event.confidence,
            killed: event.killed.map(|killed| u32::try_from(killed).unwrap_or(u32::MAX)),
            sources: u32::try_from(event.sources).unwrap_or(u32::MAX),
            place_name: name(&event.place_name),
            place_id: name(&event.place_id),
            place_country: name(&event.place_country),
            category: event.category,
            status: event.status,
            quad: event.quad,
            precision: event.precision,
            languages: event.languages.iter().fold(0, |bits, language| bits | 1 << *language as u16),
            takers: self.takers.len() as u32,
            thirds: self.thirds.len() as u32,
            reports: self.reports.len() as u32,
            id: self.ids.len() as u32,
        };
        self.rows.push(row);
        self.ids.push_str(&event.id);
        self.reports.extend(&event.reports);
        for taker in &event.takers {
            let (entity, country) = (taker.entity.as_deref(), taker.country.as_deref());
            let for_country = relate::Taker::new(entity, country, taker.sector.as_deref()).country.is_some();
            let (entity, country) = (entity.map(|id| names.put(id)), country.map(|code| names.put(code)));
            self.takers.push(Taker { part: taker.part, entity, country, for_country, name: names.put(&taker.name) });
        }
        for third in event.third_parties.iter().filter_map(Behind::of) {
            let mut taker = |of: &relate::Taker<&str>| relate::Taker {
                entity: of.entity.map(|id| names.put(id)),
                country: of.entity.and_then(|id| known.country(id)).map(|code| names.put(code)),
            };
            let (who, between) = (taker(&third.who), third.between.iter().map(&mut taker).collect());
            self.thirds.push(Behind { role: third.role, who, between });
        }
    }
}
