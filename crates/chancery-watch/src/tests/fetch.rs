use std::net::IpAddr;

use super::server::{Reply, Server, html, missing, moved, reply};
use super::{FakeClock, fetch, fetcher, limits};
use crate::{Clock, Fetched, Fetcher, Request, Trouble, Validators};

fn words(fetched: &Fetched) -> &str {
    std::str::from_utf8(&fetched.body.as_ref().unwrap().bytes).unwrap()
}

#[test]
fn a_page_comes_with_its_type_and_we_name_ourselves() {
    let server = Server::start(|_| html("<p>é"));
    let clock = FakeClock::start();
    let fetched = fetch(&fetcher(&clock), &server.url("/a?b#c")).unwrap();
    assert_eq!(words(&fetched), "<p>é");
    assert_eq!(fetched.body.unwrap().content_type.as_deref(), Some("text/html; charset=utf-8"));
    assert_eq!((fetched.url, fetched.moved_to), (server.url("/a?b"), None));
    let asked = &server.asked()[0];
    assert_eq!(asked.path, "/a?b");
    assert!(asked.header("user-agent").starts_with("chancery-watch/"));
    assert_eq!(asked.header("accept-encoding"), "gzip, deflate");
    // robots.txt was asked before, and the gap kept.
    assert_eq!((server.all_asked().len(), clock.slept()), (2, vec![5]));
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let server = Server::start(|asked| match (asked.path.as_str(), asked.header("if-none-match")) {
        ("/robots.txt", _) => missing(),
        (_, "\"v1\"") => Reply::Bytes(b"HTTP/1.1 304 Not Modified\r\n\r\n".into()),
        _ => reply(
            "200 OK",
            "Content-Type: text/html\r\nETag: \"v1\"\r\nLast-Modified: Mon, 02 Mar 2026 10:00:00 GMT\r\n",
            "x",
        ),
    });
    let (clock, url) = (FakeClock::start(), server.url("/"));
    let fetcher = fetcher(&clock);
    let first = fetch(&fetcher, &url).unwrap();
    assert_eq!(first.validators.etag.as_deref(), Some("\"v1\""));
    let request = Request { url: &url, validators: Some(&first.validators), allow_private: true };
    let second = fetcher.fetch(&request).unwrap();
    assert_eq!((second.body, &second.validators), (None, &first.validators));
    assert_eq!(server.asked()[1].header("if-modified-since"), "Mon, 02 Mar 2026 10:00:00 GMT");
    // An answer that was not asked for is none.
    let server = Server::start(|_| Reply::Bytes(b"HTTP/1.1 304 Not Modified\r\n\r\n".into()));
    assert_eq!(fetch(&fetcher, &server.url("/")).unwrap_err().status, Some(304));
    // Validators that were tampered with.
    let odd = Validators { etag: Some("a\r\nHost: b".into()), last_modified: None };
    let problem = fetcher.fetch(&Request { validators: Some(&odd), ..request }).unwrap_err();
    assert_eq!(problem.trouble, Trouble::Refused);
}

#[test]
fn redirects_are_followed_and_moves_remembered() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/old" => moved("301 Moved Permanently", "/older"),
        "/older" => moved("308 Permanent Redirect", "/new"),
        "/new" => moved("302 Found", "today?x#y"),
        "/today?x" => html("x"),
        "/loop" => moved("302 Found", "/loop"),
        "/nowhere" => reply("302 Found", "", ""),
        "/file" => moved("302 Found", "file:///etc/passwd"),
        "/user" => moved("302 Found", "http://u:p@127.0.0.1/"),
        _ => missing(),
    });
    let clock = FakeClock::start();
    let fetcher = fetcher(&clock);
    let fetched = fetch(&fetcher, &server.url("/old")).unwrap();
    assert_eq!((fetched.url, fetched.moved_to), (server.url("/today?x"), Some(server.url("/new"))));
    for (path, cause) in [
        ("/loop", "more than 5 redirects"),
        ("/nowhere", "a redirect to nowhere"),
        ("/file", "file: is neither http nor https"),
        ("/user", "user name or password"),
    ] {
        let problem = fetch(&fetcher, &server.url(path)).unwrap_err();
        assert!(problem.cause.contains(cause) && problem.url == server.url(path), "{problem}");
        assert_eq!(problem.trouble, Trouble::Lasting);
    }
    assert_eq!(server.paths().iter().filter(|path| *path == "/loop").count(), 6);
}

#[test]
fn private_addresses_are_not_reached() {
    let server = Server::start(|_| html("secret"));
    let clock = FakeClock::start();
    let fetcher = fetcher(&clock);
    let port = server.url("").rsplit(':').next().unwrap().to_owned();
    for host in ["127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"] {
        let url = format!("http://{host}:{port}/");
        let problem = fetcher.fetch(&Request { url: &url, validators: None, allow_private: false }).unwrap_err();
        assert_eq!(problem.trouble, Trouble::Refused, "{problem}");
        assert!(problem.cause.contains("not on the public internet"), "{problem}");
        assert!(problem.remedy.contains("allow_private"), "{problem}");
    }
    assert!(server.all_asked().is_empty());
}

