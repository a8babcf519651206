//! What holds of relations whatever the acts are, and what is found in plain ones.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::knowledge::Knowledge;
use crate::record::{Category, Course, Event, Network, Reason, Relation};

/// Days of five years.
const DAYS: Stretch = [18_000, 19_826];

fn sides() -> [Side; 2] {
    ["ARM", "AZE"].map(|id| Side { id: id.into(), name: id.into() })
}

fn act(nr: i64, first: i32, score: f64) -> Act {
    let (category, quad) = if score < 0.0 { (Category::Accuse, 3) } else { (Category::Consult, 1) };
    let standing = Standing::Counts;
    Act { nr, first, last: first, category, quad, score, standing, weight: 0.9, direction: Direction::Both }
}

/// Acts every so many days whose scores go round.
fn steady(days: Stretch, every: usize, scores: &[f64]) -> Vec<Act> {
    let all = (days[0]..=days[1]).step_by(every).zip(scores.iter().cycle());
    all.map(|(day, score)| act(i64::from(day), day, *score)).collect()
}

fn of(acts: &[Act]) -> Relation {
    relation(&sides(), acts, &[], DAYS, Step::Month, &|nr| format!("e-{nr}"))
}

/// From friendly talk to fighting on a day.
fn war(day: i32) -> Vec<Act> {
    let mut acts = steady([DAYS[0], day - 1], 9, &[2.5, 4.0, -2.0, 1.5]);
    acts.extend(steady([day, DAYS[1]], 7, &[-9.0, -9.5, -2.0]));
    acts
}

#[test]
fn a_war_is_found_with_its_day_its_size_and_what_drove_it() {
    let relation = of(&war(19_003));
    let [shift] = &relation.shifts[..] else { panic!("{:?}", relation.shifts) };
    assert_eq!(shift.at, date(19_003));
    assert!(shift.interval[0] <= shift.at && shift.at <= shift.interval[1]);
    assert!(shift.size.low < -8.3 && -8.3 < shift.size.high, "{:?}", shift.size);
    assert!((shift.after - shift.before - shift.size.value).abs() < 1e-9);
    assert!(shift.p <= 0.001);
    assert!(shift.drivers.len() > 4 && shift.drivers.iter().all(|driver| driver.share < 0.0));
    assert_eq!(relation.answer.course, Course::FurtherApart);
    assert_eq!(relation.answer.now, Some([date(19_003), date(DAYS[1])]));
    let Reason::Shift { p, before, after, events: [old, new] } = relation.answer.reason else {
        panic!("{:?}", relation.answer.reason)
    };
    assert_eq!((p, before, after), (relation.shifts[0].p, relation.shifts[0].before, relation.shifts[0].after));
    assert_eq!(old + new, relation.periods.iter().map(|period| period.events).sum::<usize>());
    assert!(relation.answer.because.contains(&format!("{new} events from {} on", date(19_003))));
    assert!(relation.silences.is_empty());
    let levels: Vec<f64> = relation.periods.iter().map(|period| period.level.value).collect();
    assert!(levels[5] > 0.5 && levels[55] < -5.5, "{levels:?}");
}

#[test]
fn a_war_of_a_year_is_two_shifts() {
    let mut acts = war(18_700);
    acts.retain(|act| act.first < 19_065);
    acts.extend(steady([19_065, DAYS[1]], 9, &[2.5, 4.0, -2.0, 1.5]));
    let relation = of(&acts);
    let sizes: Vec<bool> = relation.shifts.iter().map(|shift| shift.size.value < 0.0).collect();
    assert_eq!(sizes, [true, false], "{:?}", relation.shifts);
    assert_eq!(relation.answer.course, Course::Closer);
}

#[test]
fn a_war_that_has_just_begun_is_told() {
    let relation = of(&war(DAYS[1] - 60));
    assert_eq!(relation.answer.course, Course::FurtherApart, "{}", relation.answer.because);
    assert_eq!(relation.shifts.len(), 1);
}

