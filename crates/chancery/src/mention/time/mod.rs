//! Time expressions: explicit, relative, vague. In: a report's whole text, its language and its own date. Out: every
//! expression with its period. Always: spans slice the text on character boundaries and do not overlap; a time that
//! cannot be placed is given as unresolved; the work is linear in the text.
//!
//! **Spans** are TimeML's: the words of the time, with its article, without the preposition before it ("mardi", "la
//! semaine dernière", "2014" of "depuis 2014"). The extent takes the preposition in, and of a range both ends.
//!
//! **What is counted from what.** Weekdays and dates without a year are the nearest to the report's date, the past before
//! the future unless the sentence looks ahead; "hier" counts from the report's date, "le lendemain" from the last time
//! told. Where the report's date is only a month or a year, what is finer than it is that month or year, approximately.
//!
//! **Vague times.** Early, mid and late are a third of their period, of a year its first quarter, its middle half and its
//! last quarter. Seasons are those of the north as meteorologists count them; a winter has the year it begins in.
//!
//! **Other calendars.** Lunar Hijri dates and the feasts that go by them are converted by the tabular calendar and are
//! approximate: the moon may be sighted a day earlier or later. Solar Hijri dates are exact. Ramadan is its whole month.

mod calendar;
mod direction;
mod edtf;
mod figures;
mod grammar;
mod hijra;
mod matcher;
mod resolve;
mod stretch;
mod table;
mod value;

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod it;
mod pt;
mod ru;
mod tr;
mod uk;

use std::rc::Rc;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use direction::{looks_ahead, needs_direction, since, told_past};
pub use edtf::{edtf_bounds, parse_edtf};
use grammar::{Class, Grammar, Head, Meaning};
use matcher::{Match, Matcher};
use resolve::Context;
use table::Table;
use value::Value;

use super::scan::{self, Token};
use crate::record::{Granularity, When, WhenKind};
use crate::{Language, Span};

/// What a time expression is, in TimeML's classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeClass {
    /// A day or a longer period of the calendar.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

/// A time expression.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeMention {
    /// The words of the time.
    pub span: Span,
    /// These with the preposition that makes a range of it: "depuis 2014", "from May to June".
    pub extent: Span,
    /// The period.
    pub when: When,
    /// What it is.
    pub class: TimeClass,
    /// Its value in TimeML's notation: `2024-W12`, `2024-08-12TEV`, `P3D`, `XXXX-WXX-1`, `PRESENT_REF`.
    pub timex: String,
    /// Of a range, its two ends, each as a time of its own; of a length from a time on, that length and that time, as they
    /// stand; else empty.
    pub ends: Vec<TimeMention>,
    /// The period of the same words where the act that they date is told to lie ahead: of a Thursday that `when` takes for the last, the
    /// next. `None` where they leave no such choice.
    pub ahead: Option<When>,
    /// The same where the act is told as past and `when` lies ahead: of a Thursday taken for the next, the last; of "in one day", a length
    /// without a period.
    pub behind: Option<When>,
    /// Whether `when` was chosen because the words around it speak of what is to come.
    pub looks_ahead: bool,
    /// Of a length that ends with an act of the sentence and begins with another ("three months after the fighting"): which it counts from.
    pub since: Option<Since>,
}

/// What a length of time counts from when it is another act.
#[derive(Debug, Clone, PartialEq)]
pub struct Since {
    /// Where the other act stands: from the end of the word for "after" on, or, in Turkish, up to the length.
    pub at: usize,
    /// Whether it stands before the length.
    pub stands_before: bool,
    length: Vec<(f64, value::Unit)>,
}

impl Since {
    /// When the act was that something of that time happened so long after.
    pub fn before(&self, time: &When) -> Option<When> {
        let from = Value::of(time)?;
        resolve::counted_back(&self.length, &from).map(|value| value.when())
    }
}

fn table(language: Language) -> &'static Table {
    match language {
        Language::En => &en::TABLE,
        Language::Fr => &fr::TABLE,
        Language::Es => &es::TABLE,
        Language::De => &de::TABLE,
        Language::It => &it::TABLE,
        Language::Pt => &pt::TABLE,
        Language::Ru => &ru::TABLE,
        Language::Uk => &uk::TABLE,
        Language::Ar => &ar::TABLE,
        Language::Tr => &tr::TABLE,
    }
}

fn grammar(language: Language) -> &'static Grammar {
    static GRAMMARS: [OnceLock<Grammar>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
    GRAMMARS[language as usize].get_or_init(|| Grammar::new(language))
}

