//! The `chancery` command: its arguments, and the exit codes that `docs/guide.md` promises.

mod alerts;
mod arguments;
mod brief;
mod code;
mod compare;
mod demo;
mod eval;
mod export;
mod find;
mod import;
mod ingest;
mod keep;
mod knowledge;
mod ordered;
mod output;
mod past;
mod pretty;
mod relations;
mod review;
mod rows;
mod serve;
mod store;
mod train;
mod watch;
mod who;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chancery::knowledge::Knowledge;
use chancery::link::Weights;
use chancery::model::Model;
use chancery::settle::Sides;
use chancery::{Chancery, Error};
use clap::{Parser, Subcommand};

/// Reads news reports into claims: who did what to whom, when, where, at what cost, and who says so.
#[derive(Parser)]
#[command(version, after_help = EXIT_CODES)]
struct Arguments {
    /// Folder of your own knowledge, laid over the built-in one: see docs/knowledge.md.
    #[arg(long, value_name = "DIR", global = true)]
    knowledge: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 all done; 1 nothing could be read or coded; 2 wrong arguments; \
    3 some inputs were rejected, or alerts not delivered (each named on standard error), the others are coded; 4 the model, your knowledge or your codebook cannot be loaded.";

/// Exit codes; 2 is clap's own for wrong arguments.
pub(crate) const FAILED: u8 = 1;
/// Exit code when the arguments do not fit together; clap's own for wrong ones.
pub(crate) const WRONG_ARGUMENTS: u8 = 2;
pub(crate) const SOME_REJECTED: u8 = 3;
pub(crate) const NOT_LOADED: u8 = 4;

#[derive(Subcommand)]
enum Command {
    /// Code reports: files, folders or - for standard input.
    Code(code::Arguments),
    /// Take reports from files into a store, code and link them.
    Ingest(ingest::Arguments),
    /// Take reports from feeds and pages into a store, again and again.
    Watch(watch::Arguments),
    /// What the reports of a store say happened, each thing once.
    Events(find::Arguments),
    /// What the reports of a store say, each statement by itself.
    Claims(find::Arguments),
    /// What passed between two sides, whether they drew closer, and who stood between.
    Dyad(relations::Dyad),
    /// Who stands with and against whom: ties, blocs, triads.
    Network(relations::NetworkArguments),
    /// Whose ties weaken while others strengthen.
    Realignments(relations::RealignmentArguments),
    /// What rules over a store fired: run them, or list it.
    Alerts {
        #[command(subcommand)]
        what: alerts::Command,
    },
    /// The state of two states, or of any two, in sentences with their evidence.
    Brief(brief::Arguments),
    /// Write events or claims of a store in the formats of other data sets, or as a bundle.
    Export(export::Arguments),
    /// Two sources side by side: what each tells of a dyad, what both tell, and what only one does.
    Compare(compare::Arguments),
    /// Take events of other data sets into a store: GDELT, POLECAT, ICEWS, ACLED, UCDP GED.
    Import(import::Arguments),
    /// The data sets that were imported.
    Datasets(import::List),
    /// Judge what the program did: merge, split, correct, call false, accept, undo.
    Review(review::Arguments),
    /// Serve a store: an API, and a page with map, timeline, relations and reports.
    Serve(serve::Arguments),
    /// Build a small store of an invented story in ten languages, and open the page over it.
    Demo(demo::Arguments),
    /// Ask a store in SQL; it is only read.
    Sql(store::Sql),
    /// Look after the file of a store.
    Store {
        #[command(subcommand)]
        what: store::What,
    },
    /// Explain whom a name means, and why.
    Who(who::Arguments),
    /// Check tables of knowledge, or import a full gazetteer.
    Knowledge {
        #[command(subcommand)]
        what: knowledge::What,
    },
    /// Learn a codebook of your own from examples.
    Train(train::Arguments),
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
    /// Reports of one happening and claims of one event: JSON lines with the field `happening`, as in `corpus/development/linking.jsonl`.
    Link(EvalArguments),
    /// Whose country stands on which side of an act: claims as for `claims`, of reports that no rule was mended on.
    Sides(EvalArguments),
}

#[derive(clap::Args)]
struct EvalArguments {
    /// Labelled files, as they are; .gz is unpacked.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Write one prediction a row here.
    #[arg(long, value_name = "OUT")]
    predictions: Option<PathBuf>,
    /// Another table of who stands on which side, for claims and sides.
    #[arg(long, value_name = "FILE")]
    sides: Option<PathBuf>,
    /// Another table of what makes one event, for link.
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// Folder of the model; the built-in one without it.
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
}

fn main() -> ExitCode {
    let Arguments { knowledge, command } = Arguments::parse();
    let knowledge = knowledge.as_deref();
    let result = match command {
        Command::Code(arguments) => code::run(arguments, knowledge),
        Command::Ingest(arguments) => ingest::run(arguments, knowledge),
        Command::Watch(arguments) => watch::run(arguments, knowledge),
        Command::Events(arguments) => find::events(arguments, knowledge),
        Command::Claims(arguments) => find::claims(arguments, knowledge),
        Command::Dyad(arguments) => relations::dyad(arguments, knowledge),
        Command::Network(arguments) => relations::network(arguments, knowledge),
        Command::Realignments(arguments) => relations::realignments(arguments, knowledge),
        Command::Alerts { what } => alerts::run(what, knowledge),
        Command::Brief(arguments) => brief::run(arguments, knowledge),
        Command::Export(arguments) => export::run(arguments, knowledge),
        Command::Compare(arguments) => compare::run(arguments, knowledge),
        Command::Import(arguments) => import::run(arguments, knowledge),
        Command::Datasets(arguments) => import::list(arguments),
        Command::Review(arguments) => review::run(arguments, knowledge),
        Command::Serve(arguments) => serve::run(arguments, knowledge),
        Command::Demo(arguments) => demo::run(arguments, knowledge),
        Command::Sql(arguments) => store::sql(arguments),
        Command::Store { what } => store::run(what),
        Command::Who(arguments) => who::run(arguments, knowledge),
        Command::Knowledge { what } => knowledge::run(what, knowledge),
        Command::Train(arguments) => train::run(arguments),
        Command::Eval { what } => evaluate(what, knowledge),
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
            match error.downcast_ref::<Error>() {
                // It names its cause itself.
                Some(error) => anstream::eprintln!("chancery: {error}"),
                None => anstream::eprintln!("chancery: {error:#}"),
            }
            match error.downcast_ref::<Error>() {
                Some(Error::Model { .. } | Error::Codebook { .. } | Error::Knowledge(_)) => ExitCode::from(NOT_LOADED),
                _ => ExitCode::from(FAILED),
            }
        }
    }
}

