//! The neural coder. In: the text of one sentence. Out: a [`Reading`]: which words are triggers and mentions, and, on
//! request, the category and status of a trigger, the roles of mentions, the category of a pair. Always: one sentence is
//! read at a time, unpadded, on one thread, so that its reading depends on nothing else (dynamic int8 takes its
//! scales from the whole input).
//!
//! Five files, written by `training/`: `pieces.safetensors` (pieces and word embeddings, never retrained), `lower.onnx` and
//! `upper.onnx` (the encoder's layers below and above the gate), `heads.safetensors`, and `meaning.safetensors`, which linking compares
//! reports by.

mod encoder;
mod heads;
mod meaning;
mod pieces;
mod tensors;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::OnceLock;

pub(crate) use heads::argmax;
pub use heads::{CATEGORY_COUNT, Labels, MentionKind, SIDE_COUNT};
pub use heads::{ClaimLogits, Reading, RoleSide, TaggedSpan};
pub use meaning::Meaning;
pub(crate) use meaning::cosine;
pub use pieces::{Piece, Pieces};

use crate::Error;
use crate::digest::fnv1a;
use encoder::Encoder;
use heads::{Early, Heads};

/// Longest sentence read, in pieces with both end marks; what lies beyond is not seen. As in `training/coder.py`.
pub const MAX_PIECES: usize = 192;

/// File names of a model, in its folder.
const PIECES: &str = "pieces.safetensors";
const LOWER: &str = "lower.onnx";
const UPPER: &str = "upper.onnx";
const HEADS: &str = "heads.safetensors";

/// A loaded coder.
pub struct Model {
    pieces: Pieces,
    lower: Encoder,
    upper: Encoder,
    heads: Heads,
    meaning: Meaning,
    /// Digested when it is asked for: a report needs none.
    fingerprint: OnceLock<u64>,
    files: [&'static [u8]; 4],
}

impl Model {
    /// The model built into the program; loaded once.
    pub fn embedded() -> Result<&'static Model, Error> {
        static MODEL: OnceLock<Result<Model, String>> = OnceLock::new();
        MODEL
            .get_or_init(|| {
                Self::from_static(
                    Path::new("(built in)"),
                    include_bytes!("../../../../models/pieces.safetensors"),
                    [include_bytes!("../../../../models/lower.onnx"), include_bytes!("../../../../models/upper.onnx")],
                    include_bytes!("../../../../models/heads.safetensors"),
                    include_bytes!("../../../../models/meaning.safetensors"),
                )
                .map_err(|e| e.to_string())
            })
            .as_ref()
            .map_err(|cause| Error::Model {
                path: "(built in)".into(),
                cause: cause.clone(),
                remedy: "rebuild the program".into(),
            })
    }

