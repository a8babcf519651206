//! In: an address to post to, and JSON. Out: whether its server took it. Always: no more time than granted, no redirect followed, no private
//! address reached that was not allowed; the address and the secret, which may let others in, are in no message.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use jiff::Timestamp;
use ring::hmac;
use ureq::Agent;
use ureq::http::header;
use url::{Host, Url};

use crate::exchange::{self, Failure, LATER};
use crate::{address, pace};

/// How the hook names itself.
const USER_AGENT: &str = concat!("chancery/", env!("CARGO_PKG_VERSION"));
/// Most time to connect.
const CONNECT: Duration = Duration::from_secs(10);
/// Same key, same content: what was posted twice need be taken once (draft-ietf-httpapi-idempotency-key-header).
const IDEMPOTENCY: &str = "Idempotency-Key";
/// `sha256=` and the HMAC-SHA256 of the body in hexadecimal digits (RFC 2104).
const SIGNATURE: &str = "Chancery-Signature";

/// Where to post, and what is allowed.
#[derive(Clone)]
pub struct HookOptions {
    /// An https address; http where it is of this machine, or `allow_http` is true.
    pub url: String,
    /// Most time for an answer, from the look-up of the host to its status.
    pub timeout: Duration,
    /// Whether what is posted may be read and changed on its way.
    pub allow_http: bool,
    /// Whether it may lie in a private network. This machine may be told without it, by `localhost`, 127.0.0.0/8 or `[::1]`.
    pub allow_private: bool,
    /// What the body is signed with.
    pub secret: Option<String>,
}

/// Posts to one address.
pub struct Hook {
    url: Url,
    agent: Agent,
    timeout: Duration,
    key: Option<hmac::Key>,
}

/// Why something was not posted, or may not have been.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{cause}; {remedy}")]
pub struct NotPosted {
    /// What is wrong.
    pub cause: String,
    /// What the user can do.
    pub remedy: String,
    /// How long the server asks to be left alone.
    pub after: Option<Duration>,
}

impl NotPosted {
    fn new(cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { cause: cause.into(), remedy: remedy.into(), after: None }
    }
}

impl Hook {
    /// One that posts to an address.
    ///
    /// # Errors
    /// When it is none that may be posted to.
    pub fn new(options: HookOptions) -> Result<Self, NotPosted> {
        Self::guarded(options, address::is_public)
    }

    /// One that reaches only addresses of which `public` is true, where private ones are not allowed.
    pub(crate) fn guarded(options: HookOptions, public: fn(IpAddr) -> bool) -> Result<Self, NotPosted> {
        let HookOptions { url, timeout, allow_http, allow_private, secret } = options;
        let url = address::web_address(&url)
            .map_err(|cause| NotPosted::new(cause, "give an address that begins with https://"))?;
        let here = is_this_machine(&url);
        if url.scheme() == "http" && !here && !allow_http {
            let remedy = "give an https address, or set allow_http = true if nobody on the way can do harm";
            return Err(NotPosted::new("http, which anybody on the way can read and change", remedy));
        }
        let allowed: Option<fn(IpAddr) -> bool> = match (allow_private, here) {
            (true, _) => None,
            (false, true) => Some(|address| address.is_loopback()),
            (false, false) => Some(public),
        };
        let agent = exchange::agent(USER_AGENT, CONNECT.min(timeout), allowed);
        let key = secret.map(|secret| hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()));
        Ok(Self { url, agent, timeout, key })
    }

    /// Posts JSON under a key that is the same however often it is posted. What has no answer in time may have been taken all the same.
    ///
    /// # Errors
    /// When the server did not say with a status of 200 to 299 that it took it.
    pub fn post(&self, json: &str, key: &str, now: Timestamp) -> Result<(), NotPosted> {
        let mut call = self
            .agent
            .post(self.url.as_str())
            .header(header::CONTENT_TYPE, "application/json")
            .header(IDEMPOTENCY, format!("\"{key}\""));
        if let Some(signed) = &self.key {
            call = call.header(SIGNATURE, format!("sha256={}", hex(hmac::sign(signed, json.as_bytes()).as_ref())));
        }
        let answer = call.config().timeout_global(Some(self.timeout)).build().send(json);
        let response = answer.map_err(|error| match exchange::cause(error, self.timeout) {
            Failure::Passing(cause) => NotPosted::new(cause, LATER),
            Failure::NotPublic(cause) => {
                NotPosted::new(cause, "set allow_private = true, if it is in your own network")
            }
            // What is wrong with it would tell the address.
            Failure::NoAddress(_) => NotPosted::new("its address cannot be used", "correct it"),
        })?;
        let status = response.status().as_u16();
        let wait = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
        match status {
            200..=299 => Ok(()),
            300..=399 => {
                let cause = format!("it leads elsewhere (HTTP {status}), which is not followed");
                Err(NotPosted::new(cause, "give the address that it leads to"))
            }
            408 | 425 | 429 | 500.. => Err(NotPosted {
                after: wait.and_then(|value| pace::retry_after(value, now)),
                ..NotPosted::new(format!("its server is in trouble (HTTP {status})"), LATER)
            }),
            401 | 403 => {
                let cause = format!("its server refuses it (HTTP {status})");
                Err(NotPosted::new(cause, "look at its address and the secret"))
            }
            _ => Err(NotPosted::new(format!("its server does not take it (HTTP {status})"), "look at its address")),
        }
    }
}

impl fmt::Debug for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hook")
    }
}

/// Whether an address names this machine, so that no look-up can make it another.
fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
