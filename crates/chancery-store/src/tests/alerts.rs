use std::collections::{BTreeMap, BTreeSet};

use chancery::alert::{Condition, Fate, FigureKind, TollAbove};
use chancery::record::{Category, Course, Happening, Shift, Side, Tense};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{AlertFilter, AlertRule, Asked, StoredAlert};

pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_767_225_600 + seconds).unwrap()
}

fn rule(filter: Filter, condition: Condition) -> AlertRule {
    let asks = format!("{filter:?} {condition:?}");
    AlertRule {
        name: "a rule".into(),
        asks,
        what: Asked::Events(filter.into(), condition),
        targets: vec!["desk".into()],
    }
}

/// Any assault.
pub(super) fn assaults() -> AlertRule {
    rule(Filter { categories: vec![Category::Assault], ..Filter::default() }, Condition::default())
}

impl Fresh {
    /// Keeps a report with claims of some changes, without linking them.
    pub(super) fn tell(&mut self, id: &str, claims: &[Value]) {
        let claims: Vec<Claim> = claims.iter().enumerate().map(|(n, c)| claim(id, n + 1, c.clone())).collect();
        self.code(&report(id, &prose(id.bytes().map(u64::from).sum(), 20)), &claims);
    }

    /// Makes these the events of all claims; an event has the fields of its first claim, and `changes`.
    pub(super) fn regroup(&mut self, groups: &[&[&str]], changes: Value) {
        let step = |l: &Linking<'_>| {
            let mut query = l.connection.prepare("SELECT nr FROM claims WHERE id = ? AND state = 'current'")?;
            let mut events = Vec::new();
            let mut old = l.stale(99)?;
            for group in groups {
                let numbers = group
                    .iter()
                    .map(|id| Ok(query.query_row([id], |row| row.get(0))?))
                    .collect::<Result<Vec<i64>>>()?;
                old.extend(l.events_of(&numbers)?);
                let mut made = linked(l, &numbers)?;
                let mut record = serde_json::to_value(&made.event).unwrap();
                changes.as_object().unwrap().iter().for_each(|(name, value)| record[name] = value.clone());
                made.event = serde_json::from_value(record).unwrap();
                events.push(made);
            }
            old.sort_unstable();
            old.dedup();
            l.replace_events(&old, &events)
        };
        self.store.linking(step).unwrap();
        self.is_sound();
    }

    /// Events that the rules fire for now.
    pub(super) fn fires(&mut self, rule: &AlertRule) -> Vec<String> {
        self.fires_with(rule, false)
    }

    fn fires_with(&mut self, rule: &AlertRule, past: bool) -> Vec<String> {
        let fired = self.store.fire_alerts(std::slice::from_ref(rule), at(0), past).unwrap();
        fired.into_iter().map(|one| self.fired_event(&one.id)).collect()
    }

    fn fired_event(&self, id: &str) -> String {
        match self.alerts(AlertFilter { id: Some(id.into()), ..AlertFilter::default() }).remove(0).alert.what {
            Happening::Event(event) => event.id,
            Happening::Shift(shift) => shift.shift.at,
        }
    }

    pub(super) fn begin(&mut self, rule: &AlertRule) -> Option<usize> {
        self.store.begin_alerts(std::slice::from_ref(rule), at(0)).unwrap().first().map(|begun| begun.known)
    }

    pub(super) fn alerts(&self, filter: AlertFilter) -> Vec<StoredAlert> {
        self.store.alerts(&filter).unwrap().rows
    }
}

fn killed(best: u64) -> Value {
    json!({"toll": {"killed": {"low": best, "best": best, "high": best, "figures": []}}})
}

