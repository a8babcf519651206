//! In: a web page. Out: its article. Always: menus, notes on cookies and comments stay out as far as a readability
//! measure can tell; a page that is built to exhaust time or memory is refused before it is parsed.

use std::path::Path;

use dom_smoothie::{Config, Readability, TextMode};

use super::metadata::Metadata;
use super::raw::Parts;
use super::{Fault, Options, Raw, boilerplate, charset, file_place};
use crate::Error;

/// Deepest nesting of elements: the limit of the browsers' own parsers.
const MAX_DEPTH: usize = 512;
/// Most elements of a page (news pages have some thousands).
const MAX_ELEMENTS: usize = 300_000;
/// Most steps from all elements to the root of a page: what the readability measure walks. News pages have some hundred
/// thousand; so many take it two seconds.
const MAX_STEPS: usize = 10_000_000;
/// Most steps from all bytes of text to the root: what the readability measure reads again for each element that they are
/// in. News pages have some million; so many take it two seconds.
const MAX_TEXT_STEPS: usize = 400_000_000;
/// How far into a page its charset is looked for (1,024 bytes by the standard; some pages are late).
const CHARSET_BYTES: usize = 4096;
/// A shorter first heading does not stand for the page's title.
const MIN_HEADING_CHARS: usize = 10;

/// A shorter article makes the readability measure take more of the page. Its default of 500 brings menus and comments
/// into the short reports that agencies publish.
const MIN_ARTICLE_CHARS: usize = 140;

const SAVE: &str = "save the article's text as a text file";

pub(super) fn read(bytes: Vec<u8>, name: &Path, options: &Options) -> Result<Raw, Error> {
    Raw::new(article(bytes, None).map_err(|fault| fault.reject(file_place(name)))?, name, None, options)
}

/// The article of a page; `charset` is the one that came with it, which goes before the one it names itself.
pub(super) fn article(bytes: Vec<u8>, charset: Option<&str>) -> Result<Parts, Fault> {
    let named = declared(&bytes);
    let labels: Vec<&str> = charset.into_iter().chain(named.as_deref()).collect();
    parse(&charset::decode(bytes, &labels)?)
}

/// Whether a text begins as a web page does.
pub(super) fn begins_page(start: &[u8]) -> bool {
    let head = start[..start.len().min(1024)].to_ascii_lowercase();
    let has = |needle: &[u8]| head.windows(needle.len()).any(|w| w == needle);
    head.starts_with(b"<!doctype html")
        || has(b"<html")
        || has(b"<head")
        || has(b"<body")
        || head.starts_with(b"<article")
}

/// The charset that a page names in its head.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(CHARSET_BYTES)].to_ascii_lowercase();
    let at = head.windows(8).position(|w| w == b"charset=")? + 8;
    let value = head[at..].iter().skip_while(|b| matches!(b, b'"' | b'\'' | b' '));
    let label: Vec<u8> =
        value.copied().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':')).collect();
    String::from_utf8(label).ok()
}

fn parse(page: &str) -> Result<Parts, Fault> {
    check(page)?;
    let config = Config { text_mode: TextMode::Formatted, char_threshold: MIN_ARTICLE_CHARS, ..Config::default() };
    let unfound = || Fault::new("no article found in the page", SAVE);
    let mut readability = Readability::new(page, None, Some(config)).map_err(|_| unfound())?;
    if too_deep(&readability) {
        return Err(too_nested());
    }
    let document = &readability.doc;
    let told = Metadata::of(document);
    let headings: Vec<String> = document.select("h1").iter().map(|h| squeeze(&h.text())).collect();
    boilerplate::remove(document);
    let found = readability.parse().map_err(|_| unfound())?;
    // A page has no wrapped lines: every line of its text is a paragraph of its own.
    let paragraphs: Vec<String> = found.text_content.lines().map(squeeze).filter(|line| !line.is_empty()).collect();
    Ok(Parts {
        title: title(&headings, &told, squeeze(&found.title)),
        body: paragraphs.join("\n\n"),
        published: told.published,
        url: told.url,
        source: told.source,
        author: told.author,
        language: told.language,
        ..Parts::default()
    })
}

/// The title as readers see it: the first heading that the page calls itself; else what it calls itself.
fn title(headings: &[String], told: &Metadata, shown: String) -> Option<String> {
    let long = |text: &str| text.chars().count() >= MIN_HEADING_CHARS;
    let names: Vec<String> = told.titles.iter().map(|t| squeeze(t)).chain([shown]).filter(|t| !t.is_empty()).collect();
    // What pages call themselves can be cut, or have the publisher behind it.
    let called = |heading: &str| {
        names.iter().any(|name| {
            let uncut = name.trim_end_matches(['.', '…']).trim_end();
            name.contains(heading) || (long(uncut) && heading.contains(uncut))
        })
    };
    headings.iter().find(|h| long(h) && called(h)).or(names.first()).cloned()
}