/// Finds the time expressions of a report's whole text. `published` is the report's own date: a day, a month or a year.
///
/// ```
/// use chancery::{Language, mention::time};
/// let published = time::parse_edtf("2024-08-21");
/// let found = time::find("Il est arrivé mardi à Bakou.", Language::Fr, published.as_ref());
/// assert_eq!(found[0].when.edtf, "2024-08-20");
/// ```
pub fn find(text: &str, language: Language, published: Option<&When>) -> Vec<TimeMention> {
    let grammar = grammar(language);
    let tokens = grammar.vocabulary.scan(text);
    let mut matcher = Matcher::new(grammar, text, &tokens);
    let published = published.and_then(Value::of);
    let mut found: Vec<TimeMention> = Vec::new();
    let mut last: Option<Value> = None;
    let mut year: Option<Value> = None;
    let mut day: Option<Value> = None;
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at + 1;
        for m in matcher.at(at) {
            if m.head == Head::Not {
                end = m.end;
                break;
            }
            if !plausible(&m, text, &tokens, grammar) {
                continue;
            }
            // "on Tuesday, March 7": a preposition must not cut short what begins after it.
            if m.open > m.start && matcher.at(m.open).first().is_some_and(|inner| inner.end > m.end) {
                break;
            }
            let told = needs_direction(&m).then(|| looks_ahead(&m, text, &tokens, grammar)).flatten();
            let future = told.is_some();
            let context = Context {
                published: published.as_ref(),
                last: last.as_ref(),
                day: day.as_ref(),
                year: year.as_ref(),
                future,
                until: None,
            };
            if let Some(since) = since(&m, text, &tokens, grammar, language) {
                let value = resolve::duration(&m);
                let length = mention(&m, &value, &context, &tokens);
                found.push(TimeMention { since: Some(since), class: TimeClass::Duration, ends: Vec::new(), ..length });
                end = m.end;
                break;
            }
            if let Some(value) = resolve::resolve(&m, &context) {
                let ahead = (needs_direction(&m) && !future)
                    .then(|| resolve::resolve(&m, &Context { future: true, ..context }))
                    .flatten();
                let other = |found: Option<Value>| found.map(|found| found.when()).filter(|when| *when != value.when());
                let behind = other(told_past(&m, &value, &context, &tokens, grammar)).filter(|_| told != Some(true));
                let ahead = other(ahead);
                found.push(TimeMention {
                    ahead,
                    behind,
                    looks_ahead: future,
                    ..mention(&m, &value, &context, &tokens)
                });
                remember_year(&mut year, &value, &m, published.as_ref());
                remember(&mut last, value, &m);
                if last.as_ref().is_some_and(|value| value.grain <= Granularity::Day) {
                    day = last.clone();
                }
                end = m.end;
                break;
            }
        }
        at = end;
    }
    found
}

/// Keeps a placed time as the last one told. What is only a length, a habit or "now" is not counted from.
fn remember(last: &mut Option<Value>, value: Value, m: &Match) {
    let placed = value.kind != WhenKind::Unresolved && value.start.is_some() && value.grain != Granularity::Vague;
    let counts = matches!(m.head, Head::Day | Head::Time | Head::Clock | Head::Range) && m.meaning != Meaning::Year;
    if placed && counts {
        *last =
            Some(Value { clock: None, timex: value.timex.split('T').next().unwrap_or_default().to_owned(), ..value });
    }
}

/// Keeps the year of a placed time as the last one told, if it is not the report's own: nobody calls that "that year".
fn remember_year(year: &mut Option<Value>, value: &Value, m: &Match, published: Option<&Value>) {
    let of = |value: &Value| value.start.map(|date| date.year());
    let placed = value.kind != WhenKind::Unresolved && matches!(m.head, Head::Day | Head::Time | Head::Range);
    if placed && of(value) != published.and_then(of) {
        *year = of(value).and_then(Value::year).or_else(|| year.take());
    }
}

