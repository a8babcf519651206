//! In: the parts of a report as a format gives them. Out: a [`Raw`]. Always: its text is clean, trimmed and not empty,
//! and its id depends on nothing but the source's own id or the text.

use std::path::{Path, PathBuf};

use super::{Fault, MAX_TEXT_BYTES, Options, credit, date, file_place, report_path};
use crate::digest::fnv1a;
use crate::record::Report;
use crate::{Error, Language};

/// A report as it was read: everything but the certainty of its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw {
    /// The `id` that the source gave, else a digest of the text, so that a file that moves keeps it.
    pub id: String,
    /// File it came from, as the user named it; `None` for standard input.
    pub path: Option<String>,
    /// Which report of the file it is ("line 3"), if there can be several.
    pub record: Option<String>,
    /// Its own title, which is also the first line of the text.
    pub title: Option<String>,
    /// Date of publication in EDTF level 0.
    pub published: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Who wrote it, as the source names them.
    pub author: Option<String>,
    /// Language tag that the source declares.
    pub language: Option<String>,
    /// Language that the user gave; it overrules what is declared.
    pub given: Option<Language>,
    /// Photo and agency credits.
    pub credits: Vec<String>,
    /// Title, blank line and body.
    pub text: String,
}

/// What a format finds of a report.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub id: Option<String>,
    pub title: Option<String>,
    pub body: String,
    pub published: Option<String>,
    pub url: Option<String>,
    pub source: Option<String>,
    pub author: Option<String>,
    pub language: Option<String>,
    /// Day that it was archived: the date of a report without one.
    pub archived: Option<String>,
}

impl Raw {
    /// File and record, as errors name them.
    pub fn place(&self) -> String {
        place(self.path.as_deref().unwrap_or("standard input"), self.record.as_deref())
    }

    /// The report in its language.
    pub fn into_report(self, language: Language, language_confidence: f64) -> Report {
        Report {
            id: self.id,
            path: self.path,
            title: self.title,
            published: self.published,
            url: self.url,
            source: self.source,
            author: self.author,
            language,
            language_confidence,
            credits: self.credits,
            text: self.text,
        }
    }

    pub(super) fn new(parts: Parts, name: &Path, record: Option<String>, options: &Options) -> Result<Self, Error> {
        Self::checked(parts, name, record.clone(), options)
            .map_err(|fault| fault.reject(place(&file_place(name), record.as_deref())))
    }

    pub(super) fn checked(parts: Parts, name: &Path, record: Option<String>, options: &Options) -> Result<Self, Fault> {
        let published = match parts.published.as_deref().map(str::trim).filter(|p| !p.is_empty()) {
            Some(given) => Some(date::published(given).ok_or_else(|| {
                let shown: String = given.chars().take(40).collect();
                Fault::new(format!("cannot read the date {shown:?}"), "write it as YYYY-MM-DD, YYYY-MM or YYYY")
            })?),
            None => None,
        };
        let taken = credit::take(&clean(&parts.body));
        let title = parts.title.map(|t| one_line(&clean(&t))).filter(|t| !t.is_empty());
        let body = taken.text.trim();
        let text = match &title {
            Some(title) if !begins_with_line(body, title) => format!("{title}\n\n{body}").trim_end().to_owned(),
            _ => body.to_owned(),
        };
        if text.is_empty() {
            return Err(Fault::new("no text", "give a report with text"));
        }
        if text.len() > MAX_TEXT_BYTES {
            let cause = format!("a text of more than {} MB", MAX_TEXT_BYTES >> 20);
            return Err(Fault::new(cause, "cut it into reports, e.g. as JSON lines"));
        }
        Ok(Self {
            id: parts.id.filter(|id| !id.is_empty()).unwrap_or_else(|| format!("{:016x}", fnv1a(text.bytes()))),
            path: report_path(name).map(|p: PathBuf| p.display().to_string()),
            record,
            title,
            published: published.or(taken.published).or(parts.archived).or_else(|| options.published.clone()),
            url: filled(parts.url),
            source: filled(parts.source),
            author: filled(parts.author),
            language: filled(parts.language),
            given: options.language,
            credits: taken.credits,
            text,
        })
    }
}

fn filled(value: Option<String>) -> Option<String> {
    value.map(|v| one_line(&clean(&v))).filter(|v| !v.is_empty())
}

fn place(file: &str, record: Option<&str>) -> String {
    match record {
        Some(record) => format!("{file}, {record}"),
        None => file.to_owned(),
    }
}

fn begins_with_line(body: &str, line: &str) -> bool {
    body.strip_prefix(line).is_some_and(|rest| rest.is_empty() || rest.starts_with('\n'))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text with every line end as a line feed, without the mark of byte order, and with a space for every other control
/// character: those are remains of printing and transport, and unsafe to show.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' | '\t' => out.push(c),
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{feff}' => {}
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