#[test]
fn steady_contact_has_no_shift_however_its_volume_goes() {
    let summers = |act: &Act| act.first.rem_euclid(365) < 90 || act.nr % 5 == 0;
    for scores in [&[2.5, -9.0, 4.0, 1.5, -2.0][..], &[-9.0][..]] {
        let acts = steady(DAYS, 2, scores);
        let few: Vec<Act> = acts.iter().copied().filter(summers).collect();
        for acts in [acts, few] {
            let relation = of(&acts);
            assert!(relation.shifts.is_empty(), "{:?}", relation.shifts);
            assert!(relation.silences.is_empty(), "{:?}", relation.silences);
            assert!(relation.answer.course != Course::Closer && relation.answer.course != Course::FurtherApart);
        }
    }
    assert_eq!(of(&steady(DAYS, 2, &[-9.0])).answer.course, Course::Unchanged);
}

#[test]
fn few_acts_are_not_enough() {
    for acts in [vec![], vec![act(1, 19_000, -9.0)], steady([19_000, 19_003], 1, &[-9.0, 10.0])] {
        let relation = of(&acts);
        assert_eq!(relation.answer.course, Course::NotEnoughEvidence);
        assert!(relation.shifts.is_empty() && relation.answer.difference.is_none());
        match relation.answer.reason {
            Reason::Nothing => assert!(acts.is_empty()),
            Reason::Silence { events, .. } => assert_eq!(events, acts.len()),
            Reason::TooFew { events, weeks } => assert!(events == acts.len() && (1..=2).contains(&weeks)),
            other => panic!("{other:?}"),
        }
        assert!(relation.periods.iter().all(|p| p.level.low <= p.level.value && p.level.value <= p.level.high));
        let width = |n: usize| relation.periods[n].level.high - relation.periods[n].level.low;
        assert!(width(0) > 8.0, "far from any act little is known: {}", width(0));
    }
}

#[test]
fn all_on_one_day() {
    let acts: Vec<Act> = (0..1_000).map(|nr| act(nr, 19_000, if nr % 2 == 0 { -9.0 } else { 4.0 })).collect();
    let relation = of(&acts);
    assert!(relation.shifts.is_empty());
    assert_eq!(relation.periods.iter().map(|period| period.events).sum::<usize>(), 1_000);
}

#[test]
fn a_silence_is_told_and_is_no_level() {
    let mut acts = steady([DAYS[0], 18_900], 9, &[2.5, 4.0, -2.0]);
    let stopped = of(&acts);
    let [silence] = &stopped.silences[..] else { panic!("{:?}", stopped.silences) };
    assert_eq!((silence.from.as_str(), silence.to.as_str()), (date(18_901).as_str(), date(DAYS[1]).as_str()));
    assert_eq!(stopped.answer.course, Course::NotEnoughEvidence);
    assert_eq!(stopped.answer.reason, Reason::Silence { since: silence.from.clone(), events: acts.len() });
    // Out of silence, and with hardly anything before it.
    acts.retain(|act| act.first < DAYS[0] + 20);
    acts.extend(steady([19_400, DAYS[1]], 5, &[-9.0, -9.5, -3.5]));
    let war = of(&acts);
    assert_eq!((war.silences.len(), war.answer.course), (1, Course::FurtherApart), "{}", war.answer.because);
    assert!(matches!(war.answer.reason, Reason::Resumed { .. }), "{:?}", war.answer.reason);
}

#[test]
fn days_beyond_the_calendar_are_borne() {
    let mut acts = war(19_003);
    acts.extend([i32::MIN, i32::MAX, 0].map(|day| act(i64::from(day) + 7, day, 10.0)));
    for days in [[i32::MIN, i32::MAX], [i32::MAX, i32::MIN], [19_003; 2], [5, 4]] {
        for step in [Step::Day, Step::Year] {
            let relation = relation(&sides(), &acts, &[], days, step, &|nr| nr.to_string());
            assert!(relation.periods.len() < 12_000);
        }
    }
}

