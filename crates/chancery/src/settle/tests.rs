//! What the stage promises: on the examples in ten languages, and on drafts made by hand, whatever the weights.

use super::{Sides, settle};
use crate::code::{Argument, Draft, TollKind};
use crate::knowledge::Knowledge;
use crate::mention::Mentions;
use crate::read::{self, Options};
use crate::record::{Category, Certainty, CharSpan, Claim, Coded, Party, Polarity, Report, Status, Tense};
use crate::text::Document;
use crate::{Chancery, Language, Span};

fn examples() -> Vec<Coded> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let chancery = Chancery::embedded().unwrap();
    let sources = read::sources(&[folder]).into_iter().map(Result::unwrap);
    let raws = sources.flat_map(|s| read::read(&s, &Options::default()).collect::<Vec<_>>());
    raws.map(|raw| chancery.code(raw.unwrap()).unwrap()).collect()
}

#[test]
fn every_span_slices_its_text_and_every_party_has_words() {
    let examples = examples();
    assert!(examples.len() >= 12, "{} examples", examples.len());
    for coded in examples {
        let characters: Vec<char> = coded.report.text.chars().collect();
        let words = |span: CharSpan| characters[span[0]..span[1]].iter().collect::<String>();
        for claim in &coded.claims {
            let parties: Vec<&Party> =
                claim.actors.iter().chain(&claim.recipients).chain(claim.speaker.as_ref()).collect();
            for party in &parties {
                assert!(!party.text.trim().is_empty(), "{}: {party:?}", claim.id);
                if let Some(span) = party.span {
                    assert_eq!(words(span), party.text, "{}", claim.id);
                }
            }
            assert!(!claim.evidence.is_empty(), "{}", claim.id);
            for evidence in &claim.evidence {
                assert_eq!(words(evidence.span), evidence.text, "{}", claim.id);
                let [start, end] = evidence.trigger;
                assert!(evidence.span[0] <= start && start < end && end <= evidence.span[1], "{}", claim.id);
            }
            assert!(!claim.actors.is_empty() || !claim.recipients.is_empty() || claim.toll.is_some(), "{}", claim.id);
        }
    }
}

fn document(text: &str) -> Document {
    document_in(Language::En, text)
}

fn document_in(language: Language, text: &str) -> Document {
    let report = Report {
        id: "r".into(),
        path: None,
        title: None,
        published: Some("2024-03-14".into()),
        url: None,
        source: None,
        author: None,
        language,
        language_confidence: 1.0,
        credits: Vec::new(),
        text: text.into(),
    };
    Document::new(report)
}

