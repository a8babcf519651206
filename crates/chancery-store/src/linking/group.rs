//! Groups of claims, kept as `chancery::link::cluster` would make them of all claims at once. A claim's group depends on the claims before it in
//! their order alone, so that only those are asked again that come after a change and have to do with it.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chancery::link::{Candidate, PlaceInOrder, Told, choose, consensus, place_in_order};
use jiff::ToSpan;
use jiff::civil::date;
use rusqlite::{OptionalExtension, params};
use serde_json::{Value, json};

use super::{Constraint, LinkClaim, Linked, Linking, Member, Must, Pair};
use crate::Result;

/// The groups that a step has to do with. A group is named by the first of its claims.
pub(super) struct Groups<'s, 'a> {
    linking: &'s Linking<'a>,
    least: f64,
    places: HashMap<i64, PlaceInOrder>,
    first: HashMap<i64, i64>,
    members: HashMap<i64, BTreeMap<PlaceInOrder, i64>>,
    /// What claims were compared with, as far as it was asked for.
    compared: HashMap<i64, Vec<(i64, f64)>>,
    /// Of every claim, the claims that a change of it may concern, where they are no more than `most_later`: who comes last concerns nobody, and what
    /// stands before need not be looked up.
    later: Option<HashMap<i64, Vec<i64>>>,
    most_later: usize,
    /// Claims that are to be asked for their group, in their order.
    queue: BTreeMap<PlaceInOrder, i64>,
    /// Groups that changed, and the events they were, or are to be made anew.
    touched: BTreeSet<i64>,
    events: HashMap<i64, i64>,
    old: BTreeSet<i64>,
}

impl<'s, 'a> Groups<'s, 'a> {
    pub(super) fn new(linking: &'s Linking<'a>, least: f64, most_later: usize) -> Self {
        Self {
            linking,
            least,
            places: HashMap::new(),
            first: HashMap::new(),
            members: HashMap::new(),
            compared: HashMap::new(),
            later: None,
            most_later,
            queue: BTreeMap::new(),
            touched: BTreeSet::new(),
            events: HashMap::new(),
            old: BTreeSet::new(),
        }
    }

    /// Tells where a current claim stands in the order of all.
    pub(super) fn know(&mut self, claim: i64, place: impl FnOnce() -> PlaceInOrder) {
        self.places.entry(claim).or_insert_with(place);
    }

    /// A claim is to be asked for its group.
    pub(super) fn ask(&mut self, claim: i64) -> Result<()> {
        if let Some(place) = self.place(claim)? {
            self.queue.insert(place, claim);
        }
        Ok(())
    }

    /// All claims of an event are to be asked, and the event is to be made anew.
    pub(super) fn ask_all(&mut self, event: i64) -> Result<()> {
        self.old.insert(event);
        for member in self.linking.members(event)? {
            self.ask(member)?;
            if let Some(first) = self.group(member)? {
                self.touched.insert(first);
            }
        }
        Ok(())
    }

    /// Asks every claim of the queue and those that their answers change, and makes the events anew whose groups changed. Gives how many.
    pub(super) fn settle(mut self) -> Result<u64> {
        if let Some(((day, ..), _)) = self.queue.first_key_value() {
            self.later = self.later_than(*day)?;
        }
        while let Some((place, claim)) = self.queue.pop_first() {
            self.decide(claim, &place)?;
        }
        let mut new = Vec::new();
        for first in &self.touched {
            let Some(members) = self.members.get(first).filter(|m| !m.is_empty()) else { continue };
            let numbers: Vec<i64> = members.values().copied().collect();
            new.extend(event(self.linking, &numbers)?);
        }
        let old: Vec<i64> = self.old.into_iter().collect();
        self.linking.replace_events(&old, &new)?;
        Ok(new.len() as u64)
    }

    /// Where a claim stands in the order of all; `None` when it is not current.
    fn place(&mut self, claim: i64) -> Result<Option<PlaceInOrder>> {
        if let Some(place) = self.places.get(&claim) {
            return Ok(Some(place.clone()));
        }
        let mut query = self.linking.connection.prepare_cached(
            "SELECT c.id, r.id, r.published
             FROM claims c INDEXED BY claims_in_order CROSS JOIN reports r INDEXED BY reports_in_order ON r.nr = c.report
             WHERE c.nr = ? AND c.state = 'current'",
        )?;
        let found = query.query_row([claim], |row| {
            let (id, report): (String, String) = (row.get(0)?, row.get(1)?);
            let published: Option<String> = row.get(2)?;
            Ok(place_in_order(&id, &report, published.as_deref()))
        });
        let found = found.optional()?;
        if let Some(place) = &found {
            self.places.insert(claim, place.clone());
        }
        Ok(found)
    }

