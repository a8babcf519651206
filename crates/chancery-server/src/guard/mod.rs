//! Who may ask. In: a request. Out: the same with its [`Caller`], or a refusal. Always: without `--public` only programs and pages of this
//! machine get an answer, whatever a page from elsewhere makes the browser send; with it only who has a token does.

mod pace;
mod tokens;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};

use crate::Error;
use crate::problem::Problem;
use pace::Pace;
pub(crate) use tokens::Caller;
use tokens::TokenFile;
pub use tokens::{NewToken, Right, new_token};

/// Address of the other end of a connection.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub IpAddr);

/// Who may ask.
pub(crate) enum Guard {
    /// The user of this machine.
    Local {
        /// Who judges.
        author: String,
    },
    /// Whoever has a token.
    Public { tokens: TokenFile, pace: Box<Pace> },
}

impl Guard {
    /// # Errors
    /// [`Error::NotLocal`] when others could reach the address and nobody said that they may; those of the file of tokens.
    pub fn new(address: SocketAddr, public: bool, tokens: Option<PathBuf>, author: String) -> Result<Self, Error> {
        match (public, tokens) {
            (true, Some(file)) => Ok(Self::Public { tokens: TokenFile::open(file)?, pace: Box::new(Pace::new()) }),
            (true, None) => Err(Error::NoTokens),
            (false, _) if address.ip().is_loopback() => Ok(Self::Local { author }),
            (false, _) => Err(Error::NotLocal { address }),
        }
    }

    pub fn is_public(&self) -> bool {
        matches!(self, Self::Public { .. })
    }

    /// Who sends a request. `needs` is the right that its path asks for; without one anybody may send it.
    ///
    /// # Errors
    /// 401, 403 or 429.
    pub fn admit(&self, request: &Request, needs: Option<Right>) -> Result<Option<Caller>, Problem> {
        let caller = match self {
            Self::Local { author } => {
                from_here(request.headers())?;
                if needs.is_some() {
                    not_from_elsewhere(request.method(), request.headers())?;
                }
                Some(Caller { name: author.clone(), right: Right::Admin })
            }
            Self::Public { tokens, pace } => {
                let caller = bearer(request.headers()).and_then(|token| tokens.tokens().find(token).cloned());
                let wait = match &caller {
                    Some(caller) => pace.token(&caller.name),
                    None => request.extensions().get::<Peer>().and_then(|peer| pace.address(peer.0)),
                };
                if let Some(wait) = wait {
                    return Err(Problem::too_often(wait.as_secs() + 1));
                }
                caller
            }
        };
        match (needs, &caller) {
            (None, _) => Ok(caller),
            (Some(_), None) => Err(Problem::unknown("no token, or none that is known")),
            (Some(right), Some(known)) if known.right < right => {
                let has = known.right.name();
                Err(Problem::forbidden(
                    format!("this needs the right `{}`, the token has `{has}`", right.name()),
                    "ask whoever runs the server for a token with that right",
                ))
            }
            (Some(_), Some(_)) => Ok(caller),
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// A page from elsewhere whose name was made to mean this machine (DNS rebinding) sends its own name as the host.
fn from_here(headers: &HeaderMap) -> Result<(), Problem> {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    if host.is_some_and(is_this_machine) {
        return Ok(());
    }
    Err(Problem::forbidden(
        "the host of the request is not this machine",
        "open http://127.0.0.1 or http://localhost with its port",
    ))
}

fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A page from elsewhere may not ask, though it could not read the answer; following a link from one is no harm.
fn not_from_elsewhere(method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let own = |origin: &str| {
        let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        authority.is_some() && authority == text("host")
    };
    let follows = method == Method::GET && text("sec-fetch-mode") == Some("navigate");
    let is_elsewhere = !follows && matches!(text("sec-fetch-site"), Some("cross-site" | "same-site"));
    if is_elsewhere || text("origin").is_some_and(|origin| !own(origin)) {
        return Err(Problem::forbidden("the request comes from a page of another site", "use the page of this server"));
    }
    Ok(())
}
