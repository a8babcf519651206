//! ACLED events. In: a row. Out: the event by ACLED's sub-type. Always: two armed actors fight each other, as their order has no direction; who is a civilian or a protester is
//! acted on where the sub-type says that force was used against such.

use super::cells::{Cells, Names, named};
use super::places::Countries;
use super::{Fault, Imported, Killed, Party, Place, Reads, Row, day};
use crate::record::Category;

/// Associated actors of a side that are taken in.
const MOST_PARTIES: usize = 20;

pub(super) struct Columns {
    id: usize,
    date: usize,
    sub_type: usize,
    actors: [Actor; 2],
    time_precision: Option<usize>,
    country: usize,
    places: [Option<usize>; 4],
    lat: Option<usize>,
    lon: Option<usize>,
    geo_precision: Option<usize>,
    source: Option<usize>,
    fatalities: Option<usize>,
}

struct Actor {
    name: usize,
    associated: Option<usize>,
    kind: Option<usize>,
}

impl Columns {
    pub fn of(names: &Names) -> Result<Self, Fault> {
        let actor = |n: u8| -> Result<Actor, Fault> {
            Ok(Actor {
                name: names.needed(&[&format!("actor{n}")])?,
                associated: names.find(&[&format!("assoc_actor_{n}")]),
                kind: names.find(&[&format!("inter{n}")]),
            })
        };
        Ok(Self {
            id: names.needed(&["event_id_cnty"])?,
            date: names.needed(&["event_date"])?,
            sub_type: names.needed(&["sub_event_type"])?,
            actors: [actor(1)?, actor(2)?],
            time_precision: names.find(&["time_precision"]),
            country: names.needed(&["country"])?,
            places: [["location"], ["admin2"], ["admin1"], ["country"]].map(|name| names.find(&name)),
            lat: names.find(&["latitude"]),
            lon: names.find(&["longitude"]),
            geo_precision: names.find(&["geo_precision"]),
            source: names.find(&["source"]),
            fatalities: names.find(&["fatalities"]),
        })
    }
}

/// What a sub-type is in PLOVER, and who acts on whom.
struct Act {
    category: Category,
    mode: Option<&'static str>,
    context: &'static [&'static str],
    roles: Roles,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Roles {
    /// All who are armed act; civilians are acted on.
    Force,
    /// Forces act on protesters.
    AgainstProtesters,
    /// Protesters or rioters act; others are not acted on.
    Protest,
    /// The first acts on the second.
    Directed,
    /// All act.
    Mutual,
}

/// What a sub-type is; `None` where PLOVER has no such category.
fn act(sub_type: &str) -> Option<Act> {
    use Category::{Assault, Coerce, Mobilize, Protest, Support};
    let bare: String = sub_type.chars().filter(char::is_ascii_alphanumeric).flat_map(char::to_lowercase).collect();
    let force = |mode| (Assault, mode, &[][..], Roles::Force);
    let (category, mode, context, roles) = match bare.as_str() {
        "armedclash" => force(None),
        "governmentregainsterritory" | "nonstateactorovertakesterritory" => {
            (Assault, None, &["territory"][..], Roles::Force)
        }
        "chemicalweapon" => (Assault, Some("unconventional"), &["cbrn"][..], Roles::Force),
        "airdronestrike" => force(Some("aerial")),
        "suicidebomb" => force(Some("suicide-attack")),
        "shellingartillerymissileattack" => force(Some("heavy-weapons")),
        "remoteexplosivelandmineied" | "grenade" => force(Some("explosives")),
        "attack" | "mobviolence" => force(None),
        "sexualviolence" => force(Some("sexual")),
        "abductionforceddisappearance" => force(Some("abduct")),
        "excessiveforceagainstprotesters" => (Assault, Some("crowd-control"), &[][..], Roles::AgainstProtesters),
        "peacefulprotest" | "protestwithintervention" => (Protest, Some("demo"), &[][..], Roles::Protest),
        "violentdemonstration" => (Protest, Some("riot"), &[][..], Roles::Protest),
        "agreement" => (Support, None, &["diplomatic"][..], Roles::Mutual),
        "arrests" => (Coerce, Some("arrest"), &["legal"][..], Roles::Directed),
        "lootingpropertydestruction" => (Coerce, Some("seize"), &["human_security"][..], Roles::Directed),
        "headquartersorbaseestablished" => (Mobilize, None, &["military"][..], Roles::Directed),
        _ => return None,
    };
    Some(Act { category, mode, context, roles })
}

