//! In: a page or an entry of a feed as it came over the network. Out: its report. Always: what the page says of itself goes before what the feed
//! said of it, but for its date and publisher, which feeds know better.

use std::path::Path;

use super::raw::Parts;
use super::{Fault, Options, Raw, charset, html, http};
use crate::Error;

/// A page that was fetched, or an entry that a feed gives whole.
#[derive(Debug, Clone, Default)]
pub struct Fetched {
    /// Where it came from.
    pub url: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its media type, with its charset if the server names one.
    pub content_type: Option<String>,
    /// What the feed said of it.
    pub title: Option<String>,
    /// Likewise.
    pub author: Option<String>,
    /// Likewise.
    pub published: Option<String>,
    /// Likewise.
    pub source: Option<String>,
    /// Likewise.
    pub language: Option<String>,
    /// Whether it is a piece of HTML, as feeds give it, and no page.
    pub is_fragment: bool,
}

/// Reads a page that was fetched.
///
/// # Errors
/// [`Error::Rejected`] when it has no article, or is built to exhaust time or memory.
pub fn page(fetched: Fetched) -> Result<Raw, Error> {
    let name = fetched.url.clone();
    let parts = parts(fetched).map_err(|fault| fault.reject(name.clone()))?;
    let mut raw = Raw::new(parts, Path::new(&name), None, &Options::default())?;
    // Its address stands in `url`: it is of no file.
    raw.path = None;
    Ok(raw)
}

fn parts(fetched: Fetched) -> Result<Parts, Fault> {
    let kind = fetched.content_type.as_deref();
    let charset = kind.and_then(http::charset);
    let plain = kind.is_some_and(|k| k.trim_start().to_ascii_lowercase().starts_with("text/plain"));
    let mut parts = if plain {
        let labels: Vec<&str> = charset.into_iter().collect();
        Parts { body: charset::decode(fetched.bytes, &labels)?, ..Parts::default() }
    } else if fetched.is_fragment {
        let mut page = b"<!doctype html><html><body><article>".to_vec();
        page.extend(fetched.bytes);
        page.extend(b"</article></body></html>");
        html::article(page, Some(charset.unwrap_or("utf-8")))?
    } else {
        html::article(fetched.bytes, charset)?
    };
    let given = |value: Option<String>| value.filter(|v| !v.trim().is_empty());
    parts.url = parts.url.filter(|_| !fetched.is_fragment).or(Some(fetched.url));
    parts.title =
        if fetched.is_fragment { given(fetched.title).or(parts.title) } else { parts.title.or(given(fetched.title)) };
    parts.author = parts.author.or(given(fetched.author));
    parts.published = given(fetched.published).or(parts.published);
    parts.source = given(fetched.source).or(parts.source);
    parts.language = parts.language.or(given(fetched.language));
    Ok(parts)
}
