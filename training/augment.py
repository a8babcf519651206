"""Sentences made of the corpus's own while training: two joined to a long one, and names put in each other's place.

Both keep every annotation. They never touch what is held out.
"""
from __future__ import annotations

import collections
import copy
import re

import numpy as np

from corpus import Claim, Sentence, Value

# What may stand between two clauses that have nothing to do with each other.
LINKS = {
    "en": [", while ", "; ", ", and ", ", as "], "fr": [", tandis que ", " ; ", " et ", ", alors que "],
    "es": [", mientras ", "; ", " y ", ", en tanto que "], "de": ["; ", " - ", ": ", ", und "],
    "it": [", mentre ", "; ", " e ", ", intanto "], "pt": [", enquanto ", "; ", " e ", ", ao passo que "],
    "ru": [", а ", "; ", ", тогда как ", ", и "], "uk": [", а ", "; ", ", тоді як ", ", і "],
    "ar": ["، بينما ", "؛ ", "، و", "، فيما "], "tr": ["; ", ", ", " - ", ", bu arada "],
}  # fmt: skip
JOINED = 30  # words that a joined sentence's longer half may have


def moved(value: Value, by: int) -> Value:
    shift = lambda at: None if at is None else at + by
    return Value(shift(value.start), shift(value.end), value.stands_for, value.role)


def lowered(text: str, small: set[str]) -> str:
    """The sentence as a clause: its first word small where the corpus writes it so."""
    first = re.match(r"\w+", text)
    return text[0].lower() + text[1:] if first and first[0].lower() in small and not first[0].isupper() else text


def join(a: Sentence, b: Sentence, link: str, small: set[str]) -> Sentence:
    """`a` and `b` as one sentence, in which neither has a part in the other's acts."""
    head = re.sub(r"[.…]$", "", a.text)
    end = len(head)
    text = head + link + lowered(b.text, small)
    cut = lambda v: v.end is None or v.end <= end
    claims = [Claim(c.category, c.modes, {f: [v for v in values if cut(v)] for f, values in c.fields.items()}, c.status, c.contexts) for c in a.claims]
    claims = [c for c in claims if c.fields.get("t")]
    by = end + len(link)
    claims += [
        Claim(c.category, c.modes, {f: [moved(v, by) for v in values] for f, values in c.fields.items()}, c.status, c.contexts) for c in b.claims
    ]
    return Sentence(a.item, a.language, text, claims, a.place, known=a.known and b.known, bank=a.bank or b.bank)


def small_words(sentences: list[Sentence]) -> dict[str, set[str]]:
    """By language, the words that stand small in at least five sentences, and more often than not."""
    counts: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
    for s in sentences:
        counts[s.language].update(re.findall(r"\w+", s.text)[1:])
    return {l: {w for w, n in c.items() if w.islower() and n >= 5 and n > c[w.capitalize()]} for l, c in counts.items()}


def joined(sentences: list[Sentence], share: float, rng: np.random.Generator) -> list[Sentence]:
    """The same sentences, a `share` of them joined in pairs of one language."""
    small = small_words(sentences)
    out, waiting = [], {}
    for i in rng.permutation(len(sentences)):
        s = sentences[i]
        if rng.random() > share or len(s.text.split()) > JOINED or s.text[-1] not in ".":
            out.append(s)
        elif (key := (s.language, s.known)) in waiting:
            a = waiting.pop(key)
            out.append(join(a, s, LINKS[s.language][rng.integers(len(LINKS[s.language]))], small[s.language]))
        else:
            waiting[key] = s
    return out + list(waiting.values())


def shape(name: str, language: str) -> tuple:
    """Names of one shape can stand for each other: as many words, small ones the same, endings alike; in Arabic the same particle and article."""
    if language == "ar":
        rest = name[1:] if name[0] in "وفبلك" and len(name) > 4 else name
        return name[: len(name) - len(rest)], rest.startswith("ال"), name[-1]
    return tuple(w if w.islower() else w[-2:] for w in name.split())


def is_name(words: str, language: str) -> bool:
    parts = words.split()
    if language == "ar":
        return len(parts) == 1 and len(words) > 3
    return len(parts) <= 2 and parts[-1][0].isupper() and len(parts[-1]) > 3 and not parts[-1].isupper()


def swapped(sentences: list[Sentence], share: float, rng: np.random.Generator) -> list[Sentence]:
    """The same sentences; in a `share` of them the names of parties are others of the same shape, the same name by the same other."""
    pool: dict[tuple, list[str]] = collections.defaultdict(list)
    party = lambda s: [v for c in s.claims for f in "ark" for v in c.fields.get(f, []) if v.start is not None]
    for s in sentences:
        for v in party(s):
            name = s.text[v.start : v.end]
            if (v.start > 0 or s.language == "ar") and is_name(name, s.language):
                pool[s.language, shape(name, s.language)].append(name)
    known = {(language, name) for (language, _shape), names in pool.items() for name in names}
    out = []
    for s in sentences:
        if rng.random() > share:
            out.append(s)
            continue
        names = {}
        for v in party(s):
            name = s.text[v.start : v.end]
            choice = pool.get((s.language, shape(name, s.language)), [])
            # What opens a sentence has a capital anyway.
            if (s.language, name) in known and len(choice) > 3 and (v.start > 0 or not name[0].islower()):
                names[name] = choice[rng.integers(len(choice))]
        out.append(replaced(s, names) if names and len(set(names.values())) == len(names) else s)
    return out


def replaced(s: Sentence, names: dict[str, str]) -> Sentence:
    pattern = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?!\w)")
    edits = [(m.start(), m.end(), names[m[0]]) for m in pattern.finditer(s.text)]
    at = lambda position, end: position + sum(len(n) - (b - a) for a, b, n in edits if (b <= position))
    inside = lambda position: any(a < position < b for a, b, _n in edits)
    text, last = "", 0
    for a, b, n in edits:
        text += s.text[last:a] + n
        last = b
    text += s.text[last:]
    claims = copy.deepcopy(s.claims)
    for c in claims:
        for values in c.fields.values():
            for v in values:
                if v.start is not None:
                    if inside(v.start) or inside(v.end):
                        return s
                    v.start, v.end = at(v.start, False), at(v.end, True)
    return Sentence(s.item, s.language, text, claims, s.place, s.date, s.known, s.bank)