/// Sub-types that PLOVER has no category for.
const WITHOUT_A_CATEGORY: [&str; 4] =
    ["Change to group/activity", "Disrupted weapons use", "Non-violent transfer of territory", "Other"];

/// What an actor is, by ACLED's column `inter`, in numbers as it was and in words as it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    State,
    Rebels,
    Militia,
    Rioters,
    Protesters,
    Civilians,
    Other,
}

impl Kind {
    fn of(inter: &str, name: &str) -> Kind {
        let word = inter.to_ascii_lowercase();
        match word.as_str() {
            "1" => Kind::State,
            "2" => Kind::Rebels,
            "3" | "4" => Kind::Militia,
            "5" => Kind::Rioters,
            "6" => Kind::Protesters,
            "7" => Kind::Civilians,
            _ if word.contains("state force") && !word.contains("external") => Kind::State,
            _ if word.contains("rebel") => Kind::Rebels,
            _ if word.contains("militia") => Kind::Militia,
            _ if word.contains("rioter") || name.starts_with("Rioters") => Kind::Rioters,
            _ if word.contains("protester") || name.starts_with("Protesters") => Kind::Protesters,
            _ if word.contains("civilian") || name.starts_with("Civilians") => Kind::Civilians,
            _ => Kind::Other,
        }
    }

    fn sector(self, name: &str) -> Option<&'static str> {
        match self {
            _ if name.starts_with("Military Forces") => Some("MIL"),
            _ if name.starts_with("Police Forces") => Some("COP"),
            _ if name.starts_with("Government of") => Some("GOV"),
            _ if name.starts_with("Unidentified Armed Group") => Some("UAF"),
            Kind::Rebels => Some("REB"),
            Kind::Rioters | Kind::Protesters | Kind::Civilians => Some("CVL"),
            Kind::State | Kind::Militia | Kind::Other => None,
        }
    }

    fn is_unarmed(self) -> bool {
        matches!(self, Kind::Protesters | Kind::Civilians)
    }
}

