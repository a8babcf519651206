//! What French does to articles, verbs and numbers; and English beside it.

use super::super::moment::{Day, Moment, Stretch};
use super::super::nouns::{Kind, Noun, Nouns};
use super::super::tongue::{Act, Deed, Form, Range, Saying, tongue};
use super::tables::plain;
use super::*;
use crate::record::Category;
use Category::{Accuse, Agree, Aid, Assault, Coerce, Consult, Reject, Request, Support};
use Language::{En, Fr};

/// A state by its code; people of a state by `ARM MIL`; an entity by its id.
fn nouns(language: Language, who: &str) -> Vec<Noun> {
    let mut nouns = Nouns::new(tongue(language).unwrap(), Knowledge::embedded());
    let all = who.split(", ").filter(|w| !w.is_empty()).map(|who| {
        let (country, sector) = who.split_once(' ').map_or((None, None), |(c, s)| (Some(c), Some(s)));
        let party = some("-", country.filter(|c| *c != "-"), sector);
        match sector {
            Some(_) => nouns.speaker(&serde_json::from_value(party).unwrap()).unwrap(),
            None => nouns.side(&Side { id: who.into(), name: who.into() }),
        }
    });
    all.collect()
}

fn act(language: Language, actors: &str, what: (Category, &str), recipients: &str, form: Form) -> Act {
    let modes = Some(what.1.to_owned()).filter(|m| !m.is_empty()).into_iter().collect();
    Act { category: what.0, modes, actors: nouns(language, actors), recipients: nouns(language, recipients), form }
}

fn fr(actors: &str, what: (Category, &str), recipients: &str) -> String {
    plain(Fr, act(Fr, actors, what, recipients, Form::Did))
}

fn en(actors: &str, what: (Category, &str), recipients: &str) -> String {
    plain(En, act(En, actors, what, recipients, Form::Did))
}

fn deed(act: Act) -> Deed {
    let (moments, toll, languages) = (Vec::new(), Vec::new(), vec![En, Fr]);
    Deed { act, moments, place: None, toll, saying: Saying::Report, sources: 1, languages, denied: false }
}

const SHELL: (Category, &str) = (Assault, "heavy-weapons");

#[test]
fn articles_contract_and_are_elided() {
    assert_eq!(fr("ARM", SHELL, "TJK"), "L’Arménie a bombardé le Tadjikistan.");
    assert_eq!(fr("USA", (Aid, ""), "ARE"), "Les États-Unis ont apporté une aide aux Émirats arabes unis.");
    assert_eq!(fr("DEU", (Aid, ""), "MLI"), "L’Allemagne a apporté une aide au Mali.");
    assert_eq!(fr("DEU", (Aid, ""), "HTI"), "L’Allemagne a apporté une aide à Haïti.");
    for (code, of) in [
        ("ISR", "d’Israël"),
        ("HTI", "d’Haïti"),
        ("MLI", "du Mali"),
        ("PHL", "des Philippines"),
        ("CUB", "de Cuba"),
        ("ARM", "de l’Arménie"),
        ("HND", "du Honduras"),
        ("YEM", "du Yémen"),
    ] {
        assert_eq!(fr("FRA", (Request, "yield"), code), format!("La France a exigé des concessions {of}."));
    }
    for (code, there) in [
        ("AZE", "en Azerbaïdjan"),
        ("TJK", "au Tadjikistan"),
        ("CUB", "à Cuba"),
        ("USA", "aux États-Unis"),
        ("ISR", "en Israël"),
        ("BRB", "à la Barbade"),
        ("Q38799", "auprès du Hamas"),
    ] {
        assert_eq!(fr("RUS", (Consult, "visit"), code), format!("La Russie a effectué une visite {there}."));
    }
    assert_eq!(
        fr("UZB", (Agree, "mediator"), "KGZ, ARM"),
        "L’Ouzbékistan a proposé sa médiation au Kirghizstan et à l’Arménie."
    );
}

