//! How names are written for comparison: lower case, no accents, one letter for its variants, Cyrillic words without their
//! endings. Text and tables go through the same function, so that "России" meets "Россия". Also used by `build.rs`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Endings of Russian and Ukrainian nouns and adjectives, longest first.
const CYRILLIC_ENDINGS: [&str; 58] = [
    "иями", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "ией", "ією", "иям", "иях", "ою", "ею", "ах", "ях",
    "ов", "ев", "ей", "ий", "ый", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ым", "им", "ом", "ем", "ам", "ям", "ую",
    "юю", "их", "ых", "ии", "ию", "ия", "ія", "ію", "ії", "ів", "їв", "ої", "ій", "я", "е", "ы", "и", "і", "ї", "у",
    "ю", "а",
];

/// What the last letter of a Cyrillic stem may still be when every ending is off.
const CYRILLIC_TAIL: [char; 4] = ['о', 'ь', 'й', 'є'];

/// Shortest stem left standing, in letters.
const SHORTEST_STEM: usize = 3;

/// One word as it is compared; empty for a word of only marks.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    if word.chars().any(is_cyrillic) {
        out.extend(
            word.chars()
                .flat_map(char::to_lowercase)
                .map(|c| if c == 'ё' { 'е' } else { c })
                .filter(|c| c.is_alphanumeric()),
        );
        return cyrillic_stem(out);
    }
    for c in word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ə' => out.push('a'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ة' => out.push('ه'),
            'ى' | 'ی' => out.push('ي'),
            'ک' => out.push('ك'),
            '\u{640}' => {}
            c if is_combining_mark(c) || !c.is_alphanumeric() => {}
            c => out.push(c),
        }
    }
    if out.chars().next().is_some_and(is_arabic) { without_article(&out).to_string() } else { out }
}

/// The words of a text, folded, with the bytes each covers.
pub fn words(text: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        // Ukrainian and transliterations have apostrophes inside words; they are letters only between Cyrillic ones.
        let inside = c.is_alphanumeric()
            || is_combining_mark(c)
            || c == '\u{640}'
            || (matches!(c, '\'' | '’' | 'ʼ')
                && start.is_some_and(|s: usize| text[s..at].chars().last().is_some_and(is_cyrillic)));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(s)) => {
                let folded = fold(&text[s..at]);
                if !folded.is_empty() {
                    found.push((folded, s..at));
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// A name as a key: its folded words, one space between.
pub fn key(name: &str) -> String {
    words(name).into_iter().map(|(word, _)| word).collect::<Vec<_>>().join(" ")
}

fn cyrillic_stem(mut word: String) -> String {
    loop {
        let letters = word.chars().count();
        let ending = CYRILLIC_ENDINGS
            .iter()
            .find(|e| word.ends_with(**e) && letters - e.chars().count() >= SHORTEST_STEM)
            .map(|e| e.len());
        let tail =
            || word.chars().last().filter(|c| CYRILLIC_TAIL.contains(c) && letters > SHORTEST_STEM).map(char::len_utf8);
        match ending.or_else(tail) {
            Some(length) => word.truncate(word.len() - length),
            None => return word,
        }
    }
}

/// An Arabic word without its article, also behind an attached conjunction or preposition.
fn without_article(word: &str) -> &str {
    let long_enough = |rest: &str| rest.chars().count() >= 2;
    for prefix in ["وال", "فال", "بال", "كال", "ولل", "ال", "لل"] {
        if let Some(rest) = word.strip_prefix(prefix).filter(|r| long_enough(r)) {
            return rest;
        }
    }
    word
}

/// A folded Arabic word without one attached conjunction or preposition; `None` where there is none to take.
pub fn without_prefix(word: &str) -> Option<&str> {
    let rest = word.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك'])?;
    (rest.chars().count() >= 3).then(|| without_article(rest))
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

fn is_arabic(c: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&c)
}
