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
//!
//! Objects have the fields `id`, `title`, `text` or `body`, `published` or `date`, `url`, `source`, `language` or `lang`.

mod charset;
mod credit;
mod date;
mod html;
mod json;
mod markdown;
mod plain;
mod raw;
mod source;

pub use date::published;
pub use raw::Raw;
pub use source::{Source, sources};

use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use crate::{Error, Language};

/// Largest file of a format that is read as a whole (a long report has some 50 kB; a page with its scripts some MB).
pub const MAX_FILE_BYTES: usize = 64 << 20;
/// Longest record of a JSON lines file.
pub const MAX_RECORD_BYTES: usize = 16 << 20;
/// Longest text of a report: a thick book. Longer ones are collections that should be cut into reports.
pub const MAX_TEXT_BYTES: usize = 2 << 20;
/// How much of an input of unknown format is looked at.
const SNIFF_BYTES: usize = 64 << 10;

/// What the user tells of all reports.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Date of publication of the reports that have none of their own, in EDTF level 0 (see [`published`]).
    pub published: Option<String>,
    /// Language of all reports, whatever they declare.
    pub language: Option<Language>,
}

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Markdown,
    Html,
    Json,
    JsonLines,
}

/// Reads the reports of a source, one after the other.
pub fn read(source: &Source, options: &Options) -> Reports {
    let path = source.path();
    match source.open() {
        Ok(input) => records(input, path, options),
        Err(error) => Reports::one(Err(io(path, error))),
    }
}

/// Reads the reports of an open input; `name` is its file name, and names it in errors (`-` is standard input).
pub fn records(mut input: Box<dyn BufRead + Send>, name: &Path, options: &Options) -> Reports {
    let format = match by_name(name) {
        Some(format) => format,
        None => match sniff(&mut input) {
            Ok((format, restored)) => {
                input = restored;
                format
            }
            Err(error) => return Reports::one(Err(io(name, error))),
        },
    };
    if format == Format::JsonLines {
        return Reports(Kind::Lines(json::Lines::new(input, name, options)));
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
        Format::Html => Reports::one(html::read(bytes, name, options)),
        Format::Markdown => Reports::one(plain::read(bytes, name, options, true)),
        Format::Text | Format::JsonLines => Reports::one(plain::read(bytes, name, options, false)),
    }
}

/// The reports of one source.
pub struct Reports(Kind);

enum Kind {
    One(Option<Result<Raw, Error>>),
    Array(json::Values),
    Lines(json::Lines),
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
    name == Path::new("-")
}

fn by_name(name: &Path) -> Option<Format> {
    Some(match name.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" | "text" => Format::Text,
        "md" | "markdown" => Format::Markdown,
        "html" | "htm" | "xhtml" => Format::Html,
        "json" => Format::Json,
        "jsonl" | "ndjson" => Format::JsonLines,
        _ => return None,
    })
}

/// An input with the beginning put back before it.
type Restored = Box<dyn BufRead + Send>;

/// Tells the format from the beginning of an input.
fn sniff(input: &mut Restored) -> std::io::Result<(Format, Restored)> {
    let mut head = Vec::new();
    // Of an object, the first line tells: what is written to a pipe line by line is read line by line.
    while head.len() < SNIFF_BYTES && !(beginning(&head).starts_with(b"{") && beginning(&head).contains(&b'\n')) {
        let ready = match input.fill_buf() {
            Ok(ready) => &ready[..ready.len().min(SNIFF_BYTES - head.len())],
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if ready.is_empty() {
            break;
        }
        head.extend_from_slice(ready);
        let read = ready.len();
        input.consume(read);
    }
    let format = by_content(&head);
    let rest = std::mem::replace(input, Box::new(std::io::empty()));
    Ok((format, Box::new(std::io::Cursor::new(head).chain(rest))))
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
