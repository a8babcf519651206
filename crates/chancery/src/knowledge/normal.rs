//! How names are compared.
//!
//! In: a name from a table, or a report's text. Out: tokens with their folded letters. Always: a token's span lies on character
//! boundaries of its text; folding a folded token changes nothing; the build script and the matcher use this same code.
//!
//! A **token** is a run of letters and digits; hyphens, apostrophes and full stops separate tokens, so "Haut-Karabakh" and
//! "Haut Karabakh", "Rusya'nın" and "Rusya", "U.S." and "U. S." share theirs. Two tiers of equality:
//!
//! 1. **written**: letters in lower case, nothing else changed ([`written`] hashes it);
//! 2. **folded**: accents off (NFKD without marks; ø, ł, ß, æ, œ, ı, ə and their like spelt out), Arabic hamza carriers, alef
//!    maqsura, ta marbuta, vowel signs and tatweel unified, ё as е. й, ї and і stay letters of their own.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte in the text.
    pub end: u32,
    /// First byte of its folded letters.
    folded_start: u32,
    /// One past the last byte of its folded letters.
    folded_end: u32,
    /// Number of letters and digits.
    pub letters: u16,
    /// How it is written.
    pub shape: Shape,
    /// Script of its first letter.
    pub script: Script,
    /// What stands between it and the token before.
    pub gap: Gap,
}

/// Case of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// First letter small, or a script without case.
    Small,
    /// First letter a capital.
    Initial,
    /// All letters capitals.
    Upper,
}

/// Scripts that need a treatment of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// Cyrillic: names inflect.
    Cyrillic,
    /// Arabic: article and particles are written together with the name.
    Arabic,
    /// Any other.
    Other,
}

/// What separates two tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Start of the text, or punctuation that no name contains.
    Break,
    /// White space.
    Space,
    /// A hyphen.
    Hyphen,
    /// An apostrophe.
    Apostrophe,
    /// A full stop after an abbreviation, with or without a space.
    Stop,
}

/// The tokens of a text with their folded letters.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    tokens: Vec<Token>,
    folded: String,
    /// The stems of Cyrillic tokens, in their order, and where each ends; empty until asked for.
    stems: String,
    stem_ends: Vec<u32>,
}

/// A full stop joins tokens of a name only after an abbreviation of so many letters ("U.S.", "St.", "Gen.").
const LONGEST_ABBREVIATION: u16 = 4;

impl Tokens {
    /// Splits `text`. Linear in its length.
    pub(crate) fn of(text: &str) -> Tokens {
        let mut out = Tokens {
            tokens: Vec::with_capacity(text.len() / 6 + 1),
            folded: String::with_capacity(text.len()),
            ..Tokens::default()
        };
        let mut last_end = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((start, first)) = chars.next() {
            if !is_alphanumeric(first) {
                continue;
            }
            let folded_start = out.folded.len();
            let mut end = start + first.len_utf8();
            let (mut letters, mut small) = (0u16, false);
            let mut take = |c: char, folded: &mut String| {
                if is_alphanumeric(c) {
                    letters = letters.saturating_add(1);
                    small |= !is_uppercase(c);
                }
                fold_into(c, folded);
            };
            take(first, &mut out.folded);
            while let Some(&(at, c)) = chars.peek() {
                if !(is_alphanumeric(c) || joins(c)) {
                    break;
                }
                chars.next();
                end = at + c.len_utf8();
                take(c, &mut out.folded);
            }
            // A letter-like mark with nothing to stand on.
            if out.folded.len() == folded_start {
                continue;
            }
            let shape = match (is_uppercase(first), small) {
                (true, false) => Shape::Upper,
                (true, true) => Shape::Initial,
                (false, _) => Shape::Small,
            };
            let gap = match out.tokens.last() {
                Some(previous) => gap(&text[last_end..start], previous.letters),
                None => Gap::Break,
            };
            last_end = end;
            out.tokens.push(Token {
                start: start as u32,
                end: end as u32,
                folded_start: folded_start as u32,
                folded_end: out.folded.len() as u32,
                letters,
                shape,
                script: script(first),
                gap,
            });
        }
        out
    }

