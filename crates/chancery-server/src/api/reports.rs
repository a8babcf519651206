//! Reports.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use chancery::Language;
use chancery::record::Report;
use chancery_store::{Filter, Page, ReportFilter, ReportRow, StoredClaim};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::filters::MOST;
use super::json;
use crate::app::App;
use crate::problem::{Faults, NotFound, Problem};
use crate::query::Query;

/// Claims of a report that are shown: more than a long analysis makes.
const MOST_CLAIMS: usize = 2_000;

/// Which reports. Everything that is given must hold.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ReportQuery {
    /// With these words; "two words" in quotes stand together, word* begins one.
    #[param(min_length = 1, max_length = 500)]
    text: Option<String>,
    /// In this language.
    #[param(inline)]
    language: Option<Language>,
    /// Published from the beginning of this day, month or year.
    #[param(min_length = 4, max_length = 10, example = "2024-08")]
    from: Option<String>,
    /// Published to the end of this day, month or year.
    #[param(min_length = 4, max_length = 10, example = "2024-08-19")]
    to: Option<String>,
    /// At most so many rows; 100 without it.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(min_length = 1, max_length = 40)]
    after: Option<String>,
}

/// Reports without their texts, the latest first.
#[utoipa::path(
    get,
    path = "/api/v1/reports",
    tag = "reports",
    params(ReportQuery),
    responses((status = 200, description = "A page of them.", body = Page<ReportRow>), Faults)
)]
pub(super) async fn reports(
    State(app): State<Arc<App>>,
    Query(query): Query<ReportQuery>,
) -> Result<Response, Problem> {
    let ReportQuery { text, language, from, to, limit, after } = query;
    let after = after.as_deref().map(str::parse).transpose()?;
    let limit = limit.map(|limit| limit.min(MOST));
    let filter = ReportFilter { text, language, from, to, limit, after };
    app.ask(move |_, store, _| json(&store.reports(&filter)?)).await
}

/// A report with what it says.
#[derive(Serialize, ToSchema)]
pub(super) struct Told {
    /// The report with its text.
    report: Report,
    /// Its claims, in the order of the text.
    claims: Vec<StoredClaim>,
}

/// A report with its claims.
#[utoipa::path(
    get,
    path = "/api/v1/reports/{id}",
    tag = "reports",
    params(("id" = String, Path, description = "Its id.", max_length = 1000)),
    responses((status = 200, description = "The report.", body = Told), Faults, NotFound)
)]
pub(super) async fn report(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Response, Problem> {
    app.ask(move |_, store, _| {
        let told = store.snapshot(|store| {
            let Some(report) = store.report(&id)? else { return Ok(None) };
            let filter = Filter { report: Some(id.clone()), limit: Some(MOST_CLAIMS), ..Filter::default() };
            Ok(Some(Told { report, claims: store.claims(&filter)?.rows }))
        })?;
        let Some(mut told) = told else {
            return Err(Problem::absent(format!("{id}: no such report"), "see /api/v1/reports"));
        };
        told.claims.sort_by_key(|claim| (claim.claim.evidence.first().map(|e| e.trigger), claim.nr));
        json(&told)
    })
    .await
}
