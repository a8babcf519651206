//! Stage **settle**. In: the drafts of a document with its mentions. Out: its claims, in the order of their first
//! evidence. What words refer back to is resolved, repeated claims are merged, a toll finds its event, time and place are
//! inherited with that basis. Always: every claim has evidence, and every span slices the report's text.

mod anaphora;
mod answer;
mod denial;
mod focus;
mod merge;
mod negation;
mod parties;
mod places;
mod referent;
mod sides;
mod sure;
#[cfg(test)]
mod tests;
mod third;
mod times;
mod tolls;
mod words;

use parties::Discourse;
use referent::Referent;
pub use sides::{Question, SIGNS, Sides};

use crate::Span;
use crate::code::{Draft, Leaning, TollKind};
use crate::codebook;
use crate::knowledge::Knowledge;
use crate::mention::Mentions;
use crate::mention::quantity::Quantity;
use crate::model::SIDE_COUNT;
use crate::record::{Category, Claim, Count, Evidence, Status, ThirdParty, Toll, When, Where, WhereBasis};
use crate::span::Characters;
use crate::text::Document;

/// A text in which fewer acts than one in so many sentences have a party that the knowledge knows, or knows the kind of, is hardly about such acts:
/// what it seems to claim is likelier a slip. Of 313 reports of news the sparsest has one in 4, of 30 texts without an act in the words of war and diplomacy
/// (`corpus/development/c.jsonl`) none more than one in 4.4.
const SPARSE: usize = 4;
/// Least score of a claim in such a text, which must also have such a party or count victims.
const SPARSE_FLOOR: f32 = 0.9;
/// Sentences from which on a text is long enough to tell.
const TELLING: usize = 8;

/// A third party of a claim.
#[derive(Debug, Clone)]
struct Third {
    role: String,
    referent: Referent,
    between: Vec<Referent>,
}

/// Counts by kind.
#[derive(Debug, Clone, Default)]
struct Tolls(Vec<(TollKind, Quantity)>);

impl Tolls {
    /// Adds kinds that are not counted yet.
    fn join(mine: &mut Tolls, theirs: Tolls) {
        for toll in theirs.0 {
            // One number counts one kind.
            if !mine.0.iter().any(|(kind, told)| *kind == toll.0 || told.number_span == toll.1.number_span) {
                mine.0.push(toll);
            }
        }
    }
}

/// A claim on its way to its record.
#[derive(Debug, Clone)]
struct Settled {
    sentence: usize,
    category: Category,
    modes: Vec<String>,
    contexts: Vec<String>,
    status: Status,
    actors: Vec<Referent>,
    recipients: Vec<Referent>,
    speaker: Option<Referent>,
    third_parties: Vec<Third>,
    when: Option<When>,
    /// Whether another act of its sentence is told to have followed so long after: its time is no one else's.
    long_before: bool,
    place: Option<Where>,
    tolls: Tolls,
    /// Sentence and trigger.
    evidence: Vec<(Span, Span)>,
    /// Scores of event and status.
    confidence: f32,
    status_confidence: f32,
    /// Whoever the sentence of the act names, with the roles that they might have in it.
    leanings: Vec<Lean>,
    /// Who is likely among its actors, and among its recipients.
    sides: [[f32; SIDE_COUNT]; 2],
}

/// Words of a sentence, whom they mean, and the roles that they might have in an act.
#[derive(Debug, Clone)]
struct Lean {
    leaning: Leaning,
    meant: Vec<Referent>,
    /// Whether the words themselves tell the country.
    named: bool,
}

impl Lean {
    /// Whether anybody whom the words mean is of a country.
    fn tells_a_country(&self) -> bool {
        self.meant.iter().any(|r| r.resolution.country.is_some())
    }
}

impl Settled {
    /// The words that carry the act.
    fn trigger(&self) -> Span {
        self.evidence[0].1
    }

    fn has_toll(&self) -> bool {
        !self.tolls.0.is_empty()
    }

    /// Whether it tells a cost and names no party: it belongs to an event told before.
    fn only_counts(&self) -> bool {
        self.has_toll() && self.parties().next().is_none()
    }

    /// Whether both count the same kind, differently.
    fn toll_conflicts(&self, other: &Settled) -> bool {
        self.tolls.0.iter().any(|(kind, quantity)| {
            other
                .tolls
                .0
                .iter()
                .any(|(k, q)| k == kind && (q.low, q.best, q.high) != (quantity.low, quantity.best, quantity.high))
        })
    }

    /// All parties: both sides.
    fn parties(&self) -> impl Iterator<Item = &Referent> {
        self.actors.iter().chain(&self.recipients)
    }
}

/// What the decision whose country stands on which side of an act is learnt from: a question for each act, side and country of the report.
pub fn questions(knowledge: &Knowledge, document: &Document, mentions: &Mentions, drafts: Vec<Draft>) -> Vec<Question> {
    let (discourse, acts) = acts(knowledge, document, mentions, drafts);
    sides::questions(document, &discourse, &acts)
}

