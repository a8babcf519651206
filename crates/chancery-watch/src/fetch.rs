//! In: a URL. Out: what lies there, at most so large and after at most so long. Always: a host is asked in its turn and by
//! its `robots.txt`; every hop of a redirect is checked like the first; errors name the URL at fault.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use url::Url;

use crate::address;
use crate::clock::{Clock, between};
use crate::error::{Problem, Trouble};
use crate::exchange::{Answer, CHANGE_URL, Client, LATER, LOOK, Want};
use crate::pace::Pace;
use crate::robots::{self, Robots};
use crate::{Limits, Validators};

/// Most redirects that are followed (RFC 9309 asks for five).
const MAX_REDIRECTS: usize = 5;
/// How long a `robots.txt` holds (RFC 9309: a day).
const ROBOTS_HOLD: Duration = Duration::from_secs(24 * 3600);
/// From so many hosts on, those whose `robots.txt` no longer holds are forgotten.
const MANY_HOSTS: usize = 1024;

/// What to ask.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Where.
    pub url: &'a str,
    /// What an earlier answer gave, to be told when nothing changed.
    pub validators: Option<&'a Validators>,
    /// Whether it may lie in a private network.
    pub allow_private: bool,
}

/// What came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Where it lies, after all redirects.
    pub url: String,
    /// Where to ask from now on, if what was asked moved for good.
    pub moved_to: Option<String>,
    /// To be given with the next request.
    pub validators: Validators,
    /// What lies there; `None` when it did not change.
    pub body: Option<Body>,
}

/// The body of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Unpacked.
    pub bytes: Vec<u8>,
    /// `Content-Type` with its charset, as the server says it.
    pub content_type: Option<String>,
}

/// Asks. One serves any number of threads, and only one keeps the turns of hosts.
pub struct Fetcher {
    limits: Limits,
    clock: Arc<dyn Clock>,
    client: Client,
    pace: Pace,
    robots: Mutex<HashMap<Origin, (Timestamp, Arc<Robots>)>>,
}

/// Scheme, host and port, and whether they were asked where private addresses are allowed.
type Origin = (String, bool);

impl Fetcher {
    /// One that keeps to these limits.
    pub fn new(limits: Limits, clock: Arc<dyn Clock>) -> Self {
        Self::guarded(limits, clock, address::is_public)
    }

    /// One that reaches only addresses of which `allowed` is true, where private ones are not allowed.
    pub(crate) fn guarded(limits: Limits, clock: Arc<dyn Clock>, allowed: fn(IpAddr) -> bool) -> Self {
        let client = Client::new(limits.clone(), allowed);
        Self { limits, clock, client, pace: Pace::default(), robots: Mutex::default() }
    }

    /// Asks for a page or feed, in the turn of its host: this may wait for some seconds.
    ///
    /// # Errors
    /// A [`Problem`] that names the URL at fault (which may be the target of a redirect) and says whether to ask again.
    pub fn fetch(&self, request: &Request) -> Result<Fetched, Problem> {
        self.follow(request, Want::Page)
    }

    fn follow(&self, request: &Request, want: Want) -> Result<Fetched, Problem> {
        let refuse = |cause| Problem::refused(request.url, cause, CHANGE_URL);
        let mut url = address::web_address(request.url).map_err(refuse)?;
        let (mut moved_to, mut only_for_good, mut last_status) = (None, true, 0);
        let mut left = self.limits.timeout;
        for _ in 0..=MAX_REDIRECTS {
            let gap = match want {
                Want::Page => self.gap_where_allowed(&url, request.allow_private)?,
                Want::Robots => self.limits.per_host,
            };
            let host = url.host_str().unwrap_or_default();
            self.pace.turn(host, gap, &*self.clock).map_err(|until| resting(&url, until))?;
            let started = Instant::now();
            let answer = self.client.ask(&url, request, want, left, self.clock.now());
            left = left.saturating_sub(started.elapsed());
            match self.paced(answer, host, gap)? {
                Answer::Moved { to, status } => {
                    only_for_good &= matches!(status, 301 | 308);
                    last_status = status;
                    if only_for_good {
                        moved_to = Some(to.to_string());
                    }
                    url = to;
                }
                Answer::Unchanged => {
                    let validators = request.validators.cloned().unwrap_or_default();
                    return Ok(Fetched { url: url.into(), moved_to, validators, body: None });
                }
                Answer::Body(body, validators) => {
                    return Ok(Fetched { url: url.into(), moved_to, validators, body: Some(body) });
                }
            }
        }
        Err(Problem::lasting(request.url, format!("more than {MAX_REDIRECTS} redirects"), LOOK)
            .with_status(last_status))
    }

