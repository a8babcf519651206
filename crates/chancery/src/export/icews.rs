//! ICEWS events: a row for each pair of a source and a target.

use super::cameo;
use super::format::{CODES, Format, Shape};
use super::telling::{LeftOut, Pair, Telling, country_name, days, divisions, done, number, pairs, point};
use crate::record::EventParty;

/// The columns of ICEWS.
pub const ICEWS_COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

/// The format.
pub const ICEWS: Format = Format {
    name: "icews",
    what: "ICEWS events (TSV)",
    shape: Shape::Tabs { header: true },
    columns: &ICEWS_COLUMNS,
    claims: true,
    cameo: cameo::VERSION,
    quad: "none: the column does not exist; roots of CAMEO tell it",
    open: &[
        (&["Sentence Number"], "evidence is counted in characters, not in sentences"),
        (&["District", "Province"], "a place stands under one of City, District and Province, by its precision"),
    ],
    notes: "One row for each pair of an actor and a recipient, as in `gdelt`, and with the same numbers as Event ID. Event Date is the first day of a period \
            of a month at most. Event Text is CAMEO's. Intensity is the Goldstein score of the code in CAMEO 1.1b3. Sectors are named in English. Story ID \
            and Publisher are of the first report.",
    leaves_out: &[LeftOut::NotDone, LeftOut::Undated, LeftOut::Nobody, LeftOut::ManyPairs],
    codes: CODES,
    rows: Some(rows),
};

fn rows(telling: &Telling) -> Result<Vec<Vec<String>>, LeftOut> {
    let event = telling.event;
    done(event.status)?;
    let [day, _] = days(event, 31)?;
    let code = event.cameo.as_deref().unwrap_or_default();
    let (score, words) = cameo::goldstein(code).map(|(score, words)| (score.to_string(), words)).unwrap_or_default();
    let first = telling.claims.first();
    let place = event.place.as_ref();
    let degrees = place.and_then(point).map(|degrees| degrees.map(|degree| degree.to_string())).unwrap_or_default();
    let row = |pair: Pair| {
        let mut row = vec![number(event, pair), day.to_string()];
        row.extend(side(pair.0));
        row.extend([words.to_owned(), code.to_owned(), score.clone()]);
        row.extend(side(pair.1));
        row.extend([
            first.map(|said| said.claim.report.clone()).unwrap_or_default(),
            String::new(),
            first.and_then(|said| said.source).unwrap_or_default().to_owned(),
        ]);
        row.extend(divisions(place));
        row.push(place.and_then(|p| p.country.as_deref()).map(country_name).unwrap_or_default().to_owned());
        row.extend(degrees.clone());
        row
    };
    Ok(pairs(event)?.into_iter().map(row).collect())
}

/// Name, sectors and country.
fn side(party: Option<&EventParty>) -> [String; 3] {
    let Some(party) = party else { return [const { String::new() }; 3] };
    [
        party.name.clone(),
        party.sector.as_deref().map(sector).unwrap_or_default().to_owned(),
        party.country.as_deref().map(country_name).unwrap_or_default().to_owned(),
    ]
}

/// A PLOVER sector in a word.
fn sector(code: &str) -> &str {
    match code {
        "GOV" => "Government",
        "MIL" => "Military",
        "COP" => "Police",
        "JUD" => "Judicial",
        "LEG" => "Legislative",
        "PRM" => "Paramilitary",
        "PTY" => "Parties",
        "REB" => "Rebel",
        "SPY" => "Intelligence",
        "UAF" => "Unidentified Armed",
        "UNK" => "Unidentified",
        "AGR" => "Agricultural",
        "BUS" => "Business",
        "CRM" => "Criminals",
        "CVL" => "Civilian",
        "EDU" => "Education",
        "ELI" => "Elite",
        "JRN" => "News",
        "LAB" => "Labor",
        "MED" => "Medical",
        "REF" => "Refugees",
        "OPP" => "Opposition",
        "PRE" => "Partly Recognised",
        "REL" => "Religious",
        "SOC" => "Social",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::telling::tests::{full, said};
    use super::*;

    #[test]
    fn a_row_tells_source_act_and_target() {
        let (event, claim) = full();
        let rows = rows(&Telling { event: &event, claims: &[said(&claim)] }).unwrap();
        assert_eq!((rows.len(), rows[0].len()), (1, 20));
        assert_eq!(
            rows[0][1..],
            [
                "2021-08-11",
                "Azerbaijan",
                "Military",
                "Azerbaijan",
                "Fight with artillery and tanks",
                "194",
                "-10",
                "Armenia",
                "Military",
                "Armenia",
                "r",
                "",
                "A Newspaper",
                "Yeraskh",
                "",
                "",
                "Armenia",
                "39.74",
                "44.83"
            ]
        );
    }
}