#[test]
fn a_hundred_thousand_acts() {
    let acts: Vec<Act> =
        (0..100_000).map(|nr| act(nr, DAYS[0] + (nr * 7 % 1_826) as i32, [-9.0, 2.5, 4.0][nr as usize % 3])).collect();
    let relation = of(&acts);
    assert_eq!(relation.periods.iter().map(|period| period.events).sum::<usize>(), 100_000);
    assert!(relation.shifts.is_empty());
}

#[test]
fn numbers_that_are_none_move_nothing() {
    let mut acts = war(19_003);
    let before = of(&acts);
    let broken = [(f64::NAN, 0.9), (f64::INFINITY, 0.9), (-9.0, f64::NAN), (-9.0, -1.0), (-9.0, 0.0)];
    acts.extend(
        broken
            .iter()
            .enumerate()
            .map(|(n, (score, weight))| Act { weight: *weight, ..act(-1 - n as i64, 18_100, *score) }),
    );
    let after = of(&acts);
    assert_eq!((before.shifts, before.answer), (after.shifts, after.answer));
}

fn scores() -> impl Strategy<Value = f64> {
    prop::sample::select(vec![-9.5, -9.0, -7.0, -3.5, -2.0, 0.0, 1.5, 2.5, 4.0, 5.0, 9.5])
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let one = (DAYS[0] - 30..DAYS[1] + 30, scores(), 0.05..1.0f64);
    prop::collection::vec(one, 0..120).prop_map(|all| {
        let act = |(nr, (day, score, weight))| Act { weight, ..act(nr as i64, day, score) };
        all.into_iter().enumerate().map(act).collect()
    })
}

fn bytes(relation: &Relation) -> String {
    serde_json::to_string(relation).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_acts_does_not_matter(acts in acts(), by in any::<u64>()) {
        let mut mixed = acts.clone();
        mixed.sort_by_key(|act| (act.nr as u64 + 1).wrapping_mul(by | 1));
        prop_assert_eq!(bytes(&of(&acts)), bytes(&of(&mixed)));
    }

    #[test]
    fn an_event_given_twice_counts_once(acts in acts()) {
        let twice: Vec<Act> = acts.iter().chain(&acts).copied().collect();
        prop_assert_eq!(bytes(&of(&acts)), bytes(&of(&twice)));
    }

    #[test]
    fn what_does_not_count_moves_nothing(acts in acts(), more in acts(), which in 0..5usize) {
        use Standing::{Future, Historical, Hypothetical, Negated, Undated};
        let standing = [Historical, Future, Hypothetical, Negated, Undated][which];
        let apart = more.iter().map(|act| Act { nr: act.nr + 1_000, standing, ..*act });
        let all: Vec<Act> = acts.iter().copied().chain(apart).collect();
        let (mut without, with) = (of(&acts), of(&all));
        let counted = |relation: &Relation| -> usize {
            relation.periods.iter().map(|p| p.apart).map(|a| a.historical + a.future + a.hypothetical + a.negated + a.undated).sum()
        };
        let inside = more.iter().filter(|act| DAYS[0] <= act.first && act.first <= DAYS[1]).count();
        prop_assert_eq!(counted(&with), inside);
        for (period, other) in without.periods.iter_mut().zip(&with.periods) {
            period.apart = other.apart;
        }
        prop_assert_eq!(bytes(&without), bytes(&with));
    }

    #[test]
    fn levels_and_intervals_lie_on_the_scale(acts in acts()) {
        let relation = of(&acts);
        for period in &relation.periods {
            let level = period.level;
            prop_assert!(-10.0 <= level.low && level.low <= level.value && level.value <= level.high && level.high <= 10.0);
            prop_assert_eq!(period.events, period.quads.iter().sum::<usize>());
            prop_assert_eq!(period.events, period.categories.values().sum::<usize>());
            prop_assert_eq!(period.mean.is_some(), period.events > 0);
        }
        for shift in &relation.shifts {
            prop_assert!(shift.interval[0] <= shift.at && shift.at <= shift.interval[1]);
            prop_assert!(0.0 < shift.p && shift.p <= 0.02);
        }
    }

    #[test]
    fn half_a_weight_twice_is_a_weight(acts in acts()) {
        let halves: Vec<Act> = acts.iter().flat_map(|act| {
            let half = Act { weight: act.weight / 2.0, ..*act };
            [half, Act { nr: act.nr + 1_000, ..half }]
        }).collect();
        for (whole, half) in of(&acts).periods.iter().zip(&of(&halves).periods) {
            prop_assert!((whole.weight - half.weight).abs() < 1e-9);
            prop_assert!((whole.mean.unwrap_or(0.0) - half.mean.unwrap_or(0.0)).abs() < 1e-9);
        }
    }

    #[test]
    fn a_mirror_is_a_mirror(acts in acts()) {
        let mirrored: Vec<Act> = acts.iter().map(|act| Act { score: -act.score, ..*act }).collect();
        let (one, other) = (of(&acts), of(&mirrored));
        prop_assert_eq!(one.shifts.len(), other.shifts.len());
        for (a, b) in one.periods.iter().zip(&other.periods) {
            prop_assert!((a.level.value + b.level.value).abs() < 1e-6);
        }
    }
}

