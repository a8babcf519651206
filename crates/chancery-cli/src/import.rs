//! `chancery import` and `chancery datasets`: events of other data sets in a store, beside its own. The same file twice changes nothing.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Instant;

use anyhow::{Context, bail};
use chancery::import::{self, Format, Imported, MAPPING, Row};
use chancery::knowledge::Knowledge;
use chancery::read::{self, Source};
use chancery_store::{Dataset, Import, ImportCounts, Input, Reject, Store, fingerprint};
use indicatif::ProgressBar;
use serde::Serialize;

use crate::arguments::StoreArgument;
use crate::rows::{FormatArgument, Rows};
use crate::{FAILED, SOME_REJECTED, keep};

/// Rows that are written in one step.
const STEP: usize = 10_000;
/// Steps that may wait to be written.
const WAITING: usize = 2;
/// Rejected rows of a file that are kept with their causes; all are counted.
const KEPT_REJECTS: u64 = 1_000;
/// Rejected rows of a file that are named on standard error.
const NAMED_REJECTS: u64 = 10;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files as they come, packed or not; folders; or - for standard input.
    #[arg(required_unless_present = "remove")]
    paths: Vec<PathBuf>,
    /// Form of the files: gdelt (2.0), gdelt1, polecat, icews, acled or ged.
    #[arg(long, value_name = "FORMAT", required_unless_present = "remove", value_parser = format)]
    format: Option<Format>,
    /// What the data set is called; its format without it. Files of one label are one data set.
    #[arg(long = "as", value_name = "LABEL")]
    label: Option<String>,
    /// Take a data set away instead.
    #[arg(long, value_name = "LABEL", conflicts_with_all = ["paths", "format", "label"])]
    remove: Option<String>,
    #[command(flatten)]
    store: StoreArgument,
    /// Write the summary as JSON.
    #[arg(long)]
    json: bool,
}

fn format(name: &str) -> Result<Format, String> {
    let known = || Format::ALL.map(Format::name).join(" ");
    Format::from_name(name).ok_or_else(|| format!("choose one of {}", known()))
}

#[derive(clap::Args)]
pub(crate) struct List {
    #[command(flatten)]
    store: StoreArgument,
    #[command(flatten)]
    form: FormatArgument,
}

/// What an import did.
#[derive(Debug, Default, Serialize)]
struct Summary {
    dataset: String,
    files: u64,
    files_unchanged: u64,
    rows: u64,
    #[serde(flatten)]
    counts: ImportCounts,
    /// Sound rows that are no events by PLOVER, by why.
    left_out: BTreeMap<&'static str, u64>,
    rejected: u64,
}

pub(crate) fn run(arguments: Arguments, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let mut store = arguments.store.open()?;
    if let Some(label) = &arguments.remove {
        let events = store.remove_dataset(label)?;
        match arguments.json {
            true => println!("{}", serde_json::json!({ "removed": label, "events": events })),
            false => println!("{label}: {events} events removed"),
        }
        return Ok(ExitCode::SUCCESS);
    }
    let Some(format) = arguments.format else { bail!("--format: name the form of the files") };
    let usual = if format == Format::Gdelt1 { Format::Gdelt } else { format };
    let label = arguments.label.unwrap_or_else(|| usual.name().to_owned());
    let knowledge = crate::known(knowledge)?;
    let mut summary = Summary { dataset: label.clone(), ..Summary::default() };
    let bar = keep::spinner(arguments.json);
    let began = Instant::now();
    let mut import = store.import(&label, format)?;
    for source in read::sources(&arguments.paths) {
        summary.files += 1;
        match source {
            Ok(source) => file(&mut import, &source, &label, format, knowledge, &mut summary, &bar, began)?,
            Err(error) => {
                summary.rejected += 1;
                import.put(&[], &[keep::reject(&error)], None)?;
                bar.suspend(|| anstream::eprintln!("chancery: {error}"));
            }
        }
    }
    bar.set_message("indexes");
    bar.tick();
    summary.counts = import.finish()?;
    bar.finish_and_clear();
    let dataset = store.datasets()?.into_iter().find(|dataset| dataset.label == label);
    let dataset = dataset.with_context(|| format!("{label}: it is gone; was it removed meanwhile?"))?;
    if dataset.events == 0 {
        // A data set of nothing would only be in the way.
        store.remove_dataset(&label)?;
    }
    tell(&store, &dataset, &summary, arguments.json, began);
    let taken = summary.counts.new + summary.counts.replaced + summary.counts.same + summary.files_unchanged;
    Ok(match (summary.rejected, taken) {
        (0, _) => ExitCode::SUCCESS,
        (_, 0) => ExitCode::from(FAILED),
        _ => ExitCode::from(SOME_REJECTED),
    })
}

/// Rows on their way from the reader to the writer.
#[derive(Default)]
struct Batch {
    rows: u64,
    events: Vec<Imported>,
    left_out: BTreeMap<&'static str, u64>,
    rejects: Vec<chancery::Error>,
    /// Rejected rows, also those that are not kept.
    rejected: u64,
}

