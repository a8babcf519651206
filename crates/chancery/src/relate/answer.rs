//! Whether two sides drew closer. In: a series with its changes, shifts and silences. Out: an [`Answer`]. Always: without evidence it says so.
//!
//! Differences of less than a point of PLOVER's score mean nothing (a region of practical equivalence: Kruschke 2018): it is what one act in ten makes that is talk
//! instead of fighting, and less than lies between the neighbours phone call and visit. What is surely within the region is unchanged. In this order:
//!
//! 1. Nothing passes any more: not enough evidence.
//! 2. The last quarter is beyond doubt, by more than a point, another than the time since the last shift.
//! 3. The last shift, if it is of a point or more. It has passed a test of its own.
//! 4. Out of silence: the level since, against nothing (0).
//! 5. The last third of the days, a year at most, against what came before.
//!
//! Beyond doubt is what an interval one and a half times as wide still tells (of 98.6 %), as the quarter and the third were not chosen by a test.

use std::ops::Range;

use super::act::Act;
use super::days::{Stretch, date};
use super::estimate::{WIDEST, estimate, level};
use super::series::{LEAST_WEEKS, Series};
use super::shift::{Change, steps};
use crate::record::{Answer, Course, Estimate, Reason, Shift};

/// Half of the region in which differences, and levels, mean nothing, in points of PLOVER's score.
pub(super) const MEANS_NOTHING: f64 = 1.0;
/// How much wider an interval leaves no doubt.
const DOUBT: f64 = 1.5;
/// Days of the last quarter.
const QUARTER: i32 = 91;
/// Days of a year.
const YEAR: i32 = 365;

/// What was found of a dyad.
pub(super) struct Found<'r> {
    pub series: &'r Series,
    /// Those of the series.
    pub acts: &'r [Act],
    pub days: Stretch,
    pub changes: &'r [Change],
    pub shifts: &'r [Shift],
    /// First and last days of silences, by time.
    pub silences: &'r [Stretch],
}

