//! What the claims of one event agree on. In: claims with what is known of their reports. Out: the [`Event`]. Always: the order of the claims
//! does not matter; every figure and every contradiction keeps the claims that say it.
//!
//! The rules are in `docs/methods.md`. One thing runs through them: an independent source counts once, however many reports and
//! claims it has, by its surest claim. Reports of one publisher are one source, and so are copies of one text.

use std::collections::{BTreeMap, BTreeSet};

use crate::Language;
use crate::codebook::score_and_cameo;
use crate::geodesy::kilometres;
use crate::knowledge::{Days, period};
use crate::record::{
    Certainty, Claim, Count, Disagreement, Event, EventCount, EventParty, EventToll, Figure, Granularity, Party,
    Polarity, Said, Status, Tense, ThirdParty, Toll, When, WhenBasis, Where, WhereBasis,
};

/// What a claim counts that does not say that it has happened: announced, possible or told as background.
const NOT_DONE: f64 = 0.5;
/// Share of the weight of those who tell a mode, a context or a party that makes it the event's.
const HALF: f64 = 0.5;
/// Share of the weight of all who name somebody on a side from which on a party is the event's.
const PARTY: f64 = 1.0 / 3.0;
/// Kilometres within which two places are no contradiction.
const SAME_PLACE_KM: f64 = 50.0;
/// UCDP's precision of a whole country.
const COUNTRY: u8 = 6;

/// A claim of the event, with what is known of its report.
#[derive(Debug, Clone, Copy)]
pub struct Told<'c> {
    /// The claim.
    pub claim: &'c Claim,
    /// Date of its report, EDTF level 0.
    pub published: Option<&'c str>,
    /// Language of its report.
    pub language: Language,
    /// Who published it; `None` where it is not known: then the report is a source of its own.
    pub publisher: Option<&'c str>,
    /// Id or number of the report whose text it copies; its own where it copies none.
    pub original: &'c str,
}

/// The event that claims tell of; `None` without claims.
pub fn consensus(told: &[Told]) -> Option<Event> {
    let mut told = told.to_vec();
    told.sort_by_cached_key(order);
    told.dedup_by(|a, b| a.claim.id == b.claim.id);
    let first = told.first()?;
    let sources = sources(&told);
    let claims: Vec<Weighed> = told
        .iter()
        .zip(&sources)
        .map(|(told, source)| Weighed { told: *told, source: *source, weight: weight(told.claim) })
        .collect();
    let affirmed: Vec<&Weighed> = claims.iter().filter(|c| c.claim().status.polarity == Polarity::Affirmed).collect();
    // What is only denied is still somebody's event, with what the denials say of it.
    let saying: Vec<&Weighed> = if affirmed.is_empty() { claims.iter().collect() } else { affirmed };

    let category = most(&saying, |c| Some(c.event))?;
    let of_category: Vec<&Weighed> = saying.iter().copied().filter(|c| c.claim().event == category).collect();
    let mode = shared(&of_category, |c| &c.mode);
    let (score, cameo) = score_and_cameo(category, &mode);
    let (actors, recipients) = parties(&of_category, &saying);
    let mut disagreements = Vec::new();
    disagreements.extend(disagreement("event", &saying, |c| Some(format!("{:?}", c.event).to_uppercase())));
    let (when, days_differ) = when(&saying);
    disagreements.extend(days_differ);
    let (place, places_differ) = place(&saying);
    disagreements.extend(places_differ);
    let negated = |c: &&Weighed| c.claim().status.polarity == Polarity::Negated;
    let is_affirmed = claims.iter().any(|c| !negated(&c));
    // "No fighting was reported after dawn": what nobody is said to deny is only told otherwise.
    let denials = claims.iter().filter(|c| is_affirmed && negated(c) && c.claim().speaker.is_some());
    let denials: Vec<String> = denials.map(|c| c.claim().id.clone()).collect();
    if is_affirmed {
        disagreements.extend(disagreement("polarity", &claims.iter().collect::<Vec<_>>(), |c| {
            Some(format!("{:?}", c.status.polarity).to_lowercase())
        }));
    }
    let toll = toll(&saying, &mut disagreements);
    let published = |pick: fn(&[&str]) -> Option<String>| {
        let dates: Vec<&str> = told.iter().filter_map(|t| t.published).collect();
        pick(&dates)
    };
    Some(Event {
        id: format!("e-{}", first.claim.id),
        event: category,
        quad: category.entry().quad,
        score,
        cameo: Some(cameo.to_owned()).filter(|c| !c.is_empty()),
        context: shared(&saying, |c| &c.context),
        mode,
        actors,
        recipients,
        third_parties: third_parties(&saying),
        status: status(&saying),
        when,
        place,
        toll,
        denials,
        disagreements,
        sources: sources.iter().collect::<BTreeSet<_>>().len(),
        reports: told.iter().map(|t| t.claim.report.as_str()).collect::<BTreeSet<_>>().len(),
        languages: told.iter().map(|t| t.language).collect::<BTreeSet<_>>().into_iter().collect(),
        first: published(|dates| dates.iter().min_by_key(|d| bounds(d).0).map(|d| (*d).to_owned())),
        last: published(|dates| dates.iter().max_by_key(|d| bounds(d).1).map(|d| (*d).to_owned())),
        claims: told.iter().map(|t| t.claim.id.clone()).collect(),
        confidence: confidence(&saying),
    })
}

