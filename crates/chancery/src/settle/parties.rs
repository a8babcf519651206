//! Who the words of a claim mean. A discourse remembers, sentence by sentence, whom the report has named and who has
//! acted on whom; words that refer back are looked up in it. What it does not hold stays open.

use std::cell::LazyCell;

use super::anaphora::{self, Kind};
use super::focus::{Attested, COUNTRY, Focus, focus, salience};
use super::referent::{REFERRED, Referent, agree, distinct, is_among, is_of_a_state};
use super::{Settled, Where, WhereBasis};
use crate::knowledge::{Knowledge, folded};
use crate::mention::entity::{self, EntityKind, Resolution};
use crate::mention::{Mentions, common, place};
use crate::record::When;
use crate::text::{Document, Sentence};
use crate::{Language, Span, mention};

/// What an act of the other sense weighs when two parties are looked for. Set by hand.
const OTHER_SENSE: f64 = 0.8;
/// What each later act takes from the weight of one. Set by hand.
const FADING: f64 = 0.85;
/// Share of the countries named so far that one must have more than to be meant by "the army", "the government". Set on the
/// development reports.
const DOMINANT: f64 = 0.5;

/// Least share that makes a report one country's own: whoever and whatever it leaves without a country is of that one. Set on the
/// development reports.
const HOME: f64 = 0.5;

/// Words beyond the tagger's span in which a longer reference is looked for.
const REFERENCE_WORDS: usize = 5;

/// "RSF" means the Rapid Support Forces where a report names them in full, else Reporters sans frontières.
fn acronyms(
    knowledge: &Knowledge,
    named: &[Referent],
    language: Language,
    on: Option<&When>,
) -> Vec<(String, Resolution)> {
    let is_acronym = |words: &str| words.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    let in_full = |id: &str| {
        named.iter().any(|r| r.resolution.entity.as_deref() == Some(id) && r.text.contains(char::is_whitespace))
    };
    let mut meant: Vec<(String, Resolution)> = Vec::new();
    for name in named.iter().filter(|r| is_acronym(&r.text)) {
        let Some(first) = name.resolution.entity.as_ref() else { continue };
        if in_full(first) || meant.iter().any(|(id, _)| id == first) {
            continue;
        }
        let others = entity::who(knowledge, &name.text, &[language], on).into_iter();
        if let Some(other) = others.into_iter().find(|r| r.entity.as_deref().is_some_and(in_full)) {
            meant.push((first.clone(), other));
        }
    }
    meant
}

/// Puts what an acronym means here in the place of what it means elsewhere.
fn take_meaning(resolution: &mut Resolution, acronyms: &[(String, Resolution)]) {
    if let Some((_, here)) = acronyms.iter().find(|(elsewhere, _)| resolution.entity.as_ref() == Some(elsewhere)) {
        *resolution = here.clone();
    }
}

/// What the report has said so far.
pub(super) struct Discourse<'a> {
    knowledge: &'a Knowledge,
    text: &'a str,
    sentences: &'a [Sentence],
    language: Language,
    published: Option<When>,
    /// Everyone named in the report, in order; looked at up to the words in question.
    named: Vec<Referent>,
    /// Bodies that an acronym would mean elsewhere, with those that it means here.
    acronyms: Vec<(String, Resolution)>,
    /// Places of the acts, each seen with the others.
    places: Vec<(Span, Option<Where>)>,
    /// The country that the report is about.
    focus: Option<Focus>,
    /// The countries it speaks of by more than one town.
    attested: Attested,
    /// The states it names, the most named first.
    states: Vec<(f64, Referent)>,
    /// Parties of the claims so far: (conflict, actors, recipients).
    acts: Vec<(bool, Vec<Referent>, Vec<Referent>)>,
    /// Who has said so.
    speakers: Vec<Referent>,
}

