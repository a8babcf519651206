"""Learns whose country stands on which side of an act, from reports with gold claims that the weights never saw.

    python3 training/sides.py --out models/sides.tsv [--check corpus/development/a.jsonl ...]

The reports are those of corpus/settling/. The program poses the questions (`chancery eval sides`), one for each act, side and country of a report,
with what tells for or against it; boosted trees (LightGBM) learn the answers, and others how many countries stand on both sides. Printed are the shares of acts that are wholly right: as the
rules alone have them, cross-validated by report, and on the reports of `--check`, which are not learnt.
"""
from __future__ import annotations

import argparse
import csv
import itertools
import json
import pathlib
import subprocess
import tempfile

import lightgbm
import numpy as np

import corpus
import trees

FOLDS = 10
TREES = dict(
    learning_rate=0.04, min_child_samples=20, subsample=0.7, subsample_freq=1, reg_lambda=2.0, random_state=1, verbose=-1, deterministic=True,
    force_row_wise=True, n_jobs=2,
)  # fmt: skip
COUNTRIES = dict(n_estimators=250, num_leaves=16, colsample_bytree=0.5, **TREES)
SHAPE = dict(n_estimators=120, num_leaves=8, colsample_bytree=0.3, **TREES)
FLOORS = [round(0.4 + 0.05 * i, 2) for i in range(9)]
SHAPES = [(1, 1), (1, 0), (2, 0), (0, 1), (1, 2), (2, 1), (0, 0), (2, 2)]  # countries among the actors and among the recipients; 2 is two and more

# As in crates/chancery/src/settle/sides.rs.
ACT_SIGNS = 13
SIDE_SIGNS = (
    "nobody several understood told_by_name told_by_reference told_by_acts parties other_by_name other_by_reference open open_unnamed "
    "open_domestic leans_by_name leans_by_reference others_lean open_leans best best_is_it best_is_a_pronoun best_is_they best_is_another "
    "best_is_two best_is_somebody best_is_owned best_has_a_name in_sentence rank share names here there home dyad turned together same_category_here"
).split()
NEXT_SIGNS = "told_by_name leans_by_name leans_by_reference in_sentence".split()
SHAPE_NAMES = [
    *"category recipient negated future historical unsure score visit confidence toll heading sentence countries".split(),
    *(
        f"{side}.{name}" for side in ("actors", "recipients")
        for name in ("first", "second", "third", "all", *SIDE_SIGNS, *(f"next_{n}" for n in NEXT_SIGNS))
    ),
    "same", "next_actor_is_recipient",
]  # fmt: skip


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


