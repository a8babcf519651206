//! PLOVER's JSONL records (manual, draft 2.0, section 4).

use serde_json::{Value, json};

use crate::record::{Certainty, Claim, Party, Polarity, Report, Tense};

/// Version of CAMEO behind the `cameo` field, stated in each record.
const CAMEO_VERSION: &str = "CAMEO 1.1b3, PLOVER crosswalk 2021-09-17";

/// One record. PLOVER requires a date: the claim's first day, else the report's, else none is written and the record says so in
/// `comment`.
pub fn plover(report: &Report, claim: &Claim) -> Value {
    let date = claim.when.as_ref().and_then(|w| w.start.clone());
    let mut modes: Vec<&str> = claim.mode.iter().map(String::as_str).collect();
    modes.extend(match claim.status.tense {
        Tense::Historical => Some("historical"),
        Tense::Future => Some("future"),
        _ => None,
    });
    if claim.status.certainty != Certainty::Asserted {
        modes.push("hypothetical");
    }
    if claim.status.polarity == Polarity::Negated {
        modes.push("negation");
    }
    let mut record = json!({
        "id": claim.id,
        "date": date,
        "enddate": claim.when.as_ref().and_then(|w| w.end.clone()),
        "actor": claim.actors.iter().map(entity).collect::<Vec<_>>(),
        "recipient": claim.recipients.iter().map(entity).collect::<Vec<_>>(),
        "event": [claim.event.to_string()],
        "mode": modes,
        "context": claim.context,
        "quad_code": claim.quad,
        "event_scale": claim.score,
        "event_text": claim.evidence.first().map(|e| &e.text),
        "text": claim.evidence.iter().map(|e| json!({
            "start": e.span[0], "end": e.span[1], "text_story": e.text
        })).collect::<Vec<_>>(),
        "cite_info": {
            "citation": report.id, "url": report.url, "title": report.title, "publication": report.source,
            "language": report.language.code(), "coder": concat!("chancery ", env!("CARGO_PKG_VERSION")),
            "codebook": "PLOVER draft 2.0"
        },
        "cameo": claim.cameo,
        "comment": CAMEO_VERSION,
    });
    if let Some(place) = &claim.place {
        record["event_loc"] = json!({
            "resolved_place": place.name,
            "geonameid": place.id.as_deref().and_then(|id| id.strip_prefix("geonames:")),
            "lat": place.lat, "lon": place.lon, "country_code": place.country,
            "resolution": match place.precision { 1 | 2 => 4, 3 => 3, 4 => 2, _ => 1 },
        });
    }
    if let Some(toll) = &claim.toll {
        let best = |count: &Option<crate::record::Count>| count.as_ref().and_then(|c| c.best.or(c.low));
        record["size"] =
            json!({ "dead": best(&toll.killed), "injured": best(&toll.wounded), "arrested": best(&toll.captured) });
    }
    if date.is_none() {
        record["comment"] = json!(format!("{CAMEO_VERSION}; the text gives no date"));
    }
    record
}

fn entity(party: &Party) -> Value {
    json!({
        "code": party.country, "sector": party.sectors, "entity_text": party.text, "identifier_id": party.entity,
        "identifier_text": party.name,
    })
}