fn mention(m: &Match, value: &Value, context: &Context, tokens: &[Token]) -> TimeMention {
    let span = |from: usize, to: usize| Span::new(tokens[from].span.start, tokens[to - 1].span.end);
    let mut ends = length_and_start(m, context, tokens);
    if let Some([from, to]) = resolve::ends(m, context) {
        let inner: Vec<&Rc<Match>> = m.items.iter().filter_map(|item| item.inner.as_ref()).collect();
        if inner.len() == 2 {
            ends = vec![mention(inner[0], &from, context, tokens), mention(inner[1], &to, context, tokens)];
        } else {
            let class = match m.meaning {
                Meaning::Days => Class::Day,
                Meaning::Months => Class::Month,
                Meaning::Years => Class::Year,
                _ => Class::Hour,
            };
            let places: Vec<_> = m.items.iter().filter(|item| item.class == class).collect();
            if let [first, .., second] = places[..] {
                let part = |from: usize, to: usize, value: &Value| TimeMention {
                    span: span(from, to),
                    extent: span(from, to),
                    when: value.when(),
                    class: class_of(m.head, value),
                    timex: value.timex.clone(),
                    ends: Vec::new(),
                    ahead: None,
                    behind: None,
                    looks_ahead: false,
                    since: None,
                };
                // The second end runs to the end of the span: "5 mai 2021".
                // The first runs from the beginning of it: "les 6".
                ends = vec![
                    part(m.open.min(first.start), first.end, &from),
                    part(second.start, m.close.max(second.end), &to),
                ];
            }
        }
    }
    TimeMention {
        span: span(m.open, m.close),
        extent: span(m.start, m.end),
        when: value.when(),
        class: class_of(inner_head(m), value),
        timex: value.timex.clone(),
        ends,
        ahead: None,
        behind: None,
        looks_ahead: false,
        since: None,
    }
}

/// The two parts of a length from a time on, in the order of the text.
fn length_and_start(m: &Match, context: &Context, tokens: &[Token]) -> Vec<TimeMention> {
    let counted = |class: Class| matches!(class, Class::N | Class::Few | Class::Share | Class::Unit);
    let words: Vec<_> = m.items.iter().filter(|item| counted(item.class)).collect();
    let inner: Vec<&Rc<Match>> = m.items.iter().filter_map(|item| item.inner.as_ref()).collect();
    let (Meaning::Lasting, [inner], [first, .., last]) = (m.meaning, &inner[..], &words[..]) else {
        return Vec::new();
    };
    let Some(from) = resolve::resolve(inner, context) else {
        return Vec::new();
    };
    let span = Span::new(tokens[first.start].span.start, tokens[last.end - 1].span.end);
    let value = resolve::duration(m);
    let length = TimeMention {
        span,
        extent: span,
        when: value.when(),
        class: TimeClass::Duration,
        timex: value.timex,
        ends: Vec::new(),
        ahead: None,
        behind: None,
        looks_ahead: false,
        since: None,
    };
    let mut parts = vec![length, mention(inner, &from, context, tokens)];
    parts.sort_by_key(|part| part.span.start);
    parts
}

/// The head that tells the class: that of a bounded time is its own.
fn inner_head(m: &Match) -> Head {
    match m.head {
        Head::Bound => m.inner(0).map_or(Head::Day, inner_head),
        head => head,
    }
}

fn class_of(head: Head, value: &Value) -> TimeClass {
    match head {
        Head::Dur => TimeClass::Duration,
        Head::Set => TimeClass::Set,
        _ if value.grain == Granularity::Time => TimeClass::Time,
        _ => TimeClass::Date,
    }
}

/// Whether a number that could be a year or a time of day is one here.
fn plausible(m: &Match, text: &str, tokens: &[Token], grammar: &Grammar) -> bool {
    let written_on = |at: usize| tokens.get(at).is_some_and(|t| t.glued && t.kind != scan::Kind::Mark);
    let first = &tokens[m.start];
    if first.kind == scan::Kind::Digits && m.start > 0 && first.glued {
        let before = &tokens[m.start - 1];
        let mark = before.span.of(text);
        // F-16, $2000, 3.2019, A2019
        let word_before =
            before.kind == scan::Kind::Word && before.span.end == first.span.start && before.span.of(text).is_ascii();
        if word_before || matches!(mark, "$" | "€" | "£" | "." | ",") && before.glued || mark == "#" {
            return false;
        }
        if mark == "-"
            && before.glued
            && m.start > 1
            && tokens[m.start - 2].kind != scan::Kind::Mark
            && m.head == Head::Day
            && m.meaning == Meaning::Year
        {
            return false;
        }
    }
    if tokens[m.end - 1].kind == scan::Kind::Digits && written_on(m.end) {
        return false;
    }
    if m.meaning != Meaning::Year {
        return true;
    }
    first.kind == scan::Kind::Digits
        && grammar.year_stands(text, tokens, m.start, m.end, m.get(Class::Year).unwrap_or(0.0))
}

#[cfg(test)]
mod tests;
