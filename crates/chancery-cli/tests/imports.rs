//! Data sets as users take them in: an invented file of GDELT and one of GED, then events, a dyad, a brief and a comparison over them.

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

/// A row of GDELT 2.0: Armenia and Azerbaijan in Goris.
fn gdelt(id: usize, day: &str, code: &str) -> String {
    let mut cells = vec![""; 61];
    let (id, added) = (id.to_string(), format!("{day}120000"));
    let set: [(usize, &str); 20] = [
        (0, &id),
        (1, day),
        (5, "ARM"),
        (6, "ARMENIA"),
        (7, "ARM"),
        (15, "AZE"),
        (16, "AZERBAIJAN"),
        (17, "AZE"),
        (25, "1"),
        (26, code),
        (31, "4"),
        (32, "2"),
        (33, "4"),
        (51, "4"),
        (52, "Goris, Syunik', Armenia"),
        (53, "AM"),
        (56, "39.51"),
        (57, "46.34"),
        (59, &added),
        (60, "https://example.org/story"),
    ];
    set.into_iter().for_each(|(at, cell)| cells[at] = cell);
    cells.join("\t")
}

const GED: &str = "id,type_of_violence,side_a,side_b,number_of_sources,where_prec,where_coordinates,latitude,longitude,country,country_id,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob";

fn files(folder: &Path) -> [String; 2] {
    let (mut first, mut second) = (String::new(), format!("{GED}\n"));
    for n in 0..24 {
        let (month, day) = (1 + n / 4, 1 + n % 4 * 7);
        let code = if n < 12 { "046" } else { "193" };
        writeln!(first, "{}", gdelt(100 + n, &format!("2023{month:02}{day:02}"), code)).unwrap();
        if n >= 14 {
            writeln!(
                second,
                "{n},1,Government of Armenia,Government of Azerbaijan,2,1,Goris,39.5,46.3,Armenia,371,1,2023-{month:02}-{day:02},2023-{month:02}-{day:02},1,2,0,0,3,4,3,371,373"
            )
            .unwrap();
        }
    }
    writeln!(first, "{}", gdelt(200, "20230101", "010")).unwrap();
    writeln!(first, "{}", gdelt(201, "20231399", "190")).unwrap();
    let paths = ["export.CSV", "ged.csv"].map(|name| folder.join(name).display().to_string());
    std::fs::write(&paths[0], first).unwrap();
    std::fs::write(&paths[1], second).unwrap();
    paths
}

#[test]
fn data_sets_are_taken_in_asked_compared_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db").display().to_string();
    let [first, second] = files(folder.path());
    let store = ["--store", file.as_str()];
    let with = |arguments: &[&'static str]| [arguments, &store].concat();

    let output = run(&["import", &first, "--format", "gdelt", "--json", store[0], store[1]]);
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&told["summary"]["new"], &told["summary"]["rejected"]), (&24.into(), &1.into()));
    assert_eq!(told["summary"]["left_out"]["CAMEO 01, a statement: no PLOVER category"], 1);
    let again = json(&["import", &first, "--format", "gdelt", "--json", store[0], store[1]]);
    assert_eq!((&again["summary"]["files_unchanged"], &again["dataset"]["events"]), (&1.into(), &24.into()));
    out(&run(&["import", &second, "--format", "ged", "--as", "ged-23", store[0], store[1]]));

    let labels = out(&run(&with(&["datasets", "--format", "csv"])));
    assert!(labels.contains("gdelt,gdelt,24,2023-01-01") && labels.contains("ged-23,ged,10,"), "{labels}");
    // The store's own events are none.
    assert_eq!(out(&run(&with(&["events"]))), "");
    let events = out(&run(&with(&["events", "--dataset", "gdelt", "--category", "ASSAULT"])));
    assert_eq!(events.lines().count(), 12);
    assert!(events.contains("\"record\":{\"dataset\":\"gdelt\""), "{events}");
    let account = out(&run(&with(&["events", "gdelt:123", "--dataset", "gdelt", "--format", "table"])));
    assert!(account.contains("no sentence was read") && account.contains("https://example.org/story"), "{account}");

    let relation = json(&with(&["dyad", "ARM", "Azerbaijan", "--dataset", "gdelt", "--json"]));
    let counted: u64 = relation["periods"].as_array().unwrap().iter().map(|p| p["events"].as_u64().unwrap()).sum();
    assert_eq!(counted, 24);
    let network = json(&with(&["network", "--dataset", "ged-23", "--json"]));
    assert_eq!(network["ties"][0]["between"], serde_json::json!(["ARM", "AZE"]));
    assert!(run(&with(&["realignments", "ARM", "--dataset", "gdelt"])).status.success());
    let brief = out(&run(&with(&["brief", "ARM", "AZE", "--dataset", "gdelt"])));
    assert!(brief.contains("no sentence was read"), "{brief}");

    let comparison = json(&with(&["compare", "ARM", "AZE", "--dataset", "gdelt", "--with", "ged-23", "--json"]));
    assert_eq!(comparison["sources"], serde_json::json!(["gdelt", "ged-23"]));
    assert_eq!(
        (comparison["matched"].as_array().unwrap().len(), &comparison["events"]),
        (10, &serde_json::json!([24, 10]))
    );
    assert_eq!(comparison["tolls"]["killed_in_all"], serde_json::json!([0, 30]));
    let table =
        out(&run(&with(&["compare", "ARM", "AZE", "--dataset", "gdelt", "--with", "ged-23", "--format", "table"])));
    assert!(table.contains("told by both") && table.contains("only in gdelt"), "{table}");
    let csv = out(&run(&with(&[
        "compare", "ARM", "AZE", "--with", "gdelt", "--since", "2023-01", "--until", "2023-06", "--format", "csv",
    ])));
    assert_eq!(csv.lines().count(), 7, "{csv}");

    out(&run(&with(&["import", "--remove", "ged-23"])));
    let gone = run(&with(&["events", "--dataset", "ged-23"]));
    assert!(!gone.status.success());
    assert!(String::from_utf8_lossy(&gone.stderr).contains("choose one of gdelt"));
    out(&run(&with(&["store", "check"])));
}

#[test]
fn what_cannot_be_taken_in_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db").display().to_string();
    let [first, _] = files(folder.path());
    let store = ["--store", file.as_str()];
    let fails = |arguments: &[&str], code: i32, words: &str| {
        let output = run(&[arguments, &store].concat());
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{told}");
        assert!(told.contains(words), "{told}");
    };
    fails(&["import", &first], 2, "--format");
    fails(&["import", &first, "--format", "xml"], 2, "choose one of gdelt");
    fails(&["import", &first, "--format", "acled"], 1, "event_id_cnty");
    fails(&["import", "/no/such/file", "--format", "ged"], 1, "/no/such/file");
    fails(&["import", &first, "--format", "gdelt", "--as", "My data"], 1, "cannot be the label");
    fails(&["import", "--remove", "x"], 1, "no data set");
    assert_eq!(out(&run(&["datasets", "--format", "json", store[0], store[1]])).trim(), "[]");
}

#[test]
fn standard_input_is_read() {
    use std::process::Stdio;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db").display().to_string();
    let mut child = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["import", "-", "--format", "gdelt", "--json", "--store", &file])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), gdelt(1, "20230101", "190").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["summary"]["new"], 1);
}
