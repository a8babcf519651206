//! The store outlives what uses it: a program that is killed, and a file that is copied in the middle of a step.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::json;

use super::*;

/// Names the store to a child of this test.
const STORE: &str = "CHANCERY_TEST_KILLED_STORE";
/// Where its numbering begins.
const FIRST: &str = "CHANCERY_TEST_KILLED_FIRST";
const KILLS: u64 = 50;
/// Reports of a batch.
const BATCH: u64 = 5;

/// Not a test by itself: what the child does until it is killed.
#[test]
fn child() {
    let (Ok(file), Ok(first)) = (std::env::var(STORE), std::env::var(FIRST)) else { return };
    let mut store = Store::open(Path::new(&file)).unwrap();
    let mut n: u64 = first.parse().unwrap();
    loop {
        let reports: Vec<Report> = (n..n + BATCH).map(|n| report(&format!("r{n}"), &prose(n, 60))).collect();
        store.keep(&Batch { reports: &reports, ..Batch::default() }).unwrap();
        let line: String = reports.iter().map(|report| format!("\nkept {}", report.id)).collect();
        let mut out = std::io::stdout().lock();
        writeln!(out, "{line}").and_then(|()| out.flush()).unwrap();
        drop(out);
        let claims: Vec<Coded> = reports.iter().map(|r| coded(r, &[claim(&r.id, 1, json!({}))])).collect();
        store.put_coded(&coding(1), &claims).unwrap();
        n += BATCH;
    }
}

fn start(file: &Path, first: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "tests::crash::child", "--nocapture", "--test-threads=1"])
        .env(STORE, file)
        .env(FIRST, first.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn killed_at_any_moment_it_loses_nothing_acknowledged_and_doubles_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    let mut acknowledged: Vec<String> = Vec::new();
    let mut seed = 7_u64;
    for kill in 0..KILLS {
        let mut child = start(&file, (acknowledged.len() as u64 / BATCH).saturating_sub(2) * BATCH);
        let out = child.stdout.take().unwrap();
        let reader = std::thread::spawn(move || {
            let lines = BufReader::new(out).lines().map_while(std::result::Result::ok);
            lines.filter_map(|line| line.strip_prefix("kept ").map(str::to_owned)).collect::<Vec<_>>()
        });
        // The same moments every time, as far as a machine allows: within the opening, within steps and between them.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_micros(1_000 + (seed >> 33) % 120_000));
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged.extend(reader.join().unwrap());
        acknowledged.sort();
        acknowledged.dedup();
        let mut store = Store::open(&file).unwrap();
        for id in &acknowledged {
            assert!(store.report(id).unwrap().is_some(), "kill {kill}: {id} is lost");
        }
        assert_eq!(store.check().unwrap(), [], "kill {kill}");
    }
    assert!(!acknowledged.is_empty());
    let mut store = Store::open(&file).unwrap();
    let doubled = "SELECT text_digest FROM reports GROUP BY text_digest HAVING count(*) > 1";
    assert_eq!(store.sql(doubled, &crate::Limits::default()).unwrap().rows.len(), 0);
    let doubled = "SELECT id FROM claims WHERE state = 'current' GROUP BY id HAVING count(*) > 1";
    assert_eq!(store.sql(doubled, &crate::Limits::default()).unwrap().rows.len(), 0);
    // What was killed goes on where it stopped.
    for report in store.pending(&coding(1), 100).unwrap() {
        store.put_coded(&coding(1), &[coded(&report, &[claim(&report.id, 1, json!({}))])]).unwrap();
    }
    let counts = store.counts().unwrap();
    assert_eq!(counts.reports, counts.claims);
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn a_copy_from_the_middle_of_a_step_has_all_before_it() {
    let mut fresh = Fresh::new();
    fresh.code(&report("before", &prose(1, 40)), &[claim("before", 1, json!({}))]);
    let copy = fresh.path("copy.db");
    let original = fresh.path("store.db");
    let many: Vec<Report> = (10..400).map(|n| report(&format!("r{n}"), &prose(n, 200))).collect();
    // So small a cache that the step writes to the log before it ends.
    fresh.store.connection.pragma_update(None, "cache_size", 10).unwrap();
    let step = fresh.store.write(|t| {
        for report in &many {
            t.execute("INSERT INTO feeds (url, state, at) VALUES (?, ?, '')", [&report.id, &report.text])?;
        }
        for end in ["", "-wal"] {
            let name = |path: &Path| format!("{}{end}", path.display());
            std::fs::copy(name(&original), name(&copy)).unwrap();
        }
        Ok(())
    });
    step.unwrap();
    let mut copied = Store::open(&copy).unwrap();
    assert_eq!(copied.counts().unwrap().claims, 1);
    assert_eq!(copied.feed("r10").unwrap(), None);
    assert_eq!(copied.check().unwrap(), []);
}
