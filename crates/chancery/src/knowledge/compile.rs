//! Tables to bytes.
//!
//! In: the text of the tables of `knowledge/`. Out: two kinds of block that [`super::Knowledge`] reads in place: the *world*
//! (entities, persons, terms, roles and all their names) and *places*. Always: the same tables give the same bytes; a table with a
//! wrong entry gives a [`Fault`] that names file, line and cause, never a block.
//!
//! Used by the build script, and by the tests of the library.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use super::codes::{LANGUAGES, Marker, Office, PlaceKind, SUPRANATIONAL, Sector, TableKind};
use super::layout::{
    COUNT_BITS, EVERY, LONG_WORD, NONE, OF_ENTITY, OWN_NAME, STEMMED, flag, period, places, target, world,
};
use super::normal::{self, Script, Shape, Tokens};

/// A table and where it stands, for messages.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Path below `knowledge/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A wrong entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
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

/// Names shorter than this in capitals are matched in capitals only: "US" is not "us", but "Nato" is "NATO".
const UPPER_BELOW: usize = 4;

/// How many forms one value may grow into, so that a slip of the pen cannot fill the program.
const MOST_FORMS: usize = 4000;

// ---------------------------------------------------------------------------------------------------------------- tables

/// One row: its line, its cells.
struct Row<'a> {
    place: String,
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    fn fault(&self, cause: impl Into<String>) -> Fault {
        Fault { place: self.place.clone(), cause: cause.into() }
    }

    /// The values of a cell.
    fn values(&self, column: usize) -> impl Iterator<Item = &'a str> {
        values(self.cells[column])
    }

    fn needed(&self, column: usize, name: &str) -> Result<&'a str, Fault> {
        match self.cells[column] {
            "-" | "" => Err(self.fault(format!("`{name}` is empty"))),
            value => Ok(value),
        }
    }

    fn period(&self, start: usize, end: usize) -> Result<(i32, i32), Fault> {
        let day = |column: usize| match self.cells[column] {
            "-" | "" => Ok(None),
            text => match period(text) {
                Some(period) => Ok(Some(period)),
                None => Err(self.fault(format!("`{text}` is no date; write YYYY, YYYY-MM, YYYY-MM-DD or -"))),
            },
        };
        let start = day(start)?.map_or(i32::MIN, |p| p.0);
        let end = day(end)?.map_or(i32::MAX, |p| p.1);
        if end < start {
            return Err(self.fault("it ends before it starts"));
        }
        Ok((start, end))
    }
}

fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|v| !v.is_empty() && *v != "-")
}

/// The rows of a table whose header must be `columns`.
fn rows<'a>(table: &'a Table, columns: &[&str]) -> Result<Vec<Row<'a>>, Fault> {
    let mut header = false;
    let mut out = Vec::new();
    for (number, line) in table.text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let place = format!("{}:{}", table.path, number + 1);
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if !header {
            if cells != columns {
                return Err(Fault {
                    place,
                    cause: format!("the header must be {}, separated by tabs", columns.join(" ")),
                });
            }
            header = true;
            continue;
        }
        if cells.len() != columns.len() {
            let cause = format!(
                "{} cells where the header has {}; separate them by tabs, write - for none",
                cells.len(),
                columns.len()
            );
            return Err(Fault { place, cause });
        }
        out.push(Row { place, cells });
    }
    if !header {
        return Err(Fault { place: table.path.clone(), cause: "no header line".into() });
    }
    Ok(out)
}

// ------------------------------------------------------------------------------------------------------------- the world

/// A posting before it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    target: u32,
    languages: u16,
    flags: u8,
    written: u32,
}

const EVERY_LANGUAGE: u16 = (1 << LANGUAGES.len()) - 1;

/// Endings of one language.
#[derive(Debug, Default, Clone)]
struct Endings {
    noun: Vec<String>,
    adjective: Vec<String>,
    name: Vec<String>,
}

/// Names under way to their map.
#[derive(Default)]
struct Names {
    map: BTreeMap<Vec<u8>, Vec<Posting>>,
    words: BTreeSet<String>,
    endings: Vec<String>,
}

impl Names {
    /// Adds a name as it is written; Cyrillic names also by their stems when they `inflect`.
    fn add(&mut self, name: &str, target: u32, languages: u16, flags: u8, inflect: bool) {
        let tokens = Tokens::of(name);
        let flags = flags | case(name, &tokens);
        let posting = Posting { target, languages, flags, written: normal::written(name) };
        let Some(keys) = keys(name, &tokens, inflect.then_some(self.endings.as_slice())) else { return };
        for token in tokens.list() {
            self.words.insert(tokens.folded(token).to_owned());
        }
        self.put(keys.plain.into_bytes(), posting);
        if let Some(stems) = keys.stems {
            self.put(stems, Posting { flags: flags | flag::INFLECTED, ..posting });
        }
    }

    fn put(&mut self, key: Vec<u8>, posting: Posting) {
        let postings = self.map.entry(key).or_default();
        let same =
            |p: &&mut Posting| p.target == posting.target && p.flags == posting.flags && p.written == posting.written;
        match postings.iter_mut().find(same) {
            Some(known) => known.languages |= posting.languages,
            None => postings.push(posting),
        }
    }
}

/// Keys of one name.
struct Keys {
    plain: String,
    stems: Option<Vec<u8>>,
}

