//! A user's own tables and gazetteer.
//!
//! In: a folder. Out: the tables of the project with the folder's tables over them, compiled where something changed, and the
//! gazetteer that `chancery knowledge import` left there. Always: a file that is no table, or a wrong entry, is an error that names it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::compile::{self, Fault, OF_ALL, OF_LANGUAGE, OwnTable, Table};
use super::geonames;
use crate::Error;

/// The tables of the project by their path below `knowledge/`.
static TABLES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// Bytes that one table may have.
const LARGEST_TABLE: u64 = 64 << 20;

/// What a folder holds.
pub(super) struct Own {
    pub tables: Vec<Table>,
    pub gazetteer: Option<&'static [u8]>,
}

/// The blocks that have to be compiled anew; they live as long as the program.
#[derive(Default)]
pub(super) struct Blocks {
    pub world: Option<&'static [u8]>,
    pub places: Option<&'static [u8]>,
}

/// The tables of the project.
pub(super) fn tables() -> Vec<Table> {
    TABLES.iter().map(|(path, text)| Table { path: (*path).into(), text: (*text).into(), own: None }).collect()
}

/// Reads a folder.
pub(super) fn read(folder: &Path) -> Result<Own, Error> {
    let mut tables = tables();
    let mut faults = Vec::new();
    let mut gazetteer = None;
    for (path, file) in files(folder)? {
        if path == geonames::FILE {
            gazetteer = Some(map(&file)?);
        } else if let Some(table) = tables.iter_mut().find(|t| t.path == path) {
            let io = |source| Error::Io { path: file.clone(), source };
            let place = file.display().to_string();
            if fs::metadata(&file).map_err(io)?.len() > LARGEST_TABLE {
                faults.push(Fault { place, cause: format!("larger than {} MiB", LARGEST_TABLE >> 20) });
                continue;
            }
            match String::from_utf8(fs::read(&file).map_err(io)?) {
                // A mark of the byte order is no part of the header.
                Ok(text) => {
                    table.own = Some(OwnTable { path: place, text: text.trim_start_matches('\u{feff}').to_owned() });
                }
                Err(error) => {
                    let line = error.as_bytes()[..error.utf8_error().valid_up_to()].split(|b| *b == b'\n').count();
                    faults
                        .push(Fault { place: format!("{place}:{line}"), cause: "not UTF-8; save it as UTF-8".into() });
                }
            }
        } else if path.ends_with(".tsv") || path.ends_with(".toml") {
            let cause = format!(
                "there is no table of this name; {}, and for each language {}",
                OF_ALL.join(" "),
                OF_LANGUAGE.join(" ")
            );
            faults.push(Fault { place: file.display().to_string(), cause });
        }
    }
    if faults.is_empty() { Ok(Own { tables, gazetteer }) } else { Err(Error::Knowledge(faults)) }
}

/// The files of a folder and of its folders of languages, by their path below it, sorted.
fn files(folder: &Path) -> Result<Vec<(String, PathBuf)>, Error> {
    let list = |folder: &Path| -> Result<Vec<PathBuf>, Error> {
        let io = |source| Error::Io { path: folder.into(), source };
        let entries = fs::read_dir(folder).map_err(io)?;
        entries.map(|entry| entry.map(|e| e.path()).map_err(io)).collect()
    };
    let name = |path: &Path| path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut out = Vec::new();
    for path in list(folder)? {
        if path.is_file() {
            out.push((name(&path), path));
        } else if super::codes::LANGUAGES.contains(&name(&path).as_str()) {
            let language = name(&path);
            out.extend(
                list(&path)?.into_iter().filter(|p| p.is_file()).map(|p| (format!("{language}/{}", name(&p)), p)),
            );
        }
    }
    out.sort();
    Ok(out)
}

