//! POLECAT events. In: a row. Out: the same in the same words, as POLECAT is in PLOVER's. Always: a mode or context that the codebook has not is left out.

use super::cells::{Cells, Names, named};
use super::places::{self, Countries};
use super::{Fault, Imported, Party, Place, Reads, Row, day};
use crate::Language;
use crate::knowledge::Sector;
use crate::knowledge::countries::Scheme;
use crate::record::Category;

/// PLOVER's contexts.
pub(super) const CONTEXTS: [&str; 37] = [
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
];

/// Parties on one side of a row.
const MOST_PARTIES: usize = 20;

pub(super) struct Columns {
    id: usize,
    date: usize,
    event: usize,
    mode: Option<usize>,
    contexts: Option<usize>,
    actor: Side,
    recipient: Side,
    placename: Option<usize>,
    city: Option<usize>,
    district: Option<usize>,
    province: Option<usize>,
    country: Option<usize>,
    lat: Option<usize>,
    lon: Option<usize>,
    geonames: Option<usize>,
    source: Option<usize>,
    published: Option<usize>,
    language: Option<usize>,
}

struct Side {
    name: usize,
    raw: Option<usize>,
    country: Option<usize>,
    cow: Option<usize>,
    primary: Option<usize>,
    sectors: Option<usize>,
}

impl Columns {
    pub fn of(names: &Names) -> Result<Self, Fault> {
        let side = |which: &str| -> Result<Side, Fault> {
            let find = |what: String| names.find(&[&what]);
            Ok(Side {
                name: names.needed(&[&format!("{which} Name")])?,
                raw: find(format!("{which} Name Raw")),
                country: find(format!("{which} Country")),
                cow: find(format!("{which} COW")),
                primary: find(format!("Primary {which} Sector")),
                sectors: find(format!("{which} Sectors")),
            })
        };
        let find = |name: &str| names.find(&[name]);
        Ok(Self {
            id: names.needed(&["Event ID"])?,
            date: names.needed(&["Event Date"])?,
            event: names.needed(&["Event Type"])?,
            mode: find("Event Mode"),
            contexts: names.find(&["Contexts", "Context"]),
            actor: side("Actor")?,
            recipient: side("Recipient")?,
            placename: find("Placename"),
            city: find("City"),
            district: find("District"),
            province: find("Province"),
            country: find("Country"),
            lat: find("Latitude"),
            lon: find("Longitude"),
            geonames: names.find(&["GeoNames ID", "Geoname ID"]),
            source: find("Source"),
            published: find("Publication Date"),
            language: find("Language"),
        })
    }

    fn place(&self, cells: &Cells<'_>, countries: &mut Countries<'_>) -> Result<Option<Place>, Fault> {
        let point = cells.point(self.lat, self.lon)?;
        let by = [self.city, self.district, self.province, self.country];
        let Some(place) = super::icews::place(cells, by, point, countries) else { return Ok(None) };
        let id = cells.told(self.geonames);
        // Also as a spreadsheet has it: 616052.0.
        let id = id.strip_suffix(".0").unwrap_or(&id);
        let id = id.parse::<u32>().ok().map(|id| format!("geonames:{id}"));
        let name = cells.name(self.placename).unwrap_or(place.name);
        Ok(Some(Place { name, id, ..place }))
    }
}

impl Side {
    /// The parties: lists are separated by semicolons; where names and countries are not as many, each country is a party.
    fn parties(&self, cells: &Cells<'_>, acts: bool, countries: &mut Countries<'_>) -> Vec<Party> {
        let list = |at: Option<usize>| -> Vec<String> {
            let told = cells.told(at);
            told.split(';').filter_map(named).take(MOST_PARTIES).collect()
        };
        let sectors = [self.primary, self.sectors].map(list);
        let sector = |code: &String| Sector::from_code(code).map(Sector::code);
        let first = sectors.iter().flatten().find_map(sector);
        let (names, codes) = (list(Some(self.name)), list(self.country));
        let cows = list(self.cow);
        let mut country = |n: usize, name: Option<&String>| {
            let code = codes.get(n).and_then(|code| countries.by_code_or_name(code));
            let cow = || cows.get(n).and_then(|cow| Scheme::Cow.country(cow.strip_suffix(".0").unwrap_or(cow)));
            code.or_else(cow).or_else(|| name.filter(|_| codes.is_empty()).and_then(|name| places::code(name)))
        };
        let whole = cells.name(Some(self.name)).or_else(|| cells.name(self.raw));
        match (names.len(), codes.len()) {
            (n, c) if n == c && n > 1 => {
                let each = names.iter().enumerate();
                each.map(|(at, name)| Party {
                    acts,
                    name: name.clone(),
                    country: country(at, Some(name)),
                    sector: sectors[0].get(at).and_then(sector).or(first),
                })
                .collect()
            }
            (_, 0 | 1) => {
                let country = country(0, whole.as_ref());
                let name = whole.or_else(|| country.map(str::to_owned));
                name.map(|name| Party { acts, name, country, sector: first }).into_iter().collect()
            }
            (_, many) => (0..many)
                .filter_map(|at| {
                    let country = country(at, None)?;
                    Some(Party { acts, name: country.to_owned(), country: Some(country), sector: first })
                })
                .collect(),
        }
    }
}

impl Reads for Columns {
    fn read(&self, cells: &Cells<'_>, countries: &mut Countries<'_>) -> Result<Row, Fault> {
        let id = cells.id(self.id, "Event ID")?;
        let when = day::on(day::needed("Event Date", &cells.text(self.date))?);
        let event = cells.text(self.event);
        let category = Category::from_name(&event.to_uppercase()).ok_or_else(|| {
            let cause = format!("Event Type: {:?} is no PLOVER category", super::gdelt::shown(&event));
            Fault::new(cause, "look whether the columns of this row are shifted")
        })?;
        let mode = cells.told(self.mode).to_lowercase().replace([' ', '_'], "-");
        let mode = category.entry().modes.iter().map(|(name, ..)| *name).find(|name| *name == mode);
        let contexts = cells.told(self.contexts).to_lowercase();
        let mut context: Vec<&'static str> = Vec::new();
        for word in contexts.split([';', ',']) {
            let word = word.trim().replace([' ', '-'], "_");
            context.extend(CONTEXTS.iter().find(|name| **name == word && !context.contains(*name)));
        }
        let mut parties = self.actor.parties(cells, true, countries);
        parties.extend(self.recipient.parties(cells, false, countries));
        Ok(Row::Event(Box::new(Imported {
            id,
            category,
            mode,
            context,
            cameo: None,
            parties,
            when,
            place: self.place(cells, countries)?,
            killed: None,
            sources: 1,
            mentions: None,
            published: day::day(&cells.told(self.published)),
            language: Language::from_code(&cells.told(self.language).to_lowercase()),
            url: None,
            publisher: cells.name(self.source),
            root: true,
            digest: 0,
        })))
    }
}
