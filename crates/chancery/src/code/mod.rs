//! Stage **code**. In: the sentences of a document with the times, quantities and names found in them. Out: drafts, one for
//! each claim that a sentence makes, with the spans that fill its roles. Always: a draft is made of one sentence alone, and
//! its spans slice the report's text.

use crate::mention::Mentions;
use crate::mention::quantity::Quantity;
use crate::model::{Labels, MentionKind, Model, Reading, RoleSide, SIDE_COUNT};
use crate::record::{Category, Certainty, Polarity, Status, Tense};
use crate::text::Document;
use crate::{Error, Language, Span};

/// Least probability that a trigger starts at a piece. Set by hand, like the floors below; .4 and .6, and .4 and .6 for
/// [`ROLE_FLOOR`], are no better on the development reports. [`NAME_ROLE_FLOOR`] and [`CATEGORY_FLOOR`] were set on them.
const TRIGGER_FLOOR: f32 = 0.5;
/// The same where victims are counted, who speak for the trigger.
const COUNTED_TRIGGER_FLOOR: f32 = 0.2;
/// Least probability of a mention's first tag.
const MENTION_FLOOR: f32 = 0.3;
/// Least probability of a role.
const ROLE_FLOOR: f32 = 0.5;
/// The same for the only party of an act.
const ONLY_ROLE_FLOOR: f32 = 0.25;
/// Least probability of an actor, and of a recipient, where the act has nobody else on that side; of names that only the knowledge knows, so much
/// more. Set on the development reports, where the countries of both sides are right in .551 and .477 of the claims with them, .544 and .453 without.
const LONE_ACTOR_FLOOR: f32 = 0.2;
const LONE_RECIPIENT_FLOOR: f32 = 0.25;
const LONE_NAME_MORE: f32 = 0.3;
/// Least probability of a role for a span that only the knowledge knows, not the tagger.
const NAME_ROLE_FLOOR: f32 = 0.8;
/// Least probability that a number which the tagger marks counts victims. On the held-out corpus .3 finds the wounded as well as any
/// floor does (F1 .68, at .5 .63).
const TOLL_FLOOR: f32 = 0.3;
/// Least probability that a number which the tagger left unmarked counts victims.
const UNTAGGED_TOLL_FLOOR: f32 = 0.8;
/// Least probability of a mode and of a context.
const LABEL_FLOOR: f32 = 0.4;
/// Least probability of the category itself; below it the sentence makes no claim that could be named.
const CATEGORY_FLOOR: f32 = 0.45;

/// Most words between two that are told together: "Baku and Yerevan", "Baku, then in Yerevan".
const TOGETHER: usize = 2;

/// Least score of a claim that counts no victims. On the development reports and held-out `a` precision rises from .83 to .85 with it, and F1
/// stays (.820 and .819); from .6 on it falls.
const CLAIM_FLOOR: f32 = 0.5;

/// A span that fills a role, with the role's probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Argument {
    /// In the report's text.
    pub span: Span,
    /// 0 to 1.
    pub probability: f32,
}

/// How likely words of the sentence fill the roles of people in an act, sure or not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leaning {
    /// In the report's text.
    pub span: Span,
    /// Whether the tagger marks them, or only the knowledge knows them.
    pub tagged: bool,
    /// Probabilities of acting, of being acted on, of saying so: 0 to 1.
    pub actor: f32,
    #[allow(missing_docs)]
    pub recipient: f32,
    #[allow(missing_docs)]
    pub speaker: f32,
}

/// Kinds of toll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum TollKind {
    Killed,
    Wounded,
    Captured,
    Missing,
    Displaced,
}

