use proptest::prelude::*;

use super::*;
use crate::Language::{self, *};

/// The sentences of a text; a heading begins with `#`.
fn cut(text: &str, language: Language) -> Vec<String> {
    let mark = |s: &Sentence| if s.heading { "#" } else { "" };
    sentences(text, language).iter().map(|s| format!("{}{}", mark(s), s.span.of(text))).collect()
}

/// Checks that a text written with `|` between its sentences is cut there and nowhere else.
fn check(language: Language, marked: &str) {
    let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
    let text = marked.replace('|', "");
    assert_eq!(cut(&text, language), expected, "{language}");
}

#[test]
fn english() {
    check(En, "Gen. Smith met Mr. J. P. Adams on Sept. 12 at 3 p.m. in St. Louis. |He left.");
    check(En, "The U.S. Army withdrew from the U.S. |The base closed. |\"We won't stop!\" he said. |Did they? |Yes.");
    check(
        En,
        "Losses rose to 3.5 percent (approx. 200 men). |See art. 5, para. 2, and No. 7. |Acme Corp. Chairman Lee resigned.",
    );
    check(
        En,
        "He paused... then spoke. |\"It is over.\" |The crowd left.[3] |Others stayed, e.g. Farmers' Union members vs. Traders.",
    );
    check(En, "1. The border opened. |2. The army left Monroe, Ga. for Dover, W.Va. and Macon, Ga. Police followed.");
    check(En, "It ended in 2023. |200 people died. |(He denied it.) |Nobody spoke.");
}

#[test]
fn french() {
    check(Fr, "M. Macron a reçu le gén. Dupont et J.-P. Roux. |« Nous irons. » |Il est parti.");
    check(
        Fr,
        "« Quoi ? » a-t-il demandé. |Est-ce fini ? |Oui ! |L’accord (art. 5 et p. 12) date de 44 av. J.-C. Rome régnait.",
    );
    check(Fr, "Mgr. Lenoir et MM. Roux et Petit, c.-à-d. Les Amis, ont protesté, etc. |Le calme est revenu…");
}

#[test]
fn spanish() {
    check(
        Es,
        "El Sr. García y la Dra. Ruiz viajaron a EE. UU. |El viaje costó 1.200 dólares. |¿Vendrán? |¡Sí! |Eso dijo el Gral. Pérez.",
    );
    check(Es, "Según D. Juan, p. ej. Madrid y el núm. 5 de la Av. Colón. |Fue en el s. XX.");
}

#[test]
fn german() {
    check(
        De,
        "Am 3. Mai traf Dr. Müller die 2. Armee, d. h. Generäle, z. B. Hr. Lang. |Die Gespräche endeten am 12. |Der Rest floh.",
    );
    check(
        De,
        "„Wir bleiben.“ |Er ging. |Ludwig XIV. Bourbon sprach i. d. R. Latein. |Im Jahr 2023. |Danach starb J. S. Bach nicht.",
    );
    check(De, "Nach Angaben von Prof. Klein, Nr. 5, kostet es 3 Mio. Euro bzw. Franken. |»Nein!« |»Doch.«");
}

#[test]
fn italian() {
    check(
        It,
        "Il dott. Rossi, l'on. Bianchi e il gen. Verdi sono a Roma. |È finita? |Sì. |L'art. 5 vale, cfr. Codice.",
    );
    check(It, "«Andiamo.» |Il sig. G. La Malfa è uscito.");
}

#[test]
fn portuguese() {
    check(
        Pt,
        "O Sr. Silva e a Dra. Lima foram à Av. Brasil, n. 5. |O gen. Costa ficou. |Foi no séc. XX, p. ex. Lisboa. |Acabou!",
    );
}

#[test]
fn russian() {
    check(
        Ru,
        "В. В. Путин прибыл в г. Баку в 2023 г. |На встрече был ген. Иванов, т. е. Министр. |Ст. 5 и ст. VI действуют.",
    );
    check(Ru, "«Стоп!» — сказал он. |Погибли 5 тыс. человек и т. д. |Это было в XIX в. до н. э. |Кто виноват? |Никто…");
}

#[test]
fn ukrainian() {
    check(
        Uk,
        "В. О. Зеленський прибув у м. Київ у 2023 р. |На зустрічі був ген. Коваль, т. зв. Міністр. |Хто винен? |П. Коваленко мовчав.",
    );
}

