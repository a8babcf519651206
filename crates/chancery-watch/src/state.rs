//! What is known of the feeds and pages between two polls: plain records that the caller keeps, for example as JSON.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Feed;

/// What is known of all feeds, by their URL in the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct State(BTreeMap<String, UrlState>);

impl State {
    /// What is known of a feed; nothing, at first.
    pub fn of(&self, feed: &Feed) -> UrlState {
        self.0.get(&feed.url).cloned().unwrap_or_default()
    }

    /// Keeps what a poll found out.
    pub fn set(&mut self, feed: &Feed, known: UrlState) {
        self.0.insert(feed.url.clone(), known);
    }

    /// Forgets all but these feeds.
    pub fn retain(&mut self, feeds: &[Feed]) {
        self.0.retain(|url, _| feeds.iter().any(|f| f.url == *url));
    }

    pub(crate) fn next(&self, feed: &Feed) -> Option<Timestamp> {
        self.0.get(&feed.url).and_then(|known| known.next)
    }
}

/// What is known of one feed or page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UrlState {
    /// When to ask next; at once where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Timestamp>,
    /// How often it failed since it last answered.
    pub failures: u32,
    /// Where it moved to for good; asked instead of the URL in the list until it fails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<String>,
    /// What tells the server which version we have.
    pub validators: Validators,
    /// Of a page: digest of its bytes, to tell a change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// Of a feed: how often pages that it links to were asked in vain. Those of entries that left the feed are forgotten.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tries: BTreeMap<String, u32>,
}

/// What a server gave with an answer, so that it can say "not changed" the next time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Validators {
    /// Its `ETag`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

/// Tells bytes apart (FNV-1a, 64 bits, and their number). Not proof against who wants two to be taken for one.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}-{}", bytes.len())
}
