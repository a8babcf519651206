"""What the words of reports mean, whatever their language: the table that linking compares reports with.

    python3 training/meaning.py [--out models/meaning.safetensors]

The vector of a text is the mean of its pieces' word embeddings, rare pieces counting more (smooth inverse frequency: Arora, Liang and Ma 2017, "A simple but
tough-to-beat baseline for sentence embeddings"; the vocabulary's own unigram probabilities are the frequencies). What reports of one language
have in common is taken off, so that languages can be compared, and the rest is brought to the directions in which the project's reports differ most.
"""
from __future__ import annotations

import argparse
import itertools
import pathlib

import numpy as np

import corpus
from pieces import Pieces, save_safetensors

SMOOTHING = 1e-4
DIRECTIONS = 96
LANGUAGES = "en fr es de it pt ru uk ar tr".split()  # as in crates/chancery/src/language.rs


def reports(root: pathlib.Path):
    """Texts of the corpus's reports, each with its language."""
    errors: list[str] = []
    sentences, _ = corpus.read(root)
    for path in sorted((root / "settling").glob("*.txt")):
        sentences += corpus.read_file(path, errors)
    of_reports = (s for s in sentences if s.date is not None)
    for (language, _), of_item in itertools.groupby(of_reports, key=lambda s: (s.language, s.item)):
        yield language, "\n".join(s.text for s in of_item)


def vector(pieces: Pieces, text: str) -> np.ndarray:
    ids = np.array([piece for piece, _, _ in pieces.cut(text)])
    likely = np.exp(np.where(ids < len(pieces.scores), pieces.scores[np.minimum(ids, len(pieces.scores) - 1)], -20.0))
    weights = SMOOTHING / (SMOOTHING + likely)
    return (pieces.embed(ids) * weights[:, None]).sum(0) / weights.sum()


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--corpus", default="corpus", type=pathlib.Path)
    args.add_argument("--out", default="models/meaning.safetensors")
    a = args.parse_args()
    pieces = Pieces()
    told = list(reports(a.corpus))
    languages = np.array([LANGUAGES.index(language) for language, _ in told])
    vectors = np.array([vector(pieces, text) for _, text in told])
    common = np.array([vectors[languages == i].mean(0) for i in range(len(LANGUAGES))])
    own = vectors - common[languages]
    spread, directions = np.linalg.eigh(np.cov(own.T))
    kept = directions[:, ::-1][:, :DIRECTIONS].T
    kept *= np.where(kept[np.arange(DIRECTIONS), np.abs(kept).argmax(1)] < 0, -1, 1)[:, None]
    print(f"{len(told)} reports; {spread[::-1][:DIRECTIONS].sum() / spread.sum():.3f} of what they differ in is kept")
    tensors = {"common": common.astype(np.float32), "directions": np.ascontiguousarray(kept, dtype=np.float32)}
    save_safetensors(a.out, tensors, {"languages": " ".join(LANGUAGES), "smoothing": str(SMOOTHING)})


if __name__ == "__main__":
    main()
