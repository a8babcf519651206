//! Who may ask, and who may judge.

use std::time::Duration;

use chancery_server::{Error, Right, Server, new_token};
use serde_json::json;

use crate::world::{ARMENIA, AZERBAIJAN, Running, claim, many, options, report};

/// A public server with a token of each right.
fn public() -> (Running, [String; 3]) {
    let made = Right::ALL.map(|right| new_token(&format!("{}er", right.name()), right).unwrap());
    let lines: String = made.iter().map(|one| format!("{}\n", one.line)).collect();
    let report = report("a", "2024-08-01", "Shots\n\nArmenia fired.");
    let told = [(report.clone(), vec![claim(&report, 1, ARMENIA, AZERBAIJAN, json!({}))])];
    let server = Running::with(&told, |options, folder| {
        let file = folder.path().join("tokens");
        std::fs::write(&file, format!("# who may ask\n\n{lines}")).unwrap();
        (options.public, options.tokens) = (true, Some(file));
    });
    (server, made.map(|one| format!("Bearer {}", one.token)))
}

#[test]
fn without_tokens_only_this_machine_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    drop(chancery_store::Store::open(&file).unwrap());
    let bind = |change: fn(&mut chancery_server::Options)| {
        let mut options = options(file.clone());
        change(&mut options);
        Server::bind(options).err().map(|error| (error.to_string(), error))
    };
    let (text, error) = bind(|o| o.listen = ([0, 0, 0, 0], 0).into()).unwrap();
    assert!(matches!(error, Error::NotLocal { .. }) && text.contains("--public"), "{text}");
    let (text, error) = bind(|o| o.public = true).unwrap();
    assert!(matches!(error, Error::NoTokens) && text.contains("chancery serve token"), "{text}");
    assert!(
        bind(|o| o.listen = (std::net::Ipv6Addr::LOCALHOST, 0).into())
            .is_none_or(|(_, e)| matches!(e, Error::Listen { .. }))
    );
}

#[test]
fn a_token_allows_what_its_right_says() {
    let (server, [read, review, admin]) = public();
    let as_who = |path: &str, token: &str| server.get_with(path, &[("authorization", token)]);
    let unknown = server.get("/api/v1/events");
    unknown.is_fault(401);
    assert_eq!(unknown.header("www-authenticate"), "Bearer");
    for wrong in ["Bearer chancery_0000", "Basic abc", "Bearer", "Bearer \u{7f}", &read.replace("chancery_", "")] {
        if let Ok(value) = ureq::http::HeaderValue::from_str(wrong) {
            as_who("/api/v1/events", value.to_str().unwrap_or("Bearer x")).is_fault(401);
        }
    }
    for token in [&read, &review, &admin] {
        assert_eq!(as_who("/api/v1/events", token).status, 200);
    }
    assert_eq!(as_who("/api/v1/status", &review).json()["rights"], json!(["read", "review"]));
    assert_eq!(as_who("/api/v1/status", &review).json()["caller"], "reviewer");
    as_who("/metrics", &review).is_fault(403);
    assert_eq!(as_who("/metrics", &admin).status, 200);
    server.get("/metrics").is_fault(401);
    // The page and the description are no secrets.
    for path in ["/", "/events/e-a-1", "/api/v1/openapi.json", "/health"] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    let judge = |token: &str| {
        let headers = [("content-type", "application/json"), ("authorization", token)];
        server.post_with("/api/v1/reviews", &json!({"kind": "accept", "claims": ["a-1"]}).to_string(), &headers)
    };
    judge(&read).is_fault(403);
    assert_eq!(judge(&review).status, 201);
    assert_eq!(as_who("/api/v1/reviews", &read).json()["rows"][0]["author"], "reviewer");
    // A copy of an answer is good for the right it was given to.
    let tag = as_who("/api/v1/status", &review).header("etag").to_owned();
    let other = server.get_with("/api/v1/status", &[("authorization", &read), ("if-none-match", &tag)]);
    assert_eq!(other.status, 200);
}

