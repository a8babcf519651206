use proptest::prelude::*;

use crate::feed::{Entries, Entry, MAX_ENTRIES, entries};

const BASE: &str = "https://a.example/feeds/world";

fn read(feed: impl AsRef<[u8]>) -> Vec<Entry> {
    entries(feed.as_ref(), None, BASE).unwrap().entries
}

fn cause(feed: impl AsRef<[u8]>) -> String {
    let problem = entries(feed.as_ref(), None, BASE).unwrap_err();
    assert_eq!(problem.url, BASE);
    problem.cause
}

fn item(inner: &str) -> Entry {
    let feed = format!("<rss version='2.0'><channel><title>F</title><item>{inner}</item></channel></rss>");
    read(feed).swap_remove(0)
}

#[test]
fn rss_2() {
    let feed = r#"<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Le Courrier &amp; Cie</title><link>https://a.example/</link><language>fr-FR</language>
<item><title>Un accord &amp;quot;historique&amp;quot;</title><link>/2026/accord?a=1&amp;b=2#haut</link><guid isPermaLink="false">77</guid>
<pubDate>Mon, 02 Mar 2026 23:30:00 -0500</pubDate><dc:creator>A. Dupont</dc:creator><dc:creator>B. Durand</dc:creator>
<description>Court &lt;b&gt;résumé&lt;/b&gt;.</description><content:encoded><![CDATA[<p>Le texte entier.</p>]]></content:encoded></item>
<item><title>Sans lien</title></item>
</channel></rss>"#;
    let [first, second] = &read(feed)[..] else { panic!("two entries") };
    let text = |s: &str| Some(s.to_owned());
    assert_eq!(first.id, "77");
    assert_eq!(first.url, text("https://a.example/2026/accord?a=1&b=2"));
    assert_eq!(first.title, text("Un accord \"historique\""));
    assert_eq!(first.author, text("A. Dupont, B. Durand"));
    // The day there, not in Greenwich.
    assert_eq!(first.published, text("2026-03-02"));
    assert_eq!(first.summary, text("Court <b>résumé</b>."));
    assert_eq!(first.content, text("<p>Le texte entier.</p>"));
    assert_eq!((first.language.clone(), first.publisher.clone()), (text("fr-fr"), text("Le Courrier & Cie")));
    assert_eq!((second.url.clone(), second.published.clone()), (None, None));
    assert_eq!(second.id, read(feed)[1].id);
    assert!(second.id.len() > 16);
}

#[test]
fn atom() {
    let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://b.example/x/"><title type="html">Der &lt;i&gt;Bote&lt;/i&gt;</title>
<entry><id>tag:b.example,2026:1</id><title type="html">Gespräche &amp;amp; Drohungen&lt;script&gt;alert(1)&lt;/script&gt;</title>
<link rel="self" href="https://b.example/1.atom"/><link rel="enclosure" href="/1.mp3"/><link rel="alternate" type="application/json" href="1.json"/>
<link rel="alternate" type="text/html" href="1.html"/><published>2026-03-02T01:00:00+03:00</published><updated>2026-03-05T00:00:00Z</updated>
<author><name>C. Weiß</name></author><summary>Kurz &lt; lang</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Alles.</p></div></content></entry></feed>"#;
    let entry = read(feed).swap_remove(0);
    let text = |s: &str| Some(s.to_owned());
    assert_eq!(entry.id, "tag:b.example,2026:1");
    assert_eq!(entry.url, text("https://b.example/x/1.html"));
    assert_eq!(entry.title, text("Gespräche & Drohungen"));
    assert_eq!(entry.published, text("2026-03-02"));
    assert_eq!((entry.author, entry.language), (text("C. Weiß"), text("de")));
    assert_eq!(entry.summary, text("Kurz &lt; lang"));
    assert_eq!((entry.content, entry.publisher), (text("<p>Alles.</p>"), text("Der Bote")));
}