/// The keys of a name: its folded tokens; without the article in Arabic; and its stems if it is Cyrillic and `endings` are given.
fn keys(name: &str, tokens: &Tokens, endings: Option<&[String]>) -> Option<Keys> {
    let mut plain = String::new();
    let mut stems = vec![STEMMED];
    let mut cyrillic = false;
    for token in tokens.list() {
        let folded = tokens.folded(token);
        if folded.is_empty() {
            continue;
        }
        if !plain.is_empty() {
            plain.push(' ');
            stems.push(b' ');
        }
        let raw = &name[token.start as usize..token.end as usize];
        plain.push_str(match token.script {
            Script::Arabic => normal::without_article(raw, folded).unwrap_or(folded),
            _ => folded,
        });
        cyrillic |= token.script == Script::Cyrillic;
        match endings {
            Some(endings) if token.script == Script::Cyrillic => stems.extend(normal::stem(folded, endings).bytes()),
            _ => stems.extend(folded.bytes()),
        }
    }
    (!plain.is_empty()).then(|| Keys { plain, stems: (cyrillic && endings.is_some()).then_some(stems) })
}

/// What case a name asks for.
fn case(name: &str, tokens: &Tokens) -> u8 {
    let Some(first) = tokens.list().first() else { return 0 };
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if tokens.list().iter().all(|t| t.shape == Shape::Upper) && letters < UPPER_BELOW {
        flag::UPPER
    } else if first.shape != Shape::Small {
        flag::INITIAL
    } else {
        0
    }
}

/// Every form of a value of a table: the part before each `~` with the endings of its class, and the value as written. The class
/// is `class`, but adjectives for a word that is written with an ending only they have ("военн~ые"), and for every marked word
/// but the last ("Саудовск~ая Арави~я").
fn forms(value: &str, class: Class, endings: &Endings, row: &Row<'_>) -> Result<Vec<(String, bool)>, Fault> {
    let written: String = value.replace('~', "");
    let marked = value.matches('~').count();
    if marked == 0 {
        return Ok(vec![(written, false)]);
    }
    // Literal text, then (stem, what is written after it) for each marked word.
    let mut pieces: Vec<(String, Option<&str>)> = vec![(String::new(), None)];
    for word in value.split_inclusive(' ') {
        let last = pieces.len() - 1;
        match word.split_once('~') {
            None => pieces[last].0.push_str(word),
            Some((stem, rest)) => {
                if stem.chars().count() < 2 {
                    return Err(row.fault(format!("`{value}`: fewer than two letters before ~ match too much")));
                }
                pieces[last].0.push_str(stem);
                pieces[last].1 = Some(rest.trim_end());
                pieces.push((if rest.ends_with(' ') { " ".into() } else { String::new() }, None));
            }
        }
    }
    let written_last = pieces.iter().rev().find_map(|p| p.1).unwrap_or_default().to_owned();
    let adjectival = written_last.chars().count() > 1
        && endings.adjective.contains(&written_last)
        && !endings.noun.contains(&written_last);
    let last_endings = if class == Class::Adjective || adjectival { &endings.adjective } else { &endings.noun };
    // Adjectives before a noun agree with one another.
    let nothing = vec![String::new()];
    let first_endings = if marked > 1 { &endings.adjective } else { &nothing };
    if first_endings.len() * last_endings.len() > MOST_FORMS {
        return Err(row.fault(format!("`{value}` grows into more than {MOST_FORMS} forms; write its cases out")));
    }
    let mut grown = Vec::new();
    for first in first_endings {
        for last in last_endings {
            let mut form = String::new();
            for (i, (text, mark)) in pieces.iter().enumerate() {
                form.push_str(text);
                if mark.is_some() {
                    form.push_str(if i + 1 == marked { last } else { first });
                }
            }
            grown.push(form);
        }
    }
    let mut out: Vec<(String, bool)> = grown.into_iter().filter(|g| *g != written).map(|g| (g, true)).collect();
    out.sort();
    out.dedup();
    out.push((written, false));
    Ok(out)
}

/// Which endings a value takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Noun,
    Adjective,
}

/// Text that rows refer to: length and bytes.
#[derive(Default)]
struct Text {
    bytes: Vec<u8>,
    seen: HashMap<String, u32>,
}

impl Text {
    fn put(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.seen.get(text) {
            return at;
        }
        let at = self.bytes.len() as u32;
        let mut end = text.len().min(usize::from(u16::MAX));
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        self.bytes.extend_from_slice(&(end as u16).to_le_bytes());
        self.bytes.extend_from_slice(&text.as_bytes()[..end]);
        self.seen.insert(text.to_owned(), at);
        at
    }
}

/// An entity row.
struct Entity {
    id: String,
    name: String,
    kind: TableKind,
    country: Option<u16>,
    sectors: Vec<Sector>,
    start: i32,
    end: i32,
}

