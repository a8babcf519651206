//! `chancery demo`: a store of the reports in `examples/story`, which are part of the program, and the page over it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use chancery::read::{self, Options};
use chancery::text;
use chancery_store::{Batch, Store};
use rust_embed::RustEmbed;

use crate::arguments::CodeArguments;
use crate::{keep, serve};

/// Reports of an invented story of nine months, told in ten languages: `examples/story.md`.
#[derive(RustEmbed)]
#[folder = "../../examples/story"]
struct Story;

/// Name of the store, beside the user's own, where no other is named.
const STORE: &str = "demo.db";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where to keep its store; else demo.db beside your own store.
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// Where to listen; port 0 is any free one.
    #[arg(long, value_name = "HOST:PORT", default_value = serve::LISTEN)]
    listen: String,
    /// Open no browser.
    #[arg(long)]
    no_open: bool,
    /// Only build the store.
    #[arg(long)]
    build_only: bool,
    #[command(flatten)]
    code: CodeArguments,
}

pub(crate) fn run(arguments: Arguments, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let Arguments { store: file, listen, no_open, build_only, code } = arguments;
    let file = match file {
        Some(file) => file,
        None => chancery_store::default_path()?.with_file_name(STORE),
    };
    build(&file, code, knowledge)?;
    anstream::eprintln!(
        "chancery: the story's reports, claims and events are in {}; try `chancery brief KGZ TJK --store` with it",
        file.display()
    );
    if build_only {
        return Ok(ExitCode::SUCCESS);
    }
    serve::local(file, &listen, !no_open, knowledge)
}

/// Keeps, codes and links the story. What is there already is not done again.
fn build(file: &Path, code: CodeArguments, knowledge: Option<&Path>) -> anyhow::Result<()> {
    let mut names: Vec<_> = Story::iter().filter(|name| name.ends_with(".txt")).collect();
    names.sort();
    let mut reports = Vec::with_capacity(names.len());
    for name in names {
        let text = Story::get(&name).with_context(|| format!("{name}: not in the program"))?;
        let input = Box::new(std::io::Cursor::new(text.data.into_owned()));
        for raw in read::records(input, Path::new(name.as_ref()), &Options::default()) {
            reports.push(text::prepare(raw?)?.report);
        }
    }
    let mut store = Store::open(file)?;
    store.keep(&Batch { reports: &reports, ..Batch::default() })?;
    let threads = code.threads();
    let chancery = code.load(knowledge)?;
    keep::code(&mut store, &chancery, threads, false)?;
    keep::link(&mut store, &chancery, false)?;
    Ok(())
}
