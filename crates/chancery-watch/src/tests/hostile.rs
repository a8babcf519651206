//! Answers that are slow, broken, huge, packed to burst, or no answers at all.

use std::io::{Cursor, Read};
use std::time::Duration;

use flate2::Compression;
use flate2::read::{DeflateEncoder, ZlibEncoder};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::server::{Reply, Server, missing, reply};
use super::{FakeClock, fetch, fetcher, gzip, limits};
use crate::{Fetcher, Limits, Problem, Trouble};

/// What comes of an answer.
fn answered(answer: Vec<u8>) -> Result<Vec<u8>, Problem> {
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/robots.txt" => missing(),
        _ => Reply::Bytes(answer.clone()),
    });
    let fetched = fetch(&fetcher(&FakeClock::start()), &server.url("/"))?;
    Ok(fetched.body.unwrap().bytes)
}

fn packed(encoding: &str, body: &[u8]) -> Result<Vec<u8>, Problem> {
    let Reply::Bytes(bytes) =
        reply("200 OK", &format!("Content-Type: text/html\r\nContent-Encoding: {encoding}\r\n"), body)
    else {
        unreachable!("a reply is bytes")
    };
    answered(bytes)
}

#[test]
fn a_server_that_drips_is_left_in_time() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000000\r\n\r\n";
    for (start, pause) in [(head, 20), ("HTTP/1.1 200 OK\r\nX: ", 20), ("", 2000)] {
        let server = Server::start(move |asked| match asked.path.as_str() {
            "/robots.txt" => missing(),
            _ => Reply::Drip(start.into(), Duration::from_millis(pause)),
        });
        let limits = Limits { timeout: Duration::from_millis(300), max_bytes: 10_000_000, ..limits() };
        let problem = fetch(&Fetcher::new(limits, FakeClock::start()), &server.url("/")).unwrap_err();
        assert_eq!(problem.trouble, Trouble::Passing);
        assert!(problem.cause.contains("no whole answer within 300ms"), "{problem}");
    }
}

#[test]
fn broken_answers_are_errors() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    for (answer, cause) in [
        (format!("{head}Content-Length: 100\r\n\r\nshort"), "breaks off"),
        (format!("{head}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"), "breaks off"),
        (format!("{head}Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"), "no HTTP"),
        (format!("{head}Content-Length: many\r\n\r\nhello"), "no HTTP"),
        (format!("{head}Content-Length: 0\r\n\r\n"), "an empty answer"),
        ("<html>what is HTTP?</html>\r\n\r\n".into(), "no HTTP"),
        ("HTTP/1.1 abc\r\n\r\n".into(), "no HTTP"),
        (format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "x".repeat(100_000)), "too many headers"),
        (String::new(), "no connection"),
    ] {
        let problem = answered(answer.clone().into_bytes()).unwrap_err();
        assert!(problem.cause.contains(cause), "{answer:.60} gives {problem}");
        assert_eq!(problem.trouble, Trouble::Passing, "{problem}");
    }
    // Nobody listens; and one who listens does not speak TLS.
    let server = Server::start(|_| Reply::Bytes(b"plain".into()));
    let url = server.url("/").replace("http:", "https:");
    let problem = fetch(&fetcher(&FakeClock::start()), &url).unwrap_err();
    assert_eq!(problem.trouble, Trouble::Passing, "{problem}");
    drop(server);
    let problem = fetch(&fetcher(&FakeClock::start()), &url).unwrap_err();
    assert!(problem.cause.contains("no connection"), "{problem}");
}

