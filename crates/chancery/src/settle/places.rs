//! Where acts happened, where several of a sentence have a place in common. In: drafts. Out: drafts. Always: only what went on for long gives a place up.
//!
//! "They signed a truce in Tashkent that ends a conflict which has killed 30 since January": the truce was signed there, the conflict was not.

use crate::Span;
use crate::code::Draft;
use crate::mention::Mentions;
use crate::record::WhenKind;
use crate::text::Document;

/// Takes from an act that is told over a stretch of time the places that another act of its sentence, which is not, has nearer to its words.
pub(super) fn part(document: &Document, mentions: &Mentions, drafts: &mut [Draft]) {
    let long: Vec<bool> = drafts.iter().map(|draft| is_long(document, mentions, draft)).collect();
    let lost: Vec<Vec<Span>> = drafts
        .iter()
        .zip(&long)
        .map(|(draft, is_long)| {
            let nearer = |place: &Span| {
                drafts.iter().zip(&long).any(|(other, other_long)| {
                    !other_long
                        && other.sentence == draft.sentence
                        && other.places.contains(place)
                        && gap(other.trigger, *place) < gap(draft.trigger, *place)
                })
            };
            if *is_long { draft.places.iter().copied().filter(nearer).collect() } else { Vec::new() }
        })
        .collect();
    for (draft, lost) in drafts.iter_mut().zip(lost) {
        draft.places.retain(|place| !lost.contains(place));
    }
}

fn is_long(document: &Document, mentions: &Mentions, draft: &Draft) -> bool {
    super::times::told(document, mentions, draft).is_some_and(|when| when.kind == WhenKind::Range)
}

fn gap(a: Span, b: Span) -> usize {
    a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end))
}
