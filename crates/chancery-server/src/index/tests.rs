use std::sync::Arc;

use chancery::Language;
use chancery::knowledge::Knowledge;
use chancery::record::{Category, Claim, Coded, Event, Polarity, Report, Step, Tense};
use chancery::relate;
use chancery_store::{Batch, Coding, Filter, Linked, Member, Place, Store, Who};
use proptest::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;

const PEOPLE: [(&str, &str, &str, &str); 5] = [
    ("Q399", "Armenia", "ARM", "GOV"),
    ("Q227", "Azerbaijan", "AZE", "GOV"),
    ("Q159", "Russia", "RUS", "GOV"),
    ("x:front", "Front", "AZE", "REB"),
    ("Q43", "Turkey", "TUR", "MIL"),
];
const PLACES: [(&str, f64, f64); 4] =
    [("Yerevan", 40.18, 44.51), ("Gyumri", 40.79, 43.85), ("Baku", 40.38, 49.89), ("Tokelau", -9.2, -171.8)];
const WHENS: [(&str, &str); 6] = [
    ("2024-08-19", "2024-08-19"),
    ("2024-08-18", "2024-08-20"),
    ("2024-08-01", "2024-08-31"),
    ("1990-01-01", "1999-12-31"),
    ("2023-02-01", "2023-02-01"),
    ("2024-08-19", ""),
];

/// Events that differ in everything, each of one claim of one report; `n` tells how.
fn event(n: usize) -> (Report, Claim, Event) {
    let pick = |by: usize, of: usize| (n * 7919 / (by + 1) + n * by) % of;
    let party = |at: usize| {
        let (entity, name, country, sector) = PEOPLE[at];
        json!({"text": name, "span": [0, 1], "entity": entity, "name": name, "country": country, "sector": sector,
               "confidence": 0.9, "claims": 1})
    };
    let category = [Category::Assault, Category::Consult, Category::Aid, Category::Accuse][pick(1, 4)];
    let entry = category.entry();
    let first = pick(2, 5);
    let (actors, recipients) = match pick(3, 3) {
        0 => (vec![party(first), party((first + 1) % 5)], vec![]),
        1 => (vec![party(first)], vec![party((first + 1 + pick(4, 4)) % 5)]),
        _ => (vec![party(first), party((first + 2) % 5)], vec![party((first + 1) % 5)]),
    };
    let (start, end) = WHENS[pick(5, 6)];
    let when = match pick(6, 5) {
        0 => Value::Null,
        _ => json!({"edtf": start, "start": start, "end": if end.is_empty() { Value::Null } else { end.into() },
                    "granularity": "day", "type": "exact", "basis": "explicit"}),
    };
    let (name, lat, lon) = PLACES[pick(7, 4)];
    let place = match pick(8, 4) {
        0 => Value::Null,
        _ => json!({"name": name, "id": format!("x:{}", name.to_lowercase()), "country": (["ARM", "AZE"][pick(9, 2)]),
                    "lat": lat, "lon": lon, "precision": ([1, 5, 6][pick(10, 3)]), "basis": "explicit"}),
    };
    let third = if pick(11, 4) == 0 {
        json!([{"role": "mediator", "entity": "Q159", "between": ["Q399", "Q227"]}])
    } else {
        json!([])
    };
    let language = [Language::En, Language::Fr][pick(12, 2)];
    let id = format!("r{n}");
    let report: Report = serde_json::from_value(json!({
        "id": id, "published": "2024-08-19", "language": language, "language_confidence": 1.0,
        "text": format!("number{n} {} words", ["red", "green", "blue"][pick(13, 3)]),
    }))
    .unwrap();
    let mut record = json!({
        "id": format!("{id}-1"), "report": id, "event": category, "mode": if n.is_multiple_of(9) { json!(["third-party"]) } else { json!([]) },
        "context": [], "quad": entry.quad, "score": entry.score, "cameo": null, "actors": actors, "recipients": recipients,
        "third_parties": third, "speaker": null, "when": when, "where": place,
        "status": {"polarity": (["affirmed", "affirmed", "negated"][pick(14, 3)]), "tense": (["past", "present", "future", "historical"][pick(15, 4)]),
                   "certainty": (["asserted", "asserted", "possible"][pick(16, 3)])},
        "toll": {"killed": {"low": n, "best": n, "high": n, "text": "", "qualifier": "exact"}},
        "evidence": [{"span": [0, 3], "trigger": [0, 3], "text": "num"}], "confidence": pick(17, 11) as f64 / 10.0, "status_confidence": 0.9,
    });
    let claim: Claim = serde_json::from_value(record.clone()).unwrap();
    record["id"] = format!("e-{id}-1").into();
    record["toll"] = json!({"killed": {"low": n, "best": n, "high": n, "figures": []}});
    record["sources"] = pick(18, 4).into();
    record["reports"] = 1.into();
    record["languages"] = json!([language]);
    record["first"] = json!(report.published);
    record["last"] = json!(report.published);
    record["claims"] = json!([claim.id]);
    (report, claim, serde_json::from_value(record).unwrap())
}

