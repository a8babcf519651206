//! Events in space: points that would overlap on the screen are one cell.

use rustc_hash::FxHashMap;
use serde::Serialize;
use utoipa::ToSchema;

use super::count::Tally;
use super::select::POINT_PRECISION;
use super::{Event, Index, Test};

/// Pixels of a cell: a marker with a number and some room.
const CELL: f64 = 44.0;
/// Pixels of the world at zoom 0, as MapLibre counts them.
const WORLD: f64 = 512.0;
/// Cells at most; where there would be more they are made larger.
pub(crate) const MOST_CELLS: usize = 5_000;
/// Latitude at which Mercator's map is cut.
const CUT: f64 = 85.051_128_779_806_6;

/// A box of degrees. It crosses the line of change of date where its west is east of its east.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bounds {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

impl Bounds {
    /// A box, also where a map that was dragged around the world tells degrees beyond 180.
    pub fn new(west: f64, south: f64, east: f64, north: f64) -> Self {
        if east - west >= 360.0 {
            return Self { west: -180.0, south, east: 180.0, north };
        }
        let around =
            |lon: f64| if (-180.0..=180.0).contains(&lon) { lon } else { (lon + 180.0).rem_euclid(360.0) - 180.0 };
        Self { west: around(west), south, east: around(east), north }
    }

    fn has(&self, [lat, lon]: [f64; 2]) -> bool {
        let across = if self.west <= self.east {
            self.west <= lon && lon <= self.east
        } else {
            self.west <= lon || lon <= self.east
        };
        across && self.south <= lat && lat <= self.north
    }
}

/// Events on a map.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct Map {
    /// Where they are.
    pub cells: Vec<Cell>,
    /// Events that the filter lets through.
    pub total: u64,
    /// Those of them with a point in the box.
    pub placed: u64,
}

/// Events that lie so near to each other that they would overlap on the screen.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct Cell {
    /// Degrees north of their middle.
    pub lat: f64,
    /// Degrees east of it.
    pub lon: f64,
    /// What they are.
    #[serde(flatten)]
    pub counts: Tally,
    /// How many of them are only known to lie in a country: their point is its middle.
    pub coarse: u64,
    /// Id of the event where it is one alone.
    pub event: Option<String>,
}

#[derive(Default)]
struct Sum {
    counts: Tally,
    coarse: u64,
    lat: f64,
    lon: f64,
}

impl Index {
    /// The events that pass and lie in a box, as a map at a zoom shows them.
    pub fn map<'a>(&'a self, test: &'a Test, bounds: &Bounds, zoom: u8) -> Map {
        let mut total = 0;
        let mut placed: Vec<(Event<'a>, [f64; 2], [f64; 2])> = Vec::new();
        for event in self.select(test) {
            total += 1;
            if let Some(point) = event.point().filter(|point| bounds.has(*point)) {
                placed.push((event, point, on_map(point)));
            }
        }
        let mut cells_across = WORLD / CELL * f64::from(1u32 << zoom.min(24));
        let cells = loop {
            let mut cells: FxHashMap<[u32; 2], (Sum, Event<'a>)> = FxHashMap::default();
            for (event, [lat, lon], at) in &placed {
                let cell = at.map(|at| (at * cells_across) as u32);
                let (sum, _) = cells.entry(cell).or_insert_with(|| (Sum::default(), *event));
                sum.counts.add(*event);
                sum.coarse += u64::from(event.row().precision > POINT_PRECISION);
                sum.lat += lat;
                sum.lon += lon;
                if cells.len() > MOST_CELLS {
                    break;
                }
            }
            if cells.len() <= MOST_CELLS {
                break cells;
            }
            cells_across /= 2.0;
        };
        let mut cells: Vec<_> = cells.into_iter().collect();
        cells.sort_unstable_by_key(|(cell, _)| *cell);
        let cell = |(_, (sum, event)): (_, (Sum, Event<'_>))| Cell {
            lat: degrees(sum.lat / sum.counts.events as f64),
            lon: degrees(sum.lon / sum.counts.events as f64),
            counts: sum.counts,
            coarse: sum.coarse,
            event: (sum.counts.events == 1).then(|| event.id().to_owned()),
        };
        Map { placed: placed.len() as u64, cells: cells.into_iter().map(cell).collect(), total }
    }
}

/// Where a point lies on Mercator's map, from its left and from its top, each 0 to 1.
fn on_map([lat, lon]: [f64; 2]) -> [f64; 2] {
    let north = lat.clamp(-CUT, CUT).to_radians();
    let down = 0.5 - north.tan().asinh() / std::f64::consts::TAU;
    [((lon + 180.0) / 360.0).clamp(0.0, 1.0), down.clamp(0.0, 1.0)]
}

/// To a metre.
fn degrees(value: f64) -> f64 {
    (value * 1e5).round() / 1e5
}
