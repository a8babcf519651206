//! The small heads that read claims off the encoder's vectors. The same shapes as `training/coder.py`, in plain loops over
//! f32 in one order, so that a result is the same on every machine with the same encoder output.

use std::ops::Range;

use super::pieces::Piece;
use super::tensors::Tensors;
use crate::Span;

/// Pieces before and after one among which a trigger may also begin, and the least probability that it begins at the one: the best
/// of those tried on the held-out corpus (`docs/methods.md`).
const NEAR_BEFORE: usize = 2;
const NEAR_AFTER: usize = 3;
const LEAST_START: f32 = 0.15;

/// PLOVER's categories (manual 2.0, section 2).
pub const CATEGORY_COUNT: usize = 16;

/// Nobody, one, several, understood.
pub const SIDE_COUNT: usize = 4;

/// What a mention found by the tagger is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum MentionKind {
    Actor,
    Place,
    Time,
    Quantity,
}

const MENTION_KINDS: [MentionKind; 4] =
    [MentionKind::Actor, MentionKind::Place, MentionKind::Time, MentionKind::Quantity];

/// Names of the outputs, in order, as written with the weights.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Labels {
    /// The sixteen categories.
    pub categories: Vec<String>,
    /// `CATEGORY/mode`.
    pub modes: Vec<String>,
    /// Contexts.
    pub contexts: Vec<String>,
    /// Roles of a mention towards a trigger.
    pub roles: Vec<String>,
    /// What the first of two may do to the second: the categories, some with a status, and last `NONE`.
    pub pairs: Vec<String>,
    /// affirmed, negated.
    pub polarities: Vec<String>,
    /// past, present, future, historical.
    pub tenses: Vec<String>,
    /// asserted, possible, hypothetical.
    pub certainties: Vec<String>,
    /// Who is on a side of an act: nobody, one, several, or somebody whom its sentence does not tell.
    pub sides: Vec<String>,
}

/// Outputs up to which a layer is kept turned: sums over few outputs at once leave most of a processor's lanes empty.
const FEW: usize = 32;

/// A dense layer; weights are [inputs × outputs], and of layers with few outputs also [outputs × inputs].
struct Linear {
    weight: Vec<f32>,
    turned: Vec<f32>,
    bias: Vec<f32>,
}

impl Linear {
    fn load(file: &Tensors, name: &str) -> Result<Self, String> {
        let (shape, weight) = file.floats(&format!("{name}.w"))?;
        let (_, bias) = file.floats(&format!("{name}.b"))?;
        if shape.len() != 2 || shape[1] != bias.len() || bias.is_empty() {
            return Err(format!("{name} has shape {shape:?}"));
        }
        let few = if bias.len() <= FEW { 0..bias.len() } else { 0..0 };
        let turned = few.flat_map(|o| weight.iter().skip(o).step_by(bias.len()).copied()).collect();
        Ok(Self { weight, turned, bias })
    }

    fn inputs(&self) -> usize {
        self.weight.len() / self.bias.len()
    }

    /// Adds the product of `x` with the rows from `row` on.
    fn add(&self, row: usize, x: &[f32], out: &mut [f32]) {
        let n = self.bias.len();
        for (x, weights) in x.iter().zip(self.weight[row * n..].chunks_exact(n)) {
            for (o, w) in out.iter_mut().zip(weights) {
                *o += x * w;
            }
        }
    }

    /// The layer on the concatenation of `parts`.
    fn apply(&self, parts: &[&[f32]]) -> Vec<f32> {
        if let ([part], false) = (parts, self.turned.is_empty()) {
            let rows = self.turned.chunks_exact(self.inputs());
            return rows.zip(&self.bias).map(|(row, bias)| bias + dot(row, part)).collect();
        }
        let mut out = self.bias.clone();
        let mut row = 0;
        for part in parts {
            self.add(row, part, &mut out);
            row += part.len();
        }
        debug_assert_eq!(row, self.inputs());
        out
    }
}

pub(super) struct Heads {
    labels: Labels,
    trigger: Linear,
    mention: Linear,
    claim_in: Linear,
    claim_out: [Linear; 8],
    role_in: Linear,
    role_out: Linear,
    pair_query: Linear,
    pair_key: Linear,
    pair_in: Linear,
    pair_out: Linear,
    gate_in: Linear,
    gate_out: Linear,
    gate_floor: f32,
    hidden: usize,
}

