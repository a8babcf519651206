//! The full gazetteer of GeoNames, for a user's folder.
//!
//! In: `allCountries.zip`, or the dump of one country, as GeoNames publishes it (<https://download.geonames.org/export/dump/>).
//! Out: `geonames.bin`, a block of places that is mapped into memory. Always: the dump is read as a stream and sorted on disk, so
//! memory does not grow with it; an import that was ended goes on where it last wrote; a line that is no place is counted and named,
//! the others are taken.
//!
//! Rows are countries, then first- and second-level divisions, then all else in the order of the dump: a place's division is
//! known when its row is written.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::codes::PlaceKind;
use super::compile::{self, PlaceRow};
use super::countries::Scheme;
use super::layout::{COUNT_BITS, NONE, OWN_NAME, places};
use super::normal::folded;
use super::own;
use crate::Error;

/// Name of the gazetteer in a user's folder.
pub const FILE: &str = "geonames.bin";
/// Folder in which an import is under way.
const PARTIAL: &str = "geonames.partial";
/// First bytes of the file; the number changes with the layout of the block.
const MAGIC: &[u8; 8] = b"CHNCGEO1";
/// Bytes before the block: the magic bytes and the length of the file.
const HEADER: usize = 16;
/// Keys sorted in memory at a time, about 100 MB.
const RUN: usize = 1 << 20;
/// Bytes that a line of the dump may have; the longest has some ten thousand.
const LONGEST_LINE: u64 = 1 << 17;
/// Names of one place that are taken in.
const MOST_NAMES: usize = 200;
/// Wrong lines that are named.
const NAMED_FAULTS: usize = 10;

/// What an import has done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Places taken in.
    pub places: u64,
    /// Lines of the dump read.
    pub lines: u64,
    /// Lines of kinds that are left out: schools, hotels, wells …
    pub left_out: u64,
    /// Lines that are no places.
    pub wrong: u64,
    /// The first of them, with their causes.
    pub faults: Vec<String>,
    /// Lines that had been read before, by an import that was ended.
    pub resumed: u64,
}

/// The block of places of an imported file; `None` if it is none of this version.
pub(super) fn block(file: &'static [u8]) -> Option<&'static [u8]> {
    let length = u64::from_le_bytes(file.get(8..HEADER)?.try_into().ok()?);
    let sections = file.get(HEADER..HEADER + places::SECTIONS * 8)?;
    let within = sections.chunks_exact(8).all(|s| {
        let number = |at: usize| u32::from_le_bytes([s[at], s[at + 1], s[at + 2], s[at + 3]]) as usize;
        number(0).checked_add(number(4)).is_some_and(|end| end <= file.len() - HEADER)
    });
    (file.starts_with(MAGIC) && length == file.len() as u64 && within).then(|| &file[HEADER..])
}

/// Imports a dump into a folder; `told` hears of the lines read. An import of the same dump that was ended goes on.
///
/// # Errors
/// [`Error::Io`] when a file cannot be read or written, [`Error::Rejected`] when the dump is none.
pub fn import(dump: &Path, folder: &Path, mut told: impl FnMut(u64)) -> Result<Summary, Error> {
    let partial = folder.join(PARTIAL);
    let io = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Io { path, source }
    };
    let reading = |error| reading(dump, error);
    let divisions = Divisions::of(dump, &mut told).map_err(reading)?;
    if divisions.lines == 0 {
        return Err(rejected(dump, "it has no line with the nineteen columns of a GeoNames dump"));
    }
    fs::create_dir_all(&partial).map_err(io(&partial))?;
    let mut writer = Writer::open(&partial, source(dump).map_err(io(dump))?).map_err(io(&partial))?;
    writer.summary.resumed = writer.state.lines;
    if writer.state.lines == 0 {
        divisions.write(&mut writer).map_err(io(&partial))?;
    }
    let mut lines = Lines::open(dump).map_err(reading)?;
    let mut number = 0;
    while let Some(line) = lines.next().map_err(reading)? {
        number += 1;
        if number <= writer.state.lines {
            continue;
        }
        if number % (1 << 16) == 0 {
            told(number);
        }
        writer.take(line, number, &divisions).map_err(io(&partial))?;
    }
    writer.state.lines = number;
    told(number);
    let summary = writer.finish(&folder.join(FILE)).map_err(io(folder))?;
    fs::remove_dir_all(&partial).map_err(io(&partial))?;
    Ok(summary)
}

