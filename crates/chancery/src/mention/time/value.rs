//! Periods of the calendar. In: dates, units, parts of a day. Out: periods with their granularity, written in EDTF and in
//! TimeML's notation. Always: a period's start is not after its end; arithmetic never leaves the calendar.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Duration, ToSpan};

use crate::record::{Granularity, When, WhenBasis, WhenKind};

/// A resolved time.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Value {
    /// First day, if it has one.
    pub start: Option<Date>,
    /// Last day, if it has one.
    pub end: Option<Date>,
    pub grain: Granularity,
    pub kind: WhenKind,
    pub basis: WhenBasis,
    /// Time of day: hour, minute, second; and of a range of hours, the last.
    pub clock: Option<[Clock; 2]>,
    /// Month and day where no year is known.
    pub yearless: Option<(i8, i8)>,
    /// TimeML's value.
    pub timex: String,
}

/// Hour, minute and second.
pub(super) type Clock = (i8, i8, i8);

impl Value {
    pub(super) fn new(start: Date, end: Date, grain: Granularity, timex: String) -> Self {
        Self {
            start: Some(start),
            end: Some(end),
            grain,
            kind: WhenKind::Exact,
            basis: WhenBasis::Explicit,
            clock: None,
            yearless: None,
            timex,
        }
    }

    /// A time that is told but cannot be placed.
    pub(super) fn unresolved(grain: Granularity, timex: impl Into<String>) -> Self {
        Self {
            start: None,
            end: None,
            grain,
            kind: WhenKind::Unresolved,
            basis: WhenBasis::Explicit,
            clock: None,
            yearless: None,
            timex: timex.into(),
        }
    }

    pub(super) fn day(date: Date) -> Self {
        Self::new(date, date, Granularity::Day, date.to_string())
    }

    pub(super) fn month(date: Date) -> Self {
        let timex = format!("{:04}-{:02}", date.year(), date.month());
        Self::new(date.first_of_month(), date.last_of_month(), Granularity::Month, timex)
    }

    pub(super) fn year(year: i16) -> Option<Self> {
        let (start, end) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
        Some(Self::new(start, end, Granularity::Year, format!("{year:04}")))
    }

    pub(super) fn relative(mut self) -> Self {
        self.basis = WhenBasis::Relative;
        self
    }

    pub(super) fn about(mut self) -> Self {
        if self.kind != WhenKind::Unresolved {
            self.kind = WhenKind::Approximate;
        }
        self
    }

    /// The record. A time before the year 1 is told but not placed: the record writes years of four digits.
    pub fn when(&self) -> When {
        if self.start.into_iter().chain(self.end).any(|date| date.year() < 1) {
            return Self::unresolved(self.grain, "").when();
        }
        When {
            edtf: self.edtf(),
            start: self.start.map(|d| d.to_string()),
            end: self.end.map(|d| d.to_string()),
            granularity: self.grain,
            kind: self.kind,
            basis: self.basis,
        }
    }

    /// From a record of the report's own date.
    pub fn of(when: &When) -> Option<Self> {
        let (start, end) = (when.start.as_ref()?.parse().ok()?, when.end.as_ref()?.parse().ok()?);
        (start <= end).then(|| Self::new(start, end, when.granularity, when.edtf.clone()))
    }

