//! Lays corrections over claims.

use chancery::codebook::score_and_cameo;
use chancery::record::Claim;
use rusqlite::{Connection, params};
use serde_json::{Map, Value};

use super::anchor::{Anchor, claims};
use crate::error::unreadable;
use crate::period::Period;
use crate::{Error, Result, columns, linking};

/// The fields that can be corrected.
const FIELDS: [&str; 14] = [
    "event",
    "mode",
    "context",
    "quad",
    "score",
    "cameo",
    "actors",
    "recipients",
    "third_parties",
    "status",
    "speaker",
    "when",
    "where",
    "toll",
];

/// Finds the claims of all reviews of a report that was coded again, and lays the reviews over them.
pub(crate) fn recoded(c: &Connection, report: &str) -> Result<()> {
    let mut query = c.prepare_cached(
        "SELECT t.review, t.n, t.anchor, r.kind FROM review_targets t JOIN reviews r ON r.nr = t.review WHERE t.report = ?",
    )?;
    let targets: Vec<(i64, i64, String, String)> = query
        .query_map([report], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    if targets.is_empty() {
        return Ok(());
    }
    let claims = claims(c, report)?;
    let mut point = c.prepare_cached("UPDATE review_targets SET claim = ? WHERE review = ? AND n = ?")?;
    for (review, n, anchor, kind) in targets {
        let anchor: Anchor = serde_json::from_str(&anchor).map_err(unreadable(format!("review {review}")))?;
        point.execute(params![anchor.find(&claims, &kind), review, n])?;
    }
    claims.iter().try_for_each(|claim| apply(c, claim.nr))
}

/// Makes a claim what its coding and the reviews that hold say it is.
pub(super) fn apply(c: &Connection, nr: i64) -> Result<()> {
    let (state, json, coded, published): (String, String, Option<String>, Option<String>) = c
        .prepare_cached(
            "SELECT c.state, c.json, c.coded_json, r.published FROM claims c JOIN reports r ON r.nr = c.report WHERE c.nr = ?",
        )?
        .query_row([nr], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let base = coded.unwrap_or_else(|| json.clone());
    let (corrected, is_false) = reviewed(c, nr, &base)?;
    let now = corrected.as_ref().unwrap_or(&base);
    let state_now = if is_false { "false" } else { "current" };
    if *now == json && state_now == state {
        return Ok(());
    }
    let claim: Claim = serde_json::from_str(now).map_err(unreadable("a claim"))?;
    let period = Period::of_claim(&claim, published.as_deref());
    linking::forget(c, nr)?;
    columns::unindex(c, "claim", nr)?;
    columns::of_claim(&claim, &period).update(c, "claims", nr)?;
    let coded = corrected.is_some().then_some(&base);
    c.prepare_cached("UPDATE claims SET state = ?2, json = ?3, coded_json = ?4, linked = 0 WHERE nr = ?1")?
        .execute(params![nr, state_now, now, coded])?;
    if is_false { Ok(()) } else { columns::index_claim(c, nr, &claim, &period) }
}

/// The JSON of a claim with the corrections that hold, if there are any, and whether it is called false.
fn reviewed(c: &Connection, nr: i64, base: &str) -> Result<(Option<String>, bool)> {
    let mut query = c.prepare_cached(
        "SELECT r.kind, r.value FROM review_targets t JOIN reviews r ON r.nr = t.review
         WHERE t.claim = ? AND r.kind IN ('correct', 'false') AND r.undone_by IS NULL ORDER BY r.nr",
    )?;
    let reviews: Vec<(String, String)> =
        query.query_map([nr], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let is_false = reviews.iter().any(|(kind, _)| kind == "false");
    let mut corrected = None;
    for (_, fields) in reviews.iter().filter(|(kind, _)| kind == "correct") {
        let fields: Map<String, Value> = serde_json::from_str(fields).map_err(unreadable("review"))?;
        let before = corrected.as_deref().unwrap_or(base);
        corrected = Some(correct(before, fields)?);
    }
    Ok((corrected, is_false))
}

/// A claim with other values in some fields.
fn correct(claim: &str, fields: Map<String, Value>) -> Result<String> {
    let mut record: Map<String, Value> = serde_json::from_str(claim).map_err(unreadable("a claim"))?;
    if let Some(unknown) = fields.keys().find(|name| !FIELDS.contains(&name.as_str())) {
        let remedy = format!("correct one of {}", FIELDS.join(", "));
        return Err(Error::record("review", format!("`{unknown}` cannot be corrected"), &remedy));
    }
    let given = |name: &str| fields.contains_key(name);
    let (event, mode) = (given("event"), given("mode"));
    let derived: Vec<&str> = ["quad", "score", "cameo"].into_iter().filter(|name| !given(name)).collect();
    if event && !mode {
        record.insert("mode".into(), Value::Array(Vec::new())); // modes belong to a category
    }
    record.extend(fields);
    let wrong = |e: serde_json::Error| {
        Error::record(
            "review",
            format!("not a claim any more: {e}"),
            "give each field whole, as `chancery claims` shows it",
        )
    };
    let mut claim: Claim = serde_json::from_value(record.into()).map_err(wrong)?;
    if event || mode {
        let (score, cameo) = score_and_cameo(claim.event, &claim.mode);
        for name in derived {
            match name {
                "quad" => claim.quad = claim.event.entry().quad,
                "score" => claim.score = score,
                _ => claim.cameo = Some(cameo.to_owned()),
            }
        }
    }
    serde_json::to_string(&claim).map_err(unreadable("a claim"))
}
