//! A made-up world of a size that no project of this kind has yet: 300,000 happenings over ten years between the states of the knowledge, told
//! by a million claims in reports of 150 to 400 words. Who acts, on whom, where, how often a happening is told and which words a report has
//! are skewed as such data are (Zipf): a few dyads have most events, and a few words stand in nearly every report. It goes through the
//! store's own doors: reports are kept, claims put, events replaced. Only the linking is not done: which claims are one event is known.

use std::collections::{BTreeMap, HashMap};

use chancery::knowledge::Knowledge;
use chancery::record::{Claim, Coded, Event, Report};
use chancery_store::{Batch, Coding, Linked, Member, Store};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

const FIRST_DAY: Date = date(2015, 1, 1);
const DAYS: usize = 3_652;
/// Days that are written in one step.
const STEP: usize = 10;
/// Days after a happening on which it may still be told.
const LATE: usize = 2;
const STATES: usize = 120;
const ENTITIES: usize = 40;
const TOWNS: usize = 300;
const WORDS: usize = 60_000;
const PAPERS: usize = 900;
const LANGUAGES: [&str; 10] = ["en", "fr", "es", "de", "it", "pt", "ru", "uk", "ar", "tr"];
const ACTS: [(&str, &str, u8, f64); 10] = [
    ("ASSAULT", "attacked", 4, -9.0),
    ("CONSULT", "met", 1, 2.5),
    ("ACCUSE", "accused", 3, -2.0),
    ("REQUEST", "appealed", 3, -1.0),
    ("COERCE", "arrested", 4, -7.0),
    ("THREATEN", "threatened", 3, -5.0),
    ("AID", "supplied", 2, 7.0),
    ("COOPERATE", "trained", 2, 6.0),
    ("AGREE", "agreed", 1, 3.0),
    ("SANCTION", "punished", 4, -6.0),
];

/// SplitMix64 (Steele, Lea and Flood 2014).
pub struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    /// A number from 0 to below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A rank from 0 to below `n`: the first about twice as often as the second, three times as often as the third (Zipf's law).
    pub fn zipf(&mut self, n: usize) -> usize {
        (((n + 1) as f64).powf(self.share()) as usize).saturating_sub(1).min(n - 1)
    }
}

/// A state with what is in it.
pub struct State {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    entity: &'static str,
    at: [f64; 2],
}

/// The states of the world, those with most events first.
pub fn states() -> Vec<State> {
    let knowledge = Knowledge::embedded();
    let mut states: Vec<State> = (knowledge.countries().iter())
        .filter_map(|code| {
            let country = knowledge.country(code)?;
            let (entity, place) = (knowledge.entity(knowledge.state(country)?), knowledge.territory(code)?);
            let place = knowledge.place(place);
            let code = knowledge.code(country);
            Some(State { code, name: entity.name, entity: entity.id, at: [place.lat, place.lon] })
        })
        .collect();
    // Some order that is not the alphabet's.
    states.sort_by_key(|state| {
        state.code.bytes().fold(17u32, |hash, b| hash.wrapping_mul(31).rotate_left(7) ^ u32::from(b))
    });
    states.truncate(STATES);
    states
}

/// The dyad of a rank among the neighbours of the most frequent states.
pub fn dyad(chance: &mut Chance) -> (usize, usize) {
    let a = chance.zipf(STATES);
    let b = if chance.below(10) < 7 { (a * 7 + 1 + chance.zipf(6)) % STATES } else { chance.zipf(STATES) };
    (a, if b == a { (b + 1) % STATES } else { b })
}

/// A word of a rank.
pub fn word(rank: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ke", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "xu", "ja"];
    let mut rest = rank;
    let mut word = String::new();
    for _ in 0..4 {
        word.push_str(SYLLABLES[rest % 16]);
        rest /= 16;
    }
    word
}

struct Happening {
    day: usize,
    sides: (usize, usize),
    parties: [Value; 2],
    act: usize,
    town: Value,
    killed: usize,
    status: Value,
    told: usize,
    claims: Vec<(Claim, Report)>,
}

