//! Events in space and time.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use chancery::record::Step;
use chancery_store::Store;
use serde::Deserialize;
use utoipa::IntoParams;

use super::datasets::DatasetQuery;
use super::filters::FilterQuery;
use super::json;
use crate::app::App;
use crate::index::{Bounds, Index, MOST_PERIODS, Map, Timeline};
use crate::problem::{Faults, Problem};
use crate::query::Query;

/// Where to look.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct MapQuery {
    /// West, south, east and north in degrees: 43.5,38,50.5,42; the whole world without it. West of more than east crosses the line of
    /// change of date.
    #[param(min_length = 7, max_length = 100, example = "43.5,38,50.5,42")]
    bbox: Option<String>,
    /// Zoom of the map, each a doubling; 0 shows the world in 512 pixels.
    #[serde(default)]
    #[param(minimum = 0, maximum = 22, nullable = false)]
    zoom: u8,
}

impl MapQuery {
    fn bounds(&self) -> Result<Bounds, Problem> {
        let Some(text) = &self.bbox else {
            return Ok(Bounds { west: -180.0, south: -90.0, east: 180.0, north: 90.0 });
        };
        let numbers: Option<Vec<f64>> = text.split(',').map(|number| number.trim().parse().ok()).collect();
        match numbers.as_deref() {
            Some([west, south, east, north])
                if west.abs() <= 360.0
                    && east.abs() <= 360.0
                    && -90.0 <= *south
                    && south <= north
                    && *north <= 90.0 =>
            {
                Ok(Bounds::new(*west, *south, *east, *north))
            }
            _ => Err(Problem::wrong(
                format!("bbox: {text:?} is no box"),
                "write west,south,east,north in degrees: 43.5,38,50.5,42",
            )),
        }
    }
}

/// Events on a map: points that would overlap on the screen are one cell.
#[utoipa::path(
    get,
    path = "/api/v1/map",
    tag = "events",
    params(FilterQuery, MapQuery, DatasetQuery),
    responses((status = 200, description = "The cells.", body = Map), Faults)
)]
pub(super) async fn map(
    State(app): State<Arc<App>>,
    Query(filter): Query<FilterQuery>,
    Query(query): Query<MapQuery>,
    Query(DatasetQuery { dataset }): Query<DatasetQuery>,
) -> Result<Response, Problem> {
    let (filter, bounds) = (filter.read(app.knowledge)?, query.bounds()?);
    let map = move |app: &App, store: &Store, index: &Index| {
        json(&index.map(&app.test(store, index, &filter)?, &bounds, query.zoom))
    };
    app.ask_over(dataset, map).await
}

/// How long the periods are.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct TimelineQuery {
    /// Length of the periods; without it the finest with 400 at most.
    #[param(inline)]
    step: Option<Step>,
}

/// Events over time.
#[utoipa::path(
    get,
    path = "/api/v1/timeline",
    tag = "events",
    params(FilterQuery, TimelineQuery, DatasetQuery),
    responses((status = 200, description = "The periods with events.", body = Timeline), Faults)
)]
pub(super) async fn timeline(
    State(app): State<Arc<App>>,
    Query(filter): Query<FilterQuery>,
    Query(query): Query<TimelineQuery>,
    Query(DatasetQuery { dataset }): Query<DatasetQuery>,
) -> Result<Response, Problem> {
    let filter = filter.read(app.knowledge)?;
    app.ask_over(dataset, move |app, store, index| {
        let timeline = index.timeline(&app.test(store, index, &filter)?, query.step, filter.period()?[0]);
        if timeline.periods.len() > MOST_PERIODS {
            let detail = format!("{} periods with events are more than {MOST_PERIODS}", timeline.periods.len());
            return Err(Problem::wrong(detail, "choose a longer step, or a shorter time"));
        }
        json(&timeline)
    })
    .await
}
