//! How sections of a block are written.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::layout::{COUNT_BITS, bit_of};
use super::Fault;

/// Text that rows refer to: length and bytes.
#[derive(Default)]
pub(super) struct Text {
    pub(super) bytes: Vec<u8>,
    seen: HashMap<String, u32>,
}

impl Text {
    pub(super) fn put(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.seen.get(text) {
            return at;
        }
        let at = self.bytes.len() as u32;
        let mut end = text.len().min(usize::from(u16::MAX));
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        self.bytes.extend_from_slice(&(end as u16).to_le_bytes());
        self.bytes.extend_from_slice(&text.as_bytes()[..end]);
        self.seen.insert(text.to_owned(), at);
        at
    }
}

pub(super) fn put(out: &mut Vec<u8>, value: u32) {
    out.extend_from_slice(&value.to_le_bytes());
}

pub(super) fn put_code(out: &mut Vec<u8>, code: &str) {
    out.extend_from_slice(&[code.as_bytes(), b"    "].concat()[..4]);
}

/// The map from key to postings, and the postings.
pub(super) fn map<P>(
    names: &BTreeMap<Vec<u8>, Vec<P>>,
    write: impl Fn(&P, &mut Vec<u8>),
) -> Result<(Vec<u8>, Vec<u8>), Fault> {
    let mut builder = fst::MapBuilder::memory();
    let mut bytes = Vec::new();
    let mut at = 0u64;
    for (key, postings) in names {
        let count = postings.len().min((1 << COUNT_BITS) - 1);
        builder.insert(key, at << COUNT_BITS | count as u64).map_err(broken)?;
        postings[..count].iter().for_each(|p| write(p, &mut bytes));
        at += count as u64;
    }
    Ok((builder.into_inner().map_err(broken)?, bytes))
}

/// The set of the words that begin the keys.
pub(super) fn firsts<'a>(keys: impl Iterator<Item = &'a Vec<u8>>) -> Vec<u8> {
    let words: BTreeSet<&[u8]> = keys.filter_map(|key| key.split(|b| *b == b' ').next()).collect();
    // Sixteen bits a word.
    let mut bits = vec![0; (words.len() * 2).next_power_of_two()];
    for word in words {
        let (byte, bit) = bit_of(word.iter().copied(), bits.len());
        bits[byte] |= bit;
    }
    bits
}

pub(super) fn words(words: &BTreeSet<String>) -> Result<Vec<u8>, Fault> {
    let mut builder = fst::SetBuilder::memory();
    for word in words {
        builder.insert(word).map_err(broken)?;
    }
    builder.into_inner().map_err(broken)
}

pub(super) fn broken(error: fst::Error) -> Fault {
    Fault { place: "names".into(), cause: error.to_string() }
}

/// Header and sections in one piece.
pub(super) fn block(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = sections.len() * 8;
    for section in sections {
        put(&mut out, at as u32);
        put(&mut out, section.len() as u32);
        at += section.len();
    }
    sections.iter().for_each(|s| out.extend_from_slice(s));
    out
}
