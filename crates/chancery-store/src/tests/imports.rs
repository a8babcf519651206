use chancery::brief::languages;
use chancery::import::{Format, Imported, Killed, Party, Place as ImportedPlace, When};
use chancery::knowledge::Knowledge;
use chancery::record::{Category, Granularity, Step};
use chancery::relate::{self, Names};
use jiff::civil::Date;

use super::*;
use crate::query::Kind;
use crate::{Briefing, Error, Order, Place, Reject, Who};

/// An event of 19 August 2024: Armenia assaults Azerbaijan in Goris.
fn imported(id: &str, day: &str) -> Imported {
    let party =
        |acts, name: &str, country| Party { acts, name: name.into(), country: Some(country), sector: Some("MIL") };
    let day: Date = day.parse().unwrap();
    Imported {
        id: id.into(),
        category: Category::Assault,
        mode: Some("firearms"),
        context: vec!["military"],
        cameo: Some("193".into()),
        parties: vec![party(true, "ARMENIA", "ARM"), party(false, "AZERBAIJAN", "AZE")],
        when: When { first: day, last: day, granularity: Granularity::Day },
        place: Some(ImportedPlace {
            name: "Goris".into(),
            id: None,
            country: Some("ARM"),
            point: Some([39.5, 46.3]),
            precision: 1,
        }),
        killed: Some(Killed { low: Some(1), best: 2, high: Some(4), of: vec![("civilians".into(), 1)] }),
        sources: 3,
        mentions: Some(12),
        published: Some(day),
        language: None,
        url: Some("https://example.org/a".into()),
        publisher: Some("The Paper".into()),
        root: true,
        digest: 7,
    }
}

fn take(store: &mut Store, label: &str, events: &[Imported]) -> crate::ImportCounts {
    let mut import = store.import(label, Format::Gdelt).unwrap();
    import.put(events, &[], None).unwrap();
    import.finish().unwrap()
}

fn over(fresh: &Fresh, label: &str) -> Store {
    Store::open_read_only(&fresh.path("store.db")).unwrap().over(label).unwrap()
}

fn ids(store: &Store, filter: &Filter) -> Vec<String> {
    store.events(filter).unwrap().rows.into_iter().map(|row| row.event.id).collect()
}

#[test]
fn an_event_comes_back_as_it_went_in() {
    let mut fresh = Fresh::new();
    take(&mut fresh.store, "gdelt", &[imported("17", "2024-08-19"), imported("SOM-3", "2024-08-20")]);
    let store = over(&fresh, "gdelt");
    let stored = store.event("gdelt:17").unwrap().unwrap();
    let event = &stored.event;
    assert_eq!(
        (event.event, event.mode.as_slice(), event.quad, event.score),
        (Category::Assault, &["firearms".to_owned()][..], 4, -9.0)
    );
    assert_eq!((event.actors[0].name.as_str(), event.recipients[0].country.as_deref()), ("ARMENIA", Some("AZE")));
    assert_eq!(event.when.as_ref().map(|when| when.edtf.as_str()), Some("2024-08-19"));
    let killed = event.toll.as_ref().unwrap().killed.as_ref().unwrap();
    assert_eq!((killed.low, killed.best, killed.high, killed.figures.len()), (Some(1), Some(2), Some(4), 2));
    assert_eq!((event.sources, event.reports, event.first.as_deref()), (3, 12, Some("2024-08-19")));
    let record = stored.record.unwrap();
    assert_eq!((record.id.as_str(), record.url.as_deref(), record.root), ("17", Some("https://example.org/a"), true));
    assert_eq!(record.publisher.as_deref(), Some("The Paper"));
    assert_eq!(store.event("gdelt:SOM-3").unwrap().unwrap().event.id, "gdelt:SOM-3");
    for none in ["gdelt:18", "gdelt:", "17", "acled:17", "gdelt:017"] {
        assert!(store.event(none).unwrap().is_none(), "{none}");
    }
    let mut rows = Vec::new();
    store.each_event_row(i64::MIN..=i64::MAX, |row| rows.push(row)).unwrap();
    assert_eq!(rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["gdelt:17", "gdelt:SOM-3"]);
    assert_eq!(store.event_id(rows[0].nr).unwrap().as_deref(), Some("gdelt:17"));
    assert_eq!((rows[0].killed, rows[0].precision, rows[0].takers.len()), (Some(2), 1, 2));
    fresh.is_sound();
}

