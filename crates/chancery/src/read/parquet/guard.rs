//! In: a Parquet file that may be hostile. Out: the same for the decoder, or a refusal. Always: no size that the file only
//! claims makes the decoder take memory: neither a list of its footer, nor a page, nor the values of a page.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};

use bytes::Bytes;
use parquet::basic::Encoding;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::schema::types::ColumnDescriptor;

use super::super::MAX_FILE_BYTES;

/// Largest unpacked page: writers make them of 1 MB, or of one value where that is longer.
const MAX_PAGE_BYTES: usize = MAX_FILE_BYTES;
/// Most values of a page whose lengths are unpacked at once (writers put some ten thousand into one).
const MAX_PAGE_VALUES: u64 = 1 << 24;
/// Most members of a list in the footer; a file has at most 32,767 groups of rows.
const MAX_LIST: u64 = 100_000;
/// Most members of a group of columns.
const MAX_CHILDREN: u64 = 10_000;
/// Most groups of columns; a table of reports has one.
const MAX_GROUPS: usize = 500;
/// Deepest nesting of the footer itself.
const MAX_DEPTH: usize = 32;
/// The type and the unpacked size of a page stand in so many bytes.
const PAGE_HEAD_BYTES: u64 = 12;

type Result<T> = std::result::Result<T, ParquetError>;

fn refused<T>(cause: impl Into<String>) -> Result<T> {
    Err(ParquetError::General(cause.into()))
}

/// What a file is read from, part by part.
pub(super) enum Input {
    File(File),
    Bytes(Bytes),
}

impl Length for Input {
    fn len(&self) -> u64 {
        match self {
            Self::File(file) => Length::len(file),
            Self::Bytes(bytes) => Length::len(bytes),
        }
    }
}

impl ChunkReader for Input {
    type T = Box<dyn Read>;

    /// The decoder asks so for the head of a page, and unpacks then as much as it claims.
    fn get_read(&self, start: u64) -> Result<Self::T> {
        let mut reader: Box<dyn Read> = match self {
            Self::File(file) => Box::new(BufReader::new(file.get_read(start)?)),
            Self::Bytes(bytes) => Box::new(bytes.get_read(start)?),
        };
        let mut head = Vec::new();
        reader.by_ref().take(PAGE_HEAD_BYTES).read_to_end(&mut head)?;
        // Where the decoder knows the head already, it asks and does not read: a refusal must wait for the reading.
        Ok(match page_size(&head) {
            Some(size) if size <= MAX_PAGE_BYTES as u64 => Box::new(Cursor::new(head).chain(reader)),
            Some(size) => Box::new(Refusal(format!("a page of {} MB", size >> 20))),
            None => Box::new(Refusal("the head of a page is none".to_owned())),
        })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        if length > MAX_PAGE_BYTES {
            return refused(format!("a part of {} MB", length >> 20));
        }
        match self {
            Self::File(file) => file.get_bytes(start, length),
            Self::Bytes(bytes) => bytes.get_bytes(start, length),
        }
    }
}

/// A reader that tells why there is nothing to read.
struct Refusal(String);

impl Read for Refusal {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other(self.0.clone()))
    }
}

/// The pages of a column, of which none has more values than its group has rows.
pub(super) struct Pages {
    pages: SerializedPageReader<Input>,
    optional: bool,
    rows: usize,
}

impl Pages {
    /// `rows` are those of the group.
    pub(super) fn new(pages: SerializedPageReader<Input>, column: &ColumnDescriptor, rows: usize) -> Self {
        Self { pages, optional: column.max_def_level() > 0, rows }
    }

