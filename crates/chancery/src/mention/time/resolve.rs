//! From what a shape says to a period of the calendar. In: a match and what it counts from. Out: the period with its
//! granularity, type and basis, in EDTF and in TimeML's notation. Always: a period's start is not after its end; what
//! cannot be placed says so and is not guessed.

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{self, Hijri};
use super::grammar::{Class, Head, Meaning};
use super::matcher::Match;
use super::stretch;
use super::value::{
    Clock, Unit, Value, clock_with, days, edge, monday, part_name, season, shifted, unit_of, unpack_clock,
};
use crate::record::{Granularity, WhenBasis, WhenKind};

/// What a time is counted from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context<'a> {
    /// The report's date.
    pub published: Option<&'a Value>,
    /// The last time told.
    pub last: Option<&'a Value>,
    /// The last day told.
    pub day: Option<&'a Value>,
    /// The last year told that is not the report's.
    pub year: Option<&'a Value>,
    /// The sentence speaks of what is to come.
    pub future: bool,
    /// The time is the beginning of a range that ends on this day.
    pub until: Option<Date>,
}

/// Resolves a match; `None` if it is not a time after all.
pub(super) fn resolve(m: &Match, cx: &Context) -> Option<Value> {
    let unit = m.get(Class::Unit).map(Unit::of);
    match m.meaning {
        Meaning::None => None,
        Meaning::Date | Meaning::Year => date(m, cx),
        Meaning::Unit => calendar_unit(m, unit?, cx),
        Meaning::Ago => counted(m, cx.published, true),
        Meaning::Ahead => counted(m, cx.published, false),
        Meaning::Earlier | Meaning::Later => {
            let inner = m.inner(0).map(|inner| resolve(inner, cx));
            let from = match &inner {
                Some(found) => Some(found.as_ref()?),
                None => cx.last.or(cx.year).or(cx.published),
            };
            counted(m, from, m.meaning == Meaning::Earlier)
        }
        Meaning::Deixis => deixis(m, cx),
        Meaning::Anaphor => {
            // "Last week … the next day": of the last day told; after a month or a year alone, of that.
            let month = cx.last.filter(|last| last.grain == Granularity::Month);
            let Some(from) = cx.day.or(month).or(cx.year).or(cx.published) else {
                return Some(Value::unresolved(Granularity::Day, "XXXX-XX-XX").relative());
            };
            let offset = m.get(Class::Anaphor)?;
            let base = if offset < 0.0 { from.start } else { from.end };
            if from.grain > Granularity::Day {
                return Some(coarse(from));
            }
            let value = Value::day(days(base?, offset as i64)?).relative();
            Some(with_part(value, m))
        }
        Meaning::Same => {
            let told = cx.year.filter(|_| unit == Some(Unit::Year));
            let mut value = told.or(cx.last).or(cx.published).cloned().map_or_else(
                || Value::unresolved(Granularity::Vague, "XXXX"),
                |value| match unit.and_then(|unit| unit_of(value.start?, unit)) {
                    Some(of) if of.grain >= value.grain => of,
                    _ => Value { clock: None, ..value },
                },
            );
            value.basis = WhenBasis::Relative;
            Some(with_part(value, m))
        }
        Meaning::Edge => {
            let inner = match m.inner(0) {
                Some(inner) => resolve(inner, cx)?,
                None if unit.is_some() => calendar_unit(m, unit?, cx)?,
                None => date(m, cx)?,
            };
            Some(edge(&inner, m.get(Class::Edge)?).unwrap_or(inner))
        }
        Meaning::Nth => nth(m, unit, cx),
        Meaning::Decade => {
            let first = m.get(Class::Tens)? as i16;
            let value = unit_of(Date::new(first, 1, 1).ok()?, Unit::Decade)?;
            Some(match m.get(Class::Edge) {
                Some(which) => edge(&value, which)?,
                None => value,
            })
        }
        Meaning::Century => {
            let number = m.get(Class::Ord).or_else(|| m.get(Class::N)).filter(|n| (1.0..=30.0).contains(n))?;
            let year = (number as i16 - 1) * 100;
            let value = unit_of(Date::new(year, 1, 1).ok()?, Unit::Century)?;
            Some(match m.get(Class::Edge) {
                Some(which) => edge(&value, which)?,
                None => value,
            })
        }
        Meaning::WeekdayOf => {
            let week = resolve(m.inner(0)?, cx)?;
            let weekday = m.get(Class::Weekday)?;
            if week.grain == Granularity::Week && week.kind == WhenKind::Exact {
                let day = days(monday(week.start?)?, weekday as i64 - 1)?;
                return Some(with_part(Value::day(day).relative(), m));
            }
            None
        }
        Meaning::Clock | Meaning::ClockTo => clock(m, cx),
        Meaning::Part => {
            let base =
                cx.last.filter(|v| v.grain <= Granularity::Day && v.kind != WhenKind::Unresolved).or(cx.published);
            let value = base.filter(|v| v.grain <= Granularity::Day && v.start == v.end).and_then(|v| v.start);
            let value = value.map_or_else(|| Value::unresolved(Granularity::Time, ""), Value::day).relative();
            Some(with_part(value, m))
        }
        Meaning::At => {
            let first = resolve(m.inner(0)?, cx)?;
            let inner = Context { last: Some(&first), published: Some(&first), ..*cx };
            if m.inner(1).is_none() {
                // "the night of 21 September"
                return Some(with_part(first, m));
            }
            if m.inner(0)?.head == Head::Clock {
                let day = resolve(m.inner(1)?, cx)?;
                return at(&day, first);
            }
            let mut second = resolve(m.inner(1)?, &inner)?;
            // "tonight at eight"
            if let (Some([from, to]), true) = (second.clock, first.grain == Granularity::Time) {
                let part = part_of(&first);
                let late = [from, to].map(|clock| if clock.0 < 5 { clock } else { clock_with(clock, None, part) });
                if part.is_some() && late[0] <= late[1] && late != [from, to] {
                    let time = |(h, m, _): Clock| format!("T{h:02}:{m:02}");
                    second.timex =
                        if late[0] == late[1] { time(late[0]) } else { format!("{}/{}", time(late[0]), time(late[1])) };
                    second.clock = Some(late);
                }
            }
            at(&first, second)
        }
        Meaning::Dur => Some(duration(m)),
        Meaning::Whole => Some(Value::unresolved(unit?.grain(), unit?.iso(1.0))),
        Meaning::Set => Some(set(m, unit, cx)),
        Meaning::Ref => {
            let name = match m.get(Class::Ref)? as i8 {
                0 => "PRESENT_REF",
                1.. => "FUTURE_REF",
                _ => "PAST_REF",
            };
            let mut value = match cx.published.filter(|_| name == "PRESENT_REF") {
                Some(published) => published.clone().about().relative(),
                None => Value::unresolved(Granularity::Vague, ""),
            };
            value.timex = name.into();
            Some(value)
        }
        Meaning::Range | Meaning::Days | Meaning::Months | Meaning::Years | Meaning::Hours | Meaning::Night => {
            let [from, to] = ends(m, cx)?;
            Some(between(&from, &to))
        }
        Meaning::Since | Meaning::Until | Meaning::Before | Meaning::After => bound(m, cx),
        Meaning::About => Some(resolve(m.inner(0)?, cx)?.about()),
        Meaning::WeekOf => stretch::week_of(m, unit.unwrap_or(Unit::Week), cx),
        Meaning::Stretch => stretch::of_outer(m, finest_unit(m)?, cx),
        Meaning::Lasting => stretch::lasting(m, cx),
        Meaning::Within => stretch::within(m, cx),
        Meaning::Over | Meaning::Under => stretch::counted_bound(m, cx),
    }
}

