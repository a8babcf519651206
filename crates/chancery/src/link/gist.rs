//! What linking reads of a report and of its claims. In: a report with its claims. Out: a [`Gist`] and an [`Act`] a claim, small enough
//! to be kept beside them. Always: a pure function of the report, its claims, the knowledge and the model's tables; the encoder is not run.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Language;
use crate::knowledge::{Days, Knowledge, PlaceKind, Reading, period};
use crate::knowledge::sound;
use crate::mention::dateline::Head;
use crate::mention::place::{self, PlaceContext};
use crate::mention::quantity::Kind;
use crate::mention::{Mentions, time::TimeClass};
use crate::model::Model;
use crate::record::{Category, Claim, Coded, Count, Granularity, Party, Polarity, Status, Tense, Toll, WhenBasis};
use crate::text::{Document, tokens};
use crate::Span;

/// Sentences, titles counted, that say what a report is about.
const LEAD: usize = 3;
/// What a day counts that is told further down, beside one told in the lead.
const BELOW: f32 = 0.4;
/// Most words kept of a text, those that tell most.
const MOST_WORDS: usize = 256;
/// Least weight of a piece that is kept as a word.
const LEAST_WEIGHT: f32 = 0.3;
/// Numbers from which on one is worth comparing: smaller ones stand in every report.
const LEAST_NUMBER: u64 = 3;
/// Consonants by which names are compared whose spelling differs, at least and at most.
const LEAST_SOUNDS: usize = 3;
const MOST_SOUNDS: usize = 4;
/// Letters that such a name has at least.
const LEAST_LETTERS: usize = 5;
/// Probability that a name's pieces have at most, multiplied: common words have more.
const LIKELIEST_NAME: f32 = 1e-6;
/// What a day counts that the report does not tell with the act but has of another sentence, and what one that is only its own date.
const INHERITED: f32 = 0.6;
const DATELINE: f32 = 0.25;
/// What a capital counts as a place: mostly it stands for a government, or the report was written there.
const SEAT: f32 = 0.3;
/// Namesakes that are kept of a person's name.
const MOST_NAMESAKES: usize = 3;

/// What a report is about, as far as linking compares it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gist {
    pub(super) language: Language,
    /// First and last day on which it may have been published, in days since 1970-01-01.
    pub(super) published: Option<(i32, i32)>,
    /// What all its words mean, and those of its lead.
    pub(super) whole: Vec<i8>,
    pub(super) lead: Vec<i8>,
    pub(super) words: Vec<(u32, f32)>,
    pub(super) states: Vec<(u64, f32)>,
    pub(super) persons: Vec<(u64, f32)>,
    /// Organisations, groups and places, persons too.
    pub(super) others: Vec<(u64, f32)>,
    pub(super) places: Vec<Spot>,
    /// Names of towns, and those that the tables do not have.
    pub(super) proper: Vec<Proper>,
    pub(super) days: Vec<(i32, f32)>,
    pub(super) numbers: Vec<u64>,
}

/// A place below a country, with what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Spot {
    pub(super) key: u64,
    pub(super) lat: f32,
    pub(super) lon: f32,
    pub(super) weight: f32,
}

/// A name by which towns and persons are told apart whose spelling differs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Proper {
    pub(super) spot: Option<Spot>,
    pub(super) sounds: Vec<u64>,
    /// Whether the lead names it.
    pub(super) leads: bool,
}

/// What linking compares of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Act {
    pub(super) category: Category,
    pub(super) quad: u8,
    pub(super) modes: Vec<u64>,
    pub(super) status: Status,
    pub(super) actors: Vec<Who>,
    pub(super) recipients: Vec<Who>,
    pub(super) speaker: Option<Who>,
    pub(super) when: Option<Period>,
    pub(super) spot: Option<Spot>,
    /// Country of the place, also where nothing finer is known.
    pub(super) place_country: Option<u64>,
    pub(super) toll: [Option<(u64, u64)>; 5],
    pub(super) meaning: Vec<i8>,
    pub(super) words: Vec<(u32, f32)>,
    /// Number of the sentence, from 0, and whether it is one of the lead.
    pub(super) sentence: u16,
    pub(super) leads: bool,
    pub(super) confidence: f32,
}

/// A party, as far as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Who {
    pub(super) country: Option<u64>,
    pub(super) entity: Option<u64>,
}

