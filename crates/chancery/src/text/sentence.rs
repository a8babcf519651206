//! Where sentences end. In: a text and its language. Out: its [`Sentence`]s. Always: they are trimmed, in order, do not
//! overlap, and hold every character that is not space; the work is linear in the text.
//!
//! Rules of our own rather than a general segmenter: those part "M. Macron", "г. Баку" and "3. Mai", so that the rules
//! that put them together again would have to know everything that is here.

use super::Sentence;
use super::abbreviation::{Abbreviations, Class};
use super::layout::{self, trim};
use crate::{Language, Span};

/// Longest sentence, in characters; longer ones are cut at the best place. About ten times a long sentence of news, and
/// a bound on what reaches the encoder.
pub const MAX_SENTENCE_CHARS: usize = 2000;
/// A longer line is a sentence, not a heading (the longest headlines of newspapers have about 110 characters).
const MAX_HEADING_CHARS: usize = 120;
/// A line of more words is a sentence, not a heading.
const MAX_HEADING_WORDS: usize = 20;
/// How far to look for the word on either side of a stop; longer words are no abbreviations.
const MAX_WORD_CHARS: usize = 24;
/// How many parts of an abbreviation are looked at ("и. о. з. д.").
const MAX_PARTS: usize = 4;

/// Characters after which a sentence may end.
const STOPS: &[char] = &['.', '!', '?', '…', '؟', '۔', '։', '‼', '⁇', '⁈', '⁉', '。', '！', '？'];
/// What closes a quotation or bracket when it comes right after a stop. German closes with “ and ‘, and « where it
/// opens with ».
const CLOSERS: &[char] = &['"', '\'', '”', '’', '“', '‘', '»', '«', '›', '‹', ')', ']', '}'];
/// What may stand before the first word of a sentence.
const OPENERS: &[char] = &[
    '"', '\'', '“', '„', '”', '‘', '‚', '’', '«', '»', '‹', '›', '(', '[', '{', '¿', '¡', '-', '–', '—', '―', '*', '•',
];
/// Articles and prepositions that family names begin with: after an initial they start no sentence ("J. De la Cruz").
const NAME_PARTICLES: &[&str] = &[
    "le", "la", "les", "de", "del", "della", "di", "da", "do", "dos", "du", "des", "el", "al", "lo", "li", "l", "d",
    "von", "van",
];

/// Cuts a text into sentences. A paragraph always ends its last sentence; a heading is a sentence of its own.
pub fn sentences(text: &str, language: Language) -> Vec<Sentence> {
    let table = Abbreviations::of(language);
    let paragraphs = layout::paragraphs(text);
    let mut out = Vec::new();
    for (paragraph, (span, single_line)) in paragraphs.iter().enumerate() {
        let above_text = paragraph + 1 < paragraphs.len();
        let title = if *single_line && above_text { title(span.of(text)) } else { Title::No };
        let parts = match title {
            Title::Yes => vec![*span],
            Title::Question | Title::No => split(text, *span, table),
        };
        let heading = title != Title::No && parts.len() == 1;
        for part in parts {
            bounded(text, part, |span| out.push(Sentence { span, heading, paragraph }));
        }
    }
    out
}

/// Whether a line looks like a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Title {
    Yes,
    /// It does if it is one question.
    Question,
    No,
}

fn title(line: &str) -> Title {
    let short =
        line.chars().nth(MAX_HEADING_CHARS).is_none() && line.split_whitespace().nth(MAX_HEADING_WORDS).is_none();
    if !short || layout::is_item(line) || !line.contains(char::is_alphabetic) {
        return Title::No;
    }
    if line.trim_start_matches(OPENERS).starts_with(char::is_lowercase) {
        return Title::No;
    }
    let end = line.trim_end_matches(|c: char| c.is_whitespace() || CLOSERS.contains(&c));
    if line.ends_with(['?', '؟']) {
        Title::Question
    } else if end.ends_with(STOPS) || end.ends_with([':', ';', ',', '،', '؛']) {
        Title::No
    } else {
        Title::Yes
    }
}

/// The sentences of one paragraph.
fn split(text: &str, paragraph: Span, table: &Abbreviations) -> Vec<Span> {
    let slice = paragraph.of(text);
    let mut out = Vec::new();
    let (mut start, mut at, mut worded) = (0, 0, false);
    while let Some(c) = slice[at..].chars().next() {
        if !STOPS.contains(&c) {
            worded |= c.is_alphabetic();
            at += c.len_utf8();
            continue;
        }
        let stop = Stop::at(slice, at);
        // What has no word yet ("1.", "...") goes with the sentence that follows.
        if worded && stop.ends_sentence(slice, table) {
            out.push(trim(text, Span::new(start, stop.end).shift(paragraph.start)));
            start = stop.end;
            worded = false;
        }
        at = stop.end;
    }
    let rest = trim(text, Span::new(start, slice.len()).shift(paragraph.start));
    if !rest.is_empty() {
        out.push(rest);
    }
    out
}

