//! The list of feeds and pages that a user writes, `feeds.toml` (docs/watch.md).

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::Path;
use std::time::Duration;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::error::Error;
use crate::{address, robots};

/// Largest list, in bytes.
const MAX_FILE_BYTES: u64 = 4 << 20;
const WRITE_AS: &str = "write it as docs/watch.md shows";

/// What to ask, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Of every request.
    pub limits: Limits,
    /// In the order of the file; their URLs differ.
    pub feeds: Vec<Feed>,
}

/// What holds for every request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// How we name ourselves; begins with the name that `robots.txt` knows us by.
    pub user_agent: String,
    /// Least time between two requests to one host.
    pub per_host: Duration,
    /// Most time for an answer, from the look-up of the host to the last byte, redirects included.
    pub timeout: Duration,
    /// Most time to connect.
    pub connect: Duration,
    /// Largest answer, in bytes, unpacked.
    pub max_bytes: usize,
}

/// A feed, or a page that is read again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// For people.
    pub name: String,
    /// Where it is.
    pub url: String,
    /// Feed or page.
    pub kind: Kind,
    /// Time between two looks.
    pub every: Duration,
    /// Language tag of its reports, where the user knows better than they.
    pub language: Option<String>,
    /// Who publishes it, where the user knows better than the feed.
    pub source: Option<String>,
    /// Whether the content of the entries is the whole report, so that their pages need not be asked.
    pub full_text: bool,
    /// Whether the pages of the entries are asked at all; if not, the feed's own words must do.
    pub follow_links: bool,
    /// Whether this feed, and what it leads to, may lie in a private network.
    pub allow_private: bool,
}

/// What a URL of the list leads to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// RSS, Atom or JSON Feed.
    #[default]
    Feed,
    /// A page, a report each time it changes.
    Page,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            user_agent: concat!("chancery-watch/", env!("CARGO_PKG_VERSION")).to_owned(),
            per_host: Duration::from_secs(5),
            timeout: Duration::from_secs(30),
            connect: Duration::from_secs(10),
            max_bytes: 8_000_000,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    defaults: Defaults,
    #[serde(default)]
    feed: Vec<Entry>,
    /// Rules and targets of alerts may stand in the list too; others read them.
    #[serde(default, rename = "rule")]
    _rule: IgnoredAny,
    #[serde(default, rename = "target")]
    _target: IgnoredAny,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Defaults {
    user_agent: Option<String>,
    every: Option<u64>,
    per_host_seconds: Option<u64>,
    timeout_seconds: Option<u64>,
    connect_seconds: Option<u64>,
    max_bytes: Option<u64>,
    follow_links: Option<bool>,
    allow_private: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: Option<String>,
    url: String,
    #[serde(default)]
    kind: Kind,
    every: Option<u64>,
    language: Option<String>,
    #[serde(alias = "publisher")]
    source: Option<String>,
    #[serde(default)]
    full_text: bool,
    follow_links: Option<bool>,
    allow_private: Option<bool>,
}

impl Config {
    /// Reads a list.
    ///
    /// # Errors
    /// [`Error::Io`] where the file cannot be read, [`Error::Config`] where it is no such list.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let io = |source| Error::Io { path: path.to_owned(), source };
        let size = std::fs::metadata(path).map_err(io)?.len();
        if size > MAX_FILE_BYTES {
            let cause = format!("larger than {} MB", MAX_FILE_BYTES >> 20);
            return Err(Fault::new("size", cause, "split it").at(path, "as a whole"));
        }
        Self::parse(&std::fs::read_to_string(path).map_err(io)?, path)
    }

    /// Reads a list from its text; `path` names it in errors.
    ///
    /// # Errors
    /// [`Error::Config`] where it is no such list.
    pub fn parse(text: &str, path: &Path) -> Result<Self, Error> {
        let file: File = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start).min(text.len());
            let before = &text.as_bytes()[..at];
            let number = before.iter().filter(|b| **b == b'\n').count();
            let key = text.lines().nth(number).unwrap_or_default().split('=').next().unwrap_or_default().trim();
            let cause = error.message().replace('\n', " ");
            Fault::new(key, cause, WRITE_AS).at(path, &format!("line {}", number + 1))
        })?;
        let limits = limits(&file.defaults).map_err(|fault| fault.at(path, "[defaults]"))?;
        let mut urls = BTreeSet::new();
        let mut feeds = Vec::with_capacity(file.feed.len());
        for (at, entry) in file.feed.into_iter().enumerate() {
            // Not by its URL, which may hold a password.
            let name = entry.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
            let place = format!("[[feed]] {}{name}", at + 1);
            let feed = feed(entry, &file.defaults).map_err(|fault| fault.at(path, &place))?;
            if !urls.insert(feed.url.clone()) {
                return Err(Fault::new("url", "listed twice", "drop one of the two").at(path, &place));
            }
            feeds.push(feed);
        }
        if feeds.is_empty() {
            return Err(Fault::new("feed", "there is none", "add a [[feed]] with its url").at(path, "as a whole"));
        }
        Ok(Self { limits, feeds })
    }
}

