"""Learns whose country stands on which side of an act, from reports with gold claims that the weights never saw.

    python3 training/sides.py --out models/sides.tsv [--check corpus/development/a.jsonl ...]

The reports are those of corpus/settling/. The program poses the questions (`chancery eval sides`), one for each act, side and country of a report,
with what tells for or against it; boosted trees (LightGBM) learn the answers. With `--rounds 2` there are two rounds: in the second the other acts of a report
are as the first settles them, each tenth of the reports by trees that were learnt on the others. The floors are those that settle most acts
wholly right in cross-validation by report, whose figures are printed; then those on the reports of `--check`, which are not learnt.
"""
from __future__ import annotations

import argparse
import collections
import csv
import itertools
import json
import pathlib
import subprocess
import tempfile

import lightgbm
import numpy as np

import corpus

FOLDS = 10
SETTINGS = dict(
    n_estimators=250, learning_rate=0.04, num_leaves=16, min_child_samples=20, subsample=0.7, subsample_freq=1,
    colsample_bytree=0.5, reg_lambda=2.0, random_state=1, verbose=-1, deterministic=True, force_row_wise=True,
)  # fmt: skip
FLOORS = [round(0.25 + 0.05 * i, 2) for i in range(9)]


def gold(path: pathlib.Path) -> list[dict]:
    """The annotated reports of a file as `chancery eval` takes them: categories, countries of both sides, status and evidence of the claims."""
    errors: list[str] = []
    sentences = corpus.read_file(path, errors)
    if errors := [*errors, *corpus.countries_missing(sentences)]:
        raise SystemExit("\n".join(errors[:20]))
    reports = []
    for item, of_item in itertools.groupby(sentences, key=lambda s: s.item):
        text, claims, before = "", [], None
        for s in of_item:
            if before is not None:
                text += "\n\n" if s.paragraph != before else " "
            before, start, text = s.paragraph, len(text), text + s.text
            claims += [record(f"{item}-{len(claims) + i}", item, claim, s.text, start) for i, claim in enumerate(s.claims, 1)]
        report = {"id": item, "published": s.date, "language": s.language, "language_confidence": 1.0, "text": text, "path": None}
        reports.append({"report": report, "claims": claims})
    return reports


def record(number: str, report: str, claim: corpus.Claim, sentence: str, start: int) -> dict:
    """A claim as the program writes it; what the corpus does not annotate is empty."""
    def side(field: str) -> list[dict]:
        codes = dict.fromkeys(code for value in claim.fields.get(field, []) for code in value.countries)
        empty = {"span": None, "entity": None, "name": None, "sector": None, "sectors": [], "refers_to": None, "confidence": 1.0}
        return [{"text": code, "country": code, **empty} for code in codes]

    first = lambda names, default: next((name for name in names if name in claim.status), default)
    status = {
        "polarity": "negated" if "neg" in claim.status else "affirmed",
        "tense": first(["present", "future", "historical"], "past"),
        "certainty": first(["possible", "hypothetical"], "asserted"),
    }
    trigger = claim.fields["t"][0]
    evidence = {"span": [start, start + len(sentence)], "trigger": [start + trigger.start, start + trigger.end], "text": sentence}
    return {
        "id": number, "report": report, "event": claim.category, "mode": claim.modes, "context": claim.contexts, "quad": 1, "score": 0.0,
        "cameo": None, "actors": side("a"), "recipients": side("r"), "third_parties": [], "status": status, "speaker": None, "when": None,
        "where": None, "toll": None, "evidence": [evidence], "confidence": 1.0,
    }  # fmt: skip


class Rows:
    """Questions with their signs and answers."""

    def __init__(self, names: list[str], rows: list[list[str]]):
        self.names = names
        self.reports = np.array([row[0] for row in rows])
        self.acts = [(row[0], int(row[1])) for row in rows]
        self.countries = [row[3] for row in rows]
        self.wanted = np.array([int(row[4]) for row in rows])  # countries of the side in the gold claim
        self.answers = np.array([int(row[5]) for row in rows])
        self.told = np.array([int(row[6]) for row in rows])
        self.signs = np.array([[float(x) for x in row[7:]] for row in rows])


def ask(program: list[str], files: list[pathlib.Path], sides: pathlib.Path, folder: pathlib.Path) -> tuple[list[str], list[list[str]]]:
    """The questions that the program poses on these reports after the rounds of a table."""
    out = folder / "questions.tsv"
    command = [program[0], "eval", "sides", *program[1:], "--sides", sides, "--predictions", out, *files]
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
    with open(out, encoding="utf-8") as lines:
        head, *rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return head[7:], rows


def learn(rows: Rows, at: np.ndarray) -> lightgbm.LGBMClassifier:
    return lightgbm.LGBMClassifier(**SETTINGS).fit(rows.signs[at], rows.answers[at])


