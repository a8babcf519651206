//! `chancery export` as users run it, on a small store of known records.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use chancery::export::{FORMATS, Said, Shape, alone};
use chancery::record::{Claim, Coded, Report};
use chancery_store::{Batch, Coding, Filter, Linked, Member, Store};
use serde_json::{Value, json};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chancery")).args(arguments).env_remove("CHANCERY_STORE").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What it writes, and what it tells.
fn export(store: &Path, arguments: &[&str]) -> (String, String) {
    let output = run(&[&["export", "--store", store.to_str().unwrap()], arguments].concat());
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    (text(&output.stdout), text(&output.stderr))
}

fn report(id: &str, day: &str) -> Report {
    serde_json::from_value(json!({
        "id": id, "title": "=HYPERLINK(\"https://x.example\")", "published": day, "language": "fr", "language_confidence": 1.0,
        "source": "Le\tJournal", "url": format!("https://journal.example/{id}"), "text": format!("Texte {id}."),
    }))
    .unwrap()
}

/// Azerbaijan shells Armenia at Yeraskh, with two dead; `changes` are the fields that differ.
fn claim(report: &Report, changes: Value) -> Claim {
    let party = |name: &str, country: &str| json!({"text": name, "span": [0, 4], "entity": format!("Q{country}"), "name": name, "country": country, "sector": "MIL", "sectors": ["MIL"], "confidence": 0.9});
    let day = &report.published;
    let mut record = json!({
        "id": format!("{}-1", report.id), "report": report.id, "event": "ASSAULT", "mode": ["heavy-weapons"], "context": ["military"], "quad": 4,
        "score": -9.5, "cameo": "194", "actors": [party("Azerbaijan", "AZE")], "recipients": [party("Armenia", "ARM")], "third_parties": [],
        "status": {"polarity": "affirmed", "tense": "past", "certainty": "asserted"}, "speaker": null,
        "when": {"edtf": day, "start": day, "end": day, "granularity": "day", "type": "exact", "basis": "explicit"},
        "where": {"name": "Yeraskh", "id": "geonames:1", "country": "ARM", "lat": 39.74, "lon": 44.83, "precision": 1, "basis": "explicit"},
        "toll": {"killed": {"low": 2, "best": 2, "high": 2, "text": "deux", "qualifier": "exact"}},
        "evidence": [{"span": [0, 9], "trigger": [2, 5], "text": "«\u{a0}Deux\nmorts\u{a0}», dit \"Erevan\"."}],
        "confidence": 0.9, "status_confidence": 0.8
    });
    for (name, value) in changes.as_object().unwrap() {
        record[name] = value.clone();
    }
    serde_json::from_value(record).unwrap()
}

/// A store of an assault, a visit of two to one, and an assault that is denied; each an event of its own.
fn store(folder: &Path) -> PathBuf {
    let file = folder.join("store.db");
    let mut store = Store::open(&file).unwrap();
    let reports = [report("r1", "2024-05-06"), report("r2", "2024-05-07"), report("r3", "2024-05-08")];
    let two = |a: &str, b: &str| {
        let party = |code: &str| json!({"text": code, "span": null, "entity": null, "name": format!("State {code}"), "country": code, "sector": "GOV", "confidence": 0.9});
        json!([party(a), party(b)])
    };
    let claims = [
        claim(&reports[0], json!({})),
        claim(
            &reports[1],
            json!({"event": "CONSULT", "mode": ["visit"], "quad": 1, "score": 4.0, "cameo": "042", "actors": two("FRA", "DEU"), "toll": null}),
        ),
        claim(&reports[2], json!({"status": {"polarity": "negated", "tense": "past", "certainty": "asserted"}})),
    ];
    store.keep(&Batch { reports: &reports, ..Batch::default() }).unwrap();
    let coded = |(report, claim): (&Report, &Claim)| Coded {
        report: report.clone(),
        claims: vec![claim.clone()],
        labels: vec![],
    };
    let coded: Vec<Coded> = reports.iter().zip(&claims).map(coded).collect();
    store.put_coded(&Coding::of("the model", "the knowledge", "0.0.1"), &coded).unwrap();
    let link = |report: &Report, waiting: &chancery_store::LinkClaim| {
        let mut event = alone(&Said::of(report, &waiting.claim));
        event.id = format!("e-{}", event.id);
        Linked { event, members: vec![Member { claim: waiting.nr, reasons: json!({"with": null, "because": []}) }] }
    };
    store
        .linking(|linking| {
            let waiting = linking.unlinked(10)?;
            let of = |claim: &chancery_store::LinkClaim| {
                reports.iter().find(|r| r.id == claim.claim.report).unwrap().clone()
            };
            let linked: Vec<Linked> = waiting.iter().map(|claim| link(&of(claim), claim)).collect();
            linking.replace_events(&[], &linked)
        })
        .unwrap();
    file
}

