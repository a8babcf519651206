//! A bundle: events, claims and reports with their codebook in one archive that describes itself (Frictionless Data Package, version 1). In: rows, file by
//! file. Out: a zip. Always: the same rows give the same bytes; no clock is asked; a row is in memory, never a file.

use std::io::{self, Write};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::cameo;
use super::cell::commas;
use super::csv::{EVENT_CSV_COLUMNS, SAID_CSV_COLUMNS};
use super::format::{Format, OWN_CODES, Shape};
use super::telling::Said;

/// The format.
pub const BUNDLE: Format = Format {
    name: "bundle",
    what: "events, their claims and reports, PLOVER's records, the codebook and a description, in one archive (Data Package)",
    shape: Shape::Archive,
    columns: &[],
    claims: false,
    cameo: cameo::VERSION,
    quad: "PLOVER's, 1 to 4",
    open: &[],
    notes: "`data/events.csv`, `data/claims.csv`, `data/reports.csv` (who published what when, and where; no texts), `data/plover.jsonl` (claims), \
            `data/codebook.csv`, `README.md`, `CITATION.cff`, and `datapackage.json` with the type and meaning of every column, sizes and SHA-256 digests, the \
            versions of program, model and knowledge, and the filters. Claims are those of the events, and quote the sentences that they rest on: the words \
            are their publishers'. The same store and filters give the same bytes; `--created DATE` writes a date into it.",
    leaves_out: &[],
    codes: OWN_CODES,
    rows: None,
};

/// The columns of [`report_csv_row`].
pub const REPORT_CSV_COLUMNS: [&str; 6] = ["id", "published", "language", "source", "url", "title"];

/// The row of a report, as one of its claims knows it; without its text.
pub fn report_csv_row(said: &Said) -> Vec<String> {
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    vec![
        said.claim.report.clone(),
        text(said.published),
        said.language.to_string(),
        text(said.source),
        text(said.url),
        text(said.title),
    ]
}

/// A version of what turned reports into claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Of the program.
    pub program: String,
    /// Digest of the model.
    pub model: String,
    /// Digest of the knowledge.
    pub knowledge: String,
}

/// What a bundle says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The filters, as they were given; empty for everything.
    pub filter: String,
    /// By what the claims were coded.
    pub versions: Vec<Version>,
    /// When it was made, `YYYY-MM-DD`, if it is to be told.
    pub created: Option<String>,
}

/// One of the files of a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Events, a row each.
    Events,
    /// Their claims, a row each.
    Claims,
    /// The reports of these claims, a row each.
    Reports,
    /// The same claims as PLOVER's records, a line each.
    Plover,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Part::Events => "events",
            Part::Claims => "claims",
            Part::Reports => "reports",
            Part::Plover => "plover",
        }
    }

    /// Its columns; none of PLOVER's records.
    fn columns(self) -> &'static [&'static str] {
        match self {
            Part::Events => &EVENT_CSV_COLUMNS,
            Part::Claims => &SAID_CSV_COLUMNS,
            Part::Reports => &REPORT_CSV_COLUMNS,
            Part::Plover => &[],
        }
    }

    fn what(self) -> &'static str {
        match self {
            Part::Events => "What the claims of one or many reports say happened once",
            Part::Claims => "What one report says, with the sentences that say it",
            Part::Reports => "The reports that the claims are from, without their texts",
            Part::Plover => "The claims as PLOVER's records",
        }
    }
}

/// A bundle on its way out.
pub struct Bundle<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    /// What `datapackage.json` says of the files that are written.
    resources: Vec<Value>,
    digest: Sha256,
    bytes: u64,
}

impl<W: Write> Bundle<W> {
    /// An empty one.
    pub fn new(out: W) -> Self {
        Self { zip: ZipWriter::new_stream(out), resources: Vec::new(), digest: Sha256::new(), bytes: 0 }
    }

    /// Writes a part, line by line, as `lines` gives them to the function it is handed.
    ///
    /// # Errors
    /// Those of `lines` and of writing.
    pub fn part<E: From<io::Error>>(
        &mut self,
        part: Part,
        lines: impl FnOnce(&mut dyn FnMut(&str) -> io::Result<()>) -> Result<(), E>,
    ) -> Result<(), E> {
        let table = !part.columns().is_empty();
        let path = format!("data/{}.{}", part.name(), if table { "csv" } else { "jsonl" });
        self.begin(&path)?;
        if table {
            self.put(&commas(part.columns().iter().map(|name| (*name).to_owned()).collect()))?;
        }
        lines(&mut |line| self.put(line))?;
        let schema = table.then(|| schema(part));
        self.end(part.name(), &path, part.what(), schema);
        Ok(())
    }

