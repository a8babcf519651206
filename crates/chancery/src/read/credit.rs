//! In: the body of a report. Out: the body without the lines that only say who took a photo or when it appeared, these
//! credits, and that date. Always: what remains of the body stands in its order; no line with other words is taken.

use std::sync::LazyLock;

use super::date;
use crate::table;

/// A date is looked for in so many lines at the top.
const LEADING_LINES: usize = 5;
/// A longer line is no credit.
const MAX_CREDIT_BYTES: usize = 300;
/// A credit names at most so many words (two people, an agency and a library).
const MAX_CREDIT_WORDS: usize = 10;
/// In scripts without capitals a name cannot be told from other words but by how few there are.
const MAX_UNCASED_WORDS: usize = 5;
/// So few words are a credit after "Foto:" even without capitals ("dpa", "picture alliance/dpa").
const FEW_WORDS: usize = 2;

/// What was taken from a body, and what is left.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub text: String,
    pub credits: Vec<String>,
    pub published: Option<String>,
}

/// The labels of all languages: a report's own is not known yet.
#[derive(Default)]
struct Labels {
    photo: Vec<&'static str>,
    by: Vec<&'static str>,
    date: Vec<&'static str>,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let mut labels = Labels::default();
    for source in SOURCES {
        for (kind, form) in table::forms(source) {
            match kind {
                "photo" => labels.photo.push(form),
                "by" => labels.by.push(form),
                "date" => labels.date.push(form),
                _ => {}
            }
        }
    }
    // Longest first, so that "photo credit" is not read as "photo" and a rest.
    for list in [&mut labels.photo, &mut labels.by, &mut labels.date] {
        list.sort_unstable_by_key(|label| (std::cmp::Reverse(label.len()), *label));
        list.dedup();
    }
    labels
});

const SOURCES: [&str; 10] = [
    include_str!("../../../../knowledge/en/credits.tsv"),
    include_str!("../../../../knowledge/fr/credits.tsv"),
    include_str!("../../../../knowledge/es/credits.tsv"),
    include_str!("../../../../knowledge/de/credits.tsv"),
    include_str!("../../../../knowledge/it/credits.tsv"),
    include_str!("../../../../knowledge/pt/credits.tsv"),
    include_str!("../../../../knowledge/ru/credits.tsv"),
    include_str!("../../../../knowledge/uk/credits.tsv"),
    include_str!("../../../../knowledge/ar/credits.tsv"),
    include_str!("../../../../knowledge/tr/credits.tsv"),
];

/// Takes credits and the leading date out of a body.
pub(super) fn take(body: &str) -> Taken {
    let mut out = Taken { text: String::with_capacity(body.len()), ..Taken::default() };
    let mut seen = 0;
    for line in body.split('\n') {
        let bare = line.trim();
        seen += usize::from(!bare.is_empty());
        if let Some((date, credit)) = dated(bare).filter(|_| seen <= LEADING_LINES) {
            out.published.get_or_insert(date);
            out.credits.extend(credit.map(str::to_owned));
        } else if let Some(credit) = credit(bare) {
            out.credits.push(credit.to_owned());
        } else if let Some((rest, credit)) = trailing(line) {
            out.text.push_str(rest);
            out.credits.push(credit.to_owned());
        } else {
            out.text.push_str(line);
        }
        out.text.push('\n');
    }
    out
}

/// The date of a line that holds nothing else but a label and a credit.
fn dated(line: &str) -> Option<(String, Option<&str>)> {
    if line.len() > MAX_CREDIT_BYTES {
        return None;
    }
    let labelled = LABELS.date.iter().find_map(|label| after_label(line, label));
    let found = date::leading(labelled.unwrap_or(line).trim_start_matches([':', ' ', '\u{a0}', '\t']))?;
    if found.year_only && labelled.is_none() {
        return None;
    }
    let rest = found.rest.trim_start_matches(['|', '·', '•', '-', '–', '—', ',', ' ', ')']);
    if rest.is_empty() {
        return Some((found.edtf, None));
    }
    let named = credit(rest).or_else(|| (rest.contains('/') && is_shouted(rest) && is_names(rest)).then_some(rest));
    named.map(|credit| (found.edtf, Some(credit)))
}

