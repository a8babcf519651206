//! The *world*: entities, persons, terms, roles and all their names.

use std::collections::{BTreeSet, HashMap};

use super::super::codes::{LANGUAGES, Marker, Office, SUPRANATIONAL, Sector, TableKind};
use super::super::layout::{NONE, OF_ENTITY, flag, period, target, world};
use super::super::normal::Tokens;
use super::bytes::{Text, block, firsts, map, put, put_code, words};
use super::check::sure;
use super::forms::{Class, Endings, endings, forms};
use super::names::{EVERY_LANGUAGE, Names, add_person, long_words, sounds_of_one};
use super::places::PLACE_COLUMNS;
use super::rows::{Row, check_id, rows};
use super::{Fault, Table, find, list};

/// Persons whose names begin with a word that is a first name.
const FIRST_NAME_FROM: usize = 5;

/// An entity row.
pub(super) struct Entity {
    id: String,
    name: String,
    pub(super) kind: TableKind,
    country: Option<u16>,
    /// Each with the last day that it holds.
    sectors: Vec<(Sector, i32)>,
    start: i32,
    end: i32,
}

/// A row of `offices.tsv`.
pub(super) struct Term {
    pub(super) person: u32,
    pub(super) of: u32,
    pub(super) office: Office,
    pub(super) start: i32,
    pub(super) end: i32,
    /// The days that it covers for certain.
    pub(super) sure: (i32, i32),
    pub(super) place: String,
}

/// A person.
pub(super) struct Person {
    id: String,
    pub(super) name: String,
    /// Hashes of the words of all names.
    parts: BTreeSet<u32>,
}

/// Compiles the world. `countries` are the codes that places may have.
pub(crate) fn world(tables: &[Table], countries: &[String]) -> Result<Vec<u8>, Vec<Fault>> {
    World::read(tables, countries)?.block()
}

/// The tables of the world, read.
pub(super) struct World {
    pub(super) codes: Vec<String>,
    /// The state of each code.
    pub(super) state_of: Vec<u32>,
    pub(super) entities: Vec<Entity>,
    entity_index: HashMap<String, u32>,
    pub(super) persons: Vec<Person>,
    person_index: HashMap<String, u32>,
    pub(super) terms: Vec<Term>,
    roles: Vec<RoleRow>,
    role_index: HashMap<String, u32>,
    /// Rows of `places.tsv` by their ids.
    place_index: HashMap<String, u32>,
    endings: Vec<Endings>,
    /// Endings that names of tables without a language take: those of Russian and Ukrainian.
    cyrillic: Vec<String>,
    /// For each language, whether the head of a noun phrase stands last.
    heads: Vec<u8>,
    /// For each language, the codes with a row in its `states.tsv`.
    pub(super) listed: Vec<BTreeSet<u32>>,
    names: Names,
}

impl World {
    /// Reads all tables, and all their faults.
    pub(super) fn read(tables: &[Table], countries: &[String]) -> Result<World, Vec<Fault>> {
        let mut codes: BTreeSet<String> = countries.iter().cloned().collect();
        codes.extend(SUPRANATIONAL.iter().map(|c| (*c).to_owned()));
        let mut of_language = Vec::new();
        for language in LANGUAGES {
            of_language.push(endings(find(tables, &format!("{language}/endings.tsv"))?)?);
        }
        let cyrillic = super::cyrillic_endings(tables)?;
        let roles = roles(find(tables, "roles.toml")?)?;
        let mut world = World {
            state_of: vec![NONE; codes.len()],
            codes: codes.into_iter().collect(),
            entities: Vec::new(),
            entity_index: HashMap::new(),
            persons: Vec::new(),
            person_index: HashMap::new(),
            terms: Vec::new(),
            role_index: roles.iter().enumerate().map(|(i, r)| (r.name.clone(), i as u32)).collect(),
            roles,
            place_index: HashMap::new(),
            endings: of_language,
            names: Names { endings: cyrillic.clone(), ..Names::default() },
            cyrillic,
            heads: vec![u8::MAX; LANGUAGES.len()],
            listed: vec![BTreeSet::new(); LANGUAGES.len()],
        };
        let mut faults = Vec::new();
        let columns = ["id", "kind", "country", "sectors", "start", "end", "name", "aliases"];
        for row in rows(find(tables, "entities.tsv")?, &columns, &[0], &mut faults) {
            faults.extend(world.add_entity(&row).err());
        }
        let columns = ["id", "name", "country", "office", "start", "end", "aliases"];
        for row in rows(find(tables, "offices.tsv")?, &columns, &[0, 2, 3, 4], &mut faults) {
            faults.extend(world.add_term(&row).err());
        }
        // Their own faults are told where the places are compiled.
        let places = rows(find(tables, "places.tsv")?, &PLACE_COLUMNS, &[0], &mut Vec::new());
        world.place_index = (0..).zip(&places).map(|(i, row)| (row.cells[0].clone().into_owned(), i)).collect();
        for (l, language) in LANGUAGES.iter().enumerate() {
            let columns = ["country", "names", "adjectives", "people", "seats"];
            for row in rows(find(tables, &format!("{language}/states.tsv"))?, &columns, &[0], &mut faults) {
                faults.extend(world.add_state(&row, l).err());
            }
            let path = format!("{language}/regions.tsv");
            for row in rows(find(tables, &path)?, &["place", "adjectives", "people"], &[0], &mut faults) {
                faults.extend(world.add_region(&row, l).err());
            }
            let path = format!("{language}/roles.tsv");
            for row in rows(find(tables, &path)?, &["forms", "role"], &[], &mut faults) {
                faults.extend(world.add_role(&row, l).err());
            }
            let path = format!("{language}/grammar.tsv");
            for row in rows(find(tables, &path)?, &["class", "words"], &[0], &mut faults) {
                faults.extend(world.add_marker(&row, l).err());
            }
            if world.heads[l] == u8::MAX {
                faults.push(Fault { place: path, cause: "no row `head`".into() });
            }
        }
        if faults.is_empty() { Ok(world) } else { Err(faults) }
    }

