//! The figures of classification and retrieval.

use std::collections::BTreeSet;

/// Precision, recall and F1 of counts.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    /// Right.
    pub both: usize,
    /// Predicted.
    pub predicted: usize,
    /// In the gold.
    pub gold: usize,
}

impl Counts {
    /// Share of the predicted that is right.
    pub(crate) fn precision(self) -> f64 {
        ratio(self.both, self.predicted)
    }

    /// Share of the gold that is found.
    pub(crate) fn recall(self) -> f64 {
        ratio(self.both, self.gold)
    }

    /// Their harmonic mean.
    pub(crate) fn f1(self) -> f64 {
        ratio(2 * self.both, self.predicted + self.gold)
    }
}

/// `part` of `whole`; 0 of nothing.
pub(crate) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Four decimals.
pub(crate) fn round(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// Mean F1 over the classes of the gold and the predictions.
pub(crate) fn macro_f1<T: Ord>(gold: &[T], predicted: &[T]) -> f64 {
    let classes: BTreeSet<&T> = gold.iter().chain(predicted).collect();
    let f1 = |class: &T| {
        let both = gold.iter().zip(predicted).filter(|(g, p)| *g == class && *p == class).count();
        let count = |side: &[T]| side.iter().filter(|c| *c == class).count();
        Counts { both, predicted: count(predicted), gold: count(gold) }.f1()
    };
    classes.iter().map(|c| f1(c)).sum::<f64>() / classes.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macro_f1_weighs_classes_alike() {
        // Class 1: precision 1, recall 1/2; class 2: precision 1/2, recall 1.
        assert_eq!(round(macro_f1(&[1, 1, 2], &[1, 2, 2])), 0.6667);
        assert_eq!(macro_f1(&[1, 2], &[2, 1]), 0.0);
    }
}
