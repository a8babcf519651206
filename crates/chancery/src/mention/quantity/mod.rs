//! Numbers in digits and words, and the counts with bounds that tolls are made of. In: a text and its language. Out:
//! each number with its value and kind, and each count with its bounds ("au moins 200", "plus de 400", "dozens").
//! Always: spans slice their text, lie on character boundaries and do not overlap; the work is linear in the text.
//!
//! **Low, best, high.** For whole counts, from the words alone:
//!
//! | words | low | best | high |
//! |---|---|---|---|
//! | 12, exactly 12 | 12 | 12 | 12 |
//! | at least 12, 12 or more | 12 | 12 | – |
//! | more than 12 | 13 | 13 | – |
//! | at most 12, up to 12 | – | 12 | 12 |
//! | fewer than 12 | – | 11 | 11 |
//! | about 12 | – | 12 | – |
//! | between 10 and 12, 10-12, 10 or 12 | 10 | – | 12 |
//! | dozens, several | see [`VAGUE`] | – | – |

mod numeral;
mod sum;
mod table;

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod it;
mod pt;
mod ru;
mod tr;
mod uk;

use std::collections::HashSet;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

pub(crate) use numeral::{Numeral, Numerals};
use table::Table;

use super::scan::{self, Token, UNKNOWN, Vocabulary};
use super::time;
use crate::{Language, Span};

/// What sort of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A whole number that counts.
    Cardinal,
    /// First, 2nd.
    Ordinal,
    /// 1.5
    Decimal,
    /// Two thirds, 3/4, one out of three.
    Fraction,
    /// 12 per cent.
    Percent,
    /// A sum of money with its sign: $20.
    Money,
    /// An age (also alone between commas), a length of time, a distance, a weight, a sum in words: 38 years, 20 km, 300 dollars.
    Measure,
    /// "a", "un", "ein": one only where the noun after it is counted. [`find`] gives none of these.
    Article,
}

/// How the words around a number bound it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Qualifier {
    Exact,
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
    About,
    Range,
    Vague,
}

impl Qualifier {
    /// As records write it.
    pub fn name(self) -> &'static str {
        match self {
            Qualifier::Exact => "exact",
            Qualifier::AtLeast => "at_least",
            Qualifier::AtMost => "at_most",
            Qualifier::MoreThan => "more_than",
            Qualifier::LessThan => "less_than",
            Qualifier::About => "about",
            Qualifier::Range => "range",
            Qualifier::Vague => "vague",
        }
    }
}

/// One number as it is written, whatever it belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Where it stands.
    pub span: Span,
    /// Its value.
    pub value: f64,
    /// Its kind.
    pub kind: Kind,
}

/// A count, share or sum with its bound.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number with the words that bound it: "au moins 200".
    pub span: Span,
    /// The number alone: "200"; of a range, from its first number to its last.
    pub number_span: Span,
    /// The number; of a range, its lower end; of a vague count, its low.
    pub value: f64,
    /// Lowest whole count that the words allow.
    pub low: Option<u64>,
    /// Likeliest whole count.
    pub best: Option<u64>,
    /// Highest whole count that the words allow.
    pub high: Option<u64>,
    /// How it is bounded.
    pub qualifier: Qualifier,
    /// Its kind. Only [`Kind::Cardinal`] can be a toll.
    pub kind: Kind,
}

/// Counts told without a number: what they are at least. "Dozens" is two dozens or more, and so on: the least plural of
/// the word. "Several" and "a few" are at least three, as in UCDP's practice.
pub const VAGUE: [(&str, u64); 11] = [
    ("couple", 2),
    ("few", 3),
    ("several", 3),
    ("many", 3),
    ("dozens", 24),
    ("scores", 40),
    ("hundreds", 200),
    ("thousands", 2_000),
    ("tens_of_thousands", 20_000),
    ("hundreds_of_thousands", 200_000),
    ("millions", 2_000_000),
];

/// Longest bound in words: "as many as", "по меньшей мере", with an article after it.
const LONGEST_BOUND: usize = 6;

/// The table of a language.
fn table(language: Language) -> &'static Table {
    match language {
        Language::En => &en::TABLE,
        Language::Fr => &fr::TABLE,
        Language::Es => &es::TABLE,
        Language::De => &de::TABLE,
        Language::It => &it::TABLE,
        Language::Pt => &pt::TABLE,
        Language::Ru => &ru::TABLE,
        Language::Uk => &uk::TABLE,
        Language::Ar => &ar::TABLE,
        Language::Tr => &tr::TABLE,
    }
}

