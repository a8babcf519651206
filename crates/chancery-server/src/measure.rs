//! What was asked and how long it took: counters for Prometheus, and lines on standard error. In: requests with their answers. Out: text.
//! Always: the number of counters does not depend on what clients send.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper ends of the classes of durations, in seconds.
const CLASSES: [f64; 9] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1.0, 3.0, 10.0];

/// Counters of requests.
#[derive(Default)]
pub(crate) struct Meter {
    paths: Mutex<BTreeMap<(String, u16), Durations>>,
    /// Connections that are open.
    pub connections: AtomicUsize,
}

#[derive(Default, Clone, Copy)]
struct Durations {
    classes: [u64; CLASSES.len()],
    count: u64,
    sum: f64,
}

impl Meter {
    /// Counts an answer. `path` is one of those that there are, not what the client wrote.
    pub fn count(&self, path: &str, status: u16, took: Duration) {
        let seconds = took.as_secs_f64();
        let mut paths = self.paths.lock().unwrap_or_else(PoisonError::into_inner);
        let durations = paths.entry((path.to_owned(), status)).or_default();
        durations.count += 1;
        durations.sum += seconds;
        for (class, most) in durations.classes.iter_mut().zip(CLASSES) {
            *class += u64::from(seconds <= most);
        }
    }

    /// All counters, and some values of the moment with what they are, in Prometheus' text format.
    pub fn text(&self, values: &[(&str, &str, u64)]) -> String {
        let mut out = String::new();
        let mut line = |text: std::fmt::Arguments<'_>| _ = out.write_fmt(text);
        let connections =
            ("chancery_connections", "Open connections.", self.connections.load(Ordering::Relaxed) as u64);
        for (name, what, value) in values.iter().chain([&connections]) {
            line(format_args!("# HELP {name} {what}\n# TYPE {name} gauge\n{name} {value}\n"));
        }
        let name = "chancery_request_seconds";
        line(format_args!("# HELP {name} Time until an answer began.\n# TYPE {name} histogram\n"));
        for ((path, status), durations) in self.paths.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let labels = format!("path=\"{path}\",status=\"{status}\"");
            for (most, class) in CLASSES.iter().zip(durations.classes) {
                line(format_args!("{name}_bucket{{{labels},le=\"{most}\"}} {class}\n"));
            }
            line(format_args!("{name}_bucket{{{labels},le=\"+Inf\"}} {}\n", durations.count));
            line(format_args!(
                "{name}_sum{{{labels}}} {}\n{name}_count{{{labels}}} {}\n",
                durations.sum, durations.count
            ));
        }
        out
    }
}
