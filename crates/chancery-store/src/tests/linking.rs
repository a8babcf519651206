use serde_json::json;

use super::*;
use crate::{Anchor, Judgement, Pair, Review, Verdict};

/// A store with four claims, of a report each; gives their numbers.
fn four() -> (Fresh, Vec<i64>) {
    let mut fresh = Fresh::new();
    for n in 1..=4 {
        let id = format!("r{n}");
        fresh.code(&report(&id, &prose(n, 20)), &[claim(&id, 1, json!({}))]);
    }
    let numbers = fresh.store.linking(|l| Ok(l.unlinked(9)?.iter().map(|c| c.nr).collect())).unwrap();
    (fresh, numbers)
}

fn pair(a: i64, b: i64, verdict: Verdict) -> Pair {
    Pair { a, b, score: 0.5, verdict, reasons: json!({"day": "same"}) }
}

#[test]
fn pairs_with_claims_of_any_age_are_found_and_forgotten() {
    let (mut fresh, n) = four();
    // Some thousand claims apart, as if many had come between.
    let far = [n[1], 8191, 8192, 8193, 40_000, i64::MAX];
    let step = |l: &Linking<'_>| {
        l.put_pairs(&far.map(|b| pair(n[0], b, Verdict::Ask)))?;
        l.put_pairs(&[pair(n[1], 40_000, Verdict::Ask)])?;
        let of =
            |claim: i64| Ok::<_, crate::Error>(l.compared(claim)?.iter().map(|(other, _)| *other).collect::<Vec<_>>());
        assert_eq!(of(n[0])?, far);
        assert_eq!(of(n[1])?, [n[0], 40_000]);
        assert_eq!(of(40_000)?, [n[0], n[1]]);
        crate::linking::forget(l.connection, n[0])?;
        assert_eq!((of(n[0])?, of(n[1])?), (vec![], vec![40_000]));
        Ok(())
    };
    fresh.store.linking(step).unwrap();
}

fn event_ids(fresh: &Fresh) -> Vec<String> {
    let mut ids: Vec<String> =
        fresh.store.events(&Filter::default()).unwrap().rows.into_iter().map(|e| e.event.id).collect();
    ids.sort();
    ids
}

#[test]
fn a_claim_is_a_candidate_by_its_keys() {
    let (mut fresh, n) = four();
    let step = |l: &Linking<'_>| {
        l.put_keys(n[0], 1, &[1, 2, 1])?;
        l.put_keys(n[1], 2, &[2, u64::MAX])?;
        l.put_keys(n[1], 2, &[1, 2, 4])?;
        l.put_keys(n[2], 3, &[u64::MAX])?;
        assert_eq!(l.candidates(&[1, 2], 10)?, [(n[0], 1), (n[1], 2)]);
        assert_eq!(l.candidates(&[2], 1)?, [(n[0], 1)]);
        assert_eq!(l.candidates(&[u64::MAX], 10)?, [(n[2], 3)]);
        Ok(())
    };
    fresh.store.linking(step).unwrap();
    fresh.is_sound();
}

#[test]
fn pairs_are_kept_and_doubtful_ones_are_asked() {
    let (mut fresh, n) = four();
    let step = |l: &Linking<'_>| {
        l.put_pairs(&[
            pair(n[1], n[0], Verdict::Merge),
            pair(n[1], n[2], Verdict::Merge),
            pair(n[2], n[3], Verdict::Ask),
        ])?;
        assert_eq!(l.pairs(&[n[1], n[0]])?, [pair(n[0], n[1], Verdict::Merge)]);
        assert_eq!(l.pairs(&[n[0], n[2]])?, []);
        assert_eq!(l.pairs(&n)?.len(), 3);
        Ok(())
    };
    fresh.store.linking(step).unwrap();
    let asked = fresh.store.to_ask(9).unwrap();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].0, pair(n[2], n[3], Verdict::Ask));
    assert_eq!([&asked[0].1[0].claim.id, &asked[0].1[1].claim.id], ["r3-1", "r4-1"]);
    let claims = asked[0].1.iter().map(|c| Anchor::of(&c.claim)).collect();
    let accept = Review { author: "ana".into(), judgement: Judgement::Accept { claims }, note: None };
    let review = fresh.store.review(&accept).unwrap();
    assert_eq!(fresh.store.to_ask(9).unwrap(), []);
    fresh.store.undo(review, "ana").unwrap();
    assert_eq!(fresh.store.to_ask(9).unwrap().len(), 1);
    fresh.is_sound();
}

