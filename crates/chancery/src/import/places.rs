//! Which country a data set means. In: a code or a name. Out: PLOVER's code. Always: a name is a state's own, or none.

use rustc_hash::FxHashMap;

use crate::Language;
use crate::knowledge::Knowledge;
use crate::knowledge::countries::Scheme;
use crate::mention::entity::{self, EntityKind};

/// Names that are remembered; more are looked up anew.
const REMEMBERED: usize = 20_000;
/// Letters of a name of a country.
const LONGEST: usize = 80;
/// Least confidence at which a name is a state's: below it letters differ from the knowledge's.
const SURE: f64 = 0.8;

/// PLOVER's codes that are no states and that data sets use as they are.
const WITHOUT_A_STATE: [&str; 7] = ["UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"];

/// Countries by name, remembered.
pub(super) struct Countries<'k> {
    knowledge: &'k Knowledge,
    names: FxHashMap<String, Option<&'static str>>,
}

impl<'k> Countries<'k> {
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self { knowledge, names: FxHashMap::default() }
    }

    /// The country of a name: `Russia (Soviet Union)` is that of `Russia`.
    pub fn by_name(&mut self, name: &str) -> Option<&'static str> {
        let name = name.trim();
        if name.is_empty() || name.len() > LONGEST {
            return None;
        }
        if let Some(known) = self.names.get(name) {
            return *known;
        }
        let outside = name.split(" (").next().unwrap_or(name).trim();
        let found = self.state(name).or_else(|| self.state(outside).filter(|_| outside != name));
        if self.names.len() < REMEMBERED {
            self.names.insert(name.to_owned(), found);
        }
        found
    }

    fn state(&self, name: &str) -> Option<&'static str> {
        match name {
            "United Nations" => return Some("UNO"),
            "European Union" => return Some("EUR"),
            _ => {}
        }
        let all = entity::who(self.knowledge, name, &[Language::En], None);
        let state = all.into_iter().find(|found| found.kind == EntityKind::State && found.confidence >= SURE)?;
        Some(self.knowledge.code(self.knowledge.country(state.country.as_deref()?)?))
    }

    /// A code of three letters of ISO or PLOVER, or a name.
    pub fn by_code_or_name(&mut self, text: &str) -> Option<&'static str> {
        code(text).or_else(|| self.by_name(text))
    }
}

/// A code of three letters of ISO or PLOVER.
pub(super) fn code(text: &str) -> Option<&'static str> {
    let own = || WITHOUT_A_STATE.into_iter().chain(["KOS"]).find(|own| *own == text);
    (text.len() == 3).then(|| Scheme::Iso3.country(text).or_else(own))?
}
