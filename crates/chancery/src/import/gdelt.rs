//! GDELT events. In: a row of GDELT 1.0 or 2.0. Out: one actor, one recipient, the act by its CAMEO code. Always: GDELT's own scores are not taken over; a row
//! that is no root event is marked so.

use super::cells::{Cells, named};
use super::places::Countries;
use super::{Fault, Imported, Party, Place, Reads, Row, cameo, day};
use crate::knowledge::Sector;
use crate::knowledge::countries::Scheme;

/// Places of columns, as the code books of GDELT list them.
const ID: usize = 0;
const DAY: usize = 1;
const ACTOR: usize = 5;
const RECIPIENT: usize = 15;
const ROOT: usize = 25;
const CODE: usize = 26;
const MENTIONS: usize = 31;
const SOURCES: usize = 32;

/// Where the two versions differ.
pub(super) struct Columns {
    /// How many there are.
    counts: &'static [usize],
    version: &'static str,
    /// Type of the place of the act.
    geo_type: usize,
    /// Its degrees north; those east follow.
    lat: usize,
    added: usize,
    url: usize,
}

impl Columns {
    /// GDELT 2.0.
    pub fn two() -> Self {
        Self { counts: &[61], version: "2.0", geo_type: 51, lat: 56, added: 59, url: 60 }
    }

    /// GDELT 1.0, with or without an address.
    pub fn one() -> Self {
        Self { counts: &[58, 57], version: "1.0", geo_type: 49, lat: 53, added: 56, url: 57 }
    }

    fn place(&self, cells: &Cells<'_>) -> Result<Option<Place>, Fault> {
        let precision = match cells.bytes(self.geo_type) {
            b"3" | b"4" => 1,
            b"2" | b"5" => 4,
            b"1" => 6,
            b"" | b"0" => return Ok(None),
            other => {
                let shown: String = String::from_utf8_lossy(other).chars().take(20).collect();
                return Err(Fault::new(format!("ActionGeo_Type: {shown:?} is none of 0 to 5"), WIDTH));
            }
        };
        let Some(name) = named(&cells.text(self.geo_type + 1)) else { return Ok(None) };
        let country = Scheme::Fips.country(&cells.text(self.geo_type + 2));
        let point = cells.point(Some(self.lat), Some(self.lat + 1))?;
        Ok(Some(Place { name, id: None, country, point, precision }))
    }
}

const WIDTH: &str =
    "look whether the columns of this row are shifted; use --format gdelt for 61 columns and gdelt1 for 58 or 57";

impl Reads for Columns {
    fn read(&self, cells: &Cells<'_>, _: &mut Countries<'_>) -> Result<Row, Fault> {
        if !self.counts.contains(&cells.len()) {
            let cause = format!("{} columns, where GDELT {} has {}", cells.len(), self.version, self.counts[0]);
            return Err(Fault::new(cause, WIDTH));
        }
        let id = cells.id(ID, "GLOBALEVENTID")?;
        if !id.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Fault::new(format!("GLOBALEVENTID: {id:?} is no number"), WIDTH));
        }
        let date = match cells.bytes(DAY) {
            digits if digits.len() == 8 => day::compact(digits),
            _ => None,
        };
        let date = date.map_or_else(|| day::needed("SQLDATE", &cells.text(DAY)), Ok)?;
        let code = cells.text(CODE);
        if !cameo::is_code(&code) && code != "---" {
            return Err(Fault::new(format!("EventCode: {:?} is no CAMEO code", shown(&code)), WIDTH));
        }
        let Some(act) = cameo::act(&code) else { return Ok(Row::LeftOut(cameo_has_none(&code))) };
        let root = match cells.bytes(ROOT) {
            b"1" => true,
            b"0" | b"" => false,
            _ => return Err(Fault::new(format!("IsRootEvent: {:?} is not 0 or 1", shown(&cells.text(ROOT))), WIDTH)),
        };
        let parties = [(ACTOR, true), (RECIPIENT, false)].into_iter().filter_map(|(at, acts)| party(cells, at, acts));
        Ok(Row::Event(Box::new(Imported {
            id,
            category: act.category,
            mode: act.mode,
            context: act.context.clone(),
            parties: parties.collect(),
            when: day::on(date),
            place: self.place(cells)?,
            killed: None,
            sources: cells.count(Some(SOURCES), "NumSources")?.unwrap_or(1).max(1),
            mentions: cells.count(Some(MENTIONS), "NumMentions")?,
            published: day::compact(cells.bytes(self.added)),
            language: None,
            url: cells.url(Some(self.url)),
            publisher: None,
            root,
            cameo: Some(code.into_owned()),
            digest: 0,
        })))
    }
}

/// Why a CAMEO code has no category of PLOVER.
pub(super) fn cameo_has_none(code: &str) -> &'static str {
    match code.get(..2) {
        Some("01") => "CAMEO 01, a statement: no PLOVER category",
        Some("02") => "CAMEO 02, an appeal: no PLOVER category",
        _ => "no CAMEO code",
    }
}

pub(super) fn shown(text: &str) -> String {
    text.chars().take(20).collect()
}

/// An actor by its ten columns.
fn party(cells: &Cells<'_>, at: usize, acts: bool) -> Option<Party> {
    let [code, name, country, group] = [0, 1, 2, 3].map(|n| cells.text(at + n));
    let name = named(&name).or_else(|| named(&code))?;
    let types = [7, 8, 9].map(|n| cells.text(at + n));
    let body = || types.iter().find_map(|code| BODIES.into_iter().find(|body| body == code));
    let country = Scheme::Cameo.country(&country).or_else(|| of_group(&group)).or_else(body);
    let sector = types.iter().find_map(|code| sector(code));
    Some(Party { acts, name, country, sector })
}

/// Kinds of bodies that are of no country.
const BODIES: [&str; 4] = ["IGO", "NGO", "MNC", "IMG"];

/// Groups that have a code of their own in PLOVER: the United Nations and the European Union.
fn of_group(code: &str) -> Option<&'static str> {
    match code {
        "UNO" => Some("UNO"),
        "EEC" => Some("EUR"),
        _ => None,
    }
}

/// PLOVER's sector of a type of CAMEO; `None` for types that PLOVER has not.
fn sector(code: &str) -> Option<&'static str> {
    let plover = match code {
        "MED" => "JRN",
        "HLH" => "MED",
        "INS" | "SEP" => "REB",
        "" => return None,
        other => other,
    };
    Sector::from_code(plover).map(Sector::code)
}
