//! `chancery claims` and `chancery events`: what a store holds, by filters.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use chancery::Language;
use chancery::record::{EventCount, EventParty, Evidence, Party};
use chancery_store::{Filter, FilterWords, Store, StoredClaim, StoredEvent, Who};

use crate::arguments::{DatasetArgument, StoreArgument};
use crate::pretty::printable;
use crate::rows::{Format, FormatArgument, Rows};

/// Rows when no limit is named and they go to a terminal; other readers get all.
const SCREENFUL: usize = 50;

/// Which rows.
#[derive(clap::Args, Default)]
pub(crate) struct FilterArguments {
    /// Who acts: a country (ARM), an entity (Q399), or a name ("Armenia").
    #[arg(long, value_name = "WHO")]
    actor: Option<String>,
    /// To whom it is done.
    #[arg(long, value_name = "WHO")]
    recipient: Option<String>,
    /// Who takes part in any way.
    #[arg(long, value_name = "WHO")]
    party: Option<String>,
    /// Two between whom it passes, in either direction.
    #[arg(long, num_args = 2, value_names = ["WHO", "WHO"])]
    dyad: Option<Vec<String>>,
    /// PLOVER category; can be given several times.
    #[arg(long, value_name = "CATEGORY")]
    category: Vec<String>,
    /// Quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=4))]
    quad: Vec<u8>,
    /// affirmed, negated, past, present, future, historical, asserted, possible or hypothetical; can be given several times.
    #[arg(long, value_name = "STATUS")]
    status: Vec<String>,
    /// A name, geonames:ID, a country (ARM), or LAT,LON,KILOMETRES.
    #[arg(long, value_name = "PLACE", allow_hyphen_values = true)]
    place: Option<String>,
    /// From the beginning of this day, month or year.
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// To the end of this day, month or year.
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Language of the report.
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// Words of the report; "two words" in quotes stand together.
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    /// Of this report.
    #[arg(long, value_name = "ID")]
    report: Option<String>,
    /// At least this confidence, 0 to 1.
    #[arg(long, value_name = "P")]
    confidence: Option<f64>,
    /// At least so many independent sources.
    #[arg(long, value_name = "N")]
    sources: Option<usize>,
    /// The earliest first.
    #[arg(long)]
    oldest: bool,
    /// At most so many rows.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Rows after the one that an earlier page ended with.
    #[arg(long, value_name = "CURSOR")]
    after: Option<String>,
}

impl FilterArguments {
    /// What was given, as on a command line; empty for everything.
    pub(crate) fn told(&self) -> String {
        let mut words: Vec<String> = Vec::new();
        let mut tell = |name: &str, value: &str| {
            let plain = value.chars().all(|c| c.is_alphanumeric() || "-_.,:/".contains(c)) && !value.is_empty();
            words.push(if plain { format!("--{name} {value}") } else { format!("--{name} {value:?}") });
        };
        let one = [
            ("actor", &self.actor),
            ("recipient", &self.recipient),
            ("party", &self.party),
            ("place", &self.place),
            ("from", &self.from),
            ("to", &self.to),
            ("language", &self.language),
            ("text", &self.text),
            ("report", &self.report),
            ("after", &self.after),
        ];
        for (name, value) in one {
            value.iter().for_each(|value| tell(name, value));
        }
        if let Some(pair) = &self.dyad {
            tell("dyad", &pair.join(","));
        }
        self.category.iter().for_each(|value| tell("category", value));
        self.quad.iter().for_each(|value| tell("quad", &value.to_string()));
        self.status.iter().for_each(|value| tell("status", value));
        self.confidence.iter().for_each(|value| tell("confidence", &value.to_string()));
        self.sources.iter().for_each(|value| tell("sources", &value.to_string()));
        self.limit.iter().for_each(|value| tell("limit", &value.to_string()));
        if self.oldest {
            words.push("--oldest".to_owned());
        }
        words.join(" ")
    }
}

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Ids to show whole, with what they rest on; without them, the rows that the filters let through.
    ids: Vec<String>,
    #[command(flatten)]
    filter: FilterArguments,
    #[command(flatten)]
    dataset: DatasetArgument,
    #[command(flatten)]
    store: StoreArgument,
    #[command(flatten)]
    form: FormatArgument,
}

