//! In: a table of delimited text (CSV, TSV). Out: a report for every row. Always: a row that is no report is refused alone;
//! rows are read one at a time and have a limit, so that a quote that is never closed does not fill the memory.

use std::io::{self, BufRead, Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};

use csv::ByteRecord;

use super::columns::{Cell, Place, Row};
use super::{Fault, MAX_RECORD_BYTES, Options, Raw, SNIFF_BYTES, charset, file_place, io as io_error, peek};
use crate::Error;

/// What stands between columns, the usual one first; which of them is told by the first line.
const DELIMITERS: [u8; 4] = *b",;\t|";

const TEXT: &str = "give a row with a text";
const QUOTE: &str = "put cells that hold the delimiter, a quote or a line end in quotes";

/// The rows of a table.
pub(super) struct Rows {
    state: State,
    row: ByteRecord,
    name: PathBuf,
    options: Options,
}

enum State {
    /// The input, and whether it says itself that columns stand between tabs.
    Closed(Box<dyn BufRead + Send>, bool),
    Open(Box<csv::Reader<Limited>>, Vec<Place>, Width),
    Ended,
}

/// How many columns a row has.
#[derive(Clone, Copy)]
enum Width {
    /// As many as the line of names.
    Named(usize),
    /// So many at least, without a line of names.
    Least(usize),
}

impl Rows {
    pub(super) fn new(input: Box<dyn BufRead + Send>, tabs: bool, name: &Path, options: &Options) -> Self {
        Self {
            state: State::Closed(input, tabs),
            row: ByteRecord::new(),
            name: name.to_owned(),
            options: options.clone(),
        }
    }

    /// Tells the columns, by the line of names if there is one.
    fn open(&mut self, mut input: Box<dyn BufRead + Send>, tabs: bool) -> Result<State, Error> {
        let reject = |fault: Fault| fault.reject(file_place(&self.name));
        let head = peek(&mut input, |head| head.len() >= SNIFF_BYTES || first_line(head).is_some())
            .map_err(|error| io_error(&self.name, error))?;
        if matches!(head[..], [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
            return Err(reject(Fault::new("UTF-16", "save it as UTF-8")));
        }
        let mark = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let delimiter = if tabs { b'\t' } else { delimiter(first_line(&head).unwrap_or(&head)) };
        let mut start = Cursor::new(head);
        start.set_position(mark);
        let limited =
            Limited { input: Box::new(start.chain(input)), left: MAX_RECORD_BYTES, odd_quotes: false, ended: false };
        // Lines that end in CR LF keep the CR, which is no matter: with both as an end, rows would be named by the line before.
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .terminator(csv::Terminator::Any(b'\n'))
            .delimiter(delimiter)
            .from_reader(limited);
        if self.options.columns.by_number() {
            let places = self.options.columns.numbered();
            let least = places.iter().map(|p| p.at + 1).max().unwrap_or_default();
            return Ok(State::Open(Box::new(reader), places, Width::Least(least)));
        }
        let read = reader.read_byte_record(&mut self.row);
        if !read.map_err(|error| fault(error).map_or_else(|e| io_error(&self.name, e), reject))? {
            return Err(reject(Fault::new("no text", "give a table with a line of column names")));
        }
        let names: Vec<String> =
            self.row.iter().map(|name| String::from_utf8_lossy(name.trim_ascii()).into_owned()).collect();
        let places = self.options.columns.places(&names).map_err(reject)?;
        Ok(State::Open(Box::new(reader), places, Width::Named(names.len())))
    }
}

impl Iterator for Rows {
    type Item = Result<Raw, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let State::Closed(..) = self.state
            && let State::Closed(input, tabs) = std::mem::replace(&mut self.state, State::Ended)
        {
            match self.open(input, tabs) {
                Ok(open) => self.state = open,
                Err(error) => return Some(Err(error)),
            }
        }
        let State::Open(reader, places, width) = &mut self.state else {
            return None;
        };
        let (line, read) = loop {
            let line = reader.position().line();
            reader.get_mut().left = MAX_RECORD_BYTES;
            let read = reader.read_byte_record(&mut self.row);
            if !matches!(read, Ok(true)) || self.row.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                break (line, read);
            }
        };
        let record = format!("line {line}");
        let parts = match read {
            Ok(false) => {
                self.state = State::Ended;
                return None;
            }
            Ok(true) => {
                let input = reader.get_ref();
                let open_quote = input.ended && input.odd_quotes && reader.position().line() > line + 1;
                parts(&self.row, places, *width, open_quote, &self.options)
            }
            Err(error) => {
                self.state = State::Ended;
                match fault(error) {
                    Ok(fault) => Err(fault),
                    Err(error) => return Some(Err(io_error(&self.name, error))),
                }
            }
        };
        Some(match parts {
            Ok(parts) => Raw::new(parts, &self.name, Some(record), &self.options),
            Err(fault) => Err(fault.reject(format!("{}, {record}", file_place(&self.name)))),
        })
    }
}

