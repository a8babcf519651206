//! Who stands with and against whom. In: the acts of pairs of states. Out: a [`Network`]. Always: a tie has a sign only where its level is surely more than half a
//! point from 0; the order of the pairs does not matter.

use std::collections::BTreeMap;

use super::act::Act;
use super::blocs::blocs;
use super::days::{self, Stretch, date};
use super::estimate::level;
use super::names::Names;
use super::series::Series;
use super::{in_order, moving};
use crate::record::{Member, Network, Tie, Triad};

/// Levels nearer to 0 than this are neither friendly nor hostile: those of PLOVER's REQUEST to meet (0) and to assist (.5).
const NEUTRAL: f64 = 0.5;
/// Most triads that are listed, the strongest first; all are counted in the balance.
const MOST_TRIADS: usize = 1_000;

/// The network of states on some days, of the acts that passed between each two of them; ties of fewer events than `least` are left out.
pub fn network(pairs: &BTreeMap<[String; 2], Vec<Act>>, days: Stretch, least: usize, names: &Names) -> Network {
    let days = days::of_calendar(days);
    let ties: Vec<Tie> = pairs.iter().filter_map(|(between, acts)| tie(between, acts, days, least)).collect();
    let mut members: BTreeMap<&str, f64> = BTreeMap::new();
    for tie in &ties {
        tie.between.iter().for_each(|id| *members.entry(id).or_insert(0.0) += tie.weight);
    }
    let ids: Vec<&str> = members.keys().copied().collect();
    let place = |id: &str| ids.partition_point(|other| *other < id);
    let mut strengths = vec![vec![0.0; ids.len()]; ids.len()];
    for tie in ties.iter().filter(|tie| tie.sign != 0) {
        let [a, b] = [place(&tie.between[0]), place(&tie.between[1])];
        (strengths[a][b], strengths[b][a]) = (tie.level.value, tie.level.value);
    }
    let blocs = blocs(&strengths);
    let (triads, balance) = triads(&ids, &strengths);
    let members = members.iter().zip(&blocs);
    Network {
        from: date(days[0]),
        to: date(days[1]),
        members: members
            .map(|((id, weight), bloc)| Member { who: names.side(id), bloc: *bloc, weight: *weight })
            .collect(),
        triads,
        balance,
        ties,
    }
}

/// What passed between two; `None` where that is too little.
fn tie(between: &[String; 2], acts: &[Act], days: Stretch, least: usize) -> Option<Tie> {
    let acts = moving(&in_order(acts, days));
    if acts.is_empty() || acts.len() < least {
        return None;
    }
    let series = Series::with_usual_noise(&acts, days);
    let level = level(&series, 0..series.weeks.len());
    let sign = i8::from(level.low > NEUTRAL) - i8::from(level.high < -NEUTRAL);
    let weight = acts.iter().map(|act| act.weight).sum();
    Some(Tie { between: between.clone(), events: acts.len(), weight, level, sign })
}

/// All three that are tied with a sign, the strongest by their weakest tie first, and the share in balance.
fn triads(ids: &[&str], strengths: &[Vec<f64>]) -> (Vec<Triad>, Option<f64>) {
    let (mut found, mut balanced): (Vec<(f64, [usize; 3])>, usize) = (Vec::new(), 0);
    let tied = |a: usize| (a + 1..ids.len()).filter(move |b| strengths[a][*b] != 0.0);
    for a in 0..ids.len() {
        for b in tied(a) {
            for c in tied(b).filter(|c| strengths[a][*c] != 0.0) {
                let three = [strengths[a][b], strengths[a][c], strengths[b][c]];
                balanced += usize::from(three.iter().product::<f64>() > 0.0);
                found.push((three.iter().map(|s| s.abs()).fold(f64::INFINITY, f64::min), [a, b, c]));
            }
        }
    }
    let balance = (!found.is_empty()).then(|| balanced as f64 / found.len() as f64);
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    found.truncate(MOST_TRIADS);
    let triad = |(_, [a, b, c]): (f64, [usize; 3])| {
        let signs = [strengths[a][b], strengths[a][c], strengths[b][c]].map(|s| if s > 0.0 { 1 } else { -1 });
        let members = [a, b, c].map(|n| ids[n].to_owned());
        Triad { members, signs, balanced: signs.iter().product::<i8>() > 0 }
    };
    (found.into_iter().map(triad).collect(), balance)
}