/// The part of the day that a time is: "tonight", "Tuesday morning".
fn part_of(time: &Value) -> Option<f64> {
    (1..=6).map(f64::from).find(|part| time.timex.ends_with(&format!("T{}", part_name(*part))))
}

/// A time of day put on a day; `None` on a week, a month or a year, which have no one time of day.
pub(super) fn at(day: &Value, mut time: Value) -> Option<Value> {
    if day.grain > Granularity::Day && day.basis == WhenBasis::Explicit
        || matches!(day.grain, Granularity::Week | Granularity::Month | Granularity::Year)
            && day.kind == WhenKind::Exact
    {
        return None;
    }
    time.start = day.start;
    time.end = day.end;
    if day.start != day.end {
        // "At ten in May": no more is known than the month.
        time.clock = None;
    }
    time.basis = day.basis;
    if day.kind == WhenKind::Unresolved || day.kind == WhenKind::Approximate {
        time.kind = day.kind;
    }
    time.yearless = day.yearless;
    time.grain = Granularity::Time;
    let of_day = time.timex.find('T').map(|at| time.timex[at..].to_owned()).unwrap_or_default();
    time.timex = format!("{}{of_day}", day.timex.split('T').next().unwrap_or_default());
    Some(time)
}

fn with_part(mut value: Value, m: &Match) -> Value {
    if let Some(part) = m.get(Class::Part) {
        value.grain = Granularity::Time;
        value.timex = format!("{}T{}", value.timex.split('T').next().unwrap_or_default(), part_name(part));
    }
    value
}

/// What a finer time is known of when it is counted from a date that is only a month or a year: that month or year.
fn coarse(from: &Value) -> Value {
    Value { clock: None, ..from.clone() }.about().relative()
}

fn deixis(m: &Match, cx: &Context) -> Option<Value> {
    // "this evening", "last night"
    let offset = m.get(Class::Deixis).or_else(|| m.get(Class::Dir).map(|d| d.signum() * f64::from(d != 0.0)))?;
    let Some(published) = cx.published else {
        let value = Value::unresolved(Granularity::Day, "XXXX-XX-XX").relative();
        return Some(with_part(value, m));
    };
    if published.grain > Granularity::Day {
        return Some(coarse(published));
    }
    let value = Value::day(days(published.start?, offset as i64)?).relative();
    Some(with_part(value, m))
}

/// This, the last, the next unit; the last or next so many units; a unit alone.
fn calendar_unit(m: &Match, unit: Unit, cx: &Context) -> Option<Value> {
    let direction = m.get(Class::Dir).unwrap_or(0.0).clamp(-3.0, 3.0);
    let direction = match m.get(Class::Dir) {
        Some(11.0) => 1.0,
        Some(-11.0) => -1.0,
        _ => direction,
    };
    let count = m.get(Class::N).or_else(|| m.get(Class::Few));
    let Some(published) = cx.published else {
        let timex = if count.is_some() { duration(m).timex } else { "XXXX".into() };
        return Some(Value::unresolved(unit.grain(), timex).relative());
    };
    let grain = unit.grain().max(Granularity::Day);
    if let Some(count) = count {
        let many = if m.get(Class::N).is_some() || count > 0.0 { Some(count) } else { None };
        let Some(many) = many else {
            // "These last days": up to now, since when is not said.
            let end = published.end.filter(|_| direction <= 0.0);
            let mut value = Value::unresolved(Granularity::Vague, unit.iso_vague()).relative();
            (value.end, value.kind) = (end, if end.is_some() { WhenKind::Approximate } else { WhenKind::Unresolved });
            return Some(value);
        };
        if many <= 0.0 {
            return None;
        }
        let timex = unit.iso(many);
        let (Some(first), Some(last)) = (published.start, published.end) else {
            return None;
        };
        if matches!(unit, Unit::Quarter | Unit::HalfYear | Unit::Decade | Unit::Century) && many.fract() == 0.0 {
            let this = unit_of(first, unit)?;
            let (from, to) = if direction > 0.0 {
                let start = days(this.end?, 1)?;
                (start, days(shifted(start, unit, many, false)?, -1)?)
            } else {
                (shifted(this.start?, unit, many, true)?, days(this.start?, -1)?)
            };
            return Some(Value::new(from, to, grain, timex).relative());
        }
        let value = if direction > 0.0 {
            let Some(end) = shifted(last, unit, many, false) else {
                return Some(coarse(published));
            };
            Value::new(days(last, 1)?, end.max(days(last, 1)?), grain, timex)
        } else {
            let Some(start) = shifted(first, unit, many, true) else {
                return Some(coarse(published));
            };
            Value::new(start, days(first, -1)?.max(start), grain, timex)
        };
        let value = value.relative();
        return Some(if published.grain > Granularity::Day { value.about() } else { value });
    }
    if grain < published.grain && published.grain != Granularity::Day {
        return Some(coarse(published));
    }
    let mut date = published.start?;
    // "This weekend", early in the week, is the last one, unless the sentence looks ahead; "the weekend" is until it comes.
    let early = if m.get(Class::Dir).is_some() { 2 } else { 5 };
    if unit == Unit::Weekend && direction == 0.0 && !cx.future && date.weekday().to_monday_one_offset() <= early {
        date = days(date, -7)?;
    }
    let here = unit_of(date, unit)?;
    let there = if direction == 0.0 {
        here
    } else {
        let step = match unit {
            Unit::Hour | Unit::Minute | Unit::Second => return unit_of(date, unit),
            _ => shifted(here.start?, unit, direction.abs(), direction < 0.0)?,
        };
        unit_of(step, unit)?
    };
    Some(with_part(there.relative(), m))
}

