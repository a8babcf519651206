//! French.

mod clause;
mod time;

use std::sync::OnceLock;

use clause::{clause, de, having, is_plural, list, participle, that, their};
use time::{day, ends, moment, moments, plain, since_until, span};

use super::moment::{Day, Stretch};
use super::nouns::Noun;
use super::tables::{Acts, Row, Told};
use super::tongue::{
    Answered, Basis, By, Counted, Deed, Differ, Form, Part, Question, Range, Saying, Shifted, Standing, Tongue, Turn,
    capital, decimal, fill, grouped, joined, kind_of_level,
};
use crate::Language;
use crate::record::{Category, Course, Estimate};

const ACTS: &str = include_str!("../../../../../knowledge/fr/acts.tsv");
const TOLD: &str = include_str!("../../../../../knowledge/fr/told.tsv");

/// Before a colon and inside the marks of a quotation.
const SPACE: &str = "\u{a0}";
/// Before a semicolon and between groups of digits.
const NARROW: &str = "\u{202f}";
const NUMBERS: [&str; 11] = ["aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"];

/// French, as an agency writes it.
pub(super) struct French;

impl Tongue for French {
    fn language(&self) -> Language {
        Language::Fr
    }

    fn told(&self) -> &'static Told {
        static READ: OnceLock<Told> = OnceLock::new();
        // The tables are part of the program and a test parses them: an error here cannot reach a user.
        READ.get_or_init(|| Told::parse(TOLD).unwrap_or_default())
    }

    fn acts(&self) -> &'static Acts {
        static READ: OnceLock<Acts> = OnceLock::new();
        READ.get_or_init(|| Acts::parse(ACTS).unwrap_or_default())
    }

    fn names_bodies(&self) -> bool {
        false
    }

    fn body(&self, name: &str) -> String {
        name.to_owned()
    }

    fn bare(&self, name: &str) -> String {
        let article = ["l'", "le ", "la ", "les "].into_iter().find_map(|article| name.strip_prefix(article));
        article.unwrap_or(name).to_owned()
    }

    fn sector(&self, name: &str, sector: &Row, country: Option<&Row>) -> String {
        let adjective = country.and_then(|c| c.adjective);
        let of = country.map(|c| de(c.name, c.silent));
        let filled = fill(name, |part| match part {
            "in" => Some(country.and_then(|c| c.within).unwrap_or_default().to_owned()),
            "m" | "f" | "mp" | "fp" => Some(match adjective {
                Some([masculine, feminine]) => {
                    agreed(if sector.feminine { feminine } else { masculine }, sector.plural)
                }
                None => of.clone().unwrap_or_default(),
            }),
            _ => None,
        });
        filled.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn within(&self, name: &str, province: bool) -> String {
        if province { format!("dans la région {}", de(name, false)) } else { format!("à {name}") }
    }

    fn title(&self, [a, b]: [&str; 2], days: Option<(Day, Day)>) -> String {
        let days = days.map(|(from, to)| format!(", {}", span([from, to]))).unwrap_or_default();
        set(&format!("{} et {b}{days}", capital(a)))
    }

    fn heading(&self, part: Part, with: Option<&Noun>) -> String {
        set(&match (part, with) {
            (Part::State, _) => "État des relations".to_owned(),
            (Part::Changes, _) => "Ce qui a changé, et quand".into(),
            (Part::Events, _) => "Principaux événements".into(),
            (Part::Tolls, _) => "Bilans".into(),
            (Part::Disputes, _) => "Faits contestés".into(),
            (Part::ThirdParties, _) => "Tiers".into(),
            (Part::With, Some(who)) => format!("Le rôle {}", de(&who.text, who.silent)),
            (Part::With, None) => "Le tiers".into(),
            (Part::Realignment, _) => "Réalignement".into(),
            (Part::Announced, _) => "Ce qui est annoncé".into(),
            (Part::Questions, _) => "Questions ouvertes".into(),
        })
    }

    fn evidence(&self) -> &'static str {
        "Sources"
    }

    fn in_language(&self, language: Language) -> String {
        format!("en {}", name_of(language))
    }

    fn date(&self, edtf: &str) -> String {
        Stretch::of_date(edtf).map_or_else(|| edtf.to_owned(), plain)
    }

    fn quoted(&self, words: &str) -> String {
        format!("«{SPACE}{words}{SPACE}»")
    }

    fn record(&self, id: &str) -> String {
        format!("enregistrement {id}{SPACE}; aucune phrase n’a été lue")
    }

    fn colon(&self) -> &'static str {
        "\u{a0}:"
    }

    fn deed(&self, deed: &Deed) -> String {
        set(&format!("{}.", capital(&told(deed))))
    }

    fn driver(&self, deed: &Deed) -> String {
        set(&format!("À l'origine : {}.", told(deed)))
    }

    fn course(&self, a: &Answered) -> String {
        let [x, y] = a.sides;
        let both = format!("{} et {}", x.text, y.text);
        let s = if x.feminine && y.feminine { "es" } else { "s" };
        let (Some(difference), Some(before), Some(now)) = (a.difference, a.before, a.now) else {
            let only = match a.events {
                0 => "aucun événement retenu".to_owned(),
                n => format!("que {}", count(n, "événement retenu", "événements retenus", false)),
            };
            return set(&format!(
                "Le dossier est trop mince pour dire si {both} se sont rapproché{s} : il ne contient {only} entre les deux."
            ));
        };
        let (before, now, sure) = (span(before), span(now), interval(difference));
        let by = decimal(difference.value.abs(), ",");
        let points = format!(
            "{by} {}, sur une échelle de −10 à 10,",
            if difference.value.abs() < 2.0 { "point" } else { "points" }
        );
        set(&capital(&match a.course {
            Course::Closer => format!(
                "{both} se sont rapproché{s} : {now}, leurs échanges ont été plus amicaux, de {points} que {before} ({sure})."
            ),
            Course::FurtherApart => format!(
                "{both} se sont éloigné{s} : {now}, leurs échanges ont été plus hostiles, de {points} que {before} ({sure})."
            ),
            Course::Unchanged => format!(
                "les relations entre {both} sont restées les mêmes : {now}, elles diffèrent de {points} de celles de la période {before} ({sure})."
            ),
            Course::NotEnoughEvidence => format!(
                "on ne peut dire si {both} se sont rapproché{s} : {now}, leurs relations diffèrent de {points} de celles de la période {before}, mais le dossier est trop mince pour en être sûr ({sure})."
            ),
        }))
    }

    fn basis(&self, b: &Basis) -> String {
        set(&format!(
            "Ce constat repose sur {} entre les deux ({} de coopération, {} de conflit), relaté{} dans {} {}.",
            count(b.events, "événement", "événements", false),
            b.cooperation,
            b.conflict,
            if b.events == 1 { "" } else { "s" },
            count(b.reports, "article", "articles", false),
            languages(&b.languages)
        ))
    }

    fn level(&self, level: Estimate) -> String {
        let kind = match kind_of_level(level.value) {
            -2 => "celui d'un conflit matériel",
            -1 => "celui d'un conflit verbal",
            0 => "ni celui d'un conflit, ni celui d'une coopération",
            1 => "celui d'une coopération verbale",
            _ => "celui d'une coopération matérielle",
        };
        set(&format!(
            "À la fin de la période, le niveau est de {} ({}) : {kind}.",
            decimal(level.value, ","),
            interval(level)
        ))
    }

    fn shift(&self, s: &Shifted) -> String {
        let turned = if s.size.value < 0.0 { "se sont dégradées" } else { "se sont améliorées" };
        let when = if s.interval[0] == s.interval[1] {
            format!("Le {}", day(s.at))
        } else {
            format!("Vers le {} (entre le {})", day(s.at), ends(s.interval, "et le"))
        };
        set(&format!(
            "{when}, les relations {turned} : le niveau est passé de {} à {}, soit un écart de {} ({}).",
            decimal(s.before, ","),
            decimal(s.after, ","),
            decimal(s.size.value, ","),
            interval(s.size)
        ))
    }

    fn silence(&self, days: [Day; 2]) -> String {
        let days = capital(&span(days));
        set(&format!("{days}, rien entre les deux ne figure au dossier, plus longtemps que le hasard ne l'explique."))
    }

    fn more(&self, part: Part, n: usize) -> String {
        let (one, many) = match part {
            Part::Changes => {
                ("autre changement de niveau est moins marqué", "autres changements de niveau sont moins marqués")
            }
            Part::Tolls => ("autre événement a un bilan moins lourd", "autres événements ont des bilans moins lourds"),
            Part::Disputes => {
                ("autre événement de moindre poids est démenti", "autres événements de moindre poids sont démentis")
            }
            Part::ThirdParties => ("autre tiers apparaît", "autres tiers apparaissent"),
            Part::Announced => (
                "autre offre, menace ou projet figure au dossier",
                "autres offres, menaces ou projets figurent au dossier",
            ),
            _ => (
                "autre événement de moindre poids figure au dossier",
                "autres événements de moindre poids figurent au dossier",
            ),
        };
        set(&format!("{}.", capital(&count(n, one, many, part == Part::Announced))))
    }

    fn toll(&self, deed: &Deed, counts: &[(&'static str, Range, Vec<Counted>)]) -> String {
        let counts = counts.iter().map(|(kind, total, figures)| {
            let figures = figures.iter().map(|f| {
                let civilians = if f.civilians { " civils" } else { "" };
                let by = match &f.by {
                    By::Speaker(noun) => noun.text.clone(),
                    By::Publisher(name) => name.clone(),
                    By::Report(language) => format!("un article en {}", name_of(*language)),
                };
                format!("{}{civilians} selon {by}", range(f.range))
            });
            format!("{} ({})", counted(*total, kind), figures.collect::<Vec<_>>().join(" ; "))
        });
        set(&format!("{} : {}.", capital(&told(deed)), counts.collect::<Vec<_>>().join(", ")))
    }

    fn denial(&self, deed: &Deed, by: &[Noun], own: bool) -> String {
        let when = moments(&deed.moments).map(|m| if deed.is_told() { format!(" {m}") } else { format!(", {m}") });
        let when = when.unwrap_or_default();
        let place = deed.place.as_ref().map(|p| format!(" {p}")).unwrap_or_default();
        let who = list(by);
        let (denies, rejects) = if is_plural(by) { ("nient", "rejettent") } else { ("nie", "rejette") };
        set(&capital(&if by.is_empty() {
            let clause = clause(&deed.act.in_form(Form::DidNot));
            format!("contrairement à d'autres récits, un article affirme {}{place}{when}.", that(&clause))
        } else if own {
            format!("{who} {denies} {}{place}{when}.", having(&deed.act))
        } else {
            let clause = clause(&deed.act.in_form(Form::Did));
            format!("{who} {rejects} l'affirmation selon laquelle {clause}{place}{when}.")
        }))
    }

    fn disagreement(&self, deed: &Deed, differ: &Differ) -> String {
        let (what, values): (_, Vec<String>) = match differ {
            Differ::Event(categories) => ("les faits", categories.iter().map(|c| category(*c).to_owned()).collect()),
            Differ::When(moments) => ("le moment", moments.iter().filter_map(|m| moment(*m)).collect()),
            Differ::Where(names) => ("le lieu", names.clone()),
        };
        set(&format!("{} ; les sources divergent sur {what} : {}.", capital(&told(deed)), joined(&values, "ou")))
    }

    fn standing(&self, s: &Standing) -> String {
        let role = match s.role {
            "mediator" => "médiateur",
            "host" => "hôte",
            "guarantor" => "garant",
            "ally" => "allié",
            "patron" => "protecteur",
            "sponsor" => "soutien",
            "accuser" => "accusateur",
            _ => "tiers",
        };
        let toward = match (s.toward, s.role) {
            (Some(side), _) => de(&side.text, side.silent),
            (None, "mediator" | "host" | "guarantor") => "entre les deux".into(),
            (None, _) => "des deux".into(),
        };
        let when = if s.first == s.last { format!("le {}", day(s.first)) } else { span([s.first, s.last]) };
        let be = if s.who.plural { "apparaissent" } else { "apparaît" };
        set(&format!(
            "{} {be} comme {role} {toward}, {when} ({}).",
            capital(&s.who.text),
            count(s.events, "événement", "événements", false)
        ))
    }

    fn turn(&self, t: &Turn) -> String {
        set(&format!(
            "{} {} {} (vers le {}, écart de niveau de {}) et {} {} (vers le {}, écart de {}), à {} d'intervalle.",
            capital(&t.of.text),
            participle("s'éloigner", "éloigné", t.of),
            de(&t.away.text, t.away.silent),
            day(t.weakened.0),
            decimal(t.weakened.1, ","),
            participle("se rapprocher", "rapproché", t.of),
            de(&t.toward.text, t.toward.silent),
            day(t.strengthened.0),
            decimal(t.strengthened.1, ","),
            count(t.days_between as usize, "jour", "jours", false)
        ))
    }

    fn question(&self, question: &Question) -> String {
        let of = |n: usize, one: &str, many: &str| {
            let number = if n == 1 { "un".to_owned() } else { number(n, false) };
            format!("{} des événements relatés ici {}", capital(&number), if n == 1 { one } else { many })
        };
        set(&match *question {
            Question::OneSource(n) => {
                of(n, "ne repose que sur une seule source.", "ne reposent chacun que sur une seule source.")
            }
            Question::Denied(n) => of(
                n,
                "est démenti, et rien au dossier ne permet de trancher.",
                "sont démentis, et rien au dossier ne permet de trancher.",
            ),
            Question::Tolls(n) => {
                of(n, "a un bilan sur lequel les sources divergent.", "ont un bilan sur lequel les sources divergent.")
            }
            Question::Day(n) => {
                let one = if n == 1 { "un".into() } else { number(n, false) };
                format!(
                    "Pour {one} des événements relatés ici, on ne connaît que la date d'un article, non le jour des faits."
                )
            }
            Question::Place(n) => of(
                n,
                "est une attaque dont aucun article ne dit le lieu.",
                "sont des attaques dont aucun article ne dit le lieu.",
            ),
            Question::Possible(n) => {
                of(n, "n'est présenté que comme possible.", "ne sont présentés que comme possibles.")
            }
            Question::Silence(last, days) => format!(
                "Rien entre les deux ne figure au dossier après le {}, pendant {} de la période.",
                day(last),
                since_until(days)
            ),
        })
    }
}

/// An event without its full stop.
fn told(deed: &Deed) -> String {
    let mut parts = Vec::new();
    parts.extend(moments(&deed.moments));
    match &deed.saying {
        Saying::Report => {}
        Saying::Own => parts.push(format!("selon {} propres dires", their(&deed.act.actors, "ses", "leurs"))),
        Saying::Others(who) if who.is_empty() => parts.push("selon une source non identifiée".into()),
        Saying::Others(who) => parts.push(format!("selon {}", list(who))),
    }
    let place = deed.place.as_ref().map(|p| format!(" {p}")).unwrap_or_default();
    parts.push(format!("{}{place}", clause(&deed.act)));
    let mut out = parts.join(", ");
    if !deed.toll.is_empty() {
        let counts: Vec<String> = deed.toll.iter().map(|(kind, n)| counted(*n, kind)).collect();
        out.push_str(&format!(", faisant {}", joined(&counts, "et")));
    }
    let mut notes = Vec::new();
    if deed.sources > 1 {
        notes.push(format!("{} {}", count(deed.sources, "source", "sources", true), languages(&deed.languages)));
    }
    if deed.denied {
        notes.push("contesté".into());
    }
    if !notes.is_empty() {
        out.push_str(&format!(" ({})", notes.join(" ; ")));
    }
    out
}

/// As French sets its signs: the apostrophe, and spaces that do not break.
fn set(text: &str) -> String {
    text.replace('\'', "’").replace(" :", "\u{a0}:").replace(" ;", "\u{202f};").replace(" %", "\u{a0}%")
}

/// An adjective in the plural.
fn agreed(adjective: &str, plural: bool) -> String {
    if !plural || adjective.ends_with(['s', 'x', 'z']) { adjective.to_owned() } else { format!("{adjective}s") }
}

fn interval(e: Estimate) -> String {
    format!("intervalle à 90 % : de {} à {}", decimal(e.low, ","), decimal(e.high, ","))
}

fn range(range: Range) -> String {
    let n = |n| grouped(n, NARROW);
    match range {
        Range::Exactly(k) => n(k),
        Range::AtLeast(k) => format!("au moins {}", n(k)),
        Range::AtMost(k) => format!("au plus {}", n(k)),
        Range::About(k) => format!("environ {}", n(k)),
        Range::Between(k, l) => format!("{} à {}", n(k), n(l)),
    }
}

/// "3 blessés".
fn counted(total: Range, kind: &str) -> String {
    let (Range::Exactly(most)
    | Range::AtLeast(most)
    | Range::AtMost(most)
    | Range::About(most)
    | Range::Between(_, most)) = total;
    let people = match kind {
        "killed" => "mort",
        "wounded" => "blessé",
        "captured" => "prisonnier",
        "missing" => "disparu",
        _ => "déplacé",
    };
    format!("{} {people}{}", range(total), if most < 2 { "" } else { "s" })
}

/// Up to ten in words.
fn number(n: usize, feminine: bool) -> String {
    match (n, feminine) {
        (1, true) => "une".into(),
        (0, true) => "aucune".into(),
        _ => NUMBERS.get(n).map_or_else(|| grouped(n as u64, NARROW), |word| (*word).to_owned()),
    }
}

fn count(n: usize, one: &str, many: &str, feminine: bool) -> String {
    format!("{} {}", number(n, feminine), if n < 2 { one } else { many })
}

fn languages(all: &[Language]) -> String {
    joined(&all.iter().map(|l| format!("en {}", name_of(*l))).collect::<Vec<_>>(), "et")
}

fn name_of(language: Language) -> &'static str {
    French.told().row(&format!("language {language}")).map_or("une autre langue", |row| row.name)
}

fn category(category: Category) -> &'static str {
    French.told().row(&format!("act {category}")).map_or("autre chose", |row| row.name)
}
