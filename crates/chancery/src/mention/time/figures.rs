//! The classes of numbers in shapes: days, years, hours, dates in digits. In: a token at which one may stand. Out: where it
//! ends and its value. Always: a value is one that the calendar or the clock has.

use super::grammar::Class;
use super::matcher::Matcher;
use crate::mention::quantity::{Kind as NumberKind, Numeral};
use crate::mention::scan;

impl Matcher<'_> {
    /// The number and the number without a fraction that begin at a token.
    fn number(&self, at: usize) -> [Option<Numeral>; 2] {
        if let Some(known) = self.numbers.borrow().get(&at) {
            return *known;
        }
        let numerals = &self.grammar.numerals;
        let read = if numerals.starts(self.text, &self.tokens[at]) {
            [numerals.read(self.text, self.tokens, at), numerals.read_whole(self.text, self.tokens, at)]
        } else {
            [None; 2]
        };
        self.numbers.borrow_mut().insert(at, read);
        read
    }

    /// The digits at a token, if there are so many: their value.
    fn digits(&self, at: usize, lengths: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let token = self.tokens.get(at).filter(|t| t.kind == scan::Kind::Digits)?;
        let run = token.span.of(self.text);
        lengths.contains(&run.chars().count()).then(|| scan::digits(run).map(|n| n as u32))?
    }

    /// Whether the token is this mark, written on to what is before it.
    fn mark(&self, at: usize, marks: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|t| t.glued && marks.contains(&t.span.of(self.text)))
    }

    fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.glued)
    }

    /// Whether digits are written on at a token, or a mark and digits: the number goes on.
    fn goes_on(&self, at: usize) -> bool {
        self.mark(at, &[".", ",", ":", "/"]) && self.glued(at + 1) && self.digits(at + 1, 1..=15).is_some()
    }

    /// What a class of numbers reads at a token: gives each end and value.
    pub(super) fn number_class(&self, class: Class, strong: bool, at: usize, mut give: impl FnMut(usize, f64)) {
        if !class.takes_digits() {
            return;
        }
        let token = &self.tokens[at];
        let is_digits = token.kind == scan::Kind::Digits;
        let month_first = self.grammar.table.month_first;
        match class {
            Class::N | Class::Ord => {
                let ordinal = class == Class::Ord;
                let mut last = 0;
                // "two quarters" is both a fraction and a length.
                for n in self.number(at).into_iter().flatten() {
                    if n.value >= 0.0 && (n.kind == NumberKind::Ordinal) == ordinal && n.end != last {
                        give(n.end, n.value);
                        last = n.end;
                    }
                }
                if let (true, Some(n)) = (ordinal && self.grammar.table.ordinal_dot, self.digits(at, 1..=2))
                    && self.mark(at + 1, &["."])
                {
                    give(at + 2, f64::from(n));
                }
            }
            Class::Day => {
                if let Some(day) = self.digits(at, 1..=2).filter(|d| (1..=31).contains(d)) {
                    if let Some(end) = self.grammar.numerals.ordinal_suffix(self.tokens, at + 1) {
                        give(end, f64::from(day));
                    }
                    if self.grammar.table.ordinal_dot && self.mark(at + 1, &["."]) {
                        give(at + 2, f64::from(day));
                    }
                    if !self.goes_on(at + 1) {
                        give(at + 1, f64::from(day));
                    }
                } else if !is_digits
                    && let Some(n) = self.number(at)[0]
                    && (1.0..=31.0).contains(&n.value)
                    && n.value.fract() == 0.0
                    && !n.digits
                    && !self.grammar.numerals.is_article(token)
                {
                    give(n.end, n.value);
                }
            }
            Class::Hour | Class::Minute => {
                let (lengths, most) = if class == Class::Hour { (1..=2, 24) } else { (2..=2, 59) };
                if is_digits {
                    if let Some(n) = self.digits(at, lengths).filter(|n| *n <= most)
                        && !self.mark(at + 1, &[":"])
                        && !(self.mark(at + 1, &[","]) && self.goes_on(at + 1))
                        && !(self.mark(at + 1, &["."]) && self.glued(at + 2) && self.digits(at + 2, 1..=15).is_some())
                    {
                        give(at + 1, f64::from(n));
                    }
                } else if let Some(n) = self.number(at)[0]
                    && (0.0..=f64::from(most)).contains(&n.value)
                    && (n.value.fract() == 0.0 || class == Class::Hour && n.value.fract() == 0.5)
                    && !matches!(n.kind, NumberKind::Fraction | NumberKind::Ordinal)
                    && !(n.end == at + 1 && self.grammar.numerals.is_article(token))
                {
                    give(n.end, n.value);
                }
            }
            Class::Numday => {
                if let Some(day) = self.digits(at, 1..=2).filter(|d| (1..=31).contains(d))
                    && !self.goes_on(at + 1)
                {
                    give(at + 1, f64::from(day));
                }
            }
            Class::Numth => {
                let day = self.digits(at, 1..=2).filter(|d| (1..=31).contains(d));
                let dot = self.grammar.table.ordinal_dot && self.mark(at + 1, &["."]);
                let end = self.grammar.numerals.ordinal_suffix(self.tokens, at + 1).or(dot.then_some(at + 2));
                if let (Some(day), Some(end)) = (day, end) {
                    give(end, f64::from(day));
                }
            }
            Class::Hhmm => {
                if let Some(n) = self.digits(at, 4..=4).filter(|n| *n < 1000 && n % 100 < 60)
                    && !self.goes_on(at + 1)
                {
                    give(at + 1, f64::from(n * 100));
                }
            }
            Class::Mon => {
                if let Some(month) = self.digits(at, 1..=2).filter(|m| (1..=12).contains(m)) {
                    give(at + 1, f64::from(month));
                }
            }
            Class::Year => {
                if let Some(year) = self.digits(at, 4..=4).filter(|y| (1000..2200).contains(y))
                    && !(self.mark(at + 1, &[".", ",", ":"]) && self.goes_on(at + 1))
                {
                    give(at + 1, f64::from(year));
                }
                if let Some(n) = self.number(at)[1].filter(|n| n.kind == NumberKind::Cardinal && !n.digits) {
                    let first = if self.grammar.table.years_in_halves { 1500.0 } else { 1900.0 };
                    if (first..2100.0).contains(&n.value) && n.value % 100.0 != 0.0 && n.end > at + 1 {
                        // "dos mil veinte"; a round number is likelier a count
                        give(n.end, n.value);
                    } else if (15.0..=20.0).contains(&n.value) && self.grammar.table.years_in_halves {
                        // "nineteen eighty-six"
                        let rest = self.tokens.get(n.end).and_then(|_| self.number(n.end)[1]);
                        let fits =
                            |r: &Numeral| !r.digits && r.value.fract() == 0.0 && (10.0..100.0).contains(&r.value);
                        if let Some(rest) = rest.filter(|r| fits(r) && r.kind == NumberKind::Cardinal) {
                            give(rest.end, n.value * 100.0 + rest.value);
                        }
                    }
                }
            }
            Class::Yy => {
                // A small number after a month is likelier a count than a year, unless an apostrophe marks it.
                if let Some(year) =
                    self.digits(at, 2..=2).filter(|y| *y >= 50 || at > 0 && self.mark(at - 1, &["'", "’"]))
                    && !self.goes_on(at + 1)
                {
                    give(at + 1, f64::from(full_year(year)));
                }
            }
            Class::Tens => {
                if let Some(year) = self.digits(at, 4..=4).filter(|y| (1000..2200).contains(y) && y % 10 == 0) {
                    give(at + 1, f64::from(year));
                }
                if let Some(year) = self.digits(at, 2..=2).filter(|y| y % 10 == 0) {
                    give(at + 1, f64::from(full_year(year)));
                }
            }
            Class::Clock | Class::Hm => {
                let mark = if class == Class::Clock { ":" } else { "." };
                let Some(hour) = self.digits(at, 1..=2).filter(|h| *h <= 24) else {
                    return;
                };
                if !self.mark(at + 1, &[mark]) || !self.glued(at + 2) {
                    return;
                }
                let Some(minute) = self.digits(at + 2, 2..=2).filter(|m| *m < 60) else {
                    return;
                };
                let mut end = at + 3;
                let mut second = 0;
                if self.mark(end, &[mark])
                    && self.glued(end + 1)
                    && let Some(s) = self.digits(end + 1, 2..=2).filter(|s| *s < 60)
                {
                    (second, end) = (s, end + 2);
                }
                if !self.goes_on(end) {
                    give(end, f64::from(hour * 10_000 + minute * 100 + second));
                }
            }
            Class::Iso => {
                let Some(year) = self.digits(at, 4..=4).filter(|y| (1000..2200).contains(y)) else {
                    return;
                };
                let glued_digits = |at: usize, most: u32| {
                    self.glued(at).then(|| self.digits(at, 1..=2).filter(|n| (1..=most).contains(n)))?
                };
                if !self.mark(at + 1, &["-", "/", "."]) {
                    return;
                }
                let Some(month) = glued_digits(at + 2, 12) else {
                    return;
                };
                if self.mark(at + 3, &["-", "/", "."])
                    && let Some(day) = glued_digits(at + 4, 31)
                {
                    give(at + 5, f64::from(year * 10_000 + month * 100 + day));
                } else if self.mark(at + 1, &["-", "/"]) && !self.mark(at + 3, &["-", "/"]) && !self.goes_on(at + 3) {
                    give(at + 3, f64::from(year * 10_000 + month * 100));
                }
            }
            Class::Dmy | Class::Dm => {
                // A hyphen between two numbers is a range, unless a year follows.
                let marks: &[&str] = if class == Class::Dm && !month_first { &["/", "."] } else { &["/", ".", "-"] };
                let (Some(a), Some(b)) = (self.digits(at, 1..=2), self.digits(at + 2, 1..=2)) else {
                    return;
                };
                if !self.mark(at + 1, marks) || !self.glued(at + 2) {
                    return;
                }
                let mark = self.tokens[at + 1].span.of(self.text);
                let (mut day, mut month) = if month_first && mark != "." { (b, a) } else { (a, b) };
                if month > 12 && day <= 12 {
                    (day, month) = (month, day);
                }
                if !(1..=31).contains(&day) || !(1..=12).contains(&month) {
                    return;
                }
                if class == Class::Dm {
                    // Alone, 3/4 is a fraction and 1.5 a number: a zero before the month, a day past the twelfth or
                    // the dot of an ordinal tells a date.
                    let dotted = self.grammar.table.ordinal_dot && mark == "." && self.mark(at + 3, &["."]);
                    let padded = mark == "/"
                        && (day > 12
                            || [at, at + 2].iter().any(|i| self.tokens[*i].span.of(self.text).starts_with('0')));
                    let dated = self.mark(at + 3, &["-"]) && self.glued(at + 4) && !self.mark(at + 5, &["/"]);
                    if !self.goes_on(at + 3)
                        && !self.mark(at + 3, &["/", "%"])
                        && !dated
                        && (!strong || dotted || padded)
                    {
                        let end = at + 3 + usize::from(mark == "." && self.mark(at + 3, &["."]));
                        give(end, f64::from(month * 100 + day));
                    }
                } else if self.mark(at + 3, &[mark]) && self.glued(at + 4) {
                    let year = self.digits(at + 4, 4..=4).filter(|y| (1000..2200).contains(y));
                    let year = year.or_else(|| self.digits(at + 4, 2..=2).map(full_year));
                    if let Some(year) =
                        year.filter(|_| !self.goes_on(at + 5) && (mark == "/" || !self.mark(at + 5, &["-"])))
                    {
                        give(at + 5, f64::from(year * 10_000 + month * 100 + day));
                    }
                }
            }
            _ => {}
        }
    }
}

/// The year that two digits mean: from 40 on in the last century. News looks back further than ahead.
fn full_year(two: u32) -> u32 {
    if two >= 40 { 1900 + two } else { 2000 + two }
}
