//! Cuts text into the pieces of the encoder's vocabulary (unigram language model: Kudo 2018, "Subword Regularization",
//! §3.2) and looks up their word embeddings. `training/pieces.py` writes the file and must cut the same pieces.

use std::collections::HashMap;

use safetensors::Dtype;

use super::tensors::{Tensors, word};
use crate::Span;

/// Marks the start of a word in the vocabulary, in place of a space.
const WORD_START: char = '\u{2581}';
/// Values in a 4-bit block: an f16 scale, then 16 bytes, low nibbles first.
const BLOCK: usize = 32;
const BLOCK_BYTES: usize = 18;
/// How much worse than the worst piece an unknown character is (SentencePiece's own penalty).
const UNKNOWN_PENALTY: f64 = 10.0;

/// One piece of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its row in the vocabulary.
    pub id: u32,
    /// The bytes of the sentence it covers; empty for a bare word start.
    pub span: Span,
}

/// The vocabulary with its embeddings, read in place.
pub struct Pieces {
    scores: Vec<f32>,
    unknown_score: f64,
    normal: HashMap<char, Box<[char]>>,
    labels: &'static [u8],
    first: &'static [u8],
    count: &'static [u8],
    value: &'static [u8],
    embedding: &'static [u8],
    hidden: usize,
    opening: u32,
    closing: u32,
    unknown: u32,
}

impl Pieces {
    pub(super) fn from_bytes(bytes: &'static [u8]) -> Result<Self, String> {
        let file = Tensors::new(bytes)?;
        let (_, scores) = file.floats("scores")?;
        let worst = scores.iter().copied().fold(f32::INFINITY, f32::min);
        let hidden = file.number("hidden")?;
        let (shape, embedding) = file.bytes("embedding")?;
        if shape != [shape[0], hidden / BLOCK, BLOCK_BYTES] || shape[0] < scores.len() {
            return Err(format!("embedding has shape {shape:?}"));
        }
        let keys = file.unsigned("normal.key")?;
        let starts = file.unsigned("normal.start")?;
        let text = file.unsigned("normal.text")?;
        let mut normal = HashMap::with_capacity(keys.len());
        for (i, key) in keys.iter().enumerate() {
            let range = starts
                .get(i..i + 2)
                .and_then(|s| text.get(s[0] as usize..s[1] as usize))
                .ok_or("the character table is cut short")?;
            let to = range.iter().filter_map(|&c| char::from_u32(c)).collect();
            normal.insert(char::from_u32(*key).ok_or("the character table has no character")?, to);
        }
        let (_, labels) = file.bytes("trie.label")?;
        let (_, count) = file.bytes("trie.count")?;
        let first = file.words("trie.first", Dtype::U32)?;
        let value = file.words("trie.value", Dtype::I32)?;
        let nodes = labels.len();
        let sound = count.len() == nodes
            && first.len() == nodes * 4
            && value.len() == nodes * 4
            && (0..nodes).all(|n| word(first, n) as usize + usize::from(count[n]) <= nodes)
            && (0..nodes).all(|n| (word(value, n) as i32) < scores.len() as i32);
        if !sound {
            return Err("the piece trie is damaged".into());
        }
        let id = |name: &str| file.number(name).map(|n| n as u32);
        Ok(Self {
            unknown_score: f64::from(worst) - UNKNOWN_PENALTY,
            scores,
            normal,
            labels,
            first,
            count,
            value,
            embedding,
            hidden,
            opening: id("bos")?,
            closing: id("eos")?,
            unknown: id("unk")?,
        })
    }

    /// Length of a word embedding.
    pub fn hidden(&self) -> usize {
        self.hidden
    }

    /// Probability of a piece in the vocabulary's unigram model; `None` for those that stand outside it.
    pub(super) fn likelihood(&self, id: u32) -> Option<f32> {
        self.scores.get(id as usize).map(|score| score.exp())
    }

    pub(super) fn opening(&self) -> u32 {
        self.opening
    }

    pub(super) fn closing(&self) -> u32 {
        self.closing
    }

