//! What tells for or against two reports telling of one happening, and two claims of one event. Always: the same whichever of the two
//! comes first.

use smallvec::SmallVec;

use super::gist::{Act, Gist, Mark, Period, Spot, Who};
use super::stage::{Called, Name, Stage};
use crate::geodesy::kilometres;
use crate::model::cosine;
use crate::record::{Certainty, Polarity, Tense};

/// Stands where one of the two does not say.
const UNKNOWN: f64 = -1.0;
/// Days counted at most: more tell no more.
const MOST_DAYS: i32 = 400;
/// Claims of a report that are held against each other, the first.
const COMPARED: usize = 12;

/// Names of the signs of two reports, in the order of [`of_reports`].
pub(super) const OF_REPORTS: [&str; 62] = [
    "same_language",
    "whole",
    "lead",
    "words",
    "published_apart",
    "acts",
    "best_act",
    "killed",
    "fewest_acts",
    "kin",
    "kin_same_day",
    "kin_other_day",
    "kin_same_place",
    "kin_other_place",
    "kin_killed",
    "focus_best",
    "missing_least",
    "missing_most",
    "focus_least",
    "focus_most",
    "focus_both",
    "focus_top_least",
    "focus_top_most",
    "focus_distance",
    "onset_least",
    "onset_most",
    "onset_both",
    "onset_gap",
    "scene_same",
    "scene_other_day",
    "scene_other_place",
    "scene_lead",
    "states_least",
    "states_most",
    "states_both",
    "cast_least",
    "cast_most",
    "cast_both",
    "numbers_least",
    "numbers_most",
    "numbers_both",
    "numbers_best",
    "numbers_sum",
    "words_least",
    "words_most",
    "lead_words",
    "lead_found_least",
    "lead_found_most",
    "called_least",
    "called_most",
    "called_both",
    "called_missing_least",
    "called_missing_most",
    "weekday_least",
    "weekday_most",
    "weekday_both",
    "date_least",
    "date_most",
    "date_both",
    "onset_top_gap",
    "onset_top_least",
    "onset_top_most",
];

/// Whether both reports have a date, by their signs.
pub(super) fn has_dates(signs: &[f64]) -> bool {
    signs[PUBLISHED_APART] != UNKNOWN
}

/// How alike the words of two reports are that are in one language and of which one has no date; `None` of others.
pub(super) fn words_without_dates(signs: &[f64]) -> Option<f64> {
    (signs[SAME_LANGUAGE] == 1.0 && !has_dates(signs)).then_some(signs[WORDS])
}

/// Where these stand in [`OF_REPORTS`].
const SAME_LANGUAGE: usize = 0;
const WORDS: usize = 3;
const PUBLISHED_APART: usize = 4;

/// Names of the signs of two claims, in the order of [`of_claims`].
pub(super) const OF_CLAIMS: [&str; 49] = [
    "one_happening",
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
    "trigger",
    "category",
    "sentence_names",
    "sentence_other",
    "sentence_days",
    "sentence_numbers",
    "one_sentence",
    "standing",
    "same_speaker",
    "rank_least",
    "rank_most",
    "number_least",
    "number_most",
];

/// The signs of two reports with their claims.
pub(super) fn of_reports(a: (&Gist, &[Act]), b: (&Gist, &[Act])) -> Vec<f64> {
    let ((a, acts_a), (b, acts_b)) = (a, b);
    let (held_a, held_b) = (held(acts_a), held(acts_b));
    let kin = Kin::of(&held_a, &held_b);
    let words = Common::of(&a.words, &b.words);
    let mut signs = vec![
        flag(a.language == b.language),
        cosine(&a.whole, &b.whole),
        cosine(&a.lead, &b.lead),
        words.product,
        a.published.zip(b.published).map_or(UNKNOWN, |(x, y)| apart(x, y)),
        profile(acts_a, acts_b),
        best_act(&held_a, &held_b),
        killed(acts_a, acts_b),
        acts_a.len().min(acts_b.len()).min(COMPARED) as f64,
        kin.weight,
        kin.same_day,
        kin.other_day,
        kin.same_place,
        kin.other_place,
        kin.killed,
    ];
    let (gist_a, gist_b) = (a, b);
    let (a, b) = (&a.stage, &b.stage);
    signs.extend(staged(a, b));
    signs.extend(weighed(&a.states, &b.states));
    signs.extend(weighed(&a.cast, &b.cast));
    signs.extend(weighed(&a.numbers, &b.numbers));
    let shared_numbers = shared(&a.numbers, &b.numbers).map(|(x, y)| f64::from(x.min(y)));
    let (most, all) = shared_numbers.fold((0.0f64, 0.0), |(most, all), one| (most.max(one), all + one));
    signs.extend([most, all]);
    signs.extend(worded(gist_a, gist_b, words.shares()));
    signs.extend(called(&a.called, &b.called, gist_a.language == gist_b.language));
    signs.extend(weighed(&a.weekdays, &b.weekdays));
    signs.extend(weighed(&a.dates, &b.dates));
    signs.extend(onset_tops(&a.days, &b.days));
    debug_assert_eq!(signs.len(), OF_REPORTS.len());
    rounded(signs)
}

