//! A judgement as a person gives it: by the ids of claims and events.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Anchor, Judgement};
use crate::{Error, Result, Store, StoredClaim};

/// A [`Judgement`] that names claims, and events for all their claims, by their ids.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum Ruling {
    /// These events, or claims, are one.
    Merge {
        /// Ids of events or claims.
        claims: Vec<String>,
    },
    /// Claims are not of one event: either `claims` with the others of the event they are in, or each of the `parts` with the other
    /// parts, whichever events they are in.
    Split {
        /// Ids of claims of one event, not all of them.
        #[serde(default)]
        claims: Vec<String>,
        /// Two parts or more, each of ids of claims or events.
        #[serde(default)]
        parts: Vec<Vec<String>>,
    },
    /// A claim reads otherwise.
    Correct {
        /// Its id.
        claim: String,
        /// Fields with their new values, whole.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        fields: Map<String, Value>,
    },
    /// The report makes no such claim.
    False {
        /// Its id.
        claim: String,
    },
    /// These claims, or an event with all its claims, are right.
    Accept {
        /// Ids of events or claims.
        claims: Vec<String>,
    },
    /// An earlier judgement does not hold.
    Undo {
        /// Its number.
        review: i64,
    },
}

impl Store {
    /// The judgement that a ruling is, by what the store holds now.
    ///
    /// # Errors
    /// [`Error::Record`] when an id is none, or claims to split are not of one event or all of it; those of reading.
    pub fn judgement(&self, ruling: Ruling) -> Result<Judgement> {
        Ok(match ruling {
            Ruling::Merge { claims } => Judgement::Merge { claims: self.anchors(&claims)? },
            Ruling::Accept { claims } => Judgement::Accept { claims: self.anchors(&claims)? },
            Ruling::False { claim } => Judgement::False { claim: Anchor::of(&self.one(&claim)?.claim) },
            Ruling::Correct { claim, fields } => {
                Judgement::Correct { claim: Anchor::of(&self.one(&claim)?.claim), fields }
            }
            Ruling::Split { claims, parts } if parts.is_empty() => self.split(&claims)?,
            Ruling::Split { claims, parts } if claims.is_empty() => {
                Judgement::Split { parts: parts.iter().map(|part| self.anchors(part)).collect::<Result<_>>()? }
            }
            Ruling::Split { .. } => {
                return Err(Error::record("review", "a split with claims and with parts", "give one of them"));
            }
            Ruling::Undo { review } => Judgement::Undo { review },
        })
    }

    fn one(&self, id: &str) -> Result<StoredClaim> {
        self.claim(id)?.ok_or_else(|| Error::record(id, "no such claim", "see `chancery claims`"))
    }

    /// The anchors of claims, and of all claims of events.
    fn anchors(&self, ids: &[String]) -> Result<Vec<Anchor>> {
        let mut found = Vec::new();
        for id in ids {
            if self.event(id)?.is_some() {
                found.extend(self.members_of(id)?.iter().map(|(claim, _)| Anchor::of(&claim.claim)));
                continue;
            }
            let remedy = "see `chancery events` and `chancery claims`";
            let claim = self.claim(id)?.ok_or_else(|| Error::record(id, "neither an event nor a claim", remedy))?;
            found.push(Anchor::of(&claim.claim));
        }
        Ok(found)
    }

    /// The claims apart from the others of their event.
    fn split(&self, claims: &[String]) -> Result<Judgement> {
        let mut apart = Vec::new();
        let mut event = None;
        for id in claims {
            let claim = self.one(id)?;
            let of = claim
                .in_event
                .ok_or_else(|| Error::record(id, "it is in no event yet", "link first, with `chancery ingest`"))?;
            if event.get_or_insert_with(|| of.clone()) != &of {
                let cause = format!("it is of event {of}, the others are of {}", event.unwrap_or_default());
                return Err(Error::record(id, cause, "name claims of one event"));
            }
            apart.push(Anchor::of(&claim.claim));
        }
        let event = event.ok_or_else(|| Error::record("review", "a split of no claim", "name claims of one event"))?;
        let members = self.members_of(&event)?;
        let rest = members.iter().filter(|(member, _)| !claims.contains(&member.claim.id));
        let rest: Vec<Anchor> = rest.map(|(member, _)| Anchor::of(&member.claim)).collect();
        if rest.is_empty() {
            return Err(Error::record(event, "these are all its claims", "name those that do not belong to it"));
        }
        Ok(Judgement::Split { parts: vec![apart, rest] })
    }
}
