//! What the record leaves open.

use super::super::Testimony;
use super::super::choose::{Stands, stands};
use super::super::moment::{Day, Moment, last_day};
use super::super::tongue::Question;
use super::super::writer::{CITED, Writer};
use super::facts::is_disputed;
use crate::record::{BriefSentence, Category, Event};

/// Days at the end without an event from which on that is told.
const SILENT_DAYS: i64 = 30;
/// UCDP's precision from which on a place is no more than a country.
const COUNTRY: u8 = 6;

impl<'m, E, F: FnMut(&str) -> Result<Vec<Testimony>, E>> Writer<'m, F> {
    /// Questions on the events that the brief tells.
    pub(in crate::brief) fn questions(&mut self) -> Result<Vec<BriefSentence>, E> {
        let told: Vec<&'m Event> = self.told.iter().filter_map(|id| self.events.get(id).copied()).collect();
        let mut sentences = Vec::new();
        let all = |test: &dyn Fn(&Event) -> bool| told.iter().copied().filter(|e| test(e)).collect::<Vec<_>>();
        let mut unsettled = Vec::new();
        for event in all(&|e| !e.denials.is_empty() && stands(e) == Stands::Done) {
            // A report that asserts it on its own word is a voice beside those of the parties.
            let denials = &event.denials;
            if self.hear(&event.id)?.iter().all(|t| t.claim.speaker.is_some() || denials.contains(&t.claim.id)) {
                unsettled.push(event);
            }
        }
        let attack = |e: &Event| e.event == Category::Assault && stands(e) == Stands::Done;
        type Ask = fn(usize) -> Question;
        let asked: [(Vec<&Event>, Ask); 6] = [
            (unsettled, Question::Denied),
            (all(&|e| e.sources == 1 && e.quad == 4 && stands(e) == Stands::Done), Question::OneSource),
            (all(&is_disputed), Question::Tolls),
            (all(&|e| !Moment::of(e).is_told()), Question::Day),
            (all(&|e| attack(e) && e.place.as_ref().is_none_or(|p| p.precision >= COUNTRY)), Question::Place),
            (all(&|e| stands(e) == Stands::Possible), Question::Possible),
        ];
        for (events, question) in asked {
            let evidence = self.cite(events.iter().map(|e| e.id.as_str()), CITED)?;
            self.say(&mut sentences, self.tongue.question(&question(events.len())), evidence);
        }
        self.silence(&mut sentences)?;
        Ok(sentences)
    }

    /// Nothing is on record at the end.
    fn silence(&mut self, sentences: &mut Vec<BriefSentence>) -> Result<(), E> {
        let happened = self.between().filter(|e| matches!(stands(e), Stands::Done | Stands::Possible));
        let last =
            happened.filter_map(|e| Some((last_day(e)?, e))).max_by(|a, b| a.0.cmp(&b.0).then(b.1.id.cmp(&a.1.id)));
        let Some((day, event)) = last else { return Ok(()) };
        let (Some(day), Some(end)) = (Day::parse(&day), Day::parse(&self.matter.relation.to)) else { return Ok(()) };
        let days = day.days_to(end);
        let is_told = self.matter.relation.silences.iter().any(|silence| silence.to == self.matter.relation.to);
        if days >= SILENT_DAYS && !is_told {
            let evidence = self.cite([event.id.as_str()], CITED)?;
            self.say(sentences, self.tongue.question(&Question::Silence(day, days)), evidence);
        }
        Ok(())
    }
}
