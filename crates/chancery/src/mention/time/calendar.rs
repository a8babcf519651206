//! Dates of other calendars: lunar Hijri, solar Hijri, and the feasts that move with them. In: years, months and days of
//! those calendars. Out: days of the Gregorian calendar. Always: arithmetic only; a month is begun where the rule says,
//! which of the lunar calendar can be a day off the sighting of the moon.
//!
//! The lunar rule is the tabular Islamic calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of
//! 30), after Dershowitz and Reingold, Calendrical Calculations. The solar rule is the cycle of 33 years, which agrees
//! with the astronomical calendar from 1244 to 1472 (1865 to 2093).

use jiff::civil::Date;

use super::value::{Value, days, easter};
use crate::record::Granularity;

/// The calendars of the Hijra.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hijri {
    Lunar,
    Solar,
}

/// Feasts among the holidays of the lexicon: Easter-bound ones are this and the days from Easter Sunday, those of the
/// eastern churches from their own; lunar ones are this and month and day as MMDD.
pub(super) const EASTER: f64 = 10_000.0;
pub(super) const LUNAR: f64 = 20_000.0;
pub(super) const EASTERN: f64 = 30_000.0;
/// How many days before Easter a holiday can be.
const BEFORE_EASTER: f64 = 200.0;

/// Day 1 of the proleptic Gregorian calendar is 1 January of the year 1.
fn fixed(day: i64) -> Option<Date> {
    days(Date::constant(1, 1, 1), day - 1)
}

fn lunar_day(year: i16, month: i8, day: i8) -> Option<Date> {
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    // The day before 1 Muharram of the year 1: 15 July 622 of the Julian calendar.
    const EPOCH: i64 = 227_014;
    let leaps = (3 + 11 * year).div_euclid(30);
    fixed(EPOCH + (year - 1) * 354 + leaps + 29 * (month - 1) + month / 2 + day)
}

fn solar_new_year(year: i16) -> Option<Date> {
    const LEAPS: [i64; 8] = [1, 5, 9, 13, 17, 22, 26, 30];
    let days_before = |year: i64| {
        let (cycles, rest) = ((year - 1).div_euclid(33), (year - 1).rem_euclid(33));
        let leaps = cycles * 8 + LEAPS.iter().filter(|leap| **leap <= rest).count() as i64;
        (year - 1) * 365 + leaps
    };
    days(Date::constant(2024, 3, 20), days_before(i64::from(year)) - days_before(1403))
}

impl Hijri {
    /// First day of a month; the thirteenth is the first of the next year.
    fn month_start(self, year: i16, month: i8) -> Option<Date> {
        let (year, month) = if month > 12 { (year + 1, 1) } else { (year, month) };
        match self {
            Self::Lunar => lunar_day(year, month, 1),
            // Six months of 31 days, then of 30.
            Self::Solar => days(solar_new_year(year)?, i64::from(month - 1) * 30 + i64::from((month - 1).min(6))),
        }
    }

    /// A day, a month (`day` is `None`) or a year (`month` too). `None` if the month has no such day.
    pub fn period(self, year: i16, month: Option<i8>, day: Option<i8>) -> Option<Value> {
        let first = self.month_start(year, month.unwrap_or(1))?;
        let next = self.month_start(year + i16::from(month.is_none()), month.map_or(1, |month| month + 1))?;
        let (start, end, grain) = match day {
            Some(day) => {
                // A sighted month may have the thirtieth day that the table does not give it.
                let date = days(first, i64::from(day) - 1)?;
                let slack = i64::from(self == Self::Lunar);
                if date >= days(next, slack)? || day > 31 {
                    return None;
                }
                (date, date, Granularity::Day)
            }
            None if month.is_some() => (first, days(next, -1)?, Granularity::Month),
            None => (first, days(next, -1)?, Granularity::Year),
        };
        let timex = if start == end { start.to_string() } else { format!("{start}/{end}") };
        let value = Value::new(start, end, grain, timex);
        Some(if self == Self::Lunar { value.about() } else { value })
    }

