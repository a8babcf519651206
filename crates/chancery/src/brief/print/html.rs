//! One page of HTML with its style and no script, for the screen and for paper.

use super::super::tongue::{Tongue, tongue};
use super::{direction, line, link, words};
use crate::record::{Brief, BriefSentence, Source};

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1b1b1b;--soft:#555;--line:#bbb;--paper:#fff;--link:#1a4f8b}
@media (prefers-color-scheme:dark){:root{--ink:#e6e6e6;--soft:#a8a8a8;--line:#555;--paper:#161616;--link:#8ab8f0}}
body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 Georgia,'Times New Roman',serif;color:var(--ink);background:var(--paper)}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}
h2{font-size:1.05rem;margin:1.4rem 0 .4rem;border-bottom:1px solid var(--line)}
ul{margin:0;padding-left:1.1rem}
li{margin:.2rem 0}
a{color:var(--link)}
sup{line-height:0;font-size:.7em;white-space:nowrap}
.evidence{font-size:.85rem;line-height:1.4;padding-left:2.2rem}
.evidence li{margin:.4rem 0;overflow-wrap:anywhere}
.head{color:var(--soft)}
blockquote{margin:.1rem 0 0;padding:0 .6rem;border-inline-start:2px solid var(--line)}
:target{outline:2px solid var(--link);outline-offset:2px}
@media print{
@page{margin:18mm}
:root{--ink:#000;--soft:#333;--line:#999;--paper:#fff;--link:#000}
body{max-width:none;margin:0;padding:0;font-size:10pt;line-height:1.35}
h2{break-after:avoid}
li{break-inside:avoid}
a{text-decoration:none}
.back{display:none}
}";

/// A brief as a page.
pub fn html(brief: &Brief) -> String {
    let tongue = tongue(brief.language).unwrap_or(&super::super::en::English);
    let language = tongue.language();
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        direction(language),
        title = escaped(&brief.title)
    );
    let mut number = 0;
    // Which sentences a source is evidence for.
    let mut uses: Vec<Vec<usize>> = vec![Vec::new(); brief.evidence.len()];
    for section in &brief.sections {
        out.push_str(&format!(
            "<section class=\"{}\">\n<h2>{}</h2>\n<ul>\n",
            escaped(&section.kind),
            escaped(&section.heading)
        ));
        for sentence in &section.sentences {
            number += 1;
            out.push_str(&self::sentence(number, sentence));
            for at in &sentence.evidence {
                if let Some(uses) = at.checked_sub(1).and_then(|at| uses.get_mut(at)) {
                    uses.push(number);
                }
            }
        }
        out.push_str("</ul>\n</section>\n");
    }
    out.push_str(&format!("<section>\n<h2>{}</h2>\n<ol class=\"evidence\">\n", tongue.evidence()));
    for (source, uses) in brief.evidence.iter().zip(&uses) {
        out.push_str(&evidence(source, uses, tongue));
    }
    out.push_str("</ol>\n</section>\n</main>\n</body>\n</html>\n");
    out
}

fn sentence(number: usize, sentence: &BriefSentence) -> String {
    let links: Vec<String> = sentence.evidence.iter().map(|n| format!("<a href=\"#e{n}\">{n}</a>")).collect();
    format!("<li id=\"s{number}\">{} <sup>[{}]</sup></li>\n", escaped(&sentence.text), links.join(", "))
}

fn evidence(source: &Source, uses: &[usize], tongue: &dyn Tongue) -> String {
    let mut head = Vec::new();
    head.extend(source.publisher.as_deref().map(isolated));
    head.extend(source.published.as_deref().map(|date| escaped(&tongue.date(date))));
    head.extend(source.language.map(|language| escaped(&tongue.in_language(language))));
    let record = source.record.as_deref().map(|id| tongue.record(id));
    // What a record says of itself is in the language of the brief.
    let language = source.language.filter(|_| record.is_none()).unwrap_or(tongue.language());
    let [code, way] = [language.code(), direction(language)];
    let name = source.title.as_deref().or(source.url.as_deref()).or(record.as_deref()).unwrap_or(&source.report);
    let name = match link(source.url.as_deref()) {
        Some(url) => format!(
            "<a href=\"{}\" rel=\"noopener noreferrer nofollow\" lang=\"{code}\" dir=\"{way}\">{}</a>",
            escaped(&url),
            escaped(name)
        ),
        None => format!("<span lang=\"{code}\" dir=\"{way}\">{}</span>", escaped(name)),
    };
    let back: Vec<String> = uses.iter().map(|n| format!("<a href=\"#s{n}\">↑{n}</a>")).collect();
    format!(
        "<li id=\"e{}\" value=\"{0}\"><span class=\"head\">{}.</span> {name} <span class=\"back\">{}</span>\n\
         <blockquote lang=\"{code}\" dir=\"{way}\">{}</blockquote></li>\n",
        source.number,
        head.join(", "),
        back.join(" "),
        escaped(&record.unwrap_or_else(|| words(source)))
    )
}

/// A name of which it is not known in which direction it is written.
fn isolated(name: &str) -> String {
    format!("<bdi>{}</bdi>", escaped(name))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in line(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