/// Fills a new store; `told` hears how many claims there are so far.
pub fn fill(store: &mut Store, events: usize, claims: usize, mut told: impl FnMut(usize, usize)) {
    let states = states();
    let coding = Coding::of("synthetic", "synthetic", "0");
    let mut chance = Chance(11);
    let mut open: BTreeMap<usize, Happening> = BTreeMap::new();
    let mut queue: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let (mut made, mut reports_made, mut claims_made) = (0, 0, 0);
    for first in (0..DAYS + LATE).step_by(STEP) {
        let mut batch: Vec<Coded> = Vec::new();
        for day in first..(first + STEP).min(DAYS + LATE) {
            while made < events && made * DAYS / events <= day {
                let happening = Happening::new(&mut chance, &states, day, claims as f64 / events as f64);
                for _ in 0..happening.told {
                    queue.entry(day + chance.zipf(LATE + 1)).or_default().push(made);
                }
                open.insert(made, happening);
                made += 1;
            }
            let mut waiting = queue.remove(&day).unwrap_or_default();
            while !waiting.is_empty() {
                let count = (1 + chance.below(7)).min(waiting.len());
                let of: Vec<usize> = waiting.drain(..count).collect();
                reports_made += 1;
                let coded = report(&mut chance, &states, &mut open, reports_made, day, &of);
                claims_made += coded.claims.len();
                batch.push(coded);
            }
        }
        let reports: Vec<Report> = batch.iter().map(|c| c.report.clone()).collect();
        store.keep(&Batch { reports: &reports, ..Batch::default() }).unwrap();
        store.put_coded(&coding, &batch).unwrap();
        let done: Vec<usize> = (open.iter()).filter(|(_, h)| h.day + LATE < first + STEP).map(|(n, _)| *n).collect();
        let done: Vec<Happening> = done.iter().filter_map(|n| open.remove(n)).collect();
        store
            .linking(|linking| {
                let numbers: HashMap<String, i64> =
                    linking.unlinked(usize::MAX >> 1)?.into_iter().map(|c| (c.claim.id, c.nr)).collect();
                let linked: Vec<Linked> = done.iter().filter_map(|h| h.event(&numbers)).collect();
                linking.replace_events(&[], &linked)
            })
            .unwrap();
        told(reports_made, claims_made);
    }
}

impl Happening {
    fn new(chance: &mut Chance, states: &[State], day: usize, told: f64) -> Self {
        let (a, b) = dyad(chance);
        let mut party = |n: usize| {
            let state = &states[n];
            let own = chance.below(10) < 6;
            let number = chance.zipf(ENTITIES);
            let entity =
                if own { state.entity.to_owned() } else { format!("x:{}-{number}", state.code.to_lowercase()) };
            let name = if own { state.name.to_owned() } else { format!("{} body {number}", state.name) };
            json!({"text": name, "span": [0, 1], "entity": entity, "name": name, "country": state.code,
                   "sector": if own { "GOV" } else { "MIL" }, "confidence": 0.9})
        };
        let parties = [party(a), party(b)];
        let (at, number) = (&states[b], chance.zipf(TOWNS));
        let mut spot = Chance((b * TOWNS + number) as u64);
        let mut offset = || spot.share() * 6.0 - 3.0;
        let town = json!({"name": format!("{} town {number}", at.name), "id": format!("geonames:{}", 20_000_000 + b * TOWNS + number),
            "country": at.code, "lat": (at.at[0] + offset()).clamp(-85.0, 85.0), "lon": (at.at[1] + offset()).clamp(-179.0, 179.0),
            "precision": 1, "basis": "explicit"});
        let town = if chance.below(10) < 7 { town } else { Value::Null };
        let tense = ["past", "past", "past", "past", "present", "future", "historical"][chance.below(7)];
        let polarity = if chance.below(20) == 0 { "negated" } else { "affirmed" };
        let certainty = if chance.below(12) == 0 { "possible" } else { "asserted" };
        // How often it is told: once by most, by some dozens of times.
        let told = (told * 0.28 / (1.0 - chance.share()).powf(0.75)).ceil().clamp(1.0, 40.0) as usize;
        Self {
            day,
            sides: (a, b),
            parties,
            act: chance.zipf(ACTS.len()),
            town,
            killed: chance.zipf(60),
            status: json!({"polarity": polarity, "tense": tense, "certainty": certainty}),
            told,
            claims: Vec::new(),
        }
    }

    fn claim(&self, states: &[State], report: &str, n: usize, at: usize) -> Claim {
        let (act, verb, quad, score) = ACTS[self.act];
        let day = on(self.day);
        let toll = (act == "ASSAULT").then(|| {
            let killed = self.killed + n % 3;
            json!({"killed": {"low": killed, "best": killed, "high": killed, "text": killed.to_string(), "qualifier": "exact"}})
        });
        let said = format!("{} {verb} {} on {day}.", states[self.sides.0].name, states[self.sides.1].name);
        let end = at + said.chars().count();
        let mutual = act == "CONSULT" || act == "AGREE";
        let (actors, recipients) = if mutual {
            (self.parties.to_vec(), vec![])
        } else {
            (vec![self.parties[0].clone()], vec![self.parties[1].clone()])
        };
        serde_json::from_value(json!({
            "id": format!("{report}-{n}"), "report": report, "event": act, "mode": [], "context": [], "quad": quad, "score": score,
            "cameo": null, "actors": actors, "recipients": recipients, "third_parties": [], "status": self.status, "speaker": null,
            "when": {"edtf": day, "start": day, "end": day, "granularity": "day", "type": "exact", "basis": "explicit"},
            "where": self.town, "toll": toll, "evidence": [{"span": [at, end], "trigger": [at, end - 1], "text": said}],
            "confidence": 0.9, "status_confidence": 0.9,
        }))
        .unwrap()
    }

