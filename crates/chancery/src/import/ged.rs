//! UCDP's georeferenced events. In: a row. Out: force, with who used it and how many it killed. Always: in violence of type 3 side a acts on civilians; in the others
//! both sides fight.

use super::cells::{Cells, Names, named};
use super::places::Countries;
use super::{Fault, Imported, Killed, Party, Place, Reads, Row, When, day};
use crate::knowledge::countries::Scheme;
use crate::record::{Category, Granularity};

/// Days of a quarter.
const QUARTER: i32 = 92;

pub(super) struct Columns {
    id: usize,
    kind: usize,
    sides: [usize; 2],
    states: [Option<usize>; 2],
    first: usize,
    last: usize,
    date_precision: Option<usize>,
    place_precision: Option<usize>,
    places: [Option<usize>; 5],
    lat: Option<usize>,
    lon: Option<usize>,
    country: Option<usize>,
    country_id: Option<usize>,
    best: usize,
    high: Option<usize>,
    low: Option<usize>,
    deaths: [Option<usize>; 4],
    sources: Option<usize>,
    office: Option<usize>,
}

impl Columns {
    pub fn of(names: &Names) -> Result<Self, Fault> {
        let find = |name: &str| names.find(&[name]);
        Ok(Self {
            id: names.needed(&["id"])?,
            kind: names.needed(&["type_of_violence"])?,
            sides: [names.needed(&["side_a"])?, names.needed(&["side_b"])?],
            states: [find("gwnoa"), find("gwnob")],
            first: names.needed(&["date_start"])?,
            last: names.needed(&["date_end"])?,
            date_precision: find("date_prec"),
            place_precision: find("where_prec"),
            places: ["where_coordinates", "where_description", "adm_2", "adm_1", "country"].map(find),
            lat: find("latitude"),
            lon: find("longitude"),
            country: find("country"),
            country_id: find("country_id"),
            best: names.needed(&["best", "best_est"])?,
            high: names.find(&["high", "high_est"]),
            low: names.find(&["low", "low_est"]),
            deaths: ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"].map(find),
            sources: find("number_of_sources"),
            office: find("source_office"),
        })
    }

    fn when(&self, cells: &Cells<'_>) -> Result<When, Fault> {
        let first = day::needed("date_start", &cells.text(self.first))?;
        let last = day::needed("date_end", &cells.text(self.last))?;
        if last < first {
            return Err(Fault::new(format!("date_end {last} is before date_start {first}"), "put them in order"));
        }
        let days = first.until(last).map_or(0, |span| span.get_days()) + 1;
        let granularity = match cells.number::<u8>(self.date_precision, "date_prec", "no precision of 1 to 5")? {
            None | Some(0..=2) => Granularity::Day,
            Some(3) => Granularity::Week,
            Some(4) => Granularity::Month,
            Some(_) if days <= QUARTER => Granularity::Quarter,
            Some(_) => Granularity::Year,
        };
        Ok(When { first, last, granularity })
    }

    fn killed(&self, cells: &Cells<'_>, sides: &[Option<String>; 2]) -> Result<Option<Killed>, Fault> {
        let best = cells.count(Some(self.best), "best")?;
        let (low, high) = (cells.count(self.low, "low")?, cells.count(self.high, "high")?);
        let Some(best) = best.filter(|best| *best > 0 || high.is_some_and(|high| high > 0)) else { return Ok(None) };
        let names = [sides[0].clone(), sides[1].clone(), Some("civilians".to_owned()), None];
        let mut of = Vec::new();
        for (column, name) in self.deaths.into_iter().zip(names) {
            let dead = cells.count(column, "deaths")?.filter(|dead| *dead > 0);
            of.extend(name.zip(dead));
        }
        Ok(Some(Killed { low: low.map(|low| low.min(best)), best, high: high.map(|high| high.max(best)), of }))
    }
}

impl Reads for Columns {
    fn read(&self, cells: &Cells<'_>, countries: &mut Countries<'_>) -> Result<Row, Fault> {
        let id = cells.id(self.id, "id")?;
        let kind = match cells.bytes(self.kind) {
            b"1" => 1,
            b"2" => 2,
            b"3" => 3,
            _ => {
                let cause =
                    format!("type_of_violence: {:?} is not 1, 2 or 3", super::gdelt::shown(&cells.text(self.kind)));
                return Err(Fault::new(cause, "look whether the columns of this row are shifted"));
            }
        };
        let names = self.sides.map(|side| named(&cells.text(side)));
        let mut parties = Vec::new();
        for (n, name) in names.iter().enumerate() {
            let Some(name) = name else { continue };
            let is_victim = kind == 3 && n == 1;
            let of = name.strip_prefix("Government of ");
            let state = || {
                let codes = cells.told(self.states[n]);
                // Several states that fight on one side are several numbers; which of them is meant is not told.
                let code = codes.trim_end_matches(".0");
                Scheme::Gw.country(code)
            };
            let country = if is_victim { None } else { of.and_then(|of| countries.by_name(of)).or_else(state) };
            let sector = match (is_victim, of, kind) {
                (true, ..) => Some("CVL"),
                (_, Some(_), _) => Some("MIL"),
                (_, None, 1) if country.is_none() => Some("REB"),
                _ => None,
            };
            parties.push(Party { acts: !is_victim, name: name.clone(), country, sector });
        }
        let point = cells.point(self.lat, self.lon)?;
        let precision = cells.number::<u8>(self.place_precision, "where_prec", "no precision of 1 to 7")?;
        let code = cells.told(self.country_id);
        let country = Scheme::Gw.country(code.trim_end_matches(".0"));
        let country = country.or_else(|| countries.by_name(&cells.told(self.country)));
        let place = self.places.iter().find_map(|column| cells.name(*column));
        let precision = precision.unwrap_or(7).clamp(1, 7);
        let place = place.map(|name| Place { name, id: None, country, point, precision });
        let context = if kind == 1 { vec!["military"] } else { Vec::new() };
        Ok(Row::Event(Box::new(Imported {
            id,
            category: Category::Assault,
            mode: None,
            context,
            cameo: None,
            parties,
            when: self.when(cells)?,
            place,
            killed: self.killed(cells, &names)?,
            sources: cells.count(self.sources, "number_of_sources")?.unwrap_or(1).max(1),
            mentions: None,
            published: None,
            language: None,
            url: None,
            publisher: cells.name(self.office),
            root: true,
            digest: 0,
        })))
    }
}
