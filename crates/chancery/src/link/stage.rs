//! Where and when what a report is about took place. In: a report with what is found in it. Out: a [`Stage`]: the names of places and the days
//! that it tells, each with how likely it is the one, and which stand together in a sentence. Always: a pure function of the report, the
//! knowledge and the model's tables.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::gist::{Act, Mark, RAREST, Spot, key, mark, rarity, stem};
use super::packed;
use crate::knowledge::{Days, Knowledge, NamesOf, PlaceKind, Posting, Reading, folded, sound};
use crate::mention::Mentions;
use crate::mention::names::NameMatch;
use crate::mention::place::{self, PlaceContext};
use crate::mention::time::{TimeClass, TimeMention};
use crate::model::Model;
use crate::record::{Granularity, When};
use crate::text::{Document, tokens};
use crate::{Language, Span};

/// What a sentence counts by its place after the title and a dateline; the title counts as the first.
const STANDING: [f32; 6] = [1.0, 0.7, 0.5, 0.35, 0.25, 0.2];
/// What a second mention adds to what the most prominent one counts.
const AGAIN: f32 = 0.1;
/// Sentences that are read: a report that is longer has told where and when by then.
const MOST_SENTENCES: usize = 64;
/// Names and scenes that are kept of a report, those that count most.
const MOST_NAMES: usize = 32;
const MOST_SCENES: usize = 24;
const MOST_CALLED: usize = 40;
/// Words of a name that is looked up.
const MOST_WORDS: usize = 3;
/// Probability that a name's pieces have at most, multiplied: common words have more.
const LIKELIEST_NAME: f32 = 1e-6;
/// Letters that a name has at least which the tables do not have.
const LEAST_LETTERS: usize = 4;
/// What a name counts whose country the report does not name.
const ABROAD: f32 = 0.1;
/// What a name counts that the tables do not have: it may be a person's, or in German any noun.
const UNKNOWN: f32 = 0.4;
const UNKNOWN_PERSON: f32 = 0.1;
/// The Arabic article, and letters that are written to a word and mean and, in, to, as, so.
const ARTICLE: &str = "ال";
const PROCLITICS: [char; 5] = ['و', 'ب', 'ل', 'ك', 'ف'];
/// People from which on a town is named for more than what happens in it.
const METROPOLIS: u32 = 1_000_000;
/// Share of words with a capital from which on a title has them in all its words.
const TITLE_CASE: f32 = 0.6;
/// What the day of publication and the one before count where no sentence of the lead tells one.
const UNTOLD: [f32; 2] = [0.4, 0.25];
/// Numbers from which on one is worth comparing: smaller ones stand in every report.
const LEAST_NUMBER: u64 = 2;
/// Consonants by which names are compared, at most, and ways of reading them that are followed.
const MOST_SOUNDS: usize = 4;
const MOST_WAYS: usize = 8;

/// Where and when.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Stage {
    pub(super) names: Vec<Name>,
    /// Days, in their order, each with what it counts.
    #[serde(with = "packed")]
    pub(super) days: Vec<(i32, f32)>,
    pub(super) scenes: Vec<Scene>,
    /// Countries, and others, each with what it counts.
    #[serde(with = "packed")]
    pub(super) states: Vec<(Mark, f32)>,
    #[serde(with = "packed")]
    pub(super) cast: Vec<(Mark, f32)>,
    /// Numbers, each with what it counts.
    pub(super) numbers: Vec<(u64, f32)>,
    /// Words with a capital, of places, persons, firms or products, whoever knows them; those that count most.
    pub(super) called: Vec<Called>,
    /// Days of the week and of the year, each with what it counts, also where nobody knows in which year.
    pub(super) weekdays: Vec<(u64, f32)>,
    pub(super) dates: Vec<(u64, f32)>,
}

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Called {
    /// By its first letters, and by how it may sound.
    pub(super) key: Mark,
    pub(super) sounds: Vec<Mark>,
    pub(super) weight: f32,
}

/// A name of a place, or what may be one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Name {
    pub(super) spot: Option<Spot>,
    pub(super) sounds: Vec<Mark>,
    /// How exactly it tells where, 0 to 1.
    pub(super) exact: f32,
    /// That, and how prominent it is.
    pub(super) weight: f32,
}

