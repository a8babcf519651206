//! How great a change was, when, and what drove it. In: a series, its changes, its acts. Out: [`Shift`]s. Always: intervals hold 90 %.

use std::ops::Range;

use super::act::Act;
use super::days::date;
use super::series::{LEAST_WEEKS, Series, dot, unit};
use super::shift::{Change, Step, steps};
use crate::record::{Driver, Estimate, Shift};

/// What an interval holds.
const HELD: f64 = 0.9;
/// Normal deviate of such an interval's ends.
pub(super) const NORMAL: f64 = 1.645;
/// Days after a shift whose events drove it …
const DRIVING: i32 = 91;
/// … or more, until there are so many of them.
const LEAST_DRIVERS: usize = 5;
/// Most drivers that are told.
const MOST_DRIVERS: usize = 8;

/// An estimate with a standard error that rests on so many degrees of freedom (Student's quantile, first term of Fisher's expansion), within the bounds
/// of what it can be.
pub(super) fn estimate(value: f64, error: f64, free: f64, bound: f64) -> Estimate {
    let quantile = NORMAL + (NORMAL.powi(3) + NORMAL) / (4.0 * free.max(1.0));
    let reach = quantile * error;
    let within = |x: f64| x.clamp(-bound, bound);
    Estimate { value: within(value), low: within(value - reach), high: within(value + reach) }
}

/// The widest that two levels can be apart.
pub(super) const WIDEST: f64 = 20.0;

/// The shifts of a series by time; `acts` are those of its weeks.
pub(super) fn shifts(series: &Series, changes: &[Change], acts: &[Act], id_of: &dyn Fn(i64) -> String) -> Vec<Shift> {
    let all = series.weeks.len();
    let bounds: Vec<usize> = changes.iter().map(|change| change.at).collect();
    let levels = levels(series, 0..all, &bounds);
    let one = |n: usize| {
        let from = if n == 0 { 0 } else { bounds[n - 1] };
        let to = bounds.get(n + 1).copied().unwrap_or(all);
        shift(series, from..to, &changes[n], [levels[n], levels[n + 1]], acts, id_of)
    };
    (0..changes.len()).map(one).collect()
}

/// What happened at a place between two changes, as a shift, with the probability of such a step in its direction.
pub(super) fn step_at(
    series: &Series,
    weeks: Range<usize>,
    at: usize,
    acts: &[Act],
    id_of: &dyn Fn(i64) -> String,
) -> Option<Shift> {
    let step = steps(series, weeks.clone(), [LEAST_WEEKS; 2]).into_iter().find(|step| step.at == at)?;
    let levels = levels(series, weeks.clone(), &[at]);
    let found = shift(series, weeks, &Change { at, p: step.p() }, [levels[0], levels[1]], acts, id_of);
    Some(Shift {
        size: Estimate { value: found.size.value, ..estimate(step.size, step.error, step.free, WIDEST) },
        ..found
    })
}

fn shift(
    series: &Series,
    weeks: Range<usize>,
    change: &Change,
    [before, after]: [f64; 2],
    acts: &[Act],
    id_of: &dyn Fn(i64) -> String,
) -> Shift {
    let at = day(series, acts, change.at, before, after);
    let next = series.weeks.get(weeks.end).map_or(i32::MAX, |week| week.first);
    let place = place(series, weeks, change.at);
    Shift {
        at: date(at),
        interval: [date(place.days[0].min(at)), date(place.days[1].max(at))],
        before,
        after,
        size: Estimate { value: after - before, ..place.size },
        p: change.p,
        drivers: drivers(series, acts, [at, next], before, after - before, id_of),
    }
}

/// The level of some weeks, by generalised least squares.
pub(super) fn level(series: &Series, weeks: Range<usize>) -> Estimate {
    let filter = series.filter(&weeks);
    let one = filter.whiten(|_| 1.0);
    let length = dot(&one, &one).sqrt();
    let means = filter.whiten(|k| series.weeks[weeks.start + k].mean);
    let along = dot(&unit(one), &means);
    let free = (weeks.len() as f64 - 1.0).max(1.0);
    let variance = series.variance_left((dot(&means, &means) - along * along).max(0.0), free);
    estimate(along / length, variance.sqrt() / length, free, 10.0)
}

/// The level of every part of some weeks between changes, by generalised least squares of all at once.
fn levels(series: &Series, weeks: Range<usize>, bounds: &[usize]) -> Vec<f64> {
    let ends: Vec<usize> = std::iter::once(weeks.start).chain(bounds.iter().copied()).chain([weeks.end]).collect();
    let filter = series.filter(&weeks);
    let means = filter.whiten(|k| series.weeks[weeks.start + k].mean);
    let is_of = |part: &[usize], k: usize| f64::from(u8::from((part[0]..part[1]).contains(&(weeks.start + k))));
    let parts: Vec<Vec<f64>> = ends.windows(2).map(|part| filter.whiten(|k| is_of(part, k))).collect();
    let row = |a: &Vec<f64>| parts.iter().chain([&means]).map(|b| dot(a, b)).collect();
    let mut rows: Vec<Vec<f64>> = parts.iter().map(row).collect();
    // Gauss's elimination; the matrix is positive definite, so that no pivot is nothing.
    let count = rows.len();
    for i in 0..count {
        let (done, rest) = rows.split_at_mut(i + 1);
        let pivot = &done[i];
        for row in rest {
            let times = row[i] / pivot[i];
            row.iter_mut().zip(pivot).for_each(|(x, y)| *x -= times * y);
        }
    }
    let mut levels = vec![0.0; count];
    for i in (0..count).rev() {
        let known: f64 = (i + 1..count).map(|j| rows[i][j] * levels[j]).sum();
        levels[i] = ((rows[i][count] - known) / rows[i][i]).clamp(-10.0, 10.0);
    }
    levels
}

