"""ECB+ (Cybulska and Vossen 2014) as JSON lines for `chancery eval link`, and what clustering by tf-idf reaches on them.

    python3 training/ecbplus.py ecbplus.tar.gz > ecb.jsonl
    chancery eval link ecb.jsonl

A document is a report of the happening that is its sub-topic (`1_1ecb` and `1_1ecbplus` are two happenings), its tokens joined again; ECB+ has no dates and no
titles. On standard error: B3 of hierarchical clustering by the cosine of tf-idf, with the bound that groups the project's own English development reports best
(by pairwise F1 and B3, as `link.py` chooses that of reports without dates), and with the one that is best for ECB+ itself.
"""
from __future__ import annotations

import json
import pathlib
import re
import sys
import tarfile
import xml.etree.ElementTree as ElementTree

import numpy as np
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

import link

BOUNDS = [round(0.02 * i, 2) for i in range(1, 40)]
WORDS = {"all words": {}, "no stop words, logarithms": {"stop_words": "english", "sublinear_tf": True}}


def joined(tokens: list[str]) -> str:
    text = " ".join(tokens)
    for pattern, instead in [(r" ([,.;:!?%)\]])", r"\1"), (r"([(\[$]) ", r"\1"), (r" ('s|n't|'re|'ve|'ll|'d|'m)\b", r"\1"), (r"`` ?| ?''", '"')]:
        text = re.sub(pattern, instead, text)
    return text


def documents(archive: str) -> list[dict]:
    out = []
    with tarfile.open(archive) as files:
        for member in sorted((m for m in files if m.name.endswith(".xml")), key=lambda m: m.name):
            sentences: dict[int, list[str]] = {}
            for token in ElementTree.parse(files.extractfile(member)).getroot().iter("token"):
                sentences.setdefault(int(token.get("sentence")), []).append(token.text or "")
            name = pathlib.Path(member.name).stem
            happening = f"{name.split('_')[0]}-{'ecbplus' if name.endswith('ecbplus') else 'ecb'}"
            text = " ".join(joined(sentences[n]) for n in sorted(sentences))
            out.append({"id": name, "happening": happening, "language": "en", "text": text})
    return out


def clustered(reports: list[dict], linkage: str, words: dict) -> dict[float, tuple[float, float]]:
    """Pairwise F1 and B3 at each bound of the cosine."""
    vectors = TfidfVectorizer(**words).fit_transform([report["text"] for report in reports])
    apart = np.maximum(1 - (vectors @ vectors.T).toarray(), 0)
    gold = {report["id"]: report["happening"] for report in reports}
    out = {}
    for bound in BOUNDS:
        model = AgglomerativeClustering(n_clusters=None, metric="precomputed", linkage=linkage, distance_threshold=1 - bound)
        out[bound] = link.figures(gold, dict(zip(gold, map(int, model.fit_predict(apart)))))
    return out


def main() -> None:
    reports = documents(sys.argv[1])
    for report in reports:
        print(json.dumps(report, ensure_ascii=False))
    own = [report for path in link.LEARNT for report in map(json.loads, path.open(encoding="utf-8"))]
    own = [report for report in own if report["language"] == "en" and "published" not in report]
    for linkage in ("average", "complete"):
        for name, words in WORDS.items():
            there, here = clustered(own, linkage, words), clustered(reports, linkage, words)
            chosen, best = max(BOUNDS, key=lambda b: sum(there[b])), max(BOUNDS, key=lambda b: here[b][1])
            print(f"{linkage} linkage, {name}: B3 {here[chosen][1]:.3f} at {chosen}; at best {here[best][1]:.3f} at {best}", file=sys.stderr)


if __name__ == "__main__":
    main()