/// What stands together in a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Scene {
    /// Number of the sentence.
    pub(super) sentence: u16,
    pub(super) weight: f32,
    /// Numbers of names.
    pub(super) names: Vec<u16>,
    pub(super) days: Vec<i32>,
    pub(super) numbers: Vec<u64>,
    /// Categories of what is said to have happened, a bit each.
    pub(super) acts: u16,
}

impl Stage {
    pub(super) fn of(
        knowledge: &Knowledge,
        model: &Model,
        document: &Document,
        mentions: &Mentions,
        acts: &[Act],
    ) -> Stage {
        let standing = standing(document);
        let (names, of_sentences) = names(knowledge, model, document, mentions, &standing);
        let published = document.report.published.as_deref().and_then(crate::knowledge::period);
        let mut scenes = Vec::new();
        let mut days: BTreeMap<i32, f32> = BTreeMap::new();
        let mut told = 0.0f32;
        let (mut weekdays, mut dates) = (BTreeMap::new(), BTreeMap::new());
        for (i, sentence) in document.sentences.iter().enumerate() {
            if standing[i] <= 0.0 {
                continue;
            }
            let mut here: Vec<i32> = Vec::new();
            let of_class = |t: &&TimeMention| matches!(t.class, TimeClass::Date | TimeClass::Time);
            for time in mentions.times_in(sentence.span).filter(of_class) {
                let (weekday, date) = marks(&time.timex);
                weekday.into_iter().for_each(|day| count(&mut weekdays, day, standing[i]));
                date.into_iter().for_each(|date| count(&mut dates, date, standing[i]));
                let told = told_days(&time.when).into_iter();
                here.extend(told.filter(|day| published.is_none_or(|(_, last)| *day <= last)));
            }
            here.sort_unstable();
            here.dedup();
            here.iter().for_each(|day| count(&mut days, *day, standing[i]));
            if !here.is_empty() {
                told = told.max(standing[i]);
            }
            let happened = acts.iter().filter(|act| usize::from(act.sentence) == i && act.happened());
            let acts = happened.fold(0u16, |bits, act| bits | 1 << (act.category as u16 & 15));
            let names = of_sentences[i].clone();
            let figures = numbers_in(document, mentions, sentence.span);
            if !names.is_empty() || !here.is_empty() || !figures.is_empty() {
                scenes.push(Scene {
                    sentence: i.min(usize::from(u16::MAX)) as u16,
                    weight: standing[i],
                    names,
                    days: here,
                    numbers: figures,
                    acts,
                });
            }
        }
        scenes.truncate(MOST_SCENES);
        if let Some((first, last)) = published.filter(|(first, last)| first == last) {
            let rest = (1.0 - told).max(0.0);
            *days.entry(last).or_default() += UNTOLD[0] * rest;
            *days.entry(first.saturating_sub(1)).or_default() += UNTOLD[1] * rest;
        }
        days.retain(|_, weight| *weight > 0.0);
        let (states, cast) = cast(knowledge, document, mentions, &standing);
        Stage {
            names,
            days: days.into_iter().collect(),
            scenes,
            states,
            cast,
            numbers: numbers(document, mentions, &standing),
            called: called(model, document, mentions, &standing),
            weekdays: weekdays.into_iter().collect(),
            dates: dates.into_iter().collect(),
        }
    }
}

/// Adds a mention to what something counts.
fn count<K: Ord>(weights: &mut BTreeMap<K, f32>, of: K, standing: f32) {
    let weight = weights.entry(of).or_default();
    *weight = weight.max(standing) + AGAIN * standing;
}

/// The day of the week and the day of the year that a time in TimeML's notation tells: `2024-08-12` both, `XXXX-WXX-1` and `XXXX-08-12` one each.
fn marks(timex: &str) -> (Option<u64>, Option<u64>) {
    let day = timex.split('T').next().unwrap_or_default();
    let parts: Vec<&str> = day.split('-').collect();
    let &[year, month, day] = parts.as_slice() else { return (None, None) };
    if month.starts_with('W') {
        return (day.parse().ok(), None);
    }
    let date = month.parse().ok().zip(day.parse().ok()).map(|(month, day): (u64, u64)| month * 100 + day);
    let period = date.and_then(|_| crate::knowledge::period(&parts.join("-"))).filter(|_| year != "XXXX");
    // 1970-01-01 was a Thursday.
    (period.map(|(first, _)| (i64::from(first) + 3).rem_euclid(7) as u64 + 1), date)
}

