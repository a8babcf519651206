"""Names put in each other's place while training, so that the coder reads the grammar and not the names. What is held out is never touched."""
from __future__ import annotations

import collections
import csv
import dataclasses
import functools
import pathlib
import re

import numpy as np

from corpus import TOLL, Sentence

PARTIES = "ark"
# Where capitals do not tell names from nouns: only states and their seats, as the knowledge has them.
NO_CAPITALS = ["de", "ar"]
# Fields whose words must stay as they are: another name in them would change what is told.
KEPT = ["t", *TOLL]


@functools.cache
def known_names(language: str) -> frozenset[str]:
    rows = csv.DictReader(pathlib.Path(f"knowledge/{language}/states.tsv").open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)
    return frozenset(name for row in rows for cell in (row["names"], row["seats"]) for name in cell.split("; ") if name)


def shape(name: str, language: str) -> tuple:
    """Names of one shape can stand for each other: as many words, small ones the same, endings and a vowel at the beginning alike; in Arabic
    the same article and last letter."""
    if language == "ar":
        return name.startswith("ال"), name[-1]
    return name[0].lower() in "aeiouhàâéèêëîïôöûüáíóúåäąę", *(w if w.islower() else w[-2:] for w in name.split())


def is_name(words: str, language: str) -> bool:
    if language in NO_CAPITALS:
        return words in known_names(language)
    parts = words.split()
    return len(parts) <= 2 and parts[-1][0].isupper() and len(parts[-1]) > 3 and not parts[-1].isupper()


def party_names(s: Sentence) -> set[str]:
    """The names of its parties. What opens a sentence has a capital anyway, and counts only where capitals say nothing."""
    values = [v for c in s.claims for f in PARTIES for v in c.fields.get(f, []) if v.start is not None]
    said = {s.text[v.start : v.end] for v in values if v.start > 0 or s.language in NO_CAPITALS}
    return {name for name in said if is_name(name, s.language)}


def swapped(sentences: list[Sentence], share: float, rng: np.random.Generator) -> list[Sentence]:
    """The same sentences; in a `share` of them the names of parties are others of the same shape, the same name by the same other."""
    pool: dict[tuple, list[str]] = collections.defaultdict(list)
    for s in sentences:
        for name in sorted(party_names(s)):
            pool[s.language, shape(name, s.language)].append(name)
    out = []
    for s in sentences:
        names = {}
        if rng.random() < share:
            for name in sorted(party_names(s)):
                choice = pool[s.language, shape(name, s.language)]
                other = choice[rng.integers(len(choice))]
                if other not in s.text and other not in names.values():
                    names[name] = other
        out.append(replaced(s, names) if names else s)
    return out


def replaced(s: Sentence, names: dict[str, str]) -> Sentence:
    """`s` with other names; unchanged where one of them is part of a word or of other annotated words, or stands in a trigger or a toll."""
    pattern = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?!\w)")
    edits = [(m.start(), m.end(), names[m[0]]) for m in pattern.finditer(s.text)]
    at = lambda position: position + sum(len(n) - (b - a) for a, b, n in edits if b <= position)
    inside = lambda position: any(a < position < b for a, b, _n in edits)
    for c in s.claims:
        for field, values in c.fields.items():
            for v in values:
                if v.start is not None and (
                    inside(v.start) or inside(v.end) or field in KEPT and any(a < v.end and v.start < b for a, b, _n in edits)
                ):
                    return s
    text, last = "", 0
    for a, b, n in edits:
        text += s.text[last:a] + n
        last = b
    text += s.text[last:]
    # Marks that serve two claims are one value in both: each gets its own, moved once.
    moved = lambda v: v if v.start is None else dataclasses.replace(v, start=at(v.start), end=at(v.end))
    fields = lambda c: {field: [moved(v) for v in values] for field, values in c.fields.items()}
    return dataclasses.replace(s, text=text, claims=[dataclasses.replace(c, fields=fields(c)) for c in s.claims])
