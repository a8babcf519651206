//! Numbered evidence. In: claims with their reports. Out: [`Source`]s and their numbers. Always: number 1 is the first; a claim has one
//! number; the words of a source are the stretch of the report that its span says.

use std::collections::BTreeMap;

use super::{Record, Testimony};
use crate::record::Source;

/// Characters of a quotation: a longer sentence is cut around the words that carry the act.
const LONGEST: usize = 500;
/// Characters of a title or a publisher's name.
const LONGEST_NAME: usize = 200;
/// Characters of an address; a longer one is left out.
const LONGEST_URL: usize = 2_000;

/// What has been cited so far.
#[derive(Default)]
pub(super) struct Sources {
    list: Vec<Source>,
    numbers: BTreeMap<String, usize>,
}

impl Sources {
    /// The number of a claim; `None` where it has no words.
    pub(super) fn number(&mut self, event: &str, testimony: &Testimony) -> Option<usize> {
        if let Some(number) = self.numbers.get(&testimony.claim.id) {
            return Some(*number);
        }
        let number = self.list.len() + 1;
        self.list.push(source(number, event, testimony)?);
        self.numbers.insert(testimony.claim.id.clone(), number);
        Some(number)
    }

    /// All of them, in the order of their numbers.
    pub(super) fn into_list(self) -> Vec<Source> {
        self.list
    }
}

fn source(number: usize, event: &str, testimony: &Testimony) -> Option<Source> {
    let claim = &testimony.claim;
    if let Some(record) = &testimony.record {
        return Some(of_record(number, event, testimony, record));
    }
    let evidence = claim.evidence.iter().find(|e| !e.text.trim().is_empty())?;
    let letters = evidence.text.chars().count();
    let (from, to) = if letters <= LONGEST {
        (0, letters)
    } else {
        let [start, end] = evidence.trigger.map(|at| at.saturating_sub(evidence.span[0]).min(letters));
        let from = ((start + end) / 2).saturating_sub(LONGEST / 2).min(letters - LONGEST);
        (from, from + LONGEST)
    };
    Some(Source {
        number,
        event: event.to_owned(),
        claim: claim.id.clone(),
        report: claim.report.clone(),
        published: testimony.published.clone(),
        language: Some(testimony.language),
        publisher: name(&testimony.publisher),
        url: address(testimony),
        title: name(&testimony.title),
        span: [evidence.span[0] + from, evidence.span[0] + to],
        text: evidence.text.chars().skip(from).take(to - from).collect(),
        cut: to - from < letters,
        record: None,
    })
}

/// A record of a data set has no words.
fn of_record(number: usize, event: &str, testimony: &Testimony, record: &Record) -> Source {
    Source {
        number,
        event: event.to_owned(),
        claim: String::new(),
        report: String::new(),
        published: testimony.published.clone(),
        language: Some(testimony.language).filter(|_| record.has_language),
        publisher: name(&testimony.publisher),
        url: address(testimony),
        title: None,
        span: [0, 0],
        text: String::new(),
        cut: false,
        record: Some(record.id.clone()),
    }
}

fn name(text: &Option<String>) -> Option<String> {
    let text: String = text.as_deref()?.trim().chars().take(LONGEST_NAME).collect();
    Some(text).filter(|t| !t.is_empty())
}

fn address(testimony: &Testimony) -> Option<String> {
    testimony.url.clone().filter(|url| url.chars().count() <= LONGEST_URL)
}
