//! The server itself.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chancery_store::Counts;
use serde::Serialize;
use utoipa::ToSchema;

use super::json;
use crate::app::App;
use crate::guard::{Caller, Right};
use crate::problem::{Faults, Problem};

/// What serves, what it holds, and what the caller may do.
#[derive(Serialize, ToSchema)]
pub(super) struct ServerStatus {
    /// `chancery`.
    program: &'static str,
    /// Version of the program.
    version: &'static str,
    /// Whether others than the user of the machine may be served.
    public: bool,
    /// How much the store holds.
    counts: Counts,
    /// First day of an event of a year or less.
    first: Option<String>,
    /// Last day of one.
    last: Option<String>,
    /// What the caller may do.
    rights: Vec<Right>,
    /// Who the caller is: the name of the token, or of the user of the machine.
    caller: String,
}

/// What serves, what it holds, and what the caller may do.
#[utoipa::path(
    get,
    path = "/api/v1/status",
    tag = "server",
    responses((status = 200, description = "The state.", body = ServerStatus), Faults)
)]
pub(super) async fn status(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
) -> Result<Response, Problem> {
    app.ask(move |app, store, index| {
        let days = index.days();
        json(&ServerStatus {
            program: "chancery",
            version: env!("CARGO_PKG_VERSION"),
            public: app.guard.is_public(),
            counts: app.counts(store, index)?,
            first: days.map(|days| days[0].to_string()),
            last: days.map(|days| days[1].to_string()),
            rights: Right::ALL.into_iter().filter(|right| *right <= caller.right).collect(),
            caller: caller.name,
        })
    })
    .await
}

/// Whether it serves: it can read the store.
#[utoipa::path(
    get,
    path = "/health",
    tag = "server",
    security(()),
    responses((status = 200, description = "It does.", body = String, content_type = "text/plain"), Faults)
)]
pub(super) async fn health(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    app.ask(|_, store, _| Ok(store.version()?)).await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], "ok\n").into_response())
}

/// Counters in Prometheus' text format; with --public for tokens with the right `admin`.
#[utoipa::path(
    get,
    path = "/metrics",
    tag = "server",
    responses((status = 200, description = "The counters.", body = String, content_type = "text/plain"), Faults)
)]
pub(super) async fn metrics(State(app): State<Arc<App>>) -> Response {
    let index = app.follower.latest();
    let values = [
        ("chancery_events", "Events in memory.", index.events().count() as u64),
        ("chancery_state", "State of the store that is served; grows with every change.", index.version),
        ("chancery_waiting", "Questions that wait for their turn.", app.readers.waiting() as u64),
    ];
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], app.meter.text(&values)).into_response()
}
