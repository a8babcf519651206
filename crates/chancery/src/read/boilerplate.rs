//! In: a parsed web page. Out: the same without what stands in the body of reports and is none of it: advertisements,
//! pointers to other reports, calls to subscribe, follow or share. Always: what makes up a good part of the page's text, or
//! holds its heading, stays, whatever it is called; the readability measure that comes after does the rest.

use dom_query::{Document, NodeData, NodeRef};

/// Elements that hold at least one part in so many of a page's text are not removed: publishers also mark the report
/// itself so, as with the call that stands over it.
const LARGE_SHARE: usize = 4;
/// A pointer to another report, or a call, is not longer.
const MAX_CALL_CHARS: usize = 200;

/// Elements that are never part of a report.
const ELEMENTS: &str = "amp-ad, amp-embed, amp-sidebar, amp-consent, amp-social-share, ins.adsbygoogle";

/// Words of a class or id, in the languages that publishers name them.
const WORDS: [&str; 43] = [
    "abo",
    "ad",
    "ads",
    "adslot",
    "adv",
    "advert",
    "advertisement",
    "advertising",
    "adverts",
    "anzeige",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "gdpr",
    "newsletter",
    "newsletters",
    "outbrain",
    "promo",
    "pub",
    "pubblicita",
    "publicidad",
    "publicidade",
    "publicite",
    "recommended",
    "reklam",
    "reklama",
    "related",
    "relatedposts",
    "share",
    "sharedaddy",
    "sharing",
    "sponsored",
    "subscribe",
    "subscription",
    "suscripcion",
    "taboola",
    "telegram",
    "tg",
    "werbung",
];
/// Words of a class or id that stand one behind the other.
const PHRASES: [&str; 18] = [
    "a-lire",
    "author-bio",
    "author-box",
    "autor-box",
    "leia-mais",
    "leia-tambem",
    "lire-aussi",
    "mehr-zum",
    "more-on",
    "nav-links",
    "paywall-banner",
    "paywall-message",
    "paywall-overlay",
    "paywall-prompt",
    "post-navigation",
    "puede-interesar",
    "read-also",
    "read-more",
];
/// How pointers to other reports and calls begin, in small letters.
const CALLS: [&str; 36] = [
    "abonnez-vous",
    "abone ol",
    "a lire aussi",
    "à lire aussi",
    "assine ",
    "follow us",
    "inscrivez-vous",
    "iscriviti",
    "ilgili haber",
    "jetzt abonnieren",
    "lea también",
    "lee también",
    "leer también",
    "leggi anche",
    "leia também",
    "lesen sie auch",
    "lire aussi",
    "mehr zum thema",
    "más información:",
    "read also",
    "read more",
    "related:",
    "see also",
    "sign up ",
    "subscribe to ",
    "suscríbete",
    "te puede interesar",
    "подписывайтесь на",
    "подпишитесь на",
    "підписуйтесь на",
    "читайте также",
    "читайте також",
    "читайте нас",
    "اشترك في",
    "اقرأ أيضا",
    "اقرأ المزيد",
];
/// What stands over an advertisement, in small letters.
const LABELS: [&str; 13] = [
    "advertisement",
    "advertising",
    "anzeige",
    "pubblicità",
    "publicidad",
    "publicidade",
    "publicité",
    "reklam",
    "sponsored",
    "werbung",
    "реклама",
    "إعلان",
    "اعلان",
];

/// Takes out of a page what is none of its report.
pub(super) fn remove(page: &Document) {
    page.select(ELEMENTS).remove();
    let Some(body) = page.body() else { return };
    let most = text_bytes(&body, usize::MAX) / LARGE_SHARE;
    let small = |node: &NodeRef| text_bytes(node, most) <= most && !node.descendants_it().any(|d| d.has_name("h1"));
    for node in page.select("[class], [id]").nodes() {
        let names = [node.attr("class"), node.attr("id")];
        if names.iter().flatten().any(|names| is_named(names)) && small(node) {
            node.remove_from_parent();
        }
    }
    for node in page.select("p, li, span, strong, b, h2, h3, h4, div").nodes() {
        // A letter has up to four bytes.
        if text_bytes(node, 4 * MAX_CALL_CHARS) > 4 * MAX_CALL_CHARS {
            continue;
        }
        let text = node.text();
        let text = text.trim().to_lowercase();
        let is_call = || text.chars().nth(MAX_CALL_CHARS).is_none() && CALLS.iter().any(|call| text.starts_with(call));
        if LABELS.contains(&text.as_str()) || is_call() {
            node.remove_from_parent();
        }
    }
}

/// How much text an element has, as far as it is not more than `most`; scripts and styles are none. It is counted without
/// being put together, so that text within many elements costs no more than they do.
fn text_bytes(node: &NodeRef, most: usize) -> usize {
    let mut bytes = 0;
    for part in node.descendants_it() {
        let length = part.query_or(0, |part| match &part.data {
            NodeData::Text { contents } => contents.len(),
            _ => 0,
        });
        let hidden = |parent: NodeRef| parent.has_name("script") || parent.has_name("style");
        if length > 0 && !part.parent().is_some_and(hidden) {
            bytes += length;
        }
        if bytes > most {
            break;
        }
    }
    bytes
}

/// Whether a class or id names something that is not the report.
fn is_named(names: &str) -> bool {
    names.split_ascii_whitespace().any(|name| {
        let name = name.to_ascii_lowercase().replace('_', "-");
        name.split('-').any(|word| WORDS.contains(&word))
            || PHRASES.iter().any(|phrase| format!("-{name}-").contains(&format!("-{phrase}-")))
    })
}
