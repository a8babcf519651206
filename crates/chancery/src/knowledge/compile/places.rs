//! *Places*: the gazetteer and `places.tsv`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::codes::PlaceKind;
use super::super::layout::{COUNT_BITS, NONE, OWN_NAME, places};
use super::super::normal::Tokens;
use super::bytes::{Text, block, firsts, map, put, put_code, words};
use super::names::keys;
use super::rows::{Row, check_id, rows};
use super::{Fault, Table, find, list};

/// A place before it is written.
struct Place<'a> {
    id: &'a str,
    /// 0 for a place that GeoNames lacks.
    geonames: u32,
    kind: PlaceKind,
    country: &'a str,
    /// GeoNames id of the division it lies in, or [`NONE`].
    parent: u32,
    lat: f64,
    lon: f64,
    population: u32,
    name: &'a str,
    aliases: Vec<&'a str>,
}

/// Compiles the gazetteer: columns `id kind country parent lat lon population name aliases`, aliases separated by `;`.
#[allow(dead_code)]
pub(crate) fn gazetteer(table: &Table, endings: &[String]) -> Result<Vec<u8>, Vec<Fault>> {
    let columns = ["id", "kind", "country", "parent", "lat", "lon", "population", "name", "aliases"];
    let (mut places, mut faults) = (Vec::new(), Vec::new());
    let rows = rows(table, &columns, &[], &mut faults);
    for row in &rows {
        let number = |column: usize, what: &str| -> Result<u32, Fault> {
            row.cells[column].parse().map_err(|_| row.fault(format!("`{}` is no {what}", row.cells[column])))
        };
        places.push(Place {
            id: &row.cells[0],
            geonames: number(0, "GeoNames id")?,
            kind: place_kind(&row.cells[1], row)?,
            country: place_country(&row.cells[2], row)?,
            parent: if row.cells[3] == "-" { NONE } else { number(3, "GeoNames id")? },
            lat: degrees(&row.cells[4], 90.0, row)?,
            lon: degrees(&row.cells[5], 180.0, row)?,
            population: number(6, "number of people")?,
            name: row.needed(7, "name")?,
            aliases: row.values(8).collect(),
        });
    }
    if faults.is_empty() { places_block(&places, endings, &table.path) } else { Err(faults) }
}

/// Columns of `places.tsv`.
pub(super) const PLACE_COLUMNS: [&str; 7] = ["id", "name", "kind", "country", "lat", "lon", "aliases"];

/// Compiles `places.tsv`: columns `id name kind country lat lon aliases`.
pub(crate) fn own_places(tables: &[Table], endings: &[String]) -> Result<Vec<u8>, Vec<Fault>> {
    let table = find(tables, "places.tsv")?;
    let (mut places, mut faults) = (Vec::new(), Vec::new());
    let rows = rows(table, &PLACE_COLUMNS, &[0], &mut faults);
    let mut seen = BTreeSet::new();
    for row in &rows {
        match own_place(row, &mut seen) {
            Ok(place) => places.push(place),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { places_block(&places, endings, &table.path) } else { Err(faults) }
}

fn own_place<'a>(row: &'a Row<'_>, seen: &mut BTreeSet<&'a str>) -> Result<Place<'a>, Fault> {
    let id = row.needed(0, "id")?;
    let geonames = id.strip_prefix("geonames:").and_then(|n| n.parse().ok());
    if geonames.is_none() {
        check_id(id, row)?;
    }
    if !seen.insert(id) {
        return Err(row.fault(format!("the id `{id}` is used twice")));
    }
    Ok(Place {
        id,
        geonames: geonames.unwrap_or(0),
        kind: place_kind(&row.cells[2], row)?,
        country: place_country(&row.cells[3], row)?,
        parent: NONE,
        lat: degrees(&row.cells[4], 90.0, row)?,
        lon: degrees(&row.cells[5], 180.0, row)?,
        population: 0,
        name: row.needed(1, "name")?,
        aliases: row.values(6).collect(),
    })
}

fn place_kind(kind: &str, row: &Row<'_>) -> Result<PlaceKind, Fault> {
    // Everyday words for the kinds, so that a table reads well.
    let known = match kind {
        "town" | "village" | "quarter" | "settlement" => "city",
        "base" | "airport" | "camp" | "port" | "crossing" | "dam" | "plant" | "building" => "site",
        "river" | "border" | "road" | "valley" | "mountains" | "corridor" | "front" | "canal" => "line",
        "island" | "islands" | "area" | "territory" | "desert" | "peninsula" | "lake" | "forest" => "region",
        "strait" | "gulf" | "ocean" => "sea",
        "oblast" | "state" | "governorate" => "province",
        other => other,
    };
    PlaceKind::from_code(known).ok_or_else(|| {
        row.fault(format!("`{kind}` is no kind of place; one of {}", list(PlaceKind::ALL.iter().map(|k| k.code()))))
    })
}

fn place_country<'a>(code: &'a str, row: &Row<'_>) -> Result<&'a str, Fault> {
    match code {
        "-" | "" => Ok("-"),
        code if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) => Ok(code),
        code => Err(row.fault(format!("`{code}` is no country code of three letters"))),
    }
}

