//! What each path gives.

use std::collections::BTreeSet;

use chancery_store::{Linked, Member};
use serde_json::{Value, json};

use crate::world::{ARMENIA, AZERBAIJAN, RUSSIA, Running, claim, many, report};

fn three() -> Running {
    let (a, b, c) = (
        report("a", "2024-08-01", "Shots at the border\n\nArmenia fired at Azerbaijan."),
        report("b", "2024-08-10", "Talks in Moscow\n\nRussia met Armenia."),
        report("c/d ?é", "2024-09-01", "Aid\n\nRussia aids Armenia."),
    );
    let told = [
        (a.clone(), vec![claim(&a, 1, ARMENIA, AZERBAIJAN, json!({}))]),
        (
            b.clone(),
            vec![
                claim(&b, 1, RUSSIA, ARMENIA, json!({"event": "CONSULT", "quad": 1, "score": 2.5, "toll": null})),
                claim(
                    &b,
                    2,
                    AZERBAIJAN,
                    ARMENIA,
                    json!({"status": {"polarity": "negated", "tense": "past", "certainty": "asserted"}}),
                ),
            ],
        ),
        (
            c.clone(),
            vec![claim(&c, 1, RUSSIA, ARMENIA, json!({"event": "AID", "quad": 2, "score": 7.0, "where": null}))],
        ),
    ];
    Running::new(&told)
}

fn ids(rows: &Value) -> Vec<String> {
    rows["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn status_tells_what_serves_and_what_one_may() {
    let server = three();
    let status = server.json("/api/v1/status");
    assert_eq!(status["program"], "chancery");
    assert_eq!(status["counts"]["claims"], 4);
    assert_eq!(status["counts"]["events"], 4);
    assert_eq!((&status["first"], &status["last"]), (&json!("2024-08-01"), &json!("2024-09-01")));
    assert_eq!(status["rights"], json!(["read", "review", "admin"]));
    assert_eq!((&status["public"], &status["caller"]), (&json!(false), &json!("tester")));
    assert_eq!(server.get("/health").text(), "ok\n");
    let metrics = server.get("/metrics").text();
    assert!(
        metrics.contains("chancery_events 4")
            && metrics.contains("path=\"/api/v1/status\",status=\"200\",le=\"+Inf\"} 1"),
        "{metrics}"
    );
}

#[test]
fn every_path_of_the_description_answers() {
    let server = three();
    let description = server.json("/api/v1/openapi.json");
    let paths = description["paths"].as_object().unwrap();
    assert!(paths.len() >= 20, "{}", paths.len());
    let text = description.to_string();
    for name in text.split("\"#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(description["components"]["schemas"].get(name).is_some(), "{name} is not described");
    }
    for (path, item) in paths {
        let Some(get) = item.get("get") else { continue };
        let event = path.contains("events");
        let claim = path.contains("claims");
        let id = if event {
            "e-a-1"
        } else if claim {
            "a-1"
        } else {
            "a"
        };
        let path = path.replace("{id}", id).replace("{a}", "ARM").replace("{b}", "AZE");
        let required =
            get["parameters"].as_array().into_iter().flatten().filter(|p| p["in"] == "query" && p["required"] == true);
        let query: Vec<String> = required.map(|p| format!("{}=Armenia", p["name"].as_str().unwrap())).collect();
        let answer = server.get(&format!("{path}?{}", query.join("&")));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        // Whatever a parameter or a fault is, it is told.
        for parameter in get["parameters"].as_array().into_iter().flatten() {
            assert!(parameter["description"].as_str().is_some_and(|text| !text.is_empty()), "{path}: {parameter}");
        }
        for status in ["400", "401", "403", "429", "503"] {
            assert!(get["responses"].get(status).is_some(), "{path}: {status}");
        }
    }
}

#[test]
fn filters_let_through_what_they_say() {
    let server = three();
    for (filter, expected) in [
        ("", vec!["e-c/d ?é-1", "e-b-2", "e-b-1", "e-a-1"]),
        ("oldest=true", vec!["e-a-1", "e-b-1", "e-b-2", "e-c/d ?é-1"]),
        ("actor=RUS", vec!["e-c/d ?é-1", "e-b-1"]),
        ("actor=Russland", vec!["e-c/d ?é-1", "e-b-1"]),
        ("actor=Q159&category=AID", vec!["e-c/d ?é-1"]),
        ("category=AID,CONSULT", vec!["e-c/d ?é-1", "e-b-1"]),
        ("category=AID&category=CONSULT", vec!["e-c/d ?é-1", "e-b-1"]),
        ("dyad=AZE,ARM", vec!["e-b-2", "e-a-1"]),
        ("dyad=Azerbaijan,Armenia&status=affirmed", vec!["e-a-1"]),
        ("status=negated,past", vec!["e-b-2"]),
        ("quad=1,2", vec!["e-c/d ?é-1", "e-b-1"]),
        ("place=Yerevan&from=2024-08-02", vec!["e-b-2", "e-b-1"]),
        ("place=40,44.5,30", vec!["e-b-2", "e-b-1", "e-a-1"]),
        ("to=2024-08-09", vec!["e-a-1"]),
        ("from=2024-09&to=2024", vec!["e-c/d ?é-1"]),
        ("text=shots", vec!["e-a-1"]),
        ("text=%22talks+in%22", vec!["e-b-2", "e-b-1"]),
        ("report=c%2Fd+%3F%C3%A9", vec!["e-c/d ?é-1"]),
        ("confidence=0.95", vec![]),
        ("sources=2", vec![]),
        ("language=fr", vec![]),
    ] {
        assert_eq!(ids(&server.json(&format!("/api/v1/events?{filter}"))), expected, "{filter}");
        let claims: Vec<String> = expected.iter().map(|id| id.trim_start_matches("e-").to_owned()).collect();
        assert_eq!(ids(&server.json(&format!("/api/v1/claims?{filter}"))), claims, "{filter}");
        let filter = filter.replace("oldest=true", "");
        let map = server.json(&format!("/api/v1/map?zoom=3&{filter}"));
        assert_eq!(map["total"], expected.len(), "{filter}");
        let timeline = server.json(&format!("/api/v1/timeline?step=month&{filter}"));
        let counts: u64 = timeline["periods"].as_array().unwrap().iter().map(|p| p["events"].as_u64().unwrap()).sum();
        assert_eq!(counts, expected.len() as u64, "{filter}");
    }
}

#[test]
fn pages_join_without_gap_or_doubling() {
    let server = Running::new(&many(260));
    for (path, order) in [("events", ""), ("events", "&oldest=true"), ("claims", ""), ("reports", "")] {
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = server.json(&format!("/api/v1/{path}?limit=100{order}{after}"));
            seen.extend(ids(&page));
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert_eq!(seen.len(), 260, "{path}{order}");
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 260);
        let whole = ids(&server.json(&format!("/api/v1/{path}?limit=1000{order}")));
        assert_eq!(seen, whole);
    }
}

