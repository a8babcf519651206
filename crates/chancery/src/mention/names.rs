//! The names of the knowledge in a text.
//!
//! In: a text and its language. Out: the longest names at word boundaries, each with all that it can mean. Always: spans lie on
//! character boundaries, are in order and do not overlap; every reading is one of the tables'; time is linear in the text.
//!
//! A name matches as written, without accents, inflected, or, when it is long, capitalised and otherwise unknown, with a letter or two
//! wrong. [`crate::knowledge`] says what is folded.

use super::{common, sound};
use crate::knowledge::sound::romanised;
use crate::knowledge::{
    ARABIC_ARTICLE, CAPITAL_FROM, Gap, Knowledge, LONG_WORD, Marker, NamesOf, PlaceKind, Posting, Reading, Script,
    Shape, Token, Tokens, block, folded, written,
};
use crate::{Language, Span};

/// How a name was recognised, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// As the table writes it, but for case.
    Written,
    /// Without its accents, or with others.
    Folded,
    /// In another case, or with particles or endings attached.
    Inflected,
    /// A family name that the table does not list alone.
    Derived,
    /// So many letters wrong.
    Misspelt(u8),
}

/// One thing that a name can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Candidate {
    /// What.
    pub reading: Reading,
    /// How the name was recognised as its.
    pub how: Match,
    /// Whether it is a family name alone.
    pub surname: bool,
}

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMatch {
    /// Where, in bytes.
    pub span: Span,
    /// All that it can mean, the surest first. Never empty.
    pub candidates: Vec<Candidate>,
}

impl NameMatch {
    /// What it can mean.
    pub fn readings(&self) -> impl Iterator<Item = Reading> {
        self.candidates.iter().map(|c| c.reading)
    }

    /// Whether it names somebody or some place by itself: more than a role.
    pub fn names_someone(&self) -> bool {
        self.readings().any(|r| !matches!(r, Reading::Role(_) | Reading::Marker(_)))
    }

    /// How the surest reading was recognised.
    pub fn how(&self) -> Match {
        self.candidates.first().map_or(Match::Written, |c| c.how)
    }
}

/// Letters from which one letter, and two, may be wrong.
const ONE_WRONG: u16 = LONG_WORD as u16;
const TWO_WRONG: u16 = 11;

/// Letters of the longest article or preposition that a phrase may open with.
pub(crate) const LONGEST_ARTICLE: u16 = 3;

/// Articles and small words that a hyphen joins to a name that is known without them: "al-Hasakah".
const JOINTS: [&str; 20] = [
    "al", "el", "as", "es", "ash", "esh", "ad", "ed", "ar", "er", "an", "en", "at", "et", "az", "ez", "аль", "эль",
    "ель", "ад",
];

/// People from which a town is a name by itself in a text; smaller ones are looked up only where a place is asked for.
pub(crate) const TOWN: u32 = 50_000;
/// The same where nothing else tells a name from a word: at the start of a sentence, and in scripts without capitals.
const CITY: u32 = 300_000;
/// Letters of a town that is found by itself: shorter names are words of some language.
const TOWN_LETTERS: usize = 4;

/// How alike the spellings of a name that sounds like a person's must be: 1 is the same.
const ALIKE: f64 = 0.6;
/// The same for stems in other letters.
const ALIKE_STEMS: f64 = 0.5;
/// The same for names of fewer letters than these: many sound like them.
const ALIKE_SHORT: f64 = 0.7;
/// The same of its last word, in either script.
const ALIKE_FAMILY: f64 = 0.3;
const SHORT_NAME: usize = 12;
/// Words of the longest person's name that is known by its sound.
const LONGEST_PERSON: usize = 5;

/// The names in a text.
pub fn find(knowledge: &Knowledge, text: &str, language: Language) -> Vec<NameMatch> {
    let mut found = Scan::of(knowledge, text, language, false).matches;
    found.retain_mut(|m| {
        m.candidates.retain(|c| !matches!(c.reading, Reading::Marker(_)));
        !m.candidates.is_empty()
    });
    found
}

/// Words of the longest marker that may end a span.
const LONGEST_MARKER: usize = 3;

/// Whether folded words are one of those that join what follows: "of", "in", "from".
fn joins(knowledge: &Knowledge, words: &str, language: Language) -> bool {
    let of = |p: Posting| p.is_of(language) && p.reading == Reading::Marker(Marker::Of);
    knowledge.value(NamesOf::World, words).is_some_and(|v| knowledge.postings(v).any(of))
}