#[test]
fn the_same_twice_changes_nothing_and_another_row_takes_the_place_of_the_one_with_its_id() {
    let mut fresh = Fresh::new();
    let both = [imported("17", "2024-08-19"), imported("x", "2024-08-19")];
    assert_eq!(take(&mut fresh.store, "a", &both).new, 2);
    let again = take(&mut fresh.store, "a", &both);
    assert_eq!((again.new, again.replaced, again.same), (0, 0, 2));
    let changed = both.clone().map(|event| Imported { digest: 8, root: false, parties: Vec::new(), ..event });
    let third = take(&mut fresh.store, "a", &changed);
    assert_eq!((third.new, third.replaced, third.same), (0, 2, 0));
    let store = over(&fresh, "a");
    assert_eq!(store.dataset().unwrap().events, 2);
    assert!(store.event("a:17").unwrap().unwrap().event.actors.is_empty());
    // Also within one call, and with ids that go down.
    let mixed = [
        imported("9", "2024-08-19"),
        imported("3", "2024-08-19"),
        imported("3", "2024-08-19"),
        imported("y", "2024-08-19"),
        imported("y", "2024-08-19"),
    ];
    let mixed = take(&mut fresh.store, "a", &mixed);
    assert_eq!((mixed.new, mixed.same), (3, 2));
    fresh.is_sound();
}

#[test]
fn own_events_and_data_sets_are_never_mixed() {
    let mut fresh = Fresh::new();
    fresh.code(&report("r", &prose(1, 20)), &[claim("r", 1, json!({}))]);
    link_all(&mut fresh.store);
    take(&mut fresh.store, "a", &[imported("1", "2024-08-19")]);
    take(&mut fresh.store, "b", &[imported("1", "2024-08-20"), imported("2", "2024-08-21")]);
    let dyad = Filter { dyad: Some([Who::country("ARM"), Who::country("AZE")]), ..Filter::default() };
    assert_eq!(ids(&fresh.store, &dyad), ["e-r-1"]);
    assert_eq!(ids(&over(&fresh, "a"), &dyad), ["a:1"]);
    assert_eq!(ids(&over(&fresh, "b"), &dyad), ["b:2", "b:1"]);
    let names = Names::of(Knowledge::embedded());
    let sides = [Who::country("ARM"), Who::country("AZE")];
    let acts = |store: &Store| store.between([&sides[0], &sides[1]], &names).unwrap().0.len();
    assert_eq!([acts(&fresh.store), acts(&over(&fresh, "a")), acts(&over(&fresh, "b"))], [1, 1, 2]);
    assert_eq!(over(&fresh, "b").pairs([i32::MIN, i32::MAX]).unwrap().values().map(Vec::len).sum::<usize>(), 2);
    let all = |store: &Store| {
        let mut count = 0;
        store.each_event_row(i64::MIN..=i64::MAX, |_| count += 1).unwrap();
        count
    };
    assert_eq!([all(&fresh.store), all(&over(&fresh, "a")), all(&over(&fresh, "b"))], [1, 1, 2]);
    assert_eq!(fresh.store.counts().unwrap().events, 1);
    assert!(over(&fresh, "a").claims(&Filter::default()).is_err());
    let labels = |store: &Store| store.datasets().unwrap().into_iter().map(|d| (d.label, d.events)).collect::<Vec<_>>();
    assert_eq!(labels(&fresh.store), [("a".into(), 1), ("b".into(), 2)]);
    assert_eq!(fresh.store.remove_dataset("b").unwrap(), 2);
    assert_eq!(labels(&fresh.store), [("a".into(), 1)]);
    assert!(Store::open_read_only(&fresh.path("store.db")).unwrap().over("b").is_err());
    assert_eq!(ids(&over(&fresh, "a"), &Filter::default()), ["a:1"]);
    fresh.is_sound();
}