    /// The group that a claim is in, as it is known now; `None` when it is in none yet.
    fn group(&mut self, claim: i64) -> Result<Option<i64>> {
        if let Some(first) = self.first.get(&claim) {
            return Ok(Some(*first));
        }
        let Some(event) = self.linking.events_of(&[claim])?.pop_first() else { return Ok(None) };
        let mut members = BTreeMap::new();
        for member in self.linking.members(event)? {
            if let Some(place) = self.place(member)? {
                members.insert(place, member);
            }
        }
        let Some(first) = members.values().next().copied() else { return Ok(None) };
        self.first.extend(members.values().map(|member| (*member, first)));
        self.members.insert(first, members);
        self.events.insert(first, event);
        Ok(Some(first))
    }

    /// A group is about to change: its event is to be made anew.
    fn touch(&mut self, first: i64) {
        self.old.extend(self.events.remove(&first));
        self.touched.insert(first);
    }

    fn decide(&mut self, claim: i64, place: &PlaceInOrder) -> Result<()> {
        let before = self.group(claim)?;
        let now = self.chosen(claim, place)?.unwrap_or(claim);
        if before == Some(now) {
            return Ok(());
        }
        if let Some(first) = before {
            self.leave(claim, first, place)?;
        }
        self.touch(now);
        self.members.entry(now).or_default().insert(place.clone(), claim);
        self.first.insert(claim, now);
        self.ask_after(now, place)
    }

    /// The group that a claim joins; `None` where it begins one.
    fn chosen(&mut self, claim: i64, place: &PlaceInOrder) -> Result<Option<i64>> {
        let ruled = self.ruled(claim)?;
        if let Some(earliest) = self.earliest(claim, &ruled)?.filter(|e| *e != claim) {
            return self.group(earliest);
        }
        let mut sums: BTreeMap<i64, Vec<(PlaceInOrder, f64)>> = BTreeMap::new();
        for (other, score) in self.compared(claim)?.to_vec() {
            let Some(there) = self.place(other)?.filter(|there| there < place) else { continue };
            if let Some(first) = self.group(other)? {
                sums.entry(first).or_default().push((there, score));
            }
        }
        let cannot: Vec<i64> =
            ruled.iter().filter(|c| c.must == Must::Apart).map(|c| if c.a == claim { c.b } else { c.a }).collect();
        let mut options = Vec::new();
        for (first, mut scores) in sums {
            let earlier = self.members[&first].range(..place.clone());
            let mut count = 0;
            let mut forbidden = false;
            for (_, member) in earlier {
                count += 1;
                forbidden |= cannot.contains(member);
            }
            if forbidden || count == 0 {
                continue;
            }
            // Summed in the order of the claims: the same to the last digit in whatever order they came.
            scores.sort_by(|a, b| a.0.cmp(&b.0));
            let sum = scores.iter().map(|(_, score)| score).sum();
            options.push(Candidate { group: (self.places[&first].clone(), first), sum, members: count });
        }
        let options = options.iter().map(|o| Candidate { group: &o.group, sum: o.sum, members: o.members });
        Ok(choose(options, self.least).map(|(_, first)| *first))
    }

    fn ruled(&self, claim: i64) -> Result<Vec<Constraint>> {
        self.linking.constraints_of(&[claim])
    }

    /// The earliest claim that a claim must be one with, through others too.
    fn earliest(&mut self, claim: i64, ruled: &[Constraint]) -> Result<Option<i64>> {
        if !ruled.iter().any(|c| c.must == Must::Merge) {
            return Ok(None);
        }
        let mut known: BTreeSet<i64> = BTreeSet::from([claim]);
        let mut open = vec![claim];
        while let Some(next) = open.pop() {
            for c in self.ruled(next)?.iter().filter(|c| c.must == Must::Merge) {
                open.extend([c.a, c.b].into_iter().filter(|end| known.insert(*end)));
            }
        }
        let mut earliest: Option<(PlaceInOrder, i64)> = None;
        for one in known {
            let Some(place) = self.place(one)? else { continue };
            if earliest.as_ref().is_none_or(|(first, _)| place < *first) {
                earliest = Some((place, one));
            }
        }
        Ok(earliest.map(|(_, claim)| claim))
    }

    /// Takes a claim out of its group. The group it was the first of is named by the next.
    fn leave(&mut self, claim: i64, first: i64, place: &PlaceInOrder) -> Result<()> {
        self.touch(first);
        self.first.remove(&claim);
        let mut members = self.members.remove(&first).unwrap_or_default();
        members.remove(place);
        let Some(heir) = members.values().next().copied() else { return Ok(()) };
        self.first.extend(members.values().map(|member| (*member, heir)));
        if heir != first {
            self.touched.insert(heir);
        }
        self.members.insert(heir, members);
        self.ask_after(heir, place)
    }

