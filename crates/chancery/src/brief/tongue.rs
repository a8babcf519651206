//! What a language must be able to say for briefs to be written in it. A language is one file that implements [`Tongue`] and two tables,
//! `knowledge/<language>/acts.tsv` and `told.tsv`. In: what is to be said, with nouns in the language. Out: sentences. Always: the same
//! facts give the same sentence; what is only said, announced, possible or denied is told as that.

use super::moment::{Day, Moment};
use super::nouns::Noun;
use super::tables::{Acts, Row, Told, Voice};
use crate::Language;
use crate::record::{Category, Certainty, Course, Estimate, Polarity, Status, Tense};

/// Names that a list of parties tells; of more, the first.
pub(super) const NAMED: usize = 4;

/// The language of a brief; `None` where none can be written in it.
pub(super) fn tongue(language: Language) -> Option<&'static dyn Tongue> {
    match language {
        Language::En => Some(&super::en::English),
        Language::Fr => Some(&super::fr::French),
        _ => None,
    }
}

/// What a brief tells in a part of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    State,
    Changes,
    Events,
    Tolls,
    Disputes,
    ThirdParties,
    With,
    Realignment,
    Announced,
    Questions,
}

impl Part {
    /// Its name in the record.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Changes => "changes",
            Self::Events => "events",
            Self::Tolls => "tolls",
            Self::Disputes => "disputes",
            Self::ThirdParties => "third_parties",
            Self::With => "with",
            Self::Realignment => "realignment",
            Self::Announced => "announced",
            Self::Questions => "questions",
        }
    }
}

/// Who says that something happened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Saying {
    /// A report itself.
    Report,
    /// Those who did it.
    Own,
    /// Others; nobody where they are not known.
    Others(Vec<Noun>),
}

/// How many people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Range {
    Exactly(u64),
    AtLeast(u64),
    AtMost(u64),
    About(u64),
    Between(u64, u64),
}

/// An act with its parties, as a clause tells it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Act {
    pub category: Category,
    /// Modes, one that the brief itself knows among them: `mediator`.
    pub modes: Vec<String>,
    pub actors: Vec<Noun>,
    pub recipients: Vec<Noun>,
    pub form: Form,
}

/// How the verb of a clause stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Did,
    DidNot,
    MayHave,
    Will,
    WillNot,
    May,
}

impl Form {
    /// Of a status.
    pub(super) fn of(status: Status) -> Self {
        let asserted = status.certainty == Certainty::Asserted;
        match (status.polarity, status.tense == Tense::Future) {
            (Polarity::Affirmed, true) if asserted => Self::Will,
            (Polarity::Affirmed, true) => Self::May,
            (Polarity::Affirmed, false) if asserted => Self::Did,
            (Polarity::Affirmed, false) => Self::MayHave,
            (Polarity::Negated, true) => Self::WillNot,
            (Polarity::Negated, false) => Self::DidNot,
        }
    }
}

impl Act {
    /// Who does what in it.
    pub(super) fn voice(&self) -> Voice {
        match (self.actors.len(), self.recipients.len()) {
            (0, _) => Voice::Suffered,
            (1, 0) => Voice::Alone,
            (_, 0) => Voice::Mutual,
            _ => Voice::Toward,
        }
    }

    /// The same in another form.
    pub(super) fn in_form(&self, form: Form) -> Self {
        Self { form, ..self.clone() }
    }
}

/// An event as a sentence tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Deed {
    pub act: Act,
    /// When; several where the same happened several times.
    pub moments: Vec<Moment>,
    /// Where, as an adverb.
    pub place: Option<String>,
    /// What it cost, by kind of count.
    pub toll: Vec<(&'static str, Range)>,
    pub saying: Saying,
    /// Independent sources; 0 where they are not to be told.
    pub sources: usize,
    pub languages: Vec<Language>,
    /// Whether somebody denies it.
    pub denied: bool,
}

impl Deed {
    /// Whether reports tell its time themselves.
    pub(super) fn is_told(&self) -> bool {
        self.moments.iter().all(Moment::is_told)
    }
}

/// The answer for a dyad.
pub(super) struct Answered<'a> {
    pub sides: [&'a Noun; 2],
    pub course: Course,
    pub difference: Option<Estimate>,
    pub before: Option<[Day; 2]>,
    pub now: Option<[Day; 2]>,
    /// Events that count.
    pub events: usize,
}

/// What an answer rests on.
pub(super) struct Basis {
    pub events: usize,
    pub cooperation: usize,
    pub conflict: usize,
    pub reports: usize,
    pub languages: Vec<Language>,
}

/// A change of level.
pub(super) struct Shifted {
    pub at: Day,
    pub interval: [Day; 2],
    pub before: f64,
    pub after: f64,
    pub size: Estimate,
}

/// A figure of a toll and who gives it.
pub(super) struct Counted {
    pub range: Range,
    /// Whether they are civilians.
    pub civilians: bool,
    pub by: By,
}

/// Who gives a figure.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum By {
    Speaker(Noun),
    Publisher(String),
    /// A report of which no more is known than its language.
    Report(Language),
}

/// Who stands between the two, or with or against one of them.
pub(super) struct Standing<'a> {
    pub who: &'a Noun,
    pub role: &'a str,
    /// One of the two; both where there is none.
    pub toward: Option<&'a Noun>,
    pub first: Day,
    pub last: Day,
    pub events: usize,
}

/// A turn away from one and toward another.
pub(super) struct Turn<'a> {
    pub of: &'a Noun,
    pub away: &'a Noun,
    pub toward: &'a Noun,
    /// Days of the two shifts and their sizes.
    pub weakened: (Day, f64),
    pub strengthened: (Day, f64),
    pub days_between: u32,
}

