use proptest::prelude::*;

use super::{Shingles, originals};
use crate::Language;
use crate::record::Report;

fn shingles(text: &str) -> Shingles {
    Shingles::of_text(text, None, Language::En).unwrap()
}

/// Whether an index would bring the two together, and they are copies then.
fn found(a: &str, b: &str) -> bool {
    let (a, b) = (shingles(a), shingles(b));
    let entries = a.entries();
    a.is_copy_of(&b) && b.entries().iter().any(|entry| entries.contains(entry))
}

fn prose(seed: usize, words: usize) -> Vec<String> {
    (0..words).map(|n| format!("word{}", (seed * 7919 + n * n + 3 * n) % 100_003)).collect()
}

#[test]
fn layout_case_accents_points_and_title_do_not_count() {
    let plain = "L'armee a ouvert le feu pres de la frontiere lundi matin dit le ministere";
    let printed = "L’armée a ouvert le feu, près de la frontière,\nlundi matin – dit le Ministère.";
    assert!(found(plain, printed));
    let titled = Shingles::of_text(&format!("A title of its own\n\n{plain}"), Some("A title of its own"), Language::En);
    assert!(titled.unwrap().is_copy_of(&shingles(plain)));
}

#[test]
fn arabic_and_cyrillic_are_words_too() {
    let arabic = "قال الجيش إن قواته أطلقت النار قرب الحدود صباح اليوم الاثنين بعد هجوم";
    let vowelled = "قالَ الجيشُ إنّ قواته أطلقت النارَ قرب الحدود صباح اليوم الاثنين بعد هجوم";
    assert!(found(arabic, vowelled));
    let russian = "Армия открыла огонь у границы в понедельник утром сообщило министерство обороны страны";
    assert!(found(russian, &russian.to_uppercase()));
    assert!(!shingles(arabic).is_copy_of(&shingles(russian)));
}

#[test]
fn a_light_edit_is_a_copy_and_a_new_text_is_not() {
    let text = prose(1, 200);
    let mut edited = text.clone();
    for at in [20, 90, 150] {
        edited[at] = "other".into();
    }
    assert!(found(&text.join(" "), &edited.join(" ")));
    let mut rewritten = text.clone();
    for at in (0..200).step_by(6) {
        rewritten[at] = format!("new{at}");
    }
    assert!(!shingles(&text.join(" ")).is_copy_of(&shingles(&rewritten.join(" "))));
}

#[test]
fn texts_that_are_alike_meet_in_the_index_at_any_length() {
    for words in [30, 100, 245, 255, 600] {
        let met = (0..40).filter(|seed| {
            let text = prose(*seed, words);
            let mut edited = text.clone();
            // One word of forty.
            (10..words).step_by(40).for_each(|at| edited[at] = "other".into());
            edited.truncate(words - words / 50);
            found(&text.join(" "), &edited.join(" "))
        });
        assert!(met.count() >= 39, "{words} words");
    }
}

#[test]
fn a_text_that_is_cut_is_a_copy_of_the_longer() {
    // How often the index brings the two together is a matter of chance, fixed by the words.
    let cut = (0..50).filter(|seed| {
        let text = prose(*seed, 300);
        found(&text[..130].join(" "), &text.join(" "))
    });
    assert!(cut.count() >= 46);
}

#[test]
fn short_texts_are_compared_by_fewer_words_and_shorter_ones_not_at_all() {
    let short = "Blast near the market kills four, police in Kabul say";
    assert!(found(short, "BLAST near the market kills four; police in Kabul say"));
    assert!(!shingles(short).is_copy_of(&shingles("Blast near the market kills nine, army in Herat says on Monday")));
    assert!(Shingles::of_text("Explosion in Kabul", None, Language::En).is_none());
}

proptest! {
    #[test]
    fn being_a_copy_has_no_direction(a in "[ab ]{0,80}", b in "[ab ]{0,80}") {
        let of = |text: &str| Shingles::of_text(text, None, Language::En);
        if let (Some(a), Some(b)) = (of(&a), of(&b)) {
            prop_assert_eq!(a.is_copy_of(&b), b.is_copy_of(&a));
            prop_assert!(a.is_copy_of(&a));
        }
    }

    #[test]
    fn any_text_is_taken(text in any::<String>()) {
        if let Some(shingles) = Shingles::of_text(&text, None, Language::Ar) {
            prop_assert!(shingles.entries().len() < 600);
        }
    }
}

/// A report of words that was published on a day.
fn report(id: &str, published: &str, words: &[String]) -> Report {
    Report {
        id: id.into(),
        path: None,
        title: None,
        published: Some(published.into()),
        url: None,
        source: None,
        author: None,
        language: Language::En,
        language_confidence: 1.0,
        credits: Vec::new(),
        text: words.join(" "),
    }
}

#[test]
fn the_original_of_copies_is_the_earliest_whatever_the_order() {
    let (left, right) = (prose(1, 120), prose(2, 120));
    let whole = [left.clone(), right.clone()].concat();
    let reports = [
        report("left", "2024-08-20", &left),
        report("other", "2024-08-01", &prose(3, 120)),
        report("right", "2024-08-19", &right),
        // Joins both, which share nothing.
        report("whole", "2024-08-21", &whole),
    ];
    assert_eq!(originals(&reports.iter().collect::<Vec<_>>()), [2, 1, 2, 2]);
    assert_eq!(originals(&reports.iter().rev().collect::<Vec<_>>()), [1, 1, 2, 1]);
    assert_eq!(originals(&reports[..3].iter().collect::<Vec<_>>()), [0, 1, 2]);
    assert!(originals(&[]).is_empty());
}
