//! What tells for or against two reports telling of one happening, and two claims of one event. Always: the same whichever of the two
//! comes first.

use super::gist::{Act, Gist, Period, Proper, Spot, Who};
use crate::model::cosine;
use crate::record::{Certainty, Polarity, Tense};

/// Stands where one of the two does not say.
const UNKNOWN: f64 = -1.0;
/// Days counted at most: more tell no more.
const MOST_DAYS: i32 = 400;
/// Claims of a report that are held against each other, the first.
const COMPARED: usize = 12;

/// Names of the signs of two reports, in the order of [`of_reports`].
pub(super) const OF_REPORTS: [&str; 44] = [
    "same_language",
    "whole",
    "lead",
    "words",
    "states",
    "others",
    "persons",
    "persons_shared",
    "places_shared",
    "place_distance",
    "published_apart",
    "main_day_apart",
    "main_day_told",
    "days_shared",
    "main_day_below",
    "numbers_shared",
    "numbers_share",
    "acts",
    "best_act",
    "first_category",
    "first_countries",
    "first_day_apart",
    "first_place_distance",
    "killed",
    "fewest_acts",
    "places",
    "numbers",
    "names_found",
    "names_found_most",
    "names_sought",
    "towns_found",
    "towns_found_most",
    "towns_sought",
    "lead_places",
    "lead_place_distance",
    "told_days_shared",
    "told_days_apart",
    "onset_apart",
    "kin",
    "kin_same_day",
    "kin_other_day",
    "kin_same_place",
    "kin_other_place",
    "kin_killed",
];

/// Names of the signs of two claims, in the order of [`of_claims`].
pub(super) const OF_CLAIMS: [&str; 36] = [
    "reports",
    "same_report",
    "same_category",
    "same_quad",
    "modes",
    "actors",
    "recipients",
    "swapped",
    "countries",
    "entities",
    "actors_unknown",
    "recipients_unknown",
    "speaker",
    "days_apart",
    "days_spread",
    "both_told",
    "one_told",
    "published_apart",
    "place",
    "place_distance",
    "place_country",
    "killed",
    "wounded",
    "other_toll",
    "same_polarity",
    "one_negated",
    "same_tense",
    "one_historical",
    "one_future",
    "one_hypothetical",
    "meaning",
    "words",
    "both_lead",
    "one_leads",
    "sentences_apart",
    "least_confidence",
];

/// The signs of two reports with their claims.
pub(super) fn of_reports(a: (&Gist, &[Act]), b: (&Gist, &[Act])) -> Vec<f64> {
    let ((a, acts_a), (b, acts_b)) = (a, b);
    let (main_a, main_b) = (main_day(a), main_day(b));
    let shared = |x: &[(u64, f32)], y: &[(u64, f32)]| shared(x, y).count() as f64;
    let numbers = a.numbers.iter().filter(|n| b.numbers.binary_search(n).is_ok()).count();
    let fewest = a.numbers.len().min(b.numbers.len());
    let (first_a, first_b) = (acts_a.first(), acts_b.first());
    let both = |f: &dyn Fn(&Act, &Act) -> f64| first_a.zip(first_b).map_or(UNKNOWN, |(x, y)| f(x, y));
    let (told_a, told_b) = (recent(a, acts_a), recent(b, acts_b));
    let kin = Kin::of(acts_a, acts_b);
    let (names, towns) = (found(&a.proper, &b.proper, false), found(&a.proper, &b.proper, true));
    let signs = vec![
        flag(a.language == b.language),
        cosine(&a.whole, &b.whole),
        cosine(&a.lead, &b.lead),
        product(&a.words, &b.words),
        overlap(&a.states, &b.states),
        overlap(&a.others, &b.others),
        overlap(&a.persons, &b.persons),
        shared(&a.persons, &b.persons),
        places_shared(&a.places, &b.places),
        distance(main_place(&a.places), main_place(&b.places)),
        a.published.zip(b.published).map_or(UNKNOWN, |(x, y)| apart(x, y)),
        main_a.zip(main_b).map_or(UNKNOWN, |(x, y)| apart((x.0, x.0), (y.0, y.0))),
        main_a.zip(main_b).map_or(UNKNOWN, |(x, y)| f64::from(x.1.min(y.1))),
        days_shared(&a.days, &b.days),
        below(main_a, &b.days).max(below(main_b, &a.days)),
        numbers as f64,
        if fewest == 0 { UNKNOWN } else { numbers as f64 / fewest as f64 },
        profile(acts_a, acts_b),
        best_act(acts_a, acts_b),
        both(&|x, y| flag(x.category == y.category)),
        both(&|x, y| jaccard(&countries(x), &countries(y))),
        both(&|x, y| x.when.zip(y.when).map_or(UNKNOWN, |(x, y)| days_apart(x, y))),
        both(&|x, y| distance(x.spot, y.spot)),
        killed(acts_a, acts_b),
        acts_a.len().min(acts_b.len()).min(COMPARED) as f64,
        a.places.len().min(b.places.len()) as f64,
        fewest as f64,
        names.0,
        names.1,
        names.2,
        towns.0,
        towns.1,
        towns.2,
        lead_places(&a.places, &b.places),
        lead_distance(&a.places, &b.places),
        days_shared(&told_a, &told_b),
        nearest(&told_a, &told_b),
        onset(&told_a).zip(onset(&told_b)).map_or(UNKNOWN, |(x, y)| apart((x, x), (y, y))),
        kin.weight,
        kin.same_day,
        kin.other_day,
        kin.same_place,
        kin.other_place,
        kin.killed,
    ];
    debug_assert_eq!(signs.len(), OF_REPORTS.len());
    signs
}

