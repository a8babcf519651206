//! People judge, and what they say is in all later answers.

use serde_json::json;

use crate::world::{ARMENIA, AZERBAIJAN, Running, claim, report};

fn two() -> Running {
    let (a, b) = (
        report("a", "2024-08-01", "Shots\n\nArmenia fired at Azerbaijan near Yerevan."),
        report("b", "2024-08-02", "Fire\n\nArmenia attacked Azerbaijan near Yerevan."),
    );
    let claims = |report| {
        vec![claim(report, 1, ARMENIA, AZERBAIJAN, json!({})), claim(report, 2, AZERBAIJAN, ARMENIA, json!({}))]
    };
    Running::new(&[(a.clone(), claims(&a)), (b.clone(), claims(&b))])
}

#[test]
fn claims_are_merged_corrected_called_false_and_all_is_undone() {
    let server = two();
    let total = || server.json("/api/v1/map")["total"].as_u64().unwrap();
    assert_eq!(total(), 4);
    let tag = server.get("/api/v1/events").header("etag").to_owned();
    let merged =
        server.post("/api/v1/reviews", &json!({"kind": "merge", "claims": ["e-a-1", "b-1"], "note": "one fight"}));
    assert_eq!(merged.status, 201, "{}", merged.text());
    let number = merged.json()["review"].as_i64().unwrap();
    // At once, by the index and by the store.
    assert_eq!(total(), 3);
    assert_eq!(server.get_with("/api/v1/events", &[("if-none-match", &tag)]).status, 200);
    let account = server.json("/api/v1/events/e-a-1");
    assert_eq!(account["event"]["claims"], json!(["a-1", "b-1"]));
    assert_eq!(server.get("/api/v1/events/e-b-1").status, 307);

    let split = server.post("/api/v1/reviews", &json!({"kind": "split", "claims": ["b-1"]}));
    assert_eq!((split.status, total()), (201, 4), "{}", split.text());

    let correct = json!({"kind": "correct", "claim": "a-1", "fields": {"event": "COERCE", "where": null}});
    assert_eq!(server.post("/api/v1/reviews", &correct).status, 201);
    let claim = server.json("/api/v1/claims/a-1");
    assert_eq!(
        (&claim["event"], &claim["where"], &claim["reviewed"]["event"]),
        (&json!("COERCE"), &json!(null), &json!("ASSAULT"))
    );
    assert_eq!(server.json("/api/v1/events?category=COERCE")["rows"].as_array().unwrap().len(), 1);

    let last =
        server.post("/api/v1/reviews", &json!({"kind": "false", "claim": "b-2"})).json()["review"].as_i64().unwrap();
    server.get("/api/v1/claims/b-2").is_fault(404);
    assert_eq!(total(), 3);
    assert_eq!(server.post("/api/v1/reviews", &json!({"kind": "undo", "review": last})).status, 201);
    // It is of some event again: by itself, or with the claim that says the same.
    let event = server.json("/api/v1/claims/b-2")["in_event"].as_str().unwrap().to_owned();
    assert_eq!(server.get(&format!("/api/v1/events/{event}")).status, 200);
    assert_eq!(server.post("/api/v1/reviews", &json!({"kind": "accept", "claims": [event]})).status, 201);

    let log = server.json("/api/v1/reviews?limit=3");
    assert_eq!((&log["rows"][0]["kind"], &log["rows"][0]["author"]), (&json!("accept"), &json!("tester")));
    let of_kind = server.json("/api/v1/reviews?kind=merge&report=b");
    assert_eq!((&of_kind["rows"][0]["nr"], &of_kind["rows"][0]["note"]), (&json!(number), &json!("one fight")));
    assert_eq!(server.json("/api/v1/reviews?kind=false&holding=true")["rows"], json!([]));
    assert!(server.json("/api/v1/review/queue")["pairs"].is_array());
}

#[test]
fn judgements_that_make_no_sense_change_nothing() {
    let server = two();
    for (body, status) in [
        (json!({"kind": "merge", "claims": ["a-1"]}), 422),
        (json!({"kind": "merge", "claims": ["a-1", "none"]}), 422),
        (json!({"kind": "split", "claims": ["a-1"]}), 422),
        (json!({"kind": "split", "claims": []}), 422),
        (json!({"kind": "correct", "claim": "a-1", "fields": {}}), 422),
        (json!({"kind": "correct", "claim": "a-1", "fields": {"id": "x"}}), 422),
        (json!({"kind": "correct", "claim": "a-1", "fields": {"event": "WAR"}}), 422),
        (json!({"kind": "undo", "review": 99}), 422),
        (json!({"kind": "undo"}), 400),
        (json!({"kind": "guess", "claim": "a-1"}), 400),
        (json!({"kind": "false", "claim": "a-1", "more": 1}), 400),
        (json!(["a-1"]), 400),
        (json!({"kind": "false", "claim": "a-1", "note": "x".repeat(6_000)}), 422),
    ] {
        server.post("/api/v1/reviews", &body).is_fault(status);
    }
    let text = [("content-type", "text/plain")];
    server.post_with("/api/v1/reviews", "{\"kind\":\"false\",\"claim\":\"a-1\"}", &text).is_fault(415);
    assert_eq!(server.json("/api/v1/status")["counts"]["reviews"], 0);
}
