//! In: the list, what is known of its feeds, and which entries are known. Out: which feed is due, and what a poll of it
//! brings. Always: an entry that could not be had now is asked for again with the next poll, and nothing is kept here that
//! a crash could lose.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use crate::clock::{Clock, after, between};
use crate::error::{Problem, Trouble};
use crate::feed::{self, Entry};
use crate::fetch::{Body, Fetched, Fetcher, Request};
use crate::state::{State, UrlState, Validators, digest};
use crate::{Config, Feed, Kind};

/// Most pages that one poll asks for: with the gaps between them, two minutes. The feed is due again at once for the rest,
/// after the others that are due.
const MAX_PAGES: usize = 20;
/// How often the page of an entry is asked for. A host that fails is left alone for longer each time, so that this takes
/// some hours.
const MAX_TRIES: u32 = 10;
/// Longest time between two looks at a feed that fails, unless it is looked at more seldom anyway.
const LONGEST_BACK_OFF: Duration = Duration::from_secs(24 * 3600);
/// Longest pause of a caller, so that a changed clock does no harm.
const LONGEST_PAUSE: Duration = Duration::from_secs(15 * 60);
/// Nothing is put off for longer than the longest `every`: what is, was so by a clock that went wrong.
const LONGEST_EVERY: Duration = Duration::from_secs(7 * 24 * 3600);
const ENTRY_TYPE: &str = "text/html; charset=utf-8";

/// Looks at feeds and pages when they are due.
pub struct Watch {
    feeds: Vec<Feed>,
    fetcher: Fetcher,
    clock: Arc<dyn Clock>,
}

/// A report as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it lies, after all redirects; of an entry's own words, the page it leads to, else the feed.
    pub url: String,
    /// Where it was asked for.
    pub requested_url: String,
    /// By what the caller knows it again: `poll` asks `seen` for each. To be kept of every page, also of one that turned out
    /// to hold no report. Empty for a page of the list, which comes when it changes.
    pub keys: Vec<String>,
    /// Unpacked, in whatever encoding it came.
    pub bytes: Vec<u8>,
    /// `Content-Type` with its charset, as the server says it.
    pub content_type: Option<String>,
    /// Day of publication as the feed says, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// Title as the feed says, plain text.
    pub title: Option<String>,
    /// Who wrote it, as the feed says.
    pub author: Option<String>,
    /// Who published it, as the list says, else the feed.
    pub source: Option<String>,
    /// Language tag, as the list says, else the feed.
    pub language: Option<String>,
    /// Whether the bytes are the words of a feed's entry, a piece of HTML, rather than a page.
    pub from_entry: bool,
}

/// What a poll brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Polled {
    /// What is new, in the order of the feed.
    pub pages: Vec<Page>,
    /// What went wrong.
    pub errors: Vec<Problem>,
    /// To be kept once the pages are safe.
    pub state: UrlState,
}

impl Watch {
    /// Watches the feeds of a list.
    pub fn new(config: Config, clock: Arc<dyn Clock>) -> Self {
        Self { feeds: config.feeds, fetcher: Fetcher::new(config.limits, clock.clone()), clock }
    }

    /// All that is watched.
    pub fn feeds(&self) -> &[Feed] {
        &self.feeds
    }

    /// What is to be polled now, the longest overdue first.
    pub fn due(&self, state: &State) -> Vec<&Feed> {
        let now = self.clock.now();
        let mut due: Vec<&Feed> = self.feeds.iter().filter(|feed| wait(state.next(feed), now).is_zero()).collect();
        due.sort_by_key(|feed| state.next(feed));
        due
    }

