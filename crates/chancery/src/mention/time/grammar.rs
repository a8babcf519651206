//! Shapes of time expressions, matched on tokens. In: a language's words and shapes, and tokens. Out: what can be read
//! at a token, as a tree of items (a month, a number, an inner expression). Always: a shape looks at a bounded stretch of
//! tokens, so that reading a text is linear in it.
//!
//! A language writes its words as lines `class value form form …` and its shapes as lines `kind meaning = pattern`. In a
//! pattern stand
//!
//! - `word`: that word, whatever its case and accents; `_` is a space in it;
//! - `NAME`: a word of that class, or one of the classes of numbers that are read here ([`Class`]); `NAME!` if it can
//!   stand alone, that is, is not marked `~` among the words;
//! - `{day}`: an inner expression of that kind ([`Head`]);
//! - `@name`: any of the words listed under that name;
//! - `a|b`, `x?`: choice, option;
//! - `<` and `>`: where the span begins and ends if not at the ends of the pattern, or of a range or bound at those of
//!   its items; `+`: no white space here;
//! - `&`: what follows must stand there but is not taken; `$`: the end of the text.
//!
//! Before a form, `^` asks for a capital letter and `~` says that it means a time only among other words.

use std::collections::HashMap;
use std::rc::Rc;

use super::table::Table;
use crate::Language;
use crate::mention::quantity::{Kind as NumberKind, Numerals};
use crate::mention::scan::{self, Token, UNKNOWN, Vocabulary};

/// Kinds of expressions: what can stand inside another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Head {
    /// A day or a longer period of the calendar.
    Day,
    /// A time of day.
    Clock,
    /// A day and a time of day.
    Time,
    /// A length of time.
    Dur,
    /// A repeated time.
    Set,
    /// Now, once, soon.
    Ref,
    /// From one time to another.
    Range,
    /// Since, until, before, after a time.
    Bound,
    /// No time, though it looks like one: an age, a name.
    Not,
    /// What is a time only inside another expression: a month named May, a day's number.
    Loose,
}

const HEADS: [(&str, Head); 10] = [
    ("day", Head::Day),
    ("clock", Head::Clock),
    ("time", Head::Time),
    ("dur", Head::Dur),
    ("set", Head::Set),
    ("ref", Head::Ref),
    ("range", Head::Range),
    ("bound", Head::Bound),
    ("not", Head::Not),
    ("loose", Head::Loose),
];

/// How the items of a shape are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Calendar parts: weekday, day, month, year, season, holiday, with a direction or without.
    Date,
    /// A year alone, which other numbers can look like.
    Year,
    /// This, last, next unit; the last or next so many units.
    Unit,
    /// So many units before the report.
    Ago,
    /// So many units after the report.
    Ahead,
    /// So many units before an inner time, or before the last time told.
    Earlier,
    /// So many units after an inner time, or after the last time told.
    Later,
    /// Today, yesterday.
    Deixis,
    /// The day after, the day before: from the last time told.
    Anaphor,
    /// The same period as the last time told: "that day".
    Same,
    /// Early, mid, late in an inner time or in a unit.
    Edge,
    /// The first week of May, the last quarter of 2023, the second half of the year.
    Nth,
    /// The 1990s.
    Decade,
    /// The 20th century.
    Century,
    /// Monday of next week.
    WeekdayOf,
    /// A time of day.
    Clock,
    /// So many minutes before an hour.
    ClockTo,
    /// Morning, evening.
    Part,
    /// A day with a time of day.
    At,
    /// A length.
    Dur,
    /// A length of a time of the calendar: "all day", "toute l'année".
    Whole,
    /// Each unit, each weekday.
    Set,
    /// Now, once, soon.
    Ref,
    /// From an inner time to another.
    Range,
    /// From a day to another of the same month.
    Days,
    /// From a month to another of the same year.
    Months,
    /// From a year to another.
    Years,
    /// From an hour to another.
    Hours,
    /// The night from one day to the next.
    Night,
    Since,
    Until,
    Before,
    After,
    /// About an inner time.
    About,
    /// Nothing.
    None,
}

const MEANINGS: [(&str, Meaning); 35] = [
    ("date", Meaning::Date),
    ("year", Meaning::Year),
    ("unit", Meaning::Unit),
    ("ago", Meaning::Ago),
    ("ahead", Meaning::Ahead),
    ("earlier", Meaning::Earlier),
    ("later", Meaning::Later),
    ("deixis", Meaning::Deixis),
    ("anaphor", Meaning::Anaphor),
    ("same", Meaning::Same),
    ("edge", Meaning::Edge),
    ("nth", Meaning::Nth),
    ("decade", Meaning::Decade),
    ("century", Meaning::Century),
    ("weekdayof", Meaning::WeekdayOf),
    ("clock", Meaning::Clock),
    ("clockto", Meaning::ClockTo),
    ("part", Meaning::Part),
    ("at", Meaning::At),
    ("dur", Meaning::Dur),
    ("whole", Meaning::Whole),
    ("set", Meaning::Set),
    ("ref", Meaning::Ref),
    ("range", Meaning::Range),
    ("days", Meaning::Days),
    ("months", Meaning::Months),
    ("years", Meaning::Years),
    ("hours", Meaning::Hours),
    ("night", Meaning::Night),
    ("since", Meaning::Since),
    ("until", Meaning::Until),
    ("before", Meaning::Before),
    ("after", Meaning::After),
    ("about", Meaning::About),
    ("none", Meaning::None),
];

