//! Alerts as users have them: rules over what the program takes in, and targets that fail in every way.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;

const STATES: [&str; 7] = ["Armenia", "Brazil", "Chile", "Ghana", "India", "Kenya", "Norway"];

/// A folder with a store, rules, and what a test puts there.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new(rules: &str) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.rules(rules);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn rules(&self, rules: &str) {
        std::fs::write(self.path("alerts.toml"), rules).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        command
            .args(arguments)
            .arg("--store")
            .arg(self.path("store.db"))
            .current_dir(self.0.path())
            .env_remove("CHANCERY_STORE");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        serde_json::from_str(&text)
            .unwrap_or_else(|e| panic!("{e}: {text} {}", String::from_utf8_lossy(&output.stderr)))
    }

    /// Takes reports in under the rules; gives the events that were fired for and how deliveries went.
    fn ingest(&self, file: &str) -> Value {
        self.json(&["ingest", file, "--alerts", "alerts.toml", "--json"])["alerts"].take()
    }

    fn check(&self) -> Value {
        self.json(&["alerts", "check", "alerts.toml", "--json"])
    }

    fn lines(&self, name: &str) -> Vec<Value> {
        let text = std::fs::read_to_string(self.path(name)).unwrap_or_default();
        text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
    }

    /// Writes reports, each of which tells that one state accused another, with the day of May 2024.
    fn accusations(&self, file: &str, told: &[(&str, &str, &str, u32)]) {
        let mut out = std::fs::File::create(self.path(file)).unwrap();
        for (id, actor, recipient, day) in told {
            let text = format!(
                "{actor} accused {recipient} on {day} May 2024 of violating its airspace. The foreign ministry summoned the ambassador, as paper {id} wrote."
            );
            let report = serde_json::json!({"id": id, "language": "en", "published": format!("2024-05-{day:02}"), "text": text, "source": id,
                                            "title": format!("{actor} & <b>{recipient}</b>"), "url": format!("https://{id}.example/?a=1&b=\"2\"")});
            writeln!(out, "{report}").unwrap();
        }
    }
}

