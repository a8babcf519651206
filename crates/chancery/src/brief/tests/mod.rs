//! Briefs of made-up events.
