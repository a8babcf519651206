//! ICEWS events. In: a row. Out: one source, one target, the act by its CAMEO code. Always: sectors are told by the words that ICEWS has for them.

use super::cells::{Cells, Names, named};
use super::gdelt::{cameo_has_none, shown};
use super::places::Countries;
use super::{Fault, Imported, Party, Place, Reads, Row, cameo, day};

pub(super) struct Columns {
    id: usize,
    date: usize,
    code: usize,
    source: Actor,
    target: Actor,
    publisher: Option<usize>,
    place: [Option<usize>; 4],
    lat: Option<usize>,
    lon: Option<usize>,
}

struct Actor {
    name: usize,
    sectors: Option<usize>,
    country: Option<usize>,
}

impl Columns {
    pub fn of(names: &Names) -> Result<Self, Fault> {
        let actor = |which: &str| -> Result<Actor, Fault> {
            let column = |what: &str| format!("{which} {what}");
            Ok(Actor {
                name: names.needed(&[&column("Name")])?,
                sectors: names.find(&[&column("Sectors")]),
                country: names.find(&[&column("Country")]),
            })
        };
        Ok(Self {
            id: names.needed(&["Event ID"])?,
            date: names.needed(&["Event Date"])?,
            code: names.needed(&["CAMEO Code"])?,
            source: actor("Source")?,
            target: actor("Target")?,
            publisher: names.find(&["Publisher"]),
            place: [["City"], ["District"], ["Province"], ["Country"]].map(|name| names.find(&name)),
            lat: names.find(&["Latitude"]),
            lon: names.find(&["Longitude"]),
        })
    }
}

impl Reads for Columns {
    fn read(&self, cells: &Cells<'_>, countries: &mut Countries<'_>) -> Result<Row, Fault> {
        let id = cells.id(self.id, "Event ID")?;
        let when = day::on(day::needed("Event Date", &cells.text(self.date))?);
        let code = whole(&cells.text(self.code));
        if !cameo::is_code(&code) {
            let cause = format!("CAMEO Code: {:?} is no CAMEO code", shown(&code));
            return Err(Fault::new(cause, "look whether the columns of this row are shifted"));
        }
        let Some(act) = cameo::act(&code) else { return Ok(Row::LeftOut(cameo_has_none(&code))) };
        let mut party = |actor: &Actor, acts: bool| {
            let name = named(&cells.text(actor.name))?;
            let country = countries.by_name(&cells.told(actor.country)).or_else(|| countries.by_name(&name));
            Some(Party { acts, sector: sector(&cells.told(actor.sectors)), country, name })
        };
        let parties = [party(&self.source, true), party(&self.target, false)].into_iter().flatten().collect();
        let point = cells.point(self.lat, self.lon)?;
        Ok(Row::Event(Box::new(Imported {
            id,
            category: act.category,
            mode: act.mode,
            context: act.context.clone(),
            parties,
            when,
            place: place(cells, self.place, point, countries),
            killed: None,
            sources: 1,
            mentions: None,
            published: None,
            language: None,
            url: None,
            publisher: cells.name(self.publisher),
            root: true,
            cameo: Some(code),
            digest: 0,
        })))
    }
}

/// A place by the finest of city, district, province and country that is told.
pub(super) fn place(
    cells: &Cells<'_>,
    columns: [Option<usize>; 4],
    point: Option<[f64; 2]>,
    countries: &mut Countries<'_>,
) -> Option<Place> {
    const PRECISIONS: [u8; 4] = [1, 3, 4, 6];
    let country = countries.by_code_or_name(&cells.told(columns[3]));
    let found =
        columns.into_iter().zip(PRECISIONS).find_map(|(column, precision)| Some((cells.name(column)?, precision)));
    let (name, precision) = found?;
    Some(Place { name, id: None, country, point, precision })
}

/// A code that lost its zero to a spreadsheet has it again, where it can be no other: 42 is 042, 312 is 0312; 12 stays 12.
fn whole(code: &str) -> String {
    let root = code.get(..2).and_then(|root| root.parse::<u8>().ok());
    let lost = matches!(code.len(), 2 | 3) && root.is_some_and(|root| root > 20);
    if lost { format!("0{code}") } else { code.to_owned() }
}

/// PLOVER's sector by the words in ICEWS's list, those that say more before those that say less.
fn sector(words: &str) -> Option<&'static str> {
    const WORDS: [(&str, &str); 26] = [
        ("Insurgent", "REB"),
        ("Rebel", "REB"),
        ("Separatist", "REB"),
        ("Unidentified Forces", "UAF"),
        ("Criminal", "CRM"),
        ("Intelligence", "SPY"),
        ("Military", "MIL"),
        ("Army", "MIL"),
        ("Police", "COP"),
        ("Judicial", "JUD"),
        ("Legislative", "LEG"),
        ("Opposition", "OPP"),
        ("Executive", "GOV"),
        ("Government", "GOV"),
        ("Part", "PTY"),
        ("Refugee", "REF"),
        ("News", "JRN"),
        ("Media", "JRN"),
        ("Medical", "MED"),
        ("Health", "MED"),
        ("Education", "EDU"),
        ("Labor", "LAB"),
        ("Agricult", "AGR"),
        ("Business", "BUS"),
        ("Religious", "REL"),
        ("General Population", "CVL"),
    ];
    let is_party = |word: &str| ["(Party)", "Parties", "Political Party"].iter().any(|name| word.contains(name));
    let told = |word: &str, sector: &str| if sector == "PTY" { is_party(words) } else { words.contains(word) };
    WORDS.into_iter().find(|(word, sector)| told(word, sector)).map(|(_, sector)| sector)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_zero_is_found_where_it_can_only_be_one() {
        assert_eq!(
            ["42", "312", "12", "112", "042", "190", ""].map(whole),
            ["042", "0312", "12", "112", "042", "190", ""]
        );
    }

    #[test]
    fn sectors_are_told_by_words() {
        let told = ["Government,Military,Army", "Executive,Government", "Parties,National Major Party", "Sport", ""];
        assert_eq!(told.map(sector), [Some("MIL"), Some("GOV"), Some("PTY"), None, None]);
    }
}
