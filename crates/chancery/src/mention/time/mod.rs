//! Time expressions: explicit, relative, vague.
