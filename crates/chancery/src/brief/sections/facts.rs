//! What it cost, and what is disputed.

use std::collections::BTreeSet;

use super::super::Testimony;
use super::super::choose::{LEAST, Stands, by_weight, stands};
use super::super::moment::{Day, Moment, Stretch};
use super::super::nouns::printable;
use super::super::tongue::{By, Counted, Deed, Differ, Form, Part, Range};
use super::super::writer::{CITED, Writer, range, range_of};
use crate::mention::time::parse_edtf;
use crate::record::{BriefSentence, Category, Disagreement, Event, EventToll, Figure, Tense};

/// Sentences on tolls.
const TOLLS: usize = 3;
/// Figures of one count.
const FIGURES: usize = 4;
/// Sentences on denials, and on what sources say differently.
const DENIALS: usize = 4;
const DISAGREEMENTS: usize = 2;
/// Values that a disagreement tells.
const VALUES: usize = 3;

impl<'m, E, F: FnMut(&str) -> Result<Vec<Testimony>, E>> Writer<'m, F> {
    /// Tolls that more than one figure or a speaker stands behind, the greatest first.
    pub(in crate::brief) fn tolls(&mut self) -> Result<Vec<BriefSentence>, E> {
        let happened = |e: &&Event| matches!(stands(e), Stands::Done | Stands::Possible) && e.confidence >= LEAST;
        let attributed = |toll: &EventToll| {
            toll.told().any(|(_, count)| count.figures.len() > 1 || count.figures.iter().any(|f| f.speaker.is_some()))
        };
        let mut events: Vec<(&Event, &EventToll)> = self
            .between()
            .filter(happened)
            .filter(|e| e.quad == 4)
            .filter_map(|e| Some((e, e.toll.as_ref()?)))
            .filter(|(_, toll)| attributed(toll))
            .collect();
        let most = |toll: &EventToll| {
            let of =
                |count: &Option<crate::record::EventCount>| count.as_ref().and_then(|c| c.high.or(c.best).or(c.low));
            (of(&toll.killed), of(&toll.wounded), of(&toll.displaced))
        };
        events.sort_by(|a, b| most(b.1).cmp(&most(a.1)).then_with(|| a.0.id.cmp(&b.0.id)));
        let rest: Vec<&str> = events.iter().skip(TOLLS).map(|(e, _)| e.id.as_str()).collect();
        let mut sentences = Vec::new();
        for (event, toll) in events.into_iter().take(TOLLS) {
            let Some(deed) = self.deed(event)? else { continue };
            let deed = Deed { toll: Vec::new(), sources: 0, ..deed };
            let mut counts = Vec::new();
            let mut claims = Vec::new();
            for (kind, count) in toll.told() {
                let (figures, of) = self.figures(event, &count.figures)?;
                claims.extend(of);
                counts.extend(range_of(count).map(|total| (kind, total, figures)));
            }
            let evidence = self.cite_claims(&event.id, &claims, FIGURES)?;
            self.say(&mut sentences, self.tongue.toll(&deed, &counts), evidence);
        }
        let evidence = self.cite(rest.iter().copied().take(CITED), CITED)?;
        self.say(&mut sentences, self.tongue.more(Part::Tolls, rest.len()), evidence);
        Ok(sentences)
    }

    /// Figures with who gives them, each once, and the claims they are of.
    fn figures(&mut self, event: &'m Event, figures: &[Figure]) -> Result<(Vec<Counted>, Vec<String>), E> {
        let heard = self.hear(&event.id)?.to_vec();
        let (mut counted, mut claims): (Vec<Counted>, Vec<String>) = Default::default();
        for figure in figures {
            let Some(testimony) = heard.iter().find(|t| t.claim.id == figure.claim) else { continue };
            let Some(range) = range(figure.low, figure.best, figure.high) else { continue };
            let speaker = testimony.claim.speaker.as_ref().and_then(|s| self.nouns.speaker(s));
            let by = match (speaker, &testimony.publisher) {
                (Some(noun), _) => By::Speaker(noun),
                (None, Some(name)) => By::Publisher(printable(name)),
                (None, None) => By::Report(testimony.language),
            };
            let civilians = figure.side.as_deref() == Some("civilians");
            if counted.len() < FIGURES && !counted.iter().any(|c| c.range == range && c.by == by) {
                counted.push(Counted { range, civilians, by });
                claims.push(figure.claim.clone());
            }
        }
        Ok((counted, claims))
    }

