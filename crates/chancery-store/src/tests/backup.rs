use serde_json::json;

use super::*;
use crate::Error;

#[test]
fn a_backup_is_a_store_and_never_overwrites() {
    let mut fresh = Fresh::new();
    fresh.code(&report("r", &prose(1, 40)), &[claim("r", 1, json!({}))]);
    let copy = fresh.path("copy.db");
    std::fs::write(fresh.path("copy.db.part"), "left by one that was killed").unwrap();
    fresh.store.backup(&copy).unwrap();
    fresh.keep(&[report("later", &prose(2, 40))]);
    let mut kept = Store::open(&copy).unwrap();
    assert_eq!(kept.counts().unwrap().reports, 1);
    assert_eq!(kept.check().unwrap(), []);
    let error = fresh.store.backup(&copy).unwrap_err();
    assert!(matches!(error, Error::Exists { .. }), "{error}");
    assert_eq!(kept.counts().unwrap().reports, 1);
    assert!(!fresh.path("copy.db.part").exists());
    // One that only reads can make one too.
    Store::open_read_only(&fresh.path("store.db")).unwrap().backup(&fresh.path("second.db")).unwrap();
    assert!(fresh.store.backup(&fresh.path("no folder/copy.db")).is_err());
}