/// The claims of a document.
pub fn settle(
    sides: &Sides,
    knowledge: &Knowledge,
    document: &Document,
    mentions: &Mentions,
    drafts: Vec<Draft>,
) -> Vec<Claim> {
    let (discourse, mut claims) = acts(knowledge, document, mentions, drafts);
    sides.settle(document, &discourse, &mut claims);
    third::find_mediators(document, discourse.named(), &mut claims);
    times::count_back(document, mentions, &mut claims);
    times::inherit(document, mentions, &mut claims);
    let mut claims = merge::merge(claims);
    third::stand_between(&mut claims);
    let claims = claims.into_iter().filter(says_enough);
    let records = Records::new(document);
    claims.enumerate().map(|(i, claim)| records.claim(i + 1, claim)).collect()
}

/// The acts of a document, each by itself, with whom its words mean.
fn acts<'a>(
    knowledge: &'a Knowledge,
    document: &'a Document,
    mentions: &'a Mentions,
    mut drafts: Vec<Draft>,
) -> (Discourse<'a>, Vec<Settled>) {
    places::part(document, mentions, &mut drafts);
    denial::settle(document, &mut drafts);
    let mut places: Vec<Span> = drafts.iter().flat_map(|draft| draft.places.iter().copied()).collect();
    places.sort_by_key(|span| (span.start, span.end));
    places.dedup();
    let mut discourse = Discourse::new(knowledge, document, mentions, &places);
    let mut claims = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let claim = resolve(&mut discourse, document, mentions, draft);
        discourse.note(&claim);
        claims.push(claim);
    }
    let is_known = |r: &Referent| r.resolution.entity.is_some() || r.resolution.primary_sector().is_some();
    let tells_someone = |claim: &Settled| claim.parties().any(is_known);
    let sentences = document.sentences.len();
    if sentences >= TELLING && claims.iter().filter(|claim| tells_someone(claim)).count() * SPARSE < sentences {
        claims.retain(|claim| claim.confidence >= SPARSE_FLOOR && (tells_someone(claim) || claim.has_toll()));
    }
    answer::complete(&mut claims);
    (discourse, claims)
}

/// A claim names somebody on at least one side, or counts victims.
fn says_enough(claim: &Settled) -> bool {
    claim.parties().next().is_some() || claim.has_toll()
}

fn resolve(discourse: &mut Discourse, document: &Document, mentions: &Mentions, mut draft: Draft) -> Settled {
    let (text, language) = (&document.report.text, document.report.language);
    let sentence = document.sentences[draft.sentence].span;
    let counts: Vec<&Quantity> = mentions.quantities_in(sentence).collect();
    draft.toll = tolls::settle(text, language, sentence, std::mem::take(&mut draft.toll), &counts);
    negation::settle(text, language, sentence, &mut draft);
    let when = times::told(document, mentions, &draft);
    let conflict = draft.category.entry().quad >= 3;
    let side = |arguments: &[crate::code::Argument], others: &[Referent]| -> Vec<Referent> {
        let mut found: Vec<Referent> = Vec::new();
        for argument in arguments {
            let meant = discourse.refer(argument.span, conflict, others, &found);
            // "The president confirmed the thaw between the two countries": one of the two is his.
            let is_of_two = meant.len() > 1;
            for mut referent in meant {
                referent.in_role = argument.probability;
                if !found.iter().any(|f| f.is_same(&referent) || is_of_two && f.is_like(&referent)) {
                    found.push(referent);
                }
            }
        }
        found
    };
    let mut actors = side(&draft.actors, &[]);
    discourse.bring_home(&mut actors);
    let mut recipients = side(&draft.recipients, &actors);
    discourse.bring_home(&mut recipients);
    if !conflict {
        Referent::keep_abroad(&mut actors, &recipients);
        Referent::keep_abroad(&mut recipients, &actors);
    }
    let speaker = side(&draft.speakers, &[]).into_iter().next();
    let third_parties: Vec<Third> = draft
        .third_parties
        .iter()
        .flat_map(|(role, argument)| {
            side(&[*argument], &[]).into_iter().map(|referent| Third {
                role: role.clone(),
                referent,
                between: Vec::new(),
            })
        })
        .collect();
    // Somebody does not do a thing to himself: he stays the actor.
    recipients.retain(|r| !actors.iter().any(|a| a.is_same(r)));
    let place = draft.places.iter().filter_map(|span| discourse.place(*span)).min_by_key(|w| w.precision);
    if let Some(place) = &place {
        for party in actors.iter_mut().chain(&mut recipients) {
            party.take_country_of(place);
        }
    }
    keep_at_home(draft.category, &mut actors, &mut recipients);
    let place = place.or_else(|| recipients.iter().find_map(|r| discourse.party_place(r)));
    let is_battle = draft.category == Category::Assault && actors.len() > 1 && recipients.is_empty();
    let place = place.or_else(|| is_battle.then(|| discourse.battlefield(sentence)).flatten());
    let leanings = draft.leanings.iter().map(|leaning| {
        let meant = discourse.refer(leaning.span, conflict, &[], &[]);
        let named = meant.iter().any(|r| r.refers_to.is_none());
        Lean { leaning: *leaning, meant, named }
    });
    let leanings = leanings.collect();
    Settled {
        sentence: draft.sentence,
        category: draft.category,
        modes: draft.modes,
        contexts: draft.contexts,
        status: draft.status,
        actors,
        recipients,
        speaker,
        third_parties,
        when,
        long_before: false,
        place,
        tolls: Tolls(draft.toll),
        evidence: vec![(sentence, draft.trigger)],
        confidence: draft.confidence,
        status_confidence: draft.status_confidence,
        leanings,
        sides: draft.sides,
    }
}

