//! `chancery train`: a user's own codebook from examples.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use chancery::custom::{self, Definition, Figures};
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// What is to be found: TOML with a name and categories (docs/custom-codebooks.md).
    #[arg(long, value_name = "FILE")]
    codebook: PathBuf,
    /// Sentences with their categories, a JSON object a line.
    #[arg(long, value_name = "FILE")]
    examples: PathBuf,
    /// Further sentences, not learnt from, to measure on.
    #[arg(long, value_name = "FILE")]
    unseen: Option<PathBuf>,
    /// Where to write what was learnt; `code --codebook` reads it.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Folder of the model; the built-in one without it.
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
}

/// Learns, writes the codebook and prints a line of figures for each category: by cross-validation, and on unseen sentences.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    let definition = Definition::read(&arguments.codebook)?;
    let examples = custom::examples(&arguments.examples, &definition)?;
    let unseen = arguments.unseen.as_deref().map(|path| custom::unseen(path, &definition, &examples)).transpose()?;
    // Learning takes a while: that nothing can be written is told before.
    let cannot = || format!("{}: cannot be written", arguments.out.display());
    OpenOptions::new().append(true).create(true).open(&arguments.out).with_context(cannot)?;
    let model = crate::model(arguments.model)?;
    let learnt = custom::learn(model, &definition, &examples)?;
    let text = serde_json::to_string(&learnt.codebook)?;
    std::fs::write(&arguments.out, &text).with_context(cannot)?;
    print("cross-validation", &learnt.figures)?;
    if let Some(unseen) = unseen {
        print("unseen", &custom::measure(model, &learnt.codebook, &unseen)?)?;
    }
    anstream::eprintln!(
        "chancery: {} examples, {:.0} s, {} bytes written to {}",
        examples.len(),
        started.elapsed().as_secs_f64(),
        text.len(),
        arguments.out.display()
    );
    Ok(ExitCode::SUCCESS)
}

fn print(on: &str, figures: &[Figures]) -> std::io::Result<()> {
    let round = |x: f64| (x * 1000.0).round() / 1000.0;
    for f in figures {
        let figures = json!({
            "on": on, "category": f.category, "examples": f.examples, "precision": round(f.precision),
            "recall": round(f.recall), "f1": round(f.f1), "average_precision": round(f.average_precision),
            "floor": round(f.floor),
        });
        writeln!(std::io::stdout(), "{figures}")?;
    }
    Ok(())
}
