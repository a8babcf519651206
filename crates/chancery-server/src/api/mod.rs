//! The paths of the API. In: a request of somebody who may ask. Out: JSON, or what it asks for. Always: what a path takes and gives is
//! described where it is written, and checked against that.

mod alerts;
mod briefs;
mod claims;
mod datasets;
mod events;
mod filters;
mod places;
mod relations;
mod reports;
mod reviews;
mod search;
mod status;

use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chancery::record::{Count, EventCount};
use serde::Serialize;
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::problem::Problem;

/// What can be said of all paths.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Chancery",
        description = "What reports say happened: claims, the events they tell of, and how relations move. `docs/api.md` has an overview.",
        license(name = "MIT OR Apache-2.0")
    ),
    security(("token" = []), ()),
    components(schemas(Problem, Count, EventCount)),
    modifiers(&Token)
)]
struct Description;

struct Token;

impl utoipa::Modify for Token {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer);
        let scheme = scheme.description(Some("A token of the server, with --public; none otherwise."));
        let components = description.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(scheme.build()));
    }
}

/// All paths, and their description.
pub(crate) fn paths() -> (Router<Arc<App>>, utoipa::openapi::OpenApi) {
    let router = OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(status::status))
        .routes(routes!(datasets::datasets))
        .routes(routes!(events::events))
        .routes(routes!(events::event))
        .routes(routes!(claims::claims))
        .routes(routes!(claims::claim))
        .routes(routes!(reports::reports))
        .routes(routes!(reports::report))
        .routes(routes!(search::search))
        .routes(routes!(places::map))
        .routes(routes!(places::timeline))
        .routes(routes!(relations::dyads))
        .routes(routes!(relations::dyad))
        .routes(routes!(relations::realignments))
        .routes(routes!(relations::network))
        .routes(routes!(briefs::briefs))
        .routes(routes!(reviews::queue))
        .routes(routes!(reviews::reviews, reviews::judge))
        .routes(routes!(alerts::alerts))
        .routes(routes!(alerts::feed))
        .routes(routes!(status::health))
        .routes(routes!(status::metrics));
    let (router, description) = router.split_for_parts();
    let json = description.to_json().unwrap_or_default();
    let describe = move || async move { ([(header::CONTENT_TYPE, "application/json")], json.clone()) };
    (router.route("/api/v1/openapi.json", get(describe)), description)
}

/// A record as JSON.
fn json(value: &impl Serialize) -> Result<Response, Problem> {
    let bytes = serde_json::to_vec(value).map_err(|error| Problem::failed(&error))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], bytes).into_response())
}