impl<'a> Discourse<'a> {
    /// `acts_at` are the words that say where the report's acts happen.
    pub(super) fn new(
        knowledge: &'a Knowledge,
        document: &'a Document,
        mentions: &'a Mentions,
        acts_at: &[Span],
    ) -> Self {
        let report = &document.report;
        let published = report.published.as_deref().and_then(mention::time::parse_edtf);
        let mut named: Vec<Referent> = mentions
            .names
            .iter()
            .map(|name| {
                let words = name.span.of(&report.text);
                let resolution = entity::resolve(knowledge, words, report.language, published.as_ref());
                let text = words.to_string();
                Referent {
                    text,
                    span: Some(name.span),
                    resolution,
                    refers_to: None,
                    lent: false,
                    in_role: 1.0,
                    stands: None,
                }
            })
            .collect();
        let (text, language) = (&report.text, report.language);
        let acronyms = acronyms(knowledge, &named, language, published.as_ref());
        named.iter_mut().for_each(|name| take_meaning(&mut name.resolution, &acronyms));
        // Each place is seen with the others and with the states that the report names.
        let is_place = |r: &&Referent| r.resolution.kind == EntityKind::Place;
        let spans: Vec<Span> =
            named.iter().filter(is_place).filter_map(|r| r.span).chain(acts_at.iter().copied()).collect();
        let states: Vec<Referent> = named.iter().filter(|r| !is_place(r)).cloned().collect();
        let found = place::resolve_in(knowledge, text, &spans, language, &context(&states));
        let places: Vec<(Span, Option<Where>)> = spans.into_iter().zip(found).collect();
        for name in named.iter_mut().filter(|r| is_place(&&**r)) {
            if let Some((_, Some(place))) = places.iter().find(|(span, _)| Some(*span) == name.span) {
                name.resolution.country = place.country.clone();
                name.resolution.place = Some(place.clone());
            }
        }
        let attested = Attested::of(&named, &places, acts_at);
        for name in named.iter_mut().filter(|r| r.resolution.by_place) {
            name.resolution.country.take_if(|country| attested.doubts(country));
        }
        let focus = focus(document, &named, &places, &attested);
        let states = salience(document, &named).into_iter().filter(|(_, r)| r.is_state()).collect();
        let sentences = &document.sentences;
        Self {
            states,
            knowledge,
            text,
            sentences,
            language,
            published,
            named,
            acronyms,
            places,
            focus,
            attested,
            acts: Vec::new(),
            speakers: Vec::new(),
        }
    }

    /// Everyone named in the report, in order.
    pub(super) fn named(&self) -> &[Referent] {
        &self.named
    }

    /// The country that the report is about, with the share of its names.
    pub(super) fn focus(&self) -> Option<(String, f64)> {
        self.focus.as_ref().map(|focus| (focus.country.clone(), focus.share))
    }

    /// The name of a country that is nearest before some words, else its first one.
    fn name_of(&self, country: &str, at: Span) -> Option<&Referent> {
        let is_of = |r: &&Referent| r.is_of(country);
        self.before(at).find(is_of).or_else(|| self.named.iter().find(is_of))
    }

    /// The words that tell of a country, the nearest before some others; its code where the report has none.
    pub(super) fn words_for(&self, country: &str, at: Span) -> String {
        self.name_of(country, at).map_or_else(|| country.to_string(), |r| r.text.clone())
    }

    /// Somebody of a country who is understood to be on a side of an act at `at`: abroad its state, if the report names it; at home somebody.
    pub(super) fn somebody_of(&self, country: &str, at: Span, is_home: bool) -> Option<Referent> {
        let is_it = |(_, state): &&(f64, Referent)| state.is_of(country);
        let state = self.states.iter().find(is_it).map(|(_, state)| state);
        let mut understood = state.or_else(|| self.name_of(country, at))?.understood(REFERRED);
        if is_home || state.is_none() {
            let r = &mut understood.resolution;
            *r = Resolution { country: r.country.take(), confidence: r.confidence, ..Resolution::default() };
        }
        Some(understood)
    }

    /// Remembers who acted on whom.
    pub(super) fn note(&mut self, claim: &Settled) {
        self.acts.push((claim.category.entry().quad >= 3, claim.actors.clone(), claim.recipients.clone()));
        self.speakers.extend(claim.speaker.clone());
    }

