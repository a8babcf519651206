//! Stretches of the calendar told by a length: the first weeks of a year, three days from Monday on, within a month. In: a
//! match and what it counts from. Out: the period. Always: a period's start is not after its end.

use jiff::civil::Date;

use super::grammar::{Class, Head, Meaning};
use super::matcher::Match;
use super::resolve::{self, Context, counted, counts, duration, resolve};
use super::value::{Clock, Unit, Value, days, edge, shifted, unit_of};
use crate::record::{Granularity, WhenBasis, WhenKind};

/// The most units that are counted.
const MOST: f64 = 400.0;

/// The week or weekend that a day is in; of a range that is called a week, the range.
pub(super) fn week_of(m: &Match, unit: Unit, cx: &Context) -> Option<Value> {
    let inner = m.inner(0);
    let day = match inner {
        Some(inner) => resolve(inner, cx)?,
        // "the week of the 18th"
        None => resolve::date(m, cx)?,
    };
    if !matches!(unit, Unit::Week | Unit::Weekend | Unit::Fortnight) {
        return None;
    }
    if inner.is_some_and(|inner| inner.head == Head::Range) {
        return Some(day);
    }
    if day.grain > Granularity::Day {
        return None;
    }
    let Some(date) = day.start else {
        return Some(Value::unresolved(Granularity::Week, "XXXX-WXX"));
    };
    Some(Value { basis: day.basis, kind: day.kind, ..unit_of(date, unit)? })
}

/// The first or last so many units of an outer time.
pub(super) fn of_outer(m: &Match, unit: Unit, cx: &Context) -> Option<Value> {
    let last = m.get(Class::Side)? > 1.0;
    let outer = match (m.inner(0), cx.published) {
        (Some(inner), _) => resolve(inner, cx)?,
        (None, _) if m.get(Class::Year).is_some() || m.get(Class::Month).is_some() => resolve::date(m, cx)?,
        // "the first two weeks of the year"
        (None, Some(_)) => resolve::outer_unit(m, cx)?,
        (None, None) => return Some(Value::unresolved(unit.grain(), duration(m).timex).relative()),
    };
    let (Some(first), Some(end)) = (outer.start, outer.end) else {
        return Some(Value::unresolved(unit.grain(), duration(m).timex));
    };
    let count = m.get(Class::N).or_else(|| m.get(Class::Few).filter(|n| *n > 0.0));
    let Some(count) = count else {
        return edge(&outer, m.get(Class::Side)?);
    };
    if !(1.0..=MOST).contains(&count) || count.fract() != 0.0 || matches!(unit, Unit::Weekend | Unit::Workday) {
        return None;
    }
    let one = resolve::unit_in(&outer, unit, 1, last)?;
    let (from, to) = if last {
        (shifted(days(one.end?, 1)?, unit, count, true)?, one.end?)
    } else {
        (one.start?, days(shifted(one.start?, unit, count, false)?, -1)?)
    };
    // The weeks of a year can begin and end some days outside it.
    let slack = if unit.grain() == Granularity::Week { 6 } else { 0 };
    let inside = days(first, -slack)? <= from && to <= days(end, slack)?;
    let value = Value::new(from, to, unit.grain(), unit.iso(count));
    inside.then_some(Value { basis: outer.basis, ..value })
}

/// A length from an inner time on.
pub(super) fn lasting(m: &Match, cx: &Context) -> Option<Value> {
    let parts = counts(m);
    let (_, unit) = *parts.first()?;
    let mut inner = m.items.iter().filter_map(|item| item.inner.as_deref()).filter(|inner| inner.head != Head::Dur);
    let mut from = resolve(inner.next()?, cx)?;
    if let Some(clock) = inner.next() {
        from = resolve::at(&from, resolve(clock, &Context { last: Some(&from), ..*cx })?)?;
    }
    let timex = format!("{}/{}", from.timex, duration(m).timex);
    if unit.length(1.0).is_none() {
        return hours(&parts, Value { timex, ..from });
    }
    let Some(start) = from.start else {
        return Some(Value { timex, ..from });
    };
    let mut end = start;
    for (count, unit) in &parts {
        end = shifted(end, *unit, *count, false)?;
    }
    // With a time of day the last day has it too; else it is the day before.
    if from.clock.is_none() {
        end = days(end, -1)?.max(start);
    }
    let kind = if from.kind == WhenKind::Approximate { from.kind } else { WhenKind::Range };
    Some(Value { end: Some(end), kind, timex, ..from })
}