    /// The years of this calendar that a Gregorian year has a part of.
    pub fn years_of(self, year: i16) -> std::ops::RangeInclusive<i16> {
        let first = match self {
            Self::Lunar => (i32::from(year) - 622) * 33 / 32,
            Self::Solar => i32::from(year) - 622,
        };
        let first = first.clamp(-3000, 9000) as i16;
        first - 1..=first + 2
    }

    /// Whether a number is likelier a year of this calendar than of the Gregorian.
    pub fn has_year(self, year: i16) -> bool {
        match self {
            Self::Lunar => (1..=1600).contains(&year),
            Self::Solar => (1000..=1500).contains(&year),
        }
    }
}

/// The days on which a holiday of the lexicon falls in a year: none or two of a lunar one are possible.
pub(super) fn holiday(holiday: f64, year: i16) -> Vec<Value> {
    let date = |packed: i32| Date::new(year, (packed / 100) as i8, (packed % 100) as i8).ok();
    let day = if holiday >= EASTERN - BEFORE_EASTER {
        eastern_easter(year).and_then(|sunday| days(sunday, (holiday - EASTERN) as i64))
    } else if holiday >= LUNAR {
        let (month, day) = (((holiday - LUNAR) / 100.0) as i8, ((holiday - LUNAR) % 100.0) as i8);
        let all = Hijri::Lunar.years_of(year).filter_map(|hijri| Hijri::Lunar.period(hijri, Some(month), Some(day)));
        return all.filter(|feast| feast.start.is_some_and(|date| date.year() == year)).collect();
    } else if holiday >= EASTER - BEFORE_EASTER {
        easter(year).and_then(|sunday| days(sunday, (holiday - EASTER) as i64))
    } else {
        date(holiday as i32)
    };
    day.map(Value::day).into_iter().collect()
}

/// Easter Sunday of the eastern churches (Meeus's Julian computus), as a Gregorian date.
fn eastern_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    let behind = y / 100 - y / 400 - 2;
    days(Date::new(year, month as i8, day as i8).ok()?, i64::from(behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(calendar: Hijri, year: i16, month: i8, day: i8) -> String {
        calendar.period(year, Some(month), Some(day)).and_then(|v| v.start).map(|d| d.to_string()).unwrap_or_default()
    }

    #[test]
    fn lunar_dates() {
        assert_eq!(day(Hijri::Lunar, 1446, 1, 1), "2024-07-08");
        assert_eq!(day(Hijri::Lunar, 1445, 9, 1), "2024-03-11");
        assert_eq!(day(Hijri::Lunar, 1445, 12, 10), "2024-06-17");
        assert_eq!(day(Hijri::Lunar, 1, 1, 1), "0622-07-19");
        assert_eq!(day(Hijri::Lunar, 1445, 1, 32), "");
    }

    #[test]
    fn solar_dates() {
        for (year, month, at, wanted) in [
            (1403, 1, 1, "2024-03-20"),
            (1357, 11, 22, "1979-02-11"),
            (1402, 5, 12, "2023-08-03"),
            (1399, 12, 30, "2021-03-20"),
            (1400, 1, 1, "2021-03-21"),
            (1404, 1, 1, "2025-03-21"),
            (1401, 12, 30, ""),
        ] {
            assert_eq!(day(Hijri::Solar, year, month, at), wanted, "{year}-{month}-{at}");
        }
    }

    #[test]
    fn moving_feasts() {
        let on = |feast: f64, year: i16| -> Vec<String> {
            holiday(feast, year).into_iter().filter_map(|v| v.start).map(|date| date.to_string()).collect()
        };
        assert_eq!(on(EASTERN, 2024), ["2024-05-05"]);
        assert_eq!(on(EASTERN, 2025), ["2025-04-20"]);
        assert_eq!(on(EASTER - 2.0, 2024), ["2024-03-29"]);
        // The feast of breaking the fast fell twice in 2000.
        assert_eq!(on(LUNAR + 1001.0, 2000), ["2000-01-08", "2000-12-28"]);
    }
}
