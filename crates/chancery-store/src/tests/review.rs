use serde_json::json;

use super::*;
use crate::{Anchor, Constraint, Error, Judgement, Must, Review, ReviewFilter};

fn by(author: &str, judgement: Judgement) -> Review {
    Review { author: author.into(), judgement, note: None }
}

fn correct(claim: &Claim, fields: Value) -> Review {
    by("ana", Judgement::Correct { claim: Anchor::of(claim), fields: fields.as_object().unwrap().clone() })
}

fn is_false(claim: &Claim) -> Review {
    by("ana", Judgement::False { claim: Anchor::of(claim) })
}

fn reading(fresh: &Fresh, id: &str) -> crate::StoredClaim {
    fresh.store.claim(id).unwrap().unwrap()
}

#[test]
fn a_correction_is_laid_over_the_claim_and_can_be_undone() {
    let mut fresh = Fresh::new();
    let coded = claim("r", 1, json!({}));
    fresh.code(&report("r", &prose(1, 20)), std::slice::from_ref(&coded));
    link_all(&mut fresh.store);
    let fields = json!({"event": "COERCE", "mode": ["arrest"], "recipients": [party("Q230", "Georgia", "GEO")],
                        "when": day("2023-01-02"), "where": place("Gyumri", 40.79, 43.85)});
    let first = fresh.store.review(&correct(&coded, fields)).unwrap();
    let now = reading(&fresh, "r-1");
    assert_eq!(now.reviewed.as_ref(), Some(&coded));
    assert_eq!((now.claim.event.to_string(), now.claim.quad, now.claim.score), ("COERCE".into(), 4, -7.0));
    assert_eq!(now.claim.cameo.as_deref(), Some("173"));
    assert_eq!(now.in_event, None);
    // It is found by what it says now, and by nothing else.
    let georgia = Filter {
        recipient: "GEO".parse().ok(),
        from: Some("2023".into()),
        to: Some("2023".into()),
        ..Filter::default()
    };
    assert_eq!(fresh.claim_ids(&georgia), ["r-1"]);
    assert_eq!(fresh.claim_ids(&Filter { party: "AZE".parse().ok(), ..Filter::default() }).len(), 0);
    // A second correction goes on from the first, also by the category that the claim has now.
    let second = fresh
        .store
        .review(&correct(
            &now.claim,
            json!({"toll": {"killed": {"low": 3, "best": 3, "high": 3, "text": "three", "qualifier": "exact"}}}),
        ))
        .unwrap();
    assert_eq!(reading(&fresh, "r-1").claim.toll.unwrap().killed.unwrap().best, Some(3));
    fresh.is_sound();
    fresh.store.undo(first, "bo").unwrap();
    let now = reading(&fresh, "r-1");
    assert_eq!((now.claim.event, now.claim.toll.is_some()), (coded.event, true));
    fresh.store.undo(second, "bo").unwrap();
    assert_eq!(reading(&fresh, "r-1").claim, coded);
    assert_eq!(reading(&fresh, "r-1").reviewed, None);
    fresh.is_sound();
}

#[test]
fn corrections_that_make_no_claim_are_refused_and_leave_nothing() {
    let mut fresh = Fresh::new();
    let coded = claim("r", 1, json!({}));
    fresh.code(&report("r", &prose(1, 20)), std::slice::from_ref(&coded));
    for fields in [
        json!({}),
        json!({"id": "x"}),
        json!({"event": "FIGHT"}),
        json!({"when": {"edtf": "2023"}}),
        json!({"evidence": []}),
    ] {
        let error = fresh.store.review(&correct(&coded, fields)).unwrap_err();
        assert!(matches!(error, Error::Record { .. }), "{error}");
    }
    let elsewhere = claim("r", 7, json!({}));
    assert!(fresh.store.review(&is_false(&elsewhere)).unwrap_err().to_string().contains("no ASSAULT is claimed there"));
    assert!(fresh.store.review(&by(" ", Judgement::False { claim: Anchor::of(&coded) })).is_err());
    assert!(fresh.store.review(&by("ana", Judgement::Merge { claims: vec![Anchor::of(&coded)] })).is_err());
    assert!(fresh.store.undo(77, "ana").is_err());
    assert_eq!(fresh.store.reviews(&ReviewFilter::default()).unwrap(), []);
}

