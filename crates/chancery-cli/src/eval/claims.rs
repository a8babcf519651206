//! `eval claims`: whole reports against gold claims, as JSON lines that `code` wrote and a person corrected.
//!
//! A predicted claim matches a gold one of the same category when their evidence shares a sentence; each is matched at most
//! once, those that agree in more first. On matched claims the stricter figures ask for the same countries of actors and
//! recipients, and then for the same status. Modes and contexts are compared on matched claims of the reports whose gold tells any.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chancery::Chancery;
use chancery::record::{Claim, Party};
use serde_json::{Value, json};

use super::Rows;
use super::calibration::Told;
use super::score::{Counts, ratio, round};

pub(crate) fn run(files: &[PathBuf], predictions: Option<&Path>, chancery: &Chancery) -> anyhow::Result<Value> {
    let mut rows = Rows::create(predictions)?;
    let mut tally = Tally::default();
    for path in files {
        let text = super::read(path)?;
        for gold in super::coded(&text, path) {
            let (place, gold) = gold?;
            let coded = chancery.code_report(gold.report.clone()).context(place)?;
            tally.add(&gold.claims, &coded.claims);
            rows.write(serde_json::to_string(&coded)?)?;
        }
    }
    rows.finish()?;
    Ok(tally.figures())
}

#[derive(Default)]
struct Tally {
    reports: usize,
    empty_reports: usize,
    false_in_empty: usize,
    gold: usize,
    predicted: usize,
    category: usize,
    parties: usize,
    status: usize,
    modes: Counts,
    contexts: Counts,
    told_events: Told,
    told_parties: Told,
    told_status: Told,
}

impl Tally {
    fn add(&mut self, gold: &[Claim], predicted: &[Claim]) {
        self.reports += 1;
        if gold.is_empty() {
            self.empty_reports += 1;
            self.false_in_empty += predicted.len();
        }
        self.gold += gold.len();
        self.predicted += predicted.len();
        let mut pairs: Vec<(u8, usize, usize)> = Vec::new();
        for (g, a) in gold.iter().enumerate() {
            for (p, b) in predicted.iter().enumerate() {
                if let Some(agreement) = agreement(a, b) {
                    pairs.push((agreement, g, p));
                }
            }
        }
        let tell = |names: fn(&Claim) -> &Vec<String>| gold.iter().any(|claim| !names(claim).is_empty());
        let (tell_modes, tell_contexts) = (tell(|claim| &claim.mode), tell(|claim| &claim.context));
        pairs.sort_by_key(|&(agreement, g, p)| (std::cmp::Reverse(agreement), g, p));
        let (mut used_gold, mut used_predicted) = (BTreeSet::new(), BTreeSet::new());
        for (agreement, g, p) in pairs {
            if used_gold.contains(&g) || used_predicted.contains(&p) {
                continue;
            }
            used_gold.insert(g);
            used_predicted.insert(p);
            self.category += 1;
            self.parties += usize::from(agreement & PARTIES != 0);
            self.status += usize::from(agreement == PARTIES | STATUS);
            let (gold, predicted) = (&gold[g], &predicted[p]);
            self.told_status.add(predicted.status_confidence, agreement & STATUS != 0);
            for (sides, told) in [(&gold.actors, &predicted.actors), (&gold.recipients, &predicted.recipients)] {
                for party in told.iter().filter(|party| party.country.is_some()) {
                    self.told_parties.add(party.confidence, sides.iter().any(|side| side.country == party.country));
                }
            }
            if tell_modes {
                count(&mut self.modes, &gold.mode, &predicted.mode);
            }
            if tell_contexts {
                count(&mut self.contexts, &gold.context, &predicted.context);
            }
        }
        for (p, claim) in predicted.iter().enumerate() {
            self.told_events.add(claim.confidence, used_predicted.contains(&p));
        }
    }

    fn figures(&self) -> Value {
        let counts = |both| Counts { both, predicted: self.predicted, gold: self.gold };
        let category = counts(self.category);
        json!({
            "reports": self.reports,
            "gold_claims": self.gold,
            "predicted_claims": self.predicted,
            "category_precision": round(category.precision()),
            "category_recall": round(category.recall()),
            "category_f1": round(category.f1()),
            "category_and_countries_f1": round(counts(self.parties).f1()),
            "category_countries_and_status_f1": round(counts(self.status).f1()),
            "modes_f1": round(self.modes.f1()),
            "contexts_f1": round(self.contexts.f1()),
            "calibration": {
                "event": self.told_events.figures(),
                "party": self.told_parties.figures(),
                "status": self.told_status.figures(),
            },
            "curve": self.told_events.curve(self.gold),
            "reports_without_events": self.empty_reports,
            "false_claims_per_report_without_events": round(ratio(self.false_in_empty, self.empty_reports)),
        })
    }
}

/// Adds what two lists of one claim's labels have in common.
fn count(into: &mut Counts, gold: &[String], predicted: &[String]) {
    into.gold += gold.len();
    into.predicted += predicted.len();
    into.both += predicted.iter().filter(|label| gold.contains(label)).count();
}

const PARTIES: u8 = 2;
const STATUS: u8 = 1;

/// How far two claims agree; `None` when they are not of one happening.
fn agreement(a: &Claim, b: &Claim) -> Option<u8> {
    let shares = a.evidence.iter().any(|x| b.evidence.iter().any(|y| x.span[0] < y.span[1] && y.span[0] < x.span[1]));
    if a.event != b.event || !shares {
        return None;
    }
    let countries = |side: &[Party]| side.iter().filter_map(|p| p.country.clone()).collect::<BTreeSet<_>>();
    let parties = countries(&a.actors) == countries(&b.actors) && countries(&a.recipients) == countries(&b.recipients);
    Some(if parties { PARTIES } else { 0 } | if a.status == b.status { STATUS } else { 0 })
}