    /// Whom a span means: one party, or several for "the two countries"; nobody when it refers to nobody found. `others` are
    /// parties of the same act on the other side, `beside` those found on the same side: they are not meant, the latter not by
    /// words for two.
    pub(super) fn refer(&self, span: Span, conflict: bool, others: &[Referent], beside: &[Referent]) -> Vec<Referent> {
        let span = self.whole_reference(self.trim(span));
        let words = span.of(self.text);
        let kinds = anaphora::kinds(words, self.language);
        // The first kind that the report has somebody for, meant by these words.
        let meant = |kinds: &[Kind]| -> Vec<Referent> {
            let mut found = kinds.iter().map(|kind| self.look_back(*kind, span, conflict, others, beside));
            let found = found.find(|f| !f.is_empty());
            found.unwrap_or_default().iter().map(|r| r.meant_by(words, span)).collect()
        };
        if !kinds.is_empty() {
            let found = self.known(span, others).or_else(|| self.beside_it(kinds, span, others, beside));
            let found = found.map(|found| found.iter().map(|r| r.meant_by(words, span)).collect());
            let found: Vec<Referent> = found.unwrap_or_else(|| meant(kinds));
            // "The rebels", told first, are somebody although they refer to nobody, and "its Russian ally" has a name in it;
            // "they" and "both sides" are not.
            let names_a_body = kinds.iter().all(|k| {
                matches!(k, Kind::Group | Kind::Person | Kind::Ally | Kind::Counterpart | Kind::North | Kind::South)
            });
            if !found.is_empty() || !names_a_body {
                return found;
            }
        }
        if self.is_ordinary(span) {
            return Vec::new();
        }
        let mut resolution = entity::resolve(self.knowledge, words, self.language, self.published.as_ref());
        take_meaning(&mut resolution, &self.acronyms);
        let stands_open = !kinds.is_empty() && kinds.iter().all(|k| matches!(k, Kind::Ally | Kind::Counterpart));
        let text = words.to_string();
        let mut referent =
            Referent { text, span: Some(span), resolution, refers_to: None, lent: false, in_role: 1.0, stands: None };
        if stands_open && referent.is_open() {
            return Vec::new();
        }
        self.place_with_the_others(&mut referent);
        self.doubt_lone_place(&mut referent);
        if referent.resolution.country.is_none()
            && let Some(kinds) = anaphora::within(words, self.language)
        {
            let found = meant(kinds);
            // "The neighbour's artillery" is of its country and its army.
            if let ([owner], Some(_)) = (&found[..], referent.resolution.primary_sector()) {
                let words = owner.refers_to.as_deref().unwrap_or(&owner.text);
                referent.take_country(owner.resolution.country.clone(), words, REFERRED);
                return vec![referent];
            }
            if !found.is_empty() {
                return found;
            }
        }
        if let Some(longer) = self.fuller_name(&referent) {
            return vec![longer.meant_by(words, span)];
        }
        self.lend_country(&mut referent, conflict, others);
        vec![referent]
    }

    /// Whether a span is one ordinary word that opens its sentence, and so has a capital without being a name.
    fn is_ordinary(&self, span: Span) -> bool {
        let opens = self.sentence_of(span).is_some_and(|sentence| sentence.span.start == span.start);
        opens && common::is_ordinary(&folded(span.of(self.text)), self.language)
    }

    /// Whom the very same words were taken to mean in another act of their sentence: "accusing it of having armed" rebels. Nobody acts on
    /// himself.
    fn known(&self, span: Span, others: &[Referent]) -> Option<Vec<Referent>> {
        let sides = self.acts.iter().rev().flat_map(|(_, actors, recipients)| [actors, recipients]);
        let of = |side: &Vec<Referent>| -> Vec<Referent> {
            side.iter().filter(|r| r.span == Some(span) && !is_among(r, others)).cloned().collect()
        };
        sides.map(of).find(|found| !found.is_empty())
    }

