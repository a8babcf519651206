//! Who stands between. A text names a mediator by a word for mediation: "under Qatar's mediation", "offered to mediate between the two
//! sides". Where it has no such word, an offer or a talk whose sentence has a peace in view between others makes its actor one.

use std::sync::OnceLock;

use super::referent::Referent;
use super::{Settled, Third};
use crate::mention::entity::EntityKind;
use crate::record::{Category, Certainty, Tense};
use crate::text::{Document, tokens};
use crate::{Language, Span};

/// Most words between a word for mediation and the name of who mediates: "médiation du président angolais".
const BETWEEN_WORDS: usize = 3;
/// Most bytes between an act and a word for mediation that says what the act is: "offered its services as a mediator".
const NEAR: usize = 60;

/// Most letters before an Arabic word: "وللوساطة".
const PARTICLES: usize = 4;

const TABLE: &str = include_str!("../../../../knowledge/mediation.tsv");

/// How one language tells of mediation.
#[derive(Debug, Default)]
struct Words {
    /// Beginnings of words, in lower case.
    mediation: Vec<&'static str>,
    /// Whether the name of who mediates may stand before them.
    before: bool,
    /// Or after them.
    after: bool,
    /// Words after them that lead to something else than who mediates.
    away: Vec<&'static str>,
}

/// Reads the table; an error names its line.
fn parse(table: &'static str) -> Result<Vec<(Language, Words)>, String> {
    let rows = table.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && *l != "language\twords\tname\taway");
    rows.map(|(number, line)| {
        let [language, mediation, name, away] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("line {}: expected 'language<TAB>words<TAB>name<TAB>away'", number + 1));
        };
        let language =
            Language::from_code(language).ok_or_else(|| format!("line {}: no language '{language}'", number + 1))?;
        let list = |cell: &'static str| cell.split("; ").collect();
        let stands = |side: &str| name.split("; ").any(|n| n == side);
        let (before, after) = (stands("before"), stands("after"));
        Ok((language, Words { mediation: list(mediation), before, after, away: list(away) }))
    })
    .collect()
}

fn words(language: Language) -> &'static Words {
    static READ: OnceLock<Vec<(Language, Words)>> = OnceLock::new();
    static NONE: Words = Words { mediation: Vec::new(), before: false, after: false, away: Vec::new() };
    // The table is part of the program and a test parses it: an error here cannot reach a user.
    let read = READ.get_or_init(|| parse(TABLE).unwrap_or_default());
    read.iter().find(|(l, _)| *l == language).map_or(&NONE, |(_, words)| words)
}

/// How many bytes of the text spell the beginning of a word or words, whatever their case.
fn spells(text: &str, lower: &str) -> Option<usize> {
    let mut rest = lower.chars();
    for (at, c) in text.char_indices() {
        if rest.as_str().is_empty() {
            return Some(at);
        }
        let c = if c == '’' { '\'' } else { c };
        for c in c.to_lowercase().filter(|c| *c != '\u{307}') {
            if rest.next() != Some(c) {
                return None;
            }
        }
    }
    rest.as_str().is_empty().then_some(text.len())
}

/// The words for mediation in a sentence, whole.
fn mediations(text: &str, sentence: Span, language: Language) -> Vec<Span> {
    let stems = &words(language).mediation;
    // In Arabic conjunctions, prepositions and the article are written together with the word.
    let particles = |word: &str| match language {
        Language::Ar => word.chars().take_while(|c| "وفبلكا".contains(*c)).take(PARTICLES).count(),
        _ => 0,
    };
    tokens(sentence.of(text))
        .filter_map(|word| {
            let word = word.shift(sentence.start);
            let starts = word.of(text).char_indices().map(|(at, _)| word.start + at);
            let length = |start: usize| stems.iter().find_map(|stem| spells(&text[start..sentence.end], stem));
            let mut starts = starts.take(particles(word.of(text)) + 1);
            let end = starts.find_map(|start| Some(start + length(start)?))?;
            let rest = &text[end..sentence.end];
            let end = end + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            Some(Span::new(word.start, end))
        })
        .collect()
}