    fn edtf(&self) -> String {
        let about = if self.kind == WhenKind::Approximate { "~" } else { "" };
        if let Some([from, to]) = self.clock {
            let time = |(h, m, s): Clock| format!("{h:02}:{m:02}:{s:02}");
            return match (self.start, self.end) {
                (Some(start), Some(_)) if from == to => format!("{start}T{}", time(from)),
                (Some(start), Some(end)) => format!("{start}T{}/{end}T{}", time(from), time(to)),
                (Some(start), None) => format!("{start}T{}/..", time(from)),
                (None, Some(end)) => format!("../{end}T{}", time(to)),
                // EDTF has no time without a date.
                (None, None) => "XXXX-XX-XX".into(),
            };
        }
        if let Some((month, day)) = self.yearless {
            return if day > 0 { format!("XXXX-{month:02}-{day:02}") } else { format!("XXXX-{month:02}") };
        }
        let point = |date: Date| format!("{date}{about}");
        let month = |date: Date| format!("{:04}-{:02}{about}", date.year(), date.month());
        match (self.start, self.end) {
            (None, None) => "XXXX".into(),
            (Some(start), None) => format!("{}/..", self.bound(start, true, about)),
            (None, Some(end)) => format!("../{}", self.bound(end, false, about)),
            (Some(start), Some(end)) => {
                let whole_months = start.day() == 1 && end == end.last_of_month();
                let whole_years = whole_months && start.month() == 1 && end.month() == 12;
                let (years, months) =
                    (end.year() - start.year(), start.year() == end.year() && start.month() == end.month());
                match self.grain {
                    Granularity::Season if start.month() % 3 == 0 && whole_months => {
                        // EDTF's seasons: 21 spring to 24 winter, of the year in which they begin.
                        format!("{:04}-{}{about}", start.year(), 20 + start.month() / 3)
                    }
                    Granularity::Decade if whole_years && years == 9 && start.year() % 10 == 0 => {
                        format!("{:03}X{about}", start.year() / 10)
                    }
                    Granularity::Century if whole_years && years == 99 && start.year() % 100 == 0 => {
                        format!("{:02}XX{about}", start.year() / 100)
                    }
                    _ if start == end => point(start),
                    _ if whole_years && years == 0 => format!("{:04}{about}", start.year()),
                    _ if whole_years => {
                        format!("{:04}{about}/{:04}{about}", start.year(), end.year())
                    }
                    _ if whole_months && months => month(start),
                    _ if whole_months => format!("{}/{}", month(start), month(end)),
                    _ => format!("{}/{}", point(start), point(end)),
                }
            }
        }
    }

    /// One end of an open range, no finer than it is known.
    fn bound(&self, date: Date, start: bool, about: &str) -> String {
        let year_edge = if start { date.day_of_year() == 1 } else { date.month() == 12 && date.day() == 31 };
        let month_edge = if start { date.day() == 1 } else { date == date.last_of_month() };
        match self.grain {
            Granularity::Year | Granularity::Decade | Granularity::Century if year_edge => {
                format!("{:04}{about}", date.year())
            }
            Granularity::Month | Granularity::Quarter | Granularity::Season if month_edge => {
                format!("{:04}-{:02}{about}", date.year(), date.month())
            }
            _ => format!("{date}{about}"),
        }
    }
}

/// Units of time, by their numbers in the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
    Decade,
    Century,
    Workday,
    Fortnight,
}

impl Unit {
    pub(super) fn of(value: f64) -> Self {
        const UNITS: [Unit; 15] = [
            Unit::Second,
            Unit::Minute,
            Unit::Hour,
            Unit::Day,
            Unit::Night,
            Unit::Weekend,
            Unit::Week,
            Unit::Month,
            Unit::Quarter,
            Unit::HalfYear,
            Unit::Year,
            Unit::Decade,
            Unit::Century,
            Unit::Workday,
            Unit::Fortnight,
        ];
        UNITS[(value as usize).min(UNITS.len() - 1)]
    }

    pub(super) fn grain(self) -> Granularity {
        match self {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Night => Granularity::Time,
            Unit::Day | Unit::Workday => Granularity::Day,
            Unit::Weekend | Unit::Week | Unit::Fortnight => Granularity::Week,
            Unit::Month => Granularity::Month,
            Unit::Quarter => Granularity::Quarter,
            Unit::HalfYear => Granularity::Season,
            Unit::Year => Granularity::Year,
            Unit::Decade => Granularity::Decade,
            Unit::Century => Granularity::Century,
        }
    }

