//! Records to batches. In: records that serde can write. Out: a batch of a schema. Always: a field that the schema does not have is an
//! error, so that none is lost.

use arrow_array::RecordBatch;
use arrow_json::ReaderBuilder;
use arrow_schema::{ArrowError, SchemaRef};
use serde::Serialize;

/// The records as a batch.
pub fn encode<T: Serialize>(schema: &SchemaRef, records: &[T]) -> Result<RecordBatch, ArrowError> {
    let builder = ReaderBuilder::new(schema.clone()).with_batch_size(records.len().max(1)).with_strict_mode(true);
    let mut decoder = builder.build_decoder()?;
    decoder.serialize(records)?;
    Ok(decoder.flush()?.unwrap_or_else(|| RecordBatch::new_empty(schema.clone())))
}
