//! Faults as a client sees them: RFC 9457, with a remedy.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

/// What went wrong with a request, and what to do about it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// `about:blank`: the status says what kind of fault it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: &'static str,
    /// Status of the answer.
    #[schema(value_type = u16)]
    #[serde(serialize_with = "code")]
    status: StatusCode,
    /// What is wrong.
    detail: String,
    /// What to do.
    remedy: String,
    /// Seconds after which to come again.
    #[serde(skip)]
    retry_after: Option<u64>,
}

/// What the questions of all paths may give.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it is there to be described")]
pub(crate) enum Faults {
    /// A parameter that there is not, or a value that it cannot have.
    #[response(status = 400, content_type = "application/problem+json")]
    Wrong(Problem),
    /// No token, or none that is known (with --public).
    #[response(status = 401, content_type = "application/problem+json")]
    Unknown(Problem),
    /// The token has not the right; or another page sends the request.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// Too many requests: `Retry-After` tells in how many seconds to come again.
    #[response(status = 429, content_type = "application/problem+json")]
    TooOften(Problem),
    /// The server failed.
    #[response(status = 500, content_type = "application/problem+json")]
    Failed(Problem),
    /// Too many questions at once, or one that takes too long.
    #[response(status = 503, content_type = "application/problem+json")]
    Busy(Problem),
}

/// What paths with an id may give besides.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it is there to be described")]
pub(crate) enum NotFound {
    /// There is no such thing.
    #[response(status = 404, content_type = "application/problem+json")]
    Absent(Problem),
}

impl Problem {
    fn new(status: StatusCode, detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        let title = status.canonical_reason().unwrap_or("Fault");
        Self { kind: "about:blank", title, status, detail: detail.into(), remedy: remedy.into(), retry_after: None }
    }

    /// 400: the request is wrong.
    pub fn wrong(detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail, remedy)
    }

    /// 401: who asks is not known.
    pub fn unknown(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, detail, "send `Authorization: Bearer TOKEN` with a token of this server")
    }

    /// 403: who asks may not.
    pub fn forbidden(detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail, remedy)
    }

    /// 404: there is no such thing.
    pub fn absent(detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail, remedy)
    }

    /// 405: another method is meant.
    pub fn method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "this path has no such method", "see /api/v1/openapi.json")
    }

    /// 413: too much.
    pub fn too_large(most: usize) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, format!("a body of more than {most} bytes"), "send less at a time")
    }

    /// 415: not JSON.
    pub fn not_json() -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "the body is not said to be JSON",
            "send it with `Content-Type: application/json`",
        )
    }

    /// 422: a judgement that makes no sense.
    pub fn senseless(detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail, remedy)
    }

    /// 429: too often.
    pub fn too_often(seconds: u64) -> Self {
        let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "too many requests", "wait as `Retry-After` says");
        Self { retry_after: Some(seconds), ..problem }
    }

    /// 503: not now.
    pub fn busy(detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { retry_after: Some(2), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, detail, remedy) }
    }

    /// 500: told on standard error, for it may name files.
    pub fn failed(cause: &dyn std::fmt::Display) -> Self {
        eprintln!("chancery: {cause}");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the server failed; its standard error says why",
            "try again; tell whoever runs the server",
        )
    }
}

impl From<chancery_store::Error> for Problem {
    fn from(error: chancery_store::Error) -> Self {
        use chancery_store::Error;
        match error {
            Error::Query { cause, remedy } => Self::wrong(cause, remedy),
            Error::Record { record, cause, remedy } => Self::senseless(format!("{record}: {cause}"), remedy),
            Error::TooLong => Self::busy("the question takes too long", "ask for less: a shorter period, rarer words"),
            Error::Locked { .. } => Self::busy("another program is writing to the store", "try again"),
            other => Self::failed(&other),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (self.status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn code<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}
