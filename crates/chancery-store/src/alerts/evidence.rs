//! An alert with the words that say so.

use std::collections::BTreeSet;

use chancery::alert;
use chancery::record::{Alert, DyadShift, Event, Happening, Source};
use jiff::Timestamp;
use rusqlite::Connection;
use xxhash_rust::xxh3::xxh3_128;

use crate::keep::publisher;
use crate::query::{find_event, members};
use crate::{Result, StoredClaim, moment};

/// Pieces of evidence of an alert: more than anybody reads, and a bound for events of thousands of claims.
const MOST: usize = 100;
/// Pieces of evidence of one event that drove a shift.
const OF_A_DRIVER: usize = 5;
/// Longest quote, in characters: some texts have no end of a sentence.
const QUOTE: usize = 1_000;

/// The alert of an event, and its key.
pub(super) fn of_event(c: &Connection, rule: &str, now: Timestamp, nr: i64, event: Event) -> Result<(Alert, String)> {
    let claims = members(c, nr, &event)?;
    let first =
        claims.first().and_then(|claim| claim.claim.evidence.first()).map_or([0, 0], |evidence| evidence.trigger);
    // An id may come back for another event: with the words that carry the first act it is no other's.
    let key = format!("{} {}-{}", event.id, first[0], first[1]);
    let mut evidence: Vec<Source> = claims.iter().flat_map(|claim| quotes(claim, &event.id)).take(MOST).collect();
    number(&mut evidence);
    let alert = Alert {
        id: id(rule, &key),
        rule: rule.to_owned(),
        at: moment(now),
        sentence: alert::of_event(&event),
        sources: event.sources,
        what: Happening::Event(Box::new(event)),
        evidence,
    };
    Ok((alert, key))
}

/// The alert of a shift.
pub(super) fn of_shift(c: &Connection, rule: &str, now: Timestamp, what: DyadShift, key: &str) -> Result<Alert> {
    let (mut evidence, mut publishers) = (Vec::new(), BTreeSet::new());
    for driver in &what.shift.drivers {
        let Some(nr) = find_event(c, &driver.event)? else { continue };
        let event = crate::query::read_event(c, nr)?.event;
        for claim in members(c, nr, &event)?.iter().take(OF_A_DRIVER) {
            let name = publisher(claim.source.as_deref(), claim.url.as_deref());
            publishers.insert(name.unwrap_or_else(|| claim.claim.report.clone()));
            evidence.extend(quotes(claim, &event.id).take(1));
        }
        if evidence.len() >= MOST {
            break;
        }
    }
    evidence.truncate(MOST);
    number(&mut evidence);
    Ok(Alert {
        id: id(rule, key),
        rule: rule.to_owned(),
        at: moment(now),
        sentence: alert::of_shift(&what),
        sources: publishers.len(),
        what: Happening::Shift(Box::new(what)),
        evidence,
    })
}

fn id(rule: &str, key: &str) -> String {
    format!("a-{:032x}", xxh3_128(format!("{rule}\n{key}").as_bytes()))
}

/// The sentences that make a claim, each once.
fn quotes<'a>(claim: &'a StoredClaim, event: &'a str) -> impl Iterator<Item = Source> + 'a {
    let mut said = BTreeSet::new();
    let evidence = claim.claim.evidence.iter().filter(move |evidence| said.insert(evidence.span));
    evidence.map(move |evidence| Source {
        number: 0,
        event: event.to_owned(),
        claim: claim.claim.id.clone(),
        report: claim.claim.report.clone(),
        published: claim.published.clone(),
        language: Some(claim.language),
        publisher: claim.source.clone(),
        url: claim.url.clone(),
        title: claim.title.clone(),
        span: evidence.span,
        text: evidence.text.chars().take(QUOTE).collect(),
        cut: evidence.text.chars().nth(QUOTE).is_some(),
        record: None,
    })
}

fn number(evidence: &mut [Source]) {
    evidence.iter_mut().enumerate().for_each(|(n, source)| source.number = n + 1);
}
