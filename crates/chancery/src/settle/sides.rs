//! Which countries stand on each side of an act. The words of the act, those around it and the other acts of the report each tell a
//! little; what they tell together is learnt from reports with gold claims (`training/sides.py`): how likely each country of the report is on each
//! side, and how many are on both.

use std::path::Path;
use std::sync::OnceLock;

use super::anaphora::{self, Kind};
use super::parties::Discourse;
use super::referent::{Referent, is_a_state};
use super::{Lean, Settled};
use crate::mention::entity::EntityKind;
use crate::record::{Category, Certainty, Polarity, Tense};
use crate::text::{Document, Sentence};
use crate::trees::{Trees, numbered};
use crate::{Error, Span, codebook};

/// What stands for "never" where sentences or words are counted.
const FAR: usize = 30;
/// Sentences back in which a demand, an offer or a threat is answered.
const ANSWERED: usize = 2;
/// Least likelihood of words to be on a side, for a country found there to be told by them.
const WORDS_FLOOR: f32 = 0.1;
/// Least probability of a country that no words of the act tell. Set by hand: what is less likely is left open.
const UNDERSTOOD_FLOOR: f64 = 0.3;
/// Most countries of a report that are asked about, the most named: no report of `corpus/settling/` has as many.
const ASKED: usize = 40;
/// Acts before and after an act that are asked what they tell.
const NEAR: usize = 60;

/// Names of what tells for or against a country on a side, in the order of [`Question::signs`].
pub const SIGNS: [&str; 101] = [
    "category",
    "recipient",
    "negated",
    "future",
    "historical",
    "unsure",
    "score",
    "visit",
    "confidence",
    "toll",
    "heading",
    "sentence",
    "countries",
    "told_by_name",
    "told_by_reference",
    "told_by_acts",
    "across_by_name",
    "across_by_reference",
    "across_by_acts",
    "parties",
    "other_by_name",
    "other_by_reference",
    "open",
    "open_unnamed",
    "open_domestic",
    "open_person",
    "across_parties",
    "across_open",
    "across_other",
    "leans_by_name",
    "leans_by_reference",
    "leans_across_by_name",
    "leans_across_by_reference",
    "others_lean",
    "open_leans",
    "best",
    "best_is_it",
    "best_stands_alone",
    "best_is_a_pronoun",
    "best_is_they",
    "best_is_another",
    "best_is_two",
    "best_is_a_thing",
    "best_is_somebody",
    "best_is_owned",
    "best_has_a_name",
    "nobody",
    "several",
    "understood",
    "nobody_across",
    "several_across",
    "understood_across",
    "says_so",
    "speaker",
    "speaker_other",
    "place",
    "place_other",
    "names",
    "share",
    "rank",
    "focus",
    "is_a_state",
    "in_heading",
    "in_lead",
    "in_sentence",
    "before_trigger",
    "words_to_trigger",
    "sentences_since",
    "in_last_sentence",
    "in_next_sentence",
    "first_in_sentence",
    "first_in_last_sentence",
    "first_in_paragraph",
    "acts",
    "last_here",
    "last_there",
    "next_here",
    "next_there",
    "beside_here",
    "beside_there",
    "beside_accuser",
    "beside_accused",
    "asked",
    "was_asked",
    "since_here",
    "since_there",
    "here",
    "there",
    "here_in_sense",
    "there_in_sense",
    "same_category_here",
    "dyad",
    "since_dyad",
    "turned",
    "since_turned",
    "together",
    "home",
    "across_is_home",
    "across_rank",
    "across_speaks",
    "third_party",
];

/// The table that is part of the program, of the weights that are.
const TABLE: &str = include_str!("../../../../models/sides.tsv");