#[test]
fn arabic() {
    check(Ar, "وصل د. أحمد إلى العاصمة. |هل تنجح الوساطة؟ |نعم! |قال أ. د. سامي إن القتال توقف۔ |ثم غادر.");
    check(Ar, "توقف إطلاق النار.|عاد السكان إلى المدينة");
}

#[test]
fn turkish() {
    check(
        Tr,
        "Prof. Dr. Ahmet Kaya 12. yüzyıl ve 2. Dünya Savaşı üzerine konuştu. |Bu toplantı bitti mi? |Hayır. |Org. Demir ayrıldı.",
    );
    check(Tr, "T.C. Dışişleri, M.Ö. Roma'yı andı. |Savaş 1915. |Barış geldi.");
}

#[test]
fn headings_stand_alone() {
    let text = "Un pont rouvre\n\nLe pont a rouvert. Tous sont venus.\n\nUn accord entre les deux rives ?\n\nPersonne ne sait.\nSans point";
    let expected = [
        "#Un pont rouvre",
        "Le pont a rouvert.",
        "Tous sont venus.",
        "#Un accord entre les deux rives ?",
        "Personne ne sait.",
        "Sans point",
    ];
    assert_eq!(cut(text, Fr), expected);
    let paragraphs: Vec<usize> = sentences(text, Fr).iter().map(|s| s.paragraph).collect();
    assert_eq!(paragraphs, [0, 1, 1, 2, 3, 4]);
    assert_eq!(cut("- Erstens\n- Zweitens\nSchluss.", De), ["- Erstens", "- Zweitens", "Schluss."]);
    assert_eq!(cut("Talks fail: What now? Nobody knows\n\nThe end.", En)[0], "#Talks fail: What now? Nobody knows");
}

#[test]
fn wrapped_lines_are_joined() {
    let text = "The two governments agreed on Monday to withdraw their forces from the\nRiver valley, officials said after talks that lasted more than nine\nhours. The withdrawal begins on Friday.\n\nShort title\nThe next paragraph is wrapped as well, and it goes on to the next line\nwithout a stop.";
    let found = cut(text, En);
    assert_eq!(found.len(), 4, "{found:#?}");
    assert!(found[0].ends_with("nine\nhours."));
    assert_eq!(found[2], "#Short title");
    // One paragraph a line is not wrapped text, whatever it ends with.
    let long = "word ".repeat(40);
    assert_eq!(cut(&format!("{long}\n{long}\nend"), En).len(), 3);
}

#[test]
fn endless_sentences_are_cut() {
    let text = "the army moved north, ".repeat(1000);
    let found = sentences(&text, En);
    assert!(found.len() > 9 && found.iter().all(|s| s.span.of(&text).chars().count() <= MAX_SENTENCE_CHARS));
    assert!(found[0].span.of(&text).ends_with(','));
    assert_eq!(sentences(&"ж".repeat(5000), Ru).len(), 3);
}

#[test]
fn words() {
    let words = |text| tokens(text).map(|s| s.of(text).to_owned()).collect::<Vec<_>>();
    assert_eq!(words("L’Arménie, 3.5 % du Haut-Karabakh."), ["L", "Arménie", "3.5", "du", "Haut", "Karabakh"]);
    assert_eq!(words("п'ять осіб о 14:20, Ankara'da"), ["п'ять", "осіб", "о", "14:20", "Ankara", "da"]);
    assert_eq!(words("مُحَمَّد؟"), ["مُحَمَّد"]);
    assert_eq!(words("… —"), Vec::<String>::new());
}

