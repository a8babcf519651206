//! What is denied, where the words of an act already deny. In: an act with its polarity and its sentence. Out: its polarity. Always: only acts told
//! by such words change.
//!
//! "Did not refuse" denies a refusal, though "refuse" is itself a word of denial; "seven soldiers died and no civilians" denies nothing of the
//! seven.

use super::words::{Words, has_stem};
use crate::code::Draft;
use crate::record::{Category, Polarity};
use crate::{Language, Span};

/// Words of a language for refusing, and for not; `*` stands for any ending.
struct Table {
    refuse: &'static str,
    not: &'static str,
    /// "And no".
    and: &'static str,
    none: &'static str,
}

fn table(language: Language) -> Table {
    let of = |refuse, not, and, none| Table { refuse, not, and, none };
    match language {
        Language::En => of(
            "refus* reject* declin* spurn* rebuff* deny denied denies dismiss* turn turned",
            "not never nor t didn",
            "and but",
            "no none not nobody",
        ),
        Language::Fr => of(
            "refus* rejet* déclin* décline* repouss* récus* écart* démen* ni nie nié",
            "pas jamais point guère",
            "et mais",
            "aucun aucune pas nul nulle",
        ),
        Language::Es => of(
            "rechaz* neg* nieg* rehús* rehus* desestim* declin*",
            "no nunca jamás tampoco",
            "y pero",
            "ningún ninguna ninguno no",
        ),
        Language::De => of(
            "weiger* verweiger* ablehn* abgelehnt* lehn* zurückgewiesen* zurückweis* wies wiesen ausgeschlagen* schlug abgewiesen*",
            "nicht nie niemals",
            "und aber",
            "kein keine keinen keiner nicht niemand",
        ),
        Language::It => {
            of("rifiut* respin* rigett* declin* neg* boccia* ricus*", "non mai", "e ma", "nessun nessuno nessuna non")
        }
        Language::Pt => of("recus* rejeit* neg* declin* rechaç*", "não nunca jamais", "e mas", "nenhum nenhuma não"),
        Language::Ru => of(
            "отказ* отверг* отверж* отклон* отриц* отрица* отмёл*",
            "не никогда",
            "и но а",
            "ни никто никого ниодного нет не",
        ),
        Language::Uk => of(
            "відмов* відхил* відкин* заперечув* заперечи* відки*",
            "не ніколи",
            "і й та але а",
            "жодного жодної жодний ні ніхто нікого не",
        ),
        Language::Ar => of("رفض* يرفض* ترفض* يرفضوا نفت نفى ينف* تنف*", "لم لن لا ما ليس", "", "لا لم أي"),
        Language::Tr => of("reddet* geri çevir*", "", "ve ama ancak", "hiç hiçbir"),
    }
}

/// Negative endings of Turkish verbs after their stem.
const TURKISH_NOT: [&str; 7] = ["medi", "memiş", "miyor", "mez", "meyecek", "mem", "mek"];
/// Of these, what is no negation after all: "reddetmek", to refuse.
const TURKISH_TO: [&str; 3] = ["mek", "mesi", "meye"];
/// Words before or, in German, after a refusal within which "not" is its own.
const NEAR: usize = 3;
const NEAR_AFTER: usize = 7;

/// Sets right the polarity of an act.
pub(super) fn settle(text: &str, language: Language, sentence: Span, draft: &mut Draft) {
    let refuses = draft.category == Category::Reject && draft.status.polarity == Polarity::Affirmed;
    let counts = draft.status.polarity == Polarity::Negated && !draft.toll.is_empty();
    if !refuses && !counts {
        return;
    }
    let (table, words) = (table(language), Words::of(text, sentence, language));
    if counts {
        affirm_counted(&words, &table, draft);
    } else if is_not_refused(&words, &table, language, draft.trigger) {
        draft.status.polarity = Polarity::Negated;
    }
}

/// Whether a refusal is denied.
fn is_not_refused(words: &Words, table: &Table, language: Language, trigger: Span) -> bool {
    // The words of an act may be the "not" alone.
    let next = words.spans().into_iter().find(|(span, _)| span.start >= trigger.end);
    let refusal = words.within(trigger).chain(next).find(|(_, word)| has_stem(word, table.refuse));
    let Some((refusal, word)) = refusal else { return false };
    match language {
        Language::Tr => {
            let end = refusal.end.max(trigger.end);
            words.within(Span::new(refusal.start, end)).any(|(_, word)| is_turkish_not(word))
        }
        Language::De => {
            let not = |word: &str| has_stem(word, table.not);
            words.before(refusal.start).take(NEAR).any(not) || words.after(refusal.end).take(NEAR_AFTER).any(not)
        }
        // "Ne nie pas": in French "not" stands after the verb, or after its auxiliary.
        Language::Fr => {
            let not = |word: &str| has_stem(word, table.not);
            words.before(refusal.start).take(NEAR).any(not) || words.after(refusal.end).next().is_some_and(not)
        }
        _ => word != "не" && words.before(refusal.start).take(NEAR).any(|word| has_stem(word, table.not)),
    }
}

fn is_turkish_not(word: &str) -> bool {
    ["reddet", "çevir"].iter().filter_map(|stem| word.strip_prefix(stem)).any(|rest| {
        TURKISH_NOT.iter().any(|not| rest.starts_with(not)) && !TURKISH_TO.iter().any(|to| rest.starts_with(to))
    })
}

/// "Seven soldiers died and no civilians": what is denied stands after the count and after an "and".
fn affirm_counted(words: &Words, table: &Table, draft: &mut Draft) {
    let counted = draft.toll.iter().map(|(_, quantity)| quantity.span.end).max().unwrap_or_default();
    let told = counted.max(draft.trigger.end);
    let first = draft.toll.iter().map(|(_, quantity)| quantity.span.start).min().unwrap_or_default();
    let start = first.min(draft.trigger.start);
    let all: Vec<(Span, &str)> = words.spans();
    let denied_before = all.iter().any(|(span, word)| {
        span.end <= told && span.end + REACH >= start && (has_stem(word, table.not) || has_stem(word, table.none))
    });
    let and_no = all
        .windows(2)
        .find(|pair| pair[0].0.start >= told && has_stem(pair[0].1, table.and) && has_stem(pair[1].1, table.none));
    if let (false, Some(pair)) = (denied_before, and_no) {
        let from = pair[0].0.start;
        draft.status.polarity = Polarity::Affirmed;
        draft.actors.retain(|argument| argument.span.start < from);
        draft.recipients.retain(|argument| argument.span.start < from);
    }
}

/// Bytes before an act and its count within which a "not" may be theirs.
const REACH: usize = 40;
