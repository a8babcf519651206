//! Keeps the index up to the store. In: a store that others write to. Out: the latest index. Always: the old one answers until the new one
//! is whole.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use chancery::relate::Names;
use chancery_store::Store;

use crate::index::Index;

/// Time between two looks at the store.
const PAUSE: Duration = Duration::from_millis(500);
/// How many times as long as it takes to follow one waits before the next look: a busy writer shall not keep a core busy here.
const REST: u32 = 4;

/// The latest index, and the connection by which it is kept so.
pub(crate) struct Follower {
    latest: RwLock<Arc<Index>>,
    seen: Mutex<Seen>,
    names: Arc<Names>,
}

struct Seen {
    store: Store,
    version: i64,
}

impl Follower {
    /// Reads the store.
    ///
    /// # Errors
    /// Those of reading.
    pub fn new(file: &Path, names: Arc<Names>) -> chancery_store::Result<Self> {
        let store = Store::open_read_only(file)?;
        let version = store.version()?;
        let index = Index::read(&store, &names)?;
        Ok(Self { latest: RwLock::new(Arc::new(index)), seen: Mutex::new(Seen { store, version }), names })
    }

    /// The latest index.
    pub fn latest(&self) -> Arc<Index> {
        self.latest.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes the index that of the store as it is now.
    ///
    /// # Errors
    /// Those of reading; the old index stays.
    pub fn follow(&self) -> chancery_store::Result<()> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        // Looked at before reading: what is written meanwhile is seen the next time.
        let version = seen.store.version()?;
        if version != seen.version {
            let next = Arc::new(self.latest().follow(&seen.store, &self.names)?);
            seen.version = version;
            *self.latest.write().unwrap_or_else(PoisonError::into_inner) = next;
        }
        Ok(())
    }

    /// Follows the store for as long as the server runs.
    pub async fn run(self: Arc<Self>) {
        let mut told = false;
        loop {
            let (this, began) = (self.clone(), Instant::now());
            let done = tokio::task::spawn_blocking(move || this.follow()).await;
            match done {
                Ok(Err(error)) if !told => {
                    told = true;
                    eprintln!("chancery: the store cannot be followed, answers are of an earlier state: {error}");
                }
                Ok(Ok(())) => told = false,
                _ => {}
            }
            tokio::time::sleep(PAUSE.max(began.elapsed() * REST)).await;
        }
    }
}
