//! What holds of every brief, whatever happened.

use proptest::prelude::*;
use serde_json::json;

use super::super::{With, html, markdown};
use super::*;
use crate::codebook::PLOVER;
use crate::record::BriefSentence;

/// Words of two pages; the list of evidence comes after them.
const TWO_PAGES: usize = 1_200;

const CODES: [&str; 5] = ["ARM", "AZE", "RUS", "USA", "ISR"];

fn party() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => prop::sample::select(&CODES[..2]).prop_map(state),
        2 => prop::sample::select(&CODES[..]).prop_map(state),
        2 => (prop::sample::select(&CODES[..]), prop::sample::select(&["MIL", "CVL", "REB", "GOV", "UNK", "COP"][..]))
            .prop_map(|(code, sector)| some("eux", Some(code), Some(sector))),
        1 => Just(named("x:nikol-pashinyan", "Nikol Pashinyan", "ARM")),
        1 => Just(some("Они", None, None)),
        1 => Just(some("hommes", None, Some("UAF"))),
    ]
}

fn period() -> impl Strategy<Value = Value> {
    let day = (1u8..=9, 1u8..=28).prop_map(|(month, day)| format!("2023-{month:02}-{day:02}"));
    let kinds = (
        prop::sample::select(&["exact", "approximate", "range"][..]),
        prop::sample::select(&["explicit", "dateline", "inherited"][..]),
    );
    let told = (day.clone(), day, kinds).prop_map(|(a, b, (kind, basis))| {
        let (start, end) = if a <= b { (a, b) } else { (b, a) };
        json!({"edtf": format!("{start}/{end}"), "start": start, "end": end, "granularity": "day", "type": kind, "basis": basis})
    });
    let open = json!({"edtf": "2023-02-01/..", "start": "2023-02-01", "end": null, "granularity": "day", "type": "exact", "basis": "explicit"});
    prop_oneof![4 => told.clone(), 2 => told.prop_map(|mut w| { w["end"] = w["start"].clone(); w["edtf"] = w["start"].clone(); w }), 1 => Just(Value::Null), 1 => Just(open)]
}

fn number() -> impl Strategy<Value = Value> {
    let some = |n: u64| (Some(n), Some(n), Some(n));
    let bounds = prop_oneof![
        (0u64..2_000).prop_map(some),
        (1u64..50).prop_map(|n| (Some(n), Some(n), None)),
        (1u64..50).prop_map(|n| (None, Some(n), None)),
        (1u64..50).prop_map(|n| (Some(n), None, Some(n + 4))),
    ];
    prop_oneof![2 => Just(Value::Null), 1 => bounds.prop_map(|(low, best, high)| json!({"killed": count(low, best, high)}))]
}

/// The fields of a claim.
fn fields() -> impl Strategy<Value = Value> {
    let kind = (0..PLOVER.len()).prop_flat_map(|i| {
        let modes: Vec<&str> = PLOVER[i].modes.iter().map(|m| m.0).chain([""]).collect();
        prop::sample::select(modes).prop_map(move |mode| (i, mode))
    });
    let said = (
        prop::sample::select(&["affirmed", "affirmed", "affirmed", "negated"][..]),
        prop::sample::select(&["past", "past", "present", "future", "historical"][..]),
        prop::sample::select(&["asserted", "asserted", "asserted", "possible", "hypothetical"][..]),
    );
    let place = prop_oneof![
        Just(Value::Null),
        Just(at("x:place-kalbajar", "Kalbajar")),
        Just(
            json!({"name": "Syunik", "id": null, "country": "ARM", "lat": 39.2, "lon": 46.3, "precision": 4, "basis": "explicit"})
        ),
        Just(
            json!({"name": "Paris", "id": "geonames:2988507", "country": "FRA", "lat": 48.8, "lon": 2.3, "precision": 1, "basis": "party"})
        ),
    ];
    let speaker = prop_oneof![2 => Just(Value::Null), 1 => party()];
    let sides = (prop::collection::vec(party(), 0..4), prop::collection::vec(party(), 0..3));
    (kind, sides, said, period(), place, number(), speaker).prop_map(
        |((i, mode), (actors, recipients), (polarity, tense, certainty), when, place, toll, speaker)| {
            let entry = &PLOVER[i];
            let modes: Vec<&str> = Some(mode).filter(|m| !m.is_empty()).into_iter().collect();
            json!({
                "event": entry.name, "mode": modes, "quad": entry.quad, "score": entry.score, "actors": actors, "recipients": recipients,
                "status": status(polarity, tense, certainty), "when": when, "where": place, "toll": toll, "speaker": speaker
            })
        },
    )
}

