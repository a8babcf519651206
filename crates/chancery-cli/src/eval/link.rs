//! Reports of one happening, and claims of one event: JSON lines of reports with the field `happening`, and beside them, if there is one,
//! `<name>-events.tsv` with the event of each claim.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use anyhow::{Context, bail};
use chancery::Chancery;
use chancery::link::{self, Reading, Scored, Weights, cluster, happenings, place_in_order};
use chancery::read::{Options, records};
use chancery::record::Coded;
use serde_json::{Value, json};

use super::score::{Counts, ratio, round};
use super::{Rows, read};

/// A report with its gold.
struct Item {
    happening: String,
    /// The happening that is nearly the same: same actors and kind of act, another day or place.
    near: Option<String>,
    coded: Coded,
    reading: Reading,
    /// The event of each claim; `None` where the gold has none.
    events: Vec<Option<String>>,
}

pub(crate) fn run(
    files: &[std::path::PathBuf],
    predictions: Option<&Path>,
    chancery: &Chancery,
    weights: &Weights,
) -> anyhow::Result<Value> {
    let mut items = Vec::new();
    for path in files {
        items.extend(load(path, chancery)?);
    }
    // The order in which they are put together.
    items.sort_by_cached_key(|item| place_in_order("", &item.coded.report.id, item.coded.report.published.as_deref()));
    let mut rows = Rows::create(predictions)?;
    let pairs = pairs_of_reports(&items, weights, &mut rows)?;
    let happenings = happenings(items.len(), &pairs, weights.reports_merge);
    let gold: Vec<&str> = items.iter().map(|item| item.happening.as_str()).collect();
    let mut figures = grouped(&gold, &happenings);
    figures.insert("near_misses_merged".into(), round(near_misses(&items, &happenings)).into());
    if items.iter().any(|item| item.events.iter().any(Option::is_some)) {
        figures.insert("claims".into(), claims(&items, weights, &pairs, &mut rows)?);
    }
    rows.finish()?;
    Ok(Value::Object(figures))
}

fn load(path: &Path, chancery: &Chancery) -> anyhow::Result<Vec<Item>> {
    let text = read(path)?;
    let mut gold = HashMap::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = || format!("{}:{}", path.display(), number + 1);
        let value: Value = serde_json::from_str(line).with_context(place)?;
        let word = |name: &str| value[name].as_str().map(str::to_owned);
        let (Some(id), Some(happening)) = (word("id"), word("happening")) else {
            bail!("{}: a report needs the fields \"id\" and \"happening\"", place());
        };
        gold.insert(id, (happening, word("near")));
    }
    let labels =
        labels(&path.with_file_name(format!("{}-events.tsv", path.file_stem().unwrap_or_default().to_string_lossy())))?;
    let input = Box::new(std::io::Cursor::new(text.into_bytes()));
    let raws: Vec<_> = records(input, path, &Options::default()).collect::<Result<_, _>>()?;
    let mut items = Vec::new();
    for raw in raws {
        let (happening, near) = gold.get(&raw.id).cloned().with_context(|| raw.place())?;
        let coded = chancery.code(raw)?;
        let reading = Reading::of(chancery.knowledge(), chancery.model(), &coded);
        let events = coded.claims.iter().map(|claim| event_of(&labels, claim)).collect();
        items.push(Item { happening, near, coded, reading, events });
    }
    Ok(items)
}

/// A labelled trigger: first character, one past the last, category, event.
type Label = (usize, usize, String, String);

/// The labelled triggers of each report; none where there is no such file.
fn labels(path: &Path) -> anyhow::Result<HashMap<String, Vec<Label>>> {
    let mut labels: HashMap<String, Vec<Label>> = HashMap::new();
    if !path.exists() {
        return Ok(labels);
    }
    for (number, line) in read(path)?.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let parsed = || Some((fields.get(1)?.parse().ok()?, fields.get(2)?.parse().ok()?));
        let (Some((start, end)), &[report, _, _, category, event]) = (parsed(), fields.as_slice()) else {
            bail!("{}:{}: expected report, start, end, category, event", path.display(), number + 1);
        };
        labels.entry(report.to_owned()).or_default().push((start, end, category.to_owned(), event.to_owned()));
    }
    Ok(labels)
}

