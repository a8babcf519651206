//! `chancery dyad`, `chancery network`, `chancery realignments`: how the relations in a store move.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::bail;
use chancery::export::{PERIOD_CSV_COLUMNS, period_csv_row};
use chancery::record::{Apart, Course, Estimate, Network, Period, Realignment, Relation, Shift, Step, Tie};
use chancery::relate::{self, Names};
use chancery_store::Store;
use serde::Serialize;

use crate::arguments::{DatasetArgument, StoreArgument};
use crate::find::who;
use crate::past::{DaysArgument, Past};
use crate::pretty::printable;
use crate::rows::{Format, FormatArgument, Rows, table};

/// Characters of the band from -10 to 10: one a point.
const BAND: usize = 21;
/// Most periods that are drawn on one line.
const WIDEST: usize = 120;
/// Drivers of a shift in the account.
const DRIVERS: usize = 3;

#[derive(clap::Args)]
pub(crate) struct Dyad {
    /// One side: a country (ARM), for all who act for it; an entity (Q399); or a name ("Armenia").
    a: String,
    /// The other.
    b: String,
    #[command(flatten)]
    days: DaysArgument,
    /// Length of the periods.
    #[arg(long, value_enum, default_value_t = StepArgument::Month)]
    step: StepArgument,
    #[command(flatten)]
    dataset: DatasetArgument,
    #[command(flatten)]
    store: StoreArgument,
    #[command(flatten)]
    form: FormatArgument,
}

