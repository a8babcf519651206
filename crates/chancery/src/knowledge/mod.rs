//! What Chancery knows before it reads: the tables of `knowledge/`, part of the program. In: text tables. Out: an index from
//! folded names to what they may mean. Always: the same tables give the same index; a wrong row is an error that names table
//! and line (a test reads every table).

pub mod fold;
pub mod gazetteer;

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::{Error, Language};

/// An entity of `entities.tsv`, or a person of `offices.tsv`.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Wikidata id or `x:slug`.
    pub id: &'static str,
    /// state, organisation, group, company, media or person.
    pub kind: &'static str,
    /// PLOVER's country code; empty where it has none.
    pub country: &'static str,
    /// PLOVER's sectors, the primary one first.
    pub sectors: Vec<&'static str>,
    /// First day, EDTF; empty when open.
    pub start: &'static str,
    /// Last day, EDTF; empty when open.
    pub end: &'static str,
    /// Usual English name.
    pub name: &'static str,
}

/// One term of office.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Index of the person among the entities.
    pub person: usize,
    /// PLOVER's country code, or the id of an organisation or group.
    pub of: &'static str,
    /// `head_of_state`, …
    pub office: &'static str,
    /// First day, EDTF; empty when open.
    pub start: &'static str,
    /// Last day, EDTF; empty when open.
    pub end: &'static str,
}

/// How a name stands for a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StateForm {
    /// Its name.
    Name,
    /// An adjective.
    Adjective,
    /// Its people.
    People,
    /// Its capital, or the seat of a power: the government when it acts.
    Seat,
}

/// What a name may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// A state, by its PLOVER code.
    State(&'static str, StateForm),
    /// An entity or person, by its index.
    Entity(usize),
    /// A role of `roles.toml`.
    Role(&'static str),
}

/// The tables, read and indexed.
pub struct Knowledge {
    entities: Vec<Entity>,
    terms: Vec<Term>,
    states: HashMap<&'static str, usize>,
    sectors: HashMap<&'static str, &'static str>,
    /// Names of entities and persons, in any language.
    common: HashMap<String, Vec<Sense>>,
    /// Names of states and roles, by language.
    by_language: Vec<HashMap<String, Vec<Sense>>>,
    /// Words of one language that say how a noun phrase hangs together.
    joints: Vec<HashMap<String, Joint>>,
    /// Long one-word names of states and seats, by first letter: what a misspelt name is compared with.
    long_names: Vec<HashMap<char, Vec<(String, Sense)>>>,
    longest: usize,
}

/// What a small word does in a noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// "of": ends the head.
    Of,
    /// "former".
    Former,
}

macro_rules! tables {
    ($file:literal) => {
        [
            include_str!(concat!("../../../../knowledge/en/", $file)),
            include_str!(concat!("../../../../knowledge/fr/", $file)),
            include_str!(concat!("../../../../knowledge/es/", $file)),
            include_str!(concat!("../../../../knowledge/de/", $file)),
            include_str!(concat!("../../../../knowledge/it/", $file)),
            include_str!(concat!("../../../../knowledge/pt/", $file)),
            include_str!(concat!("../../../../knowledge/ru/", $file)),
            include_str!(concat!("../../../../knowledge/uk/", $file)),
            include_str!(concat!("../../../../knowledge/ar/", $file)),
            include_str!(concat!("../../../../knowledge/tr/", $file)),
        ]
    };
}

/// In the order of [`Language::ALL`].
const STATES: [&str; 10] = tables!("states.tsv");
const ROLES: [&str; 10] = tables!("roles.tsv");
const ENDINGS: [&str; 10] = tables!("endings.tsv");
const GRAMMAR: [&str; 10] = tables!("grammar.tsv");
const ENTITIES: &str = include_str!("../../../../knowledge/entities.tsv");
const OFFICES: &str = include_str!("../../../../knowledge/offices.tsv");
const ROLE_SECTORS: &str = include_str!("../../../../knowledge/roles.toml");

/// Letters a name must have to be recognised misspelt.
const LONG_NAME: usize = 7;

type Row = (usize, Vec<&'static str>);

/// The rows of a table under its header; `-` is an empty cell.
fn rows(table: &'static str, name: &str, columns: usize) -> Result<Vec<Row>, Error> {
    let lines = table.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty()).skip(1);
    lines
        .map(|(number, line)| {
            let cells: Vec<&str> = line.split('\t').map(|c| if c == "-" { "" } else { c.trim() }).collect();
            if cells.len() != columns {
                return Err(fault(name, number, format!("{} columns, expected {columns}", cells.len())));
            }
            Ok((number, cells))
        })
        .collect()
}

fn fault(table: &str, line: usize, cause: String) -> Error {
    Error::Knowledge { place: format!("{table}:{}", line + 1), cause }
}

fn values(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(';').map(str::trim).filter(|v| !v.is_empty())
}