/// Hours and minutes from a time of day on, perhaps past midnight.
fn hours(parts: &[(f64, Unit)], from: Value) -> Option<Value> {
    let [(h, minute, s), _] = from.clock?;
    let minutes: f64 = parts
        .iter()
        .map(|(count, unit)| match unit {
            Unit::Hour => count * 60.0,
            Unit::Minute => *count,
            _ => 0.0,
        })
        .sum();
    let total = i64::from(h) * 60 + i64::from(minute) + minutes.clamp(0.0, 60.0 * 24.0 * MOST).round() as i64;
    let to: Clock = ((total / 60 % 24) as i8, (total % 60) as i8, s);
    let end = match from.end {
        Some(end) => Some(days(end, total / (60 * 24))?),
        None => None,
    };
    Some(Value { end, clock: Some([(h, minute, s), to]), grain: Granularity::Time, ..from })
}

/// From the report's day to so many units after it.
pub(super) fn within(m: &Match, cx: &Context) -> Option<Value> {
    let parts = counts(m);
    let (Some(published), Some((_, unit))) = (cx.published, parts.first()) else {
        return counted(m, cx.published, false);
    };
    if unit.length(1.0).is_none() {
        return counted(m, cx.published, false);
    }
    let (start, mut end) = (published.start?, published.end?);
    for (count, unit) in &parts {
        end = shifted(end, *unit, *count, false)?;
    }
    let value = Value::new(start, days(end, -1)?.max(start), Granularity::Day, duration(m).timex).relative();
    Some(if published.grain > Granularity::Day { value.about() } else { value })
}

/// More or less than so many units before or after a time.
pub(super) fn counted_bound(m: &Match, cx: &Context) -> Option<Value> {
    let (back, from, value) = match m.inner(0) {
        Some(inner) => {
            let back = match inner.meaning {
                Meaning::Ago | Meaning::Earlier => true,
                Meaning::Ahead | Meaning::Later => false,
                _ => return None,
            };
            let from = match (inner.meaning, inner.inner(0)) {
                (Meaning::Earlier | Meaning::Later, Some(day)) => Some(resolve(day, cx)?),
                (Meaning::Earlier | Meaning::Later, None) => cx.last.or(cx.published).cloned(),
                _ => cx.published.cloned(),
            };
            (back, from, resolve(inner, cx)?)
        }
        // "il y a plus de deux semaines"
        None => (true, cx.published.cloned(), counted(m, cx.published, true)?),
    };
    let base: Option<Date> = from.and_then(|from| if back { from.start } else { from.end });
    let parts = counts(m.inner(0).unwrap_or(m));
    let hours = parts.iter().any(|(_, unit)| unit.length(1.0).is_none());
    let Some(base) = base.filter(|_| !hours && !parts.is_empty()) else {
        return Some(value);
    };
    let mut date = base;
    for (count, unit) in &parts {
        date = shifted(date, *unit, *count, back)?;
    }
    let (start, end) = match (m.meaning == Meaning::Over, back) {
        (true, true) => (None, Some(days(date, -1)?)),
        (true, false) => (Some(date), None),
        (false, true) => (Some(date), Some(days(base, -1)?.max(date))),
        (false, false) => (Some(base), Some(days(date, -1)?.max(base))),
    };
    Some(Value { start, end, grain: Granularity::Day, kind: WhenKind::Range, basis: WhenBasis::Relative, ..value })
}
