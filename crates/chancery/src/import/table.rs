//! Rows of files. In: a file, packed or not, or standard input. Out: its rows, cut into cells, each with the place it stands in. Always: a row, also one
//! that a quote which is never closed would draw out, has a limit; what is wrong with a row, or with a member of an archive, does not keep the next
//! from being read.

use std::collections::VecDeque;
use std::fmt::Write;
use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek};
use std::ops::{ControlFlow, Range};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use memchr::{memchr, memchr_iter};
use zip::ZipArchive;

use super::cells::{Cells, Names};
use super::{Fault, Format, Reads};
use crate::read::Source;

/// Bytes of a row.
const LONGEST: usize = 1 << 20;
/// Lines of a row: notes in a table may have some.
const MOST_LINES: usize = 1_000;
/// Size of the read buffer.
const BUFFER: usize = 1 << 18;
/// Columns of a row.
const MOST_COLUMNS: usize = 1_000;

const UNREAD: &str = "fetch or pack the file again; what follows was not read";

/// What hears of a row: where it stands, and its reader with its cells, or what is wrong.
type Take<'t> = dyn FnMut(&str, Result<(&dyn Reads, &Cells<'_>), Fault>) -> ControlFlow<()> + 't;

/// Gives every row of a source.
pub(super) fn each(source: &Source, format: Format, take: &mut Take<'_>) {
    let name = source.path().display().to_string();
    let done = match source {
        Source::File(path) => of_file(path, &name, format, take),
        Source::Stdin => {
            let mut input = BufReader::with_capacity(BUFFER, io::stdin());
            match head(&mut input) {
                Ok([b'P', b'K', ..]) => {
                    let fault = Fault::new("a zip archive on standard input", "name the file, or unpack it first");
                    let _ = take(&name, Err(fault));
                    Ok(())
                }
                Ok(start) => of_stream(start, input, &name, format, take),
                Err(error) => Err(error),
            }
        }
    };
    if let Err(error) = done {
        let _ = take(&name, Err(Fault::new(format!("cannot be read: {error}"), "look at its path and rights")));
    }
}

fn of_file(path: &Path, name: &str, format: Format, take: &mut Take<'_>) -> io::Result<()> {
    let mut input = BufReader::with_capacity(BUFFER, File::open(path)?);
    match head(&mut input)? {
        [b'P', b'K', 3 | 5, _] => {
            members(input, name, format, take);
            Ok(())
        }
        start => of_stream(start, input, name, format, take),
    }
}

fn of_stream(start: [u8; 4], input: impl BufRead, name: &str, format: Format, take: &mut Take<'_>) -> io::Result<()> {
    let _ = match start {
        [0x1f, 0x8b, ..] => rows(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(input)), name, format, take),
        _ => rows(input, name, format, take),
    };
    Ok(())
}

/// The first bytes, which stay to be read; zeros where there are not so many.
fn head(input: &mut impl BufRead) -> io::Result<[u8; 4]> {
    let start = input.fill_buf()?;
    let mut head = [0; 4];
    let length = start.len().min(4);
    head[..length].copy_from_slice(&start[..length]);
    Ok(head)
}

/// The rows of every file in an archive, in the order in which they stand.
fn members(input: impl Read + Seek, name: &str, format: Format, take: &mut Take<'_>) {
    let damaged = |error: &dyn std::fmt::Display| Fault::new(format!("damaged zip ({error})"), UNREAD);
    let mut archive = match ZipArchive::new(input) {
        Ok(archive) => archive,
        Err(error) => {
            let _ = take(name, Err(damaged(&error)));
            return;
        }
    };
    for n in 0..archive.len() {
        let member = match archive.by_index(n) {
            Ok(member) => member,
            Err(error) => {
                if take(&format!("{name}, member {}", n + 1), Err(damaged(&error))).is_break() {
                    return;
                }
                continue;
            }
        };
        // A name that is no text is of a member like others.
        let inner = member.name().map(|name| name.into_owned()).unwrap_or_default();
        let is_hidden = inner.rsplit('/').next().is_none_or(|file| file.starts_with('.'));
        if is_hidden || inner.ends_with('/') || inner.starts_with("__MACOSX") {
            continue;
        }
        let shown: String = inner.chars().filter(|c| !c.is_control()).take(200).collect();
        let member = BufReader::with_capacity(BUFFER, member);
        if rows(member, &format!("{name}, {shown}"), format, take).is_break() {
            return;
        }
    }
}

