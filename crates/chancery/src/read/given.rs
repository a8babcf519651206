//! In: the names of the columns of a table that another program holds in memory, and its rows. Out: a [`Raw`] for every row. Always: columns
//! hold what those of the same names hold in a file, and a value is refused where a file's would be.

use std::path::Path;

use super::columns::{Cell, Place, Row};
use super::{Fault, MAX_RECORD_BYTES, Options, Raw, STDIN};
use crate::Error;

/// A table, as far as reports are read from it.
#[derive(Debug, Clone)]
pub struct Given {
    places: Vec<Place>,
    options: Options,
}

impl Given {
    /// A table with columns of these names.
    ///
    /// # Errors
    /// [`Error::Rejected`] when none of them holds a text, or one that [`Options::columns`] names is not there.
    pub fn new(names: &[String], options: &Options) -> Result<Self, Error> {
        let places = options.columns.places(names).map_err(|fault| fault.reject("the table".to_owned()))?;
        Ok(Self { places, options: options.clone() })
    }

    /// The columns that are read, by their place among the names; one that holds two things stands there twice.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        self.places.iter().map(|place| place.at)
    }

    /// The report of a row, of its values in the order of [`Self::columns`]; `record` names it in errors ("row 3").
    ///
    /// # Errors
    /// [`Error::Rejected`] when it is no report.
    pub fn report(&self, record: &str, values: impl IntoIterator<Item = Cell>) -> Result<Raw, Error> {
        let parts = || {
            let mut row = Row::default();
            for (place, value) in self.places.iter().zip(values) {
                if matches!(&value, Cell::Text(text) if text.len() > MAX_RECORD_BYTES) {
                    let cause = format!("{:?}: longer than {} MB", place.field, MAX_RECORD_BYTES >> 20);
                    return Err(Fault::new(cause, "cut it into reports, one a row"));
                }
                row.put(place.field, place.rank, value);
            }
            let parts = row.parts(&self.options.columns, "give a row with a text")?;
            Raw::checked(parts, Path::new(STDIN), Some(record.to_owned()), &self.options)
        };
        parts().map_err(|fault| fault.reject(record.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn a_row_is_read_as_that_of_a_file() {
        let given = Given::new(&names(&["lang", "nothing", "text", "id", "date"]), &Options::default()).unwrap();
        assert_eq!(given.columns().collect::<Vec<_>>(), [0, 2, 3, 4]);
        let values = [text("en"), text("Talks.\r\nThey met."), Cell::Number("7".into()), text("2024-08-19")];
        let raw = given.report("row 1", values).unwrap();
        assert_eq!((raw.id.as_str(), raw.text.as_str()), ("7", "Talks.\nThey met."));
        assert_eq!((raw.published.as_deref(), raw.language.as_deref()), (Some("2024-08-19"), Some("en")));
        assert_eq!(raw.path, None);
    }

    #[test]
    fn what_is_no_report_is_refused_by_its_row() {
        let given = Given::new(&names(&["text", "date"]), &Options::default()).unwrap();
        let fault = |values: [Cell; 2]| given.report("row 3", values).unwrap_err().to_string();
        assert!(fault([Cell::Absent, Cell::Absent]).starts_with("row 3: no field"));
        assert!(fault([text("a"), text("soon")]).contains("cannot read the date \"soon\""));
        assert!(fault([Cell::Other("a list"), Cell::Absent]).contains("a list"));
        assert!(fault([text(&"a".repeat(MAX_RECORD_BYTES + 1)), Cell::Absent]).contains("longer than"));
        let error = Given::new(&names(&["content"]), &Options::default()).unwrap_err().to_string();
        assert!(error.contains("no column \"text\" or \"body\"; it has \"content\""), "{error}");
    }
}