    /// Whom a pronoun that may stand for a person or a state means among the parties of its own sentence: "Kosovo praised its neighbour's step
    /// and promised to send it experts".
    fn beside_it(&self, kinds: &[Kind], span: Span, others: &[Referent], beside: &[Referent]) -> Option<Vec<Referent>> {
        if !kinds.contains(&Kind::It) {
            return None;
        }
        let sentence = self.sentence_of(span)?;
        let fits = |r: &&Referent| {
            let r = *r;
            let kind = match r.resolution.kind {
                EntityKind::Person => kinds.iter().any(|k| matches!(k, Kind::He | Kind::She)),
                EntityKind::Group | EntityKind::Organisation => true,
                _ => r.is_state(),
            };
            kind && !is_among(r, others)
                && r.span.is_some_and(|told| sentence.span.contains(told) && told.end <= span.start)
        };
        let acts = || self.acts.iter().rev();
        let actors = acts().flat_map(|(_, actors, _)| actors);
        let recipients = acts().flat_map(|(_, _, recipients)| recipients);
        // Two on one side are two persons, but may be one state.
        let beside = beside.iter().filter(|r| r.resolution.kind != EntityKind::Person);
        let found = actors.chain(recipients).chain(beside).find(fits)?;
        Some(vec![found.clone()])
    }

    /// "The bishop of Concepción" is of the Concepción that the report's other names speak for.
    fn place_with_the_others(&self, referent: &mut Referent) {
        let r = &mut referent.resolution;
        if !r.by_place {
            return;
        }
        let Some(span) = referent.span else { return };
        let mut places = self.places.iter().filter(|(known, place)| place.is_some() && span.contains(*known));
        if let (Some((_, Some(place))), None) = (places.next(), places.next())
            && r.country.is_some()
            && place.country.is_some()
            && r.country != place.country
        {
            r.country = place.country.clone();
            r.place = r.place.as_ref().map(|_| place.clone());
        }
    }

    /// "The Centre for Civic Dignity" is not of the region Centre of another land, if nothing else in the report speaks of that
    /// land.
    fn doubt_lone_place(&self, referent: &mut Referent) {
        let r = &mut referent.resolution;
        if r.by_place && r.country.as_ref().is_some_and(|country| self.attested.doubts(country)) {
            r.country = None;
            r.place = None;
        }
    }

    /// A span without the small words ("of", "in") that the tagger left at its end.
    fn trim(&self, span: Span) -> Span {
        mention::names::trim(self.knowledge, self.text, span, self.language)
    }

    /// "one of" where the text goes on "one of its allies": the longest words that refer back, from the span's start on.
    fn whole_reference(&self, span: Span) -> Span {
        let rest = &self.text[span.end..];
        let clause = rest.find(|c: char| c.is_ascii_punctuation() && !matches!(c, '\'' | '-') || c == '\n');
        let rest = &rest[..clause.unwrap_or(rest.len())];
        let ends =
            rest.match_indices(' ').map(|(at, _)| at).filter(|at| *at > 0).chain([rest.len()]).take(REFERENCE_WORDS);
        ends.map(|at| Span::new(span.start, span.end + at))
            .filter(|longer| !anaphora::kinds(longer.of(self.text), self.language).is_empty())
            .last()
            .unwrap_or(span)
    }

    /// "Aliyev" after "Ilham Aliyev", "Hwang" after "General Hwang Pyong So": a name that is part of a longer one told before.
    fn fuller_name(&self, referent: &Referent) -> Option<&Referent> {
        let r = &referent.resolution;
        if r.entity.is_some() || r.primary_sector().is_some() || referent.text.starts_with(char::is_lowercase) {
            return None;
        }
        let words = referent.text.to_lowercase();
        let said = self.acts.iter().rev().flat_map(|(_, a, r)| a.iter().chain(r)).chain(self.speakers.iter().rev());
        let mut said = said.chain(self.before(referent.span?));
        let parts = |c: char| !c.is_alphanumeric();
        let is_part_of = |longer: &str| {
            longer.len() > words.len()
                && longer.match_indices(&words).any(|(at, found)| {
                    longer[..at].chars().next_back().is_none_or(parts)
                        && longer[at + found.len()..].chars().next().is_none_or(parts)
                })
        };
        said.find(|r| r.resolution.kind == EntityKind::Person && is_part_of(&r.text.to_lowercase()))
    }

