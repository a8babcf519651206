//! Questions that cannot be answered say why, and what to do.

use crate::world::{Running, many};

#[test]
fn wrong_parameters_are_named_with_what_they_take() {
    let server = Running::new(&many(3));
    for (path, named) in [
        ("events?actr=ARM", "actr"),
        ("events?limit=0", "limit"),
        ("events?limit=1001", "limit"),
        ("events?limit=99999999999999999999", "limit"),
        ("events?limit=-1", "limit"),
        ("events?limit=1e3", "limit"),
        ("events?limit=+5", "limit"),
        ("events?limit=5&limit=6", "limit"),
        ("events?confidence=NaN", "confidence"),
        ("events?confidence=1.5", "confidence"),
        ("events?category=WAR", "WAR"),
        ("events?category=", "category"),
        ("events?quad=5", "quad"),
        ("events?status=sure", "status"),
        ("events?dyad=ARM", "dyad"),
        ("events?dyad=ARM,AZE,RUS", "dyad"),
        ("events?oldest=yes", "oldest"),
        ("events?from=yesterday", "yesterday"),
        ("events?from=2024-13", "2024-13"),
        ("events?language=xx", "language"),
        ("events?after=nonsense", "nonsense"),
        ("events?format=xml", "format"),
        ("events?actor=", "actor"),
        ("events?actor=Nobody%20of%20that%20name", "Nobody of that name"),
        ("events?place=91,0,5", "91,0,5"),
        ("events?text=%ff%fe", "UTF-8"),
        ("map?bbox=1,2,3", "bbox"),
        ("map?bbox=0,50,10,40", "bbox"),
        ("map?zoom=23", "zoom"),
        ("timeline?step=decade", "step"),
        ("timeline?limit=3", "limit"),
        ("search", "q is missing"),
        ("search?q=", "q"),
        ("reports?actor=ARM", "actor"),
        ("dyads/ARM/AZE?from=2025&to=2024", "from"),
        ("realignments", "of"),
        ("network?least=0", "least"),
        ("reviews?kind=guess", "kind"),
        ("status?x=1", "takes no parameters"),
    ] {
        let fault = server.get(&format!("/api/v1/{path}")).is_fault(400);
        let told = format!("{} {}", fault["detail"], fault["remedy"]);
        assert!(told.contains(named), "{path}: {told}");
    }
    let long = "x".repeat(501);
    server.get(&format!("/api/v1/events?text={long}")).is_fault(400);
    server.get(&format!("/api/v1/events?category={}", vec!["AID"; 65].join(","))).is_fault(400);
}

#[test]
fn methods_that_a_path_does_not_have_are_refused() {
    let server = Running::new(&many(1));
    let answer = server.post("/api/v1/events", &serde_json::json!({}));
    answer.is_fault(405);
    assert!(answer.header("allow").contains("GET"), "{}", answer.header("allow"));
    server.post("/", &serde_json::json!({})).is_fault(405);
}

#[test]
fn answers_are_tagged_and_not_sent_twice() {
    let server = Running::new(&many(30));
    for path in
        ["/api/v1/events", "/api/v1/map?zoom=4", "/api/v1/search?q=ceasefire", "/api/v1/status", "/api/v1/openapi.json"]
    {
        let first = server.get(path);
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        assert_eq!(first.header("cache-control"), "private, no-cache");
        let again = server.get_with(path, &[("if-none-match", &tag)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(again.header("etag"), tag);
        assert_eq!(server.get_with(path, &[("if-none-match", "W/\"other\"")]).status, 200);
    }
    let tags =
        ["/api/v1/events?limit=1", "/api/v1/events?limit=2"].map(|path| server.get(path).header("etag").to_owned());
    assert_ne!(tags[0], tags[1]);
    let fault = server.get("/api/v1/events?limit=0");
    assert_eq!((fault.header("etag"), fault.header("cache-control")), ("", "no-store"));
}

#[test]
fn answers_are_compressed_for_those_who_take_it() {
    let server = Running::new(&many(60));
    let plain = server.get_with("/api/v1/events", &[("accept-encoding", "identity")]);
    assert_eq!(plain.header("content-encoding"), "");
    for encoding in ["gzip", "zstd"] {
        for path in ["/api/v1/events", "/api/v1/events?format=csv", "/api/v1/events?format=geojson"] {
            let answer = server.get_with(path, &[("accept-encoding", encoding)]);
            assert_eq!(answer.header("content-encoding"), encoding, "{path}");
            assert!(answer.body.len() * 2 < plain.body.len(), "{path}: {} of {}", answer.body.len(), plain.body.len());
        }
    }
}
