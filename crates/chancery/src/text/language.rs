//! Which language a text is written in. In: a text and the language tag that its source declares, if any. Out: one of
//! the ten languages with its certainty, or why there is none. Always: a text that is surely in another language is
//! never coded as if it were in one of ours, and a doubtful answer has a low certainty.

use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use super::abbreviation::Abbreviations;
use super::token::tokens;
use crate::Language;

/// How much of a text is looked at: five sentences of news, on which whatlang makes no mistake.
const SAMPLE_BYTES: usize = 1200;
/// Letters below which a text is too short to overrule what its source declares, or to be refused. Single sentences of
/// Russian of 60 to 90 letters pass for Bulgarian; none of 100 did.
const ENOUGH_LETTERS: usize = 100;
/// A text with more than one letter in so many that the languages of its script do not have is in another language;
/// names and quotations bring some.
const ONE_FOREIGN_IN: usize = 60;
/// Fewer such letters are a name.
const MIN_FOREIGN: usize = 3;
/// Of two neighbours, the one whose own letters are so many times as frequent is meant.
const CLEARLY_MORE: usize = 4;
/// Certainty from which the text overrules its source: whatlang's own bound of a reliable answer.
const SURE: f64 = 0.9;
/// Certainty below which a text tells nothing of its language: "x" has none, "Rebels seize town" .02.
const LEAST: f64 = 0.01;
/// Certainty of a declared language that the text is too short or too mixed to confirm.
const DECLARED: f64 = 0.8;

/// At least one word in so many is an article, a pronoun, a preposition or another word that begins sentences: of pairs
/// of sentences of the corpus one in four to one in two, at least one in nine; captions full of names have one in fifteen.
const COMMON_IN: usize = 16;
/// At least one character in so many of Turkish is an ı or ğ.
const TURKISH_I_IN: usize = 100;

/// Letters from which a text must have the common words of its language: two sentences. Of 7,251 single sentences of the
/// corpus five of 100 to 200 letters have too few.
const PLAUSIBLE_LETTERS: usize = 200;
/// So many common words, twice as many as those of the language that its syllables tell, decide on the language of a line:
/// 99.3 % of the single sentences of the corpus are told right, 99.0 % without.
const MIN_COMMON: usize = 3;
/// Certainty of a language that is told by common words against the syllables.
const BY_WORDS: f64 = 0.7;

/// A language with its certainty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Identified {
    /// The language.
    pub language: Language,
    /// 0 to 1; 1 where the source and the text agree.
    pub confidence: f64,
}

/// Why a text has no language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unidentified {
    /// It is in a language that is not supported: how that shows. Codes are of ISO 639-3, and of the nearest language that
    /// can be told, which need not be the right one.
    #[error("not in a supported language ({0})")]
    Unsupported(String),
    /// There are no words to tell, or too few.
    #[error("too few words to tell the language from")]
    Wordless,
}

impl Unidentified {
    /// What the user can do.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Unsupported(_) => {
                "give texts in en, fr, es, de, it, pt, ru, uk, ar or tr, or name the language if it is one of these after all"
            }
            Self::Wordless => "give a text with more words, or name its language",
        }
    }
}

