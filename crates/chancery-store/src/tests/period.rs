use serde_json::json;

use super::*;
use crate::period::{Period, reach_back};

fn of(changes: Value, published: Option<&str>) -> (String, String, bool) {
    let Period { first, last, long } = Period::of_claim(&claim("r", 1, changes), published);
    (first, last, long)
}

fn days(first: &str, last: &str, long: bool) -> (String, String, bool) {
    (first.into(), last.into(), long)
}

#[test]
fn a_claim_is_found_by_its_own_period_else_by_the_date_of_its_report() {
    assert_eq!(of(json!({"when": day("2023-05-01")}), Some("2024")), days("2023-05-01", "2023-05-01", false));
    assert_eq!(of(json!({}), Some("2024-02")), days("2024-02-01", "2024-02-29", false));
    assert_eq!(of(json!({}), None), days("", "", false));
    assert_eq!(of(json!({}), Some("soon")), days("", "", false));
    let mut unresolved = day("2023-05-01");
    (unresolved["start"], unresolved["end"]) = (Value::Null, Value::Null);
    assert_eq!(of(json!({"when": unresolved}), Some("2024-02-03")), days("2024-02-03", "2024-02-03", false));
    let history = json!({"polarity": "affirmed", "tense": "historical", "certainty": "asserted"});
    assert_eq!(of(json!({"status": history}), Some("2024")), days("", "", false));
}

#[test]
fn a_period_that_is_open_has_no_end() {
    let mut open = day("2023-05-01");
    open["end"] = Value::Null;
    assert_eq!(of(json!({"when": open}), None), days("2023-05-01", "9999-12-31", true));
    let mut open = day("2023-05-01");
    open["start"] = Value::Null;
    assert_eq!(of(json!({"when": open}), None), days("0001-01-01", "2023-05-01", true));
}

#[test]
fn what_is_not_long_is_reached_from_its_last_day() {
    // A leap year is not long, a day more is.
    assert!(!of(json!({"when": period("2024-01-01", "2024-12-31")}), None).2);
    assert!(of(json!({"when": period("2024-01-01", "2025-01-01")}), None).2);
    assert!(reach_back("2024-12-31").as_str() <= "2024-01-01");
    assert_eq!(reach_back("0001-01-01"), "0001-01-01");
}