    /// The most likely pieces of a sentence, in order; linear in its length.
    pub fn cut(&self, text: &str) -> Vec<Piece> {
        // Normalised characters, each with the bytes of the text it stands for.
        let mut normal: Vec<(char, Span)> = vec![(WORD_START, Span::new(0, 0))];
        let mut push = |c: char, span: Span| {
            if c != ' ' {
                normal.push((c, span));
            } else if normal.last().is_some_and(|&(last, _)| last != WORD_START) {
                normal.push((WORD_START, span));
            }
        };
        for (start, c) in text.char_indices() {
            let span = Span::new(start, start + c.len_utf8());
            match self.normal.get(&c) {
                Some(to) => to.iter().for_each(|&c| push(c, span)),
                None => push(c, span),
            }
        }
        if normal.len() > 1 && normal.last().is_some_and(|&(last, _)| last == WORD_START) {
            normal.pop();
        }
        let n = normal.len();
        let mut best = vec![f64::NEG_INFINITY; n + 1];
        let mut back = vec![(0usize, self.unknown); n + 1];
        best[0] = 0.0;
        let mut utf8 = [0u8; 4];
        for i in 0..n {
            let mut node = 0;
            'longer: for j in i..n {
                for &byte in normal[j].0.encode_utf8(&mut utf8).as_bytes() {
                    match self.child(node, byte) {
                        Some(next) => node = next,
                        None => break 'longer,
                    }
                }
                let piece = word(self.value, node) as i32;
                if piece >= 0 && piece as u32 != self.unknown {
                    let score = best[i] + f64::from(self.scores[piece as usize]);
                    if score > best[j + 1] {
                        best[j + 1] = score;
                        back[j + 1] = (i, piece as u32);
                    }
                }
            }
            let score = best[i] + self.unknown_score;
            if score > best[i + 1] {
                best[i + 1] = score;
                back[i + 1] = (i, self.unknown);
            }
        }
        let mut pieces = Vec::new();
        let mut j = n;
        while j > 0 {
            let (i, id) = back[j];
            let first = if normal[i].0 == WORD_START { i + 1 } else { i };
            let span = if first < j {
                Span::new(normal[first].1.start, normal[j - 1].1.end)
            } else {
                Span::new(normal[i].1.start, normal[i].1.start)
            };
            pieces.push(Piece { id, span });
            j = i;
        }
        pieces.reverse();
        pieces
    }

    fn child(&self, node: usize, label: u8) -> Option<usize> {
        let first = word(self.first, node) as usize;
        let labels = &self.labels[first..first + usize::from(self.count[node])];
        labels.binary_search(&label).ok().map(|i| first + i)
    }

    /// Appends the word embedding of a piece.
    pub(super) fn embed(&self, id: u32, to: &mut Vec<f32>) {
        let bytes = self.hidden / BLOCK * BLOCK_BYTES;
        let row = &self.embedding[id as usize * bytes..][..bytes];
        for block in row.chunks_exact(BLOCK_BYTES) {
            let scale = half(u16::from_le_bytes([block[0], block[1]]));
            to.extend(block[2..].iter().map(|b| (f32::from(b & 15) - 8.0) * scale));
            to.extend(block[2..].iter().map(|b| (f32::from(b >> 4) - 8.0) * scale));
        }
    }
}

/// An IEEE 754 half-precision number.
fn half(bits: u16) -> f32 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let exponent = i32::from((bits >> 10) & 31);
    let fraction = f32::from(bits & 1023);
    match exponent {
        0 => sign * fraction * 2f32.powi(-24),
        31 if fraction == 0.0 => sign * f32::INFINITY,
        31 => f32::NAN,
        e => sign * (1.0 + fraction / 1024.0) * 2f32.powi(e - 15),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_exact() {
        for (bits, value) in [(0x3c00, 1.0), (0xc000, -2.0), (0x3555, 0.333_251_95), (0x0001, 5.960_464_5e-8), (0, 0.0)]
        {
            assert_eq!(half(bits), value);
        }
    }
}