/// Words of a list with what they stand for, by first word, longest first.
pub(crate) type Phrases<T> = scan::ById<Vec<(Box<[u32]>, T)>>;

/// A language's words around numbers, ready for use.
#[derive(Debug)]
struct Reader {
    vocabulary: Vocabulary,
    numerals: Numerals,
    before: Phrases<Qualifier>,
    after: Phrases<Qualifier>,
    ranges: Vec<(Vec<u32>, Vec<u32>)>,
    vague: Phrases<u64>,
    percents: Phrases<()>,
    articles: Vec<u32>,
    pronoun_after: Vec<u32>,
    units: HashSet<u32>,
    hyphens: [u32; 3],
}

fn reader(language: Language) -> &'static Reader {
    static READERS: [OnceLock<Reader>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
    READERS[language as usize].get_or_init(|| Reader::new(language))
}

fn add<T: Copy>(phrases: &mut Phrases<T>, vocabulary: &mut Vocabulary, forms: &str, value: T) {
    for form in forms.split_whitespace() {
        let ids = vocabulary.intern(form);
        let entries = phrases.entry(ids[0]).or_default();
        entries.push((ids[1..].into(), value));
        entries.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
}

fn longest<T: Copy>(phrases: &Phrases<T>, tokens: &[Token], at: usize) -> Option<(T, usize)> {
    let entries = phrases.get(&tokens.get(at)?.id)?;
    entries.iter().find_map(|(rest, value)| Some((*value, scan::spells(tokens, at + 1, rest, UNKNOWN)?)))
}

fn sign(sign: &str) -> Qualifier {
    match sign {
        ">=" => Qualifier::AtLeast,
        ">" => Qualifier::MoreThan,
        "<=" => Qualifier::AtMost,
        "<" => Qualifier::LessThan,
        "~" => Qualifier::About,
        _ => Qualifier::Exact,
    }
}

impl Reader {
    fn new(language: Language) -> Self {
        let mut vocabulary = Vocabulary::new(language);
        let numerals = Numerals::new(language, &mut vocabulary);
        let table = table(language);
        let hyphens = ["-", "–", "—"].map(|mark| vocabulary.intern(mark)[0]);
        let (mut before, mut after) = (Phrases::default(), Phrases::default());
        for (lines, phrases) in [(table.bounds, &mut before), (table.bounds_after, &mut after)] {
            for (key, forms) in lines.lines().filter_map(|line| line.split_once(' ')) {
                add(phrases, &mut vocabulary, forms, sign(key));
            }
        }
        let ranges = table.ranges.lines().filter_map(|line| line.split_once(' '));
        let ranges = ranges
            .map(|(open, to)| {
                let open = if open == "-" { Vec::new() } else { vocabulary.intern(open) };
                (open, vocabulary.intern(to))
            })
            .collect();
        let mut vague = Phrases::default();
        for (key, forms) in table.vague.lines().filter_map(|line| line.split_once(' ')) {
            let low = VAGUE.iter().find(|(name, _)| *name == key).map(|(_, low)| *low);
            add(&mut vague, &mut vocabulary, forms, low.unwrap_or_else(|| panic!("number table: no {key}")));
        }
        let mut percents = Phrases::default();
        add(&mut percents, &mut vocabulary, "%", ());
        add(&mut percents, &mut vocabulary, table.percents, ());
        let mut words =
            |forms: &str| -> Vec<u32> { forms.split_whitespace().map(|f| vocabulary.intern(f)[0]).collect() };
        let (articles, pronoun_after) = (words(table.articles), words(table.pronoun_after));
        let units = words(table.units).into_iter().collect();
        Self { vocabulary, numerals, before, after, ranges, vague, percents, articles, pronoun_after, units, hyphens }
    }

    /// The number at a token, if what stands around it lets it be one.
    fn number(&self, text: &str, tokens: &[Token], at: usize) -> Option<Numeral> {
        if !self.numerals.starts(text, tokens.get(at)?) || part_of_name(text, tokens, at) {
            return None;
        }
        let numeral = self.numerals.read(text, tokens, at)?;
        // "180ml": letters written on to digits make something else of them.
        let last = &tokens[numeral.end - 1];
        let cut = last.kind == scan::Kind::Digits
            && tokens.get(numeral.end).is_some_and(|t| t.glued && t.kind == scan::Kind::Word);
        (!cut).then_some(numeral)
    }
}

/// Whether letters are written on to the digits, or hang on them by a hyphen: F-16, COVID-19, T72.
fn part_of_name(text: &str, tokens: &[Token], at: usize) -> bool {
    let written_on = |at: usize| at > 0 && tokens[at].glued && tokens[at - 1].span.end == tokens[at].span.start;
    if tokens[at].kind != scan::Kind::Digits || !written_on(at) {
        return false;
    }
    let before = &tokens[at - 1];
    match before.kind {
        // Arabic writes its article and conjunction on to digits.
        scan::Kind::Word => {
            before.capital
                || before.span.of(text).chars().count() > 2
                || before.span.len() <= 2 && before.span.of(text).is_ascii()
        }
        scan::Kind::Mark => {
            matches!(before.span.of(text), "-" | "‐" | "‑")
                && written_on(at - 1)
                && tokens[at - 2].kind == scan::Kind::Word
        }
        scan::Kind::Digits => false,
    }
}

/// Every number of a text, in digits and words, whatever it belongs to.
pub fn numbers(text: &str, language: Language) -> Vec<Number> {
    let reader = reader(language);
    let tokens = reader.vocabulary.scan(text);
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(numeral) = reader.number(text, &tokens, at) else {
            at += 1;
            continue;
        };
        let span = Span::new(tokens[at].span.start, tokens[numeral.end - 1].span.end);
        if !(numeral.kind == Kind::Article && reader.is_no_number(&tokens, at)) {
            numbers.push(Number { span, value: numeral.value, kind: numeral.kind });
        }
        at = numeral.end.max(at + 1);
    }
    numbers
}

