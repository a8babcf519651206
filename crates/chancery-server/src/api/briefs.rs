//! Briefs.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chancery::Language;
use chancery::brief::{With, html, markdown};
use chancery::record::{Brief, Realignment, Side, Step};
use chancery_store::Briefing;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::datasets::DatasetQuery;
use super::json;
use super::relations::{Between, StretchQuery, USUAL_WINDOW, side, turns};
use crate::app::App;
use crate::problem::{Faults, NotFound, Problem};
use crate::query::Query;

/// What a brief printed as a page may load and do: nothing but show its own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

/// Of what, and how.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct BriefQuery {
    /// The third whose part is looked at: a country (ARM), an entity (Q399) or a name.
    #[param(min_length = 1, max_length = 200)]
    with: Option<String>,
    /// Language of the sentences; English without it.
    #[serde(default)]
    #[param(inline)]
    lang: Tongue,
    /// JSON, a page to print, or Markdown.
    #[serde(default)]
    #[param(inline)]
    format: BriefFormat,
}

/// A language of briefs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Tongue {
    #[default]
    En,
    Fr,
}

/// The form of a brief.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum BriefFormat {
    #[default]
    Json,
    Html,
    Md,
}

/// The state of a dyad in sentences, each with its evidence.
#[utoipa::path(
    get,
    path = "/api/v1/briefs/{a}/{b}",
    tag = "relations",
    params(
        ("a" = String, Path, description = "One side: a country (ARM), an entity (Q399) or a name.", max_length = 200, example = "ARM"),
        ("b" = String, Path, description = "The other.", max_length = 200, example = "AZE"),
        BriefQuery,
        StretchQuery,
        DatasetQuery,
    ),
    responses(
        (status = 200, description = "The brief.", content(
            (Brief = "application/json"), (String = "text/html"), (String = "text/markdown")
        )),
        Faults,
        NotFound,
    )
)]
pub(super) async fn briefs(
    State(app): State<Arc<App>>,
    Path(sides): Path<(String, String)>,
    Query(BriefQuery { with, lang, format }): Query<BriefQuery>,
    Query(stretch): Query<StretchQuery>,
    Query(DatasetQuery { dataset }): Query<DatasetQuery>,
) -> Result<Response, Problem> {
    app.ask_over(dataset, move |app, store, index| {
        let dyad = [side(app, &sides.0)?, side(app, &sides.1)?];
        let with = with.map(|name| side(app, &name)).transpose()?;
        if dyad[0] == dyad[1] || with.as_ref().is_some_and(|with| dyad.contains(with)) {
            return Err(Problem::wrong("two of them are one", "name two, and a third with `with`"));
        }
        let between = Between::new(app, index, &dyad[0], &dyad[1]);
        let days = stretch.days(index, between.first())?;
        let relation = between.relation(index, days, Step::Month);
        let with_each = |who: &Side| {
            let [a, b] = &dyad;
            [a, b].map(|side| Between::new(app, index, who, side).relation(index, days, Step::Month))
        };
        let with = with.map(|who| (with_each(&who), who));
        let with = with.as_ref().map(|([a, b], who)| With { who, relations: [a, b] });
        let sides = dyad.iter().chain(with.map(|with| with.who));
        let turns: Vec<Realignment> = sides.flat_map(|of| turns(app, index, of, days, USUAL_WINDOW)).collect();
        let language = match lang {
            Tongue::En => Language::En,
            Tongue::Fr => Language::Fr,
        };
        let knowledge = app.knowledge;
        let brief = store.brief(&Briefing { relation: &relation, realignments: &turns, with, language, knowledge })?;
        if brief.sections.is_empty() {
            let detail = format!("nothing is known to have passed between {} and {}", dyad[0].name, dyad[1].name);
            return Err(Problem::absent(detail, "ask for a longer time, or others"));
        }
        Ok(match format {
            BriefFormat::Json => json(&brief)?,
            BriefFormat::Md => {
                ([(header::CONTENT_TYPE, "text/markdown; charset=utf-8")], markdown(&brief)).into_response()
            }
            BriefFormat::Html => {
                let headers =
                    [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, POLICY)];
                (headers, html(&brief)).into_response()
            }
        })
    })
    .await
}