def ask(program: list[str], reports: pathlib.Path, folder: pathlib.Path) -> Rows:
    """The questions that the program poses on these reports."""
    out = folder / "questions.tsv"
    command = [program[0], "eval", "sides", *program[1:], "--predictions", str(out), str(reports)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with open(out, encoding="utf-8") as lines:
        head, *rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return Rows(head[7:], rows)


def learn(rows: Rows, at: np.ndarray) -> lightgbm.LGBMClassifier:
    return lightgbm.LGBMClassifier(**COUNTRIES).fit(rows.signs[at], rows.answers[at])


class Acts:
    """The acts of some rows with the probabilities of their countries: how many stand on each side, and what tells it."""

    def __init__(self, rows: Rows, p: np.ndarray):
        self.rows, self.p = rows, p
        at: dict = {}
        recipient = rows.names.index("recipient")
        for i, act in enumerate(rows.acts):
            at.setdefault(act, ([], []))[int(rows.signs[i, recipient])].append(i)
        # The likeliest first; of equals, the one that the program names first.
        self.sides = [tuple(sorted(side, key=lambda i: -p[i]) for side in sides) for sides in at.values()]
        self.reports = np.array([report for report, _ in at])
        self.signs = np.array([self.shape_signs(*sides) for sides in self.sides])
        counts = [tuple(min(2, int(rows.wanted[side[0]])) for side in sides) for sides in self.sides]
        self.shapes = np.array([SHAPES.index(c) if c in SHAPES else -1 for c in counts])

    def shape_signs(self, actors: list[int], recipients: list[int]) -> list[float]:
        rows, p = self.rows, self.p
        signs = list(rows.signs[actors[0], :ACT_SIGNS])
        for side in (actors, recipients):
            signs += [p[side[n]] if n < len(side) else 0.0 for n in range(3)]
            signs.append(sum(p[i] for i in side))
            signs += [rows.signs[side[0], rows.names.index(name)] for name in SIDE_SIGNS]
            signs += [rows.signs[side[1], rows.names.index(name)] if len(side) > 1 else 0.0 for name in NEXT_SIGNS]
        who = rows.countries
        signs.append(float(who[actors[0]] == who[recipients[0]]))
        return [*signs, float(len(actors) > 1 and who[actors[1]] == who[recipients[0]])]

    def right(self, shapes: np.ndarray, more: float) -> dict[str, float]:
        """Share of acts whose countries are wholly right: actors, recipients, both."""
        good = np.zeros(3)
        for sides, shape in zip(self.sides, shapes):
            both = []
            for side, count in zip(sides, SHAPES[shape]):
                further = itertools.takewhile(lambda i: self.p[i] >= more, side[count:]) if count > 1 else ()
                both.append(self.is_right(side, {*side[:count], *further}))
            good += [*both, all(both)]
        return self.shares(good)

    def told(self) -> dict[str, float]:
        """The same of the acts as their own words and the rules tell them."""
        good = np.zeros(3)
        for sides in self.sides:
            both = [self.is_right(side, {i for i in side if self.rows.told[i]}) for side in sides]
            good += [*both, all(both)]
        return self.shares(good)

    def is_right(self, side: list[int], stand: set[int]) -> bool:
        gold = {i for i in side if self.rows.answers[i]}
        return stand == gold and len(gold) == self.rows.wanted[side[0]]

    def shares(self, good: np.ndarray) -> dict[str, float]:
        return dict(zip(("actors", "recipients", "both"), (good / len(self.sides)).round(4).tolist())) | {"acts": len(self.sides)}


def learn_shapes(acts: Acts, at: np.ndarray) -> lightgbm.LGBMClassifier:
    at = at & (acts.shapes >= 0)
    return lightgbm.LGBMClassifier(**SHAPE).fit(acts.signs[at], acts.shapes[at])


def likeliest(model: lightgbm.LGBMClassifier, signs: np.ndarray) -> np.ndarray:
    return model.classes_[model.predict_proba(signs).argmax(1)]


def table(names: list[str], countries: lightgbm.LGBMClassifier, more: float, shapes: lightgbm.LGBMClassifier) -> str:
    """Both models as the program reads them. LightGBM's first trees hold the base."""
    lines = ["# Whose country stands on which side of an act; written by training/sides.py. After 'stands' the floor of a third country, then trees for whether a",
             "# country stands on a side; after 'shape' how many are actors and recipients (2: two and more), then the trees for that.",
             "# A split: sign, bound, the tree up to it, the tree above it. A leaf: =, share of the log odds."]  # fmt: skip
    lines.append(f"stands\t{more}")
    for tree in countries.booster_.dump_model()["tree_info"]:
        lines += trees.lines(tree["tree_structure"], names, leaf_digits=5, bound_digits=6)
    of_shapes = shapes.booster_.dump_model()["tree_info"]
    for n, shape in enumerate(shapes.classes_):
        lines.append("shape\t{}\t{}".format(*SHAPES[shape]))
        for tree in of_shapes[n :: len(shapes.classes_)]:
            lines += trees.lines(tree["tree_structure"], SHAPE_NAMES, leaf_digits=5, bound_digits=6)
    return "\n".join(lines) + "\n"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--reports", type=pathlib.Path, default=pathlib.Path("corpus", corpus.SETTLING))
    arguments.add_argument("--check", nargs="*", type=pathlib.Path, default=[])
    arguments.add_argument("--program", default="target/release/chancery")
    arguments.add_argument("--model", default="models", help="folder of the weights that read the reports")
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    given = arguments.parse_args()
    program = [given.program, "--model", given.model]
    reports = [report for path in sorted(given.reports.glob("*.txt")) for report in gold(path)]
    fold_of = {report["report"]["id"]: i % FOLDS for i, report in enumerate(reports)}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        asked = folder / "reports.jsonl"
        asked.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
        rows = ask(program, asked, folder)
        folds = np.array([fold_of[report] for report in rows.reports])
        p = np.zeros(len(folds))
        for fold in range(FOLDS):
            p[folds == fold] = learn(rows, folds != fold).predict_proba(rows.signs[folds == fold])[:, 1]
        acts = Acts(rows, p)
        folds = np.array([fold_of[report] for report in acts.reports])
        shapes = np.zeros(len(folds), int)
        for fold in range(FOLDS):
            shapes[folds == fold] = likeliest(learn_shapes(acts, folds != fold), acts.signs[folds == fold])
        more = max(FLOORS, key=lambda floor: acts.right(shapes, floor)["both"])
        print("as told:", json.dumps(acts.told()))
        print("cross-validated:", json.dumps(acts.right(shapes, more)), flush=True)
        countries, of_shapes = learn(rows, np.full(len(p), True)), learn_shapes(acts, np.full(len(folds), True))
        given.out.write_text(table(rows.names, countries, more, of_shapes), encoding="utf-8")
        for path in given.check:
            rows = ask(program, path, folder)
            acts = Acts(rows, countries.predict_proba(rows.signs)[:, 1])
            found = acts.right(likeliest(of_shapes, acts.signs), more)
            print(f"{path}:", json.dumps(found), "as told", json.dumps(acts.told()), flush=True)


if __name__ == "__main__":
    main()
