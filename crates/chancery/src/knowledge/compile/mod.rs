//! Tables to bytes.
//!
//! In: the text of the tables of `knowledge/`. Out: two kinds of block that [`super::Knowledge`] reads in place: the *world*
//! (entities, persons, terms, roles and all their names) and *places*. Always: the same tables give the same bytes; a table with a
//! wrong entry gives a [`Fault`] that names file, line and cause, never a block.
//!
//! Used by the build script for the tables of the project, and by the library for those of a user.

mod bytes;
mod check;
mod forms;
mod names;
mod places;
mod rows;
mod world;

use std::fmt;

use super::codes::LANGUAGES;

// The build script and the library each use a part of this.
#[allow(unused_imports)]
pub(crate) use check::check;
pub(crate) use forms::cyrillic_endings;
#[allow(unused_imports)]
pub(crate) use places::{PlaceRow, countries, gazetteer, own_places, place_keys};
pub(crate) use world::world;

/// A table and where it stands, for messages.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Path below `knowledge/`.
    pub path: String,
    /// Its text.
    pub text: String,
    /// A user's table of the same name, whose rows go before.
    pub own: Option<OwnTable>,
}

/// A table of a user.
#[derive(Debug, Clone)]
pub(crate) struct OwnTable {
    /// The file.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Names of the tables that every language has.
pub(crate) const OF_LANGUAGE: [&str; 5] = ["states.tsv", "regions.tsv", "roles.tsv", "endings.tsv", "grammar.tsv"];
/// Names of the tables of all languages.
pub(crate) const OF_ALL: [&str; 5] = ["entities.tsv", "offices.tsv", "places.tsv", "roles.toml", "shared_offices.tsv"];

/// Paths of all tables below `knowledge/`.
#[allow(dead_code)]
pub(crate) fn paths() -> impl Iterator<Item = String> {
    let of_language = LANGUAGES.iter().flat_map(|l| OF_LANGUAGE.iter().map(move |name| format!("{l}/{name}")));
    OF_ALL.iter().map(|name| (*name).to_owned()).chain(of_language)
}

/// The table with this path.
fn find<'a>(tables: &'a [Table], path: &str) -> Result<&'a Table, Fault> {
    let found = tables.iter().find(|t| t.path == path);
    found.ok_or_else(|| Fault { place: path.into(), cause: "the table is missing".into() })
}

/// A wrong entry of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Table and line.
    pub place: String,
    /// Why, and what would be right.
    pub cause: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.cause)
    }
}

impl From<Fault> for Vec<Fault> {
    fn from(fault: Fault) -> Self {
        vec![fault]
    }
}

