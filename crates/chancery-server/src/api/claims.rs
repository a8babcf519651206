//! Claims.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use chancery::export::{SAID_CSV_COLUMNS, said_csv_row};
use chancery_store::{Page, Store, StoredClaim};

use super::filters::{FilterQuery, RowsQuery};
use super::json;
use crate::app::App;
use crate::problem::{Faults, NotFound, Problem};
use crate::query::Query;
use crate::stream::{Kind, stream};

const CLAIMS: Kind<StoredClaim> = Kind {
    name: "claims",
    page: Store::claims,
    columns: &SAID_CSV_COLUMNS,
    row: |claim| said_csv_row(&claim.said()),
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
        Some(form) => Ok(stream(app, &CLAIMS, form, filter, None)),
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