    fn check(&self, page: &Page) -> Result<()> {
        if page.is_data_page() && page.num_values() as usize > self.rows {
            return refused("a page with more values than its group has rows");
        }
        // Lengths of strings are unpacked at once: those of what is shared with the one before, and of the rest.
        let lists = match page.encoding() {
            Encoding::DELTA_BYTE_ARRAY => 2,
            Encoding::DELTA_LENGTH_BYTE_ARRAY => 1,
            _ => 0,
        };
        if lists == 0 {
            return Ok(());
        }
        // Before the values stand, for each, whether it is there: after a length in the first version of pages.
        let skip = match page {
            Page::DataPage { buf, .. } if self.optional => {
                let length = buf.first_chunk::<4>().map_or(0, |bytes| u32::from_le_bytes(*bytes));
                4 + length as usize
            }
            Page::DataPageV2 { def_levels_byte_len, rep_levels_byte_len, .. } => {
                *def_levels_byte_len as usize + *rep_levels_byte_len as usize
            }
            _ => 0,
        };
        let mut values = Compact { bytes: page.buffer().get(skip..).unwrap_or_default() };
        let most = MAX_PAGE_VALUES.min(self.rows as u64);
        if (0..lists).any(|_| values.skip_deltas(most).is_none()) {
            return refused("a page that claims more values than its group has rows");
        }
        Ok(())
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        page.as_ref().map_or(Ok(()), |page| self.check(page))?;
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}

/// The footer of a file, unless its lists or groups claim more than a file can have.
pub(super) fn footer(input: &Input) -> Result<Bytes> {
    const END: usize = 8;
    let length = input.len();
    if length < END as u64 {
        return refused("too short");
    }
    let end = input.get_bytes(length - END as u64, END)?;
    let size = end.first_chunk::<4>().map_or(0, |bytes| u32::from_le_bytes(*bytes));
    if end[4..] != *b"PAR1" {
        return refused("its end is not that of a Parquet file; it may be cut");
    }
    let Some(start) = (length - END as u64).checked_sub(u64::from(size)) else {
        return refused("its footer is longer than the file");
    };
    let footer = input.get_bytes(start, size as usize)?;
    let mut groups = 0;
    match (Compact { bytes: &footer }).structure(0, 0, &mut groups) {
        Some(()) => Ok(footer),
        None => refused("its footer claims more than a file can have"),
    }
}

/// The size of an unpacked page: the second field of its head.
fn page_size(head: &[u8]) -> Option<u64> {
    /// The next field, a number of 32 bits.
    const NEXT_INT: u8 = 0x15;
    let mut bytes = Compact { bytes: head };
    let mut next = || if bytes.byte()? == NEXT_INT { bytes.number().map(|zigzag| zigzag >> 1) } else { None };
    next().and_then(|_| next())
}

/// Thrift's compact protocol, in which footers and heads of pages are written (`parquet.thrift` of the format).
struct Compact<'b> {
    bytes: &'b [u8],
}

impl Compact<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    /// A number of variable length.
    fn number(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn skip(&mut self, length: u64) -> Option<()> {
        self.bytes = self.bytes.get(usize::try_from(length).ok()?..)?;
        Some(())
    }

    /// Passes over a list of at most so many numbers that is packed by differences: blocks of parts, each with its width.
    fn skip_deltas(&mut self, most: u64) -> Option<()> {
        let (block, parts) = (self.number()?, self.number()?);
        let (count, _first) = (self.number()?, self.number()?);
        if count > most || block > MAX_PAGE_VALUES || parts == 0 || parts > block {
            return None;
        }
        let mut left = count.saturating_sub(1);
        while left > 0 {
            let _least = self.number()?;
            let (widths, rest) = self.bytes.split_at_checked(usize::try_from(parts).ok()?)?;
            self.bytes = rest;
            for width in widths {
                if left > 0 {
                    self.skip(block / parts * u64::from(*width) / 8)?;
                    left = left.saturating_sub(block / parts);
                }
            }
        }
        Some(())
    }

    /// Passes over a structure, the member of the list in field `of`; `None` if it is none, or claims too much.
    fn structure(&mut self, depth: usize, of: u64, groups: &mut usize) -> Option<()> {
        let mut field = 0;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(());
            }
            field = if head >> 4 == 0 { self.number()? >> 1 } else { field + u64::from(head >> 4) };
            let kind = head & 0x0f;
            // The number of members of a group of columns: the fifth field of a part of the schema, the second of the footer.
            if (depth, of, field, kind) == (1, 2, 5, 5) {
                let children = self.number()? >> 1;
                *groups += usize::from(children > 0);
                if children > MAX_CHILDREN || *groups > MAX_GROUPS {
                    return None;
                }
                continue;
            }
            // A truth stands in the head of its field.
            if !matches!(kind, 1 | 2) {
                self.value(kind, depth, field, groups)?;
            }
        }
    }

    fn value(&mut self, kind: u8, depth: usize, field: u64, groups: &mut usize) -> Option<()> {
        if depth > MAX_DEPTH {
            return None;
        }
        match kind {
            1..=3 => self.skip(1),
            4..=6 => self.number().map(drop),
            7 => self.skip(8),
            8 => {
                let length = self.number()?;
                self.skip(length)
            }
            9 | 10 => {
                let head = self.byte()?;
                let size = if head >> 4 == 15 { self.number()? } else { u64::from(head >> 4) };
                if size > MAX_LIST {
                    return None;
                }
                (0..size)
                    .try_for_each(|_| self.value(head & 0x0f, depth + usize::from(head & 0x0f != 12), field, groups))
            }
            12 => self.structure(depth + 1, field, groups),
            13 => self.skip(16),
            // Footers have no maps.
            _ => None,
        }
    }
}
