//! Claims.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use chancery::export::{CSV_COLUMNS, csv_row};
use chancery_store::{Page, Store, StoredClaim};

use super::filters::{FilterQuery, RowsQuery};
use super::json;
use crate::app::App;
use crate::problem::{Faults, NotFound, Problem};
use crate::query::Query;
use crate::stream::{Kind, stream};

/// The columns of a claim, and of its report and event.
const COLUMNS: [&str; 36] = {
    let mut columns = [""; 36];
    let mut n = 0;
    while n < CSV_COLUMNS.len() {
        columns[n] = CSV_COLUMNS[n];
        n += 1;
    }
    [columns[n], columns[n + 1], columns[n + 2], columns[n + 3]] = ["in_event", "source", "title", "url"];
    columns
};

const CLAIMS: Kind<StoredClaim> = Kind {
    name: "claims",
    page: Store::claims,
    columns: &COLUMNS,
    row: |claim| {
        let mut row = csv_row(claim.published.as_deref(), claim.language, &claim.claim);
        let more = [&claim.in_event, &claim.source, &claim.title, &claim.url];
        row.extend(more.map(|value| value.clone().unwrap_or_default()));
        row
    },
    id: |claim| &claim.claim.id,
    point: |claim| claim.claim.place.as_ref().and_then(|place| Some([place.lat?, place.lon?])),
};

/// Claims, the latest first.
#[utoipa::path(
    get,
    path = "/api/v1/claims",
    tag = "claims",
    params(FilterQuery, RowsQuery),
    responses(
        (status = 200, description = "A page of them; or all, as CSV or GeoJSON.", content(
            (Page<StoredClaim> = "application/json"), (String = "text/csv"), (Value = "application/geo+json")
        )),
        Faults,
    )
)]
pub(super) async fn claims(
    State(app): State<Arc<App>>,
    Query(filter): Query<FilterQuery>,
    Query(rows): Query<RowsQuery>,
) -> Result<Response, Problem> {
    let (filter, form) = filter.read_rows(rows, app.knowledge)?;
    match form {
        Some(form) => Ok(stream(app, &CLAIMS, form, filter)),
        None => app.ask(move |_, store, _| json(&store.claims(&filter)?)).await,
    }
}

/// A claim.
#[utoipa::path(
    get,
    path = "/api/v1/claims/{id}",
    tag = "claims",
    params(("id" = String, Path, description = "Its id.", max_length = 1000)),
    responses((status = 200, description = "The claim.", body = StoredClaim), Faults, NotFound)
)]
pub(super) async fn claim(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Response, Problem> {
    app.ask(move |_, store, _| match store.claim(&id)? {
        Some(claim) => json(&claim),
        None => Err(Problem::absent(format!("{id}: no such claim"), "see /api/v1/claims")),
    })
    .await
}