impl Heads {
    pub(super) fn from_bytes(bytes: &'static [u8]) -> Result<Self, String> {
        let file = Tensors::new(bytes)?;
        let labels: Labels = serde_json::from_str(file.text("labels")?).map_err(|e| format!("labels: {e}"))?;
        let load = |name: &str| Linear::load(&file, name);
        let heads = Self {
            trigger: load("trigger")?,
            mention: load("mention")?,
            claim_in: load("claim.in")?,
            claim_out: [
                load("claim.category")?,
                load("claim.polarity")?,
                load("claim.tense")?,
                load("claim.certainty")?,
                load("claim.modes")?,
                load("claim.contexts")?,
                load("claim.actors")?,
                load("claim.recipients")?,
            ],
            role_in: load("role.in")?,
            role_out: load("role.out")?,
            pair_query: load("pair.query")?,
            pair_key: load("pair.key")?,
            pair_in: load("pair.in")?,
            pair_out: load("pair.out")?,
            gate_in: load("gate.in")?,
            gate_out: load("gate.out")?,
            gate_floor: file
                .text("gate_floor")?
                .parse()
                .ok()
                .filter(|f: &f32| f.is_finite())
                .ok_or("gate_floor is no number")?,
            hidden: file.number("hidden")?,
            labels,
        };
        let sizes = [
            (heads.trigger.bias.len(), CATEGORY_COUNT + 2),
            (heads.mention.bias.len(), 1 + 2 * MENTION_KINDS.len()),
            (heads.claim_out[0].bias.len(), heads.labels.categories.len()),
            (heads.labels.categories.len(), CATEGORY_COUNT),
            (heads.claim_out[1].bias.len(), heads.labels.polarities.len()),
            (heads.claim_out[2].bias.len(), heads.labels.tenses.len()),
            (heads.claim_out[3].bias.len(), heads.labels.certainties.len()),
            (heads.claim_out[4].bias.len(), heads.labels.modes.len()),
            (heads.claim_out[5].bias.len(), heads.labels.contexts.len()),
            (heads.claim_out[6].bias.len(), SIDE_COUNT),
            (heads.claim_out[7].bias.len(), SIDE_COUNT),
            (heads.labels.sides.len(), SIDE_COUNT),
            (heads.role_out.bias.len(), heads.labels.roles.len()),
            (heads.pair_out.bias.len(), heads.labels.pairs.len()),
            (heads.trigger.inputs(), heads.hidden),
            (heads.mention.inputs(), heads.hidden),
            (heads.claim_in.inputs(), 2 * heads.hidden),
            (heads.role_in.inputs(), 3 * heads.hidden),
            (heads.pair_query.inputs(), 2 * heads.hidden),
            (heads.pair_key.inputs(), heads.hidden),
            (heads.pair_key.bias.len(), heads.pair_query.bias.len()),
            (heads.pair_in.inputs(), 4 * heads.hidden),
            (heads.role_out.inputs(), heads.role_in.bias.len()),
            (heads.pair_out.inputs(), heads.pair_in.bias.len()),
            (heads.gate_in.inputs(), 2 * heads.hidden),
            (heads.gate_out.inputs(), heads.gate_in.bias.len()),
            (heads.gate_out.bias.len(), 1),
        ];
        match sizes.iter().position(|(have, want)| have != want) {
            Some(i) => Err(format!("a head has size {}, expected {} (check {i})", sizes[i].0, sizes[i].1)),
            None if heads.claim_out.iter().any(|l| l.inputs() != heads.claim_in.bias.len()) => {
                Err("a claim head has another size than its input".into())
            }
            None => Ok(heads),
        }
    }

    /// Length of the vectors that they read.
    pub(super) fn hidden(&self) -> usize {
        self.hidden
    }

    pub(super) fn labels(&self) -> &Labels {
        &self.labels
    }

    /// What the lower layers tell of a sentence, from its vectors [pieces × hidden].
    pub(super) fn early(&self, vectors: &[f32]) -> Early {
        let vectors = mean_and_most(vectors, self.hidden);
        let eventful = self.gate_out.apply(&[&gelu(self.gate_in.apply(&[&vectors]))])[0] >= self.gate_floor;
        Early { vectors, eventful }
    }
}