pub(crate) fn claims(arguments: Arguments, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let store = arguments.dataset.open(&arguments.store)?;
    let mut out = Rows::new(arguments.form.format(), CLAIM_COLUMNS);
    for id in &arguments.ids {
        let claim = store.claim(id)?.with_context(|| format!("{id}: no such claim; see `chancery claims`"))?;
        out.row(&claim, claim_row)?;
    }
    if arguments.ids.is_empty() {
        let filter = filter(arguments.filter, out.format, knowledge)?;
        let mut fault = Ok(());
        store.each_claim(&filter, |claim| {
            fault = out.row(&claim, claim_row);
            Ok(if fault.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        })?;
        fault?;
    }
    out.finish()
}

pub(crate) fn events(arguments: Arguments, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let store = arguments.dataset.open(&arguments.store)?;
    let format = arguments.form.format();
    if !arguments.ids.is_empty() && format == Format::Table {
        for id in &arguments.ids {
            account(&store, &event(&store, id)?)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut out = Rows::new(format, EVENT_COLUMNS);
    for id in &arguments.ids {
        out.row(&event(&store, id)?, event_row)?;
    }
    if arguments.ids.is_empty() {
        let filter = filter(arguments.filter, format, knowledge)?;
        let mut fault = Ok(());
        store.each_event(&filter, |event| {
            fault = out.row(&event, event_row);
            Ok(if fault.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        })?;
        fault?;
    }
    out.finish()
}

fn event(store: &Store, id: &str) -> anyhow::Result<StoredEvent> {
    store.event(id)?.with_context(|| format!("{id}: no such event; see `chancery events`"))
}

/// The filter that they mean; a screenful where a table has no limit.
pub(crate) fn filter(given: FilterArguments, format: Format, knowledge: Option<&Path>) -> anyhow::Result<Filter> {
    let limit = given.limit.or((format == Format::Table).then_some(SCREENFUL));
    let words = FilterWords {
        actor: given.actor,
        recipient: given.recipient,
        party: given.party,
        dyad: given.dyad.and_then(|pair| pair.try_into().ok()),
        category: given.category,
        quad: given.quad,
        status: given.status,
        place: given.place,
        from: given.from,
        to: given.to,
        language: given.language,
        text: given.text,
        report: given.report,
        confidence: given.confidence,
        sources: given.sources,
        oldest: given.oldest,
        limit,
        after: given.after,
    };
    Ok(words.read(crate::known(knowledge)?)?)
}

/// Somebody by code, id, or a name that the knowledge has.
pub(crate) fn who(name: &str, knowledge: Option<&Path>) -> anyhow::Result<Who> {
    Ok(Who::find(name, crate::known(knowledge)?)?)
}

const CLAIM_COLUMNS: &[&str] =
    &["date", "event", "actor", "recipient", "status", "place", "killed", "confidence", "source", "id"];
const EVENT_COLUMNS: &[&str] =
    &["date", "event", "actor", "recipient", "status", "place", "killed", "sources", "reports", "languages", "id"];

fn claim_row(claim: &StoredClaim) -> Vec<String> {
    let c = &claim.claim;
    let killed = c.toll.as_ref().and_then(|t| t.killed.as_ref()).and_then(|k| k.best.or(k.low));
    vec![
        c.when.as_ref().map_or_else(|| claim.published.clone().unwrap_or_default(), |w| w.edtf.clone()),
        c.event.to_string(),
        parties(&c.actors),
        parties(&c.recipients),
        status(c.status),
        c.place.as_ref().map(|p| p.name.clone()).unwrap_or_default(),
        killed.map(|k| k.to_string()).unwrap_or_default(),
        format!("{:.2}", c.confidence),
        claim.source.clone().unwrap_or_default(),
        c.id.clone(),
    ]
}

fn event_row(event: &StoredEvent) -> Vec<String> {
    let e = &event.event;
    vec![
        e.when.as_ref().map_or_else(|| e.first.clone().unwrap_or_default(), |w| w.edtf.clone()),
        e.event.to_string(),
        event_parties(&e.actors),
        event_parties(&e.recipients),
        status(e.status),
        e.place.as_ref().map(|p| p.name.clone()).unwrap_or_default(),
        e.toll.as_ref().and_then(|t| t.killed.as_ref()).map(range).unwrap_or_default(),
        e.sources.to_string(),
        e.reports.to_string(),
        languages(&e.languages),
        e.id.clone(),
    ]
}

fn parties(side: &[Party]) -> String {
    side.iter().map(|p| p.name.as_ref().unwrap_or(&p.text).clone()).collect::<Vec<_>>().join(", ")
}

fn event_parties(side: &[EventParty]) -> String {
    side.iter().map(|p| p.name.clone()).collect::<Vec<_>>().join(", ")
}

fn languages(languages: &[Language]) -> String {
    languages.iter().map(|l| l.code()).collect::<Vec<_>>().join(" ")
}

/// What is not plainly affirmed, past and asserted.
fn status(status: chancery::record::Status) -> String {
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let words = [
        serde_json::to_value(status.polarity).map(word),
        serde_json::to_value(status.tense).map(word),
        serde_json::to_value(status.certainty).map(word),
    ];
    let told = words.into_iter().flatten().filter(|w| !matches!(w.as_str(), "affirmed" | "past" | "asserted"));
    told.collect::<Vec<_>>().join(" ")
}

/// A toll over all sources: 8, or 3–11 with the best between.
fn range(count: &EventCount) -> String {
    let best = count.best.map(|n| n.to_string()).unwrap_or_default();
    match (count.low, count.high) {
        (Some(low), Some(high)) if low < high => format!("{best} ({low}–{high})"),
        _ => best,
    }
}

/// An event whole: what it agrees on, what is disputed, and every claim with its words.
fn account(store: &Store, event: &StoredEvent) -> anyhow::Result<()> {
    let e = &event.event;
    let mut out = anstream::AutoStream::auto(std::io::stdout());
    let bold = anstyle::Style::new().bold();
    let who = match (e.actors.is_empty(), e.recipients.is_empty()) {
        (false, false) => format!("{} → {}", event_parties(&e.actors), event_parties(&e.recipients)),
        (false, true) => event_parties(&e.actors),
        _ => format!("? → {}", event_parties(&e.recipients)),
    };
    let modes: String = e.mode.iter().map(|m| format!("/{m}")).collect();
    writeln!(out, "{bold}{}{modes}  {who}{bold:#}", e.event)?;
    let mut facts = vec![];
    facts.extend(e.when.as_ref().map(|w| w.edtf.clone()));
    facts.extend(e.place.as_ref().map(|p| p.name.clone()));
    facts.extend(Some(status(e.status)).filter(|s| !s.is_empty()));
    facts.push(format!("{} independent of {} reports in {}", e.sources, e.reports, languages(&e.languages)));
    facts.push(format!("confidence {:.2}", e.confidence));
    writeln!(out, "{}", facts.join(" · "))?;
    if let Some(toll) = &e.toll {
        for (name, count) in toll.told() {
            let figures = count.figures.iter().map(|f| {
                let speaker = f.speaker.as_ref().map(|s| format!(" ({s})")).unwrap_or_default();
                format!("{}{speaker}", f.text)
            });
            writeln!(out, "  {name} {}: {}", range(count), figures.collect::<Vec<_>>().join("; "))?;
        }
    }
    for third in &e.third_parties {
        writeln!(out, "  {} {}", third.role, third.entity)?;
    }
    for one in &e.disagreements {
        let said = one.values.iter().map(|v| format!("{} ({})", v.value, v.claims.len())).collect::<Vec<_>>();
        writeln!(out, "  disputed {}: {}", one.field, said.join(", "))?;
    }
    if let Some(record) = &event.record {
        let told = [record.publisher.as_deref(), record.url.as_deref()].into_iter().flatten().map(printable);
        let mut facts = vec![format!("record {} of {}; no sentence was read", printable(&record.id), record.dataset)];
        facts.extend((!record.root).then(|| "told in passing: moves no relation".to_owned()));
        facts.extend(told);
        writeln!(out, "  {}", facts.join(" · "))?;
    }
    for (claim, reasons) in store.members_of(&e.id)? {
        let c = &claim.claim;
        let denied = if e.denials.contains(&c.id) { "  denies it" } else { "" };
        writeln!(
            out,
            "\n  {}  {} {}  {}{denied}",
            c.id,
            claim.published.as_deref().unwrap_or("-"),
            claim.language,
            claim.source.as_deref().unwrap_or_default()
        )?;
        if let Some(title) = &claim.title {
            writeln!(out, "    {}", printable(title))?;
        }
        let mut sentences: Vec<&Evidence> = c.evidence.iter().collect();
        // Several words of one sentence may tell it.
        sentences.dedup_by_key(|evidence| evidence.span);
        for evidence in sentences {
            writeln!(out, "    “{}”", printable(&evidence.text))?;
        }
        if let Some(why) = reasons["because"].as_array() {
            let why: Vec<&str> = why.iter().filter_map(|w| w.as_str()).collect();
            writeln!(
                out,
                "    with {} {:.2}: {}",
                reasons["with"].as_str().unwrap_or_default(),
                reasons["score"].as_f64().unwrap_or_default(),
                why.join(", ")
            )?;
        }
    }
    writeln!(out)?;
    Ok(())
}
