//! One claim or event a row, for spreadsheets. Several values in a cell are separated by `; `.

use super::format::{Format, OWN_CODES, Shape};
use super::telling::Said;
use crate::Language;
use crate::record::{Claim, ComparedPeriod, Event, EventCount, EventParty, Party, Period, Step, ThirdParty};

/// The format.
pub const CSV: Format = Format {
    name: "csv",
    what: "Chancery's own columns of events, or with `--of claims` of claims (CSV)",
    shape: Shape::Commas,
    columns: &EVENT_CSV_COLUMNS,
    claims: true,
    cameo: super::cameo::VERSION,
    quad: "PLOVER's, 1 to 4",
    open: &[],
    notes: "Nothing is left out: denied, announced and possible events have their status in polarity, tense and certainty. Several values of one cell are \
            separated by `; `. Claims have 36 columns: those of `code --format csv`, and in_event, source, title and url.",
    leaves_out: &[],
    codes: OWN_CODES,
    rows: Some(|telling| Ok(vec![event_csv_row(telling.event)])),
};

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

/// The columns of [`said_csv_row`]: a claim, and its event and report.
pub const SAID_CSV_COLUMNS: [&str; 36] = {
    let mut columns = [""; 36];
    let mut n = 0;
    while n < CSV_COLUMNS.len() {
        columns[n] = CSV_COLUMNS[n];
        n += 1;
    }
    [columns[n], columns[n + 1], columns[n + 2], columns[n + 3]] = ["in_event", "source", "title", "url"];
    columns
};

/// The columns of [`event_csv_row`].
pub const EVENT_CSV_COLUMNS: [&str; 41] = [
    "id",
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
    "when",
    "when_start",
    "when_end",
    "place",
    "place_id",
    "place_country",
    "lat",
    "lon",
    "place_precision",
    "killed_low",
    "killed",
    "killed_high",
    "wounded_low",
    "wounded",
    "wounded_high",
    "sources",
    "reports",
    "languages",
    "first",
    "last",
    "confidence",
    "disputed",
    "denials",
    "claims",
];

