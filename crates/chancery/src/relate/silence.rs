//! When nothing passed. In: acts that count. Out: [`Silence`]s. Always: a silence is longer than chance gives to a dyad with such contact.
//!
//! Silence is no level: a report that is missing tells nothing of the tone. It is told for itself, and out of it a relation is compared with nothing (0 of PLOVER's scale).
//! What comes before the first act is no silence: nothing shows that the reports would have told of the dyad.
//! Contact is looked at by four weeks, so that a crisis of many acts counts once. A run of empty four-week cells is a silence where it is improbable that any so
//! long one occurs, the share of cells with contact being that of all others (longest run of failures in Bernoulli trials: Feller 1968, XIII.7).

use super::act::Act;
use super::days::{Stretch, date};
use crate::record::Silence;

/// Days of a cell.
const CELL: i32 = 28;
/// The greatest probability that counts.
const ALPHA: f64 = 0.003;

/// The silences of some days, by time; acts count and are by day.
pub(super) fn silences(acts: &[Act], days: Stretch) -> Vec<(Stretch, Silence)> {
    let Some(first) = acts.first().map(|act| act.first) else { return Vec::new() };
    let cell = |day: i32| (day - first) / CELL;
    let cells = cell(days[1]) + 1;
    let mut passed: Vec<i32> = acts.iter().map(|act| cell(act.first)).collect();
    passed.dedup();
    let contact = passed.len() as f64;
    // Days on which something passed, and the end, which is no act.
    let mut stops: Vec<i32> = acts.iter().map(|act| act.first).collect();
    stops.push(days[1].saturating_add(1));
    stops.dedup();
    let gaps = stops.windows(2).filter_map(|two| {
        let (from, to) = (two[0].saturating_add(1), two[1].saturating_sub(1));
        let empty = f64::from(to.saturating_sub(from).saturating_add(1).div_euclid(CELL));
        let others = f64::from(cells) - empty;
        if empty < 1.0 || others < 1.0 {
            return None;
        }
        // Laplace's rule of succession: what never failed may.
        let quiet = ((others - contact).max(0.0) + 1.0) / (others + 2.0);
        // Runs that long begin with the first cell, or after one with contact.
        let runs = 1.0 + (f64::from(cells) - empty) * (1.0 - quiet);
        let p = (runs * quiet.powf(empty)).min(1.0);
        let silence = Silence { from: date(from), to: date(to), p };
        (p <= ALPHA).then_some(([from, to], silence))
    });
    gaps.collect()
}
