//! How relations move. In: events, as [`Act`]s between sides. Out: [`crate::record::Relation`], [`crate::record::Realignment`],
//! [`crate::record::Network`]. Always: what is historical, announced, hypothetical or denied is counted apart and moves nothing; copies of
//! one text count once, as in the event; the order of the acts does not matter; the same acts give the same bytes.
//!
//! `docs/methods.md` (Relations) has the methods with their sources, and what they reach on simulated series.

mod act;
mod answer;
mod blocs;
mod chance;
mod days;
mod estimate;
mod level;
mod names;
mod network;
mod period;
mod realign;
mod series;
mod shift;
mod silence;
#[cfg(test)]
mod tests;
mod third;

pub use act::{Act, BROUGHT_ABOUT, Behind, Direction, Outline, Standing, Taker, Time};
pub use days::{Stretch, date, days};
pub use names::Names;
pub use network::network;
pub use realign::realignments;
pub use third::{Role, ThirdAct};

use crate::record::{Relation, Side, Step};
use answer::Found;
use series::Series;

/// Weight from which on an act moves a level.
const LEAST_WEIGHT: f64 = 1e-3;

/// What passed between two sides in a stretch of days, how it moved, and who stood between. `id_of` gives the id of an event by the caller's
/// number. Acts and thirds outside of the days are left aside; of acts with one number, one counts. Where the step would make more than 12,000 periods, it
/// is a coarser one.
pub fn relation(
    dyad: &[Side; 2],
    acts: &[Act],
    thirds: &[ThirdAct],
    days: Stretch,
    step: Step,
    id_of: &dyn Fn(i64) -> String,
) -> Relation {
    let days = days::of_calendar(days);
    let (step, stretches) = days::periods(days, step);
    let acts = in_order(acts, days);
    let moving = moving(&acts);
    let mut series = Series::of(&moving, days);
    let changes = shift::changes(&mut series);
    let shifts = estimate::shifts(&series, &changes, &moving, id_of);
    let (silent, silences): (Vec<Stretch>, Vec<_>) = silence::silences(&moving, days).into_iter().unzip();
    let found = Found { series: &series, acts: &moving, days, changes: &changes, shifts: &shifts, silences: &silent };
    Relation {
        dyad: dyad.clone(),
        from: date(days[0]),
        to: date(days[1]),
        step,
        answer: found.answer(),
        periods: period::periods(&acts, &stretches, &level::levels(&series, &moving, &stretches)),
        silences,
        third_parties: third::roles(thirds, &acts, dyad, days, id_of),
        shifts,
    }
}

/// The shifts alone of what passed between two sides, as in [`relation`]: for questions about many dyads.
pub fn shifts(acts: &[Act], days: Stretch, id_of: &dyn Fn(i64) -> String) -> Vec<crate::record::Shift> {
    let days = days::of_calendar(days);
    let moving = moving(&in_order(acts, days));
    let mut series = Series::of(&moving, days);
    let changes = shift::changes(&mut series);
    estimate::shifts(&series, &changes, &moving, id_of)
}

/// The acts of some days, each once, by day and by what they are: not by their numbers, which depend on when reports came, so that sums are the same to
/// the last digit.
fn in_order(acts: &[Act], days: Stretch) -> Vec<Act> {
    let mut acts: Vec<Act> = acts.iter().copied().filter(|act| days[0] <= act.first && act.first <= days[1]).collect();
    acts.sort_by_key(|act| act.nr);
    acts.dedup_by_key(|act| act.nr);
    acts.sort_by(|x, y| {
        let kind = |act: &Act| (act.first, act.last, act.category, act.quad, act.standing, act.direction);
        kind(x).cmp(&kind(y)).then(x.weight.total_cmp(&y.weight)).then(x.score.total_cmp(&y.score))
    });
    acts
}

/// Those that move a level.
fn moving(acts: &[Act]) -> Vec<Act> {
    let counts = |act: &&Act| act.standing == Standing::Counts && act.weight >= LEAST_WEIGHT && act.score.is_finite();
    let bounded = |act: &Act| Act { score: act.score.clamp(-10.0, 10.0), weight: act.weight.min(1.0), ..*act };
    acts.iter().filter(counts).map(bounded).collect()
}
