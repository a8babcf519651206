//! In: a web archive (WARC 1.x: ISO 28500), plain or of gzip members. Out: a report for every page (a `response` with
//! status 200 and HTML) and every text (`conversion`) in it. Always: a broken record is refused alone and reading goes on
//! at the next one; memory is that of one record, whatever lengths the archive claims.
//!
//! Records are read in *stretches*: a plain file is one; of a gzip file, every member that begins with a record begins one.
//! No record reaches beyond its stretch, so that a length that lies costs its own record.

use std::io::{self, BufRead, ErrorKind};
use std::path::{Path, PathBuf};

use memchr::memmem;

use super::gzip::{Members, Piece};
use super::http::{self, Response};
use super::raw::Parts;
use super::{Fault, MAX_RECORD_BYTES, Options, Raw, charset, date, file_place, html, io as io_error};
use crate::Error;

/// What every record begins with.
const BEGINNING: &[u8] = b"WARC/";
/// Where reading goes on after a broken record: a version, alone up to the end of its line.
const NEXT: &[u8] = b"WARC/1.";
/// Length of that with its last figure and a line end.
const NEXT_BYTES: usize = NEXT.len() + 2;
/// Longest head of a record, and of the response in it.
const MAX_HEAD_BYTES: usize = 64 << 10;
/// How much is unpacked at a time.
const PIECE_BYTES: usize = 64 << 10;
/// Of how much that was read the memory is kept before it is used again.
const SPENT_BYTES: usize = 1 << 20;

const AGAIN: &str = "fetch the archive again";
const MEND: &str = "mend the archive, or archive the page again";

/// The reports of an archive.
pub(super) struct Records {
    stream: Stream,
    /// How many records were begun.
    number: usize,
    ended: bool,
    name: PathBuf,
    options: Options,
}

impl Records {
    pub(super) fn plain(input: Box<dyn BufRead + Send>, name: &Path, options: &Options) -> Self {
        Self::new(Source::Plain(input), name, options)
    }

    pub(super) fn packed(input: Box<dyn BufRead + Send>, name: &Path, options: &Options) -> Self {
        Self::new(Source::Packed(Box::new(Members::new(input))), name, options)
    }

    fn new(source: Source, name: &Path, options: &Options) -> Self {
        let stream = Stream { source, held: Vec::new(), at: 0, offset: 0, sound: 0, stop: None, first: Vec::new() };
        Self { stream, number: 0, ended: false, name: name.to_owned(), options: options.clone() }
    }

    /// How much memory the record takes.
    #[cfg(test)]
    pub(super) fn kept(&self) -> usize {
        self.stream.held.capacity()
    }

    /// Reads the next record; `None` at the end of the archive, and an inner `None` for one that is no report.
    fn record(&mut self) -> io::Result<Option<Option<Result<Raw, Error>>>> {
        loop {
            self.stream.skip_line_ends()?;
            if !self.stream.rest().is_empty() {
                break;
            }
            // A damage that no record has told of, as that of a member's head.
            if let Some(cause) = self.stream.untold_damage() {
                self.number += 1;
                let place = self.place(self.stream.position());
                return Ok(Some(Some(Err(Fault::new(cause, AGAIN).reject(place)))));
            }
            if !self.stream.next_stretch()? {
                return Ok(None);
            }
        }
        self.number += 1;
        let position = self.stream.position();
        let record = format!("record {} at byte {position}", self.number);
        Ok(Some(match self.contents()? {
            Ok(Some(parts)) => Some(Raw::new(parts, &self.name, Some(record), &self.options)),
            Ok(None) => None,
            Err(fault) => {
                // What a damaged member gives before its damage is seen can be anything: the damage is the cause.
                let damage = if self.stream.rest().is_empty() { self.stream.untold_damage() } else { None };
                let fault = damage.map_or(fault, |cause| Fault::new(cause, AGAIN));
                Some(Err(fault.reject(self.place(position))))
            }
        }))
    }

    fn place(&self, position: u64) -> String {
        format!("{}, record {} at byte {position}", file_place(&self.name), self.number)
    }

    /// What the record tells, and goes behind it; after a fault, to the next beginning of a record.
    fn contents(&mut self) -> io::Result<Result<Option<Parts>, Fault>> {
        let (head, length) = match self.stream.head()? {
            Ok(found) => found,
            Err(fault) => {
                self.stream.find_next(1)?;
                return Ok(Err(fault));
            }
        };
        let size = match usize::try_from(head.length) {
            Ok(size) if size <= MAX_RECORD_BYTES => size,
            _ => return self.too_long(&head, length),
        };
        if !self.stream.want(length + size)? {
            let there = self.stream.rest().len().saturating_sub(length);
            let fault = self.stream.cut(there as u64, head.length);
            self.stream.find_next(length)?;
            return Ok(Err(fault));
        }
        if !self.stream.ends_at(length + size)? {
            let fault = self.stream.unended();
            self.stream.find_next(length)?;
            return Ok(Err(fault));
        }
        let block = &self.stream.rest()[length..length + size];
        let parts = head.parts(block);
        self.stream.consume(length + size);
        Ok(parts)
    }

