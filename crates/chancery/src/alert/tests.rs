use serde_json::{Value, json};

use super::*;
use crate::record::{DyadShift, Side};

/// An event of August 2021: Azerbaijan assaults Armenia at Yeraskh; `changes` are its fields that differ.
pub(crate) fn event(changes: Value) -> Event {
    let party = |name: &str, country: &str| json!({"entity": null, "name": name, "country": country, "sector": "MIL", "confidence": 0.9, "claims": 1});
    let mut record = json!({
        "id": "e-r-1", "event": "ASSAULT", "mode": [], "context": [], "quad": 4, "score": -9.0, "cameo": "190",
        "actors": [party("Azerbaijan", "AZE")], "recipients": [party("Armenia", "ARM")], "third_parties": [],
        "status": {"polarity": "affirmed", "tense": "past", "certainty": "asserted"},
        "when": {"edtf": "2021-08-11", "start": "2021-08-11", "end": "2021-08-11", "granularity": "day", "type": "exact", "basis": "explicit"},
        "where": {"name": "Yeraskh", "id": "geonames:1", "country": "ARM", "lat": 39.74, "lon": 44.83, "precision": 1, "basis": "explicit"},
        "toll": null, "sources": 1, "reports": 1, "languages": ["en"], "first": "2021-08-12", "last": "2021-08-12", "claims": ["r-1"],
        "confidence": 0.8
    });
    for (name, value) in changes.as_object().unwrap() {
        record[name] = value.clone();
    }
    serde_json::from_value(record).unwrap()
}

fn toll(low: Option<u64>, best: Option<u64>, high: Option<u64>) -> Value {
    json!({"killed": {"low": low, "best": best, "high": high, "figures": []}})
}

fn status(polarity: &str, tense: &str, certainty: &str) -> Value {
    json!({"status": {"polarity": polarity, "tense": tense, "certainty": certainty}})
}

#[test]
fn only_what_is_done_counts_unless_more_is_asked_for() {
    let usual = Condition::default();
    for (polarity, tense, certainty, holds) in [
        ("affirmed", "past", "asserted", true),
        ("affirmed", "present", "asserted", true),
        ("affirmed", "future", "asserted", false),
        ("affirmed", "historical", "asserted", false),
        ("negated", "past", "asserted", false),
        ("affirmed", "past", "possible", false),
        ("affirmed", "past", "hypothetical", false),
    ] {
        assert_eq!(usual.holds(&event(status(polarity, tense, certainty))), holds, "{polarity} {tense} {certainty}");
    }
    let announced = Condition { tense: vec![Tense::Future], ..usual };
    assert!(announced.holds(&event(status("affirmed", "future", "asserted"))));
    assert!(!announced.holds(&event(status("affirmed", "past", "asserted"))));
    assert!(!announced.holds(&event(status("affirmed", "future", "possible"))));
}

#[test]
fn a_toll_is_above_a_bound_and_not_at_it() {
    let above =
        |figure, above| Condition { toll: Some(TollAbove { of: Fate::Killed, figure, above }), ..Condition::default() };
    let told = event(json!({"toll": toll(Some(5), Some(8), Some(11))}));
    for (figure, bound, holds) in [
        (FigureKind::Best, 7, true),
        (FigureKind::Best, 8, false),
        (FigureKind::Low, 4, true),
        (FigureKind::Low, 5, false),
    ] {
        assert_eq!(above(figure, bound).holds(&told), holds, "{figure:?} above {bound}");
    }
    let nobody = event(json!({}));
    assert!(!above(FigureKind::Best, 0).holds(&nobody));
    let wounded = Condition {
        toll: Some(TollAbove { of: Fate::Wounded, figure: FigureKind::Best, above: 0 }),
        ..Condition::default()
    };
    assert!(!wounded.holds(&told));
    assert!(!above(FigureKind::Low, 0).holds(&event(json!({"toll": toll(None, Some(3), None)}))));
}

#[test]
fn events_are_told_in_a_sentence() {
    let party = |name: &str| json!({"entity": null, "name": name, "country": null, "sector": null, "confidence": 0.9, "claims": 1});
    let many: Vec<Value> = ["A", "B", "C", "D", "E", "F"].map(party).to_vec();
    for (changes, told) in [
        (json!({}), "Azerbaijan used violence against Armenia on 2021-08-11, Yeraskh (one source)."),
        (
            json!({"toll": toll(Some(5), Some(8), Some(11)), "sources": 3, "when": null, "where": null}),
            "Azerbaijan used violence against Armenia: 8 (5 to 11) killed (3 independent sources).",
        ),
        (
            json!({"event": "CONSULT", "actors": [party("A"), party("B")], "recipients": [], "when": null, "where": null,
                   "status": {"polarity": "affirmed", "tense": "future", "certainty": "possible"}}),
            "Announced: Possible: A and B met or spoke (one source).",
        ),
        (
            json!({"event": "ACCUSE", "actors": [], "recipients": many, "when": null, "where": null,
                   "status": {"polarity": "negated", "tense": "past", "certainty": "asserted"}}),
            "Denied: Somebody accused A, B, C, D and 2 more (one source).",
        ),
        (
            json!({"actors": [party("a\nb\u{1b}[31m")], "recipients": [], "when": null, "where": null}),
            "a b [31m used violence (one source).",
        ),
    ] {
        assert_eq!(of_event(&event(changes)), told);
    }
}

#[test]
fn shifts_are_told_in_a_sentence() {
    let side = |id: &str, name: &str| Side { id: id.into(), name: name.into() };
    let shift = |value: f64| -> Shift {
        serde_json::from_value(json!({
            "at": "2024-03-11", "interval": ["2024-03-01", "2024-03-20"], "before": 1.25, "after": 1.25 + value,
            "size": {"value": value, "low": value - 1.0, "high": value + 1.0}, "p": 0.01, "drivers": []
        }))
        .unwrap()
    };
    for (value, told) in [
        (
            -4.0,
            "Armenia and Russia moved further apart about 2024-03-11 (between 2024-03-01 and 2024-03-20): mean score 1.2 before, -2.8 since.",
        ),
        (
            2.0,
            "Armenia and Russia drew closer about 2024-03-11 (between 2024-03-01 and 2024-03-20): mean score 1.2 before, 3.2 since.",
        ),
    ] {
        let shift = shift(value);
        let dyad = [side("ARM", "Armenia"), side("RUS", "Russia")];
        assert_eq!(of_shift(&DyadShift { dyad, course: course(&shift), shift }), told);
    }
}
