//! Whole briefs, as a reader has them.

use serde_json::json;

use super::super::{With, html, markdown};
use super::*;
use Language::{Ar, De, En, Fr, Ru, Tr};

/// A spring and summer between Armenia and Azerbaijan, with Russia beside.
fn caucasus() -> (World, Relation, Relation, Relation) {
    let mut world = World::default();
    let shooting = json!({
        "event": "ASSAULT", "mode": ["firearms"], "quad": 4, "score": -9.0,
        "actors": [some("Azerbaijani units", Some("AZE"), Some("MIL"))], "recipients": [some("positions", Some("ARM"), Some("MIL"))],
        "when": on("2023-03-05"), "where": at("x:place-kalbajar", "Kalbajar")
    });
    let with = |changes: Value| {
        let mut all = shooting.clone();
        changes.as_object().unwrap().iter().for_each(|(name, value)| all[name] = value.clone());
        all
    };
    let reports = [
        world.report(
            (En, "Ararat Wire", "2023-03-05"),
            "Azerbaijani units opened fire on Armenian positions near Kalbajar on Sunday, killing five, the ministry said.",
            with(json!({"toll": {"killed": count(Some(5), Some(5), Some(5)), "wounded": count(Some(2), Some(2), Some(2))}, "speaker": state("ARM")})),
        ),
        world.report(
            (Ru, "Вестник Каспия", "2023-03-06"),
            "В перестрелке под Кельбаджаром погибли трое военнослужащих.",
            with(json!({"toll": {"killed": count(Some(3), Some(3), Some(3))}})),
        ),
        world.report(
            (Fr, "Le Quotidien du Sud", "2023-03-06"),
            "Des tirs azerbaïdjanais ont visé des positions arméniennes à Kelbadjar.",
            with(json!({})),
        ),
        world.report(
            (Tr, "Hazar Postası", "2023-03-06"),
            "Bakü, birliklerinin ateş açtığını yalanladı.",
            with(json!({"status": status("negated", "past", "asserted"), "speaker": state("AZE")})),
        ),
    ];
    let shooting = world.event(&reports);
    for day in ["2023-04-11", "2023-04-20", "2023-05-02"] {
        world.happens((En, "Ararat Wire", day), "Yerevan accused Baku of lying.", json!({"when": on(day)}));
    }
    let summit = json!({
        "event": "CONSULT", "mode": [], "quad": 1, "score": 2.5, "recipients": [],
        "actors": [named("x:nikol-pashinyan", "Nikol Pashinyan", "ARM"), named("x:ilham-aliyev", "Ilham Aliyev", "AZE")],
        "when": on("2023-05-14"), "where": {"name": "Brussels", "id": "geonames:2800866", "country": "BEL", "lat": 50.8, "lon": 4.3, "precision": 1, "basis": "explicit"}
    });
    let reports = [
        world.report(
            (Fr, "Le Quotidien du Sud", "2023-05-14"),
            "MM. Pachinian et Aliev se sont entretenus à Bruxelles.",
            summit.clone(),
        ),
        world.report((De, "Rheinblatt", "2023-05-15"), "Paschinjan und Alijew sprachen am Sonntag in Brüssel.", summit),
    ];
    let summit = world.event(&reports);
    let offer = world.happens(
        (Ru, "Вестник Каспия", "2023-06-01"),
        "Москва предложила Еревану и Баку посредничество.",
        json!({"event": "AGREE", "quad": 1, "score": 2.5, "actors": [state("RUS")], "recipients": [state("ARM"), state("AZE")],
            "third_parties": [{"role": "mediator", "entity": "Q159", "between": ["Q399", "Q227"]}], "when": on("2023-06-01")}),
    );
    let exchange = world.happens(
        (Ar, "صحيفة الخليج", "2023-07-10"),
        "تبادل الطرفان الأسرى يوم الإثنين.",
        json!({"event": "RETREAT", "mode": ["release"], "quad": 2, "score": 6.5, "actors": [state("ARM"), state("AZE")], "recipients": [], "when": on("2023-07-10")}),
    );
    world.happens(
        (De, "Rheinblatt", "2023-08-01"),
        "Baku verlangt von Eriwan den Abzug.",
        json!({"event": "REQUEST", "mode": ["yield"], "score": -1.0, "actors": [state("AZE")], "recipients": [state("ARM")],
            "when": {"edtf": "2023-08-01", "start": "2023-08-01", "end": "2023-08-01", "granularity": "day", "type": "exact", "basis": "dateline"}}),
    );
    world.happens(
        (En, "Ararat Wire", "2023-08-20"),
        "Azerbaijan may have massed troops, analysts say.",
        json!({"event": "MOBILIZE", "mode": ["troops"], "quad": 4, "score": -6.5, "actors": [state("AZE")], "recipients": [state("ARM")],
            "status": status("affirmed", "past", "possible"), "when": {"edtf": "2023-08", "start": "2023-08-01", "end": "2023-08-31", "granularity": "month", "type": "exact", "basis": "explicit"}}),
    );
    world.happens(
        (Fr, "Le Quotidien du Sud", "2023-09-20"),
        "Les deux ministres doivent se rencontrer à Tbilissi le 10 octobre.",
        json!({"event": "CONSULT", "quad": 1, "score": 2.5, "actors": [state("ARM"), state("AZE")], "recipients": [],
            "status": status("affirmed", "future", "asserted"), "when": on("2023-10-10"), "where": at("geonames:611717", "Tbilisi")}),
    );
    world.happens(
        (En, "Ararat Wire", "2023-04-20"),
        "The two fought a war in 2020.",
        json!({"event": "ASSAULT", "quad": 4, "score": -9.0, "actors": [state("ARM"), state("AZE")], "recipients": [], "status": status("affirmed", "historical", "asserted"),
            "when": {"edtf": "2020", "start": "2020-01-01", "end": "2020-12-31", "granularity": "year", "type": "exact", "basis": "explicit"}}),
    );
    let visit = world.happens(
        (Ru, "Вестник Каспия", "2023-08-19"),
        "Президент России посетил Баку с визитом.",
        json!({"event": "CONSULT", "mode": ["visit"], "quad": 1, "score": 4.0, "actors": [named("Q7747", "Vladimir Putin", "RUS")], "recipients": [state("AZE")], "when": on("2023-08-19")}),
    );
    world.happens(
        (En, "Ararat Wire", "2023-09-02"),
        "Armenia criticised Russia for its inaction.",
        json!({"mode": ["disapprove"], "score": -2.0, "recipients": [state("RUS")], "when": on("2023-09-02")}),
    );
    let estimate = |value: f64, spread: f64| json!({"value": value, "low": value - spread, "high": value + spread});
    let month = |start: &str, end: &str, events: usize, quads: [usize; 4], level: f64| json!({"start": start, "end": end, "events": events, "weight": 1.0, "categories": {}, "quads": quads, "mean": null, "level": estimate(level, 0.8), "apart": {"historical": 0, "future": 0, "hypothetical": 0, "negated": 0, "undated": 0}});
    let between = relation(
        "ARM",
        "AZE",
        json!({
            "answer": {"course": "closer", "difference": estimate(5.2, 1.4), "before": ["2023-01-01", "2023-05-13"], "now": ["2023-05-14", "2023-09-30"], "reason": {"kind": "nothing"}, "because": "-"},
            "periods": [month("2023-01-01", "2023-05-13", 4, [0, 0, 3, 1], -4.4), month("2023-05-14", "2023-09-30", 3, [1, 1, 1, 0], 0.9)],
            "shifts": [{"at": "2023-05-14", "interval": ["2023-05-03", "2023-07-10"], "before": -4.4, "after": 0.9, "size": estimate(5.2, 1.4), "p": 0.01,
                "drivers": [{"event": summit, "share": 1.2}, {"event": exchange, "share": 1.1}]}],
            "third_parties": [{"who": side("RUS"), "role": "mediator", "toward": null, "first": "2023-06-01", "last": "2023-06-01", "weight": 0.9, "events": [offer]}]
        }),
    );
    let russia = |other: &str, changes: Value| relation("RUS", other, changes);
    let with_armenia = russia("ARM", json!({"periods": [month("2023-01-01", "2023-09-30", 1, [0, 0, 1, 0], -2.0)]}));
    let with_azerbaijan = russia(
        "AZE",
        json!({
            "answer": {"course": "unchanged", "difference": estimate(0.3, 0.5), "before": ["2023-01-01", "2023-05-31"], "now": ["2023-06-01", "2023-09-30"], "reason": {"kind": "nothing"}, "because": "-"},
            "periods": [month("2023-01-01", "2023-09-30", 1, [1, 0, 0, 0], 2.0)]
        }),
    );
    assert_ne!(shooting, visit);
    (world, between, with_armenia, with_azerbaijan)
}

