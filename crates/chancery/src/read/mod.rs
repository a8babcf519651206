//! In: files, folders and standard input. Out: a [`Raw`] for every report, or an [`Error`] that names file, record, cause
//! and remedy; one bad report does not keep the others from coming. Always: memory is bounded by the limits below
//! whatever the input, a text holds no control characters but line feed and tab, and the same input gives the same
//! reports in the same order.
//!
//! | format | told by | a report is |
//! |---|---|---|
//! | text | `.txt`, or nothing else fits | the file; metadata in front matter and in leading lines |
//! | Markdown | `.md`, `.markdown` | the file, without its marks |
//! | HTML | `.html`, `.htm`, `.xhtml`, or its first tag | the body of the page |
//! | JSON | `.json`, or a first `[` or `{` | an object, or every object of an array |
//! | JSON lines | `.jsonl`, `.ndjson`, or a whole object in the first line | every line |
//! | CSV, TSV | `.csv`, `.tsv` | every row below the line of names |
//! | Parquet | `.parquet`, or its first bytes | every row |
//! | web archive | `.warc`, `.wet`, or its first bytes | every page or text in it |
//!
//! Each may be packed with gzip (told by its first bytes; `.gz` is no part of the name then), but for Parquet, which packs
//! itself. Objects and tables have the fields `id`, `title`, `text` or `body`, `published` or `date`, `url`, `source`,
//! `author`, `language` or `lang`, or what [`Options::columns`] tells.

mod boilerplate;
mod charset;
mod columns;
mod credit;
mod date;
mod delimited;
mod fetched;
mod given;
mod gzip;
mod html;
mod http;
mod json;
mod markdown;
mod metadata;
mod parquet;
mod plain;
mod raw;
mod source;
mod warc;

pub use columns::{Cell, Columns, Field};
pub use date::published;
pub use fetched::{Fetched, page};
pub use given::Given;
pub use raw::Raw;
pub use source::{Source, sources};

use std::fs::File;
use std::io::{BufRead, Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::{Error, Language};

/// Largest file of a format that is read as a whole (a long report has some 50 kB; a page with its scripts some MB).
pub const MAX_FILE_BYTES: usize = 64 << 20;
/// Longest record of a file of records: a line, a row, a page of an archive.
pub const MAX_RECORD_BYTES: usize = 16 << 20;
/// Longest text of a report: a thick book. Longer ones are collections that should be cut into reports.
pub const MAX_TEXT_BYTES: usize = 2 << 20;
/// How much of an input of unknown format is looked at.
const SNIFF_BYTES: usize = 64 << 10;
/// The name of standard input; what is read from it is of no file.
const STDIN: &str = "-";

/// What the user tells of all reports.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Date of publication of the reports that have none of their own, in EDTF level 0 (see [`published`]).
    pub published: Option<String>,
    /// Language of all reports, whatever they declare.
    pub language: Option<Language>,
    /// Which columns of tables and fields of objects hold what.
    pub columns: Columns,
}

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Markdown,
    Html,
    Json,
    JsonLines,
    /// A table, and whether tabs stand between its columns by its name.
    Delimited {
        tabs: bool,
    },
    Parquet,
    Warc,
}

/// Reads the reports of a source, one after the other.
pub fn read(source: &Source, options: &Options) -> Reports {
    let path = source.path();
    match source.open() {
        Ok(input) => records_of(input, path, options, || File::open(path).ok().filter(|_| !is_stdin(path))),
        Err(error) => Reports::one(Err(io(path, error))),
    }
}

/// Reads the reports of an open input; `name` is its file name, and names it in errors (`-` is standard input).
pub fn records(input: Box<dyn BufRead + Send>, name: &Path, options: &Options) -> Reports {
    records_of(input, name, options, || None)
}

/// Reads the reports of an input; `file` opens the file for a format that is read from many places at once.
fn records_of(input: Input, name: &Path, options: &Options, file: impl FnOnce() -> Option<File>) -> Reports {
    let (format, packed, input) = match opened(input, name) {
        Ok(opened) => opened,
        Err(error) => return Reports::one(Err(io(name, error))),
    };
    let input = match (format, packed) {
        (Format::Warc, true) => return Reports(Kind::Archive(Box::new(warc::Records::packed(input, name, options)))),
        (Format::Warc, false) => return Reports(Kind::Archive(Box::new(warc::Records::plain(input, name, options)))),
        (_, true) => gzip::unpacked(input),
        (_, false) => input,
    };
    match format {
        Format::JsonLines => return Reports(Kind::Lines(json::Lines::new(input, name, options))),
        Format::Delimited { tabs } => {
            return Reports(Kind::Table(Box::new(delimited::Rows::new(input, tabs, name, options))));
        }
        Format::Parquet if !packed => {
            if let Some(file) = file() {
                return Reports(Kind::Parquet(Box::new(parquet::Rows::file(file, name, options))));
            }
        }
        _ => {}
    }
    let bytes = match whole(input, name) {
        Ok(bytes) => bytes,
        Err(error) => return Reports::one(Err(error)),
    };
    match format {
        Format::Json => match charset::unicode(bytes) {
            Ok(text) => Reports(Kind::Array(json::Values::new(text, name, options))),
            Err(cause) => Reports::one(Err(cause.reject(file_place(name)))),
        },
        Format::Parquet => Reports(Kind::Parquet(Box::new(parquet::Rows::bytes(bytes, name, options)))),
        Format::Html => Reports::one(html::read(bytes, name, options)),
        Format::Markdown => Reports::one(plain::read(bytes, name, options, true)),
        _ => Reports::one(plain::read(bytes, name, options, false)),
    }
}

