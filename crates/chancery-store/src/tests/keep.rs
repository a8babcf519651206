use chancery::Language;
use serde_json::json;

use super::*;
use crate::{Input, Reject};

fn source(report: Report, source: &str) -> Report {
    Report { source: Some(source.into()), ..report }
}

#[test]
fn a_report_comes_back_as_it_was_kept() {
    let mut fresh = Fresh::new();
    let report = Report {
        title: Some("Fire at dawn".into()),
        url: Some("https://example.org/1".into()),
        credits: vec!["PHOTO/AGENCY".into()],
        path: Some("a/b.txt".into()),
        language: Language::Ar,
        ..report("r1", "Fire at dawn\n\nنار عند الفجر\u{0}")
    };
    assert_eq!(fresh.keep(std::slice::from_ref(&report)), [Kept { id: "r1".into(), how: KeptAs::New }]);
    assert_eq!(fresh.store.report("r1").unwrap(), Some(report.clone()));
    assert_eq!(fresh.store.reports_at("https://example.org/1").unwrap(), [report]);
    assert_eq!(fresh.store.report("r2").unwrap(), None);
}

#[test]
fn the_same_batch_twice_changes_nothing() {
    let mut fresh = Fresh::new();
    let reports = [
        report("1", &prose(1, 50)),
        report("2", &prose(2, 50)),
        report("1", &prose(3, 50)),
        report("3", &prose(1, 50)),
    ];
    let rejects = [Reject { place: "a, line 3".into(), cause: "no text".into(), remedy: "give one".into() }];
    let input = Input { name: "a".into(), fingerprint: "f".into(), records: 5, finished: true };
    let state = json!({"etag": "x"});
    let pages = ["http://f/1".to_owned()];
    let (input_, feed) = (Some(&input), Some(("http://f", &state)));
    let batch = Batch { reports: &reports, rejects: &rejects, input: input_, feed, pages: &pages };
    let first = fresh.store.keep(&batch).unwrap();
    let dump = |fresh: &Fresh| {
        ["reports", "shingles", "shingles_new", "rejects", "inputs", "feeds", "pages"]
            .map(|table| fresh.store.sql(&format!("SELECT * FROM {table}"), &crate::Limits::default()).unwrap().rows)
    };
    let before = dump(&fresh);
    let second = fresh.store.keep(&batch).unwrap();
    assert_eq!(dump(&fresh), before);
    assert!(second.iter().all(|kept| kept.how == KeptAs::Same));
    let ids = |kept: &[Kept]| kept.iter().map(|k| k.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&first), ids(&second));
    assert_eq!(first[3].how, KeptAs::Copy { of: "1".into() });
    assert_eq!(fresh.store.input("a").unwrap(), Some(input));
    assert_eq!(fresh.store.feed("http://f").unwrap(), Some(state));
    assert!(fresh.store.has_page("http://f/1").unwrap() && !fresh.store.has_page("http://f/2").unwrap());
    assert_eq!(fresh.store.rejects(Some("a"), 10).unwrap(), rejects);
    assert_eq!(fresh.store.reject_causes().unwrap()[0].records, 1);
    fresh.is_sound();
}

#[test]
fn another_text_under_a_taken_id_is_kept_under_one_of_its_own() {
    let mut fresh = Fresh::new();
    fresh.keep(&[report("1", "first text")]);
    let kept = fresh.keep(&[report("1", "second text")]);
    assert_eq!(kept[0].how, KeptAs::New);
    let (head, digest) = kept[0].id.split_once('~').unwrap();
    assert_eq!((head, digest.len()), ("1", 8));
    assert_eq!(fresh.store.report(&kept[0].id).unwrap().unwrap().text, "second text");
    assert_eq!(fresh.store.report(&kept[0].id).unwrap().unwrap().id, kept[0].id);
    assert_eq!(fresh.keep(&[report("1", "second text")])[0], Kept { id: kept[0].id.clone(), how: KeptAs::Same });
}

