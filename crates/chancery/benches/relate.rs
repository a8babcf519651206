//! What the shifts of relations are worth: `cargo bench -p chancery --bench relate -- [SERIES]`.
//!
//! Series of five years are made up, by a rate of events, with a shift planted or none, and with four kinds of noise: `plain` (every event by itself),
//! `seasons` (ten times the volume in summer), `crises` (one and a half a year, of about three weeks, five times the volume and a tone 2 to 6 points lower), `moods`
//! (a tone that wanders by 2 points and forgets half of it in three weeks) and `both` (crises and moods). Scores are drawn from PLOVER's categories and modes, with shares that
//! are tilted to the level that is wanted (exponential tilting), weights from .5 to 1. Printed are, as Markdown: how often series without a shift give one (false alarms), how often a
//! planted shift is found within half a year of its day and in its direction, the median error of the day, how often the intervals of day and size hold the truth, and how
//! many shifts are found in all; the same for a simple threshold: the mean of 183 days is more than two standard deviations (of single events) from that of the 183 days before. Then how long
//! a dyad of 20,000 events takes.

use std::time::Instant;

use chancery::record::{Category, Course, Side, Step};
use chancery::relate::{Act, Direction, Standing, days, relation, shifts};

/// Score and share, about as in English news: categories with their most frequent modes.
const MIX: [(f64, f64); 21] = [
    (2.5, 0.24),
    (4.0, 0.12),
    (1.0, 0.02),
    (1.5, 0.04),
    (5.0, 0.08),
    (4.5, 0.03),
    (9.5, 0.03),
    (10.0, 0.04),
    (6.5, 0.02),
    (7.5, 0.01),
    (0.0, 0.06),
    (-1.0, 0.03),
    (-2.0, 0.11),
    (-3.0, 0.05),
    (-3.5, 0.04),
    (-5.0, 0.01),
    (-6.0, 0.03),
    (-6.5, 0.02),
    (-7.0, 0.03),
    (-9.0, 0.07),
    (-9.5, 0.03),
];
const YEAR: f64 = 365.25;
const DAYS: i32 = 1826;
const HALF: i32 = 183;

#[derive(Clone, Copy, PartialEq)]
enum Noise {
    Plain,
    Seasons,
    Crises,
    Moods,
    Both,
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((x ^ (x >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * (1.0 - self.unit()).ln()).sqrt() * (std::f64::consts::TAU * self.unit()).cos()
    }

    fn poisson(&mut self, mean: f64) -> usize {
        let (end, mut product, mut count) = ((-mean).exp(), self.unit(), 0);
        while product > end {
            (product, count) = (product * self.unit(), count + 1);
        }
        count
    }
}

/// Shares of [`MIX`] with a mean.
fn tilted(mean: f64) -> Vec<f64> {
    let shares = |tilt: f64| -> Vec<f64> {
        let all: f64 = MIX.iter().map(|(score, share)| share * (tilt * score).exp()).sum();
        MIX.iter().map(|(score, share)| share * (tilt * score).exp() / all).collect()
    };
    let (mut low, mut high) = (-5.0, 5.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        let reached: f64 = shares(middle).iter().zip(MIX).map(|(share, (score, _))| share * score).sum();
        if reached < mean { low = middle } else { high = middle }
    }
    shares(low)
}

/// Makes series.
struct World {
    chance: Chance,
    /// By quarters of a point from -9.
    tilted: Vec<Vec<f64>>,
}

impl World {
    fn new(seed: u64) -> Self {
        Self { chance: Chance(seed), tilted: (-36..=32).map(|quarter| tilted(f64::from(quarter) / 4.0)).collect() }
    }

    fn score(&mut self, level: f64) -> f64 {
        let shares = &self.tilted[((level * 4.0).round() as i32 + 36).clamp(0, 68) as usize];
        let mut left = self.chance.unit();
        let found = shares.iter().position(|share| {
            left -= share;
            left <= 0.0
        });
        MIX[found.unwrap_or(0)].0
    }

