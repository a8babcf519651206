//! POLECAT: an event a row, several values of one cell separated by `; `, `None` where nothing is known.

use super::format::{CODES, Format, Shape};
use super::telling::{LeftOut, Telling, days, distinct, divisions, done};
use crate::knowledge::countries::Scheme;
use crate::record::{EventParty, Party};

/// POLECAT's columns.
pub const POLECAT_COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// The format.
pub const POLECAT: Format = Format {
    name: "polecat",
    what: "POLECAT's events (TSV)",
    shape: Shape::Tabs { header: true },
    columns: &POLECAT_COLUMNS,
    claims: true,
    cameo: "none: PLOVER's categories and modes",
    quad: "PLOVER's, in words: VERBAL COOPERATION, MATERIAL COOPERATION, VERBAL CONFLICT, MATERIAL CONFLICT",
    open: &[
        (&["Actor Title", "Recipient Title"], "offices are part of who somebody is, not kept with an event"),
        (&["Wikipedia Actor ID", "Wikipedia Recipient ID"], "ids are Wikidata's"),
        (&["District", "Province"], "a place stands under one of City, District and Province, by its precision"),
        (&["Raw Placename", "Feature Type"], "the words of a place and what it is are not kept with an event"),
        (&["Story People", "Story Organizations", "Story Locations"], "only who and what is part of a claim is kept"),
    ],
    notes: "One row an event; the sides of a mutual act are all actors. Intensity is PLOVER's score of the mode. Event Date is the first day of a \
            period of a month at most. Actor COW has Correlates of War numbers. Names raw, Source, Publication Date and Language are of the first \
            report.",
    leaves_out: &[LeftOut::NotDone, LeftOut::Undated, LeftOut::Nobody],
    codes: CODES,
    rows: Some(rows),
};

/// What POLECAT writes where nothing is known.
const NONE: &str = "None";

fn rows(telling: &Telling) -> Result<Vec<Vec<String>>, LeftOut> {
    let event = telling.event;
    done(event.status)?;
    let [day, _] = days(event, 31)?;
    if event.actors.is_empty() && event.recipients.is_empty() {
        return Err(LeftOut::Nobody);
    }
    let first = telling.claims.first();
    let place = event.place.as_ref();
    let quad = match event.quad {
        1 => "VERBAL COOPERATION",
        2 => "MATERIAL COOPERATION",
        3 => "VERBAL CONFLICT",
        _ => "MATERIAL CONFLICT",
    };
    let mut row = vec![
        event.id.clone(),
        day.to_string(),
        event.event.to_string(),
        event.mode.join("; "),
        event.score.to_string(),
        quad.to_owned(),
        event.context.join("; "),
    ];
    let raw = |side: fn(&Telling) -> Option<Vec<Party>>| side(telling).unwrap_or_default();
    row.extend(side(&event.actors, &raw(|t| Some(t.claims.first()?.claim.actors.clone()))));
    row.extend(side(&event.recipients, &raw(|t| Some(t.claims.first()?.claim.recipients.clone()))));
    row.push(place.map(|p| p.name.clone()).unwrap_or_default());
    row.extend(divisions(place));
    row.extend([
        place.and_then(|p| p.country.clone()).unwrap_or_default(),
        place.and_then(|p| p.lat).map(|v| v.to_string()).unwrap_or_default(),
        place.and_then(|p| p.lon).map(|v| v.to_string()).unwrap_or_default(),
        place.and_then(|p| p.id.as_deref()?.strip_prefix("geonames:").map(str::to_owned)).unwrap_or_default(),
        String::new(),
        String::new(),
        first.and_then(|said| said.source).unwrap_or_default().to_owned(),
        first.and_then(|said| said.published).unwrap_or_default().to_owned(),
    ]);
    row.extend([const { String::new() }; 3]);
    row.push(first.map(|said| said.language.code().to_owned()).unwrap_or_default());
    row.push(concat!("chancery ", env!("CARGO_PKG_VERSION")).to_owned());
    Ok(vec![row.into_iter().map(|cell| if cell.is_empty() { NONE.to_owned() } else { cell }).collect()])
}

/// Name, country, COW, primary sector, sectors, title, raw name and Wikipedia id of a side.
fn side(parties: &[EventParty], raw: &[Party]) -> [String; 8] {
    // A value that one of several has not keeps its place.
    let each = |field: &dyn Fn(&EventParty) -> Option<String>| {
        let values: Vec<Option<String>> = parties.iter().map(field).collect();
        if values.iter().all(Option::is_none) {
            return String::new();
        }
        values.into_iter().map(|value| value.unwrap_or_else(|| NONE.to_owned())).collect::<Vec<_>>().join("; ")
    };
    let cow = |party: &EventParty| Scheme::Cow.code(party.country.as_deref()?).map(str::to_owned);
    // All sectors are known of the first report's party of the same name; of others the primary one.
    let sectors = |party: &EventParty| {
        let same = |other: &&Party| other.name.as_deref().unwrap_or(&other.text) == party.name;
        let all = raw.iter().find(same).map(|other| other.sectors.join("|")).filter(|all| !all.is_empty());
        all.or_else(|| party.sector.clone())
    };
    [
        each(&|party| Some(party.name.clone())),
        each(&|party| party.country.clone()),
        each(&cow),
        each(&|party| party.sector.clone()),
        each(&sectors),
        String::new(),
        distinct(raw.iter().map(|party| party.text.as_str())).join("; "),
        String::new(),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::telling::tests::{full, said};
    use super::*;

    fn cell(row: &[String], column: &str) -> String {
        row[POLECAT_COLUMNS.iter().position(|name| *name == column).unwrap()].clone()
    }

    #[test]
    fn an_event_is_one_row_however_many_take_part() {
        let (mut event, claim) = full();
        event.actors.push(EventParty {
            name: "Volunteers".into(),
            country: None,
            sector: Some("UAF".into()),
            ..event.actors[0].clone()
        });
        let rows = rows(&Telling { event: &event, claims: &[said(&claim)] }).unwrap();
        assert_eq!((rows.len(), rows[0].len()), (1, 40));
        let cell = |column: &str| cell(&rows[0], column);
        assert_eq!(cell("Event Date"), "2021-08-11");
        assert_eq!(
            (cell("Event Type"), cell("Event Mode"), cell("Intensity")),
            ("ASSAULT".into(), "heavy-weapons".into(), "-9.5".into())
        );
        assert_eq!((cell("Quad Code"), cell("Contexts")), ("MATERIAL CONFLICT".into(), "military; territory".into()));
        assert_eq!((cell("Actor Name"), cell("Actor COW")), ("Azerbaijan; Volunteers".into(), "373; None".into()));
        assert_eq!((cell("Actor Sectors"), cell("Primary Actor Sector")), ("MIL|GOV; UAF".into(), "MIL; UAF".into()));
        assert_eq!((cell("Recipient Country"), cell("Recipient COW")), ("ARM".into(), "371".into()));
        assert_eq!((cell("City"), cell("District"), cell("Country")), ("Yeraskh".into(), "None".into(), "ARM".into()));
        assert_eq!((cell("Publication Date"), cell("Language")), ("2021-08-12".into(), "en".into()));
    }
}
