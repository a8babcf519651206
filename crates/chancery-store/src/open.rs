//! In: a path. Out: an open [`Store`]. Always: a file of another program, or of a later version of this one, is refused
//! unchanged.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chancery::geodesy::kilometres;
use etcetera::base_strategy::{BaseStrategy, choose_native_strategy};
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::{Dataset, Error, Result, migrate};

/// Names the store where no `--store` does.
const VARIABLE: &str = "CHANCERY_STORE";
/// How long a writer waits for another: a batch takes less than a second, a migration of a large store some.
const WAIT: Duration = Duration::from_secs(30);
/// Page cache in KiB: the upper levels of all indexes of some million claims.
const CACHE_KIB: i64 = 64 << 10;
/// Size of the write-ahead log, in bytes and in pages, at which it is written into the file. Indexes change all over the
/// file: the more commits one such round covers, the fewer pages are written twice.
const LOG_BYTES: i64 = 64 << 20;
const LOG_PAGES: i64 = LOG_BYTES / 4096;
/// Steps of SQLite's machine between two looks at the clock: some hundred a millisecond.
pub(crate) const STEPS: i32 = 4_000;
/// Prepared statements kept ready.
const STATEMENTS: usize = 128;

/// What a store is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Access {
    /// To read and write; made when it is not there.
    #[default]
    Write,
    /// To read only: nothing is changed, also where nothing can be.
    Read,
}

/// How a store is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// What for.
    pub access: Access,
    /// How long to wait for another program that writes.
    pub wait: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { access: Access::Write, wait: WAIT }
    }
}

/// One store, open. For use by several threads open it several times.
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) file: PathBuf,
    pub(crate) access: Access,
    /// The data set whose events are asked in the place of the store's own.
    pub(crate) over: Option<Dataset>,
}

/// How much a store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counts {
    /// Reports.
    pub reports: u64,
    /// Reports that are copies of another.
    pub copies: u64,
    /// Current claims.
    pub claims: u64,
    /// Events.
    pub events: u64,
    /// Records that could not be kept.
    pub rejects: u64,
    /// Reviews.
    pub reviews: u64,
}

/// The store of `CHANCERY_STORE`, else `chancery/store.db` in the user's folder for data.
///
/// # Errors
/// [`Error::NoHome`] when there is none.
pub fn default_path() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os(VARIABLE).filter(|p| !p.is_empty()) {
        return Ok(path.into());
    }
    let folders = choose_native_strategy().map_err(|_| Error::NoHome)?;
    Ok(folders.data_dir().join("chancery").join("store.db"))
}

impl Store {
    /// Opens a store to read and write; makes it, with its folders, when it is not there.
    ///
    /// # Errors
    /// [`Error::NotAStore`], [`Error::Newer`], [`Error::ReadOnly`], [`Error::Locked`], [`Error::Corrupt`], [`Error::Io`].
    pub fn open(file: &Path) -> Result<Self> {
        Self::open_with(file, &Options::default())
    }

    /// Opens a store that stays as it is. Works on a medium that cannot be written.
    ///
    /// # Errors
    /// As [`Self::open`]; [`Error::Missing`] when it is not there, [`Error::Older`] when it needs a migration.
    pub fn open_read_only(file: &Path) -> Result<Self> {
        Self::open_with(file, &Options { access: Access::Read, ..Options::default() })
    }