impl Found<'_> {
    /// The answer.
    pub fn answer(&self) -> Answer {
        let all = self.series.weeks.len();
        let events = self.acts.len();
        if all == 0 {
            return none(Reason::Nothing, "Nothing that counts passed between them.".to_owned());
        }
        let [first, last] = self.days;
        if let Some([since, _]) = self.silences.last().filter(|silence| silence[1] == last) {
            let since = date(*since);
            let because =
                format!("Nothing has passed since {since}, after {} before: that is no level.", count(events));
            return none(Reason::Silence { since, events }, because);
        }
        let since = self.changes.last().map_or(0, |change| change.at);
        let begun = if since == 0 { first } else { self.begins(since) };
        let quarter = self.at_day(last.saturating_sub(QUARTER - 1));
        if let Some(difference) = self.difference(since..all, quarter).filter(beyond) {
            let found = "in the last quarter against what came before";
            return self.say(difference, [begun, self.begins(quarter)], found, |events| Reason::Quarter { events });
        }
        if let (Some(shift), Some(change)) = (self.shifts.last(), self.changes.last()) {
            let before = match self.changes.len() {
                1 => first,
                n => self.begins(self.changes[n - 2].at),
            };
            let found = format!("since a shift (p {:.3}) from {:.1} to {:.1}", change.p, shift.before, shift.after);
            let at = super::days::days(&shift.at).map_or(first, |[day, _]| day);
            let course = (shift.size.value.abs() >= MEANS_NOTHING).then(|| toward(shift.size.value));
            let Shift { before: from, after: to, .. } = *shift;
            let reason = |events| Reason::Shift { p: change.p, before: from, after: to, events };
            return self.say_so(shift.size, course, [before, at], &found, reason);
        }
        if let Some([_, until]) = self.silences.last() {
            let after = self.at_day(*until);
            if after < LEAST_WEEKS && all - after >= LEAST_WEEKS {
                let level = level(self.series, after..all);
                let found = "since a silence, against nothing";
                return self.say(level, [first, self.begins(after)], found, |events| Reason::Resumed { events });
            }
        }
        let long = last.saturating_sub(first);
        let third = self.at_day(last.saturating_sub((long / 3).min(YEAR)));
        match self.difference(0..all, third) {
            Some(difference) => {
                let found = "at the end of the days against what came before";
                self.say(difference, [first, self.begins(third)], found, |events| Reason::Third { events })
            }
            None => {
                let because = format!("{} in {}: too few to compare.", count(events), weeks(all));
                none(Reason::TooFew { events, weeks: all }, because)
            }
        }
    }

    /// Place of the first week that begins on a day or later.
    fn at_day(&self, day: i32) -> usize {
        self.series.weeks.partition_point(|week| week.first < day)
    }

    /// First day of a week in which something passed.
    fn begins(&self, at: usize) -> i32 {
        self.series.weeks.get(at).map_or(self.days[1], |week| week.first)
    }

    /// How far the level is from a place on from that before it; `None` with too few weeks on either side.
    fn difference(&self, weeks: Range<usize>, at: usize) -> Option<Estimate> {
        let enough = at >= weeks.start + LEAST_WEEKS && at + LEAST_WEEKS <= weeks.end;
        let step =
            enough.then(|| steps(self.series, weeks, [LEAST_WEEKS; 2])).into_iter().flatten().find(|s| s.at == at)?;
        Some(estimate(step.size, step.error, step.free, WIDEST))
    }

    /// `found` and `reason` say what was compared, in words and with the numbers of events before and now.
    fn say(
        &self,
        difference: Estimate,
        beginnings: [i32; 2],
        found: &str,
        reason: impl FnOnce([usize; 2]) -> Reason,
    ) -> Answer {
        let course = beyond(&difference).then(|| toward(difference.value));
        self.say_so(difference, course, beginnings, found, reason)
    }

    fn say_so(
        &self,
        difference: Estimate,
        course: Option<Course>,
        [before, now]: [i32; 2],
        found: &str,
        reason: impl FnOnce([usize; 2]) -> Reason,
    ) -> Answer {
        let within = -MEANS_NOTHING < difference.low && difference.high < MEANS_NOTHING;
        let otherwise = if within { Course::Unchanged } else { Course::NotEnoughEvidence };
        let between = |from: i32, to: i32| {
            self.acts.partition_point(|act| act.first < to) - self.acts.partition_point(|act| act.first < from)
        };
        let (old, new) = (between(before, now), between(now, self.days[1].saturating_add(1)));
        let Estimate { value, low, high } = difference;
        Answer {
            course: course.unwrap_or(otherwise),
            difference: Some(difference),
            before: Some([date(before), date(now.saturating_sub(1))]),
            now: Some([date(now), date(self.days[1])]),
            reason: reason([old, new]),
            because: format!(
                "The level {found} differs by {value:+.1} ({low:+.1} to {high:+.1}), by {} from {} on after {} from {} on.",
                count(new),
                date(now),
                count(old),
                date(before)
            ),
        }
    }
}

/// Whether a difference is beyond doubt one that means something.
fn beyond(difference: &Estimate) -> bool {
    let Estimate { value, low, high } = *difference;
    value + DOUBT * (low - value) > MEANS_NOTHING || value + DOUBT * (high - value) < -MEANS_NOTHING
}

fn toward(difference: f64) -> Course {
    if difference > 0.0 { Course::Closer } else { Course::FurtherApart }
}

fn none(reason: Reason, because: String) -> Answer {
    Answer { course: Course::NotEnoughEvidence, difference: None, before: None, now: None, reason, because }
}

fn count(events: usize) -> String {
    if events == 1 { "1 event".to_owned() } else { format!("{events} events") }
}

fn weeks(count: usize) -> String {
    if count == 1 { "1 week".to_owned() } else { format!("{count} weeks") }
}
