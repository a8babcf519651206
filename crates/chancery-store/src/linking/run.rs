//! Links what waits: compares new claims with those that may be of the same event, groups them, and makes the events anew whose claims
//! changed. Always: a step is done as a whole or not at all, so that it may be broken off at any moment; and when nothing waits any more, the
//! events are those that the claims make, in whatever order these came.

use std::collections::{BTreeMap, BTreeSet};

use chancery::link::{self, Key, Linker, Reading, Rule, Scored, Told, cluster, consensus, reasons};
use chancery::record::Claim;
use chancery::Chancery;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Constraint, LinkClaim, Linked, Linking, Member, Must, Pair, Verdict};
use crate::error::unreadable;
use crate::{Result, Store};

/// Claims that are linked in one step.
const STEP: usize = 400;
/// Claims of one key that a claim is compared with at most, the first that came: a state at war has many a week.
const MOST: usize = 2000;
/// Least probability of a pair that is kept: what is less likely counts as nothing.
const KEPT: f64 = 0.05;

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
        linker: &Linker,
        mut progress: impl FnMut(&LinkCounts) -> bool,
    ) -> Result<LinkCounts> {
        let mut counts = LinkCounts::default();
        loop {
            let done = self.linking(|l| Step { linking: l, chancery, linker, readings: BTreeMap::new() }.run())?;
            counts.claims += done.claims;
            counts.compared += done.compared;
            counts.events += done.events;
            if done == LinkCounts::default() || !progress(&counts) {
                return Ok(counts);
            }
        }
    }
}

/// A report as linking reads it, with the numbers of its claims.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    reading: Reading,
    claims: Vec<i64>,
}

struct Step<'s, 'a> {
    linking: &'s Linking<'a>,
    chancery: &'s Chancery,
    linker: &'s Linker<'s>,
    readings: BTreeMap<i64, Kept>,
}

impl Step<'_, '_> {
    fn run(mut self) -> Result<LinkCounts> {
        let waiting = self.linking.unlinked(STEP)?;
        let mut touched: Vec<i64> = waiting.iter().map(|c| c.nr).collect();
        let compared = self.compare(&waiting)?;
        let stale = self.linking.stale(STEP)?;
        for event in &stale {
            touched.extend(self.linking.members(*event)?.iter().map(|m| m.claim));
        }
        let events = self.make_events(&touched, &stale)?;
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
        let kept = match kept.and_then(|bytes| postcard::from_bytes::<Kept>(&bytes).ok()) {
            Some(kept) => kept,
            None => {
                let kept = self.read(report)?;
                let bytes = postcard::to_stdvec(&kept).map_err(|e| crate::Error::record("linking", e.to_string(), "report this"))?;
                c.prepare_cached("INSERT OR REPLACE INTO readings (report, reading) VALUES (?, ?)")?
                    .execute(params![report, bytes])?;
                kept
            }
        };
        self.readings.insert(report, kept);
        Ok(())
    }

    fn read(&self, report: i64) -> Result<Kept> {
        let c = self.linking.connection;
        let mut query = c.prepare_cached("SELECT record, text FROM reports WHERE nr = ?")?;
        let report_record = query.query_row([report], |row| Ok(crate::keep::read_report(row, 0)))??;
        let mut query =
            c.prepare_cached("SELECT nr, json FROM claims WHERE report = ? AND state = 'current' ORDER BY trigger_start, id")?;
        let mut rows = query.query([report])?;
        let (mut numbers, mut claims) = (Vec::new(), Vec::<Claim>::new());
        while let Some(row) = rows.next()? {
            numbers.push(row.get(0)?);
            let json: String = row.get(1)?;
            claims.push(serde_json::from_str(&json).map_err(unreadable("a claim"))?);
        }
        let coded = chancery::record::Coded { report: report_record, claims, labels: Vec::new() };
        Ok(Kept { reading: Reading::of(self.chancery.knowledge(), self.chancery.model(), &coded), claims: numbers })
    }

    /// Which of the acts of a report's reading a claim is.
    fn act(&self, report: i64, claim: i64) -> Option<(&Reading, usize)> {
        let kept = self.readings.get(&report)?;
        Some((&kept.reading, kept.claims.iter().position(|c| *c == claim)?))
    }