/// Classes of words and of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    // Of words, with their values in the lexicon.
    /// 1 to 12.
    Month,
    /// 1 (Monday) to 7.
    Weekday,
    /// SP, SU, FA, WI.
    Season,
    /// S MIN H D NI WE W M Q HY Y DE C.
    Unit,
    /// MO MI AF EV NI DT.
    Part,
    /// 0 this, -1 last, 1 next; -11 and 11 last and next with weekdays meaning that of the last or next week.
    Dir,
    /// START, MID, END.
    Edge,
    /// Days from the report's day.
    Deixis,
    /// Days from the last time told.
    Anaphor,
    /// Month and day as MMDD, or days from Easter as E-46, E0, E50.
    Holiday,
    /// A few, several; a couple has the value 2.
    Few,
    /// PAST, PRESENT, FUTURE.
    Ref,
    /// 0 for a.m., 12 for p.m.
    Ampm,
    /// Minutes added to an hour: "half past", "quarter to".
    Addmin,
    /// A half, a quarter of a unit: 0.5, 0.25.
    Share,
    /// How often, with its number and unit: weekly.
    Often,
    /// The letter of quarters (Q1) or halves (H1), with its unit.
    Qmark,
    /// An hour of the day told by name, as HHMMSS; and 14:30, 14:30:15.
    Clock,
    /// A Roman number, for centuries.
    Roman,
    // Of numbers.
    /// A cardinal or decimal.
    N,
    /// An ordinal.
    Ord,
    /// Day of a month.
    Day,
    /// Day of a month in digits, without an ending.
    Numday,
    /// Month in digits.
    Mon,
    /// Year in four digits.
    Year,
    /// Year in two digits.
    Yy,
    /// Hour, 0 to 24.
    Hour,
    /// Minute, two digits or words.
    Minute,
    /// 14.30
    Hm,
    /// 2023-09-19, 2023-09, as YYYYMMDD.
    Iso,
    /// 19.09.2023
    Dmy,
    /// 19.09., 19/9
    Dm,
    /// A year or two digits ending in 0.
    Tens,
    /// Any word.
    Word,
    /// An inner expression.
    Inner,
}

const CLASSES: [(&str, Class); 34] = [
    ("month", Class::Month),
    ("weekday", Class::Weekday),
    ("season", Class::Season),
    ("unit", Class::Unit),
    ("part", Class::Part),
    ("dir", Class::Dir),
    ("edge", Class::Edge),
    ("deixis", Class::Deixis),
    ("anaphor", Class::Anaphor),
    ("holiday", Class::Holiday),
    ("few", Class::Few),
    ("ref", Class::Ref),
    ("ampm", Class::Ampm),
    ("addmin", Class::Addmin),
    ("share", Class::Share),
    ("often", Class::Often),
    ("qmark", Class::Qmark),
    ("clock", Class::Clock),
    ("n", Class::N),
    ("ord", Class::Ord),
    ("day", Class::Day),
    ("numday", Class::Numday),
    ("mon", Class::Mon),
    ("year", Class::Year),
    ("yy", Class::Yy),
    ("hour", Class::Hour),
    ("minute", Class::Minute),
    ("hm", Class::Hm),
    ("iso", Class::Iso),
    ("dmy", Class::Dmy),
    ("dm", Class::Dm),
    ("tens", Class::Tens),
    ("roman", Class::Roman),
    ("word", Class::Word),
];

impl Class {
    /// Whether numbers in words can be of this class, besides digits.
    fn takes_number_words(self) -> bool {
        matches!(
            self,
            Class::N | Class::Ord | Class::Day | Class::Hour | Class::Minute | Class::Year
        )
    }

    /// Whether digits can be of this class.
    fn takes_digits(self) -> bool {
        self.takes_number_words()
            || matches!(
                self,
                Class::Clock
                    | Class::Numday
                    | Class::Mon
                    | Class::Yy
                    | Class::Hm
                    | Class::Iso
                    | Class::Dmy
                    | Class::Dm
                    | Class::Tens
            )
    }
}

/// Names of values among the words, with their numbers.
const NAMES: [(&str, f64); 35] = [
    ("SP", 1.0),
    ("SU", 2.0),
    ("FA", 3.0),
    ("WI", 4.0),
    ("S", 0.0),
    ("MIN", 1.0),
    ("H", 2.0),
    ("D", 3.0),
    ("NI", 4.0),
    ("WE", 5.0),
    ("W", 6.0),
    ("M", 7.0),
    ("Q", 8.0),
    ("HY", 9.0),
    ("Y", 10.0),
    ("DE", 11.0),
    ("C", 12.0),
    ("BD", 13.0),
    ("MO", 1.0),
    ("MI", 2.0),
    ("AF", 3.0),
    ("EV", 4.0),
    ("NIGHT", 5.0),
    ("DT", 6.0),
    ("START", 1.0),
    ("MID", 2.0),
    ("END", 3.0),
    ("PAST", -1.0),
    ("PRESENT", 0.0),
    ("FUTURE", 1.0),
    ("FEW", 0.0),
    ("AM", 0.0),
    ("PM", 12.0),
    ("HALF", 0.5),
    ("QUARTER", 0.25),
];

