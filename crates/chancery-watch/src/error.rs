//! What can go wrong: with the list of feeds ([`Error`], which ends the run), and with what is asked ([`Problem`], which
//! does not).

use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The list of feeds cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file could not be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The file says something that makes no sense.
    #[error("{}, {place}: {key}: {cause}; {remedy}", path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// Line, or which feed.
        place: String,
        /// The key at fault.
        key: String,
        /// What is wrong with it.
        cause: String,
        /// What the user can do.
        remedy: String,
    },
}

/// Why something that was asked did not come, or not whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{url}: {cause}; {remedy}")]
pub struct Problem {
    /// What was asked.
    pub url: String,
    /// What is wrong.
    pub cause: String,
    /// What the user can do.
    pub remedy: String,
    /// Whether to ask again.
    pub trouble: Trouble,
    /// The host asked to be left alone until then.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub after: Option<Timestamp>,
    /// The HTTP status that says so, if one does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub status: Option<u16>,
}

/// Whether to ask again after a [`Problem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trouble {
    /// It was not asked, by the rules that are kept here: its `robots.txt`, its address.
    Refused,
    /// The same question will get the same answer.
    Lasting,
    /// It may pass.
    Passing,
    /// It was not asked: the host wants to be left alone for now.
    Resting,
}

impl Problem {
    pub(crate) fn lasting(url: impl Into<String>, cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        let (url, cause, remedy) = (url.into(), cause.into(), remedy.into());
        Self { url, cause, remedy, trouble: Trouble::Lasting, after: None, status: None }
    }

    pub(crate) fn refused(url: impl Into<String>, cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { trouble: Trouble::Refused, ..Self::lasting(url, cause, remedy) }
    }

    pub(crate) fn passing(url: impl Into<String>, cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { trouble: Trouble::Passing, ..Self::lasting(url, cause, remedy) }
    }

    pub(crate) fn with_status(self, status: u16) -> Self {
        Self { status: Some(status), ..self }
    }
}
