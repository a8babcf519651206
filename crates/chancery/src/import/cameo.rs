//! CAMEO in PLOVER's words, by the crosswalk of `knowledge/cameo.tsv`. In: a code. Out: category, mode, contexts. Always: a code that is not in the
//! table has what the code above it has; 01 (statements) and 02 (appeals) have nothing.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::record::Category;

/// What a code means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Act {
    pub category: Category,
    pub mode: Option<&'static str>,
    pub context: Vec<&'static str>,
}

/// Longest code.
const LONGEST: usize = 4;

/// What a code of two to four digits means; `None` where PLOVER has no such category.
pub(super) fn act(code: &str) -> Option<&'static Act> {
    static ACTS: OnceLock<FxHashMap<&str, Act>> = OnceLock::new();
    let acts = ACTS.get_or_init(|| read(include_str!("../../../../knowledge/cameo.tsv")));
    (2..=code.len().min(LONGEST)).rev().find_map(|length| acts.get(code.get(..length)?))
}

/// Whether it is a code: two to four digits, the first two from 01 to 20.
pub(super) fn is_code(code: &str) -> bool {
    let digits = (2..=LONGEST).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
    digits && code[..2].parse::<u8>().is_ok_and(|root| (1..=20).contains(&root))
}

fn read(table: &'static str) -> FxHashMap<&'static str, Act> {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let (code, category) = (cells.next()?, Category::from_name(cells.next()?)?);
        let mode = cells.next().filter(|mode| *mode != "-");
        let context = cells.next().unwrap_or("-").split(' ').filter(|context| *context != "-").collect();
        Some((code, Act { category, mode, context }))
    };
    table.lines().skip(1).filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::polecat::CONTEXTS;

    #[test]
    fn every_row_has_words_of_the_codebook() {
        let table = include_str!("../../../../knowledge/cameo.tsv");
        let acts = read(table);
        assert_eq!(acts.len(), table.lines().count() - 1);
        for (code, act) in &acts {
            assert!(is_code(code), "{code}");
            let modes = act.category.entry().modes;
            assert!(act.mode.is_none_or(|mode| modes.iter().any(|(name, ..)| *name == mode)), "{code} {:?}", act.mode);
            assert!(act.context.iter().all(|context| CONTEXTS.contains(context)), "{code} {:?}", act.context);
        }
    }

    #[test]
    fn codes_have_their_categories() {
        let told = |code: &str| act(code).map(|act| (act.category, act.mode));
        assert_eq!(told("042"), Some((Category::Consult, Some("visit"))));
        assert_eq!(told("0874"), Some((Category::Retreat, Some("disarm"))));
        assert_eq!(told("1712"), Some((Category::Assault, Some("destroy"))));
        assert_eq!(told("163"), Some((Category::Coerce, Some("restrict"))));
        assert_eq!(told("1951"), Some((Category::Assault, Some("aerial"))));
        assert_eq!(told("1952"), Some((Category::Assault, Some("drone"))));
        for none in ["01", "010", "0211", "023", "21", "99", ""] {
            assert_eq!(told(none), None, "{none}");
        }
        assert!(!is_code("00") && !is_code("4") && !is_code("12345") && !is_code("1a") && is_code("20"));
    }
}
