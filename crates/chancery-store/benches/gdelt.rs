//! Writes a file in the form of GDELT events 2.0, to measure imports with: `cargo bench -p chancery-store --bench gdelt -- FILE [BYTES]`, a gigabyte without a number.
//!
//! All in it is made up, by a generator that gives the same bytes each time: ids in order, dates over two years, actors of 180 countries with and without types, 40,000
//! places, an address for every ten rows, codes of all of CAMEO with statements and appeals as a sixth of them. What it has of real files is the form, the width of
//! rows (some 430 bytes) and how often values come again; how these are spread in real files is not copied.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};

use chancery::knowledge::countries::Scheme;

const BYTES: u64 = 1_000_000_000;
const PLACES: u64 = 40_000;
const TYPES: [&str; 12] = ["", "", "", "", "GOV", "GOV", "MIL", "COP", "REB", "CVL", "OPP", "BUS"];
/// A statement and an appeal.
const WORDS: [&str; 2] = ["010", "020"];

/// Numbers by chance (xorshift64*, Vigna 2016).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, end: u64) -> u64 {
        (self.next() >> 11) % end
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len() as u64) as usize]
    }

    /// A small number much more often than a large one.
    fn skewed(&mut self, end: u64) -> u64 {
        let widest = self.below(end) + 1;
        self.below(widest)
    }
}

struct Country {
    fips: &'static str,
    cameo: &'static str,
    name: String,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let Some(path) = arguments.first() else {
        eprintln!("name the file to write: cargo bench -p chancery-store --bench gdelt -- FILE [BYTES]");
        return;
    };
    let bytes: u64 = arguments.get(1).and_then(|n| n.parse().ok()).unwrap_or(BYTES);
    let codes = include_str!("../../../knowledge/country_codes.tsv");
    let countries: Vec<Country> = (codes.lines().skip(1))
        .filter_map(|line| line.split('\t').nth(2))
        .filter_map(|code| Some((code, Scheme::Fips.code(code)?, Scheme::Cameo.code(code)?)))
        .map(|(code, fips, cameo)| Country { fips, cameo, name: format!("STATE OF {code}") })
        .take(180)
        .collect();
    let acts: Vec<&str> =
        include_str!("../../../knowledge/cameo.tsv").lines().skip(1).filter_map(|l| l.split('\t').next()).collect();
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path).unwrap());
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let (mut written, mut rows, mut line) = (0u64, 0u64, String::new());
    let mut url = String::new();
    while written < bytes {
        let day = rows * 730 * 430 / bytes.max(430);
        let (year, of_year) = (2023 + day / 365, day % 365);
        let (month, day) = (1 + of_year / 31, 1 + of_year % 28);
        if rows.is_multiple_of(10) {
            url.clear();
            let (site, page) = (chance.skewed(5_000), chance.next());
            let _ = write!(
                url,
                "https://www.paper-{site}.example/world/{year}/{month:02}/{day:02}/report-on-what-happened-{page:016x}.html"
            );
        }
        let sides = [chance.skewed(countries.len() as u64), chance.skewed(countries.len() as u64)]
            .map(|n| &countries[n as usize]);
        let place = chance.skewed(PLACES);
        let at = &countries[(place % countries.len() as u64) as usize];
        let lat = (place % 120) as f64 - 60.0 + (place % 97) as f64 / 97.0;
        let lon = (place % 340) as f64 - 170.0 + (place % 89) as f64 / 89.0;
        let code = if chance.below(6) == 0 { *chance.of(&WORDS) } else { *chance.of(&acts) };
        line.clear();
        let _ = write!(
            line,
            "{}\t{year}{month:02}{day:02}\t{year}{month:02}\t{year}\t{year}.{:04}",
            1_100_000_000 + rows,
            of_year * 27
        );
        for side in sides {
            let kind = *chance.of(&TYPES);
            let _ = write!(line, "\t{0}{kind}\t{1}\t{0}\t\t\t\t\t{kind}\t\t", side.cameo, side.name);
        }
        let (mentions, sources) = (1 + chance.skewed(40), 1 + chance.skewed(4));
        let tone = chance.below(2000) as f64 / 100.0 - 10.0;
        let (root, base) = (&code[..2], &code[..code.len().min(3)]);
        let _ = write!(
            line,
            "\t{}\t{code}\t{base}\t{root}\t{}\t{}\t{mentions}\t{sources}\t{mentions}\t{tone:.6}",
            chance.below(2),
            1 + chance.below(4),
            chance.below(20) as i64 - 10
        );
        for _ in 0..3 {
            let kind = if place.is_multiple_of(7) { 1 } else { 4 };
            let _ = write!(
                line,
                "\t{kind}\tTown {place}, Province {}, {}\t{1}\t{1}{0:02}\t{place}\t{lat:.4}\t{lon:.4}\t-{place}",
                place % 90,
                at.fips
            );
        }
        let _ = writeln!(line, "\t{year}{month:02}{day:02}{:02}0000\t{url}", chance.below(24));
        out.write_all(line.as_bytes()).unwrap();
        written += line.len() as u64;
        rows += 1;
    }
    out.flush().unwrap();
    println!("{rows} rows, {written} bytes");
}
