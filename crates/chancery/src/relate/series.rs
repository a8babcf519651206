//! The tone of a dyad week by week. In: acts that count, by day. Out: a [`Series`] of weeks with the noise in it. Always: a week of many acts
//! says little more than one of a few, as these have much in common.
//!
//! The score of an act is the level of the relation, plus what the acts of its week have in common, plus what is its own. What they have in
//! common fades from week to week as an AR(1): crises, rounds of talks. This is a linear mixed model (Laird and Ware 1982) with serial correlation,
//! in which weights divide the variance of what is an act's own.

use std::ops::Range;

use super::act::Act;
use super::days::Stretch;

/// How much of what the acts of a week have in common is left a week later: half of it after three weeks. What fades faster is a crisis and no shift; set
/// here, as short series cannot tell it.
const LASTS: f64 = 0.8;
/// Weeks of the longest series that is looked at week by week: ten years. Longer ones are looked at by two weeks, three, …
const MOST_WEEKS: i32 = 520;
/// Variance of PLOVER's scores in a mixed dyad, which a series of few acts is taken to have.
const USUAL_VARIANCE: f64 = 25.0;
/// Share of it that the acts of a week have in common, likewise: that of simulated dyads with crises.
const USUAL_SHARE: f64 = 0.2;
/// For how many acts that expectation counts.
const USUAL_COUNTS: f64 = 2.0;
/// Shares of the variance that the acts of a week may have in common.
const SHARES: [f64; 12] = [0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
/// Fewest weeks in which something passed, on either side of a shift.
pub(super) const LEAST_WEEKS: usize = 4;
/// Most places at which a step is tried when the noise is estimated.
const STEPS_TRIED: usize = 40;

/// A week, or some weeks, in which something passed.
#[derive(Debug, Clone)]
pub(super) struct Week {
    /// Number of the week, from any beginning.
    pub at: i32,
    /// Day of its first act.
    pub first: i32,
    /// Day of its last.
    pub last: i32,
    /// Sum of the weights.
    pub weight: f64,
    /// Mean score by weight.
    pub mean: f64,
    /// Sum of the squares about it, by weight.
    pub squares: f64,
    /// Its acts.
    pub acts: Range<usize>,
}

/// Weeks by time, with the noise about their level.
#[derive(Debug, Clone)]
pub(super) struct Series {
    /// Weeks in which something passed.
    pub weeks: Vec<Week>,
    /// Numbers of the first week and of the one after the last, passed in or not.
    pub span: [i32; 2],
    /// Days of a week: 7, or more for long series.
    pub length: i32,
    /// Its noise.
    pub noise: Noise,
}

/// Variance about the level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Noise {
    /// Share that the acts of a week have in common.
    pub share: f64,
    /// Share of what is in common that is left after a week.
    pub lasts: f64,
    /// Variance of an act of weight 1.
    pub variance: f64,
}

impl Noise {
    /// For how many acts that have nothing in common those of a week count.
    pub fn worth(&self, weight: f64) -> f64 {
        1.0 / (self.share + (1.0 - self.share) / weight)
    }
}

impl Series {
    /// The weeks of acts that count, all of positive weight, by day; days are those that are looked at. The noise is the likeliest, with one step of the
    /// level where it is likeliest: with a level that cannot move a shift would pass for noise.
    pub fn of(acts: &[Act], days: Stretch) -> Self {
        let mut series = Self::with_usual_noise(acts, days);
        series.noise = series.likeliest(|filter| {
            let all = LEAST_WEEKS..(series.weeks.len() + 1).saturating_sub(LEAST_WEEKS);
            let some: Vec<usize> = all.clone().step_by((all.len() / STEPS_TRIED).max(1)).collect();
            filter.left_by_best_step(&series.weeks, &some)
        });
        series
    }

    /// The same with the noise of a usual dyad: enough for a level, and many times faster.
    pub fn with_usual_noise(acts: &[Act], days: Stretch) -> Self {
        // Weeks begin on Mondays; 1970-01-01 was a Thursday.
        let number = |day: i32, length: i32| (day + 3).div_euclid(length);
        // Before the first act there is nothing to look for.
        let first = acts.first().map_or(days[0], |act| act.first);
        let count = number(days[1], 7) - number(first, 7) + 1;
        let length = 7 * ((count + MOST_WEEKS - 1) / MOST_WEEKS).max(1);
        let mut weeks: Vec<Week> = Vec::new();
        let mut start = 0;
        while let Some(act) = acts.get(start) {
            let at = number(act.first, length);
            let end = start + acts[start..].partition_point(|act| number(act.first, length) == at);
            let these = &acts[start..end];
            let weight: f64 = these.iter().map(|act| act.weight).sum();
            let mean = these.iter().map(|act| act.weight * act.score).sum::<f64>() / weight;
            let squares = these.iter().map(|act| act.weight * (act.score - mean).powi(2)).sum();
            let last = these.last().map_or(act.first, |act| act.first);
            weeks.push(Week { at, first: act.first, last, weight, mean, squares, acts: start..end });
            start = end;
        }
        let lasts = LASTS.powi(length / 7);
        let span = [number(first, length), number(days[1], length) + 1];
        let noise = Noise { share: USUAL_SHARE, lasts, variance: USUAL_VARIANCE };
        Self { weeks, span, length, noise }
    }