    /// Files the waiting claims and compares each with all that may be of the same event, those that wait too.
    fn compare(&mut self, waiting: &[LinkClaim]) -> Result<u64> {
        for claim in waiting {
            self.load(claim.report)?;
            let Some((reading, at)) = self.act(claim.report, claim.nr) else { continue };
            let keys = link::keys(&reading.gist, &reading.acts[at]);
            self.linking.put_keys(claim.nr, &words(&keys))?;
        }
        let mut done: BTreeSet<(i64, i64)> = BTreeSet::new();
        let mut of_reports: BTreeMap<(i64, i64), f64> = BTreeMap::new();
        for claim in waiting {
            let Some((reading, at)) = self.act(claim.report, claim.nr) else { continue };
            let near = words(&link::near_keys(&reading.gist, &reading.acts[at]));
            let mut pairs = Vec::new();
            for (other, _) in self.linking.candidates(&near, MOST)? {
                let pair = (claim.nr.min(other), claim.nr.max(other));
                if other == claim.nr || !done.insert(pair) {
                    continue;
                }
                let Some(other_report) = self.report_of(other)? else { continue };
                self.load(other_report)?;
                let (Some(a), Some(b)) = (self.act(claim.report, claim.nr), self.act(other_report, other)) else { continue };
                let reports = (claim.report.min(other_report), claim.report.max(other_report));
                let alike = match of_reports.get(&reports) {
                    Some(known) => *known,
                    None if reports.0 == reports.1 => 1.0,
                    None => self.linker.reports(a.0, b.0),
                };
                of_reports.insert(reports, alike);
                let signs = self.linker.signs_of_claims(a, b, alike);
                let score = self.linker.probability(&signs);
                if score >= KEPT {
                    let verdict = self.verdict(score);
                    pairs.push(Pair { a: pair.0, b: pair.1, score: round(score), verdict, reasons: json!(reasons(&signs)) });
                }
            }
            self.linking.put_pairs(&pairs)?;
        }
        Ok(done.len() as u64)
    }

    fn verdict(&self, score: f64) -> Verdict {
        let weights = self.linker.weights();
        match score {
            s if s >= weights.claims_merge => Verdict::Merge,
            s if s >= weights.claims_ask => Verdict::Ask,
            _ => Verdict::Apart,
        }
    }

    fn report_of(&self, claim: i64) -> Result<Option<i64>> {
        let mut query =
            self.linking.connection.prepare_cached("SELECT report FROM claims WHERE nr = ? AND state = 'current'")?;
        Ok(query.query_row([claim], |row| row.get(0)).optional()?)
    }

    /// Groups what the touched claims are joined to, and puts the events of the groups in place of those they had.
    fn make_events(&mut self, touched: &[i64], stale: &[i64]) -> Result<u64> {
        let (numbers, constraints) = self.joined(touched)?;
        let mut claims = self.linking.claims(&numbers)?;
        // The groups depend on the claims, not on when they came: their order is that of their ids.
        claims.sort_by(|a, b| a.claim.id.cmp(&b.claim.id));
        let place: BTreeMap<i64, u32> = claims.iter().enumerate().map(|(i, c)| (c.nr, i as u32)).collect();
        let found = self.linking.pairs(&numbers)?;
        let scored: Vec<Scored> = found
            .iter()
            .filter_map(|p| Some(Scored { a: *place.get(&p.a)?, b: *place.get(&p.b)?, probability: p.score }))
            .collect();
        let rules: Vec<(u32, u32, Rule)> = constraints
            .iter()
            .filter_map(|c| {
                let rule = if c.must == Must::Merge { Rule::Must } else { Rule::Cannot };
                Some((*place.get(&c.a)?, *place.get(&c.b)?, rule))
            })
            .collect();
        let groups = cluster(claims.len(), &scored, &rules, self.linker.weights().claims_merge);
        let why = Why::of(&found, &constraints);
        let new: Vec<Linked> = groups.iter().filter_map(|group| linked(&claims, group, &why)).collect();
        let mut old: BTreeSet<i64> = self.linking.events_of(&numbers)?;
        old.extend(stale);
        let old: Vec<i64> = old.into_iter().collect();
        self.linking.replace_events(&old, &new)?;
        Ok(new.len() as u64)
    }

