//! A user's own codebook beside PLOVER's. In: sentences as the encoder read them. Out: the user's categories that they tell. Always: the
//! encoder stays as it is; a category is one linear layer on means and maxima of a sentence's vectors, learnt from
//! examples (`learn`), with a floor of its own.

mod learn;
mod logistic;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::model::{Model, Reading};
use crate::record::{Claim, Label};
use crate::span::Characters;
use crate::text::Document;

pub use learn::{Example, Figures, Learnt, examples, learn, measure, unseen};

/// Largest file of a codebook, of its definition and of its examples, in bytes.
const LARGEST: u64 = 64 << 20;
/// Most categories of a codebook.
const MOST_CATEGORIES: usize = 64;

/// What a user wants to find: the file given to `chancery train`.
///
/// ```toml
/// name = "attacks-on-health-care"
/// version = "1"
///
/// [[category]]
/// name = "attack"
/// description = "Violence against hospitals, ambulances, medical staff or patients."
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// What labels are marked with.
    pub name: String,
    /// Told with every label, so that labels of different states of the codebook can be told apart.
    #[serde(default)]
    pub version: String,
    /// The categories, in the order they are written out.
    pub category: Vec<Wanted>,
}

/// A category of a definition.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// As the examples name it.
    pub name: String,
    /// For people.
    #[serde(default)]
    pub description: String,
}

impl Definition {
    /// Reads a definition.
    ///
    /// # Errors
    /// [`Error::Codebook`] where the file cannot be read, is no such TOML, has no category, or two of one name.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let fail = |cause: String| fault(path, cause, "write it as docs/custom-codebooks.md shows");
        let text = read_text(path)?;
        let definition: Self = toml::from_str(&text).map_err(|e| fail(e.to_string().trim_end().to_owned()))?;
        let mut names: Vec<&str> = definition.category.iter().map(|c| c.name.as_str()).collect();
        names.sort_unstable();
        let doubled = names.windows(2).find(|pair| pair[0] == pair[1]);
        match (names.len(), doubled) {
            _ if definition.name.trim().is_empty() => Err(fail("its name is empty".into())),
            (0, _) => Err(fail("it has no category".into())),
            (n, _) if n > MOST_CATEGORIES => {
                Err(fail(format!("it has {n} categories, at most {MOST_CATEGORIES} are learnt")))
            }
            (_, Some(pair)) => Err(fail(format!("two categories are called '{}'", pair[0]))),
            _ if names[0].trim().is_empty() => Err(fail("a category has an empty name".into())),
            _ => Ok(definition),
        }
    }
}

/// A codebook that was learnt: the file that `chancery train` writes and `chancery code --codebook` applies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CustomCodebook {
    /// Of its definition.
    pub name: String,
    /// Of its definition.
    pub version: String,
    /// The model on whose vectors it was learnt: it says nothing on those of another.
    pub model: String,
    /// Its categories.
    pub categories: Vec<LearntCategory>,
}

/// A category as it was learnt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LearntCategory {
    /// Its name.
    pub name: String,
    /// What it covers, for people.
    pub description: String,
    /// Least probability that makes a label, 0 to 1.
    pub floor: f32,
    /// Probability = 1 / (1 + exp(-(bias + weights · features))), features as [`Reading::features`].
    pub bias: f32,
    /// As many as features.
    pub weights: Vec<f32>,
}

/// A category that a sentence tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<'c> {
    /// The category.
    pub category: &'c LearntCategory,
    /// Its probability, 0 to 1.
    pub probability: f32,
}

impl CustomCodebook {
    /// Reads a codebook that [`learn`] made on this model.
    ///
    /// # Errors
    /// [`Error::Codebook`] where the file cannot be read, is no such file, or was learnt on another model.
    pub fn read(path: &Path, model: &Model) -> Result<Self, Error> {
        let again = "learn it again with chancery train";
        let codebook: Self = serde_json::from_str(&read_text(path)?)
            .map_err(|e| fault(path, format!("no learnt codebook: {e}"), again))?;
        if codebook.model != model.fingerprint() {
            return Err(fault(path, "it was learnt on another model".into(), again));
        }
        let size = model.features();
        let sound = |c: &LearntCategory| {
            c.weights.len() == size && c.weights.iter().chain([&c.bias, &c.floor]).all(|w| w.is_finite())
        };
        match codebook.categories.iter().find(|c| !sound(c)) {
            Some(category) => Err(fault(path, format!("the weights of '{}' are damaged", category.name), again)),
            None => Ok(codebook),
        }
    }

    /// The categories that a sentence tells, in the order of the codebook.
    pub fn told(&self, reading: &Reading<'_>) -> Vec<Told<'_>> {
        let features = reading.features();
        let probability = |c: &LearntCategory| logistic::probability(&c.weights, c.bias, &features);
        let told = self.categories.iter().map(|category| Told { category, probability: probability(category) });
        told.filter(|t| t.probability >= t.category.floor).collect()
    }
}

/// The labels of a document, of what each of its sentences was `told` to be.
pub(crate) fn labels(
    codebook: &CustomCodebook,
    document: &Document,
    told: &[Vec<Told<'_>>],
    claims: &[Claim],
) -> Vec<Label> {
    let text = &document.report.text;
    let characters = Characters::of(text);
    let sentences = document.sentences.iter().zip(told).filter(|(_, told)| !told.is_empty());
    let labels = sentences.flat_map(|(sentence, told)| {
        let span = characters.span(sentence.span);
        let says = |claim: &&Claim| claim.evidence.iter().any(|e| e.span == span);
        let claims: Vec<String> = claims.iter().filter(says).map(|claim| claim.id.clone()).collect();
        told.iter().map(move |t| Label {
            codebook: codebook.name.clone(),
            version: codebook.version.clone(),
            category: t.category.name.clone(),
            confidence: (f64::from(t.probability) * 100.0).round() / 100.0,
            span,
            text: sentence.span.of(text).to_owned(),
            claims: claims.clone(),
        })
    });
    labels.collect()
}

fn fault(path: &Path, cause: String, remedy: &str) -> Error {
    Error::Codebook { path: path.to_owned(), cause, remedy: remedy.to_owned() }
}

/// A text file of bounded size, without a byte order mark.
fn read_text(path: &Path) -> Result<String, Error> {
    let unreadable = |e: std::io::Error| fault(path, format!("cannot be read: {e}"), "name a file that can be read");
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(fault(path, format!("more than {LARGEST} bytes"), "leave out what is not needed"));
    }
    let text = String::from_utf8(bytes).map_err(|e| {
        let line = e.as_bytes()[..e.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
        fault(path, format!("line {line} is no UTF-8"), "save it as UTF-8")
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
