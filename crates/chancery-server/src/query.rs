//! Parameters of requests. In: a query string. Out: what a path asks for. Always: what is documented is what is taken: names, kinds and bounds
//! come from the OpenAPI description, and anything else is refused by name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::openapi::schema::{SchemaType, Type};
use utoipa::openapi::{OpenApi, RefOr, Required, Schema};

use crate::problem::Problem;

/// Most values of a list.
const LONGEST_LIST: usize = 64;
/// Longest text where the description has no bound.
const LONGEST: usize = 500;

/// The parameters of every path.
pub(crate) struct Parameters(BTreeMap<String, BTreeMap<String, Kind>>);

/// What a parameter takes.
#[derive(Debug, Clone)]
struct Kind {
    required: bool,
    list: bool,
    value: Value,
}

#[derive(Debug, Clone)]
enum Value {
    Text { least: usize, most: usize },
    Choice(BTreeSet<String>),
    Whole { least: i64, most: i64 },
    Number { least: f64, most: f64 },
    Truth,
}

impl Parameters {
    /// Of the GET paths of a description.
    pub fn of(description: &OpenApi) -> Self {
        let of_path = |parameters: &Vec<RefOr<Parameter>>| {
            let own = parameters.iter().filter_map(|p| if let RefOr::T(own) = p { Some(own) } else { None });
            let queries = own.filter(|p| matches!(p.parameter_in, ParameterIn::Query));
            queries.map(|p| (p.name.clone(), Kind::of(p, description))).collect()
        };
        let paths = description.paths.paths.iter();
        Self(
            paths
                .filter_map(|(path, item)| Some((path.clone(), item.get.as_ref()?)))
                .map(|(path, get)| (path, get.parameters.as_ref().map(of_path).unwrap_or_default()))
                .collect(),
        )
    }

    /// The parameters of a request, checked; of a list every value by itself.
    ///
    /// # Errors
    /// 400 with the first that is wrong.
    pub fn check(&self, path: &str, query: &str) -> Result<Given, Problem> {
        let none = BTreeMap::new();
        let known = self.0.get(path).unwrap_or(&none);
        if percent_decode_str(query).decode_utf8().is_err() {
            return Err(Problem::wrong("the parameters are not UTF-8", "send them as percent-encoded UTF-8"));
        }
        let mut given = url::form_urlencoded::Serializer::new(String::new());
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let Some(kind) = known.get(&*name) else {
                let names: Vec<&str> = known.keys().map(String::as_str).collect();
                let remedy = if names.is_empty() {
                    "this path takes no parameters".to_owned()
                } else {
                    format!("it takes {}", names.join(", "))
                };
                return Err(Problem::wrong(format!("there is no parameter {:?}", shortened(&name)), remedy));
            };
            let values: Vec<&str> = if kind.list { value.split(',').collect() } else { vec![&*value] };
            let count = seen.entry(name.to_string()).or_default();
            *count += values.len();
            if *count > if kind.list { LONGEST_LIST } else { 1 } {
                return Err(Problem::wrong(format!("{name} is given {count} times"), "give it less often"));
            }
            for value in values {
                if let Some(wanted) = kind.value.refuses(value) {
                    return Err(Problem::wrong(
                        format!("{name}: {:?} is {wanted}", shortened(value)),
                        format!("see {name} in /api/v1/openapi.json"),
                    ));
                }
                given.append_pair(&name, value);
            }
        }
        if let Some((missing, _)) = known.iter().find(|(name, kind)| kind.required && !seen.contains_key(*name)) {
            return Err(Problem::wrong(format!("{missing} is missing"), format!("add {missing}=…")));
        }
        Ok(Given(given.finish().into()))
    }
}

impl Kind {
    fn of(parameter: &Parameter, description: &OpenApi) -> Self {
        let required = matches!(parameter.required, Required::True);
        let schema = parameter.schema.as_ref().and_then(|schema| resolved(schema, description));
        let item = match schema {
            Some(Schema::Array(array)) => match &array.items {
                utoipa::openapi::schema::ArrayItems::RefOrSchema(item) => resolved(item, description),
                utoipa::openapi::schema::ArrayItems::False => None,
            },
            _ => None,
        };
        Self { required, list: item.is_some(), value: Value::of(item.or(schema)) }
    }
}

/// The schema that is meant.
fn resolved<'a>(schema: &'a RefOr<Schema>, description: &'a OpenApi) -> Option<&'a Schema> {
    match schema {
        RefOr::T(schema) => Some(schema),
        RefOr::Ref(reference) => {
            let name = reference.ref_location.rsplit('/').next()?;
            resolved(description.components.as_ref()?.schemas.get(name)?, description)
        }
    }
}

impl Value {
    fn of(schema: Option<&Schema>) -> Self {
        let Some(Schema::Object(object)) = schema else { return Self::Text { least: 1, most: LONGEST } };
        let is = |wanted: &Type| match &object.schema_type {
            SchemaType::Type(one) => one == wanted,
            SchemaType::Array(several) => several.contains(wanted),
            SchemaType::AnyValue => false,
        };
        let bound = |bound: &Option<utoipa::Number>| {
            bound.as_ref().map(|number| match number {
                utoipa::Number::Int(n) => *n as f64,
                utoipa::Number::UInt(n) => *n as f64,
                utoipa::Number::Float(n) => *n,
            })
        };
        let (least, most) = (bound(&object.minimum), bound(&object.maximum));
        if is(&Type::Integer) {
            return Self::Whole { least: least.map_or(0, |n| n as i64), most: most.map_or(i64::MAX, |n| n as i64) };
        }
        if is(&Type::Number) {
            return Self::Number { least: least.unwrap_or(f64::MIN), most: most.unwrap_or(f64::MAX) };
        }
        if is(&Type::Boolean) {
            return Self::Truth;
        }
        match &object.enum_values {
            Some(values) => Self::Choice(values.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()),
            None => Self::Text { least: object.min_length.unwrap_or(1), most: object.max_length.unwrap_or(LONGEST) },
        }
    }

    /// What is wrong with a value.
    fn refuses(&self, value: &str) -> Option<String> {
        let is_in = match self {
            Self::Text { least, most } => {
                let length = value.chars().count();
                (*least <= length && length <= *most).then_some(()).ok_or(format!("not {least} to {most} characters"))
            }
            Self::Choice(words) => {
                let all: Vec<&str> = words.iter().map(String::as_str).collect();
                words.contains(value).then_some(()).ok_or(format!("none of {}", all.join(", ")))
            }
            Self::Whole { least, most } => {
                let plain = !value.is_empty() && value.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit());
                let number = value.parse().ok().filter(|n: &i64| plain && least <= n && n <= most);
                number.map(drop).ok_or(format!("no whole number from {least} to {most}"))
            }
            Self::Number { least, most } => {
                let number = value.parse().ok().filter(|n: &f64| least <= n && n <= most);
                number.map(drop).ok_or(format!("no number from {least} to {most}"))
            }
            Self::Truth => matches!(value, "true" | "false").then_some(()).ok_or("neither true nor false".to_owned()),
        };
        is_in.err()
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() > 60 { text.chars().take(59).chain(['…']).collect() } else { text.to_owned() }
}

/// The checked parameters of a request.
#[derive(Debug, Clone)]
pub(crate) struct Given(Arc<str>);

/// Some of the parameters of a request, as what they say.
pub(crate) struct Query<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let given = parts.extensions.get::<Given>().map_or("", |given| &given.0);
        let read = serde_html_form::from_str(given);
        read.map(Self).map_err(|error| Problem::wrong(error.to_string(), "see /api/v1/openapi.json"))
    }
}