/// A claim with its source and what it counts.
#[derive(Debug, Clone, Copy)]
struct Weighed<'c> {
    told: Told<'c>,
    source: usize,
    weight: f64,
}

impl<'c> Weighed<'c> {
    fn claim(&self) -> &'c Claim {
        self.told.claim
    }
}

fn weight(claim: &Claim) -> f64 {
    let done =
        claim.status.certainty == Certainty::Asserted && matches!(claim.status.tense, Tense::Past | Tense::Present);
    claim.confidence * if done { 1.0 } else { NOT_DONE }
}

/// First and last day of a date, for ordering; a date that cannot be read is last.
fn bounds(date: &str) -> (i32, i32) {
    period(date).unwrap_or((i32::MAX, i32::MAX))
}

/// Where a claim stands among others: by the first day of its report's date, then by report and number. Claims without a date are last.
pub type PlaceInOrder = (i32, String, usize, String);

/// The place of a claim of a report that was published on a date (EDTF level 0).
pub fn place_in_order(claim: &str, report: &str, published: Option<&str>) -> PlaceInOrder {
    let number = claim.rsplit('-').next().and_then(|n| n.parse().ok()).unwrap_or(usize::MAX);
    (published.map_or(i32::MAX, |d| bounds(d).0), report.to_owned(), number, claim.to_owned())
}

fn order(told: &Told) -> PlaceInOrder {
    place_in_order(&told.claim.id, &told.claim.report, told.published)
}

/// The independent source of each claim: claims whose reports copy one text or have one publisher are of one.
fn sources(told: &[Told]) -> Vec<usize> {
    let mut of: Vec<usize> = (0..told.len()).collect();
    let (mut texts, mut publishers): (BTreeMap<&str, usize>, BTreeMap<String, usize>) = Default::default();
    for (i, one) in told.iter().enumerate() {
        let publisher = one.publisher.map(|p| p.trim().to_lowercase()).filter(|p| !p.is_empty());
        let met = [Some(*texts.entry(one.original).or_insert(i)), publisher.map(|p| *publishers.entry(p).or_insert(i))];
        for other in met.into_iter().flatten() {
            let (a, b) = (of[i], of[other]);
            of.iter_mut().filter(|s| **s == a.max(b)).for_each(|s| *s = a.min(b));
        }
    }
    of
}

/// How much stands behind each value: of every source its surest claim that says it.
fn support<V: Ord>(claims: &[&Weighed], mut value: impl FnMut(&Claim) -> Vec<V>) -> BTreeMap<V, f64> {
    let mut by_source: BTreeMap<(V, usize), f64> = BTreeMap::new();
    for claim in claims {
        for v in value(claim.claim()) {
            let weight = by_source.entry((v, claim.source)).or_insert(0.0);
            *weight = weight.max(claim.weight);
        }
    }
    let mut sums = BTreeMap::new();
    by_source.into_iter().for_each(|((v, _), weight)| *sums.entry(v).or_insert(0.0) += weight);
    sums
}

/// The value with most behind it; of equals the first in order.
fn most<V: Ord + Clone>(claims: &[&Weighed], value: impl Fn(&Claim) -> Option<V>) -> Option<V> {
    let sums = support(claims, |c| value(c).into_iter().collect());
    let most = sums.values().copied().fold(0.0, f64::max);
    sums.into_iter().find(|(_, weight)| *weight >= most).map(|(v, _)| v)
}

