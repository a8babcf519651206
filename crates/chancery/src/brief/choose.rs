//! What is worth telling. In: events. Out: those between two sides, their standing, their weight. Always: the order of the events does
//! not matter.

use super::moment::first_day;
use super::nouns::is_code;
use crate::record::{Category, Certainty, Event, EventParty, Polarity, Relation, Tense};
use crate::relate::{Act, Standing, days};

/// Confidence below which an event is not told.
pub(super) const LEAST: f64 = 0.5;
/// Confidence below which a party that is none of the sides is not told.
pub(super) const LEAST_PARTY: f64 = 0.5;

/// What kind of statement an event rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// It is said to have happened.
    Done,
    /// It is said to have happened perhaps.
    Possible,
    /// It is said to be coming.
    Announced,
    /// It is told as background, or as what would be.
    Background,
    /// It is said not to have happened.
    Denied,
}

/// How an event stands, by its status.
pub(super) fn stands(event: &Event) -> Stands {
    let status = event.status;
    match (status.polarity, status.tense, status.certainty) {
        (Polarity::Negated, ..) => Stands::Denied,
        (_, Tense::Historical, _) | (_, _, Certainty::Hypothetical) => Stands::Background,
        (_, Tense::Future, _) => Stands::Announced,
        (_, _, Certainty::Possible) => Stands::Possible,
        _ => Stands::Done,
    }
}

/// Whether a party belongs to a side: to the state by its code, or is the entity itself.
pub(super) fn is_of(party: &EventParty, side: &str) -> bool {
    if is_code(side) { party.country.as_deref() == Some(side) } else { party.entity.as_deref() == Some(side) }
}

/// An event in which something passes between two sides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passing<'m> {
    pub event: &'m Event,
    /// Whether it moves the relation.
    pub counts: bool,
}

/// What passes between the two sides of a relation in its stretch of days, as [`crate::relate`] has it; what is announced may lie
/// ahead of the last day, if it was reported before.
pub(super) fn passing<'m>(events: &'m [Event], relation: &Relation) -> Vec<Passing<'m>> {
    let (Some(from), Some(to)) = (days(&relation.from), days(&relation.to)) else { return Vec::new() };
    let [a, b] = relation.dyad.each_ref().map(|side| side.id.as_str());
    let in_time = |event: &Event, act: &Act| {
        let reported = || event.first.as_deref().and_then(days).is_none_or(|day| day[0] <= to[1]);
        act.last >= from[0] && (act.first <= to[1] || act.standing == Standing::Future && reported())
    };
    let act = |event: &'m Event| Some((event, Act::of(event, 0, a, b)?));
    let passing = events.iter().filter_map(act).filter(|(event, act)| in_time(event, act));
    passing
        .map(|(event, act)| Passing { event, counts: act.standing == Standing::Counts && act.first >= from[0] })
        .collect()
}

/// How much an event matters: its confidence, times one more for every doubling of its sources, times one and a half at most for how far
/// its score is from 0, times one more for every tenfold of its dead.
pub(super) fn weight(event: &Event) -> f64 {
    let sources = (1.0 + event.sources as f64).log2();
    let killed = event.toll.as_ref().and_then(|t| t.killed.as_ref()).and_then(|k| k.best.or(k.high).or(k.low));
    let dead = 1.0 + (1.0 + killed.unwrap_or(0) as f64).log10();
    let certain = if stands(event) == Stands::Possible { 0.5 } else { 1.0 };
    event.confidence * certain * sources * (1.0 + event.score.abs() / 20.0) * dead
}

/// The weightiest first; of equals the later, then by id.
pub(super) fn by_weight(events: &mut [&Event]) {
    events.sort_by(|a, b| {
        let weights = weight(b).total_cmp(&weight(a));
        weights.then_with(|| first_day(b).cmp(&first_day(a))).then_with(|| a.id.cmp(&b.id))
    });
}

/// Whether it is an act of words.
pub(super) fn is_verbal(category: Category) -> bool {
    matches!(category.entry().quad, 1 | 3)
}