    /// So many of it as a length in ISO 8601, with TimeML's letters for night and weekend.
    pub(super) fn iso(self, count: f64) -> String {
        let number = |n: f64| format!("{n}");
        match self {
            Unit::Second => format!("PT{}S", number(count)),
            Unit::Minute => format!("PT{}M", number(count)),
            Unit::Hour => format!("PT{}H", number(count)),
            Unit::Day | Unit::Night => format!("P{}D", number(count)),
            Unit::Workday => format!("P{}BD", number(count)),
            Unit::Weekend => format!("P{}WE", number(count)),
            Unit::Week => format!("P{}W", number(count)),
            Unit::Fortnight => format!("P{}W", number(count * 2.0)),
            Unit::Month => format!("P{}M", number(count)),
            Unit::Quarter => format!("P{}M", number(count * 3.0)),
            Unit::HalfYear => format!("P{}M", number(count * 6.0)),
            Unit::Year => format!("P{}Y", number(count)),
            Unit::Decade => format!("P{}Y", number(count * 10.0)),
            Unit::Century => format!("P{}Y", number(count * 100.0)),
        }
    }

    /// As [`Unit::iso`] where the number is not told.
    pub(super) fn iso_vague(self) -> String {
        self.iso(7.0).replace(|c: char| c.is_ascii_digit(), "").replacen('P', "PX", 1).replace("PXT", "PTX")
    }

    /// So many of it as a length of the calendar; halves to the next finer unit. `None` for hours and less.
    pub(super) fn length(self, count: f64) -> Option<Duration> {
        if !(0.0..1e6).contains(&count) {
            return None;
        }
        let whole = |per: f64| (count * per).round() as i64;
        let months = |per: f64| Duration::new().try_months(whole(per)).ok();
        let days = |per: f64| Duration::new().try_days(whole(per)).ok();
        match self {
            Unit::Second | Unit::Minute | Unit::Hour => None,
            Unit::Day | Unit::Night | Unit::Workday => days(1.0),
            Unit::Weekend | Unit::Week => days(7.0),
            Unit::Fortnight => days(14.0),
            Unit::Month => months(1.0),
            Unit::Quarter => months(3.0),
            Unit::HalfYear => months(6.0),
            Unit::Year => months(12.0),
            Unit::Decade => months(120.0),
            Unit::Century => months(1200.0),
        }
    }
}

/// The day so many units off; `None` beyond the calendar.
pub(super) fn shifted(date: Date, unit: Unit, count: f64, back: bool) -> Option<Date> {
    if unit == Unit::Workday {
        let mut date = date;
        for _ in 0..(count as i64).clamp(0, 1000) {
            loop {
                date = if back { date.yesterday().ok()? } else { date.tomorrow().ok()? };
                if !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
                    break;
                }
            }
        }
        return Some(date);
    }
    let length = unit.length(count)?;
    if back { date.checked_sub(length).ok() } else { date.checked_add(length).ok() }
}

pub(super) fn days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Duration::new().try_days(days).ok()?).ok()
}

pub(super) fn monday(date: Date) -> Option<Date> {
    days(date, -i64::from(date.weekday().to_monday_zero_offset()))
}

/// Month of the year in which seasons of the north begin, as meteorologists count: spring 3, summer 6, autumn 9,
/// winter 12.
pub(super) fn season(year: i16, season: f64) -> Option<Value> {
    let index = season as i8;
    let name = ["SP", "SU", "FA", "WI"].get(index as usize - 1)?;
    let start = Date::new(year, index * 3, 1).ok()?;
    let end = start.checked_add(2.months()).ok()?.last_of_month();
    Some(Value::new(start, end, Granularity::Season, format!("{year:04}-{name}")))
}

