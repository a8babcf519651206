//! Who acts on a dyad from outside. In: events. Out: [`ThirdAct`]s, and of all of them the parts that somebody plays. Always: neither of the two is a
//! third; only what counts makes one.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::act::{Outline, Standing, Taker};
use super::days::{Stretch, date};
use super::names::Names;
use crate::record::{Category, Event, Side, ThirdPartyRole};

/// What somebody is to a dyad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Offers or carries on mediation, or talks with both.
    Mediator,
    /// Has them meet at his place.
    Host,
    /// Stands for what they agreed.
    Guarantor,
    /// Backs one in words or deeds: SUPPORT, COOPERATE.
    Ally,
    /// Stands behind one who acts, as a text names it.
    Patron,
    /// Helps one: AID.
    Sponsor,
    /// Accuses one: ACCUSE.
    Accuser,
}

/// Something that a third did to a dyad.
#[derive(Debug, Clone, PartialEq)]
pub struct ThirdAct<T = Side> {
    /// The caller's number of the event.
    pub nr: i64,
    /// First day of the event.
    pub first: i32,
    /// Confidence of the event.
    pub weight: f64,
    /// Who: a country's code, else the id of an entity.
    pub who: T,
    /// As what.
    pub role: Role,
    /// For, or if an accuser against, which of the two: 0 or 1; `None` where it is towards both.
    pub toward: Option<usize>,
}

/// Least weight of somebody who takes sides only by what passes between him and one of the two, without the other being named.
const LEAST_ASIDE: f64 = 1.5;
/// Share of what he does for both of them, or against, that goes to one: who helps both alike takes neither's side.
const TAKES_SIDES: f64 = 2.0 / 3.0;

impl Role {
    /// Its name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mediator => "mediator",
            Self::Host => "host",
            Self::Guarantor => "guarantor",
            Self::Ally => "ally",
            Self::Patron => "patron",
            Self::Sponsor => "sponsor",
            Self::Accuser => "accuser",
        }
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let all = [Self::Mediator, Self::Host, Self::Guarantor, Self::Ally, Self::Patron, Self::Sponsor, Self::Accuser];
        all.into_iter().find(|role| role.name() == text).ok_or(())
    }
}

impl ThirdAct {
    /// What others did to a dyad in an event. Names tell whose minister a mediator is.
    pub fn of(event: &Event, nr: i64, a: &str, b: &str, names: &Names) -> Vec<ThirdAct> {
        let Some(outline) = Outline::of(event, nr) else { return Vec::new() };
        let found = outline.with_countries(names).thirds_of(a, b);
        found.into_iter().map(|third| third.map(|who| names.side(who))).collect()
    }
}

impl Outline<&str> {
    /// With the countries of its third parties, whom records name by their ids alone.
    pub fn with_countries(mut self, names: &Names) -> Self {
        let thirds = self.thirds.iter_mut().flat_map(|third| std::iter::once(&mut third.who).chain(&mut third.between));
        thirds.for_each(|one| one.country = one.entity.and_then(|id| names.country(id)));
        self
    }
}

impl<T> ThirdAct<T> {
    /// The same of somebody told otherwise.
    pub fn map<U>(self, tell: impl FnOnce(T) -> U) -> ThirdAct<U> {
        let Self { nr, first, weight, who, role, toward } = self;
        ThirdAct { nr, first, weight, who: tell(who), role, toward }
    }
}

