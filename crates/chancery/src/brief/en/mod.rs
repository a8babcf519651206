//! English.

mod clause;
mod time;

use std::sync::OnceLock;

use clause::{clause, having, is_plural, list, their};
use time::{day, ends, moment, moments, plain, span};

use super::moment::{Day, Stretch};
use super::nouns::Noun;
use super::tables::{Acts, Row, Told};
use super::tongue::{
    Answered, Basis, By, Counted, Deed, Differ, Form, Part, Question, Range, Saying, Shifted, Standing, Tongue, Turn,
    capital, decimal, fill, grouped, joined, kind_of_level,
};
use crate::Language;
use crate::record::{Category, Course, Estimate};

const ACTS: &str = include_str!("../../../../../knowledge/en/acts.tsv");
const TOLD: &str = include_str!("../../../../../knowledge/en/told.tsv");

const NUMBERS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// English, as an agency writes it.
pub(super) struct English;

impl Tongue for English {
    fn language(&self) -> Language {
        Language::En
    }

    fn told(&self) -> &'static Told {
        static READ: OnceLock<Told> = OnceLock::new();
        // The tables are part of the program and a test parses them: an error here cannot reach a user.
        READ.get_or_init(|| Told::parse(TOLD).unwrap_or_default())
    }

    fn acts(&self) -> &'static Acts {
        static READ: OnceLock<Acts> = OnceLock::new();
        READ.get_or_init(|| Acts::parse(ACTS).unwrap_or_default())
    }

    fn names_bodies(&self) -> bool {
        true
    }

    fn body(&self, name: &str) -> String {
        let heads = self.told().row("the").map_or("", |row| row.name);
        let is_head = |word: &str| heads.split("; ").any(|head| head == word);
        let words: Vec<&str> = name.split_whitespace().collect();
        let linked =
            |next: Option<&&str>| next.is_none_or(|w| matches!(*w, "of" | "for" | "in" | "on" | "to" | "(Russia)"));
        let takes = words.iter().enumerate().any(|(i, word)| is_head(word) && linked(words.get(i + 1)));
        if takes && !name.starts_with("The ") { format!("the {name}") } else { name.to_owned() }
    }

    fn bare(&self, name: &str) -> String {
        name.strip_prefix("the ").unwrap_or(name).to_owned()
    }

    fn sector(&self, name: &str, _sector: &Row, country: Option<&Row>) -> String {
        let filled = fill(name, |part| match part {
            "adj" => Some(country.and_then(|c| c.adjective).map_or(String::new(), |a| a[0].to_owned())),
            "in" => Some(country.and_then(|c| c.within).unwrap_or_default().to_owned()),
            _ => None,
        });
        filled.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn within(&self, name: &str, _province: bool) -> String {
        format!("in {}", self.body(name))
    }

    fn title(&self, [a, b]: [&str; 2], days: Option<(Day, Day)>) -> String {
        let days = days.map(|(from, to)| format!(", {}", span([from, to]))).unwrap_or_default();
        format!("{} and {b}{days}", capital(a))
    }

    fn heading(&self, part: Part, with: Option<&Noun>) -> String {
        match (part, with) {
            (Part::State, _) => "State of relations".into(),
            (Part::Changes, _) => "What changed, and when".into(),
            (Part::Events, _) => "Main events".into(),
            (Part::Tolls, _) => "Tolls".into(),
            (Part::Disputes, _) => "Disputed facts".into(),
            (Part::ThirdParties, _) => "Third parties".into(),
            (Part::With, Some(who)) => format!("{} part", capital(&possessive(&who.text))),
            (Part::With, None) => "The third".into(),
            (Part::Realignment, _) => "Realignment".into(),
            (Part::Announced, _) => "What is announced".into(),
            (Part::Questions, _) => "Open questions".into(),
        }
    }

    fn evidence(&self) -> &'static str {
        "Evidence"
    }

    fn in_language(&self, language: Language) -> String {
        format!("in {}", name_of(language))
    }

    fn date(&self, edtf: &str) -> String {
        Stretch::of_date(edtf).map_or_else(|| edtf.to_owned(), plain)
    }

    fn quoted(&self, words: &str) -> String {
        format!("“{words}”")
    }

    fn record(&self, id: &str) -> String {
        format!("record {id}; no sentence was read")
    }

    fn colon(&self) -> &'static str {
        ":"
    }

    fn deed(&self, deed: &Deed) -> String {
        format!("{}.", capital(&told(deed)))
    }

    fn driver(&self, deed: &Deed) -> String {
        format!("Behind it: {}.", told(deed))
    }

    fn course(&self, a: &Answered) -> String {
        let both = format!("{} and {}", a.sides[0].text, a.sides[1].text);
        let (Some(difference), Some(before), Some(now)) = (a.difference, a.before, a.now) else {
            let only = match a.events {
                0 => "no event between them that counts".to_owned(),
                n => format!(
                    "only {} between them that {}",
                    count(n, "event", "events"),
                    if n == 1 { "counts" } else { "count" }
                ),
            };
            return format!("The record is too thin to say whether {both} drew closer: it holds {only}.");
        };
        let (before, now, sure) = (span(before), span(now), interval(difference));
        let by = decimal(difference.value.abs(), ".");
        let scale = "on a scale from −10 to 10";
        capital(&match a.course {
            Course::Closer => format!(
                "{both} drew closer: from {now} what passed between them was {by} points friendlier, {scale}, than from {before} ({sure})."
            ),
            Course::FurtherApart => format!(
                "{both} moved further apart: from {now} what passed between them was {by} points more hostile, {scale}, than from {before} ({sure})."
            ),
            Course::Unchanged => format!(
                "relations between {both} stayed as they were: from {now} they differ by {by} points, {scale}, from those of {before} ({sure})."
            ),
            Course::NotEnoughEvidence => format!(
                "whether {both} drew closer cannot be said: from {now} relations differ by {by} points, {scale}, from those of {before}, but too little is on record to be sure ({sure})."
            ),
        })
    }

    fn basis(&self, b: &Basis) -> String {
        format!(
            "This rests on {} between the two ({} of cooperation, {} of conflict), told in {} {}.",
            count(b.events, "event", "events"),
            b.cooperation,
            b.conflict,
            count(b.reports, "report", "reports"),
            languages(&b.languages)
        )
    }

    fn level(&self, level: Estimate) -> String {
        let kind = match kind_of_level(level.value) {
            -2 => "material conflict",
            -1 => "verbal conflict",
            0 => "neither conflict nor cooperation",
            1 => "verbal cooperation",
            _ => "material cooperation",
        };
        format!(
            "At the end of the period the level is {} ({}): that of {kind}.",
            decimal(level.value, "."),
            interval(level)
        )
    }

    fn shift(&self, s: &Shifted) -> String {
        let turned = if s.size.value < 0.0 { "worsened" } else { "improved" };
        let when = if s.interval[0] == s.interval[1] {
            format!("On {}", day(s.at))
        } else {
            format!("About {} (between {})", day(s.at), ends(s.interval, "and"))
        };
        format!(
            "{when} relations {turned}: the level went from {} to {}, a change of {} ({}).",
            decimal(s.before, "."),
            decimal(s.after, "."),
            decimal(s.size.value, "."),
            interval(s.size)
        )
    }

    fn silence(&self, days: [Day; 2]) -> String {
        format!("From {} nothing between the two is on record, for longer than chance explains.", span(days))
    }

    fn more(&self, part: Part, n: usize) -> String {
        let (one, many) = match part {
            Part::Changes => ("further change of level is smaller", "further changes of level are smaller"),
            Part::Tolls => ("further event has a smaller toll", "further events have smaller tolls"),
            Part::Disputes => ("further event of less weight is denied", "further events of less weight are denied"),
            Part::ThirdParties => ("further third party appears", "further third parties appear"),
            Part::Announced => {
                ("further offer, threat or plan is on record", "further offers, threats or plans are on record")
            }
            _ => ("further event of less weight is on record", "further events of less weight are on record"),
        };
        format!("{}.", capital(&count(n, one, many)))
    }

    fn toll(&self, deed: &Deed, counts: &[(&'static str, Range, Vec<Counted>)]) -> String {
        let counts = counts.iter().map(|(kind, total, figures)| {
            let figures = figures.iter().map(|f| {
                let civilians = if f.civilians { " civilians" } else { "" };
                let by = match &f.by {
                    By::Speaker(noun) => noun.text.clone(),
                    By::Publisher(name) => name.clone(),
                    By::Report(language) => format!("a report in {}", name_of(*language)),
                };
                format!("{}{civilians} according to {by}", range(f.range))
            });
            format!("{} {kind} ({})", range(*total), figures.collect::<Vec<_>>().join("; "))
        });
        format!("{}: {}.", capital(&told(deed)), counts.collect::<Vec<_>>().join(", "))
    }

    fn denial(&self, deed: &Deed, by: &[Noun], own: bool) -> String {
        let when = moments(&deed.moments).map(|m| if deed.is_told() { format!(" {m}") } else { format!(", {m}") });
        let when = when.unwrap_or_default();
        let place = deed.place.as_ref().map(|p| format!(" {p}")).unwrap_or_default();
        let who = list(by);
        let s = if is_plural(by) { "" } else { "s" };
        let denies = if is_plural(by) { "deny" } else { "denies" };
        capital(&if by.is_empty() {
            format!(
                "against other accounts, one report says that {}{place}{when}.",
                clause(&deed.act.in_form(Form::DidNot))
            )
        } else if own {
            format!("{who} {denies} having {}{place}{when}.", having(&deed.act))
        } else {
            format!("{who} dispute{s} that {}{place}{when}.", clause(&deed.act.in_form(Form::Did)))
        })
    }

    fn disagreement(&self, deed: &Deed, differ: &Differ) -> String {
        let (what, values) = match differ {
            Differ::Event(categories) => {
                ("what happened", categories.iter().map(|c| category(*c).to_owned()).collect())
            }
            Differ::When(moments) => ("the time", moments.iter().filter_map(|m| moment(*m)).collect()),
            Differ::Where(names) => ("the place", names.clone()),
        };
        let values: Vec<String> = values;
        format!("{}; reports differ on {what}: {}.", capital(&told(deed)), joined(&values, "or"))
    }

    fn standing(&self, s: &Standing) -> String {
        let role = match s.role {
            "mediator" => "mediator",
            "host" => "host",
            "guarantor" => "guarantor",
            "ally" => "ally",
            "patron" => "patron",
            "sponsor" => "sponsor",
            "accuser" => "accuser",
            _ => "third party",
        };
        let an = if role.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        let toward = match (s.toward, s.role) {
            (Some(side), _) => format!("of {}", side.text),
            (None, "mediator" | "host" | "guarantor") => "between the two".into(),
            (None, _) => "of both".into(),
        };
        let when = if s.first == s.last {
            format!("on {}", day(s.first))
        } else {
            format!("from {}", span([s.first, s.last]))
        };
        let be = if s.who.plural { "appear" } else { "appears" };
        format!(
            "{} {be} as {an} {role} {toward} {when} ({}).",
            capital(&s.who.text),
            count(s.events, "event", "events")
        )
    }

    fn turn(&self, t: &Turn) -> String {
        format!(
            "{} turned away from {} (about {}, change of level {}) and toward {} (about {}, change of level {}), {} apart.",
            capital(&t.of.text),
            t.away.text,
            day(t.weakened.0),
            decimal(t.weakened.1, "."),
            t.toward.text,
            day(t.strengthened.0),
            decimal(t.strengthened.1, "."),
            count(t.days_between as usize, "day", "days")
        )
    }

    fn question(&self, question: &Question) -> String {
        let of = |n: usize, one: &str, many: &str| {
            format!("{} of the events told here {}", capital(&number(n)), if n == 1 { one } else { many })
        };
        match *question {
            Question::OneSource(n) => of(n, "rests on a single source.", "rest on a single source each."),
            Question::Denied(n) => {
                of(n, "is denied, and nothing on record settles it.", "are denied, and nothing on record settles them.")
            }
            Question::Tolls(n) => of(n, "has a toll on which sources differ.", "have tolls on which sources differ."),
            Question::Day(n) => {
                format!("Of {} of the events told here only the date of a report is known, not the day.", number(n))
            }
            Question::Place(n) => {
                of(n, "is an attack whose place no report tells.", "are attacks whose place no report tells.")
            }
            Question::Possible(n) => of(n, "is told as no more than possible.", "are told as no more than possible."),
            Question::Silence(last, days) => format!(
                "Nothing between the two is on record after {}, in the last {} of the period.",
                day(last),
                count(usize::try_from(days).unwrap_or_default(), "day", "days")
            ),
        }
    }
}

/// An event without its full stop.
fn told(deed: &Deed) -> String {
    let mut parts = Vec::new();
    parts.extend(moments(&deed.moments));
    match &deed.saying {
        Saying::Report => {}
        Saying::Own => parts.push(format!("by {} own account", their(&deed.act.actors))),
        Saying::Others(who) if who.is_empty() => parts.push("according to an unnamed source".into()),
        Saying::Others(who) => parts.push(format!("according to {}", list(who))),
    }
    let place = deed.place.as_ref().map(|p| format!(" {p}")).unwrap_or_default();
    parts.push(format!("{}{place}", clause(&deed.act)));
    let mut out = parts.join(", ");
    if !deed.toll.is_empty() {
        let counts: Vec<String> = deed.toll.iter().map(|(kind, n)| format!("{} {kind}", range(*n))).collect();
        out.push_str(&format!(", with {}", joined(&counts, "and")));
    }
    let mut notes = Vec::new();
    if deed.sources > 1 {
        notes.push(format!("{} {}", count(deed.sources, "source", "sources"), languages(&deed.languages)));
    }
    if deed.denied {
        notes.push("disputed".into());
    }
    if !notes.is_empty() {
        out.push_str(&format!(" ({})", notes.join("; ")));
    }
    out
}

fn interval(e: Estimate) -> String {
    format!("90 % interval {} to {}", decimal(e.low, "."), decimal(e.high, "."))
}

fn range(range: Range) -> String {
    let n = |n| grouped(n, ",");
    match range {
        Range::Exactly(k) => n(k),
        Range::AtLeast(k) => format!("at least {}", n(k)),
        Range::AtMost(k) => format!("up to {}", n(k)),
        Range::About(k) => format!("about {}", n(k)),
        Range::Between(k, l) => format!("{} to {}", n(k), n(l)),
    }
}

/// Up to ten in words.
fn number(n: usize) -> String {
    NUMBERS.get(n).map_or_else(|| grouped(n as u64, ","), |word| (*word).to_owned())
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// "Russia's".
fn possessive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}’") } else { format!("{name}’s") }
}

fn languages(all: &[Language]) -> String {
    format!("in {}", joined(&all.iter().map(|l| name_of(*l).to_owned()).collect::<Vec<_>>(), "and"))
}

fn name_of(language: Language) -> &'static str {
    English.told().row(&format!("language {language}")).map_or("another language", |row| row.name)
}

fn category(category: Category) -> &'static str {
    English.told().row(&format!("act {category}")).map_or("something else", |row| row.name)
}
