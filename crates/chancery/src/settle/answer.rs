//! Whom an act is done to where its own words do not say, and another act tells it: a denial is of what was alleged, an answer is
//! to who asked, and who complains of violence has suffered it. Nobody who is told is changed.

use super::Settled;
use super::referent::{Referent, is_of_a_state};
use crate::record::{Category, Polarity};

/// Confidence of a recipient that only another act tells.
const TOLD_BY_ANOTHER: f64 = 0.6;

/// Sentences back in which somebody asks for what is answered.
const REACH: usize = 1;

/// Gives claims whose recipients are open those that the others tell. The claims stand in the order of the report.
pub(super) fn complete(claims: &mut [Settled]) {
    for i in 0..claims.len() {
        let act = &claims[i];
        if act.recipients.iter().any(|r| !r.is_unnamed()) || are_several(&act.actors) {
            continue;
        }
        let told = denied(claims, i).or_else(|| asked(claims, i)).or_else(|| suffered(claims, i));
        let Some(told) = told.filter(|told| !told.is_empty()) else { continue };
        let told: Vec<Referent> = told.iter().filter(|r| r.resolution.country.is_some()).cloned().collect();
        let act = &mut claims[i];
        if act.recipients.is_empty() {
            act.recipients = told.iter().map(|r| r.understood(TOLD_BY_ANOTHER)).collect();
        } else if let [only] = &told[..] {
            for recipient in &mut act.recipients {
                recipient.take_country(only.resolution.country.clone(), &only.text, TOLD_BY_ANOTHER);
            }
        }
    }
}

/// "Asmara denied that its army had captured anyone": those of the same act as it was told before.
fn denied(claims: &[Settled], i: usize) -> Option<&[Referent]> {
    let act = &claims[i];
    if act.status.polarity != Polarity::Negated || act.category.entry().quad < 3 {
        return None;
    }
    let is_told = |c: &&Settled| {
        c.category == act.category
            && c.status.polarity == Polarity::Affirmed
            && are_of_one_country(&c.actors, &act.actors)
            && !c.recipients.is_empty()
            && c.recipients.iter().all(|r| r.resolution.country.is_some())
    };
    claims[..i].iter().rev().find(is_told).map(|c| &c.recipients[..])
}

/// "Paris asked Algiers to …; Algiers refused": who asked, where the one who answers was asked.
fn asked(claims: &[Settled], i: usize) -> Option<&[Referent]> {
    let act = &claims[i];
    if !matches!(act.category, Category::Reject | Category::Agree | Category::Concede) {
        return None;
    }
    let before = claims[..i].iter().rev().take_while(|c| c.sentence + REACH >= act.sentence);
    let mut asks = before.filter(|c| matches!(c.category, Category::Request | Category::Agree | Category::Threaten));
    let is_to_him =
        |c: &&Settled| are_of_one_country(&c.recipients, &act.actors) && !are_of_one_country(&c.actors, &act.actors);
    asks.find(is_to_him).map(|c| &c.actors[..])
}

/// "Khartoum accused its neighbour of shelling the town of Galabat": who complains of violence has suffered it, if it comes from his own country, or from one that
/// the report has in conflict with his. "Washington accused Khartoum of killing civilians" says nothing of whose they were.
fn suffered(claims: &[Settled], i: usize) -> Option<&[Referent]> {
    let act = &claims[i];
    if !matches!(act.category, Category::Assault | Category::Coerce) {
        return None;
    }
    let is_of_it = |c: &&Settled| {
        c.category == Category::Accuse
            && c.sentence == act.sentence
            && are_of_one_country(&c.recipients, &act.actors)
            && !c.actors.is_empty()
            && c.actors.iter().all(is_of_a_state)
            && (are_of_one_country(&c.actors, &c.recipients)
                || claims.iter().any(|other| are_in_conflict(other, &c.actors, &act.actors)))
    };
    claims.iter().find(is_of_it).map(|c| &c.actors[..])
}

/// Whether an act is of force between the two sides.
fn are_in_conflict(act: &Settled, a: &[Referent], b: &[Referent]) -> bool {
    let force = matches!(act.category, Category::Assault | Category::Mobilize | Category::Coerce | Category::Threaten);
    let between = |x: &[Referent], y: &[Referent]| are_of_one_country(x, a) && are_of_one_country(y, b);
    let mutual = act.recipients.is_empty() && between(&act.actors, &act.actors);
    force && (mutual || between(&act.actors, &act.recipients) || between(&act.recipients, &act.actors))
}

/// Whether both sides have a country, and one in common.
fn are_of_one_country(a: &[Referent], b: &[Referent]) -> bool {
    a.iter().any(|x| x.resolution.country.is_some() && b.iter().any(|y| y.resolution.country == x.resolution.country))
}

/// Whether they are of different countries: what they do together has no recipient.
fn are_several(side: &[Referent]) -> bool {
    side.iter().any(|r| r.resolution.country != side[0].resolution.country)
}
