//! Where things stand in the blocks that [`super::compile`] writes and [`super::Knowledge`] reads.
//!
//! A block is a header of `(offset, length)` pairs, little-endian `u32`, one per section, then the sections. Names are a map from
//! folded name (an `fst`) to a run of postings; a key that begins with [`STEMMED`] is a sequence of Cyrillic stems.

/// First byte of a key made of stems. No folded name contains it.
pub(crate) const STEMMED: u8 = 1;
/// First byte of a long word of all languages; that of one language is the number of the language and two.
pub(crate) const EVERY: u8 = 1;
/// Letters from which a word may be recognised with one wrong: shorter ones are too often another word.
pub(crate) const LONG_WORD: usize = 7;
/// Letters from which a word has a capital in a name whose words all have one: "of", "and" have none.
pub(crate) const CAPITAL_FROM: u16 = 4;
/// "None" among indices.
pub(crate) const NONE: u32 = u32::MAX;
/// Marks an entity, not a country, as what a term is of.
pub(crate) const OF_ENTITY: u32 = 1 << 31;
/// Marks a posting of a place that carries the place's own name, not an alias.
pub(crate) const OWN_NAME: u32 = 1 << 31;
/// Bits of a map value that count the postings; the others are the first posting's index.
pub(crate) const COUNT_BITS: u64 = 12;

/// Sections of the world.
pub(crate) mod world {
    pub(crate) const TEXT: usize = 0;
    pub(crate) const COUNTRIES: usize = 1;
    pub(crate) const ENTITIES: usize = 2;
    pub(crate) const PERSONS: usize = 3;
    pub(crate) const TERMS: usize = 4;
    pub(crate) const TERMS_BY_OFFICE: usize = 5;
    pub(crate) const PARTS_OF_NAMES: usize = 6;
    pub(crate) const ROLES: usize = 7;
    pub(crate) const ENDINGS: usize = 8;
    pub(crate) const HEADS: usize = 9;
    pub(crate) const NAMES: usize = 10;
    pub(crate) const POSTINGS: usize = 11;
    pub(crate) const WORDS: usize = 12;
    /// Long single words that may be met misspelt: the language, or [`super::EVERY`], before the folded word.
    pub(crate) const LONG: usize = 13;
    /// The sounds of persons' names.
    pub(crate) const SOUNDS: usize = 14;
    /// Which words begin a name: see [`super::bit_of`].
    pub(crate) const FIRSTS: usize = 15;
    /// Usual first names.
    pub(crate) const FIRST_NAMES: usize = 16;
    #[allow(dead_code)]
    pub(crate) const SECTIONS: usize = 17;
    /// Bytes of a row.
    pub(crate) const COUNTRY_ROW: usize = 8;
    pub(crate) const ENTITY_ROW: usize = 40;
    pub(crate) const PERSON_ROW: usize = 20;
    pub(crate) const TERM_ROW: usize = 20;
    pub(crate) const ROLE_ROW: usize = 8;
    pub(crate) const POSTING_ROW: usize = 12;
}

/// Sections of a block of places.
pub(crate) mod places {
    pub(crate) const TEXT: usize = 0;
    pub(crate) const PLACES: usize = 1;
    pub(crate) const NAMES: usize = 2;
    pub(crate) const POSTINGS: usize = 3;
    pub(crate) const WORDS: usize = 4;
    pub(crate) const COUNTRIES: usize = 5;
    /// Which words begin a name: see [`super::bit_of`]; empty where none was made.
    pub(crate) const FIRSTS: usize = 6;
    #[allow(dead_code)]
    pub(crate) const SECTIONS: usize = 7;
    /// Bytes of a row.
    pub(crate) const PLACE_ROW: usize = 36;
}

/// What a posting of the world points to: the kind in the top four bits, an index in the others.
pub(crate) mod target {
    pub(crate) const STATE: u32 = 0;
    pub(crate) const ADJECTIVE: u32 = 1;
    pub(crate) const PEOPLE: u32 = 2;
    pub(crate) const SEAT: u32 = 3;
    pub(crate) const ENTITY: u32 = 4;
    pub(crate) const PERSON: u32 = 5;
    pub(crate) const ROLE: u32 = 6;
    pub(crate) const MARKER: u32 = 7;
    /// The adjective or people of a place of `places.tsv`.
    pub(crate) const PLACE: u32 = 8;
    pub(crate) const SHIFT: u32 = 28;
}

/// Flags of a posting.
pub(crate) mod flag {
    /// The name must begin with a capital.
    pub(crate) const INITIAL: u8 = 1;
    /// The name must be all capitals ("US").
    pub(crate) const UPPER: u8 = 2;
    /// An inflected form.
    pub(crate) const INFLECTED: u8 = 4;
    /// A person's family name alone, as the table has it.
    pub(crate) const SURNAME: u8 = 8;
    /// A family name that the table does not list alone: it needs an office or a country beside it.
    pub(crate) const DERIVED: u8 = 16;
    /// An abbreviation of four letters and more ("NATO"): also written "Nato", but not where every word has a capital.
    pub(crate) const ABBREVIATION: u8 = 32;
    /// A name of several words whose longer words all have capitals ("Republican Alternative").
    pub(crate) const TITLE: u8 = 64;
    /// A family name that only women have ("Захарова"): its stem is also a man's.
    pub(crate) const FEMININE: u8 = 128;
}

/// The bit of a word among those that begin a name, in a set of `bytes` bytes, a power of two. Most words of a text begin none, and one
/// look tells; a few that begin none share a bit with one that does.
pub(crate) fn bit_of(word: impl Iterator<Item = u8>, bytes: usize) -> (usize, u8) {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for byte in word {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let bit = (hash ^ hash >> 29) as usize & (bytes * 8 - 1);
    (bit / 8, 1 << (bit % 8))
}

/// First and last day of an EDTF day, month or year, in days since 1970-01-01.
pub(crate) fn period(text: &str) -> Option<(i32, i32)> {
    let mut parts = text.split('-');
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i32>().ok()).flatten()
    };
    let year = number(parts.next()?, 4)?;
    let Some(month) = parts.next() else {
        return Some((days(year, 1, 1), days(year, 12, 31)));
    };
    let month = number(month, 2).filter(|m| (1..=12).contains(m))?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let Some(day) = parts.next() else {
        return Some((days(year, month, 1), days(year, month, length)));
    };
    let day = number(day, 2).filter(|d| (1..=length).contains(d))?;
    parts.next().is_none().then(|| (days(year, month, day), days(year, month, day)))
}

/// Days since 1970-01-01 in the Gregorian calendar.
fn days(year: i32, month: i32, day: i32) -> i32 {
    let (y, m) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * m + 2) / 5 + day - 1 - 719_468
}
