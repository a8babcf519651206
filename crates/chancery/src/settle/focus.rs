//! What a report is about: the country that most of its names and places are of, the states it names most, and the countries that one
//! town alone speaks for.

use std::collections::BTreeMap;

use super::Where;
use super::referent::{Referent, is_a_state, is_of_a_state};
use crate::Span;
use crate::text::Document;

/// Least share of all names and places of a report, and least multiple of the next country's, that make a country the one it
/// is about. Set on the development reports.
const FOCUS: f64 = 0.3;
const AHEAD: f64 = 1.2;
/// What a name in the heading or the first paragraph counts: they say what the report is about. Set by hand.
const LEAD: f64 = 2.0;
/// UCDP's precision of a whole country.
pub(super) const COUNTRY: u8 = 6;

/// A country, the words that name it, and the share of a report's names that are of it.
pub(super) struct Focus {
    pub(super) country: String,
    pub(super) words: String,
    pub(super) share: f64,
}

/// What a name counts by where it stands.
fn weight(document: &Document) -> impl Fn(Span) -> f64 {
    let lead = document.sentences.iter().filter(|s| s.heading || s.paragraph == 0).map(|s| s.span.end).max();
    move |span| if lead.is_some_and(|end| span.end <= end) { LEAD } else { 1.0 }
}

/// The country that a report is about, by its names and places.
pub(super) fn focus(
    document: &Document,
    named: &[Referent],
    places: &[(Span, Option<Where>)],
    attested: &Attested,
) -> Option<Focus> {
    let text = &document.report.text;
    let weight = weight(document);
    let names = named.iter().filter_map(|r| Some((r.span?, r.resolution.country.as_deref()?)));
    let is_name = |span: Span| named.iter().any(|r| r.span.is_some_and(|s| s.overlaps(span)));
    let places = places.iter().filter(|(span, _)| !is_name(*span));
    let places = places.filter_map(|(span, place)| Some((*span, place.as_ref()?.country.as_deref()?)));
    let places = places.filter(|(_, country)| !attested.doubts(country));
    let mut counts: Vec<(f64, &str, Span)> = Vec::new();
    for (span, country) in names.chain(places).filter(|(_, country)| is_a_state(country)) {
        match counts.iter_mut().find(|(_, c, _)| *c == country) {
            Some((count, ..)) => *count += weight(span),
            None => counts.push((weight(span), country, span)),
        }
    }
    let total: f64 = counts.iter().map(|(count, ..)| count).sum();
    // A stable sort: of equals, the first named.
    counts.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (most, country, span) = counts.first()?;
    let next = counts.get(1).map_or(0.0, |(count, ..)| *count);
    let share = most / total;
    (share >= FOCUS && *most >= AHEAD * next).then(|| Focus {
        country: country.to_string(),
        words: span.of(text).to_string(),
        share,
    })
}

/// Countries that a report speaks of, if it is of any state: those of something it says happens there, or of more than one town. Another,
/// named by one place below the state, however often, is doubtful: everyday words and family names are towns somewhere.
pub(super) struct Attested(Vec<String>);

impl Attested {
    pub(super) fn of(named: &[Referent], places: &[(Span, Option<Where>)], acts_at: &[Span]) -> Self {
        let of_names = named.iter().filter_map(|r| {
            let r = &r.resolution;
            let id = r.place.as_ref().filter(|_| r.by_place).and_then(|place| place.id.as_deref());
            Some((r.country.as_deref()?, id))
        });
        let told = places.iter().filter_map(|(span, place)| Some((span, place.as_ref()?)));
        let of_places = told.filter_map(|(span, place)| {
            let is_one_town = place.precision < COUNTRY && !acts_at.contains(span);
            Some((place.country.as_deref()?, place.id.as_deref().filter(|_| is_one_town)))
        });
        // For each country the one place, or nothing once there is more.
        let mut only: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for (country, id) in of_names.chain(of_places) {
            only.entry(country).and_modify(|known| *known = known.filter(|k| Some(*k) == id)).or_insert(id);
        }
        Self(only.into_iter().filter(|(_, id)| id.is_none()).map(|(country, _)| country.to_string()).collect())
    }

    /// Whether a town alone is too little to speak of this country.
    pub(super) fn doubts(&self, country: &str) -> bool {
        self.0.iter().any(|known| is_a_state(known)) && !self.0.iter().any(|known| known == country)
    }
}

/// How often the names of a report, and those of its heading and first paragraph twice, are of each state; the most first.
pub(super) fn salience(document: &Document, named: &[Referent]) -> Vec<(f64, Referent)> {
    let weight = weight(document);
    let mut counts: Vec<(f64, Referent)> = Vec::new();
    for name in named.iter().filter(|r| is_of_a_state(r)) {
        let weight = name.span.map_or(1.0, &weight);
        match counts.iter_mut().find(|(_, r)| r.resolution.country == name.resolution.country) {
            Some((count, known)) => {
                *count += weight;
                // The state itself stands for its country, once it is named.
                if !known.is_state() && name.is_state() {
                    *known = name.clone();
                }
            }
            None => counts.push((weight, name.clone())),
        }
    }
    counts.sort_by(|a, b| b.0.total_cmp(&a.0));
    counts
}
