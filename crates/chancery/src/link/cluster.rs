//! Groups from pairs. Always: the groups depend on the pairs alone, not on their order.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// Two things and the probability that they are one, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The one.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Probability that they are one.
    pub probability: f64,
}

/// What a person has said of two things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rule {
    /// They are one.
    Must,
    /// They are two.
    Cannot,
}

/// A merge that may come, the likeliest first; of equals, the one with the smaller names.
#[derive(PartialEq)]
struct Merge {
    likeness: f64,
    a: u32,
    b: u32,
    /// Sizes when it was thought of: it is stale once either has grown.
    sizes: (usize, usize),
}

impl Eq for Merge {}

impl Ord for Merge {
    fn cmp(&self, other: &Self) -> Ordering {
        self.likeness.total_cmp(&other.likeness).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Merge {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Groups the numbers below `count` by average linkage (Sokal and Michener 1958): the two groups whose members are on average the likeliest to
/// be one are joined, as long as that average is `least` or more; a pair that is not given has probability 0. What a person has ruled holds against any
/// probability; of two rulings that contradict each other `Cannot` is kept. The groups and their members are in order.
pub fn cluster(count: usize, pairs: &[Scored], rules: &[(u32, u32, Rule)], least: f64) -> Vec<Vec<u32>> {
    let mut groups: Vec<Vec<u32>> = (0..count as u32).map(|i| vec![i]).collect();
    // Sum of probabilities between two groups, by the smaller name of each.
    let mut links: Vec<BTreeMap<u32, f64>> = vec![BTreeMap::new(); count];
    let ordered = |a: u32, b: u32| (a.min(b), a.max(b));
    let mut apart: std::collections::BTreeSet<(u32, u32)> = std::collections::BTreeSet::new();
    for (a, b, _) in rules.iter().filter(|(_, _, rule)| *rule == Rule::Cannot) {
        apart.insert(ordered(*a, *b));
    }
    for pair in pairs.iter().filter(|p| p.a != p.b) {
        links[pair.a as usize].insert(pair.b, pair.probability);
        links[pair.b as usize].insert(pair.a, pair.probability);
    }
    let forbidden = |x: &[u32], y: &[u32]| !apart.is_empty() && x.iter().any(|a| y.iter().any(|b| apart.contains(&ordered(*a, *b))));
    let mut name: Vec<u32> = (0..count as u32).collect();
    let find = |name: &[u32], mut of: u32| {
        while name[of as usize] != of {
            of = name[of as usize];
        }
        of
    };
    let mut must: Vec<(u32, u32)> =
        rules.iter().filter(|(_, _, rule)| *rule == Rule::Must).map(|(a, b, _)| ordered(*a, *b)).collect();
    must.sort_unstable();
    for (a, b) in must {
        let (a, b) = (find(&name, a), find(&name, b));
        let (a, b) = ordered(a, b);
        if a != b && !forbidden(&groups[a as usize], &groups[b as usize]) {
            join(&mut groups, &mut links, a, b);
            name[b as usize] = a;
        }
    }
    let likeness = |groups: &[Vec<u32>], links: &[BTreeMap<u32, f64>], a: u32, b: u32| {
        let (x, y) = (groups[a as usize].len(), groups[b as usize].len());
        let likeness = links[a as usize].get(&b).copied().unwrap_or(0.0) / (x * y) as f64;
        Merge { likeness, a: a.min(b), b: a.max(b), sizes: if a < b { (x, y) } else { (y, x) } }
    };
    let mut queue: BinaryHeap<Merge> = BinaryHeap::new();
    for a in 0..count as u32 {
        queue.extend(links[a as usize].range(a + 1..).map(|(b, _)| likeness(&groups, &links, a, *b)));
    }
    while let Some(merge) = queue.pop().filter(|m| m.likeness >= least) {
        let (a, b) = (merge.a, merge.b);
        let sizes = (groups[a as usize].len(), groups[b as usize].len());
        if sizes != merge.sizes || sizes.1 == 0 || sizes.0 == 0 || forbidden(&groups[a as usize], &groups[b as usize]) {
            continue;
        }
        join(&mut groups, &mut links, a, b);
        queue.extend(links[a as usize].keys().map(|other| likeness(&groups, &links, a, *other)));
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.retain(|group| !group.is_empty());
    groups
}

/// Puts group `b` into group `a`.
fn join(groups: &mut [Vec<u32>], links: &mut [BTreeMap<u32, f64>], a: u32, b: u32) {
    let moved = std::mem::take(&mut groups[b as usize]);
    groups[a as usize].extend(moved);
    for (other, sum) in std::mem::take(&mut links[b as usize]) {
        links[other as usize].remove(&b);
        if other != a {
            *links[a as usize].entry(other).or_default() += sum;
            *links[other as usize].entry(a).or_default() += sum;
        }
    }
}
