//! Codes of countries in the numberings of other data sets. In: a code. Out: PLOVER's code for the same country, or the other way. Always: the
//! table of `knowledge/country_codes.tsv`; a dependency is read as the state it is counted to, and a state is written by its own code.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// A numbering of countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// ISO 3166-1, two letters: `AM`; Kosovo is `XK`.
    Iso2,
    /// ISO 3166-1, three letters: `ARM`; Kosovo is `XKX`.
    Iso3,
    /// FIPS 10-4, two letters, by which GDELT names places: `AM`. Some countries have several, as Palestine `WE` and `GZ`.
    Fips,
    /// Correlates of War, a number: `371`.
    Cow,
    /// Gleditsch and Ward, a number, as UCDP has it: `371`.
    Gw,
    /// CAMEO as GDELT has it, three letters: `ROM`. Where GDELT's list has no such country, PLOVER's code.
    Cameo,
}

/// The numberings in the order of the table's columns; the column of PLOVER's code, the third, is none of them.
const SCHEMES: [(Scheme, usize); 6] =
    [(Scheme::Iso2, 0), (Scheme::Iso3, 1), (Scheme::Fips, 3), (Scheme::Cow, 4), (Scheme::Gw, 5), (Scheme::Cameo, 6)];
/// The column of PLOVER's code.
const COUNTRY: usize = 2;

/// The table, looked up both ways.
#[derive(Default)]
struct Codes {
    /// PLOVER's code by numbering and code.
    countries: [FxHashMap<&'static str, &'static str>; SCHEMES.len()],
    /// Cells by numbering and PLOVER's code: codes separated by `; `.
    cells: [FxHashMap<&'static str, &'static str>; SCHEMES.len()],
}

impl Codes {
    fn get() -> &'static Codes {
        static CODES: OnceLock<Codes> = OnceLock::new();
        CODES.get_or_init(|| Codes::read(include_str!("../../../../knowledge/country_codes.tsv")))
    }

    fn read(table: &'static str) -> Codes {
        let mut codes = Codes::default();
        for line in table.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let country = cells[COUNTRY];
            // Kosovo is the one state whose code PLOVER made itself.
            let is_state = cells[1] == country || country == "KOS";
            for (n, (_, column)) in SCHEMES.iter().enumerate() {
                let cell = cells[*column];
                if is_state && cell != "-" {
                    codes.cells[n].insert(country, cell);
                }
                for code in cell.split("; ").filter(|code| *code != "-") {
                    // What was Serbia and Montenegro has Serbia's number: the state's own row decides.
                    let known = codes.countries[n].entry(code).or_insert(country);
                    if is_state {
                        *known = country;
                    }
                }
            }
        }
        codes
    }
}

impl Scheme {
    /// PLOVER's code of the country with a code of this numbering; a dependency gives its state.
    pub fn country(self, code: &str) -> Option<&'static str> {
        Codes::get().countries[self as usize].get(code).copied()
    }

    /// The code of the state that PLOVER's code names; the first where it has several. `None` for what is no state, and where the
    /// numbering does not know it.
    pub fn code(self, country: &str) -> Option<&'static str> {
        Codes::get().cells[self as usize].get(country)?.split("; ").next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_unambiguous() {
        let table = include_str!("../../../../knowledge/country_codes.tsv");
        let mut seen = std::collections::HashMap::new();
        for line in table.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 7, "{line}");
            for (scheme, column) in SCHEMES {
                for code in cells[column].split("; ").filter(|code| *code != "-") {
                    let fits = match scheme {
                        Scheme::Iso2 | Scheme::Fips => code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()),
                        Scheme::Iso3 | Scheme::Cameo => code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()),
                        Scheme::Cow | Scheme::Gw => code.parse::<u16>().is_ok_and(|n| (2..1000).contains(&n)),
                    };
                    assert!(fits, "{line}: {code}");
                    let other = seen.insert((column, code), cells[COUNTRY]);
                    assert!(other.is_none_or(|country| country == cells[COUNTRY]), "{line}: {code} is another's too");
                    assert_eq!(scheme.country(code), Some(cells[COUNTRY]), "{line}: {code}");
                }
            }
        }
        assert!(seen.len() > 1200, "{}", seen.len());
    }

    #[test]
    fn states_are_written_by_their_own_code_and_dependencies_read_as_their_state() {
        let all = [Scheme::Iso2, Scheme::Iso3, Scheme::Fips, Scheme::Cow, Scheme::Gw, Scheme::Cameo];
        let of = |country: &str| all.map(|scheme| scheme.code(country).unwrap_or("-"));
        assert_eq!(of("ROU"), ["RO", "ROU", "RO", "360", "360", "ROM"]);
        assert_eq!(of("DEU"), ["DE", "DEU", "GM", "255", "260", "DEU"]);
        assert_eq!(of("YEM"), ["YE", "YEM", "YM", "679", "678", "YEM"]);
        assert_eq!(of("SRB"), ["RS", "SRB", "RI", "345", "340", "SRB"]);
        assert_eq!(of("KOS"), ["XK", "XKX", "KV", "347", "347", "KOS"]);
        assert_eq!(of("PSE"), ["PS", "PSE", "WE", "-", "-", "PSE"]);
        assert_eq!(of("GRL"), ["-"; 6]);
        assert_eq!(of("UNO"), ["-"; 6]);
        assert_eq!(Scheme::Fips.country("GL"), Some("DNK"));
        assert_eq!(Scheme::Fips.country("GZ"), Some("PSE"));
        assert_eq!(Scheme::Cow.country("345"), Some("SRB"));
        assert_eq!(Scheme::Cameo.country("TMP"), Some("TLS"));
        assert_eq!(Scheme::Iso3.country("XXX"), None);
    }
}
