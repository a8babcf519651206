//! Markdown: sections, sentences with the numbers of their evidence, and the evidence as a numbered list.

use super::super::tongue::{Tongue, tongue};
use super::{line, link, words};
use crate::record::{Brief, Source};

/// A brief as Markdown.
pub fn markdown(brief: &Brief) -> String {
    let tongue = tongue(brief.language).unwrap_or(&super::super::en::English);
    let mut out = format!("# {}\n", escaped(&brief.title));
    for section in &brief.sections {
        out.push_str(&format!("\n## {}\n\n", escaped(&section.heading)));
        for sentence in &section.sentences {
            let numbers: Vec<String> = sentence.evidence.iter().map(usize::to_string).collect();
            out.push_str(&format!("- {} [{}]\n", escaped(&sentence.text), numbers.join(", ")));
        }
    }
    out.push_str(&format!("\n## {}\n\n", tongue.evidence()));
    for source in &brief.evidence {
        out.push_str(&format!("{}. {}\n", source.number, evidence(source, tongue)));
    }
    out
}

/// Publisher, date and language, then the title as a link, then the words.
fn evidence(source: &Source, tongue: &dyn Tongue) -> String {
    let mut head = Vec::new();
    head.extend(source.publisher.as_deref().map(escaped));
    head.extend(source.published.as_deref().map(|date| escaped(&tongue.date(date))));
    head.extend(source.language.map(|language| tongue.in_language(language)));
    let record = source.record.as_deref().map(|id| tongue.record(id));
    let title = source.title.as_deref().or(source.url.as_deref()).or(record.as_deref()).unwrap_or(&source.report);
    let title = match link(source.url.as_deref()) {
        Some(url) => {
            format!("[{}](<{}>)", escaped(title), url.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C"))
        }
        None => escaped(title),
    };
    let head = head.join(", ");
    match record {
        Some(_) if source.url.is_none() => format!("{head}. {title}"),
        Some(record) => format!("{head}. {title}{} {}", tongue.colon(), escaped(&record)),
        None => format!("{head}. {title}{} {}", tongue.colon(), escaped(&tongue.quoted(&words(source)))),
    }
}

/// A line in which nothing is a sign of Markdown or HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in line(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