/// So many units before or after a time.
pub(super) fn counted(m: &Match, from: Option<&Value>, back: bool) -> Option<Value> {
    let length = duration(m);
    let parts: Vec<(f64, Unit)> = counts(m);
    let value = counted_by(&parts, from, back);
    if parts.is_empty() || from.is_some_and(|v| v.start.is_some() || v.end.is_some()) {
        return value.map(|value| if value.grain == Granularity::Day { with_part(value, m) } else { value });
    }
    let grain = parts.first().map_or(Granularity::Vague, |(_, unit)| unit.grain());
    Some(Value::unresolved(grain, length.timex).relative())
}

/// So long before a time.
pub(super) fn counted_back(length: &[(f64, Unit)], from: &Value) -> Option<Value> {
    counted_by(length, Some(from), true)
}

fn counted_by(parts: &[(f64, Unit)], from: Option<&Value>, back: bool) -> Option<Value> {
    let Some(&(count, unit)) = parts.first() else {
        // "Some years ago": when is not said, only that it is before.
        let mut value = Value::unresolved(Granularity::Vague, if back { "PAST_REF" } else { "FUTURE_REF" }).relative();
        if let Some(from) = from {
            let edge = if back { from.start.and_then(|d| days(d, -1)) } else { from.end.and_then(|d| days(d, 1)) };
            (value.start, value.end) = if back { (None, edge) } else { (edge, None) };
            value.kind = WhenKind::Approximate;
        }
        return Some(value);
    };
    let from = from.filter(|v| v.start.is_some() || v.end.is_some())?;
    let base = if back { from.start.or(from.end) } else { from.end.or(from.start) }?;
    if unit.length(1.0).is_none() {
        // Hours and minutes: on that day, or about it.
        let mut value = coarse(from);
        value.grain = value.grain.max(Granularity::Time);
        if from.grain <= Granularity::Day {
            let whole_days = if unit == Unit::Hour { (count / 24.0).floor() } else { 0.0 };
            value =
                Value::day(days(base, if back { -whole_days as i64 } else { whole_days as i64 })?).about().relative();
            value.grain = Granularity::Time;
        }
        return Some(value);
    }
    let mut date = base;
    for (count, unit) in parts {
        date = shifted(date, *unit, *count, back)?;
    }
    let finest = parts.iter().map(|(_, unit)| unit.grain()).min()?;
    if finest <= Granularity::Day {
        if from.grain > Granularity::Day {
            let mut value = coarse(from);
            if date.first_of_month() != base.first_of_month() && from.grain == Granularity::Month {
                value = Value::month(date).about().relative();
            }
            return Some(value);
        }
        return Some(Value::day(date).relative());
    }
    // Counted in weeks, months or years, no more is said than that week, month or year.
    let of = match unit.grain() {
        Granularity::Week => unit_of(date, Unit::Week)?,
        Granularity::Month | Granularity::Quarter | Granularity::Season => Value::month(date),
        Granularity::Year if count.fract() != 0.0 || parts.len() > 1 => Value::month(date),
        _ => Value::year(date.year())?,
    };
    let whole = if of.grain < from.grain { coarse(from) } else { of };
    Some(whole.relative())
}

/// The numbers and units of a length, in order.
pub(super) fn counts(m: &Match) -> Vec<(f64, Unit)> {
    let mut all: Vec<(f64, Unit)> = Vec::new();
    let mut number: Option<f64> = None;
    for item in &m.items {
        match item.class {
            Class::N => number = Some(item.value),
            Class::Few if item.value > 0.0 => number = Some(item.value),
            Class::Share => match all.last_mut() {
                // "one hour and a half", "an hour and a quarter"
                Some(last) if number.is_none() => last.0 += item.value,
                _ => number = Some(number.unwrap_or(0.0) + item.value),
            },
            Class::Unit => {
                if let Some(n) = number.take() {
                    all.push((n, Unit::of(item.value)));
                }
            }
            _ => {}
        }
    }
    if let Some(inner) = m.items.iter().find_map(|item| item.inner.as_deref().filter(|m| m.meaning == Meaning::Dur))
        && all.is_empty()
    {
        return counts(inner);
    }
    all
}

