//! `chancery brief` as users run it, on the story of `examples/`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chancery")).args(arguments).env_remove("CHANCERY_STORE").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn out(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn a_brief_rests_on_the_words_of_its_reports() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store.db");
    let store = store.to_str().unwrap();
    let story = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/story");
    out(&["ingest", story.to_str().unwrap(), "--store", store]);
    let rows = out(&["sql", "SELECT id, text FROM reports", "--store", store, "--json"]);
    let rows: Vec<Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let texts: BTreeMap<&str, &str> = rows.iter().map(|row| (word(&row["id"]), word(&row["text"]))).collect();

    let brief: Value =
        serde_json::from_str(&out(&["brief", "KGZ", "Tadjikistan", "--with", "Russia", "--json", "--store", store]))
            .unwrap();
    assert_eq!((word(&brief["dyad"][0]["id"]), word(&brief["dyad"][1]["id"])), ("KGZ", "TJK"));
    assert_eq!(word(&brief["with"]["id"]), "RUS");
    let evidence = brief["evidence"].as_array().unwrap();
    let mut languages: Vec<&str> = evidence.iter().map(|source| word(&source["language"])).collect();
    languages.sort_unstable();
    languages.dedup();
    assert!(languages.len() >= 4, "sources in {languages:?} only");
    for source in evidence {
        let [start, end] = [0, 1].map(|i| source["span"][i].as_u64().unwrap() as usize);
        let words: String = texts[word(&source["report"])].chars().skip(start).take(end - start).collect();
        assert_eq!(words, word(&source["text"]));
    }
    let sections = brief["sections"].as_array().unwrap();
    for kind in ["state", "events", "third_parties", "with"] {
        assert!(sections.iter().any(|section| section["kind"] == kind), "no {kind}");
    }
    for sentence in sections.iter().flat_map(|section| section["sentences"].as_array().unwrap()) {
        let numbers = sentence["evidence"].as_array().unwrap();
        assert!(!numbers.is_empty(), "{sentence}");
        assert!(numbers.iter().all(|n| (1..=evidence.len() as u64).contains(&n.as_u64().unwrap())), "{sentence}");
    }

    let asked = ["brief", "KGZ", "TJK", "--lang", "fr", "--store", store];
    let french = out(&asked);
    assert!(french.starts_with("# Kirghizstan et Tadjikistan, du "), "{french}");
    assert_eq!(french, out(&asked), "the same again");
    let page = out(&["brief", "KGZ", "TJK", "--lang", "fr", "--format", "html", "--store", store]);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"fr\"") && page.ends_with("</html>\n"));
}

#[test]
fn without_evidence_there_is_a_message_and_no_brief() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store.db");
    let store = store.to_str().unwrap();
    let report = folder.path().join("report.txt");
    std::fs::write(
        &report,
        "---\npublished: 2024-03-05\n---\n\nArmenia accused Azerbaijan on Tuesday of shelling a village.\n",
    )
    .unwrap();
    out(&["ingest", report.to_str().unwrap(), "--store", store]);
    let fault = |arguments: &[&str], words: &str| {
        let output = run(&[&["brief", "--store", store], arguments].concat());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert_eq!(text(&output.stdout), "");
        let told = text(&output.stderr);
        assert!(told.contains(words), "{told}");
    };
    fault(&["Iceland", "Bolivia"], "the store holds no event between Iceland and Bolivia");
    fault(&["ARM", "AZE", "--to", "2023"], "the store holds no event between Armenia and Azerbaijan");
    fault(&["ARM", "AZE", "--lang", "ru"], "--lang ru: briefs are written in en fr");
    fault(&["ARM", "Armenia"], "name different ones");
    fault(&["ARM", "AZE", "--from", "spring"], "--from spring: not a date");
    let empty = run(&["brief", "ISL", "BOL", "--json", "--store", store]);
    let empty: Value = serde_json::from_slice(&empty.stdout).unwrap();
    assert_eq!(empty["sections"], Value::Array(Vec::new()));
    assert!(out(&["brief", "ARM", "AZE", "--store", store]).contains("On 5 March 2024, Armenia accused Azerbaijan."));
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap()
}