    /// "the army", "the opposition": those of the country that most of the names so far, or of the whole report, belong to; "its
    /// army": that of the state told first in the sentence, its subject more often than not.
    fn lend_country(&self, referent: &mut Referent, conflict: bool, others: &[Referent]) {
        let (true, Some(span)) = (referent.is_open(), referent.span) else { return };
        // "His counterpart, Delfin Abarca" is of any country but his.
        if anaphora::is_counterpart(&referent.text, self.language) {
            return;
        }
        if anaphora::belongs_to_another(&referent.text, self.language)
            && let Some(owner) = self.owner(span, conflict, others)
        {
            referent.take_country(owner.resolution.country.clone(), &owner.text, REFERRED);
            return;
        }
        if !referent.is_domestic() {
            return;
        }
        let placed: Vec<&Referent> = self.before(span).filter(|r| is_of_a_state(r)).collect();
        let nearest = placed.first().map(|last| {
            let same = placed.iter().filter(|n| n.resolution.country == last.resolution.country).count();
            let country = last.resolution.country.clone().unwrap_or_default();
            Focus { country, words: last.text.clone(), share: same as f64 / placed.len() as f64 }
        });
        // Of two named as often, the one that the whole report is about.
        let more = nearest.as_ref().filter(|nearest| nearest.share > DOMINANT);
        let as_often = nearest.as_ref().filter(|nearest| nearest.share == DOMINANT);
        if let Some(source) = more.or(self.focus.as_ref()).or(as_often) {
            referent.lend(source);
        }
    }

    /// One side of an act in a report that is one country's own: if nobody there is of any country, they are of that one.
    pub(super) fn bring_home(&self, side: &mut [Referent]) {
        let Some(home) = self.focus.as_ref().filter(|focus| focus.share >= HOME) else { return };
        if side.iter().all(Referent::is_open) {
            side.iter_mut().for_each(|referent| referent.lend(home));
        }
    }

    /// The state that something belongs to: told before in its sentence, or the last that acted. Nobody attacks his own.
    fn owner(&self, span: Span, conflict: bool, others: &[Referent]) -> Option<&Referent> {
        let fits = |r: &&Referent| is_of_a_state(r) && !(conflict && is_among(r, others));
        let acted = self.acts.iter().rev().flat_map(|(_, actors, _)| actors.iter());
        self.told_in_sentence(span).chain(acted).find(fits)
    }

    /// The sentence that a span stands in.
    fn sentence_of(&self, span: Span) -> Option<&Sentence> {
        self.sentences.iter().find(|s| s.span.contains(span))
    }

    /// Everyone named before a span in its sentence, the first first.
    fn told_in_sentence(&self, span: Span) -> impl Iterator<Item = &Referent> {
        let sentence = self.sentence_of(span).map(|s| s.span);
        let told = move |r: &&Referent| {
            r.span.is_some_and(|s| s.end <= span.start) && sentence.zip(r.span).is_some_and(|(all, s)| all.contains(s))
        };
        self.named.iter().filter(told)
    }

    /// Everyone named before a span, the nearest first.
    fn before(&self, span: Span) -> impl Iterator<Item = &Referent> {
        self.named.iter().rev().filter(move |n| n.span.is_some_and(|s| s.end <= span.start))
    }