/// When a change may have been, and how great.
struct Place {
    days: [i32; 2],
    size: Estimate,
}

/// By the probability of each place between two neighbours, all days being as likely beforehand (Smith 1975): the shortest run of places around the likeliest that
/// holds enough, and the size over all of them.
fn place(series: &Series, weeks: Range<usize>, at: usize) -> Place {
    let least = LEAST_WEEKS.min(at - weeks.start).min(weeks.end - at).max(1);
    let all = steps(series, weeks, [least; 2]);
    let week = |at: usize| &series.weeks[at];
    let best = all.iter().find(|step| step.at == at);
    let (most, variance) = best.map_or((0.0, 1.0), |best| (best.explains, best.variance));
    let free = best.map_or(1.0, |best| best.free);
    let days = |step: &Step| f64::from((week(step.at).first - week(step.at - 1).last).max(1));
    let density: Vec<f64> = all.iter().map(|step| ((step.explains - most) / (2.0 * variance)).exp()).collect();
    let mass: Vec<f64> = all.iter().zip(&density).map(|(step, density)| density * days(step)).collect();
    let total: f64 = mass.iter().sum();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by(|a, b| density[*b].total_cmp(&density[*a]).then(a.cmp(b)));
    let (mut held, mut ends) = (0.0, [at, at]);
    for n in order {
        if held >= HELD * total {
            break;
        }
        held += mass[n];
        ends = [ends[0].min(all[n].at), ends[1].max(all[n].at)];
    }
    let mean: f64 = all.iter().zip(&mass).map(|(step, mass)| mass / total * step.size).sum();
    let spread = |step: &Step| (step.size - mean).powi(2) + step.error.powi(2);
    let square: f64 = all.iter().zip(&mass).map(|(step, mass)| mass / total * spread(step)).sum();
    // A week may be of both levels.
    let first = week(ends[0] - 1).first.saturating_add(1);
    Place { days: [first, week(ends[1]).last], size: estimate(mean, square.sqrt(), free, WIDEST) }
}

/// The first day of the new level: where, in the week before and the one of a change, the acts divide best between the two levels.
fn day(series: &Series, acts: &[Act], at: usize, before: f64, after: f64) -> i32 {
    let these = &acts[series.weeks[at - 1].acts.start..series.weeks[at].acts.end];
    let far = |act: &Act, level: f64| act.weight * (act.score - level).powi(2);
    let mut cost: f64 = these.iter().map(|act| far(act, after)).sum();
    let mut best = (f64::INFINITY, series.weeks[at].first);
    for (n, act) in these.iter().enumerate() {
        let begins = n > 0 && these[n - 1].first < act.first;
        if begins && cost < best.0 {
            best = (cost, act.first);
        }
        cost += far(act, before) - far(act, after);
    }
    best.1
}

/// The events of the first quarter after a shift that have the greatest part in it.
fn drivers(
    series: &Series,
    acts: &[Act],
    [at, next]: [i32; 2],
    before: f64,
    size: f64,
    id_of: &dyn Fn(i64) -> String,
) -> Vec<Driver> {
    let since = acts.partition_point(|act| act.first < at);
    let until = |day: i32| acts.partition_point(|act| act.first < day);
    let end = until(at.saturating_add(DRIVING)).max(since + LEAST_DRIVERS).min(until(next));
    // What an act counts for in the level: its part of what its week does.
    let counts = |n: usize| {
        let week = series.weeks.partition_point(|week| week.acts.end <= n);
        let weight = series.weeks[week].weight;
        acts[n].weight / weight * series.noise.worth(weight)
    };
    let all: f64 = (since..end).map(counts).sum();
    let mut found: Vec<(f64, usize)> = (since..end)
        .map(|n| (counts(n) * (acts[n].score - before) / all, n))
        .filter(|(share, _)| share * size > 0.0)
        .collect();
    let earlier =
        |x: usize, y: usize| acts[x].first.cmp(&acts[y].first).then_with(|| id_of(acts[x].nr).cmp(&id_of(acts[y].nr)));
    found.sort_by(|x, y| y.0.abs().total_cmp(&x.0.abs()).then_with(|| earlier(x.1, y.1)));
    found.truncate(MOST_DRIVERS);
    found.into_iter().map(|(share, n)| Driver { event: id_of(acts[n].nr), share }).collect()
}
