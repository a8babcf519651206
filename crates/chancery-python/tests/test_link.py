"""Linking gives the events of a store, whole and in parts; relations and stores are those of the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import chancery
import pyarrow
import pyarrow.compute
import pytest

from conftest import command, table, write_jsonl


@pytest.fixture(scope="module")
def claims(story: list[dict[str, Any]]) -> pyarrow.Table:
    return chancery.code(table(story)).read_all()


@pytest.fixture(scope="module")
def store(story: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    file = write_jsonl(story, folder / "reports.jsonl")
    command("ingest", file, "--store", folder / "store.db")
    return folder / "store.db"


def by_id(events: pyarrow.Table | list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    rows = events if isinstance(events, list) else events.to_pylist()
    return {row["id"]: row for row in rows}


def told(record: Any) -> Any:
    """A record without what is missing, which JSON leaves out and a table has as null."""
    if isinstance(record, dict):
        return {name: told(value) for name, value in record.items() if value is not None and value != []}
    return [told(value) for value in record] if isinstance(record, list) else record


def test_events_are_those_of_a_store(claims: pyarrow.Table, store: Path) -> None:
    events = chancery.link(claims, threads=2)
    lines = command("events", "--store", store, "--format", "jsonl").splitlines()
    stored = [json.loads(line) for line in lines]
    for event in stored:
        event.pop("stale", None)
    assert len(stored) > 60
    assert any(len(event["claims"]) > 3 for event in stored)
    assert told(by_id(events.read_all())) == told(by_id(stored))


def test_the_order_of_claims_does_not_matter(claims: pyarrow.Table) -> None:
    turned = claims.take(list(reversed(range(claims.num_rows))))
    assert chancery.link(turned).read_all().equals(chancery.link(claims).read_all())


def test_parts_put_together_are_the_whole(claims: pyarrow.Table) -> None:
    readings = chancery.readings(claims).read_all()
    assert not {"text", "evidence"} & set(readings.column_names)
    whole = chancery.pairs(readings).to_pylist()
    assert len(whole) > 100
    of_reports = readings.column("blocks").to_pylist()
    parts: list[dict[str, Any]] = []
    for block in sorted({block for blocks in of_reports for block in blocks}):
        of_block = readings.filter(pyarrow.array([block in blocks for blocks in of_reports]))
        parts += chancery.pairs(of_block, block=block).to_pylist()
    key = lambda pair: (pair["a"], pair["b"])  # noqa: E731
    assert sorted(parts, key=key) == sorted(whole, key=key)

    events = by_id(chancery.link(claims).read_all())
    pairs = pyarrow.Table.from_pylist(parts, schema=chancery.pairs(readings).schema)
    assert by_id(chancery.cluster(claims, pairs).read_all()) == events
    component = {row["claim"]: row["component"] for row in chancery.components(pairs).to_pylist()}
    groups: dict[str, list[int]] = {}
    for number, claim in enumerate(claims.column("id").to_pylist()):
        groups.setdefault(component.get(claim, claim), []).append(number)
    assert 20 < len(groups) < len(events) + 1
    texts = {row["report"]: row["text"] for row in claims.to_pylist() if row["text"]}
    filled = claims.set_column(
        claims.schema.get_field_index("text"),
        "text",
        pyarrow.array([texts[report] for report in claims.column("report").to_pylist()], pyarrow.string()),
    )
    apart: dict[str, dict[str, Any]] = {}
    for numbers in groups.values():
        apart |= by_id(chancery.cluster(filled.take(numbers), pairs).read_all())
    assert apart == events


def test_linking_needs_the_texts(claims: pyarrow.Table) -> None:
    with pytest.raises(chancery.TableError, match="no claim of it has its text"):
        chancery.link(claims.drop_columns(["text"]))
    with pytest.raises(chancery.TableError, match='no column "report"; give claims'):
        chancery.link(claims.drop_columns(["report"]))


def test_a_relation_is_that_of_the_command(claims: pyarrow.Table, store: Path) -> None:
    wanted = json.loads(command("dyad", "KGZ", "TJK", "--store", store, "--step", "week", "--json"))
    events = chancery.link(claims)
    for relation in [
        chancery.relate(events, "KGZ", "TJK", step="week"),
        chancery.relate(claims, "Kyrgyzstan", "Tajikistan", step="week"),
        chancery.open_store(store).dyad("KGZ", "TJK", step="week"),
    ]:
        assert (relation.since, relation.until, relation.step) == (wanted["from"], wanted["to"], "week")
        assert relation.dyad == wanted["dyad"]
        assert (relation.answer, relation.shifts) == (wanted["answer"], wanted["shifts"])
        assert (relation.silences, relation.third_parties) == (wanted["silences"], wanted["third_parties"])
        periods = relation.periods.to_pylist()
        assert [str(period["start"]) for period in periods] == [period["start"] for period in wanted["periods"]]
        assert [period["quads"] for period in periods] == [period["quads"] for period in wanted["periods"]]
        counts = [{name: count for name, count in period["categories"].items() if count} for period in periods]
        assert counts == [period["categories"] for period in wanted["periods"]]
    with pytest.raises(ValueError, match="one side"):
        chancery.relate(events, "KGZ", "KGZ")
    with pytest.raises(ValueError, match="since is after until"):
        chancery.relate(events, "KGZ", "TJK", since="2026", until="2025")
    with pytest.raises(ValueError, match="step="):
        chancery.relate(events, "KGZ", "TJK", step="hour")  # type: ignore[arg-type]


def test_a_store_is_read_by_filters(store: Path) -> None:
    opened = chancery.open_store(store)
    claims = opened.claims(dyad=("KGZ", "TJK"), category=["ASSAULT"], oldest=True).read_all()
    assert set(claims.column("event").to_pylist()) == {"ASSAULT"}
    lines = command("claims", "--store", store, "--dyad", "KGZ", "TJK", "--category", "ASSAULT", "--format", "jsonl")
    assert sorted(claims.column("id").to_pylist()) == sorted(json.loads(line)["id"] for line in lines.splitlines())
    assert len(list(opened.claims())) >= 1 and opened.events(limit=3).read_all().num_rows == 3
    assert opened.events(quad=4, since="2026-02").read_all().num_rows > 0
    brief = opened.brief("Kyrgyzstan", "Tajikistan", third="UZB")
    assert brief["sections"] and all(sentence["evidence"] for s in brief["sections"] for sentence in s["sentences"])
    assert opened.brief("KGZ", "TJK", language="fr", format="markdown").startswith("#")
    with pytest.raises(TypeError, match="no filter 'actr'|no filter \"actr\""):
        opened.claims(actr="KGZ")  # type: ignore[call-arg]
    with pytest.raises(chancery.StoreError):
        opened.claims(since="soon")
    with pytest.raises(chancery.StoreError, match="none.db"):
        chancery.open_store(store.with_name("none.db"))


def test_who() -> None:
    assert chancery.who("le président russe", "2024-08")[0]["name"] == "Vladimir Putin"
    assert chancery.who("Кремль", language="ru")[0]["country"] == "RUS"
    assert chancery.who("nobody at all") == []
    wanted = json.loads(command("who", "le président arménien", "--on", "2024-08", "--json"))
    assert chancery.who("le président arménien", on="2024-08") == wanted
    with pytest.raises(ValueError, match="on="):
        chancery.who("Кремль", "soon")


def test_plots_are_drawn(claims: pyarrow.Table) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    from chancery import plot

    events = chancery.link(claims)
    axes = plot.dyad(chancery.relate(events, "KGZ", "TJK", step="week"))
    assert "Kyrgyzstan" in axes.get_title() and axes.lines
    axes = plot.map(events)
    assert "events" in axes.get_title() and axes.collections
