//! GDELT 2.0 events: a row for each pair of parties, since GDELT has one actor on each side.

use super::cameo;
use super::format::{CODES, Format, Shape};
use super::telling::{LeftOut, Pair, Telling, country_name, days, done, number, pairs, point};
use crate::knowledge::countries::Scheme;
use crate::record::{EventParty, Where};

/// GDELT's columns; its files have no line of them.
pub const GDELT_COLUMNS: [&str; 61] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

/// The format.
pub const GDELT: Format = Format {
    name: "gdelt",
    what: "GDELT 2.0 events (tabs, no header)",
    shape: Shape::Tabs { header: false },
    columns: &GDELT_COLUMNS,
    claims: true,
    cameo: cameo::VERSION,
    quad: "GDELT's, by the root of the code: 01–05 is 1, 06–08 is 2, 09–13 is 3, 14–20 is 4. The numbers mean what PLOVER's mean; only CONCEDE, 1 in \
           PLOVER, is 2 here (root 08)",
    open: &[
        (
            &[
                "Actor1EthnicCode",
                "Actor1Religion1Code",
                "Actor1Religion2Code",
                "Actor2EthnicCode",
                "Actor2Religion1Code",
                "Actor2Religion2Code",
            ],
            "not coded",
        ),
        (
            &["Actor1Type3Code", "Actor2Type3Code", "Actor1Type2Code", "Actor2Type2Code"],
            "an event keeps the primary sector",
        ),
        (
            &["Actor1KnownGroupCode", "Actor2KnownGroupCode"],
            "only the United Nations (UNO) and the European Union (EEC)",
        ),
        (&["IsRootEvent"], "in which paragraph an act is told is not kept"),
        (&["AvgTone"], "tone is not measured"),
        (
            &[
                "Actor1Geo_FullName",
                "Actor1Geo_CountryCode",
                "Actor1Geo_ADM1Code",
                "Actor1Geo_ADM2Code",
                "Actor1Geo_Lat",
                "Actor1Geo_Long",
                "Actor1Geo_FeatureID",
                "Actor2Geo_FullName",
                "Actor2Geo_CountryCode",
                "Actor2Geo_ADM1Code",
                "Actor2Geo_ADM2Code",
                "Actor2Geo_Lat",
                "Actor2Geo_Long",
                "Actor2Geo_FeatureID",
            ],
            "where parties are is not coded: their Geo_Type is 0",
        ),
        (
            &["ActionGeo_ADM1Code", "ActionGeo_ADM2Code", "ActionGeo_FeatureID"],
            "FIPS divisions, GAUL and GNS ids are not in the knowledge",
        ),
    ],
    notes: "One row for each pair of an actor and a recipient; the sides of a mutual act by twos, the first named as Actor1. GLOBALEVENTID is a digest \
            of 63 bits of the event's id and the pair: stable as long as the event's id is. SQLDATE is the first day of a period of a month at most; \
            FractionDate is GDELT's own approximation, ((month − 1) × 30 + day) / 365. GoldsteinScale is that of the code in CAMEO 1.1b3, not PLOVER's \
            score. NumMentions counts claims, NumArticles reports, NumSources independent sources, of the whole store. Codes of actors are CAMEO's: \
            country and type; PLOVER's PTY, PRM, PRE, REL, SOC and UNK have none. Places have FIPS 10-4; Palestine is GZ west of 34.6° east, else WE. \
            Geo_Type is 1 for a country, 5 (United States: 2) for a province, 4 (3) for anything finer, 0 for none. DATEADDED is the day of the first \
            report, at midnight.",
    leaves_out: &[LeftOut::NotDone, LeftOut::Undated, LeftOut::Nobody, LeftOut::ManyPairs],
    codes: CODES,
    rows: Some(rows),
};

