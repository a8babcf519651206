//! In: the first lines of a report. Out: the day it was published, as they say it, and where its dateline ends ("LUANDA, 4 March
//! 2025 (Agency) - The president …"). Always: a dateline is names, a day and an agency; it is no part of the sentence after it.

use super::time;
use crate::record::{Granularity, When, WhenBasis};
use crate::text::{Document, Sentence, tokens};
use crate::{Language, Span};

/// Lines of a report among which its date may stand alone or in a dateline.
const HEAD_LINES: usize = 4;
/// Longest line, in characters, on which a date stands alone; longest dateline.
const HEAD_LINE: usize = 60;
/// The most words of a dateline beside its day: a town, its state, an agency.
const DATELINE_WORDS: usize = 6;
/// What closes a dateline; Spanish agencies write a full stop and a dash.
const DASHES: [&str; 7] = [" - ", " – ", " — ", " -- ", ".- ", ".– ", ".— "];

/// What the head of a report says of its publication.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Head {
    /// The day, where it is told with its year.
    pub published: Option<When>,
    /// The dateline, up to and with its dash or full stop.
    pub dateline: Option<Span>,
}

impl Head {
    /// Reads the first lines of a report: a day alone on a line, with at most a weekday, a clock time or a label ("Date: …"), or a
    /// dateline.
    pub fn of(text: &str, language: Language) -> Head {
        let mut head = Head::default();
        let mut start = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            start += line.len();
            (start - line.len(), line.trim_end())
        });
        for (at, line) in lines.filter(|(_, line)| !line.is_empty()).take(HEAD_LINES) {
            if let Some((end, day)) = closed_by_a_dash(line, language).or_else(|| closed_by_a_stop(line, language)) {
                head.dateline = Some(Span::new(at, at + end));
                head.published = head.published.or(day);
                break;
            }
            head.published = head.published.or_else(|| lone_day(line, language));
        }
        head
    }

    /// Parts the dateline from the sentence that it stands before.
    pub fn part(&self, document: &mut Document) {
        let Some(dateline) = self.dateline else { return };
        let whole = document.sentences.iter().position(|s| s.span.contains(dateline) && s.span.len() > dateline.len());
        if let Some(i) = whole {
            let sentence = document.sentences[i];
            let place = Span::new(dateline.start, dateline.start + dateline.of(&document.report.text).trim_end().len());
            document.sentences[i].span.start = dateline.end;
            document.sentences.insert(i, Sentence { span: place, heading: false, ..sentence });
        }
    }
}

/// The day that a line tells and nothing else.
fn lone_day(line: &str, language: Language) -> Option<When> {
    if line.chars().count() > HEAD_LINE {
        return None;
    }
    let (day, others) = day_and_words(line, language);
    let (day, at) = day?;
    let label = line.find(':').filter(|colon| *colon < at);
    others.iter().all(|word| label.is_some_and(|colon| word.start < colon)).then_some(day).filter(|d| d.start.is_some())
}

/// The day of a dateline, if it tells one with its year; `None` where the words before the dash are no dateline.
fn dateline(before: &str, after: &str, language: Language) -> Option<Option<When>> {
    if before.chars().count() > HEAD_LINE || before.contains(['"', '“', '«', '„', ':']) {
        return None;
    }
    let (day, others) = day_and_words(before, language);
    let names = (1..=DATELINE_WORDS).contains(&others.len())
        && others.iter().all(|word| {
            // Agencies may write themselves small: "(dpa)".
            let bracketed = before[..word.start].ends_with('(') && before[word.end..].starts_with(')');
            bracketed || !word.of(before).starts_with(char::is_lowercase)
        });
    let capitals = |word: &Span| {
        let word = word.of(before);
        word.chars().count() > 2 && word.chars().all(|c| c.is_uppercase())
    };
    // Without a day only capitals or an agency in brackets tell a dateline from a sentence that begins with a name and a dash.
    let marked = day.is_some() || before.contains('(') || others.first().is_some_and(capitals);
    let sentence_follows = after.contains(char::is_whitespace) && after.chars().any(char::is_lowercase)
        || after.chars().any(|c| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase());
    (names && marked && sentence_follows).then(|| day.map(|(when, _)| when).filter(|when| when.start.is_some()))
}

/// Where a dateline ends that the first dash of a line closes, and its day, if it tells one with its year.
fn closed_by_a_dash(line: &str, language: Language) -> Option<(usize, Option<When>)> {
    let (at, end) = DASHES.iter().filter_map(|dash| line.find(dash).map(|at| (at, at + dash.len()))).min()?;
    Some((end, dateline(&line[..at], &line[end..], language)?))
}

/// Where a dateline ends that a full stop closes, and its day: without a year it may as well be a short sentence.
fn closed_by_a_stop(line: &str, language: Language) -> Option<(usize, Option<When>)> {
    let stops = line.match_indices(". ").map(|(at, stop)| (at, at + stop.len()));
    let mut near = stops.take_while(|(at, _)| line[..*at].chars().count() <= HEAD_LINE);
    near.find_map(|(at, end)| Some((end, Some(dateline(&line[..at], &line[end..], language)??))))
}