/// The endings of a class in one language.
type Endings = HashMap<&'static str, Vec<&'static str>>;

/// The written forms of a value: as it stands, and with every ending where `~` marks one.
fn forms(value: &str, endings: &[&str]) -> Vec<String> {
    let plain = value.replace('~', "");
    // Cyrillic words lose their endings when they are folded.
    if !value.contains('~') || value.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c)) {
        return vec![plain];
    }
    let mut out = vec![plain];
    let words: Vec<&str> = value.split(' ').collect();
    for ending in endings {
        // All inflecting words of a phrase take the same ending, as agreement mostly has it.
        let with: Vec<String> = words
            .iter()
            .map(|w| match w.split_once('~') {
                Some((stem, _)) => format!("{stem}{ending}"),
                None => w.to_string(),
            })
            .collect();
        out.push(with.join(" "));
    }
    out
}

impl Knowledge {
    /// The knowledge built into the program; read once.
    ///
    /// # Panics
    /// Never with the tables of a release: a test reads them all.
    pub fn embedded() -> &'static Knowledge {
        static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
        KNOWLEDGE.get_or_init(|| Self::read().unwrap_or_else(|error| panic!("{error}")))
    }

    fn read() -> Result<Knowledge, Error> {
        let mut k = Knowledge {
            entities: Vec::new(),
            terms: Vec::new(),
            states: HashMap::new(),
            sectors: HashMap::new(),
            common: HashMap::with_capacity(16_384),
            by_language: vec![HashMap::with_capacity(8_192); Language::ALL.len()],
            joints: vec![HashMap::new(); Language::ALL.len()],
            long_names: vec![HashMap::new(); Language::ALL.len()],
            longest: 1,
        };
        for (number, line) in ROLE_SECTORS.lines().enumerate() {
            let Some((role, rest)) = line.split_once('=').filter(|_| !line.starts_with(['#', '['])) else {
                continue;
            };
            let sector =
                rest.split('"').nth(1).ok_or_else(|| fault("roles.toml", number, "no sector in quotes".into()))?;
            k.sectors.insert(role.trim(), sector);
        }
        k.read_entities()?;
        k.read_offices()?;
        for (i, language) in Language::ALL.into_iter().enumerate() {
            k.read_language(i, language)?;
        }
        Ok(k)
    }

    fn read_entities(&mut self) -> Result<(), Error> {
        let mut seen = HashMap::new();
        for (number, cells) in rows(ENTITIES, "entities.tsv", 8)? {
            let [id, kind, country, sectors, start, end, name, aliases] = cells[..] else {
                continue;
            };
            if let Some(first) = seen.insert(id, number) {
                return Err(fault("entities.tsv", number, format!("id {id} already in line {}", first + 1)));
            }
            let index = self.entities.len();
            if kind == "state" && end.is_empty() {
                self.states.insert(country, index);
            }
            self.entities.push(Entity { id, kind, country, sectors: values(sectors).collect(), start, end, name });
            if kind == "state" && end.is_empty() {
                continue; // named by the tables of the languages
            }
            for alias in std::iter::once(name).chain(values(aliases)) {
                self.add_common(alias, Sense::Entity(index));
            }
        }
        Ok(())
    }

    fn read_offices(&mut self) -> Result<(), Error> {
        let mut persons: HashMap<&str, usize> = HashMap::new();
        for (number, cells) in rows(OFFICES, "offices.tsv", 7)? {
            let [id, name, of, office, start, end, aliases] = cells[..] else {
                continue;
            };
            if id.is_empty() || of.is_empty() || office.is_empty() {
                return Err(fault("offices.tsv", number, "id, country and office must not be empty".into()));
            }
            let country = if of.starts_with(['Q', 'x']) && of.len() != 3 {
                self.entities.iter().find(|e| e.id == of).map_or("", |e| e.country)
            } else {
                of
            };
            let person = *persons.entry(id).or_insert_with(|| {
                self.entities.push(Entity {
                    id,
                    kind: "person",
                    country,
                    sectors: vec!["GOV"],
                    start: "",
                    end: "",
                    name,
                });
                self.entities.len() - 1
            });
            for alias in std::iter::once(name).chain(values(aliases)) {
                self.add_common(alias, Sense::Entity(person));
            }
            self.terms.push(Term { person, of, office, start, end });
        }
        Ok(())
    }

    fn add_common(&mut self, alias: &str, sense: Sense) {
        let key = fold::key(&alias.replace('~', ""));
        self.longest = self.longest.max(key.split(' ').count());
        add(&mut self.common, key, sense);
    }

    fn read_language(&mut self, i: usize, language: Language) -> Result<(), Error> {
        let name = |file: &str| format!("{language}/{file}");
        let mut endings = Endings::new();
        for (_, cells) in rows(ENDINGS[i], &name("endings.tsv"), 2)? {
            endings.insert(cells[0], cells[1].split(';').map(|e| e.trim().trim_matches('-')).collect());
        }
        let none = Vec::new();
        let nouns = endings.get("noun").unwrap_or(&none);
        let adjectives = endings.get("adjective").unwrap_or(&none);
        for (number, cells) in rows(STATES[i], &name("states.tsv"), 5)? {
            let country = cells[0];
            if country.len() != 3 {
                return Err(fault(&name("states.tsv"), number, format!("'{country}' is no country code")));
            }
            for (cell, form, endings) in [
                (cells[1], StateForm::Name, nouns),
                (cells[2], StateForm::Adjective, adjectives),
                (cells[3], StateForm::People, nouns),
                (cells[4], StateForm::Seat, nouns),
            ] {
                for form_text in values(cell).flat_map(|v| forms(v, endings)) {
                    let key = fold::key(&form_text);
                    self.longest = self.longest.max(key.split(' ').count());
                    let sense = Sense::State(country, form);
                    if matches!(form, StateForm::Name | StateForm::Seat)
                        && !key.contains(' ')
                        && key.chars().count() >= LONG_NAME
                    {
                        let first = key.chars().next().unwrap_or(' ');
                        self.long_names[i].entry(first).or_default().push((key.clone(), sense));
                    }
                    add(&mut self.by_language[i], key, sense);
                }
            }
        }
        for (number, cells) in rows(ROLES[i], &name("roles.tsv"), 2)? {
            let Some((role, _)) = self.sectors.get_key_value(cells[1]) else {
                return Err(fault(&name("roles.tsv"), number, format!("'{}' is no role of roles.toml", cells[1])));
            };
            let role = *role;
            for form in values(cells[0]).flat_map(|v| forms(v, nouns)) {
                let key = fold::key(&form);
                self.longest = self.longest.max(key.split(' ').count());
                add(&mut self.by_language[i], key, Sense::Role(role));
            }
        }
        for (_, cells) in rows(GRAMMAR[i], &name("grammar.tsv"), 2)? {
            let joint = match cells[0] {
                "of" => Joint::Of,
                "former" => Joint::Former,
                _ => continue,
            };
            for form in values(cells[1]).flat_map(|v| forms(v, adjectives)) {
                self.joints[i].entry(fold::key(&form)).or_insert(joint);
            }
        }
        Ok(())
    }

    /// What a folded name may mean in a language.
    pub(crate) fn senses(&self, key: &str, language: Language) -> impl Iterator<Item = Sense> {
        let of = |map: &HashMap<String, Vec<Sense>>| map.get(key).cloned().unwrap_or_default();
        let mut senses = of(&self.by_language[language as usize]);
        senses.extend(of(&self.common));
        senses.into_iter()
    }

    /// What a small word does.
    pub(crate) fn joint(&self, key: &str, language: Language) -> Option<Joint> {
        self.joints[language as usize].get(key).copied()
    }

    /// The long names that start with the same letter.
    pub(crate) fn long_names(&self, first: char, language: Language) -> &[(String, Sense)] {
        self.long_names[language as usize].get(&first).map_or(&[], Vec::as_slice)
    }

    /// Words in the longest name.
    pub(crate) fn longest(&self) -> usize {
        self.longest.min(8)
    }

    /// An entity by its index.
    pub(crate) fn entity(&self, index: usize) -> &Entity {
        &self.entities[index]
    }

    /// An entity by its id.
    pub(crate) fn find_entity(&self, id: &str) -> Option<&Entity> {
        self.entities.iter().find(|e| e.id == id)
    }

    /// The state of a country code.
    pub(crate) fn state(&self, country: &str) -> Option<&Entity> {
        self.states.get(country).map(|&i| &self.entities[i])
    }

    /// All terms of office.
    pub(crate) fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// PLOVER's sector of a role.
    pub(crate) fn sector(&self, role: &str) -> Option<&'static str> {
        self.sectors.get(role).copied()
    }
}

fn add(map: &mut HashMap<String, Vec<Sense>>, key: String, sense: Sense) {
    if key.chars().count() < 2 {
        return;
    }
    let senses = map.entry(key).or_default();
    if !senses.contains(&sense) {
        senses.push(sense);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_sound() {
        let knowledge = Knowledge::read().unwrap_or_else(|e| panic!("{e}"));
        assert!(knowledge.states.len() >= 193, "{} states", knowledge.states.len());
        for (language, table) in Language::ALL.into_iter().zip(STATES) {
            let named = rows(table, "states.tsv", 5).unwrap();
            for (number, cells) in named {
                assert!(knowledge.states.contains_key(cells[0]), "{language}/states.tsv:{}: {}", number + 1, cells[0]);
                assert!(!cells[1].is_empty(), "{language}/states.tsv:{}: no name", number + 1);
            }
        }
    }
}