/// A period, in days since 1970-01-01, both included.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Period {
    pub(super) first: i32,
    pub(super) last: i32,
    /// Whether the report tells it with the act or counts to it from a word.
    pub(super) told: bool,
    /// Whether it is only the report's own date.
    pub(super) dateline: bool,
}

impl Act {
    /// Whether it is said to have happened, lately.
    pub(super) fn happened(&self) -> bool {
        self.status.polarity == Polarity::Affirmed && matches!(self.status.tense, Tense::Past | Tense::Present)
    }

    /// The day, where it is one.
    pub(super) fn day(&self) -> Option<i32> {
        self.when.filter(|when| when.first == when.last).map(|when| when.first)
    }
}

/// Reads what linking compares off a report and its claims, an [`Act`] for each claim in their order.
pub fn read(knowledge: &Knowledge, model: &Model, coded: &Coded) -> (Gist, Vec<Act>) {
    let mut document = Document::new(coded.report.clone());
    let head = Head::of(&document.report.text, document.report.language);
    head.part(&mut document);
    let mut mentions = Mentions::find(knowledge, &document);
    // Where it was written is not what it is about.
    mentions.names.retain(|name| !head.dateline.is_some_and(|dateline| dateline.contains(name.span)));
    let sentences = Sentences::of(&document);
    let acts: Vec<Act> = coded.claims.iter().map(|claim| act(model, &document, &sentences, claim)).collect();
    (gist(knowledge, model, &document, &mentions, &acts), acts)
}

/// Where sentences begin, in characters, as claims count.
struct Sentences {
    starts: Vec<usize>,
    /// Byte at which the lead ends.
    lead: usize,
}

impl Sentences {
    fn of(document: &Document) -> Self {
        let text = &document.report.text;
        let (mut starts, mut chars, mut at) = (Vec::new(), 0, 0);
        for sentence in &document.sentences {
            chars += text[at..sentence.span.start].chars().count();
            at = sentence.span.start;
            starts.push(chars);
        }
        let lead = document.sentences.iter().take(LEAD).map(|s| s.span.end).max().unwrap_or(0);
        Self { starts, lead }
    }

    fn number(&self, char: usize) -> usize {
        self.starts.partition_point(|start| *start <= char).saturating_sub(1)
    }
}

fn act(model: &Model, document: &Document, sentences: &Sentences, claim: &Claim) -> Act {
    let language = document.report.language;
    let ids: Vec<u32> = claim.evidence.iter().flat_map(|e| model.pieces().cut(&e.text)).map(|p| p.id).collect();
    let sentence = claim.evidence.first().map_or(0, |e| sentences.number(e.trigger[0]));
    let toll = claim.toll.as_ref();
    let count = |of: fn(&Toll) -> &Option<Count>| {
        let count = toll.and_then(|t| of(t).as_ref())?;
        let low = count.best.or(count.low).or(count.high)?;
        Some((count.low.unwrap_or(low).min(low), count.high.unwrap_or(low).max(low)))
    };
    let place = claim.place.as_ref();
    Act {
        category: claim.event,
        quad: claim.quad,
        modes: claim.mode.iter().map(|m| key("mode", m)).collect(),
        status: claim.status,
        actors: claim.actors.iter().map(who).collect(),
        recipients: claim.recipients.iter().map(who).collect(),
        speaker: claim.speaker.as_ref().map(who),
        when: claim.when.as_ref().and_then(|when| {
            let days = Days::of(when)?;
            let told = matches!(when.basis, WhenBasis::Explicit | WhenBasis::Relative);
            let dateline = when.basis == WhenBasis::Dateline;
            Some(Period { first: days.first, last: days.last, told, dateline })
        }),
        spot: place.filter(|p| p.precision < COUNTRY).and_then(|p| {
            let key = p.id.as_deref().map(|id| key("place", id))?;
            Some(Spot { key, lat: p.lat? as f32, lon: p.lon? as f32, weight: 1.0 })
        }),
        place_country: place.and_then(|p| p.country.as_deref()).map(|c| key("country", c)),
        toll: [
            count(|t| &t.killed),
            count(|t| &t.wounded),
            count(|t| &t.captured),
            count(|t| &t.missing),
            count(|t| &t.displaced),
        ],
        meaning: model.meaning().of(model.pieces(), language, &ids),
        words: words(model, &ids),
        sentence: sentence.min(usize::from(u16::MAX)) as u16,
        leads: sentence < LEAD,
        confidence: claim.confidence as f32,
    }
}