/// Signs of the act itself, the first of [`SIGNS`], which are the same for all its questions.
const ACT_SIGNS: usize = 13;
/// Signs of the likeliest country of a side, and of the next one, that tell how many stand there.
const SIDE_SIGNS: [&str; 36] = [
    "nobody",
    "several",
    "understood",
    "told_by_name",
    "told_by_reference",
    "told_by_acts",
    "parties",
    "other_by_name",
    "other_by_reference",
    "open",
    "open_unnamed",
    "open_domestic",
    "leans_by_name",
    "leans_by_reference",
    "others_lean",
    "open_leans",
    "best",
    "best_is_it",
    "best_is_a_pronoun",
    "best_is_they",
    "best_is_another",
    "best_is_two",
    "best_is_somebody",
    "best_is_owned",
    "best_has_a_name",
    "in_sentence",
    "rank",
    "share",
    "names",
    "here",
    "there",
    "home",
    "dyad",
    "turned",
    "together",
    "same_category_here",
];
const NEXT_SIGNS: [&str; 4] = ["told_by_name", "leans_by_name", "leans_by_reference", "in_sentence"];

/// Names of what tells how many stand on each side of an act.
fn shape_names() -> Vec<String> {
    let of_side = |side: &str| {
        let likeliest = ["first", "second", "third", "all"].map(|p| format!("{side}.{p}"));
        let of_first = SIDE_SIGNS.map(|sign| format!("{side}.{sign}"));
        let of_next = NEXT_SIGNS.map(|sign| format!("{side}.next_{sign}"));
        likeliest.into_iter().chain(of_first).chain(of_next)
    };
    let act = SIGNS[..ACT_SIGNS].iter().map(|sign| sign.to_string());
    let both = ["same", "next_actor_is_recipient"].map(String::from);
    act.chain(of_side("actors")).chain(of_side("recipients")).chain(both).collect()
}

/// How the questions are answered: trees for whether a country stands on a side, and for how many stand on both.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sides {
    countries: Option<Trees>,
    /// Least probability of a third country on a side, and of each further one.
    more: f64,
    shapes: Vec<Shape>,
}

/// How many countries stand among the actors and among the recipients of an act; 2 is two and more.
#[derive(Debug, Clone, PartialEq)]
struct Shape {
    counts: [usize; 2],
    trees: Trees,
}

impl Sides {
    /// The table built into the program.
    pub fn embedded() -> &'static Sides {
        static READ: OnceLock<Sides> = OnceLock::new();
        // The table is part of the program and a test reads it: an error here cannot reach a user.
        READ.get_or_init(|| Self::parse(TABLE).unwrap_or_default())
    }

    /// A table from a file, as `training/sides.py` writes it.
    ///
    /// # Errors
    /// [`Error::Model`] where it cannot be read or is damaged.
    pub fn load(path: &Path) -> Result<Sides, Error> {
        let fault = |cause: String| Error::Model {
            path: path.into(),
            cause,
            remedy: "write it again with training/sides.py".into(),
        };
        let table = std::fs::read_to_string(path).map_err(|e| fault(format!("cannot be read: {e}")))?;
        Self::parse(&table).map_err(fault)
    }

    /// A table without lines settles nothing: all acts stay as they are told.
    pub(super) fn parse(table: &str) -> Result<Sides, String> {
        let names = shape_names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (mut lines, mut sides) = (numbered(table), Sides::default());
        while let Some((number, line)) = lines.next() {
            let fault =
                || format!("line {}: expected 'stands<TAB>floor' or 'shape<TAB>actors<TAB>recipients'", number + 1);
            match line.split('\t').collect::<Vec<_>>()[..] {
                ["stands", more] if sides.countries.is_none() => {
                    sides.more = more.parse().ok().filter(|more: &f64| more.is_finite()).ok_or_else(fault)?;
                    sides.countries = Some(Trees::read(&mut lines, &SIGNS)?);
                }
                ["shape", actors, recipients] => {
                    let count = |n: &str| n.parse().ok().filter(|n: &usize| *n <= 2).ok_or_else(fault);
                    let counts = [count(actors)?, count(recipients)?];
                    sides.shapes.push(Shape { counts, trees: Trees::read(&mut lines, &names)? });
                }
                _ => return Err(fault()),
            }
        }
        if sides.countries.is_none() != sides.shapes.is_empty() {
            return Err("no line 'stands', or no line 'shape'".into());
        }
        Ok(sides)
    }

    /// Settles the sides of all acts.
    pub(super) fn settle(&self, document: &Document, discourse: &Discourse, acts: &mut [Settled]) {
        let Some(countries) = &self.countries else { return };
        let told = acts.to_vec();
        let view = View::new(document, discourse, &told);
        let asked: Vec<&str> = view.countries.iter().map(|country| country.code.as_str()).collect();
        if asked.is_empty() {
            return;
        }
        for (at, act) in acts.iter_mut().enumerate() {
            let [actors, recipients] = [false, true].map(|of_recipients| {
                let question = |country| view.question(at, of_recipients, country);
                let answer = |question: Question| (1.0 / (1.0 + (-countries.sum(&question.signs)).exp()), question);
                let mut likely: Vec<(f64, Question)> = view.countries.iter().map(question).map(answer).collect();
                // A stable sort: of equals, the one that the report names most.
                likely.sort_by(|a, b| b.0.total_cmp(&a.0));
                likely
            });
            let signs = shape_signs(&actors, &recipients);
            let best = self.shapes.iter().map(|shape| (shape.trees.sum(&signs), shape));
            let Some((_, shape)) = best.reduce(|best, next| if next.0 > best.0 { next } else { best }) else { return };
            let stand = |side: &[(f64, Question)], count: usize| -> Vec<(f64, String)> {
                let more = |at: usize, p: f64| count > 1 && at >= count && p >= self.more;
                let stand = side.iter().enumerate().take_while(|(at, (p, _))| *at < count || more(*at, *p));
                stand.map(|(_, (p, question))| (*p, question.country.clone())).collect()
            };
            let sides = [stand(&actors, shape.counts[0]), stand(&recipients, shape.counts[1])];
            for of_recipients in [false, true] {
                let [here, across] = [of_recipients, !of_recipients].map(|side| &sides[usize::from(side)]);
                let is_home = |code: &str| across.iter().any(|(_, other)| other == code);
                stand_there(discourse, act, of_recipients, here, &asked, &is_home);
            }
        }
    }
}

