//! Alerts as lines at the end of a file. In: lines. Out: a file that ends with them, on the disk. Always: a line is there once and whole, also
//! when the program was killed while it wrote it, and when several write; nothing that others wrote is changed.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Duration;

use chancery_store::Due;

/// How a line of an alert begins: its id and the quote after it follow.
const BEGINNING: &str = r#"{"id":""#;
/// How much of a line is looked at: the beginning and an id.
const LOOKED_AT: usize = 64;
/// How often, and how long between, another program is waited for.
const TRIES: u32 = 50;
const PAUSE: Duration = Duration::from_millis(100);

/// Adds the lines that are not there yet, all or none.
///
/// # Errors
/// When the file is not one of alerts, or cannot be written.
pub(super) fn append(path: &Path, alerts: &[Due]) -> io::Result<()> {
    is_plain(path)?;
    let is_new = !path.exists();
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    lock(&file)?;
    let found = read(&file)?;
    if found.is_other {
        return Err(io::Error::new(ErrorKind::InvalidData, "it holds something else than alerts"));
    }
    let mut end = found.end;
    let mut lines = String::new();
    if found.torn > 0 {
        // A line that was broken off is written anew; what is no such beginning is left as it is.
        let mut tail = vec![0; found.torn];
        file.seek(SeekFrom::Start(end - found.torn as u64))?;
        file.read_exact(&mut tail)?;
        if alerts.iter().any(|alert| alert.json.as_bytes().starts_with(&tail)) {
            end -= found.torn as u64;
        } else {
            lines.push('\n');
        }
    }
    for alert in alerts.iter().filter(|alert| !found.ids.contains(&alert.id)) {
        lines.push_str(&alert.json);
        lines.push('\n');
    }
    file.set_len(end)?;
    file.seek(SeekFrom::Start(end))?;
    if let Err(error) = file.write_all(lines.as_bytes()) {
        // As it was, where that is possible; else the next attempt finds a line that was broken off.
        let _ = file.set_len(end);
        return Err(error);
    }
    file.sync_all()?;
    if is_new {
        sync_folder(path);
    }
    Ok(())
}

/// Refuses what is there and is no plain file: a pipe would be waited for, a device has no end.
pub(super) fn is_plain(path: &Path) -> io::Result<()> {
    match std::fs::metadata(path) {
        Ok(about) if !about.is_file() => Err(io::Error::new(ErrorKind::InvalidInput, "it is no plain file")),
        _ => Ok(()),
    }
}

/// Makes the name of a new file last; systems that know no such thing need none.
pub(super) fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Keeps other programs from writing while this one does; ends with the file.
fn lock(file: &File) -> io::Result<()> {
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            // Some network drives have no locks: then one program at a time must do.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Err(io::Error::new(ErrorKind::WouldBlock, "another program keeps it locked"))
}

/// What a file holds.
#[derive(Default)]
struct Found {
    /// Ids of the alerts whose lines are whole.
    ids: BTreeSet<String>,
    /// Its length in bytes.
    end: u64,
    /// Bytes after the last end of a line.
    torn: usize,
    /// Whether its first line is no alert's.
    is_other: bool,
}

/// Reads a file of any size, keeping no more of a line than its beginning.
fn read(file: &File) -> io::Result<Found> {
    let mut reader = BufReader::new(file);
    let (mut found, mut head, mut lines) = (Found::default(), Vec::new(), 0_u64);
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            found.is_other |= lines == 0 && !could_begin(&head);
            return Ok(found);
        }
        let line = bytes.iter().position(|byte| *byte == b'\n');
        let taken = line.map_or(bytes.len(), |at| at + 1);
        let content = &bytes[..line.unwrap_or(taken)];
        head.extend(content.iter().take(LOOKED_AT - head.len()));
        found.torn += content.len();
        if line.is_some() {
            let id = std::str::from_utf8(&head).ok().and_then(|head| head.strip_prefix(BEGINNING)?.split_once('"'));
            found.is_other |= lines == 0 && id.is_none();
            found.ids.extend(id.map(|(id, _)| id.to_owned()));
            found.torn = 0;
            head.clear();
            lines += 1;
        }
        found.end += taken as u64;
        reader.consume(taken);
    }
}

