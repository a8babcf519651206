//! Times: days, stretches and what is known of them.

use super::super::moment::{Day, Moment, Stretch, days};
use super::super::tongue::joined;
use super::number;

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// When, as an adverb; of several days all of them.
pub(super) fn moments(all: &[Moment]) -> Option<String> {
    let of_days = days(all);
    match all {
        [one] => moment(*one),
        [first, ..] if of_days.len() < all.len() => moment(*first),
        _ => {
            // "Les 3 et 14 mai et le 2 juin 2023": a year is told with the last day that has it.
            let months = of_days.chunk_by(|a, b| (a.year, a.month) == (b.year, b.month));
            let parts: Vec<String> = months
                .map(|days| {
                    let numbers: Vec<String> = days.iter().map(|d| nth(d.day)).collect();
                    let (last, of_month) = (days[days.len() - 1], joined(&numbers, "et"));
                    let is_last = of_days.iter().all(|d| d.year != last.year || *d <= last);
                    let year = if is_last { format!(" {}", last.year) } else { String::new() };
                    let article = if days.len() == 1 { "le" } else { "les" };
                    format!("{article} {of_month} {}{year}", month(last.month))
                })
                .collect();
            (!parts.is_empty()).then(|| joined(&parts, "et"))
        }
    }
}

/// When, as an adverb.
pub(super) fn moment(moment: Moment) -> Option<String> {
    match moment {
        Moment::Told(stretch) | Moment::About(stretch @ (Stretch::Since(_) | Stretch::Until(_))) => {
            Some(adverb(stretch))
        }
        Moment::About(Stretch::Day(d)) => Some(format!("vers le {}", day(d))),
        Moment::About(stretch @ (Stretch::Month(..) | Stretch::Year(_))) => Some(format!("vers {}", plain(stretch))),
        Moment::About(stretch) => Some(format!("{} environ", adverb(stretch))),
        Moment::Reported(stretch) => Some(format!("d'après la presse {}", of(stretch))),
        Moment::Unknown => None,
    }
}

fn adverb(stretch: Stretch) -> String {
    let words = plain(stretch);
    match stretch {
        Stretch::Day(_) => format!("le {words}"),
        Stretch::Month(..) | Stretch::Year(_) => format!("en {words}"),
        Stretch::Week(_) | Stretch::Decade(_) => format!("dans {words}"),
        Stretch::Since(_) => format!("depuis le {words}"),
        Stretch::Until(_) => format!("jusqu'au {words}"),
        Stretch::Days(..) | Stretch::Months(..) | Stretch::Years(..) => words,
    }
}

/// "D'août 2024", "du 9 octobre 2024".
fn of(stretch: Stretch) -> String {
    let words = plain(stretch);
    match stretch {
        Stretch::Day(_) | Stretch::Since(_) | Stretch::Until(_) => format!("du {words}"),
        Stretch::Month(..) if words.starts_with(['a', 'o']) => format!("d'{words}"),
        Stretch::Month(..) | Stretch::Year(_) => format!("de {words}"),
        Stretch::Week(_) => format!("de {words}"),
        Stretch::Decade(_) => format!("des {}", words.trim_start_matches("les ")),
        Stretch::Days(..) | Stretch::Months(..) | Stretch::Years(..) => words,
    }
}

/// A stretch; one with two ends has its prepositions.
pub(super) fn plain(stretch: Stretch) -> String {
    match stretch {
        Stretch::Day(d) | Stretch::Since(d) | Stretch::Until(d) => day(d),
        Stretch::Days(from, to) => span([from, to]),
        Stretch::Week(d) => format!("la semaine du {}", day(d)),
        Stretch::Month(y, m) => format!("{} {y}", month(m)),
        Stretch::Months((y, m), (z, n)) => {
            let start = if y == z { month(m).to_owned() } else { format!("{} {y}", month(m)) };
            let de = if start.starts_with(['a', 'o']) { "d'" } else { "de " };
            format!("{de}{start} à {} {z}", month(n))
        }
        Stretch::Year(y) => y.to_string(),
        Stretch::Years(y, z) => format!("de {y} à {z}"),
        Stretch::Decade(y) => format!("les années {y}"),
    }
}

/// "Du 19 au 20 septembre 2023".
pub(super) fn span(days: [Day; 2]) -> String {
    format!("du {}", ends(days, "au"))
}

/// First and last day with a word between them.
pub(super) fn ends([from, to]: [Day; 2], word: &str) -> String {
    let start = match (from.year == to.year, from.month == to.month) {
        (true, true) => nth(from.day),
        (true, false) => format!("{} {}", nth(from.day), month(from.month)),
        _ => day(from),
    };
    format!("{start} {word} {}", day(to))
}

/// "1er mai 2023".
pub(super) fn day(d: Day) -> String {
    format!("{} {} {}", nth(d.day), month(d.month), d.year)
}

/// "Les 30 derniers jours".
pub(super) fn since_until(days: i64) -> String {
    match usize::try_from(days).unwrap_or_default() {
        1 => "le dernier jour".into(),
        n => format!("les {} derniers jours", number(n, false)),
    }
}

fn nth(day: u8) -> String {
    if day == 1 { "1er".into() } else { day.to_string() }
}

fn month(month: u8) -> &'static str {
    MONTHS[usize::from(month.clamp(1, 12)) - 1]
}