    /// Writes the codebook, what the bundle says of itself, and the end of the archive.
    ///
    /// # Errors
    /// Those of writing.
    pub fn finish(mut self, facts: &Facts) -> io::Result<()> {
        self.begin("data/codebook.csv")?;
        self.put(&commas(CODEBOOK_COLUMNS.map(str::to_owned).to_vec()))?;
        for row in codebook() {
            self.put(&commas(row))?;
        }
        let fields =
            json!({"fields": fields(&CODEBOOK_COLUMNS), "missingValues": [""], "primaryKey": ["event", "mode"]});
        self.end("codebook", "data/codebook.csv", "PLOVER's categories and modes", Some(fields));
        self.begin("README.md")?;
        self.put(README)?;
        self.begin("CITATION.cff")?;
        self.put(&citation(facts))?;
        let package = format!("{:#}\n", package(facts, std::mem::take(&mut self.resources)));
        self.begin("datapackage.json")?;
        self.put(&package)?;
        self.zip.finish()?;
        Ok(())
    }

    fn begin(&mut self, path: &str) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            // How long a file becomes is not known when it begins.
            .large_file(true);
        self.zip.start_file(path, options)?;
        (self.digest, self.bytes) = (Sha256::new(), 0);
        Ok(())
    }

    fn put(&mut self, words: &str) -> io::Result<()> {
        self.digest.update(words.as_bytes());
        self.bytes += words.len() as u64;
        self.zip.write_all(words.as_bytes())
    }

    fn end(&mut self, name: &str, path: &str, what: &str, schema: Option<Value>) {
        let digest = std::mem::take(&mut self.digest).finalize();
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut resource = json!({
            "name": name, "path": path, "description": what, "encoding": "utf-8", "bytes": self.bytes,
            "hash": format!("sha256:{digest}"),
        });
        match schema {
            Some(schema) => {
                resource["profile"] = json!("tabular-data-resource");
                resource["format"] = json!("csv");
                resource["mediatype"] = json!("text/csv");
                resource["schema"] = schema;
            }
            None => {
                resource["format"] = json!("jsonl");
                resource["mediatype"] = json!("application/jsonl");
            }
        }
        self.resources.push(resource);
    }
}

/// The description of a table.
fn schema(part: Part) -> Value {
    let mut schema = json!({"fields": fields(part.columns()), "missingValues": [""], "primaryKey": ["id"]});
    if part == Part::Claims {
        schema["foreignKeys"] = json!([
            {"fields": ["in_event"], "reference": {"resource": "events", "fields": ["id"]}},
            {"fields": ["report"], "reference": {"resource": "reports", "fields": ["id"]}},
        ]);
    }
    schema
}

fn fields(columns: &[&str]) -> Value {
    let field = |name: &&str| {
        let (kind, what) =
            FIELDS.iter().find(|(of, ..)| of == name).map_or(("string", ""), |(_, kind, what)| (kind, what));
        json!({"name": name, "type": kind, "description": what})
    };
    columns.iter().map(field).collect()
}

const CODEBOOK_COLUMNS: [&str; 7] = ["event", "mode", "covers", "quad", "score", "cameo", "goldstein"];

/// The codebook: a row for each category, and one for each of its modes.
fn codebook() -> impl Iterator<Item = Vec<String>> {
    crate::codebook::PLOVER.iter().flat_map(|entry| {
        let row = |mode: &str, score: f64, cameo: &str| {
            let goldstein = cameo::goldstein(cameo).map(|(goldstein, _)| goldstein.to_string()).unwrap_or_default();
            let covers = if mode.is_empty() { entry.covers } else { "" };
            [entry.name, mode, covers, &entry.quad.to_string(), &score.to_string(), cameo, &goldstein]
                .map(str::to_owned)
                .to_vec()
        };
        let modes = entry.modes.iter().map(move |(mode, score, cameo)| row(mode, *score, cameo));
        std::iter::once(row("", entry.score, entry.cameo)).chain(modes).collect::<Vec<_>>()
    })
}

