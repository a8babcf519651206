//! The formats of an export, as facts. In: a name. Out: its columns, what it cannot say and why. Always: one place: `chancery export --about` prints
//! these facts, `docs/exchange.md` has them word by word, and tests hold them against the rows.

use super::acled::ACLED;
use super::bundle::BUNDLE;
use super::csv::CSV;
use super::gdelt::GDELT;
use super::gdelt_mentions::GDELT_MENTIONS;
use super::ged::GED;
use super::geojson::GEOJSON;
use super::icews::ICEWS;
use super::parquet::PARQUET;
use super::plover::PLOVER;
use super::polecat::POLECAT;
use super::telling::{LeftOut, Telling};

/// How a format is laid out. All are UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Cells between tabs, without quoting, with or without a line of column names.
    Tabs {
        /// Whether the first line has the names of the columns.
        header: bool,
    },
    /// Cells between commas, quoted where needed, with a line of column names.
    Commas,
    /// A JSON object a line.
    Lines,
    /// One JSON document, a feature a line.
    Features,
    /// A table of nested columns, with Parquet's own layout.
    Table,
    /// A zip archive of several files.
    Archive,
}

/// The rows of an event in a format of columns.
pub type Rows = fn(&Telling) -> Result<Vec<Vec<String>>, LeftOut>;

/// A format.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a few words.
    pub what: &'static str,
    /// How it is laid out.
    pub shape: Shape,
    /// Its columns or fields, in their order; none of an archive.
    pub columns: &'static [&'static str],
    /// Whether claims can be written one by one as well as events.
    pub claims: bool,
    /// The version of CAMEO.
    pub cameo: &'static str,
    /// Which quad classes.
    pub quad: &'static str,
    /// Columns that stay empty, always or mostly, and why.
    pub open: &'static [(&'static [&'static str], &'static str)],
    /// What else one has to know.
    pub notes: &'static str,
    /// What is left out; it is counted.
    pub leaves_out: &'static [LeftOut],
    /// How codes of countries and actors are written.
    pub codes: &'static str,
    /// The rows of an event, where the format has columns.
    pub rows: Option<Rows>,
}

/// The codes of the formats of other data sets.
pub(super) const CODES: &str = "knowledge/country_codes.tsv";
/// The codes of Chancery's own formats.
pub(super) const OWN_CODES: &str = "PLOVER's";

/// All formats.
pub const FORMATS: [&Format; 11] =
    [&PLOVER, &POLECAT, &GDELT, &GDELT_MENTIONS, &ICEWS, &ACLED, &GED, &GEOJSON, &CSV, &PARQUET, &BUNDLE];

impl Format {
    /// The format of a name.
    pub fn of(name: &str) -> Option<&'static Format> {
        FORMATS.into_iter().find(|format| format.name == name)
    }

    /// Its layout in words.
    pub fn layout(&self) -> &'static str {
        match self.shape {
            Shape::Tabs { header: true } => "tabs, a line of names, no quoting",
            Shape::Tabs { header: false } => "tabs, no line of names, no quoting",
            Shape::Commas => "commas, a line of names, quotes (RFC 4180)",
            Shape::Lines => "JSON, an object a line",
            Shape::Features => "GeoJSON (RFC 7946), a feature a line",
            Shape::Table => "Parquet, packed with zstd",
            Shape::Archive => "zip",
        }
    }

    /// The facts, as Markdown: a heading of the third level and a list.
    pub fn about(&self) -> String {
        let mut out = format!("### {}\n\n{}.\n\n", self.name, self.what);
        let mut line = |name: &str, words: &str| out.push_str(&format!("- {name}: {words}\n"));
        line("layout", &format!("{}; UTF-8", self.layout()));
        line("of", if self.claims { "events, or claims one by one" } else { "events" });
        line("CAMEO", self.cameo);
        line("quad classes", self.quad);
        line("codes of countries", self.codes);
        if !self.leaves_out.is_empty() {
            let causes: Vec<String> = self.leaves_out.iter().map(ToString::to_string).collect();
            line("leaves out and counts events", &causes.join("; "));
        }
        for (columns, why) in self.open {
            line(&format!("empty: {}", columns.join(", ")), why);
        }
        if !self.columns.is_empty() {
            line(&format!("{} columns", self.columns.len()), &self.columns.join(", "));
        }
        out.push_str(&format!("\n{}\n", self.notes));
        out
    }
}

/// All formats side by side, as a Markdown table.
pub fn overview() -> String {
    let mut out = String::from("| format | is | columns | layout | CAMEO |\n|---|---|---|---|---|\n");
    for format in FORMATS {
        let columns = if format.columns.is_empty() { "–".to_owned() } else { format.columns.len().to_string() };
        out.push_str(&format!(
            "| `{}` | {} | {columns} | {} | {} |\n",
            format.name,
            format.what,
            format.layout(),
            format.cameo
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::telling::tests::{full, said};
    use super::*;

    #[test]
    fn columns_are_as_many_as_the_data_sets_have() {
        let counts = FORMATS.map(|format| (format.name, format.columns.len()));
        let wanted =
            [("polecat", 40), ("gdelt", 61), ("gdelt-mentions", 16), ("icews", 20), ("acled", 31), ("ged", 49)];
        assert!(wanted.iter().all(|one| counts.contains(one)), "{counts:?}");
        for format in FORMATS {
            let mut names = format.columns.to_vec();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), format.columns.len(), "{}: a name twice", format.name);
            assert_eq!(Format::of(format.name).unwrap().what, format.what);
        }
        assert!(Format::of("xml").is_none());
    }

    #[test]
    fn what_is_said_to_stay_empty_does_and_nothing_else() {
        let (event, claim) = full();
        let claims = [said(&claim)];
        for format in FORMATS {
            let Some(rows) = format.rows else { continue };
            let row = rows(&Telling { event: &event, claims: &claims }).unwrap().remove(0);
            assert_eq!(row.len(), format.columns.len(), "{}", format.name);
            let open: Vec<&str> = format.open.iter().flat_map(|(columns, _)| *columns).copied().collect();
            assert!(open.iter().all(|name| format.columns.contains(name)), "{}: {open:?}", format.name);
            for (name, cell) in format.columns.iter().zip(&row) {
                let is_empty = cell.is_empty() || format.name == "polecat" && cell == "None";
                assert_eq!(is_empty, open.contains(name), "{} {name}: {cell:?}", format.name);
            }
        }
    }

    #[test]
    fn the_documentation_has_the_same_facts() {
        let page = include_str!("../../../../docs/exchange.md");
        assert!(page.contains(&overview()), "docs/exchange.md lacks this table:\n{}", overview());
        for format in FORMATS {
            assert!(page.contains(&format.about()), "docs/exchange.md lacks this section:\n{}", format.about());
        }
    }
}