fn party(entity: &str, country: Option<&str>, sector: &str) -> Value {
    json!({"entity": entity, "name": entity, "country": country, "sector": sector, "confidence": 0.9, "claims": 1})
}

fn state(code: &str) -> Value {
    party(&format!("x:{}", code.to_lowercase()), Some(code), "GOV")
}

/// An event of 19 August 2024; `changes` are its fields that differ.
fn event(category: &str, actors: &[Value], recipients: &[Value], changes: Value) -> Event {
    let mut record = json!({
        "id": "e-1", "event": category, "mode": [], "context": [], "quad": 1, "score": 2.5, "cameo": null,
        "actors": actors, "recipients": recipients, "third_parties": [],
        "status": {"polarity": "affirmed", "tense": "past", "certainty": "asserted"},
        "when": {"edtf": "2024-08-19", "start": "2024-08-19", "end": "2024-08-19", "granularity": "day", "type": "exact", "basis": "explicit"},
        "where": null, "toll": null, "sources": 1, "reports": 1, "languages": ["en"], "first": "2024-08-20", "last": "2024-08-20",
        "claims": ["r-1"], "confidence": 0.8
    });
    for (name, value) in changes.as_object().unwrap() {
        record[name] = value.clone();
    }
    serde_json::from_value(record).unwrap()
}

#[test]
fn who_acts_on_whom() {
    let (a, b, c) = (state("ARM"), state("AZE"), state("RUS"));
    let direction = |actors: &[Value], recipients: &[Value]| {
        let event = event("ACCUSE", actors, recipients, json!({}));
        Act::of(&event, 1, "ARM", "AZE").map(|act| (act.direction, act.weight))
    };
    assert_eq!(direction(std::slice::from_ref(&a), std::slice::from_ref(&b)), Some((Direction::There, 0.8)));
    assert_eq!(direction(&[b.clone(), c.clone()], std::slice::from_ref(&a)), Some((Direction::Back, 0.8)));
    assert_eq!(direction(&[a.clone(), b.clone()], &[]), Some((Direction::Both, 0.8)));
    // Shared out among three.
    assert_eq!(direction(&[a.clone(), b.clone(), c.clone()], &[]), Some((Direction::Both, 0.4)));
    // Two ministers of one state are one of two sides.
    assert_eq!(
        direction(&[a.clone(), party("x:minister", Some("ARM"), "GOV"), b.clone()], &[]),
        Some((Direction::Both, 0.8))
    );
    // Together against somebody else, or done to by him.
    assert_eq!(direction(&[a.clone(), b.clone()], std::slice::from_ref(&c)), None);
    assert_eq!(direction(std::slice::from_ref(&c), &[a.clone(), b.clone()]), None);
    assert_eq!(direction(std::slice::from_ref(&a), std::slice::from_ref(&c)), None);
}

