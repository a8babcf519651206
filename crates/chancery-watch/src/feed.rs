//! In: a feed (RSS, Atom, JSON Feed). Out: its entries. Always: their links are absolute and http(s), their number is
//! bounded, and no feed, however built, takes down who reads it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::SystemTime;

use feed_rs::model;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use url::Url;

use crate::body;
use crate::error::Problem;
use crate::{address, state};

/// Most entries of a feed that are looked at, in its order; feeds have 10 to 100.
pub const MAX_ENTRIES: usize = 500;
/// Deepest nesting of a feed; those with XHTML inside have some 20.
const MAX_DEPTH: usize = 200;
/// Most attributes of a tag; a feed declares up to 20 namespaces. Both keep the time of reading linear.
const MAX_ATTRIBUTES: usize = 100;
/// Longest title, id, author or name of a publisher, in characters.
const MAX_LINE_CHARS: usize = 1000;
const TELL_PUBLISHER: &str = "look at it in a browser, and tell its publisher";

/// What a feed holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entries {
    /// In the order of the feed, [`MAX_ENTRIES`] at most.
    pub entries: Vec<Entry>,
    /// How many more there are.
    pub left_out: usize,
    /// Whether some bytes were no characters of the feed's encoding; they stand as `U+FFFD`.
    pub damaged: bool,
}

/// One entry of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its own id; else its URL; else a digest of its words. Never empty, but not always unique among feeds.
    pub id: String,
    /// The page it leads to, absolute, http or https.
    pub url: Option<String>,
    /// Plain text.
    pub title: Option<String>,
    /// Names, with commas between.
    pub author: Option<String>,
    /// Day of publication where it was published, `YYYY-MM-DD`; failing that, day of the last change.
    pub published: Option<String>,
    /// HTML, as the feed has it: with whatever scripts are in it.
    pub summary: Option<String>,
    /// HTML, as the feed has it: with whatever scripts are in it.
    pub content: Option<String>,
    /// Language tag that the entry or the feed declares.
    pub language: Option<String>,
    /// Title of the feed, plain text.
    pub publisher: Option<String>,
}

/// Reads a feed; `content_type` is the header it came with, `base` the URL it came from.
///
/// # Errors
/// Where it is no feed, or broken: where, and how.
pub fn entries(bytes: &[u8], content_type: Option<&str>, base: &str) -> Result<Entries, Problem> {
    let fail = |cause: String| Problem::passing(base, cause, TELL_PUBLISHER);
    let base = &address::web_address(base).map_err(fail)?;
    let (text, damaged) = body::text(bytes, content_type);
    // The parser tells XML and JSON apart in the same way.
    if text.chars().find(|c| matches!(c, '<' | '{')) == Some('<') {
        check(&text).map_err(fail)?;
    }
    let feed = parse(&text, base).map_err(fail)?;
    let publisher = feed.title.as_ref().and_then(plain);
    let left_out = feed.entries.len().saturating_sub(MAX_ENTRIES);
    let read = |entry| read(entry, base, feed.language.as_deref(), publisher.as_deref());
    Ok(Entries { entries: feed.entries.into_iter().take(MAX_ENTRIES).map(read).collect(), left_out, damaged })
}

/// Refuses XML that is broken, and such as is built to keep a parser busy.
fn check(text: &str) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().trim_markup_names_in_closing_tags = true;
    let mut depth = 0usize;
    loop {
        let event = reader.read_event();
        let line = |at: u64| {
            let read = &text.as_bytes()[..usize::try_from(at).unwrap_or(usize::MAX).min(text.len())];
            read.iter().filter(|b| **b == b'\n').count() + 1
        };
        match event {
            Ok(Event::Start(tag) | Event::Empty(tag))
                if tag.attributes().with_checks(false).nth(MAX_ATTRIBUTES).is_some() =>
            {
                return Err(format!("line {}: more than {MAX_ATTRIBUTES} attributes", line(reader.buffer_position())));
            }
            Ok(Event::Start(_)) if depth >= MAX_DEPTH => {
                return Err(format!("line {}: nested deeper than {MAX_DEPTH}", line(reader.buffer_position())));
            }
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) if depth > 0 => return Err("broken XML: it breaks off".to_owned()),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(format!("broken XML, line {}: {error}", line(reader.error_position()))),
        }
    }
}

fn parse(text: &str, base: &Url) -> Result<model::Feed, String> {
    // The parser has assertions that odd numbers and addresses can break; they must end the feed, not the run.
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        feed_rs::parser::Builder::new()
            .base_uri(Some(base.as_str()))
            .id_generator(|_, _, _| String::new())
            .timestamp_parser(|text| Some(SystemTime::from(noon(local_day(text)?)?).into()))
            .build()
            .parse(mails_apart(text).as_bytes())
    }));
    match parsed {
        Ok(Ok(feed)) => Ok(feed),
        Ok(Err(error)) => Err(format!("not a feed that can be read: {error}")),
        Err(_) => Err("not a feed that can be read: it breaks its reader".to_owned()),
    }
}

