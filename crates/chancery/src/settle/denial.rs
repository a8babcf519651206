//! What is denied is no act of who denies it. In: the acts of a text as its sentences tell them. Out: the same, where "denied the accusation" is one denial.
//! Always: only acts told by a noun for an accusation change, with a word of denial beside it.

use super::words::{Words, has_stem};
use crate::code::Draft;
use crate::record::{Category, Polarity};
use crate::text::Document;
use crate::{Language, Span};

/// Words of a language for denying, and nouns for what is denied; `*` stands for any ending.
fn words(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::En => (
            "deny denied denies denying reject* dismiss* refut* rebut*",
            "accusation* allegation* charge charges claims",
        ),
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

/// Words between the two at most: "denied last week's accusations".
const NEAR: usize = 3;

/// Makes one denial of a denial and the accusation that is denied.
pub(super) fn settle(document: &Document, drafts: &mut Vec<Draft>) {
    let denials: Vec<Option<Span>> = drafts.iter().map(|draft| denial(document, draft)).collect();
    let is_told = |at: Span, drafts: &[Draft]| {
        drafts.iter().any(|other| other.category == Category::Reject && other.trigger.overlaps(at))
    };
    let mut at = 0;
    for denial in denials {
        match denial {
            Some(denial) if is_told(denial, drafts) => {
                drafts.remove(at);
                continue;
            }
            Some(denial) => {
                let draft = &mut drafts[at];
                (draft.category, draft.trigger) = (Category::Reject, denial);
                draft.status.polarity = Polarity::Affirmed;
                draft.modes.clear();
                draft.recipients.clear();
            }
            None => {}
        }
        at += 1;
    }
    drafts.sort_by_key(|draft| draft.trigger.start);
}

/// The word that denies the accusation which an act seems to be.
fn denial(document: &Document, draft: &Draft) -> Option<Span> {
    if draft.category != Category::Accuse {
        return None;
    }
    let report = &document.report;
    let (deny, accusation) = words(report.language);
    let words = Words::of(&report.text, document.sentences[draft.sentence].span, report.language);
    let noun = words.within(draft.trigger).find(|(_, word)| has_stem(word, accusation))?.0;
    let near = words.before(noun.start).take(NEAR + 1).chain(words.after(noun.end).take(NEAR + 1));
    let near: Vec<&str> = near.filter(|word| has_stem(word, deny)).collect();
    // Where the word stands twice in a sentence, the nearer is meant.
    let distance =
        |span: Span| if span.end <= noun.start { noun.start - span.end } else { span.start.saturating_sub(noun.end) };
    let at = words.spans().into_iter().filter(|(_, word)| near.contains(word)).map(|(span, _)| span);
    at.min_by_key(|span| distance(*span))
}
