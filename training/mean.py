"""The mean of several weights (weight-space ensembles, Wortsman et al. 2022, arXiv:2109.01903), for runs that go on from one another.

    python3 training/mean.py OUT A B ...     each a folder of `train.py` (weights.npz) or of shipped files such as models

A head that only some have is the mean of theirs. dev.json, with the gate's floor, is that of the last.
"""
from __future__ import annotations

import pathlib
import shutil
import sys

import numpy as np

import shipped


def main() -> None:
    out, folders = pathlib.Path(sys.argv[1]), [pathlib.Path(a) for a in sys.argv[2:]]
    if not (folders[-1] / "dev.json").exists():
        raise SystemExit(f"{folders[-1]}: no dev.json; name last a folder of train.py")
    of_run = lambda folder: dict(np.load(folder / "weights.npz"))
    every = [of_run(f) if (f / "weights.npz").exists() else shipped.weights(str(f)) for f in folders]
    names = dict.fromkeys(name for weights in every for name in weights)
    with_it = {name: [weights[name] for weights in every if name in weights] for name in names}
    out.mkdir(parents=True, exist_ok=True)
    np.savez(out / "weights.npz", **{name: sum(all_of) / len(all_of) for name, all_of in with_it.items()})
    shutil.copy(folders[-1] / "dev.json", out / "dev.json")


if __name__ == "__main__":
    main()
