use serde_json::json;

use super::*;
use crate::Compact;

/// A store with an event of two claims.
fn full() -> Fresh {
    let mut fresh = Fresh::new();
    fresh.code(&report("r", &prose(1, 40)), &[claim("r", 1, json!({})), claim("r", 2, json!({}))]);
    link_all(&mut fresh.store);
    fresh.is_sound();
    fresh
}

#[test]
fn faults_are_found_and_named() {
    let faults = [
        ("DELETE FROM claim_places", "the place of claim r-1 is not in the index"),
        ("DELETE FROM event_places", "the place of event e-r-1 is not in the index"),
        ("UPDATE claims SET state = 'past' WHERE id = 'r-1'", "claim r-1 has parties though it is not current"),
        ("UPDATE claims SET state = 'past' WHERE id = 'r-1'", "event e-r-1 has a claim that is not current"),
        ("DELETE FROM event_claims WHERE claim = 1", "event e-r-1 names a claim that is not its own and is not stale"),
        ("DELETE FROM event_claims", "event e-r-1 has no claims and is not stale"),
        ("DELETE FROM event_changes", "event e-r-1 has no number of its last change"),
        ("UPDATE reports SET coding = NULL", "current claim r-1 is not of its report's coding"),
        ("DELETE FROM coded", "report r is said to be coded, but not when"),
        ("UPDATE reports SET original = nr", "report r is a copy of a copy"),
        (
            "INSERT INTO keys VALUES (7, 1, 1); UPDATE claims SET state = 'false' WHERE nr = 1",
            "claim r-1 has keys though it is not current",
        ),
        ("INSERT INTO pairs VALUES (1, 9, 0.5, 'merge', '[]')", "a pair names claim 9, which is not there"),
        (
            "INSERT INTO claim_places VALUES (9, 1, 1, 1, 1)",
            "claim 9 has a place in the index though it is not current",
        ),
        ("INSERT INTO event_places VALUES (9, 1, 1, 1, 1)", "event 9 is in the index of places and nowhere else"),
        ("PRAGMA foreign_keys = 0; DELETE FROM reports", "a row of claims names a row of reports that is not there"),
        (
            "DROP TRIGGER reports_text_update; UPDATE reports SET text = 'other'",
            "the index of text does not fit the reports",
        ),
    ];
    for (sql, expected) in faults {
        let mut fresh = full();
        fresh.store.connection.execute_batch(sql).unwrap();
        let found = fresh.store.check().unwrap();
        assert!(found.iter().any(|fault| fault.what == expected && !fault.remedy.is_empty()), "{sql}: {found:#?}");
    }
}

#[test]
fn compacting_mends_indexes() {
    let mut fresh = full();
    let damage = "DELETE FROM claim_places; DELETE FROM event_places; INSERT INTO event_places VALUES (9, 1, 1, 1, 1);
                  INSERT INTO reports_text (reports_text, rowid, title, text) VALUES ('delete', 1, NULL, 'no such words');";
    fresh.store.connection.execute_batch(damage).unwrap();
    assert!(!fresh.store.check().unwrap().is_empty());
    fresh.store.compact(&Compact::default()).unwrap();
    fresh.is_sound();
}

#[test]
fn compacting_drops_history_when_it_is_told_to() {
    let mut fresh = Fresh::new();
    let text = report("r", &prose(1, 40));
    let many: Vec<Claim> = (1..200).map(|n| claim("r", n, json!({}))).collect();
    fresh.code(&text, &many);
    fresh.store.put_coded(&coding(2), &[coded(&text, &many[..1])]).unwrap();
    fresh.store.compact(&Compact::default()).unwrap();
    assert_eq!(fresh.store.history("r").unwrap().len(), 2);
    let [before, after] = fresh.store.compact(&Compact { drop_history: true }).unwrap();
    assert!(after < before, "{before} {after}");
    assert_eq!(fresh.store.history("r").unwrap(), [(coding(2), many[..1].to_vec())]);
    assert_eq!(fresh.store.pending_count(&coding(1)).unwrap(), 1);
    fresh.is_sound();
}