/// The signs of two claims; `reports` is the probability that their reports tell of one happening.
pub(super) fn of_claims(a: (&Gist, &Act), b: (&Gist, &Act), reports: f64, same_report: bool) -> Vec<f64> {
    let ((gist_a, a), (gist_b, b)) = (a, b);
    let (countries_a, countries_b) = (countries(a), countries(b));
    let pair = |x: bool, y: bool| (flag(x && y), flag(x != y));
    let told = |p: &Act| p.when.is_some_and(|w| w.told);
    let negated = |p: &Act| p.status.polarity == Polarity::Negated;
    let tense = |p: &Act, t: Tense| p.status.tense == t;
    let sides = jaccard(&of_side(&a.actors), &of_side(&b.actors));
    let others = jaccard(&of_side(&a.recipients), &of_side(&b.recipients));
    let swapped = jaccard(&of_side(&a.actors), &of_side(&b.recipients))
        .min(jaccard(&of_side(&a.recipients), &of_side(&b.actors)));
    let (both_told, one_told) = pair(told(a), told(b));
    let (both_lead, one_leads) = pair(a.leads, b.leads);
    let toll = |i: usize| a.toll[i].zip(b.toll[i]).map_or(UNKNOWN, |(x, y)| ratio(x, y));
    let signs = vec![
        reports,
        flag(same_report),
        flag(a.category == b.category),
        flag(a.quad == b.quad),
        if a.modes.is_empty() || b.modes.is_empty() { UNKNOWN } else { jaccard(&a.modes, &b.modes) },
        sides,
        others,
        swapped,
        jaccard(&countries_a, &countries_b),
        jaccard(&entities(a), &entities(b)),
        flag(a.actors.is_empty()) + flag(b.actors.is_empty()),
        flag(a.recipients.is_empty()) + flag(b.recipients.is_empty()),
        a.speaker.zip(b.speaker).map_or(UNKNOWN, |(x, y)| flag(x.country.is_some() && x.country == y.country)),
        a.when.zip(b.when).map_or(UNKNOWN, |(x, y)| days_apart(x, y)),
        a.when.zip(b.when).map_or(UNKNOWN, |(x, y)| f64::from(spread(x).max(spread(y)).min(MOST_DAYS))),
        both_told,
        one_told,
        gist_a.published.zip(gist_b.published).map_or(UNKNOWN, |(x, y)| apart(x, y)),
        a.spot.zip(b.spot).map_or(UNKNOWN, |(x, y)| flag(x.key == y.key)),
        distance(a.spot, b.spot),
        a.place_country.zip(b.place_country).map_or(UNKNOWN, |(x, y)| flag(x == y)),
        toll(0),
        toll(1),
        toll(2).max(toll(3)).max(toll(4)),
        flag(negated(a) == negated(b)),
        flag(negated(a) != negated(b)),
        flag(a.status.tense == b.status.tense),
        flag(tense(a, Tense::Historical) != tense(b, Tense::Historical)),
        flag(tense(a, Tense::Future) != tense(b, Tense::Future)),
        flag((a.status.certainty == Certainty::Asserted) != (b.status.certainty == Certainty::Asserted)),
        cosine(&a.meaning, &b.meaning),
        product(&a.words, &b.words),
        both_lead,
        one_leads,
        f64::from(a.sentence.abs_diff(b.sentence).min(40)),
        f64::from(a.confidence.min(b.confidence)),
    ];
    debug_assert_eq!(signs.len(), OF_CLAIMS.len());
    signs
}

