//! UCDP GED: incidents of organised violence with at least one death, at a place and a time.

use super::force::Force;
use super::format::{CODES, Format, Shape};
use super::telling::{LeftOut, Telling, country_name, days, distinct, done, length, number, point};
use crate::knowledge::countries::Scheme;
use crate::record::{Category, Event, EventParty};

/// GED's columns.
pub const GED_COLUMNS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

/// The format.
pub const GED: Format = Format {
    name: "ged",
    what: "UCDP GED's columns (CSV): organised violence with deaths",
    shape: Shape::Commas,
    columns: &GED_COLUMNS,
    claims: false,
    cameo: "none",
    quad: "none",
    open: &[
        (&["active_year", "code_status", "event_clarity"], "they are UCDP's own judgements"),
        (
            &[
                "conflict_dset_id",
                "conflict_new_id",
                "conflict_name",
                "dyad_dset_id",
                "dyad_new_id",
                "side_a_dset_id",
                "side_a_new_id",
                "side_b_dset_id",
                "side_b_new_id",
            ],
            "UCDP's numbers and names of conflicts and actors are not in the knowledge",
        ),
        (&["source_original"], "who told the first source is part of a claim: see `claims`"),
        (&["where_description"], "the words of a place are not kept with an event"),
        (
            &["adm_1", "adm_2"],
            "the divisions that a place lies in are not kept with an event; a province itself is in adm_1, a district in adm_2",
        ),
    ],
    notes: "An event is in it by UCDP's definition: ASSAULT by an organised actor (a state, an armed group) on another or on civilians, told as done, with at \
            least one death, a place with coordinates and a period of a year at most. type_of_violence is 1 where one side is a state and the other armed, 2 \
            where neither is a state, 3 where the other side is unarmed; where the sector of a side does not tell it, or a side is an \
            international organisation, the event is left out. Whether a dyad has \
            25 deaths in a year is not asked. Sides are the first parties; a state is `Government of …`, the unarmed are `Civilians`. best is the best figure, \
            else the lowest, else the highest; low and high are empty where nobody bounds them. All deaths are in deaths_unknown unless every figure is told of \
            one side. where_prec is UCDP's own scale. date_prec is 1 for a day, 2 for up to six days, 3 for a week, 4 for a month, 5 for a year. country_id, \
            gwnoa and gwnob are Gleditsch and Ward's numbers; region is UCDP's, by these. priogrid_gid is the cell of half a degree. id is the digest that \
            `gdelt` has, relid the event's id.",
    leaves_out: &[
        LeftOut::NotDone,
        LeftOut::OtherKind,
        LeftOut::NoDeaths,
        LeftOut::NoType,
        LeftOut::Undated,
        LeftOut::Unplaced,
    ],
    codes: CODES,
    rows: Some(rows),
};

/// Days of a period at most.
const YEAR: i32 = 366;

fn rows(telling: &Telling) -> Result<Vec<Vec<String>>, LeftOut> {
    let event = telling.event;
    done(event.status)?;
    if event.event != Category::Assault {
        return Err(LeftOut::OtherKind);
    }
    let killed = event.toll.as_ref().and_then(|toll| toll.killed.as_ref()).ok_or(LeftOut::NoDeaths)?;
    let best = killed.best.or(killed.low).or(killed.high).ok_or(LeftOut::NoDeaths)?;
    if killed.high.or(killed.best).unwrap_or(best).max(best) == 0 {
        return Err(LeftOut::NoDeaths);
    }
    let [a, b] = sides(event).ok_or(LeftOut::NoType)?;
    let violence = violence(Force::of(a), Force::of(b)).ok_or(LeftOut::NoType)?;
    let period = days(event, YEAR)?;
    let place = event.place.as_ref().ok_or(LeftOut::Unplaced)?;
    let [lat, lon] = point(place).ok_or(LeftOut::Unplaced)?;
    let names = [side(a, false), side(b, violence == 3)];
    let country = place.country.as_deref();
    let gw = country.and_then(|country| Scheme::Gw.code(country)).unwrap_or_default();
    let division = |precision: u8| if place.precision == precision { place.name.clone() } else { String::new() };
    let told = |field: fn(&super::Said) -> Option<String>| {
        let values: Vec<String> = telling.claims.iter().filter_map(field).collect();
        distinct(values.iter().map(String::as_str)).join("; ")
    };
    let article = told(|said| {
        let parts = [said.source, said.published, said.title].into_iter().flatten().collect::<Vec<_>>();
        Some(parts.join(", ")).filter(|words| !words.is_empty())
    });
    let shares = shares(event, [a, b], violence == 3, best);
    let gwno = |party: &EventParty| {
        let code = party.country.as_deref().filter(|_| Force::of(party) == Force::State);
        code.and_then(|code| Scheme::Gw.code(code)).unwrap_or_default().to_owned()
    };
    let number_of = |count: Option<u64>| count.map(|count| count.to_string()).unwrap_or_default();
    let empty = String::new;
    let mut row = vec![
        number(event, (Some(a), Some(b))),
        event.id.clone(),
        period[0].year().to_string(),
        empty(),
        empty(),
        violence.to_string(),
        empty(),
        empty(),
        empty(),
        empty(),
        empty(),
        names.join(" - "),
    ];
    row.extend([empty(), empty(), names[0].clone(), empty(), empty(), names[1].clone()]);
    row.extend([
        event.sources.to_string(),
        article,
        told(|said| said.source.map(str::to_owned)),
        told(|said| said.published.map(str::to_owned)),
        told(|said| said.title.map(str::to_owned)),
        empty(),
        place.precision.to_string(),
        place.name.clone(),
        empty(),
        division(4),
        division(3),
        lat.to_string(),
        lon.to_string(),
        format!("POINT ({lon} {lat})"),
        priogrid(lat, lon).map(|cell| cell.to_string()).unwrap_or_default(),
        country.map(country_name).unwrap_or_default().to_owned(),
        gw.to_owned(),
        region(gw).to_owned(),
        empty(),
        precision_of(length(period)).to_string(),
        period[0].to_string(),
        period[1].to_string(),
    ]);
    row.extend(shares.map(|deaths| deaths.to_string()));
    row.extend([best.to_string(), number_of(killed.high), number_of(killed.low)]);
    row.extend([gwno(a), if violence == 3 { empty() } else { gwno(b) }]);
    Ok(vec![row])
}

