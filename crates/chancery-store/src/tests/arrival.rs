//! Linking of made-up reports, as they come in one order or another, and as reviewers change it.

use super::*;
use crate::{Anchor, Batch, Coding, Judgement, Review};

#[path = "../../benches/world.rs"]
mod world;

/// The events of a store that got these reports in steps of some size, each linked before the next.
fn arrived(reports: &[chancery::record::Coded], step: usize) -> (Fresh, Vec<String>) {
    arrived_by(reports, step, link)
}

fn arrived_by(reports: &[chancery::record::Coded], step: usize, link: impl Fn(&mut Fresh)) -> (Fresh, Vec<String>) {
    let mut fresh = Fresh::new();
    let coding = Coding::of("m", "k", "1");
    for batch in reports.chunks(step) {
        let texts: Vec<_> = batch.iter().map(|c| c.report.clone()).collect();
        fresh.store.keep(&Batch { reports: &texts, ..Batch::default() }).unwrap();
        fresh.store.put_coded(&coding, batch).unwrap();
        link(&mut fresh);
    }
    fresh.is_sound();
    let events = events(&fresh);
    (fresh, events)
}

fn link(fresh: &mut Fresh) {
    let chancery = chancery::Chancery::embedded().unwrap();
    fresh.store.link(&chancery, chancery::link::Weights::embedded(), |_| true).unwrap();
}

fn events(fresh: &Fresh) -> Vec<String> {
    let all = Filter { limit: Some(100_000), ..Filter::default() };
    let mut events: Vec<String> =
        fresh.store.events(&all).unwrap().rows.iter().map(|e| serde_json::to_string(&e.event).unwrap()).collect();
    events.sort();
    events
}

#[test]
fn the_order_of_arrival_does_not_matter() {
    let mut reports: Vec<_> = world::reports(150).collect();
    let (fresh, first) = arrived(&reports, 150);
    let several = fresh.store.events(&Filter { sources: Some(3), ..Filter::default() }).unwrap().rows;
    assert!(several.len() > 5, "only {} events have several sources: the test would show nothing", several.len());
    let mut seed = 3u64;
    for step in [1, 7, 40] {
        for i in (1..reports.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            reports.swap(i, (seed >> 33) as usize % (i + 1));
        }
        assert_eq!(arrived(&reports, step).1, first, "in steps of {step}");
        // Whether those that a change concerns are sought among the claims that come later, or with each group.
        let with_groups = |fresh: &mut Fresh| {
            let chancery = chancery::Chancery::embedded().unwrap();
            fresh.store.link_by(&chancery, chancery::link::Weights::embedded(), 0, |_| true).unwrap();
        };
        assert_eq!(arrived_by(&reports, step, with_groups).1, first, "in steps of {step}, with each group");
    }
}

#[test]
fn groups_are_those_of_all_claims_at_once() {
    let reports: Vec<_> = world::reports(120).collect();
    let (mut fresh, _) = arrived(&reports, 11);
    let all = Filter { limit: Some(100_000), ..Filter::default() };
    let mut claims = fresh.store.claims(&all).unwrap().rows;
    claims.sort_by_cached_key(|c| chancery::link::place_in_order(&c.claim.id, &c.claim.report, c.published.as_deref()));
    let place: std::collections::HashMap<i64, u32> = claims.iter().enumerate().map(|(i, c)| (c.nr, i as u32)).collect();
    let numbers: Vec<i64> = claims.iter().map(|c| c.nr).collect();
    let pairs = fresh.store.linking(|l| l.pairs(&numbers)).unwrap();
    let scored: Vec<_> =
        pairs.iter().map(|p| chancery::link::Scored { a: place[&p.a], b: place[&p.b], probability: p.score }).collect();
    let groups = chancery::link::cluster(claims.len(), &scored, &[], chancery::link::Weights::embedded().claims_merge);
    let mut wanted: Vec<Vec<String>> =
        groups.iter().map(|g| g.iter().map(|i| claims[*i as usize].claim.id.clone()).collect()).collect();
    let mut found: Vec<Vec<String>> =
        fresh.store.events(&all).unwrap().rows.into_iter().map(|e| e.event.claims).collect();
    wanted.sort();
    found.sort();
    assert_eq!(found, wanted);
}

#[test]
fn reviews_move_claims_between_events_and_back() {
    let reports: Vec<_> = world::reports(60).collect();
    let (mut fresh, before) = arrived(&reports, 60);
    let rows = fresh.store.events(&Filter { limit: Some(1000), ..Filter::default() }).unwrap().rows;
    let anchors = |fresh: &Fresh, ids: &[String]| -> Vec<Anchor> {
        ids.iter().map(|id| Anchor::of(&fresh.store.claim(id).unwrap().unwrap().claim)).collect()
    };
    let judge = |fresh: &mut Fresh, judgement: Judgement| {
        let review = Review { author: "a".into(), judgement, note: None };
        let number = fresh.store.review(&review).unwrap();
        link(fresh);
        fresh.is_sound();
        number
    };
    // Two events are one.
    let (one, other) = (&rows[0].event, &rows[1].event);
    let all: Vec<String> = one.claims.iter().chain(&other.claims).cloned().collect();
    let merge = Judgement::Merge { claims: anchors(&fresh, &all) };
    let merged = judge(&mut fresh, merge);
    let event = fresh.store.event(&one.id).unwrap().unwrap().event;
    assert!(all.iter().all(|id| event.claims.contains(id)), "{:?}", event.claims);
    assert_eq!(fresh.store.event(&other.id).unwrap().unwrap().event.id, event.id, "the old id leads to it");
    fresh.store.undo(merged, "b").unwrap();
    link(&mut fresh);
    assert_eq!(events(&fresh), before);
    // One event is two.
    let large = rows.iter().map(|e| &e.event).max_by_key(|e| e.claims.len()).unwrap();
    let last = large.claims.last().unwrap().clone();
    let rest = &large.claims[..large.claims.len() - 1];
    assert!(!rest.is_empty());
    let split = Judgement::Split { parts: vec![anchors(&fresh, std::slice::from_ref(&last)), anchors(&fresh, rest)] };
    let split = judge(&mut fresh, split);
    let of = |fresh: &Fresh, id: &str| fresh.store.claim(id).unwrap().unwrap().in_event.unwrap();
    assert!(rest.iter().all(|id| of(&fresh, id) != of(&fresh, &last)));
    fresh.store.undo(split, "b").unwrap();
    link(&mut fresh);
    assert_eq!(events(&fresh), before);
    // A claim that is called false leaves its event.
    let false_ = Judgement::False { claim: anchors(&fresh, std::slice::from_ref(&last)).remove(0) };
    let number = judge(&mut fresh, false_);
    assert!(!fresh.store.event(&large.id).unwrap().unwrap().event.claims.contains(&last));
    fresh.store.undo(number, "b").unwrap();
    link(&mut fresh);
    assert_eq!(events(&fresh), before);
}
