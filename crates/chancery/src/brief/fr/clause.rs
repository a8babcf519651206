//! Clauses: an act with its parties, its verb in the form that its status asks for; articles as they contract, participles as they agree.

use super::super::nouns::{Kind, Noun};
use super::super::tables::Clause;
use super::super::tongue::{Act, Form, NAMED, Tongue, fill, joined};
use super::French;

/// Subject, verb and what follows.
pub(super) fn clause(act: &Act) -> String {
    let Some(Chosen { clause, subject, feminine, plural }) = chosen(act) else { return String::new() };
    let verb = verb(clause, act.form, feminine, plural);
    format!("{subject} {verb} {}", filled(clause.rest, act)).trim_end().to_owned()
}

/// "Avoir bombardé l'Arménie".
pub(super) fn having(act: &Act) -> String {
    let Some(Chosen { clause, feminine, plural, .. }) = chosen(act) else { return String::new() };
    let (infinitive, done) = forms(clause);
    let done = match reflexive(infinitive) {
        Some(_) => format!("s'être {}", ended(&done, feminine, plural)),
        None => format!("avoir {done}"),
    };
    format!("{done} {}", filled(clause.rest, act)).trim_end().to_owned()
}

/// A reflexive verb in the past: "s'est éloignée".
pub(super) fn participle(infinitive: &str, done: &str, subject: &Noun) -> String {
    debug_assert!(reflexive(infinitive).is_some());
    let be = if subject.plural { "se sont" } else { "s'est" };
    format!("{be} {}", ended(done, subject.feminine, subject.plural))
}

/// "Que l'Arménie", "qu'Israël".
pub(super) fn that(clause: &str) -> String {
    if begins_with_vowel(clause) { format!("qu'{clause}") } else { format!("que {clause}") }
}

/// An act's clause, its subject, and what words agree with.
struct Chosen {
    clause: &'static Clause,
    subject: String,
    feminine: bool,
    plural: bool,
}

fn chosen(act: &Act) -> Option<Chosen> {
    let clause = French.acts().clause(act.category, &act.modes, act.voice())?;
    Some(match &clause.subject {
        None => Chosen {
            clause,
            subject: list(&act.actors),
            feminine: is_feminine(&act.actors),
            plural: is_plural(&act.actors),
        },
        Some(subject) => {
            let subject_words = filled(subject.words, act);
            let (feminine, plural) = match subject.words {
                "{B}" => (is_feminine(&act.recipients), is_plural(&act.recipients)),
                "{gens B}" => match &act.recipients[..] {
                    [one] if one.kind == Kind::People => (one.feminine, one.plural),
                    _ => (false, true),
                },
                _ => (subject.feminine, subject.plural),
            };
            Chosen { clause, subject: subject_words, feminine, plural }
        }
    })
}

fn verb(clause: &Clause, form: Form, feminine: bool, plural: bool) -> String {
    let (infinitive, done) = forms(clause);
    let reflexive = reflexive(infinitive);
    let agreed = ended(&done, feminine, plural);
    match (form, reflexive.is_some()) {
        (Form::Did, false) => format!("{} {done}", pick(plural, "a", "ont")),
        (Form::Did, true) => format!("{} {agreed}", pick(plural, "s'est", "se sont")),
        (Form::DidNot, false) => format!("{} pas {done}", pick(plural, "n'a", "n'ont")),
        (Form::DidNot, true) => format!("{} pas {agreed}", pick(plural, "ne s'est", "ne se sont")),
        (Form::MayHave, false) => format!("{} {done}", pick(plural, "aurait", "auraient")),
        (Form::MayHave, true) => format!("{} {agreed}", pick(plural, "se serait", "se seraient")),
        (Form::Will, _) => format!("{} {infinitive}", pick(plural, "doit", "doivent")),
        (Form::WillNot, _) => format!("{} pas {infinitive}", pick(plural, "ne doit", "ne doivent")),
        (Form::May, _) => format!("{} {infinitive}", pick(plural, "pourrait", "pourraient")),
    }
}

fn pick(plural: bool, one: &'static str, many: &'static str) -> &'static str {
    if plural { many } else { one }
}

/// Infinitive and participle; that of verbs in -er by rule.
fn forms(clause: &Clause) -> (&'static str, String) {
    let infinitive = clause.verb.first().copied().unwrap_or_default();
    let done = clause.verb.get(1).map(|done| (*done).to_owned());
    let bare = reflexive(infinitive).unwrap_or(infinitive);
    (infinitive, done.unwrap_or_else(|| format!("{}é", bare.strip_suffix("er").unwrap_or(bare))))
}

