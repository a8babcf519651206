//! Who stands between: an offer or a talk whose sentence has a peace in view between others makes its actor a mediator.

use super::{Settled, Third};
use crate::record::{Category, Certainty, Tense};

/// Fills in the mediators that the text implies, and the parties that every mediator stands between.
pub(super) fn find_mediators(claims: &mut [Settled]) {
    for i in 0..claims.len() {
        let claim = &claims[i];
        if !matches!(claim.category, Category::Agree | Category::Consult | Category::Request) {
            continue;
        }
        // An agreement that lies ahead, told in the same sentence: "so that a peace be signed with …".
        let ahead = claims.iter().find(|other| {
            other.sentence == claim.sentence
                && matches!(other.category, Category::Support | Category::Agree | Category::Concede | Category::Retreat)
                && (other.status.tense == Tense::Future || other.status.certainty == Certainty::Hypothetical)
                && other.evidence != claim.evidence
        });
        let mut between: Vec<_> = claim.recipients.clone();
        if let Some(other) = ahead {
            for party in other.parties() {
                if !between.iter().any(|b| b.is_like(party)) {
                    between.push(party.clone());
                }
            }
        }
        between.retain(|b| !claim.actors.iter().any(|a| a.is_like(b)));
        let has_mediator = claim.third_parties.iter().any(|t| t.role == "mediator");
        let implied =
            ahead.is_some() && claim.category != Category::Request && between.len() >= 2 && claim.actors.len() == 1;
        if !has_mediator && implied {
            let referent = claims[i].actors[0].clone();
            claims[i].third_parties.push(Third { role: "mediator".into(), referent, between: Vec::new() });
        }
        if between.len() < 2 {
            // Mutual talks: the parties are the other actors.
            between = claims[i].actors.clone();
        }
        for third in claims[i].third_parties.iter_mut().filter(|t| t.role == "mediator" && t.between.is_empty()) {
            third.between = between.iter().filter(|b| !b.is_like(&third.referent)).cloned().collect();
        }
    }
}