    /// The tokens.
    pub(crate) fn list(&self) -> &[Token] {
        &self.tokens
    }

    /// Works out the stems of all Cyrillic tokens.
    #[allow(dead_code)]
    pub(crate) fn find_stems<E: AsRef<str>>(&mut self, endings: &[E]) {
        for token in &self.tokens {
            if token.script == Script::Cyrillic {
                let folded = &self.folded[token.folded_start as usize..token.folded_end as usize];
                self.stems.push_str(&stem(folded, endings));
            }
            self.stem_ends.push(self.stems.len() as u32);
        }
    }

    /// Stem of a token as [`Tokens::find_stems`] found it; empty if it is not Cyrillic.
    #[allow(dead_code)]
    pub(crate) fn stem(&self, at: usize) -> &str {
        let end = |at: usize| self.stem_ends.get(at).map_or(0, |end| *end as usize);
        &self.stems[at.checked_sub(1).map_or(0, end)..end(at)]
    }

    /// Folded letters of a token.
    pub(crate) fn folded(&self, token: &Token) -> &str {
        &self.folded[token.folded_start as usize..token.folded_end as usize]
    }
}

/// As the method of `char`, without a look into the tables of Unicode for most letters.
fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ѐ'..='ҁ' | 'ء'..='ؿ' | 'ف'..='ي' => true,
        _ => c.is_alphanumeric(),
    }
}

/// As the method of `char`, likewise.
fn is_uppercase(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_uppercase(),
        'Ѐ'..='Я' => true,
        'а'..='џ' | '\u{600}'..='\u{6ff}' => false,
        _ => c.is_uppercase(),
    }
}

/// What `between`, after a token of `letters` letters, separates.
fn gap(between: &str, letters: u16) -> Gap {
    // A line that wraps inside a name is one new line; a blank line ends a paragraph.
    if between.trim().is_empty() {
        return if between.matches('\n').count() <= 1 { Gap::Space } else { Gap::Break };
    }
    // "батальон «Азов»": a name may open a quotation within a longer one.
    let quotation = between.strip_prefix([' ', '\u{a0}']);
    if quotation.is_some_and(|rest| matches!(rest, "«" | "„" | "“" | "\"" | "‹")) {
        return Gap::Space;
    }
    let mut chars = between.chars();
    let (first, rest) = (chars.next(), chars.as_str());
    match first {
        Some('-' | '\u{2010}' | '\u{2011}' | '\u{00ad}') if rest.is_empty() => Gap::Hyphen,
        // Also that of a plural: "Workers' Party".
        Some(c) if is_apostrophe(c) && matches!(rest, "" | " ") => Gap::Apostrophe,
        Some('.') if letters <= LONGEST_ABBREVIATION && matches!(rest, "" | " " | "\u{a0}" | "\u{202f}") => Gap::Stop,
        _ => Gap::Break,
    }
}

/// Signs printed for an apostrophe.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʹ' | 'ʿ' | 'ʾ')
}

/// Signs within a word that are no letters: marks, joiners.
fn joins(c: char) -> bool {
    (c > '\u{2ff}' && is_combining_mark(c)) || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}')
}

fn script(c: char) -> Script {
    match c {
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{600}'..='\u{6ff}' => Script::Arabic,
        _ => Script::Other,
    }
}

