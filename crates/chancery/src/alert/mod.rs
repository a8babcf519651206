//! What somebody wants to be told of. In: events, shifts of relations, and what a rule asks of them. Out: whether it holds, and a sentence of
//! English that tells what happened. Always: the same in, the same out; what is announced, historical, possible or denied holds only for a
//! rule that asks for it.

mod sentence;
#[cfg(test)]
pub(crate) mod tests;

use serde::{Deserialize, Serialize};

use crate::record::{Certainty, Course, Event, Polarity, Shift, Status, Tense};
pub use sentence::{of_event, of_shift};

/// What an event must be beside what a search for events can ask: its status and its toll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// One of these.
    pub polarity: Vec<Polarity>,
    /// One of these.
    pub tense: Vec<Tense>,
    /// One of these.
    pub certainty: Vec<Certainty>,
    /// What it cost, if that matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub toll: Option<TollAbove>,
}

impl Default for Condition {
    /// What is affirmed and asserted of the past or the present, at whatever cost.
    fn default() -> Self {
        Self {
            polarity: vec![Polarity::Affirmed],
            tense: vec![Tense::Past, Tense::Present],
            certainty: vec![Certainty::Asserted],
            toll: None,
        }
    }
}

impl Condition {
    /// Whether an event fulfils it.
    pub fn holds(&self, event: &Event) -> bool {
        let Status { polarity, tense, certainty } = event.status;
        self.polarity.contains(&polarity)
            && self.tense.contains(&tense)
            && self.certainty.contains(&certainty)
            && self.toll.is_none_or(|toll| toll.holds(event))
    }
}

/// More people than so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TollAbove {
    /// What became of them.
    pub of: Fate,
    /// Which figure counts.
    #[serde(default)]
    pub figure: FigureKind,
    /// More than so many.
    pub above: u64,
}

/// What became of people; the kinds of a toll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Fate {
    Killed,
    Wounded,
    Captured,
    Missing,
    Displaced,
}

/// Which figure of a count over all sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureKind {
    /// The least that any independent source allows.
    Low,
    /// The median of the sources.
    #[default]
    Best,
}

impl TollAbove {
    /// Whether an event cost more.
    pub fn holds(&self, event: &Event) -> bool {
        let Some(toll) = &event.toll else { return false };
        let count = match self.of {
            Fate::Killed => &toll.killed,
            Fate::Wounded => &toll.wounded,
            Fate::Captured => &toll.captured,
            Fate::Missing => &toll.missing,
            Fate::Displaced => &toll.displaced,
        };
        let figure = count.as_ref().and_then(|count| match self.figure {
            FigureKind::Low => count.low,
            FigureKind::Best => count.best,
        });
        figure.is_some_and(|figure| figure > self.above)
    }
}

/// In which direction a shift goes.
pub fn course(shift: &Shift) -> Course {
    if shift.size.value < 0.0 { Course::FurtherApart } else { Course::Closer }
}