/// A length in TimeML's notation; it has no place in the calendar.
pub(super) fn duration(m: &Match) -> Value {
    let parts = counts(m);
    let grain = parts.first().map_or(Granularity::Vague, |(_, unit)| unit.grain());
    if parts.is_empty() {
        let timex = m.get(Class::Unit).map_or_else(|| "PX".into(), |unit| Unit::of(unit).iso_vague());
        return Value::unresolved(Granularity::Vague, timex);
    }
    let mut timex = String::new();
    for (count, unit) in parts {
        let part = unit.iso(count);
        match (timex.contains('T'), part.strip_prefix("PT"), part.strip_prefix('P')) {
            _ if timex.is_empty() => timex = part,
            (true, Some(rest), _) => timex.push_str(rest),
            (false, _, Some(rest)) => timex.push_str(rest),
            _ => {}
        }
    }
    Value::unresolved(grain, timex)
}

fn set(m: &Match, unit: Option<Unit>, cx: &Context) -> Value {
    let clock = m.inner(0).and_then(|inner| resolve(inner, cx)).filter(|v| v.clock.is_some());
    let time = clock.as_ref().and_then(|v| v.timex.find('T').map(|at| v.timex[at..].to_owned()));
    let part = m.get(Class::Part).map(part_name);
    let mut timex = match (m.get(Class::Weekday), unit) {
        (Some(day), _) => format!("XXXX-WXX-{}{}", day as i8, part.map_or_else(String::new, |part| format!("T{part}"))),
        (None, Some(unit)) => {
            unit.iso(m.get(Class::N).or_else(|| m.get(Class::Few).filter(|n| *n > 0.0)).unwrap_or(1.0))
        }
        (None, None) => part.map_or_else(|| "P1D".into(), |part| format!("T{part}")),
    };
    if let Some(time) = time {
        timex = if timex.starts_with(['P', 'T']) { time } else { timex + &time };
    }
    Value::unresolved(unit.map_or(Granularity::Vague, Unit::grain), timex)
}

fn clock(m: &Match, cx: &Context) -> Option<Value> {
    let packed = m.get(Class::Clock).or_else(|| m.get(Class::Hm)).map(unpack_clock);
    let mut clock = match packed {
        Some(clock) => clock,
        None => (m.get(Class::Hour).or_else(|| m.get(Class::Ord))? as i8, 0, 0),
    };
    let (ampm, part) = (m.get(Class::Ampm), m.get(Class::Part));
    if packed.is_none() {
        // "yedi buçuk"
        let half = m.get(Class::Hour).map_or(0, |hour| (hour.fract() * 60.0) as i32);
        let added = m.get(Class::Addmin).unwrap_or(0.0) as i32 + half;
        let minute = m.get(Class::Minute).or_else(|| m.get(Class::N)).unwrap_or(0.0) as i32;
        let minute = if m.meaning == Meaning::ClockTo { -minute } else { minute };
        let total = (i32::from(clock.0) * 60 + added + minute).rem_euclid(24 * 60);
        clock = ((total / 60) as i8, (total % 60) as i8, 0);
        if m.get(Class::Hour) == Some(24.0) && total == 0 {
            clock.0 = 0;
        }
    }
    let clock = clock_with(clock, ampm, part);
    let (h, minute, s) = clock;
    let fine = m.get(Class::Clock).is_some_and(|_| m.tokens_of(Class::Clock) >= 5);
    let time = if fine || s > 0 { format!("T{h:02}:{minute:02}:{s:02}") } else { format!("T{h:02}:{minute:02}") };
    let base = cx.last.filter(|v| v.grain <= Granularity::Day && v.kind != WhenKind::Unresolved).or(cx.published);
    let day = base.filter(|v| v.grain <= Granularity::Day && v.start.is_some() && v.start == v.end);
    let mut value = match day {
        Some(day) => Value { basis: WhenBasis::Relative, ..Value::day(day.start?) },
        None => Value::unresolved(Granularity::Time, ""),
    };
    value.grain = Granularity::Time;
    value.clock = Some([clock, clock]);
    value.timex.push_str(&time);
    Some(value)
}

