use std::time::{Duration, Instant};

use super::*;
use crate::{Error, ReportFilter};

/// Reports of several days and languages, one without a date.
fn library() -> Fresh {
    let mut fresh = Fresh::new();
    let one = |id: &str, published: Option<&str>, language, title: &str, text: &str| Report {
        published: published.map(str::to_owned),
        language,
        title: Some(title.into()),
        ..report(id, &format!("{title}\n\n{text} {}", prose(id.len() as u64, 40)))
    };
    fresh.keep(&[
        one("spring", Some("2024-03"), Language::En, "A truce", "The ceasefire holds in the valley"),
        one("undated", None, Language::Fr, "Sans date", "Le cessez-le-feu tient, un ceasefire"),
        one("summer", Some("2024-08-19"), Language::En, "Ceasefire", "Both sides accept the ceasefire"),
        one("year", Some("2023"), Language::En, "Looking back", "A year without one"),
        one("twin", Some("2024-08-19"), Language::Fr, "Été", "Rien de nouveau"),
    ]);
    fresh.code(&one("claims", Some("2024-09-01"), Language::En, "War", "ceasefire"), &[claim("claims", 1, json!({}))]);
    fresh
}

fn ids(fresh: &Fresh, filter: ReportFilter) -> Vec<String> {
    fresh.store.reports(&filter).unwrap().rows.into_iter().map(|row| row.id).collect()
}

#[test]
fn reports_come_the_latest_first_and_those_without_a_date_last() {
    let fresh = library();
    let all = ["claims", "twin", "summer", "spring", "year", "undated"];
    assert_eq!(ids(&fresh, ReportFilter::default()), all);
    for (limit, text) in [(1, None), (2, None), (4, None), (1, Some("ceasefire")), (2, Some("ceas*"))] {
        let text = text.map(str::to_owned);
        let whole = ids(&fresh, ReportFilter { text: text.clone(), ..ReportFilter::default() });
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let filter = ReportFilter { text: text.clone(), limit: Some(limit), after, ..ReportFilter::default() };
            let page = fresh.store.reports(&filter).unwrap();
            seen.extend(page.rows.into_iter().map(|row| row.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen, whole);
    }
}

#[test]
fn reports_are_found_by_words_dates_and_language() {
    let fresh = library();
    let text = |words: &str| ReportFilter { text: Some(words.into()), ..ReportFilter::default() };
    assert_eq!(ids(&fresh, text("ceasefire")), ["claims", "summer", "spring", "undated"]);
    assert_eq!(ids(&fresh, text("\"both sides\"")), ["summer"]);
    assert_eq!(ids(&fresh, text("* \"\"")), [] as [&str; 0]);
    assert_eq!(ids(&fresh, ReportFilter { language: Some(Language::Fr), ..text("ceasefire") }), ["undated"]);
    let between =
        |from: &str, to: &str| ReportFilter { from: Some(from.into()), to: Some(to.into()), ..ReportFilter::default() };
    assert_eq!(ids(&fresh, between("2024-03-15", "2024-08")), ["twin", "summer", "spring"]);
    assert_eq!(ids(&fresh, between("2023-06", "2023-07")), ["year"]);
    assert_eq!(
        ids(&fresh, ReportFilter { text: Some("ceasefire".into()), ..between("2024-08-19", "2024-08-19") }),
        ["summer"]
    );
    let error =
        fresh.store.reports(&ReportFilter { from: Some("soon".into()), ..ReportFilter::default() }).unwrap_err();
    assert!(matches!(error, Error::Query { .. }), "{error}");
    let rows = fresh.store.reports(&ReportFilter::default()).unwrap().rows;
    assert_eq!(rows.iter().map(|row| row.claims).collect::<Vec<_>>(), [1, 0, 0, 0, 0, 0]);
    assert_eq!((rows[0].title.as_deref(), rows[0].language), (Some("War"), Language::En));
}

#[test]
fn a_search_gives_the_best_first_with_the_words_marked() {
    let fresh = library();
    let hits = fresh.store.search("ceasefire", 10).unwrap();
    assert_eq!(hits[0].report.id, "summer");
    assert_eq!(hits.len(), 4);
    for hit in &hits {
        let marked: Vec<&str> = hit.snippet.iter().filter(|piece| piece.hit).map(|piece| piece.text.as_str()).collect();
        assert!(!marked.is_empty() && marked.iter().all(|word| word.eq_ignore_ascii_case("ceasefire")), "{marked:?}");
    }
    assert_eq!(fresh.store.search("ceasefire", 2).unwrap(), hits[..2]);
    assert_eq!(fresh.store.search("ÉTÉ rien", 10).unwrap()[0].report.id, "twin");
    assert_eq!(fresh.store.search("\"", 10).unwrap(), []);
    assert_eq!(fresh.store.reports_with("ceasefire valley").unwrap().len(), 1);
    assert_eq!(fresh.store.report_number("none").unwrap(), None);
}

#[test]
fn a_question_that_has_no_time_left_is_broken_off() {
    let mut fresh = library();
    fresh.store.answer_by(Some(Instant::now() - Duration::from_secs(1))).unwrap();
    let endless = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n) SELECT count(*) FROM n";
    let asked = fresh.store.read(|c| Ok(c.query_row(endless, [], |row| row.get::<_, i64>(0))?));
    assert!(matches!(asked, Err(Error::TooLong)), "{asked:?}");
    fresh.store.answer_by(None).unwrap();
    assert_eq!(ids(&fresh, ReportFilter::default()).len(), 6);
}