/// UCDP's precision of a whole country.
const COUNTRY: u8 = 6;

fn who(party: &Party) -> Who {
    Who {
        country: party.country.as_deref().map(|c| key("country", c)),
        entity: party.entity.as_deref().map(|e| key("entity", e)),
    }
}

fn gist(knowledge: &Knowledge, model: &Model, document: &Document, mentions: &Mentions, acts: &[Act]) -> Gist {
    let report = &document.report;
    let sentences = Sentences::of(document);
    let cut = model.pieces().cut(&report.text);
    let all: Vec<u32> = cut.iter().map(|piece| piece.id).collect();
    let lead: Vec<u32> = cut.iter().filter(|p| p.span.end <= sentences.lead).map(|p| p.id).collect();
    let meaning = |ids: &[u32]| model.meaning().of(model.pieces(), report.language, ids);
    let published = report.published.as_deref().and_then(period);
    let named = named(knowledge, document, mentions, sentences.lead);
    let mut proper = named.towns;
    proper.extend(unknown_names(model, document, mentions, sentences.lead));
    let mut numbers: Vec<u64> = mentions
        .quantities
        .iter()
        .filter(|q| q.kind == Kind::Cardinal)
        .filter_map(|q| q.best)
        .filter(|n| *n >= LEAST_NUMBER && !(1900..2100).contains(n))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    Gist {
        language: report.language,
        published,
        whole: meaning(&all),
        lead: meaning(&lead),
        words: words(model, &all),
        states: counted(named.states),
        persons: counted(named.persons),
        others: counted(named.others),
        places: named.places,
        proper,
        days: days(mentions, sentences.lead, acts),
        numbers,
    }
}

/// Days that a report tells, those of its lead and of what it says happened first.
fn days(mentions: &Mentions, lead: usize, acts: &[Act]) -> Vec<(i32, f32)> {
    let mut weights: BTreeMap<i32, f32> = BTreeMap::new();
    for time in mentions.times.iter().filter(|t| matches!(t.class, TimeClass::Date | TimeClass::Time)) {
        if let Some(day) = Days::of(&time.when).filter(|d| d.first == d.last && time.when.granularity <= Granularity::Day) {
            *weights.entry(day.first).or_default() += if time.span.start < lead { 1.0 } else { BELOW };
        }
    }
    for act in acts.iter().filter(|act| act.happened()) {
        if let Some(day) = act.day() {
            let told = act.when.map_or(0.0, |w| if w.told { 1.0 } else if w.dateline { DATELINE } else { INHERITED });
            *weights.entry(day).or_default() += told * act.confidence * if act.leads { 1.0 } else { BELOW };
        }
    }
    weights.into_iter().collect()
}

/// Pieces of a text that tell something, with what they tell; of length 1.
fn words(model: &Model, ids: &[u32]) -> Vec<(u32, f32)> {
    let mut counts: BTreeMap<u32, f32> = BTreeMap::new();
    ids.iter().for_each(|id| *counts.entry(*id).or_default() += 1.0);
    let weigh = |(id, count): (u32, f32)| (id, model.meaning().weight(model.pieces(), id) * count.sqrt());
    let mut words: Vec<(u32, f32)> = counts.into_iter().map(weigh).filter(|(_, w)| *w >= LEAST_WEIGHT).collect();
    if words.len() > MOST_WORDS {
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words.truncate(MOST_WORDS);
        words.sort_by_key(|(id, _)| *id);
    }
    let length = words.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    words.iter_mut().for_each(|(_, w)| *w /= length);
    words
}

/// Whom and what a report names.
#[derive(Default)]
struct Named {
    states: BTreeMap<u64, f32>,
    persons: BTreeMap<u64, f32>,
    others: BTreeMap<u64, f32>,
    places: Vec<Spot>,
    towns: Vec<Proper>,
}