#[test]
fn participles_and_possessives_agree() {
    assert_eq!(fr("ARM, AZE", (Assault, ""), ""), "L’Arménie et l’Azerbaïdjan se sont affrontés.");
    assert_eq!(fr("ARM, GEO", (Assault, ""), ""), "L’Arménie et la Géorgie se sont affrontées.");
    assert_eq!(fr("", (Reject, "yield"), "ARM"), "L’Arménie s’est heurtée à un refus.");
    assert_eq!(fr("", (Reject, "yield"), "NLD"), "Les Pays-Bas se sont heurtés à un refus.");
    assert_eq!(fr("ARM", (Support, ""), "GEO"), "L’Arménie a exprimé son soutien à la Géorgie.");
    assert_eq!(fr("USA", (Support, ""), "GEO"), "Les États-Unis ont exprimé leur soutien à la Géorgie.");
    assert_eq!(fr("ARM, GEO", (Support, ""), ""), "L’Arménie et la Géorgie ont resserré leurs liens.");
    assert_eq!(
        fr("x:maria-zakharova", (Consult, "phone"), "FRA"),
        "Maria Zakharova s’est entretenue par téléphone avec la France."
    );
    assert_eq!(fr("", (Assault, "aerial"), "PHL"), "Des frappes aériennes ont visé les Philippines.");
}

#[test]
fn forms_say_how_sure_it_is() {
    let said = |form| plain(Fr, act(Fr, "ARM", SHELL, "AZE", form));
    assert_eq!(said(Form::DidNot), "L’Arménie n’a pas bombardé l’Azerbaïdjan.");
    assert_eq!(said(Form::MayHave), "L’Arménie aurait bombardé l’Azerbaïdjan.");
    assert_eq!(said(Form::Will), "L’Arménie doit bombarder l’Azerbaïdjan.");
    assert_eq!(said(Form::WillNot), "L’Arménie ne doit pas bombarder l’Azerbaïdjan.");
    assert_eq!(said(Form::May), "L’Arménie pourrait bombarder l’Azerbaïdjan.");
    let clashed = |form| plain(Fr, act(Fr, "ARM, GEO", (Assault, ""), "", form));
    assert_eq!(clashed(Form::DidNot), "L’Arménie et la Géorgie ne se sont pas affrontées.");
    assert_eq!(clashed(Form::MayHave), "L’Arménie et la Géorgie se seraient affrontées.");
    assert_eq!(clashed(Form::Will), "L’Arménie et la Géorgie doivent s’affronter.");
    let said = |form| plain(En, act(En, "USA", SHELL, "AZE", form));
    assert_eq!(said(Form::DidNot), "The United States did not shell Azerbaijan.");
    assert_eq!(said(Form::MayHave), "The United States may have shelled Azerbaijan.");
    assert_eq!(said(Form::Will), "The United States is to shell Azerbaijan.");
    let suffered = |form| plain(En, act(En, "", (Assault, ""), "ARM CVL", form));
    assert_eq!(suffered(Form::Did), "Armenian civilians were attacked.");
    assert_eq!(suffered(Form::DidNot), "Armenian civilians were not attacked.");
    assert_eq!(suffered(Form::MayHave), "Armenian civilians may have been attacked.");
}