/// Easter-bound holidays are numbers from here on: this and the days from Easter Sunday.
pub(super) const EASTER: f64 = 10_000.0;

/// One part of a match.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub class: Class,
    pub value: f64,
    pub start: usize,
    pub end: usize,
    pub inner: Option<Rc<Match>>,
}

/// A shape that fits.
#[derive(Debug, Clone)]
pub(super) struct Match {
    pub head: Head,
    pub meaning: Meaning,
    /// Tokens of the whole shape.
    pub start: usize,
    pub end: usize,
    /// Tokens of the span.
    pub open: usize,
    pub close: usize,
    pub items: Vec<Item>,
    /// Place of its shape in the language's list.
    rule: usize,
}

impl Match {
    /// The value of the `n`th item of a class.
    pub fn nth(&self, class: Class, n: usize) -> Option<f64> {
        self.items
            .iter()
            .filter(|item| item.class == class)
            .nth(n)
            .map(|item| item.value)
    }

    /// The value of the first item of a class.
    pub fn get(&self, class: Class) -> Option<f64> {
        self.nth(class, 0)
    }

    /// How many tokens the first item of a class takes.
    pub fn tokens_of(&self, class: Class) -> usize {
        self.items
            .iter()
            .find(|item| item.class == class)
            .map_or(0, |item| item.end - item.start)
    }

    /// The `n`th inner expression.
    pub fn inner(&self, n: usize) -> Option<&Match> {
        self.items
            .iter()
            .filter_map(|item| item.inner.as_deref())
            .nth(n)
    }
}

/// What a form of the lexicon says.
#[derive(Debug)]
struct Entry {
    rest: Box<[u32]>,
    items: Box<[(Class, f64)]>,
    capital: bool,
    weak: bool,
}

/// One step of a pattern.
#[derive(Debug, Clone)]
enum Op {
    Words(Box<[u32]>),
    Class(Class, bool),
    Inner(Head),
    Open,
    Close,
    Glue,
    /// The match ends here; what follows is only looked at.
    Peek,
    /// The end of the text.
    End,
    /// Try the next step, then the one named.
    Split(usize),
    Jump(usize),
    Done,
}

#[derive(Debug)]
struct Rule {
    head: Head,
    meaning: Meaning,
    ops: Vec<Op>,
}

/// A language's shapes, ready for use.
#[derive(Debug)]
pub(super) struct Grammar {
    pub table: &'static Table,
    pub vocabulary: Vocabulary,
    pub numerals: Numerals,
    lexicon: HashMap<u32, Vec<Entry>>,
    lists: HashMap<&'static str, Vec<Vec<u32>>>,
    rules: Vec<Rule>,
    /// By word number: which heads it can begin, one bit a head.
    starts: Vec<u16>,
    digits_start: u16,
    numbers_start: u16,
    pub future: Vec<u32>,
    hyphen: u32,
    /// The Arabic "and", which is written on to the next word.
    and: u32,
}

/// Roman numbers of centuries, from the first on.
const ROMAN: &str =
    "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII";

/// Shapes of every language: dates and hours in digits.
const SHARED: &str = "
day date = ISO
day date = DMY
not none = 24 / 7
clock clock = CLOCK
time at = {day} t? + {clock}
";

/// The most matches of one kind that are kept at one token.
const MOST_MATCHES: usize = 8;
/// The most tokens that an expression takes.
const LONGEST: usize = 40;

impl Grammar {
    /// Takes a language's table in. Panics on a fault in the table, which the tests of every language would find.
    pub fn new(language: Language) -> Self {
        let table = super::table(language);
        let mut vocabulary = Vocabulary::new(language);
        let numerals = Numerals::new(language, &mut vocabulary);
        let hyphen = vocabulary.intern("-")[0];
        let and = vocabulary.intern("و")[0];
        let future = table
            .future
            .split_whitespace()
            .map(|form| vocabulary.intern(form)[0])
            .collect();
        let mut grammar = Self {
            table,
            vocabulary,
            numerals,
            lexicon: HashMap::new(),
            lists: HashMap::new(),
            rules: Vec::new(),
            starts: Vec::new(),
            digits_start: 0,
            numbers_start: 0,
            future,
            hyphen,
            and,
        };
        for line in table.words.lines().filter(|line| !line.trim().is_empty()) {
            grammar.add_words(line);
        }
        for (n, roman) in (1u8..).zip(ROMAN.split_whitespace()) {
            // Cyrillic texts often write them in Cyrillic letters.
            for form in [roman.to_owned(), roman.replace('X', "Х").replace('I', "І")] {
                let ids = grammar.vocabulary.intern(&form);
                let items = [Class::Roman, Class::Ord].map(|class| (class, f64::from(n)));
                grammar.lexicon.entry(ids[0]).or_default().push(Entry {
                    rest: [].into(),
                    items: items.into(),
                    capital: true,
                    weak: false,
                });
            }
        }
        for line in SHARED
            .lines()
            .chain(table.shapes.lines())
            .filter(|line| !line.trim().is_empty())
        {
            let rule = grammar
                .rule(line)
                .unwrap_or_else(|fault| panic!("time table, {language}: {fault}: {line}"));
            grammar.rules.push(rule);
        }
        for entries in grammar.lexicon.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        grammar.find_starts();
        grammar
    }

