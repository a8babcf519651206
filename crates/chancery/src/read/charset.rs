//! In: the bytes of a file. Out: its text. Always: nothing is replaced or guessed silently: a file that is damaged, or no
//! text at all, is refused with the reason.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Fault;

/// How much of a file the guess of an encoding looks at; the rest must then decode without a fault.
const GUESS_BYTES: usize = 1 << 20;
/// A text of which more than one character in so many is a control character is no text. Printed and scanned texts have
/// a form feed a page; arbitrary bytes have one in ten.
const ONE_CONTROL_IN: usize = 200;
/// Bytes that are not UTF-8 are damage, rather than another encoding, if there are so many good sequences to each. Letters
/// of another encoding hardly ever make a good sequence.
const GOOD_TO_BAD: usize = 4;

const BINARY: &str = "convert it to plain text, HTML or JSON first";
const ENCODING: &str = "save it as UTF-8";

/// Beginnings of the files that users most often give by mistake.
const MAGIC: [(&[u8], &str); 6] = [
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"PAR1", "a Parquet file"),
];

/// The text of a file in any encoding; `declared` are the charsets that a page is said to have, best first.
pub(super) fn decode(bytes: Vec<u8>, declared: &[&str]) -> Result<String, Fault> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Fault::new(format!("{what}, not text"), BINARY));
    }
    let bytes = match wide_or_utf8(bytes) {
        Ok(decoded) => return checked(decoded?),
        Err(bytes) => bytes,
    };
    if let Some(at) = damage(&bytes) {
        return Err(Fault::new(
            format!("damaged UTF-8 at byte {at}"),
            "mend it, or drop the bad bytes with iconv -c -f UTF-8 -t UTF-8",
        ));
    }
    let mut declared: Vec<&Encoding> =
        declared.iter().filter_map(|label| Encoding::for_label(label.as_bytes())).filter(|e| *e != UTF_8).collect();
    if declared.is_empty() {
        declared.push(guess(&bytes));
    }
    match declared.iter().find_map(|e| e.decode_without_bom_handling_and_without_replacement(&bytes)) {
        Some(text) => checked(text.into_owned()),
        None => Err(Fault::new(format!("neither UTF-8 nor {}", declared[0].name()), ENCODING)),
    }
}

/// The text of a file that must be in Unicode, as JSON must.
pub(super) fn unicode(bytes: Vec<u8>) -> Result<String, Fault> {
    match wide_or_utf8(bytes) {
        Ok(decoded) => decoded,
        Err(bytes) => Err(not_utf8(&bytes)),
    }
}

/// Says where bytes cease to be UTF-8.
pub(super) fn not_utf8(bytes: &[u8]) -> Fault {
    let at = std::str::from_utf8(bytes).err().map_or(0, |e| e.valid_up_to());
    Fault::new(format!("not UTF-8 at byte {}", at + 1), ENCODING)
}

/// UTF-16 and UTF-8, with or without a mark of byte order; gives the bytes back if they are neither.
fn wide_or_utf8(bytes: Vec<u8>) -> Result<Result<String, Fault>, Vec<u8>> {
    let wide = match Encoding::for_bom(&bytes) {
        Some((encoding, length)) if encoding != UTF_8 => Some((encoding, length)),
        _ => bytes.contains(&0).then(|| wide_without_mark(&bytes)).flatten().map(|e| (e, 0)),
    };
    if let Some((encoding, skip)) = wide {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[skip..]);
        return Ok(text
            .map(|t| t.into_owned())
            .ok_or_else(|| Fault::new(format!("damaged {}", encoding.name()), ENCODING)));
    }
    if bytes.contains(&0) {
        return Ok(Err(Fault::new("a binary file, not text", BINARY)));
    }
    String::from_utf8(bytes).map(Ok).map_err(std::string::FromUtf8Error::into_bytes)
}

/// UTF-16 shows in its high bytes: nearly all are those of our scripts (Latin 00–02, Cyrillic 04, Arabic 06, punctuation
/// 20).
fn wide_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = || bytes.as_chunks::<2>().0.iter().take(2048);
    let share = |high: usize| {
        let ours = pairs().filter(|p| matches!(p[high], 0..=2 | 4 | 6 | 0x20) && p[1 - high] != 0).count();
        ours * 20 >= pairs().count() * 19
    };
    match (bytes.len() >= 4 && bytes.len().is_multiple_of(2), share(1), share(0)) {
        (true, true, false) => Some(UTF_16LE),
        (true, false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// Where a text that is UTF-8 for by far the most part is not; `None` if it is another encoding.
fn damage(bytes: &[u8]) -> Option<usize> {
    let (mut good, mut bad, mut first, mut at) = (0, 0, None, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            bad += 1;
            first.get_or_insert(at + 1);
        }
        at += chunk.invalid().len();
    }
    first.filter(|_| good >= bad * GOOD_TO_BAD)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(GUESS_BYTES)], true);
    detector.guess(None, Utf8Detection::Deny)
}

fn checked(text: String) -> Result<String, Fault> {
    let controls = text
        .chars()
        .filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}'))
        .count();
    if controls > 0 && controls * ONE_CONTROL_IN > text.chars().count() {
        return Err(Fault::new("control characters: a binary file, not text", BINARY));
    }
    Ok(text)
}
