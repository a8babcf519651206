//! Times: days, stretches and what is known of them.

use super::super::moment::{Day, Moment, Stretch, days};
use super::super::tongue::joined;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// When, as an adverb; of several days all of them.
pub(super) fn moments(all: &[Moment]) -> Option<String> {
    let of_days = days(all);
    match all {
        [one] => moment(*one),
        [first, ..] if of_days.len() < all.len() => moment(*first),
        _ => {
            // "On 3 and 14 May and on 2 June 2023": a year is told with the last day that has it.
            let months = of_days.chunk_by(|a, b| (a.year, a.month) == (b.year, b.month));
            let parts: Vec<String> = months
                .map(|days| {
                    let numbers: Vec<String> = days.iter().map(|d| d.day.to_string()).collect();
                    let (last, of_month) = (days[days.len() - 1], joined(&numbers, "and"));
                    let is_last = of_days.iter().all(|d| d.year != last.year || *d <= last);
                    let year = if is_last { format!(" {}", last.year) } else { String::new() };
                    format!("on {of_month} {}{year}", month(last.month))
                })
                .collect();
            (!parts.is_empty()).then(|| joined(&parts, "and"))
        }
    }
}

/// When, as an adverb.
pub(super) fn moment(moment: Moment) -> Option<String> {
    match moment {
        Moment::Told(stretch) => Some(adverb(stretch)),
        Moment::About(Stretch::Since(day)) => Some(adverb(Stretch::Since(day))),
        Moment::About(Stretch::Until(day)) => Some(adverb(Stretch::Until(day))),
        Moment::About(stretch) => Some(format!("around {}", plain(stretch))),
        Moment::Reported(stretch) => Some(format!("as reported {}", adverb(stretch))),
        Moment::Unknown => None,
    }
}

fn adverb(stretch: Stretch) -> String {
    let words = plain(stretch);
    match stretch {
        Stretch::Day(_) => format!("on {words}"),
        Stretch::Days(..) | Stretch::Months(..) | Stretch::Years(..) => format!("from {words}"),
        Stretch::Week(_) | Stretch::Month(..) | Stretch::Year(_) | Stretch::Decade(_) => format!("in {words}"),
        Stretch::Since(_) => format!("since {words}"),
        Stretch::Until(_) => format!("until {words}"),
    }
}

/// A stretch without its preposition.
pub(super) fn plain(stretch: Stretch) -> String {
    match stretch {
        Stretch::Day(d) | Stretch::Since(d) | Stretch::Until(d) => day(d),
        Stretch::Days(from, to) => span([from, to]),
        Stretch::Week(d) => format!("the week of {}", day(d)),
        Stretch::Month(y, m) => format!("{} {y}", month(m)),
        Stretch::Months((y, m), (z, n)) if y == z => format!("{} to {} {z}", month(m), month(n)),
        Stretch::Months((y, m), (z, n)) => format!("{} {y} to {} {z}", month(m), month(n)),
        Stretch::Year(y) => y.to_string(),
        Stretch::Years(y, z) => format!("{y} to {z}"),
        Stretch::Decade(y) => format!("the {y}s"),
    }
}

/// "19 to 20 September 2023".
pub(super) fn span(days: [Day; 2]) -> String {
    ends(days, "to")
}

/// First and last day with a word between them.
pub(super) fn ends([from, to]: [Day; 2], word: &str) -> String {
    let start = match (from.year == to.year, from.month == to.month) {
        (true, true) => from.day.to_string(),
        (true, false) => format!("{} {}", from.day, month(from.month)),
        _ => day(from),
    };
    format!("{start} {word} {}", day(to))
}

/// A day in full.
pub(super) fn day(d: Day) -> String {
    format!("{} {} {}", d.day, month(d.month), d.year)
}

fn month(month: u8) -> &'static str {
    MONTHS[usize::from(month.clamp(1, 12)) - 1]
}