/// Appends the folded letters of one character.
fn fold_into(c: char, out: &mut String) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        }
        return;
    }
    if is_apostrophe(c) {
        return;
    }
    match c {
        // Russian and Ukrainian letters that decompose but are no variants.
        'а'..='я' | 'ї' | 'і' | 'є' => return out.push(c),
        'Й' => return out.push('й'),
        'Ї' => return out.push('ї'),
        'İ' | 'ı' => return out.push('i'),
        _ => {}
    }
    for lower in c.to_lowercase() {
        if matches!(lower, 'й' | 'ї') {
            out.push(lower);
            continue;
        }
        decompose_compatible(lower, |d| {
            for letter in
                d.to_lowercase().filter(|l| l.is_alphanumeric() && !is_combining_mark(*l) && !is_apostrophe(*l))
            {
                match letter {
                    'ß' => out.push_str("ss"),
                    'æ' => out.push_str("ae"),
                    'œ' => out.push_str("oe"),
                    'þ' => out.push_str("th"),
                    'ø' => out.push('o'),
                    'ł' => out.push('l'),
                    'đ' | 'ð' => out.push('d'),
                    'ħ' => out.push('h'),
                    'ı' => out.push('i'),
                    'ə' => out.push('a'),
                    'ґ' => out.push('г'),
                    'ة' => out.push('ه'),
                    'ى' | 'ی' => out.push('ي'),
                    'ک' => out.push('ك'),
                    'ٱ' => out.push('ا'),
                    'ـ' => {}
                    _ => out.push(letter),
                }
            }
        });
    }
}

/// Folded tokens of a name, joined with single spaces.
pub(crate) fn folded(name: &str) -> String {
    let tokens = Tokens::of(name);
    let mut out = String::with_capacity(name.len());
    for token in tokens.list() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(tokens.folded(token));
    }
    out
}

/// Hash of a name as it is written but for case and for what separates its tokens: 32 bits of FNV-1a.
pub(crate) fn written(name: &str) -> u32 {
    let mut hash = Hash::default();
    let mut between = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            between = true;
            continue;
        }
        if std::mem::take(&mut between) {
            hash.byte(b' ');
        }
        match c {
            'İ' | 'ı' => hash.byte(b'i'),
            _ if c.is_ascii() => hash.byte(c.to_ascii_lowercase() as u8),
            _ => c.to_lowercase().for_each(|l| hash.char(l)),
        }
    }
    hash.0
}

/// Hash of folded letters.
pub(crate) fn hash(letters: &str) -> u32 {
    let mut hash = Hash::default();
    letters.bytes().for_each(|b| hash.byte(b));
    hash.0
}

struct Hash(u32);

impl Default for Hash {
    fn default() -> Self {
        Hash(0x811c_9dc5)
    }
}

impl Hash {
    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }

    fn char(&mut self, c: char) {
        let mut buffer = [0; 4];
        c.encode_utf8(&mut buffer).bytes().for_each(|b| self.byte(b));
    }
}

/// The part of a folded Cyrillic token that inflection leaves: one ending off, then vowels and soft signs, never below
/// [`SHORTEST_STEM`] letters; in longer ones і and ї that Ukrainian has only before a last consonant as о and є (Харків, Харкова;
/// but "Кім" is no form of "Ком"). Not a linguist's stem: only the same for every case of a name. `endings` longest first.
pub(crate) fn stem<E: AsRef<str>>(token: &str, endings: &[E]) -> String {
    let long_enough = |s: &str| s.chars().nth(SHORTEST_STEM - 1).is_some();
    let mut stem = token;
    for ending in endings {
        if let Some(rest) = token.strip_suffix(ending.as_ref())
            && long_enough(rest)
        {
            stem = rest;
            break;
        }
    }
    while let Some(last) = stem.chars().next_back() {
        let rest = &stem[..stem.len() - last.len_utf8()];
        if !"аеиоуыэюяьйіїє".contains(last) || !long_enough(rest) {
            break;
        }
        stem = rest;
    }
    let mut out = stem.to_owned();
    if stem.chars().count() > SHORTEST_STEM
        && let Some((at, vowel)) = stem.char_indices().rev().find(|(_, c)| "аеиоуыэюяіїє".contains(*c))
    {
        let open = match vowel {
            'і' => "о",
            'ї' => "є",
            _ => return out,
        };
        out.replace_range(at..at + vowel.len_utf8(), open);
    }
    out
}

