//! In: a URL that may be asked now. Out: the answer of its server, or what is wrong with it. Always: no more time and bytes
//! than granted, no redirect followed, and no private address reached where none is allowed.

use std::io;
use std::net::IpAddr;
use std::time::Duration;

use jiff::Timestamp;
use ureq::Agent;
use ureq::http::{Response, header};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

use crate::address::{self, GuardedResolver, NotPublic};
use crate::body::{self, Fault};
use crate::error::Problem;
use crate::fetch::{Body, Request};
use crate::{Limits, Validators, pace, robots};

/// Longest `ETag`, date or type that is kept, in bytes.
const MAX_HEADER_BYTES: usize = 1024;
const ACCEPT: &str = "application/atom+xml, application/rss+xml, text/html, application/xhtml+xml, application/xml;q=0.9, \
                      text/xml;q=0.9, application/json;q=0.8, text/plain;q=0.7";
pub(crate) const LATER: &str = "nothing to do: it is asked again later";
pub(crate) const LOOK: &str = "look at it in a browser, and correct the list if it has moved";
pub(crate) const CHANGE_URL: &str = "give its address as it is now";

/// Talks HTTP.
pub(crate) struct Client {
    limits: Limits,
    /// Reaches only what is allowed of addresses.
    guarded: Agent,
    any: Agent,
}

/// What one exchange with a server gives.
pub(crate) enum Answer {
    Body(Body, Validators),
    Unchanged,
    Moved { to: Url, status: u16 },
}

/// What is asked for.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Want {
    Page,
    Robots,
}

impl Client {
    /// `allowed` tells which addresses may be reached where private ones are not.
    pub(crate) fn new(limits: Limits, allowed: fn(IpAddr) -> bool) -> Self {
        let agent = |allowed| agent(&limits.user_agent, limits.connect, allowed);
        Self { guarded: agent(Some(allowed)), any: agent(None), limits }
    }

    /// One request and its answer. Of a failure, also how long the host asks to be left alone.
    pub(crate) fn ask(
        &self,
        url: &Url,
        request: &Request,
        want: Want,
        left: Duration,
        now: Timestamp,
    ) -> Result<Answer, (Problem, Option<Duration>)> {
        let agent = if request.allow_private { &self.any } else { &self.guarded };
        let accept = if want == Want::Page { ACCEPT } else { "text/plain, */*;q=0.1" };
        let mut call = agent.get(url.as_str()).header(header::ACCEPT, accept);
        let validators = request.validators.filter(|v| v.etag.is_some() || v.last_modified.is_some());
        if let Some(Validators { etag, last_modified }) = validators {
            if let Some(etag) = etag {
                call = call.header(header::IF_NONE_MATCH, etag);
            }
            if let Some(date) = last_modified {
                call = call.header(header::IF_MODIFIED_SINCE, date);
            }
        }
        let asked = call.config().timeout_global(Some(left)).build().call();
        let response = asked.map_err(|error| (self.failure(url, error), None))?;
        let status = response.status().as_u16();
        let text = |name| response.headers().get(name).and_then(|v| std::str::from_utf8(v.as_bytes()).ok());
        let lasting =
            |cause: String, remedy: &str| (Problem::lasting(url.as_str(), cause, remedy).with_status(status), None);
        match status {
            200 | 203 => self.body(url, response, want).map_err(|problem| (problem, None)),
            304 if validators.is_some() => Ok(Answer::Unchanged),
            301 | 302 | 303 | 307 | 308 => {
                let location = text(header::LOCATION).ok_or_else(|| lasting("a redirect to nowhere".into(), LOOK))?;
                let to = address::linked(url, location)
                    .map_err(|cause| lasting(format!("a redirect to an address that is refused: {cause}"), LOOK))?;
                if url.scheme() == "https" && to.scheme() == "http" {
                    let cause = format!("a redirect from https to http ({to})");
                    return Err(lasting(cause, "give the http address in the list, if it is to be trusted"));
                }
                Ok(Answer::Moved { to, status })
            }
            408 | 429 | 500.. => {
                let wait = text(header::RETRY_AFTER).and_then(|v| pace::retry_after(v, now));
                let cause = match status {
                    429 => "the host says that it is asked too often (HTTP 429)".to_owned(),
                    _ => format!("the host is in trouble (HTTP {status})"),
                };
                Err((Problem::passing(url.as_str(), cause, LATER).with_status(status), wait))
            }
            401 | 403 | 407 | 451 => Err(lasting(format!("the host refuses it (HTTP {status})"), "ask its publisher")),
            404 | 410 => Err(lasting(format!("there is nothing (HTTP {status})"), LOOK)),
            _ => Err(lasting(format!("an answer without a page (HTTP {status})"), LOOK)),
        }
    }

