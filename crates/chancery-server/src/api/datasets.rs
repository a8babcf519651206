//! Data sets that were imported.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use chancery_store::Dataset;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::json;
use crate::app::App;
use crate::problem::{Faults, Problem};

/// Whose events.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct DatasetQuery {
    /// Label of a data set, whose events are asked in the place of those that reports tell.
    #[param(min_length = 1, max_length = 40, example = "own")]
    pub dataset: Option<String>,
}

/// Data sets.
#[derive(Serialize, ToSchema)]
pub(super) struct Datasets {
    /// By label.
    rows: Vec<Dataset>,
}

/// The data sets that were imported.
#[utoipa::path(
    get,
    path = "/api/v1/datasets",
    tag = "server",
    responses((status = 200, description = "The data sets.", body = Datasets), Faults)
)]
pub(super) async fn datasets(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    app.ask(move |_, store, _| json(&Datasets { rows: store.datasets()? })).await
}