/// The signs of two claims; `reports` is the probability that their reports tell of one happening.
pub(super) fn of_claims(a: (&Gist, &Act), b: (&Gist, &Act), reports: f64, same_report: bool) -> Vec<f64> {
    let ((gist_a, a), (gist_b, b)) = (a, b);
    let (countries_a, countries_b) = (countries(a), countries(b));
    let pair = |x: bool, y: bool| (flag(x && y), flag(x != y));
    let told = |p: &Act| p.when.is_some_and(|w| w.told);
    let negated = |p: &Act| p.status.polarity == Polarity::Negated;
    let tense = |p: &Act, t: Tense| p.status.tense == t;
    let (actors_a, actors_b) = (of_side(&a.actors), of_side(&b.actors));
    let (recipients_a, recipients_b) = (of_side(&a.recipients), of_side(&b.recipients));
    let sides = jaccard(&actors_a, &actors_b);
    let others = jaccard(&recipients_a, &recipients_b);
    let swapped = jaccard(&actors_a, &recipients_b).min(jaccard(&recipients_a, &actors_b));
    let (both_told, one_told) = pair(told(a), told(b));
    let (both_lead, one_leads) = pair(a.leads, b.leads);
    let toll = |i: usize| a.toll[i].zip(b.toll[i]).map_or(UNKNOWN, |(x, y)| ratio(x, y));
    let beside = beside((gist_a, a), (gist_b, b));
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
        cosine(&a.trigger, &b.trigger),
        if a.category == b.category { f64::from(a.category as u8) } else { UNKNOWN },
        beside.0,
        beside.1,
        beside.2,
        beside.3,
        flag(same_report && a.sentence == b.sentence),
        beside.4,
        flag(a.speaker.is_some() && a.speaker == b.speaker),
        f64::from(a.rank.0.min(b.rank.0)),
        f64::from(a.rank.0.max(b.rank.0)),
        f64::from(a.rank.1.min(b.rank.1)),
        f64::from(a.rank.1.max(b.rank.1)),
    ];
    debug_assert_eq!(signs.len(), OF_CLAIMS.len());
    rounded(signs)
}

/// Signs as exactly as sums are the same in any order.
fn rounded(mut signs: Vec<f64>) -> Vec<f64> {
    signs.iter_mut().for_each(|sign| *sign = (*sign * 1e6).round() / 1e6);
    signs
}

fn flag(is: bool) -> f64 {
    f64::from(u8::from(is))
}

/// Days between two stretches of days; 0 where they touch.
fn apart(a: (i32, i32), b: (i32, i32)) -> f64 {
    f64::from((b.0.saturating_sub(a.1)).max(a.0.saturating_sub(b.1)).clamp(0, MOST_DAYS))
}

fn days_apart(a: Period, b: Period) -> f64 {
    apart((a.first, a.last), (b.first, b.last))
}

fn spread(period: Period) -> i32 {
    period.last.saturating_sub(period.first)
}

