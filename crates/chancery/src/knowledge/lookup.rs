//! Walks along a text's tokens through the maps of names.
//!
//! In: tokens and the place to start at. Out: for every name that begins there, its last token and its value. Always: linear in the
//! length of the longest name; each token is tried as written, and as its script allows: Cyrillic by its stem, Arabic without
//! article and attached particles, other scripts without the endings that names take in the language.

use fst::raw::{Node, Output};

use super::layout::{EVERY, bit_of, places, world};
use super::normal::{ARABIC_ARTICLE, Gap, Script, Token, Tokens, without_article};
use super::{Knowledge, Map, STEMMED};
use crate::Language;

/// Which map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NamesOf {
    /// Entities, persons, roles, markers.
    World,
    /// Places of the gazetteer (0) or of `places.tsv` (1).
    Places(usize),
}

/// Tokens of the longest name that is looked for.
const LONGEST: usize = 10;
/// Letters that a name keeps when an ending or a particle is taken off.
const KEPT: usize = 3;

/// A name found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// One past its last token.
    pub end: usize,
    /// Value in the map.
    pub value: u64,
    /// Whether letters of the text were taken off to find it.
    pub altered: bool,
    /// Bytes of attached particles before the name.
    pub skipped: usize,
}

/// The forms under which one token is looked up.
struct Variants<'t> {
    list: [Variant<'t>; 6],
    count: usize,
}

#[derive(Clone, Copy, Default)]
struct Variant<'t> {
    letters: &'t str,
    altered: bool,
    /// Bytes of the raw token before the name.
    skipped: usize,
}

impl<'t> Variants<'t> {
    fn push(&mut self, letters: &'t str, altered: bool, skipped: usize) {
        if self.count < self.list.len() && !self.list[..self.count].iter().any(|v| v.letters == letters) {
            self.list[self.count] = Variant { letters, altered, skipped };
            self.count += 1;
        }
    }

    /// As written, then as the script and language allow.
    fn of(
        knowledge: &Knowledge,
        text: &str,
        tokens: &'t Tokens,
        token: &Token,
        first: bool,
        language: Language,
    ) -> Variants<'t> {
        let letters = tokens.folded(token);
        let mut out = Variants { list: Default::default(), count: 0 };
        out.push(letters, false, 0);
        match token.script {
            Script::Arabic => {
                let raw = &text[token.start as usize..token.end as usize];
                if let Some(bare) = without_article(raw, letters) {
                    out.push(bare, false, 0);
                }
                if first {
                    let mut rest = letters;
                    let mut skipped = 0;
                    for particles in [&['و', 'ف'][..], &['ب', 'ل', 'ك']] {
                        let Some(next) = rest.strip_prefix(particles).filter(|r| longer(r, KEPT)) else { continue };
                        skipped += 2;
                        rest = next;
                        out.push(rest, true, skipped);
                        // "لل" is the particle ل with the article.
                        if let Some(bare) = rest
                            .strip_prefix(ARABIC_ARTICLE)
                            .or_else(|| rest.strip_prefix('ل'))
                            .filter(|r| longer(r, KEPT))
                        {
                            out.push(bare, true, skipped);
                        }
                    }
                }
            }
            Script::Cyrillic => {}
            Script::Other => {
                for ending in knowledge.endings.get(language as usize).into_iter().flatten() {
                    if let Some(rest) = letters.strip_suffix(ending).filter(|r| longer(r, KEPT + 1)) {
                        out.push(rest, true, 0);
                    }
                }
            }
        }
        out
    }
}

/// Whether a word has at least so many letters.
fn longer(word: &str, letters: usize) -> bool {
    letters == 0 || word.chars().nth(letters - 1).is_some()
}

impl Knowledge {
    /// A map, and the set of the words that begin its names.
    fn map(&self, of: NamesOf) -> (&Map, &'static [u8]) {
        match of {
            NamesOf::World => (&self.names, self.world.section(world::FIRSTS)),
            NamesOf::Places(block) => {
                let block = &self.places[block];
                (&block.names, block.block.section(places::FIRSTS))
            }
        }
    }

