//! Who the words of a claim mean. A discourse remembers, sentence by sentence, whom the report has named and who has
//! acted on whom; words that refer back are looked up in it. What it does not hold stays open.

use super::anaphora::{self, Kind};
use super::{Settled, Where, WhereBasis};
use crate::knowledge::Knowledge;
use crate::mention::entity::{self, EntityKind, Resolution};
use crate::mention::{Mentions, place};
use crate::record::{CharSpan, Party, When};
use crate::text::Document;
use crate::{Language, Span, mention};

/// Confidence of a party that is understood from what went before: kept below that of any name.
const REFERRED: f64 = 0.75;
/// Least share of the countries named so far that one needs to be meant by "the army", "the government".
const DOMINANT: f64 = 0.6;

/// A party as the report means it.
#[derive(Debug, Clone)]
pub(super) struct Referent {
    text: String,
    span: Option<Span>,
    resolution: Resolution,
    /// The words it was resolved from, when its own refer back.
    refers_to: Option<String>,
}

impl Referent {
    /// Whether both name one entity, or use the same words for an unknown one.
    pub(super) fn is_same(&self, other: &Referent) -> bool {
        match (&self.resolution.entity, &other.resolution.entity) {
            (Some(a), Some(b)) => a == b,
            (None, None) => self.text.to_lowercase() == other.text.to_lowercase(),
            _ => false,
        }
    }

    /// Whether one may speak for the other in the same happening: a state, its government and its leaders.
    pub(super) fn is_like(&self, other: &Referent) -> bool {
        if self.is_same(other) {
            return true;
        }
        let (a, b) = (&self.resolution, &other.resolution);
        let official = |r: &Resolution| matches!(r.primary_sector(), Some("GOV" | "MIL" | "COP" | "SPY"));
        match (&a.country, &b.country) {
            (Some(x), Some(y)) if x == y => {
                a.primary_sector() == b.primary_sector()
                    || (official(a) && official(b))
                    || a.entity.is_some() && a.entity == b.entity
            }
            _ => false,
        }
    }

    /// Whether this one is the better name for what both mean: a known state before its organs, then the surer one.
    pub(super) fn speaks_better_than(&self, other: &Referent) -> bool {
        let rank = |r: &Referent| {
            (r.resolution.kind == EntityKind::State, r.resolution.entity.is_some(), r.refers_to.is_none())
        };
        rank(self) > rank(other)
    }

    /// Entity id, or the words where it has none.
    pub(super) fn label(&self) -> String {
        self.resolution.entity.clone().unwrap_or_else(|| self.text.clone())
    }

    pub(super) fn record(&self, span: impl Fn(Span) -> CharSpan) -> Party {
        let r = &self.resolution;
        Party {
            text: self.text.clone(),
            span: self.span.map(span),
            entity: r.entity.clone(),
            name: r.name.clone(),
            country: r.country.clone(),
            sector: r.primary_sector().map(str::to_string),
            sectors: r.sectors.iter().map(|s| s.to_string()).collect(),
            refers_to: self.refers_to.clone(),
            confidence: (r.confidence * 100.0).round() / 100.0,
        }
    }

    /// The same party, meant by other words.
    fn meant_by(&self, text: &str, span: Span) -> Referent {
        let source = self.refers_to.clone().unwrap_or_else(|| self.text.clone());
        let mut resolution = self.resolution.clone();
        resolution.confidence = resolution.confidence.min(REFERRED);
        Referent { text: text.to_string(), span: Some(span), resolution, refers_to: Some(source) }
    }
}

/// What the report has said so far.
pub(super) struct Discourse<'a> {
    knowledge: &'a Knowledge,
    text: &'a str,
    language: Language,
    published: Option<When>,
    /// Everyone named in the report, in order; looked at up to the words in question.
    named: Vec<Referent>,
    /// Parties of the claims so far: (conflict, actors, recipients).
    acts: Vec<(bool, Vec<Referent>, Vec<Referent>)>,
}

impl<'a> Discourse<'a> {
    pub(super) fn new(knowledge: &'a Knowledge, document: &'a Document, mentions: &'a Mentions) -> Self {
        let report = &document.report;
        let published = report.published.as_deref().and_then(mention::time::parse_edtf);
        let named = mentions
            .names
            .iter()
            .map(|name| {
                let words = name.span.of(&report.text);
                let resolution = entity::resolve(knowledge, words, report.language, published.as_ref());
                Referent { text: words.to_string(), span: Some(name.span), resolution, refers_to: None }
            })
            .collect();
        Self { knowledge, text: &report.text, language: report.language, published, named, acts: Vec::new() }
    }

