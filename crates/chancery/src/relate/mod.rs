//! How relations move. In: events, as [`Act`]s between sides. Out: [`crate::record::Relation`], [`crate::record::Realignment`],
//! [`crate::record::Network`]. Always: what is historical, announced, hypothetical or denied is counted apart and moves nothing; copies of
//! one text count once, as in the event; the order of the acts does not matter; the same acts give the same bytes.
//!
//! `docs/methods.md` (Relations) has the methods with their sources, and what they reach on simulated series.

mod act;
mod days;
mod index;
mod names;
mod network;
mod period;
mod realign;
mod third;

pub use act::{Act, BROUGHT_ABOUT, Behind, Direction, Outline, Standing, Taker, time};
pub use days::{Stretch, date, days};
pub use index::Index;
pub use names::Names;
pub use network::network;
pub use realign::realignments;
pub use third::{Role, ThirdAct};

use crate::record::{Answer, Course, Relation, Side, Step};

/// What passed between two sides in a stretch of days, how it moved, and who stood between. `id_of` gives the id of an event by the caller's
/// number. Acts and thirds outside of the days are left aside.
pub fn relation(
    dyad: &[Side; 2],
    acts: &[Act],
    thirds: &[ThirdAct],
    days: Stretch,
    step: Step,
    id_of: &dyn Fn(i64) -> String,
) -> Relation {
    let (step, periods) = days::periods(days, step);
    let mut acts: Vec<Act> = acts.iter().copied().filter(|act| days[0] <= act.first && act.first <= days[1]).collect();
    acts.sort_by_key(|act| (act.first, act.nr));
    Relation {
        dyad: dyad.clone(),
        from: date(days[0]),
        to: date(days[1]),
        step,
        answer: Answer {
            course: Course::NotEnoughEvidence,
            difference: None,
            before: None,
            now: None,
            because: String::new(),
        },
        periods: period::periods(&acts, &periods),
        shifts: Vec::new(),
        silences: Vec::new(),
        third_parties: third::roles(thirds, dyad, days, id_of),
    }
}
