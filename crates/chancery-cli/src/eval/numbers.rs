//! Measures the reading of numbers on conformance cases (`Input`, and `Results` with `Text`, `Start`, `End` and
//! `Resolution.value`), one file a language.

use std::path::{Path, PathBuf};

use anyhow::Context;
use chancery::Language;
use chancery::mention::quantity::{self, Kind};
use serde_json::{Map, Value, json};

use super::score::{ratio, round};
use super::{Rows, Spans, cases, characters, language_of, pairs, read};

/// Relative difference up to which two values are the same: the references are written with 15 digits.
const TOLERANCE: f64 = 1e-9;

/// Measures the files. A case is `correct` when every expected number is found with its span and value, and nothing
/// else; ordinals are left out, as the cases do. Of the figures, `value_accuracy` is over the numbers that overlap.
pub fn run(files: &[PathBuf], predictions: Option<&Path>) -> anyhow::Result<Value> {
    let mut rows = Rows::create(predictions)?;
    let mut all = Tally::default();
    let mut languages = Map::new();
    for path in files {
        let language = language_of(path)?;
        let mut tally = Tally::default();
        for case in cases(&read(path)?, path)? {
            let row = measure(&case, language, &mut tally).with_context(|| format!("{}: {case}", path.display()))?;
            rows.write(row)?;
        }
        all.add(&tally);
        languages.insert(language.code().to_owned(), tally.figures());
    }
    rows.finish()?;
    let mut figures = all.figures();
    figures["languages"] = Value::Object(languages);
    Ok(figures)
}

#[derive(Default)]
struct Tally {
    cases: usize,
    correct: usize,
    values: usize,
    paired: usize,
    spans: Spans,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.cases += other.cases;
        self.correct += other.correct;
        self.values += other.values;
        self.paired += other.paired;
        self.spans.gold += other.spans.gold;
        self.spans.found += other.spans.found;
        self.spans.strict += other.spans.strict;
        self.spans.relaxed += other.spans.relaxed;
    }

    fn figures(&self) -> Value {
        let mut figures = Map::new();
        figures.insert("cases".into(), self.cases.into());
        figures.insert("correct".into(), self.correct.into());
        figures.insert("accuracy".into(), round(ratio(self.correct, self.cases)).into());
        figures.insert("gold".into(), self.spans.gold.into());
        figures.insert("found".into(), self.spans.found.into());
        self.spans.figures(&mut figures);
        figures.insert("value_accuracy".into(), round(ratio(self.values, self.paired)).into());
        Value::Object(figures)
    }
}

fn measure(case: &Value, language: Language, tally: &mut Tally) -> anyhow::Result<Value> {
    let text = case["Input"].as_str().context("no Input")?;
    let results = case["Results"].as_array().context("no Results")?;
    let mut gold = Vec::new();
    let mut values = Vec::new();
    for result in results {
        let wanted = result["Text"].as_str().context("no Text")?;
        let Some(start) = super::start(text, result) else {
            continue;
        };
        let length = wanted.chars().count();
        gold.push([start, start + length]);
        let value = result["Resolution"]["value"].as_str().context("no value")?;
        values.push(value.replace(',', ".").parse::<f64>().ok());
    }
    let numbers: Vec<_> = quantity::numbers(text, language).into_iter().filter(|n| n.kind != Kind::Ordinal).collect();
    let found: Vec<_> =
        numbers.iter().map(|n| [characters(text, n.span.start), characters(text, n.span.end)]).collect();
    let pairs = pairs(&gold, &found);
    let same = |(i, j): (usize, usize)| {
        values[i].is_some_and(|v| (v - numbers[j].value).abs() <= TOLERANCE * v.abs().max(1e-9))
    };
    let right = pairs.iter().filter(|pair| same(**pair)).count();
    let strict = pairs.iter().filter(|(i, j)| gold[*i] == found[*j] && same((*i, *j))).count();
    let correct = strict == gold.len() && found.len() == gold.len();
    tally.cases += 1;
    tally.correct += usize::from(correct);
    tally.paired += pairs.len();
    tally.values += right;
    tally.spans.count(&gold, &found);
    let told: Vec<_> =
        numbers.iter().map(|n| json!({"text": n.span.of(text), "value": n.value, "kind": n.kind})).collect();
    let wanted: Vec<_> =
        results.iter().map(|r| json!({"text": r["Text"], "value": r["Resolution"]["value"]})).collect();
    Ok(json!({"language": language, "correct": correct, "input": text, "gold": wanted, "found": told}))
}