/// The counts, shares and sums of a text, each with its bounds. Numbers that belong to a time are left out: see
/// [`find_beside`] if the times are known already.
pub fn find(text: &str, language: Language) -> Vec<Quantity> {
    find_beside(text, language, &time::find(text, language, None))
}

/// As [`find`], where the times of the text are known, in order.
pub fn find_beside(text: &str, language: Language, times: &[time::TimeMention]) -> Vec<Quantity> {
    let reader = reader(language);
    let tokens = reader.vocabulary.scan(text);
    let mut found: Vec<Quantity> = Vec::new();
    let mut times = times.iter().peekable();
    let (mut at, mut done) = (0, 0);
    while at < tokens.len() {
        let start = tokens[at].span.start;
        while times.next_if(|t| t.extent.end <= start).is_some() {}
        if let Some(time) = times.peek().filter(|t| t.span.start <= start && start < t.span.end) {
            let end = time.span.end;
            while at < tokens.len() && tokens[at].span.start < end {
                at += 1;
            }
            done = at;
            continue;
        }
        match reader.quantity(text, &tokens, at, done) {
            Some((quantity, end)) => {
                // A bound may open on a word of the time before it; a time may open inside a number's words.
                let clear = times.peek().is_none_or(|t| !t.span.overlaps(quantity.number_span));
                if clear {
                    found.push(quantity);
                }
                at = end.max(at + 1);
                done = at;
            }
            None => at += 1,
        }
    }
    found
}

impl Reader {
    /// Whether a form of one is an article of the kind that is never a number ("a"), or a pronoun ("the one").
    fn is_no_number(&self, tokens: &[Token], at: usize) -> bool {
        self.articles.contains(&tokens[at].id) || at > 0 && self.pronoun_after.contains(&tokens[at - 1].id)
    }

