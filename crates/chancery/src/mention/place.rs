//! Where a phrase is. In: the words and the countries of the report. Out: a place of the gazetteer, or nothing where there is
//! no entry. Always: among places of one name, one in a country of the report comes first, then the biggest.

use crate::Language;
use crate::knowledge::gazetteer::{self, GazetteerPlace, PlaceKind};
use crate::knowledge::{Knowledge, Sense, StateForm, fold};
use crate::record::{Where, WhereBasis};

/// What the report tells of where things are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlaceContext {
    /// PLOVER codes of the countries it names.
    pub countries: Vec<String>,
}

/// How many times more people a place elsewhere needs to come before one in a country of the report.
const ELSEWHERE: f64 = 50.0;
/// Words of a place name looked up together.
const LONGEST: usize = 5;

/// The place that a phrase names; articles and prepositions before it do not matter.
pub fn resolve(knowledge: &Knowledge, phrase: &str, language: Language, context: &PlaceContext) -> Option<Where> {
    let key = fold::key(phrase);
    if let Some(state) = state(knowledge, &key, language) {
        return Some(state);
    }
    best(&key, context).or_else(|| within(knowledge, phrase, language, context))
}

/// The longest name of a place within a phrase: its last one, where the place stands in most languages.
pub(crate) fn within(knowledge: &Knowledge, phrase: &str, language: Language, context: &PlaceContext) -> Option<Where> {
    let words = fold::words(phrase);
    for length in (1..=LONGEST.min(words.len())).rev() {
        for start in (0..=words.len() - length).rev() {
            let run = &words[start..start + length];
            let written = &phrase[run[0].1.start..run[length - 1].1.end];
            // A place is written with a capital where the script has capitals.
            if written.chars().next().is_none_or(|c| c.is_lowercase()) {
                continue;
            }
            let key = run.iter().map(|(w, _)| w.as_str()).collect::<Vec<_>>().join(" ");
            let bare =
                || fold::without_prefix(&key).filter(|_| language == Language::Ar && length == 1).map(str::to_string);
            let found = state(knowledge, &key, language)
                .or_else(|| best(&key, context))
                .or_else(|| bare().and_then(|k| state(knowledge, &k, language).or_else(|| best(&k, context))));
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// A state by its name in the language.
fn state(knowledge: &Knowledge, key: &str, language: Language) -> Option<Where> {
    let country = knowledge.senses(key, language).find_map(|s| match s {
        Sense::State(country, StateForm::Name) => Some(country),
        _ => None,
    })?;
    let name = knowledge.state(country)?.name;
    let place = gazetteer::lookup(&fold::key(name)).find(|p| p.kind == PlaceKind::Country && p.country == country);
    Some(match place {
        Some(place) => record(&place),
        None => Where {
            name: name.into(),
            id: None,
            country: Some(country.into()),
            lat: None,
            lon: None,
            precision: 6,
            basis: WhereBasis::Explicit,
        },
    })
}

/// The likeliest place of a folded name.
fn best(key: &str, context: &PlaceContext) -> Option<Where> {
    let weight = |p: &GazetteerPlace| {
        let people = f64::from(p.population.max(1));
        let here = context.countries.iter().any(|c| c == p.country);
        let kind = match p.kind {
            PlaceKind::Country => 4.0,
            PlaceKind::Capital => 3.0,
            PlaceKind::City => 2.0,
            PlaceKind::Province => 1.0,
            PlaceKind::District => 0.3,
        };
        people * kind * if here { ELSEWHERE } else { 1.0 }
    };
    let mut found: Option<GazetteerPlace> = None;
    for place in gazetteer::lookup(key) {
        if found.as_ref().is_none_or(|f| weight(&place) > weight(f)) {
            found = Some(place);
        }
    }
    found.as_ref().map(record)
}

fn record(place: &GazetteerPlace) -> Where {
    let round = |degrees: f64| degrees.is_finite().then(|| (degrees * 1e4).round() / 1e4);
    Where {
        name: place.name.into(),
        id: Some(format!("geonames:{}", place.id)),
        country: Some(place.country.into()),
        lat: round(place.lat),
        lon: round(place.lon),
        // UCDP GED codebook, where_prec: 1 the exact place, 3 a second-level division, 4 a first-level one, 6 the country.
        precision: match place.kind {
            PlaceKind::City | PlaceKind::Capital => 1,
            PlaceKind::District => 3,
            PlaceKind::Province => 4,
            PlaceKind::Country => 6,
        },
        basis: WhereBasis::Explicit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_every_script_and_inflected() {
        let k = Knowledge::embedded();
        for (phrase, language, country) in [
            ("à Bakou", Language::Fr, "AZE"),
            ("в Харькове", Language::Ru, "UKR"),
            ("у Харкові", Language::Uk, "UKR"),
            ("بغداد", Language::Ar, "IRQ"),
            ("Goma", Language::En, "COD"),
        ] {
            let found = resolve(k, phrase, language, &PlaceContext::default());
            assert_eq!(found.and_then(|w| w.country).as_deref(), Some(country), "{phrase}");
        }
        assert_eq!(resolve(k, "Zzyzxville", Language::En, &PlaceContext::default()), None);
    }

    #[test]
    fn the_reports_countries_decide_between_namesakes() {
        let k = Knowledge::embedded();
        let spain = PlaceContext { countries: vec!["ESP".into()] };
        let found = |c: &PlaceContext| resolve(k, "Guadalajara", Language::Es, c).and_then(|w| w.country);
        assert_eq!(found(&PlaceContext::default()).as_deref(), Some("MEX"));
        assert_eq!(found(&spain).as_deref(), Some("ESP"));
    }
}
