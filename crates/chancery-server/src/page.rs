//! The page: files that Vite built from `web/`. In: a path. Out: the file, or the page itself for a deep link. Always: nothing is read but what
//! was built in.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Mutex, OnceLock, PoisonError};

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::problem::Problem;
use crate::tag;

/// The built page; empty in a build without it.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Files;

/// Stands in for a page that was not built.
const NO_PAGE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Chancery</title>\
    <p>This program was built without its page. The API is under <a href=\"/api/v1/openapi.json\">/api/v1</a>.</p>";

/// Folder of the files whose names have a digest of what is in them.
const HASHED: &str = "assets/";
/// Smallest file that is compressed, in bytes.
const WORTH_IT: usize = 1024;

/// A file of the page; any other path is a view of it, which it shows itself.
pub(crate) async fn page(request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Problem::method().into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    if let Some(file) = Files::get(path).filter(|_| !path.is_empty()) {
        return send(path, file, request.headers());
    }
    if path.starts_with(HASHED) || path.starts_with("api/") {
        return Problem::absent("there is no such path", "see /api/v1/openapi.json").into_response();
    }
    match Files::get("index.html") {
        Some(file) => send("index.html", file, request.headers()),
        None => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], NO_PAGE).into_response(),
    }
}

fn send(path: &str, file: EmbeddedFile, headers: &HeaderMap) -> Response {
    let digits: String = file.metadata.sha256_hash().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("W/\"{digits}\"");
    let kind = content_type(&file);
    let cache = if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = if tag::has(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else if takes_gzip(headers) && is_text(&kind) && file.data.len() >= WORTH_IT {
        let body = compressed(&digits, &file.data);
        ([(header::CONTENT_ENCODING, "gzip"), (header::VARY, "accept-encoding")], body).into_response()
    } else {
        file.data.into_owned().into_response()
    };
    let set = response.headers_mut();
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    for (name, value) in [(header::CONTENT_TYPE, kind), (header::ETAG, tag)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            set.insert(name, value);
        }
    }
    response
}

fn content_type(file: &EmbeddedFile) -> String {
    let kind = file.metadata.mimetype();
    if kind.starts_with("text/") { format!("{kind}; charset=utf-8") } else { kind.to_owned() }
}

fn is_text(kind: &str) -> bool {
    kind.starts_with("text/") || ["json", "javascript", "svg", "wasm"].iter().any(|word| kind.contains(word))
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let value = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value
        .split(',')
        .any(|one| one.trim().strip_prefix("gzip").is_some_and(|rest| !rest.replace(' ', "").ends_with(";q=0")))
}

/// A file as small as gzip makes it: done once for each.
fn compressed(digits: &str, data: &[u8]) -> Bytes {
    static DONE: OnceLock<Mutex<HashMap<String, Bytes>>> = OnceLock::new();
    let lock = || DONE.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bytes) = lock().get(digits) {
        return bytes.clone();
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let bytes: Bytes = encoder.write_all(data).and_then(|()| encoder.finish()).unwrap_or_default().into();
    lock().insert(digits.to_owned(), bytes.clone());
    bytes
}