#[test]
fn a_false_claim_is_left_out_until_the_review_is_undone() {
    let mut fresh = Fresh::new();
    let claims = [claim("r", 1, json!({})), claim("r", 2, json!({}))];
    fresh.code(&report("r", &prose(1, 20)), &claims);
    link_all(&mut fresh.store);
    let review = fresh.store.review(&is_false(&claims[0])).unwrap();
    assert_eq!(fresh.claim_ids(&Filter::default()), ["r-2"]);
    assert_eq!(fresh.store.claim("r-1").unwrap(), None);
    assert!(fresh.store.events(&Filter::default()).unwrap().rows[0].stale);
    fresh.is_sound();
    let undo = fresh.store.undo(review, "ana").unwrap();
    assert_eq!(fresh.claim_ids(&Filter::default()).len(), 2);
    // To undo twice makes no sense; to undo the undo does.
    assert!(fresh.store.undo(review, "ana").is_err());
    let again = fresh.store.undo(undo, "ana").unwrap();
    assert_eq!(fresh.claim_ids(&Filter::default()), ["r-2"]);
    let reviews = fresh.store.reviews(&ReviewFilter::default()).unwrap();
    assert_eq!(
        reviews.iter().map(|r| (r.nr, r.undone_by)).collect::<Vec<_>>(),
        [(again, None), (undo, Some(again)), (review, None)]
    );
    let holding = ReviewFilter { report: Some("r".into()), holding: true, ..ReviewFilter::default() };
    assert_eq!(fresh.store.reviews(&holding).unwrap()[0].review, is_false(&claims[0]));
    fresh.is_sound();
}

#[test]
fn reviews_survive_a_new_coding() {
    let mut fresh = Fresh::new();
    let text = report("r", &prose(1, 20));
    let old = [claim("r", 1, json!({})), claim("r", 2, json!({})), claim("r", 3, json!({})), claim("r", 4, json!({}))];
    fresh.code(&text, &old);
    fresh.store.review(&is_false(&old[0])).unwrap();
    fresh.store.review(&correct(&old[1], json!({"where": null}))).unwrap();
    fresh
        .store
        .review(&by("ana", Judgement::Merge { claims: vec![Anchor::of(&old[1]), Anchor::of(&old[2])] }))
        .unwrap();
    fresh.store.review(&is_false(&old[3])).unwrap();
    // The new coding counts otherwise, sees a trigger a letter longer, another category in the third, nothing in the fourth.
    let with_trigger = |id: usize, n: usize, event: &str| {
        let evidence =
            json!([{"span": [n * 10, n * 10 + 9], "trigger": [n * 10 + 1, n * 10 + 5], "text": "they fought"}]);
        claim("r", id, json!({"evidence": evidence, "event": event}))
    };
    let new = [
        with_trigger(7, 1, "ASSAULT"),
        with_trigger(8, 2, "ASSAULT"),
        with_trigger(9, 3, "COERCE"),
        with_trigger(10, 4, "ACCUSE"),
    ];
    fresh.store.put_coded(&coding(2), &[coded(&text, &new)]).unwrap();
    let mut ids = fresh.claim_ids(&Filter::default());
    ids.sort();
    assert_eq!(ids, ["r-10", "r-8", "r-9"]);
    assert_eq!(reading(&fresh, "r-8").claim.place, None);
    assert_eq!(reading(&fresh, "r-8").reviewed, Some(new[1].clone()));
    let numbers = [reading(&fresh, "r-8").nr, reading(&fresh, "r-9").nr];
    assert_eq!(fresh.store.constraints().unwrap(), [Constraint { a: numbers[0], b: numbers[1], must: Must::Merge }]);
    // Another category called false there is another claim.
    let reviews = fresh.store.reviews(&ReviewFilter { kind: Some("false".into()), ..ReviewFilter::default() }).unwrap();
    assert_eq!(reviews.iter().map(|r| r.claims.clone()).collect::<Vec<_>>(), [vec![None], vec![Some("r-7".into())]]);
    fresh.is_sound();
    // Back again: everything is as it was said.
    fresh.store.put_coded(&coding(1), &[coded(&text, &old)]).unwrap();
    let mut ids = fresh.claim_ids(&Filter::default());
    ids.sort();
    assert_eq!(ids, ["r-2", "r-3"]);
    fresh.is_sound();
}