/// Whether a party could mediate: a state, a body or a person of some country or known by name; a town only if it stands for its government.
fn may_mediate(party: &Referent) -> bool {
    let r = &party.resolution;
    (r.country.is_some() || r.entity.is_some()) && (r.kind != EntityKind::Place || r.primary_sector() == Some("GOV"))
}

/// Whose mediation it is, by the name next to the word: "Qatar's mediation", "médiation du Qatar", "arabuluculuğunda" after "Katar'ın".
fn named_mediator<'a>(
    text: &str,
    sentence: Span,
    word: Span,
    named: &'a [Referent],
    language: Language,
) -> Option<&'a Referent> {
    let fits = |r: &&Referent| r.span.is_some_and(|s| sentence.contains(s)) && may_mediate(r);
    // Between the name and the word there is only what is written on to the name.
    let owns = |r: &&Referent| {
        r.span.filter(|s| s.end <= word.start).is_some_and(|s| {
            let gap = &text[s.end..word.start];
            let glued = gap.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'));
            !gap.starts_with(char::is_alphanumeric) && glued.trim().is_empty()
        })
    };
    let Words { before, after, away, .. } = words(language);
    let follows = |r: &&Referent| {
        r.span.filter(|s| s.start >= word.end).is_some_and(|s| {
            let gap = &text[word.end..s.start];
            let parts =
                |c: char| c.is_ascii_punctuation() && !matches!(c, '\'' | '-') || matches!(c, '،' | '«' | '—' | '–');
            let mut between = tokens(gap);
            !gap.contains(parts)
                && between.by_ref().take(BETWEEN_WORDS).all(|w| !away.contains(&w.of(gap).to_lowercase().as_str()))
                && between.next().is_none()
        })
    };
    let mut names = named.iter().filter(fits);
    let owner = names.clone().rfind(owns).filter(|_| *before);
    owner.or_else(|| names.find(follows).filter(|_| *after))
}

/// Fills in the mediators that the text names or implies, and the parties that every mediator stands between. `named` is everyone
/// named in the report.
pub(super) fn find_mediators(document: &Document, named: &[Referent], claims: &mut [Settled]) {
    name_mediators(document, named, claims);
    for i in 0..claims.len() {
        let claim = &claims[i];
        if !matches!(claim.category, Category::Agree | Category::Consult | Category::Request) {
            continue;
        }
        // An agreement that lies ahead, told in the same sentence: "so that a peace be signed with …".
        let ahead = claims.iter().find(|other| {
            other.sentence == claim.sentence
                && matches!(other.category, Category::Support | Category::Agree | Category::Concede | Category::Retreat)
                && (other.status.tense == Tense::Future || other.status.certainty == Certainty::Hypothetical)
                && other.evidence != claim.evidence
        });
        let mut between: Vec<_> = claim.recipients.clone();
        if let Some(other) = ahead {
            for party in other.parties() {
                if !between.iter().any(|b| b.is_like(party)) {
                    between.push(party.clone());
                }
            }
        }
        between.retain(|b| !claim.actors.iter().any(|a| a.is_like(b)));
        let has_mediator = claim.third_parties.iter().any(|t| t.role == "mediator");
        let implied =
            ahead.is_some() && claim.category != Category::Request && between.len() >= 2 && claim.actors.len() == 1;
        if !has_mediator && implied {
            let referent = claims[i].actors[0].clone();
            claims[i].third_parties.push(Third { role: "mediator".into(), referent, between: Vec::new() });
        }
        for third in claims[i].third_parties.iter_mut().filter(|t| t.role == "mediator" && t.between.is_empty()) {
            third.between = between.iter().filter(|b| !b.is_like(&third.referent)).cloned().collect();
        }
    }
}

/// Whoever mediates in a claim stands between its parties, where no two others are known: the sides of talks are its other actors. Claims are
/// whole only once they are merged.
pub(super) fn stand_between(claims: &mut [Settled]) {
    for claim in claims {
        let parties: Vec<Referent> = claim.parties().cloned().collect();
        for third in claim.third_parties.iter_mut().filter(|t| t.role == "mediator" && t.between.len() < 2) {
            third.between = parties.iter().filter(|p| !p.is_like(&third.referent)).cloned().collect();
        }
    }
}