#[test]
fn what_was_there_before_a_rule_does_not_fire_and_what_comes_fires_once() {
    let mut fresh = Fresh::new();
    fresh.tell("r1", &[json!({})]);
    fresh.regroup(&[&["r1-1"]], json!({}));
    assert_eq!(fresh.begin(&assaults()), Some(1));
    assert_eq!(fresh.begin(&assaults()), None);
    assert!(fresh.fires(&assaults()).is_empty());
    fresh.tell("r2", &[json!({}), json!({"event": "CONSULT", "quad": 1})]);
    fresh.regroup(&[&["r2-1"], &["r2-2"]], json!({}));
    assert_eq!(fresh.fires(&assaults()), ["e-r2-1"]);
    assert!(fresh.fires(&assaults()).is_empty());
    // A new report of an old event is no new event.
    fresh.tell("r3", &[json!({})]);
    fresh.regroup(&[&["r1-1", "r3-1"]], json!({}));
    assert!(fresh.fires(&assaults()).is_empty());
    // Nor is what the new report said of it, once it stands alone.
    fresh.regroup(&[&["r1-1"], &["r3-1"]], json!({}));
    assert!(fresh.fires(&assaults()).is_empty());
}

#[test]
fn an_event_that_changes_its_id_is_merged_or_split_does_not_fire_again() {
    let mut fresh = Fresh::new();
    fresh.begin(&assaults());
    for id in ["r2", "r3", "r5"] {
        fresh.tell(id, &[json!({})]);
    }
    fresh.regroup(&[&["r2-1"], &["r3-1"], &["r5-1"]], json!({}));
    assert_eq!(fresh.fires(&assaults()).len(), 3);
    // An earlier claim joins.
    fresh.tell("r1", &[json!({})]);
    fresh.regroup(&[&["r1-1", "r2-1"], &["r3-1"]], json!({}));
    assert!(fresh.fires(&assaults()).is_empty());
    // The one that joined leaves again.
    fresh.regroup(&[&["r1-1"], &["r2-1", "r3-1"]], json!({}));
    assert!(fresh.fires(&assaults()).is_empty());
    // One that is new is merged with them before the rule looks.
    fresh.tell("r4", &[json!({})]);
    fresh.regroup(&[&["r4-1"]], json!({}));
    fresh.regroup(&[&["r4-1", "r5-1"]], json!({}));
    assert!(fresh.fires(&assaults()).is_empty());
    fresh.regroup(&[&["r1-1", "r2-1", "r3-1", "r4-1", "r5-1"]], json!({}));
    assert!(fresh.fires(&assaults()).is_empty());
    assert_eq!(fresh.alerts(AlertFilter::default()).len(), 3);
}

#[test]
fn a_new_coding_does_not_fire_again_whatever_it_calls_its_claims() {
    let mut fresh = Fresh::new();
    fresh.tell("r0", &[json!({"event": "CONSULT", "quad": 1}), json!({"event": "CONSULT", "quad": 1})]);
    fresh.regroup(&[&["r0-1"], &["r0-2"]], json!({}));
    fresh.begin(&assaults());
    fresh.tell("r1", &[json!({}), json!({"event": "CONSULT", "quad": 1})]);
    fresh.regroup(&[&["r1-1"], &["r1-2"]], json!({}));
    assert_eq!(fresh.fires(&assaults()), ["e-r1-1"]);
    // The next model finds one more claim before it, moves its words by a character, and sees another assault in the report and in the old one.
    let text = fresh.store.report("r1").unwrap().unwrap();
    let moved = json!([{"span": [10, 19], "trigger": [12, 15], "text": "they fought"}]);
    let claims = [
        claim(
            "r1",
            1,
            json!({"event": "CONSULT", "quad": 1, "evidence": [{"span": [0, 9], "trigger": [0, 3], "text": "they met"}]}),
        ),
        claim("r1", 2, json!({"evidence": moved})),
        claim("r1", 3, json!({})),
    ];
    fresh.store.put_coded(&coding(2), &[coded(&text, &claims)]).unwrap();
    let text = fresh.store.report("r0").unwrap().unwrap();
    fresh.store.put_coded(&coding(2), &[coded(&text, &[claim("r0", 1, json!({}))])]).unwrap();
    fresh.regroup(&[&["r1-1"], &["r1-2"], &["r1-3"], &["r0-1"]], json!({}));
    assert_eq!(fresh.fires(&assaults()), ["e-r1-3"]);
    fresh.store.compact(&crate::Compact { drop_history: true }).unwrap();
    fresh.regroup(&[&["r1-1", "r1-2"], &["r1-3"]], json!({}));
    assert!(fresh.fires(&assaults()).is_empty());
}

