//! The program as users run it: reports into a store, killed at any moment, and feeds from a local server.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

fn chancery(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.args(arguments).env_remove("CHANCERY_STORE");
    command
}

fn run(arguments: &[&str]) -> Output {
    chancery(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Short reports, each of its own.
fn reports(file: &Path, count: usize) {
    let mut out = std::fs::File::create(file).unwrap();
    for n in 0..count {
        let day = 1 + n % 28;
        writeln!(
            out,
            r#"{{"id": "r{n}", "language": "en", "published": "2024-03-{day:02}", "text": "Armenia accused Azerbaijan on Tuesday of shelling village number {n}. {} {}."}}"#,
            "Nobody was hurt in house".repeat(1 + n % 3),
            n * 7919 % 1000
        )
        .unwrap();
    }
}

fn ids(store: &str) -> Vec<String> {
    let output = run(&["sql", "SELECT id FROM reports ORDER BY id", "--store", store, "--csv"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    out(&output).lines().skip(1).map(str::to_owned).collect()
}

fn is_sound(store: &str) {
    let output = run(&["store", "check", "--store", store]);
    assert!(output.status.success(), "{}", out(&output));
}

#[test]
fn an_ingest_killed_at_any_moment_loses_and_doubles_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (file, store) = (folder.path().join("reports.jsonl"), folder.path().join("store.db"));
    reports(&file, 400);
    let (file, store) = (file.to_str().unwrap(), store.to_str().unwrap());
    let mut seed = 11u64;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for round in 0..50 {
        let arguments = ["ingest", file, "--store", store, "--threads", "1"];
        let mut child = chancery(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        // From before the store is made to well into coding and linking.
        std::thread::sleep(Duration::from_millis((seed >> 33) % 400));
        child.kill().unwrap();
        child.wait().unwrap();
        if !Path::new(store).exists() || round % 5 != 0 {
            continue;
        }
        let now = ids(store);
        let unique: BTreeSet<String> = now.iter().cloned().collect();
        assert_eq!(unique.len(), now.len(), "doubled in round {round}");
        assert!(seen.is_subset(&unique), "lost in round {round}");
        seen = unique;
        is_sound(store);
    }
    let last = run(&["ingest", file, "--store", store, "--json"]);
    assert!(last.status.success(), "{}", String::from_utf8_lossy(&last.stderr));
    assert_eq!(ids(store).len(), 400);
    is_sound(store);
    let count = |sql: &str| out(&run(&["sql", sql, "--store", store, "--csv"])).lines().nth(1).unwrap().to_owned();
    assert_eq!(count("SELECT count(*) FROM reports WHERE coding IS NULL"), "0");
    assert_eq!(count("SELECT count(*) FROM claims WHERE state = 'current' AND linked = 0"), "0");
    assert_ne!(count("SELECT count(*) FROM events"), "0");
    // The same once more changes nothing.
    let again: serde_json::Value =
        serde_json::from_str(&out(&run(&["ingest", file, "--store", store, "--json"]))).unwrap();
    assert_eq!(
        (&again["files_unchanged"], &again["new"], &again["coded"]["reports"]),
        (&1.into(), &0.into(), &0.into())
    );
}

#[test]
fn two_ingests_at_once_are_safe() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store.db");
    let files: Vec<_> = (0..2).map(|n| folder.path().join(format!("{n}.jsonl"))).collect();
    files.iter().for_each(|file| reports(file, 60));
    let children: Vec<_> = files
        .iter()
        .map(|file| {
            let arguments = ["ingest", file.to_str().unwrap(), "--store", store.to_str().unwrap()];
            chancery(&arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(ids(store.to_str().unwrap()).len(), 60);
    is_sound(store.to_str().unwrap());
}

#[test]
fn bad_records_are_named_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let (file, store) = (folder.path().join("mixed.jsonl"), folder.path().join("store.db"));
    let good = r#"{"id": "g", "language": "fr", "published": "2024-08-19", "text": "Le président russe est arrivé lundi à Bakou pour une visite d'État."}"#;
    std::fs::write(&file, format!("{good}\nnot json\n{{\"id\": \"e\", \"text\": \"\"}}\n")).unwrap();
    let output = run(&["ingest", file.to_str().unwrap(), "--store", store.to_str().unwrap(), "--json"]);
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("line 2") && told.contains("line 3"), "{told}");
    let summary: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((&summary["new"], &summary["rejected"]), (&1.into(), &2.into()));
    let events = run(&["events", "--store", store.to_str().unwrap(), "--dyad", "RUS", "AZE", "--json"]);
    let events: serde_json::Value = serde_json::from_str(&out(&events)).unwrap();
    assert_eq!(events[0]["event"], "CONSULT", "{events}");
}

/// Answers every request of a connection's first line by path, until the test ends.
fn serve(answer: impl Fn(&str) -> (&'static str, String) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            answer_one(stream, &answer);
        }
    });
    format!("http://{address}")
}

fn answer_one(mut stream: TcpStream, answer: &dyn Fn(&str) -> (&'static str, String)) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    lines.by_ref().take_while(|line| !line.is_empty()).for_each(drop);
    let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
    let (kind, body) = answer(&path);
    let status = if kind.is_empty() { "404 Not Found" } else { "200 OK" };
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
}

#[test]
fn feeds_are_watched_into_the_store() {
    let article = "<html lang=\"en\"><head><title>Serbia recalls its envoy from Skopje</title></head><body><nav>Home Sport</nav><article>\
        <h1>Serbia recalls its envoy from Skopje</h1><p>Serbia recalled its ambassador to North Macedonia on Monday after a row over the census, \
        the foreign ministry in Belgrade said.</p><p>Skopje called the step unjustified and said that it would not answer in kind. The two neighbours \
        had signed an agreement on trade only last week.</p><script>alert(1)</script></article></body></html>";
    let host = serve(move |path| {
        match path {
        "/feed" => (
            "application/rss+xml",
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>A paper</title><item><title>Serbia recalls its envoy</title>\
             <link>/a</link><guid>a</guid><pubDate>Mon, 06 May 2024 08:00:00 GMT</pubDate></item>\
             <item><title>Gone</title><link>/gone</link><guid>b</guid></item></channel></rss>"
                .into(),
        ),
        "/a" => ("text/html; charset=utf-8", article.to_owned()),
        _ => ("", String::new()),
    }
    });
    let folder = tempfile::tempdir().unwrap();
    let (feeds, store) = (folder.path().join("feeds.toml"), folder.path().join("store.db"));
    std::fs::write(
        &feeds,
        format!("[defaults]\nallow_private = true\nper_host_seconds = 1\n\n[[feed]]\nname = \"paper\"\nurl = \"{host}/feed\"\n"),
    )
    .unwrap();
    let arguments = ["watch", feeds.to_str().unwrap(), "--store", store.to_str().unwrap(), "--once", "--json"];
    let output = run(&arguments);
    let came: serde_json::Value = serde_json::from_str(out(&output).lines().next().unwrap_or_default())
        .unwrap_or_else(|e| panic!("{e}: {} {}", out(&output), String::from_utf8_lossy(&output.stderr)));
    assert_eq!(came["new"], 1, "{came}");
    assert!(came["problems"][0].as_str().unwrap().contains("/gone"), "{came}");
    let claims = run(&["claims", "--store", store.to_str().unwrap(), "--dyad", "SRB", "MKD", "--json"]);
    let claims: serde_json::Value = serde_json::from_str(&out(&claims)).unwrap();
    assert!(claims.as_array().is_some_and(|c| !c.is_empty()), "{claims}");
    assert_eq!(claims[0]["published"], "2024-05-06");
    assert!(!claims.to_string().contains("alert"), "{claims}");
    is_sound(store.to_str().unwrap());
}

#[test]
fn no_cell_of_a_csv_is_a_formula() {
    let folder = tempfile::tempdir().unwrap();
    let (file, store) = (folder.path().join("reports.jsonl"), folder.path().join("store.db"));
    let report = r#"{"id": "=1+1", "published": "2024-03-05", "language": "en", "text": "Armenia accused Azerbaijan of an attack."}"#;
    std::fs::write(&file, format!("{report}\n")).unwrap();
    let (file, store) = (file.to_str().unwrap(), store.to_str().unwrap());
    assert!(run(&["ingest", file, "--store", store]).status.success());
    let asked = [
        vec!["code", file, "--format", "csv"],
        vec!["claims", "--store", store, "--format", "csv"],
        vec!["sql", "SELECT id FROM reports", "--store", store, "--csv"],
    ];
    for arguments in asked {
        let told = out(&run(&arguments));
        assert!(told.contains("'=1+1"), "{arguments:?}: {told}");
        let mut rows = csv::Reader::from_reader(told.as_bytes());
        let is_formula = |cell: &str| cell.starts_with(['=', '+', '@']);
        assert!(rows.records().all(|row| !row.unwrap().iter().any(is_formula)), "{arguments:?}: {told}");
    }
}