fn rejected(dump: &Path, cause: &str) -> Error {
    Error::Rejected {
        place: dump.display().to_string(),
        cause: cause.into(),
        remedy: "give allCountries.zip, or the .zip or .txt of a country, from download.geonames.org/export/dump"
            .into(),
    }
}

/// An error on the way through the dump: of its content, or of the system.
fn reading(dump: &Path, error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput => {
            rejected(dump, &error.to_string())
        }
        _ => Error::Io { path: dump.into(), source: error },
    }
}

/// Tells one dump from another: name, size and time.
fn source(dump: &Path) -> io::Result<String> {
    let data = fs::metadata(dump)?;
    let time = data.modified()?.duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    Ok(format!("{} {} {time}", dump.file_name().unwrap_or_default().to_string_lossy(), data.len()))
}

// --------------------------------------------------------------------------------------------------------------- the dump

/// The lines of a dump.
struct Lines {
    input: Box<dyn BufRead>,
    line: Vec<u8>,
}

impl Lines {
    fn open(dump: &Path) -> io::Result<Lines> {
        let mut file = BufReader::new(File::open(dump)?);
        let zipped = file.fill_buf()?.starts_with(b"PK");
        let input: Box<dyn BufRead> =
            if zipped { Box::new(BufReader::with_capacity(1 << 16, unzip(file)?)) } else { Box::new(file) };
        Ok(Lines { input, line: Vec::new() })
    }

    /// The next line, cut at [`LONGEST_LINE`].
    fn next(&mut self) -> io::Result<Option<&[u8]>> {
        self.line.clear();
        if self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut self.line)? == 0 {
            return Ok(None);
        }
        while self.line.last() != Some(&b'\n') {
            // What is beyond the limit is passed over; at the end of the dump nothing is.
            let (passed, ended) = {
                let buffer = self.input.fill_buf()?;
                let end = buffer.iter().position(|b| *b == b'\n');
                (end.map_or(buffer.len(), |at| at + 1), end.is_some() || buffer.is_empty())
            };
            self.input.consume(passed);
            if ended {
                break;
            }
        }
        while matches!(self.line.last(), Some(b'\n' | b'\r')) {
            self.line.pop();
        }
        Ok(Some(&self.line))
    }
}

/// The dump within an archive: its largest text that is no readme, as a stream.
fn unzip(file: BufReader<File>) -> io::Result<impl Read> {
    let mut archive = zip::ZipArchive::new(file)?;
    let mut best: Option<(u64, usize)> = None;
    for i in 0..archive.len() {
        let entry = archive.by_index_raw(i)?;
        let name = String::from_utf8_lossy(entry.name_raw()).to_ascii_lowercase();
        if name.ends_with(".txt") && !name.contains("readme") {
            best = best.max(Some((entry.size(), i)));
        }
    }
    let (_, index) =
        best.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "the archive holds no dump (.txt)"))?;
    let entry = archive.by_index(index)?;
    let method = entry.compression();
    let (start, packed) = (entry.data_start().unwrap_or(0), entry.compressed_size());
    drop(entry);
    // The entry borrows the archive: it is read from the file itself.
    let mut file = archive.into_inner();
    io::Seek::seek(&mut file, io::SeekFrom::Start(start))?;
    let raw = file.take(packed);
    match method {
        zip::CompressionMethod::Stored => Ok(Box::new(raw) as Box<dyn Read>),
        zip::CompressionMethod::Deflated => Ok(Box::new(flate2::bufread::DeflateDecoder::new(raw)) as Box<dyn Read>),
        other => {
            Err(io::Error::new(io::ErrorKind::InvalidData, format!("the archive is packed by {other}, not by deflate")))
        }
    }
}