/// The line itself, without brackets around it, if it is a credit.
fn credit(line: &str) -> Option<&str> {
    if line.is_empty() || line.len() > MAX_CREDIT_BYTES {
        return None;
    }
    if let Some(rest) =
        line.strip_prefix('©').or_else(|| line.strip_prefix("(c) ")).or_else(|| line.strip_prefix("(C) "))
    {
        return rest.contains(char::is_alphabetic).then_some(line);
    }
    let inner = ['(', '[']
        .iter()
        .zip([')', ']'])
        .find_map(|(o, c)| line.strip_prefix(*o)?.strip_suffix(c))
        .unwrap_or(line)
        .trim();
    names_after_label(inner).filter(|names| is_names(names)).map(|_| inner)
}

/// What follows "Photo:", "Foto/", "Photo by".
fn names_after_label(line: &str) -> Option<&str> {
    LABELS.photo.iter().find_map(|label| {
        let rest = after_label(line, label)?.trim_start();
        let marked = rest.strip_prefix(['/', ':', '|', '©', '：']);
        let by = || LABELS.by.iter().find_map(|by| after_label(rest, by));
        // "Fotos de" also begins sentences; only capitals, which `is_names` asks for, tell.
        marked.or_else(by).map(|names| names.trim_start_matches([' ', '\u{a0}', ':', '/', '©']))
    })
}

/// The line before a credit at its end ("… on Monday. PHOTO/ANN LEE/AFP", "… (Foto: dpa)"), and the credit.
fn trailing(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_end();
    let tail = &line[line.ceil_char_boundary(line.len().saturating_sub(MAX_CREDIT_BYTES))..];
    let cut = |at: usize| (line[..line.len() - tail.len() + at].trim_end(), &tail[at..]);
    if tail.ends_with([')', ']']) {
        let at = tail.rfind(['(', '['])?;
        let inner = &tail[at + 1..tail.len() - 1];
        return credit(inner).filter(|c| !c.starts_with('©')).map(|_| (cut(at).0, inner));
    }
    let slash = tail.find('/')?;
    let at = tail[..slash].rfind(char::is_whitespace).map(|i| tail.ceil_char_boundary(i + 1))?;
    (is_shouted(&tail[at..]) && credit(&tail[at..]).is_some()).then(|| cut(at))
}

/// What follows a label (in lower case) at the beginning of a line, whatever its capitals.
fn after_label<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let mut rest = line.chars();
    for expected in label.chars() {
        let found = rest.next()?;
        if found != expected && !found.to_lowercase().eq([expected]) {
            return None;
        }
    }
    let rest = rest.as_str();
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

/// Whether it is names of people and agencies: few words, nearly all with capitals, and no sentence.
fn is_names(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    let words: Vec<&str> = text
        .split([' ', '\u{a0}', '/', ',', '|', '-', '–', '\t'])
        .filter(|w| w.contains(char::is_alphabetic))
        .collect();
    let cased = text.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    let small = words.iter().filter(|w| w.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase));
    let (small, particles) =
        small.fold((0, 0), |(s, p), w| if w.chars().count() <= 3 { (s, p + 1) } else { (s + 1, p) });
    let calm =
        !text.contains(['!', '?', ';', '؟', '«', '»', '“', '”', '"']) && !text.contains(". ") || has_initials(text);
    let enough = !words.is_empty() && calm;
    if !cased {
        return enough && words.len() <= MAX_UNCASED_WORDS;
    }
    enough
        && words.len() <= MAX_CREDIT_WORDS
        && ((small == 0 && particles * 2 <= words.len()) || words.len() <= FEW_WORDS)
}

/// Whether every ". " follows an initial or a short title ("P. Lenoir", "Dr. Roux").
fn has_initials(text: &str) -> bool {
    text.match_indices(". ").all(|(i, _)| {
        let word = text[..i].rsplit([' ', '/', '.', '\u{a0}']).next().unwrap_or_default();
        word.chars().count() <= 2 && word.starts_with(char::is_uppercase)
    })
}

/// Whether it is in capitals only.
fn is_shouted(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}