    /// What somebody denies, and what sources tell differently.
    pub(in crate::brief) fn disputes(&mut self) -> Result<Vec<BriefSentence>, E> {
        let mut denied: Vec<&Event> = self.between().filter(|e| e.confidence >= LEAST && is_denied(e)).collect();
        by_weight(&mut denied);
        let mut sentences = Vec::new();
        let mut rest = Vec::new();
        for event in denied {
            if sentences.len() == DENIALS { rest.push(event.id.as_str()) } else { self.denial(&mut sentences, event)? }
        }
        if !rest.is_empty() {
            let evidence = self.cite(rest.iter().copied().take(CITED), CITED)?;
            self.say(&mut sentences, self.tongue.more(Part::Disputes, rest.len()), evidence);
        }
        let happened = |e: &&Event| stands(e) == Stands::Done && e.confidence >= LEAST;
        let mut events: Vec<&Event> = self.between().filter(happened).filter(|e| !e.disagreements.is_empty()).collect();
        by_weight(&mut events);
        let told = sentences.len();
        for event in events {
            let differing = event.disagreements.iter().find_map(|d| Some((d, differ(d)?)));
            let Some((disagreement, differ)) = differing else { continue };
            if sentences.len() - told == DISAGREEMENTS {
                break;
            }
            let Some(deed) = self.deed(event)? else { continue };
            let claims: Vec<String> =
                disagreement.values.iter().take(VALUES).filter_map(|v| v.claims.first().cloned()).collect();
            let deed = Deed { toll: Vec::new(), sources: 0, denied: false, ..deed };
            let evidence = self.cite_claims(&event.id, &claims, VALUES)?;
            self.say(&mut sentences, self.tongue.disagreement(&deed, &differ), evidence);
        }
        Ok(sentences)
    }

    /// One event that is denied, by those who deny it.
    fn denial(&mut self, sentences: &mut Vec<BriefSentence>, event: &'m Event) -> Result<(), E> {
        let Some(deed) = self.deed(event)? else { return Ok(()) };
        let only_denied = stands(event) == Stands::Denied;
        let claims = if only_denied { &event.claims } else { &event.denials };
        let speakers: Vec<_> = self
            .hear(&event.id)?
            .iter()
            .filter(|t| claims.contains(&t.claim.id))
            .filter_map(|t| t.claim.speaker.clone())
            .collect();
        let of_actors =
            |country: &Option<String>| country.is_some() && event.actors.iter().any(|a| a.country == *country);
        // Those accused speak for themselves; what others deny is another dispute.
        let own = speakers.iter().any(|s| of_actors(&s.country));
        let mut by = Vec::new();
        for speaker in speakers.iter().filter(|s| of_actors(&s.country) == own) {
            by.extend(self.nouns.speaker(speaker).filter(|noun| !by.contains(noun)));
        }
        by.truncate(2);
        if only_denied && by.is_empty() {
            return Ok(());
        }
        let evidence = self.cite_claims(&event.id, claims, CITED)?;
        let act = deed.act.in_form(Form::Did);
        self.say(sentences, self.tongue.denial(&Deed { act, ..deed }, &by, own), evidence);
        Ok(())
    }
}

/// Whether somebody says that it did not happen, of what others say happened or might be blamed for.
fn is_denied(event: &Event) -> bool {
    match stands(event) {
        Stands::Done | Stands::Possible => !event.denials.is_empty(),
        Stands::Denied => event.quad == 4 && event.status.tense != Tense::Future,
        _ => false,
    }
}

/// What values of a field really differ.
fn differ(disagreement: &Disagreement) -> Option<Differ> {
    let values = disagreement.values.iter().map(|said| said.value.as_str());
    match disagreement.field.as_str() {
        "event" => {
            let categories: Vec<Category> = values.filter_map(Category::from_name).take(VALUES).collect();
            (categories.len() > 1).then_some(Differ::Event(categories))
        }
        "when" => {
            // An hour of a day, or a day that is about it, is no other day.
            let days = values.filter_map(|edtf| {
                let when = parse_edtf(edtf)?;
                Some((Day::parse(when.start.as_deref()?)?, Day::parse(when.end.as_deref()?)?))
            });
            let mut apart: Vec<(Day, Day)> = Vec::new();
            for (start, end) in days {
                if apart.iter().all(|(s, e)| *e < start || end < *s) {
                    apart.push((start, end));
                }
            }
            apart.truncate(VALUES);
            let moments = apart.iter().map(|(start, end)| Moment::Told(Stretch::between(*start, *end)));
            (apart.len() > 1).then(|| Differ::When(moments.collect()))
        }
        "where" => {
            let names: BTreeSet<String> = values.map(printable).filter(|n| !n.is_empty()).take(VALUES).collect();
            (names.len() > 1).then(|| Differ::Where(names.into_iter().collect()))
        }
        _ => None,
    }
}

/// Whether the dead of an event are disputed.
pub(super) fn is_disputed(event: &Event) -> bool {
    let killed = event.toll.as_ref().and_then(|t| t.killed.as_ref()).and_then(range_of);
    matches!(killed, Some(Range::Between(..)))
}
