//! Where the level of a relation changed. In: a [`Series`]. Out: [`Change`]s by time. Always: a series without a change gives one with the probability that
//! `docs/methods.md` states; the same series gives the same changes.
//!
//! 1. **Steps and stretches** (circular binary segmentation: Olshen et al. 2004). Of all steps of the level, and of all stretches with a level of
//!    their own, the one that explains most of the whitened weeks (generalised least squares) is compared with the best that chance gives when
//!    blocks of up to four weeks change their sign (dependent wild bootstrap: Shao 2010). A stretch, which has an end more to choose, must explain more by what
//!    the Bayesian information criterion (Schwarz 1978) asks of it. What passes divides the series, and its parts are looked at likewise.
//! 2. **The end** (Andrews 2003). What began in the last half year is seldom long enough for that. There a step counts that is four standard errors high.
//! 3. **Kept** is a change whose step, between its neighbours and at the best place there, has two and a half standard errors.

use std::ops::Range;

use super::chance::Chance;
use super::series::{LEAST_WEEKS, Series, Week, dot, unit, without};

/// A change of level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Change {
    /// Place, among the weeks of the series, of the first of the new level.
    pub at: usize,
    /// Probability of so great a change where there is none.
    pub p: f64,
}

/// The greatest probability that counts. With it, simulated series of five years without a shift give one in .05 of the cases and less
/// (`docs/methods.md`).
const ALPHA: f64 = 0.02;
/// How often chance is tried.
const DRAWS: usize = 999;
/// Days of a block that changes its sign, at least and at most; and into how many blocks a series is divided between these. Places lie no further apart.
const BLOCK: [i32; 2] = [14, 28];
const BLOCKS: i32 = 20;
/// Days on either side of a step.
const LEAST_STEP: i32 = 28;
/// Days of a stretch that has a level of its own and ends again: what is shorter is a crisis.
const LEAST_STRETCH: i32 = 84;
/// Days between two places where a change is looked for, at least.
const PLACES_APART: i32 = 14;
/// Most places, about.
const MOST_PLACES: i32 = 130;
/// Standard errors of a step that is kept.
const KEPT: f64 = 2.5;
/// Days before the end in which a step may be too young for chance to tell.
const END: i32 = 182;
/// Weeks in which something passed before such a step.
const LEAST_BEFORE_END: usize = 8;
/// Standard errors of such a step.
const SURE_AT_END: f64 = 4.0;

/// The changes of level of a series; its noise is estimated anew where there are some.
pub(super) fn changes(series: &mut Series) -> Vec<Change> {
    let found = search(series);
    if found.is_empty() {
        return found;
    }
    let places: Vec<usize> = found.iter().map(|change| change.at).collect();
    series.noise = series.likeliest(|filter| {
        let mut means = filter.whiten(|k| series.weeks[k].mean);
        let mut basis: Vec<Vec<f64>> = Vec::new();
        for at in std::iter::once(&0).chain(&places) {
            let new = basis.iter().fold(filter.step(*at), |step, known| without(step, known));
            basis.push(unit(new));
        }
        for known in &basis {
            means = without(means, known);
        }
        dot(&means, &means)
    });
    search(series)
}

fn search(series: &Series) -> Vec<Change> {
    let mut found = Vec::new();
    divide(series, 0..series.weeks.len(), series.span, &mut found);
    found.sort_by_key(|change| change.at);
    found.dedup_by_key(|change| change.at);
    let mut found = kept(series, found);
    let last = found.last().map_or(0, |change| change.at);
    found.extend(at_the_end(series, last..series.weeks.len()));
    found
}

fn divide(series: &Series, weeks: Range<usize>, span: [i32; 2], found: &mut Vec<Change>) {
    let Some(scan) = Scan::of(series, &weeks, span) else { return };
    let Some((p, places)) = scan.test() else { return };
    let mut from = (weeks.start, span[0]);
    for at in places {
        let here = (at, series.weeks[at].at);
        found.push(Change { at, p });
        divide(series, from.0..at, [from.1, here.1], found);
        from = here;
    }
    divide(series, from.0..weeks.end, [from.1, span[1]], found);
}

/// All steps and stretches of a part of a series.
struct Scan {
    /// Where a step may be.
    places: Vec<usize>,
    /// Of each block of weeks, what it adds to how well each step explains.
    blocks: Vec<Vec<f64>>,
    /// What makes squares of these comparable: of each step; then of each stretch from the first step to a later one, from the second, …; 0 where it is too short.
    steps: Vec<f64>,
    stretches: Vec<Vec<f64>>,
    /// How much more a stretch must explain.
    dearer: f64,
}