/// What tells how many stand on each side: for each of [`shape_names`]. Both sides ask of the same countries, the likeliest first.
fn shape_signs(actors: &[(f64, Question)], recipients: &[(f64, Question)]) -> Vec<f64> {
    let sign = |question: &Question, name: &str| {
        SIGNS.iter().position(|sign| *sign == name).map_or(0.0, |at| question.signs[at])
    };
    let mut signs = actors[0].1.signs[..ACT_SIGNS].to_vec();
    for side in [actors, recipients] {
        signs.extend((0..3).map(|at| side.get(at).map_or(0.0, |(p, _)| *p)));
        signs.push(side.iter().map(|(p, _)| p).sum());
        signs.extend(SIDE_SIGNS.iter().map(|name| sign(&side[0].1, name)));
        signs.extend(NEXT_SIGNS.iter().map(|name| side.get(1).map_or(0.0, |(_, next)| sign(next, name))));
    }
    let recipient = &recipients[0].1.country;
    signs.push(flag(actors[0].1.country == *recipient));
    signs.push(flag(actors.get(1).is_some_and(|(_, next)| next.country == *recipient)));
    signs
}

/// Puts those of certain countries on one side of an act: `stand` has each country with its probability, the likeliest first. Countries that
/// were not `asked` about stay as they are.
fn stand_there(
    discourse: &Discourse,
    act: &mut Settled,
    of_recipients: bool,
    stand: &[(f64, String)],
    asked: &[&str],
    is_home: &dyn Fn(&str) -> bool,
) {
    let here = std::mem::take(side_mut(act, of_recipients));
    let missing: Vec<&(f64, String)> = stand.iter().filter(|(_, code)| !here.iter().any(|r| r.is_of(code))).collect();
    let mut left = missing.iter();
    let mut found: Vec<Referent> = Vec::new();
    for mut party in here {
        let country = party.resolution.country.clone();
        if let Some((p, _)) = stand.iter().find(|(_, code)| party.is_of(code)) {
            party.stands = Some(*p);
            found.push(party);
            continue;
        }
        match &country {
            Some(code) if !asked.contains(&code.as_str()) => found.push(party),
            // Whoever is named, or understood, and does not stand here, stands elsewhere.
            Some(_) if party.refers_to.is_none() || party.span.is_none() => {}
            // Words that tell nobody, or told somebody else, mean the likeliest who is missing.
            _ => {
                let meant = left.next().or(missing.first().filter(|_| country.is_none()));
                if country.is_some() {
                    party.forget();
                }
                if let Some((p, code)) = meant {
                    party.forget_entity();
                    party.take_country(Some(code.clone()), &discourse.words_for(code, act.trigger()), *p);
                    party.stands = Some(*p);
                }
                found.push(party);
            }
        }
    }
    for (p, code) in left {
        let words = act.leanings.iter().filter(|l| likely(l, of_recipients) >= f64::from(WORDS_FLOOR));
        let words = words.flat_map(|l| l.meant.iter().filter(|r| r.is_of(code)).map(move |r| (l, r)));
        let words = words.max_by(|a, b| likely(a.0, of_recipients).total_cmp(&likely(b.0, of_recipients)));
        let understood =
            || discourse.somebody_of(code, act.trigger(), is_home(code)).filter(|_| *p >= UNDERSTOOD_FLOOR);
        if let Some(mut party) = words.map(|(_, r)| r.clone()).or_else(understood) {
            party.stands = Some(*p);
            found.push(party);
        }
    }
    *side_mut(act, of_recipients) = found;
}