/// A reflexive verb without its pronoun.
fn reflexive(infinitive: &str) -> Option<&str> {
    infinitive.strip_prefix("se ").or_else(|| infinitive.strip_prefix("s'"))
}

fn ended(participle: &str, feminine: bool, plural: bool) -> String {
    let s = if plural && (feminine || !participle.ends_with('s')) { "s" } else { "" };
    format!("{participle}{}{s}", if feminine { "e" } else { "" })
}

fn filled(words: &str, act: &Act) -> String {
    let to = &act.recipients;
    let their = |one, many| Some(their(&act.actors, one, many).to_owned());
    fill(words, |name| match name {
        "B" => Some(list(to)),
        "à B" => Some(list_to(to)),
        "de B" => Some(list_of(to)),
        "en B" => Some(listed(to.iter().map(there))),
        "gens B" => Some(listed(to.iter().map(people))),
        "son" => their("son", "leur"),
        "sa" => their("sa", "leur"),
        "ses" => their("ses", "leurs"),
        _ => None,
    })
}

/// One word for a possessor, another for several.
pub(super) fn their(nouns: &[Noun], one: &'static str, many: &'static str) -> &'static str {
    pick(is_plural(nouns), one, many)
}

/// Where a visit leads: into a country, to everybody else.
fn there(noun: &Noun) -> String {
    match &noun.within {
        Some(within) if noun.kind == Kind::State => within.clone(),
        _ => format!("auprès {}", de(&noun.text, noun.silent)),
    }
}

/// Those who belong to somebody.
fn people(noun: &Noun) -> String {
    match noun.kind {
        Kind::State => format!("des ressortissants {}", de(&noun.text, noun.silent)),
        Kind::Body => format!("des membres {}", de(&noun.text, noun.silent)),
        Kind::People => noun.text.clone(),
    }
}

/// "Du Mali", "de l'Arménie", "des Émirats", "d'Israël", "de civils".
pub(super) fn de(name: &str, silent: bool) -> String {
    if let Some(rest) = name.strip_prefix("le ") {
        format!("du {rest}")
    } else if let Some(rest) = name.strip_prefix("les ") {
        format!("des {rest}")
    } else if let Some(rest) = name.strip_prefix("des ") {
        de(rest, false)
    } else if silent || begins_with_vowel(name) {
        format!("d'{name}")
    } else {
        format!("de {name}")
    }
}

/// "Au Mali", "à l'Arménie", "aux Émirats", "à Israël".
fn to(name: &str) -> String {
    if let Some(rest) = name.strip_prefix("le ") {
        format!("au {rest}")
    } else if let Some(rest) = name.strip_prefix("les ") {
        format!("aux {rest}")
    } else {
        format!("à {name}")
    }
}

fn begins_with_vowel(name: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    match letters.next() {
        // "D'Yverdon", but "de Yaoundé".
        Some('y') => letters.next().is_some_and(|next| !"aeiouéèêâîôû".contains(next)),
        Some(first) => "aàâäeéèêëiîïoôöuùûüœæ".contains(first),
        None => false,
    }
}

/// Names in a row; of many, the first.
pub(super) fn list(nouns: &[Noun]) -> String {
    listed(nouns.iter().map(|n| n.text.clone()))
}

/// "À l'Arménie et au Tadjikistan".
fn list_to(nouns: &[Noun]) -> String {
    listed(nouns.iter().map(|n| to(&n.text)))
}

/// "De l'Arménie et du Tadjikistan".
fn list_of(nouns: &[Noun]) -> String {
    listed(nouns.iter().map(|n| de(&n.text, n.silent)))
}

fn listed(words: impl Iterator<Item = String>) -> String {
    let mut words: Vec<String> = words.collect();
    if words.len() > NAMED {
        words.truncate(NAMED);
        words.push("d'autres".into());
    }
    joined(&words, "et")
}

/// Whether words agree with them in the plural.
pub(super) fn is_plural(nouns: &[Noun]) -> bool {
    nouns.len() > 1 || nouns.iter().any(|n| n.plural)
}

/// The masculine prevails.
fn is_feminine(nouns: &[Noun]) -> bool {
    !nouns.is_empty() && nouns.iter().all(|n| n.feminine)
}
