//! Claims of one report that say the same thing become one, with all the evidence.

use jiff::ToSpan;
use jiff::civil::Date;

use super::referent::Referent;
use super::{Settled, Tolls};
use crate::record::{Polarity, Tense, When, WhenBasis};

/// How many sentences back a sentence that only tells the cost ("at least 200 people died in the clashes") finds its event.
const TOLL_REACH: usize = 3;

/// Days before its report in which what it tells without a day may have happened. Set by hand.
const NEWS_DAYS: i64 = 7;

/// Merges claims, keeping the order of their first evidence.
pub(super) fn merge(claims: Vec<Settled>) -> Vec<Settled> {
    let mut kept: Vec<Settled> = Vec::new();
    for claim in claims {
        if let Some(told) = kept.iter_mut().rev().find(|earlier| is_other_reading(earlier, &claim)) {
            told.evidence.extend(claim.evidence);
            continue;
        }
        // The nearest earlier claim is the likeliest to be meant.
        match kept.iter_mut().rev().find(|earlier| same(earlier, &claim)) {
            Some(earlier) => absorb(earlier, claim),
            None => kept.push(claim),
        }
    }
    kept
}

/// Whether a conflict that the second claim reads as mutual is what the first, of the same sentence, says one does to the other: "Russia is
/// pointed at by Armenia, accused of having done too little".
fn is_other_reading(told: &Settled, mutual: &Settled) -> bool {
    let [first, second] = &mutual.actors[..] else { return false };
    let ([actor], [recipient]) = (&told.actors[..], &told.recipients[..]) else { return false };
    let both = |x: &Referent, y: &Referent| x.is_like(actor) && y.is_like(recipient);
    mutual.recipients.is_empty()
        && told.sentence == mutual.sentence
        && told.category == mutual.category
        && told.status == mutual.status
        && told.category.entry().quad >= 3
        && (both(first, second) || both(second, first))
}

/// Whether two claims of one report say that one thing happened.
fn same(a: &Settled, b: &Settled) -> bool {
    let alike = a.category == b.category
        && a.status.polarity == b.status.polarity
        && a.status.certainty == b.status.certainty
        && (tenses_agree(a.status.tense, b.status.tense) || b.only_counts())
        && (speakers_agree(a.speaker.as_ref(), b.speaker.as_ref()) || b.only_counts())
        && (modes_agree(&a.modes, &b.modes) || counts_the_same(a, b))
        && (times_agree(a, b) || b.only_counts() && b.when.as_ref().is_none_or(|w| w.basis == WhenBasis::Dateline))
        && places_agree(a, b);
    // What two do together is not what one of them does to somebody: a visit and the talks held there.
    let mutual = |s: &Settled| s.actors.len() > 1 && s.recipients.is_empty();
    let one_sided = |s: &Settled| !s.actors.is_empty() && !s.recipients.is_empty();
    if !alike || mutual(a) && one_sided(b) || one_sided(a) && mutual(b) {
        return false;
    }
    let (actors, recipients) = (side(&a.actors, &b.actors), side(&a.recipients, &b.recipients));
    match (actors, recipients) {
        (Side::Differ, _) | (_, Side::Differ) => false,
        // Something named must be the same on both sides …
        (Side::Same, _) | (_, Side::Same) => !(a.has_toll() && b.has_toll() && b.toll_conflicts(a)),
        // … or the second only tells the cost of the first, or names its act again, close by.
        (Side::Open, Side::Open) => {
            let near = b.sentence - a.sentence <= TOLL_REACH && a.status.polarity == Polarity::Affirmed;
            let bare = |s: &Settled| s.actors.is_empty() && s.recipients.is_empty();
            near && (bare(b) || bare(a) && a.has_toll()) && !(a.has_toll() && b.has_toll() && b.toll_conflicts(a))
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The same parties.
    Same,
    /// One of the two does not say.
    Open,
    Differ,
}

/// Compares the named parties of one side of two claims.
fn side(a: &[Referent], b: &[Referent]) -> Side {
    if a.is_empty() || b.is_empty() {
        return Side::Open;
    }
    let within = |x: &[Referent], y: &[Referent]| x.iter().all(|r| y.iter().any(|s| r.is_like(s)));
    if within(a, b) || within(b, a) { Side::Same } else { Side::Differ }
}

fn tenses_agree(a: Tense, b: Tense) -> bool {
    a == b || matches!((a, b), (Tense::Past, Tense::Present) | (Tense::Present, Tense::Past))
}

fn speakers_agree(a: Option<&Referent>, b: Option<&Referent>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => a.is_like(b),
        _ => false,
    }
}

fn modes_agree(a: &[String], b: &[String]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|m| b.contains(m))
}