    /// Events at a rate a month, about a level that changes by steps on days.
    fn series(&mut self, rate: f64, noise: Noise, base: f64, steps: &[(i32, f64)]) -> Vec<Act> {
        let mut acts = Vec::new();
        let (keeps, mut mood, mut crisis, mut fall) = ((-1.0f64 / 30.0).exp(), 2.0 * self.chance.normal(), 0, 0.0);
        for day in 0..DAYS {
            let mut level = base + steps.iter().filter(|step| day >= step.0).map(|step| step.1).sum::<f64>();
            let mut rate = rate / 30.44;
            mood = keeps * mood + (1.0 - keeps * keeps).sqrt() * 2.0 * self.chance.normal();
            if matches!(noise, Noise::Moods | Noise::Both) {
                level += mood;
            }
            if noise == Noise::Seasons {
                rate *= (1.15 * (f64::from(day) / YEAR * std::f64::consts::TAU).sin()).exp() / 1.36;
            }
            if matches!(noise, Noise::Crises | Noise::Both) {
                if crisis > 0 {
                    crisis -= 1;
                } else if self.chance.unit() < 1.5 / YEAR {
                    crisis = (-21.0 * (1.0 - self.chance.unit()).ln()) as i32 + 3;
                    fall = 2.0 + 4.0 * self.chance.unit();
                }
                if crisis > 0 {
                    (rate, level) = (5.0 * rate, level - fall);
                }
            }
            for _ in 0..self.chance.poisson(rate) {
                let score = self.score(level);
                acts.push(act(acts.len() as i64, day, score, 0.5 + 0.5 * self.chance.unit()));
            }
        }
        acts
    }
}

fn act(nr: i64, day: i32, score: f64, weight: f64) -> Act {
    let (category, quad) = if score < 0.0 { (Category::Accuse, 3) } else { (Category::Consult, 1) };
    Act {
        nr,
        first: day,
        last: day,
        category,
        quad,
        score,
        standing: Standing::Counts,
        weight,
        direction: Direction::Both,
    }
}

/// A planted course: its steps, by how long after the first a second takes it back, and how long before the end the first is.
#[derive(Clone, Copy)]
enum Plant {
    Nothing,
    /// A step of so many points in the middle half.
    Step(f64),
    /// A step that a year takes back.
    Year(f64),
    /// A fall so many days before the end.
    Late(f64, i32),
}

/// A shift as it was found.
struct Found {
    at: i32,
    interval: [i32; 2],
    size: [f64; 3],
}

fn by_chancery(acts: &[Act]) -> Vec<Found> {
    let day = |text: &str| days(text).map_or(0, |[first, _]| first);
    let found = shifts(acts, [0, DAYS - 1], &|nr| nr.to_string());
    let one = |shift: chancery::record::Shift| Found {
        at: day(&shift.at),
        interval: [day(&shift.interval[0]), day(&shift.interval[1])],
        size: [shift.size.value, shift.size.low, shift.size.high],
    };
    found.into_iter().map(one).collect()
}

/// The mean of half a year against that of the half year before, at every month; the greatest excess of those that follow each other.
fn by_threshold(acts: &[Act]) -> Vec<Found> {
    let between = |from: i32, to: i32| -> Vec<f64> {
        acts.iter().filter(|act| from <= act.first && act.first < to).map(|act| act.score).collect()
    };
    let mean = |scores: &[f64]| scores.iter().sum::<f64>() / scores.len() as f64;
    let mut found: Vec<(f64, Found)> = Vec::new();
    for at in (HALF..=DAYS - HALF).step_by(30) {
        let (before, after) = (between(at - HALF, at), between(at, at + HALF));
        if before.len() < 2 || after.is_empty() {
            continue;
        }
        let middle = mean(&before);
        let deviation = (before.iter().map(|s| (s - middle).powi(2)).sum::<f64>() / (before.len() - 1) as f64).sqrt();
        let size = mean(&after) - middle;
        let excess = size.abs() / deviation;
        if excess > 2.0 {
            let one = Found { at, interval: [at - 30, at + 30], size: [size; 3] };
            match found.last_mut() {
                Some(last) if at - last.1.at < HALF => {
                    if excess > last.0 {
                        *last = (excess, one);
                    }
                }
                _ => found.push((excess, one)),
            }
        }
    }
    found.into_iter().map(|(_, found)| found).collect()
}

/// What some way of finding shifts reaches.
#[derive(Default)]
struct Score {
    series: usize,
    alarms: usize,
    shifts: usize,
    hits: usize,
    errors: Vec<i32>,
    days_held: usize,
    sizes_held: usize,
}

impl Score {
    fn count(&mut self, found: &[Found], steps: &[(i32, f64)]) {
        self.series += 1;
        self.alarms += usize::from(!found.is_empty());
        self.shifts += found.len();
        let Some((at, size)) = steps.first() else { return };
        let right = found.iter().filter(|shift| shift.size[0] * size > 0.0);
        let Some(near) = right.min_by_key(|shift| shift.at.abs_diff(*at)) else { return };
        if near.at.abs_diff(*at) > HALF as u32 {
            return;
        }
        self.hits += 1;
        self.errors.push(near.at.abs_diff(*at) as i32);
        self.days_held += usize::from((near.interval[0]..=near.interval[1]).contains(at));
        self.sizes_held += usize::from(near.size[1] <= *size && *size <= near.size[2]);
    }