    fn look_back(
        &self,
        kind: Kind,
        span: Span,
        conflict: bool,
        others: &[Referent],
        beside: &[Referent],
    ) -> Vec<Referent> {
        let state = |r: &&Referent| r.is_state();
        let person = |r: &&Referent| r.resolution.kind == EntityKind::Person;
        let body = |r: &&Referent| {
            matches!(r.resolution.kind, EntityKind::Group | EntityKind::Organisation | EntityKind::Unknown)
                && !r.resolution.sectors.is_empty()
        };
        // "The group", "the movement": no people at large, no state and none of its organs.
        let group = |r: &&Referent| {
            body(r)
                && !matches!(r.resolution.primary_sector(), Some("GOV" | "CVL" | "MIL" | "COP" | "JUD" | "LEG" | "REF"))
        };
        // Actors of the last claims, then names: who acted last is likeliest to be meant.
        let actors = || self.acts.iter().rev().flat_map(|(_, actors, _)| actors.iter());
        let recipients = || self.acts.iter().rev().flat_map(|(_, _, recipients)| recipients.iter());
        // "The company" is no army, and nobody acts on himself.
        let told = LazyCell::new(|| {
            entity::resolve(self.knowledge, span.of(self.text), self.language, self.published.as_ref())
        });
        let meant = |r: &Referent| {
            agree(told.primary_sector(), r.resolution.primary_sector()) && !others.iter().any(|o| o.is_same(r))
        };
        let one = |found: Option<&Referent>| found.cloned().into_iter().collect::<Vec<_>>();
        match kind {
            // Their governments and leaders stand for them.
            Kind::TwoStates => {
                let mut found = self.dyad(span, conflict, others, beside, &|r| r.speaks_for_a_state());
                for party in &mut found {
                    let home = |(_, state): &&(f64, Referent)| state.resolution.country == party.resolution.country;
                    if let Some((_, state)) = self.states.iter().find(home) {
                        *party = state.clone();
                    }
                }
                found
            }
            Kind::TwoPersons => self.two(&[others, beside].concat(), self.before(span).filter(|r| person(r))),
            // Sides are sides of a quarrel, whatever they do now.
            Kind::TwoSides => self.dyad(span, true, others, beside, &|_: &&Referent| true),
            Kind::ThreeOrMore => {
                let last = self.acts.iter().rev().find(|(_, actors, _)| actors.len() >= 3);
                last.map(|(_, actors, _)| actors.clone()).unwrap_or_default()
            }
            Kind::He | Kind::She | Kind::Person => {
                let fits = |r: &&Referent| person(r) && meant(r);
                one(actors().find(fits).or_else(|| self.before(span).find(fits)))
            }
            Kind::It => {
                let fits = |r: &&Referent| (state(r) || body(r)) && !is_among(r, others);
                let found = actors().find(fits);
                one(found.or_else(|| self.before(span).find(fits)))
            }
            Kind::Latter => {
                let fits = |r: &&Referent| (state(r) || person(r) || body(r)) && !is_among(r, others);
                one(self.before(span).find(fits))
            }
            // Of a divided country the half that the report has named: "the North", "південці".
            Kind::North | Kind::South => {
                let half = if kind == Kind::North { "North " } else { "South " };
                let named = |r: &Referent| r.resolution.name.as_ref().is_some_and(|name| name.starts_with(half));
                one(self.states.iter().map(|(_, state)| state).find(|r| named(r)))
            }
            Kind::They => {
                // Who acts is not at once acted on.
                let free = |these: &[Referent]| -> Vec<Referent> {
                    these.iter().filter(|r| !is_among(r, others)).cloned().collect()
                };
                let sides = self.acts.iter().rev().flat_map(|(_, actors, recipients)| [free(actors), free(recipients)]);
                match sides.into_iter().find(|side| !side.is_empty()) {
                    Some(side) if side.len() >= 2 => side,
                    Some(side) => side.into_iter().filter(|r| !person(&r)).collect(),
                    None => Vec::new(),
                }
            }
            Kind::State => one(self.before(span).find(|r| state(r) && !is_among(r, others))),
            Kind::Neighbour => {
                let told = |r: &Referent| r.span.is_some_and(|s| s.end <= span.start);
                // "Bishkek says the neighbour's artillery fired": the neighbour of the state told first.
                let owner =
                    self.told_in_sentence(span).find(|r| is_of_a_state(r)).filter(|_| others.is_empty()).cloned();
                let beside = owner.as_ref().map_or(others, std::slice::from_ref);
                let mut states = self.states.iter().map(|(_, state)| state);
                one(states.find(|r| told(r) && !is_among(r, beside) && !beside.is_empty()))
            }
            Kind::Group => {
                let fits = |r: &&Referent| group(r) && meant(r);
                one(actors().find(fits).or_else(|| recipients().find(fits)).or_else(|| self.before(span).find(fits)))
            }
            Kind::Region | Kind::City => one(self.before(span).find(|r| match &r.resolution.place {
                Some(place) => (place.precision >= 4) == (kind == Kind::Region) && place.precision < 6,
                None => false,
            })),
            Kind::Counterpart | Kind::Ally => Vec::new(),
        }
    }