fn put(store: &mut Store, numbers: std::ops::Range<usize>) {
    let all: Vec<_> = numbers.map(event).collect();
    let reports: Vec<Report> = all.iter().map(|one| one.0.clone()).collect();
    store.keep(&Batch { reports: &reports, ..Batch::default() }).unwrap();
    let coded: Vec<Coded> =
        all.iter().map(|one| Coded { report: one.0.clone(), claims: vec![one.1.clone()], labels: vec![] }).collect();
    store.put_coded(&Coding::of("test", "test", "0"), &coded).unwrap();
    store
        .linking(|linking| {
            let waiting = linking.unlinked(10_000)?;
            let linked: Vec<Linked> = (all.iter().zip(waiting))
                .map(|((.., event), claim)| Linked {
                    event: event.clone(),
                    members: vec![Member { claim: claim.nr, reasons: json!([]) }],
                })
                .collect();
            linking.replace_events(&[], &linked)
        })
        .unwrap();
}

fn names() -> relate::Names {
    relate::Names::of(Knowledge::embedded())
}

fn store(count: usize) -> (TempDir, Store, Index) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("store.db")).unwrap();
    put(&mut store, 0..count);
    let index = Index::read(&store, &names()).unwrap();
    (folder, store, index)
}

fn test(store: &Store, index: &Index, filter: &Filter) -> Test {
    let set = |numbers: Vec<i64>| Arc::new(numbers.into_iter().collect());
    let mut sets: Vec<Reports> = Vec::new();
    sets.extend(filter.text.as_ref().map(|words| set(store.reports_with(words).unwrap())));
    sets.extend(filter.report.as_ref().map(|id| set(store.report_number(id).unwrap().into_iter().collect())));
    Test::new(index, filter, sets).unwrap()
}

fn ids(store: &Store, index: &Index, filter: &Filter) -> Vec<String> {
    let test = test(store, index, filter);
    let mut ids: Vec<String> = index.select(&test).map(|event| event.id().to_owned()).collect();
    ids.sort();
    ids
}

fn ids_of_store(store: &Store, filter: &Filter) -> Vec<String> {
    let filter = Filter { limit: Some(10_000), ..filter.clone() };
    let mut ids: Vec<String> = store.events(&filter).unwrap().rows.into_iter().map(|row| row.event.id).collect();
    ids.sort();
    ids
}

fn who() -> impl Strategy<Value = Option<Who>> {
    let known = ["ARM", "AZE", "RUS", "Q399", "x:front", "Q43", "ZZZ", "Q1"];
    prop_oneof![3 => Just(None), 2 => (0..known.len()).prop_map(move |n| known[n].parse().ok())]
}

