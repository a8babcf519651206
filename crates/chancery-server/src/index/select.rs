//! In: a filter. Out: which events of an index it lets through. Always: the same as the store's own query for events, but for order and page.

use std::sync::Arc;

use chancery::geodesy::kilometres;
use chancery::record::{Category, Certainty, Polarity, Tense};
use chancery_store::{Filter, Part, Place, Result, Who};
use rustc_hash::FxHashSet;

use super::{Event, Index, Name, Names, Taker, number};

/// The coarsest precision of a place that stands for a point: beyond are countries.
pub(super) const POINT_PRECISION: u8 = 5;

/// Numbers of the reports that have the words of a filter.
pub(crate) type Reports = Arc<FxHashSet<i64>>;

/// A filter of events, ready to be asked.
pub(crate) struct Test {
    /// Who must take part, with the parts that count.
    who: Vec<(Someone, &'static [Part])>,
    dyad: Option<[Someone; 2]>,
    categories: Vec<Category>,
    quads: Vec<u8>,
    polarity: Option<Polarity>,
    tense: Option<Tense>,
    certainty: Option<Certainty>,
    place: Option<Somewhere>,
    from: Option<i32>,
    to: Option<i32>,
    languages: Option<u16>,
    reports: Vec<Reports>,
    confidence: f64,
    sources: usize,
}

/// Someone who takes part; nobody where the index does not know the name.
enum Someone {
    Entity(Option<Name>),
    Country(Option<Name>),
}

enum Somewhere {
    Names(Vec<Name>),
    Id(Option<Name>),
    Country(Option<Name>),
    Near { point: [f64; 2], km: f64 },
}

impl Test {
    /// Of a filter of events. `reports` are those that its `text` and its `report` let through, for each that it names.
    ///
    /// # Errors
    /// Where one of its dates is none.
    pub fn new(index: &Index, filter: &Filter, reports: Vec<Reports>) -> Result<Self> {
        let names = &*index.names;
        let someone = |who: &Who| match who {
            Who::Entity(id) => Someone::Entity(names.get(id)),
            Who::Country(code) => Someone::Country(names.get(code)),
        };
        let named: [(_, &'static [Part]); 3] = [
            (&filter.actor, &[Part::Actor]),
            (&filter.recipient, &[Part::Recipient]),
            (&filter.party, &[Part::Actor, Part::Recipient, Part::Third]),
        ];
        let [from, to] = filter.period()?.map(|day| day.map(number));
        Ok(Self {
            who: named.into_iter().filter_map(|(who, parts)| Some((someone(who.as_ref()?), parts))).collect(),
            dyad: filter.dyad.as_ref().map(|[a, b]| [someone(a), someone(b)]),
            categories: filter.categories.clone(),
            quads: filter.quads.clone(),
            polarity: filter.polarity,
            tense: filter.tense,
            certainty: filter.certainty,
            place: filter.place.as_ref().map(|place| Somewhere::new(names, place)),
            from,
            to,
            languages: filter.language.map(|language| 1 << language as u16),
            reports,
            confidence: filter.confidence.unwrap_or(0.0),
            sources: filter.sources.unwrap_or(0),
        })
    }

    /// Whether an event passes.
    pub(super) fn passes(&self, event: Event<'_>) -> bool {
        let row = event.row();
        let among = |parts: &[Part], who: &Someone| event.takers().iter().any(|t| parts.contains(&t.part) && who.is(t));
        self.is_in_time(event)
            && (self.categories.is_empty() || self.categories.contains(&row.category))
            && (self.quads.is_empty() || self.quads.contains(&row.quad))
            && self.polarity.is_none_or(|polarity| polarity == row.status.polarity)
            && self.tense.is_none_or(|tense| tense == row.status.tense)
            && self.certainty.is_none_or(|certainty| certainty == row.status.certainty)
            && row.confidence >= self.confidence
            && row.sources as usize >= self.sources
            && self.languages.is_none_or(|languages| languages & row.languages != 0)
            && self.who.iter().all(|(who, parts)| among(parts, who))
            && self.dyad.as_ref().is_none_or(|dyad| between(event, dyad))
            && self.place.as_ref().is_none_or(|place| place.has(event))
            && self.reports.iter().all(|set| event.reports().iter().any(|report| set.contains(report)))
    }

    fn is_in_time(&self, event: Event<'_>) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        event.days().is_some_and(|[first, last]| {
            self.from.is_none_or(|from| last >= from) && self.to.is_none_or(|to| first <= to)
        })
    }
}

impl Someone {
    fn is(&self, taker: &Taker) -> bool {
        match self {
            Self::Entity(id) => id.is_some() && taker.entity == *id,
            Self::Country(code) => code.is_some() && taker.country == *code,
        }
    }
}

/// One acts on the other, or both act together with nobody acted on.
fn between(event: Event<'_>, [one, other]: &[Someone; 2]) -> bool {
    let takers = event.takers();
    let is_mutual = takers.iter().all(|taker| taker.part != Part::Recipient);
    let sides = || takers.iter().enumerate().filter(|(_, taker)| taker.part != Part::Third);
    sides().any(|(n, a)| one.is(a) && sides().any(|(m, b)| n != m && other.is(b) && (a.part != b.part || is_mutual)))
}

impl Somewhere {
    fn new(names: &Names, place: &Place) -> Self {
        match place {
            Place::Name(name) => Self::Names(names.alike(name)),
            Place::Id(id) => Self::Id(names.get(id)),
            Place::Country(code) => Self::Country(names.get(code)),
            Place::Near { lat, lon, km } => Self::Near { point: [*lat, *lon], km: *km },
        }
    }

    fn has(&self, event: Event<'_>) -> bool {
        let row = event.row();
        match self {
            Self::Names(names) => row.place_name.is_some_and(|name| names.contains(&name)),
            Self::Id(id) => id.is_some() && row.place_id == *id,
            Self::Country(code) => code.is_some() && row.place_country == *code,
            Self::Near { point, km } => {
                row.precision <= POINT_PRECISION && event.point().is_some_and(|at| kilometres(at, *point) <= *km)
            }
        }
    }
}
