//! What Chancery knows before it reads.
//!
//! In: blocks that the build script compiled from `knowledge/` (`compile/`), and a user's own tables and gazetteer (`own.rs`).
//! Out: entities, persons with their terms, places, and what a name can mean. Always: nothing of the project's own is parsed or
//! copied at start; every index given out leads to a row; the same tables answer the same.

mod codes;
mod compile;
pub mod countries;
pub mod geonames;
mod layout;
mod lookup;
mod normal;
mod own;
pub(crate) mod sound;

use std::sync::OnceLock;

use fst::raw::Fst;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use std::path::Path;

use crate::record::When;
use crate::{Error, Language};
pub use codes::{Marker, Office, PlaceKind, Sector, TableKind};
pub use compile::Fault;
pub(crate) use layout::{CAPITAL_FROM, LONG_WORD, STEMMED, period};
use layout::{NONE, OF_ENTITY, OWN_NAME, flag, places, target, world};
pub(crate) use lookup::{Found, NamesOf};
pub(crate) use normal::{ARABIC_ARTICLE, Gap, Script, Shape, Token, Tokens, folded, written};
use normal::{hash, stem};

impl std::fmt::Display for Sector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Sector {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Sector {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Sector::from_code(&code).ok_or_else(|| serde::de::Error::custom(format!("`{code}` is no PLOVER sector")))
    }
}

/// A block of bytes made by `compile.rs`, cut into its sections.
#[derive(Debug, Clone, Copy)]
struct Block(&'static [u8]);

impl Block {
    fn section(&self, index: usize) -> &'static [u8] {
        let (at, length) = (word(self.0, index * 8) as usize, word(self.0, index * 8 + 4) as usize);
        self.0.get(at..at.saturating_add(length)).unwrap_or_default()
    }
}

/// The little-endian number at a byte; 0 beyond the end.
fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

fn half(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
}

/// The text at an offset of a text section.
fn text(bytes: &'static [u8], at: u32) -> &'static str {
    let start = at as usize + 2;
    let end = start + usize::from(half(bytes, at as usize));
    bytes.get(start..end).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
}

/// A country code of PLOVER: ISO 3166-1 alpha-3, or one for those who belong to no single state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(pub(crate) u16);

/// An entity of `entities.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub(crate) u32);

/// A person of `offices.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub(crate) u32);

/// A role of `roles.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Role(pub(crate) u32);

/// A place of the gazetteer or of `places.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(u32);

/// Blocks of places, in the order of [`Knowledge`]'s; their number stands in the upper bits of a [`PlaceId`].
pub(crate) mod block {
    /// The gazetteer of the program.
    pub(crate) const GAZETTEER: usize = 0;
    /// `places.tsv`.
    pub(crate) const TABLE: usize = 1;
    /// The full gazetteer of a user.
    pub(crate) const IMPORTED: usize = 2;
    /// In which order namesakes are looked for.
    pub(crate) const ORDER: [usize; 3] = [TABLE, GAZETTEER, IMPORTED];
}

const BLOCK_SHIFT: u32 = 30;

impl PlaceId {
    fn new(block: usize, row: u32) -> Self {
        Self((block as u32) << BLOCK_SHIFT | row)
    }

    fn block(self) -> usize {
        (self.0 >> BLOCK_SHIFT) as usize
    }

    fn row(self) -> u32 {
        self.0 & ((1 << BLOCK_SHIFT) - 1)
    }

    /// Whether it is of `places.tsv`.
    pub(crate) fn is_own(self) -> bool {
        self.block() == block::TABLE
    }
}

/// What a name can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// The name of a state.
    State(Country),
    /// The adjective of a state.
    Adjective(Country),
    /// The people of a state.
    People(Country),
    /// A capital, palace or ministry that stands for the government of a state.
    Seat(Country),
    /// An organisation, group, company or partly recognised entity.
    Entity(EntityId),
    /// A person.
    Person(PersonId),
    /// A word that says what an actor is.
    Role(Role),
    /// A place.
    Place(PlaceId),
    /// A word that says how a noun phrase hangs together.
    Marker(Marker),
}

