//! Groups from pairs. In: things in a fixed order (claims by the date of their report and then by id), the probabilities that two of them are one,
//! and what people ruled. Out: for each the first of its group. Always: a thing's group depends on what stands before it alone, so that new
//! things at the end change nothing before them, and the order in which they became known does not matter.
//!
//! A thing joins the group to whose members it is likeliest on average to belong, if that is likely enough, else it begins one: average linkage
//! (Sokal and Michener 1958) of one thing at a time. Against average linkage of all at once this costs a point of B³ (`docs/methods.md`), and lets a store
//! of millions take in a report by looking at its neighbours.

use std::collections::BTreeMap;

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

/// A group that a thing may join.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate<G> {
    /// The group; of equally likely ones the smaller is taken.
    pub group: G,
    /// Sum of the probabilities that the thing is one with each of its members.
    pub sum: f64,
    /// How many members it has.
    pub members: usize,
}

/// The group that a thing joins; `None` where it begins one of its own.
pub fn choose<G: Ord + Copy>(options: impl Iterator<Item = Candidate<G>>, least: f64) -> Option<G> {
    let likeness = |option: &Candidate<G>| option.sum / option.members.max(1) as f64;
    let best = options.max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then(b.group.cmp(&a.group)))?;
    (likeness(&best) >= least).then_some(best.group)
}

/// Groups the numbers below `count`, which stand in their order. A pair that is not given has probability 0. What a person has ruled holds against
/// any probability: what must be one with an earlier thing joins the group of the earliest, and no group is joined that has a member which it
/// cannot be one with. The groups and their members are in order.
pub fn cluster(count: usize, pairs: &[Scored], rules: &[(u32, u32, Rule)], least: f64) -> Vec<Vec<u32>> {
    let mut earlier: Vec<BTreeMap<u32, f64>> = vec![BTreeMap::new(); count];
    for pair in pairs.iter().filter(|p| p.a != p.b) {
        earlier[pair.a.max(pair.b) as usize].insert(pair.a.min(pair.b), pair.probability);
    }
    let ruled = Rulings::of(count, rules);
    let mut first: Vec<u32> = Vec::with_capacity(count);
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for thing in 0..count as u32 {
        let must = ruled.must[thing as usize];
        let joined = if must < thing {
            Some(first[must as usize])
        } else {
            let mut sums: BTreeMap<u32, f64> = BTreeMap::new();
            for (other, probability) in &earlier[thing as usize] {
                *sums.entry(first[*other as usize]).or_default() += probability;
            }
            let allowed = |group: &u32| !members[group].iter().any(|m| ruled.cannot.contains(&(*m, thing)));
            let options = sums.into_iter().filter(|(group, _)| allowed(group));
            choose(options.map(|(group, sum)| Candidate { group, sum, members: members[&group].len() }), least)
        };
        let group = joined.unwrap_or(thing);
        first.push(group);
        members.entry(group).or_default().push(thing);
    }
    members.into_values().collect()
}

/// What people ruled, by thing.
struct Rulings {
    /// The earliest thing that each must be one with, through others too.
    must: Vec<u32>,
    /// Pairs that cannot be one, the earlier first.
    cannot: std::collections::BTreeSet<(u32, u32)>,
}

impl Rulings {
    fn of(count: usize, rules: &[(u32, u32, Rule)]) -> Self {
        let mut must: Vec<u32> = (0..count as u32).collect();
        let mut cannot = std::collections::BTreeSet::new();
        for (a, b, rule) in rules {
            match rule {
                Rule::Cannot => drop(cannot.insert((*a.min(b), *a.max(b)))),
                Rule::Must => {
                    let (x, y) = (must[*a as usize], must[*b as usize]);
                    must.iter_mut().filter(|m| **m == x.max(y)).for_each(|m| *m = x.min(y));
                }
            }
        }
        Self { must, cannot }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(pairs: &[(u32, u32, f64)]) -> Vec<Scored> {
        pairs.iter().map(|&(a, b, probability)| Scored { a, b, probability }).collect()
    }

    #[test]
    fn a_thing_joins_the_group_it_is_likeliest_of_on_average() {
        // 2 is surer of 0 than of 1, but 0 and 1 are one and 3 is another.
        let pairs = scored(&[(0, 1, 0.9), (0, 2, 0.9), (1, 2, 0.2), (2, 3, 0.6), (0, 3, 0.1)]);
        assert_eq!(cluster(4, &pairs, &[], 0.5), [vec![0, 1, 2], vec![3]]);
        assert_eq!(cluster(4, &pairs, &[], 0.6), [vec![0, 1], vec![2, 3]]);
        assert_eq!(cluster(4, &pairs, &[], 0.95), [vec![0], vec![1], vec![2], vec![3]]);
    }

    #[test]
    fn the_order_of_pairs_does_not_matter_and_the_end_changes_nothing_before() {
        let pairs = scored(&[(0, 1, 0.5), (2, 0, 0.5), (3, 1, 0.7), (2, 3, 0.8)]);
        let mut turned = pairs.clone();
        turned.reverse();
        turned.iter_mut().for_each(|p| std::mem::swap(&mut p.a, &mut p.b));
        assert_eq!(cluster(4, &pairs, &[], 0.4), cluster(4, &turned, &[], 0.4));
        let before: Vec<Scored> = pairs.iter().copied().filter(|p| p.a.max(p.b) < 3).collect();
        let (all, fewer) = (cluster(4, &pairs, &[], 0.4), cluster(3, &before, &[], 0.4));
        let without: Vec<Vec<u32>> = all
            .iter()
            .map(|g| g.iter().copied().filter(|i| *i < 3).collect())
            .filter(|g: &Vec<u32>| !g.is_empty())
            .collect();
        assert_eq!(without, fewer);
    }

    #[test]
    fn what_a_person_ruled_holds_against_any_probability() {
        let pairs = scored(&[(0, 1, 1.0), (1, 2, 1.0)]);
        let rules = [(0, 1, Rule::Cannot), (3, 0, Rule::Must), (4, 3, Rule::Must)];
        assert_eq!(cluster(5, &pairs, &rules, 0.5), [vec![0, 3, 4], vec![1, 2]]);
    }
}
