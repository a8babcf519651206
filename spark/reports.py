"""Reports to test and measure with: those of the repository, repeated.

    python3 spark/reports.py OUT N [--apart DAYS]

writes N reports to OUT/reports/*.parquet and the same to OUT/reports.jsonl, for the command. They are the invented story of `examples/story`, then
the short reports of `corpus/development` and `corpus/heldout`, in ten languages; then the same again, each time with new ids and dated DAYS later
(28, so that days of the week stay; 0 makes all repetitions news of one week). So a measurement with more than some 1,800 reports is of texts that
are read several times: their kinds and lengths are those of the repository, not those of anybody's archive.
"""

import argparse
import datetime
import json
import pathlib

import pyarrow
import pyarrow.parquet

ROOT = pathlib.Path(__file__).parents[1]
COLUMNS = ("id", "title", "published", "source", "language", "text")
A_FILE = 5000


def story():
    """The reports of `examples/story`."""
    for path in sorted((ROOT / "examples/story").glob("*.txt")):
        head, _, text = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
        fields = (line.split(": ", 1) for line in head.splitlines())
        yield {"id": path.stem, "text": text.strip()} | {name: value.strip('"') for name, value in fields}


def corpus():
    """The short reports of the corpus that stand as JSON lines."""
    for path in sorted((ROOT / "corpus").glob("*/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            yield record.get("report", record)


def later(published, days):
    """A day some days later; a date that is no day stays as it is."""
    try:
        return str(datetime.date.fromisoformat(published) + datetime.timedelta(days))
    except (TypeError, ValueError):
        return published


def repeated(count, apart):
    """So many reports."""
    base = [*story(), *corpus()]
    for n in range(count):
        again, report = n // len(base), base[n % len(base)]
        fields = {name: report.get(name) for name in COLUMNS}
        if again:
            fields |= {"id": f"again{again}-{report['id']}", "published": later(report.get("published"), again * apart)}
        yield fields


def write(reports, folder):
    """Writes reports as Parquet and as JSON lines."""
    folder = pathlib.Path(folder)
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    schema = pyarrow.schema([(name, pyarrow.string()) for name in COLUMNS])
    for at in range(0, len(reports), A_FILE):
        table = pyarrow.Table.from_pylist(reports[at : at + A_FILE], schema=schema)
        pyarrow.parquet.write_table(table, folder / f"reports/{at // A_FILE:05}.parquet", compression="zstd")
    with (folder / "reports.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(report, ensure_ascii=False) + "\n" for report in reports)


def main():
    parser = argparse.ArgumentParser(prog="reports.py", description="Reports to test and measure with.")
    parser.add_argument("out", help="folder")
    parser.add_argument("count", type=int, help="how many")
    parser.add_argument("--apart", type=int, default=28, metavar="DAYS", help="by which a repetition is later")
    given = parser.parse_args()
    write(list(repeated(given.count, given.apart)), given.out)


if __name__ == "__main__":
    main()
