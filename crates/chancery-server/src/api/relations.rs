//! How relations move.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chancery::export::{PERIOD_CSV_COLUMNS, period_csv_row};
use chancery::record::{Network, Realignment, Relation, Side, Step};
use chancery::relate::{self, Stretch};
use chancery_store::{Filter, Who};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::json;
use crate::app::App;
use crate::index::{DyadRow, Index};
use crate::problem::{Faults, Problem};
use crate::query::Query;
use crate::stream::csv;

/// Dyads of a list when no number is given.
const USUAL_DYADS: usize = 50;
/// Days between two shifts that may be one turn, when no number is given: half a year.
const USUAL_WINDOW: u32 = 183;
/// Events of a tie in a network at least, when no number is given: one or two tell nothing.
const USUAL_LEAST: usize = 3;

/// From when to when.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct StretchQuery {
    /// From the beginning of this day, month or year; of all events without it.
    #[param(min_length = 4, max_length = 10, example = "2023")]
    from: Option<String>,
    /// To the end of this day, month or year; of all events without it.
    #[param(min_length = 4, max_length = 10, example = "2024-08")]
    to: Option<String>,
}

impl StretchQuery {
    /// The days that are meant.
    fn days(&self, index: &Index) -> Result<Stretch, Problem> {
        let read = |text: &Option<String>| {
            let days = text.as_deref().map(|text| {
                relate::days(text)
                    .ok_or_else(|| Problem::wrong(format!("{text:?} is no date"), "write YYYY, YYYY-MM or YYYY-MM-DD"))
            });
            days.transpose()
        };
        let all = index.stretch().unwrap_or([0, 0]);
        let days = [read(&self.from)?.map_or(all[0], |days| days[0]), read(&self.to)?.map_or(all[1], |days| days[1])];
        if days[0] > days[1] {
            return Err(Problem::wrong("from is after to", "give the earlier date as from"));
        }
        Ok(days)
    }
}

/// Whose relations.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct DyadsQuery {
    /// Of this one: a country (ARM), an entity (Q399) or a name.
    #[param(min_length = 1, max_length = 200)]
    party: Option<String>,
    /// At most so many; 50 without it.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// Dyads.
#[derive(Serialize, ToSchema)]
pub(super) struct Dyads {
    /// The busiest first.
    rows: Vec<DyadRow>,
}

/// States between which most passed.
#[utoipa::path(
    get,
    path = "/api/v1/dyads",
    tag = "relations",
    params(StretchQuery, DyadsQuery),
    responses((status = 200, description = "The dyads.", body = Dyads), Faults)
)]
pub(super) async fn dyads(
    State(app): State<Arc<App>>,
    Query(StretchQuery { from, to }): Query<StretchQuery>,
    Query(DyadsQuery { party, limit }): Query<DyadsQuery>,
) -> Result<Response, Problem> {
    let party = party.map(|name| Who::find(&name, app.knowledge)).transpose()?;
    let filter = Filter { party, from, to, ..Filter::default() };
    app.ask(move |app, store, index| {
        let rows = index.dyads(&app.test(store, index, &filter)?, limit.unwrap_or(USUAL_DYADS), &app.names);
        json(&Dyads { rows })
    })
    .await
}

/// How a relation is told.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct RelationQuery {
    /// Length of the periods; month without it.
    #[param(inline)]
    step: Option<Step>,
    /// The relation as JSON, or its periods as CSV.
    #[serde(default)]
    #[param(inline)]
    format: RelationFormat,
}

/// The form of a relation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum RelationFormat {
    #[default]
    Json,
    Csv,
}

