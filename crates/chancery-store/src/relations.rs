//! What passed between whom. In: sides. Out: the acts of [`chancery::relate`], from the columns of events. Always: an event that no claim tells any more is
//! none, also before linking took it away.

use std::collections::BTreeMap;

use chancery::relate::{Act, Behind, Names, Outline, Standing, Stretch, Taker, ThirdAct, days};
use rusqlite::OptionalExtension;

use crate::rows::{EventRow, Part};
use crate::{Result, Store, Who, imports};

impl EventRow {
    /// What relations need of it; `None` where neither it nor its reports have a date, or where no report tells it any more.
    pub fn outline(&self) -> Option<Outline<&str>> {
        let time = self.time.filter(|_| !self.reports.is_empty())?;
        let takers = |part: Part| {
            let these = self.takers.iter().filter(|taker| taker.part == part);
            these.map(|t| Taker::new(t.entity.as_deref(), t.country.as_deref(), t.sector.as_deref())).collect()
        };
        Some(Outline {
            nr: self.nr,
            days: time.days,
            category: self.category,
            quad: self.quad,
            score: self.score,
            standing: Standing::of(self.status, &time),
            weight: self.confidence,
            brought_about: self.brought_about,
            actors: takers(Part::Actor),
            recipients: takers(Part::Recipient),
            thirds: self.third_parties.iter().filter_map(Behind::of).collect(),
        })
    }
}

impl Store {
    /// All that passed between two sides, and what others did to them.
    ///
    /// # Errors
    /// Those of reading.
    pub fn between(&self, [a, b]: [&Who; 2], names: &Names) -> Result<(Vec<Act>, Vec<ThirdAct>)> {
        let (mut acts, mut thirds) = (Vec::new(), Vec::new());
        self.each_outline_of(&[a, b], |outline| {
            let outline = outline.with_countries(names);
            acts.extend(outline.between(a.id(), b.id()));
            thirds.extend(outline.thirds_of(a.id(), b.id()).into_iter().map(|third| third.map(|who| names.side(who))));
        })?;
        Ok((acts, thirds))
    }

    /// All that passed between a side and each state, by the codes of these.
    ///
    /// # Errors
    /// Those of reading.
    pub fn ties(&self, of: &Who) -> Result<BTreeMap<String, Vec<Act>>> {
        let mut found: BTreeMap<String, Vec<Act>> = BTreeMap::new();
        self.each_outline_of(&[of], |outline| {
            for state in outline.states() {
                if let Some(act) = outline.between(of.id(), state) {
                    found.entry(state.to_owned()).or_default().push(act);
                }
            }
        })?;
        Ok(found)
    }

    /// What passed between each two states and began on some days, by their codes in order.
    ///
    /// # Errors
    /// Those of reading.
    pub fn pairs(&self, days: Stretch) -> Result<BTreeMap<[String; 2], Vec<Act>>> {
        let mut found: BTreeMap<[String; 2], Vec<Act>> = BTreeMap::new();
        self.each_event_row(i64::MIN..=i64::MAX, |row| {
            let in_time = row.time.is_some_and(|time| days[0] <= time.days[0] && time.days[0] <= days[1]);
            let outline = row.outline().filter(|_| in_time);
            for (pair, act) in outline.iter().flat_map(Outline::between_states) {
                found.entry(pair.map(str::to_owned)).or_default().push(act);
            }
        })?;
        Ok(found)
    }

    /// Events in which one of some sides acts or is acted on, each once, by number.
    fn each_outline_of(&self, sides: &[&Who], mut take: impl FnMut(Outline<&str>)) -> Result<()> {
        self.read(|c| {
            let mut numbers: Vec<i64> = Vec::new();
            for side in sides {
                if let Some(dataset) = &self.over {
                    numbers.extend(imports::numbers_of(c, dataset, side)?);
                    continue;
                }
                let (column, id) = side.column();
                let sql =
                    format!("SELECT event FROM event_parties WHERE {column} = ? AND +side IN ('actor', 'recipient')");
                let mut query = c.prepare_cached(&sql)?;
                for number in query.query_map([id], |row| row.get(0))? {
                    numbers.push(number?);
                }
            }
            numbers.sort_unstable();
            numbers.dedup();
            for number in numbers {
                self.each_event_row(number..=number, |row| row.outline().into_iter().for_each(&mut take))?;
            }
            Ok(())
        })
    }

    /// The id of an event by the number of its row.
    ///
    /// # Errors
    /// Those of reading.
    pub fn event_id(&self, nr: i64) -> Result<Option<String>> {
        self.read(|c| {
            if let Some(dataset) = &self.over {
                return imports::id_of(c, dataset, nr);
            }
            let mut query = c.prepare_cached("SELECT id FROM events WHERE nr = ?")?;
            Ok(query.query_row([nr], |row| row.get(0)).optional()?)
        })
    }

    /// The first and the last day on which a report was published, as far as it is known; of a data set, on which one of its events began.
    ///
    /// # Errors
    /// Those of reading.
    pub fn report_days(&self) -> Result<Option<Stretch>> {
        if let Some(dataset) = &self.over {
            let day = |day: &Option<String>| days(day.as_deref()?);
            return Ok(day(&dataset.first_day)
                .zip(day(&dataset.last_day))
                .map(|([first, _], [_, last])| [first, last]));
        }
        self.read(|c| {
            let date = |sql: &str| -> Result<Option<String>> { Ok(c.query_row(sql, [], |row| row.get(0)).optional()?) };
            let first = date(
                "SELECT published_start FROM reports WHERE published_start > '' ORDER BY published_start LIMIT 1",
            )?;
            let last = date(
                "SELECT published_end FROM reports WHERE published_start > '' ORDER BY published_start DESC LIMIT 1",
            )?;
            let day = |text: Option<String>| days(&text?);
            Ok(day(first).zip(day(last)).map(|([first, _], [_, last])| [first, last]))
        })
    }
}
