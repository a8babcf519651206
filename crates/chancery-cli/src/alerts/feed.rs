//! Alerts as a feed of the latest. In: the store, and a target. Out: an Atom file. Always: readers see the old feed or the new one, and
//! nothing between; a file that is no feed is not replaced.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use chancery::export::{Feed, atom};
use chancery_store::{AlertFilter, Store};

use super::journal::{is_plain, sync_folder};

/// Alerts of a feed.
const LATEST: usize = 100;
/// How often a feed is written in which others put something meanwhile.
const ROUNDS: usize = 5;
/// How a feed begins.
const BEGINNING: &[u8] = b"<?xml";

/// Writes the feed of a target, unless it is there as it should be.
///
/// # Errors
/// When the store cannot be read; inside, when the file cannot be written.
pub(super) fn publish(
    store: &Store,
    target: &str,
    path: &Path,
    title: &str,
    url: Option<&str>,
) -> anyhow::Result<io::Result<()>> {
    let filter = AlertFilter { target: Some(target.to_owned()), limit: Some(LATEST), ..AlertFilter::default() };
    let render = || -> anyhow::Result<String> {
        let alerts = store.alerts(&filter).with_context(|| format!("target {target}"))?.rows;
        let feed = Feed { id: url.unwrap_or(target), title, link: url };
        Ok(atom(&feed, alerts.iter().map(|row| &row.alert)))
    };
    let mut wanted = render()?;
    for _ in 0..ROUNDS {
        let done = replace(path, wanted.as_bytes());
        // Another program may have fired meanwhile, and written its feed before this one was.
        let now = render()?;
        if done.is_err() || now == wanted {
            return Ok(done);
        }
        wanted = now;
    }
    Ok(Ok(()))
}

/// Puts a whole file in the place of another.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    is_plain(path)?;
    match File::open(path) {
        Ok(file) => {
            let mut known = Vec::new();
            file.take(content.len() as u64 + 1).read_to_end(&mut known)?;
            if known == content {
                return Ok(());
            }
            if !known.is_empty() && !known.starts_with(BEGINNING) {
                return Err(io::Error::new(ErrorKind::InvalidData, "it holds something else than a feed"));
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let new = beside(path);
    let written = File::create(&new)
        .and_then(|mut file| file.write_all(content).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&new, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&new);
    }
    written.inspect(|()| sync_folder(path))
}

/// The name of the new feed while it is written.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}", std::process::id()));
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_replaced_as_a_whole_and_nothing_else_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("alerts.atom");
        replace(&path, b"<?xml 1").unwrap();
        replace(&path, b"<?xml 22").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"<?xml 22");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        std::fs::write(&path, "SQLite format 3").unwrap();
        assert_eq!(replace(&path, b"<?xml 3").unwrap_err().kind(), ErrorKind::InvalidData);
        assert_eq!(std::fs::read(&path).unwrap(), b"SQLite format 3");
        assert!(replace(folder.path(), b"<?xml").is_err());
        assert!(replace(&folder.path().join("none/alerts.atom"), b"<?xml").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
