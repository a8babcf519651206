//! What people judge.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chancery::link::Weights;
use chancery_store::{Access, Options, Review, ReviewFilter, Reviewed, Ruling, Store, StoredClaim};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, IntoResponses, ToSchema};

use super::json;
use crate::app::App;
use crate::guard::Caller;
use crate::problem::{Faults, Problem};
use crate::query::Query;

/// Bytes of a judgement at most: a correction with many parties has some thousand.
const MOST_BYTES: usize = 256 << 10;
/// Claims and events of a judgement at most.
const MOST_IDS: usize = 1_000;
/// Characters of a note at most.
const LONGEST_NOTE: usize = 5_000;
/// How long linking may go on after a judgement; what then still waits is linked by the next.
const LINKING: Duration = Duration::from_secs(15);
/// How long to wait for another program that writes.
const WAIT: Duration = Duration::from_secs(10);
/// Pairs of the queue when no number is given.
const USUAL_PAIRS: usize = 20;
/// Judgements of a list when no number is given.
const USUAL_ROWS: usize = 100;

/// How many pairs.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct QueueQuery {
    /// At most so many; 20 without it.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// What a person should look at.
#[derive(Serialize, ToSchema)]
pub(super) struct Queue {
    /// The likeliest to be one event first.
    pairs: Vec<Doubtful>,
}

/// Two claims that may be of one event or not.
#[derive(Serialize, ToSchema)]
struct Doubtful {
    /// How much speaks for one event, 0 to 1.
    score: f64,
    /// What speaks for it and what against.
    #[schema(value_type = Vec<String>)]
    reasons: Value,
    /// The two.
    claims: [StoredClaim; 2],
}

/// Pairs of claims that a person should judge.
#[utoipa::path(
    get,
    path = "/api/v1/review/queue",
    tag = "reviews",
    params(QueueQuery),
    responses((status = 200, description = "The pairs.", body = Queue), Faults)
)]
pub(super) async fn queue(
    State(app): State<Arc<App>>,
    Query(QueueQuery { limit }): Query<QueueQuery>,
) -> Result<Response, Problem> {
    app.ask(move |_, store, _| {
        let pairs = store.snapshot(|store| {
            let mut pairs = Vec::new();
            for (pair, [a, b]) in store.to_ask(limit.unwrap_or(USUAL_PAIRS))? {
                if let (Some(a), Some(b)) = (store.claim(&a.claim.id)?, store.claim(&b.claim.id)?) {
                    pairs.push(Doubtful { score: pair.score, reasons: pair.reasons, claims: [a, b] });
                }
            }
            Ok(pairs)
        })?;
        json(&Queue { pairs })
    })
    .await
}

/// Which judgements.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ReviewQuery {
    /// Of claims of this report.
    #[param(min_length = 1, max_length = 1000)]
    report: Option<String>,
    /// By this person.
    #[param(min_length = 1, max_length = 200)]
    author: Option<String>,
    /// Of this kind.
    #[param(inline)]
    kind: Option<ReviewKind>,
    /// Only those that were not undone.
    #[serde(default)]
    #[param(nullable = false)]
    holding: bool,
    /// At most so many; 100 without it.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// A kind of judgement.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum ReviewKind {
    Merge,
    Split,
    Correct,
    False,
    Accept,
    Undo,
}

/// Judgements.
#[derive(Serialize, ToSchema)]
pub(super) struct Reviews {
    /// The latest first.
    rows: Vec<Reviewed>,
}

/// What was judged, the latest first.
#[utoipa::path(
    get,
    path = "/api/v1/reviews",
    tag = "reviews",
    params(ReviewQuery),
    responses((status = 200, description = "The judgements.", body = Reviews), Faults)
)]
pub(super) async fn reviews(
    State(app): State<Arc<App>>,
    Query(query): Query<ReviewQuery>,
) -> Result<Response, Problem> {
    let ReviewQuery { report, author, kind, holding, limit } = query;
    let kind = kind.map(|kind| format!("{kind:?}").to_lowercase());
    let filter = ReviewFilter { report, author, kind, holding, limit: Some(limit.unwrap_or(USUAL_ROWS)) };
    app.ask(move |_, store, _| json(&Reviews { rows: store.reviews(&filter)? })).await
}

/// A judgement with why.
#[derive(Debug, Deserialize, ToSchema)]
struct Judging {
    /// What is judged.
    #[serde(flatten)]
    ruling: Ruling,
    /// Why, in words.
    #[schema(max_length = 5000)]
    note: Option<String>,
}

/// A judgement that was kept.
#[derive(Serialize, ToSchema)]
struct Judged {
    /// Its number.
    review: i64,
    /// Events that were made or made anew.
    events: u64,
}

/// What a judgement may give besides.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it is there to be described")]
enum NotJudged {
    /// The body is too large.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// The body is not said to be JSON.
    #[response(status = 415, content_type = "application/problem+json")]
    NotJson(Problem),
    /// It makes no sense: there is no such claim, event or judgement, or it cannot be so.
    #[response(status = 422, content_type = "application/problem+json")]
    Senseless(Problem),
}

/// Judges: what a person says holds against what the program finds, now and in later codings.
#[utoipa::path(
    post,
    path = "/api/v1/reviews",
    tag = "reviews",
    request_body(content = Judging, content_type = "application/json"),
    responses((status = 201, description = "It was kept.", body = Judged), Faults, NotJudged)
)]
pub(super) async fn judge(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
        return Err(Problem::not_json());
    }
    let bytes = to_bytes(body, MOST_BYTES).await.map_err(|_| Problem::too_large(MOST_BYTES))?;
    let judging: Judging = serde_json::from_slice(&bytes)
        .map_err(|error| Problem::wrong(format!("not a judgement: {error}"), "see docs/api.md, Judgements"))?;
    let ids = match &judging.ruling {
        Ruling::Merge { claims } | Ruling::Accept { claims } => claims.len(),
        Ruling::Split { claims, parts } => claims.len() + parts.iter().map(Vec::len).sum::<usize>(),
        Ruling::Correct { .. } | Ruling::False { .. } | Ruling::Undo { .. } => 1,
    };
    if ids > MOST_IDS || judging.note.as_ref().is_some_and(|note| note.chars().count() > LONGEST_NOTE) {
        let detail = format!("more than {MOST_IDS} ids, or a note of more than {LONGEST_NOTE} characters");
        return Err(Problem::senseless(detail, "judge less at a time"));
    }
    // One writes at a time; others wait here and not on the file.
    let turn = app.writer.clone().lock_owned().await;
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        write(&app, caller.name, judging)
    });
    let judged = done.await.unwrap_or_else(|panic| Err(Problem::failed(&panic)))?;
    Ok((StatusCode::CREATED, json(&judged)?).into_response())
}

fn write(app: &App, author: String, Judging { ruling, note }: Judging) -> Result<Judged, Problem> {
    let mut store = Store::open_with(&app.store, &Options { access: Access::Write, wait: WAIT })?;
    let judgement = store.judgement(ruling)?;
    let review = store.review(&Review { author, judgement, note })?;
    let until = Instant::now() + LINKING;
    let linked = store.link(app.chancery()?, Weights::embedded(), |_| Instant::now() < until)?;
    app.follower.follow()?;
    Ok(Judged { review, events: linked.events })
}
