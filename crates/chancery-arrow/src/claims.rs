//! Tables of claims, a row a claim, with what is known of its report. In: records. Out: a batch, and the records again. Always: the claims of a
//! report stand together, in their order.
//!
//! The fields of a claim are those of [`Claim`], by their names in JSON (`where` is its place); these are of its report:
//!
//! | column | holds |
//! |---|---|
//! | `published` | date of publication, EDTF level 0 |
//! | `language`, `language_confidence` | ISO 639-1 code; certainty, 0 to 1 |
//! | `title`, `url`, `source`, `author`, `path`, `credits` | as [`Report`] has them, where they are known |
//! | `text` | the text that spans point into: with the first claim of a report only, and null with the others, so that long reports take no more room than they have |

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use chancery::Language;
use chancery::record::{Claim, Coded, Report};
use serde::{Deserialize, Serialize};

use crate::fields::{
    group, list, number, open_count, open_group, open_list, open_number, open_text, record, small, span, text,
};
use crate::{Error, decode, encode};

/// What a table of claims holds, in words.
const RECORD: &str = "claims";

/// A claim with what is known of its report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportedClaim {
    /// The claim.
    #[serde(flatten)]
    pub claim: Claim,
    /// Its report.
    #[serde(flatten)]
    pub report: About,
}

/// What is known of the report of a claim, but for its id, which the claim has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Date of publication in EDTF level 0.
    pub published: Option<String>,
    /// Language.
    pub language: Language,
    /// Certainty of the language, 0 to 1, where it is known.
    pub language_confidence: Option<f64>,
    /// Its title.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// File it came from.
    pub path: Option<String>,
    /// Photo and agency credits.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub credits: Vec<String>,
    /// Its text, with its first claim.
    pub text: Option<String>,
}

/// The columns of a table of claims.
pub fn schema() -> SchemaRef {
    static SCHEMA: OnceLock<SchemaRef> = OnceLock::new();
    SCHEMA.get_or_init(|| Arc::new(Schema::new(fields()))).clone()
}

fn fields() -> Vec<Field> {
    let words = DataType::Utf8;
    vec![
        text("id"),
        text("report"),
        text("event"),
        list("mode", words.clone()),
        list("context", words.clone()),
        small("quad"),
        number("score"),
        open_text("cameo"),
        list("actors", record(party())),
        list("recipients", record(party())),
        list("third_parties", record(third_party())),
        group("status", status()),
        open_group("speaker", party()),
        open_group("when", when()),
        open_group("where", place()),
        open_group("toll", toll(&figure())),
        list("evidence", record(vec![span("span", false), span("trigger", false), text("text")])),
        number("confidence"),
        number("status_confidence"),
        open_text("published"),
        text("language"),
        open_number("language_confidence"),
        open_text("title"),
        open_text("url"),
        open_text("source"),
        open_text("author"),
        open_text("path"),
        open_list("credits", words),
        open_text("text"),
    ]
}

fn party() -> Vec<Field> {
    vec![
        text("text"),
        span("span", true),
        open_text("entity"),
        open_text("name"),
        open_text("country"),
        open_text("sector"),
        open_list("sectors", DataType::Utf8),
        open_text("refers_to"),
        number("confidence"),
    ]
}

/// Of claims and events.
pub(crate) fn third_party() -> Vec<Field> {
    vec![text("role"), text("entity"), open_list("between", DataType::Utf8)]
}

/// Of claims and events.
pub(crate) fn status() -> Vec<Field> {
    vec![text("polarity"), text("tense"), text("certainty")]
}

/// Of claims and events.
pub(crate) fn when() -> Vec<Field> {
    vec![text("edtf"), open_text("start"), open_text("end"), text("granularity"), text("type"), text("basis")]
}

/// Of claims and events.
pub(crate) fn place() -> Vec<Field> {
    vec![
        text("name"),
        open_text("id"),
        open_text("country"),
        open_number("lat"),
        open_number("lon"),
        small("precision"),
        text("basis"),
    ]
}