/// Compiles the world. `countries` are the codes that places may have, with PLOVER's.
pub(crate) fn world(tables: &[Table], countries: &[String]) -> Result<Vec<u8>, Fault> {
    let find = |path: &str| {
        tables
            .iter()
            .find(|t| t.path == path)
            .ok_or_else(|| Fault { place: path.into(), cause: "the table is missing".into() })
    };
    let mut codes: BTreeSet<String> = countries.iter().cloned().collect();
    codes.extend(SUPRANATIONAL.iter().map(|c| (*c).to_owned()));
    let codes: Vec<String> = codes.into_iter().collect();
    let country = |row: &Row<'_>, code: &str| match codes.binary_search_by(|c| c.as_str().cmp(code)) {
        Ok(index) => Ok(index as u16),
        Err(_) => {
            Err(row.fault(format!("`{code}` is neither an ISO 3166-1 alpha-3 code of a state nor one of PLOVER's")))
        }
    };

    let mut text = Text::default();
    let mut names = Names::default();
    let mut of_language = Vec::new();
    for language in LANGUAGES {
        of_language.push(endings(find(&format!("{language}/endings.tsv"))?)?);
    }
    // Names of tables without a language take the endings of Russian and Ukrainian.
    let mut cyrillic: Vec<String> = of_language
        .iter()
        .zip(LANGUAGES)
        .filter(|(_, l)| matches!(*l, "ru" | "uk"))
        .flat_map(|(e, _)| e.name.clone())
        .collect();
    cyrillic.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then(a.cmp(b)));
    cyrillic.dedup();
    names.endings = cyrillic.clone();

    // Entities.
    let mut entities: Vec<Entity> = Vec::new();
    let mut entity_index: HashMap<String, u32> = HashMap::new();
    let mut state_of: Vec<u32> = vec![NONE; codes.len()];
    let table = find("entities.tsv")?;
    for row in rows(table, &["id", "kind", "country", "sectors", "start", "end", "name", "aliases"])? {
        let id = row.needed(0, "id")?;
        check_id(id, &row)?;
        let kind = TableKind::from_code(row.cells[1]).ok_or_else(|| {
            row.fault(format!(
                "`{}` is no kind; one of {}",
                row.cells[1],
                list(TableKind::ALL.iter().map(|k| k.code()))
            ))
        })?;
        let of = match row.cells[2] {
            "-" | "" => None,
            code => Some(country(&row, code)?),
        };
        let mut sectors = Vec::new();
        for code in row.values(3) {
            sectors.push(Sector::from_code(code).ok_or_else(|| {
                row.fault(format!("`{code}` is no sector; one of {}", list(Sector::ALL.iter().map(|s| s.code()))))
            })?);
        }
        if sectors.len() > 4 {
            return Err(row.fault("more than four sectors"));
        }
        let (start, end) = row.period(4, 5)?;
        let name = row.needed(6, "name")?;
        let index = entities.len() as u32;
        if entity_index.insert(id.to_owned(), index).is_some() {
            return Err(row.fault(format!("the id `{id}` is used twice")));
        }
        if let (TableKind::State, Some(of)) = (kind, of)
            && !sectors.contains(&Sector::PartlyRecognised)
            && end == i32::MAX
        {
            if state_of[usize::from(of)] != NONE {
                return Err(row.fault(format!("two states have the code {}", codes[usize::from(of)])));
            }
            state_of[usize::from(of)] = index;
        }
        let target = target::ENTITY << target::SHIFT | index;
        // What states are called stands in each language's table; only aliases hold in all of them.
        let own = (state_of.get(of.map_or(usize::MAX, usize::from)) != Some(&index)).then_some(name);
        for alias in own.into_iter().chain(row.values(7)) {
            names.add(&alias.replace('~', ""), target, EVERY_LANGUAGE, 0, true);
        }
        entities.push(Entity { id: id.into(), name: name.into(), kind, country: of, sectors, start, end });
    }

    // Persons and their terms.
    struct Term {
        person: u32,
        of: u32,
        office: Office,
        start: i32,
        end: i32,
        place: String,
    }
    let mut persons: Vec<(String, String, BTreeSet<u32>)> = Vec::new();
    let mut person_index: HashMap<String, u32> = HashMap::new();
    let mut terms: Vec<Term> = Vec::new();
    for row in rows(find("offices.tsv")?, &["id", "name", "country", "office", "start", "end", "aliases"])? {
        let id = row.needed(0, "id")?;
        check_id(id, &row)?;
        let name = row.needed(1, "name")?;
        let office = Office::from_code(row.cells[3]).ok_or_else(|| {
            row.fault(format!("`{}` is no office; one of {}", row.cells[3], list(Office::ALL.iter().map(|o| o.code()))))
        })?;
        let place = row.needed(2, "country")?;
        let of = match entity_index.get(place) {
            Some(&entity) => OF_ENTITY | entity,
            None if place.len() != 3 => {
                return Err(row.fault(format!("no entity has the id `{place}`")));
            }
            None => u32::from(country(&row, place)?),
        };
        let (start, end) = row.period(4, 5)?;
        let person = *person_index.entry(id.to_owned()).or_insert(persons.len() as u32);
        if person as usize == persons.len() {
            persons.push((id.into(), name.into(), BTreeSet::new()));
        } else if persons[person as usize].1 != name {
            return Err(row.fault(format!("`{id}` is called `{}` above", persons[person as usize].1)));
        }
        if let Some(other) = terms
            .iter()
            .find(|t| t.person == person && t.of == of && t.office == office && t.start < end && start < t.end)
        {
            return Err(row.fault(format!("this term overlaps that of {}", other.place)));
        }
        terms.push(Term { person, of, office, start, end, place: row.place.clone() });
        let home = entity_index
            .get(place)
            .and_then(|&e| entities[e as usize].country)
            .map_or(place, |c| &codes[usize::from(c)]);
        let family_first = matches!(home, "CHN" | "HKG" | "TWN" | "KOR" | "PRK" | "VNM" | "KHM");
        // "Eric Chu" and "Eric Chu Li-luan" beside "Lai Ching-te".
        let western = |alias: &str| matches!(home, "HKG" | "TWN") && Tokens::of(alias).list().len() != 3;
        for alias in std::iter::once(name).chain(row.values(6)) {
            add_person(
                &mut names,
                &mut persons[person as usize].2,
                &alias.replace('~', ""),
                person,
                family_first && !western(alias),
                alias == name,
            );
        }
    }

    // Roles.
    let roles = roles(find("roles.toml")?)?;
    let role_index: HashMap<&str, u32> = roles.iter().enumerate().map(|(i, r)| (r.name.as_str(), i as u32)).collect();

    // Each language.
    let mut heads = Vec::new();
    for (l, language) in LANGUAGES.iter().enumerate() {
        let endings = &of_language[l];
        let bit = 1u16 << l;
        let mut listed: HashMap<&str, String> = HashMap::new();
        for row in
            rows(find(&format!("{language}/states.tsv"))?, &["country", "names", "adjectives", "people", "seats"])?
        {
            let code = row.needed(0, "country")?;
            let index = u32::from(country(&row, code)?);
            if let Some(before) = listed.insert(row.cells[0], row.place.clone()) {
                return Err(row.fault(format!("{code} has a row already: {before}")));
            }
            if state_of[index as usize] == NONE {
                return Err(row.fault(format!("entities.tsv has no state with the code {code}")));
            }
            for (column, kind) in [(1, target::STATE), (2, target::ADJECTIVE), (3, target::PEOPLE), (4, target::SEAT)] {
                for value in row.values(column) {
                    let class = if column == 2 { Class::Adjective } else { Class::Noun };
                    for (form, inflected) in forms(value, class, endings, &row)? {
                        let flags = if inflected { flag::INFLECTED } else { 0 };
                        names.add(&form, kind << target::SHIFT | index, bit, flags, false);
                    }
                }
            }
        }
        for row in rows(find(&format!("{language}/roles.tsv"))?, &["forms", "role"])? {
            let role = row.needed(1, "role")?;
            let &index = role_index.get(role).ok_or_else(|| row.fault(format!("roles.toml has no role `{role}`")))?;
            for value in row.values(0) {
                for (form, inflected) in forms(value, Class::Noun, endings, &row)? {
                    let flags = if inflected { flag::INFLECTED } else { 0 };
                    names.add(&form, target::ROLE << target::SHIFT | index, bit, flags, false);
                }
            }
        }
        let mut head = None;
        for row in rows(find(&format!("{language}/grammar.tsv"))?, &["class", "words"])? {
            if row.cells[0] == "head" {
                head = match row.cells[1] {
                    "first" => Some(0),
                    "last" => Some(1),
                    other => {
                        return Err(row.fault(format!("the head of a noun phrase is `first` or `last`, not `{other}`")));
                    }
                };
                continue;
            }
            let marker = Marker::from_code(row.cells[0]).ok_or_else(|| {
                row.fault(format!(
                    "`{}` is no class; head or one of {}",
                    row.cells[0],
                    list(Marker::ALL.iter().map(|m| m.code()))
                ))
            })?;
            let class = match marker {
                Marker::Province | Marker::District | Marker::City => Class::Noun,
                _ => Class::Adjective,
            };
            for value in row.values(1) {
                for (form, _) in forms(value, class, endings, &row)? {
                    names.add(&form, target::MARKER << target::SHIFT | marker as u32, bit, 0, false);
                }
            }
        }
        heads.push(
            head.ok_or_else(|| Fault { place: format!("{language}/grammar.tsv"), cause: "no row `head`".into() })?,
        );
    }

    // Bytes.
    let mut sections: Vec<Vec<u8>> = vec![Vec::new(); world::SECTIONS];
    for (code, state) in codes.iter().zip(&state_of) {
        put_code(&mut sections[world::COUNTRIES], code);
        put(&mut sections[world::COUNTRIES], *state);
    }
    for e in &entities {
        let (id, name) = (text.put(&e.id), text.put(&e.name));
        let out = &mut sections[world::ENTITIES];
        put(out, id);
        put(out, name);
        out.push(e.kind as u8);
        out.push(e.sectors.len() as u8);
        out.extend_from_slice(&e.country.unwrap_or(u16::MAX).to_le_bytes());
        out.extend((0..4).map(|i| e.sectors.get(i).map_or(0, |s| *s as u8)));
        put(out, e.start as u32);
        put(out, e.end as u32);
    }
    let mut order: Vec<usize> = (0..terms.len()).collect();
    order.sort_by_key(|&i| (terms[i].person, terms[i].start, terms[i].end, i));
    for (p, (id, name, parts)) in persons.iter().enumerate() {
        let first = order.partition_point(|&i| terms[i].person < p as u32);
        let count = order[first..].iter().take_while(|&&i| terms[i].person == p as u32).count();
        let (id, name) = (text.put(id), text.put(name));
        let at = sections[world::PARTS_OF_NAMES].len() as u32 / 4;
        for part in parts {
            put(&mut sections[world::PARTS_OF_NAMES], *part);
        }
        let out = &mut sections[world::PERSONS];
        put(out, id);
        put(out, name);
        put(out, first as u32);
        put(out, at);
        out.extend_from_slice(&(count as u16).to_le_bytes());
        out.extend_from_slice(&(parts.len() as u16).to_le_bytes());
    }
    for &i in &order {
        let term = &terms[i];
        let out = &mut sections[world::TERMS];
        put(out, term.person);
        put(out, term.of);
        put(out, term.office as u32);
        put(out, term.start as u32);
        put(out, term.end as u32);
    }
    let mut by_office: Vec<u32> = (0..order.len() as u32).collect();
    by_office.sort_by_key(|&i| {
        let term = &terms[order[i as usize]];
        (term.of, term.office, term.start, i)
    });
    for i in by_office {
        put(&mut sections[world::TERMS_BY_OFFICE], i);
    }
    for role in &roles {
        let name = text.put(&role.name);
        let out = &mut sections[world::ROLES];
        put(out, name);
        out.extend_from_slice(&[role.sector as u8, role.office.map_or(u8::MAX, |o| o as u8), u8::from(role.bearer), 0]);
    }
    // Endings that names take, to take off again: Cyrillic first, then each language's.
    for list in std::iter::once(&cyrillic).chain(of_language.iter().map(|e| &e.name)) {
        let at = text.put(&list.join(" "));
        put(&mut sections[world::ENDINGS], at);
    }
    sections[world::HEADS] = heads;
    sections[world::TEXT] = text.bytes;
    let (map, postings) = map(&names.map, |posting, out| {
        put(out, posting.target);
        put(out, posting.written);
        out.extend_from_slice(&posting.languages.to_le_bytes());
        out.extend_from_slice(&[posting.flags, 0]);
    })?;
    sections[world::NAMES] = map;
    sections[world::POSTINGS] = postings;
    sections[world::WORDS] = words(&names.words)?;
    sections[world::LONG] = long_words(&names.map)?;
    Ok(block(&sections))
}

