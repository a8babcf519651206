//! Who may do what: tokens with rights. In: a file with a line each. Out: who a token belongs to. Always: the file has digests only; they are
//! compared in a time that does not depend on where they differ.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use utoipa::ToSchema;

use crate::Error;

/// Begins every token, so that one is known for what it is where it should not be.
const PREFIX: &str = "chancery_";
/// Random bytes of a token.
const BYTES: usize = 32;
/// Longest name.
const LONGEST_NAME: usize = 64;
/// Time between two looks at the file.
const PAUSE: Duration = Duration::from_secs(2);

/// What somebody may do; each right has those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Right {
    /// Ask.
    Read,
    /// Judge.
    Review,
    /// See how the server does.
    Admin,
}

impl Right {
    /// All of them, the least first.
    pub const ALL: [Right; 3] = [Right::Read, Right::Review, Right::Admin];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Review => "review",
            Self::Admin => "admin",
        }
    }

    /// The right of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.name() == name)
    }
}

/// A new token: itself, to be given to whoever shall have it, and the line for the file of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// What its holder sends. It cannot be had a second time.
    pub token: String,
    /// What the file holds.
    pub line: String,
}

/// Makes a token.
///
/// # Errors
/// [`Error::Name`] when the name cannot stand in the file, [`Error::System`] when there are no random numbers.
pub fn new_token(name: &str, right: Right) -> Result<NewToken, Error> {
    if !is_name(name) {
        return Err(Error::Name { name: name.to_owned() });
    }
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| Error::System { what: "random numbers", cause: error.to_string() })?;
    let token = format!("{PREFIX}{}", hex(&bytes));
    let line = format!("{name} {} {}", right.name(), hex(&digest(&token)));
    Ok(NewToken { token, line })
}

/// Who asks, and what he may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Caller {
    pub name: String,
    pub right: Right,
}

/// The tokens of a file.
#[derive(Debug)]
pub(crate) struct Tokens(Vec<([u8; 32], Caller)>);

impl Tokens {
    /// From the lines of a file; empty lines and those that begin with `#` say nothing.
    fn parse(text: &str, file: &Path) -> Result<Self, Error> {
        let mut tokens: Vec<([u8; 32], Caller)> = Vec::new();
        for (n, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |cause: &str| Error::Tokens { file: file.to_owned(), line: n + 1, cause: cause.to_owned() };
            let words: Vec<&str> = line.split_whitespace().collect();
            let [name, right, digest] = words[..] else { return Err(wrong("not three words")) };
            let right = Right::from_name(right).ok_or_else(|| wrong("the right is none of read, review, admin"))?;
            let digest = unhex(digest).ok_or_else(|| wrong("the digest is not 64 hexadecimal digits"))?;
            if !is_name(name) {
                return Err(wrong("the name is none"));
            }
            if tokens.iter().any(|(_, other)| other.name == name) {
                return Err(wrong("the name stands there twice"));
            }
            tokens.push((digest, Caller { name: name.to_owned(), right }));
        }
        Ok(Self(tokens))
    }

    /// Whom a token belongs to.
    pub fn find(&self, token: &str) -> Option<&Caller> {
        let digest = digest(token);
        // Every one is looked at: the time does not tell which it was.
        self.0
            .iter()
            .fold(None, |found, (known, caller)| if known.ct_eq(&digest).into() { Some(caller) } else { found })
    }
}

/// The tokens of a file as it is: who is struck from it is known no more within seconds.
pub(crate) struct TokenFile {
    file: PathBuf,
    now: Mutex<Now>,
}

struct Now {
    tokens: Arc<Tokens>,
    stamp: Option<(SystemTime, u64)>,
    looked: Instant,
}

impl TokenFile {
    /// Reads the file.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Tokens`]; [`Error::NoTokens`] when there is none in it.
    pub fn open(file: PathBuf) -> Result<Self, Error> {
        let stamp = stamp(&file);
        let tokens = Self::read(&file)?;
        if tokens.0.is_empty() {
            return Err(Error::NoTokens);
        }
        Ok(Self { now: Mutex::new(Now { tokens: Arc::new(tokens), stamp, looked: Instant::now() }), file })
    }

    fn read(file: &Path) -> Result<Tokens, Error> {
        let text = std::fs::read_to_string(file).map_err(|source| Error::Io { file: file.to_owned(), source })?;
        Tokens::parse(&text, file)
    }

    /// The tokens. While the file cannot be read, those that were in it before.
    pub fn tokens(&self) -> Arc<Tokens> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if now.looked.elapsed() > PAUSE {
            now.looked = Instant::now();
            let stamp = stamp(&self.file);
            if stamp != now.stamp {
                now.stamp = stamp;
                match Self::read(&self.file) {
                    Ok(tokens) => now.tokens = Arc::new(tokens),
                    Err(error) => eprintln!("chancery: the tokens stay as they were: {error}"),
                }
            }
        }
        now.tokens.clone()
    }
}

/// What changes when a file is written.
fn stamp(file: &Path) -> Option<(SystemTime, u64)> {
    let about = std::fs::metadata(file).ok()?;
    Some((about.modified().ok()?, about.len()))
}

fn is_name(name: &str) -> bool {
    (1..=LONGEST_NAME).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(bytes)
}