/// The words of names.
fn called(model: &Model, document: &Document, mentions: &Mentions, standing: &[f32]) -> Vec<Called> {
    let (text, language) = (&document.report.text, document.report.language);
    let arabic = language == Language::Ar;
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let words = |i: usize| {
        let sentence = document.sentences[i].span;
        tokens(sentence.of(text)).map(move |t| Span::new(sentence.start + t.start, sentence.start + t.end))
    };
    // Words with a capital where a sentence does not begin.
    let within: HashSet<&str> = (0..document.sentences.len())
        .filter(|i| !document.sentences[*i].heading)
        .flat_map(|i| words(i).skip(1))
        .map(|word| word.of(text))
        .filter(|word| capital(word))
        .collect();
    let is_state = |name: &&NameMatch| {
        name.readings().any(|r| matches!(r, Reading::State(_) | Reading::Adjective(_) | Reading::People(_)))
    };
    let mut called: BTreeMap<String, (f32, Vec<Mark>)> = BTreeMap::new();
    for i in (0..document.sentences.len()).filter(|i| standing[*i] > 0.0) {
        let states: Vec<Span> =
            mentions.names_in(document.sentences[i].span).filter(is_state).map(|name| name.span).collect();
        for (n, span) in words(i).enumerate() {
            let word = span.of(text);
            let of_a_state = || states.iter().any(|state| state.contains(span));
            let begins = n == 0 || document.sentences[i].heading;
            let named = arabic || capital(word) && (!begins || within.contains(word));
            if !named || word.chars().count() < 3 || !word.chars().all(char::is_alphabetic) || of_a_state() {
                continue;
            }
            let lower = word.to_lowercase();
            let bare = lower.strip_prefix(ARTICLE).filter(|_| arabic).unwrap_or(&lower);
            let rare = rarity(model, bare) / RAREST;
            if rare <= 0.0 {
                continue;
            }
            let standing = rare * standing[i];
            let entry = called.entry(stem(bare).to_owned()).or_insert_with(|| (0.0, skeletons(word)));
            entry.0 = entry.0.max(standing) + AGAIN * standing;
        }
    }
    let mut called: Vec<Called> = called
        .into_iter()
        .map(|(word, (weight, sounds))| Called { key: mark("word", &word), sounds, weight })
        .collect();
    called.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.key.cmp(&b.key)));
    called.truncate(MOST_CALLED);
    called
}

/// Countries, and organisations and persons, each with what the sentences count that name it.
type Cast = Vec<(Mark, f32)>;

fn cast(knowledge: &Knowledge, document: &Document, mentions: &Mentions, standing: &[f32]) -> (Cast, Cast) {
    let (mut states, mut others) = (BTreeMap::<Mark, f32>::new(), BTreeMap::<Mark, f32>::new());
    for (i, sentence) in document.sentences.iter().enumerate().filter(|(i, _)| standing[*i] > 0.0) {
        for name in mentions.names_in(sentence.span) {
            let state = name.readings().find_map(|r| match r {
                Reading::State(c) | Reading::Adjective(c) | Reading::People(c) | Reading::Seat(c) => Some(c),
                _ => None,
            });
            let one = name.readings().find_map(|r| match r {
                Reading::Entity(id) => Some(knowledge.entity(id).id),
                Reading::Person(id) => Some(knowledge.person(id).0),
                _ => None,
            });
            match (state, one) {
                (Some(country), _) => count(&mut states, mark("country", knowledge.code(country)), standing[i]),
                (None, Some(id)) => count(&mut others, mark("entity", id), standing[i]),
                _ => {}
            }
        }
    }
    (states.into_iter().collect(), others.into_iter().collect())
}

