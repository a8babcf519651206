//! How surely a field of a record is right: the model's and the knowledge's own scores, brought to the shares of right fields seen on
//! reports with gold claims (Platt 1999, "Probabilistic outputs for support vector machines").

/// Scores are kept this far from 0 and 1, where their logarithms have no end.
const EDGE: f64 = 0.005;
/// Decimals of a confidence in a record: more would only show the processor.
const DIGITS: f64 = 100.0;

/// A straight line from the log odds of `N` scores to those of being right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale<const N: usize> {
    slopes: [f64; N],
    offset: f64,
}

// Fitted on the 720 gold claims of the development reports and held-out `a`, with `chancery eval claims`, which prints the line that an output
// still needs. Party: 1,040 parties of matched claims, the two scores apart (together as a product they err by .073 on other reports, apart by .024).

/// Trigger and category together: the report makes a claim of this category there.
pub(super) const EVENT: Scale<1> = Scale { slopes: [0.943], offset: -0.277 };
/// Role, and resolution of the words: of whoever is on no side that `sides` settles (speakers, words without a country).
pub(super) const PARTY: Scale<2> = Scale { slopes: [0.385, 0.151], offset: 0.317 };
/// Answer of the trees (`sides`): somebody of this country is on this side. Fitted on the 883 parties of the development reports.
pub(super) const SIDE: Scale<1> = Scale { slopes: [0.974], offset: 0.254 };
/// Polarity, tense and certainty together: all three are right.
pub(super) const STATUS: Scale<1> = Scale { slopes: [1.452], offset: 0.219 };

impl<const N: usize> Scale<N> {
    /// The share of fields with these scores that are right, .01 to .99, in hundredths.
    pub(super) fn of(self, scores: [f64; N]) -> f64 {
        let odds = |score: f64| {
            let score = score.clamp(EDGE, 1.0 - EDGE);
            (score / (1.0 - score)).ln()
        };
        let odds = scores.iter().zip(self.slopes).map(|(score, slope)| slope * odds(*score)).sum::<f64>() + self.offset;
        (DIGITS / (1.0 + (-odds).exp())).round().clamp(1.0, DIGITS - 1.0) / DIGITS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_grows_with_the_score_and_stays_within_bounds() {
        let scores = [f64::MIN, 0.0, 0.3, 0.6, 0.99, 1.0, 7.0];
        let parties = scores.map(|score| PARTY.of([score, 0.9]));
        for sure in [scores.map(|score| EVENT.of([score])), scores.map(|score| STATUS.of([score])), parties] {
            assert!(sure.is_sorted() && sure[0] < sure[6], "{sure:?}");
            assert!(sure.iter().all(|c| (0.01..=0.99).contains(c)), "{sure:?}");
        }
        assert!(PARTY.of([0.9, 0.5]) < PARTY.of([0.9, 0.95]));
    }

    #[test]
    fn a_scale_that_is_no_scale_changes_nothing() {
        assert_eq!(Scale { slopes: [1.0], offset: 0.0 }.of([0.734]), 0.73);
        // log odds of .9 are ln 9: twice that are those of 81 in 82.
        assert_eq!(Scale { slopes: [1.0, 1.0], offset: 0.0 }.of([0.9, 0.9]), 0.99);
    }
}
