//! Learns a codebook from examples, and says by cross-validation how well it does.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::logistic::{self, Line, Scale};
use super::{CustomCodebook, Definition, LearntCategory, fault, read_text};
use crate::Error;
use crate::model::Model;

/// Parts of the cross-validation.
const FOLDS: usize = 5;
/// Least examples of a category, and least examples without it.
const LEAST: usize = 10;
/// Penalties tried, the strongest first: each starts where the one before ended.
const PENALTIES: [f32; 4] = [3.0, 1.0, 0.3, 0.1];
/// Longest example, in bytes: a sentence, not a report.
const LONGEST: usize = 4000;

/// A sentence with the categories that it tells.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// One sentence.
    pub text: String,
    /// The names of its categories; none for a sentence that tells none of them.
    #[serde(default)]
    pub categories: Vec<String>,
    /// Examples of one group (paraphrases, translations, sentences of one report) are never parted by the cross-validation.
    #[serde(default)]
    pub group: Option<String>,
}

/// How well a category is found in examples that were not learnt from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// The category.
    pub category: String,
    /// Examples that have it.
    pub examples: usize,
    /// Share of those found that have it, with floors set on the other parts.
    pub precision: f64,
    /// Share of those that have it that are found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// Mean of the precisions at every example that has it, the surest first: needs no floor.
    pub average_precision: f64,
    /// Floor of the codebook.
    pub floor: f64,
}

/// A codebook with its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Learnt {
    /// The codebook.
    pub codebook: CustomCodebook,
    /// By category.
    pub figures: Vec<Figures>,
}

/// Reads examples, a JSON object a line.
///
/// # Errors
/// [`Error::Codebook`] names the first line that is no example, or names a category that the definition has not, or a category with too few
/// examples to learn it from.
pub fn examples(path: &Path, definition: &Definition) -> Result<Vec<Example>, Error> {
    let found = unseen(path, definition)?;
    for name in definition.category.iter().map(|c| &c.name) {
        let have = found.iter().filter(|e| e.categories.contains(name)).count();
        let lack = found.len() - have;
        if have < LEAST || lack < LEAST {
            let cause = format!("'{name}' has {have} examples, and {lack} are without it; {LEAST} of each are needed");
            return Err(fault(path, cause, "add examples; 20 to 200 of each category do well"));
        }
    }
    Ok(found)
}

/// Reads examples to measure on, however few.
///
/// # Errors
/// As of [`examples`].
pub fn unseen(path: &Path, definition: &Definition) -> Result<Vec<Example>, Error> {
    let mut found = Vec::new();
    for (number, line) in read_text(path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let fail =
            |cause: String| fault(path, format!("line {}: {cause}", number + 1), "mend the line or leave it out");
        let example: Example = serde_json::from_str(line).map_err(|e| fail(e.to_string()))?;
        let known = |name: &&String| !definition.category.iter().any(|c| c.name == **name);
        if let Some(name) = example.categories.iter().find(known) {
            return Err(fail(format!("the definition has no category '{name}'")));
        }
        if example.text.trim().is_empty() || example.text.len() > LONGEST {
            return Err(fail(format!(
                "a text of {} bytes; one sentence is wanted, up to {LONGEST}",
                example.text.len()
            )));
        }
        found.push(example);
    }
    Ok(found)
}

/// Learns a codebook: for each category the penalty with the best average precision in cross-validation, then all examples.
///
/// # Errors
/// [`Error::Model`] when the model fails on a sentence.
pub fn learn(model: &Model, definition: &Definition, examples: &[Example]) -> Result<Learnt, Error> {
    let features = read_all(model, examples)?;
    let folds = folds(examples);
    let learnt = definition.category.iter().map(|wanted| {
        let gold: Vec<bool> = examples.iter().map(|e| e.categories.contains(&wanted.name)).collect();
        let (line, figures) = one(&wanted.name, &features, &gold, &folds);
        let category = LearntCategory {
            name: wanted.name.clone(),
            description: wanted.description.clone(),
            floor: figures.floor as f32,
            bias: line.bias,
            weights: line.weights,
        };
        (category, figures)
    });
    let (categories, figures) = learnt.unzip();
    let (name, version) = (definition.name.clone(), definition.version.clone());
    Ok(Learnt { codebook: CustomCodebook { name, version, model: model.fingerprint(), categories }, figures })
}

/// How well a codebook finds its categories in examples that it has not seen, at its own floors.
///
/// # Errors
/// [`Error::Model`] when the model fails on a sentence.
pub fn measure(model: &Model, codebook: &CustomCodebook, examples: &[Example]) -> Result<Vec<Figures>, Error> {
    let features = read_all(model, examples)?;
    let figures = codebook.categories.iter().map(|category| {
        let gold: Vec<bool> = examples.iter().map(|e| e.categories.contains(&category.name)).collect();
        let scores: Vec<f32> =
            features.iter().map(|f| logistic::probability(&category.weights, category.bias, f)).collect();
        let found = scores.iter().filter(|score| **score >= category.floor).count();
        let right = scores.iter().zip(&gold).filter(|(score, gold)| **gold && **score >= category.floor).count();
        figures(&category.name, &scores, &gold, (found, right), category.floor)
    });
    Ok(figures.collect())
}

