use std::path::Path;
use std::time::Duration;

use proptest::prelude::*;

use crate::{Config, Kind};

fn parse(text: &str) -> Result<Config, String> {
    Config::parse(text, Path::new("feeds.toml")).map_err(|e| e.to_string())
}

#[test]
fn defaults_hold_where_a_feed_says_nothing_else() {
    let config = parse(
        "[defaults]\nuser_agent = 'reader/1 (+https://o.example)'\nevery = 60\nper_host_seconds = 9\nmax_bytes = 2000\ntimeout_seconds = 5\nfollow_links = false\n\
         [[feed]]\nname = 'World'\nurl = 'https://a.example/rss'\n\
         [[feed]]\nurl = 'https://a.example/page#x'\nkind = 'page'\nevery = 5\nlanguage = 'fr'\npublisher = 'A'\nfull_text = true\nfollow_links = true\nallow_private = true\n",
    )
    .unwrap();
    assert_eq!(config.limits.user_agent, "reader/1 (+https://o.example)");
    assert_eq!(config.limits.per_host, Duration::from_secs(9));
    assert_eq!(config.limits.connect, Duration::from_secs(5));
    let [first, second] = &config.feeds[..] else { panic!("two feeds") };
    assert_eq!((first.kind, first.every, first.follow_links), (Kind::Feed, Duration::from_secs(3600), false));
    assert!(!first.allow_private && !first.full_text);
    assert_eq!((second.kind, second.every, second.follow_links), (Kind::Page, Duration::from_secs(300), true));
    assert_eq!((second.url.as_str(), second.source.as_deref()), ("https://a.example/page", Some("A")));
    assert!(second.allow_private && second.full_text);
}

#[test]
fn errors_name_file_place_key_cause_and_remedy() {
    let feed = |line: &str| format!("[[feed]]\nname = 'N'\nurl = 'https://a.example/'\n{line}\n");
    for (text, parts) in [
        (feed("evry = 3"), ["line 4", "evry", "unknown field", "docs/watch.md"]),
        (feed("every = 'x'"), ["line 4", "every", "invalid type", "docs/watch.md"]),
        (feed("every = 0"), ["[[feed]] 1 (N)", "every", "0 is out of range", "1 to 10080 minutes"]),
        (feed("kind = 'blog'"), ["line 4", "kind", "unknown variant", "docs/watch.md"]),
        (feed("language = 'Französisch'"), ["[[feed]] 1 (N)", "language", "no language tag", "pt-BR"]),
        (feed("source = ' '"), ["[[feed]] 1 (N)", "source", "empty", "leave it out"]),
        (feed("") + &feed(""), ["[[feed]] 2 (N)", "url", "listed twice", "drop"]),
        (feed("") + "[defaults]\nmax_bytes = 1", ["[defaults]", "max_bytes", "out of range", "64000000"]),
        (feed("") + "[defaults]\nuser_agent = '1'", ["[defaults]", "user_agent", "begin with a name", "https://"]),
        ("[[feed]]\nurl = 'ftp://a.example'".into(), ["[[feed]] 1", "url", "neither http", "https://"]),
        ("[[feed]]\nname = 'N'".into(), ["line 1", "feed", "missing field `url`", "docs/watch.md"]),
        ("".into(), ["as a whole", "feed", "there is none", "add"]),
        ("[[feed]\n".into(), ["line 1", "feed", "", "docs/watch.md"]),
    ] {
        let error = parse(&text).unwrap_err();
        assert!(error.starts_with("feeds.toml, ") && !error.contains('\n'), "{error}");
        for part in parts {
            assert!(error.contains(part), "{part:?} in {error}");
        }
    }
    let missing = Config::read(Path::new("/nowhere/feeds.toml")).unwrap_err().to_string();
    assert!(missing.starts_with("/nowhere/feeds.toml: cannot be read: "), "{missing}");
}

#[test]
fn rules_of_alerts_may_stand_in_the_list() {
    let config =
        parse("[[feed]]\nurl = 'https://a.example'\n[[rule]]\nname = 'r'\n[[target]]\nname = 't'\nkind = 'file'\n")
            .unwrap();
    assert_eq!(config.feeds.len(), 1);
}

/// The example of the documentation, word for word.
#[test]
fn the_documented_list_is_one() {
    let document = include_str!("../../../../docs/watch.md");
    let example = document.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    assert!(parse(example).unwrap().feeds.len() >= 3);
}

proptest! {
    #[test]
    fn any_text_is_a_list_or_an_error(text in "(?s).{0,100}") {
        let _ = parse(&text);
    }
}
