//! The filters of claims and events as parameters.

use chancery::Language;
use chancery::knowledge::Knowledge;
use chancery::record::Category;
use chancery_store::{Filter, FilterWords};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::problem::Problem;
use crate::stream::{Form, MOST_ROWS};

/// Rows of a page when no number is given.
const USUAL: usize = 100;
/// Rows of a page at most.
pub(super) const MOST: usize = 1_000;

/// Which claims or events. Everything that is given must hold.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct FilterQuery {
    /// Who acts: a country (ARM), an entity (Q399), or a name in any language (Armenia).
    #[param(min_length = 1, max_length = 200)]
    actor: Option<String>,
    /// To whom it is done, likewise.
    #[param(min_length = 1, max_length = 200)]
    recipient: Option<String>,
    /// Who takes part in any way, likewise.
    #[param(min_length = 1, max_length = 200)]
    party: Option<String>,
    /// Two between whom it passes, in either direction: ARM,AZE.
    #[serde(default)]
    #[param(style = Form, explode = false, min_items = 2, max_items = 2, min_length = 1, max_length = 200)]
    dyad: Vec<String>,
    /// PLOVER categories, one of which it must be of.
    #[serde(default)]
    #[param(style = Form, explode = false, inline, max_items = 64)]
    category: Vec<Category>,
    /// Quad classes, one of which it must be of: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
    #[serde(default)]
    #[param(style = Form, explode = false, minimum = 1, maximum = 4, max_items = 64)]
    quad: Vec<u8>,
    /// Whether, when and how surely it is said to happen; one of each three.
    #[serde(default)]
    #[param(style = Form, explode = false, inline, max_items = 64)]
    status: Vec<StatusWord>,
    /// A name, geonames:ID, a country (ARM), or LAT,LON,KILOMETRES.
    #[param(min_length = 1, max_length = 200)]
    place: Option<String>,
    /// From the beginning of this day, month or year.
    #[param(min_length = 4, max_length = 10, example = "2024-08")]
    from: Option<String>,
    /// To the end of this day, month or year.
    #[param(min_length = 4, max_length = 10, example = "2024-08-19")]
    to: Option<String>,
    /// Of a report in this language.
    #[param(inline)]
    language: Option<Language>,
    /// Of a report with these words; "two words" in quotes stand together, word* begins one.
    #[param(min_length = 1, max_length = 500)]
    text: Option<String>,
    /// Of this report, by its id.
    #[param(min_length = 1, max_length = 1000)]
    report: Option<String>,
    /// At least this confidence.
    #[param(minimum = 0, maximum = 1)]
    confidence: Option<f64>,
    /// At least so many independent sources; of a claim, of its event.
    #[param(minimum = 0, maximum = 1000000)]
    sources: Option<usize>,
}

/// A word for a part of the status.
#[derive(Debug, Clone, Copy, Deserialize, serde::Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum StatusWord {
    Affirmed,
    Negated,
    Past,
    Present,
    Future,
    Historical,
    Asserted,
    Possible,
    Hypothetical,
}

/// Which rows of them, and in what form.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct RowsQuery {
    /// Whether the earliest come first.
    #[serde(default)]
    #[param(nullable = false)]
    oldest: bool,
    /// At most so many rows: 1,000 in JSON.
    #[param(minimum = 1, maximum = 100000)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(min_length = 1, max_length = 40)]
    after: Option<String>,
    /// JSON by pages, or all rows at once as CSV or GeoJSON.
    #[serde(default)]
    #[param(inline)]
    format: Format,
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, serde::Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Format {
    #[default]
    Json,
    Csv,
    GeoJson,
}

impl FilterQuery {
    /// What they say, of all rows.
    ///
    /// # Errors
    /// 400 with the first word that says nothing.
    pub fn read(self, knowledge: &Knowledge) -> Result<Filter, Problem> {
        self.read_rows(RowsQuery::default(), knowledge).map(|(filter, _)| Filter { limit: None, ..filter })
    }

    /// What they say, of some rows; and the form of an export where one is asked for.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_rows(self, rows: RowsQuery, knowledge: &Knowledge) -> Result<(Filter, Option<Form>), Problem> {
        let form = match rows.format {
            Format::Json => None,
            Format::Csv => Some(Form::Csv),
            Format::GeoJson => Some(Form::GeoJson),
        };
        let usual = if form.is_some() { MOST_ROWS } else { USUAL };
        let limit = rows.limit.unwrap_or(usual);
        if form.is_none() && limit > MOST {
            let remedy = "follow `next`, or ask for csv or geojson";
            return Err(Problem::wrong(format!("limit: {limit} is more than {MOST}"), remedy));
        }
        let dyad = match <[String; 2]>::try_from(self.dyad) {
            Ok(pair) => Some(pair),
            Err(none) if none.is_empty() => None,
            Err(_) => return Err(Problem::wrong("dyad: not two", "write two with a comma between: ARM,AZE")),
        };
        let words = FilterWords {
            actor: self.actor,
            recipient: self.recipient,
            party: self.party,
            dyad,
            category: self.category.iter().map(Category::to_string).collect(),
            quad: self.quad,
            status: self.status.iter().map(|word| format!("{word:?}")).collect(),
            place: self.place,
            from: self.from,
            to: self.to,
            language: self.language.map(|language| language.code().to_owned()),
            text: self.text,
            report: self.report,
            confidence: self.confidence,
            sources: self.sources,
            oldest: rows.oldest,
            limit: Some(limit),
            after: rows.after,
        };
        Ok((words.read(knowledge)?, form))
    }
}
