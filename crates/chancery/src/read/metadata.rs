//! In: a parsed web page. Out: what it tells of itself: title, date, author, publisher, language and address, from JSON-LD,
//! OpenGraph, `<meta>` and marked elements, in this order. Always: what is looked at and what is taken is bounded; a value
//! that is none (a date that is no date, an address where a name should be) is passed over for the next one.

use dom_query::{Document, NodeRef};
use serde_json::Value;

use super::date;

/// Most `<meta>` elements that are looked at (news pages have some tens).
const MAX_METAS: usize = 1000;
/// Most scripts of JSON-LD, and the longest.
const MAX_SCRIPTS: usize = 50;
const MAX_SCRIPT_BYTES: usize = 1 << 20;
/// Most objects of JSON-LD that are looked at.
const MAX_NODES: usize = 2000;
/// Longest value that is taken.
const MAX_CHARS: usize = 1000;
/// Longest name of a person or publisher.
const MAX_NAME_CHARS: usize = 150;
/// Most authors that are named.
const MAX_NAMES: usize = 10;

/// Keys of `<meta>`, best first; they are compared in small letters.
const TITLES: [&str; 6] = ["og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title"];
const DATES: [&str; 24] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "dc.date.published",
    "publish-date",
    "publish_date",
    "published",
    "publication_date",
    "pubdate",
    "article_date_original",
    "originalpublicationdate",
    "article.published",
    "cxenseparse:recs:publishtime",
    "date",
    "citation_publication_date",
];
const AUTHORS: [&str; 8] = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
    "byl",
];
const SOURCES: [&str; 5] = ["og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "article:publisher"];
const LANGUAGES: [&str; 5] = ["og:locale", "content-language", "dc.language", "dcterms.language", "language"];
const URLS: [&str; 1] = ["og:url"];

/// Elements that are marked with the date, best first; a page has other times too, as of comments and related reports.
const TIMES: [&str; 5] = [
    "[itemprop='datePublished']",
    "time[pubdate]",
    "article header time[datetime]",
    "article time[datetime]",
    "time[datetime]",
];

/// What a page tells of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    /// All that it calls itself, best first.
    pub titles: Vec<String>,
    /// In EDTF.
    pub published: Option<String>,
    pub author: Option<String>,
    pub source: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
}

impl Metadata {
    pub(super) fn of(page: &Document) -> Self {
        let graph = Graph::of(page);
        let article = graph.article();
        let metas = Metas::of(page);
        let told = |key: &str| article.and_then(|a| a.get(key)).into_iter();
        let titles = told("headline").chain(told("name")).filter_map(word).chain(metas.of_keys(&TITLES)).collect();
        let published = told("datePublished")
            .chain(told("dateCreated"))
            .chain(graph.page().and_then(|page| page.get("datePublished")))
            .filter_map(word)
            .chain(metas.of_keys(&DATES))
            .chain(times(page))
            .find_map(|text| date::published(&text));
        let author = told("author").chain(told("creator")).map(|value| graph.names(value)).find(|n| !n.is_empty());
        let publisher = told("publisher").chain(told("sourceOrganization")).map(|value| graph.names(value));
        let authors = || Some(metas.of_keys(&AUTHORS).filter_map(|n| name(&n)).next()?.to_owned());
        Self {
            titles,
            published,
            author: author.map(|names| names.join(", ")).or_else(authors).or_else(|| marked_author(page)),
            source: publisher
                .filter_map(|names| names.into_iter().next())
                .chain(metas.of_keys(&SOURCES))
                .find_map(|n| name(&n)),
            language: attribute(page, "html", "lang")
                .into_iter()
                .chain(attribute(page, "html", "xml:lang"))
                .chain(told("inLanguage").filter_map(language_name))
                .chain(metas.of_keys(&LANGUAGES))
                .find(|tag| is_language(tag)),
            url: attribute(page, "link[rel='canonical']", "href")
                .into_iter()
                .chain(metas.of_keys(&URLS))
                .chain(told("url").chain(told("mainEntityOfPage")).filter_map(address))
                .find(|url| is_address(url)),
        }
    }
}

/// The `<meta>` elements: their keys in small letters, and what they say.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn of(page: &Document) -> Self {
        let one = |node: &NodeRef| {
            let key = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|a| node.attr(a))?;
            let content = taken(&node.attr("content")?)?;
            Some((key.trim().to_ascii_lowercase(), content))
        };
        Self(page.select("meta").nodes().iter().take(MAX_METAS).filter_map(one).collect())
    }

    /// What the keys say, in their order.
    fn of_keys(&self, keys: &'static [&str]) -> impl Iterator<Item = String> {
        keys.iter().flat_map(|key| self.0.iter().filter(move |(k, _)| k == key).map(|(_, content)| content.clone()))
    }
}

/// The objects of a page's JSON-LD.
struct Graph(Vec<Value>);

