//! Asks feeds and pages, politely, and posts to hooks. In: a list of feeds and pages ([`Config`]) and what was known of them ([`State`]). Out:
//! the pages that are new or changed ([`Polled`]), and what went wrong, by cause. Always: a host is asked no faster than
//! it allows, `robots.txt` is kept to, no answer takes more time or memory than was granted, and no address inside a
//! private network is reached unless the user allowed it.
//!
//! ```no_run
//! use std::{collections::HashSet, path::Path, sync::Arc, thread, time::Duration};
//! use chancery_watch::{Config, State, SystemClock, Watch};
//!
//! let watch = Watch::new(Config::read(Path::new("feeds.toml"))?, Arc::new(SystemClock));
//! let mut state = State::default(); // kept as JSON between runs
//! let mut known: HashSet<String> = HashSet::new(); // kept with the reports
//! loop {
//!     for feed in watch.due(&state) {
//!         let polled = watch.poll(feed, &state.of(feed), &|key| known.contains(key));
//!         for page in &polled.pages {
//!             // Store the page here, and its keys with it.
//!             known.extend(page.keys.iter().cloned());
//!         }
//!         state.set(feed, polled.state); // only after the pages are safe: what is lost is asked again
//!     }
//!     thread::sleep(watch.pause(&state));
//! }
//! # Ok::<(), chancery_watch::Error>(())
//! ```

mod address;
mod body;
mod clock;
mod config;
mod error;
mod exchange;
pub mod feed;
mod fetch;
mod hook;
mod pace;
mod robots;
mod state;
mod watch;

pub use clock::{Clock, SystemClock};
pub use config::{Config, Feed, Kind, Limits};
pub use error::{Error, Problem, Trouble};
pub use fetch::{Body, Fetched, Fetcher, Request};
pub use hook::{Hook, HookOptions, NotPosted};
pub use state::{State, UrlState, Validators};
pub use watch::{Page, Polled, Watch};

#[cfg(test)]
mod tests;
