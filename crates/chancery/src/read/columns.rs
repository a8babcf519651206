//! In: the names and values of a table's columns or of an object's fields. Out: the parts of a report. Always: a user's
//! own names stand before the usual ones; of two columns for one field, the one that says something is taken.

use super::Fault;
use super::raw::Parts;
use crate::Error;

/// What a column or field of a record can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Field {
    Id,
    Title,
    Text,
    Published,
    Url,
    Source,
    Author,
    Language,
}

impl Field {
    /// All of them.
    pub const ALL: [Field; 8] = [
        Field::Id,
        Field::Title,
        Field::Text,
        Field::Published,
        Field::Url,
        Field::Source,
        Field::Author,
        Field::Language,
    ];

    /// The names that are understood without a mapping, best first.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Field::Id => &["id"],
            Field::Title => &["title"],
            Field::Text => &["text", "body"],
            Field::Published => &["published", "date"],
            Field::Url => &["url"],
            Field::Source => &["source"],
            Field::Author => &["author"],
            Field::Language => &["language", "lang"],
        }
    }

    fn by_name(name: &str) -> Option<Field> {
        Self::ALL.into_iter().find(|field| field.names().iter().any(|n| n.eq_ignore_ascii_case(name)))
    }
}

/// Which columns of a table, or fields of an object, hold what, as a user tells it. Fields that are not mapped are found by
/// their usual names ([`Field::names`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns(Vec<(Field, String)>);

impl Columns {
    /// A mapping as users write it: `text=article_text,published=pub_date`. Columns of tables without a line of names are
    /// told by number, the first one being 1: `text=3,url=5`.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let wrong = |cause: String, remedy: &str| {
            Err(Error::Columns { given: text.to_owned(), cause, remedy: remedy.to_owned() })
        };
        let mut columns = Vec::new();
        for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let Some((name, column)) = pair.split_once('=').map(|(n, c)| (n.trim(), c.trim())) else {
                return wrong(format!("{pair:?} names no column"), "write FIELD=COLUMN, as in text=article_text");
            };
            let Some(field) = Field::by_name(name) else {
                let known: Vec<&str> = Field::ALL.iter().map(|f| f.names()[0]).collect();
                return wrong(format!("there is no field {name:?}"), &format!("choose of {}", known.join(", ")));
            };
            if column.is_empty() {
                return wrong(format!("no column for {name}"), "write FIELD=COLUMN, as in text=article_text");
            }
            if columns.iter().any(|(mapped, _)| *mapped == field) {
                return wrong(format!("two columns for {}", field.names()[0]), "name one");
            }
            columns.push((field, column.to_owned()));
        }
        let columns = Self(columns);
        if columns.0.is_empty() {
            return wrong("it is empty".to_owned(), "write FIELD=COLUMN, as in text=article_text");
        }
        if columns.0.iter().any(|(_, c)| number(c) == Some(0)) {
            return wrong("there is no column 0".to_owned(), "count from 1");
        }
        if columns.by_number() && columns.0.iter().any(|(_, c)| number(c).is_none()) {
            return wrong(
                "numbers and names of columns".to_owned(),
                "give names where the table has a line of names, else numbers",
            );
        }
        Ok(columns)
    }

    /// The fields that a user mapped, with their columns.
    pub fn mapped(&self) -> &[(Field, String)] {
        &self.0
    }

    /// Whether columns are told by number, as those of tables without a line of names.
    pub(super) fn by_number(&self) -> bool {
        self.0.iter().any(|(_, column)| number(column).is_some())
    }

    /// The fields that a column holds, each with its rank among the columns that hold it (0 is the best).
    pub(super) fn fields<'c>(&'c self, column: &'c str) -> impl Iterator<Item = (Field, usize)> + 'c {
        Field::ALL.into_iter().filter_map(move |field| {
            let rank = match self.column(field) {
                Some(mapped) => (mapped == column).then_some(0),
                None => field.names().iter().position(|name| name.eq_ignore_ascii_case(column)),
            };
            Some((field, rank?))
        })
    }

    /// The columns of a table that hold something, by their place in it.
    pub(super) fn places(&self, names: &[String]) -> Result<Vec<Place>, Fault> {
        let missing = |what: String, remedy| Err(Fault::new(format!("{what}; it has {}", listed(names)), remedy));
        if let Some((field, column)) = self.0.iter().find(|(_, column)| !names.contains(column)) {
            return missing(
                format!("no column {column:?} for {}", field.names()[0]),
                "name one of these, as they are written",
            );
        }
        let places: Vec<Place> = (0..names.len())
            .flat_map(|at| self.fields(&names[at]).map(move |(field, rank)| Place { at, field, rank }))
            .collect();
        if !places.iter().any(|p| matches!(p.field, Field::Text | Field::Title)) {
            return missing(
                "no column \"text\" or \"body\"".to_owned(),
                "say which column holds the text, as in text=article_text",
            );
        }
        Ok(places)
    }

    /// The columns of a table without a line of names.
    pub(super) fn numbered(&self) -> Vec<Place> {
        let place = |(field, column): &(Field, String)| Some(Place { at: number(column)? - 1, field: *field, rank: 0 });
        self.0.iter().filter_map(place).collect()
    }

    fn column(&self, field: Field) -> Option<&str> {
        self.0.iter().find(|(mapped, _)| *mapped == field).map(|(_, column)| column.as_str())
    }
}