fn limits(given: &Defaults) -> Result<Limits, Fault> {
    let usual = Limits::default();
    let seconds = |key, value: Option<u64>, usual: Duration, range| {
        Ok(Duration::from_secs(within(key, value.unwrap_or(usual.as_secs()), range, "seconds")?))
    };
    let timeout = seconds("timeout_seconds", given.timeout_seconds, usual.timeout, 1..=600)?;
    let user_agent = given.user_agent.clone().unwrap_or(usual.user_agent);
    let printable = user_agent.bytes().all(|b| (b' '..=b'~').contains(&b)) && user_agent.len() <= 200;
    if robots::product_name(&user_agent).is_empty() || !printable {
        let cause = "must begin with a name (letters, - and _) and be ASCII, at most 200 characters";
        return Err(Fault::new("user_agent", cause, "write e.g. \"our-reader/1.0 (+https://example.org/contact)\""));
    }
    let max_bytes =
        within("max_bytes", given.max_bytes.unwrap_or(usual.max_bytes as u64), 1_000..=64_000_000, "bytes")?;
    Ok(Limits {
        user_agent,
        per_host: seconds("per_host_seconds", given.per_host_seconds, usual.per_host, 1..=600)?,
        timeout,
        connect: seconds("connect_seconds", given.connect_seconds, usual.connect.min(timeout), 1..=600)?.min(timeout),
        max_bytes: usize::try_from(max_bytes).unwrap_or(usual.max_bytes),
    })
}

fn feed(given: Entry, defaults: &Defaults) -> Result<Feed, Fault> {
    let url = address::web_address(&given.url)
        .map_err(|cause| Fault::new("url", cause, "give an address that begins with https:// or http://"))?;
    let minutes = within("every", given.every.or(defaults.every).unwrap_or(30), 1..=10_080, "minutes")?;
    let filled = |key, value: Option<String>| match value {
        Some(value) if value.trim().is_empty() => Err(Fault::new(key, "empty", "fill it in, or leave it out")),
        value => Ok(value.map(|v| v.trim().to_owned())),
    };
    let language = filled("language", given.language)?;
    if let Some(tag) = language.as_deref().filter(|t| !t.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')) {
        return Err(Fault::new("language", format!("{tag:?} is no language tag"), "write e.g. \"fr\" or \"pt-BR\""));
    }
    Ok(Feed {
        name: filled("name", given.name)?.unwrap_or_else(|| url.to_string()),
        url: url.into(),
        kind: given.kind,
        every: Duration::from_secs(minutes * 60),
        language,
        source: filled("source", given.source)?,
        full_text: given.full_text,
        follow_links: given.follow_links.or(defaults.follow_links).unwrap_or(true),
        allow_private: given.allow_private.or(defaults.allow_private).unwrap_or(false),
    })
}

fn within(key: &str, value: u64, range: RangeInclusive<u64>, unit: &str) -> Result<u64, Fault> {
    let (low, high) = (range.start(), range.end());
    match range.contains(&value) {
        true => Ok(value),
        false => Err(Fault::new(key, format!("{value} is out of range"), format!("give {low} to {high} {unit}"))),
    }
}

struct Fault {
    key: String,
    cause: String,
    remedy: String,
}

impl Fault {
    fn new(key: impl Into<String>, cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { key: key.into(), cause: cause.into(), remedy: remedy.into() }
    }

    fn at(self, path: &Path, place: &str) -> Error {
        let Self { key, cause, remedy } = self;
        Error::Config { path: path.to_owned(), place: place.to_owned(), key, cause, remedy }
    }
}
