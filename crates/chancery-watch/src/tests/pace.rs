use std::time::Duration;

use super::FakeClock;
use crate::Clock;
use crate::pace::{Pace, retry_after};

const GAP: Duration = Duration::from_secs(5);

#[test]
fn requests_to_one_host_keep_their_distance() {
    let (pace, clock) = (Pace::default(), FakeClock::start());
    for host in ["a", "b", "a", "a"] {
        pace.turn(host, GAP, &*clock).unwrap();
    }
    assert_eq!(clock.slept(), [5, 5]);
    clock.advance(60);
    pace.turn("a", GAP, &*clock).unwrap();
    assert_eq!(clock.slept().len(), 2);
}

#[test]
fn a_host_that_fails_rests_twice_as_long_each_time() {
    let (pace, clock) = (Pace::default(), FakeClock::start());
    let now = clock.now();
    let rests = |_| pace.failed("a", GAP, None, now).duration_since(now).as_secs();
    let rests: Vec<i64> = (0..14).map(rests).collect();
    assert_eq!(&rests[..4], [10, 20, 40, 80]);
    assert_eq!(rests.last(), Some(&(6 * 3600)));
    // Too long to wait for; it is said until when.
    let until = pace.turn("a", GAP, &*clock).unwrap_err();
    assert_eq!(until.duration_since(now).as_secs(), 6 * 3600);
    pace.turn("b", GAP, &*clock).unwrap();
    pace.answered("a", now);
    pace.turn("a", GAP, &*clock).unwrap();
    assert!(clock.slept().is_empty());
}

#[test]
fn a_clock_that_was_set_back_does_not_stop_it() {
    let (pace, clock) = (Pace::default(), FakeClock::at("2026-03-02T12:00:00Z"));
    pace.turn("a", GAP, &*clock).unwrap();
    let earlier = FakeClock::at("2026-01-01T00:00:00Z");
    pace.turn("a", GAP, &*earlier).unwrap();
    assert_eq!(earlier.slept(), [5]);
}

#[test]
fn hosts_without_number_are_forgotten() {
    let (pace, clock) = (Pace::default(), FakeClock::start());
    for host in 0..20_000 {
        pace.turn(&host.to_string(), GAP, &*clock).unwrap();
        clock.advance(10);
    }
    assert!(format!("{pace:?}").matches("failures").count() <= 4096);
}

#[test]
fn retry_after_is_seconds_or_a_date() {
    let now = FakeClock::at("2026-03-02T12:00:00Z").now();
    let seconds = |header| retry_after(header, now).map(|wait| wait.as_secs());
    assert_eq!(seconds(" 120 "), Some(120));
    assert_eq!(seconds("Mon, 02 Mar 2026 12:05:00 GMT"), Some(300));
    assert_eq!(seconds("Mon, 02 Mar 2026 11:00:00 GMT"), Some(0));
    assert_eq!(seconds("99999999999"), Some(24 * 3600));
    assert_eq!(seconds("Mon, 02 Mar 2096 12:05:00 GMT"), Some(24 * 3600));
    assert_eq!(seconds("soon"), None);
}