#[test]
fn a_toll_fires_when_it_first_passes_the_bound() {
    let mut fresh = Fresh::new();
    let toll = TollAbove { of: Fate::Killed, figure: FigureKind::Best, above: 10 };
    let many = rule(Filter::default(), Condition { toll: Some(toll), ..Condition::default() });
    fresh.tell("r1", &[json!({})]);
    fresh.tell("r2", &[json!({})]);
    fresh.regroup(&[&["r1-1"]], killed(8));
    fresh.regroup(&[&["r2-1"]], killed(80));
    // One was above before, the other was there and was not.
    assert_eq!(fresh.begin(&many), Some(1));
    fresh.tell("r3", &[json!({})]);
    fresh.regroup(&[&["r1-1", "r3-1"]], killed(10));
    assert!(fresh.fires(&many).is_empty());
    fresh.tell("r4", &[json!({})]);
    fresh.regroup(&[&["r1-1", "r3-1", "r4-1"]], killed(11));
    assert_eq!(fresh.fires(&many), ["e-r1-1"]);
    for best in [30, 9, 12] {
        fresh.regroup(&[&["r1-1", "r3-1", "r4-1"], &["r2-1"]], killed(best));
        assert!(fresh.fires(&many).is_empty(), "{best}");
    }
}

#[test]
fn sources_and_status_fire_when_they_are_first_met() {
    let mut fresh = Fresh::new();
    let sure = rule(Filter { sources: Some(2), ..Filter::default() }, Condition::default());
    let announced = Condition { tense: vec![Tense::Future], ..Condition::default() };
    let announced = AlertRule { name: "announced".into(), ..rule(Filter::default(), announced) };
    fresh.store.begin_alerts(&[sure.clone(), announced.clone()], at(0)).unwrap();
    let future = json!({"status": {"polarity": "affirmed", "tense": "future", "certainty": "asserted"}});
    fresh.tell("r1", &[future]);
    fresh.regroup(&[&["r1-1"]], json!({}));
    assert!(fresh.fires(&sure).is_empty());
    assert_eq!(fresh.fires(&announced), ["e-r1-1"]);
    fresh.tell("r2", &[json!({})]);
    fresh.regroup(&[&["r1-1", "r2-1"]], json!({}));
    assert!(fresh.fires(&sure).is_empty(), "still announced");
    fresh.regroup(
        &[&["r1-1", "r2-1"]],
        json!({"status": {"polarity": "affirmed", "tense": "past", "certainty": "asserted"}}),
    );
    assert_eq!(fresh.fires(&sure), ["e-r1-1"]);
    assert!(fresh.fires(&announced).is_empty());
}

#[test]
fn the_past_fires_when_it_is_asked_for_and_once() {
    let mut fresh = Fresh::new();
    for id in ["r1", "r2"] {
        fresh.tell(id, &[json!({})]);
    }
    fresh.regroup(&[&["r1-1"], &["r2-1"]], json!({}));
    assert!(fresh.fires(&assaults()).is_empty());
    fresh.tell("r3", &[json!({})]);
    fresh.regroup(&[&["r3-1"]], json!({}));
    assert_eq!(fresh.fires(&assaults()), ["e-r3-1"]);
    assert_eq!(fresh.fires_with(&assaults(), true), ["e-r1-1", "e-r2-1"]);
    assert!(fresh.fires_with(&assaults(), true).is_empty());
}

#[test]
fn a_rule_that_asks_something_else_begins_anew_and_fires_for_nothing_twice() {
    let mut fresh = Fresh::new();
    fresh.begin(&assaults());
    fresh.tell("r1", &[json!({})]);
    fresh.tell("r2", &[json!({"event": "CONSULT", "quad": 1})]);
    fresh.regroup(&[&["r1-1"], &["r2-1"]], json!({}));
    assert_eq!(fresh.fires(&assaults()), ["e-r1-1"]);
    let all = rule(Filter::default(), Condition::default());
    assert!(fresh.store.alert_rule_waits(&all.name, &all.asks).unwrap());
    assert!(!fresh.store.alert_rule_waits(&all.name, &assaults().asks).unwrap());
    assert_eq!(fresh.begin(&all), Some(2));
    assert!(fresh.fires(&all).is_empty());
    assert_eq!(fresh.fires_with(&all, true), ["e-r2-1"]);
}

