//! In: a store. Out: a smaller one, or a copy of it. Always: a copy is complete under its name or not there.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::{Error, Result, Store, check};

/// What to do besides giving back unused space.
#[derive(Debug, Clone, Copy, Default)]
pub struct Compact {
    /// Forget the claims of earlier codings.
    pub drop_history: bool,
}

impl Store {
    /// Makes the file as small as it can be, and its indexes anew where they are at fault. Gives its size in bytes before and
    /// after. Needs as much free space as the file has.
    ///
    /// # Errors
    /// [`Error::Full`] and others of writing; the store is then as it was.
    pub fn compact(&mut self, what: &Compact) -> Result<[u64; 2]> {
        let before = self.size()?;
        self.write(|t| {
            if what.drop_history {
                drop_history(t)?;
            }
            let how = if check::text_is_sound(t) { "optimize" } else { "rebuild" };
            t.execute("INSERT INTO reports_text (reports_text) VALUES (?)", [how])?;
            index_places(t, "claim", "claims")?;
            index_places(t, "event", "events")
        })?;
        let shrink = "VACUUM; PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);";
        self.connection.execute_batch(shrink).map_err(|error| Error::from(error).at(&self.file))?;
        Ok([before, self.size()?])
    }

    /// Copies the store, as it is at one moment, while others may write on. The copy is one file.
    ///
    /// # Errors
    /// [`Error::Exists`] when the file is there already; [`Error::Full`], [`Error::Io`].
    pub fn backup(&self, copy: &Path) -> Result<()> {
        if copy.exists() {
            return Err(Error::Exists { file: copy.to_owned() });
        }
        let part = part(copy);
        std::fs::remove_file(&part).or_else(absent).map_err(Error::io(&part))?;
        let name = part.to_str().ok_or_else(|| {
            let cause = format!("{} is not a name that SQLite takes", copy.display());
            Error::query(cause, "choose a name in Unicode")
        })?;
        let done = (self.connection.execute("VACUUM INTO ?", [name]))
            .map_err(|error| Error::from(error).at(copy))
            .and_then(|_| publish(&part, copy));
        let left = std::fs::remove_file(&part).or_else(absent);
        done.and(left.map_err(Error::io(&part)))
    }

    /// Bytes of the file with what waits in its write-ahead log.
    fn size(&self) -> Result<u64> {
        self.read(|c| {
            let pages: u64 = c.pragma_query_value(None, "page_count", |row| row.get(0))?;
            let bytes: u64 = c.pragma_query_value(None, "page_size", |row| row.get(0))?;
            Ok(pages * bytes)
        })
    }
}

fn drop_history(c: &Connection) -> Result<()> {
    c.execute_batch(
        "DELETE FROM claims WHERE state = 'past';
         DELETE FROM labels WHERE coding <> (SELECT coding FROM reports WHERE nr = labels.report);
         DELETE FROM coded WHERE coding <> (SELECT coding FROM reports WHERE nr = coded.report);
         DELETE FROM codings WHERE nr NOT IN (SELECT coding FROM coded);",
    )?;
    Ok(())
}

/// Makes an index of places what the table says.
fn index_places(c: &Connection, kind: &str, table: &str) -> Result<()> {
    let live = if kind == "claim" { "state = 'current' AND " } else { "" };
    let has_place = format!("{live}lat IS NOT NULL AND lon IS NOT NULL");
    c.execute_batch(&format!(
        "DELETE FROM {kind}_places WHERE nr NOT IN (SELECT nr FROM {table} WHERE {has_place});
         INSERT INTO {kind}_places (nr, south, north, west, east) SELECT nr, lat, lat, lon, lon FROM {table}
           WHERE {has_place} AND nr NOT IN (SELECT nr FROM {kind}_places);"
    ))?;
    Ok(())
}

/// The name of a copy while it is made.
fn part(copy: &Path) -> PathBuf {
    let mut name = copy.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// Gives a finished file its name, once it is on the disk; never over another file.
fn publish(part: &Path, copy: &Path) -> Result<()> {
    std::fs::File::open(part).and_then(|file| file.sync_all()).map_err(Error::io(part))?;
    match std::fs::hard_link(part, copy) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(Error::Exists { file: copy.to_owned() }),
        // Some file systems have no links.
        Err(_) => std::fs::rename(part, copy).map_err(Error::io(copy)),
    }
}

fn absent(error: std::io::Error) -> std::io::Result<()> {
    if error.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}