/// Words that half of the weight tells.
fn shared(claims: &[&Weighed], words: fn(&Claim) -> &Vec<String>) -> Vec<String> {
    let all: f64 = support(claims, |_| vec![()]).values().sum();
    let told = support(claims, |c| words(c).clone());
    told.into_iter().filter(|(_, weight)| *weight >= HALF * all).map(|(word, _)| word).collect()
}

/// What sources say differently of one field: nothing where one value has every source.
fn disagreement(field: &str, claims: &[&Weighed], value: impl Fn(&Claim) -> Option<String>) -> Option<Disagreement> {
    let sums = support(claims, |c| value(c).into_iter().collect());
    if sums.len() < 2 {
        return None;
    }
    let mut values: Vec<(f64, Said)> = sums
        .into_iter()
        .map(|(v, weight)| {
            let says = |c: &&&Weighed| value(c.claim()).as_ref() == Some(&v);
            let claims = claims.iter().filter(says).map(|c| c.claim().id.clone()).collect();
            (weight, Said { value: v, claims })
        })
        .collect();
    values.sort_by(|a, b| b.0.total_cmp(&a.0));
    Some(Disagreement { field: field.to_owned(), values: values.into_iter().map(|(_, said)| said).collect() })
}

/// Done before announced, asserted before possible: the surest that anyone says, which one source suffices for.
fn status(claims: &[&Weighed]) -> Status {
    let rank = |c: &Weighed| {
        let status = c.claim().status;
        let asserted = status.certainty == Certainty::Asserted;
        (asserted && matches!(status.tense, Tense::Past | Tense::Present), asserted)
    };
    let surest = claims.iter().map(|c| rank(c)).max();
    let surest: Vec<&Weighed> = claims.iter().copied().filter(|c| Some(rank(c)) == surest).collect();
    let most_told = most(&surest, |c| Some((c.status.polarity as u8, c.status.tense as u8, c.status.certainty as u8)));
    let is = |s: &Status| Some((s.polarity as u8, s.tense as u8, s.certainty as u8)) == most_told;
    let unsaid = Status { polarity: Polarity::Affirmed, tense: Tense::Past, certainty: Certainty::Asserted };
    surest.iter().map(|c| c.claim().status).find(is).unwrap_or(unsaid)
}

/// Somebody, as sources may all name them: by country, or where there is none by entity or words.
type Someone = (Option<String>, Option<String>);

fn someone(party: &Party) -> Someone {
    match &party.country {
        Some(country) => (Some(country.clone()), None),
        None => (None, Some(party.entity.clone().unwrap_or_else(|| party.text.to_lowercase()))),
    }
}

/// The parties of both sides. A party stands on the side where more stands behind it.
fn parties(of_category: &[&Weighed], all: &[&Weighed]) -> (Vec<EventParty>, Vec<EventParty>) {
    let weigh = |claims: &[&Weighed], side: fn(&Claim) -> &Vec<Party>| {
        let sums = support(claims, |c| side(c).iter().map(someone).collect());
        let total: f64 = support(claims, |c| if side(c).is_empty() { vec![] } else { vec![()] }).values().sum();
        (sums, total)
    };
    let (acts, acting) = weigh(of_category, |c| &c.actors);
    let (suffers, suffering) = weigh(of_category, |c| &c.recipients);
    let pick = |ours: &BTreeMap<Someone, f64>, total: f64, theirs: &BTreeMap<Someone, f64>, first: bool| {
        let mut kept: Vec<(f64, Someone)> = ours
            .iter()
            .filter(|(who, weight)| {
                let other = theirs.get(*who).copied().unwrap_or(0.0);
                let names_country = who.0.is_some();
                // An unnamed party is kept only where nobody is named better.
                let better = ours.keys().any(|k| k.0.is_some());
                **weight >= PARTY * total
                    && (**weight > other || first && **weight >= other)
                    && (names_country || !better)
            })
            .map(|(who, weight)| (*weight, who.clone()))
            .collect();
        kept.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        kept.into_iter().map(|(_, who)| who).collect::<Vec<_>>()
    };
    let actors = pick(&acts, acting, &suffers, true);
    let recipients = pick(&suffers, suffering, &acts, false);
    let record = |side: fn(&Claim) -> &Vec<Party>, who: Vec<Someone>| {
        who.into_iter().filter_map(|who| event_party(all, side, &who)).collect()
    };
    (record(|c| &c.actors, actors), record(|c| &c.recipients, recipients))
}