fn named(knowledge: &Knowledge, document: &Document, mentions: &Mentions, lead: usize) -> Named {
    let (text, language) = (&document.report.text, document.report.language);
    let mut named = Named::default();
    let (mut of_places, mut weights) = (Vec::new(), Vec::new());
    let mut context = PlaceContext::default();
    for name in &mentions.names {
        let mut readings: Vec<Reading> = name.readings().collect();
        let state = readings.iter().find_map(|r| match r {
            Reading::State(c) | Reading::Adjective(c) | Reading::People(c) | Reading::Seat(c) => Some(*c),
            _ => None,
        });
        if let Some(country) = state {
            let code = knowledge.code(country);
            *named.states.entry(key("country", code)).or_default() += 1.0;
            if !context.countries.iter().any(|c| c == code) {
                context.countries.push(code.to_owned());
            }
            if !readings.iter().any(|r| matches!(r, Reading::Seat(_))) {
                continue;
            }
        }
        let entity = readings.iter().find_map(|r| if let Reading::Entity(id) = r { Some(*id) } else { None });
        if let Some(id) = entity {
            *named.others.entry(key("entity", knowledge.entity(id).id)).or_default() += 1.0;
            continue;
        }
        readings.retain(|r| matches!(r, Reading::Person(_)));
        if !readings.is_empty() && state.is_none() {
            let share = 1.0 / readings.len() as f32;
            for reading in readings.iter().take(MOST_NAMESAKES) {
                if let Reading::Person(id) = reading {
                    let key = key("entity", knowledge.person(*id).0);
                    *named.persons.entry(key).or_default() += share;
                    *named.others.entry(key).or_default() += share;
                }
            }
            continue;
        }
        if name.readings().any(|r| matches!(r, Reading::Place(_))) {
            of_places.push(name.span);
            weights.push(if name.span.start < lead { 1.0 } else { BELOW } * if state.is_some() { SEAT } else { 1.0 });
        }
    }
    let found = place::identify_in(knowledge, text, &of_places, language, &context);
    let mut spots: BTreeMap<u64, Spot> = BTreeMap::new();
    for ((id, weight), span) in found.into_iter().zip(weights).zip(&of_places) {
        let Some(place) = id.map(|id| knowledge.place(id)) else { continue };
        if matches!(place.kind, PlaceKind::Country | PlaceKind::Continent | PlaceKind::Sea) {
            continue;
        }
        let key = key("place", &place.id);
        *named.others.entry(key).or_default() += weight;
        let spot = Spot { key, lat: place.lat as f32, lon: place.lon as f32, weight: 0.0 };
        if matches!(place.kind, PlaceKind::City | PlaceKind::Site | PlaceKind::District) {
            let words = span.of(text).split_whitespace();
            let longest = words.max_by_key(|word| word.chars().count()).unwrap_or_default();
            named.towns.push(Proper { spot: Some(spot), sounds: sounds(longest), leads: span.start < lead });
        }
        spots.entry(key).or_insert(spot).weight += weight;
    }
    named.places = spots.into_values().collect();
    named
}

/// Words that look like names and that the tables do not have: in Latin and Cyrillic letters those with a capital within a sentence, in
/// Arabic all; common words are none.
fn unknown_names(model: &Model, document: &Document, mentions: &Mentions, lead: usize) -> Vec<Proper> {
    let text = &document.report.text;
    let mut names = Vec::new();
    let known = |span: Span| mentions.names.iter().any(|name| name.span.overlaps(span));
    let arabic = document.report.language == Language::Ar;
    for sentence in &document.sentences {
        for span in tokens(sentence.span.of(text)).skip(1) {
            let span = Span::new(sentence.span.start + span.start, sentence.span.start + span.end);
            let word = span.of(text);
            let bare = if arabic { word.trim_start_matches("ال") } else { word };
            let named = arabic || word.chars().next().is_some_and(char::is_uppercase);
            if !named || bare.chars().count() < LEAST_LETTERS || known(span) || model.likelihood(bare) > LIKELIEST_NAME {
                continue;
            }
            let sounds = sounds(bare);
            if !sounds.is_empty() {
                names.push(Proper { spot: None, sounds, leads: !arabic && span.start < lead });
            }
        }
    }
    names
}

/// How a name may sound, as numbers.
fn sounds(word: &str) -> Vec<u64> {
    sound::beginnings(word, LEAST_SOUNDS, MOST_SOUNDS).iter().map(|sound| key("sound", sound)).collect()
}

/// What is named, with a weight that grows slowly with how often.
fn counted(counts: BTreeMap<u64, f32>) -> Vec<(u64, f32)> {
    counts.into_iter().map(|(key, count)| (key, count.sqrt())).collect()
}

/// A name as a number (64-bit FNV-1a), the same on every machine.
pub(super) fn key(kind: &str, name: &str) -> u64 {
    let bytes = kind.bytes().chain([0]).chain(name.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}