/// A paragraph of news in each language.
const NEWS: [(Language, &str); 10] = [
    (
        En,
        "The two governments agreed on Monday to reopen the bridge that had been closed since the fighting in May, in which twelve soldiers were killed.",
    ),
    (
        Fr,
        "Les deux gouvernements ont décidé lundi de rouvrir le pont, fermé depuis les combats de mai au cours desquels douze soldats avaient été tués.",
    ),
    (
        Es,
        "Los dos gobiernos acordaron el lunes reabrir el puente, cerrado desde los combates de mayo en los que murieron doce soldados de ambos lados.",
    ),
    (
        De,
        "Die beiden Regierungen haben am Montag beschlossen, die Brücke wieder zu öffnen, die seit den Kämpfen im Mai mit zwölf Toten gesperrt war.",
    ),
    (
        It,
        "I due governi hanno deciso lunedì di riaprire il ponte, chiuso dopo gli scontri di maggio nei quali erano stati uccisi dodici soldati.",
    ),
    (
        Pt,
        "Os dois governos decidiram na segunda-feira reabrir a ponte, que estava fechada desde os combates de maio em que morreram doze soldados.",
    ),
    (
        Ru,
        "Правительства двух стран решили в понедельник вновь открыть мост, закрытый после майских боёв, в которых погибли двенадцать солдат.",
    ),
    (
        Uk,
        "Уряди двох країн вирішили в понеділок знову відкрити міст, який було закрито після травневих боїв, у яких загинули дванадцять солдатів.",
    ),
    (
        Ar,
        "قررت الحكومتان يوم الاثنين إعادة فتح الجسر الذي أغلق منذ معارك مايو التي قتل فيها اثنا عشر جنديا من الجانبين.",
    ),
    (
        Tr,
        "İki hükümet, on iki askerin öldüğü mayıs ayındaki çatışmalardan beri kapalı olan köprüyü pazartesi günü yeniden açmaya karar verdi.",
    ),
];

/// The same in languages that are not supported, near to ours and far, with how the error names them.
const FOREIGN: [(&str, &str); 19] = [
    (
        "it looks like nld",
        "De twee regeringen hebben maandag besloten de brug weer te openen, die sinds de gevechten van mei met twaalf doden gesloten was.",
    ),
    (
        "it looks like pol",
        "Oba rządy postanowiły w poniedziałek ponownie otworzyć most, zamknięty od majowych walk, w których zginęło dwunastu żołnierzy.",
    ),
    (
        "it looks like ron",
        "Cele două guverne au hotărât luni să redeschidă podul, închis după luptele din mai în care au fost uciși doisprezece soldați.",
    ),
    (
        "it looks like swe",
        "De båda regeringarna beslutade på måndagen att åter öppna bron, som varit stängd sedan striderna i maj då tolv soldater dödades.",
    ),
    (
        "it looks like cat",
        "Els dos governs van decidir dilluns tornar a obrir el pont, tancat des dels combats de maig en què van morir dotze soldats. El ministre va dir que les converses continuaran la setmana vinent.",
    ),
    (
        "it looks like aze",
        "İki ölkənin hökumətləri may ayında on iki əsgərin öldüyü döyüşlərdən bəri bağlı olan körpünü bazar ertəsi yenidən açmağa qərar verdilər.",
    ),
    (
        "it looks like ell",
        "Οι δύο κυβερνήσεις αποφάσισαν τη Δευτέρα να ανοίξουν ξανά τη γέφυρα, που ήταν κλειστή από τις μάχες του Μαΐου, στις οποίες σκοτώθηκαν στρατιώτες.",
    ),
    (
        "it looks like cmn",
        "两国政府星期一决定重新开放自五月战斗以来一直关闭的大桥，那场战斗造成十二名士兵死亡，双方都表示希望和平谈判能够继续下去，并且不再发生冲突。两国外交部长将于下星期在日内瓦会面，讨论边境检查站、交换战俘以及难民返回家园等问题，观察员说这是多年来的第一次。",
    ),
    (
        "it looks like bul",
        "Двете правителства решиха в понеделник да отворят отново моста, който беше затворен след боевете през май, при които загинаха дванадесет войници.",
    ),
    (
        "it has the letters",
        "Двије владе одлучиле су у понедјељак да поново отворе мост, који је био затворен од мајских борби у којима је погинуло дванаест војника.",
    ),
    (
        "it has the letters",
        "Урады дзвюх краін вырашылі ў панядзелак зноў адкрыць мост, зачынены пасля майскіх баёў, у якіх загінулі дванаццаць салдат абодвух бакоў.",
    ),
    (
        "it has the letters",
        "Екі ел үкіметі мамыр айындағы он екі сарбаз қаза тапқан ұрыстардан бері жабық тұрған көпірді дүйсенбі күні қайта ашуға шешім қабылдады.",
    ),
    (
        "it has the letters",
        "دو دولت روز دوشنبه تصمیم گرفتند پلی را که از زمان درگیری‌های ماه مه بسته بود دوباره باز کنند، درگیری‌هایی که در آن دوازده سرباز کشته شدند.",
    ),
    (
        "it has the letters",
        "دونوں حکومتوں نے پیر کو اس پل کو دوبارہ کھولنے کا فیصلہ کیا جو مئی کی لڑائی کے بعد سے بند تھا جس میں بارہ فوجی ہلاک ہوئے تھے۔",
    ),
    (
        "it has the letters",
        "هەردوو حکومەت ڕۆژی دووشەممە بڕیاریان دا پردەکە بکەنەوە کە لە شەڕەکانی مانگی ئایارەوە داخرابوو و تێیدا دوازدە سەرباز کوژران.",
    ),
    (
        "it looks like hye",
        "Երկու կառավարությունները երկուշաբթի օրը որոշեցին վերաբացել կամուրջը, որը փակ էր մայիսյան մարտերից հետո, որոնց ընթացքում զոհվել էր տասներկու զինվոր։",
    ),
    (
        "it looks like kat",
        "ორმა მთავრობამ ორშაბათს გადაწყვიტა ხიდის ხელახლა გახსნა, რომელიც მაისის ბრძოლების შემდეგ იყო დაკეტილი, როდესაც თორმეტი ჯარისკაცი დაიღუპა.",
    ),
    (
        "it ",
        "Hikûmetên her du welatan roja duşemê biryar dan ku pira ku ji ber şerên gulanê hatibû girtin ji nû ve vekin, di wan şeran de diwanzdeh leşker hatin kuştin. Wezîrê derve got ku danûstandin dê hefteya bê li Cenevreyê bi navbeynkariya Neteweyên Yekbûyî bidomin.",
    ),
    (
        "it ",
        "Bi gobernuek astelehenean erabaki zuten zubia berriro irekitzea, maiatzeko borroketatik itxita zegoena, hamabi soldadu hil zirenetik. Kanpo ministroak esan zuen elkarrizketek datorren astean jarraituko dutela Genevan, Nazio Batuen bitartekaritzarekin.",
    ),
];

