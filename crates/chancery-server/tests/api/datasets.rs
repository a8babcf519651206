//! Events of data sets, in the place of those that reports tell.

use chancery::import::{Format, Imported, Party, When};
use chancery::record::{Category, Granularity};
use serde_json::json;

use crate::world::{Running, many};

fn imported(id: &str, day: &str) -> Imported {
    let party =
        |acts, country: &'static str| Party { acts, name: country.to_owned(), country: Some(country), sector: None };
    let day = day.parse().unwrap();
    Imported {
        id: id.into(),
        category: Category::Assault,
        mode: None,
        context: vec![],
        cameo: None,
        parties: vec![party(true, "GEO"), party(false, "RUS")],
        when: When { first: day, last: day, granularity: Granularity::Day },
        place: None,
        killed: None,
        sources: 1,
        mentions: None,
        published: None,
        language: None,
        url: Some("https://paper.example/1".into()),
        publisher: None,
        root: true,
        digest: 0,
    }
}

#[test]
fn a_data_set_is_asked_by_its_label_and_is_never_mixed_with_reports() {
    let server = Running::new(&many(3));
    assert_eq!(server.json("/api/v1/datasets"), json!({ "rows": [] }));
    let mut store = server.store();
    let mut import = store.import("x", Format::Ged).unwrap();
    import.put(&[imported("1", "2020-01-02"), imported("b", "2020-01-03")], &[], None).unwrap();
    import.finish().unwrap();

    let rows = server.json("/api/v1/datasets");
    assert_eq!((&rows["rows"][0]["label"], &rows["rows"][0]["events"]), (&json!("x"), &json!(2)));
    let count = |path: &str| server.json(path)["rows"].as_array().unwrap().len();
    assert_eq!(
        [count("/api/v1/events"), count("/api/v1/events?dataset=own"), count("/api/v1/events?dataset=x")],
        [3, 3, 2]
    );
    let event = server.json("/api/v1/events/x%3A1?dataset=x");
    assert_eq!((&event["record"]["id"], &event["members"]), (&json!("1"), &json!([])));
    server.get("/api/v1/events/x%3A1").is_fault(404);
    assert_eq!(server.json("/api/v1/map?dataset=x")["total"], 2);
    assert_eq!(server.json("/api/v1/timeline?dataset=x")["periods"].as_array().unwrap().len(), 2);
    assert_eq!(server.json("/api/v1/dyads?dataset=x")["rows"][0]["dyad"][0]["id"], "GEO");
    assert_eq!(server.json("/api/v1/dyads/GEO/RUS?dataset=x")["periods"][0]["events"], 2);
    assert_eq!(server.json("/api/v1/network?dataset=x&least=1")["ties"][0]["events"], 2);
    server.json("/api/v1/realignments?of=GEO&dataset=x");
    let brief = server.json("/api/v1/briefs/GEO/RUS?dataset=x");
    assert!(brief["evidence"].as_array().unwrap().iter().all(|source| source["record"].is_string()), "{brief}");
    server.get("/api/v1/briefs/GEO/RUS").is_fault(404);
    let csv = server.get("/api/v1/events?dataset=x&format=csv");
    assert_eq!(csv.text().lines().count(), 3);

    // What comes in later is seen.
    let mut import = store.import("x", Format::Ged).unwrap();
    import.put(&[imported("3", "2020-01-04")], &[], None).unwrap();
    import.finish().unwrap();
    assert_eq!(server.json("/api/v1/map?dataset=x")["total"], 3);
    server.get("/api/v1/events?dataset=y").is_fault(400);
    server.get("/api/v1/map?dataset=x&text=ceasefire").is_fault(400);
    server.get("/api/v1/claims?dataset=x").is_fault(400);
}
