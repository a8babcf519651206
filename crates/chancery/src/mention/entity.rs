//! Who a noun phrase means. In: the words, their language, and the day they are said on. Out: entity, country and sectors as
//! far as the knowledge tells, with the reasons. Always: what the knowledge does not hold stays open.

use serde::Serialize;

use super::names::{self, NameMatch};
use super::{place, time};
use crate::knowledge::{Entity, Joint, Knowledge, Sense, StateForm, Term};
use crate::record::{When, Where};
use crate::{Language, Span};

/// What kind of thing an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum EntityKind {
    State,
    Person,
    Organisation,
    Group,
    Place,
    #[default]
    Unknown,
}

/// Whom a phrase means.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Resolution {
    /// Wikidata id or `x:slug`.
    pub entity: Option<String>,
    /// Usual English name.
    pub name: Option<String>,
    /// PLOVER's country code.
    pub country: Option<String>,
    /// PLOVER's sectors, the primary one first.
    pub sectors: Vec<String>,
    /// What it is.
    pub kind: EntityKind,
    /// The place, when the phrase names one.
    pub place: Option<Where>,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// The reasons, for a person to read.
    pub why: Vec<String>,
}

impl Resolution {
    /// The primary sector.
    pub fn primary_sector(&self) -> Option<&str> {
        self.sectors.first().map(String::as_str)
    }
}

/// Confidence of a resolution by kind of reason. Set by hand; calibrated figures replace them when there is gold for linking.
mod sure {
    pub(super) const NAME: f64 = 0.97;
    pub(super) const OFFICE: f64 = 0.9;
    pub(super) const ORGAN: f64 = 0.93;
    pub(super) const ADJECTIVE: f64 = 0.85;
    pub(super) const MISSPELT: f64 = 0.8;
    pub(super) const CITY: f64 = 0.7;
    pub(super) const ROLE: f64 = 0.6;
}

/// Whom a noun phrase means on a day.
pub fn resolve(knowledge: &Knowledge, phrase: &str, language: Language, on: Option<&When>) -> Resolution {
    let (names, joints) = names::scan(knowledge, phrase, language);
    let reader = Reader { knowledge, phrase, language, day: on.and_then(|w| w.end.clone()), names: &names };
    let of = joints.iter().filter(|j| j.joint == Joint::Of).map(|j| j.span);
    let of: Vec<Span> = of.collect();
    let former = joints.iter().any(|j| j.joint == Joint::Former);
    reader.read(&of, former)
}

/// All that a name may mean in these languages, without doubles.
pub fn who(knowledge: &Knowledge, name: &str, languages: &[Language], on: Option<&When>) -> Vec<Resolution> {
    let mut found: Vec<Resolution> = Vec::new();
    for language in languages {
        let mut resolution = resolve(knowledge, name, *language, on);
        let known = resolution.entity.is_some() || resolution.country.is_some();
        if known
            && !found.iter().any(|f| {
                f.entity == resolution.entity && f.country == resolution.country && f.sectors == resolution.sectors
            })
        {
            resolution.why.push(format!("read as {language}"));
            found.push(resolution);
        }
    }
    found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    found
}

struct Reader<'a> {
    knowledge: &'a Knowledge,
    phrase: &'a str,
    language: Language,
    /// `YYYY-MM-DD`
    day: Option<String>,
    names: &'a [NameMatch],
}

