//! The indexes by which rows are found.

use rusqlite::types::Value;

use super::filter::{Place, Who};
use super::place::Bounds;
use super::plan::{Kind, Range};

/// A stretch of SQL with the values of its marks.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    pub sql: String,
    pub values: Vec<Value>,
}

impl Piece {
    pub fn new(sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Self {
        Self { sql: sql.into(), values: values.into_iter().collect() }
    }

    /// Adds another, after some words.
    pub fn push(&mut self, between: &str, piece: Piece) {
        self.sql.push_str(between);
        self.sql.push_str(&piece.sql);
        self.values.extend(piece.values);
    }
}

/// A way to find rows through one index; what else the filter asks is then looked up row by row.
pub(super) struct Driver {
    /// Tables, with the index that must be used.
    pub from: String,
    /// Where the number of the row stands.
    pub nr: &'static str,
    /// Where its day stands.
    pub day: &'static str,
    /// Whether the rows of the table `c` are still to be looked up.
    pub join: bool,
    /// Whether each arm gives its rows by date, so that a page is found without all others.
    pub by_date: bool,
    /// Whether full text finds them.
    pub by_words: bool,
    /// Stretches of the index.
    pub arms: Vec<Piece>,
}

/// By date alone.
pub(super) fn day(kind: &Kind, range: &Range) -> Driver {
    own(kind, "day", None, range)
}

/// By category.
pub(super) fn category(kind: &Kind, name: &str, range: &Range) -> Driver {
    own(kind, "category", Some(("c.category = ?", name)), range)
}

/// By a place that has a name, an id or a country.
pub(super) fn place(kind: &Kind, place: &Place, range: &Range) -> Option<Driver> {
    Some(match place {
        Place::Name(name) => own(kind, "place_name", Some(("c.place_name = ? COLLATE NOCASE", name)), range),
        Place::Id(id) => own(kind, "place", Some(("c.place_id = ?", id)), range),
        Place::Country(code) => own(kind, "country", Some(("c.place_country = ?", code)), range),
        Place::Near { .. } => return None,
    })
}

/// By an index of the table itself.
fn own(kind: &Kind, index: &str, value: Option<(&str, &str)>, range: &Range) -> Driver {
    let mut head = kind.live();
    if let Some((condition, value)) = value {
        head.push(" AND ", Piece::new(condition, [value.to_owned().into()]));
    }
    Driver {
        from: format!("{0} c INDEXED BY {0}_by_{index}", kind.table),
        nr: "c.nr",
        day: "c.first_day",
        join: false,
        by_date: true,
        by_words: false,
        arms: range.arms(&head, "c"),
    }
}

/// By someone who takes part on one of some sides.
pub(super) fn party(kind: &Kind, who: &Who, sides: &str, range: &Range) -> Driver {
    let (column, value) = who.column();
    let mut head = Piece::new(format!("p.{column} = ? AND p.side IN ({sides})"), [value.to_owned().into()]);
    if let Some(nr) = kind.dataset {
        head.push(" AND ", Piece::new("p.dataset = ?", [nr.into()]));
    }
    Driver {
        from: format!("{0}_parties p INDEXED BY {0}_parties_by_{column}", kind.name),
        nr: match kind.name {
            "claim" => "p.claim",
            "imported" => "p.imported",
            _ => "p.event",
        },
        day: "p.first_day",
        join: true,
        by_date: true,
        by_words: false,
        arms: range.arms(&head, "p"),
    }
}

/// By boxes around a point.
pub(super) fn near(kind: &Kind, boxes: &[Bounds]) -> Driver {
    let arm = |[south, north, west, east]: &Bounds| {
        let sql = "g.north >= ? AND g.south <= ? AND g.east >= ? AND g.west <= ?";
        Piece::new(sql, [south, north, west, east].map(|degrees| Value::from(*degrees)))
    };
    Driver {
        from: format!("{}_places g", kind.name),
        nr: "g.nr",
        day: "c.first_day",
        join: true,
        by_date: false,
        by_words: false,
        arms: boxes.iter().map(arm).collect(),
    }
}

/// By what changed last.
pub(super) fn changed(kind: &Kind, after: i64) -> Driver {
    let (from, nr) = match kind.name {
        "claim" => ("event_changes h CROSS JOIN event_claims m ON m.event = h.event", "m.claim"),
        _ => ("event_changes h", "h.event"),
    };
    let arms = vec![Piece::new("h.nr > ?", [after.into()])];
    Driver { from: from.into(), nr, day: "c.first_day", join: true, by_date: false, by_words: false, arms }
}

/// By the words of reports.
pub(super) fn words(kind: &Kind, full_text: &str) -> Driver {
    let arm = Piece::new("reports_text MATCH ?", [full_text.to_owned().into()]);
    Driver { by_words: true, ..reports(kind, "reports_text", "reports_text.rowid", arm) }
}

/// By a report.
pub(super) fn report(kind: &Kind, id: &str) -> Driver {
    reports(kind, "reports r", "r.nr", Piece::new("r.id = ?", [id.to_owned().into()]))
}

fn reports(kind: &Kind, table: &str, nr: &str, arm: Piece) -> Driver {
    let claims =
        |alias: &str| format!("{table} CROSS JOIN claims {alias} INDEXED BY claims_by_report ON {alias}.report = {nr}");
    let (from, nr, join) = match kind.name {
        "claim" => (claims("c"), "c.nr", false),
        _ => (format!("{} CROSS JOIN event_claims m ON m.claim = x.nr", claims("x")), "m.event", true),
    };
    Driver { from, nr, day: "c.first_day", join, by_date: false, by_words: false, arms: vec![arm] }
}
