//! `chancery store` and `chancery sql`: the file itself.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use chancery::export::commas;
use chancery_store::{Compact, Limits, Value};

use crate::arguments::StoreArgument;
use crate::{FAILED, rows};

#[derive(clap::Subcommand)]
pub(crate) enum What {
    /// How much it holds, and what was rejected.
    Info(Store),
    /// Look for faults; exit code 1 if there is one.
    Check(Store),
    /// Make the file as small as it can be.
    Compact {
        #[command(flatten)]
        store: Store,
        /// Forget the claims of earlier models.
        #[arg(long)]
        drop_history: bool,
    },
    /// Copy it as it is at one moment, while others may write.
    Backup {
        #[command(flatten)]
        store: Store,
        /// The copy; nothing is overwritten.
        to: PathBuf,
    },
}

#[derive(clap::Args)]
pub(crate) struct Store {
    #[command(flatten)]
    file: StoreArgument,
    /// Write JSON.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(what: What) -> anyhow::Result<ExitCode> {
    match what {
        What::Info(at) => {
            let store = at.file.open_read_only()?;
            let (counts, causes) = (store.counts()?, store.reject_causes()?);
            if at.json {
                println!(
                    "{}",
                    serde_json::json!({ "file": store.file(), "counts": counts, "rejects_by_cause": causes })
                );
                return Ok(ExitCode::SUCCESS);
            }
            println!("{}", store.file().display());
            println!(
                "{} reports ({} copies), {} claims, {} events, {} reviews, {} records rejected",
                counts.reports, counts.copies, counts.claims, counts.events, counts.reviews, counts.rejects
            );
            for cause in causes {
                println!(
                    "  {} × {} (such as {}; {})",
                    cause.records, cause.cause, cause.example.place, cause.example.remedy
                );
            }
            Ok(ExitCode::SUCCESS)
        }
        What::Check(at) => {
            let faults = at.file.open()?.check()?;
            if at.json {
                println!("{}", serde_json::to_string(&faults)?);
            } else {
                for fault in &faults {
                    println!("{}; {}", fault.what, fault.remedy);
                }
                println!(
                    "{}",
                    if faults.is_empty() { "no fault".to_owned() } else { format!("{} faults", faults.len()) }
                );
            }
            Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
        }
        What::Compact { store, drop_history } => {
            let [before, after] = store.file.open()?.compact(&Compact { drop_history })?;
            if store.json {
                println!("{}", serde_json::json!({ "bytes_before": before, "bytes_after": after }));
            } else {
                println!("{:.1} MB, {:.1} MB before", after as f64 / 1e6, before as f64 / 1e6);
            }
            Ok(ExitCode::SUCCESS)
        }
        What::Backup { store, to } => {
            store.file.open_read_only()?.backup(&to)?;
            if store.json {
                println!("{}", serde_json::json!({ "backup": to }));
            } else {
                println!("{}", to.display());
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

#[derive(clap::Args)]
pub(crate) struct Sql {
    /// One statement that reads; docs/store.md has the tables.
    statement: String,
    #[command(flatten)]
    store: Store,
    /// Columns separated by commas.
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// At most so many rows.
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    limit: usize,
}

pub(crate) fn sql(arguments: Sql) -> anyhow::Result<ExitCode> {
    let store = arguments.store.file.open_read_only()?;
    let rows = store.sql(&arguments.statement, &Limits { rows: arguments.limit, ..Limits::default() })?;
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let word = |value: &Value| value.to_string();
    let head: Vec<&str> = rows.columns.iter().map(String::as_str).collect();
    if arguments.store.json {
        for row in &rows.rows {
            let object: serde_json::Map<String, serde_json::Value> = rows
                .columns
                .iter()
                .cloned()
                .zip(row.iter().map(|v| serde_json::to_value(v).unwrap_or_default()))
                .collect();
            writeln!(out, "{}", serde_json::Value::Object(object))?;
        }
    } else if arguments.csv {
        write!(out, "{}", rows::csv_head(&head))?;
        for row in &rows.rows {
            write!(out, "{}", commas(row.iter().map(word).collect()))?;
        }
    } else {
        let cells: Vec<Vec<String>> = rows.rows.iter().map(|row| row.iter().map(word).collect()).collect();
        rows::table(&mut out, &head, &cells)?;
    }
    out.flush()?;
    if rows.more {
        anstream::eprintln!("chancery: only the first {} rows; raise --limit", rows.rows.len());
    }
    Ok(ExitCode::SUCCESS)
}
