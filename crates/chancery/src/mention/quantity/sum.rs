//! Adds up the pieces of a number. In: pieces in the order of the words. Out: their sum, or that a piece does not go on
//! from those before it. Always: factors of a thousand and more fall from left to right, and a sum is below 10^18 or so.

use super::numeral::Piece;
use super::table::{Join, Table};

/// A number as its pieces build it: groups below a thousand, each with its factor, in falling order.
#[derive(Debug, Clone, Default)]
pub(super) struct Sum {
    /// Values with the factor of a thousand or more that they were multiplied by, falling.
    pub done: Vec<(f64, f64)>,
    /// What stands after the last such factor.
    pub group: Option<f64>,
    /// Nothing may follow.
    pub closed: bool,
    /// End and value before the last group, or the last "and", began.
    pub fallback: Option<(usize, f64)>,
    /// Value and last factor of what stands before the last "and".
    pub before_and: Option<(f64, f64)>,
}

impl Sum {
    pub fn value(&self) -> f64 {
        self.done.iter().map(|(value, _)| value).sum::<f64>() + self.group.unwrap_or(0.0)
    }

    pub fn unit(&self) -> f64 {
        if self.group.is_some() { 1.0 } else { self.done.last().map_or(1.0, |(_, unit)| *unit) }
    }

    pub fn is_empty(&self) -> bool {
        self.done.is_empty() && self.group.is_none()
    }

    /// Whether a group of this value can stand after the last factor.
    fn has_room(&self, value: f64) -> bool {
        self.done.last().is_none_or(|(_, unit)| value < *unit)
    }

    /// Begins a group. `end`: where the number ends without it.
    fn open(&mut self, value: f64, end: usize) -> bool {
        if self.group.is_some() || !self.has_room(value) {
            return false;
        }
        if !self.done.is_empty() {
            self.fallback = Some((end, self.value()));
        }
        self.group = Some(value);
        true
    }

    /// Adds a number in digits: "3 hundred and 21", "4 thousand 3 hundred".
    pub fn literal(&mut self, value: f64, whole: bool, joined: bool, end: usize) -> bool {
        match self.group {
            None if self.is_empty() => self.open(value, end),
            None => whole && (1.0..1000.0).contains(&value) && !self.closed && self.open(value, end),
            Some(group) => {
                let fits = whole
                    && joined
                    && !self.closed
                    && group >= 100.0
                    && group % 100.0 == 0.0
                    && (1.0..100.0).contains(&value);
                if fits {
                    self.fallback = Some((end, self.value()));
                    self.group = Some(group + value);
                }
                fits
            }
        }
    }

    /// Adds a piece; false, and possibly spoilt, if it does not go on from here. `end`: where the number ends without it.
    pub fn push(&mut self, piece: Piece, joined: bool, table: &Table, end: usize) -> bool {
        if self.closed {
            return false;
        }
        match piece {
            Piece::Add(value) => self.add(f64::from(value), joined, table, end),
            Piece::Times(factor) if factor < 1000.0 => match self.group {
                None => self.open(factor, end),
                // "ninety-five hundred", "322 hundred"
                Some(group) if group > 0.0 && group % 100.0 != 0.0 && group * factor < 1e5 => {
                    self.group = Some(group * factor);
                    self.fallback.is_none_or(|(_, before)| before % 1000.0 == 0.0) && self.has_room(group * factor)
                }
                Some(_) => false,
            },
            Piece::Times(factor) => {
                if self.is_empty() {
                    self.done.push((factor, factor));
                    return true;
                }
                let mut lot = self.group.take().unwrap_or(0.0);
                while let Some((value, _)) = self.done.pop_if(|(_, unit)| *unit < factor) {
                    lot += value;
                }
                self.before_and = None;
                let fits = lot > 0.0 && self.done.last().is_none_or(|(_, unit)| factor < *unit) && lot * factor < 1e18;
                self.done.push((lot * factor, factor));
                self.fallback = None;
                fits
            }
            Piece::Lot(size, _) => {
                // "three hundred and two dozen": only what follows "and" is dozens.
                let (before, lots) = match (self.is_empty(), self.fallback) {
                    (true, _) => (0.0, 1.0),
                    (false, Some((_, before))) => (before, self.value() - before),
                    (false, None) if joined => (self.value(), 1.0),
                    (false, None) => (0.0, self.value()),
                };
                *self = Self { group: Some(before + lots * size), ..Self::default() };
                true
            }
            Piece::Ordinal(value) => {
                // "los diez primeros": ten and a first are eleventh only where eleven has no word of its own.
                let teens = table.cardinals.contains("\n11 ");
                let fits = match value {
                    0..10 if teens && self.group.is_some_and(|group| group % 100.0 == 10.0) => false,
                    0..100 => self.add(f64::from(value), joined, table, end),
                    _ if self.is_empty() => self.open(f64::from(value), end),
                    _ => self.push(Piece::Times(f64::from(value)), joined, table, end),
                };
                self.closed = true;
                fits
            }
            Piece::Half => {
                match (self.group, self.done.last_mut()) {
                    (Some(group), _) if group.fract() != 0.0 => return false,
                    (Some(group), _) => self.group = Some(group + 0.5),
                    (None, Some((value, unit))) => *value += *unit / 2.0,
                    (None, None) => return false,
                }
                true
            }
            // Arabic "two thousand" in one word.
            Piece::Factor(value) if value >= 1000.0 => {
                let unit = [1e9, 1e6, 1e3].into_iter().find(|unit| *unit <= value).unwrap_or(1e3);
                let fits = self.group.is_none() && self.done.last().is_none_or(|(_, last)| unit < *last);
                self.done.push((value, unit));
                fits
            }
            Piece::Factor(value) => self.is_empty() && self.open(value, end),
            Piece::Part(_)
            | Piece::Join
            | Piece::Point
            | Piece::Minus
            | Piece::Article
            | Piece::Suffix(_)
            | Piece::Over
            | Piece::PartsOf
            | Piece::OneOf => false,
        }
    }

    fn add(&mut self, value: f64, joined: bool, table: &Table, end: usize) -> bool {
        let Some(group) = self.group else {
            return (self.done.is_empty() || value > 0.0) && self.open(value, end);
        };
        let (ones, tens) = (group % 10.0, group % 100.0);
        let may_join = match table.join {
            Join::Never => !joined,
            Join::AfterHundred => !joined || group >= 100.0,
            Join::Anywhere => true,
        };
        let fits = if value == 0.0 || group == 0.0 || group.fract() != 0.0 || value >= 100.0 {
            false
        } else if value < 10.0 {
            ones == 0.0
        } else {
            let inverted = table.units_first && joined && value % 10.0 == 0.0 && value > 10.0;
            tens == 0.0 || inverted && tens < 10.0
        };
        if fits && may_join {
            if joined && !table.units_first {
                self.fallback = Some((end, self.value()));
            }
            self.group = Some(group + value);
        }
        fits && may_join
    }
}
