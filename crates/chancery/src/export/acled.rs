//! ACLED: events of disorder, in ACLED's types and sub-types as far as PLOVER's modes tell them.

use super::force::Force;
use super::format::{CODES, Format, Shape};
use super::telling::{LeftOut, Telling, country_name, days, distinct, done, length, point};
use crate::record::{Category, Event, EventParty};

/// ACLED's columns.
pub const ACLED_COLUMNS: [&str; 31] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

/// The format.
pub const ACLED: Format = Format {
    name: "acled",
    what: "ACLED's columns (CSV): political violence and demonstrations",
    shape: Shape::Commas,
    columns: &ACLED_COLUMNS,
    claims: false,
    cameo: "none: ACLED's own types",
    quad: "none",
    open: &[
        (
            &["assoc_actor_1", "assoc_actor_2"],
            "further parties of an event stand in actor1 and actor2, separated by `; `",
        ),
        (&["iso"], "numbers of ISO 3166-1 are not in the knowledge"),
        (&["region"], "ACLED's regions are not in the knowledge"),
        (
            &["admin1", "admin2", "admin3"],
            "the divisions that a place lies in are not kept with an event; a province itself is in admin1",
        ),
        (&["civilian_targeting"], "only where civilians are attacked"),
        (&["source_scale"], "not known of publishers"),
        (&["tags", "timestamp"], "nothing is known of them"),
    ],
    notes: "ASSAULT by armed sides on each other: Battles / Armed clash; by air or drone, heavy weapons, explosives, suicide: Explosions/Remote violence; on \
            the unarmed: Violence against civilians (Attack; Sexual violence; Abduction/forced disappearance); of property: Strategic developments / \
            Looting/property destruction; by crowd control: Protests (Protest with intervention; with deaths Excessive force against protesters). PROTEST \
            demo: Peaceful protest; riot and vandalize: Riots / Violent demonstration. Everything else is left out, as are an assault whose kind or sides \
            are not told, and protests of another mode or none. event_id_cnty is the event's own id. time_precision is 1 for a day, 2 for a week, 3 for a \
            month. geo_precision is 1 for UCDP's 1, 2 for 2 and 3, 3 for a province; countries alone are left out. inter1 and inter2 are ACLED's numbers \
            (1 state, 2 rebels, 3 militia, 5 rioters, 6 protesters, 7 civilians, 8 external; states in another state are 8; empty where it cannot be told), \
            of the first party of a side. fatalities is the best figure, else the lowest; empty, not 0, where nothing is told. notes is the first sentence of \
            evidence, in the language of its report.",
    leaves_out: &[LeftOut::NotDone, LeftOut::OtherKind, LeftOut::Undated, LeftOut::Unplaced, LeftOut::Nobody],
    codes: CODES,
    rows: Some(rows),
};

/// Event type and sub-type.
type Kind = (&'static str, &'static str);

const BATTLE: Kind = ("Battles", "Armed clash");
const ATTACK: Kind = ("Violence against civilians", "Attack");
const RIOT: Kind = ("Riots", "Violent demonstration");
const EXCESS: Kind = ("Protests", "Excessive force against protesters");

