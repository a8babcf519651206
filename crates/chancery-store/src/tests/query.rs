use std::ops::ControlFlow;

use chancery::Language;
use chancery::geodesy::kilometres;
use chancery::record::{Category, Polarity, Tense};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::query::{CLAIMS, EVENTS};
use crate::{Cursor, Order, Place, Who};

/// Claims that differ in one thing each, and an event of each.
fn varied() -> Fresh {
    let mut fresh = Fresh::new();
    let kinds = [
        ("base", json!({})),
        (
            "back",
            json!({"actors": [party("Q227", "Azerbaijan", "AZE")], "recipients": [party("Q399", "Armenia", "ARM")]}),
        ),
        (
            "mutual",
            json!({"event": "CONSULT", "quad": 1, "recipients": [],
            "actors": [party("Q399", "Armenia", "ARM"), party("Q227", "Azerbaijan", "AZE")]}),
        ),
        (
            "allies",
            json!({"recipients": [party("Q43", "Turkey", "TUR")],
            "actors": [party("Q399", "Armenia", "ARM"), party("Q227", "Azerbaijan", "AZE")]}),
        ),
        (
            "spoken",
            json!({"speaker": party("Q159", "Russia", "RUS"), "recipients": [], "third_parties": [{"role": "host", "entity": "Q230"}]}),
        ),
        ("denied", json!({"status": {"polarity": "negated", "tense": "past", "certainty": "asserted"}})),
        ("old", json!({"when": day("1994-05-12")})),
        ("decade", json!({"when": period("1990-01-01", "1999-12-31")})),
        ("history", json!({"status": {"polarity": "affirmed", "tense": "historical", "certainty": "asserted"}})),
        ("gyumri", json!({"where": place("Gyumri", 40.79, 43.85)})),
        ("unsure", json!({"confidence": 0.2})),
        ("nowhere", json!({"where": null})),
    ];
    for (n, (id, changes)) in kinds.into_iter().enumerate() {
        let text = Report {
            language: if id == "gyumri" { Language::Fr } else { Language::En },
            ..report(id, &format!("{} {id}é at dawn", prose(n as u64, 20)))
        };
        fresh.code(&text, &[claim(id, 1, changes)]);
        link_all(&mut fresh.store);
    }
    fresh.is_sound();
    fresh
}

/// The reports of the claims that pass, which must be those of the events that pass.
fn passing(fresh: &Fresh, filter: &Filter) -> Vec<String> {
    let mut reports: Vec<String> =
        fresh.claim_ids(filter).iter().map(|id| id.trim_end_matches("-1").to_owned()).collect();
    let events = fresh.store.events(filter).unwrap().rows;
    let mut of_events: Vec<String> =
        events.iter().map(|e| e.event.claims[0].trim_end_matches("-1").to_owned()).collect();
    reports.sort();
    of_events.sort();
    assert_eq!(reports, of_events);
    reports
}

fn who(text: &str) -> Option<Who> {
    text.parse().ok()
}

fn at(text: &str) -> Option<Place> {
    Some(text.parse().unwrap())
}

