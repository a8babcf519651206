//! Who turns from whom to whom. In: the shifts of one side's ties. Out: pairs of them. Always: one tie weakens, another strengthens.

use super::days::days;
use crate::record::{Realignment, Shift, Side};

/// Every tie of a side that weakens while another strengthens, at most `window` days apart; the surest first. Where a pair of ties
/// does so more than once, each shift goes with the nearest.
pub fn realignments(of: &Side, ties: &[(Side, Vec<Shift>)], window: u32) -> Vec<Realignment> {
    let mut found = Vec::new();
    for (away, shifts) in ties {
        for weakened in shifts.iter().filter(|shift| shift.size.high < 0.0) {
            for (toward, others) in ties.iter().filter(|(side, _)| side != away) {
                let apart = |shift: &Shift| {
                    let day = |shift: &Shift| days(&shift.at).map_or(0, |[first, _]| first);
                    day(shift).abs_diff(day(weakened))
                };
                let nearest = others.iter().filter(|shift| shift.size.low > 0.0).min_by_key(|shift| apart(shift));
                if let Some(strengthened) = nearest.filter(|shift| apart(shift) <= window) {
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
    let size = |one: &Realignment| one.strengthened.size.value - one.weakened.size.value;
    found.sort_by(|x, y| {
        let p = |one: &Realignment| one.weakened.p.max(one.strengthened.p);
        p(x).total_cmp(&p(y))
            .then(size(y).total_cmp(&size(x)))
            .then_with(|| (&x.away, &x.toward).cmp(&(&y.away, &y.toward)))
    });
    found
}