fn list<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    codes.collect::<Vec<_>>().join(" ")
}

fn check_id(id: &str, row: &Row<'_>) -> Result<(), Fault> {
    let wikidata = id.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let own = id
        .strip_prefix("x:")
        .is_some_and(|s| !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
    if wikidata || own {
        Ok(())
    } else {
        Err(row.fault(format!("`{id}` is no id; write a Wikidata id (Q159) or x:slug in small letters")))
    }
}

/// Adds a person's name in full, its family name alone, and remembers its parts.
fn add_person(names: &mut Names, parts: &mut BTreeSet<u32>, name: &str, person: u32, family_first: bool, own: bool) {
    let target = target::PERSON << target::SHIFT | person;
    let tokens = Tokens::of(name);
    let list = tokens.list();
    let single = list.len() == 1 && !own;
    names.add(name, target, EVERY_LANGUAGE, if single { flag::SURNAME } else { 0 }, true);
    for token in list {
        let folded = tokens.folded(token);
        parts.insert(normal::hash(folded));
        if token.script == Script::Cyrillic {
            parts.insert(normal::hash(&normal::stem(folded, &names.endings)));
        }
    }
    if list.len() < 2 {
        return;
    }
    let word = |i: usize| &name[list[i].start as usize..list[i].end as usize];
    let roman = |s: &str| s.chars().all(|c| "IVXІ".contains(c)) || matches!(s, "Jr" | "Sr");
    let at = if family_first { 0 } else { list.len() - 1 };
    // Two letters are a word of some language: "Le", "Do", "Il".
    if list[at].letters < 3 || roman(word(at)) || word(at).chars().all(|c| c.is_ascii_digit()) {
        return;
    }
    let mut start = at;
    if !family_first {
        // "von der Leyen": small particles belong to the family name.
        while start > 1 && list[start - 1].shape == Shape::Small && list[start - 1].script != Script::Arabic {
            start -= 1;
        }
        // Hyphens and apostrophes hold a name together: "Abdel-Fattah", "N'Guessan".
        while start > 1 && matches!(list[start].gap, normal::Gap::Hyphen | normal::Gap::Apostrophe) {
            start -= 1;
        }
        // "Abu", "Al", "Bin" begin a name that is not used without them.
        if start > 1
            && matches!(
                tokens.folded(&list[start - 1]),
                "al" | "el" | "abu" | "bin" | "ben" | "ibn" | "аль" | "эль" | "عبد" | "ابو" | "بن"
            )
        {
            start -= 1;
        }
    }
    names.add(
        &name[list[at].start as usize..list[at].end as usize],
        target,
        EVERY_LANGUAGE,
        flag::SURNAME | flag::DERIVED,
        true,
    );
    if start != at {
        names.add(
            &name[list[start].start as usize..list[at].end as usize],
            target,
            EVERY_LANGUAGE,
            flag::SURNAME | flag::DERIVED,
            true,
        );
    }
}

fn endings(table: &Table) -> Result<Endings, Fault> {
    let mut out = Endings::default();
    for row in rows(table, &["class", "endings"])? {
        let list = match row.cells[0] {
            "noun" => &mut out.noun,
            "adjective" => &mut out.adjective,
            "name" => &mut out.name,
            other => return Err(row.fault(format!("`{other}` is no class; noun, adjective or name"))),
        };
        // A bare `-` among others is the zero ending.
        list.extend(
            row.cells[1]
                .split(';')
                .map(str::trim)
                .filter(|e| !e.is_empty())
                .map(|e| if e == "-" { String::new() } else { e.to_owned() }),
        );
    }
    for list in [&mut out.noun, &mut out.adjective, &mut out.name] {
        list.sort();
        list.dedup();
    }
    out.name.retain(|e| !e.is_empty());
    Ok(out)
}

struct RoleRow {
    name: String,
    sector: Sector,
    office: Option<Office>,
    bearer: bool,
}

/// Reads the little of TOML that `roles.toml` uses: `[section]` and `name = "CODE"`.
fn roles(table: &Table) -> Result<Vec<RoleRow>, Fault> {
    let mut out: Vec<RoleRow> = Vec::new();
    let mut section = String::new();
    for (number, line) in table.text.lines().enumerate() {
        let fault = |cause: String| Fault { place: format!("{}:{}", table.path, number + 1), cause };
        let line = line.split('#').next().unwrap_or("").trim();
        if line.is_empty() {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name.to_owned();
            continue;
        }
        let Some((name, sector)) = line.split_once('=').map(|(n, s)| (n.trim(), s.trim().trim_matches('"'))) else {
            return Err(fault("neither a [section] nor name = \"SECTOR\"".into()));
        };
        let sector = Sector::from_code(sector).ok_or_else(|| fault(format!("`{sector}` is no sector")))?;
        let office = match section.as_str() {
            "offices" => Some(Office::from_code(name).ok_or_else(|| fault(format!("`{name}` is no office")))?),
            "sectors" | "bearers" => None,
            other => return Err(fault(format!("`{other}` is no section; offices, bearers or sectors"))),
        };
        if out.iter().any(|r| r.name == name) {
            return Err(fault(format!("`{name}` stands twice")));
        }
        out.push(RoleRow { name: name.into(), sector, office, bearer: section == "bearers" });
    }
    Ok(out)
}

// --------------------------------------------------------------------------------------------------------------- places

/// A place before it is written.
struct Place<'a> {
    id: String,
    geonames: u32,
    kind: PlaceKind,
    country: String,
    parent: u32,
    lat: f64,
    lon: f64,
    population: u32,
    name: &'a str,
    aliases: Vec<&'a str>,
}