    /// Passes over a record that is longer than the limit without keeping it; it is refused if it holds a page.
    fn too_long(&mut self, head: &Head, length: usize) -> io::Result<Result<Option<Parts>, Fault>> {
        self.stream.want(length + MAX_HEAD_BYTES)?;
        let is_report = head.is_report(&self.stream.rest()[length..]);
        let passed = self.stream.find_next(length)? - length as u64;
        let stopped = self.stream.rest().is_empty();
        // Two line ends stand between the record and the next one.
        let gap = passed.checked_sub(head.length).filter(|gap| *gap <= 4);
        Ok(match gap {
            Some(_) if self.stream.untold_damage().is_some() => Err(self.stream.unended()),
            Some(_) if is_report => {
                let cause = format!("longer than {} MB", MAX_RECORD_BYTES >> 20);
                Err(Fault::new(cause, "leave it out; no report is so long"))
            }
            Some(_) => Ok(None),
            None if stopped && passed < head.length => Err(self.stream.cut(passed, head.length)),
            None => Err(wrong_length()),
        })
    }
}

impl Iterator for Records {
    type Item = Result<Raw, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.record() {
                Ok(Some(Some(report))) => return Some(report),
                Ok(Some(None)) => {}
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(io_error(&self.name, error)));
                }
            }
        }
        None
    }
}

/// Where the next record begins in some bytes.
fn next_beginning(bytes: &[u8]) -> Option<usize> {
    let is_next = |at: &usize| matches!(bytes[at + NEXT.len()..], [b'0'..=b'9', b'\r' | b'\n', ..]);
    memmem::find_iter(bytes, NEXT).find(is_next)
}

fn wrong_length() -> Fault {
    Fault::new("its Content-Length is wrong: no record ends there", MEND)
}

/// The headers of a record that matter.
struct Head {
    kind: String,
    length: u64,
    url: Option<String>,
    /// Day that it was archived.
    day: Option<String>,
    content: Option<String>,
    /// Whether the archive kept only the beginning.
    cut: bool,
}

impl Head {
    fn parse(text: &str) -> Result<Self, Fault> {
        let value = |name| http::header(text, name).map(str::to_owned);
        // The head of a record that is cut goes on with the next one's.
        let is_beginning = |line: &str| line.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with("WARC/1.");
        if text.get(1..).unwrap_or_default().lines().any(is_beginning) {
            return Err(Fault::new("its headers have no end", MEND));
        }
        let missing = |name| Fault::new(format!("no header {name}"), MEND);
        let length = value("Content-Length").ok_or_else(|| missing("Content-Length"))?;
        Ok(Self {
            kind: value("WARC-Type").ok_or_else(|| missing("WARC-Type"))?,
            length: length.parse().map_err(|_| {
                let shown: String = length.chars().take(40).collect();
                Fault::new(format!("the Content-Length {shown:?} is no number"), MEND)
            })?,
            // Some writers put it in angle brackets.
            url: value("WARC-Target-URI").map(|url| url.trim_matches(['<', '>']).to_owned()),
            day: value("WARC-Date").and_then(|day| date::published(&day)),
            content: value("Content-Type"),
            cut: value("WARC-Truncated").is_some(),
        })
    }

    /// Whether its content is of a type: one that is not told is taken for it.
    fn holds(&self, kind: &str) -> bool {
        self.content.as_deref().is_none_or(|c| c.get(..kind.len()).is_some_and(|c| c.eq_ignore_ascii_case(kind)))
    }

    fn is_response(&self) -> bool {
        self.kind.eq_ignore_ascii_case("response") && self.holds("application/http")
    }

    fn is_conversion(&self) -> bool {
        self.kind.eq_ignore_ascii_case("conversion") && (self.holds("text/plain") || self.holds("text/html"))
    }

    /// Whether a record that begins so is a report.
    fn is_report(&self, block: &[u8]) -> bool {
        let is_page = || Response::parse(block).is_some_and(|r| r.status == 200 && r.is_page());
        self.is_conversion() || (self.is_response() && is_page())
    }