/// Takes in the rows of one file: one thread reads, this one writes.
#[allow(clippy::too_many_arguments)]
fn file(
    import: &mut Import<'_>,
    source: &Source,
    label: &str,
    format: Format,
    knowledge: &Knowledge,
    summary: &mut Summary,
    bar: &ProgressBar,
    began: Instant,
) -> anyhow::Result<()> {
    let mut input = match source {
        Source::File(path) => fingerprint(path).ok().map(|print| Input {
            name: Store::input_of(label, path),
            fingerprint: format!("{print}-{}-{MAPPING}", format.name()),
            records: 0,
            finished: false,
        }),
        Source::Stdin => None,
    };
    if let Some(input) = &input
        && let Some(known) = import.store().input(&input.name)?
        && known.finished
        && known.fingerprint == input.fingerprint
    {
        summary.files_unchanged += 1;
        return Ok(());
    }
    let (send, receive) = mpsc::sync_channel(WAITING);
    std::thread::scope(|scope| {
        scope.spawn(move || batches(source, format, knowledge, &send));
        for batch in receive {
            let Batch { rows, events, left_out, rejects, rejected } = batch;
            summary.rows += rows;
            left_out.into_iter().for_each(|(why, count)| *summary.left_out.entry(why).or_default() += count);
            if let Some(input) = &mut input {
                input.records += rows;
            }
            for error in
                rejects.iter().take(usize::try_from(NAMED_REJECTS.saturating_sub(summary.rejected)).unwrap_or(0))
            {
                bar.suspend(|| anstream::eprintln!("chancery: {error}"));
            }
            summary.rejected += rejected;
            let rejects: Vec<Reject> = rejects.iter().map(keep::reject).collect();
            import.put(&events, &rejects, input.as_ref())?;
            bar.set_message(format!("{}: {}", source.path().display(), keep::rate(summary.rows, began)));
            bar.tick();
        }
        anyhow::Ok(())
    })?;
    if let Some(input) = &mut input {
        input.finished = true;
    }
    import.put(&[], &[], input.as_ref())?;
    Ok(())
}

/// Reads a file and sends its rows on, until nobody takes them any more.
fn batches(source: &Source, format: Format, knowledge: &Knowledge, send: &mpsc::SyncSender<Batch>) {
    let mut batch = Batch::default();
    let mut kept = 0;
    import::each(source, format, knowledge, |row| {
        batch.rows += 1;
        match row {
            Ok(Row::Event(event)) => batch.events.push(*event),
            Ok(Row::LeftOut(why)) => *batch.left_out.entry(why).or_default() += 1,
            Err(error) => {
                batch.rejected += 1;
                if kept < KEPT_REJECTS {
                    kept += 1;
                    batch.rejects.push(error);
                }
            }
        }
        if batch.rows < STEP as u64 {
            return ControlFlow::Continue(());
        }
        match send.send(std::mem::take(&mut batch)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    // Where nobody takes it, the writer failed and says why.
    let _ = send.send(batch);
}

fn tell(store: &Store, dataset: &Dataset, summary: &Summary, json: bool, began: Instant) {
    if json {
        println!("{}", serde_json::json!({ "summary": summary, "dataset": dataset }));
        return;
    }
    let ImportCounts { new, replaced, same } = summary.counts;
    anstream::eprintln!(
        "{} files ({} unchanged), {} rows: {new} new, {replaced} in the place of others with their ids, {same} the same as before, {} left out, {} rejected; {}",
        summary.files,
        summary.files_unchanged,
        summary.rows,
        summary.left_out.values().sum::<u64>(),
        summary.rejected,
        keep::rate(summary.rows, began)
    );
    for (why, count) in &summary.left_out {
        anstream::eprintln!("  {count} × {why}");
    }
    if summary.rejected > 0 {
        anstream::eprintln!(
            "  the first {KEPT_REJECTS} rejected rows of each file are kept with their causes: `chancery store info`"
        );
    }
    let days = dataset.first_day.as_deref().zip(dataset.last_day.as_deref());
    let days = days.map_or_else(String::new, |(first, last)| format!(", {first} to {last}"));
    anstream::eprintln!("{}: {} events of {}{days}", store.file().display(), dataset.events, dataset.label);
}

pub(crate) fn list(arguments: List) -> anyhow::Result<ExitCode> {
    let store = arguments.store.open_read_only()?;
    let mut out = Rows::new(arguments.form.format(), &["label", "format", "events", "first", "last", "at", "state"]);
    for dataset in store.datasets()? {
        out.row(&dataset, |dataset| {
            vec![
                dataset.label.clone(),
                dataset.format.clone(),
                dataset.events.to_string(),
                dataset.first_day.clone().unwrap_or_default(),
                dataset.last_day.clone().unwrap_or_default(),
                dataset.at.clone(),
                if dataset.loading { "not whole" } else { "" }.to_owned(),
            ]
        })?;
    }
    out.finish()
}
