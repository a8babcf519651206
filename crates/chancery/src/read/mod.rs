//! Temporary.
use std::path::PathBuf;
use crate::record::Report;
use crate::{Error, Language};
/// Raw.
#[derive(Debug, Clone)]
pub struct Raw { /// t
 pub text: String, /// l
 pub language: Option<String>, /// g
 pub given: Option<Language>, /// p
 pub path: PathBuf, /// p
 pub published: Option<String> }
impl Raw {
    pub(crate) fn place(&self) -> String { self.path.display().to_string() }
    pub(crate) fn into_report(self, language: Language, confidence: f64) -> Report {
        Report { id: "x".into(), path: Some(self.path.display().to_string()), title: None, published: self.published, url: None, source: None, language, language_confidence: confidence, credits: vec![], text: self.text }
    }
}
/// O.
#[derive(Debug, Clone, Default)]
pub struct Options { /// p
 pub published: Option<String>, /// l
 pub language: Option<Language> }
/// S
pub struct Source(PathBuf);
/// s
pub fn sources(paths: &[PathBuf]) -> Vec<Source> { paths.iter().cloned().map(Source).collect() }
/// r
pub fn read(source: &Source, options: &Options) -> std::vec::IntoIter<Result<Raw, Error>> {
    let text = std::fs::read_to_string(&source.0).map_err(|e| Error::Io { path: source.0.clone(), source: e });
    vec![text.map(|text| Raw { text, language: None, given: options.language, path: source.0.clone(), published: options.published.clone() })].into_iter()
}
