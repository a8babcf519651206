//! The places of GeoNames, compiled by `build.rs` and read in place.

use std::sync::OnceLock;

/// What kind of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum PlaceKind {
    Country,
    Province,
    District,
    Capital,
    City,
}

/// One place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GazetteerPlace {
    /// GeoNames id.
    pub id: u32,
    /// What it is.
    pub kind: PlaceKind,
    /// PLOVER's country code.
    pub country: &'static str,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// People who live there.
    pub population: u32,
    /// Its usual name.
    pub name: &'static str,
}

const RECORD: usize = 24;
static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.bin"));
static NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/places.txt"));

fn map() -> Option<&'static fst::Map<&'static [u8]>> {
    static MAP: OnceLock<Option<fst::Map<&'static [u8]>>> = OnceLock::new();
    MAP.get_or_init(|| fst::Map::new(&include_bytes!(concat!(env!("OUT_DIR"), "/places.fst"))[..]).ok()).as_ref()
}

fn word(at: usize) -> u32 {
    BYTES.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

/// The places of a folded name, the most populous first.
pub(crate) fn lookup(key: &str) -> impl Iterator<Item = GazetteerPlace> {
    let value = map().and_then(|m| m.get(key)).unwrap_or(0);
    let (start, count) = ((value >> 8) as usize, (value & 255) as usize);
    (start..start + count).map(|i| place(word(4 + 4 * i) as usize))
}

/// Whether the gazetteer has a place of this GeoNames id.
pub fn holds(id: u32) -> bool {
    static IDS: OnceLock<std::collections::HashSet<u32>> = OnceLock::new();
    let first = 4 + 4 * word(0) as usize;
    IDS.get_or_init(|| (first..BYTES.len()).step_by(RECORD).map(word).collect()).contains(&id)
}

/// Whether a folded name is some place's.
pub(crate) fn knows(key: &str) -> bool {
    map().is_some_and(|m| m.contains_key(key))
}

fn place(index: usize) -> GazetteerPlace {
    let at = 4 + 4 * word(0) as usize + RECORD * index;
    let name = NAMES.get(word(at + 20) as usize..).unwrap_or_default();
    GazetteerPlace {
        id: word(at),
        kind: match BYTES.get(at + 4) {
            Some(0) => PlaceKind::Country,
            Some(1) => PlaceKind::Province,
            Some(2) => PlaceKind::District,
            Some(3) => PlaceKind::Capital,
            _ => PlaceKind::City,
        },
        country: BYTES.get(at + 5..at + 8).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default(),
        lat: f64::from(f32::from_bits(word(at + 8))),
        lon: f64::from(f32::from_bits(word(at + 12))),
        population: word(at + 16),
        name: name.lines().next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::fold;

    #[test]
    fn a_city_is_found_in_every_script() {
        for name in ["Baku", "Bakou", "Баку", "باكو", "Bakú"] {
            let found = lookup(&fold::key(name)).next().unwrap_or_else(|| panic!("{name}"));
            assert_eq!((found.id, found.country), (587_084, "AZE"), "{name}: {found:?}");
            assert!((found.lat - 40.38).abs() < 0.1);
        }
        assert_eq!(lookup("no such place at all").count(), 0);
    }
}