/// What passed between two sides, how it moved, and who stood between.
#[utoipa::path(
    get,
    path = "/api/v1/dyads/{a}/{b}",
    tag = "relations",
    params(
        ("a" = String, Path, description = "One side: a country (ARM), an entity (Q399) or a name.", max_length = 200),
        ("b" = String, Path, description = "The other.", max_length = 200),
        StretchQuery,
        RelationQuery,
    ),
    responses(
        (status = 200, description = "The relation; or its periods as CSV.", content(
            (Relation = "application/json"), (String = "text/csv")
        )),
        Faults,
    )
)]
pub(super) async fn dyad(
    State(app): State<Arc<App>>,
    Path(sides): Path<(String, String)>,
    Query(stretch): Query<StretchQuery>,
    Query(RelationQuery { step, format }): Query<RelationQuery>,
) -> Result<Response, Problem> {
    app.ask(move |app, _, index| {
        let dyad = [side(app, &sides.0)?, side(app, &sides.1)?];
        if dyad[0] == dyad[1] {
            return Err(Problem::wrong("both sides are one", "name two"));
        }
        let days = stretch.days(index)?;
        let relation = relation(app, index, &dyad, days, step.unwrap_or(Step::Month));
        match format {
            RelationFormat::Json => json(&relation),
            RelationFormat::Csv => periods(&relation),
        }
    })
    .await
}

fn side(app: &App, name: &str) -> Result<Side, Problem> {
    Ok(match Who::find(name, app.knowledge)? {
        Who::Country(id) | Who::Entity(id) => app.names.side(&id),
    })
}

fn relation(app: &App, index: &Index, dyad: &[Side; 2], days: Stretch, step: Step) -> Relation {
    let (acts, thirds) = index.between([&dyad[0].id, &dyad[1].id], days, &app.names);
    relate::relation(dyad, &acts, &thirds, days, step, &|nr| index.id(nr).unwrap_or_default().to_owned())
}

/// The periods of a relation as CSV.
fn periods(relation: &Relation) -> Result<Response, Problem> {
    let rows = relation.periods.iter().map(|period| period_csv_row(relation.step, period));
    let bytes = csv(&PERIOD_CSV_COLUMNS, rows, false)?;
    let name = "attachment; filename=\"relation.csv\"";
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, name)], bytes)
        .into_response())
}

/// Whose turns.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct RealignmentQuery {
    /// Who turns: a country (ARM), an entity (Q399) or a name.
    #[param(min_length = 1, max_length = 200)]
    of: String,
    /// Days between the two shifts at most; 183 without it.
    #[param(minimum = 1, maximum = 3660)]
    window: Option<u32>,
}

/// Turns from one to another.
#[derive(Serialize, ToSchema)]
pub(super) struct Realignments {
    /// The surest first.
    rows: Vec<Realignment>,
}

/// Ties of one side that weaken while another strengthens.
#[utoipa::path(
    get,
    path = "/api/v1/realignments",
    tag = "relations",
    params(RealignmentQuery, StretchQuery),
    responses((status = 200, description = "The turns.", body = Realignments), Faults)
)]
pub(super) async fn realignments(
    State(app): State<Arc<App>>,
    Query(RealignmentQuery { of, window }): Query<RealignmentQuery>,
    Query(stretch): Query<StretchQuery>,
) -> Result<Response, Problem> {
    app.ask(move |app, _, index| {
        let (of, days) = (side(app, &of)?, stretch.days(index)?);
        let id_of = |nr: i64| index.id(nr).unwrap_or_default().to_owned();
        let ties: Vec<(Side, Vec<_>)> =
            (index.ties(&of.id, days).into_iter()).map(|(code, acts)| (app.names.side(&code), acts)).collect();
        let rows = relate::realignments(&of, &ties, days, window.unwrap_or(USUAL_WINDOW), &id_of);
        json(&Realignments { rows })
    })
    .await
}

/// Which ties.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct NetworkQuery {
    /// Fewest events of a tie; 3 without it.
    #[param(minimum = 1, maximum = 1000000)]
    least: Option<usize>,
}

/// Who stands with and against whom.
#[utoipa::path(
    get,
    path = "/api/v1/network",
    tag = "relations",
    params(StretchQuery, NetworkQuery),
    responses((status = 200, description = "The network.", body = Network), Faults)
)]
pub(super) async fn network(
    State(app): State<Arc<App>>,
    Query(stretch): Query<StretchQuery>,
    Query(NetworkQuery { least }): Query<NetworkQuery>,
) -> Result<Response, Problem> {
    app.ask(move |app, _, index| {
        let days = stretch.days(index)?;
        json(&relate::network(&index.pairs(days), days, least.unwrap_or(USUAL_LEAST), &app.names))
    })
    .await
}
