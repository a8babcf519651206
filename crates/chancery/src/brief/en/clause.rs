//! Clauses: an act with its parties, its verb in the form that its status asks for.

use super::super::nouns::{Kind, Noun};
use super::super::tables::Clause;
use super::super::tongue::{Act, Form, NAMED, Tongue, fill, joined};
use super::English;

/// Subject, verb and what follows.
pub(super) fn clause(act: &Act) -> String {
    let Some((clause, subject, plural)) = chosen(act) else { return String::new() };
    let [base, past, participle] = forms(clause);
    let be = clause.verb[0] == "be";
    let verb = match (act.form, plural) {
        (Form::Did, true) if be => "were".into(),
        (Form::Did, false) if be => "was".into(),
        (Form::DidNot, true) if be => "were not".into(),
        (Form::DidNot, false) if be => "was not".into(),
        (Form::Did, _) => past,
        (Form::DidNot, _) => format!("did not {base}"),
        (Form::MayHave, _) => format!("may have {participle}"),
        (Form::Will, true) => format!("are to {base}"),
        (Form::Will, false) => format!("is to {base}"),
        (Form::WillNot, true) => format!("are not to {base}"),
        (Form::WillNot, false) => format!("is not to {base}"),
        (Form::May, _) => format!("may {base}"),
    };
    format!("{subject} {verb} {}", rest(clause, act)).trim_end().to_owned()
}

/// "Having shelled Armenia" without its first word.
pub(super) fn having(act: &Act) -> String {
    let Some((clause, ..)) = chosen(act) else { return String::new() };
    format!("{} {}", forms(clause)[2], rest(clause, act)).trim_end().to_owned()
}

/// The clause of an act with its subject, and whether that is more than one.
fn chosen(act: &Act) -> Option<(&'static Clause, String, bool)> {
    let clause = English.acts().clause(act.category, &act.modes, act.voice())?;
    Some(match &clause.subject {
        None => (clause, list(&act.actors), is_plural(&act.actors)),
        Some(subject) => {
            let plural = match subject.words {
                "{B}" => is_plural(&act.recipients),
                "{people B}" => is_plural(&act.recipients) || act.recipients.iter().any(|n| n.kind != Kind::People),
                _ => subject.plural,
            };
            (clause, filled(subject.words, act), plural)
        }
    })
}

fn rest(clause: &Clause, act: &Act) -> String {
    filled(clause.rest, act)
}

fn filled(words: &str, act: &Act) -> String {
    fill(words, |name| match name {
        "B" => Some(list(&act.recipients)),
        "people B" => Some(listed(act.recipients.iter().map(people))),
        "their" => Some(their(&act.actors).into()),
        _ => None,
    })
}

/// Those who belong to somebody.
fn people(noun: &Noun) -> String {
    match noun.kind {
        Kind::State => format!("nationals of {}", noun.text),
        Kind::Body => format!("members of {}", noun.text),
        Kind::People => noun.text.clone(),
    }
}

/// Base, past and participle of a verb; the regular ones by rule.
fn forms(clause: &Clause) -> [String; 3] {
    match clause.verb[..] {
        ["be"] => ["be", "was", "been"].map(str::to_owned),
        [base, past, participle] => [base, past, participle].map(str::to_owned),
        [base, ..] => {
            let past = match base.strip_suffix('y') {
                Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ied"),
                _ if base.ends_with('e') => format!("{base}d"),
                _ => format!("{base}ed"),
            };
            [base.to_owned(), past.clone(), past]
        }
        [] => Default::default(),
    }
}

/// Names in a row; of many, the first.
pub(super) fn list(nouns: &[Noun]) -> String {
    listed(nouns.iter().map(|n| n.text.clone()))
}

fn listed(words: impl Iterator<Item = String>) -> String {
    let mut words: Vec<String> = words.collect();
    if words.len() > NAMED {
        words.truncate(NAMED);
        words.push("others".into());
    }
    joined(&words, "and")
}

pub(super) fn is_plural(nouns: &[Noun]) -> bool {
    nouns.len() > 1 || nouns.iter().any(|n| n.plural)
}

pub(super) fn their(nouns: &[Noun]) -> &'static str {
    match nouns {
        [one] if !one.plural && one.kind != Kind::People => "its",
        _ => "their",
    }
}