fn parts(
    row: &ByteRecord,
    places: &[Place],
    width: Width,
    open_quote: bool,
    options: &Options,
) -> Result<super::raw::Parts, Fault> {
    if open_quote {
        return Err(Fault::new("a quote that is not closed: all to the end of the file is in it", QUOTE));
    }
    match width {
        Width::Named(columns) => {
            let filled = row.iter().rposition(|cell| !cell.trim_ascii().is_empty()).map_or(0, |last| last + 1);
            if row.len() < columns || filled > columns {
                let cause = format!("{} columns, where the line of names has {columns}", row.len());
                return Err(Fault::new(cause, QUOTE));
            }
        }
        Width::Least(columns) if row.len() < columns => {
            return Err(Fault::new(format!("{} columns, and column {columns} is asked for", row.len()), QUOTE));
        }
        Width::Least(_) => {}
    }
    let mut cells = Row::default();
    for place in places {
        let bytes = row.get(place.at).unwrap_or_default();
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|_| {
            let fault = charset::not_utf8(bytes);
            Fault::new(format!("column {}: {}", place.at + 1, fault.cause), fault.remedy)
        })?;
        cells.put(place.field, place.rank, Cell::Text(text.to_owned()));
    }
    cells.parts(&options.columns, TEXT)
}

/// What is wrong with a table; else why the file cannot be read.
fn fault(error: csv::Error) -> Result<Fault, io::Error> {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == ErrorKind::FileTooLarge => {
            let cause =
                format!("a row longer than {} MB, perhaps by a quote that is not closed", MAX_RECORD_BYTES >> 20);
            Ok(Fault::new(cause, "mend it; the rows from here on were not read"))
        }
        csv::ErrorKind::Io(error) => Err(error),
        other => Ok(Fault::new(format!("not a table: {other:?}"), QUOTE)),
    }
}

fn first_line(head: &[u8]) -> Option<&[u8]> {
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let skipped = start.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
    let end = start[skipped..].iter().position(|b| matches!(b, b'\r' | b'\n'))?;
    Some(&start[skipped..skipped + end])
}

/// The delimiter that the first line has most of, outside quotes.
fn delimiter(line: &[u8]) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    for byte in line {
        quoted ^= *byte == b'"';
        if let Some(which) = DELIMITERS.iter().position(|d| d == byte).filter(|_| !quoted) {
            counts[which] += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    counts.iter().position(|count| *count == most).map_or(b',', |which| DELIMITERS[which])
}

/// An input that refuses to go on when a row has had its limit.
struct Limited {
    input: Box<dyn BufRead + Send>,
    left: usize,
    /// Whether an odd number of quotes was read: at the end, one of them is not closed.
    odd_quotes: bool,
    ended: bool,
}

impl Read for Limited {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(ErrorKind::FileTooLarge.into());
        }
        let most = out.len().min(self.left);
        let read = self.input.read(&mut out[..most])?;
        self.left -= read;
        self.ended = read == 0;
        self.odd_quotes ^= out[..read].iter().filter(|b| **b == b'"').count() % 2 == 1;
        Ok(read)
    }
}