/// Where the words first stand.
fn span(document: &Document, words: &str) -> Span {
    let start = document.report.text.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn draft(document: &Document, category: Category, trigger: &str, actor: &str, recipient: &str) -> Draft {
    let span = |words: &str| span(document, words);
    let argument = |words: &str| vec![Argument { span: span(words), probability: 0.9 }];
    let trigger = span(trigger);
    Draft {
        sentence: document.sentences.iter().position(|s| s.span.contains(trigger)).unwrap(),
        trigger,
        category,
        modes: Vec::new(),
        contexts: Vec::new(),
        status: Status { polarity: Polarity::Affirmed, tense: Tense::Past, certainty: Certainty::Asserted },
        actors: argument(actor),
        recipients: argument(recipient),
        speakers: Vec::new(),
        third_parties: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
        leanings: Vec::new(),
        sides: [[0.0, 1.0, 0.0, 0.0]; 2],
        toll: Vec::new(),
        confidence: 0.9,
        status_confidence: 0.9,
    }
}

fn claims(document: &Document, drafts: Vec<Draft>) -> Vec<Claim> {
    let knowledge = Knowledge::embedded();
    settle(&Sides::default(), knowledge, document, &Mentions::find(knowledge, document), drafts)
}

#[test]
fn two_that_are_meant_together_do_not_include_who_acts_on_them() {
    let document = document(
        "Rwanda accused Burundi of sheltering rebels. The Angolan president offered to mediate between the two countries.",
    );
    let claims = claims(
        &document,
        vec![
            draft(&document, Category::Accuse, "accused", "Rwanda", "Burundi"),
            draft(&document, Category::Agree, "offered", "The Angolan president", "the two countries"),
        ],
    );
    let mut countries: Vec<&str> = claims[1].recipients.iter().filter_map(|r| r.country.as_deref()).collect();
    countries.sort();
    assert_eq!(countries, ["BDI", "RWA"], "{:?}", claims[1]);
}

#[test]
fn words_that_refer_to_nobody_name_nobody_unless_they_say_what_they_are() {
    let document = document("They shelled a camp. The rebels attacked a base.");
    let claims = claims(
        &document,
        vec![
            draft(&document, Category::Assault, "shelled", "They", "a camp"),
            draft(&document, Category::Assault, "attacked", "The rebels", "a base"),
        ],
    );
    assert!(claims[0].actors.is_empty(), "{:?}", claims[0].actors);
    assert_eq!(claims[1].actors[0].sector.as_deref(), Some("REB"));
}

fn countries(parties: &[Party]) -> Vec<&str> {
    let mut found: Vec<&str> = parties.iter().filter_map(|r| r.country.as_deref()).collect();
    found.sort();
    found
}

#[test]
fn a_neighbour_is_the_other_state_of_the_last_act() {
    let document = document("Sudan bombed a village in Chad. N'Djamena then threatened its neighbour with war.");
    let claims = claims(
        &document,
        vec![
            draft(&document, Category::Assault, "bombed", "Sudan", "Chad"),
            draft(&document, Category::Threaten, "threatened", "N'Djamena", "its neighbour"),
        ],
    );
    assert_eq!(countries(&claims[1].recipients), ["SDN"], "{:?}", claims[1]);
}

#[test]
fn ministers_of_two_countries_are_of_both_and_an_old_quarrel_outweighs_a_passing_act() {
    let document = document(
        "Serbia shelled Kosovo. Kosovo accused Serbia of war crimes. France welcomed Ghana's gift. \
         The foreign ministers of the two countries met.",
    );
    let claims = claims(
        &document,
        vec![
            draft(&document, Category::Assault, "shelled", "Serbia", "Kosovo"),
            draft(&document, Category::Accuse, "accused", "Kosovo", "Serbia"),
            draft(&document, Category::Support, "welcomed", "France", "Ghana"),
            draft(&document, Category::Consult, "met", "The foreign ministers of the two countries", "France"),
        ],
    );
    assert_eq!(countries(&claims[3].actors), ["KOS", "SRB"], "{:?}", claims[3]);
}

#[test]
fn an_ally_without_a_name_stays_open_and_meets_its_name_in_the_next_sentence() {
    let document = document("Moscow offered one of its close allies help. Moscow offered Azerbaijan help in Baku.");
    let mut second = draft(&document, Category::Agree, "offered", "Moscow", "Azerbaijan");
    second.sentence = 1;
    let claims = claims(&document, vec![draft(&document, Category::Agree, "offered", "Moscow", "one of"), second]);
    assert_eq!(claims.len(), 1, "{claims:?}");
    assert_eq!(countries(&claims[0].recipients), ["AZE"]);
}

#[test]
fn the_police_of_a_report_about_one_country_are_that_countrys_and_no_towns() {
    let document = document(
        "Riots broke out in Honiara in the Solomon Islands. Police arrested an aide. The Solomon Islands asked Australia for help.",
    );
    let mut arrest = draft(&document, Category::Coerce, "arrested", "Police", "an aide");
    arrest.recipients.clear();
    let claims = claims(&document, vec![arrest]);
    assert_eq!(countries(&claims[0].actors), ["SLB"], "{:?}", claims[0]);
}

#[test]
fn police_without_a_country_are_of_the_country_where_they_act() {
    let document = document("France and Kenya signed a treaty. In Peshawar police arrested two men.");
    let mut arrest = draft(&document, Category::Coerce, "arrested", "police", "two men");
    arrest.places.push(span(&document, "Peshawar"));
    let claims = claims(&document, vec![arrest]);
    assert_eq!(countries(&claims[0].actors), ["PAK"], "{:?}", claims[0]);
}

#[test]
fn places_tell_which_country_a_report_is_about_where_no_name_does() {
    let document = document("Shots in Peshawar\n\nGunmen fired on a bus in Quetta. The army sent two companies.");
    let mut fired = draft(&document, Category::Assault, "fired", "Gunmen", "a bus");
    fired.places.push(span(&document, "Quetta"));
    let sent = draft(&document, Category::Mobilize, "sent", "The army", "two companies");
    let claims = claims(&document, vec![fired, sent]);
    assert_eq!(countries(&claims[1].actors), ["PAK"], "{:?}", claims[1]);
}

#[test]
fn two_sides_fight_at_the_one_place_that_is_named() {
    let place = |text: &str| {
        let document = document(text);
        let mut war = draft(&document, Category::Assault, "war", "Armenia", "Azerbaijan");
        war.actors.append(&mut war.recipients);
        claims(&document, vec![war])[0].place.as_ref().map(|p| p.name.clone())
    };
    assert_eq!(
        place("A war broke out between Armenia and Azerbaijan over Nagorno-Karabakh.").as_deref(),
        Some("Nagorno-Karabakh")
    );
    assert_eq!(place("A war broke out between Armenia and Azerbaijan, Vienna said."), None);
    assert_eq!(place("A war broke out between Armenia and Azerbaijan over Nagorno-Karabakh, not Donbas."), None);
}

#[test]
fn the_same_count_is_one_acts_and_who_counts_does_not_part_it_from_its_act() {
    let document = document(
        "Somali rebels fired rockets at Baidoa, and the strike killed nine soldiers. Some 30 died, the mayor said.",
    );
    let mut fired = draft(&document, Category::Assault, "fired", "Somali rebels", "Baidoa");
    let mut strike = draft(&document, Category::Assault, "strike", "Somali rebels", "Baidoa");
    (fired.modes, strike.modes) = (vec!["heavy-weapons".into()], vec!["aerial".into()]);
    let quantities = Mentions::find(Knowledge::embedded(), &document).quantities;
    let count = |words: &str| {
        let found = quantities.iter().find(|q| q.span.of(&document.report.text).contains(words));
        vec![(crate::code::TollKind::Killed, found.unwrap().clone())]
    };
    (fired.toll, strike.toll) = (count("nine"), count("nine"));
    assert_eq!(claims(&document, vec![fired.clone(), strike]).len(), 1);
    let mut died = draft(&document, Category::Assault, "died", "Somali rebels", "Baidoa");
    died.sentence = 1;
    (died.actors, died.recipients, died.toll) = (Vec::new(), Vec::new(), count("30"));
    died.speakers = draft(&document, Category::Assault, "died", "the mayor", "Baidoa").actors;
    fired.toll.clear();
    assert_eq!(claims(&document, vec![fired, died]).len(), 1);
}

#[test]
fn who_offers_or_does_mediation_or_is_named_with_it_is_the_mediator() {
    for (language, text, trigger, actor, recipient, mediator) in [
        (Language::De, "Angola bot Ruanda und dem Kongo an, zu vermitteln.", "bot", "Angola", "Ruanda", "Q916"),
        (
            Language::Fr,
            "Le Rwanda a signé un accord avec le Kenya sous la médiation du Qatar.",
            "signé",
            "Rwanda",
            "Kenya",
            "Q846",
        ),
        (Language::En, "Rwanda met Kenya after Qatar's mediation.", "met", "Rwanda", "Kenya", "Q846"),
        (
            Language::Tr,
            "Ruanda, Katar'ın arabuluculuğunda Kenya ile anlaşma imzaladı.",
            "imzaladı",
            "Ruanda",
            "Kenya",
            "Q846",
        ),
        (
            Language::Ru,
            "Руанда заключила соглашение с Кенией при посредничестве президента Уганды.",
            "заключила",
            "Руанда",
            "Кенией",
            "Q1036",
        ),
        (Language::Ar, "وقعت رواندا اتفاقا مع كينيا بوساطة قطر.", "وقعت", "رواندا", "كينيا", "Q846"),
    ] {
        let document = document_in(language, text);
        let claims = claims(&document, vec![draft(&document, Category::Agree, trigger, actor, recipient)]);
        let found: Vec<_> = claims[0].third_parties.iter().map(|t| (t.role.as_str(), t.entity.as_str())).collect();
        assert_eq!(found, [("mediator", mediator)], "{text}");
        let between = &claims[0].third_parties[0].between;
        assert!(!between.is_empty() && !between.iter().any(|b| b == mediator), "{text}: {between:?}");
    }
    // Where they met is nobody's mediation, and who turns an offer down does not mediate.
    for (text, category, trigger) in [
        ("Rwanda praised Kenya for mediation in Chad.", Category::Support, "praised"),
        ("Rwanda rejected Kenya and its mediation.", Category::Reject, "rejected"),
    ] {
        let document = document(text);
        let claims = claims(&document, vec![draft(&document, category, trigger, "Rwanda", "Kenya")]);
        assert!(claims[0].third_parties.is_empty(), "{text}: {:?}", claims[0].third_parties);
    }
}

#[test]
fn the_latter_is_who_was_named_last_and_the_north_the_northern_of_two_states() {
    let document =
        document("Brazil praised Chile. The latter thanked Peru. South Korea sued North Korea. The North protested.");
    let claims = claims(
        &document,
        vec![
            draft(&document, Category::Support, "praised", "Brazil", "Chile"),
            draft(&document, Category::Support, "thanked", "The latter", "Peru"),
            draft(&document, Category::Accuse, "sued", "South Korea", "North Korea"),
            draft(&document, Category::Protest, "protested", "The North", "South Korea"),
        ],
    );
    assert_eq!(countries(&claims[1].actors), ["CHL"], "{:?}", claims[1]);
    assert_eq!(countries(&claims[3].actors), ["PRK"], "{:?}", claims[3]);
}

#[test]
fn the_same_words_mean_the_same_in_every_act_of_their_sentence() {
    let document = document("Kenya released ten men. Washington threatened Asmara, accusing it of having armed Chad.");
    let claims = claims(
        &document,
        vec![
            draft(&document, Category::Threaten, "threatened", "Washington", "Asmara"),
            draft(&document, Category::Accuse, "accusing", "Washington", "it "),
            draft(&document, Category::Aid, "armed", "it ", "Chad"),
        ],
    );
    assert_eq!(countries(&claims[1].recipients), ["ERI"], "{:?}", claims[1]);
    assert_eq!(countries(&claims[2].actors), ["ERI"], "{:?}", claims[2]);
}

#[test]
fn a_general_is_not_of_the_country_that_he_visits() {
    let document = document("Rwanda praised Kigali's schools. General Muhoze visited Kigali.");
    let claims = claims(&document, vec![draft(&document, Category::Consult, "visited", "General Muhoze", "Kigali")]);
    assert!(countries(&claims[0].actors).is_empty(), "{:?}", claims[0].actors);
}

#[test]
fn a_heading_and_its_lead_are_one_claim_though_only_the_lead_gives_the_day() {
    let document = document("Rwanda accuses Burundi\n\nRwanda accused Burundi on Monday.");
    let heading = draft(&document, Category::Accuse, "accuses", "Rwanda", "Burundi");
    let mut lead = draft(&document, Category::Accuse, "accused", "Rwanda", "Burundi");
    lead.times.push(span(&document, "Monday"));
    let told = claims(&document, vec![heading.clone(), lead]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].when.as_ref().unwrap().edtf, "2024-03-11");
    // Background of another year is another claim.
    let document = self::document("Rwanda accuses Burundi\n\nRwanda accused Burundi in 2019.");
    let mut before = draft(&document, Category::Accuse, "accused", "Rwanda", "Burundi");
    before.times.push(span(&document, "2019"));
    assert_eq!(claims(&document, vec![heading, before]).len(), 2);
}

