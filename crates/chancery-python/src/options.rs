//! Arguments that several functions share. In: words and numbers. Out: the library's options, or which argument is wrong and what may stand
//! there.

use std::collections::BTreeMap;
use std::thread::available_parallelism;

use chancery::Language;
use chancery::mention::time::parse_edtf;
use chancery::read::{Columns, Options};
use chancery::record::When;

use crate::error::Fault;

/// Options of reading.
pub fn reading(
    columns: Option<BTreeMap<String, String>>,
    published: Option<String>,
    language: Option<&str>,
) -> Result<Options, Fault> {
    let pairs = columns.map(|columns| columns.into_iter().map(|(field, column)| format!("{field}={column}")));
    let columns = pairs.map(|pairs| Columns::parse(&pairs.collect::<Vec<_>>().join(","))).transpose()?;
    published.as_deref().map(|day| date("published", day)).transpose()?;
    Ok(Options { published, language: language.map(self::language).transpose()?, columns: columns.unwrap_or_default() })
}

/// A language by its code.
pub fn language(code: &str) -> Result<Language, Fault> {
    Language::from_code(code).ok_or_else(|| {
        let known: Vec<&str> = Language::ALL.iter().map(|language| language.code()).collect();
        Fault::Argument(format!(
            "language={code:?}: not a language that chancery reads; choose one of {}",
            known.join(" ")
        ))
    })
}

/// A date as it is written.
pub fn date(name: &str, date: &str) -> Result<When, Fault> {
    parse_edtf(date)
        .ok_or_else(|| Fault::Argument(format!("{name}={date:?}: not a date; write YYYY, YYYY-MM or YYYY-MM-DD")))
}

/// As many threads as are asked for, else as the machine has.
pub fn threads(asked: Option<usize>) -> usize {
    asked.unwrap_or_else(|| available_parallelism().map_or(1, |count| count.get())).max(1)
}
