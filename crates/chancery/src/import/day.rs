//! Days as data sets write them. In: `2024-08-19`, `2024-08-19 00:00:00.000`, `20240819`, `19 August 2024`. Out: the day. Always: a form that leaves day
//! and month open (`08/09/2024`) is none.

use jiff::civil::Date;

use super::{Fault, When};
use crate::record::Granularity;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads a day.
pub(super) fn day(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    match bytes {
        [_, _, _, _, b'-', _, _, b'-', _, _, rest @ ..] if matches!(rest.first(), None | Some(b' ' | b'T')) => {
            date(&bytes[..4], &bytes[5..7], &bytes[8..10])
        }
        [_, _, _, _, _, _, _, _] if bytes.iter().all(u8::is_ascii_digit) => compact(bytes),
        _ => {
            let mut words = text.split_ascii_whitespace();
            let (day, month, year) = (words.next()?, words.next()?, words.next()?);
            let month = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(month) || short(name, month))?;
            (words.next().is_none() && year.len() == 4).then(|| {
                Date::new(number(year.as_bytes())?, month as i8 + 1, i8::try_from(number(day.as_bytes())?).ok()?).ok()
            })?
        }
    }
}

/// Reads `YYYYMMDD`, and what follows it is of no matter.
pub(super) fn compact(bytes: &[u8]) -> Option<Date> {
    date(bytes.get(..4)?, bytes.get(4..6)?, bytes.get(6..8)?)
}

/// The day of a column that must have one.
pub(super) fn needed(column: &str, text: &str) -> Result<Date, Fault> {
    day(text).ok_or_else(|| {
        let shown: String = text.chars().take(40).collect();
        Fault::new(format!("{column}: {shown:?} is no day"), "write days as 2024-08-19")
    })
}

/// A day, as when something was.
pub(super) fn on(day: Date) -> When {
    When { first: day, last: day, granularity: Granularity::Day }
}

/// The week of which a day is the middle: what is known to a week may lie on either side.
pub(super) fn week(day: Date) -> When {
    let at = |days: i64| day.checked_add(jiff::Span::new().days(days)).unwrap_or(day);
    When { first: at(-3), last: at(3), granularity: Granularity::Week }
}

/// The month of a day.
pub(super) fn month(day: Date) -> When {
    When { first: day.first_of_month(), last: day.last_of_month(), granularity: Granularity::Month }
}

fn short(name: &str, month: &str) -> bool {
    month.len() == 3 && name.get(..3).is_some_and(|begin| begin.eq_ignore_ascii_case(month))
}

fn date(year: &[u8], month: &[u8], day: &[u8]) -> Option<Date> {
    Date::new(number(year)?, number(month)? as i8, number(day)? as i8).ok().filter(|date| date.year() > 0)
}

/// A number of at most four digits.
fn number(digits: &[u8]) -> Option<i16> {
    let is_number = (1..=4).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    is_number.then(|| digits.iter().fold(0, |n, digit| n * 10 + i16::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_others_are_none() {
        let told = |text: &str| day(text).map(|day| day.to_string());
        for text in
            ["2024-08-09", "2024-08-09 00:00:00.000", "2024-08-09T12:00", "20240809", "9 August 2024", "09 aug 2024"]
        {
            assert_eq!(told(text).as_deref(), Some("2024-08-09"), "{text}");
        }
        let wrong =
            ["", "08/09/2024", "2024-13-01", "2024-02-30", "0000-01-01", "2024-08-091", "9 Foo 2024", "9999 may 2024"];
        assert!(wrong.iter().all(|text| day(text).is_none()), "{wrong:?}");
    }
}