#[test]
fn every_format_has_its_columns_and_as_many_cells_on_every_line() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    let mut rows_of = Vec::new();
    for format in FORMATS {
        let (delimiter, header) = match format.shape {
            Shape::Tabs { header } => (b'\t', header),
            Shape::Commas => (b',', true),
            _ => continue,
        };
        let (out, _) = export(&store, &["--format", format.name]);
        let mut reader = csv::ReaderBuilder::new();
        reader.delimiter(delimiter).quoting(delimiter == b',').has_headers(header);
        let mut reader = reader.from_reader(out.as_bytes());
        if header {
            assert_eq!(reader.headers().unwrap(), format.columns.to_vec(), "{}", format.name);
        }
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        assert!(rows.iter().all(|row| row.len() == format.columns.len()), "{}", format.name);
        assert!(rows.iter().flatten().all(|cell| !cell.starts_with('=')), "{}", format.name);
        rows_of.push((format.name, rows.len()));
    }
    let wanted =
        [("polecat", 2), ("gdelt", 3), ("gdelt-mentions", 3), ("icews", 3), ("acled", 1), ("ged", 1), ("csv", 3)];
    assert_eq!(rows_of, wanted);
}

#[test]
fn what_is_left_out_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    let (_, told) = export(&store, &["--format", "gdelt"]);
    assert!(told.contains("3 rows of 3 events") && told.contains("1 events left out: denied"), "{told}");
    let (out, told) = export(&store, &["--format", "ged", "--category", "CONSULT"]);
    assert_eq!(out.lines().count(), 1);
    assert!(told.contains("0 rows of 1 events") && told.contains("1 events left out: of a kind"), "{told}");
}

#[test]
fn mentions_lead_to_rows_of_events() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    let ids = |format: &str| -> Vec<String> {
        let (out, _) = export(&store, &["--format", format]);
        out.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
    };
    let (events, mut mentions) = (ids("gdelt"), ids("gdelt-mentions"));
    mentions.dedup();
    assert_eq!(events, mentions);
}

#[test]
fn json_formats_are_read_back_whole() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    for of in ["events", "claims"] {
        let (out, _) = export(&store, &["--format", "geojson", "--of", of]);
        let document: Value = serde_json::from_str(&out).unwrap();
        let features = document["features"].as_array().unwrap();
        assert_eq!(features.len(), 3);
        assert_eq!(features[0]["geometry"]["coordinates"], json!([44.83, 39.74]));
        assert_eq!(features[0]["id"], features[0]["properties"]["id"]);
        let (out, _) = export(&store, &["--format", "plover", "--of", of]);
        let records: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(records.len(), 3);
        assert!(records.iter().any(|record| record["mode"] == json!(["heavy-weapons", "negation"])), "{out}");
    }
    // PLOVER's records are of claims unless something else is asked for.
    assert!(export(&store, &["--format", "plover"]).0.contains("\"r1-1\""));
    let (out, _) = export(&store, &["--format", "csv", "--of", "claims"]);
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let first = reader.deserialize::<std::collections::HashMap<String, String>>().last().unwrap().unwrap();
    assert_eq!((first["in_event"].as_str(), first["title"].as_str()), ("e-r1-1", "'=HYPERLINK(\"https://x.example\")"));
}