#[test]
fn filters_let_through_what_they_say() {
    let fresh = varied();
    let all = passing(&fresh, &Filter::default());
    assert_eq!(all.len(), 12);
    let f = Filter::default;
    let cases: Vec<(Filter, &[&str])> = vec![
        (Filter { actor: who("AZE"), ..f() }, &["allies", "back", "mutual"]),
        (Filter { recipient: who("Q399"), ..f() }, &["back"]),
        (Filter { recipient: who("TUR"), ..f() }, &["allies"]),
        (Filter { party: who("Q230"), ..f() }, &["spoken"]),
        (Filter { party: who("Q1"), ..f() }, &[]),
        (Filter { categories: vec![Category::Consult], ..f() }, &["mutual"]),
        (Filter { categories: vec![Category::Consult, Category::Aid], quads: vec![1, 2], ..f() }, &["mutual"]),
        (Filter { polarity: Some(Polarity::Negated), ..f() }, &["denied"]),
        (Filter { tense: Some(Tense::Historical), ..f() }, &["history"]),
        (Filter { place: at("gyumri"), ..f() }, &["gyumri"]),
        (Filter { place: at("x:gyumri"), ..f() }, &["gyumri"]),
        (Filter { place: at("40.8,43.8,20"), ..f() }, &["gyumri"]),
        (Filter { place: at("0,0,500"), ..f() }, &[]),
        (Filter { from: Some("1994-05".into()), to: Some("1994-05".into()), ..f() }, &["decade", "old"]),
        (Filter { to: Some("1995".into()), categories: vec![Category::Assault], ..f() }, &["decade", "old"]),
        (Filter { language: Some(Language::Fr), ..f() }, &["gyumri"]),
        (Filter { text: Some("GYUMRIE".into()), ..f() }, &["gyumri"]),
        (Filter { text: Some("\"gyumri\u{e9}\" gyu*".into()), ..f() }, &["gyumri"]),
        (Filter { text: Some("gy*".into()), ..f() }, &[]),
        (Filter { text: Some("gyumrie base".into()), ..f() }, &[]),
        (Filter { text: Some(" \" - * ".into()), ..f() }, &[]),
        (Filter { report: Some("old".into()), ..f() }, &["old"]),
        (Filter { report: Some("none".into()), ..f() }, &[]),
        (Filter { sources: Some(2), ..f() }, &[]),
        (Filter { changed: Some(fresh.store.changes().unwrap() - 2), ..f() }, &["nowhere", "unsure"]),
        (Filter { changed: Some(0), party: who("TUR"), ..f() }, &["allies"]),
        (Filter { changed: Some(fresh.store.changes().unwrap()), ..f() }, &[]),
        (
            Filter { place: at("ARM"), actor: who("Q227"), categories: vec![Category::Assault], ..f() },
            &["allies", "back"],
        ),
    ];
    for (filter, expected) in cases {
        assert_eq!(passing(&fresh, &filter), expected, "{filter:?}");
    }
    let but = |id: &str| all.iter().filter(|r| *r != id).cloned().collect::<Vec<_>>();
    assert_eq!(passing(&fresh, &Filter { confidence: Some(0.5), ..f() }), but("unsure"));
    assert_eq!(passing(&fresh, &Filter { place: at("ARM"), ..f() }), but("nowhere"));
    // A claim is found by who says it; an event has no speaker.
    assert_eq!(fresh.claim_ids(&Filter { party: who("RUS"), ..f() }), ["spoken-1"]);
    // The report's date stands in for a time that is not told, but not in history.
    let august = Filter { from: Some("2024-08-19".into()), to: Some("2024-08-19".into()), ..f() };
    assert_eq!(
        passing(&fresh, &august),
        all.iter().filter(|r| !["decade", "history", "old"].contains(&r.as_str())).cloned().collect::<Vec<_>>()
    );
}

#[test]
fn a_dyad_is_what_passes_between_the_two() {
    let fresh = varied();
    let dyad = |a: &str, b: &str| Filter { dyad: Some([who(a).unwrap(), who(b).unwrap()]), ..Filter::default() };
    let between = passing(&fresh, &dyad("Q399", "Q227"));
    assert!(["base", "back", "mutual"].iter().all(|id| between.contains(&(*id).to_owned())));
    assert!(!between.contains(&"allies".to_owned()) && !between.contains(&"spoken".to_owned()));
    assert_eq!(passing(&fresh, &dyad("AZE", "Q399")), between);
    assert_eq!(passing(&fresh, &dyad("TUR", "ARM")), ["allies"]);
    assert_eq!(passing(&fresh, &dyad("ARM", "ARM")), [] as [&str; 0]);
}

#[test]
fn filters_that_make_no_sense_are_refused() {
    let fresh = varied();
    let refused = |filter: Filter| fresh.store.claims(&filter).unwrap_err().to_string();
    let f = Filter::default;
    assert!(refused(Filter { from: Some("yesterday".into()), ..f() }).contains("no date"));
    for (lat, lon, km) in [(91.0, 0.0, 1.0), (0.0, 181.0, 1.0), (0.0, 0.0, -1.0), (f64::NAN, 0.0, 1.0)] {
        assert!(refused(Filter { place: Some(Place::Near { lat, lon, km }), ..f() }).contains("is no place"));
        assert!(format!("{lat},{lon},{km}").parse::<Place>().is_err());
    }
    assert!("1,2".parse::<Place>().is_err());
    assert!("x".parse::<Cursor>().is_err());
}