    /// The noise that makes the weeks likeliest (restricted likelihood), when `left` tells what sum of squares is left of the whitened weeks.
    pub fn likeliest(&self, left: impl Fn(&Filter) -> f64) -> Noise {
        let within: f64 = self.weeks.iter().map(|week| week.squares).sum();
        let free: f64 = self.weeks.iter().map(|week| (week.acts.len() - 1) as f64).sum();
        let between = (self.weeks.len() as f64 - 2.0).max(1.0);
        let of = |share: f64| {
            let filter = Filter::of(&self.weeks, share, self.noise.lasts);
            let squares = left(&filter) + within / (1.0 - share) + USUAL_COUNTS * USUAL_VARIANCE;
            let count = between + free + USUAL_COUNTS;
            let one: f64 = filter.whiten(|_| 1.0).iter().map(|x| x * x).sum();
            let variance = squares / count;
            let spread = filter.log_determinant() + free * (1.0 - share).ln() + one.max(f64::MIN_POSITIVE).ln();
            (-(count * variance.ln() + spread), Noise { share, variance, ..self.noise })
        };
        let all = SHARES.into_iter().map(of);
        all.reduce(|best, other| if other.0 > best.0 { other } else { best }).map_or(self.noise, |(_, noise)| noise)
    }

    /// How many of its weeks make so many days, rounded up.
    pub fn weeks_of(&self, days: i32) -> i32 {
        (days + self.length - 1) / self.length
    }

    /// Variance of an act, of the squares that are left of whitened weeks.
    pub fn variance_left(&self, squares: f64, free: f64) -> f64 {
        (squares + USUAL_COUNTS * USUAL_VARIANCE) / (free + USUAL_COUNTS)
    }

    /// What whitens some of its weeks.
    pub fn filter(&self, weeks: &Range<usize>) -> Filter {
        Filter::of(&self.weeks[weeks.clone()], self.noise.share, self.noise.lasts)
    }
}

/// Takes from weeks what they have in common with those before, so that what is left has no correlation and one and the same variance (Kalman 1960): ordinary
/// least squares of what is left are generalised ones of the weeks (Harvey 1989).
#[derive(Debug, Clone)]
pub(super) struct Filter {
    left: Vec<f64>,
    gain: Vec<f64>,
    spread: Vec<f64>,
}

impl Filter {
    fn of(weeks: &[Week], share: f64, lasts: f64) -> Self {
        let mut filter = Self { left: Vec::new(), gain: Vec::new(), spread: Vec::new() };
        let (mut unsure, mut before) = (share, None);
        for week in weeks {
            let left = before.map_or(0.0, |before: i32| lasts.powi(week.at - before));
            before = Some(week.at);
            unsure = left * left * unsure + share * (1.0 - left * left);
            let variance = unsure + (1.0 - share) / week.weight;
            let gain = unsure / variance;
            unsure *= 1.0 - gain;
            filter.left.push(left);
            filter.gain.push(gain);
            filter.spread.push(variance.sqrt());
        }
        filter
    }

    /// A value of each week, by its place, whitened.
    pub fn whiten(&self, value: impl Fn(usize) -> f64) -> Vec<f64> {
        let mut common = 0.0;
        let one = |k: usize| {
            common *= self.left[k];
            let new = value(k) - common;
            common += self.gain[k] * new;
            new / self.spread[k]
        };
        (0..self.left.len()).map(one).collect()
    }

    /// A step at a week, whitened.
    pub fn step(&self, at: usize) -> Vec<f64> {
        self.whiten(|k| if k < at { 0.0 } else { 1.0 })
    }

    fn log_determinant(&self) -> f64 {
        self.spread.iter().map(|s| 2.0 * s.ln()).sum()
    }

    /// What is left of the squares of the means when a level and the best of some steps are taken out.
    fn left_by_best_step(&self, weeks: &[Week], steps: &[usize]) -> f64 {
        let one = unit(self.whiten(|_| 1.0));
        let means = without(self.whiten(|k| weeks[k].mean), &one);
        let taken = |at: &usize| dot(&unit(without(self.step(*at), &one)), &means).powi(2);
        (dot(&means, &means) - steps.iter().map(taken).fold(0.0, f64::max)).max(0.0)
    }
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Of length 1; nothing stays nothing.
pub(super) fn unit(mut a: Vec<f64>) -> Vec<f64> {
    let length = dot(&a, &a).sqrt();
    a.iter_mut().for_each(|x| *x /= if length > 1e-9 { length } else { f64::INFINITY });
    a
}

/// Without what lies along a vector of length 1.
pub(super) fn without(mut a: Vec<f64>, along: &[f64]) -> Vec<f64> {
    let much = dot(&a, along);
    a.iter_mut().zip(along).for_each(|(x, along)| *x -= much * along);
    a
}