impl Scan {
    /// `None` where the part is too short for any step.
    fn of(series: &Series, weeks: &Range<usize>, span: [i32; 2]) -> Option<Self> {
        let in_weeks = |days: i32| series.weeks_of(days);
        let apart = in_weeks(PLACES_APART).max((span[1] - span[0]) / MOST_PLACES);
        let week = |at: usize| series.weeks[at].at;
        let may =
            |at: &usize| week(*at) - span[0] >= in_weeks(LEAST_STEP) && span[1] - week(*at) >= in_weeks(LEAST_STEP);
        let inner = weeks.start + LEAST_WEEKS..(weeks.end + 1).saturating_sub(LEAST_WEEKS);
        let mut places: Vec<usize> = inner.filter(may).collect();
        places.dedup_by_key(|at| (week(*at) - span[0]) / apart);
        if places.is_empty() {
            return None;
        }
        let filter = series.filter(weeks);
        let one = unit(filter.whiten(|_| 1.0));
        let means = without(filter.whiten(|k| series.weeks[weeks.start + k].mean), &one);
        let rows: Vec<Vec<f64>> = places.iter().map(|at| without(filter.step(at - weeks.start), &one)).collect();

        let block = ((span[1] - span[0]) / BLOCKS).clamp(in_weeks(BLOCK[0]), in_weeks(BLOCK[1])).max(apart);
        let these = &series.weeks[weeks.clone()];
        let blocks = these.chunk_by(|a, b| a.at.div_euclid(block) == b.at.div_euclid(block));
        let mut start = 0;
        let add = |chunk: &[Week]| {
            let all = start..start + chunk.len();
            start = all.end;
            rows.iter().map(|row| dot(&row[all.clone()], &means[all.clone()])).collect()
        };
        let blocks = blocks.map(add).collect();

        let inverse = |square: f64| if square > 1e-9 { 1.0 / square } else { 0.0 };
        let squares: Vec<f64> = rows.iter().map(|row| dot(row, row)).collect();
        let stretch = |i: usize, j: usize| {
            let long = week(places[j]) - week(places[i]) >= in_weeks(LEAST_STRETCH);
            let enough = places[j] - places[i] >= LEAST_WEEKS;
            if long && enough { inverse(squares[i] + squares[j] - 2.0 * dot(&rows[i], &rows[j])) } else { 0.0 }
        };
        let count = places.len();
        let stretches = (0..count).map(|i| (i + 1..count).map(|j| stretch(i, j)).collect()).collect();
        let dearer = series.noise.variance * (weeks.len() as f64).ln();
        let steps = squares.iter().map(|square| inverse(*square)).collect();
        Some(Self { places, blocks, steps, stretches, dearer })
    }

    /// How well each step explains when each block has a sign.
    fn explained(&self, mut sign: impl FnMut() -> f64) -> Vec<f64> {
        let mut sums = vec![0.0; self.places.len()];
        for block in &self.blocks {
            let sign = sign();
            sums.iter_mut().zip(block).for_each(|(sum, x)| *sum += sign * x);
        }
        sums
    }

    /// The most that a step or a stretch explains.
    fn most(&self, sums: &[f64]) -> f64 {
        // Of each end of a stretch, and of each step: without a branch, so that it goes four at a time.
        let mut most: Vec<f64> = sums.iter().zip(&self.steps).map(|(sum, inverse)| sum * sum * inverse).collect();
        for (i, row) in self.stretches.iter().enumerate() {
            let start = sums[i];
            for ((end, inverse), most) in sums[i + 1..].iter().zip(row).zip(&mut most[i + 1..]) {
                let squared = (end - start) * (end - start) * inverse - self.dearer;
                *most = if squared > *most { squared } else { *most };
            }
        }
        most.into_iter().fold(0.0, f64::max)
    }

    /// The places of the step or the stretch that explains most.
    fn best(&self, sums: &[f64]) -> Vec<usize> {
        let steps = sums.iter().zip(&self.steps).enumerate();
        let steps = steps.map(|(i, (sum, inverse))| (sum * sum * inverse, vec![self.places[i]]));
        let mut best = steps.reduce(|best, other| if other.0 > best.0 { other } else { best }).unwrap_or_default();
        for (i, row) in self.stretches.iter().enumerate() {
            for (j, inverse) in row.iter().enumerate().map(|(j, inverse)| (i + 1 + j, inverse)) {
                let squared = (sums[j] - sums[i]).powi(2) * inverse - self.dearer;
                if squared > best.0 {
                    best = (squared, vec![self.places[i], self.places[j]]);
                }
            }
        }
        best.1
    }

