use serde_json::{Value, json};

use super::{Told, consensus};
use crate::Language;
use crate::record::{Category, Claim, Event, Polarity, Tense};

/// A claim that Azerbaijan attacked Armenia at Yeraskh on a day, with changes.
fn claim(id: &str, changes: Value) -> Claim {
    let party = |country: &str, name: &str, sector: &str| json!({"text": name, "span": [0, 1], "entity": null, "name": name, "country": country, "sector": sector, "confidence": 0.9});
    let mut claim = json!({
        "id": id, "report": id.rsplit_once('-').unwrap().0, "event": "ASSAULT", "mode": [], "context": ["military"], "quad": 4,
        "score": -9.0, "cameo": "190", "actors": [party("AZE", "Azerbaijan", "MIL")], "recipients": [party("ARM", "Armenia", "GOV")],
        "third_parties": [], "status": {"polarity": "affirmed", "tense": "past", "certainty": "asserted"}, "speaker": null,
        "when": {"edtf": "2021-08-11", "start": "2021-08-11", "end": "2021-08-11", "granularity": "day", "type": "exact", "basis": "explicit"},
        "where": {"name": "Yeraskh", "id": "geonames:1", "country": "ARM", "lat": 39.74, "lon": 44.83, "precision": 1, "basis": "explicit"},
        "toll": null, "evidence": [{"span": [0, 9], "trigger": [0, 4], "text": "they shot"}], "confidence": 0.8, "status_confidence": 0.9
    });
    for (name, value) in changes.as_object().unwrap() {
        claim[name] = value.clone();
    }
    serde_json::from_value(claim).unwrap()
}

fn killed(low: u64, best: u64, high: u64) -> Value {
    json!({"killed": {"low": low, "best": best, "high": high, "text": best.to_string(), "qualifier": "exact"}})
}

/// The event of claims, each with the date of its report and its publisher.
fn event(claims: &[(Claim, &str, &str)]) -> Event {
    let told: Vec<Told> = claims
        .iter()
        .map(|(claim, published, publisher)| Told {
            claim,
            published: Some(published),
            language: Language::En,
            publisher: Some(publisher),
            original: &claim.report,
        })
        .collect();
    let event = consensus(&told).unwrap();
    let turned: Vec<Told> = told.into_iter().rev().collect();
    assert_eq!(consensus(&turned).unwrap(), event, "the order of the claims matters");
    event
}

#[test]
fn a_lone_claim_is_its_own_event() {
    let event = event(&[(claim("r-1", json!({"toll": killed(2, 2, 2)})), "2021-08-12", "A")]);
    assert_eq!((event.id.as_str(), event.event, event.quad), ("e-r-1", Category::Assault, 4));
    assert_eq!(
        (event.actors[0].country.as_deref(), event.recipients[0].country.as_deref()),
        (Some("AZE"), Some("ARM"))
    );
    assert_eq!((event.sources, event.reports, event.confidence), (1, 1, 0.8));
    assert_eq!(event.toll.unwrap().killed.unwrap().best, Some(2));
    assert!(event.disagreements.is_empty() && event.denials.is_empty());
    assert!(consensus(&[]).is_none());
}

#[test]
fn ten_reports_of_one_publisher_are_one_source() {
    let threat = |id: &str| claim(id, json!({"event": "THREATEN", "quad": 3}));
    let mut claims: Vec<(Claim, &str, &str)> =
        (0..10).map(|n| (threat(&format!("many{n}-1")), "2021-08-12", "The Loud")).collect();
    claims.push((claim("a-1", json!({})), "2021-08-12", "One"));
    claims.push((claim("b-1", json!({})), "2021-08-12", "Two"));
    let event = event(&claims);
    assert_eq!((event.event, event.sources, event.reports), (Category::Assault, 3, 12));
    let disputed = event.disagreements.iter().find(|d| d.field == "event").unwrap();
    assert_eq!(
        disputed.values.iter().map(|v| (v.value.as_str(), v.claims.len())).collect::<Vec<_>>(),
        [("ASSAULT", 2), ("THREATEN", 10)]
    );
}

#[test]
fn copies_of_one_text_are_one_source() {
    let claims = [claim("a-1", json!({})), claim("b-1", json!({}))];
    let told = |original: &'static str, i: usize, publisher: &'static str| Told {
        claim: &claims[i],
        published: Some("2021-08-12"),
        language: Language::En,
        publisher: Some(publisher),
        original,
    };
    assert_eq!(consensus(&[told("a", 0, "One"), told("a", 1, "Two")]).unwrap().sources, 1);
    assert_eq!(consensus(&[told("a", 0, "One"), told("b", 1, "Two")]).unwrap().sources, 2);
}

#[test]
fn a_toll_has_the_last_figure_of_each_source() {
    let dead = |id: &str, n: u64| claim(id, json!({"toll": killed(n, n, n)}));
    let event = event(&[
        (dead("a1-1", 3), "2021-08-11", "A"),
        (dead("a2-1", 8), "2021-08-13", "A"),
        (dead("b-1", 11), "2021-08-12", "B"),
        (dead("c-1", 5), "2021-08-12", "C"),
        (claim("d-1", json!({})), "2021-08-12", "D"),
    ]);
    let killed = event.toll.unwrap().killed.unwrap();
    assert_eq!((killed.low, killed.best, killed.high), (Some(5), Some(8), Some(11)));
    assert_eq!(killed.figures.len(), 4, "every figure is kept");
    assert!(event.disagreements.iter().any(|d| d.field == "killed" && d.values.len() == 3));
}

