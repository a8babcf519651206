//! Measures the reading of times on TimeML documents (`.tml`: TIMEX3 with the document's creation time) and on
//! conformance cases (`.json`, `.json.gz`: `Input`, `Context.ReferenceDateTime`, `Results`), told apart by content.

use std::path::{Path, PathBuf};

use anyhow::Context;
use chancery::Language;
use chancery::mention::time::{self, TimeClass, TimeMention};
use chancery::record::{Granularity, WhenBasis, WhenKind};
use serde_json::{Map, Value, json};

use super::score::{ratio, round};
use super::{Rows, Spans, cases, characters, language_of, pairs, read};

/// Measures the files.
///
/// Of documents the spans are TimeML's own; a range counts as its two ends. Of cases the spans are extents; a case is
/// `correct` when each expected result is overlapped by one time of the same value, `exact` when the extents agree too,
/// and in both nothing else is found. Values agree when TimeML's notation does or when both mean the same days and
/// hours. Four differences of convention are let pass: "two months ago" may be that whole month, an end that the cases
/// leave out may be taken in, "a few", which they count as 3, may be TimeML's X, and a repeated time or a length that the
/// cases give as "not resolved" is the same as one that is not placed here.
///
/// `of_days` is the figure on the cases that expect times, all of them of a day or longer (dates and their ranges, lengths
/// and repeated times without hours): what a claim is dated by.
pub fn run(files: &[PathBuf], predictions: Option<&Path>) -> anyhow::Result<Value> {
    let mut rows = Rows::create(predictions)?;
    let mut documents = Tally::default();
    let mut conformance = Tally::default();
    let mut languages: Vec<(Language, Tally)> = Vec::new();
    for path in files {
        let text = read(path)?;
        if text.trim_start().starts_with('<') {
            let row = document(&text, path, &mut documents).with_context(|| format!("{}", path.display()))?;
            rows.write(row)?;
            continue;
        }
        let language = language_of(path)?;
        let mut tally = Tally::default();
        for case in cases(&text, path)? {
            let row = measure(&case, language, &mut tally).with_context(|| format!("{}: {case}", path.display()))?;
            rows.write(row)?;
        }
        conformance.add(&tally);
        languages.push((language, tally));
    }
    rows.finish()?;
    let mut figures = Map::new();
    if documents.cases > 0 {
        figures.insert("timeml".into(), documents.figures("documents"));
    }
    if conformance.cases > 0 {
        let mut cases = conformance.figures("cases");
        let each = languages.iter().map(|(language, tally)| (language.code().to_owned(), tally.figures("cases")));
        cases["languages"] = Value::Object(each.collect());
        figures.insert("conformance".into(), cases);
    }
    Ok(Value::Object(figures))
}

#[derive(Default)]
struct Tally {
    cases: usize,
    correct: usize,
    exact: usize,
    values: usize,
    strict_values: usize,
    spans: Spans,
    /// Of the cases, those that expect days or longer.
    of_days: usize,
    correct_of_days: usize,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.cases += other.cases;
        self.correct += other.correct;
        self.exact += other.exact;
        self.values += other.values;
        self.strict_values += other.strict_values;
        self.of_days += other.of_days;
        self.correct_of_days += other.correct_of_days;
        self.spans.gold += other.spans.gold;
        self.spans.found += other.spans.found;
        self.spans.strict += other.spans.strict;
        self.spans.relaxed += other.spans.relaxed;
    }

    fn figures(&self, unit: &str) -> Value {
        let mut figures = Map::new();
        figures.insert(unit.into(), self.cases.into());
        figures.insert("correct".into(), self.correct.into());
        figures.insert("accuracy".into(), round(ratio(self.correct, self.cases)).into());
        figures.insert("exact".into(), round(ratio(self.exact, self.cases)).into());
        if self.of_days > 0 {
            let accuracy = round(ratio(self.correct_of_days, self.of_days));
            figures.insert("of_days".into(), json!({"cases": self.of_days, "accuracy": accuracy}));
        }
        figures.insert("gold".into(), self.spans.gold.into());
        figures.insert("found".into(), self.spans.found.into());
        self.spans.figures(&mut figures);
        figures.insert("value_accuracy".into(), round(ratio(self.values, self.spans.relaxed)).into());
        figures.insert("value_accuracy_of_strict".into(), round(ratio(self.strict_values, self.spans.strict)).into());
        Value::Object(figures)
    }
}

