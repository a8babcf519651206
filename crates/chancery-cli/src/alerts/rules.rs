//! The file of rules and targets that a user writes (docs/alerts.md): `[[rule]]` and `[[target]]`, alone or in the watcher's list of feeds. In:
//! its text. Out: rules with whom they mean, and targets. Always: an error names file, line, key, cause and remedy, and no address of a hook.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::anyhow;
use chancery::Language;
use chancery::alert::{Condition, TollAbove};
use chancery::mention::time::parse_edtf;
use chancery::record::{Category, Course};
use chancery_store::{Aspect, Filter, Place, Who};
use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;

use super::targets::{Target, TargetEntry, target};
use super::written::{Fault, Several, WRITE_AS, each, line, one};
use crate::find;

/// Largest file, in bytes.
const MAX_FILE_BYTES: u64 = 4 << 20;

/// What a user wants to be told of, and where.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) rules: Vec<Rule>,
    pub(crate) targets: Vec<Target>,
}

/// A rule.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rule {
    pub(crate) name: String,
    /// What it asks, as the user wrote it: JSON, in the order of the keys.
    pub(crate) asks: String,
    pub(crate) what: What,
    /// Names of targets.
    pub(crate) targets: Vec<String>,
}

/// What a rule asks for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum What {
    Events(Box<Filter>, Condition),
    /// Shifts between two, in this direction or any.
    Shifts([Who; 2], Option<Course>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<RuleEntry>,
    #[serde(default)]
    target: Vec<Spanned<TargetEntry>>,
    /// A list of feeds may hold rules; the watcher reads the rest of it.
    #[serde(default, rename = "defaults")]
    _defaults: IgnoredAny,
    #[serde(default, rename = "feed")]
    _feed: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    name: Spanned<String>,
    targets: Option<Spanned<Vec<String>>>,
    shift: Option<Spanned<String>>,
    actor: Option<Spanned<String>>,
    recipient: Option<Spanned<String>>,
    party: Option<Spanned<String>>,
    dyad: Option<Spanned<Vec<String>>>,
    category: Option<Spanned<Several<String>>>,
    quad: Option<Spanned<Several<u8>>>,
    status: Option<Spanned<Several<String>>>,
    place: Option<Spanned<String>>,
    from: Option<Spanned<String>>,
    to: Option<Spanned<String>>,
    language: Option<Spanned<String>>,
    text: Option<Spanned<String>>,
    confidence: Option<Spanned<f64>>,
    sources: Option<Spanned<usize>>,
    toll: Option<Spanned<TollAbove>>,
}

impl Rules {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read, or is no such file.
    pub(crate) fn read(path: &Path, knowledge: Option<&Path>) -> anyhow::Result<Self> {
        let unread = |error: std::io::Error| anyhow!("{}: cannot be read: {error}", path.display());
        let size = std::fs::metadata(path).map_err(unread)?.len();
        if size > MAX_FILE_BYTES {
            return Err(anyhow!("{}: larger than {} MB; split it", path.display(), MAX_FILE_BYTES >> 20));
        }
        Self::parse(&std::fs::read_to_string(path).map_err(unread)?, path, knowledge)
    }

    /// Reads a file from its text; paths in it start from its folder.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub(crate) fn parse(text: &str, path: &Path, knowledge: Option<&Path>) -> anyhow::Result<Self> {
        let told = |fault: Fault| fault.at(text, path);
        let unparsed = |error: toml::de::Error| {
            let start = error.span().map_or(0, |span| span.start);
            // No more of the line: what follows may be an address that lets others in.
            let words = line(text, start).1.trim();
            let key = words.split(|c: char| c.is_whitespace() || "='\"".contains(c)).next().unwrap_or_default();
            told(Fault::new(start, key, error.message().replace('\n', " "), WRITE_AS))
        };
        let file: File = toml::from_str(text).map_err(unparsed)?;
        let written: Written = toml::from_str(text).map_err(unparsed)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut targets: Vec<Target> = Vec::new();
        for entry in file.target {
            let name = named(&entry.get_ref().name, targets.iter().map(|target| &target.name)).map_err(told)?;
            targets.push(target(name, entry, folder).map_err(told)?);
        }
        let mut rules: Vec<Rule> = Vec::new();
        for (entry, mut written) in file.rule.into_iter().zip(written.rule) {
            let name = named(&entry.name, rules.iter().map(|rule| &rule.name)).map_err(told)?;
            written.remove("name");
            written.remove("targets");
            let rule = Rule {
                name,
                asks: serde_json::to_string(&written)?,
                targets: targets_of(&entry, &targets).map_err(told)?,
                what: what(&entry, knowledge).map_err(told)?,
            };
            rules.push(rule);
        }
        Ok(Self { rules, targets })
    }
}

