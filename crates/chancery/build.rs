//! Compiles `knowledge/` into the blocks that the library embeds. Wrong entries stop the build with file, line and cause.
//!
//! The gazetteer takes seconds to compile and seldom changes: its block is kept as long as its source and this code stay the same.

#[path = "src/knowledge/codes.rs"]
#[allow(dead_code)]
mod codes;
#[path = "src/knowledge/compile/mod.rs"]
#[allow(dead_code)]
mod compile;
#[path = "src/knowledge/layout.rs"]
#[allow(dead_code)]
mod layout;
#[path = "src/knowledge/normal.rs"]
#[allow(dead_code)]
mod normal;
#[path = "src/knowledge/sound.rs"]
mod sound;

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{env, fs};

use compile::{Fault, Table};

fn main() {
    if let Err(faults) = run() {
        faults.iter().for_each(|fault| eprintln!("error: knowledge/{fault}"));
        std::process::exit(1);
    }
}

fn run() -> Result<(), Vec<Fault>> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let root = here.join("../../knowledge");
    let code = here.join("src/knowledge");
    for path in [&root, &here.join("build.rs"), &code.join("compile")] {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    let mut stamp = DefaultHasher::new();
    for file in [
        "codes.rs",
        "layout.rs",
        "normal.rs",
        "sound.rs",
        "compile/mod.rs",
        "compile/bytes.rs",
        "compile/forms.rs",
        "compile/names.rs",
        "compile/places.rs",
        "compile/rows.rs",
    ] {
        println!("cargo::rerun-if-changed={}", code.join(file).display());
        fs::read(code.join(file)).map_err(|e| fault(file, e))?.hash(&mut stamp);
    }

    let mut tables = Vec::new();
    // The texts of the tables go into the program: a user's tables are laid over them.
    let mut texts = String::from("&[\n");
    for path in compile::paths() {
        let file = root.join(&path);
        let text = fs::read_to_string(&file).map_err(|e| fault(&path, e))?;
        texts.push_str(&format!("    ({path:?}, include_str!({:?})),\n", file.display().to_string()));
        tables.push(Table { path, text, own: None });
    }
    write(&out.join("tables.rs"), (texts + "]\n").as_bytes())?;
    let endings = compile::cyrillic_endings(&tables)?;

    let packed = fs::read(root.join("gazetteer.tsv.gz")).map_err(|e| fault("gazetteer.tsv.gz", e))?;
    (&packed, &endings).hash(&mut stamp);
    let stamp = format!("{:x}", stamp.finish());
    let (block, list, mark) = (out.join("gazetteer.bin"), out.join("countries.txt"), out.join("gazetteer.stamp"));
    let kept = fs::read_to_string(&mark).is_ok_and(|s| s == stamp) && block.exists() && list.exists();
    if !kept {
        let mut text = String::new();
        flate2::read::GzDecoder::new(packed.as_slice())
            .read_to_string(&mut text)
            .map_err(|e| fault("gazetteer.tsv.gz", e))?;
        let table = Table { path: "gazetteer.tsv.gz".into(), text, own: None };
        write(&block, &compile::gazetteer(&table, &endings)?)?;
        write(&list, compile::countries(&table.text).join("\n").as_bytes())?;
        write(&mark, stamp.as_bytes())?;
    }
    let countries: Vec<String> =
        fs::read_to_string(&list).map_err(|e| fault("countries.txt", e))?.lines().map(str::to_owned).collect();

    write(&out.join("world.bin"), &compile::world(&tables, &countries)?)?;
    write(&out.join("places.bin"), &compile::own_places(&tables, &endings)?)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Vec<Fault>> {
    fs::write(path, bytes).map_err(|e| fault(&path.display().to_string(), e).into())
}

fn fault(place: &str, error: std::io::Error) -> Fault {
    Fault { place: place.into(), cause: error.to_string() }
}