/// The row of a claim of a report of this date and language.
pub fn csv_row(published: Option<&str>, language: Language, claim: &Claim) -> Vec<String> {
    let names = |side: &[Party]| join(side.iter().map(|p| p.name.clone().unwrap_or_else(|| p.text.clone())).collect());
    let countries = |side: &[Party]| join(side.iter().map(|p| p.country.clone().unwrap_or_default()).collect());
    let sectors = |side: &[Party]| join(side.iter().map(|p| p.sector.clone().unwrap_or_default()).collect());
    let place = claim.place.as_ref();
    let toll = claim.toll.as_ref();
    let count = |c: Option<&crate::record::Count>| text(c.map(|c| c.text.clone()));
    vec![
        claim.id.clone(),
        claim.report.clone(),
        published.unwrap_or_default().to_owned(),
        language.to_string(),
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
        third_parties(&claim.third_parties),
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

/// The row of a claim with its event and report.
pub fn said_csv_row(said: &Said) -> Vec<String> {
    let mut row = csv_row(said.published, said.language, said.claim);
    row.extend([said.event, said.source, said.title, said.url].map(|value| value.unwrap_or_default().to_owned()));
    row
}

/// The columns of [`period_csv_row`].
pub const PERIOD_CSV_COLUMNS: [&str; 18] = [
    "start",
    "end",
    "events",
    "weight",
    "mean",
    "level",
    "level_low",
    "level_high",
    "verbal_cooperation",
    "material_cooperation",
    "verbal_conflict",
    "material_conflict",
    "historical",
    "future",
    "hypothetical",
    "negated",
    "undated",
    "step",
];

/// The row of a period of a relation.
pub fn period_csv_row(step: Step, period: &Period) -> Vec<String> {
    let mut row = vec![period.start.clone(), period.end.clone(), period.events.to_string(), period.weight.to_string()];
    row.push(text(period.mean.map(|mean| mean.to_string())));
    row.extend([period.level.value, period.level.low, period.level.high].map(|value| value.to_string()));
    row.extend(period.quads.map(|count| count.to_string()));
    let apart = &period.apart;
    let apart = [apart.historical, apart.future, apart.hypothetical, apart.negated, apart.undated];
    row.extend(apart.map(|count| count.to_string()));
    row.push(word(&step));
    row
}

/// The columns of [`comparison_csv_row`]; `a` is the first source and `b` the second.
pub const COMPARISON_CSV_COLUMNS: [&str; 19] = [
    "start",
    "end",
    "a_events",
    "a_verbal_cooperation",
    "a_material_cooperation",
    "a_verbal_conflict",
    "a_material_conflict",
    "a_level",
    "a_level_low",
    "a_level_high",
    "b_events",
    "b_verbal_cooperation",
    "b_material_cooperation",
    "b_verbal_conflict",
    "b_material_conflict",
    "b_level",
    "b_level_low",
    "b_level_high",
    "step",
];

/// The row of a period of a comparison.
pub fn comparison_csv_row(step: Step, period: &ComparedPeriod) -> Vec<String> {
    let mut row = vec![period.start.clone(), period.end.clone()];
    for n in [0, 1] {
        row.push(period.events[n].to_string());
        row.extend(period.quads[n].map(|count| count.to_string()));
        let level = period.level[n];
        row.extend([level.value, level.low, level.high].map(|value| value.to_string()));
    }
    row.push(word(&step));
    row
}

/// The row of an event.
pub fn event_csv_row(event: &Event) -> Vec<String> {
    let each = |side: &[EventParty], field: fn(&EventParty) -> Option<String>| {
        join(side.iter().map(|p| text(field(p))).collect())
    };
    let side = |side: &[EventParty]| {
        let name = |p: &EventParty| Some(p.name.clone());
        [each(side, name), each(side, |p| p.country.clone()), each(side, |p| p.sector.clone())]
    };
    let figures = |count: Option<&EventCount>| {
        let figure = |value: fn(&EventCount) -> Option<u64>| text(count.and_then(value).map(|n| n.to_string()));
        [figure(|c| c.low), figure(|c| c.best), figure(|c| c.high)]
    };
    let (when, place) = (event.when.as_ref(), event.place.as_ref());
    let toll = event.toll.as_ref();
    let mut row = vec![
        event.id.clone(),
        event.event.to_string(),
        join(event.mode.clone()),
        join(event.context.clone()),
        event.quad.to_string(),
        event.score.to_string(),
        text(event.cameo.clone()),
    ];
    row.extend(side(&event.actors));
    row.extend(side(&event.recipients));
    row.extend([
        third_parties(&event.third_parties),
        word(&event.status.polarity),
        word(&event.status.tense),
        word(&event.status.certainty),
        text(when.map(|w| w.edtf.clone())),
        text(when.and_then(|w| w.start.clone())),
        text(when.and_then(|w| w.end.clone())),
        text(place.map(|p| p.name.clone())),
        text(place.and_then(|p| p.id.clone())),
        text(place.and_then(|p| p.country.clone())),
        text(place.and_then(|p| p.lat).map(|v| v.to_string())),
        text(place.and_then(|p| p.lon).map(|v| v.to_string())),
        text(place.map(|p| p.precision.to_string())),
    ]);
    row.extend(figures(toll.and_then(|t| t.killed.as_ref())));
    row.extend(figures(toll.and_then(|t| t.wounded.as_ref())));
    row.extend([
        event.sources.to_string(),
        event.reports.to_string(),
        join(event.languages.iter().map(|l| l.to_string()).collect()),
        text(event.first.clone()),
        text(event.last.clone()),
        event.confidence.to_string(),
        join(event.disagreements.iter().map(|d| d.field.clone()).collect()),
        join(event.denials.clone()),
        join(event.claims.clone()),
    ]);
    row
}

fn join(values: Vec<String>) -> String {
    values.join("; ")
}

fn text(value: Option<String>) -> String {
    value.unwrap_or_default()
}

fn third_parties(thirds: &[ThirdParty]) -> String {
    join(thirds.iter().map(|t| format!("{} {}", t.role, t.entity)).collect())
}

/// The word by which a plain value is written in JSON.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default()
}
