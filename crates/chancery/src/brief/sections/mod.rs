//! The parts of a brief, each chosen by weight and told by date. In: the matter. Out: sentences with evidence. Always: a part has a limit,
//! and says how many more there are.

mod events;
mod facts;
mod questions;
mod state;
mod third;
