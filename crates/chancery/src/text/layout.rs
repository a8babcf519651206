//! How lines make paragraphs. In: a text. Out: its paragraphs as spans. Always: spans are trimmed, in order, and together
//! hold every character that is not space.
//!
//! A blank line ends a paragraph. So does a single line break, unless the text is hard-wrapped: then the breaks that only
//! keep lines short are seen through.

use crate::Span;

/// Lines longer than this were not wrapped by hand or by a mailer (usual widths are 60 to 80, at most 100 columns).
const MAX_WRAP: usize = 110;
/// Lines that are all shorter than this are verse, lists or tables, not wrapped prose.
const MIN_WRAP: usize = 40;
/// A line counts as full when the next word would have brought it over this share of the width (percent): mailers and
/// people leave some slack.
const FULL_PERCENT: usize = 90;

/// A line with what the joining rule needs.
struct Line {
    span: Span,
    chars: usize,
    /// Whether it stands in one block with the line before.
    attached: bool,
}

/// The paragraphs of a text, each with whether it is one line.
pub(super) fn paragraphs(text: &str) -> Vec<(Span, bool)> {
    let lines = lines(text);
    let width = wrap_width(&lines);
    let mut out: Vec<(Span, bool)> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let joins = match (i.checked_sub(1), width) {
            (Some(before), Some(width)) if line.attached => continues(text, &lines[before], line, width),
            _ => false,
        };
        match out.last_mut() {
            Some((span, single)) if joins => {
                span.end = line.span.end;
                *single = false;
            }
            _ => out.push((line.span, true)),
        }
    }
    out
}

/// Characters that end a line in any of the formats that are read.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut attached = false;
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let (length, step) = match rest.char_indices().find(|(_, c)| is_break(*c)) {
            Some((i, '\r')) if rest[i..].starts_with("\r\n") => (i, i + 2),
            Some((i, c)) => (i, i + c.len_utf8()),
            None => (rest.len(), rest.len()),
        };
        let span = trim(text, Span::new(start, start + length));
        if span.is_empty() {
            attached = false;
        } else {
            out.push(Line { span, chars: span.of(text).chars().count(), attached });
            attached = true;
        }
        start += step;
    }
    out
}

/// The width that a text is wrapped to; `None` if it is not wrapped. Only lines with a neighbour tell: titles and
/// one-line paragraphs may be of any length.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let beside = |i: usize| lines[i].attached || lines.get(i + 1).is_some_and(|next| next.attached);
    let width = (0..lines.len()).filter(|i| beside(*i)).map(|i| lines[i].chars).max()?;
    (MIN_WRAP..=MAX_WRAP).contains(&width).then_some(width)
}

/// Whether `line` goes on with the paragraph of the line before.
fn continues(text: &str, before: &Line, line: &Line, width: usize) -> bool {
    let (ended, next) = (before.span.of(text), line.span.of(text));
    if is_item(next) {
        return false;
    }
    let word = next.split(char::is_whitespace).next().unwrap_or(next);
    let full = (before.chars + 1 + word.chars().count()) * 100 > width * FULL_PERCENT;
    let mid_sentence = next.starts_with(char::is_lowercase) && !ended.ends_with(['.', '!', '?', ':', ';']);
    full || (mid_sentence && before.chars * 2 > width)
}

/// Whether a line is an item of a list or a turn of a dialogue.
pub(super) fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '–' | '—' | '*' | '+' | '•' | '·' | '▪' | '■' | '●' | '◦' | '‣' | '>') => {
            chars.next().is_none_or(char::is_whitespace)
        }
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 3 && rest.starts_with(") ")
        }
        _ => false,
    }
}

/// The span without the space at its ends.
pub(super) fn trim(text: &str, span: Span) -> Span {
    let slice = span.of(text);
    let start = span.start + (slice.len() - slice.trim_start().len());
    Span::new(start, start + slice.trim().len())
}
