//! What an export tells of. In: an event with its claims, or a claim alone. Out: its parts as the formats need them. Always: a format says what it
//! leaves out and why; nothing is guessed to fill a column.

use std::sync::OnceLock;

use jiff::civil::Date;

use crate::Language;
use crate::digest::fnv1a;
use crate::knowledge::Knowledge;
use crate::record::{
    Certainty, Claim, Event, EventCount, EventParty, Figure, Party, Polarity, Report, Status, Tense, Where,
};
use crate::relate::Names;

/// A claim with what is known of its report.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// Date of the report, EDTF level 0.
    pub published: Option<&'a str>,
    /// Language of the report.
    pub language: Language,
    /// Who published it.
    pub source: Option<&'a str>,
    /// Where it was published.
    pub url: Option<&'a str>,
    /// Title of the report.
    pub title: Option<&'a str>,
    /// Id of the event that it tells of.
    pub event: Option<&'a str>,
}

impl<'a> Said<'a> {
    /// A claim of a report, of no event yet.
    pub fn of(report: &'a Report, claim: &'a Claim) -> Self {
        Self {
            claim,
            published: report.published.as_deref(),
            language: report.language,
            source: report.source.as_deref(),
            url: report.url.as_deref(),
            title: report.title.as_deref(),
            event: None,
        }
    }
}

/// An event with its claims, the first of them first.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// The event.
    pub event: &'a Event,
    /// Its claims.
    pub claims: &'a [Said<'a>],
}

/// Why a format leaves an event out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// Denied, announced, or only possible: the format has no field to say so.
    NotDone,
    /// No date, or a period that is longer than the format's dates allow.
    Undated,
    /// No place, or none as fine as the format needs.
    Unplaced,
    /// Nobody who acts or is acted on.
    Nobody,
    /// More pairs of parties than [`MOST_PAIRS`].
    ManyPairs,
    /// The format has no such kind of event.
    OtherKind,
    /// Nobody is told to have been killed.
    NoDeaths,
    /// Who fights whom is not told well enough for a type of violence.
    NoType,
}

impl std::fmt::Display for LeftOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotDone => "denied, announced or only possible",
            Self::Undated => "without a date precise enough",
            Self::Unplaced => "without a place precise enough",
            Self::Nobody => "without anybody who takes part",
            Self::ManyPairs => "of more than 100 pairs",
            Self::OtherKind => "of a kind that the format does not have",
            Self::NoDeaths => "without deaths",
            Self::NoType => "whose type of violence cannot be told",
        })
    }
}

/// Pairs of parties at most, where a format has a row for each: a text of a thousand names must not become half a million rows.
pub const MOST_PAIRS: usize = 100;

/// One who acts beside one who is acted on; either may be unknown.
pub(super) type Pair<'a> = (Option<&'a EventParty>, Option<&'a EventParty>);

/// A claim as the event that it alone would be.
pub fn alone(said: &Said) -> Event {
    let claim = said.claim;
    let party = |party: &Party| EventParty {
        entity: party.entity.clone(),
        name: party.name.clone().unwrap_or_else(|| party.text.clone()),
        country: party.country.clone(),
        sector: party.sector.clone(),
        confidence: party.confidence,
        claims: 1,
    };
    let count = |count: &crate::record::Count| EventCount {
        low: count.low,
        best: count.best,
        high: count.high,
        figures: vec![Figure {
            claim: claim.id.clone(),
            speaker: claim.speaker.as_ref().map(|s| s.name.clone().unwrap_or_else(|| s.text.clone())),
            side: count.side.clone(),
            low: count.low,
            best: count.best,
            high: count.high,
            text: count.text.clone(),
        }],
    };
    Event {
        id: claim.id.clone(),
        event: claim.event,
        mode: claim.mode.clone(),
        context: claim.context.clone(),
        quad: claim.quad,
        score: claim.score,
        cameo: claim.cameo.clone(),
        actors: claim.actors.iter().map(party).collect(),
        recipients: claim.recipients.iter().map(party).collect(),
        third_parties: claim.third_parties.clone(),
        status: claim.status,
        when: claim.when.clone(),
        place: claim.place.clone(),
        toll: claim.toll.as_ref().map(|toll| toll.map(count)),
        denials: Vec::new(),
        disagreements: Vec::new(),
        sources: 1,
        reports: 1,
        languages: vec![said.language],
        first: said.published.map(str::to_owned),
        last: said.published.map(str::to_owned),
        claims: vec![claim.id.clone()],
        confidence: claim.confidence,
    }
}

/// Lets through what is told as done, now or before.
pub(super) fn done(status: Status) -> Result<(), LeftOut> {
    let done = status.polarity == Polarity::Affirmed
        && status.certainty == Certainty::Asserted
        && status.tense != Tense::Future;
    if done { Ok(()) } else { Err(LeftOut::NotDone) }
}

