//! Which place is meant.
//!
//! In: the words that name a place, their language, and what else the report names. Out: a place of the gazetteer with its position
//! and how exactly it is known, or nothing where there is no entry. Always: a place has the name that was asked for, never only a
//! part of it; the order of the phrases does not matter.
//!
//! Namesakes are told apart by what is written after a comma ("Paris, Texas"), by the other places and countries of the
//! report (same province, nearby, same country), and by how many people live there.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::common;
use super::names::{self, LONGEST_ARTICLE};
use crate::knowledge::{
    Gap, Knowledge, Marker, NamesOf, PlaceId, PlaceKind, Reading, Script, Shape, Tokens, block, folded,
};
use crate::record::{Where, WhereBasis};
use crate::{Language, Span};

/// What the report tells of where things are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlaceContext {
    /// PLOVER codes of the countries it names.
    pub countries: Vec<String>,
    /// Places it names elsewhere.
    pub places: Vec<PlaceId>,
}

/// Weights of the evidence for one of several namesakes, in tens of people: a weight of 1 outweighs ten times the population.
/// Set by hand. A search over them on half of LGL's articles gained 1.4 points there and lost 0.3 on the other half.
mod weight {
    /// Named with the place: "…, Texas".
    pub(super) const QUALIFIER: f64 = 8.0;
    /// All votes of the report for the province.
    pub(super) const PROVINCE: f64 = 3.0;
    /// All votes of the report for the surroundings.
    pub(super) const NEARBY: f64 = 2.5;
    /// All votes of the report for the country.
    pub(super) const COUNTRY: f64 = 2.0;
    /// The district it lies in is named too, or it is a district and a place in it is: seldom by chance.
    pub(super) const DISTRICT: f64 = 2.5;
    /// A country that the report names.
    pub(super) const NAMED_COUNTRY: f64 = 2.2;
    /// The name is its own, not an alias.
    pub(super) const OWN_NAME: f64 = 1.2;
    /// A place of the same name lies in it: the town is meant, not its district.
    pub(super) const NAMED_AFTER: f64 = -1.5;
    /// The word for its kind is written with it ("Kharkiv region").
    pub(super) const KIND: f64 = 3.0;
}

/// What the kind of a place is worth beside its population.
fn prior(kind: PlaceKind) -> f64 {
    match kind {
        PlaceKind::Country => 1.6,
        PlaceKind::Capital => 1.0,
        PlaceKind::Continent | PlaceKind::Sea | PlaceKind::Region | PlaceKind::Line | PlaceKind::Site => 0.5,
        PlaceKind::City => 0.0,
        PlaceKind::Province => 0.2,
        PlaceKind::District => -1.2,
    }
}

/// Population counted for a place of `places.tsv`: it was worth a line.
const WORTH_A_LINE: f64 = 100_000.0;
/// Namesakes looked at; they come the most populous first.
const MOST_CANDIDATES: usize = 80;
/// Degrees of latitude and longitude of a cell within which places are near one another.
const CELL: f64 = 1.0;
/// A place of `places.tsv` and one of the gazetteer with its name are the same within so many degrees: towns, and divisions.
const SAME_TOWN: f64 = 0.3;
const SAME_DIVISION: f64 = 2.5;

/// The place that a phrase names; articles and prepositions around it do not matter.
pub fn resolve(knowledge: &Knowledge, phrase: &str, language: Language, context: &PlaceContext) -> Option<Where> {
    resolve_all(knowledge, &[phrase], language, context).pop().flatten()
}

/// The places that the phrases of one report name, each seen with the others.
pub fn resolve_all(
    knowledge: &Knowledge,
    phrases: &[&str],
    language: Language,
    context: &PlaceContext,
) -> Vec<Option<Where>> {
    let found = identify_all(knowledge, phrases, language, context).into_iter();
    found.map(|one| one.map(|(place, near)| record(knowledge, place, near))).collect()
}