/// Compiles the gazetteer: columns `id kind country parent lat lon population name aliases`, aliases separated by `;`.
pub(crate) fn gazetteer(table: &Table, endings: &[String]) -> Result<Vec<u8>, Fault> {
    let mut places = Vec::new();
    for row in rows(table, &["id", "kind", "country", "parent", "lat", "lon", "population", "name", "aliases"])? {
        let geonames: u32 =
            row.cells[0].parse().map_err(|_| row.fault(format!("`{}` is no GeoNames id", row.cells[0])))?;
        let parent = match row.cells[3] {
            "-" => NONE,
            id => id.parse().map_err(|_| row.fault(format!("`{id}` is no GeoNames id")))?,
        };
        let population =
            row.cells[6].parse().map_err(|_| row.fault(format!("`{}` is no number of people", row.cells[6])))?;
        places.push(Place {
            id: format!("geonames:{geonames}"),
            geonames,
            kind: place_kind(row.cells[1], &row)?,
            country: place_country(row.cells[2], &row)?,
            parent,
            lat: degrees(row.cells[4], 90.0, &row)?,
            lon: degrees(row.cells[5], 180.0, &row)?,
            population,
            name: row.needed(7, "name")?,
            aliases: row.values(8).collect(),
        });
    }
    places_block(&places, endings, &table.path)
}

