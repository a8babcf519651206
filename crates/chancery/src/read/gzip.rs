//! In: a gzip file. Out: what its members hold, one member after the other. Always: a member that is damaged or cut does
//! not keep the next ones from being read; memory is that of one decoder and of what was lately read.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

use flate2::bufread::{GzDecoder, MultiGzDecoder};
use memchr::memmem;

/// The first bytes of a gzip member that is deflated, as all are.
pub(super) const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];
/// How much of what was read is kept to go back to. Inflating runs on behind the place of a damage: over at most a stored
/// block (64 kB), and by chance some hundred bytes more.
const KEPT_BYTES: usize = 256 << 10;
/// A file with more damaged members is given up: going back costs time that a hostile file could multiply.
const MAX_DAMAGED: usize = 10_000;

/// The whole content of a gzip file, for formats that cannot be read on behind a damage.
pub(super) fn unpacked(input: Box<dyn BufRead + Send>) -> Box<dyn BufRead + Send> {
    Box::new(BufReader::with_capacity(super::source::BUFFER_BYTES, Unpacked(MultiGzDecoder::new(input))))
}

/// The beginning of what is packed, as far as the beginning of the file tells.
pub(super) fn beginning(head: &[u8], length: usize) -> Vec<u8> {
    let mut start = Vec::new();
    // A head that is cut ends in an error; what comes before it counts.
    let _ = MultiGzDecoder::new(head).take(length as u64).read_to_end(&mut start);
    start
}

/// Says of what a decoder complains.
struct Unpacked<R>(MultiGzDecoder<R>);

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.read(out).map_err(|error| match damage(&error) {
            Some(cause) => io::Error::new(ErrorKind::InvalidData, format!("{cause}; fetch or pack the file again")),
            None => error,
        })
    }
}

/// What is wrong with the compressed bytes; `None` where the file itself cannot be read.
fn damage(error: &io::Error) -> Option<String> {
    match error.kind() {
        ErrorKind::UnexpectedEof => Some("a gzip member is cut".to_owned()),
        ErrorKind::InvalidInput | ErrorKind::InvalidData => Some(format!("damaged gzip ({error})")),
        _ => None,
    }
}

/// The members of a gzip file.
pub(super) struct Members {
    /// `None` only while it is replaced.
    decoder: Option<GzDecoder<Window>>,
    /// Where the member begins in the file.
    start: u64,
    damaged: usize,
}

/// What a read of a member gives.
pub(super) enum Piece {
    /// So many bytes.
    Bytes(usize),
    /// The end of the member.
    End,
    /// Why it cannot be read on.
    Damage(String),
}

impl Members {
    pub(super) fn new(input: Box<dyn BufRead + Send>) -> Self {
        let window = Window { input, held: Vec::new(), at: 0, offset: 0 };
        Self { decoder: Some(GzDecoder::new(window)), start: 0, damaged: 0 }
    }

    /// Where the member begins in the file.
    pub(super) fn start(&self) -> u64 {
        self.start
    }

    /// Reads on in the member.
    pub(super) fn read(&mut self, out: &mut [u8]) -> io::Result<Piece> {
        let Some(decoder) = &mut self.decoder else {
            return Ok(Piece::End);
        };
        loop {
            return match decoder.read(out) {
                Ok(0) => Ok(Piece::End),
                Ok(read) => Ok(Piece::Bytes(read)),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => damage(&error).map(Piece::Damage).ok_or(error),
            };
        }
    }

    /// Goes to the next member, behind the end of one; false at the end of the file. Zeros between members are padding.
    pub(super) fn advance(&mut self) -> io::Result<bool> {
        let Some(mut window) = self.decoder.take().map(GzDecoder::into_inner) else {
            return Ok(false);
        };
        loop {
            let ready = window.fill_buf()?;
            if ready.is_empty() {
                return Ok(false);
            }
            let padding = ready.iter().take_while(|b| **b == 0).count();
            let done = padding < ready.len();
            window.consume(padding);
            if done {
                self.begin(window);
                return Ok(true);
            }
        }
    }

    /// Goes to the next member that begins with `beginning`, behind a damage, and gives its first bytes.
    pub(super) fn recover(&mut self, beginning: &[u8]) -> io::Result<Option<Vec<u8>>> {
        loop {
            self.damaged += 1;
            let Some(mut window) = self.decoder.take().map(GzDecoder::into_inner) else {
                return Ok(None);
            };
            window.go_back(self.start + 1);
            if self.damaged > MAX_DAMAGED || !window.find_member()? {
                return Ok(None);
            }
            self.begin(window);
            let (first, _) = self.first(beginning.len())?;
            if first.starts_with(beginning) {
                return Ok(Some(first));
            }
        }
    }

    /// At least `length` bytes of a member that was just begun, if it has so many, and what ended them else.
    pub(super) fn first(&mut self, length: usize) -> io::Result<(Vec<u8>, Option<Piece>)> {
        let mut first = Vec::new();
        let mut buffer = [0; 512];
        while first.len() < length {
            match self.read(&mut buffer)? {
                Piece::Bytes(read) => first.extend_from_slice(&buffer[..read]),
                end => return Ok((first, Some(end))),
            }
        }
        Ok((first, None))
    }

    fn begin(&mut self, window: Window) {
        self.start = window.position();
        self.decoder = Some(GzDecoder::new(window));
    }
}

/// The file, with what was lately read of it, so that reading can go back behind a damage.
struct Window {
    input: Box<dyn BufRead + Send>,
    held: Vec<u8>,
    at: usize,
    /// Where in the file what is held begins.
    offset: u64,
}

impl Window {
    fn position(&self) -> u64 {
        self.offset + self.at as u64
    }

    /// Goes back to a place in the file, as far as it is held.
    fn go_back(&mut self, position: u64) {
        let back = usize::try_from(position.saturating_sub(self.offset)).unwrap_or(self.at);
        self.at = back.max(self.at.saturating_sub(KEPT_BYTES)).min(self.at);
    }

    /// Goes on to what looks like the beginning of a member.
    fn find_member(&mut self) -> io::Result<bool> {
        loop {
            if let Some(found) = memmem::find(&self.held[self.at..], &MAGIC) {
                self.at += found;
                return Ok(true);
            }
            self.at = self.at.max(self.held.len().saturating_sub(MAGIC.len() - 1));
            if !self.read_on()? {
                return Ok(false);
            }
        }
    }

    /// Holds more of the file; false at its end.
    fn read_on(&mut self) -> io::Result<bool> {
        if self.at > 2 * KEPT_BYTES {
            let dropped = self.at - KEPT_BYTES;
            self.held.drain(..dropped);
            self.offset += dropped as u64;
            self.at = KEPT_BYTES;
        }
        loop {
            let ready = match self.input.fill_buf() {
                Ok(ready) => ready,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let read = ready.len();
            self.held.extend_from_slice(ready);
            self.input.consume(read);
            return Ok(read > 0);
        }
    }
}

impl Read for Window {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let read = ready.len().min(out.len());
        out[..read].copy_from_slice(&ready[..read]);
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Window {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.held.len() {
            self.read_on()?;
        }
        Ok(&self.held[self.at..])
    }

    fn consume(&mut self, read: usize) {
        self.at = (self.at + read).min(self.held.len());
    }
}
