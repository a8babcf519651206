//! `eval pairs`: the category of what a marked source does to a marked target. Any TSV with a `marked_sentence` column;
//! `gold_root` and `gold_penta`, where present, are scored.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chancery::record::Category;
use chancery::{Chancery, Span};
use serde_json::{Value, json};

use super::Rows;
use super::score::{macro_f1, ratio, round};

/// Added to every row of `--predictions`.
const ADDED: [&str; 3] = ["pred_root", "pred_quad", "confidence"];

pub(crate) fn run(files: &[PathBuf], predictions: Option<&Path>, chancery: &Chancery) -> anyhow::Result<Value> {
    let mut rows = Rows::create(predictions)?;
    let (mut gold, mut predicted) = (Vec::new(), Vec::new());
    let (mut gold_quads, mut predicted_quads) = (Vec::new(), Vec::new());
    let mut pairs = 0;
    for (n, path) in files.iter().enumerate() {
        let text = super::read(path)?;
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let column = |name: &str| header.iter().position(|h| *h == name);
        let Some(marked) = column("marked_sentence") else {
            bail!("{}: no column 'marked_sentence' in its first line", path.display());
        };
        if n == 0 {
            rows.write(format_args!("{}\t{}", header.join("\t"), ADDED.join("\t")))?;
        }
        for (number, line) in lines.enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let row: Vec<&str> = line.split('\t').collect();
            let sentence = row.get(marked).with_context(|| {
                format!(
                    "{}:{}: {} columns, 'marked_sentence' is number {}",
                    path.display(),
                    number + 2,
                    row.len(),
                    marked + 1
                )
            })?;
            let (root, quad, confidence) = classify(chancery, sentence)?;
            pairs += 1;
            let cell = |name: &str| column(name).and_then(|c| row.get(c)).filter(|v| !v.is_empty());
            if let Some(label) = cell("gold_root") {
                let label = self::root(label);
                gold.push(label.to_string());
                predicted.push(root.to_string());
                let given = cell("gold_penta").and_then(|v| v.parse().ok());
                gold_quads.push(given.unwrap_or_else(|| self::quad(label)));
                predicted_quads.push(quad);
            }
            rows.write(format_args!("{line}\t{root}\t{quad}\t{confidence:.4}"))?;
        }
    }
    rows.finish()?;
    let right = gold.iter().zip(&predicted).filter(|(g, p)| g == p).count();
    let cooperative = |quads: &[u8]| quads.iter().map(|q| *q <= 2).collect::<Vec<_>>();
    Ok(json!({
        "pairs": pairs,
        "scored": gold.len(),
        "root_macro_f1": round(macro_f1(&gold, &predicted)),
        "root_accuracy": round(ratio(right, gold.len())),
        "quad_macro_f1": round(macro_f1(&gold_quads, &predicted_quads)),
        "binary_macro_f1": round(macro_f1(&cooperative(&gold_quads), &cooperative(&predicted_quads))),
    }))
}

/// PLV's root of a category or of a class of the model's pairs: the two kinds of yielding are one, and yielding that is
/// still to come is an intent (CAMEO 035, which PLOVER's crosswalk counts as AGREE).
fn root(category: &str) -> &str {
    match category {
        "CONCEDE future" => "AGREE",
        "CONCEDE" | "RETREAT" => "YIELD",
        other => other,
    }
}

/// PLV's quad class of a root: yielding counts as material cooperation.
fn quad(root: &str) -> u8 {
    match root {
        "YIELD" => 2,
        other => Category::from_name(other).map_or(0, |c| c.entry().quad),
    }
}

/// The likeliest root of the pair, its probability among the roots, and the likeliest quad class: that of all roots together, which
/// need not be the root's own.
fn classify<'a>(chancery: &'a Chancery, marked: &str) -> anyhow::Result<(&'a str, u8, f32)> {
    let (text, source, target) = unmark(marked);
    let reading = chancery.model().read(&text)?;
    let pieces = |span: Option<Span>| span.and_then(|s| reading.pieces(s));
    let probabilities = reading.pair(pieces(source), pieces(target));
    let mut of_root: BTreeMap<&str, f32> = BTreeMap::new();
    for (class, p) in chancery.model().labels().pairs.iter().zip(probabilities) {
        *of_root.entry(root(class)).or_default() += p;
    }
    // A marked pair always has something.
    of_root.remove("NONE");
    let all: f32 = of_root.values().sum();
    let mut of_quad: BTreeMap<u8, f32> = BTreeMap::new();
    for (root, p) in &of_root {
        *of_quad.entry(quad(root)).or_default() += p;
    }
    let best = likeliest(of_root).zip(likeliest(of_quad));
    let ((root, p), (quad, _)) = best.context("the model has no classes of pairs")?;
    Ok((root, quad, p / all))
}

/// The last of equals.
fn likeliest<K>(classes: BTreeMap<K, f32>) -> Option<(K, f32)> {
    classes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))
}

/// The sentence without its marks, and the spans of source and target; a side without marks is nobody.
fn unmark(marked: &str) -> (String, Option<Span>, Option<Span>) {
    let mut text = String::with_capacity(marked.len());
    let mut at: [Option<usize>; 4] = [None; 4];
    let marks = ["<s>", "</s>", "<t>", "</t>"];
    let mut rest = marked;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        match marks.iter().position(|m| rest.starts_with(m)) {
            Some(i) => {
                at[i].get_or_insert(text.len());
                rest = &rest[marks[i].len()..];
            }
            None => {
                text.push('<');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    let span = |a: Option<usize>, b: Option<usize>| match (a, b) {
        (Some(a), Some(b)) if a < b => Some(Span::new(a, b)),
        _ => None,
    };
    (text, span(at[0], at[1]), span(at[2], at[3]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_and_their_spans_kept() {
        let (text, source, target) = unmark("<s>Élise </s>met <t>Omar</t> at < 5 °C.");
        assert_eq!(text, "Élise met Omar at < 5 °C.");
        assert_eq!(source.unwrap().of(&text), "Élise ");
        assert_eq!(target.unwrap().of(&text), "Omar");
        assert_eq!(unmark("<t>They</t> left").1, None);
        assert_eq!(unmark("</s>odd<s>").1, None);
    }

    #[test]
    fn yielding_is_one_root() {
        assert_eq!((root("CONCEDE future"), root("RETREAT")), ("AGREE", "YIELD"));
        assert_eq!((root("CONCEDE"), quad(root("RETREAT")), quad("ASSAULT"), quad("REQUEST")), ("YIELD", 2, 4, 3));
    }
}
