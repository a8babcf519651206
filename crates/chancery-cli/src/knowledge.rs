//! `chancery knowledge`: checks tables, imports a full gazetteer.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use chancery::knowledge::{Knowledge, geonames};
use indicatif::ProgressBar;

use crate::FAILED;

#[derive(clap::Subcommand)]
pub(crate) enum What {
    /// Name every wrong entry: unknown codes, doubled ids, bad dates, two holders of one office, states without a name in a language.
    Check {
        /// Folder of your own tables; the built-in ones are checked without it.
        folder: Option<PathBuf>,
    },
    /// Add a gazetteer to the folder that --knowledge names.
    Import {
        #[command(subcommand)]
        what: Import,
    },
}

#[derive(clap::Subcommand)]
pub(crate) enum Import {
    /// The full dump of GeoNames, or that of a country: allCountries.zip, UA.zip, UA.txt.
    Geonames {
        /// The dump, from download.geonames.org/export/dump.
        dump: PathBuf,
    },
}

pub(crate) fn run(what: What, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    match what {
        What::Check { folder } => check(folder.as_deref().or(knowledge)),
        What::Import { what: Import::Geonames { dump } } => {
            let folder = knowledge
                .context("tell the folder to import into with --knowledge DIR; it is made if it is not there")?;
            import(&dump, folder)
        }
    }
}

fn check(folder: Option<&Path>) -> anyhow::Result<ExitCode> {
    let faults = Knowledge::check(folder)?;
    for fault in &faults {
        println!("{fault}");
    }
    anstream::eprintln!(
        "{}",
        if faults.is_empty() { "no fault".to_owned() } else { format!("faults: {}", faults.len()) }
    );
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}

fn import(dump: &Path, folder: &Path) -> anyhow::Result<ExitCode> {
    let progress = if std::io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    let summary = geonames::import(dump, folder, |lines| {
        progress.set_message(if lines == 0 { "divisions".to_owned() } else { format!("{lines} lines") });
        progress.tick();
    })?;
    progress.finish_and_clear();
    for fault in &summary.faults {
        anstream::eprintln!("{}: {fault}; passed over", dump.display());
    }
    let again = if summary.resumed > 0 { format!(" (went on after line {})", summary.resumed) } else { String::new() };
    anstream::println!(
        "{} places of {} lines{again}, {} of kinds that are left out, {} wrong; use them with --knowledge {}",
        summary.places,
        summary.lines,
        summary.left_out,
        summary.wrong,
        folder.display()
    );
    Ok(ExitCode::SUCCESS)
}
