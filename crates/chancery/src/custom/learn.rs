//! Learns a codebook from examples, and says by cross-validation how well it does.

use std::collections::{BTreeMap, BTreeSet, HashMap};
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
/// Most examples.
const MOST: usize = 20_000;
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
/// examples to learn it from and to measure it on.
pub fn examples(path: &Path, definition: &Definition) -> Result<Vec<Example>, Error> {
    let found = read(path, definition)?;
    let groups = groups(&found);
    for name in definition.category.iter().map(|c| &c.name) {
        let (with, without): (Vec<usize>, Vec<usize>) =
            (0..found.len()).partition(|i| found[*i].categories.contains(name));
        if with.len() < LEAST || without.len() < LEAST {
            let cause = format!(
                "'{name}' has {} examples, and {} are without it; {LEAST} of each are needed",
                with.len(),
                without.len()
            );
            return Err(fault(path, cause, "add examples; 20 to 200 of each category do well"));
        }
        let apart = with.iter().map(|i| groups[*i]).collect::<BTreeSet<_>>().len();
        if apart < FOLDS {
            let cause = format!("the examples of '{name}' are in {apart} groups; {FOLDS} are needed to measure it");
            return Err(fault(
                path,
                cause,
                "give one group only to what must not be parted: translations, paraphrases",
            ));
        }
    }
    Ok(found)
}

/// Reads examples to measure on, however few, none of which was learnt from.
///
/// # Errors
/// As of [`examples`], and where a text is among the examples learnt from.
pub fn unseen(path: &Path, definition: &Definition, learnt: &[Example]) -> Result<Vec<Example>, Error> {
    let found = read(path, definition)?;
    let seen: BTreeSet<&str> = learnt.iter().map(|e| e.text.trim()).collect();
    match found.iter().find(|e| seen.contains(e.text.trim())) {
        Some(example) => {
            let cause = format!("'{}' is among the examples learnt from", example.text.trim());
            Err(fault(path, cause, "measure on other sentences"))
        }
        None => Ok(found),
    }
}