#[test]
fn claims_alone_are_rows_too_where_the_format_has_them() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    for format in ["gdelt", "polecat", "icews"] {
        let (out, told) = export(&store, &["--format", format, "--of", "claims"]);
        assert!(out.contains("2024") && told.contains("of 3 claims"), "{format}: {out} {told}");
    }
    for format in ["acled", "ged", "gdelt-mentions", "bundle"] {
        let output = run(&["export", "--format", format, "--of", "claims", "--store", store.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(text(&output.stderr).contains("leave --of out"), "{}", text(&output.stderr));
    }
}

#[test]
fn a_file_is_there_only_when_it_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    let file = folder.path().join("events.csv");
    let name = file.to_str().unwrap();
    let (out, _) = export(&store, &["--format", "csv"]);
    export(&store, &["--format", "csv", "--output", name]);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), out);
    let store = store.to_str().unwrap();
    let again = run(&["export", "--format", "gdelt", "--store", store, "--output", name]);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("is there already") && text(&again.stderr).contains("--force"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), out);
    let forced = run(&["export", "--format", "gdelt", "--store", store, "--output", name, "--force"]);
    assert!(forced.status.success());
    assert!(std::fs::read_to_string(&file).unwrap().contains("\tAZEMIL\t"));
    for wrong in [folder.path().join("none/events.csv"), folder.path().to_path_buf()] {
        let output = run(&["export", "--format", "csv", "--store", store, "--output", wrong.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains(wrong.to_str().unwrap()), "{}", text(&output.stderr));
    }
    // A filter that makes no sense leaves nothing behind.
    let wrong = ["export", "--format", "csv", "--store", store, "--output", "x.csv", "--category", "NONE"];
    assert!(!run(&wrong).status.success());
    let mut left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.retain(|name| name.to_string_lossy().contains(".part"));
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn wrong_arguments_and_missing_stores_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let none = folder.path().join("none.db");
    let none = none.to_str().unwrap();
    let output = run(&["export", "--format", "xml", "--store", none]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("polecat"), "{}", text(&output.stderr));
    let output = run(&["export", "--format", "bundle", "--created", "May", "--store", none]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("YYYY-MM-DD"));
    let output = run(&["export", "--format", "csv", "--store", none]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("chancery ingest"), "{}", text(&output.stderr));
}

#[test]
fn an_empty_store_gives_the_frame_of_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    drop(Store::open(&file).unwrap());
    for format in FORMATS.iter().filter(|format| !matches!(format.shape, Shape::Archive | Shape::Table)) {
        let (out, told) = export(&file, &["--format", format.name]);
        let lines = match format.shape {
            Shape::Tabs { header: false } | Shape::Lines => 0,
            Shape::Features => 2,
            _ => 1,
        };
        assert_eq!(out.lines().count(), lines, "{}", format.name);
        assert!(told.contains("0 rows of 0"), "{told}");
    }
    let bundle = folder.path().join("empty.zip");
    export(&file, &["--format", "bundle", "--output", bundle.to_str().unwrap()]);
    assert!(std::fs::read(&bundle).unwrap().starts_with(b"PK"));
}

#[test]
fn a_table_holds_what_the_store_holds() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    let batches = |of: &str| -> Vec<_> {
        let file = folder.path().join(of);
        export(&store, &["--format", "parquet", "--of", of, "--output", file.to_str().unwrap()]);
        let batches = chancery_arrow::parquet::read(std::fs::File::open(file).unwrap()).unwrap();
        batches.map(Result::unwrap).collect()
    };
    let read: Vec<_> = batches("events").iter().flat_map(|b| chancery_arrow::events::read(b).unwrap()).collect();
    let kept = Store::open(&store).unwrap();
    let events: Vec<_> = kept.events(&Filter::default()).unwrap().rows.into_iter().map(|stored| stored.event).collect();
    assert_eq!((read.len(), &read), (3, &events));
    let read: Vec<_> = batches("claims").iter().flat_map(|b| chancery_arrow::claims::read(b).unwrap()).collect();
    let claims: Vec<_> = kept.claims(&Filter::default()).unwrap().rows.into_iter().map(|stored| stored.claim).collect();
    assert_eq!(read.into_iter().map(|reported| reported.claim).collect::<Vec<_>>(), claims);
}

#[test]
fn a_bundle_has_the_same_bytes_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    let made = |name: &str, more: &[&str]| {
        let file = folder.path().join(name);
        let arguments =
            [&["--format", "bundle", "--output", file.to_str().unwrap(), "--from", "2024-05-06"], more].concat();
        export(&store, &arguments);
        std::fs::read(file).unwrap()
    };
    let one = made("one.zip", &[]);
    assert_eq!(one, made("other.zip", &[]));
    assert_ne!(one, made("dated.zip", &["--created", "2024-06-01"]));
}

#[test]
fn a_format_tells_what_it_is() {
    let output = run(&["export", "--format", "gdelt", "--about"]);
    let about = text(&output.stdout);
    assert!(output.status.success() && about.contains("61 columns") && about.contains("CAMEO 1.1b3"), "{about}");
    let all = text(&run(&["export", "--about"]).stdout);
    assert!(FORMATS.iter().all(|format| all.contains(&format.about())));
}
