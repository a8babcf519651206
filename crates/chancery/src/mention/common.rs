//! Words of a language that are spelt like the name of a town, a seat of government or a person, or like a form of one.
//!
//! In: one word and its language. Out: whether it is an ordinary word. Always: what is listed is no name of a state.
//!
//! The lists are those words of the corpus in small letters (in Arabic, of all words) that the tables read as such a name where they stand with a capital at
//! the start of a sentence; names of places and persons that are told as often as the word are left out.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::Language;
use crate::knowledge::folded;

/// Never a name by themselves. In Arabic, which has no capitals, ordinary nouns are among them.
const FUNCTION: [(Language, &str); 10] = [
    (Language::En, "first rest"),
    (Language::Fr, "seul"),
    (Language::Es, "para solo delante"),
    (Language::De, "dabei"),
    (Language::It, "solo siano essersi"),
    (Language::Pt, "para perto esse solo"),
    (Language::Ru, "полтора дер"),
    (Language::Uk, "біля"),
    (
        Language::Ar,
        "العاصمة عاصمة المدينة مدينة الدولة دولة الجزيرة جزيرة السنة الغربية الشرقية البحري بحري حصار الحصار بحيرة وادي الوادي المشهد بورصة البورصة \
         المالية مالية معسكر داخلية الداخلية كيف صدام طراز زاوية أقصر وأدى",
    ),
    (Language::Tr, "para kişi anda"),
];

/// Names only with a capital elsewhere than at the start of a sentence.
const ORDINARY: [(Language, &str); 8] = [
    (
        Language::En,
        "capital coast federal northern southern central region north eastern gold east south west islands centre sale maritime warning western reading \
         mass hang rivers delta store backers marbles barrier hail hoon lime seconds plateau male",
    ),
    (
        Language::Fr,
        "marché région tête fédéral marche ouest barré golfe maritime réunion central plateau détroit prévoit mères canton atlantique mont sucre plateaux \
         privent carrefour brousse crête",
    ),
    (
        Language::Es,
        "capital manos central mesa cita región alta pueblo reunión nacional federal cordillera marchas sala cortes alba colonia cesar haga montaña bahía \
         sonora valentía arrecife palma costas rige desterró caza matanzas meta sale",
    ),
    (
        Language::It,
        "alba volta porto nord metà campi sala colonia fila sale alta mancano costi colosso colonna gamberi correrà metropolitana",
    ),
    (
        Language::Pt,
        "feira capital mesa volta vila sala nacional federal alta costas luta mataram paulista central meta mandara cortes fila velho marchas graças \
         mandava chama virar cita longa cansa",
    ),
    (Language::Ru, "газ газом колонны колонну колонн колонне трассу франков стрелков кабелем океан милях роли"),
    (Language::Uk, "досі додому газ газом боку дахом миль хат прибула океану даху ролі рахує сина"),
    (
        Language::Tr,
        "salı kabul barış sabah federal duran havan yola kararın konan maçında bahar kışı asır reisi kıta sürat kota",
    ),
];

type Words = HashSet<(Language, String)>;

fn words(lists: &[(Language, &str)]) -> Words {
    let of = |(language, list): &(Language, &str)| {
        let language = *language;
        list.split_whitespace().map(move |word| (language, folded(word))).collect::<Vec<_>>()
    };
    lists.iter().flat_map(of).collect()
}

/// Whether a word, folded, is never a name by itself.
pub(crate) fn is_function(word: &str, language: Language) -> bool {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| words(&FUNCTION)).contains(&(language, word.to_owned()))
}

/// Whether a word, folded, is no name where it opens a sentence.
pub(crate) fn is_ordinary(word: &str, language: Language) -> bool {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| words(&ORDINARY)).contains(&(language, word.to_owned()))
}