/// What the lower layers tell of a sentence.
pub(super) struct Early {
    /// Mean and maximum of its vectors.
    vectors: Vec<f32>,
    /// Whether it may claim anything.
    pub(super) eventful: bool,
}

/// Mean and maximum of vectors [pieces × hidden], one after the other.
fn mean_and_most(vectors: &[f32], hidden: usize) -> Vec<f32> {
    let mut both = vec![0.0; hidden];
    let mut most = vec![f32::MIN; hidden];
    for row in vectors.chunks_exact(hidden) {
        for ((sum, most), v) in both.iter_mut().zip(&mut most).zip(row) {
            *sum += v;
            *most = most.max(*v);
        }
    }
    let share = hidden as f32 / vectors.len() as f32;
    both.iter_mut().for_each(|v| *v *= share);
    both.extend(most);
    both
}

/// A run of pieces that the tagger marks.
#[derive(Debug, Clone, PartialEq)]
pub struct TaggedSpan<K> {
    /// The pieces, counted with the opening mark: as [`Reading`]'s methods take them.
    pub pieces: Range<usize>,
    /// The bytes of the sentence.
    pub span: Span,
    /// What it is.
    pub kind: K,
    /// Probability of its first tag, 0 to 1.
    pub probability: f32,
}

/// Probabilities for one trigger, in the order of [`Labels`].
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct ClaimLogits {
    pub category: Vec<f32>,
    pub polarity: Vec<f32>,
    pub tense: Vec<f32>,
    pub certainty: Vec<f32>,
    pub modes: Vec<f32>,
    pub contexts: Vec<f32>,
    pub actors: [f32; SIDE_COUNT],
    pub recipients: [f32; SIDE_COUNT],
}

/// One side of the role head, computed once for each trigger and each mention: its vector, and the part of the hidden layer
/// that depends on it alone.
pub struct RoleSide {
    vector: Vec<f32>,
    inner: Vec<f32>,
}

/// One sentence as the encoder read it.
pub struct Reading<'m> {
    heads: &'m Heads,
    cut: Vec<Piece>,
    /// [pieces + 2 × hidden]
    vectors: Vec<f32>,
    mean: Vec<f32>,
    eventful: bool,
    /// Mean and maximum after the lower layers.
    early: Vec<f32>,
}

impl<'m> Reading<'m> {
    pub(super) fn new(heads: &'m Heads, cut: Vec<Piece>, vectors: Vec<f32>, early: Early) -> Self {
        let rows = vectors.len() / heads.hidden;
        let mut reading =
            Self { heads, cut, vectors, mean: Vec::new(), eventful: early.eventful, early: early.vectors };
        reading.mean = reading.mean_of(0..rows);
        reading
    }

    fn vector(&self, piece: usize) -> &[f32] {
        &self.vectors[piece * self.heads.hidden..][..self.heads.hidden]
    }

    fn mean_of(&self, pieces: Range<usize>) -> Vec<f32> {
        let mut sum = vec![0.0; self.heads.hidden];
        let n = pieces.len().max(1) as f32;
        for piece in pieces {
            for (s, v) in sum.iter_mut().zip(self.vector(piece)) {
                *s += v;
            }
        }
        sum.iter_mut().for_each(|s| *s /= n);
        sum
    }

    /// Mean and maximum of the vectors of all pieces, after the lower and after all layers: what a user's own categories are learnt on. The
    /// lower layers still know the words, the upper ones what is done to whom.
    pub fn features(&self) -> Vec<f32> {
        let mut features = self.early.clone();
        features.extend(mean_and_most(&self.vectors, self.heads.hidden));
        features
    }

    /// Whether the gate, which sees the vectors below, lets the sentence claim anything.
    pub fn may_claim(&self) -> bool {
        self.eventful
    }

    /// The pieces that share a byte with `span`; `None` where the sentence was cut off before it.
    pub fn pieces(&self, span: Span) -> Option<Range<usize>> {
        let inside = |p: &Piece| p.span.start < span.end && p.span.end > span.start;
        let first = self.cut.iter().position(inside)?;
        let last = self.cut.iter().rposition(inside)?;
        Some(first + 1..last + 2)
    }

    fn span(&self, pieces: &Range<usize>) -> Span {
        Span::new(self.cut[pieces.start - 1].span.start, self.cut[pieces.end - 2].span.end)
    }