/// The rules as they stand there.
#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    rule: Vec<toml::Table>,
}

/// A name that no other before has.
fn named<'a>(name: &Spanned<String>, mut others: impl Iterator<Item = &'a String>) -> Result<String, Fault> {
    let start = name.span().start;
    let name = name.get_ref().trim().to_owned();
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(Fault::new(start, "name", "empty, or of more than one line", "give a name"));
    }
    if others.any(|other| *other == name) {
        return Err(Fault::new(start, "name", format!("{name:?} is there twice"), "give each a name of its own"));
    }
    Ok(name)
}

/// The targets that a rule names; all where it names none.
fn targets_of(entry: &RuleEntry, targets: &[Target]) -> Result<Vec<String>, Fault> {
    let Some(named) = &entry.targets else { return Ok(targets.iter().map(|target| target.name.clone()).collect()) };
    let unknown = named.get_ref().iter().find(|name| targets.iter().all(|target| target.name != **name));
    match unknown {
        Some(name) => {
            let known: Vec<&str> = targets.iter().map(|target| target.name.as_str()).collect();
            let remedy = format!("add a [[target]] of this name, or name one of: {}", known.join(", "));
            Err(Fault::new(named.span().start, "targets", format!("there is no target {name:?}"), remedy))
        }
        None => Ok(named.get_ref().iter().cloned().collect::<BTreeSet<_>>().into_iter().collect()),
    }
}

fn what(entry: &RuleEntry, knowledge: Option<&Path>) -> Result<What, Fault> {
    let who = |key, name: &Option<Spanned<String>>| {
        let Some(name) = name else { return Ok(None) };
        find::who(name.get_ref(), knowledge).map(Some).map_err(|error| Fault::of(name, key, error, "or leave it out"))
    };
    let dyad = match &entry.dyad {
        Some(given) => match given.get_ref().as_slice() {
            [a, b] => {
                let one = |name: &String| {
                    find::who(name, knowledge).map_err(|error| Fault::of(given, "dyad", error, "or leave it out"))
                };
                Some([one(a)?, one(b)?])
            }
            _ => return Err(Fault::of(given, "dyad", "not two", "write e.g. dyad = [\"ARM\", \"AZE\"]")),
        },
        None => None,
    };
    if let Some(shift) = &entry.shift {
        return shifts(entry, shift, dyad);
    }
    let filter = Filter {
        actor: who("actor", &entry.actor)?,
        recipient: who("recipient", &entry.recipient)?,
        party: who("party", &entry.party)?,
        dyad,
        categories: each(&entry.category, "category", |name| {
            let all = || chancery::codebook::PLOVER.iter().map(|e| e.name).collect::<Vec<_>>().join(" ");
            Category::from_name(&name.to_uppercase()).ok_or_else(all)
        })?,
        quads: each(&entry.quad, "quad", |n| (1..=4).contains(n).then_some(*n).ok_or("1 2 3 4".into()))?,
        place: one(&entry.place, "place", |place| place.parse::<Place>().map_err(|error| error.to_string()))?,
        from: one(&entry.from, "from", date)?,
        to: one(&entry.to, "to", date)?,
        language: one(&entry.language, "language", |code| {
            Language::from_code(code).ok_or_else(|| format!("{code}: not a language that chancery reads"))
        })?,
        text: entry.text.as_ref().map(|words| words.get_ref().clone()),
        confidence: one(&entry.confidence, "confidence", |least| match (0.0..=1.0).contains(least) {
            true => Ok(*least),
            false => Err(format!("{least} is not from 0 to 1")),
        })?,
        sources: entry.sources.as_ref().map(|least| *least.get_ref()),
        ..Filter::default()
    };
    let condition = Condition { toll: entry.toll.as_ref().map(|toll| *toll.get_ref()), ..status(entry)? };
    if filter == Filter::default() && condition == Condition::default() {
        let remedy = "say which events, e.g. category = \"ASSAULT\"; for all: quad = [1, 2, 3, 4]";
        return Err(Fault::of(&entry.name, "rule", "asks for nothing", remedy));
    }
    Ok(What::Events(Box::new(filter), condition))
}

