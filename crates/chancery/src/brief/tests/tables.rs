//! The tables of the languages that briefs are written in.

use std::collections::BTreeSet;

use super::super::languages;
use super::super::nouns::{Kind, Noun};
use super::super::tables::{Acts, Told as Names, Voice};
use super::super::tongue::{Act, Deed, Form, Saying, tongue};
use crate::codebook::PLOVER;
use crate::record::Category;
use crate::{Language, knowledge::Knowledge};

const TABLES: [(&str, &str); 2] = [
    (include_str!("../../../../../knowledge/en/acts.tsv"), include_str!("../../../../../knowledge/en/told.tsv")),
    (include_str!("../../../../../knowledge/fr/acts.tsv"), include_str!("../../../../../knowledge/fr/told.tsv")),
];

const FORMS: [Form; 6] = [Form::Did, Form::DidNot, Form::MayHave, Form::Will, Form::WillNot, Form::May];

fn noun(name: &str) -> Noun {
    Noun::plain(name, Kind::Body)
}

/// A sentence with an act and nothing else.
pub(super) fn plain(language: Language, act: Act) -> String {
    let deed = Deed {
        act,
        moments: Vec::new(),
        place: None,
        toll: Vec::new(),
        saying: Saying::Report,
        sources: 1,
        languages: vec![language],
        denied: false,
    };
    tongue(language).unwrap().deed(&deed)
}

#[test]
fn tables_are_read() {
    let acts = TABLES.map(|(acts, _)| Acts::parse(acts).unwrap());
    let names = acts.each_ref().map(|a| a.names().collect::<BTreeSet<_>>());
    assert_eq!(names[0], names[1], "the languages tell the same acts");
    for name in &names[0] {
        let (category, mode) = name.split_once('/').unwrap_or((name, ""));
        let entry = Category::from_name(category).unwrap_or_else(|| panic!("{name}: no category")).entry();
        assert!(["", "mediator"].contains(&mode) || entry.modes.iter().any(|m| m.0 == mode), "{name}: no mode");
    }
    for (_, told) in TABLES {
        Names::parse(told).unwrap();
    }
}

#[test]
fn a_wrong_row_is_named() {
    let head = "who\tname\tgrammar\tin\tadjective\n";
    let told = |row: &str| Names::parse(format!("# note\n{head}{row}\n").leak()).unwrap_err();
    assert_eq!(told("ARM\tl'Arménie"), "line 3: 5 cells expected, 2 found");
    assert_eq!(told("ARM\tl'Arménie\tx\t-\t-"), "line 3: 'x' in the grammar; m, f, p and h are known");
    assert_eq!(told("ARM\ta\t-\t-\t-\nARM\tb\t-\t-\t-"), "line 4: ARM stands there twice");
    let acts = Acts::parse("act\ttoward\talone\tmutual\tsuffered\nAID\t[aid] {B}\taids\t[aid]\t[aid]\n").unwrap_err();
    assert_eq!(acts, "line 2: no verb in brackets in \"aids\"");
}

#[test]
fn every_language_names_states_sectors_languages_and_acts() {
    for language in languages() {
        let told = tongue(language).unwrap().told();
        let states = include_str!("../../../../../knowledge/en/states.tsv").lines().skip(1);
        for code in states.filter_map(|row| row.split('\t').next()) {
            let row = told.row(code).unwrap_or_else(|| panic!("{language}: {code}"));
            assert!(row.within.is_some(), "{language}: being in {code}");
        }
        for sector in crate::knowledge::Sector::ALL {
            assert!(told.row(&format!("sector {}", sector.code())).is_some(), "{language}: {}", sector.code());
        }
        for other in Language::ALL {
            assert!(told.row(&format!("language {other}")).is_some(), "{language}: {other}");
        }
        for entry in &PLOVER {
            assert!(told.row(&format!("act {}", entry.name)).is_some(), "{language}: {}", entry.name);
        }
    }
}

#[test]
fn ids_of_names_are_those_of_the_knowledge() {
    let knowledge = Knowledge::embedded();
    let own = include_str!("../../../../../knowledge/places.tsv");
    for (_, told) in TABLES {
        for who in told.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(|l| l.split('\t').next()) {
            let geonames = who.strip_prefix("geonames:").and_then(|id| id.parse().ok());
            let is_known = match geonames {
                Some(id) => {
                    knowledge.of_geonames(id).is_some() || own.lines().any(|l| l.split('\t').next() == Some(who))
                }
                None if who.starts_with("x:") || who.strip_prefix('Q').is_some_and(|n| n.parse::<u32>().is_ok()) => {
                    let is_place = own.lines().any(|l| l.split('\t').next() == Some(who));
                    is_place || knowledge.find_entity(who).is_some() || knowledge.find_person(who).is_some()
                }
                None => true,
            };
            assert!(is_known, "{who}");
        }
    }
}

#[test]
fn every_act_is_told_in_every_form() {
    let parties = [vec![], vec![noun("Xa")], vec![noun("Xa"), noun("Xb")]];
    for language in languages() {
        for entry in &PLOVER {
            let modes = entry.modes.iter().map(|m| vec![m.0.to_owned()]).chain([vec![], vec!["mediator".into()]]);
            for (modes, form) in modes.flat_map(|m| FORMS.map(|form| (m.clone(), form))) {
                let mut told = BTreeSet::new();
                for (actors, recipients) in [(1, 1), (1, 0), (2, 0), (0, 1)] {
                    let (actors, mut recipients) = (parties[actors].clone(), parties[recipients].clone());
                    recipients.iter_mut().for_each(|r| r.text = "Yb".into());
                    let act = Act { category: entry.category, modes: modes.clone(), actors, recipients, form };
                    let voice = act.voice();
                    let sentence = plain(language, act.clone());
                    assert!(!sentence.contains(['{', '}', '[', ']', '/']), "{sentence}");
                    assert!(!sentence.contains("  ") && sentence.ends_with('.'), "{sentence}");
                    if voice != Voice::Suffered {
                        assert!(sentence.starts_with("Xa"), "{sentence}");
                    }
                    told.insert(sentence);
                }
                assert_eq!(told.len(), 4, "{} {modes:?}: {told:?}", entry.name);
            }
        }
    }
}