/// The two ends of a range.
pub(super) fn ends(m: &Match, cx: &Context) -> Option<[Value; 2]> {
    match m.meaning {
        Meaning::Range => {
            let (first, second) = (m.inner(0)?, m.inner(1)?);
            let to = resolve(second, cx)?;
            // What the first leaves open is taken from the second: "from March to May 2021".
            let until = to.start.filter(|_| to.kind != WhenKind::Unresolved && first.get(Class::Year).is_none());
            let from = resolve(first, &Context { until, ..*cx })?;
            let to = if to.start < from.start && to.clock.is_none() && second.get(Class::Year).is_none() {
                // "from Friday to Monday": the end is told of after the beginning.
                let later = Context { published: Some(&from), future: true, ..Context::default() };
                resolve(second, &later).filter(|v| v.start >= from.start).unwrap_or(to)
            } else if from.clock.is_some() && to.clock.is_some() && to.grain == Granularity::Time {
                // "Monday 10:00 to 12:00"
                match resolve(second, &Context { last: Some(&from), ..*cx }) {
                    Some(same_day) if second.head == Head::Clock => same_day,
                    _ => to,
                }
            } else {
                to
            };
            Some([from, to])
        }
        Meaning::Days => {
            let to = date_of(m, m.nth(Class::Day, 1), m.nth(Class::Month, 0), cx)?;
            let until = Context { until: to.start, ..*cx };
            let from = match to.start {
                Some(_) => date_of(m, m.nth(Class::Day, 0), m.nth(Class::Month, 0), &until)?,
                None => date_of(m, m.nth(Class::Day, 0), m.nth(Class::Month, 0), cx)?,
            };
            Some([from, to])
        }
        Meaning::Months => {
            let to = date_of(m, None, m.nth(Class::Month, 1), cx)?;
            let until = Context { until: to.start, ..*cx };
            let year = m.get(Class::Year).filter(|_| m.nth(Class::Month, 0) <= m.nth(Class::Month, 1));
            let from = match (to.start, year) {
                (Some(start), _) => month_until(m.nth(Class::Month, 0)? as i8, start)?,
                _ => date_of(m, None, m.nth(Class::Month, 0), &until)?,
            };
            Some([from, to])
        }
        Meaning::Years => {
            let year = |n| m.nth(Class::Year, n).map(|y| y as i16);
            let from = year(0)?;
            let to = year(1).or_else(|| {
                // 2002-03
                let short = m.get(Class::Yy)? as i16 % 100;
                Some(from - from.rem_euclid(100) + short)
            })?;
            (from < to).then_some(())?;
            Some([Value::year(from)?, Value::year(to)?])
        }
        Meaning::Hours => {
            let hour = |n: usize| {
                let clocks: Vec<_> =
                    m.items.iter().filter(|i| matches!(i.class, Class::Hour | Class::Clock | Class::Hm)).collect();
                clocks.get(n).map(|item| match item.class {
                    Class::Hour => (item.value as i8, 0, 0),
                    _ => unpack_clock(item.value),
                })
            };
            let day = m.inner(0).and_then(|inner| resolve(inner, cx));
            let part = m.get(Class::Part).or_else(|| day.as_ref().and_then(part_of));
            // "a.m." belongs to the hour before it; said once at the end, to both.
            let second =
                m.items.iter().filter(|i| matches!(i.class, Class::Hour | Class::Clock | Class::Hm)).nth(1)?.start;
            let ampm = |late: bool| {
                m.items.iter().find(|i| i.class == Class::Ampm && (i.start > second) == late).map(|i| i.value)
            };
            let mut to = clock_with(hour(1)?, ampm(true), part);
            let mut from = clock_with(hour(0)?, ampm(false), None);
            let with = clock_with(from, ampm(true), part);
            if ampm(false).is_none() && with <= to {
                from = with;
            }
            // "from 10 to 4"
            if to < from && to.0 < 12 && ampm(true).is_none() {
                to.0 += 12;
            }
            let value = |clock: Clock| {
                let one_day = |v: &&Value| v.grain <= Granularity::Day && v.start == v.end;
                let last = cx.last.filter(|v| one_day(v) && v.kind != WhenKind::Unresolved);
                let day = day.as_ref().or(last.or(cx.published)).filter(|v| v.grain <= Granularity::Day);
                let mut value = match day {
                    Some(day) => {
                        Value { timex: day.timex.split('T').next().unwrap_or_default().to_owned(), ..day.clone() }
                    }
                    None => Value::unresolved(Granularity::Time, ""),
                };
                value.clock = Some([clock, clock]);
                value.grain = Granularity::Time;
                value.timex.push_str(&format!("T{:02}:{:02}", clock.0, clock.1));
                value
            };
            Some([value(from), value(to)])
        }
        Meaning::Night => {
            let to = resolve(m.inner(1).or_else(|| m.inner(0))?, cx)?;
            let from = match (m.inner(1), to.start) {
                (Some(_), Some(start)) => resolve(m.inner(0)?, &Context { until: Some(start), last: None, ..*cx })?,
                (Some(_), None) => resolve(m.inner(0)?, cx)?,
                // "in der Nacht zum Mittwoch"
                (None, Some(start)) if to.grain <= Granularity::Day => Value::day(days(start, -1)?).relative(),
                (None, _) => to.clone(),
            };
            Some([from, to])
        }
        _ => None,
    }
}

/// From one time to the other.
fn between(from: &Value, to: &Value) -> Value {
    let placed = from.start.is_some() && to.end.is_some() && from.start <= to.end;
    let clock = match (from.clock, to.clock) {
        (Some([a, _]), Some([_, b])) => Some([a, b]),
        _ => None,
    };
    let relative = from.basis == WhenBasis::Relative || to.basis == WhenBasis::Relative;
    let about = from.kind == WhenKind::Approximate || to.kind == WhenKind::Approximate;
    let kind = match (placed, about) {
        (false, _) => WhenKind::Unresolved,
        (true, true) => WhenKind::Approximate,
        (true, false) => WhenKind::Range,
    };
    Value {
        start: from.start.filter(|_| placed),
        end: to.end.filter(|_| placed),
        grain: from.grain.min(to.grain),
        kind,
        basis: if relative { WhenBasis::Relative } else { WhenBasis::Explicit },
        clock,
        yearless: None,
        timex: format!("{}/{}", from.timex, to.timex),
    }
}

/// Since, until, before, after.
fn bound(m: &Match, cx: &Context) -> Option<Value> {
    let Some(inner) = m.inner(0) else {
        // "until autumn"
        return bounded(m.meaning, date(m, &Context { future: true, ..*cx })?);
    };
    // "Until the end of October", told in April, looks ahead; "until Friday" may be either.
    let coarse = |inner: &Match| {
        let open = |class| inner.get(class).is_some();
        open(Class::Month) || open(Class::Season) || open(Class::Holiday)
    };
    let until = m.meaning == Meaning::Until && (coarse(inner) || inner.inner(0).is_some_and(coarse));
    let looks_ahead = until || m.meaning == Meaning::Before && inner.get(Class::Season).is_some();
    let cx = &Context { future: cx.future || looks_ahead, ..*cx };
    let mut value = resolve(inner, cx)?;
    if let Some(time) = m.inner(1).filter(|time| time.head == Head::Clock) {
        // "Friday before five"
        value = at(&value, resolve(time, &Context { last: Some(&value), ..*cx })?)?;
    } else if let Some(day) = m.inner(1).filter(|_| inner.head == Head::Clock) {
        // "3 pm or later on Monday"
        value = at(&resolve(day, cx)?, value)?;
    }
    if inner.head == Head::Dur || inner.head == Head::Set {
        let timex = value.timex.clone();
        if m.meaning != Meaning::Since {
            return Some(value);
        }
        // "For three years": from then on, up to the report and on.
        if let Some(then) = counted(inner, cx.published, true).filter(|v| v.start.is_some()) {
            value = Value { end: None, kind: WhenKind::Approximate, ..then };
        } else if let Some(published) = cx.published {
            // "For several years": to the report at least; since when is not said.
            value = Value { end: published.end, grain: Granularity::Vague, kind: WhenKind::Approximate, ..value };
        }
        value.basis = WhenBasis::Relative;
        value.timex = timex;
        return Some(value);
    }
    bounded(m.meaning, value)
}