/// Space as HTML shows it: one for many. Spaces that do not break stay.
fn squeeze(text: &str) -> String {
    text.split([' ', '\t', '\n', '\r', '\u{c}']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn too_nested() -> Fault {
    Fault::new(format!("elements nested deeper than {MAX_DEPTH}"), SAVE)
}

fn too_many() -> Fault {
    Fault::new("too many elements for a page", SAVE)
}

/// Whether the parsed page is deeper than the estimate of [`check`] let through.
fn too_deep(readability: &Readability) -> bool {
    let mut depth = 0_usize;
    let mut node = readability.doc.root();
    loop {
        if let Some(child) = node.first_child() {
            depth += 1;
            if depth > 2 * MAX_DEPTH {
                return true;
            }
            node = child;
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else {
                return false;
            };
            depth = depth.saturating_sub(1);
            node = parent;
        }
    }
}

/// Elements that never have content.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements whose end may be left out: they do not nest in each other.
const OPTIONAL: [&str; 15] =
    ["p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot", "colgroup", "html", "head", "body"];
/// Elements whose content is not parsed.
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "iframe", "xmp"];
/// Most tags in comments and scripts. They cost nothing, unless the parser sees a comment or script end where [`check`] does
/// not; then so many are still parsed within a second.
const MAX_PASSED_OVER: usize = 20_000;
/// Elements that a parser opens again in every block until they are closed.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements that an end tag from within does not reach beyond.
const BARRIER: [&str; 8] = ["table", "template", "object", "applet", "marquee", "button", "svg", "math"];
/// How far the end of a tag is looked for.
const MAX_TAG_BYTES: usize = 4096;
/// How far up an end tag is looked for its start tag.
const END_REACH: usize = 64;

/// Refuses pages that would cost a parser more than time in proportion to their size: too deeply nested ones, and ones
/// with so many open elements of style that the parser would repeat them all in every block.
fn check(page: &str) -> Result<(), Fault> {
    let mut open: Vec<&str> = Vec::new();
    let (mut formatting, mut elements, mut steps) = (0_usize, 0_usize, 0_usize);
    let mut rest = page;
    let mut passed_over = 0_usize;
    let mut text_steps = 0_usize;
    while let Some(at) = rest.find('<') {
        text_steps = text_steps.saturating_add(at * open.len());
        rest = &rest[at + 1..];
        if rest.starts_with("!--") {
            let end = rest[1..].find("-->").map_or(rest.len(), |end| end + 4);
            passed_over += tags(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        let closing = rest.starts_with('/');
        let tag = &rest[usize::from(closing)..];
        let length = tag.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':')).count();
        if length == 0 || !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let name = &tag[..length];
        rest = &tag[length..];
        let is = |list: &[&str]| list.iter().any(|n| n.eq_ignore_ascii_case(name));
        let styled = is(&FORMATTING);
        if closing {
            formatting = formatting.saturating_sub(usize::from(styled));
            close(&mut open, name, styled);
            continue;
        }
        elements += 1 + if styled { 0 } else { formatting };
        formatting += usize::from(styled);
        steps += open.len();
        let excess = elements > MAX_ELEMENTS || steps > MAX_STEPS || passed_over > MAX_PASSED_OVER;
        if excess {
            return Err(too_many());
        }
        if is(&RAW) {
            let end = raw_end(rest, name);
            passed_over += tags(&rest[..end]);
            rest = &rest[end..];
        } else if !is(&VOID) && !is(&OPTIONAL) && !self_closed(rest, &open) {
            open.push(name);
            if open.len() > MAX_DEPTH {
                return Err(too_nested());
            }
        }
    }
    text_steps = text_steps.saturating_add(rest.len() * open.len());
    if text_steps > MAX_TEXT_STEPS {
        return Err(Fault::new("too much text in nested elements", SAVE));
    }
    if passed_over > MAX_PASSED_OVER { Err(too_many()) } else { Ok(()) }
}

/// Where the content of an element ends whose content is not parsed; the end of the page if it has no end tag.
fn raw_end(rest: &str, name: &str) -> usize {
    let mut at = 0;
    while let Some(found) = rest[at..].find("</") {
        at += found + 2;
        if rest[at..].get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return at;
        }
    }
    rest.len()
}

/// How many tags seem to begin in a text.
fn tags(text: &str) -> usize {
    text.as_bytes().windows(2).filter(|w| w[0] == b'<' && w[1].is_ascii_alphabetic()).count()
}

/// Whether a tag closes itself, which only drawings and formulas may do.
fn self_closed(rest: &str, open: &[&str]) -> bool {
    let drawn =
        open.iter().rev().take(END_REACH).any(|n| n.eq_ignore_ascii_case("svg") || n.eq_ignore_ascii_case("math"));
    let tag = &rest[..rest.floor_char_boundary(MAX_TAG_BYTES)];
    drawn && tag.find('>').is_some_and(|end| tag[..end].ends_with('/'))
}

fn close(open: &mut Vec<&str>, name: &str, styled: bool) {
    for i in (0..open.len()).rev().take(END_REACH) {
        if open[i].eq_ignore_ascii_case(name) {
            if styled {
                open.remove(i);
            } else {
                open.truncate(i);
            }
            return;
        }
        if BARRIER.iter().any(|n| n.eq_ignore_ascii_case(open[i])) {
            return;
        }
    }
}
