//! What a store knows of relations, for the commands that tell of them.

use std::collections::HashMap;

use anyhow::{Context, bail};
use chancery::record::{Realignment, Relation, Side, Step};
use chancery::relate::{self, Act, Names, Standing, Stretch, ThirdAct};
use chancery_store::{Store, Who};

/// Which days.
#[derive(clap::Args)]
pub(crate) struct DaysArgument {
    /// From the beginning of this day, month or year; from the first event that counts without it.
    #[arg(long, value_name = "DATE", alias = "since")]
    from: Option<String>,
    /// To the end of this day, month or year; to the last event that counts, or report, without it.
    #[arg(long, value_name = "DATE", alias = "until")]
    to: Option<String>,
}

/// A store with the names of who is in it.
#[derive(Clone, Copy)]
pub(crate) struct Past<'s> {
    pub(crate) store: &'s Store,
    pub(crate) names: &'s Names,
}

/// What passed between two, and what others did to them.
pub(crate) struct Between {
    pub(crate) sides: [Who; 2],
    pub(crate) acts: Vec<Act>,
    thirds: Vec<ThirdAct>,
}

impl Past<'_> {
    pub(crate) fn between(&self, sides: [&Who; 2]) -> anyhow::Result<Between> {
        let (acts, thirds) = self.store.between(sides, self.names)?;
        Ok(Between { sides: sides.map(Who::clone), acts, thirds })
    }

    /// The days that are asked for, the usual ones where none are named: from the first act that counts to the last, or to the last report.
    pub(crate) fn days<'a>(
        &self,
        asked: &DaysArgument,
        acts: impl Iterator<Item = &'a Act>,
    ) -> anyhow::Result<Stretch> {
        let read = |name: &str, date: &Option<String>| -> anyhow::Result<Option<Stretch>> {
            let days = date.as_deref().map(|date| {
                relate::days(date)
                    .with_context(|| format!("--{name} {date}: not a date; write YYYY, YYYY-MM or YYYY-MM-DD"))
            });
            days.transpose()
        };
        let reports = self.store.report_days()?.unwrap_or_default();
        let days = acts.filter(|act| act.standing == Standing::Counts).map(|act| act.first);
        let ends = days.fold(None, |ends: Option<Stretch>, day| {
            Some(ends.map_or([day; 2], |[first, last]| [first.min(day), last.max(day)]))
        });
        let usual = ends.map_or(reports, |[first, last]| [first, last.max(reports[1])]);
        let (from, to) = (read("from", &asked.from)?, read("to", &asked.to)?);
        let from = from.map_or_else(|| to.map_or(usual[0], |to| usual[0].min(to[1])), |days| days[0]);
        let to = to.map_or(usual[1].max(from), |days| days[1]);
        if from > to {
            bail!("--from is after --to");
        }
        Ok([from, to])
    }

    pub(crate) fn relation(&self, between: &Between, days: Stretch, step: Step) -> anyhow::Result<Relation> {
        let Between { sides, acts, thirds } = between;
        let ids = self.ids(acts.iter().map(|act| act.nr).chain(thirds.iter().map(|third| third.nr)))?;
        let dyad = [&sides[0], &sides[1]].map(|side| self.names.side(side.id()));
        Ok(relate::relation(&dyad, acts, thirds, days, step, &|nr| ids.get(&nr).cloned().unwrap_or_default()))
    }

    /// All that passed between a side and each state.
    pub(crate) fn ties(&self, of: &Who) -> anyhow::Result<Vec<(Side, Vec<Act>)>> {
        let ties = self.store.ties(of)?;
        Ok(ties.into_iter().map(|(code, acts)| (self.names.side(&code), acts)).collect())
    }

    /// Whom a side turned from, and to whom, by its ties.
    pub(crate) fn turns(
        &self,
        of: &Who,
        ties: &[(Side, Vec<Act>)],
        days: Stretch,
        window: u32,
    ) -> anyhow::Result<Vec<Realignment>> {
        let ids = self.ids(ties.iter().flat_map(|(_, acts)| acts).map(|act| act.nr))?;
        let id_of = |nr: i64| ids.get(&nr).cloned().unwrap_or_default();
        Ok(relate::realignments(&self.names.side(of.id()), ties, days, window, &id_of))
    }

    /// Ids of events by the numbers of their rows.
    fn ids(&self, numbers: impl Iterator<Item = i64>) -> anyhow::Result<HashMap<i64, String>> {
        let mut known = HashMap::new();
        for nr in numbers {
            if !known.contains_key(&nr)
                && let Some(id) = self.store.event_id(nr)?
            {
                known.insert(nr, id);
            }
        }
        Ok(known)
    }
}
