//! Brings alerts to their targets. In: what the store says is due. Out: lines, feeds, posts, and what came of them in the store. Always: an
//! alert is marked delivered only when it is; what fails is named, with cause and remedy, and tried again later.

use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use chancery_store::{Due, MOST_ATTEMPTS, Store};
use jiff::Timestamp;

use super::targets::{Target, Way};
use super::{feed, journal};

/// Alerts that are taken in one go.
const STEP: usize = 500;
/// Beyond a hook's own time: for the store to note what came of it.
const LEASE: Duration = Duration::from_secs(30);
const LATER: &str = "it is tried again later";

/// What came of deliveries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Delivered {
    pub(crate) delivered: usize,
    pub(crate) failed: usize,
}

/// Delivers to a target what is due, for as long as is granted. The first failure ends it: whatever is wrong, others have it too.
pub(super) fn deliver(store: &mut Store, target: &Target, granted: Duration) -> anyhow::Result<Delivered> {
    let began = Instant::now();
    let mut came = Delivered::default();
    let (most, lease) = match &target.way {
        Way::Webhook { timeout, .. } => (1, *timeout + LEASE),
        // Whoever comes between finds what is there.
        Way::File(_) | Way::Atom { .. } => (STEP, Duration::ZERO),
    };
    while began.elapsed() < granted {
        let taken = store.take_alerts(&target.name, most, lease, Timestamp::now())?;
        taken.given_up.iter().for_each(|id| give_up(target, id, "the program ended before the last attempt did"));
        if taken.due.is_empty() {
            break;
        }
        let failure = match attempt(store, target, &taken.due)? {
            Ok(()) => {
                store.alerts_delivered(&target.name, &taken.due, Timestamp::now())?;
                came.delivered += taken.due.len();
                continue;
            }
            Err(failure) => failure,
        };
        came.failed += taken.due.len();
        anstream::eprintln!("chancery: target {}: {}; {}", target.name, failure.cause, failure.remedy);
        let Failure { cause, after, .. } = &failure;
        let given_up = store.alerts_failed(&target.name, &taken.due, cause, target.retry, *after, Timestamp::now())?;
        given_up.iter().for_each(|id| give_up(target, id, cause));
        break;
    }
    Ok(came)
}

/// Why alerts did not get where they should.
struct Failure {
    cause: String,
    remedy: String,
    /// How long the target asks to be left alone.
    after: Option<Duration>,
}

fn attempt(store: &Store, target: &Target, due: &[Due]) -> anyhow::Result<Result<(), Failure>> {
    let of_file = |path: &Path, error: io::Error| Failure {
        cause: format!("{}: {error}", path.display()),
        remedy: format!("see that it may be written, and is no other file; {LATER}"),
        after: None,
    };
    Ok(match &target.way {
        Way::File(path) => journal::append(path, due).map_err(|error| of_file(path, error)),
        Way::Atom { path, title, url } => {
            feed::publish(store, &target.name, path, title, url.as_deref())?.map_err(|error| of_file(path, error))
        }
        Way::Webhook { hook, .. } => due
            .iter()
            .try_for_each(|alert| hook.post(&alert.json, &alert.id, Timestamp::now()))
            .map_err(|error| Failure { cause: error.cause, remedy: error.remedy, after: error.after }),
    })
}

fn give_up(target: &Target, id: &str, cause: &str) {
    anstream::eprintln!(
        "chancery: target {}: gave {id} up after {MOST_ATTEMPTS} attempts: {cause}; `chancery alerts check RULES --again` tries once more",
        target.name
    );
}
