//! Dates of the Extended Date/Time Format (ISO 8601-2:2019) at level 0.

use jiff::civil::Date;

use crate::record::{Granularity, When, WhenBasis, WhenKind};

/// Reads a year, a month or a day: `2024`, `2024-08`, `2024-08-19`. `None` for anything else.
///
/// ```
/// let when = chancery::mention::time::parse_edtf("2024-02").unwrap();
/// assert_eq!(when.end.as_deref(), Some("2024-02-29"));
/// ```
pub fn parse_edtf(text: &str) -> Option<When> {
    let (start, end, granularity) = edtf_bounds(text)?;
    Some(When {
        edtf: text.to_owned(),
        start: Some(start.to_string()),
        end: Some(end.to_string()),
        granularity,
        kind: WhenKind::Exact,
        basis: WhenBasis::Explicit,
    })
}

/// First and last day, and the granularity, of a year, a month or a day.
pub fn edtf_bounds(text: &str) -> Option<(Date, Date, Granularity)> {
    let digits = |part: &str, length: usize| {
        (part.len() == length && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i16>().ok())?
    };
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = parts.next().map(|part| digits(part, 2));
    let day = parts.next().map(|part| digits(part, 2));
    if parts.next().is_some() {
        return None;
    }
    let date = |month: i16, day: i16| Date::new(year, month as i8, day as i8).ok();
    match (month, day) {
        (None, _) => Some((date(1, 1)?, date(12, 31)?, Granularity::Year)),
        (Some(month), None) => {
            let start = date(month?, 1)?;
            Some((start, start.last_of_month(), Granularity::Month))
        }
        (Some(month), Some(day)) => {
            let date = date(month?, day?)?;
            Some((date, date, Granularity::Day))
        }
    }
}
