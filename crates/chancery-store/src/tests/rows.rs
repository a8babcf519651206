use chancery::relate;

use super::*;
use crate::{EventRow, Part};

fn rows(fresh: &Fresh) -> Vec<EventRow> {
    let mut rows = Vec::new();
    fresh.store.each_event_row(i64::MIN..=i64::MAX, |row| rows.push(row)).unwrap();
    rows
}

#[test]
fn rows_have_what_the_records_say() {
    let mut fresh = Fresh::new();
    let third = json!([{"role": "mediator", "entity": "Q159", "between": ["Q399", "Q227"]}]);
    for (n, changes) in [
        json!({}),
        json!({"third_parties": third, "when": period("2024-08-01", "2024-08-31"), "mode": ["third-party"], "event": "CONSULT"}),
        json!({"recipients": [], "where": null, "status": {"polarity": "negated", "tense": "future", "certainty": "possible"}}),
    ]
    .into_iter()
    .enumerate()
    {
        let id = format!("r{n}");
        fresh.code(&report(&id, &prose(n as u64, 20)), &[claim(&id, 1, changes)]);
        link_all(&mut fresh.store);
    }
    let found = rows(&fresh);
    assert_eq!(found.len(), 3);
    for row in &found {
        let event = fresh.store.event(&row.id).unwrap().unwrap();
        assert_eq!(row.nr, event.nr);
        let event = event.event;
        assert_eq!((row.category, row.quad, row.score), (event.event, event.quad, event.score));
        assert_eq!((row.status, row.sources, row.confidence), (event.status, event.sources, event.confidence));
        assert_eq!(row.third_parties, event.third_parties);
        assert_eq!(row.brought_about, event.mode.iter().any(|mode| mode == relate::BROUGHT_ABOUT));
        assert_eq!(row.time.map(|time| time.days), relate::Outline::of(&event, row.nr).map(|outline| outline.days));
        let names =
            |part: Part| row.takers.iter().filter(|t| t.part == part).map(|t| t.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(Part::Actor), event.actors.iter().map(|p| p.name.clone()).collect::<Vec<_>>());
        assert_eq!(names(Part::Recipient), event.recipients.iter().map(|p| p.name.clone()).collect::<Vec<_>>());
        assert_eq!(row.point.is_some(), event.place.is_some());
        assert_eq!(row.languages, event.languages);
        assert_eq!(row.reports.len(), 1);
    }
    assert!(found.iter().any(|row| row.brought_about) && found.iter().any(|row| !row.third_parties.is_empty()));
    let mut second = Vec::new();
    fresh.store.each_event_row(found[1].nr..=found[1].nr, |row| second.push(row)).unwrap();
    assert_eq!(second, found[1..2]);
}

#[test]
fn what_changed_and_what_is_left_is_told() {
    let mut fresh = Fresh::new();
    for n in 0..3u64 {
        let id = format!("r{n}");
        fresh.code(&report(&id, &prose(n, 20)), &[claim(&id, 1, json!({}))]);
        link_all(&mut fresh.store);
    }
    let before = (fresh.store.changes().unwrap(), rows(&fresh));
    assert_eq!(fresh.store.changed_events(before.0).unwrap(), [] as [i64; 0]);
    let numbers: Vec<i64> = before.1.iter().map(|row| row.nr).collect();
    let merge = |linking: &Linking<'_>| {
        let claims: Vec<i64> = numbers[..2].iter().map(|nr| Ok(linking.members(*nr)?[0])).collect::<Result<_>>()?;
        linking.replace_events(&numbers[..2], &[linked(linking, &claims)?])
    };
    fresh.store.linking(merge).unwrap();
    assert_eq!(fresh.store.changed_events(before.0).unwrap(), numbers[..1]);
    let mut left = fresh.store.event_numbers().unwrap();
    left.sort_unstable();
    assert_eq!(left, [numbers[0], numbers[2]]);
    assert_eq!(rows(&fresh)[0].reports.len(), 2);
}

#[test]
fn a_writer_elsewhere_is_noticed_and_a_snapshot_does_not_move() {
    let mut fresh = Fresh::new();
    let reader = Store::open_read_only(&fresh.path("store.db")).unwrap();
    let version = reader.version().unwrap();
    assert_eq!(reader.version().unwrap(), version);
    let counts = reader
        .snapshot(|reader| {
            let before = reader.counts()?;
            fresh.keep(&[report("r", &prose(1, 20))]);
            Ok([before, reader.counts()?])
        })
        .unwrap();
    assert_eq!(counts[0], counts[1]);
    assert_ne!(reader.version().unwrap(), version);
    assert_eq!(reader.counts().unwrap().reports, 1);
}