    /// The quantity whose number begins at a token, and where it ends. Bounds are looked for back to `from`.
    fn quantity(&self, text: &str, tokens: &[Token], at: usize, from: usize) -> Option<(Quantity, usize)> {
        if tokens[at].id != UNKNOWN
            && let Some((low, end)) = longest(&self.vague, tokens, at)
        {
            // "several hundred", "quelques 400": the number that follows says more.
            let numeral = self.number(text, tokens, end).filter(|n| n.digits);
            if numeral.is_none() {
                let span = Span::new(tokens[at].span.start, tokens[end - 1].span.end);
                let (start, qualifier) = self.bound_before(tokens, at, from).unwrap_or((at, Qualifier::Vague));
                let span_all = Span::new(tokens[start].span.start, span.end);
                let vague = Quantity {
                    span: if qualifier == Qualifier::Vague { span } else { span_all },
                    number_span: span,
                    value: low as f64,
                    low: (!matches!(qualifier, Qualifier::AtMost | Qualifier::LessThan)).then_some(low),
                    best: None,
                    high: None,
                    qualifier: Qualifier::Vague,
                    kind: Kind::Cardinal,
                };
                return Some((vague, end));
            }
        }
        let numeral = self.number(text, tokens, at)?;
        // "au moins 200": the word for minus belongs to the bound before the number.
        if numeral.value < 0.0 && tokens[at].kind == scan::Kind::Word {
            let bound = (at + 1..numeral.end).any(|next| self.bound_before(tokens, next, from).is_some());
            if bound {
                return None;
            }
        }
        if let Some(range) = self.range(text, tokens, at, from, &numeral) {
            return Some(range);
        }
        let number_span = Span::new(tokens[at].span.start, tokens[numeral.end - 1].span.end);
        let (mut kind, mut span, mut end) = (numeral.kind, number_span, numeral.end);
        if let Some((_, after)) = longest(&self.percents, tokens, end).filter(|_| kind != Kind::Ordinal) {
            kind = Kind::Percent;
            span.end = tokens[after - 1].span.end;
            end = after;
        } else if kind != Kind::Article && is_money(text, tokens, at, end) {
            kind = Kind::Money;
        } else if at > 0 && is_percent_before(self, tokens, at) {
            kind = Kind::Percent;
        } else if kind != Kind::Ordinal && (self.is_measure(tokens, end) || is_apposed(text, tokens, at, end)) {
            kind = Kind::Measure;
        }
        let before = self.bound_before(tokens, at, from);
        let after = longest(&self.after, tokens, end);
        let lone = before.is_none() && after.is_none();
        if kind == Kind::Article {
            // "un" counts only where something says that it is a number.
            if lone {
                return None;
            }
            kind = Kind::Cardinal;
        }
        let mut qualifier = if numeral.about { Qualifier::About } else { Qualifier::Exact };
        if let Some((start, bound)) = before {
            span.start = tokens[start].span.start;
            qualifier = bound;
        } else if let Some((bound, after)) = after {
            span.end = tokens[after - 1].span.end;
            end = after;
            qualifier = bound;
        }
        let (low, best, high) = bounds(numeral.value, qualifier);
        Some((Quantity { span, number_span, value: numeral.value, low, best, high, qualifier, kind }, end))
    }

    /// Whether what follows a number makes a measure of it: "38 ans", "7-year-old", "2 000 км".
    fn is_measure(&self, tokens: &[Token], end: usize) -> bool {
        let hyphen = tokens.get(end).is_some_and(|t| self.hyphens.contains(&t.id));
        tokens.get(end + usize::from(hyphen)).is_some_and(|t| t.id != UNKNOWN && self.units.contains(&t.id))
    }

    /// The bound that ends where a number begins: where it begins and what it says. The longest one counts.
    fn bound_before(&self, tokens: &[Token], at: usize, from: usize) -> Option<(usize, Qualifier)> {
        let first = at.saturating_sub(LONGEST_BOUND).max(from);
        (first..at).find_map(|start| {
            let (bound, end) = longest(&self.before, tokens, start)?;
            (end == at).then_some((start, bound))
        })
    }

