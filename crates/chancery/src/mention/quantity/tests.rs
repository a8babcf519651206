//! What must come out, sentence by sentence, in every language.

use proptest::prelude::*;

use super::*;

/// Span, value and bound of each quantity.
fn found(language: Language, text: &str) -> Vec<(String, f64, Qualifier)> {
    find(text, language).into_iter().map(|q| (q.span.of(text).to_owned(), q.value, q.qualifier)).collect()
}

/// A sentence and what is found in it.
type Case<'a> = (&'a str, &'a [(&'a str, f64, Qualifier)]);

fn check(language: Language, cases: &[Case]) {
    let mut faults = String::new();
    for (text, wanted) in cases {
        let got = found(language, text);
        let wanted: Vec<_> = wanted.iter().map(|(a, b, c)| ((*a).to_owned(), *b, *c)).collect();
        if got != wanted {
            faults += &format!("\n{language}: {text}\n  wanted {wanted:?}\n  found  {got:?}");
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

use Qualifier::{About, AtLeast, AtMost, Exact, LessThan, MoreThan, Range, Vague};

#[test]
fn english() {
    check(
        Language::En,
        &[
            ("At least 200 people were killed.", &[("At least 200", 200.0, AtLeast)]),
            (
                "More than 400 were hurt, up to 30 missing.",
                &[("More than 400", 400.0, MoreThan), ("up to 30", 30.0, AtMost)],
            ),
            ("Twenty-three soldiers and two civilians died.", &[("Twenty-three", 23.0, Exact), ("two", 2.0, Exact)]),
            ("Some 1.5 million people fled.", &[("Some 1.5 million", 1_500_000.0, About)]),
            ("Between 3 and 5 drones, 10-12 tanks.", &[("Between 3 and 5", 3.0, Range), ("10-12", 10.0, Range)]),
            ("Dozens died, several were shot.", &[("Dozens", 24.0, Vague), ("several", 3.0, Vague)]),
            ("Tens of thousands protested.", &[("Tens of thousands", 20_000.0, Vague)]),
            (
                "A few dozen men with F-16 jets and a T-72, after COVID-19.",
                &[("A few", 3.0, Vague), ("dozen", 12.0, Exact)],
            ),
            ("A soldier shot a man.", &[]),
            ("On 12 May 2021 and in 2014, 30 died.", &[("30", 30.0, Exact)]),
            (
                "Fewer than 50 or more than a hundred.",
                &[("Fewer than 50", 50.0, LessThan), ("more than a hundred", 100.0, MoreThan)],
            ),
        ],
    );
}

#[test]
fn french() {
    check(
        Language::Fr,
        &[
            ("Au moins 200 personnes ont péri.", &[("Au moins 200", 200.0, AtLeast)]),
            ("Plus de 350 blessés.", &[("Plus de 350", 350.0, MoreThan)]),
            (
                "Une centaine de morts, une dizaine de blessés.",
                &[("Une centaine", 100.0, About), ("une dizaine", 10.0, About)],
            ),
            ("Des dizaines de milliers de réfugiés.", &[("Des dizaines de milliers de", 20_000.0, Vague)]),
            (
                "Quatre-vingt-dix-sept soldats et 10 000 civils.",
                &[("Quatre-vingt-dix-sept", 97.0, Exact), ("10 000", 10_000.0, Exact)],
            ),
            ("Un homme a tué une femme.", &[]),
            (
                "Entre 3 et 5 morts, 1,5 million de déplacés.",
                &[("Entre 3 et 5", 3.0, Range), ("1,5 million", 1_500_000.0, Exact)],
            ),
            ("Plusieurs soldats sont morts le 3 mai.", &[("Plusieurs", 3.0, Vague)]),
        ],
    );
}

#[test]
fn spanish() {
    check(
        Language::Es,
        &[
            ("Al menos treinta y dos muertos.", &[("Al menos treinta y dos", 32.0, AtLeast)]),
            ("Más de 1.200 heridos.", &[("Más de 1.200", 1200.0, MoreThan)]),
            (
                "Dos mil quinientos soldados y decenas de tanques.",
                &[("Dos mil quinientos", 2500.0, Exact), ("decenas de", 24.0, Vague)],
            ),
            ("Un hombre mató a una mujer.", &[]),
            ("Entre 10 y 12 barcos.", &[("Entre 10 y 12", 10.0, Range)]),
        ],
    );
}

#[test]
fn german() {
    check(
        Language::De,
        &[
            ("Mindestens 200 Menschen starben.", &[("Mindestens 200", 200.0, AtLeast)]),
            ("Mehr als dreihundertfünfzig Verletzte.", &[("Mehr als dreihundertfünfzig", 350.0, MoreThan)]),
            ("Dutzende Tote, mehrere Verletzte.", &[("Dutzende", 24.0, Vague), ("mehrere", 3.0, Vague)]),
            ("Ein Mann tötete eine Frau.", &[]),
            (
                "1.200 Soldaten und 2,5 Millionen Vertriebene.",
                &[("1.200", 1200.0, Exact), ("2,5 Millionen", 2_500_000.0, Exact)],
            ),
        ],
    );
}

#[test]
fn italian() {
    check(
        Language::It,
        &[
            ("Almeno duecento morti.", &[("Almeno duecento", 200.0, AtLeast)]),
            ("Ventitré soldati e una decina di civili.", &[("Ventitré", 23.0, Exact), ("una decina", 10.0, About)]),
            ("Decine di migliaia di sfollati.", &[("Decine di migliaia di", 20_000.0, Vague)]),
            ("Un uomo ha ucciso una donna.", &[]),
            ("Più di 1.500 feriti.", &[("Più di 1.500", 1500.0, MoreThan)]),
        ],
    );
}

#[test]
fn portuguese() {
    check(
        Language::Pt,
        &[
            ("Pelo menos duzentos e cinquenta mortos.", &[("Pelo menos duzentos e cinquenta", 250.0, AtLeast)]),
            ("Mais de 1.500 feridos.", &[("Mais de 1.500", 1500.0, MoreThan)]),
            ("Dezenas de soldados e vários civis.", &[("Dezenas de", 24.0, Vague), ("vários", 3.0, Vague)]),
            ("Um homem matou uma mulher.", &[]),
        ],
    );
}

#[test]
fn russian() {
    check(
        Language::Ru,
        &[
            ("По меньшей мере двести человек погибли.", &[("По меньшей мере двести", 200.0, AtLeast)]),
            ("Более двадцати пяти тысяч беженцев.", &[("Более двадцати пяти тысяч", 25_000.0, MoreThan)]),
            ("Погибли трое солдат, десятки ранены.", &[("трое", 3.0, Exact), ("десятки", 24.0, Vague)]),
            ("Около полутора миллионов жителей.", &[("Около полутора миллионов", 1_500_000.0, About)]),
            ("Один из лидеров заявил об этом.", &[]),
            ("10 000 военных.", &[("10 000", 10_000.0, Exact)]),
        ],
    );
}

#[test]
fn ukrainian() {
    check(
        Language::Uk,
        &[
            ("Щонайменше двісті людей загинули.", &[("Щонайменше двісті", 200.0, AtLeast)]),
            ("Понад п'ятдесят поранених.", &[("Понад п'ятдесят", 50.0, MoreThan)]),
            ("Загинули троє військових, десятки поранені.", &[("троє", 3.0, Exact), ("десятки", 24.0, Vague)]),
            ("Близько 1,5 мільйона мешканців.", &[("Близько 1,5 мільйона", 1_500_000.0, About)]),
        ],
    );
}

#[test]
fn arabic() {
    check(
        Language::Ar,
        &[
            ("قتل ما لا يقل عن 200 شخص.", &[("ما لا يقل عن 200", 200.0, AtLeast)]),
            ("أصيب أكثر من خمسة وعشرين جنديا.", &[("أكثر من خمسة وعشرين", 25.0, MoreThan)]),
            ("نزح مئات الآلاف من السكان.", &[("مئات الآلاف", 200_000.0, Vague)]),
            ("قتل ٣٠ شخصا ومئتان وخمسون جريحا.", &[("٣٠", 30.0, Exact), ("مئتان وخمسون", 250.0, Exact)]),
            ("فر ألفان من المدينة.", &[("ألفان", 2000.0, Exact)]),
            ("نجا واحد من ثلاثة ركاب.", &[("واحد من ثلاثة", 1.0 / 3.0, Exact)]),
            ("جزء من مئة وخمسة.", &[("جزء من مئة وخمسة", 1.0 / 105.0, Exact)]),
            ("مائتان وثلاثة جزء من مائة.", &[("مائتان وثلاثة جزء من مائة", 200.03, Exact)]),
            ("مائة وثلاثة وثلثان.", &[("مائة وثلاثة وثلثان", 103.0 + 2.0 / 3.0, Exact)]),
            ("25799\u{202a},\u{202a}52 ريال.", &[("25799\u{202a},\u{202a}52", 25_799.52, Exact)]),
        ],
    );
}

#[test]
fn turkish() {
    check(
        Language::Tr,
        &[
            ("En az 200 kişi öldü.", &[("En az 200", 200.0, AtLeast)]),
            ("400'den fazla kişi yaralandı.", &[("400'den fazla", 400.0, MoreThan)]),
            ("Yirmi üç asker ve onlarca sivil öldü.", &[("Yirmi üç", 23.0, Exact), ("onlarca", 24.0, Vague)]),
            ("Yaklaşık 1,5 milyon kişi.", &[("Yaklaşık 1,5 milyon", 1_500_000.0, About)]),
            ("Bir adam bir kadını öldürdü.", &[]),
        ],
    );
}

#[test]
fn low_best_high() {
    for (text, wanted) in [
        ("12 died", (Some(12), Some(12), Some(12))),
        ("at least 12 died", (Some(12), Some(12), None)),
        ("more than 12 died", (Some(13), Some(13), None)),
        ("up to 12 died", (None, Some(12), Some(12))),
        ("fewer than 12 died", (None, Some(11), Some(11))),
        ("about 12 died", (None, Some(12), None)),
        ("between 10 and 12 died", (Some(10), None, Some(12))),
        ("hundreds died", (Some(200), None, None)),
        ("10 to 12 million fled", (Some(10_000_000), None, Some(12_000_000))),
    ] {
        let q = &find(text, Language::En)[0];
        assert_eq!((q.low, q.best, q.high), wanted, "{text}");
    }
}

#[test]
fn what_is_no_toll_is_marked() {
    for (text, kind) in [
        ("12 per cent", Kind::Percent),
        ("12%", Kind::Percent),
        ("$200", Kind::Money),
        ("the 3rd man", Kind::Ordinal),
        ("two thirds of them", Kind::Fraction),
        ("one out of three", Kind::Fraction),
        ("1.5 men", Kind::Decimal),
        ("200 men", Kind::Cardinal),
    ] {
        assert_eq!(find(text, Language::En)[0].kind, kind, "{text}");
    }
    assert!(find("yüzde 12", Language::Tr)[0].kind == Kind::Percent);
}

#[test]
fn hostile_texts_do_no_harm() {
    let long = "un million de ".repeat(20_000);
    let digits = "9".repeat(100_000);
    let commas = "1,".repeat(50_000);
    let one_word = "hundert".repeat(20_000);
    for text in ["", "\u{0}", "1e999 9^999 1/0 -", "½½½ 1 ½", "٠٫٠", &long, &digits, &commas, &one_word] {
        for language in Language::ALL {
            find_beside(text, language, &[]);
            numbers(text, language);
        }
    }
}

/// Words that numbers are made of, to be put together at random.
const BITS: [&str; 40] = [
    "two",
    "hundred",
    "and",
    "million",
    "a",
    "half",
    "thirds",
    "99999999999999999999",
    "1.000.000",
    "1,5",
    "-",
    "/",
    "%",
    "$",
    "½",
    "zweihundertfünf",
    "und",
    "quatre",
    "vingt",
    "dix",
    "et",
    "demi",
    "cien",
    "mil",
    "y",
    "двести",
    "тысяч",
    "с половиной",
    "خمسة",
    "وعشرون",
    "مئة",
    "و",
    "yüz",
    "bin",
    "'den fazla",
    "at least",
    "between",
    "١٢",
    "٫",
    "\u{200f}",
];

proptest! {
    #[test]
    fn spans_slice_their_text(
        text in prop_oneof![
            "\\PC{0,120}",
            prop::collection::vec(prop::sample::select(&BITS[..]), 0..24).prop_map(|bits| bits.join(" ")),
            prop::collection::vec(prop::sample::select(&BITS[..]), 0..24).prop_map(|bits| bits.concat()),
        ],
        language in prop::sample::select(&Language::ALL[..]),
    ) {
        let mut end = 0;
        for n in numbers(&text, language) {
            prop_assert!(n.span.start >= end && text.get(n.span.start..n.span.end).is_some() && n.value.is_finite());
            end = n.span.end;
        }
        let mut end = 0;
        for q in find(&text, language) {
            prop_assert!(q.span.start >= end && q.span.contains(q.number_span));
            prop_assert!(text.get(q.span.start..q.span.end).is_some() && text.get(q.number_span.start..q.number_span.end).is_some());
            if let (Some(low), Some(high)) = (q.low, q.high) {
                prop_assert!(low <= high);
            }
            end = q.span.end;
        }
    }
}
