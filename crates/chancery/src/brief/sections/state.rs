//! How relations stand, when they changed, and who turned to whom.

use super::super::Testimony;
use super::super::choose::{by_weight, passing};
use super::super::moment::{Day, first_day};
use super::super::nouns::Noun;
use super::super::tongue::{Answered, Basis, Part, Shifted, Turn};
use super::super::writer::{CITED, Writer};
use crate::record::{BriefSentence, Event, Realignment, Relation, Shift, Side};

/// Changes of level that are told.
const SHIFTS: usize = 3;
/// Events told behind each.
const DRIVERS: usize = 2;
/// Silences that are told.
const SILENCES: usize = 1;
/// Turns that are told.
const TURNS: usize = 2;

impl<'m, E, F: FnMut(&str) -> Result<Vec<Testimony>, E>> Writer<'m, F> {
    /// The answer, what it rests on, and the level at the end.
    pub(in crate::brief) fn state(&mut self) -> Result<Vec<BriefSentence>, E> {
        let relation = self.matter.relation;
        let mut done: Vec<&Event> = self.passing.iter().filter(|p| p.counts).map(|p| p.event).collect();
        by_weight(&mut done);
        let mut sentences = self.answer(relation, &self.sides.clone(), &done)?;
        if relation.answer.difference.is_none() || done.is_empty() {
            return Ok(sentences);
        }
        let sum = |of: fn(&crate::record::Period) -> usize| relation.periods.iter().map(of).sum::<usize>();
        let mut languages: Vec<_> = done.iter().flat_map(|e| e.languages.iter().copied()).collect();
        languages.sort();
        languages.dedup();
        let basis = Basis {
            events: sum(|p| p.events),
            cooperation: sum(|p| p.quads[0] + p.quads[1]),
            conflict: sum(|p| p.quads[2] + p.quads[3]),
            reports: done.iter().map(|e| e.reports).sum(),
            languages,
        };
        let weightiest = self.cite(done.iter().map(|e| e.id.as_str()), CITED)?;
        self.say(&mut sentences, self.tongue.basis(&basis), weightiest);
        if let Some(last) = relation.periods.last() {
            let mut latest = done.clone();
            latest.sort_by(|a, b| first_day(b).cmp(&first_day(a)).then_with(|| a.id.cmp(&b.id)));
            let latest = self.cite(latest.iter().take(CITED).map(|e| e.id.as_str()), CITED)?;
            self.say(&mut sentences, self.tongue.level(last.level), latest);
        }
        Ok(sentences)
    }

