//! What the words of a text mean, whatever their language: vectors to compare reports by. `training/meaning.py` writes the table and
//! says how it is made; nothing here runs the encoder.

use std::path::Path;

use super::pieces::Pieces;
use super::tensors::Tensors;
use crate::{Error, Language};

/// File name of the table, in a model's folder.
pub(super) const MEANING: &str = "meaning.safetensors";
/// Probability of pieces that the vocabulary has no score for: they are rare.
const RARE: f32 = 2e-9;

/// The table.
pub struct Meaning {
    /// What reports of each language have in common, [languages × hidden].
    common: Vec<f32>,
    /// Directions in which reports differ, [hidden × directions]: a vector is held against all of them at once.
    directions: Vec<f32>,
    hidden: usize,
    smoothing: f32,
}

impl Meaning {
    pub(super) fn from_bytes(bytes: &'static [u8], hidden: usize) -> Result<Self, String> {
        let file = Tensors::new(bytes)?;
        let codes: Vec<&str> = Language::ALL.iter().map(|l| l.code()).collect();
        let languages = file.text("languages")?;
        if languages.split(' ').ne(codes.iter().copied()) {
            return Err(format!("languages '{languages}', expected '{}'", codes.join(" ")));
        }
        let (common_shape, common) = file.floats("common")?;
        let (shape, directions) = file.floats("directions")?;
        if common_shape != [codes.len(), hidden] || shape.len() != 2 || shape[0] > hidden || shape[1] != hidden {
            return Err(format!("shapes {common_shape:?} and {shape:?} on vectors of {hidden}"));
        }
        let smoothing = file.text("smoothing")?.parse().map_err(|_| "smoothing is no number".to_owned())?;
        let count = shape[0];
        let turned = (0..hidden).flat_map(|h| (0..count).map(move |direction| direction * hidden + h));
        let directions = turned.map(|at| directions[at]).collect();
        Ok(Self { common, directions, hidden, smoothing })
    }

    pub(super) fn load(folder: &Path) -> Result<&'static [u8], Error> {
        let path = folder.join(MEANING);
        let bytes = std::fs::read(&path).map_err(|source| Error::Model {
            path,
            cause: format!("cannot be read: {source}"),
            remedy: format!("name a folder with {MEANING}, or take that of this release"),
        })?;
        Ok(Box::leak(bytes.into_boxed_slice()))
    }

    /// How much a piece tells: rare ones more, up to 1.
    pub(crate) fn weight(&self, pieces: &Pieces, id: u32) -> f32 {
        self.smoothing / (self.smoothing + pieces.likelihood(id).unwrap_or(RARE))
    }

    /// The vector of the pieces of texts in one language, each value from -127 to 127; all zero where there are no pieces.
    pub(crate) fn of(&self, pieces: &Pieces, language: Language, ids: &[u32]) -> Vec<i8> {
        let count = self.directions.len() / self.hidden;
        let (mut sum, mut total) = (vec![0.0f32; self.hidden], 0.0f32);
        let mut one = Vec::with_capacity(self.hidden);
        for id in ids {
            let weight = self.weight(pieces, *id);
            one.clear();
            pieces.embed(*id, &mut one);
            sum.iter_mut().zip(&one).for_each(|(s, v)| *s += v * weight);
            total += weight;
        }
        if total <= 0.0 {
            return vec![0; count];
        }
        let common = &self.common[language as usize * self.hidden..][..self.hidden];
        sum.iter_mut().zip(common).for_each(|(s, c)| *s = *s / total - c);
        let mut told = vec![0.0f32; count];
        for (of_all, s) in self.directions.chunks_exact(count.max(1)).zip(&sum) {
            told.iter_mut().zip(of_all).for_each(|(t, d)| *t += d * s);
        }
        let most = told.iter().fold(f32::MIN_POSITIVE, |most, v| most.max(v.abs()));
        told.iter().map(|v| (v / most * 127.0).round() as i8).collect()
    }
}

/// Cosine of two vectors of [`Meaning::of`], -1 to 1; 0 where one is empty.
pub(crate) fn cosine(a: &[i8], b: &[i8]) -> f64 {
    let product = |x: &[i8], y: &[i8]| -> f64 {
        f64::from(x.iter().zip(y).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum::<i32>())
    };
    let lengths = (product(a, a) * product(b, b)).sqrt();
    if lengths > 0.0 { product(a, b) / lengths } else { 0.0 }
}
