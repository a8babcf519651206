//! Compiles the gazetteer into a map that the program reads in place: `places.fst` (folded name to run of postings),
//! `places.bin` (postings, then places) and `places.txt` (names).

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::Read;
use std::path::Path;

#[path = "src/knowledge/fold.rs"]
#[allow(dead_code)]
mod fold;

/// Cities with fewer people are left to `chancery knowledge import`; divisions and capitals are all kept.
const SMALLEST_CITY: u32 = 5000;
/// Most places a name may have; the biggest are kept.
const MOST_READINGS: usize = 40;

struct Place {
    id: u32,
    kind: u8,
    country: String,
    lat: f32,
    lon: f32,
    population: u32,
    name: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge/gazetteer.tsv.gz");
    println!("cargo:rerun-if-changed={}", table.display());
    println!("cargo:rerun-if-changed=src/knowledge/fold.rs");
    println!("cargo:rerun-if-changed=build.rs");
    let mut text = String::new();
    flate2::read::GzDecoder::new(fs::File::open(&table)?).read_to_string(&mut text)?;
    let mut places: Vec<Place> = Vec::new();
    let mut names: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (number, line) in text.lines().enumerate().skip(1) {
        let fault = |what: &str| format!("gazetteer.tsv.gz:{}: {what}", number + 1);
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, kind, country, _parent, lat, lon, population, name, aliases] = cells[..] else {
            return Err(fault("expected 9 columns").into());
        };
        let population: u32 = population.parse::<u64>().unwrap_or(0).min(u64::from(u32::MAX)) as u32;
        if kind == "city" && population < SMALLEST_CITY || country.len() != 3 {
            continue;
        }
        let index = places.len() as u32;
        for alias in std::iter::once(name).chain(aliases.split(';').filter(|a| *a != "-")) {
            let key = fold::key(alias);
            if key.chars().count() < 2 {
                continue;
            }
            let readings = names.entry(key).or_default();
            if readings.last() != Some(&index) {
                readings.push(index);
            }
        }
        places.push(Place {
            id: id.parse().map_err(|_| fault("id is no number"))?,
            kind: match kind {
                "country" => 0,
                "province" => 1,
                "district" => 2,
                "capital" => 3,
                "city" => 4,
                _ => return Err(fault("unknown kind").into()),
            },
            country: country.to_string(),
            lat: lat.parse().unwrap_or(f32::NAN),
            lon: lon.parse().unwrap_or(f32::NAN),
            population,
            name: name.to_string(),
        });
    }
    let mut map = fst::MapBuilder::memory();
    let mut postings: Vec<u32> = Vec::new();
    for (key, mut readings) in names {
        readings.sort_by_key(|&i| (std::cmp::Reverse(places[i as usize].population), i));
        readings.truncate(MOST_READINGS);
        map.insert(&key, (postings.len() as u64) << 8 | readings.len() as u64)?;
        postings.extend(readings);
    }
    let (mut bytes, mut text) = (Vec::new(), String::new());
    bytes.extend((postings.len() as u32).to_le_bytes());
    bytes.extend(postings.iter().flat_map(|p| p.to_le_bytes()));
    for place in &places {
        bytes.extend(place.id.to_le_bytes());
        bytes.push(place.kind);
        bytes.extend(place.country.bytes());
        bytes.extend(place.lat.to_le_bytes());
        bytes.extend(place.lon.to_le_bytes());
        bytes.extend(place.population.to_le_bytes());
        bytes.extend((text.len() as u32).to_le_bytes());
        text.push_str(&place.name);
        text.push('\n');
    }
    let out = std::env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("places.fst"), map.into_inner()?)?;
    fs::write(Path::new(&out).join("places.bin"), bytes)?;
    fs::write(Path::new(&out).join("places.txt"), text)?;
    Ok(())
}
