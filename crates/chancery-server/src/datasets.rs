//! The events of a data set in memory. In: its label. Out: the store over it, and its index. Always: one data set is held, the last that was asked for; it is read anew when
//! it changed.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use chancery::relate::Names;
use chancery_store::{Dataset, Store};

use crate::index::Index;
use crate::problem::Problem;

/// Events of a data set at most: some 200 bytes each are held.
const MOST: u64 = 1_000_000;

/// The data set that is held.
#[derive(Default)]
pub(crate) struct Datasets(Mutex<Option<(Dataset, Arc<Index>)>>);

impl Datasets {
    /// The store over a data set, and the index of it.
    ///
    /// # Errors
    /// 400 when there is none, or it has too many events to be held; 503 when reading it takes too long; those of reading.
    pub fn open(
        &self,
        file: &Path,
        label: &str,
        names: &Names,
        until: Instant,
    ) -> Result<(Store, Arc<Index>), Problem> {
        let mut store = Store::open_read_only(file)?.over(label)?;
        store.answer_by(Some(until))?;
        let Some(dataset) = store.dataset().cloned() else { return Err(Problem::failed(&"no data set")) };
        if dataset.events > MOST {
            let detail = format!("{label} has {} events, and {MOST} at most are held in memory", dataset.events);
            return Err(Problem::wrong(detail, "ask it with the command line: chancery dyad, events, brief --dataset"));
        }
        // Whoever asks meanwhile waits: two would read the same.
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, index)) = &*held
            && *known == dataset
        {
            return Ok((store, index.clone()));
        }
        let index = Arc::new(Index::read(&store, names)?);
        *held = Some((dataset, index.clone()));
        Ok((store, index))
    }
}