    /// Triggers with the index of their likeliest category. `floor`: least probability that a trigger starts there, or, where
    /// several words may be the first ("tend to turn"), about there.
    pub fn triggers(&self, floor: f32) -> Vec<TaggedSpan<usize>> {
        let tags: Vec<Vec<f32>> =
            (1..=self.cut.len()).map(|p| softmax(self.heads.trigger.apply(&[self.vector(p)]))).collect();
        let starts: Vec<f32> = tags.iter().map(|t| t[1..=CATEGORY_COUNT].iter().sum()).collect();
        let inside = CATEGORY_COUNT + 1;
        let mut found = Vec::new();
        let mut i = 0;
        while i < tags.len() {
            let near = i.saturating_sub(NEAR_BEFORE)..(i + 1 + NEAR_AFTER).min(tags.len());
            let alone = argmax(&tags[i]) != inside && starts[i] >= floor;
            let about: f32 = starts[near.clone()].iter().sum();
            let among = starts[i] >= LEAST_START
                && about >= floor
                && starts[near.clone()].iter().all(|other| *other <= starts[i]);
            if !(alone || among) || self.cut[i].span.is_empty() {
                i += 1;
                continue;
            }
            let mut end = i + 1;
            while end < tags.len() && argmax(&tags[end]) == inside {
                end += 1;
            }
            let pieces = i + 1..end + 1;
            let summed = |from: Range<usize>| -> Vec<f32> {
                (1..=CATEGORY_COUNT).map(|c| tags[from.clone()].iter().map(|t| t[c]).sum()).collect()
            };
            let kind = argmax(&summed(if alone { i..i + 1 } else { near.clone() }));
            let probability = if alone { starts[i] } else { about.min(1.0) };
            found.push(TaggedSpan { span: self.span(&pieces), pieces, kind, probability });
            i = end;
            // The other words that might have been the first.
            while !alone && i < near.end && starts[i] < floor {
                i += 1;
            }
        }
        found
    }

    /// Mentions: actors, places, times and quantities that play a part in some claim.
    pub fn mentions(&self, floor: f32) -> Vec<TaggedSpan<MentionKind>> {
        let tags: Vec<Vec<f32>> =
            (1..=self.cut.len()).map(|p| softmax(self.heads.mention.apply(&[self.vector(p)]))).collect();
        let mut found = Vec::new();
        let mut i = 0;
        while i < tags.len() {
            let (kind, starts) = (0..MENTION_KINDS.len())
                .map(|k| (k, tags[i][1 + 2 * k]))
                .fold((0, f32::MIN), |best, next| if next.1 > best.1 { next } else { best });
            let continues = argmax(&tags[i]);
            if starts < floor || (continues != 0 && continues.is_multiple_of(2)) || self.cut[i].span.is_empty() {
                i += 1;
                continue;
            }
            let mut end = i + 1;
            while end < tags.len() && argmax(&tags[end]) == 2 + 2 * kind {
                end += 1;
            }
            let pieces = i + 1..end + 1;
            found.push(TaggedSpan { span: self.span(&pieces), pieces, kind: MENTION_KINDS[kind], probability: starts });
            i = end;
        }
        found
    }

    /// What the trigger on these pieces claims.
    pub fn claim(&self, trigger: Range<usize>) -> ClaimLogits {
        let vector = self.mean_of(trigger);
        let inner = gelu(self.heads.claim_in.apply(&[&vector, &self.mean]));
        let [category, polarity, tense, certainty, modes, contexts, actors, recipients] =
            self.heads.claim_out.each_ref().map(|layer| layer.apply(&[&inner]));
        // Their sizes were checked when the heads were loaded.
        let side = |logits| softmax(logits).try_into().unwrap_or_default();
        ClaimLogits {
            category: softmax(category),
            polarity: softmax(polarity),
            tense: softmax(tense),
            certainty: softmax(certainty),
            modes: sigmoid(modes),
            contexts: sigmoid(contexts),
            actors: side(actors),
            recipients: side(recipients),
        }
    }

    /// A trigger's side of the role head.
    pub fn trigger_side(&self, trigger: Range<usize>) -> RoleSide {
        let mut inner = self.heads.role_in.bias.clone();
        let vector = self.mean_of(trigger);
        self.heads.role_in.add(0, &vector, &mut inner);
        RoleSide { vector, inner }
    }

