use serde_json::json;

use super::*;
use crate::Error;

#[test]
fn reports_wait_until_they_are_coded_and_again_for_another_coding() {
    let mut fresh = Fresh::new();
    let reports: Vec<Report> = (0..5).map(|n| report(&n.to_string(), &prose(n, 20))).collect();
    fresh.keep(&reports);
    let ids = |fresh: &Fresh, n: u32| {
        fresh.store.pending(&coding(n), 10).unwrap().into_iter().map(|r| r.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&fresh, 1), ["0", "1", "2", "3", "4"]);
    assert_eq!(fresh.store.pending(&coding(1), 2).unwrap(), reports[..2]);
    // Also a report that claims nothing was coded.
    let some = [coded(&reports[1], &[]), coded(&reports[3], &[claim("3", 1, json!({}))])];
    assert_eq!(fresh.store.put_coded(&coding(1), &some).unwrap(), 2);
    assert_eq!(fresh.store.put_coded(&coding(1), &some).unwrap(), 0);
    assert_eq!(ids(&fresh, 1), ["0", "2", "4"]);
    assert_eq!(ids(&fresh, 2), ["0", "2", "4", "1", "3"]);
    assert_eq!(fresh.store.pending_count(&coding(2)).unwrap(), 5);
    fresh.store.put_coded(&coding(2), &some[..1]).unwrap();
    assert_eq!(ids(&fresh, 1), ["0", "2", "4", "1"]);
    fresh.is_sound();
}

#[test]
fn claims_of_an_earlier_coding_stay_as_history() {
    let mut fresh = Fresh::new();
    let text = report("r", &prose(1, 20));
    let old = [claim("r", 1, json!({})), claim("r", 2, json!({"event": "ACCUSE"}))];
    let new = [claim("r", 1, json!({"event": "COERCE", "actors": [party("Q30", "United States", "USA")]}))];
    fresh.code(&text, &old);
    link_all(&mut fresh.store);
    fresh.is_sound();
    fresh.store.put_coded(&coding(2), &[coded(&text, &new)]).unwrap();
    let current = fresh.store.claims(&Filter::default()).unwrap().rows;
    assert_eq!(current.iter().map(|row| &row.claim).collect::<Vec<_>>(), new.iter().collect::<Vec<_>>());
    assert_eq!(fresh.store.history("r").unwrap(), [(coding(1), old.to_vec()), (coding(2), new.to_vec())]);
    assert_eq!(fresh.claim_ids(&Filter { actor: "Q399".parse().ok(), ..Filter::default() }), [] as [&str; 0]);
    // The event of the old claims has to be made anew.
    assert!(fresh.store.events(&Filter::default()).unwrap().rows[0].stale);
    fresh.is_sound();
    // Back to the earlier coding: its claims are written anew.
    fresh.store.put_coded(&coding(1), &[coded(&text, &old)]).unwrap();
    assert_eq!(fresh.store.coded("r").unwrap().unwrap().claims, old);
    assert_eq!(fresh.store.history("r").unwrap().len(), 2);
    fresh.is_sound();
}

#[test]
fn labels_come_back_with_the_claims() {
    let mut fresh = Fresh::new();
    let text = report("r", &prose(1, 20));
    fresh.keep(std::slice::from_ref(&text));
    let label = json!({"codebook": "c", "version": "1", "category": "flood", "confidence": 0.5, "span": [0, 4], "text": "word", "claims": []});
    let coded = Coded { labels: vec![serde_json::from_value(label).unwrap()], ..coded(&text, &[]) };
    fresh.store.put_coded(&coding(1), std::slice::from_ref(&coded)).unwrap();
    assert_eq!(fresh.store.coded("r").unwrap(), Some(coded));
    assert_eq!(fresh.store.coded("s").unwrap(), None);
}

#[test]
fn claims_without_their_report_are_refused_and_none_of_the_batch_is_taken() {
    let mut fresh = Fresh::new();
    let text = report("r", &prose(1, 20));
    fresh.keep(std::slice::from_ref(&text));
    let known = coded(&text, &[claim("r", 1, json!({}))]);
    let unknown = coded(&report("s", "other"), &[]);
    let error = fresh.store.put_coded(&coding(1), &[known.clone(), unknown]).unwrap_err();
    assert!(matches!(&error, Error::Record { record, .. } if record == "s"), "{error}");
    assert_eq!(fresh.claim_ids(&Filter::default()).len(), 0);
    let other_text = coded(&report("r", "another text"), &[]);
    assert!(fresh.store.put_coded(&coding(1), &[known, other_text]).is_err());
    assert_eq!(fresh.store.pending_count(&coding(1)).unwrap(), 1);
}

#[test]
fn a_date_in_the_text_dates_the_report_and_its_claims() {
    let mut fresh = Fresh::new();
    let text = prose(1, 40);
    let undated = |id: &str| Report { published: None, ..report(id, &text) };
    fresh.keep(&[undated("b"), undated("a")]);
    let original = |fresh: &Fresh| {
        let rows =
            fresh.store.sql("SELECT id FROM reports WHERE original IS NULL", &crate::Limits::default()).unwrap().rows;
        rows[0][0].to_string()
    };
    assert_eq!(original(&fresh), "a");
    let dated = Report { published: Some("2020-05-06".into()), ..undated("b") };
    fresh.store.put_coded(&coding(1), &[coded(&dated, &[claim("b", 1, json!({}))])]).unwrap();
    assert_eq!(original(&fresh), "b");
    assert_eq!(fresh.store.report("b").unwrap().unwrap().published.as_deref(), Some("2020-05-06"));
    let of_2020 = Filter { from: Some("2020".into()), to: Some("2020".into()), ..Filter::default() };
    assert_eq!(fresh.claim_ids(&of_2020), ["b-1"]);
    // The same report without its date is still the same.
    assert_eq!(fresh.keep(&[undated("b")])[0].how, KeptAs::Same);
    fresh.is_sound();
}
