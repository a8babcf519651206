"""Learns which reports tell of one happening and which claims of one event.

    python3 training/link.py --out models/link.tsv [--check corpus/heldout/linking.jsonl ...]

The reports are those of corpus/development/linking*, in families of a happening and its near miss. The program gives what tells for or against two
reports, and two claims, being of one (`chancery eval link --predictions`); boosted trees (LightGBM) learn the answers. Two reports are learnt from if
they are of one family, near in time, or name the same; all others are told apart by these signs alone. They are learnt from a second time without their
dates and titles, so that reports are not lost that come as bare text. Claims are learnt with the probability that their reports tell of one happening, as
trees that have not seen the family give it. The bounds are those that group best, cross-validated by family: of reports with a date the one with the
best pairwise F1 that puts at most .01 of the near misses together; of reports without one, whose near misses no day tells apart, the one with the best F1 and B3.
Printed are pairwise F1, B3 and the share of near misses put together, cross-validated, and on the files of `--check`.
"""
from __future__ import annotations

import argparse
import collections
import json
import pathlib
import subprocess
import tempfile

import lightgbm
import numpy as np

import trees

LEARNT = sorted(pathlib.Path("corpus/development").glob("linking*.jsonl")) + sorted(pathlib.Path("corpus/development/linking-families").glob("*.jsonl"))
FOLDS = 10
COMMON = dict(
    learning_rate=0.05, subsample=0.8, subsample_freq=1, reg_lambda=2.0, verbose=-1, deterministic=True, force_row_wise=True, n_jobs=2
)  # fmt: skip
REPORTS = dict(n_estimators=700, num_leaves=8, min_child_samples=20, colsample_bytree=0.3, **COMMON)
CLAIMS = dict(n_estimators=180, num_leaves=6, min_child_samples=15, colsample_bytree=0.3, **COMMON)
SEEDS = {"reports": 2, "claims": 1}
IN_FAMILY = 8.0  # what a pair of one family counts: it tells days and places apart
BARE = 0.4  # what a pair counts whose dates and titles are taken away
NEAR = 10  # days between two reports that are learnt from although they are of two families
ALIKE = dict(cast_both=0.15, words=0.05)  # or what they have in common
WORDS, EVEN, STEEP = 0.35, 0.25, 0.05  # as in crates/chancery/src/link/weights.rs
AVERAGE = 0.3  # as in crates/chancery/src/link/happenings.rs
BOUNDS = [round(0.2 + 0.04 * i, 2) for i in range(13)]
ASK = 0.2
MOST_MERGED = 0.01  # near misses put together of reports with dates: half of what is allowed, as a set that measures it has some hundreds of pairs


def families(files: list[pathlib.Path]) -> dict[str, str]:
    """The family of each report: the name of the happening or of its near miss, whichever comes first in the alphabet."""
    out = {}
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            report = json.loads(line)
            out[report["id"]] = min(report["happening"], report.get("near", report["happening"]))
    return out


# The signs need no trees, and those of the program may be of other signs.
NO_WEIGHTS = "reports\t0.5\t0.5\n=\t0\nclaims\t0.5\t0.2\n=\t0\n"