/// Whether a country stands on one side of an act, and what tells for or against it.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Index of the act among the report's, in their order.
    pub act: usize,
    /// Its category.
    pub category: Category,
    /// Its trigger, in the report's text.
    pub trigger: Span,
    /// Whether the side is that of the recipients.
    pub of_recipients: bool,
    /// PLOVER's code.
    pub country: String,
    /// Whether it stands there by the words of the act and the rules alone.
    pub told: bool,
    /// What tells for or against it: a number for each of [`SIGNS`].
    pub signs: Vec<f64>,
}

/// All questions of a report: for each act those of its actors, then of its recipients, about the same countries.
pub(super) fn questions(document: &Document, discourse: &Discourse, acts: &[Settled]) -> Vec<Question> {
    let view = View::new(document, discourse, acts);
    let sides = (0..acts.len()).flat_map(|act| [(act, false), (act, true)]);
    let asked = sides.flat_map(|(act, of_recipients)| view.countries.iter().map(move |c| (act, of_recipients, c)));
    asked.map(|(act, of_recipients, country)| view.question(act, of_recipients, country)).collect()
}

/// A country of a report.
struct Country {
    code: String,
    /// The names that are of it, in their order.
    names: Vec<Span>,
    /// By the number of its names, from 0.
    rank: usize,
    /// Share of the report's names.
    share: f64,
    /// Whether a heading, or the heading and the first paragraph, name it.
    in_heading: bool,
    in_lead: bool,
}

impl Country {
    /// The names that stand in a span.
    fn names_in(&self, span: Span) -> impl Iterator<Item = &Span> {
        let from = self.names.partition_point(|name| name.start < span.start);
        self.names[from..].iter().take_while(move |name| name.end <= span.end)
    }
}

/// A report as it is asked about.
struct View<'a> {
    document: &'a Document,
    acts: &'a [Settled],
    countries: Vec<Country>,
    focus: Option<(String, f64)>,
}

fn side(act: &Settled, of_recipients: bool) -> &[Referent] {
    if of_recipients { &act.recipients } else { &act.actors }
}

fn side_mut(act: &mut Settled, of_recipients: bool) -> &mut Vec<Referent> {
    if of_recipients { &mut act.recipients } else { &mut act.actors }
}

/// How likely words are on a side.
fn likely(lean: &Lean, of_recipients: bool) -> f64 {
    if of_recipients { lean.leaning.recipient } else { lean.leaning.actor }.into()
}

fn holds(side: &[Referent], country: &str) -> bool {
    side.iter().any(|r| r.is_of(country))
}

fn flag(condition: bool) -> f64 {
    f64::from(u8::from(condition))
}

fn most(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, f64::max)
}

