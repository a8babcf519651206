//! In: an open connection. Out: a store in the current format, or a refusal. Always: a migration is done as a whole or not
//! at all, and once, also when two programs open the file together.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::{Error, Result};

/// Tells a store from files of other programs: "CHNC", in the header of the file.
const APPLICATION: i64 = 0x4348_4e43;

/// One step of the format each; the number of those done is the file's `user_version`.
const MIGRATIONS: [&str; 6] = [
    include_str!("../migrations/0001_start.sql"),
    include_str!("../migrations/0002_alerts.sql"),
    concat!(include_str!("../migrations/0003_imports.sql"), include_str!("../migrations/0003_imports_indexes.sql")),
    include_str!("../migrations/0004_linking.sql"),
    include_str!("../migrations/0005_pairs.sql"),
    include_str!("../migrations/0006_scattered.sql"),
];

/// The format that this program writes.
pub(crate) const FORMAT: i64 = MIGRATIONS.len() as i64;

/// Refuses a file of another program and a store of a later version.
pub(crate) fn identify(connection: &Connection, file: &Path) -> Result<()> {
    let application = pragma(connection, "application_id")?;
    let found = pragma(connection, "user_version")?;
    if application == APPLICATION {
        return if found > FORMAT { Err(Error::Newer { file: file.to_owned(), found, known: FORMAT }) } else { Ok(()) };
    }
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application == 0 && found == 0 && tables == 0 {
        return Ok(()); // new, or made by another that has not gone further yet
    }
    Err(Error::NotAStore { file: file.to_owned(), cause: "an SQLite file of another program".into() })
}

/// Refuses a store of an earlier version.
pub(crate) fn current(connection: &Connection, file: &Path) -> Result<()> {
    match pragma(connection, "user_version")? {
        FORMAT => Ok(()),
        0 => Err(Error::Missing { file: file.to_owned() }),
        found => Err(Error::Older { file: file.to_owned(), found }),
    }
}

/// Brings a store to the current format.
pub(crate) fn migrate(connection: &mut Connection, file: &Path) -> Result<()> {
    if pragma(connection, "user_version")? == FORMAT {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have been first.
    identify(&transaction, file)?;
    let done = usize::try_from(pragma(&transaction, "user_version")?).unwrap_or(0);
    for step in MIGRATIONS.iter().skip(done) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", FORMAT)?;
    Ok(transaction.commit()?)
}

fn pragma(connection: &Connection, name: &str) -> Result<i64> {
    Ok(connection.pragma_query_value(None, name, |row| row.get(0))?)
}
