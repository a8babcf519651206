//! Matches the shapes of a language on the tokens of a text. In: tokens and a grammar. Out: what can be read at a token,
//! longest first. Always: what a token's matches cost does not grow with the text.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::rc::Rc;

use super::grammar::{Class, Classes, Grammar, Head, Meaning, Op, Rule};
use crate::mention::quantity::Numeral;
use crate::mention::scan::{self, IdHasher, Token, UNKNOWN};

/// The most tokens that an expression takes.
const LONGEST: usize = 40;

/// The most readings of a number at one token.
const MOST_NUMBERS: usize = 8;

/// The most matches of one kind that are kept at one token.
const MOST_MATCHES: usize = 8;

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
        self.items.iter().filter(|item| item.class == class).nth(n).map(|item| item.value)
    }

    /// The value of the first item of a class.
    pub fn get(&self, class: Class) -> Option<f64> {
        self.nth(class, 0)
    }

    /// How many tokens the first item of a class takes.
    pub fn tokens_of(&self, class: Class) -> usize {
        self.items.iter().find(|item| item.class == class).map_or(0, |item| item.end - item.start)
    }

    /// The `n`th inner expression.
    pub fn inner(&self, n: usize) -> Option<&Match> {
        self.items.iter().filter_map(|item| item.inner.as_deref()).nth(n)
    }
}

/// What was found at a token, by head.
type Found = HashMap<(Head, usize), Rc<[Rc<Match>]>, BuildHasherDefault<IdHasher>>;

/// The number and the number without a fraction that begin at a token.
pub(super) type Numbers = HashMap<usize, [Option<Numeral>; 2], BuildHasherDefault<IdHasher>>;

/// A matching over one text.
pub(super) struct Matcher<'a> {
    pub(super) grammar: &'a Grammar,
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    /// How many tokens further the next item of a shape can stand, up to [`FAR`].
    items_ahead: Vec<u8>,
    /// The classes that can stand at each token.
    classes: Vec<Classes>,
    /// Whether each token is a number that goes on in no other.
    singles: Vec<bool>,
    found: Found,
    /// Numbers read, whole and with their fractions, by token.
    pub(super) numbers: RefCell<Numbers>,
    none: Rc<[Rc<Match>]>,
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

/// The most that is remembered of what was found before it is forgotten.
const MEMORY: usize = 512;
/// Further ahead than any shape looks for its first item.
const FAR: u8 = 100;

impl<'a> Matcher<'a> {
    pub fn new(grammar: &'a Grammar, text: &'a str, tokens: &'a [Token]) -> Self {
        let classes: Vec<Classes> = (0..tokens.len()).map(|at| grammar.classes_at(text, tokens, at)).collect();
        // "5 million", "10 000": a number of several tokens.
        let number = |at: usize| classes.get(at).is_some_and(|classes| classes.hold(Class::N));
        let singles = (0..tokens.len()).map(|at| grammar.is_single(text, tokens, at) && !number(at + 1)).collect();
        let mut items_ahead = vec![FAR; tokens.len()];
        let mut ahead = FAR;
        for at in (0..tokens.len()).rev() {
            ahead = if classes[at].has_item(&tokens[at]) { 0 } else { (ahead + 1).min(FAR) };
            items_ahead[at] = ahead;
        }
        Self {
            grammar,
            text,
            tokens,
            items_ahead,
            classes,
            singles,
            found: Found::default(),
            numbers: RefCell::default(),
            none: Rc::new([]),
        }
    }

    /// What begins at a token, longest first; of the same length, in the order of the shapes.
    pub fn at(&mut self, at: usize) -> Vec<Rc<Match>> {
        let mut all: Vec<Rc<Match>> = Vec::new();
        let starts = self.grammar.starts(self.text, &self.tokens[at]);
        let Some(starts) = starts.filter(|starts| starts.reach(usize::from(self.items_ahead[at]))) else {
            return all;
        };
        if self.found.len() > MEMORY {
            self.found.clear();
        }
        if self.numbers.get_mut().len() > MEMORY {
            self.numbers.get_mut().clear();
        }
        for (head, _) in starts.heads.iter().filter(|(head, _)| *head != Head::Loose) {
            all.extend(self.head_at(*head, at).iter().cloned());
        }
        all.sort_by_key(|m| (std::cmp::Reverse(m.end), m.rule));
        all
    }

