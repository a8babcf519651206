//! Relations as users ask for them: reports in three languages into a store, then who drew apart, when, by what, and who stood between.

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.args(arguments).env_remove("CHANCERY_STORE").output().unwrap()
}

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&out(&run(arguments))).unwrap()
}

const LANGUAGES: [&str; 3] = ["en", "fr", "de"];
const TOWNS: [&str; 8] = ["Goris", "Kapan", "Vardenis", "Sisian", "Meghri", "Jermuk", "Ijevan", "Berd"];
const CITIES: [&str; 8] = ["Geneva", "Brussels", "Paris", "Prague", "Vienna", "Munich", "Granada", "Rome"];

fn talks(language: &str, n: usize) -> String {
    let city = CITIES[n % CITIES.len()];
    match language {
        "en" => format!(
            "The foreign ministers of Armenia and Azerbaijan held talks in {city}. It was round {n} of the year."
        ),
        "fr" => format!(
            "Les ministres des Affaires étrangères d'Arménie et d'Azerbaïdjan se sont rencontrés à {city}. C'était la rencontre numéro {n}."
        ),
        _ => format!(
            "Die Außenminister von Armenien und Aserbaidschan haben sich in {city} getroffen. Es war das Treffen Nummer {n}."
        ),
    }
}

fn attack(language: &str, n: usize) -> String {
    let (town, dead) = (TOWNS[n % TOWNS.len()], n + 2);
    match language {
        "en" => format!("Azerbaijan shelled Armenian positions near {town}. {dead} soldiers were killed."),
        "fr" => {
            format!("L'Azerbaïdjan a bombardé des positions arméniennes près de {town}. {dead} soldats ont été tués.")
        }
        _ => format!("Aserbaidschan hat armenische Stellungen bei {town} beschossen. {dead} Soldaten wurden getötet."),
    }
}

/// Two years of reports, one every eleven days: talks, then war from 2023 on, in which Russia mediates; and Armenia and France, who
/// only talk.
fn story(file: &Path) {
    let mut lines = String::new();
    let mut report = |id: String, day: &str, language: &str, text: &str| {
        let report = serde_json::json!({"id": id, "published": day, "language": language, "source": format!("paper {id}"), "text": text});
        writeln!(lines, "{report}").unwrap();
    };
    let date = |n: usize| {
        let day = 11 * n;
        let (year, rest) = (2022 + day / 365, day % 365);
        format!("{year}-{:02}-{:02}", 1 + rest / 31, 1 + rest % 28)
    };
    for n in 0..66 {
        let language = LANGUAGES[n % 3];
        let text = if n < 33 { talks(language, n) } else { attack(language, n) };
        report(format!("r{n}"), &date(n), language, &text);
        if n % 3 == 0 {
            let visit = format!(
                "The president of France received the prime minister of Armenia in Paris for visit number {n}."
            );
            report(format!("v{n}"), &date(n), "en", &visit);
        }
    }
    for (n, text) in [
        (35, "Russia offered to mediate between Armenia and Azerbaijan."),
        (45, "La Russie a proposé sa médiation à l'Arménie et à l'Azerbaïdjan."),
    ] {
        report(format!("m{n}"), &date(n), if n == 35 { "en" } else { "fr" }, text);
    }
    report("f".into(), &date(60), "en", "Armenia and Azerbaijan will sign a peace treaty next month.");
    std::fs::write(file, lines).unwrap();
}

#[test]
fn a_war_its_mediator_and_who_stayed_friends() {
    let folder = tempfile::tempdir().unwrap();
    let (file, store) = (folder.path().join("story.jsonl"), folder.path().join("store.db"));
    story(&file);
    let (file, store) = (file.to_str().unwrap(), store.to_str().unwrap());
    out(&run(&["ingest", file, "--store", store]));

    let relation = json(&["dyad", "Arménie", "AZE", "--store", store, "--json"]);
    assert_eq!(relation["dyad"][0]["name"], "Armenia");
    assert_eq!(relation["answer"]["course"], "further apart", "{relation}");
    let shifts = relation["shifts"].as_array().unwrap();
    assert_eq!(shifts.len(), 1, "{relation}");
    let at = shifts[0]["at"].as_str().unwrap();
    assert!(("2022-12-20"..="2023-01-20").contains(&at), "{at}");
    // Its drivers are events of the store.
    let driver = shifts[0]["drivers"][0]["event"].as_str().unwrap();
    let event = json(&["events", driver, "--store", store, "--json"]);
    assert_eq!(event[0]["event"], "ASSAULT");
    let thirds = relation["third_parties"].as_array().unwrap();
    let mediates =
        |third: &&Value| third["role"] == "mediator" && third["who"]["id"] == "RUS" && third["toward"].is_null();
    assert!(thirds.iter().any(|third| mediates(&third)), "{thirds:?}");

    let friends = json(&["dyad", "ARM", "FRA", "--store", store, "--json"]);
    assert_eq!(friends["shifts"].as_array().unwrap().len(), 0, "{friends}");

    let table = out(&run(&["dyad", "ARM", "AZE", "--store", store, "--format", "table", "--step", "quarter"]));
    for words in ["Armenia – Azerbaijan: further apart", "shift  202", "mediator", "ASSAULT"] {
        assert!(table.contains(words), "{words}: {table}");
    }
    let csv = out(&run(&["dyad", "ARM", "AZE", "--store", store, "--format", "csv", "--from", "2022", "--to", "2023"]));
    assert_eq!(csv.lines().count(), 25);
    assert!(csv.starts_with("start,end,events,"));

    let network = json(&["network", "--store", store, "--json"]);
    let sign = |a: &str, b: &str| {
        let ties = network["ties"].as_array().unwrap();
        ties.iter().find(|tie| tie["between"] == serde_json::json!([a, b])).map(|tie| tie["sign"].clone())
    };
    assert_eq!(sign("ARM", "FRA"), Some(1.into()), "{network}");
    assert!(out(&run(&["network", "--store", store, "--format", "table", "--from", "2023"])).contains("hostile"));
    assert!(out(&run(&["realignments", "ARM", "--store", store, "--format", "table"])).contains("nothing found"));
}

#[test]
fn wrong_questions_are_refused_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let (file, store) = (folder.path().join("one.jsonl"), folder.path().join("store.db"));
    std::fs::write(&file, r#"{"id": "a", "published": "2024-08-19", "language": "en", "text": "Armenia accused Azerbaijan of shelling a village."}"#).unwrap();
    let (file, store) = (file.to_str().unwrap(), store.to_str().unwrap());
    out(&run(&["ingest", file, "--store", store]));
    for (arguments, told) in [
        (vec!["dyad", "ARM", "Armenia"], "one side"),
        (vec!["dyad", "ARM", "Nobodyland"], "Nobodyland"),
        (vec!["dyad", "ARM", "AZE", "--from", "yesterday"], "--from yesterday"),
        (vec!["dyad", "ARM", "AZE", "--from", "2024", "--to", "2023"], "after --to"),
    ] {
        let output = run(&[&arguments[..], &["--store", store]].concat());
        assert!(!output.status.success());
        assert!(String::from_utf8_lossy(&output.stderr).contains(told), "{arguments:?}");
    }
    let nothing = json(&["dyad", "FRA", "DEU", "--store", store, "--json"]);
    assert_eq!(nothing["answer"]["course"], "not enough evidence");
    assert_eq!(nothing["answer"]["reason"]["kind"], "nothing");
}
