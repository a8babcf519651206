//! What a language's table of time words holds.
//!
//! To add a language, copy the file of another, translate its words and rework its shapes, name it in `mod.rs`, and give
//! it its sentences in `tests.rs`. A wrong class, list or pattern stops the first test that reads the table, with its
//! line.

/// Words and shapes of a language: see [`super::grammar`] for how they are written.
#[derive(Debug)]
pub(super) struct Table {
    /// Lines of class, value and forms; lists of words as `@name form form …`. Most lists serve the shapes only;
    /// `@yearbefore` holds the words after which four digits are a year,
    /// and `@yearafter` those that may follow a year in small letters.
    pub words: &'static str,
    /// Lines of kind, meaning and pattern.
    pub shapes: &'static str,
    /// Dates in digits begin with the month.
    pub month_first: bool,
    /// Ordinals in digits are written with a dot.
    pub ordinal_dot: bool,
    /// Years are told in two halves: "nineteen eighty-six".
    pub years_in_halves: bool,
    /// Words of a sentence that speaks of what is to come.
    pub future: &'static str,
    /// Endings of verbs in the future tense, with accents.
    pub future_endings: &'static str,
    /// Beginnings of verbs in the future tense.
    pub future_beginnings: &'static str,
    /// Verbs of the past that stand beside dates: of saying, and auxiliaries.
    pub past: &'static str,
    /// Endings of verbs in the past tense, with accents.
    pub past_endings: &'static str,
    /// The verb that a date belongs to stands after it.
    pub verb_follows: bool,
    /// Words after a length that say that it counts from what follows: "three days after the …".
    pub after: &'static str,
    /// Endings of the noun before a length that it counts from: "çatışmalardan üç gün sonra".
    pub after_endings: &'static str,
    /// Words before a length that may say how long something took as well as when it will be: "in one day".
    pub takes: &'static str,
}