fn degrees(text: &str, most: f64, row: &Row<'_>) -> Result<f64, Fault> {
    match text.parse::<f64>() {
        Ok(value) if value.abs() <= most => Ok(value),
        _ => Err(row.fault(format!("`{text}` is no position within ±{most} degrees"))),
    }
}

/// Spellings of the first word of a place's name that stand for one another.
const FIRST_WORDS: [(&str, &str); 3] = [("saint", "st"), ("mount", "mt"), ("fort", "ft")];

/// A row of the section of places.
pub(crate) struct PlaceRow<'a> {
    /// GeoNames id; 0 for a place that GeoNames lacks.
    pub geonames: u32,
    /// Where its id stands in the text, if it is none of GeoNames.
    pub id: u32,
    /// Where its name stands in the text.
    pub name: u32,
    pub lat: f64,
    pub lon: f64,
    pub population: u32,
    /// Row of the division it lies in, or [`NONE`].
    pub parent: u32,
    pub country: &'a str,
    pub kind: PlaceKind,
}

impl PlaceRow<'_> {
    pub(crate) fn put(&self, out: &mut Vec<u8>) {
        put(out, self.geonames);
        put(out, self.id);
        put(out, self.name);
        put(out, (self.lat * 1e5).round() as i32 as u32);
        put(out, (self.lon * 1e5).round() as i32 as u32);
        put(out, self.population);
        put(out, self.parent);
        out.extend_from_slice(&[self.country.as_bytes(), b"   "].concat()[..3]);
        out.push(self.kind as u8);
        put(out, 0);
    }
}

/// Gives every key under which a name of a place is found, and every folded word of it.
pub(crate) fn place_keys(name: &str, endings: &[String], mut key: impl FnMut(Vec<u8>), mut word: impl FnMut(&str)) {
    let name = name.replace('~', "");
    let tokens = Tokens::of(&name);
    let Some(keys) = keys(&name, &tokens, false, Some(endings)) else { return };
    tokens.list().iter().for_each(|token| word(tokens.folded(token)));
    for (long, short) in FIRST_WORDS {
        for (from, to) in [(long, short), (short, long)] {
            if let Some(rest) = keys.plain.strip_prefix(from).and_then(|r| r.strip_prefix(' ')) {
                key(format!("{to} {rest}").into_bytes());
            }
        }
    }
    key(keys.plain.into_bytes());
    if let Some(stems) = keys.stems {
        key(stems);
    }
}

fn places_block(places: &[Place<'_>], endings: &[String], path: &str) -> Result<Vec<u8>, Vec<Fault>> {
    let mut text = Text::default();
    let mut sections: Vec<Vec<u8>> = vec![Vec::new(); places::SECTIONS];
    let mut map_of: BTreeMap<Vec<u8>, Vec<u32>> = BTreeMap::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    let index: HashMap<u32, u32> =
        places.iter().enumerate().filter(|(_, p)| p.geonames != 0).map(|(i, p)| (p.geonames, i as u32)).collect();
    let mut by_country: BTreeMap<&str, u32> = BTreeMap::new();
    for (i, place) in places.iter().enumerate() {
        if place.kind == PlaceKind::Country && by_country.insert(place.country, i as u32).is_some() {
            let cause = format!("two countries have the code {}", place.country);
            return Err(Fault { place: path.into(), cause }.into());
        }
        PlaceRow {
            geonames: place.geonames,
            id: if place.geonames == 0 { text.put(place.id) } else { NONE },
            name: text.put(place.name),
            lat: place.lat,
            lon: place.lon,
            population: place.population,
            parent: if place.parent == NONE { NONE } else { index.get(&place.parent).copied().unwrap_or(NONE) },
            country: place.country,
            kind: place.kind,
        }
        .put(&mut sections[places::PLACES]);
        for (n, name) in std::iter::once(place.name).chain(place.aliases.iter().copied()).enumerate() {
            let posting = i as u32 | if n == 0 { OWN_NAME } else { 0 };
            let add = |key: Vec<u8>| {
                let postings = map_of.entry(key).or_default();
                if !postings.iter().any(|p| p & !OWN_NAME == i as u32) {
                    postings.push(posting);
                }
            };
            place_keys(name, endings, add, |word| {
                known.insert(word.to_owned());
            });
        }
    }
    for postings in map_of.values_mut() {
        postings.sort_by_key(|p| {
            let place = &places[(p & !OWN_NAME) as usize];
            (std::cmp::Reverse(place.population), *p)
        });
        postings.truncate((1 << COUNT_BITS) - 1);
    }
    for (code, i) in by_country {
        put_code(&mut sections[places::COUNTRIES], code);
        put(&mut sections[places::COUNTRIES], i);
    }
    sections[places::TEXT] = text.bytes;
    sections[places::FIRSTS] = firsts(map_of.keys());
    let (map, postings) = map(&map_of, |posting, out| put(out, *posting))?;
    sections[places::NAMES] = map;
    sections[places::POSTINGS] = postings;
    sections[places::WORDS] = words(&known)?;
    Ok(block(&sections))
}

/// Codes of the countries of a gazetteer.
#[allow(dead_code)]
pub(crate) fn countries(gazetteer: &str) -> Vec<String> {
    gazetteer
        .lines()
        .map(|l| l.split('\t'))
        .filter_map(|mut cells| (cells.nth(1) == Some("country")).then(|| cells.next()).flatten().map(str::to_owned))
        .collect()
}
