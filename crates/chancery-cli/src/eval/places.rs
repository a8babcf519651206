//! `eval places`: toponyms with their gold spans in LGL's XML (Lieberman et al. 2010), against GeoNames ids.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use chancery::Language;
use chancery::knowledge::{Knowledge, gazetteer};
use chancery::mention::place::{self, PlaceContext};
use serde_json::{Value, json};

use super::score::{ratio, round};

pub(crate) fn run(files: &[PathBuf], predictions: Option<&Path>) -> anyhow::Result<Value> {
    let mut out = match predictions {
        Some(path) => Some(BufWriter::new(File::create(path).with_context(|| path.display().to_string())?)),
        None => None,
    };
    let knowledge = Knowledge::embedded();
    let (mut toponyms, mut with_id, mut held, mut right, mut without, mut abstained) = (0, 0, 0, 0, 0, 0);
    for path in files {
        let text = super::read(path)?;
        let tree = roxmltree::Document::parse(&text).with_context(|| path.display().to_string())?;
        for article in tree.descendants().filter(|n| n.has_tag_name("article")) {
            for toponym in article.descendants().filter(|n| n.has_tag_name("toponym")) {
                let child = |name: &str| toponym.children().find(|n| n.has_tag_name(name));
                let phrase = child("phrase").and_then(|n| n.text()).unwrap_or_default();
                let gold = child("gaztag").and_then(|n| n.attribute("geonameid")).and_then(|id| id.parse::<u32>().ok());
                let found = place::resolve(knowledge, phrase, Language::En, &PlaceContext::default());
                let id = found.as_ref().and_then(|w| w.id.as_deref()?.strip_prefix("geonames:")?.parse::<u32>().ok());
                toponyms += 1;
                match gold {
                    Some(gold) => {
                        with_id += 1;
                        held += usize::from(gazetteer::holds(gold));
                        right += usize::from(id == Some(gold));
                    }
                    None => {
                        without += 1;
                        abstained += usize::from(id.is_none());
                    }
                }
                if let Some(out) = &mut out {
                    writeln!(out, "{}", json!({"phrase": phrase, "gold": gold, "predicted": id}))?;
                }
            }
        }
    }
    if let Some(mut out) = out {
        out.flush()?;
    }
    Ok(json!({
        "toponyms": toponyms,
        "with_gold_id": with_id,
        "gold_ids_in_gazetteer": round(ratio(held, with_id)),
        "exact_id": round(ratio(right, with_id)),
        "exact_id_of_those_in_gazetteer": round(ratio(right, held)),
        "without_gold_id": without,
        "abstained_without_gold_id": round(ratio(abstained, without)),
    }))
}
