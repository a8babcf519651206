//! What happened, in a sentence of English.

use crate::record::{
    Category, Certainty, Course, DyadShift, Event, EventCount, EventParty, Polarity, Status, Tense, When,
};

/// Names that a sentence tells of one side; the others are counted.
const NAMED: usize = 4;

/// An event: who did what to whom, when, where, at what cost, by how many independent sources.
pub fn of_event(event: &Event) -> String {
    let (alone, before) = words(event.event);
    let deed = match (event.recipients.as_slice(), event.actors.len()) {
        ([], _) => format!("{} {alone}", actors(event)),
        (recipients, _) => format!("{} {before} {}", actors(event), names(recipients)),
    };
    let mut told = format!("{}{deed}", status(event.status));
    if let Some(when) = event.when.as_ref().and_then(period) {
        told.push_str(&when);
    }
    if let Some(place) = &event.place {
        told.push_str(&format!(", {}", place.name));
    }
    let tolls = event.toll.iter().flat_map(|toll| toll.told());
    let tolls: Vec<String> = tolls.filter_map(|(kind, n)| Some(format!("{} {kind}", count(n)?))).collect();
    if !tolls.is_empty() {
        told.push_str(&format!(": {}", tolls.join(", ")));
    }
    let sources =
        if event.sources == 1 { "one source".to_owned() } else { format!("{} independent sources", event.sources) };
    plain(&format!("{told} ({sources})."))
}

/// A shift: whose relation, in which direction, when, and by how much.
pub fn of_shift(shift: &DyadShift) -> String {
    let DyadShift { dyad: [a, b], course, shift } = shift;
    let moved = if *course == Course::FurtherApart { "moved further apart" } else { "drew closer" };
    let [first, last] = &shift.interval;
    plain(&format!(
        "{} and {} {moved} about {} (between {first} and {last}): mean score {:.1} before, {:.1} since.",
        a.name, b.name, shift.at, shift.before, shift.after
    ))
}

/// One line: names may be words of a report.
fn plain(sentence: &str) -> String {
    sentence.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The deed of a category with nobody it is done to, and before those it is done to.
fn words(category: Category) -> (&'static str, &'static str) {
    match category {
        Category::Agree => ("agreed", "agreed with"),
        Category::Consult => ("met or spoke", "met or spoke with"),
        Category::Support => ("declared support", "declared support for"),
        Category::Concede => ("gave way", "gave way to"),
        Category::Cooperate => ("cooperated", "cooperated with"),
        Category::Aid => ("gave aid", "gave aid to"),
        Category::Retreat => ("drew back", "drew back from conflict with"),
        Category::Request => ("made a request", "made a request of"),
        Category::Accuse => ("made an accusation", "accused"),
        Category::Reject => ("refused", "refused something to"),
        Category::Threaten => ("made a threat", "threatened"),
        Category::Protest => ("protested", "protested against"),
        Category::Sanction => ("cut or limited ties", "cut or limited ties with"),
        Category::Mobilize => ("readied forces", "readied forces against"),
        Category::Coerce => ("used coercion", "used coercion against"),
        Category::Assault => ("used violence", "used violence against"),
    }
}

fn actors(event: &Event) -> String {
    if event.actors.is_empty() { "Somebody".to_owned() } else { names(&event.actors) }
}

/// Names as a list: "A", "A and B", "A, B and C".
fn names(parties: &[EventParty]) -> String {
    let mut told: Vec<String> = parties.iter().take(NAMED).map(|party| party.name.clone()).collect();
    if parties.len() > NAMED {
        told.push(format!("{} more", parties.len() - NAMED));
    }
    match told.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// What it is if it is not plainly done.
fn status(status: Status) -> String {
    let words = [
        (status.polarity == Polarity::Negated).then_some("Denied"),
        match status.tense {
            Tense::Future => Some("Announced"),
            Tense::Historical => Some("From the past"),
            Tense::Past | Tense::Present => None,
        },
        match status.certainty {
            Certainty::Possible => Some("Possible"),
            Certainty::Hypothetical => Some("Hypothetical"),
            Certainty::Asserted => None,
        },
    ];
    words.into_iter().flatten().map(|word| format!("{word}: ")).collect()
}

fn period(when: &When) -> Option<String> {
    match (&when.start, &when.end) {
        (Some(start), Some(end)) if start == end => Some(format!(" on {start}")),
        (Some(start), Some(end)) => Some(format!(" between {start} and {end}")),
        _ => None,
    }
}

/// 8, or 5 (3 to 11).
fn count(count: &EventCount) -> Option<String> {
    let best = count.best?;
    Some(match (count.low, count.high) {
        (low, high) if low.is_none_or(|low| low == best) && high.is_none_or(|high| high == best) => best.to_string(),
        (low, high) => format!("{best} ({} to {})", low.unwrap_or(best), high.unwrap_or(best)),
    })
}
