//! Measures whom names mean: a TSV with the columns `language`, `on` (the day they are said), `words`, `country`, `sector` (several
//! that would be right parted by `|`; `-` for none, `*` for any), `name` (whom they mean, in English; `-` where they only name a kind) and `kind`;
//! rows of the kind `nothing` must resolve to nobody: no entity and no sector; a town may have its country.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chancery::Language;
use chancery::knowledge::Knowledge;
use chancery::mention::{entity, time};
use chancery::record::When;
use serde_json::{Value, json};

use super::score::{ratio, round};
use super::{Rows, read};

const COLUMNS: &str = "language\ton\twords\tcountry\tsector\tname\tkind";

/// Measures the files. A row is right when country and sector are, and, where a name is given, the words mean the entity that this name
/// means in English on that day (or, where the tables have no entry for either, the same sector of the same country).
pub fn run(files: &[PathBuf], predictions: Option<&Path>, knowledge: &Knowledge) -> anyhow::Result<Value> {
    let mut rows = Rows::create(predictions)?;
    let mut kinds: BTreeMap<String, Tally> = BTreeMap::new();
    let mut nobody = 0;
    for path in files {
        let text = read(path)?;
        let mut lines = text.lines();
        if lines.next() != Some(COLUMNS) {
            bail!("{}: expected the columns {}", path.display(), COLUMNS.replace('\t', ", "));
        }
        for (number, line) in lines.enumerate() {
            let probe = Probe::parse(line).with_context(|| format!("{}:{}", path.display(), number + 2))?;
            let answer = probe.answer(knowledge);
            kinds.entry(probe.kind.to_owned()).or_default().add(&answer);
            nobody += usize::from(probe.kind == NOTHING && answer.is_somebody());
            rows.write(json!({
                "words": probe.words, "on": probe.day, "language": probe.language, "kind": probe.kind,
                "gold": [probe.country, probe.sectors, probe.name], "right": answer.right(),
                "found": [answer.found.country, answer.found.sectors, answer.found.name],
            }))?;
        }
    }
    rows.finish()?;
    let total =
        kinds.values().fold(Tally::default(), |sum, t| Tally { rows: sum.rows + t.rows, right: sum.right + t.right });
    let by_kind: BTreeMap<&String, f64> = kinds.iter().map(|(kind, tally)| (kind, tally.share())).collect();
    Ok(json!({"names": total.rows, "right": total.share(), "by_kind": by_kind, "false_names": nobody}))
}

/// The kind of the words that name nobody.
const NOTHING: &str = "nothing";

#[derive(Default)]
struct Tally {
    rows: usize,
    right: usize,
}

impl Tally {
    fn add(&mut self, answer: &Answer) {
        self.rows += 1;
        self.right += usize::from(answer.right());
    }

    fn share(&self) -> f64 {
        round(ratio(self.right, self.rows))
    }
}

struct Probe<'a> {
    language: Language,
    day: &'a str,
    on: When,
    words: &'a str,
    country: Option<&'a str>,
    sectors: &'a str,
    name: Option<&'a str>,
    kind: &'a str,
}

struct Answer {
    found: entity::Resolution,
    country: bool,
    sector: bool,
    entity: bool,
}

impl Answer {
    /// Whether words that name nobody were taken for somebody: an entity, or a sector of some country. A role alone ("a bus driver") is
    /// no name.
    fn is_somebody(&self) -> bool {
        self.found.entity.is_some() || (self.found.country.is_some() && !self.found.sectors.is_empty())
    }

    fn right(&self) -> bool {
        self.country && self.sector && self.entity
    }
}

impl<'a> Probe<'a> {
    fn parse(line: &'a str) -> anyhow::Result<Self> {
        let [language, day, words, country, sectors, name, kind] = line.split('\t').collect::<Vec<_>>()[..] else {
            bail!("expected seven columns");
        };
        let told = |cell: &'a str| (cell != "-").then_some(cell);
        Ok(Self {
            language: Language::from_code(language).with_context(|| format!("'{language}' is no language"))?,
            day,
            on: time::parse_edtf(day).with_context(|| format!("'{day}' is no day"))?,
            words,
            country: told(country),
            sectors,
            name: told(name),
            kind,
        })
    }

    fn answer(&self, knowledge: &Knowledge) -> Answer {
        let resolve = |words, language| entity::resolve(knowledge, words, language, Some(&self.on));
        let found = resolve(self.words, self.language);
        let sector = found.primary_sector().unwrap_or("-");
        Answer {
            country: found.country.as_deref() == self.country || self.kind == NOTHING,
            sector: self.sectors == "*" || self.sectors.split('|').any(|s| s == sector),
            entity: match self.name {
                // Courts, ministries and the like are known by pattern: they have no entry, but the same country and sector.
                Some(name) => {
                    let meant = resolve(name, Language::En);
                    // The tables tell namesakes apart in brackets: "Human Rights Association (Turkey)".
                    let bare = found.name.as_deref().map(|n| n.split(" (").next().unwrap_or(n));
                    bare == Some(name)
                        || meant.entity == found.entity
                            && (found.entity.is_some()
                                || found.country.is_some()
                                    && !found.sectors.is_empty()
                                    && (&meant.country, meant.sectors.first())
                                        == (&found.country, found.sectors.first()))
                }
                None => self.kind != NOTHING || found.entity.is_none(),
            },
            found,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_right_when_it_means_the_same_entity_on_that_day_and_a_bad_row_is_told() {
        let right = |line: &str| Probe::parse(line).unwrap().answer(Knowledge::embedded()).right();
        assert!(right("fr\t2010-05-01\tle président français\tFRA\tGOV\tNicolas Sarkozy\trole"));
        assert!(!right("fr\t2020-05-01\tle président français\tFRA\tGOV\tNicolas Sarkozy\trole"));
        assert!(right("en\t2020-05-01\tthe Kenyan police\tKEN\tMIL|COP\t-\torgan"));
        assert!(!right("en\t2020-05-01\tKenya\t-\t-\t-\tnothing"));
        for bad in ["en\t2020", "xx\t2020-05-01\ta\t-\t-\t-\tnothing", "en\tyesterday\ta\t-\t-\t-\tnothing"] {
            assert!(Probe::parse(bad).is_err(), "{bad}");
        }
    }
}