    /// A model from a folder with the five files. The bytes live as long as the program.
    pub fn load(folder: &Path) -> Result<Model, Error> {
        let read = |name: &str| -> Result<&'static [u8], Error> {
            let path = folder.join(name);
            let bytes = std::fs::read(&path).map_err(|source| Error::Model {
                path: path.clone(),
                cause: format!("cannot be read: {source}"),
                remedy: "name a folder with pieces.safetensors, lower.onnx, upper.onnx and heads.safetensors".into(),
            })?;
            Ok(Box::leak(bytes.into_boxed_slice()))
        };
        Self::from_static(folder, read(PIECES)?, [read(LOWER)?, read(UPPER)?], read(HEADS)?, Meaning::load(folder)?)
    }

    fn from_static(
        folder: &Path,
        pieces: &'static [u8],
        [lower, upper]: [&'static [u8]; 2],
        heads: &'static [u8],
        meaning: &'static [u8],
    ) -> Result<Model, Error> {
        let fail = |name: &str| {
            let path = folder.join(name);
            move |cause: String| Error::Model {
                path: path.clone(),
                cause,
                remedy: "the file is damaged or of another version; take the models/ of this release".into(),
            }
        };
        let pieces_of_model = Pieces::from_bytes(pieces).map_err(fail(PIECES))?;
        let model = Model {
            meaning: Meaning::from_bytes(meaning, pieces_of_model.hidden()).map_err(fail(meaning::MEANING))?,
            pieces: pieces_of_model,
            lower: Encoder::from_bytes(lower).map_err(fail(LOWER))?,
            upper: Encoder::from_bytes(upper).map_err(fail(UPPER))?,
            heads: Heads::from_bytes(heads).map_err(fail(HEADS))?,
            fingerprint: OnceLock::new(),
            files: [pieces, lower, upper, heads],
        };
        let (have, want) = (model.heads.hidden(), model.pieces.hidden());
        if have != want {
            return Err(fail(HEADS)(format!("heads on vectors of {have}, pieces give {want}")));
        }
        Ok(model)
    }

    /// Tells this model from others: a digest of its files (FNV-1a).
    pub fn fingerprint(&self) -> String {
        let digest = || fnv1a(self.files.iter().flat_map(|file| file.iter().copied()));
        format!("{:016x}", self.fingerprint.get_or_init(digest))
    }

    /// How many [`Reading::features`] there are.
    pub fn features(&self) -> usize {
        4 * self.pieces.hidden()
    }

    /// The names of categories, modes, contexts and roles in the order of this model's outputs.
    pub fn labels(&self) -> &Labels {
        self.heads.labels()
    }

    /// What cuts text into this model's pieces.
    pub fn pieces(&self) -> &Pieces {
        &self.pieces
    }

    /// Probability of a word by the vocabulary's unigram model: that of its pieces, multiplied.
    pub(crate) fn likelihood(&self, word: &str) -> f32 {
        self.pieces.cut(word).iter().map(|p| self.pieces.likelihood(p.id).unwrap_or(0.0)).product()
    }

    /// What compares texts by what their words mean.
    pub fn meaning(&self) -> &Meaning {
        &self.meaning
    }

    /// Reads one sentence; `None` when the gate sees after the lower layers that it claims nothing (at the floor that lets
    /// 99 % of the held-out sentences with claims through).
    pub fn read_if_eventful(&self, sentence: &str) -> Result<Option<Reading<'_>>, Error> {
        let (cut, embedded) = self.embed(sentence);
        let early = self.run(&self.lower, LOWER, embedded)?;
        let told = self.heads.early(&early);
        if told.eventful { self.read_above(cut, early, told).map(Some) } else { Ok(None) }
    }

    /// Reads one sentence.
    pub fn read(&self, sentence: &str) -> Result<Reading<'_>, Error> {
        let (cut, embedded) = self.embed(sentence);
        let early = self.run(&self.lower, LOWER, embedded)?;
        let told = self.heads.early(&early);
        self.read_above(cut, early, told)
    }

    fn embed(&self, sentence: &str) -> (Vec<Piece>, Vec<f32>) {
        let mut cut = self.pieces.cut(sentence);
        cut.truncate(MAX_PIECES - 2);
        let hidden_size = self.pieces.hidden();
        let mut embedded = Vec::with_capacity((cut.len() + 2) * hidden_size);
        self.pieces.embed(self.pieces.opening(), &mut embedded);
        for piece in &cut {
            self.pieces.embed(piece.id, &mut embedded);
        }
        self.pieces.embed(self.pieces.closing(), &mut embedded);
        (cut, embedded)
    }

    fn read_above(&self, cut: Vec<Piece>, early: Vec<f32>, told: Early) -> Result<Reading<'_>, Error> {
        Ok(Reading::new(&self.heads, cut, self.run(&self.upper, UPPER, early)?, told))
    }

    fn run(&self, layers: &Encoder, name: &str, below: Vec<f32>) -> Result<Vec<f32>, Error> {
        layers.run(below, self.pieces.hidden()).map_err(|cause| Error::Model {
            path: name.into(),
            cause,
            remedy: "report this sentence as a defect".into(),
        })
    }
}
