//! Stores to serve, and a server on a free port.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::thread::JoinHandle;

use chancery::Chancery;
use chancery::knowledge::Knowledge;
use chancery::record::{Claim, Coded, Event, Report};
use chancery_server::{Error, Options, Server, Stopper};
use chancery_store::{Batch, Coding, Linked, Member, Store};
use serde_json::{Value, json};
use tempfile::TempDir;
use ureq::Agent;
use ureq::http::{Response, response::Builder};

/// A report of a day.
pub fn report(id: &str, day: &str, text: &str) -> Report {
    serde_json::from_value(json!({
        "id": id, "title": text.lines().next(), "published": day, "language": "en", "language_confidence": 1.0,
        "source": "paper", "url": format!("https://paper.example/{id}"), "text": text,
    }))
    .unwrap()
}

/// A claim that one state attacked another on the day; `changes` are its fields that differ.
pub fn claim(
    report: &Report,
    n: usize,
    actor: (&str, &str, &str),
    recipient: (&str, &str, &str),
    changes: Value,
) -> Claim {
    let day = report.published.clone();
    let party = |(entity, name, country): (&str, &str, &str)| json!({"text": name, "span": [0, 1], "entity": entity, "name": name, "country": country, "sector": "GOV", "confidence": 0.9});
    let mut record = json!({
        "id": format!("{}-{n}", report.id), "report": report.id, "event": "ASSAULT", "mode": [], "context": [], "quad": 4, "score": -9.0,
        "cameo": "190", "actors": [party(actor)], "recipients": [party(recipient)], "third_parties": [],
        "status": {"polarity": "affirmed", "tense": "past", "certainty": "asserted"}, "speaker": null,
        "when": {"edtf": day, "start": day, "end": day, "granularity": "day", "type": "exact", "basis": "explicit"},
        "where": {"name": "Yerevan", "id": "geonames:616052", "country": "ARM", "lat": 40.18, "lon": 44.51, "precision": 1, "basis": "explicit"},
        "toll": {"killed": {"low": 3, "best": 3, "high": 3, "text": "3", "qualifier": "exact"}},
        "evidence": [{"span": [n * 4, n * 4 + 4], "trigger": [n * 4, n * 4 + 3], "text": "they fought"}],
        "confidence": 0.9, "status_confidence": 0.8
    });
    for (name, value) in changes.as_object().into_iter().flatten() {
        record[name] = value.clone();
    }
    serde_json::from_value(record).unwrap()
}

pub const ARMENIA: (&str, &str, &str) = ("Q399", "Armenia", "ARM");
pub const AZERBAIJAN: (&str, &str, &str) = ("Q227", "Azerbaijan", "AZE");
pub const RUSSIA: (&str, &str, &str) = ("Q159", "Russia", "RUS");

/// Keeps reports with their claims; every claim is an event of its own.
pub fn put(store: &mut Store, told: &[(Report, Vec<Claim>)]) {
    let reports: Vec<Report> = told.iter().map(|(report, _)| report.clone()).collect();
    store.keep(&Batch { reports: &reports, ..Batch::default() }).unwrap();
    let coded: Vec<Coded> = (told.iter())
        .map(|(report, claims)| Coded { report: report.clone(), claims: claims.clone(), labels: vec![] })
        .collect();
    store.put_coded(&Coding::of("test", "test", "0"), &coded).unwrap();
    store
        .linking(|linking| {
            let waiting = linking.unlinked(100_000)?;
            let linked: Vec<Linked> = waiting
                .into_iter()
                .map(|claim| Linked {
                    event: event(&claim.claim),
                    members: vec![Member { claim: claim.nr, reasons: json!({"with": null, "because": []}) }],
                })
                .collect();
            linking.replace_events(&[], &linked)
        })
        .unwrap();
}

