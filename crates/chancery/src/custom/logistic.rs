//! Logistic regression with an L2 penalty, by Nesterov's accelerated gradient: one order of additions, no random numbers, so that the same
//! examples give the same weights.

/// Steps of the descent: on standardised features the loss no longer falls in its fourth digit.
const STEPS: usize = 200;
/// Steps of the power method that bounds the curvature.
const POWER_STEPS: usize = 12;

/// Weights and bias.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) weights: Vec<f32>,
    pub(super) bias: f32,
}

/// Probability of a category.
pub(super) fn probability(weights: &[f32], bias: f32, features: &[f32]) -> f32 {
    sigmoid(bias + dot(weights, features))
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut sums = [0.0; 8];
    for (a, b) in a.iter().zip(b) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f32>()
}

/// Mean and spread of every feature.
pub(super) struct Scale {
    mean: Vec<f32>,
    spread: Vec<f32>,
}

impl Scale {
    /// Of some rows of features, all of one length.
    pub(super) fn of(rows: &[&[f32]]) -> Self {
        let n = rows.len().max(1) as f32;
        let size = rows.first().map_or(0, |row| row.len());
        let mut mean = vec![0.0; size];
        rows.iter().for_each(|row| mean.iter_mut().zip(*row).for_each(|(m, x)| *m += x / n));
        let mut spread = vec![0.0f32; size];
        rows.iter().for_each(|row| {
            spread.iter_mut().zip(row.iter().zip(&mean)).for_each(|(s, (x, m))| *s += (x - m) * (x - m) / n);
        });
        spread.iter_mut().for_each(|s| *s = s.sqrt().max(1e-6));
        Self { mean, spread }
    }

    /// A row around zero.
    pub(super) fn apply(&self, row: &[f32]) -> Vec<f32> {
        row.iter().zip(self.mean.iter().zip(&self.spread)).map(|(x, (m, s))| (x - m) / s).collect()
    }

    /// The same line on features as they are.
    pub(super) fn undo(&self, line: &Line) -> Line {
        let weights: Vec<f32> = line.weights.iter().zip(&self.spread).map(|(w, s)| w / s).collect();
        let bias = line.bias - weights.iter().zip(&self.mean).map(|(w, m)| w * m).sum::<f32>();
        Line { weights, bias }
    }
}

/// The line that tells the rows that are `gold` from the others. `penalty` is that of the mean loss, per feature; `start` a line near it.
pub(super) fn fit(rows: &[&[f32]], gold: &[bool], penalty: f32, start: Option<Line>) -> Line {
    let size = rows.first().map_or(0, |row| row.len());
    let n = rows.len().max(1) as f32;
    let mut line = start.unwrap_or_else(|| Line { weights: vec![0.0; size], bias: 0.0 });
    let step = 1.0 / (0.25 * (curvature(rows) + 1.0) + penalty);
    let (mut ahead, mut momentum) = (line.clone(), 1.0f32);
    for _ in 0..STEPS {
        let mut slope = vec![0.0; size];
        let mut lift = 0.0;
        for (row, gold) in rows.iter().zip(gold) {
            let error = (probability(&ahead.weights, ahead.bias, row) - f32::from(u8::from(*gold))) / n;
            slope.iter_mut().zip(*row).for_each(|(s, x)| *s += error * x);
            lift += error;
        }
        let next = Line {
            weights: ahead.weights.iter().zip(&slope).map(|(w, s)| w - step * (s + penalty * w)).collect(),
            bias: ahead.bias - step * lift,
        };
        let grown = (1.0 + (1.0 + 4.0 * momentum * momentum).sqrt()) / 2.0;
        let push = (momentum - 1.0) / grown;
        ahead = Line {
            weights: next.weights.iter().zip(&line.weights).map(|(new, old)| new + push * (new - old)).collect(),
            bias: next.bias + push * (next.bias - line.bias),
        };
        (line, momentum) = (next, grown);
    }
    line
}

/// Largest eigenvalue of the rows' mean outer product, by the power method.
fn curvature(rows: &[&[f32]]) -> f32 {
    let size = rows.first().map_or(0, |row| row.len());
    let n = rows.len().max(1) as f32;
    let mut direction = vec![1.0 / (size.max(1) as f32).sqrt(); size];
    let mut largest = 0.0;
    for _ in 0..POWER_STEPS {
        let mut next = vec![0.0; size];
        for row in rows {
            let along = dot(row, &direction) / n;
            next.iter_mut().zip(*row).for_each(|(v, x)| *v += along * x);
        }
        largest = dot(&next, &next).sqrt();
        direction = next.iter().map(|v| v / largest.max(1e-12)).collect();
    }
    // The method approaches from below.
    largest * 1.2
}
