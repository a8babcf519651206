//! `chancery export`: what a store holds, in the formats that others read.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::bail;
use chancery::export::{
    Bundle, FORMATS, Facts, Format, GEOJSON_HEAD, GEOJSON_TAIL, LeftOut, Part, SAID_CSV_COLUMNS, Said, Shape, Telling,
    Version, alone, commas, event_csv_row, feature, overview, plover, plover_event, report_csv_row, said_csv_row,
    tabbed,
};
use chancery::record::{Event, Where};
use chancery_arrow as table;
use chancery_arrow::claims::{About, ReportedClaim};
use chancery_arrow::parquet::Writer;
use chancery_store::{Filter, Store, StoredClaim, StoredEvent};
use clap::builder::PossibleValuesParser;

use crate::WRONG_ARGUMENTS;
use crate::arguments::{DatasetArgument, StoreArgument};
use crate::find::{self, FilterArguments};
use crate::output::Output;
use crate::rows;

/// Rows of a table that are made at a time.
const BATCH: usize = 1024;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The format: --about tells what each holds.
    #[arg(
        long,
        value_parser = PossibleValuesParser::new(FORMATS.map(|format| format.name)),
        required_unless_present = "about"
    )]
    format: Option<String>,
    /// What a row is; events, but claims for plover.
    #[arg(long, value_enum)]
    of: Option<Of>,
    /// Tell what the format, or each, holds, what it cannot say and what it leaves out; nothing is exported.
    #[arg(long)]
    about: bool,
    /// The file to write; standard output without it.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it is there.
    #[arg(long)]
    force: bool,
    /// The day that a bundle says it was made, YYYY-MM-DD; none without it, so that the same store gives the same bytes.
    #[arg(long, value_name = "DATE")]
    created: Option<String>,
    #[command(flatten)]
    filter: FilterArguments,
    #[command(flatten)]
    dataset: DatasetArgument,
    #[command(flatten)]
    store: StoreArgument,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Of {
    /// What the claims of one or many reports say happened once.
    Events,
    /// What one report says.
    Claims,
}

/// What was written, and what was not.
#[derive(Default)]
struct Tally {
    records: usize,
    rows: usize,
    left_out: BTreeMap<LeftOut, usize>,
}