    /// A range of which `low` is the first number.
    fn range(&self, text: &str, tokens: &[Token], at: usize, from: usize, low: &Numeral) -> Option<(Quantity, usize)> {
        let next = tokens.get(low.end)?;
        let written_on = self.hyphens.contains(&next.id) && next.glued;
        let (start, second) = if written_on {
            let second = self.number(text, tokens, low.end + 1).or_else(|| {
                // The hyphen of a range is not that of a name.
                let digits = tokens.get(low.end + 1).filter(|t| t.kind == scan::Kind::Digits)?;
                digits.glued.then(|| self.numerals.read(text, tokens, low.end + 1))?
            })?;
            // 2-1-3, 03-29-88: a score, a telephone number.
            let chain = |at: usize| tokens.get(at).is_some_and(|t| t.glued && self.hyphens.contains(&t.id));
            if !tokens[low.end + 1].glued || chain(second.end) || at > 0 && chain(at - 1) {
                return None;
            }
            (at, second)
        } else {
            self.ranges.iter().find_map(|(open, to)| {
                let start = at.checked_sub(open.len()).filter(|start| *start >= from)?;
                scan::spells(tokens, start, open, UNKNOWN).filter(|end| *end == at || open.is_empty())?;
                let (mut to_end, joined) = (low.end, tokens[low.end].and && to.len() == 1);
                if !joined {
                    to_end = scan::spells(tokens, low.end, to, UNKNOWN)?;
                }
                Some((start, self.number(text, tokens, to_end)?))
            })?
        };
        let counts = |n: &Numeral| matches!(n.kind, Kind::Cardinal | Kind::Decimal);
        // "10 to 12 million": the factor is told once.
        let scale =
            if low.value < second.value && low.unit == 1.0 && second.unit > 1.0 && low.value < 1000.0 && low.digits {
                second.unit
            } else {
                1.0
            };
        let first = low.value * scale;
        if !counts(low) || !counts(&second) || first >= second.value || first < 0.0 {
            return None;
        }
        let mut end = second.end;
        let mut kind = if (first + second.value).fract() == 0.0 { Kind::Cardinal } else { Kind::Decimal };
        let number_span = Span::new(tokens[at].span.start, tokens[end - 1].span.end);
        if let Some((_, after)) = longest(&self.percents, tokens, end) {
            (kind, end) = (Kind::Percent, after);
        } else if is_money(text, tokens, at, end) {
            kind = Kind::Money;
        }
        let whole = |v: f64| is_count(v).then_some(v as u64);
        let quantity = Quantity {
            span: Span::new(tokens[start].span.start, tokens[end - 1].span.end),
            number_span,
            value: first,
            low: whole(first),
            best: None,
            high: whole(second.value),
            qualifier: Qualifier::Range,
            kind,
        };
        Some((quantity, end))
    }
}

fn is_percent_before(reader: &Reader, tokens: &[Token], at: usize) -> bool {
    longest(&reader.percents, tokens, at - 1).is_some_and(|(_, end)| end == at)
}

/// Whether a number in digits stands alone between commas after a word: the age in "a man, 45, died".
fn is_apposed(text: &str, tokens: &[Token], start: usize, end: usize) -> bool {
    let comma = |at: usize| tokens.get(at).is_some_and(|t| t.glued && matches!(t.span.of(text), "," | "،"));
    let closed = comma(end) || tokens.get(end).is_some_and(|t| t.glued && t.span.of(text) == ")");
    end == start + 1
        && start > 1
        && closed
        && tokens[start].kind == scan::Kind::Digits
        && comma(start - 1)
        && tokens[start - 2].kind == scan::Kind::Word
}

fn is_money(text: &str, tokens: &[Token], start: usize, end: usize) -> bool {
    let sign = |t: &Token| matches!(t.span.of(text), "$" | "€" | "£" | "¥" | "₽" | "₴" | "₺");
    start > 0 && sign(&tokens[start - 1]) || tokens.get(end).is_some_and(sign)
}

/// Whether a number can be one of people: whole, and small enough for every format that counts come out in.
fn is_count(value: f64) -> bool {
    value.fract() == 0.0 && (0.0..1e18).contains(&value)
}

/// Low, best and high of a whole count under a bound: the table at the head of this module.
fn bounds(value: f64, qualifier: Qualifier) -> (Option<u64>, Option<u64>, Option<u64>) {
    if !is_count(value) {
        return (None, None, None);
    }
    let n = value as u64;
    match qualifier {
        Qualifier::Exact => (Some(n), Some(n), Some(n)),
        Qualifier::AtLeast => (Some(n), Some(n), None),
        Qualifier::MoreThan => (Some(n + 1), Some(n + 1), None),
        Qualifier::AtMost => (None, Some(n), Some(n)),
        Qualifier::LessThan => (None, Some(n.saturating_sub(1)), Some(n.saturating_sub(1))),
        Qualifier::About => (None, Some(n), None),
        Qualifier::Range | Qualifier::Vague => (None, None, None),
    }
}

#[cfg(test)]
mod tests;
