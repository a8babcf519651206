//! Events.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use chancery::export::{EVENT_CSV_COLUMNS, event_csv_row};
use chancery::record::Event;
use chancery_store::{DatasetRecord, Page, Store, StoredClaim, StoredEvent};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::datasets::DatasetQuery;
use super::filters::{FilterQuery, RowsQuery};
use super::json;
use crate::app::App;
use crate::problem::{Faults, NotFound, Problem};
use crate::query::Query;
use crate::stream::{Kind, stream};

const EVENTS: Kind<StoredEvent> = Kind {
    name: "events",
    page: Store::events,
    columns: &EVENT_CSV_COLUMNS,
    row: |event| event_csv_row(&event.event),
    id: |event| &event.event.id,
    point: |event| event.event.place.as_ref().and_then(|place| Some([place.lat?, place.lon?])),
};

/// Events, the latest first.
#[utoipa::path(
    get,
    path = "/api/v1/events",
    tag = "events",
    params(FilterQuery, RowsQuery, DatasetQuery),
    responses(
        (status = 200, description = "A page of them; or all, as CSV or GeoJSON.", content(
            (Page<StoredEvent> = "application/json"), (String = "text/csv"), (Value = "application/geo+json")
        )),
        Faults,
    )
)]
pub(super) async fn events(
    State(app): State<Arc<App>>,
    Query(filter): Query<FilterQuery>,
    Query(rows): Query<RowsQuery>,
    Query(DatasetQuery { dataset }): Query<DatasetQuery>,
) -> Result<Response, Problem> {
    let (filter, form) = filter.read_rows(rows, app.knowledge)?;
    match form {
        Some(form) => Ok(stream(app, &EVENTS, form, filter, dataset)),
        None => app.ask_over(dataset, move |_, store, _| json(&store.events(&filter)?)).await,
    }
}

/// An event with its claims.
#[derive(Serialize, ToSchema)]
pub(super) struct Account {
    /// The event.
    event: Event,
    /// Whether its claims changed since it was made.
    stale: bool,
    /// Of an imported event, where it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<DatasetRecord>,
    /// Its claims, the first of them first.
    members: Vec<AccountMember>,
}

/// A claim of an event.
#[derive(Serialize, ToSchema)]
struct AccountMember {
    /// The claim.
    claim: StoredClaim,
    /// Why it is of this event.
    #[schema(value_type = Object)]
    reasons: Value,
    /// Whether it denies the event.
    denies: bool,
}

/// An event with all that is said of it.
#[utoipa::path(
    get,
    path = "/api/v1/events/{id}",
    tag = "events",
    params(("id" = String, Path, description = "Its id, or one that it had before.", max_length = 1000), DatasetQuery),
    responses(
        (status = 200, description = "The event.", body = Account),
        (status = 307, description = "It has another id now: `Location` tells it."),
        Faults,
        NotFound,
    )
)]
pub(super) async fn event(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Query(DatasetQuery { dataset }): Query<DatasetQuery>,
) -> Result<Response, Problem> {
    app.ask_over(dataset, move |_, store, _| {
        let found = store.snapshot(|store| {
            let Some(event) = store.event(&id)? else { return Ok(None) };
            let members = store.members_of(&event.event.id)?;
            Ok(Some((event, members)))
        })?;
        let Some((StoredEvent { event, stale, record, .. }, members)) = found else {
            return Err(Problem::absent(format!("{id}: no such event"), "see /api/v1/events"));
        };
        if event.id != id {
            let id = percent_encoding::utf8_percent_encode(&event.id, percent_encoding::NON_ALPHANUMERIC);
            return Ok(Redirect::temporary(&format!("/api/v1/events/{id}")).into_response());
        }
        let member = |(claim, reasons): (StoredClaim, Value)| {
            let denies = event.denials.contains(&claim.claim.id);
            AccountMember { claim, reasons, denies }
        };
        let members = members.into_iter().map(member).collect();
        json(&Account { event, stale, record, members })
    })
    .await
}
