//! In: a text. Out: its words. Always: words are in order, do not overlap, and hold no space.

use crate::Span;

/// The words of a text: runs of letters, digits and the marks on them. Hyphens and apostrophes part words ("Haut",
/// "Karabakh"; "l", "Arménie"; "Ankara", "da"), but not the apostrophe inside a Cyrillic word ("п'ять"). Stops, commas and
/// colons between digits belong to the number ("3.5", "14:20").
pub fn tokens(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| c.is_alphanumeric())?;
        let mut end = start;
        let mut last = '\0';
        let mut rest = text[start..].chars().peekable();
        while let Some(c) = rest.next() {
            let inside = c.is_alphanumeric()
                || is_mark(c)
                || rest.peek().is_some_and(|next| {
                    (matches!(c, '.' | ',' | ':') && last.is_numeric() && next.is_numeric())
                        || (matches!(c, '\'' | '’' | 'ʼ') && is_cyrillic(last) && is_cyrillic(*next))
                });
            if !inside {
                break;
            }
            end += c.len_utf8();
            last = c;
        }
        at = end;
        Some(Span::new(start, end))
    })
}

/// Combining marks of the ten languages' scripts, the Arabic tatweel's neighbours and the joiners.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200c}' | '\u{200d}' | '\u{ad}')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}
