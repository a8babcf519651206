//! PLOVER's JSONL records (manual, draft 2.0, section 4).

use serde_json::{Value, json};

use super::format::{Format, OWN_CODES, Shape};
use super::telling::{Said, Telling};
use crate::record::{Certainty, Claim, Event, EventCount, EventParty, Party, Polarity, Status, Tense, Where};

/// Version of CAMEO behind the `cameo` field, stated in each record.
const CAMEO_VERSION: &str = "CAMEO 1.1b3, PLOVER crosswalk 2021-09-17";

/// The format.
pub const PLOVER: Format = Format {
    name: "plover",
    what: "PLOVER's records of claims, or with `--of events` of events (JSON lines)",
    shape: Shape::Lines,
    columns: &[],
    claims: true,
    cameo: "CAMEO 1.1b3, named in `comment` of every record",
    quad: "PLOVER's, 1 to 4",
    open: &[],
    notes: "Nothing is left out: historical, future, hypothetical and negation are auxiliary modes. `date` is the first day of the period, null where no \
            day is known, and then `comment` says so. An event has the sentences of all its claims, and cites the report of the first.",
    leaves_out: &[],
    codes: OWN_CODES,
    rows: None,
};

/// The record of a claim. PLOVER requires a date: the claim's first day; where there is none, none is written and the record says so in `comment`.
pub fn plover(said: &Said) -> Value {
    let claim = said.claim;
    let mut record = json!({
        "id": claim.id,
        "date": claim.when.as_ref().and_then(|w| w.start.clone()),
        "enddate": claim.when.as_ref().and_then(|w| w.end.clone()),
        "actor": claim.actors.iter().map(entity).collect::<Vec<_>>(),
        "recipient": claim.recipients.iter().map(entity).collect::<Vec<_>>(),
        "event": [claim.event.to_string()],
        "mode": modes(&claim.mode, claim.status),
        "context": claim.context,
        "quad_code": claim.quad,
        "event_scale": claim.score,
        "event_text": claim.evidence.first().map(|e| &e.text),
        "text": sentences(claim),
        "cite_info": citation(said),
        "cameo": claim.cameo,
        "comment": CAMEO_VERSION,
    });
    let toll = claim.toll.as_ref().map(|toll| toll.map(|count| count.best.or(count.low)));
    finish(&mut record, claim.place.as_ref(), toll);
    record
}

/// The record of an event: what its claims agree on, the sentences of all of them, the report of the first.
pub fn plover_event(telling: &Telling) -> Value {
    let event: &Event = telling.event;
    let mut record = json!({
        "id": event.id,
        "date": event.when.as_ref().and_then(|w| w.start.clone()),
        "enddate": event.when.as_ref().and_then(|w| w.end.clone()),
        "actor": event.actors.iter().map(party).collect::<Vec<_>>(),
        "recipient": event.recipients.iter().map(party).collect::<Vec<_>>(),
        "event": [event.event.to_string()],
        "mode": modes(&event.mode, event.status),
        "context": event.context,
        "quad_code": event.quad,
        "event_scale": event.score,
        "event_text": telling.claims.first().and_then(|said| said.claim.evidence.first()).map(|e| &e.text),
        "text": telling.claims.iter().flat_map(|said| sentences(said.claim)).collect::<Vec<_>>(),
        "cite_info": telling.claims.first().map(citation),
        "link": event.claims,
        "cameo": event.cameo,
        "comment": CAMEO_VERSION,
    });
    let toll = event.toll.as_ref().map(|toll| toll.map(|count: &EventCount| count.best.or(count.low)));
    finish(&mut record, event.place.as_ref(), toll);
    record
}

/// Modes with PLOVER's auxiliary ones.
fn modes(modes: &[String], status: Status) -> Vec<&str> {
    let mut modes: Vec<&str> = modes.iter().map(String::as_str).collect();
    modes.extend(match status.tense {
        Tense::Historical => Some("historical"),
        Tense::Future => Some("future"),
        _ => None,
    });
    if status.certainty != Certainty::Asserted {
        modes.push("hypothetical");
    }
    if status.polarity == Polarity::Negated {
        modes.push("negation");
    }
    modes
}

fn sentences(claim: &Claim) -> Vec<Value> {
    let sentence = |e: &crate::record::Evidence| json!({"start": e.span[0], "end": e.span[1], "text_story": e.text});
    claim.evidence.iter().map(sentence).collect()
}

fn citation(said: &Said) -> Value {
    json!({
        "citation": said.claim.report, "url": said.url, "title": said.title, "publication": said.source,
        "language": said.language.code(), "coder": concat!("chancery ", env!("CARGO_PKG_VERSION")),
        "codebook": "PLOVER draft 2.0"
    })
}

/// Place and size, and a comment where no date is known.
fn finish(record: &mut Value, place: Option<&Where>, toll: Option<crate::record::Toll<Option<u64>>>) {
    if let Some(place) = place {
        record["event_loc"] = json!({
            "resolved_place": place.name,
            "geonameid": place.id.as_deref().and_then(|id| id.strip_prefix("geonames:")),
            "lat": place.lat, "lon": place.lon, "country_code": place.country,
            "resolution": match place.precision { 1 | 2 => 4, 3 => 3, 4 => 2, _ => 1 },
        });
    }
    if let Some(toll) = toll {
        record["size"] = json!({
            "dead": toll.killed.flatten(), "injured": toll.wounded.flatten(), "arrested": toll.captured.flatten()
        });
    }
    if record["date"].is_null() {
        record["comment"] = json!(format!("{CAMEO_VERSION}; the text gives no date"));
    }
}

fn entity(party: &Party) -> Value {
    json!({
        "code": party.country, "sector": party.sectors, "entity_text": party.text, "identifier_id": party.entity,
        "identifier_text": party.name,
    })
}

fn party(party: &EventParty) -> Value {
    json!({
        "code": party.country, "sector": party.sector.iter().collect::<Vec<_>>(), "entity_text": party.name,
        "identifier_id": party.entity, "identifier_text": party.name,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::telling::tests::{full, said};
    use super::*;

    #[test]
    fn claims_and_events_are_records_of_one_kind() {
        let (mut event, claim) = full();
        let told = said(&claim);
        let one = plover(&told);
        assert_eq!(
            (&one["date"], &one["mode"], &one["actor"][0]["sector"]),
            (&Value::Null, &json!(["heavy-weapons"]), &json!(["MIL", "GOV"]))
        );
        assert!(one["comment"].as_str().unwrap().ends_with("no date"));
        event.status.polarity = Polarity::Negated;
        event.status.tense = Tense::Future;
        let whole = plover_event(&Telling { event: &event, claims: &[told, told] });
        assert_eq!(
            (&whole["date"], &whole["mode"]),
            (&json!("2021-08-11"), &json!(["heavy-weapons", "future", "negation"]))
        );
        assert_eq!((&whole["size"]["dead"], &whole["event_loc"]["resolution"]), (&json!(7), &json!(4)));
        assert_eq!(whole["text"].as_array().unwrap().len(), 2);
        assert_eq!(whole["cite_info"]["url"], json!("https://news.example/1"));
        for key in one.as_object().unwrap().keys() {
            assert!(whole.get(key).is_some(), "{key}");
        }
    }
}
