"""A PETRARCH2 validation file (XML) as marked pairs for `chancery eval pairs`.

    python3 training/petrarch_pairs.py spanish_validation.xml > pairs.tsv

An event's source and target are told there by their words, not always by words that stand together: the shortest stretch that holds them
all is marked; a side whose words the sentence has not, or that overlaps the other, stays unmarked. CAMEO codes become PLOVER's roots by
their first two digits, but for the exceptions of the crosswalk.
"""
from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ElementTree

ROOTS = {
    "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "YIELD", "09": "ACCUSE", "10": "REQUEST",
    "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT",
    "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
EXCEPTIONS = {"175": "ASSAULT", "1712": "ASSAULT", "191": "COERCE", "192": "COERCE", "201": "ASSAULT"}


def root(code: str) -> str | None:
    digits = re.match(r"\d*", code)[0]
    exceptions = (named for start, named in EXCEPTIONS.items() if digits.startswith(start))
    return next(exceptions, None) or ROOTS.get(digits[:2])


def stretch(text: str, wanted: str) -> tuple[int, int] | None:
    """The shortest stretch of `text` that holds every word of `wanted`."""
    words = set(re.findall(r"\w+", wanted.lower()))
    found = [(m[0].lower(), m.start(), m.end()) for m in re.finditer(r"\w+", text) if m[0].lower() in words]
    best = None
    for i, (_word, start, _end) in enumerate(found):
        left = set(words)
        for word, _start, end in found[i:]:
            left.discard(word)
            if not left:
                if best is None or end - start < best[1] - best[0]:
                    best = start, end
                break
    return best


def main() -> None:
    print("marked_sentence\tgold_root")
    for sentence in ElementTree.parse(sys.argv[1]).getroot().find("Sentences"):
        text = " ".join((sentence.findtext("Text") or "").split())
        told = {e.get("eid"): e for e in sentence.findall("EventText")}
        for coding in sentence.findall("EventCoding"):
            category, event = root(coding.get("eventcode")), told.get(coding.get("eid"))
            if category is None or event is None:
                continue
            sides = [stretch(text, event.get(side) or "") for side in ("sourcetext", "targettext")]
            if all(sides) and sides[0][0] < sides[1][1] and sides[1][0] < sides[0][1]:
                sides[1] = None
            marked = text
            for mark, span in sorted(((m, s) for m, s in zip("st", sides) if s), key=lambda x: -x[1][0]):
                marked = f"{marked[: span[0]]}<{mark}>{marked[span[0] : span[1]]}</{mark}>{marked[span[1] :]}"
            if any(sides):
                print(f"{marked}\t{category}")


if __name__ == "__main__":
    main()
