//! The names of the knowledge in a text. In: a text and its language. Out: the longest names at word boundaries with all
//! that each may mean. Always: matches are in order and do not overlap; linear in the text.

use crate::knowledge::{Joint, Knowledge, Sense, StateForm, fold, gazetteer};
use crate::{Language, Span};

/// How a name was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Match {
    /// As the tables write it, whatever its case, accents and inflection.
    Known,
    /// One or two letters off a long name.
    Misspelt,
}

/// A name in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct NameMatch {
    /// Where.
    pub span: Span,
    /// All that it may mean.
    pub senses: Vec<Sense>,
    /// How it was recognised.
    pub matched: Match,
}

impl NameMatch {
    /// Whether it names somebody by itself: more than a role.
    pub fn names_someone(&self) -> bool {
        self.senses.iter().any(|s| !matches!(s, Sense::Role(_)))
    }
}

/// A small word of a noun phrase.
pub(crate) struct JointMatch {
    pub(crate) span: Span,
    pub(crate) joint: Joint,
}

/// Letters from which one, and two, may be wrong.
const ONE_OFF: usize = 7;
const TWO_OFF: usize = 11;

/// All names and roles in a text.
pub fn find(knowledge: &Knowledge, text: &str, language: Language) -> Vec<NameMatch> {
    scan(knowledge, text, language).0
}

/// Names, and the joints between them.
pub(crate) fn scan(knowledge: &Knowledge, text: &str, language: Language) -> (Vec<NameMatch>, Vec<JointMatch>) {
    let words = fold::words(text);
    let (mut names, mut joints) = (Vec::new(), Vec::new());
    let mut i = 0;
    while i < words.len() {
        let longest = knowledge.longest().min(words.len() - i);
        let found = (1..=longest).rev().find_map(|n| {
            let run = &words[i..i + n];
            let span = Span::new(run[0].1.start, run[n - 1].1.end);
            // A name does not run over a comma or a full stop followed by a space.
            if n > 1 && text[span.start..span.end].contains([',', ';', ':', '(', ')', '\n', '؛', '،']) {
                return None;
            }
            let key = run.iter().map(|(w, _)| w.as_str()).collect::<Vec<_>>().join(" ");
            let mut senses = senses(knowledge, &key, span.of(text), language);
            if senses.is_empty() && language == Language::Ar {
                senses = fold::without_prefix(&key)
                    .map(|k| self::senses(knowledge, k, span.of(text), language))
                    .unwrap_or_default();
            }
            (!senses.is_empty()).then_some((n, span, senses))
        });
        match found {
            Some((n, span, senses)) => {
                names.push(NameMatch { span, senses, matched: Match::Known });
                i += n;
            }
            None => {
                let (word, range) = &words[i];
                let span = Span::new(range.start, range.end);
                if let Some(joint) = knowledge.joint(word, language) {
                    joints.push(JointMatch { span, joint });
                } else if let Some(sense) = misspelt(knowledge, word, span.of(text), language) {
                    names.push(NameMatch { span, senses: vec![sense], matched: Match::Misspelt });
                }
                i += 1;
            }
        }
    }
    (names, joints)
}

/// What a key may mean where it is written so: names have a capital where the script has capitals.
fn senses(knowledge: &Knowledge, key: &str, written: &str, language: Language) -> Vec<Sense> {
    let capital = starts_high(written);
    let all_high = written.chars().filter(|c| c.is_alphabetic()).all(|c| c.is_uppercase());
    let short = key.chars().count() <= 3;
    knowledge
        .senses(key, language)
        .filter(|sense| match sense {
            Sense::Role(_) | Sense::State(_, StateForm::Adjective) => true,
            // Short names are mostly abbreviations: written high ("US", "ONU"), never "us".
            Sense::Entity(_) | Sense::State(..) if short && language != Language::Ar => {
                capital && (all_high || key.chars().count() == 3 || !written.is_ascii())
            }
            Sense::State(_, StateForm::People) => true,
            _ => capital,
        })
        .collect()
}

/// Whether the first letter is a capital, or of a script without them.
fn starts_high(written: &str) -> bool {
    written.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase())
}

/// The one long name of a state or seat that a capitalised unknown word is a letter or two off.
fn misspelt(knowledge: &Knowledge, word: &str, written: &str, language: Language) -> Option<Sense> {
    let length = word.chars().count();
    if length + 1 < ONE_OFF || !written.chars().next()?.is_uppercase() || gazetteer::knows(word) {
        return None;
    }
    let near = |name: &str| {
        let longer = name.chars().count().max(length);
        let off = if longer >= TWO_OFF { 2 } else { 1 };
        longer.abs_diff(name.chars().count().min(length)) <= off && strsim::damerau_levenshtein(name, word) <= off
    };
    let mut found =
        knowledge.long_names(word.chars().next()?, language).iter().filter(|(name, _)| near(name)).map(|(_, s)| *s);
    let first = found.next()?;
    found.all(|s| s == first).then_some(first)
}
