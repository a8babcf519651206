"""The coder: a short multilingual encoder with one pass per sentence, and small heads that read claims off it.

Shapes: T pieces, H = 384 hidden. All spans are piece ranges; a span is represented by the mean of its pieces.

    trigger tags   [T, 1 + 16 + 1]  O, B-<category>, I
    mention tags   [T, 1 + 2 * 4]   O, B/I of actor, place, time, quantity
    claim          trigger, sentence mean -> category, polarity, tense, certainty, modes, contexts
    role           trigger, mention       -> independent roles (actor, recipient, speaker, …)
    pair           two mentions           -> category of what the first does to the second, or none
    gate           mean and maximum of the vectors after EARLY layers -> whether the sentence may claim anything at all
"""
from __future__ import annotations

import dataclasses

import jax
import jax.numpy as jnp
import numpy as np

from corpus import CATEGORIES, CONTEXTS, MODES, THIRD_PARTY_ROLES, TOLL, Sentence
from pieces import Pieces, Source

TRIGGER_TAGS = ["O", *(f"B-{c}" for c in CATEGORIES), "I"]
MENTION_KINDS = ["actor", "place", "time", "quantity"]
MENTION_TAGS = ["O", *(f"{bi}-{k}" for k in MENTION_KINDS for bi in "BI")]
ROLES = ["actor", "recipient", "speaker", "time", "place", *TOLL, *THIRD_PARTY_ROLES]
FIELD_ROLE = {"a": "actor", "r": "recipient", "k": "speaker", "w": "time", "l": "place"} | {t: t for t in TOLL}
FIELD_KIND = {"a": "actor", "r": "actor", "k": "actor", "p": "actor", "l": "place", "w": "time"}
FIELD_KIND |= {t: "quantity" for t in TOLL}
POLARITIES = ["affirmed", "negated"]
TENSES = ["past", "present", "future", "historical"]
CERTAINTIES = ["asserted", "possible", "hypothetical"]
ALL_MODES = [f"{c}/{m}" for c in CATEGORIES for m in MODES.get(c, [])]
AHEAD = "CONCEDE future"  # yielding still to come, which CAMEO and PLOVER's crosswalk count as intent (035, AGREE)
PAIR_CLASSES = [*CATEGORIES, AHEAD, "NONE"]
SIDES = ["nobody", "one", "several", "understood"]  # who is on a side of an act: by how many words, or told by none of the sentence's
MARKERS = ["<s>", "</s>", "<t>", "</t>"]

EARLY = 2  # layers below the gate; what it stops is spared the others
MAX_PIECES = 192  # longer sentences are cut; the longest of the corpus has about 120
BUCKETS = [32, 48, 64, 96, 128, 192]
CLAIMS, MENTIONS, PAIRS = 6, 24, 16  # most that a training sentence may hold; the rest is dropped
NOBODY = MENTIONS - 1  # the mention of no words, a zero vector: the missing side of a pair


@dataclasses.dataclass
class Example:
    """One sentence ready for the encoder; spans are piece ranges."""

    ids: list[int]
    trigger_tags: np.ndarray
    mention_tags: np.ndarray
    tagged: bool  # whether the tags are to be learnt (False for bare pairs)
    triggers: list[tuple[int, int]]
    category: list[int]
    polarity: list[int]
    tense: list[int]
    certainty: list[int]
    modes: np.ndarray
    contexts: np.ndarray
    mentions: list[tuple[int, int]]
    roles: np.ndarray
    pairs: list[tuple[int, int, int]]  # mention, mention, class
    sides: list[tuple[int, int]]  # of each claim, SIDES of its actors and recipients; UNKNOWN where a lone sentence leaves it open
    item: str = ""
    language: str = ""
    known: bool = True  # whether status, times and places are annotated
    in_context: bool = True  # whether contexts are annotated


UNKNOWN = -1


def who_is_there(claim, field: str, in_report: bool) -> int:
    values = claim.fields.get(field, [])
    words = sum(value.start is not None for value in values)
    if words or in_report:
        return SIDES.index("several" if words > 1 else "one" if words else "understood" if values else "nobody")
    return UNKNOWN


