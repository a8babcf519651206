//! In: the body of an answer with its headers. Out: its bytes unpacked, or its text. Always: no more is unpacked than was
//! granted, however small it was packed.

use std::io::{self, Read};

use encoding_rs::{Encoding, UTF_8};
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// How much of an XML file is looked at for its declaration.
const DECLARATION_BYTES: usize = 200;

/// Why a body was not taken.
#[derive(Debug)]
pub(crate) enum Fault {
    /// It is larger than was granted.
    Large,
    /// It is packed in a way that is not known.
    Packing(String),
    /// It broke off, or is no such packing.
    Broken(io::Error),
}

/// Reads and unpacks a body; `encoding` is its `Content-Encoding`.
pub(crate) fn unpack(body: impl Read, encoding: &str, max_bytes: usize) -> Result<Vec<u8>, Fault> {
    // One byte more than granted tells what is too large.
    let bytes = beginning(body, encoding, max_bytes + 1)?;
    if bytes.len() > max_bytes { Err(Fault::Large) } else { Ok(bytes) }
}

/// Reads and unpacks so many bytes of a body at most.
pub(crate) fn beginning(body: impl Read, encoding: &str, bytes: usize) -> Result<Vec<u8>, Fault> {
    // Also of the packed bytes: some unpack to nothing, for ever.
    let packed = body.take(bytes as u64);
    let read = |unpacked: &mut dyn Read| {
        let mut out = Vec::new();
        unpacked.take(bytes as u64).read_to_end(&mut out).map_err(Fault::Broken)?;
        Ok(out)
    };
    match encoding.trim().to_ascii_lowercase().as_str() {
        "" | "identity" => read(&mut { packed }),
        "gzip" | "x-gzip" => read(&mut MultiGzDecoder::new(packed)),
        "deflate" => {
            // Meant is zlib, but some servers send it bare.
            let packed = read(&mut { packed })?;
            match packed.as_slice() {
                [first, second, ..] if first & 15 == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0 => {
                    read(&mut ZlibDecoder::new(packed.as_slice()))
                }
                bare => read(&mut DeflateDecoder::new(bare)),
            }
        }
        other => Err(Fault::Packing(other.chars().take(40).collect())),
    }
}

/// Whether a type of content can hold a report or a feed. Without a type, markup and objects are told by their first
/// character.
pub(crate) fn is_readable(content_type: Option<&str>, bytes: &[u8]) -> bool {
    let Some(content_type) = content_type else {
        let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        return matches!(start.first(), Some(b'<' | b'{' | b'['));
    };
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.split_once('/') {
        Some(("text", kind)) => {
            matches!(kind, "html" | "plain" | "xml" | "json") || kind.ends_with("+xml") || kind.ends_with("+json")
        }
        Some(("application", kind)) => {
            matches!(kind, "xml" | "json") || kind.ends_with("+xml") || kind.ends_with("+json")
        }
        _ => false,
    }
}

/// The text of an XML or JSON file, without its declaration, and whether some bytes were no characters and are `U+FFFD`.
/// The encoding is what the file says of itself, else what the header says, else UTF-8.
pub(crate) fn text(bytes: &[u8], content_type: Option<&str>) -> (String, bool) {
    let declared = || declared(&bytes[..bytes.len().min(DECLARATION_BYTES)]);
    let encoding = declared().or_else(|| content_type.and_then(charset)).unwrap_or(UTF_8);
    // A mark of byte order, if there is one, overrules.
    let (text, _, damaged) = encoding.decode(bytes);
    let text = text.trim_start();
    let text = match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest,
        None => text,
    };
    (text.to_owned(), damaged)
}

/// The encoding of a header such as `text/xml; charset=windows-1251`.
fn charset(content_type: &str) -> Option<&'static Encoding> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        let label = value.trim().trim_matches(['"', '\'']);
        key.trim().eq_ignore_ascii_case("charset").then(|| Encoding::for_label(label.as_bytes()))?
    })
}

/// The encoding of a declaration such as `<?xml version="1.0" encoding="windows-1251"?>`.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head);
    let declaration = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    // Who could be read so far is no UTF-16, whatever it says.
    Encoding::for_label(value[1..].split_once(quote)?.0.as_bytes()).map(Encoding::output_encoding)
}
