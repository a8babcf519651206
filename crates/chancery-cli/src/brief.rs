//! `chancery brief`: the state of two, in sentences with their evidence.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use chancery::Language;
use chancery::brief::{self, With};
use chancery::record::{Realignment, Step};
use chancery::relate::Names;
use chancery_store::{Briefing, Who};

use crate::FAILED;
use crate::arguments::{DatasetArgument, StoreArgument};
use crate::past::{DaysArgument, Past};

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
    #[command(flatten)]
    days: DaysArgument,
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
    dataset: DatasetArgument,
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
    let who = |name: &String| crate::find::who(name, knowledge);
    let [a, b] = [who(&arguments.dyad[0])?, who(&arguments.dyad[1])?];
    let third = arguments.with.as_ref().map(who).transpose()?;
    let sides: Vec<&Who> = [&a, &b].into_iter().chain(&third).collect();
    if sides.iter().map(|side| side.id()).collect::<BTreeSet<_>>().len() < sides.len() {
        let named = sides.iter().map(|side| names.side(side.id()).name);
        bail!("{}: name different ones", named.collect::<Vec<_>>().join(", "));
    }
    let store = arguments.dataset.open(&arguments.store)?;
    let past = Past { store: &store, names: &names };
    let between = past.between([&a, &b])?;
    let days = past.days(&arguments.days, between.acts.iter())?;

    let relation = past.relation(&between, days, Step::Month)?;
    let to = |third: &Who, side: &Who| past.relation(&past.between([third, side])?, days, Step::Month);
    let of_third = third.as_ref().map(|third| anyhow::Ok([to(third, &a)?, to(third, &b)?])).transpose()?;
    let mut turns: Vec<Realignment> = Vec::new();
    for side in sides {
        turns.extend(past.turns(side, &past.ties(side)?, days, WINDOW)?);
    }
    let [a, b] = &relation.dyad;
    let third = third.map(|third| names.side(third.id()));
    let with = third.as_ref().zip(of_third.as_ref()).map(|(who, [x, y])| With { who, relations: [x, y] });
    let knowledge = crate::known(knowledge)?;
    let asked = Briefing { relation: &relation, realignments: &turns, with, language, knowledge };
    let brief = store.brief(&asked)?;
    let mut out = std::io::stdout().lock();
    match if arguments.json { Format::Json } else { arguments.format } {
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
