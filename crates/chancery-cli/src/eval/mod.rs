//! Measures against labelled data: one module a phenomenon, each giving one JSON object of figures.

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;

use anyhow::{Context, bail};
use chancery::Language;
use chancery::record::Coded;
use score::{Counts, round};
use serde_json::Value;

pub(crate) mod calibration;
pub(crate) mod claims;
pub(crate) mod link;
pub(crate) mod names;
pub(crate) mod numbers;
pub(crate) mod pairs;
pub(crate) mod places;
pub(crate) mod score;
pub(crate) mod sides;
pub(crate) mod times;

/// Reads a file as text, unpacked if it is gzipped.
fn read(path: &Path) -> anyhow::Result<String> {
    let fault = || format!("{}: cannot be read", path.display());
    let mut bytes = Vec::new();
    File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)).with_context(fault)?;
    let mut text = String::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text).with_context(fault)?;
    } else {
        text = String::from_utf8(bytes).with_context(fault)?;
    }
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The coded reports of a file of JSON lines, each with the place that an error names.
fn coded<'t>(text: &'t str, path: &'t Path) -> impl Iterator<Item = anyhow::Result<(String, Coded)>> + 't {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, line)| {
        let place = format!("{}:{}", path.display(), number + 1);
        let coded = serde_json::from_str(line).with_context(|| format!("{place}: not a coded report"))?;
        Ok((place, coded))
    })
}

/// The language that a folder of a path names: `…/French/NumberModel.json.gz`, `…/fr/x.json`.
fn language_of(path: &Path) -> anyhow::Result<Language> {
    let named = |name: &str| match name.to_ascii_lowercase().as_str() {
        "english" => Some(Language::En),
        "french" => Some(Language::Fr),
        "spanish" => Some(Language::Es),
        "german" => Some(Language::De),
        "italian" => Some(Language::It),
        "portuguese" => Some(Language::Pt),
        "russian" => Some(Language::Ru),
        "ukrainian" => Some(Language::Uk),
        "arabic" => Some(Language::Ar),
        "turkish" => Some(Language::Tr),
        code if code.len() == 2 || code.starts_with("fr-") => Language::from_code(code),
        _ => None,
    };
    let mut parts = path.iter().rev().filter_map(|part| named(&part.to_string_lossy()));
    match parts.next() {
        Some(language) => Ok(language),
        None => bail!("{}: no folder of its path names a language", path.display()),
    }
}

/// The conformance cases of a file, without those that its reference program does not pass.
fn cases(text: &str, path: &Path) -> anyhow::Result<Vec<Value>> {
    let cases: Vec<Value> =
        serde_json::from_str(text).with_context(|| format!("{}: not a list of cases", path.display()))?;
    let passed =
        |case: &Value| !case["NotSupported"].as_str().is_some_and(|s| s.to_ascii_lowercase().contains("dotnet"));
    Ok(cases.into_iter().filter(passed).collect())
}

/// Rows of predictions, if they are wanted.
struct Rows(Option<BufWriter<File>>);

impl Rows {
    fn create(path: Option<&Path>) -> anyhow::Result<Self> {
        let create = |path: &Path| File::create(path).with_context(|| format!("{}: cannot be written", path.display()));
        Ok(Self(path.map(create).transpose()?.map(BufWriter::new)))
    }

    fn write(&mut self, row: impl std::fmt::Display) -> anyhow::Result<()> {
        if let Some(out) = &mut self.0 {
            writeln!(out, "{row}")?;
        }
        Ok(())
    }

    /// Writes what is still held; an error would be lost otherwise.
    fn finish(self) -> anyhow::Result<()> {
        if let Some(mut out) = self.0 {
            out.flush()?;
        }
        Ok(())
    }
}

/// Counts of spans found, and the figures they give.
#[derive(Debug, Default, Clone, Copy)]
struct Spans {
    gold: usize,
    found: usize,
    strict: usize,
    relaxed: usize,
}

impl Spans {
    /// Counts the spans of one text: strict when both ends agree, relaxed when they share a character, each used once.
    fn count(&mut self, gold: &[[usize; 2]], found: &[[usize; 2]]) {
        self.gold += gold.len();
        self.found += found.len();
        self.strict += gold.iter().filter(|span| found.contains(span)).count();
        self.relaxed += pairs(gold, found).len();
    }

    fn figures(&self, into: &mut serde_json::Map<String, Value>) {
        for (name, right) in [("strict", self.strict), ("relaxed", self.relaxed)] {
            let counts = Counts { both: right, predicted: self.found, gold: self.gold };
            into.insert(format!("{name}_precision"), round(counts.precision()).into());
            into.insert(format!("{name}_recall"), round(counts.recall()).into());
            into.insert(format!("{name}_f1"), round(counts.f1()).into());
        }
    }
}

/// Pairs each gold span with a found one that overlaps it: the same span if there is one, else the first left over.
fn pairs(gold: &[[usize; 2]], found: &[[usize; 2]]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        let free = |j: &usize| pairs.iter().all(|(_, used)| used != j);
        let same = (0..found.len()).filter(free).find(|j| found[*j] == *g);
        let over = |j: &usize| found[*j][0] < g[1] && g[0] < found[*j][1];
        if let Some(j) = same.or_else(|| (0..found.len()).filter(free).find(over)) {
            pairs.push((i, j));
        }
    }
    pairs
}

/// Where the characters of a text begin, so that byte offsets can be told as characters.
fn characters(text: &str, byte: usize) -> usize {
    text[..byte].chars().count()
}

/// The character at which an expected result starts, as it tells, else where its text first stands, whatever its case.
fn start(text: &str, result: &Value) -> Option<usize> {
    let told = result["Start"].as_u64().map(|start| start as usize);
    told.or_else(|| {
        let lower = text.to_lowercase();
        let at = lower.find(&result["Text"].as_str()?.to_lowercase())?;
        Some(characters(&lower, at))
    })
}