/// An event: one claim's fields, told by one to four reports, some of which deny it.
fn telling() -> impl Strategy<Value = (Value, Vec<(usize, bool)>)> {
    (fields(), prop::collection::vec((0..Language::ALL.len(), prop::bool::weighted(0.2)), 1..4))
}

fn world(tellings: &[(Value, Vec<(usize, bool)>)]) -> World {
    let mut world = World::default();
    for (fields, reports) in tellings {
        let reports: Vec<usize> = reports
            .iter()
            .map(|(language, denies)| {
                let mut fields = fields.clone();
                if *denies {
                    fields["status"]["polarity"] = "negated".into();
                }
                let publisher = format!("Publisher {language}");
                world.report(
                    (Language::ALL[*language], &publisher, "2023-06-01"),
                    "Слова 字 of a sentence, with ünïcode.",
                    fields,
                )
            })
            .collect();
        world.event(&reports);
    }
    world
}

/// A relation that names some of the events.
fn related(world: &World, a: &str, b: &str, answered: bool) -> Relation {
    let ids: Vec<&str> = world.events.iter().map(|(e, _)| e.id.as_str()).collect();
    let drivers: Vec<Value> = ids.iter().step_by(3).map(|id| json!({"event": id, "share": 1.0})).collect();
    let estimate = json!({"value": -2.0, "low": -3.0, "high": -1.0});
    let answer = json!({"course": "further apart", "difference": estimate, "before": ["2023-01-01", "2023-04-30"], "now": ["2023-05-01", "2023-09-30"], "reason": {"kind": "nothing"}, "because": "-"});
    let shift = |at: &str, drivers: &[Value]| json!({"at": at, "interval": [at, "2023-06-30"], "before": 1.0, "after": -1.0, "size": estimate, "p": 0.01, "drivers": drivers});
    let period = json!({"start": "2023-01-01", "end": "2023-09-30", "events": ids.len(), "weight": 1.0, "categories": {}, "quads": [1, 2, 3, 4], "mean": -1.0,
        "level": estimate, "apart": {"historical": 0, "future": 0, "hypothetical": 0, "negated": 0, "undated": 0}});
    let roles: Vec<Value> = ids
        .iter()
        .step_by(2)
        .map(|id| {
            json!({"who": side("RUS"), "role": "mediator", "toward": null, "first": "2023-01-02",
        "last": "2023-05-01", "weight": 1.0, "events": [id, "e-of-nobody"]})
        })
        .collect();
    let mut changes = json!({"shifts": [shift("2023-05-01", &drivers), shift("2023-06-01", &[]), shift("2023-03-01", &drivers)], "third_parties": roles, "periods": [period]});
    if answered {
        changes["answer"] = answer;
    }
    relation(a, b, changes)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_sentence_has_evidence(tellings in prop::collection::vec(telling(), 0..40), answered: bool) {
        let mut world = world(&tellings);
        let of_two = related(&world, "ARM", "AZE", answered);
        let third = [related(&world, "RUS", "ARM", answered), related(&world, "RUS", "AZE", false)];
        let who = side("RUS");
        let with = With { who: &who, relations: [&third[0], &third[1]] };
        for language in [Language::En, Language::Fr] {
            let brief = world.brief(language, &of_two, Some(with));
            world.check(&brief);
            let said = |s: &BriefSentence| s.text.split_whitespace().count();
            let words: usize = brief.sections.iter().flat_map(|s| &s.sentences).map(said).sum();
            prop_assert!(words <= TWO_PAGES, "{words} words");
            prop_assert!(html(&brief).ends_with("</html>\n") && markdown(&brief).starts_with("# "));
            prop_assert_eq!(&serde_json::from_str::<Brief>(&serde_json::to_string(&brief).unwrap()).unwrap(), &brief);
            world.events.reverse();
            prop_assert_eq!(world.brief(language, &of_two, Some(with)), brief);
        }
    }

    #[test]
    fn without_a_claim_nothing_is_said(tellings in prop::collection::vec(telling(), 0..10)) {
        let mut world = world(&tellings);
        let of_two = related(&world, "ARM", "AZE", true);
        world.events.iter_mut().for_each(|(_, reports)| reports.clear());
        let brief = world.brief(Language::En, &of_two, None);
        prop_assert!(brief.sections.is_empty() && brief.evidence.is_empty());
    }
}
