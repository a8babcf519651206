//! Which language a text is written in. In: a text and the language tag that its source declares, if any. Out: one of
//! the ten languages with its certainty, or why there is none. Always: a text that is surely in another language is
//! never coded as if it were in one of ours, and a doubtful answer has a low certainty.

use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use crate::Language;

/// How much of a text is looked at: five sentences of news, on which whatlang makes no mistake.
const SAMPLE_BYTES: usize = 1200;
/// Letters below which a text is too short to overrule what its source declares, or to be refused.
const ENOUGH_LETTERS: usize = 60;
/// Certainty from which the text overrules its source: whatlang's own bound of a reliable answer.
const SURE: f64 = 0.9;
/// Certainty of a declared language that the text is too short or too mixed to confirm.
const DECLARED: f64 = 0.8;

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
    /// It is in a language that is not supported: its ISO code (639-3) or the tag that the source declares.
    #[error("language {0} is not supported")]
    Unsupported(String),
    /// There are no words to tell.
    #[error("no words to tell the language from")]
    Wordless,
}

impl Unidentified {
    /// What the user can do.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Unsupported(_) => {
                "give texts in en, fr, es, de, it, pt, ru, uk, ar or tr, or name the language if it is one of these"
            }
            Self::Wordless => "give a text with words, or name its language",
        }
    }
}

/// Finds the language of a text.
///
/// The text itself decides where it is sure; otherwise what the source declares (a BCP 47 tag) stands.
pub fn identify(text: &str, declared: Option<&str>) -> Result<Identified, Unidentified> {
    let sample = sample(text);
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let declared_ours = declared.and_then(Language::from_code);
    let detected = detect(sample);
    if letters >= ENOUGH_LETTERS
        && let Some(foreign) = foreign(sample)
    {
        return Err(Unidentified::Unsupported(foreign.code().to_owned()));
    }
    match (declared_ours, detected) {
        (Some(language), Some(found)) if found.language == language => Ok(Identified { language, confidence: 1.0 }),
        (Some(language), Some(found)) if letters < ENOUGH_LETTERS || found.confidence < SURE => {
            Ok(Identified { language, confidence: DECLARED })
        }
        (Some(language), None) => Ok(Identified { language, confidence: DECLARED }),
        (None, Some(found)) => match declared {
            Some(tag) if is_language(tag) && (letters < ENOUGH_LETTERS || found.confidence < SURE) => {
                Err(Unidentified::Unsupported(tag.chars().take(MAX_TAG).collect()))
            }
            _ => Ok(found),
        },
        (Some(_), Some(found)) => Ok(found),
        (None, None) if letters > 0 => Err(match whatlang::detect(sample) {
            Some(info) => Unidentified::Unsupported(info.lang().code().to_owned()),
            None => Unidentified::Wordless,
        }),
        (None, None) => Err(Unidentified::Wordless),
    }
}

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
