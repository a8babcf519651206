//! `eval places`: places with their gold spans in LGL's XML (Lieberman et al. 2010), against GeoNames ids. Each article is read as a
//! report is: all its places together, each with the words after it.

use std::path::{Path, PathBuf};

use anyhow::Context;
use chancery::knowledge::Knowledge;
use chancery::mention::place::{self, PlaceContext};
use chancery::{Language, Span};
use serde_json::{Value, json};

use super::Rows;
use super::score::{ratio, round};

/// A place of an article.
struct Toponym {
    phrase: String,
    span: Option<Span>,
    /// GeoNames id.
    gold: Option<u32>,
    /// GeoNames id of its country, its own if it is one.
    country: Option<u32>,
}

pub(crate) fn run(files: &[PathBuf], predictions: Option<&Path>) -> anyhow::Result<Value> {
    let mut rows = Rows::create(predictions)?;
    let knowledge = Knowledge::embedded();
    let (mut with_id, mut held, mut right, mut answered) = (0, 0, 0, 0);
    let (mut with_country, mut right_country, mut without, mut abstained) = (0, 0, 0, 0);
    for path in files {
        let text = super::read(path)?;
        let tree = roxmltree::Document::parse(&text).with_context(|| path.display().to_string())?;
        for article in tree.descendants().filter(|n| n.has_tag_name("article")) {
            let body = article.children().find(|n| n.has_tag_name("text")).and_then(|n| n.text()).unwrap_or_default();
            let gold = toponyms(article, body);
            // A span that does not hold its phrase is read by the phrase alone.
            let spans: Vec<Span> = gold.iter().filter_map(|t| t.span).collect();
            let mut in_text =
                place::resolve_in(knowledge, body, &spans, Language::En, &PlaceContext::default()).into_iter();
            for toponym in &gold {
                let found = match toponym.span {
                    Some(_) => in_text.next().flatten(),
                    None => place::resolve(knowledge, &toponym.phrase, Language::En, &PlaceContext::default()),
                };
                let id = found.as_ref().and_then(|w| geonames(w.id.as_deref()?));
                let territory = found.as_ref().and_then(|w| knowledge.territory(w.country.as_deref()?));
                let country = territory.and_then(|t| geonames(&knowledge.place(t).id));
                match toponym.gold {
                    Some(gold) => {
                        with_id += 1;
                        held += usize::from(knowledge.has_geonames(gold));
                        right += usize::from(id == Some(gold));
                        answered += usize::from(found.is_some());
                    }
                    None => {
                        without += 1;
                        abstained += usize::from(found.is_none());
                    }
                }
                if toponym.country.is_some() {
                    with_country += 1;
                    right_country += usize::from(country == toponym.country);
                }
                rows.write(json!({
                    "article": article.attribute("docid"),
                    "phrase": toponym.phrase,
                    "gold": toponym.gold,
                    "in_gazetteer": toponym.gold.is_some_and(|g| knowledge.has_geonames(g)),
                    "predicted": found.as_ref().and_then(|w| w.id.clone()),
                    "name": found.as_ref().map(|w| w.name.clone()),
                    "country": found.as_ref().and_then(|w| w.country.clone()),
                }))?;
            }
        }
    }
    Ok(json!({
        "places": with_id + without,
        "with_gold_id": with_id,
        "gold_ids_in_gazetteer": round(ratio(held, with_id)),
        "exact_id": round(ratio(right, with_id)),
        "exact_id_of_those_in_gazetteer": round(ratio(right, held)),
        "exact_id_of_those_answered": round(ratio(right, answered)),
        "country": round(ratio(right_country, with_country)),
        "without_gold_id": without,
        "abstained_without_gold_id": round(ratio(abstained, without)),
    }))
}

/// The places of an article with their gold.
fn toponyms(article: roxmltree::Node<'_, '_>, body: &str) -> Vec<Toponym> {
    // Offsets are in characters.
    let bytes: Vec<usize> = body.char_indices().map(|(at, _)| at).chain([body.len()]).collect();
    let read = |toponym: roxmltree::Node<'_, '_>| {
        let child = |name: &str| toponym.children().find(|n| n.has_tag_name(name));
        let number = |name: &str| child(name).and_then(|n| n.text()).and_then(|t| t.trim().parse::<usize>().ok());
        let phrase = child("phrase").and_then(|n| n.text()).unwrap_or_default();
        let span = number("start").zip(number("end")).and_then(|(start, end)| {
            let span = Span::new(*bytes.get(start)?, *bytes.get(end.max(start))?);
            (span.of(body) == phrase).then_some(span)
        });
        let tag = child("gaztag");
        let id = |node: roxmltree::Node<'_, '_>| node.attribute("geonameid").and_then(|id| id.parse::<u32>().ok());
        let country = tag.and_then(|t| t.children().find(|n| n.has_tag_name("country"))).and_then(id);
        Toponym { phrase: phrase.to_owned(), span, gold: tag.and_then(id), country }
    };
    article.descendants().filter(|n| n.has_tag_name("toponym")).map(read).collect()
}

fn geonames(id: &str) -> Option<u32> {
    id.strip_prefix("geonames:")?.parse().ok()
}
