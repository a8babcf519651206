use std::path::Path;
use std::time::Duration;

use chancery::alert::{Condition, Fate, FigureKind, TollAbove};
use chancery::record::{Category, Certainty, Course, Polarity, Tense};
use chancery_store::{Filter, Place, Who};
use proptest::prelude::*;

use super::rules::{Rules, What};
use super::targets::Way;

fn parse(text: &str) -> Result<Rules, String> {
    Rules::parse(text, Path::new("at/alerts.toml"), None).map_err(|error| format!("{error:#}"))
}

fn what(text: &str) -> What {
    parse(&format!("[[rule]]\nname = 'r'\n{text}\n")).unwrap().rules.remove(0).what
}

#[test]
fn rules_ask_with_the_words_of_the_command_line() {
    let f = Filter::default;
    let usual = Condition::default();
    let events = |filter, condition: &Condition| What::Events(Box::new(filter), condition.clone());
    let armenia = Who::country("ARM");
    for (text, expected) in [
        ("party = 'ARM'", events(Filter { party: Some(armenia.clone()), ..f() }, &usual)),
        (
            "actor = 'Arménie'\nrecipient = 'Q227'",
            events(Filter { actor: Some(armenia.clone()), recipient: Some(Who::entity("Q227")), ..f() }, &usual),
        ),
        ("dyad = ['ARM', 'Baku']", what("dyad = ['ARM', 'AZE']")),
        ("category = 'assault'", events(Filter { categories: vec![Category::Assault], ..f() }, &usual)),
        (
            "category = ['AID', 'Agree']\nquad = [1, 2]",
            events(Filter { categories: vec![Category::Aid, Category::Agree], quads: vec![1, 2], ..f() }, &usual),
        ),
        (
            "place = '40.18,44.51,50'",
            events(Filter { place: Some(Place::Near { lat: 40.18, lon: 44.51, km: 50.0 }), ..f() }, &usual),
        ),
        (
            "sources = 3\nconfidence = 0.5\nfrom = '2024-05'\nquad = 4",
            events(
                Filter { sources: Some(3), confidence: Some(0.5), from: Some("2024-05".into()), quads: vec![4], ..f() },
                &usual,
            ),
        ),
        ("status = 'future'", events(f(), &Condition { tense: vec![Tense::Future], ..usual.clone() })),
        (
            "status = ['denied', 'past', 'future', 'possible', 'asserted']",
            events(
                f(),
                &Condition {
                    polarity: vec![Polarity::Negated],
                    tense: vec![Tense::Past, Tense::Future],
                    certainty: vec![Certainty::Possible, Certainty::Asserted],
                    toll: None,
                },
            ),
        ),
        (
            "toll = { of = 'killed', above = 10 }",
            events(
                f(),
                &Condition {
                    toll: Some(TollAbove { of: Fate::Killed, figure: FigureKind::Best, above: 10 }),
                    ..usual.clone()
                },
            ),
        ),
        (
            "toll = { of = 'displaced', above = 0, figure = 'low' }",
            events(
                f(),
                &Condition {
                    toll: Some(TollAbove { of: Fate::Displaced, figure: FigureKind::Low, above: 0 }),
                    ..usual.clone()
                },
            ),
        ),
        (
            "dyad = ['ARM', 'RUS']\nshift = 'further apart'",
            What::Shifts([armenia.clone(), Who::country("RUS")], Some(Course::FurtherApart)),
        ),
        ("dyad = ['ARM', 'RUS']\nshift = 'any'", What::Shifts([armenia, Who::country("RUS")], None)),
    ] {
        assert_eq!(what(text), expected, "{text}");
    }
}