/// What lies since, until, before or after a time.
fn bounded(meaning: Meaning, mut value: Value) -> Option<Value> {
    if value.kind == WhenKind::Unresolved {
        return Some(value);
    }
    let (start, end) = (value.start, value.end);
    (value.start, value.end) = match meaning {
        Meaning::Since => (start, None),
        Meaning::Until => (None, end),
        Meaning::Before if value.clock.is_some() => (None, end),
        Meaning::Before => (None, start.and_then(|d| days(d, -1))),
        _ if value.clock.is_some() => (start, None),
        _ => (end.and_then(|d| days(d, 1)), None),
    };
    if value.kind == WhenKind::Exact {
        value.kind = WhenKind::Range;
    }
    Some(value)
}

/// The first week of May, the last quarter of 2023.
fn nth(m: &Match, unit: Option<Unit>, cx: &Context) -> Option<Value> {
    let last = m.get(Class::Dir).is_some_and(|d| d < 0.0);
    let n =
        if last { 1 } else { (m.get(Class::Ord).or_else(|| m.get(Class::N)).or_else(|| m.get(Class::Day))?) as i64 };
    let outer = match m.inner(0) {
        Some(inner) => Some(resolve(inner, cx)?),
        None if m.get(Class::Year).is_some() || m.get(Class::Month).is_some() => {
            Some(date_of(m, None, m.get(Class::Month), cx)?)
        }
        None => outer_unit(m, cx),
    };
    let unit = finest_unit(m).or(unit);
    let n = n.clamp(1, 400);
    let relative = outer.as_ref().is_none_or(|v| v.basis == WhenBasis::Relative);
    if outer.is_none() && !matches!(unit, Some(Unit::Quarter | Unit::HalfYear | Unit::Week)) {
        return None;
    }
    let outer = match outer {
        Some(outer) => outer,
        None => match cx.published {
            Some(published) => Value::year(published.start?.year())?,
            None => {
                return Some(Value::unresolved(unit.map_or(Granularity::Vague, Unit::grain), "XXXX").relative());
            }
        },
    };
    let (Some(start), Some(end)) = (outer.start, outer.end) else {
        return Some(Value::unresolved(unit.map_or(Granularity::Day, Unit::grain), outer.timex));
    };
    if let Some(weekday) = m.get(Class::Weekday) {
        let offset = |date: Date| i64::from(date.weekday().to_monday_one_offset());
        let day = if last {
            days(end, -((offset(end) - weekday as i64).rem_euclid(7)))?
        } else {
            days(start, (weekday as i64 - offset(start)).rem_euclid(7) + (n - 1) * 7)?
        };
        let value = Value::day(day);
        return Some(with_part(if relative { value.relative() } else { value }, m));
    }
    let value = unit_in(&outer, unit?, n, last)?;
    let inside = value.start <= Some(end) && value.end >= Some(start);
    let value = if relative { value.relative() } else { value };
    inside.then(|| match m.get(Class::Edge) {
        Some(which) => edge(&value, which).unwrap_or(value),
        None => value,
    })
}

/// The finer of the units of a match: the day of "the first day of the month".
pub(super) fn finest_unit(m: &Match) -> Option<Unit> {
    let units = m.items.iter().filter(|item| item.class == Class::Unit).map(|item| Unit::of(item.value));
    units.min_by_key(|unit| unit.grain())
}

/// The coarser of two units of a match as the one that the report is in: the month of "the first day of the month".
pub(super) fn outer_unit(m: &Match, cx: &Context) -> Option<Value> {
    let units = || m.items.iter().filter(|item| item.class == Class::Unit).map(|item| Unit::of(item.value));
    let outer = units().max_by_key(|unit| unit.grain()).filter(|_| units().count() > 1)?;
    Some(unit_of(cx.published?.start?, outer)?.relative())
}

/// The `n`th unit of an outer time, or its last.
pub(super) fn unit_in(outer: &Value, unit: Unit, n: i64, last: bool) -> Option<Value> {
    let (start, end) = (outer.start?, outer.end?);
    Some(match unit {
        Unit::Week if outer.grain == Granularity::Year => {
            let first = unit_of(Date::new(start.year(), 1, 4).ok()?, Unit::Week)?.start?;
            let of = if last { Date::new(start.year(), 12, 28).ok()? } else { days(first, (n - 1) * 7)? };
            unit_of(of, Unit::Week)?
        }
        Unit::Week => {
            // The first week of a month is that with its first Thursday.
            let thursday = if last {
                days(end, -((i64::from(end.weekday().to_monday_one_offset()) - 4).rem_euclid(7)))?
            } else {
                days(start, (4 - i64::from(start.weekday().to_monday_one_offset())).rem_euclid(7) + (n - 1) * 7)?
            };
            unit_of(thursday, Unit::Week)?
        }
        Unit::Weekend => {
            let saturday = if last {
                days(end, -((i64::from(end.weekday().to_monday_one_offset()) - 6).rem_euclid(7)))?
            } else {
                days(start, (6 - i64::from(start.weekday().to_monday_one_offset())).rem_euclid(7) + (n - 1) * 7)?
            };
            unit_of(saturday, Unit::Weekend)?
        }
        _ => {
            unit.length(1.0)?;
            let from = if last {
                let whole = unit_of(end, unit)?;
                whole.start?
            } else {
                shifted(start, unit, (n - 1) as f64, false)?
            };
            if matches!(unit, Unit::Day | Unit::Workday) { Value::day(from) } else { unit_of(from, unit)? }
        }
    })
}