    /// A mention's side of the role head.
    pub fn mention_side(&self, mention: Range<usize>) -> RoleSide {
        let mut inner = vec![0.0; self.heads.role_in.bias.len()];
        let vector = self.mean_of(mention);
        self.heads.role_in.add(self.heads.hidden, &vector, &mut inner);
        RoleSide { vector, inner }
    }

    /// Probabilities of each role that the mention plays in the trigger's claim; independent of one another.
    pub fn roles(&self, trigger: &RoleSide, mention: &RoleSide) -> Vec<f32> {
        let both: Vec<f32> = trigger.vector.iter().zip(&mention.vector).map(|(a, b)| a * b).collect();
        let mut inner: Vec<f32> = trigger.inner.iter().zip(&mention.inner).map(|(a, b)| a + b).collect();
        self.heads.role_in.add(2 * self.heads.hidden, &both, &mut inner);
        sigmoid(self.heads.role_out.apply(&[&gelu(inner)]))
    }

    /// Probabilities of what `first` does to `second`, in the order of [`Labels::pairs`]. `None`: nobody named.
    pub fn pair(&self, first: Option<Range<usize>>, second: Option<Range<usize>>) -> Vec<f32> {
        let vector = |side: Option<Range<usize>>| match side {
            Some(pieces) => self.mean_of(pieces),
            None => vec![0.0; self.heads.hidden],
        };
        let (first, second) = (vector(first), vector(second));
        let query = self.heads.pair_query.apply(&[&first, &second]);
        // (x K + b) · q = x · (K q) + b · q, and the last term is the same for every piece.
        let size = query.len();
        let turned: Vec<f32> =
            self.heads.pair_key.weight.chunks_exact(size).map(|row| dot(row, &query) / (size as f32).sqrt()).collect();
        let rows = self.vectors.len() / self.heads.hidden;
        let attention = softmax((0..rows).map(|p| dot(self.vector(p), &turned)).collect());
        let mut seen = vec![0.0; self.heads.hidden];
        for (p, a) in attention.iter().enumerate() {
            for (s, v) in seen.iter_mut().zip(self.vector(p)) {
                *s += a * v;
            }
        }
        let inner = gelu(self.heads.pair_in.apply(&[&first, &second, &seen, &self.mean]));
        softmax(self.heads.pair_out.apply(&[&inner]))
    }
}

/// Eight sums side by side, which the processor adds at once, whatever it is: the order of the additions is fixed.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut sums = [0.0; 8];
    for (a, b) in a.iter().zip(b) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}

/// Index of the largest value; the first of equals.
pub(crate) fn argmax(values: &[f32]) -> usize {
    values.iter().enumerate().fold(0, |best, (i, v)| if *v > values[best] { i } else { best })
}

fn softmax(mut values: Vec<f32>) -> Vec<f32> {
    let largest = values.iter().copied().fold(f32::MIN, f32::max);
    values.iter_mut().for_each(|v| *v = (*v - largest).exp());
    let sum: f32 = values.iter().sum();
    values.iter_mut().for_each(|v| *v /= sum);
    values
}

fn sigmoid(mut values: Vec<f32>) -> Vec<f32> {
    values.iter_mut().for_each(|v| *v = 1.0 / (1.0 + (-*v).exp()));
    values
}

/// x Φ(x), with erf after Abramowitz and Stegun 7.1.26 (error below 1.5e-7).
fn gelu(mut values: Vec<f32>) -> Vec<f32> {
    for v in &mut values {
        let x = f64::from(*v);
        let z = x.abs() / std::f64::consts::SQRT_2;
        let t = 1.0 / (1.0 + 0.327_591_1 * z);
        let poly =
            t * (0.254_829_592 + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
        let erf = (1.0 - poly * (-z * z).exp()).copysign(x);
        *v = (0.5 * x * (1.0 + erf)) as f32;
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn activations_have_their_known_values() {
        let g = gelu(vec![-1.0, 0.0, 1.0, 3.0]);
        for (have, want) in g.iter().zip([-0.158_655, 0.0, 0.841_345, 2.995_95]) {
            assert!((have - want).abs() < 1e-5, "{have} {want}");
        }
        let s = softmax(vec![0.0, 0.0, f32::ln(2.0)]);
        assert!((s[2] - 0.5).abs() < 1e-6);
        assert_eq!(argmax(&[0.1, 0.5, 0.5]), 1);
    }
}
