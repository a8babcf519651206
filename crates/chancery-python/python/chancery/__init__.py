"""Chancery reads news reports in ten languages into claims: who did what to whom, when, where, at what cost, and who says so.

>>> import chancery
>>> coded = chancery.code_text("Moscow offered Baku to mediate on Monday.", published="2024-08-19")
>>> [claim["event"] for claim in coded["claims"]]
['AGREE']

Tables come from anything that speaks the Arrow PyCapsule interface (pyarrow, pandas, Polars, DuckDB) and go there:

>>> claims = chancery.code(reports).to_pandas()

`docs/python.md` explains the functions and every column.
"""

from ._native import (
    Batches,
    ChanceryError,
    ReportError,
    Store,
    StoreError,
    Table,
    TableError,
    cluster,
    code,
    code_text,
    components,
    jsonl,
    link,
    open_store,
    pairs,
    readings,
    relate,
    who,
)
from .relation import Relation

__all__ = [
    "Batches",
    "ChanceryError",
    "Relation",
    "ReportError",
    "Store",
    "StoreError",
    "Table",
    "TableError",
    "cluster",
    "code",
    "code_text",
    "components",
    "jsonl",
    "link",
    "open_store",
    "pairs",
    "readings",
    "relate",
    "who",
]