/// The event of one claim.
fn event(claim: &Claim) -> Event {
    let mut record = serde_json::to_value(claim).unwrap();
    for side in ["actors", "recipients"] {
        for party in record[side].as_array_mut().unwrap() {
            party["claims"] = 1.into();
        }
    }
    let killed = record["toll"]["killed"]["best"].clone();
    record["toll"] = json!({"killed": {"low": killed, "best": killed, "high": killed, "figures": []}});
    record["id"] = format!("e-{}", claim.id).into();
    record["claims"] = json!([claim.id]);
    record["sources"] = 1.into();
    record["reports"] = 1.into();
    record["languages"] = json!(["en"]);
    record["first"] = record["when"]["start"].clone();
    record["last"] = record["when"]["start"].clone();
    serde_json::from_value(record).unwrap()
}

/// `count` reports of as many days, each of one attack of Armenia on Azerbaijan, in words that differ.
pub fn many(count: usize) -> Vec<(Report, Vec<Claim>)> {
    let one = |n: usize| {
        let day = format!("20{:02}-{:02}-{:02}", 10 + n / 336 % 80, 1 + n / 28 % 12, 1 + n % 28);
        let report = report(
            &format!("m{n}"),
            &day,
            &format!("Report {n} <script>alert(1)</script>\n\nThe ceasefire of day{n} failed."),
        );
        let claim = claim(&report, 1, ARMENIA, AZERBAIJAN, json!({}));
        (report, vec![claim])
    };
    (0..count).map(one).collect()
}

/// A server that runs, with its store.
pub struct Running {
    pub address: SocketAddr,
    pub file: PathBuf,
    pub folder: TempDir,
    stopper: Stopper,
    thread: Option<JoinHandle<Result<(), Error>>>,
    agent: Agent,
}

/// How servers of tests are started.
pub fn options(file: PathBuf) -> Options {
    Options {
        store: file,
        listen: ([127, 0, 0, 1], 0).into(),
        public: false,
        tokens: None,
        log: false,
        author: "tester".into(),
        knowledge: Knowledge::embedded(),
        load: Box::new(Chancery::embedded),
    }
}

impl Running {
    /// Serves a new store.
    pub fn new(told: &[(Report, Vec<Claim>)]) -> Self {
        Self::with(told, |_, _| {})
    }

    /// Serves a new store in another way; `change` may put files into its folder.
    pub fn with(told: &[(Report, Vec<Claim>)], change: impl FnOnce(&mut Options, &TempDir)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("store.db");
        put(&mut Store::open(&file).unwrap(), told);
        let mut options = options(file.clone());
        change(&mut options, &folder);
        let server = Server::bind(options).unwrap();
        let (address, stopper) = (server.address(), server.stopper());
        let thread = Some(std::thread::spawn(move || server.run()));
        let config = Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        Self { address, file, folder, stopper, thread, agent: config.into() }
    }

    pub fn store(&self) -> Store {
        Store::open(&self.file).unwrap()
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request =
            headers.iter().fold(self.agent.get(self.url(path)), |request, (name, value)| request.header(*name, *value));
        Answer::of(request.call().unwrap())
    }

    /// The JSON of an answer that must be good.
    pub fn json(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.json()
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_with(path, &body.to_string(), &[("content-type", "application/json")])
    }

    pub fn post_with(&self, path: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
        let request = headers
            .iter()
            .fold(self.agent.post(self.url(path)), |request, (name, value)| request.header(*name, *value));
        Answer::of(request.send(body).unwrap())
    }

    pub fn stop(&self) {
        self.stopper.stop();
    }

    /// Waits until it has ended.
    pub fn join(mut self) {
        self.thread.take().unwrap().join().unwrap().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stopper.stop();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: Response<()>,
    pub body: Vec<u8>,
}

impl Answer {
    fn of(response: Response<ureq::Body>) -> Self {
        let (parts, mut body) = response.into_parts();
        let body = body.with_config().limit(1 << 30).read_to_vec().unwrap();
        let mut head = Builder::new().body(()).unwrap();
        *head.headers_mut() = parts.headers;
        Self { status: parts.status.as_u16(), head, body }
    }

    pub fn header(&self, name: &str) -> &str {
        self.head.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// A fault with cause and remedy, of this status.
    pub fn is_fault(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let fault = self.json();
        assert_eq!(fault["status"], status);
        for field in ["type", "title", "detail", "remedy"] {
            assert!(fault[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {fault}");
        }
        fault
    }
}
