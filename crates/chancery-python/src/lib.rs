//! The Python package, in Rust. In: tables from anything that speaks the Arrow PyCapsule interface. Out: the same of claims, events and relations,
//! and records as dictionaries. Always: other Python threads run while this one works; what goes wrong is an exception that names the report;
//! nothing is copied that Arrow can share.
//!
//! `python/chancery/` has what users import, and `python/chancery/_native.pyi` the types; `docs/python.md` explains it.

mod batches;
mod code;
mod error;
mod json;
mod knowledge;
mod link;
mod options;
mod relation;
mod source;
mod store;

use pyo3::prelude::*;

/// The engine of the package `chancery`.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::batches::{Batches, Table};
    #[pymodule_export]
    use super::code::{code, code_text, jsonl};
    #[pymodule_export]
    use super::error::{ChanceryError, ReportError, StoreError, TableError};
    #[pymodule_export]
    use super::knowledge::who;
    #[pymodule_export]
    use super::link::{cluster, components, link, pairs, readings};
    #[pymodule_export]
    use super::relation::relate;
    #[pymodule_export]
    use super::store::{Store, open_store};
}