impl Graph {
    fn of(page: &Document) -> Self {
        let mut nodes = Vec::new();
        for script in page.select("script[type='application/ld+json']").nodes().iter().take(MAX_SCRIPTS) {
            let text = script.text();
            if text.len() > MAX_SCRIPT_BYTES {
                continue;
            }
            // Line ends in strings are no JSON, and frequent.
            let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            let text = text.trim().trim_start_matches("//").trim_start().trim_start_matches("<![CDATA[");
            let text = text.trim_end_matches("]]>").trim_end().trim_end_matches("//").trim_end_matches(';');
            if let Ok(value) = serde_json::from_str(text) {
                spread(value, &mut nodes);
            }
        }
        Self(nodes)
    }

    /// The article that the page is of: the first, as others are of reports that it points to.
    fn article(&self) -> Option<&Value> {
        let is_article = |kind: &str| ["Article", "Posting", "Report"].iter().any(|end| kind.ends_with(end));
        self.0.iter().find(|node| kinds(node).any(is_article))
    }

    fn page(&self) -> Option<&Value> {
        self.0.iter().find(|node| kinds(node).any(|kind| kind.ends_with("WebPage")))
    }

    /// The names of people or organisations, which can be words, objects, references, or lists of all these.
    fn names(&self, value: &Value) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for value in value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice).iter().take(MAX_NAMES) {
            let found = match value {
                Value::Object(_) => value.get("name").or_else(|| self.referred(value)?.get("name")),
                value => Some(value),
            };
            let found = found.and_then(|n| n.as_array().map_or(Some(n), |names| names.first()));
            if let Some(name) = found.and_then(word).and_then(|n| name(&n)).filter(|n| !names.contains(n)) {
                names.push(name);
            }
        }
        names
    }

    /// The object that a reference means.
    fn referred(&self, reference: &Value) -> Option<&Value> {
        let id = reference.get("@id")?.as_str()?;
        self.0.iter().find(|node| node.get("name").is_some() && node.get("@id").and_then(Value::as_str) == Some(id))
    }
}

/// Takes apart lists and graphs into the objects in them.
fn spread(value: Value, nodes: &mut Vec<Value>) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            // The last is taken next: lists are turned to keep their order.
            Value::Array(values) => open.extend(values.into_iter().rev()),
            Value::Object(mut object) => {
                let inner: Vec<Value> = ["mainEntity", "@graph"].iter().filter_map(|key| object.remove(*key)).collect();
                if nodes.len() >= MAX_NODES {
                    return;
                }
                nodes.push(Value::Object(object));
                open.extend(inner);
            }
            _ => {}
        }
    }
}

fn kinds(node: &Value) -> impl Iterator<Item = &str> {
    let kind = node.get("@type");
    kind.and_then(Value::as_str)
        .into_iter()
        .chain(kind.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str))
}

/// The words of a value.
fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => taken(text),
        Value::Array(values) => taken(values.first()?.as_str()?),
        _ => None,
    }
}

fn language_name(value: &Value) -> Option<String> {
    word(value).or_else(|| word(value.get("alternateName").or_else(|| value.get("name"))?))
}

fn address(value: &Value) -> Option<String> {
    word(value).or_else(|| word(value.get("@id").or_else(|| value.get("url"))?))
}

/// A value without marks of HTML, which some pages put into what is none; `None` where it is empty or too long.
fn taken(value: &str) -> Option<String> {
    let value = value.trim();
    if value.is_empty() || value.chars().nth(MAX_CHARS).is_some() {
        return None;
    }
    if !value.contains(['&', '<']) || is_address(value) {
        return Some(value.to_owned());
    }
    Some(Document::fragment(value).text().trim().to_owned()).filter(|text| !text.is_empty())
}

/// The name of somebody, without the word before it; `None` for an address or anything too long.
fn name(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('@');
    let rest = ["By ", "by ", "BY ", "Par ", "Por ", "Von ", "Di "].iter().find_map(|by| text.strip_prefix(by));
    let name = rest.unwrap_or(text).trim();
    let fits = !name.is_empty() && name.chars().nth(MAX_NAME_CHARS).is_none() && !name.contains("://");
    fits.then(|| name.to_owned())
}

fn marked_author(page: &Document) -> Option<String> {
    ["[itemprop='author'] [itemprop='name']", "[itemprop='author']", "a[rel='author']"].iter().find_map(|selector| {
        let node = *page.select(selector).nodes().first()?;
        let text = node.attr("content").unwrap_or_else(|| node.text());
        name(&text.split_whitespace().collect::<Vec<_>>().join(" "))
    })
}

/// The dates of the elements that are marked with one.
fn times(page: &Document) -> impl Iterator<Item = String> {
    TIMES.iter().filter_map(|selector| {
        let node = *page.select(selector).nodes().first()?;
        Some(node.attr("datetime").or_else(|| node.attr("content")).unwrap_or_else(|| node.text()).to_string())
    })
}

fn attribute(page: &Document, selector: &str, name: &str) -> Option<String> {
    taken(&page.select(selector).attr(name)?)
}

/// Whether a text is a language tag, as `pt-BR` or `ar_AE`.
fn is_language(tag: &str) -> bool {
    let first = tag.split(['-', '_']).next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && tag.len() <= 35
        && tag.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

fn is_address(text: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)))
        && !text.contains(char::is_whitespace)
}