fn one_of<T: Clone + std::fmt::Debug>(values: &'static [T]) -> impl Strategy<Value = Option<T>> {
    prop_oneof![3 => Just(None), 2 => (0..values.len()).prop_map(move |n| Some(values[n].clone()))]
}

fn filters() -> impl Strategy<Value = Filter> {
    let parties =
        (who(), who(), who(), prop_oneof![3 => Just(None), 2 => (who(), who()).prop_map(|(a, b)| Some([a?, b?]))]);
    let kinds = (
        proptest::collection::vec(0usize..4, 0..3),
        proptest::collection::vec(1u8..=4, 0..3),
        one_of(&[Polarity::Affirmed, Polarity::Negated]),
        one_of(&[Tense::Past, Tense::Historical, Tense::Future]),
    );
    let places = one_of(&["yerevan", "x:baku", "ARM", "40.2,44.5,60", "-9,179,1200", "0,0,20000"]);
    let times =
        (one_of(&["2024-08-19", "2024", "1995", "2024-08-20"]), one_of(&["2024-08-18", "2023", "1994-05", "2024-08"]));
    let texts = (one_of(&["red", "green words", "number1*", "none"]), one_of(&["r1", "r20", "no"]));
    let rest = (one_of(&[0.0, 0.3, 0.9]), one_of(&[0usize, 1, 3]), one_of(&[Language::En, Language::Fr]));
    (parties, kinds, places, times, texts, rest).prop_map(|(parties, kinds, place, times, texts, rest)| Filter {
        actor: parties.0,
        recipient: parties.1,
        party: parties.2,
        dyad: parties.3,
        categories: kinds
            .0
            .iter()
            .map(|n| [Category::Assault, Category::Consult, Category::Aid, Category::Coerce][*n])
            .collect(),
        quads: kinds.1,
        polarity: kinds.2,
        tense: kinds.3,
        place: place.map(|text| text.parse::<Place>().unwrap()),
        from: times.0.map(str::to_owned),
        to: times.1.map(str::to_owned),
        text: texts.0.map(str::to_owned),
        report: texts.1.map(str::to_owned),
        confidence: rest.0,
        sources: rest.1,
        language: rest.2,
        ..Filter::default()
    })
}

#[test]
fn the_index_lets_through_what_the_store_does() {
    let (_folder, store, index) = store(300);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { cases: 400, ..ProptestConfig::default() });
    let mut found = 0;
    runner
        .run(&filters(), |filter| {
            let of_store = ids_of_store(&store, &filter);
            prop_assert_eq!(ids(&store, &index, &filter), of_store);
            Ok(())
        })
        .unwrap();
    // Every filter by itself lets some through and holds some back.
    for filter in [
        Filter { actor: "ARM".parse().ok(), ..Filter::default() },
        Filter { party: "Q159".parse().ok(), ..Filter::default() },
        Filter { dyad: Some([Who::country("ARM"), Who::country("AZE")]), ..Filter::default() },
        Filter { categories: vec![Category::Consult], ..Filter::default() },
        Filter { quads: vec![4], ..Filter::default() },
        Filter { tense: Some(Tense::Historical), ..Filter::default() },
        Filter { place: "40.2,44.5,60".parse().ok(), ..Filter::default() },
        Filter { from: Some("1995".into()), to: Some("1995".into()), ..Filter::default() },
        Filter { text: Some("red".into()), ..Filter::default() },
        Filter { language: Some(Language::Fr), ..Filter::default() },
        Filter { confidence: Some(0.5), ..Filter::default() },
        Filter { sources: Some(2), ..Filter::default() },
    ] {
        let ids = ids(&store, &index, &filter);
        assert_eq!(ids, ids_of_store(&store, &filter));
        assert!(!ids.is_empty() && ids.len() < 300, "{filter:?}: {}", ids.len());
        found += ids.len();
    }
    assert!(found > 300);
}

