//! `chancery compare`: two sources side by side for one dyad.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::bail;
use chancery::compare::{self, MOST_TOLERANCE, Source, Told, USUAL_TOLERANCE};
use chancery::export::{COMPARISON_CSV_COLUMNS, comparison_csv_row};
use chancery::record::{ComparedPeriod, Comparison, Tally};
use chancery::relate::{Names, Standing};
use chancery_store::{OWN, Store, Who};

use crate::arguments::{StoreArgument, over};
use crate::find::who;
use crate::past::{DaysArgument, Past};
use crate::relations::{StepArgument, interval, json};
use crate::rows::{Format, FormatArgument, table};

/// Events of each kind that the account names.
const NAMED: usize = 10;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// One side: a country (ARM), for all who act for it; an entity (Q399); or a name ("Armenia").
    a: String,
    /// The other.
    b: String,
    /// The first source: a data set, or `own` for what reports tell.
    #[arg(long, value_name = "LABEL", default_value = OWN)]
    dataset: String,
    /// The second source, likewise.
    #[arg(long, value_name = "LABEL")]
    with: String,
    #[command(flatten)]
    days: DaysArgument,
    /// Length of the periods.
    #[arg(long, value_enum, default_value_t = StepArgument::Month)]
    step: StepArgument,
    /// Days by which an event of one and an event of the other may be apart.
    #[arg(long, value_name = "DAYS", default_value_t = USUAL_TOLERANCE, value_parser = clap::value_parser!(u32).range(0..=i64::from(MOST_TOLERANCE)))]
    tolerance: u32,
    #[command(flatten)]
    store: StoreArgument,
    #[command(flatten)]
    form: FormatArgument,
}

pub(crate) fn run(arguments: Arguments, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let labels = [&arguments.dataset, &arguments.with];
    if labels[0] == labels[1] {
        bail!("{}: a source is compared with another; name two with --dataset and --with", labels[0]);
    }
    let names = Names::of(crate::known(knowledge)?);
    let sides = [who(&arguments.a, knowledge)?, who(&arguments.b, knowledge)?];
    if sides[0] == sides[1] {
        bail!("{} and {} are one side; name two", arguments.a, arguments.b);
    }
    let [one, other] = labels;
    let stores = [over(&arguments.store, Some(one))?, over(&arguments.store, Some(other))?];
    let told = [told(&stores[0], &names, &sides)?, told(&stores[1], &names, &sides)?];
    let acts = told.iter().flatten().map(|told| &told.act);
    // What one of them does not reach, it cannot tell: days that are not named are those of both.
    let days = Past { store: &stores[0], names: &names }.days(&arguments.days, acts)?;
    let dyad = sides.each_ref().map(|side| names.side(side.id()));
    let sources = [Source { label: one, told: &told[0] }, Source { label: other, told: &told[1] }];
    let comparison = compare::compare(&dyad, sources, days, arguments.step.into(), arguments.tolerance);
    match arguments.form.format() {
        Format::Table => account(&comparison)?,
        Format::Csv => {
            let mut rows = csv::Writer::from_writer(BufWriter::new(std::io::stdout()));
            rows.write_record(COMPARISON_CSV_COLUMNS)?;
            for period in &comparison.periods {
                rows.write_record(comparison_csv_row(comparison.step, period))?;
            }
            rows.flush()?;
        }
        format => json(&comparison, format)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// What a source tells of the two.
fn told(store: &Store, names: &Names, sides: &[Who; 2]) -> anyhow::Result<Vec<Told>> {
    let (acts, _) = store.between([&sides[0], &sides[1]], names)?;
    let mut found = Vec::new();
    for act in acts {
        if act.standing != Standing::Counts {
            continue;
        }
        let Some(id) = store.event_id(act.nr)? else { continue };
        let Some(event) = store.event(&id)?.map(|stored| stored.event) else { continue };
        let killed = event.toll.and_then(|toll| toll.killed);
        let killed = killed.map(|count| Tally { low: count.low, best: count.best, high: count.high });
        found.push(Told { act, id, place: event.place, killed });
    }
    Ok(found)
}

/// A comparison for a person.
fn account(comparison: &Comparison) -> anyhow::Result<()> {
    let mut out = anstream::AutoStream::auto(std::io::stdout());
    let bold = anstyle::Style::new().bold();
    let ([a, b], [one, other]) = (&comparison.dyad, &comparison.sources);
    writeln!(out, "{bold}{} – {}: {one} and {other}{bold:#}", a.name, b.name)?;
    let [first, second] = comparison.events;
    writeln!(
        out,
        "{} to {}: {first} and {second} events that count; {} told by both (the same category or quad class, {} days apart at most)\n",
        comparison.from,
        comparison.to,
        comparison.matched.len(),
        comparison.tolerance
    )?;
    let columns =
        |source: &str| ["events", "coop", "aid", "words", "force", "level"].map(|name| format!("{source} {name}"));
    let head: Vec<String> = [vec!["from".to_owned()], columns(one).to_vec(), columns(other).to_vec()].concat();
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let told = comparison.periods.iter().filter(|period| period.events != [0, 0]);
    table(&mut out, &head, &told.map(period_row).collect::<Vec<_>>())?;
    let tolls = comparison.tolls;
    if tolls.killed_in_all != [0, 0] {
        writeln!(
            out,
            "\nkilled: {} and {} in all; of {} events both tell how many, {} and {}, and agree on {}",
            tolls.killed_in_all[0], tolls.killed_in_all[1], tolls.both, tolls.killed[0], tolls.killed[1], tolls.agree
        )?;
    }
    let shown = |tally: Option<Tally>| tally.and_then(|tally| tally.best).map(|n| n.to_string()).unwrap_or_default();
    if !comparison.matched.is_empty() {
        writeln!(out, "\n{bold}told by both{bold:#}")?;
        let rows: Vec<Vec<String>> = (comparison.matched.iter().take(NAMED))
            .map(|pair| {
                let [day, other_day] = pair.days.clone();
                let [category, other_category] = pair.categories.map(|category| category.to_string());
                let [event, other_event] = pair.events.clone();
                let [killed, other_killed] = pair.killed.map(shown);
                vec![day, category, killed, event, other_day, other_category, other_killed, other_event]
            })
            .collect();
        let head = ["day", "event", "killed", one.as_str(), "day", "event", "killed", other.as_str()];
        table(&mut out, &head, &rows)?;
        more(&mut out, comparison.matched.len())?;
    }
    for (label, only) in comparison.sources.iter().zip(&comparison.only) {
        if !only.is_empty() {
            writeln!(out, "\n{bold}only in {label}{bold:#}")?;
            let rows: Vec<Vec<String>> = (only.iter().take(NAMED))
                .map(|one| vec![one.day.clone(), one.category.to_string(), shown(one.killed), one.event.clone()])
                .collect();
            table(&mut out, &["day", "event", "killed", "id"], &rows)?;
            more(&mut out, only.len())?;
        }
    }
    Ok(())
}

fn more(out: &mut impl Write, count: usize) -> std::io::Result<()> {
    match count.checked_sub(NAMED) {
        None | Some(0) => Ok(()),
        Some(rest) => writeln!(out, "and {rest} more; see --format json"),
    }
}

fn period_row(period: &ComparedPeriod) -> Vec<String> {
    let count = |count: usize| if count == 0 { String::new() } else { count.to_string() };
    let mut row = vec![period.start.clone()];
    for n in [0, 1] {
        row.push(count(period.events[n]));
        row.extend(period.quads[n].map(count));
        row.push(interval(period.level[n]));
    }
    row
}