/// Events of what status; what is done where a rule does not say.
fn status(entry: &RuleEntry) -> Result<Condition, Fault> {
    let aspects = each(&entry.status, "status", |word| Aspect::of(word).ok_or_else(|| Aspect::WORDS.to_owned()))?;
    let (mut polarity, mut tense, mut certainty) = (Vec::new(), Vec::new(), Vec::new());
    for aspect in aspects {
        match aspect {
            Aspect::Polarity(said) => polarity.push(said),
            Aspect::Tense(said) => tense.push(said),
            Aspect::Certainty(said) => certainty.push(said),
        }
    }
    let usual = Condition::default();
    Ok(Condition {
        polarity: if polarity.is_empty() { usual.polarity } else { polarity },
        tense: if tense.is_empty() { usual.tense } else { tense },
        certainty: if certainty.is_empty() { usual.certainty } else { certainty },
        toll: None,
    })
}

fn shifts(entry: &RuleEntry, shift: &Spanned<String>, dyad: Option<[Who; 2]>) -> Result<What, Fault> {
    let course = match shift.get_ref().as_str() {
        "any" => None,
        "closer" => Some(Course::Closer),
        "further apart" => Some(Course::FurtherApart),
        other => {
            let remedy = "write \"any\", \"closer\" or \"further apart\"";
            return Err(Fault::of(shift, "shift", format!("{other:?} is no direction"), remedy));
        }
    };
    let Some(dyad) = dyad else {
        return Err(Fault::of(shift, "shift", "of no dyad", "add e.g. dyad = [\"ARM\", \"AZE\"]"));
    };
    let start = |value: &Option<Spanned<String>>| value.as_ref().map(|value| value.span().start);
    let of_events = [
        ("actor", start(&entry.actor)),
        ("recipient", start(&entry.recipient)),
        ("party", start(&entry.party)),
        ("category", entry.category.as_ref().map(|value| value.span().start)),
        ("quad", entry.quad.as_ref().map(|value| value.span().start)),
        ("status", entry.status.as_ref().map(|value| value.span().start)),
        ("place", start(&entry.place)),
        ("from", start(&entry.from)),
        ("to", start(&entry.to)),
        ("language", start(&entry.language)),
        ("text", start(&entry.text)),
        ("confidence", entry.confidence.as_ref().map(|value| value.span().start)),
        ("sources", entry.sources.as_ref().map(|value| value.span().start)),
        ("toll", entry.toll.as_ref().map(|value| value.span().start)),
    ];
    match of_events.into_iter().find_map(|(key, start)| Some((key, start?))) {
        Some((key, start)) => {
            Err(Fault::new(start, key, "goes with events, not with a shift", "make it a rule of its own"))
        }
        None => Ok(What::Shifts(dyad, course)),
    }
}

fn date(text: &String) -> Result<String, String> {
    parse_edtf(text)
        .map(|_| text.clone())
        .ok_or_else(|| format!("{text:?} is no date; write YYYY, YYYY-MM or YYYY-MM-DD"))
}
