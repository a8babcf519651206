//! The course of a relation. In: a series and periods. Out: the level in each. Always: where little is known the band is wide, and never wider than the scale.
//!
//! A local level model (Harvey 1989; Durbin and Koopman 2012): the level is a random walk, a period's mean is the level and noise, the less the more
//! the period's weeks are worth. How restless the level is, is not estimated but averaged over by likelihood: with few periods the likeliest is often
//! "not at all", and the band would be too narrow.

use super::act::Act;
use super::days::Stretch;
use super::estimate::NORMAL;
use super::series::Series;
use crate::record::Estimate;

/// Variance of the level's steps in a month, as shares of the variance of an act; all are as likely beforehand.
const RESTLESS: [f64; 8] = [0.0, 0.001, 0.004, 0.015, 0.06, 0.25, 1.0, 4.0];
/// Days of a month.
const MONTH: f64 = 30.44;
/// Variance of the level before anything is known: that of any value from -10 to 10 alike.
const ANY: f64 = 100.0 / 3.0;

/// The level in the middle of each of some periods that follow each other; acts are those of the series.
pub(super) fn levels(series: &Series, acts: &[Act], periods: &[Stretch]) -> Vec<Estimate> {
    let seen = seen(series, acts, periods);
    let apart: Vec<f64> = periods
        .iter()
        .scan(None, |before: &mut Option<f64>, [start, end]| {
            let middle = (f64::from(*start) + f64::from(*end)) / 2.0;
            let apart = before.map_or(0.0, |before| middle - before);
            *before = Some(middle);
            Some(apart / MONTH)
        })
        .collect();
    let variance = series.noise.variance;
    let walks: Vec<Walk> = RESTLESS.iter().map(|share| Walk::of(&seen, &apart, variance, share * variance)).collect();
    let likeliest = walks.iter().map(|walk| walk.likelihood).fold(f64::NEG_INFINITY, f64::max);
    let shares: Vec<f64> = walks.iter().map(|walk| (walk.likelihood - likeliest).exp()).collect();
    let all: f64 = shares.iter().sum();
    let over = |n: usize, of: &dyn Fn([f64; 2]) -> f64| -> f64 {
        walks.iter().zip(&shares).map(|(walk, share)| share / all * of(walk.levels[n])).sum()
    };
    (0..periods.len())
        .map(|n| {
            let value = over(n, &|[mean, _]| mean);
            let square = over(n, &|[mean, variance]| variance + (mean - value).powi(2));
            let within = |x: f64| x.clamp(-10.0, 10.0);
            let reach = NORMAL * square.max(0.0).sqrt();
            Estimate { value: within(value), low: within(value - reach), high: within(value + reach) }
        })
        .collect()
}

/// Mean of each period and what it is worth; nothing where nothing passed.
fn seen(series: &Series, acts: &[Act], periods: &[Stretch]) -> Vec<[f64; 2]> {
    let mut seen = vec![[0.0, 0.0]; periods.len()];
    for week in &series.weeks {
        let each = series.noise.worth(week.weight) / week.weight;
        for act in &acts[week.acts.clone()] {
            let n = periods.partition_point(|[_, end]| *end < act.first);
            if let Some([sum, worth]) = seen.get_mut(n) {
                *sum += each * act.weight * act.score;
                *worth += each * act.weight;
            }
        }
    }
    seen.iter_mut().filter(|[_, worth]| *worth > 0.0).for_each(|[sum, worth]| *sum /= *worth);
    seen
}

/// A smoothed random walk.
struct Walk {
    /// Mean and variance of each level.
    levels: Vec<[f64; 2]>,
    /// Logarithm of the likelihood of what was seen.
    likelihood: f64,
}

impl Walk {
    /// Filtered forward (Kalman) and smoothed back (Rauch, Tung and Striebel 1965).
    fn of(seen: &[[f64; 2]], apart: &[f64], variance: f64, restless: f64) -> Self {
        let (mut mean, mut unsure, mut likelihood) = (0.0, ANY, 0.0);
        let mut expected = Vec::with_capacity(seen.len());
        let mut levels = Vec::with_capacity(seen.len());
        for ([value, worth], apart) in seen.iter().zip(apart) {
            unsure += restless * apart;
            expected.push(unsure);
            if *worth > 0.0 {
                let spread = unsure + variance / worth;
                let new = value - mean;
                let gain = unsure / spread;
                mean += gain * new;
                unsure *= 1.0 - gain;
                likelihood -= (new * new / spread + spread.ln()) / 2.0;
            }
            levels.push([mean, unsure]);
        }
        for n in (0..levels.len().saturating_sub(1)).rev() {
            let [later, wide] = levels[n + 1];
            let [mean, unsure] = levels[n];
            let back = if expected[n + 1] > 0.0 { unsure / expected[n + 1] } else { 1.0 };
            levels[n] = [mean + back * (later - mean), unsure + back * back * (wide - expected[n + 1])];
        }
        Self { levels, likelihood }
    }
}
