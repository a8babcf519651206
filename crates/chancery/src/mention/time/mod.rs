//! Time expressions: explicit, relative, vague.
use crate::record::When;
use crate::{Language, Span};
/// stub
#[derive(Debug, Clone, PartialEq)]
pub struct TimeMention {
    /// s
    pub span: Span,
    /// e
    pub extent: Span,
}
/// stub
pub fn find(_text: &str, _language: Language, _published: Option<&When>) -> Vec<TimeMention> {
    Vec::new()
}
