use std::collections::HashSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use super::FakeClock;
use super::server::{Reply, Server, html, missing, moved, reply, rss};
use crate::{Clock, Config, Feed, Polled, State, Trouble, Watch};

/// A watch with what its caller keeps.
struct Team {
    watch: Watch,
    clock: Arc<FakeClock>,
    state: State,
    known: HashSet<String>,
}

impl Team {
    fn new(list: &str) -> Self {
        let clock = FakeClock::start();
        let config =
            Config::parse(&format!("[defaults]\nallow_private = true\n{list}"), Path::new("feeds.toml")).unwrap();
        Self { watch: Watch::new(config, clock.clone()), clock, state: State::default(), known: HashSet::new() }
    }

    /// Polls the first feed, and keeps what came as a caller should.
    fn poll(&mut self) -> Polled {
        let feed: Feed = self.watch.feeds()[0].clone();
        let polled = self.watch.poll(&feed, &self.state.of(&feed), &|key| self.known.contains(key));
        self.known.extend(polled.pages.iter().flat_map(|page| page.keys.clone()));
        // Through JSON, as between two runs.
        self.state.set(&feed, polled.state.clone());
        self.state = serde_json::from_str(&serde_json::to_string(&self.state).unwrap()).unwrap();
        polled
    }

    fn later(&self, minutes: u64) {
        self.clock.advance(minutes * 60);
    }
}

fn items(numbers: impl IntoIterator<Item = usize>) -> String {
    let item = |n| {
        format!(
            "<item><title>T{n}</title><link>/p/{n}</link><guid>g{n}</guid><description>words {n}</description><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>"
        )
    };
    let items: String = numbers.into_iter().map(item).collect();
    format!("<rss version='2.0'><channel><title>F</title><language>en</language>{items}</channel></rss>")
}

fn list(server: &Server, more: &str) -> String {
    format!("[[feed]]\nname = 'F'\nurl = '{}'\n{more}\n", server.url("/feed"))
}

#[test]
fn new_entries_are_fetched_once() {
    let count = Arc::new(AtomicUsize::new(2));
    let counted = count.clone();
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/robots.txt" => missing(),
        "/feed" => rss(items(0..counted.load(Ordering::Relaxed))),
        path => html(&format!("page {path}")),
    });
    let mut team = Team::new(&list(&server, ""));
    let polled = team.poll();
    assert!(polled.errors.is_empty(), "{:?}", polled.errors);
    let [page, _] = &polled.pages[..] else { panic!("two pages") };
    assert_eq!((page.url.clone(), page.requested_url.clone()), (server.url("/p/0"), server.url("/p/0")));
    assert_eq!(page.keys, [format!("{}#g0", server.url("/feed")), server.url("/p/0")]);
    assert_eq!((page.bytes.as_slice(), page.from_entry), (b"page /p/0".as_slice(), false));
    assert_eq!(page.content_type.as_deref(), Some("text/html; charset=utf-8"));
    assert_eq!((page.title.as_deref(), page.published.as_deref()), (Some("T0"), Some("2026-03-02")));
    assert_eq!((page.source.as_deref(), page.language.as_deref()), (Some("F"), Some("en")));
    assert!(team.poll().pages.is_empty());
    count.store(3, Ordering::Relaxed);
    let polled = team.poll();
    assert_eq!(polled.pages.iter().map(|p| p.url.clone()).collect::<Vec<_>>(), [server.url("/p/2")]);
    // Five seconds lie between any two requests.
    assert!(team.clock.slept().iter().all(|s| *s == 5));
    assert_eq!(team.clock.slept().len() + 1, server.all_asked().len());
}