#[test]
fn filters_hold_over_a_data_set() {
    let mut fresh = Fresh::new();
    let consult = Imported {
        category: Category::Consult,
        mode: None,
        place: None,
        sources: 1,
        parties: vec![Party { acts: true, name: "FRANCE".into(), country: Some("FRA"), sector: None }],
        ..imported("2", "2024-09-01")
    };
    take(&mut fresh.store, "a", &[imported("1", "2024-08-19"), consult]);
    let store = over(&fresh, "a");
    let told = |filter: Filter| ids(&store, &filter);
    let all = Filter::default;
    assert_eq!(told(all()), ["a:2", "a:1"]);
    assert_eq!(told(Filter { order: Order::Oldest, ..all() }), ["a:1", "a:2"]);
    assert_eq!(told(Filter { categories: vec![Category::Consult], ..all() }), ["a:2"]);
    assert_eq!(told(Filter { quads: vec![4], ..all() }), ["a:1"]);
    assert_eq!(told(Filter { actor: Some(Who::country("FRA")), ..all() }), ["a:2"]);
    assert_eq!(told(Filter { recipient: Some(Who::country("AZE")), ..all() }), ["a:1"]);
    assert_eq!(told(Filter { party: Some(Who::entity("Q399")), ..all() }), [] as [String; 0]);
    assert_eq!(told(Filter { from: Some("2024-09".into()), ..all() }), ["a:2"]);
    assert_eq!(told(Filter { to: Some("2024-08".into()), ..all() }), ["a:1"]);
    assert_eq!(told(Filter { sources: Some(2), ..all() }), ["a:1"]);
    for place in ["Goris", "ARM", "39.5,46.3,5"] {
        assert_eq!(told(Filter { place: Some(place.parse().unwrap()), ..all() }), ["a:1"], "{place}");
    }
    assert_eq!(told(Filter { place: Some(Place::Name("goris".into())), ..all() }), ["a:1"]);
    assert_eq!(told(Filter { confidence: Some(0.9), limit: Some(1), ..all() }), ["a:2"]);
    let page = store.events(&Filter { limit: Some(1), ..all() }).unwrap();
    assert_eq!(told(Filter { after: page.next, ..all() }), ["a:1"]);
    let status = ["negated", "future", "possible"].map(|word| {
        let words = crate::FilterWords { status: vec![word.into()], ..Default::default() };
        told(words.read(Knowledge::embedded()).unwrap()).len()
    });
    assert_eq!(status, [0, 0, 0]);
    let words = Filter { text: Some("ceasefire".into()), ..all() };
    assert!(matches!(store.events(&words), Err(Error::Query { .. })));
}

#[test]
fn an_index_finds_them() {
    let mut fresh = Fresh::new();
    take(&mut fresh.store, "a", &[imported("1", "2024-08-19")]);
    let kind = Kind::imported(1);
    let store = over(&fresh, "a");
    let by_party = Filter { party: Some(Who::country("ARM")), ..Filter::default() };
    for (filter, index) in [(Filter::default(), "imported_by_day"), (by_party, "imported_parties_by_country")] {
        let plan = store.explain(&filter, &kind).unwrap();
        assert!(plan.iter().any(|step| step.contains(index)), "{plan:?}");
        assert!(!plan.iter().any(|step| step.starts_with("SCAN c") || step.starts_with("SCAN p")), "{plan:?}");
    }
}

#[test]
fn what_is_told_in_passing_moves_no_relation() {
    let mut fresh = Fresh::new();
    let aside = Imported { root: false, ..imported("2", "2024-08-19") };
    take(&mut fresh.store, "a", &[imported("1", "2024-08-19"), aside]);
    let store = over(&fresh, "a");
    assert_eq!(ids(&store, &Filter::default()).len(), 2);
    let sides = [Who::country("ARM"), Who::country("AZE")];
    let names = Names::of(Knowledge::embedded());
    assert_eq!(store.between([&sides[0], &sides[1]], &names).unwrap().0.len(), 1);
}