impl TollKind {
    const ALL: [(TollKind, &'static str); 5] = [
        (TollKind::Killed, "killed"),
        (TollKind::Wounded, "wounded"),
        (TollKind::Captured, "captured"),
        (TollKind::Missing, "missing"),
        (TollKind::Displaced, "displaced"),
    ];
}

/// A claim as one sentence makes it; spans are bytes of the report's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Index of the sentence in the document.
    pub sentence: usize,
    /// The words that carry the act.
    pub trigger: Span,
    /// Its category.
    pub category: Category,
    /// Modes of the category.
    pub modes: Vec<String>,
    /// Contexts.
    pub contexts: Vec<String>,
    /// Polarity, tense, certainty.
    pub status: Status,
    /// Who acts.
    pub actors: Vec<Argument>,
    /// To whom.
    pub recipients: Vec<Argument>,
    /// Who says so.
    pub speakers: Vec<Argument>,
    /// Third parties with their role.
    pub third_parties: Vec<(String, Argument)>,
    /// When, as spans of the mentions' times.
    pub times: Vec<Span>,
    /// Where.
    pub places: Vec<Span>,
    /// At what cost.
    pub toll: Vec<(TollKind, Quantity)>,
    /// Whoever and whatever place the sentence names, with the roles that they might have.
    pub leanings: Vec<Leaning>,
    /// Probabilities of who is among the actors, and among the recipients: nobody, one, several, somebody whom the sentence does not tell.
    pub sides: [[f32; SIDE_COUNT]; 2],
    /// Probability of trigger and category together.
    pub confidence: f32,
    /// Probability of polarity, tense and certainty together.
    pub status_confidence: f32,
}

/// The drafts of a document, in the order of their triggers.
pub fn code(model: &Model, document: &Document, mentions: &Mentions) -> Result<Vec<Draft>, Error> {
    let read = |sentence: &str| model.read_if_eventful(sentence);
    code_with(model, document, mentions, read)
}

/// The same, of sentences that somebody else reads; `read` gives nothing where a sentence claims nothing.
pub fn code_with<'m>(
    model: &'m Model,
    document: &Document,
    mentions: &Mentions,
    mut read: impl FnMut(&str) -> Result<Option<Reading<'m>>, Error>,
) -> Result<Vec<Draft>, Error> {
    let mut drafts = Vec::new();
    for (index, sentence) in document.sentences.iter().enumerate() {
        let report = &document.report;
        let Some(reading) = read(sentence.span.of(&report.text))? else {
            continue;
        };
        let coder = SentenceCoder {
            labels: model.labels(),
            reading,
            index,
            text: &report.text,
            language: report.language,
            span: sentence.span,
            mentions,
        };
        drafts.extend(coder.drafts());
    }
    Ok(drafts)
}

/// A span of whole words, without a comma at its end: the tagger works by pieces. In Arabic only the end is moved, as particles are written together with the
/// word that they stand before.
fn whole_words(text: &str, span: Span, language: Language) -> Span {
    let start = match language {
        Language::Ar => span.start,
        _ => text[..span.start].trim_end_matches(char::is_alphanumeric).len(),
    };
    let rest = &text[span.end..];
    let end = text.len() - rest.trim_start_matches(char::is_alphanumeric).len();
    let words = text[start..end].trim_end_matches([',', ';', ':', '،', '؛', ' ']);
    if words.is_empty() { span } else { Span::new(start, start + words.len()) }
}

/// A visit has one host, the surest, and those told together with it ("Rwanda and Uganda"): others are named for whom it concerns. Of 526
/// visits in the corpus 516 have one host, 8 more have them together, 2 apart.
fn keep_host(text: &str, hosts: &mut Vec<Argument>) {
    let Some(surest) = hosts.iter().copied().max_by(|a, b| a.probability.total_cmp(&b.probability)) else { return };
    let together = |a: &Argument| {
        let (first, second) =
            if a.span.start < surest.span.start { (a.span, surest.span) } else { (surest.span, a.span) };
        first.end >= second.start || text[first.end..second.start].split_whitespace().count() <= TOGETHER
    };
    hosts.retain(together);
}

/// A span that may fill a role.
struct Candidate {
    side: RoleSide,
    span: Span,
    kind: MentionKind,
    tagged: bool,
}

/// An act has somebody: where nobody is sure enough, the likeliest of its actors and recipients.
fn assign_likeliest(draft: &mut Draft) {
    let seen = draft.leanings.iter().flat_map(|l| [(true, l.span, l.actor), (false, l.span, l.recipient)]);
    let best = seen.filter(|(_, _, p)| *p >= ONLY_ROLE_FLOOR).max_by(|a, b| a.2.total_cmp(&b.2));
    if let Some((acts, span, probability)) = best {
        let side = if acts { &mut draft.actors } else { &mut draft.recipients };
        side.push(Argument { span, probability });
    }
}

