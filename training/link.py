"""Learns which reports tell of one happening and which claims of one event.

    python3 training/link.py --out models/link.tsv [--check corpus/heldout/linking.jsonl ...]

The reports are those of corpus/development/linking.jsonl, in families of a happening and its near miss. The program gives what tells for or against two
reports, and two claims, being of one (`chancery eval link --predictions`); boosted trees (LightGBM) learn the answers. Claims are learnt with the
probability that their reports tell of one happening, as trees that have not seen the family give it. The bounds are those that group best, cross-validated
by family. Printed are pairwise F1, B3 and the share of near misses put together, cross-validated, and on the files of `--check`.
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

FOLDS = 10
COMMON = dict(
    learning_rate=0.05, subsample=0.8, subsample_freq=1, reg_lambda=2.0, verbose=-1, deterministic=True, force_row_wise=True, n_jobs=2
)  # fmt: skip
REPORTS = dict(n_estimators=120, num_leaves=6, min_child_samples=10, colsample_bytree=0.5, **COMMON)
CLAIMS = dict(n_estimators=200, num_leaves=10, min_child_samples=15, colsample_bytree=0.5, **COMMON)
SEEDS = 2
IN_FAMILY = 8.0  # what a pair of one family counts: it tells days and places apart
BOUNDS = [round(0.2 + 0.04 * i, 2) for i in range(18)]
ASK = 0.2
MOST_NEAR_MISSES = 0.02  # share of the pairs of a happening and its near miss that may be put together
NEAR = 10  # days between the dates of two reports


def families(files: list[pathlib.Path]) -> dict[str, str]:
    """The family of each report: the name of the happening or of its near miss, whichever comes first in the alphabet."""
    out = {}
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            report = json.loads(line)
            out[report["id"]] = min(report["happening"], report.get("near", report["happening"]))
    return out


def rows(program: str, files: list[pathlib.Path]):
    with tempfile.TemporaryDirectory() as folder:
        out, none = pathlib.Path(folder) / "rows", pathlib.Path(folder) / "none.tsv"
        none.write_text("reports\t0.5\n=\t0\nclaims\t0.5\t0.2\n=\t0\n")  # the signs need no trees, and those of the program may be of other signs
        subprocess.run([program, "eval", "link", *map(str, files), "--weights", str(none), "--predictions", str(out)], check=True, stdout=subprocess.DEVNULL)
        for line in out.open(encoding="utf-8"):
            yield json.loads(line)


class Pairs:
    def __init__(self, kind: str, rows: list[dict], family: dict[str, str], names: list[str]):
        rows = [r for r in rows if kind in r]
        if kind == "reports":
            # What is neither near in time nor shares a name is no question.
            published, named = names.index("published_apart"), names.index("cast_both")
            near = lambda r: r["signs"][published] < NEAR or r["signs"][named] > 0.1
            rows = [r for r in rows if family[r[kind][0]] == family[r[kind][1]] or near(r)]
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


def learn(params: dict, pairs: Pairs, of: np.ndarray | slice = slice(None)) -> list:
    signs, same, weights = pairs.signs[of], pairs.same[of], pairs.weights[of]
    return [lightgbm.LGBMClassifier(random_state=seed, **params).fit(signs, same, weights) for seed in range(SEEDS)]


def told(models: list, signs: np.ndarray) -> np.ndarray:
    raw = np.mean([m.predict(signs, raw_score=True) for m in models], axis=0)
    return 1 / (1 + np.exp(-raw))


def cross_validated(params: dict, pairs: Pairs) -> np.ndarray:
    """What trees say that have seen neither of the two families."""
    out = np.zeros(len(pairs.same))
    counts = np.zeros(len(pairs.same))
    for fold in range(FOLDS):
        unseen = (pairs.folds != fold).all(axis=1)
        asked = ~unseen
        out[asked] += told(learn(params, pairs, unseen), pairs.signs[asked])
        counts[asked] += 1
    return out / counts


def grouped(ids: list[tuple[str, str]], probabilities: np.ndarray, least: float, order) -> dict[str, str]:
    """The first of each one's group, as crates/chancery/src/link/cluster.rs puts them together."""
    earlier: dict[str, dict[str, float]] = {i: {} for pair in ids for i in pair}
    for (a, b), p in zip(ids, probabilities):
        first, second = sorted((a, b), key=order)
        earlier[second][first] = p
    group: dict[str, str] = {}
    members: collections.Counter[str] = collections.Counter()
    for one in sorted(earlier, key=order):
        sums: collections.Counter[str] = collections.Counter()
        for other, p in earlier[one].items():
            sums[group[other]] += p
        best = min(((-s / members[g], order(g), g) for g, s in sums.items()), default=None)
        group[one] = best[2] if best and -best[0] >= least else one
        members[group[one]] += 1
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