    /// Remembers who acted on whom.
    pub(super) fn note(&mut self, claim: &Settled) {
        self.acts.push((claim.category.entry().quad >= 3, claim.actors.clone(), claim.recipients.clone()));
    }

    /// Whom a span means: one party, or several for "the two countries"; nobody when it refers to nobody found. `others` are
    /// parties of the same act on the other side: they are not meant.
    pub(super) fn refer(&self, span: Span, conflict: bool, others: &[Referent]) -> Vec<Referent> {
        let span = self.trim(span);
        let words = span.of(self.text);
        let kinds = anaphora::kinds(words, self.language);
        if !kinds.is_empty() {
            let look_back = |kind: &Kind| self.look_back(*kind, span, conflict, others);
            let found = kinds.iter().map(look_back).find(|found| !found.is_empty()).unwrap_or_default();
            // "The rebels", told first, are somebody although they refer to nobody; "they" and "both sides" are not.
            let names_a_body = kinds.iter().all(|k| matches!(k, Kind::Group | Kind::Person));
            if !found.is_empty() || !names_a_body {
                return found.iter().map(|r| r.meant_by(words, span)).collect();
            }
        }
        let resolution = entity::resolve(self.knowledge, words, self.language, self.published.as_ref());
        let mut referent = Referent { text: words.to_string(), span: Some(span), resolution, refers_to: None };
        if let Some(longer) = self.fuller_name(&referent) {
            return vec![longer.meant_by(words, span)];
        }
        self.lend_country(&mut referent);
        vec![referent]
    }

    /// A span without the small words ("of", "in") that the tagger left at its end.
    fn trim(&self, span: Span) -> Span {
        mention::names::trim(self.knowledge, self.text, span, self.language)
    }

    /// "Aliyev" after "Ilham Aliyev": a name whose last words end an unknown or longer name told before.
    fn fuller_name(&self, referent: &Referent) -> Option<&Referent> {
        if referent.resolution.entity.is_some() || referent.resolution.primary_sector().is_some() {
            return None;
        }
        let words = referent.text.to_lowercase();
        let mut said =
            self.acts.iter().rev().flat_map(|(_, a, r)| a.iter().chain(r)).chain(self.before(referent.span?));
        said.find(|r| {
            let longer = r.text.to_lowercase();
            r.resolution.kind == EntityKind::Person
                && longer.len() > words.len()
                && longer.strip_suffix(&words).is_some_and(|front| front.ends_with(' '))
        })
    }

    /// "the army" in a report about one country is that country's.
    fn lend_country(&self, referent: &mut Referent) {
        let r = &referent.resolution;
        if r.country.is_some()
            || r.entity.is_some()
            || !matches!(r.primary_sector(), Some("GOV" | "MIL" | "COP" | "LEG" | "JUD" | "SPY"))
        {
            return;
        }
        let Some(span) = referent.span else { return };
        let placed: Vec<&Referent> = self.before(span).filter(|n| n.resolution.country.is_some()).collect();
        let Some(last) = placed.first() else {
            return;
        };
        let same = placed.iter().filter(|n| n.resolution.country == last.resolution.country).count();
        let share = same as f64 / placed.len() as f64;
        if share >= DOMINANT {
            referent.resolution.country = last.resolution.country.clone();
            referent.resolution.confidence = referent.resolution.confidence.min(REFERRED * share);
            referent.refers_to = Some(last.text.clone());
        }
    }

    /// Everyone named before a span, the nearest first.
    fn before(&self, span: Span) -> impl Iterator<Item = &Referent> {
        self.named.iter().rev().filter(move |n| n.span.is_some_and(|s| s.end <= span.start))
    }

