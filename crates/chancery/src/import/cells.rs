//! The cells of a row. In: bytes. Out: text, numbers, points. Always: text that is no UTF-8 is read as Windows-1252, which has all of ISO 8859-1; a number
//! that is none is told with the name of its column.

use std::borrow::Cow;
use std::ops::Range;
use std::str::FromStr;

use encoding_rs::WINDOWS_1252;

use super::Fault;

/// Letters of a name that are kept.
const LONGEST_NAME: usize = 300;
/// Letters of an address; a longer one is left out.
const LONGEST_URL: usize = 2_000;
/// Bytes of an id.
const LONGEST_ID: usize = 200;

const SHIFTED: &str = "look whether the columns of this row are shifted";

/// A row.
pub(super) struct Cells<'r> {
    line: &'r [u8],
    bytes: &'r [u8],
    ranges: &'r [Range<usize>],
}

impl<'r> Cells<'r> {
    /// The row as it stands in the file, and its cells as stretches of `bytes`.
    pub fn new(line: &'r [u8], bytes: &'r [u8], ranges: &'r [Range<usize>]) -> Self {
        Self { line, bytes, ranges }
    }

    /// The row as it stands in the file.
    pub fn line(&self) -> &'r [u8] {
        self.line
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    /// The bytes of a cell, without space around it; empty where there is no such cell.
    pub fn bytes(&self, at: usize) -> &'r [u8] {
        self.ranges.get(at).and_then(|range| self.bytes.get(range.clone())).unwrap_or_default().trim_ascii()
    }

    /// The text of a cell; empty where there is none.
    pub fn text(&self, at: usize) -> Cow<'r, str> {
        decoded(self.bytes(at))
    }

    /// The text of a column that a file may lack.
    pub fn told(&self, at: Option<usize>) -> Cow<'r, str> {
        at.map_or(Cow::Borrowed(""), |at| self.text(at))
    }

    /// A name on one line, as far as it is kept; `None` where there is none.
    pub fn name(&self, at: Option<usize>) -> Option<String> {
        named(&self.told(at))
    }

    /// An address; `None` where there is none.
    pub fn url(&self, at: Option<usize>) -> Option<String> {
        let text = self.told(at);
        let is_web = text.starts_with("http://") || text.starts_with("https://");
        let is_clean = text.len() <= LONGEST_URL && !text.contains(|c: char| c.is_control() || c.is_whitespace());
        (is_web && is_clean).then(|| text.into_owned())
    }

    /// An id.
    pub fn id(&self, at: usize, column: &str) -> Result<String, Fault> {
        let id = self.text(at);
        if id.is_empty() || id.len() > LONGEST_ID || id.contains(char::is_control) {
            let cause = format!("{column}: an id has 1 to {LONGEST_ID} bytes and this one {}", id.len());
            return Err(Fault::new(cause, "give every row an id of its own"));
        }
        Ok(id.into_owned())
    }

    /// A number; `None` where the cell is empty.
    pub fn number<T: FromStr>(&self, at: Option<usize>, column: &str, what: &str) -> Result<Option<T>, Fault> {
        let text = self.told(at);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| {
            let shown: String = text.chars().take(40).collect();
            Fault::new(format!("{column}: {shown:?} is {what}"), SHIFTED)
        })
    }

    /// A count of people, sources, articles; `None` where the cell is empty or has a negative number, by which some data sets say that it is not known.
    pub fn count(&self, at: Option<usize>, column: &str) -> Result<Option<u32>, Fault> {
        let found: Option<f64> = self.number(at, column, "no count")?;
        match found {
            Some(count) if count.is_finite() && count.fract() == 0.0 && count <= f64::from(u32::MAX) => {
                Ok((count >= 0.0).then_some(count as u32))
            }
            Some(count) => Err(Fault::new(format!("{column}: {count} is no count"), SHIFTED)),
            None => Ok(None),
        }
    }

    /// Degrees north and east; `None` where one of the cells is empty.
    pub fn point(&self, lat: Option<usize>, lon: Option<usize>) -> Result<Option<[f64; 2]>, Fault> {
        let lat: Option<f64> = self.number(lat, "latitude", "no number of degrees")?;
        let lon: Option<f64> = self.number(lon, "longitude", "no number of degrees")?;
        let Some((lat, lon)) = lat.zip(lon) else { return Ok(None) };
        // Also what is no number fails this.
        if !(lat.abs() <= 90.0 && lon.abs() <= 180.0) {
            return Err(Fault::new(format!("{lat} degrees north, {lon} degrees east: no place on earth"), SHIFTED));
        }
        Ok(Some([lat, lon]))
    }
}

/// Text of one line, as far as a name is kept.
pub(super) fn named(text: &str) -> Option<String> {
    // Between tabs quotes stand doubled as in other tables.
    let text: Cow<'_, str> = if text.contains("\"\"") { text.replace("\"\"", "\"").into() } else { text.into() };
    let mut name = String::with_capacity(text.len().min(LONGEST_NAME));
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    if name.len() > LONGEST_NAME {
        name = name.chars().take(LONGEST_NAME).collect();
    }
    (!name.is_empty() && !["None", "NULL", "NA", "nan"].contains(&name.as_str())).then_some(name)
}

/// UTF-8, else Windows-1252.
pub(super) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// The names of columns, by what is left of them without case, space and underscores.
pub(super) struct Names(Vec<String>);

impl Names {
    pub fn new(names: impl Iterator<Item = String>) -> Self {
        Self(names.collect())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether a row says the same again, as where files were put together.
    pub fn are(&self, cells: &Cells<'_>) -> bool {
        cells.len() == self.0.len() && self.0.iter().enumerate().all(|(at, name)| *name == cells.text(at))
    }

    /// The column of one of these names, the first that there is.
    pub fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|wanted| self.0.iter().position(|name| bare(name) == bare(wanted)))
    }

    /// The same for a column without which nothing can be read.
    pub fn needed(&self, names: &[&str]) -> Result<usize, Fault> {
        self.find(names).ok_or_else(|| {
            let shown: Vec<String> =
                self.0.iter().take(12).map(|name| name.chars().take(30).collect::<String>()).collect();
            let cause = format!("no column {:?}; it begins with {}", names[0], shown.join(", "));
            Fault::new(cause, "name the format of this file with --format, and keep its line of names")
        })
    }
}

fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