    /// Opens a store.
    ///
    /// # Errors
    /// As [`Self::open`] and [`Self::open_read_only`].
    pub fn open_with(file: &Path, options: &Options) -> Result<Self> {
        let connection = match options.access {
            Access::Write => to_write(file, options.wait),
            Access::Read => to_read(file, options.wait),
        };
        let connection = connection.map_err(|error| error.at(file))?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self { connection, file: file.to_owned(), access: options.access, over: None })
    }

    /// The file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Breaks off every question that is not answered by a moment, with [`Error::TooLong`]; none where there is no such moment.
    ///
    /// # Errors
    /// Those of SQLite.
    pub fn answer_by(&mut self, moment: Option<Instant>) -> Result<()> {
        let is_late = moment.map(|moment| move || Instant::now() > moment);
        (self.connection.progress_handler(STEPS, is_late)).map_err(|error| Error::from(error).at(&self.file))
    }

    /// How much it holds.
    ///
    /// # Errors
    /// Those of reading.
    pub fn counts(&self) -> Result<Counts> {
        self.read(|c| {
            let count = |sql: &str| c.query_row(sql, [], |row| row.get(0));
            Ok(Counts {
                reports: count("SELECT count(*) FROM reports")?,
                copies: count("SELECT count(*) FROM reports WHERE original IS NOT NULL")?,
                claims: count("SELECT count(*) FROM claims WHERE state = 'current'")?,
                events: count("SELECT count(*) FROM events")?,
                rejects: count("SELECT count(*) FROM rejects")?,
                reviews: count("SELECT count(*) FROM reviews")?,
            })
        })
    }

    /// One step that is done as a whole or not at all. It takes the lock to write at its beginning: two writers then wait
    /// for each other instead of failing half way.
    pub(crate) fn write<T>(&mut self, step: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        if self.access == Access::Read {
            return Err(Error::ReadOnly { file: self.file.clone() });
        }
        let file = &self.file;
        let transaction = || -> Result<T> {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = step(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        transaction().map_err(|error| error.at(file))
    }

    /// Questions that see one state of the store, whatever others write meanwhile. A question within another sees what that
    /// sees.
    pub(crate) fn read<T>(&self, step: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let snapshot = || -> Result<T> {
            if !self.connection.is_autocommit() {
                return step(&self.connection);
            }
            let transaction = self.connection.unchecked_transaction()?;
            step(&transaction)
        };
        snapshot().map_err(|error| error.at(&self.file))
    }
}

fn to_write(file: &Path, wait: Duration) -> Result<Connection> {
    if let Some(folder) = file.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
    }
    is_file(file)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(file, flags)?;
    prepare(&connection, wait)?;
    migrate::identify(&connection, file)?;
    if connection.is_readonly("main")? {
        return Err(Error::ReadOnly { file: file.to_owned() });
    }
    use_log(&connection, wait)?;
    // FULL: in WAL mode NORMAL would not corrupt the file, but a loss of power could take back the last commits, and what
    // was acknowledged must stay.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update_and_check(None, "journal_size_limit", LOG_BYTES, |_| Ok(()))?;
    connection.pragma_update_and_check(None, "wal_autocheckpoint", LOG_PAGES, |_| Ok(()))?;
    migrate::migrate(&mut connection, file)?;
    Ok(connection)
}

pub(crate) fn to_read(file: &Path, wait: Duration) -> Result<Connection> {
    if !file.exists() {
        return Err(Error::Missing { file: file.to_owned() });
    }
    is_file(file)?;
    let open = |path: &Path, flags: OpenFlags| -> Result<Connection> {
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        prepare(&connection, wait)?;
        migrate::identify(&connection, file)?;
        Ok(connection)
    };
    let connection = match open(file, OpenFlags::SQLITE_OPEN_READ_ONLY) {
        Err(Error::Sqlite { source, .. }) if needs_folder(&source) && !has_log(file) => {
            open(&immutable(file), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?
        }
        opened => opened?,
    };
    migrate::current(&connection, file)?;
    Ok(connection)
}

/// SQLite calls it an error of the disk when it is given a folder.
fn is_file(path: &Path) -> Result<()> {
    if path.is_dir() { Err(Error::Unopened { file: path.to_owned() }) } else { Ok(()) }
}

/// Settings of a connection that change nothing in the file, and the function `kilometres(lat, lon, lat, lon)`.
pub(crate) fn prepare(connection: &Connection, wait: Duration) -> Result<()> {
    connection.busy_timeout(wait)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    // A store may come from someone else: its schema may not call what could harm.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // A statement is planned once: without this, many are planned anew whenever their values change.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("kilometres", 4, flags, |arguments| {
        let degree = |n| arguments.get::<Option<f64>>(n);
        let points = (degree(0)?.zip(degree(1)?)).zip(degree(2)?.zip(degree(3)?));
        Ok(points.map(|(a, b)| kilometres([a.0, a.1], [b.0, b.1])))
    })?;
    Ok(())
}

/// Turns the write-ahead log on: readers then never wait. SQLite does not wait for others by itself when it does this.
/// Where there can be none (some network drives), SQLite keeps its older journal, which is as safe.
fn use_log(connection: &Connection, wait: Duration) -> Result<()> {
    let began = Instant::now();
    loop {
        match connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0)) {
            Err(e) if e.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && began.elapsed() < wait => {
                std::thread::sleep(Duration::from_millis(10));
            }
            done => return Ok(done.map(drop)?),
        }
    }
}

/// Whether reading failed because the files that the write-ahead log needs cannot be made.
fn needs_folder(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::SystemIoFailure | ErrorCode::PermissionDenied)
    )
}

/// Whether commits wait in the write-ahead log: without it, an old state would be read.
fn has_log(file: &Path) -> bool {
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|m| m.len() > 0)
}

/// The name of a file that nobody changes, as SQLite takes it.
pub(crate) fn immutable(file: &Path) -> PathBuf {
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let mut name = String::from("file:");
    if cfg!(windows) {
        name.push('/');
    }
    for byte in file.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => name.push('/'),
            b'/' | b'-' | b'_' | b'.' | b':' => name.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => name.push(char::from(*byte)),
            byte => name.push_str(&format!("%{byte:02X}")),
        }
    }
    name.push_str("?immutable=1");
    name.into()
}
