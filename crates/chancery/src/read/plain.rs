//! In: a file of plain text or Markdown. Out: its report. Always: front matter gives metadata and is no part of the text.

use std::path::Path;

use super::raw::Parts;
use super::{Options, Raw, charset, file_place, markdown};
use crate::Error;

/// Front matter of more lines is taken for text.
const MAX_FRONT_LINES: usize = 100;

pub(super) fn read(bytes: Vec<u8>, name: &Path, options: &Options, is_markdown: bool) -> Result<Raw, Error> {
    let text = charset::decode(bytes, &[]).map_err(|fault| fault.reject(file_place(name)))?;
    let (mut parts, body) = front_matter(text.trim_start_matches('\u{feff}'));
    parts.body = if is_markdown { markdown::strip(body) } else { body.to_owned() };
    Raw::new(parts, name, None, options)
}

/// The `key: value` lines between two lines of `---` at the beginning of a text, and the text after them.
fn front_matter(text: &str) -> (Parts, &str) {
    let none = || (Parts::default(), text);
    let mut lines = text.split_inclusive('\n');
    if lines.next().map(str::trim_end) != Some("---") {
        return none();
    }
    let mut parts = Parts::default();
    let mut keys = 0;
    let mut at = text.find('\n').map_or(text.len(), |i| i + 1);
    for line in lines.take(MAX_FRONT_LINES) {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return if keys > 0 { (parts, &text[at..]) } else { none() };
        }
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        keys += 1;
        let value = value.trim();
        let unquoted = ['"', '\''].iter().find_map(|q| value.strip_prefix(*q)?.strip_suffix(*q)).unwrap_or(value);
        if unquoted.is_empty() {
            continue;
        }
        let field = match key.trim().to_ascii_lowercase().as_str() {
            "id" => &mut parts.id,
            "title" => &mut parts.title,
            "published" | "date" => &mut parts.published,
            "url" => &mut parts.url,
            "source" => &mut parts.source,
            "author" => &mut parts.author,
            "language" | "lang" => &mut parts.language,
            _ => continue,
        };
        *field = Some(unquoted.to_owned());
    }
    none()
}
