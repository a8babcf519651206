//! The alerts that were fired.

use chancery::record::Alert;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::Serialize;

use crate::error::unreadable;
use crate::{Cursor, Page, Result, Store};

/// Rows of a page when the filter names no limit.
const PAGE: usize = 100;

/// Which alerts. Everything that is given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AlertFilter {
    /// This one.
    pub id: Option<String>,
    /// Of this rule, by its name.
    pub rule: Option<String>,
    /// That go, or went, to this target.
    pub target: Option<String>,
    /// That have not reached all their targets.
    pub undelivered: bool,
    /// At most so many; 100 when it is not said.
    pub limit: Option<usize>,
    /// After this row.
    pub after: Option<Cursor>,
}

/// An alert, and where it went.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredAlert {
    /// The alert.
    #[serde(flatten)]
    pub alert: Alert,
    /// By target.
    pub deliveries: Vec<Delivery>,
}

/// Whether an alert reached a target. When neither `delivered_at` nor `next_at` is there it was given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Delivery {
    /// Name of the target.
    pub target: String,
    /// Attempts so far.
    pub attempts: u32,
    /// When it reached the target, in UTC.
    pub delivered_at: Option<String>,
    /// When the next attempt is due.
    pub next_at: Option<String>,
    /// Why the last attempt failed.
    pub fault: Option<String>,
}

impl Store {
    /// A page of alerts, the latest first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn alerts(&self, filter: &AlertFilter) -> Result<Page<StoredAlert>> {
        let limit = filter.limit.unwrap_or(PAGE);
        let mut conditions = vec!["1"];
        let mut values: Vec<Value> = Vec::new();
        for (condition, value) in [
            ("id = ?", filter.id.clone().map(Value::from)),
            ("rule = ?", filter.rule.clone().map(Value::from)),
            (
                "EXISTS (SELECT 1 FROM alert_deliveries d WHERE d.alert = a.nr AND d.target = ?)",
                filter.target.clone().map(Value::from),
            ),
            ("nr < ?", filter.after.as_ref().map(|cursor| cursor.nr.into())),
        ] {
            if let Some(value) = value {
                conditions.push(condition);
                values.push(value);
            }
        }
        if filter.undelivered {
            conditions
                .push("EXISTS (SELECT 1 FROM alert_deliveries d WHERE d.alert = a.nr AND d.delivered_at IS NULL)");
        }
        values.push(i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX).into());
        let sql =
            format!("SELECT nr, at, json FROM alerts a WHERE {} ORDER BY nr DESC LIMIT ?", conditions.join(" AND "));
        self.read(|c| {
            let mut query = c.prepare_cached(&sql)?;
            let mut rows = query.query(params_from_iter(values))?;
            let mut page = Page { rows: Vec::new(), next: None };
            let mut last = None;
            while let Some(row) = rows.next()? {
                if page.rows.len() == limit {
                    page.next = last;
                    break;
                }
                let (nr, at, json): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let alert = serde_json::from_str(&json).map_err(unreadable(format!("alert {nr}")))?;
                page.rows.push(StoredAlert { alert, deliveries: deliveries(c, nr)? });
                last = Some(Cursor { day: at.chars().take(10).collect(), nr });
            }
            Ok(page)
        })
    }
}

fn deliveries(c: &Connection, alert: i64) -> Result<Vec<Delivery>> {
    let mut query = c.prepare_cached(
        "SELECT target, attempts, delivered_at, next_at, fault FROM alert_deliveries WHERE alert = ? ORDER BY target",
    )?;
    let rows = query.query_map([alert], |row| {
        Ok(Delivery {
            target: row.get(0)?,
            attempts: row.get(1)?,
            delivered_at: row.get(2)?,
            next_at: row.get(3)?,
            fault: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
