//! What `ingest` and `watch` share: coding the reports of a store that wait for it, and linking their claims.

use std::time::{Duration, Instant};

use chancery::link::Weights;
use chancery::record::{Coded, Report};
use chancery::{Chancery, Error};
use chancery_store::{Batch, Coding, Kept, KeptAs, LinkCounts, Reject, Store};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::ordered::ordered;

/// Reports that are asked for, and whose claims are kept, in one step.
const STEP: usize = 200;

/// How reports were kept.
#[derive(Debug, Clone, Copy, Default, serde::Serialize)]
pub(crate) struct KeptCounts {
    pub(crate) new: u64,
    pub(crate) copies: u64,
    pub(crate) same: u64,
}

impl KeptCounts {
    pub(crate) fn count(&mut self, kept: &[Kept]) {
        for one in kept {
            *match one.how {
                KeptAs::New => &mut self.new,
                KeptAs::Copy { .. } => &mut self.copies,
                KeptAs::Same => &mut self.same,
            } += 1;
        }
    }
}

/// What coding did.
#[derive(Debug, Clone, Copy, Default, serde::Serialize)]
pub(crate) struct CodeCounts {
    pub(crate) reports: u64,
    pub(crate) claims: u64,
}

/// The coding of the program as it is.
pub(crate) fn coding(chancery: &Chancery) -> Coding {
    Coding::of(&chancery.model().fingerprint(), &chancery.knowledge().fingerprint(), env!("CARGO_PKG_VERSION"))
}

/// Codes every report that waits. A report that cannot be coded is rejected and keeps no claims, so that it is not tried again.
pub(crate) fn code(store: &mut Store, chancery: &Chancery, threads: usize, quiet: bool) -> anyhow::Result<CodeCounts> {
    let coding = coding(chancery);
    let mut counts = CodeCounts::default();
    let bar = bar(store.pending_count(&coding)?, "coded", quiet);
    loop {
        let waiting = store.pending(&coding, STEP)?;
        if waiting.is_empty() {
            break;
        }
        let (mut coded, mut rejects) = (Vec::with_capacity(waiting.len()), Vec::new());
        ordered(
            waiting.into_iter(),
            threads,
            |report| (report.clone(), chancery.code_report(report)),
            |(report, result): (Report, Result<Coded, Error>)| -> anyhow::Result<()> {
                bar.inc(1);
                match result {
                    Ok(one) => coded.push(one),
                    Err(error @ Error::Model { .. }) => return Err(error.into()),
                    Err(error) => {
                        rejects.push(reject(&error));
                        coded.push(Coded { report, claims: Vec::new(), labels: Vec::new() });
                    }
                }
                Ok(())
            },
        )?;
        counts.reports += coded.len() as u64;
        counts.claims += coded.iter().map(|c| c.claims.len() as u64).sum::<u64>();
        store.put_coded(&coding, &coded)?;
        if !rejects.is_empty() {
            store.keep(&Batch { rejects: &rejects, ..Batch::default() })?;
        }
    }
    bar.finish_and_clear();
    Ok(counts)
}

/// Links every claim that waits.
pub(crate) fn link(store: &mut Store, chancery: &Chancery, quiet: bool) -> anyhow::Result<LinkCounts> {
    let bar = spinner(quiet);
    let counts = store.link(chancery, Weights::embedded(), |counts| {
        bar.set_message(format!("linking: {} claims, {} pairs compared", counts.claims, counts.compared));
        bar.tick();
        true
    })?;
    bar.finish_and_clear();
    Ok(counts)
}

/// A rejected record as the store keeps it.
pub(crate) fn reject(error: &Error) -> Reject {
    match error {
        Error::Rejected { place, cause, remedy } => {
            Reject { place: place.clone(), cause: cause.clone(), remedy: remedy.clone() }
        }
        Error::Io { path, source } => Reject {
            place: path.display().to_string(),
            cause: format!("cannot be read: {source}"),
            remedy: "look at its path and rights".into(),
        },
        other => Reject { place: String::new(), cause: other.to_string(), remedy: String::new() },
    }
}

/// A bar with rate, count and time left; hidden where standard error is no terminal.
pub(crate) fn bar(length: u64, verb: &str, quiet: bool) -> ProgressBar {
    let template = format!("{{bar:30}} {{human_pos}}/{{human_len}} {verb}, {{per_sec}}, {{eta}} left");
    let style = ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(length), target(quiet)).with_style(style)
}

/// A line that tells what is done, where it cannot be told how much there is.
pub(crate) fn spinner(quiet: bool) -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
    ProgressBar::with_draw_target(None, target(quiet)).with_style(style)
}

fn target(quiet: bool) -> ProgressDrawTarget {
    if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() }
}

/// How many, and how many a second.
pub(crate) fn rate(count: u64, since: Instant) -> String {
    let seconds = since.elapsed().max(Duration::from_millis(1)).as_secs_f64();
    format!("{count} in {seconds:.1} s, {:.0}/s", count as f64 / seconds)
}
