"""The relation of two over time, as `relate` and `Store.dyad` give it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ._native import Table


@dataclass(frozen=True)
class Relation:
    """What passed between two sides, how it moved, and who stood between.

    The fields are those of `chancery dyad --json`; `docs/methods.md` says how each is computed.
    """

    dyad: list[dict[str, str]]
    """The two: `id` and `name`."""
    since: str
    """First day, YYYY-MM-DD."""
    until: str
    """Last day."""
    step: str
    """Length of the periods."""
    answer: dict[str, Any]
    """Whether they drew closer: `course` ("closer", "further apart", "unchanged" or "not enough evidence"), `difference`, `because`."""
    periods: Table
    """A row a period: `start`, `end`, `events`, `mean`, `level` (`value`, `low`, `high`), `categories`, `quads`, `apart`."""
    shifts: list[dict[str, Any]]
    """Where the level changed: `at`, `interval`, `before`, `after`, `size`, `p`, and the `drivers` (ids of events with their share)."""
    silences: list[dict[str, Any]]
    """When nothing passed: `from`, `to`, `p`."""
    third_parties: list[dict[str, Any]]
    """Who acts on the two: `who`, `role`, `toward`, `first`, `last`, `weight`, `events`."""

    @property
    def course(self) -> str:
        """Whether they drew closer, in a word."""
        return str(self.answer["course"])

    @classmethod
    def of(cls, record: dict[str, Any], periods: Table) -> Relation:
        """Puts the record and the table of its periods together."""
        return cls(
            dyad=record["dyad"],
            since=record["from"],
            until=record["to"],
            step=record["step"],
            answer=record["answer"],
            periods=periods,
            shifts=record["shifts"],
            silences=record["silences"],
            third_parties=record["third_parties"],
        )

    def __repr__(self) -> str:
        names = " – ".join(side["name"] for side in self.dyad)
        return f"<chancery.Relation {names}, {self.since} to {self.until}: {self.course}>"
