"""The engine, in Rust. Import from `chancery`."""

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from typing import Any, Literal, final

import pandas
import polars
import pyarrow

from .relation import Relation
from .types import Column, Reject, Step, Tables

class ChanceryError(Exception):
    """What Chancery cannot do, why, and what to do about it."""

class ReportError(ChanceryError):
    """A row is no report, or a report that cannot be coded."""

    row: int
    id: str | None
    cause: str
    remedy: str

class TableError(ChanceryError):
    """A table does not have the columns or values that it should have."""

class StoreError(ChanceryError):
    """A store cannot be opened or read, or was asked for what makes no sense."""

@final
class Batches:
    """Batches of a table, made one after the other when they are asked for, once."""

    @property
    def schema(self) -> pyarrow.Schema: ...
    @property
    def rejects(self) -> list[Reject]: ...
    def __iter__(self) -> Iterator[pyarrow.RecordBatch]: ...
    def __next__(self) -> pyarrow.RecordBatch: ...
    def read_all(self) -> pyarrow.Table: ...
    def to_pandas(self) -> pandas.DataFrame: ...
    def to_polars(self) -> polars.DataFrame: ...
    def to_pylist(self) -> list[dict[str, Any]]: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...

@final
class Table:
    """A table that is there: it can be read as often as one likes."""

    @property
    def schema(self) -> pyarrow.Schema: ...
    def __len__(self) -> int: ...
    def read_all(self) -> pyarrow.Table: ...
    def to_pandas(self) -> pandas.DataFrame: ...
    def to_polars(self) -> polars.DataFrame: ...
    def to_pylist(self) -> list[dict[str, Any]]: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...

@final
class Store:
    """A store that is open to be read: reports, claims, events and what passed between whom."""

    def claims(
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        party: str | None = None,
        dyad: tuple[str, str] | list[str] | None = None,
        category: str | Iterable[str] | None = None,
        quad: int | Iterable[int] | None = None,
        status: str | Iterable[str] | None = None,
        place: str | None = None,
        since: str | None = None,
        until: str | None = None,
        language: str | None = None,
        text: str | None = None,
        report: str | None = None,
        confidence: float | None = None,
        sources: int | None = None,
        oldest: bool = False,
        limit: int | None = None,
    ) -> Batches: ...
    def events(
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        party: str | None = None,
        dyad: tuple[str, str] | list[str] | None = None,
        category: str | Iterable[str] | None = None,
        quad: int | Iterable[int] | None = None,
        status: str | Iterable[str] | None = None,
        place: str | None = None,
        since: str | None = None,
        until: str | None = None,
        language: str | None = None,
        text: str | None = None,
        report: str | None = None,
        confidence: float | None = None,
        sources: int | None = None,
        oldest: bool = False,
        limit: int | None = None,
    ) -> Batches: ...
    def dyad(
        self, a: str, b: str, since: str | None = None, until: str | None = None, step: Step = "month"
    ) -> Relation: ...
    def brief(
        self,
        a: str,
        b: str,
        *,
        third: str | None = None,
        since: str | None = None,
        until: str | None = None,
        language: Literal["en", "fr"] = "en",
        format: Literal["json", "markdown", "html"] = "json",
    ) -> Any: ...

def code(
    batches: Tables,
    *,
    threads: int | None = None,
    on_error: Literal["raise", "skip"] = "raise",
    columns: Mapping[Column, str] | None = None,
    published: str | None = None,
    language: str | None = None,
) -> Batches: ...
def code_text(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    published: str | None = None,
    language: str | None = None,
    source: str | None = None,
    url: str | None = None,
    author: str | None = None,
) -> dict[str, Any]: ...
def jsonl(claims: Tables) -> list[str]: ...
def who(name: str, on: str | None = None, *, language: str | None = None) -> list[dict[str, Any]]: ...
def link(claims: Tables, *, threads: int | None = None) -> Table: ...
def readings(claims: Tables, *, threads: int | None = None) -> Table: ...
def pairs(readings: Tables, *, block: int | None = None, threads: int | None = None) -> Table: ...
def components(pairs: Tables) -> Table: ...
def cluster(claims: Tables, pairs: Tables) -> Table: ...
def relate(
    data: Tables,
    a: str,
    b: str,
    since: str | None = None,
    until: str | None = None,
    step: Step = "month",
    *,
    threads: int | None = None,
) -> Relation: ...
def open_store(path: str | PathLike[str] | None = None) -> Store: ...