#[test]
fn pages_give_every_row_once_in_either_order() {
    let fresh = varied();
    for order in [Order::Newest, Order::Oldest] {
        for base in [
            Filter::default(),
            Filter { actor: who("ARM"), ..Filter::default() },
            Filter { text: Some("dawn".into()), ..Filter::default() },
        ] {
            let filter = Filter { order, ..base };
            let whole = fresh.claim_ids(&filter);
            let mut paged = Vec::new();
            let mut after = None;
            loop {
                let page = fresh.store.claims(&Filter { limit: Some(5), after, ..filter.clone() }).unwrap();
                paged.extend(page.rows.into_iter().map(|row| row.claim.id));
                let Some(next) = page.next else { break };
                after = Some(next.to_string().parse().unwrap());
            }
            assert_eq!(paged, whole);
        }
    }
    let oldest = fresh.claim_ids(&Filter { order: Order::Oldest, ..Filter::default() });
    assert_eq!(oldest[..3], ["history-1", "decade-1", "old-1"]);
}

#[test]
fn exports_stream_until_they_are_broken_off() {
    let fresh = varied();
    let mut count = 0;
    let all = fresh.store.each_claim(&Filter::default(), |_| {
        count += 1;
        Ok(ControlFlow::Continue(()))
    });
    all.unwrap();
    assert_eq!(count, 12);
    let mut seen = Vec::new();
    let some = fresh.store.each_event(&Filter::default(), |event| {
        seen.push(event.event.id);
        Ok(if seen.len() == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    });
    some.unwrap();
    assert_eq!(seen.len(), 3);
    // What goes through them may ask more.
    let with_report = fresh.store.each_claim(&Filter::default(), |row| {
        assert!(fresh.store.report(&row.claim.report)?.is_some());
        Ok(ControlFlow::Continue(()))
    });
    with_report.unwrap();
}

#[test]
fn every_filter_is_answered_through_an_index() {
    let mut fresh = Fresh::new();
    // So much that no index gives few: what is tested is that none is scanned, and that none of these need be sorted.
    let f = Filter::default;
    let period = |filter: Filter| Filter { from: Some("2020".into()), to: Some("2024".into()), ..filter };
    let dyad = Filter { dyad: Some([Who::entity("Q399"), Who::country("AZE")]), ..f() };
    let filters = [
        (period(dyad.clone()), false),
        (dyad, false),
        (period(f()), false),
        (f(), false),
        (period(Filter { categories: vec![Category::Assault], ..f() }), false),
        (Filter { place: at("Yerevan"), ..f() }, false),
        (Filter { place: at("geonames:616052"), ..f() }, false),
        (period(Filter { place: at("ARM"), ..f() }), false),
        (period(Filter { place: at("40,44,100"), ..f() }), true),
        (Filter { place: at("0,179.9,100"), ..f() }, true),
        (period(Filter { text: Some("war".into()), ..f() }), true),
        (Filter { report: Some("r".into()), sources: Some(2), language: Some(Language::Fr), ..f() }, true),
        (Filter { changed: Some(0), categories: vec![Category::Assault], ..f() }, true),
    ];
    fresh.code(&report("r", &prose(1, 20)), &[claim("r", 1, json!({}))]);
    for (filter, sorts) in filters {
        for kind in [&CLAIMS, &EVENTS] {
            let steps = fresh.store.explain(&filter, kind).unwrap();
            let scans = |step: &&String| {
                step.starts_with("SCAN") && !step.contains("VIRTUAL TABLE INDEX") && !step.contains("CONSTANT ROW")
            };
            let scanned: Vec<&String> = steps.iter().filter(scans).collect();
            assert!(scanned.is_empty(), "{} {filter:?}: {steps:#?}", kind.name);
            assert_eq!(
                steps.iter().any(|step| step.contains("TEMP B-TREE")),
                sorts,
                "{} {filter:?}: {steps:#?}",
                kind.name
            );
        }
    }
}

#[test]
fn the_choice_of_index_does_not_change_what_is_found() {
    let fresh = varied();
    let f = Filter::default;
    // Each alone and with another that finds the same or more.
    let base = Filter { text: Some("gyumrie".into()), ..f() };
    for other in [
        Filter { place: at("40.8,43.8,20"), ..base.clone() },
        Filter { place: at("ARM"), ..base.clone() },
        Filter { party: who("ARM"), ..base.clone() },
        Filter { from: Some("2024".into()), ..base.clone() },
        Filter { categories: vec![Category::Assault], report: Some("gyumri".into()), ..base.clone() },
    ] {
        assert_eq!(passing(&fresh, &other), ["gyumri"]);
    }
}

#[test]
fn a_circle_may_cross_the_date_line_and_the_pole() {
    let mut fresh = Fresh::new();
    let places = [("east", -17.0, 179.9), ("west", -17.0, -179.9), ("pole", 89.9, 10.0), ("beyond", 89.9, -170.0)];
    for (n, (id, lat, lon)) in places.into_iter().enumerate() {
        let mut place = place(id, lat, lon);
        place["country"] = Value::Null;
        fresh.code(&report(id, &prose(n as u64, 20)), &[claim(id, 1, json!({"where": place}))]);
    }
    let near = |place: &str| {
        let mut ids = fresh.claim_ids(&Filter { place: at(place), ..Filter::default() });
        ids.sort();
        ids
    };
    assert_eq!(near("-17,179.95,30"), ["east-1", "west-1"]);
    assert_eq!(near("-17,-179.95,30"), ["east-1", "west-1"]);
    assert_eq!(near("-17,179.9,5"), ["east-1"]);
    assert_eq!(near("90,0,50"), ["beyond-1", "pole-1"]);
    assert_eq!(near("0,0,30000").len(), 4);
    assert!((kilometres([48.8566, 2.3522], [52.52, 13.405]) - 877.5).abs() < 1.0); // Paris to Berlin
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_typed_is_no_error(text in r#"[ a-z"*^:(){}+\-\\'АЯا\u{0}ORNEAND]{0,30}"#) {
        thread_local!(static STORE: Fresh = varied());
        STORE.with(|fresh| {
            let f = Filter::default;
            for filter in [
                Filter { text: Some(text.clone()), ..f() },
                Filter { place: Some(Place::Name(text.clone())), ..f() },
                Filter { actor: Some(Who::entity(text.clone())), report: Some(text.clone()), ..f() },
            ] {
                fresh.store.claims(&filter).unwrap();
                fresh.store.events(&filter).unwrap();
            }
        });
    }
}

#[test]
fn words_say_what_a_filter_says() {
    use crate::FilterWords;
    let knowledge = chancery::knowledge::Knowledge::embedded();
    let word = |text: &str| Some(text.to_owned());
    let words = FilterWords {
        actor: word("Arménie"),
        recipient: word("Q227"),
        dyad: Some(["ARM".into(), "x:somebody".into()]),
        category: vec!["assault".into(), "AID".into()],
        status: vec!["denied".into(), "Future".into()],
        place: word("40,44,5"),
        from: word("2024-08"),
        language: word("fr"),
        oldest: true,
        after: word("2024-08-19.5"),
        ..FilterWords::default()
    };
    let filter = words.clone().read(knowledge).unwrap();
    assert_eq!(filter.actor, Some(Who::country("ARM")));
    assert_eq!(filter.dyad, Some([Who::country("ARM"), Who::entity("x:somebody")]));
    assert_eq!(filter.categories, [Category::Assault, Category::Aid]);
    assert_eq!((filter.polarity, filter.tense, filter.certainty), (Some(Polarity::Negated), Some(Tense::Future), None));
    assert_eq!((filter.order, filter.language), (Order::Oldest, Some(Language::Fr)));
    for (wrong, named) in [
        (FilterWords { actor: word("Nobody at all"), ..words.clone() }, "Nobody at all"),
        (FilterWords { category: vec!["WAR".into()], ..words.clone() }, "WAR"),
        (FilterWords { status: vec!["sure".into()], ..words.clone() }, "sure"),
        (FilterWords { place: word("400,0,1"), ..words.clone() }, "400,0,1"),
        (FilterWords { from: word("soon"), ..words.clone() }, "soon"),
        (FilterWords { language: word("xx"), ..words.clone() }, "xx"),
        (FilterWords { after: word("x"), ..words }, "cursor"),
    ] {
        let error = wrong.read(knowledge).unwrap_err().to_string();
        assert!(error.contains(named) && error.contains("; "), "{error}");
    }
}