/// Compiles what a folder's tables change.
pub(super) fn compile(tables: &[Table], countries: &[String]) -> Result<Blocks, Error> {
    let changed = |path: &str| tables.iter().any(|t| t.own.is_some() && t.path == path);
    let endings = compile::cyrillic_endings(tables).map_err(Error::Knowledge)?;
    let mut blocks = Blocks::default();
    let mut faults = Vec::new();
    // Endings of names hold for places too.
    if changed("places.tsv") || changed("ru/endings.tsv") || changed("uk/endings.tsv") {
        match compile::own_places(tables, &endings) {
            Ok(block) => blocks.places = Some(block.leak()),
            Err(wrong) => faults.extend(wrong),
        }
    }
    if tables.iter().any(|t| t.own.is_some() && t.path != "shared_offices.tsv") {
        match compile::world(tables, countries) {
            Ok(block) => blocks.world = Some(block.leak()),
            Err(wrong) => faults.extend(wrong),
        }
    }
    if faults.is_empty() { Ok(blocks) } else { Err(Error::Knowledge(faults)) }
}

/// Maps an imported gazetteer into memory; it stays there as long as the program runs.
#[allow(unsafe_code)]
fn map(file: &Path) -> Result<&'static [u8], Error> {
    let io = |source| Error::Io { path: file.into(), source };
    // SAFETY: the file is written under another name and renamed once, never changed after; a user who truncates it while the
    // program runs ends the program, as with a shared library.
    let map = unsafe { memmap2::Mmap::map(&File::open(file).map_err(io)?).map_err(io)? };
    let map: &'static memmap2::Mmap = Box::leak(Box::new(map));
    geonames::block(map).ok_or_else(|| {
        let cause = "not an imported gazetteer of this version; run `chancery knowledge import geonames` again";
        Error::Knowledge(vec![Fault { place: file.display().to_string(), cause: cause.into() }])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::knowledge::Knowledge;
    use crate::mention::{entity, time};

    #[test]
    fn the_tables_of_the_project_have_no_fault() {
        let faults = Knowledge::check(None).expect("readable");
        assert!(faults.is_empty(), "{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn a_folder_goes_before_the_tables_and_its_faults_are_told_together() {
        let folder = std::env::temp_dir().join(format!("chancery-own-{}", std::process::id()));
        fs::create_dir_all(folder.join("fr")).expect("a folder for the test");
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file for the test");
        write(
            "entities.tsv",
            "\u{feff}id\tkind\tcountry\tsectors\tstart\tend\tname\taliases\nQ38799\t=\t=\t=\t=\t=\t=\t+ Mouvement Blorvik\n",
        );
        let knowledge = Knowledge::with(&folder).expect("loaded");
        let on = time::parse_edtf("2024-08-20");
        let found = entity::resolve(knowledge, "le Mouvement Blorvik", Language::Fr, on.as_ref());
        assert_eq!(found.entity.as_deref(), Some("Q38799"));
        assert_eq!(entity::resolve(knowledge, "Hamas", Language::Fr, on.as_ref()).entity.as_deref(), Some("Q38799"));
        write("leaders.tsv", "id\n");
        write("fr/roles.tsv", "forms\trole\nblorvik\tgovernmant\n");
        let Err(Error::Knowledge(faults)) = Knowledge::with(&folder) else { panic!("a table that there is not") };
        assert!(faults[0].place.ends_with("leaders.tsv") && faults[0].cause.contains("no table of this name"));
        fs::remove_file(folder.join("leaders.tsv")).expect("taken away");
        let Err(Error::Knowledge(faults)) = Knowledge::with(&folder) else { panic!("a role that there is not") };
        assert!(faults.len() == 1 && faults[0].place.ends_with("fr/roles.tsv:2"), "{faults:?}");
        fs::write(folder.join("fr/roles.tsv"), b"forms\trole\n\xff\tgovernment\n").expect("a file");
        let Err(Error::Knowledge(faults)) = Knowledge::with(&folder) else { panic!("not UTF-8") };
        assert!(faults[0].place.ends_with("roles.tsv:2") && faults[0].cause.contains("UTF-8"), "{faults:?}");
        fs::remove_dir_all(&folder).expect("taken away");
    }
}