/// First and last day of an event, of at most `most` days.
pub(super) fn days(event: &Event, most: i32) -> Result<[Date; 2], LeftOut> {
    let when = event.when.as_ref().ok_or(LeftOut::Undated)?;
    let day = |day: &Option<String>| day.as_deref().and_then(|day| day.parse::<Date>().ok()).ok_or(LeftOut::Undated);
    let [first, last] = [day(&when.start)?, day(&when.end)?];
    if (1..=most).contains(&length([first, last])) { Ok([first, last]) } else { Err(LeftOut::Undated) }
}

/// Days of a period, both ends counted; 0 or less where it ends before it begins.
pub(super) fn length([first, last]: [Date; 2]) -> i32 {
    first.until(last).map_or(0, |span| span.get_days()) + 1
}

/// Who acted on whom, each with each; the sides of an act without a recipient by twos.
pub(super) fn pairs(event: &Event) -> Result<Vec<Pair<'_>>, LeftOut> {
    let (actors, recipients) = (&event.actors, &event.recipients);
    let count = match (actors.len(), recipients.len()) {
        (0, 0) => return Err(LeftOut::Nobody),
        (n, 0) => (n * n.saturating_sub(1) / 2).max(1),
        (n, m) => n.max(1) * m,
    };
    if count > MOST_PAIRS {
        return Err(LeftOut::ManyPairs);
    }
    Ok(match (&actors[..], &recipients[..]) {
        ([one], []) => vec![(Some(one), None)],
        (all, []) => {
            let others = |(n, one)| all[n + 1..].iter().map(move |other| (Some(one), Some(other)));
            all.iter().enumerate().flat_map(others).collect()
        }
        ([], all) => all.iter().map(|one| (None, Some(one))).collect(),
        (all, others) => all.iter().flat_map(|a| others.iter().map(move |r| (Some(a), Some(r)))).collect(),
    })
}

/// A number from 0 to 2⁶³ − 1 that stands for an event between two: the same in every export, and another one for another pair.
pub(super) fn number(event: &Event, (actor, recipient): Pair) -> String {
    let name = |party: Option<&EventParty>| {
        party.map(|p| format!("{}\u{1}{}", p.entity.as_deref().unwrap_or_default(), p.name)).unwrap_or_default()
    };
    let words = [event.id.clone(), name(actor), name(recipient)].join("\u{2}");
    (fnv1a(words.bytes()) & (u64::MAX >> 1)).to_string()
}

/// The English name of a country by PLOVER's code; the code where nobody knows it.
pub(super) fn country_name(code: &str) -> &str {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| Names::of(Knowledge::embedded())).name(code).unwrap_or(code)
}

/// Degrees north and east, where both are known.
pub(super) fn point(place: &Where) -> Option<[f64; 2]> {
    place.lat.zip(place.lon).map(|(lat, lon)| [lat, lon])
}

/// The place in the columns city, district and province: under the finest that it can be.
pub(super) fn divisions(place: Option<&Where>) -> [String; 3] {
    let name = |fits: fn(u8) -> bool| place.filter(|p| fits(p.precision)).map(|p| p.name.clone()).unwrap_or_default();
    [name(|precision| precision <= 2), name(|precision| precision == 3), name(|precision| precision == 4)]
}

