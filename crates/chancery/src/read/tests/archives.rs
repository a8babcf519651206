//! Web archives: whole, packed, and broken in every way.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

use super::*;
use crate::read::http::unchunk;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn record(kind: &str, headers: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-08-20T01:02:03Z\r\n{headers}Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

const HTTP: &str = "WARC-Target-URI: https://example.org/a\r\nContent-Type: application/http; msgtype=response\r\n";

fn response(http: &str, body: &[u8]) -> Vec<u8> {
    record("response", HTTP, &[http.as_bytes(), b"\r\n\r\n", body].concat())
}

fn page(words: &str) -> String {
    format!("<html><head><title>A bridge opens</title></head><body><article><p>{words}</p></article></body></html>")
}

fn page_record(words: &str) -> Vec<u8> {
    response("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8", page(words).as_bytes())
}

const INFO: &str = "Content-Type: application/warc-fields\r\n";

/// As the news crawl of Common Crawl lays them out: a record of the file, then request, response and metadata a page.
fn crawl() -> Vec<Vec<u8>> {
    vec![
        record("warcinfo", INFO, b"software: a crawler\r\n"),
        record("request", HTTP, b"GET /a HTTP/1.1\r\n\r\n"),
        page_record("The first bridge was opened on Monday."),
        record("metadata", INFO, b"fetchTimeMs: 7\r\n"),
        page_record("The second bridge was opened on Tuesday."),
        page_record("The third bridge was opened on Wednesday."),
    ]
}

fn packed(records: &[Vec<u8>]) -> Vec<u8> {
    records.iter().flat_map(|r| gzip(r)).collect()
}

/// What was read, a line each: the first word that tells of which page, or the error.
fn shown(found: &[Result<Raw, Error>]) -> Vec<String> {
    let which = |text: &str| text.split(' ').skip(3).nth(1).unwrap_or_default().to_owned();
    found
        .iter()
        .map(|r| r.as_ref().map_or_else(ToString::to_string, |r| which(r.text.split("\n\n").last().unwrap_or(&r.text))))
        .collect()
}

fn words(found: &[Result<Raw, Error>]) -> Vec<&'static str> {
    let known = ["first", "second", "third"];
    found
        .iter()
        .map(|r| match r {
            Ok(r) => known.into_iter().find(|w| r.text.contains(w)).unwrap_or("other"),
            Err(_) => "error",
        })
        .collect()
}

