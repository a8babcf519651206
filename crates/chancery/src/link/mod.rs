//! Stage **link**. In: reports with their claims. Out: events, each with the claims that tell of it, and why. Always: the events
//! depend on the reports alone, not on the order in which they came; every merge has its reasons.
//!
//! First it is asked how likely two reports tell of one happening, then, knowing that, how likely two of their claims do; groups of claims
//! that are likely one on average become an event. `docs/methods.md` has the signs, how they were learnt and the figures.

mod blocks;
mod cluster;
mod consensus;
mod copies;
mod events;
mod gist;
mod happenings;
mod packed;
mod pairs;
mod reasons;
mod signs;
mod stage;
mod weights;

pub use blocks::{Key, blocks, comparable, keys, near_keys, reaches};
pub use cluster::{Candidate, Rule, Scored, choose, cluster};
pub use consensus::{PlaceInOrder, Told, consensus, place_in_order};
pub use copies::{MAX_COMPARED, MAX_ENTRY_REPORTS, Shingles, originals};
pub use events::{Likely, components, events};
pub use gist::{Act, Gist};
pub use happenings::happenings;
pub use pairs::{Filed, MOST, OF_A_REPORT, Pair, Place};
pub use reasons::reasons;
pub use weights::Weights;

use serde::{Deserialize, Serialize};

use crate::knowledge::Knowledge;
use crate::model::Model;
use crate::record::Coded;

/// A report as linking reads it, with its claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// What it is about.
    pub gist: Gist,
    /// Its claims.
    pub acts: Vec<Act>,
}

impl Reading {
    /// Form in which one is kept: another whenever what is read changes, so that those kept before are read anew.
    pub const FORM: &str = "4";

    /// Reads a report with its claims.
    pub fn of(knowledge: &Knowledge, model: &Model, coded: &Coded) -> Self {
        let (gist, acts) = gist::read(knowledge, model, coded);
        Self { gist, acts }
    }
}

#[cfg(test)]
mod tests;