    fn add_words(&mut self, line: &'static str) {
        let mut words = line.split_whitespace();
        let Some(class) = words.next() else { return };
        if let Some(name) = class.strip_prefix('@') {
            let forms = words
                .map(|form| self.vocabulary.intern(form))
                .collect::<Vec<_>>();
            self.lists.entry(name).or_default().extend(forms);
            return;
        }
        let value_of = |value: &str| -> f64 {
            if let Some((_, number)) = NAMES.iter().find(|(name, _)| *name == value) {
                return *number;
            }
            if let Some(days) = value.strip_prefix('E') {
                return EASTER
                    + days
                        .parse::<f64>()
                        .unwrap_or_else(|_| panic!("time table: {line}"));
            }
            value
                .parse()
                .unwrap_or_else(|_| panic!("time table: {line}"))
        };
        let class_of = |name: &str| {
            let found = CLASSES.iter().find(|(known, _)| *known == name);
            found
                .unwrap_or_else(|| panic!("time table: no class {name}"))
                .1
        };
        let items: Vec<(Class, f64)> = if class.contains('=') {
            let parts = class.split(',').filter_map(|part| part.split_once('='));
            parts
                .map(|(class, value)| (class_of(class), value_of(value)))
                .collect()
        } else {
            vec![(class_of(class), value_of(words.next().unwrap_or_default()))]
        };
        for form in words {
            let bare = form.trim_start_matches(['^', '~']);
            let marks = &form[..form.len() - bare.len()];
            let ids = self.vocabulary.intern(bare);
            self.lexicon.entry(ids[0]).or_default().push(Entry {
                rest: ids[1..].into(),
                items: items.clone().into(),
                capital: marks.contains('^'),
                weak: marks.contains('~'),
            });
        }
    }

    fn rule(&mut self, line: &str) -> Result<Rule, String> {
        let (left, pattern) = line.split_once(" = ").ok_or("no pattern")?;
        let (head, meaning) = left.trim().split_once(' ').ok_or("no meaning")?;
        let head = HEADS
            .iter()
            .find(|(name, _)| *name == head)
            .ok_or("no such kind")?
            .1;
        let meaning = MEANINGS
            .iter()
            .find(|(name, _)| *name == meaning.trim())
            .ok_or("no such meaning")?
            .1;
        let mut ops = Vec::new();
        for part in pattern.split_whitespace() {
            // In `a|b?` the option is of the whole choice.
            let split = ops.len();
            let optional = part.len() > 1 && part.contains('?');
            if optional {
                ops.push(Op::Split(0));
            }
            self.choice(&part.replace('?', ""), &mut ops)?;
            if optional {
                ops[split] = Op::Split(ops.len());
            }
        }
        ops.push(Op::Done);
        Ok(Rule { head, meaning, ops })
    }

    fn choice(&mut self, part: &str, ops: &mut Vec<Op>) -> Result<(), String> {
        let mut choices: Vec<Vec<Op>> = Vec::new();
        for choice in part.split('|') {
            if let Some(list) = choice.strip_prefix('@').filter(|list| !list.is_empty()) {
                let words = self
                    .lists
                    .get(list)
                    .ok_or_else(|| format!("no list {list}"))?;
                choices.extend(
                    words
                        .iter()
                        .map(|ids| vec![Op::Words(ids.as_slice().into())]),
                );
            } else {
                choices.push(vec![self.element(choice)?]);
            }
        }
        let last = choices.len().saturating_sub(1);
        let mut jumps = Vec::new();
        for (i, choice) in choices.into_iter().enumerate() {
            if i < last {
                let next = ops.len() + choice.len() + 2;
                ops.push(Op::Split(next));
                ops.extend(choice);
                jumps.push(ops.len());
                ops.push(Op::Jump(0));
            } else {
                ops.extend(choice);
            }
        }
        let end = ops.len();
        for jump in jumps {
            ops[jump] = Op::Jump(end);
        }
        Ok(())
    }