fn rows(telling: &Telling) -> Result<Vec<Vec<String>>, LeftOut> {
    let event = telling.event;
    done(event.status)?;
    let [day, _] = days(event, 31)?;
    let code = event.cameo.as_deref().unwrap_or_default();
    let score = cameo::goldstein(code).map(|(score, _)| score.to_string());
    let url = telling.claims.iter().find_map(|said| said.url).unwrap_or_default();
    // One is subtracted from the month: the description of the field forgets it, the data have it.
    let fraction = f64::from((i32::from(day.month()) - 1) * 30 + i32::from(day.day())) / 365.0;
    let row = |pair: Pair| {
        let mut row = vec![
            number(event, pair),
            day.strftime("%Y%m%d").to_string(),
            day.strftime("%Y%m").to_string(),
            day.strftime("%Y").to_string(),
            format!("{:.4}", f64::from(day.year()) + fraction),
        ];
        row.extend(actor(pair.0));
        row.extend(actor(pair.1));
        row.extend([
            String::new(),
            code.to_owned(),
            code.get(..3).unwrap_or(code).to_owned(),
            code.get(..2).unwrap_or(code).to_owned(),
            cameo::quad(code).map(|quad| quad.to_string()).unwrap_or_default(),
            score.clone().unwrap_or_default(),
            event.claims.len().to_string(),
            event.sources.to_string(),
            event.reports.to_string(),
            String::new(),
        ]);
        row.extend(geo(None));
        row.extend(geo(None));
        row.extend(geo(event.place.as_ref()));
        row.extend([midnight(event.first.as_deref()), url.to_owned()]);
        row
    };
    Ok(pairs(event)?.into_iter().map(row).collect())
}

/// The columns of an actor.
fn actor(party: Option<&EventParty>) -> [String; 10] {
    let Some(party) = party else { return [const { String::new() }; 10] };
    let kind = party.sector.as_deref().and_then(role).unwrap_or_default();
    let plover = party.country.as_deref().unwrap_or_default();
    let (whole, country, group, kind) = match plover {
        "UNO" => ("IGOUNO".to_owned(), "", "UNO", "IGO"),
        "EUR" => ("IGOEUREEC".to_owned(), "EUR", "EEC", "IGO"),
        "ISM" => ("NGM".to_owned(), "", "", "NGM"),
        "IGO" | "NGO" | "IMG" | "MNC" => (plover.to_owned(), "", "", plover),
        state => {
            let country = Scheme::Cameo.code(state).unwrap_or_default();
            (format!("{country}{kind}"), country, "", kind)
        }
    };
    let empty = String::new;
    [
        whole,
        party.name.to_uppercase(),
        country.to_owned(),
        group.to_owned(),
        empty(),
        empty(),
        empty(),
        kind.to_owned(),
        empty(),
        empty(),
    ]
}

/// CAMEO's type of actor for a PLOVER sector; `None` where CAMEO has none.
pub(super) fn role(sector: &str) -> Option<&str> {
    match sector {
        "JRN" => Some("MED"),
        "MED" => Some("HLH"),
        "GOV" | "MIL" | "COP" | "JUD" | "LEG" | "SPY" | "REB" | "UAF" | "OPP" | "AGR" | "BUS" | "CRM" | "CVL"
        | "EDU" | "ELI" | "LAB" | "REF" => Some(sector),
        _ => None,
    }
}

/// The columns of a place.
fn geo(place: Option<&Where>) -> [String; 8] {
    let empty = String::new;
    let none = || ["0".to_owned(), empty(), empty(), empty(), empty(), empty(), empty(), empty()];
    let Some(place) = place else { return none() };
    let american = place.country.as_deref() == Some("USA");
    let kind = match place.precision {
        1..=3 if american => 3,
        1..=3 => 4,
        4 if american => 2,
        4 => 5,
        6 => 1,
        // Along a line, at sea, in no one country.
        _ => return none(),
    };
    let name = match place.country.as_deref() {
        Some(country) if kind != 1 => format!("{}, {}", place.name, country_name(country)),
        _ => place.name.clone(),
    };
    let degrees = point(place);
    let degree = |n: usize| degrees.map(|degrees| degrees[n].to_string()).unwrap_or_default();
    [kind.to_string(), name, fips(place).to_owned(), empty(), empty(), degree(0), degree(1), empty()]
}

/// The FIPS code of the country that a place is in.
fn fips(place: &Where) -> &str {
    /// Degrees east between the two that are Palestine.
    const BETWEEN: f64 = 34.6;
    match (place.country.as_deref(), place.lon) {
        (Some("PSE"), Some(east)) if place.precision < 6 && east < BETWEEN => "GZ",
        (Some(country), _) => Scheme::Fips.code(country).unwrap_or_default(),
        (None, _) => "",
    }
}