/// Finds the language of a text.
///
/// The text itself decides where it is sure; otherwise what the source declares (a BCP 47 tag) stands.
pub fn identify(text: &str, declared: Option<&str>) -> Result<Identified, Unidentified> {
    let sample = sample(text);
    let letters = Letters::of(sample);
    let enough = letters.total >= ENOUGH_LETTERS;
    if let Some(foreign) = letters.foreign() {
        return Err(Unidentified::Unsupported(foreign));
    }
    let detected = letters.language().or_else(|| by_words(sample, detect(sample)?));
    if enough
        && letters.language().is_none()
        && let Some(foreign) = foreign(sample)
    {
        return Err(Unidentified::Unsupported(format!("it looks like {}", foreign.code())));
    }
    let declared = declared.filter(|tag| is_language(tag));
    let ours = declared.and_then(Language::from_code);
    match (detected, ours) {
        (Some(found), Some(language)) if found.language == language => Ok(Identified { language, confidence: 1.0 }),
        (Some(found), _) if letters.total >= PLAUSIBLE_LETTERS && !is_plausible(sample, found.language) => {
            Err(Unidentified::Unsupported(format!("it has few words of {}", found.language)))
        }
        (Some(found), None) if declared.is_none() && found.confidence < LEAST => Err(Unidentified::Wordless),
        (Some(found), _) if declared.is_none() || (enough && found.confidence >= SURE) => Ok(found),
        (_, Some(language)) => Ok(Identified { language, confidence: DECLARED }),
        (_, None) => Err(match (declared, whatlang::detect(sample)) {
            (Some(tag), _) => Unidentified::Unsupported(format!("declared as {:.MAX_TAG$}", tag)),
            (None, Some(info)) => Unidentified::Unsupported(format!("it looks like {}", info.lang().code())),
            (None, None) => Unidentified::Wordless,
        }),
    }
}

/// The letters of a text that tell neighbours of one script apart better than its syllables do.
#[derive(Default)]
struct Letters {
    total: usize,
    /// Letters that both Russian and Ukrainian have.
    cyrillic: usize,
    /// Letters that Russian has and Ukrainian has not.
    russian: usize,
    /// Letters that Ukrainian has and Russian has not.
    ukrainian: usize,
    /// Letters of the Cyrillic and Arabic scripts that none of our languages has.
    others: usize,
    /// Some of them.
    shown: Vec<char>,
}

impl Letters {
    fn of(sample: &str) -> Self {
        let mut out = Self::default();
        for c in sample.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase) {
            out.total += 1;
            match c {
                'ы' | 'э' | 'ё' => out.russian += 1,
                'і' | 'ї' | 'є' | 'ґ' => out.ukrainian += 1,
                'а'..='я' => out.cyrillic += 1,
                // Some keyboards put the Persian kaf and ya into Arabic texts.
                'ک' | 'ی' => {}
                '\u{400}'..='\u{52f}'
                | '\u{671}'..='\u{6d3}'
                | '\u{6d5}'
                | '\u{6ee}'..='\u{6ff}'
                | '\u{750}'..='\u{77f}' => {
                    out.others += 1;
                    if out.shown.len() < 3 && !out.shown.contains(&c) {
                        out.shown.push(c);
                    }
                }
                _ => {}
            }
        }
        out
    }

    /// How to name a language by the letters that ours do not have.
    fn foreign(&self) -> Option<String> {
        if self.others < MIN_FOREIGN || self.others * ONE_FOREIGN_IN <= self.total {
            return None;
        }
        let shown: Vec<String> = self.shown.iter().map(char::to_string).collect();
        Some(format!("it has the letters {}", shown.join(", ")))
    }

    /// Russian or Ukrainian, where their own letters tell.
    fn language(&self) -> Option<Identified> {
        let language = match (self.russian, self.ukrainian) {
            (r, u) if r > 0 && r >= u * CLEARLY_MORE => Language::Ru,
            (r, u) if u > 0 && u >= r * CLEARLY_MORE => Language::Uk,
            // Of Ukrainian letters one in fourteen is its own, of Russian ones one in forty.
            (0, 0) if self.cyrillic >= ENOUGH_CYRILLIC && self.total < ENOUGH_LETTERS => {
                return Some(Identified { language: Language::Ru, confidence: OWN_LETTERS_MISSING });
            }
            _ => return None,
        };
        // The letters of a name may be the only ones of a short text.
        let confidence =
            if self.total >= ENOUGH_LETTERS || self.russian.max(self.ukrainian) > 1 { 1.0 } else { DECLARED };
        Some(Identified { language, confidence })
    }
}

/// From so many letters a text without one of its own is hardly Ukrainian.
const ENOUGH_CYRILLIC: usize = 40;
/// Certainty of Russian that is told by the lack of Ukrainian letters.
const OWN_LETTERS_MISSING: f64 = 0.7;
/// Longest tag that is repeated in an error.
const MAX_TAG: usize = 16;

