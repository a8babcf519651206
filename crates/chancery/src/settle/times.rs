//! When acts happened. In: acts with the times of their sentences. Out: acts with theirs. Always: what was agreed on, asked for or promised does not
//! date the agreement; what is told of another year is not dated to the report.

use super::Settled;
use crate::code::Draft;
use crate::mention;
use crate::mention::Mentions;
use crate::mention::time::{TimeClass, TimeMention};
use crate::record::{Category, Granularity, Polarity, Tense, When, WhenBasis, WhenKind};
use crate::text::Document;
use crate::{Span, text::Sentence};

/// Words between "after" and the act that a length counts from: "after the first heavy fighting".
const NEAR: usize = 4;
/// Words before a time that opens its sentence.
const OPENING: usize = 2;

/// The report's own date.
pub(super) fn dateline(document: &Document) -> Option<When> {
    let mut when = document.report.published.as_deref().and_then(mention::time::parse_edtf)?;
    when.basis = WhenBasis::Dateline;
    Some(when)
}

/// The time that the sentence of an act gives it.
pub(super) fn told(document: &Document, mentions: &Mentions, draft: &Draft) -> Option<When> {
    let time = draft
        .times
        .iter()
        .filter_map(|span| mentions.times.iter().find(|t| t.span.overlaps(*span)))
        // "Eleven hours of talks": how long is not when.
        .filter(|t| t.class != TimeClass::Duration || t.when.start.is_some())
        .min_by_key(|t| (t.when.start.is_none(), t.when.granularity, t.span.start))?;
    match (&time.ahead, draft.status.tense) {
        (Some(ahead), Tense::Future) => Some(ahead.clone()),
        (_, Tense::Future) => Some(time.when.clone()),
        _ => past(document, time, draft),
    }
}

/// The time of an act told as past: what was agreed on may lie ahead, the agreement does not.
fn past(document: &Document, time: &TimeMention, draft: &Draft) -> Option<When> {
    let published = dateline(document).and_then(|published| published.end);
    let lies_ahead = published.is_some() && time.when.start > published;
    if !lies_ahead {
        return Some(time.when.clone());
    }
    let of_words = matches!(
        draft.category,
        Category::Agree
            | Category::Support
            | Category::Concede
            | Category::Request
            | Category::Accuse
            | Category::Reject
            | Category::Threaten
    );
    match &time.behind {
        // "They will meet in April": an agreement told by what it is about.
        _ if time.looks_ahead && of_words => Some(time.when.clone()),
        Some(behind) => Some(behind.clone()).filter(|when| when.start.is_some()),
        None if of_words => None,
        // "The ministers in Tashkent on March 24", a heading: it is the tense that was misread.
        None => Some(time.when.clone()),
    }
}

/// Dates the acts from which a length counts to another act of their sentence: of "three months after the fighting, both released their
/// prisoners" the fighting.
pub(super) fn count_back(document: &Document, mentions: &Mentions, claims: &mut [Settled]) {
    for time in &mentions.times {
        let Some(since) = &time.since else { continue };
        let Some(index) = document.sentences.iter().position(|s| s.span.contains(time.span)) else { continue };
        let sentence = &document.sentences[index];
        let of_sentence = |c: &Settled| c.sentence == index;
        let Some((trigger, within)) = counted_from(document, sentence, time, since, claims, index) else { continue };
        let Some(category) = claims.iter().find(|c| c.trigger() == trigger).map(|c| c.category) else { continue };
        // "Drones killed 14": the model may find the act in two of its words.
        let is_it = |c: &Settled| c.trigger() == trigger || c.category == category && within.contains(c.trigger());
        let is_counted = |c: &Settled| of_sentence(c) && is_it(c);
        let main = claims
            .iter()
            .filter(|c| of_sentence(c) && !is_counted(c))
            .find_map(|c| c.when.clone().filter(|w| w.start.is_some() && w.basis != WhenBasis::Inherited));
        let Some(when) = main.or_else(|| dateline(document)).and_then(|main| since.before(&main)) else { continue };
        for claim in claims.iter_mut().filter(|c| is_counted(c)) {
            if claim.when.as_ref().is_none_or(|w| w.start.is_none()) && claim.status.tense != Tense::Future {
                claim.when = Some(when.clone());
                claim.long_before = true;
            }
        }
    }
}

/// The trigger of the act that a length counts from, and the words that tell of it.
fn counted_from(
    document: &Document,
    sentence: &Sentence,
    time: &TimeMention,
    since: &mention::time::Since,
    claims: &[Settled],
    index: usize,
) -> Option<(Span, Span)> {
    let text = &document.report.text;
    let triggers = || claims.iter().filter(|c| c.sentence == index).map(Settled::trigger);
    let words_in = |from: usize, to: usize| text.get(from..to).map_or(usize::MAX, |gap| gap.split_whitespace().count());
    if since.stands_before {
        let nearest = triggers().filter(|t| t.end <= since.at).max_by_key(|t| t.end)?;
        return (words_in(nearest.end, since.at) < NEAR).then_some((nearest, nearest));
    }
    // The word for "after" may open the next sentence.
    let rest = text.get(since.at..sentence.span.end)?;
    let marks = [',', ';', ':', '–', '—', '،', '؛'];
    let comma = rest.find(marks);
    let end = comma.map_or(sentence.span.end, |at| since.at + at);
    let first = triggers().filter(|t| t.start >= since.at && t.end <= end).min_by_key(|t| t.start)?;
    let near = words_in(since.at, first.start) <= NEAR;
    let ends_the_sentence = triggers().any(|t| t.end <= time.span.start);
    let closed = comma.is_some() || ends_the_sentence;
    (near || closed).then(|| (first, if closed { Span::new(since.at, end) } else { first }))
}