    /// All claims that likely pairs and the rulings of reviewers join to some, and the claims of the events that these have now.
    fn joined(&self, touched: &[i64]) -> Result<(Vec<i64>, Vec<Constraint>)> {
        let mut known: BTreeSet<i64> = touched.iter().copied().collect();
        loop {
            let before = known.len();
            let list: Vec<i64> = known.iter().copied().collect();
            known.extend(self.linking.neighbourhood(&list)?);
            let constraints = self.linking.constraints_of(&known.iter().copied().collect::<Vec<_>>())?;
            known.extend(constraints.iter().filter(|c| c.must == Must::Merge).flat_map(|c| [c.a, c.b]));
            for event in self.linking.events_of(&known.iter().copied().collect::<Vec<_>>())? {
                known.extend(self.linking.members(event)?.iter().map(|m| m.claim));
            }
            if known.len() == before {
                return Ok((known.into_iter().collect(), constraints));
            }
        }
    }
}

fn linked(claims: &[LinkClaim], group: &[u32], why: &Why) -> Option<Linked> {
    let members: Vec<&LinkClaim> = group.iter().map(|i| &claims[*i as usize]).collect();
    let originals: Vec<String> = members.iter().map(|m| m.original.to_string()).collect();
    let told: Vec<Told> = members
        .iter()
        .zip(&originals)
        .map(|(m, original)| Told {
            claim: &m.claim,
            published: m.published.as_deref(),
            language: m.language,
            publisher: m.source.as_deref(),
            original,
        })
        .collect();
    let event = consensus(&told)?;
    let place = |m: &LinkClaim| event.claims.iter().position(|id| *id == m.claim.id);
    let mut ordered = members.clone();
    ordered.sort_by_key(|m| place(m));
    let numbers: BTreeSet<i64> = members.iter().map(|m| m.nr).collect();
    let members = ordered.iter().map(|m| Member { claim: m.nr, reasons: why.of_member(m.nr, &numbers, claims) }).collect();
    Some(Linked { event, members })
}

/// The reasons for which claims are of one event, by claim.
struct Why<'p> {
    pairs: BTreeMap<i64, Vec<&'p Pair>>,
    ruled: BTreeMap<i64, Vec<i64>>,
}

impl<'p> Why<'p> {
    fn of(pairs: &'p [Pair], constraints: &[Constraint]) -> Self {
        let mut why = Self { pairs: BTreeMap::new(), ruled: BTreeMap::new() };
        for pair in pairs {
            for end in [pair.a, pair.b] {
                why.pairs.entry(end).or_default().push(pair);
            }
        }
        for c in constraints.iter().filter(|c| c.must == Must::Merge) {
            why.ruled.entry(c.a).or_default().push(c.b);
            why.ruled.entry(c.b).or_default().push(c.a);
        }
        why
    }

    /// The likeliest pair of a claim within its event, and what reviewers said.
    fn of_member(&self, claim: i64, members: &BTreeSet<i64>, claims: &[LinkClaim]) -> Value {
        let id = |nr: i64| claims.iter().find(|c| c.nr == nr).map(|c| c.claim.id.clone());
        let other = |p: &Pair| if p.a == claim { p.b } else { p.a };
        let inside = self.pairs.get(&claim).into_iter().flatten().filter(|p| members.contains(&other(p)));
        let best = inside.max_by(|a, b| a.score.total_cmp(&b.score).then_with(|| id(other(b)).cmp(&id(other(a)))));
        let ruled: Vec<String> =
            self.ruled.get(&claim).into_iter().flatten().filter(|o| members.contains(o)).filter_map(|o| id(*o)).collect();
        let mut reasons = json!({});
        if let Some(pair) = best {
            reasons = json!({ "with": id(other(pair)), "score": pair.score, "because": pair.reasons });
        }
        if !ruled.is_empty() {
            reasons["reviewed_with"] = json!(ruled);
        }
        reasons
    }
}

fn words(keys: &[Key]) -> Vec<String> {
    keys.iter().map(|key| format!("{key:016x}")).collect()
}

fn round(score: f64) -> f64 {
    (score * 1e4).round() / 1e4
}
