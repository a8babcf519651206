//! Alerts: something happened that somebody asked to be told of.

use serde::{Deserialize, Serialize};

use super::{Course, Event, Shift, Side, Source};

/// What a rule was asked to tell of, as it was when it fired. A rule fires once for an event, and once for a shift.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Alert {
    /// `a-` and 32 hexadecimal digits, of the rule and of what fired it: the same wherever and however often it is sent.
    pub id: String,
    /// Name of the rule.
    pub rule: String,
    /// When it fired, in UTC with seconds.
    pub at: String,
    /// What happened, in a sentence of English.
    pub sentence: String,
    /// The event, or the shift.
    #[serde(flatten)]
    pub what: Happening,
    /// Independent sources. Of an event as it counts them; of a shift the publishers that `evidence` names.
    pub sources: usize,
    /// The words that say so, numbered from 1: of an event by date of report, of a shift by the share of the event. The first 100.
    pub evidence: Vec<Source>,
}

/// What an alert is of: in JSON a field `event` or `shift`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Happening {
    /// An event as it was then; its id may have changed since.
    Event(Box<Event>),
    /// A shift of a relation.
    Shift(Box<DyadShift>),
}

/// A shift, with whose relation it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DyadShift {
    /// The two, by id.
    pub dyad: [Side; 2],
    /// Closer or further apart.
    pub course: Course,
    /// The shift.
    #[serde(flatten)]
    pub shift: Shift,
}