    /// Whether two drew closer, on the weightiest events of what counts as now and of what counts as before.
    pub(super) fn answer(
        &mut self,
        relation: &Relation,
        sides: &[Noun; 2],
        done: &[&'m Event],
    ) -> Result<Vec<BriefSentence>, E> {
        let answer = &relation.answer;
        let days = |days: &Option<[String; 2]>| {
            let [from, to] = days.as_ref()?;
            Some([Day::parse(from)?, Day::parse(to)?])
        };
        let answered = Answered {
            sides: [&sides[0], &sides[1]],
            course: answer.course,
            difference: answer.difference,
            before: days(&answer.before),
            now: days(&answer.now),
            events: relation.periods.iter().map(|p| p.events).sum(),
        };
        let within = |days: &Option<[String; 2]>| {
            let days = days.clone();
            let inside =
                move |e: &&&Event| days.as_ref().is_some_and(|[from, to]| (from..=to).contains(&&first_day(e)));
            done.iter().filter(inside).take(2).map(|e| e.id.as_str()).collect::<Vec<_>>()
        };
        let mut ids = within(&answer.now);
        ids.extend(within(&answer.before));
        // With nothing that counts, what is announced or told as background is all there is.
        if ids.is_empty() {
            let mut any: Vec<&Event> = passing(self.matter.events, relation).iter().map(|p| p.event).collect();
            by_weight(&mut any);
            ids = any.iter().take(CITED).map(|e| e.id.as_str()).collect();
        }
        let evidence = self.cite(ids, CITED + 1)?;
        let mut sentences = Vec::new();
        self.say(&mut sentences, self.tongue.course(&answered), evidence);
        Ok(sentences)
    }

    /// Changes of level by date, each with the events behind it.
    pub(in crate::brief) fn changes(&mut self) -> Result<Vec<BriefSentence>, E> {
        let relation = self.matter.relation;
        let mut shifts: Vec<&Shift> = relation.shifts.iter().collect();
        shifts.sort_by(|a, b| b.size.value.abs().total_cmp(&a.size.value.abs()).then_with(|| a.at.cmp(&b.at)));
        let rest = shifts.split_off(shifts.len().min(SHIFTS));
        shifts.sort_by(|a, b| a.at.cmp(&b.at));
        let mut sentences = Vec::new();
        for shift in shifts {
            self.shift(&mut sentences, shift)?;
            for driver in shift.drivers.iter().take(DRIVERS) {
                let Some(event) = self.events.get(driver.event.as_str()).copied() else { continue };
                let Some(deed) = self.deed(event)? else { continue };
                let evidence = self.cite([event.id.as_str()], CITED)?;
                self.say(&mut sentences, self.tongue.driver(&deed), evidence);
                self.told.push(&event.id);
            }
        }
        self.silences(&mut sentences)?;
        let evidence = self.cite(rest.iter().filter_map(|s| s.drivers.first()).map(|d| d.event.as_str()), CITED)?;
        self.say(&mut sentences, self.tongue.more(Part::Changes, rest.len()), evidence);
        Ok(sentences)
    }

    /// When nothing passed for longer than chance explains, on the events before and after.
    fn silences(&mut self, sentences: &mut Vec<BriefSentence>) -> Result<(), E> {
        let mut counted: Vec<&Event> = self.passing.iter().filter(|p| p.counts).map(|p| p.event).collect();
        counted.sort_by(|a, b| first_day(a).cmp(&first_day(b)).then_with(|| a.id.cmp(&b.id)));
        for silence in self.matter.relation.silences.iter().take(SILENCES) {
            let (Some(from), Some(to)) = (Day::parse(&silence.from), Day::parse(&silence.to)) else { continue };
            let before = counted.iter().rev().find(|e| first_day(e) < silence.from);
            let after = counted.iter().find(|e| first_day(e) > silence.to);
            let evidence = self.cite(before.into_iter().chain(after).map(|e| e.id.as_str()), CITED)?;
            self.say(sentences, self.tongue.silence([from, to]), evidence);
        }
        Ok(())
    }

    /// One change of level, on the events that drove it.
    pub(super) fn shift(&mut self, sentences: &mut Vec<BriefSentence>, shift: &Shift) -> Result<(), E> {
        let [from, to] = [&shift.interval[0], &shift.interval[1]].map(|day| Day::parse(day));
        let (Some(at), Some(from), Some(to)) = (Day::parse(&shift.at), from, to) else { return Ok(()) };
        let shifted = Shifted { at, interval: [from, to], before: shift.before, after: shift.after, size: shift.size };
        let evidence = self.cite(shift.drivers.iter().map(|d| d.event.as_str()), CITED)?;
        self.say(sentences, self.tongue.shift(&shifted), evidence);
        Ok(())
    }

    /// Who turned from whom to whom.
    pub(in crate::brief) fn realignments(&mut self) -> Result<Vec<BriefSentence>, E> {
        let mut sentences = Vec::new();
        // Those among the two and the third come before turns to others.
        let dyad = &self.matter.relation.dyad;
        let looked_at: Vec<&Side> = dyad.iter().chain(self.matter.with.map(|with| with.who)).collect();
        let aside = |turn: &&Realignment| [&turn.away, &turn.toward].iter().filter(|s| !looked_at.contains(s)).count();
        let mut turns: Vec<&'m Realignment> = self.matter.realignments.iter().collect();
        turns.sort_by_key(aside);
        for turn in turns.into_iter().take(TURNS) {
            let (Some(weakened), Some(strengthened)) =
                (Day::parse(&turn.weakened.at), Day::parse(&turn.strengthened.at))
            else {
                continue;
            };
            let [of, away, toward] = [&turn.of, &turn.away, &turn.toward].map(|side: &Side| self.nouns.side(side));
            let drivers = |shift: &'m Shift| shift.drivers.iter().take(2).map(|d| d.event.as_str());
            let evidence = self.cite(drivers(&turn.weakened).chain(drivers(&turn.strengthened)), CITED + 1)?;
            let told = Turn {
                of: &of,
                away: &away,
                toward: &toward,
                weakened: (weakened, turn.weakened.size.value),
                strengthened: (strengthened, turn.strengthened.size.value),
                days_between: turn.days_between,
            };
            self.say(&mut sentences, self.tongue.turn(&told), evidence);
        }
        Ok(sentences)
    }
}
