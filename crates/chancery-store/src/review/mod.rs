//! In: what reviewers say of claims. Out: claims with their corrections, and what must or may not be one event. Always:
//! reviews are only added, and undone by another review; they speak of words in a report, not of rows, so that they hold
//! when the report is coded again.

mod anchor;
mod apply;
mod ruling;

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::error::unreadable;
use crate::{Error, Result, Store, linking, now};
pub use anchor::Anchor;
pub(crate) use apply::recoded;
pub use ruling::Ruling;

/// What a reviewer says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    /// Who.
    pub author: String,
    /// What.
    #[serde(flatten)]
    pub judgement: Judgement,
    /// Why, in words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

/// The judgements there are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Judgement {
    /// These claims tell of one event.
    Merge {
        /// Two or more.
        claims: Vec<Anchor>,
    },
    /// Claims of different parts tell of different events.
    Split {
        /// Two parts or more.
        parts: Vec<Vec<Anchor>>,
    },
    /// A claim is to read otherwise.
    Correct {
        /// Which.
        claim: Anchor,
        /// Fields of the claim with their new values, whole: a corrected `toll` is the whole toll. Quad class, score and
        /// CAMEO code follow `event` and `mode` where they are not given.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        fields: Map<String, Value>,
    },
    /// The report makes no such claim.
    False {
        /// Which.
        claim: Anchor,
    },
    /// These claims, or their being one event, were looked at and are right.
    Accept {
        /// One or more.
        claims: Vec<Anchor>,
    },
    /// An earlier review does not hold; what it undid holds again.
    Undo {
        /// Number of the review.
        review: i64,
    },
}

/// A review as it was kept.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reviewed {
    /// Its number.
    pub nr: i64,
    /// When, in UTC.
    pub at: String,
    /// The review that undid it.
    pub undone_by: Option<i64>,
    /// What was said.
    #[serde(flatten)]
    pub review: Review,
    /// The ids of the claims that its anchors find now, in their order; `None` where the coding makes no such claim.
    pub claims: Vec<Option<String>>,
}

/// Which reviews.
#[derive(Debug, Clone, Default)]
pub struct ReviewFilter {
    /// Of claims of this report.
    pub report: Option<String>,
    /// By this author.
    pub author: Option<String>,
    /// Of this kind: `merge`, `split`, `correct`, `false`, `accept` or `undo`.
    pub kind: Option<String>,
    /// Only those that were not undone.
    pub holding: bool,
    /// At most so many, the latest; all without it.
    pub limit: Option<usize>,
}

impl Judgement {
    fn kind(&self) -> &'static str {
        match self {
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Correct { .. } => "correct",
            Self::False { .. } => "false",
            Self::Accept { .. } => "accept",
            Self::Undo { .. } => "undo",
        }
    }

    /// The anchors, in their parts.
    fn parts(&self) -> Vec<Vec<Anchor>> {
        match self {
            Self::Merge { claims } | Self::Accept { claims } => vec![claims.clone()],
            Self::Split { parts } => parts.clone(),
            Self::Correct { claim, .. } | Self::False { claim } => vec![vec![claim.clone()]],
            Self::Undo { .. } => Vec::new(),
        }
    }

    fn value(&self) -> Value {
        match self {
            Self::Correct { fields, .. } => fields.clone().into(),
            Self::Undo { review } => json!({ "review": review }),
            _ => json!({}),
        }
    }

    /// From its columns.
    fn read(kind: &str, targets: &str, value: &str) -> serde_json::Result<Self> {
        let parts: Vec<Vec<Anchor>> = serde_json::from_str(targets)?;
        let mut first = parts.first().cloned().unwrap_or_default();
        // Through the tagged form: one place knows the kinds and refuses others.
        let mut tagged = json!({ "kind": kind });
        match kind {
            "split" => tagged["parts"] = serde_json::to_value(parts)?,
            "correct" | "false" => tagged["claim"] = serde_json::to_value(first.pop())?,
            _ => tagged["claims"] = serde_json::to_value(first)?,
        }
        let value: Value = serde_json::from_str(value)?;
        match kind {
            "correct" => tagged["fields"] = value,
            "undo" => tagged["review"] = value["review"].clone(),
            _ => {}
        }
        serde_json::from_value(tagged)
    }

    /// Whether it makes sense by itself.
    fn check(&self) -> std::result::Result<(), &'static str> {
        match self {
            Self::Merge { claims } if claims.len() < 2 => Err("a merge of fewer than two claims"),
            Self::Split { parts } if parts.len() < 2 || parts.iter().any(Vec::is_empty) => {
                Err("a split into fewer than two parts, or with an empty one")
            }
            Self::Correct { fields, .. } if fields.is_empty() => Err("a correction of no field"),
            Self::Accept { claims } if claims.is_empty() => Err("an acceptance of no claim"),
            _ => Ok(()),
        }
    }
}

impl Store {
    /// Keeps a review and does what it says. Gives its number.
    ///
    /// # Errors
    /// [`Error::Record`] when it makes no sense, speaks of no claim or of no review, or corrects a field to what it cannot
    /// be; those of writing.
    pub fn review(&mut self, review: &Review) -> Result<i64> {
        if review.author.trim().is_empty() {
            return Err(Error::record("review", "no author", "say who judges"));
        }
        review.judgement.check().map_err(|cause| Error::record("review", cause, "name the claims that it is about"))?;
        self.write(|t| {
            let nr = insert(t, review)?;
            match &review.judgement {
                Judgement::Undo { review } => switch(t, *review, Some(nr))?,
                judgement => {
                    put_targets(t, nr, judgement)?;
                    take_effect(t, nr)?;
                }
            }
            Ok(nr)
        })
    }