#[test]
fn a_feed_is_due_when_its_time_has_come() {
    let server = Server::start(|asked| if asked.path == "/robots.txt" { missing() } else { rss(items([])) });
    let other = format!("[[feed]]\nurl = '{}'\n", server.url("/other"));
    let mut team = Team::new(&(list(&server, "every = 10") + &other));
    let names = |team: &Team| team.watch.due(&team.state).iter().map(|f| f.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&team), ["F".to_owned(), server.url("/other")]);
    assert!(team.watch.pause(&team.state).is_zero());
    team.poll();
    assert_eq!(names(&team), [server.url("/other")]);
    let second = team.watch.feeds()[1].clone();
    let polled = team.watch.poll(&second, &team.state.of(&second), &|_| false);
    team.state.set(&second, polled.state);
    assert!(names(&team).is_empty());
    assert_eq!(team.watch.pause(&team.state).as_secs(), 10 * 60 - 5);
    team.later(10);
    assert_eq!(names(&team), ["F"]);
    // A clock that was wrong for a while.
    let mut known = team.state.of(&second);
    known.next = Some("2036-01-01T00:00:00Z".parse().unwrap());
    team.state.set(&second, known);
    assert_eq!(names(&team).len(), 2);
    team.state.retain(&team.watch.feeds()[..1]);
    assert_eq!(team.state.of(&second), crate::UrlState::default());
}

#[test]
fn the_words_of_a_feed_may_do() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => missing(),
        "/feed" => rss(items(0..2)),
        _ => html("x"),
    });
    for more in ["full_text = true", "follow_links = false"] {
        let mut team = Team::new(&list(&server, &format!("{more}\nsource = 'S'\nlanguage = 'fr'")));
        let polled = team.poll();
        let [page, _] = &polled.pages[..] else { panic!("two pages") };
        assert_eq!((page.bytes.as_slice(), page.from_entry), (b"words 0".as_slice(), true));
        assert_eq!((page.url.clone(), page.requested_url.clone()), (server.url("/p/0"), server.url("/feed")));
        assert_eq!((page.source.as_deref(), page.language.as_deref()), (Some("S"), Some("fr")));
        assert!(team.poll().pages.is_empty());
    }
    assert!(server.paths().iter().all(|path| path == "/feed"));
}

#[test]
fn a_page_comes_when_it_changed() {
    let body = Arc::new(Mutex::new("one".to_owned()));
    let served = body.clone();
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/robots.txt" => missing(),
        _ => {
            let body = served.lock().unwrap().clone();
            let etag = format!("\"{}\"", body.len());
            if asked.header("if-none-match") == etag {
                return Reply::Bytes(b"HTTP/1.1 304 Not Modified\r\n\r\n".into());
            }
            reply("200 OK", &format!("Content-Type: text/html\r\nETag: {etag}\r\n"), body)
        }
    });
    let mut team = Team::new(&list(&server, "kind = 'page'"));
    let polled = team.poll();
    assert_eq!((polled.pages[0].bytes.as_slice(), polled.pages[0].keys.len()), (b"one".as_slice(), 0));
    assert!(team.poll().pages.is_empty());
    *body.lock().unwrap() = "three".into();
    assert_eq!(team.poll().pages[0].bytes, b"three");
    // The same bytes under another mark.
    let mut known = team.state.of(&team.watch.feeds()[0]);
    known.validators.etag = Some("\"old\"".into());
    team.state.set(&team.watch.feeds()[0].clone(), known);
    assert!(team.poll().pages.is_empty());
    assert_eq!(server.asked().len(), 4);
}

#[test]
fn a_feed_that_moved_is_asked_where_it_is_now() {
    let broken = Arc::new(AtomicUsize::new(0));
    let state = broken.clone();
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/feed" => moved("301 Moved Permanently", "/new"),
        "/new" if state.load(Ordering::Relaxed) == 0 => rss(items([])),
        _ => missing(),
    });
    let mut team = Team::new(&list(&server, ""));
    assert_eq!(team.poll().state.moved_to, Some(server.url("/new")));
    team.poll();
    assert_eq!(server.paths(), ["/feed", "/new", "/new"]);
    // Gone from there: the list is asked again.
    broken.store(1, Ordering::Relaxed);
    assert_eq!(team.poll().state.moved_to, None);
    team.poll();
    assert_eq!(server.paths()[4..], ["/feed", "/new"]);
}

