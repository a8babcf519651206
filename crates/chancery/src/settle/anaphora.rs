//! The words by which reports refer back, from `knowledge/<language>/anaphora.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::Language;

/// What a referring expression may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    He,
    She,
    It,
    They,
    TwoStates,
    TwoPersons,
    TwoSides,
    ThreeOrMore,
    State,
    Region,
    City,
    Group,
    Person,
    Counterpart,
    Ally,
}

impl Kind {
    const ALL: [(&'static str, Kind); 15] = [
        ("he", Kind::He),
        ("she", Kind::She),
        ("it", Kind::It),
        ("they", Kind::They),
        ("two_states", Kind::TwoStates),
        ("two_persons", Kind::TwoPersons),
        ("two_sides", Kind::TwoSides),
        ("three_or_more", Kind::ThreeOrMore),
        ("state", Kind::State),
        ("region", Kind::Region),
        ("city", Kind::City),
        ("group", Kind::Group),
        ("person", Kind::Person),
        ("counterpart", Kind::Counterpart),
        ("ally", Kind::Ally),
    ];
}

const TABLES: [(Language, &str); 10] = [
    (Language::En, include_str!("../../../../knowledge/en/anaphora.tsv")),
    (Language::Fr, include_str!("../../../../knowledge/fr/anaphora.tsv")),
    (Language::Es, include_str!("../../../../knowledge/es/anaphora.tsv")),
    (Language::De, include_str!("../../../../knowledge/de/anaphora.tsv")),
    (Language::It, include_str!("../../../../knowledge/it/anaphora.tsv")),
    (Language::Pt, include_str!("../../../../knowledge/pt/anaphora.tsv")),
    (Language::Ru, include_str!("../../../../knowledge/ru/anaphora.tsv")),
    (Language::Uk, include_str!("../../../../knowledge/uk/anaphora.tsv")),
    (Language::Ar, include_str!("../../../../knowledge/ar/anaphora.tsv")),
    (Language::Tr, include_str!("../../../../knowledge/tr/anaphora.tsv")),
];

/// Reads one table; an error names its line.
fn parse(table: &str) -> Result<HashMap<&str, Vec<Kind>>, String> {
    let mut forms = HashMap::new();
    for (number, line) in table.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() || line == "form\tkinds" {
            continue;
        }
        let (form, kinds) =
            line.split_once('\t').ok_or_else(|| format!("line {}: expected 'form<TAB>kinds'", number + 1))?;
        let kinds = kinds
            .split("; ")
            .map(|kind| {
                let known = Kind::ALL.iter().find(|(name, _)| *name == kind.trim()).map(|(_, k)| *k);
                known.ok_or_else(|| format!("line {}: unknown kind '{kind}'", number + 1))
            })
            .collect::<Result<Vec<_>, _>>()?;
        forms.insert(form, kinds);
    }
    Ok(forms)
}

fn forms(language: Language) -> &'static HashMap<&'static str, Vec<Kind>> {
    static FORMS: OnceLock<Vec<HashMap<&'static str, Vec<Kind>>>> = OnceLock::new();
    // The tables are part of the program and a test parses each: an error here cannot reach a user.
    let all = FORMS.get_or_init(|| TABLES.iter().map(|(_, table)| parse(table).unwrap_or_default()).collect());
    &all[TABLES.iter().position(|(l, _)| *l == language).unwrap_or_default()]
}

/// What the words refer back to; empty when they name something themselves.
pub(super) fn kinds(words: &str, language: Language) -> &'static [Kind] {
    let lower = words.to_lowercase().replace('’', "'");
    let forms = forms(language);
    let plain = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = || match language {
        // Attached conjunctions and prepositions.
        Language::Ar => plain.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']),
        _ => None,
    };
    forms.get(plain).or_else(|| bare().and_then(|b| forms.get(b))).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_parses_and_has_pronouns_and_pairs() {
        for (language, table) in TABLES {
            let forms = parse(table).unwrap_or_else(|e| panic!("{language}: {e}"));
            for kind in [Kind::He, Kind::They, Kind::TwoStates, Kind::TwoPersons, Kind::State] {
                assert!(forms.values().any(|kinds| kinds.contains(&kind)), "{language}: no {kind:?}");
            }
        }
    }

    #[test]
    fn words_are_found_whatever_their_case_and_apostrophe() {
        assert!(kinds("The two countries", Language::En).contains(&Kind::TwoStates));
        assert!(kinds("Les deux hommes", Language::Fr).contains(&Kind::TwoPersons));
        assert!(kinds("France", Language::Fr).is_empty());
    }
}
