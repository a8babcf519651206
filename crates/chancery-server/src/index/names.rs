//! Strings as numbers: entities, countries, places.

use std::num::NonZeroU32;
use std::sync::Arc;

use rustc_hash::FxHashMap;

/// A string of [`Names`]: its place from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Name(NonZeroU32);

impl Name {
    /// Of the string at an index.
    fn at(index: usize) -> Self {
        // More than four thousand million different names do not fit into memory.
        Self(u32::try_from(index + 1).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MAX))
    }
}

/// Every string once. Grows only: a number that was given out stays good.
#[derive(Default, Clone)]
pub(crate) struct Names {
    texts: Vec<Arc<str>>,
    numbers: FxHashMap<Arc<str>, Name>,
}

impl Names {
    /// The number of a string that is there.
    pub fn get(&self, text: &str) -> Option<Name> {
        self.numbers.get(text).copied()
    }

    /// The string of a number.
    pub fn text(&self, name: Name) -> &str {
        &self.texts[name.0.get() as usize - 1]
    }

    /// Every string that is the same but for the case of Latin letters.
    pub fn alike(&self, text: &str) -> Vec<Name> {
        let alike = |(n, other): (usize, &Arc<str>)| other.eq_ignore_ascii_case(text).then_some(Name::at(n));
        self.texts.iter().enumerate().filter_map(alike).collect()
    }

    /// Every string with a word that begins so, whatever the case of Latin letters.
    pub fn with_word(&self, beginning: &str) -> impl Iterator<Item = Name> {
        let begins = |text: &str| {
            let starts = std::iter::once(0).chain(text.match_indices([' ', '-']).map(|(at, _)| at + 1));
            starts
                .into_iter()
                .any(|at| text.get(at..at + beginning.len()).is_some_and(|word| word.eq_ignore_ascii_case(beginning)))
        };
        let found = move |(n, text): (usize, &Arc<str>)| begins(text).then_some(Name::at(n));
        self.texts.iter().enumerate().filter_map(found)
    }

    /// The number of a string, a new one where it is not there.
    pub(super) fn put(&mut self, text: &str) -> Name {
        if let Some(known) = self.get(text) {
            return known;
        }
        let (name, text) = (Name::at(self.texts.len()), Arc::<str>::from(text));
        self.texts.push(text.clone());
        self.numbers.insert(text, name);
        name
    }
}
