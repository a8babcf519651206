//! What passed in each period. In: acts by day. Out: [`Period`]s. Always: every act counts once, or stands apart.

use std::collections::BTreeMap;

use super::act::{Act, Standing};
use super::days::{Stretch, date};
use crate::record::{Apart, Estimate, Period};

/// The periods with what passed in them, of acts by day, and with the level in them.
pub(super) fn periods(acts: &[Act], periods: &[Stretch], levels: &[Estimate]) -> Vec<Period> {
    let mut rest = acts;
    let one = |([start, end], level): (&Stretch, &Estimate)| {
        let until = rest.partition_point(|act| act.first <= *end);
        let (now, later) = rest.split_at(until);
        rest = later;
        let mut period = Period {
            start: date(*start),
            end: date(*end),
            events: 0,
            weight: 0.0,
            categories: BTreeMap::new(),
            quads: [0; 4],
            mean: None,
            level: *level,
            apart: Apart::default(),
        };
        let mut sum = 0.0;
        for act in now {
            match act.standing {
                Standing::Counts => {
                    period.events += 1;
                    period.weight += act.weight;
                    sum += act.weight * act.score;
                    *period.categories.entry(act.category).or_insert(0) += 1;
                    if let Some(quad) = period.quads.get_mut(usize::from(act.quad).wrapping_sub(1)) {
                        *quad += 1;
                    }
                }
                Standing::Historical => period.apart.historical += 1,
                Standing::Future => period.apart.future += 1,
                Standing::Hypothetical => period.apart.hypothetical += 1,
                Standing::Negated => period.apart.negated += 1,
                Standing::Undated => period.apart.undated += 1,
            }
        }
        period.mean = (period.weight > 0.0).then(|| sum / period.weight);
        period
    };
    periods.iter().zip(levels).map(one).collect()
}
