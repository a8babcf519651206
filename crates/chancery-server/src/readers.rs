//! Questions to the store, off the threads that serve connections. In: a question. Out: its answer, or that there are too many. Always: so
//! many at once and no more, each within its time.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chancery_store::Store;
use tokio::sync::Semaphore;

use crate::problem::Problem;

/// Time for one question. The largest that a page asks take a tenth of a second at a million claims.
pub(crate) const TIME: Duration = Duration::from_secs(20);
/// Questions that may wait for their turn.
const WAITING: usize = 256;
/// Questions at once: twice as many as cores, so that one that waits for the disk holds nobody up; within bounds that keep the caches small.
const AT_ONCE: std::ops::RangeInclusive<usize> = 4..=16;

/// Open connections that only read.
pub(crate) struct Readers {
    file: PathBuf,
    idle: Mutex<Vec<Store>>,
    turns: Arc<Semaphore>,
    waiting: AtomicUsize,
}

impl Readers {
    pub fn new(file: PathBuf) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
        let turns = (2 * cores).clamp(*AT_ONCE.start(), *AT_ONCE.end());
        Self { file, idle: Mutex::default(), turns: Arc::new(Semaphore::new(turns)), waiting: AtomicUsize::new(0) }
    }

    /// Questions that wait for their turn.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Asks the store something.
    ///
    /// # Errors
    /// Those of the question; 503 when too many wait.
    pub async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Store) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let turn = {
            let _place = Place::take(&self.waiting)?;
            let turn = self.turns.clone().acquire_owned().await;
            turn.map_err(|closed| Problem::failed(&closed))?
        };
        let readers = self.clone();
        let answer = tokio::task::spawn_blocking(move || {
            // A question that nobody waits for any more keeps its turn until it ends.
            let _turn = turn;
            let mut store = readers.take()?;
            store.answer_by(Some(Instant::now() + TIME))?;
            let answer = question(&store);
            readers.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
            answer
        });
        answer.await.unwrap_or_else(|panic| Err(Problem::failed(&panic)))
    }

    fn take(&self) -> Result<Store, Problem> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Ok(match idle {
            Some(store) => store,
            None => Store::open_read_only(&self.file)?,
        })
    }
}

/// A place among those that wait.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Result<Self, Problem> {
        let place = Self(waiting);
        if waiting.fetch_add(1, Ordering::Relaxed) >= WAITING {
            return Err(Problem::busy("too many questions at once", "try again"));
        }
        Ok(place)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
