//! What reviewers demand of linking.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::Linking;
use crate::{Result, Store};

/// What holds for two claims, whatever their score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Must {
    /// They tell of one event.
    Merge,
    /// They tell of different events.
    Apart,
}

/// What a reviewer said of two current claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Constraint {
    /// Number of a claim's row.
    pub a: i64,
    /// Number of the other's; larger.
    pub b: i64,
    /// What must be.
    pub must: Must,
}

impl Store {
    /// What the reviews that hold say must be one event or may not be: every claim of a merge with the first of it, every
    /// claim of a split with every one of its other parts. Of reviews that say different things of two claims the last
    /// counts. By numbers.
    ///
    /// # Errors
    /// Those of reading.
    pub fn constraints(&self) -> Result<Vec<Constraint>> {
        self.read(|c| constraints(c, None))
    }
}

impl Linking<'_> {
    /// As [`Store::constraints`].
    pub fn constraints(&self) -> Result<Vec<Constraint>> {
        constraints(self.connection, None)
    }

    /// Those in which one of some claims is.
    pub fn constraints_of(&self, claims: &[i64]) -> Result<Vec<Constraint>> {
        let mut found = BTreeMap::new();
        for claim in claims {
            found.extend(constraints(self.connection, Some(*claim))?.into_iter().map(|c| ((c.a, c.b), c)));
        }
        Ok(found.into_values().collect())
    }
}

fn constraints(c: &Connection, of: Option<i64>) -> Result<Vec<Constraint>> {
    // From the targets of the claim where one is named, else from all reviews.
    let which = match of {
        Some(_) => "review_targets w CROSS JOIN reviews v ON v.nr = w.review AND w.claim = ?1",
        None => "reviews v WHERE ?1 IS NULL",
    };
    let and = if of.is_some() { "WHERE" } else { "AND" };
    let sql = format!(
        "SELECT min(x.claim, y.claim), max(x.claim, y.claim), v.kind FROM (
           SELECT DISTINCT v.nr, v.kind FROM {which} {and} v.undone_by IS NULL AND v.kind IN ('merge', 'split')) v
         CROSS JOIN review_targets x ON x.review = v.nr CROSS JOIN review_targets y ON y.review = v.nr AND y.n > x.n
         JOIN claims a ON a.nr = x.claim AND a.state = 'current' JOIN claims b ON b.nr = y.claim AND b.state = 'current'
         WHERE x.claim <> y.claim AND (?1 IS NULL OR ?1 IN (x.claim, y.claim))
           AND (v.kind = 'split' AND x.part <> y.part OR v.kind = 'merge' AND x.n = (
             SELECT min(n) FROM review_targets f JOIN claims l ON l.nr = f.claim AND l.state = 'current' WHERE f.review = v.nr))
         ORDER BY v.nr"
    );
    let mut query = c.prepare_cached(&sql)?;
    let mut rows = query.query([of])?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (a, b, kind): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let must = if kind == "merge" { Must::Merge } else { Must::Apart };
        found.insert((a, b), Constraint { a, b, must });
    }
    Ok(found.into_values().collect())
}