#[test]
fn failures_put_a_feed_off_for_longer_each_time() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/feed" => rss("<rss version='2.0'><channel>"),
        _ => missing(),
    });
    let mut team = Team::new(&list(&server, "every = 60"));
    let mut waits = Vec::new();
    for _ in 0..7 {
        let polled = team.poll();
        assert!(polled.errors[0].cause.contains("broken XML"), "{:?}", polled.errors);
        waits.push(polled.state.next.unwrap().duration_since(team.clock.now()).as_hours());
        team.later(60 * 24);
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 24, 24]);
    // A host that asks for more gets it, and is not asked meanwhile.
    let server = Server::start(|_| reply("429 Too Many", "Retry-After: 7200\r\n", ""));
    let mut team = Team::new(&list(&server, "every = 5"));
    let first = team.poll();
    assert_eq!(first.state.next, first.errors[0].after);
    let second = team.poll();
    assert_eq!((second.errors[0].trouble, second.state.failures), (Trouble::Resting, 1));
    assert_eq!(server.all_asked().len(), 1);
}

#[test]
fn pages_that_fail_are_asked_again_and_given_up() {
    let up = Arc::new(AtomicUsize::new(0));
    let state = up.clone();
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/feed" if asked.header("if-none-match").is_empty() => {
            reply("200 OK", "Content-Type: text/xml\r\nETag: \"e\"\r\n", items(0..3))
        }
        "/feed" => Reply::Bytes(b"HTTP/1.1 304 Not Modified\r\n\r\n".into()),
        "/p/0" => missing(),
        "/p/1" if state.load(Ordering::Relaxed) == 0 => reply("500 Oh", "", ""),
        "/p/2" => html("two"),
        "/p/1" => html("one"),
        _ => missing(),
    });
    let mut team = Team::new(&list(&server, ""));
    let polled = team.poll();
    assert_eq!(polled.pages.len(), 1);
    let troubles: Vec<Trouble> = polled.errors.iter().map(|e| e.trouble).collect();
    assert_eq!(troubles, [Trouble::Lasting, Trouble::Passing]);
    // "Not changed" must not hide what is left over; what is given up is not asked again.
    assert_eq!(polled.state.validators.etag, None);
    team.later(60);
    up.store(1, Ordering::Relaxed);
    let polled = team.poll();
    assert_eq!(polled.pages.iter().map(|p| p.bytes.as_slice()).collect::<Vec<_>>(), [b"one"]);
    assert!(polled.errors.is_empty());
    assert_eq!(polled.state.validators.etag.as_deref(), Some("\"e\""));
    assert_eq!(server.paths().iter().filter(|path| *path == "/p/0").count(), 1);
    up.store(0, Ordering::Relaxed);
    team.known.clear();
    team.state = State::default();
    let tries = (0..14).map(|_| {
        team.later(24 * 60);
        team.poll();
    });
    tries.for_each(drop);
    assert_eq!(server.paths().iter().filter(|path| *path == "/p/1").count(), 2 + 10);
}

#[test]
fn a_long_feed_is_read_in_turns() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => missing(),
        "/feed" => rss(items((0..45).chain(0..5))),
        _ => html("x"),
    });
    let mut team = Team::new(&list(&server, ""));
    let mut counts = Vec::new();
    while !team.watch.due(&team.state).is_empty() {
        counts.push(team.poll().pages.len());
    }
    assert_eq!(counts, [20, 20, 5]);
}

#[test]
fn a_public_feed_does_not_lead_into_a_private_network() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => missing(),
        _ => rss(items(0..1)),
    });
    let mut team = Team::new(&list(&server, "allow_private = false"));
    let polled = team.poll();
    assert_eq!(polled.errors[0].trouble, Trouble::Refused);
    assert!(server.all_asked().is_empty());
}

#[test]
fn errors_of_many_entries_of_a_resting_host_are_one() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => missing(),
        "/feed" => rss(items(0..30)),
        _ => reply("429 Too Many", "Retry-After: 7200\r\n", ""),
    });
    let mut team = Team::new(&list(&server, ""));
    let polled = team.poll();
    let troubles: Vec<Trouble> = polled.errors.iter().map(|e| e.trouble).collect();
    assert_eq!(troubles, [Trouble::Passing, Trouble::Resting]);
    assert_eq!(server.asked().len(), 2);
    assert!(team.watch.due(&team.state).is_empty());
}