#[test]
fn an_index_that_followed_is_that_of_the_store() {
    let (folder, mut store, index) = store(700);
    let same = |one: &Index, other: &Index| {
        let all = Test::new(one, &Filter::default(), vec![]).unwrap();
        let also = Test::new(other, &Filter::default(), vec![]).unwrap();
        assert_eq!(one.timeline(&all, None, None), other.timeline(&also, None, None));
        let world = Bounds::new(-180.0, -90.0, 180.0, 90.0);
        assert_eq!(one.map(&all, &world, 5), other.map(&also, &world, 5));
        assert_eq!(one.dyads(&all, 100, &names()), other.dyads(&also, 100, &names()));
        let ids = |index: &Index| index.events().map(|e| e.id().to_owned()).collect::<Vec<_>>();
        assert_eq!(ids(one), ids(other));
    };
    put(&mut store, 700..720);
    let second = index.follow(&store, &names()).unwrap();
    assert_eq!((second.version, second.events().count()), (2, 720));
    same(&second, &Index::read(&store, &names()).unwrap());
    // Two events become one, and one changes.
    let ids = second.events().map(|event| (event.row().nr, event.id().to_owned())).collect::<Vec<_>>();
    store
        .linking(|linking| {
            let (mut one, two) = (event(3).2, event(700).2);
            one.claims.extend(two.claims);
            one.confidence = 1.0;
            let nrs: Vec<i64> =
                ids.iter().filter(|(_, id)| *id == one.id || *id == two.id).map(|(nr, _)| *nr).collect();
            let claims =
                nrs.iter().map(|nr| linking.members(*nr)).collect::<chancery_store::Result<Vec<_>>>()?.concat();
            let members = claims.into_iter().map(|claim| Member { claim, reasons: json!({}) }).collect();
            linking.replace_events(&nrs, &[Linked { event: one, members }])
        })
        .unwrap();
    let third = second.follow(&store, &names()).unwrap();
    assert_eq!((third.version, third.events().count()), (3, 719));
    same(&third, &Index::read(&store, &names()).unwrap());
    // The earlier one still answers as before.
    assert_eq!(second.events().count(), 720);
    drop(folder);
}

#[test]
fn a_map_has_every_point_once_and_not_too_many_cells() {
    let (_folder, store, index) = store(300);
    let all = test(&store, &index, &Filter::default());
    let with_point = index.events().filter(|event| event.point().is_some()).count() as u64;
    let world = Bounds::new(-180.0, -90.0, 180.0, 90.0);
    for zoom in [0, 3, 22] {
        let map = index.map(&all, &world, zoom);
        assert_eq!((map.total, map.placed), (300, with_point));
        assert_eq!(map.cells.iter().map(|cell| cell.counts.events).sum::<u64>(), with_point);
        assert!(map.cells.iter().all(|cell| cell.counts.quads.iter().sum::<u64>() == cell.counts.events));
        assert!(map.cells.iter().all(|cell| cell.event.is_some() == (cell.counts.events == 1)));
    }
    assert_eq!(index.map(&all, &world, 22).cells.len(), 4);
    assert!(index.map(&all, &world, 0).cells.len() < 4);
    let caucasus = index.map(&all, &Bounds::new(43.0, 38.0, 51.0, 42.0), 7);
    let over_the_line = index.map(&all, &Bounds::new(170.0, -20.0, -160.0, 0.0), 7);
    assert_eq!(caucasus.placed + over_the_line.placed, with_point);
    assert_eq!(index.map(&all, &Bounds::new(530.0, -20.0, 560.0, 0.0), 7), over_the_line);
    assert!(over_the_line.cells.iter().all(|cell| (cell.lon + 171.8).abs() < 1e-6));
}

