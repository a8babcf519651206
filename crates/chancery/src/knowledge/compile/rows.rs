//! The rows of a table: those that the program holds, and those of a user's own table over them.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::layout::period;
use super::{Fault, Table};

/// One row: where it stands, its cells.
#[derive(Debug, Clone)]
pub(super) struct Row<'a> {
    pub(super) place: String,
    pub(super) cells: Vec<Cow<'a, str>>,
}

impl Row<'_> {
    pub(super) fn fault(&self, cause: impl Into<String>) -> Fault {
        Fault { place: self.place.clone(), cause: cause.into() }
    }

    /// The values of a cell.
    pub(super) fn values(&self, column: usize) -> impl Iterator<Item = &str> {
        values(&self.cells[column])
    }

    pub(super) fn needed(&self, column: usize, name: &str) -> Result<&str, Fault> {
        match self.cells[column].as_ref() {
            "-" | "" => Err(self.fault(format!("`{name}` is empty"))),
            value => Ok(value),
        }
    }

    pub(super) fn period(&self, start: usize, end: usize) -> Result<(i32, i32), Fault> {
        let day = |column: usize| match self.cells[column].as_ref() {
            "-" | "" => Ok(None),
            text => match period(text) {
                Some(period) => Ok(Some(period)),
                None => Err(self.fault(format!("`{text}` is no date; write YYYY, YYYY-MM, YYYY-MM-DD or -"))),
            },
        };
        let start = day(start)?.map_or(i32::MIN, |p| p.0);
        let end = day(end)?.map_or(i32::MAX, |p| p.1);
        if end < start {
            return Err(self.fault("it ends before it starts"));
        }
        Ok((start, end))
    }

    /// The cells that tell which row it is.
    fn key(&self, key: &[usize]) -> Vec<String> {
        key.iter().map(|&column| self.cells[column].clone().into_owned()).collect()
    }

    /// Takes the place of a row of the program: `=` keeps a cell, `+ …` adds values to it.
    fn over(&mut self, built_in: &Row<'_>) {
        for (cell, old) in self.cells.iter_mut().zip(&built_in.cells) {
            if cell.as_ref() == "=" {
                *cell = Cow::Owned(old.clone().into_owned());
            } else if let Some(more) = cell.strip_prefix('+') {
                let all: Vec<&str> = values(old).chain(values(more)).collect();
                *cell = Cow::Owned(all.join("; "));
            }
        }
    }
}

fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|v| !v.is_empty() && *v != "-")
}

/// The rows of a table whose header must be `columns`. A user's row with the cells `key` of a row of the program takes its place, or
/// takes it out where all its other cells are `-`; without a key every row of the user is one more. A wrong row adds to the faults; the
/// others are given all the same, so that one slip is not told of everything that builds on the table.
pub(super) fn rows<'a>(table: &'a Table, columns: &[&str], key: &[usize], faults: &mut Vec<Fault>) -> Vec<Row<'a>> {
    let mut out = parse(&table.path, &table.text, columns, faults);
    let Some(own) = &table.own else { return out };
    let mut at: HashMap<Vec<String>, (usize, Option<String>)> =
        out.iter().enumerate().filter(|_| !key.is_empty()).map(|(i, row)| (row.key(key), (i, None))).collect();
    let mut taken_out = Vec::new();
    for mut row in parse(&own.path, &own.text, columns, faults) {
        let found = at.get_mut(&row.key(key));
        let empty = (0..columns.len()).all(|i| key.contains(&i) || matches!(row.cells[i].as_ref(), "-" | ""));
        match found {
            Some((_, Some(before))) => faults.push(row.fault(format!("stands twice: {before} is about the same"))),
            Some((i, before)) => {
                *before = Some(row.place.clone());
                if empty {
                    taken_out.push(*i);
                } else {
                    row.over(&out[*i]);
                    out[*i] = row;
                }
            }
            None if empty && !key.is_empty() => {
                faults.push(row.fault(format!("takes out what {} does not hold", table.path)));
            }
            None if row.cells.iter().any(|c| c.as_ref() == "=") => {
                faults.push(row.fault(format!("`=` keeps a cell, but {} has no such row", table.path)));
            }
            None => {
                for cell in &mut row.cells {
                    if let Some(rest) = cell.strip_prefix('+') {
                        *cell = Cow::Owned(rest.trim().to_owned());
                    }
                }
                out.push(row);
            }
        }
    }
    taken_out.sort_unstable();
    for i in taken_out.into_iter().rev() {
        out.remove(i);
    }
    out
}

fn parse<'a>(path: &str, text: &'a str, columns: &[&str], faults: &mut Vec<Fault>) -> Vec<Row<'a>> {
    let mut header = false;
    let mut out = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let place = format!("{path}:{}", number + 1);
        let cells: Vec<Cow<'_, str>> = line.split('\t').map(|cell| Cow::Borrowed(cell.trim())).collect();
        if !header {
            if cells != columns {
                let cause = format!("the header must be {}, separated by tabs", columns.join(" "));
                faults.push(Fault { place, cause });
                return out;
            }
            header = true;
            continue;
        }
        if cells.len() != columns.len() {
            let cause = format!(
                "{} cells where the header has {}; separate them by tabs, write - for none",
                cells.len(),
                columns.len()
            );
            faults.push(Fault { place, cause });
            continue;
        }
        out.push(Row { place, cells });
    }
    if !header {
        faults.push(Fault { place: path.to_owned(), cause: "no header line".into() });
    }
    out
}

pub(super) fn check_id(id: &str, row: &Row<'_>) -> Result<(), Fault> {
    let wikidata = id.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let own = id
        .strip_prefix("x:")
        .is_some_and(|s| !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
    if wikidata || own {
        Ok(())
    } else {
        Err(row.fault(format!("`{id}` is no id; write a Wikidata id (Q159) or x:slug in small letters")))
    }
}
