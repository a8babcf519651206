//! In: a filter as a person writes it. Out: a [`Filter`], or which word is wrong and what may stand there. Always: the command line and
//! the server take the same words.

use chancery::Language;
use chancery::knowledge::Knowledge;
use chancery::mention::entity::{self, EntityKind};
use chancery::record::{Category, Certainty, Polarity, Tense};

use super::filter::{Filter, Order, Who};
use crate::{Error, Result};

/// One part of a status, as it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// Affirmed or denied.
    Polarity(Polarity),
    /// When it lies, seen from the report.
    Tense(Tense),
    /// How sure.
    Certainty(Certainty),
}

impl Aspect {
    /// All words that there are.
    pub const WORDS: &str = "affirmed negated past present future historical asserted possible hypothetical";

    /// What a word means, in any case.
    pub fn of(word: &str) -> Option<Self> {
        Some(match word.to_lowercase().as_str() {
            "affirmed" => Self::Polarity(Polarity::Affirmed),
            "negated" | "denied" => Self::Polarity(Polarity::Negated),
            "past" => Self::Tense(Tense::Past),
            "present" => Self::Tense(Tense::Present),
            "future" => Self::Tense(Tense::Future),
            "historical" => Self::Tense(Tense::Historical),
            "asserted" => Self::Certainty(Certainty::Asserted),
            "possible" => Self::Certainty(Certainty::Possible),
            "hypothetical" => Self::Certainty(Certainty::Hypothetical),
            _ => return None,
        })
    }
}

/// A [`Filter`] in words. Lists may be empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FilterWords {
    /// Who acts: a country (`ARM`), an entity (`Q399`), or a name in any language ("Armenia").
    pub actor: Option<String>,
    /// To whom it is done, likewise.
    pub recipient: Option<String>,
    /// Who takes part in any way, likewise.
    pub party: Option<String>,
    /// Two between whom it passes, likewise.
    pub dyad: Option<[String; 2]>,
    /// Names of PLOVER categories, in any case.
    pub category: Vec<String>,
    /// Quad classes, 1 to 4.
    pub quad: Vec<u8>,
    /// `affirmed`, `negated`, `past`, `present`, `future`, `historical`, `asserted`, `possible`, `hypothetical`.
    pub status: Vec<String>,
    /// A name, `geonames:ID`, a country (`ARM`), or `LAT,LON,KILOMETRES`.
    pub place: Option<String>,
    /// A day, month or year.
    pub from: Option<String>,
    /// A day, month or year.
    pub to: Option<String>,
    /// ISO 639-1 code of a language.
    pub language: Option<String>,
    /// Words of the report; `"two words"` stand together, `word*` begins one.
    pub text: Option<String>,
    /// Id of a report.
    pub report: Option<String>,
    /// Least confidence, 0 to 1.
    pub confidence: Option<f64>,
    /// Least number of independent sources.
    pub sources: Option<usize>,
    /// Whether the earliest come first.
    pub oldest: bool,
    /// At most so many rows.
    pub limit: Option<usize>,
    /// The `next` of an earlier page.
    pub after: Option<String>,
}

impl FilterWords {
    /// What the words say.
    ///
    /// # Errors
    /// [`Error::Query`] with the first word that says nothing.
    pub fn read(self, knowledge: &Knowledge) -> Result<Filter> {
        let who = |name: Option<String>| name.map(|name| Who::find(&name, knowledge)).transpose();
        let mut filter = Filter {
            actor: who(self.actor)?,
            recipient: who(self.recipient)?,
            party: who(self.party)?,
            dyad: match self.dyad {
                Some([a, b]) => Some([Who::find(&a, knowledge)?, Who::find(&b, knowledge)?]),
                None => None,
            },
            categories: self.category.iter().map(|name| category(name)).collect::<Result<_>>()?,
            quads: self.quad,
            place: self.place.as_deref().map(str::parse).transpose()?,
            from: self.from,
            to: self.to,
            language: self.language.as_deref().map(language).transpose()?,
            text: self.text,
            report: self.report,
            confidence: self.confidence,
            sources: self.sources,
            order: if self.oldest { Order::Oldest } else { Order::Newest },
            limit: self.limit,
            after: self.after.as_deref().map(str::parse).transpose()?,
            ..Filter::default()
        };
        self.status.iter().try_for_each(|word| status(&mut filter, word))?;
        filter.period()?;
        Ok(filter)
    }
}

impl Who {
    /// Somebody by country (`ARM`), id (`Q399`, `x:…`), or a name that the knowledge has in any language. A state by name is everyone
    /// of it: its government, its army and its people.
    ///
    /// # Errors
    /// [`Error::Query`] when nobody is known by that name.
    pub fn find(name: &str, knowledge: &Knowledge) -> Result<Self> {
        let is_entity = name.starts_with("x:") || name.strip_prefix('Q').is_some_and(|n| n.parse::<u64>().is_ok());
        if is_entity || super::filter::is_country(name) {
            return Ok(name.parse().unwrap_or_else(|never: std::convert::Infallible| match never {}));
        }
        let found = entity::who(knowledge, name, &Language::ALL, None).into_iter().find(|r| r.is_known());
        let nobody = |cause: &str| Error::query(format!("{name}: {cause}"), "give a country (ARM) or an id (Q399)");
        let found = found.ok_or_else(|| nobody("nobody that the knowledge holds"))?;
        match (found.entity, found.country) {
            (_, Some(country)) if found.kind == EntityKind::State => Ok(Self::country(country)),
            (Some(entity), _) => Ok(Self::entity(entity)),
            (None, Some(country)) => Ok(Self::country(country)),
            (None, None) => Err(nobody("the knowledge has neither id nor country for it")),
        }
    }
}

fn category(name: &str) -> Result<Category> {
    Category::from_name(&name.to_uppercase()).ok_or_else(|| {
        let known: Vec<&str> = chancery::codebook::PLOVER.iter().map(|entry| entry.name).collect();
        Error::query(format!("category {name:?} is none"), &format!("choose of {}", known.join(" ")))
    })
}

fn language(code: &str) -> Result<Language> {
    Language::from_code(code).ok_or_else(|| {
        let known = Language::ALL.map(Language::code).join(" ");
        Error::query(format!("language {code:?} is none that chancery reads"), &format!("choose one of {known}"))
    })
}

fn status(filter: &mut Filter, word: &str) -> Result<()> {
    let none = || Error::query(format!("status {word:?} is none"), &format!("choose of {}", Aspect::WORDS));
    match Aspect::of(word).ok_or_else(none)? {
        Aspect::Polarity(said) => filter.polarity = Some(said),
        Aspect::Tense(said) => filter.tense = Some(said),
        Aspect::Certainty(said) => filter.certainty = Some(said),
    }
    Ok(())
}
