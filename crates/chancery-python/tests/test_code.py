"""Coding gives what the command gives, from and to every table."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import chancery
import duckdb
import pandas
import polars
import pyarrow
import pytest

from conftest import ROOT, command, table, write_jsonl


@pytest.fixture(scope="module")
def claims(reports: pyarrow.Table) -> pyarrow.Table:
    return chancery.code(reports, threads=2).read_all()


def test_claims_are_those_of_the_command_byte_for_byte(
    reports: pyarrow.Table, claims: pyarrow.Table, tmp_path: Path
) -> None:
    file = write_jsonl(reports.to_pylist(), tmp_path / "reports.jsonl")
    lines = command("code", file, "--format", "jsonl").splitlines()
    wanted = [line.replace(f'"path":{json.dumps(str(file))},', "", 1) for line in lines]
    wanted = [line for line in wanted if json.loads(line)["claims"]]
    assert len(wanted) >= 10
    assert chancery.jsonl(claims) == wanted


def test_claims_of_other_formats_are_those_of_the_command() -> None:
    examples = ROOT / "examples"
    files = [*examples.glob("*.txt"), *examples.glob("*.html"), *examples.glob("*.jsonl")]
    coded = [json.loads(line) for line in command("code", *sorted(files), "--format", "jsonl").splitlines()]
    # The texts as they were read, so that every format that the command reads is there.
    again = chancery.jsonl(chancery.code(table([one["report"] for one in coded])))
    by_id = {one["report"]["id"]: one["claims"] for one in coded if one["claims"]}
    assert len(by_id) > 10
    assert {json.loads(line)["report"]["id"]: json.loads(line)["claims"] for line in again} == by_id


def test_threads_and_batches_change_nothing(reports: pyarrow.Table, claims: pyarrow.Table) -> None:
    assert chancery.code(reports, threads=1).read_all().equals(claims)
    batches = reports.to_batches(max_chunksize=3)
    assert pyarrow.Table.from_batches(chancery.code(iter(batches), threads=2)).equals(claims)


def test_every_kind_of_table_goes_in(reports: pyarrow.Table, claims: pyarrow.Table) -> None:
    wanted = claims.column("id").to_pylist()
    relation = duckdb.from_arrow(reports)
    given = [
        reports.to_reader(),
        reports.combine_chunks().to_batches()[0],
        polars.DataFrame(reports),
        reports.to_pandas(),
        relation,
        [reports.slice(0, 5), polars.DataFrame(reports.slice(5))],
    ]
    for data in given:
        assert chancery.code(data).read_all().column("id").to_pylist() == wanted, type(data)


def test_claims_go_to_every_kind_of_table(reports: pyarrow.Table, claims: pyarrow.Table) -> None:
    wanted = claims.column("id").to_pylist()
    stream = chancery.code(reports)
    assert polars.DataFrame(stream)["id"].to_list() == wanted
    assert chancery.code(reports).to_polars()["id"].to_list() == wanted
    assert list(chancery.code(reports).to_pandas()["id"]) == wanted
    arrow = pyarrow.RecordBatchReader.from_stream(chancery.code(reports))
    assert duckdb.from_arrow(arrow).project("id").fetchall() == [(claim,) for claim in wanted]
    assert pyarrow.table(chancery.code(reports)).equals(claims)
    # And come back as they were.
    for again in [polars.DataFrame(claims), claims.to_pandas(), duckdb.from_arrow(claims)]:
        assert chancery.jsonl(again) == chancery.jsonl(claims), type(again)


def test_the_schema_is_there_before_anything_is_coded() -> None:
    def never() -> Iterator[pyarrow.RecordBatch]:
        raise AssertionError("nobody asked")
        yield

    batches = chancery.code(never())
    assert batches.schema.names[:3] == ["id", "report", "event"]
    assert str(batches.schema.field("actors").type).startswith("list<item: struct<text: string not null")


def test_batches_are_taken_when_they_are_asked_for(reports: pyarrow.Table) -> None:
    taken: list[int] = []

    def batches() -> Iterator[pyarrow.RecordBatch]:
        for number, batch in enumerate(reports.to_batches(max_chunksize=2)):
            taken.append(number)
            yield batch

    coded = chancery.code(batches(), threads=2)
    assert taken == []
    first = next(coded)
    assert taken == [0] and first.num_rows > 0
    sum(batch.num_rows for batch in coded)
    assert taken == list(range(6))


def test_the_text_is_with_the_first_claim_of_a_report(claims: pyarrow.Table) -> None:
    seen: set[str] = set()
    for claim in claims.to_pylist():
        assert (claim["text"] is None) == (claim["report"] in seen)
        seen.add(claim["report"])
        for evidence in claim["evidence"]:
            assert evidence["text"]


def test_columns_can_be_named(reports: pyarrow.Table, claims: pyarrow.Table) -> None:
    named = reports.rename_columns(["id", "headline", "day", "source", "article"])
    columns: dict[Any, str] = {"text": "article", "title": "headline", "published": "day"}
    assert chancery.code(named, columns=columns).read_all().equals(claims)
    with pytest.raises(chancery.TableError, match='no column "text" or "body"; it has "id", "headline"'):
        chancery.code(named).read_all()
    with pytest.raises(chancery.ChanceryError, match="there is no field"):
        chancery.code(named, columns={"txt": "article"})  # type: ignore[dict-item]


def test_a_bad_row_raises_and_names_its_report() -> None:
    rows = table(
        [
            {"id": "a", "text": "Armenian forces shelled a village near Goris."},
            {"id": "b", "text": "Talks failed.", "published": "soon"},
            {"id": "c", "text": "Azerbaijan accused Armenia of an attack."},
            {"id": "d", "text": None},
        ]
    )
    coded = chancery.code(rows)
    assert next(coded).column("report").to_pylist() == ["a"]
    with pytest.raises(chancery.ReportError) as raised:
        next(coded)
    error = raised.value
    assert (error.row, error.id) == (2, "b")
    assert error.cause == 'cannot read the date "soon"'
    assert str(error).startswith('row 2, report "b": cannot read the date')
    assert list(coded) == []

    coded = chancery.code(rows, on_error="skip")
    assert set(coded.read_all().column("report").to_pylist()) == {"a", "c"}
    assert [(reject["row"], reject["id"]) for reject in coded.rejects] == [(2, "b"), (4, "d")]
    with pytest.raises(ValueError, match="on_error"):
        chancery.code(rows, on_error="ignore")  # type: ignore[arg-type]


def test_an_error_reaches_other_readers_too() -> None:
    rows = table([{"id": "a", "text": "Talks failed.", "published": "soon"}])
    with pytest.raises(Exception, match='report "a": cannot read the date'):
        pyarrow.table(chancery.code(rows))


def test_what_is_no_table_is_refused() -> None:
    for wrong in ["Moscow offered Baku to mediate.", 7, {"text": "a"}]:
        with pytest.raises(TypeError, match="is no table"):
            chancery.code(wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="language='xx'|language=\"xx\""):
        chancery.code([], language="xx")
    with pytest.raises(ZeroDivisionError):
        list(chancery.code(1 // 0 for _ in range(3)))  # type: ignore[misc]
    coded = chancery.code(pandas.DataFrame({"text": ["Talks failed."]}))
    coded.read_all()
    with pytest.raises(chancery.ChanceryError, match="taken before"):
        coded.read_all()


def test_one_text() -> None:
    coded = chancery.code_text("Moscow offered Baku to mediate on Monday.", published="2024-08-19", id="one")
    assert coded["report"]["id"] == "one"
    assert [claim["event"] for claim in coded["claims"]] == ["AGREE"]
    assert coded["claims"][0]["actors"][0]["country"] == "RUS"
    with pytest.raises(chancery.ReportError, match="no text"):
        chancery.code_text("  ", id="x")


def test_other_threads_run_while_one_codes(reports: pyarrow.Table) -> None:
    chancery.code_text("Talks failed.", language="en")  # The model is loaded.
    turns = 0
    done = threading.Event()

    def turn() -> None:
        nonlocal turns
        while not done.wait(0.001):
            turns += 1

    def count(consume: Any) -> int:
        nonlocal turns
        done.clear()
        turns = 0
        thread = threading.Thread(target=turn)
        thread.start()
        consume()
        done.set()
        thread.join()
        return turns

    # Reading by iteration, and by a program that holds Python while it reads.
    assert count(lambda: list(chancery.code(reports, threads=1))) > 20
    assert count(lambda: polars.DataFrame(chancery.code(reports, threads=1))) > 20


def test_two_threads_may_code_at_once(reports: pyarrow.Table, claims: pyarrow.Table) -> None:
    found: list[pyarrow.Table] = []
    threads = [threading.Thread(target=lambda: found.append(chancery.code(reports).read_all())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(one.equals(claims) for one in found) and len(found) == 3


def test_memory_does_not_grow_with_the_batches(story: list[dict[str, Any]]) -> None:
    def resident() -> float:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * 4096 / 2**20

    def batches() -> Iterator[pyarrow.Table]:
        for number in range(50):
            yield table([{**row, "id": f"{number}-{row['id']}"} for row in story[number % 20 :][:4]])

    sizes = []
    for _ in chancery.code(batches(), threads=2):
        sizes.append(resident())
    assert len(sizes) == 50
    assert sizes[-1] - sizes[9] < 16, sizes