/// The unit of the calendar that a day lies in.
pub(super) fn unit_of(date: Date, unit: Unit) -> Option<Value> {
    let year = date.year();
    let span = |from: (i16, i8), to: (i16, i8), timex: String| -> Option<Value> {
        let (start, end) = (Date::new(from.0, from.1, 1).ok()?, Date::new(to.0, to.1, 1).ok()?.last_of_month());
        Some(Value::new(start, end, unit.grain(), timex))
    };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            let mut value = Value::day(date);
            value.grain = Granularity::Time;
            Some(value)
        }
        Unit::Day | Unit::Workday => Some(Value::day(date)),
        Unit::Night => {
            let mut value = Value::day(date);
            value.grain = Granularity::Time;
            value.timex.push_str("TNI");
            Some(value)
        }
        Unit::Week | Unit::Weekend => {
            let start = monday(date)?;
            let week = start.iso_week_date();
            let timex = format!("{:04}-W{:02}", week.year(), week.week());
            if unit == Unit::Weekend {
                return Some(Value::new(days(start, 5)?, days(start, 6)?, Granularity::Week, timex + "-WE"));
            }
            Some(Value::new(start, days(start, 6)?, Granularity::Week, timex))
        }
        Unit::Fortnight => {
            let first = unit_of(date, Unit::Week)?;
            let second = unit_of(days(date, 7)?, Unit::Week)?;
            let timex = format!("{}/{}", first.timex, second.timex);
            Some(Value::new(first.start?, second.end?, Granularity::Week, timex))
        }
        Unit::Month => Some(Value::month(date)),
        Unit::Quarter => {
            let quarter = (date.month() - 1) / 3;
            span((year, quarter * 3 + 1), (year, quarter * 3 + 3), format!("{year:04}-Q{}", quarter + 1))
        }
        Unit::HalfYear => {
            let half = (date.month() - 1) / 6;
            span((year, half * 6 + 1), (year, half * 6 + 6), format!("{year:04}-H{}", half + 1))
        }
        Unit::Year => Value::year(year),
        Unit::Decade => {
            let first = year - year.rem_euclid(10);
            span((first, 1), (first + 9, 12), format!("{:03}", first / 10))
        }
        Unit::Century => {
            let first = year - year.rem_euclid(100);
            span((first, 1), (first + 99, 12), format!("{:02}", first / 100))
        }
    }
}

/// Easter Sunday of the western churches (the anonymous Gregorian computus).
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Date::new(year, month as i8, day as i8).ok()
}

/// Names of the parts of the day in TimeML.
pub(super) fn part_name(part: f64) -> &'static str {
    ["", "MO", "MI", "AF", "EV", "NI", "DT"].get(part as usize).copied().unwrap_or("")
}

/// The clock of a time of day with "p.m." or a part of the day said beside it.
pub(super) fn clock_with(mut clock: Clock, ampm: Option<f64>, part: Option<f64>) -> Clock {
    let after_noon = ampm == Some(12.0) || part.is_some_and(|p| matches!(part_name(p), "AF" | "EV"));
    let night = part.is_some_and(|p| part_name(p) == "NI");
    match clock.0 {
        1..=11 if after_noon => clock.0 += 12,
        6..=11 if night => clock.0 += 12,
        12 if ampm == Some(0.0) || night => clock.0 = 0,
        _ => {}
    }
    clock
}

pub(super) fn unpack_clock(value: f64) -> Clock {
    let n = value as i32;
    ((n / 10_000) as i8, (n / 100 % 100) as i8, (n % 100) as i8)
}

/// Parts of a period: the first, middle and last third in its own finer units.
pub(super) fn edge(value: &Value, edge: f64) -> Option<Value> {
    let (start, end) = (value.start?, value.end?);
    let length = start.until(end).ok()?.get_days() + 1;
    let month = |month: i8| Date::new(start.year(), month, 1).ok();
    let (from, to) = match (value.grain, edge as i8) {
        // Of a year the first or last quarter, or what lies between.
        (Granularity::Year, 1) => (start, month(3)?.last_of_month()),
        (Granularity::Year, 2) => (month(4)?, month(9)?.last_of_month()),
        (Granularity::Year, _) => (month(10)?, end),
        // Of a day it is still that day.
        (Granularity::Day | Granularity::Time, _) => (start, end),
        (_, 1) => (start, days(start, i64::from(length / 3) - 1)?),
        (_, 2) => (days(start, i64::from(length / 3))?, days(end, -i64::from(length / 3))?),
        (_, _) => (days(end, 1 - i64::from(length / 3))?, end),
    };
    let mut part = Value { start: Some(from), end: Some(to.max(from)), ..value.clone() };
    if value.grain == Granularity::Season {
        part.grain = Granularity::Month;
    }
    Some(part.about())
}
