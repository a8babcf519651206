//! `chancery ingest`: reports from files into a store, coded and linked. What is kept is kept: broken off at any moment, the same command goes
//! on where it stopped.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use chancery::read::{self, Options, Raw, Source};
use chancery::record::Report;
use chancery::{Error, text};
use chancery_store::{Batch, Input, Reject, Store, fingerprint};
use indicatif::ProgressBar;
use serde::Serialize;

use crate::alerts::{self, AlertArguments};
use crate::arguments::{CodeArguments, ReadArguments, StoreArgument};
use crate::keep::{self, KeptCounts};
use crate::{FAILED, SOME_REJECTED};

/// Reports that are kept in one step: each step waits for the disk once.
const STEP: usize = 200;
/// Causes of rejection that are named at the end.
const CAUSES: usize = 10;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files, folders, or - for standard input; as for `code`.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    store: StoreArgument,
    #[command(flatten)]
    read: ReadArguments,
    #[command(flatten)]
    code: CodeArguments,
    /// Only keep the reports; a later run codes and links them.
    #[arg(long)]
    keep_only: bool,
    #[command(flatten)]
    alerts: AlertArguments,
    /// Write the summary as JSON.
    #[arg(long)]
    json: bool,
}

/// What an ingest did.
#[derive(Debug, Default, Serialize)]
struct Summary {
    files: u64,
    files_unchanged: u64,
    records: u64,
    #[serde(flatten)]
    kept: KeptCounts,
    rejected: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    coded: Option<keep::CodeCounts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    linked: Option<chancery_store::LinkCounts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alerts: Option<alerts::Summary>,
}

pub(crate) fn run(arguments: Arguments, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let options = arguments.read.options()?;
    let mut store = arguments.store.open()?;
    let alerts = arguments.alerts.load(None, knowledge)?;
    let begun = alerts.as_ref().map(|alerts| alerts.begin(&mut store)).transpose()?.unwrap_or_default();
    let mut summary = Summary::default();
    let began = Instant::now();
    let bar = keep::spinner(arguments.json);
    for source in read::sources(&arguments.paths) {
        summary.files += 1;
        match source {
            Ok(source) => file(&mut store, &source, &options, &mut summary, &bar, began)?,
            Err(error) => {
                let place = keep::reject(&error).place;
                put(&mut store, &mut Vec::new(), &mut vec![keep::reject(&error)], None, &mut summary)
                    .with_context(|| place)?;
                bar.suspend(|| anstream::eprintln!("chancery: {error}"));
            }
        }
    }
    bar.finish_and_clear();
    if !arguments.keep_only {
        let threads = arguments.code.threads();
        let chancery = arguments.code.load(knowledge)?;
        let since = Instant::now();
        let coded = keep::code(&mut store, &chancery, threads, arguments.json)?;
        if coded.reports > 0 && !arguments.json {
            anstream::eprintln!("coded reports: {}", keep::rate(coded.reports, since));
        }
        summary.coded = Some(coded);
        let since = Instant::now();
        let linked = keep::link(&mut store, &chancery, arguments.json)?;
        if linked.claims > 0 && !arguments.json {
            anstream::eprintln!("linked claims: {}", keep::rate(linked.claims, since));
        }
        summary.linked = Some(linked);
        summary.alerts = alerts.map(|alerts| alerts.run(&mut store, begun, false)).transpose()?;
    }
    tell(&store, &summary, arguments.json)?;
    let undelivered = summary.alerts.as_ref().is_some_and(|alerts| alerts.deliveries.failed > 0);
    Ok(match summary {
        Summary { rejected: 0, .. } if undelivered => ExitCode::from(SOME_REJECTED),
        Summary { rejected: 0, .. } => ExitCode::SUCCESS,
        Summary { kept: KeptCounts { new: 0, copies: 0, same: 0 }, files_unchanged: 0, .. } => ExitCode::from(FAILED),
        _ => ExitCode::from(SOME_REJECTED),
    })
}

/// Keeps the reports of one file, from where an earlier run stopped.
fn file(
    store: &mut Store,
    source: &Source,
    options: &Options,
    summary: &mut Summary,
    bar: &ProgressBar,
    began: Instant,
) -> anyhow::Result<()> {
    let mut input = match source {
        Source::File(path) => {
            let name = std::path::absolute(path).unwrap_or_else(|_| path.clone()).display().to_string();
            match fingerprint(path) {
                Ok(fingerprint) => Some(Input { name, fingerprint, records: 0, finished: false }),
                // Reading it will tell why.
                Err(_) => None,
            }
        }
        Source::Stdin => None,
    };
    let mut done = 0;
    if let Some(input) = &mut input
        && let Some(known) = store.input(&input.name)?
        && known.fingerprint == input.fingerprint
    {
        if known.finished {
            summary.files_unchanged += 1;
            return Ok(());
        }
        (done, input.records) = (known.records, known.records);
    }
    let (mut reports, mut rejects) = (Vec::new(), Vec::new());
    for record in read::read(source, options).skip(done as usize) {
        summary.records += 1;
        if let Some(input) = &mut input {
            input.records += 1;
        }
        match record.and_then(report) {
            Ok(report) => reports.push(report),
            Err(error) => {
                bar.suspend(|| anstream::eprintln!("chancery: {error}"));
                rejects.push(keep::reject(&error));
            }
        }
        if reports.len() + rejects.len() >= STEP {
            put(store, &mut reports, &mut rejects, input.as_ref(), summary)?;
            bar.set_message(format!("{}: {}", source.path().display(), keep::rate(summary.records, began)));
            bar.tick();
        }
    }
    if let Some(input) = &mut input {
        input.finished = true;
    }
    put(store, &mut reports, &mut rejects, input.as_ref(), summary)
}

/// The report in its language, as the store keeps it.
fn report(raw: Raw) -> Result<Report, Error> {
    Ok(text::prepare(raw)?.report)
}

fn put(
    store: &mut Store,
    reports: &mut Vec<Report>,
    rejects: &mut Vec<Reject>,
    input: Option<&Input>,
    summary: &mut Summary,
) -> anyhow::Result<()> {
    summary.kept.count(&store.keep(&Batch { reports, rejects, input, ..Batch::default() })?);
    summary.rejected += rejects.len() as u64;
    reports.clear();
    rejects.clear();
    Ok(())
}

fn tell(store: &Store, summary: &Summary, json: bool) -> anyhow::Result<()> {
    let causes = store.reject_causes()?;
    if json {
        let mut value = serde_json::to_value(summary)?;
        value["rejects_by_cause"] = serde_json::to_value(&causes)?;
        println!("{value}");
        return Ok(());
    }
    anstream::eprintln!(
        "{} files ({} unchanged), {} records: {} new, {} copies of texts that were there, {} the same as before, {} rejected",
        summary.files,
        summary.files_unchanged,
        summary.records,
        summary.kept.new,
        summary.kept.copies,
        summary.kept.same,
        summary.rejected
    );
    if summary.rejected > 0 {
        for cause in causes.iter().take(CAUSES) {
            anstream::eprintln!(
                "  {} × {} (such as {}; {})",
                cause.records,
                cause.cause,
                cause.example.place,
                cause.example.remedy
            );
        }
    }
    if let Some(alerts) = &summary.alerts {
        alerts.tell();
    }
    let counts = store.counts()?;
    anstream::eprintln!(
        "{}: {} reports, {} claims, {} events",
        store.file().display(),
        counts.reports,
        counts.claims,
        counts.events
    );
    Ok(())
}