/// The first day of a line with its place, and the words that belong to no time.
fn day_and_words(line: &str, language: Language) -> (Option<(When, usize)>, Vec<Span>) {
    let found = time::find(line, language, None);
    let day = found
        .iter()
        .find(|t| t.when.granularity == Granularity::Day && t.when.basis == WhenBasis::Explicit)
        .map(|t| (t.when.clone(), t.extent.start));
    let others = tokens(line).filter(|word| !found.iter().any(|t| t.extent.overlaps(*word))).collect();
    (day, others)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, language: Language) -> (Option<String>, Option<String>) {
        let head = Head::of(text, language);
        (head.published.map(|day| day.edtf), head.dateline.map(|span| span.of(text).to_owned()))
    }

    #[test]
    fn a_day_that_stands_alone_is_the_reports() {
        for (text, language) in [
            ("Acuerdo en el golfo\n\nFecha: 12 de mayo de 2025\n\nLos gobiernos firmaron.", Language::Es),
            ("Esir takası\n12 Mayıs 2025, pazartesi\n\nTaraflar anlaştı.", Language::Tr),
            ("Протест\n\n12 мая 2025\n\nПолиция разогнала протест.", Language::Ru),
            ("May 12, 2025\nTalks resume\n\nThey met.", Language::En),
        ] {
            assert_eq!(read(text, language), (Some("2025-05-12".into()), None), "{text}");
        }
    }

    #[test]
    fn a_dateline_dates_the_report() {
        for (text, language, dateline) in [
            ("LUANDA, 12 de maio de 2025 (ANGOP) - O Presidente recebeu o seu homólogo.", Language::Pt, "LUANDA"),
            ("Gespräche\n\nWIEN, 12. Mai 2025 – Die Minister trafen sich am Vortag.", Language::De, "WIEN"),
            ("WIEN, 12. Mai 2025 (dpa) - Die Minister trafen sich am Vortag.", Language::De, "WIEN"),
            ("Bamako, 12 mai 2025 - Deux soldats ont été tués.", Language::Fr, "Bamako"),
            ("القاهرة، 12 مايو 2025 - التقى الوزيران أمس.", Language::Ar, "القاهرة"),
            ("Візит\n\nКиїв, 12 травня 2025 року. Президент прийняв посла.", Language::Uk, "Київ"),
            ("МОСКВА, 12 мая 2025 г. Министры встретились накануне.", Language::Ru, "МОСКВА"),
            ("WIEN, 12. Mai 2025. Die Minister trafen sich am Vortag.", Language::De, "WIEN"),
            ("GEORGETOWN, 12 de mayo de 2025 (Agencias).- Hombres armados dispararon.", Language::Es, "GEORGETOWN"),
            ("Lima, 12 de mayo de 2025.– El presidente viajó.", Language::Es, "Lima"),
            ("Lisboa, 12 de maio de 2025 (Lusa) -- O ministro viajou.", Language::Pt, "Lisboa"),
            ("Ankara, 12 Mayıs 2025. Bakanlar dün görüştü.", Language::Tr, "Ankara"),
            ("St. Petersburg, 12 May 2025. The ministers met.", Language::En, "St. Petersburg"),
        ] {
            let (published, found) = read(text, language);
            assert_eq!(published.as_deref(), Some("2025-05-12"), "{text}");
            assert!(found.is_some_and(|f| f.starts_with(dateline)), "{text}");
        }
        for (text, dateline) in [
            ("NAIROBI, Kenya (AP) — Police fired on a crowd.", "NAIROBI, Kenya (AP) — "),
            ("KYIV (Reuters) - Shells fell on two villages.", "KYIV (Reuters) - "),
            ("KYIV (Reuters).- Shells fell on two villages.", "KYIV (Reuters).- "),
        ] {
            assert_eq!(read(text, Language::En), (None, Some(dateline.into())));
        }
    }

    #[test]
    fn a_sentence_with_a_dash_is_no_dateline() {
        for text in [
            "Massacre of 5 May 2012\n\nThey met.",
            "They met on 12 May 2025.",
            "They met on 12 May 2025. Nobody knew.",
            "Minsk fell on 12 May. Nobody knew.",
            "They met on 12 May 2025 - in vain.",
            "They met on 12 May 2025 (again) - in vain.",
            "Talks resume on Monday\n\nMay 2025",
            "Putin - an old friend - came to Baku.",
            "RUSSIA - AZERBAIJAN",
            "",
        ] {
            assert_eq!(read(text, Language::En), (None, None), "{text}");
        }
    }

    #[test]
    fn the_dateline_is_parted_from_its_sentence() {
        let text = "LUANDA, 4 de março de 2025 - O Presidente recebeu ontem o seu homólogo. Falaram de paz.";
        let json = serde_json::json!({"id": "r", "language": "pt", "language_confidence": 1.0, "text": text});
        let mut document = Document::new(serde_json::from_value(json).unwrap());
        Head::of(text, Language::Pt).part(&mut document);
        let sentences: Vec<&str> = document.sentences.iter().map(|s| s.span.of(text)).collect();
        assert_eq!(
            sentences,
            ["LUANDA, 4 de março de 2025 -", "O Presidente recebeu ontem o seu homólogo.", "Falaram de paz."]
        );
    }
}
