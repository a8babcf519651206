//! What the handlers of all paths share.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;

use chancery::Chancery;
use chancery::knowledge::Knowledge;
use chancery::relate::Names;
use chancery_store::{Counts, Filter, OWN, Store};

use crate::datasets::Datasets;
use crate::follow::Follower;
use crate::guard::Guard;
use crate::index::{Index, Reports, Test};
use crate::measure::Meter;
use crate::problem::Problem;
use crate::query::Parameters;
use crate::readers::{Readers, TIME};

/// Words whose reports are remembered: a page asks for list, map and timeline of the same.
const WORDS: usize = 16;

/// How a model is loaded when it is first needed.
pub(crate) type Load = Box<dyn Fn() -> Result<Chancery, chancery::Error> + Send + Sync>;

/// What the handlers of all paths share.
pub(crate) struct App {
    pub store: PathBuf,
    pub knowledge: &'static Knowledge,
    pub names: Arc<Names>,
    pub guard: Guard,
    pub follower: Arc<Follower>,
    pub readers: Arc<Readers>,
    pub datasets: Datasets,
    pub meter: Meter,
    pub parameters: Parameters,
    /// Tells the answers of this run of the server from those of another.
    pub run: u64,
    /// One writes at a time.
    pub writer: Arc<tokio::sync::Mutex<()>>,
    pub load: Load,
    pub chancery: OnceLock<Chancery>,
    /// Reports of words, by the version of the index they were asked at; the latest last.
    pub words: Mutex<Vec<(u64, String, Reports)>>,
    pub counts: Mutex<Option<(u64, Counts)>>,
}

impl App {
    /// Asks the store and the latest index something.
    ///
    /// # Errors
    /// Those of the question; 503 when too many wait.
    pub async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Self, &Store, &Index) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let app = self.clone();
        self.readers.ask(move |store| question(&app, store, &app.follower.latest())).await
    }

    /// Asks the events of a data set where one is named, else as [`Self::ask`].
    ///
    /// # Errors
    /// As [`Self::ask`]; 400 when there is no such data set.
    pub async fn ask_over<T: Send + 'static>(
        self: &Arc<Self>,
        dataset: Option<String>,
        question: impl FnOnce(&Self, &Store, &Index) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let Some(label) = dataset.filter(|label| label != OWN) else { return self.ask(question).await };
        let app = self.clone();
        let ask = move |_: &Store| {
            let (store, index) = app.datasets.open(&app.store, &label, &app.names, Instant::now() + TIME)?;
            question(&app, &store, &index)
        };
        self.readers.ask(ask).await
    }

    /// A filter as a test of events, with the reports that its words let through.
    ///
    /// # Errors
    /// Those of reading; 400 when a date is none.
    pub fn test(&self, store: &Store, index: &Index, filter: &Filter) -> Result<Test, Problem> {
        if store.dataset().is_some() && (filter.text.is_some() || filter.report.is_some()) {
            let detail = "the events of a data set come from no reports that the store has";
            return Err(Problem::wrong(detail, "leave words and report out"));
        }
        let mut sets = Vec::new();
        if let Some(words) = &filter.text {
            sets.push(self.reports_with(store, index, words)?);
        }
        if let Some(id) = &filter.report {
            sets.push(Arc::new(store.report_number(id)?.into_iter().collect()));
        }
        Ok(Test::new(index, filter, sets)?)
    }

    fn reports_with(&self, store: &Store, index: &Index, words: &str) -> Result<Reports, Problem> {
        let lock = || self.words.lock().unwrap_or_else(PoisonError::into_inner);
        let known = |(version, of, _): &(u64, String, Reports)| *version == index.version && of == words;
        if let Some((.., reports)) = lock().iter().find(|entry| known(entry)) {
            return Ok(reports.clone());
        }
        let reports: Reports = Arc::new(store.reports_with(words)?.into_iter().collect());
        let mut remembered = lock();
        remembered.retain(|entry| entry.0 == index.version && !known(entry));
        if remembered.len() >= WORDS {
            remembered.remove(0);
        }
        remembered.push((index.version, words.to_owned(), reports.clone()));
        Ok(reports)
    }

    /// How much the store holds.
    ///
    /// # Errors
    /// Those of reading.
    pub fn counts(&self, store: &Store, index: &Index) -> Result<Counts, Problem> {
        let lock = || self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, counts)) = lock().filter(|(version, _)| *version == index.version) {
            return Ok(counts);
        }
        let counts = store.counts()?;
        *lock() = Some((index.version, counts));
        Ok(counts)
    }

    /// The model with the knowledge, loaded when it is first needed.
    ///
    /// # Errors
    /// When it cannot be loaded.
    pub fn chancery(&self) -> Result<&Chancery, Problem> {
        if let Some(chancery) = self.chancery.get() {
            return Ok(chancery);
        }
        let chancery = (self.load)().map_err(|error| Problem::failed(&error))?;
        Ok(self.chancery.get_or_init(|| chancery))
    }
}
