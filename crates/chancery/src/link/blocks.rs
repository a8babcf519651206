//! Which claims are worth comparing: those of the same countries and about one time. A claim is filed under keys and asks for others under keys,
//! so that no claim is held against all others.

use std::ops::RangeInclusive;

use super::Reading;
use super::gist::{Act, Gist};
use super::pairs::OF_A_REPORT;

/// Days of a stretch of time that claims are filed under.
const STRETCH: i32 = 4;
/// Days by which two claims of one event may differ: reports come late, and days are misread.
const APART: i32 = 3;
/// Stretches of a block: a month or so, of which a claim is seldom in two.
const BLOCK: i32 = 8;
/// Longest period that is filed under each of its stretches; longer ones say little of when.
const LONGEST: i32 = 16;

/// A key: countries and a stretch of days, of the act or of the report.
pub type Key = u64;

/// What a key's countries are: reports leave sides out and misread them, so that of two claims one may have a country less.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Two countries of the act.
    Both = 1,
    /// One of its countries, with its category.
    Category = 2,
    /// One of its countries, when it has several.
    One = 3,
    /// Its only country.
    Only = 4,
}

/// The keys that a claim is filed under.
pub fn keys(gist: &Gist, act: &Act) -> Vec<Key> {
    let countries = countries(act);
    let mut kinds = sure(act, &countries);
    let single = if countries.len() > 1 { Kind::One } else { Kind::Only };
    kinds.extend(countries.iter().map(|country| (single, *country)));
    of(gist, act, &kinds, 0)
}

/// The keys under which claims of the same event may be filed.
pub fn near_keys(gist: &Gist, act: &Act) -> Vec<Key> {
    let countries = countries(act);
    let mut kinds = sure(act, &countries);
    kinds.extend(countries.iter().map(|country| (Kind::Only, *country)));
    if countries.len() == 1 {
        kinds.push((Kind::One, countries[0]));
    }
    of(gist, act, &kinds, APART)
}

/// Whether two claims are worth comparing: each one's keys are among those near the other. Stretches have ends, so that of two claims that are
/// some days apart only one may be near the other; which of them came first must not matter.
pub fn comparable(a: (&Gist, &Act), b: (&Gist, &Act)) -> bool {
    reaches(&near_keys(a.0, a.1), &keys(b.0, b.1)) && reaches(&near_keys(b.0, b.1), &keys(a.0, a.1))
}

/// Whether a claim that asks under the keys `near`, in order, finds one that is filed under others: one half of [`comparable`].
pub fn reaches(near: &[Key], filed: &[Key]) -> bool {
    filed.iter().any(|key| near.binary_search(key).is_ok())
}

/// The blocks of a report, in order: whoever compares the claims of one block after the other, each apart from the others, compares all that
/// are worth it. A block is a country in a month or so; a report is in the blocks of all its claims.
pub fn blocks(reading: &Reading) -> Vec<Key> {
    let mut blocks = Vec::new();
    for act in reading.acts.iter().take(OF_A_REPORT) {
        let countries = countries(act);
        for (clock, stretches) in clocks(&reading.gist, act, APART) {
            for part in stretches.start().div_euclid(BLOCK)..=stretches.end().div_euclid(BLOCK) {
                blocks.extend(countries.iter().map(|country| mix(*country, clock << 4, part)));
            }
        }
    }
    blocks.sort_unstable();
    blocks.dedup();
    blocks
}

/// The countries of an act, those of its place too; entities where a party has none, and 0 where nobody has anything.
fn countries(act: &Act) -> Vec<u64> {
    let mut countries: Vec<u64> =
        act.actors.iter().chain(&act.recipients).filter_map(|who| who.country.or(who.entity)).collect();
    countries.extend(act.place_country);
    if countries.is_empty() {
        countries.push(0);
    }
    countries.sort_unstable();
    countries.dedup();
    countries
}

/// Two countries, and a country with the category: what claims share that are of one event, even where one has a side misread.
fn sure(act: &Act, countries: &[u64]) -> Vec<(Kind, u64)> {
    let pairs = countries.iter().enumerate().flat_map(|(i, a)| countries[i + 1..].iter().map(move |b| (a, b)));
    let pairs = pairs.map(|(a, b)| (Kind::Both, a.rotate_left(29) ^ b));
    let alike = countries.iter().map(|country| (Kind::Category, country.rotate_left(17) ^ act.category as u64));
    pairs.chain(alike).collect()
}

/// The stretches of an act, by its own time (1) and by that of its report (2). What went on for long is filed apart (3, 4): it is no happening of
/// a day.
fn clocks(gist: &Gist, act: &Act, apart: i32) -> impl Iterator<Item = (u64, RangeInclusive<i32>)> {
    let long = act.when.is_some_and(|when| when.long);
    let when = act.when.map(|when| (when.first, when.last)).filter(|(first, last)| !long && last - first <= LONGEST);
    let published = gist.published.filter(|(first, last)| last - first <= LONGEST);
    let stretches = move |(first, last): (i32, i32)| {
        first.saturating_sub(apart).div_euclid(STRETCH)..=last.saturating_add(apart).div_euclid(STRETCH)
    };
    // Where nobody tells when, all that tell no time are together.
    let never = (when.is_none() && published.is_none()).then_some(i32::MIN..=i32::MIN);
    let told = when.map(stretches).or(never);
    let [own, of_report] = if long { [3, 4] } else { [1, 2] };
    told.map(|stretches| (own, stretches)).into_iter().chain(published.map(|days| (of_report, stretches(days))))
}

fn of(gist: &Gist, act: &Act, kinds: &[(Kind, u64)], apart: i32) -> Vec<Key> {
    let mut keys = Vec::new();
    for (clock, stretches) in clocks(gist, act, apart) {
        for stretch in stretches {
            keys.extend(kinds.iter().map(|(kind, of)| key(*of, clock << 4 | *kind as u64, stretch)));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A key; those of a stretch stand together in an index, as the claims do that come in a day.
fn key(of: u64, kind: u64, stretch: i32) -> Key {
    (stretch as u64 & 0xffff) << 48 | mix(of, kind, stretch) >> 16
}

/// A well-spread number of three (the finaliser of SplitMix64: Steele, Lea and Flood 2014).
fn mix(of: u64, kind: u64, stretch: i32) -> u64 {
    let mut x = of ^ (kind << 56) ^ (stretch as u32 as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