    fn body(&self, url: &Url, response: Response<ureq::Body>, want: Want) -> Result<Answer, Problem> {
        let text = |name| {
            let value = response.headers().get(name).and_then(|v| v.to_str().ok());
            value.filter(|v| v.len() <= MAX_HEADER_BYTES).map(str::to_owned)
        };
        let encoding = text(header::CONTENT_ENCODING).unwrap_or_default();
        let content_type = text(header::CONTENT_TYPE);
        let validators = Validators { etag: text(header::ETAG), last_modified: text(header::LAST_MODIFIED) };
        let max_bytes = self.limits.max_bytes;
        if want == Want::Robots {
            let bytes = body::beginning(response.into_body().into_reader(), &encoding, robots::MAX_BYTES);
            let bytes = bytes.map_err(|fault| self.fault(url, fault, max_bytes))?;
            return Ok(Answer::Body(Body { bytes, content_type }, validators));
        }
        if response.body().content_length().is_some_and(|length| length > max_bytes as u64) {
            return Err(self.fault(url, Fault::Large, max_bytes));
        }
        let bytes = body::unpack(response.into_body().into_reader(), &encoding, max_bytes)
            .map_err(|fault| self.fault(url, fault, max_bytes))?;
        if bytes.is_empty() {
            return Err(Problem::passing(url.as_str(), "an empty answer", LATER));
        }
        if !body::is_readable(content_type.as_deref(), &bytes) {
            let shown = content_type.as_deref().unwrap_or("of no type").chars().take(60).collect::<String>();
            let remedy = "give the address of a page or feed: HTML, XML, JSON or plain text";
            return Err(Problem::lasting(url.as_str(), format!("it is {shown}"), remedy));
        }
        Ok(Answer::Body(Body { bytes, content_type }, validators))
    }

    fn fault(&self, url: &Url, fault: Fault, max_bytes: usize) -> Problem {
        match fault {
            Fault::Large => {
                let cause = format!("larger than {max_bytes} bytes, unpacked");
                Problem::lasting(url.as_str(), cause, "raise max_bytes, if it is what you want")
            }
            Fault::Packing(name) => {
                Problem::lasting(url.as_str(), format!("packed as {name}, which was not asked for"), LOOK)
            }
            Fault::Broken(error) => match ureq::Error::from(error) {
                ureq::Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                    Problem::passing(url.as_str(), "the answer breaks off", LATER)
                }
                ureq::Error::Io(error) => {
                    Problem::passing(url.as_str(), format!("the answer is broken: {error}"), LATER)
                }
                error => self.failure(url, error),
            },
        }
    }

    /// What went wrong on the way.
    fn failure(&self, url: &Url, error: ureq::Error) -> Problem {
        match cause(error, self.limits.timeout) {
            Failure::Passing(cause) => Problem::passing(url.as_str(), cause, LATER),
            Failure::NotPublic(cause) => {
                Problem::refused(url.as_str(), cause, "set allow_private = true, if it is in your own network")
            }
            Failure::NoAddress(cause) => {
                Problem::refused(url.as_str(), format!("not to be asked: {cause}"), CHANGE_URL)
            }
        }
    }
}

/// Talks HTTP and follows nothing; reaches only addresses that are allowed, where that is asked for.
pub(crate) fn agent(user_agent: &str, connect: Duration, allowed: Option<fn(IpAddr) -> bool>) -> Agent {
    let config = Agent::config_builder()
        .user_agent(user_agent)
        .accept_encoding("gzip, deflate")
        .timeout_connect(Some(connect))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        // A proxy would look names up itself, past the check of addresses.
        .proxy(None)
        // Turns lie seconds apart: a connection kept open would only hold the server.
        .max_idle_connections(0)
        .build();
    match allowed {
        Some(allowed) => Agent::with_parts(config, DefaultConnector::default(), GuardedResolver { allowed }),
        None => Agent::with_parts(config, DefaultConnector::default(), DefaultResolver::default()),
    }
}

/// Why there is no answer.
pub(crate) enum Failure {
    /// It may pass.
    Passing(String),
    /// The host is in a private network.
    NotPublic(String),
    /// The address cannot be asked.
    NoAddress(String),
}

/// What went wrong on the way, in words.
pub(crate) fn cause(error: ureq::Error, timeout: Duration) -> Failure {
    Failure::Passing(match error {
        ureq::Error::Timeout(_) => format!("no whole answer within {timeout:?}"),
        ureq::Error::HostNotFound => "there is no such host".to_owned(),
        ureq::Error::Io(error) => format!("no connection: {error}"),
        ureq::Error::Protocol(error) => format!("the answer is no HTTP: {error}"),
        ureq::Error::LargeResponseHeader(..) => "the answer has too many headers".to_owned(),
        ureq::Error::Other(error) if error.is::<NotPublic>() => return Failure::NotPublic(error.to_string()),
        ureq::Error::Http(_) | ureq::Error::BadUri(_) => return Failure::NoAddress(error.to_string()),
        error => format!("no safe connection: {error}"),
    })
}