/// The numbers of a sentence, in their order, each once.
fn numbers_in(document: &Document, mentions: &Mentions, sentence: Span) -> Vec<u64> {
    let text = &document.report.text;
    let told = mentions.quantities_in(sentence).map(|q| (q.span, q.best.or(q.low)));
    let figures = tokens(sentence.of(text)).filter_map(|t| {
        let span = Span::new(sentence.start + t.start, sentence.start + t.end);
        let figures = span.of(text);
        figures.chars().all(|c| c.is_ascii_digit()).then(|| (span, figures.parse::<u64>().ok()))
    });
    let mut numbers: Vec<u64> = told
        .chain(figures)
        .filter(|(span, _)| !mentions.times.iter().any(|t| t.extent.overlaps(*span)))
        .filter_map(|(_, n)| n.filter(|n| *n >= LEAST_NUMBER && !(1900..2100).contains(n)))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Numbers that are neither years nor times, written out or in figures: tolls, ages, sums.
fn numbers(document: &Document, mentions: &Mentions, standing: &[f32]) -> Vec<(u64, f32)> {
    let mut numbers: BTreeMap<u64, f32> = BTreeMap::new();
    for (i, sentence) in document.sentences.iter().enumerate().filter(|(i, _)| standing[*i] > 0.0) {
        for number in numbers_in(document, mentions, sentence.span) {
            // Small and round ones are often the same by chance.
            let rare = match number {
                ..=9 => 0.4,
                10 | 20 | 30 | 50 | 100 | 1000 => 0.5,
                11..=20 => 0.8,
                _ => 1.0,
            };
            let weight = numbers.entry(number).or_default();
            *weight = weight.max(rare * standing[i].max(STANDING[3]));
        }
    }
    numbers.into_iter().collect()
}

/// The days that a time tells: "on Tuesday", "in the night to Tuesday", "after Tuesday's attack".
fn told_days(when: &When) -> Vec<i32> {
    let Some(days) = Days::of(when).filter(|_| when.granularity <= Granularity::Day) else { return Vec::new() };
    match (&when.start, &when.end) {
        // What came after a day is told by it.
        (Some(_), None) => vec![days.first.saturating_sub(1), days.first],
        _ if days.last.saturating_sub(days.first) <= 1 => (days.first..=days.last).collect(),
        _ => Vec::new(),
    }
}

/// What each sentence counts; nothing, where it is a dateline or comes late in a long report.
fn standing(document: &Document) -> Vec<f32> {
    let text = &document.report.text;
    let mut body = 0;
    let count = document.sentences.len();
    let counts = document.sentences.iter().enumerate();
    counts
        .map(|(i, sentence)| {
            if i >= MOST_SENTENCES {
                return 0.0;
            }
            if sentence.heading && body == 0 {
                return STANDING[0];
            }
            let words: Vec<&str> = tokens(sentence.span.of(text)).map(|t| t.of(sentence.span.of(text))).collect();
            // "МОСКВА, 27 августа.", "/ТАСС/."
            let bare = words.len() <= 4 || words.first().is_some_and(|w| shouted(w)) && words.len() <= 7;
            if body == 0 && bare && i + 1 < count && !sentence.heading {
                return 0.0;
            }
            body += 1;
            STANDING[(body - 1).min(STANDING.len() - 1)]
        })
        .collect()
}

/// Whether a word is written in capitals, as a dateline's town is.
fn shouted(word: &str) -> bool {
    word.chars().count() >= 4 && word.chars().all(char::is_uppercase)
}

/// Whether a name is a place's and nobody's: "Hamas" is no misspelt Hamm.
fn is_place(name: &NameMatch) -> bool {
    name.readings().any(|r| matches!(r, Reading::Place(_)))
        && !name.readings().any(|r| matches!(r, Reading::Entity(_) | Reading::Person(_) | Reading::Role(_)))
}

/// A stretch of a sentence that may name a place.
struct Candidate {
    sentence: usize,
    span: Span,
    /// What it counts where the tables do not have it; `None` where it is then no name.
    unknown: Option<f32>,
    /// Whether it was found as a place's name.
    sure: bool,
}

/// Spans that may name a place, the longer before the shorter.
fn candidates(
    knowledge: &Knowledge,
    model: &Model,
    document: &Document,
    mentions: &Mentions,
    standing: &[f32],
) -> Vec<Candidate> {
    let (text, language) = (&document.report.text, document.report.language);
    let arabic = language == Language::Ar;
    let capital = |span: &Span| span.of(text).chars().next().is_some_and(char::is_uppercase);
    let taken = |span: Span| {
        mentions.names.iter().any(|name| name.span.overlaps(span))
            || mentions.times.iter().any(|t| t.extent.overlaps(span))
    };
    let sentences: Vec<Vec<Span>> = document
        .sentences
        .iter()
        .map(|s| tokens(s.span.of(text)).map(|t| Span::new(s.span.start + t.start, s.span.start + t.end)).collect())
        .collect();
    // Words with a capital where a sentence does not begin.
    let within: HashSet<&str> =
        sentences.iter().flat_map(|words| words.iter().skip(1).filter(|w| capital(w)).map(|w| w.of(text))).collect();
    let mut out = Vec::new();
    for (i, (sentence, words)) in
        document.sentences.iter().zip(&sentences).enumerate().filter(|(i, _)| standing[*i] > 0.0)
    {
        for name in mentions.names_in(sentence.span).filter(|n| is_place(n)) {
            // "BERLIN taz | …"
            let dateline = name.span.start == sentence.span.start && !sentence.heading && shouted(name.span.of(text));
            if !dateline && !is_marker(knowledge, name.span.of(text), language) {
                out.push(Candidate { sentence: i, span: name.span, unknown: None, sure: true });
            }
        }
        let capitals = words.iter().filter(|w| capital(w)).count() as f32;
        let title_case = sentence.heading && capitals >= TITLE_CASE * words.len() as f32;
        let fits = |at: usize| {
            let word = words[at].of(text);
            let bare = if arabic { word.trim_start_matches(ARTICLE) } else { word };
            (arabic || capital(&words[at]))
                && word.chars().all(char::is_alphabetic)
                && model.likelihood(bare) <= LIKELIEST_NAME
                && !taken(words[at])
        };
        let mut at = 0;
        while at < words.len() {
            if !fits(at) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < words.len() && end - at < MOST_WORDS {
                let gap = Span::new(words[end - 1].end, words[end].start);
                if !matches!(gap.of(text), " " | "-") || taken(words[end]) || !(arabic || capital(&words[end])) {
                    break;
                }
                end += 1;
            }
            let begins = |at: usize| (at == 0 || title_case) && !arabic && !within.contains(words[at].of(text));
            // Two words that the tables do not have are a person's more often than a place's.
            let several = !arabic && end - at > 1;
            let unknown = match language {
                Language::De | Language::Ar => 0.0,
                _ if several => UNKNOWN_PERSON,
                _ => UNKNOWN,
            };
            out.push(Candidate {
                sentence: i,
                span: Span::new(words[at].start, words[end - 1].end),
                // Several words are asked for one by one where the tables do not have the whole.
                unknown: (end - at == 1 && !begins(at)).then_some(unknown),
                sure: false,
            });
            if end - at > 1 {
                for w in (at..end).filter(|w| fits(*w)) {
                    out.push(Candidate {
                        sentence: i,
                        span: words[w],
                        unknown: (!begins(w)).then_some(unknown),
                        sure: false,
                    });
                }
            }
            at = if arabic { at + 1 } else { end };
        }
    }
    out
}

/// Whether a word tells the kind of a place and is no name: "مدينة" is "city" before it is Medina.
fn is_marker(knowledge: &Knowledge, name: &str, language: Language) -> bool {
    let bare = folded(name);
    [bare.as_str(), bare.trim_start_matches(ARTICLE)].iter().any(|word| {
        let marks = |p: Posting| p.is_of(language) && matches!(p.reading, Reading::Marker(_));
        knowledge.value(NamesOf::World, word).is_some_and(|value| knowledge.postings(value).any(marks))
    })
}

/// The names, those that count most, and which of them each sentence has.
fn names(
    knowledge: &Knowledge,
    model: &Model,
    document: &Document,
    mentions: &Mentions,
    standing: &[f32],
) -> (Vec<Name>, Vec<Vec<u16>>) {
    let (text, language) = (&document.report.text, document.report.language);
    let mut context = PlaceContext::default();
    let mut seats = Vec::new();
    for name in &mentions.names {
        for reading in name.readings() {
            if let Reading::State(c) | Reading::Adjective(c) | Reading::People(c) | Reading::Seat(c) = reading {
                let code = knowledge.code(c);
                if !context.countries.iter().any(|known| known == code) {
                    context.countries.push(code.to_owned());
                }
            }
            if matches!(reading, Reading::Seat(_)) {
                seats.push(name.span);
            }
        }
    }
    let candidates = candidates(knowledge, model, document, mentions, standing);
    let spans: Vec<Span> = candidates.iter().map(|c| c.span).collect();
    let found = place::identify_in(knowledge, text, &spans, language, &context);
    let mut names: Vec<Name> = Vec::new();
    let mut of_sentences: Vec<Vec<usize>> = vec![Vec::new(); standing.len()];
    let mut covered: Vec<Span> = Vec::new();
    for (Candidate { sentence: i, span, unknown, sure }, id) in candidates.into_iter().zip(found) {
        if covered.iter().any(|c| c.overlaps(span)) {
            continue;
        }
        let place = id.map(|id| knowledge.place(id));
        let near = |country: Option<&str>| country.is_some_and(|c| context.countries.iter().any(|known| known == c));
        let place = place.filter(|p| {
            !matches!(p.kind, PlaceKind::Country | PlaceKind::Continent | PlaceKind::Sea) && (near(p.country) || sure)
        });
        let words = tokens(span.of(text)).map(|t| t.of(span.of(text)));
        let longest = words.max_by_key(|word| word.chars().count()).unwrap_or_default();
        let rare = model.likelihood(longest.trim_start_matches(ARTICLE)) <= LIKELIEST_NAME;
        let (spot, exact) = match &place {
            Some(place) => {
                let exact = match place.kind {
                    _ if seats.contains(&span) => 0.3,
                    PlaceKind::Capital => 0.3,
                    PlaceKind::City | PlaceKind::Site if place.population < METROPOLIS => 1.0,
                    PlaceKind::City | PlaceKind::Site => 0.7,
                    PlaceKind::District => 0.8,
                    PlaceKind::Province => 0.4,
                    _ => 0.3,
                } * if near(place.country) || rare { 1.0 } else { ABROAD };
                let spot = Spot { key: key("place", &place.id), lat: place.lat as f32, lon: place.lon as f32 };
                (Some(spot), exact)
            }
            None => match unknown.filter(|_| longest.chars().count() >= LEAST_LETTERS) {
                Some(unknown) => (None, unknown),
                None => continue,
            },
        };
        let mut sounds = skeletons(longest);
        if let Some(place) = &place {
            let own = tokens(place.name).map(|t| t.of(place.name)).max_by_key(|word| word.chars().count());
            sounds.extend(skeletons(own.unwrap_or_default()));
            sounds.sort_unstable();
            sounds.dedup();
        }
        if spot.is_none() && sounds.is_empty() {
            continue;
        }
        covered.push(span);
        let same = names.iter().position(|name| match (name.spot, spot) {
            (Some(x), Some(y)) => x.key == y.key,
            _ => name.sounds.iter().any(|s| sounds.contains(s)),
        });
        let weight = exact * standing[i];
        let number = same.unwrap_or(names.len());
        match same {
            Some(number) => {
                let name = &mut names[number];
                name.spot = name.spot.or(spot);
                name.exact = name.exact.max(exact);
                name.weight = name.weight.max(weight) + AGAIN * weight;
            }
            None => names.push(Name { spot, sounds, exact, weight }),
        }
        if !of_sentences[i].contains(&number) {
            of_sentences[i].push(number);
        }
    }
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|a, b| names[*b].weight.total_cmp(&names[*a].weight).then(a.cmp(b)));
    order.truncate(MOST_NAMES);
    let of_sentences = of_sentences
        .iter()
        .map(|of| of.iter().filter_map(|n| order.iter().position(|o| o == n)).map(|n| n as u16).collect())
        .collect();
    (order.into_iter().map(|n| names[n].clone()).collect(), of_sentences)
}

