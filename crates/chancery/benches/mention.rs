//! How fast names, times and quantities are found: 10 MB of the corpus's sentences in ten languages, in reports of about 3 kB, on one
//! thread. `cargo bench -p chancery --bench mention`

use std::fs;
use std::path::Path;
use std::time::Instant;

use chancery::Language;
use chancery::knowledge::Knowledge;
use chancery::mention::{Mentions, names, quantity, time};
use chancery::record::Report;
use chancery::text::Document;

const BYTES: usize = 10_000_000;
const REPORT: usize = 3_000;
const PUBLISHED: &str = "2024-08-20";

fn main() {
    let start = Instant::now();
    let knowledge = Knowledge::embedded();
    println!("knowledge: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let mut texts: Vec<(Language, String)> = Vec::new();
    for language in Language::ALL {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(language.code());
        let mut files: Vec<_> = fs::read_dir(folder).expect("corpus").map(|e| e.expect("entry").path()).collect();
        files.sort();
        let mut text = String::new();
        for file in files {
            let file = fs::read_to_string(file).expect("text");
            // `@` opens a sentence, `+` annotates it.
            for sentence in file.lines().filter(|line| !line.is_empty() && !line.starts_with(['@', '+', '#'])) {
                text.push_str(sentence);
                text.push('\n');
                if text.len() > REPORT {
                    texts.push((language, std::mem::take(&mut text)));
                }
            }
        }
    }
    assert!(!texts.is_empty(), "no sentences found");
    // Languages mixed, as a feed brings them.
    texts.sort_by_key(|(_, text)| text.len());
    let documents: Vec<Document> = texts
        .into_iter()
        .cycle()
        .scan(0, |bytes, (language, text)| {
            *bytes += text.len();
            (*bytes < BYTES).then(|| Document::new(report(language, text)))
        })
        .collect();
    let bytes: usize = documents.iter().map(|d| d.report.text.len()).sum();
    // The first report of a language builds its shapes of time.
    let start = Instant::now();
    for language in Language::ALL {
        if let Some(document) = documents.iter().find(|d| d.report.language == language) {
            Mentions::find(knowledge, document);
        }
    }
    println!("first report of each language: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let megabytes = bytes as f64 / 1e6;
    // `-- names` runs one part alone, for a profile.
    let only: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let run = |what: &str, find: &dyn Fn(&Document) -> usize| {
        if !only.is_empty() && !only.iter().any(|o| o == what) {
            return;
        }
        let start = Instant::now();
        let found: usize = documents.iter().map(find).sum();
        let seconds = start.elapsed().as_secs_f64();
        println!("{what}: {found} in {megabytes:.1} MB, {seconds:.2} s, {:.1} MB/s", megabytes / seconds);
    };
    let published = time::parse_edtf(PUBLISHED);
    run("names", &|d| names::find(knowledge, &d.report.text, d.report.language).len());
    run("times", &|d| time::find(&d.report.text, d.report.language, published.as_ref()).len());
    run("quantities", &|d| quantity::find_beside(&d.report.text, d.report.language, &[]).len());
    run("all", &|d| {
        let mentions = Mentions::find(knowledge, d);
        mentions.names.len() + mentions.times.len() + mentions.quantities.len()
    });
}

fn report(language: Language, text: String) -> Report {
    Report {
        id: "bench".into(),
        path: None,
        title: None,
        published: Some(PUBLISHED.into()),
        url: None,
        source: None,
        author: None,
        language,
        language_confidence: 1.0,
        credits: Vec::new(),
        text,
    }
}