/// One TIMEX3 of a document.
struct Timex {
    span: [usize; 2],
    value: String,
    text: String,
}

/// Takes a document's text and its times out of the markup.
fn timeml(text: &str) -> anyhow::Result<(String, Vec<Timex>, Option<String>)> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let tree = roxmltree::Document::parse_with_options(text, options)?;
    let published = tree
        .descendants()
        .find(|n| n.attribute("functionInDocument") == Some("CREATION_TIME"))
        .and_then(|n| n.attribute("value").map(|v| v.split('T').next().unwrap_or(v).to_owned()));
    let root = tree.descendants().find(|n| n.has_tag_name("TEXT")).context("no TEXT")?;
    let (mut body, mut times) = (String::new(), Vec::new());
    flatten(root, &mut body, &mut times);
    Ok((body, times, published))
}

fn flatten(node: roxmltree::Node, body: &mut String, times: &mut Vec<Timex>) {
    for child in node.children() {
        if let Some(text) = child.text().filter(|_| child.is_text()) {
            body.push_str(text);
        }
        let from = body.len();
        flatten(child, body, times);
        if child.has_tag_name("TIMEX3") && body.len() > from {
            let span = [characters(body, from), characters(body, body.len())];
            let value = child.attribute("value").unwrap_or_default().to_owned();
            times.push(Timex { span, value, text: body[from..].to_owned() });
        }
    }
}

fn document(text: &str, path: &Path, tally: &mut Tally) -> anyhow::Result<Value> {
    let language = language_of(path).unwrap_or(Language::Fr);
    let (body, gold, published) = timeml(text)?;
    let published = published.as_deref().and_then(time::parse_edtf);
    let mentions = time::find(&body, language, published.as_ref());
    // A range is two times in TimeML.
    let flat: Vec<&TimeMention> =
        mentions.iter().flat_map(|m| if m.ends.is_empty() { vec![m] } else { m.ends.iter().collect() }).collect();
    let spans: Vec<_> = flat.iter().map(|m| [characters(&body, m.span.start), characters(&body, m.span.end)]).collect();
    let wanted: Vec<_> = gold.iter().map(|t| t.span).collect();
    let pairs = pairs(&wanted, &spans);
    let same = |(i, j): &(usize, usize)| same_timex(&gold[*i].value, &flat[*j].timex);
    tally.cases += 1;
    tally.values += pairs.iter().filter(|pair| same(pair)).count();
    tally.strict_values += pairs.iter().filter(|(i, j)| wanted[*i] == spans[*j] && same(&(*i, *j))).count();
    let clean = pairs.len() == gold.len() && spans.len() == gold.len() && pairs.iter().all(same);
    tally.correct += usize::from(clean);
    tally.exact += usize::from(clean && pairs.iter().all(|(i, j)| wanted[*i] == spans[*j]));
    tally.spans.count(&wanted, &spans);
    let context = |span: [usize; 2]| {
        let chars: Vec<char> = body.chars().collect();
        chars[span[0].saturating_sub(30)..(span[1] + 30).min(chars.len())].iter().collect::<String>()
    };
    let missed: Vec<_> = (0..gold.len())
        .filter(|i| pairs.iter().all(|(g, _)| g != i))
        .map(|i| json!({"text": gold[i].text, "value": gold[i].value, "context": context(gold[i].span)}))
        .collect();
    let spurious: Vec<_> = (0..flat.len())
        .filter(|j| pairs.iter().all(|(_, f)| f != j))
        .map(|j| json!({"text": flat[j].span.of(&body), "timex": flat[j].timex, "context": context(spans[j])}))
        .collect();
    let paired: Vec<_> = pairs
        .iter()
        .map(|(i, j)| {
            json!({
                "gold": gold[*i].text, "value": gold[*i].value, "found": flat[*j].span.of(&body), "timex": flat[*j].timex,
                "when": flat[*j].when, "strict": wanted[*i] == spans[*j], "same": same(&(*i, *j)), "context": context(wanted[*i]),
            })
        })
        .collect();
    Ok(json!({"document": path.display().to_string(), "paired": paired, "missed": missed, "spurious": spurious}))
}