/// How a name may sound, as numbers: its first consonants by class, with a mark where it has no more, two at least. What stands between two vowels is
/// read by itself, so that "Tuhaita" has two of them.
fn skeletons(word: &str) -> Vec<Mark> {
    if let Some(bare) = word.strip_prefix(ARTICLE) {
        return skeletons(bare);
    }
    let letters: String = word.chars().flat_map(char::to_lowercase).collect();
    let mut ways = sound_ways(&letters);
    if letters.starts_with(PROCLITICS) {
        let bare: String = letters.chars().skip(1).collect();
        ways.extend(sound_ways(&bare));
    }
    ways.retain(|way| way.len() >= 2);
    for way in &mut ways {
        if way.len() < MOST_SOUNDS - 1 {
            way.push('.');
        }
        way.truncate(MOST_SOUNDS);
    }
    ways.sort();
    ways.dedup();
    ways.iter().map(|way| mark("sound", way)).collect()
}

/// Ways of reading a word's consonants.
fn sound_ways(letters: &str) -> Vec<String> {
    let vowel = |c: char| "aeiouyäöüáàâãéèêëíìîïóòôõúùûıåøæœаеёиоуыэюяіїєйьъاويىأإآئؤءة".contains(c);
    let mut ways = vec![String::new()];
    for cluster in letters.split(vowel).filter(|c| !c.is_empty()) {
        let sounds = sound::beginnings(cluster, MOST_SOUNDS);
        let longer = ways.iter().flat_map(|way| sounds.iter().map(move |sound| format!("{way}{sound}")));
        ways = longer.take(MOST_WAYS).collect();
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(language: &str, published: Option<&str>, text: &str) -> Stage {
        let report = serde_json::json!({
            "id": "r", "published": published, "language": language, "language_confidence": 1.0, "text": text
        });
        let document = Document::new(serde_json::from_value(report).unwrap());
        let (knowledge, model) = (Knowledge::embedded(), Model::embedded().unwrap());
        Stage::of(knowledge, model, &document, &Mentions::find(knowledge, &document), &[])
    }

    /// 1970-01-01 and so many days.
    fn day(date: &str) -> i32 {
        crate::knowledge::period(date).unwrap().0
    }

    #[test]
    fn the_town_and_the_day_of_the_lead_come_first() {
        let stage = stage(
            "en",
            Some("2023-05-11"),
            "Shells hit Nikopol\n\nRussian forces shelled Nikopol in Ukraine on Wednesday. Zaporizhzhia had been hit on May 3.",
        );
        assert_eq!(stage.names[0].weight, stage.names.iter().map(|n| n.weight).fold(0.0, f32::max));
        assert!(stage.names[0].spot.is_some_and(|spot| (spot.lat - 47.6).abs() < 0.2), "{:?}", stage.names);
        let most = stage.days.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert_eq!(most.0, day("2023-05-10"));
        let scene = |date: &str| stage.scenes.iter().find(|s| s.days.contains(&day(date))).unwrap();
        assert!(scene("2023-05-10").names.contains(&0) && !scene("2023-05-03").names.contains(&0));
    }

    #[test]
    fn a_dateline_is_no_place_of_what_happened() {
        let told = stage("ru", Some("2022-09-29"), "Встреча\n\nМОСКВА, 29 сентября. В Ереване прошли переговоры.");
        let moscow = |name: &Name| name.spot.is_some_and(|spot| (spot.lat - 55.75).abs() < 0.3);
        assert!(!told.names.iter().any(moscow), "{:?}", told.names);
    }

    #[test]
    fn a_report_that_tells_no_day_is_of_its_own_or_the_day_before() {
        let told = stage("en", Some("2023-05-11"), "Talks failed\n\nThe delegations met and parted.");
        assert_eq!(told.days, [(day("2023-05-10"), UNTOLD[1]), (day("2023-05-11"), UNTOLD[0])]);
        assert!(stage("en", None, "Talks failed\n\nThe delegations met and parted.").days.is_empty());
    }

    #[test]
    fn what_came_after_a_day_is_told_by_it() {
        let told = stage("en", Some("2022-10-16"), "Raid\n\nThe army spoke after Saturday's attack.");
        assert!(told.days.iter().any(|(d, _)| *d == day("2022-10-15")), "{:?}", told.days);
    }

    #[test]
    fn spellings_of_a_name_share_a_skeleton() {
        for (a, b) in [
            ("Torkham", "Torham"),
            ("Torkham", "طورخم"),
            ("Tuhaita", "التحيتا"),
            ("Marhanets", "Марганця"),
            ("Mykolajiw", "Миколаєву"),
            ("Kosti", "بكوستي"),
            ("Ubeyd", "الأبيض"),
        ] {
            assert!(skeletons(a).iter().any(|s| skeletons(b).contains(s)), "{a} {b}");
        }
        for (a, b) in [("Nikopol", "Marhanets"), ("Baku", "Tbilisi"), ("Torkham", "Chaman")] {
            assert!(!skeletons(a).iter().any(|s| skeletons(b).contains(s)), "{a} {b}");
        }
        assert!(skeletons("").is_empty() && skeletons("Io").is_empty());
    }
}