#[test]
fn a_weekday_of_an_act_to_come_is_the_next_one() {
    let document = document("Rwanda expects Kenya on Tuesday.");
    let mut visit = draft(&document, Category::Agree, "expects", "Rwanda", "Kenya");
    visit.times.push(span(&document, "Tuesday"));
    assert_eq!(claims(&document, vec![visit.clone()])[0].when.as_ref().unwrap().edtf, "2024-03-12");
    visit.status.tense = Tense::Future;
    assert_eq!(claims(&document, vec![visit])[0].when.as_ref().unwrap().edtf, "2024-03-19");
}

#[test]
fn a_counterpart_is_of_another_country_and_a_pronoun_means_its_own_sentences_party() {
    let document = document(
        "Indonesia thanked Serbia. Kosovo praised Montenegro and promised to send it experts. \
         The Indonesian minister asked his counterpart, Delfin Abarca, for help.",
    );
    let claims = claims(
        &document,
        vec![
            draft(&document, Category::Support, "thanked", "Indonesia", "Serbia"),
            draft(&document, Category::Support, "praised", "Kosovo", "Montenegro"),
            draft(&document, Category::Agree, "promised", "Kosovo", "it "),
            draft(&document, Category::Request, "asked", "The Indonesian minister", "his counterpart, Delfin Abarca"),
        ],
    );
    assert_eq!(countries(&claims[2].recipients), ["MNE"], "{:?}", claims[2]);
    assert!(countries(&claims[3].recipients).is_empty(), "{:?}", claims[3].recipients);
}