    /// Tells the host's pace how it answered; of a failure, adds until when the host rests.
    fn paced<T>(
        &self,
        answer: Result<T, (Problem, Option<Duration>)>,
        host: &str,
        gap: Duration,
    ) -> Result<T, Problem> {
        let now = self.clock.now();
        let (mut problem, asked) = match answer {
            Ok(answer) => {
                self.pace.answered(host, now);
                return Ok(answer);
            }
            Err(failure) => failure,
        };
        match problem.trouble {
            Trouble::Passing => problem.after = Some(self.pace.failed(host, gap, asked, now)),
            _ => self.pace.answered(host, now),
        }
        Err(problem)
    }

    /// The least time between requests, if `robots.txt` allows this one at all.
    fn gap_where_allowed(&self, url: &Url, allow_private: bool) -> Result<Duration, Problem> {
        let robots = self.robots(url, allow_private)?;
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        if !robots.allows(path) {
            let remedy = "ask its publisher; of entries, the feed's own words can be taken with follow_links = false";
            return Err(Problem::refused(url.as_str(), "robots.txt of this host forbids it", remedy));
        }
        Ok(self.limits.per_host.max(robots.delay.unwrap_or_default()))
    }

    fn robots(&self, url: &Url, allow_private: bool) -> Result<Arc<Robots>, Problem> {
        let origin = (url.origin().ascii_serialization(), allow_private);
        let now = self.clock.now();
        let holds = |read: Timestamp| now >= read && between(read, now) < ROBOTS_HOLD;
        let lock = || self.robots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, robots)) = lock().get(&origin).filter(|(read, _)| holds(*read)) {
            return Ok(robots.clone());
        }
        let file = format!("{}/robots.txt", origin.0);
        let robots = match self.follow(&Request { url: &file, validators: None, allow_private }, Want::Robots) {
            Ok(fetched) => {
                let text = fetched.body.map(|body| body.bytes).unwrap_or_default();
                Robots::parse(&String::from_utf8_lossy(&text), robots::product_name(&self.limits.user_agent))
            }
            // There is none, or only a loop of redirects: all is allowed.
            Err(problem) if problem.trouble == Trouble::Lasting && problem.status.is_some() => Robots::default(),
            Err(problem) if problem.trouble == Trouble::Passing => {
                let remedy = "nothing to do: it is asked again later, and until then nothing else of its host";
                return Err(Problem { remedy: remedy.to_owned(), ..problem });
            }
            Err(problem) => return Err(problem),
        };
        let robots = Arc::new(robots);
        let mut kept = lock();
        if kept.len() >= MANY_HOSTS {
            kept.retain(|_, (read, _)| holds(*read));
        }
        kept.insert(origin, (now, robots.clone()));
        Ok(robots)
    }
}

fn resting(url: &Url, until: Timestamp) -> Problem {
    let cause =
        format!("its host is left alone until {}, as it failed or asked for it", until.strftime("%F %H:%M:%SZ"));
    Problem { trouble: Trouble::Resting, after: Some(until), ..Problem::passing(url.as_str(), cause, LATER) }
}
