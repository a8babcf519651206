//! Briefs: the state of a dyad in sentences, for somebody who has five minutes.
//!
//! In: a [`Relation`], realignments and events, with the claims of those that are told. Out: a [`Brief`]. Always: every sentence has
//! evidence, every number of evidence exists, every quotation is a stretch of its report; words of a report are only ever quoted as its
//! words, never built into a sentence; the same matter gives the same bytes. `docs/methods.md` has the rules by which is chosen what is told.
//!
//! A language is a folder that implements `Tongue`, and two tables: `knowledge/<language>/acts.tsv` (how acts are told) and `told.tsv`
//! (how names are).

mod choose;
mod en;
mod fr;
mod moment;
mod nouns;
mod print;
mod sections;
mod sources;
mod tables;
#[cfg(test)]
mod tests;
mod tongue;
mod writer;

use crate::Language;
use crate::knowledge::Knowledge;
use crate::record::{Brief, Claim, Event, Realignment, Relation, Side};
pub use print::{html, markdown};

/// What a brief is made from.
#[derive(Clone, Copy)]
pub struct Matter<'m> {
    /// What passed between the two.
    pub relation: &'m Relation,
    /// Turns in which they, or the third, have a part.
    pub realignments: &'m [Realignment],
    /// Events between the two, and those that the relations and realignments name; in any order, and others do no harm.
    pub events: &'m [Event],
    /// The third whose part is looked at.
    pub with: Option<With<'m>>,
    /// Language of the brief: one of [`languages`].
    pub language: Language,
    /// What names mean.
    pub knowledge: &'m Knowledge,
}

/// A third with its relations.
#[derive(Clone, Copy)]
pub struct With<'m> {
    /// Who.
    pub who: &'m Side,
    /// With each of the two, in their order.
    pub relations: [&'m Relation; 2],
}

/// A claim with what is known of its report.
#[derive(Debug, Clone, PartialEq)]
pub struct Testimony {
    /// The claim.
    pub claim: Claim,
    /// Date of the report, EDTF level 0.
    pub published: Option<String>,
    /// Language of the report.
    pub language: Language,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Title of the report.
    pub title: Option<String>,
    /// The record of a data set that stands in the place of a report.
    pub record: Option<Record>,
}

/// The record of a data set: what it says is known, and no sentence that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its id there.
    pub id: String,
    /// Whether the data set tells the language it was read in.
    pub has_language: bool,
}

impl Testimony {
    /// The record of an imported event, whose data set is who says so.
    pub fn of_record(dataset: &str, event: &Event, url: Option<String>) -> Self {
        let when = event.when.as_ref().map(|when| when.edtf.clone());
        let id = event.id.strip_prefix(dataset).and_then(|id| id.strip_prefix(':')).unwrap_or(&event.id);
        Self {
            claim: Claim {
                id: event.id.clone(),
                report: event.id.clone(),
                event: event.event,
                mode: event.mode.clone(),
                context: event.context.clone(),
                quad: event.quad,
                score: event.score,
                cameo: event.cameo.clone(),
                actors: Vec::new(),
                recipients: Vec::new(),
                third_parties: Vec::new(),
                status: event.status,
                speaker: None,
                when: event.when.clone(),
                place: event.place.clone(),
                toll: None,
                evidence: Vec::new(),
                confidence: event.confidence,
                status_confidence: event.confidence,
            },
            published: event.first.clone().or(when),
            language: event.languages.first().copied().unwrap_or(Language::En),
            publisher: Some(dataset.to_owned()),
            url,
            title: None,
            record: Some(Record { id: id.to_owned(), has_language: !event.languages.is_empty() }),
        }
    }
}

/// The languages in which briefs can be written.
pub fn languages() -> impl Iterator<Item = Language> {
    Language::ALL.into_iter().filter(|language| tongue::tongue(*language).is_some())
}

/// The brief on a dyad; without a section where nothing can be told with evidence, in English where it cannot be written in the language asked
/// for. `claims` gives the claims of an event by its id, and is asked at most once for each event that is told.
///
/// # Errors
/// Those of `claims`.
pub fn brief<E>(matter: &Matter<'_>, claims: impl FnMut(&str) -> Result<Vec<Testimony>, E>) -> Result<Brief, E> {
    let tongue = tongue::tongue(matter.language).unwrap_or(&en::English);
    writer::Writer::new(matter, tongue, claims).write()
}
