//! Two sources side by side. In: what each tells of one dyad. Out: a [`Comparison`]. Always: an event of one is matched with one of the other at most; the order of the
//! events does not matter; the same events give the same bytes.
//!
//! Two events match when both count (see [`Standing`]), both are of one category or at least of one quad class, their days are no further apart than the tolerance, one side
//! acts on the other in both in the same way or each on the other in one of them, and their places do not contradict each other: not in two countries, and not, where both
//! are known to a district or better, further apart than [`FAR`]. Of many that could match, those of one category go before those of one quad class, then the nearer
//! in days, then the nearer in place, then by id: greedy, and one to one.

use crate::geodesy::kilometres;
use crate::record::{ComparedPeriod, ComparedTolls, Comparison, Match, Relation, Side, Step, Tally, Unmatched, Where};
use crate::relate::{self, Act, Direction, Standing, Stretch, date};

/// Kilometres between two places that are known to a district or better and cannot be one: a district is some 50 across, and news takes the next town for the place.
pub const FAR: f64 = 100.0;
/// The coarsest precision of a place that is known to a district.
const DISTRICT: u8 = 3;
/// Days by which matched events may be apart, when nothing else is asked: the day of the news for the day of the event.
pub const USUAL_TOLERANCE: u32 = 1;
/// Longest tolerance, in days.
pub const MOST_TOLERANCE: u32 = 31;

/// An event between the two, as one source tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// What passed.
    pub act: Act,
    /// Id of the event.
    pub id: String,
    /// Where.
    pub place: Option<Where>,
    /// Killed.
    pub killed: Option<Tally>,
}

/// What one source tells.
#[derive(Debug, Clone, Copy)]
pub struct Source<'s> {
    /// Its label.
    pub label: &'s str,
    /// All that passed between the two.
    pub told: &'s [Told],
}