/// Whether two values in TimeML's notation say the same: seconds and zero minutes may be left out, `X` stands for what
/// is not known.
fn same_timex(gold: &str, found: &str) -> bool {
    let level = |value: &str| {
        let mut value = value.trim().to_ascii_uppercase();
        if let Some(at) = value.find('T').filter(|at| value[*at + 1..].starts_with(|c: char| c.is_ascii_digit())) {
            let (day, time) = value.split_at(at);
            let parts: Vec<u32> = time[1..].split(':').map_while(|p| p.get(..2)?.parse().ok()).collect();
            value = format!("{day}T{:02}:{:02}", parts.first().unwrap_or(&0), parts.get(1).unwrap_or(&0));
        }
        value
    };
    level(gold) == level(found)
}

fn measure(case: &Value, language: Language, tally: &mut Tally) -> anyhow::Result<Value> {
    let text = case["Input"].as_str().context("no Input")?;
    let results = case["Results"].as_array().context("no Results")?;
    let published = case["Context"]["ReferenceDateTime"].as_str().and_then(|d| time::parse_edtf(d.get(..10)?));
    let mentions = time::find(text, language, published.as_ref());
    let results: Vec<&Value> = results.iter().filter(|r| r["Text"].is_string()).collect();
    let mut gold = Vec::new();
    for result in &results {
        let start = super::start(text, result).unwrap_or(0);
        gold.push([start, start + result["Text"].as_str().context("no Text")?.chars().count()]);
    }
    let extents: Vec<_> =
        mentions.iter().map(|m| [characters(text, m.extent.start), characters(text, m.extent.end)]).collect();
    let spans: Vec<_> =
        mentions.iter().map(|m| [characters(text, m.span.start), characters(text, m.span.end)]).collect();
    let pairs = pairs(&gold, &extents);
    let same = |(i, j): &(usize, usize)| same_value(results[*i], &mentions[*j]);
    // The cases are not of one mind about prepositions: a span may be told with or without.
    let exact = |(i, j): &(usize, usize)| gold[*i] == extents[*j] || gold[*i] == spans[*j];
    let clean = pairs.len() == gold.len() && mentions.len() == gold.len() && pairs.iter().all(same);
    tally.cases += 1;
    tally.correct += usize::from(clean);
    let of_days = !results.is_empty() && results.iter().all(|result| is_of_days(result));
    tally.of_days += usize::from(of_days);
    tally.correct_of_days += usize::from(of_days && clean);
    tally.exact += usize::from(clean && pairs.iter().all(exact));
    tally.values += pairs.iter().filter(|pair| same(pair)).count();
    tally.strict_values += pairs.iter().filter(|pair| same(pair) && exact(pair)).count();
    tally.spans.gold += gold.len();
    tally.spans.found += mentions.len();
    tally.spans.relaxed += pairs.len();
    tally.spans.strict += pairs.iter().filter(|pair| exact(pair)).count();
    let told: Vec<_> = mentions
        .iter()
        .map(|m| json!({"text": m.extent.of(text), "timex": m.timex, "when": m.when, "class": m.class}))
        .collect();
    let wanted: Vec<_> = results
        .iter()
        .map(|r| json!({"text": r["Text"], "type": r["TypeName"], "values": r["Resolution"]["values"]}))
        .collect();
    let reference = case["Context"]["ReferenceDateTime"].clone();
    let same: Vec<_> = pairs.iter().map(same).collect();
    Ok(json!({
        "language": language, "correct": clean, "input": text, "reference": reference, "gold": wanted, "found": told,
        "same": same,
    }))
}

/// Whether an expected result is a day or longer.
fn is_of_days(result: &Value) -> bool {
    let values = result["Resolution"]["values"].as_array().map_or(&[][..], Vec::as_slice);
    !values.is_empty()
        && values.iter().all(|value| {
            let timex = value["timex"].as_str().unwrap_or_default();
            let hours = timex.contains('T') && !timex.ends_with("_REF");
            matches!(value["type"].as_str(), Some("date" | "daterange" | "duration" | "set")) && !hours
        })
}

/// Whether any of the values of an expected result is what was found.
fn same_value(result: &Value, found: &TimeMention) -> bool {
    let Some(values) = result["Resolution"]["values"].as_array() else {
        return false;
    };
    values.iter().any(|value| same_resolution(value, found))
}