impl<'a> View<'a> {
    fn new(document: &'a Document, discourse: &Discourse, acts: &'a [Settled]) -> Self {
        let mut countries: Vec<Country> = Vec::new();
        let mut add = |code: &str, name: Option<Span>| match countries.iter_mut().find(|c| c.code == code) {
            Some(known) => known.names.extend(name),
            None => countries.push(Country {
                code: code.into(),
                names: name.into_iter().collect(),
                rank: 0,
                share: 0.0,
                in_heading: false,
                in_lead: false,
            }),
        };
        for name in discourse.named() {
            if let (Some(code), Some(span)) = (&name.resolution.country, name.span) {
                add(code, Some(span));
            }
        }
        for act in acts {
            let of_parties = act.parties().filter_map(|r| r.resolution.country.as_deref());
            let of_place = act.place.iter().filter_map(|place| place.country.as_deref());
            of_parties.chain(of_place).for_each(|code| add(code, None));
        }
        let total: usize = countries.iter().map(|c| c.names.len()).sum();
        // A stable sort: of equals, the first named.
        countries.sort_by_key(|c| std::cmp::Reverse(c.names.len()));
        for (rank, country) in countries.iter_mut().enumerate() {
            country.rank = rank;
            country.share = country.names.len() as f64 / total.max(1) as f64;
        }
        countries.truncate(ASKED);
        let head: Vec<&Sentence> = document.sentences.iter().filter(|s| s.heading || s.paragraph <= 1).collect();
        for country in &mut countries {
            let in_it = |s: &&&Sentence| country.names_in(s.span).next().is_some();
            let (in_lead, in_heading) =
                (head.iter().any(|s| in_it(&s)), head.iter().filter(|s| s.heading).any(|s| in_it(&s)));
            (country.in_lead, country.in_heading) = (in_lead, in_heading);
        }
        Self { document, acts, countries, focus: discourse.focus() }
    }

    fn question(&self, act: usize, of_recipients: bool, country: &Country) -> Question {
        let claim = &self.acts[act];
        Question {
            act,
            category: claim.category,
            trigger: claim.trigger(),
            of_recipients,
            country: country.code.clone(),
            told: holds(side(claim, of_recipients), &country.code),
            signs: self.signs(act, of_recipients, country),
        }
    }

    fn signs(&self, act: usize, of_recipients: bool, country: &Country) -> Vec<f64> {
        let mut signs = Vec::with_capacity(SIGNS.len());
        self.of_the_act(&self.acts[act], of_recipients, &mut signs);
        self.of_its_words(&self.acts[act], of_recipients, country, &mut signs);
        self.of_the_text(&self.acts[act], country, &mut signs);
        self.of_other_acts(act, of_recipients, country, &mut signs);
        debug_assert!(signs.iter().map(|(name, _)| name).eq(&SIGNS));
        signs.into_iter().map(|(_, sign)| sign).collect()
    }

