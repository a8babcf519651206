//! What is common to all that a user writes: values, lists of values, and what is wrong with them.

use std::fmt::Display;
use std::path::Path;

use anyhow::anyhow;
use serde::Deserialize;
use toml::Spanned;

pub(super) const WRITE_AS: &str = "write it as docs/alerts.md shows";

/// One, or a list.
#[derive(Deserialize)]
#[serde(untagged, expecting = "neither one value nor a list of such values")]
pub(super) enum Several<T> {
    One(T),
    Many(Vec<T>),
}

impl<T: Clone> Several<T> {
    fn all(&self) -> Vec<T> {
        match self {
            Self::One(one) => vec![one.clone()],
            Self::Many(many) => many.clone(),
        }
    }
}

/// A value, if it is given and one.
pub(super) fn one<T, U>(
    given: &Option<Spanned<T>>,
    key: &str,
    read: impl Fn(&T) -> Result<U, String>,
) -> Result<Option<U>, Fault> {
    let Some(given) = given else { return Ok(None) };
    read(given.get_ref()).map(Some).map_err(|cause| Fault::of(given, key, cause, WRITE_AS))
}

/// Every value of a list, if they are all of those that there are; `read` gives these otherwise.
pub(super) fn each<T: Clone + Display, U>(
    given: &Option<Spanned<Several<T>>>,
    key: &str,
    read: impl Fn(&T) -> Result<U, String>,
) -> Result<Vec<U>, Fault> {
    let Some(given) = given else { return Ok(Vec::new()) };
    let all = given.get_ref().all();
    if all.is_empty() {
        return Err(Fault::of(given, key, "an empty list", "name one, or leave it out"));
    }
    let read = |value: &T| {
        read(value).map_err(|known| Fault::of(given, key, format!("no {value}"), format!("choose of: {known}")))
    };
    all.iter().map(read).collect()
}

/// What is wrong, and at which byte.
pub(super) struct Fault {
    start: usize,
    key: String,
    cause: String,
    remedy: String,
}

impl Fault {
    pub(super) fn new(start: usize, key: &str, cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { start, key: key.to_owned(), cause: cause.into(), remedy: remedy.into() }
    }

    pub(super) fn of<T>(value: &Spanned<T>, key: &str, cause: impl ToString, remedy: impl Into<String>) -> Self {
        Self::new(value.span().start, key, cause.to_string(), remedy)
    }

    pub(super) fn at(self, text: &str, path: &Path) -> anyhow::Error {
        let Self { start, key, cause, remedy } = self;
        anyhow!("{}, line {}: {key}: {cause}; {remedy}", path.display(), line(text, start).0)
    }
}

/// The number and the words of the line that holds a byte.
pub(super) fn line(text: &str, start: usize) -> (usize, &str) {
    let before = &text.as_bytes()[..start.min(text.len())];
    let number = before.iter().filter(|byte| **byte == b'\n').count();
    (number + 1, text.lines().nth(number).unwrap_or_default())
}
