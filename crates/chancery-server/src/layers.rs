//! What happens to every request before and after its path. In: requests. Out: answers with the headers that all have. Always: in this order:
//! counted, admitted, bounded in time, compressed, answered from the client's own copy where that is still good, checked.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::app::App;
use crate::guard::{Caller, Peer, Right};
use crate::page::page;
use crate::problem::Problem;
use crate::tag;

/// Time until an answer must begin.
const TIME: Duration = Duration::from_secs(30);

/// Where the API is.
const API: &str = "/api/";
/// Its description, which everybody may read.
const DESCRIPTION: &str = "/api/v1/openapi.json";

/// What an answer's page may load and do: its own files and nothing else, no script in a page, no page around it. `data:` is for
/// charts that are saved as images, and for the map's signs.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; worker-src 'self'; \
    connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Headers of every answer.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The paths with the page, and all that is around them.
pub(crate) fn around(paths: Router<Arc<App>>, app: &Arc<App>, log: bool) -> Router {
    // CSV and JSON, also in pieces; what is compressed already is left alone.
    let worth_it = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    let paths = paths.method_not_allowed_fallback(|| async { Problem::method() }).fallback(page);
    let paths = paths.layer(from_fn_with_state(app.clone(), checked));
    let paths = paths.layer(from_fn_with_state(app.clone(), tagged));
    let paths = paths.layer(
        CompressionLayer::new().gzip(true).zstd(true).quality(CompressionLevel::Fastest).compress_when(worth_it),
    );
    let paths = paths.layer(from_fn(in_time));
    let paths = paths.layer(from_fn_with_state(app.clone(), admitted));
    let paths = paths.layer(from_fn_with_state((app.clone(), log), counted));
    paths.with_state(app.clone())
}

/// Counts a request, writes its line, and sets the headers of its answer.
async fn counted(State((app, log)): State<(Arc<App>, bool)>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let path = request.extensions().get::<MatchedPath>().map_or("page", MatchedPath::as_str).to_owned();
    let line = log.then(|| {
        let peer = request.extensions().get::<Peer>().map_or_else(|| "-".to_owned(), |peer| peer.0.to_string());
        format!("{peer} {} {}", request.method(), request.uri())
    });
    let mut response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), began.elapsed());
    app.meter.count(&path, status, took);
    if let Some(line) = line {
        let caller = response.extensions().get::<Caller>().map_or("-", |caller| &caller.name);
        eprintln!("{:.3} {caller} {line} {status} {:.1} ms", jiff::Timestamp::now(), took.as_secs_f64() * 1e3);
    }
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Lets those through who may ask.
async fn admitted(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let (method, path) = (request.method(), request.uri().path());
    let reads = matches!(*method, Method::GET | Method::HEAD);
    let needs = match path {
        DESCRIPTION => None,
        "/metrics" => Some(Right::Admin),
        path if path.starts_with(API) => Some(if reads { Right::Read } else { Right::Review }),
        _ => None,
    };
    let caller = match app.guard.admit(&request, needs) {
        Ok(caller) => caller,
        Err(problem) => return problem.into_response(),
    };
    if let Some(caller) = &caller {
        request.extensions_mut().insert(caller.clone());
    }
    let mut response = next.run(request).await;
    if let Some(caller) = caller {
        response.extensions_mut().insert(caller);
    }
    response
}

/// Gives up on an answer that does not begin in time.
async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::busy("the answer takes too long", "ask for less, or later").into_response(),
    }
}

/// Tags answers of the API, and gives none to who has it already.
async fn tagged(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let (method, uri) = (request.method(), request.uri());
    if !matches!(*method, Method::GET | Method::HEAD) || !uri.path().starts_with(API) {
        return next.run(request).await;
    }
    let right = request.extensions().get::<Caller>().map_or(Right::Read, |caller| caller.right);
    let question = uri.path_and_query().map_or("", |question| question.as_str());
    let tag = tag::tag(app.run, app.follower.latest().version, right, question);
    let mut response = if tag::has(request.headers(), &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        next.run(request).await
    };
    let fresh = matches!(response.status(), StatusCode::OK | StatusCode::NOT_MODIFIED);
    let headers = response.headers_mut();
    let keep = if fresh { "private, no-cache" } else { "no-store" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    headers.append(header::VARY, HeaderValue::from_static("authorization"));
    if let Some(tag) = HeaderValue::from_str(&tag).ok().filter(|_| fresh) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// Refuses parameters that the path does not have, and values that they cannot have.
async fn checked(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let Some(path) = request.extensions().get::<MatchedPath>() else { return next.run(request).await };
    match app.parameters.check(path.as_str(), request.uri().query().unwrap_or_default()) {
        Ok(given) => {
            request.extensions_mut().insert(given);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}