/// What the sources of an event say differently.
pub(super) enum Differ {
    /// What happened.
    Event(Vec<Category>),
    /// When.
    When(Vec<Moment>),
    /// Where: names.
    Where(Vec<String>),
}

/// What the record leaves open.
pub(super) enum Question {
    /// Events of weight that one source alone tells.
    OneSource(usize),
    /// Events that are denied, and affirmed by one side's sources alone.
    Denied(usize),
    /// Events whose figures differ.
    Tolls(usize),
    /// Events whose day is not told.
    Day(usize),
    /// Attacks whose place is not told.
    Place(usize),
    /// Events told as no more than possible.
    Possible(usize),
    /// Nothing after this day, so many days before the end.
    Silence(Day, i64),
}

/// A language.
pub(super) trait Tongue: Sync {
    /// Which.
    fn language(&self) -> Language;
    /// Its names.
    fn told(&self) -> &'static Told;
    /// Its clauses.
    fn acts(&self) -> &'static Acts;

    /// Whether the usual English names of bodies are names in it.
    fn names_bodies(&self) -> bool;
    /// A body that has no row, by its usual English name, with an article where it takes one.
    fn body(&self, name: &str) -> String;
    /// A name without its article.
    fn bare(&self, name: &str) -> String;
    /// People of a sector: the name in the row of the sector, filled with what the row of the country tells.
    fn sector(&self, name: &str, sector: &Row, country: Option<&Row>) -> String;
    /// Being in a town, or in a province.
    fn within(&self, name: &str, province: bool) -> String;

    /// The line at the head, of names without articles, with the first and last day.
    fn title(&self, sides: [&str; 2], days: Option<(Day, Day)>) -> String;
    /// The heading of a part; of [`Part::With`], whose part it is.
    fn heading(&self, part: Part, with: Option<&Noun>) -> String;
    /// Heading of the list of evidence.
    fn evidence(&self) -> &'static str;
    /// "In Russian", of a report.
    fn in_language(&self, language: Language) -> String;
    /// The date of a report as it is written in a list.
    fn date(&self, edtf: &str) -> String;
    /// Words of a report in the marks of a quotation.
    fn quoted(&self, words: &str) -> String;
    /// What stands where the words of a report would, of a record of a data set.
    fn record(&self, id: &str) -> String;
    /// Before a sign that stands apart, as in a list: `Title: words`.
    fn colon(&self) -> &'static str;

    /// A whole sentence.
    fn deed(&self, deed: &Deed) -> String;
    /// An event that drove a change.
    fn driver(&self, deed: &Deed) -> String;
    /// How a dyad moved.
    fn course(&self, answered: &Answered) -> String;
    /// On what that rests.
    fn basis(&self, basis: &Basis) -> String;
    /// The level at the end.
    fn level(&self, level: Estimate) -> String;
    /// A change of level.
    fn shift(&self, shift: &Shifted) -> String;
    /// Nothing passed for longer than chance explains.
    fn silence(&self, days: [Day; 2]) -> String;
    /// So many more of what a part tells; never asked of none.
    fn more(&self, part: Part, count: usize) -> String;
    /// What an event cost, by each speaker.
    fn toll(&self, deed: &Deed, counts: &[(&'static str, Range, Vec<Counted>)]) -> String;
    /// Somebody denies having done it, or that others did.
    fn denial(&self, deed: &Deed, by: &[Noun], own: bool) -> String;
    /// Sources say different things of an event.
    fn disagreement(&self, deed: &Deed, differ: &Differ) -> String;
    /// The part of a third party.
    fn standing(&self, standing: &Standing) -> String;
    /// One tie weakens, another strengthens.
    fn turn(&self, turn: &Turn) -> String;
    /// An open question.
    fn question(&self, question: &Question) -> String;
}

/// Puts words in the place of the names in braces; what is not a name stays.
pub(super) fn fill(template: &str, mut word: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(name, tail)| Some((word(name)?, tail))) {
            Some((words, tail)) => {
                out.push_str(&words);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Words joined by commas, the last by another word.
pub(super) fn joined(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// A sentence begins with a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Digits in groups of three, from five digits on.
pub(super) fn grouped(number: u64, mark: &str) -> String {
    let digits = number.to_string();
    if digits.len() < 4 {
        return digits;
    }
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(digit);
    }
    out
}

/// A number with one decimal and a true minus.
pub(super) fn decimal(number: f64, point: &str) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    let sign = if rounded < 0.0 { "−" } else { "" };
    format!("{sign}{}", format!("{:.1}", rounded.abs()).replace('.', point))
}

/// Of which kind of act a level is: the boundaries lie half-way between the nearest scores of the codebook. 0 is between the two.
pub(super) fn kind_of_level(level: f64) -> i8 {
    /// THREATEN/territory (-4) and PROTEST/hunger (-4.5).
    const MATERIAL_CONFLICT: f64 = -4.25;
    /// REQUEST (0) and REQUEST/change (-1).
    const VERBAL_CONFLICT: f64 = -0.5;
    /// REQUEST/assist (.5) and CONSULT/third-party (1).
    const VERBAL_COOPERATION: f64 = 0.75;
    /// SUPPORT (5) and RETREAT (6.5).
    const MATERIAL_COOPERATION: f64 = 5.75;
    match level {
        l if l <= MATERIAL_CONFLICT => -2,
        l if l <= VERBAL_CONFLICT => -1,
        l if l < VERBAL_COOPERATION => 0,
        l if l < MATERIAL_COOPERATION => 1,
        _ => 2,
    }
}