#[test]
fn pages_of_an_archive() {
    let plain = crawl().concat();
    for (name, bytes) in [
        ("x.warc", plain.clone()),
        ("x.warc.gz", packed(&crawl())),
        ("x.warc.gz", gzip(&plain)),
        ("-", plain.clone()),
        ("-", packed(&crawl())),
        ("x.warc", [packed(&crawl()), vec![0; 600]].concat()),
    ] {
        let found = all(name, &bytes);
        assert_eq!(words(&found), ["first", "second", "third"], "{name}: {:?}", shown(&found));
        let first = found[0].as_ref().unwrap();
        assert_eq!(first.text, "A bridge opens\n\nThe first bridge was opened on Monday.");
        assert_eq!(first.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(first.published.as_deref(), Some("2024-08-20"));
        assert!(first.record.as_deref().unwrap().starts_with("record 3 at byte "));
    }
    let records = crawl();
    let at = records[0].len() + records[1].len();
    assert_eq!(all("x.warc", &plain)[0].as_ref().unwrap().record, Some(format!("record 3 at byte {at}")));
    let at = gzip(&records[0]).len() + gzip(&records[1]).len();
    assert_eq!(all("x.warc.gz", &packed(&records))[0].as_ref().unwrap().record, Some(format!("record 3 at byte {at}")));
    // Members that are cut anywhere are one stream to gzip.
    let cut: Vec<u8> = plain.chunks(100).flat_map(gzip).collect();
    assert_eq!(words(&all("x.warc.gz", &cut)), ["first", "second", "third"]);
    // The page's own date goes before the day of the archive; a user's after it.
    let dated = page("The first bridge.").replace("<title>", "<meta name=date content=2024-08-19><title>");
    let bytes = response("HTTP/1.1 200 OK\r\nContent-Type: text/html", dated.as_bytes());
    let options = Options { published: Some("2020".into()), ..Options::default() };
    assert_eq!(with("x.warc", &bytes, &options)[0].as_ref().unwrap().published.as_deref(), Some("2024-08-19"));
    assert_eq!(with("x.warc", &plain, &options)[0].as_ref().unwrap().published.as_deref(), Some("2024-08-20"));
}

#[test]
fn texts_of_an_archive() {
    let text = record(
        "conversion",
        "WARC-Target-URI: https://e.org/b\r\nContent-Type: text/plain\r\n",
        "Der Präsident sprach.".as_bytes(),
    );
    let found = all("x.warc.wet.gz", &gzip(&text));
    let raw = found[0].as_ref().unwrap();
    assert_eq!((raw.text.as_str(), raw.url.as_deref()), ("Der Präsident sprach.", Some("https://e.org/b")));
}

#[test]
fn what_is_no_report_is_passed_over() {
    let others = [
        response("HTTP/1.1 404 Not Found\r\nContent-Type: text/html", page("Gone.").as_bytes()),
        response("HTTP/1.1 301 Moved\r\nLocation: /b", b""),
        response("HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        response("HTTP/1.1 200 OK\r\nContent-Type: application/json", b"{}"),
        record("response", "WARC-Target-URI: dns:e.org\r\nContent-Type: text/dns\r\n", b"20240820 e.org"),
        record("revisit", HTTP, b"HTTP/1.1 200 OK\r\n\r\n"),
        record("resource", "Content-Type: text/plain\r\n", b"robots"),
        // A record over the limit that is no page.
        response("HTTP/1.1 200 OK\r\nContent-Type: video/mp4", &vec![7; MAX_RECORD_BYTES + 1]),
    ];
    let archive = [others.concat(), page_record("The first bridge.")].concat();
    assert_eq!(words(&all("x.warc", &archive)), ["first"], "{:?}", shown(&all("x.warc", &archive)));
    let members: Vec<u8> = others.iter().chain([&page_record("The first bridge.")]).flat_map(|r| gzip(r)).collect();
    assert_eq!(words(&all("x.warc.gz", &members)), ["first"], "{:?}", shown(&all("x.warc.gz", &members)));
    assert!(all("x.warc", b"").is_empty() && all("x.warc.gz", &gzip(b"")).is_empty());
}

#[test]
fn transport_is_undone() {
    let html = page("Der Präsident sprach am Montag.");
    let chunked = |body: &[u8]| {
        let mut out = Vec::new();
        for chunk in body.chunks(50) {
            out.extend(format!("{:x};a=b\r\n", chunk.len()).into_bytes());
            out.extend(chunk);
            out.extend(b"\r\n");
        }
        [out, b"0\r\n\r\n".to_vec()].concat()
    };
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(html.as_bytes()).unwrap();
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
    deflate.write_all(html.as_bytes()).unwrap();
    let latin = encoding_rs::WINDOWS_1252.encode(&html).0.into_owned();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html";
    for (headers, body) in [
        ("", html.as_bytes().to_vec()),
        ("\r\nTransfer-Encoding: chunked", chunked(html.as_bytes())),
        ("\r\ncontent-encoding: gzip", gzip(html.as_bytes())),
        ("\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked", chunked(&gzip(html.as_bytes()))),
        ("\r\nContent-Encoding: deflate", zlib.finish().unwrap()),
        ("\r\nContent-Encoding: deflate", deflate.finish().unwrap()),
        ("\r\nContent-Encoding: gzip, gzip", gzip(&gzip(html.as_bytes()))),
        // Archives that undid an encoding and kept its header.
        ("\r\nContent-Encoding: br\r\nTransfer-Encoding: chunked", html.as_bytes().to_vec()),
        ("; charset=ISO-8859-1", latin),
    ] {
        let found = all("x.warc", &response(&format!("{head}{headers}"), &body));
        assert!(
            found[0].as_ref().is_ok_and(|r| r.text.ends_with("Präsident sprach am Montag.")),
            "{headers}: {found:?}"
        );
    }
    let bad = |headers: &str, body: &[u8]| {
        let bytes = [response(&format!("{head}{headers}"), body), page_record("The first bridge.")].concat();
        let found = all("x.warc", &bytes);
        assert_eq!(words(&found), ["error", "first"], "{headers}");
        found[0].as_ref().unwrap_err().to_string()
    };
    let whole = chunked(html.as_bytes());
    assert!(bad("\r\nTransfer-Encoding: chunked", &whole[..90]).contains("record 1 at byte 0: the page is cut; "));
    assert!(bad("\r\nTransfer-Encoding: chunked", b"5\r\n<p>ab\r\nzz\r\n").contains("a chunk of the page has no size"));
    let packed = gzip(html.as_bytes());
    assert!(bad("\r\nContent-Encoding: gzip", &packed[..packed.len() - 9]).contains("the page is cut"));
    let mut damaged = packed.clone();
    let at = packed.len() - 6;
    damaged[at] ^= 1;
    assert!(bad("\r\nContent-Encoding: gzip", &damaged).contains("the page cannot be unpacked"));
    assert!(bad("\r\nContent-Encoding: br", b"\x0b\x02\x80").contains("the content encoding \"br\" is not read"));
    let bomb = gzip(&vec![b' '; MAX_RECORD_BYTES + 10]);
    assert!(bad("\r\nContent-Encoding: gzip", &bomb).contains("unpacks to more than 16 MB"));
    // What the archive itself says that it cut is taken as far as it goes.
    let cut = [head.as_bytes(), b"\r\nTransfer-Encoding: chunked\r\n\r\n", &whole[..whole.len() - 40]].concat();
    let found = all("x.warc", &record("response", &format!("{HTTP}WARC-Truncated: length\r\n"), &cut));
    assert!(found[0].as_ref().unwrap().text.contains("Präsident sprach"));
}

#[test]
fn broken_records_are_refused_alone() {
    let good = page_record("The second bridge was opened.");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let first = text(&page_record("The first bridge was opened."));
    let length = first.lines().find(|l| l.starts_with("Content-Length")).unwrap();
    let size: usize = length[16..].parse().unwrap();
    let cases: [(String, &str); 9] = [
        (first.replace(length, "Content-Length: many"), "the Content-Length \"many\" is no number"),
        (first.replace(&format!("{length}\r\n"), ""), "no header Content-Length"),
        (first.replace("WARC-Type: response\r\n", ""), "no header WARC-Type"),
        (first.replace("WARC-Target-URI: https://example.org/a\r\n", ""), "no header WARC-Target-URI"),
        (first.replace(length, &format!("Content-Length: {}", size - 10)), "its Content-Length is wrong"),
        (first.replace(length, &format!("Content-Length: {}", size + 50)), "its Content-Length is wrong"),
        (first.replace(length, "Content-Length: 99999999999"), "of the 99999999999 bytes that it claims are there"),
        (first.replace("HTTP/1.1 200 OK", "XTTP/1.1 200 OK"), "no HTTP response in it"),
        ("what is this\r\n\r\n".to_owned(), "no record begins where one should"),
    ];
    for (broken, cause) in &cases {
        let mut found = all("x.warc", &[broken.as_bytes(), &good, &good].concat());
        // A length that reaches beyond the file is only told from a lie of some size.
        if cause.contains("99999999999") {
            assert!(found[0].as_ref().unwrap_err().to_string().contains("Content-Length is wrong"), "{found:?}");
        } else {
            assert!(found[0].as_ref().unwrap_err().to_string().contains(cause), "{cause}: {:?}", found[0]);
        }
        assert_eq!(words(&found), ["error", "second", "second"], "{cause}");
        let error = found.remove(0).unwrap_err().to_string();
        assert!(error.starts_with("x.warc, record 1 at byte 0: ") && error.contains("; "), "{error}");
        // Of gzip members, each record is one.
        let found = all("x.warc.gz", &[gzip(broken.as_bytes()), gzip(&good), gzip(&good)].concat());
        assert_eq!(words(&found), ["error", "second", "second"], "{cause}: {:?}", shown(&found));
    }
    // Line ends more than a record has are no fault of the one before them.
    for start in [0, 2] {
        let mut found = all("x.warc", &[&good, &b"\n\n\n"[..], &good[start..], &good].concat());
        found.retain(Result::is_ok);
        assert_eq!(words(&found), vec!["second"; if start == 0 { 3 } else { 2 }], "{start}");
    }
    let endless = format!("WARC/1.0\r\n{}\r\n", "X-Header: a\r\n".repeat(9000));
    assert!(all("x.warc", endless.as_bytes())[0].as_ref().unwrap_err().to_string().contains("headers have no end"));
    let cut = &good[..good.len() - 30];
    let found = all("x.warc", &[&good, cut].concat());
    assert_eq!(words(&found), ["second", "error"]);
    assert!(found[1].as_ref().unwrap_err().to_string().contains("bytes that it claims are there"), "{found:?}");
}

#[test]
fn damaged_members_are_refused_alone() {
    let members: Vec<Vec<u8>> = crawl().iter().map(|r| gzip(r)).collect();
    let join = |second: &[u8]| [&members[0][..], &members[2], second, &members[5]].concat();
    let second = &members[4];
    let half = second.len() / 2;
    let mut flipped = second.clone();
    flipped[half] ^= 0x55;
    let mut checksum = second.clone();
    let at = checksum.len() - 6;
    checksum[at] ^= 1;
    let mut header = second.clone();
    header[2] = 9;
    for (what, broken) in [
        ("cut", second[..half].to_vec()),
        ("cut to its header", second[..12].to_vec()),
        ("flipped", flipped),
        ("checksum", checksum),
        ("header", header),
        ("noise between", b"noise that is no gzip".to_vec()),
    ] {
        let found = all("x.warc.gz", &join(&broken));
        assert_eq!(words(&found), ["first", "error", "third"], "{what}: {:?}", shown(&found));
        let error = found[1].as_ref().unwrap_err().to_string();
        let at = members[0].len() + members[2].len();
        assert!(error.starts_with(&format!("x.warc.gz, record 3 at byte {at}: ")), "{what}: {error}");
        assert!(error.contains("gzip"), "{what}: {error}");
        // At the end of the file as well.
        let found = all("x.warc.gz", &[&members[2][..], &broken].concat());
        assert_eq!(words(&found), ["first", "error"], "{what}: {:?}", shown(&found));
    }
    // What a damaged member gives is no more of the record before it, line ends or not.
    for start in ["no record", "\r\n\n", "\n"] {
        let noise = gzip(format!("{start}{}", "abcdefghijklmnopqrstuvwxyz".repeat(9)).as_bytes());
        let found = all("x.warc.gz", &join(&noise[..noise.len() - 9]));
        assert_eq!(words(&found), ["first", "error", "third"], "{start:?}: {:?}", shown(&found));
    }
    // In one member, records before the damage come and what is behind it is lost.
    let mut whole = gzip(&crawl().concat());
    let length = whole.len();
    whole.truncate(length - 60);
    let found = all("x.warc.gz", &whole);
    assert_eq!(*words(&found).last().unwrap(), "error");
    assert!(found[0].is_ok(), "{:?}", shown(&found));
}

#[test]
fn memory_is_that_of_one_record() {
    // Two pages over the limit, an endless lie, and a good page: some 100 MB that are never held.
    let head = |length: usize| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\n{HTTP}Content-Length: {length}\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        )
    };
    let http = 44;
    let size = 40 << 20;
    let fill = || std::io::repeat(b'a').take(size as u64);
    let good = page_record("The first bridge.");
    let stream = Cursor::new(head(size + http).into_bytes())
        .chain(fill())
        .chain(Cursor::new([b"\r\n\r\n", head(usize::MAX).as_bytes()].concat()))
        .chain(fill())
        .chain(Cursor::new([b"\r\n\r\n", &good[..]].concat()));
    let mut reports = records(Box::new(BufReader::new(stream)), Path::new("x.warc"), &Options::default());
    let errors: Vec<String> = (0..2).map(|_| reports.next().unwrap().unwrap_err().to_string()).collect();
    assert!(errors[0].contains("record 1 at byte 0: longer than 16 MB"), "{errors:?}");
    assert!(errors[1].contains("its Content-Length is wrong"), "{errors:?}");
    assert!(reports.next().unwrap().unwrap().text.contains("first"));
    assert!(reports.next().is_none());
    if let Kind::Archive(archive) = &reports.0 {
        assert!(archive.kept() <= 2 * MAX_RECORD_BYTES, "{}", archive.kept());
    }
}

