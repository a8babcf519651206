//! Matches the shapes of a language on the tokens of a text. In: tokens and a grammar. Out: what can be read at a token,
//! longest first. Always: what a token's matches cost does not grow with the text.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::rc::Rc;

use super::grammar::{Class, Grammar, Head, Meaning, Op, Rule};
use crate::mention::quantity::Numeral;
use crate::mention::scan::{self, IdHasher, Token, UNKNOWN};

/// The most tokens that an expression takes.
const LONGEST: usize = 40;

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
        let mut items_ahead = vec![FAR; tokens.len()];
        let mut ahead = FAR;
        for at in (0..tokens.len()).rev() {
            ahead = if grammar.has_item(text, tokens, at) { 0 } else { (ahead + 1).min(FAR) };
            items_ahead[at] = ahead;
        }
        Self {
            grammar,
            text,
            tokens,
            items_ahead,
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
        let ahead = usize::from(self.items_ahead[at]);
        let grammar = self.grammar;
        let starts = grammar.starts(self.text, &self.tokens[at]);
        let rules = starts.filter(|starts| starts.reach(ahead)).map_or(&[][..], |starts| starts.of(head));
        let near = move |place: &u16| grammar.rules[usize::from(*place)].lead.is_none_or(|lead| ahead <= lead);
        rules.iter().copied().filter(near)
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
                if ids[..] == [self.grammar.and] && at > start && self.tokens.get(at).is_some_and(|t| t.and) {
                    let before = state.and.replace(at);
                    self.run(rule, place, op + 1, start, at, state, out);
                    state.and = before;
                } else if let Some(end) = scan::spells_first(self.tokens, at, ids, at == start) {
                    self.run(rule, place, op + 1, start, end, state, out);
                }
            }
            Op::OneOf(ids) => {
                let fits = |t: &Token| (!t.and || at == start) && ids.binary_search(&t.id).is_ok();
                if self.tokens.get(at).is_some_and(fits) {
                    self.run(rule, place, op + 1, start, at + 1, state, out);
                }
            }
            Op::Class(..) | Op::Inner(_) if self.stray_and(start, at, state) => {}
            Op::Class(class, strong) => {
                for (end, items) in self.class_at(*class, *strong, at) {
                    let before = state.items.len();
                    for (class, value) in items {
                        state.items.push(Item { class, value, start: at, end, inner: None });
                    }
                    self.run(rule, place, op + 1, start, end, state, out);
                    state.items.truncate(before);
                }
            }
            Op::Inner(head) => {
                for inner in self.head_at(*head, at).iter() {
                    let item =
                        Item { class: Class::Inner, value: 0.0, start: at, end: inner.end, inner: Some(inner.clone()) };
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
        for entry in self.grammar.lexicon.get(&token.id).map_or(&[][..], Vec::as_slice) {
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
            let class_told = if class == Class::Numday { Class::Day } else { class };
            self.number_class(class, strong, at, |end, value| all.push((end, vec![(class_told, value)])));
        }
        all
    }
}
