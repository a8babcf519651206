//! Copies of one text, which are one source. In: reports. Out: the original of each. Always: reports that are copies of each other, directly or
//! through others, are one group; its original is the earliest of them by date and then by id.

mod shingle;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

pub use shingle::Shingles;

use crate::record::Report;

/// How many reports are looked up under one hash, the first that came first. Only what many texts share (a notice at the end of
/// a page) has more, and copies share rarer words besides.
pub const MAX_ENTRY_REPORTS: usize = 64;
/// How many texts are compared with a new one, those that share most entries first.
pub const MAX_COMPARED: usize = 32;

/// The original of each report, by its place: its own where it copies none.
pub fn originals(reports: &[&Report]) -> Vec<usize> {
    let shingles: Vec<Option<Shingles>> = reports.iter().map(|report| Shingles::of(report)).collect();
    let mut group: Vec<usize> = (0..reports.len()).collect();
    let mut filed: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    for (new, own) in shingles.iter().enumerate() {
        let Some(own) = own else { continue };
        let entries = own.entries();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for other in entries.iter().filter_map(|entry| filed.get(entry)).flatten() {
            *shared.entry(*other).or_default() += 1;
        }
        let mut found: Vec<(usize, usize)> = shared.into_iter().collect();
        found.sort_by_key(|&(report, count)| (Reverse(count), report));
        for (other, _) in found.into_iter().take(MAX_COMPARED) {
            if shingles[other].as_ref().is_some_and(|other| own.is_copy_of(other)) {
                join(&mut group, new, other);
            }
        }
        for entry in entries {
            let reports = filed.entry(entry).or_default();
            if reports.len() < MAX_ENTRY_REPORTS {
                reports.push(new);
            }
        }
    }
    let groups: Vec<usize> = (0..reports.len()).map(|report| first(&group, report)).collect();
    let place = |report: usize| (reports[report].published.is_none(), &reports[report].published, &reports[report].id);
    let mut earliest: Vec<usize> = (0..reports.len()).collect();
    for (report, group) in groups.iter().enumerate() {
        if place(report) < place(earliest[*group]) {
            earliest[*group] = report;
        }
    }
    groups.into_iter().map(|group| earliest[group]).collect()
}

/// The first of the group of a report.
fn first(group: &[usize], mut report: usize) -> usize {
    while group[report] != report {
        report = group[report];
    }
    report
}

fn join(group: &mut [usize], a: usize, b: usize) {
    let (a, b) = (first(group, a), first(group, b));
    group[a.max(b)] = a.min(b);
}
