//! In: Markdown. Out: its words, line by line. Always: what is not a mark stays as it is; the work is linear.

/// How long the text and the target of a link may be; longer ones are no links.
const MAX_LINK_BYTES: usize = 2000;

/// The text without heading marks, quote marks, rules, fences, emphasis, images and link targets. Lists keep theirs.
pub(super) fn strip(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let mut line = line.trim_start();
        while let Some(rest) = line.strip_prefix('>') {
            line = rest.trim_start();
        }
        let bare = line.trim_end();
        let rule = bare.len() >= 3 && ['-', '=', '*', '_'].iter().any(|c| bare.chars().all(|d| d == *c || d == ' '));
        if !rule && !bare.starts_with("```") && !bare.starts_with("~~~") {
            inline(heading(bare).unwrap_or(bare), &mut out);
        }
        out.push('\n');
    }
    out
}

fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let closed = rest.trim_end_matches('#').trim_end();
    ((1..=6).contains(&level) && rest.starts_with(' ')).then(|| closed.trim_start())
}

fn inline(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some(at) = rest.find(['[', ']', '!', '*', '_', '`', '\\']) {
        out.push_str(&rest[..at]);
        let before = out.chars().next_back();
        rest = &rest[at..];
        if let Some(image) = rest.strip_prefix("![")
            && let Some(length) = link(image).map(|(_, length)| length)
        {
            rest = &image[length..];
        } else if let Some(after) = rest.strip_prefix('[')
            && let Some((words, length)) = link(after)
        {
            // Once more for the marks within; it is shorter, and a link holds no link.
            inline(&words.replace(['[', ']'], ""), out);
            rest = &after[length..];
        } else if let Some(after) = rest.strip_prefix('\\')
            && let Some(c) = after.chars().next().filter(char::is_ascii_punctuation)
        {
            out.push(c);
            rest = &after[1..];
        } else if let Some(after) = ["**", "__", "*", "_", "`"].iter().find_map(|mark| rest.strip_prefix(mark)) {
            let mark = &rest[..rest.len() - after.len()];
            let (opens, closes) =
                (after.starts_with(|c: char| !c.is_whitespace()), before.is_some_and(|c| !c.is_whitespace()));
            let in_word = after.starts_with(char::is_alphanumeric) && before.is_some_and(char::is_alphanumeric);
            if !(opens || closes) || (in_word && !mark.starts_with('*')) {
                out.push_str(mark);
            }
            rest = after;
        } else {
            let c = rest.chars().next().unwrap_or_default();
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out.push_str(rest);
}

/// The words of a link and where it ends, from what follows its opening bracket.
fn link(after: &str) -> Option<(&str, usize)> {
    let near = &after[..after.floor_char_boundary(MAX_LINK_BYTES)];
    let close = near.find("](")?;
    let target = &near[close + 2..];
    let end = target.find(')')?;
    Some((&near[..close], close + 2 + end + 1))
}