/// Police and courts act on whom their state holds, and people demonstrate at home: who is told by common words alone is of the other side's
/// country.
fn keep_at_home(category: Category, actors: &mut [Referent], recipients: &mut [Referent]) {
    let unnamed = |side: &[Referent]| !side.is_empty() && side.iter().all(Referent::is_unnamed);
    let has = |side: &[Referent], sectors: &[&str]| {
        side.iter().any(|r| r.resolution.primary_sector().is_some_and(|s| sectors.contains(&s)))
    };
    let protest = category == Category::Protest;
    if unnamed(recipients) && (protest || has(actors, &["COP", "JUD"])) {
        Referent::take_country_of_all(recipients, actors);
    } else if unnamed(actors) && protest && has(recipients, &["GOV", "LEG", "COP", "MIL", "JUD"]) {
        Referent::take_country_of_all(actors, recipients);
    }
}

/// Makes the records: character offsets instead of bytes.
struct Records<'a> {
    document: &'a Document,
    characters: Characters,
}

impl<'a> Records<'a> {
    fn new(document: &'a Document) -> Self {
        Self { document, characters: Characters::of(&document.report.text) }
    }

    fn claim(&self, number: usize, claim: Settled) -> Claim {
        let report = &self.document.report;
        let (score, cameo) = codebook::score_and_cameo(claim.category, &claim.modes);
        let mediates = claim.third_parties.iter().any(|t| t.role == "mediator");
        // The crosswalk's own code for an offer to mediate (039) and for mediating (045).
        let cameo = match claim.category {
            Category::Agree if mediates => "039",
            Category::Consult if mediates => "045",
            _ => cameo,
        };
        let party = |r: &Referent| r.record(|span| self.characters.span(span));
        let label = |r: &Referent| r.label();
        let mut evidence: Vec<(Span, Span)> = claim.evidence;
        evidence.sort_by_key(|(_, trigger)| trigger.start);
        evidence.dedup();
        Claim {
            id: format!("{}-{number}", report.id),
            report: report.id.clone(),
            event: claim.category,
            quad: claim.category.entry().quad,
            score,
            cameo: Some(cameo.to_string()),
            mode: claim.modes,
            context: claim.contexts,
            actors: claim.actors.iter().map(party).collect(),
            recipients: claim.recipients.iter().map(party).collect(),
            third_parties: claim
                .third_parties
                .iter()
                .map(|t| ThirdParty {
                    role: t.role.clone(),
                    entity: label(&t.referent),
                    between: t.between.iter().map(label).collect(),
                })
                .collect(),
            status: claim.status,
            speaker: claim.speaker.as_ref().map(party),
            when: claim.when,
            place: claim.place,
            toll: toll(&claim.tolls, &report.text),
            evidence: evidence
                .into_iter()
                .map(|(sentence, trigger)| Evidence {
                    span: self.characters.span(sentence),
                    trigger: self.characters.span(trigger),
                    text: sentence.of(&report.text).to_string(),
                })
                .collect(),
            confidence: sure::EVENT.of([claim.confidence.into()]),
            status_confidence: sure::STATUS.of([claim.status_confidence.into()]),
        }
    }
}

fn toll(tolls: &Tolls, report: &str) -> Option<Toll> {
    if tolls.0.is_empty() {
        return None;
    }
    let mut toll = Toll::default();
    for (kind, quantity) in &tolls.0 {
        let count = Count {
            low: quantity.low,
            best: quantity.best,
            high: quantity.high,
            text: quantity.span.of(report).to_string(),
            qualifier: quantity.qualifier.name().to_string(),
            side: None,
        };
        let slot = match kind {
            TollKind::Killed => &mut toll.killed,
            TollKind::Wounded => &mut toll.wounded,
            TollKind::Captured => &mut toll.captured,
            TollKind::Missing => &mut toll.missing,
            TollKind::Displaced => &mut toll.displaced,
        };
        slot.get_or_insert(count);
    }
    Some(toll)
}
