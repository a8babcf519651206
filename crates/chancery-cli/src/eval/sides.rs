//! `eval sides`: whose country stands on which side of an act. The questions that a report poses, with their answers after its gold claims,
//! are the rows from which `training/sides.py` learns.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chancery::Chancery;
use chancery::record::{Category, Claim, Party};
use chancery::settle::SIGNS;
use serde_json::{Value, json};

use super::Rows;
use super::score::{ratio, round};

pub(crate) fn run(files: &[PathBuf], predictions: Option<&Path>, chancery: &Chancery) -> anyhow::Result<Value> {
    let mut rows = Rows::create(predictions)?;
    rows.write(format!("report\tact\tclaim\tcountry\tgold\tanswer\ttold\t{}", SIGNS.join("\t")))?;
    let (mut reports, mut acts, mut questions, mut yes, mut wanted) = (0, BTreeSet::new(), 0, 0, 0);
    for path in files {
        let text = super::read(path)?;
        for gold in super::coded(&text, path) {
            let (place, gold) = gold?;
            reports += 1;
            let id = gold.report.id.clone();
            for question in chancery.questions(gold.report.clone()).context(place)? {
                let at = |byte| super::characters(&gold.report.text, byte);
                let trigger = [at(question.trigger.start), at(question.trigger.end)];
                let Some((index, claim)) = meant(&gold.claims, trigger, question.category) else { continue };
                let side = if question.of_recipients { &claim.recipients } else { &claim.actors };
                let answer = side.iter().any(|party| party.country.as_deref() == Some(&question.country));
                if acts.insert((reports, question.act)) {
                    wanted += countries(&claim.actors) + countries(&claim.recipients);
                }
                questions += 1;
                yes += usize::from(answer);
                let signs: Vec<String> = question.signs.iter().map(f64::to_string).collect();
                let (act, country) = (question.act, &question.country);
                rows.write(format!(
                    "{id}\t{act}\t{index}\t{country}\t{}\t{}\t{}\t{}",
                    countries(side),
                    u8::from(answer),
                    u8::from(question.told),
                    signs.join("\t")
                ))?;
            }
        }
    }
    rows.finish()?;
    Ok(json!({
        "reports": reports,
        "acts": acts.len(),
        "questions": questions,
        "answered_yes": yes,
        "countries_among_the_questions": round(ratio(yes, wanted)),
    }))
}

fn countries(side: &[Party]) -> usize {
    side.iter().filter_map(|party| party.country.as_ref()).collect::<BTreeSet<_>>().len()
}

/// The gold claim whose trigger shares a character with this one; of the same category if there is one.
fn meant(gold: &[Claim], trigger: [usize; 2], category: Category) -> Option<(usize, &Claim)> {
    let shares = |claim: &Claim| claim.evidence.iter().any(|e| e.trigger[0] < trigger[1] && trigger[0] < e.trigger[1]);
    let found: Vec<(usize, &Claim)> = gold.iter().enumerate().filter(|(_, claim)| shares(claim)).collect();
    found.iter().find(|(_, claim)| claim.event == category).or(found.first()).copied()
}
