//! The tables by which a language tells acts and names. In: `knowledge/<language>/acts.tsv` and `told.tsv`, as text. Out: clauses by act,
//! rows by id. Always: what a table does not have is told by something wider (an act by its category), never left without words.

use std::collections::BTreeMap;

use crate::record::Category;

/// How a name, place or sector is told in a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// With its article.
    pub name: &'static str,
    /// Whether words agree with it in the feminine.
    pub feminine: bool,
    /// Whether words agree with it in the plural.
    pub plural: bool,
    /// Whether it begins with an h that is not heard.
    pub silent: bool,
    /// Being there.
    pub within: Option<&'static str>,
    /// Masculine and feminine.
    pub adjective: Option<[&'static str; 2]>,
}

/// The rows of `told.tsv` by their first cell.
#[derive(Debug, Default)]
pub(super) struct Told(BTreeMap<&'static str, Row>);

impl Told {
    /// Reads the table; an error names its line.
    pub(super) fn parse(table: &'static str) -> Result<Self, String> {
        let mut rows = BTreeMap::new();
        for (number, cells) in cells(table, "who")? {
            let [who, name, grammar, within, adjective] = cells[..] else {
                return Err(format!("line {number}: 5 cells expected, {} found", cells.len()));
            };
            let some = |cell: &'static str| Some(cell).filter(|c| *c != "-");
            if let Some(wrong) = some(grammar).and_then(|g| g.chars().find(|c| !"mfph ".contains(*c))) {
                return Err(format!("line {number}: {wrong:?} in the grammar; m, f, p and h are known"));
            }
            let row = Row {
                name,
                feminine: grammar.contains('f'),
                plural: grammar.contains('p'),
                silent: grammar.contains('h'),
                within: some(within),
                adjective: some(adjective).map(|a| a.split_once("; ").map_or([a, a], |(m, f)| [m, f])),
            };
            if rows.insert(who, row).is_some() {
                return Err(format!("line {number}: {who} stands there twice"));
            }
        }
        Ok(Self(rows))
    }

    /// The row of a country's code, an id, or `sector X`.
    pub(super) fn row(&self, who: &str) -> Option<&Row> {
        self.0.get(who)
    }
}

/// Who does what in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Voice {
    /// Somebody does it to somebody.
    Toward,
    /// Somebody does it; to whom is not told.
    Alone,
    /// Several do it together or to each other.
    Mutual,
    /// It is done to somebody; by whom is not told.
    Suffered,
}

/// A clause with its verb still to be conjugated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    /// Its subject, where that is not who acts.
    pub subject: Option<Subject>,
    /// The verb as the table writes it, one to three forms.
    pub verb: Vec<&'static str>,
    /// What follows the verb.
    pub rest: &'static str,
}

/// The subject of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// The words, perhaps with placeholders.
    pub words: &'static str,
    /// Whether words agree with it in the feminine.
    pub feminine: bool,
    /// Whether words agree with it in the plural.
    pub plural: bool,
}

/// The clauses of `acts.tsv`.
#[derive(Debug, Default)]
pub(super) struct Acts(BTreeMap<&'static str, [Clause; 4]>);

impl Acts {
    /// Reads the table; an error names its line.
    pub(super) fn parse(table: &'static str) -> Result<Self, String> {
        let mut rows = BTreeMap::new();
        for (number, cells) in cells(table, "act")? {
            let [act, toward, alone, mutual, suffered] = cells[..] else {
                return Err(format!("line {number}: 5 cells expected, {} found", cells.len()));
            };
            let clause = |cell| clause(cell).ok_or_else(|| format!("line {number}: no verb in brackets in {cell:?}"));
            rows.insert(act, [clause(toward)?, clause(alone)?, clause(mutual)?, clause(suffered)?]);
        }
        Ok(Self(rows))
    }

    /// How an act with one of these modes is told: by the first mode that has a row, else as its category.
    pub(super) fn clause(&self, category: Category, modes: &[String], voice: Voice) -> Option<&Clause> {
        let name = category.entry().name;
        let of_mode = modes.iter().find_map(|mode| self.0.get(format!("{name}/{mode}").as_str()));
        of_mode.or_else(|| self.0.get(name)).map(|clauses| &clauses[voice as usize])
    }

    /// The acts that have a row.
    #[cfg(test)]
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }
}

/// The lines of a table with their numbers, cut into cells; the first of the header is `head`.
fn cells(table: &'static str, head: &str) -> Result<Vec<(usize, Vec<&'static str>)>, String> {
    let mut lines = table.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    match lines.next() {
        Some((_, line)) if line.split('\t').next() == Some(head) => {}
        _ => return Err(format!("the header does not begin with {head:?}")),
    }
    Ok(lines.map(|(number, line)| (number + 1, line.split('\t').collect())).collect())
}

/// `fp:words {B} [verb/past/participle] rest`.
fn clause(cell: &'static str) -> Option<Clause> {
    let (before, after) = cell.split_once('[')?;
    let (verb, rest) = after.split_once(']')?;
    let (grammar, words) = match before.split_once(':') {
        Some((grammar, words)) if grammar.chars().all(|c| "mfp".contains(c)) => (grammar, words),
        _ => ("", before),
    };
    let words = words.trim();
    let subject = Subject { words, feminine: grammar.contains('f'), plural: grammar.contains('p') };
    Some(Clause {
        subject: Some(subject).filter(|s| !s.words.is_empty()),
        verb: verb.split('/').collect(),
        rest: rest.trim(),
    })
}
