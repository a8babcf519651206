//! In: an HTTP response as an archive keeps it. Out: its page, without the encodings of transport. Always: what is
//! unpacked has a limit; a body that is cut or damaged is refused, unless the archive says itself that it was cut.

use std::borrow::Cow;
use std::io::{ErrorKind, Read};

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use memchr::{memchr, memmem};

use super::{Fault, MAX_RECORD_BYTES, gzip, html};

/// Longest line of a chunk's size, with its extensions.
const MAX_SIZE_LINE: usize = 1024;
/// Most encodings laid over each other.
const MAX_LAYERS: usize = 4;

const AGAIN: &str = "archive the page again";

/// A response, still encoded.
pub(super) struct Response<'a> {
    pub status: u16,
    headers: Cow<'a, str>,
    body: &'a [u8],
}

impl<'a> Response<'a> {
    /// The response at the beginning of a block; `None` if it is none.
    pub(super) fn parse(block: &'a [u8]) -> Option<Self> {
        let (head, body) = split_head(block)?;
        let headers = String::from_utf8_lossy(head);
        let mut words = headers.lines().next()?.split_ascii_whitespace();
        words.next().filter(|version| version.starts_with("HTTP/"))?;
        let status = words.next()?.parse().ok()?;
        Some(Self { status, headers, body })
    }

    /// Whether its body is a web page: by its type or, without one, by its beginning.
    pub(super) fn is_page(&self) -> bool {
        match self.header("content-type") {
            Some(kind) => is_html(kind),
            None => html::begins_page(self.body.trim_ascii_start()),
        }
    }

    /// The charset that it names.
    pub(super) fn charset(&self) -> Option<&str> {
        charset(self.header("content-type")?)
    }

    /// The body without the encodings of transport; `cut` tells that the archive kept only its beginning.
    pub(super) fn page(&self, cut: bool) -> Result<Vec<u8>, Fault> {
        let mut body = Cow::Borrowed(self.body);
        let mut whole = true;
        // Many archives keep the header of an encoding that they undid: what does not look encoded is taken as it is.
        if self.header("transfer-encoding").is_some_and(|e| e.to_ascii_lowercase().contains("chunked"))
            && size_line(&body).is_some()
        {
            let (joined, ended) = unchunk(&body)?;
            (body, whole) = (Cow::Owned(joined), ended);
        }
        let encodings = self.header("content-encoding").unwrap_or_default().to_ascii_lowercase();
        for encoding in encodings.rsplit(',').map(str::trim).take(MAX_LAYERS) {
            let unpacked = match encoding {
                "gzip" | "x-gzip" if body.starts_with(&gzip::MAGIC) => inflate(MultiGzDecoder::new(&body[..]))?,
                "deflate" if body.first().is_some_and(|b| b & 0x0f == 8) => inflate(ZlibDecoder::new(&body[..]))?,
                "deflate" if !looks_plain(&body) => inflate(DeflateDecoder::new(&body[..]))?,
                "" | "identity" | "gzip" | "x-gzip" | "deflate" => continue,
                _ if looks_plain(&body) => continue,
                other => {
                    let shown: String = other.chars().take(20).collect();
                    return Err(Fault::new(format!("the content encoding {shown:?} is not read"), AGAIN));
                }
            };
            whole &= unpacked.1;
            body = Cow::Owned(unpacked.0);
        }
        if whole || cut { Ok(body.into_owned()) } else { Err(Fault::new("the page is cut", AGAIN)) }
    }

    fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }
}

/// The head of a message and what follows its empty line.
pub(super) fn split_head(message: &[u8]) -> Option<(&[u8], &[u8])> {
    let crlf = memmem::find(message, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = memmem::find(&message[..crlf.map_or(message.len(), |c| c.0)], b"\n\n").map(|at| (at, at + 2));
    let (end, next) = lf.or(crlf)?;
    Some((&message[..end], &message[next..]))
}

/// The first value of a header in the lines of a head.
pub(super) fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().skip(1).find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// Whether a media type is that of a web page.
pub(super) fn is_html(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml")
}

/// The charset of a media type.
pub(super) fn charset(kind: &str) -> Option<&str> {
    kind.split(';').skip(1).find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        key.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']))
    })
}

/// Whether a body is text as it stands.
fn looks_plain(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

/// The size of a chunk and the length of its line; `None` if the line is none.
fn size_line(body: &[u8]) -> Option<(usize, usize)> {
    let end = memchr(b'\n', &body[..body.len().min(MAX_SIZE_LINE)])?;
    let digits = body[..end].split(|b| *b == b';').next().unwrap_or_default().trim_ascii();
    let size = std::str::from_utf8(digits).ok().filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    Some((usize::from_str_radix(size, 16).ok()?, end + 1))
}

/// The chunks of a body, joined, and whether the last one was there.
pub(super) fn unchunk(body: &[u8]) -> Result<(Vec<u8>, bool), Fault> {
    let mut joined = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        if rest.is_empty() {
            return Ok((joined, false));
        }
        let Some((size, line)) = size_line(rest) else {
            // A size line that is itself cut is the end of a cut body; anything else is damage.
            return match memchr(b'\n', rest) {
                None if rest.len() < MAX_SIZE_LINE => Ok((joined, false)),
                _ => Err(Fault::new("a chunk of the page has no size", AGAIN)),
            };
        };
        rest = &rest[line..];
        if size == 0 {
            return Ok((joined, true));
        }
        let Some((chunk, after)) = rest.split_at_checked(size) else {
            joined.extend_from_slice(rest);
            return Ok((joined, false));
        };
        joined.extend_from_slice(chunk);
        rest = after.strip_prefix(b"\r\n").or(after.strip_prefix(b"\n")).unwrap_or(after);
    }
}

/// What a decoder gives, and whether it came to its end.
fn inflate(decoder: impl Read) -> Result<(Vec<u8>, bool), Fault> {
    let mut unpacked = Vec::new();
    let ended = match decoder.take(MAX_RECORD_BYTES as u64 + 1).read_to_end(&mut unpacked) {
        Ok(_) => true,
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => false,
        Err(error) => return Err(Fault::new(format!("the page cannot be unpacked ({error})"), AGAIN)),
    };
    if unpacked.len() > MAX_RECORD_BYTES {
        return Err(Fault::new(format!("the page unpacks to more than {} MB", MAX_RECORD_BYTES >> 20), AGAIN));
    }
    Ok((unpacked, ended))
}
