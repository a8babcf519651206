//! In: a date of publication in one of the ways that files write it. Out: EDTF level 0: day, month or year. Always: the
//! date exists in the calendar; its day is the one that is written, whatever the time zone.

use jiff::civil::Date;

/// A date of publication as EDTF level 0 (`2024-08-19`, `2024-08`, `2024`), from the same, `2024/08/19`, `20240819`, an ISO
/// date-time, or a date as feeds and mails write it (`Mon, 19 Aug 2024 07:30:00 +0200`). `None` if it is none of these:
/// dates whose order of day and month is open (`03/04/2024`) are not guessed.
pub fn published(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(found) = leading(text) {
        return found.rest.is_empty().then_some(found.edtf);
    }
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return edtf(text[..4].parse().ok()?, Some(text[4..6].parse().ok()?), Some(text[6..].parse().ok()?));
    }
    let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
    Some(zoned.date().to_string())
}

/// A date at the beginning of a text.
pub(super) struct Leading<'a> {
    pub edtf: String,
    /// Whether it is only a year, which could as well be any number.
    pub year_only: bool,
    /// What follows the date and its time of day, trimmed.
    pub rest: &'a str,
}

pub(super) fn leading(text: &str) -> Option<Leading<'_>> {
    let (year, mut rest) = number(text, 4)?;
    let mut fields = [None, None];
    for field in &mut fields {
        let Some(after) = rest.strip_prefix(['-', '/', '.']) else {
            break;
        };
        let Some((value, after)) = number(after, 2) else {
            break;
        };
        (*field, rest) = (Some(value), after);
    }
    let [month, day] = fields;
    if rest.starts_with(|c: char| c.is_alphanumeric() && c != 'T' && c != 't') {
        return None;
    }
    let rest = if day.is_some() { after_time(rest) } else { rest };
    Some(Leading { edtf: edtf(year, month, day)?, year_only: month.is_none(), rest: rest.trim() })
}

fn edtf(year: u16, month: Option<u16>, day: Option<u16>) -> Option<String> {
    let first = Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month.unwrap_or(1)).ok()?,
        i8::try_from(day.unwrap_or(1)).ok()?,
    );
    first.ok()?;
    Some(match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    })
}

/// Exactly `digits` digits at the beginning.
fn number(text: &str, digits: usize) -> Option<(u16, &str)> {
    let found = text.bytes().take(digits + 1).take_while(u8::is_ascii_digit).count();
    (found == digits).then(|| Some((text[..digits].parse().ok()?, &text[digits..])))?
}

/// What follows a time of day with its zone (`T07:30:00.5+02:00`, ` 07:30 UTC`); the text itself if there is none.
fn after_time(text: &str) -> &str {
    let start = text.trim_start_matches([' ', ',', 'T', 't']);
    let digits = |s: &str| s.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let hours = digits(start);
    if !(1..=2).contains(&hours) || !start[hours..].starts_with(':') {
        return text;
    }
    let rest = start.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
    let zone = rest.trim_start();
    let zone = ["Z", "z", "UTC", "GMT"].iter().find_map(|z| zone.strip_prefix(z)).unwrap_or(zone);
    match zone.strip_prefix(['+', '-']) {
        Some(offset) if digits(offset) >= 2 => offset.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':'),
        _ => zone,
    }
}
