//! Chancery reads news reports in the languages they are written in and keeps a verifiable record of conflict and
//! diplomacy. Data flows one way, a module a stage:
//!
//! ```text
//! read -> text -> mention -> code -> settle -> claims -> link -> events -> relate -> relations -> brief
//! ```
//!
//! `docs/architecture.md` has the picture; [`record`] has the records that come out.

pub mod alert;
pub mod brief;
pub mod code;
pub mod codebook;
pub mod compare;
pub mod custom;
pub(crate) mod digest;
pub mod error;
pub mod export;
pub mod geodesy;
pub mod import;
pub mod knowledge;
pub mod language;
pub mod link;
pub mod mention;
pub mod model;
pub mod pipeline;
pub mod read;
pub mod record;
pub mod relate;
pub mod settle;
pub mod span;
pub(crate) mod table;
pub mod text;
pub(crate) mod trees;

pub use error::Error;
pub use language::Language;
pub use pipeline::Chancery;
pub use span::Span;
