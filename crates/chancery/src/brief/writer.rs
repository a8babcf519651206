//! Puts a brief together. In: the matter. Out: the brief. Always: a sentence is kept only with evidence.

use std::collections::{BTreeMap, BTreeSet};

use super::choose::{LEAST_PARTY, Passing, is_of, is_verbal, passing};
use super::moment::{Day, Moment};
use super::nouns::{Noun, Nouns};
use super::sources::Sources;
use super::tongue::{Act, Deed, Form, Part, Range, Saying, Tongue};
use super::{Matter, Testimony};
use crate::record::{Brief, BriefSentence, Event, EventCount, EventParty, Polarity, Section};

/// Numbers that a sentence has at most.
pub(super) const CITED: usize = 3;
/// Speakers that a sentence names.
const SPEAKERS: usize = 2;

/// A brief in the making.
pub(super) struct Writer<'m, F> {
    pub(super) matter: Matter<'m>,
    pub(super) tongue: &'static dyn Tongue,
    pub(super) nouns: Nouns<'m>,
    /// The matter's events by id.
    pub(super) events: BTreeMap<&'m str, &'m Event>,
    /// What passes between the two.
    pub(super) passing: Vec<Passing<'m>>,
    /// Ids of events that a sentence tells, in the order of telling.
    pub(super) told: Vec<&'m str>,
    /// Nouns of the two.
    pub(super) sides: [Noun; 2],
    sources: Sources,
    claims: F,
    heard: BTreeMap<String, Vec<Testimony>>,
}

impl<'m, E, F: FnMut(&str) -> Result<Vec<Testimony>, E>> Writer<'m, F> {
    pub(super) fn new(matter: &Matter<'m>, tongue: &'static dyn Tongue, claims: F) -> Self {
        let mut nouns = Nouns::new(tongue, matter.knowledge);
        Self {
            sides: [0, 1].map(|i| nouns.side(&matter.relation.dyad[i])),
            matter: *matter,
            tongue,
            nouns,
            events: matter.events.iter().map(|e| (e.id.as_str(), e)).collect(),
            passing: passing(matter.events, matter.relation),
            told: Vec::new(),
            sources: Sources::default(),
            claims,
            heard: BTreeMap::new(),
        }
    }

    pub(super) fn write(mut self) -> Result<Brief, E> {
        let relation = self.matter.relation;
        let mut sections = Vec::new();
        for (part, sentences) in self.parts()? {
            if sentences.is_empty() {
                continue;
            }
            let with = self.matter.with.map(|with| self.nouns.side(with.who));
            let heading = self.tongue.heading(part, with.as_ref());
            sections.push(Section { kind: part.name().into(), heading, sentences });
        }
        let bare = self.sides.each_ref().map(|noun| self.tongue.bare(&noun.text));
        let days = Day::parse(&relation.from).zip(Day::parse(&relation.to));
        Ok(Brief {
            dyad: relation.dyad.clone(),
            with: self.matter.with.map(|with| with.who.clone()),
            from: relation.from.clone(),
            to: relation.to.clone(),
            language: self.tongue.language(),
            title: self.tongue.title([&bare[0], &bare[1]], days),
            sections,
            evidence: self.sources.into_list(),
        })
    }

    fn parts(&mut self) -> Result<Vec<(Part, Vec<BriefSentence>)>, E> {
        Ok(vec![
            (Part::State, self.state()?),
            (Part::Changes, self.changes()?),
            (Part::Events, self.main_events()?),
            (Part::Tolls, self.tolls()?),
            (Part::Disputes, self.disputes()?),
            (Part::Realignment, self.realignments()?),
            (Part::ThirdParties, self.third_parties()?),
            (Part::With, self.with()?),
            (Part::Announced, self.announced()?),
            (Part::Questions, self.questions()?),
        ])
    }

