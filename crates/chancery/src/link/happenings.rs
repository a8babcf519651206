//! Reports of one happening, put together. In: the probabilities that two reports tell of one. Out: groups. Always: the groups depend on the pairs
//! alone, not on their order.
//!
//! Claims become events one at a time ([`super::cluster`]); reports are grouped all at once, and so that one pair that is surely two keeps groups apart: a
//! report that tells of a happening and of its near miss would join both otherwise.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use super::cluster::Scored;

/// What the average of pairs counts beside the least likely of them. Of 0, .15, .3, .5, .7 and 1, cross-validated on the development reports, the one
/// that keeps the most near misses apart at the same F1.
const AVERAGE: f64 = 0.3;

/// The pairs between two groups.
#[derive(Debug, Clone, Copy)]
struct Link {
    pairs: usize,
    sum: f64,
    least: f64,
}

impl Default for Link {
    fn default() -> Self {
        Self { pairs: 0, sum: 0.0, least: 1.0 }
    }
}

impl Link {
    fn add(&mut self, other: Link) {
        self.pairs += other.pairs;
        self.sum += other.sum;
        self.least = self.least.min(other.least);
    }

    /// How likely two groups are one that have `all` pairs between them, given or not.
    fn likeness(self, all: usize) -> f64 {
        let least = if self.pairs < all { 0.0 } else { self.least };
        AVERAGE * self.sum / all as f64 + (1.0 - AVERAGE) * least
    }
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

/// Groups the numbers below `count`: the two groups that are likeliest to be one are joined, as long as that is `least` or more. How likely two
/// groups are one lies between the average of their members' pairs (average linkage: Sokal and Michener 1958) and the least likely of these (complete
/// linkage: Sørensen 1948). A pair that is not given has probability 0. The groups and their members are in order.
pub fn happenings(count: usize, pairs: &[Scored], least: f64) -> Vec<Vec<u32>> {
    let mut groups: Vec<Vec<u32>> = (0..count as u32).map(|i| vec![i]).collect();
    // Pairs between two groups, by the smallest member of each.
    let mut links: Vec<BTreeMap<u32, Link>> = vec![BTreeMap::new(); count];
    for pair in pairs.iter().filter(|p| p.a != p.b) {
        let link = Link { pairs: 1, sum: pair.probability, least: pair.probability };
        links[pair.a as usize].insert(pair.b, link);
        links[pair.b as usize].insert(pair.a, link);
    }
    let merge = |groups: &[Vec<u32>], links: &[BTreeMap<u32, Link>], a: u32, b: u32| {
        let (a, b) = (a.min(b), a.max(b));
        let sizes = (groups[a as usize].len(), groups[b as usize].len());
        let likeness = links[a as usize].get(&b).map_or(0.0, |link| link.likeness(sizes.0 * sizes.1));
        Merge { likeness, a, b, sizes }
    };
    let mut queue: BinaryHeap<Merge> = BinaryHeap::new();
    for a in 0..count as u32 {
        let later = links[a as usize].range(a + 1..).map(|(b, _)| merge(&groups, &links, a, *b));
        queue.extend(later.filter(|m| m.likeness >= least));
    }
    while let Some(Merge { a, b, sizes, .. }) = queue.pop() {
        if sizes != (groups[a as usize].len(), groups[b as usize].len()) {
            continue;
        }
        let moved = std::mem::take(&mut groups[b as usize]);
        groups[a as usize].extend(moved);
        for (other, link) in std::mem::take(&mut links[b as usize]) {
            links[other as usize].remove(&b);
            if other != a {
                links[a as usize].entry(other).or_default().add(link);
                links[other as usize].entry(a).or_default().add(link);
            }
        }
        let next = links[a as usize].keys().map(|other| merge(&groups, &links, a, *other));
        queue.extend(next.filter(|m| m.likeness >= least));
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.retain(|group| !group.is_empty());
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: u32, b: u32, probability: f64) -> Scored {
        Scored { a, b, probability }
    }

    #[test]
    fn a_report_between_two_happenings_joins_only_one() {
        let pairs =
            [pair(0, 1, 0.9), pair(2, 3, 0.9), pair(1, 2, 0.8), pair(0, 2, 0.1), pair(0, 3, 0.1), pair(1, 3, 0.1)];
        assert_eq!(happenings(5, &pairs, 0.4), [vec![0, 1], vec![2, 3], vec![4]]);
    }

    #[test]
    fn the_order_of_pairs_does_not_matter() {
        let mut pairs = vec![pair(0, 1, 0.7), pair(1, 2, 0.7), pair(0, 2, 0.7), pair(2, 3, 0.6), pair(4, 3, 0.65)];
        let groups = happenings(5, &pairs, 0.5);
        pairs.reverse();
        pairs.iter_mut().for_each(|p| std::mem::swap(&mut p.a, &mut p.b));
        assert_eq!(happenings(5, &pairs, 0.5), groups);
        assert_eq!(groups, [vec![0, 1, 2], vec![3, 4]]);
    }

    #[test]
    fn nothing_is_joined_below_the_bound() {
        assert_eq!(happenings(2, &[pair(0, 1, 0.4)], 0.5), [vec![0], vec![1]]);
        assert!(happenings(0, &[], 0.5).is_empty());
    }
}