/// A run of stops with what closes after it.
struct Stop {
    start: usize,
    /// End of the run itself.
    run: usize,
    /// End of the quotes, brackets and note marks after it.
    end: usize,
}

impl Stop {
    fn at(slice: &str, start: usize) -> Self {
        let rest = &slice[start..];
        let run = start + (rest.len() - rest.trim_start_matches(STOPS).len());
        let mut end = run;
        loop {
            let rest = &slice[end..];
            let Some(c) = rest.chars().next() else { break };
            let step = if CLOSERS.contains(&c) {
                c.len_utf8()
            } else {
                spaced_guillemet(rest).or_else(|| note_mark(rest)).unwrap_or(0)
            };
            if step == 0 {
                break;
            }
            end += step;
        }
        Self { start, run, end }
    }

    fn ends_sentence(&self, slice: &str, table: &Abbreviations) -> bool {
        let rest = &slice[self.end..];
        let next = rest.trim_start();
        let closed = self.end > self.run;
        let period = &slice[self.start..self.run] == ".";
        if next.is_empty() {
            return false;
        }
        if next.len() == rest.len() {
            return period && !closed && is_glued_arabic(&slice[..self.start], rest);
        }
        let elided = slice[..self.start].ends_with(['(', '[']) && closed;
        if elided || next.starts_with([',', ';', ':', ')', ']', '،', '؛']) {
            return false;
        }
        let word = Word::first(next);
        if word.first.is_some_and(char::is_lowercase) {
            return false;
        }
        if !period || slice[self.run..self.end].starts_with(|c| c != ')' && c != ']') {
            return true;
        }
        match before(slice, self.start) {
            Some(token) => !goes_on(slice, self.start, token, &word, table),
            None => true,
        }
    }
}

/// Length of a French closing guillemet with its space.
fn spaced_guillemet(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix([' ', '\u{a0}', '\u{202f}', '\u{2009}'])?;
    let beyond = after.strip_prefix(['»', '›'])?;
    let closes =
        beyond.chars().next().is_none_or(|c| c.is_whitespace() || (!c.is_alphanumeric() && !OPENERS.contains(&c)));
    closes.then_some(rest.len() - beyond.len())
}

/// Length of a note mark such as `[12]` or `²`.
fn note_mark(rest: &str) -> Option<usize> {
    if let Some(c) = rest.chars().next().filter(|c| matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{2079}')) {
        return Some(c.len_utf8());
    }
    let inner = rest.strip_prefix('[')?;
    let digits = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
    (digits > 0 && inner[digits..].starts_with(']')).then_some(digits + 2)
}

/// Whether a full stop without a space after it parts two Arabic words: common in Arabic news, while in other scripts it
/// is a name or an address.
fn is_glued_arabic(before: &str, after: &str) -> bool {
    let arabic = |c: char| matches!(c, '\u{620}'..='\u{64a}');
    before.chars().rev().take(3).filter(|c| arabic(*c)).count() == 3
        && after.chars().take(2).filter(|c| arabic(*c)).count() == 2
}

/// The word after a stop.
struct Word<'a> {
    first: Option<char>,
    text: &'a str,
    /// Whether a full stop follows it at once.
    stopped: bool,
}

impl<'a> Word<'a> {
    fn first(next: &'a str) -> Self {
        let opened = |(n, c): &(usize, char)| *n < MAX_WORD_CHARS && (c.is_whitespace() || OPENERS.contains(c));
        let skipped: usize = next.chars().enumerate().take_while(opened).map(|(_, c)| c.len_utf8()).sum();
        let rest = &next[skipped..];
        let length: usize =
            rest.chars().take(MAX_WORD_CHARS).take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
        Self { first: rest.chars().next(), text: &rest[..length], stopped: rest[length..].starts_with('.') }
    }

    /// Whether it commonly begins a sentence. A letter with a stop is an initial, whatever word it may be without.
    fn starts_sentence(&self, table: &Abbreviations, after_initial: bool) -> bool {
        let lower = self.text.to_lowercase();
        table.starts_sentence(&lower)
            && !(self.stopped && is_one(self.text))
            && !(after_initial && NAME_PARTICLES.contains(&lower.as_str()))
    }

