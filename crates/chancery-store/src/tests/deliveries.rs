use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;

use super::alerts::{assaults, at};
use super::*;
use crate::{AlertFilter, MOST_ATTEMPTS, Taken};

/// A store with so many alerts that wait.
fn waiting(count: usize) -> Fresh {
    let mut fresh = Fresh::new();
    fresh.begin(&assaults());
    for n in 0..count {
        let id = format!("r{n}");
        fresh.tell(&id, &[json!({})]);
        fresh.regroup(&[&[&format!("{id}-1")]], json!({}));
    }
    assert_eq!(fresh.fires(&assaults()).len(), count);
    fresh
}

const MINUTE: Duration = Duration::from_secs(60);

#[test]
fn nobody_takes_what_another_is_about_to_deliver() {
    let mut fresh = waiting(3);
    let mut other = Store::open(&fresh.path("store.db")).unwrap();
    let first = fresh.store.take_alerts("desk", 2, MINUTE, at(0)).unwrap();
    assert_eq!(first.due.len(), 2);
    assert_eq!(other.take_alerts("desk", 9, MINUTE, at(1)).unwrap().due.len(), 1);
    assert_eq!(other.take_alerts("desk", 9, MINUTE, at(59)).unwrap(), Taken::default());
    assert_eq!(other.take_alerts("none", 9, MINUTE, at(59)).unwrap(), Taken::default());
    fresh.store.alerts_delivered("desk", &first.due, at(2)).unwrap();
    let left = other.take_alerts("desk", 9, MINUTE, at(61)).unwrap();
    assert_eq!(left.due.len(), 1, "whoever took it was killed");
    let undelivered = AlertFilter { undelivered: true, ..AlertFilter::default() };
    assert_eq!(fresh.alerts(undelivered.clone()).len(), 1);
    other.alerts_delivered("desk", &left.due, at(62)).unwrap();
    assert!(fresh.alerts(undelivered).is_empty());
    assert_eq!(other.take_alerts("desk", 9, MINUTE, at(1_000_000)).unwrap(), Taken::default());
}

#[test]
fn failures_are_tried_again_ever_later_and_given_up() {
    let mut fresh = waiting(1);
    let mut now = 0;
    let mut pauses = Vec::new();
    for attempt in 1..=MOST_ATTEMPTS {
        let taken = fresh.store.take_alerts("desk", 9, MINUTE, at(now)).unwrap();
        assert_eq!(taken.due.len(), 1, "attempt {attempt}");
        let asked = (attempt == 2).then_some(Duration::from_secs(7_200));
        let given_up = fresh.store.alerts_failed("desk", &taken.due, "HTTP 500", MINUTE, asked, at(now)).unwrap();
        assert_eq!(given_up.len(), usize::from(attempt == MOST_ATTEMPTS));
        let next = fresh.alerts(AlertFilter::default()).remove(0).deliveries.remove(0).next_at;
        let Some(next) = next else { continue };
        let next = next.parse::<Timestamp>().unwrap().as_second() - at(0).as_second();
        assert_eq!(fresh.store.take_alerts("desk", 9, MINUTE, at(next - 1)).unwrap(), Taken::default());
        pauses.push(next - now);
        now = next;
    }
    assert_eq!(pauses, [60, 7_200, 240, 480, 960, 1_920, 3_840, 7_680, 15_360, 21_600, 21_600]);
    let given_up =
        fresh.alerts(AlertFilter { undelivered: true, ..AlertFilter::default() }).remove(0).deliveries.remove(0);
    assert_eq!(
        (given_up.attempts, given_up.next_at, given_up.fault.as_deref()),
        (MOST_ATTEMPTS, None, Some("HTTP 500"))
    );
    assert_eq!(fresh.store.take_alerts("desk", 9, MINUTE, at(now * 9)).unwrap(), Taken::default());
    assert_eq!(fresh.store.retry_alerts("desk", at(now)).unwrap(), 1);
    assert_eq!(fresh.store.take_alerts("desk", 9, MINUTE, at(now)).unwrap().due.len(), 1);
}

#[test]
fn what_kills_the_program_every_time_is_given_up_too() {
    let mut fresh = waiting(1);
    for attempt in 0..i64::from(MOST_ATTEMPTS) {
        assert_eq!(fresh.store.take_alerts("desk", 9, MINUTE, at(attempt * 60)).unwrap().due.len(), 1, "{attempt}");
    }
    let last = fresh.store.take_alerts("desk", 9, MINUTE, at(100_000)).unwrap();
    assert_eq!((last.due.len(), last.given_up.len()), (0, 1));
    assert!(last.given_up[0].starts_with("a-"));
}

#[test]
fn alerts_are_listed_in_pages() {
    let fresh = waiting(5);
    let mut filter = AlertFilter { limit: Some(2), target: Some("desk".into()), ..AlertFilter::default() };
    let mut seen = Vec::new();
    loop {
        let page = fresh.store.alerts(&filter).unwrap();
        seen.extend(page.rows.into_iter().map(|row| row.alert.evidence[0].report.clone()));
        filter.after = page.next;
        if filter.after.is_none() {
            break;
        }
    }
    assert_eq!(seen, ["r4", "r3", "r2", "r1", "r0"]);
    assert!(fresh.alerts(AlertFilter { rule: Some("other".into()), ..AlertFilter::default() }).is_empty());
    assert!(fresh.alerts(AlertFilter { target: Some("other".into()), ..AlertFilter::default() }).is_empty());
    assert_eq!(fresh.alerts(AlertFilter { rule: Some("a rule".into()), ..AlertFilter::default() }).len(), 5);
}
