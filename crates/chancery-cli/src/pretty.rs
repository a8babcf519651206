//! A short account of a report's claims for a person: each claim on a line, what is said of it below, the evidence quoted with
//! its trigger marked.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use chancery::record::{Certainty, Claim, Coded, Count, Evidence, Party, Polarity, Tense, WhenBasis, WhereBasis};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const TRIGGER: Style = Style::new().bold().underline();

/// Colours of the quad classes 1 to 4.
const QUAD: [AnsiColor; 4] = [AnsiColor::Cyan, AnsiColor::Green, AnsiColor::Yellow, AnsiColor::Red];

/// Longest quotation, in characters on each side of the trigger.
const CONTEXT: usize = 110;

/// Writes one report.
pub(crate) fn report(out: &mut impl Write, coded: &Coded) -> io::Result<()> {
    let report = &coded.report;
    let name = report.path.as_deref().unwrap_or(&report.id);
    let mut head = vec![report.language.to_string()];
    head.extend(report.published.clone());
    head.extend(report.source.clone());
    head.extend((!report.credits.is_empty()).then(|| format!("credits: {}", report.credits.join(", "))));
    let count = match coded.claims.len() {
        0 => "no claims".to_string(),
        1 => "1 claim".to_string(),
        n => format!("{n} claims"),
    };
    writeln!(out, "{BOLD}{name}{BOLD:#}  {DIM}{}  {count}{DIM:#}", head.join(" · "))?;
    if let Some(title) = &report.title {
        writeln!(out, "{title}")?;
    }
    writeln!(out)?;
    // Third parties are told by entity alone; the parties of the claims say what they are called.
    let parties = coded.claims.iter().flat_map(|c| c.actors.iter().chain(&c.recipients).chain(&c.speaker));
    let names: Names = parties.filter_map(|p| Some((p.entity.as_deref()?, p.name.as_deref()?))).collect();
    for (number, claim) in coded.claims.iter().enumerate() {
        self::claim(out, number + 1, claim, &names)?;
    }
    for label in &coded.labels {
        let text = printable(&label.text);
        writeln!(
            out,
            "    {BOLD}{}{BOLD:#}  {DIM}{} {} · {:.2}{DIM:#}",
            label.category, label.codebook, label.version, label.confidence
        )?;
        writeln!(out, "    “{text}”\n")?;
    }
    Ok(())
}

/// What the entities of a report are called.
type Names<'a> = BTreeMap<&'a str, &'a str>;

fn claim(out: &mut impl Write, number: usize, claim: &Claim, entities: &Names) -> io::Result<()> {
    let colour = QUAD[usize::from(claim.quad.clamp(1, 4)) - 1].on_default().bold();
    let modes: String = claim.mode.iter().map(|m| format!("/{m}")).collect();
    let names = |side: &[Party]| side.iter().map(party).collect::<Vec<_>>().join(", ");
    let who = match (claim.actors.is_empty(), claim.recipients.is_empty()) {
        (false, false) => format!("{} → {}", names(&claim.actors), names(&claim.recipients)),
        (false, true) => names(&claim.actors),
        (true, false) => format!("? → {}", names(&claim.recipients)),
        (true, true) => "?".into(),
    };
    writeln!(out, "{number:>3} {colour}{}{modes}{colour:#}  {who}", claim.event)?;
    let mut said = vec![status(claim)];
    said.extend(claim.speaker.as_ref().map(|s| format!("says {}", party(s))));
    let called = |entity: &String| entities.get(entity.as_str()).copied().unwrap_or(entity).to_string();
    for third in &claim.third_parties {
        let between = match third.between.is_empty() {
            true => String::new(),
            false => format!(" between {}", third.between.iter().map(called).collect::<Vec<_>>().join(" and ")),
        };
        said.push(format!("{} {}{between}", third.role, called(&third.entity)));
    }
    if let Some(when) = &claim.when {
        said.push(format!(
            "when {}{}",
            when.edtf,
            match when.basis {
                WhenBasis::Dateline => " (report's date)",
                WhenBasis::Inherited => " (from the context)",
                WhenBasis::Explicit | WhenBasis::Relative => "",
            }
        ));
    }
    if let Some(place) = &claim.place {
        let country = place.country.as_deref().map(|c| format!(", {c}")).unwrap_or_default();
        let basis = if place.basis == WhereBasis::Explicit { "" } else { " (from the context)" };
        said.push(format!("where {}{country}{basis}", place.name));
    }
    said.push(format!("{:.2}", claim.confidence));
    writeln!(out, "    {DIM}{}{DIM:#}", said.join(" · "))?;
    if let Some(toll) = &claim.toll {
        let counts: Vec<String> = toll.told().map(|(kind, count)| format!("{kind} {}", bounds(count))).collect();
        writeln!(out, "    {}", counts.join(", "))?;
    }
    for (i, evidence) in claim.evidence.iter().enumerate() {
        // Two triggers of one sentence: quote it once.
        if i == 0 || claim.evidence[i - 1].span != evidence.span {
            quote(out, evidence)?;
        }
    }
    writeln!(out)
}

/// "Azerbaijan (AZE MIL)": the name, or the words where it is unknown, with country and sector.
fn party(party: &Party) -> String {
    let codes: Vec<&str> = [party.country.as_deref(), party.sector.as_deref()].into_iter().flatten().collect();
    let name = match (&party.name, &party.refers_to) {
        (Some(name), _) => name.clone(),
        // What "they" or "the army" goes back to, beside the words themselves.
        (None, Some(source)) => format!("{} [{source}]", party.text),
        (None, None) => party.text.clone(),
    };
    if codes.is_empty() { name } else { format!("{name} ({})", codes.join(" ")) }
}

fn status(claim: &Claim) -> String {
    let mut words = Vec::new();
    if claim.status.polarity == Polarity::Negated {
        words.push("NOT");
    }
    words.push(match claim.status.certainty {
        Certainty::Asserted => "asserted",
        Certainty::Possible => "possible",
        Certainty::Hypothetical => "hypothetical",
    });
    words.push(match claim.status.tense {
        Tense::Past => "past",
        Tense::Present => "present",
        Tense::Future => "future",
        Tense::Historical => "historical",
    });
    words.join(" ")
}

fn bounds(count: &Count) -> String {
    match (count.low, count.best, count.high) {
        (Some(low), _, None) if count.best.is_none_or(|b| b == low) && count.qualifier != "exact" => {
            format!("≥ {low}")
        }
        (None, _, Some(high)) => format!("≤ {high}"),
        (Some(low), _, Some(high)) if low != high => format!("{low}–{high}"),
        (_, Some(best), _) => best.to_string(),
        (Some(low), ..) => format!("≥ {low}"),
        _ => count.text.clone(),
    }
}

fn quote(out: &mut impl Write, evidence: &Evidence) -> io::Result<()> {
    let characters: Vec<char> = printable(&evidence.text).chars().collect();
    let start = evidence.trigger[0].saturating_sub(evidence.span[0]).min(characters.len());
    let end = evidence.trigger[1].saturating_sub(evidence.span[0]).clamp(start, characters.len());
    let from = start.saturating_sub(CONTEXT);
    let to = (end + CONTEXT).min(characters.len());
    let text = |range: std::ops::Range<usize>| characters[range].iter().collect::<String>();
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < characters.len() { "…" } else { "" });
    writeln!(out, "    “{before}{}{TRIGGER}{}{TRIGGER:#}{}{after}”", text(from..start), text(start..end), text(end..to))
}

/// A text without what a terminal would obey.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
