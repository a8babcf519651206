//! Briefs of made-up events: claims of reports with a text, linked as the program links them.

mod french;
mod hostile;
mod property;
mod reading;
mod tables;

use std::collections::BTreeMap;
use std::convert::Infallible;

use serde_json::{Value, json};

use super::{Matter, Testimony, With, brief};
use crate::Language;
use crate::knowledge::Knowledge;
use crate::link::{Told, consensus};
use crate::record::{Brief, Event, Relation, Side};

/// A report that makes one claim, in its only sentence after a few words.
#[derive(Debug, Clone)]
pub(super) struct Report {
    text: String,
    testimony: Testimony,
}

/// Reports and the events they tell of.
#[derive(Debug, Clone, Default)]
pub(super) struct World {
    reports: Vec<Report>,
    events: Vec<(Event, Vec<usize>)>,
}

/// Words before the sentence of every report.
const BEFORE: &str = "Erevan — ";

impl World {
    /// A report of a publisher: `changes` are the fields of its claim that are not those of [`claim`].
    fn report(
        &mut self,
        (language, publisher, published): (Language, &str, &str),
        sentence: &str,
        changes: Value,
    ) -> usize {
        let id = format!("r{}", self.reports.len() + 1);
        let mut claim = claim(&id, sentence);
        for (name, value) in changes.as_object().unwrap() {
            claim[name] = value.clone();
        }
        let testimony = Testimony {
            claim: serde_json::from_value(claim).unwrap(),
            published: Some(published.into()),
            language,
            publisher: Some(publisher.into()),
            url: Some(format!("https://example.org/{id}")),
            title: Some(format!("Title of {id}")),
            record: None,
        };
        self.reports.push(Report { text: format!("{BEFORE}{sentence}"), testimony });
        self.reports.len() - 1
    }

    /// What reports tell as one event.
    fn event(&mut self, reports: &[usize]) -> String {
        let told: Vec<Told> = reports
            .iter()
            .map(|&i| {
                let Testimony { claim, published, language, publisher, .. } = &self.reports[i].testimony;
                Told {
                    claim,
                    published: published.as_deref(),
                    language: *language,
                    publisher: publisher.as_deref(),
                    original: &claim.report,
                }
            })
            .collect();
        let event = consensus(&told).unwrap();
        let id = event.id.clone();
        self.events.push((event, reports.to_vec()));
        id
    }

    /// One report, one event.
    fn happens(&mut self, report: (Language, &str, &str), sentence: &str, changes: Value) -> String {
        let report = self.report(report, sentence, changes);
        self.event(&[report])
    }

    fn events(&self) -> Vec<Event> {
        self.events.iter().map(|(event, _)| event.clone()).collect()
    }

    /// The brief on the dyad of a relation.
    fn brief(&self, language: Language, relation: &Relation, with: Option<With>) -> Brief {
        let events = self.events();
        let matter =
            Matter { relation, realignments: &[], events: &events, with, language, knowledge: Knowledge::embedded() };
        let by_id: BTreeMap<&str, &Vec<usize>> =
            self.events.iter().map(|(e, reports)| (e.id.as_str(), reports)).collect();
        let claims = |id: &str| {
            let reports = by_id.get(id).map(|r| r.as_slice()).unwrap_or_default();
            Ok::<_, Infallible>(reports.iter().map(|&i| self.reports[i].testimony.clone()).collect())
        };
        brief(&matter, claims).unwrap_or_else(|never| match never {})
    }

    /// What must hold of every brief.
    fn check(&self, brief: &Brief) {
        self.check_words(brief);
        for sentence in brief.sections.iter().flat_map(|s| &s.sentences) {
            let text = &sentence.text;
            assert!(!text.contains(['{', '}', '[', ']']), "left unfilled: {text}");
            assert!(!text.contains("  ") && !text.contains(" ,") && !text.contains(" ."), "{text}");
        }
    }