def right(rows: Rows, p: np.ndarray, first: float, more: float) -> dict[str, float]:
    """Share of acts whose countries are wholly right: actors, recipients, both."""
    acts: dict = collections.OrderedDict()
    recipient = rows.names.index("recipient")
    for i, act in enumerate(rows.acts):
        acts.setdefault(act, ([], []))[int(rows.signs[i, recipient])].append(i)
    good = np.zeros(3)
    for sides in acts.values():
        both = []
        for side in sides:
            order = sorted(side, key=lambda i: -p[i])
            stand = set(itertools.takewhile(lambda i: p[i] >= (first if i == order[0] else more), order))
            gold = {i for i in side if rows.answers[i]}
            both.append(stand == gold and len(gold) == rows.wanted[side[0]])
        good += [*both, all(both)]
    return dict(zip(("actors", "recipients", "both"), (good / max(len(acts), 1)).round(4).tolist())) | {"acts": len(acts)}


def floors(rows: Rows, p: np.ndarray) -> tuple[float, float]:
    pairs = [(a, b) for a in FLOORS for b in FLOORS if a <= b]
    return max(pairs, key=lambda pair: right(rows, p, *pair)["both"])


def tree_lines(node: dict, names: list[str]):
    if "leaf_value" in node:
        yield f"=\t{node['leaf_value']:.5g}"
        return
    assert node["decision_type"] == "<="
    yield f"{names[node['split_feature']]}\t{node['threshold']:.6g}"
    yield from tree_lines(node["left_child"], names)
    yield from tree_lines(node["right_child"], names)


def table(names: list[str], rounds: list[tuple[lightgbm.LGBMClassifier, tuple[float, float]]]) -> str:
    """The rounds as the program reads them. LightGBM's first tree holds the base."""
    lines = ["# Whose country stands on which side of an act; written by training/sides.py. A round: base, floor of the likeliest country of a side, floor",
             "# of the others; then its trees. A split: sign, bound, the tree up to it, the tree above it. A leaf: =, log odds."]  # fmt: skip
    for model, (first, more) in rounds:
        lines.append(f"round\t0\t{first}\t{more}")
        for tree in model.booster_.dump_model()["tree_info"]:
            lines += tree_lines(tree["tree_structure"], names)
    return "\n".join(lines) + "\n"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--reports", type=pathlib.Path, default=pathlib.Path("corpus", corpus.SETTLING))
    arguments.add_argument("--check", nargs="*", type=pathlib.Path, default=[])
    arguments.add_argument("--program", default="target/release/chancery")
    arguments.add_argument("--model", default="models", help="folder of the weights that read the reports")
    arguments.add_argument("--rounds", type=int, default=1)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    given = arguments.parse_args()
    program = [given.program, "--model", given.model]
    reports = [report for path in sorted(given.reports.glob("*.txt")) for report in gold(path)]
    fold_of = {report["report"]["id"]: i % FOLDS for i, report in enumerate(reports)}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        parts = [folder / f"{fold}.jsonl" for fold in range(FOLDS)]
        for fold, part in enumerate(parts):
            mine = [json.dumps(report) + "\n" for report in reports if fold_of[report["report"]["id"]] == fold]
            part.write_text("".join(mine), encoding="utf-8")
        rounds: list = []
        of_fold: list[list] = [[] for _ in parts]
        names: list[str] = []
        so_far = folder / "table.tsv"
        for number in range(given.rounds):
            gathered: list = []
            for part, before in zip(parts, of_fold):
                so_far.write_text(table(names, before), encoding="utf-8")
                names, rows = ask(program, [part], so_far, folder)
                gathered += rows
            rows = Rows(names, gathered)
            folds = np.array([fold_of[report] for report in rows.reports])
            p, models = np.zeros(len(folds)), []
            for fold in range(FOLDS):
                models.append(learn(rows, folds != fold))
                p[folds == fold] = models[-1].predict_proba(rows.signs[folds == fold])[:, 1]
            chosen = floors(rows, p)
            if number == 0:
                print("as told:", json.dumps(right(rows, rows.told.astype(float), 0.5, 0.5)))
            print(f"round {number + 1}, floors {chosen}:", json.dumps(right(rows, p, *chosen)), flush=True)
            for before, model in zip(of_fold, models):
                before.append((model, chosen))
            rounds.append((learn(rows, np.full(len(folds), True)), chosen))
        given.out.write_text(table(names, rounds), encoding="utf-8")
        for path in given.check:
            so_far.write_text("", encoding="utf-8")
            rows = Rows(*ask(program, [path], so_far, folder))
            told = right(rows, rows.told.astype(float), 0.5, 0.5)
            p = rounds[0][0].predict_proba(rows.signs)[:, 1]
            print(f"{path}:", json.dumps(right(rows, p, *rounds[0][1])), "as told", json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