/// The event of a claim: that of the labelled trigger that it shares characters with, of its own category if there is one. A claim that the
/// labels have no trigger for, or none that tells of an event, has none.
fn event_of(labels: &HashMap<String, Vec<Label>>, claim: &chancery::record::Claim) -> Option<String> {
    let of_report = labels.get(&claim.report)?;
    let category = format!("{:?}", claim.event).to_uppercase();
    let shares =
        |(start, end, ..): &&Label| claim.evidence.iter().any(|e| e.trigger[0] < *end && *start < e.trigger[1]);
    let found = of_report.iter().filter(shares).max_by_key(|(_, _, c, _)| *c == category)?;
    (found.3 != "-").then(|| found.3.clone())
}

fn pairs_of_reports(items: &[Item], weights: &Weights, rows: &mut Rows) -> anyhow::Result<Vec<Scored>> {
    let mut pairs = Vec::new();
    for (a, one) in items.iter().enumerate() {
        for (b, other) in items.iter().enumerate().skip(a + 1) {
            let signs = weights.signs_of_reports(&one.reading, &other.reading);
            let probability = weights.reports(&signs);
            pairs.push(Scored { a: a as u32, b: b as u32, probability });
            let same = one.happening == other.happening;
            rows.write(json!({
                "reports": [one.coded.report.id, other.coded.report.id], "same": same, "probability": round(probability),
                "signs": signs,
            }))?;
        }
    }
    Ok(pairs)
}

/// Groups of the claims that have a gold event.
fn claims(items: &[Item], weights: &Weights, reports: &[Scored], rows: &mut Rows) -> anyhow::Result<Value> {
    let mut labelled: Vec<(usize, usize, &str)> = items
        .iter()
        .enumerate()
        .flat_map(|(r, item)| {
            item.events.iter().enumerate().filter_map(move |(c, event)| Some((r, c, event.as_deref()?)))
        })
        .collect();
    labelled.sort_by_cached_key(|(r, c, _)| {
        let coded = &items[*r].coded;
        place_in_order(&coded.claims[*c].id, &coded.report.id, coded.report.published.as_deref())
    });
    let same_happening: HashMap<(u32, u32), f64> = reports.iter().map(|p| ((p.a, p.b), p.probability)).collect();
    let (mut pairs, mut compared) = (Vec::new(), HashSet::new());
    for (i, one) in labelled.iter().enumerate() {
        for (j, other) in labelled.iter().enumerate().skip(i + 1) {
            let (a, b) = ((&items[one.0].reading, one.1), (&items[other.0].reading, other.1));
            if !link::comparable((&a.0.gist, &a.0.acts[a.1]), (&b.0.gist, &b.0.acts[b.1])) {
                continue;
            }
            let of_reports = same_happening.get(&(one.0 as u32, other.0 as u32)).copied().unwrap_or(1.0);
            let signs = weights.signs_of_claims(a, b, of_reports);
            let probability = weights.claims(&signs);
            compared.insert((i as u32, j as u32));
            if probability >= weights.claims_ask {
                pairs.push(Scored { a: i as u32, b: j as u32, probability });
            }
            let id = |of: &(usize, usize, &str)| items[of.0].coded.claims[of.1].id.clone();
            rows.write(json!({
                "claims": [id(one), id(other)], "events": [one.2, other.2], "same": one.2 == other.2, "probability": round(probability), "signs": signs,
            }))?;
        }
    }
    let gold: Vec<&str> = labelled.iter().map(|(_, _, event)| *event).collect();
    let (mut same, mut reached) = (0usize, 0usize);
    for i in 0..gold.len() {
        for j in i + 1..gold.len() {
            same += usize::from(gold[i] == gold[j]);
            reached += usize::from(gold[i] == gold[j] && compared.contains(&(i as u32, j as u32)));
        }
    }
    let groups = cluster(gold.len(), &pairs, &[], weights.claims_merge);
    let mut figures = grouped(&gold, &groups);
    figures.insert("pairs_compared".into(), compared.len().into());
    figures.insert("same_compared".into(), round(ratio(reached, same)).into());
    Ok(Value::Object(figures))
}

