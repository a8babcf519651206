//! What is denied is no act of who denies it. In: the acts of a text as its sentences tell them. Out: the same, where "denied the accusation" is one denial.
//! Always: only what seems an accusation changes, and only where a noun for one stands beside a word of denial.

use super::words::{Words, has_stem};
use crate::code::Draft;
use crate::record::{Category, Polarity};
use crate::text::Document;
use crate::{Language, Span};

/// Words of a language for denying, and nouns for what is denied; `*` stands for any ending.
fn words(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::En => {
            ("deny denied denies denying reject* dismiss* refut* rebut*", "accusation* allegation* charge charges")
        }
        Language::Fr => ("démen* rejet* nier nie nié nient réfut* récus*", "accusation accusations allégation*"),
        Language::Es => (
            "negó negaron negado negar negaba* nieg* rechaz* desmient* desmint* desment* refut*",
            "acusación acusaciones alegación alegaciones denuncia denuncias",
        ),
        Language::De => (
            "wies wiesen weist weisen zurückgewiesen* bestr* dementier* leugn*",
            "vorwurf vorwurfs vorwürfe* anschuldigung*",
        ),
        Language::It => {
            ("nega negano negato negò negarono negare negava* respin* smenti* rigett* confut*", "accusa accuse")
        }
        Language::Pt => (
            "nega negam negou negaram negado negar negava* rejeit* desment* desmint* refut*",
            "acusação acusações alegação alegações denúncia denúncias",
        ),
        Language::Ru => ("отверг* отверж* отрица* опроверг* отклон* отмел*", "обвинени*"),
        Language::Uk => ("відкин* відкид* запереч* спрост* відхил*", "звинувачен* обвинувачен*"),
        Language::Ar => ("نفى نفت ينف* تنف* رفض* يرفض* ترفض*", "اتهام* الاتهام* مزاعم المزاعم"),
        Language::Tr => ("reddet* reddedi* yalanla*", "suçlama* iddia*"),
    }
}

/// Words between the two at most: "denied last week's accusations". In Arabic who denies stands between, with his titles.
fn most_between(language: Language) -> usize {
    if language == Language::Ar { 7 } else { 3 }
}

/// Makes one denial of a denial and the accusation that is denied.
pub(super) fn settle(document: &Document, drafts: &mut Vec<Draft>) {
    let denials = drafts.iter().filter(|draft| draft.category == Category::Reject);
    let mut told: Vec<Span> = denials.map(|draft| draft.trigger).collect();
    drafts.retain_mut(|draft| {
        let Some(denial) = denial(document, draft) else { return true };
        if told.iter().any(|trigger| trigger.overlaps(denial)) {
            return false;
        }
        told.push(denial);
        (draft.category, draft.trigger) = (Category::Reject, denial);
        draft.status.polarity = Polarity::Affirmed;
        draft.modes.clear();
        draft.recipients.clear();
        true
    });
    drafts.sort_by_key(|draft| draft.trigger.start);
}

/// The word that denies an accusation, of an act that seems to be one: its words are the noun, or the denial itself.
fn denial(document: &Document, draft: &Draft) -> Option<Span> {
    if draft.category != Category::Accuse {
        return None;
    }
    let report = &document.report;
    let (deny, accusation) = words(report.language);
    let words = Words::of(&report.text, document.sentences[draft.sentence].span, report.language);
    let told = |list: &str| words.within(draft.trigger).find(|(_, word)| has_stem(word, list)).map(|(span, _)| span);
    let most = most_between(report.language);
    match (told(deny), told(accusation)) {
        (Some(denial), Some(_)) => Some(denial),
        (Some(denial), None) => near(&words, denial, accusation, most).map(|_| denial),
        (None, Some(noun)) => near(&words, noun, deny, most),
        (None, None) => None,
    }
}

/// The nearest word of a list beside another, in its clause, with so many words between at most.
fn near(words: &Words, beside: Span, list: &str, most: usize) -> Option<Span> {
    let all = words.spans();
    let is_listed = |word: &str| has_stem(word, list);
    let first = all.iter().position(|(span, _)| span.end > beside.start)?;
    let next = all.iter().position(|(span, _)| span.start >= beside.end).unwrap_or(all.len());
    let before = words.before(beside.start).take(most + 1).position(is_listed);
    let after = words.after(beside.end).take(most + 1).position(is_listed);
    let at = match (before, after) {
        (Some(before), Some(after)) if after < before => next + after,
        (Some(before), _) => first - 1 - before,
        (None, after) => next + after?,
    };
    Some(all[at].0)
}
