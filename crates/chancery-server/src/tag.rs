//! Tags of answers. In: the state of the store and the question. Out: an `ETag`. Always: the same tag means the same answer; an answer may be
//! of a later state than its tag, and is then asked for once more.

use axum::http::{HeaderMap, header};
use sha2::{Digest, Sha256};

use crate::guard::Right;

/// The tag of an answer: weak, for it may be compressed.
pub(crate) fn tag(run: u64, version: u64, right: Right, question: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(run.to_le_bytes());
    digest.update(version.to_le_bytes());
    digest.update([right as u8]);
    digest.update(question.as_bytes());
    let digits: String = digest.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("W/\"{digits}\"")
}

/// Whether a client has the answer with this tag.
pub(crate) fn has(headers: &HeaderMap, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let given = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    given.flat_map(|list| list.split(',')).any(|one| one.trim() == "*" || bare(one) == bare(tag))
}
