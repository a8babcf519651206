//! The `chancery` command.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

mod eval;

#[derive(Parser)]
#[command(name = "chancery", version, about = "Reads news reports into claims")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measures against labelled data.
    Eval {
        /// times or numbers.
        what: String,
        /// Labelled files.
        files: Vec<PathBuf>,
        /// Writes one prediction a row here, as JSONL.
        #[arg(long)]
        predictions: Option<PathBuf>,
    },
}

fn main() -> anyhow::Result<()> {
    let Command::Eval {
        what,
        files,
        predictions,
    } = Arguments::parse().command;
    let figures = match what.as_str() {
        "times" => eval::times::run(&files, predictions.as_deref())?,
        "numbers" => eval::numbers::run(&files, predictions.as_deref())?,
        other => anyhow::bail!("{other}: neither times nor numbers"),
    };
    println!("{}", serde_json::to_string_pretty(&figures)?);
    Ok(())
}