def rows(program: str, reports: pathlib.Path):
    with tempfile.TemporaryDirectory() as folder:
        out, weights = pathlib.Path(folder) / "rows", pathlib.Path(folder) / "none.tsv"
        weights.write_text(NO_WEIGHTS)
        command = [program, "eval", "link", str(reports), "--weights", str(weights), "--predictions", str(out)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        for line in out.open(encoding="utf-8"):
            yield json.loads(line)


def with_words(p: np.ndarray, signs: np.ndarray, names: list[str]) -> np.ndarray:
    """Probabilities of two reports, those in one language of which one has no date by their words too, as crates/chancery/src/link/weights.rs does it."""
    sign = lambda name: signs[:, names.index(name)]
    share = np.where((sign("same_language") == 1) & (sign("published_apart") < 0), WORDS, 0.0)
    odds = (1 - share) * np.log(p / (1 - p)) + share * (sign("words") - EVEN) / STEEP
    return 1 / (1 + np.exp(-odds))


def bare(program: str, reports: pathlib.Path):
    """The rows of two reports each as if they were bare text: without their dates and titles."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "bare.jsonl"
        texts = ({k: v for k, v in json.loads(line).items() if k not in ("published", "title")} for line in reports.open(encoding="utf-8"))
        path.write_text("".join(json.dumps(text, ensure_ascii=False) + "\n" for text in texts), encoding="utf-8")
        yield from rows(program, path)


def worth_learning(rows, family: dict[str, str], names: list[str]):
    """Rows of two reports that could be taken for one happening, and all rows of claims."""
    published_apart, alike = names.index("published_apart"), [(names.index(sign), least) for sign, least in ALIKE.items()]
    for row in rows:
        if "reports" not in row:
            yield row
            continue
        (a, b), signs = row["reports"], row["signs"]
        if family[a] == family[b] or 0 <= signs[published_apart] < NEAR or any(signs[at] > least for at, least in alike):
            yield row


class Pairs:
    def __init__(self, kind: str, rows: list[dict], family: dict[str, str]):
        rows = [r for r in rows if kind in r]
        self.kind = kind
        self.ids = [tuple(r[kind]) for r in rows]
        self.same = np.array([r["same"] for r in rows])
        self.signs = np.array([r["signs"] for r in rows])
        of = (lambda i: i) if kind == "reports" else (lambda i: i.rsplit("-", 1)[0])
        self.reports = [(of(a), of(b)) for a, b in self.ids]
        names = sorted(set(family.values()))
        fold = {name: i % FOLDS for i, name in enumerate(np.random.default_rng(1).permutation(names))}
        in_family = np.array([family[a] == family[b] for a, b in self.reports])
        self.weights = np.where(in_family, IN_FAMILY, 1.0)
        self.folds = np.array([(fold[family[a]], fold[family[b]]) for a, b in self.reports])

    def with_others(self, others: "Pairs | None", of: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Signs, answers and weights of these pairs, and of others as far as they are of the same folds."""
        parts = [(self.signs[of], self.same[of], self.weights[of])]
        if others is not None:
            kept = np.isin(others.folds, np.unique(self.folds[of])).all(axis=1)
            parts.append((others.signs[kept], others.same[kept], others.weights[kept] * BARE))
        return tuple(np.concatenate(column) for column in zip(*parts))


def learn(params: dict, pairs: Pairs, of: np.ndarray | None = None, others: Pairs | None = None) -> list:
    signs, same, weights = pairs.with_others(others, np.ones(len(pairs.same), bool) if of is None else of)
    return [lightgbm.LGBMClassifier(random_state=seed, **params).fit(signs, same, weights) for seed in range(SEEDS[pairs.kind])]


def told(models: list, signs: np.ndarray) -> np.ndarray:
    raw = np.mean([m.predict(signs, raw_score=True) for m in models], axis=0)
    return 1 / (1 + np.exp(-raw))


def cross_validated(params: dict, pairs: Pairs, others: Pairs | None = None) -> np.ndarray:
    """What trees say that have seen neither of the two families."""
    out = np.zeros(len(pairs.same))
    counts = np.zeros(len(pairs.same))
    for fold in range(FOLDS):
        unseen = (pairs.folds != fold).all(axis=1)
        asked = ~unseen
        out[asked] += told(learn(params, pairs, unseen, others), pairs.signs[asked])
        counts[asked] += 1
    return out / counts


def happenings(ids: list[tuple[str, str]], probabilities: np.ndarray, least: float) -> dict[str, int]:
    """Between average and complete linkage, as crates/chancery/src/link/happenings.rs does it."""
    names = sorted({i for pair in ids for i in pair})
    at = {name: i for i, name in enumerate(names)}
    average = np.zeros((len(names), len(names)))
    for (a, b), p in zip(ids, probabilities):
        average[at[a], at[b]] = average[at[b], at[a]] = p
    lowest, sizes, members = average.copy(), np.ones(len(names)), {i: [i] for i in range(len(names))}
    likeness = average.copy()
    np.fill_diagonal(likeness, -1)
    while len(names) > 1:
        i, j = sorted(divmod(int(likeness.argmax()), len(names)))
        if likeness[i, j] < least:
            break
        average[i] = average[:, i] = (average[i] * sizes[i] + average[j] * sizes[j]) / (sizes[i] + sizes[j])
        lowest[i] = lowest[:, i] = np.minimum(lowest[i], lowest[j])
        gone = (likeness[i] < 0) & (likeness[j] < 0)
        gone[[i, j]] = True
        likeness[j] = likeness[:, j] = -1
        merged = np.where(gone | ~np.isin(np.arange(len(names)), list(members)), -1, AVERAGE * average[i] + (1 - AVERAGE) * lowest[i])
        likeness[i] = likeness[:, i] = merged
        sizes[i] += sizes[j]
        members[i] += members.pop(j)
        likeness[i, j] = likeness[j, i] = -1
    return {names[m]: i for i, group in members.items() for m in group}


def events(ids: list[tuple[str, str]], probabilities: np.ndarray, least: float, order: list[str]) -> dict[str, int]:
    """Average linkage of one claim after the other, as crates/chancery/src/link/cluster.rs does it."""
    links: dict[str, dict[str, float]] = collections.defaultdict(dict)
    for (a, b), p in zip(ids, probabilities):
        links[a][b] = links[b][a] = p
    group: dict[str, int] = {}
    sizes: collections.Counter[int] = collections.Counter()
    for number, claim in enumerate(order):
        sums: collections.Counter[int] = collections.Counter()
        for other, p in links[claim].items():
            if other in group:
                sums[group[other]] += p
        likeness, best = max(((s / sizes[g], -g) for g, s in sums.items()), default=(0.0, 0))
        group[claim] = -best if sums and likeness >= least else number
        sizes[group[claim]] += 1
    return group


def figures(gold: dict[str, str], group: dict[str, int]) -> tuple[float, float]:
    """Pairwise F1 and B3 F1."""
    names = sorted(gold)
    groups = {n: group.get(n, f"alone {n}") for n in names}
    g, p = collections.Counter(gold.values()), collections.Counter(groups.values())
    both = collections.Counter((gold[n], groups[n]) for n in names)
    pairs = lambda counts: sum(c * (c - 1) // 2 for c in counts.values())
    f1 = 2 * pairs(both) / (pairs(g) + pairs(p))
    precision = sum(c * c / p[k[1]] for k, c in both.items()) / len(names)
    recall = sum(c * c / g[k[0]] for k, c in both.items()) / len(names)
    return f1, 2 * precision * recall / (precision + recall)


def bound_of_reports(pairs: Pairs, p: np.ndarray, happening: dict[str, str], family: dict[str, str], among, worth) -> float:
    """The bound that groups some of the reports best: `worth` tells how good pairwise F1, B3 and the share of near misses put together are."""
    some = [n for n, (a, b) in enumerate(pairs.ids) if a in among and b in among]
    ids, answers = [pairs.ids[n] for n in some], {i: happening[i] for i in among}
    twins = [(a, b) for a, b in ids if family[a] == family[b] and happening[a] != happening[b]]
    results = []
    for bound in BOUNDS:
        group = happenings(ids, p[some], bound)
        merged = np.mean([group[a] == group[b] for a, b in twins])
        f1, b3 = figures(answers, group)
        results.append((worth(f1, b3, merged), bound))
        print(f"{len(answers)} reports at {bound}: pairs {f1:.3f}, B3 {b3:.3f}, near misses {merged:.3f}", flush=True)
    return max(results)[1]


def shifted(p: np.ndarray, of: float, to: float) -> np.ndarray:
    """Probabilities moved so that what was `of` is `to`, as crates/chancery/src/link/weights.rs does it."""
    logit = lambda x: np.log(x / (1 - x))
    return 1 / (1 + np.exp(-(logit(p) + logit(to) - logit(of))))


def table(models: list, names: list[str]) -> list[str]:
    """The trees of all models, each a share of their mean."""
    dumps = (tree for model in models for tree in model.booster_.dump_model()["tree_info"])
    return [line for tree in dumps for line in trees.lines(tree["tree_structure"], names, of=len(models))]


def signs_of(source: str, name: str) -> list[str]:
    """The names of the signs, from the program's own list."""
    block = source.split(f"const {name}:")[1].split("= [")[1].split("];")[0]
    return [line.strip().strip('",') for line in block.strip().splitlines()]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--program", default="target/release/chancery")
    args.add_argument("--reports", nargs="+", type=pathlib.Path, default=LEARNT)
    args.add_argument("--check", nargs="*", type=pathlib.Path, default=[])
    args.add_argument("--out", default="models/link.tsv", type=pathlib.Path)
    a = args.parse_args()
    source = pathlib.Path("crates/chancery/src/link/signs.rs").read_text(encoding="utf-8")
    names = signs_of(source, "OF_REPORTS"), signs_of(source, "OF_CLAIMS")
    family = families(a.reports)
    told_rows = [row for path in a.reports for row in worth_learning(rows(a.program, path), family, names[0])]
    gold = {report["id"]: report for f in a.reports for report in map(json.loads, f.open(encoding="utf-8"))}
    happening = {i: report["happening"] for i, report in gold.items()}

    reports = Pairs("reports", told_rows, family)
    others = Pairs("reports", [row for path in a.reports for row in worth_learning(bare(a.program, path), family, names[0])], family)
    unseen = with_words(cross_validated(REPORTS, reports, others), reports.signs, names[0])
    dated = {i for i, report in gold.items() if "published" in report}
    of_dated = bound_of_reports(reports, unseen, happening, family, dated, lambda f1, b3, merged: (merged <= MOST_MERGED, f1 if merged <= MOST_MERGED else -merged))
    of_undated = bound_of_reports(reports, unseen, happening, family, gold.keys() - dated, lambda f1, b3, merged: f1 + b3)
    has_no_date = reports.signs[:, names[0].index("published_apart")] < 0
    unseen = np.where(has_no_date, shifted(unseen, of_undated, of_dated), unseen)

    claims = Pairs("claims", told_rows, family)
    by_reports = dict(zip(reports.ids, unseen))
    claims.signs[:, 0] = [1.0 if x == y else by_reports.get((x, y), by_reports.get((y, x), 0)) for x, y in claims.reports]
    unseen_claims = cross_validated(CLAIMS, claims)
    event: dict[str, str] = {}
    for row in told_rows:
        for claim, of in zip(row.get("claims", []), row.get("events", [])):
            event[claim] = of

    def place_in_order(claim: str) -> tuple:
        report, number = claim.rsplit("-", 1)
        return gold[report].get("published", "9999"), report, int(number)

    order = sorted(event, key=place_in_order)
    results = []
    for bound in BOUNDS:
        results.append((*figures(event, events(claims.ids, unseen_claims, bound, order)), bound))
        print(f"claims at {bound}: pairs {results[-1][0]:.3f}, B3 {results[-1][1]:.3f}")
    bound_of_claims = max(results, key=lambda r: r[0] + r[1])[2]

    of_reports = learn(REPORTS, reports, others=others)
    of_claims = learn(CLAIMS, claims)
    for title, models, of in ("reports", of_reports, names[0]), ("claims", of_claims, names[1]):
        gain = np.mean([m.booster_.feature_importance("gain") for m in models], axis=0)
        print(title, ", ".join(f"{of[i]} {gain[i] / gain.sum():.2f}" for i in np.argsort(-gain)[:14]))
    lines = [
        "# Which reports tell of one happening, which claims of one event; written by training/link.py. After 'reports' the least likeness at which",
        "# they are put together, and the same where one has no date, then the trees; after 'claims' the same, and the least probability that a person is asked about, then the trees.",
        "# A split: sign, bound, the tree up to it, the tree above it. A leaf: =, share of the log odds.",
        f"reports\t{of_dated}\t{of_undated}",
        *table(of_reports, names[0]),
        f"claims\t{bound_of_claims}\t{min(ASK, bound_of_claims / 2)}",
        *table(of_claims, names[1]),
    ]
    a.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for path in a.check:
        subprocess.run([a.program, "eval", "link", str(path), "--weights", str(a.out)], check=True)


if __name__ == "__main__":
    main()
