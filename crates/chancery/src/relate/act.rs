//! What relations need of an event. In: events. Out: [`Outline`]s, and of two sides the [`Act`] that passed between them. Always: who
//! stands on one side of an act with somebody has not acted on him.

use super::days::Stretch;
use super::third::Role;
use crate::knowledge::Days;
use crate::record::{Category, Certainty, Event, EventParty, Granularity, Polarity, Status, Tense, ThirdParty};

/// Sectors of those who have a state's code and do not act for it, mostly against it: armed and political opposition, partly recognised
/// entities, unidentified armed men, criminals. Who arms a state's rebels does not aid the state.
const NOT_FOR_THE_STATE: [&str; 5] = ["REB", "OPP", "PRE", "UAF", "CRM"];

/// An event between two sides, as relations need it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Act {
    /// The caller's number of the event.
    pub nr: i64,
    /// First day, counted from 1970-01-01; the act counts on it.
    pub first: i32,
    /// Last day.
    pub last: i32,
    /// PLOVER category.
    pub category: Category,
    /// PLOVER quad class, 1 to 4.
    pub quad: u8,
    /// PLOVER score, -10 to 10.
    pub score: f64,
    /// Whether it counts, and if not, why.
    pub standing: Standing,
    /// How much it counts, 0 to 1: the confidence of the event, shared out where more than two act together.
    pub weight: f64,
    /// Who acts on whom.
    pub direction: Direction,
}

/// Whether an event moves a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It is affirmed, asserted, past or present, and its time is known to a quarter or better.
    Counts,
    /// Told as background from well before the news: so said, or first told more than half a year after it happened.
    Historical,
    /// Announced.
    Future,
    /// Possible or hypothetical.
    Hypothetical,
    /// Said not to have happened.
    Negated,
    /// It would count, but only its year is known, or less.
    Undated,
}

/// Who acts on whom, of a first side and a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// The first on the second.
    There,
    /// The second on the first.
    Back,
    /// Each on the other.
    Both,
}

/// When an event was, as relations take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// First and last day.
    pub days: Stretch,
    /// How finely they are known.
    pub granularity: Granularity,
    /// Whether it was first told more than half a year after it ended: what reports look back at is what they choose to remember, and tells little of how
    /// a relation went then.
    pub late: bool,
}

/// Days after its end from which on an event is told late.
const LATE: i32 = 183;

impl Time {
    /// By an event's own period (`when`: first day, last day, granularity), else from the first to the last of its reports (EDTF level 0). `None` where
    /// neither has a date.
    pub fn of(when: Option<(Option<&str>, Option<&str>, Granularity)>, reports: Option<(&str, &str)>) -> Option<Self> {
        let told = reports.and_then(|(first, last)| Some((first, Days::between(Some(first), Some(last))?)));
        let own = when.and_then(|(start, end, granularity)| Some((Days::between(start, end)?, granularity)));
        let late = |days: Days| told.is_some_and(|(_, told)| told.first.saturating_sub(days.last) > LATE);
        let (days, granularity) = own.or_else(|| {
            let (first, days) = told?;
            Some((days, if first.len() == 4 { Granularity::Year } else { Granularity::Day }))
        })?;
        Some(Self { days: [days.first, days.last], granularity, late: late(days) })
    }
}

impl Standing {
    /// By what is said of an event, and by its time.
    pub fn of(status: Status, time: &Time) -> Self {
        match (status.polarity, status.certainty, status.tense) {
            (Polarity::Negated, ..) => Self::Negated,
            (_, Certainty::Possible | Certainty::Hypothetical, _) => Self::Hypothetical,
            (_, _, Tense::Historical) => Self::Historical,
            (_, _, Tense::Future) => Self::Future,
            _ if time.late => Self::Historical,
            _ if time.granularity > Granularity::Quarter => Self::Undated,
            _ => Self::Counts,
        }
    }
}

/// What relations need of an event with any number of parties; `T` is an id, as text or as a caller numbers it.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline<T> {
    /// The caller's number of the event.
    pub nr: i64,
    /// First and last day.
    pub days: Stretch,
    /// PLOVER category.
    pub category: Category,
    /// PLOVER quad class.
    pub quad: u8,
    /// PLOVER score.
    pub score: f64,
    /// Whether it counts.
    pub standing: Standing,
    /// Confidence of the event, 0 to 1: the probability that at least one independent source makes such a claim. Ten copies of one text are
    /// one source, so they count once.
    pub weight: f64,
    /// Whether it is told to come about through somebody else: CONSULT's mode `third-party`.
    pub brought_about: bool,
    /// Who acts.
    pub actors: Vec<Taker<T>>,
    /// To whom it is done.
    pub recipients: Vec<Taker<T>>,
    /// Who stands between or behind.
    pub thirds: Vec<Behind<T>>,
}

/// A party, by ids of any kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taker<T> {
    /// Wikidata id or `x:slug`.
    pub entity: Option<T>,
    /// Country, where the party acts for it; see [`Taker::new`].
    pub country: Option<T>,
}

/// Somebody who stands between the parties of an event or behind one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind<T> {
    /// How.
    pub role: Role,
    /// Who.
    pub who: Taker<T>,
    /// Between whom, where it is told.
    pub between: Vec<Taker<T>>,
}

impl<'e> Taker<&'e str> {
    /// A party with its primary PLOVER sector. Rebels, opposition, partly recognised entities, unidentified armed men and criminals are parties
    /// by their entity only: they have the code of a state and do not act for it.
    pub fn new(entity: Option<&'e str>, country: Option<&'e str>, sector: Option<&str>) -> Self {
        Self { entity, country: country.filter(|_| !sector.is_some_and(|s| NOT_FOR_THE_STATE.contains(&s))) }
    }
}