fn number(column: &str) -> Option<usize> {
    column.bytes().all(|b| b.is_ascii_digit()).then(|| column.parse().ok())?
}

/// The names of columns, as an error lists them.
fn listed(names: &[String]) -> String {
    const MOST: usize = 30;
    let shown: Vec<String> =
        names.iter().take(MOST).map(|name| format!("{:?}", name.chars().take(40).collect::<String>())).collect();
    let more = names.len().saturating_sub(MOST);
    match (shown.is_empty(), more) {
        (true, _) => "none".to_owned(),
        (_, 0) => shown.join(", "),
        _ => format!("{} and {more} more", shown.join(", ")),
    }
}

/// A column that holds something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub at: usize,
    pub field: Field,
    pub rank: usize,
}

/// The value of a column or field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Cell {
    /// None.
    #[default]
    Absent,
    /// Words, or a date as `YYYY-MM-DD`.
    Text(String),
    /// A number, written out.
    Number(String),
    /// Neither: what it is ("a list").
    Other(&'static str),
}

impl Cell {
    fn says_something(&self) -> bool {
        match self {
            Self::Absent => false,
            Self::Text(text) => !text.trim().is_empty(),
            _ => true,
        }
    }

    fn words(self, name: &str) -> Result<Option<String>, Fault> {
        match self {
            Self::Absent => Ok(None),
            Self::Text(text) => Ok(Some(text)),
            Self::Number(_) => Err(wrong(name, "a number")),
            Self::Other(what) => Err(wrong(name, what)),
        }
    }

    fn any(self, name: &str) -> Result<Option<String>, Fault> {
        match self {
            Self::Number(number) => Ok(Some(number)),
            cell => cell.words(name),
        }
    }
}

fn wrong(name: &str, what: &str) -> Fault {
    Fault::new(format!("field {name:?} is {what}, not a string"), "give it as a string, or leave it out")
}

/// The values of one record.
#[derive(Debug, Default)]
pub(super) struct Row([(usize, Cell); Field::ALL.len()]);

impl Row {
    /// Takes in a value, unless there is a better one.
    pub(super) fn put(&mut self, field: Field, rank: usize, cell: Cell) {
        let held = &mut self.0[field as usize];
        let better = match (held.1.says_something(), cell.says_something()) {
            (true, true) => rank <= held.0,
            (true, false) => false,
            (false, true) => true,
            (false, false) => !matches!(cell, Cell::Absent),
        };
        if better {
            *held = (rank, cell);
        }
    }

    /// The parts of the report; `remedy` for a record without a text.
    pub(super) fn parts(mut self, columns: &Columns, remedy: &'static str) -> Result<Parts, Fault> {
        let mut take = |field: Field| {
            let (rank, cell) = std::mem::take(&mut self.0[field as usize]);
            let usual = field.names().get(rank).copied().unwrap_or_default();
            (cell, columns.column(field).unwrap_or(usual).to_owned())
        };
        let mut words = |field| {
            let (cell, name) = take(field);
            cell.words(&name)
        };
        let (title, body) = (words(Field::Title)?, words(Field::Text)?);
        let (url, source, language) = (words(Field::Url)?, words(Field::Source)?, words(Field::Language)?);
        let mut any = |field| {
            let (cell, name) = take(field);
            cell.any(&name)
        };
        let (id, published) = (any(Field::Id)?, any(Field::Published)?);
        // Many files keep authors as lists or objects: only words are taken.
        let author = take(Field::Author).0.words("").unwrap_or_default();
        if body.is_none() && title.is_none() {
            let name = columns.column(Field::Text).map_or("\"text\" or \"body\"".to_owned(), |c| format!("{c:?}"));
            return Err(Fault::new(format!("no field {name}"), remedy));
        }
        Ok(Parts {
            id,
            title,
            body: body.unwrap_or_default(),
            published,
            url,
            source,
            author,
            language,
            ..Parts::default()
        })
    }
}
