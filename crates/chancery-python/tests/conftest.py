"""Reports to test with: those of `examples/`, and what the command says of them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pyarrow
import pytest

ROOT = Path(__file__).parents[3]


def command(*arguments: str | Path) -> str:
    """What the command `chancery` writes."""
    program = os.environ.get("CHANCERY", str(ROOT / "target/debug/chancery"))
    done = subprocess.run([program, *map(str, arguments)], check=True, capture_output=True, text=True)
    return done.stdout


def front_matter(path: Path) -> dict[str, Any]:
    """A report of `examples/story`."""
    head, _, text = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    fields = {name: value.strip('"') for name, value in fields.items()}
    return {"id": path.stem, "text": text.strip(), **fields}


@pytest.fixture(scope="session")
def story() -> list[dict[str, Any]]:
    """The reports of the invented story, of January and February."""
    paths = sorted((ROOT / "examples/story").glob("2026-0[12]-*.txt"))
    return [front_matter(path) for path in paths]


@pytest.fixture(scope="session")
def reports(story: list[dict[str, Any]]) -> pyarrow.Table:
    """Twelve of them in as many as ten languages."""
    return table(story[::4][:12])


def table(rows: list[dict[str, Any]]) -> pyarrow.Table:
    """Rows of words as a table."""
    names = ["id", "title", "published", "source", "text"]
    return pyarrow.table({name: pyarrow.array([row.get(name) for row in rows], pyarrow.string()) for name in names})


def write_jsonl(rows: list[dict[str, Any]], path: Path) -> Path:
    """Rows as the command reads them."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