/// A past or present act without a time of its own takes that of an act in the same paragraph that goes before it, told in the same tense; words do not take
/// that of deeds that the words of another sentence are about. Else the time of another year that the paragraph is telling of; else the report's date.
pub(super) fn inherit(document: &Document, mentions: &Mentions, claims: &mut [Settled]) {
    let dateline = dateline(document);
    let mut long_ago: Option<(usize, When)> = None;
    for (index, sentence) in document.sentences.iter().enumerate() {
        if long_ago.as_ref().is_some_and(|(paragraph, _)| *paragraph != sentence.paragraph) {
            long_ago = None;
        }
        let times: Vec<&TimeMention> = mentions.times_in(sentence.span).filter(|t| t.when.start.is_some()).collect();
        let opens = times.first().is_some_and(|t| opens(document, sentence, t.span));
        let old = dateline.as_ref().filter(|_| !times.is_empty() && times.iter().all(|t| is_old(t, dateline.as_ref())));
        if old.is_none() && !times.is_empty() {
            long_ago = None;
        } else if old.is_some() && opens {
            long_ago = times.last().map(|t| (sentence.paragraph, t.when.clone()));
        }
        // What is said in quotes is said to the report.
        let quotes = sentence.span.of(&document.report.text).contains(['"', '«', '»', '“', '”', '„']);
        let long_ago = long_ago.as_ref().filter(|_| !quotes).map(|(_, when)| when);
        for i in 0..claims.len() {
            if claims[i].sentence == index {
                inherit_one(document, claims, i, long_ago, dateline.as_ref());
            }
        }
    }
}

/// Whether a time opens its sentence.
fn opens(document: &Document, sentence: &Sentence, time: Span) -> bool {
    let before = document.report.text.get(sentence.span.start..time.start);
    before.is_some_and(|words| words.split_whitespace().count() <= OPENING)
}

/// Whether a time lies in another year than the report, and not within the last half-year.
fn is_old(time: &TimeMention, dateline: Option<&When>) -> bool {
    let day = |date: &Option<String>| date.as_ref()?.parse::<jiff::civil::Date>().ok();
    let (Some(end), Some(published)) = (day(&time.when.end), dateline.and_then(|d| day(&d.start))) else {
        return false;
    };
    end.year() < published.year() && published.since(end).is_ok_and(|span| span.get_days() > OLD)
}

/// Days before a report from which on a time of another year is of long ago.
const OLD: i32 = 180;

fn inherit_one(
    document: &Document,
    claims: &mut [Settled],
    i: usize,
    long_ago: Option<&When>,
    dateline: Option<&When>,
) {
    if claims[i].when.is_some() {
        return;
    }
    let status = claims[i].status;
    if status.tense == Tense::Future || status.tense == Tense::Historical || status.polarity == Polarity::Negated {
        return;
    }
    let paragraph = |c: &Settled| document.sentences[c.sentence].paragraph;
    // "They accused the guards of a beating in September. These denied it": the month is that of the beating alone.
    let is_deed = |c: &Settled| matches!(c.category.entry().quad, 2 | 4);
    let leads = |c: &Settled| {
        let first = claims.iter().find(|first| first.sentence == c.sentence);
        c.sentence == claims[i].sentence || first.is_some_and(|first| first.when == c.when)
    };
    let source = claims[..i].iter().rev().find(|c| {
        paragraph(c) == paragraph(&claims[i])
            && (leads(c) || is_deed(c) && is_deed(&claims[i]))
            && !c.long_before
            && c.status.tense == status.tense
            && c.status.certainty == status.certainty
            && c.when.as_ref().is_some_and(|w| {
                w.start.is_some() && w.basis != WhenBasis::Dateline && w.granularity <= Granularity::Month
            })
            && c.parties().any(|p| claims[i].parties().any(|q| p.is_like(q)))
    });
    let told = source.and_then(|c| c.when.clone()).or_else(|| {
        let past = status.tense == Tense::Past && claims[i].speaker.is_none();
        long_ago.filter(|_| past).map(|when| When { kind: WhenKind::Approximate, ..when.clone() })
    });
    claims[i].when = match told {
        Some(when) => Some(When { basis: WhenBasis::Inherited, ..when }),
        None => dateline.cloned().map(|when| When {
            kind: if when.granularity == Granularity::Day { WhenKind::Approximate } else { when.kind },
            ..when
        }),
    };
}
