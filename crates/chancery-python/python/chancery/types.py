"""Types of what the functions take and give."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol, TypeAlias, TypedDict


class ArrowStream(Protocol):
    """A table: pyarrow Table and RecordBatchReader, Polars and pandas DataFrame, DuckDB relation, `Batches`, `Table`."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...


class ArrowArray(Protocol):
    """A batch: pyarrow RecordBatch."""

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]: ...


Tables: TypeAlias = ArrowStream | ArrowArray | Iterable[ArrowStream | ArrowArray]
"""What the functions take."""
Step: TypeAlias = Literal["day", "week", "month", "quarter", "year"]
"""Length of a period."""
Column: TypeAlias = Literal["id", "title", "text", "published", "url", "source", "author", "language"]
"""What a column of a report holds."""


class Reject(TypedDict):
    """A row that was refused."""

    row: int
    id: str | None
    cause: str
    remedy: str