fn flag(is: bool) -> f64 {
    f64::from(u8::from(is))
}

/// Days between two stretches of days; 0 where they touch.
pub(super) fn apart(a: (i32, i32), b: (i32, i32)) -> f64 {
    f64::from((b.0.saturating_sub(a.1)).max(a.0.saturating_sub(b.1)).clamp(0, MOST_DAYS))
}

fn days_apart(a: Period, b: Period) -> f64 {
    apart((a.first, a.last), (b.first, b.last))
}

fn spread(period: Period) -> i32 {
    period.last.saturating_sub(period.first)
}

/// The day of most weight, the latest of several, with its share of all weight.
fn main_day(gist: &Gist) -> Option<(i32, f32)> {
    let total: f32 = gist.days.iter().map(|(_, w)| w).sum();
    let most = gist.days.iter().max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))?;
    Some((most.0, most.1 / total))
}

/// Share of a report's weight of days that another's main day has.
fn below(main: Option<(i32, f32)>, days: &[(i32, f32)]) -> f64 {
    let total: f32 = days.iter().map(|(_, w)| w).sum();
    let of_main = main.and_then(|(day, _)| days.iter().find(|(d, _)| *d == day));
    of_main.map_or(if days.is_empty() { UNKNOWN } else { 0.0 }, |(_, w)| f64::from(w / total))
}

/// Share of days that two reports tell both.
fn days_shared(a: &[(i32, f32)], b: &[(i32, f32)]) -> f64 {
    let total = |days: &[(i32, f32)]| days.iter().map(|(_, w)| w).sum::<f32>();
    let (all_a, all_b) = (total(a), total(b));
    if all_a <= 0.0 || all_b <= 0.0 {
        return UNKNOWN;
    }
    let of_b = |day: i32| b.iter().find(|(d, _)| *d == day).map_or(0.0, |(_, w)| w / all_b);
    a.iter().map(|(day, w)| f64::from((w / all_a).min(of_b(*day)))).sum()
}

/// What is in both lists, which are in the order of their keys.
fn shared<'l, K: Ord>(a: &'l [(K, f32)], b: &'l [(K, f32)]) -> impl Iterator<Item = (f32, f32)> + 'l {
    let mut rest = b.iter().peekable();
    a.iter().filter_map(move |(key, x)| {
        while rest.next_if(|(other, _)| other < key).is_some() {}
        rest.next_if(|(other, _)| other == key).map(|(_, y)| (*x, *y))
    })
}

/// Product of two lists of weights whose length is 1.
fn product<K: Ord>(a: &[(K, f32)], b: &[(K, f32)]) -> f64 {
    shared(a, b).map(|(x, y)| f64::from(x * y)).sum()
}

/// Cosine of two lists of weights; unknown where one is empty.
fn overlap(a: &[(u64, f32)], b: &[(u64, f32)]) -> f64 {
    let length = |list: &[(u64, f32)]| list.iter().map(|(_, w)| f64::from(w * w)).sum::<f64>();
    if a.is_empty() || b.is_empty() { UNKNOWN } else { product(a, b) / (length(a) * length(b)).sqrt() }
}

fn places_shared(a: &[Spot], b: &[Spot]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return UNKNOWN;
    }
    a.iter().filter(|x| b.iter().any(|y| x.key == y.key)).count() as f64
}

fn main_place(places: &[Spot]) -> Option<Spot> {
    places.iter().max_by(|a, b| a.weight.total_cmp(&b.weight).then(b.key.cmp(&a.key))).copied()
}