#[test]
fn reports_that_waited_to_be_coded_when_a_rule_began_are_news() {
    let mut fresh = Fresh::new();
    fresh.keep(&[report("r1", &prose(1, 20))]);
    fresh.begin(&assaults());
    fresh.store.put_coded(&coding(1), &[coded(&report("r1", &prose(1, 20)), &[claim("r1", 1, json!({}))])]).unwrap();
    fresh.regroup(&[&["r1-1"]], json!({}));
    assert_eq!(fresh.fires(&assaults()), ["e-r1-1"]);
}

#[test]
fn an_alert_has_its_evidence_and_reads_back() {
    let mut fresh = Fresh::new();
    fresh.begin(&assaults());
    let told = Report {
        url: Some("https://a.example/1".into()),
        source: Some("A".into()),
        title: Some("They fought".into()),
        ..report("r1", &prose(1, 20))
    };
    let long = json!([{"span": [0, 5000], "trigger": [1, 4], "text": "x".repeat(5000)}, {"span": [0, 5000], "trigger": [9, 12], "text": "again"}]);
    fresh.code(&told, &[claim("r1", 1, json!({"evidence": long}))]);
    fresh.tell("r2", &[json!({})]);
    fresh.regroup(&[&["r1-1", "r2-1"]], json!({}));
    fresh.fires(&assaults());
    let [StoredAlert { alert, deliveries }] = &fresh.alerts(AlertFilter::default())[..] else { panic!("one alert") };
    assert_eq!((alert.rule.as_str(), alert.at.as_str(), alert.sources), ("a rule", "2026-01-01T00:00:00Z", 2));
    assert!(alert.sentence.starts_with("Armenia used violence against Azerbaijan"), "{}", alert.sentence);
    let [first, second] = &alert.evidence[..] else { panic!("{:?}", alert.evidence) };
    assert_eq!((first.number, first.report.as_str(), first.claim.as_str(), first.span), (1, "r1", "r1-1", [0, 5000]));
    assert_eq!(
        (first.publisher.as_deref(), first.url.as_deref(), first.title.as_deref()),
        (Some("A"), Some("https://a.example/1"), Some("They fought"))
    );
    assert_eq!((first.text.len(), second.number, second.text.as_str()), (1000, 2, "they fought"));
    assert_eq!(
        (deliveries[0].target.as_str(), deliveries[0].attempts, &deliveries[0].delivered_at),
        ("desk", 0, &None)
    );
    let written = serde_json::to_value(alert).unwrap();
    assert_eq!(written["event"]["id"], "e-r1-1");
    assert!(written.get("shift").is_none());
    assert_eq!(serde_json::from_value::<chancery::record::Alert>(written).unwrap(), *alert);
}

#[test]
fn a_step_of_firing_that_fails_fires_nothing() {
    let mut fresh = Fresh::new();
    fresh.begin(&assaults());
    fresh.tell("r1", &[json!({})]);
    fresh.regroup(&[&["r1-1"]], json!({}));
    let wrong = rule(Filter { from: Some("never".into()), ..Filter::default() }, Condition::default());
    let wrong = AlertRule { name: "wrong".into(), ..wrong };
    assert!(fresh.store.fire_alerts(&[assaults(), wrong], at(0), false).is_err());
    assert!(fresh.alerts(AlertFilter::default()).is_empty());
    assert_eq!(fresh.fires(&assaults()), ["e-r1-1"]);
}

fn shift(first: &str, last: &str, value: f64) -> Shift {
    let drivers = json!([{"event": "e-r1-1", "share": 1.0}, {"event": "e-gone", "share": 0.5}]);
    serde_json::from_value(json!({
        "at": first, "interval": [first, last], "before": 0.0, "after": value,
        "size": {"value": value, "low": value, "high": value}, "p": 0.01, "drivers": drivers
    }))
    .unwrap()
}