/// The places that stretches of one text name, each seen with the others and with the words after it ("…, Texas").
pub fn resolve_in(
    knowledge: &Knowledge,
    text: &str,
    spans: &[Span],
    language: Language,
    context: &PlaceContext,
) -> Vec<Option<Where>> {
    let phrases: Vec<&str> = spans.iter().map(|span| with_qualifier(text, *span)).collect();
    resolve_all(knowledge, &phrases, language, context)
}

/// What [`resolve_in`] finds, as ids: what a publisher's reports name is context for its next one.
pub fn identify_in(
    knowledge: &Knowledge,
    text: &str,
    spans: &[Span],
    language: Language,
    context: &PlaceContext,
) -> Vec<Option<PlaceId>> {
    let phrases: Vec<&str> = spans.iter().map(|span| with_qualifier(text, *span)).collect();
    identify_all(knowledge, &phrases, language, context).into_iter().map(|one| one.map(|(place, _)| place)).collect()
}

/// The place that each phrase names, and whether it is only near it.
fn identify_all(
    knowledge: &Knowledge,
    phrases: &[&str],
    language: Language,
    context: &PlaceContext,
) -> Vec<Option<(PlaceId, bool)>> {
    // "MANSFIELD" and "Mansfield" are one name: a name is no evidence for itself.
    let mut index: HashMap<(String, bool), usize> = HashMap::new();
    let mut asked: Vec<Asked> = Vec::new();
    let of: Vec<usize> = phrases
        .iter()
        .map(|phrase| {
            let capital = phrase.chars().next().is_some_and(char::is_uppercase);
            *index.entry((folded(phrase), capital)).or_insert_with(|| {
                asked.push(Asked::of(knowledge, phrase, language));
                asked.len() - 1
            })
        })
        .collect();
    vote(knowledge, &mut asked, context);
    let meant = |one: &Asked| one.best().filter(|c| !c.is_stray(knowledge, context)).map(|c| (c.place, one.near));
    of.into_iter().map(|i| meant(&asked[i])).collect()
}

/// Words after a comma that may tell which place is meant.
const QUALIFIER_WORDS: usize = 3;

/// A stretch of a text and, after a comma, the capitalised words that may qualify it.
fn with_qualifier(text: &str, span: Span) -> &str {
    let Some(rest) = text.get(span.end..) else { return "" };
    let Some(after) = rest.strip_prefix(',').or_else(|| rest.strip_prefix('،')) else {
        return text.get(span.start..span.end).unwrap_or_default();
    };
    let mut end = 0;
    for (i, word) in after.split_inclusive(' ').take(QUALIFIER_WORDS + 1).enumerate() {
        let bare = word.trim();
        if !(bare.is_empty() && i == 0) && bare.chars().next().is_none_or(char::is_lowercase) {
            break;
        }
        end += word.len();
        if bare.ends_with([',', ';', ':', ')']) || word.contains('\n') {
            break;
        }
    }
    let comma = rest.len() - after.len();
    text.get(span.start..span.end + if end == 0 { 0 } else { comma + end }).unwrap_or_default()
}

/// The place that a phrase names, as an id.
pub fn identify(knowledge: &Knowledge, phrase: &str, language: Language, context: &PlaceContext) -> Option<PlaceId> {
    let mut asked = [Asked::of(knowledge, phrase, language)];
    vote(knowledge, &mut asked, context);
    asked[0].best().map(|c| c.place)
}

/// The place of a phrase that can hardly mean anything else: its name has several words, or a word for its kind beside it ("the
/// village of Mucojo", "Paktika vilayeti").
pub(crate) fn identify_plain(knowledge: &Knowledge, phrase: &str, language: Language) -> Option<PlaceId> {
    let (name, mut asked) = Name::of(knowledge, phrase, &knowledge.tokens(phrase), language)?;
    for candidate in &mut asked.candidates {
        candidate.score = candidate.by_itself();
    }
    asked.best().filter(|_| name.is_plain).map(|c| c.place)
}