    /// How long nothing will be due, at most a quarter of an hour.
    pub fn pause(&self, state: &State) -> Duration {
        let now = self.clock.now();
        let next = self.feeds.iter().map(|feed| wait(state.next(feed), now)).min();
        next.unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE)
    }

    /// Looks at a feed or page, and at what is new in it. `state` is what the last poll gave; `seen` tells whether the caller
    /// knows an entry, by its id or URL ([`Page::keys`]).
    pub fn poll(&self, feed: &Feed, state: &UrlState, seen: &dyn Fn(&str) -> bool) -> Polled {
        let url = state.moved_to.as_ref().unwrap_or(&feed.url);
        // What was a feed in the list may have become a page.
        let same_kind = (feed.kind == Kind::Page) == state.digest.is_some();
        let validators = Some(&state.validators).filter(|_| same_kind);
        let answer = self.fetcher.fetch(&Request { url, validators, allow_private: feed.allow_private });
        let now = self.clock.now();
        let mut polled = Polled { state: state.clone(), ..Polled::default() };
        polled.state.failures = 0;
        polled.state.next = Some(after(now, feed.every));
        let taken = answer.and_then(|fetched| {
            polled.state.moved_to = fetched.moved_to.clone().or_else(|| state.moved_to.clone());
            polled.state.validators = fetched.validators.clone();
            match (&fetched.body, feed.kind) {
                (None, _) => {}
                (Some(body), Kind::Page) => take_page(feed, &fetched, body, &mut polled),
                (Some(body), Kind::Feed) => self.take_entries(feed, &fetched, body, seen, &mut polled)?,
            }
            Ok(())
        });
        if let Err(problem) = taken {
            polled.state = failed(feed, state, &problem, now);
            polled.errors.push(problem);
        }
        polled
    }

    fn take_entries(
        &self,
        feed: &Feed,
        fetched: &Fetched,
        body: &Body,
        seen: &dyn Fn(&str) -> bool,
        polled: &mut Polled,
    ) -> Result<(), Problem> {
        let read = feed::entries(&body.bytes, body.content_type.as_deref(), &fetched.url)?;
        let note = |cause, remedy: &str| Problem::passing(fetched.url.as_str(), cause, remedy);
        if read.left_out > 0 {
            let cause = format!("{} entries beyond the first {} are left out", read.left_out, feed::MAX_ENTRIES);
            polled.errors.push(note(cause, "look for a feed of only the latest reports"));
        }
        if read.damaged {
            let cause = "bytes that are no characters of its encoding were replaced".to_owned();
            polled.errors.push(note(cause, "tell its publisher"));
        }
        polled.state.digest = None;
        let old_tries = std::mem::take(&mut polled.state.tries);
        let mut met = BTreeSet::new();
        // How many pages were asked for, whether some were not for their number, whether some are to be asked again.
        let (mut asked, mut unasked, mut left_over) = (0, false, false);
        for entry in read.entries {
            let keys = keys(feed, &entry);
            let known = keys.iter().any(|key| met.contains(key) || seen(key));
            met.extend(keys.iter().cloned());
            if known {
                continue;
            }
            if let Some(words) = own_words(feed, &entry) {
                polled.pages.push(entry_page(feed, &fetched.url, entry, keys, words));
                continue;
            }
            let Some(url) = entry.url.clone().filter(|_| feed.follow_links) else { continue };
            let mut tries = old_tries.get(&keys[0]).copied().unwrap_or(0);
            if tries < MAX_TRIES && asked == MAX_PAGES {
                unasked = true;
            } else if tries < MAX_TRIES {
                let request = Request { url: &url, validators: None, allow_private: feed.allow_private };
                let problem = match self.fetcher.fetch(&request) {
                    Ok(Fetched { url: found, body: Some(body), .. }) => {
                        asked += 1;
                        polled.pages.push(linked_page(feed, url, &found, body, entry, keys));
                        continue;
                    }
                    // Only what was asked for with validators can be unchanged.
                    Ok(Fetched { url, .. }) => Problem::lasting(url, "an answer without a page", "tell its publisher"),
                    Err(problem) => problem,
                };
                asked += usize::from(matches!(problem.trouble, Trouble::Lasting | Trouble::Passing));
                tries = match problem.trouble {
                    Trouble::Refused | Trouble::Lasting => MAX_TRIES,
                    Trouble::Passing => tries + 1,
                    Trouble::Resting => tries,
                };
                tell(problem, &mut polled.errors);
            }
            left_over |= tries < MAX_TRIES;
            if tries > 0 {
                polled.state.tries.insert(keys[0].clone(), tries);
            }
        }
        if left_over {
            // "Not changed" would hide what is left.
            polled.state.validators = Validators::default();
        }
        if unasked {
            polled.state.next = Some(self.clock.now());
        }
        Ok(())
    }
}