/// What two lists that are in the order of their keys have in common, with what it counts in each. Without a branch for which of the two goes on: it
/// could not be foretold.
fn shared<'l, K: Ord + Copy>(a: &'l [(K, f32)], b: &'l [(K, f32)]) -> impl Iterator<Item = (f32, f32)> + 'l {
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        while i < a.len() && j < b.len() {
            let ((key, x), (other, y)) = (a[i], b[j]);
            i += usize::from(key <= other);
            j += usize::from(other <= key);
            if key == other {
                return Some((x, y));
            }
        }
        None
    })
}

/// Product of two lists of weights whose length is 1.
fn product<K: Ord + Copy>(a: &[(K, f32)], b: &[(K, f32)]) -> f64 {
    shared(a, b).map(|(x, y)| f64::from(x * y)).sum()
}

/// Great-circle distance of two places, as the logarithm of 1 and kilometres.
fn distance(a: Option<Spot>, b: Option<Spot>) -> f64 {
    let Some((a, b)) = a.zip(b) else { return UNKNOWN };
    if a.key == b.key {
        return 0.0;
    }
    let point = |spot: Spot| [f64::from(spot.lat), f64::from(spot.lon)];
    (1.0 + kilometres(point(a), point(b))).ln()
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

/// An act that is held against others, with its countries.
type Held<'a> = (&'a Act, Keys);

fn held(acts: &[Act]) -> Vec<Held<'_>> {
    acts.iter().take(COMPARED).map(|act| (act, countries(act))).collect()
}

