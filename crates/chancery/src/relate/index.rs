//! Events in memory, found by their parties. In: [`Outline`]s. Out: what passed between two sides, between any two states, and what others
//! did to them. Always: the order in which events are added does not matter.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::act::{Act, Behind, Outline, Taker};
use super::days::Stretch;
use super::names::Names;
use super::third::ThirdAct;

/// A number for a country's code or an entity's id.
type Id = u32;

/// Many events, for questions about any two sides.
#[derive(Debug, Clone, Default)]
pub struct Index {
    ids: Vec<String>,
    numbers: FxHashMap<String, Id>,
    events: Vec<Outline<Id>>,
    /// The events in which somebody acts or is acted on, by place in `events`.
    of: FxHashMap<Id, Vec<u32>>,
    /// The events with somebody who stands between.
    with_thirds: Vec<u32>,
}

impl Index {
    /// Adds an event. Names tell the countries of third parties.
    pub fn add(&mut self, event: &Outline<&str>, names: &Names) {
        let mut takers = |side: &[Taker<&str>]| -> Vec<Taker<Id>> {
            side.iter()
                .map(|p| Taker {
                    entity: p.entity.map(|id| self.number(id)),
                    country: p.country.map(|id| self.number(id)),
                })
                .collect()
        };
        let (actors, recipients) = (takers(&event.actors), takers(&event.recipients));
        let thirds: Vec<Behind<Id>> = event
            .thirds
            .iter()
            .map(|third| {
                let mut known = |p: &Taker<&str>| Taker {
                    entity: p.entity.map(|id| self.number(id)),
                    country: p.country.or_else(|| names.country(p.entity?)).map(|id| self.number(id)),
                };
                Behind { role: third.role, who: known(&third.who), between: third.between.iter().map(known).collect() }
            })
            .collect();
        let at = u32::try_from(self.events.len()).unwrap_or(u32::MAX);
        if !thirds.is_empty() {
            self.with_thirds.push(at);
        }
        for id in actors.iter().chain(&recipients).flat_map(|p| [p.entity, p.country]).flatten() {
            let of = self.of.entry(id).or_default();
            if of.last() != Some(&at) {
                of.push(at);
            }
        }
        let Outline { nr, days, category, quad, score, standing, weight, brought_about, .. } = *event;
        self.events.push(Outline {
            nr,
            days,
            category,
            quad,
            score,
            standing,
            weight,
            brought_about,
            actors,
            recipients,
            thirds,
        });
    }

    fn number(&mut self, id: &str) -> Id {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = self.ids.len() as Id;
        self.ids.push(id.to_owned());
        self.numbers.insert(id.to_owned(), number);
        number
    }

    fn events_of(&self, id: Id, days: Stretch) -> impl Iterator<Item = &Outline<Id>> {
        let events = self.of.get(&id).into_iter().flatten().map(|at| &self.events[*at as usize]);
        events.filter(move |event| days[0] <= event.days[0] && event.days[0] <= days[1])
    }

    fn both(&self, a: &str, b: &str) -> Option<(Id, Id)> {
        Some((*self.numbers.get(a)?, *self.numbers.get(b)?))
    }

    /// What passed between two sides and began on one of these days, by day and number.
    pub fn acts(&self, a: &str, b: &str, days: Stretch) -> Vec<Act> {
        let Some((a, b)) = self.both(a, b) else { return Vec::new() };
        let length = |id: Id| self.of.get(&id).map_or(0, Vec::len);
        let rarer = if length(a) < length(b) { a } else { b };
        sorted(self.events_of(rarer, days).filter_map(|event| event.between(a, b)).collect())
    }

    /// What others did to two sides, likewise.
    pub fn thirds(&self, a: &str, b: &str, days: Stretch, names: &Names) -> Vec<ThirdAct> {
        let Some((a, b)) = self.both(a, b) else { return Vec::new() };
        let named = self.with_thirds.iter().map(|at| &self.events[*at as usize]);
        let named = named.filter(|event| days[0] <= event.days[0] && event.days[0] <= days[1]);
        let of_one = self.events_of(a, days).chain(self.events_of(b, days)).filter(|event| event.thirds.is_empty());
        let mut found: Vec<ThirdAct<Id>> = named.chain(of_one).flat_map(|event| event.thirds_of(a, b)).collect();
        found.sort_by(|x, y| {
            (x.first, x.nr, &self.ids[x.who as usize], x.role, x.toward).cmp(&(
                y.first,
                y.nr,
                &self.ids[y.who as usize],
                y.role,
                y.toward,
            ))
        });
        found.dedup();
        found.into_iter().map(|third| third.map(|who| names.side(&self.ids[who as usize]))).collect()
    }

    /// What passed between any two states on these days, by their codes in order.
    pub fn pairs(&self, days: Stretch) -> BTreeMap<[String; 2], Vec<Act>> {
        let events = self.events.iter().filter(|event| days[0] <= event.days[0] && event.days[0] <= days[1]);
        let mut found: FxHashMap<[Id; 2], Vec<Act>> = FxHashMap::default();
        for event in events {
            let mut states = states(event);
            states.sort_by_key(|state| &self.ids[*state as usize]);
            for (n, a) in states.iter().enumerate() {
                for b in &states[n + 1..] {
                    if let Some(act) = event.between(*a, *b) {
                        found.entry([*a, *b]).or_default().push(act);
                    }
                }
            }
        }
        found.into_iter().map(|(pair, acts)| (pair.map(|id| self.ids[id as usize].clone()), sorted(acts))).collect()
    }

    /// What passed between a side and every state on these days, by the codes of the states.
    pub fn ties(&self, of: &str, days: Stretch) -> BTreeMap<String, Vec<Act>> {
        let Some(of) = self.numbers.get(of) else { return BTreeMap::new() };
        let mut found: FxHashMap<Id, Vec<Act>> = FxHashMap::default();
        for event in self.events_of(*of, days) {
            for state in states(event).into_iter().filter(|state| state != of) {
                if let Some(act) = event.between(*of, state) {
                    found.entry(state).or_default().push(act);
                }
            }
        }
        found.into_iter().map(|(state, acts)| (self.ids[state as usize].clone(), sorted(acts))).collect()
    }
}

/// The states that act or are acted on in an event, each once.
fn states(event: &Outline<Id>) -> Vec<Id> {
    let mut found: Vec<Id> = event.actors.iter().chain(&event.recipients).filter_map(|p| p.country).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn sorted(mut acts: Vec<Act>) -> Vec<Act> {
    acts.sort_by_key(|act| (act.first, act.nr));
    acts
}
