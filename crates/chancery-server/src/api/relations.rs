//! How relations move.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chancery::export::{PERIOD_CSV_COLUMNS, period_csv_row};
use chancery::record::{Network, Realignment, Relation, Side, Step};
use chancery::relate::{self, Act, Standing, Stretch, ThirdAct};
use chancery_store::{Filter, Who};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::datasets::DatasetQuery;
use super::json;
use crate::app::App;
use crate::index::{DyadRow, Index};
use crate::problem::{Faults, Problem};
use crate::query::Query;
use crate::stream::csv;

/// Dyads of a list when no number is given.
const USUAL_DYADS: usize = 50;
/// Days between two shifts that may be one turn, when no number is given: half a year.
pub(super) const USUAL_WINDOW: u32 = 183;
/// Events of a tie in a network at least, when no number is given: one or two tell nothing.
const USUAL_LEAST: usize = 3;

/// From when to when.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct StretchQuery {
    /// From the beginning of this day, month or year; without it from the first of the events that are asked for.
    #[param(min_length = 4, max_length = 10, example = "2023")]
    from: Option<String>,
    /// To the end of this day, month or year; without it to the last of all events.
    #[param(min_length = 4, max_length = 10, example = "2024-08")]
    to: Option<String>,
}

/// Days of which each event is.
const ALWAYS: Stretch = [i32::MIN + 1, i32::MAX];

impl StretchQuery {
    /// The days that are meant; where none is named, those of all events, and for a beginning `first` if that is known.
    pub(super) fn days(&self, index: &Index, first: Option<i32>) -> Result<Stretch, Problem> {
        let read = |text: &Option<String>| {
            let days = text.as_deref().map(|text| {
                relate::days(text)
                    .ok_or_else(|| Problem::wrong(format!("{text:?} is no date"), "write YYYY, YYYY-MM or YYYY-MM-DD"))
            });
            days.transpose()
        };
        let all = index.stretch().unwrap_or([0, 0]);
        let (from, to) = (read(&self.from)?, read(&self.to)?.map_or(all[1], |days| days[1]));
        let from = from.map_or_else(|| first.unwrap_or(all[0]).min(to), |days| days[0]);
        if from > to {
            return Err(Problem::wrong("from is after to", "give the earlier date as from"));
        }
        Ok([from, to])
    }
}

/// What passed between two sides, and what others did to them.
pub(super) struct Between {
    dyad: [Side; 2],
    acts: Vec<Act>,
    thirds: Vec<ThirdAct>,
}

impl Between {
    pub fn new(app: &App, index: &Index, a: &Side, b: &Side) -> Self {
        let (acts, thirds) = index.between([&a.id, &b.id], ALWAYS, &app.names);
        Self { dyad: [a.clone(), b.clone()], acts, thirds }
    }

    /// Day of the first act that counts.
    pub fn first(&self) -> Option<i32> {
        self.acts.iter().find(|act| act.standing == Standing::Counts).map(|act| act.first)
    }

    pub fn relation(&self, index: &Index, days: Stretch, step: Step) -> Relation {
        let id_of = |nr: i64| index.id(nr).unwrap_or_default().to_owned();
        relate::relation(&self.dyad, &self.acts, &self.thirds, days, step, &id_of)
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
    params(StretchQuery, DyadsQuery, DatasetQuery),
    responses((status = 200, description = "The dyads.", body = Dyads), Faults)
)]
pub(super) async fn dyads(
    State(app): State<Arc<App>>,
    Query(StretchQuery { from, to }): Query<StretchQuery>,
    Query(DyadsQuery { party, limit }): Query<DyadsQuery>,
    Query(DatasetQuery { dataset }): Query<DatasetQuery>,
) -> Result<Response, Problem> {
    let party = party.map(|name| Who::find(&name, app.knowledge)).transpose()?;
    let filter = Filter { party, from, to, ..Filter::default() };
    app.ask_over(dataset, move |app, store, index| {
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
        ("a" = String, Path, description = "One side: a country (ARM), an entity (Q399) or a name.", max_length = 200, example = "ARM"),
        ("b" = String, Path, description = "The other.", max_length = 200, example = "AZE"),
        StretchQuery,
        RelationQuery,
        DatasetQuery,
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
    Query(DatasetQuery { dataset }): Query<DatasetQuery>,
) -> Result<Response, Problem> {
    app.ask_over(dataset, move |app, _, index| {
        let dyad = [side(app, &sides.0)?, side(app, &sides.1)?];
        if dyad[0] == dyad[1] {
            return Err(Problem::wrong("both sides are one", "name two"));
        }
        let between = Between::new(app, index, &dyad[0], &dyad[1]);
        let days = stretch.days(index, between.first())?;
        let relation = between.relation(index, days, step.unwrap_or(Step::Month));
        match format {
            RelationFormat::Json => json(&relation),
            RelationFormat::Csv => periods(&relation),
        }
    })
    .await
}

/// Somebody by country, id or name.
pub(super) fn side(app: &App, name: &str) -> Result<Side, Problem> {
    Ok(match Who::find(name, app.knowledge)? {
        Who::Country(id) | Who::Entity(id) => app.names.side(&id),
    })
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
    #[param(min_length = 1, max_length = 200, example = "ARM")]
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
    params(RealignmentQuery, StretchQuery, DatasetQuery),
    responses((status = 200, description = "The turns.", body = Realignments), Faults)
)]
pub(super) async fn realignments(
    State(app): State<Arc<App>>,
    Query(RealignmentQuery { of, window }): Query<RealignmentQuery>,
    Query(stretch): Query<StretchQuery>,
    Query(DatasetQuery { dataset }): Query<DatasetQuery>,
) -> Result<Response, Problem> {
    app.ask_over(dataset, move |app, _, index| {
        let (of, days) = (side(app, &of)?, stretch.days(index, None)?);
        json(&Realignments { rows: turns(app, index, &of, days, window.unwrap_or(USUAL_WINDOW)) })
    })
    .await
}

/// The turns of one side.
pub(super) fn turns(app: &App, index: &Index, of: &Side, days: Stretch, window: u32) -> Vec<Realignment> {
    let id_of = |nr: i64| index.id(nr).unwrap_or_default().to_owned();
    let ties = index.ties(&of.id, days).into_iter();
    let ties: Vec<(Side, Vec<Act>)> = ties.map(|(code, acts)| (app.names.side(&code), acts)).collect();
    relate::realignments(of, &ties, days, window, &id_of)
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
    params(StretchQuery, NetworkQuery, DatasetQuery),
    responses((status = 200, description = "The network.", body = Network), Faults)
)]
pub(super) async fn network(
    State(app): State<Arc<App>>,
    Query(stretch): Query<StretchQuery>,
    Query(NetworkQuery { least }): Query<NetworkQuery>,
    Query(DatasetQuery { dataset }): Query<DatasetQuery>,
) -> Result<Response, Problem> {
    app.ask_over(dataset, move |app, _, index| {
        let days = stretch.days(index, None)?;
        json(&relate::network(&index.pairs(days), days, least.unwrap_or(USUAL_LEAST), &app.names))
    })
    .await
}