/// Compiles `places.tsv`: columns `id name kind country lat lon aliases`.
pub(crate) fn own_places(table: &Table, endings: &[String]) -> Result<Vec<u8>, Fault> {
    let mut places = Vec::new();
    let mut seen = BTreeSet::new();
    for row in rows(table, &["id", "name", "kind", "country", "lat", "lon", "aliases"])? {
        let id = row.needed(0, "id")?;
        let geonames = id.strip_prefix("geonames:").and_then(|n| n.parse().ok());
        if geonames.is_none() {
            check_id(id, &row)?;
        }
        if !seen.insert(id) {
            return Err(row.fault(format!("the id `{id}` is used twice")));
        }
        places.push(Place {
            id: id.to_owned(),
            geonames: geonames.unwrap_or(0),
            kind: place_kind(row.cells[2], &row)?,
            country: place_country(row.cells[3], &row)?,
            parent: NONE,
            lat: degrees(row.cells[4], 90.0, &row)?,
            lon: degrees(row.cells[5], 180.0, &row)?,
            population: 0,
            name: row.needed(1, "name")?,
            aliases: row.values(6).collect(),
        });
    }
    places_block(&places, endings, &table.path)
}

fn place_kind(kind: &str, row: &Row<'_>) -> Result<PlaceKind, Fault> {
    // Everyday words for the kinds, so that a table reads well.
    let known = match kind {
        "town" | "village" | "quarter" | "settlement" => "city",
        "base" | "airport" | "camp" | "port" | "crossing" | "dam" | "plant" | "building" => "site",
        "river" | "border" | "road" | "valley" | "mountains" | "corridor" | "front" | "canal" => "line",
        "island" | "islands" | "area" | "territory" | "desert" | "peninsula" | "lake" | "forest" => "region",
        "strait" | "gulf" | "ocean" => "sea",
        "oblast" | "state" | "governorate" => "province",
        other => other,
    };
    PlaceKind::from_code(known).ok_or_else(|| {
        row.fault(format!("`{kind}` is no kind of place; one of {}", list(PlaceKind::ALL.iter().map(|k| k.code()))))
    })
}

fn place_country(code: &str, row: &Row<'_>) -> Result<String, Fault> {
    match code {
        "-" | "" => Ok("-".into()),
        code if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) => Ok(code.to_owned()),
        code => Err(row.fault(format!("`{code}` is no country code of three letters"))),
    }
}

fn degrees(text: &str, most: f64, row: &Row<'_>) -> Result<f64, Fault> {
    match text.parse::<f64>() {
        Ok(value) if value.abs() <= most => Ok(value),
        _ => Err(row.fault(format!("`{text}` is no position within ±{most} degrees"))),
    }
}

/// Spellings of the first word of a place's name that stand for one another.
const FIRST_WORDS: [(&str, &str); 3] = [("saint", "st"), ("mount", "mt"), ("fort", "ft")];

