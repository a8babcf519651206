use std::time::Duration;

use serde_json::json;

use super::*;
use crate::{Limits, Value as Cell};

fn refused(fresh: &Fresh, sql: &str) -> String {
    fresh.store.sql(sql, &Limits::default()).unwrap_err().to_string()
}

#[test]
fn rows_come_with_their_types() {
    let mut fresh = Fresh::new();
    fresh.code(&report("r", "Fire near the border"), &[claim("r", 1, json!({}))]);
    let rows = fresh
        .store
        .sql("SELECT id, quad, score, cameo, NULL AS none, x'00ff' AS bytes FROM claims", &Limits::default())
        .unwrap();
    assert_eq!(rows.columns, ["id", "quad", "score", "cameo", "none", "bytes"]);
    let expected = vec![
        Cell::Text("r-1".into()),
        Cell::Integer(4),
        Cell::Real(-9.0),
        Cell::Text("190".into()),
        Cell::Null,
        Cell::Blob(vec![0, 255]),
    ];
    assert_eq!(rows.rows, [expected]);
    assert_eq!(serde_json::to_value(&rows.rows[0]).unwrap(), json!(["r-1", 4, -9.0, "190", null, "00ff"]));
    // Text, places, settings and what is written as WITH work too.
    for sql in [
        "SELECT r.id FROM reports_text t JOIN reports r ON r.nr = t.rowid WHERE reports_text MATCH 'border' ORDER BY rank",
        "SELECT c.id FROM claim_places g JOIN claims c ON c.nr = g.nr WHERE g.south > 40 AND g.north < 41",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i FROM n",
        "PRAGMA table_info(claims)",
        "SELECT json_extract(json, '$.actors[0].name') FROM claims",
        "EXPLAIN QUERY PLAN SELECT * FROM claims",
        "SELECT kilometres(0, 0, 0, 1)",
    ] {
        assert!(!fresh.store.sql(sql, &Limits::default()).unwrap().rows.is_empty(), "{sql}");
    }
}

#[test]
fn the_questions_of_the_documentation_are_valid() {
    let mut fresh = Fresh::new();
    fresh.code(&report("r", "Fire near the border"), &[claim("r", 1, json!({}))]);
    let page = include_str!("../../../../docs/store.md");
    let questions: Vec<&str> = page.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(questions.len(), 6);
    for question in questions {
        fresh.store.sql(question, &Limits::default()).unwrap();
    }
}

#[test]
fn a_statement_can_only_read() {
    let mut fresh = Fresh::new();
    fresh.code(&report("r", "Fire near the border"), &[claim("r", 1, json!({}))]);
    let outside = fresh.path("outside.db");
    let attach = format!("ATTACH '{}' AS other", outside.display());
    let vacuum = format!("VACUUM INTO '{}'", outside.display());
    for sql in [
        "DELETE FROM reports",
        "UPDATE claims SET quad = 1",
        "INSERT INTO reports_text (reports_text) VALUES ('rebuild')",
        "CREATE TABLE t (a)",
        "CREATE TEMP TABLE t (a)",
        "DROP TABLE claims",
        "PRAGMA user_version = 9",
        "PRAGMA query_only = 0",
        "PRAGMA writable_schema = 1",
        "PRAGMA journal_mode = DELETE",
        "SELECT load_extension('x')",
        "BEGIN",
        &attach,
        &vacuum,
        "WITH x AS (SELECT 1) DELETE FROM claims",
        "SELECT 1; DROP TABLE claims",
    ] {
        let error = refused(&fresh, sql);
        assert!(!error.contains("store check"), "{sql}: {error}");
    }
    assert!(!outside.exists());
    assert_eq!(fresh.store.counts().unwrap().claims, 1);
    fresh.is_sound();
}

#[test]
fn wrong_statements_are_told_apart() {
    let fresh = Fresh::new();
    assert!(refused(&fresh, "SELECT nr FROM claim").contains("no such table: claim"));
    assert!(refused(&fresh, "SELEC 1").contains("near \"SELEC\""));
    assert!(refused(&fresh, " -- nothing").contains("no statement"));
    assert!(refused(&fresh, "SELECT 1; SELECT 2").contains("more than one statement"));
    assert!(refused(&fresh, "SELECT * FROM reports_text WHERE reports_text MATCH '\"'").contains("fails"));
    assert!(refused(&fresh, "SELECT zeroblob(1000000000)").contains("too big"));
}

#[test]
fn time_and_rows_have_limits() {
    let fresh = Fresh::new();
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
    let rows = fresh.store.sql(endless, &Limits { rows: 10, ..Limits::default() }).unwrap();
    assert_eq!((rows.rows.len(), rows.more), (10, true));
    let brief = Limits { time: Duration::from_millis(50), rows: usize::MAX };
    let error = fresh.store.sql(&format!("SELECT count(*) FROM ({endless})"), &brief).unwrap_err().to_string();
    assert!(error.contains("takes too long"), "{error}");
    assert!(!fresh.store.sql("SELECT 1", &Limits { rows: 1, ..brief }).unwrap().more);
}