fn rows(telling: &Telling) -> Result<Vec<Vec<String>>, LeftOut> {
    let event = telling.event;
    done(event.status)?;
    let sides = sides(event)?;
    let kind = kind(event, &sides).ok_or(LeftOut::OtherKind)?;
    let period = days(event, 31)?;
    let place = event.place.as_ref().ok_or(LeftOut::Unplaced)?;
    let precision = match place.precision {
        1 => 1,
        2 | 3 => 2,
        4 => 3,
        _ => return Err(LeftOut::Unplaced),
    };
    let [lat, lon] = point(place).ok_or(LeftOut::Unplaced)?;
    let names = |side: &[EventParty]| side.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join("; ");
    let codes = [0, 1].map(|n| sides[n].first().and_then(|party| inter(party, n == 0, kind, place.country.as_deref())));
    // ACLED writes both numbers side by side, the lower first, and 0 for nobody.
    let interaction = match codes {
        [Some(a), Some(b)] => format!("{}{}", a.min(b), a.max(b)),
        [Some(a), None] if sides[1].is_empty() => format!("{a}0"),
        _ => String::new(),
    };
    let civilians = kind.0 == ATTACK.0
        || kind == EXCESS
        || kind.0.starts_with("Explosions") && sides[1].first().is_some_and(|p| Force::of(p) == Force::Civilians);
    let killed = event.toll.as_ref().and_then(|toll| toll.killed.as_ref()).and_then(|count| count.best.or(count.low));
    let number = |code: Option<u8>| code.map(|code| code.to_string()).unwrap_or_default();
    let time = match length(period) {
        1 => 1,
        2..=7 => 2,
        _ => 3,
    };
    let province = if place.precision == 4 { place.name.clone() } else { String::new() };
    let sources = distinct(telling.claims.iter().filter_map(|said| said.source)).join("; ");
    let notes =
        telling.claims.first().and_then(|said| said.claim.evidence.first()).map(|evidence| evidence.text.clone());
    let empty = String::new;
    Ok(vec![vec![
        event.id.clone(),
        period[0].to_string(),
        period[0].year().to_string(),
        time.to_string(),
        disorder(kind).to_owned(),
        kind.0.to_owned(),
        kind.1.to_owned(),
        names(sides[0]),
        empty(),
        number(codes[0]),
        names(sides[1]),
        empty(),
        number(codes[1]),
        interaction,
        if civilians { "Civilian targeting".to_owned() } else { empty() },
        empty(),
        empty(),
        place.country.as_deref().map(country_name).unwrap_or_default().to_owned(),
        province,
        empty(),
        empty(),
        place.name.clone(),
        lat.to_string(),
        lon.to_string(),
        precision.to_string(),
        sources,
        empty(),
        notes.unwrap_or_default(),
        killed.map(|killed| killed.to_string()).unwrap_or_default(),
        empty(),
        empty(),
    ]])
}

/// The two sides; of an act without recipients the first party against the others.
fn sides(event: &Event) -> Result<[&[EventParty]; 2], LeftOut> {
    match (&event.actors[..], &event.recipients[..]) {
        ([], []) => Err(LeftOut::Nobody),
        ([first, others @ ..], []) => Ok([std::slice::from_ref(first), others]),
        (actors, recipients) => Ok([actors, recipients]),
    }
}

/// ACLED's type of an event; `None` where it has none, or where it cannot be told.
fn kind(event: &Event, sides: &[&[EventParty]; 2]) -> Option<Kind> {
    let told = |mode: &str| event.mode.iter().any(|told| told == mode);
    let of = |side: &[EventParty]| side.first().map(Force::of);
    let (actor, recipient) = (of(sides[0]), of(sides[1]));
    let unarmed = recipient == Some(Force::Civilians);
    // A person of the government who is shot at is no army.
    let hit = unarmed || told("targeted") && recipient.is_some();
    match event.event {
        Category::Protest if told("riot") || told("vandalize") => Some(RIOT),
        Category::Protest if told("demo") => Some(("Protests", "Peaceful protest")),
        Category::Assault => {
            let killed = event.toll.as_ref().and_then(|toll| toll.killed.as_ref());
            let remote = |sub: &'static str| Some(("Explosions/Remote violence", sub));
            if told("aerial") || told("drone") {
                remote("Air/drone strike")
            } else if told("heavy-weapons") {
                remote("Shelling/artillery/missile attack")
            } else if told("suicide-attack") {
                remote("Suicide bomb")
            } else if told("explosives") {
                remote("Remote explosive/landmine/IED")
            } else if told("crowd-control") {
                let deadly = killed.and_then(|count| count.best.or(count.low)).is_some_and(|killed| killed > 0);
                Some(if deadly { EXCESS } else { ("Protests", "Protest with intervention") })
            } else if told("destroy") {
                Some(("Strategic developments", "Looting/property destruction"))
            } else if told("unconventional") {
                None
            } else if told("sexual") {
                unarmed.then_some((ATTACK.0, "Sexual violence"))
            } else if told("abduct") {
                unarmed.then_some((ATTACK.0, "Abduction/forced disappearance"))
            } else if hit {
                Some(ATTACK)
            } else if actor?.is_armed() && recipient?.is_armed() {
                Some(BATTLE)
            } else {
                None
            }
        }
        _ => None,
    }
}