    fn country(&self, row: &Row<'_>, code: &str) -> Result<u16, Fault> {
        self.codes.binary_search_by(|c| c.as_str().cmp(code)).map(|index| index as u16).map_err(|_| {
            row.fault(format!("`{code}` is neither an ISO 3166-1 alpha-3 code of a state nor one of PLOVER's"))
        })
    }

    fn add_entity(&mut self, row: &Row<'_>) -> Result<(), Fault> {
        let id = row.needed(0, "id")?;
        check_id(id, row)?;
        let kind = TableKind::from_code(&row.cells[1]).ok_or_else(|| {
            let kinds = list(TableKind::ALL.iter().map(|k| k.code()));
            row.fault(format!("`{}` is no kind; one of {kinds}", row.cells[1]))
        })?;
        let of = match row.cells[2].as_ref() {
            "-" | "" => None,
            code => Some(self.country(row, code)?),
        };
        let mut sectors = Vec::new();
        for value in row.values(3) {
            // "REB..1992-10; PTY": rebels until then, a party since.
            let (code, until) = value.split_once("..").unwrap_or((value, ""));
            let sector = Sector::from_code(code).ok_or_else(|| {
                row.fault(format!("`{code}` is no sector; one of {}", list(Sector::ALL.iter().map(|s| s.code()))))
            })?;
            let until = match until {
                "" => i32::MAX,
                date => {
                    period(date).ok_or_else(|| row.fault(format!("`{date}` is no date; write SECTOR..YYYY-MM-DD")))?.1
                }
            };
            sectors.push((sector, until));
        }
        if sectors.len() > 4 {
            return Err(row.fault("more than four sectors"));
        }
        let (start, end) = row.period(4, 5)?;
        let name = row.needed(6, "name")?;
        let index = self.entities.len() as u32;
        if self.entity_index.contains_key(id) {
            return Err(row.fault(format!("the id `{id}` is used twice")));
        }
        if let (TableKind::State, Some(of)) = (kind, of)
            && !sectors.iter().any(|s| s.0 == Sector::PartlyRecognised)
            && end == i32::MAX
        {
            if self.state_of[usize::from(of)] != NONE {
                return Err(row.fault(format!("two states have the code {}", self.codes[usize::from(of)])));
            }
            self.state_of[usize::from(of)] = index;
        }
        self.entity_index.insert(id.to_owned(), index);
        let target = target::ENTITY << target::SHIFT | index;
        // What states are called stands in each language's table; only aliases hold in all of them.
        let own = (self.state_of.get(of.map_or(usize::MAX, usize::from)) != Some(&index)).then_some(name);
        for alias in own.into_iter().chain(row.values(7)) {
            // "es:Podemos": in the other languages it is nobody's name, and here not what opens a sentence.
            let tagged =
                alias.split_once(':').and_then(|(code, name)| Some((LANGUAGES.iter().position(|l| *l == code)?, name)));
            match tagged {
                Some((language, name)) => {
                    let flags = if name.contains(' ') { 0 } else { flag::ABBREVIATION };
                    self.names.add(&name.replace('~', ""), target, 1 << language, flags, true);
                }
                None => self.names.add(&alias.replace('~', ""), target, EVERY_LANGUAGE, 0, true),
            }
        }
        self.entities.push(Entity { id: id.into(), name: name.into(), kind, country: of, sectors, start, end });
        Ok(())
    }

