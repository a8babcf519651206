//! The records of the design (§3): what Chancery gives to its users, as JSON. Offsets are in Unicode scalar values into
//! `report.text`.

use serde::{Deserialize, Serialize};

use crate::Language;

mod alert;
mod brief;
mod comparison;
mod event;
mod relation;

pub use alert::{Alert, DyadShift, Happening};
pub use brief::{Brief, BriefSentence, Section, Source};
pub use comparison::{ComparedPeriod, ComparedTolls, Comparison, Match, Tally, Unmatched};
pub use event::{Disagreement, Event, EventCount, EventParty, EventToll, Figure, Said};
pub use relation::{
    Answer, Apart, Course, Driver, Estimate, Member, Network, Period, Realignment, Reason, Relation, Shift, Side,
    Silence, Step, ThirdPartyRole, Tie, Triad,
};

/// Start and one past the end, in Unicode scalar values, of a stretch of the report's text.
pub type CharSpan = [usize; 2];

/// One news text with its metadata.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    /// The `id` that the source gave, else a digest of path and text.
    pub id: String,
    /// File it came from, as the user named it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub path: Option<String>,
    /// Its own title, when the source keeps it in a field of its own. It is then also the first line of `text`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// Date of publication in EDTF level 0: day, month or year (`2024-08`).
    pub published: Option<String>,
    /// Where it was published, when known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
    /// Who wrote it, as the source names them; several are separated by commas.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub author: Option<String>,
    /// Language it is written in.
    pub language: Language,
    /// Certainty of the language, 0 to 1; 1 when it was given.
    pub language_confidence: f64,
    /// Photo and agency credits, kept apart from the text.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub credits: Vec<String>,
    /// The text that every offset points into: title, blank line and body.
    pub text: String,
}

/// A period with how it was known: the date object of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct When {
    /// Extended Date/Time Format (ISO 8601-2:2019), e.g. `2024-08`, `2023-09-19/2023-09-20`, `2023~`.
    pub edtf: String,
    /// First day, `YYYY-MM-DD`; `None` when unresolved or open.
    pub start: Option<String>,
    /// Last day (inclusive), `YYYY-MM-DD`.
    pub end: Option<String>,
    /// How fine the period is known.
    pub granularity: Granularity,
    /// How sure the period is.
    #[serde(rename = "type")]
    pub kind: WhenKind,
    /// Where the period comes from.
    pub basis: WhenBasis,
}

/// Granularity of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Granularity {
    Time,
    Day,
    Week,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
    Vague,
}

/// How sure a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum WhenKind {
    /// The text names the period itself.
    Exact,
    /// "around", "towards the end of", "early".
    Approximate,
    /// From one date to another.
    Range,
    /// A time is told but cannot be placed ("recently", or no date to count from).
    Unresolved,
}

/// Where a period comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum WhenBasis {
    /// Written out in the text.
    Explicit,
    /// Counted from the report's date or from another date in the text.
    Relative,
    /// The report's own date.
    Dateline,
    /// Taken over from another sentence of the report.
    Inherited,
}

/// One coded statement in one report: actor – event – recipient, with everything said of it. A claim is what a source
/// says, not a fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Claim {
    /// `<report id>-<number>`, in the order of the text.
    pub id: String,
    /// Id of the report.
    pub report: String,
    /// PLOVER category.
    pub event: Category,
    /// PLOVER modes of that category.
    pub mode: Vec<String>,
    /// PLOVER contexts.
    pub context: Vec<String>,
    /// PLOVER quad class, 1 to 4.
    pub quad: u8,
    /// PLOVER score of the mode if one is known, else of the category; -10 (conflict) to 10 (cooperation).
    pub score: f64,
    /// The nearest CAMEO 1.1b3 code by PLOVER's crosswalk; `None` where there is none.
    pub cameo: Option<String>,
    /// Who acts; all sides of a mutual act.
    pub actors: Vec<Party>,
    /// Whom it is done to; empty for mutual acts.
    pub recipients: Vec<Party>,
    /// Who acts on the parties: mediator, host, guarantor, ally, patron, sponsor.
    pub third_parties: Vec<ThirdParty>,
    /// Whether, when and how surely it is said to happen.
    pub status: Status,
    /// Who says so, when it is not the report itself.
    pub speaker: Option<Party>,
    /// When.
    pub when: Option<When>,
    /// Where.
    #[serde(rename = "where")]
    pub place: Option<Where>,
    /// At what cost.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Toll<Count>>))]
    pub toll: Option<Toll>,
    /// The stretches of text that say it, in order; never empty.
    pub evidence: Vec<Evidence>,
    /// Calibrated probability that the report makes a claim of this category there, 0 to 1. Each party has its own.
    pub confidence: f64,
    /// Calibrated probability that all three parts of the status are right, 0 to 1.
    #[serde(default)]
    pub status_confidence: f64,
}

/// PLOVER's sixteen categories (manual 2.0, section 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum Category {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

