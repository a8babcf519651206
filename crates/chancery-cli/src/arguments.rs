//! Arguments that several commands share.

use std::path::{Path, PathBuf};

use anyhow::Context;
use chancery::read::{Columns, Options};
use chancery::{Chancery, Error, Language};
use chancery_store::Store;

/// What the user tells of the reports that are read.
#[derive(clap::Args)]
pub(crate) struct ReadArguments {
    /// Date of publication where a report has none: YYYY, YYYY-MM or YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// Language of the reports, where they do not say; detected without it.
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// What the columns of tables and the fields of objects hold, where their names do not say it: text=article_text,url=link;
    /// by number (text=3) where a table has no line of names.
    #[arg(long, value_name = "MAP")]
    columns: Option<String>,
}

impl ReadArguments {
    /// The same for the library.
    ///
    /// # Errors
    /// When the language, the date or the columns are none.
    pub(crate) fn options(self) -> anyhow::Result<Options> {
        let language = match self.language {
            Some(code) => Some(Language::from_code(&code).with_context(|| {
                let known: Vec<&str> = Language::ALL.iter().map(|l| l.code()).collect();
                format!("--language {code}: not a language that chancery reads; choose one of {}", known.join(" "))
            })?),
            None => None,
        };
        if let Some(date) = &self.published {
            chancery::mention::time::parse_edtf(date)
                .with_context(|| format!("--published {date}: not a date; write YYYY, YYYY-MM or YYYY-MM-DD"))?;
        }
        let columns = self.columns.as_deref().map(Columns::parse).transpose()?.unwrap_or_default();
        Ok(Options { published: self.published, language, columns })
    }
}

/// How reports are coded.
#[derive(clap::Args)]
pub(crate) struct CodeArguments {
    /// Reports coded side by side; the claims are the same with any number.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Folder of the model; the built-in one without it.
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
}

impl CodeArguments {
    /// As many threads as the user wants, else as the machine has.
    pub(crate) fn threads(&self) -> usize {
        self.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, |n| n.get()))
    }

    /// The model with the knowledge.
    ///
    /// # Errors
    /// When either cannot be loaded.
    pub(crate) fn load(self, knowledge: Option<&Path>) -> Result<Chancery, Error> {
        crate::load(self.model, knowledge)
    }
}

/// Which store.
#[derive(clap::Args)]
pub(crate) struct StoreArgument {
    /// The store; else that of CHANCERY_STORE, else chancery/store.db in your folder for data.
    #[arg(long = "store", value_name = "FILE", global = true)]
    file: Option<PathBuf>,
}

impl StoreArgument {
    /// Opens it to read and write; makes it where it is not there.
    pub(crate) fn open(&self) -> anyhow::Result<Store> {
        Ok(Store::open(&self.path()?)?)
    }

    /// Opens it only to read.
    pub(crate) fn open_read_only(&self) -> anyhow::Result<Store> {
        Ok(Store::open_read_only(&self.path()?)?)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> chancery_store::Result<PathBuf> {
        self.file.clone().map_or_else(chancery_store::default_path, Ok)
    }
}

/// Whose events.
#[derive(clap::Args)]
pub(crate) struct DatasetArgument {
    /// Events of this data set in the place of the store's own: see `chancery datasets`.
    #[arg(long, value_name = "LABEL")]
    dataset: Option<String>,
}

impl DatasetArgument {
    /// The store, over the data set if one is named, only to read.
    pub(crate) fn open(&self, store: &StoreArgument) -> anyhow::Result<Store> {
        over(store, self.dataset.as_deref())
    }
}

/// The store over a data set, or over its own events, only to read.
pub(crate) fn over(store: &StoreArgument, dataset: Option<&str>) -> anyhow::Result<Store> {
    let store = store.open_read_only()?;
    Ok(match dataset.filter(|label| *label != chancery_store::OWN) {
        Some(label) => store.over(label)?,
        None => store,
    })
}

/// Who judges: the one named, else CHANCERY_AUTHOR, else the user's name on this machine.
///
/// # Errors
/// When there is none of them.
pub(crate) fn author(named: Option<String>) -> anyhow::Result<String> {
    named
        .or_else(|| ["CHANCERY_AUTHOR", "USER", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok()))
        .context("--author: who judges? Give a name, or set CHANCERY_AUTHOR")
}
