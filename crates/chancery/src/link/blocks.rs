//! Which claims are worth comparing: those of one country and about one time. A claim is filed under keys and asks for others under keys, so
//! that no claim is held against all others.

use super::gist::{Act, Gist};

/// Days of a stretch of time that claims are filed under.
const STRETCH: i32 = 4;
/// Days by which two claims of one event may differ: reports come late, and days are misread.
const APART: i32 = 3;
/// Longest period that is filed under each of its stretches; longer ones say little of when.
const LONGEST: i32 = 16;

/// A key: a country and a stretch of days, of the act or of the report.
pub type Key = u64;

/// The keys that a claim is filed under.
pub fn keys(gist: &Gist, act: &Act) -> Vec<Key> {
    of(gist, act, 0)
}

/// The keys under which claims of the same event may be filed.
pub fn near_keys(gist: &Gist, act: &Act) -> Vec<Key> {
    of(gist, act, APART)
}

/// Whether two claims are worth comparing: one's keys are among those near the other.
pub fn comparable(a: (&Gist, &Act), b: (&Gist, &Act)) -> bool {
    let near = near_keys(a.0, a.1);
    keys(b.0, b.1).iter().any(|key| near.binary_search(key).is_ok())
}

fn of(gist: &Gist, act: &Act, apart: i32) -> Vec<Key> {
    let mut countries: Vec<u64> =
        act.actors.iter().chain(&act.recipients).filter_map(|who| who.country.or(who.entity)).collect();
    countries.extend(act.place_country);
    if countries.is_empty() {
        countries.push(0);
    }
    countries.sort_unstable();
    countries.dedup();
    let when = act.when.map(|when| (when.first, when.last)).filter(|(first, last)| last - first <= LONGEST);
    let published = gist.published.filter(|(first, last)| last - first <= LONGEST);
    let mut keys = Vec::new();
    for (kind, days) in [(1u64, when), (2, published)] {
        let stretches = match days {
            Some((first, last)) => (first - apart).div_euclid(STRETCH)..=(last + apart).div_euclid(STRETCH),
            // Where nobody tells when, all that tell no time are together.
            None if when.is_none() && published.is_none() && kind == 1 => i32::MIN..=i32::MIN,
            None => continue,
        };
        for stretch in stretches {
            keys.extend(countries.iter().map(|country| mix(*country, kind, stretch)));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A well-spread number of three (the finaliser of SplitMix64: Steele, Lea and Flood 2014).
fn mix(country: u64, kind: u64, stretch: i32) -> u64 {
    let mut x = country ^ (kind << 60) ^ (stretch as u32 as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