/// An act mostly has two sides: one that nobody is sure enough for gets the likeliest that is not on the other.
fn fill_side(draft: &mut Draft) {
    let (of_actors, least) = match (&draft.actors[..], &draft.recipients[..]) {
        ([], _) => (true, LONE_ACTOR_FLOOR),
        ([_], []) => (false, LONE_RECIPIENT_FLOOR),
        _ => return,
    };
    let is_free =
        |l: &&Leaning| !draft.actors.iter().chain(&draft.recipients).any(|argument| argument.span.overlaps(l.span));
    let best = draft
        .leanings
        .iter()
        .filter(is_free)
        .map(|l| (if of_actors { l.actor } else { l.recipient }, l))
        .filter(|(p, l)| *p >= least + if l.tagged { 0.0 } else { LONE_NAME_MORE })
        .max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((probability, leaning)) = best {
        let argument = Argument { span: leaning.span, probability };
        if of_actors { draft.actors.push(argument) } else { draft.recipients.push(argument) }
    }
}

struct SentenceCoder<'a> {
    labels: &'a Labels,
    reading: Reading<'a>,
    index: usize,
    /// Of the report.
    text: &'a str,
    language: Language,
    span: Span,
    mentions: &'a Mentions,
}

impl SentenceCoder<'_> {
    fn drafts(&self) -> Vec<Draft> {
        let triggers = self.reading.triggers(COUNTED_TRIGGER_FLOOR);
        if triggers.is_empty() {
            return Vec::new();
        }
        let candidates = self.candidates();
        let mut drafts = Vec::new();
        for trigger in triggers {
            let claim = self.reading.claim(trigger.pieces.clone());
            let mut draft = Draft {
                sentence: self.index,
                trigger: whole_words(self.text, trigger.span.shift(self.span.start), self.language),
                category: Category::Agree,
                modes: Vec::new(),
                contexts: labels_above(&self.labels.contexts, &claim.contexts),
                status: self.status(&claim.polarity, &claim.tense, &claim.certainty),
                actors: Vec::new(),
                recipients: Vec::new(),
                speakers: Vec::new(),
                third_parties: Vec::new(),
                times: Vec::new(),
                places: Vec::new(),
                toll: Vec::new(),
                leanings: Vec::new(),
                sides: [claim.actors, claim.recipients],
                confidence: 0.0,
                status_confidence: [&claim.polarity, &claim.tense, &claim.certainty]
                    .map(|p| p[crate::model::argmax(p)])
                    .iter()
                    .product(),
            };
            let side = self.reading.trigger_side(trigger.pieces.clone());
            let mut either = None;
            for candidate in &candidates {
                let wavers = self.assign(&mut draft, &side, candidate);
                either = either.or(wavers);
            }
            // Of two who would both act, the one that might as well be acted on is.
            if let Some(argument) = either.filter(|_| draft.actors.len() > 1 && draft.recipients.is_empty()) {
                draft.actors.retain(|actor| actor.span != argument.span);
                draft.recipients.push(argument);
            }
            if trigger.probability < TRIGGER_FLOOR && draft.toll.is_empty() {
                continue;
            }
            if draft.actors.is_empty() && draft.recipients.is_empty() {
                assign_likeliest(&mut draft);
            }
            fill_side(&mut draft);
            let category = self.category(&claim.category, &draft);
            let best = crate::model::argmax(&category);
            if category[best] < CATEGORY_FLOOR {
                continue;
            }
            draft.category = Category::from_name(&self.labels.categories[best]).unwrap_or(Category::Agree);
            draft.modes = self.modes(draft.category, &claim.modes);
            if draft.modes.iter().any(|mode| mode == "visit") {
                keep_host(self.text, &mut draft.recipients);
            }
            draft.confidence = trigger.probability * category[best];
            if draft.confidence < CLAIM_FLOOR && draft.toll.is_empty() {
                continue;
            }
            drafts.push(draft);
        }
        drafts
    }

    /// What the tagger marks, and the names of the knowledge that it left unmarked.
    fn candidates(&self) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = self
            .reading
            .mentions(MENTION_FLOOR)
            .into_iter()
            .map(|m| Candidate {
                side: self.reading.mention_side(m.pieces),
                span: whole_words(self.text, m.span.shift(self.span.start), self.language),
                kind: m.kind,
                tagged: true,
            })
            .collect();
        let free = |span: Span, found: &[Candidate]| !found.iter().any(|c| c.span.overlaps(span));
        let known = self.mentions.quantities_in(self.span).map(|q| (q.span, MentionKind::Quantity));
        let known = known.chain(self.mentions.times_in(self.span).map(|t| (t.span, MentionKind::Time)));
        let known = known.chain(self.mentions.names_in(self.span).map(|n| (n.span, MentionKind::Actor)));
        for (span, kind) in known {
            if free(span, &found)
                && let Some(pieces) =
                    self.reading.pieces(Span::new(span.start - self.span.start, span.end - self.span.start))
            {
                found.push(Candidate { side: self.reading.mention_side(pieces), span, kind, tagged: false });
            }
        }
        found.sort_by_key(|c| (c.span.start, c.span.end));
        found
    }

    /// Gives a candidate the roles that the model sees it in. Returns it as a recipient if it is one of the actors and could be either.
    fn assign(&self, draft: &mut Draft, trigger: &RoleSide, candidate: &Candidate) -> Option<Argument> {
        let roles = self.reading.roles(trigger, &candidate.side);
        if candidate.kind == MentionKind::Quantity {
            self.count(draft, &roles, candidate);
            return None;
        }
        let floor = if candidate.tagged { ROLE_FLOOR } else { NAME_ROLE_FLOOR };
        let names_someone = matches!(candidate.kind, MentionKind::Actor | MentionKind::Place);
        // Nobody acts on himself: of the two sides a party is on the likelier.
        let of = |wanted: &str| self.labels.roles.iter().position(|r| r == wanted).map_or(0.0, |i| roles[i]);
        let (acts, undergoes) = (of("actor"), of("recipient"));
        if names_someone {
            draft.leanings.push(Leaning {
                span: candidate.span,
                tagged: candidate.tagged,
                actor: acts,
                recipient: undergoes,
                speaker: of("speaker"),
            });
        }
        for (name, &probability) in self.labels.roles.iter().zip(&roles) {
            if probability < floor {
                continue;
            }
            let argument = Argument { span: candidate.span, probability };
            match name.as_str() {
                "actor" if names_someone && acts >= undergoes => draft.actors.push(argument),
                "recipient" if names_someone && undergoes > acts => draft.recipients.push(argument),
                "speaker" if names_someone => draft.speakers.push(argument),
                "place" if names_someone => draft.places.push(candidate.span),
                "time" if candidate.kind == MentionKind::Time => draft.times.push(candidate.span),
                "actor" | "recipient" | "speaker" | "place" | "time" => {}
                name if names_someone && !TollKind::ALL.iter().any(|(_, toll)| *toll == name) => {
                    draft.third_parties.push((name.to_string(), argument));
                }
                _ => {}
            }
        }
        let wavers = names_someone && acts >= undergoes && undergoes >= floor;
        wavers.then_some(Argument { span: candidate.span, probability: undergoes })
    }

    /// The quantity that overlaps the candidate, as a toll of its likeliest kind.
    fn count(&self, draft: &mut Draft, roles: &[f32], candidate: &Candidate) {
        let floor = if candidate.tagged { TOLL_FLOOR } else { UNTAGGED_TOLL_FLOOR };
        let kinds = TollKind::ALL.iter().filter_map(|(kind, name)| {
            let at = self.labels.roles.iter().position(|role| role == name)?;
            Some((roles[at], *kind))
        });
        let Some((probability, kind)) = kinds.max_by(|a, b| a.0.total_cmp(&b.0)) else {
            return;
        };
        let quantity = self.mentions.quantities_in(self.span).find(|q| q.span.overlaps(candidate.span));
        if let Some(quantity) = quantity
            && probability >= floor
            && !draft.toll.iter().any(|(k, q)| *k == kind && q.span == quantity.span)
        {
            draft.toll.push((kind, quantity.clone()));
        }
    }

    /// The trigger's categories, joined (geometric mean) with those of the likeliest pair where there is one.
    fn category(&self, of_trigger: &[f32], draft: &Draft) -> Vec<f32> {
        let pieces = |a: Option<&Argument>| {
            a.and_then(|a| self.reading.pieces(Span::new(a.span.start - self.span.start, a.span.end - self.span.start)))
        };
        let best = |arguments: &[Argument], skip: usize| {
            let mut sorted: Vec<Argument> = arguments.to_vec();
            sorted.sort_by(|a, b| b.probability.total_cmp(&a.probability));
            sorted.get(skip).copied()
        };
        let actor = best(&draft.actors, 0);
        let recipient = best(&draft.recipients, 0).or_else(|| best(&draft.actors, 1));
        if actor.is_none() && recipient.is_none() {
            return of_trigger.to_vec();
        }
        let of_pair = self.reading.pair(pieces(actor.as_ref()), pieces(recipient.as_ref()));
        let of_category = |name: &String| -> f32 {
            let classes = self.labels.pairs.iter().zip(&of_pair);
            classes.filter(|(class, _)| class.split(' ').next() == Some(name.as_str())).map(|(_, p)| p).sum()
        };
        let of_pair: Vec<f32> = self.labels.categories.iter().map(of_category).collect();
        let named: f32 = of_pair.iter().sum();
        let joint: Vec<f32> =
            of_trigger.iter().zip(&of_pair).map(|(t, p)| (t * t * (p / named.max(1e-6)).max(1e-4)).cbrt()).collect();
        let sum: f32 = joint.iter().sum();
        joint.iter().map(|j| j / sum).collect()
    }

    fn modes(&self, category: Category, probabilities: &[f32]) -> Vec<String> {
        let prefix = format!("{category}/");
        let mut modes: Vec<(f32, &str)> = self
            .labels
            .modes
            .iter()
            .zip(probabilities)
            .filter_map(|(name, &p)| Some((p, name.strip_prefix(&prefix)?)))
            .filter(|(p, _)| *p >= LABEL_FLOOR)
            .collect();
        modes.sort_by(|a, b| b.0.total_cmp(&a.0));
        modes.into_iter().map(|(_, name)| name.to_string()).collect()
    }

    fn status(&self, polarity: &[f32], tense: &[f32], certainty: &[f32]) -> Status {
        let best = |names: &[String], p: &[f32]| names[crate::model::argmax(p)].clone();
        Status {
            polarity: match best(&self.labels.polarities, polarity).as_str() {
                "negated" => Polarity::Negated,
                _ => Polarity::Affirmed,
            },
            tense: match best(&self.labels.tenses, tense).as_str() {
                "present" => Tense::Present,
                "future" => Tense::Future,
                "historical" => Tense::Historical,
                _ => Tense::Past,
            },
            certainty: match best(&self.labels.certainties, certainty).as_str() {
                "possible" => Certainty::Possible,
                "hypothetical" => Certainty::Hypothetical,
                _ => Certainty::Asserted,
            },
        }
    }
}