#[test]
fn redirects_do_not_lead_into_a_private_network() {
    // To this one, 127.0.0.1 is public and its neighbour is not.
    let public = |address: IpAddr| address == IpAddr::from([127, 0, 0, 1]);
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => missing(),
        "/way" => {
            moved("302 Found", &format!("http://127.0.0.2:{}/secret", asked.header("host").rsplit(':').next().unwrap()))
        }
        _ => html("x"),
    });
    let fetcher = Fetcher::guarded(limits(), FakeClock::start(), public);
    let ask = |path| fetcher.fetch(&Request { url: &server.url(path), validators: None, allow_private: false });
    ask("/").unwrap();
    let problem = ask("/way").unwrap_err();
    assert_eq!(problem.trouble, Trouble::Refused);
    assert_eq!(problem.cause, "its address 127.0.0.2 is not on the public internet");
    assert_eq!(server.paths(), ["/", "/way"]);
}

#[test]
fn robots_txt_is_kept_to() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => {
            reply("200 OK", "Content-Type: text/plain\r\n", "User-agent: *\nDisallow: /no\nCrawl-delay: 20\n")
        }
        "/way" => moved("302 Found", "/no"),
        _ => html("x"),
    });
    let clock = FakeClock::start();
    let fetcher = fetcher(&clock);
    fetch(&fetcher, &server.url("/yes")).unwrap();
    fetch(&fetcher, &server.url("/yes")).unwrap();
    assert_eq!(clock.slept(), [5, 20]);
    for path in ["/no", "/way"] {
        let problem = fetch(&fetcher, &server.url(path)).unwrap_err();
        assert_eq!((problem.url.as_str(), problem.trouble), (server.url("/no").as_str(), Trouble::Refused));
        assert!(problem.cause.contains("robots.txt"), "{problem}");
    }
    assert_eq!(server.paths(), ["/yes", "/yes", "/way"]);
    // It holds for a day.
    let robots = || server.all_asked().iter().filter(|asked| asked.path == "/robots.txt").count();
    assert_eq!(robots(), 1);
    clock.advance(25 * 3600);
    fetch(&fetcher, &server.url("/yes")).unwrap();
    assert_eq!(robots(), 2);
}

#[test]
fn without_robots_txt_all_is_allowed_but_not_while_it_cannot_be_had() {
    for status in ["404 Not Found", "403 Forbidden", "401 Unauthorized"] {
        let server = Server::start(move |asked| if asked.path == "/" { html("x") } else { reply(status, "", "") });
        fetch(&fetcher(&FakeClock::start()), &server.url("/")).unwrap();
    }
    let looped = Server::start(|asked| if asked.path == "/" { html("x") } else { moved("301 Moved", "/robots.txt") });
    fetch(&fetcher(&FakeClock::start()), &looped.url("/")).unwrap();
    let large = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => reply("200 OK", "", "user-agent: *\ndisallow: /x\n".to_owned() + &"#\n".repeat(500_000)),
        _ => html("x"),
    });
    let large_fetcher = fetcher(&FakeClock::start());
    fetch(&large_fetcher, &large.url("/")).unwrap();
    fetch(&large_fetcher, &large.url("/x")).unwrap_err();
    for status in ["500 Oh", "503 Busy", "429 Too Many Requests"] {
        let server = Server::start(move |asked| if asked.path == "/" { html("x") } else { reply(status, "", "") });
        let problem = fetch(&fetcher(&FakeClock::start()), &server.url("/")).unwrap_err();
        assert_eq!((problem.url, problem.trouble), (server.url("/robots.txt"), Trouble::Passing));
        assert!(server.paths().is_empty());
    }
}

#[test]
fn a_host_that_asks_for_it_is_left_alone() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => missing(),
        "/date" => reply("503 Busy", "Retry-After: Mon, 02 Mar 2026 18:00:00 GMT\r\n", ""),
        "/often" => reply("429 Too Many Requests", "Retry-After: 3600\r\n", ""),
        _ => html("x"),
    });
    for (path, status, seconds) in [("/often", 429, 3605), ("/date", 503, 6 * 3600)] {
        let clock = FakeClock::start();
        let start = clock.now();
        let fetcher = fetcher(&clock);
        let problem = fetch(&fetcher, &server.url(path)).unwrap_err();
        assert_eq!((problem.trouble, problem.status), (Trouble::Passing, Some(status)));
        assert_eq!(problem.after.unwrap().duration_since(start).as_secs(), seconds);
        let before = server.all_asked().len();
        let resting = fetch(&fetcher, &server.url("/other")).unwrap_err();
        assert_eq!((resting.trouble, resting.after), (Trouble::Resting, problem.after));
        assert_eq!(server.all_asked().len(), before);
        clock.advance(seconds.unsigned_abs());
        fetch(&fetcher, &server.url("/other")).unwrap();
    }
}

#[test]
fn other_statuses_say_what_to_do() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => missing(),
        path => reply(&format!("{} X", &path[1..]), "", ""),
    });
    let clock = FakeClock::start();
    let fetcher = fetcher(&clock);
    for (status, trouble, cause) in [
        (404, Trouble::Lasting, "nothing"),
        (410, Trouble::Lasting, "nothing"),
        (403, Trouble::Lasting, "refuses"),
        (204, Trouble::Lasting, "without a page"),
        (418, Trouble::Lasting, "without a page"),
        (500, Trouble::Passing, "in trouble"),
        (502, Trouble::Passing, "in trouble"),
    ] {
        let problem = fetch(&fetcher, &server.url(&format!("/{status}"))).unwrap_err();
        assert_eq!((problem.status, problem.trouble), (Some(status), trouble), "{problem}");
        assert!(problem.cause.contains(cause) && !problem.remedy.is_empty(), "{problem}");
    }
}
