//! Alerts as an Atom feed (RFC 4287).

use quick_xml::escape::escape;

use crate::digest::fnv1a;
use crate::record::{Alert, Source};

/// Pieces of evidence that an entry shows; the alert itself has more.
const SHOWN: usize = 10;
/// What the feed of no alerts was last changed at: RFC 4287 asks for a time.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// A feed beside its entries.
#[derive(Debug, Clone, Copy)]
pub struct Feed<'a> {
    /// Tells it from every other feed, and stays the same for ever: its address where it has one.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Where it can be had, if it can.
    pub link: Option<&'a str>,
}

/// An Atom document of alerts, the latest first as they are given. An entry keeps its id in every feed. What reports say is text in it, never
/// markup, and only http and https are linked to.
pub fn atom<'a>(feed: &Feed, alerts: impl IntoIterator<Item = &'a Alert>) -> String {
    let alerts: Vec<&Alert> = alerts.into_iter().collect();
    let updated = alerts.iter().map(|alert| alert.at.as_str()).max().unwrap_or(NEVER);
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    element(&mut out, "id", &iri(feed.id));
    element(&mut out, "title", feed.title);
    element(&mut out, "updated", updated);
    if let Some(link) = feed.link.filter(|link| is_web(link)) {
        out.push_str(&format!("<link rel=\"self\" href=\"{}\"/>\n", escape(link)));
    }
    out.push_str("<author><name>Chancery</name></author>\n");
    for alert in alerts {
        entry(&mut out, alert);
    }
    out.push_str("</feed>\n");
    out
}

fn entry(out: &mut String, alert: &Alert) {
    out.push_str("<entry>\n");
    element(out, "id", &uuid(&alert.id));
    element(out, "title", &alert.sentence);
    element(out, "published", &alert.at);
    element(out, "updated", &alert.at);
    out.push_str(&format!("<category term=\"{}\"/>\n", escape(legal(&alert.rule))));
    let mut html = format!("<p>{}</p>\n<ul>\n", text(&alert.sentence));
    for source in alert.evidence.iter().take(SHOWN) {
        html.push_str(&evidence(source));
    }
    html.push_str("</ul>\n");
    if alert.evidence.len() > SHOWN {
        html.push_str(&format!("<p>and {} more</p>\n", alert.evidence.len() - SHOWN));
    }
    // Escaped once as HTML above, and once more as the text of an element here.
    out.push_str(&format!("<content type=\"html\">{}</content>\n</entry>\n", escape(&html)));
}

/// A quote, and who published it when; the title leads to it.
fn evidence(source: &Source) -> String {
    let title = source.title.as_deref().or(source.url.as_deref()).unwrap_or(&source.report);
    let title = match source.url.as_deref().filter(|url| is_web(url)) {
        Some(url) => format!("<a href=\"{}\">{}</a>", text(url), text(title)),
        None => text(title),
    };
    let about =
        [source.publisher.as_deref(), source.published.as_deref(), source.language.map(|language| language.code())];
    let about: Vec<String> = about.into_iter().flatten().map(text).collect();
    let language = source.language.map_or_else(String::new, |language| format!(" lang=\"{language}\""));
    format!("<li><q{language} dir=\"auto\">{}</q> {title} ({})</li>\n", text(&source.text), about.join(", "))
}

fn element(out: &mut String, name: &str, content: &str) {
    out.push_str(&format!("<{name}>{}</{name}>\n", text(content)));
}

/// Text of XML or HTML.
fn text(words: &str) -> String {
    escape(legal(words)).into_owned()
}

/// Without the characters that XML 1.0 cannot hold, escaped or not.
fn legal(words: &str) -> String {
    let is_legal = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    words.chars().filter(is_legal).collect()
}

/// Whether something may be linked to: a web address, of characters that an address can have.
fn is_web(url: &str) -> bool {
    let is_plain = |c: char| {
        !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
    };
    ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme)) && url.chars().all(is_plain)
}

/// The id of a feed: an address as it is, else one made of its words.
fn iri(id: &str) -> String {
    if is_web(id) { id.to_owned() } else { uuid(id) }
}