/// A line of the dump, cut at its tabs.
struct Line<'a> {
    id: u32,
    name: &'a str,
    ascii: &'a str,
    others: &'a str,
    lat: f64,
    lon: f64,
    class: &'a str,
    code: &'a str,
    country: &'a str,
    divisions: [&'a str; 2],
    population: u32,
}

impl<'a> Line<'a> {
    fn of(line: &'a [u8]) -> Result<Line<'a>, String> {
        let text = std::str::from_utf8(line).map_err(|_| "not UTF-8")?;
        let cells: Vec<&str> = text.split('\t').collect();
        let [id, name, ascii, others, lat, lon, class, code, country, _, first, second, _, _, people, ..] = cells[..]
        else {
            return Err(format!("{} columns where a dump has 19", cells.len()));
        };
        let degrees = |text: &str, most: f64| {
            text.parse::<f64>()
                .ok()
                .filter(|d| d.abs() <= most)
                .ok_or(format!("`{text}` is no position within ±{most} degrees"))
        };
        Ok(Line {
            id: id.parse().ok().filter(|id| *id != 0).ok_or(format!("`{id}` is no GeoNames id"))?,
            name: if name.is_empty() { return Err("it has no name".into()) } else { name },
            ascii,
            others,
            lat: degrees(lat, 90.0)?,
            lon: degrees(lon, 180.0)?,
            class,
            code,
            country,
            divisions: [first, second],
            population: u32::try_from(people.parse::<u64>().unwrap_or(0)).unwrap_or(u32::MAX),
        })
    }

    /// What it is; `None` for what reports hardly ever place an event at: schools, hotels, wells, streams.
    fn kind(&self) -> Option<PlaceKind> {
        Some(match (self.class, self.code) {
            ("A", "PCLI" | "PCL" | "PCLS" | "PCLF") => PlaceKind::Country,
            ("A", "ADM1" | "PCLD" | "PCLIX" | "TERR") => PlaceKind::Province,
            ("A", code) if code.ends_with('H') => return None,
            ("A", "ADM2" | "ADM3" | "ADM4" | "ADM5" | "ADMD" | "LTER" | "ZN" | "ZNB") => PlaceKind::District,
            ("P", "PPLC") => PlaceKind::Capital,
            ("P", "PPLH" | "PPLCH") => return None,
            ("P", _) => PlaceKind::City,
            ("L", "CONT") => PlaceKind::Continent,
            ("L", "RGN" | "RGNE" | "RGNL" | "AREA" | "INDS" | "RESV" | "CST" | "OAS") => PlaceKind::Region,
            ("L", "MILB" | "NVB" | "PRT" | "OILF" | "GASF" | "BTL") => PlaceKind::Site,
            ("T", "ISL" | "ISLS" | "ISLT" | "ATOL" | "PEN" | "DSRT" | "PLAT" | "PLN" | "CAPE" | "MT") => {
                PlaceKind::Region
            }
            ("T", "MTS" | "VAL" | "PASS" | "GRGE") => PlaceKind::Line,
            ("H", "SEA" | "OCN" | "GULF" | "STRT" | "BAY") => PlaceKind::Sea,
            ("H", "STM" | "CNL" | "STMI") => PlaceKind::Line,
            ("H", "LK" | "LKS" | "RSV") | ("V", "FRST") => PlaceKind::Region,
            // Airfields, military sites, crossings, dams, power stations, prisons, camps, refineries, bridges, stations, palaces.
            (
                "S",
                "AIRB" | "AIRF" | "AIRH" | "AIRP" | "BDG" | "CMP" | "CMPRF" | "CTRS" | "DAM" | "DIP" | "INSM" | "MFGM"
                | "OILR" | "OILT" | "PAL" | "PP" | "PRN" | "PS" | "PSH" | "PSN" | "PSTB" | "PSTC" | "RSTN",
            ) => PlaceKind::Site,
            _ => return None,
        })
    }

    /// Its names: its own, then others that a report in the languages that are read could print, each spelling once.
    fn names(&self) -> Vec<&'a str> {
        let mut seen = std::collections::HashSet::from([folded(self.name)]);
        let mut names = vec![self.name];
        for other in std::iter::once(self.ascii).chain(self.others.split(',')).map(str::trim) {
            if names.len() < MOST_NAMES && is_name(other) && seen.insert(folded(other)) {
                names.push(other);
            }
        }
        names
    }
}

