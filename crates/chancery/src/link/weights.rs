//! How likely two reports tell of one happening, and two claims of one event: boosted trees over the signs, as `training/link.py` writes
//! them.

use std::path::Path;
use std::sync::OnceLock;

use super::Reading;
use super::signs::{self, OF_CLAIMS, OF_REPORTS, Plain};
use crate::Error;
use crate::trees::{Trees, numbered};

const TABLE: &str = include_str!("../../../../models/link.tsv");

/// Likeness of the words of two reports in one language at which they are as likely of one happening as of two, and how far from it the odds are e to 1.
/// A logistic regression on the development reports of one language has .29 and .075; of .25, .27 and .29 beside the trees, .25 groups these best.
const EVEN: f64 = 0.25;
const STEEP: f64 = 0.05;

/// The trees and the bounds between merging, asking and keeping apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    reports: Trees,
    claims: Trees,
    /// Least average probability at which reports are put together.
    pub reports_merge: f64,
    /// Least average probability at which claims become one event.
    pub claims_merge: f64,
    /// Least probability of a pair that a person is asked about.
    pub claims_ask: f64,
}

impl Weights {
    /// Those of this release.
    pub fn embedded() -> &'static Weights {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        // A table that cannot be read is caught by a test: it is part of the program.
        WEIGHTS.get_or_init(|| Weights::read(TABLE).unwrap_or_else(|cause| panic!("models/link.tsv: {cause}")))
    }

    /// Those of a file.
    ///
    /// # Errors
    /// [`Error::Model`] when it cannot be read or is damaged.
    pub fn load(path: &Path) -> Result<Weights, Error> {
        let fault = |cause: String| Error::Model {
            path: path.to_owned(),
            cause,
            remedy: "write it with training/link.py".to_owned(),
        };
        let table = std::fs::read_to_string(path).map_err(|e| fault(format!("cannot be read: {e}")))?;
        Weights::read(&table).map_err(fault)
    }

    fn read(table: &str) -> Result<Weights, String> {
        let mut lines = numbered(table);
        let mut head = |name: &str, count: usize| -> Result<(Vec<f64>, Trees), String> {
            let (number, line) = lines.next().ok_or_else(|| format!("no line '{name}'"))?;
            let bounds: Option<Vec<f64>> =
                line.strip_prefix(name).and_then(|rest| rest.strip_prefix('\t')).and_then(|rest| {
                    rest.split('\t').map(|b| b.parse().ok().filter(|b| (0.0..=1.0).contains(b))).collect()
                });
            let bounds = bounds.filter(|b| b.len() == count);
            let bounds = bounds.ok_or_else(|| format!("line {}: expected '{name}' and {count} bounds", number + 1))?;
            let names: &[&str] = if name == "reports" { &OF_REPORTS } else { &OF_CLAIMS };
            Ok((bounds, Trees::read(&mut lines, names)?))
        };
        let (of_reports, reports) = head("reports", 1)?;
        let (of_claims, claims) = head("claims", 2)?;
        Ok(Weights {
            reports,
            claims,
            reports_merge: of_reports[0],
            claims_merge: of_claims[0],
            claims_ask: of_claims[1],
        })
    }

    /// What tells for or against two reports telling of one happening.
    pub fn signs_of_reports(&self, a: &Reading, b: &Reading) -> Vec<f64> {
        signs::of_reports((&a.gist, &a.acts), (&b.gist, &b.acts))
    }

    /// What tells for or against two claims, each a report and the number of its claim, being of one event; `reports` is the probability that their
    /// reports tell of one happening.
    pub fn signs_of_claims(&self, a: (&Reading, usize), b: (&Reading, usize), reports: f64) -> Vec<f64> {
        let same = std::ptr::eq(a.0, b.0);
        signs::of_claims((&a.0.gist, &a.0.acts[a.1]), (&b.0.gist, &b.0.acts[b.1]), reports, same)
    }

    /// Probability that two reports tell of one happening, by their signs.
    pub fn reports(&self, signs: &[f64]) -> f64 {
        let trees = self.reports.sum(signs);
        let odds = |Plain { likeness, share }| share * (likeness - EVEN) / STEEP + (1.0 - share) * trees;
        probability(Plain::of(signs).map_or(trees, odds))
    }

    /// Probability that two claims are of one event, by their signs.
    pub fn claims(&self, signs: &[f64]) -> f64 {
        probability(self.claims.sum(signs))
    }
}

fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_this_release_is_sound() {
        let weights = Weights::read(TABLE).unwrap();
        assert!(weights.claims_ask < weights.claims_merge, "what is asked about would never be");
    }

    #[test]
    fn words_tell_where_a_day_or_claims_are_missing() {
        let weights = Weights::embedded();
        let told = |changes: &[(&str, f64)]| {
            let mut signs = vec![-1.0; OF_REPORTS.len()];
            for (name, value) in [("same_language", 1.0), ("lead", 0.5), ("fewest_acts", 3.0)].iter().chain(changes) {
                signs[OF_REPORTS.iter().position(|n| n == name).unwrap()] = *value;
            }
            (weights.reports(&signs), probability(weights.reports.sum(&signs)))
        };
        let (alike, of_trees) = told(&[("words", 0.6)]);
        assert!(alike > of_trees, "{alike} {of_trees}");
        assert!(told(&[("words", 0.6), ("fewest_acts", 0.0)]).0 > 0.95);
        assert!(told(&[("words", 0.02), ("fewest_acts", 0.0)]).0 < 0.1);
        for trees_alone in [&[("words", 0.6), ("same_language", 0.0)], &[("words", 0.6), ("published_apart", 1.0)]] {
            let (said, of_trees) = told(trees_alone);
            assert_eq!(said, of_trees);
        }
    }

    #[test]
    fn no_sign_has_the_name_of_a_section() {
        assert!(OF_REPORTS.iter().chain(&OF_CLAIMS).all(|name| !["reports", "claims"].contains(name)));
    }

    #[test]
    fn a_damaged_table_names_its_line() {
        for (table, cause) in [
            ("", "no line 'reports'"),
            ("reports\t2\n", "line 1"),
            ("reports\t.5\n=\t1\nclaims\t.5\n", "line 3: expected 'claims' and 2 bounds"),
            ("reports\t.5\n=\t1\nclaims\t.5\t.2\nnothing\t1\n", "no sign 'nothing'"),
        ] {
            let error = Weights::read(table).unwrap_err();
            assert!(error.contains(cause), "{error}");
        }
    }
}