/// Every different value once, in their order.
pub(super) fn distinct<'a>(values: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for value in values {
        if !found.contains(&value) {
            found.push(value);
        }
    }
    found
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::json;

    use super::*;
    use crate::alert::tests::event;

    /// An event with every field told, and a claim of it that tells them too.
    pub(in super::super) fn full() -> (Event, Claim) {
        let party = |name: &str, country: &str, sector: &str| json!({"entity": format!("Q-{country}"), "name": name, "country": country, "sector": sector, "confidence": 0.9, "claims": 1});
        let count = |best: u64| json!({"low": best - 1, "best": best, "high": best + 2, "figures": []});
        let event = event(json!({
            "mode": ["heavy-weapons"], "context": ["military", "territory"], "cameo": "194", "score": -9.5,
            "actors": [party("Azerbaijan", "AZE", "MIL")], "recipients": [party("Armenia", "ARM", "MIL")],
            "third_parties": [{"role": "mediator", "entity": "Q159"}],
            "toll": {"killed": count(7), "wounded": count(12)},
            "denials": ["r-9"], "disagreements": [{"field": "killed", "values": []}],
        }));
        let side = |name: &str, country: &str, at: usize| json!({"text": name, "span": [at, at + 5], "entity": format!("Q-{country}"), "name": name, "country": country, "sector": "MIL", "sectors": ["MIL", "GOV"], "confidence": 0.9});
        let claim = json!({
            "id": "r-1", "report": "r", "event": "ASSAULT", "mode": ["heavy-weapons"], "context": ["military"], "quad": 4, "score": -9.5, "cameo": "194",
            "actors": [side("Azerbaijan", "AZE", 3)], "recipients": [side("Armenia", "ARM", 40)], "third_parties": [],
            "status": {"polarity": "affirmed", "tense": "past", "certainty": "asserted"},
            "speaker": side("Armenia", "ARM", 60), "when": null, "where": null, "toll": null,
            "evidence": [{"span": [0, 50], "trigger": [20, 27], "text": "Azerbaijan shelled\tthe village of \"Yeraskh\",\nArmenia said."}],
            "confidence": 0.87, "status_confidence": 0.8
        });
        (event, serde_json::from_value(claim).unwrap())
    }

    pub(in super::super) fn said(claim: &Claim) -> Said<'_> {
        Said {
            claim,
            published: Some("2021-08-12"),
            language: Language::En,
            source: Some("A Newspaper"),
            url: Some("https://news.example/1"),
            title: Some("A title"),
            event: Some("e-r-1"),
        }
    }

    #[test]
    fn pairs_are_each_with_each_or_by_twos() {
        let names = |event: &Event| {
            let name = |p: Option<&EventParty>| p.map(|p| p.name.clone()).unwrap_or_default();
            pairs(event).map(|all| all.into_iter().map(|(a, r)| name(a) + ">" + &name(r)).collect::<Vec<_>>())
        };
        let (mut one, _) = full();
        assert_eq!(names(&one).unwrap(), ["Azerbaijan>Armenia"]);
        let third = EventParty { name: "Turkey".into(), ..one.actors[0].clone() };
        one.actors.push(third);
        assert_eq!(names(&one).unwrap(), ["Azerbaijan>Armenia", "Turkey>Armenia"]);
        let mut mutual = one.clone();
        mutual.actors.append(&mut mutual.recipients);
        assert_eq!(names(&mutual).unwrap(), ["Azerbaijan>Turkey", "Azerbaijan>Armenia", "Turkey>Armenia"]);
        let numbers: Vec<String> = pairs(&mutual).unwrap().into_iter().map(|pair| number(&mutual, pair)).collect();
        assert!(numbers[0] != numbers[1] && numbers.iter().all(|n| n.parse::<i64>().is_ok()), "{numbers:?}");
        one.actors.clear();
        assert_eq!(names(&one).unwrap(), [">Armenia"]);
        one.recipients.clear();
        assert_eq!(names(&one), Err(LeftOut::Nobody));
        mutual.actors = vec![mutual.actors[0].clone(); 15];
        assert_eq!(names(&mutual), Err(LeftOut::ManyPairs));
    }

    #[test]
    fn a_claim_alone_is_an_event_of_one_claim() {
        let (_, claim) = full();
        let event = alone(&said(&claim));
        assert_eq!(
            (event.id.as_str(), event.sources, event.reports, &event.claims[..]),
            ("r-1", 1, 1, &["r-1".into()][..])
        );
        assert_eq!((event.actors[0].name.as_str(), event.first.as_deref()), ("Azerbaijan", Some("2021-08-12")));
    }

    #[test]
    fn only_what_is_done_and_dated_passes() {
        let with = |field: &str, value: serde_json::Value| event(json!({field: value}));
        let status =
            |p: &str, t: &str, c: &str| with("status", json!({"polarity": p, "tense": t, "certainty": c})).status;
        assert_eq!(done(status("affirmed", "historical", "asserted")), Ok(()));
        for (p, t, c) in
            [("negated", "past", "asserted"), ("affirmed", "future", "asserted"), ("affirmed", "past", "possible")]
        {
            assert_eq!(done(status(p, t, c)), Err(LeftOut::NotDone));
        }
        let when = |start: serde_json::Value, end: &str| {
            with(
                "when",
                json!({"edtf": "", "start": start, "end": end, "granularity": "day", "type": "exact", "basis": "explicit"}),
            )
        };
        assert!(days(&when("2024-02-01".into(), "2024-02-29"), 31).is_ok());
        assert_eq!(days(&when("2024-02-01".into(), "2024-03-03"), 31), Err(LeftOut::Undated));
        assert_eq!(days(&when("2024-02-02".into(), "2024-02-01"), 31), Err(LeftOut::Undated));
        assert_eq!(days(&when(json!(null), "2024-02-01"), 31), Err(LeftOut::Undated));
        assert_eq!(days(&with("when", json!(null)), 31), Err(LeftOut::Undated));
    }
}
