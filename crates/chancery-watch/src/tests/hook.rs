use std::net::IpAddr;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::server::{Reply, Server, moved, reply};
use crate::address::is_public;
use crate::{Hook, HookOptions, NotPosted};

fn options(url: &str) -> HookOptions {
    let timeout = Duration::from_secs(20);
    HookOptions { url: url.into(), timeout, allow_http: false, allow_private: false, secret: None }
}

fn post(options: HookOptions) -> Result<(), NotPosted> {
    Hook::new(options)?.post("{\"id\": 1}", "a-1", Timestamp::UNIX_EPOCH)
}

fn status(status: &'static str, headers: &'static str) -> Server {
    Server::start(move |_| reply(status, headers, "x"))
}

#[test]
fn json_is_posted_with_its_key_and_signature() {
    let server = status("204 No Content", "");
    post(HookOptions { secret: Some("key".into()), ..options(&server.url("/hook?token=1")) }).unwrap();
    post(options(&server.url("/open"))).unwrap();
    let [signed, open] = &server.asked()[..] else { panic!("{:?}", server.asked()) };
    assert_eq!(
        (signed.method.as_str(), signed.path.as_str(), signed.body.as_str()),
        ("POST", "/hook?token=1", "{\"id\": 1}")
    );
    assert_eq!((signed.header("content-type"), signed.header("idempotency-key")), ("application/json", "\"a-1\""));
    // printf '{"id": 1}' | openssl dgst -sha256 -hmac key
    let digest = "sha256=5328aa996385400504c7cc4e7b436fe9ac87339433cfb0c139b43f850e862cd7";
    assert_eq!((signed.header("chancery-signature"), open.header("chancery-signature")), (digest, ""));
}

#[test]
fn only_a_status_of_success_is_one() {
    for (code, headers, cause, after) in [
        ("500 Oops", "", "in trouble (HTTP 500)", None),
        ("503 Later", "Retry-After: 90\r\n", "in trouble (HTTP 503)", Some(90)),
        ("429 Slow", "Retry-After: 5\r\n", "in trouble (HTTP 429)", Some(5)),
        ("401 No", "", "refuses it (HTTP 401)", None),
        ("404 None", "Retry-After: 5\r\n", "does not take it (HTTP 404)", None),
        ("304 Same", "", "leads elsewhere (HTTP 304)", None),
    ] {
        let server = status(code, headers);
        let error = post(options(&server.url("/secret-path"))).unwrap_err();
        assert!(error.cause.contains(cause) && !error.to_string().contains("secret-path"), "{error}");
        assert_eq!(error.after, after.map(Duration::from_secs), "{error}");
    }
    let broken = Server::start(|_| Reply::Bytes(b"what?\r\n\r\n".to_vec()));
    assert!(post(options(&broken.url("/"))).is_err());
}

#[test]
fn a_redirect_is_not_followed() {
    let private = status("200 OK", "");
    for to in [
        private.url("/"),
        "http://10.0.0.1/".into(),
        "http://169.254.169.254/latest".into(),
        "https://example.org/".into(),
    ] {
        for code in ["301 Moved", "302 Found", "307 There", "308 There"] {
            let to = to.clone();
            let server = Server::start(move |_| moved(code, &to));
            let error = post(options(&server.url("/"))).unwrap_err();
            assert!(error.cause.contains("leads elsewhere") && error.remedy.contains("give the address"), "{error}");
        }
    }
    assert!(private.asked().is_empty());
}

#[test]
fn private_addresses_are_not_reached() {
    for url in [
        "https://10.1.2.3/",
        "https://192.168.0.1/x",
        "https://[fd00::1]/",
        "https://169.254.169.254/",
        "https://0.0.0.0/",
    ] {
        let error = post(options(url)).unwrap_err();
        assert!(
            error.cause.contains("not on the public internet") && error.remedy.contains("allow_private"),
            "{error}"
        );
    }
    // This machine is reached by its own name, and by no other.
    let server = status("200 OK", "");
    post(options(&server.url("/"))).unwrap();
    let as_other = |public: fn(IpAddr) -> bool, url: &str| {
        let hook = Hook::guarded(HookOptions { allow_http: true, ..options(url) }, public).unwrap();
        hook.post("{}", "a", Timestamp::UNIX_EPOCH)
    };
    let mapped = server.url("/").replace("127.0.0.1", "[::ffff:127.0.0.1]");
    assert!(as_other(is_public, &mapped).unwrap_err().cause.contains("not on the public internet"));
    as_other(|_| true, &mapped).unwrap();
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn http_is_for_this_machine_or_where_it_is_allowed() {
    for (url, allowed) in [
        ("http://example.org/", false),
        ("http://localhost.example.org/", false),
        ("http://10.0.0.1/", false),
        ("http://localhost:1/", true),
        ("http://127.9.9.9:1/", true),
        ("http://[::1]:1/", true),
        ("https://example.org/", true),
    ] {
        assert_eq!(Hook::new(options(url)).is_ok(), allowed, "{url}");
        assert!(Hook::new(HookOptions { allow_http: true, ..options(url) }).is_ok(), "{url}");
    }
    for url in ["ftp://example.org/", "https://user:word@example.org/", "nothing", "javascript:x", "file:///etc/passwd"]
    {
        let error = Hook::new(options(url)).unwrap_err();
        assert!(error.remedy.contains("https://") && !error.to_string().contains("word@"), "{error}");
    }
}

#[test]
fn no_answer_takes_longer_than_granted() {
    let timeout = Duration::from_millis(400);
    let silent = Server::start(|_| Reply::Drip(Vec::new(), Duration::from_secs(3)));
    let endless = Server::start(|_| Reply::Drip(b"HTTP/1.1 200 OK\r\nX: ".to_vec(), Duration::from_millis(50)));
    for server in [silent, endless] {
        let began = Instant::now();
        let error = post(HookOptions { timeout, ..options(&server.url("/")) }).unwrap_err();
        assert!(error.cause.contains("no whole answer"), "{error}");
        assert!(began.elapsed() < Duration::from_secs(10));
    }
    // What it says after its status is not waited for.
    let chatty = Server::start(|_| Reply::Drip(b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), Duration::from_millis(50)));
    post(HookOptions { timeout: Duration::from_secs(20), ..options(&chatty.url("/")) }).unwrap();
}
