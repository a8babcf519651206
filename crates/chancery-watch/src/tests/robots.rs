use std::time::Duration;

use proptest::prelude::*;

use crate::robots::{Robots, product_name};

fn allows(text: &str, path: &str) -> bool {
    Robots::parse(text, "chancery-watch").allows(path)
}

#[test]
fn own_group_goes_before_the_one_for_all() {
    let text =
        "User-agent: *\nDisallow: /\n\nUser-Agent: Chancery-Watch/2.0\nDisallow: /private\nAllow: /private/press\n";
    assert!(allows(text, "/news"));
    assert!(!allows(text, "/private/x"));
    assert!(allows(text, "/private/press/1"));
    assert!(!Robots::parse(text, "other").allows("/news"));
    // Groups of one name are one; several names share a group; what belongs to none is skipped.
    let text = "Disallow: /\nuser-agent: a\nuser-agent: chancery-watch\nSitemap: x\ndisallow: /a\nuser-agent: b\ndisallow: /b\nuser-agent: chancery-watch\ndisallow: /c";
    let [a, b, c] = ["/a", "/b", "/c"].map(|path| allows(text, path));
    assert_eq!([a, b, c], [false, true, false]);
    // An own group without rules allows all.
    assert!(allows("user-agent: *\ndisallow: /\nuser-agent: chancery-watch\ndisallow:", "/x"));
}

#[test]
fn longest_rule_decides() {
    let text = "user-agent: *\nallow: /p\ndisallow: /\n";
    assert!(allows(text, "/page") && !allows(text, "/x"));
    assert!(allows("user-agent: *\nallow: /folder\ndisallow: /folder", "/folder/page"));
    assert!(!allows("user-agent: *\nallow: /page\ndisallow: /*.htm", "/page.htm"));
    assert!(
        allows("user-agent: *\nallow: /$\ndisallow: /", "/") && !allows("user-agent: *\nallow: /$\ndisallow: /", "/x")
    );
    assert!(allows("", "/x") && allows("user-agent: *\ndisallow: /", "/robots.txt"));
}

#[test]
fn patterns_fit_as_the_standard_says() {
    for (pattern, path, fits) in [
        ("/fish", "/fish.html", true),
        ("/fish", "/Fish.asp", false),
        ("/fish*", "/fishheads/y", true),
        ("/fish/", "/fish", false),
        ("/*.php", "/folder/a.php?x=1", true),
        ("/*.php$", "/a.php", true),
        ("/*.php$", "/a.php.php", true),
        ("/*.php$", "/a.php?x", false),
        ("/a$b", "/a$b", true),
        ("/a*b*c", "/axxbyyc", true),
        ("/a*b*c", "/axxcyyb", false),
        ("/ab*ba$", "/aba", false),
        ("*", "/x", true),
        ("/a%3cd", "/a%3Cd", true),
        ("/caf%C3%A9", "/café", true),
        ("/café", "/caf%c3%a9/x", true),
        ("/%7Ejoe/", "/~joe/index", true),
        ("/a%2Fb", "/a/b", false),
        ("/x?y=*", "/x?y=1", true),
    ] {
        let text = format!("user-agent: *\ndisallow: {pattern}  # note");
        assert_eq!(!allows(&text, path), fits, "{pattern} {path}");
    }
}

#[test]
fn delay_is_read_and_bounded() {
    let delay = |value: &str| Robots::parse(&format!("\u{feff}user-agent: *\r\ncrawl-delay: {value}\r"), "x").delay;
    assert_eq!(delay("7"), Some(Duration::from_secs(7)));
    assert_eq!(delay("0.5"), Some(Duration::from_millis(500)));
    assert_eq!(delay("86400"), Some(Duration::from_secs(60)));
    assert!(["-1", "0", "NaN", "inf", "soon", ""].iter().all(|v| delay(v).is_none()));
    assert_eq!(product_name("our_reader/1.0 (+https://x.example)"), "our_reader");
}

proptest! {
    #[test]
    fn any_text_makes_rules(text in "(?s).{0,200}", path in ".{0,60}") {
        Robots::parse(&text, "x").allows(&path);
    }

    #[test]
    fn rules_mean_the_same_in_any_order(
        rules in proptest::collection::vec(("(allow|disallow)", "/[ab*$]{0,5}"), 0..8),
        path in "/[ab]{0,6}",
    ) {
        let text = |rules: &mut dyn Iterator<Item = &(String, String)>| {
            rules.fold("user-agent: *\n".to_owned(), |text, (key, pattern)| format!("{text}{key}: {pattern}\n"))
        };
        prop_assert_eq!(allows(&text(&mut rules.iter()), &path), allows(&text(&mut rules.iter().rev()), &path));
    }

    #[test]
    fn a_path_fits_itself_and_what_lies_below(path in "/[ -)+-~]{0,20}", below in "[a-z/]{0,5}") {
        let path = path.replace(['#', '$'], "").trim_end().to_owned();
        let text = format!("user-agent: *\ndisallow: {path}");
        let below = format!("{}{}", path, below);
        prop_assert!(!allows(&text, &path));
        prop_assert!(!allows(&text, &below) || path.ends_with('%') || path[path.len().saturating_sub(2)..].starts_with('%'));
    }
}