/// An entity as the table has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Wikidata id or `x:slug`.
    pub id: &'static str,
    /// Its usual English name.
    pub name: &'static str,
    /// What it is.
    pub kind: TableKind,
    /// Its country.
    pub country: Option<Country>,
    /// Its sectors, the primary one first.
    pub sectors: Vec<Sector>,
    /// First day, in days since 1970-01-01.
    pub start: i32,
    /// Last day.
    pub end: i32,
}

/// What a term is a term of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// A state.
    Country(Country),
    /// An organisation or group.
    Entity(EntityId),
}

/// One term of one person in one office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Who.
    pub person: PersonId,
    /// Of which state, organisation or group.
    pub of: Of,
    /// The office.
    pub office: Office,
    /// First day, in days since 1970-01-01.
    pub start: i32,
    /// Last day.
    pub end: i32,
}

/// A place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// `geonames:<id>` or `x:<slug>`.
    pub id: String,
    /// Its usual English name.
    pub name: &'static str,
    /// What it is.
    pub kind: PlaceKind,
    /// Country code, where it lies in one.
    pub country: Option<&'static str>,
    /// The province or district it lies in.
    pub parent: Option<PlaceId>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// People who live there; 0 when not known.
    pub population: u32,
}

/// First and last day of a period, in days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Days {
    pub first: i32,
    pub last: i32,
}

impl Days {
    /// The days of a period of a report; `None` when it has no end that a calendar knows.
    pub(crate) fn of(when: &When) -> Option<Days> {
        Self::between(when.start.as_deref(), when.end.as_deref())
    }

    /// From the beginning of one date to the end of another; where one is missing, of the other.
    pub(crate) fn between(start: Option<&str>, end: Option<&str>) -> Option<Days> {
        let (start, end) = (start.and_then(layout::period), end.and_then(layout::period));
        let last = end.or(start)?.1;
        Some(Days { first: start.or(end)?.0.min(last), last })
    }

    /// Whether a term covers all of the period.
    pub(crate) fn within(self, start: i32, end: i32) -> bool {
        start <= self.first && self.last <= end
    }

    /// Days of the period that a term covers.
    pub(crate) fn shared(self, start: i32, end: i32) -> i32 {
        (self.last.min(end).saturating_sub(self.first.max(start))).saturating_add(1).max(0)
    }
}

/// A posting of a name: what it means and how its table writes it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Posting {
    pub reading: Reading,
    pub languages: u16,
    pub flags: u8,
    pub written: u32,
}

impl Posting {
    pub(crate) fn is_of(&self, language: Language) -> bool {
        self.languages & (1 << language as u16) != 0
    }

    pub(crate) fn needs_initial(&self) -> bool {
        self.flags & flag::INITIAL != 0
    }

    pub(crate) fn needs_upper(&self) -> bool {
        self.flags & flag::UPPER != 0
    }

    pub(crate) fn is_inflected(&self) -> bool {
        self.flags & flag::INFLECTED != 0
    }

    pub(crate) fn is_abbreviation(&self) -> bool {
        self.flags & flag::ABBREVIATION != 0
    }

    pub(crate) fn is_title(&self) -> bool {
        self.flags & flag::TITLE != 0
    }

    /// Whether it is a body's name in one language only.
    pub(crate) fn is_bound(&self) -> bool {
        self.languages.is_power_of_two() && matches!(self.reading, Reading::Entity(_))
    }

    pub(crate) fn is_feminine(&self) -> bool {
        self.flags & flag::FEMININE != 0
    }

    pub(crate) fn is_surname(&self) -> bool {
        self.flags & flag::SURNAME != 0
    }

    pub(crate) fn is_derived(&self) -> bool {
        self.flags & flag::DERIVED != 0
    }
}

/// A map of names in place.
type Map = Fst<&'static [u8]>;