#[test]
fn a_shift_fires_once_however_its_interval_moves() {
    let mut fresh = Fresh::new();
    let side = |id: &str| Side { id: id.into(), name: id.into() };
    let rule = |course: Option<Course>, found: &[Shift]| AlertRule {
        name: "shifts".into(),
        asks: format!("{course:?}"),
        what: Asked::Shifts { dyad: [side("ARM"), side("AZE")], course, found: found.to_vec() },
        targets: Vec::new(),
    };
    let mut n = 0;
    let mut fires = |fresh: &mut Fresh, rule: AlertRule, past: bool| {
        // Some event changes, or nothing is looked at.
        n += 1;
        fresh.tell(&format!("r{n}"), &[json!({})]);
        fresh.regroup(&[&[&format!("r{n}-1")]], json!({}));
        fresh.fires_with(&rule, past)
    };
    let old = shift("2020-01-01", "2020-02-01", -3.0);
    assert!(fires(&mut fresh, rule(None, std::slice::from_ref(&old)), false).is_empty(), "it was there");
    let new = shift("2024-03-01", "2024-03-20", -3.0);
    assert_eq!(fires(&mut fresh, rule(None, &[old.clone(), new]), false), ["2024-03-01"]);
    // It drifts as more is known: each time it overlaps with where it was.
    for (first, last) in [("2024-03-15", "2024-04-02"), ("2024-03-25", "2024-04-10")] {
        assert!(fires(&mut fresh, rule(None, &[shift(first, last, -2.0)]), false).is_empty(), "{first}");
    }
    let back = shift("2024-03-25", "2024-04-10", 2.0);
    assert_eq!(fires(&mut fresh, rule(None, &[back]), false), ["2024-03-25"], "the other direction");
    assert_eq!(fires(&mut fresh, rule(None, &[shift("2024-05-01", "2024-05-20", -2.0)]), false), ["2024-05-01"]);
    assert_eq!(fires(&mut fresh, rule(None, &[old]), true), ["2020-01-01"]);
    let further = Some(Course::FurtherApart);
    assert!(fires(&mut fresh, rule(further, &[]), false).is_empty());
    assert!(fires(&mut fresh, rule(further, &[shift("2025-01-01", "2025-01-02", 2.0)]), false).is_empty());
    let alerts = fresh.alerts(AlertFilter::default());
    let newest = &alerts[alerts.len() - 1].alert;
    assert!(newest.sentence.starts_with("ARM and AZE moved further apart about 2024-03-01"), "{}", newest.sentence);
    assert_eq!((newest.sources, newest.evidence[0].event.as_str()), (1, "e-r1-1"));
    assert_eq!(serde_json::to_value(newest).unwrap()["shift"]["course"], "further apart");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Claims come and are grouped anew again and again: no claim is ever told of by two alerts, and none that is new is passed over.
    #[test]
    fn however_events_change_no_claim_is_told_of_twice(steps in proptest::collection::vec((1usize..4, any::<u64>()), 1..8)) {
        let mut fresh = Fresh::new();
        fresh.begin(&assaults());
        let (mut claims, mut told): (Vec<String>, BTreeSet<String>) = Default::default();
        for (more, seed) in steps {
            for _ in 0..more {
                let id = format!("r{}", claims.len());
                fresh.tell(&id, &[json!({})]);
                claims.push(format!("{id}-1"));
            }
            let mut groups: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
            for (n, claim) in claims.iter().enumerate() {
                let mixed = (seed ^ n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 61;
                groups.entry(mixed).or_default().push(claim);
            }
            let groups: Vec<&[&str]> = groups.values().map(Vec::as_slice).collect();
            fresh.regroup(&groups, json!({}));
            let fired = fresh.store.fire_alerts(&[assaults()], at(0), false).unwrap();
            let expected = groups.iter().filter(|group| group.iter().all(|claim| !told.contains(*claim))).count();
            prop_assert_eq!(fired.len(), expected);
            for one in fired {
                let alert = fresh.alerts(AlertFilter { id: Some(one.id), ..AlertFilter::default() }).remove(0).alert;
                let Happening::Event(event) = alert.what else { panic!("an event") };
                prop_assert!(event.claims.iter().all(|claim| !told.contains(claim)), "{:?}", event.claims);
            }
            // What an event that was told of took in is told of with it.
            told.extend(claims.iter().cloned());
        }
    }
}
