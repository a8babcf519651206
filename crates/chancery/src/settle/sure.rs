//! How surely a field of a record is right: the model's and the knowledge's own scores, brought to the shares of right fields seen on
//! reports with gold claims (Platt 1999, "Probabilistic outputs for support vector machines").

/// Scores are kept this far from 0 and 1, where their logarithms have no end.
const EDGE: f64 = 0.005;
/// Decimals of a confidence in a record: more would only show the processor.
const DIGITS: f64 = 100.0;

/// A straight line between the log odds of a score and those of being right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    slope: f64,
    offset: f64,
}

/// Trigger and category together: the report makes a claim of this category there.
pub(super) const EVENT: Scale = Scale { slope: 1.0, offset: 0.0 };
/// Role and resolution together: the party is on this side and of this country.
pub(super) const PARTY: Scale = Scale { slope: 1.0, offset: 0.0 };
/// Polarity, tense and certainty together: all three are right.
pub(super) const STATUS: Scale = Scale { slope: 1.0, offset: 0.0 };

impl Scale {
    /// The share of fields with this score that are right, 0 to 1, in hundredths.
    pub(super) fn of(self, score: f64) -> f64 {
        let score = score.clamp(EDGE, 1.0 - EDGE);
        let odds = self.slope * (score / (1.0 - score)).ln() + self.offset;
        (DIGITS / (1.0 + (-odds).exp())).round() / DIGITS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_grows_with_the_score_and_stays_within_bounds() {
        for scale in [EVENT, PARTY, STATUS] {
            let sure: Vec<f64> = [f64::MIN, 0.0, 0.3, 0.6, 0.99, 1.0, 7.0].map(|score| scale.of(score)).to_vec();
            assert!(sure.is_sorted(), "{sure:?}");
            assert!(sure.iter().all(|c| (0.0..=1.0).contains(c)), "{sure:?}");
        }
        assert_eq!(Scale { slope: 1.0, offset: 0.0 }.of(0.734), 0.73);
    }
}