#[test]
fn one_of_each_is_told_whole() {
    let server = three();
    let account = server.json("/api/v1/events/e-b-2");
    assert_eq!((&account["event"]["id"], &account["stale"]), (&json!("e-b-2"), &json!(false)));
    assert_eq!(account["members"][0]["claim"]["id"], "b-2");
    assert_eq!(account["members"][0]["claim"]["title"], "Talks in Moscow");
    let claim = server.json("/api/v1/claims/b-1");
    assert_eq!(
        (&claim["in_event"], &claim["published"], &claim["source"]),
        (&json!("e-b-1"), &json!("2024-08-10"), &json!("paper"))
    );
    let told = server.json("/api/v1/reports/c%2Fd%20%3F%C3%A9");
    assert_eq!(told["report"]["text"], "Aid\n\nRussia aids Armenia.");
    assert_eq!(told["claims"][0]["id"], "c/d ?é-1");
    let reports = server.json("/api/v1/reports?from=2024-08-02");
    assert_eq!(ids(&reports), ["c/d ?é", "b"]);
    assert_eq!(reports["rows"][1]["claims"], 2);
    assert!(reports["rows"][0].get("text").is_none());
    assert_eq!(ids(&server.json("/api/v1/reports?text=talks&language=en")), ["b"]);
    for path in ["events/e-none", "claims/none", "reports/none", "claims/%00", "events/..%2F..%2Fetc%2Fpasswd"] {
        server.get(&format!("/api/v1/{path}")).is_fault(404);
    }
}

