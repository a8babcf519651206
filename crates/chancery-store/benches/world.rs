//! A made-up world: happenings between skewed pairs of states over two years, each told by one to six reports in several languages within three
//! days, with statements beside it; one report in twenty copies another.

use std::collections::BTreeMap;

use chancery::record::{Claim, Coded, Report};
use serde_json::{Value, json};

const DAYS: u64 = 730;
const STATES: [(&str, &str, &str, &str, f64, f64, u32); 24] = [
    ("ARM", "Q399", "Armenia", "Yerevan", 40.18, 44.51, 616_052),
    ("AZE", "Q227", "Azerbaijan", "Baku", 40.38, 49.89, 587_084),
    ("RUS", "Q159", "Russia", "Moscow", 55.75, 37.62, 524_901),
    ("UKR", "Q212", "Ukraine", "Kyiv", 50.45, 30.52, 703_448),
    ("ISR", "Q801", "Israel", "Tel Aviv", 32.08, 34.78, 293_397),
    ("LBN", "Q822", "Lebanon", "Beirut", 33.89, 35.5, 276_781),
    ("SYR", "Q858", "Syria", "Damascus", 33.51, 36.29, 170_654),
    ("TUR", "Q43", "Turkey", "Ankara", 39.92, 32.85, 323_786),
    ("GRC", "Q41", "Greece", "Athens", 37.98, 23.72, 264_371),
    ("IND", "Q668", "India", "Delhi", 28.65, 77.23, 1_273_294),
    ("PAK", "Q843", "Pakistan", "Islamabad", 33.72, 73.04, 1_176_615),
    ("CHN", "Q148", "China", "Beijing", 39.91, 116.4, 1_816_670),
    ("PHL", "Q928", "Philippines", "Manila", 14.6, 120.98, 1_701_668),
    ("SDN", "Q1049", "Sudan", "Khartoum", 15.55, 32.53, 379_252),
    ("ETH", "Q115", "Ethiopia", "Addis Ababa", 9.02, 38.75, 344_979),
    ("COD", "Q974", "Congo", "Goma", -1.68, 29.22, 216_281),
    ("RWA", "Q1037", "Rwanda", "Kigali", -1.95, 30.06, 202_061),
    ("COL", "Q739", "Colombia", "Bogota", 4.61, -74.08, 3_688_689),
    ("VEN", "Q717", "Venezuela", "Caracas", 10.49, -66.88, 3_646_738),
    ("USA", "Q30", "United States", "Washington", 38.9, -77.04, 4_140_963),
    ("SRB", "Q403", "Serbia", "Belgrade", 44.8, 20.47, 792_680),
    ("GEO", "Q230", "Georgia", "Tbilisi", 41.69, 44.83, 611_717),
    ("MLI", "Q912", "Mali", "Bamako", 12.65, -8.0, 2_460_596),
    ("YEM", "Q805", "Yemen", "Sanaa", 15.35, 44.21, 71_137),
];
const CATEGORIES: [(&str, &str, u8, f64); 8] = [
    ("ASSAULT", "attacked", 4, -9.0),
    ("CONSULT", "met", 1, 2.5),
    ("ACCUSE", "accused", 3, -2.0),
    ("COERCE", "arrested people of", 4, -7.0),
    ("AID", "sent aid to", 2, 7.0),
    ("SANCTION", "punished", 4, -6.0),
    ("REQUEST", "asked", 3, 3.0),
    ("THREATEN", "warned", 3, -5.0),
];
const LANGUAGES: [&str; 6] = ["en", "fr", "es", "de", "ru", "tr"];

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// Low numbers often, high ones seldom.
    fn skewed(&mut self, n: u64) -> usize {
        (self.below(n) * self.below(n) / n) as usize
    }
}

fn date(day: u64) -> String {
    let mut rest = day;
    for year in [2023u64, 2024] {
        for (month, length) in
            [31, 28 + u64::from(year == 2024), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].into_iter().enumerate()
        {
            if rest < length {
                return format!("{year}-{:02}-{:02}", month + 1, rest + 1);
            }
            rest -= length;
        }
    }
    "2025-01-01".into()
}