/// Great-circle distance of two places, as the logarithm of 1 and kilometres (haversine on a sphere of 6,371 km).
fn distance(a: Option<Spot>, b: Option<Spot>) -> f64 {
    let Some((a, b)) = a.zip(b) else { return UNKNOWN };
    if a.key == b.key {
        return 0.0;
    }
    let [lat_a, lon_a, lat_b, lon_b] = [a.lat, a.lon, b.lat, b.lon].map(|degrees| f64::from(degrees).to_radians());
    let half = |x: f64| (x / 2.0).sin().powi(2);
    let h = half(lat_b - lat_a) + lat_a.cos() * lat_b.cos() * half(lon_b - lon_a);
    (1.0 + 2.0 * 6371.0 * h.clamp(0.0, 1.0).sqrt().asin()).ln()
}

/// Days within which news is new.
const RECENT: i32 = 8;
/// Weight from which on a place is one that the lead names, and no government's seat.
const LEADS: f32 = 0.9;

/// Days of acts that a report tells with them, shortly before it was published.
fn recent(gist: &Gist, acts: &[Act]) -> Vec<(i32, f32)> {
    let mut days = std::collections::BTreeMap::new();
    for act in acts.iter().filter(|act| act.happened() && act.when.is_some_and(|w| !w.dateline)) {
        if let Some(day) = act.day()
            && gist.published.is_none_or(|(first, last)| first - RECENT <= day && day <= last)
        {
            *days.entry(day).or_insert(0.0) += act.confidence * if act.leads { 1.0 } else { 0.4 };
        }
    }
    days.into_iter().collect()
}

/// The first of the days.
fn onset(days: &[(i32, f32)]) -> Option<i32> {
    days.first().map(|(day, _)| *day)
}

/// Days between the nearest of two reports' days.
fn nearest(a: &[(i32, f32)], b: &[(i32, f32)]) -> f64 {
    let pairs = a.iter().flat_map(|(x, _)| b.iter().map(move |(y, _)| apart((*x, *x), (*y, *y))));
    pairs.reduce(f64::min).unwrap_or(UNKNOWN)
}

/// Shares of the names of each lead that the other report has too: the smaller share, the larger, and how many names the shorter of both lists
/// has; of towns alone if so asked. Unknown where a lead names none.
fn found(a: &[Proper], b: &[Proper], towns: bool) -> (f64, f64, f64) {
    let same = |x: &Proper, y: &Proper| {
        let places = x.spot.zip(y.spot).map(|(x, y)| distance(Some(x), Some(y)) <= SAME_PLACE);
        places.unwrap_or_else(|| x.sounds.iter().any(|sound| y.sounds.contains(sound)))
    };
    let share = |from: &[Proper], to: &[Proper]| {
        let sought: Vec<&Proper> = from.iter().filter(|x| x.leads && (!towns || x.spot.is_some())).collect();
        let found = sought.iter().filter(|x| to.iter().any(|y| same(x, y))).count();
        (sought.len(), if sought.is_empty() { UNKNOWN } else { found as f64 / sought.len() as f64 })
    };
    let ((of_a, there), (of_b, back)) = (share(a, b), share(b, a));
    (there.min(back), there.max(back), of_a.min(of_b) as f64)
}

fn leading(places: &[Spot]) -> Vec<Spot> {
    places.iter().filter(|p| p.weight >= LEADS).copied().collect()
}

/// Cosine of the places that the leads name.
fn lead_places(a: &[Spot], b: &[Spot]) -> f64 {
    let weights = |places: &[Spot]| leading(places).iter().map(|p| (p.key, p.weight)).collect::<Vec<_>>();
    overlap(&weights(a), &weights(b))
}

/// Distance of the nearest of them.
fn lead_distance(a: &[Spot], b: &[Spot]) -> f64 {
    let (a, b) = (leading(a), leading(b));
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| distance(Some(*x), Some(*y))));
    pairs.reduce(f64::min).unwrap_or(UNKNOWN)
}

/// What claims of one category and the same countries tell of whether two reports mean the same day and place.
#[derive(Default)]
struct Kin {
    /// How surely there are such claims.
    weight: f64,
    /// Shares of that weight.
    same_day: f64,
    other_day: f64,
    same_place: f64,
    other_place: f64,
    /// The nearest tolls.
    killed: f64,
}

/// Kilometres, as [`distance`] gives them, within which two claims may be of one place.
const SAME_PLACE: f64 = 2.6;

