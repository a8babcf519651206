//! Tokens for the readers of numbers and times. In: a text and the words a reader knows. Out: its runs of letters, runs
//! of digits and single marks, each with the number of its word. Always: tokens are in order, do not overlap, lie on
//! character boundaries, and leave out nothing but white space.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rustc_hash::FxHashMap;

use crate::{Language, Span};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A run of letters and combining marks.
    Word,
    /// A run of decimal digits, European or Arabic-Indic.
    Digits,
    /// One character of anything else but white space.
    Mark,
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    /// Where it stands. Of an Arabic word, without the conjunction and preposition written on to it.
    pub span: Span,
    /// What it is made of.
    pub kind: Kind,
    /// Whether no white space stands before it.
    pub glued: bool,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether an Arabic "and" is written on to it, outside its span.
    pub and: bool,
    /// Number of its word in the vocabulary; [`UNKNOWN`] if it is not there.
    pub id: u32,
}

/// The number of every word that a vocabulary does not hold.
pub(crate) const UNKNOWN: u32 = 0;

/// A map from the numbers of words. They are small and chosen here, so one multiplication spreads them well enough.
pub(crate) type ById<T> = HashMap<u32, T, BuildHasherDefault<IdHasher>>;

/// Hashes the number of a word by Fibonacci's constant.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, id: u32) {
        self.write_u64(u64::from(id));
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(5) ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }
}

/// Words, numbered, in folded spelling.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    ids: FxHashMap<Box<str>, u32>,
    proclitics: bool,
}

impl Vocabulary {
    /// An empty vocabulary for a language.
    pub fn new(language: Language) -> Self {
        Self { ids: FxHashMap::default(), proclitics: language == Language::Ar }
    }

    /// Whether words may have others written on to them, as in Arabic.
    pub fn has_proclitics(&self) -> bool {
        self.proclitics
    }

    /// The number of a word or mark that is already folded.
    pub fn get(&self, folded: &str) -> u32 {
        self.ids.get(folded).copied().unwrap_or(UNKNOWN)
    }

    /// Takes in a form of one or more words and gives their numbers. `_` stands for a space.
    pub fn intern(&mut self, form: &str) -> Vec<u32> {
        let form = form.replace('_', " ");
        let mut ids = Vec::new();
        let mut folded = String::new();
        for (span, _) in Pieces::new(&form) {
            folded.clear();
            fold(span.of(&form), &mut folded);
            let next = self.ids.len() as u32 + 1;
            ids.push(*self.ids.entry(folded.as_str().into()).or_insert(next));
        }
        ids
    }

    /// The tokens of a text.
    pub fn scan(&self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut folded = String::new();
        let mut end = 0;
        for (mut span, kind) in Pieces::new(text) {
            let glued = span.start == end && end > 0;
            end = span.end;
            let mut token = Token { span, kind, glued, capital: false, and: false, id: UNKNOWN };
            if kind != Kind::Digits {
                folded.clear();
                fold(span.of(text), &mut folded);
                token.id = self.get(&folded);
            }
            if kind == Kind::Word {
                token.capital = span.of(text).chars().next().is_some_and(char::is_uppercase);
                if self.proclitics && token.id == UNKNOWN {
                    (token.id, token.and, span) = self.without_proclitics(text, span, &folded);
                    token.span = span;
                }
            }
            tokens.push(token);
        }
        tokens
    }

    /// The number of an Arabic word once the conjunction (و ف) and the preposition (ب ل ك) written on to it are taken
    /// off, whether a conjunction was, and where the rest stands; as it was if the rest is no known word either.
    fn without_proclitics(&self, text: &str, span: Span, folded: &str) -> (u32, bool, Span) {
        let strip = |from: &mut &str, letters: &[char]| from.strip_prefix(letters).map(|rest| *from = rest).is_some();
        let mut rest = folded;
        let and = strip(&mut rest, &['و', 'ف']);
        let mut id = if and { self.get(rest) } else { UNKNOWN };
        let mut letters = usize::from(and);
        if id == UNKNOWN && strip(&mut rest, &['ب', 'ل', 'ك']) {
            letters += 1;
            id = self.get(rest);
            if id == UNKNOWN && rest.starts_with('ل') {
                // "لل" is the preposition and the article, whose alef is not written.
                id = self.get(&format!("ا{rest}"));
            }
        }
        if id == UNKNOWN {
            return (UNKNOWN, false, span);
        }
        let start = span.of(text).char_indices().filter(|(_, c)| !is_silent(*c)).nth(letters).map_or(0, |(at, _)| at);
        (id, and, Span::new(span.start + start, span.end))
    }
}