/// Its reports, by day, with their claims.
pub fn reports(count: usize) -> impl Iterator<Item = Coded> {
    let mut chance = Chance(7);
    let happenings = (count as f64 / 3.3) as u64 + 1;
    let mut waiting: BTreeMap<(u64, u64), Coded> = BTreeMap::new();
    let (mut made, mut number) = (0u64, 0u64);
    std::iter::from_fn(move || {
        loop {
            let today = made * DAYS / happenings;
            if let Some(((day, _), _)) = waiting.first_key_value()
                && *day < today
            {
                return waiting.pop_first().map(|(_, coded)| coded);
            }
            if number as usize >= count {
                return waiting.pop_first().map(|(_, coded)| coded);
            }
            made += 1;
            let happening = Happening::new(&mut chance, made, today);
            let mut told: Vec<Coded> = Vec::new();
            for _ in 0..1 + chance.below(5) + u64::from(chance.below(3) == 0) {
                number += 1;
                let late = chance.below(4).saturating_sub(1);
                let copied = if chance.below(20) == 0 { told.last() } else { None };
                let report = happening.report(&mut chance, number, today + late, copied.map(|c| &c.report));
                told.push(report.clone());
                waiting.insert((today + late, number), report);
            }
        }
    })
    .take(count)
}

struct Happening {
    day: u64,
    actor: usize,
    recipient: usize,
    category: usize,
    /// Kilometres, more or less, from the recipient's capital, north and east.
    town: (u64, f64, f64),
    killed: u64,
}

impl Happening {
    fn new(chance: &mut Chance, number: u64, day: u64) -> Self {
        let actor = chance.skewed(24);
        let recipient = (actor + 1 + chance.skewed(20)) % 24;
        let town = (number, chance.below(600) as f64 / 200.0 - 1.5, chance.below(600) as f64 / 200.0 - 1.5);
        Self { day, actor, recipient, category: chance.skewed(8), town, killed: chance.below(40) }
    }

    fn report(&self, chance: &mut Chance, number: u64, published: u64, copied: Option<&Report>) -> Coded {
        let (a, b, c) = (STATES[self.actor], STATES[self.recipient], CATEGORIES[self.category]);
        let words: Vec<String> = (0..60 + chance.below(120)).map(|_| format!("w{}", chance.skewed(40_000))).collect();
        let said = format!("{} {} {} near {} on {}.", a.2, c.1, b.2, b.3, date(self.day));
        let text = copied.map_or_else(|| format!("{said}\n\n{}.", words.join(" ")), |report| report.text.clone());
        let language = copied.map_or(LANGUAGES[chance.below(6) as usize], |report| report.language.code());
        let id = format!("r{number}");
        let report: Report = serde_json::from_value(json!({
            "id": id, "published": date(published), "language": language, "language_confidence": 1.0,
            "source": format!("paper {}", chance.skewed(400)), "text": text,
        }))
        .unwrap();
        let toll = self.killed + chance.below(3);
        let mut claims = vec![self.claim(&id, 1, c, self.day, &said, Some(toll))];
        for n in 2..2 + chance.below(4) {
            let other = CATEGORIES[chance.skewed(8)];
            let day = if chance.below(6) == 0 { self.day.saturating_sub(chance.below(300)) } else { published };
            claims.push(self.claim(&id, n as usize, other, day, &words[..20].join(" "), None));
        }
        Coded { report, claims, labels: Vec::new() }
    }

    fn claim(
        &self,
        report: &str,
        n: usize,
        category: (&str, &str, u8, f64),
        day: u64,
        text: &str,
        killed: Option<u64>,
    ) -> Claim {
        let trigger = if n == 1 { (0, text.chars().count()) } else { (100 + 20 * n, 105 + 20 * n) };
        let (a, b) = (STATES[self.actor], STATES[self.recipient]);
        let party = |s: (&str, &str, &str, &str, f64, f64, u32)| json!({"text": s.2, "span": [0, 1], "entity": s.1, "name": s.2, "country": s.0, "sector": "GOV", "confidence": 0.9});
        let toll = killed.filter(|_| category.0 == "ASSAULT");
        let place = |town: (u64, f64, f64)| {
            json!({"name": format!("town {}", town.0), "id": format!("geonames:{}", 20_000_000 + town.0), "country": b.0,
                "lat": b.4 + town.1, "lon": b.5 + town.2, "precision": 1, "basis": "explicit"})
        };
        serde_json::from_value(json!({
            "id": format!("{report}-{n}"), "report": report, "event": category.0, "mode": [], "context": [], "quad": category.2,
            "score": category.3, "cameo": null, "actors": [party(a)], "recipients": [party(b)], "third_parties": [],
            "status": {"polarity": "affirmed", "tense": "past", "certainty": "asserted"}, "speaker": null,
            "when": {"edtf": date(day), "start": date(day), "end": date(day), "granularity": "day", "type": "exact", "basis": "explicit"},
            "where": if n == 1 { place(self.town) } else { Value::Null },
            "toll": toll.map(|k| json!({"killed": {"low": k, "best": k, "high": k, "text": k.to_string(), "qualifier": "exact"}})),
            "evidence": [{"span": [trigger.0, trigger.1 + 60], "trigger": [trigger.0, trigger.1], "text": text}],
            "confidence": 0.9, "status_confidence": 0.9,
        }))
        .unwrap()
    }
}