    /// The two that fit and are named in the same sentence before the span, the act's own side with them, if there are just two; else
    /// the two between whom most has passed so far, the latest acts and those of the same sense (conflict or not) weighing most; else
    /// the last two named.
    fn dyad(
        &self,
        span: Span,
        conflict: bool,
        others: &[Referent],
        beside: &[Referent],
        fits: &dyn Fn(&&Referent) -> bool,
    ) -> Vec<Referent> {
        let sentence = self.sentence_of(span);
        let same_sentence = |r: &&Referent| sentence.zip(r.span).is_some_and(|(s, name)| s.span.contains(name));
        let told = self.before(span).take_while(same_sentence).chain(beside.iter().filter(same_sentence));
        let told = distinct(others, told.filter(fits), 3);
        if told.len() == 2 {
            return told;
        }
        let others = &[others, beside].concat();
        // The two that the report is about, where they stand out.
        if let [a, b, rest @ ..] = &self.states.iter().filter(|(_, r)| !is_among(r, others)).collect::<Vec<_>>()[..]
            && fits(&&a.1)
            && fits(&&b.1)
            && b.0 > rest.first().map_or(1.0, |(third, _)| *third)
            && (sentence.is_some_and(|s| s.heading)
                || a.1.span.zip(b.1.span).is_some_and(|(x, y)| x.end <= span.start && y.end <= span.start))
        {
            return vec![a.1.clone(), b.1.clone()];
        }
        let mut pairs: Vec<(f64, Vec<Referent>)> = Vec::new();
        for (age, (sense, actors, recipients)) in self.acts.iter().rev().enumerate() {
            let found = self.two(others, actors.iter().chain(recipients).filter(fits));
            if found.len() < 2 {
                continue;
            }
            let weight = if *sense == conflict { 1.0 } else { OTHER_SENSE } * FADING.powi(age as i32);
            match pairs.iter_mut().find(|(_, pair)| found.iter().all(|r| is_among(r, pair))) {
                Some((sum, _)) => *sum += weight,
                None => pairs.push((weight, found)),
            }
        }
        // The first of equals: the latest.
        let best = pairs.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map_or_else(|| self.two(others, self.before(span).filter(|r| fits(r))), |(_, pair)| pair)
    }

    /// The first two that are of different countries, and of others than `others`; nothing if there are no two.
    fn two<'r>(&self, others: &[Referent], from: impl Iterator<Item = &'r Referent>) -> Vec<Referent> {
        let found = distinct(others, from, 2);
        if found.len() == 2 { found } else { Vec::new() }
    }

    /// The place that a span names, seen with the countries of the report.
    pub(super) fn place(&self, span: Span) -> Option<Where> {
        let words = span.of(self.text);
        let kinds = anaphora::kinds(words, self.language);
        if let Some(kind) = kinds.first().filter(|k| !matches!(k, Kind::North | Kind::South)) {
            let found = self.look_back(*kind, span, false, &[], &[]).into_iter().next()?;
            return Some(Where { basis: WhereBasis::Inherited, ..found.resolution.place? });
        }
        match self.places.iter().find(|(known, _)| *known == span) {
            Some((_, place)) => place.clone(),
            None => place::resolve(self.knowledge, words, self.language, &context(&self.named)),
        }
    }

    /// Where two sides fight, when they are all that the claim tells: the one place below the state that the sentence names.
    pub(super) fn battlefield(&self, sentence: Span) -> Option<Where> {
        // A capital that stands for its government is no battlefield.
        let named = self.named.iter().filter(|r| r.resolution.primary_sector().is_none());
        let named = named.filter(|r| r.span.is_some_and(|s| sentence.contains(s)));
        let mut places = named.filter_map(|r| r.resolution.place.as_ref()).filter(|p| p.precision < COUNTRY);
        let first = places.next()?;
        places.all(|p| p.id == first.id).then(|| Where { basis: WhereBasis::Inherited, ..first.clone() })
    }

    /// Where an act on a party happens, when the party is itself a place below the state.
    pub(super) fn party_place(&self, party: &Referent) -> Option<Where> {
        let place = party.resolution.place.clone()?;
        Some(Where { basis: WhereBasis::Party, ..place })
    }
}

/// What the names of a report tell of its places.
fn context(named: &[Referent]) -> place::PlaceContext {
    let mut countries: Vec<String> = named.iter().filter_map(|n| n.resolution.country.clone()).collect();
    countries.sort();
    countries.dedup();
    place::PlaceContext { countries, ..place::PlaceContext::default() }
}