#[test]
fn an_import_that_was_broken_off_is_told_and_goes_on() {
    let mut fresh = Fresh::new();
    let mut import = fresh.store.import("a", Format::Gdelt).unwrap();
    import.put(&[imported("1", "2024-08-19")], &[], None).unwrap();
    drop(import);
    let refused = Store::open_read_only(&fresh.path("store.db")).unwrap().over("a").err().unwrap().to_string();
    assert!(refused.contains("broken off"), "{refused}");
    assert!(fresh.store.check().unwrap().iter().any(|fault| fault.what.contains("data set a did not end")));
    let counts = take(&mut fresh.store, "a", &[imported("1", "2024-08-19"), imported("2", "2024-08-20")]);
    assert_eq!((counts.new, counts.same), (1, 1));
    assert_eq!(ids(&over(&fresh, "a"), &Filter::default()).len(), 2);
    assert_eq!(over(&fresh, "a").dataset().unwrap().events, 2);
    fresh.is_sound();
}

#[test]
fn labels_formats_and_rejects_are_kept_apart() {
    let mut fresh = Fresh::new();
    for label in ["", "own", "e-1", "A", "a b", "..", "x:y", &"x".repeat(41)] {
        assert!(matches!(fresh.store.import(label, Format::Ged).err(), Some(Error::Query { .. })), "{label}");
    }
    take(&mut fresh.store, "a", &[imported("1", "2024-08-19")]);
    let other = fresh.store.import("a", Format::Ged).err().unwrap().to_string();
    assert!(other.contains("format gdelt"), "{other}");
    let name = Store::input_of("a", std::path::Path::new("/x.csv"));
    let input = crate::Input { name: name.clone(), fingerprint: "1".into(), records: 1, finished: true };
    let reject = Reject { place: "/x.csv, line 2".into(), cause: "no day".into(), remedy: "mend it".into() };
    let mut import = fresh.store.import("a", Format::Gdelt).unwrap();
    import.put(&[], std::slice::from_ref(&reject), Some(&input)).unwrap();
    import.finish().unwrap();
    assert_eq!(fresh.store.rejects(Some(&name), 10).unwrap(), [reject]);
    assert!(fresh.store.input(&name).unwrap().unwrap().finished);
    fresh.store.remove_dataset("a").unwrap();
    assert!(fresh.store.input(&name).unwrap().is_none());
    assert_eq!(fresh.store.counts().unwrap().rejects, 0);
    assert!(fresh.store.remove_dataset("a").is_err());
    fresh.is_sound();
}

#[test]
fn a_brief_rests_on_records_where_no_sentence_was_read() {
    let mut fresh = Fresh::new();
    let days = (1..=28).map(|n| format!("2024-08-{n:02}"));
    let events: Vec<Imported> = days.enumerate().map(|(n, day)| imported(&format!("{}", n + 1), &day)).collect();
    take(&mut fresh.store, "gdelt", &events);
    let store = over(&fresh, "gdelt");
    let knowledge = Knowledge::embedded();
    let names = Names::of(knowledge);
    let sides = [Who::country("ARM"), Who::country("AZE")];
    let (acts, thirds) = store.between([&sides[0], &sides[1]], &names).unwrap();
    let dyad = ["ARM", "AZE"].map(|code| names.side(code));
    let id_of = |nr: i64| store.event_id(nr).unwrap().unwrap();
    let stretch = [relate::days("2024-08").unwrap()[0], relate::days("2024-08").unwrap()[1]];
    let relation = relate::relation(&dyad, &acts, &thirds, stretch, Step::Month, &id_of);
    for language in languages() {
        let asked = Briefing { relation: &relation, realignments: &[], with: None, language, knowledge };
        let brief = store.brief(&asked).unwrap();
        assert!(!brief.sections.is_empty());
        assert!(brief.evidence.iter().all(|source| source.record.is_some() && source.text.is_empty()));
        let source = &brief.evidence[0];
        assert_eq!((source.publisher.as_deref(), source.language), (Some("gdelt"), None));
        assert_eq!(source.url.as_deref(), Some("https://example.org/a"));
        let words = if language == Language::En { "no sentence was read" } else { "aucune phrase" };
        assert!(chancery::brief::markdown(&brief).contains(words));
        assert!(chancery::brief::html(&brief).contains(words));
    }
}