fn fired(summary: &Value) -> usize {
    summary["fired"].as_array().unwrap_or_else(|| panic!("{summary}")).len()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const ACCUSED: &str = "[[rule]]\nname = 'Accusations'\ncategory = 'ACCUSE'\n";

fn to(targets: &str) -> String {
    format!("{ACCUSED}{targets}")
}

fn file(path: &str) -> String {
    format!("[[target]]\nname = 'file {path}'\nkind = 'file'\npath = '{path}'\nretry_seconds = 1\n")
}

fn hook(url: &str, more: &str) -> String {
    format!("[[target]]\nname = 'hook'\nkind = 'webhook'\nurl = '{url}'\nretry_seconds = 1\n{more}\n")
}

/// What a server was asked: its headers in lower case, and the body.
type Asked = Arc<Mutex<Vec<(String, String)>>>;

/// Answers each POST with what the test says for its number; nothing is never answered.
fn serve(answer: impl Fn(usize) -> Option<String> + Send + 'static) -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook/secret-path", listener.local_addr().unwrap());
    let asked = Asked::default();
    let log = Arc::clone(&asked);
    std::thread::spawn(move || {
        let mut held: Vec<TcpStream> = Vec::new();
        for mut stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut head = String::new();
            while reader.read_line(&mut head).is_ok_and(|n| n > 2) {}
            let head = head.to_lowercase();
            let length =
                head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok()).unwrap_or(0);
            let mut body = vec![0; length];
            let _ = reader.read_exact(&mut body);
            let number = {
                let mut log = log.lock().unwrap();
                log.push((head, String::from_utf8(body).unwrap()));
                log.len()
            };
            match answer(number) {
                Some(head) => drop(write!(stream, "HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
                None => held.push(stream),
            }
        }
    });
    (url, asked)
}

fn ok(_: usize) -> Option<String> {
    Some("200 OK".into())
}

#[test]
fn what_comes_in_is_told_once_to_every_target() {
    let (url, asked) = serve(ok);
    let targets = file("a.jsonl")
        + &hook(&url, "secret_env = 'PATH'")
        + "[[target]]\nname = 'feed'\nkind = 'atom'\npath = 'a.atom'\n";
    let desk = Desk::new(&to(&targets));
    desk.accusations("1.jsonl", &[("r1", "Armenia", "Azerbaijan", 7), ("r2", "Chile", "Brazil", 7)]);
    let first = desk.ingest("1.jsonl");
    assert_eq!((fired(&first), &first["deliveries"]["delivered"]), (2, &6.into()), "{first}");
    assert_eq!(first["begun"][0]["known"], 0);
    // The same happening in another paper, the day after, and the same file again: no more.
    desk.accusations("2.jsonl", &[("r0", "Armenia", "Azerbaijan", 7)]);
    for file in ["2.jsonl", "1.jsonl"] {
        assert_eq!(fired(&desk.ingest(file)), 0, "{file}");
    }
    assert_eq!(desk.json(&["events", "--category", "ACCUSE", "--format", "json"]).as_array().unwrap().len(), 2);
    let lines = desk.lines("a.jsonl");
    assert_eq!(lines.len(), 2);
    let alert = lines.iter().find(|line| line["evidence"][0]["report"] == "r1").unwrap();
    assert_eq!(alert["rule"], "Accusations");
    assert!(alert["sentence"].as_str().unwrap().starts_with("Armenia accused Azerbaijan on 2024-05-"), "{alert}");
    assert_eq!(
        (&alert["event"]["event"], &alert["sources"], &alert["evidence"][0]["language"]),
        (&"ACCUSE".into(), &1.into(), &"en".into())
    );
    assert!(
        alert["evidence"][0]["text"].as_str().unwrap().contains("accused")
            && alert["evidence"][0]["span"][1].as_u64() > Some(0),
        "{alert}"
    );
    // The same alerts, signed, each under its own key.
    let asked = asked.lock().unwrap();
    let posted: BTreeSet<String> =
        asked.iter().map(|(_, body)| serde_json::from_str::<Value>(body).unwrap()["id"].to_string()).collect();
    assert_eq!((asked.len(), posted), (2, lines.iter().map(|line| line["id"].to_string()).collect()));
    for (head, body) in asked.iter() {
        let id = serde_json::from_str::<Value>(body).unwrap()["id"].as_str().unwrap().to_owned();
        assert!(
            head.contains(&format!("idempotency-key: \"{id}\"")) && head.contains("chancery-signature: sha256="),
            "{head}"
        );
    }
    let feed = std::fs::read_to_string(desk.path("a.atom")).unwrap();
    let read = roxmltree::Document::parse(&feed).unwrap();
    let entries = read.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", "entry"))).count();
    assert!(entries == 2 && !feed.contains("<b>"), "{feed}");
    let listed = desk.json(&["alerts", "list", "--json"]);
    assert!(
        listed.as_array().unwrap().iter().all(|alert| alert["deliveries"]
            .as_array()
            .unwrap()
            .iter()
            .all(|d| !d["delivered_at"].is_null()))
    );
    let shown = desk.run(&["alerts", "list", alert["id"].as_str().unwrap(), "--format", "table"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(
        shown.contains("Armenia accused Azerbaijan")
            && shown.contains("hook: delivered")
            && shown.contains("https://r1.example"),
        "{shown}"
    );
}

#[test]
fn merging_correcting_and_coding_anew_fire_nothing_twice() {
    let desk = Desk::new(&to(&file("a.jsonl")));
    desk.accusations("1.jsonl", &[("r1", "Armenia", "Azerbaijan", 7), ("r2", "Chile", "Brazil", 7)]);
    assert_eq!(fired(&desk.ingest("1.jsonl")), 2);
    let ids: Vec<String> =
        desk.lines("a.jsonl").iter().map(|line| line["event"]["id"].as_str().unwrap().to_owned()).collect();
    assert!(desk.run(&["review", "merge", &ids[0], &ids[1], "--author", "ana"]).status.success());
    assert_eq!(fired(&desk.ingest("1.jsonl")), 0);
    assert_eq!(desk.json(&["events", "--category", "ACCUSE", "--format", "json"]).as_array().unwrap().len(), 1);
    assert!(desk.run(&["review", "undo", "1", "--author", "ana"]).status.success());
    assert_eq!(fired(&desk.ingest("1.jsonl")), 0);
    // Other knowledge makes all claims anew.
    std::fs::create_dir(desk.path("own")).unwrap();
    let table = "id\tkind\tcountry\tsectors\tstart\tend\tname\taliases\nx:kidal-brigade\tgroup\tMLI\tREB\t2026-03\t-\tKidal Brigade\t-\n";
    std::fs::write(desk.path("own/entities.tsv"), table).unwrap();
    let coded = desk.json(&["ingest", "1.jsonl", "--alerts", "alerts.toml", "--json", "--knowledge", "own"]);
    assert_eq!(coded["coded"]["reports"], 2, "{coded}");
    assert_eq!(fired(&coded["alerts"]), 0, "{coded}");
    assert_eq!(desk.lines("a.jsonl").len(), 2);
}

#[test]
fn what_was_there_fires_only_when_it_is_asked_for() {
    let desk = Desk::new(&to(&file("a.jsonl")));
    desk.accusations("1.jsonl", &[("r1", "Armenia", "Azerbaijan", 7)]);
    assert!(desk.run(&["ingest", "1.jsonl"]).status.success());
    let first = desk.check();
    assert_eq!((fired(&first), &first["begun"][0]["known"]), (0, &1.into()));
    let past = ["alerts", "check", "alerts.toml", "--past", "--json"];
    assert_eq!([fired(&desk.json(&past)), fired(&desk.json(&past))], [1, 0]);
    assert_eq!(desk.lines("a.jsonl").len(), 1);
}

#[test]
fn killed_between_firing_and_delivering_it_delivers_later() {
    // The hook keeps the program waiting, so that the file after it is not written yet.
    let (url, asked) = serve(|_| None);
    let desk = Desk::new(&to(&(hook(&url, "timeout_seconds = 60") + &file("a.jsonl"))));
    desk.accusations("1.jsonl", &[("r1", "Armenia", "Azerbaijan", 7)]);
    let arguments = ["ingest", "1.jsonl", "--alerts", "alerts.toml"];
    let mut child = desk.command(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while asked.lock().unwrap().is_empty() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it was killed");
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(desk.lines("a.jsonl").is_empty());
    let undelivered = desk.json(&["alerts", "list", "--undelivered", "--json"]);
    assert_eq!(undelivered[0]["deliveries"].as_array().unwrap().len(), 2, "{undelivered}");
    // Whoever was killed may still have been at the hook: it is left alone for a while. The file need not wait.
    let after = desk.check();
    assert_eq!((fired(&after), &after["deliveries"]["delivered"]), (0, &1.into()), "{after}");
    assert_eq!(desk.lines("a.jsonl").len(), 1);
    assert_eq!(asked.lock().unwrap().len(), 1);
}

#[test]
fn killed_at_any_moment_each_alert_is_one_line() {
    let desk = Desk::new(&to(&file("a.jsonl")));
    std::fs::create_dir(desk.path("in")).unwrap();
    let pairs = STATES.iter().enumerate().flat_map(|(n, a)| STATES[n + 1..].iter().map(move |b| (*a, *b)));
    let told: Vec<(String, &str, &str)> = pairs.enumerate().map(|(n, (a, b))| (format!("r{n}"), a, b)).collect();
    let mut seed = 5u64;
    for (n, (id, actor, recipient)) in told.iter().enumerate() {
        desk.accusations(&format!("in/{n}.jsonl"), &[(id, actor, recipient, n as u32 + 1)]);
        let arguments = ["ingest", "in", "--alerts", "alerts.toml", "--threads", "1"];
        let mut child = desk.command(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // From before the store is opened to after the last line is written.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        std::thread::sleep(Duration::from_millis((seed >> 33) % 900));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    desk.ingest("in");
    let fulfil = ["events", "--category", "ACCUSE", "--status", "past", "--format", "json", "--limit", "1000"];
    let events = desk.json(&fulfil).as_array().unwrap().len();
    let lines = desk.lines("a.jsonl");
    let ids: BTreeSet<String> = lines.iter().map(|line| line["id"].to_string()).collect();
    assert!(
        events > 10 && lines.len() == events && ids.len() == events,
        "{events} events, {} lines, {} ids",
        lines.len(),
        ids.len()
    );
    assert!(desk.run(&["store", "check"]).status.success());
}

#[test]
fn a_hook_that_fails_is_tried_again_until_it_takes_it() {
    let (url, asked) = serve(|n| Some(if n < 3 { "500 Oops".into() } else { "202 Accepted".into() }));
    let desk = Desk::new(&to(&hook(&url, "")));
    desk.accusations("1.jsonl", &[("r1", "Armenia", "Azerbaijan", 7), ("r2", "Chile", "Brazil", 7)]);
    let output = desk.run(&["ingest", "1.jsonl", "--alerts", "alerts.toml"]);
    assert_eq!(output.status.code(), Some(3), "{}", told(&output));
    assert!(
        told(&output).contains("target hook: its server is in trouble (HTTP 500)")
            && !told(&output).contains("secret-path"),
        "{}",
        told(&output)
    );
    let waiting = desk.json(&["alerts", "list", "--undelivered", "--json"]);
    assert_eq!(waiting.as_array().unwrap().len(), 2);
    assert!(waiting.to_string().contains("HTTP 500") && !waiting.to_string().contains("secret-path"), "{waiting}");
    for _ in 0..20 {
        std::thread::sleep(Duration::from_millis(500));
        desk.check();
        if desk.json(&["alerts", "list", "--undelivered", "--json"]) == serde_json::json!([]) {
            break;
        }
    }
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let asked = asked.lock().unwrap();
    asked.iter().for_each(|(_, body)| {
        *taken.entry(serde_json::from_str::<Value>(body).unwrap()["id"].to_string()).or_default() += 1
    });
    assert_eq!((asked.len(), taken.len()), (4, 2), "two attempts in vain, and one more for each: {taken:?}");
    let lost = desk.run(&["alerts", "list", "--undelivered"]);
    assert_eq!(String::from_utf8_lossy(&lost.stdout), "");
}

#[test]
fn hooks_that_lead_elsewhere_or_nowhere_are_not_followed_or_waited_for() {
    let (private, reached) = serve(ok);
    let (moved, _) = serve(move |_| Some(format!("307 There\r\nLocation: {private}")));
    let (silent, _) = serve(|_| None);
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for (url, more, cause) in [
        (moved.as_str(), "", "leads elsewhere (HTTP 307)"),
        (&silent, "timeout_seconds = 1", "no whole answer within 1s"),
        (&format!("http://{gone}/"), "", "no connection"),
        ("https://10.0.0.1/secret-path", "", "not on the public internet"),
    ] {
        let desk = Desk::new(&to(&hook(url, more)));
        desk.accusations("1.jsonl", &[("r1", "Armenia", "Azerbaijan", 7)]);
        let output = desk.run(&["ingest", "1.jsonl", "--alerts", "alerts.toml"]);
        assert_eq!(output.status.code(), Some(3), "{}", told(&output));
        assert!(told(&output).contains(cause) && !told(&output).contains("secret-path"), "{}", told(&output));
    }
    assert!(reached.lock().unwrap().is_empty());
}

#[test]
fn files_that_cannot_be_written_are_told_and_tried_again() {
    let desk = Desk::new(&to(&(file("out/a.jsonl")
        + &file("plain.csv")
        + "[[target]]\nname = 'feed'\nkind = 'atom'\npath = 'store.db'\n")));
    std::fs::write(desk.path("plain.csv"), "a,b\n").unwrap();
    desk.accusations("1.jsonl", &[("r1", "Armenia", "Azerbaijan", 7)]);
    let output = desk.run(&["ingest", "1.jsonl", "--alerts", "alerts.toml"]);
    assert_eq!(output.status.code(), Some(3), "{}", told(&output));
    for part in [
        "out/a.jsonl: No such file",
        "plain.csv: it holds something else than alerts",
        "store.db: it holds something else than a feed",
    ] {
        assert!(told(&output).contains(part), "{part}: {}", told(&output));
    }
    assert_eq!(std::fs::read_to_string(desk.path("plain.csv")).unwrap(), "a,b\n");
    assert!(desk.run(&["store", "check"]).status.success());
    std::fs::create_dir(desk.path("out")).unwrap();
    std::thread::sleep(Duration::from_millis(2_100));
    desk.check();
    assert_eq!(desk.lines("out/a.jsonl").len(), 1);
}

#[test]
fn wrong_rules_end_the_program_before_it_does_anything() {
    let desk = Desk::new("[[rule]]\nname = 'r'\ncategory = 'WAR'\n");
    desk.accusations("1.jsonl", &[("r1", "Armenia", "Azerbaijan", 7)]);
    for arguments in [&["ingest", "1.jsonl", "--alerts", "alerts.toml"][..], &["alerts", "check", "alerts.toml"]] {
        let output = desk.run(arguments);
        assert_eq!(output.status.code(), Some(1));
        assert!(told(&output).contains("alerts.toml, line 3: category: no WAR; choose of: AGREE"), "{}", told(&output));
    }
}

#[test]
fn rules_in_the_list_of_feeds_are_watched_with() {
    let entry = |id: &str, words: &str| {
        format!(
            "<item><title>{id}</title><guid>urn:{id}</guid><pubDate>Tue, 07 May 2024 08:00:00 GMT</pubDate><description>{words}</description></item>"
        )
    };
    let feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>A paper</title><language>en</language>{}</channel></rss>",
        entry(
            "one",
            "Armenia accused Azerbaijan on Tuesday of violating its airspace. The foreign ministry summoned the ambassador."
        )
    );
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut first = String::new();
            let _ = BufReader::new(stream.try_clone().unwrap()).read_line(&mut first);
            let (status, body) = if first.contains("/feed") { ("200 OK", feed.as_str()) } else { ("404 None", "") };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Type: application/rss+xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            let _ = write!(stream, "{head}{body}");
        }
    });
    let desk = Desk::new("");
    let list = format!(
        "[defaults]\nallow_private = true\nper_host_seconds = 1\n[[feed]]\nurl = '{host}/feed'\nfull_text = true\n{}",
        to(&file("a.jsonl"))
    );
    std::fs::write(desk.path("feeds.toml"), list).unwrap();
    let output = desk.run(&["watch", "feeds.toml", "--once"]);
    assert!(
        output.status.success() && told(&output).contains("alert Accusations: Armenia accused Azerbaijan"),
        "{}",
        told(&output)
    );
    assert_eq!(desk.lines("a.jsonl").len(), 1);
    let again = desk.run(&["watch", "feeds.toml", "--once", "--json"]);
    assert!(!String::from_utf8_lossy(&again.stdout).contains("Accusations"), "{}", told(&again));
    assert!(Path::new(&desk.path("a.jsonl")).exists() && desk.lines("a.jsonl").len() == 1);
}