fn disorder(kind: Kind) -> &'static str {
    match kind.0 {
        "Protests" if kind == EXCESS => "Political violence; Demonstrations",
        "Protests" | "Riots" => "Demonstrations",
        "Strategic developments" => "Strategic developments",
        _ => "Political violence",
    }
}

/// ACLED's number for a party; `None` where it cannot be told.
fn inter(party: &EventParty, acts: bool, kind: Kind, place: Option<&str>) -> Option<u8> {
    let force = Force::of(party);
    let crowd = match kind.0 {
        "Riots" => Some(5),
        "Protests" => Some(6),
        _ => None,
    };
    // Of force against a crowd, the crowd is who it is done to; else it is who acts.
    let is_crowd = acts != (kind == EXCESS || kind.1 == "Protest with intervention");
    if let Some(crowd) = crowd.filter(|_| is_crowd) {
        return Some(crowd);
    }
    Some(match force {
        Force::State if place.is_some() && party.country.as_deref() != place => 8,
        Force::State => 1,
        Force::Rebels => 2,
        Force::Militia => 3,
        Force::Civilians => 7,
        Force::External => 8,
        Force::Unknown => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::telling::tests::{full, said};
    use super::*;

    fn cell(row: &[String], column: &str) -> String {
        row[ACLED_COLUMNS.iter().position(|name| *name == column).unwrap()].clone()
    }

    #[test]
    fn shelling_is_remote_violence() {
        let (event, claim) = full();
        let rows = rows(&Telling { event: &event, claims: &[said(&claim)] }).unwrap();
        assert_eq!((rows.len(), rows[0].len()), (1, 31));
        let told = |column: &str| cell(&rows[0], column);
        assert_eq!(
            ["event_type", "sub_event_type"].map(told),
            ["Explosions/Remote violence", "Shelling/artillery/missile attack"]
        );
        // Armenia in Armenia is a state, Azerbaijan there another's.
        assert_eq!(["inter1", "inter2", "interaction", "civilian_targeting"].map(told), ["8", "1", "18", ""]);
        assert_eq!(
            ["country", "location", "geo_precision", "time_precision"].map(told),
            ["Armenia", "Yeraskh", "1", "1"]
        );
        assert_eq!(["fatalities", "source", "year"].map(told), ["7", "A Newspaper", "2021"]);
    }

    #[test]
    fn types_follow_modes_and_sides() {
        let kind_of = |category: Category, mode: &str, recipient: &str| {
            let (mut event, _) = full();
            (event.event, event.mode) = (category, if mode.is_empty() { vec![] } else { vec![mode.into()] });
            event.recipients[0].sector = Some(recipient.into());
            kind(&event, &sides(&event).unwrap())
        };
        for (mode, recipient, wanted) in [
            ("", "MIL", Some(BATTLE)),
            ("firearms", "REB", Some(BATTLE)),
            ("firearms", "CVL", Some(ATTACK)),
            ("targeted", "GOV", Some(ATTACK)),
            ("targeted", "JRN", Some(ATTACK)),
            ("abduct", "CVL", Some((ATTACK.0, "Abduction/forced disappearance"))),
            // Soldiers taken prisoner.
            ("abduct", "MIL", None),
            ("", "UNK", None),
            ("unconventional", "CVL", None),
            ("drone", "CVL", Some(("Explosions/Remote violence", "Air/drone strike"))),
            ("crowd-control", "CVL", Some(EXCESS)),
            ("destroy", "BUS", Some(("Strategic developments", "Looting/property destruction"))),
        ] {
            assert_eq!(kind_of(Category::Assault, mode, recipient), wanted, "{mode} {recipient}");
        }
        assert_eq!(kind_of(Category::Protest, "riot", "GOV"), Some(RIOT));
        assert_eq!(kind_of(Category::Protest, "hunger", "GOV"), None);
        assert_eq!(kind_of(Category::Coerce, "arrest", "CVL"), None);
    }

    #[test]
    fn a_country_alone_is_no_place() {
        let (mut event, claim) = full();
        event.place.as_mut().unwrap().precision = 6;
        assert_eq!(rows(&Telling { event: &event, claims: &[said(&claim)] }), Err(LeftOut::Unplaced));
        event.place = None;
        assert_eq!(rows(&Telling { event: &event, claims: &[said(&claim)] }), Err(LeftOut::Unplaced));
    }
}
