//! The records of the design (§3): what Chancery gives to its users, as JSON. Offsets are in Unicode scalar values into
//! `report.text`.

use serde::{Deserialize, Serialize};

use crate::Language;

/// Start and one past the end, in Unicode scalar values, of a stretch of the report's text.
pub type CharSpan = [usize; 2];

/// One news text with its metadata.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
