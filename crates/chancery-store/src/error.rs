//! The one error type of the crate: every message names file or record, cause and remedy.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// What went wrong, where, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No space left.
    #[error("{}: the disk is full; the last step was not kept and all before it was: free some space and repeat it", .file.display())]
    Full {
        /// The store.
        file: PathBuf,
    },
    /// It was to be changed and may not be.
    #[error("{}: cannot be written; allow writing to the file and its folder, or name another with --store", .file.display())]
    ReadOnly {
        /// The store.
        file: PathBuf,
    },
    /// Another program held it for longer than one waits.
    #[error("{}: another program has been writing to it for too long; wait for its end, or end it, and repeat", .file.display())]
    Locked {
        /// The store.
        file: PathBuf,
    },
    /// Bytes of the file are not as they were written.
    #[error("{}: damaged: {cause}; keep a copy of it, and go on with the last backup", .file.display())]
    Corrupt {
        /// The store.
        file: PathBuf,
        /// What SQLite says.
        cause: String,
    },
    /// The file is something else.
    #[error("{}: {cause}; name a store, or a new file, with --store", .file.display())]
    NotAStore {
        /// The file.
        file: PathBuf,
        /// What it is.
        cause: String,
    },
    /// A later program wrote it.
    #[error("{}: written by a later version of chancery (format {found}, this one knows {known}); use that version", .file.display())]
    Newer {
        /// The store.
        file: PathBuf,
        /// Its format.
        found: i64,
        /// The latest that this program knows.
        known: i64,
    },
    /// An earlier program wrote it, and it may only be read.
    #[error("{}: written by an earlier version of chancery (format {found}); open it once for writing, e.g. with `chancery store check`", .file.display())]
    Older {
        /// The store.
        file: PathBuf,
        /// Its format.
        found: i64,
    },
    /// There is no store to read.
    #[error("{}: there is no store; make one with `chancery ingest`, or name another with --store", .file.display())]
    Missing {
        /// Where one was looked for.
        file: PathBuf,
    },
    /// It is there and cannot be opened.
    #[error("{}: cannot be opened; see that it is a file, and that it and its folder may be read", .file.display())]
    Unopened {
        /// The store.
        file: PathBuf,
    },
    /// A file that was to be made is there already.
    #[error("{}: is there already; choose another name, or remove it", .file.display())]
    Exists {
        /// The file.
        file: PathBuf,
    },
    /// A file or folder beside the store.
    #[error("{}: {source}; see that the folder exists and may be written", .file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The user's folder for data is not known.
    #[error("the folder for data is not known: no home directory; name a store with --store or CHANCERY_STORE")]
    NoHome,
    /// A record does not fit what the store has.
    #[error("{record}: {cause}; {remedy}")]
    Record {
        /// Which one.
        record: String,
        /// Why.
        cause: String,
        /// What the user can do.
        remedy: String,
    },
    /// A question that cannot be answered.
    #[error("{cause}; {remedy}")]
    Query {
        /// Why.
        cause: String,
        /// What the user can do.
        remedy: String,
    },
    /// A question was not answered by the time it had.
    #[error("the question takes too long; ask for less: a shorter period, rarer words, fewer rows")]
    TooLong,
    /// Anything else that SQLite says.
    #[error("{}: {source}; run `chancery store check`", .file.display())]
    Sqlite {
        /// The store.
        file: PathBuf,
        /// Its words.
        source: rusqlite::Error,
    },
}

impl Error {
    pub(crate) fn record(record: impl Into<String>, cause: impl Into<String>, remedy: &str) -> Self {
        Self::Record { record: record.into(), cause: cause.into(), remedy: remedy.into() }
    }

    pub(crate) fn query(cause: impl Into<String>, remedy: &str) -> Self {
        Self::Query { cause: cause.into(), remedy: remedy.into() }
    }

    pub(crate) fn io(file: &Path) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::Io { file: file.to_owned(), source }
    }

    /// The same with the file named, and what SQLite says told as what it means to the user.
    pub(crate) fn at(self, file: &Path) -> Self {
        let Self::Sqlite { source, .. } = self else { return self };
        let file = file.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full { file },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly { file },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { file },
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt { file, cause: source.to_string() },
            Some(ErrorCode::NotADatabase) => Self::NotAStore { file, cause: "not an SQLite file".into() },
            Some(ErrorCode::CannotOpen) => Self::Unopened { file },
            Some(ErrorCode::OperationInterrupted) => Self::TooLong,
            _ => Self::Sqlite { file, source },
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(source: rusqlite::Error) -> Self {
        Self::Sqlite { file: PathBuf::new(), source }
    }
}

/// JSON that this program wrote and cannot read any more.
pub(crate) fn unreadable(record: impl Into<String>) -> impl FnOnce(serde_json::Error) -> Error {
    let record = record.into();
    move |error| Error::record(record, format!("its JSON cannot be read: {error}"), "run `chancery store check`")
}
