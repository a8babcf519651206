//! Names under way to their map.

use std::collections::{BTreeMap, BTreeSet};

use super::super::codes::LANGUAGES;
use super::super::layout::{CAPITAL_FROM, COUNT_BITS, EVERY, LONG_WORD, STEMMED, flag, target};
use super::super::normal::{self, Script, Shape, Token, Tokens};
use super::super::sound::sounds;
use super::Fault;
use super::bytes::broken;

/// Names shorter than this in capitals are matched in capitals only: "US" is not "us", but "Nato" is "NATO".
const UPPER_BELOW: usize = 4;

/// A posting before it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    pub(super) target: u32,
    pub(super) languages: u16,
    pub(super) flags: u8,
    pub(super) written: u32,
}

pub(super) const EVERY_LANGUAGE: u16 = (1 << LANGUAGES.len()) - 1;

/// Names under way to their map.
#[derive(Default)]
pub(super) struct Names {
    pub(super) map: BTreeMap<Vec<u8>, Vec<Posting>>,
    pub(super) words: BTreeSet<String>,
    pub(super) endings: Vec<String>,
    /// The persons that a name of two words and more sounds like.
    pub(super) sounds: BTreeMap<String, BTreeSet<u32>>,
    /// The persons whose names begin with a word.
    pub(super) first_names: BTreeMap<String, BTreeSet<u32>>,
}

impl Names {
    /// Adds a name as it is written; Cyrillic names also by their stems when they `inflect`.
    pub(super) fn add(&mut self, name: &str, target: u32, languages: u16, flags: u8, inflect: bool) {
        let tokens = Tokens::of(name);
        let flags = flags | case(name, &tokens);
        let posting = Posting { target, languages, flags, written: normal::written(name) };
        let person = target >> target::SHIFT == target::PERSON;
        let Some(keys) = keys(name, &tokens, person, inflect.then_some(self.endings.as_slice())) else { return };
        for token in tokens.list() {
            self.words.insert(tokens.folded(token).to_owned());
        }
        self.put(keys.plain.into_bytes(), posting);
        if let Some(stems) = keys.stems {
            let feminine = if person && is_feminine(name) { flag::FEMININE } else { 0 };
            self.put(stems, Posting { flags: flags | flag::INFLECTED | feminine, ..posting });
        }
    }

    pub(super) fn put(&mut self, key: Vec<u8>, posting: Posting) {
        let postings = self.map.entry(key).or_default();
        let same =
            |p: &&mut Posting| p.target == posting.target && p.flags == posting.flags && p.written == posting.written;
        match postings.iter_mut().find(same) {
            Some(known) => known.languages |= posting.languages,
            None => postings.push(posting),
        }
    }
}

/// Keys of one name.
pub(super) struct Keys {
    pub(super) plain: String,
    pub(super) stems: Option<Vec<u8>>,
}

/// The keys of a name: its folded tokens; without the article in Arabic; and its stems if it is Cyrillic and `endings` are given. Words of a
/// person's name, and names of one word, stand in the nominative.
pub(super) fn keys(name: &str, tokens: &Tokens, person: bool, endings: Option<&[String]>) -> Option<Keys> {
    let nominative = person || tokens.list().len() == 1;
    let mut plain = String::new();
    let mut stems = vec![STEMMED];
    let mut cyrillic = false;
    for token in tokens.list() {
        let folded = tokens.folded(token);
        if folded.is_empty() {
            continue;
        }
        if !plain.is_empty() {
            plain.push(' ');
            stems.push(b' ');
        }
        let raw = &name[token.start as usize..token.end as usize];
        plain.push_str(match token.script {
            Script::Arabic => normal::without_article(raw, folded).unwrap_or(folded),
            _ => folded,
        });
        cyrillic |= token.script == Script::Cyrillic;
        match endings {
            Some(endings) if token.script == Script::Cyrillic => {
                // "Кинах" is no plural of "Кин".
                let bare = nominative && normal::ends_in_consonant(folded);
                stems.extend(normal::stem(folded, if bare { &[][..] } else { endings }).bytes());
            }
            _ => stems.extend(folded.bytes()),
        }
    }
    (!plain.is_empty()).then(|| Keys { plain, stems: (cyrillic && endings.is_some()).then_some(stems) })
}

fn is_capital(token: &Token) -> bool {
    token.script == Script::Other && (token.shape != Shape::Small || token.letters < CAPITAL_FROM)
}

