//! The one error type of the library.

use std::path::PathBuf;

/// What went wrong, where, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or stream could not be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Io {
        /// The file; `-` is standard input.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// One report of an input cannot be coded; the others can.
    #[error("{place}: {cause}; {remedy}")]
    Rejected {
        /// File, and record or line within it.
        place: String,
        /// Why.
        cause: String,
        /// What the user can do.
        remedy: String,
    },
    /// A user's mapping of columns cannot be understood.
    #[error("columns {given:?}: {cause}; {remedy}")]
    Columns {
        /// The mapping as it was given.
        given: String,
        /// Why.
        cause: String,
        /// What the user can do.
        remedy: String,
    },
    /// The model files are missing or not what this program expects.
    #[error("model {}: {cause}; {remedy}", path.display())]
    Model {
        /// The file at fault.
        path: PathBuf,
        /// Why.
        cause: String,
        /// What the user can do.
        remedy: String,
    },
    /// A user's own codebook, its definition or its examples are not as expected.
    #[error("{}: {cause}; {remedy}", path.display())]
    Codebook {
        /// The file at fault.
        path: PathBuf,
        /// Why, and on which line.
        cause: String,
        /// What the user can do.
        remedy: String,
    },
    /// Tables of knowledge have wrong entries.
    #[error("knowledge: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n  "))]
    Knowledge(
        /// Every one.
        Vec<crate::knowledge::Fault>,
    ),
}
