//! Compiles `knowledge/` into the blocks that the library embeds. A wrong entry stops the build with its file, line and cause.
//!
//! The gazetteer takes seconds to compile and seldom changes: its block is kept as long as its source and this code stay the same.

#[path = "src/knowledge/codes.rs"]
#[allow(dead_code)]
mod codes;
#[path = "src/knowledge/compile.rs"]
#[allow(dead_code)]
mod compile;
#[path = "src/knowledge/layout.rs"]
#[allow(dead_code)]
mod layout;
#[path = "src/knowledge/normal.rs"]
#[allow(dead_code)]
mod normal;

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{env, fs};

use compile::{Fault, Table};

fn main() {
    if let Err(fault) = run() {
        eprintln!("\nerror: knowledge/{fault}\n");
        std::process::exit(1);
    }
}

fn run() -> Result<(), Fault> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let root = here.join("../../knowledge");
    println!("cargo::rerun-if-changed={}", root.display());
    for file in [
        "build.rs",
        "src/knowledge/codes.rs",
        "src/knowledge/compile.rs",
        "src/knowledge/layout.rs",
        "src/knowledge/normal.rs",
    ] {
        println!("cargo::rerun-if-changed={}", here.join(file).display());
    }

    let mut tables = Vec::new();
    for name in ["entities.tsv", "offices.tsv", "places.tsv", "roles.toml"] {
        tables.push(read(&root, name)?);
    }
    for language in codes::LANGUAGES {
        for name in ["states.tsv", "roles.tsv", "endings.tsv", "grammar.tsv"] {
            tables.push(read(&root, &format!("{language}/{name}"))?);
        }
    }
    let endings = compile::cyrillic_endings(&tables)?;

    let packed = fs::read(root.join("gazetteer.tsv.gz")).map_err(|e| fault("gazetteer.tsv.gz", e))?;
    let mut stamp = DefaultHasher::new();
    (
        &packed,
        &endings,
        include_str!("src/knowledge/compile.rs"),
        include_str!("src/knowledge/layout.rs"),
        include_str!("src/knowledge/normal.rs"),
        include_str!("src/knowledge/codes.rs"),
    )
        .hash(&mut stamp);
    let stamp = format!("{:x}", stamp.finish());
    let (block, list, mark) = (out.join("gazetteer.bin"), out.join("countries.txt"), out.join("gazetteer.stamp"));
    let kept = fs::read_to_string(&mark).is_ok_and(|s| s == stamp) && block.exists() && list.exists();
    if !kept {
        let mut text = String::new();
        flate2::read::GzDecoder::new(packed.as_slice())
            .read_to_string(&mut text)
            .map_err(|e| fault("gazetteer.tsv.gz", e))?;
        let table = Table { path: "gazetteer.tsv.gz".into(), text };
        write(&block, &compile::gazetteer(&table, &endings)?)?;
        write(&list, compile::countries(&table.text).join("\n").as_bytes())?;
        write(&mark, stamp.as_bytes())?;
    }
    let countries: Vec<String> =
        fs::read_to_string(&list).map_err(|e| fault("countries.txt", e))?.lines().map(str::to_owned).collect();

    write(&out.join("world.bin"), &compile::world(&tables, &countries)?)?;
    let own = tables.iter().find(|t| t.path == "places.tsv").expect("read above");
    write(&out.join("places.bin"), &compile::own_places(own, &endings)?)
}

fn read(root: &Path, name: &str) -> Result<Table, Fault> {
    let text = fs::read_to_string(root.join(name)).map_err(|e| fault(name, e))?;
    Ok(Table { path: name.into(), text })
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    fs::write(path, bytes).map_err(|e| fault(&path.display().to_string(), e))
}

fn fault(place: &str, error: std::io::Error) -> Fault {
    Fault { place: place.into(), cause: error.to_string() }
}
