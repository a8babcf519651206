//! GDELT 2.0 mentions: every claim of every row that `gdelt` has.

use super::format::{CODES, Format, Shape};
use super::gdelt::midnight;
use super::telling::{LeftOut, Said, Telling, days, done, number, pairs};
use crate::record::{EventParty, Party};

/// The columns; GDELT's files have no line of them.
pub const GDELT_MENTIONS_COLUMNS: [&str; 16] = [
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
];

/// The format.
pub const GDELT_MENTIONS: Format = Format {
    name: "gdelt-mentions",
    what: "GDELT 2.0 mentions: one row a claim of an event (tabs, no header)",
    shape: Shape::Tabs { header: false },
    columns: &GDELT_MENTIONS_COLUMNS,
    claims: false,
    cameo: "none; GLOBALEVENTID leads to the event",
    quad: "none",
    open: &[
        (&["SentenceID"], "evidence is counted in characters, not in sentences"),
        (&["MentionDocLen"], "texts are not read for an export"),
        (&["MentionDocTone"], "tone is not measured"),
        (&["MentionDocTranslationInfo"], "nothing is translated: reports are read in their own language"),
        (&["Extras"], "GDELT's has nothing"),
    ],
    notes: "The rows belong to those that `gdelt` writes with the same filters. MentionType is 1 with an address, 2 (a citation: the report's id) without. \
            MentionSourceName is who published it, else the host of the address. Offsets count Unicode scalar values of the report's own text, in its own \
            language; −1 where the report names nobody there. InRawText is 1. Confidence is the claim's, in percent, of any value. EventTimeDate is \
            the day of the first report, MentionTimeDate that of this one, both at midnight; empty where only a month or year is known.",
    leaves_out: &[LeftOut::NotDone, LeftOut::Undated, LeftOut::Nobody, LeftOut::ManyPairs],
    codes: CODES,
    rows: Some(rows),
};

fn rows(telling: &Telling) -> Result<Vec<Vec<String>>, LeftOut> {
    let event = telling.event;
    done(event.status)?;
    days(event, 31)?;
    let mut rows = Vec::new();
    for pair in pairs(event)? {
        let id = number(event, pair);
        for said in telling.claims {
            let claim = said.claim;
            let all = || claim.actors.iter().chain(&claim.recipients);
            let offset = |party: Option<&EventParty>| {
                let at = party.and_then(|party| all().find(|other| is_same(party, other))?.span);
                at.map_or("-1".to_owned(), |[start, _]| start.to_string())
            };
            rows.push(vec![
                id.clone(),
                midnight(event.first.as_deref()),
                midnight(said.published),
                if said.url.is_some() { "1" } else { "2" }.to_owned(),
                said.source.or(host(said)).unwrap_or_default().to_owned(),
                said.url.unwrap_or(&claim.report).to_owned(),
                String::new(),
                offset(pair.0),
                offset(pair.1),
                claim.evidence.first().map_or("-1".to_owned(), |evidence| evidence.trigger[0].to_string()),
                "1".to_owned(),
                format!("{:.0}", claim.confidence * 100.0),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
            ]);
        }
    }
    Ok(rows)
}

/// Whether a party of an event is this one of a claim.
fn is_same(party: &EventParty, other: &Party) -> bool {
    match (&party.entity, &other.entity) {
        (Some(one), Some(other)) => one == other,
        _ => party.name == *other.name.as_ref().unwrap_or(&other.text),
    }
}

/// The host of an address.
fn host<'a>(said: &Said<'a>) -> Option<&'a str> {
    let after = said.url?.split_once("://")?.1;
    after.split(['/', '?', '#']).next().filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::telling::tests::{full, said};
    use super::*;

    #[test]
    fn a_claim_is_a_row_that_leads_to_its_event() {
        let (event, claim) = full();
        let told = said(&claim);
        let without = Said { url: None, source: None, published: Some("2021-08"), ..told };
        let host = Said { source: None, ..told };
        let rows = rows(&Telling { event: &event, claims: &[told, without, host] }).unwrap();
        let id = number(&event, (Some(&event.actors[0]), Some(&event.recipients[0])));
        assert_eq!(
            rows[0][..7],
            [&id, "20210812000000", "20210812000000", "1", "A Newspaper", "https://news.example/1", ""]
        );
        assert_eq!(rows[0][7..], ["3", "40", "20", "1", "87", "", "", "", ""]);
        assert_eq!(rows[1][..6], [&id, "20210812000000", "", "2", "", "r"]);
        assert_eq!(rows[2][4], "news.example");
    }
}
