//! A stretch of a text.

use serde::{Deserialize, Serialize};

use crate::record::CharSpan;

/// Half-open range of **byte** offsets into a report's text, always on character boundaries. Records given to users
/// carry Unicode scalar offsets instead: see [`crate::record`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end` (bytes).
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The characters it covers. Panics if it does not lie in `text`, as a slice does.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Whether `other` lies within it.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same stretch `by` bytes further on: from a sentence's own offsets to its report's.
    pub fn shift(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }
}

/// Where the characters of a text begin, so that spans can be told as a record does.
pub(crate) struct Characters(Vec<usize>);

impl Characters {
    pub(crate) fn of(text: &str) -> Self {
        Self(text.char_indices().map(|(at, _)| at).collect())
    }

    /// The same stretch, counted in characters.
    pub(crate) fn span(&self, span: Span) -> CharSpan {
        let at = |byte: usize| self.0.partition_point(|&c| c < byte);
        [at(span.start), at(span.end)]
    }
}