    fn add_term(&mut self, row: &Row<'_>) -> Result<(), Fault> {
        let id = row.needed(0, "id")?;
        check_id(id, row)?;
        let name = row.needed(1, "name")?;
        let office = Office::from_code(&row.cells[3]).ok_or_else(|| {
            row.fault(format!("`{}` is no office; one of {}", row.cells[3], list(Office::ALL.iter().map(|o| o.code()))))
        })?;
        let place = row.needed(2, "country")?;
        let of = match self.entity_index.get(place) {
            Some(&entity) => OF_ENTITY | entity,
            None if place.len() != 3 => return Err(row.fault(format!("no entity has the id `{place}`"))),
            None => u32::from(self.country(row, place)?),
        };
        let (start, end) = row.period(4, 5)?;
        let person = *self.person_index.entry(id.to_owned()).or_insert(self.persons.len() as u32);
        match self.persons.get(person as usize) {
            None => self.persons.push(Person { id: id.into(), name: name.into(), parts: BTreeSet::new() }),
            Some(known) if known.name != name => {
                return Err(row.fault(format!("`{id}` is called `{}` above", known.name)));
            }
            Some(_) => {}
        }
        if let Some(other) = self
            .terms
            .iter()
            .find(|t| t.person == person && t.of == of && t.office == office && t.start < end && start < t.end)
        {
            return Err(row.fault(format!("this term overlaps that of {}", other.place)));
        }
        let sure = sure(&row.cells[4], &row.cells[5]);
        self.terms.push(Term { person, of, office, start, end, sure, place: row.place.clone() });
        let home = self
            .entity_index
            .get(place)
            .and_then(|&e| self.entities[e as usize].country)
            .map_or(place, |c| &self.codes[usize::from(c)]);
        let family_first = matches!(home, "CHN" | "HKG" | "TWN" | "KOR" | "PRK" | "VNM" | "KHM");
        // "Eric Chu" and "Eric Chu Li-luan" beside "Lai Ching-te".
        let western = |alias: &str| matches!(home, "HKG" | "TWN") && Tokens::of(alias).list().len() != 3;
        for alias in std::iter::once(name).chain(row.values(6)) {
            let family_first = family_first && !western(alias);
            let parts = &mut self.persons[person as usize].parts;
            add_person(&mut self.names, parts, &alias.replace('~', ""), person, family_first, alias == name);
        }
        Ok(())
    }

    fn add_state(&mut self, row: &Row<'_>, language: usize) -> Result<(), Fault> {
        let code = row.needed(0, "country")?;
        let index = u32::from(self.country(row, code)?);
        if !self.listed[language].insert(index) {
            return Err(row.fault(format!("{code} has a row already")));
        }
        if self.state_of[index as usize] == NONE {
            return Err(row.fault(format!("entities.tsv has no state with the code {code}")));
        }
        for (column, kind) in [(1, target::STATE), (2, target::ADJECTIVE), (3, target::PEOPLE), (4, target::SEAT)] {
            let class = if column == 2 { Class::Adjective } else { Class::Noun };
            for value in row.values(column) {
                self.add_forms(value, class, kind << target::SHIFT | index, language, row)?;
            }
        }
        Ok(())
    }

    fn add_region(&mut self, row: &Row<'_>, language: usize) -> Result<(), Fault> {
        let id = row.needed(0, "place")?;
        let Some(&index) = self.place_index.get(id) else {
            return Err(row.fault(format!("places.tsv has no place with the id `{id}`")));
        };
        for (column, class) in [(1, Class::Adjective), (2, Class::Noun)] {
            for value in row.values(column) {
                self.add_forms(value, class, target::PLACE << target::SHIFT | index, language, row)?;
            }
        }
        Ok(())
    }

    fn add_role(&mut self, row: &Row<'_>, language: usize) -> Result<(), Fault> {
        let role = row.needed(1, "role")?;
        let &index = self.role_index.get(role).ok_or_else(|| row.fault(format!("roles.toml has no role `{role}`")))?;
        for value in row.values(0) {
            self.add_forms(value, Class::Noun, target::ROLE << target::SHIFT | index, language, row)?;
        }
        Ok(())
    }

    fn add_marker(&mut self, row: &Row<'_>, language: usize) -> Result<(), Fault> {
        if row.cells[0] == "head" {
            self.heads[language] = match row.cells[1].as_ref() {
                "first" => 0,
                "last" => 1,
                other => {
                    return Err(row.fault(format!("the head of a noun phrase is `first` or `last`, not `{other}`")));
                }
            };
            return Ok(());
        }
        let marker = Marker::from_code(&row.cells[0]).ok_or_else(|| {
            let markers = list(Marker::ALL.iter().map(|m| m.code()));
            row.fault(format!("`{}` is no class; head or one of {markers}", row.cells[0]))
        })?;
        let class = match marker {
            Marker::Province | Marker::District | Marker::City | Marker::Thing => Class::Noun,
            _ => Class::Adjective,
        };
        for value in row.values(1) {
            for (form, _) in forms(value, class, &self.endings[language], row)? {
                let target = target::MARKER << target::SHIFT | marker as u32;
                self.names.add(&form, target, 1 << language, 0, false);
            }
        }
        Ok(())
    }

