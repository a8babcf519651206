//! What must come out, sentence by sentence, in every language.

use proptest::prelude::*;

use super::*;

/// The report's date of the tests: a Wednesday.
const PUBLISHED: &str = "2024-08-21";

fn found(language: Language, published: &str, text: &str) -> Vec<(String, String)> {
    let published = parse_edtf(published);
    let found = find(text, language, published.as_ref());
    found.into_iter().map(|m| (m.span.of(text).to_owned(), m.when.edtf)).collect()
}

/// Checks sentences: each with its spans and their EDTF.
fn check(language: Language, published: &str, cases: &[(&str, &[(&str, &str)])]) {
    let mut faults = String::new();
    for (text, wanted) in cases {
        let got = found(language, published, text);
        let wanted: Vec<(String, String)> = wanted.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        if got != wanted {
            faults += &format!("\n{language}: {text}\n  wanted {wanted:?}\n  found  {got:?}");
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn english() {
    check(
        Language::En,
        PUBLISHED,
        &[
            ("Troops crossed the border on Tuesday.", &[("Tuesday", "2024-08-20")]),
            ("The minister resigned yesterday, officials said.", &[("yesterday", "2024-08-20")]),
            ("Talks will resume on Friday in Doha.", &[("Friday", "2024-08-23")]),
            ("The truce of March 12, 2021 has collapsed.", &[("March 12, 2021", "2021-03-12")]),
            ("They signed on 12 March 2021.", &[("12 March 2021", "2021-03-12")]),
            ("The raid took place on 2023-09-19.", &[("2023-09-19", "2023-09-19")]),
            ("Fighting has raged since 2014.", &[("2014", "2014/..")]),
            ("It happened last week near the town.", &[("last week", "2024-08-12/2024-08-18")]),
            ("The army withdrew three days ago.", &[("three days ago", "2024-08-18")]),
            ("Elections are due next month.", &[("next month", "2024-09")]),
            ("Exports fell in the third quarter of 2023.", &[("the third quarter of 2023", "2023-07/2023-09")]),
            ("The offensive began in early 2022.", &[("early 2022", "2022-01~/2022-03~")]),
            ("Both sides fought from May to July 2023.", &[("May to July 2023", "2023-05/2023-07")]),
            ("The 1990s were worse.", &[("The 1990s", "199X")]),
            ("She may go and the march may end.", &[]),
            ("At least 200 people died in 12 villages.", &[]),
            ("A 38-year-old man was shot.", &[]),
        ],
    );
}

#[test]
fn french() {
    check(
        Language::Fr,
        PUBLISHED,
        &[
            ("Il a rencontré son homologue mardi à Genève.", &[("mardi", "2024-08-20")]),
            ("Le sommet aura lieu vendredi prochain.", &[("vendredi prochain", "2024-08-23")]),
            (
                "Les pourparlers ont échoué vers la fin de l’année 2022.",
                &[("la fin de l’année 2022", "2022-10~/2022-12~")],
            ),
            ("Ils ne se parlent plus depuis le sommet de septembre 2023.", &[("septembre 2023", "2023-09")]),
            ("Du 3 au 5 mai, les combats ont repris.", &[("3 au 5 mai", "2024-05-03/2024-05-05")]),
            ("Entre 2014 et 2016, le front était calme.", &[("2014 et 2016", "2014/2016")]),
            ("Ils négocient depuis plusieurs années.", &[("plusieurs années", "../2024-08-21~")]),
            ("Il y a trois jours, un drone est tombé.", &[("trois jours", "2024-08-18")]),
            (
                "La semaine dernière, puis hier matin.",
                &[("La semaine dernière", "2024-08-12/2024-08-18"), ("hier matin", "2024-08-20")],
            ),
            (
                "L'attaque a eu lieu lundi. Le lendemain, l'armée a riposté.",
                &[("lundi", "2024-08-19"), ("Le lendemain", "2024-08-20")],
            ),
            ("Un soldat de 25 ans est mort.", &[]),
            ("L'été a été long.", &[("L'été", "2024-22")]),
            ("Il a été arrêté.", &[]),
        ],
    );
}

#[test]
fn spanish() {
    check(
        Language::Es,
        PUBLISHED,
        &[
            ("El presidente llegó el martes a Bogotá.", &[("el martes", "2024-08-20")]),
            ("El acuerdo se firmó el 12 de marzo de 2021.", &[("el 12 de marzo de 2021", "2021-03-12")]),
            ("La semana pasada murieron dos soldados.", &[("La semana pasada", "2024-08-12/2024-08-18")]),
            ("Hace tres días se reunieron.", &[("Hace tres días", "2024-08-18")]),
            ("Los combates empezaron a finales de 2023.", &[("finales de 2023", "2023-10~/2023-12~")]),
            ("Desde 2014 no hay diálogo.", &[("2014", "2014/..")]),
            ("El ataque ocurrió ayer por la noche.", &[("ayer por la noche", "2024-08-20")]),
            ("Entre 2014 y 2016 hubo una tregua.", &[("2014 y 2016", "2014/2016")]),
            ("En septiembre de 2023 cayó la ciudad.", &[("septiembre de 2023", "2023-09")]),
            ("Murieron al menos 30 personas.", &[]),
        ],
    );
}

#[test]
fn german() {
    check(
        Language::De,
        PUBLISHED,
        &[
            ("Der Minister reiste am Dienstag nach Kiew.", &[("Dienstag", "2024-08-20")]),
            ("Vor drei Tagen begann die Offensive.", &[("Vor drei Tagen", "2024-08-18")]),
            ("Am 12. März 2021 wurde unterzeichnet.", &[("12. März 2021", "2021-03-12")]),
            ("Am 12.03.2021 wurde unterzeichnet.", &[("12.03.2021", "2021-03-12")]),
            ("Im September 2023 fiel die Stadt.", &[("September 2023", "2023-09")]),
            ("Ende 2023 eskalierte der Konflikt.", &[("Ende 2023", "2023-10~/2023-12~")]),
            ("Seit 2014 herrscht Krieg.", &[("2014", "2014/..")]),
            ("Gestern Abend gab es Explosionen.", &[("Gestern Abend", "2024-08-20")]),
            (
                "Die Truppen zogen am Montag ab. Zwei Tage zuvor hatte es Kämpfe gegeben.",
                &[("Montag", "2024-08-19"), ("Zwei Tage zuvor", "2024-08-17")],
            ),
            ("Letzte Woche starben 30 Menschen.", &[("Letzte Woche", "2024-08-12/2024-08-18")]),
            ("Ein 25-jähriger Mann wurde verletzt.", &[]),
        ],
    );
}

#[test]
fn italian() {
    check(
        Language::It,
        PUBLISHED,
        &[
            ("Il ministro è arrivato martedì a Tripoli.", &[("martedì", "2024-08-20")]),
            ("L'accordo fu firmato il 12 marzo 2021.", &[("il 12 marzo 2021", "2021-03-12")]),
            ("Tre giorni fa è iniziata l'offensiva.", &[("Tre giorni fa", "2024-08-18")]),
            ("La settimana scorsa sono morti due soldati.", &[("La settimana scorsa", "2024-08-12/2024-08-18")]),
            ("Alla fine del 2023 la tregua è saltata.", &[("fine del 2023", "2023-10~/2023-12~")]),
            ("Dal 2014 non c'è dialogo.", &[("2014", "2014/..")]),
            ("Nel settembre 2023 cadde la città.", &[("settembre 2023", "2023-09")]),
            ("Ieri sera un drone ha colpito il porto.", &[("Ieri sera", "2024-08-20")]),
            ("Dal 3 al 5 maggio si è combattuto.", &[("3 al 5 maggio", "2024-05-03/2024-05-05")]),
            ("Un uomo di 40 anni è rimasto ferito.", &[]),
        ],
    );
}

#[test]
fn portuguese() {
    check(
        Language::Pt,
        PUBLISHED,
        &[
            ("O ministro chegou na terça-feira a Luanda.", &[("terça-feira", "2024-08-20")]),
            ("O acordo foi assinado em 12 de março de 2021.", &[("12 de março de 2021", "2021-03-12")]),
            ("Há três dias começou a ofensiva.", &[("Há três dias", "2024-08-18")]),
            ("Na semana passada morreram dois soldados.", &[("semana passada", "2024-08-12/2024-08-18")]),
            ("No final de 2023 a trégua acabou.", &[("final de 2023", "2023-10~/2023-12~")]),
            ("Desde 2014 não há diálogo.", &[("2014", "2014/..")]),
            ("Em setembro de 2023 caiu a cidade.", &[("setembro de 2023", "2023-09")]),
            ("Ontem à noite houve explosões.", &[("Ontem à noite", "2024-08-20")]),
            ("De 3 a 5 de maio houve combates.", &[("3 a 5 de maio", "2024-05-03/2024-05-05")]),
            ("Um homem de 40 anos ficou ferido.", &[]),
        ],
    );
}

#[test]
fn russian() {
    check(
        Language::Ru,
        PUBLISHED,
        &[
            ("Министр прибыл во вторник в Баку.", &[("вторник", "2024-08-20")]),
            ("Договор подписан 12 марта 2021 года.", &[("12 марта 2021 года", "2021-03-12")]),
            ("Три дня назад началось наступление.", &[("Три дня назад", "2024-08-18")]),
            ("На прошлой неделе погибли двое солдат.", &[("прошлой неделе", "2024-08-12/2024-08-18")]),
            ("Прошлым летом бои прекратились.", &[("Прошлым летом", "2023-22")]),
            ("В конце 2023 года перемирие сорвано.", &[("конце 2023 года", "2023-10~/2023-12~")]),
            ("С 2014 года идёт война.", &[("2014 года", "2014/..")]),
            ("В сентябре 2023 года город пал.", &[("сентябре 2023 года", "2023-09")]),
            ("Вчера вечером прогремели взрывы.", &[("Вчера вечером", "2024-08-20")]),
            ("С 3 по 5 мая шли бои.", &[("3 по 5 мая", "2024-05-03/2024-05-05")]),
            ("Погиб 25-летний мужчина.", &[]),
        ],
    );
}

#[test]
fn ukrainian() {
    check(
        Language::Uk,
        PUBLISHED,
        &[
            ("Міністр прибув у вівторок до Києва.", &[("вівторок", "2024-08-20")]),
            ("Угоду підписано 12 березня 2021 року.", &[("12 березня 2021 року", "2021-03-12")]),
            ("Три дні тому почався наступ.", &[("Три дні тому", "2024-08-18")]),
            ("Минулого тижня загинули двоє військових.", &[("Минулого тижня", "2024-08-12/2024-08-18")]),
            ("Наприкінці 2023 року перемир'я зірвано.", &[("Наприкінці 2023 року", "2023-10~/2023-12~")]),
            ("З 2014 року триває війна.", &[("2014 року", "2014/..")]),
            ("У вересні 2023 року місто впало.", &[("вересні 2023 року", "2023-09")]),
            ("Учора ввечері пролунали вибухи.", &[("Учора ввечері", "2024-08-20")]),
            ("У п'ятницю відбудуться переговори.", &[("п'ятницю", "2024-08-23")]),
            ("Загинув 25-річний чоловік.", &[]),
        ],
    );
}

#[test]
fn arabic() {
    check(
        Language::Ar,
        PUBLISHED,
        &[
            ("وصل الوزير يوم الثلاثاء إلى بغداد.", &[("يوم الثلاثاء", "2024-08-20")]),
            ("وقع الاتفاق في 12 مارس 2021.", &[("12 مارس 2021", "2021-03-12")]),
            ("وقع الاتفاق في 12 آذار 2021.", &[("12 آذار 2021", "2021-03-12")]),
            ("وقع الاتفاق في ١٢ مارس ٢٠٢١.", &[("١٢ مارس ٢٠٢١", "2021-03-12")]),
            ("قبل ثلاثة أيام بدأ الهجوم.", &[("قبل ثلاثة أيام", "2024-08-18")]),
            ("الأسبوع الماضي قتل جنديان.", &[("الأسبوع الماضي", "2024-08-12/2024-08-18")]),
            ("في أواخر عام 2023 انهارت الهدنة.", &[("أواخر عام 2023", "2023-10~/2023-12~")]),
            ("منذ عام 2014 لا حوار.", &[("عام 2014", "2014/..")]),
            ("في سبتمبر 2023 سقطت المدينة.", &[("سبتمبر 2023", "2023-09")]),
            ("بين مارس ومايو 2023 دارت المعارك.", &[("مارس ومايو 2023", "2023-03/2023-05")]),
            ("قال أمس إن القصف توقف.", &[("أمس", "2024-08-20")]),
        ],
    );
}

#[test]
fn turkish() {
    check(
        Language::Tr,
        PUBLISHED,
        &[
            ("Bakan salı günü Ankara'ya geldi.", &[("salı günü", "2024-08-20")]),
            ("Bakan Salı günü Ankara'ya geldi.", &[("Salı günü", "2024-08-20")]),
            ("Anlaşma 12 Mart 2021'de imzalandı.", &[("12 Mart 2021", "2021-03-12")]),
            ("Üç gün önce saldırı başladı.", &[("Üç gün önce", "2024-08-18")]),
            ("Geçen hafta iki asker öldü.", &[("Geçen hafta", "2024-08-12/2024-08-18")]),
            ("2023 sonunda ateşkes bozuldu.", &[("2023 sonunda", "2023-10~/2023-12~")]),
            ("2014'ten beri savaş sürüyor.", &[("2014", "2014/..")]),
            ("Eylül 2023'te şehir düştü.", &[("Eylül 2023", "2023-09")]),
            ("Dün akşam patlamalar oldu.", &[("Dün akşam", "2024-08-20")]),
            ("En az 30 kişi öldü.", &[]),
        ],
    );
}

/// Checks one sentence for each of several languages: its only time and that time's EDTF.
fn check_each(cases: &[(Language, &str, &str, &str)]) {
    for (language, text, span, edtf) in cases {
        check(*language, PUBLISHED, &[(text, &[(span, edtf)])]);
    }
}

#[test]
fn weekday_and_day_without_a_month() {
    check_each(&[
        (Language::En, "It began on Tuesday the 13th.", "Tuesday the 13th", "2024-08-13"),
        (Language::En, "It began on Tue 13th.", "Tue 13th", "2024-08-13"),
        (Language::En, "On Tuesday 13 people were killed.", "Tuesday", "2024-08-20"),
        (Language::En, "It ended on Sunday the fourteenth.", "Sunday the fourteenth", "2024-07-14"),
        (Language::Fr, "Il est venu mardi 13.", "mardi 13", "2024-08-13"),
        (Language::Fr, "Mardi 13 personnes ont été tuées.", "Mardi", "2024-08-20"),
        (Language::De, "Er kam am Dienstag, dem 13., nach Kiew.", "Dienstag, dem 13.", "2024-08-13"),
        (Language::Es, "Llegó el martes 13.", "el martes 13", "2024-08-13"),
        (Language::It, "È arrivato martedì 13.", "martedì 13", "2024-08-13"),
        (Language::Pt, "Chegou na terça-feira 13.", "terça-feira 13", "2024-08-13"),
        (Language::Ru, "Он прибыл во вторник, 13-го.", "вторник, 13-го", "2024-08-13"),
        (Language::Uk, "Він прибув у вівторок, 13-го.", "вівторок, 13-го", "2024-08-13"),
        (Language::Tr, "13 Salı günü geldi.", "13 Salı günü", "2024-08-13"),
        (Language::Ar, "وصل يوم الثلاثاء 13.", "يوم الثلاثاء 13", "2024-08-13"),
    ]);
}

#[test]
fn calendar_weeks_of_a_day() {
    let (from, to) = ("2024-04-01", "2024-04-07");
    let week = format!("{from}/{to}");
    for (language, text, span) in [
        (Language::En, "The week of April 4.", "The week of April 4"),
        (Language::En, "The week beginning 4 April.", "The week beginning 4 April"),
        (Language::En, "For w/c Apr 4.", "w/c Apr 4"),
        (Language::Fr, "La semaine du 4 avril.", "La semaine du 4 avril"),
        (Language::De, "Die Woche vom 4. April.", "Die Woche vom 4. April"),
        (Language::Es, "La semana del 4 de abril.", "La semana del 4 de abril"),
        (Language::It, "La settimana del 4 aprile.", "La settimana del 4 aprile"),
        (Language::Pt, "A semana de 4 de abril.", "A semana de 4 de abril"),
        (Language::Ru, "Неделя с 4 апреля.", "Неделя с 4 апреля"),
        (Language::Uk, "Тиждень з 4 квітня.", "Тиждень з 4 квітня"),
        (Language::Ar, "أسبوع 4 أبريل.", "أسبوع 4 أبريل"),
        (Language::Tr, "4 Nisan haftası.", "4 Nisan haftası"),
    ] {
        check(language, PUBLISHED, &[(text, &[(span, &week)])]);
    }
}

#[test]
fn stretches_of_an_outer_time() {
    check_each(&[
        (
            Language::En,
            "Booked for the first two weeks of 2021.",
            "the first two weeks of 2021",
            "2021-01-04/2021-01-17",
        ),
        (Language::En, "The last four months of last year.", "The last four months of last year", "2023-09/2023-12"),
        (Language::En, "The last day of the month.", "The last day of the month", "2024-08-31"),
        (Language::Fr, "Les trois premiers mois de 2023.", "Les trois premiers mois de 2023", "2023-01/2023-03"),
        (Language::De, "Die ersten drei Monate des Jahres.", "Die ersten drei Monate des Jahres", "2024-01/2024-03"),
        (Language::Es, "Los últimos dos meses de 2022.", "Los últimos dos meses de 2022", "2022-11/2022-12"),
        (Language::Es, "Los diez primeros días del mes.", "Los diez primeros días del mes", "2024-08-01/2024-08-10"),
        (Language::It, "Gli ultimi due mesi dell'anno.", "Gli ultimi due mesi dell'anno", "2024-11/2024-12"),
        (Language::Pt, "Os três primeiros meses de 2023.", "Os três primeiros meses de 2023", "2023-01/2023-03"),
        (Language::Ru, "Первые три месяца года.", "Первые три месяца года", "2024-01/2024-03"),
        (Language::Uk, "Перші три місяці року.", "Перші три місяці року", "2024-01/2024-03"),
        (Language::Tr, "Yılın ilk üç ayı.", "Yılın ilk üç ayı", "2024-01/2024-03"),
        (Language::Ar, "أول ثلاثة أشهر من عام 2023.", "أول ثلاثة أشهر من عام 2023", "2023-01/2023-03"),
    ]);
}

#[test]
fn counted_lengths() {
    check_each(&[
        (Language::En, "Sales of the last two quarters.", "the last two quarters", "2024-01/2024-06"),
        (Language::En, "Sales of the next three quarters.", "the next three quarters", "2024-10/2025-06"),
        (Language::En, "He was away for 3 days from Monday.", "3 days from Monday", "2024-08-19/2024-08-21"),
        (Language::En, "A week starting tomorrow.", "A week starting tomorrow", "2024-08-22/2024-08-28"),
        (Language::En, "From 2pm for 2 hours.", "2pm for 2 hours", "2024-08-21T14:00:00/2024-08-21T16:00:00"),
        (Language::En, "It must end within nine months.", "nine months", "2024-08-21/2025-05-20"),
        (Language::En, "It was more than two weeks before today.", "two weeks before today", "../2024-08-06"),
        (Language::En, "Less than three days after tomorrow.", "three days after tomorrow", "2024-08-22/2024-08-24"),
        (Language::En, "A fortnight ago it stopped.", "A fortnight ago", "2024-08-05/2024-08-11"),
        (Language::En, "Fighting went on over the weekend.", "the weekend", "2024-08-17/2024-08-18"),
        (Language::Fr, "Il y a quinze jours, il est parti.", "quinze jours", "2024-08-05/2024-08-11"),
        (Language::Fr, "Des élections dans les neuf mois.", "les neuf mois", "2024-08-21/2025-05-20"),
        (Language::De, "Binnen zwei Wochen ist es so weit.", "Binnen zwei Wochen", "2024-08-21/2024-09-03"),
        (Language::Ru, "Более двух недель назад.", "двух недель назад", "../2024-08-06"),
        (Language::Ar, "قبل أكثر من أسبوعين.", "أسبوعين", "../2024-08-06"),
        (Language::En, "They met on 30 February 2024.", "30 February 2024", "XXXX"),
        (
            Language::En,
            "She was born on 25 January nineteen eighty-six.",
            "25 January nineteen eighty-six",
            "1986-01-25",
        ),
    ]);
    check(Language::Ru, PUBLISHED, &[("Там живёт около двух тысяч человек.", &[])]);
}

#[test]
fn repeated_weekdays() {
    let published = parse_edtf(PUBLISHED);
    let found = find("It is closed on Tuesdays.", Language::En, published.as_ref());
    assert_eq!((found[0].class, found[0].timex.as_str()), (TimeClass::Set, "XXXX-WXX-2"));
}

#[test]
fn hijri_dates_and_feasts() {
    check_each(&[
        (Language::En, "He died on 1 Muharram 1446.", "1 Muharram 1446", "2024-07-08~"),
        (Language::En, "The truce held during Ramadan 2024.", "Ramadan 2024", "2024-03-11~/2024-04-09~"),
        (Language::En, "It was the year 1445 AH.", "the year 1445 AH", "2023-07-19~/2024-07-07~"),
        (Language::En, "On Eid al-Adha 2024 it rained.", "Eid al-Adha 2024", "2024-06-17~"),
        (Language::En, "On Orthodox Easter 2024 they met.", "Orthodox Easter 2024", "2024-05-05"),
        (Language::En, "The law of 12 Mordad 1402.", "12 Mordad 1402", "2023-08-03"),
        (Language::Fr, "La loi du 10 mouharram 1446.", "10 mouharram 1446", "2024-07-17~"),
        (Language::De, "Am 15. Ramadan 1445 endete es.", "15. Ramadan 1445", "2024-03-25~"),
        (Language::Es, "Fue el 15 de ramadán de 1445.", "el 15 de ramadán de 1445", "2024-03-25~"),
        (Language::It, "La tregua per l'Eid al-Fitr.", "Eid al-Fitr", "2024-04-10~"),
        (Language::Pt, "O mês do Ramadã acabou.", "O mês do Ramadã", "2024-03-11~/2024-04-09~"),
        (Language::Ru, "Указ от 10 мухаррама 1446 года.", "10 мухаррама 1446 года", "2024-07-17~"),
        (Language::Ru, "Их выпустили на Пасху.", "Пасху", "2024-05-05"),
        (Language::Uk, "На Великдень стріляли.", "Великдень", "2024-05-05"),
        (Language::Tr, "1 Muharrem 1447 tarihli karar.", "1 Muharrem 1447", "2025-06-27~"),
        (Language::Tr, "Kurban Bayramı boyunca.", "Kurban Bayramı", "2024-06-17~"),
        (Language::Ar, "صدر في 15 رمضان 1445هـ.", "15 رمضان 1445هـ", "2024-03-25~"),
        (Language::Ar, "صدر في ۱۲ مرداد ۱۴۰۲.", "۱۲ مرداد ۱۴۰۲", "2023-08-03"),
        (Language::Ar, "صدر في 22 بهمن 1357.", "22 بهمن 1357", "1979-02-11"),
        (Language::Ar, "في 12 كانون الثاني/يناير 2024.", "12 كانون الثاني/يناير 2024", "2024-01-12"),
        (Language::Ar, "في 3 جويلية 2023.", "3 جويلية 2023", "2023-07-03"),
        (Language::Ar, "في 20 غشت 2023.", "20 غشت 2023", "2023-08-20"),
    ]);
    check(Language::En, PUBLISHED, &[("A factory in 10th of Ramadan City burned.", &[])]);
    check(Language::Ar, PUBLISHED, &[("في مدينة العاشر من رمضان.", &[])]);
    // Names of months that are also names of people are none alone.
    check(Language::En, PUBLISHED, &[("Ramadan Kadyrov and Rajab Safarov spoke.", &[])]);
    check(Language::Tr, PUBLISHED, &[("Ramazan Yılmaz ile Recep Kaya konuştu.", &[])]);
}

#[test]
fn report_of_a_month() {
    // A weekday is within the report's month; no finer guess is made.
    let published = parse_edtf("2024-08");
    let tuesday = &find("Il est arrivé mardi.", Language::Fr, published.as_ref())[0];
    assert_eq!(tuesday.when.edtf, "2024-08~");
    assert_eq!(tuesday.when.kind, WhenKind::Approximate);
    assert_eq!(tuesday.when.start.as_deref(), Some("2024-08-01"));
    assert_eq!(tuesday.when.end.as_deref(), Some("2024-08-31"));
    check(
        Language::Fr,
        "2024-08",
        &[
            (
                "Le mois dernier, hier, l'an dernier.",
                &[("Le mois dernier", "2024-07"), ("hier", "2024-08~"), ("l'an dernier", "2023")],
            ),
            ("Le 3 mai, en juin.", &[("Le 3 mai", "2024-05-03"), ("juin", "2024-06")]),
        ],
    );
}

#[test]
fn report_without_a_date() {
    check(
        Language::En,
        "",
        &[
            ("It happened on Tuesday.", &[("Tuesday", "XXXX")]),
            ("It happened on 3 May.", &[("3 May", "XXXX-05-03")]),
            (
                "It happened on 3 May 2020 and two days later.",
                &[("3 May 2020", "2020-05-03"), ("two days later", "2020-05-05")],
            ),
        ],
    );
}

#[test]
fn ranges_tell_their_ends() {
    let text = "La foire se tient du jeudi 9 mai au lundi 13 mai.";
    let published = parse_edtf("2024-05-02");
    let range = &find(text, Language::Fr, published.as_ref())[0];
    let ends: Vec<_> = range.ends.iter().map(|end| (end.span.of(text), end.when.edtf.as_str())).collect();
    assert_eq!(ends, [("jeudi 9 mai", "2024-05-09"), ("lundi 13 mai", "2024-05-13")]);
    assert_eq!(range.extent.of(text), "du jeudi 9 mai au lundi 13 mai");
}

#[test]
fn classes_and_timeml_values() {
    let published = parse_edtf(PUBLISHED);
    for (text, class, timex) in [
        ("every Monday", TimeClass::Set, "XXXX-WXX-1"),
        ("for three weeks", TimeClass::Duration, "P3W"),
        ("at 3 pm", TimeClass::Time, "2024-08-21T15:00"),
        ("yesterday evening", TimeClass::Time, "2024-08-20TEV"),
        ("last week", TimeClass::Date, "2024-W33"),
    ] {
        let found = find(text, Language::En, published.as_ref());
        assert_eq!((found[0].class, found[0].timex.as_str()), (class, timex), "{text}");
    }
}

#[test]
fn edtf_of_level_0() {
    for (text, bounds) in [
        ("2024", Some(("2024-01-01", "2024-12-31"))),
        ("2023-02", Some(("2023-02-01", "2023-02-28"))),
        ("2024-02-29", Some(("2024-02-29", "2024-02-29"))),
        ("2023-02-29", None),
        ("24", None),
        ("2024-8", None),
        ("", None),
        ("2024-08-21T10:00", None),
    ] {
        let when = parse_edtf(text);
        let got = when.as_ref().and_then(|w| Some((w.start.as_deref()?, w.end.as_deref()?)));
        assert_eq!(got, bounds, "{text}");
    }
}

#[test]
fn times_before_the_year_one_are_not_placed() {
    for (text, language) in
        [("le siècle dernier", Language::Fr), ("last century", Language::En), ("el siglo pasado", Language::Es)]
    {
        for m in find(text, language, parse_edtf("0001-01-01").as_ref()) {
            assert_eq!(
                (m.when.start.as_deref(), m.when.end.as_deref(), m.when.kind),
                (None, None, WhenKind::Unresolved),
                "{text}"
            );
        }
        assert!(
            find(text, language, parse_edtf("2001-01-01").as_ref()).iter().any(|m| m.when.start.is_some()),
            "{text}"
        );
    }
}

#[test]
fn hostile_texts_do_no_harm() {
    let long = "12/12/12-".repeat(20_000);
    for text in ["", "\u{0}", "2024-02-30 31/31/2031 99:99 0000", "في في في و و و", "l'l'l'l'", long.as_str()]
    {
        for language in Language::ALL {
            find(text, language, parse_edtf("9999-12-31").as_ref());
            find(text, language, parse_edtf("0001-01-01").as_ref());
        }
    }
}

/// Words that times are made of, to be put together at random.
const BITS: [&str; 40] = [
    "le",
    "3",
    "mai",
    "2024",
    "du",
    "au",
    "99999999999999999999",
    "ago",
    "years",
    "vor",
    "Tagen",
    "в",
    "2014",
    "году",
    "منذ",
    "١٢",
    "مارس",
    "و",
    "Mart'ta",
    "12:30",
    "31.12.9999",
    "000000",
    "dernière",
    "nuit",
    "XX",
    "siècle",
    "century",
    "hundred",
    "million",
    "weeks",
    "назад",
    "-",
    "/",
    "’",
    "«",
    "1e9",
    "½",
    "İ",
    "e\u{301}te\u{301}",
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
        published in prop::sample::select(&["", "2024-08-21", "2024-08", "2024", "9999-12-31", "0001-01-01"][..]),
    ) {
        let mut end = 0;
        for m in find(&text, language, parse_edtf(published).as_ref()) {
            prop_assert!(m.extent.start >= end && m.extent.contains(m.span) && !m.span.is_empty());
            prop_assert!(text.get(m.extent.start..m.extent.end).is_some() && text.get(m.span.start..m.span.end).is_some());
            if let (Some(start), Some(last)) = (&m.when.start, &m.when.end) {
                prop_assert!(start <= last, "{start} {last}");
            }
            end = m.extent.end;
        }
    }
}

#[test]
fn so_long_after_something_untold_is_not_placed() {
    let published = parse_edtf("2025-05-12");
    for (text, language) in [
        ("Three weeks after the boat opened fire, they met.", Language::En),
        ("Trois semaines après que la vedette eut tiré, ils se sont réunis.", Language::Fr),
        ("Tres semanas después de que la lancha abriera fuego se reunieron.", Language::Es),
        ("Tre settimane dopo che la motovedetta aveva sparato si sono riuniti.", Language::It),
        ("Três semanas depois de a lancha ter disparado, reuniram-se.", Language::Pt),
        ("Drei Wochen nachdem das Boot gefeuert hatte, trafen sie sich.", Language::De),
    ] {
        let placed = find(text, language, published.as_ref()).into_iter().find(|m| m.when.start.is_some());
        assert!(placed.is_none(), "{text}: {placed:?}");
    }
    let later = find("Trois semaines après, ils se sont réunis.", Language::Fr, published.as_ref());
    assert!(later.iter().any(|m| m.when.start.is_some()), "{later:?}");
}

/// A time of each language in a report of a day: the words, and what they are dated to.
fn check_all(published: &str, cases: &[(Language, &str, &str, &str)]) {
    let mut faults = String::new();
    for (language, text, words, wanted) in cases {
        let got = found(*language, published, text);
        if !got.iter().any(|(span, edtf)| span == words && edtf == wanted) {
            faults += &format!("\n{language}: {text}\n  wanted {words} {wanted}\n  found  {got:?}");
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn a_length_between_two_acts_counts_from_the_other() {
    for (language, text, at) in [
        (Language::En, "Two weeks after the raid on Ouani, both sides met.", "the raid"),
        (Language::Fr, "Deux semaines après le raid sur Ouani, les deux camps se sont vus.", "le raid"),
        (Language::Es, "Dos semanas después de la incursión en Ouani, ambos se reunieron.", "de la"),
        (Language::De, "Zwei Wochen nach dem Angriff auf Ouani trafen sich beide.", "dem Angriff"),
        (Language::It, "Due settimane dopo il raid su Ouani i due si sono visti.", "il raid"),
        (Language::Pt, "Duas semanas depois do ataque a Ouani, os dois encontraram-se.", "do ataque"),
        (Language::Ru, "Через две недели после налёта на Уани стороны встретились.", "налёта"),
        (Language::Uk, "Через два тижні після нападу на Уані сторони зустрілися.", "нападу"),
        (Language::Ar, "بعد أسبوعين من الغارة على واني التقى الطرفان.", "الغارة"),
        (Language::Tr, "Uani'ye yapılan baskından iki hafta sonra taraflar buluştu.", "iki hafta"),
    ] {
        let published = parse_edtf("2024-08-21");
        let times = find(text, language, published.as_ref());
        let since = times.iter().find_map(|t| t.since.as_ref()).unwrap_or_else(|| panic!("{text}: {times:?}"));
        assert_eq!(text[since.at..].trim_start().find(at), Some(0), "{text}");
        assert_eq!(since.stands_before, language == Language::Tr);
        let before = since.before(&parse_edtf("2024-08-21").unwrap()).unwrap();
        assert_eq!(before.edtf, "2024-08-05/2024-08-11", "{text}");
        assert!(times.iter().all(|t| t.since.is_none() || t.class == TimeClass::Duration), "{text}");
    }
    for (language, text) in [
        (Language::En, "They met two weeks after."),
        (Language::Ar, "دام ثلاثة أشهر من القتال."),
        (Language::De, "Sie fahren in zwei Wochen nach Ouani."),
        (Language::Tr, "İki hafta sonra buluşacaklar."),
    ] {
        assert!(find(text, language, parse_edtf("2024-08-21").as_ref()).iter().all(|t| t.since.is_none()), "{text}");
    }
}

#[test]
fn that_year_and_the_next_day_count_from_what_was_told() {
    check_all(
        PUBLISHED,
        &[
            (Language::En, "War began in 2017. That year many fled.", "That year", "2017"),
            (Language::Fr, "La guerre éclata en 2017. Cette année-là, beaucoup fuirent.", "Cette année-là", "2017"),
            (Language::Es, "La guerra estalló en 2017. Ese año muchos huyeron.", "Ese año", "2017"),
            (Language::De, "Der Krieg begann im Jahr 2017. In jenem Jahr flohen viele.", "jenem Jahr", "2017"),
            (Language::It, "La guerra scoppiò nel 2017. Quell'anno molti fuggirono.", "Quell'anno", "2017"),
            (Language::Pt, "A guerra começou em 2017. Naquele ano muitos fugiram.", "Naquele ano", "2017"),
            (Language::Ru, "Война началась в 2017 году. В том году многие бежали.", "том году", "2017"),
            (Language::Uk, "Війна почалася у 2017 році. Того року багато хто втік.", "Того року", "2017"),
            (Language::Ar, "بدأت الحرب في عام 2017. في تلك السنة فر كثيرون.", "تلك السنة", "2017"),
            (Language::Tr, "Savaş 2017'de başladı. O yıl çok kişi kaçtı.", "O yıl", "2017"),
            (Language::En, "Rebels took it on May 2. The next day they left.", "The next day", "2024-05-03"),
            (Language::Pt, "Tomaram-na a 2 de maio. No dia seguinte saíram.", "No dia seguinte", "2024-05-03"),
            (Language::Uk, "Захопили його 2 травня. Наступного дня вони пішли.", "Наступного дня", "2024-05-03"),
            (Language::Ar, "دخلوا المدينة الاثنين. وغادروها في اليوم التالي.", "في اليوم التالي", "2024-08-20"),
        ],
    );
}

#[test]
fn seasons_are_told_of_as_past_and_until_looks_ahead() {
    check_all(
        PUBLISHED,
        &[
            (Language::En, "They shelled it in winter.", "winter", "2023-24"),
            (Language::Fr, "Ils l'ont bombardé en hiver.", "hiver", "2023-24"),
            (Language::Ru, "Зимой его обстреливали.", "Зимой", "2023-24"),
            (Language::Uk, "Взимку його обстрілювали.", "Взимку", "2023-24"),
            (Language::Ar, "قصفوها في الشتاء.", "الشتاء", "2023-24"),
            (Language::Tr, "Orayı kışın bombaladılar.", "kışın", "2023-24"),
            (Language::En, "They will meet in winter.", "winter", "2024-24"),
        ],
    );
    check_all(
        "2024-04-10",
        &[
            (Language::En, "The mandate was extended until the end of November.", "the end of November", "../2024-11~"),
            (Language::Fr, "Le mandat a été prolongé jusqu'à la fin novembre.", "la fin novembre", "../2024-11~"),
            (Language::Es, "El mandato se prorrogó hasta finales de noviembre.", "finales de noviembre", "../2024-11~"),
            (Language::De, "Das Mandat wurde bis Ende November verlängert.", "Ende November", "../2024-11~"),
            (Language::It, "Il mandato vale fino all'autunno.", "autunno", "../2024-11"),
            (Language::Pt, "O mandato vale até ao outono.", "outono", "../2024-11"),
            (Language::Ru, "Мандат продлили до конца ноября.", "конца ноября", "../2024-11~"),
            (Language::Uk, "Мандат діє до осені.", "осені", "../2024-11"),
            (Language::Ar, "مُدد التفويض حتى الخريف.", "الخريف", "../2024-11"),
            (Language::Tr, "Görev süresi sonbahara kadar uzatıldı.", "sonbahara", "../2024-11"),
        ],
    );
}

#[test]
fn a_day_belongs_to_the_nearer_verb() {
    check_all(
        PUBLISHED,
        &[
            (Language::En, "It will not pay, the minister said on Monday.", "Monday", "2024-08-19"),
            (Language::Fr, "Il ne paiera pas, a dit lundi la ministre.", "lundi", "2024-08-19"),
            (Language::Es, "No pagará, dijo el lunes la ministra.", "el lunes", "2024-08-19"),
            (Language::It, "Non pagherà, ha detto lunedì la ministra.", "lunedì", "2024-08-19"),
            (Language::Pt, "Não pagará, disse na segunda-feira a ministra.", "segunda-feira", "2024-08-19"),
            (Language::Ru, "Она не будет платить, заявила в понедельник министр.", "понедельник", "2024-08-19"),
            (Language::Uk, "Вона не буде платити, заявила в понеділок міністерка.", "понеділок", "2024-08-19"),
            (Language::Tr, "Mayısta durdurduğu uçuşları yeniden başlatacak.", "Mayısta", "2024-05"),
            (Language::Tr, "Heyet cuma günü gelecek.", "cuma günü", "2024-08-23"),
            (Language::En, "She held talks on Monday and will meet rebels.", "Monday", "2024-08-19"),
            (Language::En, "She will speak on Monday.", "Monday", "2024-08-26"),
            (Language::Pt, "Os exércitos combateram no fim de semana.", "fim de semana", "2024-08-17/2024-08-18"),
            (Language::Tr, "Ocaktan marta kadar savaştılar.", "Ocaktan marta", "2024-01/2024-03"),
        ],
    );
    let day = find("They expelled 600 people in one day.", Language::En, parse_edtf(PUBLISHED).as_ref());
    assert_eq!(day[0].behind.as_ref().map(|w| w.start.clone()), Some(None), "{day:?}");
}
