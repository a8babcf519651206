//! Comparisons: what two sources tell of one dyad.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Category, Estimate, Side, Step};

/// What two sources tell of a dyad from one day to another. Of each two values, the first is of the first source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comparison {
    /// The two between whom it passed.
    pub dyad: [Side; 2],
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Length of the periods.
    pub step: Step,
    /// Labels of the sources; `own` for the events that reports tell.
    pub sources: [String; 2],
    /// Days by which two events that are matched may be apart.
    pub tolerance: u32,
    /// Every period.
    pub periods: Vec<ComparedPeriod>,
    /// Events that count, of each.
    pub events: [usize; 2],
    /// Events that both tell, by day of the first.
    pub matched: Vec<Match>,
    /// Events that only one tells, by day.
    pub only: [Vec<Unmatched>; 2],
    /// What both tell of the killed of matched events.
    pub tolls: ComparedTolls,
}

/// What each tells of a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComparedPeriod {
    /// First day.
    pub start: String,
    /// Last day.
    pub end: String,
    /// Events that count.
    pub events: [usize; 2],
    /// How many of each category.
    pub categories: [BTreeMap<Category, usize>; 2],
    /// How many of each quad class, 1 to 4.
    pub quads: [[usize; 4]; 2],
    /// Level of the relation.
    pub level: [Estimate; 2],
}

/// An event that both tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Match {
    /// Its ids.
    pub events: [String; 2],
    /// Its first days.
    pub days: [String; 2],
    /// Its categories.
    pub categories: [Category; 2],
    /// Kilometres between its points, where both tell one.
    pub kilometres: Option<f64>,
    /// Its killed, where they are told.
    pub killed: [Option<Tally>; 2],
}

/// An event that one tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unmatched {
    /// Its id.
    pub event: String,
    /// Its first day.
    pub day: String,
    /// Its category.
    pub category: Category,
    /// Its killed, where they are told.
    pub killed: Option<Tally>,
}

/// A number of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tally {
    /// At least.
    pub low: Option<u64>,
    /// The number given.
    pub best: Option<u64>,
    /// At most.
    pub high: Option<u64>,
}

/// What both tell of the killed of matched events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComparedTolls {
    /// Matched events of which both tell how many were killed.
    pub both: usize,
    /// Of these, those whose ranges meet.
    pub agree: usize,
    /// Of these, the sum of the numbers given.
    pub killed: [u64; 2],
    /// The sum over all events that count, matched or not.
    pub killed_in_all: [u64; 2],
}