#[test]
fn a_token_that_is_struck_out_is_known_no_more() {
    let (server, [read, review, _]) = public();
    let status = |token: &str| server.get_with("/api/v1/status", &[("authorization", token)]).status;
    assert_eq!((status(&read), status(&review)), (200, 200));
    let file = server.folder.path().join("tokens");
    let lines = std::fs::read_to_string(&file).unwrap();
    let left: Vec<&str> = lines.lines().filter(|line| !line.starts_with("reader ")).collect();
    std::fs::write(&file, left.join("\n")).unwrap();
    std::thread::sleep(Duration::from_millis(2_500));
    assert_eq!((status(&read), status(&review)), (401, 200));
    // A file that says nothing sensible changes nothing.
    std::fs::write(&file, "reviewer all of it\n").unwrap();
    std::thread::sleep(Duration::from_millis(2_500));
    assert_eq!(status(&review), 200);
}

#[test]
fn files_of_tokens_are_refused_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let (store, file) = (folder.path().join("store.db"), folder.path().join("tokens"));
    drop(chancery_store::Store::open(&store).unwrap());
    let good = new_token("ada", Right::Read).unwrap().line;
    for (text, cause) in [
        (format!("{good}\nada read"), "line 2: not three words"),
        (good.replace("read", "write"), "line 1: the right"),
        (format!("{good}0"), "line 1: the digest"),
        (good.replace(' ', " +").replacen('+', "", 1), "line 1: the digest"),
        (format!("{good}\n\n{good}"), "line 3: the name stands there twice"),
        (good.replace("ada", "a/da"), "line 1: the name"),
        (String::new(), "--public without tokens"),
    ] {
        std::fs::write(&file, &text).unwrap();
        let mut options = options(store.clone());
        (options.public, options.tokens) = (true, Some(file.clone()));
        let error = Server::bind(options).err().unwrap().to_string();
        assert!(error.contains(cause), "{text:?}: {error}");
    }
    assert!(new_token("a b", Right::Read).is_err() && new_token("", Right::Read).is_err());
    assert_ne!(new_token("a", Right::Read).unwrap(), new_token("a", Right::Read).unwrap());
}

#[test]
fn who_asks_too_often_has_to_wait() {
    let (server, [read, review, _]) = public();
    let mut statuses: Vec<u16> = (0..150).map(|_| server.get("/api/v1/status").status).collect();
    statuses.dedup();
    assert!(statuses.starts_with(&[401, 429]), "{statuses:?}");
    let late = server.get("/api/v1/status");
    late.is_fault(429);
    assert!(late.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds >= 1));
    // Who has a token is counted by it.
    let as_who = |token: &str| server.get_with("/api/v1/status", &[("authorization", token)]).status;
    assert_eq!(as_who(&read), 200);
    let mut statuses: Vec<u16> = (0..600).map(|_| as_who(&read)).collect();
    statuses.dedup();
    assert!(statuses.starts_with(&[200, 429]), "{statuses:?}");
    assert_eq!(as_who(&review), 200);
}

#[test]
fn pages_of_others_get_nothing_from_this_machine() {
    let server = Running::new(&many(3));
    let host = server.address.to_string();
    let port = server.address.port();
    let own = format!("http://{host}");
    for (headers, status) in [
        (vec![("host", "evil.example".to_owned())], 403),
        (vec![("host", format!("evil.example:{port}"))], 403),
        (vec![("host", "localhost.evil.example".to_owned())], 403),
        (vec![("host", format!("localhost:{port}"))], 200),
        (vec![("host", format!("[::1]:{port}"))], 200),
        (vec![("origin", "http://evil.example".to_owned())], 403),
        (vec![("origin", "null".to_owned())], 403),
        (vec![("origin", format!("http://localhost:{port}"))], 403),
        (vec![("origin", own.clone())], 200),
        (vec![("sec-fetch-site", "cross-site".to_owned())], 403),
        (vec![("sec-fetch-site", "cross-site".to_owned()), ("sec-fetch-mode", "navigate".to_owned())], 200),
        (vec![("sec-fetch-site", "same-origin".to_owned())], 200),
    ] {
        let given: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = server.get_with("/api/v1/events", &given);
        assert_eq!(answer.status, status, "{headers:?}: {}", answer.text());
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
    assert_eq!(server.get_with("/", &[("host", "evil.example")]).status, 403);
    let judgement = json!({"kind": "accept", "claims": ["m1-1"]}).to_string();
    for header in [("origin", "http://evil.example"), ("sec-fetch-site", "cross-site"), ("host", "evil.example")] {
        let headers = [("content-type", "application/json"), ("sec-fetch-mode", "navigate"), header];
        server.post_with("/api/v1/reviews", &judgement, &headers).is_fault(403);
    }
    assert_eq!(server.json("/api/v1/status")["counts"]["reviews"], 0);
}