#[test]
fn an_id_that_an_event_had_leads_to_the_one_it_has() {
    let server = three();
    let mut store = server.store();
    let (old, kept) = (store.event("e-b-1").unwrap().unwrap(), store.event("e-a-1").unwrap().unwrap());
    store
        .linking(|linking| {
            let claims = [linking.members(kept.nr)?, linking.members(old.nr)?].concat();
            let members = claims.into_iter().map(|claim| Member { claim, reasons: json!({}) }).collect();
            linking.replace_events(&[old.nr, kept.nr], &[Linked { event: kept.event.clone(), members }])
        })
        .unwrap();
    let answer = server.get("/api/v1/events/e-b-1");
    assert_eq!((answer.status, answer.header("location")), (307, "/api/v1/events/e%2Da%2D1"));
    assert_eq!(server.json(answer.header("location"))["event"]["id"], "e-a-1");
}

#[test]
fn search_finds_reports_names_and_places() {
    let server = three();
    let found = server.json("/api/v1/search?q=border");
    assert_eq!(found["reports"][0]["id"], "a");
    let snippet = found["reports"][0]["snippet"].as_array().unwrap();
    assert!(snippet.iter().any(|piece| piece["hit"] == true && piece["text"] == "border"), "{snippet:?}");
    let found = server.json("/api/v1/search?q=Arm%C3%A9nie");
    assert_eq!((&found["who"][0]["id"], &found["who"][0]["events"]), (&json!("ARM"), &json!(4)));
    let state = ["entity", "country", "sector"].map(|part| found["who"][0][part].clone());
    assert_eq!(state, [json!("Q399"), json!("ARM"), json!("GOV")]);
    let found = server.json("/api/v1/search?q=armen");
    let known = ["entity", "kind", "sector"].map(|part| found["who"][0][part].clone());
    assert_eq!(known, [json!("Q399"), json!("state"), json!("GOV")]);
    let found = server.json("/api/v1/search?q=yerev");
    assert_eq!((&found["places"][0]["id"], &found["places"][0]["events"]), (&json!("geonames:616052"), &json!(3)));
    let found = server.json("/api/v1/search?q=%22%22+*+AND+%28");
    assert_eq!(found["reports"], json!([]));
    let many = Running::new(&many(50));
    let found = many.json("/api/v1/search?q=ceasefire&limit=7");
    assert_eq!(found["reports"].as_array().unwrap().len(), 7);
    assert_eq!(many.json("/api/v1/search?q=day3*")["reports"].as_array().unwrap().len(), 11);
}

#[test]
fn relations_are_those_of_the_events() {
    let server = three();
    let dyads = server.json("/api/v1/dyads");
    assert_eq!(dyads["rows"][0]["dyad"][0], json!({"id": "ARM", "name": "Armenia"}));
    assert_eq!((&dyads["rows"][0]["events"], &dyads["rows"][0]["dyad"][1]["id"]), (&json!(2), &json!("RUS")));
    let relation = server.json("/api/v1/dyads/Azerbaijan/ARM?step=month&from=2024&to=2024");
    assert_eq!(
        (&relation["from"], &relation["to"], &relation["step"]),
        (&json!("2024-01-01"), &json!("2024-12-31"), &json!("month"))
    );
    assert_eq!(relation["periods"].as_array().unwrap().len(), 12);
    assert_eq!(
        (&relation["periods"][7]["events"], &relation["periods"][7]["apart"]["negated"]),
        (&json!(1), &json!(1))
    );
    let csv = server.get("/api/v1/dyads/ARM/AZE?format=csv&from=2024-08&to=2024-09");
    assert_eq!(csv.text().lines().count(), 3);
    assert!(csv.text().starts_with("start,end,events,"));
    server.get("/api/v1/dyads/ARM/Armenia").is_fault(400);
    server.get("/api/v1/dyads/ARM/Nobody%20at%20all").is_fault(400);
    let network = server.json("/api/v1/network?from=2024-08");
    assert_eq!((&network["from"], &network["to"]), (&json!("2024-08-01"), &json!("2024-09-01")));
    assert!(server.json("/api/v1/realignments?of=ARM&window=30")["rows"].is_array());
}

