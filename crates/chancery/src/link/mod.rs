//! Stage **link**. In: reports with their claims. Out: events, each with the claims that tell of it, and why. Always: the events
//! depend on the reports alone, not on the order in which they came; every merge has its reasons.
//!
//! First it is asked how likely two reports tell of one happening, then, knowing that, how likely two of their claims do; groups of claims
//! that are likely one on average become an event. `docs/methods.md` has the signs, how they were learnt and the figures.

mod blocks;
mod cluster;
mod consensus;
mod gist;
mod happenings;
mod reasons;
mod signs;
mod stage;
mod weights;

pub use blocks::{Key, comparable, keys, near_keys};
pub use cluster::{Candidate, Rule, Scored, choose, cluster};
pub use consensus::{PlaceInOrder, Told, consensus, place_in_order};
pub use gist::{Act, Gist, read};
pub use happenings::happenings;
pub use reasons::reasons;
pub use weights::Weights;

/// Names of the signs of two reports and of two claims, in the order in which [`Linker`] gives them.
pub const SIGNS: (&[&str], &[&str]) = (&signs::OF_REPORTS, &signs::OF_CLAIMS);

/// A report as linking reads it, with its claims.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Reading {
    /// What it is about.
    pub gist: Gist,
    /// Its claims.
    pub acts: Vec<Act>,
}

impl Reading {
    /// Reads a report with its claims.
    pub fn of(
        knowledge: &crate::knowledge::Knowledge,
        model: &crate::model::Model,
        coded: &crate::record::Coded,
    ) -> Self {
        let (gist, acts) = read(knowledge, model, coded);
        Self { gist, acts }
    }
}

/// Compares reports and claims.
#[derive(Debug, Clone, Copy)]
pub struct Linker<'w> {
    weights: &'w Weights,
}

impl<'w> Linker<'w> {
    /// One that goes by these weights.
    pub fn new(weights: &'w Weights) -> Self {
        Self { weights }
    }

    /// What tells for or against two reports telling of one happening.
    pub fn signs_of_reports(&self, a: &Reading, b: &Reading) -> Vec<f64> {
        signs::of_reports((&a.gist, &a.acts), (&b.gist, &b.acts))
    }

    /// Probability that two reports tell of one happening.
    pub fn reports(&self, a: &Reading, b: &Reading) -> f64 {
        self.weights.of_reports(&self.signs_of_reports(a, b))
    }

    /// What tells for or against two claims, each a report and the number of its claim, being of one event; `reports` is the probability that their
    /// reports tell of one happening.
    pub fn signs_of_claims(&self, a: (&Reading, usize), b: (&Reading, usize), reports: f64) -> Vec<f64> {
        let same = std::ptr::eq(a.0, b.0);
        signs::of_claims((&a.0.gist, &a.0.acts[a.1]), (&b.0.gist, &b.0.acts[b.1]), reports, same)
    }

    /// Probability that two claims are of one event, by their signs.
    pub fn probability(&self, signs: &[f64]) -> f64 {
        self.weights.of_claims(signs)
    }

    /// The weights.
    pub fn weights(&self) -> &'w Weights {
        self.weights
    }
}

#[cfg(test)]
mod tests;
