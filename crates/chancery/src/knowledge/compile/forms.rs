//! The forms that a value of a table stands for.

use super::rows::{Row, rows};
use super::{Fault, Table, find};

/// How many forms one value may grow into, so that a slip of the pen cannot fill the program.
const MOST_FORMS: usize = 4000;

/// Endings of one language.
#[derive(Debug, Default, Clone)]
pub(super) struct Endings {
    pub(super) noun: Vec<String>,
    pub(super) adjective: Vec<String>,
    pub(super) name: Vec<String>,
}

/// Every form of a value of a table: the part before each `~` with the endings of its class, and the value as written. The class
/// is `class`, but adjectives for a word that is written with an ending only they have ("военн~ые"), and for every marked word
/// but the last ("Саудовск~ая Арави~я").
pub(super) fn forms(value: &str, class: Class, endings: &Endings, row: &Row<'_>) -> Result<Vec<(String, bool)>, Fault> {
    let written: String = value.replace('~', "");
    let marked = value.matches('~').count();
    if marked == 0 {
        return Ok(vec![(written, false)]);
    }
    // Literal text, then (stem, what is written after it) for each marked word.
    let mut pieces: Vec<(String, Option<&str>)> = vec![(String::new(), None)];
    for word in value.split_inclusive(' ') {
        let last = pieces.len() - 1;
        match word.split_once('~') {
            None => pieces[last].0.push_str(word),
            Some((stem, rest)) => {
                if stem.chars().count() < 2 {
                    return Err(row.fault(format!("`{value}`: fewer than two letters before ~ match too much")));
                }
                pieces[last].0.push_str(stem);
                pieces[last].1 = Some(rest.trim_end());
                pieces.push((if rest.ends_with(' ') { " ".into() } else { String::new() }, None));
            }
        }
    }
    let written_last = pieces.iter().rev().find_map(|p| p.1).unwrap_or_default().to_owned();
    let adjectival = written_last.chars().count() > 1
        && endings.adjective.contains(&written_last)
        && !endings.noun.contains(&written_last);
    let last_endings = if class == Class::Adjective || adjectival { &endings.adjective } else { &endings.noun };
    // Adjectives before a noun agree with one another.
    let nothing = vec![String::new()];
    let first_endings = if marked > 1 { &endings.adjective } else { &nothing };
    if first_endings.len() * last_endings.len() > MOST_FORMS {
        return Err(row.fault(format!("`{value}` grows into more than {MOST_FORMS} forms; write its cases out")));
    }
    let mut grown = Vec::new();
    for first in first_endings {
        for last in last_endings {
            let mut form = String::new();
            for (i, (text, mark)) in pieces.iter().enumerate() {
                form.push_str(text);
                if mark.is_some() {
                    form.push_str(if i + 1 == marked { last } else { first });
                }
            }
            grown.push(form);
        }
    }
    let mut out: Vec<(String, bool)> = grown.into_iter().filter(|g| *g != written).map(|g| (g, true)).collect();
    out.sort();
    out.dedup();
    out.push((written, false));
    Ok(out)
}

/// Which endings a value takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Noun,
    Adjective,
}

pub(super) fn endings(table: &Table) -> Result<Endings, Vec<Fault>> {
    let (mut out, mut faults) = (Endings::default(), Vec::new());
    for row in rows(table, &["class", "endings"], &[0], &mut faults) {
        let list = match row.cells[0].as_ref() {
            "noun" => &mut out.noun,
            "adjective" => &mut out.adjective,
            "name" => &mut out.name,
            other => {
                faults.push(row.fault(format!("`{other}` is no class; noun, adjective or name")));
                continue;
            }
        };
        // A bare `-` among others is the zero ending.
        list.extend(
            row.cells[1]
                .split(';')
                .map(str::trim)
                .filter(|e| !e.is_empty())
                .map(|e| if e == "-" { String::new() } else { e.to_owned() }),
        );
    }
    for list in [&mut out.noun, &mut out.adjective, &mut out.name] {
        list.sort();
        list.dedup();
    }
    out.name.retain(|e| !e.is_empty());
    if faults.is_empty() { Ok(out) } else { Err(faults) }
}

/// The endings of Cyrillic names, longest first: those of Russian and Ukrainian, which names of tables without a language take.
pub(crate) fn cyrillic_endings(tables: &[Table]) -> Result<Vec<String>, Vec<Fault>> {
    let mut out = Vec::new();
    for language in ["ru", "uk"] {
        out.extend(endings(find(tables, &format!("{language}/endings.tsv"))?)?.name);
    }
    out.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then(a.cmp(b)));
    out.dedup();
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_take_the_endings_of_their_class() {
        let endings = Endings {
            noun: vec!["".into(), "а".into(), "е".into()],
            adjective: vec!["ые".into(), "ых".into(), "ая".into(), "ой".into()],
            name: Vec::new(),
        };
        let row = Row { place: "t:1".into(), cells: Vec::new() };
        let grown = |value: &str| {
            forms(value, Class::Noun, &endings, &row)
                .map(|f| f.into_iter().map(|f| f.0).collect::<Vec<_>>())
                .unwrap_or_default()
        };
        assert_eq!(grown("штаб"), ["штаб"]);
        assert_eq!(grown("штаб~"), ["штаба", "штабе", "штаб"]);
        assert_eq!(grown("военн~ые"), ["военная", "военной", "военных", "военные"]);
        assert!(grown("военн~ая полици~я").contains(&"военной полицие".to_owned()));
    }
}