/// Whether an alternate name is one that the languages print: Latin with a capital, Cyrillic or Arabic; no code, no link.
fn is_name(name: &str) -> bool {
    let count = name.chars().count();
    let code = count <= 4 && name.chars().all(char::is_uppercase);
    let fits = |c: char| matches!(c, ' ' | '\'' | '’' | '.' | '(' | ')' | '-');
    let latin = |c: char| c.is_ascii_alphabetic() || matches!(c, 'À'..='ÿ' | 'Ā'..='ſ' | 'ə' | 'Ə' | 'Ș'..='ț');
    let cyrillic = |c: char| matches!(c, 'А'..='я' | 'Ё' | 'ё' | 'І' | 'і' | 'Ї' | 'ї' | 'Є' | 'є' | 'Ґ' | 'ґ');
    let arabic = |c: char| matches!(c, 'ء'..='غ' | 'ـ'..='ْ' | 'ٰ' | 'ٱ');
    let one = |script: &dyn Fn(char) -> bool| name.chars().all(|c| script(c) || fits(c)) && name.chars().any(script);
    let capital = name.chars().next().is_some_and(|c| c.is_uppercase() || c == '\'' || c == '’');
    (3..=48).contains(&count) && !code && (one(&arabic) || capital && (one(&latin) || one(&cyrillic)))
}

/// PLOVER's code for a country that GeoNames gives in two letters.
fn country(code: &str) -> &'static str {
    Scheme::Iso2.country(code).unwrap_or("-")
}

/// Countries and divisions of a dump, with the row that each will have.
struct Divisions {
    rows: Vec<(Vec<u8>, PlaceKind, u32)>,
    /// Row by code: "UA", "UA.14", "UA.14.2203".
    row_of: HashMap<String, u32>,
    /// Lines of the dump that are places.
    lines: u64,
}

impl Divisions {
    /// Reads them out of a dump.
    fn of(dump: &Path, told: &mut impl FnMut(u64)) -> io::Result<Divisions> {
        let mut lines = Lines::open(dump)?;
        let mut found: Vec<(PlaceKind, String, Vec<u8>)> = Vec::new();
        let mut good = 0;
        while let Some(line) = lines.next()? {
            let is_division = line.windows(3).any(|w| w == b"\tA\t");
            if good > 0 && !is_division {
                continue;
            }
            let Ok(place) = Line::of(line) else { continue };
            good += 1;
            let code = match (place.class, place.code) {
                ("A", "ADM1") => format!("{}.{}", place.country, place.divisions[0]),
                ("A", "ADM2") => format!("{}.{}.{}", place.country, place.divisions[0], place.divisions[1]),
                ("A", "PCLI" | "PCL" | "PCLS" | "PCLF" | "PCLD" | "PCLIX" | "TERR") => place.country.to_owned(),
                _ => continue,
            };
            found.extend(place.kind().map(|kind| (kind, code, line.to_owned())));
            if good % (1 << 12) == 0 {
                told(0);
            }
        }
        found.sort_by(|a, b| (a.0 as u8, &a.1, &a.2).cmp(&(b.0 as u8, &b.1, &b.2)));
        let mut row_of = HashMap::new();
        let mut rows = Vec::new();
        for (kind, code, line) in found {
            let up = code.rsplit_once('.').and_then(|(up, _)| row_of.get(up)).copied();
            let parent = if kind == PlaceKind::District { up.unwrap_or(NONE) } else { NONE };
            row_of.entry(code).or_insert(rows.len() as u32);
            rows.push((line, kind, parent));
        }
        Ok(Divisions { rows, row_of, lines: good })
    }