    /// Events between the two.
    pub(super) fn between(&self) -> impl Iterator<Item = &'m Event> {
        self.passing.iter().map(|passing| passing.event)
    }

    /// Keeps a sentence, if it has evidence.
    pub(super) fn say(&self, sentences: &mut Vec<BriefSentence>, text: String, evidence: Vec<usize>) {
        if !evidence.is_empty() && !text.is_empty() {
            sentences.push(BriefSentence { text, evidence });
        }
    }

    /// The claims of an event.
    pub(super) fn hear(&mut self, event: &str) -> Result<&[Testimony], E> {
        if !self.heard.contains_key(event) {
            let mut testimonies = (self.claims)(event)?;
            testimonies.sort_by(|a, b| a.claim.id.cmp(&b.claim.id));
            testimonies.dedup_by(|a, b| a.claim.id == b.claim.id);
            self.heard.insert(event.to_owned(), testimonies);
        }
        Ok(self.heard.get(event).map_or(&[], Vec::as_slice))
    }

    /// Evidence that events happened: of each in turn the surest claim, those in further languages before others.
    pub(super) fn cite<'e>(&mut self, events: impl IntoIterator<Item = &'e str>, most: usize) -> Result<Vec<usize>, E> {
        let mut ranked = Vec::new();
        for event in events {
            let denials = self.events.get(event).map_or(&[][..], |e| &e.denials);
            let is_denial = |t: &Testimony| denials.contains(&t.claim.id);
            let saying: Vec<Testimony> = self.hear(event)?.iter().filter(|t| !is_denial(t)).cloned().collect();
            ranked.push((event, by_language(saying)));
        }
        let longest = ranked.iter().map(|(_, all)| all.len()).max().unwrap_or(0);
        let mut numbers = BTreeSet::new();
        for (round, (event, all)) in (0..longest).flat_map(|r| ranked.iter().map(move |e| (r, e))) {
            if numbers.len() == most {
                break;
            }
            numbers.extend(all.get(round).and_then(|t| self.sources.number(event, t)));
        }
        Ok(numbers.into_iter().collect())
    }

    /// Evidence by the claims themselves.
    pub(super) fn cite_claims(&mut self, event: &str, claims: &[String], most: usize) -> Result<Vec<usize>, E> {
        let heard: Vec<Testimony> =
            self.hear(event)?.iter().filter(|t| claims.contains(&t.claim.id)).cloned().collect();
        let ranked = by_language(heard);
        let numbers: BTreeSet<usize> = ranked.iter().take(most).filter_map(|t| self.sources.number(event, t)).collect();
        Ok(numbers.into_iter().collect())
    }

    /// An event as a sentence tells it; `None` where nothing is known of who takes part.
    pub(super) fn deed(&mut self, event: &'m Event) -> Result<Option<Deed>, E> {
        let saying = self.saying(event)?;
        let mut actors = self.parties(&event.actors);
        let mut recipients = self.parties(&event.recipients);
        recipients.retain(|noun| !actors.contains(noun));
        let mut modes = event.mode.clone();
        let mediator = event.third_parties.iter().find(|third| {
            third.role == "mediator" && event.actors.iter().any(|p| p.entity.as_deref() == Some(&third.entity))
        });
        if mediator.is_some() {
            modes.insert(0, "mediator".into());
        }
        if actors.is_empty() && recipients.is_empty() {
            return Ok(None);
        }
        // Somebody meets whoever is named beside; the others are known by the same words alone.
        actors.dedup();
        recipients.dedup();
        let toll = event.toll.as_ref().filter(|_| event.quad == 4);
        let toll = toll.map(|t| t.told().filter_map(|(kind, count)| Some((kind, range_of(count)?))).collect());
        Ok(Some(Deed {
            act: Act { category: event.event, modes, actors, recipients, form: Form::of(event.status) },
            moments: vec![Moment::of(event)],
            place: event.place.as_ref().and_then(|place| self.nouns.place(place)),
            toll: toll.unwrap_or_default(),
            saying,
            sources: event.sources,
            languages: event.languages.clone(),
            denied: !event.denials.is_empty() && event.status.polarity == Polarity::Affirmed,
        }))
    }

    /// Nouns of parties, those of the two sides first; others only if they are sure.
    fn parties(&mut self, parties: &[EventParty]) -> Vec<Noun> {
        let dyad = &self.matter.relation.dyad;
        let third = self.matter.with.map(|with| &with.who.id);
        let rank = |party: &EventParty| dyad.iter().map(|s| &s.id).chain(third).position(|id| is_of(party, id));
        let mut ranked: Vec<(usize, &EventParty)> =
            parties.iter().map(|party| (rank(party).unwrap_or(usize::MAX), party)).collect();
        ranked.retain(|(rank, party)| *rank < usize::MAX || party.confidence >= LEAST_PARTY);
        ranked.sort_by_key(|(rank, _)| *rank);
        let mut nouns: Vec<Noun> = Vec::new();
        for (_, party) in ranked {
            nouns.extend(self.nouns.party(party).filter(|noun| !nouns.contains(noun)));
        }
        nouns
    }

    /// Who says so: nobody need be named where a report does, or where the act is one of words and those who speak do it.
    fn saying(&mut self, event: &Event) -> Result<Saying, E> {
        let denials = &event.denials;
        let heard: Vec<Testimony> = self.hear(&event.id)?.to_vec();
        let saying: Vec<&Testimony> = heard.iter().filter(|t| !denials.contains(&t.claim.id)).collect();
        let speakers: Option<Vec<_>> = saying.iter().map(|t| t.claim.speaker.as_ref()).collect();
        let Some(speakers) = speakers.filter(|s| !s.is_empty()) else { return Ok(Saying::Report) };
        let of_actors =
            |country: &Option<String>| country.is_some() && event.actors.iter().any(|a| a.country == *country);
        if speakers.iter().all(|s| of_actors(&s.country)) {
            return Ok(if is_verbal(event.event) || event.actors.len() > 1 { Saying::Report } else { Saying::Own });
        }
        let mut nouns: Vec<Noun> = Vec::new();
        for speaker in speakers {
            nouns.extend(self.nouns.speaker(speaker).filter(|noun| !nouns.contains(noun)));
        }
        nouns.truncate(SPEAKERS);
        Ok(Saying::Others(nouns))
    }
}