    /// The rules of a head that can begin at a token and have an item near enough.
    fn may_begin(&self, head: Head, at: usize) -> impl Iterator<Item = u16> + use<'a> {
        let (single, first) = (self.singles[at], self.classes[at]);
        let second = self.tokens.get(at + 1).map(|token| (token, self.classes[at + 1]));
        let ahead = usize::from(self.items_ahead[at]);
        let grammar = self.grammar;
        let starts = grammar.starts(self.text, &self.tokens[at]);
        let rules = starts.filter(|starts| starts.reach(ahead)).map_or(&[][..], |starts| starts.of(head));
        let near = move |place: &u16| grammar.rules[usize::from(*place)].lead.is_none_or(|lead| ahead <= lead);
        rules.iter().copied().filter(near).filter(move |rule| grammar.may_fit(*rule, single, first, second))
    }

    fn head_at(&mut self, head: Head, at: usize) -> Rc<[Rc<Match>]> {
        if at >= self.tokens.len() || self.may_begin(head, at).next().is_none() {
            return self.none.clone();
        }
        if let Some(known) = self.found.get(&(head, at)) {
            return known.clone();
        }
        // A head met again at the same token, inside itself, is not there.
        self.found.insert((head, at), self.none.clone());
        let mut out: Vec<Match> = Vec::new();
        let grammar = self.grammar;
        for place in self.may_begin(head, at) {
            let mut state = State { limit: at + LONGEST, ..State::default() };
            let place = usize::from(place);
            self.run(&grammar.rules[place], place, 0, at, at, &mut state, &mut out);
        }
        // For each end and meaning the first shape that reaches it.
        let mut kept: Vec<Rc<Match>> = Vec::new();
        for m in out {
            let new = |k: &Rc<Match>| k.end != m.end || (k.open, k.close, k.meaning) != (m.open, m.close, m.meaning);
            if kept.len() < MOST_MATCHES && kept.iter().all(new) {
                kept.push(Rc::new(m));
            }
        }
        if kept.is_empty() {
            return self.none.clone();
        }
        kept.sort_by_key(|m| std::cmp::Reverse(m.end));
        let kept: Rc<[Rc<Match>]> = kept.into();
        self.found.insert((head, at), kept.clone());
        kept
    }

    /// Follows a pattern from a step on, and leaves the state as it was.
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
        let before = (state.open, state.close, state.stop, state.and);
        self.follow(rule, place, op, start, at, state, out);
        (state.open, state.close, state.stop, state.and) = before;
    }

    #[allow(clippy::too_many_arguments)]
    fn follow(
        &mut self,
        rule: &Rule,
        place: usize,
        mut op: usize,
        start: usize,
        mut at: usize,
        state: &mut State,
        out: &mut Vec<Match>,
    ) {
        while at <= state.limit && out.len() < MOST_MATCHES * 4 {
            let token = self.tokens.get(at);
            let fits = match &rule.ops[op] {
                Op::Words(ids) => {
                    if ids[..] == [self.grammar.and] && at > start && token.is_some_and(|t| t.and) {
                        state.and = Some(at);
                        true
                    } else if let Some(end) = scan::spells_first(self.tokens, at, ids, at == start) {
                        at = end;
                        true
                    } else {
                        false
                    }
                }
                Op::OneOf(ids) => {
                    let fits = token.is_some_and(|t| (!t.and || at == start) && ids.binary_search(&t.id).is_ok());
                    at += 1;
                    fits
                }
                Op::Class(..) | Op::Inner(_) if self.stray_and(start, at, state) => false,
                Op::Class(class, strong) => {
                    self.each_of_class(*class, *strong, rule, place, op, start, at, state, out);
                    false
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
                    false
                }
                Op::Open => {
                    state.open = Some(at);
                    true
                }
                Op::Close => {
                    state.close = Some(at);
                    true
                }
                Op::Peek => {
                    state.stop = Some(at);
                    true
                }
                Op::Glue => token.is_some_and(|t| t.glued),
                Op::End => token.is_none(),
                Op::Split(other) => {
                    self.run(rule, place, op + 1, start, at, state, out);
                    op = *other;
                    continue;
                }
                Op::Jump(to) => {
                    op = *to;
                    continue;
                }
                Op::Done => {
                    done(rule, place, start, at, state, out);
                    false
                }
            };
            if !fits {
                return;
            }
            op += 1;
        }
    }

    /// Goes on after every word or number of a class at a token.
    #[allow(clippy::too_many_arguments)]
    fn each_of_class(
        &mut self,
        class: Class,
        strong: bool,
        rule: &Rule,
        place: usize,
        op: usize,
        start: usize,
        at: usize,
        state: &mut State,
        out: &mut Vec<Match>,
    ) {
        let before = state.items.len();
        for (end, items) in self.words_of(class, strong, at) {
            let items = items.iter();
            state.items.extend(items.map(|(class, value)| Item {
                class: *class,
                value: *value,
                start: at,
                end,
                inner: None,
            }));
            self.run(rule, place, op + 1, start, end, state, out);
            state.items.truncate(before);
        }
        if class == Class::Word {
            if self.tokens.get(at).is_some_and(|t| t.kind == scan::Kind::Word) {
                self.run(rule, place, op + 1, start, at + 1, state, out);
            }
            return;
        }
        if !class.takes_digits() || at >= self.tokens.len() {
            return;
        }
        let told = match class {
            Class::Numday | Class::Numth => Class::Day,
            Class::Hhmm => Class::Clock,
            class => class,
        };
        let mut numbers = [(0, 0.0); MOST_NUMBERS];
        let mut count = 0;
        self.number_class(class, strong, at, |end, value| {
            if count < MOST_NUMBERS {
                numbers[count] = (end, value);
                count += 1;
            }
        });
        for (end, value) in &numbers[..count] {
            state.items.push(Item { class: told, value: *value, start: at, end: *end, inner: None });
            self.run(rule, place, op + 1, start, *end, state, out);
            state.items.truncate(before);
        }
    }

    /// Whether an "and" that the shape does not ask for is written on to the token.
    fn stray_and(&self, start: usize, at: usize, state: &State) -> bool {
        at > start && state.and != Some(at) && self.tokens.get(at).is_some_and(|t| t.and)
    }

    /// The words of a class that begin at a token: where they end and what they say.
    fn words_of(
        &self,
        class: Class,
        strong: bool,
        at: usize,
    ) -> impl Iterator<Item = (usize, &'a [(Class, f64)])> + use<'a> {
        let (tokens, hyphen) = (self.tokens, self.grammar.hyphen);
        let token = tokens.get(at).filter(|token| token.id != UNKNOWN);
        let entries = token.and_then(|token| self.grammar.lexicon.get(&token.id)).map_or(&[][..], Vec::as_slice);
        let capital = token.is_some_and(|token| token.capital);
        entries.iter().filter_map(move |entry| {
            let fits = entry.items[0].0 == class && (capital || !entry.capital) && !(entry.weak && strong);
            let end = fits.then(|| scan::spells(tokens, at + 1, &entry.rest, hyphen)).flatten()?;
            Some((end, &entry.items[..]))
        })
    }
}

/// Takes down a shape that fits.
fn done(rule: &Rule, place: usize, start: usize, at: usize, state: &State, out: &mut Vec<Match>) {
    let at = state.stop.unwrap_or(at);
    // Of a range or a bound the span is that of its times, if the pattern does not say otherwise.
    let wide = matches!(rule.head, Head::Range | Head::Bound);
    let first = state.items.first().filter(|_| wide).map_or(start, |item| item.start);
    let last = state.items.last().filter(|_| wide).map_or(at, |item| item.end.min(at));
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
