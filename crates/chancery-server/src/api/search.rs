//! Search: reports by words, and whom and where a name means.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use chancery_store::Hit;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::json;
use crate::app::App;
use crate::index::{FoundParty, FoundPlace};
use crate::problem::{Faults, Problem};
use crate::query::Query;

/// What each list has at most when no number is given.
const USUAL: usize = 20;

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct SearchQuery {
    /// Words, a name, a place; "two words" in quotes stand together, word* begins one.
    #[param(min_length = 1, max_length = 500)]
    q: String,
    /// At most so many of each kind; 20 without it.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub(super) struct Found {
    /// Reports with the words, those in which they fit best first.
    reports: Vec<Hit>,
    /// Who goes by the name, or by one that begins so, those in most events first.
    who: Vec<FoundParty>,
    /// Places of the name, or of one that begins so, likewise.
    places: Vec<FoundPlace>,
}

/// Reports with words, and whom and where a name means.
#[utoipa::path(
    get,
    path = "/api/v1/search",
    tag = "reports",
    params(SearchQuery),
    responses((status = 200, description = "What was found.", body = Found), Faults)
)]
pub(super) async fn search(
    State(app): State<Arc<App>>,
    Query(SearchQuery { q, limit }): Query<SearchQuery>,
) -> Result<Response, Problem> {
    let limit = limit.unwrap_or(USUAL);
    app.ask(move |app, store, index| {
        let reports = store.search(&q, limit)?;
        let (who, places) = index.named(&q, limit, app.knowledge);
        json(&Found { reports, who, places })
    })
    .await
}