    fn look_back(&self, kind: Kind, span: Span, conflict: bool, others: &[Referent]) -> Vec<Referent> {
        let state = |r: &&Referent| {
            r.resolution.country.is_some()
                && matches!(r.resolution.primary_sector(), Some("GOV"))
                && r.resolution.kind != EntityKind::Person
        };
        let person = |r: &&Referent| r.resolution.kind == EntityKind::Person;
        let body = |r: &&Referent| {
            matches!(r.resolution.kind, EntityKind::Group | EntityKind::Organisation | EntityKind::Unknown)
                && !r.resolution.sectors.is_empty()
        };
        // Actors of the last claims, then names: who acted last is likeliest to be meant.
        let actors = || self.acts.iter().rev().flat_map(|(_, actors, _)| actors.iter());
        let one = |found: Option<&Referent>| found.cloned().into_iter().collect::<Vec<_>>();
        match kind {
            Kind::TwoStates => self.dyad(span, conflict, others, &state),
            Kind::TwoPersons => self.two(others, self.before(span).filter(|r| person(r))),
            // Sides are sides of a quarrel, whatever they do now.
            Kind::TwoSides => self.dyad(span, true, others, &|_: &&Referent| true),
            Kind::ThreeOrMore => {
                let last = self.acts.iter().rev().find(|(_, actors, _)| actors.len() >= 3);
                last.map(|(_, actors, _)| actors.clone()).unwrap_or_default()
            }
            Kind::He | Kind::She | Kind::Person => {
                one(actors().find(person).or_else(|| self.before(span).find(|r| person(r))))
            }
            Kind::It => {
                one(actors().find(|r| state(r) || body(r)).or_else(|| self.before(span).find(|r| state(r) || body(r))))
            }
            Kind::They => {
                let last = self.acts.iter().rev().find(|(_, actors, _)| !actors.is_empty());
                match last {
                    Some((_, actors, _)) if actors.len() >= 2 => actors.clone(),
                    Some((_, actors, _)) => one(actors.iter().find(|r| !person(r))),
                    None => Vec::new(),
                }
            }
            Kind::State => one(self.before(span).find(|r| state(r))),
            Kind::Group => one(actors().find(body).or_else(|| self.before(span).find(|r| body(r)))),
            Kind::Region | Kind::City => one(self.before(span).find(|r| match &r.resolution.place {
                Some(place) => (place.precision >= 4) == (kind == Kind::Region) && place.precision < 6,
                None => false,
            })),
            Kind::Counterpart | Kind::Ally => Vec::new(),
        }
    }

    /// The two sides of the last act of the same sense (conflict or not) between two that fit, else of the other sense; else
    /// the last two named.
    fn dyad(
        &self,
        span: Span,
        conflict: bool,
        others: &[Referent],
        fits: &dyn Fn(&&Referent) -> bool,
    ) -> Vec<Referent> {
        let acts = |wanted: bool| self.acts.iter().rev().filter(move |(sense, ..)| *sense == wanted);
        for (_, actors, recipients) in acts(conflict).chain(acts(!conflict)) {
            let found = self.two(others, actors.iter().chain(recipients).filter(|r| fits(r)));
            if found.len() == 2 {
                return found;
            }
        }
        self.two(others, self.before(span).filter(|r| fits(r)))
    }

    /// The first two that are of different countries, and of others than `others`; nothing if there are no two.
    fn two<'r>(&self, others: &[Referent], from: impl Iterator<Item = &'r Referent>) -> Vec<Referent> {
        let mut found: Vec<Referent> = Vec::new();
        for referent in from {
            if !found.iter().chain(others).any(|f| {
                f.is_same(referent)
                    || f.resolution.country.is_some() && f.resolution.country == referent.resolution.country
            }) {
                found.push(referent.clone());
            }
            if found.len() == 2 {
                return found;
            }
        }
        Vec::new()
    }

    /// The place that a span names, seen with the countries of the report.
    pub(super) fn place(&self, span: Span) -> Option<Where> {
        let words = span.of(self.text);
        let kinds = anaphora::kinds(words, self.language);
        if let Some(kind) = kinds.first() {
            let found = self.look_back(*kind, span, false, &[]).into_iter().next()?;
            return Some(Where { basis: WhereBasis::Inherited, ..found.resolution.place? });
        }
        place::resolve(self.knowledge, words, self.language, &self.context())
    }

    /// Where an act on a party happens, when the party is itself a place below the state.
    pub(super) fn party_place(&self, party: &Referent) -> Option<Where> {
        let place = party.resolution.place.clone()?;
        Some(Where { basis: WhereBasis::Party, ..place })
    }

    fn context(&self) -> place::PlaceContext {
        let mut countries: Vec<String> = self.named.iter().filter_map(|n| n.resolution.country.clone()).collect();
        countries.sort();
        countries.dedup();
        place::PlaceContext { countries, ..place::PlaceContext::default() }
    }
}
