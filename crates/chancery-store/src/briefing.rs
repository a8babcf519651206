//! Briefs on what the store holds. In: relations. Out: the [`Brief`]. Always: all of it is of one moment of the store.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chancery::Language;
use chancery::brief::{Matter, Testimony, With, brief};
use chancery::knowledge::Knowledge;
use chancery::record::{Brief, Event, Realignment, Relation, Shift};

use crate::{Filter, Result, Store, Who, imports};

/// What a brief is made from, beside the store's events and claims.
#[derive(Clone, Copy)]
pub struct Briefing<'b> {
    /// What passed between the two.
    pub relation: &'b Relation,
    /// Turns in which they, or the third, have a part.
    pub realignments: &'b [Realignment],
    /// The third whose part is looked at.
    pub with: Option<With<'b>>,
    /// Language of the brief: one of [`chancery::brief::languages`].
    pub language: Language,
    /// What names mean.
    pub knowledge: &'b Knowledge,
}

impl Store {
    /// The brief on a relation; without a section where the store has no evidence to tell anything with.
    ///
    /// # Errors
    /// Those of reading.
    pub fn brief(&self, asked: &Briefing<'_>) -> Result<Brief> {
        self.snapshot(|store| {
            let relations = [asked.relation].into_iter().chain(asked.with.into_iter().flat_map(|with| with.relations));
            let mut events: Vec<Event> = Vec::new();
            for relation in relations.clone() {
                store.each_event(&between(relation), |event| {
                    events.push(event.event);
                    Ok(ControlFlow::Continue(()))
                })?;
            }
            let mut known: BTreeSet<String> = events.iter().map(|event| event.id.clone()).collect();
            let of_relations =
                relations.flat_map(|relation| named(relation).chain(relation.shifts.iter().flat_map(drivers)));
            let of_turns =
                asked.realignments.iter().flat_map(|turn| drivers(&turn.weakened).chain(drivers(&turn.strengthened)));
            for id in of_relations.chain(of_turns) {
                if known.insert(id.to_owned()) {
                    events.extend(store.event(id)?.map(|event| event.event));
                }
            }
            let Briefing { relation, realignments, with, language, knowledge } = *asked;
            let matter = Matter { relation, realignments, events: &events, with, language, knowledge };
            brief(&matter, |event| store.testimonies(event))
        })
    }

    fn testimonies(&self, event: &str) -> Result<Vec<Testimony>> {
        if let Some(dataset) = &self.over {
            return self.read(|c| imports::record_of(c, dataset, event));
        }
        let members = self.members_of(event)?;
        let testimony = |(stored, _): (crate::StoredClaim, _)| Testimony {
            claim: stored.claim,
            published: stored.published,
            language: stored.language,
            publisher: stored.source,
            url: stored.url,
            title: stored.title,
            record: None,
        };
        Ok(members.into_iter().map(testimony).collect())
    }
}

/// Events between the two from the first day on: what is announced may lie after the last.
fn between(relation: &Relation) -> Filter {
    let who = relation.dyad.each_ref().map(|side| side.id.parse::<Who>().unwrap_or_else(|never| match never {}));
    Filter { dyad: Some(who), from: Some(relation.from.clone()), ..Filter::default() }
}

fn named(relation: &Relation) -> impl Iterator<Item = &str> {
    relation.third_parties.iter().flat_map(|role| role.events.iter().map(String::as_str))
}

fn drivers(shift: &Shift) -> impl Iterator<Item = &str> {
    shift.drivers.iter().map(|driver| driver.event.as_str())
}