    /// The event of its claims.
    fn event(&self, numbers: &HashMap<String, i64>) -> Option<Linked> {
        let (first, report) = self.claims.first()?;
        let mut record = serde_json::to_value(first).unwrap();
        let with_count = |side: &str| -> Vec<Value> {
            let parties = record[side].as_array().into_iter().flatten().cloned();
            parties
                .map(|mut party| {
                    party["claims"] = self.claims.len().into();
                    party
                })
                .collect()
        };
        let (actors, recipients) = (with_count("actors"), with_count("recipients"));
        let killed: Vec<u64> = self.claims.iter().filter_map(|(c, _)| c.toll.as_ref()?.killed.as_ref()?.best).collect();
        record["id"] = format!("e-{}", first.id).into();
        record["actors"] = actors.into();
        record["recipients"] = recipients.into();
        if let (Some(low), Some(high)) = (killed.iter().min(), killed.iter().max()) {
            let figure = |(c, k): (&(Claim, Report), &u64)| json!({"claim": c.0.id, "low": k, "best": k, "high": k, "text": k.to_string()});
            let figures: Vec<Value> = self.claims.iter().zip(&killed).map(figure).collect();
            record["toll"] =
                json!({"killed": {"low": low, "best": killed[killed.len() / 2], "high": high, "figures": figures}});
        }
        let mut reports: Vec<&str> = self.claims.iter().map(|(c, _)| c.report.as_str()).collect();
        reports.dedup();
        let mut languages: Vec<&str> = self.claims.iter().map(|(_, r)| r.language.code()).collect();
        languages.sort_unstable();
        languages.dedup();
        let last = self.claims.last().map_or(report, |(_, report)| report);
        record["claims"] = self.claims.iter().map(|(c, _)| c.id.clone()).collect::<Vec<_>>().into();
        record["sources"] = reports.len().into();
        record["reports"] = reports.len().into();
        record["languages"] = json!(languages);
        record["first"] = json!(report.published);
        record["last"] = json!(last.published);
        let event: Event = serde_json::from_value(record).unwrap();
        let member = |(claim, _): &(Claim, Report)| {
            Some(Member {
                claim: *numbers.get(&claim.id)?,
                reasons: json!({"with": first.id, "score": 0.9, "because": ["made up"]}),
            })
        };
        Some(Linked { event, members: self.claims.iter().map(member).collect::<Option<_>>()? })
    }
}

fn report(
    chance: &mut Chance,
    states: &[State],
    open: &mut BTreeMap<usize, Happening>,
    number: usize,
    day: usize,
    of: &[usize],
) -> Coded {
    let id = format!("r{number}");
    let mut text = String::new();
    let mut claims = Vec::new();
    for (n, happening) in of.iter().enumerate() {
        let Some(happening) = open.get(happening) else { continue };
        let claim = happening.claim(states, &id, n + 1, text.chars().count());
        text.push_str(&claim.evidence[0].text);
        text.push(if n == 0 { '\n' } else { ' ' });
        if n == 0 {
            text.push('\n');
        }
        claims.push(claim);
    }
    let title = text.lines().next().unwrap_or_default().to_owned();
    for _ in 0..150 + chance.below(250) {
        text.push_str(&word(chance.zipf(WORDS)));
        text.push(if chance.below(15) == 0 { '.' } else { ' ' });
    }
    let report: Report = serde_json::from_value(json!({
        "id": id, "title": title, "published": on(day), "language": LANGUAGES[chance.zipf(LANGUAGES.len())], "language_confidence": 1.0,
        "source": format!("paper {}", chance.zipf(PAPERS)), "url": format!("https://paper.example/{number}"), "text": text,
    }))
    .unwrap();
    let bare = Report { text: String::new(), ..report.clone() };
    for (happening, claim) in of.iter().zip(&claims) {
        if let Some(happening) = open.get_mut(happening) {
            happening.claims.push((claim.clone(), bare.clone()));
        }
    }
    Coded { report, claims, labels: Vec::new() }
}

fn on(day: usize) -> String {
    FIRST_DAY.checked_add((day as i64).days()).unwrap_or(FIRST_DAY).to_string()
}