/// The calendar parts of a match as a date.
pub(super) fn date(m: &Match, cx: &Context) -> Option<Value> {
    if let Some(value) = hijri(m, cx) {
        return Some(value);
    }
    if let Some(packed) = m.get(Class::Iso).or_else(|| m.get(Class::Dmy)) {
        let n = packed as i32;
        let (year, month, day) = ((n / 10_000) as i16, (n / 100 % 100) as i8, (n % 100) as i8);
        if day == 0 {
            return Some(Value::month(Date::new(year, month, 1).ok()?));
        }
        return Some(with_part(day_of(year, month, day)?, m));
    }
    if let Some(packed) = m.get(Class::Dm) {
        let (month, day) = ((packed as i32 / 100) as f64, (packed as i32 % 100) as f64);
        return date_of(m, Some(day), Some(month), cx);
    }
    // "am Siebten Vierten"
    let ordinal = || m.get(Class::Ord).filter(|n| *n <= 12.0 && m.get(Class::Day).is_some());
    let month = m.get(Class::Month).or_else(|| m.get(Class::Mon)).or_else(ordinal);
    // "Tuesday the thirteenth"
    let day = m.get(Class::Day).or_else(|| {
        let with_weekday = month.is_none() && m.get(Class::Weekday).is_some();
        m.get(Class::Ord).filter(|n| with_weekday && (1.0..=31.0).contains(n))
    });
    date_of(m, day, month, cx)
}

/// A date of one of the calendars of the Hijra; its year may be that of either calendar.
fn hijri(m: &Match, cx: &Context) -> Option<Value> {
    let (calendar, month) = match (m.get(Class::Lunar), m.get(Class::Solar), m.get(Class::Era)) {
        (Some(month), ..) => (Hijri::Lunar, Some(month as i8)),
        (_, Some(month), _) => (Hijri::Solar, Some(month as i8)),
        (_, _, Some(era)) => (if era == 1.0 { Hijri::Lunar } else { Hijri::Solar }, None),
        _ => return None,
    };
    let (day, year) = (m.get(Class::Day).map(|day| day as i8), m.get(Class::Year).map(|year| year as i16));
    let in_year = |year: i16| calendar.years_of(year).filter_map(move |hijri| calendar.period(hijri, month, day));
    match year {
        Some(year) if m.get(Class::Era).is_some() || calendar.has_year(year) => calendar.period(year, month, day),
        Some(year) => in_year(year).find(|value| value.start.is_some_and(|date| date.year() == year)),
        None => {
            let around = cx.until.or_else(|| cx.published.and_then(|v| v.start)).map(|date| date.year());
            let found = nearest(around.into_iter().flat_map(in_year), cx, m.get(Class::Dir));
            let grain = if day.is_some() { Granularity::Day } else { Granularity::Month };
            Some(found.map_or_else(|| Value::unresolved(grain, "XXXX-XX"), Value::relative))
        }
    }
}

/// The nearest of candidate dates to the report's: past ones before future ones, unless the sentence looks ahead.
fn nearest(candidates: impl Iterator<Item = Value>, cx: &Context, direction: Option<f64>) -> Option<Value> {
    let published = cx.published.and_then(|v| Some((v.start?, v.end?)));
    let mut best: Option<(i64, Value)> = None;
    for value in candidates {
        let (Some(start), Some(end)) = (value.start, value.end) else {
            continue;
        };
        let weight = match (cx.until, published) {
            (Some(until), _) if start > until => continue,
            (Some(until), _) => distance(start, until),
            (None, None) => return None,
            (None, Some((first, last))) => {
                let (past, ahead) = (distance(end, first).max(0), distance(last, start).max(0));
                match direction {
                    Some(d)
                        if d < 0.0 && end >= first
                            || direction.is_some_and(|d| d > 0.0 && start <= last) && d != 0.0 =>
                    {
                        continue;
                    }
                    Some(d) if d != 0.0 => past + ahead,
                    // What lies ahead counts twice as far away, what lies behind when the sentence looks ahead.
                    _ if cx.future => past * AHEAD_WEIGHT + ahead,
                    _ => past + ahead * AHEAD_WEIGHT,
                }
            }
        };
        if best.as_ref().is_none_or(|(least, _)| weight < *least) {
            best = Some((weight, value));
        }
    }
    best.map(|(_, value)| value)
}

/// News tells of the past more than of the future; the factor that placed most dates without a year right on the
/// development texts.
const AHEAD_WEIGHT: i64 = 2;

fn distance(from: Date, to: Date) -> i64 {
    from.until(to).map_or(i64::MAX / 8, |span| i64::from(span.get_days()))
}

/// A day of the calendar; one that the month does not have, as 30 February, is told but not placed.
fn day_of(year: i16, month: i8, day: i8) -> Option<Value> {
    match Date::new(year, month, day) {
        Ok(date) => Some(Value::day(date)),
        Err(_) => {
            let month = Date::new(year, month, 1).ok()?;
            (day <= 31).then(|| Value::unresolved(Granularity::Day, format!("{year:04}-{:02}-{day:02}", month.month())))
        }
    }
}

/// The month of that number that is the last to begin by a day.
fn month_until(month: i8, until: Date) -> Option<Value> {
    let year = if month <= until.month() { until.year() } else { until.year() - 1 };
    Some(Value::month(Date::new(year, month, 1).ok()?))
}

