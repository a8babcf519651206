//! In: a report that was just kept. Out: the report whose text it is a copy of, if it is one. Always: reports that are
//! copies of each other, directly or through others, are one group; its original is the earliest of them by date and then
//! by id, in whatever order they came.

use std::collections::{BTreeMap, BTreeSet};

use chancery::Language;
use chancery::link::{MAX_COMPARED, MAX_ENTRY_REPORTS, Shingles};
use chancery::record::Report;
use rusqlite::{Connection, params};

use crate::{Result, linking};

/// Reports between two moves of their shingles. In one table of 90,000 reports' shingles, each further report wrote 11 pages.
const MOVED_EVERY: i64 = 8192;

/// Finds the copies of a report and joins their groups. Gives the id of the original when that is another report.
pub(crate) fn place(c: &Connection, nr: i64, report: &Report) -> Result<Option<String>> {
    if nr % MOVED_EVERY == 0 {
        move_new(c)?;
    }
    let Some(shingles) = Shingles::of(report) else { return Ok(None) };
    let entries = shingles.entries();
    let groups = groups(c, &shingles, &entries)?;
    put(c, nr, &entries)?;
    if groups.is_empty() {
        return Ok(None);
    }
    let joined: Vec<i64> = groups.iter().copied().chain([nr]).collect();
    let (original, id) = elect(c, &joined)?;
    if groups.len() > 1 {
        // Sources that were independent are not.
        for group in groups {
            linking::report_changed(c, group)?;
        }
    }
    Ok((original != nr).then_some(id))
}

/// Files a text under its entries. Digests lie all over a table: those of the newest reports are in a small one, whose pages take in many each.
fn put(c: &Connection, nr: i64, entries: &[(i64, i64)]) -> Result<()> {
    let mut insert = c.prepare_cached("INSERT OR IGNORE INTO shingles_new (band, hash, report) VALUES (?, ?, ?)")?;
    entries.iter().try_for_each(|(band, hash)| insert.execute(params![band, hash, nr]).map(drop).map_err(Into::into))
}

/// Moves the newest entries into the large table together, in its order: each of its pages is written once for many.
pub(crate) fn move_new(c: &Connection) -> Result<()> {
    for sql in [
        "INSERT OR IGNORE INTO shingles SELECT * FROM shingles_new ORDER BY band, hash, report",
        "DELETE FROM shingles_new",
    ] {
        c.prepare_cached(sql)?.execute([])?;
    }
    Ok(())
}

/// Chooses the original of a report's group anew, after its date became known.
pub(crate) fn dated(c: &Connection, nr: i64) -> Result<()> {
    let original = c
        .prepare_cached("SELECT coalesce(original, nr) FROM reports WHERE nr = ?")?
        .query_row([nr], |row| row.get(0))?;
    elect(c, &[original])?;
    Ok(())
}

/// The originals of the groups that the text belongs to.
fn groups(c: &Connection, shingles: &Shingles, entries: &[(i64, i64)]) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    let mut text =
        c.prepare_cached("SELECT coalesce(original, nr), text, title, language FROM reports WHERE nr = ?")?;
    for candidate in candidates(c, entries)? {
        let (group, copy) = text.query_row([candidate], |row| {
            let language = Language::from_code(row.get_ref(3)?.as_str()?);
            let title = row.get_ref(2)?.as_str_or_null()?;
            let other =
                language.and_then(|language| Shingles::of_text(row.get_ref(1).ok()?.as_str().ok()?, title, language));
            Ok((row.get(0)?, other.is_some_and(|other| shingles.is_copy_of(&other))))
        })?;
        if copy {
            found.insert(group);
        }
    }
    Ok(found)
}

/// Reports that share entries, those that share most first.
fn candidates(c: &Connection, entries: &[(i64, i64)]) -> Result<Vec<i64>> {
    let mut query = c.prepare_cached(
        "SELECT report FROM shingles WHERE band = ?1 AND hash = ?2
         UNION ALL SELECT report FROM shingles_new WHERE band = ?1 AND hash = ?2 ORDER BY report LIMIT ?3",
    )?;
    let mut shared: BTreeMap<i64, usize> = BTreeMap::new();
    for (band, hash) in entries {
        let reports = query.query_map(params![band, hash, MAX_ENTRY_REPORTS as i64], |row| row.get(0))?;
        for report in reports {
            *shared.entry(report?).or_default() += 1;
        }
    }
    let mut found: Vec<(i64, usize)> = shared.into_iter().collect();
    found.sort_by_key(|&(report, count)| (std::cmp::Reverse(count), report));
    Ok(found.into_iter().take(MAX_COMPARED).map(|(report, _)| report).collect())
}

/// Makes the groups of some originals one, and its earliest report the original of all; gives that one's number and id.
fn elect(c: &Connection, originals: &[i64]) -> Result<(i64, String)> {
    let mut members: Vec<(bool, Option<String>, String, i64)> = Vec::new();
    let mut query =
        c.prepare_cached("SELECT published IS NULL, published, id, nr FROM reports WHERE nr = ?1 OR original = ?1")?;
    for original in originals {
        let rows = query.query_map([original], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        for row in rows {
            members.push(row?);
        }
    }
    members.sort_unstable();
    members.dedup();
    let (.., id, original) = members.swap_remove(0);
    let mut point =
        c.prepare_cached("UPDATE reports SET original = ?2 WHERE (nr = ?1 OR original = ?1) AND nr <> ?2")?;
    c.prepare_cached("UPDATE reports SET original = NULL WHERE nr = ?")?.execute([original])?;
    for other in originals {
        point.execute([*other, original])?;
    }
    Ok((original, id))
}