#[test]
fn briefs_are_told_in_two_languages_and_three_forms() {
    let server = three();
    let brief = server.json("/api/v1/briefs/ARM/Azerbaijan?with=RUS");
    assert_eq!(brief["dyad"], json!([{"id": "ARM", "name": "Armenia"}, {"id": "AZE", "name": "Azerbaijan"}]));
    assert_eq!(
        (&brief["with"]["id"], &brief["language"], &brief["from"]),
        (&json!("RUS"), &json!("en"), &json!("2024-08-01"))
    );
    let evidence = brief["evidence"].as_array().unwrap();
    for sentence in brief["sections"].as_array().unwrap().iter().flat_map(|s| s["sentences"].as_array().unwrap()) {
        let numbers = sentence["evidence"].as_array().unwrap();
        assert!(
            !numbers.is_empty() && numbers.iter().all(|n| evidence.iter().any(|e| e["number"] == *n)),
            "{sentence}"
        );
    }
    assert!(evidence.iter().any(|source| source["claim"] == "a-1" && source["publisher"] == "paper"));
    assert_eq!(server.json("/api/v1/briefs/ARM/AZE?lang=fr")["language"], "fr");
    let page = server.get("/api/v1/briefs/ARM/AZE?format=html&lang=fr");
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && policy.contains("sandbox") && !policy.contains("script"),
        "{policy}"
    );
    assert!(page.text().starts_with("<!") && !page.text().contains("<script"));
    assert_eq!(server.get("/api/v1/briefs/ARM/AZE?format=md").header("content-type"), "text/markdown; charset=utf-8");
    server.get("/api/v1/briefs/ARM/FRA").is_fault(404);
    server.get("/api/v1/briefs/ARM/AZE?with=ARM").is_fault(400);
    server.get("/api/v1/briefs/ARM/AZE?lang=de").is_fault(400);
}

#[test]
fn exports_have_every_row_and_no_formula() {
    let mut told = many(1_200);
    told[5].0.title = Some("=HYPERLINK(\"x\")".into());
    let server = Running::new(&told);
    for kind in ["events", "claims"] {
        let csv = server.get(&format!("/api/v1/{kind}?format=csv"));
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
        assert_eq!(csv.header("content-disposition"), format!("attachment; filename=\"{kind}.csv\""));
        let body = csv.text();
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(body.as_bytes()).records().collect::<Result<_, _>>().unwrap();
        assert_eq!(rows.len(), 1_200);
        assert_eq!(rows.iter().map(|row| row[0].to_owned()).collect::<BTreeSet<_>>().len(), 1_200);
        if kind == "claims" {
            assert!(rows.iter().any(|row| row.iter().any(|cell| cell == "'=HYPERLINK(\"x\")")));
            assert!(rows.iter().all(|row| &row[8] == "-9"));
        }
        let geojson = server.get(&format!("/api/v1/{kind}?format=geojson&limit=700"));
        assert_eq!(geojson.header("content-type"), "application/geo+json");
        let features = geojson.json()["features"].as_array().unwrap().clone();
        assert_eq!(features.len(), 700);
        assert_eq!(features[0]["geometry"], json!({"type": "Point", "coordinates": [44.51, 40.18]}));
        assert_eq!(features[0]["id"], features[0]["properties"]["id"]);
        assert_eq!(server.get(&format!("/api/v1/{kind}?format=csv&text=none")).text().lines().count(), 1);
        assert_eq!(server.get(&format!("/api/v1/{kind}?format=geojson&text=none")).json()["features"], json!([]));
    }
}

#[test]
fn the_page_is_given_for_every_view_and_nothing_is_taken_from_the_disk() {
    let server = three();
    for path in
        ["/", "/events/e-a-1", "/dyad/ARM/AZE?from=2024", "/../../etc/passwd", "/..%2f..%2fetc/passwd", "/Cargo.toml"]
    {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        assert!(!answer.text().contains("root:") && !answer.text().contains("[package]"));
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("x-frame-options"), "DENY");
    }
    server.get("/assets/none.js").is_fault(404);
    server.get("/api/v1/none").is_fault(404);
}