fn read(path: &Path, definition: &Definition) -> Result<Vec<Example>, Error> {
    let mut found = Vec::new();
    for (number, line) in read_text(path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let fail =
            |cause: String| fault(path, format!("line {}: {cause}", number + 1), "mend the line or leave it out");
        let example: Example = serde_json::from_str(line).map_err(|e| {
            let told = e.to_string();
            fail(told.split(" at line ").next().unwrap_or(&told).to_owned())
        })?;
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
        if found.len() == MOST {
            return Err(fail(format!("more than {MOST} examples")));
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
    let groups = groups(examples);
    let learnt = definition.category.iter().map(|wanted| {
        let gold: Vec<bool> = examples.iter().map(|e| e.categories.contains(&wanted.name)).collect();
        let (line, figures) = one(&wanted.name, &features, &gold, &folds(&groups, &gold));
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

/// A number for each example, the same for those that must not be parted: of one group, or of one text.
fn groups(examples: &[Example]) -> Vec<usize> {
    let mut group: Vec<usize> = (0..examples.len()).collect();
    let mut first: HashMap<(bool, &str), usize> = HashMap::new();
    for (i, example) in examples.iter().enumerate() {
        for key in example.group.as_deref().map(|group| (true, group)).into_iter().chain([(false, example.text.trim())])
        {
            let (mine, theirs) = (group[i], group[*first.entry(key).or_insert(i)]);
            if mine != theirs {
                group.iter_mut().filter(|g| **g == mine).for_each(|g| *g = theirs);
            }
        }
    }
    group
}

/// The part that each example is of: groups that tell the category and groups that do not are dealt out in turn, in the order they first come,
/// so that every part has both.
fn folds(groups: &[usize], gold: &[bool]) -> Vec<usize> {
    let mut tells: BTreeMap<usize, bool> = BTreeMap::new();
    groups.iter().zip(gold).for_each(|(group, gold)| *tells.entry(*group).or_default() |= gold);
    let mut turns = [0; 2];
    let fold: BTreeMap<usize, usize> = tells
        .into_iter()
        .map(|(group, tells)| {
            let turn = &mut turns[usize::from(tells)];
            *turn += 1;
            (group, *turn % FOLDS)
        })
        .collect();
    groups.iter().map(|group| fold[group]).collect()
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

/// Scored examples, the surest first, and where each run of equal scores ends: what is as sure is found together.
fn runs(scored: &[(f32, bool)]) -> (Vec<(f32, bool)>, Vec<usize>) {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let ends =
        (1..=sorted.len()).filter(|end| sorted.get(*end).is_none_or(|next| next.0 != sorted[end - 1].0)).collect();
    (sorted, ends)
}

/// Mean of the precisions at every gold example, the surest first.
fn average_precision(scores: &[f32], gold: &[bool]) -> f64 {
    let (sorted, ends) = runs(&pick(scores, gold, |_| true));
    let (mut right, mut sum, mut start) = (0, 0.0, 0);
    for end in ends {
        let more = sorted[start..end].iter().filter(|(_, gold)| *gold).count();
        right += more;
        sum += (more * right) as f64 / end as f64;
        start = end;
    }
    if right == 0 { 0.0 } else { sum / right as f64 }
}

/// The floor with the best F1, half way between the scores on its two sides.
fn best_floor(scored: &[(f32, bool)]) -> f32 {
    let (sorted, ends) = runs(scored);
    let have = sorted.iter().filter(|(_, gold)| *gold).count();
    let (mut best, mut floor, mut right, mut start) = (0.0, 0.5, 0, 0);
    for end in ends {
        right += sorted[start..end].iter().filter(|(_, gold)| *gold).count();
        start = end;
        let f1 = 2.0 * right as f64 / (end + have) as f64;
        if f1 > best {
            best = f1;
            let below = sorted.get(end).map_or(0.0, |next| next.0);
            floor = (sorted[end - 1].0 + below) / 2.0;
        }
    }
    floor
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(text: &str, group: Option<&str>) -> Example {
        Example { text: text.to_owned(), categories: Vec::new(), group: group.map(str::to_owned) }
    }

    #[test]
    fn one_group_and_one_text_stay_together_and_every_part_has_both_kinds() {
        let mut examples: Vec<Example> = (0..30).map(|i| example(&format!("s{i}"), None)).collect();
        examples.push(example("s0", Some("g")));
        examples.push(example("other", Some("g")));
        let groups = groups(&examples);
        assert!(groups[0] == groups[30] && groups[30] == groups[31], "{groups:?}");
        assert_eq!(groups.iter().collect::<BTreeSet<_>>().len(), 30);
        // All that tell it stand at multiples of the number of parts.
        let gold: Vec<bool> = (0..32).map(|i| i % FOLDS == 1).collect();
        let folds = folds(&groups, &gold);
        for fold in 0..FOLDS {
            let of = |wanted: bool| (0..32).filter(|i| folds[*i] == fold && gold[*i] == wanted).count();
            assert!(of(true) >= 1 && of(false) >= 1, "{folds:?}");
        }
    }

    #[test]
    fn equal_scores_are_found_together() {
        assert_eq!(average_precision(&[0.5; 4], &[true, true, false, false]), 0.5);
        assert_eq!(average_precision(&[0.9, 0.8, 0.7, 0.6], &[true, false, true, false]), (1.0 + 2.0 / 3.0) / 2.0);
        assert_eq!(average_precision(&[0.9, 0.1], &[false, false]), 0.0);
        let floor = best_floor(&[(0.9, true), (0.6, true), (0.6, false), (0.2, false)]);
        assert_eq!(floor, 0.4);
        assert_eq!(best_floor(&[(0.9, true), (0.5, false)]), 0.7);
    }
}