fn places_block(places: &[Place<'_>], endings: &[String], path: &str) -> Result<Vec<u8>, Fault> {
    let mut text = Text::default();
    let mut sections: Vec<Vec<u8>> = vec![Vec::new(); places::SECTIONS];
    let mut map_of: BTreeMap<Vec<u8>, Vec<u32>> = BTreeMap::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    let index: HashMap<u32, u32> =
        places.iter().enumerate().filter(|(_, p)| p.geonames != 0).map(|(i, p)| (p.geonames, i as u32)).collect();
    let mut by_country: BTreeMap<&str, u32> = BTreeMap::new();
    for (i, place) in places.iter().enumerate() {
        if place.kind == PlaceKind::Country && by_country.insert(&place.country, i as u32).is_some() {
            return Err(Fault { place: path.into(), cause: format!("two countries have the code {}", place.country) });
        }
        let (name, id) = (text.put(place.name), if place.geonames == 0 { text.put(&place.id) } else { NONE });
        let out = &mut sections[places::PLACES];
        put(out, place.geonames);
        put(out, id);
        put(out, name);
        put(out, (place.lat * 1e5).round() as i32 as u32);
        put(out, (place.lon * 1e5).round() as i32 as u32);
        put(out, place.population);
        put(out, if place.parent == NONE { NONE } else { index.get(&place.parent).copied().unwrap_or(NONE) });
        out.extend_from_slice(&[place.country.as_bytes(), b"   "].concat()[..3]);
        out.push(place.kind as u8);
        put(out, 0);
        for (n, name) in std::iter::once(place.name).chain(place.aliases.iter().copied()).enumerate() {
            let name = name.replace('~', "");
            let tokens = Tokens::of(&name);
            let Some(keys) = keys(&name, &tokens, Some(endings)) else { continue };
            for token in tokens.list() {
                known.insert(tokens.folded(token).to_owned());
            }
            let posting = i as u32 | if n == 0 { OWN_NAME } else { 0 };
            let mut add = |key: Vec<u8>| {
                let postings = map_of.entry(key).or_default();
                if !postings.iter().any(|p| p & !OWN_NAME == i as u32) {
                    postings.push(posting);
                }
            };
            for (long, short) in FIRST_WORDS {
                for (from, to) in [(long, short), (short, long)] {
                    if let Some(rest) = keys.plain.strip_prefix(from).and_then(|r| r.strip_prefix(' ')) {
                        add(format!("{to} {rest}").into_bytes());
                    }
                }
            }
            add(keys.plain.into_bytes());
            if let Some(stems) = keys.stems {
                add(stems);
            }
        }
    }
    for postings in map_of.values_mut() {
        postings.sort_by_key(|p| {
            let place = &places[(p & !OWN_NAME) as usize];
            (std::cmp::Reverse(place.population), *p)
        });
        postings.truncate((1 << COUNT_BITS) - 1);
    }
    for (code, i) in by_country {
        put_code(&mut sections[places::COUNTRIES], code);
        put(&mut sections[places::COUNTRIES], i);
    }
    sections[places::TEXT] = text.bytes;
    let (map, postings) = map(&map_of, |posting, out| put(out, *posting))?;
    sections[places::NAMES] = map;
    sections[places::POSTINGS] = postings;
    sections[places::WORDS] = words(&known)?;
    Ok(block(&sections))
}

/// The endings of Cyrillic names, longest first: what [`gazetteer`] and [`own_places`] take off.
pub(crate) fn cyrillic_endings(tables: &[Table]) -> Result<Vec<String>, Fault> {
    let mut out = Vec::new();
    for language in ["ru", "uk"] {
        let path = format!("{language}/endings.tsv");
        if let Some(table) = tables.iter().find(|t| t.path == path) {
            out.extend(endings(table)?.name);
        }
    }
    out.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then(a.cmp(b)));
    out.dedup();
    Ok(out)
}

/// Codes of the countries of a gazetteer.
pub(crate) fn countries(gazetteer: &str) -> Vec<String> {
    gazetteer
        .lines()
        .map(|l| l.split('\t'))
        .filter_map(|mut cells| (cells.nth(1) == Some("country")).then(|| cells.next()).flatten().map(str::to_owned))
        .collect()
}

// ---------------------------------------------------------------------------------------------------------------- bytes

fn put(out: &mut Vec<u8>, value: u32) {
    out.extend_from_slice(&value.to_le_bytes());
}

fn put_code(out: &mut Vec<u8>, code: &str) {
    out.extend_from_slice(&[code.as_bytes(), b"    "].concat()[..4]);
}

/// The map from key to postings, and the postings.
fn map<P>(names: &BTreeMap<Vec<u8>, Vec<P>>, write: impl Fn(&P, &mut Vec<u8>)) -> Result<(Vec<u8>, Vec<u8>), Fault> {
    let mut builder = fst::MapBuilder::memory();
    let mut bytes = Vec::new();
    let mut at = 0u64;
    for (key, postings) in names {
        let count = postings.len().min((1 << COUNT_BITS) - 1);
        builder.insert(key, at << COUNT_BITS | count as u64).map_err(broken)?;
        postings[..count].iter().for_each(|p| write(p, &mut bytes));
        at += count as u64;
    }
    Ok((builder.into_inner().map_err(broken)?, bytes))
}

/// The long single words among the names of states, entities and persons, by language, each with its value in the map of names.
fn long_words(names: &BTreeMap<Vec<u8>, Vec<Posting>>) -> Result<Vec<u8>, Fault> {
    let mut long: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    let mut at = 0u64;
    for (key, postings) in names {
        let value = at << COUNT_BITS | postings.len() as u64;
        at += postings.len() as u64;
        let single = std::str::from_utf8(key).is_ok_and(|k| !k.contains(' ') && k.chars().count() + 1 >= LONG_WORD);
        if !single || key.first() == Some(&STEMMED) {
            continue;
        }
        for posting in postings {
            let of = posting.target >> target::SHIFT;
            if matches!(of, target::ROLE | target::MARKER) || posting.flags & (flag::DERIVED | flag::UPPER) != 0 {
                continue;
            }
            let mut add = |first: u8| long.insert([&[first], key.as_slice()].concat(), value);
            if posting.languages == EVERY_LANGUAGE {
                add(EVERY);
            } else {
                for l in (0..LANGUAGES.len()).filter(|l| posting.languages & (1 << l) != 0) {
                    add(l as u8 + EVERY + 1);
                }
            }
        }
    }
    let mut builder = fst::MapBuilder::memory();
    for (key, value) in long {
        builder.insert(key, value).map_err(broken)?;
    }
    builder.into_inner().map_err(broken)
}

