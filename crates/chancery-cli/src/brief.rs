//! `chancery brief`: the state of two, in sentences with their evidence.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use chancery::Language;
use chancery::brief::{self, With};
use chancery::record::{Event, Realignment, Relation, Side, Step};
use chancery::relate::{self, Act, Names, Outline, Standing, Stretch, ThirdAct};
use chancery_store::{Briefing, Filter, Order, Store, Who};

use crate::FAILED;
use crate::arguments::StoreArgument;

/// Days between two shifts that may be one turn: half a year.
const WINDOW: u32 = 183;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The two: countries (ARM), entities (Q399) or names ("Armenia").
    #[arg(num_args = 2, required = true, value_names = ["WHO", "WHO"])]
    dyad: Vec<String>,
    /// A third whose part is looked at.
    #[arg(long, value_name = "WHO")]
    with: Option<String>,
    /// From the beginning of this day, month or year; from the first event between the two without it.
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// To the end of this day, month or year; to the last event of the store without it.
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Language of the brief: en or fr.
    #[arg(long, value_name = "CODE", default_value = "en")]
    lang: String,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = Format::Md)]
    format: Format,
    /// The same as --format json.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    store: StoreArgument,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Markdown.
    Md,
    /// A page that stands alone and prints.
    Html,
    /// The record.
    Json,
}

pub(crate) fn run(arguments: Arguments, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let written = || brief::languages().map(|l| l.code()).collect::<Vec<_>>().join(" ");
    let language = Language::from_code(&arguments.lang).filter(|language| brief::languages().any(|l| l == *language));
    let language =
        language.with_context(|| format!("--lang {}: briefs are written in {}", arguments.lang, written()))?;
    let names = Names::of(crate::known(knowledge)?);
    let side = |name: &String| -> anyhow::Result<Side> {
        let (Who::Country(id) | Who::Entity(id)) = crate::find::who(name, knowledge)?;
        Ok(names.side(&id))
    };
    let [a, b] = [side(&arguments.dyad[0])?, side(&arguments.dyad[1])?];
    let third = arguments.with.as_ref().map(side).transpose()?;
    let sides: Vec<&Side> = [&a, &b].into_iter().chain(&third).collect();
    if sides.iter().collect::<BTreeSet<_>>().len() < sides.len() {
        bail!("{}: name different ones", sides.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(", "));
    }
    let store = arguments.store.open_read_only()?;
    let past = Past::of(&store, &sides, &names)?;
    let days = days(&arguments, &store, &past, [&a, &b])?;

    let relation = past.relation([&a, &b], days);
    let of_third = third.as_ref().map(|third| [past.relation([third, &a], days), past.relation([third, &b], days)]);
    let turns: Vec<Realignment> = sides.iter().flat_map(|side| past.turns(side, days)).collect();
    let with = third.as_ref().zip(of_third.as_ref()).map(|(who, [x, y])| With { who, relations: [x, y] });
    let knowledge = crate::known(knowledge)?;
    let asked = Briefing { relation: &relation, realignments: &turns, with, language, knowledge };
    let brief = store.brief(&asked)?;
    let format = if arguments.json { Format::Json } else { arguments.format };
    let mut out = std::io::stdout().lock();
    match format {
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&brief)?)?,
        _ if brief.sections.is_empty() => {}
        Format::Md => out.write_all(brief::markdown(&brief).as_bytes())?,
        Format::Html => out.write_all(brief::html(&brief).as_bytes())?,
    }
    if brief.sections.is_empty() {
        anstream::eprintln!(
            "chancery: the store holds no event between {} and {} from {} to {}; see `chancery events --dyad {} {}`",
            a.name,
            b.name,
            brief.from,
            brief.to,
            a.id,
            b.id
        );
        return Ok(ExitCode::from(FAILED));
    }
    Ok(ExitCode::SUCCESS)
}

