//! Reads one number, in digits or words. In: tokens and the words of a language. Out: its value and where it ends.
//! Always: reading looks at a bounded stretch of tokens, and a value is finite.

use std::collections::HashMap;

use super::sum::Sum;
use super::table::{Join, Table};
use super::{Kind, Phrases};
use crate::Language;
use crate::mention::scan::{self, Token, UNKNOWN, Vocabulary};

/// What a word does in a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Piece {
    /// Adds a value below a thousand.
    Add(u32),
    /// Multiplies what stands before it: hundred, thousand, million.
    Times(f64),
    /// The same in a letter, after digits only: 10k.
    Suffix(f64),
    /// Counts in lots: dozen, "centaine". True if it is used of about as many.
    Lot(f64, bool),
    /// Ends an ordinal.
    Ordinal(u32),
    /// A denominator.
    Part(f64),
    /// A half that is added: "and a half", "et demi", "buçuk".
    Half,
    /// A factor of its own: "half a", "полтора", "anderthalb", Arabic "two thousand".
    Factor(f64),
    /// Joins: "and".
    Join,
    /// The decimal mark in words.
    Point,
    /// The sign in words.
    Minus,
    /// "a", "un": one, if what follows is a number word.
    Article,
    /// "out of", "sur": makes a fraction of two numbers.
    Over,
    /// "parts of": makes a fraction of two numbers, whichever is the larger.
    PartsOf,
    /// "one of" before a number: makes a fraction of it.
    OneOf,
}

impl Piece {
    /// Whether a number can begin with it.
    fn begins(self) -> bool {
        !matches!(self, Piece::Join | Piece::Point | Piece::Over | Piece::PartsOf | Piece::Suffix(_))
    }
}

/// A number read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numeral {
    /// One past its last token.
    pub end: usize,
    /// Its value.
    pub value: f64,
    /// What it is.
    pub kind: Kind,
    /// Written in digits, at least in part.
    pub digits: bool,
    /// "centaine": about as many.
    pub about: bool,
    /// The last factor of a thousand or more in it, else 1.
    pub unit: f64,
    /// Value and last factor of what stands before its last "and".
    before_and: Option<(f64, f64)>,
}

/// The number words of a language, ready for use.
#[derive(Debug)]
pub(crate) struct Numerals {
    pub table: &'static Table,
    /// By first word: the words after it and what they do, longest first.
    pieces: Phrases<Piece>,
    /// Folded single words by their first two bytes, for languages that write numbers in one word.
    morphemes: HashMap<[u8; 2], Vec<(Box<str>, Piece)>>,
    ordinal_suffixes: Vec<u32>,
    ones: Vec<u32>,
    hyphen: u32,
    apostrophe: u32,
    /// Marks that decimals can begin with.
    marks: [u32; 2],
}

/// No number goes on for more pieces than this ("neuf cent quatre-vingt-dix-neuf mille …" has about twenty).
const MOST_PIECES: usize = 40;
/// No word that is written as one number is longer (bytes).
const LONGEST_WORD: usize = 96;