/// Whether a folded Cyrillic word ends in a consonant that it keeps in every case: what looks like an ending is none in the nominative.
pub(crate) fn ends_in_consonant(word: &str) -> bool {
    word.chars().next_back().is_some_and(|last| !"аеиоуыэюяьйіїєё".contains(last))
}

/// Letters that a stem keeps at least: two would make one of too many names.
const SHORTEST_STEM: usize = 3;

/// The article of Arabic.
pub(crate) const ARABIC_ARTICLE: &str = "ال";

/// The folded token without the Arabic article, when `raw` is written with it (with a bare alef: ألمانيا has none) and three
/// letters remain.
pub(crate) fn without_article<'a>(raw: &str, folded: &'a str) -> Option<&'a str> {
    if !raw.starts_with(ARABIC_ARTICLE) {
        return None;
    }
    folded.strip_prefix(ARABIC_ARTICLE).filter(|rest| rest.chars().count() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_unifies_spellings_in_every_language() {
        for (a, b) in [
            ("Baku’s", "baku's"),
            ("Côte d’Ivoire", "Cote d'Ivoire"),
            ("Perú", "Peru"),
            ("Großbritannien", "GROSSBRITANNIEN"),
            ("Città", "citta"),
            ("São Tomé", "Sao Tome"),
            ("Артём Королёв", "Артем Королев"),
            ("Слов'янськ", "Слов’янськ"),
            ("أذربيجان", "اذربيجان"),
            ("غزّة", "غزه"),
            ("İstanbul", "Istanbul"),
            ("IĞDIR", "Iğdır"),
            ("Haut‑Karabakh", "haut karabakh"),
        ] {
            assert_eq!(folded(a), folded(b));
        }
        assert_ne!(folded("Китай"), folded("Китаи"));
        assert_ne!(folded("їжак"), folded("іжак"));
    }

    #[test]
    fn written_keeps_accents_and_drops_case() {
        assert_eq!(written("Côte d’Ivoire"), written("CÔTE D'IVOIRE"));
        assert_ne!(written("Pérou"), written("Perou"));
    }

    #[test]
    fn stems_are_the_same_in_every_case() {
        let endings = [
            "ого", "ому", "ией", "иям", "ым", "им", "ом", "ой", "ую", "ий", "ем", "ей", "ия", "ии", "ию", "а", "у",
            "е", "я", "ю", "и", "ы", "і",
        ];
        for forms in [
            &["Путин", "Путина", "Путину", "Путиным", "Путине"][..],
            &["Зеленский", "Зеленского", "Зеленскому", "Зеленским"],
            &["Россия", "России", "Россию", "Россией"],
            &["Харьков", "Харькова", "Харькове", "Харькову", "Харьковом"],
            &["Сергей", "Сергея", "Сергею", "Сергеем"],
            &["Харків", "Харкова", "Харкову", "Харкові"],
            &["Київ", "Києва", "Києву", "Києві"],
            &["Тернопіль", "Тернополя", "Тернополі"],
        ] {
            let stems: Vec<String> = forms.iter().map(|f| stem(&folded(f), &endings)).collect();
            assert!(stems.windows(2).all(|w| w[0] == w[1]), "{stems:?}");
        }
    }

    #[test]
    fn the_article_comes_off_a_bare_alef_only() {
        assert_eq!(without_article("العراق", &folded("العراق")), Some("عراق"));
        assert_eq!(without_article("ألمانيا", &folded("ألمانيا")), None);
    }

    proptest::proptest! {
        #[test]
        fn tokens_slice_their_text_and_fold_to_themselves(text in "\\PC{0,60}") {
            let tokens = Tokens::of(&text);
            for token in tokens.list() {
                proptest::prop_assert!(text.get(token.start as usize..token.end as usize).is_some());
            }
            let once = folded(&text);
            proptest::prop_assert_eq!(folded(&once), once.clone());
        }
    }
}