fn words(words: &BTreeSet<String>) -> Result<Vec<u8>, Fault> {
    let mut builder = fst::SetBuilder::memory();
    for word in words {
        builder.insert(word).map_err(broken)?;
    }
    builder.into_inner().map_err(broken)
}

fn broken(error: fst::Error) -> Fault {
    Fault { place: "names".into(), cause: error.to_string() }
}

/// Header and sections in one piece.
fn block(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = sections.len() * 8;
    for section in sections {
        put(&mut out, at as u32);
        put(&mut out, section.len() as u32);
        at += section.len();
    }
    sections.iter().for_each(|s| out.extend_from_slice(s));
    out
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
        ];
        for language in LANGUAGES {
            all.push((
                format!("{language}/states.tsv"),
                "country\tnames\tadjectives\tpeople\tseats\nAAA\tAland\talan~\tAlans\t-\n",
            ));
            all.push((format!("{language}/roles.tsv"), "forms\trole\narm~y\tmilitary\n"));
            all.push((format!("{language}/endings.tsv"), "class\tendings\nnoun\t-; ies\nadjective\t-; e\nname\t-\n"));
            all.push((format!("{language}/grammar.tsv"), "class\twords\nhead\tfirst\nof\tof\n"));
        }
        all.into_iter()
            .map(|(path, t)| Table { text: if path == changed { text.to_owned() } else { t.to_owned() }, path })
            .collect()
    }

    fn fault(changed: &str, text: &str) -> String {
        match world(&tables(changed, text), &["AAA".to_owned()]) {
            Ok(_) => "no fault".into(),
            Err(fault) => fault.to_string(),
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
            ("ru/roles.tsv", "forms\trole\nарм~ия\tarmy\n".into(), "ru/roles.tsv:2", "no role `army`"),
            ("ru/roles.tsv", "forms\trole\nа~рмия\tmilitary\n".into(), "ru/roles.tsv:2", "fewer than two letters"),
            ("tr/grammar.tsv", "class\twords\nof\tof\n".into(), "tr/grammar.tsv", "no row `head`"),
            ("roles.toml", "[sectors]\nmilitary\n".into(), "roles.toml:2", "neither a [section]"),
        ] {
            let found = fault(table, &text);
            assert!(found.starts_with(place) && found.contains(cause), "{found}, wanted {place}: {cause}");
        }
    }

    #[test]
    fn forms_take_the_endings_of_their_class() {
        let endings = Endings {
            noun: vec!["".into(), "а".into(), "е".into()],
            adjective: vec!["ые".into(), "ых".into(), "ая".into(), "ой".into()],
            name: Vec::new(),
        };
        let row = Row { place: "t:1".into(), cells: Vec::new() };
        let grown = |value: &str| {
            forms(value, Class::Noun, &endings, &row)
                .map(|f| f.into_iter().map(|f| f.0).collect::<Vec<_>>())
                .unwrap_or_default()
        };
        assert_eq!(grown("штаб"), ["штаб"]);
        assert_eq!(grown("штаб~"), ["штаба", "штабе", "штаб"]);
        assert_eq!(grown("военн~ые"), ["военная", "военной", "военных", "военные"]);
        assert!(grown("военн~ая полици~я").contains(&"военной полицие".to_owned()));
    }

    #[test]
    fn a_gazetteer_compiles_with_the_endings_of_cyrillic_names() {
        let header = "id\tkind\tcountry\tparent\tlat\tlon\tpopulation\tname\taliases\n";
        let table = |line: &str| Table { path: "gazetteer.tsv.gz".into(), text: format!("{header}{line}\n") };
        let good = table("1\tcountry\tAAA\t-\t1.5\t2.5\t100\tAland\tАланд;Åland");
        assert_eq!(countries(&good.text), ["AAA"]);
        let endings = cyrillic_endings(&tables("ru/endings.tsv", "class\tendings\nname\tе; ами\n"));
        assert_eq!(endings, Ok(vec!["ами".to_owned(), "е".to_owned()]));
        assert!(gazetteer(&good, &endings.unwrap_or_default()).is_ok());
        let bad = gazetteer(&table("x\tcountry\tAAA\t-\t1.5\t2.5\t100\tAland\t-"), &[]);
        assert!(bad.is_err_and(|f| f.place == "gazetteer.tsv.gz:2" && f.cause.contains("no GeoNames id")));
    }

    #[test]
    fn places_need_a_position_and_a_kind() {
        let row = |line: &str| {
            let table = Table {
                path: "places.tsv".into(),
                text: format!("id\tname\tkind\tcountry\tlat\tlon\taliases\n{line}\n"),
            };
            own_places(&table, &[]).err().map(|f| f.to_string())
        };
        assert_eq!(row("x:a\tA\tcity\tAAA\t1\t2\t-"), None);
        assert!(row("x:a\tA\tcity\tAAA\t91\t2\t-").is_some_and(|f| f.contains("within ±90")));
        assert!(row("x:a\tA\tcitty\tAAA\t1\t2\t-").is_some_and(|f| f.contains("no kind of place")));
    }
}