def piece_span(cut: list[tuple[int, int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The pieces (counting the opening mark) that share a character with text[start:end]."""
    inside = [i for i, (_p, a, b) in enumerate(cut, 1) if a < end and b > start]
    return (inside[0], inside[-1] + 1) if inside else None


def prepare(s: Sentence, pieces: Pieces, rng: np.random.Generator) -> Example:
    cut = pieces.cut(s.text)[: MAX_PIECES - 2]
    ids = [pieces.bos, *(p for p, _a, _b in cut), pieces.eos]
    trigger_tags = np.zeros(len(ids), np.int32)
    mention_tags = np.zeros(len(ids), np.int32)
    mentions: dict[tuple[int, int], str] = {}
    kept = []
    for claim in s.claims[:CLAIMS]:
        t = claim.fields["t"][0]
        if span := piece_span(cut, t.start, t.end):
            kept.append((claim, span))
            if not trigger_tags[span[0] : span[1]].any():
                trigger_tags[span[0]] = 1 + CATEGORIES.index(claim.category)
                trigger_tags[span[0] + 1 : span[1]] = len(TRIGGER_TAGS) - 1
    rows = []  # (claim index, span, role)
    for k, (claim, _span) in enumerate(kept):
        for field, values in claim.fields.items():
            if field == "t":
                continue
            for value in values:
                if value.start is None:
                    continue
                span = piece_span(cut, value.start, value.end)
                if span is None:
                    continue
                kind = FIELD_KIND[field]
                if mentions.get(span) != "actor":
                    mentions[span] = kind
                rows.append((k, span, value.role or FIELD_ROLE[field]))
    for (a, b), kind in sorted(mentions.items(), key=lambda m: m[0][1] - m[0][0]):  # longer ones win
        tag = MENTION_TAGS.index(f"B-{kind}")
        if b - a < len(ids):
            mention_tags[a] = tag
            mention_tags[a + 1 : b] = tag + 1
    # Spans that play no role teach the role head to say so: names and numbers outside every claim.
    spans = list(mentions)[:NOBODY]
    strangers = [
        (i, i + 1)
        for i, (_p, a, b) in enumerate(cut, 1)
        if a < b and (s.text[a].isupper() or s.text[a].isdigit() or rng.random() < 0.06)
        and not any(x <= i < y for x, y in spans) and not trigger_tags[i]
    ]
    rng.shuffle(strangers)
    spans += strangers[: min(4, NOBODY - len(spans))]
    at = {span: i for i, span in enumerate(spans)}
    n = len(kept)
    roles = np.zeros((n, len(spans), len(ROLES)), np.float32)
    for k, span, role in rows:
        if span in at:
            roles[k, at[span], ROLES.index(role)] = 1
    modes = np.zeros((n, len(ALL_MODES)), np.float32)
    contexts = np.zeros((n, len(CONTEXTS)), np.float32)
    for k, (claim, _span) in enumerate(kept):
        for m in claim.modes:
            modes[k, ALL_MODES.index(f"{claim.category}/{m}")] = 1
        for c in claim.contexts:
            contexts[k, CONTEXTS.index(c)] = 1
    pairs: dict[tuple[int, int], int] = {}
    none = PAIR_CLASSES.index("NONE")
    for k, (claim, _span) in enumerate(kept):
        ahead = claim.category == "CONCEDE" and "future" in claim.status
        category = PAIR_CLASSES.index(AHEAD if ahead else claim.category)
        actors = [i for i in range(len(spans)) if roles[k, i, 0]]
        recipients = [i for i in range(len(spans)) if roles[k, i, 1]]
        for i in actors or [NOBODY]:
            for j in recipients or (actors if len(actors) > 1 else [NOBODY]):
                if i != j:
                    pairs.setdefault((i, j), category)
    people = [i for i, span in enumerate(spans) if mentions.get(span) == "actor"]
    for i in people:
        for j in people:
            if i != j and (i, j) not in pairs and len(pairs) < PAIRS:
                pairs[i, j] = none
    first = lambda status, names, default: next((names.index(w) for w in names if w in status), default)
    return Example(
        ids=ids,
        trigger_tags=trigger_tags,
        mention_tags=mention_tags,
        tagged=True,
        triggers=[span for _c, span in kept],
        category=[CATEGORIES.index(c.category) for c, _s in kept],
        polarity=[int("neg" in c.status) for c, _s in kept],
        tense=[first(c.status, TENSES, 0) for c, _s in kept],
        certainty=[first(c.status, CERTAINTIES, 0) for c, _s in kept],
        modes=modes,
        contexts=contexts,
        mentions=spans,
        roles=roles,
        pairs=[(i, j, c) for (i, j), c in pairs.items()][:PAIRS],
        sides=[tuple(who_is_there(c, field, s.date is not None) for field in "ar") for c, _s in kept],
        item=s.item,
        language=s.language,
        known=s.known,
        in_context=s.in_context,
    )


# ---------------------------------------------------------------- weights


def layer_names(layer: int) -> list[str]:
    return [
        f"l{layer}.{n}"
        for n in "q.w q.b k.w k.b v.w v.b ao.w ao.b aln.w aln.b fi.w fi.b fo.w fo.b oln.w oln.b".split()
    ]


def start_weights(source: Source, layers: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """The first `layers` layers of the source, and fresh heads."""
    h, f = source.hidden, source.ffn
    w = {n: source.tensor(n) for n in ("emb.ln.w", "emb.ln.b")}
    w["emb.pos"] = source.tensor("emb.pos").reshape(-1, h) + source.tensor("emb.type")[:h]
    for layer in range(layers):
        for name in layer_names(layer):
            t = source.tensor(name)
            if t.size == h * h:
                t = t.reshape(h, h)
            elif t.size == h * f:
                t = t.reshape((f, h) if ".fi." in name else (h, f))
            w[name] = t.T.copy() if t.ndim == 2 else t  # stored [in, out]

    def head(name: str, inputs: int, outputs: int) -> None:
        w[f"head.{name}.w"] = rng.normal(0, inputs**-0.5, (inputs, outputs)).astype(np.float32)
        w[f"head.{name}.b"] = np.zeros(outputs, np.float32)

    m = 256
    head("trigger", h, len(TRIGGER_TAGS))
    head("mention", h, len(MENTION_TAGS))
    head("claim.in", 2 * h, m)
    for name, size in [
        ("category", len(CATEGORIES)),
        ("polarity", len(POLARITIES)),
        ("tense", len(TENSES)),
        ("certainty", len(CERTAINTIES)),
        ("modes", len(ALL_MODES)),
        ("contexts", len(CONTEXTS)),
        ("actors", len(SIDES)),
        ("recipients", len(SIDES)),
    ]:
        head(f"claim.{name}", m, size)
    head("role.in", 3 * h, m)
    head("role.out", m, len(ROLES))
    head("pair.query", 2 * h, h)
    head("pair.key", h, h)
    head("pair.in", 4 * h, m)
    head("pair.out", m, len(PAIR_CLASSES))
    head("gate.in", 2 * h, 64)
    head("gate.out", 64, 1)
    return w


# ---------------------------------------------------------------- forward


def linear(w, name, x):
    return x @ w[f"head.{name}.w"] + w[f"head.{name}.b"]


def gelu(x):
    return jax.nn.gelu(x, approximate=False)


def norm(x, weight, bias):
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / jnp.sqrt(variance + 1e-12) * weight + bias


def dropout(x, key, rate):
    return x if key is None else jnp.where(jax.random.bernoulli(key, 1 - rate, x.shape), x / (1 - rate), 0)


def encode(w, embedded, mask, layers, key=None, rate=0.1, heads=12):
    """embedded [B, T, H] (bare word embeddings), mask [B, T] -> [B, T, H] after EARLY layers and after all."""
    b, t, h = embedded.shape
    dense = lambda y, name: product(y, w[name + ".w"]) + w[name + ".b"]
    keys = [None] * (2 * layers + 1) if key is None else list(jax.random.split(key, 2 * layers + 1))
    x = norm(embedded + w["emb.pos"][:t], w["emb.ln.w"], w["emb.ln.b"])
    x = dropout(x, keys[-1], rate)
    bias = (1 - mask)[:, None, None, :] * -1e9
    early = x
    split = lambda y: y.reshape(b, t, heads, h // heads).transpose(0, 2, 1, 3)
    for layer in range(layers):
        g = lambda n: w[f"l{layer}.{n}"]
        q, k, v = (split(dense(x, f"l{layer}.{c}")) for c in "qkv")
        attention = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / np.sqrt(h // heads) + bias, -1)
        mixed = (attention @ v).transpose(0, 2, 1, 3).reshape(b, t, h)
        x = norm(x + dropout(dense(mixed, f"l{layer}.ao"), keys[2 * layer], rate), g("aln.w"), g("aln.b"))
        wide = gelu(dense(x, f"l{layer}.fi"))
        x = norm(x + dropout(dense(wide, f"l{layer}.fo"), keys[2 * layer + 1], rate), g("oln.w"), g("oln.b"))
        early = x if layer == EARLY - 1 else early
    return early, x


HALF = jnp.bfloat16


@jax.custom_vjp
def product(x, weight):
    """x [..., I] by weight [I, O] in bfloat16 with sums in float32, backwards too: a third less time on two cores."""
    return jnp.dot(x.astype(HALF), weight.astype(HALF), preferred_element_type=jnp.float32)


def product_backward(inputs, gradient):
    x, weight = inputs
    flat = lambda y: y.reshape(-1, y.shape[-1]).astype(HALF)
    of_x = jnp.dot(gradient.astype(HALF), weight.astype(HALF).T, preferred_element_type=jnp.float32)
    return of_x, jnp.dot(flat(x).T, flat(gradient), preferred_element_type=jnp.float32)


product.defvjp(lambda x, weight: (product(x, weight), (x, weight)), product_backward)


def spans_mean(x, spans):
    """x [B, T, H], spans [B, N, T] weights that sum to one -> [B, N, H]."""
    return jnp.einsum("bnt,bth->bnh", spans, x)


def claim_heads(w, x, mean, triggers):
    """triggers [B, K, H] -> dict of logits [B, K, …]."""
    wide = jnp.broadcast_to(mean[:, None], triggers.shape)
    inner = gelu(linear(w, "claim.in", jnp.concatenate([triggers, wide], -1)))
    names = ["category", "polarity", "tense", "certainty", "modes", "contexts", "actors", "recipients"]
    return {n: linear(w, f"claim.{n}", inner) for n in names}


def role_head(w, triggers, mentions):
    """[B, K, H], [B, M, H] -> [B, K, M, roles]."""
    k, m = triggers.shape[1], mentions.shape[1]
    a = jnp.broadcast_to(triggers[:, :, None], (*triggers.shape[:2], m, triggers.shape[-1]))
    b = jnp.broadcast_to(mentions[:, None], (mentions.shape[0], k, *mentions.shape[1:]))
    inner = gelu(linear(w, "role.in", jnp.concatenate([a, b, a * b], -1)))
    return linear(w, "role.out", inner)


def pair_head(w, x, mask, mean, first, second):
    """first, second [B, P, H] -> [B, P, categories + none]; a query made of both looks for the words between them."""
    query = linear(w, "pair.query", jnp.concatenate([first, second], -1))
    key = linear(w, "pair.key", x)
    scores = jnp.einsum("bph,bth->bpt", query, key) / np.sqrt(key.shape[-1]) + (1 - mask)[:, None] * -1e9
    seen = jnp.einsum("bpt,bth->bph", jax.nn.softmax(scores, -1), x)
    wide = jnp.broadcast_to(mean[:, None], first.shape)
    inner = gelu(linear(w, "pair.in", jnp.concatenate([first, second, seen, wide], -1)))
    return linear(w, "pair.out", inner)


def gate_head(w, early, mask):
    """Vectors after EARLY layers [B, T, H] -> [B] logits; the end marks count like pieces."""
    most = (early + (1 - mask)[..., None] * -1e9).max(1)
    return linear(w, "gate.out", gelu(linear(w, "gate.in", jnp.concatenate([sentence_mean(early, mask), most], -1))))[:, 0]


def sentence_mean(x, mask):
    return (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)


# ---------------------------------------------------------------- batches


def batch(examples: list[Example], size: int, embed, width: int | None = None) -> dict[str, np.ndarray]:
    """Pads to one bucket; `embed(ids)` gives the word embeddings."""
    longest = max(len(e.ids) for e in examples)
    t = width or next(b for b in BUCKETS if b >= longest)
    z = lambda *shape: np.zeros((size, *shape), np.float32)
    zi = lambda *shape: np.zeros((size, *shape), np.int32)
    out = {
        "x": z(t, 384), "mask": z(t), "tagged": z(), "known": z(), "in_context": z(),
        "trigger_tags": zi(t), "mention_tags": zi(t),
        "triggers": z(CLAIMS, t), "has_claim": z(CLAIMS),
        "category": zi(CLAIMS), "polarity": zi(CLAIMS), "tense": zi(CLAIMS), "certainty": zi(CLAIMS),
        "actors": zi(CLAIMS), "recipients": zi(CLAIMS), "modes": z(CLAIMS, len(ALL_MODES)), "contexts": z(CLAIMS, len(CONTEXTS)),
        "mentions": z(MENTIONS, t), "has_mention": z(MENTIONS),
        "roles": z(CLAIMS, MENTIONS, len(ROLES)),
        "first": zi(PAIRS), "second": zi(PAIRS), "pair": zi(PAIRS), "has_pair": z(PAIRS),
    }  # fmt: skip
    out["mask"][:, 0] = 1  # rows that only pad
    for i, e in enumerate(examples):
        n = len(e.ids)
        out["x"][i, :n] = embed(e.ids)
        out["mask"][i, :n] = 1
        out["tagged"][i] = e.tagged
        out["known"][i] = e.known
        out["in_context"][i] = e.in_context
        out["trigger_tags"][i, :n] = e.trigger_tags
        out["mention_tags"][i, :n] = e.mention_tags
        for k, (a, b) in enumerate(e.triggers):
            out["triggers"][i, k, a:b] = 1 / (b - a)
            out["has_claim"][i, k] = 1
            for name in ("category", "polarity", "tense", "certainty", "modes", "contexts"):
                out[name][i, k] = getattr(e, name)[k]
            out["actors"][i, k], out["recipients"][i, k] = e.sides[k]
        for m, (a, b) in enumerate(e.mentions):
            out["mentions"][i, m, a:b] = 1 / (b - a)
            out["has_mention"][i, m] = 1
        if e.triggers and e.mentions:
            out["roles"][i, : len(e.triggers), : len(e.mentions)] = e.roles
        for p, (a, b, c) in enumerate(e.pairs):
            out["first"][i, p], out["second"][i, p], out["pair"][i, p] = a, b, c
            out["has_pair"][i, p] = 1
    return out


def outputs(w, data, layers, key=None):
    """Every head's logits on a batch with known triggers and mentions."""
    keys = (None, None) if key is None else jax.random.split(key)
    early, x = encode(w, data["x"], data["mask"], layers, keys[0])
    x = dropout(x, keys[1], 0.1)
    mean = sentence_mean(x, data["mask"])
    triggers = spans_mean(x, data["triggers"])
    mentions = spans_mean(x, data["mentions"])
    take = lambda index: jnp.take_along_axis(mentions, index[..., None], 1)
    return {
        "trigger": linear(w, "trigger", x),
        "mention": linear(w, "mention", x),
        "role": role_head(w, triggers, mentions),
        "gate": gate_head(w, early, data["mask"]),
        "pair": pair_head(w, x, data["mask"], mean, take(data["first"]), take(data["second"])),
        **claim_heads(w, x, mean, triggers),
    }


def loss(w, data, layers, key):
    out = outputs(w, data, layers, key)

    def cross_entropy(logits, gold, weight, smooth=0.05):
        n = logits.shape[-1]
        target = jax.nn.one_hot(gold, n) * (1 - smooth) + smooth / n
        each = -(jax.nn.log_softmax(logits) * target).sum(-1)
        return (each * weight).sum() / jnp.maximum(weight.sum(), 1)

    def binary(logits, gold, weight, columns=1.0):
        each = (jnp.logaddexp(0, logits) - logits * gold) * columns
        return (each * weight[..., None]).sum() / jnp.maximum(weight.sum(), 1)

    tokens = data["mask"] * data["tagged"][:, None]
    # Most pieces carry no tag: those that do weigh more.
    marked = lambda tags: tokens * (1 + 3 * (tags > 0))
    claims_something = (data["has_claim"].sum(1) > 0).astype(jnp.float32)
    gate = jnp.logaddexp(0, out["gate"]) - out["gate"] * claims_something
    claims = data["has_claim"]
    status = claims * data["known"][:, None]
    # Where times and places are not annotated, an unmarked piece teaches nothing.
    mentioned = marked(data["mention_tags"]) * jnp.maximum(data["known"][:, None], data["mention_tags"] > 0)
    parties = np.array([r in ("actor", "recipient") for r in ROLES], np.float32)
    columns = jnp.maximum(parties, data["known"][:, None, None, None])
    arcs = claims[:, :, None] * data["has_mention"][:, None]
    return (
        4 * cross_entropy(out["trigger"], data["trigger_tags"], marked(data["trigger_tags"]), 0.01)
        + 4 * cross_entropy(out["mention"], data["mention_tags"], mentioned, 0.01)
        + (gate * data["tagged"]).sum() / jnp.maximum(data["tagged"].sum(), 1)
        + cross_entropy(out["category"], data["category"], claims)
        + 0.5 * cross_entropy(out["polarity"], data["polarity"], status)
        + 0.5 * cross_entropy(out["tense"], data["tense"], status)
        + 0.5 * cross_entropy(out["certainty"], data["certainty"], status)
        + 0.2 * binary(out["modes"], data["modes"], claims)
        + 0.2 * binary(out["contexts"], data["contexts"], claims * data["in_context"][:, None])
        + sum(0.3 * cross_entropy(out[side], data[side], claims * (data[side] != UNKNOWN)) for side in ("actors", "recipients"))
        + binary(out["role"], data["roles"], arcs, columns)
        + cross_entropy(out["pair"], data["pair"], data["has_pair"])
    )