#[test]
fn rss_1_and_json() {
    let feed = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://a.example/"><title>Old</title><link>https://a.example/</link><description>d</description><dc:language>en</dc:language></channel>
<item rdf:about="https://a.example/1"><title>Talks</title><link>https://a.example/1</link><description>Short.</description><dc:date>2026-03-02</dc:date></item></rdf:RDF>"#;
    let entry = read(feed).swap_remove(0);
    assert_eq!((entry.id.as_str(), entry.url.as_deref()), ("https://a.example/1", Some("https://a.example/1")));
    assert_eq!((entry.published.as_deref(), entry.language.as_deref()), (Some("2026-03-02"), Some("en")));
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","url":"https://a.example/j","title":"T","content_html":"<p>x</p>","date_published":"2026-03-02T10:00:00Z"}]}"#;
    let entry = read(json).swap_remove(0);
    assert_eq!((entry.url.as_deref(), entry.content.as_deref()), (Some("https://a.example/j"), Some("<p>x</p>")));
    assert_eq!(entry.published.as_deref(), Some("2026-03-02"));
}

#[test]
fn encodings() {
    let words = "Переговоры в Женеве";
    let body = format!("<rss version='2.0'><channel><item><title>{words}</title></item></channel></rss>");
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(&body);
    let declared = [b"<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n", &*cyrillic].concat();
    let wide: Vec<u8> = format!("\u{feff}{body}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wrongly = format!("<?xml version='1.0' encoding='UTF-16'?>{body}");
    let title = |bytes: &[u8], content_type| {
        let Entries { entries, damaged, .. } = entries(bytes, content_type, BASE).unwrap();
        assert!(!damaged);
        entries[0].title.clone().unwrap()
    };
    assert_eq!(title(&declared, None), words);
    assert_eq!(title(&declared, Some("text/xml; charset=utf-8")), words);
    assert_eq!(title(&cyrillic, Some("text/xml; charset=\"windows-1251\"")), words);
    assert_eq!(title(&wide, None), words);
    assert_eq!(title(wrongly.as_bytes(), None), words);
    assert_eq!(title(format!(" \n{body}").as_bytes(), None), words);
    assert!(entries(&cyrillic, None, BASE).unwrap().damaged);
}

#[test]
fn links_that_lead_nowhere_are_dropped() {
    for link in
        ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/x", "http://u:p@a.example/", "mailto:a@b.example"]
    {
        let entry = item(&format!("<title>T</title><link>{link}</link><guid>{link}</guid>"));
        assert_eq!(entry.url, None, "{link}");
    }
    assert_eq!(item("<guid>https://a.example/g</guid>").url.as_deref(), Some("https://a.example/g"));
    assert_eq!(item("<link> </link><guid>g</guid><title>T</title>").id, "g");
}

#[test]
fn titles_are_words() {
    let title = |text: &str| item(&format!("<title>{text}</title>")).title;
    assert_eq!(title("AT&amp;T &amp;#8217; &amp;eacute;").as_deref(), Some("AT&T &#8217; &eacute;"));
    assert_eq!(title("L&amp;#8217;&amp;eacute;t&amp;eacute;").as_deref(), Some("L’été"));
    assert_eq!(title("a \n b\t&#1;c").as_deref(), Some("a b c"));
    assert_eq!(title(" "), None);
    assert_eq!(title(&"x".repeat(3000)).map(|t| t.len()), Some(1000));
    let atom = |title: &str| {
        let entry = format!("<entry><id>i</id><title type='html'>{title}</title></entry>");
        read(format!("<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>"))[0].title.clone().unwrap()
    };
    assert_eq!(atom("3 &lt; 4 &lt;b class='x'>is&lt;/b> &lt;SCRIPT src='y'>z&lt;/script>so"), "3 < 4 is so");
}

#[test]
fn mail_addresses_between_other_letters_are_read() {
    for author in ["编辑：a@b.example", "«a@b.example»", "a@b.example，编辑 部", "é@ü", "@", "@@é@"] {
        let entry = item(&format!("<title>{author}</title><author>{author}</author>"));
        assert!(entry.title.is_some(), "{author}");
    }
    assert_eq!(item("<author>编辑：a@b.example</author>").author.as_deref(), Some("编辑："));
    assert_eq!(item("<link>https://a.example/@b/é</link>").url.as_deref(), Some("https://a.example/@b/%C3%A9"));
}

#[test]
fn days_are_read_as_written() {
    let day = |date: &str| item(&format!("<pubDate>{date}</pubDate>")).published;
    for date in [
        "Mon, 02 Mar 2026 23:59:00 +0000",
        "2 Mar 2026 10:00 GMT",
        "Monday, 2 March 2026",
        "02-Mar-26 10:00:00 EST",
        "Mar 2, 2026",
        "Mar, 02 Mar 2026 10:00:00 +0100",
        "Пн, 02 Mar 2026 10:00:00 +0300",
        "2026-03-02",
        "2026-03-02T23:00:00-08:00",
        "2026-03-02 04:00",
    ] {
        assert_eq!(day(date).as_deref(), Some("2026-03-02"), "{date}");
    }
    for date in ["", "yesterday", "32 Mar 2026", "2026-02-30", "02 März 2026", "Mar", "99999 Mar 2026", "2 Mar 99999"]
    {
        assert_eq!(day(date), None, "{date}");
    }
}

#[test]
fn broken_feeds_say_where() {
    assert!(cause("<rss version='2.0'>\n<channel>\n<item></channel></rss>").starts_with("broken XML, line 3: "));
    assert!(cause("<rss version='2.0'><channel><item><title>cut").starts_with("broken XML"));
    assert!(cause("<html><body>no feed</body></html>").contains("not a feed"));
    assert!(cause("{\"version\": 1}").contains("not a feed"));
    assert!(cause("words").contains("not a feed"));
    assert!(cause("").contains("not a feed"));
}

#[test]
fn feeds_built_to_harm_do_none() {
    let rss = |inner: &str| {
        format!(
            "<rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>{inner}</channel></rss>"
        )
    };
    assert!(cause(rss(&"<a>".repeat(100_000))).contains("nested deeper"));
    assert!(cause(format!("junk{}", rss(&"<a>".repeat(100_000)))).contains("nested deeper"));
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=''")).collect();
    assert!(cause(rss(&format!("<a{attributes}/>"))).contains("attributes"));
    // What breaks the reader of feeds is an error too.
    assert!(
        cause(rss("<item><itunes:duration>99999999999999999999999</itunes:duration></item>"))
            .contains("breaks its reader")
    );
    let numeral = "<managingEditor>&#171;a@b.example</managingEditor>";
    assert!(cause(rss(numeral)).contains("breaks its reader"));
    // Entities are not expanded.
    let bomb = format!(
        "<!DOCTYPE rss [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;'>]>{}",
        rss("<item><title>&b;</title></item>")
    );
    assert_eq!(read(bomb)[0].title.as_deref(), Some("&b;"));
    let many = entries(rss(&"<item><title>T</title></item>".repeat(MAX_ENTRIES + 7)).as_bytes(), None, BASE).unwrap();
    assert_eq!((many.entries.len(), many.left_out), (MAX_ENTRIES, 7));
}

proptest! {
    #[test]
    fn any_bytes_are_a_feed_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = entries(&bytes, None, BASE);
    }

    #[test]
    fn any_entry_is_safe(title in ".{0,40}", link in ".{0,40}", date in "[-0-9a-zA-Z:, +]{0,30}") {
        let cdata = |text: &str| format!("<![CDATA[{}]]>", text.replace("]]>", ""));
        let entry = item(&format!("<title>{}</title><link>{}</link><pubDate>{date}</pubDate>", cdata(&title), cdata(&link)));
        prop_assert!(!entry.id.is_empty());
        prop_assert!(entry.url.is_none_or(|url| url.starts_with("http")));
        prop_assert!(entry.title.is_none_or(|title| !title.chars().any(char::is_control)));
    }
}
