//! What linking reads of a report and of its claims. In: a report with its claims. Out: a [`Gist`] and an [`Act`] a claim, small enough
//! to be kept beside them. Always: a pure function of the report, its claims, the knowledge and the model's tables; the encoder is not run.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::packed;
use super::stage::Stage;
use crate::Language;
use crate::digest::fnv1a;
use crate::knowledge::{Days, Knowledge, period};
use crate::mention::Mentions;
use crate::mention::dateline::Head;
use crate::model::Model;
use crate::record::{Category, Claim, Coded, Count, Party, Polarity, Status, Tense, WhenBasis, WhenKind};
use crate::text::{Document, tokens};

/// Sentences, titles counted, that say what a report is about.
const LEAD: usize = 3;
/// Most words kept of a text, those that tell most.
const MOST_WORDS: usize = 256;
/// Least weight of a piece that is kept as a word.
const LEAST_WEIGHT: f32 = 0.3;
/// Negative logarithm of the probability that a word has at most to tell nothing, and what is counted of it above that at most; what a name
/// counts beside another word. Of the values tried, those that tell same-language reports of one happening apart best.
const COMMON: f32 = 8.0;
pub(super) const RAREST: f32 = 9.0;
const NAME: f32 = 2.0;
/// Letters of a word that are compared: a language-independent stemmer (McNamee and Mayfield 2004).
const STEM: usize = 6;

/// A word or a sound as a number, the same on every machine: in one of a hundred thousand reports two of its words share one.
pub(super) type Mark = u32;

/// What a report is about, as far as linking compares it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gist {
    pub(super) language: Language,
    /// First and last day on which it may have been published, in days since 1970-01-01.
    pub(super) published: Option<(i32, i32)>,
    /// What all its words mean, and those of its lead.
    #[serde(with = "packed")]
    pub(super) whole: Vec<i8>,
    #[serde(with = "packed")]
    pub(super) lead: Vec<i8>,
    /// Its words, by their first letters, and those of its lead; each list of length 1.
    #[serde(with = "packed")]
    pub(super) words: Vec<(Mark, f32)>,
    #[serde(with = "packed")]
    pub(super) lead_words: Vec<(Mark, f32)>,
    pub(super) stage: Stage,
}

/// A place below a country.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Spot {
    pub(super) key: u64,
    pub(super) lat: f32,
    pub(super) lon: f32,
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
    #[serde(with = "packed")]
    pub(super) meaning: Vec<i8>,
    /// What the words mean that carry the act.
    #[serde(with = "packed")]
    pub(super) trigger: Vec<i8>,
    #[serde(with = "packed")]
    pub(super) words: Vec<(u32, f32)>,
    /// Number of the sentence, from 0, and whether it is one of the lead.
    pub(super) sentence: u16,
    pub(super) leads: bool,
    pub(super) confidence: f32,
    /// How many claims of its category, and of them all, stand before it.
    pub(super) rank: (u8, u8),
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
    /// Whether the act is told to have gone on for longer than [`LONG`]: "more than 30 have died since January".
    pub(super) long: bool,
}

/// Days of a stretch from one date to another, or on from one, that is too long for one happening.
const LONG: i32 = 31;

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
pub(super) fn read(knowledge: &Knowledge, model: &Model, coded: &Coded) -> (Gist, Vec<Act>) {
    let mut document = Document::new(coded.report.clone());
    let head = Head::of(&document.report.text, document.report.language);
    head.part(&mut document);
    let mut mentions = Mentions::find(knowledge, &document);
    // Where it was written is not what it is about.
    mentions.names.retain(|name| !head.dateline.is_some_and(|dateline| dateline.contains(name.span)));
    let sentences = Sentences::of(&document);
    let mut acts: Vec<Act> = coded.claims.iter().map(|claim| act(model, &document, &sentences, claim)).collect();
    let mut before = [0u8; 16];
    for (i, act) in acts.iter_mut().enumerate() {
        let alike = &mut before[act.category as usize];
        act.rank = (*alike, i.min(usize::from(u8::MAX)) as u8);
        *alike = alike.saturating_add(1);
    }
    (gist(knowledge, model, &document, &sentences, &mentions, &acts), acts)
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
    let published = document.report.published.as_deref().and_then(period);
    let ids: Vec<u32> = claim.evidence.iter().flat_map(|e| model.pieces().cut(&e.text)).map(|p| p.id).collect();
    let triggers = claim.evidence.iter().flat_map(|e| {
        let (start, end) = (e.trigger[0].saturating_sub(e.span[0]), e.trigger[1].saturating_sub(e.span[0]));
        let words: String = e.text.chars().take(end).skip(start).collect();
        model.pieces().cut(&words)
    });
    let trigger: Vec<u32> = triggers.map(|p| p.id).collect();
    let sentence = claim.evidence.first().map_or(0, |e| sentences.number(e.trigger[0]));
    let bounds = |count: &Count| {
        let low = count.best.or(count.low).or(count.high)?;
        Some((count.low.unwrap_or(low).min(low), count.high.unwrap_or(low).max(low)))
    };
    let toll = claim.toll.clone().unwrap_or_default();
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
            let until = match when.end {
                None => published.map_or(days.last, |(_, last)| last.max(days.last)),
                Some(_) => days.last,
            };
            let long = when.kind == WhenKind::Range && until.saturating_sub(days.first) > LONG;
            Some(Period { first: days.first, last: days.last, told, dateline, long })
        }),
        spot: place.filter(|p| p.precision < COUNTRY).and_then(|p| {
            let key = p.id.as_deref().map(|id| key("place", id))?;
            Some(Spot { key, lat: p.lat? as f32, lon: p.lon? as f32 })
        }),
        place_country: place.and_then(|p| p.country.as_deref()).map(|c| key("country", c)),
        toll: toll.kinds().map(|(_, count)| count.and_then(bounds)),
        meaning: model.meaning().of(model.pieces(), language, &ids),
        trigger: model.meaning().of(model.pieces(), language, &trigger),
        words: words(model, &ids),
        sentence: sentence.min(usize::from(u16::MAX)) as u16,
        leads: sentence < LEAD,
        confidence: claim.confidence as f32,
        rank: (0, 0),
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