    fn write(&self, writer: &mut Writer) -> io::Result<()> {
        for (line, kind, parent) in &self.rows {
            if let Ok(line) = Line::of(line) {
                writer.put(&line, *kind, *parent)?;
            }
        }
        Ok(())
    }

    fn holds(line: &Line<'_>) -> bool {
        line.class == "A"
            && matches!(line.code, "ADM1" | "ADM2" | "PCLI" | "PCL" | "PCLS" | "PCLF" | "PCLD" | "PCLIX" | "TERR")
    }

    /// The smallest division that a place lies in.
    fn around(&self, line: &Line<'_>) -> u32 {
        let [first, second] = line.divisions;
        let found = self
            .row_of
            .get(&format!("{}.{first}.{second}", line.country))
            .filter(|_| !second.is_empty())
            .or_else(|| self.row_of.get(&format!("{}.{first}", line.country)).filter(|_| !first.is_empty()));
        found.copied().unwrap_or(NONE)
    }
}

// ---------------------------------------------------------------------------------------------------------------- sorting

/// A key on its way to the map: the name, then what orders and makes its posting.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    name: Vec<u8>,
    people: Reverse<u32>,
    place: u32,
    /// Sorts a place's own name before its others.
    other: bool,
}

impl Key {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&(self.name.len() as u16).to_le_bytes())?;
        out.write_all(&self.name)?;
        out.write_all(&self.people.0.to_le_bytes())?;
        out.write_all(&self.place.to_le_bytes())?;
        out.write_all(&[u8::from(self.other)])
    }

    fn read(input: &mut impl Read) -> io::Result<Option<Key>> {
        let mut length = [0; 2];
        match input.read_exact(&mut length) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            other => other?,
        }
        let mut name = vec![0; usize::from(u16::from_le_bytes(length))];
        input.read_exact(&mut name)?;
        let (mut people, mut place, mut other) = ([0; 4], [0; 4], [0; 1]);
        input.read_exact(&mut people)?;
        input.read_exact(&mut place)?;
        input.read_exact(&mut other)?;
        Ok(Some(Key {
            name,
            people: Reverse(u32::from_le_bytes(people)),
            place: u32::from_le_bytes(place),
            other: other[0] != 0,
        }))
    }
}

/// How far an import has come; written whenever a run is, so that what it tells is on disk.
#[derive(Debug, Default, Serialize, Deserialize)]
struct State {
    source: String,
    lines: u64,
    rows: u32,
    text: u64,
    runs: u32,
    summary: Summary,
}

/// Writes rows and names, and runs of sorted keys.
struct Writer {
    folder: PathBuf,
    state: State,
    summary: Summary,
    rows: BufWriter<File>,
    text: BufWriter<File>,
    keys: Vec<Key>,
    endings: Vec<String>,
    row: Vec<u8>,
}