fn labels_above(names: &[String], probabilities: &[f32]) -> Vec<String> {
    names.iter().zip(probabilities).filter(|(_, p)| **p >= LABEL_FLOOR).map(|(n, _)| n.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_pieces_become_whole_words_without_a_comma() {
        let whole = |text: &str, part: &str, language| {
            let start = text.find(part).unwrap();
            let span = whole_words(text, Span::new(start, start + part.len()), language);
            span.of(text).to_string()
        };
        assert_eq!(whole("les camps soudanais, hier", "camps soudan", Language::Fr), "camps soudanais");
        assert_eq!(whole("A chanceler alemã, Angela", "A chanceler alemã,", Language::Pt), "A chanceler alemã");
        assert_eq!(whole("وباريس قالت", "باري", Language::Ar), "باريس");
        assert_eq!(whole("a, b", ",", Language::En), "a");
    }

    #[test]
    fn a_visit_has_one_host_and_those_told_with_it() {
        let text = "visited Azerbaijan and Georgia, to the dismay of Armenia";
        let host = |words: &str, probability| {
            let start = text.find(words).unwrap();
            Argument { span: Span::new(start, start + words.len()), probability }
        };
        let mut hosts = vec![host("Azerbaijan", 0.99), host("Georgia", 0.7), host("Armenia", 0.8)];
        keep_host(text, &mut hosts);
        assert_eq!(hosts, [host("Azerbaijan", 0.99), host("Georgia", 0.7)]);
        keep_host(text, &mut Vec::new());
    }
}
