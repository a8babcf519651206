//! `chancery alerts`, and alerts of `watch` and `ingest`: rules over what comes in, each fired once, with evidence. The store decides and keeps;
//! what it keeps is delivered here, after.

mod deliver;
mod feed;
mod journal;
mod list;
mod rules;
mod targets;
#[cfg(test)]
mod tests;
mod written;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use chancery_store::{AlertRule, Asked, Begun, Fired, Store};
use jiff::Timestamp;

use crate::SOME_REJECTED;
use crate::arguments::StoreArgument;
use crate::pretty::printable;
use deliver::Delivered;
use rules::{Rule, Rules, What};
use targets::Way;

/// How long one target may take of a round of `watch`; the rest comes with the next.
pub(crate) const ROUND: Duration = Duration::from_secs(60);

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Run rules over the store as it is, and deliver what they fire.
    Check(Check),
    /// What was fired, and where it went.
    List(list::Arguments),
}

#[derive(clap::Args)]
pub(crate) struct Check {
    /// Rules and targets: docs/alerts.md.
    rules: PathBuf,
    #[command(flatten)]
    store: StoreArgument,
    /// Fire also for what was there before the rules.
    #[arg(long)]
    past: bool,
    /// Try once more what was given up.
    #[arg(long)]
    again: bool,
    /// Write what came of it as JSON.
    #[arg(long)]
    json: bool,
}

/// Where the rules are.
#[derive(clap::Args)]
pub(crate) struct AlertArguments {
    /// Rules and targets of alerts: docs/alerts.md.
    #[arg(long, value_name = "RULES", conflicts_with = "keep_only")]
    alerts: Option<PathBuf>,
}

impl AlertArguments {
    /// The rules of the file that is named, else those that stand in another.
    ///
    /// # Errors
    /// When the rules cannot be read.
    pub(crate) fn load(&self, or: Option<&Path>, knowledge: Option<&Path>) -> anyhow::Result<Option<Alerts>> {
        let Some(path) = self.alerts.as_deref().or(or) else { return Ok(None) };
        let alerts = Alerts { rules: Rules::read(path, knowledge)? };
        let is_empty = alerts.rules.rules.is_empty() && alerts.rules.targets.is_empty();
        Ok((self.alerts.is_some() || !is_empty).then_some(alerts))
    }
}

pub(crate) fn run(what: Command, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    match what {
        Command::Check(arguments) => check(arguments, knowledge),
        Command::List(arguments) => list::run(arguments),
    }
}

fn check(arguments: Check, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let alerts = Alerts { rules: Rules::read(&arguments.rules, knowledge)? };
    let mut store = arguments.store.open()?;
    let begun = alerts.begin(&mut store)?;
    if arguments.again {
        for target in &alerts.rules.targets {
            store.retry_alerts(&target.name, Timestamp::now())?;
        }
    }
    let summary = alerts.run(&mut store, begun, arguments.past)?;
    if arguments.json {
        println!("{}", serde_json::to_string(&summary)?);
    } else {
        summary.tell();
    }
    Ok(if summary.deliveries.failed > 0 { ExitCode::from(SOME_REJECTED) } else { ExitCode::SUCCESS })
}

/// What came of rules.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Summary {
    begun: Vec<Begun>,
    fired: Vec<Fired>,
    pub(crate) deliveries: Delivered,
}

impl Summary {
    /// Tells it to a person.
    pub(crate) fn tell(&self) {
        tell(&self.begun, &self.fired);
        let Delivered { delivered, failed } = self.deliveries;
        anstream::eprintln!("{} alerts fired, {delivered} delivered, {failed} failed", self.fired.len());
    }
}

/// Rules with their targets.
pub(crate) struct Alerts {
    rules: Rules,
}

impl Alerts {
    /// Begins with rules that are new or were changed, and writes feeds that are not as they should be. To be done before anything comes in:
    /// what is there now does not fire.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn begin(&self, store: &mut Store) -> anyhow::Result<Vec<Begun>> {
        let rules = self.as_kept(store, false)?;
        let begun = store.begin_alerts(&rules, Timestamp::now())?;
        for target in &self.rules.targets {
            if let Way::Atom { path, title, url } = &target.way {
                // What is wrong is told when there is something to deliver.
                let _ = feed::publish(store, &target.name, path, title, url.as_deref())?;
            }
        }
        Ok(begun)
    }

    /// Fires for what is new, or with `past` for all that was not fired for.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn fire(&self, store: &mut Store, past: bool) -> anyhow::Result<Vec<Fired>> {
        let rules = self.as_kept(store, past)?;
        // Most of the time nothing changed, and then nobody who writes is waited for.
        Ok(if rules.is_empty() { Vec::new() } else { store.fire_alerts(&rules, Timestamp::now(), past)? })
    }

    /// Delivers what is due; a target takes no longer than `granted`.
    ///
    /// # Errors
    /// Those of the store; what goes wrong on the way is told and tried again.
    pub(crate) fn deliver(&self, store: &mut Store, granted: Duration) -> anyhow::Result<Delivered> {
        let mut all = Delivered::default();
        for target in &self.rules.targets {
            let came = deliver::deliver(store, target, granted)?;
            all.delivered += came.delivered;
            all.failed += came.failed;
        }
        Ok(all)
    }

    /// Fires and delivers, after `begun`.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn run(&self, store: &mut Store, begun: Vec<Begun>, past: bool) -> anyhow::Result<Summary> {
        let fired = self.fire(store, past)?;
        Ok(Summary { begun, fired, deliveries: self.deliver(store, Duration::MAX)? })
    }

    /// The rules for which something changed, or `all`, with what they ask of the store as it is.
    fn as_kept(&self, store: &Store, all: bool) -> anyhow::Result<Vec<AlertRule>> {
        let mut kept = Vec::new();
        for rule in &self.rules.rules {
            if all || store.alert_rule_waits(&rule.name, &rule.asks)? {
                kept.push(as_kept(rule, store)?);
            }
        }
        Ok(kept)
    }
}

fn as_kept(rule: &Rule, _store: &Store) -> anyhow::Result<AlertRule> {
    let Rule { name, asks, what, targets } = rule.clone();
    let what = match what {
        What::Events(filter, condition) => Asked::Events(filter, condition),
        What::Shifts(_, course) => Asked::Shifts { dyad: [side(), side()], course, found: Vec::new() },
    };
    Ok(AlertRule { name, asks, what, targets })
}

/// Tells a person what rules began and what they fired.
pub(crate) fn tell(begun: &[Begun], fired: &[Fired]) {
    for Begun { rule, known } in begun {
        let rule = printable(rule);
        anstream::eprintln!(
            "rule {rule}: begins; {known} that are there already do not fire (`--past` of `chancery alerts check` fires them)"
        );
    }
    for Fired { rule, sentence, .. } in fired {
        anstream::eprintln!("alert {}: {}", printable(rule), printable(sentence));
    }
}

fn side() -> chancery::record::Side {
    chancery::record::Side { id: String::new(), name: String::new() }
}
