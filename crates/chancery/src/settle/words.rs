//! The words of a sentence and their neighbours. In: a stretch of a text. Out: its words in small letters, with what lies between them. Always: a
//! comma, another mark that ends a clause or an "and" parts neighbours.

use crate::{Language, Span};

/// Marks that end a clause.
const MARKS: [char; 16] = [',', ';', ':', '(', ')', '–', '—', '،', '؛', '.', '!', '?', '؟', '"', '«', '»'];

fn conjunctions(language: Language) -> &'static [&'static str] {
    match language {
        Language::En => &["and", "but", "while"],
        Language::Fr => &["et", "mais"],
        Language::Es => &["y", "e", "pero"],
        Language::De => &["und", "sowie", "aber"],
        Language::It => &["e", "ed", "ma"],
        Language::Pt => &["e", "mas"],
        Language::Ru => &["и", "а", "но"],
        Language::Uk => &["і", "й", "та", "а", "але"],
        Language::Ar => &[],
        Language::Tr => &["ve", "ama"],
    }
}

/// The words of a stretch of text.
pub(super) struct Words {
    words: Vec<(Span, String)>,
    /// Whether a mark that ends a clause stands before each word, or it is an "and".
    parted: Vec<bool>,
}

impl Words {
    /// Reads them. In Arabic "and" and "so", which are written on to a word, are left out.
    pub fn of(text: &str, stretch: Span, language: Language) -> Words {
        let mut words: Vec<(Span, String)> = Vec::new();
        let mut parted = Vec::new();
        let mut end = stretch.start;
        let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '\u{64b}'..='\u{652}');
        for part in stretch.of(text).split(|c: char| !is_letter(c)).filter(|part| !part.is_empty()) {
            let start = part.as_ptr() as usize - text.as_ptr() as usize;
            let between = &text[end..start];
            let mut parts = between.contains(MARKS);
            let mut word: String =
                part.to_lowercase().chars().filter(|c| !matches!(c, '\u{64b}'..='\u{652}')).collect();
            if language == Language::Tr {
                word = part.replace('I', "ı").replace('İ', "i").to_lowercase();
            }
            if language == Language::Ar
                && let Some(rest) = word.strip_prefix(['و', 'ف']).filter(|rest| rest.chars().count() > 2)
            {
                word = rest.to_owned();
                parts = true;
            }
            parted.push(parts || conjunctions(language).contains(&word.as_str()));
            end = start + part.len();
            words.push((Span::new(start, end), word));
        }
        Words { words, parted }
    }

    /// All of them.
    pub fn list(&self) -> Vec<&str> {
        self.words.iter().map(|(_, word)| word.as_str()).collect()
    }

    /// Those after a place, up to the end of the clause.
    pub fn after(&self, place: usize) -> impl Iterator<Item = &str> {
        let first = self.words.iter().position(|(span, _)| span.start >= place).unwrap_or(self.words.len());
        let open = |at: &usize| !self.parted[*at];
        (first..self.words.len()).take_while(open).map(|at| self.words[at].1.as_str())
    }

    /// Those before a place, the nearest first, back to the beginning of the clause.
    pub fn before(&self, place: usize) -> impl Iterator<Item = &str> {
        let end = self.words.iter().position(|(span, _)| span.end > place).unwrap_or(self.words.len());
        // The mark before the first word at the place parts it from those before.
        let open = end >= self.words.len() || !self.parted[end];
        let mut going = open;
        (0..end)
            .rev()
            .take_while(move |at| {
                let goes = going;
                going = going && !self.parted[*at];
                goes
            })
            .map(|at| self.words[at].1.as_str())
    }

    /// All of them, with where they stand.
    pub fn spans(&self) -> Vec<(Span, &str)> {
        self.words.iter().map(|(span, word)| (*span, word.as_str())).collect()
    }

    /// Those within a stretch.
    pub fn within(&self, stretch: Span) -> impl Iterator<Item = (Span, &str)> {
        self.words.iter().filter(move |(span, _)| stretch.contains(*span)).map(|(span, word)| (*span, word.as_str()))
    }
}

/// Whether a word is one of a list; `*` at the end of an entry stands for any ending.
pub(super) fn has_stem(word: &str, list: &str) -> bool {
    list.split_whitespace().filter(|entry| !entry.contains('_')).any(|entry| match entry.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == entry,
    })
}

/// Whether words in the order of the text end (`at_end`) or begin with an entry of a list, whose words are joined by `_`.
pub(super) fn is_one_of<'a>(words: impl Iterator<Item = &'a str>, list: &str, at_end: bool) -> bool {
    let words: Vec<&str> = words.collect();
    list.split_whitespace().any(|entry| {
        let parts: Vec<&str> = entry.split('_').collect();
        if parts.len() > words.len() {
            return false;
        }
        let from = if at_end { words.len() - parts.len() } else { 0 };
        parts.iter().zip(&words[from..]).all(|(part, word)| has_stem(word, part))
    })
}