/// What a column holds, and its type, wherever it stands.
const FIELDS: [(&str, &str, &str); 54] = [
    (
        "id",
        "string",
        "Its id; that of an event is e- and the id of its first claim, and changes when an earlier claim joins",
    ),
    ("report", "string", "Id of the report"),
    ("published", "string", "Date of the report: day, month or year (EDTF level 0)"),
    ("language", "string", "Language of the report (ISO 639-1)"),
    ("event", "string", "PLOVER category"),
    ("mode", "string", "PLOVER modes, separated by '; '"),
    ("context", "string", "PLOVER contexts, separated by '; '"),
    ("quad", "integer", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"),
    ("score", "number", "PLOVER score of the mode, else of the category; -10 conflict to 10 cooperation"),
    ("cameo", "string", "Nearest CAMEO 1.1b3 code by PLOVER's crosswalk of 2021; leading zeros count"),
    ("goldstein", "number", "Goldstein score of the CAMEO code"),
    ("covers", "string", "What the category covers"),
    ("actors", "string", "Who acts; all sides of a mutual act; separated by '; '"),
    ("actor_countries", "string", "ISO 3166-1 alpha-3 or PLOVER's code of each actor"),
    ("actor_sectors", "string", "Primary PLOVER sector of each actor"),
    ("recipients", "string", "Whom it is done to; none of a mutual act"),
    ("recipient_countries", "string", "ISO 3166-1 alpha-3 or PLOVER's code of each recipient"),
    ("recipient_sectors", "string", "Primary PLOVER sector of each recipient"),
    ("third_parties", "string", "Mediators, hosts, guarantors, allies, patrons, sponsors, each with its role"),
    ("polarity", "string", "affirmed or negated"),
    ("tense", "string", "past, present, future or historical, seen from the report"),
    ("certainty", "string", "asserted, possible or hypothetical"),
    ("speaker", "string", "Who says so, when it is not the report itself"),
    ("when", "string", "The period (EDTF)"),
    ("when_basis", "string", "explicit, relative, dateline or inherited"),
    ("when_start", "date", "First day of the period"),
    ("when_end", "date", "Last day of the period"),
    ("place", "string", "Usual English name of the place"),
    ("place_id", "string", "geonames:<id> or x:<slug>"),
    ("place_country", "string", "Country of the place (ISO 3166-1 alpha-3)"),
    ("lat", "number", "Degrees north"),
    ("lon", "number", "Degrees east"),
    ("place_precision", "integer", "UCDP's precision: 1 exact to 4 province, 6 country, 7 international"),
    ("killed_low", "integer", "The least killed that any independent source's last figure allows"),
    ("killed", "any", "Killed: of an event the median of independent sources, of a claim the words"),
    ("killed_high", "integer", "The most killed"),
    ("wounded_low", "integer", "The least wounded"),
    ("wounded", "any", "Wounded: of an event the median of independent sources, of a claim the words"),
    ("wounded_high", "integer", "The most wounded"),
    ("sources", "integer", "Independent sources"),
    ("reports", "integer", "Reports that tell of it"),
    ("languages", "string", "Languages of the reports"),
    ("first", "string", "Date of the first report"),
    ("last", "string", "Date of the last report"),
    ("confidence", "number", "Calibrated probability, 0 to 1"),
    ("status_confidence", "number", "Calibrated probability that polarity, tense and certainty are all right, 0 to 1"),
    ("disputed", "string", "Fields in which claims contradict each other"),
    ("denials", "string", "Ids of claims that deny it"),
    ("claims", "string", "Ids of its claims"),
    ("evidence", "string", "The sentences that say it, in the language of the report"),
    ("in_event", "string", "Id of the event"),
    ("source", "string", "Who published it"),
    ("title", "string", "Title of the report"),
    ("url", "string", "Where it was published"),
];

fn package(facts: &Facts, resources: Vec<Value>) -> Value {
    let versions = facts
        .versions
        .iter()
        .map(|version| json!({"program": version.program, "model": version.model, "knowledge": version.knowledge}));
    let mut package = json!({
        "profile": "data-package",
        "name": "chancery-events",
        "title": "Events and claims from news reports, coded by Chancery",
        "description": "Who did what to whom, when, where, at what cost, and who says so, as news reports tell it. Coded by a program: README.md says what \
                        that means. Sentences of evidence and titles belong to their publishers.",
        "sources": [
            {"title": "PLOVER (Open Event Data Alliance): categories, modes, scores", "path": "https://github.com/openeventdata/PLOVER"},
            {"title": "GeoNames (CC BY 4.0): names and coordinates of places", "path": "https://www.geonames.org"},
        ],
        "chancery": {
            "exported_by": env!("CARGO_PKG_VERSION"), "coded_by": versions.collect::<Vec<_>>(), "filter": facts.filter, "cameo": cameo::VERSION,
        },
        "resources": resources,
    });
    if let Some(created) = &facts.created {
        package["created"] = json!(format!("{created}T00:00:00Z"));
    }
    package
}

fn citation(facts: &Facts) -> String {
    let released = facts.created.as_ref().map(|date| format!("date-released: {date}\n")).unwrap_or_default();
    format!(
        "cff-version: 1.2.0\nmessage: \"Cite this data with the program that coded it, and the reports it rests on.\"\ntype: dataset\n\
         title: \"Events and claims from news reports, coded by Chancery\"\nauthors:\n  - name: \"Chancery, version {}\"\n{released}",
        env!("CARGO_PKG_VERSION")
    )
}

const README: &str = "\
# Events and claims from news reports

Coded by Chancery, a program that reads news reports: `datapackage.json` has its version, those of its model and knowledge, the filters, and the meaning
of every column; `CITATION.cff` how to cite it.

- `data/events.csv`: what the claims of one or many reports, in any language, say happened once
- `data/claims.csv`: what one report says, a statement a row, with the sentences that say it
- `data/reports.csv`: who published these reports, when and where; not their texts
- `data/plover.jsonl`: the claims as PLOVER's records
- `data/codebook.csv`: the categories and modes, with quad class, score and CAMEO code

A claim is what a source says, not a fact. An event is what the program took several claims to agree on. Both can be wrong: `confidence` says how surely
they are told. What no report says is left empty. A cell that a spreadsheet would take for a formula begins with an apostrophe.

## Rights

Sentences of evidence, titles and addresses are their publishers'; they are quoted so that every claim can be checked. Names and coordinates of places
are partly GeoNames' (https://www.geonames.org, CC BY 4.0), other names are of Chancery's knowledge (CC BY 4.0). Who made this bundle decides, within
these bounds, under which licence the rest may be used; none is given here.
";

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::super::csv::{event_csv_row, said_csv_row};
    use super::super::telling::tests::{full, said};
    use super::*;

    fn bundle(facts: &Facts) -> Vec<u8> {
        let (event, claim) = full();
        let mut bytes = Vec::new();
        let mut bundle = Bundle::new(&mut bytes);
        bundle.part::<io::Error>(Part::Events, |put| put(&commas(event_csv_row(&event)))).unwrap();
        bundle.part::<io::Error>(Part::Claims, |put| put(&commas(said_csv_row(&said(&claim))))).unwrap();
        bundle.part::<io::Error>(Part::Reports, |put| put(&commas(report_csv_row(&said(&claim))))).unwrap();
        bundle
            .part::<io::Error>(Part::Plover, |put| put(&format!("{}\n", super::super::plover(&said(&claim)))))
            .unwrap();
        bundle.finish(facts).unwrap();
        bytes
    }

    #[test]
    fn a_bundle_describes_what_it_holds() {
        let facts = Facts {
            filter: "--from 2021".into(),
            versions: vec![Version { program: "0.1.0".into(), model: "m".into(), knowledge: "k".into() }],
            created: Some("2024-05-06".into()),
        };
        let bytes = bundle(&facts);
        assert_eq!(bytes, bundle(&facts));
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut read = |path: &str| {
            let mut text = String::new();
            archive.by_name(path).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        let package: Value = serde_json::from_str(&read("datapackage.json")).unwrap();
        assert_eq!(
            (&package["created"], &package["chancery"]["filter"]),
            (&json!("2024-05-06T00:00:00Z"), &json!("--from 2021"))
        );
        let resources = package["resources"].as_array().unwrap();
        assert_eq!(resources.len(), 5);
        for resource in resources {
            let text = read(resource["path"].as_str().unwrap());
            assert_eq!(resource["bytes"], json!(text.len()));
            let digest: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(resource["hash"], json!(format!("sha256:{digest}")));
            let Some(fields) = resource["schema"]["fields"].as_array() else { continue };
            let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
            assert_eq!(csv::Reader::from_reader(text.as_bytes()).headers().unwrap(), names);
            assert!(fields.iter().all(|field| field["description"] != json!("")), "{fields:?}");
        }
        assert!(read("CITATION.cff").contains("date-released: 2024-05-06"));
        assert!(read("README.md").contains("not their texts"));
        assert!(!read("data/reports.csv").contains("shelled"));
    }

    #[test]
    fn without_a_date_none_is_told() {
        let mut archive = zip::ZipArchive::new(Cursor::new(bundle(&Facts::default()))).unwrap();
        let mut text = String::new();
        archive.by_name("datapackage.json").unwrap().read_to_string(&mut text).unwrap();
        assert!(!text.contains("created"), "{text}");
    }

    #[test]
    fn every_field_is_of_some_table() {
        let all = [&EVENT_CSV_COLUMNS[..], &SAID_CSV_COLUMNS, &REPORT_CSV_COLUMNS, &CODEBOOK_COLUMNS].concat();
        assert!(FIELDS.iter().all(|(name, ..)| all.contains(name)));
    }
}
