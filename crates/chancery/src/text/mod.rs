//! In: a report as it was read, with the language that its source declares, if any. Out: a [`Document`], the report in a
//! known language cut into sentences. Always: every character that is not space lies in exactly one sentence, sentences
//! are in order, and none is longer than [`MAX_SENTENCE_CHARS`].

mod abbreviation;
mod language;
mod layout;
mod sentence;
mod token;

pub use language::{Identified, Unidentified, identify};
pub use sentence::{MAX_SENTENCE_CHARS, sentences};
pub use token::tokens;

use crate::read::Raw;
use crate::record::Report;
use crate::{Error, Span};

/// A report cut into sentences.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The report.
    pub report: Report,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
}

/// A sentence of a report's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sentence {
    /// Where it stands, without the space around it.
    pub span: Span,
    /// Whether it is a title or sub-heading: a short line of its own above other text, without a final stop.
    pub heading: bool,
    /// Number of its paragraph, from 0.
    pub paragraph: usize,
}

impl Document {
    /// Cuts a report whose language is known into sentences.
    pub fn new(report: Report) -> Self {
        let sentences = sentences(&report.text, report.language);
        Self { report, sentences }
    }
}

/// Finds the language of a report and cuts it into sentences. A report in a language that is not supported, or that has
/// no words, is rejected.
pub fn prepare(raw: Raw) -> Result<Document, Error> {
    let place = raw.place();
    let found = match raw.given {
        Some(language) => Identified { language, confidence: 1.0 },
        None => identify(&raw.text, raw.language.as_deref()).map_err(|cause| Error::Rejected {
            place,
            cause: cause.to_string(),
            remedy: cause.remedy().to_owned(),
        })?,
    };
    Ok(Document::new(raw.into_report(found.language, found.confidence)))
}

#[cfg(test)]
mod tests;