fn event_party(claims: &[&Weighed], side: fn(&Claim) -> &Vec<Party>, who: &Someone) -> Option<EventParty> {
    let is = |party: &&Party| someone(party) == *who;
    let entity = most(claims, |c| side(c).iter().filter(is).find_map(|p| p.entity.clone()));
    let named = |party: &Party| party.name.clone().unwrap_or_else(|| party.text.clone());
    let of_entity = |party: &&Party| is(party) && party.entity == entity;
    let name = most(claims, |c| side(c).iter().find(of_entity).map(named))
        .or_else(|| most(claims, |c| side(c).iter().find(is).map(named)))?;
    let sector = most(claims, |c| side(c).iter().find(of_entity).and_then(|p| p.sector.clone()));
    let naming = claims.iter().filter(|c| side(c.claim()).iter().any(|p| is(&p)));
    let confidences = claims.iter().flat_map(|c| side(c.claim()).iter().filter(is).map(|p| p.confidence));
    Some(EventParty {
        entity,
        name,
        country: who.0.clone(),
        sector,
        confidence: confidences.fold(0.0, f64::max),
        claims: naming.count(),
    })
}

fn third_parties(claims: &[&Weighed]) -> Vec<ThirdParty> {
    let mut found: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for third in claims.iter().flat_map(|c| &c.claim().third_parties) {
        found.entry((third.role.clone(), third.entity.clone())).or_default().extend(third.between.iter().cloned());
    }
    let record = |((role, entity), between): ((String, String), BTreeSet<String>)| ThirdParty {
        role,
        entity,
        between: between.into_iter().collect(),
    };
    found.into_iter().map(record).collect()
}

/// The finest period that most stands behind, one that a report tells before one that is only its date; and the days that others tell.
fn when(claims: &[&Weighed]) -> (Option<When>, Option<Disagreement>) {
    let told = |c: &Claim| c.when.as_ref().is_some_and(|w| w.basis != WhenBasis::Dateline && w.start.is_some());
    let any = |c: &Claim| c.when.as_ref().is_some_and(|w| w.start.is_some());
    let telling: Vec<&Weighed> = claims.iter().copied().filter(|c| told(c.claim())).collect();
    let telling =
        if telling.is_empty() { claims.iter().copied().filter(|c| any(c.claim())).collect() } else { telling };
    let fine = |c: &Weighed| c.claim().when.as_ref().map(|w| w.granularity.max(Granularity::Day));
    let Some(finest) = telling.iter().filter_map(|c| fine(c)).min() else { return (None, None) };
    let finest: Vec<&Weighed> = telling.into_iter().filter(|c| fine(c) == Some(finest)).collect();
    let day = |c: &Claim| c.when.as_ref().map(|w| (w.start.clone(), w.end.clone()));
    let best = most(&finest, day);
    let of_best: Vec<&Weighed> = finest.iter().copied().filter(|c| day(c.claim()) == best).collect();
    let edtf = most(&of_best, |c| c.when.as_ref().map(|w| w.edtf.clone()));
    let when = of_best.iter().filter_map(|c| c.claim().when.clone()).find(|w| Some(&w.edtf) == edtf.as_ref());
    // Periods that overlap the best one do not contradict it.
    let of = when.as_ref().and_then(Days::of);
    let apart = |c: &Claim| Days::of(c.when.as_ref()?).zip(of).map(|(a, b)| a.last < b.first || b.last < a.first);
    let differ = finest.iter().any(|c| apart(c.claim()) == Some(true));
    let told = differ.then(|| disagreement("when", &finest, |c| c.when.as_ref().map(|w| w.edtf.clone()))).flatten();
    (when, told)
}