/// A span without the small words ("of", "in") at its end; never less than its first word.
pub fn trim(knowledge: &Knowledge, text: &str, span: Span, language: Language) -> Span {
    let Some(words) = text.get(span.start..span.end) else { return span };
    let tokens = knowledge.tokens(words);
    let mut kept = tokens.list().len();
    // "de la" is one word of the table, "de" and "la" need not both be.
    let marker = |run: &[Token]| {
        let key: Vec<&str> = run.iter().map(|t| tokens.folded(t)).collect();
        joins(knowledge, &key.join(" "), language)
    };
    while let Some(words) = (1..kept.min(LONGEST_MARKER + 1)).rev().find(|n| marker(&tokens.list()[kept - n..kept])) {
        kept -= words;
    }
    match tokens.list().get(kept.wrapping_sub(1)) {
        Some(last) if kept < tokens.list().len() => Span::new(span.start, span.start + last.end as usize),
        _ => span,
    }
}

/// A text with its names, as [`super::entity`] reads it.
pub(crate) struct Scan {
    /// The words.
    pub tokens: Tokens,
    /// The names.
    pub matches: Vec<NameMatch>,
    /// For each token, the match that covers it.
    pub covered: Vec<Option<usize>>,
}

impl Scan {
    /// Finds the names in `text`. In a `phrase` that names one actor, derived family names count, and so do all places.
    pub(crate) fn of(knowledge: &Knowledge, text: &str, language: Language, phrase: bool) -> Scan {
        let tokens = knowledge.tokens(text);
        let count = tokens.list().len();
        let mut scan = Scan { tokens, matches: Vec::new(), covered: vec![None; count] };
        let mut found = Vec::new();
        let mut at = 0;
        while at < count {
            let finder = Finder { knowledge, text, tokens: &scan.tokens, language, phrase };
            let longest = finder.longest(at, &mut found);
            // A town or a family name alone may be somebody's first name.
            let alone = |m: &(usize, NameMatch)| {
                m.1.candidates.iter().all(|c| c.surname || matches!(c.reading, Reading::Place(_)))
            };
            let sounding = if longest.as_ref().is_none_or(alone) { finder.sounding(at) } else { None };
            let longest = longest.filter(|(end, name)| {
                let is_alone = at + 1 == *end && alone(&(*end, name.clone()));
                let before = at.checked_sub(1).filter(|before| scan.covered[*before].is_none());
                !(is_alone && finder.is_part_of_name(at, before, &mut found))
            });
            match sounding.or(longest).or_else(|| finder.misspelt(at)) {
                Some((end, name)) => {
                    scan.covered[at..end].fill(Some(scan.matches.len()));
                    scan.matches.push(name);
                    at = end;
                }
                None => at += 1,
            }
        }
        scan.drop_namesakes(knowledge, language, phrase);
        scan
    }