/// The place as a record.
pub(crate) fn record(knowledge: &Knowledge, id: PlaceId, near: bool) -> Where {
    let place = knowledge.place(id);
    Where {
        name: place.name.to_owned(),
        id: Some(place.id),
        country: place.country.map(str::to_owned),
        lat: Some(place.lat),
        lon: Some(place.lon),
        precision: precision(place.kind, near),
        basis: WhereBasis::Explicit,
    }
}

/// UCDP GED codebook, `where_prec`: 1 the place, 2 within 25 km of it, 3 and 4 second- and first-level division, 5 a line or an
/// area without exact bounds, 6 the country, 7 international.
fn precision(kind: PlaceKind, near: bool) -> u8 {
    match kind {
        PlaceKind::City | PlaceKind::Capital | PlaceKind::Site => 1 + u8::from(near),
        PlaceKind::District => 3,
        PlaceKind::Province => 4,
        PlaceKind::Region | PlaceKind::Line => 5,
        PlaceKind::Country => 6,
        PlaceKind::Sea | PlaceKind::Continent => 7,
    }
}

/// One place that may be meant.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    place: PlaceId,
    /// Whether the name is its own, not an alias.
    own_name: bool,
    /// What speaks for it by itself, but what is told after a comma.
    own: f64,
    /// Whether it lies in what is told after a comma, here or where the report names it again.
    qualified: bool,
    /// With the votes of the report.
    score: f64,
    country: Option<&'static str>,
    province: Option<PlaceId>,
    cell: (i16, i16),
}

impl Candidate {
    fn by_itself(&self) -> f64 {
        self.own + if self.qualified { weight::QUALIFIER } else { 0.0 }
    }

    /// A small town that is called so elsewhere only, in a country that the report does not name: the place meant is likelier one that the gazetteer
    /// does not have.
    fn is_stray(&self, knowledge: &Knowledge, context: &PlaceContext) -> bool {
        let row = knowledge.place(self.place);
        let named = |country| context.countries.iter().any(|n| n == country);
        !self.own_name
            && !self.place.is_own()
            && matches!(row.kind, PlaceKind::City | PlaceKind::District)
            && row.population < names::TOWN
            && !context.countries.is_empty()
            && !self.country.is_some_and(named)
    }
}

/// One phrase.
#[derive(Debug, Default)]
struct Asked {
    candidates: Vec<Candidate>,
    /// "near", "outside".
    near: bool,
}

impl Asked {
    /// The places that may be meant, in their order: one name has the same, whatever words stand around it.
    fn places(&self) -> Vec<PlaceId> {
        let mut places: Vec<PlaceId> = self.candidates.iter().map(|c| c.place).collect();
        places.sort_unstable();
        places
    }

    fn best(&self) -> Option<&Candidate> {
        self.candidates.iter().max_by(|a, b| a.score.total_cmp(&b.score).then_with(|| b.place.cmp(&a.place)))
    }

    fn of(knowledge: &Knowledge, phrase: &str, language: Language) -> Asked {
        let tokens = knowledge.tokens(phrase);
        let count = tokens.list().len();
        let Some((name, mut out)) = Name::of(knowledge, phrase, &tokens, language) else { return Asked::default() };
        // What follows a comma tells which: "Paris, Texas".
        let mut at = name.end;
        let mut qualifiers = Vec::new();
        while at < count {
            let end = (at + 1..count).find(|i| tokens.list()[*i].gap == Gap::Break).unwrap_or(count);
            // The longest name there: more words of the sentence may follow it.
            let found = (at + 1..=end)
                .rev()
                .map(|to| whole(knowledge, phrase, &tokens, at, to, language))
                .find(|f| !f.is_empty());
            qualifiers.extend(found.iter().flatten().map(|f| f.0));
            at = end;
        }
        for candidate in &mut out.candidates {
            let inside = qualifiers.iter().any(|q| {
                *q != candidate.place
                    && match knowledge.place_kind(*q) {
                        PlaceKind::Country => knowledge.place_country(*q) == candidate.country,
                        _ => ancestors(knowledge, candidate.place).any(|a| a == *q),
                    }
            });
            candidate.qualified = inside;
            candidate.score = candidate.by_itself();
        }
        out
    }
}