impl Reader<'_> {
    fn read(&self, of: &[Span], former: bool) -> Resolution {
        let person = self.first(|s| match s {
            Sense::Entity(i) if self.knowledge.entity(i).kind == "person" => Some(i),
            _ => None,
        });
        let body = self.first(|s| match s {
            Sense::Entity(i) if self.knowledge.entity(i).kind != "person" => Some(i),
            _ => None,
        });
        let state = self.state();
        let role = self.role(of);
        if let Some((at, index)) = person {
            // "the armed forces of President X" are not X: an "of" stands between the organ and the person.
            let organ = role.filter(|(role_at, role)| {
                !is_office(role)
                    && role_at.start < at.start
                    && of.iter().any(|o| o.start >= role_at.end && o.end <= at.start)
            });
            return match organ {
                Some((_, role)) => {
                    let country = self.knowledge.entity(index).country;
                    self.organ(
                        country,
                        role,
                        sure::ORGAN,
                        format!("{} is of {country}", self.knowledge.entity(index).name),
                    )
                }
                None => self.person(index, former),
            };
        }
        if let Some((at, index)) = body
            && role.is_none_or(|(r, _)| r.start > at.start || is_person_role(self.role_name(r)))
        {
            return self.entity(index);
        }
        match (role, state) {
            (Some((_, role)), Some((_, country, _))) => {
                if is_office(role)
                    && !former
                    && let Some(term) = self.holder(country, role)
                {
                    let mut found = self.person(term.person, false);
                    found.confidence = found.confidence.min(sure::OFFICE);
                    found.why.push(format!("{role} of {country} on the day"));
                    return found;
                }
                let sector = if former && is_office(role) { "elite" } else { role };
                self.organ(country, sector, sure::ORGAN, format!("{role} of {country}"))
            }
            (Some((_, role)), None) => match body {
                Some((_, index)) => {
                    let entity = self.knowledge.entity(index);
                    let why = format!("{role} of {}", entity.name);
                    Resolution {
                        entity: Some(entity.id.into()),
                        name: Some(entity.name.into()),
                        ..self.organ(entity.country, role, sure::ORGAN, why)
                    }
                }
                None => self.role_with_place(role),
            },
            (None, Some((name, country, form))) => self.bare_state(name, country, form),
            (None, None) => match body {
                Some((_, index)) => self.entity(index),
                None => self.place_or_nothing(),
            },
        }
    }

    fn first(&self, pick: impl Fn(Sense) -> Option<usize>) -> Option<(Span, usize)> {
        self.names.iter().find_map(|n| n.senses.iter().find_map(|s| pick(*s)).map(|i| (n.span, i)))
    }

    fn state(&self) -> Option<(&NameMatch, &'static str, StateForm)> {
        self.names.iter().find_map(|n| {
            n.senses.iter().find_map(|s| match s {
                Sense::State(country, form) => Some((n, *country, *form)),
                _ => None,
            })
        })
    }

    /// The head role: an office word wins over "minister", then the first before any "of"; in English, German and Turkish, where the
    /// head stands last, the last before any "of".
    fn role(&self, of: &[Span]) -> Option<(Span, &'static str)> {
        let all = || {
            self.names.iter().filter_map(|n| {
                n.senses.iter().find_map(|s| match s {
                    Sense::Role(role) => Some((n.span, *role)),
                    _ => None,
                })
            })
        };
        let first = all().next()?;
        if !matches!(self.language, Language::En | Language::De | Language::Tr) {
            return Some(first);
        }
        let end = of.iter().map(|o| o.start).find(|&o| o > first.0.end).unwrap_or(usize::MAX);
        all().take_while(|(span, _)| span.start < end).last()
    }

    fn role_name(&self, at: Span) -> &'static str {
        self.names
            .iter()
            .filter(|n| n.span == at)
            .flat_map(|n| &n.senses)
            .find_map(|s| match s {
                Sense::Role(role) => Some(*role),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// Who holds an office on the day; without a day, who held it last.
    fn holder(&self, country: &str, office: &str) -> Option<&Term> {
        let terms = self.knowledge.terms().iter().filter(|t| t.of == country && t.office == office);
        match &self.day {
            Some(day) => terms.filter(|t| covers(t.start, t.end, day)).max_by_key(|t| t.start),
            None => terms.max_by_key(|t| t.start),
        }
    }

    fn person(&self, index: usize, former: bool) -> Resolution {
        let entity = self.knowledge.entity(index);
        let terms: Vec<&Term> = self.knowledge.terms().iter().filter(|t| t.person == index).collect();
        let now = match &self.day {
            Some(day) => terms.iter().find(|t| covers(t.start, t.end, day)),
            None => terms.iter().find(|t| t.end.is_empty()).or(terms.last()),
        };
        let past = self
            .day
            .as_ref()
            .is_some_and(|day| now.is_none() && terms.iter().any(|t| !t.end.is_empty() && t.end < day.as_str()));
        let (sectors, why) = match now {
            Some(term) if !former => {
                let sectors: Vec<String> = if is_office(term.office) {
                    vec!["GOV".into()]
                } else {
                    let of =
                        self.knowledge.terms().iter().find(|t| t.person == index).map(|t| t.of).unwrap_or_default();
                    self.entity_sectors(of).unwrap_or_else(|| {
                        if term.office == "opposition" { vec!["OPP".into()] } else { vec!["GOV".into()] }
                    })
                };
                (
                    sectors,
                    format!(
                        "{} of {} since {}",
                        term.office,
                        term.of,
                        if term.start.is_empty() { "?" } else { term.start }
                    ),
                )
            }
            _ if past || former => (vec!["ELI".into()], "held office before the day".into()),
            _ => (vec!["GOV".into()], "in office at another time".into()),
        };
        Resolution {
            entity: Some(entity.id.into()),
            name: Some(entity.name.into()),
            country: some(entity.country),
            sectors,
            kind: EntityKind::Person,
            place: None,
            confidence: sure::NAME,
            why: vec![format!("“{}” names {}", self.phrase, entity.name), why],
        }
    }

    fn entity_sectors(&self, id: &str) -> Option<Vec<String>> {
        let entity = self.knowledge.find_entity(id)?;
        Some(entity.sectors.iter().map(|s| s.to_string()).collect())
    }

    fn entity(&self, index: usize) -> Resolution {
        let entity: &Entity = self.knowledge.entity(index);
        let mut why = vec![format!("“{}” names {}", self.phrase, entity.name)];
        if self.day.as_ref().is_some_and(|day| !covers(entity.start, entity.end, day)) {
            why.push(format!("which is known from {} to {}", or_open(entity.start), or_open(entity.end)));
        }
        Resolution {
            entity: Some(entity.id.into()),
            name: Some(entity.name.into()),
            country: some(entity.country),
            sectors: entity.sectors.iter().map(|s| s.to_string()).collect(),
            kind: match entity.kind {
                "state" => EntityKind::State,
                "group" => EntityKind::Group,
                _ => EntityKind::Organisation,
            },
            place: None,
            confidence: sure::NAME,
            why,
        }
    }

    /// An organ or people of a country: "les forces armées azerbaïdjanaises". Its government is the state itself.
    fn organ(&self, country: &str, role: &str, confidence: f64, why: String) -> Resolution {
        let sector = self.knowledge.sector(role).unwrap_or("UNK");
        let state = self.knowledge.state(country).filter(|_| role == "government");
        Resolution {
            entity: state.map(|s| s.id.into()),
            name: state.map(|s| s.name.into()),
            country: some(country),
            sectors: vec![sector.into()],
            kind: if is_person_role(role) || is_office(role) {
                EntityKind::Person
            } else if state.is_some() {
                EntityKind::State
            } else {
                EntityKind::Unknown
            },
            place: None,
            confidence,
            why: vec![why],
        }
    }

    fn bare_state(&self, name: &NameMatch, country: &'static str, form: StateForm) -> Resolution {
        let state = self.knowledge.state(country);
        let misspelt = name.matched == names::Match::Misspelt;
        let acts = form != StateForm::People;
        let confidence = match form {
            _ if misspelt => sure::MISSPELT,
            StateForm::Name => sure::NAME,
            StateForm::Seat => sure::ORGAN,
            StateForm::Adjective | StateForm::People => sure::ADJECTIVE,
        };
        let words = name.span.of(self.phrase);
        let mut why = vec![match form {
            StateForm::Name => format!("“{words}” is a name of {country}"),
            StateForm::Seat => format!("“{words}” stands for the government of {country}"),
            StateForm::Adjective => format!("“{words}” is the adjective of {country}"),
            StateForm::People => format!("“{words}” are the people of {country}"),
        }];
        if misspelt {
            why.push("misspelt".into());
        }
        Resolution {
            entity: state.filter(|_| acts).map(|s| s.id.into()),
            name: state.filter(|_| acts).map(|s| s.name.into()),
            country: Some(country.into()),
            sectors: vec![if acts { "GOV".into() } else { "CVL".into() }],
            kind: if acts { EntityKind::State } else { EntityKind::Unknown },
            place: matches!(form, StateForm::Name | StateForm::Seat)
                .then(|| place::resolve(self.knowledge, words, self.language, &place::PlaceContext::default()))
                .flatten(),
            confidence,
            why,
        }
    }

    /// "residents of Kharkiv": the sector of the role, the country of the place.
    fn role_with_place(&self, role: &'static str) -> Resolution {
        let place = self.named_place();
        let country = place.as_ref().and_then(|p| p.country.clone());
        let mut why = vec![format!("the word of a role: {role}")];
        why.extend(place.as_ref().map(|p| format!("{} lies in {}", p.name, country.as_deref().unwrap_or("no state"))));
        Resolution {
            country: country.clone(),
            sectors: self.knowledge.sector(role).map(str::to_string).into_iter().collect(),
            kind: if is_person_role(role) || is_office(role) { EntityKind::Person } else { EntityKind::Unknown },
            confidence: if country.is_some() { sure::CITY } else { sure::ROLE },
            why,
            ..Resolution::default()
        }
    }

    fn place_or_nothing(&self) -> Resolution {
        match self.named_place() {
            Some(place) => Resolution {
                country: place.country.clone(),
                kind: EntityKind::Place,
                why: vec![format!("“{}” names the place {}", self.phrase, place.name)],
                confidence: sure::CITY,
                place: Some(place),
                ..Resolution::default()
            },
            None => Resolution { why: vec!["the knowledge holds no such name".into()], ..Resolution::default() },
        }
    }

    fn named_place(&self) -> Option<Where> {
        place::within(self.knowledge, self.phrase, self.language, &place::PlaceContext::default())
    }
}

fn is_office(role: &str) -> bool {
    matches!(role, "head_of_state" | "head_of_government" | "foreign_minister" | "defence_minister")
}

fn is_person_role(role: &str) -> bool {
    is_office(role) || matches!(role, "minister" | "elite")
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_string())
}

