//! What the tests have in common: reports and claims to keep, in a store of their own.

mod alerts;
mod arrival;
mod backup;
mod check;
mod coding;
mod concurrent;
mod crash;
mod deliveries;
mod imports;
mod keep;
mod linking;
mod open;
mod period;
mod query;
mod reports;
mod review;
mod rows;
mod sql;

use std::path::PathBuf;

use chancery::Language;
use chancery::record::{Claim, Coded, Event, Report};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{Batch, Coding, Filter, Kept, KeptAs, Linked, Linking, Member, Result, Store};

/// A store in a folder that goes with it.
struct Fresh {
    store: Store,
    folder: TempDir,
}

impl Fresh {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { store: Store::open(&folder.path().join("store.db")).unwrap(), folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn keep(&mut self, reports: &[Report]) -> Vec<Kept> {
        self.store.keep(&Batch { reports, ..Batch::default() }).unwrap()
    }

    /// Keeps a report and takes its claims.
    fn code(&mut self, report: &Report, claims: &[Claim]) {
        self.keep(std::slice::from_ref(report));
        self.store.put_coded(&coding(1), &[coded(report, claims)]).unwrap();
    }

    fn claim_ids(&self, filter: &Filter) -> Vec<String> {
        self.store.claims(filter).unwrap().rows.into_iter().map(|row| row.claim.id).collect()
    }

    fn is_sound(&mut self) {
        assert_eq!(self.store.check().unwrap(), []);
    }
}

fn coding(n: u32) -> Coding {
    Coding::of(&format!("model {n}"), "knowledge", "1.0.0")
}

fn coded(report: &Report, claims: &[Claim]) -> Coded {
    Coded { report: report.clone(), claims: claims.to_vec(), labels: Vec::new() }
}

/// A report of 19 August 2024 in English.
fn report(id: &str, text: &str) -> Report {
    Report {
        author: None,
        id: id.into(),
        path: None,
        title: None,
        published: Some("2024-08-19".into()),
        url: None,
        source: None,
        language: Language::En,
        language_confidence: 1.0,
        credits: Vec::new(),
        text: text.into(),
    }
}

/// A claim: Armenia assaults Azerbaijan near Yerevan on the day of the report; `changes` are its fields that differ.
fn claim(report: &str, n: usize, changes: Value) -> Claim {
    let mut record = json!({
        "id": format!("{report}-{n}"), "report": report, "event": "ASSAULT", "mode": [], "context": [], "quad": 4,
        "score": -9.0, "cameo": "190", "actors": [party("Q399", "Armenia", "ARM")],
        "recipients": [party("Q227", "Azerbaijan", "AZE")], "third_parties": [],
        "status": {"polarity": "affirmed", "tense": "past", "certainty": "asserted"}, "speaker": null, "when": null,
        "where": place("Yerevan", 40.18, 44.51), "toll": null,
        "evidence": [{"span": [n * 10, n * 10 + 9], "trigger": [n * 10 + 1, n * 10 + 4], "text": "they fought"}],
        "confidence": 0.9, "status_confidence": 0.8
    });
    for (name, value) in changes.as_object().unwrap() {
        record[name] = value.clone();
    }
    serde_json::from_value(record).unwrap()
}

fn party(entity: &str, name: &str, country: &str) -> Value {
    json!({"text": name, "span": [0, 1], "entity": entity, "name": name, "country": country, "sector": "GOV", "confidence": 0.9})
}

fn place(name: &str, lat: f64, lon: f64) -> Value {
    json!({"name": name, "id": format!("x:{}", name.to_lowercase()), "country": "ARM", "lat": lat, "lon": lon,
           "precision": 1, "basis": "explicit"})
}

fn day(day: &str) -> Value {
    period(day, day)
}

fn period(start: &str, end: &str) -> Value {
    json!({"edtf": format!("{start}/{end}"), "start": start, "end": end, "granularity": "day", "type": "exact", "basis": "explicit"})
}

/// The event of some claims, with the fields of the first.
fn event(claims: &[&Claim]) -> Event {
    let first = serde_json::to_value(claims[0]).unwrap();
    let parties = |side: &str| -> Vec<Value> {
        let with_count = |party: &Value| {
            let mut party = party.clone();
            party["claims"] = 1.into();
            party
        };
        first[side].as_array().unwrap().iter().map(with_count).collect()
    };
    let mut record = first.clone();
    record["id"] = format!("e-{}", claims[0].id).into();
    record["actors"] = parties("actors").into();
    record["recipients"] = parties("recipients").into();
    record["claims"] = claims.iter().map(|c| c.id.clone()).collect::<Vec<_>>().into();
    record["sources"] = claims.len().into();
    record["reports"] = claims.len().into();
    record["languages"] = json!(["en"]);
    record["first"] = "2024-08-19".into();
    record["last"] = "2024-08-20".into();
    serde_json::from_value(record).unwrap()
}

/// An event with the claims that the store has under these numbers.
fn linked(linking: &Linking<'_>, numbers: &[i64]) -> Result<Linked> {
    let claims = linking.claims(numbers)?;
    let records: Vec<&Claim> = claims.iter().map(|c| &c.claim).collect();
    let members = claims.iter().map(|c| Member { claim: c.nr, reasons: json!(["test"]) }).collect();
    Ok(Linked { event: event(&records), members })
}

/// Puts all claims that wait into one event.
fn link_all(store: &mut Store) {
    let link = |linking: &Linking<'_>| {
        let numbers: Vec<i64> = linking.unlinked(100)?.iter().map(|c| c.nr).collect();
        let new = linked(linking, &numbers)?;
        linking.replace_events(&linking.stale(100)?, &[new])
    };
    store.linking(link).unwrap();
}

/// A text of so many words, the same for the same seed.
fn prose(seed: u64, words: usize) -> String {
    let word = |n: usize| {
        let mixed = (seed * 1_000 + n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        format!("w{:x}", mixed >> 44)
    };
    (0..words).map(word).collect::<Vec<_>>().join(" ")
}
