//! Stage **mention**. In: sentences of a report. Out: the spans that name a time, a quantity, an entity or a place, each
//! resolved as far as the knowledge allows. Always: a mention's span slices its report's own text.

pub mod quantity;
pub(crate) mod scan;
pub mod time;
