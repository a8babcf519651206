//! Numbers in digits and words, and the counts with bounds that tolls are made of.
