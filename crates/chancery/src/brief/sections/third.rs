//! Who stands between the two, or with or against one of them; and the part of a third that was asked for.

use super::super::Testimony;
use super::super::choose::{LEAST, by_weight, passing};
use super::super::moment::Day;
use super::super::tongue::{Part, Standing};
use super::super::writer::{CITED, Writer};
use crate::record::{BriefSentence, Event, Shift};

/// Roles that are told.
const ROLES: usize = 5;
/// Of these, the first whose weightiest event is told too.
const WITH_EVENT: usize = 2;
/// Events between the third and each of the two.
const EVENTS_WITH: usize = 2;

impl<'m, E, F: FnMut(&str) -> Result<Vec<Testimony>, E>> Writer<'m, F> {
    /// Third parties, the most telling first.
    pub(in crate::brief) fn third_parties(&mut self) -> Result<Vec<BriefSentence>, E> {
        let relation = self.matter.relation;
        let mut sentences = Vec::new();
        for (i, role) in relation.third_parties.iter().take(ROLES).enumerate() {
            let (Some(first), Some(last)) = (Day::parse(&role.first), Day::parse(&role.last)) else { continue };
            let who = self.nouns.side(&role.who);
            let toward = role.toward.as_ref().and_then(|id| relation.dyad.iter().position(|side| side.id == *id));
            let sides = self.sides.clone();
            let standing = Standing {
                who: &who,
                role: &role.role,
                toward: toward.map(|i| &sides[i]),
                first,
                last,
                events: role.events.len(),
            };
            let evidence = self.cite(role.events.iter().map(String::as_str), CITED)?;
            self.say(&mut sentences, self.tongue.standing(&standing), evidence);
            let mut known: Vec<&Event> =
                role.events.iter().filter_map(|id| self.events.get(id.as_str()).copied()).collect();
            known.retain(|e| !self.told.contains(&e.id.as_str()));
            by_weight(&mut known);
            if let Some(event) = known.first().copied().filter(|_| i < WITH_EVENT)
                && let Some(deed) = self.deed(event)?
            {
                let evidence = self.cite([event.id.as_str()], CITED)?;
                self.say(&mut sentences, self.tongue.deed(&deed), evidence);
                self.told.push(&event.id);
            }
        }
        let rest: Vec<&str> =
            relation.third_parties.iter().skip(ROLES).filter_map(|r| r.events.first()).map(String::as_str).collect();
        let evidence = self.cite(rest.iter().copied().take(CITED), CITED)?;
        self.say(&mut sentences, self.tongue.more(Part::ThirdParties, rest.len()), evidence);
        Ok(sentences)
    }

    /// How the third stands with each of the two.
    pub(in crate::brief) fn with(&mut self) -> Result<Vec<BriefSentence>, E> {
        let Some(with) = self.matter.with else { return Ok(Vec::new()) };
        let mut sentences = Vec::new();
        for relation in with.relations {
            let passing = passing(self.matter.events, relation);
            let mut done: Vec<&Event> = passing.iter().filter(|p| p.counts).map(|p| p.event).collect();
            by_weight(&mut done);
            let sides = relation.dyad.each_ref().map(|side| self.nouns.side(side));
            sentences.extend(self.answer(relation, &sides, &done)?);
            let greatest = |a: &&Shift, b: &&Shift| a.size.value.abs().total_cmp(&b.size.value.abs());
            if let Some(shift) = relation.shifts.iter().max_by(greatest) {
                self.shift(&mut sentences, shift)?;
            }
            done.retain(|e| e.confidence >= LEAST);
            sentences.extend(self.tell(done, EVENTS_WITH, Part::With)?);
        }
        Ok(sentences)
    }
}
