//! How relations move. In: events, as [`Act`]s between sides. Out: [`crate::record::Relation`], [`crate::record::Realignment`],
//! [`crate::record::Network`]. Always: what is historical, announced, hypothetical or denied is counted apart and moves nothing; copies of
//! one text count once, as in the event; the order of the acts does not matter; the same acts give the same bytes.