#[test]
fn whoever_fights_his_state_is_not_the_state() {
    let rebels = party("x:rebels", Some("SDN"), "REB");
    let army = party("x:army", Some("SDN"), "MIL");
    let aid = event("AID", &[state("ARE")], std::slice::from_ref(&rebels), json!({}));
    assert_eq!(Act::of(&aid, 1, "ARE", "SDN"), None);
    assert!(Act::of(&aid, 1, "ARE", "x:rebels").is_some());
    let fight = event("ASSAULT", &[army], &[rebels], json!({}));
    assert_eq!(Act::of(&fight, 1, "SDN", "x:rebels").map(|act| act.direction), Some(Direction::There));
    assert_eq!(Act::of(&fight, 1, "SDN", "SDN"), None);
    // One who is named is himself, whatever his country.
    let inside = event("ASSAULT", &[party("x:rsf", Some("SDN"), "PRM")], &[state("SDN")], json!({}));
    assert_eq!(Act::of(&inside, 1, "SDN", "x:rsf").map(|act| act.direction), Some(Direction::Back));
}

#[test]
fn what_counts_and_when() {
    let standing = |changes: Value| {
        let event = event("ACCUSE", &[state("ARM")], &[state("AZE")], changes);
        Act::of(&event, 1, "ARM", "AZE").map(|act| (act.standing, date(act.first)))
    };
    let status = |polarity: &str, tense: &str, certainty: &str| {
        standing(json!({"status": {"polarity": polarity, "tense": tense, "certainty": certainty}})).map(|found| found.0)
    };
    let when = |start: &str, end: &str, granularity: &str| {
        standing(
            json!({"when": {"edtf": start, "start": start, "end": end, "granularity": granularity, "type": "exact", "basis": "explicit"}}),
        )
    };
    assert_eq!(status("affirmed", "present", "asserted"), Some(Standing::Counts));
    assert_eq!(status("affirmed", "historical", "asserted"), Some(Standing::Historical));
    assert_eq!(status("affirmed", "future", "asserted"), Some(Standing::Future));
    assert_eq!(status("affirmed", "future", "possible"), Some(Standing::Hypothetical));
    assert_eq!(status("negated", "historical", "hypothetical"), Some(Standing::Negated));
    assert_eq!(
        when("2023-09-19", "2023-09-20", "day"),
        Some((Standing::Historical, "2023-09-19".into())),
        "told a year later"
    );
    assert_eq!(when("2024-08-01", "2024-08-31", "month"), Some((Standing::Counts, "2024-08-01".into())));
    assert_eq!(when("2023-01-01", "2023-12-31", "year"), Some((Standing::Historical, "2023-01-01".into())));
    assert_eq!(when("2024-01-01", "2024-12-31", "year"), Some((Standing::Undated, "2024-01-01".into())));
    assert_eq!(standing(json!({"when": null})), Some((Standing::Counts, "2024-08-20".into())));
    assert_eq!(standing(json!({"when": null, "first": "2024"})), Some((Standing::Undated, "2024-01-01".into())));
    assert_eq!(standing(json!({"when": null, "first": null})), None);
}

