//! The store of Chancery: reports, their claims, the events these tell of and what reviewers say, in one SQLite file.
//! In: records of [`chancery::record`]. Out: the same, found by filters. Always: what a call acknowledged survives the
//! death of the program and of the machine; a call that fails changes nothing; the same input twice changes nothing.
//!
//! `docs/store.md` explains the tables to those who open the file with other tools.
//!
//! ```no_run
//! # fn main() -> Result<(), chancery_store::Error> {
//! use chancery_store::{Filter, Store, Who};
//!
//! let store = Store::open_read_only(&chancery_store::default_path()?)?;
//! let filter = Filter { dyad: Some([Who::entity("Q399"), Who::entity("Q227")]), ..Filter::default() };
//! for event in store.events(&filter)?.rows {
//!     println!("{} {}", event.event.id, event.event.event);
//! }
//! # Ok(()) }
//! ```

mod alerts;
mod briefing;
mod check;
mod coding;
mod columns;
mod compact;
mod copies;
mod error;
mod imports;
mod inputs;
mod keep;
mod linking;
mod migrate;
mod open;
mod period;
mod query;
mod relations;
mod review;
mod rows;
mod sql;
#[cfg(test)]
mod tests;

pub use alerts::{AlertFilter, AlertRule, Asked, Begun, Delivery, Due, Fired, MOST_ATTEMPTS, StoredAlert, Taken};
pub use briefing::Briefing;
pub use check::Fault;
pub use coding::Coding;
pub use compact::Compact;
pub use error::Error;
pub use imports::{Dataset, Import, ImportCounts, OWN};
pub use inputs::{Cause, Input, Reject, fingerprint};
pub use keep::{Batch, Kept, KeptAs};
pub use linking::{Constraint, LinkClaim, LinkCounts, Linked, Linking, Member, Must, Pair, Verdict};
pub use open::{Access, Counts, Options, Store, default_path};
pub use query::{
    Aspect, Cursor, DatasetRecord, Filter, FilterWords, Hit, Order, Page, Place, ReportFilter, ReportRow, Snippet,
    StoredClaim, StoredEvent, Who,
};
pub use review::{Anchor, Judgement, Review, ReviewFilter, Reviewed, Ruling};
pub use rows::{EventRow, Part, Taker};
pub use sql::{Limits, Rows, Value};

/// What every call of this crate gives.
pub type Result<T> = std::result::Result<T, Error>;

/// The moment, in UTC with seconds.
fn now() -> String {
    moment(jiff::Timestamp::now())
}

/// A moment, in UTC with seconds.
fn moment(at: jiff::Timestamp) -> String {
    jiff::Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}
