//! A local server answers with whatever the internet may answer with; time is a number that sleeping adds to.

mod address;
mod config;
mod feed;
mod fetch;
mod hook;
mod hostile;
mod pace;
mod robots;
mod server;
mod watch;

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;

use crate::{Clock, Fetched, Fetcher, Limits, Problem, Request};

/// A clock that only sleeping moves.
#[derive(Default)]
struct FakeClock(Mutex<(Timestamp, Vec<Duration>)>);

impl FakeClock {
    fn at(time: &str) -> Arc<Self> {
        Arc::new(Self(Mutex::new((time.parse().unwrap(), Vec::new()))))
    }

    fn start() -> Arc<Self> {
        Self::at("2026-03-02T12:00:00Z")
    }

    /// What was slept, in seconds.
    fn slept(&self) -> Vec<u64> {
        self.0.lock().unwrap().1.iter().map(Duration::as_secs).collect()
    }

    fn advance(&self, seconds: u64) {
        self.0.lock().unwrap().0 += Duration::from_secs(seconds);
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Timestamp {
        self.0.lock().unwrap().0
    }

    fn sleep(&self, time: Duration) {
        let mut clock = self.0.lock().unwrap();
        clock.0 += time;
        clock.1.push(time);
    }
}

/// Short enough for tests, long enough for a busy machine.
fn limits() -> Limits {
    Limits { timeout: Duration::from_secs(20), max_bytes: 100_000, ..Limits::default() }
}

fn fetcher(clock: &Arc<FakeClock>) -> Fetcher {
    Fetcher::new(limits(), clock.clone())
}

fn fetch(fetcher: &Fetcher, url: &str) -> Result<Fetched, Problem> {
    fetcher.fetch(&Request { url, validators: None, allow_private: true })
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}