#[test]
fn a_neighbours_army_is_of_the_neighbour_and_a_heading_means_the_two_of_its_report() {
    let document = document(
        "Border guards of the two countries clash\n\nTajikistan and Kyrgyzstan traded fire. Tajikistan mourns. \
         Kyrgyzstan says the artillery of the neighbouring country hit a school.",
    );
    let mut clash = draft(&document, Category::Assault, "clash", "Border guards of the two countries", "a school");
    clash.recipients.clear();
    let claims = claims(
        &document,
        vec![
            clash,
            draft(&document, Category::Assault, "hit", "the artillery of the neighbouring country", "a school"),
        ],
    );
    assert_eq!(countries(&claims[0].actors), ["KGZ", "TJK"], "{:?}", claims[0]);
    assert_eq!(countries(&claims[1].actors), ["TJK"], "{:?}", claims[1]);
    assert_eq!(claims[1].actors[0].sector.as_deref(), Some("MIL"), "{:?}", claims[1]);
}

#[test]
fn how_long_talks_took_is_not_when_they_were() {
    let document = document("Rwanda and Kenya met for eleven hours.");
    let mut talks = draft(&document, Category::Consult, "met", "Rwanda", "Kenya");
    talks.times.push(span(&document, "eleven"));
    assert_eq!(claims(&document, vec![talks])[0].when.as_ref().unwrap().edtf, "2024-03-14");
}

#[test]
fn an_accusation_told_twice_in_a_sentence_is_one_and_one_sided() {
    let document = document("Russia is blamed by Armenia, accused of having done too little.");
    let blamed = draft(&document, Category::Accuse, "blamed", "Armenia", "Russia");
    let mut accused = draft(&document, Category::Accuse, "accused", "Armenia", "Russia");
    accused.actors.append(&mut accused.recipients);
    accused.modes = vec!["allege".into()];
    let claims = claims(&document, vec![blamed, accused]);
    assert_eq!(claims.len(), 1, "{claims:?}");
    assert_eq!((countries(&claims[0].actors), countries(&claims[0].recipients)), (vec!["ARM"], vec!["RUS"]));
    assert_eq!(claims[0].evidence.len(), 2);
}

#[test]
fn other_acts_tell_whom_a_denial_an_answer_and_an_accusation_mean() {
    let document = document(
        "Eritrea seized guards of Djibouti. Ethiopia asked Kenya for help. Nairobi refused. Asmara denied capturing anyone. \
         Sudan threatened Chad. Sudan accused Chad of shelling houses. Ghana thanked Togo. Asmara denied beating anybody. \
         Sweden blamed Chad for burning huts.",
    );
    let alone = |category, trigger, actor| {
        let mut draft = draft(&document, category, trigger, actor, actor);
        draft.recipients.clear();
        draft
    };
    let refused = alone(Category::Reject, "refused", "Nairobi");
    let mut denied = draft(&document, Category::Coerce, "capturing", "Asmara", "anyone");
    denied.status.polarity = Polarity::Negated;
    let mut other = alone(Category::Assault, "beating", "Asmara");
    other.status.polarity = Polarity::Negated;
    let claims = claims(
        &document,
        vec![
            draft(&document, Category::Coerce, "seized", "Eritrea", "guards of Djibouti"),
            draft(&document, Category::Request, "asked", "Ethiopia", "Kenya"),
            refused,
            denied,
            draft(&document, Category::Threaten, "threatened", "Sudan", "Chad"),
            draft(&document, Category::Accuse, "accused", "Sudan", "Chad"),
            draft(&document, Category::Assault, "shelling", "Chad", "houses"),
            alone(Category::Support, "thanked", "Ghana"),
            other,
            draft(&document, Category::Accuse, "blamed", "Sweden", "Chad"),
            draft(&document, Category::Assault, "burning", "Chad", "huts"),
        ],
    );
    let told: Vec<Vec<&str>> = claims.iter().map(|c| countries(&c.recipients)).collect();
    let nobody: Vec<&str> = Vec::new();
    assert_eq!(told[2..4], [vec!["ETH"], vec!["DJI"]], "{claims:?}");
    assert_eq!(told[6..9], [vec!["SDN"], nobody.clone(), nobody.clone()], "{claims:?}");
    // An accuser from elsewhere has suffered nothing.
    assert_eq!(told[10], nobody, "{:?}", claims[10]);
    assert_eq!(claims[2].recipients[0].span, None);
    assert_eq!(claims[6].recipients[0].text, "houses");
}

