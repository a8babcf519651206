//! In: the words a user looks for. Out: a query of full text. Always: it is a valid one, whatever was typed.

/// Letters of a beginning: of fewer, so many words begin with them that to find them all takes seconds.
const BEGINNING: usize = 3;

/// Every word, phrase in quotes and beginning of a word (`word*`), all of which must stand in the report; `None` when there
/// is nothing to look for. A beginning of fewer than three letters is a word.
pub(super) fn full_text(words: &str) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    // Every second piece between quotes is a phrase.
    for (n, piece) in words.split('"').enumerate() {
        if n % 2 == 1 {
            found.extend(quoted(piece, false));
        } else {
            found.extend(piece.split_whitespace().filter_map(|word| quoted(word, begins(word))));
        }
    }
    (!found.is_empty()).then(|| found.join(" AND "))
}

fn begins(word: &str) -> bool {
    word.strip_suffix('*').is_some_and(|letters| letters.chars().filter(|c| c.is_alphanumeric()).count() >= BEGINNING)
}

/// A phrase as full text takes it; `None` when it has no letter and no digit, for which nothing is ever found.
fn quoted(phrase: &str, begins: bool) -> Option<String> {
    let plain: String = phrase.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.chars().any(char::is_alphanumeric).then(|| format!("\"{plain}\"{}", if begins { "*" } else { "" }))
}
