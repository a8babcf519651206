//! How likely two reports tell of one happening, and two claims of one event: boosted trees over the signs, as `training/link.py` writes
//! them.

use std::path::Path;
use std::sync::OnceLock;

use super::signs::{OF_CLAIMS, OF_REPORTS};
use crate::Error;
use crate::trees::{Trees, numbered};

const TABLE: &str = include_str!("../../../../models/link.tsv");

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

    pub(super) fn of_reports(&self, signs: &[f64]) -> f64 {
        probability(self.reports.sum(signs))
    }

    pub(super) fn of_claims(&self, signs: &[f64]) -> f64 {
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
