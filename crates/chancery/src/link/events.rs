//! Events of claims. In: reports with their claims, and the pairs of claims that may be of one event. Out: the events, the earliest first. Always:
//! the order of the reports and of the pairs does not matter, but for which of very many copies of one text are found.
//!
//! A claim joins none but those that it is likely enough one with, so that claims that no such pair connects can be grouped apart
//! ([`components`]): the events are the same.

use std::collections::{BTreeMap, HashMap};

use super::{Scored, Told, cluster, consensus, originals, place_in_order};
use crate::record::{Claim, Coded, Event, Report};

/// Two claims, by their ids, and the probability that they are of one event.
pub type Likely<'c> = (&'c str, &'c str, f64);

/// The events of reports; `least` is the average probability at which claims become one. Pairs with claims that are not there are passed over.
pub fn events<'c>(reports: &[Coded], pairs: impl IntoIterator<Item = Likely<'c>>, least: f64) -> Vec<Event> {
    let bare: Vec<&Report> = reports.iter().map(|coded| &coded.report).collect();
    let originals = originals(&bare);
    let mut claims: Vec<(usize, &Claim)> =
        reports.iter().enumerate().flat_map(|(n, coded)| coded.claims.iter().map(move |claim| (n, claim))).collect();
    claims.sort_by_cached_key(|(report, claim)| {
        place_in_order(&claim.id, &claim.report, bare[*report].published.as_deref())
    });
    let number: HashMap<&str, u32> =
        claims.iter().enumerate().map(|(n, (_, claim))| (claim.id.as_str(), n as u32)).collect();
    let scored = |(a, b, probability): Likely<'_>| Some(Scored { a: *number.get(a)?, b: *number.get(b)?, probability });
    let pairs: Vec<Scored> = pairs.into_iter().filter_map(scored).collect();
    let told = |n: &u32| {
        let (report, claim) = claims[*n as usize];
        Told {
            claim,
            published: bare[report].published.as_deref(),
            language: bare[report].language,
            publisher: bare[report].source.as_deref(),
            original: &bare[originals[report]].id,
        }
    };
    let groups = cluster(claims.len(), &pairs, &[], least);
    groups.iter().filter_map(|group| consensus(&group.iter().map(told).collect::<Vec<_>>())).collect()
}

/// Claims that pairs of a probability of `least` or more connect, directly or through others: each claim of such a pair with the first of its
/// component, by their ids. Claims of no such pair are alone.
pub fn components<'c>(pairs: impl IntoIterator<Item = Likely<'c>>, least: f64) -> BTreeMap<&'c str, &'c str> {
    let mut of: BTreeMap<&str, &str> = BTreeMap::new();
    let first = |of: &mut BTreeMap<&'c str, &'c str>, mut claim: &'c str| {
        let mut passed = Vec::new();
        while let Some(next) = of.get(claim).copied().filter(|next| *next != claim) {
            passed.push(claim);
            claim = next;
        }
        of.insert(claim, claim);
        of.extend(passed.into_iter().map(|passed| (passed, claim)));
        claim
    };
    for (a, b, _) in pairs.into_iter().filter(|(.., probability)| *probability >= least) {
        let (a, b) = (first(&mut of, a), first(&mut of, b));
        of.insert(a.max(b), a.min(b));
    }
    let claims: Vec<&str> = of.keys().copied().collect();
    claims.into_iter().map(|claim| (claim, first(&mut of, claim))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_are_named_by_their_first_claim() {
        let pairs = [("d", "c", 0.9), ("a", "b", 0.2), ("e", "d", 0.5), ("x", "y", 0.7), ("b", "z", 0.8)];
        let found = components(pairs, 0.5);
        let expected = [("b", "b"), ("c", "c"), ("d", "c"), ("e", "c"), ("x", "x"), ("y", "x"), ("z", "b")];
        assert_eq!(found.into_iter().collect::<Vec<_>>(), expected);
        assert!(components([], 0.5).is_empty());
    }
}
