//! Stage **mention**. In: sentences of a report. Out: the spans that name a time, a quantity, an entity or a place, each
//! resolved as far as the knowledge allows. Always: a mention's span slices its report's own text.

pub(crate) mod common;
pub mod dateline;
pub mod entity;
pub mod names;
pub mod place;
pub mod quantity;
pub(crate) mod scan;
mod sound;
pub mod time;

use crate::Span;
use crate::knowledge::Knowledge;
use crate::text::Document;
use names::NameMatch;
use quantity::{Kind, Quantity};
use time::TimeMention;

/// Everything that a document mentions, each kind in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// Times.
    pub times: Vec<TimeMention>,
    /// Counts that a toll could be.
    pub quantities: Vec<Quantity>,
    /// Names that mean somebody by themselves.
    pub names: Vec<NameMatch>,
}

impl Mentions {
    /// Finds them.
    pub fn find(knowledge: &Knowledge, document: &Document) -> Mentions {
        let report = &document.report;
        let published = report.published.as_deref().and_then(time::parse_edtf);
        let times = time::find(&report.text, report.language, published.as_ref());
        let mut quantities = quantity::find_beside(&report.text, report.language, &times);
        quantities.retain(|q| q.kind == Kind::Cardinal);
        let mut names = names::find(knowledge, &report.text, report.language);
        names.retain(NameMatch::names_someone);
        Mentions { times, quantities, names }
    }

    /// Times within a span.
    pub fn times_in(&self, span: Span) -> impl Iterator<Item = &TimeMention> {
        self.times.iter().filter(move |t| span.contains(t.span))
    }

    /// Counts within a span.
    pub fn quantities_in(&self, span: Span) -> impl Iterator<Item = &Quantity> {
        self.quantities.iter().filter(move |q| span.contains(q.span))
    }

    /// Names within a span.
    pub fn names_in(&self, span: Span) -> impl Iterator<Item = &NameMatch> {
        self.names.iter().filter(move |n| span.contains(n.span))
    }
}