/// A party to a claim: an entity as this report names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Party {
    /// The words of the report.
    pub text: String,
    /// Where they stand; `None` where the party is understood and not named in the evidence.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<[usize; 2]>))]
    pub span: Option<CharSpan>,
    /// Wikidata id or `x:slug`; `None` where the knowledge has no such entity.
    pub entity: Option<String>,
    /// Its usual English name; `None` with an unknown entity.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-3 or PLOVER's own code.
    pub country: Option<String>,
    /// Primary PLOVER sector.
    pub sector: Option<String>,
    /// All sectors, the primary one first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sectors: Vec<String>,
    /// What the words refer back to, when they are a pronoun or a description: the words they were resolved from.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub refers_to: Option<String>,
    /// Calibrated probability that a party of this country is on this side of the act, 0 to 1.
    pub confidence: f64,
}

/// Someone who acts on the parties of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThirdParty {
    /// mediator, host, guarantor, ally, patron or sponsor.
    pub role: String,
    /// Entity, or the words of the report where it is unknown.
    pub entity: String,
    /// The entities it stands between.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub between: Vec<String>,
}

/// PLOVER's auxiliary modes (historical, future, hypothetical, negation), apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Status {
    /// Whether it is affirmed.
    pub polarity: Polarity,
    /// When it lies, seen from the report.
    pub tense: Tense,
    /// How sure the text is.
    pub certainty: Certainty,
}

/// Whether a claim is affirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Polarity {
    Affirmed,
    Negated,
}

/// When a claim lies, seen from the report. `Historical` is background from well before the news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Tense {
    Past,
    Present,
    Future,
    Historical,
}

/// How sure the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Certainty {
    Asserted,
    Possible,
    Hypothetical,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Where {
    /// Its usual English name, or the words of the report where the gazetteer has no entry.
    pub name: String,
    /// `geonames:<id>` or `x:<slug>`; `None` without an entry.
    pub id: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// UCDP GED's where_prec: 1 exact … 4 province, 6 country, 7 international.
    pub precision: u8,
    /// How it is known.
    pub basis: WhereBasis,
}

/// Where a place comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum WhereBasis {
    /// Written with the act.
    Explicit,
    /// Taken over from another sentence of the report.
    Inherited,
    /// The country or city of the party that the act is done to.
    Party,
}

/// The human cost of an act as one claim tells it, or, with another kind of count, of an event ([`EventToll`]).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(bound(deserialize = "C: Deserialize<'de>"))]
#[allow(missing_docs)]
pub struct Toll<C = Count> {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub killed: Option<C>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub wounded: Option<C>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub captured: Option<C>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub missing: Option<C>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub displaced: Option<C>,
}

impl<C> Default for Toll<C> {
    fn default() -> Self {
        Self { killed: None, wounded: None, captured: None, missing: None, displaced: None }
    }
}

impl<C> Toll<C> {
    /// Every kind of count by its name, in their order, told or not.
    pub fn kinds(&self) -> [(&'static str, Option<&C>); 5] {
        [
            ("killed", self.killed.as_ref()),
            ("wounded", self.wounded.as_ref()),
            ("captured", self.captured.as_ref()),
            ("missing", self.missing.as_ref()),
            ("displaced", self.displaced.as_ref()),
        ]
    }

    /// Every count made another one.
    pub fn map<D>(&self, each: impl Fn(&C) -> D) -> Toll<D> {
        let each = |count: &Option<C>| count.as_ref().map(&each);
        Toll {
            killed: each(&self.killed),
            wounded: each(&self.wounded),
            captured: each(&self.captured),
            missing: each(&self.missing),
            displaced: each(&self.displaced),
        }
    }

    /// The counts that are told, by the names of their kinds.
    pub fn told(&self) -> impl Iterator<Item = (&'static str, &C)> {
        self.kinds().into_iter().filter_map(|(kind, count)| Some((kind, count?)))
    }
}

/// A number of people as the text bounds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Count {
    /// At least so many.
    pub low: Option<u64>,
    /// The number named.
    pub best: Option<u64>,
    /// At most so many.
    pub high: Option<u64>,
    /// The words.
    pub text: String,
    /// exact, at_least, at_most, more_than, less_than, about, range or vague.
    pub qualifier: String,
    /// Whose they are: civilians, or a party of the claim; `None` where it is not said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub side: Option<String>,
}

/// A stretch of text that makes a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evidence {
    /// The sentence.
    #[cfg_attr(feature = "openapi", schema(value_type = [usize; 2]))]
    pub span: CharSpan,
    /// The words that carry the act.
    #[cfg_attr(feature = "openapi", schema(value_type = [usize; 2]))]
    pub trigger: CharSpan,
    /// The sentence's characters.
    pub text: String,
}

/// A report with the claims it makes: what `chancery code` gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Coded {
    /// The report.
    pub report: Report,
    /// Its claims, in the order of their first evidence.
    pub claims: Vec<Claim>,
    /// What its sentences tell by a user's own codebook, in their order; empty without one.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub labels: Vec<Label>,
}

/// A category of a user's own codebook that a sentence tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Label {
    /// Name of the codebook.
    pub codebook: String,
    /// Its version; empty where it has none.
    pub version: String,
    /// The category.
    pub category: String,
    /// Probability, 0 to 1.
    pub confidence: f64,
    /// The sentence.
    #[cfg_attr(feature = "openapi", schema(value_type = [usize; 2]))]
    pub span: CharSpan,
    /// The sentence's characters.
    pub text: String,
    /// The claims that the same sentence makes, by id.
    pub claims: Vec<String>,
}