/// Compares what two sources tell of a dyad on some days.
pub fn compare(dyad: &[Side; 2], sources: [Source<'_>; 2], days: Stretch, step: Step, tolerance: u32) -> Comparison {
    let tolerance = tolerance.min(MOST_TOLERANCE);
    let relations = sources.map(|source| {
        let acts: Vec<Act> = source.told.iter().map(|told| told.act).collect();
        relate::relation(dyad, &acts, &[], days, step, &|_| String::new())
    });
    let told = sources.map(|source| counted(source.told, days));
    let pairs = pairs(&told, tolerance);
    let taken = [0, 1].map(|n| {
        let mut taken = vec![false; told[n].len()];
        pairs.iter().for_each(|pair| taken[pair[n]] = true);
        taken
    });
    let matched: Vec<Match> = pairs.iter().map(|[a, b]| matched(told[0][*a], told[1][*b])).collect();
    let only = [0, 1].map(|n| {
        let rest = told[n].iter().zip(&taken[n]).filter(|(_, taken)| !**taken);
        rest.map(|(told, _)| unmatched(told)).collect()
    });
    let sum = |told: &[&Told]| told.iter().filter_map(|told| told.killed?.best).fold(0u64, u64::saturating_add);
    let mut tolls = ComparedTolls { killed_in_all: [sum(&told[0]), sum(&told[1])], ..ComparedTolls::default() };
    for pair in &matched {
        let [Some(a), Some(b)] = pair.killed else { continue };
        tolls.both += 1;
        tolls.agree += usize::from(meet(a, b));
        for (sum, tally) in tolls.killed.iter_mut().zip([a, b]) {
            *sum = sum.saturating_add(tally.best.unwrap_or_default());
        }
    }
    Comparison {
        dyad: dyad.clone(),
        from: relations[0].from.clone(),
        to: relations[0].to.clone(),
        step: relations[0].step,
        sources: sources.map(|source| source.label.to_owned()),
        tolerance,
        periods: periods(&relations),
        events: [told[0].len(), told[1].len()],
        matched,
        only,
        tolls,
    }
}

/// The events that count and began on one of the days, each once, by day and id.
fn counted(told: &[Told], days: Stretch) -> Vec<&Told> {
    let in_time = |told: &&Told| days[0] <= told.act.first && told.act.first <= days[1];
    let mut found: Vec<&Told> =
        told.iter().filter(in_time).filter(|told| told.act.standing == Standing::Counts).collect();
    found.sort_by(|a, b| (a.act.first, &a.id).cmp(&(b.act.first, &b.id)));
    found.dedup_by(|a, b| a.id == b.id);
    found
}

/// Places of matched events in the two lists, by that of the first.
fn pairs(told: &[Vec<&Told>; 2], tolerance: u32) -> Vec<[usize; 2]> {
    let [one, other] = told;
    let mut partner: Vec<Option<usize>> = vec![None; one.len()];
    let mut free: Vec<bool> = vec![true; other.len()];
    // One round for each rank: whatever is nearer was matched in a round before.
    let ranks = [true, false].into_iter().flat_map(|category| (0..=tolerance).map(move |apart| (category, apart)));
    for (same_category, apart) in ranks {
        for (n, told) in one.iter().enumerate() {
            if partner[n].is_some() {
                continue;
            }
            let mut days = vec![told.act.first.saturating_sub(apart.cast_signed())];
            if apart > 0 {
                days.push(told.act.first.saturating_add(apart.cast_signed()));
            }
            let mut best: Option<(f64, &str, usize)> = None;
            for day in days {
                let start = other.partition_point(|told| told.act.first < day);
                let those = other[start..].iter().enumerate().take_while(|(_, told)| told.act.first == day);
                for (at, candidate) in those.map(|(at, told)| (start + at, told)) {
                    if !free[at] || (told.act.category == candidate.act.category) != same_category {
                        continue;
                    }
                    let Some(distance) = fits(told, candidate) else { continue };
                    let rank = (distance, candidate.id.as_str(), at);
                    if best.is_none_or(|best| (rank.0.total_cmp(&best.0)).then(rank.1.cmp(best.1)).is_lt()) {
                        best = Some(rank);
                    }
                }
            }
            if let Some((.., at)) = best {
                partner[n] = Some(at);
                free[at] = false;
            }
        }
    }
    partner.into_iter().enumerate().filter_map(|(n, at)| Some([n, at?])).collect()
}

/// How far two events that may be one are apart, in kilometres, where a place that is not known is far; `None` where they cannot be one.
fn fits(a: &Told, b: &Told) -> Option<f64> {
    let same_sides =
        a.act.direction == b.act.direction || [a.act.direction, b.act.direction].contains(&Direction::Both);
    if a.act.quad != b.act.quad || !same_sides {
        return None;
    }
    let Some((place, other)) = a.place.as_ref().zip(b.place.as_ref()) else { return Some(FAR) };
    if place.country.as_ref().zip(other.country.as_ref()).is_some_and(|(a, b)| a != b) {
        return None;
    }
    let Some(distance) = distance(place, other) else { return Some(FAR) };
    let is_fine = place.precision <= DISTRICT && other.precision <= DISTRICT;
    if is_fine && distance > FAR { None } else { Some(distance.min(FAR)) }
}

fn distance(a: &Where, b: &Where) -> Option<f64> {
    Some(kilometres([a.lat?, a.lon?], [b.lat?, b.lon?]))
}

fn matched(a: &Told, b: &Told) -> Match {
    let apart = a.place.as_ref().zip(b.place.as_ref()).and_then(|(a, b)| distance(a, b));
    Match {
        events: [a.id.clone(), b.id.clone()],
        days: [date(a.act.first), date(b.act.first)],
        categories: [a.act.category, b.act.category],
        kilometres: apart.map(|apart| (apart * 10.0).round() / 10.0),
        killed: [a.killed, b.killed],
    }
}

fn unmatched(told: &Told) -> Unmatched {
    Unmatched { event: told.id.clone(), day: date(told.act.first), category: told.act.category, killed: told.killed }
}

/// Whether two ranges have a number in common; an end that is not told is the number given.
fn meet(a: Tally, b: Tally) -> bool {
    let low = |tally: Tally| tally.low.or(tally.best).unwrap_or(0);
    let high = |tally: Tally| tally.high.or(tally.best).unwrap_or(u64::MAX);
    low(a) <= high(b) && low(b) <= high(a)
}

/// The periods of both, which are the same ones.
fn periods(relations: &[Relation; 2]) -> Vec<ComparedPeriod> {
    let [one, other] = relations;
    let both = one.periods.iter().zip(&other.periods);
    both.map(|(a, b)| ComparedPeriod {
        start: a.start.clone(),
        end: a.end.clone(),
        events: [a.events, b.events],
        categories: [a.categories.clone(), b.categories.clone()],
        quads: [a.quads, b.quads],
        level: [a.level, b.level],
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::record::{Category, WhereBasis};

    const CATEGORIES: [Category; 4] = [Category::Assault, Category::Coerce, Category::Consult, Category::Agree];

    fn told(id: &str, day: i32, category: Category, direction: Direction) -> Told {
        let entry = category.entry();
        let (quad, score) = (entry.quad, entry.score);
        let act = Act {
            nr: id.bytes().fold(0, |nr, b| nr * 31 + i64::from(b)),
            first: day,
            last: day,
            category,
            quad,
            score,
            standing: Standing::Counts,
            weight: 1.0,
            direction,
        };
        Told { act, id: id.into(), place: None, killed: None }
    }

    fn at(told: Told, country: &str, lat: f64, precision: u8) -> Told {
        let place = Where {
            name: "x".into(),
            id: None,
            country: Some(country.into()),
            lat: Some(lat),
            lon: Some(45.0),
            precision,
            basis: WhereBasis::Explicit,
        };
        Told { place: Some(place), ..told }
    }

    fn of(one: &[Told], other: &[Told], tolerance: u32) -> Comparison {
        let dyad = ["ARM", "AZE"].map(|id| Side { id: id.into(), name: id.into() });
        let sources = [Source { label: "own", told: one }, Source { label: "x", told: other }];
        compare(&dyad, sources, [0, 400], Step::Month, tolerance)
    }

    fn ids(comparison: &Comparison) -> Vec<[&str; 2]> {
        comparison.matched.iter().map(|pair| pair.events.each_ref().map(String::as_str)).collect()
    }

    #[test]
    fn the_same_category_goes_before_the_same_day() {
        use Category::{Assault, Coerce};
        let one = [told("a", 10, Assault, Direction::There)];
        let other = [told("p", 10, Coerce, Direction::There), told("q", 11, Assault, Direction::There)];
        let found = of(&one, &other, 1);
        assert_eq!(ids(&found), [["a", "q"]]);
        assert_eq!(found.only[1][0].event, "p");
        assert_eq!(ids(&of(&one, &other, 0)), [["a", "p"]]);
    }

    #[test]
    fn sides_days_quads_and_places_can_keep_events_apart() {
        let a = || told("a", 10, Category::Assault, Direction::There);
        let b = |direction| told("b", 10, Category::Assault, direction);
        let is_one = |a: Told, b: Told| !of(&[a], &[b], 1).matched.is_empty();
        assert!(is_one(a(), b(Direction::There)) && is_one(a(), b(Direction::Both)));
        assert!(!is_one(a(), b(Direction::Back)));
        assert!(!is_one(a(), told("b", 12, Category::Assault, Direction::There)));
        assert!(!is_one(a(), told("b", 10, Category::Accuse, Direction::There)));
        assert!(!is_one(at(a(), "ARM", 40.0, 1), at(b(Direction::There), "AZE", 40.0, 1)));
        assert!(!is_one(at(a(), "ARM", 40.0, 1), at(b(Direction::There), "ARM", 41.5, 1)));
        assert!(is_one(at(a(), "ARM", 40.0, 1), at(b(Direction::There), "ARM", 41.5, 6)));
    }

    #[test]
    fn tolls_of_matched_events_are_compared() {
        let with = |id: &str, day, low, best, high| {
            let killed = Some(Tally { low, best: Some(best), high });
            Told { killed, ..told(id, day, Category::Assault, Direction::Both) }
        };
        let one = [with("a", 1, None, 5, None), with("b", 5, None, 9, None), with("c", 90, None, 1, None)];
        let other = [with("p", 1, Some(4), 6, Some(8)), with("q", 5, Some(10), 12, None)];
        let tolls = of(&one, &other, 1).tolls;
        assert_eq!(tolls, ComparedTolls { both: 2, agree: 1, killed: [14, 18], killed_in_all: [15, 18] });
    }

    fn any_told() -> impl Strategy<Value = Vec<Told>> {
        let one = (0..60i32, 0..4usize, 0..3u8, 0..4u8);
        prop::collection::vec(one, 0..40).prop_map(|all| {
            let each = all.into_iter().enumerate();
            each.map(|(n, (day, category, direction, place))| {
                let direction = [Direction::There, Direction::Back, Direction::Both][usize::from(direction)];
                let told = told(&format!("e{n}"), day, CATEGORIES[category], direction);
                if place == 0 { told } else { at(told, "ARM", f64::from(place), place) }
            })
            .collect()
        })
    }

    proptest! {
        #[test]
        fn every_event_is_matched_once_or_stands_alone(one in any_told(), other in any_told(), tolerance in 0..5u32) {
            let found = of(&one, &other, tolerance);
            for (n, told) in [&one, &other].into_iter().enumerate() {
                let mut all: Vec<&str> = found.matched.iter().map(|pair| pair.events[n].as_str()).collect();
                all.extend(found.only[n].iter().map(|event| event.event.as_str()));
                all.sort_unstable();
                let count = all.len();
                all.dedup();
                prop_assert_eq!(all.len(), count);
                prop_assert_eq!(count, told.len());
                prop_assert_eq!(found.periods.iter().map(|period| period.events[n]).sum::<usize>(), told.len());
            }
            let mut turned = one.clone();
            turned.reverse();
            prop_assert_eq!(&of(&turned, &other, tolerance), &found);
        }

        #[test]
        fn a_source_is_the_same_as_itself(one in any_told()) {
            let found = of(&one, &one, 0);
            prop_assert_eq!(found.matched.len(), one.len());
        }
    }
}