    fn element(&mut self, part: &str) -> Result<Op, String> {
        match part {
            "<" => return Ok(Op::Open),
            ">" => return Ok(Op::Close),
            "+" => return Ok(Op::Glue),
            "&" => return Ok(Op::Peek),
            "$" => return Ok(Op::End),
            _ => {}
        }
        if let Some(inner) = part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
            let head = HEADS
                .iter()
                .find(|(name, _)| *name == inner)
                .ok_or_else(|| format!("no kind {inner}"))?;
            return Ok(Op::Inner(head.1));
        }
        let (name, strong) = part
            .strip_suffix('!')
            .map_or((part, false), |name| (name, true));
        if name.bytes().all(|b| b.is_ascii_uppercase()) {
            let lower = name.to_ascii_lowercase();
            let class = CLASSES
                .iter()
                .find(|(known, _)| *known == lower)
                .ok_or_else(|| format!("no class {name}"))?;
            return Ok(Op::Class(class.1, strong));
        }
        Ok(Op::Words(self.vocabulary.intern(part).into()))
    }

    /// Works out which words, and whether digits and number words, can begin an expression of each head.
    fn find_starts(&mut self) {
        let mut words: HashMap<Head, Vec<u32>> = HashMap::new();
        let mut classes: HashMap<Head, Vec<Class>> = HashMap::new();
        let mut inner: HashMap<Head, Vec<Head>> = HashMap::new();
        for rule in &self.rules {
            let mut pending = vec![0];
            let mut seen = vec![false; rule.ops.len() + 1];
            while let Some(at) = pending.pop() {
                if std::mem::replace(&mut seen[at], true) {
                    continue;
                }
                match &rule.ops[at] {
                    Op::Words(ids) => words.entry(rule.head).or_default().push(ids[0]),
                    Op::Class(class, _) => classes.entry(rule.head).or_default().push(*class),
                    Op::Inner(head) => inner.entry(rule.head).or_default().push(*head),
                    Op::Open | Op::Close | Op::Glue | Op::Peek | Op::End => pending.push(at + 1),
                    Op::Split(other) => pending.extend([at + 1, *other]),
                    Op::Jump(to) => pending.push(*to),
                    Op::Done => {}
                }
            }
        }
        self.starts = vec![0; self.vocabulary.len()];
        for (_, head) in HEADS {
            let bit = 1 << head as u8;
            // All the heads whose beginnings are beginnings of this one.
            let mut heads = vec![head];
            let mut i = 0;
            while i < heads.len() {
                for other in inner.get(&heads[i]).into_iter().flatten() {
                    if !heads.contains(other) {
                        heads.push(*other);
                    }
                }
                i += 1;
            }
            for from in heads {
                for id in words.get(&from).into_iter().flatten() {
                    self.starts[*id as usize] |= bit;
                }
                for class in classes.get(&from).into_iter().flatten() {
                    for (id, entries) in &self.lexicon {
                        if entries.iter().any(|entry| entry.items[0].0 == *class) {
                            self.starts[*id as usize] |= bit;
                        }
                    }
                    if class.takes_digits() {
                        self.digits_start |= bit;
                    }
                    if class.takes_number_words() {
                        self.numbers_start |= bit;
                        for id in self.numerals.first_words() {
                            self.starts[id as usize] |= bit;
                        }
                    }
                    assert!(*class != Class::Word, "a shape begins with any word");
                }
            }
        }
    }

    /// Whether four digits that stand alone are a year: after a word that brings years ("in", "since"), else if they are
    /// of these times and no noun follows that they could count.
    pub fn year_stands(
        &self,
        text: &str,
        tokens: &[Token],
        start: usize,
        end: usize,
        year: f64,
    ) -> bool {
        let listed = |list: &str, token: &Token| {
            token.id != UNKNOWN
                && self
                    .lists
                    .get(list)
                    .is_some_and(|words| words.iter().any(|ids| ids[..] == [token.id]))
        };
        if start > 0 && listed("yearbefore", &tokens[start - 1]) {
            return (1000.0..=2150.0).contains(&year);
        }
        let mark = |at: usize, marks: &[&str]| {
            tokens
                .get(at)
                .is_some_and(|t| marks.contains(&t.span.of(text)))
        };
        if mark(end, &["%", "€", "$", "°", "/", "-"]) && tokens[end].glued
            || start > 0 && mark(start - 1, &["$", "€", "£", "+", "-", "/"])
        {
            return false;
        }
        let noun = tokens
            .get(end)
            .is_some_and(|t| t.kind == scan::Kind::Word && !t.capital && !listed("yearafter", t));
        (1900.0..=2100.0).contains(&year) && !noun
    }

    /// Whether a word is of the future: listed, or a verb by its ending or beginning.
    pub fn is_future(&self, token: &Token, text: &str) -> bool {
        if token.id != UNKNOWN {
            return self.future.contains(&token.id);
        }
        let word = token.span.of(text);
        if word.len() < 5 || word.len() > 64 || token.capital {
            return false;
        }
        let mut lists = self.table.future_endings.split_whitespace();
        lists.any(|ending| word.ends_with(ending) && word.len() > ending.len() + 1)
            || self
                .table
                .future_beginnings
                .split_whitespace()
                .any(|start| word.starts_with(start) && word.len() > start.len() + 3)
    }

    /// The heads that can begin at a token, one bit each.
    fn heads_at(&self, text: &str, token: &Token) -> u16 {
        match token.kind {
            scan::Kind::Digits => self.digits_start,
            _ if token.id != UNKNOWN => self.starts[token.id as usize],
            scan::Kind::Word if self.numerals.starts(text, token) => self.numbers_start,
            _ => 0,
        }
    }
}

