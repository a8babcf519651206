//! Who turns from whom to whom. In: the shifts of one side's ties. Out: pairs of them. Always: one tie weakens, another strengthens.

use super::days::days;
use crate::record::{Realignment, Shift, Side};

/// Share of false ones that is borne among the shifts of all ties.
const FALSE: f64 = 0.1;

/// Every tie of a side that weakens while another strengthens, at most `window` days apart; the surest first. `ties` are all that were looked at, those
/// without a shift too: of many ties some shift by chance, so that a shift must be the surer, the more of them there are (Benjamini and Hochberg 1995). Where a pair
/// of ties does so more than once, each shift that weakens goes with the nearest that strengthens.
pub fn realignments(of: &Side, ties: &[(Side, Vec<Shift>)], window: u32) -> Vec<Realignment> {
    let bound = bound(ties);
    let sure = |shift: &&Shift| shift.p <= bound;
    let day = |shift: &Shift| days(&shift.at).map_or(0, |[first, _]| first);
    let mut found = Vec::new();
    for (away, shifts) in ties {
        for weakened in shifts.iter().filter(sure).filter(|shift| shift.size.high < 0.0) {
            for (toward, others) in ties.iter().filter(|(side, _)| side != away) {
                let apart = |shift: &Shift| day(shift).abs_diff(day(weakened));
                let strong = others.iter().filter(sure).filter(|shift| shift.size.low > 0.0);
                let Some(strengthened) = strong.min_by_key(|shift| apart(shift)) else { continue };
                if apart(strengthened) <= window {
                    found.push(Realignment {
                        of: of.clone(),
                        away: away.clone(),
                        toward: toward.clone(),
                        weakened: weakened.clone(),
                        strengthened: strengthened.clone(),
                        days_between: apart(strengthened),
                    });
                }
            }
        }
    }
    let p = |one: &Realignment| one.weakened.p.max(one.strengthened.p);
    let size = |one: &Realignment| one.strengthened.size.value - one.weakened.size.value;
    let names = |one: &Realignment| (one.away.clone(), one.toward.clone(), one.weakened.at.clone());
    found.sort_by(|x, y| p(x).total_cmp(&p(y)).then(size(y).total_cmp(&size(x))).then_with(|| names(x).cmp(&names(y))));
    found
}

/// The greatest probability of a shift that counts: of n tests, the k surest count where the k-th is k/n of [`FALSE`] or less.
fn bound(ties: &[(Side, Vec<Shift>)]) -> f64 {
    let tests: usize = ties.iter().map(|(_, shifts)| shifts.len().max(1)).sum();
    let mut all: Vec<f64> = ties.iter().flat_map(|(_, shifts)| shifts).map(|shift| shift.p).collect();
    all.sort_by(f64::total_cmp);
    let holds = |(k, p): &(usize, f64)| *p <= FALSE * (*k + 1) as f64 / tests as f64;
    all.into_iter().enumerate().rfind(holds).map_or(-1.0, |(_, p)| p)
}
