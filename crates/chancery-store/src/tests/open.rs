use std::time::Duration;

use rusqlite::Connection;

use super::*;
use crate::{Access, Error, Options};

fn text(error: Error) -> String {
    let text = error.to_string();
    assert!(text.contains("store.db"), "{text}");
    text
}

#[test]
fn a_store_is_made_with_its_folders_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a/b/store.db");
    assert!(text(Store::open_read_only(&file).err().unwrap()).contains("there is no store"));
    drop(Store::open(&file).unwrap());
    let store = Store::open_read_only(&file).unwrap();
    assert_eq!(store.counts().unwrap(), crate::Counts::default());
}

#[test]
fn a_folder_is_no_store() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    std::fs::create_dir(&file).unwrap();
    for access in [Access::Write, Access::Read] {
        let error = Store::open_with(&file, &Options { access, ..Options::default() }).err().unwrap();
        assert!(matches!(error, Error::Unopened { .. }), "{error}");
    }
    std::fs::write(folder.path().join("file"), "").unwrap();
    let error = Store::open(&folder.path().join("file/store.db")).err().unwrap();
    assert!(matches!(error, Error::Io { .. }), "{error}");
}

#[test]
fn files_of_others_are_refused_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    std::fs::write(&file, "name,age\nAda,36\n".repeat(100)).unwrap();
    for access in [Access::Write, Access::Read] {
        let error = Store::open_with(&file, &Options { access, ..Options::default() }).err().unwrap();
        assert!(matches!(error, Error::NotAStore { .. }), "{error}");
    }
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("name,age"));
    std::fs::remove_file(&file).unwrap();
    let other = Connection::open(&file).unwrap();
    other.execute_batch("CREATE TABLE songs (title)").unwrap();
    drop(other);
    let before = std::fs::read(&file).unwrap();
    assert!(text(Store::open(&file).err().unwrap()).contains("another program"));
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn a_store_of_a_later_version_is_refused_and_of_an_earlier_one_is_not_read() {
    let fresh = Fresh::new();
    let file = fresh.path("store.db");
    let set = |version: i64| Connection::open(&file).unwrap().pragma_update(None, "user_version", version).unwrap();
    set(crate::migrate::FORMAT + 1);
    for access in [Access::Write, Access::Read] {
        let error = Store::open_with(&file, &Options { access, ..Options::default() }).err().unwrap();
        assert!(matches!(error, Error::Newer { found, .. } if found == crate::migrate::FORMAT + 1), "{error}");
    }
    set(crate::migrate::FORMAT - 1);
    let error = Store::open_read_only(&file).err().unwrap();
    assert!(matches!(error, Error::Older { .. } | Error::Missing { .. }), "{error}");
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let mut fresh = Fresh::new();
    fresh.keep(&[report("kept", &prose(1, 30))]);
    let limit = |fresh: &Fresh, pages: i64| {
        fresh.store.connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
    };
    limit(&fresh, 1); // SQLite makes it the present size
    let more: Vec<Report> = (0..500).map(|n| report(&format!("new {n}"), &prose(n + 2, 200))).collect();
    let error = fresh.store.keep(&Batch { reports: &more, ..Batch::default() }).unwrap_err();
    assert!(matches!(error, Error::Full { .. }), "{error}");
    assert!(text(error).contains("free some space"));
    assert_eq!(fresh.store.counts().unwrap().reports, 1);
    fresh.is_sound();
    limit(&fresh, 1 << 30);
    assert_eq!(fresh.keep(&more).len(), 500);
    assert_eq!(fresh.store.counts().unwrap().reports, 501);
    fresh.is_sound();
}

#[test]
fn a_store_that_is_opened_to_read_refuses_to_write() {
    let mut fresh = Fresh::new();
    fresh.keep(&[report("kept", &prose(1, 30))]);
    let mut reading = Store::open_read_only(&fresh.path("store.db")).unwrap();
    let error = reading.keep(&Batch { reports: &[report("new", "text")], ..Batch::default() }).unwrap_err();
    assert!(matches!(error, Error::ReadOnly { .. }), "{error}");
    // Also where this program's own check is passed by.
    let error = reading.connection.execute("DELETE FROM reports", []).map_err(|e| Error::from(e).at(&reading.file));
    assert!(matches!(error, Err(Error::ReadOnly { .. })));
    assert_eq!(reading.check().unwrap(), []);
    assert!(reading.report("kept").unwrap().is_some());
}

#[test]
fn a_file_that_cannot_change_is_read_without_a_log() {
    let mut fresh = Fresh::new();
    fresh.keep(&[report("kept", &prose(1, 30))]);
    let Fresh { store, folder } = fresh;
    drop(store); // the last to close it empties the log
    let name = folder.path().join("a b?#%é.db");
    std::fs::rename(folder.path().join("store.db"), &name).unwrap();
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(crate::open::immutable(&name), flags).unwrap();
    let count: i64 = connection.query_row("SELECT count(*) FROM reports", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 1);
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 1);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_change_is_read_and_not_written() {
    use std::os::unix::fs::PermissionsExt;
    let mut fresh = Fresh::new();
    fresh.keep(&[report("kept", &prose(1, 30))]);
    let Fresh { store, folder } = fresh;
    drop(store);
    let file = folder.path().join("store.db");
    let allow = |file_mode, folder_mode| {
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(file_mode)).unwrap();
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(folder_mode)).unwrap();
    };
    allow(0o444, 0o555);
    // The superuser may do everything.
    let may_all = std::fs::File::create(folder.path().join("probe")).is_ok();
    if !may_all {
        let error = Store::open(&file).err().unwrap();
        assert!(matches!(error, Error::ReadOnly { .. }), "{error}");
        assert!(Store::open_read_only(&file).unwrap().report("kept").unwrap().is_some());
    }
    allow(0o644, 0o755);
}