/// What was found at a token, by head.
type Found = HashMap<(Head, usize), Rc<[Rc<Match>]>>;

/// A matching over one text.
pub(super) struct Matcher<'a> {
    grammar: &'a Grammar,
    text: &'a str,
    pub tokens: &'a [Token],
    found: Found,
}

/// What a shape has taken so far.
#[derive(Default)]
struct State {
    items: Vec<Item>,
    open: Option<usize>,
    close: Option<usize>,
    /// Where the match ends if more is looked at.
    stop: Option<usize>,
    /// Token whose written-on "and" was taken.
    and: Option<usize>,
    limit: usize,
}

/// Heads that stand on their own in a text.
const TOP: [Head; 9] = [
    Head::Day,
    Head::Clock,
    Head::Time,
    Head::Dur,
    Head::Set,
    Head::Ref,
    Head::Range,
    Head::Bound,
    Head::Not,
];

/// The most that is remembered of what was found before it is forgotten.
const MEMORY: usize = 512;

impl<'a> Matcher<'a> {
    pub fn new(grammar: &'a Grammar, text: &'a str, tokens: &'a [Token]) -> Self {
        Self {
            grammar,
            text,
            tokens,
            found: HashMap::new(),
        }
    }

    /// What begins at a token, longest first; of the same length, in the order of the shapes.
    pub fn at(&mut self, at: usize) -> Vec<Rc<Match>> {
        let heads = self.grammar.heads_at(self.text, &self.tokens[at]);
        let mut all: Vec<Rc<Match>> = Vec::new();
        if heads == 0 {
            return all;
        }
        if self.found.len() > MEMORY {
            self.found.clear();
        }
        for head in TOP {
            if heads & (1 << head as u8) != 0 {
                all.extend(self.head_at(head, at).iter().cloned());
            }
        }
        all.sort_by_key(|m| (std::cmp::Reverse(m.end), m.rule));
        all
    }

    fn head_at(&mut self, head: Head, at: usize) -> Rc<[Rc<Match>]> {
        if let Some(known) = self.found.get(&(head, at)) {
            return known.clone();
        }
        let starts = self
            .tokens
            .get(at)
            .is_some_and(|t| self.grammar.heads_at(self.text, t) & (1 << head as u8) != 0);
        let mut out: Vec<Match> = Vec::new();
        if starts {
            // A head met again at the same token, inside itself, is not there.
            self.found.insert((head, at), Rc::new([]));
            let grammar = self.grammar;
            for (place, rule) in grammar
                .rules
                .iter()
                .enumerate()
                .filter(|(_, rule)| rule.head == head)
            {
                let mut state = State {
                    limit: at + LONGEST,
                    ..State::default()
                };
                self.run(rule, place, 0, at, at, &mut state, &mut out);
            }
        }
        // For each end and meaning the first shape that reaches it.
        let mut kept: Vec<Rc<Match>> = Vec::new();
        for m in out {
            if kept.len() < MOST_MATCHES
                && kept.iter().all(|k| {
                    k.end != m.end || (k.open, k.close, k.meaning) != (m.open, m.close, m.meaning)
                })
            {
                kept.push(Rc::new(m));
            }
        }
        kept.sort_by_key(|m| std::cmp::Reverse(m.end));
        let kept: Rc<[Rc<Match>]> = kept.into();
        self.found.insert((head, at), kept.clone());
        kept
    }