/// Whether the same words of the report count the victims of both.
fn counts_the_same(a: &Settled, b: &Settled) -> bool {
    a.tolls.0.iter().any(|(kind, quantity)| b.tolls.0.iter().any(|(k, q)| k == kind && q.span == quantity.span))
}

/// Whether both may be of one time. What only has the report's date may have happened some days before it: a heading gives no day where
/// the lead says Monday.
fn times_agree(a: &Settled, b: &Settled) -> bool {
    let bounds = |s: &Settled| {
        let when = s.when.as_ref()?;
        let day = |d: &Option<String>| d.as_ref()?.parse::<Date>().ok();
        let (start, end) = (day(&when.start)?, day(&when.end)?);
        let early = if when.basis == WhenBasis::Dateline { NEWS_DAYS } else { 0 };
        Some((start.checked_sub(early.days()).unwrap_or(start), end))
    };
    match (bounds(a), bounds(b)) {
        (Some((a0, a1)), Some((b0, b1))) => a0 <= b1 && b0 <= a1,
        _ => true,
    }
}

fn places_agree(a: &Settled, b: &Settled) -> bool {
    match (&a.place, &b.place) {
        (Some(a), Some(b)) => a.id == b.id || (a.country == b.country && (a.precision >= 6 || b.precision >= 6)),
        _ => true,
    }
}

/// Adds what `later` says to `earlier`.
fn absorb(earlier: &mut Settled, later: Settled) {
    for (mine, theirs) in [(&mut earlier.actors, later.actors), (&mut earlier.recipients, later.recipients)] {
        for referent in theirs {
            match mine.iter_mut().find(|r| r.is_like(&referent)) {
                // The one that is a state, or resolved more surely, speaks for both.
                Some(known) if referent.speaks_better_than(known) => *known = referent,
                Some(_) => {}
                None => mine.push(referent),
            }
        }
    }
    for third in later.third_parties {
        if !earlier.third_parties.iter().any(|t| t.role == third.role && t.referent.is_like(&third.referent)) {
            earlier.third_parties.push(third);
        }
    }
    for (mine, theirs) in [(&mut earlier.modes, later.modes), (&mut earlier.contexts, later.contexts)] {
        for name in theirs {
            if !mine.contains(&name) {
                mine.push(name);
            }
        }
    }
    if let Some(told) = later.when.filter(|w| w.basis != WhenBasis::Dateline)
        && earlier.when.as_ref().is_none_or(|w| w.basis == WhenBasis::Dateline || finer(&told, w))
    {
        earlier.when = Some(told);
    }
    if later.place.as_ref().is_some_and(|l| earlier.place.as_ref().is_none_or(|e| l.precision < e.precision)) {
        earlier.place = later.place;
    }
    Tolls::join(&mut earlier.tolls, later.tolls);
    earlier.evidence.extend(later.evidence);
    // Two sentences that say so are at least as sure as the surer one.
    earlier.confidence = earlier.confidence.max(later.confidence);
    if later.status == earlier.status {
        earlier.status_confidence = earlier.status_confidence.max(later.status_confidence);
    }
}

/// Whether the first period is known more finely than the second.
fn finer(a: &When, b: &When) -> bool {
    b.start.is_none() && a.start.is_some() || (a.start.is_some() && a.granularity < b.granularity)
}