/// Whether a tag names a language, rather than none (`und`, `zxx`, empty).
fn is_language(tag: &str) -> bool {
    !matches!(
        tag.trim().to_ascii_lowercase().as_str(),
        "" | "und" | "zxx" | "mul" | "xx" | "unknown" | "none" | "x-default"
    )
}

/// The best of the ten languages.
fn detect(sample: &str) -> Option<Identified> {
    static OURS: LazyLock<Detector> = LazyLock::new(|| Detector::with_allowlist(Language::ALL.map(lang).to_vec()));
    let info = OURS.detect(sample)?;
    let language = Language::ALL.into_iter().find(|l| lang(*l) == info.lang())?;
    Some(Identified { language, confidence: info.confidence().clamp(0.0, 1.0) })
}

/// The language of a text that is surely in none of the ten. Its neighbours may be as foreign as it is (Danish and
/// Norwegian), so it is set against the ten alone.
fn foreign(sample: &str) -> Option<Lang> {
    let first = whatlang::detect(sample)?.lang();
    if Language::ALL.into_iter().any(|l| lang(l) == first) {
        return None;
    }
    let mut candidates = Language::ALL.map(lang).to_vec();
    candidates.push(first);
    let info = Detector::with_allowlist(candidates).detect(sample)?;
    (info.lang() == first && info.confidence() >= SURE).then_some(first)
}

/// Whether a text has what every text of a language has. whatlang knows some seventy languages and takes every other for
/// the nearest of these: Kurdish for Turkish, Swahili for Javanese.
fn is_plausible(sample: &str, language: Language) -> bool {
    match language {
        Language::Ru | Language::Uk | Language::Ar => true,
        // Its words join; one letter in twenty is an ı or ğ.
        Language::Tr => {
            sample.chars().filter(|c| matches!(c, 'ı' | 'ğ')).count() * TURKISH_I_IN >= sample.chars().count()
        }
        _ => {
            let (common, all) = common_words(sample, language);
            common * COMMON_IN >= all
        }
    }
}

/// Lets the common words of a short text overrule its syllables: a line with foreign names has few of its own language.
fn by_words(sample: &str, found: Identified) -> Option<Identified> {
    if sample.len() >= PLAUSIBLE_LETTERS || !LATIN.contains(&found.language) {
        return Some(found);
    }
    let own = common_words(sample, found.language).0;
    let (most, language) = LATIN.into_iter().map(|l| (common_words(sample, l).0, l)).max_by_key(|(n, _)| *n)?;
    if most < MIN_COMMON || most < own * 2 {
        return Some(found);
    }
    Some(Identified { language, confidence: BY_WORDS })
}

/// The languages that are told by their common words.
const LATIN: [Language; 6] = [Language::En, Language::Fr, Language::Es, Language::De, Language::It, Language::Pt];

/// How many words of a text are among the common ones of a language, and how many there are.
fn common_words(sample: &str, language: Language) -> (usize, usize) {
    let table = Abbreviations::of(language);
    tokens(sample).fold((0, 0), |(common, all), word| {
        let common_word = table.starts_sentence(&word.of(sample).to_lowercase());
        (common + usize::from(common_word), all + 1)
    })
}

/// The beginning of a text, cut at a character.
fn sample(text: &str) -> &str {
    &text[..text.floor_char_boundary(SAMPLE_BYTES)]
}

fn lang(language: Language) -> Lang {
    match language {
        Language::En => Lang::Eng,
        Language::Fr => Lang::Fra,
        Language::Es => Lang::Spa,
        Language::De => Lang::Deu,
        Language::It => Lang::Ita,
        Language::Pt => Lang::Por,
        Language::Ru => Lang::Rus,
        Language::Uk => Lang::Ukr,
        Language::Ar => Lang::Ara,
        Language::Tr => Lang::Tur,
    }
}
