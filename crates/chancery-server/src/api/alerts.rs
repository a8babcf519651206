//! Alerts that were fired.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chancery::export::{Feed, atom};
use chancery_store::{AlertFilter, Page, StoredAlert};
use serde::Deserialize;
use utoipa::IntoParams;

use super::json;
use crate::app::App;
use crate::problem::{Faults, Problem};
use crate::query::Query;

/// Alerts of the feed.
const FEED: usize = 50;

/// Which alerts.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct AlertQuery {
    /// Of this rule, by its name.
    #[param(min_length = 1, max_length = 200)]
    rule: Option<String>,
    /// At most so many; 100 without it.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(min_length = 1, max_length = 40)]
    after: Option<String>,
}

/// Alerts, the latest first.
#[utoipa::path(
    get,
    path = "/api/v1/alerts",
    tag = "alerts",
    params(AlertQuery),
    responses((status = 200, description = "A page of them.", body = Page<StoredAlert>), Faults)
)]
pub(super) async fn alerts(State(app): State<Arc<App>>, Query(query): Query<AlertQuery>) -> Result<Response, Problem> {
    let AlertQuery { rule, limit, after } = query;
    let after = after.as_deref().map(str::parse).transpose()?;
    let filter = AlertFilter { rule, limit, after, ..AlertFilter::default() };
    app.ask(move |_, store, _| json(&store.alerts(&filter)?)).await
}

/// Of which rule.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct FeedQuery {
    /// Of this rule, by its name.
    #[param(min_length = 1, max_length = 200)]
    rule: Option<String>,
}

/// The latest alerts as an Atom feed.
#[utoipa::path(
    get,
    path = "/api/v1/alerts.atom",
    tag = "alerts",
    params(FeedQuery),
    responses((status = 200, description = "The feed.", body = String, content_type = "application/atom+xml"), Faults)
)]
pub(super) async fn feed(
    State(app): State<Arc<App>>,
    Query(FeedQuery { rule }): Query<FeedQuery>,
) -> Result<Response, Problem> {
    app.ask(move |_, store, _| {
        let title = rule.as_ref().map_or_else(|| "Chancery".to_owned(), |rule| format!("Chancery: {rule}"));
        let id = rule.as_ref().map_or_else(
            || "urn:chancery:alerts".to_owned(),
            |rule| {
                let name = percent_encoding::utf8_percent_encode(rule, percent_encoding::NON_ALPHANUMERIC);
                format!("urn:chancery:alerts:{name}")
            },
        );
        let filter = AlertFilter { rule, limit: Some(FEED), ..AlertFilter::default() };
        let alerts = store.alerts(&filter)?.rows;
        let text = atom(&Feed { id: &id, title: &title, link: None }, alerts.iter().map(|stored| &stored.alert));
        Ok(([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], text).into_response())
    })
    .await
}