#[derive(Clone, Copy, clap::ValueEnum)]
pub(crate) enum StepArgument {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl From<StepArgument> for Step {
    fn from(step: StepArgument) -> Self {
        match step {
            StepArgument::Day => Self::Day,
            StepArgument::Week => Self::Week,
            StepArgument::Month => Self::Month,
            StepArgument::Quarter => Self::Quarter,
            StepArgument::Year => Self::Year,
        }
    }
}

#[derive(clap::Args)]
pub(crate) struct NetworkArguments {
    #[command(flatten)]
    days: DaysArgument,
    /// Fewest events of a tie.
    #[arg(long, value_name = "N", default_value_t = 3)]
    least: usize,
    #[command(flatten)]
    dataset: DatasetArgument,
    #[command(flatten)]
    store: StoreArgument,
    #[command(flatten)]
    form: FormatArgument,
}

#[derive(clap::Args)]
pub(crate) struct RealignmentArguments {
    /// Who turns: a country (ARM), an entity (Q399), or a name ("Armenia").
    of: String,
    #[command(flatten)]
    days: DaysArgument,
    /// Most days between the two shifts.
    #[arg(long, value_name = "DAYS", default_value_t = 183)]
    window: u32,
    #[command(flatten)]
    dataset: DatasetArgument,
    #[command(flatten)]
    store: StoreArgument,
    #[command(flatten)]
    form: FormatArgument,
}

pub(crate) fn dyad(arguments: Dyad, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let store = arguments.dataset.open(&arguments.store)?;
    let names = Names::of(crate::known(knowledge)?);
    let sides = [who(&arguments.a, knowledge)?, who(&arguments.b, knowledge)?];
    if sides[0] == sides[1] {
        bail!("{} and {} are one side; name two", arguments.a, arguments.b);
    }
    let past = Past { store: &store, names: &names };
    let between = past.between([&sides[0], &sides[1]])?;
    let days = past.days(&arguments.days, between.acts.iter())?;
    let relation = past.relation(&between, days, arguments.step.into())?;
    match arguments.form.format() {
        Format::Table => account(&store, &relation)?,
        Format::Csv => {
            let mut rows = csv::Writer::from_writer(BufWriter::new(std::io::stdout()));
            rows.write_record(PERIOD_CSV_COLUMNS)?;
            for period in &relation.periods {
                rows.write_record(period_csv_row(relation.step, period))?;
            }
            rows.flush()?;
        }
        format => json(&relation, format)?,
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn network(arguments: NetworkArguments, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let store = arguments.dataset.open(&arguments.store)?;
    let names = Names::of(crate::known(knowledge)?);
    let pairs = store.pairs([i32::MIN, i32::MAX])?;
    let days = Past { store: &store, names: &names }.days(&arguments.days, pairs.values().flatten())?;
    let network = relate::network(&pairs, days, arguments.least, &names);
    match arguments.form.format() {
        Format::Table => stand(&network)?,
        Format::Csv => {
            let mut rows = Rows::new(Format::Csv, &["a", "b", "events", "weight", "level", "low", "high", "sign"]);
            network.ties.iter().try_for_each(|tie| rows.row(tie, tie_row))?;
            return rows.finish();
        }
        format => json(&network, format)?,
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn realignments(arguments: RealignmentArguments, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let store = arguments.dataset.open(&arguments.store)?;
    let names = Names::of(crate::known(knowledge)?);
    let of = who(&arguments.of, knowledge)?;
    let past = Past { store: &store, names: &names };
    let ties = past.ties(&of)?;
    let days = past.days(&arguments.days, ties.iter().flat_map(|(_, acts)| acts))?;
    let found = past.turns(&of, &ties, days, arguments.window)?;
    let columns = &["away from", "at", "by", "toward", "at", "by", "days", "p"];
    let mut rows = Rows::new(arguments.form.format(), columns);
    found.iter().try_for_each(|one| rows.row(one, turn_row))?;
    rows.finish()
}

pub(crate) fn json(value: &impl Serialize, format: Format) -> anyhow::Result<()> {
    let text = match format {
        Format::Json => serde_json::to_string_pretty(value)?,
        _ => serde_json::to_string(value)?,
    };
    writeln!(std::io::stdout(), "{text}")?;
    Ok(())
}

/// A relation for a person.
fn account(store: &Store, relation: &Relation) -> anyhow::Result<()> {
    let mut out = anstream::AutoStream::auto(std::io::stdout());
    let bold = anstyle::Style::new().bold();
    let [a, b] = &relation.dyad;
    let course = match relation.answer.course {
        Course::Closer => "closer",
        Course::FurtherApart => "further apart",
        Course::Unchanged => "unchanged",
        Course::NotEnoughEvidence => "not enough evidence",
    };
    writeln!(out, "{bold}{} – {}: {course}{bold:#}", a.name, b.name)?;
    writeln!(out, "{}\n", relation.answer.because)?;
    let told: Vec<&Period> = relation.periods.iter().filter(|p| p.events > 0 || p.apart != Apart::default()).collect();
    if !told.is_empty() {
        if relation.periods.len() <= WIDEST {
            writeln!(out, "{}\n", line(&relation.periods))?;
        }
        let head = [
            "from",
            "events",
            "level",
            "-10 band 10",
            "coop",
            "aid",
            "words",
            "force",
            "historical",
            "announced",
            "possible",
            "denied",
            "undated",
        ];
        let rows: Vec<Vec<String>> = told.iter().map(|period| period_row(period)).collect();
        table(&mut out, &head, &rows)?;
    }
    for shift in &relation.shifts {
        shifted(&mut out, store, shift)?;
    }
    for silence in &relation.silences {
        writeln!(out, "\nsilence  {} to {}  p {:.4}", silence.from, silence.to, silence.p)?;
    }
    if !relation.third_parties.is_empty() {
        writeln!(out)?;
        let row = |part: &chancery::record::ThirdPartyRole| {
            let events = if part.events.len() == 1 { part.events[0].clone() } else { part.events.len().to_string() };
            let toward = part.toward.clone().unwrap_or_else(|| "both".to_owned());
            vec![part.role.clone(), part.who.name.clone(), toward, part.first.clone(), part.last.clone(), events]
        };
        let rows: Vec<Vec<String>> = relation.third_parties.iter().map(row).collect();
        table(&mut out, &["third party", "who", "toward", "first", "last", "events"], &rows)?;
    }
    Ok(())
}

fn shifted(out: &mut impl Write, store: &Store, shift: &Shift) -> anyhow::Result<()> {
    let bold = anstyle::Style::new().bold();
    writeln!(
        out,
        "\n{bold}shift  {}{bold:#} ({} to {})  {:+.1} to {:+.1}: {}  p {:.3}",
        shift.at,
        shift.interval[0],
        shift.interval[1],
        shift.before,
        shift.after,
        interval(shift.size),
        shift.p
    )?;
    for driver in shift.drivers.iter().take(DRIVERS) {
        let event = store.event(&driver.event)?.map(|stored| stored.event);
        let told = event.map_or_else(String::new, |event| {
            let side = |side: &[chancery::record::EventParty]| {
                side.iter().map(|party| printable(&party.name)).collect::<Vec<_>>().join(", ")
            };
            let day = event.when.map_or_else(|| event.first.unwrap_or_default(), |when| when.edtf);
            let to =
                if event.recipients.is_empty() { String::new() } else { format!(" → {}", side(&event.recipients)) };
            format!("{day} {} {}{to}", event.event, side(&event.actors))
        });
        writeln!(out, "  {:+.1}  {told}  {}", driver.share, driver.event)?;
    }
    Ok(())
}

pub(crate) fn interval(estimate: Estimate) -> String {
    format!("{:+.1} ({:+.1} to {:+.1})", estimate.value, estimate.low, estimate.high)
}

/// The level from the first period to the last.
fn line(periods: &[Period]) -> String {
    const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let height = |period: &Period| HEIGHTS[(((period.level.value + 10.0) / 20.0 * 7.0).round() as usize).min(7)];
    periods.iter().map(height).collect()
}

/// The level on the scale, with its interval.
fn band(level: Estimate) -> String {
    let at = |x: f64| ((x + 10.0).round() as usize).min(BAND - 1);
    let mark = |n: usize| match n {
        n if n == at(level.value) => '●',
        n if (at(level.low)..=at(level.high)).contains(&n) => '─',
        n if n == BAND / 2 => '·',
        _ => ' ',
    };
    // A table would take spaces at the ends away.
    format!("▕{}▏", (0..BAND).map(mark).collect::<String>())
}

fn period_row(period: &Period) -> Vec<String> {
    let count = |count: usize| if count == 0 { String::new() } else { count.to_string() };
    let mut row =
        vec![period.start.clone(), count(period.events), format!("{:+.1}", period.level.value), band(period.level)];
    row.extend(period.quads.map(count));
    let apart = period.apart;
    row.extend([apart.historical, apart.future, apart.hypothetical, apart.negated, apart.undated].map(count));
    row
}

/// A network for a person.
fn stand(network: &Network) -> anyhow::Result<()> {
    let mut out = anstream::AutoStream::auto(std::io::stdout());
    writeln!(out, "{} to {}\n", network.from, network.to)?;
    if network.ties.is_empty() {
        writeln!(out, "nothing passed between states")?;
        return Ok(());
    }
    let mut ties: Vec<&Tie> = network.ties.iter().collect();
    ties.sort_by(|x, y| y.weight.total_cmp(&x.weight).then_with(|| x.between.cmp(&y.between)));
    let row = |tie: &&Tie| {
        let sign = match tie.sign {
            1 => "friendly",
            -1 => "hostile",
            _ => "",
        };
        vec![tie.between.join(" – "), tie.events.to_string(), interval(tie.level), sign.to_owned(), band(tie.level)]
    };
    let rows: Vec<Vec<String>> = ties.iter().map(row).collect();
    table(&mut out, &["tie", "events", "level", "", "-10 band 10"], &rows)?;
    let blocs = network.members.iter().filter_map(|member| member.bloc).max().map_or(0, |last| last + 1);
    for bloc in 0..blocs {
        let members = network.members.iter().filter(|member| member.bloc == Some(bloc));
        writeln!(out, "\nbloc {}  {}", bloc + 1, members.map(|m| m.who.name.clone()).collect::<Vec<_>>().join(", "))?;
    }
    if let Some(balance) = network.balance {
        writeln!(out, "\n{:.0} % of triads in balance", 100.0 * balance)?;
        for triad in network.triads.iter().filter(|triad| !triad.balanced) {
            let [ab, ac, bc] = triad.signs.map(|sign| if sign > 0 { '+' } else { '-' });
            let [a, b, c] = &triad.members;
            writeln!(out, "  out of balance  {a} {ab} {b}, {a} {ac} {c}, {b} {bc} {c}")?;
        }
    }
    Ok(())
}

fn tie_row(tie: &Tie) -> Vec<String> {
    let [a, b] = tie.between.clone();
    let level = [tie.level.value, tie.level.low, tie.level.high].map(|value| value.to_string());
    let mut row = vec![a, b, tie.events.to_string(), tie.weight.to_string()];
    row.extend(level);
    row.push(tie.sign.to_string());
    row
}

fn turn_row(turn: &Realignment) -> Vec<String> {
    vec![
        turn.away.name.clone(),
        turn.weakened.at.clone(),
        interval(turn.weakened.size),
        turn.toward.name.clone(),
        turn.strengthened.at.clone(),
        interval(turn.strengthened.size),
        turn.days_between.to_string(),
        format!("{:.3}", turn.weakened.p.max(turn.strengthened.p)),
    ]
}