/// A name of its own for some words: `urn:uuid:` with a digest of them (RFC 9562, version 8).
fn uuid(words: &str) -> String {
    let half = |salt: u8| u128::from(fnv1a(std::iter::once(salt).chain(words.bytes())));
    let digest = half(1) << 64 | half(2);
    let digest = digest & !(0xf << 76) & !(0x3 << 62) | 0x8 << 76 | 0x2 << 62;
    let hex = format!("{digest:032x}");
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use super::*;
    use crate::Language;
    use crate::alert::tests::event;
    use crate::record::Happening;

    const FEED: Feed = Feed { id: "Desk", title: "Alerts <b>&", link: None };

    fn alert(id: &str, title: &str, url: &str) -> Alert {
        let source = Source {
            number: 1,
            event: "e-r-1".into(),
            claim: "r-1".into(),
            report: "r".into(),
            published: Some("2024-05-06".into()),
            language: Some(Language::Ar),
            publisher: Some("A & B".into()),
            url: Some(url.into()),
            title: Some(title.into()),
            span: [0, 9],
            text: "“they shot” <img src=x onerror=alert(1)>".into(),
            cut: false,
            record: None,
        };
        Alert {
            id: id.into(),
            rule: "a \"rule\" & more\u{1}".into(),
            at: "2024-05-06T10:00:00Z".into(),
            sentence: format!("Somebody met {title}."),
            what: Happening::Event(Box::new(event(serde_json::json!({})))),
            sources: 1,
            evidence: vec![source; 12],
        }
    }

    #[test]
    fn hostile_words_stay_words() {
        let titles = [
            "</title></entry><script>alert(1)</script>",
            "]]> <![CDATA[ & &amp; &#0; \u{0}\u{b}\u{ffff}\u{fffe}",
            "\u{202e}мир \u{1f4a3} سلام",
            "\" onmouseover=\"x",
        ];
        let urls =
            ["javascript:alert(1)", "https://a.example/?q=<x>", "data:text/html,x", "https://a.example/\"><script>"];
        for (n, title) in titles.iter().enumerate() {
            let written = atom(&FEED, [&alert("a-1", title, urls[n])]);
            assert!(!written.contains("<script") && !written.contains("<img"), "{written}");
            let read = Document::parse(&written).unwrap();
            let of =
                |name: &str| read.descendants().find(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", name)));
            let shown: String =
                title.chars().filter(|c| !matches!(c, '\0' | '\u{b}' | '\u{fffe}' | '\u{ffff}')).collect();
            let entry = of("entry").unwrap();
            let told = entry.children().find(|node| node.tag_name().name() == "title").unwrap().text().unwrap();
            assert_eq!(told, format!("Somebody met {shown}."));
            let html = of("content").unwrap().text().unwrap();
            assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("href"), "{html}");
            assert!(html.contains("and 2 more") && html.contains("&lt;img"), "{html}");
        }
    }

    #[test]
    fn ids_are_kept_and_told_apart() {
        let [one, other] = ["a-1", "a-2"].map(|id| alert(id, "a title", "https://a.example/1?a=b&c=d"));
        let first = atom(&FEED, [&one]);
        assert_eq!(first, atom(&FEED, [&one]));
        let both =
            atom(&Feed { link: Some("https://a.example/feed"), id: "https://a.example/feed", ..FEED }, [&other, &one]);
        let ids = |text: &str| {
            let read = Document::parse(text).unwrap();
            let ids = read.descendants().filter(|node| node.tag_name().name() == "id");
            ids.map(|node| node.text().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let [feed, alone] = &ids(&first)[..] else { panic!("{first}") };
        let [address, new, old] = &ids(&both)[..] else { panic!("{both}") };
        assert_eq!((address.as_str(), old), ("https://a.example/feed", alone));
        assert!(new != old && feed != alone, "{both}");
        for id in [feed, alone, new] {
            assert!(id.len() == 45 && id.starts_with("urn:uuid:") && &id[23..24] == "8", "{id}");
        }
        assert!(both.contains("&lt;a href=&quot;https://a.example/1?a=b&amp;amp;c=d&quot;&gt;"), "{both}");
        assert_eq!(atom(&FEED, []).matches("<updated>1970-01-01T00:00:00Z</updated>").count(), 1);
    }
}