/// Adds a problem; that a host rests is told once.
fn tell(problem: Problem, errors: &mut Vec<Problem>) {
    let told = |known: &Problem| known.trouble == Trouble::Resting && known.after == problem.after;
    if problem.trouble != Trouble::Resting || !errors.iter().any(told) {
        errors.push(problem);
    }
}

fn wait(next: Option<Timestamp>, now: Timestamp) -> Duration {
    let wait = next.map(|next| between(now, next)).unwrap_or_default();
    if wait > LONGEST_EVERY { Duration::ZERO } else { wait }
}

/// What is known after a failure: it is asked twice as seldom each time, and where it was before it moved.
fn failed(feed: &Feed, state: &UrlState, problem: &Problem, now: Timestamp) -> UrlState {
    let failures = match problem.trouble {
        Trouble::Resting => state.failures,
        _ => state.failures.saturating_add(1),
    };
    let doubled = feed.every.saturating_mul(1 << failures.saturating_sub(1).min(16));
    let pause = doubled.min(LONGEST_BACK_OFF.max(feed.every));
    let next = after(now, pause).max(problem.after.unwrap_or(now));
    UrlState { next: Some(next), failures, moved_to: None, ..state.clone() }
}

/// By what an entry is known again. Short ids are given by many feeds.
fn keys(feed: &Feed, entry: &Entry) -> Vec<String> {
    let is_global = ["https://", "http://", "tag:", "urn:"].iter().any(|scheme| entry.id.starts_with(scheme));
    let id = if is_global { entry.id.clone() } else { format!("{}#{}", feed.url, entry.id) };
    let url = entry.url.clone().filter(|url| *url != id);
    std::iter::once(id).chain(url).collect()
}

/// The entry's own words, where they are to be taken rather than its page.
fn own_words(feed: &Feed, entry: &Entry) -> Option<String> {
    let taken = feed.full_text || !feed.follow_links || entry.url.is_none();
    entry.content.as_ref().or(entry.summary.as_ref()).filter(|_| taken).cloned()
}

fn take_page(feed: &Feed, fetched: &Fetched, body: &Body, polled: &mut Polled) {
    let new = digest(&body.bytes);
    if polled.state.digest.as_ref() != Some(&new) {
        let (asked, body) = (feed.url.clone(), body.clone());
        polled.pages.push(linked_page(feed, asked, &fetched.url, body, Entry::default(), Vec::new()));
    }
    polled.state.digest = Some(new);
}

fn linked_page(feed: &Feed, asked: String, found: &str, body: Body, entry: Entry, keys: Vec<String>) -> Page {
    Page {
        url: found.to_owned(),
        requested_url: asked,
        bytes: body.bytes,
        content_type: body.content_type,
        from_entry: false,
        ..entry_page(feed, found, entry, keys, String::new())
    }
}

fn entry_page(feed: &Feed, found: &str, entry: Entry, keys: Vec<String>, words: String) -> Page {
    Page {
        url: entry.url.unwrap_or_else(|| found.to_owned()),
        requested_url: feed.url.clone(),
        keys,
        bytes: words.into_bytes(),
        content_type: Some(ENTRY_TYPE.to_owned()),
        published: entry.published,
        title: entry.title,
        author: entry.author,
        source: feed.source.clone().or(entry.publisher),
        language: feed.language.clone().or(entry.language),
        from_entry: true,
    }
}
