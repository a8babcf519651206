//! What passes between whom. In: two sides, or all states. Out: what [`chancery::relate`] makes relations of. Always: by number of the event.

use std::collections::BTreeMap;

use chancery::record::Side;
use chancery::relate::{self, Act, Outline, Standing, Stretch, ThirdAct};
use chancery_store::Part;
use rustc_hash::FxHashMap;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Event, Index, NO_DAY, Name, Test};

/// Two states with what passed between them.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct DyadRow {
    /// The two, by code.
    pub dyad: [Side; 2],
    /// Events between them that count: affirmed, asserted, neither announced nor background.
    pub events: u64,
    /// First day of the first of them.
    pub first: String,
    /// First day of the last.
    pub last: String,
    /// Mean of their scores by weight, -10 to 10.
    pub level: f64,
}

#[derive(Clone, Copy)]
struct Sum {
    events: u64,
    weight: f64,
    scores: f64,
    days: Stretch,
}

/// An event as relations see it, in one place that is filled again and again.
struct Outlines(Outline<Name>);

impl Outlines {
    fn new() -> Self {
        Self(Outline {
            nr: 0,
            days: [0; 2],
            category: chancery::record::Category::Agree,
            quad: 1,
            score: 0.0,
            standing: Standing::Undated,
            weight: 0.0,
            brought_about: false,
            actors: Vec::new(),
            recipients: Vec::new(),
            thirds: Vec::new(),
        })
    }

    /// An event; `None` where it has no time, or where no report tells it any more.
    fn of(&mut self, event: Event<'_>) -> Option<&Outline<Name>> {
        let row = event.row();
        if row.time[0] == NO_DAY || event.reports().is_empty() {
            return None;
        }
        let outline = &mut self.0;
        (outline.nr, outline.days, outline.category, outline.quad) = (row.nr, row.time, row.category, row.quad);
        (outline.score, outline.standing, outline.weight) = (row.score, row.standing, row.confidence);
        outline.brought_about = row.brought_about;
        outline.actors.clear();
        outline.recipients.clear();
        outline.thirds.clear();
        outline.thirds.extend_from_slice(event.thirds());
        for taker in event.takers() {
            let country = taker.country.filter(|_| taker.for_country);
            let party = relate::Taker { entity: taker.entity, country };
            match taker.part {
                Part::Actor => outline.actors.push(party),
                Part::Recipient => outline.recipients.push(party),
                Part::Third => {}
            }
        }
        Some(outline)
    }
}