    /// The places of the best step or stretch with its probability under chance, if that is small enough. It breaks off once it cannot be
    /// (Besag and Clifford 1991).
    fn test(&self) -> Option<(f64, Vec<usize>)> {
        let sums = self.explained(|| 1.0);
        let most = self.most(&sums);
        let mut chance = Chance(1);
        let mut reached = 0;
        for _ in 0..DRAWS {
            reached += usize::from(self.most(&self.explained(|| chance.sign())) >= most * (1.0 - 1e-9));
            if (reached + 1) as f64 > ALPHA * (DRAWS + 1) as f64 {
                return None;
            }
        }
        Some(((reached + 1) as f64 / (DRAWS + 1) as f64, self.best(&sums)))
    }
}

/// A step between two changes, by generalised least squares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Step {
    /// First week of the new level.
    pub at: usize,
    /// New level less the old.
    pub size: f64,
    /// Its standard error.
    pub error: f64,
    /// How much of the whitened squares it explains.
    pub explains: f64,
    /// Variance of an act that is left.
    pub variance: f64,
    /// Degrees of freedom of that.
    pub free: f64,
}

/// The steps at every place of a part of a series that has enough weeks on either side.
pub(super) fn steps(series: &Series, weeks: Range<usize>, least: [usize; 2]) -> Vec<Step> {
    let filter = series.filter(&weeks);
    let one = unit(filter.whiten(|_| 1.0));
    let means = without(filter.whiten(|k| series.weeks[weeks.start + k].mean), &one);
    let all = dot(&means, &means);
    let inner = weeks.start + least[0]..(weeks.end + 1).saturating_sub(least[1]);
    let free = (weeks.len() as f64 - 2.0).max(1.0);
    let step = |at: usize| {
        let row = without(filter.step(at - weeks.start), &one);
        let length = dot(&row, &row).sqrt().max(1e-6);
        let along = dot(&row, &means) / length;
        let variance = series.variance_left((all - along * along).max(0.0), free);
        Step { at, size: along / length, error: variance.sqrt() / length, explains: along * along, variance, free }
    };
    inner.map(step).collect()
}

impl Step {
    /// Standard errors from no step.
    fn errors(&self) -> f64 {
        (self.size / self.error).abs()
    }

    /// Probability of such a step in its direction where there is none.
    pub fn p(&self) -> f64 {
        tail(as_normal(self.errors(), self.free))
    }
}

/// The changes with a step of enough standard errors at the best place between their neighbours; the weakest goes first.
fn kept(series: &Series, mut found: Vec<Change>) -> Vec<Change> {
    loop {
        let mut weakest = (KEPT, None);
        for n in 0..found.len() {
            let from = if n == 0 { 0 } else { found[n - 1].at };
            let to = found.get(n + 1).map_or(series.weeks.len(), |next| next.at);
            let all = steps(series, from..to, [LEAST_WEEKS; 2]);
            let best = all.into_iter().reduce(|best, other| if other.explains > best.explains { other } else { best });
            let Some(best) = best else {
                weakest = (0.0, Some(n));
                break;
            };
            found[n].at = best.at;
            if best.errors() < weakest.0 {
                weakest = (best.errors(), Some(n));
            }
        }
        match weakest.1 {
            Some(n) => found.remove(n),
            None => return found,
        };
    }
}

/// A step in the last half year that is beyond doubt.
fn at_the_end(series: &Series, weeks: Range<usize>) -> Option<Change> {
    let since = series.span[1] - series.weeks_of(END);
    let until = series.span[1] - series.weeks_of(LEAST_STEP);
    let all = steps(series, weeks, [LEAST_BEFORE_END, LEAST_WEEKS]);
    let tried: Vec<Step> = all.into_iter().filter(|step| (since..=until).contains(&series.weeks[step.at].at)).collect();
    let count = tried.len() as f64;
    let best = tried.into_iter().reduce(|best, other| if other.errors() > best.errors() { other } else { best })?;
    let z = as_normal(best.errors(), best.free);
    // On both sides, for each place tried (Bonferroni).
    (z > SURE_AT_END).then(|| Change { at: best.at, p: (2.0 * tail(z) * count).min(1.0) })
}

/// The probability of a normal deviate beyond this positive one (Abramowitz and Stegun 1964, 26.2.17; error below 1e-7, relative to that far out
/// by Mills' ratio).
fn tail(z: f64) -> f64 {
    let density = (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt();
    if z > 4.0 {
        return density / z * (1.0 - 1.0 / (z * z) + 3.0 / z.powi(4));
    }
    let t = 1.0 / (1.0 + 0.231_641_9 * z);
    let series = [0.319_381_530, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
    density * series.iter().rev().fold(0.0, |sum, term| (sum + term) * t)
}

/// The normal deviate as far out as a Student's t (Wallace 1959).
fn as_normal(t: f64, free: f64) -> f64 {
    (8.0 * free + 1.0) / (8.0 * free + 3.0) * (free * (t * t / free).ln_1p()).sqrt()
}