impl Kin {
    fn of(a: &[Held], b: &[Held]) -> Kin {
        let mut kin = Kin { killed: UNKNOWN, ..Kin::default() };
        let lead = |act: &Act| if act.leads { 1.0 } else { 0.4 };
        for (x, of_x) in a {
            for (y, of_y) in b {
                if x.category != y.category || !x.happened() || !y.happened() {
                    continue;
                }
                let alike = jaccard(of_x, of_y).max(0.0);
                let weight = alike * lead(x) * lead(y) * f64::from(x.confidence.min(y.confidence));
                kin.weight += weight;
                if let Some((day, other)) = x.day().zip(y.day())
                    && ![*x, *y].iter().any(|act| act.when.is_some_and(|w| w.dateline))
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

/// The keys of an act's parties: seldom more than are kept without asking for memory.
type Keys = SmallVec<[u64; 8]>;

fn of_side(side: &[Who]) -> Keys {
    sorted(side.iter().filter_map(|who| who.country.or(who.entity)))
}

fn countries(act: &Act) -> Keys {
    sorted(act.actors.iter().chain(&act.recipients).filter_map(|who| who.country))
}

fn entities(act: &Act) -> Keys {
    sorted(act.actors.iter().chain(&act.recipients).filter_map(|who| who.entity))
}

fn sorted(keys: impl Iterator<Item = u64>) -> Keys {
    let mut keys: Keys = keys.collect();
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
    let (lower, upper) = if a.1 < b.0 {
        (a.1, b.0)
    } else if b.1 < a.0 {
        (b.1, a.0)
    } else {
        return 1.0;
    };
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
fn best_act(a: &[Held], b: &[Held]) -> f64 {
    let agree = |(x, of_x): &Held, (y, of_y): &Held| {
        let day = x.when.zip(y.when).map_or(0.5, |(x, y)| 1.0 / (1.0 + days_apart(x, y)));
        let place = x.spot.zip(y.spot).map_or(0.5, |(x, y)| 1.0 / (1.0 + distance(Some(x), Some(y))));
        flag(x.category == y.category) + jaccard(of_x, of_y).max(0.0) + day + place
    };
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| agree(x, y)));
    pairs.fold(UNKNOWN, f64::max)
}

/// The nearest tolls of the killed that two reports tell.
fn killed(a: &[Act], b: &[Act]) -> f64 {
    let tolls = |acts: &[Act]| acts.iter().filter_map(|act| act.toll[0]).collect::<Vec<_>>();
    let (a, b) = (tolls(a), tolls(b));
    let ratios = a.iter().flat_map(|x| b.iter().map(move |y| ratio(*x, *y)));
    ratios.fold(UNKNOWN, f64::max)
}

/// Whether two names are one place's: near one another, or, where the tables have only one, of one sound.
fn same_name(x: &Name, y: &Name) -> bool {
    match x.spot.zip(y.spot) {
        Some((x, y)) => distance(Some(x), Some(y)) <= SAME_PLACE,
        None => x.sounds.iter().any(|sound| y.sounds.contains(sound)),
    }
}

/// What the stages of two reports tell.
fn staged(a: &Stage, b: &Stage) -> [f64; 17] {
    let matches: Vec<Vec<bool>> = a.names.iter().map(|x| b.names.iter().map(|y| same_name(x, y)).collect()).collect();
    let of_a = |i: usize| (0..b.names.len()).filter(|j| matches[i][*j]).map(|j| b.names[j].weight).reduce(f32::max);
    let of_b = |j: usize| (0..a.names.len()).filter(|i| matches[*i][j]).map(|i| a.names[i].weight).reduce(f32::max);
    let found_a: Vec<Option<f32>> = (0..a.names.len()).map(of_a).collect();
    let found_b: Vec<Option<f32>> = (0..b.names.len()).map(of_b).collect();
    let share = |names: &[Name], found: &[Option<f32>]| {
        let all: f32 = names.iter().map(|n| n.weight * n.weight).sum();
        let there: f32 = names.iter().zip(found).filter(|(_, f)| f.is_some()).map(|(n, _)| n.weight * n.weight).sum();
        if all > 0.0 { f64::from(there / all) } else { UNKNOWN }
    };
    let (there, back) = (share(&a.names, &found_a), share(&b.names, &found_b));
    let length = |names: &[Name]| names.iter().map(|n| n.weight * n.weight).sum::<f32>();
    let both = a
        .names
        .iter()
        .zip(&found_a)
        .filter_map(|(n, f)| Some(n.weight * (*f)?))
        .sum::<f32>()
        .min(b.names.iter().zip(&found_b).filter_map(|(n, f)| Some(n.weight * (*f)?)).sum::<f32>());
    let all = (length(&a.names) * length(&b.names)).sqrt();
    let both = if all > 0.0 { f64::from(both / all) } else { UNKNOWN };
    let top = |names: &[Name], found: &[Option<f32>]| match (names.first(), found.first()) {
        (Some(name), Some(found)) => f64::from(found.map_or(-name.weight, |f| f.min(name.weight))),
        _ => 0.0,
    };
    let missing = |names: &[Name], found: &[Option<f32>]| {
        names.iter().zip(found).filter(|(_, f)| f.is_none()).map(|(n, _)| n.weight).fold(0.0, f32::max)
    };
    let (missing_a, missing_b) = (missing(&a.names, &found_a), missing(&b.names, &found_b));
    let best = a.names.iter().zip(&found_a).filter_map(|(n, f)| Some(n.weight.min((*f)?))).fold(0.0, f32::max);
    let (top_a, top_b) = (top(&a.names, &found_a), top(&b.names, &found_b));
    let located = |names: &[Name]| names.iter().find(|n| n.spot.is_some() && n.weight > 0.3).and_then(|n| n.spot);
    let days = |x: &[(i32, f32)], y: &[(i32, f32)]| {
        let all: f32 = x.iter().map(|(_, w)| w * w).sum();
        let there: f32 = x.iter().filter(|(d, _)| y.iter().any(|(o, _)| o == d)).map(|(_, w)| w * w).sum();
        if all > 0.0 { f64::from(there / all) } else { UNKNOWN }
    };
    let (day_there, day_back) = (days(&a.days, &b.days), days(&b.days, &a.days));
    let gap = a.days.iter().flat_map(|(x, w)| {
        b.days.iter().map(move |(y, v)| ((f64::from((x - y).abs().min(30))) * f64::from(w * v), w * v))
    });
    let (sum, weight) = gap.fold((0.0, 0.0f32), |(s, t), (g, w)| (s + g, t + w));
    let (mut same, mut other_day, mut other_place, mut lead) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
    for x in &a.scenes {
        for y in &b.scenes {
            let weight = x.weight * y.weight;
            let mut names = 0.0f32;
            let mut exact = [0.0f32; 2];
            for n in &x.names {
                exact[0] = exact[0].max(a.names[usize::from(*n)].exact);
                for m in &y.names {
                    if matches[usize::from(*n)][usize::from(*m)] {
                        names = names.max(a.names[usize::from(*n)].exact.min(b.names[usize::from(*m)].exact));
                    }
                }
            }
            y.names.iter().for_each(|m| exact[1] = exact[1].max(b.names[usize::from(*m)].exact));
            let told = !x.days.is_empty() && !y.days.is_empty();
            let day = x.days.iter().any(|d| y.days.contains(d));
            let exact = exact[0].min(exact[1]);
            if told && day {
                same = same.max(weight * names);
                other_place = other_place.max(weight * (exact - names));
            }
            if told && !day {
                other_day = other_day.max(weight * names);
            }
            if x.acts & y.acts != 0 {
                lead = lead.max(weight * names);
            }
        }
    }
    [
        f64::from(best),
        f64::from(missing_a.min(missing_b)),
        f64::from(missing_a.max(missing_b)),
        there.min(back),
        there.max(back),
        both,
        top_a.min(top_b),
        top_a.max(top_b),
        distance(located(&a.names), located(&b.names)),
        day_there.min(day_back),
        day_there.max(day_back),
        Common::of(&a.days, &b.days).cosine(),
        if weight > 0.0 { sum / f64::from(weight) } else { UNKNOWN },
        f64::from(same),
        f64::from(other_day),
        f64::from(other_place),
        f64::from(lead),
    ]
}

/// Sum of the squares of what a list counts.
fn square<K>(list: &[(K, f32)]) -> f32 {
    list.iter().map(|(_, w)| w * w).sum()
}

/// What two lists count, and what of it both have.
struct Common {
    /// Squares of all that each counts, and of what the other has too.
    all: [f32; 2],
    both: [f32; 2],
    product: f64,
}

impl Common {
    fn of<K: Ord + Copy>(a: &[(K, f32)], b: &[(K, f32)]) -> Self {
        let mut common = Self { all: [square(a), square(b)], both: [0.0; 2], product: 0.0 };
        for (x, y) in shared(a, b) {
            common.both[0] += x * x;
            common.both[1] += y * y;
            common.product += f64::from(x * y);
        }
        common
    }

    /// The smaller and the larger share of what one counts that the other has too.
    fn shares(&self) -> [f64; 2] {
        let ([all_a, all_b], [both_a, both_b]) = (self.all, self.both);
        if all_a <= 0.0 || all_b <= 0.0 {
            return [UNKNOWN; 2];
        }
        let (there, back) = (f64::from(both_a / all_a), f64::from(both_b / all_b));
        [there.min(back), there.max(back)]
    }

    /// The cosine of the angle between what the two count.
    fn cosine(&self) -> f64 {
        let lengths = (self.all[0] * self.all[1]).sqrt();
        if lengths > 0.0 { self.product / f64::from(lengths) } else { UNKNOWN }
    }
}

/// The shares of what two lists have in common, and their cosine.
fn weighed<K: Ord + Copy>(a: &[(K, f32)], b: &[(K, f32)]) -> [f64; 3] {
    let common = Common::of(a, b);
    let [least, most] = common.shares();
    [least, most, common.cosine()]
}

/// How much of the words of one report, and of its lead, the other has.
fn worded(a: &Gist, b: &Gist, [least, most]: [f64; 2]) -> [f64; 5] {
    let found = |lead: &[(Mark, f32)], words: &[(Mark, f32)]| -> f64 {
        if lead.is_empty() || words.is_empty() {
            return UNKNOWN;
        }
        shared(lead, words).map(|(x, _)| f64::from(x * x)).sum()
    };
    let (there, back) = (found(&a.lead_words, &b.words), found(&b.lead_words, &a.words));
    [least, most, product(&a.lead_words, &b.lead_words), there.min(back), there.max(back)]
}

/// How much of the names of one report the other has, as [`weighed`], and what the most prominent counts that it has not. In two languages names are one
/// that sound alike.
fn called(a: &[Called], b: &[Called], same_language: bool) -> [f64; 5] {
    if a.is_empty() || b.is_empty() {
        return [UNKNOWN; 5];
    }
    let same = |x: &Called, y: &Called| {
        x.key == y.key || !same_language && x.sounds.iter().any(|sound| y.sounds.contains(sound))
    };
    let (mut found_a, mut found_b) = (vec![None::<f32>; a.len()], vec![None::<f32>; b.len()]);
    for (x, found) in a.iter().zip(&mut found_a) {
        for (y, back) in b.iter().zip(&mut found_b).filter(|(y, _)| same(x, y)) {
            *found = Some(found.map_or(y.weight, |most| most.max(y.weight)));
            *back = Some(back.map_or(x.weight, |most| most.max(x.weight)));
        }
    }
    let one_way = |names: &[Called], found: &[Option<f32>]| {
        let (mut all, mut there, mut both, mut missing) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
        for (name, found) in names.iter().zip(found) {
            all += name.weight * name.weight;
            match found {
                Some(weight) => {
                    there += name.weight * name.weight;
                    both += name.weight * weight;
                }
                None => missing = missing.max(name.weight),
            }
        }
        (all, f64::from(there / all), both, f64::from(missing))
    };
    let (all_a, there, both_a, missing_a) = one_way(a, &found_a);
    let (all_b, back, both_b, missing_b) = one_way(b, &found_b);
    let both = f64::from(both_a.min(both_b) / (all_a * all_b).sqrt());
    [there.min(back), there.max(back), both, missing_a.min(missing_b), missing_a.max(missing_b)]
}

/// Days between the days that count most in two reports, and what each counts in the other: less than nothing where it does not stand there.
fn onset_tops(a: &[(i32, f32)], b: &[(i32, f32)]) -> [f64; 3] {
    let top = |days: &[(i32, f32)]| days.iter().copied().reduce(|top, day| if day.1 > top.1 { day } else { top });
    let Some(((day_a, weight_a), (day_b, weight_b))) = top(a).zip(top(b)) else { return [UNKNOWN, 0.0, 0.0] };
    let in_other = |day: i32, weight: f32, other: &[(i32, f32)]| {
        f64::from(other.iter().find(|(d, _)| *d == day).map_or(-weight, |(_, w)| w.min(weight)))
    };
    let (x, y) = (in_other(day_a, weight_a, b), in_other(day_b, weight_b, a));
    [f64::from((day_a - day_b).abs().min(MOST_DAYS)), x.min(y), x.max(y)]
}

/// What stands beside two acts in their sentences: how exactly a name is told by both, how exactly other names are, whether a day is, how many numbers
/// are, and how much the less prominent sentence counts.
fn beside(a: (&Gist, &Act), b: (&Gist, &Act)) -> (f64, f64, f64, f64, f64) {
    let scene = |(gist, act): (&Gist, &Act)| {
        let scenes = &gist.stage.scenes;
        scenes.binary_search_by_key(&act.sentence, |scene| scene.sentence).ok()
    };
    let Some((x, y)) = scene(a).zip(scene(b)) else { return (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN) };
    let (x, y) = (&a.0.stage.scenes[x], &b.0.stage.scenes[y]);
    let (names_a, names_b) = (&a.0.stage.names, &b.0.stage.names);
    let exact =
        |scene: &[u16], names: &[Name]| scene.iter().map(|n| names[usize::from(*n)].exact).fold(0.0f32, f32::max);
    let exact = exact(&x.names, names_a).min(exact(&y.names, names_b));
    let mut same = 0.0f32;
    for n in x.names.iter().map(|n| &names_a[usize::from(*n)]) {
        for m in y.names.iter().map(|m| &names_b[usize::from(*m)]) {
            if same_name(n, m) {
                same = same.max(n.exact.min(m.exact));
            }
        }
    }
    let told = !x.days.is_empty() && !y.days.is_empty();
    let day = if told { flag(x.days.iter().any(|d| y.days.contains(d))) } else { UNKNOWN };
    let numbers = if x.numbers.is_empty() || y.numbers.is_empty() {
        UNKNOWN
    } else {
        x.numbers.iter().filter(|n| y.numbers.contains(n)).count() as f64
    };
    let (same, exact) = if exact > 0.0 { (f64::from(same), f64::from(exact - same)) } else { (UNKNOWN, UNKNOWN) };
    (same, exact, day, numbers, f64::from(x.weight.min(y.weight)))
}

#[cfg(test)]
mod tests {
    use super::super::gist::read;
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::model::Model;

    /// A report without claims.
    fn gist(language: &str, published: Option<&str>, text: &str) -> Gist {
        let report = serde_json::json!({
            "report": {"id": "r", "published": published, "language": language, "language_confidence": 1.0, "text": text}, "claims": []
        });
        read(Knowledge::embedded(), Model::embedded().unwrap(), &serde_json::from_value(report).unwrap()).0
    }

    fn told(a: &Gist, b: &Gist, name: &str) -> f64 {
        of_reports((a, &[]), (b, &[]))[OF_REPORTS.iter().position(|n| *n == name).unwrap()]
    }

    fn reports() -> [Gist; 4] {
        [
            gist(
                "en",
                Some("2023-05-11"),
                "Nikopol shelled\n\nRussian forces shelled Nikopol in Ukraine on Wednesday, killing 14.",
            ),
            gist(
                "pt",
                Some("2023-05-10"),
                "Ataque mata civis em Nikopol\n\nBombardeamento russo atingiu Nikopol, na Ucrânia, esta quarta-feira e matou 14.",
            ),
            gist(
                "de",
                Some("2023-05-11"),
                "Beschuss von Marhanez\n\nRussische Truppen haben am Mittwoch Marhanets in der Ukraine beschossen.",
            ),
            gist("en", None, ""),
        ]
    }

    #[test]
    fn signs_are_the_same_whichever_report_comes_first() {
        let reports = reports();
        for a in &reports {
            for b in &reports {
                assert_eq!(of_reports((a, &[]), (b, &[])), of_reports((b, &[]), (a, &[])));
            }
        }
    }

    #[test]
    fn the_town_tells_a_near_miss_of_the_same_day() {
        let [report, same, near, _] = &reports();
        assert_eq!((told(report, same, "onset_least"), told(report, near, "onset_least")), (1.0, 1.0));
        assert!(told(report, same, "scene_same") > 0.5 && told(report, near, "scene_same") < 0.1);
        assert!(told(report, same, "focus_top_least") > 0.5 && told(report, near, "focus_top_least") < 0.0);
        assert!(told(report, near, "missing_least") > told(report, same, "missing_least"));
        assert!(told(report, same, "numbers_best") > 0.0);
    }

    #[test]
    fn two_reports_have_dates_or_not() {
        let names = [SAME_LANGUAGE, WORDS, PUBLISHED_APART].map(|at| OF_REPORTS[at]);
        assert_eq!(names, ["same_language", "words", "published_apart"]);
        let [report, same, _, undated] = &reports();
        assert!(
            has_dates(&of_reports((report, &[]), (same, &[])))
                && !has_dates(&of_reports((report, &[]), (undated, &[])))
        );
    }

    #[test]
    fn called_names_tell_reports_of_two_languages_apart() {
        let [report, same, near, _] = &reports();
        assert!(told(report, same, "called_most") > told(report, near, "called_most"));
        assert!(told(report, near, "called_missing_least") > told(report, same, "called_missing_least"));
    }

    #[test]
    fn the_day_of_the_week_tells_where_no_date_does() {
        let text = |day: &str| {
            gist("en", None, &format!("Quake hits Simav\n\nA quake struck Simav on {day}, officials said."))
        };
        let (monday, same, friday) = (text("Monday"), text("Monday"), text("Friday"));
        assert_eq!((told(&monday, &same, "weekday_both"), told(&monday, &friday, "weekday_both")), (1.0, 0.0));
        let dated =
            gist("en", Some("2024-08-13"), "Quake hits Simav\n\nA quake struck Simav on Monday, officials said.");
        assert_eq!(told(&monday, &dated, "weekday_both"), 1.0);
        assert_eq!(told(&dated, &dated, "date_both"), 1.0);
    }

    #[test]
    fn what_a_report_does_not_say_is_unknown() {
        let [report, .., empty] = &reports();
        for name in
            ["published_apart", "focus_least", "onset_least", "onset_gap", "states_least", "numbers_both", "best_act"]
        {
            assert_eq!(told(report, empty, name), UNKNOWN, "{name}");
        }
        assert!(of_reports((report, &[]), (empty, &[])).iter().all(|sign| sign.is_finite()));
    }
}