#[test]
fn knows_the_ten_languages() {
    for (language, text) in NEWS {
        let found = identify(text, None).unwrap();
        assert_eq!(found.language, language);
        assert!(found.confidence > 0.2, "{language} {}", found.confidence);
        assert_eq!(identify(text, Some(language.code())).unwrap(), Identified { language, confidence: 1.0 });
    }
}

#[test]
fn refuses_other_languages() {
    for (code, text) in FOREIGN {
        match identify(text, None) {
            Err(Unidentified::Unsupported(found)) => {
                assert!(found.starts_with(code), "{code}: {found}")
            }
            other => panic!("{code}: {other:?}"),
        }
    }
    for wordless in ["2024 — 17 : 3", "x", "ok"] {
        assert_eq!(identify(wordless, None), Err(Unidentified::Wordless), "{wordless}");
    }
}

#[test]
fn a_declaration_settles_what_the_text_leaves_open() {
    let short = identify("Accord de paix", Some("fr-CA")).unwrap();
    assert_eq!(short.language, Fr);
    assert_eq!(identify("17 : 3", Some("de")).unwrap().language, De);
    // A page template that says "en" above a Russian text is overruled.
    assert_eq!(identify(NEWS[6].1, Some("en")).unwrap().language, Ru);
    assert_eq!(identify("Vrede", Some("nl")), Err(Unidentified::Unsupported("declared as nl".into())));
    assert_eq!(identify(NEWS[0].1, Some("und")).unwrap().language, En);
}

proptest! {
    #[test]
    fn sentences_hold_every_character_once(text in r#"[\p{L}\p{N} .!?…؟۔:;,"'«»“”„()\[\]\n\r\u{85}\u{a0}🙂ж-]{0,300}|\PC{0,200}"#, which in 0..10_usize) {
        let language = Language::ALL[which];
        let mut at = 0;
        let mut before = 0;
        for sentence in sentences(&text, language) {
            let span = sentence.span;
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            prop_assert!(!span.is_empty() && span.start >= at && sentence.paragraph >= before);
            prop_assert_eq!(text[at..span.start].trim(), "");
            prop_assert_eq!(span.of(&text).trim(), span.of(&text));
            (at, before) = (span.end, sentence.paragraph);
        }
        prop_assert_eq!(text[at..].trim(), "");
        let mut end = 0;
        for token in tokens(&text) {
            prop_assert!(token.start >= end && !token.of(&text).contains(char::is_whitespace));
            end = token.end;
        }
    }

    #[test]
    fn identifies_anything_without_panic(text in r"\PC{0,300}", tag in "[a-z-]{0,20}") {
        if let Ok(found) = identify(&text, Some(&tag)) {
            prop_assert!((0.0..=1.0).contains(&found.confidence));
        }
    }
}
