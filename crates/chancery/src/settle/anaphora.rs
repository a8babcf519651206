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
    Neighbour,
    Region,
    City,
    Group,
    Person,
    Counterpart,
    Ally,
    Latter,
    North,
    South,
}

impl Kind {
    const ALL: [(&'static str, Kind); 19] = [
        ("he", Kind::He),
        ("she", Kind::She),
        ("it", Kind::It),
        ("they", Kind::They),
        ("two_states", Kind::TwoStates),
        ("two_persons", Kind::TwoPersons),
        ("two_sides", Kind::TwoSides),
        ("three_or_more", Kind::ThreeOrMore),
        ("state", Kind::State),
        ("neighbour", Kind::Neighbour),
        ("region", Kind::Region),
        ("city", Kind::City),
        ("group", Kind::Group),
        ("person", Kind::Person),
        ("counterpart", Kind::Counterpart),
        ("ally", Kind::Ally),
        ("latter", Kind::Latter),
        ("north", Kind::North),
        ("south", Kind::South),
    ];
}

/// Words among which the word for a counterpart stands.
const COUNTERPART_WORDS: usize = 4;

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

/// What one language refers back with.
#[derive(Debug, Default)]
struct Table {
    forms: HashMap<String, Vec<Kind>>,
    /// Words, or endings after a `~`, that say to whom something belongs.
    owners: Vec<&'static str>,
}

/// Reads one table, whose lines pair everything that may go before (`-` for nothing) with every word; an error names its line.
fn parse(table: &'static str) -> Result<Table, String> {
    let mut forms = HashMap::new();
    let mut owners = Vec::new();
    for (number, line) in table.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() || line == "before\twords\tkinds" {
            continue;
        }
        let [before, words, kinds] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("line {}: expected 'before<TAB>words<TAB>kinds'", number + 1));
        };
        if kinds == "owner" {
            owners.extend(words.split("; "));
            continue;
        }
        let kinds = kinds
            .split("; ")
            .map(|kind| {
                let known = Kind::ALL.iter().find(|(name, _)| *name == kind.trim()).map(|(_, k)| *k);
                known.ok_or_else(|| format!("line {}: unknown kind '{kind}'", number + 1))
            })
            .collect::<Result<Vec<_>, _>>()?;
        for before in before.split("; ") {
            for word in words.split("; ") {
                let form = if before == "-" { word.to_string() } else { format!("{before} {word}") };
                forms.insert(form, kinds.clone());
            }
        }
    }
    Ok(Table { forms, owners })
}

fn table(language: Language) -> &'static Table {
    // Each table is read when its language is first met.
    static READ: [OnceLock<Table>; TABLES.len()] = [const { OnceLock::new() }; TABLES.len()];
    let at = TABLES.iter().position(|(l, _)| *l == language).unwrap_or_default();
    // The tables are part of the program and a test parses each: an error here cannot reach a user.
    READ[at].get_or_init(|| parse(TABLES[at].1).unwrap_or_default())
}

/// Turkish "İki": the lower case of its first letter is two characters.
fn lower(words: &str) -> String {
    words.to_lowercase().replace('’', "'").replace("i\u{307}", "i")
}

/// Whether the words say that somebody told before owns or leads what they mean: "its navy", "la sua flotta", "جيشها". The owner is
/// among the first two words, for an article may go before it.
pub(super) fn belongs_to_another(words: &str, language: Language) -> bool {
    let lower = lower(words);
    let mut first = lower.split_whitespace().take(2).enumerate();
    first.any(|(at, word)| {
        table(language).owners.iter().any(|owner| match owner.strip_prefix('~') {
            Some(ending) => at == 0 && word.strip_suffix(ending).is_some_and(|stem| stem.chars().count() > 2),
            None => word == *owner,
        })
    })
}