/// The place's name within a phrase.
struct Name {
    end: usize,
    /// Whether it has several words, or a word beside it that says what kind of place it is.
    is_plain: bool,
}

impl Name {
    /// Finds the name: all of the phrase's first part but small words before it, words for its kind, and "near".
    fn of(knowledge: &Knowledge, phrase: &str, tokens: &Tokens, language: Language) -> Option<(Name, Asked)> {
        let list = tokens.list();
        let end = (1..list.len()).find(|i| list[*i].gap == Gap::Break).unwrap_or(list.len());
        let mut near = false;
        let mut start = 0;
        let mut kind = None;
        let mut last = end;
        while start < last {
            let found = whole(knowledge, phrase, tokens, start, last, language);
            if !found.is_empty() {
                let mut candidates: Vec<Candidate> =
                    found.into_iter().map(|(place, own)| candidate(knowledge, place, own, kind)).collect();
                let divisions: Vec<PlaceId> = candidates.iter().flat_map(|c| ancestors(knowledge, c.place)).collect();
                for c in candidates.iter_mut().filter(|c| kind.is_none() && divisions.contains(&c.place)) {
                    c.own += weight::NAMED_AFTER;
                }
                return Some((Name { end, is_plain: kind.is_some() || last - start > 1 }, Asked { candidates, near }));
            }
            // Off with a word before the name, or after it.
            if let Some((marker, next)) = marker_at(knowledge, phrase, tokens, start, last, language) {
                near |= marker == Marker::Near;
                kind = kind.or(kind_of(marker));
                start = next;
                continue;
            }
            if let Some((marker, _)) =
                marker_at(knowledge, phrase, tokens, last - 1, last, language).filter(|m| kind_of(m.0).is_some())
            {
                kind = kind.or(kind_of(marker));
                last -= 1;
                continue;
            }
            let small = |i: usize| list[i].shape == Shape::Small && list[i].script != Script::Arabic;
            // "Ak-Sai" is one name.
            let hangs = |i: usize| list.get(i).is_some_and(|t| t.gap == Gap::Hyphen && t.shape != Shape::Small);
            let joined = hangs(start + 1) && !small(start) && !names::is_joint(tokens.folded(&list[start]));
            if joined {
                return None;
            }
            if small(start) || (start == 0 && list[start].letters <= LONGEST_ARTICLE && last > 1) {
                start += 1;
            } else if small(last - 1) {
                last -= 1;
            } else {
                return None;
            }
        }
        None
    }
}

/// The kind of place that a word asks for.
fn kind_of(marker: Marker) -> Option<PlaceKind> {
    match marker {
        Marker::Province => Some(PlaceKind::Province),
        Marker::District => Some(PlaceKind::District),
        Marker::City => Some(PlaceKind::City),
        _ => None,
    }
}

/// The word at a token that tells how or what a place is, and the token after it.
fn marker_at(
    knowledge: &Knowledge,
    phrase: &str,
    tokens: &Tokens,
    at: usize,
    end: usize,
    language: Language,
) -> Option<(Marker, usize)> {
    let mut found = Vec::new();
    knowledge.names_at(NamesOf::World, phrase, tokens, at, language, &mut found);
    found.sort_by_key(|f| std::cmp::Reverse(f.end));
    found.iter().filter(|f| f.end <= end).find_map(|name| {
        let marker = knowledge.postings(name.value).filter(|p| p.is_of(language)).find_map(|p| match p.reading {
            Reading::Marker(marker) if matches!(marker, Marker::Of | Marker::Near) || kind_of(marker).is_some() => {
                Some(marker)
            }
            _ => None,
        })?;
        Some((marker, name.end))
    })
}

