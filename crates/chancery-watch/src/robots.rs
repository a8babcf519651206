//! In: a `robots.txt` and a path. Out: whether the path may be asked (RFC 9309). Always: any bytes make rules, the longest
//! rule that fits decides, and between an allowing and a forbidding one of the same length the allowing one.

use std::time::Duration;

/// How much of a `robots.txt` is read, in bytes: what RFC 9309 asks for.
pub(crate) const MAX_BYTES: usize = 500 << 10;
/// Longest gap between two requests that a host can ask for with `Crawl-delay`.
const LONGEST_DELAY: f64 = 60.0;

/// What a `robots.txt` says to one crawler.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Robots {
    rules: Vec<Rule>,
    /// Least time between two requests.
    pub delay: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq)]
struct Rule {
    allow: bool,
    pattern: String,
}

impl Robots {
    /// Reads what is said to `product`, the name of the crawler without its version; failing that, to everyone.
    pub(crate) fn parse(text: &str, product: &str) -> Self {
        let (mut own, mut any) = (None::<Self>, Self::default());
        // Which of the two the current group speaks to, and whether its names are all read.
        let (mut to_own, mut to_any, mut named) = (false, false, true);
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if named {
                    (to_own, to_any, named) = (false, false, false);
                }
                to_any |= value == "*";
                to_own |= product_name(value).eq_ignore_ascii_case(product);
                if to_own {
                    own.get_or_insert_default();
                }
                continue;
            }
            let targets = [own.as_mut().filter(|_| to_own), Some(&mut any).filter(|_| to_any)];
            match key.as_str() {
                "allow" | "disallow" => {
                    named = true;
                    if !value.is_empty() {
                        let rule = Rule { allow: key == "allow", pattern: normal(value) };
                        targets.into_iter().flatten().for_each(|robots| robots.rules.push(rule.clone()));
                    }
                }
                "crawl-delay" => {
                    named = true;
                    let delay = value.parse::<f64>().ok().filter(|s| *s > 0.0 && s.is_finite());
                    let delay = delay.map(|s| Duration::from_secs_f64(s.min(LONGEST_DELAY)));
                    targets.into_iter().flatten().for_each(|robots| robots.delay = robots.delay.max(delay));
                }
                // Sitemaps and the like belong to no group.
                _ => {}
            }
        }
        own.unwrap_or(any)
    }

    /// Whether a path, with its query, may be asked.
    pub(crate) fn allows(&self, path: &str) -> bool {
        let path = normal(path);
        if path == "/robots.txt" {
            return true;
        }
        let fitting = self.rules.iter().filter(|rule| fits(&rule.pattern, &path));
        fitting.max_by_key(|rule| (rule.pattern.len(), rule.allow)).is_none_or(|rule| rule.allow)
    }
}

/// The name of a product, which ends before its version: `chancery-watch` of `chancery-watch/0.1 (+https://…)`.
pub(crate) fn product_name(agent: &str) -> &str {
    let end = agent.find(|c: char| !(c.is_ascii_alphabetic() || c == '-' || c == '_'));
    &agent[..end.unwrap_or(agent.len())]
}

/// A path or pattern with one spelling for each character: what needs no percent sign has none, what is not ASCII has one.
fn normal(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [byte, tail @ ..] = rest {
        rest = tail;
        let escaped = match tail {
            [high, low, after @ ..] if *byte == b'%' => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => Some((high << 4 | low, after)),
                _ => None,
            },
            _ => None,
        };
        match escaped {
            Some((byte, after)) => {
                rest = after;
                if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                    out.push(byte.into());
                } else {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
            None if byte.is_ascii() => out.push((*byte).into()),
            None => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

/// Whether a pattern fits the beginning of a path; `*` stands for anything, a `$` at the end for the end. Time grows with
/// the length of the path only.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return !to_the_end || rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if to_the_end && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}