impl<T: Copy + PartialEq> Taker<T> {
    /// Whether it belongs to a side and not, being the other itself, to the other.
    pub(super) fn is_of(&self, side: T, other: T) -> bool {
        self.entity == Some(side) || self.country == Some(side) && self.entity != Some(other)
    }

    /// By whom it counts as somebody.
    pub(super) fn somebody(&self) -> Option<T> {
        self.country.or(self.entity)
    }
}

/// Who acts on whom, and how many others each of them acts with in the same act; `None` where nothing passes between the two.
pub(super) fn passes<T: Copy + PartialEq>(
    actors: &[Taker<T>],
    recipients: &[Taker<T>],
    a: T,
    b: T,
) -> Option<(Direction, usize)> {
    let has = |side: &[Taker<T>], one: T, other: T| side.iter().any(|p| p.is_of(one, other));
    let acts = (has(actors, a, b), has(actors, b, a));
    let suffers = (has(recipients, a, b), has(recipients, b, a));
    if a == b {
        return None;
    }
    if recipients.is_empty() {
        let mut all: Vec<Option<T>> = Vec::with_capacity(actors.len());
        for party in actors {
            // The two sides as they were asked for; others by country.
            let who = if party.is_of(a, b) {
                Some(a)
            } else if party.is_of(b, a) {
                Some(b)
            } else {
                party.somebody()
            };
            if who.is_none() || !all.contains(&who) {
                all.push(who);
            }
        }
        return (acts.0 && acts.1).then_some((Direction::Both, all.len().saturating_sub(1).max(1)));
    }
    let direction = match (acts.0 && suffers.1, acts.1 && suffers.0) {
        (true, true) => Direction::Both,
        (true, false) => Direction::There,
        (false, true) => Direction::Back,
        (false, false) => return None,
    };
    Some((direction, 1))
}

impl Act {
    /// What passed between two sides in an event: one acted on the other, or both acted on each other (fighting, talks, trade). `None` where
    /// nothing did: two who stand on one side of an act done to somebody else are together in it, and that is no act between them. A side is a
    /// country's code, for all who act for it, or the id of an entity; whoever is one of the sides by his id is not of the other by his country.
    ///
    /// In an act of n parties on each other, each pair has 1/(n − 1) of the weight (Newman 2001): a summit of thirty tells little of any two.
    pub fn of(event: &Event, nr: i64, a: &str, b: &str) -> Option<Act> {
        Outline::of(event, nr)?.between(a, b)
    }
}

impl<'e> Outline<&'e str> {
    /// Of an event; `None` where neither it nor its reports have a date. Third parties whose role is none are left out.
    pub fn of(event: &'e Event, nr: i64) -> Option<Self> {
        let when = event.when.as_ref().map(|w| (w.start.as_deref(), w.end.as_deref(), w.granularity));
        let time = Time::of(when, event.first.as_deref().zip(event.last.as_deref()))?;
        let takers = |side: &'e [EventParty]| {
            side.iter().map(|p| Taker::new(p.entity.as_deref(), p.country.as_deref(), p.sector.as_deref())).collect()
        };
        Some(Self {
            nr,
            days: time.days,
            category: event.event,
            quad: event.quad,
            score: event.score,
            standing: Standing::of(event.status, &time),
            weight: event.confidence,
            brought_about: event.mode.iter().any(|m| m == BROUGHT_ABOUT),
            actors: takers(&event.actors),
            recipients: takers(&event.recipients),
            thirds: event.third_parties.iter().filter_map(Behind::of).collect(),
        })
    }
}

impl<'e> Behind<&'e str> {
    /// Of a record; `None` where the role is none. Whom the record only has words for is nobody.
    pub fn of(third: &'e ThirdParty) -> Option<Self> {
        let is_id = |text: &str| {
            text.starts_with("x:") || text.strip_prefix('Q').is_some_and(|number| number.parse::<u64>().is_ok())
        };
        let by_id = |text: &'e String| Taker { entity: Some(text.as_str()).filter(|text| is_id(text)), country: None };
        let between = third.between.iter().map(by_id).collect();
        Some(Self { role: third.role.parse().ok()?, who: by_id(&third.entity), between })
    }
}

impl<T: Copy + PartialEq> Outline<T> {
    /// The act between two sides, as [`Act::of`].
    pub fn between(&self, a: T, b: T) -> Option<Act> {
        let (direction, with) = passes(&self.actors, &self.recipients, a, b)?;
        Some(Act {
            nr: self.nr,
            first: self.days[0],
            last: self.days[1],
            category: self.category,
            quad: self.quad,
            score: self.score,
            standing: self.standing,
            weight: self.weight / with as f64,
            direction,
        })
    }
}

impl<T: Copy + Ord> Outline<T> {
    /// The states that act or are acted on, in order.
    pub fn states(&self) -> Vec<T> {
        let mut states: Vec<T> = self.actors.iter().chain(&self.recipients).filter_map(|p| p.country).collect();
        states.sort_unstable();
        states.dedup();
        states
    }

    /// What passed between any two states in the event, the lesser id first.
    pub fn between_states(&self) -> Vec<([T; 2], Act)> {
        let states = self.states();
        let pairs = states.iter().enumerate().flat_map(|(n, a)| states[n + 1..].iter().map(|b| [*a, *b]));
        pairs.filter_map(|[a, b]| Some(([a, b], self.between(a, b)?))).collect()
    }
}

/// CONSULT's mode for what comes about through somebody else.
pub const BROUGHT_ABOUT: &str = "third-party";