/// The places that the tokens from `start` to `end`, all of them, name; each with what speaks for it.
fn whole(
    knowledge: &Knowledge,
    phrase: &str,
    tokens: &Tokens,
    start: usize,
    end: usize,
    language: Language,
) -> Vec<(PlaceId, f64)> {
    let mut out: Vec<(PlaceId, f64)> = Vec::new();
    let mut found = Vec::new();
    let first = &tokens.list()[start];
    if end == start + 1 && common::is_function(tokens.folded(first), language) {
        return out;
    }
    let cased = first.script == Script::Arabic || first.shape != Shape::Small;
    knowledge.names_at(NamesOf::World, phrase, tokens, start, language, &mut found);
    for name in found.iter().filter(|f| f.end == end) {
        for posting in knowledge.postings(name.value).filter(|p| p.is_of(language)) {
            // "on Ukrainian soil": an adjective places a thing in its country as the name does.
            if let Reading::State(country) | Reading::Adjective(country) | Reading::People(country) = posting.reading
                && (cased || !posting.needs_initial())
                && (!posting.needs_upper() || (start..end).all(|i| tokens.list()[i].shape == Shape::Upper))
                && let Some(territory) = knowledge.territory(knowledge.code(country))
                && !out.iter().any(|o| o.0 == territory)
            {
                out.push((territory, weight::OWN_NAME));
            }
            // "Abkhaz", "les Catalans".
            if let Reading::Place(region) = posting.reading
                && (cased || !posting.needs_initial())
            {
                out.push((canonical(knowledge, region), 0.0));
            }
        }
    }
    if !cased {
        return out;
    }
    for block in knowledge.place_blocks() {
        found.clear();
        knowledge.names_at(NamesOf::Places(block), phrase, tokens, start, language, &mut found);
        // As written first: an ending is taken off only where that finds nothing.
        let plain = found.iter().any(|f| f.end == end && !f.altered);
        for name in found.iter().filter(|f| f.end == end && (!f.altered || !plain)) {
            for (place, own_name) in knowledge.place_postings(block, name.value).take(MOST_CANDIDATES) {
                let place = canonical(knowledge, place);
                if !out.iter().any(|o| o.0 == place) {
                    out.push((place, if own_name { weight::OWN_NAME } else { 0.0 }));
                }
            }
        }
    }
    out
}

/// The gazetteer's own entry for a place of `places.tsv`, where it has one.
fn canonical(knowledge: &Knowledge, id: PlaceId) -> PlaceId {
    if !id.is_own() {
        return id;
    }
    let place = knowledge.place(id);
    let Some(value) = knowledge.value(NamesOf::Places(block::GAZETTEER), &folded(place.name)) else {
        return id;
    };
    let town = |kind| matches!(kind, PlaceKind::City | PlaceKind::Capital);
    let division = |kind| matches!(kind, PlaceKind::Province | PlaceKind::Region);
    knowledge
        .place_postings(block::GAZETTEER, value)
        .map(|(other, _)| other)
        .find(|other| {
            let twin = knowledge.place(*other);
            let within = match (twin.kind, place.kind) {
                (a, b) if town(a) && town(b) => SAME_TOWN,
                (PlaceKind::Province, b) if division(b) => SAME_DIVISION,
                (a, b) if a == b => SAME_DIVISION,
                _ => return false,
            };
            twin.country == place.country
                && (twin.lat - place.lat).abs() < within
                && (twin.lon - place.lon).abs() < within
        })
        .unwrap_or(id)
}