fn date_of(m: &Match, day: Option<f64>, month: Option<f64>, cx: &Context) -> Option<Value> {
    let year = m.get(Class::Year).or_else(|| m.get(Class::Yy)).map(|y| y as i16);
    let weekday = m.get(Class::Weekday).map(|w| w as i8);
    let direction = m.get(Class::Dir).map(|d| if d.abs() > 10.0 { d.signum() } else { d });
    // "in May next year"
    let outer = m.inner(0).filter(|_| year.is_none()).and_then(|inner| resolve(inner, cx));
    let year =
        year.or_else(|| outer.as_ref().filter(|v| v.grain == Granularity::Year).and_then(|v| Some(v.start?.year())));
    let around = cx.until.or_else(|| cx.published.and_then(|v| v.start)).map(|d| d.year());
    let years = |from: i16, to: i16| around.map(|y| y + from..=y + to).into_iter().flatten();
    let falls = |date: &Date| weekday.is_none_or(|w| date.weekday().to_monday_one_offset() == w);
    let relative = |value: Value| value.relative();
    if let Some(which) = m.get(Class::Season) {
        let value = match year {
            Some(year) => season(year, which)?,
            None => {
                // Seasons are told of as past ("in winter", in September), unless the sentence looks ahead.
                let latest = cx.published.and_then(|v| v.end).filter(|_| direction.is_none() && !cx.future);
                let told = years(-1, 1).filter_map(|y| season(y, which));
                let told = told.filter(|season| latest.is_none_or(|latest| season.start <= Some(latest)));
                let found = nearest(told, cx, direction.filter(|d| *d != 0.0));
                let name = ["SP", "SU", "FA", "WI"].get(which as usize - 1)?;
                found.map_or_else(|| Value::unresolved(Granularity::Season, format!("XXXX-{name}")), relative)
            }
        };
        return Some(value);
    }
    if let Some(holiday) = m.get(Class::Holiday) {
        let of = |year: i16| calendar::holiday(holiday, year);
        return Some(match year {
            Some(year) => of(year).into_iter().next()?,
            None => {
                let found = nearest(years(-1, 1).flat_map(of), cx, direction);
                found.map_or_else(|| Value::unresolved(Granularity::Day, "XXXX-XX-XX"), relative)
            }
        });
    }
    let value = match (year, month, day) {
        (Some(year), Some(month), Some(day)) => day_of(year, month as i8, day as i8)?,
        (Some(year), Some(month), None) => Value::month(Date::new(year, month as i8, 1).ok()?),
        (Some(year), None, None) => {
            let value = Value::year(year)?;
            if outer.is_some() { value.relative() } else { value }
        }
        (Some(_), None, Some(_)) => return None,
        (None, Some(month), day) => {
            let month = month as i8;
            let of = |year: i16| -> Option<Value> {
                match day {
                    Some(day) => Some(Value::day(Date::new(year, month, day as i8).ok()?)),
                    None => Some(Value::month(Date::new(year, month, 1).ok()?)),
                }
            };
            let all = || years(-1, 1).filter_map(of);
            let fitting = || all().filter(|v| day.is_none() || v.start.is_some_and(|d| falls(&d)));
            let found = match direction {
                // "this May" is the report's year's.
                Some(0.0) => years(0, 0).filter_map(of).next(),
                _ => nearest(fitting(), cx, direction).or_else(|| nearest(all(), cx, direction)),
            };
            match found {
                Some(value) => value.relative(),
                // Valid in some year, 29 February too.
                None => {
                    let day = day.unwrap_or(0.0) as i8;
                    if Date::new(2024, month, day.max(1)).is_err() {
                        return (day <= 31)
                            .then(|| Value::unresolved(Granularity::Day, format!("XXXX-{month:02}-{day:02}")));
                    }
                    let timex = if day > 0 { format!("XXXX-{month:02}-{day:02}") } else { format!("XXXX-{month:02}") };
                    let grain = if day > 0 { Granularity::Day } else { Granularity::Month };
                    Value { yearless: Some((month, day)), ..Value::unresolved(grain, timex) }
                }
            }
        }
        (None, None, Some(day)) => {
            // "the 23rd": of the month that the report or its surroundings are in.
            let base = match outer.as_ref().filter(|v| v.grain == Granularity::Month) {
                Some(month) => month.start,
                None => cx.until.or_else(|| cx.published.and_then(|v| v.start)),
            };
            let Some(base) = base else {
                return Some(Value::unresolved(Granularity::Day, format!("XXXX-XX-{:02}", day as i8)));
            };
            let of = |offset: i64| {
                let month = base.first_of_month().checked_add(offset.months()).ok()?;
                Some(Value::day(Date::new(month.year(), month.month(), day as i8).ok()?))
            };
            let found = if outer.is_some() {
                of(0)
            } else if let Some(direction) = direction.filter(|_| weekday.is_none()) {
                of(direction as i64)
            } else {
                let all = || (-1..=1).filter_map(of);
                // The same day of the month falls on the same weekday once in fourteen months at least.
                let fitting = || (-14..=14).filter_map(of).filter(|v| v.start.is_some_and(|d| falls(&d)));
                nearest(fitting(), cx, direction).or_else(|| nearest(all(), cx, direction))
            };
            found?.relative()
        }
        (None, None, None) => {
            let weekday = weekday?;
            match cx.until.map(Value::day).as_ref().or(cx.published) {
                None => Value::unresolved(Granularity::Day, format!("XXXX-WXX-{weekday}")).relative(),
                Some(base) if base.grain > Granularity::Day => {
                    let mut value = coarse(base);
                    value.basis = WhenBasis::Relative;
                    value
                }
                Some(base) => {
                    let base = base.start?;
                    let here = base.weekday().to_monday_one_offset();
                    let back = i64::from((here - weekday).rem_euclid(7));
                    let ahead = i64::from((weekday - here).rem_euclid(7));
                    let week = |weeks: i64| Some(i64::from(weekday) - i64::from(here) + 7 * weeks);
                    let offset = match m.get(Class::Dir) {
                        Some(11.0) => week(1)?,
                        Some(-11.0) => week(-1)?,
                        Some(2.0) => week(2)?,
                        Some(d) if d < 0.0 => -if back == 0 { 7 } else { back },
                        Some(d) if d > 0.0 => {
                            if ahead == 0 {
                                7
                            } else {
                                ahead
                            }
                        }
                        Some(_) => week(0)?,
                        None if cx.until.is_some() => -back,
                        None if cx.future => ahead,
                        None => -back,
                    };
                    Value::day(days(base, offset)?).relative()
                }
            }
        }
    };
    Some(with_part(value, m))
}