pub(crate) fn run(arguments: Arguments, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let named = arguments.format.as_deref().and_then(Format::of);
    let Some(format) = named.filter(|_| !arguments.about) else {
        let about = named.map_or_else(about_all, Format::about);
        io::stdout().write_all(about.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    };
    let of = arguments.of.unwrap_or(if format.name == "plover" { Of::Claims } else { Of::Events });
    if of == Of::Claims && !format.claims {
        anstream::eprintln!("chancery: --of claims: {} has no single claims; leave --of out", format.name);
        return Ok(ExitCode::from(WRONG_ARGUMENTS));
    }
    let is_day = |date: &String| date.len() == 10 && date.parse::<jiff::civil::Date>().is_ok();
    if let Some(date) = arguments.created.as_ref().filter(|date| !is_day(date)) {
        anstream::eprintln!("chancery: --created {date}: not a day; write YYYY-MM-DD");
        return Ok(ExitCode::from(WRONG_ARGUMENTS));
    }
    let told = arguments.filter.told();
    let filter = find::filter(arguments.filter, rows::Format::Jsonl, knowledge)?;
    let store = arguments.dataset.open(&arguments.store)?;
    if let (Shape::Archive, Some(dataset)) = (format.shape, store.dataset()) {
        bail!("{}: a bundle is of what reports tell; choose another format for a data set", dataset.label);
    }
    let mut out = Output::to(arguments.output.as_deref(), arguments.force)?;
    let mut tally = Tally::default();
    // A store that others write to meanwhile is exported as it was at one moment.
    store.snapshot(|store| {
        Ok(match (format.shape, of) {
            (Shape::Archive, _) => {
                let facts = |store: &Store| facts(store, told, arguments.created);
                bundle(store, &filter, &mut out, facts, &mut tally)
            }
            (Shape::Table, Of::Events) => event_table(store, &filter, &mut out, &mut tally),
            (Shape::Table, Of::Claims) => claim_table(store, &filter, &mut out, &mut tally),
            (_, Of::Events) => events(store, &filter, format, &mut out, &mut tally),
            (_, Of::Claims) => claims(store, &filter, format, &mut out, &mut tally),
        })
    })??;
    out.finish()?;
    let what = if of == Of::Events { "events" } else { "claims" };
    anstream::eprintln!("chancery: {} rows of {} {what}", tally.rows, tally.records);
    for (cause, count) in &tally.left_out {
        anstream::eprintln!("chancery: {count} {what} left out: {cause}");
    }
    Ok(ExitCode::SUCCESS)
}

fn about_all() -> String {
    let each = FORMATS.map(|format| format!("\n{}", format.about()));
    format!("{}{}", overview(), each.concat())
}

impl Tally {
    /// Counts a record, and gives its rows.
    fn take(&mut self, rows: Result<Vec<Vec<String>>, LeftOut>) -> Vec<Vec<String>> {
        self.records += 1;
        let rows = rows.unwrap_or_else(|cause| {
            *self.left_out.entry(cause).or_default() += 1;
            Vec::new()
        });
        self.rows += rows.len();
        rows
    }

    /// Counts a record of one row; whether it is the first.
    fn one(&mut self) -> bool {
        self.records += 1;
        self.rows += 1;
        self.rows == 1
    }
}

fn events(store: &Store, filter: &Filter, format: &Format, out: &mut Output, tally: &mut Tally) -> anyhow::Result<()> {
    begin(format, format.columns, out)?;
    each_event(store, filter, |stored, claims| {
        let event = &stored.event;
        let telling = Telling { event, claims };
        match (format.shape, format.rows) {
            (Shape::Features, _) => {
                let point = event.place.as_ref().and_then(point);
                out.write_all(feature(tally.one(), &event.id, point, stored)?.as_bytes())?;
            }
            (_, None) => {
                tally.one();
                writeln!(out, "{}", plover_event(&telling))?;
            }
            (_, Some(rows)) => write(format, tally.take(rows(&telling)), out)?,
        }
        Ok(())
    })?;
    end(format, out)
}

fn claims(store: &Store, filter: &Filter, format: &Format, out: &mut Output, tally: &mut Tally) -> anyhow::Result<()> {
    let own = format.name == "csv";
    begin(format, if own { &SAID_CSV_COLUMNS } else { format.columns }, out)?;
    each_claim(store, filter, |claim| {
        let said = claim.said();
        match (format.shape, format.rows) {
            (Shape::Features, _) => {
                let point = said.claim.place.as_ref().and_then(point);
                out.write_all(feature(tally.one(), &said.claim.id, point, claim)?.as_bytes())?;
            }
            (_, None) => {
                tally.one();
                writeln!(out, "{}", plover(&said))?;
            }
            _ if own => write(format, tally.take(Ok(vec![said_csv_row(&said)])), out)?,
            (_, Some(rows)) => {
                let event = alone(&said);
                write(format, tally.take(rows(&Telling { event: &event, claims: &[said] })), out)?;
            }
        }
        Ok(())
    })?;
    end(format, out)
}

/// Events as a Parquet file.
fn event_table(store: &Store, filter: &Filter, out: &mut Output, tally: &mut Tally) -> anyhow::Result<()> {
    let mut writer = Writer::new(&table::events::schema(), out)?;
    let mut waiting: Vec<Event> = Vec::with_capacity(BATCH);
    each_event(store, filter, |stored, _| {
        tally.one();
        waiting.push(stored.event.clone());
        if waiting.len() == BATCH {
            writer.put(&table::events::batch(&waiting)?)?;
            waiting.clear();
        }
        Ok(())
    })?;
    writer.put(&table::events::batch(&waiting)?)?;
    writer.finish()?;
    Ok(())
}

/// Claims as a Parquet file.
fn claim_table(store: &Store, filter: &Filter, out: &mut Output, tally: &mut Tally) -> anyhow::Result<()> {
    let mut writer = Writer::new(&table::claims::schema(), out)?;
    let mut waiting: Vec<ReportedClaim> = Vec::with_capacity(BATCH);
    each_claim(store, filter, |stored| {
        tally.one();
        waiting.push(reported(stored));
        if waiting.len() == BATCH {
            writer.put(&table::claims::batch(&waiting)?)?;
            waiting.clear();
        }
        Ok(())
    })?;
    writer.put(&table::claims::batch(&waiting)?)?;
    writer.finish()?;
    Ok(())
}

/// A claim with what the store tells of its report beside it.
fn reported(stored: &StoredClaim) -> ReportedClaim {
    let report = About {
        published: stored.published.clone(),
        language: stored.language,
        language_confidence: None,
        title: stored.title.clone(),
        url: stored.url.clone(),
        source: stored.source.clone(),
        author: None,
        path: None,
        credits: Vec::new(),
        text: None,
    };
    ReportedClaim { claim: stored.claim.clone(), report }
}

/// What stands before all rows.
fn begin(format: &Format, columns: &[&str], out: &mut Output) -> io::Result<()> {
    match format.shape {
        Shape::Tabs { header: true } | Shape::Commas => {
            let names = columns.iter().map(|name| (*name).to_owned()).collect();
            out.write_all(line(format, names).as_bytes())
        }
        Shape::Features => out.write_all(GEOJSON_HEAD.as_bytes()),
        _ => Ok(()),
    }
}

/// What stands after them.
fn end(format: &Format, out: &mut Output) -> anyhow::Result<()> {
    if format.shape == Shape::Features {
        out.write_all(GEOJSON_TAIL.as_bytes())?;
    }
    Ok(())
}

fn write(format: &Format, rows: Vec<Vec<String>>, out: &mut Output) -> anyhow::Result<()> {
    for row in rows {
        out.write_all(line(format, row).as_bytes())?;
    }
    Ok(())
}

fn line(format: &Format, cells: Vec<String>) -> String {
    if format.shape == Shape::Commas { commas(cells) } else { tabbed(cells) }
}

/// Events, their claims, and the reports of these, file after file.
fn bundle(
    store: &Store,
    filter: &Filter,
    out: &mut Output,
    facts: impl FnOnce(&Store) -> anyhow::Result<Facts>,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    let mut bundle = Bundle::new(out);
    bundle.part::<anyhow::Error>(Part::Events, |put| {
        each_event(store, filter, |stored, _| {
            tally.one();
            Ok(put(&commas(event_csv_row(&stored.event)))?)
        })
    })?;
    let mut every_claim = |part, row: &mut dyn FnMut(&Said) -> Option<String>| {
        bundle.part::<anyhow::Error>(part, |put| {
            each_event(store, filter, |_, claims| {
                for said in claims {
                    row(said).map(|row| put(&row)).transpose()?;
                }
                Ok(())
            })
        })
    };
    every_claim(Part::Claims, &mut |said| Some(commas(said_csv_row(said))))?;
    let mut known: HashSet<String> = HashSet::new();
    every_claim(Part::Reports, &mut |said| {
        known.insert(said.claim.report.clone()).then(|| commas(report_csv_row(said)))
    })?;
    every_claim(Part::Plover, &mut |said| Some(format!("{}\n", plover(said))))?;
    bundle.finish(&facts(store)?)?;
    Ok(())
}

fn facts(store: &Store, filter: String, created: Option<String>) -> anyhow::Result<Facts> {
    let version = |coding: chancery_store::Coding| Version {
        program: coding.version,
        model: coding.model,
        knowledge: coding.knowledge,
    };
    Ok(Facts { filter, versions: store.codings()?.into_iter().map(version).collect(), created })
}

/// Gives every event with its claims to `take`, until that fails.
fn each_event(
    store: &Store,
    filter: &Filter,
    mut take: impl FnMut(&StoredEvent, &[Said]) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut fault = Ok(());
    store.each_event_told(filter, |event, claims| {
        let said: Vec<Said> = claims.iter().map(StoredClaim::said).collect();
        fault = take(&event, &said);
        Ok(if fault.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    fault
}

/// Gives every claim to `take`, until that fails.
fn each_claim(
    store: &Store,
    filter: &Filter,
    mut take: impl FnMut(&StoredClaim) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut fault = Ok(());
    store.each_claim(filter, |claim| {
        fault = take(&claim);
        Ok(if fault.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    fault
}

/// Degrees north and east.
fn point(place: &Where) -> Option<[f64; 2]> {
    Some([place.lat?, place.lon?])
}
