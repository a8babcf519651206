//! Links what waits: files new claims, compares them with those that may be of the same event, and has the groups settled that they may
//! change ([`super::group`]). Always: a step is done as a whole or not at all, so that it may be broken off at any moment; and when nothing waits any more, the
//! events are those that the claims make, in whatever order these came.

use std::collections::{BTreeMap, HashMap, HashSet};

use chancery::Chancery;
use chancery::link::{self, Key, MOST, OF_A_REPORT, PlaceInOrder, Reading, Weights, place_in_order, reasons};
use chancery::record::Claim;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::group::Groups;
use super::{LinkClaim, Linking, Pair, Verdict};
use crate::error::unreadable;
use crate::{Result, Store};

/// Claims that are linked in one step: what they are compared with is read once for them all.
const STEP: usize = 1000;
/// Claims on the days of a step and after at most, for those that a change may concern to be found among them.
const MOST_LATER: usize = 5000;

/// What a run of linking did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct LinkCounts {
    /// Claims that waited.
    pub claims: u64,
    /// Pairs of claims that were compared.
    pub compared: u64,
    /// Events that were made or made anew.
    pub events: u64,
}

impl Store {
    /// Links all claims that wait. `progress` is called after every step with what was done so far, and breaks off with `false`.
    ///
    /// # Errors
    /// Those of reading and writing; what earlier steps did stays.
    pub fn link(
        &mut self,
        chancery: &Chancery,
        weights: &Weights,
        progress: impl FnMut(&LinkCounts) -> bool,
    ) -> Result<LinkCounts> {
        self.link_by(chancery, weights, MOST_LATER, progress)
    }

    /// The same, with so many claims after those of a step at most that are looked at all at once.
    pub(crate) fn link_by(
        &mut self,
        chancery: &Chancery,
        weights: &Weights,
        most_later: usize,
        mut progress: impl FnMut(&LinkCounts) -> bool,
    ) -> Result<LinkCounts> {
        let mut counts = LinkCounts::default();
        loop {
            let done =
                self.linking(|l| Step { linking: l, chancery, weights, most_later, readings: BTreeMap::new() }.run())?;
            counts.claims += done.claims;
            counts.compared += done.compared;
            counts.events += done.events;
            if done == LinkCounts::default() || !progress(&counts) {
                return Ok(counts);
            }
        }
    }
}

/// A report as linking reads it, with the numbers and ids of its claims: to read these where they stand takes longer.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct KeptReading {
    /// [`Reading::FORM`] when it was kept.
    form: String,
    reading: Reading,
    report: String,
    published: Option<String>,
    claims: Vec<(i64, String)>,
}

impl KeptReading {
    /// Where one of its claims stands in the order of all.
    fn place(&self, claim: usize) -> PlaceInOrder {
        place_in_order(&self.claims[claim].1, &self.report, self.published.as_deref())
    }
}

struct Step<'s, 'a> {
    linking: &'s Linking<'a>,
    chancery: &'s Chancery,
    weights: &'s Weights,
    most_later: usize,
    readings: BTreeMap<i64, KeptReading>,
}

impl Step<'_, '_> {
    fn run(mut self) -> Result<LinkCounts> {
        let waiting = self.linking.unlinked(STEP)?;
        let mut groups = Groups::new(self.linking, self.weights.claims_merge, self.most_later);
        let compared = self.compare(&waiting)?;
        for kept in self.readings.values() {
            let claims = kept.claims.iter().enumerate();
            claims.for_each(|(number, (claim, _))| groups.know(*claim, || kept.place(number)));
        }
        for claim in &waiting {
            groups.ask(claim.nr)?;
        }
        for event in self.linking.stale(STEP)? {
            groups.ask_all(event)?;
        }
        let events = groups.settle()?;
        Ok(LinkCounts { claims: waiting.len() as u64, compared, events })
    }

    /// The report of a claim as linking reads it: as it was kept, else read anew.
    fn load(&mut self, report: i64) -> Result<()> {
        if self.readings.contains_key(&report) {
            return Ok(());
        }
        let c = self.linking.connection;
        let mut query = c.prepare_cached("SELECT reading FROM readings WHERE report = ?")?;
        let kept: Option<Vec<u8>> = query.query_row([report], |row| row.get(0)).optional()?;
        let kept = kept.and_then(|bytes| postcard::from_bytes::<KeptReading>(&bytes).ok());
        let kept = match kept.filter(|kept| kept.form == Reading::FORM) {
            Some(kept) => kept,
            None => {
                let kept = self.read(report)?;
                let bytes = postcard::to_stdvec(&kept)
                    .map_err(|e| crate::Error::record("linking", e.to_string(), "report this"))?;
                c.prepare_cached("INSERT OR REPLACE INTO readings (report, reading) VALUES (?, ?)")?
                    .execute(params![report, bytes])?;
                kept
            }
        };
        self.readings.insert(report, kept);
        Ok(())
    }