/// From when to when: as the user says, else from the first event that counts between the two to the last that counts at all.
fn days(arguments: &Arguments, store: &Store, past: &Past, [a, b]: [&Side; 2]) -> anyhow::Result<Stretch> {
    let read = |name: &str, text: &Option<String>| {
        let days = text.as_deref().map(|text| {
            relate::days(text)
                .with_context(|| format!("--{name} {text}: not a date; write YYYY, YYYY-MM or YYYY-MM-DD"))
        });
        days.transpose()
    };
    let to = match read("to", &arguments.to)? {
        Some(days) => days[1],
        None => last_day(store)?.unwrap_or_default(),
    };
    let from = match read("from", &arguments.from)? {
        Some(days) => days[0],
        None => {
            let acts = past.acts([a, b]);
            acts.iter().filter(|act| act.standing == Standing::Counts).map(|act| act.first).min().unwrap_or(to).min(to)
        }
    };
    if from > to {
        bail!("--from lies after --to");
    }
    Ok([from, to])
}

/// The day of the last event of a store that counts in relations.
fn last_day(store: &Store) -> anyhow::Result<Option<i32>> {
    let mut last = None;
    store.each_event(&Filter { order: Order::Newest, ..Filter::default() }, |event| {
        let outline = Outline::of(&event.event, event.nr).filter(|outline| outline.standing == Standing::Counts);
        last = outline.map(|outline| outline.days[0]);
        Ok(if last.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    Ok(last)
}

/// The events in which some sides have a part.
struct Past<'n> {
    /// By number, each once.
    events: BTreeMap<i64, Event>,
    names: &'n Names,
}

impl<'n> Past<'n> {
    fn of(store: &Store, sides: &[&Side], names: &'n Names) -> anyhow::Result<Self> {
        let mut events = BTreeMap::new();
        for side in sides {
            let who = side.id.parse::<Who>().unwrap_or_else(|never| match never {});
            store.each_event(&Filter { party: Some(who), ..Filter::default() }, |event| {
                events.insert(event.nr, event.event);
                Ok(ControlFlow::Continue(()))
            })?;
        }
        Ok(Self { events, names })
    }

    fn acts(&self, [a, b]: [&Side; 2]) -> Vec<Act> {
        self.events.iter().filter_map(|(nr, event)| Act::of(event, *nr, &a.id, &b.id)).collect()
    }

    fn id(&self, nr: i64) -> String {
        self.events.get(&nr).map(|event| event.id.clone()).unwrap_or_default()
    }

    fn relation(&self, [a, b]: [&Side; 2], days: Stretch) -> Relation {
        let thirds = |(nr, event): (&i64, &Event)| ThirdAct::of(event, *nr, &a.id, &b.id, self.names);
        let thirds: Vec<ThirdAct> = self.events.iter().flat_map(thirds).collect();
        let dyad = [a.clone(), b.clone()];
        relate::relation(&dyad, &self.acts([a, b]), &thirds, days, Step::Month, &|nr| self.id(nr))
    }

    /// Whom a side turned from, and to whom.
    fn turns(&self, side: &Side, days: Stretch) -> Vec<Realignment> {
        let mut ties: BTreeMap<&str, Vec<Act>> = BTreeMap::new();
        for (nr, event) in &self.events {
            let Some(outline) = Outline::of(event, *nr) else { continue };
            let states: BTreeSet<&str> =
                outline.actors.iter().chain(&outline.recipients).filter_map(|p| p.country).collect();
            for state in states {
                if let Some(act) = outline.between(side.id.as_str(), state) {
                    ties.entry(state).or_default().push(act);
                }
            }
        }
        let shifts = |acts: &[Act]| relate::shifts(acts, days, &|nr| self.id(nr));
        let ties: Vec<_> = ties.into_iter().map(|(state, acts)| (self.names.side(state), shifts(&acts))).collect();
        relate::realignments(side, &ties, WINDOW)
    }
}