/// The rows of one table.
fn rows(input: impl BufRead, name: &str, format: Format, take: &mut Take<'_>) -> ControlFlow<()> {
    let mut lines = Lines { input, ahead: VecDeque::new(), line: Vec::new(), number: 0 };
    let mut cutter = Cutter::default();
    let none = Names::new(std::iter::empty());
    let mut table = if format.has_names() { None } else { format.reader(&none).ok().map(|reader| (reader, none)) };
    let mut place = String::new();
    loop {
        let read = lines.next();
        place.clear();
        let _ = write!(place, "{name}, line {}", lines.number);
        match read {
            Ok(true) => {}
            Ok(false) if lines.number == 0 => return take(name, Err(Fault::new("no rows", "give a table"))),
            Ok(false) => return ControlFlow::Continue(()),
            Err(error) if error.kind() == ErrorKind::FileTooLarge => {
                let cause = format!("a line longer than {} MB", LONGEST >> 20);
                take(&place, Err(Fault::new(cause, "look whether it is a table; the rows after it are read")))?;
                continue;
            }
            Err(error) => return take(&place, Err(Fault::new(format!("cannot be read on: {error}"), UNREAD))),
        }
        if lines.line.trim_ascii().is_empty() {
            continue;
        }
        let Some((reader, names)) = &table else {
            if matches!(lines.line[..], [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
                return take(name, Err(Fault::new("UTF-16", "save it as UTF-8")));
            }
            let mark = if lines.line.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
            cutter.delimiter = delimiter(&lines.line[mark..]);
            let cells = cutter.cut(&lines.line[mark..]);
            let names = Names::new((0..cells.len().min(MOST_COLUMNS)).map(|at| cells.text(at).into_owned()));
            match format.reader(&names) {
                Ok(reader) => table = Some((reader, names)),
                Err(fault) => return take(&place, Err(fault)),
            }
            continue;
        };
        if cutter.delimiter != b'\t' && lines.close_quotes().is_err() {
            let fault = Fault::new("a quote that is not closed", "put cells that hold a quote in quotes");
            take(&place, Err(fault))?;
            continue;
        }
        let cells = cutter.cut(&lines.line);
        let row = match names.len() {
            0 => Ok((&**reader, &cells)),
            _ if names.are(&cells) => continue,
            columns if cells.len() == columns || cells.len() > columns && is_empty_from(&cells, columns) => {
                Ok((&**reader, &cells))
            }
            columns => {
                let cause = format!("{} columns, where the line of names has {columns}", cells.len());
                Err(Fault::new(cause, "put cells that hold what stands between columns in quotes"))
            }
        };
        take(&place, row)?;
    }
}

fn is_empty_from(cells: &Cells<'_>, at: usize) -> bool {
    (at..cells.len()).all(|at| cells.bytes(at).is_empty())
}

/// What stands between columns: what the line of names has most of.
fn delimiter(line: &[u8]) -> u8 {
    let count = |byte: u8| memchr_iter(byte, line).count();
    *b"\t,;".iter().max_by_key(|byte| (count(**byte), **byte == b'\t')).unwrap_or(&b'\t')
}

/// Lines of a bounded length.
struct Lines<R> {
    input: R,
    /// Lines that were read ahead.
    ahead: VecDeque<Vec<u8>>,
    /// The line, or the row of several.
    line: Vec<u8>,
    /// Of the first line of the row, from 1.
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// Reads the next line; false at the end. Of a line that is too long, all is passed over.
    fn next(&mut self) -> io::Result<bool> {
        self.number += 1 + self.joined();
        if let Some(line) = self.ahead.pop_front() {
            self.line = line;
            return Ok(true);
        }
        self.line.clear();
        read_line(&mut self.input, &mut self.line).inspect(|more| {
            if !more {
                self.number -= 1;
            }
        })
    }

    /// Lines that the row has beside its first.
    fn joined(&self) -> u64 {
        memchr_iter(b'\n', &self.line).count() as u64
    }

    /// Takes in the lines over which a cell in quotes goes on. Where there is no end of it, they are left to be read as rows of their own.
    fn close_quotes(&mut self) -> Result<(), ()> {
        let is_open = |line: &[u8]| memchr_iter(b'"', line).count() % 2 == 1;
        if !is_open(&self.line) {
            return Ok(());
        }
        let mut taken: Vec<Vec<u8>> = Vec::new();
        let mut length = self.line.len();
        while taken.len() < MOST_LINES && length < LONGEST {
            let next = match self.ahead.pop_front() {
                Some(line) => line,
                None => {
                    let mut line = Vec::new();
                    // What is wrong with the input is told when it is asked for the line the next time.
                    if !read_line(&mut self.input, &mut line).unwrap_or(false) {
                        break;
                    }
                    line
                }
            };
            length += next.len() + 1;
            let closes = is_open(&next);
            taken.push(next);
            if closes {
                for line in taken {
                    self.line.push(b'\n');
                    self.line.extend_from_slice(&line);
                }
                return Ok(());
            }
        }
        taken.into_iter().rev().for_each(|line| self.ahead.push_front(line));
        Err(())
    }
}

/// Reads to the end of a line, without it; false where there is none.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    let (mut any, mut too_long) = (false, false);
    loop {
        let ready = match input.fill_buf() {
            Ok(ready) => ready,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if ready.is_empty() {
            break;
        }
        any = true;
        let end = memchr(b'\n', ready);
        let part = &ready[..end.unwrap_or(ready.len())];
        too_long |= line.len() + part.len() > LONGEST;
        if !too_long {
            line.extend_from_slice(part);
        }
        let read = part.len() + usize::from(end.is_some());
        input.consume(read);
        if end.is_some() {
            break;
        }
    }
    if too_long {
        line.clear();
        return Err(ErrorKind::FileTooLarge.into());
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(any)
}

/// Cuts rows into cells, in memory that is used again.
struct Cutter {
    delimiter: u8,
    bytes: Vec<u8>,
    ranges: Vec<Range<usize>>,
}

impl Default for Cutter {
    fn default() -> Self {
        Self { delimiter: b'\t', bytes: Vec::new(), ranges: Vec::new() }
    }
}

impl Cutter {
    fn cut<'c>(&'c mut self, line: &'c [u8]) -> Cells<'c> {
        self.ranges.clear();
        if memchr(b'"', line).is_none() || self.delimiter == b'\t' {
            let mut start = 0;
            for end in memchr_iter(self.delimiter, line).chain([line.len()]) {
                self.ranges.push(inside(line, start..end));
                start = end + 1;
            }
            return Cells::new(line, line, &self.ranges);
        }
        self.unquote(line);
        Cells::new(line, &self.bytes, &self.ranges)
    }

    /// Cells in quotes, in which two quotes are one.
    fn unquote(&mut self, line: &[u8]) {
        self.bytes.clear();
        let (mut at, mut start) = (0, 0);
        loop {
            if line.get(at) == Some(&b'"') {
                at += 1;
                while let Some(byte) = line.get(at) {
                    match (byte, line.get(at + 1)) {
                        (b'"', Some(b'"')) => {
                            self.bytes.push(b'"');
                            at += 2;
                        }
                        (b'"', _) => {
                            at += 1;
                            break;
                        }
                        _ => {
                            self.bytes.push(*byte);
                            at += 1;
                        }
                    }
                }
            }
            while let Some(byte) = line.get(at).filter(|byte| **byte != self.delimiter) {
                self.bytes.push(*byte);
                at += 1;
            }
            self.ranges.push(start..self.bytes.len());
            start = self.bytes.len();
            if at >= line.len() {
                return;
            }
            at += 1;
        }
    }
}

/// A cell between tabs without the quotes around it, as some programs write them.
fn inside(line: &[u8], range: Range<usize>) -> Range<usize> {
    match &line[range.clone()] {
        [b'"', .., b'"'] => range.start + 1..range.end - 1,
        _ => range,
    }
}
