"""From reports to a picture of a relation: the invented story of `examples/story`, in ten languages.

Run it as a script, or cell by cell (`# %%`) in an editor that knows them:

    python examples/relations.py [FOLDER]

It writes a picture and a Parquet file of claims into the folder; the current one without it.
"""

# %% Reports: a table with a text a row, and what is known of it
from __future__ import annotations

import sys
from pathlib import Path

import chancery
import pyarrow
import pyarrow.parquet

STORY = Path(__file__).parents[3] / "examples" / "story"
FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()


def report(path: Path) -> dict[str, str]:
    """A file with `name: value` lines between two rules, and a text."""
    head, _, text = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    return {"id": path.stem, "text": text, **dict(line.split(": ", 1) for line in head.splitlines())}


reports = pyarrow.Table.from_pylist([report(path) for path in sorted(STORY.glob("*.txt"))])
print(f"{reports.num_rows} reports")

# %% Claims: who did what to whom, by each report
coded = chancery.code(reports, on_error="skip")
claims = coded.read_all()
print(f"{claims.num_rows} claims, {len(coded.rejects)} reports refused")
pyarrow.parquet.write_table(claims, FOLDER / "claims.parquet", compression="zstd")

# %% Events: what reports in several languages say happened once
events = chancery.link(claims)
print(f"{len(events)} events")
most = max(events.to_pylist(), key=lambda event: event["sources"])
print(f"told by most: {most['event']} on {most['first']}, {most['sources']} sources, in {', '.join(most['languages'])}")

# %% The relation of two, and who stood between
relation = chancery.relate(events, "Kyrgyzstan", "Tajikistan", step="month")
print(relation)
print(relation.answer["because"])
for shift in relation.shifts:
    print(f"shift about {shift['at']}: {shift['before']:+.1f} to {shift['after']:+.1f}, p {shift['p']:.3f}")
for third in relation.third_parties:
    print(f"{third['role']}: {third['who']['name']}, {len(third['events'])} events")

# %% A picture
try:
    from matplotlib.figure import Figure

    from chancery import plot
except ImportError:
    print("no picture: pip install chancery-events[plot]")
else:
    figure = Figure(figsize=(10, 9), layout="constrained")
    above, below = figure.subplots(2)
    plot.dyad(relation, above)
    plot.map(events, below)
    figure.savefig(FOLDER / "relation.png", dpi=150)
    print("relation.png")
