//! `chancery watch`: reports from feeds and pages into a store, again and again. What came is kept before it is said to have come; broken off
//! at any moment, the same command goes on.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use chancery::read::{self, Fetched};
use chancery::record::Report;
use chancery::{Error, text};
use chancery_store::{Batch, Reject, Store};
use chancery_watch::{Config, Feed, Page, Polled, State, SystemClock, UrlState, Watch};

use crate::alerts::{self, AlertArguments};
use crate::arguments::{CodeArguments, StoreArgument};
use crate::keep::{self, KeptCounts};

/// Feeds that are asked side by side; of one host only one at a time is.
const SIDE_BY_SIDE: usize = 8;
/// Longest pause before it is looked again which feeds are due.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// What to ask, and how often: docs/watch.md.
    feeds: PathBuf,
    #[command(flatten)]
    store: StoreArgument,
    #[command(flatten)]
    code: CodeArguments,
    /// Ask what is due, once, and end.
    #[arg(long)]
    once: bool,
    /// Only keep the reports; a later run codes and links them.
    #[arg(long)]
    keep_only: bool,
    #[command(flatten)]
    alerts: AlertArguments,
    /// A JSON line for every feed that was asked, and every alert that was fired.
    #[arg(long)]
    json: bool,
}

/// What came of a feed.
#[derive(Debug, Default, serde::Serialize)]
struct Came {
    feed: String,
    pages: usize,
    #[serde(flatten)]
    kept: KeptCounts,
    rejected: usize,
    problems: Vec<String>,
}

pub(crate) fn run(arguments: Arguments, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let watch = Watch::new(Config::read(&arguments.feeds)?, Arc::new(SystemClock));
    let mut store = arguments.store.open()?;
    let threads = arguments.code.threads();
    let chancery = (!arguments.keep_only).then(|| arguments.code.load(knowledge)).transpose()?;
    let alerts = if arguments.keep_only { None } else { arguments.alerts.load(Some(&arguments.feeds), knowledge)? };
    if let Some(alerts) = &alerts {
        alerts::tell(&alerts.begin(&mut store)?, &[]);
    }
    let mut state = state(&store, &watch)?;
    let mut troubled = false;
    loop {
        let due: Vec<&Feed> = watch.due(&state);
        if !due.is_empty() {
            troubled |= ask(&watch, &due, &mut state, &mut store, arguments.json)?;
            if let Some(chancery) = &chancery {
                keep::code(&mut store, chancery, threads, true)?;
                keep::link(&mut store, chancery, true)?;
            }
        }
        if let Some(alerts) = &alerts {
            // Also when nothing was due: others may have brought something in, and what was not delivered is tried again.
            let fired = alerts.fire(&mut store, false)?;
            if arguments.json {
                fired.iter().try_for_each(|alert| serde_json::to_string(alert).map(|line| println!("{line}")))?;
            } else {
                alerts::tell(&[], &fired);
            }
            troubled |= alerts.deliver(&mut store, alerts::ROUND)?.failed > 0;
        }
        if arguments.once {
            return Ok(if troubled { ExitCode::from(crate::SOME_REJECTED) } else { ExitCode::SUCCESS });
        }
        std::thread::sleep(watch.pause(&state).min(LONGEST_PAUSE));
    }
}

/// What the store knows of each feed.
fn state(store: &Store, watch: &Watch) -> anyhow::Result<State> {
    let mut state = State::default();
    for feed in watch.feeds() {
        if let Some(known) = store.feed(&feed.url)?
            && let Ok(known) = serde_json::from_value::<UrlState>(known)
        {
            state.set(feed, known);
        }
    }
    Ok(state)
}

/// Asks feeds side by side and keeps what comes, each as it comes. Tells whether anything went wrong.
fn ask(watch: &Watch, due: &[&Feed], state: &mut State, store: &mut Store, json: bool) -> anyhow::Result<bool> {
    let waiting = Mutex::new(due.iter().map(|feed| (*feed, state.of(feed))).collect::<Vec<_>>());
    let file = store.file().to_owned();
    let mut troubled = false;
    std::thread::scope(|scope| -> anyhow::Result<()> {
        let (give, take) = mpsc::channel::<(&Feed, Polled)>();
        for _ in 0..SIDE_BY_SIDE.min(due.len()) {
            let (give, waiting, file) = (give.clone(), &waiting, &file);
            scope.spawn(move || {
                // Its own view of the store: what it cannot tell counts as not seen, and is kept as the same.
                let seen = Store::open_read_only(file).ok();
                let has = |key: &str| seen.as_ref().is_some_and(|store| store.has_page(key).unwrap_or(false));
                loop {
                    let next = waiting.lock().ok().and_then(|mut waiting| waiting.pop());
                    let Some((feed, known)) = next else { break };
                    if give.send((feed, watch.poll(feed, &known, &has))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(give);
        for (feed, polled) in take {
            let came = take_in(store, feed, polled, state)?;
            troubled |= !came.problems.is_empty() || came.rejected > 0;
            if json {
                println!("{}", serde_json::to_string(&came)?);
            } else {
                anstream::eprintln!(
                    "{}: {} pages, {} new, {} copies, {} the same, {} rejected",
                    came.feed,
                    came.pages,
                    came.kept.new,
                    came.kept.copies,
                    came.kept.same,
                    came.rejected
                );
                for problem in &came.problems {
                    anstream::eprintln!("  {problem}");
                }
            }
        }
        Ok(())
    })?;
    Ok(troubled)
}

fn take_in(store: &mut Store, feed: &Feed, polled: Polled, state: &mut State) -> anyhow::Result<Came> {
    let mut came = Came { feed: feed.name.clone(), pages: polled.pages.len(), ..Came::default() };
    let (mut reports, mut rejects, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    for page in polled.pages {
        keys.extend(page.keys.iter().cloned());
        match report(page) {
            Ok(report) => reports.push(report),
            Err(error) => rejects.push(keep::reject(&error)),
        }
    }
    for problem in polled.errors {
        came.problems.push(format!("{}: {}; {}", problem.url, problem.cause, problem.remedy));
        rejects.push(Reject { place: problem.url, cause: problem.cause, remedy: problem.remedy });
    }
    came.rejected = rejects.len() - came.problems.len();
    let known = serde_json::to_value(&polled.state)?;
    let batch = Batch {
        reports: &reports,
        rejects: &rejects,
        feed: Some((&feed.url, &known)),
        pages: &keys,
        ..Batch::default()
    };
    came.kept.count(&store.keep(&batch)?);
    // Only now: what is lost before is asked for again.
    state.set(feed, polled.state);
    Ok(came)
}

/// The report of a page in its language.
fn report(page: Page) -> Result<Report, Error> {
    let raw = read::page(Fetched {
        url: page.url,
        bytes: page.bytes,
        content_type: page.content_type,
        title: page.title,
        author: page.author,
        published: page.published,
        source: page.source,
        language: page.language,
        is_fragment: page.from_entry,
    })?;
    Ok(text::prepare(raw)?.report)
}