fn list<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    codes.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A whole set of tables with one line in each, `changed` in place of one of them.
    fn tables(changed: &str, text: &str) -> Vec<Table> {
        let mut all = vec![
            (
                "entities.tsv".to_owned(),
                "id\tkind\tcountry\tsectors\tstart\tend\tname\taliases\nQ1\tstate\tAAA\tGOV\t-\t-\tAland\t-\n",
            ),
            (
                "offices.tsv".to_owned(),
                "id\tname\tcountry\toffice\tstart\tend\taliases\nx:a-b\tAnn Bee\tAAA\thead_of_state\t2000\t2004-05\t-\n",
            ),
            ("roles.toml".to_owned(), "[sectors]\nmilitary = \"MIL\"\n"),
            (
                "places.tsv".to_owned(),
                "id\tname\tkind\tcountry\tlat\tlon\taliases\nx:r\tErland\tregion\tAAA\t1\t2\t-\n",
            ),
        ];
        for language in LANGUAGES {
            all.push((
                format!("{language}/states.tsv"),
                "country\tnames\tadjectives\tpeople\tseats\nAAA\tAland\talan~\tAlans\t-\n",
            ));
            all.push((format!("{language}/regions.tsv"), "place\tadjectives\tpeople\nx:r\terlandic\tErlanders\n"));
            all.push((format!("{language}/roles.tsv"), "forms\trole\narm~y\tmilitary\n"));
            all.push((format!("{language}/endings.tsv"), "class\tendings\nnoun\t-; ies\nadjective\t-; e\nname\t-\n"));
            all.push((format!("{language}/grammar.tsv"), "class\twords\nhead\tfirst\nof\tof\n"));
        }
        all.into_iter()
            .map(|(path, t)| Table {
                text: if path == changed { text.to_owned() } else { t.to_owned() },
                path,
                own: None,
            })
            .collect()
    }

    fn fault(changed: &str, text: &str) -> String {
        match world(&tables(changed, text), &["AAA".to_owned()]) {
            Ok(_) => "no fault".into(),
            Err(faults) => faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        }
    }

    #[test]
    fn good_tables_compile_to_the_same_bytes() {
        let once = world(&tables("", ""), &["AAA".to_owned()]);
        assert!(once.as_ref().is_ok_and(|b| !b.is_empty()), "{once:?}");
        assert_eq!(once, world(&tables("", ""), &["AAA".to_owned()]));
    }

    #[test]
    fn a_wrong_entry_is_named_with_file_line_and_cause() {
        let entities = "id\tkind\tcountry\tsectors\tstart\tend\tname\taliases\nQ1\tstate\tAAA\tGOV\t-\t-\tAland\t-\n";
        let offices = "id\tname\tcountry\toffice\tstart\tend\taliases\n";
        for (table, text, place, cause) in [
            ("entities.tsv", entities.replace("AAA", "ZZZ"), "entities.tsv:2", "`ZZZ` is neither"),
            ("entities.tsv", entities.replace("GOV", "GOVX"), "entities.tsv:2", "`GOVX` is no sector"),
            ("entities.tsv", entities.replace("state", "stat"), "entities.tsv:2", "`stat` is no kind"),
            ("entities.tsv", entities.replace("Q1", "1"), "entities.tsv:2", "`1` is no id"),
            (
                "entities.tsv",
                entities.replace("\t-\t-\tA", "\t2000-13\t-\tA"),
                "entities.tsv:2",
                "`2000-13` is no date",
            ),
            (
                "entities.tsv",
                entities.replace("\t-\t-\tA", "\t2001\t2000\tA"),
                "entities.tsv:2",
                "ends before it starts",
            ),
            (
                "entities.tsv",
                entities.replace("\tAland\t-", "\tAland"),
                "entities.tsv:2",
                "7 cells where the header has 8",
            ),
            ("entities.tsv", format!("{entities}Q1\tgroup\tAAA\tREB\t-\t-\tTwin\t-\n"), "entities.tsv:3", "used twice"),
            ("entities.tsv", entities.replace("kind", "sort"), "entities.tsv:1", "the header must be"),
            ("offices.tsv", format!("{offices}x:a\tA B\tAAA\tking\t-\t-\t-\n"), "offices.tsv:2", "`king` is no office"),
            (
                "offices.tsv",
                format!("{offices}x:a\tA B\tx:none\tleader\t-\t-\t-\n"),
                "offices.tsv:2",
                "no entity has the id",
            ),
            (
                "offices.tsv",
                format!(
                    "{offices}x:a\tA B\tAAA\thead_of_state\t2000\t2004\t-\nx:a\tA B\tAAA\thead_of_state\t2003\t2008\t-\n"
                ),
                "offices.tsv:3",
                "overlaps that of offices.tsv:2",
            ),
            (
                "fr/states.tsv",
                "country\tnames\tadjectives\tpeople\tseats\nBBB\tBeland\t-\t-\t-\n".into(),
                "fr/states.tsv:2",
                "`BBB` is neither",
            ),
            (
                "de/regions.tsv",
                "place\tadjectives\tpeople\nx:q\terländisch\t-\n".into(),
                "de/regions.tsv:2",
                "places.tsv has no place with the id `x:q`",
            ),
            ("ru/roles.tsv", "forms\trole\nарм~ия\tarmy\n".into(), "ru/roles.tsv:2", "no role `army`"),
            ("ru/roles.tsv", "forms\trole\nа~рмия\tmilitary\n".into(), "ru/roles.tsv:2", "fewer than two letters"),
            ("tr/grammar.tsv", "class\twords\nof\tof\n".into(), "tr/grammar.tsv", "no row `head`"),
            ("roles.toml", "[sectors]\nmilitary\n".into(), "roles.toml:2", "neither a [section]"),
        ] {
            let found = fault(table, &text);
            assert!(found.starts_with(place) && found.contains(cause), "{found}, wanted {place}: {cause}");
        }
    }

    /// Faults of the small tables with a user's table over one of them, or none.
    fn own(path: &str, text: &str) -> Vec<String> {
        let mut tables = tables("", "");
        for table in &mut tables {
            if table.path == path {
                table.own = Some(OwnTable { path: format!("own/{path}"), text: text.to_owned() });
            }
        }
        world(&tables, &["AAA".to_owned()]).err().unwrap_or_default().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_users_rows_replace_add_and_take_out() {
        let header = "id\tkind\tcountry\tsectors\tstart\tend\tname\taliases\n";
        let none: Vec<String> = Vec::new();
        assert_eq!(
            own(
                "entities.tsv",
                &format!("{header}Q1\t=\t=\t=\t=\t=\t=\t+ Alandia\nx:n\tgroup\tAAA\tREB\t-\t-\tNew\t-\n")
            ),
            none
        );
        // The state is needed by its names and by a term.
        let out = own("entities.tsv", &format!("{header}Q1\t-\t-\t-\t-\t-\t-\t-\n"));
        assert!(out.iter().any(|f| f.contains("entities.tsv has no state with the code AAA")), "{out:?}");
        let wrong = own(
            "entities.tsv",
            &format!(
                "{header}x:n\tgruppe\tAAA\tREB\t-\t-\tNew\t-\nx:o\t-\t-\t-\t-\t-\t-\t-\nx:p\t=\t=\t=\t=\t=\tP\t=\n"
            ),
        );
        for (place, cause) in [(2, "`gruppe` is no kind"), (3, "takes out what"), (4, "`=` keeps a cell")] {
            let place = format!("own/entities.tsv:{place}");
            assert!(wrong.iter().any(|f| f.starts_with(&place) && f.contains(cause)), "{place} {cause}: {wrong:?}");
        }
        let header = "id\tname\tcountry\toffice\tstart\tend\taliases\n";
        let ended = format!(
            "{header}x:a-b\t=\tAAA\thead_of_state\t2000\t2003\t=\nx:c\tC Dee\tAAA\thead_of_state\t2003\t-\t-\n"
        );
        assert_eq!(own("offices.tsv", &ended), none);
    }

    #[test]
    fn the_check_tells_of_two_holders_and_missing_languages() {
        let header = "id\tname\tcountry\toffice\tstart\tend\taliases\nx:a\tA B\tAAA\thead_of_state\t2000\t2005\t-\n";
        let shared = "country\toffice\tstart\tend\twhy\n";
        let check = |offices: String, shared: &str| {
            let mut tables = tables("offices.tsv", &offices);
            tables.push(Table { path: "shared_offices.tsv".into(), text: shared.into(), own: None });
            tables.retain(|t| t.path != "it/states.tsv");
            let text = "country\tnames\tadjectives\tpeople\tseats\n".to_owned();
            tables.push(Table { path: "it/states.tsv".into(), text, own: None });
            check::check(&tables, &["AAA".to_owned()]).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let missing = "states.tsv: AAA has no row in it";
        assert_eq!(check(format!("{header}x:c\tC D\tAAA\thead_of_state\t2005\t-\t-\n"), shared), [missing]);
        let two = check(format!("{header}x:c\tC D\tAAA\thead_of_state\t2004\t-\t-\n"), shared);
        assert!(two.len() == 2 && two[1].contains("at one time"), "{two:?}");
        let allowed = format!("{shared}AAA\thead_of_state\t2004\t2005\ttwo kings\n");
        assert_eq!(check(format!("{header}x:c\tC D\tAAA\thead_of_state\t2004\t-\t-\n"), &allowed), [missing]);
    }

    #[test]
    fn a_gazetteer_compiles_with_the_endings_of_cyrillic_names() {
        let header = "id\tkind\tcountry\tparent\tlat\tlon\tpopulation\tname\taliases\n";
        let table =
            |line: &str| Table { path: "gazetteer.tsv.gz".into(), text: format!("{header}{line}\n"), own: None };
        let good = table("1\tcountry\tAAA\t-\t1.5\t2.5\t100\tAland\tАланд;Åland");
        assert_eq!(countries(&good.text), ["AAA"]);
        let endings = cyrillic_endings(&tables("ru/endings.tsv", "class\tendings\nname\tе; ами\n"));
        assert_eq!(endings, Ok(vec!["ами".to_owned(), "е".to_owned()]));
        assert!(gazetteer(&good, &endings.unwrap_or_default()).is_ok());
        let bad = gazetteer(&table("x\tcountry\tAAA\t-\t1.5\t2.5\t100\tAland\t-"), &[]);
        assert!(bad.is_err_and(|f| f[0].place == "gazetteer.tsv.gz:2" && f[0].cause.contains("no GeoNames id")));
    }

    #[test]
    fn places_need_a_position_and_a_kind() {
        let row = |line: &str| {
            let text = format!("id\tname\tkind\tcountry\tlat\tlon\taliases\n{line}\n");
            let tables = [Table { path: "places.tsv".into(), text, own: None }];
            own_places(&tables, &[]).err().map(|f| f[0].to_string())
        };
        assert_eq!(row("x:a\tA\tcity\tAAA\t1\t2\t-"), None);
        assert!(row("x:a\tA\tcity\tAAA\t91\t2\t-").is_some_and(|f| f.contains("within ±90")));
        assert!(row("x:a\tA\tcitty\tAAA\t1\t2\t-").is_some_and(|f| f.contains("no kind of place")));
    }
}