/// Whether a Cyrillic name ends in a family name that only women have.
fn is_feminine(name: &str) -> bool {
    ["ова", "ева", "ёва", "єва", "ина", "іна", "ская", "ська", "цкая", "цька"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

/// What case a name asks for.
pub(super) fn case(name: &str, tokens: &Tokens) -> u8 {
    let Some(first) = tokens.list().first() else { return 0 };
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if tokens.list().iter().all(|t| t.shape == Shape::Upper) && letters < UPPER_BELOW {
        flag::UPPER
    } else if tokens.list().len() == 1 && first.shape == Shape::Upper {
        flag::INITIAL | flag::ABBREVIATION
    } else if tokens.list().len() > 1 && tokens.list().iter().all(is_capital) {
        // "the US" may begin small.
        flag::TITLE | if first.shape == Shape::Small { 0 } else { flag::INITIAL }
    } else if first.shape != Shape::Small {
        flag::INITIAL
    } else {
        0
    }
}

/// Adds a person's name in full, its family name alone, and remembers its parts.
pub(super) fn add_person(
    names: &mut Names,
    parts: &mut BTreeSet<u32>,
    name: &str,
    person: u32,
    family_first: bool,
    own: bool,
) {
    let target = target::PERSON << target::SHIFT | person;
    let tokens = Tokens::of(name);
    let list = tokens.list();
    let single = list.len() == 1 && !own;
    names.add(name, target, EVERY_LANGUAGE, if single { flag::SURNAME } else { 0 }, true);
    for token in list {
        let folded = tokens.folded(token);
        parts.insert(normal::hash(folded));
        if token.script == Script::Cyrillic {
            parts.insert(normal::hash(&normal::stem(folded, &names.endings)));
            parts.insert(normal::hash(&normal::stem::<String>(folded, &[])));
        }
    }
    if list.len() < 2 {
        return;
    }
    if own && !family_first {
        names.first_names.entry(tokens.folded(&list[0]).to_owned()).or_default().insert(person);
    }
    for sounds in sounds(name) {
        names.sounds.entry(sounds).or_default().insert(person);
    }
    let word = |i: usize| &name[list[i].start as usize..list[i].end as usize];
    let roman = |s: &str| s.chars().all(|c| "IVXІ".contains(c)) || matches!(s, "Jr" | "Sr");
    let at = if family_first { 0 } else { list.len() - 1 };
    // Two letters are a word of some language: "Le", "Do", "Il".
    if list[at].letters < 3 || roman(word(at)) || word(at).chars().all(|c| c.is_ascii_digit()) {
        return;
    }
    let mut start = at;
    if !family_first {
        // "von der Leyen": small particles belong to the family name.
        while start > 1 && list[start - 1].shape == Shape::Small && list[start - 1].script != Script::Arabic {
            start -= 1;
        }
        // Hyphens and apostrophes hold a name together: "Abdel-Fattah", "N'Guessan".
        while start > 1 && matches!(list[start].gap, normal::Gap::Hyphen | normal::Gap::Apostrophe) {
            start -= 1;
        }
        // "Abu", "Al", "Bin" begin a name that is not used without them.
        if start > 1
            && matches!(
                tokens.folded(&list[start - 1]),
                "al" | "el" | "abu" | "bin" | "ben" | "ibn" | "аль" | "эль" | "عبد" | "ابو" | "بن"
            )
        {
            start -= 1;
        }
    }
    names.add(
        &name[list[at].start as usize..list[at].end as usize],
        target,
        EVERY_LANGUAGE,
        flag::SURNAME | flag::DERIVED,
        true,
    );
    if start != at {
        names.add(
            &name[list[start].start as usize..list[at].end as usize],
            target,
            EVERY_LANGUAGE,
            flag::SURNAME | flag::DERIVED,
            true,
        );
    }
}

/// The person that each sound means; those of several persons mean none.
pub(super) fn sounds_of_one(sounds: &BTreeMap<String, BTreeSet<u32>>) -> Result<Vec<u8>, Fault> {
    let mut builder = fst::MapBuilder::memory();
    for (sounds, persons) in sounds {
        if let (1, Some(person)) = (persons.len(), persons.first()) {
            builder.insert(sounds, u64::from(*person)).map_err(broken)?;
        }
    }
    builder.into_inner().map_err(broken)
}

/// The long single words among the names of states, entities and persons, by language, each with its value in the map of names.
pub(super) fn long_words(names: &BTreeMap<Vec<u8>, Vec<Posting>>) -> Result<Vec<u8>, Fault> {
    let mut long: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    let mut at = 0u64;
    for (key, postings) in names {
        let value = at << COUNT_BITS | postings.len() as u64;
        at += postings.len() as u64;
        let single = std::str::from_utf8(key).is_ok_and(|k| !k.contains(' ') && k.chars().count() + 1 >= LONG_WORD);
        if !single || key.first() == Some(&STEMMED) {
            continue;
        }
        for posting in postings {
            let of = posting.target >> target::SHIFT;
            if matches!(of, target::ROLE | target::MARKER) || posting.flags & (flag::DERIVED | flag::UPPER) != 0 {
                continue;
            }
            let mut add = |first: u8| long.insert([&[first], key.as_slice()].concat(), value);
            if posting.languages == EVERY_LANGUAGE {
                add(EVERY);
            } else {
                for l in (0..LANGUAGES.len()).filter(|l| posting.languages & (1 << l) != 0) {
                    add(l as u8 + EVERY + 1);
                }
            }
        }
    }
    let mut builder = fst::MapBuilder::memory();
    for (key, value) in long {
        builder.insert(key, value).map_err(broken)?;
    }
    builder.into_inner().map_err(broken)
}