    /// A family name after somebody else's first name is not the person known, nor a town.
    fn drop_namesakes(&mut self, knowledge: &Knowledge, language: Language, phrase: bool) {
        let mut emptied = false;
        for i in 1..self.tokens.list().len() {
            let Some(index) = self.covered[i] else { continue };
            let only_roles =
                |m: &NameMatch| !m.candidates.is_empty() && m.readings().all(|r| matches!(r, Reading::Role(_)));
            // "Kenny Mandelason", "Maria Berlusconi": another's family name, or a town, as a first name.
            let only_surnames =
                |m: &NameMatch| m.candidates.iter().all(|c| c.surname || matches!(c.reading, Reading::Place(_)));
            let after_role = match self.covered[i - 1] {
                None => false,
                Some(before) if before != index && only_roles(&self.matches[before]) => true,
                Some(before) if before != index && only_surnames(&self.matches[before]) => false,
                Some(_) => continue,
            };
            let (token, before) = (&self.tokens.list()[i], &self.tokens.list()[i - 1]);
            let letters = self.tokens.folded(before);
            // "عرفات الشمري": where nothing tells a name from a word, an unknown word with the article after a family name is one more
            // name, when an unknown word stands before it too.
            let next = self.tokens.list().get(i + 1).filter(|_| self.covered.get(i + 1) == Some(&None));
            let goes_on = next.is_some_and(|next| {
                next.script == Script::Arabic
                    && next.gap == Gap::Space
                    && self.tokens.folded(next).starts_with(ARABIC_ARTICLE)
                    && !knowledge.knows_word(self.tokens.folded(next))
            });
            if goes_on && self.covered[i - 1].is_none() && before.script == Script::Arabic {
                let name = &mut self.matches[index];
                name.candidates.retain(|c| !(c.surname && matches!(c.reading, Reading::Person(_))));
                emptied |= name.candidates.is_empty();
                continue;
            }
            // What opens a sentence has a capital anyway, and so have all nouns of German.
            let first_name = before.shape != Shape::Small
                && before.letters > 1
                && matches!(token.gap, Gap::Space | Gap::Hyphen)
                && (before.gap != Gap::Break || (phrase && before.letters > LONGEST_ARTICLE))
                && (language != Language::De || knowledge.knows_word(letters));
            if !first_name {
                continue;
            }
            let stem = if before.script == Script::Cyrillic { knowledge.stem(letters) } else { letters.to_owned() };
            let name = &mut self.matches[index];
            name.candidates.retain(|c| match c.reading {
                Reading::Person(person) if c.surname && !after_role => {
                    // The tables spell first names in Latin letters only, but for the best known.
                    let heard = || {
                        let (_, name) = knowledge.person(person);
                        before.script != Script::Other && name.split_whitespace().any(|w| sound::alike(w, &stem))
                    };
                    knowledge.is_part_of_name(person, letters, &stem) || heard()
                }
                Reading::Place(_) => phrase || before.script == Script::Arabic,
                _ => true,
            });
            emptied |= name.candidates.is_empty();
        }
        if emptied {
            let mut kept = Vec::with_capacity(self.matches.len());
            let mut places = vec![None; self.matches.len()];
            for (i, name) in std::mem::take(&mut self.matches).into_iter().enumerate() {
                if !name.candidates.is_empty() {
                    places[i] = Some(kept.len());
                    kept.push(name);
                }
            }
            self.matches = kept;
            for cover in &mut self.covered {
                *cover = cover.and_then(|i| places[i]);
            }
        }
    }
}

struct Finder<'a> {
    knowledge: &'a Knowledge,
    text: &'a str,
    tokens: &'a Tokens,
    language: Language,
    phrase: bool,
}