    fn read(&self, report: i64) -> Result<KeptReading> {
        let c = self.linking.connection;
        let mut query = c.prepare_cached("SELECT record, text FROM reports WHERE nr = ?")?;
        let report_record = query.query_row([report], |row| Ok(crate::keep::read_report(row, 0)))??;
        let mut query = c.prepare_cached(
            "SELECT nr, id, json FROM claims WHERE report = ? AND state = 'current' ORDER BY trigger_start, id",
        )?;
        let mut rows = query.query([report])?;
        let (mut numbers, mut claims) = (Vec::new(), Vec::<Claim>::new());
        while let Some(row) = rows.next()? {
            numbers.push((row.get(0)?, row.get(1)?));
            let json: String = row.get(2)?;
            claims.push(serde_json::from_str(&json).map_err(unreadable("a claim"))?);
        }
        let coded = chancery::record::Coded { report: report_record, claims, labels: Vec::new() };
        Ok(KeptReading {
            form: Reading::FORM.to_owned(),
            reading: Reading::of(self.chancery.knowledge(), self.chancery.model(), &coded),
            report: coded.report.id,
            published: coded.report.published,
            claims: numbers,
        })
    }

    /// Which of the acts of a report's reading a claim is.
    fn act(&self, report: i64, claim: i64) -> Option<(&KeptReading, usize)> {
        let kept = self.readings.get(&report)?;
        Some((kept, kept.claims.iter().position(|(nr, _)| *nr == claim)?))
    }

    /// Files the waiting claims and compares each with all that may be of the same event, those that wait too.
    fn compare(&mut self, waiting: &[LinkClaim]) -> Result<u64> {
        let mut filed = Vec::new();
        for claim in waiting {
            self.load(claim.report)?;
            let found = self.act(claim.report, claim.nr).filter(|(_, at)| *at < OF_A_REPORT);
            let Some((KeptReading { reading, .. }, at)) = found else { continue };
            let keys = link::keys(&reading.gist, &reading.acts[at]);
            self.linking.put_keys(claim.nr, claim.report, &keys)?;
            filed.push((claim, keys, link::near_keys(&reading.gist, &reading.acts[at])));
        }
        let waits: HashSet<i64> = waiting.iter().map(|claim| claim.nr).collect();
        // Pairs of two that wait: each is the other's candidate.
        let mut done: HashSet<(i64, i64)> = HashSet::new();
        let mut of_reports: HashMap<(i64, i64), f64> = HashMap::new();
        let mut near_others: HashMap<i64, Vec<Key>> = HashMap::new();
        let mut compared = 0;
        for (claim, keys, near) in filed {
            let mut pairs = Vec::new();
            for (other, other_report) in self.linking.candidates(&near, MOST)? {
                let pair = (claim.nr.min(other), claim.nr.max(other));
                if other == claim.nr || waits.contains(&other) && !done.insert(pair) {
                    continue;
                }
                compared += 1;
                self.load(other_report)?;
                let found = (self.act(claim.report, claim.nr), self.act(other_report, other));
                let (Some((own, a)), Some((others, b))) = found else { continue };
                let (a, b) = ((&own.reading, a), (&others.reading, b));
                // Each must be near the other ([`link::comparable`]); this one asked for it.
                let near_other = near_others.entry(other).or_insert_with(|| link::near_keys(&b.0.gist, &b.0.acts[b.1]));
                if !link::reaches(near_other, &keys) {
                    continue;
                }
                let reports = (claim.report.min(other_report), claim.report.max(other_report));
                let alike = match of_reports.get(&reports) {
                    Some(known) => *known,
                    None if reports.0 == reports.1 => 1.0,
                    None => self.weights.reports(&self.weights.signs_of_reports(a.0, b.0)),
                };
                of_reports.insert(reports, alike);
                if let Some((score, signs)) = self.weights.pair(a, b, alike) {
                    let verdict = if score >= self.weights.claims_merge { Verdict::Merge } else { Verdict::Ask };
                    let reasons = json!(reasons(&signs));
                    pairs.push(Pair { a: pair.0, b: pair.1, score, verdict, reasons });
                }
            }
            self.linking.put_pairs(&pairs)?;
        }
        Ok(compared)
    }
}
