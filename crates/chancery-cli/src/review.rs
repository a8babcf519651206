//! `chancery review`: what a person says of claims and events. It is kept beside what the program found, holds against it in later codings and
//! linkings, and can be undone.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use chancery_store::{Review, ReviewFilter, Ruling, Store};
use serde_json::{Map, Value, json};

use crate::arguments::StoreArgument;
use crate::keep;
use crate::pretty::printable;

/// Doubtful pairs that are shown when no limit is named.
const SCREENFUL: usize = 20;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    store: StoreArgument,
    /// Who judges; else CHANCERY_AUTHOR, else your name on this machine.
    #[arg(long, value_name = "NAME", global = true)]
    author: Option<String>,
    /// Why, in words.
    #[arg(long, value_name = "WORDS", global = true)]
    note: Option<String>,
    /// Write JSON.
    #[arg(long, global = true)]
    json: bool,
    /// Folder of the model; the built-in one without it.
    #[arg(long, value_name = "DIR", global = true)]
    model: Option<PathBuf>,
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Pairs of claims that may be of one event or not, the likeliest first.
    List {
        /// At most so many.
        #[arg(long, default_value_t = SCREENFUL)]
        limit: usize,
    },
    /// These events, or claims, are one.
    Merge {
        /// Ids of events or claims.
        #[arg(required = true, num_args = 2..)]
        ids: Vec<String>,
    },
    /// These claims are not of the event they are in.
    Split {
        /// Ids of claims of one event.
        #[arg(required = true)]
        claims: Vec<String>,
    },
    /// A claim reads otherwise.
    Correct {
        /// Its id.
        claim: String,
        /// FIELD=VALUE, the value as JSON or a word: event=COERCE, 'toll={"killed":{"best":3, …}}', 'where=null'.
        #[arg(required = true)]
        fields: Vec<String>,
    },
    /// The report makes no such claim.
    False {
        /// Its id.
        claim: String,
    },
    /// These claims, or an event with all its claims, are right.
    Accept {
        /// Ids of events or claims.
        #[arg(required = true)]
        ids: Vec<String>,
    },
    /// A review does not hold.
    Undo {
        /// Its number, as `log` tells it.
        review: i64,
    },
    /// What was judged, the latest first.
    Log {
        /// Of claims of this report.
        #[arg(long)]
        report: Option<String>,
        /// Only what holds.
        #[arg(long)]
        holding: bool,
        /// At most so many.
        #[arg(long)]
        limit: Option<usize>,
    },
}

pub(crate) fn run(arguments: Arguments, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let Arguments { store, author, note, json, model, what } = arguments;
    let ruling = match what {
        What::List { limit } => return list(&store.open_read_only()?, limit, json),
        What::Log { report, holding, limit } => {
            return log(
                &store.open_read_only()?,
                &ReviewFilter { report, holding, limit, ..ReviewFilter::default() },
                json,
            );
        }
        What::Merge { ids } => Ruling::Merge { claims: ids },
        What::Accept { ids } => Ruling::Accept { claims: ids },
        What::False { claim } => Ruling::False { claim },
        What::Undo { review } => Ruling::Undo { review },
        What::Correct { claim, fields } => Ruling::Correct { claim, fields: corrections(&fields)? },
        What::Split { claims } => Ruling::Split { claims, parts: Vec::new() },
    };
    let mut store = store.open()?;
    let judgement = store.judgement(ruling)?;
    let chancery = crate::load(model, knowledge)?;
    let author = crate::arguments::author(author)?;
    let number = store.review(&Review { author, judgement, note })?;
    let linked = keep::link(&mut store, &chancery, true)?;
    if json {
        println!("{}", json!({ "review": number, "linked": linked }));
    } else {
        println!("review {number}; {} events made anew", linked.events);
    }
    Ok(ExitCode::SUCCESS)
}

fn corrections(fields: &[String]) -> anyhow::Result<Map<String, Value>> {
    let mut corrected = Map::new();
    for field in fields {
        let (name, value) =
            field.split_once('=').with_context(|| format!("{field}: write FIELD=VALUE, such as event=COERCE"))?;
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
        corrected.insert(name.trim().to_owned(), value);
    }
    Ok(corrected)
}

fn list(store: &Store, limit: usize, json: bool) -> anyhow::Result<ExitCode> {
    let doubtful = store.to_ask(limit)?;
    for (pair, [a, b]) in &doubtful {
        let claims = [a, b];
        if json {
            let told = claims.map(
                |c| json!({ "claim": c.claim, "published": c.published, "language": c.language, "source": c.source }),
            );
            println!("{}", json!({ "score": pair.score, "reasons": pair.reasons, "claims": told }));
            continue;
        }
        let why: Vec<&str> = pair.reasons.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        println!("{:.2}  {}", pair.score, why.join(", "));
        for c in claims {
            let words = c.claim.evidence.first().map(|e| printable(&e.text)).unwrap_or_default();
            let (published, source) = (c.published.as_deref().unwrap_or("-"), c.source.as_deref().unwrap_or_default());
            println!("    {}  {published} {} {source}  {}\n        “{words}”", c.claim.id, c.language, c.claim.event);
        }
    }
    if doubtful.is_empty() && !json {
        println!("nothing is doubtful");
    }
    Ok(ExitCode::SUCCESS)
}

fn log(store: &Store, filter: &ReviewFilter, json: bool) -> anyhow::Result<ExitCode> {
    for review in store.reviews(filter)? {
        if json {
            println!("{}", serde_json::to_string(&review)?);
            continue;
        }
        let told = serde_json::to_value(&review.review)?;
        let claims: Vec<&str> = review.claims.iter().map(|c| c.as_deref().unwrap_or("(no longer claimed)")).collect();
        let undone = review.undone_by.map(|n| format!("  undone by {n}")).unwrap_or_default();
        let note = review.review.note.as_ref().map(|n| format!("  “{n}”")).unwrap_or_default();
        let kind = told["kind"].as_str().unwrap_or_default();
        println!("{}  {}  {}  {kind} {}{note}{undone}", review.nr, review.at, review.review.author, claims.join(" "));
    }
    Ok(ExitCode::SUCCESS)
}
