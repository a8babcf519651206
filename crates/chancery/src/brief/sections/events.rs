//! What happened between the two, and what is announced.

use super::super::Testimony;
use super::super::choose::{LEAST, Stands, by_weight, stands};
use super::super::moment::{Day, Moment, Stretch, first_day, last_day};
use super::super::tongue::{Deed, Part};
use super::super::writer::{CITED, Writer};
use crate::record::{BriefSentence, Category, Event};

/// Sentences on what happened.
const EVENTS: usize = 8;
/// Sentences on what is announced.
const ANNOUNCED: usize = 3;
/// Times that one sentence tells the same act at.
const TIMES: usize = 4;
/// Events looked at for each sentence: more of the same act are told with it.
const LOOKED_AT: usize = 6;
/// Days before the end in which an offer or a threat without a time of its own still lies ahead.
const AHEAD_DAYS: i64 = 90;

/// Events that one sentence tells.
pub(super) struct Group<'m> {
    /// As the first of them.
    pub deed: Deed,
    /// Ids, the weightiest first.
    pub ids: Vec<&'m str>,
    first: String,
}

impl<'m, E, F: FnMut(&str) -> Result<Vec<Testimony>, E>> Writer<'m, F> {
    /// The weightiest events that are not told yet, by date.
    pub(in crate::brief) fn main_events(&mut self) -> Result<Vec<BriefSentence>, E> {
        let happened = |e: &&Event| matches!(stands(e), Stands::Done | Stands::Possible) && e.confidence >= LEAST;
        let candidates: Vec<&Event> = self.between().filter(happened).collect();
        self.tell(candidates, EVENTS, Part::Events)
    }

    /// What lies ahead at the end of the period.
    pub(in crate::brief) fn announced(&mut self) -> Result<Vec<BriefSentence>, E> {
        let to = self.matter.relation.to.as_str();
        let Some(end) = Day::parse(to) else { return Ok(Vec::new()) };
        let lately =
            |e: &Event| last_day(e).as_deref().and_then(Day::parse).is_some_and(|day| day.days_to(end) <= AHEAD_DAYS);
        let ahead = |e: &&Event| {
            let promised = matches!(e.event, Category::Agree | Category::Threaten) && stands(e) == Stands::Done;
            let coming = stands(e) == Stands::Announced;
            let over = last_day(e).is_some_and(|day| day.as_str() < to);
            e.confidence >= LEAST
                && (promised && lately(e) || coming && if Moment::of(e).is_told() { !over } else { lately(e) })
        };
        let candidates: Vec<&Event> = self.between().filter(ahead).collect();
        self.tell(candidates, ANNOUNCED, Part::Announced)
    }

    /// The weightiest of some events, as many sentences as the part may have, and how many more there are.
    pub(super) fn tell(
        &mut self,
        mut candidates: Vec<&'m Event>,
        most: usize,
        part: Part,
    ) -> Result<Vec<BriefSentence>, E> {
        candidates.retain(|e| !self.told.contains(&e.id.as_str()));
        by_weight(&mut candidates);
        let groups = self.group(&candidates, most)?;
        let mut sentences = Vec::new();
        for Group { deed, ids, .. } in groups {
            let evidence = self.cite(ids.iter().copied(), CITED.max(ids.len()))?;
            self.say(&mut sentences, self.tongue.deed(&deed), evidence);
            self.told.extend(ids);
        }
        let rest: Vec<&str> = candidates.iter().map(|e| e.id.as_str()).filter(|id| !self.told.contains(id)).collect();
        if !rest.is_empty() && !sentences.is_empty() {
            let evidence = self.cite(rest.iter().copied().take(CITED), CITED)?;
            self.say(&mut sentences, self.tongue.more(part, rest.len()), evidence);
        }
        Ok(sentences)
    }

    /// Sentences' worth of the weightiest events, by date: the same act at several times is told once.
    fn group(&mut self, candidates: &[&'m Event], most: usize) -> Result<Vec<Group<'m>>, E> {
        let mut groups: Vec<Group> = Vec::new();
        for event in candidates.iter().copied().take(most * LOOKED_AT) {
            let Some(deed) = self.deed(event)? else { continue };
            let mergeable = |m: &Moment| matches!(m, Moment::Told(Stretch::Day(_)));
            let same = groups.iter().position(|g| {
                let alike = g.deed.act == deed.act && g.deed.place == deed.place && g.deed.saying == deed.saying;
                let plain = g.deed.toll.is_empty() && deed.toll.is_empty() && g.deed.denied == deed.denied;
                let times = g.deed.moments == deed.moments
                    || g.deed.moments.len() < TIMES && g.deed.moments.iter().chain(&deed.moments).all(mergeable);
                alike && plain && times
            });
            match same {
                Some(group) => groups[group].add(event, deed),
                None if groups.len() < most => {
                    groups.push(Group { deed, ids: vec![&event.id], first: first_day(event) });
                }
                None => {}
            }
        }
        groups.sort_by(|a, b| a.first.cmp(&b.first).then_with(|| a.ids.cmp(&b.ids)));
        Ok(groups)
    }
}

impl<'m> Group<'m> {
    fn add(&mut self, event: &'m Event, deed: Deed) {
        self.ids.push(&event.id);
        self.first = first_day(event).min(std::mem::take(&mut self.first));
        self.deed.moments.extend(deed.moments);
        self.deed.moments.sort();
        self.deed.moments.dedup();
        // Sources of several events may be the same.
        self.deed.sources = 0;
        self.deed.languages.extend(deed.languages);
        self.deed.languages.sort();
        self.deed.languages.dedup();
    }
}