#[test]
fn what_a_rule_asks_is_its_keys_in_any_order_and_not_its_name_or_targets() {
    let asks = |text: &str| {
        parse(&format!("[[target]]\nname = 't'\nkind = 'file'\npath = 'p'\n[[rule]]\n{text}\n"))
            .unwrap()
            .rules
            .remove(0)
            .asks
    };
    let one = asks("name = 'r'\nquad = 4\nparty = 'ARM'");
    assert_eq!(one, r#"{"party":"ARM","quad":4}"#);
    assert_eq!(one, asks("party = 'ARM' # the same\nname = 'other'\nquad = 4\ntargets = ['t']"));
    assert_ne!(one, asks("name = 'r'\nquad = 3\nparty = 'ARM'"));
}

#[test]
fn targets_are_read_and_paths_start_from_the_file() {
    let rules = parse(
        "[defaults]\nevery = 5\n[[feed]]\nurl = 'https://a.example'\n\
         [[target]]\nname = 'f'\nkind = 'file'\npath = 'out/a.jsonl'\n\
         [[target]]\nname = 'a'\nkind = 'atom'\npath = '/srv/a.atom'\nurl = 'https://a.example/a.atom'\n\
         [[target]]\nname = 'w'\nkind = 'webhook'\nurl = 'http://localhost:9/x'\ntimeout_seconds = 3\nretry_seconds = 7\nsecret_env = 'PATH'\n\
         [[rule]]\nname = 'all'\nquad = 4\n[[rule]]\nname = 'some'\nquad = 3\ntargets = ['w', 'f', 'w']\n[[rule]]\nname = 'none'\nquad = 3\ntargets = []\n",
    )
    .unwrap();
    let [file, atom, hook] = &rules.targets[..] else { panic!("three targets") };
    assert!(matches!(&file.way, Way::File(path) if path == Path::new("at/out/a.jsonl")));
    assert!(
        matches!(&atom.way, Way::Atom { path, title, url: Some(_) } if path == Path::new("/srv/a.atom") && title == "a")
    );
    assert!(matches!(&hook.way, Way::Webhook { timeout, .. } if *timeout == Duration::from_secs(3)));
    assert_eq!((file.retry, hook.retry), (Duration::from_secs(60), Duration::from_secs(7)));
    let of: Vec<Vec<String>> = rules.rules.into_iter().map(|rule| rule.targets).collect();
    assert_eq!(of, [vec!["f", "a", "w"], vec!["f", "w"], vec![]]);
}

#[test]
fn errors_name_file_line_key_cause_and_remedy() {
    let rule = |line: &str| format!("[[rule]]\nname = 'r'\nquad = 4\n{line}\n");
    let target = |line: &str| format!("[[target]]\nname = 't'\n{line}\n");
    let hook = |line: &str| target(&format!("kind = 'webhook'\n{line}"));
    for (text, parts) in [
        (rule("prty = 'ARM'"), ["line 4", "prty", "unknown field", "docs/alerts.md"]),
        (rule("party = 'Xyzzyx'"), ["line 4", "party", "nobody that the knowledge holds", "leave it out"]),
        (rule("party = 3"), ["line 4", "party", "invalid type", "docs/alerts.md"]),
        (rule("dyad = ['ARM']"), ["line 4", "dyad", "not two", "[\"ARM\", \"AZE\"]"]),
        (rule("category = 'WAR'"), ["line 4", "category", "no WAR", "ASSAULT"]),
        (rule("category = []"), ["line 4", "category", "an empty list", "leave it out"]),
        (rule("category = { a = 1 }"), ["line 4", "category", "neither one value nor a list", "docs/alerts.md"]),
        (rule("status = ['future', 'sure']"), ["line 4", "status", "no sure", "hypothetical"]),
        (rule("place = '1,2'"), ["line 4", "place", "is no place", "degrees north"]),
        (rule("from = 'May'"), ["line 4", "from", "is no date", "YYYY-MM-DD"]),
        (rule("language = 'xx'"), ["line 4", "language", "not a language that chancery reads", "docs/alerts.md"]),
        (rule("confidence = 2.0"), ["line 4", "confidence", "not from 0 to 1", "docs/alerts.md"]),
        (rule("sources = -1"), ["line 4", "sources", "invalid value", "docs/alerts.md"]),
        (rule("toll = { of = 'killed' }"), ["line 4", "toll", "missing field `above`", "docs/alerts.md"]),
        (rule("toll = { of = 'dead', above = 1 }"), ["line 4", "toll", "unknown variant", "docs/alerts.md"]),
        (rule("targets = ['x']"), ["line 4", "targets", "no target \"x\"", "add a [[target]]"]),
        (rule("") + &rule(""), ["line 6", "name", "there twice", "a name of its own"]),
        ("[[rule]]\nname = ' '\n".into(), ["line 2", "name", "empty", "give a name"]),
        ("[[rule]]\nquad = 4\n".into(), ["line 1", "rule", "missing field `name`", "docs/alerts.md"]),
        ("[[rule]]\nname = 'r'\n".into(), ["line 2", "rule", "asks for nothing", "say which events"]),
        ("[[rule]]\nname = 'r'\nquad = 5\n".into(), ["line 3", "quad", "no 5", "1 2 3 4"]),
        ("[[rule]]\nname = 'r'\nshift = 'any'\n".into(), ["line 3", "shift", "of no dyad", "add e.g. dyad"]),
        (
            "[[rule]]\nname = 'r'\ndyad = ['ARM', 'AZE']\nshift = 'nearer'\n".into(),
            ["line 4", "shift", "no direction", "closer"],
        ),
        (rule("dyad = ['ARM', 'AZE']\nshift = 'any'"), ["line 3", "quad", "not with a shift", "a rule of its own"]),
        (target("kind = 'mail'"), ["line 3", "kind", "unknown variant", "docs/alerts.md"]),
        (target("kind = 'file'"), ["line 1", "path", "missing", "name the file"]),
        (
            target("kind = 'file'\npath = 'p'\nurl = 'https://a.example'"),
            ["line 5", "url", "does not go with", "leave it out"],
        ),
        (
            target("kind = 'file'\npath = 'p'\nretry_seconds = 0"),
            ["line 5", "retry_seconds", "out of range", "1 to 3600 seconds"],
        ),
        (hook(""), ["line 1", "url", "missing", "address to post to"]),
        (hook("url = 'http://a.example/secret-path'"), ["line 4", "url", "anybody on the way", "allow_http"]),
        (hook("url = 'https://user:secret-path@a.example'"), ["line 4", "url", "password", "https://"]),
        (
            hook("url = 'https://a.example'\ntimeout_seconds = 61"),
            ["line 5", "timeout_seconds", "out of range", "1 to 60"],
        ),
        (
            hook("url = 'https://a.example'\nsecret_env = 'NO_SUCH_VARIABLE'"),
            ["line 5", "secret_env", "has no NO_SUCH_VARIABLE", "set it"],
        ),
        ("[[rules]]\n".into(), ["line 1", "rules", "unknown field", "docs/alerts.md"]),
        ("[[rule]\n".into(), ["line 1", "rule", "", "docs/alerts.md"]),
    ] {
        let error = parse(&text).unwrap_err();
        assert!(
            error.starts_with("at/alerts.toml, ") && !error.contains('\n') && !error.contains("secret-path"),
            "{error}"
        );
        for part in parts {
            assert!(error.contains(part), "{part:?} in {error}, of\n{text}");
        }
    }
    let missing = Rules::read(Path::new("/nowhere/alerts.toml"), None).unwrap_err().to_string();
    assert!(missing.starts_with("/nowhere/alerts.toml: cannot be read: "), "{missing}");
}

/// The example of the documentation, word for word, but for the secret, which comes from the environment.
#[test]
fn the_documented_rules_are_some() {
    let document = include_str!("../../../../docs/alerts.md");
    let example = document.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let rules = parse(&example.replace("DESK_HOOK_SECRET", "PATH")).unwrap();
    assert!(rules.rules.len() >= 4 && rules.targets.len() == 3);
}

proptest! {
    #[test]
    fn any_text_is_a_file_of_rules_or_an_error(text in "(?s).{0,100}") {
        let _ = parse(&text);
    }

    #[test]
    fn any_value_of_any_key_is_one_or_an_error(
        key in prop::sample::select(vec!["party", "dyad", "quad", "place", "from", "toll", "status", "shift", "sources", "targets"]),
        value in "'[^'\n]{0,12}'|-?[0-9]{1,3}|\\[(1|'a')?\\]|\\{ of = 'killed', above = -?[0-9] \\}",
    ) {
        let _ = parse(&format!("[[rule]]\nname = 'r'\n{key} = {value}\n"));
    }
}
