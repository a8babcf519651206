//! Relations: what passes between two actors over time, how it moves, and who stands between.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Category;

/// One of the two of a dyad: a state with all who act for it, or a single entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Side {
    /// ISO 3166-1 alpha-3 or PLOVER's own code of a state; of an entity its Wikidata id or `x:slug`.
    pub id: String,
    /// Its usual English name.
    pub name: String,
}

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Step {
    Day,
    /// From Monday to Sunday.
    Week,
    Month,
    Quarter,
    Year,
}

/// What passed between two sides from one day to another, how it moved, and who stood between.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Relation {
    /// The two, by id.
    pub dyad: [Side; 2],
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Length of the periods.
    pub step: Step,
    /// Whether they drew closer.
    pub answer: Answer,
    /// Every period from first to last, those without events too.
    pub periods: Vec<Period>,
    /// Where the level of the relation changed, by date.
    pub shifts: Vec<Shift>,
    /// When nothing passed, by date.
    pub silences: Vec<Silence>,
    /// Who acts on the dyad, the most telling first.
    pub third_parties: Vec<ThirdPartyRole>,
}

/// Whether two sides drew closer: a comparison of the last stretch without a shift with what came before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answer {
    /// In a word.
    pub course: Course,
    /// Level now less the level before, in PLOVER's score; `None` without evidence.
    pub difference: Option<Estimate>,
    /// First and last day of what counts as before.
    pub before: Option<[String; 2]>,
    /// First and last day of what counts as now.
    pub now: Option<[String; 2]>,
    /// Why: what was compared, and how many events it rests on.
    pub reason: Reason,
    /// The same in a sentence of English.
    pub because: String,
}

/// Why an answer is what it is. `events`, where there are two of them: how many count before and now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Reason {
    /// Nothing that counts passed between the two.
    Nothing,
    /// Nothing has passed since a day, `YYYY-MM-DD`, after some events.
    Silence { since: String, events: usize },
    /// Too few to compare: events, and weeks with any.
    TooFew { events: usize, weeks: usize },
    /// The last quarter is compared with what came before.
    Quarter { events: [usize; 2] },
    /// The levels before and after the last shift are compared; `p` is that of the shift.
    Shift { p: f64, before: f64, after: f64, events: [usize; 2] },
    /// The level since a silence is compared with nothing (0).
    Resumed { events: [usize; 2] },
    /// The last third of the days, a year at most, is compared with what came before.
    Third { events: [usize; 2] },
}

/// How a relation moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Course {
    /// The level rose, surely and by an amount that means something.
    #[serde(rename = "closer")]
    Closer,
    /// The level fell likewise.
    #[serde(rename = "further apart")]
    FurtherApart,
    /// It surely moved by no amount that means something.
    #[serde(rename = "unchanged")]
    Unchanged,
    /// None of these can be said.
    #[serde(rename = "not enough evidence")]
    NotEnoughEvidence,
}

/// A number with the interval that holds it with 90 % probability.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Estimate {
    /// The likeliest value.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// What passed in one period. An event of several days counts in the period in which it began.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Period {
    /// First day.
    pub start: String,
    /// Last day.
    pub end: String,
    /// Events that count: affirmed, asserted, not future and not historical.
    pub events: usize,
    /// Sum of their weights.
    pub weight: f64,
    /// How many of each category.
    pub categories: BTreeMap<Category, usize>,
    /// How many of each quad class, 1 to 4.
    pub quads: [usize; 4],
    /// Mean of their scores by weight, -10 to 10; `None` without events.
    pub mean: Option<f64>,
    /// Estimated level of the relation, smoothed over time; wide where little is known.
    pub level: Estimate,
    /// Events that do not count, by why.
    pub apart: Apart,
}

/// Events that are shown and not counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Apart {
    /// Told as background from well before the news.
    pub historical: usize,
    /// Announced.
    pub future: usize,
    /// Possible or hypothetical.
    pub hypothetical: usize,
    /// Said not to have happened.
    pub negated: usize,
    /// They would count, but only their year is known, or less.
    pub undated: usize,
}

/// Days on which nothing passed, though something did before them: more of them than chance explains.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Silence {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Probability that so long a silence occurs where contact goes on as before and after.
    pub p: f64,
}

/// A change of level that holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Shift {
    /// First day of the new level: the likeliest one.
    pub at: String,
    /// First and last day between which it lies with 90 % probability.
    pub interval: [String; 2],
    /// Level from the shift before, or the beginning, to this one: a mean in which a week of many events counts little more than one of few.
    pub before: f64,
    /// Level from this one to the next, or to the end.
    pub after: f64,
    /// `after` less `before`; its interval takes account of when it may have been.
    pub size: Estimate,
    /// Probability of so great a change where there is none.
    pub p: f64,
    /// The events that drove it, the strongest first.
    pub drivers: Vec<Driver>,
}

/// An event with its share in a shift.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Driver {
    /// Id of the event.
    pub event: String,
    /// Its part in the size: the shares of all events of the first quarter after the shift add up to how far their mean is from the level before.
    pub share: f64,
}

/// How somebody acts on a dyad.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThirdPartyRole {
    /// Who.
    pub who: Side,
    /// mediator, host, guarantor, ally, patron, sponsor or accuser.
    pub role: String,
    /// For or, if an accuser, against whom, by the id of a side; `None` where it is towards both.
    pub toward: Option<String>,
    /// Day of the first event.
    pub first: String,
    /// Day of the last.
    pub last: String,
    /// Sum of the weights of its events.
    pub weight: f64,
    /// Ids of the events, by date.
    pub events: Vec<String>,
}

/// One tie of a side weakens while another of its ties strengthens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Realignment {
    /// Who turns.
    pub of: Side,
    /// From whom.
    pub away: Side,
    /// To whom.
    pub toward: Side,
    /// The shift of the tie that weakens.
    pub weakened: Shift,
    /// The shift of the tie that strengthens.
    pub strengthened: Shift,
    /// Days between the two shifts.
    pub days_between: u32,
}

/// Who stands with and against whom, from one day to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Network {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// States, by code.
    pub members: Vec<Member>,
    /// What passes between two of them, by codes.
    pub ties: Vec<Tie>,
    /// Three that are all tied with a sign, by codes.
    pub triads: Vec<Triad>,
    /// Share of triads in balance; `None` without any.
    pub balance: Option<f64>,
}

/// A state in a network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// Who.
    #[serde(flatten)]
    pub who: Side,
    /// Number of its bloc, from 0 for the largest; `None` outside of any.
    pub bloc: Option<usize>,
    /// Sum of the weights of its ties.
    pub weight: f64,
}

/// What passes between two members of a network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tie {
    /// Ids of the two.
    pub between: [String; 2],
    /// Events that count.
    pub events: usize,
    /// Sum of their weights.
    pub weight: f64,
    /// Mean score.
    pub level: Estimate,
    /// 1 friendly, -1 hostile, 0 where neither is sure.
    pub sign: i8,
}

/// Three members, each two of them tied with a sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Triad {
    /// Ids of the three.
    pub members: [String; 3],
    /// Signs of the ties of the first with the second, the first with the third, the second with the third.
    pub signs: [i8; 3],
    /// Whether the product of the signs is positive (Cartwright and Harary 1956).
    pub balanced: bool,
}