impl<T: Copy + PartialEq> Outline<T> {
    /// What others did to a dyad in this event; nothing where it does not count.
    ///
    /// - Those whom the texts name as mediator, host or guarantor of an event between the two, or between whom they name the two; as ally, patron
    ///   or sponsor of the one who acts in such an event.
    /// - Who makes an offer to both, or talks with both at once, without being one of the two (AGREE, CONSULT with both as recipients; CONSULT of
    ///   all three with the mode `third-party`): mediator.
    /// - Who acts on one of them alone: ally by SUPPORT and COOPERATE, sponsor by AID, accuser by ACCUSE.
    pub fn thirds_of(&self, a: T, b: T) -> Vec<ThirdAct<T>> {
        if self.standing != Standing::Counts || a == b {
            return Vec::new();
        }
        let one_of_them = |p: &Taker<T>| p.is_of(a, b) || p.is_of(b, a);
        let outside = |p: &Taker<T>| p.somebody().filter(|_| !one_of_them(p));
        let has = |side: &[Taker<T>]| [side.iter().any(|p| p.is_of(a, b)), side.iter().any(|p| p.is_of(b, a))];
        let (act, suffer) = (has(&self.actors), has(&self.recipients));
        let mut found: Vec<ThirdAct<T>> = Vec::new();
        let mut add = |who: T, role: Role, toward: Option<usize>| {
            if !found.iter().any(|t| t.who == who && t.role == role && t.toward == toward) {
                found.push(ThirdAct { nr: self.nr, first: self.days[0], weight: self.weight, who, role, toward });
            }
        };
        let between_them = self.between(a, b).is_some();
        for third in &self.thirds {
            let Some(who) = outside(&third.who) else { continue };
            let named = has(&third.between) == [true, true];
            let aside = matches!(third.role, Role::Ally | Role::Patron | Role::Sponsor);
            match act {
                [true, false] if aside && between_them => add(who, third.role, Some(0)),
                [false, true] if aside && between_them => add(who, third.role, Some(1)),
                _ if !aside && (named || between_them || suffer == [true, true]) => add(who, third.role, None),
                _ => {}
            }
        }
        let to_both = suffer == [true, true] && matches!(self.category, Category::Agree | Category::Consult);
        let of_three = act == [true, true] && self.recipients.is_empty() && self.brought_about;
        if to_both && act == [false, false] || of_three {
            self.actors.iter().filter_map(outside).for_each(|who| add(who, Role::Mediator, None));
        }
        let role = match self.category {
            Category::Support | Category::Cooperate => Role::Ally,
            Category::Aid => Role::Sponsor,
            Category::Accuse => Role::Accuser,
            _ => return found,
        };
        let mutual = self.recipients.is_empty();
        let toward = match if mutual { act } else { suffer } {
            [true, false] => 0,
            [false, true] => 1,
            _ => return found,
        };
        // Whoever does it together with the other of the two is no third.
        if mutual || act == [false, false] {
            self.actors.iter().filter_map(outside).for_each(|who| add(who, role, Some(toward)));
        }
        found
    }
}

/// The parts that others play, the weightiest first: named ones all; of those who only act on one side, whoever does so with a weight of
/// 1.5 and more, two thirds of it for one and the same side.
pub(super) fn roles(
    acts: &[ThirdAct],
    dyad: &[Side; 2],
    stretch: Stretch,
    id_of: &dyn Fn(i64) -> String,
) -> Vec<ThirdPartyRole> {
    let mut parts: BTreeMap<(&Side, Role, Option<usize>), Vec<&ThirdAct>> = BTreeMap::new();
    for act in acts.iter().filter(|act| stretch[0] <= act.first && act.first <= stretch[1] && act.weight > 0.0) {
        parts.entry((&act.who, act.role, act.toward)).or_default().push(act);
    }
    let weight_of = |acts: &[&ThirdAct]| acts.iter().map(|act| act.weight).sum::<f64>();
    let weight = |who, role, toward| parts.get(&(who, role, toward)).map_or(0.0, |acts| weight_of(acts));
    let mut found: Vec<ThirdPartyRole> = parts
        .iter()
        .filter(|((who, role, toward), acts)| match (role, toward) {
            (Role::Ally | Role::Sponsor | Role::Accuser, Some(side)) => {
                let (this, other) = (weight_of(acts), weight(*who, *role, Some(1 - side)));
                this >= LEAST_ASIDE && this >= TAKES_SIDES * (this + other)
            }
            _ => true,
        })
        .map(|((who, role, toward), acts)| {
            let mut acts = acts.clone();
            acts.sort_by_key(|act| (act.first, act.nr));
            acts.dedup_by_key(|act| act.nr);
            ThirdPartyRole {
                who: (*who).clone(),
                role: role.name().to_owned(),
                toward: toward.map(|side| dyad[side].id.clone()),
                first: date(acts.first().map_or(0, |act| act.first)),
                last: date(acts.last().map_or(0, |act| act.first)),
                weight: weight_of(&acts),
                events: acts.iter().map(|act| id_of(act.nr)).collect(),
            }
        })
        .collect();
    found.sort_by(|x, y| y.weight.total_cmp(&x.weight).then_with(|| (&x.who, &x.role).cmp(&(&y.who, &y.role))));
    found
}