#[test]
fn a_timeline_counts_every_event_once() {
    let (_folder, store, index) = store(300);
    let all = test(&store, &index, &Filter::default());
    for step in [None, Some(Step::Day), Some(Step::Week), Some(Step::Month), Some(Step::Quarter), Some(Step::Year)] {
        let timeline = index.timeline(&all, step, None);
        assert_eq!(timeline.periods.iter().map(|p| p.counts.events).sum::<u64>() + timeline.undated, 300, "{step:?}");
        assert!(timeline.periods.windows(2).all(|two| two[0].end < two[1].start));
    }
    let month = index.timeline(&all, Some(Step::Month), None);
    assert_eq!((month.periods[0].start.as_str(), month.periods[0].end.as_str()), ("2023-02-01", "2023-02-28"));
    let week = index.timeline(&all, Some(Step::Week), None);
    let of = week.periods.iter().find(|period| period.start.as_str() == "2024-08-19").unwrap();
    assert_eq!(of.end, "2024-08-25");
    // What began before the time that is asked for stands at its beginning.
    let filter = Filter { from: Some("2024-08-19".into()), ..Filter::default() };
    let from = index.timeline(&test(&store, &index, &filter), Some(Step::Day), Some(date(2024, 8, 19)));
    assert_eq!(from.periods[0].start, "2024-08-19");
}

#[test]
fn what_passes_between_two_is_what_relate_reads_off_the_events() {
    let (_folder, store, index) = store(300);
    let (names, always) = (names(), [i32::MIN + 1, i32::MAX]);
    let events: Vec<(i64, Event)> = store
        .events(&Filter { limit: Some(1000), ..Filter::default() })
        .unwrap()
        .rows
        .into_iter()
        .map(|e| (e.nr, e.event))
        .collect();
    let mut some = 0;
    for (a, b) in [("ARM", "AZE"), ("AZE", "ARM"), ("RUS", "TUR"), ("x:front", "AZE"), ("Q399", "Q227")] {
        let (acts, thirds) = index.between([a, b], always, &names);
        let mut expected: Vec<_> = events.iter().filter_map(|(nr, event)| relate::Act::of(event, *nr, a, b)).collect();
        expected.sort_by_key(|act| (act.first, act.nr));
        assert_eq!(acts, expected, "{a} {b}");
        let key = |third: &relate::ThirdAct| (third.nr, third.who.id.clone(), third.role, third.toward);
        let mut expected: Vec<_> =
            events.iter().flat_map(|(nr, e)| relate::ThirdAct::of(e, *nr, a, b, &names)).collect();
        expected.sort_by_key(key);
        let mut thirds = thirds;
        thirds.sort_by_key(key);
        assert_eq!(thirds, expected, "{a} {b}");
        some += acts.len() * thirds.len();
    }
    assert!(some > 0);
    let pairs = index.pairs(always);
    let codes = ["ARM", "AZE", "RUS", "TUR"];
    for (n, a) in codes.iter().enumerate() {
        let ties = index.ties(a, always);
        for b in &codes[n + 1..] {
            let (acts, _) = index.between([a, b], always, &names);
            assert_eq!(pairs.get(&[(*a).to_owned(), (*b).to_owned()]).unwrap_or(&vec![]), &acts, "{a} {b}");
            assert_eq!(ties.get(*b).unwrap_or(&vec![]), &acts, "{a} {b}");
        }
    }
}

#[test]
fn names_are_found_by_their_beginning_and_in_any_language() {
    let (_folder, _store, index) = store(300);
    let knowledge = Knowledge::embedded();
    let (who, _) = index.named("Arménie", 10, knowledge);
    assert_eq!((who[0].id.as_str(), who[0].name.as_str(), who[0].kind.as_str()), ("ARM", "Armenia", "state"));
    assert!(who[0].events > 0);
    let (who, _) = index.named("fro", 10, knowledge);
    assert_eq!((who[0].id.as_str(), who[0].kind.as_str()), ("x:front", "unknown"));
    let (_, places) = index.named("gyu", 10, knowledge);
    assert_eq!((places[0].id.as_str(), places[0].country.is_some()), ("x:gyumri", true));
    assert_eq!(index.named(&"x".repeat(500), 10, knowledge), (vec![], vec![]));
}
