//! The `chancery` command: its arguments, and the exit codes that `docs/guide.md` promises.

mod code;
mod eval;
mod ordered;
mod pretty;
mod who;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads news reports into claims: who did what to whom, when, where, at what cost, and who says so.
#[derive(Parser)]
#[command(version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 all done; 1 nothing could be read or coded; 2 wrong arguments; \
    3 some inputs were rejected (each named on standard error), the others are coded; 4 the model cannot be loaded.";

/// Exit codes; 2 is clap's own for wrong arguments.
pub(crate) const FAILED: u8 = 1;
pub(crate) const SOME_REJECTED: u8 = 3;
pub(crate) const NO_MODEL: u8 = 4;

#[derive(Subcommand)]
enum Command {
    /// Code reports: files, folders or - for standard input.
    Code(code::Arguments),
    /// Explain whom a name means, and why.
    Who(who::Arguments),
    /// Measure against labelled data; prints one JSON line of figures.
    Eval {
        #[command(subcommand)]
        what: Eval,
    },
}

#[derive(Subcommand)]
enum Eval {
    /// Event categories of marked pairs: TSV with `marked_sentence`, and `gold_root` to score.
    Pairs(EvalArguments),
    /// Time expressions: TimeML or Recognizers' JSON.
    Times(EvalArguments),
    /// Numbers in digits and words: Recognizers' JSON.
    Numbers(EvalArguments),
    /// Whom names mean on a day: TSV as in `corpus/heldout/names.tsv`.
    Names(EvalArguments),
    /// Places given their spans: LGL's XML.
    Places(EvalArguments),
    /// Claims: JSON lines as `code` writes them, corrected by a person, as gold.
    Claims(EvalArguments),
}

#[derive(clap::Args)]
struct EvalArguments {
    /// Labelled files, as they are; .gz is unpacked.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Write one prediction a row here.
    #[arg(long, value_name = "OUT")]
    predictions: Option<PathBuf>,
    /// Folder of the model; the built-in one without it.
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Code(arguments) => code::run(arguments),
        Command::Who(arguments) => who::run(arguments),
        Command::Eval { what } => evaluate(what),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            // A reader that has seen enough (`| head`) is no failure.
            let closed =
                error.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe);
            if closed {
                return ExitCode::SUCCESS;
            }
            anstream::eprintln!("chancery: {error:#}");
            match error.downcast_ref::<chancery::Error>() {
                Some(chancery::Error::Model { .. }) => ExitCode::from(NO_MODEL),
                _ => ExitCode::from(FAILED),
            }
        }
    }
}

fn evaluate(what: Eval) -> anyhow::Result<ExitCode> {
    let figures = match what {
        Eval::Pairs(a) => eval::pairs::run(&a.files, a.predictions.as_deref(), &load(a.model)?)?,
        Eval::Times(a) => eval::times::run(&a.files, a.predictions.as_deref())?,
        Eval::Numbers(a) => eval::numbers::run(&a.files, a.predictions.as_deref())?,
        Eval::Names(a) => {
            eval::names::run(&a.files, a.predictions.as_deref(), chancery::knowledge::Knowledge::embedded())?
        }
        Eval::Places(a) => eval::places::run(&a.files, a.predictions.as_deref())?,
        Eval::Claims(a) => eval::claims::run(&a.files, a.predictions.as_deref(), &load(a.model)?)?,
    };
    println!("{figures}");
    Ok(ExitCode::SUCCESS)
}

/// The model of a folder, or the built-in one.
pub(crate) fn load(folder: Option<PathBuf>) -> Result<chancery::Chancery, chancery::Error> {
    match folder {
        Some(folder) => chancery::Chancery::with_model(&folder),
        None => chancery::Chancery::embedded(),
    }
}
