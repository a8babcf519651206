//! Briefs: the state of a dyad in sentences, each with its evidence.

use serde::{Deserialize, Serialize};

use super::{CharSpan, Side};
use crate::Language;

/// The state of a dyad, for somebody who has five minutes. No sentence is without evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Brief {
    /// The two.
    pub dyad: [Side; 2],
    /// The third whose part is looked at, if one was asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub with: Option<Side>,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Language of the sentences: en or fr.
    pub language: Language,
    /// A line.
    pub title: String,
    /// What there is to say, in the order of reading; sections without a sentence are left out.
    pub sections: Vec<Section>,
    /// What the sentences rest on; number 1 is the first.
    pub evidence: Vec<Source>,
}

/// A part of a brief.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Section {
    /// state, changes, events, tolls, disputes, realignment, third_parties, with, announced or questions.
    pub kind: String,
    /// Its heading.
    pub heading: String,
    /// Its sentences.
    pub sentences: Vec<BriefSentence>,
}

/// A sentence with what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BriefSentence {
    /// The sentence.
    pub text: String,
    /// Numbers of its evidence; never empty.
    pub evidence: Vec<usize>,
}

/// A numbered piece of evidence: the words of one report, or the record of a data set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Source {
    /// Its number, from 1.
    pub number: usize,
    /// Id of the event.
    pub event: String,
    /// Id of the claim.
    pub claim: String,
    /// Id of the report.
    pub report: String,
    /// Date of the report.
    pub published: Option<String>,
    /// Language of the report; of a record of a data set only where that tells it.
    pub language: Option<Language>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// Title of the report.
    pub title: Option<String>,
    /// Where in the report the words stand.
    #[cfg_attr(feature = "openapi", schema(value_type = [usize; 2]))]
    pub span: CharSpan,
    /// The words.
    pub text: String,
    /// Whether they are a part of a longer sentence.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub cut: bool,
    /// Id of the record of a data set, where that is all there is: no sentence was read, and `text` is empty.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub record: Option<String>,
}