/// Who does it and whom it is done to; of a mutual act the first two.
fn sides(event: &Event) -> Option<[&EventParty; 2]> {
    match (&event.actors[..], &event.recipients[..]) {
        ([a, b, ..], []) => Some([a, b]),
        ([a, ..], [b, ..]) => Some([a, b]),
        _ => None,
    }
}

/// UCDP's type of violence; `None` where it cannot be told.
fn violence(a: Force, b: Force) -> Option<u8> {
    match (a, b) {
        // UCDP counts no conflict between organisations of states.
        (Force::External, _) | (_, Force::External) => None,
        (a, Force::Civilians) if a.is_armed() => Some(3),
        (Force::State, b) if b.is_armed() => Some(1),
        (a, Force::State) if a.is_armed() => Some(1),
        (a, b) if a.is_armed() && b.is_armed() => Some(2),
        _ => None,
    }
}

/// The name of a side as UCDP writes it.
fn side(party: &EventParty, unarmed: bool) -> String {
    match party.country.as_deref() {
        _ if unarmed => "Civilians".to_owned(),
        Some(country) if Force::of(party) == Force::State => format!("Government of {}", country_name(country)),
        _ => party.name.clone(),
    }
}

/// Deaths of side a, of side b, of civilians, and of nobody knows whom: all are of one where every figure is told of the same.
fn shares(event: &Event, [a, b]: [&EventParty; 2], unarmed: bool, best: u64) -> [u64; 4] {
    let figures = event.toll.iter().flat_map(|toll| &toll.killed).flat_map(|killed| &killed.figures);
    let mut told: Vec<Option<&str>> = figures.map(|figure| figure.side.as_deref()).collect();
    told.dedup();
    let is = |party: &EventParty, side: &str| {
        [Some(party.name.as_str()), party.entity.as_deref(), party.country.as_deref()].contains(&Some(side))
    };
    let at = match &told[..] {
        [Some(side)] if side.eq_ignore_ascii_case("civilians") || unarmed && is(b, side) => 2,
        // A country on both sides tells neither.
        [Some(side)] if is(a, side) != is(b, side) => usize::from(is(b, side)),
        _ => 3,
    };
    std::array::from_fn(|n| if n == at { best } else { 0 })
}

/// PRIO-GRID's number of the cell of half a degree, counted from the south-west corner of the map; `None` off the map.
fn priogrid(lat: f64, lon: f64) -> Option<u32> {
    let on_map = (-90.0..90.0).contains(&lat) && (-180.0..180.0).contains(&lon);
    on_map.then(|| ((lat + 90.0) * 2.0).floor() as u32 * 720 + ((lon + 180.0) * 2.0).floor() as u32 + 1)
}

/// UCDP's region of a state by its number.
fn region(gw: &str) -> &'static str {
    match gw.parse::<u16>() {
        Ok(2..=199) => "Americas",
        Ok(200..=399) => "Europe",
        Ok(400..=626) => "Africa",
        Ok(630..=699) => "Middle East",
        Ok(700..=999) => "Asia",
        _ => "",
    }
}

