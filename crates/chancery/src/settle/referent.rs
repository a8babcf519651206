//! A party as a report means it: whom its words resolve to, and whom they refer back to.

use super::focus::Focus;
use super::{Where, sure};
use crate::Span;
use crate::mention::entity::{EntityKind, Resolution};
use crate::record::{CharSpan, Party};

/// Confidence of a party that is understood from what went before: kept below that of any name.
pub(super) const REFERRED: f64 = 0.75;
/// Confidence of a country that only the other side of the act tells.
const AT_HOME: f64 = 0.6;
/// Sectors whose actors, named without a country, are those of the country that the report is about.
const DOMESTIC: [&str; 18] = [
    "GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP", "REB", "PRM", "PTY", "CVL", "LAB", "EDU", "AGR", "MED", "REL",
    "JRN", "BUS",
];

/// A party as the report means it.
#[derive(Debug, Clone)]
pub(super) struct Referent {
    pub(super) text: String,
    pub(super) span: Option<Span>,
    pub(super) resolution: Resolution,
    /// The words it was resolved from, when its own refer back.
    pub(super) refers_to: Option<String>,
    /// Whether its country is only that of the report's focus.
    pub(super) lent: bool,
    /// Probability of the role that its words fill.
    pub(super) in_role: f32,
    /// Probability that its country stands on its side of the act, once that is settled.
    pub(super) stands: Option<f64>,
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
            confidence: match self.stands {
                Some(stands) => sure::SIDE.of([stands]),
                None => sure::PARTY.of([self.in_role.into(), r.confidence]),
            },
        }
    }

    /// "Police" in "In Peshawar police arrested two": actors at home without a country, and people told by common words, are of the country
    /// where the act happens.
    pub(super) fn take_country_of(&mut self, place: &Where) {
        let at_home = (self.is_open() || self.lent) && self.is_domestic();
        if (at_home || self.is_unnamed()) && place.country.is_some() {
            self.take_country(place.country.clone(), &place.name, REFERRED);
        }
    }

    /// Takes the country of those on the other side, if they are all of one.
    pub(super) fn take_country_of_all(side: &mut [Referent], others: &[Referent]) {
        let Some((first, rest)) = others.split_first() else { return };
        let country = &first.resolution.country;
        if country.is_some() && rest.iter().all(|r| r.resolution.country == *country) {
            side.iter_mut().for_each(|r| r.take_country(country.clone(), &first.text, AT_HOME));
        }
    }

    /// Takes the country that other words tell, at most so surely.
    pub(super) fn take_country(&mut self, country: Option<String>, words: &str, most: f64) {
        self.resolution.country = country;
        self.resolution.confidence = self.resolution.confidence.min(most);
        self.refers_to = Some(words.to_string());
    }

    /// The words are kept, whom they were taken to mean is not.
    pub(super) fn forget(&mut self) {
        self.forget_entity();
        self.resolution.country = None;
        self.refers_to = None;
    }

    /// Who it is is not kept, only of what kind.
    pub(super) fn forget_entity(&mut self) {
        let r = &mut self.resolution;
        (r.entity, r.name, r.place, r.by_place) = (None, None, None, false);
        self.lent = false;
    }

    /// Takes the country of the report's focus.
    pub(super) fn lend(&mut self, source: &Focus) {
        self.take_country(Some(source.country.clone()), &source.words, REFERRED * source.share);
        self.lent = true;
    }

    /// A general who "went to Kigali twice" is hardly of the country that he visits: officials who took it from the report alone, and deal
    /// with its state, stay open.
    pub(super) fn keep_abroad(side: &mut [Referent], others: &[Referent]) {
        let official = |r: &Referent| matches!(r.resolution.primary_sector(), Some("GOV" | "MIL"));
        for party in side.iter_mut().filter(|r| r.lent && official(r)) {
            let country = &party.resolution.country;
            if others.iter().any(|o| !o.lent && o.is_state() && o.resolution.country == *country) {
                party.resolution.country = None;
                party.refers_to = None;
                party.lent = false;
            }
        }
    }

    /// Whether it is told by common words that leave its country open: "a dozen minors", "34 refugees".
    pub(super) fn is_unnamed(&self) -> bool {
        self.is_open() && self.text.chars().next().is_some_and(|c| !c.is_uppercase())
    }

    /// Whether it is of this country.
    pub(super) fn is_of(&self, country: &str) -> bool {
        self.resolution.country.as_deref() == Some(country)
    }

    /// Whether its words name nobody known and no country.
    pub(super) fn is_open(&self) -> bool {
        self.resolution.country.is_none() && self.resolution.entity.is_none()
    }

    /// Whether it is an actor of the kind that every country has.
    pub(super) fn is_domestic(&self) -> bool {
        self.resolution.primary_sector().is_some_and(|s| DOMESTIC.contains(&s))
    }

    /// Whether it governs a state: the state itself, its government, one of its leaders.
    pub(super) fn speaks_for_a_state(&self) -> bool {
        is_of_a_state(self) && self.resolution.primary_sector() == Some("GOV")
    }

    /// Whether it is a state, or its government by another name.
    pub(super) fn is_state(&self) -> bool {
        self.speaks_for_a_state() && self.resolution.kind != EntityKind::Person
    }

    /// The same party, told by no words of the act.
    pub(super) fn understood(&self, most: f64) -> Referent {
        let mut found = self.clone();
        found.resolution.confidence = found.resolution.confidence.min(most);
        found.refers_to.get_or_insert(found.text.clone());
        Referent { span: None, ..found }
    }

    /// The same party, meant by other words.
    pub(super) fn meant_by(&self, text: &str, span: Span) -> Referent {
        let source = self.refers_to.clone().unwrap_or_else(|| self.text.clone());
        let mut resolution = self.resolution.clone();
        resolution.confidence = resolution.confidence.min(REFERRED);
        let text = text.to_string();
        Referent {
            text,
            span: Some(span),
            resolution,
            refers_to: Some(source),
            lent: self.lent,
            in_role: 1.0,
            stands: None,
        }
    }
}

/// Whether two sectors may be one party's: a report calls the same men rebels, gunmen and a militia, and a president former.
pub(super) fn agree(a: Option<&str>, b: Option<&str>) -> bool {
    let armed = |s: Option<&str>| matches!(s, Some("REB" | "UAF" | "PRM" | "CRM"));
    let leading = |s: Option<&str>| matches!(s, Some("GOV" | "ELI"));
    a.is_none() || b.is_none() || a == b || (armed(a) && armed(b)) || (leading(a) && leading(b))
}

/// Whether a party, or another of its country, is among these.
pub(super) fn is_among(party: &Referent, these: &[Referent]) -> bool {
    these
        .iter()
        .any(|t| t.is_same(party) || t.resolution.country.is_some() && t.resolution.country == party.resolution.country)
}

/// The first parties, at most so many, that are of different countries and of others than `others`.
pub(super) fn distinct<'r>(
    others: &[Referent],
    from: impl Iterator<Item = &'r Referent>,
    most: usize,
) -> Vec<Referent> {
    let mut found: Vec<Referent> = Vec::new();
    for party in from {
        if !is_among(party, &found) && !is_among(party, others) {
            found.push(party.clone());
        }
        if found.len() == most {
            break;
        }
    }
    found
}

/// Whether a country's code is a state's, not an organisation's of states.
pub(super) fn is_a_state(country: &str) -> bool {
    !["UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"].contains(&country)
}

/// Whether a party is of a state.
pub(super) fn is_of_a_state(party: &Referent) -> bool {
    party.resolution.country.as_deref().is_some_and(is_a_state)
}