    /// What the act is, whoever does it.
    fn of_the_act(&self, act: &Settled, of_recipients: bool, signs: &mut Vec<(&'static str, f64)>) {
        let mode = |wanted: &str| flag(act.modes.iter().any(|mode| mode == wanted));
        signs.extend([
            ("category", act.category as usize as f64),
            ("recipient", flag(of_recipients)),
            ("negated", flag(act.status.polarity == Polarity::Negated)),
            ("future", flag(act.status.tense == Tense::Future)),
            ("historical", flag(act.status.tense == Tense::Historical)),
            ("unsure", flag(act.status.certainty != Certainty::Asserted)),
            ("score", codebook::score_and_cameo(act.category, &act.modes).0),
            ("visit", mode("visit")),
            ("confidence", act.confidence.into()),
            ("toll", flag(act.has_toll())),
            ("heading", flag(self.document.sentences[act.sentence].heading)),
            ("sentence", act.sentence as f64),
            ("countries", self.countries.len() as f64),
        ]);
    }

    /// What the words of the act tell, as they are understood by themselves.
    fn of_its_words(
        &self,
        act: &Settled,
        of_recipients: bool,
        country: &Country,
        signs: &mut Vec<(&'static str, f64)>,
    ) {
        let code = country.code.as_str();
        let (here, across) = (side(act, of_recipients), side(act, !of_recipients));
        let is_named = |r: &Referent| r.refers_to.is_none();
        let told = |side: &[Referent], named: bool, words: bool| {
            let of_it = side.iter().filter(|r| r.is_of(code));
            let so = of_it.filter(|r| is_named(r) == named && r.span.is_some() == words);
            most(so.map(|r| if named { r.in_role.into() } else { r.resolution.confidence }))
        };
        let by_acts = |side: &[Referent]| told(side, false, false).max(told(side, true, false));
        let elsewhere = |side: &[Referent], named: bool| {
            let other = |r: &&Referent| r.resolution.country.as_deref().is_some_and(|c| c != code);
            flag(side.iter().filter(other).any(|r| is_named(r) == named))
        };
        let open =
            |test: &dyn Fn(&Referent) -> bool| flag(here.iter().any(|r| r.resolution.country.is_none() && test(r)));
        let all_open =
            |side: &[Referent]| flag(!side.is_empty() && side.iter().all(|r| r.resolution.country.is_none()));
        let [side_here, side_across] = if of_recipients { [act.sides[1], act.sides[0]] } else { act.sides };
        let is_of = |lean: &&Lean| holds(&lean.meant, code);
        let leans = |named: bool, recipient: bool| {
            most(act.leanings.iter().filter(is_of).filter(|l| l.named == named).map(|l| likely(l, recipient)))
        };
        let leans_most = |test: &dyn Fn(&Lean) -> bool| {
            most(act.leanings.iter().filter(|l| test(l)).map(|l| likely(l, of_recipients)))
        };
        let says = most(act.leanings.iter().filter(is_of).map(|l| l.leaning.speaker.into()));
        // The likeliest words for this side, and how they refer.
        let best = act.leanings.iter().max_by(|a, b| likely(a, of_recipients).total_cmp(&likely(b, of_recipients)));
        let report = &self.document.report;
        let words = best.map(|lean| lean.leaning.span.of(&report.text)).unwrap_or_default();
        let alone = anaphora::kinds(words, report.language);
        let kinds: Vec<Kind> =
            alone.iter().chain(anaphora::within(words, report.language).unwrap_or_default()).copied().collect();
        let refers = |wanted: &[Kind]| flag(kinds.iter().any(|kind| wanted.contains(kind)));
        let place = act.place.as_ref().and_then(|p| p.country.as_deref());
        let speaker = act.speaker.as_ref().and_then(|r| r.resolution.country.as_deref());
        signs.extend([
            ("told_by_name", told(here, true, true)),
            ("told_by_reference", told(here, false, true)),
            ("told_by_acts", by_acts(here)),
            ("across_by_name", told(across, true, true)),
            ("across_by_reference", told(across, false, true)),
            ("across_by_acts", by_acts(across)),
            ("parties", here.len() as f64),
            ("other_by_name", elsewhere(here, true)),
            ("other_by_reference", elsewhere(here, false)),
            ("open", all_open(here)),
            ("open_unnamed", open(&Referent::is_unnamed)),
            ("open_domestic", open(&Referent::is_domestic)),
            ("open_person", open(&|r| r.resolution.kind == EntityKind::Person)),
            ("across_parties", across.len() as f64),
            ("across_open", all_open(across)),
            ("across_other", elsewhere(across, true).max(elsewhere(across, false))),
            ("leans_by_name", leans(true, of_recipients)),
            ("leans_by_reference", leans(false, of_recipients)),
            ("leans_across_by_name", leans(true, !of_recipients)),
            ("leans_across_by_reference", leans(false, !of_recipients)),
            ("others_lean", leans_most(&|l| l.tells_a_country() && !is_of(&l))),
            ("open_leans", leans_most(&|l| !l.tells_a_country())),
            ("best", best.map_or(0.0, |lean| likely(lean, of_recipients))),
            ("best_is_it", flag(best.is_some_and(|lean| is_of(&lean)))),
            ("best_stands_alone", flag(!alone.is_empty())),
            ("best_is_a_pronoun", refers(&[Kind::He, Kind::She, Kind::It])),
            ("best_is_they", refers(&[Kind::They])),
            ("best_is_another", refers(&[Kind::Neighbour, Kind::Counterpart, Kind::Ally, Kind::Latter])),
            ("best_is_two", refers(&[Kind::TwoStates, Kind::TwoPersons, Kind::TwoSides, Kind::ThreeOrMore])),
            ("best_is_a_thing", refers(&[Kind::State, Kind::Region, Kind::City, Kind::North, Kind::South])),
            ("best_is_somebody", refers(&[Kind::Group, Kind::Person])),
            ("best_is_owned", flag(anaphora::belongs_to_another(words, report.language))),
            ("best_has_a_name", flag(words.contains(char::is_uppercase))),
            ("nobody", side_here[0].into()),
            ("several", side_here[2].into()),
            ("understood", side_here[3].into()),
            ("nobody_across", side_across[0].into()),
            ("several_across", side_across[2].into()),
            ("understood_across", side_across[3].into()),
            ("says_so", says),
            ("speaker", flag(speaker == Some(code))),
            ("speaker_other", flag(speaker.is_some_and(|c| c != code))),
            ("place", flag(place == Some(code))),
            ("place_other", flag(place.is_some_and(|c| c != code))),
        ]);
    }

    /// Where the report names the country.
    fn of_the_text(&self, act: &Settled, country: &Country, signs: &mut Vec<(&'static str, f64)>) {
        let sentences = &self.document.sentences;
        let (sentence, trigger) = (&sentences[act.sentence], act.trigger());
        let in_it = |sentence: &Sentence| country.names_in(sentence.span).next().is_some();
        let inside = || country.names_in(sentence.span);
        let words = |name: &Span| {
            let between = if name.end <= trigger.start {
                name.end..trigger.start
            } else if name.start >= trigger.end {
                trigger.end..name.start
            } else {
                0..0
            };
            self.document.report.text[between].split_whitespace().count()
        };
        let first_of = |span: Span| {
            let first = self.countries.iter().filter_map(|c| Some((c.names_in(span).next()?.start, &c.code))).min();
            flag(first.is_some_and(|(_, code)| *code == country.code))
        };
        let paragraph =
            sentences[..=act.sentence].iter().rev().take_while(|s| s.paragraph == sentence.paragraph).last();
        let paragraph = Span::new(paragraph.unwrap_or(sentence).span.start, sentence.span.end);
        let before = act.sentence.checked_sub(1).map(|at| &sentences[at]);
        let named = country.names.partition_point(|name| name.end <= sentence.span.end);
        let last = named.checked_sub(1).map(|at| country.names[at]);
        let last = last.map(|name| sentences.partition_point(|s| s.span.end < name.end).min(act.sentence));
        let focus =
            self.focus.as_ref().map_or(0.0, |(code, share)| if *code == country.code { *share } else { -share });
        signs.extend([
            ("names", country.names.len() as f64),
            ("share", country.share),
            ("rank", country.rank as f64),
            ("focus", focus),
            ("is_a_state", flag(is_a_state(&country.code))),
            ("in_heading", flag(country.in_heading)),
            ("in_lead", flag(country.in_lead)),
            ("in_sentence", inside().count() as f64),
            ("before_trigger", inside().filter(|n| n.end <= trigger.start).count() as f64),
            ("words_to_trigger", inside().map(words).fold(FAR, usize::min) as f64),
            ("sentences_since", last.map_or(FAR, |at| (act.sentence - at).min(FAR)) as f64),
            ("in_last_sentence", flag(before.is_some_and(in_it))),
            ("in_next_sentence", flag(sentences.get(act.sentence + 1).is_some_and(in_it))),
            ("first_in_sentence", first_of(sentence.span)),
            ("first_in_last_sentence", before.map_or(0.0, |s| first_of(s.span))),
            ("first_in_paragraph", first_of(paragraph)),
        ]);
    }

    /// What the other acts of the report tell.
    fn of_other_acts(&self, at: usize, of_recipients: bool, country: &Country, signs: &mut Vec<(&'static str, f64)>) {
        let (act, code) = (&self.acts[at], country.code.as_str());
        let first = at.saturating_sub(NEAR);
        let near = &self.acts[first..self.acts.len().min(at + 1 + NEAR)];
        let before = &self.acts[first..at];
        let others = || near.iter().enumerate().filter(|(i, _)| first + i != at).map(|(_, other)| other);
        let total = (near.len() - 1).max(1) as f64;
        let share = |test: &dyn Fn(&Settled) -> bool| others().filter(|other| test(other)).count() as f64 / total;
        // Sentences back to the last act that passes.
        let since = |test: &dyn Fn(&Settled) -> bool| {
            let last = before.iter().rev().find(|other| test(other));
            last.map_or(FAR, |other| act.sentence.saturating_sub(other.sentence).min(FAR)) as f64
        };
        let beside = |test: &dyn Fn(&Settled) -> bool| flag(others().any(|o| o.sentence == act.sentence && test(o)));
        let sense = |other: &Settled| other.category.entry().quad == act.category.entry().quad;
        let across: Vec<&str> =
            side(act, !of_recipients).iter().filter_map(|r| r.resolution.country.as_deref()).collect();
        let here = |other: &Settled| holds(side(other, of_recipients), code);
        let there = |other: &Settled| holds(side(other, !of_recipients), code);
        let with_across = |other: &Settled, of_recipients: bool| {
            across.iter().any(|o| *o != code && holds(side(other, of_recipients), o))
        };
        let dyad = |other: &Settled| here(other) && with_across(other, !of_recipients);
        let turned = |other: &Settled| there(other) && with_across(other, of_recipients);
        let together =
            |other: &Settled| other.recipients.is_empty() && holds(&other.actors, code) && with_across(other, false);
        let home = |other: &Settled| holds(&other.actors, code) && holds(&other.recipients, code);
        let asks = |other: &Settled| {
            matches!(other.category, Category::Request | Category::Agree | Category::Threaten | Category::Accuse)
                && other.sentence + ANSWERED >= act.sentence
        };
        let rank = |o: &&str| self.countries.iter().find(|c| c.code == **o).map_or(FAR, |c| c.rank);
        let across_rank = across.iter().filter(|o| **o != code).map(rank).min().unwrap_or(FAR) as f64;
        let last = at.checked_sub(1).map(|i| &self.acts[i]);
        let next = self.acts.get(at + 1).filter(|next| next.sentence <= act.sentence + 1);
        let accuses = |other: &Settled| other.category == Category::Accuse;
        signs.extend([
            ("acts", self.acts.len() as f64),
            ("last_here", flag(last.is_some_and(here))),
            ("last_there", flag(last.is_some_and(there))),
            ("next_here", flag(next.is_some_and(here))),
            ("next_there", flag(next.is_some_and(there))),
            ("beside_here", beside(&here)),
            ("beside_there", beside(&there)),
            ("beside_accuser", beside(&|o| accuses(o) && holds(&o.actors, code))),
            ("beside_accused", beside(&|o| accuses(o) && holds(&o.recipients, code))),
            ("asked", flag(before.iter().any(|o| asks(o) && holds(&o.actors, code)))),
            ("was_asked", flag(before.iter().any(|o| asks(o) && holds(&o.recipients, code)))),
            ("since_here", since(&here)),
            ("since_there", since(&there)),
            ("here", share(&here)),
            ("there", share(&there)),
            ("here_in_sense", share(&|o| sense(o) && here(o))),
            ("there_in_sense", share(&|o| sense(o) && there(o))),
            ("same_category_here", share(&|o| o.category == act.category && here(o))),
            ("dyad", share(&dyad)),
            ("since_dyad", since(&dyad)),
            ("turned", share(&turned)),
            ("since_turned", since(&turned)),
            ("together", share(&together)),
            ("home", share(&home)),
            ("across_is_home", flag(across.contains(&code))),
            ("across_rank", across_rank),
            ("across_speaks", flag(across.iter().any(|o| act.speaker.as_ref().is_some_and(|s| s.is_of(o))))),
            ("third_party", flag(act.third_parties.iter().any(|t| t.referent.is_of(code)))),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_program_is_whole() {
        let sides = Sides::parse(TABLE).unwrap();
        assert!(sides.countries.is_some());
        assert!(sides.shapes.iter().any(|shape| shape.counts == [1, 1]));
    }

    #[test]
    fn a_damaged_table_is_an_error_that_says_where() {
        for (table, cause) in [
            ("stand\t0.5\n", "line 1"),
            ("# comment\nstands\tmuch\n", "line 2"),
            ("stands\t0.5\nnothing\t1\n=\t1\n=\t1\n", "line 2"),
            ("stands\t0.5\n=\t1\n", "no line"),
            ("stands\t0.5\n=\t1\nshape\t1\n", "line 3"),
        ] {
            let error = Sides::parse(table).unwrap_err();
            assert!(error.contains(cause), "{table}: {error}");
        }
        assert_eq!(Sides::parse("# nothing\n").unwrap(), Sides::default());
    }
}
