//! How likely two reports tell of one happening, and two claims of one event: boosted trees over the signs, as `training/link.py` writes
//! them.

use std::path::Path;
use std::sync::OnceLock;

use super::Reading;
use super::signs::{self, OF_CLAIMS, OF_REPORTS};
use crate::Error;
use crate::trees::{Trees, numbered};

const TABLE: &str = include_str!("../../../../models/link.tsv");

/// What the words of two reports count beside the trees, where they are in one language and one has no date; the likeness at which they are then as likely
/// of one happening as of two, and how far from it the odds are e to 1. Of shares of 0, .2, .35 and .5 with .25 and .3, .05 and .1, .35 groups the development
/// reports without dates best (F1 .962 and B³ .976 of those written as agencies do, .960 and .968 by the trees alone).
const WORDS: f64 = 0.35;
const EVEN: f64 = 0.25;
const STEEP: f64 = 0.05;

/// The trees and the bounds between merging, asking and keeping apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    reports: Trees,
    claims: Trees,
    /// Least likeness at which reports are put together.
    pub reports_merge: f64,
    /// What is added to the log odds of two reports of which one has no date, for the same bound to hold: no day tells these apart.
    undated: f64,
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
            let bounds: Option<Vec<f64>> = line
                .strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('\t'))
                .and_then(|rest| rest.split('\t').map(|b| b.parse().ok().filter(|b| *b > 0.0 && *b < 1.0)).collect());
            let bounds = bounds.filter(|b| b.len() == count);
            let bounds = bounds.ok_or_else(|| format!("line {}: expected '{name}' and {count} bounds", number + 1))?;
            let names: &[&str] = if name == "reports" { &OF_REPORTS } else { &OF_CLAIMS };
            Ok((bounds, Trees::read(&mut lines, names)?))
        };
        let (of_reports, reports) = head("reports", 2)?;
        let (of_claims, claims) = head("claims", 2)?;
        Ok(Weights {
            reports,
            claims,
            reports_merge: of_reports[0],
            undated: log_odds(of_reports[0]) - log_odds(of_reports[1]),
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
        let odds = match signs::words_without_dates(signs) {
            Some(words) => (1.0 - WORDS) * trees + WORDS * (words - EVEN) / STEEP,
            None => trees,
        };
        probability(if signs::has_dates(signs) { odds } else { odds + self.undated })
    }

    /// Probability that two claims are of one event, by their signs.
    pub fn claims(&self, signs: &[f64]) -> f64 {
        probability(self.claims.sum(signs))
    }
}

fn log_odds(probability: f64) -> f64 {
    (probability / (1.0 - probability)).ln()
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
    fn reports_without_a_date_have_a_bound_of_their_own() {
        let weights = Weights::read("reports\t.6\t.2\n=\t-1.3862944\nclaims\t.5\t.2\n=\t1\n").unwrap();
        let told = |apart: f64| {
            let mut signs = vec![0.0; OF_REPORTS.len()];
            signs[OF_REPORTS.iter().position(|name| *name == "published_apart").unwrap()] = apart;
            weights.reports(&signs)
        };
        assert!((told(3.0) - 0.2).abs() < 1e-6 && (told(-1.0) - 0.6).abs() < 1e-6);
    }

    #[test]
    fn words_tell_beside_the_trees_where_a_date_is_missing() {
        let weights = Weights::embedded();
        let told = |words: f64, apart: f64, same_language: f64| {
            let mut signs = vec![-1.0; OF_REPORTS.len()];
            for (name, value) in [("words", words), ("published_apart", apart), ("same_language", same_language)] {
                signs[OF_REPORTS.iter().position(|n| *n == name).unwrap()] = value;
            }
            (weights.reports(&signs), probability(weights.reports.sum(&signs)))
        };
        assert!(told(0.8, -1.0, 1.0).0 > told(0.2, -1.0, 1.0).0 + 0.3);
        let (said, of_trees) = told(0.8, 1.0, 1.0);
        assert_eq!(said, of_trees);
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
            ("reports\t.5\t1\n", "line 1"),
            ("reports\t.5\t.5\n=\t1\nclaims\t.5\n", "line 3: expected 'claims' and 2 bounds"),
            ("reports\t.5\t.5\n=\t1\nclaims\t.5\t.2\nnothing\t1\n", "no sign 'nothing'"),
        ] {
            let error = Weights::read(table).unwrap_err();
            assert!(error.contains(cause), "{error}");
        }
    }
}
