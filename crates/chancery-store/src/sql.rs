//! In: SQL that a user typed. Out: its rows. Always: nothing is changed, no other file is touched, and it ends in the time
//! and with the rows that it may have.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Batch, Connection, ErrorCode, Statement};
use serde::{Serialize, Serializer};

use crate::{Error, Result, Store, open};

/// Largest value in bytes: some dozen of the longest reports.
const VALUE_BYTES: i32 = 64 << 20;
/// The settings that may be looked at: they tell of tables and of the file.
const SETTINGS: [&str; 16] = [
    "application_id",
    "compile_options",
    "data_version",
    "database_list",
    "encoding",
    "foreign_key_list",
    "freelist_count",
    "function_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "page_count",
    "page_size",
    "table_info",
    "table_list",
    "table_xinfo",
];

/// How much a question may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Time until it gives its last row.
    pub time: Duration,
    /// Rows.
    pub rows: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(60), rows: 100_000 }
    }
}

/// What a question gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rows {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Values, in the order of the columns.
    pub rows: Vec<Vec<Value>>,
    /// Whether there are more rows than it may have.
    pub more: bool,
}

/// A value as SQLite has it. In JSON, bytes are text in hexadecimal.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum Value {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Integer(n) => serializer.serialize_i64(*n),
            Self::Real(n) => serializer.serialize_f64(*n),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Blob(_) => serializer.collect_str(self),
        }
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Integer(n) => write!(f, "{n}"),
            Self::Real(n) => write!(f, "{n}"),
            Self::Text(text) => f.write_str(text),
            Self::Blob(bytes) => bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}")),
        }
    }
}

impl From<ValueRef<'_>> for Value {
    fn from(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(n) => Self::Integer(n),
            ValueRef::Real(n) => Self::Real(n),
            ValueRef::Text(text) => Self::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Blob(bytes) => Self::Blob(bytes.to_vec()),
        }
    }
}

impl Store {
    /// The rows of one SQL statement that reads.
    ///
    /// # Errors
    /// [`Error::Query`] when it is not valid, would change something or takes too long.
    pub fn sql(&self, statement: &str, limits: &Limits) -> Result<Rows> {
        let mut all = Rows { columns: Vec::new(), rows: Vec::new(), more: false };
        all.columns = self.each_row(statement, limits.time, |row| {
            if all.rows.len() == limits.rows {
                all.more = true;
                return Ok(ControlFlow::Break(()));
            }
            all.rows.push(row);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(all)
    }

    /// Gives every row of one SQL statement that reads to `take`, until it breaks off. Gives the names of the columns.
    ///
    /// # Errors
    /// As [`Self::sql`], and those of `take`.
    pub fn each_row(
        &self,
        statement: &str,
        time: Duration,
        mut take: impl FnMut(Vec<Value>) -> Result<ControlFlow<()>>,
    ) -> Result<Vec<String>> {
        let mut ask = || -> Result<Vec<String>> {
            let connection = confined(self, time)?;
            let mut query = only(&connection, statement)?;
            if !query.readonly() {
                return Err(Error::query(
                    "the statement would change the store",
                    "it can only be read; begin with SELECT",
                ));
            }
            let columns: Vec<String> = query.column_names().map(str::to_owned).collect();
            let mut rows = query.query([]).map_err(of_user(statement))?;
            while let Some(row) = rows.next().map_err(of_user(statement))? {
                let values = (0..columns.len()).map(|n| Ok(row.get_ref(n)?.into())).collect::<Result<_>>()?;
                if take(values)?.is_break() {
                    break;
                }
            }
            Ok(columns)
        };
        ask().map_err(|error| error.at(&self.file))
    }
}

/// The one statement of a text.
fn only<'c>(connection: &'c Connection, text: &str) -> Result<Statement<'c>> {
    let mut statements = Batch::new(connection, text);
    let mut next = || statements.next().map_err(of_user(text));
    match (next()?, next()?) {
        (Some(statement), None) if statement.column_count() > 0 => Ok(statement),
        (Some(_), Some(_)) => Err(Error::query("more than one statement", "ask one at a time")),
        _ => Err(Error::query("there is no statement that gives rows", "begin with SELECT")),
    }
}

/// A connection of its own that can do nothing but read the store, for a time.
fn confined(store: &Store, time: Duration) -> Result<Connection> {
    let mut connection = open::to_read(&store.file, Duration::from_secs(1))?;
    // Indexes of places and text prepare statements of their own, some to write, when they are first used: before that is
    // forbidden.
    for table in ["reports_text", "claim_places", "event_places"] {
        connection.query_row(&format!("SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT 1)"), [], |_| Ok(()))?;
    }
    connection.pragma_update(None, "query_only", true)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, VALUE_BYTES)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    let began = Instant::now();
    connection.progress_handler(open::STEPS, Some(move || began.elapsed() > time))?;
    connection.authorizer(Some(allowed))?;
    Ok(connection)
}

/// Whether a statement may do so.
fn allowed(context: AuthContext<'_>) -> Authorization {
    let is_allowed = match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => true,
        AuthAction::Function { function_name } => !function_name.eq_ignore_ascii_case("load_extension"),
        AuthAction::Pragma { pragma_name, .. } => SETTINGS.iter().any(|name| name.eq_ignore_ascii_case(pragma_name)),
        _ => false,
    };
    if is_allowed { Authorization::Allow } else { Authorization::Deny }
}

/// Tells the author of a statement what is wrong with it.
fn of_user(statement: &str) -> impl Fn(rusqlite::Error) -> Error + '_ {
    move |error| {
        use rusqlite::Error::{SqlInputError, SqliteFailure};
        match &error {
            SqlInputError { msg, offset, .. } => {
                let rest = usize::try_from(*offset).ok().and_then(|at| statement.get(at..)).unwrap_or_default();
                let near: String = rest.chars().take(20).collect();
                let place = if near.is_empty() { String::new() } else { format!(" near {near:?}") };
                Error::query(format!("not valid SQL: {msg}{place}"), "see the tables in docs/store.md")
            }
            SqliteFailure(failure, _) if failure.code == ErrorCode::OperationInterrupted => {
                Error::query("the statement takes too long", "ask for less, or give it more time")
            }
            SqliteFailure(failure, _) if failure.code == ErrorCode::AuthorizationForStatementDenied => {
                Error::query("the statement does more than read the store", "begin with SELECT")
            }
            SqliteFailure(failure, message)
                if failure.code == ErrorCode::Unknown || failure.code == ErrorCode::TooBig =>
            {
                let cause = message.clone().unwrap_or_else(|| failure.to_string());
                Error::query(format!("the statement fails: {cause}"), "see the tables in docs/store.md")
            }
            _ => error.into(),
        }
    }
}
