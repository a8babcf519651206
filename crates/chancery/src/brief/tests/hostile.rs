//! Titles, names and words that would be more than text.

use serde_json::json;

use super::super::{html, markdown};
use super::*;
use Language::{Ar, En, Fr};

const SCRIPT: &str = "<script>alert(1)</script>";

/// Events whose every word from outside is hostile.
fn hostile(words: &str, url: &str) -> (World, Relation) {
    let mut world = World::default();
    let somewhere = json!({"name": words, "id": "geonames:1", "country": "AZE", "lat": 1.0, "lon": 1.0, "precision": 1, "basis": "explicit"});
    let mut who = state("AZE");
    who["text"] = words.into();
    who["name"] = words.into();
    who["sector"] = "MIL".into();
    who["entity"] = Value::Null;
    let attack = json!({
        "event": "ASSAULT", "quad": 4, "score": -9.0, "actors": [who], "recipients": [state("ARM")], "when": on("2023-05-01"),
        "where": somewhere, "toll": {"killed": count(Some(3), Some(3), Some(3))}, "third_parties": [{"role": words, "entity": words}]
    });
    let reports = [En, Ar, Fr].map(|language| {
        let mut changes = attack.clone();
        changes["speaker"] = if language == En { some(words, None, None) } else { Value::Null };
        world.report((language, words, "2023-05-02"), words, changes)
    });
    for report in &mut world.reports {
        report.testimony.title = Some(words.into());
        report.testimony.url = Some(url.into());
    }
    world.event(&reports);
    (world, relation("ARM", "AZE", json!({})))
}

#[test]
fn words_from_outside_are_only_text() {
    for words in [
        SCRIPT,
        "\"><img src=x onerror=alert(1)>",
        "</blockquote></li></ol></style>",
        "](javascript:alert(1)) [x](<y>) ![z](w) `code` *em* | # h\n# Title\n- item\n\n***",
        "\u{202e}reversed\u{2066} \u{0}\u{7}\u{1b}[31mred\u{85}\u{2028}next",
    ] {
        let (world, relation) = hostile(words, &format!("javascript:{words}"));
        for language in [En, Fr] {
            let brief = world.brief(language, &relation, None);
            world.check_words(&brief);
            let (page, text) = (html(&brief), markdown(&brief));
            for out in [&page, &text] {
                assert!(!out.contains("<script") && !out.contains("<img") && !out.contains("\u{1b}"), "{out}");
                assert!(!out.contains(['\u{202e}', '\u{2066}', '\u{2028}', '\u{0}', '\u{85}']), "{out}");
            }
            assert!(!page.contains("href=\"javascript") && !text.contains("](<javascript"), "{page}");
            assert_eq!(page.matches("</style>").count(), 1);
            assert_eq!(page.matches("</ol>").count(), 1);
            let lines = text.lines().filter(|line| !line.is_empty());
            let known = |line: &str| line.starts_with(['#', '-']) || line.starts_with(|c: char| c.is_ascii_digit());
            assert!(lines.clone().all(known), "{text}");
            assert_eq!(lines.filter(|line| line.starts_with("# ")).count(), 1);
        }
    }
}

#[test]
fn only_web_addresses_are_links() {
    let page = |url: &str| {
        let (world, relation) = hostile("words", url);
        let brief = world.brief(En, &relation, None);
        (html(&brief), markdown(&brief))
    };
    let (kept, text) = page("https://example.org/a?b=1&c=\"2\"(3)");
    assert!(kept.contains("href=\"https://example.org/a?b=1&amp;c=&quot;2&quot;(3)\""), "{kept}");
    assert!(text.contains("](<https://example.org/a?b=1&c=\"2\"(3)>)"), "{text}");
    for url in
        ["data:text/html,x", "JavaScript://%0aalert(1)", "https://a b", "https://a\nb", "//example.org", "file:///etc"]
    {
        let (page, text) = page(url);
        assert!(!page.contains("rel=") && !text.contains("](<"), "{url}");
    }
}

#[test]
fn long_words_are_cut_where_the_act_stands() {
    let long = "слово ".repeat(200_000);
    let (mut world, relation) = hostile(&long, &format!("https://example.org/{}", "a".repeat(10_000)));
    let trigger = 600_000;
    for report in &mut world.reports {
        report.testimony.claim.evidence[0].trigger = [trigger, trigger + 5];
    }
    let brief = world.brief(En, &relation, None);
    world.check_words(&brief);
    for source in &brief.evidence {
        assert!(source.cut && source.span[0] < trigger && trigger + 5 < source.span[1], "{:?}", source.span);
        assert!(source.text.chars().count() <= 500 && source.title.as_ref().unwrap().chars().count() <= 200);
        assert_eq!(source.url, None);
    }
    assert!(html(&brief).len() < 30_000 && markdown(&brief).len() < 20_000);
}

#[test]
fn names_in_braces_are_not_filled_in() {
    let (world, relation) = hostile("{B} {their} {people B}", "https://example.org");
    let brief = world.brief(En, &relation, None);
    let told = sentences(&brief, "events").join(" ");
    assert!(told.contains("in {B} {their} {people B}"), "{told}");
}