/// Of claims and events, which count otherwise.
pub(crate) fn toll(of: &[Field]) -> Vec<Field> {
    ["killed", "wounded", "captured", "missing", "displaced"].map(|kind| open_group(kind, of.to_vec())).to_vec()
}

fn figure() -> Vec<Field> {
    vec![open_count("low"), open_count("best"), open_count("high"), text("text"), text("qualifier"), open_text("side")]
}

impl ReportedClaim {
    /// The claims of a report, the text with the first of them.
    pub fn of(coded: &Coded) -> Vec<Self> {
        let about = |first: bool| About::of(&coded.report, first);
        coded.claims.iter().enumerate().map(|(n, claim)| Self { claim: claim.clone(), report: about(n == 0) }).collect()
    }
}

impl About {
    /// Of a report, with or without its text.
    fn of(report: &Report, text: bool) -> Self {
        Self {
            published: report.published.clone(),
            language: report.language,
            language_confidence: Some(report.language_confidence),
            title: report.title.clone(),
            url: report.url.clone(),
            source: report.source.clone(),
            author: report.author.clone(),
            path: report.path.clone(),
            credits: report.credits.clone(),
            text: text.then(|| report.text.clone()),
        }
    }

    /// The report, where its text is known.
    fn report(self, id: String) -> Option<Report> {
        Some(Report {
            id,
            path: self.path,
            title: self.title,
            published: self.published,
            url: self.url,
            source: self.source,
            author: self.author,
            language: self.language,
            language_confidence: self.language_confidence.unwrap_or(1.0),
            credits: self.credits,
            text: self.text?,
        })
    }
}

/// Claims as a batch.
///
/// # Errors
/// [`Error::Arrow`] when they are too many for one batch.
pub fn batch(claims: &[ReportedClaim]) -> Result<RecordBatch, Error> {
    Ok(encode::encode(&schema(), claims)?)
}

/// The claims of a batch.
///
/// # Errors
/// [`Error::Column`] when a column is not there, [`Error::Row`] when a row is no claim.
pub fn read(batch: &RecordBatch) -> Result<Vec<ReportedClaim>, Error> {
    decode::decode(&schema(), batch, RECORD)
}

/// Reports with their claims, as they were coded: in the order of their first claims. A claim that is there twice is taken once.
///
/// # Errors
/// [`Error::Text`] when the text of a report is with none of its claims.
pub fn reports(claims: impl IntoIterator<Item = ReportedClaim>) -> Result<Vec<Coded>, Error> {
    let coded = |(about, claims): (About, Vec<Claim>)| {
        let id = claims.first().map(|claim| claim.report.clone()).unwrap_or_default();
        let report = about.report(id.clone()).ok_or(Error::Text { report: id })?;
        Ok(Coded { report, claims, labels: Vec::new() })
    };
    by_report(claims).into_iter().map(coded).collect()
}

/// Reports with some of their claims: as [`reports`], with an empty text where none is there.
pub fn partial_reports(claims: impl IntoIterator<Item = ReportedClaim>) -> Vec<Coded> {
    let coded = |(about, claims): (About, Vec<Claim>)| {
        let id = claims.first().map(|claim| claim.report.clone()).unwrap_or_default();
        let text = about.text.clone().or_else(|| Some(String::new()));
        let report = About { text, ..about }.report(id)?;
        Some(Coded { report, claims, labels: Vec::new() })
    };
    by_report(claims).into_iter().filter_map(coded).collect()
}

fn by_report(claims: impl IntoIterator<Item = ReportedClaim>) -> Vec<(About, Vec<Claim>)> {
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut seen: HashSet<String> = HashSet::new();
    let mut found: Vec<(About, Vec<Claim>)> = Vec::new();
    for ReportedClaim { claim, report } in claims {
        if !seen.insert(claim.id.clone()) {
            continue;
        }
        let known = *at.entry(claim.report.clone()).or_insert(found.len());
        match found.get_mut(known) {
            None => found.push((report, vec![claim])),
            Some((about, claims)) => {
                about.text = about.text.take().or(report.text);
                claims.push(claim);
            }
        }
    }
    found
}