    /// The same where words from outside may be anything.
    fn check_words(&self, brief: &Brief) {
        for section in &brief.sections {
            assert!(!section.sentences.is_empty(), "{} is empty", section.kind);
            for sentence in &section.sentences {
                assert!(!sentence.evidence.is_empty(), "no evidence: {}", sentence.text);
                assert!(sentence.text.ends_with('.'), "{}", sentence.text);
                for number in &sentence.evidence {
                    assert!((1..=brief.evidence.len()).contains(number), "no number {number}");
                }
            }
        }
        let cited = |n: usize| brief.sections.iter().flat_map(|s| &s.sentences).any(|s| s.evidence.contains(&n));
        for (i, source) in brief.evidence.iter().enumerate() {
            assert_eq!(source.number, i + 1);
            assert!(cited(source.number), "number {} is evidence of nothing", source.number);
            let report = self.reports.iter().find(|r| r.testimony.claim.report == source.report).unwrap();
            let [start, end] = source.span;
            let words: String = report.text.chars().skip(start).take(end - start).collect();
            assert_eq!(words, source.text);
        }
    }
}

/// Armenia accuses Azerbaijan, on the day that `when` says.
fn claim(report: &str, sentence: &str) -> Value {
    let (before, letters) = (BEFORE.chars().count(), sentence.chars().count());
    json!({
        "id": format!("{report}-1"), "report": report, "event": "ACCUSE", "mode": [], "context": [], "quad": 3, "score": -3.0,
        "cameo": "112", "actors": [state("ARM")], "recipients": [state("AZE")], "third_parties": [],
        "status": status("affirmed", "past", "asserted"), "speaker": null, "when": null, "where": null, "toll": null,
        "evidence": [{"span": [before, before + letters], "trigger": [before, before + letters.min(4)], "text": sentence}],
        "confidence": 0.9, "status_confidence": 0.9
    })
}

fn status(polarity: &str, tense: &str, certainty: &str) -> Value {
    json!({"polarity": polarity, "tense": tense, "certainty": certainty})
}

/// A state itself.
fn state(code: &str) -> Value {
    let knowledge = Knowledge::embedded();
    let entity = knowledge.country(code).and_then(|c| knowledge.state(c)).map(|e| knowledge.entity(e));
    let (id, name) = entity.map_or((None, "?"), |e| (Some(e.id), e.name));
    json!({"text": name, "span": [0, 1], "entity": id, "name": name, "country": code, "sector": "GOV", "confidence": 0.9})
}

/// Somebody with an id.
fn named(id: &str, name: &str, country: &str) -> Value {
    json!({"text": name, "span": [0, 1], "entity": id, "name": name, "country": country, "sector": "GOV", "confidence": 0.9})
}

/// Somebody told by words.
fn some(words: &str, country: Option<&str>, sector: Option<&str>) -> Value {
    json!({"text": words, "span": [0, 1], "entity": null, "name": null, "country": country, "sector": sector, "confidence": 0.9})
}

fn on(day: &str) -> Value {
    json!({"edtf": day, "start": day, "end": day, "granularity": "day", "type": "exact", "basis": "explicit"})
}

fn at(id: &str, name: &str) -> Value {
    json!({"name": name, "id": id, "country": "AZE", "lat": 40.1, "lon": 46.0, "precision": 1, "basis": "explicit"})
}

fn count(low: Option<u64>, best: Option<u64>, high: Option<u64>) -> Value {
    json!({"low": low, "best": best, "high": high, "text": "some", "qualifier": "exact"})
}

fn side(code: &str) -> Side {
    let knowledge = Knowledge::embedded();
    let name = knowledge.country(code).and_then(|c| knowledge.state(c)).map_or("?", |e| knowledge.entity(e).name);
    Side { id: code.into(), name: name.into() }
}

/// Nothing on record between two; `changes` are the fields that are otherwise.
fn relation(a: &str, b: &str, changes: Value) -> Relation {
    let mut relation = json!({
        "dyad": [side(a), side(b)], "from": "2023-01-01", "to": "2023-09-30", "step": "month",
        "answer": {"course": "not enough evidence", "difference": null, "before": null, "now": null, "reason": {"kind": "nothing"}, "because": "-"},
        "periods": [], "shifts": [], "silences": [], "third_parties": []
    });
    for (name, value) in changes.as_object().unwrap() {
        relation[name] = value.clone();
    }
    serde_json::from_value(relation).unwrap()
}

/// The sentences of a part.
fn sentences<'b>(brief: &'b Brief, kind: &str) -> Vec<&'b str> {
    let sections = brief.sections.iter().filter(|s| s.kind == kind);
    sections.flat_map(|s| &s.sentences).map(|s| s.text.as_str()).collect()
}
