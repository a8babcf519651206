//! What a client does that means no good costs it its own connection and nothing else.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::world::{Running, many};

/// Sends bytes as they are; gives what comes back until the server closes the connection.
fn raw(server: &Running, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
    // It may stop reading before all is sent.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn head(server: &Running, more: &str) -> String {
    format!("GET /api/v1/status HTTP/1.1\r\nhost: {}\r\n{more}", server.address)
}

#[test]
fn heads_that_are_no_heads_are_refused() {
    let server = Running::new(&many(1));
    for bytes in [
        b"\x00\x01\x02\x03\x04\x05\x06\x07\r\n\r\n".to_vec(),
        b"GET /\xff\xfe HTTP/1.1\r\nhost: localhost\r\n\r\n".to_vec(),
        b"GET http://[::1 HTTP/1.1\r\n\r\n".to_vec(),
        head(&server, &format!("x: {}\r\n\r\n", "y".repeat(100_000))).into_bytes(),
        head(&server, &format!("{}\r\n", "x: y\r\n".repeat(100))).into_bytes(),
        format!("GET /{} HTTP/1.1\r\nhost: localhost\r\n\r\n", "a".repeat(200_000)).into_bytes(),
    ] {
        let answer = raw(&server, &bytes);
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{:?}", &answer[..answer.len().min(80)]);
    }
    assert_eq!(server.get("/health").status, 200);
}

#[test]
fn a_giant_body_is_not_taken_in() {
    let server = Running::new(&many(1));
    let kind = [("content-type", "application/json")];
    server.post_with("/api/v1/reviews", &"[".repeat(300_000), &kind).is_fault(413);
    server.post_with("/api/v1/reviews", &"[".repeat(200_000), &kind).is_fault(400);
    let endless = format!(
        "POST /api/v1/reviews HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: 99999999999\r\n\r\n{}",
        server.address,
        " ".repeat(1 << 20)
    );
    assert!(raw(&server, endless.as_bytes()).starts_with("HTTP/1.1 413"));
    assert_eq!(server.get("/health").status, 200);
}

#[test]
fn a_client_that_sends_nothing_is_let_go() {
    let server = Running::new(&many(1));
    let clock = Instant::now();
    let slow: Vec<TcpStream> = (0..50).map(|_| TcpStream::connect(server.address).unwrap()).collect();
    for mut stream in &slow {
        stream.write_all(b"GET / HT").unwrap();
    }
    assert_eq!(server.get("/health").status, 200);
    for mut stream in &slow {
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
    }
    assert!(clock.elapsed() < Duration::from_secs(25), "{:?}", clock.elapsed());
}

#[test]
fn a_reader_that_stops_reading_holds_nobody_up() {
    let server = Running::new(&many(3_000));
    let idle: Vec<TcpStream> = (0..40)
        .map(|_| {
            let mut stream = TcpStream::connect(server.address).unwrap();
            let request = format!("GET /api/v1/events?format=geojson HTTP/1.1\r\nhost: {}\r\n\r\n", server.address);
            stream.write_all(request.as_bytes()).unwrap();
            stream
        })
        .collect();
    let clock = Instant::now();
    for n in 0..20 {
        assert_eq!(server.get(&format!("/api/v1/events?limit={}", n + 1)).status, 200);
    }
    assert!(clock.elapsed() < Duration::from_secs(10), "{:?}", clock.elapsed());
    drop(idle);
}

#[test]
fn scripts_in_reports_are_data() {
    let server = Running::new(&many(3));
    for path in
        ["/api/v1/reports/m1", "/api/v1/events/e-m1-1", "/api/v1/search?q=ceasefire", "/api/v1/events?format=csv"]
    {
        let answer = server.get(path);
        let kind = answer.header("content-type");
        assert!(kind.starts_with("application/json") || kind.starts_with("text/csv"), "{path}: {kind}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    let fault = server.get("/api/v1/events?limit=%3Cscript%3Ealert(1)%3C%2Fscript%3E").is_fault(400);
    assert!(fault["detail"].as_str().unwrap().contains("<script>"));
}

#[test]
fn questions_of_many_words_end() {
    let server = Running::new(&many(200));
    let words = |word: &str| format!("/api/v1/search?q={}", vec![word; 80].join("+"));
    for path in [
        words("cea*"),
        words("%22"),
        words("NEAR("),
        words("*"),
        format!("/api/v1/map?text={}", vec!["the"; 100].join("+")),
    ] {
        let answer = server.get(&path);
        assert!(matches!(answer.status, 200 | 400), "{}", answer.text());
    }
    assert_eq!(server.post("/api/v1/reviews", &json!({"kind": "merge", "claims": vec!["m1-1"; 1_001]})).status, 422);
}
