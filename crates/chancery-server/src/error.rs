//! Why a server does not start, or stops: every message names cause and remedy.

use std::net::SocketAddr;
use std::path::PathBuf;

/// What went wrong, where, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] chancery_store::Error),
    /// Other machines could reach it, and nobody said that they may.
    #[error("{address}: other machines could reach it; listen on 127.0.0.1, or say --public with --tokens FILE")]
    NotLocal {
        /// Where it was to listen.
        address: SocketAddr,
    },
    /// It is to be public and nobody could be told from anybody.
    #[error(
        "--public without tokens; make one with `chancery serve token NAME RIGHT`, put its line into a file, and name that with --tokens FILE"
    )]
    NoTokens,
    /// The file of tokens is not as expected.
    #[error("{}, line {line}: {cause}; write `NAME RIGHT DIGEST`, as `chancery serve token NAME RIGHT` prints it", .file.display())]
    Tokens {
        /// The file.
        file: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Why.
        cause: String,
    },
    /// A file cannot be read.
    #[error("{}: {source}; see that it is there and may be read", .file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The address cannot be had.
    #[error("{address}: {source}; choose another with --listen, or end the program that has it")]
    Listen {
        /// Where it was to listen.
        address: SocketAddr,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A token's name cannot stand in the file.
    #[error("{name:?}: not a name for a token; use up to 64 letters, digits, `.`, `_` and `-`")]
    Name {
        /// The name.
        name: String,
    },
    /// The system gives no threads, or no random numbers.
    #[error("the system gives no {what}: {cause}; free some memory, and start again")]
    System {
        /// What was asked for.
        what: &'static str,
        /// Its reason.
        cause: String,
    },
}
