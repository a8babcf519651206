//! Events by time.

use std::collections::BTreeMap;

use chancery::record::Step;
use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Event, Index, Test, day, is_short, number};

/// Periods that a step is chosen for when none is named: about what a screen can show.
const USUAL_PERIODS: i32 = 400;

/// Periods of an answer at most: 32 years of days.
pub(crate) const MOST_PERIODS: usize = 12_000;

/// How many events, and how grave.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Tally {
    /// Events.
    pub events: u64,
    /// Of each quad class, 1 to 4.
    pub quads: [u64; 4],
    /// Killed, the sum of the best figures.
    pub killed: u64,
}

impl Tally {
    pub(super) fn add(&mut self, event: Event<'_>) {
        let row = event.row();
        self.events += 1;
        self.killed = self.killed.saturating_add(row.killed.unwrap_or(0).into());
        if let Some(of_class) = self.quads.get_mut(usize::from(row.quad).wrapping_sub(1)) {
            *of_class += 1;
        }
    }

    fn merge(&mut self, other: &Tally) {
        self.events += other.events;
        self.killed = self.killed.saturating_add(other.killed);
        self.quads.iter_mut().zip(other.quads).for_each(|(sum, n)| *sum += n);
    }
}

/// Events over time.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct Timeline {
    /// Length of the periods.
    pub step: Step,
    /// Periods with events, by date.
    pub periods: Vec<TimelinePeriod>,
    /// Events of which no day is known, or only a period of more than a year.
    pub undated: u64,
}

/// Events of a period.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct TimelinePeriod {
    /// First day, `YYYY-MM-DD`.
    pub start: String,
    /// Last day.
    pub end: String,
    /// What began in it.
    #[serde(flatten)]
    pub counts: Tally,
}

impl Index {
    /// The events that pass, in the periods in which they began; those that began before `from` in the first.
    pub fn timeline(&self, test: &Test, step: Option<Step>, from: Option<Date>) -> Timeline {
        let from = from.map_or(i32::MIN, number);
        let mut undated = 0;
        let mut by_day: FxHashMap<i32, Tally> = FxHashMap::default();
        for event in self.select(test) {
            match event.days().filter(is_short) {
                Some([first, _]) => by_day.entry(first.max(from)).or_default().add(event),
                None => undated += 1,
            }
        }
        let step = step.unwrap_or_else(|| usual_step(by_day.keys().copied()));
        let mut periods: BTreeMap<Date, Tally> = BTreeMap::new();
        for (at, counts) in &by_day {
            periods.entry(begin(step, day(*at))).or_default().merge(counts);
        }
        let period = |(start, counts): (Date, Tally)| {
            let end = end(step, start);
            TimelinePeriod { start: start.to_string(), end: end.to_string(), counts }
        };
        Timeline { step, periods: periods.into_iter().map(period).collect(), undated }
    }
}

/// The finest step that gives no more periods than a screen can show.
fn usual_step(days: impl Iterator<Item = i32> + Clone) -> Step {
    let length = days.clone().max().zip(days.min()).map_or(0, |(last, first)| last - first + 1);
    let fits = |(_, days): &(Step, i32)| length / days <= USUAL_PERIODS;
    let steps = [(Step::Day, 1), (Step::Week, 7), (Step::Month, 30), (Step::Quarter, 91)];
    steps.into_iter().find(fits).map_or(Step::Year, |(step, _)| step)
}

/// First day of the period that a day is in.
fn begin(step: Step, day: Date) -> Date {
    let first = |month: i8| Date::new(day.year(), month, 1).unwrap_or(day);
    match step {
        Step::Day => day,
        Step::Week => day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day),
        Step::Month => first(day.month()),
        Step::Quarter => first((day.month() - 1) / 3 * 3 + 1),
        Step::Year => first(1),
    }
}

/// Last day of the period that begins on a day.
fn end(step: Step, start: Date) -> Date {
    let length = match step {
        Step::Day => return start,
        Step::Week => 1.week(),
        Step::Month => 1.month(),
        Step::Quarter => 3.months(),
        Step::Year => 1.year(),
    };
    start.checked_add(length).and_then(|next| next.checked_sub(1.day())).unwrap_or(Date::MAX)
}