fn candidate(knowledge: &Knowledge, place: PlaceId, own: f64, asked: Option<PlaceKind>) -> Candidate {
    let row = knowledge.place(place);
    let people = if place.is_own() { WORTH_A_LINE } else { f64::from(row.population) };
    let kind = match (asked, row.kind) {
        (Some(PlaceKind::City), PlaceKind::City | PlaceKind::Capital) => weight::KIND,
        (Some(asked), kind) if asked == kind => weight::KIND,
        (Some(PlaceKind::Province), PlaceKind::Region) => weight::KIND,
        _ => 0.0,
    };
    let own_name = own >= weight::OWN_NAME;
    let own = own + (people + 1.0).log10() + prior(row.kind) + kind;
    let province = if row.kind == PlaceKind::Province { Some(place) } else { ancestors(knowledge, place).last() };
    Candidate {
        place,
        own_name,
        own,
        qualified: false,
        score: own,
        country: row.country,
        province,
        cell: ((row.lat / CELL).floor() as i16, (row.lon / CELL).floor() as i16),
    }
}

/// The divisions that a place lies in, the smallest first.
fn ancestors(knowledge: &Knowledge, place: PlaceId) -> impl Iterator<Item = PlaceId> {
    // Two levels and one to spare; a table that makes a circle cannot hang it.
    std::iter::successors(knowledge.place(place).parent, |p| knowledge.place(*p).parent).take(3)
}

/// Shares of votes by country, province and cell.
#[derive(Default)]
struct Votes {
    countries: HashMap<&'static str, f64>,
    provinces: HashMap<PlaceId, f64>,
    cells: HashMap<(i16, i16), f64>,
    all: f64,
}

impl Votes {
    /// Adds the candidates of one phrase, one vote in all, by their odds; or takes them away.
    fn count(&mut self, candidates: &[Candidate], sign: f64) {
        let best = candidates.iter().map(|c| c.score).fold(f64::MIN, f64::max);
        let odds = |c: &Candidate| 10f64.powf(c.score - best);
        let sum: f64 = candidates.iter().map(odds).sum();
        if candidates.is_empty() || sum <= 0.0 {
            return;
        }
        self.all += sign;
        for c in candidates {
            let share = sign * odds(c) / sum;
            if let Some(country) = c.country {
                *self.countries.entry(country).or_default() += share;
            }
            if let Some(province) = c.province {
                *self.provinces.entry(province).or_default() += share;
            }
            *self.cells.entry(c.cell).or_default() += share;
        }
    }

    fn support(&self, c: &Candidate) -> f64 {
        if self.all < 0.5 {
            return 0.0;
        }
        let share = |votes: Option<&f64>| votes.map_or(0.0, |v| (v / self.all).clamp(0.0, 1.0).sqrt());
        let around: f64 = (-1..=1)
            .flat_map(|y| (-1..=1).map(move |x| (c.cell.0 + y, c.cell.1 + x)))
            .filter_map(|cell| self.cells.get(&cell))
            .sum();
        let mut support = weight::NEARBY * share(Some(&around));
        support += c.country.map_or(0.0, |country| weight::COUNTRY * share(self.countries.get(country)));
        support + c.province.map_or(0.0, |province| weight::PROVINCE * share(self.provinces.get(&province)))
    }
}

/// Scores every candidate by itself and by what the others of the report vote for. Two rounds: the first settles the plain
/// ones, the second lets them speak.
fn vote(knowledge: &Knowledge, asked: &mut [Asked], context: &PlaceContext) {
    let named_alike = named_alike(asked);
    districts(knowledge, asked, &named_alike);
    let given: Vec<Candidate> = context.places.iter().map(|p| candidate(knowledge, *p, 0.0, None)).collect();
    for _ in 0..2 {
        let mut votes = Votes::default();
        given.iter().for_each(|c| votes.count(std::slice::from_ref(c), 1.0));
        asked.iter().for_each(|a| votes.count(&a.candidates, 1.0));
        for alike in &named_alike {
            let before: Vec<Vec<Candidate>> = alike.iter().map(|i| asked[*i].candidates.clone()).collect();
            before.iter().for_each(|candidates| votes.count(candidates, -1.0));
            for i in alike {
                for c in &mut asked[*i].candidates {
                    let named = c.country.is_some_and(|country| context.countries.iter().any(|n| n == country));
                    c.score = c.by_itself() + votes.support(c) + if named { weight::NAMED_COUNTRY } else { 0.0 };
                }
            }
            before.iter().for_each(|candidates| votes.count(candidates, 1.0));
        }
    }
}

