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
//! - `a|b`, `x?`: choice, option; `x~`: an option that stands only before what follows, itself an option;
//! - `<` and `>`: where the span begins and ends if not at the ends of the pattern, or of a range or bound at those of
//!   its items; `+`: no white space here;
//! - `&`: what follows must stand there but is not taken; `$`: the end of the text.
//!
//! Before a form, `^` asks for a capital letter and `~` says that it means a time only among other words.

use std::collections::HashMap;

use super::calendar::{EASTER, EASTERN, LUNAR};
use super::hijra;
use super::table::Table;
use crate::Language;
use crate::mention::quantity::Numerals;
use crate::mention::scan::{self, ById, Token, UNKNOWN, Vocabulary};

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
    /// The week, or the weekend, that an inner day is in: "the week of April 10".
    WeekOf,
    /// The first or last so many units of an outer time: "the first two weeks of 2021".
    Stretch,
    /// A length from an inner time on: "for three days from Monday", "from 2 pm for two hours".
    Lasting,
    /// From the report's day to so many units after it: "within nine months".
    Within,
    /// More than so many units before or after: "more than two weeks ago".
    Over,
    /// Less than so many units before or after.
    Under,
    /// Nothing.
    None,
}

const MEANINGS: [(&str, Meaning); 41] = [
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
    ("weekof", Meaning::WeekOf),
    ("stretch", Meaning::Stretch),
    ("lasting", Meaning::Lasting),
    ("within", Meaning::Within),
    ("over", Meaning::Over),
    ("under", Meaning::Under),
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
    /// S MIN H D NI WE W M Q HY Y DE C BD FN.
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
    /// Month and day as MMDD; days from Easter as E-46, E0, E50, from that of the eastern churches as O0; month and day of
    /// the lunar Hijri calendar as L1001.
    Holiday,
    /// Month of the lunar Hijri calendar.
    Lunar,
    /// Month of the solar Hijri calendar.
    Solar,
    /// Word that says in which calendar a year is: LUNAR, SOLAR.
    Era,
    /// The first so many, the last so many: START, END.
    Side,
    /// A few, several; a couple has the value 2.
    Few,
    /// PAST, PRESENT, FUTURE.
    Ref,
    /// 0 for a.m., 12 for p.m.
    Ampm,
    /// Minutes added to an hour: "half past", "quarter to".
    Addmin,
    /// A half, a quarter of a unit: 0.5, 0.25; and a length of its own, with its unit: "quinze jours".
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
    /// The same with the ending of an ordinal.
    Numth,
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
    /// 0930; without the zero it would be a year.
    Hhmm,
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

const CLASSES: [(&str, Class); 40] = [
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
    ("lunar", Class::Lunar),
    ("solar", Class::Solar),
    ("era", Class::Era),
    ("side", Class::Side),
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
    ("numth", Class::Numth),
    ("mon", Class::Mon),
    ("year", Class::Year),
    ("yy", Class::Yy),
    ("hour", Class::Hour),
    ("minute", Class::Minute),
    ("hm", Class::Hm),
    ("hhmm", Class::Hhmm),
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
        matches!(self, Class::N | Class::Ord | Class::Day | Class::Hour | Class::Minute | Class::Year)
    }

    /// Whether digits can be of this class.
    pub fn takes_digits(self) -> bool {
        self.takes_number_words()
            || matches!(
                self,
                Class::Clock
                    | Class::Numday
                    | Class::Numth
                    | Class::Hhmm
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
const NAMES: [(&str, f64); 38] = [
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
    ("FN", 14.0),
    ("LUNAR", 1.0),
    ("SOLAR", 2.0),
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

/// What a form of the lexicon says.
#[derive(Debug)]
pub(super) struct Entry {
    pub rest: Box<[u32]>,
    pub items: Box<[(Class, f64)]>,
    pub capital: bool,
    pub weak: bool,
}

/// One step of a pattern.
#[derive(Debug, Clone)]
pub(super) enum Op {
    /// These words, one after the other.
    Words(Box<[u32]>),
    /// One of these words, in the order of their numbers.
    OneOf(Box<[u32]>),
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
pub(super) struct Rule {
    pub head: Head,
    pub meaning: Meaning,
    pub ops: Vec<Op>,
    /// How many tokens may stand before its first item; `None` if it can do without any.
    pub lead: Option<usize>,
    /// What can stand at the second token when the first is a word of the shape itself, not one of a class; `None` for anything.
    second: Option<Second>,
    /// The classes that it can begin with.
    first: Classes,
    /// Whether one number can be all that it takes, or any word can follow.
    alone: bool,
    /// What can stand after a number of one token with which it begins.
    after: Second,
}

/// What can stand at a token: words by their numbers, sorted, and words or numbers of classes.
#[derive(Debug, Default, Clone, PartialEq)]
struct Second {
    words: Vec<u32>,
    classes: Classes,
}

impl Second {
    fn holds(&self, (token, classes): (&Token, Classes)) -> bool {
        self.classes.meets(classes) || self.words.binary_search(&token.id).is_ok()
    }

    fn join(&mut self, other: &Second) {
        self.words.extend(&other.words);
        self.words.sort_unstable();
        self.words.dedup();
        self.classes.0 |= other.classes.0;
    }
}

/// A set of classes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Classes(u64);

impl Classes {
    fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u64;
    }

    /// What any word is.
    fn word(token: &Token) -> Self {
        let mut classes = Self::default();
        if token.kind == scan::Kind::Word {
            classes.add(Class::Word);
        }
        classes
    }

    /// Whether an item of a shape can stand at a token: a word of the lexicon or a number.
    pub fn has_item(self, token: &Token) -> bool {
        self != Self::word(token)
    }

    /// Whether a class is in the set.
    pub fn hold(self, class: Class) -> bool {
        self.0 & 1 << class as u64 != 0
    }

    fn meets(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }
}

/// The rules that can begin with a word or with digits, by their heads, each in the order of the list.
#[derive(Debug, Default)]
pub(super) struct Starts {
    pub heads: Vec<(Head, Vec<u16>)>,
    /// How many tokens further their first item can stand; `None` if one can do without any.
    lead: Option<usize>,
}

impl Starts {
    fn add(&mut self, head: Head, place: u16, lead: Option<usize>) {
        self.lead = match (self.heads.is_empty(), self.lead, lead) {
            (true, _, lead) => lead,
            (false, Some(a), Some(b)) => Some(a.max(b)),
            (false, _, _) => None,
        };
        match self.heads.iter_mut().find(|(known, _)| *known == head) {
            Some((_, rules)) => rules.push(place),
            None => self.heads.push((head, vec![place])),
        }
    }

    /// The rules of one head.
    pub fn of(&self, head: Head) -> &[u16] {
        self.heads.iter().find(|(known, _)| *known == head).map_or(&[], |(_, rules)| rules)
    }

    /// Whether a rule may fit when the next item stands so many tokens further.
    pub fn reach(&self, ahead: usize) -> bool {
        self.lead.is_none_or(|lead| ahead <= lead)
    }
}

/// A language's shapes, ready for use.
#[derive(Debug)]
pub(super) struct Grammar {
    pub table: &'static Table,
    pub vocabulary: Vocabulary,
    pub numerals: Numerals,
    pub lexicon: ById<Vec<Entry>>,
    lists: HashMap<&'static str, Vec<Vec<u32>>>,
    pub rules: Vec<Rule>,
    /// The rules that can begin with a word, by its number.
    word_starts: ById<Starts>,
    digit_starts: Starts,
    /// The rules that can begin with a number written in one word that the vocabulary does not hold.
    number_starts: Starts,
    pub future: Vec<u32>,
    pub past: Vec<u32>,
    /// Words after which a length counts from another act.
    pub after: Vec<u32>,
    /// Words with which a length may be how long an act took.
    pub takes: Vec<u32>,
    pub hyphen: u32,
    /// The Arabic "and", which is written on to the next word.
    pub and: u32,
}

/// Roman numbers of centuries, from the first on.
const ROMAN: &str = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII";

/// Shapes of every language: dates and hours in digits.
const SHARED: &str = "
day date = ISO
day date = DMY
not none = 24 / 7
clock clock = CLOCK
time at = {day} t? + {clock}
";

impl Grammar {
    /// Takes a language's table in. Panics on a fault in the table, which the tests of every language would find.
    pub fn new(language: Language) -> Self {
        let table = super::table(language);
        let mut vocabulary = Vocabulary::new(language);
        let numerals = Numerals::new(language, &mut vocabulary);
        let hyphen = vocabulary.intern("-")[0];
        let and = vocabulary.intern("و")[0];
        let mut words = |list: &str| list.split_whitespace().map(|form| vocabulary.intern(form)[0]).collect();
        let (future, past) = (words(table.future), words(table.past));
        let (after, takes) = (words(table.after), words(table.takes));
        let mut grammar = Self {
            table,
            vocabulary,
            numerals,
            lexicon: ById::default(),
            lists: HashMap::new(),
            rules: Vec::new(),
            word_starts: ById::default(),
            digit_starts: Starts::default(),
            number_starts: Starts::default(),
            future,
            past,
            after,
            takes,
            hyphen,
            and,
        };
        for line in hijra::WORDS.lines().chain(table.words.lines()).filter(|line| !line.trim().is_empty()) {
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
        let shapes = SHARED.lines().chain(hijra::SHAPES.lines()).chain(table.shapes.lines());
        for line in shapes.filter(|line| !line.trim().is_empty()) {
            let rule = grammar.rule(line).unwrap_or_else(|fault| panic!("time table, {language}: {fault}: {line}"));
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
            let forms = words.map(|form| self.vocabulary.intern(form)).collect::<Vec<_>>();
            self.lists.entry(name).or_default().extend(forms);
            return;
        }
        let value_of = |value: &str| -> f64 {
            if let Some((_, number)) = NAMES.iter().find(|(name, _)| *name == value) {
                return *number;
            }
            let feasts = [('E', EASTER), ('L', LUNAR), ('O', EASTERN)];
            let feast = feasts.into_iter().find_map(|(mark, from)| Some((value.strip_prefix(mark)?, from)));
            let (number, from) = feast.unwrap_or((value, 0.0));
            from + number.parse::<f64>().unwrap_or_else(|_| panic!("time table: {line}"))
        };
        let class_of = |name: &str| {
            let found = CLASSES.iter().find(|(known, _)| *known == name);
            found.unwrap_or_else(|| panic!("time table: no class {name}")).1
        };
        let items: Vec<(Class, f64)> = if class.contains('=') {
            let parts = class.split(',').filter_map(|part| part.split_once('='));
            parts.map(|(class, value)| (class_of(class), value_of(value))).collect()
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
        let head = HEADS.iter().find(|(name, _)| *name == head).ok_or("no such kind")?.1;
        let meaning = MEANINGS.iter().find(|(name, _)| *name == meaning.trim()).ok_or("no such meaning")?.1;
        let mut ops = Vec::new();
        let mut parts = pattern.split_whitespace().peekable();
        while let Some(part) = parts.next() {
            // `a~ b~ X?` is `(a? b? X)?`.
            let mut links = Vec::new();
            let mut part = part;
            while let (Some(link), Some(next)) = (part.strip_suffix('~').filter(|l| !l.is_empty()), parts.peek()) {
                links.push(link);
                part = next;
                parts.next();
            }
            // In `a|b?` the option is of the whole choice.
            let optional = part.len() > 1 && part.contains('?');
            let whole = ops.len();
            if optional {
                ops.push(Op::Split(0));
            }
            for link in links {
                let split = ops.len();
                ops.push(Op::Split(0));
                self.choice(link, &mut ops)?;
                ops[split] = Op::Split(ops.len());
            }
            self.choice(&part.replace('?', ""), &mut ops)?;
            if optional {
                ops[whole] = Op::Split(ops.len());
            }
        }
        ops.push(Op::Done);
        let lead = lead(&ops, 0);
        Ok(Rule {
            head,
            meaning,
            ops,
            lead,
            second: None,
            first: Classes::default(),
            alone: true,
            after: Second::default(),
        })
    }

    fn choice(&mut self, part: &str, ops: &mut Vec<Op>) -> Result<(), String> {
        let mut choices: Vec<Op> = Vec::new();
        for choice in part.split('|') {
            if let Some(list) = choice.strip_prefix('@').filter(|list| !list.is_empty()) {
                let words = self.lists.get(list).ok_or_else(|| format!("no list {list}"))?;
                choices.extend(words.iter().map(|ids| Op::Words(ids.as_slice().into())));
            } else {
                choices.push(self.element(choice)?);
            }
        }
        // Single words are looked up together.
        let mut single: Vec<u32> = Vec::new();
        choices.retain(|choice| match choice {
            Op::Words(ids) if ids.len() == 1 && ids[0] != self.and => {
                single.push(ids[0]);
                false
            }
            _ => true,
        });
        if !single.is_empty() {
            single.sort_unstable();
            single.dedup();
            choices.insert(0, Op::OneOf(single.into()));
        }
        let last = choices.len().saturating_sub(1);
        let mut jumps = Vec::new();
        for (i, choice) in choices.into_iter().enumerate() {
            if i < last {
                ops.push(Op::Split(ops.len() + 3));
                ops.push(choice);
                jumps.push(ops.len());
                ops.push(Op::Jump(0));
            } else {
                ops.push(choice);
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
            let head = HEADS.iter().find(|(name, _)| *name == inner).ok_or_else(|| format!("no kind {inner}"))?;
            return Ok(Op::Inner(head.1));
        }
        let (name, strong) = part.strip_suffix('!').map_or((part, false), |name| (name, true));
        if name.bytes().all(|b| b.is_ascii_uppercase()) {
            let lower = name.to_ascii_lowercase();
            let class = CLASSES.iter().find(|(known, _)| *known == lower).ok_or_else(|| format!("no class {name}"))?;
            return Ok(Op::Class(class.1, strong));
        }
        Ok(Op::Words(self.vocabulary.intern(part).into()))
    }

    /// Works out which rules of each head can begin with which words, with digits and with numbers in words.
    fn find_starts(&mut self) {
        let firsts: Vec<Vec<Op>> = self.rules.iter().map(|rule| firsts(&rule.ops, 0)).collect();
        self.find_seconds(&firsts);
        // All the heads whose beginnings are beginnings of a head.
        let closure = |head: Head| {
            let mut heads = vec![head];
            let mut done = 0;
            while let Some(&head) = heads.get(done) {
                done += 1;
                for (rule, ops) in self.rules.iter().zip(&firsts) {
                    let inner = ops.iter().filter_map(|op| match op {
                        Op::Inner(inner) if rule.head == head => Some(*inner),
                        _ => None,
                    });
                    for inner in inner {
                        if !heads.contains(&inner) {
                            heads.push(inner);
                        }
                    }
                }
            }
            heads
        };
        let mut word_starts: ById<Starts> = ById::default();
        let (mut digit_starts, mut number_starts) = (Starts::default(), Starts::default());
        for (place, rule) in self.rules.iter().enumerate() {
            let mut words: Vec<u32> = Vec::new();
            let (mut digits, mut numbers) = (false, false);
            let mut take = |op: &Op| match op {
                Op::Words(ids) => words.push(ids[0]),
                Op::OneOf(ids) => words.extend(ids.iter().copied()),
                Op::Class(class, _) => {
                    assert!(*class != Class::Word, "a shape begins with any word");
                    let of_class = |entries: &[Entry]| entries.iter().any(|entry| entry.items[0].0 == *class);
                    words.extend(self.lexicon.iter().filter(|(_, entries)| of_class(entries)).map(|(id, _)| *id));
                    digits |= class.takes_digits();
                    if class.takes_number_words() {
                        numbers = true;
                        words.extend(self.numerals.first_words());
                    }
                }
                _ => {}
            };
            for op in &firsts[place] {
                if let Op::Inner(head) = op {
                    let heads = closure(*head);
                    let inner = self.rules.iter().zip(&firsts).filter(|(rule, _)| heads.contains(&rule.head));
                    inner.flat_map(|(_, ops)| ops).for_each(&mut take);
                } else {
                    take(op);
                }
            }
            words.sort_unstable();
            words.dedup();
            for word in words {
                word_starts.entry(word).or_default().add(rule.head, place as u16, rule.lead);
            }
            if digits {
                digit_starts.add(rule.head, place as u16, rule.lead);
            }
            if numbers {
                number_starts.add(rule.head, place as u16, rule.lead);
            }
        }
        (self.word_starts, self.digit_starts, self.number_starts) = (word_starts, digit_starts, number_starts);
    }

    /// Works out what can stand at the second token of each shape. Arabic words may have others written on to them: anything can.
    fn find_seconds(&mut self, begins: &[Vec<Op>]) {
        for rule in &mut self.rules {
            let item = |at: &usize| matches!(rule.ops[*at], Op::Class(..) | Op::Inner(_)) && starts_at(&rule.ops, *at);
            let goes_on = |at: usize| {
                ends_at(&rule.ops, at) || firsts(&rule.ops, at).iter().any(|op| matches!(op, Op::Class(Class::Word, _)))
            };
            rule.alone = (0..rule.ops.len()).filter(item).any(|at| goes_on(at + 1));
        }
        self.find_afters(begins);
        if self.vocabulary.has_proclitics() {
            return;
        }
        let told: Vec<(Option<Second>, Classes)> = self
            .rules
            .iter()
            .map(|rule| {
                let mut first = Classes::default();
                // An inner shape may begin the shape: then its own words are not all the first ones.
                let mut inner = false;
                begins[self.rules.iter().position(|r| std::ptr::eq(r, rule)).unwrap_or(0)].iter().for_each(
                    |op| match op {
                        Op::Class(class, _) => first.add(*class),
                        Op::Inner(_) => inner = true,
                        _ => {}
                    },
                );
                (if inner { None } else { self.second(rule, begins) }, first)
            })
            .collect();
        for (rule, (second, first)) in self.rules.iter_mut().zip(told) {
            (rule.second, rule.first) = (second, first);
        }
    }

    /// Works out what can stand after a number that begins each shape, itself or within an inner shape.
    fn find_afters(&mut self, begins: &[Vec<Op>]) {
        let mut afters: Vec<Second> = Vec::new();
        let mut inner: Vec<Vec<Head>> = Vec::new();
        for rule in &self.rules {
            let (mut next, mut heads) = (Vec::new(), Vec::new());
            for (at, op) in rule.ops.iter().enumerate().filter(|(at, _)| starts_at(&rule.ops, *at)) {
                match op {
                    Op::Inner(head) => heads.push(*head),
                    Op::Class(..) => {}
                    _ => continue,
                }
                next.extend(firsts(&rule.ops, at + 1));
            }
            afters.push(self.can_stand(next, begins));
            inner.push(heads);
        }
        // What follows the number within an inner shape can follow it in the outer one.
        loop {
            let mut changed = false;
            for at in 0..afters.len() {
                let mut joined = afters[at].clone();
                let within = self.rules.iter().zip(&afters).filter(|(rule, _)| inner[at].contains(&rule.head));
                within.for_each(|(_, after)| joined.join(after));
                changed |= joined != afters[at];
                afters[at] = joined;
            }
            if !changed {
                break;
            }
        }
        self.rules.iter_mut().zip(afters).for_each(|(rule, after)| rule.after = after);
    }

    /// What can stand right after the first word of a shape.
    fn second(&self, rule: &Rule, begins: &[Vec<Op>]) -> Option<Second> {
        let mut next: Vec<Op> = Vec::new();
        for (at, op) in rule.ops.iter().enumerate().filter(|(at, _)| starts_at(&rule.ops, *at)) {
            match op {
                Op::Words(ids) if ids.len() > 1 => next.push(Op::Words(ids[1..].into())),
                Op::Words(_) | Op::OneOf(_) if ends_at(&rule.ops, at + 1) => return None,
                Op::Words(_) | Op::OneOf(_) => next.extend(firsts(&rule.ops, at + 1)),
                _ => {}
            }
        }
        Some(self.can_stand(next, begins))
    }

    /// What these steps take at their first token; inner shapes by all that they can begin with.
    fn can_stand(&self, mut steps: Vec<Op>, begins: &[Vec<Op>]) -> Second {
        let mut out = Second::default();
        let mut heads: Vec<Head> = Vec::new();
        let mut done = 0;
        while let Some(op) = steps.get(done).cloned() {
            done += 1;
            match op {
                Op::Words(ids) => out.words.push(ids[0]),
                Op::OneOf(ids) => out.words.extend(ids.iter().copied()),
                Op::Class(class, _) => out.classes.add(class),
                Op::Inner(head) if !heads.contains(&head) => {
                    heads.push(head);
                    let of_head = self.rules.iter().zip(begins).filter(|(rule, _)| rule.head == head);
                    steps.extend(of_head.flat_map(|(_, ops)| ops.iter().cloned()));
                }
                _ => {}
            }
        }
        out.words.sort_unstable();
        out.words.dedup();
        out
    }

    /// The classes that can stand at a token.
    pub fn classes_at(&self, text: &str, tokens: &[Token], at: usize) -> Classes {
        let token = &tokens[at];
        if token.kind == scan::Kind::Digits {
            return Classes(u64::MAX);
        }
        let mut classes = Classes::word(token);
        let entries = self.lexicon.get(&token.id).filter(|_| token.id != UNKNOWN).map_or(&[][..], Vec::as_slice);
        let whole = |entry: &&Entry| scan::spells(tokens, at + 1, &entry.rest, self.hyphen).is_some();
        entries.iter().filter(whole).for_each(|entry| classes.add(entry.items[0].0));
        let number = match token.id {
            UNKNOWN => token.kind == scan::Kind::Word && self.numerals.starts(text, token),
            _ => self.numerals.stands(tokens, at),
        };
        if number {
            CLASSES.iter().filter(|(_, class)| class.takes_number_words()).for_each(|(_, class)| classes.add(*class));
        }
        classes
    }

    /// Whether a shape may fit at a token with these classes, when this one with its classes follows. `single`: the token is a number that
    /// goes on in no other.
    pub fn may_fit(&self, rule: u16, single: bool, first: Classes, second: Option<(&Token, Classes)>) -> bool {
        let rule = &self.rules[usize::from(rule)];
        if single {
            return rule.alone || second.is_some_and(|second| rule.after.holds(second));
        }
        let wanted = rule.second.as_ref().filter(|_| !rule.first.meets(first));
        wanted.is_none_or(|wanted| second.is_some_and(|second| wanted.holds(second)))
    }

    /// Whether a token is a number that goes on in no other token: no decimals, no clock, no ending of an ordinal after it.
    pub fn is_single(&self, text: &str, tokens: &[Token], at: usize) -> bool {
        let glued = |at: usize| tokens.get(at).is_some_and(|t| t.glued);
        tokens[at].kind == scan::Kind::Digits
            && tokens.get(at + 1).is_none_or(|next| {
                let ends = match next.span.of(text) {
                    "," | ";" | ")" | "؛" | "،" => true,
                    "." => !self.table.ordinal_dot,
                    _ => false,
                };
                !next.glued || (ends && !glued(at + 2))
            })
    }

    /// Whether four digits that stand alone are a year: after a word that brings years ("in", "since"), else if they are
    /// of these times and no noun follows that they could count.
    pub fn year_stands(&self, text: &str, tokens: &[Token], start: usize, end: usize, year: f64) -> bool {
        let listed = |list: &str, token: &Token| {
            token.id != UNKNOWN
                && self.lists.get(list).is_some_and(|words| words.iter().any(|ids| ids[..] == [token.id]))
        };
        let mark = |at: usize, marks: &[&str]| tokens.get(at).is_some_and(|t| marks.contains(&t.span.of(text)));
        if start > 0 && listed("yearbefore", &tokens[start - 1]) {
            return (1500.0..=2150.0).contains(&year) && !mark(end, &["GMT", "UTC"]);
        }
        if mark(end, &["%", "€", "$", "°", "/", "-"]) && tokens[end].glued
            || start > 0 && mark(start - 1, &["$", "€", "£", "+", "-", "/"])
        {
            return false;
        }
        let noun = tokens.get(end).is_some_and(|t| t.kind == scan::Kind::Word && !t.capital && !listed("yearafter", t));
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

    /// Whether a word is a verb of the past: listed, or by its ending.
    pub fn is_past(&self, token: &Token, text: &str) -> bool {
        if token.id != UNKNOWN {
            return self.past.contains(&token.id);
        }
        let word = token.span.of(text);
        let mut endings = self.table.past_endings.split_whitespace();
        !token.capital && word.len() <= 64 && endings.any(|end| word.ends_with(end) && word.len() > end.len() + 2)
    }

    /// The rules that can begin at a token.
    pub fn starts(&self, text: &str, token: &Token) -> Option<&Starts> {
        match token.kind {
            scan::Kind::Digits => Some(&self.digit_starts),
            _ if token.id != UNKNOWN => self.word_starts.get(&token.id),
            scan::Kind::Word if self.numerals.starts(text, token) => Some(&self.number_starts),
            _ => None,
        }
    }
}

/// The most tokens that an inner expression can begin with before its first item: "à la fin de l'année".
const INNER_LEAD: usize = 6;

/// How many tokens at most stand before the first item on the ways from a step; `None` if one has no item.
fn lead(ops: &[Op], at: usize) -> Option<usize> {
    match &ops[at] {
        Op::Words(ids) => lead(ops, at + 1).map(|rest| rest + ids.len()),
        Op::OneOf(_) => lead(ops, at + 1).map(|rest| rest + 1),
        Op::Class(Class::Word, _) => lead(ops, at + 1).map(|rest| rest + 1),
        Op::Class(..) => Some(0),
        Op::Inner(_) => Some(INNER_LEAD),
        Op::Open | Op::Close | Op::Glue | Op::Peek | Op::End => lead(ops, at + 1),
        Op::Split(other) => Some(lead(ops, at + 1)?.max(lead(ops, *other)?)),
        Op::Jump(to) => lead(ops, *to),
        Op::Done => None,
    }
}

/// Whether a pattern can begin with the step at a place.
fn starts_at(ops: &[Op], place: usize) -> bool {
    let (mut pending, mut seen) = (vec![0], vec![false; ops.len()]);
    while let Some(at) = pending.pop() {
        if std::mem::replace(&mut seen[at], true) {
            continue;
        }
        match &ops[at] {
            _ if at == place => return true,
            Op::Open | Op::Close | Op::Glue | Op::Peek | Op::End => pending.push(at + 1),
            Op::Split(other) => pending.extend([at + 1, *other]),
            Op::Jump(to) => pending.push(*to),
            _ => {}
        }
    }
    false
}

/// Whether a pattern can be done at a place, or at the end of the text.
fn ends_at(ops: &[Op], place: usize) -> bool {
    match &ops[place] {
        Op::Done | Op::End => true,
        Op::Open | Op::Close | Op::Glue | Op::Peek => ends_at(ops, place + 1),
        Op::Split(other) => ends_at(ops, place + 1) || ends_at(ops, *other),
        Op::Jump(to) => ends_at(ops, *to),
        _ => false,
    }
}

/// The steps that a pattern can go on with from a place.
fn firsts(ops: &[Op], place: usize) -> Vec<Op> {
    let mut firsts = Vec::new();
    let mut pending = vec![place];
    let mut seen = vec![false; ops.len()];
    while let Some(at) = pending.pop() {
        if std::mem::replace(&mut seen[at], true) {
            continue;
        }
        match &ops[at] {
            op @ (Op::Words(_) | Op::OneOf(_) | Op::Class(..) | Op::Inner(_)) => firsts.push(op.clone()),
            Op::Open | Op::Close | Op::Glue | Op::Peek | Op::End => pending.push(at + 1),
            Op::Split(other) => pending.extend([at + 1, *other]),
            Op::Jump(to) => pending.push(*to),
            Op::Done => {}
        }
    }
    firsts
}