fn of_caucasus(language: Language) -> (World, Brief) {
    let (world, between, armenia, azerbaijan) = caucasus();
    let with = With { who: &side("RUS"), relations: [&armenia, &azerbaijan] };
    let brief = world.brief(language, &between, Some(with));
    world.check(&brief);
    (world, brief)
}

/// Compares with a kept file; `BLESS=1` keeps what there is now, to be read before it is committed.
fn is_kept(name: &str, now: &str, kept: &str) {
    if std::env::var_os("BLESS").is_some() {
        let file = format!("{}/src/brief/tests/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::write(file, now).unwrap();
    } else {
        assert_eq!(now, kept, "{name} differs; look at it, then keep it with BLESS=1");
    }
}

#[test]
fn a_brief_in_english() {
    is_kept("caucasus.en.md", &markdown(&of_caucasus(En).1), include_str!("caucasus.en.md"));
}

#[test]
fn a_brief_in_french() {
    is_kept("caucasus.fr.md", &markdown(&of_caucasus(Fr).1), include_str!("caucasus.fr.md"));
}

#[test]
fn the_order_of_the_events_does_not_matter() {
    let (mut world, between, ..) = caucasus();
    let one = world.brief(En, &between, None);
    world.events.reverse();
    assert_eq!(one, world.brief(En, &between, None));
}

#[test]
fn without_an_event_there_is_a_title_and_nothing_else() {
    let (world, ..) = caucasus();
    let brief = world.brief(En, &relation("ISL", "BOL", json!({})), None);
    assert_eq!(brief.title, "Iceland and Bolivia, 1 January to 30 September 2023");
    assert!(brief.sections.is_empty() && brief.evidence.is_empty());
    let french = world.brief(Fr, &relation("COD", "USA", json!({})), None);
    assert_eq!(french.title, "République démocratique du Congo et États-Unis, du 1er janvier au 30 septembre 2023");
    assert_eq!(
        world.brief(Ru, &relation("ARM", "AZE", json!({})), None).language,
        En,
        "no brief is written in Russian"
    );
}

#[test]
fn too_little_evidence_is_said_with_the_little_there_is() {
    let mut world = World::default();
    world.happens(
        (En, "Ararat Wire", "2023-04-20"),
        "Yerevan accused Baku of lying.",
        json!({"when": on("2023-04-20")}),
    );
    let thin = relation("ARM", "AZE", json!({"periods": []}));
    let brief = world.brief(En, &thin, None);
    world.check(&brief);
    assert_eq!(
        sentences(&brief, "state"),
        [
            "The record is too thin to say whether Armenia and Azerbaijan drew closer: it holds no event between them that counts."
        ]
    );
    assert_eq!(sentences(&brief, "events"), ["On 20 April 2023, Armenia accused Azerbaijan."]);
    let silence = "Nothing between the two is on record after 20 April 2023, in the last 163 days of the period.";
    assert_eq!(sentences(&brief, "questions"), [silence]);
}

#[test]
fn a_page_stands_alone() {
    let page = html(&of_caucasus(Fr).1);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"fr\" dir=\"ltr\">"));
    assert!(page.contains("<blockquote lang=\"ar\" dir=\"rtl\">تبادل الطرفان"));
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("@import"));
    for anchor in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(page.contains(&format!("id=\"{anchor}\"")), "no {anchor}");
    }
}