#[test]
fn large_answers_are_refused() {
    let large = "x".repeat(100_001);
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    for answer in [
        format!("{head}Content-Length: 100001\r\n\r\n{large}"),
        format!("{head}\r\n{large}"),
        format!("{head}Transfer-Encoding: chunked\r\n\r\n186A1\r\n{large}\r\n0\r\n\r\n"),
    ] {
        let problem = answered(answer.into_bytes()).unwrap_err();
        assert_eq!((problem.cause.as_str(), problem.trouble), ("larger than 100000 bytes, unpacked", Trouble::Lasting));
    }
    assert_eq!(answered(format!("{head}\r\n{}", &large[1..]).into_bytes()).unwrap().len(), 100_000);
}

#[test]
fn packed_answers_are_unpacked_within_bounds() {
    let page = "<p>words</p>".repeat(50);
    let all = |mut packing: Box<dyn Read>| {
        let mut packed = Vec::new();
        packing.read_to_end(&mut packed).unwrap();
        packed
    };
    let zlib = all(Box::new(ZlibEncoder::new(Cursor::new(page.clone()), Compression::fast())));
    let bare = all(Box::new(DeflateEncoder::new(Cursor::new(page.clone()), Compression::fast())));
    for (encoding, body) in
        [("gzip", gzip(page.as_bytes())), ("X-GZIP", gzip(page.as_bytes())), ("deflate", zlib), ("deflate", bare)]
    {
        assert_eq!(packed(encoding, &body).unwrap(), page.as_bytes(), "{encoding}");
    }
    let bomb = gzip(&vec![0; 20_000_000]);
    assert!(bomb.len() < 100_000);
    assert_eq!(packed("gzip", &bomb).unwrap_err().cause, "larger than 100000 bytes, unpacked");
    // Packed nothing, again and again.
    assert!(packed("gzip", &gzip(b"").repeat(50_000)).is_err());
    let cut = gzip(page.as_bytes());
    assert_eq!(packed("gzip", &cut[..cut.len() / 2]).unwrap_err().cause, "the answer breaks off");
    assert!(packed("gzip", b"no gzip at all").unwrap_err().cause.contains("broken"));
    assert!(packed("br", b"x").unwrap_err().cause.contains("packed as br"));
}

#[test]
fn only_texts_are_taken() {
    let typed = |kind: &str| answered(format!("HTTP/1.1 200 OK\r\n{kind}Content-Length: 5\r\n\r\n<p>x\n").into_bytes());
    for kind in [
        "text/html",
        "TEXT/HTML; charset=koi8-r",
        "application/xhtml+xml",
        "application/rss+xml",
        "text/xml",
        "application/feed+json",
        "text/plain",
    ] {
        typed(&format!("Content-Type: {kind}\r\n")).unwrap();
    }
    typed("").unwrap();
    for kind in [
        "image/png",
        "application/pdf",
        "video/mp4",
        "application/octet-stream",
        "image/svg+xml",
        "text/css",
        "nonsense",
        "application/zip",
    ] {
        let problem = typed(&format!("Content-Type: {kind}\r\n")).unwrap_err();
        assert_eq!((problem.cause.as_str(), problem.trouble), (format!("it is {kind}").as_str(), Trouble::Lasting));
    }
    assert_eq!(answered(b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.7".into()).unwrap_err().cause, "it is of no type");
}

#[test]
fn any_bytes_are_an_answer_or_an_error() {
    let part = prop_oneof![
        Just(b"HTTP/1.1 200 OK\r\n".to_vec()),
        Just(b"HTTP/1.1 302 Found\r\nLocation: ".to_vec()),
        Just(b"Transfer-Encoding: chunked\r\n\r\n5\r\n".to_vec()),
        Just(b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\0".to_vec()),
        Just(b"Content-Type: text/html\r\n".to_vec()),
        Just(b"\r\n\r\n".to_vec()),
        proptest::collection::vec(any::<u8>(), 0..20),
    ];
    let answers = proptest::collection::vec(part, 0..6).prop_map(|parts| parts.concat());
    let ask = |answer| {
        let _ = answered(answer);
        Ok(())
    };
    TestRunner::new(Config::with_cases(100)).run(&answers, ask).unwrap();
}