/// The reports of one source.
pub struct Reports(Kind);

enum Kind {
    One(Option<Result<Raw, Error>>),
    Array(json::Values),
    Lines(json::Lines),
    Table(Box<delimited::Rows>),
    Parquet(Box<parquet::Rows>),
    Archive(Box<warc::Records>),
}

impl Reports {
    fn one(report: Result<Raw, Error>) -> Self {
        Self(Kind::One(Some(report)))
    }
}

impl Iterator for Reports {
    type Item = Result<Raw, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Kind::One(report) => report.take(),
            Kind::Array(values) => values.next(),
            Kind::Lines(lines) => lines.next(),
            Kind::Table(rows) => rows.next(),
            Kind::Parquet(rows) => rows.next(),
            Kind::Archive(records) => records.next(),
        }
    }
}

/// Why something cannot be read, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    cause: String,
    remedy: &'static str,
}

impl Fault {
    fn new(cause: impl Into<String>, remedy: &'static str) -> Self {
        Self { cause: cause.into(), remedy }
    }

    fn reject(self, place: String) -> Error {
        Error::Rejected { place, cause: self.cause, remedy: self.remedy.to_owned() }
    }
}

fn io(path: &Path, source: std::io::Error) -> Error {
    Error::Io { path: path.to_owned(), source }
}

/// How errors name a file: standard input by its words.
fn file_place(name: &Path) -> String {
    if is_stdin(name) { "standard input".to_owned() } else { name.display().to_string() }
}

fn is_stdin(name: &Path) -> bool {
    name == Path::new(STDIN)
}

fn is_packed(name: &Path) -> bool {
    name.extension().is_some_and(|e| e.eq_ignore_ascii_case("gz"))
}

/// The format that a file name tells, whatever it is packed with.
fn by_name(name: &Path) -> Option<Format> {
    let name = if is_packed(name) { Path::new(name.file_stem()?) } else { name };
    Some(match name.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" | "text" => Format::Text,
        "md" | "markdown" => Format::Markdown,
        "html" | "htm" | "xhtml" => Format::Html,
        "json" => Format::Json,
        "jsonl" | "ndjson" => Format::JsonLines,
        "csv" => Format::Delimited { tabs: false },
        "tsv" => Format::Delimited { tabs: true },
        "parquet" => Format::Parquet,
        "warc" | "wet" => Format::Warc,
        _ => return None,
    })
}

type Input = Box<dyn BufRead + Send>;

/// Tells the format of an input and whether it is packed, by its name or else its beginning.
fn opened(mut input: Input, name: &Path) -> std::io::Result<(Format, bool, Input)> {
    let head = peek(&mut input, |head| head.len() >= gzip::MAGIC.len())?;
    let packed = head.starts_with(&gzip::MAGIC);
    // An archive whose first member is damaged is still read by its members.
    let damaged = !packed && is_packed(name) && !head.starts_with(b"WAR");
    input = Box::new(Cursor::new(head).chain(input));
    if let Some(format) = by_name(name) {
        return Ok((format, packed || (damaged && format == Format::Warc), input));
    }
    // Of an object, the first line tells: what is written to a pipe line by line is read line by line.
    let first_line = |head: &[u8]| beginning(head).starts_with(b"{") && beginning(head).contains(&b'\n');
    let head = peek(&mut input, |head| head.len() >= SNIFF_BYTES || first_line(head))?;
    let format = if packed { by_content(&gzip::beginning(&head, SNIFF_BYTES)) } else { by_content(&head) };
    Ok((format, packed, Box::new(Cursor::new(head).chain(input))))
}

/// Takes from an input until it is enough or there is no more.
fn peek(input: &mut Input, enough: impl Fn(&[u8]) -> bool) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    while !enough(&head) {
        let ready = match input.fill_buf() {
            Ok(ready) => ready,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if ready.is_empty() {
            break;
        }
        let read = ready.len().min(SNIFF_BYTES);
        head.extend_from_slice(&ready[..read]);
        input.consume(read);
    }
    Ok(head)
}

/// The beginning without the mark of byte order and space.
fn beginning(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start()
}

fn by_content(head: &[u8]) -> Format {
    let start = beginning(head);
    match start.first() {
        Some(b'[') if json::begins_array(start) => Format::Json,
        Some(b'{') => match start.iter().position(|b| *b == b'\n') {
            Some(end) if serde_json::from_slice::<serde::de::IgnoredAny>(&start[..end]).is_ok() => Format::JsonLines,
            None if head.len() >= SNIFF_BYTES => Format::JsonLines,
            _ if json::begins_object(start) => Format::Json,
            _ => Format::Text,
        },
        Some(b'<') if html::begins_page(start) => Format::Html,
        Some(b'W') if head.starts_with(b"WARC/") => Format::Warc,
        Some(b'P') if head.starts_with(b"PAR1") => Format::Parquet,
        _ => Format::Text,
    }
}

/// The whole of an input of bounded size.
fn whole(input: impl Read, name: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    input.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|e| io(name, e))?;
    if bytes.len() > MAX_FILE_BYTES {
        let cause = format!("larger than {} MB", MAX_FILE_BYTES >> 20);
        return Err(Fault::new(cause, "split it, or give it as JSON lines, one report a line").reject(file_place(name)));
    }
    Ok(bytes)
}

/// Where reports of `name` say that they come from.
fn report_path(name: &Path) -> Option<PathBuf> {
    (!is_stdin(name)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests;
