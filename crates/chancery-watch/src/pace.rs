//! In: which host is to be asked, and how it answered. Out: when it is its turn. Always: between two requests to a host lies
//! at least its gap, whatever thread asks; a host that fails is left alone for twice as long each time.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use crate::clock::{Clock, after, between};

/// Longest wait for a host that rests; for longer ones, others are asked meanwhile.
const LONGEST_NAP: Duration = Duration::from_secs(60);
/// Longest wait in the queue of a host. Only a clock that was set back makes a longer one.
const LONGEST_QUEUE: Duration = Duration::from_secs(15 * 60);
/// A host rests at least twice so long after its first failure, four times after the second, and so on.
const SHORTEST_REST: Duration = Duration::from_secs(5);
/// Longest rest after failures of which the host does not say how long they last.
const LONGEST_REST: Duration = Duration::from_secs(6 * 3600);
/// Longest rest that a host can ask for.
const LONGEST_RETRY: Duration = Duration::from_secs(24 * 3600);
/// From so many hosts on, those without a word in the last hour are forgotten.
const MANY_HOSTS: usize = 4096;

/// The turns of all hosts.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    hosts: Mutex<HashMap<String, Host>>,
}

#[derive(Debug, Default)]
struct Host {
    /// First free turn.
    next: Timestamp,
    /// To be left alone until then.
    rests_until: Timestamp,
    /// In a row.
    failures: u32,
}

impl Pace {
    /// Waits for the turn of `host`, and takes it.
    ///
    /// # Errors
    /// When the host rests for longer than is worth waiting: until when.
    pub(crate) fn turn(&self, host: &str, gap: Duration, clock: &dyn Clock) -> Result<(), Timestamp> {
        let wait = self.with(host, clock.now(), |known, now| {
            let rest = between(now, known.rests_until);
            if rest > LONGEST_NAP {
                return Err(known.rests_until);
            }
            let queue = between(now, known.next);
            let wait = if queue > LONGEST_QUEUE { gap } else { queue.max(rest) };
            known.next = after(now, wait + gap);
            Ok(wait)
        })?;
        if !wait.is_zero() {
            clock.sleep(wait);
        }
        Ok(())
    }

    /// The host answered as it should.
    pub(crate) fn answered(&self, host: &str, now: Timestamp) {
        self.with(host, now, |known, _| {
            known.failures = 0;
            known.rests_until = Timestamp::default();
        });
    }

    /// The host failed, or asked to be left alone for a time. Gives until when it rests.
    pub(crate) fn failed(&self, host: &str, gap: Duration, asked: Option<Duration>, now: Timestamp) -> Timestamp {
        self.with(host, now, |known, now| {
            known.failures = known.failures.saturating_add(1);
            let doubled = gap.max(SHORTEST_REST).saturating_mul(1 << known.failures.min(16));
            let rest = doubled.min(LONGEST_REST).max(asked.unwrap_or_default().min(LONGEST_RETRY));
            known.rests_until = after(now, rest).max(known.rests_until);
            known.rests_until
        })
    }

    fn with<T>(&self, host: &str, now: Timestamp, change: impl FnOnce(&mut Host, Timestamp) -> T) -> T {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= MANY_HOSTS {
            let hour_ago = now.checked_sub(Duration::from_secs(3600)).unwrap_or(Timestamp::MIN);
            hosts.retain(|_, known| known.next.max(known.rests_until) > hour_ago);
        }
        change(hosts.entry(host.to_owned()).or_default(), now)
    }
}

/// How long a `Retry-After` header asks to wait: seconds, or a date.
pub(crate) fn retry_after(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    if let Ok(seconds) = header.parse::<u64>() {
        return Some(Duration::from_secs(seconds).min(LONGEST_RETRY));
    }
    let until = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_timestamp(header).ok()?;
    Some(between(now, until).min(LONGEST_RETRY))
}
