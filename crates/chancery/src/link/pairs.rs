//! Claims held against each other. In: reports as linking reads them. Out: the pairs of their claims that may be of one event. Always: which
//! pairs these are, and how likely, depends on the two and their reports alone; so the pairs of all reports are those of their blocks
//! ([`super::blocks`]) put together.

use std::collections::{BTreeSet, HashMap};

use super::blocks::{Key, blocks, keys, near_keys, reaches};
use super::{Reading, Weights};

/// Claims of one report that are held against others, the first: more than a long analysis makes. The rest of a report that was made to exhaust
/// time are events of their own.
pub const OF_A_REPORT: usize = 200;
/// Claims of one key that a claim is compared with at most, the first: a state at war has many a week.
pub const MOST: usize = 2000;

/// A claim: the number of its report, and its own in it.
pub type Place = (u32, u32);

/// Two claims that may be of one event.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The earlier.
    pub a: Place,
    /// The later.
    pub b: Place,
    /// Probability that they are of one event, 0 to 1, to four digits.
    pub score: f64,
    /// What tells for or against it, for [`super::reasons`].
    pub signs: Vec<f64>,
}

impl Weights {
    /// How likely two claims are of one event, to four digits, and what tells for or against it; `None` where it is less likely than what a person is asked
    /// about: that counts as nothing. `reports` is the probability that their reports tell of one happening.
    pub fn pair(&self, a: (&Reading, usize), b: (&Reading, usize), reports: f64) -> Option<(f64, Vec<f64>)> {
        let signs = self.signs_of_claims(a, b, reports);
        let score = self.claims(&signs);
        (score >= self.claims_ask).then(|| ((score * 1e4).round() / 1e4, signs))
    }
}

/// Reports whose claims are to be compared, filed by what they have in common.
pub struct Filed<'r> {
    readings: &'r [Reading],
    claims: HashMap<Key, Vec<Place>>,
    blocks: Vec<Vec<Key>>,
}

impl<'r> Filed<'r> {
    /// Of reports in the order of [`super::place_in_order`].
    pub fn of(readings: &'r [Reading]) -> Self {
        let mut claims: HashMap<Key, Vec<Place>> = HashMap::new();
        for (report, reading) in readings.iter().enumerate() {
            for (number, act) in reading.acts.iter().enumerate().take(OF_A_REPORT) {
                for key in keys(&reading.gist, act) {
                    let filed = claims.entry(key).or_default();
                    if filed.len() < MOST {
                        filed.push((report as u32, number as u32));
                    }
                }
            }
        }
        Self { readings, claims, blocks: readings.iter().map(blocks).collect() }
    }

    /// The pairs of the claims of a report, by its number, with those before them. Of a block, only those that are its own: of all blocks that
    /// two reports share, the first has their pairs.
    pub fn pairs(&self, weights: &Weights, report: u32, block: Option<Key>) -> Vec<Pair> {
        let reading = &self.readings[report as usize];
        let mut pairs = Vec::new();
        let mut is_own: HashMap<u32, bool> = HashMap::new();
        let mut of_reports: HashMap<u32, f64> = HashMap::new();
        let mut near_others: HashMap<Place, Vec<Key>> = HashMap::new();
        for (number, act) in reading.acts.iter().enumerate().take(OF_A_REPORT) {
            let b = (report, number as u32);
            let (own_keys, near) = (keys(&reading.gist, act), near_keys(&reading.gist, act));
            let filed = near.iter().filter_map(|key| self.claims.get(key)).flatten();
            let before: BTreeSet<Place> = filed.copied().filter(|a| *a < b).collect();
            for a in before {
                let own = || block.is_none_or(|block| self.first_in_common(report, a.0) == Some(block));
                let other = &self.readings[a.0 as usize];
                // Each must be near the other ([`super::comparable`]); this one asked for it.
                let near_other = || near_keys(&other.gist, &other.acts[a.1 as usize]);
                if !*is_own.entry(a.0).or_insert_with(own)
                    || !reaches(near_others.entry(a).or_insert_with(near_other), &own_keys)
                {
                    continue;
                }
                let alike = *of_reports.entry(a.0).or_insert_with(|| match a.0 == report {
                    true => 1.0,
                    false => weights.reports(&weights.signs_of_reports(reading, other)),
                });
                if let Some((score, signs)) = weights.pair((reading, number), (other, a.1 as usize), alike) {
                    pairs.push(Pair { a, b, score, signs });
                }
            }
        }
        pairs
    }

    fn first_in_common(&self, a: u32, b: u32) -> Option<Key> {
        let other = &self.blocks[b as usize];
        self.blocks[a as usize].iter().copied().find(|block| other.binary_search(block).is_ok())
    }
}