def dumped(models: list) -> list[str]:
    """The trees of all models, each a share of their mean."""
    out: list[str] = []

    def node(n: dict, names: list[str]) -> None:
        if "leaf_value" in n:
            out.append(f"=\t{n['leaf_value'] / len(models):.6g}")
            return
        out.append(f"{names[n['split_feature']]}\t{n['threshold']:.9g}")
        node(n["left_child"], names)
        node(n["right_child"], names)

    for model in models:
        dump = model.booster_.dump_model()
        for tree in dump["tree_info"]:
            node(tree["tree_structure"], dump["feature_names"])
    return out


def named(models: list, names: list[str]) -> list[str]:
    lines = []
    for line in dumped(models):
        head, value = line.split("\t")
        lines.append(line if head == "=" else f"{names[int(head.removeprefix('Column_'))]}\t{value}")
    return lines


def signs_of(source: str, name: str) -> list[str]:
    """The names of the signs, from the program's own list."""
    block = source.split(f"const {name}:")[1].split("= [")[1].split("];")[0]
    return [line.strip().strip('",') for line in block.strip().splitlines()]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--program", default="target/release/chancery")
    args.add_argument("--reports", nargs="+", type=pathlib.Path, default=[pathlib.Path("corpus/development/linking.jsonl")])
    args.add_argument("--check", nargs="*", type=pathlib.Path, default=[])
    args.add_argument("--out", default="models/link.tsv", type=pathlib.Path)
    a = args.parse_args()
    source = pathlib.Path("crates/chancery/src/link/signs.rs").read_text(encoding="utf-8")
    names = signs_of(source, "OF_REPORTS"), signs_of(source, "OF_CLAIMS")
    family = families(a.reports)
    told_rows = list(rows(a.program, a.reports))
    gold = [json.loads(line) for path in a.reports for line in path.open(encoding="utf-8")]
    happening = {report["id"]: report["happening"] for report in gold}
    published = {report["id"]: report["published"] for report in gold}
    of_report = lambda report: (published[report], report)
    of_claim = lambda claim: (*of_report(claim.rsplit("-", 1)[0]), int(claim.rsplit("-", 1)[1]))

    reports = Pairs("reports", told_rows, family, names[0])
    unseen = cross_validated(REPORTS, reports)
    twins = np.array([family[x] == family[y] and happening[x] != happening[y] for x, y in reports.ids])
    results = []
    for bound in BOUNDS:
        group = grouped(reports.ids, unseen, bound, of_report)
        merged = np.mean([group.get(x, x) == group.get(y, y) for (x, y), twin in zip(reports.ids, twins) if twin])
        results.append((*figures(happening, group), merged, bound))
    for f1, b3, merged, bound in results:
        print(f"reports at {bound}: pairs {f1:.3f}, B3 {b3:.3f}, near misses {merged:.3f}")
    few = [r for r in results if r[2] <= MOST_NEAR_MISSES]
    bound_of_reports = max(few or results)[3]

    claims = Pairs("claims", told_rows, family, names[1])
    by_reports = dict(zip(reports.ids, unseen))
    claims.signs[:, 0] = [1.0 if x == y else by_reports.get((x, y), by_reports.get((y, x), 0)) for x, y in claims.reports]
    unseen_claims = cross_validated(CLAIMS, claims)
    event: dict[str, str] = {}
    for row in told_rows:
        for claim, of in zip(row.get("claims", []), row.get("events", [])):
            event[claim] = of
    results = []
    for bound in BOUNDS:
        results.append((*figures(event, grouped(claims.ids, unseen_claims, bound, of_claim)), bound))
        print(f"claims at {bound}: pairs {results[-1][0]:.3f}, B3 {results[-1][1]:.3f}")
    bound_of_claims = max(results, key=lambda r: r[0] + r[1])[2]

    of_reports = learn(REPORTS, reports)
    of_claims = learn(CLAIMS, claims)
    for title, models, of in ("reports", of_reports, names[0]), ("claims", of_claims, names[1]):
        gain = np.mean([m.booster_.feature_importance("gain") for m in models], axis=0)
        print(title, ", ".join(f"{of[i]} {gain[i] / gain.sum():.2f}" for i in np.argsort(-gain)[:14]))
    lines = [
        "# Which reports tell of one happening, which claims of one event; written by training/link.py. After 'reports' the least average probability at",
        "# which they are put together, then the trees; after 'claims' the same, and the least probability that a person is asked about, then the trees.",
        "# A split: sign, bound, the tree up to it, the tree above it. A leaf: =, share of the log odds.",
        f"reports\t{bound_of_reports}",
        *named(of_reports, names[0]),
        f"claims\t{bound_of_claims}\t{min(ASK, bound_of_claims / 2)}",
        *named(of_claims, names[1]),
    ]
    a.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for path in a.check:
        subprocess.run([a.program, "eval", "link", str(path), "--weights", str(a.out)], check=True)


if __name__ == "__main__":
    main()
