//! `chancery alerts list`: what was fired, and where it went.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use anyhow::bail;
use chancery::record::Happening;
use chancery_store::{AlertFilter, Cursor, Delivery, Store, StoredAlert};

use crate::arguments::StoreArgument;
use crate::pretty::printable;
use crate::rows::{Format, Rows};

const COLUMNS: &[&str] = &["at", "rule", "sentence", "event", "sources", "delivered", "undelivered", "id"];

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Ids to show whole, with their evidence; without them, the alerts that the filters let through.
    ids: Vec<String>,
    /// Of this rule.
    #[arg(long, value_name = "NAME")]
    rule: Option<String>,
    /// That have not reached all their targets.
    #[arg(long)]
    undelivered: bool,
    /// At most so many.
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// Alerts after the one that an earlier page ended with.
    #[arg(long, value_name = "CURSOR")]
    after: Option<String>,
    #[command(flatten)]
    store: StoreArgument,
    /// How to write them: a table on a terminal, else jsonl.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The same as --format json.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let store = arguments.store.open_read_only()?;
    let usual = if std::io::stdout().is_terminal() { Format::Table } else { Format::Jsonl };
    let format = arguments.format.unwrap_or(if arguments.json { Format::Json } else { usual });
    let alerts = found(&store, &arguments)?;
    if format == Format::Table {
        let mut out = anstream::AutoStream::auto(std::io::stdout());
        if alerts.is_empty() {
            writeln!(out, "nothing was fired")?;
        }
        for alert in &alerts {
            show(&mut out, alert, !arguments.ids.is_empty())?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut rows = Rows::new(format, COLUMNS);
    alerts.iter().try_for_each(|alert| rows.row(alert, row))?;
    rows.finish()
}

fn found(store: &Store, arguments: &Arguments) -> anyhow::Result<Vec<StoredAlert>> {
    let mut filter = AlertFilter {
        rule: arguments.rule.clone(),
        undelivered: arguments.undelivered,
        limit: Some(arguments.limit),
        after: arguments.after.as_deref().map(str::parse::<Cursor>).transpose()?,
        ..AlertFilter::default()
    };
    if arguments.ids.is_empty() {
        return Ok(store.alerts(&filter)?.rows);
    }
    let mut alerts = Vec::new();
    for id in &arguments.ids {
        filter.id = Some(id.clone());
        let rows = store.alerts(&filter)?.rows;
        if rows.is_empty() {
            bail!("{id}: no such alert; see `chancery alerts list`");
        }
        alerts.extend(rows);
    }
    Ok(alerts)
}

fn show(out: &mut impl Write, stored: &StoredAlert, whole: bool) -> anyhow::Result<()> {
    let alert = &stored.alert;
    let bold = anstyle::Style::new().bold();
    writeln!(out, "{bold}{}{bold:#}", printable(&alert.sentence))?;
    let mut facts = vec![alert.at.clone(), printable(&alert.rule), alert.id.clone()];
    facts.extend(event(stored).map(str::to_owned));
    writeln!(out, "  {}", facts.join(" · "))?;
    for delivery in &stored.deliveries {
        writeln!(out, "  {}: {}", printable(&delivery.target), state(delivery))?;
    }
    for source in alert.evidence.iter().filter(|_| whole) {
        let about =
            [source.published.as_deref(), source.language.map(|language| language.code()), source.publisher.as_deref()];
        let about: Vec<&str> = about.into_iter().flatten().collect();
        writeln!(out, "\n  [{}] {}  {}", source.number, printable(&about.join(" ")), source.claim)?;
        for line in [&source.title, &source.url].into_iter().flatten() {
            writeln!(out, "    {}", printable(line))?;
        }
        writeln!(out, "    “{}”", printable(&source.text))?;
    }
    writeln!(out)?;
    Ok(())
}

fn state(delivery: &Delivery) -> String {
    let fault = printable(delivery.fault.as_deref().unwrap_or("not tried"));
    match (&delivery.delivered_at, &delivery.next_at) {
        (Some(at), _) => format!("delivered {at}"),
        (None, Some(next)) => format!("waits until {next} after {} attempts: {fault}", delivery.attempts),
        (None, None) => format!("given up after {} attempts: {fault}", delivery.attempts),
    }
}

fn event(stored: &StoredAlert) -> Option<&str> {
    match &stored.alert.what {
        Happening::Event(event) => Some(&event.id),
        Happening::Shift(_) => None,
    }
}

fn row(stored: &StoredAlert) -> Vec<String> {
    let alert = &stored.alert;
    let targets = |delivered: bool| {
        let of = stored.deliveries.iter().filter(|delivery| delivery.delivered_at.is_some() == delivered);
        of.map(|delivery| delivery.target.as_str()).collect::<Vec<_>>().join("; ")
    };
    vec![
        alert.at.clone(),
        alert.rule.clone(),
        alert.sentence.clone(),
        event(stored).unwrap_or_default().to_owned(),
        alert.sources.to_string(),
        targets(true),
        targets(false),
        alert.id.clone(),
    ]
}
