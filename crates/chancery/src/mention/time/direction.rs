//! Which way a time lies, and what it counts from, by the words around it. In: a match in its text. Out: whether its clause speaks of what is to come,
//! what it is where its act is past, the other act that a length counts from. Always: a bounded stretch of words is looked at.

use super::grammar::{Class, Grammar, Meaning};
use super::matcher::Match;
use super::resolve::{self, Context};
use super::value::Value;
use super::{Since, scan};
use crate::Language;
use crate::mention::scan::{Token, UNKNOWN};
use crate::record::Granularity;

/// What a time that lies ahead is where its act is told as past: the other of two days, a length that the act took, or, after a time told
/// before, so much later than that. A day after something untold is not placed.
pub(super) fn told_past(
    m: &Match,
    value: &Value,
    context: &Context,
    tokens: &[Token],
    grammar: &Grammar,
) -> Option<Value> {
    if context.future {
        return resolve::resolve(m, &Context { future: false, ..*context });
    }
    let takes = m.meaning == Meaning::Within || grammar.takes.contains(&tokens[m.start].id);
    let lies_ahead = value.start > context.published.and_then(|published| published.end);
    match (m.meaning, context.last) {
        (Meaning::Ahead | Meaning::Within, _) if takes => Some(resolve::duration(m)),
        (Meaning::Ahead, Some(last)) => resolve::counted(m, Some(last), false),
        (Meaning::Ahead, None) => Some(resolve::duration(m)),
        (Meaning::Later | Meaning::Anaphor | Meaning::Unit, _) if lies_ahead && m.inner(0).is_none() => {
            Some(Value::unresolved(Granularity::Day, "XXXX-XX-XX"))
        }
        _ => None,
    }
}

/// What a length counts from where another act stands right after "after" ("three months after the fighting"), in Turkish right before the
/// length ("çatışmalardan üç ay sonra").
pub(super) fn since(m: &Match, text: &str, tokens: &[Token], grammar: &Grammar, language: Language) -> Option<Since> {
    // "через три месяца после", "بعد ثلاثة أشهر من": where these words alone mean that time from now.
    let counts = match m.meaning {
        Meaning::Dur => language != Language::Ar && language != Language::Tr,
        Meaning::Ahead => matches!(language, Language::Ru | Language::Uk | Language::Ar | Language::Tr),
        _ => false,
    };
    let length = resolve::counts(m);
    if !counts || m.get(Class::Unit).is_none() && length.is_empty() {
        return None;
    }
    if language == Language::Tr {
        let before = tokens.get(m.start.checked_sub(1)?).filter(|t| t.kind == scan::Kind::Word && !t.and)?;
        let word = before.span.of(text);
        let later = tokens[m.end - 1].id != UNKNOWN && grammar.after.contains(&tokens[m.end - 1].id);
        let from = grammar
            .table
            .after_endings
            .split_whitespace()
            .any(|ending| word.ends_with(ending) && word.len() > ending.len() + 2);
        return (later && from).then(|| Since { at: tokens[m.start].span.start, stands_before: true, length });
    }
    let after = tokens.get(m.end).filter(|t| t.id != UNKNOWN && grammar.after.contains(&t.id))?;
    let stands = tokens.get(m.end + 1).is_some_and(|t| t.kind == scan::Kind::Word);
    stands.then_some(Since { at: after.span.end, stands_before: false, length })
}

/// Whether a date leaves open on which side of the report's it lies.
pub(super) fn needs_direction(m: &Match) -> bool {
    let open = |class| m.get(class).is_some();
    if m.meaning == Meaning::Unit {
        return true;
    }
    let here = m.get(Class::Year).is_none()
        && m.get(Class::Yy).is_none()
        && m.get(Class::Dir).is_none()
        && (open(Class::Weekday)
            || open(Class::Month)
            || open(Class::Day)
            || open(Class::Season)
            || open(Class::Holiday)
            || open(Class::Lunar)
            || open(Class::Solar)
            || open(Class::Dm));
    here || m.items.iter().filter_map(|item| item.inner.as_deref()).any(needs_direction)
}

/// How many tokens before and after a date are looked at for the tense of its clause: the verb that a date belongs to
/// stands before it, or right after it ("On Friday he will").
const TENSE_BEFORE: usize = 14;
const TENSE_AFTER: usize = 5;

/// "And" in the ten languages; Arabic writes it on to the next word.
const JOINS: [&str; 10] = ["and", "et", "y", "und", "e", "и", "і", "й", "та", "ve"];

/// Words between a verb of the future and its time, without a mark, within which it is surely the time's: "will travel to the capital on".
const OWN_CLAUSE: usize = 7;

/// Whether the clause of a match speaks of what is to come: a word or a verb of the future in it; and whether that surely is the verb of the time.
pub(super) fn looks_ahead(m: &Match, text: &str, tokens: &[Token], grammar: &Grammar) -> Option<bool> {
    let ends = |t: &Token| t.kind == scan::Kind::Mark && matches!(t.span.of(text), "." | "!" | "?" | ";" | "؟" | "؛");
    let before = tokens[m.start.saturating_sub(TENSE_BEFORE)..m.start].iter().rev().take_while(|t| !ends(t));
    // "Held talks on Wednesday and will meet": what follows an "and" is another clause.
    let joins = |t: &Token| t.and || JOINS.contains(&t.span.of(text));
    let after = tokens[m.end..tokens.len().min(m.end + TENSE_AFTER)].iter().take_while(|t| !ends(t) && !joins(t));
    let is_word = |t: &&Token| t.kind == scan::Kind::Word;
    let mut words = before.clone().enumerate().chain(after.clone().enumerate()).filter(|(_, t)| is_word(t));
    let future = words.clone().filter(|(_, t)| grammar.is_future(t, text)).map(|(far, _)| far).min()?;
    let goes_on = |t: &&Token| t.kind != scan::Kind::Mark || !matches!(t.span.of(text), "," | "،" | ":" | "–" | "—");
    let is_own = |t: &Token| is_word(&t) && grammar.is_future(t, text);
    let own = before.clone().take_while(goes_on).take(OWN_CLAUSE).any(is_own)
        || after.clone().take_while(goes_on).take(OWN_CLAUSE).any(is_own);
    if grammar.table.verb_follows {
        // The verb of a date is the first after it.
        let mut verbs = after
            .filter(is_word)
            .filter_map(|t| (grammar.is_future(t, text).then_some(true)).or(grammar.is_past(t, text).then_some(false)));
        return verbs.next().unwrap_or(true).then_some(own);
    }
    // "The bank, said the minister on Tuesday, will not pay": the nearer verb is that of the date.
    let is_past = words.any(|(far, t)| far < future && grammar.is_past(t, text));
    (!is_past).then_some(own)
}
