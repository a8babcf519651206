//! `chancery who`: whom a name means, on a day, and why.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use chancery::Language;
use chancery::mention::entity;

use crate::FAILED;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A name, an office, a description: "Кремль", "le ministre arménien de la Défense".
    #[arg(required = true)]
    name: Vec<String>,
    /// The day it is said on: YYYY, YYYY-MM or YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Language of the name; all are tried without it.
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// Write JSON.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: Arguments, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let name = arguments.name.join(" ");
    let on = match &arguments.on {
        Some(date) => Some(
            chancery::mention::time::parse_edtf(date)
                .with_context(|| format!("--on {date}: not a date; write YYYY, YYYY-MM or YYYY-MM-DD"))?,
        ),
        None => None,
    };
    let languages: Vec<Language> = match &arguments.language {
        Some(code) => {
            vec![
                Language::from_code(code)
                    .with_context(|| format!("--language {code}: not a language that chancery reads"))?,
            ]
        }
        None => Language::ALL.to_vec(),
    };
    let found = entity::who(crate::known(knowledge)?, &name, &languages, on.as_ref());
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&found)?);
    } else if found.is_empty() {
        anstream::println!("{name}: nobody that the knowledge holds");
    }
    if !arguments.json {
        for resolution in &found {
            let or_open = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".into());
            let sectors: Vec<String> = resolution.sectors.iter().map(|s| s.to_string()).collect();
            anstream::println!(
                "{}  {}  {} {}  {:.2}",
                or_open(&resolution.name),
                or_open(&resolution.entity),
                or_open(&resolution.country),
                sectors.join("+"),
                resolution.confidence
            );
            for why in &resolution.why {
                anstream::println!("    {why}");
            }
        }
    }
    Ok(if found.is_empty() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS })
}
