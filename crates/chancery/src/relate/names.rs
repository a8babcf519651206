//! Who is whose, and what they are called. In: the knowledge. Out: [`Side`]s, and the state somebody acts for. Always: an id that nobody knows
//! is its own name.

use rustc_hash::FxHashMap;

use crate::knowledge::{Knowledge, Of, TableKind};
use crate::record::Side;

/// Names and countries of everybody in the knowledge, by id.
#[derive(Debug, Clone, Default)]
pub struct Names {
    known: FxHashMap<&'static str, (&'static str, Option<&'static str>)>,
}

impl Names {
    /// Of states by code, of entities and office holders by id. A person is of the country of his last office.
    pub fn of(knowledge: &'static Knowledge) -> Self {
        let (mut known, mut ends) = (FxHashMap::default(), FxHashMap::default());
        for person in knowledge.persons() {
            let (id, name) = knowledge.person(person);
            let countries = knowledge.terms(person).filter_map(|term| match term.of {
                Of::Country(country) => Some(country),
                Of::Entity(entity) => knowledge.entity(entity).country,
            });
            known.insert(id, (name, countries.last().map(|country| knowledge.code(country))));
        }
        for entity in knowledge.entities().map(|id| knowledge.entity(id)) {
            let code = entity.country.map(|country| knowledge.code(country));
            known.insert(entity.id, (entity.name, code));
            if let (TableKind::State, Some(code)) = (entity.kind, code) {
                // Of states that followed each other under one code, the last.
                let until = ends.entry(code).or_insert(i32::MIN);
                if entity.end >= *until {
                    *until = entity.end;
                    known.insert(code, (entity.name, Some(code)));
                }
            }
        }
        for (code, name) in WITHOUT_A_STATE {
            known.entry(code).or_insert((name, Some(code)));
        }
        Self { known }
    }

    /// Somebody by a country's code or an entity's id.
    pub fn side(&self, id: &str) -> Side {
        Side { id: id.to_owned(), name: self.name(id).unwrap_or(id).to_owned() }
    }

    /// The usual English name.
    pub fn name(&self, id: &str) -> Option<&'static str> {
        self.known.get(id).map(|(name, _)| *name)
    }

    /// The code of the country that an entity is of.
    pub fn country(&self, id: &str) -> Option<&'static str> {
        self.known.get(id).and_then(|(_, country)| *country)
    }
}

/// PLOVER's codes that are no states.
const WITHOUT_A_STATE: [(&str, &str); 7] = [
    ("UNO", "United Nations"),
    ("EUR", "European Union"),
    ("IGO", "international organisations"),
    ("NGO", "non-governmental organisations"),
    ("ISM", "international social movements"),
    ("IMG", "international armed groups"),
    ("MNC", "multinational companies"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_the_name_of_its_present_state() {
        let names = Names::of(Knowledge::embedded());
        let told = ["RUS", "TJK", "SRB", "DEU", "YEM"].map(|code| names.name(code));
        assert_eq!(told, ["Russia", "Tajikistan", "Serbia", "Germany", "Yemen"].map(Some));
    }
}