    #[allow(clippy::too_many_arguments)]
    fn run(
        &mut self,
        rule: &Rule,
        place: usize,
        op: usize,
        start: usize,
        at: usize,
        state: &mut State,
        out: &mut Vec<Match>,
    ) {
        if at > state.limit || out.len() >= MOST_MATCHES * 4 {
            return;
        }
        match &rule.ops[op] {
            Op::Words(ids) => {
                if ids[..] == [self.grammar.and]
                    && at > start
                    && self.tokens.get(at).is_some_and(|t| t.and)
                {
                    let before = state.and.replace(at);
                    self.run(rule, place, op + 1, start, at, state, out);
                    state.and = before;
                } else if let Some(end) = scan::spells_first(self.tokens, at, ids, at == start) {
                    self.run(rule, place, op + 1, start, end, state, out);
                }
            }
            Op::Class(..) | Op::Inner(_) if self.stray_and(start, at, state) => {}
            Op::Class(class, strong) => {
                for (end, items) in self.class_at(*class, *strong, at) {
                    let before = state.items.len();
                    for (class, value) in items {
                        state.items.push(Item {
                            class,
                            value,
                            start: at,
                            end,
                            inner: None,
                        });
                    }
                    self.run(rule, place, op + 1, start, end, state, out);
                    state.items.truncate(before);
                }
            }
            Op::Inner(head) => {
                for inner in self.head_at(*head, at).iter() {
                    let item = Item {
                        class: Class::Inner,
                        value: 0.0,
                        start: at,
                        end: inner.end,
                        inner: Some(inner.clone()),
                    };
                    state.items.push(item);
                    self.run(rule, place, op + 1, start, inner.end, state, out);
                    state.items.pop();
                }
            }
            Op::Open => {
                let before = state.open.replace(at);
                self.run(rule, place, op + 1, start, at, state, out);
                state.open = before;
            }
            Op::Close => {
                let before = state.close.replace(at);
                self.run(rule, place, op + 1, start, at, state, out);
                state.close = before;
            }
            Op::Glue => {
                if self.tokens.get(at).is_some_and(|t| t.glued) {
                    self.run(rule, place, op + 1, start, at, state, out);
                }
            }
            Op::Peek => {
                let before = state.stop.replace(at);
                self.run(rule, place, op + 1, start, at, state, out);
                state.stop = before;
            }
            Op::End => {
                if at >= self.tokens.len() {
                    self.run(rule, place, op + 1, start, at, state, out);
                }
            }
            Op::Split(other) => {
                self.run(rule, place, op + 1, start, at, state, out);
                self.run(rule, place, *other, start, at, state, out);
            }
            Op::Jump(to) => self.run(rule, place, *to, start, at, state, out),
            Op::Done => {
                let at = state.stop.unwrap_or(at);
                // Of a range or a bound the span is that of its times, if the pattern does not say otherwise.
                let wide = matches!(rule.head, Head::Range | Head::Bound);
                let first = state
                    .items
                    .first()
                    .filter(|_| wide)
                    .map_or(start, |item| item.start);
                let last = state
                    .items
                    .last()
                    .filter(|_| wide)
                    .map_or(at, |item| item.end.min(at));
                let (open, close) = (state.open.unwrap_or(first), state.close.unwrap_or(last));
                if open < close && start < at {
                    out.push(Match {
                        head: rule.head,
                        meaning: rule.meaning,
                        start,
                        end: at,
                        open,
                        close,
                        items: state.items.clone(),
                        rule: place,
                    });
                }
            }
        }
    }

    /// Whether an "and" that the shape does not ask for is written on to the token.
    fn stray_and(&self, start: usize, at: usize, state: &State) -> bool {
        at > start && state.and != Some(at) && self.tokens.get(at).is_some_and(|t| t.and)
    }

    /// The words or numbers of a class at a token: where they end and what they say.
    fn class_at(&self, class: Class, strong: bool, at: usize) -> Vec<(usize, Vec<(Class, f64)>)> {
        let mut all = Vec::new();
        let Some(token) = self.tokens.get(at) else {
            return all;
        };
        for entry in self
            .grammar
            .lexicon
            .get(&token.id)
            .map_or(&[][..], Vec::as_slice)
        {
            if entry.items[0].0 != class
                || entry.capital && !token.capital
                || entry.weak && strong
                || token.id == UNKNOWN
            {
                continue;
            }
            if let Some(end) = scan::spells(self.tokens, at + 1, &entry.rest, self.grammar.hyphen) {
                all.push((end, entry.items.to_vec()));
            }
        }
        if class == Class::Word && token.kind == scan::Kind::Word {
            all.push((at + 1, Vec::new()));
        } else {
            let class_told = if class == Class::Numday {
                Class::Day
            } else {
                class
            };
            self.number_class(class, strong, at, |end, value| {
                all.push((end, vec![(class_told, value)]))
            });
        }
        all
    }

    /// The digits at a token, if there are so many: their value.
    fn digits(&self, at: usize, lengths: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let token = self
            .tokens
            .get(at)
            .filter(|t| t.kind == scan::Kind::Digits)?;
        let run = token.span.of(self.text);
        lengths
            .contains(&run.chars().count())
            .then(|| scan::digits(run).map(|n| n as u32))?
    }