impl Finder<'_> {
    fn token(&self, at: usize) -> &Token {
        &self.tokens.list()[at]
    }

    /// The longest name that begins at a token, with one past its last token.
    fn longest(&self, at: usize, found: &mut Vec<crate::knowledge::Found>) -> Option<(usize, NameMatch)> {
        let first = self.token(at);
        let mut best: Option<(usize, usize, Vec<Candidate>)> = None;
        let may_be_place = first.script == Script::Arabic || first.shape != Shape::Small;
        let places = self.knowledge.place_blocks().filter(|_| may_be_place).map(NamesOf::Places);
        for map in std::iter::once(NamesOf::World).chain(places) {
            found.clear();
            self.knowledge.names_at(map, self.text, self.tokens, at, self.language, found);
            found.sort_by_key(|f| (std::cmp::Reverse(f.end), f.altered, f.skipped));
            for name in found.iter() {
                if best.as_ref().is_some_and(|b| b.0 > name.end) {
                    break;
                }
                let span = self.span(at, name.end, name.skipped);
                let mut candidates = match map {
                    NamesOf::World => self.world(name.value, at, name.end, span, name.altered),
                    NamesOf::Places(block) => self.places(block, name.value, at, name.end, span, name.altered),
                };
                if candidates.is_empty() {
                    continue;
                }
                match &mut best {
                    // "فيمن" is a word, not "and so Yemen": particles are not taken off a name.
                    Some(b) if b.0 == name.end && b.1 < name.skipped => {}
                    Some(b) if b.0 == name.end => {
                        candidates.retain(|c| !b.2.iter().any(|known| known.reading == c.reading));
                        b.2.append(&mut candidates);
                    }
                    _ => best = Some((name.end, name.skipped, candidates)),
                }
            }
        }
        let (end, skipped, mut candidates) = best?;
        let letters = self.tokens.folded(first);
        let opens = first.gap == Gap::Break && first.shape == Shape::Initial && !self.phrase;
        let is_word =
            common::is_function(letters, self.language) || opens && common::is_ordinary(letters, self.language);
        if end == at + 1 && is_word {
            candidates.retain(|c| matches!(c.reading, Reading::Role(_) | Reading::Marker(_)));
            if candidates.is_empty() {
                return None;
            }
        }
        let only_places = candidates.iter().all(|c| matches!(c.reading, Reading::Place(_)));
        let actor_within = || is_article(self.tokens.folded(self.token(at)), self.language) && end > at + 1;
        if only_places && (at + 1..end).any(|next| self.actor_beyond(next, end, found)) {
            return None;
        }
        // At the start of a sentence, "La Francia" is no town of that name.
        if only_places && actor_within() && self.actor_beyond(at + 1, end - 1, found) {
            return None;
        }
        candidates.sort_by_key(|c| c.how);
        Some((end, NameMatch { span: self.span(at, end, skipped), candidates }))
    }

    /// Whether a word hangs by a hyphen on another with a capital that nothing explains: "Sai" in "Ak-Sai" is no name of its own.
    fn is_part_of_name(&self, at: usize, before: Option<usize>, found: &mut Vec<crate::knowledge::Found>) -> bool {
        let tokens = self.tokens.list();
        let hangs = |i: usize| tokens.get(i).is_some_and(|t| t.gap == Gap::Hyphen && t.script != Script::Arabic);
        let capital = |i: usize| tokens.get(i).is_some_and(|t| t.shape != Shape::Small);
        let is_joint = |i: usize| is_joint(self.tokens.folded(&tokens[i]));
        let on_before = hangs(at) && before.is_some_and(|before| capital(before) && !is_joint(before));
        // German joins whole words: "Moskau-Besuch".
        let on_next = self.language != Language::De
            && hangs(at + 1)
            && capital(at + 1)
            && !is_joint(at)
            && self.longest(at + 1, found).is_none();
        on_before || on_next
    }

    /// Whether the name of an actor begins at a token and ends beyond another: in "L'Union africaine" a village called L'Union.
    fn actor_beyond(&self, at: usize, end: usize, found: &mut Vec<crate::knowledge::Found>) -> bool {
        found.clear();
        self.knowledge.names_at(NamesOf::World, self.text, self.tokens, at, self.language, found);
        let beyond: Vec<crate::knowledge::Found> = found.iter().copied().filter(|f| f.end > end).collect();
        beyond.iter().any(|f| {
            let candidates = self.world(f.value, at, f.end, self.span(at, f.end, f.skipped), f.altered);
            candidates.iter().any(|c| !matches!(c.reading, Reading::Role(_) | Reading::Marker(_)))
        })
    }

    /// The bytes from a token to another, without particles attached to the first.
    fn span(&self, at: usize, end: usize, skipped: usize) -> Span {
        Span::new(self.token(at).start as usize + skipped, self.token(end - 1).end as usize)
    }

    fn world(&self, value: u64, at: usize, end: usize, span: Span, altered: bool) -> Vec<Candidate> {
        let mut hash = None;
        let mut out: Vec<Candidate> = Vec::new();
        // A name bound to this language is not the other body's that has it elsewhere.
        let fits = |p: &Posting| p.is_of(self.language) && self.fits(p, at, end);
        let bound = self.knowledge.postings(value).any(|p| p.is_bound() && fits(&p));
        for posting in self.knowledge.postings(value) {
            if bound && matches!(posting.reading, Reading::Entity(_)) && !posting.is_bound() {
                continue;
            }
            if !fits(&posting) || (posting.is_derived() && !self.phrase) {
                continue;
            }
            let inflects = matches!(posting.reading, Reading::Entity(_) | Reading::Person(_));
            if altered && !inflects && self.token(at).script != Script::Arabic {
                continue;
            }
            let is_person = matches!(posting.reading, Reading::Person(_));
            if (is_person && posting.is_surname() && !self.has_with_article(at, end, posting.reading))
                || (self.lacks_accents(at, end)
                    && posting.written != *hash.get_or_insert_with(|| written(span.of(self.text))))
            {
                continue;
            }
            let how = if posting.is_derived() {
                Match::Derived
            } else if altered || posting.is_inflected() {
                Match::Inflected
            } else if posting.written == *hash.get_or_insert_with(|| written(span.of(self.text))) {
                Match::Written
            } else {
                Match::Folded
            };
            match out.iter_mut().find(|c| c.reading == posting.reading) {
                Some(known) => {
                    known.how = known.how.min(how);
                    known.surname &= posting.is_surname();
                }
                None => out.push(Candidate { reading: posting.reading, how, surname: posting.is_surname() }),
            }
        }
        out
    }

    /// Whether a person has the family name with its article, where the text has one: "المؤدي" is a word, no Modi.
    fn has_with_article(&self, at: usize, end: usize, person: Reading) -> bool {
        let token = self.token(at);
        let letters = self.tokens.folded(token);
        let bare = token.script != Script::Arabic || end != at + 1 || !letters.starts_with(ARABIC_ARTICLE);
        bare || self
            .knowledge
            .value(NamesOf::World, letters)
            .is_some_and(|value| self.knowledge.postings(value).any(|p| p.reading == person))
    }

    /// Whether a word in small letters has none of the accents with which its language tells words apart: "servia", a verb, and "sérvia".
    fn lacks_accents(&self, at: usize, end: usize) -> bool {
        let token = self.token(at);
        let accents = !matches!(self.language, Language::En | Language::Tr);
        let raw = &self.text[token.start as usize..token.end as usize];
        accents && end == at + 1 && token.script == Script::Other && token.shape == Shape::Small && raw.is_ascii()
    }

    /// Whether the text has the capitals that a name asks for.
    fn fits(&self, posting: &Posting, at: usize, end: usize) -> bool {
        if posting.needs_upper() {
            // "la Fao": the Romance press writes abbreviations of three letters as words.
            let romance = matches!(self.language, Language::It | Language::Pt | Language::Fr | Language::Es);
            let alone = self.phrase && romance && at == 1 && end == 2 && self.tokens.list().len() == 2;
            let word = alone && self.token(at).shape == Shape::Initial && self.token(at).letters == 3;
            return word || (at..end).all(|i| self.token(i).shape == Shape::Upper);
        }
        // "the Republican alternative" is no party where names are written with capitals, nor "le monde entier" a newspaper.
        let capitals = matches!(self.language, Language::En | Language::De | Language::Tr);
        let small = |i: usize| self.token(i).shape == Shape::Small && self.token(i).letters >= CAPITAL_FROM;
        if posting.is_title() && (capitals || posting.is_bound()) && (at..end).any(small) {
            return false;
        }
        // "Захаров" is no woman.
        let last = self.tokens.folded(self.token(end - 1));
        if posting.is_feminine() && !last.ends_with(['а', 'я', 'у', 'ю', 'й']) {
            return false;
        }
        // "Fama", at the start of a sentence, is no army.
        let first = self.token(at);
        let opens = first.gap == Gap::Break && !self.phrase && first.shape != Shape::Upper;
        !posting.needs_initial() || (first.shape != Shape::Small && !(posting.is_abbreviation() && opens))
    }

    fn places(&self, block: usize, value: u64, at: usize, end: usize, span: Span, altered: bool) -> Vec<Candidate> {
        let first = self.token(at);
        let plain = first.script == Script::Arabic || (first.gap == Gap::Break && end == at + 1);
        let whole = at == 0 && end == self.tokens.list().len();
        let short = span.of(self.text).chars().count() < TOWN_LETTERS;
        let least = match (self.phrase, plain) {
            (true, _) if short => CITY,
            // The capital of a phrase's first word means no more than that of a sentence's, all nouns of German have one, and so do
            // the words of a longer name ("Universidad Nacional").
            (true, _) if !whole && (at == 0 || (self.is_among_capitals(at) && !self.is_after_of(at))) => TOWN,
            (true, _) => 0,
            (false, true) => CITY,
            (false, false) => TOWN,
        };
        // "Juan", "Martin": a first name is a town only where it is a big one.
        let least = if end == at + 1 && self.knowledge.is_first_name(self.tokens.folded(first)) { CITY } else { least };
        if block != block::TABLE && !self.phrase && (short || (altered && plain)) {
            return Vec::new();
        }
        let how = if altered { Match::Inflected } else { Match::Written };
        self.knowledge
            .place_postings(block, value)
            .map(|(place, _)| place)
            .filter(|place| {
                block == block::TABLE
                    || match self.knowledge.place_kind(*place) {
                        PlaceKind::Country => false,
                        PlaceKind::Capital => true,
                        // A district is mostly named after its town, which is meant.
                        PlaceKind::District if !self.phrase => false,
                        _ => self.knowledge.place_population(*place) >= least,
                    }
            })
            .take(MOST_PLACES)
            .map(|place| Candidate { reading: Reading::Place(place), how, surname: false })
            .collect()
    }

    /// Whether the capital of a word that does not begin its text says little: in German, and after another capital.
    fn is_among_capitals(&self, at: usize) -> bool {
        self.language == Language::De
            || at.checked_sub(1).map(|before| self.token(before)).is_some_and(|before| {
                before.shape != Shape::Small && before.script != Script::Arabic && before.gap != Gap::Break
            })
    }

    /// Whether the word before a token is one of those that join a place: "of", "in", "from".
    fn is_after_of(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.tokens.folded(self.token(before)));
        before.is_some_and(|word| joins(self.knowledge, word, self.language))
    }

    /// A person's full name in another language's spelling: "Ömer el-Beşir", "Wladimir Schirinowski".
    fn sounding(&self, at: usize) -> Option<(usize, NameMatch)> {
        let tokens = self.tokens.list();
        let script = self.token(at).script;
        let capital = |i: usize| tokens.get(i).is_some_and(|t| t.shape == Shape::Initial && t.script == script);
        // "al", "el", "ben" within a name.
        let joint = |i: usize| tokens.get(i).is_some_and(|t| t.letters <= LONGEST_ARTICLE && t.shape == Shape::Small);
        let joined = |i: usize| tokens.get(i).is_some_and(|t| matches!(t.gap, Gap::Space | Gap::Hyphen));
        if !capital(at) || script == Script::Arabic {
            return None;
        }
        let mut end = at + 1;
        while end < at + LONGEST_PERSON
            && joined(end)
            && (capital(end) || (joint(end) && capital(end + 1) && joined(end + 1)))
        {
            end += 1;
        }
        (at + 2..=end).rev().filter(|end| capital(end - 1)).find_map(|end| {
            let span = self.span(at, end, 0);
            // Cyrillic names by their stems: cases would add sounds.
            let stems = || (at..end).map(|i| self.tokens.stem(i)).collect::<Vec<_>>().join(" ");
            let cyrillic = script == Script::Cyrillic;
            let words = if cyrillic { stems() } else { span.of(self.text).to_owned() };
            let person = self.knowledge.sounding(&words)?;
            let spelt = folded(self.knowledge.person(person).1);
            let (told, least) = if cyrillic { (romanised(&words), ALIKE_STEMS) } else { (folded(&words), ALIKE) };
            let least = if told.chars().count() < SHORT_NAME { ALIKE_SHORT } else { least };
            // A short family name sounds like too many.
            let family = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
            if strsim::normalized_levenshtein(&told, &spelt) < least
                || strsim::normalized_levenshtein(&family(&told), &family(&spelt)) < ALIKE_FAMILY
            {
                return None;
            }
            let candidate = Candidate { reading: Reading::Person(person), how: Match::Misspelt(1), surname: false };
            Some((end, NameMatch { span, candidates: vec![candidate] }))
        })
    }

    /// A long capitalised word that no table knows and that is a letter or two off one name; not off a family name: that is somebody else's, or a place
    /// ("Malongo" is not Paul Malong).
    fn misspelt(&self, at: usize) -> Option<(usize, NameMatch)> {
        let token = self.token(at);
        if token.letters < ONE_WRONG || token.shape == Shape::Small {
            return None;
        }
        let letters = self.tokens.folded(token);
        if self.knowledge.knows_word(letters) {
            return None;
        }
        // In German a capital tells no name, and long words are compounds.
        let most = if token.letters >= TWO_WRONG && self.language != Language::De { 2 } else { 1 };
        let near = self.knowledge.near(letters, most, self.language);
        let least = near.iter().map(|n| n.0).min()?;
        let mut readings: Vec<(Reading, bool)> = Vec::new();
        for (_, value) in near.into_iter().filter(|n| n.0 == least) {
            for posting in self.knowledge.postings(value) {
                let named = matches!(
                    posting.reading,
                    Reading::State(_)
                        | Reading::Seat(_)
                        | Reading::Adjective(_)
                        | Reading::People(_)
                        | Reading::Entity(_)
                        | Reading::Person(_)
                );
                let known = readings.iter().any(|r| r.0 == posting.reading);
                let lone = matches!(posting.reading, Reading::Person(_)) && posting.is_surname();
                let told = posting.is_of(self.language) && !posting.is_derived() && !posting.needs_upper();
                if named && !known && !lone && told {
                    readings.push((posting.reading, posting.is_surname()));
                }
            }
        }
        // Several names as near as one another: which is meant cannot be told.
        let country = |r: &Reading| match r {
            Reading::State(c) | Reading::Seat(c) | Reading::Adjective(c) | Reading::People(c) => Some(*c),
            _ => None,
        };
        let one = readings.len() == 1
            || readings
                .first()
                .is_some_and(|f| country(&f.0).is_some() && readings.iter().all(|r| country(&r.0) == country(&f.0)));
        if !one {
            return None;
        }
        let how = Match::Misspelt(least as u8);
        let candidates = readings.into_iter().map(|(reading, surname)| Candidate { reading, how, surname }).collect();
        Some((at + 1, NameMatch { span: self.span(at, at + 1, 0), candidates }))
    }
}

