//! Whom and what a brief speaks of, as one language says it. In: ids, countries and sectors of records. Out: [`Noun`]s. Always: words of
//! a report that are not a name known to the knowledge are not repeated: they are in the report's language, and often a pronoun.

use std::collections::BTreeSet;

use super::tables::Row;
use super::tongue::Tongue;
use crate::knowledge::{Knowledge, TableKind};
use crate::record::{EventParty, Party, Side, Where, WhereBasis};

/// UCDP's precision from which on a place is no more than a country.
const COUNTRY: u8 = 6;
/// UCDP's precision of a province.
const PROVINCE: u8 = 4;
/// Sectors whose bodies a language may name by country and sector where it has no name of theirs.
const OFFICIAL: [&str; 6] = ["GOV", "MIL", "COP", "SPY", "LEG", "JUD"];
/// PLOVER's codes of those who belong to no single state: a sector says nothing of them.
const STATELESS: [&str; 7] = ["UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"];

/// What a noun names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A state.
    State,
    /// A government, army, organisation or group.
    Body,
    /// A person, or people.
    People,
}

/// Somebody or something, with what a language needs to build it into a sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Noun {
    /// With its article.
    pub text: String,
    /// What it names.
    pub kind: Kind,
    /// Whether words agree with it in the feminine.
    pub feminine: bool,
    /// Whether words agree with it in the plural.
    pub plural: bool,
    /// Whether it begins with an h that is not heard.
    pub silent: bool,
    /// Being there.
    pub within: Option<String>,
}

impl Noun {
    /// Of a row of a table.
    fn of(row: &Row, kind: Kind) -> Self {
        Self { within: row.within.map(str::to_owned), silent: row.silent, ..Self::plain(row.name, kind).agreeing(row) }
    }

    /// A name that no table has.
    pub(super) fn plain(text: impl Into<String>, kind: Kind) -> Self {
        Self { text: text.into(), kind, feminine: false, plural: false, silent: false, within: None }
    }

    fn agreeing(self, row: &Row) -> Self {
        Self { feminine: row.feminine, plural: row.plural, ..self }
    }
}

/// Whether a code is a country's, or one of PLOVER's own.
pub(super) fn is_code(id: &str) -> bool {
    id.len() == 3 && id.bytes().all(|b| b.is_ascii_uppercase())
}

/// A name from outside on one line of bounded length.
pub(super) fn printable(name: &str) -> String {
    const LONGEST: usize = 80;
    let line: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Finds nouns. A person is told with the state the first time.
pub(super) struct Nouns<'m> {
    tongue: &'static dyn Tongue,
    knowledge: &'m Knowledge,
    introduced: BTreeSet<String>,
}

impl<'m> Nouns<'m> {
    pub(super) fn new(tongue: &'static dyn Tongue, knowledge: &'m Knowledge) -> Self {
        Self { tongue, knowledge, introduced: BTreeSet::new() }
    }

    /// One of the two, or a third.
    pub(super) fn side(&mut self, side: &Side) -> Noun {
        let known = if is_code(&side.id) { self.country(&side.id) } else { self.entity(&side.id, None) };
        known.unwrap_or_else(|| Noun::plain(printable(&side.name), Kind::Body))
    }

    /// A party of an event; `None` where nothing is known but words.
    pub(super) fn party(&mut self, party: &EventParty) -> Option<Noun> {
        self.of(party.entity.as_deref(), party.country.as_deref(), party.sector.as_deref())
    }

    /// A speaker of a claim.
    pub(super) fn speaker(&mut self, party: &Party) -> Option<Noun> {
        self.of(party.entity.as_deref(), party.country.as_deref(), party.sector.as_deref())
    }

    /// The adverb of a place that a sentence tells: none for the country of a party, or for what is no finer than a country.
    pub(super) fn place(&self, place: &Where) -> Option<String> {
        if place.basis == WhereBasis::Party || place.precision >= COUNTRY || place.name.is_empty() {
            return None;
        }
        let row = place.id.as_deref().and_then(|id| self.tongue.told().row(id));
        if let Some(within) = row.and_then(|row| row.within) {
            return Some(within.to_owned());
        }
        // Words of a report that the gazetteer does not have are a name as written there, in whatever letters.
        place.id.as_ref()?;
        Some(self.tongue.within(&printable(&place.name), place.precision == PROVINCE))
    }

    fn of(&mut self, entity: Option<&str>, country: Option<&str>, sector: Option<&str>) -> Option<Noun> {
        let known = entity.and_then(|id| self.entity(id, country));
        known.or_else(|| match (country, sector) {
            (Some(country), None | Some("GOV")) => self.country(country),
            (Some(country), _) if STATELESS.contains(&country) => self.country(country),
            (country, Some(sector)) => self.sector(country, sector),
            (None, None) => None,
        })
    }

    fn country(&self, code: &str) -> Option<Noun> {
        let kind = if STATELESS.contains(&code) { Kind::Body } else { Kind::State };
        self.tongue.told().row(code).map(|row| Noun::of(row, kind))
    }

    /// People of a sector, of a country where it is known.
    fn sector(&self, country: Option<&str>, sector: &str) -> Option<Noun> {
        let told = self.tongue.told();
        let row = told.row(&format!("sector {sector}"))?;
        let country = country.and_then(|code| told.row(code));
        // "The Armenian side" says nothing without a state.
        if country.is_none() && sector == "UNK" {
            return None;
        }
        let kind = if OFFICIAL.contains(&sector) { Kind::Body } else { Kind::People };
        Some(Noun::plain(self.tongue.sector(row.name, row, country), kind).agreeing(row))
    }

    fn entity(&mut self, id: &str, country: Option<&str>) -> Option<Noun> {
        let told = self.tongue.told();
        let row = told.row(id);
        if let Some(entity) = self.knowledge.find_entity(id).map(|e| self.knowledge.entity(e)) {
            let code = entity.country.map(|c| self.knowledge.code(c));
            let kind = if entity.kind == TableKind::State { Kind::State } else { Kind::Body };
            if let Some(row) = row {
                return Some(Noun::of(row, kind));
            }
            let of_state = code.and_then(|code| self.knowledge.country(code)).and_then(|c| self.knowledge.state(c));
            if of_state.is_some_and(|state| self.knowledge.entity(state).id == id) {
                return code.and_then(|code| self.country(code));
            }
            let sector = entity.sectors.first().map(|s| s.code());
            let official = entity.kind == TableKind::Organisation && sector.is_some_and(|s| OFFICIAL.contains(&s));
            if let (true, Some(code), Some(sector)) = (official && !self.tongue.names_bodies(), code, sector)
                && !STATELESS.contains(&code)
            {
                return if sector == "GOV" { self.country(code) } else { self.sector(Some(code), sector) };
            }
            return Some(Noun::plain(self.tongue.body(entity.name), kind));
        }
        let (_, name) = self.knowledge.find_person(id).map(|p| self.knowledge.person(p))?;
        let mut noun = row.map_or_else(|| Noun::plain(name, Kind::People), |row| Noun::of(row, Kind::People));
        if let Some(state) = country.and_then(|code| told.row(code))
            && self.introduced.insert(id.to_owned())
        {
            noun.text = format!("{} ({})", noun.text, self.tongue.bare(state.name));
        }
        Some(noun)
    }
}
