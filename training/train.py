"""Trains the coder on the corpus: fixed seeds, two cores, checkpoints, resumes where it was stopped.

    python3 training/train.py --source e5-small-q4.bin --out build/coder

writes OUT/weights.npz, OUT/log.jsonl and OUT/dev.json. `export.py` turns them into the files of models/. The weights are a mean:
of the running means at the ends of the last three epochs.
`--pairs FILE` also measures (never trains) on a TSV of marked pairs after each epoch.
"""
from __future__ import annotations

import argparse
import csv
import hashlib
import json
import pathlib
import re
import time

import jax
import jax.numpy as jnp
import numpy as np
import optax

import augment
import coder
import corpus
import shipped
from coder import CATEGORIES, PAIR_CLASSES
from pieces import Pieces, Source

SEED = 20261123
LABEL = np.log(0.4 / 0.6)  # least log odds of a mode and of a context: the program's LABEL_FLOOR
BATCH = 16
DECAY = 0.999  # of the running mean of the weights: it reaches back over two thirds of an epoch
MEANS = 3  # epochs at whose ends the running mean is taken


def split_of(item: str) -> str:
    """A tenth of the items, by a digest of their id, is held out for thresholds and the model card."""
    return "dev" if hashlib.sha256(item.encode()).digest()[0] < 26 else "train"


def bare_example(ids, spans, pairs) -> coder.Example:
    """An example that only has a pair to classify."""
    empty = np.zeros(len(ids), np.int32)
    return coder.Example(
        ids, empty, empty, False, [], [], [], [], [], np.zeros((0, len(coder.ALL_MODES))),
        np.zeros((0, len(corpus.CONTEXTS))), spans, np.zeros((0, len(spans), len(coder.ROLES))), pairs, [],
    )  # fmt: skip