/// Writes a word into `out` as it is compared: lower case, without accents, Arabic letters and vowel signs levelled,
/// one shape for apostrophes and for hyphens.
pub(crate) fn fold(word: &str, out: &mut String) {
    for c in word.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        for c in c.to_lowercase() {
            match c {
                'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => out.push('a'),
                'è' | 'é' | 'ê' | 'ë' => out.push('e'),
                'ì' | 'í' | 'î' | 'ï' | 'ı' => out.push('i'),
                'ò' | 'ó' | 'ô' | 'õ' | 'ö' => out.push('o'),
                'ù' | 'ú' | 'û' | 'ü' => out.push('u'),
                'ç' => out.push('c'),
                'ñ' => out.push('n'),
                'ğ' => out.push('g'),
                'ş' => out.push('s'),
                'ÿ' => out.push('y'),
                'ß' => out.push_str("ss"),
                'œ' => out.push_str("oe"),
                'æ' => out.push_str("ae"),
                'ё' => out.push('е'),
                'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
                'ى' => out.push('ي'),
                'ة' => out.push('ه'),
                '’' | '‘' | 'ʼ' | '′' | '`' => out.push('\''),
                '‐' | '‑' | '−' => out.push('-'),
                c if is_silent(c) => {}
                c => out.push(c),
            }
        }
    }
}

/// Signs that stand on or between letters and are not compared: combining accents, Arabic vowels, the tatweel.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{ad}')
}

/// The value of a decimal digit, European or Arabic-Indic.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        _ => None,
    }
}

/// The number that a run of digits writes; `None` if it is longer than 15 digits, beyond which `f64` is not exact.
pub(crate) fn digits(run: &str) -> Option<u64> {
    if run.chars().count() > 15 {
        return None;
    }
    run.chars().try_fold(0, |n, c| Some(n * 10 + u64::from(digit(c)?)))
}

/// If the tokens from `at` on spell the words `ids`, where they end. The mark `hyphen`, if it is one, may stand before
/// each.
pub(crate) fn spells(tokens: &[Token], at: usize, ids: &[u32], hyphen: u32) -> Option<usize> {
    let mut at = at;
    for &id in ids {
        let mut token = tokens.get(at)?;
        if token.id != id && token.id == hyphen && hyphen != UNKNOWN {
            at += 1;
            token = tokens.get(at)?;
        }
        if token.id != id || token.and {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// As [`spells`] without hyphens; with `first`, an Arabic "and" may be written on to the first word.
pub(crate) fn spells_first(tokens: &[Token], at: usize, ids: &[u32], first: bool) -> Option<usize> {
    let and = tokens.get(at)?.and;
    if and && first {
        return (tokens[at].id == ids[0]).then(|| spells(tokens, at + 1, &ids[1..], UNKNOWN))?;
    }
    spells(tokens, at, ids, UNKNOWN)
}

/// The runs of a text.
struct Pieces<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Pieces<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

fn kind(c: char) -> Option<Kind> {
    if c.is_ascii() {
        return match c {
            '0'..='9' => Some(Kind::Digits),
            'a'..='z' | 'A'..='Z' => Some(Kind::Word),
            ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c' => None,
            _ => Some(Kind::Mark),
        };
    }
    // Most letters of the languages that are read, without a look into the tables of Unicode.
    if matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' | 'ء'..='ي') {
        return Some(Kind::Word);
    }
    if digit(c).is_some() {
        Some(Kind::Digits)
    } else if c.is_alphabetic() || is_silent(c) {
        Some(Kind::Word)
    } else if c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    {
        // Directional marks and zero-width spaces stand between words as spaces do.
        None
    } else {
        Some(Kind::Mark)
    }
}

impl Iterator for Pieces<'_> {
    type Item = (Span, Kind);

    fn next(&mut self) -> Option<Self::Item> {
        let mut chars = self.text[self.at..].char_indices();
        let (start, first) = chars.by_ref().find_map(|(at, c)| Some((self.at + at, kind(c)?)))?;
        let mut end = self.text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
        if first != Kind::Mark {
            end += self.text[end..].find(|c| kind(c) != Some(first)).unwrap_or(self.text.len() - end);
        }
        self.at = end;
        Some((Span::new(start, end), first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(language: Language, known: &[&str], text: &str) -> Vec<(String, bool, bool)> {
        let mut vocabulary = Vocabulary::new(language);
        for form in known {
            vocabulary.intern(form);
        }
        let tokens = vocabulary.scan(text);
        tokens.iter().map(|t| (t.span.of(text).to_owned(), t.glued, t.id != UNKNOWN)).collect()
    }

    #[test]
    fn letters_and_digits_are_parted() {
        let got = words(Language::Fr, &["h", "l'"], "à 14h30, l’été");
        let text: Vec<_> = got.iter().map(|(w, _, _)| w.as_str()).collect();
        assert_eq!(text, ["à", "14", "h", "30", ",", "l", "’", "été"]);
        assert!(got[2].1 && got[2].2, "h is glued and known");
        assert!(!got[1].1);
        assert!(got[6].2, "a curly apostrophe is an apostrophe");
    }

    #[test]
    fn arabic_proclitics_come_off_known_words_only() {
        let got = words(Language::Ar, &["الثلاثاء", "عشرون"], "وبالثلاثاء وَعِشْرون والبيت");
        assert_eq!(got[0].0, "الثلاثاء");
        assert_eq!(got[1].0, "عِشْرون");
        assert_eq!(got[2].0, "والبيت");
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        for (known, written) in [("ağustos", "AĞUSTOS"), ("ekim", "EKİM"), ("été", "E\u{301}té"), ("straße", "STRASSE")]
        {
            assert!(words(Language::Tr, &[known], written)[0].2, "{written}");
        }
    }
}