/// Whether a line that was broken off, or nothing, may have been an alert's.
fn could_begin(head: &[u8]) -> bool {
    let shared = head.len().min(BEGINNING.len());
    head[..shared] == BEGINNING.as_bytes()[..shared]
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use proptest::prelude::*;

    use super::*;

    fn due(ids: &[&str]) -> Vec<Due> {
        let one = |id: &&str| Due {
            nr: 0,
            id: (*id).into(),
            json: format!("{{\"id\":\"{id}\",\"rule\":\"{}\"}}", "r".repeat(100)),
        };
        ids.iter().map(one).collect()
    }

    fn lines(ids: &[&str]) -> String {
        due(ids).iter().map(|alert| format!("{}\n", alert.json)).collect()
    }

    fn text(path: &Path) -> String {
        std::fs::read_to_string(path).unwrap()
    }

    #[test]
    fn a_line_is_there_once_however_often_it_is_added() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("alerts.jsonl");
        append(&path, &due(&["a-1", "a-2"])).unwrap();
        append(&path, &due(&["a-2", "a-3"])).unwrap();
        append(&path, &due(&["a-1", "a-2", "a-3"])).unwrap();
        assert_eq!(text(&path), lines(&["a-1", "a-2", "a-3"]));
    }

    #[test]
    fn what_others_wrote_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("alerts.jsonl");
        std::fs::write(&path, format!("{}no end of a line", lines(&["a-0"]))).unwrap();
        append(&path, &due(&["a-1"])).unwrap();
        assert_eq!(text(&path), format!("{}no end of a line\n{}", lines(&["a-0"]), lines(&["a-1"])));
        for other in ["SQLite format 3\0 and more\n", "name,age\n", "{\"name\": 1}", "\n"] {
            std::fs::write(&path, other).unwrap();
            assert_eq!(append(&path, &due(&["a-1"])).unwrap_err().kind(), ErrorKind::InvalidData, "{other:?}");
            assert_eq!(text(&path), other);
        }
    }

    #[test]
    fn several_at_once_write_each_line_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("alerts.jsonl");
        let ids: Vec<String> = (0..40).map(|n| format!("a-{n}")).collect();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| ids.iter().for_each(|id| append(&path, &due(&[id])).unwrap()));
            }
        });
        let mut found: Vec<String> = text(&path).lines().map(str::to_owned).collect();
        let mut expected: Vec<String> = ids.iter().map(|id| due(&[id]).remove(0).json).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_no_plain_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(append(folder.path(), &due(&["a-1"])).is_err());
        assert!(append(&folder.path().join("none/alerts.jsonl"), &due(&["a-1"])).is_err());
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        assert!(append(&file.join("alerts.jsonl"), &due(&["a-1"])).is_err());
        if cfg!(unix) {
            assert!(append(Path::new("/dev/null"), &due(&["a-1"])).is_err());
        }
    }

    proptest! {
        /// Killed after any byte of a write, the next attempt makes it whole.
        #[test]
        fn a_line_that_was_broken_off_is_written_anew(cut in 0usize..600) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("alerts.jsonl");
            let whole = lines(&["a-1", "a-2", "a-3"]);
            std::fs::write(&path, &whole[..cut.min(whole.len())]).unwrap();
            append(&path, &due(&["a-1", "a-2", "a-3"])).unwrap();
            prop_assert_eq!(text(&path), whole);
        }

        #[test]
        fn a_file_of_any_bytes_is_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("alerts.jsonl");
            std::fs::write(&path, &bytes).unwrap();
            let done = append(&path, &due(&["a-1"]));
            let after = std::fs::read(&path).unwrap();
            prop_assert!(after.starts_with(&bytes) || done.is_ok());
        }
    }

    /// Names the file to a child of the test below.
    const FILE: &str = "CHANCERY_TEST_FULL_FILE";

    /// Not a test by itself: writes where no more than a block is allowed.
    #[test]
    fn child() {
        let Ok(path) = std::env::var(FILE) else { return };
        let ids: Vec<String> = (0..100).map(|n| format!("a-{n}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        append(Path::new(&path), &due(&ids[..2])).unwrap();
        let error = append(Path::new(&path), &due(&ids)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::FileTooLarge, "{error}");
        assert_eq!(text(Path::new(&path)), lines(&ids[..2]), "nothing of what did not fit is left");
    }

    #[cfg(unix)]
    #[test]
    fn what_does_not_fit_is_not_written_and_comes_later() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("alerts.jsonl");
        let limited = "trap '' XFSZ; ulimit -f 2; exec \"$0\" --exact alerts::journal::tests::child --nocapture";
        let program = std::env::current_exe().unwrap();
        let child = Command::new("sh").args(["-c", limited]).arg(program).env(FILE, &path).output().unwrap();
        assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
        assert_eq!(text(&path), lines(&["a-0", "a-1"]));
        append(&path, &due(&["a-1", "a-2"])).unwrap();
        assert_eq!(text(&path), lines(&["a-0", "a-1", "a-2"]));
    }
}