    /// Every name of a map that begins at token `from`.
    pub(crate) fn names_at(
        &self,
        of: NamesOf,
        text: &str,
        tokens: &Tokens,
        from: usize,
        language: Language,
        found: &mut Vec<Found>,
    ) {
        let (map, firsts) = self.map(of);
        let Some(token) = tokens.list().get(from) else { return };
        let walk = Walk { knowledge: self, map, firsts, text, tokens, language };
        // Most words begin no name: the map is not touched for them.
        let variants = Variants::of(self, text, tokens, token, true, language);
        let begins = variants.list[..variants.count].iter().any(|v| walk.may_begin(&[], v.letters));
        let stem = (token.script == Script::Cyrillic).then(|| tokens.stem(from));
        let begins_stemmed = stem.is_some_and(|stem| walk.may_begin(&[STEMMED], stem));
        if !begins && !begins_stemmed {
            return;
        }
        let root = map.root();
        if begins {
            walk.on(root, Output::zero(), from, 0, false, 0, found);
        }
        if begins_stemmed && let Some((node, output)) = step(map, root, Output::zero(), &[STEMMED]) {
            walk.on_stems(node, output, from, found);
        }
    }

    /// Value of one whole folded name.
    pub(crate) fn value(&self, of: NamesOf, key: &str) -> Option<u64> {
        self.map(of).0.get(key).map(Output::value)
    }

    /// Long single-word names of a language within `most` edits of a folded word, with their distances. The first letters, two more than
    /// may be wrong, are kept: a slip is seldom there, and most of the names need not be looked at.
    pub(crate) fn near(&self, word: &str, most: usize, language: Language) -> Vec<(usize, u64)> {
        let mut letters = word.chars();
        let Some(first) = letters.next() else { return Vec::new() };
        let wanted: Vec<char> = letters.collect();
        if wanted.len() >= ROW {
            return Vec::new();
        }
        let mut search = Near { map: &self.long, wanted: &wanted, most, kept: most + 1, found: Vec::new() };
        let mut row = [0; ROW];
        (0..).zip(&mut row).for_each(|(i, cell)| *cell = i);
        let mut buffer = [0; 4];
        for tongue in [EVERY, language as u8 + EVERY + 1] {
            let start = step(&self.long, self.long.root(), Output::zero(), &[tongue]);
            let start = start.and_then(|(n, o)| step(&self.long, n, o, first.encode_utf8(&mut buffer).as_bytes()));
            if let Some((node, output)) = start {
                search.descend(node, output, &row, None, 0, [0; 4], 0);
            }
        }
        search.found
    }
}

/// Cells of a row of distances: no name of the tables is a word longer than this.
const ROW: usize = 32;

/// The node and output after some bytes.
fn step<'m>(map: &'m Map, mut node: Node<'m>, mut output: Output, bytes: &[u8]) -> Option<(Node<'m>, Output)> {
    for &byte in bytes {
        let transition = node.transition(node.find_input(byte)?);
        output = output.cat(transition.out);
        node = map.node(transition.addr);
    }
    Some((node, output))
}

struct Walk<'a> {
    knowledge: &'a Knowledge,
    map: &'a Map,
    firsts: &'static [u8],
    text: &'a str,
    tokens: &'a Tokens,
    language: Language,
}

impl<'a> Walk<'a> {
    /// Whether a word after a mark may begin a name of the map.
    fn may_begin(&self, mark: &[u8], word: &str) -> bool {
        let (byte, bit) = match self.firsts.len() {
            0 => return true,
            bytes => bit_of(mark.iter().copied().chain(word.bytes()), bytes),
        };
        self.firsts[byte] & bit != 0
    }