    /// The report in a block; `None` if it is none.
    fn parts(&self, block: &[u8]) -> Result<Option<Parts>, Fault> {
        let mut parts = if self.is_conversion() {
            let label = self.content.as_deref().and_then(http::charset);
            if self.content.as_deref().is_some_and(http::is_html) {
                html::article(block.to_vec(), label)?
            } else {
                let body = charset::decode(block.to_vec(), label.as_slice())?;
                Parts { body, ..Parts::default() }
            }
        } else if self.is_response() {
            let Some(response) = Response::parse(block) else {
                return Err(Fault::new("no HTTP response in it", MEND));
            };
            if response.status != 200 || !response.is_page() {
                return Ok(None);
            }
            html::article(response.page(self.cut)?, response.charset())?
        } else {
            return Ok(None);
        };
        parts.url = Some(self.url.clone().ok_or_else(|| Fault::new("no header WARC-Target-URI", MEND))?);
        parts.archived = self.day.clone();
        Ok(Some(parts))
    }
}

/// Where an archive is read from.
enum Source {
    Plain(Box<dyn BufRead + Send>),
    Packed(Box<Members>),
}

/// Why a stretch goes no further.
enum Stop {
    End,
    /// The next member begins a record, or what is wrong with its beginning.
    Member(Option<String>),
    /// Why, and whether a fault has told of it.
    Damage(String, bool),
}

/// The unpacked archive, of which as much is held as was asked for.
struct Stream {
    source: Source,
    held: Vec<u8>,
    at: usize,
    /// Where what is held begins in a plain file; where the member begins, in a file of gzip members.
    offset: u64,
    /// Up to where what is held is of members that have ended well.
    sound: usize,
    stop: Option<Stop>,
    /// The beginning of the next stretch.
    first: Vec<u8>,
}

impl Stream {
    fn rest(&self) -> &[u8] {
        &self.held[self.at..]
    }

    /// Where the next record begins in the file; of gzip members, where the member begins.
    fn position(&self) -> u64 {
        match &self.source {
            Source::Plain(_) => self.offset + self.at as u64,
            Source::Packed(_) => self.offset,
        }
    }

    fn consume(&mut self, read: usize) {
        self.at = (self.at + read).min(self.held.len());
        if self.at > SPENT_BYTES && self.at > self.held.len() / 2 {
            self.held.drain(..self.at);
            self.held.shrink_to(2 * SPENT_BYTES);
            self.offset += if matches!(self.source, Source::Plain(_)) { self.at as u64 } else { 0 };
            self.sound = self.sound.saturating_sub(self.at);
            self.at = 0;
        }
    }

