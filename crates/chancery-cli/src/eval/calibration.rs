//! Whether a confidence means what it says: the share of right fields among those told with it.

use serde_json::{Value, json};

use super::score::{Counts, ratio, round};

/// Bins of equal width in which confidence and share are compared.
const BINS: usize = 10;
/// Least confidences at which a curve is read.
const FLOORS: [f64; 8] = [0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
/// Confidences are kept this far from 0 and 1 where their log odds are taken.
const EDGE: f64 = 0.005;
/// Steps of Newton's method, and the most that one may move: far from its end it would overshoot.
const STEPS: usize = 200;
const STRIDE: f64 = 0.5;
/// Steeper than this, a line only parts right from wrong.
const STEEPEST: f64 = 10.0;

/// The confidences told for a field, each with whether the field was right.
#[derive(Debug, Default)]
pub(crate) struct Told(Vec<(f64, bool)>);

impl Told {
    pub(crate) fn add(&mut self, confidence: f64, right: bool) {
        self.0.push((confidence, right));
    }

    /// Mean distance of confidence and share of right fields over the bins, weighed by their fields (Naeini and others 2015).
    pub(crate) fn error(&self) -> f64 {
        let mut bins = [(0.0, 0.0); BINS];
        for &(confidence, right) in &self.0 {
            let bin = &mut bins[((confidence * BINS as f64) as usize).min(BINS - 1)];
            bin.0 += confidence;
            bin.1 += f64::from(u8::from(right));
        }
        bins.iter().map(|(told, right)| (told - right).abs()).sum::<f64>() / self.0.len().max(1) as f64
    }

    /// Slope and offset of the straight line from the log odds told to those of being right, by logistic regression (Platt 1999): 1 and 0 when
    /// nothing is to be mended, else what the scale of `settle/sure.rs` is to be followed by. Nothing where no line fits.
    pub(crate) fn scale(&self) -> Option<(f64, f64)> {
        let right = self.0.iter().filter(|(_, right)| *right).count();
        if right == 0 || right == self.0.len() {
            return None;
        }
        let (mut slope, mut offset) = (1.0, 0.0);
        for _ in 0..STEPS {
            let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 1e-6, 0.0, 1e-6);
            for &(confidence, right) in &self.0 {
                let (x, p) = (logit(confidence), on_line(slope, offset, confidence));
                let (miss, weight) = (f64::from(u8::from(right)) - p, p * (1.0 - p));
                g0 += miss * x;
                g1 += miss;
                h00 += weight * x * x;
                h01 += weight * x;
                h11 += weight;
            }
            let determinant = h00 * h11 - h01 * h01;
            if determinant.abs() < 1e-12 {
                return None;
            }
            slope += ((h11 * g0 - h01 * g1) / determinant).clamp(-STRIDE, STRIDE);
            offset += ((h00 * g1 - h01 * g0) / determinant).clamp(-STRIDE, STRIDE);
        }
        let off = |(slope, offset): (f64, f64)| {
            self.0.iter().map(|&(c, right)| f64::from(u8::from(right)) - on_line(slope, offset, c)).sum::<f64>().abs()
        };
        // Where the right are all told more surely than the wrong, or all alike, there is no such line.
        (slope.abs() < STEEPEST && off((slope, offset)) < 1e-3).then_some((slope, offset))
    }

    pub(crate) fn figures(&self) -> Value {
        let right = self.0.iter().filter(|(_, right)| *right).count();
        let told: f64 = self.0.iter().map(|(confidence, _)| confidence).sum();
        json!({
            "fields": self.0.len(),
            "right": round(ratio(right, self.0.len())),
            "mean_confidence": round(told / self.0.len().max(1) as f64),
            "expected_calibration_error": round(self.error()),
            "scale": self.scale().map(|(slope, offset)| [round(slope), round(offset)]),
        })
    }

    /// Precision and recall of what is told at least so surely, of `gold` in all.
    pub(crate) fn curve(&self, gold: usize) -> Vec<Value> {
        let at = |floor: &f64| {
            let told = self.0.iter().filter(|(confidence, _)| confidence >= floor);
            let (predicted, both) = told.fold((0, 0), |(n, k), (_, right)| (n + 1, k + usize::from(*right)));
            let counts = Counts { both, predicted, gold };
            json!([floor, round(counts.precision()), round(counts.recall())])
        };
        FLOORS.iter().map(at).collect()
    }
}

/// What a line makes of a confidence.
fn on_line(slope: f64, offset: f64, confidence: f64) -> f64 {
    1.0 / (1.0 + f64::exp(-(slope * logit(confidence) + offset)))
}

fn logit(confidence: f64) -> f64 {
    let confidence = confidence.clamp(EDGE, 1.0 - EDGE);
    (confidence / (1.0 - confidence)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(of: &[(f64, usize, usize)]) -> Told {
        let mut told = Told::default();
        for &(confidence, right, wrong) in of {
            (0..right).for_each(|_| told.add(confidence, true));
            (0..wrong).for_each(|_| told.add(confidence, false));
        }
        told
    }

    #[test]
    fn what_means_what_it_says_has_no_error_and_needs_no_mending() {
        let honest = told(&[(0.2, 2, 8), (0.75, 75, 25), (0.9, 90, 10)]);
        assert!(honest.error() < 1e-9, "{}", honest.error());
        let (slope, offset) = honest.scale().unwrap();
        assert!((slope - 1.0).abs() < 1e-6 && offset.abs() < 1e-6, "{slope} {offset}");
    }

    #[test]
    fn a_boaster_is_brought_back() {
        let boaster = told(&[(0.9, 60, 40), (0.99, 80, 20)]);
        assert!((boaster.error() - (0.3 + 0.19) / 2.0).abs() < 1e-9, "{}", boaster.error());
        let (slope, offset) = boaster.scale().unwrap();
        let mended = |c: f64| 1.0 / (1.0 + f64::exp(-(slope * (c / (1.0 - c)).ln() + offset)));
        assert!((mended(0.9) - 0.6).abs() < 1e-6 && (mended(0.99) - 0.8).abs() < 1e-6);
        assert!(told(&[(0.9, 3, 0)]).scale().is_none());
        assert!(told(&[(0.9, 3, 0), (0.3, 0, 3)]).scale().is_none());
    }

    #[test]
    fn a_curve_gives_up_recall_for_precision() {
        let curve = told(&[(0.45, 1, 1), (0.92, 3, 0)]).curve(8);
        assert_eq!(curve[0], json!([0.0, 0.8, 0.5]));
        assert_eq!(curve[6], json!([0.9, 1.0, 0.375]));
    }
}