impl Kin {
    fn of(a: &[Act], b: &[Act]) -> Kin {
        let mut kin = Kin { killed: UNKNOWN, ..Kin::default() };
        let lead = |act: &Act| if act.leads { 1.0 } else { 0.4 };
        for x in a.iter().take(COMPARED) {
            for y in b.iter().take(COMPARED) {
                if x.category != y.category || !x.happened() || !y.happened() {
                    continue;
                }
                let alike = jaccard(&countries(x), &countries(y)).max(0.0);
                let weight = alike * lead(x) * lead(y) * f64::from(x.confidence.min(y.confidence));
                kin.weight += weight;
                if let Some((day, other)) = x.day().zip(y.day())
                    && ![x, y].iter().any(|act| act.when.is_some_and(|w| w.dateline))
                {
                    *(if day == other { &mut kin.same_day } else { &mut kin.other_day }) += weight;
                }
                if let Some((spot, other)) = x.spot.zip(y.spot) {
                    let near = distance(Some(spot), Some(other)) <= SAME_PLACE;
                    *(if near { &mut kin.same_place } else { &mut kin.other_place }) += weight;
                }
                if let Some((toll, other)) = x.toll[0].zip(y.toll[0]) {
                    kin.killed = kin.killed.max(ratio(toll, other));
                }
            }
        }
        if kin.weight > 0.0 {
            for share in [&mut kin.same_day, &mut kin.other_day, &mut kin.same_place, &mut kin.other_place] {
                *share /= kin.weight;
            }
        }
        kin
    }
}

fn of_side(side: &[Who]) -> Vec<u64> {
    sorted(side.iter().filter_map(|who| who.country.or(who.entity)))
}

fn countries(act: &Act) -> Vec<u64> {
    sorted(act.actors.iter().chain(&act.recipients).filter_map(|who| who.country))
}

fn entities(act: &Act) -> Vec<u64> {
    sorted(act.actors.iter().chain(&act.recipients).filter_map(|who| who.entity))
}

fn sorted(keys: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut keys: Vec<u64> = keys.collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Share of what both have of what either has; unknown where one has nothing.
fn jaccard(a: &[u64], b: &[u64]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return UNKNOWN;
    }
    let both = a.iter().filter(|x| b.contains(x)).count();
    both as f64 / (a.len() + b.len() - both) as f64
}

/// The smaller of two tolls as a share of the larger; 1 where they touch.
fn ratio(a: (u64, u64), b: (u64, u64)) -> f64 {
    let (lower, upper) = if a.1 < b.0 { (a.1, b.0) } else if b.1 < a.0 { (b.1, a.0) } else { return 1.0 };
    lower as f64 / upper as f64
}

/// Cosine of how much of each category two reports claim.
fn profile(a: &[Act], b: &[Act]) -> f64 {
    let weights = |acts: &[Act]| {
        let mut weights = [0.0f64; 16];
        acts.iter().for_each(|act| weights[act.category as usize] += f64::from(act.confidence));
        weights
    };
    let (a, b) = (weights(a), weights(b));
    let product = |x: &[f64; 16], y: &[f64; 16]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
    let lengths = (product(&a, &a) * product(&b, &b)).sqrt();
    if lengths > 0.0 { product(&a, &b) / lengths } else { UNKNOWN }
}

/// How far the two most alike of the first claims agree: in category, countries, day and place.
fn best_act(a: &[Act], b: &[Act]) -> f64 {
    let agree = |x: &Act, y: &Act| {
        let day = x.when.zip(y.when).map_or(0.5, |(x, y)| 1.0 / (1.0 + days_apart(x, y)));
        let place = x.spot.zip(y.spot).map_or(0.5, |(x, y)| 1.0 / (1.0 + distance(Some(x), Some(y))));
        flag(x.category == y.category) + jaccard(&countries(x), &countries(y)).max(0.0) + day + place
    };
    let pairs = a.iter().take(COMPARED).flat_map(|x| b.iter().take(COMPARED).map(move |y| agree(x, y)));
    pairs.fold(UNKNOWN, f64::max)
}

/// The nearest tolls of the killed that two reports tell.
fn killed(a: &[Act], b: &[Act]) -> f64 {
    let tolls = |acts: &[Act]| acts.iter().filter_map(|act| act.toll[0]).collect::<Vec<_>>();
    let (a, b) = (tolls(a), tolls(b));
    let ratios = a.iter().flat_map(|x| b.iter().map(move |y| ratio(*x, *y)));
    ratios.fold(UNKNOWN, f64::max)
}
