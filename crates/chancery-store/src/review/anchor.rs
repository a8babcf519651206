//! What a review speaks of: words in a report.

use chancery::record::{Category, CharSpan, Claim};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::Result;
use crate::error::unreadable;

/// A claim by what outlives a new coding: its report, the words that carry the act, and its category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Anchor {
    /// Id of the report.
    pub report: String,
    /// The words, in Unicode scalar values of the report's text.
    #[cfg_attr(feature = "openapi", schema(value_type = [usize; 2]))]
    pub trigger: CharSpan,
    /// The category, as it was coded or as it was corrected.
    pub event: Category,
}

impl Anchor {
    /// The anchor of a claim.
    pub fn of(claim: &Claim) -> Self {
        let trigger = claim.evidence.first().map_or([0, 0], |e| e.trigger);
        Self { report: claim.report.clone(), trigger, event: claim.event }
    }

    /// The claim of its report that it means: of its category, the one whose trigger shares most characters with it. Where
    /// there is none of its category, one of another, but not for a review that calls it false: that would be another
    /// claim.
    pub(super) fn find(&self, claims: &[Candidate], kind: &str) -> Option<i64> {
        let best = |alike: &dyn Fn(&Candidate) -> bool| {
            let met = claims.iter().filter(|c| alike(c)).filter_map(|c| Some((c.shared(self.trigger)?, c.nr)));
            // Of equals the first.
            met.max_by_key(|&(shared, nr)| (shared, std::cmp::Reverse(nr))).map(|(_, nr)| nr)
        };
        let of_other = || if kind == "false" { None } else { best(&|_| true) };
        best(&|c| c.events.contains(&self.event)).or_else(of_other)
    }
}

/// A claim that an anchor may mean.
pub(super) struct Candidate {
    pub nr: i64,
    /// Its category as coded and as corrected.
    events: [Category; 2],
    triggers: Vec<CharSpan>,
}

impl Candidate {
    /// How many characters its triggers share with a span; `None` when they do not touch.
    fn shared(&self, [start, end]: CharSpan) -> Option<usize> {
        let overlap = |t: &CharSpan| (t[0] < end && start < t[1]).then(|| t[1].min(end) - t[0].max(start));
        self.triggers.iter().filter_map(overlap).max()
    }
}

/// The claims of a report's coding, those that are called false too.
pub(super) fn claims(c: &Connection, report: &str) -> Result<Vec<Candidate>> {
    let mut query = c.prepare_cached(
        "SELECT c.nr, c.json, coalesce(c.coded_json, c.json) FROM reports r JOIN claims c ON c.report = r.nr
         WHERE r.id = ? AND c.state <> 'past' ORDER BY c.nr",
    )?;
    let mut rows = query.query([report])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let read = |column| -> Result<Claim> {
            serde_json::from_str(row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?)
                .map_err(unreadable(report))
        };
        let (now, coded) = (read(1)?, read(2)?);
        let triggers = coded.evidence.iter().map(|e| e.trigger).collect();
        found.push(Candidate { nr: row.get(0)?, events: [coded.event, now.event], triggers });
    }
    Ok(found)
}
