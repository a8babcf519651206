//! The API over a store, and the page that it serves. In: requests of HTTP. Out: records as JSON, CSV or GeoJSON, counts on maps and over time,
//! relations; and judgements into the store. Always: texts of reports are data, never markup; everything a client sends is bounded and
//! checked; the user of this machine alone is served unless tokens say otherwise.
//!
//! `docs/api.md` is the contract. A request passes the layers ([`layers`]: counted, admitted, tagged, checked) to its path ([`api`]), which asks the
//! store ([`readers`]) or the events in memory ([`index`], which [`follow`] keeps up to the store).

mod api;
mod app;
mod datasets;
mod error;
mod follow;
mod guard;
mod index;
mod layers;
mod measure;
mod page;
mod problem;
mod query;
mod readers;
mod server;
mod stream;
mod tag;

pub use error::Error;
pub use guard::{NewToken, Right, new_token};
pub use server::{Options, Server, Stopper};