    /// Whether the token is this mark, written on to what is before it.
    fn mark(&self, at: usize, marks: &[&str]) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|t| t.glued && marks.contains(&t.span.of(self.text)))
    }

    fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.glued)
    }

    /// Whether digits are written on at a token, or a mark and digits: the number goes on.
    fn goes_on(&self, at: usize) -> bool {
        self.mark(at, &[".", ",", ":", "/"])
            && self.glued(at + 1)
            && self.digits(at + 1, 1..=15).is_some()
    }

    fn number_class(
        &self,
        class: Class,
        strong: bool,
        at: usize,
        mut give: impl FnMut(usize, f64),
    ) {
        if !class.takes_digits() {
            return;
        }
        let token = &self.tokens[at];
        let is_digits = token.kind == scan::Kind::Digits;
        let month_first = self.grammar.table.month_first;
        match class {
            Class::N | Class::Ord => {
                let ordinal = class == Class::Ord;
                if !is_digits && !self.grammar.numerals.starts(self.text, token) {
                    return;
                }
                let mut last = 0;
                // "two quarters" is both a fraction and a length.
                let readings = [
                    self.grammar.numerals.read(self.text, self.tokens, at),
                    self.grammar.numerals.read_whole(self.text, self.tokens, at),
                ];
                for n in readings.into_iter().flatten() {
                    if n.value >= 0.0 && (n.kind == NumberKind::Ordinal) == ordinal && n.end != last
                    {
                        give(n.end, n.value);
                        last = n.end;
                    }
                }
                if let (true, Some(n)) = (
                    ordinal && self.grammar.table.ordinal_dot,
                    self.digits(at, 1..=2),
                ) && self.mark(at + 1, &["."])
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
                    && self.grammar.numerals.starts(self.text, token)
                    && let Some(n) = self.grammar.numerals.read(self.text, self.tokens, at)
                    && (1.0..=31.0).contains(&n.value)
                    && n.value.fract() == 0.0
                    && !n.digits
                    && !self.grammar.numerals.is_article(token)
                {
                    give(n.end, n.value);
                }
            }
            Class::Hour | Class::Minute => {
                let (lengths, most) = if class == Class::Hour {
                    (1..=2, 24)
                } else {
                    (2..=2, 59)
                };
                if is_digits {
                    if let Some(n) = self.digits(at, lengths).filter(|n| *n <= most)
                        && !self.mark(at + 1, &[":"])
                        && !(self.mark(at + 1, &["."])
                            && self.glued(at + 2)
                            && self.digits(at + 2, 1..=15).is_some())
                    {
                        give(at + 1, f64::from(n));
                    }
                } else if self.grammar.numerals.starts(self.text, token)
                    && let Some(n) = self.grammar.numerals.read(self.text, self.tokens, at)
                    && (0.0..=f64::from(most)).contains(&n.value)
                    && (n.value.fract() == 0.0 || class == Class::Hour && n.value.fract() == 0.5)
                    && n.kind != NumberKind::Fraction
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
                // "dos mil veinte"
                if !is_digits
                    && self.grammar.numerals.starts(self.text, token)
                    && let Some(n) = self.grammar.numerals.read_whole(self.text, self.tokens, at)
                    && (1000.0..2200.0).contains(&n.value)
                    && n.kind == NumberKind::Cardinal
                    && !n.digits
                {
                    give(n.end, n.value);
                }
            }
            Class::Yy => {
                // A small number after a month is likelier a count than a year, unless an apostrophe marks it.
                if let Some(year) = self
                    .digits(at, 2..=2)
                    .filter(|y| *y >= 50 || at > 0 && self.mark(at - 1, &["'", "’"]))
                    && !self.goes_on(at + 1)
                {
                    give(at + 1, f64::from(full_year(year)));
                }
            }
            Class::Tens => {
                if let Some(year) = self
                    .digits(at, 4..=4)
                    .filter(|y| (1000..2200).contains(y) && y % 10 == 0)
                {
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
                    self.glued(at)
                        .then(|| self.digits(at, 1..=2).filter(|n| (1..=most).contains(n)))?
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
                } else if self.mark(at + 1, &["-", "/"])
                    && !self.mark(at + 3, &["-", "/"])
                    && !self.goes_on(at + 3)
                {
                    give(at + 3, f64::from(year * 10_000 + month * 100));
                }
            }
            Class::Dmy | Class::Dm => {
                // A hyphen between two numbers is a range, unless a year follows.
                let marks: &[&str] = if class == Class::Dm && !month_first {
                    &["/", "."]
                } else {
                    &["/", ".", "-"]
                };
                let (Some(a), Some(b)) = (self.digits(at, 1..=2), self.digits(at + 2, 1..=2))
                else {
                    return;
                };
                if !self.mark(at + 1, marks) || !self.glued(at + 2) {
                    return;
                }
                let mark = self.tokens[at + 1].span.of(self.text);
                let (mut day, mut month) = if month_first && mark != "." {
                    (b, a)
                } else {
                    (a, b)
                };
                if month > 12 && day <= 12 {
                    (day, month) = (month, day);
                }
                if !(1..=31).contains(&day) || !(1..=12).contains(&month) {
                    return;
                }
                if class == Class::Dm {
                    // Alone, 3/4 is a fraction and 1.5 a number: a zero before the month, a day past the twelfth or
                    // the dot of an ordinal tells a date.
                    let dotted =
                        self.grammar.table.ordinal_dot && mark == "." && self.mark(at + 3, &["."]);
                    let padded = mark == "/"
                        && (day > 12
                            || [at, at + 2]
                                .iter()
                                .any(|i| self.tokens[*i].span.of(self.text).starts_with('0')));
                    let dated = self.mark(at + 3, &["-"])
                        && self.glued(at + 4)
                        && !self.mark(at + 5, &["/"]);
                    if !self.goes_on(at + 3)
                        && !self.mark(at + 3, &["/", "%"])
                        && !dated
                        && (!strong || dotted || padded)
                    {
                        let end = at + 3 + usize::from(mark == "." && self.mark(at + 3, &["."]));
                        give(end, f64::from(month * 100 + day));
                    }
                } else if self.mark(at + 3, &[mark]) && self.glued(at + 4) {
                    let year = self
                        .digits(at + 4, 4..=4)
                        .filter(|y| (1000..2200).contains(y));
                    let year = year.or_else(|| self.digits(at + 4, 2..=2).map(full_year));
                    if let Some(year) = year.filter(|_| {
                        !self.goes_on(at + 5) && (mark == "/" || !self.mark(at + 5, &["-"]))
                    }) {
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