/// What the words refer back to; empty when they name something themselves.
pub(super) fn kinds(words: &str, language: Language) -> &'static [Kind] {
    let lower = lower(words);
    let forms = &table(language).forms;
    let plain = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = || match language {
        // Attached conjunctions and prepositions.
        Language::Ar => plain.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']),
        _ => None,
    };
    let described = || {
        // "one of its close allies", "sus aliados más cercanos": up to two words more than the form in the table.
        let words: Vec<&str> = plain.split_whitespace().collect();
        let shorter = |from: usize, to: usize| [&words[..from], &words[to..]].concat().join(" ");
        let last = words.len().checked_sub(1).filter(|n| *n >= 2)?;
        (1..=2.min(last - 1))
            .flat_map(|n| [shorter(last - n, last), shorter(words.len() - n, words.len())])
            .find_map(|form| forms.get(form.as_str()))
            .filter(|kinds| kinds.iter().all(|k| matches!(k, Kind::Ally | Kind::Counterpart)))
    };
    let exact = forms.get(plain).or_else(|| bare().and_then(|b| forms.get(b)));
    exact.or_else(described).map_or(&[], Vec::as_slice)
}

/// Whether the words begin as those for a counterpart do: "his counterpart, Delfin Abarca", "leur homologue nigérian".
pub(super) fn is_counterpart(words: &str, language: Language) -> bool {
    let ends = words.match_indices([' ', ',']).map(|(at, _)| at).chain([words.len()]).take(COUNTERPART_WORDS);
    ends.map(|end| kinds(&words[..end], language)).any(|kinds| kinds.contains(&Kind::Counterpart))
}

/// The part of a phrase that means two states, a neighbour or several told before, where the rest is what is theirs or some of them: "the
/// foreign ministers of the two countries", "iki ülkenin liderleri", "die Botschafterin des Nachbarlandes", "zwei von ihnen".
pub(super) fn within(words: &str, language: Language) -> Option<&'static [Kind]> {
    let cuts: Vec<usize> = words.match_indices(' ').map(|(at, _)| at).collect();
    let mut ends = cuts.iter().map(|at| kinds(&words[at + 1..], language));
    let mut begins = cuts.iter().rev().map(|at| kinds(&words[..*at], language));
    let owns = |kinds: &&[Kind]| kinds.iter().any(|k| matches!(k, Kind::TwoStates | Kind::Neighbour));
    let some_of = |kinds: &&[Kind]| kinds.contains(&Kind::They) || owns(kinds);
    ends.find(some_of).or_else(|| begins.find(owns))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_parses_and_has_pronouns_and_pairs() {
        for (language, table) in TABLES {
            let Table { forms, owners } = parse(table).unwrap_or_else(|e| panic!("{language}: {e}"));
            assert!(!owners.is_empty(), "{language}: nobody owns anything");
            for kind in [Kind::He, Kind::They, Kind::TwoStates, Kind::TwoPersons, Kind::State] {
                assert!(forms.values().any(|kinds| kinds.contains(&kind)), "{language}: no {kind:?}");
            }
        }
    }

    #[test]
    fn words_are_found_whatever_their_case_and_apostrophe() {
        assert!(kinds("The two countries", Language::En).contains(&Kind::TwoStates));
        assert!(kinds("Les deux hommes", Language::Fr).contains(&Kind::TwoPersons));
        assert!(kinds("İki ülke", Language::Tr).contains(&Kind::TwoStates));
        assert!(kinds("France", Language::Fr).is_empty());
    }

    #[test]
    fn what_belongs_to_another_says_so() {
        for (words, language) in [
            ("its navy", Language::En),
            ("la sua flotta", Language::It),
            ("جيشها", Language::Ar),
            ("свои войска", Language::Ru),
        ] {
            assert!(belongs_to_another(words, language), "{words}");
        }
        assert!(!belongs_to_another("the navy of its neighbour", Language::En));
        assert!(!belongs_to_another("الجيش", Language::Ar));
    }

    #[test]
    fn an_ally_may_be_described() {
        for (words, language) in [
            ("l'un de ses proches alliés", Language::Fr),
            ("leur homologue nigérian", Language::Fr),
            ("one of its closest allies", Language::En),
        ] {
            assert!(!kinds(words, language).is_empty(), "{words}");
        }
        // Other words that refer back stand alone: with more words they name somebody.
        assert!(kinds("the group of seven", Language::En).is_empty());
    }
}