#[test]
fn waiting_for_another_writer_has_an_end() {
    let mut fresh = Fresh::new();
    let file = fresh.path("store.db");
    let mut other =
        Store::open_with(&file, &Options { wait: Duration::from_millis(20), ..Options::default() }).unwrap();
    fresh.store.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = other.keep(&Batch { reports: &[report("new", "text")], ..Batch::default() }).unwrap_err();
    assert!(matches!(error, Error::Locked { .. }), "{error}");
    // Those who read do not wait.
    assert_eq!(other.counts().unwrap().reports, 0);
    fresh.store.connection.execute_batch("ROLLBACK").unwrap();
    other.keep(&Batch { reports: &[report("new", "text")], ..Batch::default() }).unwrap();
    assert_eq!(fresh.keep(&[report("new", "text")])[0].how, KeptAs::Same);
}

#[test]
fn damage_is_told() {
    let mut fresh = Fresh::new();
    let many: Vec<Report> = (0..50).map(|n| report(&format!("{n}"), &prose(n, 300))).collect();
    fresh.keep(&many);
    let Fresh { store, folder } = fresh;
    drop(store);
    let file = folder.path().join("store.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 40_000].fill(0xa5);
    std::fs::write(&file, &bytes).unwrap();
    let faults = match Store::open(&file).and_then(|mut store| store.check()) {
        Ok(faults) => faults.len(),
        Err(error) => {
            assert!(matches!(error, Error::Corrupt { .. }), "{error}");
            1
        }
    };
    assert!(faults > 0);
}

#[test]
fn the_store_of_a_user_has_a_place() {
    assert!(crate::default_path().unwrap().ends_with(if std::env::var_os("CHANCERY_STORE").is_some() {
        ""
    } else {
        "chancery/store.db"
    }));
}

#[test]
fn a_store_of_the_first_format_gets_what_came_later() {
    let mut fresh = Fresh::new();
    let claims = [1, 2].map(|n| claim("r", n, serde_json::json!({})));
    fresh.code(&report("r", &prose(1, 40)), &claims);
    link_all(&mut fresh.store);
    let events = fresh.store.counts().unwrap().events;
    let Fresh { store, folder } = fresh;
    let file = folder.path().join("store.db");
    drop(store);
    // As the first version of the program left it.
    let old = Connection::open(&file).unwrap();
    let later = [
        "imported_parties",
        "imported",
        "imported_texts",
        "datasets",
        "event_changes",
        "alert_deliveries",
        "alerts",
        "alert_claims",
        "alert_shifts",
        "alert_rules",
        "shingles_new",
    ];
    old.execute_batch("DROP INDEX claims_in_order; DROP INDEX reports_in_order").unwrap();
    later.iter().for_each(|table| old.execute_batch(&format!("DROP TABLE {table}")).unwrap());
    let first = Connection::open_in_memory().unwrap();
    first.execute_batch(include_str!("../../migrations/0001_start.sql")).unwrap();
    // Tables that have another form since: as they were, with a pair.
    for table in ["keys", "pairs"] {
        old.execute_batch(&format!("DROP TABLE {table}")).unwrap();
        let mut query = first
            .prepare("SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC")
            .unwrap();
        let made = query.query_map([table], |row| row.get::<_, String>(0)).unwrap();
        made.for_each(|sql| old.execute_batch(&sql.unwrap()).unwrap());
    }
    old.execute_batch("INSERT INTO pairs SELECT min(nr), max(nr), 0.25, 'ask', '[]' FROM claims").unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    let tables = |c: &Connection| -> Vec<String> {
        let mut query = c.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name").unwrap();
        query.query_map([], |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap()
    };
    let without_sequence =
        |c: &Connection| tables(c).into_iter().filter(|sql| !sql.contains("sqlite_")).collect::<Vec<_>>();
    assert_eq!(without_sequence(&old), without_sequence(&first));
    drop(old);
    assert!(matches!(Store::open_read_only(&file).err().unwrap(), Error::Older { found: 1, .. }));
    let mut store = Store::open(&file).unwrap();
    assert_eq!(store.check().unwrap(), []);
    assert_eq!(store.changes().unwrap(), events as i64);
    let changed = Filter { changed: Some(0), ..Filter::default() };
    assert_eq!(store.events(&changed).unwrap().rows.len() as u64, events);
    let pairs: Vec<_> = store.to_ask(9).unwrap().into_iter().map(|(pair, _)| (pair.a, pair.b, pair.score)).collect();
    assert_eq!(pairs, [(1, 2, 0.25)]);
    assert_eq!(tables(&store.connection), tables(&Fresh::new().store.connection));
}
