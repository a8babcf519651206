//! Whom and where a name means. In: the beginning of a name. Out: parties and places of events, and those that the knowledge has by it in any
//! language. Always: the most frequent first.

use std::collections::BTreeMap;

use chancery::Language;
use chancery::knowledge::Knowledge;
use chancery::mention::entity::{self, EntityKind};
use chancery::mention::place::{self, PlaceContext};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Index, Name, Taker};

/// Longest name that the knowledge is asked for, in characters: longer ones are words of a report.
const LONGEST: usize = 80;

/// Somebody who goes by a name.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct FoundParty {
    /// A country's code for a state, else the id of an entity: what `party=` takes.
    pub id: String,
    /// Usual English name.
    pub name: String,
    /// state, person, organisation, group, place or unknown.
    pub kind: String,
    /// Wikidata id or `x:slug`, as parties of claims have it.
    pub entity: Option<String>,
    /// ISO 3166-1 alpha-3 or PLOVER's own code.
    pub country: Option<String>,
    /// Primary PLOVER sector.
    pub sector: Option<String>,
    /// Events in which it takes part.
    pub events: u64,
}

/// A place that has a name.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct FoundPlace {
    /// `geonames:<id>` or `x:<slug>`: what `place=` takes.
    pub id: String,
    /// Usual English name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Events there.
    pub events: u64,
}

impl Index {
    /// Parties and places by a name in any language, or by one with a word that begins so; at most so many of each.
    pub fn named(&self, words: &str, limit: usize, knowledge: &Knowledge) -> (Vec<FoundParty>, Vec<FoundPlace>) {
        let words = words.trim();
        if words.is_empty() || words.chars().count() > LONGEST {
            return (Vec::new(), Vec::new());
        }
        let begin: FxHashSet<Name> = self.names.with_word(words).collect();
        let mut parties = known_parties(words, knowledge);
        let mut places = known_places(words, knowledge);
        let state = |code: &String| knowledge.country(code).is_some() || code.len() == 3;
        let states: FxHashMap<Name, String> = parties
            .keys()
            .filter(|id| state(id))
            .filter_map(|code| Some((self.names.get(code)?, code.clone())))
            .collect();
        let others: FxHashMap<Name, String> =
            parties.keys().filter(|id| !state(id)).filter_map(|id| Some((self.names.get(id)?, id.clone()))).collect();
        let at: FxHashMap<Name, String> =
            places.keys().filter_map(|id| Some((self.names.get(id)?, id.clone()))).collect();
        let mut found_parties: FxHashMap<Name, (Taker, u64)> = FxHashMap::default();
        let mut found_places: FxHashMap<Name, (FoundPlace, u64)> = FxHashMap::default();
        let mut once: Vec<&String> = Vec::new();
        for event in self.events() {
            once.clear();
            for taker in event.takers() {
                let known = taker.country.and_then(|code| states.get(&code));
                let known = known.into_iter().chain(taker.entity.and_then(|id| others.get(&id)));
                for id in known {
                    if !once.contains(&id) {
                        once.push(id);
                    }
                }
                if let Some(id) = taker.entity.filter(|_| begin.contains(&taker.name)) {
                    found_parties.entry(id).or_insert((*taker, 0)).1 += 1;
                }
            }
            for id in &once {
                if let Some(party) = parties.get_mut(*id) {
                    party.events += 1;
                }
            }
            let row = event.row();
            let Some(id) = row.place_id else { continue };
            if let Some(place) = at.get(&id).and_then(|id| places.get_mut(id)) {
                place.events += 1;
            } else if let Some(name) = row.place_name.filter(|name| begin.contains(name)) {
                let place = || FoundPlace {
                    id: self.names.text(id).to_owned(),
                    name: self.names.text(name).to_owned(),
                    country: row.place_country.map(|code| self.names.text(code).to_owned()),
                    lat: event.point().map(|point| point[0]),
                    lon: event.point().map(|point| point[1]),
                    events: 0,
                };
                found_places.entry(id).or_insert_with(|| (place(), 0)).1 += 1;
            }
        }
        for (id, (taker, events)) in found_parties {
            let id = self.names.text(id);
            parties.entry(id.to_owned()).or_insert_with(|| FoundParty {
                id: id.to_owned(),
                name: self.names.text(taker.name).to_owned(),
                kind: "unknown".to_owned(),
                entity: Some(id.to_owned()),
                country: taker.country.map(|code| self.names.text(code).to_owned()),
                sector: None,
                events,
            });
        }
        let mut parties: Vec<FoundParty> = parties.into_values().collect();
        parties.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| (&a.name, &a.id).cmp(&(&b.name, &b.id))));
        parties.truncate(limit);
        // Who was found by the beginning of a name: the knowledge may know more of them by the whole of it.
        for party in parties.iter_mut().filter(|party| party.sector.is_none()) {
            let known = known_parties(&party.name, knowledge).into_values().find(|known| known.entity == party.entity);
            if let Some(FoundParty { kind, sector, .. }) = known {
                (party.kind, party.sector) = (kind, sector);
            }
        }
        let mut places: Vec<FoundPlace> = places.into_values().collect();
        places.extend(found_places.into_values().map(|(place, events)| FoundPlace { events, ..place }));
        places.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| (&a.name, &a.id).cmp(&(&b.name, &b.id))));
        places.truncate(limit);
        (parties, places)
    }
}

/// Whom the knowledge has by a name in any language.
fn known_parties(name: &str, knowledge: &Knowledge) -> BTreeMap<String, FoundParty> {
    let mut found = BTreeMap::new();
    for one in entity::who(knowledge, name, &Language::ALL, None) {
        let state = one.country.clone().filter(|_| one.kind == EntityKind::State);
        let Some(id) = state.or_else(|| one.entity.clone()) else { continue };
        let kind = serde_json::to_value(one.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned));
        let sector = one.primary_sector().map(str::to_owned);
        found.entry(id.clone()).or_insert(FoundParty {
            name: one.name.unwrap_or_else(|| id.clone()),
            id,
            kind: kind.unwrap_or_default(),
            entity: one.entity,
            country: one.country,
            sector,
            events: 0,
        });
    }
    found
}

/// Where the knowledge has a place of a name in any language.
fn known_places(name: &str, knowledge: &Knowledge) -> BTreeMap<String, FoundPlace> {
    let context = PlaceContext::default();
    let found = Language::ALL.into_iter().filter_map(|language| place::resolve(knowledge, name, language, &context));
    found
        .filter_map(|place| {
            let id = place.id?;
            let found = FoundPlace {
                id: id.clone(),
                name: place.name,
                country: place.country,
                lat: place.lat,
                lon: place.lon,
                events: 0,
            };
            Some((id, found))
        })
        .collect()
}
