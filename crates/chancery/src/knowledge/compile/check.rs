//! What the tables can be asked beyond what they need to compile.

use std::collections::{BTreeMap, BTreeSet};

use super::super::codes::{LANGUAGES, Office};
use super::super::layout::{NONE, period};
use super::rows::rows;
use super::world::{Term, World};
use super::{Fault, Table, find};

/// Offices that one person holds at a time.
const ALONE: [Office; 4] =
    [Office::HeadOfState, Office::HeadOfGovernment, Office::ForeignMinister, Office::DefenceMinister];

/// All faults of the tables: those that keep them from compiling, or else terms of two persons in one office at one time where
/// `shared_offices.tsv` does not allow it, and states that lack a name in some language.
pub(crate) fn check(tables: &[Table], countries: &[String]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = super::own_places(tables, &[]).err().into_iter().flatten().collect();
    match World::read(tables, countries) {
        Ok(world) => {
            faults.extend(missing_languages(&world));
            match shared(tables, &world) {
                Ok(shared) => faults.extend(overlaps(&world, &shared)),
                Err(wrong) => faults.extend(wrong),
            }
        }
        Err(wrong) => faults.extend(wrong),
    }
    faults
}

/// States of `entities.tsv` without a row in a language's `states.tsv`.
fn missing_languages(world: &World) -> Vec<Fault> {
    let states = world.state_of.iter().enumerate().filter(|(_, state)| **state != NONE);
    states
        .flat_map(|(index, _)| {
            let missing: Vec<&str> = (0..LANGUAGES.len())
                .filter(|l| !world.listed[*l].contains(&(index as u32)))
                .map(|l| LANGUAGES[l])
                .collect();
            let code = &world.codes[index];
            (!missing.is_empty()).then(|| Fault {
                place: "states.tsv".into(),
                cause: format!("{code} has no row in {}", missing.join(", ")),
            })
        })
        .collect()
}

/// A time in which an office may have several holders.
struct Shared {
    of: u32,
    office: Office,
    start: i32,
    end: i32,
}

/// Reads `shared_offices.tsv`.
fn shared(tables: &[Table], world: &World) -> Result<Vec<Shared>, Vec<Fault>> {
    let (mut out, mut faults) = (Vec::new(), Vec::new());
    let columns = ["country", "office", "start", "end", "why"];
    for row in rows(find(tables, "shared_offices.tsv")?, &columns, &[0, 1, 2], &mut faults) {
        let of = world.codes.binary_search_by(|c| c.as_str().cmp(&row.cells[0]));
        match (of, Office::from_code(&row.cells[1]), row.period(2, 3)) {
            (Ok(of), Some(office), Ok((start, end))) => out.push(Shared { of: of as u32, office, start, end }),
            (_, _, Err(fault)) => faults.push(fault),
            _ => faults.push(row.fault("no such country or office")),
        }
    }
    if faults.is_empty() { Ok(out) } else { Err(faults) }
}

/// Terms of two persons in an office that one person holds, by the dates that both allow at least: a month that one ends and the
/// other starts in is no overlap.
fn overlaps(world: &World, shared: &[Shared]) -> Vec<Fault> {
    let mut of_office: BTreeMap<(u32, Office), Vec<&Term>> = BTreeMap::new();
    for term in world.terms.iter().filter(|t| ALONE.contains(&t.office)) {
        of_office.entry((term.of, term.office)).or_default().push(term);
    }
    let mut out = Vec::new();
    for ((of, office), mut terms) in of_office {
        terms.sort_by_key(|t| (t.start, t.end));
        let mut told = BTreeSet::new();
        for (i, first) in terms.iter().enumerate() {
            for second in terms[i + 1..].iter().filter(|t| t.person != first.person) {
                let (from, to) = (first.sure.0.max(second.sure.0), first.sure.1.min(second.sure.1));
                let allowed = shared.iter().any(|s| s.of == of && s.office == office && s.start <= from && to <= s.end);
                if from < to && !allowed && told.insert(second.place.clone()) {
                    let name = |t: &Term| &world.persons[t.person as usize].name;
                    out.push(Fault {
                        place: second.place.clone(),
                        cause: format!(
                            "{} and {} ({}) hold the office of {} at one time; mend a date, or tell why in shared_offices.tsv",
                            name(second),
                            name(first),
                            first.place,
                            office.code()
                        ),
                    });
                }
            }
        }
    }
    out
}

/// The days that a term covers for certain, of the cells of its start and end: from the last day that its start may be to the first
/// that its end may be.
pub(super) fn sure(start: &str, end: &str) -> (i32, i32) {
    (period(start).map_or(i32::MIN, |p| p.1), period(end).map_or(i32::MAX, |p| p.0))
}
