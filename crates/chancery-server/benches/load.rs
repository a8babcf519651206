//! How fast a server answers many at once over a large store (made up by [`world`]).
//!
//! `cargo bench -p chancery-server --bench load -- [CLAIMS [STORE [SECONDS]]]` fills STORE with CLAIMS (1,000,000) and three tenths as many events
//! where there is none yet, serves it, and lets eight clients ask for SECONDS (20), each its next question as soon as the last is answered; no two
//! questions are the same. Server and clients share the machine.

mod world;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use chancery::Chancery;
use chancery::knowledge::Knowledge;
use chancery_server::{Options, Server};
use chancery_store::Store;
use world::{Chance, State, dyad, states, word};

const CLIENTS: u64 = 8;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let claims: usize = arguments.first().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let file = arguments.get(1).map_or_else(|| std::env::temp_dir().join("chancery-load.db"), PathBuf::from);
    let seconds: u64 = arguments.get(2).and_then(|n| n.parse().ok()).unwrap_or(20);
    if !file.exists() {
        let (clock, mut told) = (Instant::now(), 0);
        let mut store = Store::open(&file).unwrap();
        world::fill(&mut store, claims * 3 / 10, claims, |reports, claims| {
            if claims >= told {
                told += 100_000;
                println!("{reports} reports, {claims} claims after {:.0} s", clock.elapsed().as_secs_f64());
            }
        });
    }
    let before = memory("VmRSS");
    let clock = Instant::now();
    let server = Server::bind(Options {
        store: file.clone(),
        listen: ([127, 0, 0, 1], 0).into(),
        public: false,
        tokens: None,
        log: false,
        author: "bench".into(),
        knowledge: Knowledge::embedded(),
        load: Box::new(Chancery::embedded),
    })
    .unwrap();
    let counts = Store::open_read_only(&file).unwrap().counts().unwrap();
    println!("{counts:?}");
    println!("serving after {:.2} s; {:.0} MB, {before:.0} before", clock.elapsed().as_secs_f64(), memory("VmRSS"));
    let (address, stopper) = (server.address(), server.stopper());
    let serving = std::thread::spawn(move || server.run().unwrap());
    let times: Mutex<BTreeMap<&str, Vec<f64>>> = Mutex::default();
    let until = Instant::now() + Duration::from_secs(seconds);
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let times = &times;
            scope.spawn(move || {
                let (mut chance, states) = (Chance(client + 1_000), states());
                let agent: ureq::Agent = ureq::Agent::config_builder().build().into();
                while Instant::now() < until {
                    let (kind, path) = question(&mut chance, &states);
                    let clock = Instant::now();
                    let mut answer = agent.get(format!("http://{address}/api/v1/{path}")).call().unwrap();
                    answer.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap();
                    let took = clock.elapsed().as_secs_f64() * 1e3;
                    times.lock().unwrap().entry(kind).or_default().push(took);
                }
            });
        }
    });
    println!(
        "{CLIENTS} clients; milliseconds\n{:<22}{:>8}{:>9}{:>9}{:>9}",
        "question", "asked", "median", "99 %", "longest"
    );
    for (kind, times) in times.lock().unwrap().iter_mut() {
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
        println!("{kind:<22}{:>8}{:>9.1}{:>9.1}{:>9.1}", times.len(), at(0.5), at(0.99), at(1.0));
    }
    println!("{:.0} MB at the most", memory("VmHWM"));
    stopper.stop();
    serving.join().unwrap();
}

/// A question of a kind, with what a person would choose chosen at random.
fn question(chance: &mut Chance, states: &[State]) -> (&'static str, String) {
    let (a, b) = dyad(chance);
    let (a, b) = (states[a].code, states[b].code);
    let from = 2015 + chance.below(9);
    let years = format!("from={from}&to={}", from + chance.below(2025 - from));
    let act = ["ASSAULT", "CONSULT", "AID", "ACCUSE,THREATEN"][chance.below(4)];
    let filter = match chance.below(5) {
        0 => years.clone(),
        1 => format!("category={act}&{years}"),
        2 => format!("actor={a}&{years}"),
        3 => format!("dyad={a},{b}"),
        _ => format!("sources=2&status=affirmed&{years}"),
    };
    let words = match chance.below(6) {
        0 => ["attacked", "met", "accused", "supplied"][chance.below(4)].to_owned(),
        1 => word(chance.below(50)),
        2 => word(chance.zipf(60_000)),
        3 => format!("attacked+{}", word(chance.below(500))),
        4 => format!("%22{}%22", states[chance.zipf(states.len())].name.replace(' ', "+")),
        _ => format!("{}*", &word(chance.below(60_000))[..5]),
    };
    match chance.below(8) {
        0 | 1 => ("dyad", format!("dyads/{a}/{b}?step=month&{years}")),
        2 => {
            let (west, south) = (chance.below(300) as f64 - 180.0, chance.below(120) as f64 - 70.0);
            let zoom = 3 + chance.below(5);
            let width = 360.0 / f64::from(1 << (zoom - 1));
            let bounds =
                format!("{west},{south},{:.2},{:.2}", (west + width).min(180.0), (south + width / 2.0).min(85.0));
            ("map, a part", format!("map?bbox={bounds}&zoom={zoom}&{filter}"))
        }
        3 => ("map, the world", format!("map?zoom={}&{filter}", 1 + chance.below(4))),
        4 => ("timeline", format!("timeline?{filter}")),
        5 => ("search", format!("search?q={words}")),
        6 => ("events, a page", format!("events?limit=50&{filter}")),
        _ => ("claims, a page", format!("claims?limit=50&text={words}")),
    }
}

/// A figure of this process, in MB, where the system tells it.
fn memory(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or_default() / 1e3
}
