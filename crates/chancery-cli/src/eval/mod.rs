//! `chancery eval`: measures against labelled data as others publish it. Each gives one JSON object of figures, and can write
//! its predictions, one a row.

pub(crate) mod claims;
pub(crate) mod numbers;
pub(crate) mod pairs;
pub(crate) mod places;
pub(crate) mod score;
pub(crate) mod times;