#[test]
fn one_text_in_two_papers_is_two_reports() {
    let mut fresh = Fresh::new();
    let text = prose(1, 60);
    let reports = ["A", "B", "C", "a "].map(|paper| source(report("1", &text), paper));
    let kept = fresh.keep(&reports);
    assert_eq!(kept[0].how, KeptAs::New);
    assert_eq!(kept[1].how, KeptAs::Copy { of: "1".into() });
    assert_eq!(kept[2].how, KeptAs::Copy { of: "1".into() });
    assert_eq!(kept[3], Kept { id: "1".into(), how: KeptAs::Same });
    assert!(fresh.keep(&reports).iter().all(|kept| kept.how == KeptAs::Same));
    // A paper that is not known may be any.
    assert_eq!(fresh.keep(&[report("1", &text)])[0].how, KeptAs::Same);
    let by_url = |url: &str| Report { url: Some(url.into()), ..report("2", &prose(2, 60)) };
    let kept = fresh.keep(&[by_url("https://www.a.org/x?y=1"), by_url("https://a.org/x"), by_url("https://b.org/x")]);
    assert_eq!(kept.iter().map(|k| k.how == KeptAs::Same).collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn a_copy_is_found_before_and_after_the_newest_shingles_are_moved() {
    let mut fresh = Fresh::new();
    fresh.keep(&[report("1", &prose(1, 60)), report("2", &prose(2, 60))]);
    let rows = |fresh: &Fresh, table: &str| {
        fresh.store.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
    };
    let filed: i64 = rows(&fresh, "shingles_new").unwrap();
    crate::copies::move_new(&fresh.store.connection).unwrap();
    assert_eq!((rows(&fresh, "shingles"), rows(&fresh, "shingles_new")), (Ok(filed), Ok(0)));
    let kept = fresh.keep(&[report("3", &prose(3, 60)), report("4", &prose(1, 60)), report("5", &prose(3, 60))]);
    assert_eq!(kept[1].how, KeptAs::Copy { of: "1".into() });
    assert_eq!(kept[2].how, KeptAs::Copy { of: "3".into() });
    fresh.is_sound();
}

#[test]
fn what_a_changed_input_was_rejected_for_is_forgotten() {
    let mut fresh = Fresh::new();
    let reject = |place: &str| Reject { place: place.into(), cause: "c".into(), remedy: "r".into() };
    let mut put = |fingerprint: &str, records: u64, rejects: &[Reject]| {
        let input = Input { name: "a".into(), fingerprint: fingerprint.into(), records, finished: false };
        fresh.store.keep(&Batch { rejects, input: Some(&input), ..Batch::default() }).unwrap();
        fresh.store.rejects(None, 10).unwrap().len()
    };
    assert_eq!(put("1", 1, &[reject("a, line 1")]), 1);
    assert_eq!(put("1", 2, &[reject("a, line 2")]), 2);
    assert_eq!(put("2", 1, &[reject("a, line 1")]), 1);
}

#[test]
fn a_fingerprint_tells_that_a_file_changed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a");
    let long = vec![b'x'; 300_000];
    std::fs::write(&file, &long).unwrap();
    let before = crate::fingerprint(&file).unwrap();
    assert_eq!(crate::fingerprint(&file).unwrap(), before);
    let mut changed = long.clone();
    *changed.last_mut().unwrap() = b'y';
    std::fs::write(&file, &changed).unwrap();
    assert_ne!(crate::fingerprint(&file).unwrap(), before);
    let missing = crate::fingerprint(&folder.path().join("b")).unwrap_err().to_string();
    assert!(missing.contains("see that the folder exists"), "{missing}");
}

#[test]
fn the_original_is_the_earliest_in_whatever_order_copies_come() {
    let text = prose(7, 80);
    let with_date =
        |id: &str, published: Option<&str>| Report { published: published.map(str::to_owned), ..report(id, &text) };
    let reports = [
        with_date("c", Some("2024-08-20")),
        with_date("b", Some("2024-08-19")),
        with_date("a", None),
        with_date("d", Some("2024-08-19")),
    ];
    // Every order of four.
    for order in 0..24 {
        let mut rest: Vec<&Report> = reports.iter().collect();
        let mut fresh = Fresh::new();
        let mut choice = order;
        for size in (1..=4).rev() {
            fresh.keep(&[rest.remove(choice % size).clone()]);
            choice /= size;
        }
        let rows = fresh.store.sql(
            "SELECT r.id, o.id FROM reports r JOIN reports o ON o.nr = r.original ORDER BY r.id",
            &crate::Limits::default(),
        );
        let rows: Vec<String> = rows.unwrap().rows.iter().map(|r| format!("{}<{}", r[0], r[1])).collect();
        assert_eq!(rows, ["a<b", "c<b", "d<b"], "order {order}");
        fresh.is_sound();
    }
}

#[test]
fn groups_that_a_third_text_joins_have_one_original() {
    let mut fresh = Fresh::new();
    // The whole has both halves and more; the halves share nothing.
    let (left, right) = (prose(1, 120), prose(2, 120));
    let dated = |id: &str, text: &str, day: &str| Report { published: Some(day.into()), ..report(id, text) };
    fresh.keep(&[dated("left", &left, "2024-08-18"), dated("right", &right, "2024-08-19")]);
    assert_eq!(fresh.store.counts().unwrap().copies, 0);
    let kept = fresh.keep(&[dated("whole", &format!("{left} {right}"), "2024-08-20")]);
    assert_eq!(kept[0].how, KeptAs::Copy { of: "left".into() });
    assert_eq!(fresh.store.counts().unwrap().copies, 2);
    fresh.is_sound();
}

#[test]
fn a_text_in_another_language_is_no_copy() {
    let mut fresh = Fresh::new();
    let text = prose(1, 60);
    let kept = fresh.keep(&[report("1", &text), Report { language: Language::Fr, ..report("2", &text) }]);
    assert_eq!(kept[1].how, KeptAs::New);
}
