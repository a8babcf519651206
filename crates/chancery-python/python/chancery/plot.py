"""Pictures of relations and events, with matplotlib (`pip install chancery-events[plot]`).

Each function draws into the axes that it is given, or into new ones, and gives them back.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ._native import Batches, Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .relation import Relation
    from .types import Tables

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
"""PLOVER's quad classes, 1 to 4."""
COLOURS = ("#7fb3d5", "#1f618d", "#f0b27a", "#a93226")
"""Of the quad classes: blues and reds of two strengths, which people who see few colours tell apart too."""
COUNTRY_PRECISION = 6
"""UCDP's precision of a whole country: what is only known so has no point on a map."""


def _axes(ax: Axes | None, **figure: Any) -> Axes:
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise ImportError("plots need matplotlib: pip install chancery-events[plot]") from error
    axes: Axes = pyplot.subplots(**figure)[1]
    return axes


def dyad(relation: Relation, ax: Axes | None = None) -> Axes:
    """Draws how the relation of two moves: events of each period by quad class, the level with its interval, shifts and silences."""
    ax = _axes(ax, figsize=(10, 4), layout="constrained")
    periods = relation.periods.to_pylist()
    starts = [period["start"] for period in periods]
    level = [period["level"] for period in periods]

    counts = ax.twinx()
    counts.set_zorder(0)
    ax.set_zorder(1)
    ax.patch.set_visible(False)
    below = [0] * len(periods)
    for quad, (name, colour) in enumerate(zip(QUADS, COLOURS, strict=True)):
        heights = [period["quads"][quad] for period in periods]
        widths = [0.8 * (period["end"] - period["start"]).days + 0.8 for period in periods]
        counts.bar(starts, heights, widths, bottom=below, align="edge", color=colour, alpha=0.6, label=name)
        below = [low + height for low, height in zip(below, heights, strict=True)]
    counts.set_ylabel("events")
    counts.set_ylim(0, 2 * max(below, default=1) + 1)

    middles = [period["start"] + (period["end"] - period["start"]) / 2 for period in periods]
    ax.plot(middles, [of["value"] for of in level], color="black", linewidth=1.5, label="level")
    ax.fill_between(middles, [of["low"] for of in level], [of["high"] for of in level], color="black", alpha=0.12)
    ax.axhline(0, color="grey", linewidth=0.5)
    ax.set_ylim(-10, 10)
    ax.set_ylabel("conflict – level – cooperation")
    for shift in relation.shifts:
        ax.axvline(_date(shift["at"]), color="black", linestyle="--", linewidth=1)
        ax.annotate(f"{shift['size']['value']:+.1f}", (_date(shift["at"]), 9), fontsize=8)
    for silence in relation.silences:
        ax.axvspan(_date(silence["from"]), _date(silence["to"]), color="grey", alpha=0.15)
    ax.set_title(f"{' – '.join(side['name'] for side in relation.dyad)}: {relation.course}")
    counts.legend(loc="lower left", fontsize=8, ncols=2)
    return ax


def map(events: Tables, ax: Axes | None = None) -> Axes:  # noqa: A001
    """Draws where events took place, by degrees, coloured by quad class, larger for more sources.

    Events whose place is only known to lie in a country have no point and are counted in the title.
    """
    ax = _axes(ax, figsize=(9, 5), layout="constrained")
    rows = _rows(events)
    points = [row for row in rows if _is_point(row["where"])]
    for quad, (name, colour) in enumerate(zip(QUADS, COLOURS, strict=True), start=1):
        of = [row for row in points if row["quad"] == quad]
        ax.scatter(
            [row["where"]["lon"] for row in of],
            [row["where"]["lat"] for row in of],
            s=[20 + 15 * row["sources"] for row in of],
            c=colour,
            alpha=0.7,
            edgecolors="black",
            linewidths=0.3,
            label=name,
        )
    ax.set_xlabel("degrees east")
    ax.set_ylabel("degrees north")
    ax.set_aspect("equal", adjustable="datalim")
    ax.set_title(f"{len(points)} events; {len(rows) - len(points)} without a point")
    ax.legend(fontsize=8)
    return ax


def _rows(events: Tables) -> list[dict[str, Any]]:
    if isinstance(events, Table | Batches):
        return events.to_pylist()
    import pyarrow

    rows: list[dict[str, Any]] = pyarrow.table(events).to_pylist()
    return rows


def _is_point(place: dict[str, Any] | None) -> bool:
    return place is not None and place["lat"] is not None and place["precision"] < COUNTRY_PRECISION


def _date(day: str) -> float:
    """A day as matplotlib counts them."""
    from matplotlib.dates import date2num

    return float(date2num(date.fromisoformat(day)))  # type: ignore[no-untyped-call]