fn gist(
    knowledge: &Knowledge,
    model: &Model,
    document: &Document,
    sentences: &Sentences,
    mentions: &Mentions,
    acts: &[Act],
) -> Gist {
    let report = &document.report;
    let cut = model.pieces().cut(&report.text);
    let all: Vec<u32> = cut.iter().map(|piece| piece.id).collect();
    let lead: Vec<u32> = cut.iter().filter(|p| p.span.end <= sentences.lead).map(|p| p.id).collect();
    let meaning = |ids: &[u32]| model.meaning().of(model.pieces(), report.language, ids);
    let [words, lead_words] = terms(model, document);
    Gist {
        language: report.language,
        published: report.published.as_deref().and_then(period),
        whole: meaning(&all),
        lead: meaning(&lead),
        words,
        lead_words,
        stage: Stage::of(knowledge, model, document, mentions, acts),
    }
}

/// Words of a report, and of its lead, each with how rare it is and how often it stands there; names count more.
fn terms(model: &Model, document: &Document) -> [Vec<(Mark, f32)>; 2] {
    let text = &document.report.text;
    let (mut all, mut lead) = (HashMap::new(), HashMap::new());
    for (n, sentence) in document.sentences.iter().enumerate() {
        for (i, span) in tokens(sentence.span.of(text)).enumerate() {
            let word = span.of(sentence.span.of(text));
            let name = i > 0 && word.starts_with(char::is_uppercase);
            let lower = word.to_lowercase();
            let rare = rarity(model, &lower);
            if rare > 0.0 {
                let weight = rare * if name { NAME } else { 1.0 };
                for terms in [Some(&mut all), (n < LEAD).then_some(&mut lead)].into_iter().flatten() {
                    let term: &mut (u32, f32) = terms.entry(stem(&lower).to_owned()).or_default();
                    *term = (term.0 + 1, term.1.max(weight));
                }
            }
        }
    }
    let weighed = |terms: HashMap<String, (u32, f32)>| {
        kept(
            terms
                .into_iter()
                .map(|(word, (count, rare))| (mark("word", &word), rare * (count as f32).sqrt()))
                .collect(),
        )
    };
    [all, lead].map(weighed)
}

/// How much a word in small letters tells, from 0 for a common one to [`RAREST`].
pub(super) fn rarity(model: &Model, word: &str) -> f32 {
    (-model.likelihood(word).max(f32::MIN_POSITIVE).ln() - COMMON).clamp(0.0, RAREST)
}

/// The first letters of a word, in which its forms are the same.
pub(super) fn stem(word: &str) -> &str {
    word.char_indices().nth(STEM).map_or(word, |(end, _)| &word[..end])
}

/// The words that tell most, in the order of their keys, as a list of length 1.
fn kept<K: Ord + Copy>(mut words: Vec<(K, f32)>) -> Vec<(K, f32)> {
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    words.truncate(MOST_WORDS);
    words.sort_by_key(|(key, _)| *key);
    let length = words.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    words.iter_mut().for_each(|(_, w)| *w /= length);
    words
}

/// Pieces of a text that tell something, with what they tell; of length 1.
fn words(model: &Model, ids: &[u32]) -> Vec<(u32, f32)> {
    let mut counts: BTreeMap<u32, f32> = BTreeMap::new();
    ids.iter().for_each(|id| *counts.entry(*id).or_default() += 1.0);
    let weigh = |(id, count): (u32, f32)| (id, model.meaning().weight(model.pieces(), id) * count.sqrt());
    kept(counts.into_iter().map(weigh).filter(|(_, w)| *w >= LEAST_WEIGHT).collect())
}

/// A name as a number (64-bit FNV-1a), the same on every machine.
pub(super) fn key(kind: &str, name: &str) -> u64 {
    fnv1a(kind.bytes().chain([0]).chain(name.bytes()))
}

/// The same in half the digits, folded as the authors of the hash advise.
pub(super) fn mark(kind: &str, name: &str) -> Mark {
    let long = key(kind, name);
    (long ^ long >> 32) as Mark
}