#[test]
fn sectors_take_the_adjective_of_the_state() {
    assert_eq!(fr("AZE MIL", SHELL, "TJK CVL"), "Les forces azerbaïdjanaises ont bombardé des civils tadjiks.");
    assert_eq!(fr("FRA", (Request, "yield"), "TJK CVL"), "La France a exigé des concessions de civils tadjiks.");
    assert_eq!(fr("ARM COP", (Coerce, "arrest"), "ISR"), "La police arménienne a arrêté des ressortissants d’Israël.");
    assert_eq!(fr("ISR", (Coerce, "arrest"), "Q38799"), "Israël a arrêté des membres du Hamas.");
    assert_eq!(fr("ISR", (Coerce, "arrest"), "PSE JRN"), "Israël a arrêté des journalistes palestiniens.");
    assert_eq!(
        fr("- UAF", (Assault, "firearms"), "AGO CVL"),
        "Des combattants ont ouvert le feu sur des civils angolais."
    );
    assert_eq!(fr("AZE PRE", (Accuse, ""), "AZE"), "Des séparatistes en Azerbaïdjan ont accusé l’Azerbaïdjan.");
    assert_eq!(en("AZE MIL", SHELL, "TJK CVL"), "Azerbaijani forces shelled Tajik civilians.");
    assert_eq!(en("- UAF", (Assault, "firearms"), "AGO CVL"), "Gunmen opened fire on Angolan civilians.");
    assert_eq!(en("ISR", (Coerce, "arrest"), "Q458"), "Israel arrested members of the European Union.");
    assert_eq!(en("ISR", (Coerce, "arrest"), "PHL"), "Israel arrested nationals of the Philippines.");
}

#[test]
fn names_of_bodies_are_those_of_the_language() {
    assert_eq!(fr("Q458", (Accuse, "disapprove"), "x:wagner-group"), "L’Union européenne a critiqué le groupe Wagner.");
    assert_eq!(en("Q458", (Accuse, "disapprove"), "x:wagner-group"), "The European Union criticised the Wagner Group.");
    // A body without a French name is told by its country and sector.
    assert_eq!(fr("x:bundesheer", (Assault, ""), "ARM"), "Les forces autrichiennes ont attaqué l’Arménie.");
    assert_eq!(en("Q15180", (Assault, ""), "ARM"), "The Soviet Union attacked Armenia.");
}

#[test]
fn denials_are_told_as_those_of_who_denies() {
    let denial = |language: Language, who: &str, actors: &str, own| {
        let deed = deed(act(language, actors, SHELL, "ARM", Form::Did));
        tongue(language).unwrap().denial(&deed, &nouns(language, who), own)
    };
    assert_eq!(denial(Fr, "AZE", "AZE", true), "L’Azerbaïdjan nie avoir bombardé l’Arménie.");
    assert_eq!(denial(Fr, "USA", "USA", true), "Les États-Unis nient avoir bombardé l’Arménie.");
    assert_eq!(
        denial(Fr, "RUS", "ISR", false),
        "La Russie rejette l’affirmation selon laquelle Israël a bombardé l’Arménie."
    );
    assert_eq!(
        denial(Fr, "", "ISR", false),
        "Contrairement à d’autres récits, un article affirme qu’Israël n’a pas bombardé l’Arménie."
    );
    assert_eq!(denial(En, "AZE", "AZE", true), "Azerbaijan denies having shelled Armenia.");
    assert_eq!(denial(En, "RUS, CHN", "ISR", false), "Russia and China dispute that Israel shelled Armenia.");
    let clash = deed(act(Fr, "ARM, GEO", (Assault, ""), "", Form::Did));
    assert_eq!(
        tongue(Fr).unwrap().denial(&clash, &nouns(Fr, "ARM, GEO"), true),
        "L’Arménie et la Géorgie nient s’être affrontées."
    );
}

#[test]
fn numbers_and_tolls_are_written_as_the_language_does() {
    let with = |language: Language, toll: Vec<(&'static str, Range)>| {
        let deed = Deed { toll, sources: 2, denied: true, ..deed(act(language, "AZE", SHELL, "ARM", Form::Did)) };
        tongue(language).unwrap().deed(&deed)
    };
    let toll =
        || vec![("killed", Range::AtLeast(1)), ("wounded", Range::Between(2, 1_200)), ("captured", Range::About(3))];
    assert_eq!(
        with(Fr, toll()),
        "L’Azerbaïdjan a bombardé l’Arménie, faisant au moins 1 mort, 2 à 1\u{202f}200 blessés et environ 3 prisonniers (deux sources en anglais et en français\u{202f}; contesté)."
    );
    assert_eq!(
        with(En, toll()),
        "Azerbaijan shelled Armenia, with at least 1 killed, 2 to 1,200 wounded and about 3 captured (two sources in English and French; disputed)."
    );
}