/// Everything that is known.
pub struct Knowledge {
    world: Block,
    names: Map,
    words: Map,
    long: Map,
    sounds: Map,
    first_names: Map,
    /// In the order of [`block`]; the last only where a user imported one.
    places: Vec<PlaceBlock>,
    /// Endings that Cyrillic names take, longest first.
    cyrillic: Vec<&'static str>,
    /// Endings that names take in each language.
    endings: Vec<Vec<&'static str>>,
}

struct PlaceBlock {
    block: Block,
    names: Map,
    words: Map,
}

static WORLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/world.bin"));
static GAZETTEER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));
static PLACES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.bin"));

/// A map of a block; an empty one where the block is damaged, which the build rules out.
fn map(bytes: &'static [u8]) -> Map {
    static EMPTY: OnceLock<Vec<u8>> = OnceLock::new();
    let empty = || EMPTY.get_or_init(|| fst::raw::Builder::memory().into_inner().unwrap_or_default()).as_slice();
    Fst::new(bytes).or_else(|_| Fst::new(empty())).unwrap_or_else(|_| unreachable!("an empty map is a map"))
}

impl Knowledge {
    /// The knowledge built into the program. The first call takes microseconds.
    pub fn embedded() -> &'static Knowledge {
        static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
        KNOWLEDGE.get_or_init(|| Knowledge::of(WORLD, &[GAZETTEER, PLACES]))
    }

    /// The knowledge built into the program with the tables of a folder over it, and its full gazetteer if one was imported. Lives as
    /// long as the program. `docs/knowledge.md` tells what the folder may hold.
    ///
    /// # Errors
    /// [`Error::Knowledge`](crate::Error::Knowledge) with all wrong entries, [`Error::Io`](crate::Error::Io) when a file cannot be read.
    pub fn with(folder: &Path) -> Result<&'static Knowledge, Error> {
        let countries = Knowledge::embedded().countries();
        let own = own::read(folder)?;
        let blocks = own::compile(&own.tables, &countries)?;
        let world = blocks.world.unwrap_or(WORLD);
        let mut places = vec![GAZETTEER, blocks.places.unwrap_or(PLACES)];
        places.extend(own.gazetteer);
        Ok(Box::leak(Box::new(Knowledge::of(world, &places))))
    }

    /// Every fault of the tables of the project, with those of a folder over them: see [`Error::Knowledge`](crate::Error::Knowledge); terms
    /// of two persons in one office at one time; states without a name in a language.
    ///
    /// # Errors
    /// [`Error::Io`](crate::Error::Io) when a file cannot be read, [`Error::Knowledge`](crate::Error::Knowledge) when the folder holds a table
    /// that there is not.
    pub fn check(folder: Option<&Path>) -> Result<Vec<Fault>, Error> {
        let tables = match folder {
            Some(folder) => own::read(folder)?.tables,
            None => own::tables(),
        };
        Ok(compile::check(&tables, &Knowledge::embedded().countries()))
    }

    fn of(world: &'static [u8], places: &[&'static [u8]]) -> Knowledge {
        let world = Block(world);
        let block = |bytes: &&'static [u8]| {
            let block = Block(bytes);
            PlaceBlock { block, names: map(block.section(places::NAMES)), words: map(block.section(places::WORDS)) }
        };
        let lists = world.section(world::ENDINGS);
        let mut endings = (0..lists.len() / 4).map(|i| {
            let list = text(world.section(world::TEXT), word(lists, i * 4));
            let mut list: Vec<&'static str> = list.split(' ').filter(|e| !e.is_empty()).collect();
            list.sort_by_key(|e| (std::cmp::Reverse(e.chars().count()), *e));
            list
        });
        Knowledge {
            world,
            names: map(world.section(world::NAMES)),
            words: map(world.section(world::WORDS)),
            long: map(world.section(world::LONG)),
            sounds: map(world.section(world::SOUNDS)),
            first_names: map(world.section(world::FIRST_NAMES)),
            places: places.iter().map(block).collect(),
            cyrillic: endings.next().unwrap_or_default(),
            endings: endings.collect(),
        }
    }

    fn text(&self, at: u32) -> &'static str {
        text(self.world.section(world::TEXT), at)
    }

    // ------------------------------------------------------------------------------------------------------------ the world

    /// The country with this code.
    pub fn country(&self, code: &str) -> Option<Country> {
        let rows = self.world.section(world::COUNTRIES);
        let count = rows.len() / world::COUNTRY_ROW;
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = (low + high) / 2;
            match code_at(rows, middle * world::COUNTRY_ROW).cmp(code) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(Country(middle as u16)),
            }
        }
        None
    }

    /// Code of a country.
    pub fn code(&self, country: Country) -> &'static str {
        code_at(self.world.section(world::COUNTRIES), usize::from(country.0) * world::COUNTRY_ROW)
    }

    /// The state that a country code stands for.
    pub fn state(&self, country: Country) -> Option<EntityId> {
        let index = word(self.world.section(world::COUNTRIES), usize::from(country.0) * world::COUNTRY_ROW + 4);
        (index != NONE).then_some(EntityId(index))
    }

    /// An entity.
    pub fn entity(&self, id: EntityId) -> Entity {
        let rows = self.world.section(world::ENTITIES);
        let at = id.0 as usize * world::ENTITY_ROW;
        let byte = |i: usize| rows.get(at + i).copied().unwrap_or(0);
        let country = half(rows, at + 10);
        Entity {
            id: self.text(word(rows, at)),
            name: self.text(word(rows, at + 4)),
            kind: TableKind::from_index(byte(8)).unwrap_or(TableKind::Organisation),
            country: (country != u16::MAX).then_some(Country(country)),
            sectors: (0..usize::from(byte(9)).min(4)).filter_map(|i| Sector::from_index(byte(12 + i))).collect(),
            start: word(rows, at + 16) as i32,
            end: word(rows, at + 20) as i32,
        }
    }

    /// The entity with this id.
    pub fn find_entity(&self, id: &str) -> Option<EntityId> {
        let rows = self.world.section(world::ENTITIES);
        let named = |i: &usize| self.text(word(rows, i * world::ENTITY_ROW)) == id;
        (0..rows.len() / world::ENTITY_ROW).find(named).map(|i| EntityId(i as u32))
    }

    /// The sectors of an entity in a period, the primary one first: those that hold in it, and of these first the ones that have an end.
    pub(crate) fn sectors_in(&self, id: EntityId, days: Option<Days>) -> Vec<Sector> {
        let rows = self.world.section(world::ENTITIES);
        let until = |i: usize| word(rows, id.0 as usize * world::ENTITY_ROW + 24 + i * 4) as i32;
        let Some(days) = days else { return self.entity(id).sectors };
        let mut held: Vec<(usize, Sector)> = self.entity(id).sectors.into_iter().enumerate().collect();
        held.retain(|(i, _)| until(*i) >= days.first);
        held.sort_by_key(|(i, _)| until(*i) == i32::MAX);
        held.into_iter().map(|(_, sector)| sector).collect()
    }

    /// All entities.
    pub fn entities(&self) -> impl Iterator<Item = EntityId> {
        (0..(self.world.section(world::ENTITIES).len() / world::ENTITY_ROW) as u32).map(EntityId)
    }

    /// All persons.
    pub fn persons(&self) -> impl Iterator<Item = PersonId> {
        (0..(self.world.section(world::PERSONS).len() / world::PERSON_ROW) as u32).map(PersonId)
    }

    /// Id and name of a person.
    pub fn person(&self, id: PersonId) -> (&'static str, &'static str) {
        let rows = self.world.section(world::PERSONS);
        let at = id.0 as usize * world::PERSON_ROW;
        (self.text(word(rows, at)), self.text(word(rows, at + 4)))
    }

    /// The person with this id.
    pub fn find_person(&self, id: &str) -> Option<PersonId> {
        let rows = self.world.section(world::PERSONS);
        let named = |i: &usize| self.text(word(rows, i * world::PERSON_ROW)) == id;
        (0..rows.len() / world::PERSON_ROW).find(named).map(|i| PersonId(i as u32))
    }

    /// The terms of a person, the earliest first.
    pub fn terms(&self, id: PersonId) -> impl Iterator<Item = Term> {
        let rows = self.world.section(world::PERSONS);
        let at = id.0 as usize * world::PERSON_ROW;
        let first = word(rows, at + 8);
        (first..first + u32::from(half(rows, at + 16))).map(|i| self.term(i))
    }

    /// Whether a folded word is a usual first name.
    pub(crate) fn is_first_name(&self, word: &str) -> bool {
        self.first_names.contains_key(word)
    }

    /// The one person whose name sounds like this, in another language's spelling.
    pub(crate) fn sounding(&self, name: &str) -> Option<PersonId> {
        let mut found = sound::sounds(name).into_iter().filter_map(|way| self.sounds.get(way)).map(|p| p.value());
        let one = found.next()?;
        found.all(|other| other == one).then_some(PersonId(one as u32))
    }

    /// Whether a folded word, or its stem, is part of some name of a person.
    pub(crate) fn is_part_of_name(&self, id: PersonId, word_: &str, stem: &str) -> bool {
        let rows = self.world.section(world::PERSONS);
        let at = id.0 as usize * world::PERSON_ROW;
        let first = word(rows, at + 12) as usize;
        let count = usize::from(half(rows, at + 18));
        let parts = self.world.section(world::PARTS_OF_NAMES);
        let wanted = [hash(word_), hash(stem)];
        (first..first + count).any(|i| wanted.contains(&word(parts, i * 4)))
    }

    fn term(&self, index: u32) -> Term {
        let rows = self.world.section(world::TERMS);
        let at = index as usize * world::TERM_ROW;
        let of = word(rows, at + 4);
        Term {
            person: PersonId(word(rows, at)),
            of: if of & OF_ENTITY == 0 {
                Of::Country(Country(of as u16))
            } else {
                Of::Entity(EntityId(of & !OF_ENTITY))
            },
            office: Office::from_index(word(rows, at + 8) as u8).unwrap_or(Office::Leader),
            start: word(rows, at + 12) as i32,
            end: word(rows, at + 16) as i32,
        }
    }

    /// The terms in an office of a state, organisation or group, the earliest first.
    pub fn holders(&self, of: Of, office: Office) -> impl Iterator<Item = Term> {
        let order = self.world.section(world::TERMS_BY_OFFICE);
        let count = order.len() / 4;
        let key = |t: &Term| {
            let of = match t.of {
                Of::Country(c) => u32::from(c.0),
                Of::Entity(e) => OF_ENTITY | e.0,
            };
            (of, t.office)
        };
        let wanted = key(&Term { person: PersonId(0), of, office, start: 0, end: 0 });
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = (low + high) / 2;
            if key(&self.term(word(order, middle * 4))) < wanted { low = middle + 1 } else { high = middle }
        }
        (low..count).map(move |i| self.term(word(order, i * 4))).take_while(move |t| key(t) == wanted)
    }

    /// Name of a role in `roles.toml`.
    pub fn role_name(&self, role: Role) -> &'static str {
        self.text(word(self.world.section(world::ROLES), role.0 as usize * world::ROLE_ROW))
    }

    /// Primary sector of a role.
    pub fn role_sector(&self, role: Role) -> Sector {
        let rows = self.world.section(world::ROLES);
        rows.get(role.0 as usize * world::ROLE_ROW + 4)
            .and_then(|b| Sector::from_index(*b))
            .unwrap_or(Sector::Unidentified)
    }

    /// The office that a role is.
    pub fn role_office(&self, role: Role) -> Option<Office> {
        let rows = self.world.section(world::ROLES);
        rows.get(role.0 as usize * world::ROLE_ROW + 5).and_then(|b| Office::from_index(*b))
    }

    /// Whether a role acts for those it belongs to ("spokesman").
    pub fn is_bearer(&self, role: Role) -> bool {
        self.world.section(world::ROLES).get(role.0 as usize * world::ROLE_ROW + 6) == Some(&1)
    }

    /// Whether the head of a noun phrase stands last in a language, before what belongs to it.
    pub(crate) fn head_is_last(&self, language: Language) -> bool {
        self.world.section(world::HEADS).get(language as usize) == Some(&1)
    }

    // ---------------------------------------------------------------------------------------------------------------- places

    fn place_row(&self, id: PlaceId) -> (&'static [u8], usize, Block) {
        let block = self.places[id.block()].block;
        (block.section(places::PLACES), id.row() as usize * places::PLACE_ROW, block)
    }

    /// A place.
    pub fn place(&self, id: PlaceId) -> Place {
        let (rows, at, block) = self.place_row(id);
        let geonames = word(rows, at);
        let texts = block.section(places::TEXT);
        let parent = word(rows, at + 24);
        Place {
            id: if geonames == 0 { text(texts, word(rows, at + 4)).to_owned() } else { format!("geonames:{geonames}") },
            name: text(texts, word(rows, at + 8)),
            kind: self.place_kind(id),
            country: self.place_country(id),
            parent: (parent != NONE).then(|| PlaceId::new(id.block(), parent)),
            lat: f64::from(word(rows, at + 12) as i32) / 1e5,
            lon: f64::from(word(rows, at + 16) as i32) / 1e5,
            population: word(rows, at + 20),
        }
    }

    /// What a place is.
    pub fn place_kind(&self, id: PlaceId) -> PlaceKind {
        let (rows, at, _) = self.place_row(id);
        rows.get(at + 31).and_then(|b| PlaceKind::from_index(*b)).unwrap_or(PlaceKind::City)
    }

    /// Country code of a place.
    pub fn place_country(&self, id: PlaceId) -> Option<&'static str> {
        let (rows, at, _) = self.place_row(id);
        let code = rows.get(at + 28..at + 31).and_then(|b| std::str::from_utf8(b).ok())?;
        (!code.starts_with('-')).then_some(code)
    }

    /// People who live at a place; 0 when not known.
    pub fn place_population(&self, id: PlaceId) -> u32 {
        let (rows, at, _) = self.place_row(id);
        word(rows, at + 20)
    }

    /// Codes of the countries that have a territory, sorted.
    pub fn countries(&self) -> Vec<String> {
        let rows = self.places[block::GAZETTEER].block.section(places::COUNTRIES);
        (0..rows.len() / 8).map(|i| code_at(rows, i * 8).to_owned()).collect()
    }

    /// The territory of a country.
    pub fn territory(&self, code: &str) -> Option<PlaceId> {
        let rows = self.places[block::GAZETTEER].block.section(places::COUNTRIES);
        (0..rows.len() / 8)
            .find(|i| code_at(rows, i * 8) == code)
            .map(|i| PlaceId::new(block::GAZETTEER, word(rows, i * 8 + 4)))
    }

    /// The place with this GeoNames id in the gazetteer of the program.
    pub fn of_geonames(&self, id: u32) -> Option<PlaceId> {
        // Rows are sorted by id.
        let rows = self.places[block::GAZETTEER].block.section(places::PLACES);
        let (mut low, mut high) = (0, rows.len() / places::PLACE_ROW);
        while low < high {
            let middle = (low + high) / 2;
            match word(rows, middle * places::PLACE_ROW).cmp(&id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(PlaceId::new(block::GAZETTEER, middle as u32)),
            }
        }
        None
    }

    /// GeoNames id of a place, where GeoNames has it.
    pub fn geonames_id(&self, id: PlaceId) -> Option<u32> {
        let (rows, at, _) = self.place_row(id);
        Some(word(rows, at)).filter(|id| *id != 0)
    }

    /// Number of places.
    pub fn place_count(&self) -> usize {
        self.places.iter().map(|p| p.block.section(places::PLACES).len() / places::PLACE_ROW).sum()
    }

    /// Tells this knowledge from others: a digest of its tables (FNV-1a over words of eight bytes).
    pub fn fingerprint(&self) -> String {
        let blocks = std::iter::once(self.world.0).chain(self.places.iter().map(|p| p.block.0));
        let words = blocks.flat_map(|block| block.chunks(8));
        let number = |word: &[u8]| word.iter().rev().fold(0u64, |n, byte| n << 8 | u64::from(*byte));
        let digest = words.fold(0xcbf2_9ce4_8422_2325u64, |hash, word| {
            (hash ^ number(word)).wrapping_mul(0x100_0000_01b3).rotate_left(23)
        });
        format!("{digest:016x}")
    }

    // ----------------------------------------------------------------------------------------------------------------- names

    /// The postings of a value of the world's map.
    pub(crate) fn postings(&self, value: u64) -> impl Iterator<Item = Posting> {
        let rows = self.world.section(world::POSTINGS);
        run(value).filter_map(move |i| {
            let at = i * world::POSTING_ROW;
            let of = word(rows, at);
            let index = of & ((1 << target::SHIFT) - 1);
            let reading = match of >> target::SHIFT {
                target::STATE => Reading::State(Country(index as u16)),
                target::ADJECTIVE => Reading::Adjective(Country(index as u16)),
                target::PEOPLE => Reading::People(Country(index as u16)),
                target::SEAT => Reading::Seat(Country(index as u16)),
                target::ENTITY => Reading::Entity(EntityId(index)),
                target::PERSON => Reading::Person(PersonId(index)),
                target::ROLE => Reading::Role(Role(index)),
                target::MARKER => Reading::Marker(Marker::from_index(index as u8)?),
                target::PLACE => Reading::Place(PlaceId::new(block::TABLE, index)),
                _ => return None,
            };
            Some(Posting {
                reading,
                languages: half(rows, at + 8),
                flags: rows.get(at + 10).copied()?,
                written: word(rows, at + 4),
            })
        })
    }

    /// The places of a value of a map of places, the most populous first, each with whether the name is its own.
    pub(crate) fn place_postings(&self, block: usize, value: u64) -> impl Iterator<Item = (PlaceId, bool)> {
        let rows = self.places[block].block.section(places::POSTINGS);
        run(value).map(move |i| {
            let of = word(rows, i * 4);
            let place = PlaceId::new(block, of & !OWN_NAME);
            // What a user imported and the program holds as well is one place.
            let known = if block == block::IMPORTED { self.geonames_id(place) } else { None };
            (known.and_then(|id| self.of_geonames(id)).unwrap_or(place), of & OWN_NAME != 0)
        })
    }

    /// The blocks of places there are, in the order in which they are asked.
    pub(crate) fn place_blocks(&self) -> impl Iterator<Item = usize> {
        block::ORDER.into_iter().filter(|block| *block < self.places.len())
    }

    /// Whether a folded word is part of any name.
    pub(crate) fn knows_word(&self, word: &str) -> bool {
        self.words.contains_key(word) || self.places.iter().any(|p| p.words.contains_key(word))
    }

    /// The tokens of a text, with the stems that names are looked up by.
    pub(crate) fn tokens(&self, text: &str) -> Tokens {
        let mut tokens = Tokens::of(text);
        tokens.find_stems(&self.cyrillic);
        tokens
    }

    /// The stem of a folded Cyrillic token.
    pub(crate) fn stem(&self, token: &str) -> String {
        stem(token, &self.cyrillic)
    }
}

fn run(value: u64) -> std::ops::Range<usize> {
    let first = (value >> layout::COUNT_BITS) as usize;
    first..first + (value & ((1 << layout::COUNT_BITS) - 1)) as usize
}

/// The three letters at a byte.
fn code_at(rows: &'static [u8], at: usize) -> &'static str {
    rows.get(at..at + 3).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
}
