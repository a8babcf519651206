//! The languages that Chancery reads.

use serde::{Deserialize, Serialize};

/// A language with knowledge, corpus and tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Language {
    En,
    Fr,
    Es,
    De,
    It,
    Pt,
    Ru,
    Uk,
    Ar,
    Tr,
}

impl Language {
    /// All of them, in the order of the design.
    pub const ALL: [Language; 10] = [
        Language::En,
        Language::Fr,
        Language::Es,
        Language::De,
        Language::It,
        Language::Pt,
        Language::Ru,
        Language::Uk,
        Language::Ar,
        Language::Tr,
    ];

    /// ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Fr => "fr",
            Language::Es => "es",
            Language::De => "de",
            Language::It => "it",
            Language::Pt => "pt",
            Language::Ru => "ru",
            Language::Uk => "uk",
            Language::Ar => "ar",
            Language::Tr => "tr",
        }
    }

    /// The language of an ISO 639-1 code or a longer BCP 47 tag such as `pt-BR`; `None` if it is not supported.
    pub fn from_code(code: &str) -> Option<Language> {
        let primary = code.split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|l| l.code().eq_ignore_ascii_case(primary))
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