    /// Undoes a review. Gives the number of the review that does so.
    ///
    /// # Errors
    /// As [`Self::review`].
    pub fn undo(&mut self, review: i64, author: &str) -> Result<i64> {
        self.review(&Review { author: author.into(), judgement: Judgement::Undo { review }, note: None })
    }

    /// The reviews, the latest first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn reviews(&self, filter: &ReviewFilter) -> Result<Vec<Reviewed>> {
        self.read(|c| {
            let mut query = c.prepare_cached(
                "SELECT nr, at, undone_by, author, kind, targets, value, note FROM reviews
                 WHERE (?1 IS NULL OR nr IN (SELECT review FROM review_targets WHERE report = ?1))
                   AND (?2 IS NULL OR author = ?2) AND (?3 IS NULL OR kind = ?3) AND (?4 = 0 OR undone_by IS NULL)
                 ORDER BY nr DESC LIMIT ?5",
            )?;
            let limit = filter.limit.map_or(-1, |n| n as i64);
            let mut rows = query.query(params![filter.report, filter.author, filter.kind, filter.holding, limit])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let nr: i64 = row.get(0)?;
                let (kind, targets, value): (String, String, String) = (row.get(4)?, row.get(5)?, row.get(6)?);
                let judgement = Judgement::read(&kind, &targets, &value).map_err(unreadable(format!("review {nr}")))?;
                let review = Review { author: row.get(3)?, judgement, note: row.get(7)? };
                found.push(Reviewed { nr, at: row.get(1)?, undone_by: row.get(2)?, review, claims: claims(c, nr)? });
            }
            Ok(found)
        })
    }
}

/// The ids of the claims of a review.
fn claims(c: &Connection, review: i64) -> Result<Vec<Option<String>>> {
    let mut query = c.prepare_cached(
        "SELECT c.id FROM review_targets t LEFT JOIN claims c ON c.nr = t.claim WHERE t.review = ? ORDER BY t.n",
    )?;
    Ok(query.query_map([review], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn insert(c: &Connection, review: &Review) -> Result<i64> {
    let judgement = &review.judgement;
    let targets = serde_json::to_string(&judgement.parts()).map_err(unreadable("review"))?;
    c.prepare_cached("INSERT INTO reviews (author, at, kind, targets, value, note) VALUES (?, ?, ?, ?, ?, ?)")?
        .execute(params![
            review.author,
            now(),
            judgement.kind(),
            targets,
            judgement.value().to_string(),
            review.note
        ])?;
    Ok(c.last_insert_rowid())
}

/// Finds the claims of a review.
fn put_targets(c: &Connection, nr: i64, judgement: &Judgement) -> Result<()> {
    let mut insert = c.prepare_cached(
        "INSERT INTO review_targets (review, n, part, report, anchor, claim) VALUES (?, ?, ?, ?, ?, ?)",
    )?;
    let anchors = judgement.parts().into_iter().enumerate();
    let anchors = anchors.flat_map(|(part, anchors)| anchors.into_iter().map(move |anchor| (part, anchor)));
    for (n, (part, anchor)) in anchors.enumerate() {
        let Some(claim) = anchor.find(&anchor::claims(c, &anchor.report)?, judgement.kind()) else {
            let place = format!("{} {}-{}", anchor.report, anchor.trigger[0], anchor.trigger[1]);
            return Err(Error::record(place, format!("no {} is claimed there", anchor.event), "see `chancery claims`"));
        };
        let json = serde_json::to_string(&anchor).map_err(unreadable("review"))?;
        insert.execute(params![nr, n as i64, part as i64, anchor.report, json, claim])?;
    }
    Ok(())
}

/// Does what a review says, or takes it back when it was undone.
fn take_effect(c: &Connection, nr: i64) -> Result<()> {
    let kind: String = c.prepare_cached("SELECT kind FROM reviews WHERE nr = ?")?.query_row([nr], |row| row.get(0))?;
    let mut query = c.prepare_cached("SELECT claim FROM review_targets WHERE review = ? AND claim IS NOT NULL")?;
    let claims: Vec<i64> = query.query_map([nr], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for claim in claims {
        match kind.as_str() {
            "correct" | "false" => apply::apply(c, claim)?,
            "merge" | "split" => linking::link_anew(c, claim)?,
            _ => {}
        }
    }
    Ok(())
}

/// Makes a review undone, or holding again. An undo that is undone gives back what it undid, and so on.
fn switch(c: &Connection, review: i64, undone_by: Option<i64>) -> Result<()> {
    let (mut nr, mut by, mut first) = (review, undone_by, true);
    loop {
        let mut query = c.prepare_cached("SELECT kind, value, undone_by FROM reviews WHERE nr = ?")?;
        let found = query.query_row([nr], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<i64>>(2)?))
        });
        let place = format!("review {nr}");
        let Some((kind, value, before)) = found.optional()? else {
            return Err(Error::record(place, "there is none", "see `chancery review`"));
        };
        if first && (before.is_some() || by == Some(nr)) {
            return Err(Error::record(place, "it is undone already", "see `chancery review`"));
        }
        c.prepare_cached("UPDATE reviews SET undone_by = ? WHERE nr = ?")?.execute(params![by, nr])?;
        if kind != "undo" {
            return take_effect(c, nr);
        }
        let value: Value = serde_json::from_str(&value).map_err(unreadable(place))?;
        (by, first) = (if by.is_some() { None } else { Some(nr) }, false);
        nr = value["review"].as_i64().unwrap_or(-1);
    }
}
