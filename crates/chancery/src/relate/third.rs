//! Who acts on a dyad from outside. In: events. Out: [`ThirdAct`]s, and of all of them the parts that somebody plays. Always: neither of the two is a
//! third; only what counts makes one.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::act::{Act, Outline, Standing, Taker};
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
    /// Whether a text names the part; else it is what he does to one of the two, or to both.
    pub named: bool,
}

/// Least weight of what somebody does to one of the two alone, for taking sides.
const LEAST_ASIDE: f64 = 1.5;
/// Share of it that is for one of them, or against the other: who helps both alike takes neither's side.
const TAKES_SIDES: f64 = 2.0 / 3.0;
/// Days around a conflict in which the two are at odds.
const MONTH: i32 = 30;

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
    /// With whom it takes sides, 0 or 1, when it is something done to one of the two alone.
    fn aside(&self) -> Option<usize> {
        match self.role {
            Role::Ally | Role::Sponsor if !self.named => self.toward,
            Role::Accuser => self.toward.map(|against| 1 - against),
            _ => None,
        }
    }

    /// The same of somebody told otherwise.
    pub fn map<U>(self, tell: impl FnOnce(T) -> U) -> ThirdAct<U> {
        let Self { nr, first, weight, who, role, toward, named } = self;
        ThirdAct { nr, first, weight, who: tell(who), role, toward, named }
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
        let mut add = |who: T, role: Role, toward: Option<usize>, named: bool| {
            if !found.iter().any(|t| t.who == who && t.role == role && t.toward == toward) {
                found.push(ThirdAct {
                    nr: self.nr,
                    first: self.days[0],
                    weight: self.weight,
                    who,
                    role,
                    toward,
                    named,
                });
            }
        };
        let between_them = self.between(a, b).is_some();
        for third in &self.thirds {
            let Some(who) = outside(&third.who) else { continue };
            let named = has(&third.between) == [true, true];
            let aside = matches!(third.role, Role::Ally | Role::Patron | Role::Sponsor);
            match act {
                [true, false] if aside && between_them => add(who, third.role, Some(0), true),
                [false, true] if aside && between_them => add(who, third.role, Some(1), true),
                _ if !aside && (named || between_them || suffer == [true, true]) => add(who, third.role, None, true),
                _ => {}
            }
        }
        let to_both = suffer == [true, true] && matches!(self.category, Category::Agree | Category::Consult);
        let of_three = act == [true, true] && self.recipients.is_empty() && self.brought_about;
        if to_both && act == [false, false] || of_three {
            self.actors.iter().filter_map(outside).for_each(|who| add(who, Role::Mediator, None, false));
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
            self.actors.iter().filter_map(outside).for_each(|who| add(who, role, Some(toward), false));
        }
        found
    }
}

/// The parts that others play, the weightiest first. Those whom the texts name count all. What somebody does to one side alone counts when the two are at
/// odds, within a month of a verbal or material conflict between them, and when he takes sides: with a weight of 1.5 and more, two thirds of all that he
/// does for one and against the other, or the other way round. `acts` are what passed between the two, by day.
pub(super) fn roles(
    thirds: &[ThirdAct],
    acts: &[Act],
    dyad: &[Side; 2],
    stretch: Stretch,
    id_of: &dyn Fn(i64) -> String,
) -> Vec<ThirdPartyRole> {
    let odds: Vec<i32> =
        acts.iter().filter(|a| a.standing == Standing::Counts && a.quad >= 3).map(|a| a.first).collect();
    let at_odds = |day: i32| {
        let next = odds.partition_point(|other| *other < day.saturating_sub(MONTH));
        odds.get(next).is_some_and(|other| *other <= day.saturating_add(MONTH))
    };
    let mut parts: BTreeMap<(&Side, Role, Option<usize>), Vec<&ThirdAct>> = BTreeMap::new();
    let mut sides: BTreeMap<&Side, [f64; 2]> = BTreeMap::new();
    let mut thirds: Vec<&ThirdAct> = thirds
        .iter()
        .filter(|third| stretch[0] <= third.first && third.first <= stretch[1] && third.weight > 0.0)
        .collect();
    // By ids, not by numbers, which depend on when reports came: sums are the same to the last digit.
    thirds.sort_by_cached_key(|third| (third.first, id_of(third.nr)));
    for third in thirds {
        if let Some(with) = third.aside() {
            if !at_odds(third.first) {
                continue;
            }
            sides.entry(&third.who).or_default()[with] += third.weight;
        }
        parts.entry((&third.who, third.role, third.toward)).or_default().push(third);
    }
    let takes_sides = |third: &ThirdAct| {
        let Some((with, sums)) = third.aside().zip(sides.get(&third.who)) else { return true };
        sums[with] >= LEAST_ASIDE && sums[with] >= TAKES_SIDES * (sums[0] + sums[1])
    };
    let mut found: Vec<ThirdPartyRole> = parts
        .iter()
        .filter(|(_, all)| all.iter().any(|third| takes_sides(third)))
        .map(|((who, role, toward), all)| {
            let mut all = all.clone();
            all.dedup_by_key(|third| third.nr);
            ThirdPartyRole {
                who: (*who).clone(),
                role: role.name().to_owned(),
                toward: toward.map(|side| dyad[side].id.clone()),
                first: date(all.first().map_or(0, |third| third.first)),
                last: date(all.last().map_or(0, |third| third.first)),
                weight: all.iter().map(|third| third.weight).sum(),
                events: all.iter().map(|third| id_of(third.nr)).collect(),
            }
        })
        .collect();
    found.sort_by(|x, y| {
        y.weight.total_cmp(&x.weight).then_with(|| (&x.who, &x.role, &x.toward).cmp(&(&y.who, &y.role, &y.toward)))
    });
    found
}