#[test]
fn merges_and_splits_are_demands_on_linking() {
    let mut fresh = Fresh::new();
    let claims: Vec<Claim> = (1..=4).map(|n| claim("r", n, json!({}))).collect();
    fresh.code(&report("r", &prose(1, 20)), &claims);
    link_all(&mut fresh.store);
    let anchor = |n: usize| Anchor::of(&claims[n - 1]);
    let nr = |n: usize| reading(&fresh, &format!("r-{n}")).nr;
    let numbers: Vec<i64> = (1..=4).map(nr).collect();
    let split = Judgement::Split { parts: vec![vec![anchor(1)], vec![anchor(2), anchor(3)]] };
    let split = fresh.store.review(&by("ana", split)).unwrap();
    let found = |fresh: &Fresh| {
        let of = |nr: i64| numbers.iter().position(|n| *n == nr).unwrap() + 1;
        fresh.store.constraints().unwrap().into_iter().map(|c| (of(c.a), of(c.b), c.must)).collect::<Vec<_>>()
    };
    assert_eq!(found(&fresh), [(1, 2, Must::Apart), (1, 3, Must::Apart)]);
    // Their claims are to be linked anew.
    let waiting = fresh
        .store
        .linking(|l| Ok((l.unlinked(9)?.len(), l.stale(9)?.len(), l.constraints_of(&numbers[2..3])?)))
        .unwrap();
    assert_eq!((waiting.0, waiting.1), (3, 1));
    assert_eq!(waiting.2, [Constraint { a: numbers[0], b: numbers[2], must: Must::Apart }]);
    // Of two reviews that contradict each other the last counts.
    let merge =
        fresh.store.review(&by("bo", Judgement::Merge { claims: vec![anchor(3), anchor(1), anchor(4)] })).unwrap();
    assert_eq!(found(&fresh), [(1, 2, Must::Apart), (1, 3, Must::Merge), (3, 4, Must::Merge)]);
    fresh.store.undo(merge, "bo").unwrap();
    fresh.store.review(&by("bo", Judgement::Accept { claims: vec![anchor(4)] })).unwrap();
    assert_eq!(found(&fresh).len(), 2);
    fresh.store.review(&is_false(&claims[1])).unwrap();
    assert_eq!(found(&fresh), [(1, 3, Must::Apart)]);
    fresh.store.undo(split, "bo").unwrap();
    assert_eq!(found(&fresh), []);
    // As JSON and back.
    for reviewed in fresh.store.reviews(&ReviewFilter::default()).unwrap() {
        let json = serde_json::to_string(&reviewed.review).unwrap();
        assert_eq!(serde_json::from_str::<Review>(&json).unwrap(), reviewed.review);
    }
    fresh.is_sound();
}

#[test]
fn claims_of_different_events_are_ruled_apart() {
    let mut fresh = Fresh::new();
    let claims: Vec<Claim> = (1..=2).map(|n| claim("r", n, json!({}))).collect();
    fresh.code(&report("r", &prose(1, 20)), &claims);
    let rule = |fresh: &Fresh, ruling| fresh.store.judgement(serde_json::from_value(ruling).unwrap());
    let apart = rule(&fresh, json!({"kind": "split", "parts": [["r-1"], ["r-2"]]})).unwrap();
    let anchors = |n: usize| vec![Anchor::of(&claims[n - 1])];
    assert_eq!(apart, Judgement::Split { parts: vec![anchors(1), anchors(2)] });
    fresh.store.review(&by("ana", apart)).unwrap();
    let numbers = [reading(&fresh, "r-1").nr, reading(&fresh, "r-2").nr];
    assert_eq!(fresh.store.constraints().unwrap(), [Constraint { a: numbers[0], b: numbers[1], must: Must::Apart }]);
    assert!(rule(&fresh, json!({"kind": "split", "claims": ["r-1"], "parts": [["r-1"], ["r-2"]]})).is_err());
    assert!(rule(&fresh, json!({"kind": "split", "parts": [["r-1"], ["r-9"]]})).is_err());
}