fn or_open(date: &str) -> &str {
    if date.is_empty() { "?" } else { date }
}

/// Whether a period with open ends holds a day; bounds may be years, months or days.
fn covers(start: &str, end: &str, day: &str) -> bool {
    let bound = |text: &str, last: bool| {
        time::edtf_bounds(text).map(
            |(first, final_day, _)| {
                if last { final_day.to_string() } else { first.to_string() }
            },
        )
    };
    let starts = start.is_empty() || bound(start, false).is_none_or(|s| s.as_str() <= day);
    let ends = end.is_empty() || bound(end, true).is_none_or(|e| day <= e.as_str());
    starts && ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(phrase: &str, language: Language) -> Resolution {
        let on = time::parse_edtf("2024-08-15");
        resolve(Knowledge::embedded(), phrase, language, on.as_ref())
    }

    #[track_caller]
    fn check(phrase: &str, language: Language, country: Option<&str>, sector: Option<&str>) -> Resolution {
        let found = read(phrase, language);
        assert_eq!((found.country.as_deref(), found.primary_sector()), (country, sector), "{phrase}: {found:?}");
        found
    }

    #[test]
    fn states_and_seats_act_as_governments_in_ten_languages() {
        for (phrase, language) in [
            ("Moscow", Language::En),
            ("Moscou", Language::Fr),
            ("Moscú", Language::Es),
            ("Moskau", Language::De),
            ("Mosca", Language::It),
            ("Moscovo", Language::Pt),
            ("Москвой", Language::Ru),
            ("Москви", Language::Uk),
            ("موسكو", Language::Ar),
            ("Moskova", Language::Tr),
            ("России", Language::Ru),
            ("le Kremlin", Language::Fr),
        ] {
            let found = check(phrase, language, Some("RUS"), Some("GOV"));
            assert_eq!(found.entity.as_deref(), Some("Q159"), "{phrase}");
        }
    }

    #[test]
    fn organs_take_their_country_from_adjective_or_name() {
        check("les forces armées azerbaïdjanaises", Language::Fr, Some("AZE"), Some("MIL"));
        check("les forces armées du président Ilham Aliev", Language::Fr, Some("AZE"), Some("MIL"));
        check("die türkische Armee", Language::De, Some("TUR"), Some("MIL"));
        check("el ejército colombiano", Language::Es, Some("COL"), Some("MIL"));
        check("российские войска", Language::Ru, Some("RUS"), Some("MIL"));
        check("the Kenyan police", Language::En, Some("KEN"), Some("COP"));
        check("الجيش السوداني", Language::Ar, Some("SDN"), Some("MIL"));
        check("Türk ordusu", Language::Tr, Some("TUR"), Some("MIL"));
    }

    #[test]
    fn an_office_is_its_holder_on_the_day() {
        for (phrase, language) in [
            ("le président russe", Language::Fr),
            ("the Russian president", Language::En),
            ("der russische Präsident", Language::De),
            ("президент России", Language::Ru),
            ("الرئيس الروسي", Language::Ar),
        ] {
            let found = check(phrase, language, Some("RUS"), Some("GOV"));
            assert_eq!(found.entity.as_deref(), Some("Q7747"), "{phrase}: {found:?}");
        }
    }

    #[test]
    fn what_is_not_known_stays_open() {
        for (phrase, language) in
            [("Blorvik Zanthe", Language::En), ("les discussions", Language::Fr), ("он", Language::Ru)]
        {
            let found = read(phrase, language);
            assert_eq!((found.entity, found.country), (None, None), "{phrase}");
        }
        check("protesters", Language::En, None, Some("CVL"));
    }
}
