//! What a full stop after a word means in each language. In: the sentence tables of `knowledge/`. Out: an
//! [`Abbreviations`] a language. Always: words are compared in lower case, without their final stop.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::{Language, table};

/// What is to be expected after an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A name: the sentence goes on.
    Title,
    /// A number; without one the stop ends the sentence.
    Number,
    /// More of the sentence.
    Inner,
    /// Either: the sentence ends where a word follows that commonly begins one.
    Last,
}

/// The sentence table of one language.
#[derive(Debug, Default)]
pub(super) struct Abbreviations {
    classes: HashMap<&'static str, Class>,
    /// What "i.d.r" begins with: "i" and "i.d".
    beginnings: HashSet<&'static str>,
    starters: HashSet<&'static str>,
    /// Whether a number before a stop is an ordinal ("3. Mai").
    pub(super) ordinals: bool,
}

impl Abbreviations {
    /// The table of `language`.
    pub(super) fn of(language: Language) -> &'static Self {
        static TABLES: LazyLock<Vec<Abbreviations>> =
            LazyLock::new(|| Language::ALL.into_iter().map(|l| Abbreviations::parse(source(l))).collect());
        &TABLES[language as usize]
    }

    fn parse(source: &'static str) -> Self {
        let mut out = Self::default();
        for (kind, form) in table::forms(source) {
            let class = match kind {
                "title" => Class::Title,
                "number" => Class::Number,
                "inner" => Class::Inner,
                "last" => Class::Last,
                "starter" => {
                    out.starters.insert(form);
                    continue;
                }
                "ordinal" => {
                    out.ordinals = true;
                    continue;
                }
                _ => continue,
            };
            // A form of several classes keeps the first, which is the one that holds the sentence together.
            out.classes.entry(form).or_insert(class);
            out.beginnings.extend(form.match_indices('.').map(|(i, _)| &form[..i]));
        }
        out
    }

    /// The class of the longest abbreviation that dotted words in lower case, without space and final stop ("am.z.b"),
    /// end with, and whether that has several parts.
    pub(super) fn longest(&self, chain: &str) -> Option<(Class, bool)> {
        let mut ends = std::iter::once(0).chain(chain.match_indices('.').map(|(i, _)| i + 1));
        ends.find_map(|i| self.classes.get(&chain[i..]).map(|class| (*class, chain[i..].contains('.'))))
    }

    /// Whether dotted words end with an abbreviation or the beginning of one of several parts.
    pub(super) fn continues(&self, chain: &str) -> bool {
        let mut ends = std::iter::once(0).chain(chain.match_indices('.').map(|(i, _)| i + 1));
        ends.any(|i| {
            let tail = &chain[i..];
            tail.contains('.') && (self.classes.contains_key(tail) || self.beginnings.contains(tail))
        })
    }

    /// Whether sentences commonly begin with this word (in lower case).
    pub(super) fn starts_sentence(&self, word: &str) -> bool {
        self.starters.contains(word)
    }
}

fn source(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("../../../../knowledge/en/sentences.tsv"),
        Language::Fr => include_str!("../../../../knowledge/fr/sentences.tsv"),
        Language::Es => include_str!("../../../../knowledge/es/sentences.tsv"),
        Language::De => include_str!("../../../../knowledge/de/sentences.tsv"),
        Language::It => include_str!("../../../../knowledge/it/sentences.tsv"),
        Language::Pt => include_str!("../../../../knowledge/pt/sentences.tsv"),
        Language::Ru => include_str!("../../../../knowledge/ru/sentences.tsv"),
        Language::Uk => include_str!("../../../../knowledge/uk/sentences.tsv"),
        Language::Ar => include_str!("../../../../knowledge/ar/sentences.tsv"),
        Language::Tr => include_str!("../../../../knowledge/tr/sentences.tsv"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_fills_every_kind() {
        for language in Language::ALL {
            let table = Abbreviations::of(language);
            for class in [Class::Title, Class::Number, Class::Inner, Class::Last] {
                assert!(table.classes.values().any(|c| *c == class), "{language} has no {class:?}");
            }
            assert!(table.starters.len() > 20, "{language} has few starters");
            for kind in ["title", "number", "inner", "last", "starter"] {
                assert!(table::forms(source(language)).any(|(k, _)| k == kind));
            }
            for (_, form) in table::forms(source(language)) {
                assert_eq!(form, form.to_lowercase(), "{language}");
            }
        }
        assert!(Abbreviations::of(Language::De).ordinals && Abbreviations::of(Language::Tr).ordinals);
        assert!(!Abbreviations::of(Language::Fr).ordinals);
    }
}