#[test]
fn others_have_their_parts() {
    let names = Names::of(Knowledge::embedded());
    let (a, b) = (state("ARM"), state("AZE"));
    let parts = |event: &Event| -> Vec<(String, Role, Option<usize>)> {
        ThirdAct::of(event, 1, "ARM", "AZE", &names).into_iter().map(|t| (t.who.id, t.role, t.toward)).collect()
    };
    let mediator = json!([{"role": "mediator", "entity": "Q159", "between": ["Q399", "Q227"]}]);
    let talks = event("CONSULT", &[a.clone(), b.clone()], &[], json!({"third_parties": mediator}));
    assert_eq!(parts(&talks), [("RUS".into(), Role::Mediator, None)]);
    let offer = event("AGREE", &[state("RUS")], &[a.clone(), b.clone()], json!({}));
    assert_eq!(parts(&offer), [("RUS".into(), Role::Mediator, None)]);
    let only = event("AGREE", &[state("RUS")], std::slice::from_ref(&a), json!({"third_parties": mediator}));
    assert_eq!(parts(&only), [("RUS".into(), Role::Mediator, None)]);
    let round = event("CONSULT", &[a.clone(), b.clone(), state("USA")], &[], json!({"mode": ["third-party"]}));
    assert_eq!(parts(&round), [("USA".into(), Role::Mediator, None)]);
    let arms = event("AID", &[state("TUR")], std::slice::from_ref(&b), json!({}));
    assert_eq!(parts(&arms), [("TUR".into(), Role::Sponsor, Some(1))]);
    let pact = event("COOPERATE", &[a.clone(), state("FRA")], &[], json!({}));
    assert_eq!(parts(&pact), [("FRA".into(), Role::Ally, Some(0))]);
    let backed = json!([{"role": "patron", "entity": "Q43", "between": []}]);
    let attack = event("ASSAULT", std::slice::from_ref(&b), std::slice::from_ref(&a), json!({"third_parties": backed}));
    assert_eq!(parts(&attack), [("TUR".into(), Role::Patron, Some(1))]);
    let accused = event("ACCUSE", &[state("FRA"), a], &[b], json!({}));
    assert_eq!(parts(&accused), [], "who accuses together with one of the two is no third");
    let denied = event(
        "AID",
        &[state("TUR")],
        &[state("AZE")],
        json!({"status": {"polarity": "negated", "tense": "past", "certainty": "asserted"}}),
    );
    assert_eq!(parts(&denied), []);
}

#[test]
fn who_helps_both_alike_takes_no_side() {
    let third = |nr: i64, who: &str, role: Role, toward: Option<usize>| {
        let who = Side { id: who.into(), name: who.into() };
        ThirdAct { nr, first: 19_000 + nr as i32, weight: 0.8, who, role, toward, named: false }
    };
    let mut thirds: Vec<ThirdAct> = (0..4).map(|nr| third(nr, "USA", Role::Sponsor, Some(nr as usize % 2))).collect();
    thirds.extend((10..13).map(|nr| third(nr, "TUR", Role::Sponsor, Some(1))));
    thirds.push(third(13, "TUR", Role::Accuser, Some(0)));
    thirds.push(third(20, "FRA", Role::Sponsor, Some(0)));
    thirds.push(third(21, "RUS", Role::Mediator, None));
    thirds.extend((200..204).map(|nr| third(nr, "IRN", Role::Ally, Some(0))));
    let parts = |acts: &[Act]| -> Vec<(String, String, Option<String>, usize)> {
        let found = relation(&sides(), acts, &thirds, DAYS, Step::Month, &|nr| format!("e-{nr}")).third_parties;
        found.into_iter().map(|part| (part.who.id, part.role, part.toward, part.events.len())).collect()
    };
    let part = |who: &str, role: &str, toward: Option<&str>, events| {
        (who.into(), role.into(), toward.map(str::to_owned), events)
    };
    // Who takes sides where nobody is at odds stands with nobody against anybody.
    assert_eq!(parts(&[]), [part("RUS", "mediator", None, 1)]);
    let quarrel = [act(1, 19_010, -9.0)];
    let expected = [
        part("TUR", "sponsor", Some("AZE"), 3),
        part("RUS", "mediator", None, 1),
        part("TUR", "accuser", Some("ARM"), 1),
    ];
    assert_eq!(parts(&quarrel), expected);
}

