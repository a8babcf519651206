//! How a store grows: `cargo bench -p chancery-store --bench scale -- [REPORTS] [FILE]`.
//!
//! The reports are made up and so are their claims ([`world`]): nothing is coded, so that what is measured is keeping, linking and finding. Printed are reports a second for each tenth (kept, claims put, claims linked, all), the
//! highest memory, the times of event queries, best and worst of five, and the times of rules of alerts.

use std::path::PathBuf;
use std::time::Instant;

use chancery::Chancery;
use chancery::alert::Condition;
use chancery::link::Weights;
use chancery::record::{Coded, Report};
use chancery_store::{AlertRule, Asked, Batch, Coding, Filter, Store};
use jiff::Timestamp;

mod world;

const STEP: usize = 200;
/// Highest memory so far, in MB, where the system tells it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok())
        .map_or("?".into(), |kb| format!("{:.0}", kb / 1e3))
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let count: usize = arguments.first().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let file = arguments.get(1).map_or_else(|| std::env::temp_dir().join("chancery-scale.db"), PathBuf::from);
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", file.display()));
    }
    let chancery = Chancery::embedded().unwrap();
    let mut store = Store::open(&file).unwrap();
    let coding = Coding::of("synthetic", "synthetic", "0");
    let mut seconds = [0.0f64; 3];
    let (mut tenth, mut links) = (count / 10, chancery_store::LinkCounts::default());
    let mut world = world::reports(count + STEP);
    let mut done = 0;
    println!("reports, a second: kept, claims put, linked, all; claims, pairs compared, events made, MB");
    while done < count {
        let batch: Vec<Coded> = world.by_ref().take(STEP.min(count - done)).collect();
        let reports: Vec<Report> = batch.iter().map(|c| c.report.clone()).collect();
        done += batch.len();
        let mut clock = Instant::now();
        let mut lap = || std::mem::replace(&mut clock, Instant::now()).elapsed().as_secs_f64();
        store.keep(&Batch { reports: &reports, ..Batch::default() }).unwrap();
        seconds[0] += lap();
        store.put_coded(&coding, &batch).unwrap();
        seconds[1] += lap();
        let linked = store.link(&chancery, Weights::embedded(), |_| true).unwrap();
        seconds[2] += lap();
        links.claims += linked.claims;
        links.compared += linked.compared;
        links.events += linked.events;
        if done >= tenth || done == count {
            let of = (count / 10) as f64;
            let rate = |s: f64| (of / s).round();
            println!(
                "{done}: {} {} {} {}; {} {} {} {}",
                rate(seconds[0]),
                rate(seconds[1]),
                rate(seconds[2]),
                rate(seconds.iter().sum()),
                links.claims,
                links.compared,
                links.events,
                memory()
            );
            (seconds, links) = ([0.0; 3], chancery_store::LinkCounts::default());
            tenth += count / 10;
        }
    }
    let counts = store.counts().unwrap();
    println!("{counts:?}");
    let country = |code: &str| code.parse().ok();
    let queries = [
        ("all, newest", Filter::default()),
        ("frequent dyad", Filter { dyad: Some(["ARM".parse().unwrap(), "AZE".parse().unwrap()]), ..Filter::default() }),
        (
            "frequent dyad in a month",
            Filter {
                dyad: Some(["ARM".parse().unwrap(), "AZE".parse().unwrap()]),
                from: Some("2023-06".into()),
                to: Some("2023-06".into()),
                ..Filter::default()
            },
        ),
        ("rare dyad", Filter { dyad: Some(["MLI".parse().unwrap(), "YEM".parse().unwrap()]), ..Filter::default() }),
        ("actor and sources", Filter { actor: country("RUS"), sources: Some(3), ..Filter::default() }),
        ("within 50 km", Filter { place: "40.18,44.51,50".parse().ok(), ..Filter::default() }),
        ("words", Filter { text: Some("w5 w9".into()), ..Filter::default() }),
        (
            "category in a year",
            Filter {
                categories: vec![chancery::record::Category::Assault],
                from: Some("2024".into()),
                ..Filter::default()
            },
        ),
    ];
    for (name, filter) in queries {
        let mut times: Vec<f64> = (0..5)
            .map(|_| {
                let clock = Instant::now();
                store.events(&filter).unwrap();
                clock.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        times.sort_by(f64::total_cmp);
        println!("events, {name}: {:.1} to {:.1} ms", times[0], times[4]);
    }
    // Rules begin over all that is there, and look again when a batch more came and when nothing did.
    let rule = |name: &str, filter: Filter| AlertRule {
        name: name.into(),
        asks: name.into(),
        what: Asked::Events(Box::new(filter), Condition::default()),
        targets: vec!["desk".into()],
    };
    let rules = [
        rule("everything", Filter::default()),
        rule("dyad", Filter { dyad: Some(["ARM".parse().unwrap(), "AZE".parse().unwrap()]), ..Filter::default() }),
    ];
    let mut clock = Instant::now();
    let mut lap = || std::mem::replace(&mut clock, Instant::now()).elapsed().as_secs_f64() * 1e3;
    for rule in &rules {
        let begun = store.begin_alerts(std::slice::from_ref(rule), Timestamp::UNIX_EPOCH).unwrap();
        println!("rule, {}: begins over {} events in {:.1} ms", rule.name, begun[0].known, lap());
    }
    let batch: Vec<Coded> = world.take(STEP).collect();
    let reports: Vec<Report> = batch.iter().map(|c| c.report.clone()).collect();
    store.keep(&Batch { reports: &reports, ..Batch::default() }).unwrap();
    store.put_coded(&coding, &batch).unwrap();
    store.link(&chancery, Weights::embedded(), |_| true).unwrap();
    for rule in rules.iter().chain(&rules) {
        lap();
        let fired = store.fire_alerts(std::slice::from_ref(rule), Timestamp::UNIX_EPOCH, false).unwrap();
        println!("rule, {}: fires {} alerts in {:.1} ms", rule.name, fired.len(), lap());
    }
}