    fn is_number(&self) -> bool {
        self.first.is_some_and(char::is_numeric)
    }
}

/// The word that ends at a stop, from the last space, apostrophe, or opening quote or bracket; `None` if there is none or it is too
/// long for an abbreviation.
fn before(slice: &str, stop: usize) -> Option<&str> {
    let head = &slice[..stop];
    let mut start = stop;
    for (n, (i, c)) in head.char_indices().rev().enumerate() {
        if c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '„' | '«' | '»' | '/' | ',' | '\'' | '’') {
            break;
        }
        if n == MAX_WORD_CHARS {
            return None;
        }
        start = i;
    }
    Some(&head[start..]).filter(|token| !token.is_empty())
}

/// Whether the sentence goes on after a full stop: an abbreviation, an initial, or an ordinal.
fn goes_on(slice: &str, stop: usize, token: &str, next: &Word, table: &Abbreviations) -> bool {
    let unless_started = |after_initial| !next.starts_sentence(table, after_initial);
    let lower = token.to_lowercase();
    if table.ordinals && is_ordinal(token) {
        return unless_started(false);
    }
    if token.chars().all(char::is_numeric) {
        return false;
    }
    let chain = chain(slice, stop, token);
    if next.stopped && table.continues(&format!("{chain}.{}", next.text.to_lowercase())) {
        return true;
    }
    let (class, compound) = table.longest(&chain).unzip();
    if is_one(token) && !token.starts_with(char::is_lowercase) && compound != Some(true) {
        return class == Some(Class::Title) || unless_started(true);
    }
    match class {
        Some(Class::Title | Class::Inner) => true,
        Some(Class::Number) => next.is_number() || is_roman(next.text),
        Some(Class::Last) => unless_started(false),
        None => is_acronym(&lower) && unless_started(false),
    }
}

/// A number of up to three digits (longer ones are years and sums) or a Roman number.
fn is_ordinal(token: &str) -> bool {
    let digits = token.len() <= 3 && token.bytes().all(|b| b.is_ascii_digit());
    digits || (token.len() > 1 && is_roman(token))
}

fn is_roman(token: &str) -> bool {
    !token.is_empty() && token.len() <= 8 && token.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
}

/// Whether it is a single letter.
fn is_one(token: &str) -> bool {
    let mut chars = token.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// Whether it is letters parted by stops or hyphens ("u.s", "j.-c").
fn is_acronym(token: &str) -> bool {
    token.contains('.') && token.split(['.', '-']).filter(|part| !part.is_empty()).all(is_one)
}

/// The word at a stop with the dotted words right before it, in lower case and without space: "z. B." gives `z.b`.
fn chain(slice: &str, stop: usize, token: &str) -> String {
    let mut out = token.to_lowercase();
    let mut start = stop - token.len();
    for _ in 1..MAX_PARTS {
        let head = slice[..start].trim_end_matches([' ', '\u{a0}', '\u{202f}', '\n']);
        let Some(head) = head.strip_suffix('.').filter(|h| h.len() < start) else {
            break;
        };
        let Some(part) = before(slice, head.len()) else {
            break;
        };
        out = format!("{}.{out}", part.to_lowercase());
        start = head.len() - part.len();
    }
    out
}

/// Gives a sentence in pieces of at most [`MAX_SENTENCE_CHARS`], cut after the strongest mark of the second half of
/// each, else at a space, else anywhere.
fn bounded(text: &str, mut span: Span, mut give: impl FnMut(Span)) {
    while span.len() > MAX_SENTENCE_CHARS {
        let slice = span.of(text);
        let Some((limit, _)) = slice.char_indices().nth(MAX_SENTENCE_CHARS) else {
            break;
        };
        let (mut cut, mut best) = (limit, 0);
        let mut marks = slice[..limit].char_indices().skip(MAX_SENTENCE_CHARS / 2).peekable();
        while let Some((i, c)) = marks.next() {
            let spaced = marks.peek().is_some_and(|(_, next)| next.is_whitespace());
            let strength = match c {
                ';' | ':' | '؛' | '.' | '!' | '?' if spaced => 3,
                ',' | '،' | '—' | '–' | ')' | '»' | '”' if spaced => 2,
                c if c.is_whitespace() => 1,
                _ => 0,
            };
            if strength > 0 && strength >= best {
                (cut, best) = (i + c.len_utf8(), strength);
            }
        }
        let head = trim(text, Span::new(span.start, span.start + cut));
        if !head.is_empty() {
            give(head);
        }
        span = trim(text, Span::new(span.start + cut, span.end));
    }
    if !span.is_empty() {
        give(span);
    }
}
