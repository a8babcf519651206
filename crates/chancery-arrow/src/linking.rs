//! Linking of tables, whole or in parts. In: claims with the texts of their reports. Out: events, or the tables between: what is compared of
//! reports, which pairs of claims may be of one event, which claims are to be grouped together. Always: however the work is parted, the events
//! are those of all claims at once.
//!
//! ```text
//! claims ──▶ readings ──▶ pairs (each block apart) ──▶ components ──▶ events (each component apart)
//! ```

use std::sync::{Arc, OnceLock};

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Schema, SchemaRef};
use chancery::Chancery;
use chancery::link::{self, Likely, Weights, place_in_order};
use chancery::record::{Coded, Event};
use serde::{Deserialize, Serialize};

use crate::fields::{number, open_list, text};
use crate::readings::Readings;
use crate::{Error, decode, encode};

/// Two claims that may be of one event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairRow {
    /// Id of the earlier claim.
    pub a: String,
    /// Id of the later.
    pub b: String,
    /// Probability that they are of one event, 0 to 1.
    pub score: f64,
    /// What it is alone: merge, ask (a person should say) or apart.
    pub verdict: String,
    /// Why, in words of English; none for pairs that are apart.
    #[serde(default)]
    pub reasons: Vec<String>,
}

/// A claim that is to be grouped with others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComponentRow {
    /// Id of the claim.
    pub claim: String,
    /// Id of the first claim of its component.
    pub component: String,
}

/// The columns of a table of pairs.
pub fn pair_schema() -> SchemaRef {
    static SCHEMA: OnceLock<SchemaRef> = OnceLock::new();
    let fields = || vec![text("a"), text("b"), number("score"), text("verdict"), open_list("reasons", DataType::Utf8)];
    SCHEMA.get_or_init(|| Arc::new(Schema::new(fields()))).clone()
}

/// The columns of a table of components.
pub fn component_schema() -> SchemaRef {
    static SCHEMA: OnceLock<SchemaRef> = OnceLock::new();
    SCHEMA.get_or_init(|| Arc::new(Schema::new(vec![text("claim"), text("component")]))).clone()
}

/// Pairs as a batch.
///
/// # Errors
/// [`Error::Arrow`] when they are too many for one batch.
pub fn pair_batch(rows: &[PairRow]) -> Result<RecordBatch, Error> {
    Ok(encode::encode(&pair_schema(), rows)?)
}

/// The pairs of a batch.
///
/// # Errors
/// [`Error::Column`] when a column is not there, [`Error::Row`] when a row is no pair.
pub fn read_pairs(batch: &RecordBatch) -> Result<Vec<PairRow>, Error> {
    decode::decode(&pair_schema(), batch, "pairs")
}

/// Components as a batch.
///
/// # Errors
/// As [`pair_batch`].
pub fn component_batch(rows: &[ComponentRow]) -> Result<RecordBatch, Error> {
    Ok(encode::encode(&component_schema(), rows)?)
}

/// Reports as linking reads them, in the order in which their claims are linked.
pub struct Linking {
    reports: Vec<Coded>,
    readings: Readings,
}

impl Linking {
    /// Reads reports with all of their claims, on so many threads.
    pub fn of(chancery: &Chancery, mut reports: Vec<Coded>, threads: usize) -> Self {
        reports.sort_by_cached_key(|coded| place_in_order("", &coded.report.id, coded.report.published.as_deref()));
        for coded in &mut reports {
            coded.claims.sort_by_cached_key(|claim| (claim.evidence.first().map(|e| e.trigger[0]), claim.id.clone()));
        }
        let readings = Readings::of(chancery, &reports, threads);
        Self { reports, readings }
    }

    /// What is compared of them.
    pub fn readings(&self) -> &Readings {
        &self.readings
    }

    /// The events of all claims, on so many threads.
    pub fn events(&self, weights: &Weights, threads: usize) -> Vec<Event> {
        events(&self.reports, &self.readings.pairs(weights, None, threads), weights)
    }
}

/// The events of reports with some of their claims, by pairs that may be of others too.
pub fn events(reports: &[Coded], pairs: &[PairRow], weights: &Weights) -> Vec<Event> {
    link::events(reports, pairs.iter().map(likely), weights.claims_merge)
}

/// Which claims are to be grouped together. A claim that is not among them is an event of its own.
pub fn components(pairs: &[PairRow], weights: &Weights) -> Vec<ComponentRow> {
    let of = link::components(pairs.iter().map(likely), weights.claims_merge);
    let row = |(claim, component): (&str, &str)| ComponentRow { claim: claim.into(), component: component.into() };
    of.into_iter().map(row).collect()
}

fn likely(pair: &PairRow) -> Likely<'_> {
    (&pair.a, &pair.b, pair.score)
}
