//! Where a command writes. In: a file's name, or none for standard output. Out: something to write to. Always: a file is there under its name only when it
//! is whole; what breaks off leaves nothing behind, and what was there stays.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// Standard output, or a file on its way.
pub(crate) struct Output {
    writer: BufWriter<Box<dyn Write + Send>>,
    file: Option<Unfinished>,
}

/// A file under another name until it is whole.
struct Unfinished {
    file: File,
    now: PathBuf,
    then: PathBuf,
    done: bool,
}

impl Output {
    /// Opens it.
    ///
    /// # Errors
    /// When the file is there already and may not be replaced, or cannot be written.
    pub(crate) fn to(path: Option<&Path>, replace: bool) -> anyhow::Result<Self> {
        let Some(path) = path else {
            return Ok(Self { writer: BufWriter::new(Box::new(io::stdout())), file: None });
        };
        if path.is_dir() {
            bail!("{}: is a folder; name a file with --output", path.display());
        }
        if path.exists() && !replace {
            bail!("{}: is there already; choose another name, or replace it with --force", path.display());
        }
        let name = path.file_name().with_context(|| format!("{}: no name of a file", path.display()))?;
        let now = path.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
        let open = OpenOptions::new().write(true).create_new(true).open(&now);
        let unwritable =
            || format!("{}: cannot be written; see that its folder is there and may be written to", path.display());
        let file = open.with_context(unwritable)?;
        let writer = BufWriter::new(Box::new(file.try_clone()?) as Box<dyn Write + Send>);
        Ok(Self { writer, file: Some(Unfinished { file, now, then: path.to_owned(), done: false }) })
    }

    /// Ends it: the file takes its name.
    ///
    /// # Errors
    /// Those of writing.
    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        self.writer.flush()?;
        if let Some(file) = &mut self.file {
            file.file.sync_all()?;
            fs::rename(&file.now, &file.then).with_context(|| format!("{}: cannot be written", file.then.display()))?;
            file.done = true;
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.done {
            // Nothing more can be done where it cannot be removed either.
            fs::remove_file(&self.now).ok();
        }
    }
}
