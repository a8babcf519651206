//! How often somebody may ask. In: who asks. Out: whether he may, or when. Always: memory grows with those who ask now, not with all who ever did.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

/// Requests a second, and how many at once, of one token: a page that is dragged about asks some ten a second.
const OF_TOKEN: [NonZeroU32; 2] = [nonzero(20), nonzero(300)];
/// The same of an address without one: the page's own files, and wrong tokens.
const OF_ADDRESS: [NonZeroU32; 2] = [nonzero(5), nonzero(100)];
/// Keys after which those that have not asked of late are forgotten.
const MOST_KEYS: usize = 10_000;

const fn nonzero(n: u32) -> NonZeroU32 {
    match NonZeroU32::new(n) {
        Some(n) => n,
        None => NonZeroU32::MIN,
    }
}

type Limiter<K> = RateLimiter<K, HashMapStateStore<K>, DefaultClock>;

/// The pace of everybody.
pub(crate) struct Pace {
    tokens: Limiter<String>,
    addresses: Limiter<IpAddr>,
}

impl Pace {
    pub fn new() -> Self {
        let quota = |[each_second, at_once]: [NonZeroU32; 2]| Quota::per_second(each_second).allow_burst(at_once);
        Self { tokens: RateLimiter::hashmap(quota(OF_TOKEN)), addresses: RateLimiter::hashmap(quota(OF_ADDRESS)) }
    }

    /// Counts a request of a token. Gives how long to wait where it is one too many.
    pub fn token(&self, name: &str) -> Option<Duration> {
        // There are no more of them than lines in a file.
        over(&self.tokens, &name.to_owned())
    }

    /// Counts a request of an address; of version 6 the network counts, for a host has many.
    pub fn address(&self, address: IpAddr) -> Option<Duration> {
        if self.addresses.len() > MOST_KEYS {
            self.addresses.retain_recent();
        }
        over(&self.addresses, &network(address))
    }
}

fn over<K: Clone + Eq + std::hash::Hash>(limiter: &Limiter<K>, key: &K) -> Option<Duration> {
    limiter.check_key(key).err().map(|until| until.wait_time_from(DefaultClock::default().now()))
}

/// The first 64 bits of an address of version 6.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(six) => match six.to_ipv4_mapped() {
            Some(four) => four.into(),
            None => std::net::Ipv6Addr::from_bits(six.to_bits() >> 64 << 64).into(),
        },
        four => four,
    }
}
