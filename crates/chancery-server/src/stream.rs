//! Exports. In: a filter. Out: everything it lets through, as CSV or GeoJSON. Always: a page of rows is in memory, whatever the reader's pace;
//! between two pages nothing is held.

use std::sync::Arc;

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use chancery::export::{GEOJSON_HEAD, GEOJSON_TAIL, feature, guarded};
use chancery_store::{Filter, Page, Store};
use futures_util::stream::try_unfold;
use serde::Serialize;

use crate::app::App;
use crate::problem::Problem;

/// Rows at most.
pub(crate) const MOST_ROWS: usize = 100_000;
/// Rows read in one step.
const STEP: usize = 500;

/// How rows of a kind are asked for and written.
pub(crate) struct Kind<T> {
    /// Name of the file.
    pub name: &'static str,
    pub page: fn(&Store, &Filter) -> chancery_store::Result<Page<T>>,
    pub columns: &'static [&'static str],
    pub row: fn(&T) -> Vec<String>,
    pub id: fn(&T) -> &str,
    /// Degrees north and east.
    pub point: fn(&T) -> Option<[f64; 2]>,
}

/// In what form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Csv,
    GeoJson,
}

struct State<T: 'static> {
    app: Arc<App>,
    kind: &'static Kind<T>,
    form: Form,
    filter: Filter,
    dataset: Option<String>,
    left: usize,
    begun: bool,
    ended: bool,
}

/// All rows of a filter.
pub(crate) fn stream<T: Serialize + Send + 'static>(
    app: Arc<App>,
    kind: &'static Kind<T>,
    form: Form,
    filter: Filter,
    dataset: Option<String>,
) -> Response {
    let left = filter.limit.unwrap_or(MOST_ROWS).min(MOST_ROWS);
    let state = State { app, kind, form, filter, dataset, left, begun: false, ended: false };
    let body = Body::from_stream(try_unfold(state, |state| async move {
        // A fault half way can only break the connection off: the reader then knows that it has not all.
        state.step().await.map_err(|problem| std::io::Error::other(format!("{problem:?}")))
    }));
    let (content_type, extension) = match form {
        Form::Csv => ("text/csv; charset=utf-8", "csv"),
        Form::GeoJson => ("application/geo+json", "geojson"),
    };
    let file = format!("attachment; filename=\"{}.{extension}\"", kind.name);
    ([(header::CONTENT_TYPE, content_type), (header::CONTENT_DISPOSITION, file.as_str())], body).into_response()
}

impl<T: Serialize + Send + 'static> State<T> {
    async fn step(mut self) -> Result<Option<(Bytes, Self)>, Problem> {
        if self.ended {
            return Ok(None);
        }
        let filter = Filter { limit: Some(self.left.min(STEP)), ..self.filter.clone() };
        let (kind, form, begun) = (self.kind, self.form, self.begun);
        let (bytes, count, next) = self
            .app
            .ask_over(self.dataset.clone(), move |_, store, _| {
                let page = (kind.page)(store, &filter)?;
                Ok((written(kind, form, &page.rows, begun)?, page.rows.len(), page.next))
            })
            .await?;
        self.begun = true;
        self.left -= count;
        self.ended = next.is_none() || self.left == 0;
        self.filter.after = next;
        let mut bytes = bytes;
        if self.ended && form == Form::GeoJson {
            bytes.extend_from_slice(GEOJSON_TAIL.as_bytes());
        }
        Ok(Some((bytes.into(), self)))
    }
}

fn written<T: Serialize>(kind: &Kind<T>, form: Form, rows: &[T], begun: bool) -> Result<Vec<u8>, Problem> {
    match form {
        Form::Csv => csv(kind.columns, rows.iter().map(kind.row), begun),
        Form::GeoJson => {
            let mut out = if begun { String::new() } else { GEOJSON_HEAD.to_owned() };
            for (n, row) in rows.iter().enumerate() {
                let feature = feature(n == 0 && !begun, (kind.id)(row), (kind.point)(row), row);
                out.push_str(&feature.map_err(|error| Problem::failed(&error))?);
            }
            Ok(out.into_bytes())
        }
    }
}

/// Lines of CSV, with a line of names where they begin. A cell of words that a spreadsheet would take for a formula begins with an
/// apostrophe: texts come from anywhere.
pub(crate) fn csv(columns: &[&str], rows: impl Iterator<Item = Vec<String>>, begun: bool) -> Result<Vec<u8>, Problem> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    if !begun {
        writer.write_record(columns).map_err(|error| Problem::failed(&error))?;
    }
    for row in rows {
        writer.write_record(row.into_iter().map(guarded)).map_err(|error| Problem::failed(&error))?;
    }
    writer.into_inner().map_err(|error| Problem::failed(&error))
}
