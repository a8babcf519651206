//! In: JSON or JSON lines. Out: a report for every object. Always: an object that is no report is refused alone; JSON lines
//! are read one at a time, so that memory does not grow with the file; values that nobody asked for are never built.

use std::io::{BufRead, ErrorKind};
use std::path::{Path, PathBuf};

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::columns::{Cell, Columns, Row};
use super::{Fault, MAX_RECORD_BYTES, Options, Raw, charset, file_place, io};
use crate::Error;

const OBJECT: &str = "give an object with a field \"text\"";
const MEND: &str = "mend the JSON";

/// The records of a JSON file: an object, an array of objects, or objects one after the other.
pub(super) struct Values {
    text: String,
    at: usize,
    number: usize,
    array: bool,
    ended: bool,
    name: PathBuf,
    options: Options,
}

impl Values {
    pub(super) fn new(text: String, name: &Path, options: &Options) -> Self {
        let start = text.trim_start_matches(|c: char| is_space(c) || c == '\u{feff}');
        let array = start.starts_with('[');
        let at = text.len() - start.len() + usize::from(array);
        Self { text, at, number: 0, array, ended: false, name: name.to_owned(), options: options.clone() }
    }

    fn skip_space(&mut self) -> Option<char> {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start_matches(is_space);
        self.at += rest.len() - trimmed.len();
        trimmed.chars().next()
    }

    fn place(&self) -> String {
        format!("{}, record {}", file_place(&self.name), self.number)
    }

    /// Ends with a fault, or silently.
    fn end(&mut self, fault: Option<Fault>) -> Option<Result<Raw, Error>> {
        self.ended = true;
        fault.map(|fault| Err(fault.reject(self.place())))
    }

    /// Goes over what stands between two records; a fault ends the reading.
    fn step(&mut self) -> Option<Option<Fault>> {
        let broken = |cause: &str| Some(Some(Fault::new(format!("not JSON: {cause}"), MEND)));
        match (self.array, self.skip_space(), self.number) {
            (true, Some(']'), _) => {
                self.at += 1;
                match self.skip_space() {
                    None => Some(None),
                    Some(_) => broken("more text after the array"),
                }
            }
            (true, None, _) => broken("the array is not closed"),
            (true, Some(_), 0) => None,
            (true, Some(','), _) => {
                self.at += 1;
                None
            }
            (true, Some(_), _) => broken("no comma between records"),
            (false, None, 0) => Some(Some(Fault::new("no text", OBJECT))),
            (false, None, _) => Some(None),
            (false, Some(_), _) => None,
        }
    }
}

impl Iterator for Values {
    type Item = Result<Raw, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        if let Some(end) = self.step() {
            return self.end(end);
        }
        self.number += 1;
        // Where the record ends is told first: a value that cannot be taken in then costs no other record.
        let mut stream = serde_json::Deserializer::from_str(&self.text[self.at..]).into_iter::<IgnoredAny>();
        let value = stream.next();
        let length = stream.byte_offset();
        match value {
            Some(Ok(IgnoredAny)) => {
                let mut json = serde_json::Deserializer::from_str(&self.text[self.at..self.at + length]);
                self.at += length;
                let value = match Report(&self.options.columns).deserialize(&mut json) {
                    Ok(value) => value,
                    Err(error) => {
                        let cause = format!("not JSON: {error}, counted from the start of this record");
                        return Some(Err(Fault::new(cause, MEND).reject(self.place())));
                    }
                };
                let lone = !self.array && self.number == 1;
                let record = (!lone).then(|| format!("record {}", self.number));
                Some(value.report(&self.name, record, &self.options))
            }
            Some(Err(error)) => {
                let cause = format!("not JSON: {}, counted from the start of this record", error);
                self.end(Some(Fault::new(cause, "mend it; the records from here on were not read")))
            }
            None => self.end(None),
        }
    }
}

/// The records of a JSON lines file.
pub(super) struct Lines {
    input: Box<dyn BufRead + Send>,
    line: Vec<u8>,
    number: usize,
    ended: bool,
    name: PathBuf,
    options: Options,
}

/// What was found up to the next line feed.
enum Line {
    End,
    Read,
    TooLong,
}

impl Lines {
    pub(super) fn new(input: Box<dyn BufRead + Send>, name: &Path, options: &Options) -> Self {
        Self { input, line: Vec::new(), number: 0, ended: false, name: name.to_owned(), options: options.clone() }
    }

    /// How much memory the line takes.
    #[cfg(test)]
    pub(super) fn kept(&self) -> usize {
        self.line.capacity()
    }