/// The country that an actor's name tells: `Military Forces of Ukraine (2019-)`, `Civilians (Mali)`.
fn country(name: &str, countries: &mut Countries<'_>) -> Option<&'static str> {
    let (before, inside) = name.split_once(" (").unwrap_or((name, ""));
    let inside = inside.split(')').next().unwrap_or_default();
    let of = before.split_once(" of ").map(|(_, of)| of.strip_prefix("the ").unwrap_or(of));
    let state = ["Military Forces", "Police Forces", "Government"].iter().any(|begin| before.starts_with(begin));
    match of.filter(|_| state) {
        Some(of) => countries.by_name(of),
        None if inside.bytes().any(|b| b.is_ascii_digit()) => None,
        None => countries.by_name(inside),
    }
}

impl Reads for Columns {
    fn read(&self, cells: &Cells<'_>, countries: &mut Countries<'_>) -> Result<Row, Fault> {
        let id = cells.id(self.id, "event_id_cnty")?;
        let date = day::needed("event_date", &cells.text(self.date))?;
        let sub_type = cells.text(self.sub_type);
        let Some(act) = act(&sub_type) else {
            return match WITHOUT_A_CATEGORY.iter().any(|known| known.eq_ignore_ascii_case(&sub_type)) {
                true => Ok(Row::LeftOut("a strategic development without a PLOVER category")),
                false => {
                    let cause = format!("sub_event_type: {:?} is none of ACLED's", super::gdelt::shown(&sub_type));
                    Err(Fault::new(cause, "look whether the columns of this row are shifted"))
                }
            };
        };
        let mut sides: [Vec<(Kind, Party)>; 2] = Default::default();
        for (actor, side) in self.actors.iter().zip(&mut sides) {
            let Some(name) = named(&cells.text(actor.name)) else { continue };
            let kind = Kind::of(&cells.told(actor.kind), &name);
            let mut add = |name: String, kind: Kind| {
                let (country, sector) = (country(&name, countries), kind.sector(&name));
                side.push((kind, Party { acts: true, name, country, sector }));
            };
            add(name, kind);
            let associated = cells.told(actor.associated);
            // Only those that are parties by their own names: what is said of them otherwise, such as "Women (Mali)", is no party.
            let bodies = ["Military Forces", "Police Forces", "Government of"];
            for name in associated.split(';').filter_map(named).take(MOST_PARTIES) {
                if bodies.iter().any(|begin| name.starts_with(begin)) {
                    add(name, Kind::State);
                }
            }
        }
        let parties = with_roles(act.roles, sides);
        let precision = |column, name| cells.number::<u8>(column, name, "no precision of 1 to 3");
        let when = match precision(self.time_precision, "time_precision")? {
            None | Some(1) => day::on(date),
            Some(2) => day::week(date),
            _ => day::month(date),
        };
        let precision = match precision(self.geo_precision, "geo_precision")? {
            None | Some(1) => 1,
            Some(2) => 3,
            _ => 4,
        };
        let place = self.places.iter().find_map(|column| cells.name(*column)).map(|name| Place {
            name,
            id: None,
            country: None,
            point: None,
            precision,
        });
        let point = cells.point(self.lat, self.lon)?;
        let country = countries.by_name(&cells.text(self.country));
        let place = place.map(|place| Place { country, point, ..place });
        let dead = cells.count(self.fatalities, "fatalities")?;
        let sources = cells.told(self.source).split(';').filter(|name| !name.trim().is_empty()).count();
        Ok(Row::Event(Box::new(Imported {
            id,
            category: act.category,
            mode: act.mode,
            context: act.context.to_vec(),
            cameo: None,
            parties,
            when,
            place,
            killed: dead.filter(|dead| *dead > 0).map(|best| Killed { low: None, best, high: None, of: Vec::new() }),
            sources: u32::try_from(sources).unwrap_or(u32::MAX).max(1),
            mentions: None,
            published: None,
            language: None,
            url: None,
            publisher: cells.name(self.source),
            root: true,
            digest: 0,
        })))
    }
}

/// The parties, each with its side of the act.
fn with_roles(roles: Roles, sides: [Vec<(Kind, Party)>; 2]) -> Vec<Party> {
    let [first, second] = sides;
    let unarmed = |kind: Kind| match roles {
        Roles::AgainstProtesters => matches!(kind, Kind::Protesters | Kind::Rioters),
        _ => kind.is_unarmed(),
    };
    // Where nobody is armed, all act.
    let any_armed = first.iter().chain(&second).any(|(kind, _)| !unarmed(*kind));
    let side = |second: bool| {
        move |(kind, party): (Kind, Party)| {
            let acts = match roles {
                Roles::Force | Roles::AgainstProtesters => !(any_armed && unarmed(kind)),
                Roles::Protest => matches!(kind, Kind::Protesters | Kind::Rioters),
                Roles::Directed => !second,
                Roles::Mutual => true,
            };
            (kind, Party { acts, ..party })
        }
    };
    let all = first.into_iter().map(side(false)).chain(second.into_iter().map(side(true)));
    // Who stands beside a protest, police that watch it, is no party to it.
    all.filter(|(_, party)| roles != Roles::Protest || party.acts).map(|(_, party)| party).collect()
}
