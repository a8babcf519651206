//! Who turns from whom to whom. In: what passed between one side and others. Out: pairs of ties. Always: one weakens, another strengthens.
//!
//! A shift of one tie, found as in any relation, gives a day. Each other tie is asked whether it moved the other way then: by a shift of its own within the window,
//! or, as the day is given and need not be searched for, by a step on that day that is sure by itself. Of many ties some move by chance, so that both the shifts
//! and the answers must be the surer, the more were asked (Benjamini and Hochberg 1995).

use super::act::Act;
use super::days::{self, Stretch};
use super::estimate::{shifts, step_at};
use super::series::{LEAST_WEEKS, Series};
use super::shift::{self, Change};
use super::{in_order, moving};
use crate::record::{Realignment, Shift, Side};

/// Share of false ones that is borne.
const FALSE: f64 = 0.1;

/// A tie of the side, looked at.
struct Looked<'t> {
    other: &'t Side,
    acts: Vec<Act>,
    series: Series,
    changes: Vec<Change>,
    shifts: Vec<Shift>,
}

/// Every tie of a side that weakens while another strengthens, at most `window` days apart, the surest first. `ties` are all acts between the side and each other, whom it
/// may be tied to, also where hardly anything passed; of the days that are looked at.
pub fn realignments(
    of: &Side,
    ties: &[(Side, Vec<Act>)],
    days: Stretch,
    window: u32,
    id_of: &dyn Fn(i64) -> String,
) -> Vec<Realignment> {
    let days = days::of_calendar(days);
    let looked: Vec<Looked> = ties.iter().map(|(other, acts)| Looked::of(other, acts, days, id_of)).collect();
    let tests: usize = looked.iter().map(|tie| tie.shifts.len().max(1)).sum();
    let sure = bound(looked.iter().flat_map(|tie| &tie.shifts).map(|shift| shift.p).collect(), tests);
    let mut found: Vec<Realignment> = Vec::new();
    for (n, tie) in looked.iter().enumerate() {
        for shift in tie.shifts.iter().filter(|shift| shift.p <= sure) {
            let others = looked.iter().enumerate().filter(|(other, _)| *other != n).map(|(_, other)| other);
            let answers: Vec<(&Side, Shift)> =
                others.filter_map(|other| Some((other.other, other.moves_against(shift, window, id_of)?))).collect();
            let sure = bound(answers.iter().map(|(_, answer)| answer.p).collect(), answers.len());
            for (other, answer) in answers {
                if answer.p <= sure && answer.size.value * shift.size.value < 0.0 {
                    found.push(turn(of, [(tie.other, shift), (other, &answer)]));
                }
            }
        }
    }
    let p = |one: &Realignment| one.weakened.p.max(one.strengthened.p);
    let size = |one: &Realignment| one.strengthened.size.value - one.weakened.size.value;
    let pair = |one: &Realignment| (one.away.clone(), one.toward.clone());
    let when = |one: &Realignment| (one.weakened.at.clone(), one.strengthened.at.clone());
    found.sort_by(|x, y| {
        p(x).total_cmp(&p(y))
            .then(size(y).total_cmp(&size(x)))
            .then_with(|| (pair(x), when(x)).cmp(&(pair(y), when(y))))
    });
    // Two shifts that answer each other are one turn.
    let mut told: Vec<Realignment> = Vec::new();
    for one in found {
        let again =
            told.iter().any(|other| pair(other) == pair(&one) && near(&other.weakened, &one.weakened) <= window);
        if !again {
            told.push(one);
        }
    }
    told
}

impl<'t> Looked<'t> {
    fn of(other: &'t Side, acts: &[Act], days: Stretch, id_of: &dyn Fn(i64) -> String) -> Self {
        let acts = moving(&in_order(acts, days));
        let mut series = Series::of(&acts, days);
        let changes = shift::changes(&mut series);
        let shifts = shifts(&series, &changes, &acts, id_of);
        Self { other, acts, series, changes, shifts }
    }

    /// Whether the tie moves against a shift of another: its nearest shift the other way within the window, or what happened on the day. `None` where too little passed
    /// to ask.
    fn moves_against(&self, shift: &Shift, window: u32, id_of: &dyn Fn(i64) -> String) -> Option<Shift> {
        let against = self.shifts.iter().filter(|own| own.size.value * shift.size.value < 0.0);
        let own = against.min_by_key(|own| near(own, shift)).filter(|own| near(own, shift) <= window);
        if let Some(own) = own {
            return Some(own.clone());
        }
        let at = self.series.weeks.partition_point(|week| week.first < day(shift));
        let ends = self.changes.iter().map(|change| change.at);
        let from = ends.clone().filter(|end| *end <= at).max().unwrap_or(0);
        let to = ends.filter(|end| *end > at).min().unwrap_or(self.series.weeks.len());
        let enough = at >= from + LEAST_WEEKS && at + LEAST_WEEKS <= to;
        enough.then(|| step_at(&self.series, from..to, at, &self.acts, id_of)).flatten()
    }
}

fn day(shift: &Shift) -> i32 {
    days::days(&shift.at).map_or(0, |[first, _]| first)
}

/// Days between two shifts.
fn near(one: &Shift, other: &Shift) -> u32 {
    day(one).abs_diff(day(other))
}

fn turn(of: &Side, mut ties: [(&Side, &Shift); 2]) -> Realignment {
    if ties[0].1.size.value > 0.0 {
        ties.reverse();
    }
    let [(away, weakened), (toward, strengthened)] = ties;
    Realignment {
        of: of.clone(),
        away: away.clone(),
        toward: toward.clone(),
        weakened: weakened.clone(),
        strengthened: strengthened.clone(),
        days_between: near(weakened, strengthened),
    }
}

/// The greatest probability that counts among some tests: the k surest count where the k-th is k/n of [`FALSE`] or less.
fn bound(mut all: Vec<f64>, tests: usize) -> f64 {
    all.sort_by(f64::total_cmp);
    let holds = |(k, p): &(usize, f64)| *p <= FALSE * (*k + 1) as f64 / tests as f64;
    all.into_iter().enumerate().rfind(holds).map_or(-1.0, |(_, p)| p)
}