#[test]
fn packed_files_of_every_format() {
    assert_eq!(one("x.txt.gz", gzip(b"Plain words.")).text, "Plain words.");
    assert_eq!(one("x.md.GZ", gzip(b"# Plain words")).text, "Plain words");
    assert!(one("x.html.gz", gzip(page("The first bridge.").as_bytes())).text.contains("first"));
    assert_eq!(one("x.json.gz", gzip(br#"{"text": "a"}"#)).text, "a");
    assert_eq!(all("x.jsonl.gz", &gzip(b"{\"text\": \"a\"}\n{\"text\": \"b\"}")).len(), 2);
    assert_eq!(all("x.csv.gz", &gzip(b"id,text\n1,a\n2,b\n")).len(), 2);
    assert_eq!(all("-", &gzip(b"{\"text\": \"a\"}\n{\"text\": \"b\"}")).len(), 2);
    // What its name says is packed, and is not.
    assert_eq!(one("x.txt.gz", "Plain words.").text, "Plain words.");
    let cut = gzip(b"Plain words.");
    let error = fault("x.txt.gz", &cut[..cut.len() - 9]);
    assert!(error.contains("a gzip member is cut; fetch or pack the file again"), "{error}");
    let bomb = gzip(&vec![b'a'; MAX_FILE_BYTES + 1]);
    assert!(fault("x.txt.gz", bomb).contains("larger than 64 MB"));
}

/// A body in chunks of the given sizes.
fn chunks(body: &[u8], sizes: &[usize]) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::new(), body);
    for size in sizes.iter().cycle() {
        let (chunk, after) = rest.split_at((*size).min(rest.len()));
        if chunk.is_empty() {
            break;
        }
        out.extend(format!("{:X}\r\n", chunk.len()).into_bytes());
        out.extend(chunk);
        out.extend(b"\r\n");
        rest = after;
    }
    [out, b"0\r\n\r\n".to_vec()].concat()
}

proptest! {
    #[test]
    fn chunks_join_to_the_body(body in proptest::collection::vec(any::<u8>(), 0..300), sizes in proptest::collection::vec(1..50_usize, 1..5), cut in 0..400_usize) {
        let encoded = chunks(&body, &sizes);
        prop_assert_eq!(unchunk(&encoded).unwrap(), (body.clone(), true));
        // A cut body is a beginning, and known to be cut.
        let last = encoded.len() - 4;
        if let Ok((joined, whole)) = unchunk(&encoded[..cut.min(last)]) {
            prop_assert!(!whole && body.starts_with(&joined));
        }
    }

    #[test]
    fn any_bytes_in_chunks(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in r"([0-9a-fA-F]{1,20}[;\r\n]{1,3}|\PC){0,20}") {
        for body in [&bytes[..], text.as_bytes()] {
            if let Ok((joined, _)) = unchunk(body) {
                prop_assert!(joined.len() <= body.len());
            }
        }
    }

    #[test]
    fn damage_costs_no_record_but_its_own(
        at in any::<prop::sample::Index>(),
        with in proptest::collection::vec(any::<u8>(), 0..20),
        drop in 0..200_usize,
        in_members in any::<bool>(),
    ) {
        let parts: Vec<Vec<u8>> = crawl().into_iter().map(|r| if in_members { gzip(&r) } else { r }).collect();
        let mut bytes = parts.concat();
        let start = at.index(bytes.len());
        let end = (start + drop).min(bytes.len());
        bytes.splice(start..end, with);
        let found = all(if in_members { "x.warc.gz" } else { "x.warc" }, &bytes);
        let (mut offset, mut whole) = (0, Vec::new());
        for (part, word) in parts.iter().zip(["", "", "first", "", "second", "third"]) {
            // A plain record goes on into the line ends behind it.
            let touched = start < offset + part.len() && end.max(start + 1) > offset;
            offset += part.len();
            if !word.is_empty() && !touched {
                whole.push(word);
            }
        }
        for word in whole {
            prop_assert!(words(&found).contains(&word), "{} is lost: {:?}", word, shown(&found));
        }
        prop_assert!(found.len() <= 20);
        holds(found)?;
    }

    #[test]
    fn any_damage_of_a_packed_archive(at in any::<prop::sample::Index>(), with in proptest::collection::vec(any::<u8>(), 0..20), drop in 0..200_usize) {
        let mut bytes = gzip(&crawl().concat());
        let start = at.index(bytes.len());
        bytes.splice(start..(start + drop).min(bytes.len()), with);
        holds(all("x.warc.gz", &bytes))?;
    }

    #[test]
    fn any_records(text in r"(WARC/1\.0\r\n|Content-Length: [0-9]{1,22}\r\n|WARC-Type: response\r\n|\r\n|HTTP/1\.1 200 OK\r\n|<p>|[a-z]{1,5}|\PC){0,40}") {
        holds(all("x.warc", text.as_bytes()))?;
    }
}
