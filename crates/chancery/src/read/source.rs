//! In: the paths that a user named. Out: the files to read, one [`Source`] each. Always: folders give their files in the
//! order of their names, at any depth, without hidden ones; links to folders inside a folder are not followed, so that
//! no walk is endless.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::io as io_error;
use crate::Error;

/// Size of the read buffer.
pub(super) const BUFFER_BYTES: usize = 128 << 10;

/// Something to read reports from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Source {
    /// The path as the user named it; `-` for standard input.
    pub fn path(&self) -> &Path {
        match self {
            Self::File(path) => path,
            Self::Stdin => Path::new("-"),
        }
    }

    pub(super) fn open(&self) -> io::Result<Box<dyn BufRead + Send>> {
        Ok(match self {
            Self::File(path) => Box::new(BufReader::with_capacity(BUFFER_BYTES, File::open(path)?)),
            Self::Stdin => Box::new(BufReader::with_capacity(BUFFER_BYTES, io::stdin())),
        })
    }
}

/// The sources that paths stand for: a file is itself, a folder all files in it, `-` standard input. A path that cannot be
/// read gives an error in its place.
pub fn sources(paths: &[PathBuf]) -> Vec<Result<Source, Error>> {
    let mut out = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            out.push(Ok(Source::Stdin));
            continue;
        }
        match fs::metadata(path) {
            Ok(kind) if kind.is_dir() => walk(path, &mut out),
            Ok(_) => out.push(Ok(Source::File(path.clone()))),
            Err(error) => out.push(Err(io_error(path, error))),
        }
    }
    out
}

fn walk(folder: &Path, out: &mut Vec<Result<Source, Error>>) {
    // A list of what is still to visit, last first, keeps deep folders from exhausting the stack.
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        let kind = match if path == folder { fs::metadata(&path) } else { fs::symlink_metadata(&path) } {
            Ok(kind) => kind,
            Err(error) => {
                out.push(Err(io_error(&path, error)));
                continue;
            }
        };
        if !kind.is_dir() {
            let linked_folder = kind.is_symlink() && fs::metadata(&path).is_ok_and(|m| m.is_dir());
            if !linked_folder {
                out.push(Ok(Source::File(path)));
            }
            continue;
        }
        match fs::read_dir(&path).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => {
                let mut inner: Vec<PathBuf> =
                    entries.iter().filter(|e| !is_hidden(e)).map(fs::DirEntry::path).collect();
                inner.sort_unstable_by(|a, b| b.cmp(a));
                open.append(&mut inner);
            }
            Err(error) => out.push(Err(io_error(&path, error))),
        }
    }
}

fn is_hidden(entry: &fs::DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}