#[test]
fn an_event_that_goes_leaves_its_id_to_its_heir() {
    let (mut fresh, n) = four();
    let step = |l: &Linking<'_>| {
        let events = [linked(l, &n[1..2])?, linked(l, &n[2..4])?];
        l.replace_events(&[], &events)
    };
    fresh.store.linking(step).unwrap();
    assert_eq!(event_ids(&fresh), ["e-r2-1", "e-r3-1"]);
    let unlinked = |fresh: &mut Fresh| {
        fresh.store.linking(|l| Ok(l.unlinked(9)?.iter().map(|c| c.nr).collect::<Vec<_>>())).unwrap()
    };
    assert_eq!(unlinked(&mut fresh), n[..1]);
    // All become one, named by its first claim.
    let step = |l: &Linking<'_>| {
        let old: Vec<i64> = l.events_of(&n)?.into_iter().collect();
        assert_eq!(l.members(old[1])?, n[2..]);
        l.replace_events(&old, &[linked(l, &n)?])
    };
    fresh.store.linking(step).unwrap();
    assert_eq!(event_ids(&fresh), ["e-r1-1"]);
    for id in ["e-r1-1", "e-r2-1", "e-r3-1"] {
        assert_eq!(fresh.store.event(id).unwrap().unwrap().event.id, "e-r1-1");
    }
    assert!(unlinked(&mut fresh).is_empty());
    fresh.is_sound();
    // And two again: the id that was left comes back to life.
    let step = |l: &Linking<'_>| {
        let old: Vec<i64> = l.events_of(&n)?.into_iter().collect();
        l.replace_events(&old, &[linked(l, &n[..2])?, linked(l, &n[2..])?])
    };
    fresh.store.linking(step).unwrap();
    assert_eq!(event_ids(&fresh), ["e-r1-1", "e-r3-1"]);
    assert_eq!(fresh.store.event("e-r3-1").unwrap().unwrap().event.claims, ["r3-1", "r4-1"]);
    assert_eq!(fresh.store.event("e-r2-1").unwrap().unwrap().event.id, "e-r1-1");
    assert_eq!(fresh.store.event("e-none").unwrap(), None);
    assert_eq!(fresh.store.claim("r4-1").unwrap().unwrap().in_event.as_deref(), Some("e-r3-1"));
    fresh.is_sound();
}

#[test]
fn a_step_that_fails_leaves_nothing() {
    let (mut fresh, n) = four();
    let step = |l: &Linking<'_>| -> Result<()> {
        l.replace_events(&[], &[linked(l, &n)?])?;
        Err(crate::Error::query("no", "try again"))
    };
    assert!(fresh.store.linking(step).is_err());
    assert_eq!(event_ids(&fresh), [] as [&str; 0]);
    assert_eq!(fresh.store.linking(|l| Ok(l.unlinked(9)?.len())).unwrap(), 4);
}

#[test]
fn sources_that_prove_to_be_copies_make_their_events_stale() {
    let mut fresh = Fresh::new();
    let (left, right) = (prose(1, 120), prose(2, 120));
    fresh.code(&report("left", &left), &[claim("left", 1, json!({}))]);
    fresh.code(&report("right", &right), &[claim("right", 1, json!({}))]);
    link_all(&mut fresh.store);
    assert_eq!(fresh.store.linking(|l| Ok(l.stale(9)?.len())).unwrap(), 0);
    fresh.keep(&[Report { published: Some("2024-08-20".into()), ..report("whole", &format!("{left} {right}")) }]);
    assert_eq!(fresh.store.linking(|l| Ok(l.stale(9)?.len())).unwrap(), 1);
}