#[test]
fn a_lone_claim_in_a_long_text_must_be_surer() {
    let long = "Rwanda accused Burundi. ".to_string() + &"The hills are green and the rain is warm. ".repeat(9);
    let told = |text: &str, confidence| {
        let document = document(text);
        let mut accused = draft(&document, Category::Accuse, "accused", "Rwanda", "Burundi");
        accused.confidence = confidence;
        claims(&document, vec![accused]).len()
    };
    assert_eq!((told(&long, 0.8), told(&long, 0.95), told("Rwanda accused Burundi.", 0.8)), (0, 1, 1));
}

#[test]
fn an_acronym_means_the_body_that_the_report_names_in_full() {
    let first = |text: &str| {
        let document = document(text);
        let claims = claims(&document, vec![draft(&document, Category::Accuse, "accused", "RSF", "the army")]);
        claims[0].actors[0].entity.clone().unwrap()
    };
    assert_eq!(first("Sudan fights the Rapid Support Forces. RSF accused the army."), "x:rapid-support-forces");
    assert_eq!(first("RSF accused the army."), "x:reporters-without-borders");
}

/// The claims with sides settled by a table of one tree: who is told by a name stands there, and whoever `sign` is true of; one on each side.
fn settled_by(document: &Document, sign: &str, drafts: Vec<Draft>) -> Vec<Claim> {
    let otherwise = format!("told_by_reference\t0\n{sign}\t0.5\n=\t-3\n=\t2\n=\t-3\n");
    let sides = format!("stands\t0.5\ntold_by_name\t0\n{otherwise}=\t3\nshape\t1\t1\n=\t1\nshape\t2\t0\n=\t0\n");
    let knowledge = Knowledge::embedded();
    settle(&Sides::parse(&sides).unwrap(), knowledge, document, &Mentions::find(knowledge, document), drafts)
}

#[test]
fn who_is_understood_is_told_with_the_words_that_name_him() {
    let document = document("Rwanda asked Burundi for talks. Burundi refused.");
    let mut refusal = draft(&document, Category::Reject, "refused", "Burundi", "Burundi");
    refusal.actors[0].span = span_after(&document, "Burundi", "talks");
    refusal.recipients.clear();
    let asks = draft(&document, Category::Request, "asked", "Rwanda", "Burundi");
    let claims = settled_by(&document, "turned", vec![asks, refusal]);
    let refusal = claims.iter().find(|claim| claim.event == Category::Reject).unwrap();
    assert_eq!((countries(&refusal.actors), countries(&refusal.recipients)), (vec!["BDI"], vec!["RWA"]));
    let understood = &refusal.recipients[0];
    assert_eq!((understood.span, understood.refers_to.as_deref()), (None, Some("Rwanda")));
}

#[test]
fn words_that_were_taken_to_mean_another_mean_who_stands_there() {
    let document = document("Rwanda and Burundi held talks. The Ugandan army fired on its neighbour.");
    let talks = draft(&document, Category::Consult, "talks", "Rwanda", "Burundi");
    let shots = draft(&document, Category::Assault, "fired", "The Ugandan army", "its neighbour");
    let told = claims(&document, vec![talks.clone(), shots.clone()]);
    let told = &told.iter().find(|claim| claim.event == Category::Assault).unwrap().recipients;
    assert_eq!(countries(told), ["RWA"]);
    let settled = settled_by(&document, "last_here", vec![talks, shots]);
    let settled = &settled.iter().find(|claim| claim.event == Category::Assault).unwrap().recipients;
    assert_eq!((countries(settled), settled[0].text.as_str()), (vec!["BDI"], "its neighbour"));
}

/// Where the words next stand after some others.
fn span_after(document: &Document, words: &str, after: &str) -> Span {
    let text = &document.report.text;
    let from = text.find(after).unwrap();
    let start = from + text[from..].find(words).unwrap();
    Span::new(start, start + words.len())
}

fn dated(claim: &Claim) -> &str {
    claim.when.as_ref().map_or("-", |when| when.edtf.as_str())
}

#[test]
fn what_a_length_counts_from_lies_so_long_before() {
    for (language, text, noun, verb) in [
        (Language::En, "Two weeks after the raid by Mali, Niger freed them.", "raid", "freed"),
        (Language::De, "Zwei Wochen nach dem Angriff Malis hat Niger sie freigelassen.", "Angriff", "freigelassen"),
        (Language::Ru, "Через две недели после налёта Мали Нигер их освободил.", "налёта", "освободил"),
        (Language::Ar, "بعد أسبوعين من غارة مالي، أفرجت النيجر عنهم.", "غارة", "أفرجت"),
        (Language::Tr, "Mali'nin baskınından iki hafta sonra Nijer onları bıraktı.", "baskınından", "bıraktı"),
    ] {
        let document = document_in(language, text);
        let (mali, niger) = match language {
            Language::En | Language::De => ("Mali", "Niger"),
            Language::Ru => ("Мали", "Нигер"),
            Language::Ar => ("مالي", "النيجر"),
            _ => ("Mali", "Nijer"),
        };
        let drafts = vec![
            draft(&document, Category::Assault, noun, mali, niger),
            draft(&document, Category::Retreat, verb, niger, mali),
        ];
        let mut claims = claims(&document, drafts);
        claims.sort_by_key(|claim| claim.event != Category::Assault);
        assert_eq!(dated(&claims[0]), "2024-02-26/2024-03-03", "{text}: {claims:?}");
        assert_eq!(dated(&claims[1]), "2024-03-14", "{text}");
    }
}