    /// Adds every form of a value of a language's table.
    fn add_forms(
        &mut self,
        value: &str,
        class: Class,
        target: u32,
        language: usize,
        row: &Row<'_>,
    ) -> Result<(), Fault> {
        for (form, inflected) in forms(value, class, &self.endings[language], row)? {
            let flags = if inflected { flag::INFLECTED } else { 0 };
            self.names.add(&form, target, 1 << language, flags, false);
        }
        Ok(())
    }

    /// The block.
    fn block(self) -> Result<Vec<u8>, Vec<Fault>> {
        let World { codes, state_of, entities, persons, terms, roles, endings, cyrillic, heads, names, .. } = self;
        let mut text = Text::default();
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
            out.extend((0..4).map(|i| e.sectors.get(i).map_or(0, |s| s.0 as u8)));
            put(out, e.start as u32);
            put(out, e.end as u32);
            (0..4).for_each(|i| put(out, e.sectors.get(i).map_or(i32::MAX, |s| s.1) as u32));
        }
        let mut order: Vec<usize> = (0..terms.len()).collect();
        order.sort_by_key(|&i| (terms[i].person, terms[i].start, terms[i].end, i));
        for (p, Person { id, name, parts }) in persons.iter().enumerate() {
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
            out.extend_from_slice(&[
                role.sector as u8,
                role.office.map_or(u8::MAX, |o| o as u8),
                u8::from(role.bearer),
                0,
            ]);
        }
        // Endings that names take, to take off again: Cyrillic first, then each language's.
        for list in std::iter::once(&cyrillic).chain(endings.iter().map(|e| &e.name)) {
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
        let usual =
            names.first_names.into_iter().filter(|(_, persons)| persons.len() >= FIRST_NAME_FROM).map(|(name, _)| name);
        sections[world::FIRST_NAMES] = words(&usual.collect())?;
        sections[world::FIRSTS] = firsts(names.map.keys());
        sections[world::SOUNDS] = sounds_of_one(&names.sounds)?;
        Ok(block(&sections))
    }
}

struct RoleRow {
    name: String,
    sector: Sector,
    office: Option<Office>,
    bearer: bool,
}

/// Reads the little of TOML that `roles.toml` uses: `[section]` and `name = "CODE"`. A user's line about the same role counts.
fn roles(table: &Table) -> Result<Vec<RoleRow>, Vec<Fault>> {
    let mut out = roles_of(&table.path, &table.text)?;
    if let Some(own) = &table.own {
        for role in roles_of(&own.path, &own.text)? {
            match out.iter_mut().find(|r| r.name == role.name) {
                Some(known) => *known = role,
                None => out.push(role),
            }
        }
    }
    Ok(out)
}

fn roles_of(path: &str, text: &str) -> Result<Vec<RoleRow>, Vec<Fault>> {
    let (mut out, mut faults): (Vec<RoleRow>, Vec<Fault>) = (Vec::new(), Vec::new());
    let mut section = "";
    for (number, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or("").trim();
        if line.is_empty() {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
            continue;
        }
        match role(line, section) {
            Ok(role) if out.iter().all(|r| r.name != role.name) => out.push(role),
            found => {
                let cause = found.err().unwrap_or_else(|| format!("`{line}`: the role stands twice"));
                faults.push(Fault { place: format!("{path}:{}", number + 1), cause });
            }
        }
    }
    if faults.is_empty() { Ok(out) } else { Err(faults) }
}

/// The role of a line, or what is wrong with it.
fn role(line: &str, section: &str) -> Result<RoleRow, String> {
    let (name, sector) = line
        .split_once('=')
        .map(|(n, s)| (n.trim(), s.trim().trim_matches('"')))
        .ok_or("neither a [section] nor name = \"SECTOR\"")?;
    let sector = Sector::from_code(sector).ok_or_else(|| format!("`{sector}` is no sector"))?;
    let office = match section {
        "offices" => Some(Office::from_code(name).ok_or_else(|| format!("`{name}` is no office"))?),
        "sectors" | "bearers" => None,
        other => return Err(format!("`{other}` is no section; offices, bearers or sectors")),
    };
    Ok(RoleRow { name: name.into(), sector, office, bearer: section == "bearers" })
}
