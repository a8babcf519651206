//! `chancery code`: reports in, claims out.

use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chancery::Error;
use chancery::custom::CustomCodebook;
use chancery::export::{self, Said};
use chancery::read;
use chancery::record::Coded;
use indicatif::{ProgressBar, ProgressStyle};

use crate::arguments::{CodeArguments, ReadArguments};
use crate::ordered::ordered;
use crate::rows::csv_head;
use crate::{FAILED, SOME_REJECTED, WRONG_ARGUMENTS, pretty};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files (txt, md, html, json, jsonl, csv, tsv, parquet, warc; packed with gzip too), folders, or - for standard input.
    #[arg(default_value = "-")]
    paths: Vec<PathBuf>,
    /// How to write the claims; pretty on a terminal, else json.
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    read: ReadArguments,
    #[command(flatten)]
    code: CodeArguments,
    /// Label sentences after a codebook of your own, learnt with `chancery train`.
    #[arg(long, value_name = "FILE")]
    codebook: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A short account with the evidence quoted.
    Pretty,
    /// One JSON document: an object for one report, an array for more.
    Json,
    /// One report with its claims a line.
    Jsonl,
    /// One PLOVER record a claim and line.
    Plover,
    /// One claim a row.
    Csv,
}

pub(crate) fn run(arguments: Arguments, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let options = arguments.read.options()?;
    let threads = arguments.code.threads();
    let mut chancery = arguments.code.load(knowledge)?;
    if let Some(path) = &arguments.codebook {
        let codebook = CustomCodebook::read(path, chancery.model())?;
        chancery = chancery.with_codebook(codebook);
    }
    if arguments.codebook.is_some() && matches!(arguments.format, Some(Format::Plover | Format::Csv)) {
        anstream::eprintln!(
            "chancery: labels have no place in plover and csv; choose --format jsonl, json or pretty with --codebook"
        );
        return Ok(ExitCode::from(WRONG_ARGUMENTS));
    }
    let sources = read::sources(&arguments.paths);
    let to_terminal = std::io::stdout().is_terminal();
    let format = arguments.format.unwrap_or(if to_terminal { Format::Pretty } else { Format::Json });
    let progress = progress(sources.len(), to_terminal);
    let mut out = Writer::new(format);
    let (mut coded_reports, mut rejected) = (0usize, 0usize);
    let inputs = sources.into_iter().flat_map(|source| -> Box<dyn Iterator<Item = _>> {
        progress.inc(1);
        match source {
            Ok(source) => Box::new(read::read(&source, &options)),
            Err(error) => Box::new(std::iter::once(Err(error))),
        }
    });
    ordered(
        inputs,
        threads,
        |report| report.and_then(|report| chancery.code(report)),
        |result| -> anyhow::Result<()> {
            match result {
                Ok(coded) => {
                    coded_reports += 1;
                    out.report(&coded)?;
                }
                Err(error @ Error::Model { .. }) => return Err(error.into()),
                Err(error) => {
                    rejected += 1;
                    progress.suspend(|| anstream::eprintln!("chancery: {error}"));
                }
            }
            Ok(())
        },
    )?;
    out.finish()?;
    progress.finish_and_clear();
    if coded_reports + rejected > 1 && (rejected > 0 || to_terminal) {
        anstream::eprintln!("chancery: {coded_reports} reports coded, {rejected} rejected");
    }
    Ok(match (coded_reports, rejected) {
        (_, 0) => ExitCode::SUCCESS,
        (0, _) => ExitCode::from(FAILED),
        _ => ExitCode::from(SOME_REJECTED),
    })
}

fn progress(sources: usize, to_terminal: bool) -> ProgressBar {
    if sources < 5 || to_terminal || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {eta} left");
    ProgressBar::new(sources as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Writes reports in one format.
struct Writer {
    format: Format,
    out: BufWriter<anstream::AutoStream<std::io::Stdout>>,
    /// The first report of a JSON document waits until it is known whether there are more.
    held: Option<String>,
    count: usize,
}

impl Writer {
    fn new(format: Format) -> Self {
        let stdout = std::io::stdout();
        let stream = match format {
            Format::Pretty => anstream::AutoStream::auto(stdout),
            _ => anstream::AutoStream::never(stdout),
        };
        Self { format, out: BufWriter::new(stream), held: None, count: 0 }
    }

    fn report(&mut self, coded: &Coded) -> anyhow::Result<()> {
        self.count += 1;
        match self.format {
            Format::Pretty => pretty::report(&mut self.out, coded)?,
            Format::Json => {
                let text = serde_json::to_string_pretty(coded)?;
                if let Some(before) = self.held.replace(text) {
                    write!(self.out, "{}{before}", if self.count == 2 { "[\n" } else { ",\n" })?;
                }
            }
            Format::Jsonl => writeln!(self.out, "{}", serde_json::to_string(coded)?)?,
            Format::Plover => {
                for claim in &coded.claims {
                    writeln!(self.out, "{}", export::plover(&Said::of(&coded.report, claim)))?;
                }
            }
            Format::Csv => {
                if self.count == 1 {
                    write!(self.out, "{}", csv_head(&export::CSV_COLUMNS))?;
                }
                let report = &coded.report;
                for claim in &coded.claims {
                    let row = export::csv_row(report.published.as_deref(), report.language, claim);
                    write!(self.out, "{}", export::commas(row))?;
                }
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> anyhow::Result<()> {
        if let Some(last) = self.held.take() {
            match self.count {
                1 => writeln!(self.out, "{last}")?,
                _ => writeln!(self.out, ",\n{last}\n]")?,
            }
        }
        self.out.flush()?;
        Ok(())
    }
}
