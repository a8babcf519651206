//! Rows on standard output, in the format that a reader wants.

use std::io::{BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use chancery::export::commas;
use serde::Serialize;

use crate::pretty::printable;

/// Longest words in a column of the table, in characters.
const WIDEST: usize = 36;

/// How rows are written.
#[derive(clap::Args)]
pub(crate) struct FormatArgument {
    /// How to write it: table on a terminal, else jsonl.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The same as --format json.
    #[arg(long)]
    json: bool,
}

impl FormatArgument {
    /// The one that is asked for, else the usual one.
    pub(crate) fn format(&self) -> Format {
        let usual = if std::io::stdout().is_terminal() { Format::Table } else { Format::Jsonl };
        self.format.unwrap_or(if self.json { Format::Json } else { usual })
    }
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// A row a line, for a person.
    Table,
    /// An array.
    Json,
    /// An object a line.
    Jsonl,
    /// Columns.
    Csv,
}

/// Writes rows in one format.
pub(crate) struct Rows {
    pub(crate) format: Format,
    out: BufWriter<std::io::Stdout>,
    table: Vec<Vec<String>>,
    columns: &'static [&'static str],
    count: usize,
}

impl Rows {
    pub(crate) fn new(format: Format, columns: &'static [&'static str]) -> Self {
        Self { format, out: BufWriter::new(std::io::stdout()), table: Vec::new(), columns, count: 0 }
    }

    pub(crate) fn row<T: Serialize>(&mut self, value: &T, columns: fn(&T) -> Vec<String>) -> anyhow::Result<()> {
        self.count += 1;
        match self.format {
            Format::Table => self.table.push(columns(value)),
            Format::Jsonl => writeln!(self.out, "{}", serde_json::to_string(value)?)?,
            Format::Json => {
                let before = if self.count == 1 { "[\n" } else { ",\n" };
                write!(self.out, "{before}{}", serde_json::to_string_pretty(value)?)?;
            }
            Format::Csv => {
                if self.count == 1 {
                    write!(self.out, "{}", csv_head(self.columns))?;
                }
                write!(self.out, "{}", commas(columns(value)))?;
            }
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> anyhow::Result<ExitCode> {
        match (self.format, self.count) {
            (Format::Json, 0) => writeln!(self.out, "[]")?,
            (Format::Json, _) => writeln!(self.out, "\n]")?,
            (Format::Csv, 0) => write!(self.out, "{}", csv_head(self.columns))?,
            (Format::Table, 0) => writeln!(self.out, "nothing found")?,
            (Format::Table, _) => table(&mut self.out, self.columns, &self.table)?,
            _ => {}
        }
        self.out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The line of a CSV that names its columns.
pub(crate) fn csv_head(columns: &[&str]) -> String {
    commas(columns.iter().map(|column| (*column).to_owned()).collect())
}

/// Columns side by side, each as wide as its widest words.
pub(crate) fn table(out: &mut impl Write, head: &[&str], rows: &[Vec<String>]) -> anyhow::Result<()> {
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::NOTHING).set_header(head);
    for row in rows {
        table.add_row(row.iter().map(|cell| shortened(cell)));
    }
    writeln!(out, "{table}")?;
    Ok(())
}

/// One line of bounded width, without what a terminal would obey.
fn shortened(cell: &str) -> String {
    let words = printable(cell);
    if words.chars().count() > WIDEST { words.chars().take(WIDEST - 1).chain(['…']).collect() } else { words }
}
