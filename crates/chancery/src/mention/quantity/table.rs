//! What a language's table of number words holds. To add a language, copy the file of another and translate it.

/// Number words and the words around numbers. Blocks are lines of `value form form …`; lists are forms parted by spaces;
/// `_` stands for a space inside a form. Case and accents do not matter.
#[derive(Debug)]
pub(crate) struct Table {
    /// Values below a thousand that add up.
    pub cardinals: &'static str,
    /// Hundred (where it is a word of its own after its number), thousand, million and so on.
    pub multipliers: &'static str,
    /// Letters for such factors after digits: 10k.
    pub suffixes: &'static str,
    /// Counts in lots: dozen.
    pub lots: &'static str,
    /// Lots that mean about as many: "centaine", "Dutzend".
    pub about_lots: &'static str,
    /// Factors of their own: "half a", "полтора", "anderthalb".
    pub factors: &'static str,
    /// Ordinals that can end a number.
    pub ordinals: &'static str,
    /// Denominators of fractions.
    pub parts: &'static str,
    /// A half that is added to a number.
    pub halves: &'static str,
    /// Articles: one before a number word, nothing elsewhere.
    pub articles: &'static str,
    /// Forms of one, among the cardinals, that are also articles or pronouns.
    pub ones: &'static str,
    /// Words after which a form of one is a pronoun: "the one".
    pub pronoun_after: &'static str,
    /// "and" inside a number.
    pub joiners: &'static str,
    /// Where it may stand.
    pub join: Join,
    /// Units may come before tens with "and" between them: "einundzwanzig".
    pub units_first: bool,
    /// Numbers are written in one word.
    pub compounds: bool,
    /// The decimal mark in words.
    pub points: &'static str,
    /// The minus sign in words.
    pub minuses: &'static str,
    /// "out of".
    pub overs: &'static str,
    /// "parts of": as "out of", but the number before may be the larger, and of one after hundreds only the rest is the
    /// numerator.
    pub parts_of: &'static str,
    /// Words for one part before the number of all: Arabic "one of three", "a part of a hundred".
    pub one_of: &'static str,
    /// Marks between thousands, besides the space. A mark in neither list counts by what follows it.
    pub thousands: &'static str,
    /// Marks before decimals.
    pub decimals: &'static str,
    /// Endings of ordinals in digits.
    pub ordinal_suffixes: &'static str,
    /// Words for per cent.
    pub percents: &'static str,
    /// Units that make a measure of a number: of time, length, area, weight, money.
    pub units: &'static str,
    /// Words before a number that bound it: lines of a sign (`>=` at least, `<=` at most, `>` more than, `<` less than,
    /// `~` about, `=` exactly) and forms.
    pub bounds: &'static str,
    /// The same after a number.
    pub bounds_after: &'static str,
    /// Ranges: lines of opening word (`-` for none) and the word between the two numbers.
    pub ranges: &'static str,
    /// Counts without a number: lines of a key of [`super::VAGUE`] and forms.
    pub vague: &'static str,
}

/// Where "and" may stand inside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Join {
    /// Nowhere.
    Never,
    /// After hundreds and more: "two hundred and six".
    AfterHundred,
    /// Also after tens: "treinta y uno".
    Anywhere,
}