/// The finest place that most stands behind, one that is told with the act before one that is the party's; and the other places.
fn place(claims: &[&Weighed]) -> (Option<Where>, Option<Disagreement>) {
    let placed: Vec<&Weighed> = claims.iter().copied().filter(|c| c.claim().place.is_some()).collect();
    let rank = |c: &Weighed| {
        c.claim().place.as_ref().map(|p| (p.precision >= COUNTRY, p.basis == WhereBasis::Party, p.precision))
    };
    let Some(best) = placed.iter().filter_map(|c| rank(c)).map(|(coarse, party, _)| (coarse, party)).min() else {
        return (None, None);
    };
    let best: Vec<&Weighed> = placed.into_iter().filter(|c| rank(c).map(|(x, y, _)| (x, y)) == Some(best)).collect();
    let id = |c: &Claim| c.place.as_ref().map(|p| p.id.clone().unwrap_or_else(|| p.name.clone()));
    // Of places that as much stands behind, the finer.
    let sums = support(&best, |c| id(c).into_iter().collect());
    let finest = |of: &str| best.iter().filter(|c| id(c.claim()).as_deref() == Some(of)).filter_map(|c| rank(c)).min();
    let wanted = sums
        .iter()
        .max_by(|a, b| a.1.total_cmp(b.1).then_with(|| finest(b.0).cmp(&finest(a.0))).then_with(|| b.0.cmp(a.0)))
        .map(|(id, _)| id.clone());
    let of_wanted = best.iter().filter(|c| id(c.claim()) == wanted);
    let place = of_wanted.filter_map(|c| c.claim().place.clone()).min_by_key(|p| (p.basis as u8, p.precision));
    let far = |c: &Claim| {
        let point = |place: &Where| Some([place.lat?, place.lon?]);
        Some(kilometres(point(place.as_ref()?)?, point(c.place.as_ref()?)?) > SAME_PLACE_KM)
    };
    let fine = place.as_ref().is_some_and(|p| p.precision < COUNTRY);
    let differ = fine && best.iter().any(|c| far(c.claim()) == Some(true));
    let told = differ.then(|| disagreement("where", &best, |c| c.place.as_ref().map(|p| p.name.clone()))).flatten();
    (place, told)
}

fn toll(claims: &[&Weighed], disagreements: &mut Vec<Disagreement>) -> Option<EventToll> {
    let mut of = |field: &str, count: fn(&Toll) -> &Option<Count>| {
        let (total, differ) = event_count(field, claims, count);
        disagreements.extend(differ);
        total
    };
    let toll = EventToll {
        killed: of("killed", |t| &t.killed),
        wounded: of("wounded", |t| &t.wounded),
        captured: of("captured", |t| &t.captured),
        missing: of("missing", |t| &t.missing),
        displaced: of("displaced", |t| &t.displaced),
    };
    (toll != EventToll::default()).then_some(toll)
}

/// Every figure is kept. Each source counts with its last, of several of one report the highest: tolls are corrected upward through a report's day,
/// and parts of a toll stand beside the whole.
fn event_count(
    field: &str,
    claims: &[&Weighed],
    count: fn(&Toll) -> &Option<Count>,
) -> (Option<EventCount>, Option<Disagreement>) {
    let of = |c: &Claim| c.toll.as_ref().and_then(|t| count(t).clone());
    let best = |c: &Count| c.best.or(c.low).or(c.high);
    let mut last: BTreeMap<usize, (&Weighed, Count)> = BTreeMap::new();
    let mut figures = Vec::new();
    for claim in claims {
        let Some(count) = of(claim.claim()) else { continue };
        let speaker = claim.claim().speaker.as_ref();
        figures.push(Figure {
            claim: claim.claim().id.clone(),
            speaker: speaker.map(|s| s.name.clone().unwrap_or_else(|| s.text.clone())),
            side: count.side.clone(),
            low: count.low,
            best: count.best,
            high: count.high,
            text: count.text.clone(),
        });
        let newer = |(other, known): &(&Weighed, Count)| {
            other.claim().report != claim.claim().report || best(known) <= best(&count)
        };
        if last.get(&claim.source).is_none_or(newer) {
            last.insert(claim.source, (claim, count));
        }
    }
    if figures.is_empty() {
        return (None, None);
    }
    let mut bests: Vec<u64> = last.values().filter_map(|(_, c)| best(c)).collect();
    bests.sort_unstable();
    let total = EventCount {
        low: last.values().filter_map(|(_, c)| c.low.or(best(c))).min(),
        best: bests.get(bests.len().saturating_sub(1) / 2).copied(),
        high: last.values().filter_map(|(_, c)| c.high.or(best(c))).max(),
        figures,
    };
    let kept: Vec<&Weighed> = last.values().map(|(claim, _)| *claim).collect();
    let differ = disagreement(field, &kept, |c| of(c).and_then(|count| best(&count)).map(|n| n.to_string()));
    (Some(total), differ)
}

/// Sources err independently of each other: the event is no one's claim only if each one's surest is none.
fn confidence(claims: &[&Weighed]) -> f64 {
    let mut surest: BTreeMap<usize, f64> = BTreeMap::new();
    for claim in claims {
        let known = surest.entry(claim.source).or_insert(0.0);
        *known = known.max(claim.claim().confidence);
    }
    let confidence = 1.0 - surest.values().map(|c| 1.0 - c).product::<f64>();
    (confidence * 1e4).round() / 1e4
}