impl Numerals {
    /// Takes a table's words into the vocabulary.
    pub fn new(language: Language, vocabulary: &mut Vocabulary) -> Self {
        let table = super::table(language);
        let mut numerals = Self {
            table,
            pieces: Phrases::default(),
            morphemes: HashMap::new(),
            ordinal_suffixes: Vec::new(),
            ones: Vec::new(),
            hyphen: vocabulary.intern("-")[0],
            apostrophe: vocabulary.intern("'")[0],
            marks: [".", ","].map(|mark| vocabulary.intern(mark)[0]),
        };
        numerals.valued(vocabulary, table.cardinals, |v| Piece::Add(v as u32));
        numerals.valued(vocabulary, table.multipliers, Piece::Times);
        numerals.valued(vocabulary, table.suffixes, Piece::Suffix);
        numerals.valued(vocabulary, table.lots, |v| Piece::Lot(v, false));
        numerals.valued(vocabulary, table.about_lots, |v| Piece::Lot(v, true));
        numerals.valued(vocabulary, table.factors, Piece::Factor);
        numerals.valued(vocabulary, table.ordinals, |v| Piece::Ordinal(v as u32));
        numerals.valued(vocabulary, table.parts, Piece::Part);
        for (forms, piece) in [
            (table.halves, Piece::Half),
            (table.joiners, Piece::Join),
            (table.points, Piece::Point),
            (table.minuses, Piece::Minus),
            (table.articles, Piece::Article),
            (table.overs, Piece::Over),
            (table.parts_of, Piece::PartsOf),
            (table.one_of, Piece::OneOf),
        ] {
            for form in forms.split_whitespace() {
                numerals.add(vocabulary, form, piece);
            }
        }
        for entries in numerals.pieces.values_mut() {
            entries.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        for entries in numerals.morphemes.values_mut() {
            entries.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        let words = |vocabulary: &mut Vocabulary, forms: &str| -> Vec<u32> {
            forms.split_whitespace().map(|form| vocabulary.intern(form)[0]).collect()
        };
        numerals.ordinal_suffixes = words(vocabulary, table.ordinal_suffixes);
        numerals.ones = words(vocabulary, table.ones);
        numerals
    }

    /// Lines of `value form form …`.
    fn valued(&mut self, vocabulary: &mut Vocabulary, lines: &str, piece: impl Fn(f64) -> Piece) {
        for line in lines.lines() {
            let mut words = line.split_whitespace();
            let Some(value) = words.next() else { continue };
            let (over, under) = value.split_once('/').unwrap_or((value, "1"));
            let number = |n: &str| n.parse::<f64>().unwrap_or_else(|_| panic!("number table: {line}"));
            let value = number(over) / number(under);
            for form in words {
                self.add(vocabulary, form, piece(value));
            }
        }
    }

    fn add(&mut self, vocabulary: &mut Vocabulary, form: &str, piece: Piece) {
        let ids = vocabulary.intern(form);
        if self.table.compounds && ids.len() == 1 {
            let mut folded = String::new();
            scan::fold(form, &mut folded);
            if let [a, b, ..] = *folded.as_bytes() {
                self.morphemes.entry([a, b]).or_default().push((folded.into(), piece));
            }
        }
        self.pieces.entry(ids[0]).or_default().push((ids[1..].into(), piece));
    }

    /// The words that a number can begin with.
    pub fn first_words(&self) -> impl Iterator<Item = u32> + '_ {
        self.pieces.keys().copied()
    }

    /// Whether a number word stands at a token.
    pub fn stands(&self, tokens: &[Token], at: usize) -> bool {
        self.piece_is(tokens, at, Piece::begins).is_some()
    }

    /// Whether a number can begin with this token.
    pub fn starts(&self, text: &str, token: &Token) -> bool {
        match token.kind {
            scan::Kind::Digits => true,
            _ if token.id != UNKNOWN => {
                token.id == self.hyphen
                    || self.marks.contains(&token.id)
                    || self.pieces.get(&token.id).is_some_and(|senses| senses.iter().any(|(_, p)| p.begins()))
            }
            scan::Kind::Word => self.table.compounds && self.may_be_compound(token.span.of(text)),
            scan::Kind::Mark => fraction_sign(token.span.of(text)).is_some(),
        }
    }

    fn may_be_compound(&self, word: &str) -> bool {
        if word.len() < 6 || word.len() > LONGEST_WORD {
            return false;
        }
        let mut folded = String::new();
        let first = word.char_indices().nth(2).map_or(word.len(), |(at, _)| at);
        scan::fold(&word[..first], &mut folded);
        matches!(*folded.as_bytes(), [a, b, ..] if self.morphemes.contains_key(&[a, b]))
    }

    /// The pieces that can stand at a token, longest first, each with where it ends.
    fn pieces_at<'a>(&'a self, tokens: &'a [Token], at: usize) -> impl Iterator<Item = (Piece, usize)> + 'a {
        let senses = tokens.get(at).and_then(|t| self.pieces.get(&t.id)).map_or(&[][..], Vec::as_slice);
        senses.iter().filter_map(move |(rest, piece)| {
            Some((
                *piece,
                scan::spells(tokens, at + 1, rest, self.hyphen).filter(|_| !rest.is_empty() || at < tokens.len())?,
            ))
        })
    }

    fn piece_is(&self, tokens: &[Token], at: usize, wanted: impl Fn(Piece) -> bool) -> Option<(Piece, usize)> {
        self.pieces_at(tokens, at).find(|(piece, _)| wanted(*piece))
    }

    /// The pieces of a number written in one word.
    fn split(&self, word: &str) -> Option<Vec<Piece>> {
        if !self.may_be_compound(word) {
            return None;
        }
        let mut folded = String::new();
        scan::fold(word, &mut folded);
        let mut pieces = Vec::new();
        self.split_rest(&folded, &mut pieces).then_some(pieces)
    }

    /// Longest piece first, stepping back where the rest does not part. Every dead end is met at most once for each
    /// place of the word, because a place left without success is not tried again.
    fn split_rest(&self, word: &str, pieces: &mut Vec<Piece>) -> bool {
        let mut dead = vec![false; word.len() + 1];
        self.split_from(word, 0, pieces, &mut dead)
    }

    fn split_from(&self, word: &str, at: usize, pieces: &mut Vec<Piece>, dead: &mut [bool]) -> bool {
        if at == word.len() {
            return true;
        }
        let [a, b, ..] = word.as_bytes()[at..] else {
            return false;
        };
        if dead[at] || pieces.len() > MOST_PIECES {
            return false;
        }
        for (morpheme, piece) in self.morphemes.get(&[a, b]).map_or(&[][..], Vec::as_slice) {
            if word[at..].starts_with(&**morpheme) {
                pieces.push(*piece);
                if self.split_from(word, at + morpheme.len(), pieces, dead) {
                    return true;
                }
                pieces.pop();
            }
        }
        dead[at] = true;
        false
    }

    /// Whether a token is an article that is never a number.
    pub fn is_article(&self, token: &Token) -> bool {
        self.pieces.get(&token.id).is_some_and(|p| p.iter().any(|(rest, p)| rest.is_empty() && *p == Piece::Article))
    }

    /// The whole or decimal number or the ordinal that begins at a token, without the fraction that may follow.
    pub fn read_whole(&self, text: &str, tokens: &[Token], at: usize) -> Option<Numeral> {
        self.cardinal(text, tokens, at)
    }

    /// The number that begins at a token, as long as it goes.
    pub fn read(&self, text: &str, tokens: &[Token], at: usize) -> Option<Numeral> {
        let first = tokens.get(at)?;
        if first.id == self.hyphen {
            // A sign is written on to its digits and stands free of what is before it.
            let next = tokens.get(at + 1).filter(|t| t.kind == scan::Kind::Digits && t.glued)?;
            if first.glued && at > 0 && tokens[at - 1].kind != scan::Kind::Mark || next.kind != scan::Kind::Digits {
                return None;
            }
            return self.read_unsigned(text, tokens, at + 1).map(|n| Numeral { value: -n.value, ..n });
        }
        if let Some((_, end)) = self.piece_is(tokens, at, |p| p == Piece::Minus) {
            let number = self.read_unsigned(text, tokens, end)?;
            return Some(Numeral { value: -number.value, ..number });
        }
        self.read_unsigned(text, tokens, at)
    }

    fn read_unsigned(&self, text: &str, tokens: &[Token], at: usize) -> Option<Numeral> {
        if self.marks.contains(&tokens.get(at)?.id) {
            return self.bare_decimals(text, tokens, at);
        }
        if let Some((_, from)) = self.piece_is(tokens, at, |p| p == Piece::OneOf)
            && let Some(under) = self.cardinal(text, tokens, from).filter(|n| n.kind == Kind::Cardinal && n.value > 1.0)
        {
            return Some(Numeral { value: 1.0 / under.value, kind: Kind::Fraction, ..under });
        }
        let cardinal = self.cardinal(text, tokens, at)?;
        if let Some((value, end)) = self.power(text, tokens, &cardinal) {
            return Some(Numeral { end, value, kind: Kind::Decimal, ..cardinal });
        }
        if let Some((value, end)) = self.fraction(text, tokens, at, &cardinal) {
            return Some(Numeral { end, value, kind: Kind::Fraction, ..cardinal });
        }
        Some(cardinal)
    }

    /// ".08"
    fn bare_decimals(&self, text: &str, tokens: &[Token], at: usize) -> Option<Numeral> {
        let free = !tokens[at].glued || at == 0 || tokens[at - 1].id == self.hyphen;
        let digits = tokens.get(at + 1).filter(|t| free && t.glued && t.kind == scan::Kind::Digits)?.span.of(text);
        let value = scan::digits(digits)? as f64 / 10f64.powi(digits.chars().count() as i32);
        Some(Numeral {
            end: at + 2,
            value,
            kind: Kind::Decimal,
            digits: true,
            about: false,
            unit: 1.0,
            before_and: None,
        })
    }

    /// Scientific notation and powers: "1e10", "1.3x10^6", "1.1^23".
    fn power(&self, text: &str, tokens: &[Token], base: &Numeral) -> Option<(f64, usize)> {
        let glued = |at: usize| tokens.get(at).filter(|t| t.glued).map(|t| t.span.of(text));
        let exponent = |mut at: usize| -> Option<(i32, usize)> {
            let mut sign = 1;
            while let Some(mark @ ("+" | "-")) = glued(at) {
                sign = if mark == "-" { -1 } else { 1 };
                at += 1;
            }
            let digits = glued(at).filter(|run| run.chars().count() <= 3).and_then(scan::digits)?;
            Some((sign * digits as i32, at + 1))
        };
        if !base.digits {
            return None;
        }
        let (value, end) = match (glued(base.end)?, glued(base.end + 1)) {
            ("e" | "E", _) => exponent(base.end + 1).map(|(e, end)| (base.value * 10f64.powi(e), end))?,
            ("^", _) => exponent(base.end + 1).map(|(e, end)| (base.value.powi(e), end))?,
            ("x" | "×", Some("10")) if glued(base.end + 2) == Some("^") => {
                exponent(base.end + 3).map(|(e, end)| (base.value * 10f64.powi(e), end))?
            }
            _ => return None,
        };
        value.is_finite().then_some((value, end))
    }

    /// The fraction that a cardinal is the numerator of, or that is added to it: "two thirds", "3/4", "2 1/4",
    /// "one in three", "cinco y tres cuartos".
    fn fraction(&self, text: &str, tokens: &[Token], at: usize, whole: &Numeral) -> Option<(f64, usize)> {
        let sole = |number: &Numeral| {
            number.value >= 0.0 && number.value.fract() == 0.0 && matches!(number.kind, Kind::Cardinal | Kind::Article)
        };
        if !sole(whole) {
            return None;
        }
        let mark_at = |at: usize, wanted: &str| tokens.get(at).is_some_and(|t| t.glued && t.span.of(text) == wanted);
        let slash = |at: usize| -> Option<(f64, usize)> {
            // Three numbers with slashes are a date.
            if at > 0 && mark_at(at - 1, "/") && tokens[at].glued || mark_at(at + 3, "/") || !mark_at(at + 1, "/") {
                return None;
            }
            let numerator = self.digits_at(text, tokens, at)?;
            let denominator = self.digits_at(text, tokens, at + 2).filter(|n| *n > 0 && tokens[at + 2].glued)?;
            let word = tokens.get(at + 3).is_some_and(|t| t.glued && t.kind == scan::Kind::Word);
            let short = numerator < 1000 && denominator < 1000;
            (!word && short).then_some((numerator as f64 / denominator as f64, at + 3))
        };
        if whole.end == at + 1
            && let Some(found) = slash(at)
        {
            return Some(found);
        }
        if whole.digits
            && let Some((part, end)) = slash(whole.end).filter(|(part, _)| *part < 1.0)
        {
            return Some((whole.value + part, end));
        }
        if let Some(part) = tokens.get(whole.end).and_then(|t| fraction_sign(t.span.of(text))) {
            return Some((whole.value + part, whole.end + 1));
        }
        let hyphen = usize::from(tokens.get(whole.end).is_some_and(|t| t.id == self.hyphen));
        let and = tokens.get(whole.end).is_some_and(|t| t.and);
        // "three quarters million", "a billion and three quarters million"
        let scaled = |before: f64, unit: f64, part: f64, end: usize| match self
            .piece_is(tokens, end, |p| matches!(p, Piece::Times(_)))
        {
            Some((Piece::Times(factor), end)) if unit == 1.0 => ((before + part) * factor, end),
            Some((Piece::Times(factor), end)) if factor < unit => (before + part * factor, end),
            _ => (before + part * unit, end),
        };
        if let Some((d, end)) = self.part_at(tokens, whole.end + hyphen).filter(|_| !and)
            && whole.value > 0.0
            && !(whole.digits && whole.value > 9.0)
        {
            // "one hundred and three quarters": only what follows "and" is the numerator of a proper fraction.
            return Some(match whole.before_and {
                Some((before, unit)) if whole.value - before < d => {
                    scaled(before, unit, (whole.value - before) / d, end)
                }
                _ => scaled(0.0, 1.0, whole.value / d, end),
            });
        }
        if let Some((_, from)) = self.piece_is(tokens, whole.end, |p| p == Piece::Over) {
            let under = self.cardinal(text, tokens, from).filter(|n| sole(n) && n.value > whole.value)?;
            return Some((whole.value / under.value, under.end));
        }
        if let Some((_, from)) = self.piece_is(tokens, whole.end, |p| p == Piece::PartsOf) {
            let under = self.cardinal(text, tokens, from).filter(|n| sole(n) && n.value > 1.0)?;
            let rest = whole.value % 100.0;
            let split = whole.value > under.value && rest > 0.0 && rest < under.value;
            let before = if split { whole.value - rest } else { 0.0 };
            return Some((before + (whole.value - before) / under.value, under.end));
        }
        let from = if and { whole.end } else { self.piece_is(tokens, whole.end, |p| p == Piece::Join)?.1 };
        if let Some((d, end)) = self.part_at(tokens, from).filter(|_| and) {
            return Some((whole.value + whole.unit / d, end));
        }
        // "a hundred and two thirds", the two thirds in one word
        if let Some((Piece::Factor(part), end)) =
            self.piece_is(tokens, from, |p| matches!(p, Piece::Factor(part) if part < 1.0)).filter(|_| and)
        {
            return Some((whole.value + part, end));
        }
        let top = self.cardinal(text, tokens, from).filter(|n| sole(n) && n.value < 100.0)?;
        let (d, end) = self.part_at(tokens, top.end)?;
        Some(scaled(whole.value, whole.unit, top.value / d, end))
    }

    /// The denominator at a token, and where it ends.
    fn part_at(&self, tokens: &[Token], at: usize) -> Option<(f64, usize)> {
        match self.piece_is(tokens, at, |p| matches!(p, Piece::Part(_)))? {
            (Piece::Part(d), end) => Some((d, end)),
            _ => None,
        }
    }

    fn digits_at(&self, text: &str, tokens: &[Token], at: usize) -> Option<u64> {
        tokens.get(at).filter(|t| t.kind == scan::Kind::Digits).and_then(|t| scan::digits(t.span.of(text)))
    }

    /// A whole or decimal number or an ordinal.
    fn cardinal(&self, text: &str, tokens: &[Token], at: usize) -> Option<Numeral> {
        let mut sum = Sum::default();
        let mut read: Option<Numeral> = None;
        let mut next = at;
        let (mut digits, mut about) = (false, false);
        for _ in 0..MOST_PIECES {
            let Some(step) = self.step(text, tokens, next, &sum, digits) else {
                // "three hundred and two hundred": the last group began another number.
                if let Some((end, value)) = sum.fallback
                    && self.piece_is(tokens, next, |p| matches!(p, Piece::Times(_))).is_some()
                {
                    return read.map(|n| Numeral { end, value, ..n });
                }
                break;
            };
            sum = step.sum;
            digits |= step.digits;
            about |= matches!(step.piece, Some(Piece::Lot(_, true)));
            let value = sum.value();
            let kind = match step.piece {
                Some(Piece::Ordinal(_)) => Kind::Ordinal,
                _ if step.article && read.is_none() => Kind::Article,
                Some(Piece::Half | Piece::Factor(_)) if value < 1.0 => Kind::Fraction,
                _ if value.fract() != 0.0 => Kind::Decimal,
                _ => Kind::Cardinal,
            };
            let number =
                Numeral { end: step.end, value, kind, digits, about, unit: sum.unit(), before_and: sum.before_and };
            next = step.end;
            read = Some(number);
            // "3rd", "1er", "5-й"
            if step.digits
                && kind == Kind::Cardinal
                && let Some(end) = self.ordinal_suffix(tokens, next)
            {
                return Some(Numeral { end, kind: Kind::Ordinal, ..number });
            }
            if kind == Kind::Ordinal {
                break;
            }
            if let Some((value, end)) = self.decimal_words(text, tokens, next, value)
                && self.part_at(tokens, end).is_none()
            {
                return Some(Numeral { end, value, kind: Kind::Decimal, ..number });
            }
        }
        read.filter(|n| n.value.is_finite())
    }

    /// The next piece of a number that stands at `next` as `sum`, if there is one that goes on from it.
    fn step(&self, text: &str, tokens: &[Token], next: usize, sum: &Sum, digits: bool) -> Option<Step> {
        let first = sum.is_empty();
        let token = tokens.get(next)?;
        if let Some(step) = self.step_at(text, tokens, next, next, token.and && !first, sum) {
            return Some(step);
        }
        if first {
            let value = fraction_sign(token.span.of(text))?;
            let sum = Sum { group: Some(value), closed: true, ..Sum::default() };
            return Some(Step { sum, end: next + 1, piece: None, digits: true, article: false });
        }
        if token.id == self.hyphen {
            // Between words only: digits with a hyphen are a range or a name.
            let after = tokens.get(next + 1).filter(|t| t.kind != scan::Kind::Digits && !digits)?;
            return self.step_at(text, tokens, next + 1, next, after.and, sum);
        }
        if self.table.join == Join::Never {
            return None;
        }
        let (_, after) = self.piece_is(tokens, next, |p| p == Piece::Join)?;
        self.step_at(text, tokens, after, next, true, sum)
    }

    fn step_at(&self, text: &str, tokens: &[Token], at: usize, end: usize, joined: bool, sum: &Sum) -> Option<Step> {
        let token = tokens.get(at)?;
        if token.kind == scan::Kind::Digits {
            let (value, after, whole) = self.literal(text, tokens, at)?;
            let mut sum = sum.clone();
            let fits = sum.literal(value, whole, joined, end);
            return fits.then_some(Step { sum, end: after, piece: None, digits: true, article: false });
        }
        let known = self.pieces_at(tokens, at).find_map(|(piece, after)| {
            let mut tried = sum.clone();
            let push = match piece {
                Piece::Article => Piece::Add(1),
                Piece::Suffix(factor) if !sum.is_empty() && tokens[at - 1].kind == scan::Kind::Digits => {
                    Piece::Times(factor)
                }
                piece => piece,
            };
            // After a number an article is none of it, and a one-word number that is an article is one only at its start.
            let fits = (piece != Piece::Article || sum.is_empty()) && tried.push(push, joined, self.table, end);
            let article = piece == Piece::Article || piece == Piece::Add(1) && self.ones.contains(&token.id);
            // "treinta y tres" is one number; what follows "and" after hundreds may be a numerator of its own.
            if joined && !sum.is_empty() && (self.table.units_first || sum.value() % 100.0 == 0.0) {
                tried.before_and = Some((sum.value(), sum.unit()));
            }
            // "one hundredth" is a fraction, not the hundredth.
            let part = matches!(piece, Piece::Ordinal(100..)) && sum.value() == 1.0;
            (fits && !part).then_some(Step { sum: tried, end: after, piece: Some(piece), digits: false, article })
        });
        known.or_else(|| {
            if token.kind != scan::Kind::Word || token.id != UNKNOWN {
                return None;
            }
            let pieces = self.split(token.span.of(text))?;
            let mut tried = sum.clone();
            let mut joined = joined;
            for &piece in &pieces {
                let join = piece == Piece::Join;
                if !join && !tried.push(piece, joined, self.table, end) {
                    return None;
                }
                joined = join;
            }
            Some(Step { sum: tried, end: at + 1, piece: pieces.last().copied(), digits: false, article: false })
        })
    }

    /// "point zero three" after a whole number: the whole value and where it ends.
    fn decimal_words(&self, text: &str, tokens: &[Token], at: usize, whole: f64) -> Option<(f64, usize)> {
        let (_, start) = self.piece_is(tokens, at, |p| p == Piece::Point)?;
        let mut end = start;
        let mut written = String::from("0.");
        while let Some((_, after)) = self.piece_is(tokens, end, |p| p == Piece::Add(0))
            && written.len() < 12
        {
            written.push('0');
            end = after;
        }
        let mut sum = Sum::default();
        for _ in 0..MOST_PIECES {
            let Some(step) = self.step(text, tokens, end, &sum, true).filter(|s| !s.digits) else {
                break;
            };
            if !matches!(step.piece, Some(Piece::Add(_) | Piece::Times(_))) {
                break;
            }
            (sum, end) = (step.sum, step.end);
        }
        if sum.value() > 0.0 {
            written.push_str(&sum.value().to_string());
        }
        let decimals: f64 = written.parse().ok()?;
        (end > start).then_some((whole + decimals, end))
    }

    /// The end of an ordinal's ending after digits: "rd", "-го", "'inci".
    pub fn ordinal_suffix(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let mut at = at;
        let token = tokens.get(at).filter(|t| t.glued)?;
        // "5-й", "17'inci", "1.º"
        let raised = token.id == self.marks[0]
            && tokens.get(at + 1).is_some_and(|t| t.kind == scan::Kind::Mark || t.span.len() == 2);
        if token.id == self.hyphen || token.id == self.apostrophe || raised {
            at += 1;
        }
        let token = tokens.get(at).filter(|t| t.glued && t.id != UNKNOWN)?;
        let more = tokens.get(at + 1).is_some_and(|t| t.glued && t.kind == scan::Kind::Digits);
        (!more && self.ordinal_suffixes.contains(&token.id)).then_some(at + 1)
    }

    /// How many runs of digits, of these lengths and with these marks between them, are one number, and whether the
    /// last of them is decimals. `zero`: the first is only zeros.
    fn runs(&self, lengths: &[usize], marks: &[char], zero: bool) -> (usize, bool) {
        // Thousands in threes; also in twos before the last, as in India.
        let grouped = |runs: usize| {
            let by = |l: usize| l == 3 || l == 2 && runs > 2;
            lengths[0] <= 3 && !zero && lengths[runs - 1] == 3 && lengths[1..runs].iter().all(|l| by(*l))
        };
        let runs = lengths.len();
        match marks {
            [] => (1, false),
            [' '] => (2, false),
            [mark] if self.table.thousands.contains(*mark) && grouped(2) => (2, false),
            [mark] if self.table.decimals.contains(*mark) => (2, true),
            // The other mark of the two: "5.00" where the comma is usual.
            ['.' | ','] if lengths[1] != 3 || lengths[0] > 3 || zero => (2, true),
            [_] if grouped(2) => (2, false),
            [_] => (1, false),
            [first, rest @ .., last] => {
                let alike = rest.iter().all(|mark| mark == first);
                if alike && last != first && grouped(runs - 1) {
                    (runs, true)
                } else if alike && last == first && grouped(runs) {
                    (runs, false)
                } else {
                    // 192.168.1.2, 22,24,26: numbers of their own.
                    (1, false)
                }
            }
        }
    }

    /// A number in digits with its marks of thousands and decimals: value, end, and whether it is whole.
    pub fn literal(&self, text: &str, tokens: &[Token], at: usize) -> Option<(f64, usize, bool)> {
        let first = tokens.get(at).filter(|t| t.kind == scan::Kind::Digits)?;
        let run = |at: usize| -> Option<&str> {
            tokens.get(at).filter(|t| t.kind == scan::Kind::Digits).map(|t| t.span.of(text))
        };
        let length = |run: &str| run.chars().count();
        // Marks that turn the direction of writing may stand unseen around a mark between digits.
        let unseen = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let close = |at: usize| {
            let token = &tokens[at];
            token.glued || text[tokens[at - 1].span.end..token.span.start].chars().all(unseen)
        };
        // Runs of digits, where they stand, and the one mark between each two of them.
        let mut marks: Vec<char> = Vec::new();
        let mut places = vec![at];
        let mut lengths = vec![length(first.span.of(text))];
        let mut end = at + 1;
        while let (Some(between), true) = (tokens.get(end), lengths.len() < 8) {
            let after = if between.kind == scan::Kind::Digits && !between.glued {
                // Thousands parted by a space: exactly one, and exactly three digits.
                let gap = &text[tokens[end - 1].span.end..between.span.start];
                let thousands =
                    matches!(gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}") && length(between.span.of(text)) == 3;
                if !thousands || lengths[0] > 3 || marks.iter().any(|m| *m != ' ') {
                    break;
                }
                marks.push(' ');
                end
            } else if close(end) && run(end + 1).is_some() && close(end + 1) {
                let mut chars = between.span.of(text).chars();
                match chars.next() {
                    Some(mark @ ('.' | ',' | '\'' | '’' | '٫' | '٬' | '،')) => marks.push(mark),
                    _ => break,
                }
                end + 1
            } else {
                break;
            };
            lengths.push(length(tokens[after].span.of(text)));
            places.push(after);
            end = after + 1;
        }
        let whole = |runs: usize| -> Option<f64> {
            let mut value = 0.0;
            for (place, length) in places.iter().zip(&lengths).take(runs) {
                value = value * 10f64.powi(*length as i32) + scan::digits(run(*place)?)? as f64;
            }
            Some(value)
        };
        // Inside a chain of numbers and marks (192.168.1.2) each is a number of its own.
        let chained = at >= 2
            && first.glued
            && tokens[at - 1].glued
            && matches!(tokens[at - 1].span.of(text), "." | ",")
            && tokens[at - 2].kind == scan::Kind::Digits;
        let zero = first.span.of(text).chars().all(|c| scan::digit(c) == Some(0));
        let (runs, decimal) = if chained { (1, false) } else { self.runs(&lengths, &marks, zero) };
        let mut value = whole(runs - usize::from(decimal))?;
        let end = places[runs - 1] + 1;
        if decimal {
            let decimals = run(end - 1)?;
            value += scan::digits(decimals)? as f64 / 10f64.powi(length(decimals) as i32);
            // What was read is exact to its own digits; the sum is not.
            value = format!("{value:.prec$}", prec = length(decimals)).parse().ok()?;
        }
        Some((value, end, !decimal))
    }
}

/// The value of ½ and its like.
pub(crate) fn fraction_sign(mark: &str) -> Option<f64> {
    let (over, under) = match mark {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Some(f64::from(over) / f64::from(under))
}

/// One step of reading a number.
struct Step {
    sum: Sum,
    end: usize,
    piece: Option<Piece>,
    digits: bool,
    article: bool,
}