#[test]
fn one_tie_weakens_while_another_strengthens() {
    let of = Side { id: "ARM".into(), name: "Armenia".into() };
    let side = |id: &str| Side { id: id.into(), name: id.into() };
    let from_to = |day: i32, before: &[f64], after: &[f64]| {
        let mut acts = steady([DAYS[0], day - 1], 13, before);
        acts.extend(steady([day, DAYS[1]], 13, after));
        acts
    };
    let (warm, cold, mixed) = (&[5.0, 4.0, 2.5, 9.5][..], &[-3.5, -6.0, -2.0, -3.0][..], &[4.0, -3.5, 2.5, -2.0][..]);
    let mut ties = vec![
        (side("RUS"), from_to(19_000, warm, cold)),
        (side("FRA"), from_to(19_060, mixed, warm)),
        (side("IRN"), from_to(19_500, mixed, warm)),
        (side("USA"), steady(DAYS, 17, mixed)),
        (side("CHN"), vec![]),
    ];
    let found = realignments(&of, &ties, DAYS, 183, &|nr| nr.to_string());
    let turns: Vec<(&str, &str)> = found.iter().map(|turn| (&*turn.away.id, &*turn.toward.id)).collect();
    assert_eq!(turns, [("RUS", "FRA")]);
    assert!((50..=70).contains(&found[0].days_between), "{}", found[0].days_between);
    assert!(found[0].weakened.size.value < 0.0 && found[0].strengthened.size.value > 0.0);
    ties.reverse();
    assert_eq!(realignments(&of, &ties, DAYS, 183, &|nr| nr.to_string()), found, "in whatever order");
    ties.retain(|(side, _)| side.id != "RUS");
    assert!(realignments(&of, &ties, DAYS, 183, &|nr| nr.to_string()).is_empty());
    assert!(realignments(&of, &[], DAYS, 183, &|nr| nr.to_string()).is_empty());
}

#[test]
fn a_network_has_signs_triads_and_blocs() {
    let names = Names::of(Knowledge::embedded());
    let mut pairs: BTreeMap<[String; 2], Vec<Act>> = BTreeMap::new();
    let mut tie = |a: &str, b: &str, scores: &[f64], every: usize| {
        pairs.insert([a.into(), b.into()], steady(DAYS, every, scores));
    };
    tie("ARM", "AZE", &[-9.0, -9.0, -3.5], 11);
    tie("ARM", "FRA", &[5.0, 4.0, 9.5], 13);
    tie("AZE", "FRA", &[-3.5, -2.0, -6.0], 17);
    tie("AZE", "TUR", &[9.5, 5.0], 15);
    tie("IRN", "TUR", &[9.5, -9.0], 400);
    tie("IRN", "USA", &[-9.0], 2_000);
    let found: Network = network(&pairs, DAYS, 2, &names);
    let signs: Vec<(String, i8)> = found.ties.iter().map(|tie| (tie.between.join(" "), tie.sign)).collect();
    let expected = [("ARM AZE", -1), ("ARM FRA", 1), ("AZE FRA", -1), ("AZE TUR", 1), ("IRN TUR", 0)];
    assert_eq!(signs, expected.map(|(tie, sign)| (tie.to_owned(), sign)));
    assert_eq!(found.triads.len(), 1);
    assert!(found.triads[0].balanced && found.balance == Some(1.0));
    let blocs: Vec<(&str, Option<usize>)> = found.members.iter().map(|m| (&*m.who.id, m.bloc)).collect();
    assert_eq!(blocs, [("ARM", Some(0)), ("AZE", Some(1)), ("FRA", Some(0)), ("IRN", None), ("TUR", Some(1))]);
    assert_eq!(found.members[0].who.name, "Armenia");
}