impl Index {
    fn in_time(&self, days: Stretch) -> impl Iterator<Item = Event<'_>> {
        self.events().filter(move |event| {
            let first = event.row().time[0];
            first != NO_DAY && days[0] <= first && first <= days[1]
        })
    }

    /// What passed between two sides and began on one of these days, and what others did to them.
    pub fn between(&self, [a, b]: [&str; 2], days: Stretch, known: &relate::Names) -> (Vec<Act>, Vec<ThirdAct>) {
        let (Some(a), Some(b)) = (self.names.get(a), self.names.get(b)) else { return (Vec::new(), Vec::new()) };
        let (mut acts, mut thirds) = (Vec::new(), Vec::new());
        let mut outlines = Outlines::new();
        let is_one = |name: Option<Name>| name == Some(a) || name == Some(b);
        for event in self.in_time(days) {
            let touches = event.takers().iter().any(|taker| is_one(taker.entity) || is_one(taker.country));
            if !touches && event.thirds().is_empty() {
                continue;
            }
            let Some(outline) = outlines.of(event) else { continue };
            acts.extend(outline.between(a, b));
            let side = |who: Name| known.side(self.names.text(who));
            thirds.extend(outline.thirds_of(a, b).into_iter().map(|third| third.map(side)));
        }
        acts.sort_by_key(|act| (act.first, act.nr));
        (acts, thirds)
    }

    /// What passed between any two states on these days, by their codes in order.
    pub fn pairs(&self, days: Stretch) -> BTreeMap<[String; 2], Vec<Act>> {
        let mut found: FxHashMap<[Name; 2], Vec<Act>> = FxHashMap::default();
        let mut outlines = Outlines::new();
        for event in self.in_time(days) {
            for (pair, act) in outlines.of(event).into_iter().flat_map(Outline::between_states) {
                found.entry(pair).or_default().push(act);
            }
        }
        found.into_iter().map(|(pair, acts)| self.in_order(pair, acts)).collect()
    }

    /// What passed between a side and every state on these days, by the codes of the states.
    pub fn ties(&self, of: &str, days: Stretch) -> BTreeMap<String, Vec<Act>> {
        let Some(of) = self.names.get(of) else { return BTreeMap::new() };
        let mut found: FxHashMap<Name, Vec<Act>> = FxHashMap::default();
        let mut outlines = Outlines::new();
        for event in self.in_time(days) {
            let is_of = |taker: &&super::Taker| taker.entity == Some(of) || taker.country == Some(of);
            if !event.takers().iter().any(|taker| is_of(&taker)) {
                continue;
            }
            let Some(outline) = outlines.of(event) else { continue };
            for state in outline.states().into_iter().filter(|state| *state != of) {
                if let Some(act) = outline.between(of, state) {
                    found.entry(state).or_default().push(act);
                }
            }
        }
        let mut ties: BTreeMap<String, Vec<Act>> =
            found.into_iter().map(|(state, acts)| (self.names.text(state).to_owned(), acts)).collect();
        ties.values_mut().for_each(|acts| acts.sort_by_key(|act| (act.first, act.nr)));
        ties
    }

    /// A pair with its codes in order, and its acts by day with the first acting first.
    fn in_order(&self, pair: [Name; 2], mut acts: Vec<Act>) -> ([String; 2], Vec<Act>) {
        let mut codes = pair.map(|name| self.names.text(name).to_owned());
        if codes[0] > codes[1] {
            codes.reverse();
            for act in &mut acts {
                act.direction = match act.direction {
                    relate::Direction::There => relate::Direction::Back,
                    relate::Direction::Back => relate::Direction::There,
                    relate::Direction::Both => relate::Direction::Both,
                };
            }
        }
        acts.sort_by_key(|act| (act.first, act.nr));
        (codes, acts)
    }

    /// The dyads of states with the events that pass a test, the busiest first.
    pub fn dyads(&self, test: &Test, limit: usize, known: &relate::Names) -> Vec<DyadRow> {
        let mut sums: FxHashMap<[Name; 2], Sum> = FxHashMap::default();
        let mut outlines = Outlines::new();
        for event in self.select(test).filter(|event| event.row().standing == Standing::Counts) {
            for (pair, act) in outlines.of(event).into_iter().flat_map(Outline::between_states) {
                let new = Sum { events: 0, weight: 0.0, scores: 0.0, days: [act.first; 2] };
                let sum = sums.entry(pair).or_insert(new);
                sum.events += 1;
                sum.weight += act.weight;
                sum.scores += act.weight * act.score;
                sum.days = [sum.days[0].min(act.first), sum.days[1].max(act.first)];
            }
        }
        let mut rows: Vec<([&str; 2], Sum)> = (sums.into_iter())
            .map(|(pair, sum)| {
                let mut codes = pair.map(|name| self.names.text(name));
                codes.sort_unstable();
                (codes, sum)
            })
            .collect();
        rows.sort_unstable_by(|a, b| b.1.events.cmp(&a.1.events).then_with(|| a.0.cmp(&b.0)));
        rows.truncate(limit);
        let row = |(codes, sum): ([&str; 2], Sum)| DyadRow {
            dyad: codes.map(|code| known.side(code)),
            events: sum.events,
            first: relate::date(sum.days[0]),
            last: relate::date(sum.days[1]),
            level: if sum.weight > 0.0 { (sum.scores / sum.weight * 1e4).round() / 1e4 } else { 0.0 },
        };
        rows.into_iter().map(row).collect()
    }

    /// First and last day of the events that count in relations.
    pub fn stretch(&self) -> Option<Stretch> {
        let firsts = || self.events().filter(|e| e.row().standing == Standing::Counts).map(|e| e.row().time[0]);
        Some([firsts().min()?, firsts().max()?])
    }

    /// Ids of events by the numbers of their rows.
    pub fn id(&self, nr: i64) -> Option<&str> {
        let chunk = self.chunks.get(&nr.div_euclid(super::CHUNK))?;
        let at = chunk.rows.binary_search_by_key(&nr, |row| row.nr).ok()?;
        Some(Event { chunk, at }.id())
    }
}