#[test]
fn a_denial_stands_beside_the_event() {
    let status = json!({"polarity": "negated", "tense": "past", "certainty": "asserted"});
    let baku = json!({"text": "Baku", "span": [0, 4], "entity": null, "name": "Azerbaijan", "country": "AZE", "sector": "GOV", "confidence": 0.9});
    let denied = json!({"status": status, "speaker": baku});
    let none_seen = json!({"status": status});
    let event = event(&[
        (claim("a-1", json!({})), "2021-08-11", "A"),
        (claim("b-1", denied.clone()), "2021-08-12", "B"),
        (claim("c-1", none_seen), "2021-08-12", "C"),
    ]);
    assert_eq!((event.status.polarity, event.denials.as_slice()), (Polarity::Affirmed, ["b-1".to_owned()].as_slice()));
    assert!(event.disagreements.iter().any(|d| d.field == "polarity"));
    // What is only denied is no denial of anything.
    let alone = self::event(&[(claim("b-1", denied), "2021-08-12", "B")]);
    assert_eq!((alone.status.polarity, alone.denials.len()), (Polarity::Negated, 0));
}

#[test]
fn what_one_says_is_done_is_done_whatever_others_announced() {
    let announced = json!({"status": {"polarity": "affirmed", "tense": "future", "certainty": "asserted"}});
    let event = event(&[
        (claim("a-1", announced.clone()), "2021-08-09", "A"),
        (claim("b-1", announced), "2021-08-10", "B"),
        (claim("c-1", json!({})), "2021-08-12", "C"),
    ]);
    assert_eq!(
        (event.status.tense, event.first.as_deref(), event.last.as_deref()),
        (Tense::Past, Some("2021-08-09"), Some("2021-08-12"))
    );
}

#[test]
fn the_most_precise_day_and_place_that_are_told_win() {
    let month = json!({"when": {"edtf": "2021-08", "start": "2021-08-01", "end": "2021-08-31", "granularity": "month", "type": "exact",
        "basis": "explicit"}, "where": {"name": "Armenia", "id": "geonames:2", "country": "ARM", "lat": 40.0, "lon": 45.0, "precision": 6,
        "basis": "party"}});
    let own_date = json!({"when": {"edtf": "2021-08-13", "start": "2021-08-13", "end": "2021-08-13", "granularity": "day", "type": "exact",
        "basis": "dateline"}});
    let event = event(&[
        (claim("a-1", month), "2021-08-30", "A"),
        (claim("b-1", own_date), "2021-08-13", "B"),
        (claim("c-1", json!({})), "2021-08-12", "C"),
    ]);
    assert_eq!(event.when.unwrap().edtf, "2021-08-11");
    assert_eq!(event.place.unwrap().name, "Yeraskh");
    assert!(!event.disagreements.iter().any(|d| d.field == "when" || d.field == "where"));
}

#[test]
fn other_days_and_far_places_are_disputed() {
    let other = json!({
        "when": {"edtf": "2021-08-12", "start": "2021-08-12", "end": "2021-08-12", "granularity": "day", "type": "exact", "basis": "explicit"},
        "where": {"name": "Goris", "id": "geonames:3", "country": "ARM", "lat": 39.51, "lon": 46.34, "precision": 1, "basis": "explicit"}});
    let event = event(&[
        (claim("a-1", json!({})), "2021-08-12", "A"),
        (claim("b-1", json!({})), "2021-08-12", "B"),
        (claim("c-1", other), "2021-08-13", "C"),
    ]);
    assert_eq!((event.when.unwrap().edtf.as_str(), event.place.unwrap().name.as_str()), ("2021-08-11", "Yeraskh"));
    let disputed: Vec<&str> = event.disagreements.iter().map(|d| d.field.as_str()).collect();
    assert_eq!(disputed, ["when", "where"]);
}

#[test]
fn a_party_stands_on_the_side_that_more_sources_give_it() {
    let party = |country: &str| json!({"text": country, "span": null, "entity": null, "name": null, "country": country, "sector": null, "confidence": 0.5});
    let turned = json!({"actors": [party("ARM")], "recipients": [party("AZE")]});
    let event = event(&[
        (claim("a-1", json!({})), "2021-08-11", "A"),
        (claim("b-1", json!({})), "2021-08-11", "B"),
        (claim("c-1", turned), "2021-08-11", "C"),
    ]);
    let countries =
        |side: &[crate::record::EventParty]| side.iter().filter_map(|p| p.country.clone()).collect::<Vec<_>>();
    assert_eq!((countries(&event.actors), countries(&event.recipients)), (vec!["AZE".into()], vec!["ARM".into()]));
    assert_eq!((event.actors[0].claims, event.actors[0].sector.as_deref()), (2, Some("MIL")));
}