#[test]
fn times_are_told_as_finely_as_they_are_known() {
    let d = |month, day| Day { year: 2023, month, day };
    let told = |language: Language, moments: Vec<Moment>| {
        let deed = Deed { moments, ..deed(act(language, "AZE", SHELL, "ARM", Form::Did)) };
        let sentence = tongue(language).unwrap().deed(&deed);
        sentence.split_once(if language == Fr { ", l’Azer" } else { ", Azer" }).unwrap().0.to_owned()
    };
    let cases = [
        (Moment::Told(Stretch::Day(d(5, 1))), "On 1 May 2023", "Le 1er mai 2023"),
        (Moment::About(Stretch::Day(d(5, 2))), "Around 2 May 2023", "Vers le 2 mai 2023"),
        (Moment::Told(Stretch::between(d(5, 1), d(5, 3))), "From 1 to 3 May 2023", "Du 1er au 3 mai 2023"),
        (Moment::Told(Stretch::between(d(5, 30), d(6, 1))), "From 30 May to 1 June 2023", "Du 30 mai au 1er juin 2023"),
        (Moment::Told(Stretch::between(d(8, 1), d(8, 31))), "In August 2023", "En août 2023"),
        (Moment::Told(Stretch::between(d(4, 1), d(6, 30))), "From April to June 2023", "D’avril à juin 2023"),
        (Moment::Told(Stretch::between(d(1, 1), d(12, 31))), "In 2023", "En 2023"),
        (Moment::Told(Stretch::Decade(1990)), "In the 1990s", "Dans les années 1990"),
        (Moment::Told(Stretch::Week(d(5, 1))), "In the week of 1 May 2023", "Dans la semaine du 1er mai 2023"),
        (Moment::Told(Stretch::Since(d(5, 1))), "Since 1 May 2023", "Depuis le 1er mai 2023"),
        (Moment::Reported(Stretch::Day(d(5, 1))), "As reported on 1 May 2023", "D’après la presse du 1er mai 2023"),
        (Moment::Reported(Stretch::Month(2023, 8)), "As reported in August 2023", "D’après la presse d’août 2023"),
    ];
    for (moment, english, french) in cases {
        assert_eq!(told(En, vec![moment]), english);
        assert_eq!(told(Fr, vec![moment]), french);
    }
    let days = [d(5, 3), d(5, 14), d(6, 2), Day { year: 2024, ..d(1, 1) }];
    let days: Vec<Moment> = days.into_iter().map(|d| Moment::Told(Stretch::Day(d))).collect();
    assert_eq!(told(En, days.clone()), "On 3 and 14 May, on 2 June 2023 and on 1 January 2024");
    assert_eq!(told(Fr, days), "Les 3 et 14 mai, le 2 juin 2023 et le 1er janvier 2024");
}

#[test]
fn a_person_is_introduced_once() {
    let mut nouns = Nouns::new(tongue(Fr).unwrap(), Knowledge::embedded());
    let putin = serde_json::from_value(named("Q7747", "Vladimir Putin", "RUS")).unwrap();
    assert_eq!(nouns.speaker(&putin).unwrap().text, "Vladimir Poutine (Russie)");
    assert_eq!(nouns.speaker(&putin).unwrap().text, "Vladimir Poutine");
    assert_eq!(nouns.speaker(&putin).unwrap().kind, Kind::People);
    let unknown = serde_json::from_value(some("Они", None, None)).unwrap();
    assert_eq!(nouns.speaker(&unknown), None, "a pronoun in another language is nobody's name");
}