#[test]
fn an_act_after_acts_of_another_year_is_not_of_the_report() {
    let document = document(
        "In 2012 rebels of Mali seized Gao. Algeria closed the border.\n\nNiger, attacked in 2012 by Mali, accused Chad. Chad denied it.",
    );
    let close = draft(&document, Category::Sanction, "closed", "Algeria", "the border");
    let accuse = draft(&document, Category::Accuse, "accused", "Niger", "Chad");
    let mut deny = draft(&document, Category::Reject, "denied", "Chad", "it");
    deny.recipients.clear();
    let claims = claims(&document, vec![close, accuse, deny]);
    let days: Vec<&str> = claims.iter().map(dated).collect();
    assert_eq!(days, ["2012", "2024-03-14", "2024-03-14"], "{claims:?}");
}

#[test]
fn a_denial_is_not_dated_to_the_deed_that_is_denied_and_more_of_the_deed_is() {
    for (language, text, words) in [
        (
            Language::En,
            "Niger accused Mali of a raid in January. Mali denied it. Mali also burned two towns in Niger.",
            ["accused", "raid", "January", "burned", "denied"],
        ),
        (
            Language::Es,
            "Níger acusó a Malí de un ataque en enero. Malí lo negó. Malí también quemó dos aldeas en Níger.",
            ["acusó", "ataque", "enero", "quemó", "negó"],
        ),
        (
            Language::Ru,
            "Нигер обвинил Мали в налёте в январе. Мали это отвергла. Мали также сожгла две деревни в Нигере.",
            ["обвинил", "налёте", "январе", "сожгла", "отвергла"],
        ),
    ] {
        let document = document_in(language, text);
        let (mali, niger) = match language {
            Language::En => ("Mali", "Niger"),
            Language::Es => ("Malí", "Níger"),
            _ => ("Мали", "Нигер"),
        };
        let [accused, raid, month, burned, denied] = words;
        let mut raid = draft(&document, Category::Assault, raid, mali, niger);
        raid.times.push(span(&document, month));
        let mut deny = draft(&document, Category::Reject, denied, mali, niger);
        deny.recipients.clear();
        let drafts = vec![
            draft(&document, Category::Accuse, accused, niger, mali),
            raid,
            deny,
            draft(&document, Category::Coerce, burned, mali, niger),
        ];
        let claims = claims(&document, drafts);
        let days: Vec<(Category, &str)> = claims.iter().map(|claim| (claim.event, dated(claim))).collect();
        for told in [(Category::Assault, "2024-01"), (Category::Reject, "2024-03-14"), (Category::Coerce, "2024-01")] {
            assert!(days.contains(&told), "{text}: {days:?}");
        }
    }
}

#[test]
fn what_was_agreed_on_may_lie_ahead_but_not_the_agreement() {
    let document = document("Mali and Niger agreed to meet in June. Mali expelled 600 men of Niger in one day.");
    let mut agree = draft(&document, Category::Agree, "agreed", "Mali", "Niger");
    agree.times.push(span(&document, "June"));
    let mut expel = draft(&document, Category::Sanction, "expelled", "Mali", "men of Niger");
    expel.sentence = 1;
    expel.times.push(span(&document, "in one day"));
    let claims = claims(&document, vec![agree, expel]);
    let days: Vec<&str> = claims.iter().map(dated).collect();
    assert_eq!(days, ["2024-03-14", "2024-03-14"], "{claims:?}");
}

/// What the numbers of a sentence count when the model gave them these kinds.
fn tolls(language: Language, text: &str, given: &[(TollKind, &str)]) -> Vec<(TollKind, Option<u64>)> {
    let document = document_in(language, text);
    let mentions = Mentions::find(Knowledge::embedded(), &document);
    let sentence = document.sentences[0].span;
    let of = |words: &str| {
        let at = span(&document, words);
        mentions.quantities.iter().find(|q| q.span.overlaps(at)).unwrap_or_else(|| panic!("{text}: {words}")).clone()
    };
    let counts = given.iter().map(|(kind, words)| (*kind, of(words))).collect();
    let all: Vec<_> = mentions.quantities_in(sentence).collect();
    let kept = super::tolls::settle(text, language, sentence, counts, &all);
    kept.into_iter().map(|(kind, quantity)| (kind, quantity.best.or(quantity.low))).collect()
}

