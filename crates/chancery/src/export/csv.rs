//! One claim a row, for spreadsheets.

use crate::record::{Claim, Party, Report};

/// The columns of [`csv_row`].
pub const CSV_COLUMNS: [&str; 32] = [
    "id",
    "report",
    "published",
    "language",
    "event",
    "mode",
    "context",
    "quad",
    "score",
    "cameo",
    "actors",
    "actor_countries",
    "actor_sectors",
    "recipients",
    "recipient_countries",
    "recipient_sectors",
    "third_parties",
    "polarity",
    "tense",
    "certainty",
    "speaker",
    "when",
    "when_basis",
    "place",
    "place_country",
    "lat",
    "lon",
    "killed",
    "wounded",
    "confidence",
    "status_confidence",
    "evidence",
];

/// One row; several values in a cell are separated by `; `.
pub fn csv_row(report: &Report, claim: &Claim) -> Vec<String> {
    let join = |values: Vec<String>| values.join("; ");
    let names = |side: &[Party]| join(side.iter().map(|p| p.name.clone().unwrap_or_else(|| p.text.clone())).collect());
    let countries = |side: &[Party]| join(side.iter().map(|p| p.country.clone().unwrap_or_default()).collect());
    let sectors = |side: &[Party]| join(side.iter().map(|p| p.sector.clone().unwrap_or_default()).collect());
    let text = |value: Option<String>| value.unwrap_or_default();
    let place = claim.place.as_ref();
    let toll = claim.toll.as_ref();
    let count = |c: Option<&crate::record::Count>| text(c.map(|c| c.text.clone()));
    vec![
        claim.id.clone(),
        claim.report.clone(),
        text(report.published.clone()),
        report.language.to_string(),
        claim.event.to_string(),
        join(claim.mode.clone()),
        join(claim.context.clone()),
        claim.quad.to_string(),
        claim.score.to_string(),
        text(claim.cameo.clone()),
        names(&claim.actors),
        countries(&claim.actors),
        sectors(&claim.actors),
        names(&claim.recipients),
        countries(&claim.recipients),
        sectors(&claim.recipients),
        join(claim.third_parties.iter().map(|t| format!("{} {}", t.role, t.entity)).collect()),
        word(&claim.status.polarity),
        word(&claim.status.tense),
        word(&claim.status.certainty),
        text(claim.speaker.as_ref().map(|s| s.name.clone().unwrap_or_else(|| s.text.clone()))),
        text(claim.when.as_ref().map(|w| w.edtf.clone())),
        text(claim.when.as_ref().map(|w| word(&w.basis))),
        text(place.map(|p| p.name.clone())),
        text(place.and_then(|p| p.country.clone())),
        text(place.and_then(|p| p.lat).map(|v| v.to_string())),
        text(place.and_then(|p| p.lon).map(|v| v.to_string())),
        count(toll.and_then(|t| t.killed.as_ref())),
        count(toll.and_then(|t| t.wounded.as_ref())),
        claim.confidence.to_string(),
        claim.status_confidence.to_string(),
        claim.evidence.iter().map(|e| e.text.as_str()).collect::<Vec<_>>().join(" … "),
    ]
}

/// The word by which a plain value is written in JSON.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default()
}