    /// Holds at least so many bytes; false if the stretch has no more.
    fn want(&mut self, length: usize) -> io::Result<bool> {
        while self.rest().len() < length {
            if !self.more()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Holds more of the stretch; false at its end.
    fn more(&mut self) -> io::Result<bool> {
        if self.stop.is_some() {
            return Ok(false);
        }
        match &mut self.source {
            Source::Plain(input) => {
                let ready = loop {
                    match input.fill_buf() {
                        Ok(ready) => break ready,
                        Err(error) if error.kind() == ErrorKind::Interrupted => {}
                        Err(error) => return Err(error),
                    }
                };
                let read = ready.len();
                self.held.extend_from_slice(ready);
                input.consume(read);
                if read == 0 {
                    self.stop = Some(Stop::End);
                }
            }
            Source::Packed(members) => {
                let before = self.held.len();
                self.held.resize(before + PIECE_BYTES, 0);
                let piece = members.read(&mut self.held[before..]);
                self.held.truncate(before + if let Ok(Piece::Bytes(read)) = piece { read } else { 0 });
                match piece? {
                    Piece::Bytes(_) => {}
                    Piece::End => self.turn()?,
                    Piece::Damage(cause) => self.stop = Some(Stop::Damage(cause, false)),
                }
            }
        }
        Ok(self.stop.is_none())
    }

    /// Goes from the end of a member to the next one, which begins a stretch if it begins a record.
    fn turn(&mut self) -> io::Result<()> {
        let Source::Packed(members) = &mut self.source else {
            return Ok(());
        };
        loop {
            self.sound = self.held.len();
            if !members.advance()? {
                self.stop = Some(Stop::End);
                return Ok(());
            }
            let (first, end) = members.first(BEGINNING.len())?;
            let damage = if let Some(Piece::Damage(cause)) = end { Some(cause) } else { None };
            if first.starts_with(BEGINNING) || damage.is_some() {
                self.first = first;
                self.stop = Some(Stop::Member(damage));
                return Ok(());
            }
            self.held.extend_from_slice(&first);
            if first.len() >= BEGINNING.len() {
                return Ok(());
            }
        }
    }

    /// Goes to the next stretch; false at the end of the archive.
    fn next_stretch(&mut self) -> io::Result<bool> {
        let Source::Packed(members) = &mut self.source else {
            return Ok(false);
        };
        self.stop = match self.stop.take() {
            None | Some(Stop::End) => {
                self.stop = Some(Stop::End);
                return Ok(false);
            }
            Some(Stop::Member(damage)) => damage.map(|cause| Stop::Damage(cause, false)),
            Some(Stop::Damage(..)) => match members.recover(BEGINNING)? {
                Some(first) => {
                    self.first = first;
                    None
                }
                None => {
                    self.stop = Some(Stop::End);
                    return Ok(false);
                }
            },
        };
        self.held.clear();
        self.at = 0;
        self.sound = 0;
        self.held.append(&mut self.first);
        self.offset = members.start();
        Ok(true)
    }

    /// What is damaged, if no fault has told of it; from then on one has.
    fn untold_damage(&mut self) -> Option<String> {
        match &mut self.stop {
            Some(Stop::Damage(cause, told)) if !*told => {
                *told = true;
                Some(cause.clone())
            }
            _ => None,
        }
    }

    fn skip_line_ends(&mut self) -> io::Result<()> {
        loop {
            let ends = self.rest().iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            self.consume(ends);
            if !self.rest().is_empty() || !self.more()? {
                return Ok(());
            }
        }
    }

    /// The head of the record, and its length with the empty line.
    fn head(&mut self) -> io::Result<Result<(Head, usize), Fault>> {
        self.want(BEGINNING.len())?;
        if !self.rest().starts_with(BEGINNING) {
            return Ok(Err(Fault::new("no record begins where one should", MEND)));
        }
        loop {
            let rest = self.rest();
            let seen = &rest[..rest.len().min(MAX_HEAD_BYTES)];
            if let Some((head, block)) = http::split_head(seen) {
                let length = seen.len() - block.len();
                return Ok(Head::parse(&String::from_utf8_lossy(head)).map(|head| (head, length)));
            }
            let full = seen.len() == MAX_HEAD_BYTES;
            if full || !self.more()? {
                let fault = match &mut self.stop {
                    Some(Stop::Damage(cause, told)) if !full => {
                        *told = true;
                        Fault::new(cause.clone(), AGAIN)
                    }
                    _ => Fault::new("its headers have no end", MEND),
                };
                return Ok(Err(fault));
            }
        }
    }

    /// Whether a record can end at a place: a member or the stretch ends there or another record begins, behind line ends; or
    /// there are the two line ends that belong to it, whatever comes after, and no other record begins before them.
    fn ends_at(&mut self, length: usize) -> io::Result<bool> {
        let mut at = length;
        loop {
            while self.rest().get(at).is_some_and(|b| matches!(b, b'\r' | b'\n')) {
                at += 1;
            }
            // What the next member gives, which may be damaged, is no matter of this record's.
            if (length..=at).contains(&self.sound.saturating_sub(self.at)) {
                return Ok(true);
            }
            if self.rest().len() >= at + BEGINNING.len() {
                return Ok(self.rest()[at..].starts_with(BEGINNING) || self.has_line_ends(length));
            }
            if !self.more()? {
                let damaged = matches!(self.stop, Some(Stop::Damage(..)));
                return Ok(!damaged && (self.rest().len() == at || self.has_line_ends(length)));
            }
        }
    }

    /// Whether the two line ends of a record stand there, and no other record begins before them.
    fn has_line_ends(&self, length: usize) -> bool {
        self.rest()[length..].starts_with(b"\r\n\r\n") && next_beginning(&self.rest()[1..length]).is_none()
    }

    /// Why a record does not end where it should.
    fn unended(&mut self) -> Fault {
        match &mut self.stop {
            Some(Stop::Damage(cause, told)) => {
                *told = true;
                Fault::new(cause.clone(), AGAIN)
            }
            _ => wrong_length(),
        }
    }

    /// Tells of a record of which only a part is there.
    fn cut(&mut self, there: u64, claimed: u64) -> Fault {
        let reason = match &mut self.stop {
            Some(Stop::Damage(cause, told)) => {
                *told = true;
                format!("{cause}: ")
            }
            _ => String::new(),
        };
        Fault::new(format!("{reason}only {there} of the {claimed} bytes that it claims are there"), AGAIN)
    }

    /// Goes to the next beginning of a record at least `from` bytes on, or to the end of the stretch. Gives how far that is.
    fn find_next(&mut self, from: usize) -> io::Result<u64> {
        let mut passed = 0;
        let mut skip = from;
        loop {
            let rest = self.rest();
            let start = skip.min(rest.len());
            if let Some(next) = next_beginning(&rest[start..]).map(|found| start + found) {
                self.consume(next);
                return Ok(passed + next as u64);
            }
            let searched = rest.len().saturating_sub(NEXT_BYTES - 1).max(start);
            self.consume(searched);
            passed += searched as u64;
            skip = skip.saturating_sub(searched);
            if !self.more()? {
                let left = self.rest().len();
                self.consume(left);
                return Ok(passed + left as u64);
            }
        }
    }
}
