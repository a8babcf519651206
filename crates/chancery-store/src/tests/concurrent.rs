use std::thread;

use serde_json::json;

use super::*;

/// Reports that two writers keep at once.
const REPORTS: u64 = 60;

fn write(file: &std::path::Path, from: u64) {
    let mut store = Store::open(file).unwrap();
    for n in from..from + REPORTS {
        let text = report(&format!("r{n}"), &prose(n, 40));
        store.keep(&Batch { reports: std::slice::from_ref(&text), ..Batch::default() }).unwrap();
        store.put_coded(&coding(1), &[coded(&text, &[claim(&text.id, 1, json!({}))])]).unwrap();
    }
}

#[test]
fn writers_and_readers_at_once_are_safe() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    // The first to come makes the store; half of what they keep is the same.
    let writers: Vec<_> = [0, REPORTS / 2]
        .map(|from| {
            let file = file.clone();
            thread::spawn(move || write(&file, from))
        })
        .into();
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut before = 0;
            for _ in 0..200 {
                let Ok(store) = Store::open_read_only(&file) else { continue };
                let counts = store.counts().unwrap();
                assert!(counts.reports >= before && counts.reports >= counts.claims);
                before = counts.reports;
            }
        });
    });
    for writer in writers {
        writer.join().unwrap();
    }
    let mut store = Store::open(&file).unwrap();
    let counts = store.counts().unwrap();
    assert_eq!((counts.reports, counts.claims), (REPORTS + REPORTS / 2, REPORTS + REPORTS / 2));
    assert_eq!(store.check().unwrap(), []);
}