def read_pairs(path: str, pieces: Pieces) -> tuple[list[coder.Example], list[str]]:
    """The pairs of a TSV with `marked_sentence` and `gold_root`, without their markers; for measuring only."""
    examples, gold = [], []
    for row in csv.DictReader(open(path, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        text, at = "", {}
        for part in re.split(r"(</?[st]>)", row["marked_sentence"]):
            if part in coder.MARKERS:
                at.setdefault(part, len(text))
            else:
                text += part
        cut = pieces.cut(text)[: coder.MAX_PIECES - 2]
        found = [coder.piece_span(cut, at[f"<{m}>"], at[f"</{m}>"]) if f"<{m}>" in at else None for m in "st"]
        spans = [span for span in found if span]
        sides = [spans.index(span) if span else coder.NOBODY for span in found]
        ids = [pieces.bos, *(p for p, _a, _b in cut), pieces.eos]
        examples.append(bare_example(ids, spans, [(*sides, 0)]))
        gold.append(row["gold_root"])
    return examples, gold


def batches(examples, rng=None):
    """Index batches of like length; shuffled when `rng` is given."""
    order = list(range(len(examples)))
    if rng is not None:
        rng.shuffle(order)
        order.sort(key=lambda i: len(examples[i].ids) // 12 + rng.random())
    else:
        order.sort(key=lambda i: len(examples[i].ids))
    groups = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    if rng is not None:
        rng.shuffle(groups)
    return groups


def macro_f1(gold: list, predicted: list) -> float:
    scores = []
    for c in sorted(set(gold) | set(predicted)):
        both = sum(g == c and p == c for g, p in zip(gold, predicted))
        total = sum(g == c for g in gold) + sum(p == c for p in predicted)
        scores.append(2 * both / total if total else 0.0)
    return sum(scores) / max(1, len(scores))


def f1(both: int, predicted: int, gold: int) -> float:
    return 2 * both / max(1, predicted + gold)


QUAD = {c: q for q, names in enumerate(
    ["AGREE CONSULT SUPPORT CONCEDE", "COOPERATE AID RETREAT YIELD", "REQUEST ACCUSE REJECT THREATEN",
     "PROTEST SANCTION MOBILIZE COERCE ASSAULT"], 1) for c in names.split()}  # fmt: skip


ROOT = {c: c for c in CATEGORIES} | {"CONCEDE": "YIELD", "RETREAT": "YIELD", coder.AHEAD: "AGREE"}
ROOTS = sorted(set(ROOT.values()))
ROOT_OF_CLASS = np.array([[ROOT[c] == r for r in ROOTS] for c in coder.PAIR_CLASSES[:-1]], np.float64)


def measure_pairs(predict, w, examples, gold, embed) -> dict:
    order = batches(examples)
    found = [""] * len(examples)
    for group in order:
        out = predict(w, coder.batch([examples[i] for i in group], BATCH, embed))
        likely = np.exp(np.asarray(out["pair"])[:, 0, :-1].astype(np.float64)) @ ROOT_OF_CLASS
        for row, i in enumerate(group):
            found[i] = ROOTS[likely[row].argmax()]
    quad = lambda names: [2 if n == "YIELD" else QUAD[n] for n in names]
    return {
        "root_macro_f1": round(macro_f1(gold, found), 4),
        "accuracy": round(sum(a == b for a, b in zip(gold, found)) / len(gold), 4),
        "quad_macro_f1": round(macro_f1(quad(gold), quad(found)), 4),
        "binary_macro_f1": round(macro_f1([q < 3 for q in quad(gold)], [q < 3 for q in quad(found)]), 4),
    }


def gate_floor(scores: list[float], gold: list[bool], recall: float = 0.99) -> tuple[float, float]:
    """The floor that lets this share of the sentences with claims through, and the share of all sentences it stops."""
    positive = sorted(s for s, g in zip(scores, gold) if g)
    floor = positive[int((1 - recall) * len(positive))] if positive else -1e9
    return floor, sum(s < floor for s in scores) / max(1, len(scores))


def measure_dev(predict, w, examples, embed) -> dict:
    count = dict.fromkeys(
        "modes_both modes_pred modes_gold contexts_both contexts_pred contexts_gold trig_both trig_pred trig_gold trig_any men_both men_pred men_gold known cat cats pol ten cer role_both role_pred role_gold "
        "pair pairs side sides".split(), 0)  # fmt: skip
    gates, eventful = [], []
    for group in batches(examples):
        data = coder.batch([examples[i] for i in group], BATCH, embed)
        out = {k: np.asarray(v) for k, v in predict(w, data).items()}
        trigger, mention = out["trigger"].argmax(-1), out["mention"].argmax(-1)
        for row, i in enumerate(group):
            e = examples[i]
            n = len(e.ids)
            gates.append(float(out["gate"][row]))
            eventful.append(bool(e.triggers))
            gold = {(t, g) for t, g in enumerate(e.trigger_tags) if 0 < g <= 16}
            pred = {(t, int(g)) for t, g in enumerate(trigger[row, :n]) if 0 < g <= 16}
            count["trig_both"] += len(gold & pred)
            count["trig_any"] += len({t for t, _ in gold} & {t for t, _ in pred})
            count["trig_pred"] += len(pred)
            count["trig_gold"] += len(gold)
            gm, pm = tag_spans(e.mention_tags), tag_spans(mention[row, :n])
            count["men_both"] += len(gm & pm)
            count["men_pred"] += len(pm)
            count["men_gold"] += len(gm)
            for k in range(len(e.triggers)):
                count["cats"] += 1
                count["cat"] += int(out["category"][row, k].argmax() == e.category[k])
                if e.known:
                    count["known"] += 1
                    count["pol"] += int(out["polarity"][row, k].argmax() == e.polarity[k])
                    count["ten"] += int(out["tense"][row, k].argmax() == e.tense[k])
                    count["cer"] += int(out["certainty"][row, k].argmax() == e.certainty[k])
                for name in ["modes", "contexts"] if e.in_context else ["modes"]:
                    told, gold = out[name][row, k] > LABEL, getattr(e, name)[k] > 0
                    count[name + "_both"] += int((told & gold).sum())
                    count[name + "_pred"] += int(told.sum())
                    count[name + "_gold"] += int(gold.sum())
                for name, gold in zip(("actors", "recipients"), e.sides[k]):
                    count["sides"] += gold != coder.UNKNOWN
                    count["side"] += int(out[name][row, k].argmax() == gold)
                said = out["role"][row, k, : len(e.mentions)] > 0
                count["role_both"] += int((said & (e.roles[k] > 0)).sum())
                count["role_pred"] += int(said.sum())
                count["role_gold"] += int((e.roles[k] > 0).sum())
            for p, (_a, _b, c) in enumerate(e.pairs):
                count["pairs"] += 1
                count["pair"] += int(out["pair"][row, p].argmax() == c)
    c = count
    floor, stopped = gate_floor(gates, eventful)
    return {
        "gate_floor": round(floor, 4),
        "gate_stops": round(stopped, 4),
        "trigger_category_f1": round(f1(c["trig_both"], c["trig_pred"], c["trig_gold"]), 4),
        "trigger_f1": round(f1(c["trig_any"], c["trig_pred"], c["trig_gold"]), 4),
        "mention_f1": round(f1(c["men_both"], c["men_pred"], c["men_gold"]), 4),
        "category": round(c["cat"] / max(1, c["cats"]), 4),
        "polarity": round(c["pol"] / max(1, c["known"]), 4),
        "tense": round(c["ten"] / max(1, c["known"]), 4),
        "certainty": round(c["cer"] / max(1, c["known"]), 4),
        "modes_f1": round(f1(c["modes_both"], c["modes_pred"], c["modes_gold"]), 4),
        "contexts_f1": round(f1(c["contexts_both"], c["contexts_pred"], c["contexts_gold"]), 4),
        "role_f1": round(f1(c["role_both"], c["role_pred"], c["role_gold"]), 4),
        "pair": round(c["pair"] / max(1, c["pairs"]), 4),
        "sides": round(c["side"] / max(1, c["sides"]), 4),
        "sentences": len(examples),
        "claims": c["cats"],
    }


def tag_spans(tags) -> set[tuple[int, int, int]]:
    """(start, end, kind) of the B/I runs."""
    spans, start, kind = set(), None, None
    for i, tag in enumerate([*tags, 0]):
        tag = int(tag)
        if start is not None and not (tag and tag % 2 == 0 and (tag - 1) // 2 == kind):
            spans.add((start, i, kind))
            start = None
        if tag and (tag % 2 == 1 or start is None):
            start, kind = i, (tag - 1) // 2
    return spans


def varied(sentences, a, pieces: Pieces, epoch: int) -> list[coder.Example]:
    """The sentences of an epoch, with its own names and its own bystanders (`coder.prepare`)."""
    rng = np.random.default_rng([SEED, 1, epoch])
    return [coder.prepare(s, pieces, rng) for s in augment.swapped(sentences, a.swap, rng)]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--source", required=True)
    args.add_argument("--pieces", default="models/pieces.safetensors")
    args.add_argument("--corpus", default="corpus")
    args.add_argument("--layers", type=int, default=6)
    args.add_argument("--epochs", type=int, default=6)
    args.add_argument("--rate", type=float, default=2.5e-4)
    args.add_argument("--start", help="weights.npz of an earlier run, or a folder of shipped files such as models, to go on from")
    args.add_argument("--half", action="store_true", help="write the weights half way back to --start")
    args.add_argument("--swap", type=float, default=0.5, help="share of the sentences whose parties get other names, anew in each epoch")
    args.add_argument("--languages", default=" ".join(corpus.LANGUAGES), help="to learn from these only (for comparisons)")
    args.add_argument("--pairs")
    args.add_argument("--out", required=True)
    a = args.parse_args()
    out = pathlib.Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(SEED)
    pieces = Pieces(a.pieces)
    sentences, errors = corpus.read(a.corpus)
    if errors:
        raise SystemExit("\n".join(errors[:20]))
    sentences = [s for s in sentences if s.language in a.languages.split()]
    examples = [coder.prepare(s, pieces, rng) for s in sentences]
    dev = [e for e in examples if split_of(e.item) == "dev"]
    learnt = [s for s in sentences if split_of(s.item) == "train"]
    epochs = [varied(learnt, a, pieces, epoch) for epoch in range(a.epochs)]
    pairs, pair_gold = read_pairs(a.pairs, pieces) if a.pairs else ([], [])
    used = sorted({i for e in [*examples, *pairs, *(e for epoch in epochs for e in epoch)] for i in e.ids})
    table, row = pieces.embed(used), {piece: i for i, piece in enumerate(used)}
    embed = lambda ids: table[[row[i] for i in ids]]
    start = coder.start_weights(Source(a.source), a.layers, rng)
    if a.start:
        earlier = shipped.weights(a.start) if pathlib.Path(a.start).is_dir() else np.load(a.start)
        start = {k: earlier[k] if k in earlier else fresh for k, fresh in start.items()}  # a head that is new starts fresh
    w = {k: jnp.asarray(v) for k, v in start.items()}
    steps = sum(len(batches(epoch)) for epoch in epochs)
    schedule = lambda peak: optax.warmup_cosine_decay_schedule(0, peak, int(0.1 * steps), steps, peak / 50)
    optimiser = optax.chain(
        optax.clip_by_global_norm(1.0),
        optax.multi_transform(
            {"body": optax.adamw(schedule(a.rate), weight_decay=0.01), "head": optax.adamw(schedule(10 * a.rate), weight_decay=0.01)},
            {k: "head" if k.startswith("head") else "body" for k in w},
        ),
    )
    state = optimiser.init(w)
    # The running mean, and the sum of those taken so far.
    mean, means = dict(w), {k: jnp.zeros_like(v) for k, v in w.items()}

    @jax.jit
    def step(w, mean, decay, state, data, key):
        value, gradient = jax.value_and_grad(coder.loss)(w, data, a.layers, key)
        update, state = optimiser.update(gradient, state, w)
        w = optax.apply_updates(w, update)
        mean = {k: decay * mean[k] + (1 - decay) * w[k] for k in w}
        return w, mean, state, value

    predict = jax.jit(lambda w, data: coder.outputs(w, data, a.layers))
    done = 0
    checkpoint = out / "checkpoint.npz"
    leaves, shape = jax.tree_util.tree_flatten((w, mean, means, state))
    same = hashlib.sha256(repr((sorted(vars(a).items()), [s.text for s in sentences])).encode()).hexdigest()
    if checkpoint.exists():
        saved = np.load(checkpoint)
        if str(saved["run"]) != same:
            raise SystemExit(f"{checkpoint}: of a run with other arguments or another corpus; give another --out, or remove it")
        done = int(saved["epoch"])
        w, mean, means, state = jax.tree_util.tree_unflatten(shape, [jnp.asarray(saved[f"x{i}"]) for i in range(len(leaves))])
        print(f"resuming after epoch {done}", flush=True)
    started = time.time()
    print(f"{len(learnt)} sentences to train on, {len(dev)} held out", flush=True)
    for epoch in range(done, a.epochs):
        order = np.random.default_rng([SEED, epoch])
        total, train = 0.0, epochs[epoch]
        groups = batches(train, order)
        for n, group in enumerate(groups):
            key = jax.random.fold_in(jax.random.fold_in(jax.random.PRNGKey(SEED), epoch), n)
            data = coder.batch([train[i] for i in group], BATCH, embed)
            taken = sum(len(batches(earlier)) for earlier in epochs[:epoch]) + n
            decay = jnp.float32(min(DECAY, (1 + taken) / (10 + taken)))
            w, mean, state, value = step(w, mean, decay, state, data, key)
            total += float(value)
        if epoch >= a.epochs - MEANS:
            means = {k: means[k] + mean[k] for k in means}
        report = {"epoch": epoch + 1, "loss": round(total / len(groups), 4), "seconds": int(time.time() - started)}
        report |= measure_dev(predict, w, dev, embed)
        if pairs:
            report["pairs"] = measure_pairs(predict, w, pairs, pair_gold, embed)
        print(json.dumps(report), flush=True)
        with open(out / "log.jsonl", "a") as log:
            log.write(json.dumps(report) + "\n")
        leaves, _ = jax.tree_util.tree_flatten((w, mean, means, state))
        np.savez(out / "checkpoint.tmp.npz", epoch=epoch + 1, run=same, **{f"x{i}": np.asarray(x) for i, x in enumerate(leaves)})
        (out / "checkpoint.tmp.npz").rename(checkpoint)
    w = {k: v / min(MEANS, a.epochs) for k, v in means.items()}
    if a.half:
        # Half way keeps what the start knew (weight-space ensembles, Wortsman et al. 2022, arXiv:2109.01903).
        w = {k: (v + start[k]) / 2 for k, v in w.items()}
    np.savez(out / "weights.npz", layers=a.layers, **{k: np.asarray(v) for k, v in w.items()})
    report = {"seconds": int(time.time() - started)} | measure_dev(predict, w, dev, embed)
    if pairs:
        report["pairs"] = measure_pairs(predict, w, pairs, pair_gold, embed)
    print(json.dumps(report), flush=True)
    (out / "dev.json").write_text(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