fn same_resolution(value: &Value, found: &TimeMention) -> bool {
    let text = |key: &str| value[key].as_str().unwrap_or_default();
    let timex = text("timex");
    let time_of = |timex: &str| timex.find('T').map(|at| timex[at..].to_owned());
    // A time of day without a date is given its day here.
    if !timex.is_empty() && !timex.starts_with('(') {
        if same_timex(timex, &found.timex) || found.timex.contains('X') && timex == found.timex.replace('X', "3") {
            return true;
        }
        if timex.starts_with('T')
            && time_of(&found.timex).is_some_and(|time| same_timex(timex, &time))
            && !found.timex.contains('/')
        {
            return true;
        }
    }
    let when = &found.when;
    let (start, end) = (when.start.as_deref(), when.end.as_deref());
    let class = match text("type") {
        "set" => Some(TimeClass::Set),
        "duration" => Some(TimeClass::Duration),
        _ => None,
    };
    if class == Some(found.class) && text("value") == "not resolved" && when.kind == WhenKind::Unresolved {
        return true;
    }
    let day_before = |day: &str| {
        let date: jiff::civil::Date = day.parse().ok()?;
        Some(date.yesterday().ok()?.to_string())
    };
    match text("type") {
        "date" => {
            let date = text("value");
            let one_day = start == Some(date) && end == Some(date);
            // "Two months ago" as that month.
            let counted = when.basis == WhenBasis::Relative
                && when.granularity >= Granularity::Week
                && start.is_some_and(|s| s <= date)
                && end.is_some_and(|e| date <= e)
                && date.len() == 10;
            date.len() == 10 && (one_day || counted)
        }
        "daterange" => {
            let (from, to) = (value["start"].as_str(), value["end"].as_str());
            if from.is_none() && to.is_none() {
                return false;
            }
            let last = to.and_then(day_before);
            let ends = match (to, end) {
                (None, None) => true,
                // What they leave out, the end of "from 2014 to 2016", may be taken in.
                (Some(to), Some(end)) => {
                    last.as_deref() == Some(end)
                        || to <= end && found.ends.last().is_some_and(|e| e.when.start.as_deref() == Some(to))
                }
                _ => false,
            };
            start == from && ends
        }
        "datetime" | "time" => {
            let wanted = text("value").replace(' ', "T");
            let edtf = &when.edtf;
            wanted == *edtf || text("type") == "time" && edtf.ends_with(&format!("T{wanted}"))
        }
        "datetimerange" | "timerange" => {
            // "Tuesday morning": the same part of the same day.
            let part = |timex: &str| time_of(timex).filter(|t| t[1..].chars().all(char::is_alphabetic));
            if let (Some(wanted), Some(told)) = (part(timex), part(&found.timex))
                && wanted == told
                && start.is_some_and(|day| text("start").starts_with(day))
            {
                return true;
            }
            let found_ends: Vec<&str> = when.edtf.split('/').collect();
            let time = |edtf: &str| time_of(edtf).map(|t| t[1..].to_owned());
            let (from, to) = (text("start"), text("end"));
            let of_ends = found.ends.iter().all(|end| end.class != TimeClass::Duration);
            if found.ends.len() == 2 && of_ends {
                let [a, b] = [&found.ends[0], &found.ends[1]].map(|e| e.when.edtf.clone());
                let whole = |edtf: &str, wanted: &str| edtf == wanted.replace(' ', "T");
                if text("type") == "timerange" {
                    let times = [&found.ends[0], &found.ends[1]].map(|e| time_of(&e.timex).unwrap_or_default());
                    let matches = |timex: &str, wanted: &str| same_timex(&format!("T{wanted}"), timex);
                    return matches(&times[0], from) && matches(&times[1], to);
                }
                return whole(&a, from) && whole(&b, to);
            }
            match found_ends[..] {
                [a, b] if a != ".." && b != ".." => {
                    let whole = |edtf: &str, wanted: &str| {
                        edtf == wanted.replace(' ', "T") || time(edtf).as_deref() == Some(wanted)
                    };
                    whole(a, from) && whole(b, to)
                }
                [a, ".."] => to.is_empty() && (a == from.replace(' ', "T") || time(a).as_deref() == Some(from)),
                ["..", b] => from.is_empty() && (b == to.replace(' ', "T") || time(b).as_deref() == Some(to)),
                _ => false,
            }
        }
        _ => false,
    }
}
