//! Pages as publishers make them, in ten languages and five charsets: of each, a file `pages/NAME.html` and one `NAME.txt`
//! with what it tells of itself, its body and, a line each, what stands around and in it and is none of it.

use super::*;
use crate::read::metadata::Metadata;

/// The names of the pages, the pages, and what is expected of them.
fn pages() -> Vec<(String, Vec<u8>, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/read/pages");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|e| e == "html"))
        .map(|path| {
            let expected = fs::read_to_string(path.with_extension("txt")).unwrap();
            (path.file_stem().unwrap().display().to_string(), fs::read(&path).unwrap(), expected)
        })
        .collect();
    pages.sort();
    assert_eq!(pages.len(), 20);
    pages
}

#[test]
fn pages_give_their_bodies_and_nothing_else() {
    for (name, page, expected) in pages() {
        let mut parts = expected.split("\n---\n");
        let [told, body, around] = [(); 3].map(|()| parts.next().unwrap());
        let raw = one("x.html", page);
        for paragraph in body.split("\n\n") {
            assert!(raw.text.contains(paragraph.trim()), "{name} lost {paragraph:?}: {}", raw.text);
        }
        for words in around.lines() {
            assert!(!raw.text.contains(words), "{name} kept {words:?}: {}", raw.text);
        }
        for (key, value) in told.lines().filter_map(|line| line.split_once(": ")) {
            let found = match key {
                "title" => &raw.title,
                "published" => &raw.published,
                "author" => &raw.author,
                "source" => &raw.source,
                "language" => &raw.language,
                "url" => &raw.url,
                other => panic!("{name}: {other}"),
            };
            let found = found.as_deref().unwrap_or_default();
            let found = if key == "language" { &found[..2] } else { found };
            assert_eq!(found, value, "{key} of {name}");
        }
        assert!(raw.text.starts_with(raw.title.as_deref().unwrap()), "{name}");
    }
}

#[test]
fn names_of_the_report_itself_are_no_reason_to_remove_it() {
    let words = "The two ministers left the capital without a deal, officials said on Monday evening.";
    let page = format!(
        "<html><head><title>No deal</title></head><body class=\"newsletter\"><script>{}</script>\
         <div class=\"article newsletter\" id=promo><h1>No deal after two days of talks</h1><p>{words}</p></div>\
         <div class=\"paywall\"><p>They will meet again in May.</p></div><p>Advertisement</p><p>Read more: Wheat falls</p></body></html>",
        "var filler = 1;".repeat(500)
    );
    assert_eq!(
        one("x.html", page).text.lines().skip(2).collect::<Vec<_>>(),
        [words, "", "They will meet again in May."]
    );
}

fn told(head: &str) -> Metadata {
    Metadata::of(&dom_query::Document::from(format!("<html><head>{head}</head><body></body></html>")))
}

fn script(json: &str) -> Metadata {
    told(&format!("<script type=\"application/ld+json\">{json}</script>"))
}

#[test]
fn what_pages_tell_of_themselves() {
    let found = script(
        r##"//<![CDATA[
        {"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01", "inLanguage": "de"},
          {"@type": ["NewsArticle"], "headline": "A &amp; B
          agree", "datePublished": "2024-08-19T07:00:00+02:00", "inLanguage": {"@type": "Language", "alternateName": "fr"},
           "author": [{"@id": "#a"}, "By Ann Lee", {"name": "Ann Lee"}, {"name": ["Bo Ek"]}, "https://e.org/x"],
           "publisher": {"name": "The Courier"}, "mainEntityOfPage": {"@id": "https://e.org/a"}},
          {"@type": "Person", "@id": "#a", "name": "Zoë Day"},
          {"@type": "NewsArticle", "headline": "Another"}]}
        //]]>"##,
    );
    assert_eq!(found.titles[0].split_whitespace().collect::<Vec<_>>(), ["A", "&", "B", "agree"]);
    assert_eq!(found.published.as_deref(), Some("2024-08-19"));
    assert_eq!(found.author.as_deref(), Some("Zoë Day, Ann Lee, Bo Ek"));
    assert_eq!(found.source.as_deref(), Some("The Courier"));
    assert_eq!((found.language.as_deref(), found.url.as_deref()), (Some("fr"), Some("https://e.org/a")));
    // A value that is none is passed over.
    let found = told(
        "<meta property='article:published_time' content='19/08/2024'><meta name='DC.Date.Issued' content='2024-08-19'>\
         <meta property='article:author' content='https://social.example/ann'><meta name='byl' content='By Ann Lee'>\
         <link rel=canonical href='/relative'><meta property='og:url' content='https://e.org/a'>\
         <meta property='og:locale' content='pt_BR'>",
    );
    assert_eq!((found.published.as_deref(), found.author.as_deref()), (Some("2024-08-19"), Some("Ann Lee")));
    assert_eq!((found.url.as_deref(), found.language.as_deref()), (Some("https://e.org/a"), Some("pt_BR")));
    for broken in ["{", "[]", "null", "{\"@type\": 5}", "{\"@graph\": {\"@graph\": [[[]]]}}", "\"words\""] {
        assert_eq!(script(broken), Metadata::default(), "{broken}");
    }
    let found =
        script(r##"{"@type": "NewsArticle", "author": {"@id": "#a"}, "headline": 5, "publisher": [[]], "url": {}}"##);
    assert_eq!(found, Metadata::default());
}

#[test]
fn hostile_metadata_is_bounded() {
    let long = "a".repeat(MAX_TEXT_BYTES);
    assert_eq!(script(&format!("{{\"@type\": \"NewsArticle\", \"headline\": \"{long}\"}}")), Metadata::default());
    assert_eq!(told(&format!("<meta name=author content='{long}'>")), Metadata::default());
    script(&"[".repeat(100_000));
    script(&format!("[{}{{}}]", "{\"@type\": \"NewsArticle\", \"author\": {\"@id\": \"#a\"}},".repeat(10_000)));
    told(&"<meta name=author content='https://e.org'>".repeat(50_000));
    // Text within many elements, each of which is weighed.
    let named = "<div class=ad>".repeat(500);
    assert!(
        fault("x.html", format!("<html><body>{named}{}", "words ".repeat(5 << 20))).contains("too much text in nested")
    );
    all("x.html", format!("<html><body>{named}{}", "words ".repeat(100_000)).as_bytes());
}

proptest! {
    #[test]
    fn any_metadata(json in r#"(\{|\}|\[|\]|"@type":|"NewsArticle"|"author":|"name":|"@id":|"@graph":|,|"a"|"[^"]{0,9}"|[0-9]){0,40}"#, value in r"(<b>|&amp;|&#x0;|By |https://|\PC){0,10}") {
        script(&json);
        let quoted = value.replace('\'', "");
        let found = told(&format!("<meta name=author content='{quoted}'><meta property='og:title' content='{quoted}'>"));
        prop_assert!(found.author.is_none_or(|a| !a.trim().is_empty()));
    }
}