    /// Follows the tokens from `at`; `depth` tokens are behind.
    #[allow(clippy::too_many_arguments)]
    fn on(
        &self,
        node: Node<'a>,
        output: Output,
        at: usize,
        depth: usize,
        altered: bool,
        skipped: usize,
        found: &mut Vec<Found>,
    ) {
        let Some(token) = self.tokens.list().get(at) else { return };
        if depth >= LONGEST || (depth > 0 && token.gap == Gap::Break) {
            return;
        }
        let start = match depth {
            0 => Some((node, output)),
            _ => step(self.map, node, output, b" "),
        };
        let Some((node, output)) = start else { return };
        // Endings come off the last token of a name: what follows is then not tried.
        let variants = Variants::of(self.knowledge, self.text, self.tokens, token, depth == 0, self.language);
        for variant in &variants.list[..variants.count] {
            if depth == 0 && !self.may_begin(&[], variant.letters) {
                continue;
            }
            let Some((node, output)) = step(self.map, node, output, variant.letters.as_bytes()) else { continue };
            let altered = altered || variant.altered;
            let skipped = if depth == 0 { variant.skipped } else { skipped };
            if node.is_final() {
                found.push(Found { end: at + 1, value: output.cat(node.final_output()).value(), altered, skipped });
            }
            self.on(node, output, at + 1, depth + 1, altered, skipped, found);
        }
    }

    fn on_stems(&self, mut node: Node<'a>, mut output: Output, from: usize, found: &mut Vec<Found>) {
        for (depth, token) in self.tokens.list()[from..].iter().take(LONGEST).enumerate() {
            if depth > 0 {
                if token.gap == Gap::Break {
                    return;
                }
                match step(self.map, node, output, b" ") {
                    Some(next) => (node, output) = next,
                    None => return,
                }
            }
            let letters = match token.script {
                Script::Cyrillic => self.tokens.stem(from + depth),
                _ => self.tokens.folded(token),
            };
            match step(self.map, node, output, letters.as_bytes()) {
                Some(next) => (node, output) = next,
                None => return,
            }
            if node.is_final() {
                found.push(Found {
                    end: from + depth + 1,
                    value: output.cat(node.final_output()).value(),
                    altered: true,
                    skipped: 0,
                });
            }
        }
    }
}

/// A walk over all names near a word: rows of the distance table (optimal string alignment) along the map, cut where no
/// continuation can come near enough.
struct Near<'a> {
    map: &'a Map,
    wanted: &'a [char],
    most: usize,
    /// Letters after the first that must be as wanted.
    kept: usize,
    found: Vec<(usize, u64)>,
}

impl<'a> Near<'a> {
    /// `row[i]` is the distance between what was read and the first `i` wanted letters; `before` the row and letter before.
    #[allow(clippy::too_many_arguments)]
    fn descend(
        &mut self,
        node: Node<'a>,
        output: Output,
        row: &[u8; ROW],
        before: Option<(&[u8; ROW], char)>,
        depth: usize,
        bytes: [u8; 4],
        have: usize,
    ) {
        if node.is_final() && have == 0 {
            let distance = usize::from(row[self.wanted.len()]);
            if distance <= self.most && distance > 0 {
                self.found.push((distance, output.cat(node.final_output()).value()));
            }
        }
        if depth > self.wanted.len() + self.most {
            return;
        }
        for transition in node.transitions() {
            if have == 0 && transition.inp <= b' ' {
                continue;
            }
            let mut bytes = bytes;
            bytes[have] = transition.inp;
            let next = self.map.node(transition.addr);
            let output = output.cat(transition.out);
            match std::str::from_utf8(&bytes[..=have]).ok().and_then(|s| s.chars().next()) {
                None if have < 3 => self.descend(next, output, row, before, depth, bytes, have + 1),
                None => {}
                Some(letter) if depth < self.kept && self.wanted.get(depth) != Some(&letter) => {}
                Some(letter) => {
                    let mut after = [u8::MAX; ROW];
                    after[0] = row[0].saturating_add(1);
                    let mut closest = after[0];
                    for i in 1..=self.wanted.len() {
                        let other = u8::from(self.wanted[i - 1] != letter);
                        let mut least = (row[i - 1] + other).min(row[i] + 1).min(after[i - 1] + 1);
                        if let Some((earlier, last)) = before
                            && i >= 2
                            && self.wanted[i - 1] == last
                            && self.wanted[i - 2] == letter
                        {
                            least = least.min(earlier[i - 2] + 1);
                        }
                        after[i] = least;
                        closest = closest.min(least);
                    }
                    if usize::from(closest) <= self.most {
                        self.descend(next, output, &after, Some((row, letter)), depth + 1, [0; 4], 0);
                    }
                }
            }
        }
    }
}
