"""Names put in each other's place while training, so that the coder reads the grammar and not the names. What is held out is never touched."""
from __future__ import annotations

import collections
import copy
import dataclasses
import re

import numpy as np

from corpus import Sentence


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
    at = lambda position: position + sum(len(n) - (b - a) for a, b, n in edits if b <= position)
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
                    v.start, v.end = at(v.start), at(v.end)
    return dataclasses.replace(s, text=text, claims=claims)