    /// Reads one line, and passes over what is beyond the limit without keeping it.
    fn advance(&mut self) -> std::io::Result<Line> {
        self.line.clear();
        let mut too_long = false;
        let mut any = false;
        loop {
            let buffer = match self.input.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = buffer.iter().position(|b| *b == b'\n');
            let piece = &buffer[..end.unwrap_or(buffer.len())];
            let read = end.map_or(buffer.len(), |i| i + 1);
            any |= read > 0;
            if self.line.len() + piece.len() > MAX_RECORD_BYTES {
                too_long = true;
                self.line.clear();
            }
            if !too_long {
                self.line.extend_from_slice(piece);
            }
            self.input.consume(read);
            if end.is_some() || read == 0 {
                return Ok(match (any, too_long) {
                    (_, true) => Line::TooLong,
                    (true, false) => Line::Read,
                    (false, false) => Line::End,
                });
            }
        }
    }

    fn parse(&self) -> Result<Value, Fault> {
        let bytes =
            if self.number == 1 { self.line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.line) } else { &self.line };
        let text = std::str::from_utf8(bytes).map_err(|_| charset::not_utf8(bytes))?;
        let mut json = serde_json::Deserializer::from_str(text);
        let value = Report(&self.options.columns).deserialize(&mut json);
        value.and_then(|value| json.end().map(|()| value)).map_err(|error| {
            let cause = error.to_string().replace("at line 1 column", "at column");
            Fault::new(format!("not JSON: {cause}"), MEND)
        })
    }
}

impl Iterator for Lines {
    type Item = Result<Raw, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.number += 1;
            let record = format!("line {}", self.number);
            let place = format!("{}, {record}", file_place(&self.name));
            let reject = |fault: Fault| Some(Err(fault.reject(place)));
            match self.advance() {
                Err(error) => {
                    self.ended = true;
                    return Some(Err(io(&self.name, error)));
                }
                Ok(Line::End) => self.ended = true,
                Ok(Line::TooLong) => {
                    let cause = format!("longer than {} MB", MAX_RECORD_BYTES >> 20);
                    return reject(Fault::new(cause, "cut it into reports, one a line"));
                }
                Ok(Line::Read) if self.number == 1 && matches!(self.line[..], [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) => {
                    self.ended = true;
                    return reject(Fault::new("UTF-16", "save it as UTF-8"));
                }
                Ok(Line::Read) if self.line.trim_ascii().is_empty() => {}
                Ok(Line::Read) => {
                    return match self.parse() {
                        Ok(value) => Some(value.report(&self.name, Some(record), &self.options)),
                        Err(fault) => reject(fault),
                    };
                }
            }
        }
        None
    }
}

/// A JSON value where a report is expected.
enum Value {
    Object(Box<Row>),
    /// Something else: what it is.
    Other(&'static str),
}

impl Value {
    fn report(self, name: &Path, record: Option<String>, options: &Options) -> Result<Raw, Error> {
        let parts = match self {
            Self::Object(row) => row.parts(&options.columns, OBJECT),
            Self::Other(what) => Err(Fault::new(format!("{what} where a report should be"), OBJECT)),
        };
        match parts {
            Ok(parts) => Raw::new(parts, name, record, options),
            Err(fault) => {
                let place = file_place(name);
                Err(fault.reject(record.map_or(place.clone(), |record| format!("{place}, {record}"))))
            }
        }
    }
}

/// Takes in any JSON value without building what is not wanted.
struct Lenient;

impl<'de> Visitor<'de> for Lenient {
    type Value = Cell;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Cell, E> {
        Ok(Cell::Absent)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Cell, E> {
        Ok(Cell::Other("true or false"))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Cell, E> {
        Ok(Cell::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Cell, E> {
        Ok(Cell::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Cell, E> {
        Ok(Cell::Number(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Cell, E> {
        Ok(Cell::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Cell, E> {
        Ok(Cell::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Cell, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Cell::Other("an array"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Cell::Other("an object"))
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Lenient)
    }
}

/// Takes in a report whose fields are told by the columns, or says what stands in its place.
#[derive(Clone, Copy)]
struct Report<'c>(&'c Columns);

impl<'de> DeserializeSeed<'de> for Report<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Report<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Other("null"))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Other("true or false"))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Other("a number"))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(Value::Other("a number"))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Other("a number"))
    }

    fn visit_str<E>(self, _: &str) -> Result<Value, E> {
        Ok(Value::Other("a string"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Value, A::Error> {
        Lenient.visit_seq(seq).map(|_| Value::Other("an array"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut row = Row::default();
        while let Some(key) = map.next_key::<String>()? {
            let mut fields = self.0.fields(&key).peekable();
            if fields.peek().is_none() {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let cell: Cell = map.next_value()?;
            fields.for_each(|(field, rank)| row.put(field, rank, cell.clone()));
        }
        Ok(Value::Object(Box::new(row)))
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Whether an input that begins with a bracket goes on as an array of objects, not as text in brackets.
pub(super) fn begins_array(start: &[u8]) -> bool {
    matches!(start[1..].trim_ascii_start().first(), Some(b'{' | b'[' | b']' | b'"') | None)
}

/// Whether an input that begins with a brace goes on as an object.
pub(super) fn begins_object(start: &[u8]) -> bool {
    matches!(start[1..].trim_ascii_start().first(), Some(b'"' | b'}') | None)
}
