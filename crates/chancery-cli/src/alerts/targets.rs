//! Where alerts go, as a user writes it. In: a `[[target]]`. Out: a file, a feed or a hook. Always: a secret comes from the environment.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chancery_watch::{Hook, HookOptions};
use serde::Deserialize;
use toml::Spanned;

use super::written::Fault;

/// Longest time for a hook's answer, in seconds.
const LONGEST_TIMEOUT: u64 = 60;

/// Somewhere that alerts go.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) name: String,
    /// Pause after the first attempt that fails.
    pub(crate) retry: Duration,
    pub(crate) way: Way,
}

/// How they go there.
#[derive(Debug)]
pub(crate) enum Way {
    /// A line each, at the end of a file.
    File(PathBuf),
    /// A feed of the latest.
    Atom {
        path: PathBuf,
        title: String,
        /// Where the feed is published.
        url: Option<String>,
    },
    /// A POST each.
    Webhook {
        hook: Box<Hook>,
        /// Most time for an answer.
        timeout: Duration,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TargetEntry {
    pub(super) name: Spanned<String>,
    kind: Kind,
    path: Option<Spanned<PathBuf>>,
    title: Option<String>,
    url: Option<Spanned<String>>,
    secret_env: Option<Spanned<String>>,
    #[serde(default)]
    allow_http: bool,
    #[serde(default)]
    allow_private: bool,
    timeout_seconds: Option<Spanned<u64>>,
    retry_seconds: Option<Spanned<u64>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    File,
    Atom,
    Webhook,
}

/// Reads a target; a path starts from the file's folder.
pub(super) fn target(name: String, entry: Spanned<TargetEntry>, folder: &Path) -> Result<Target, Fault> {
    let start = entry.span().start;
    let entry = entry.into_inner();
    let path = || match &entry.path {
        Some(path) => Ok(folder.join(path.get_ref())),
        None => Err(Fault::new(start, "path", "missing", "name the file")),
    };
    let retry = seconds(&entry.retry_seconds, "retry_seconds", 60, 3_600)?;
    let misplaced = [
        ("path", entry.path.as_ref().map(|path| path.span().start), entry.kind == Kind::Webhook),
        ("url", entry.url.as_ref().map(|url| url.span().start), entry.kind == Kind::File),
        ("title", entry.title.as_ref().map(|_| start), entry.kind != Kind::Atom),
        ("secret_env", entry.secret_env.as_ref().map(|name| name.span().start), entry.kind != Kind::Webhook),
        ("allow_http", entry.allow_http.then_some(start), entry.kind != Kind::Webhook),
        ("allow_private", entry.allow_private.then_some(start), entry.kind != Kind::Webhook),
        ("timeout_seconds", entry.timeout_seconds.as_ref().map(|time| time.span().start), entry.kind != Kind::Webhook),
    ];
    if let Some((key, at, _)) = misplaced.into_iter().find(|(_, at, wrong)| at.is_some() && *wrong) {
        return Err(Fault::new(at.unwrap_or(start), key, "does not go with this kind of target", "leave it out"));
    }
    let way = match entry.kind {
        Kind::File => Way::File(path()?),
        Kind::Atom => Way::Atom {
            path: path()?,
            title: entry.title.clone().unwrap_or_else(|| name.clone()),
            url: entry.url.as_ref().map(|url| url.get_ref().clone()),
        },
        Kind::Webhook => {
            let Some(url) = &entry.url else {
                return Err(Fault::new(start, "url", "missing", "give the address to post to"));
            };
            let timeout = seconds(&entry.timeout_seconds, "timeout_seconds", 10, LONGEST_TIMEOUT)?;
            let secret = entry.secret_env.as_ref().map(secret).transpose()?;
            let options = HookOptions {
                url: url.get_ref().clone(),
                timeout,
                allow_http: entry.allow_http,
                allow_private: entry.allow_private,
                secret,
            };
            let hook = Hook::new(options).map_err(|error| Fault::of(url, "url", error.cause, error.remedy))?;
            Way::Webhook { hook: Box::new(hook), timeout }
        }
    };
    Ok(Target { name, retry, way })
}

/// The value of an environment variable that a file names.
fn secret(name: &Spanned<String>) -> Result<String, Fault> {
    let value = std::env::var(name.get_ref()).unwrap_or_default();
    if value.is_empty() {
        let cause = format!("the environment has no {}, or nothing in it", name.get_ref());
        return Err(Fault::of(name, "secret_env", cause, "set it before the program starts"));
    }
    Ok(value)
}

fn seconds(given: &Option<Spanned<u64>>, key: &str, usual: u64, most: u64) -> Result<Duration, Fault> {
    let Some(given) = given else { return Ok(Duration::from_secs(usual)) };
    let seconds = *given.get_ref();
    match (1..=most).contains(&seconds) {
        true => Ok(Duration::from_secs(seconds)),
        false => Err(Fault::of(given, key, format!("{seconds} is out of range"), format!("give 1 to {most} seconds"))),
    }
}