/// Each word for mediation gives a mediator to the act nearest to it: the one whose mediation it is said to be; else who acts, if the
/// act is the mediation itself or an offer of it.
fn name_mediators(document: &Document, named: &[Referent], claims: &mut [Settled]) {
    let (text, language) = (&document.report.text, document.report.language);
    for (index, sentence) in document.sentences.iter().enumerate() {
        if !claims.iter().any(|claim| claim.sentence == index) {
            continue;
        }
        for word in mediations(text, sentence.span, language) {
            let distance = |claim: &Settled| distance(text, claim.evidence[0].1, word);
            let here = claims.iter_mut().filter(|claim| claim.sentence == index && may_be_mediated(claim.category));
            let Some(claim) = here.min_by_key(|claim| distance(claim)) else { continue };
            if claim.third_parties.iter().any(|t| t.role == "mediator") {
                continue;
            }
            let mediator = match named_mediator(text, sentence.span, word, named, language) {
                Some(named) if claim.recipients.iter().any(|r| r.is_like(named)) => None,
                Some(named) => Some(claim.actors.iter().find(|a| a.is_like(named)).unwrap_or(named).clone()),
                None if distance(claim) <= 2 * NEAR => own_mediation(claim).cloned(),
                None => None,
            };
            if let Some(referent) = mediator {
                claim.third_parties.push(Third { role: "mediator".into(), referent, between: Vec::new() });
            }
        }
    }
}

/// Acts that somebody may bring about between others.
fn may_be_mediated(category: Category) -> bool {
    use Category::{Agree, Concede, Consult, Cooperate, Retreat, Support};
    matches!(category, Agree | Concede | Consult | Cooperate | Retreat | Support)
}

/// Bytes between an act and a word for mediation; each clause that ends between them puts them as far apart again as they may be.
fn distance(text: &str, trigger: Span, word: Span) -> usize {
    let gap = match (trigger.end <= word.start, word.end <= trigger.start) {
        (true, _) => Span::new(trigger.end, word.start),
        (_, true) => Span::new(word.end, trigger.start),
        _ => return 0,
    };
    let clauses = gap.of(text).matches([',', ';', ':', '،', '؛', '—', '–']).count();
    gap.end - gap.start + clauses * NEAR
}

/// Who mediates by a talk or an offer of his own.
fn own_mediation(claim: &Settled) -> Option<&Referent> {
    match (&claim.actors[..], claim.category) {
        ([actor], Category::Agree | Category::Consult) => Some(actor),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_language() {
        let rows = parse(TABLE).unwrap();
        for language in Language::ALL {
            assert_eq!(rows.iter().filter(|(l, _)| *l == language).count(), 1, "{language}");
        }
        assert!(parse("en\tmediat").is_err());
        assert!(parse("xx\tmediat\tin").is_err());
    }

    #[test]
    fn words_for_mediation_are_found_whole_and_nothing_like_them() {
        let found = |text: &str, language| -> Vec<String> {
            let all = mediations(text, Span::new(0, text.len()), language);
            all.iter().map(|span| span.of(text).to_string()).collect()
        };
        assert_eq!(found("Der EU-Vermittler reiste ab.", Language::De), ["Vermittler"]);
        assert_eq!(found("بوساطة الرئيس الأوغندي", Language::Ar), ["بوساطة"]);
        assert_eq!(found("Arabuluculuk yapmayı önerdi", Language::Tr), ["Arabuluculuk"]);
        assert_eq!(found("Moscow presented its Good Offices", Language::En), ["Good Offices"]);
        assert!(found("في البحر المتوسط والشرق الأوسط", Language::Ar).is_empty());
        assert!(found("Los medios y la media del año", Language::Es).is_empty());
        assert!(found("Immediate aid", Language::En).is_empty());
    }
}