impl Writer {
    /// Begins an import, or goes on with that of the same source.
    fn open(folder: &Path, source: String) -> io::Result<Writer> {
        let state: Option<State> =
            fs::read(folder.join("state.json")).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let state = state.filter(|s| s.source == source).unwrap_or(State { source, ..State::default() });
        let open = |name: &str, length: u64| -> io::Result<BufWriter<File>> {
            let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(name))?;
            file.set_len(length)?;
            io::Seek::seek(&mut file, io::SeekFrom::End(0))?;
            Ok(BufWriter::new(file))
        };
        let rows = open("rows", u64::from(state.rows) * places::PLACE_ROW as u64)?;
        let text = open("text", state.text)?;
        let summary = state.summary.clone();
        let endings = compile::cyrillic_endings(&own::tables()).map_err(|_| io::Error::other("endings"))?;
        Ok(Writer { folder: folder.into(), state, summary, rows, text, keys: Vec::new(), endings, row: Vec::new() })
    }

    /// Takes in one line of the dump.
    fn take(&mut self, line: &[u8], number: u64, divisions: &Divisions) -> io::Result<()> {
        self.summary.lines = number;
        match Line::of(line) {
            Err(cause) => {
                self.summary.wrong += 1;
                if self.summary.faults.len() < NAMED_FAULTS {
                    self.summary.faults.push(format!("line {number}: {cause}"));
                }
            }
            Ok(line) if Divisions::holds(&line) => {}
            Ok(line) => match line.kind() {
                Some(kind) => self.put(&line, kind, divisions.around(&line))?,
                None => self.summary.left_out += 1,
            },
        }
        if self.keys.len() >= RUN {
            self.run(number)?;
        }
        Ok(())
    }

    /// Writes one place.
    fn put(&mut self, line: &Line<'_>, kind: PlaceKind, parent: u32) -> io::Result<()> {
        let place = self.state.rows;
        let name = u32::try_from(self.state.text).map_err(|_| io::Error::other("more than 4 GiB of names"))?;
        self.row.clear();
        PlaceRow {
            geonames: line.id,
            id: NONE,
            name,
            lat: line.lat,
            lon: line.lon,
            population: line.population,
            parent,
            country: country(line.country),
            kind,
        }
        .put(&mut self.row);
        self.rows.write_all(&self.row)?;
        let mut end = line.name.len().min(usize::from(u8::MAX));
        while !line.name.is_char_boundary(end) {
            end -= 1;
        }
        self.text.write_all(&(end as u16).to_le_bytes())?;
        self.text.write_all(&line.name.as_bytes()[..end])?;
        self.state.text += 2 + end as u64;
        self.state.rows += 1;
        self.summary.places += 1;
        for (n, name) in line.names().into_iter().enumerate() {
            let people = Reverse(line.population);
            let keys = &mut self.keys;
            compile::place_keys(
                name,
                &self.endings,
                |name| keys.push(Key { name, people, place, other: n > 0 }),
                |_| {},
            );
        }
        Ok(())
    }

    /// Writes the keys so far as a sorted run, and how far the import has come.
    fn run(&mut self, lines: u64) -> io::Result<()> {
        self.keys.sort_unstable();
        self.keys.dedup_by(|a, b| a.name == b.name && a.place == b.place);
        let mut out = BufWriter::new(File::create(self.folder.join(format!("run{}", self.state.runs)))?);
        for key in self.keys.drain(..) {
            key.write(&mut out)?;
        }
        self.rows.flush()?;
        self.text.flush()?;
        for file in [out.get_ref(), self.rows.get_ref(), self.text.get_ref()] {
            file.sync_all()?;
        }
        out.flush()?;
        out.get_ref().sync_all()?;
        self.state.runs += 1;
        self.state.lines = lines;
        self.state.summary = self.summary.clone();
        let next = self.folder.join("state.next");
        fs::write(&next, serde_json::to_vec(&self.state)?)?;
        fs::rename(next, self.folder.join("state.json"))
    }

    /// Merges the runs into the map of names and puts the block together.
    fn finish(mut self, file: &Path) -> io::Result<Summary> {
        self.run(self.state.lines)?;
        let mut inputs = (0..self.state.runs)
            .map(|i| Ok(BufReader::new(File::open(self.folder.join(format!("run{i}")))?)))
            .collect::<io::Result<Vec<_>>>()?;
        let mut heap = BinaryHeap::new();
        for (i, input) in inputs.iter_mut().enumerate() {
            heap.extend(Key::read(input)?.map(|key| Reverse((key, i))));
        }
        let broken = |error: fst::Error| io::Error::other(error.to_string());
        let create = |name: &str| Ok::<_, io::Error>(BufWriter::new(File::create(self.folder.join(name))?));
        let mut names = fst::MapBuilder::new(create("names")?).map_err(broken)?;
        let mut postings = create("postings")?;
        let (mut name, mut of_name, mut at) = (Vec::new(), Vec::new(), 0u64);
        loop {
            let next = heap.pop();
            if next.as_ref().is_none_or(|Reverse((key, _))| key.name != name) && !of_name.is_empty() {
                names.insert(&name, at << COUNT_BITS | of_name.len() as u64).map_err(broken)?;
                at += of_name.len() as u64;
                for posting in of_name.drain(..) {
                    let posting: u32 = posting;
                    postings.write_all(&posting.to_le_bytes())?;
                }
            }
            let Some(Reverse((key, i))) = next else { break };
            heap.extend(Key::read(&mut inputs[i])?.map(|key| Reverse((key, i))));
            let posting = key.place | if key.other { 0 } else { OWN_NAME };
            let known = of_name.last().is_some_and(|p| p & !OWN_NAME == key.place);
            if !known && of_name.len() + 1 < 1 << COUNT_BITS {
                of_name.push(posting);
            }
            name = key.name;
        }
        names.into_inner().map_err(broken)?.flush()?;
        postings.flush()?;
        fs::write(self.folder.join("words"), fst::SetBuilder::memory().into_inner().map_err(broken)?)?;
        // The countries are the program's; a set of first words would hold nearly every word.
        fs::write(self.folder.join("none"), [])?;
        self.assemble(file)?;
        Ok(self.summary)
    }

    /// Puts the sections into one file, written aside and renamed.
    fn assemble(&self, file: &Path) -> io::Result<()> {
        let mut order = [""; places::SECTIONS];
        order[places::TEXT] = "text";
        order[places::PLACES] = "rows";
        order[places::NAMES] = "names";
        order[places::POSTINGS] = "postings";
        order[places::WORDS] = "words";
        order[places::COUNTRIES] = "none";
        order[places::FIRSTS] = "none";
        let next = file.with_extension("next");
        let mut out = BufWriter::new(File::create(&next)?);
        let mut at = places::SECTIONS as u64 * 8;
        let mut header = Vec::new();
        for name in order {
            let length = fs::metadata(self.folder.join(name))?.len();
            for number in [at, length] {
                let number = u32::try_from(number).map_err(|_| io::Error::other("more than 4 GiB"))?;
                header.extend_from_slice(&number.to_le_bytes());
            }
            at += length;
        }
        out.write_all(MAGIC)?;
        out.write_all(&(HEADER as u64 + at).to_le_bytes())?;
        out.write_all(&header)?;
        for name in order {
            io::copy(&mut File::open(self.folder.join(name))?, &mut out)?;
        }
        out.flush()?;
        out.get_ref().sync_all()?;
        fs::rename(next, file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Knowledge, NamesOf, block as blocks};

    /// A folder of the system's, taken away at the end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let path = std::env::temp_dir().join(format!("chancery-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(&path).expect("a folder for the test");
            Folder(path)
        }

        fn write(&self, name: &str, text: &str) -> PathBuf {
            let path = self.0.join(name);
            fs::write(&path, text).expect("a file for the test");
            path
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn line(id: u32, name: &str, others: &str, kind: (&str, &str), divisions: (&str, &str), people: u32) -> String {
        let (first, second) = divisions;
        format!(
            "{id}\t{name}\t{name}\t{others}\t49.5\t24.1\t{}\t{}\tUA\t\t{first}\t{second}\t\t\t{people}\t\t\t\t2026-01-01\n",
            kind.0, kind.1
        )
    }

    fn dump() -> String {
        [
            line(
                900_000_003,
                "Blorvykivka",
                "Блорвиківка,Blorvikovka,blorvik,http://x.org",
                ("P", "PPL"),
                ("15", "77"),
                840,
            ),
            "not\ta\tplace\n".to_owned(),
            line(900_000_004, "School 5", "", ("S", "SCH"), ("15", "77"), 0),
            line(900_000_001, "Blorv Oblast", "", ("A", "ADM1"), ("15", ""), 0),
            line(900_000_002, "Blorv Raion", "", ("A", "ADM2"), ("15", "77"), 0),
            line(900_000_005, "Blorvykivka", "", ("P", "PPL"), ("15", ""), 12),
        ]
        .concat()
    }

    #[test]
    fn a_dump_is_imported_with_its_divisions_and_names() {
        let folder = Folder::new("import");
        let dump = folder.write("UA.txt", &dump());
        let own = folder.0.join("own");
        let summary = import(&dump, &own, |_| {}).expect("imported");
        let told = (summary.places, summary.lines, summary.left_out, summary.wrong, summary.resumed);
        assert_eq!(told, (4, 6, 1, 1, 0));
        assert_eq!(summary.faults, ["line 2: 3 columns where a dump has 19"]);
        assert!(!own.join(PARTIAL).exists());
        let knowledge = Knowledge::with(&own).expect("loaded");
        for name in ["Blorvykivka", "Блорвиківка", "Blorvikovka"] {
            let value = knowledge.value(NamesOf::Places(blocks::IMPORTED), &folded(name)).expect(name);
            let (place, _) = knowledge.place_postings(blocks::IMPORTED, value).next().expect("a place");
            let place = knowledge.place(place);
            assert_eq!((place.id.as_str(), place.country, place.population), ("geonames:900000003", Some("UKR"), 840));
            let district = knowledge.place(place.parent.expect("a district"));
            assert_eq!((district.name, district.kind), ("Blorv Raion", PlaceKind::District));
            assert_eq!(knowledge.place(district.parent.expect("a province")).name, "Blorv Oblast");
        }
        assert!(knowledge.value(NamesOf::Places(blocks::IMPORTED), "blorvik").is_none(), "no capital");
        assert!(knowledge.value(NamesOf::Places(blocks::IMPORTED), "school 5").is_none(), "left out");
    }

    #[test]
    fn an_import_that_was_ended_goes_on_to_the_same_bytes() {
        let folder = Folder::new("resume");
        let dump = folder.write("UA.txt", &dump());
        import(&dump, &folder.0.join("whole"), |_| {}).expect("imported");
        // Ended after three lines, when a run had been written.
        let partial = folder.0.join("parts").join(PARTIAL);
        fs::create_dir_all(&partial).expect("a folder");
        let divisions = Divisions::of(&dump, &mut |_| {}).expect("divisions");
        let mut writer = Writer::open(&partial, source(&dump).expect("a source")).expect("a writer");
        divisions.write(&mut writer).expect("written");
        let mut lines = Lines::open(&dump).expect("lines");
        for number in 1..=3 {
            let line = lines.next().expect("a line").expect("a line").to_owned();
            writer.take(&line, number, &divisions).expect("taken");
        }
        writer.run(3).expect("a run");
        writer.take(b"lost with the program", 4, &divisions).expect("taken");
        drop(writer);
        let summary = import(&dump, &folder.0.join("parts"), |_| {}).expect("imported");
        assert_eq!((summary.resumed, summary.places, summary.wrong), (3, 4, 1));
        let read = |name: &str| fs::read(folder.0.join(name).join(FILE)).expect("a gazetteer");
        assert_eq!(read("whole"), read("parts"));
    }

    #[test]
    fn what_is_no_dump_is_refused_and_a_damaged_gazetteer_too() {
        let folder = Folder::new("bad");
        for (name, text) in [("a.txt", "no dump at all\n"), ("b.zip", "PK\u{3}\u{4} broken")] {
            let dump = folder.write(name, text);
            let error = import(&dump, &folder.0.join("own"), |_| {}).expect_err("refused").to_string();
            assert!(error.contains(name) && error.contains("download.geonames.org"), "{error}");
        }
        folder.write(FILE, "junk");
        assert!(Knowledge::with(&folder.0).err().is_some_and(|e| e.to_string().contains("import geonames")));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_a_line_or_a_fault(bytes: Vec<u8>, cells in "[\\PC\t]{0,200}") {
            let _ = Line::of(&bytes);
            if let Ok(line) = Line::of(cells.as_bytes()) {
                let _ = (line.kind(), line.names());
            }
        }
    }
}