/// Phrases of one name, by their numbers: "Gaya", "the town of Gaya" and "Gaya, Niger". A name is no evidence for itself, but what is told of it once holds
/// wherever it stands.
fn named_alike(asked: &mut [Asked]) -> Vec<Vec<usize>> {
    let mut alike: BTreeMap<Vec<PlaceId>, Vec<usize>> = BTreeMap::new();
    for (i, one) in asked.iter().enumerate() {
        alike.entry(one.places()).or_default().push(i);
    }
    for phrases in alike.values().filter(|phrases| phrases.len() > 1) {
        let told: HashSet<PlaceId> =
            phrases.iter().flat_map(|i| &asked[*i].candidates).filter(|c| c.qualified).map(|c| c.place).collect();
        for i in phrases {
            asked[*i].candidates.iter_mut().for_each(|c| c.qualified = told.contains(&c.place));
        }
    }
    alike.into_values().collect()
}

/// Raises the places whose district is named by another phrase, and the districts in which another phrase's place lies.
fn districts(knowledge: &Knowledge, asked: &mut [Asked], named_alike: &[Vec<usize>]) {
    let district = |place: PlaceId| knowledge.place_kind(place) == PlaceKind::District;
    // For each district: whether it is itself named, and whether a place in it is; by which phrase.
    let mut named: HashMap<PlaceId, Vec<usize>> = HashMap::new();
    let mut inhabited: HashMap<PlaceId, Vec<usize>> = HashMap::new();
    for (i, one) in asked.iter().enumerate() {
        for c in &one.candidates {
            if district(c.place) {
                named.entry(c.place).or_default().push(i);
            }
            for around in ancestors(knowledge, c.place).filter(|a| district(*a)) {
                inhabited.entry(around).or_default().push(i);
            }
        }
    }
    let mut name = vec![0; asked.len()];
    for (number, phrases) in named_alike.iter().enumerate() {
        phrases.iter().for_each(|i| name[*i] = number);
    }
    let other = |of: Option<&Vec<usize>>, i: usize| of.is_some_and(|list| list.iter().any(|j| name[*j] != name[i]));
    for (i, one) in asked.iter_mut().enumerate() {
        for c in &mut one.candidates {
            if other(inhabited.get(&c.place), i) || ancestors(knowledge, c.place).any(|a| other(named.get(&a), i)) {
                c.own += weight::DISTRICT;
                c.score += weight::DISTRICT;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrase: &str, language: Language, countries: &[&str]) -> Option<Where> {
        let context =
            PlaceContext { countries: countries.iter().map(|c| (*c).to_owned()).collect(), places: Vec::new() };
        resolve(Knowledge::embedded(), phrase, language, &context)
    }

    #[test]
    fn places_are_found_in_ten_languages() {
        for (phrase, language, id) in [
            ("Baku", Language::En, "geonames:587084"),
            ("à Bakou", Language::Fr, "geonames:587084"),
            ("en Bakú", Language::Es, "geonames:587084"),
            ("nahe Charkiw", Language::De, "geonames:706483"),
            ("a Mosca", Language::It, "geonames:524901"),
            ("Moscovo", Language::Pt, "geonames:524901"),
            ("в Харькове", Language::Ru, "geonames:706483"),
            ("у Харкові", Language::Uk, "geonames:706483"),
            ("في بغداد", Language::Ar, "geonames:98182"),
            ("Bakü'de", Language::Tr, "geonames:587084"),
        ] {
            let place = found(phrase, language, &[]);
            assert_eq!(place.as_ref().and_then(|p| p.id.as_deref()), Some(id), "{phrase}: {place:?}");
        }
    }

    #[test]
    fn countries_lie_where_they_are_and_are_known_as_such() {
        for (phrase, language) in
            [("l'Azerbaïdjan", Language::Fr), ("Азербайджане", Language::Ru), ("أذربيجان", Language::Ar)]
        {
            let place = found(phrase, language, &[]).unwrap_or_else(|| panic!("{phrase}"));
            assert_eq!(
                (place.country.as_deref(), place.precision, place.id.as_deref()),
                (Some("AZE"), 6, Some("geonames:587116"))
            );
        }
    }

    #[test]
    fn namesakes_are_told_apart_by_what_is_named_with_them() {
        assert_eq!(found("Guadalajara", Language::Es, &[]).and_then(|p| p.country).as_deref(), Some("MEX"));
        assert_eq!(found("Guadalajara", Language::Es, &["ESP"]).and_then(|p| p.country).as_deref(), Some("ESP"));
        assert_eq!(found("Paris, Texas", Language::En, &[]).and_then(|p| p.id).as_deref(), Some("geonames:4717560"));
        assert_eq!(found("Tripoli", Language::En, &["LBN"]).and_then(|p| p.country).as_deref(), Some("LBN"));
        let all = resolve_all(
            Knowledge::embedded(),
            &["Springfield", "Clark County", "Ohio"],
            Language::En,
            &PlaceContext::default(),
        );
        assert_eq!(all[0].as_ref().and_then(|p| p.id.as_deref()), Some("geonames:4525353"));
        // India's Gaya has the most people, and a district: no phrase of a name speaks for another.
        let niger = PlaceContext { countries: vec!["NER".to_owned()], ..PlaceContext::default() };
        for (phrases, language) in [
            (["Gaya", "Gaya kasabası", "Gaya'daki"], Language::Tr),
            (["Gaya", "the town of Gaya", "near Gaya"], Language::En),
        ] {
            let all = resolve_all(Knowledge::embedded(), &phrases, language, &niger);
            assert!(all.iter().all(|p| p.as_ref().is_some_and(|p| p.country.as_deref() == Some("NER"))), "{all:?}");
        }
        // What is told of a name once holds wherever it stands.
        let all = resolve_all(
            Knowledge::embedded(),
            &["Paris, Texas", "Paris", "near Paris"],
            Language::En,
            &PlaceContext::default(),
        );
        assert!(all.iter().flatten().all(|p| p.id.as_deref() == Some("geonames:4717560")), "{all:?}");
    }

    #[test]
    fn near_a_place_is_less_exact_and_a_name_in_part_is_no_name() {
        assert_eq!(found("near Goma", Language::En, &[]).map(|p| p.precision), Some(2));
        assert_eq!(found("près de Goma", Language::Fr, &[]).map(|p| p.precision), Some(2));
        assert_eq!(found("Goma", Language::En, &[]).map(|p| p.precision), Some(1));
        for phrase in ["Zzyzxville", "Moscow Boulevard", "", "   ", "the river", "12"] {
            assert_eq!(found(phrase, Language::En, &[]), None, "{phrase}");
        }
    }

    #[test]
    fn disputed_regions_come_from_the_project_s_own_table() {
        for (phrase, language) in
            [("le Haut-Karabakh", Language::Fr), ("Нагорном Карабахе", Language::Ru), ("Dağlık Karabağ", Language::Tr)]
        {
            let place = found(phrase, language, &[]).unwrap_or_else(|| panic!("{phrase}"));
            assert_eq!((place.country.as_deref(), place.precision), (Some("AZE"), 5), "{phrase}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC{0,40}") {
            let _ = found(&text, Language::De, &["UKR"]);
        }
    }
}