    /// What a claim was compared with, and how much speaks for one event.
    fn compared(&mut self, claim: i64) -> Result<&[(i64, f64)]> {
        Ok(match self.compared.entry(claim) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(self.linking.compared(claim)?),
        })
    }

    /// Of every claim, those that stand on a day or after it and are it or were compared with it; `None` where too many stand there.
    fn later_than(&mut self, day: i32) -> Result<Option<HashMap<i64, Vec<i64>>>> {
        let Some(claims) = self.linking.since(day, self.most_later)? else { return Ok(None) };
        let mut later: HashMap<i64, Vec<i64>> = HashMap::new();
        for claim in claims {
            for other in self.compared(claim)?.iter().map(|(other, _)| *other).chain([claim]) {
                later.entry(other).or_default().push(claim);
            }
        }
        Ok(Some(later))
    }

    /// Members of a group and the claims that were compared with them; those before the step may be left out.
    fn concerned(&mut self, first: i64) -> Result<BTreeSet<i64>> {
        let members: Vec<i64> = self.members[&first].values().copied().collect();
        if let Some(later) = &self.later {
            return Ok(members.iter().filter_map(|member| later.get(member)).flatten().copied().collect());
        }
        let mut concerned: BTreeSet<i64> = members.iter().copied().collect();
        for member in members {
            concerned.extend(self.compared(member)?.iter().map(|(other, _)| *other));
        }
        Ok(concerned)
    }

    /// Claims after a place that have to do with a group are to be asked again: its members, and those that were compared with them.
    fn ask_after(&mut self, first: i64, place: &PlaceInOrder) -> Result<()> {
        for claim in self.concerned(first)? {
            let Some(there) = self.place(claim)?.filter(|there| there > place) else { continue };
            // What was never linked waits for its own step.
            if self.group(claim)?.is_some() {
                self.queue.insert(there, claim);
            }
        }
        Ok(())
    }
}

impl Linking<'_> {
    /// Claims of the reports that were published on a day or later, or nobody knows when; `None` where they are more than so many.
    fn since(&self, day: i32, most: usize) -> Result<Option<Vec<i64>>> {
        let of = |which: &str| {
            format!(
                "SELECT c.nr FROM reports r INDEXED BY reports_by_day CROSS JOIN claims c ON c.report = r.nr
                 WHERE r.published_start {which} LIMIT ?1"
            )
        };
        let mut claims: Vec<i64> = Vec::new();
        let mut undated = self.connection.prepare_cached(&of("IS NULL"))?;
        for claim in undated.query_map([most as i64 + 1], |row| row.get(0))? {
            claims.push(claim?);
        }
        // Who has no date stands last.
        if day < i32::MAX && claims.len() <= most {
            let Ok(day) = date(1970, 1, 1).checked_add(day.days()) else { return Ok(None) };
            let mut dated = self.connection.prepare_cached(&of(">= ?2"))?;
            for claim in dated.query_map(params![most as i64 + 1, day.to_string()], |row| row.get(0))? {
                claims.push(claim?);
            }
        }
        Ok((claims.len() <= most).then_some(claims))
    }
}

/// The event of a group of claims.
fn event(linking: &Linking<'_>, numbers: &[i64]) -> Result<Option<Linked>> {
    let claims = linking.claims(numbers)?;
    let originals: Vec<String> = claims.iter().map(|c| c.original.to_string()).collect();
    let told: Vec<Told> = claims
        .iter()
        .zip(&originals)
        .map(|(c, original)| Told {
            claim: &c.claim,
            published: c.published.as_deref(),
            language: c.language,
            publisher: c.source.as_deref(),
            original,
        })
        .collect();
    let Some(event) = consensus(&told) else { return Ok(None) };
    let why = Why { pairs: linking.pairs(numbers)?, ruled: linking.constraints_of(numbers)?, claims: &claims };
    let members = claims.iter().map(|c| Member { claim: c.nr, reasons: why.of(c.nr) }).collect();
    Ok(Some(Linked { event, members }))
}

/// The reasons for which claims are of one event.
struct Why<'c> {
    pairs: Vec<Pair>,
    ruled: Vec<Constraint>,
    claims: &'c [LinkClaim],
}

impl Why<'_> {
    /// The likeliest pair of a claim within its event, and those that reviewers said it is one with.
    fn of(&self, claim: i64) -> Value {
        let id = |nr: i64| self.claims.iter().find(|c| c.nr == nr).map(|c| c.claim.id.as_str());
        let other = |a: i64, b: i64| if a == claim { b } else { a };
        let inside = self.pairs.iter().filter(|p| p.a == claim || p.b == claim);
        let inside = inside.filter_map(|p| Some((p, id(other(p.a, p.b))?)));
        let best = inside.max_by(|a, b| a.0.score.total_cmp(&b.0.score).then(b.1.cmp(a.1)));
        let mut reasons = match best {
            Some((pair, with)) => json!({ "with": with, "score": pair.score, "because": pair.reasons }),
            None => json!({}),
        };
        let must = self.ruled.iter().filter(|c| c.must == Must::Merge && (c.a == claim || c.b == claim));
        let must: Vec<&str> = must.filter_map(|c| id(other(c.a, c.b))).collect();
        if !must.is_empty() {
            reasons["reviewed_with"] = json!(must);
        }
        reasons
    }
}