/// The text with a space between a mail address and a letter beside it that is not ASCII: there, the parser cuts letters in
/// two.
fn mails_apart(text: &str) -> String {
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for (at, _) in text.match_indices('@') {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let start = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c)).len();
        let end = text.len() - after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || ".-".contains(c)).len();
        let beside = [(start, text[..start].chars().next_back()), (end, text[end..].chars().next())];
        for (cut, neighbour) in beside {
            if cut >= done && neighbour.is_some_and(|c| !c.is_ascii()) {
                out.push_str(&text[done..cut]);
                out.push(' ');
                done = cut;
            }
        }
    }
    out + &text[done..]
}

fn read(entry: model::Entry, base: &Url, language: Option<&str>, publisher: Option<&str>) -> Entry {
    let main = |link: &&model::Link| link.target.is_none() && matches!(link.rel.as_deref(), None | Some("alternate"));
    let html = |link: &&model::Link| link.media_type.as_deref().is_none_or(|t| t.contains("html"));
    let mut links: Vec<&model::Link> = entry.links.iter().filter(main).collect();
    links.sort_by_key(|link| !html(link));
    let page = links.into_iter().find_map(|link| address::linked(base, &link.href).ok());
    // An id of RSS is a link where there is no other.
    let url = page.or_else(|| address::web_address(&entry.id).ok()).map(String::from);
    let title = entry.title.as_ref().and_then(plain);
    let summary = entry.summary.as_ref().and_then(|text| markup(&text.content, text.content_type.as_str()));
    let content = entry.content.and_then(|c| markup(&c.body?, c.content_type.as_str()));
    let id = filled(&entry.id).or_else(|| url.clone()).unwrap_or_else(|| {
        let words = [&title, &summary, &content].map(|part| part.as_deref().unwrap_or_default()).join("\n");
        state::digest(words.as_bytes())
    });
    let authors: Vec<String> = entry.authors.iter().filter_map(|a| filled(a.name.as_deref()?)).collect();
    Entry {
        id,
        url,
        title,
        author: filled(&authors.join(", ")),
        published: entry.published.or(entry.updated).and_then(|time| day(time.into())),
        summary,
        content,
        language: entry.language.as_deref().or(language).and_then(filled),
        publisher: publisher.map(str::to_owned),
    }
}

/// Content as HTML; `None` for what is empty, or of another type.
fn markup(content: &str, kind: &str) -> Option<String> {
    let content = content.trim();
    match kind {
        _ if content.is_empty() => None,
        // RSS says plain and writes HTML.
        "text/plain" if content.contains("</") || content.contains("<p>") => Some(content.to_owned()),
        "text/plain" => Some(quick_xml::escape::partial_escape(content).into_owned()),
        kind if kind.contains("html") || kind.contains("xml") => Some(content.to_owned()),
        _ => None,
    }
}

/// The words of a title, which may be HTML, on one line.
fn plain(text: &model::Text) -> Option<String> {
    let mut words = text.content.as_str();
    let without;
    if text.content_type.as_str() != "text/plain" {
        without = strip_tags(words);
        words = &without;
    }
    // A bare ampersand is no entity: then it is meant as it stands.
    filled(&unescape(words).unwrap_or(words.into()))
}

fn strip_tags(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let tag =
            after.split_once('>').filter(|_| after.starts_with(|c: char| c.is_ascii_alphabetic() || "/!".contains(c)));
        let Some((tag, after)) = tag else {
            out.push('<');
            rest = after;
            continue;
        };
        // What is in these is not for people.
        let name = tag.split_whitespace().next().unwrap_or_default();
        let end = ["script", "style"].iter().find(|n| name.eq_ignore_ascii_case(n)).map(|n| format!("</{n}"));
        rest = end.and_then(|end| after.split_once(&end)?.1.split_once('>')).map_or(after, |(_, rest)| rest);
    }
    out + rest
}

fn filled(text: &str) -> Option<String> {
    let line: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    Some(line.join(" ").chars().take(MAX_LINE_CHARS).collect()).filter(|line: &String| !line.is_empty())
}

/// The day of a date of RFC 3339 or RFC 2822, there where it was written: reports count from their own day. Time and zone
/// are not looked at, nor is the day of the week, which is often wrong or in another language.
fn local_day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(day) = text.get(..10).and_then(|day| day.parse().ok()) {
        return Some(day);
    }
    let words: Vec<&str> = text.split([' ', ',', '-', '\t']).filter(|w| !w.is_empty()).take(4).collect();
    // With a day of the week before, or without; the day before the month, or after.
    let triples = || words.windows(3);
    let european = triples().find_map(|w| civil(w[0], w[1], w[2]));
    european.or_else(|| triples().find_map(|w| civil(w[1], w[0], w[2])))
}

fn civil(day: &str, name: &str, year: &str) -> Option<Date> {
    let year = match (year.len(), year.parse::<i16>().ok()?) {
        (2, year @ 0..70) => 2000 + year,
        (2, year) => 1900 + year,
        (_, year) => year,
    };
    Date::new(year, month(name)?, day.parse().ok()?).ok()
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = word.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().position(|m| *m == start).and_then(|at| i8::try_from(at + 1).ok())
}

/// A day as the parser carries it.
fn noon(day: Date) -> Option<Timestamp> {
    Some(day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?.timestamp())
}

fn day(time: SystemTime) -> Option<String> {
    Some(Timestamp::try_from(time).ok()?.to_zoned(TimeZone::UTC).date().to_string())
}