#[test]
fn a_part_is_no_count_of_its_own_and_the_other_number_is() {
    use TollKind::{Killed, Wounded};
    for (language, text, whole, part) in [
        (Language::En, "The raid left 18 dead, seven of them minors, and 40 injured.", "18", "seven"),
        (Language::Fr, "Le raid a fait 18 morts, dont sept enfants, et 40 blessés.", "18", "sept"),
        (Language::Es, "El ataque dejó 18 muertos, entre ellos siete niños, y 40 heridos.", "18", "siete"),
        (Language::De, "Bei dem Angriff gab es 18 Tote, darunter sieben Kinder, und 40 Verletzte.", "18", "sieben"),
        (Language::It, "Il raid ha fatto 18 morti, tra cui sette bambini, e 40 feriti.", "18", "sette"),
        (Language::Pt, "O ataque fez 18 mortos, entre eles sete crianças, e 40 feridos.", "18", "sete"),
        (Language::Ru, "Погибли 18 человек, в том числе семеро детей, ранены 40.", "18", "семеро"),
        (Language::Uk, "Загинули 18 людей, серед них семеро дітей, поранено 40.", "18", "семеро"),
        (Language::Ar, "قتل 18 شخصا بينهم سبعة أطفال وأصيب 40 بجروح.", "18", "سبعة"),
        (Language::Tr, "Baskında yedisi çocuk 18 kişi öldü, 40 kişi yaralandı.", "18", "yedisi"),
    ] {
        let mut got = tolls(language, text, &[(Killed, whole), (Wounded, part)]);
        got.sort_by_key(|(kind, _)| *kind != Killed);
        assert_eq!(got, [(Killed, Some(18)), (Wounded, Some(40))], "{text}");
    }
    let fate = tolls(Language::En, "Twelve were hurt, three of whom died.", &[(Wounded, "Twelve"), (Killed, "three")]);
    assert_eq!(fate, [(Wounded, Some(12)), (Killed, Some(3))]);
}

#[test]
fn what_is_no_person_and_how_many_live_somewhere_are_no_tolls() {
    use TollKind::{Captured, Displaced, Killed};
    for (language, text, number, kind) in [
        (Language::En, "They fired six shots at the patrol.", "six", Killed),
        (Language::Fr, "Ils ont tiré six obus sur la patrouille.", "six", Killed),
        (Language::Es, "Hicieron seis disparos contra la patrulla.", "seis", Killed),
        (Language::De, "Sie gaben sechs Schüsse auf die Streife ab.", "sechs", Killed),
        (Language::It, "Hanno rubato sei pecore ai pastori.", "sei", Captured),
        (Language::Pt, "A guerra custou-lhes seis colheitas.", "seis", Killed),
        (Language::Ru, "Они сделали шесть выстрелов по наряду.", "шесть", Killed),
        (Language::Uk, "Вони зробили шість пострілів по наряду.", "шість", Killed),
        (Language::Ar, "أطلقوا ست قذائف على الدورية.", "ست", Killed),
        (Language::Tr, "Devriyeye altı roket attılar.", "altı", Killed),
        (Language::En, "They stormed a town of 9,000 people.", "9,000", Displaced),
        (Language::De, "Sie stürmten eine Stadt mit 9.000 Einwohnern.", "9.000", Displaced),
        (Language::Ru, "Они взяли город с населением 9 тысяч человек.", "9 тысяч", Displaced),
    ] {
        assert_eq!(tolls(language, text, &[(kind, number)]), [], "{text}");
    }
    let people = tolls(Language::En, "The raid drove 9,000 people out of the town.", &[(Displaced, "9,000")]);
    assert_eq!(people, [(Displaced, Some(9000))]);
}

#[test]
fn a_word_beside_a_number_says_what_became_of_those_counted() {
    use TollKind::{Captured, Killed, Missing, Wounded};
    for (language, text, given, wanted) in [
        (Language::En, "Six prisoners came home.", (Killed, "Six"), Captured),
        (Language::Fr, "Six prisonniers sont rentrés.", (Killed, "Six"), Captured),
        (Language::It, "Le guardie parlano di sei morti.", (Wounded, "sei"), Killed),
        (Language::Tr, "Altı kişi kayıp.", (Wounded, "Altı"), Missing),
        (Language::Ar, "وعاد ستة أسرى.", (Killed, "ستة"), Captured),
        (Language::En, "Six refugees were killed in the camp.", (Killed, "Six"), Killed),
    ] {
        assert_eq!(tolls(language, text, &[given]), [(wanted, Some(6))], "{text}");
    }
}

#[test]
fn an_accusation_that_is_denied_is_a_denial_and_no_accusation_of_its_own() {
    for (language, text, noun, denied) in [
        (Language::En, "Mali denied the accusation by Niger.", "accusation", "denied"),
        (Language::Fr, "Mali a démenti les accusations de Niger.", "accusations", "démenti"),
        (Language::Es, "Mali negó la acusación de Niger.", "acusación", "negó"),
        (Language::De, "Mali wies den Vorwurf von Niger zurück.", "Vorwurf", "wies"),
        (Language::It, "Mali ha respinto le accuse di Niger.", "accuse", "respinto"),
        (Language::Pt, "Mali negou a acusação de Niger.", "acusação", "negou"),
        (Language::Ru, "Мали отвергло обвинения Нигера.", "обвинения", "отвергло"),
        (Language::Uk, "Малі відкинуло звинувачення Нігеру.", "звинувачення", "відкинуло"),
        (Language::Ar, "نفت مالي هذا الاتهام من النيجر.", "الاتهام", "نفت"),
        (Language::Ar, "نفت قوات الأمن في دولة مالي هذا الاتهام من النيجر.", "الاتهام", "نفت"),
        (Language::Tr, "Mali, Niger suçlamasını reddetti.", "suçlamasını", "reddetti"),
    ] {
        let document = document_in(language, text);
        let (mali, niger) = match language {
            Language::Ru => ("Мали", "Нигера"),
            Language::Uk => ("Малі", "Нігеру"),
            Language::Ar => ("مالي", "النيجر"),
            _ => ("Mali", "Niger"),
        };
        let mut accuse = draft(&document, Category::Accuse, noun, mali, niger);
        accuse.status.polarity = Polarity::Negated;
        let deny = draft(&document, Category::Reject, denied, mali, niger);
        let misread = draft(&document, Category::Accuse, denied, mali, niger);
        for drafts in [vec![accuse.clone()], vec![misread], vec![deny.clone(), accuse.clone()], vec![accuse, deny]] {
            let claims = claims(&document, drafts);
            let [claim] = &claims[..] else { panic!("{text}: {claims:?}") };
            assert_eq!((claim.event, claim.status.polarity), (Category::Reject, Polarity::Affirmed), "{text}");
            let trigger = claim.evidence[0].trigger;
            let words: String = text.chars().skip(trigger[0]).take(trigger[1] - trigger[0]).collect();
            assert_eq!((words.as_str(), countries(&claim.actors)), (denied, vec!["MLI"]), "{text}");
        }
    }
    for text in ["Mali repeated the accusation, Niger denied it.", "Mali denied accusing Niger."] {
        let document = document(text);
        let trigger = if text.contains("accusing") { "accusing" } else { "accusation" };
        let claims = claims(&document, vec![draft(&document, Category::Accuse, trigger, "Mali", "Niger")]);
        assert_eq!(claims[0].event, Category::Accuse, "{text}");
    }
}