/// A day as a moment, at midnight; empty where the day is not known.
pub(super) fn midnight(day: Option<&str>) -> String {
    let date = day.and_then(|day| day.parse::<jiff::civil::Date>().ok());
    date.map(|date| date.strftime("%Y%m%d000000").to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::telling::tests::{full, said};
    use super::*;
    use crate::record::Category;

    fn cell(row: &[String], column: &str) -> String {
        row[GDELT_COLUMNS.iter().position(|name| *name == column).unwrap()].clone()
    }

    #[test]
    fn a_row_is_as_gdelt_writes_it() {
        let (event, claim) = full();
        let rows = rows(&Telling { event: &event, claims: &[said(&claim)] }).unwrap();
        assert_eq!((rows.len(), rows[0].len()), (1, 61));
        let told = |column: &str| cell(&rows[0], column);
        assert_eq!(
            ["SQLDATE", "MonthYear", "Year", "FractionDate"].map(told),
            ["20210811", "202108", "2021", "2021.6055"]
        );
        let actor = ["Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1Type1Code"].map(told);
        assert_eq!(actor, ["AZEMIL", "AZERBAIJAN", "AZE", "MIL"]);
        assert_eq!(["EventCode", "EventBaseCode", "EventRootCode"].map(told), ["194", "194", "19"]);
        assert_eq!(["QuadClass", "GoldsteinScale", "NumMentions"].map(told), ["4", "-10", "1"]);
        let place = ["ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_Lat"].map(told);
        assert_eq!(place, ["4", "Yeraskh, Armenia", "AM", "39.74"]);
        assert_eq!(
            ["DATEADDED", "SOURCEURL", "Actor1Geo_Type"].map(told),
            ["20210812000000", "https://news.example/1", "0"]
        );
        assert!(told("GLOBALEVENTID").parse::<i64>().unwrap() >= 0);
    }

    #[test]
    fn codes_keep_their_zeros_and_classes_are_gdelts() {
        let (mut event, _) = full();
        (event.event, event.quad, event.cameo) = (Category::Concede, 1, Some("080".into()));
        let rows = rows(&Telling { event: &event, claims: &[] }).unwrap();
        let told = |column: &str| cell(&rows[0], column);
        assert_eq!(["EventCode", "EventRootCode", "QuadClass", "SOURCEURL"].map(told), ["080", "08", "2", ""]);
    }

    #[test]
    fn bodies_and_places_have_gdelts_codes() {
        let (event, _) = full();
        let party = |country: &str, sector: &str| {
            let mut party = event.actors[0].clone();
            (party.country, party.sector) = (Some(country.into()), Some(sector.into()));
            let [whole, _, country, group, _, _, _, kind, ..] = actor(Some(&party));
            [whole, country, group, kind]
        };
        assert_eq!(party("UNO", "GOV"), ["IGOUNO", "", "UNO", "IGO"]);
        assert_eq!(party("EUR", "GOV"), ["IGOEUREEC", "EUR", "EEC", "IGO"]);
        assert_eq!(party("ROU", "JRN"), ["ROMMED", "ROM", "", "MED"]);
        assert_eq!(party("ROU", "MED"), ["ROMHLH", "ROM", "", "HLH"]);
        assert_eq!(party("ROU", "PTY"), ["ROM", "ROM", "", ""]);
        let place = |country: &str, precision: u8, lon: f64| {
            let place = json!({"name": "X", "id": null, "country": country, "lat": 31.5, "lon": lon, "precision": precision, "basis": "explicit"});
            let [kind, _, code, ..] = geo(Some(&serde_json::from_value(place).unwrap()));
            (kind, code)
        };
        assert_eq!(place("PSE", 1, 34.46), ("4".into(), "GZ".into()));
        assert_eq!(place("PSE", 1, 35.2), ("4".into(), "WE".into()));
        assert_eq!(place("USA", 4, -100.0), ("2".into(), "US".into()));
        assert_eq!(place("CHN", 6, 100.0), ("1".into(), "CH".into()));
        assert_eq!(place("CHN", 5, 100.0), ("0".into(), String::new()));
    }
}