/// UCDP's precision of a date by the days of the period.
fn precision_of(days: i32) -> u8 {
    match days {
        ..=1 => 1,
        2..=6 => 2,
        7 => 3,
        8..=31 => 4,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::telling::tests::{full, said};
    use super::*;
    use crate::record::EventCount;

    fn cell(row: &[String], column: &str) -> String {
        row[GED_COLUMNS.iter().position(|name| *name == column).unwrap()].clone()
    }

    #[test]
    fn a_battle_of_two_states_is_state_based() {
        let (event, claim) = full();
        let rows = rows(&Telling { event: &event, claims: &[said(&claim), said(&claim)] }).unwrap();
        assert_eq!((rows.len(), rows[0].len()), (1, 49));
        let told = |column: &str| cell(&rows[0], column);
        assert_eq!(
            ["type_of_violence", "side_a", "side_b"].map(told),
            ["1", "Government of Azerbaijan", "Government of Armenia"]
        );
        assert_eq!(told("dyad_name"), "Government of Azerbaijan - Government of Armenia");
        assert_eq!(["best", "low", "high", "deaths_unknown", "deaths_a"].map(told), ["7", "6", "9", "7", "0"]);
        assert_eq!(["gwnoa", "gwnob", "country_id", "region"].map(told), ["373", "371", "371", "Europe"]);
        assert_eq!(
            ["where_prec", "date_prec", "date_start", "date_end"].map(told),
            ["1", "1", "2021-08-11", "2021-08-11"]
        );
        assert_eq!(
            (told("geom_wkt"), told("source_article")),
            ("POINT (44.83 39.74)".into(), "A Newspaper, 2021-08-12, A title".into())
        );
    }

    #[test]
    fn what_ucdp_does_not_count_is_left_out() {
        let left = |change: fn(&mut Event)| {
            let (mut event, _) = full();
            change(&mut event);
            rows(&Telling { event: &event, claims: &[] }).unwrap_err()
        };
        assert_eq!(left(|e| e.toll = None), LeftOut::NoDeaths);
        assert_eq!(left(|e| e.event = Category::Coerce), LeftOut::OtherKind);
        assert_eq!(left(|e| e.recipients[0].sector = Some("UNK".into())), LeftOut::NoType);
        assert_eq!(left(|e| e.recipients.clear()), LeftOut::NoType);
        assert_eq!(left(|e| e.actors[0].sector = Some("CVL".into())), LeftOut::NoType);
        assert_eq!(left(|e| e.place = None), LeftOut::Unplaced);
        assert_eq!(left(|e| e.when = None), LeftOut::Undated);
        let none = || EventCount { low: Some(0), best: Some(0), high: None, figures: Vec::new() };
        let (mut event, _) = full();
        event.toll.as_mut().unwrap().killed = Some(none());
        assert_eq!(rows(&Telling { event: &event, claims: &[] }), Err(LeftOut::NoDeaths));
    }

    #[test]
    fn types_and_shares_follow_the_sides() {
        assert_eq!(violence(Force::Rebels, Force::Civilians), Some(3));
        assert_eq!(violence(Force::Rebels, Force::State), Some(1));
        assert_eq!(violence(Force::Rebels, Force::Militia), Some(2));
        assert_eq!(violence(Force::Civilians, Force::State), None);
        let share = |side: Option<&str>| {
            let (mut event, _) = full();
            let figure = json!({"claim": "r-1", "side": side, "low": 7, "best": 7, "high": 7, "text": "seven"});
            event.toll.as_mut().unwrap().killed.as_mut().unwrap().figures =
                vec![serde_json::from_value(figure).unwrap()];
            shares(&event, [&event.actors[0], &event.recipients[0]], false, 7)
        };
        assert_eq!(share(Some("civilians")), [0, 0, 7, 0]);
        assert_eq!(share(Some("Armenia")), [0, 7, 0, 0]);
        assert_eq!(share(Some("AZE")), [7, 0, 0, 0]);
        assert_eq!(share(None), [0, 0, 0, 7]);
    }

    #[test]
    fn cells_are_counted_from_the_south_west() {
        assert_eq!(priogrid(-89.9, -179.9), Some(1));
        assert_eq!(priogrid(89.9, 179.9), Some(259_200));
        // Kabul.
        assert_eq!(priogrid(34.5167, 69.1833), Some(179_779));
        assert_eq!(priogrid(91.0, 0.0), None);
        assert_eq!((region("651"), region("625"), region("")), ("Middle East", "Africa", ""));
    }
}
