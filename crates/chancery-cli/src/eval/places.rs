//! `eval places`: places with their gold spans in LGL's XML (Lieberman et al. 2010), against GeoNames ids. Each article is read as a
//! report is: all its places together, each with the words after it. The figures `with_publisher` are of a second reading that
//! also knows which places the other articles of the same publisher were found to name most.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chancery::knowledge::{Knowledge, PlaceId};
use chancery::mention::place::{self, PlaceContext};
use chancery::{Language, Span};
use serde_json::{Value, json};

use super::Rows;
use super::score::{ratio, round};

/// Places that stand for where a publisher is at home.
const HOME_PLACES: usize = 5;

/// An article with its gold.
struct Article {
    id: String,
    publisher: String,
    body: String,
    toponyms: Vec<Toponym>,
}

/// A place of an article.
struct Toponym {
    phrase: String,
    span: Option<Span>,
    /// GeoNames id.
    gold: Option<u32>,
    /// GeoNames id of its country, its own if it is one.
    country: Option<u32>,
}

impl Article {
    /// What the program makes of each place.
    fn read(&self, knowledge: &Knowledge, context: &PlaceContext) -> Vec<Option<PlaceId>> {
        let spans: Vec<Span> = self.toponyms.iter().filter_map(|t| t.span).collect();
        let mut in_text = place::identify_in(knowledge, &self.body, &spans, Language::En, context).into_iter();
        // A span that does not hold its phrase is read by the phrase alone.
        let read = |t: &Toponym| match t.span {
            Some(_) => in_text.next().flatten(),
            None => place::identify(knowledge, &t.phrase, Language::En, context),
        };
        self.toponyms.iter().map(read).collect()
    }
}

/// Counts of one reading.
#[derive(Default)]
struct Figures {
    with_id: usize,
    held: usize,
    right: usize,
    answered: usize,
    with_country: usize,
    held_with_country: usize,
    answered_with_country: usize,
    right_country: usize,
    held_right_country: usize,
    without: usize,
    abstained: usize,
}

impl Figures {
    fn count(&mut self, knowledge: &Knowledge, toponym: &Toponym, found: Option<PlaceId>) {
        match toponym.gold {
            Some(gold) => {
                self.with_id += 1;
                self.held += usize::from(knowledge.of_geonames(gold).is_some());
                self.right += usize::from(found.and_then(|p| geonames(knowledge, p)) == Some(gold));
                self.answered += usize::from(found.is_some());
            }
            None => {
                self.without += 1;
                self.abstained += usize::from(found.is_none());
            }
        }
        if toponym.country.is_some() {
            let held = toponym.gold.is_some_and(|g| knowledge.of_geonames(g).is_some());
            let territory = found.and_then(|p| knowledge.territory(knowledge.place_country(p)?));
            let right = territory.and_then(|t| geonames(knowledge, t)) == toponym.country;
            self.with_country += 1;
            self.held_with_country += usize::from(held);
            self.answered_with_country += usize::from(found.is_some());
            self.right_country += usize::from(right);
            self.held_right_country += usize::from(right && held);
        }
    }

    fn json(&self) -> Value {
        json!({
            "exact_id": round(ratio(self.right, self.with_id)),
            "exact_id_of_those_in_gazetteer": round(ratio(self.right, self.held)),
            "exact_id_of_those_answered": round(ratio(self.right, self.answered)),
            "country": round(ratio(self.right_country, self.with_country)),
            "country_of_those_in_gazetteer": round(ratio(self.held_right_country, self.held_with_country)),
            "country_of_those_answered": round(ratio(self.right_country, self.answered_with_country)),
            "abstained_without_gold_id": round(ratio(self.abstained, self.without)),
        })
    }
}

pub(crate) fn run(files: &[PathBuf], predictions: Option<&Path>, knowledge: &Knowledge) -> anyhow::Result<Value> {
    let mut rows = Rows::create(predictions)?;
    let mut articles = Vec::new();
    for path in files {
        let text = super::read(path)?;
        let tree = roxmltree::Document::parse(&text).with_context(|| path.display().to_string())?;
        articles.extend(tree.descendants().filter(|n| n.has_tag_name("article")).map(article));
    }
    let alone: Vec<_> = articles.iter().map(|a| a.read(knowledge, &PlaceContext::default())).collect();
    let mut homes: BTreeMap<&str, BTreeMap<PlaceId, usize>> = BTreeMap::new();
    for (article, found) in articles.iter().zip(&alone) {
        for place in found.iter().flatten() {
            *homes.entry(&article.publisher).or_default().entry(*place).or_default() += 1;
        }
    }
    let (mut figures, mut with_publisher) = (Figures::default(), Figures::default());
    for (article, found) in articles.iter().zip(&alone) {
        // The other articles' places: this one's own are taken off.
        let mut home = homes.get(article.publisher.as_str()).cloned().unwrap_or_default();
        for place in found.iter().flatten() {
            home.entry(*place).and_modify(|n| *n -= 1);
        }
        let mut home: Vec<(usize, PlaceId)> = home.into_iter().map(|(p, n)| (n, p)).filter(|(n, _)| *n > 0).collect();
        home.sort_by(|a, b| b.cmp(a));
        let places = home.into_iter().take(HOME_PLACES).map(|(_, place)| place).collect();
        let again = article.read(knowledge, &PlaceContext { places, ..PlaceContext::default() });
        for ((toponym, found), again) in article.toponyms.iter().zip(found).zip(&again) {
            figures.count(knowledge, toponym, *found);
            with_publisher.count(knowledge, toponym, *again);
            let id = |place: Option<PlaceId>| place.map(|p| knowledge.place(p).id);
            rows.write(json!({
                "article": article.id,
                "phrase": toponym.phrase,
                "gold": toponym.gold,
                "in_gazetteer": toponym.gold.is_some_and(|g| knowledge.of_geonames(g).is_some()),
                "predicted": id(*found),
                "predicted_with_publisher": id(*again),
                "name": found.map(|p| knowledge.place(p).name),
                "country": found.and_then(|p| knowledge.place_country(p)),
            }))?;
        }
    }
    rows.finish()?;
    let mut out = figures.json();
    if let Value::Object(out) = &mut out {
        out.insert("with_publisher".into(), with_publisher.json());
        out.insert("places".into(), (figures.with_id + figures.without).into());
        out.insert("with_gold_id".into(), figures.with_id.into());
        out.insert("gold_ids_in_gazetteer".into(), json!(round(ratio(figures.held, figures.with_id))));
    }
    Ok(out)
}

/// An article of the tree.
fn article(node: roxmltree::Node<'_, '_>) -> Article {
    let child = |name: &str| node.children().find(|n| n.has_tag_name(name)).and_then(|n| n.text()).unwrap_or_default();
    let body = child("text").to_owned();
    Article {
        id: node.attribute("docid").unwrap_or_default().to_owned(),
        publisher: child("domain").to_owned(),
        toponyms: toponyms(node, &body),
        body,
    }
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

/// GeoNames id of a place.
fn geonames(knowledge: &Knowledge, place: PlaceId) -> Option<u32> {
    knowledge.place(place).id.strip_prefix("geonames:")?.parse().ok()
}