#[test]
fn a_refusal_that_is_denied_is_negated() {
    for (language, text, trigger, negated) in [
        (Language::En, "Mali did not refuse the offer of Niger.", "refuse", true),
        (Language::En, "Mali refused the offer of Niger.", "refused", false),
        (Language::En, "Mali did not accept the offer of Niger.", "accept", false),
        (Language::Fr, "Mali n'a pas refusé l'offre du Niger.", "refusé", true),
        (Language::Es, "Mali no rechazó la oferta de Niger.", "rechazó", true),
        (Language::De, "Mali weigerte sich nicht, Niger zu helfen.", "weigerte", true),
        (Language::It, "Mali non ha respinto l'offerta del Niger.", "respinto", true),
        (Language::Pt, "Mali não recusou a oferta do Niger.", "recusou", true),
        (Language::Ru, "Мали не отказалось помочь: Mali, Niger.", "отказалось", true),
        (Language::Uk, "Малі не відмовилося допомогти: Mali, Niger.", "відмовилося", true),
        (Language::Ar, "لم ترفض مالي العرض: Mali, Niger.", "ترفض", true),
        (Language::Tr, "Mali, Niger'in teklifini reddetmedi.", "reddetmedi", true),
        (Language::Tr, "Mali, Niger'in teklifini reddetti.", "reddetti", false),
    ] {
        let document = document_in(language, text);
        let claims = claims(&document, vec![draft(&document, Category::Reject, trigger, "Mali", "Niger")]);
        assert_eq!(claims[0].status.polarity == Polarity::Negated, negated, "{text}");
    }
}

#[test]
fn and_no_civilians_denies_nothing_of_those_counted() {
    for (language, text, trigger, number, negated) in [
        (Language::En, "Mali said that six men of Niger had died and no civilians.", "died", "six", false),
        (Language::En, "Mali said that no civilians and not six men of Niger had died.", "died", "six", true),
        (Language::Fr, "Mali dit que six soldats du Niger sont morts et aucun civil.", "morts", "six", false),
        (
            Language::De,
            "Mali meldet, sechs Soldaten aus Niger seien getötet worden und keine Zivilisten.",
            "getötet",
            "sechs",
            false,
        ),
    ] {
        let document = document_in(language, text);
        let mentions = Mentions::find(Knowledge::embedded(), &document);
        let mut death = draft(&document, Category::Assault, trigger, "Mali", "Niger");
        death.status.polarity = Polarity::Negated;
        let at = span(&document, number);
        let count = mentions.quantities.iter().find(|q| q.span.overlaps(at)).unwrap().clone();
        death.toll.push((TollKind::Killed, count));
        let claims = claims(&document, vec![death]);
        assert_eq!(claims[0].status.polarity == Polarity::Negated, negated, "{text}");
    }
}

#[test]
fn a_not_alone_and_an_after_of_the_next_sentence_do_no_harm() {
    let turkish = document_in(Language::Tr, "Mali, Niger'in teklifini henüz reddetmedi.");
    let refusal = draft(&turkish, Category::Reject, "henüz", "Mali", "Niger");
    assert_eq!(claims(&turkish, vec![refusal])[0].status.polarity, Polarity::Negated);
    let heading = document("Mali shelled Niger for three days\n\nAfter the raid Chad called for calm.");
    let shell = draft(&heading, Category::Assault, "shelled", "Mali", "Niger");
    assert_eq!(dated(&claims(&heading, vec![shell])[0]), "2024-03-14");
}

#[test]
fn a_long_war_is_not_fought_where_its_truce_is_signed() {
    for (since, wanted) in [("since January", [Some("Geneva"), Some("Burundi")]), ("on Monday", [Some("Geneva"); 2])] {
        let text =
            format!("Rwanda and Burundi signed a truce in Geneva, ending for now a war that has killed many {since}.");
        let document = document(&text);
        let place = span(&document, "Geneva");
        let signed = draft(&document, Category::Concede, "signed", "Rwanda", "Burundi");
        let war = draft(&document, Category::Assault, "war", "Rwanda", "Burundi");
        let war = Draft { times: vec![span(&document, since)], places: vec![place], ..war };
        let claims = claims(&document, vec![Draft { places: vec![place], ..signed }, war]);
        let places: Vec<_> = claims.iter().map(|claim| claim.place.as_ref().map(|place| place.name.as_str())).collect();
        assert_eq!(places, wanted, "{text}");
    }
}
