//! Briefs for people to read. In: a [`Brief`](crate::record::Brief). Out: Markdown, or a page that stands alone and prints. Always: words from
//! outside are text, whatever they hold; only web addresses are links.

mod html;
mod markdown;

pub use html::html;
pub use markdown::markdown;

use crate::Language;
use crate::record::Source;

/// One line without what a terminal, a page or an eye would obey: controls, marks of direction and invisible characters.
fn line(text: &str) -> String {
    let shown = |c: char| {
        let hidden = matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { Some(' ') } else { Some(c).filter(|_| !hidden) }
    };
    let text: String = text.chars().filter_map(shown).collect();
    text.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An address that may be a link.
fn link(url: Option<&str>) -> Option<String> {
    let url = url?;
    let scheme = url.split(':').next()?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let is_clean = !url.chars().any(|c| c.is_control() || c.is_whitespace());
    (is_web && is_clean && url.contains("://")).then(|| line(url))
}

/// Direction in which a language is written.
fn direction(language: Language) -> &'static str {
    if language == Language::Ar { "rtl" } else { "ltr" }
}

/// The words of a source, with a sign where they are a part.
fn words(source: &Source) -> String {
    let words = line(&source.text);
    if source.cut { format!("…{words}…") } else { words }
}