fn evaluate(what: Eval, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let figures = match what {
        Eval::Pairs(a) => eval::pairs::run(&a.files, a.predictions.as_deref(), &load(a.model, knowledge)?)?,
        Eval::Times(a) => eval::times::run(&a.files, a.predictions.as_deref())?,
        Eval::Numbers(a) => eval::numbers::run(&a.files, a.predictions.as_deref())?,
        Eval::Names(a) => eval::names::run(&a.files, a.predictions.as_deref(), known(knowledge)?)?,
        Eval::Places(a) => eval::places::run(&a.files, a.predictions.as_deref(), known(knowledge)?)?,
        Eval::Link(a) => {
            let own = a.weights.map(|path| Weights::load(&path)).transpose()?;
            let weights = own.as_ref().unwrap_or_else(|| Weights::embedded());
            eval::link::run(&a.files, a.predictions.as_deref(), &load(a.model, knowledge)?, weights)?
        }
        Eval::Sides(a) => {
            eval::sides::run(&a.files, a.predictions.as_deref(), &load_with_sides(a.model, knowledge, a.sides)?)?
        }
        Eval::Claims(a) => {
            eval::claims::run(&a.files, a.predictions.as_deref(), &load_with_sides(a.model, knowledge, a.sides)?)?
        }
    };
    writeln!(std::io::stdout(), "{figures}")?;
    Ok(ExitCode::SUCCESS)
}

/// The built-in knowledge, or that with a folder over it.
pub(crate) fn known(folder: Option<&Path>) -> Result<&'static Knowledge, Error> {
    folder.map_or_else(|| Ok(Knowledge::embedded()), Knowledge::with)
}

/// The model of a folder, or the built-in one, with the knowledge.
pub(crate) fn load(model: Option<PathBuf>, knowledge: Option<&Path>) -> Result<Chancery, Error> {
    Ok(Chancery::new(self::model(model)?, known(knowledge)?))
}

/// The same, with another table of sides if one is given.
fn load_with_sides(
    model: Option<PathBuf>,
    knowledge: Option<&Path>,
    sides: Option<PathBuf>,
) -> Result<Chancery, Error> {
    let chancery = load(model, knowledge)?;
    Ok(match sides {
        Some(path) => chancery.with_sides(Sides::load(&path)?),
        None => chancery,
    })
}

/// The model of a folder, or the built-in one.
pub(crate) fn model(folder: Option<PathBuf>) -> Result<&'static Model, Error> {
    match folder {
        Some(folder) => Ok(Box::leak(Box::new(Model::load(&folder)?))),
        None => Model::embedded(),
    }
}
