//! In: the text of a report. Out: what tells whether it is a copy of another. Always: it depends on nothing but language
//! and words, on any machine; title, case, accents, points and layout do not count.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::Language;
use crate::record::Report;

/// Words of a shingle. One size for all lengths, so that no two texts are cut differently; of three words hardly any is
/// shared by texts that were written apart.
const WORDS: usize = 3;
/// Texts of fewer words are no copies of each other: headlines such as "Explosion in Kabul" are written anew.
const MIN_WORDS: usize = 8;
/// From so many words on, a text that is cut from another counts as its copy.
const MIN_CUT_WORDS: usize = 30;
/// Two texts are copies when they share so much of what either has (Jaccard): one word of 27 may differ …
const ALIKE: f64 = 0.8;
/// … or when the shorter has so much from the longer.
const CONTAINED: f64 = 0.9;
/// Bands of MinHash, and the values of each: texts that are alike meet in one of them with a probability of .997, two that
/// share a tenth of their shingles with .008 (1 - (1 - j³)⁸).
const BANDS: usize = 8;
const BAND_VALUES: usize = 3;
/// Texts of so many words need no bands: two that are alike share one of their samples with a probability of .999
/// (1 - (1 - .89 / 32)^250). Every entry is a page of the index to write, and most reports are longer.
const BANDS_UP_TO_WORDS: usize = 250;
/// One of so many shingles is indexed by itself, so that a cut text meets the longer one: of 100 words or more in 96 of
/// 100 cases.
const SAMPLE: u64 = 32;
/// Most such shingles of a text: the smallest.
const MAX_SAMPLES: usize = 512;

/// The shingles of a text.
pub struct Shingles {
    /// Sorted, each once.
    all: Vec<u64>,
    words: usize,
    /// Digest of all words in their order.
    whole: u64,
}

impl Shingles {
    /// Of a report's body; `None` where it is too short to be a copy.
    pub fn of(report: &Report) -> Option<Self> {
        Self::of_text(&report.text, report.title.as_deref(), report.language)
    }

    /// Of a text without its title, which is its first line.
    pub fn of_text(text: &str, title: Option<&str>, language: Language) -> Option<Self> {
        let body = title.and_then(|title| text.strip_prefix(title)).unwrap_or(text);
        // The language is in the seed: texts in two languages share nothing, not even numbers and names.
        let words = words(body, language as u64 + 1);
        if words.len() < MIN_WORDS {
            return None;
        }
        let join = |words: &[u64]| words.iter().fold(0, |hash, word| mix(hash ^ word));
        let mut all: Vec<u64> = words.windows(WORDS).map(join).collect();
        all.sort_unstable();
        all.dedup();
        Some(Self { all, words: words.len(), whole: join(&words) })
    }

    /// Under which (band, hash) the text is found by its copies.
    pub fn entries(&self) -> Vec<(i64, i64)> {
        let mut entries = vec![(BANDS as i64 + 1, self.whole as i64)];
        if self.words <= BANDS_UP_TO_WORDS {
            let values: Vec<u64> = (1..=(BANDS * BAND_VALUES) as u64).map(|seed| self.least(mix(seed))).collect();
            let bands = values.chunks(BAND_VALUES).map(|band| band.iter().fold(0, |hash, value| mix(hash ^ value)));
            entries.extend(bands.enumerate().map(|(band, hash)| (band as i64, hash as i64)));
        }
        // Sampled by another digest than the order, so that the smallest of them are not the smallest of all.
        let samples = self.all.iter().filter(|s| mix(**s).is_multiple_of(SAMPLE)).take(MAX_SAMPLES);
        entries.extend(samples.map(|sample| (BANDS as i64, *sample as i64)));
        entries
    }

    /// Whether one of the texts is a copy of the other.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        if self.whole == other.whole {
            return true;
        }
        let shared = shared(&self.all, &other.all) as f64;
        let (fewer, more) = (self.all.len().min(other.all.len()) as f64, self.all.len().max(other.all.len()) as f64);
        let cut = self.words.min(other.words) >= MIN_CUT_WORDS && shared >= CONTAINED * fewer;
        cut || shared >= ALIKE * (fewer + more - shared)
    }

    fn least(&self, seed: u64) -> u64 {
        self.all.iter().map(|shingle| mix(shingle ^ seed)).min().unwrap_or(0)
    }
}

/// Digests of the words: runs of letters and digits, in lower case, without accents and other marks.
fn words(text: &str, seed: u64) -> Vec<u64> {
    let mut words = Vec::new();
    let mut word = String::new();
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c) && *c != '\u{640}'); // U+640 only stretches Arabic words
    for c in plain.chain(std::iter::once(' ')) {
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        } else if !word.is_empty() {
            words.push(xxh3_64_with_seed(word.as_bytes(), seed));
            word.clear();
        }
    }
    words
}

/// How many of two sorted lists' members are in both.
fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        count += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    count
}

/// Spreads the bits of a number: the finisher of SplitMix64 (Steele, Lea and Flood 2014).
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
