//! Events: what the claims of one or many reports, in any language, say happened once.

use serde::{Deserialize, Serialize};

use super::{Category, Status, ThirdParty, Toll, When, Where};
use crate::Language;

/// What the claims of one or many reports say happened once. Its fields are what they agree on, by the rules of
/// `docs/methods.md`; the claims keep what each says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// `e-` and the id of its first claim, by date of report and then by id; so it changes when an earlier claim joins.
    pub id: String,
    /// PLOVER category of most weight among the claims.
    pub event: Category,
    /// Modes told by claims of that category with half of their weight or more.
    pub mode: Vec<String>,
    /// Contexts, likewise.
    pub context: Vec<String>,
    /// PLOVER quad class, 1 to 4.
    pub quad: u8,
    /// PLOVER score, -10 to 10.
    pub score: f64,
    /// The nearest CAMEO 1.1b3 code; `None` where there is none.
    pub cameo: Option<String>,
    /// Who acted; all sides of a mutual act.
    pub actors: Vec<EventParty>,
    /// To whom it was done.
    pub recipients: Vec<EventParty>,
    /// Mediators, hosts, guarantors, allies, patrons, sponsors named by any claim.
    pub third_parties: Vec<ThirdParty>,
    /// The surest status: what one report affirms as done is done, whatever another announced before.
    pub status: Status,
    /// The most precise period that the claims agree on.
    pub when: Option<When>,
    /// The most precise place that the claims agree on.
    #[serde(rename = "where")]
    pub place: Option<Where>,
    /// What it cost, from the last figure of each independent source.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Toll<EventCount>>))]
    pub toll: Option<EventToll>,
    /// Ids of claims in which somebody denies it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub denials: Vec<String>,
    /// Fields in which claims contradict each other.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub disagreements: Vec<Disagreement>,
    /// Independent sources: texts of one publisher, and copies of one text, count once.
    pub sources: usize,
    /// Reports.
    pub reports: usize,
    /// Languages of the reports, in the order of their codes.
    pub languages: Vec<Language>,
    /// Date of the first report, in EDTF level 0.
    pub first: Option<String>,
    /// Date of the last report.
    pub last: Option<String>,
    /// Ids of its claims, by date of report and then by id.
    pub claims: Vec<String>,
    /// Probability that at least one independent source makes such a claim, 0 to 1.
    pub confidence: f64,
}

/// A party to an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventParty {
    /// Wikidata id or `x:slug`, the one of most weight; `None` where no claim has one.
    pub entity: Option<String>,
    /// Its usual English name, or the words of a report.
    pub name: String,
    /// ISO 3166-1 alpha-3 or PLOVER's own code.
    pub country: Option<String>,
    /// Primary PLOVER sector.
    pub sector: Option<String>,
    /// Highest confidence of a claim's party, 0 to 1.
    pub confidence: f64,
    /// How many claims name it.
    pub claims: usize,
}

/// The human cost of an event.
pub type EventToll = Toll<EventCount>;

/// A number of people over all sources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventCount {
    /// The least that any independent source's last figure allows.
    pub low: Option<u64>,
    /// Median of the independent sources' last figures, the lower of the two middle ones.
    pub best: Option<u64>,
    /// The most that any of them allows.
    pub high: Option<u64>,
    /// Every figure, by date of report and then by id of claim.
    pub figures: Vec<Figure>,
}

/// One claim's number of people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figure {
    /// Id of the claim.
    pub claim: String,
    /// Who gives it, when it is not the report itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub speaker: Option<String>,
    /// Whose they are, where it is said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub side: Option<String>,
    /// At least so many.
    pub low: Option<u64>,
    /// The number named.
    pub best: Option<u64>,
    /// At most so many.
    pub high: Option<u64>,
    /// The words.
    pub text: String,
}

/// A field in which claims of one event contradict each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Disagreement {
    /// `event`, `when`, `where`, `killed`, …
    pub field: String,
    /// What is said, with the claims that say it; the value of most weight first.
    pub values: Vec<Said>,
}

/// A value and who says it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Said {
    /// The value, as the claim's field shows it.
    pub value: String,
    /// Ids of the claims.
    pub claims: Vec<String>,
}