    fn share(&self, count: usize) -> String {
        format!("{:.3}", count as f64 / self.series.max(1) as f64).trim_start_matches('0').to_owned()
    }

    fn of_hits(&self, count: usize) -> String {
        if self.hits == 0 {
            "-".to_owned()
        } else {
            format!("{:.2}", count as f64 / self.hits as f64).trim_start_matches('0').to_owned()
        }
    }

    fn found(&mut self) -> String {
        self.errors.sort_unstable();
        let error = self.errors.get(self.errors.len() / 2).map_or("-".to_owned(), |days| days.to_string());
        let held = format!("{}, {}", self.of_hits(self.days_held), self.of_hits(self.sizes_held));
        format!("{} ({error} d; {held}; {:.1})", self.share(self.hits), self.shifts as f64 / self.series.max(1) as f64)
    }
}

fn plant(world: &mut World, rate: f64, noise: Noise, plant: Plant) -> (Vec<Act>, Vec<(i32, f64)>) {
    let unit = world.chance.unit();
    let base = if matches!(plant, Plant::Late(..)) { 3.0 * unit } else { 4.0 * unit - 3.0 };
    // Away from the end of the scale that is near.
    let sign = if base > -1.0 { -1.0 } else { 1.0 };
    let middle = DAYS / 4 + (world.chance.unit() * f64::from(DAYS) / 2.0) as i32;
    let steps = match plant {
        Plant::Nothing => vec![],
        Plant::Step(size) => vec![(middle, sign * size)],
        Plant::Year(size) => vec![(middle, sign * size), (middle + 365, -sign * size)],
        Plant::Late(size, before) => vec![(DAYS - before, -size)],
    };
    (world.series(rate, noise, base, &steps), steps)
}

fn main() {
    let count: usize = std::env::args().skip(1).find_map(|a| a.parse().ok()).unwrap_or(400);
    let noises = [
        ("plain", Noise::Plain),
        ("seasons", Noise::Seasons),
        ("crises", Noise::Crises),
        ("moods", Noise::Moods),
        ("both", Noise::Both),
    ];
    let rates = [0.3, 1.0, 3.0, 10.0, 30.0];
    let planted = [
        ("2 points", Plant::Step(2.0)),
        ("4 points", Plant::Step(4.0)),
        ("8 points", Plant::Step(8.0)),
        ("5 for a year", Plant::Year(5.0)),
        ("8, 12 weeks ago", Plant::Late(8.0, 84)),
    ];
    println!("Found: share (median error in days; intervals of day and size that hold the truth; shifts in all).\n");
    let heads: Vec<&str> = planted.iter().map(|(name, _)| *name).collect();
    println!("| a month | noise | false alarms | threshold's | {} | threshold's at 4 points |", heads.join(" | "));
    println!("|---|---|---|---|{}---|", "---|".repeat(planted.len()));
    for rate in rates {
        for (name, noise) in noises {
            let mut world = World::new(11);
            let (mut ours, mut theirs) = (Score::default(), Score::default());
            for _ in 0..3 * count {
                let (acts, steps) = plant(&mut world, rate, noise, Plant::Nothing);
                ours.count(&by_chancery(&acts), &steps);
                theirs.count(&by_threshold(&acts), &steps);
            }
            let mut cells = vec![ours.share(ours.alarms), theirs.share(theirs.alarms)];
            let mut at_four = String::new();
            for (_, what) in planted {
                let (mut ours, mut theirs) = (Score::default(), Score::default());
                for _ in 0..count {
                    let (acts, steps) = plant(&mut world, rate, noise, what);
                    ours.count(&by_chancery(&acts), &steps);
                    if matches!(what, Plant::Step(4.0)) {
                        theirs.count(&by_threshold(&acts), &steps);
                    }
                }
                cells.push(ours.found());
                if matches!(what, Plant::Step(4.0)) {
                    at_four = theirs.share(theirs.hits);
                }
            }
            println!("| {rate} | {name} | {} | {at_four} |", cells.join(" | "));
        }
    }
    answers(count, &rates, &noises);
    time();
}

/// How often series without a shift, and with one of 8 points 12 weeks before the end, are answered how; and how often the former have a silence.
fn answers(count: usize, rates: &[f64], noises: &[(&str, Noise)]) {
    println!(
        "\n| a month | noise | no shift: closer or further | unchanged | a silence | 8 points, 12 weeks ago: further | silent for a year: told |"
    );
    println!("|---|---|---|---|---|---|---|");
    let sides = ["ARM", "AZE"].map(|id| Side { id: id.to_owned(), name: id.to_owned() });
    let of = |acts: &[Act]| relation(&sides, acts, &[], [0, DAYS - 1], Step::Month, &|nr| nr.to_string());
    for rate in rates {
        for (name, noise) in noises {
            let mut world = World::new(12);
            let (mut moved, mut same, mut silent, mut apart, mut fell) = (0, 0, 0, 0, 0);
            for _ in 0..count {
                let (acts, _) = plant(&mut world, *rate, *noise, Plant::Nothing);
                let relation = of(&acts);
                moved += usize::from(matches!(relation.answer.course, Course::Closer | Course::FurtherApart));
                same += usize::from(relation.answer.course == Course::Unchanged);
                silent += usize::from(!relation.silences.is_empty());
                let stopped: Vec<Act> = acts.into_iter().filter(|act| act.first < DAYS - 365).collect();
                let last = of(&stopped).silences.pop();
                fell += usize::from(last.is_some_and(|silence| days(&silence.to) == Some([DAYS - 1; 2])));
                let (acts, _) = plant(&mut world, *rate, *noise, Plant::Late(8.0, 84));
                apart += usize::from(of(&acts).answer.course == Course::FurtherApart);
            }
            let share = |hits: usize| format!("{:.3}", hits as f64 / count as f64).trim_start_matches('0').to_owned();
            let cells = [moved, same, silent, apart, fell].map(share);
            println!("| {rate} | {name} | {} |", cells.join(" | "));
        }
    }
}

/// A dyad of 20,000 events in five years, in thirty and in all moods.
fn time() {
    let mut world = World::new(13);
    let sides = ["ARM", "AZE"].map(|id| Side { id: id.to_owned(), name: id.to_owned() });
    for (name, steps) in [
        ("without a shift", vec![]),
        ("with five", vec![(300, -4.0), (600, 4.0), (900, -4.0), (1200, 4.0), (1500, -4.0)]),
    ] {
        let mut acts = world.series(333.0, Noise::Both, 0.0, &steps);
        acts.truncate(20_000);
        for (over, times) in [("five years", 1), ("fifty", 10)] {
            let acts: Vec<Act> =
                acts.iter().map(|act| Act { first: act.first * times, last: act.last * times, ..*act }).collect();
            let mut lengths: Vec<f64> = (0..9)
                .map(|_| {
                    let clock = Instant::now();
                    let found = relation(&sides, &acts, &[], [0, DAYS * times], Step::Month, &|nr| nr.to_string());
                    assert!(!found.periods.is_empty());
                    clock.elapsed().as_secs_f64() * 1e3
                })
                .collect();
            lengths.sort_by(f64::total_cmp);
            println!(
                "\n{} events in {over}, {name}: median {:.1} ms, worst {:.1} ms",
                acts.len(),
                lengths[4],
                lengths[8]
            );
        }
    }
}