/// B³ (Bagga and Baldwin 1998), MUC (Vilain et al. 1995), CEAF-e (Luo 2005), their mean as in the CoNLL shared tasks, and pairs.
fn grouped(gold: &[&str], groups: &[Vec<u32>]) -> serde_json::Map<String, Value> {
    let mut of_gold: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    gold.iter().enumerate().for_each(|(i, name)| of_gold.entry(name).or_default().push(i as u32));
    let key: Vec<Vec<u32>> = of_gold.into_values().collect();
    let place = |groups: &[Vec<u32>]| {
        let mut place = vec![0usize; gold.len()];
        groups.iter().enumerate().for_each(|(g, members)| members.iter().for_each(|m| place[*m as usize] = g));
        place
    };
    let (in_key, in_groups) = (place(&key), place(groups));
    let mut both: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    (0..gold.len()).for_each(|i| *both.entry((in_key[i], in_groups[i])).or_default() += 1);
    let squares = |size: &dyn Fn(&(usize, usize)) -> usize| {
        both.iter().map(|(at, n)| (n * n) as f64 / size(at) as f64).sum::<f64>() / gold.len().max(1) as f64
    };
    let harmonic = |p: f64, r: f64| if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
    let (b3_precision, b3_recall) = (squares(&|at| groups[at.1].len()), squares(&|at| key[at.0].len()));
    let b3 = harmonic(b3_precision, b3_recall);
    // MUC: links of a group that survive being cut by the other grouping.
    let muc = |groups: &[Vec<u32>], side: fn(&(usize, usize)) -> usize| {
        let mut parts: BTreeMap<usize, usize> = BTreeMap::new();
        both.keys().for_each(|at| *parts.entry(side(at)).or_default() += 1);
        let kept: usize = parts.iter().map(|(g, parts)| groups[*g].len() - parts).sum();
        ratio(kept, groups.iter().map(|g| g.len() - 1).sum())
    };
    let muc = harmonic(muc(groups, |at| at.1), muc(&key, |at| at.0));
    let alike = best_matching(&both, &key, groups);
    let ceaf = harmonic(alike / groups.len().max(1) as f64, alike / key.len().max(1) as f64);
    let pairs = |groups: &mut dyn Iterator<Item = usize>| groups.map(|n| n * n.saturating_sub(1) / 2).sum::<usize>();
    let counts = Counts {
        both: pairs(&mut both.values().copied()),
        predicted: pairs(&mut groups.iter().map(Vec::len)),
        gold: pairs(&mut key.iter().map(Vec::len)),
    };
    let mut figures = serde_json::Map::new();
    let mut put = |name: &str, value: f64| figures.insert(name.to_owned(), round(value).into());
    put("b3_precision", b3_precision);
    put("b3_recall", b3_recall);
    put("b3", b3);
    put("muc", muc);
    put("ceaf_e", ceaf);
    put("conll", (b3 + muc + ceaf) / 3.0);
    put("pairs_precision", counts.precision());
    put("pairs_recall", counts.recall());
    put("pairs_f1", counts.f1());
    figures.insert("items".into(), gold.len().into());
    figures.insert("gold_groups".into(), key.len().into());
    figures.insert("groups".into(), groups.len().into());
    figures
}

/// Greatest sum of the similarities (twice what is shared, by both sizes) of key groups and groups that are matched one to one. The most alike
/// are matched first, which is exact unless groups compete, and never more than the exact sum.
fn best_matching(both: &BTreeMap<(usize, usize), usize>, key: &[Vec<u32>], groups: &[Vec<u32>]) -> f64 {
    let alike = |at: &(usize, usize), n: usize| 2.0 * n as f64 / (key[at.0].len() + groups[at.1].len()) as f64;
    let mut pairs: Vec<(f64, (usize, usize))> = both.iter().map(|(at, n)| (alike(at, *n), *at)).collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (mut used_key, mut used_groups) = (vec![false; key.len()], vec![false; groups.len()]);
    let mut sum = 0.0;
    for (alike, (k, g)) in pairs {
        if !used_key[k] && !used_groups[g] {
            (used_key[k], used_groups[g]) = (true, true);
            sum += alike;
        }
    }
    sum
}

/// Share of pairs of reports of a happening and its near miss that are put together.
fn near_misses(items: &[Item], happenings: &[Vec<u32>]) -> f64 {
    let mut place = vec![0usize; items.len()];
    happenings.iter().enumerate().for_each(|(g, members)| members.iter().for_each(|m| place[*m as usize] = g));
    let (mut all, mut merged) = (0, 0);
    for (a, one) in items.iter().enumerate() {
        for (b, other) in items.iter().enumerate().skip(a + 1) {
            if one.near.as_deref() == Some(&other.happening) {
                all += 1;
                merged += usize::from(place[a] == place[b]);
            }
        }
    }
    ratio(merged, all)
}