/// Whether a word in small letters is an article that a hyphen joins to a name.
pub(crate) fn is_joint(word: &str) -> bool {
    JOINTS.contains(&word)
}

/// Whether a word is the article that a language puts before the names of states.
fn is_article(folded: &str, language: Language) -> bool {
    match language {
        Language::En => folded == "the",
        Language::Fr => matches!(folded, "la" | "le" | "les" | "l"),
        Language::Es => matches!(folded, "la" | "el" | "los" | "las"),
        Language::It => matches!(folded, "la" | "il" | "lo" | "le" | "gli" | "i" | "l"),
        Language::Pt => matches!(folded, "a" | "o" | "as" | "os"),
        Language::De | Language::Ru | Language::Uk | Language::Ar | Language::Tr => false,
    }
}

/// Places of one name that are looked at; they come the most populous first.
const MOST_PLACES: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    /// The names found, as they stand in the text.
    fn found(text: &str, language: Language) -> Vec<&str> {
        let names = find(Knowledge::embedded(), text, language);
        names.iter().filter(|m| m.names_someone()).map(|m| m.span.of(text)).collect()
    }

    #[test]
    fn names_are_found_in_ten_languages() {
        for (text, language, names) in [
            (
                "Armenia and the US warned Azerbaijani forces.",
                Language::En,
                &["Armenia", "the US", "Azerbaijani forces"][..],
            ),
            ("L’Arménie accuse les forces russes à Bakou.", Language::Fr, &["Arménie", "forces russes", "Bakou"]),
            ("España y Rusia hablaron con el ejército turco.", Language::Es, &["España", "Rusia", "ejército turco"]),
            ("Russlands Präsident traf türkische Soldaten.", Language::De, &["Russlands", "türkische"]),
            ("La Russia e l'Ucraina trattano con la Nato.", Language::It, &["Russia", "Ucraina", "Nato"]),
            ("A Rússia e a Ucrânia falaram com a ONU.", Language::Pt, &["Rússia", "Ucrânia", "ONU"]),
            ("Россия обвинила украинских рыбаков и Турцию.", Language::Ru, &["Россия", "украинских", "Турцию"]),
            ("Росія та Україну просили Туреччину.", Language::Uk, &["Росія", "Україну", "Туреччину"]),
            ("واتهمت روسيا القوات الأوكرانية وتركيا.", Language::Ar, &["روسيا", "القوات الأوكرانية", "تركيا"]),
            ("Rusya'nın ordusu Ukrayna'ya saldırdı.", Language::Tr, &["Rusya", "Ukrayna"]),
        ] {
            assert_eq!(found(text, language), names, "{text}");
        }
    }

    #[test]
    fn capitals_tell_names_from_words() {
        assert_eq!(found("They told us about turkey and china.", Language::En), Vec::<&str>::new());
        assert_eq!(found("The US told Turkey.", Language::En), ["The US", "Turkey"]);
        assert!(found("C'est nice de ta part.", Language::Fr).is_empty());
    }

    #[test]
    fn the_longest_name_wins_and_punctuation_ends_it() {
        assert_eq!(found("the Democratic Republic of the Congo", Language::En), ["Democratic Republic of the Congo"]);
        assert_eq!(found("United, States", Language::En), Vec::<&str>::new());
        assert_eq!(found("South Korea", Language::En), ["South Korea"]);
        assert_eq!(found("Сюда прибыл полк «Азов».", Language::Ru), ["полк «Азов"]);
        assert_eq!(found("La Francia invita la Spagna.", Language::It), ["Francia", "Spagna"]);
    }

    #[test]
    fn a_letter_or_two_may_be_wrong_in_a_long_capitalised_word() {
        let k = Knowledge::embedded();
        for (text, language, code, letters) in [
            ("Azerbaïdjann", Language::Fr, "AZE", 1),
            ("Uzbekisstan", Language::En, "UZB", 1),
            ("Афганестан", Language::Ru, "AFG", 1),
            ("Afghanisthan", Language::De, "AFG", 1),
            ("Turkmenisttan", Language::En, "TKM", 1),
        ] {
            let names = find(k, text, language);
            let country = names.first().and_then(|m| {
                m.readings().find_map(|r| match r {
                    Reading::State(c) => Some(k.code(c)),
                    _ => None,
                })
            });
            assert_eq!(country, Some(code), "{text}: {names:?}");
            assert_eq!(names.first().map(NameMatch::how), Some(Match::Misspelt(letters)), "{text}");
        }
        for text in ["azebaijan", "Irak", "Amerca", "Zerbaijan", "Georges", "Marocchini"] {
            let names = find(k, text, Language::En);
            assert!(!names.iter().any(|m| matches!(m.how(), Match::Misspelt(_))), "{text}: {names:?}");
        }
    }

    #[test]
    fn somebody_elses_first_name_is_not_the_person_known() {
        let k = Knowledge::embedded();
        let persons = |text: &str| {
            let names = find(k, text, Language::En);
            names
                .iter()
                .flat_map(|m| m.readings().collect::<Vec<_>>())
                .filter(|r| matches!(r, Reading::Person(_)))
                .count()
        };
        assert!(persons("The man, Vladimir Putin, spoke.") > 0);
        assert!(persons("The man, V. Putin, spoke.") > 0);
        assert!(persons("Then President Putin spoke.") > 0);
        assert_eq!(persons("The singer Charlene Putin spoke."), 0);
    }

    #[test]
    fn ordinary_words_and_parts_of_names_are_no_names() {
        let none = Vec::<&str>::new();
        for (text, language, names) in [
            ("A estrada servia de passagem.", Language::Pt, none.clone()),
            ("Досі моста немає.", Language::Uk, none.clone()),
            ("Переговори в Досі тривають.", Language::Uk, vec!["Досі"]),
            ("Dabei starb niemand.", Language::De, none.clone()),
            ("Газ подорожал.", Language::Ru, none.clone()),
            ("Стреляли по сектору Газа.", Language::Ru, vec!["Газа"]),
            ("Barış masada.", Language::Tr, none.clone()),
            ("أغلقت المدينة أبوابها.", Language::Ar, none.clone()),
            ("A imprensa sérvia protestou.", Language::Pt, vec!["sérvia"]),
            ("أغلق الطريق المؤدي إلى النهر.", Language::Ar, none.clone()),
            ("التقى مودي الوفد.", Language::Ar, vec!["مودي"]),
            ("They shelled Ak-Sai again.", Language::En, none.clone()),
            ("Fighting near al-Hasakah went on.", Language::En, vec!["Hasakah"]),
        ] {
            let got: Vec<&str> = found(text, language).into_iter().map(|name| name.trim_start_matches("al-")).collect();
            assert_eq!(got, names, "{text}");
        }
    }

    #[test]
    fn small_words_come_off_the_end() {
        let k = Knowledge::embedded();
        let trimmed = |text: &'static str, language| trim(k, text, Span::new(0, text.len()), language).of(text);
        assert_eq!(trimmed("the army of", Language::En), "the army");
        assert_eq!(trimmed("l’armée de la", Language::Fr), "l’armée");
        assert_eq!(trimmed("of", Language::En), "of");
    }

    proptest::proptest! {
        #[test]
        fn spans_are_in_order_and_slice_their_text(text in "(\\PC|Russia|Россией|Türkiye|والعراق| |-|'){0,30}", l in 0usize..10) {
            let mut end = 0;
            for name in find(Knowledge::embedded(), &text, Language::ALL[l]) {
                proptest::prop_assert!(name.span.start >= end && name.span.start < name.span.end);
                proptest::prop_assert!(text.get(name.span.start..name.span.end).is_some());
                proptest::prop_assert!(!name.candidates.is_empty());
                end = name.span.end;
            }
        }
    }
}