/// Figures of scores, of which so many were `found` and `right`.
fn figures(name: &str, scores: &[f32], gold: &[bool], (found, right): (usize, usize), floor: f32) -> Figures {
    let have = gold.iter().filter(|g| **g).count();
    let ratio = |of: usize, all: usize| if all == 0 { 0.0 } else { of as f64 / all as f64 };
    Figures {
        category: name.to_owned(),
        examples: have,
        precision: ratio(right, found),
        recall: ratio(right, have),
        f1: ratio(2 * right, found + have),
        average_precision: average_precision(scores, gold),
        floor: f64::from(floor),
    }
}

/// The features of every example; the examples are shared out among the processors.
fn read_all(model: &Model, examples: &[Example]) -> Result<Vec<Vec<f32>>, Error> {
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let share = examples.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let read = |part: &[Example]| -> Result<Vec<Vec<f32>>, Error> {
            part.iter().map(|e| Ok(model.read(e.text.trim())?.features())).collect()
        };
        let parts: Vec<_> = examples.chunks(share).map(|part| scope.spawn(move || read(part))).collect();
        let mut all = Vec::with_capacity(examples.len());
        for part in parts {
            match part.join() {
                Ok(features) => all.extend(features?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(all)
    })
}

/// The part that each example is of: groups in the order they first come, turn by turn.
fn folds(examples: &[Example]) -> Vec<usize> {
    let mut groups: Vec<&str> = Vec::new();
    let mut turns = 0;
    examples
        .iter()
        .map(|example| {
            let known = example.group.as_deref().map(|group| {
                groups.iter().position(|known| *known == group).unwrap_or_else(|| {
                    groups.push(group);
                    groups.len() - 1
                })
            });
            known.unwrap_or_else(|| {
                turns += 1;
                turns
            }) % FOLDS
        })
        .collect()
}

/// One category: its line on features as they are, and its figures.
fn one(name: &str, features: &[Vec<f32>], gold: &[bool], folds: &[usize]) -> (Line, Figures) {
    // Scores of every example by lines that have not seen it, for each penalty.
    let mut unseen = vec![vec![0.0; gold.len()]; PENALTIES.len()];
    for fold in 0..FOLDS {
        let seen: Vec<usize> = (0..gold.len()).filter(|i| folds[*i] != fold).collect();
        let rows: Vec<&[f32]> = seen.iter().map(|i| features[*i].as_slice()).collect();
        let labels: Vec<bool> = seen.iter().map(|i| gold[*i]).collect();
        for (scores, line) in unseen.iter_mut().zip(path(&rows, &labels)) {
            for i in (0..gold.len()).filter(|i| folds[*i] == fold) {
                scores[i] = logistic::probability(&line.weights, line.bias, &features[i]);
            }
        }
    }
    let precisions: Vec<f64> = unseen.iter().map(|scores| average_precision(scores, gold)).collect();
    // The strongest penalty of equals.
    let best = (0..PENALTIES.len()).fold(0, |best, i| if precisions[i] > precisions[best] { i } else { best });
    let scores = &unseen[best];
    let (mut found, mut right) = (0, 0);
    for fold in 0..FOLDS {
        let others: Vec<(f32, bool)> = pick(scores, gold, |i| folds[i] != fold);
        let floor = best_floor(&others);
        let mine = pick(scores, gold, |i| folds[i] == fold);
        found += mine.iter().filter(|(score, _)| *score >= floor).count();
        right += mine.iter().filter(|(score, gold)| *score >= floor && *gold).count();
    }
    let rows: Vec<&[f32]> = features.iter().map(Vec::as_slice).collect();
    let line = path(&rows, gold).swap_remove(best);
    let floor = best_floor(&pick(scores, gold, |_| true));
    (line, figures(name, scores, gold, (found, right), floor))
}

fn pick(scores: &[f32], gold: &[bool], wanted: impl Fn(usize) -> bool) -> Vec<(f32, bool)> {
    (0..gold.len()).filter(|i| wanted(*i)).map(|i| (scores[i], gold[i])).collect()
}

/// A line for every penalty, on features as they are.
fn path(rows: &[&[f32]], gold: &[bool]) -> Vec<Line> {
    let scale = Scale::of(rows);
    let scaled: Vec<Vec<f32>> = rows.iter().map(|row| scale.apply(row)).collect();
    let scaled: Vec<&[f32]> = scaled.iter().map(Vec::as_slice).collect();
    let mut last = None;
    PENALTIES
        .iter()
        .map(|penalty| {
            let line = logistic::fit(&scaled, gold, *penalty, last.take());
            last = Some(line.clone());
            scale.undo(&line)
        })
        .collect()
}

/// Mean of the precisions at every gold example, the surest first; equals in their order.
fn average_precision(scores: &[f32], gold: &[bool]) -> f64 {
    let mut order: Vec<usize> = (0..gold.len()).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    let (mut right, mut sum) = (0, 0.0);
    for (seen, i) in order.into_iter().enumerate() {
        if gold[i] {
            right += 1;
            sum += f64::from(right) / (seen + 1) as f64;
        }
    }
    if right == 0 { 0.0 } else { sum / f64::from(right) }
}

/// The floor with the best F1, half way between the scores on its two sides.
fn best_floor(scored: &[(f32, bool)]) -> f32 {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let have = sorted.iter().filter(|(_, gold)| *gold).count();
    let (mut right, mut best, mut floor) = (0, 0.0, 0.5);
    for (found, (score, gold)) in sorted.iter().enumerate() {
        right += usize::from(*gold);
        let f1 = 2.0 * right as f64 / (found + 1 + have) as f64;
        if f1 > best {
            best = f1;
            let below = sorted.get(found + 1).map_or(0.0, |next| next.0);
            floor = (score + below) / 2.0;
        }
    }
    floor
}