/// The surest first, but one of each language before a second of any.
fn by_language(mut testimonies: Vec<Testimony>) -> Vec<Testimony> {
    testimonies.sort_by(|a, b| {
        let sure = b.claim.confidence.total_cmp(&a.claim.confidence);
        sure.then_with(|| a.published.cmp(&b.published)).then_with(|| a.claim.id.cmp(&b.claim.id))
    });
    let mut seen = BTreeMap::new();
    let mut ranked: Vec<(usize, Testimony)> = testimonies
        .into_iter()
        .map(|t| {
            let turn = seen.entry(t.language).or_insert(0);
            *turn += 1;
            (*turn, t)
        })
        .collect();
    ranked.sort_by_key(|(turn, _)| *turn);
    ranked.into_iter().map(|(_, t)| t).collect()
}

/// A count as words bound it: "at least" only where every figure says so.
pub(super) fn range_of(count: &EventCount) -> Option<Range> {
    let open = !count.figures.is_empty() && count.figures.iter().all(|f| f.low.is_some() && f.high.is_none());
    match (count.low, count.high) {
        (Some(low), _) if open => Some(Range::AtLeast(low)),
        (low, high) => range(low, count.best, high),
    }
}

/// A figure as words bound it.
pub(super) fn range(low: Option<u64>, best: Option<u64>, high: Option<u64>) -> Option<Range> {
    match (low, best, high) {
        (Some(low), _, Some(high)) if low < high => Some(Range::Between(low, high)),
        (Some(low), _, Some(_)) => Some(Range::Exactly(low)),
        (Some(low), _, None) => Some(Range::AtLeast(low)),
        (None, _, Some(high)) => Some(Range::AtMost(high)),
        (None, Some(best), None) => Some(Range::About(best)),
        (None, None, None) => None,
    }
}
