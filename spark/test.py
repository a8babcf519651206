"""Tests and times the jobs as `test.sh` sets them up: each by `spark-submit`, on executors that are processes of their own."""

import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import threading
import time

import chancery
import pyarrow
import pyarrow.compute
import pyarrow.dataset
import pyarrow.parquet

import reports as making

HERE = pathlib.Path(__file__).parent
# Two executors of a core and 2 GB each.
MASTER = "local-cluster[2,1,2048]"
TICKS = os.sysconf("SC_CLK_TCK")
QUIET = "In the valley the orchards blossomed early this year, and beekeepers hope for a good summer of lime and clover honey."
BAD = [
    {"id": "bad-empty", "published": "2026-01-20", "text": ""},
    {"id": "bad-date", "published": "soon", "text": QUIET},
    {"id": "bad-language", "published": "2026-01-21", "text": "今日はとても良い天気なので、私たちはみんなで森へ散歩に行きます。"},
    {"id": "quiet", "published": "2026-01-22", "text": QUIET},
]


class Job:
    """A job of Spark, with its summary, its log and its seconds."""

    def __init__(self, script, *arguments, while_it_runs=lambda job: None):
        options = ["--master", MASTER, "--driver-memory", "1g", "--conf", "spark.ui.enabled=false", "--conf", "spark.executor.memory=1g"]
        words = ["spark-submit", *options, HERE / script, *arguments]
        started = time.monotonic()
        self.process = subprocess.Popen([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        threading.Thread(target=while_it_runs, args=[self], daemon=True).start()
        out, self.log = self.process.communicate()
        self.seconds = time.monotonic() - started
        if self.process.returncode != 0:
            raise SystemExit(f"{script} ended with {self.process.returncode}:\n{self.log[-6000:]}")
        self.summary = json.loads(out.splitlines()[-1])
        print(f"{script} {' '.join(str(word) for word in arguments[2:])}: {self.seconds:.0f} s {json.dumps(self.summary)}", flush=True)

    def descendants(self):
        """The processes that this job started, with their command lines."""
        parents, found = {}, {self.process.pid}
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
            except OSError:
                pass
        for _ in parents:
            more = {child for child, parent in parents.items() if parent in found} - found
            if not more:
                break
            found |= more
        for process in found - {self.process.pid}:
            try:
                yield process, parents[process], pathlib.Path(f"/proc/{process}/cmdline").read_bytes().decode(errors="replace")
            except OSError:
                pass

    def coding(self):
        """A worker of Python that has worked for two seconds, and the executor that it works for; `None` where there is none yet."""
        processes = {process: (parent, command) for process, parent, command in self.descendants()}
        for process, (parent, command) in processes.items():
            if "pyspark.daemon" in command and "pyspark.daemon" in processes.get(parent, (0, ""))[1] and seconds(process) > 2:
                executor = processes[parent][0]
                if "CoarseGrainedExecutorBackend" in processes.get(executor, (0, ""))[1]:
                    return process, executor
        return None


def seconds(process):
    """Of a core that a process has taken."""
    try:
        fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / TICKS


class Killer:
    """Kills an executor while it codes, and then a worker of another."""

    def __init__(self):
        self.killed = []

    def __call__(self, job):
        for which in (1, 0):
            while job.process.poll() is None:
                if found := job.coding():
                    if self.killed and found[1] == self.killed[0]:
                        continue
                    os.kill(found[which], signal.SIGKILL)
                    self.killed.append(found[which])
                    break
                time.sleep(0.2)


def command(*words):
    """What the command `chancery` writes."""
    done = subprocess.run([os.environ["CHANCERY"], *map(str, words)], capture_output=True, text=True)
    # 3: some reports were rejected.
    assert done.returncode in (0, 3), done.stderr
    return done.stdout


def table(folder):
    """A table as Spark wrote it, with its partitions as words."""
    parts = pyarrow.dataset.partitioning(flavor="hive", schema=pyarrow.schema([("month", pyarrow.string())]))
    return pyarrow.dataset.dataset(folder, format="parquet", partitioning=parts).to_table()


def lines_of(claims):
    """The claims of a table as the command writes them, sorted. Claims of a report are numbered by their ids."""
    number = [int(claim.rpartition("-")[2]) for claim in claims.column("id").to_pylist()]
    return sorted(chancery.jsonl(claims.append_column("number", pyarrow.array(number)).sort_by([("report", "ascending"), ("number", "ascending")])))


def lines_of_command(file, *words):
    """The same by the command: its lines without the file, those of reports that make claims, sorted."""
    path = f'"path":{json.dumps(str(file), ensure_ascii=False)},'
    lines = [line.replace(path, "", 1) for line in command("code", file, "--format", "jsonl", *words).splitlines()]
    return sorted(line for line in lines if json.loads(line)["claims"])


def told(record):
    """A record without what is missing, which JSON leaves out and a table has as null."""
    if isinstance(record, dict):
        return {name: told(value) for name, value in record.items() if value is not None and value != []}
    return [told(value) for value in record] if isinstance(record, list) else record


def files(folder):
    """The files of a table, with when they were written."""
    return {str(file.relative_to(folder)): file.stat().st_mtime_ns for file in folder.rglob("*.parquet")}


def same(got, wanted, what):
    """Fails with the first difference."""
    if got != wanted:
        different = [(one, other) for one, other in zip(got, wanted) if one != other] if isinstance(got, list) else [(got, wanted)]
        raise SystemExit(f"{what}: {len(got)} and {len(wanted)} differ, first {str(different[:1])[:3000]}")
    print(f"the same: {what}", flush=True)


def test_coding(work, given):
    """Claims are the command's though an executor and a worker are killed; bad rows are told; a partition coded again takes its own place only."""
    made = list(making.repeated(given.reports, 28)) + BAD
    making.write(made, work)
    killer = Killer()
    job = Job("code.py", work / "reports", work / "coded", "--reports-per-task", max(20, given.reports // 8), while_it_runs=killer)
    assert len(killer.killed) == 2, f"killed {killer.killed}: the job ended before"
    assert re.search("Lost executor", job.log) and re.search("Lost task", job.log), "Spark did not notice"
    claims = table(work / "coded/claims")
    same(lines_of(claims), lines_of_command(work / "reports.jsonl"), f"{claims.num_rows} claims, two processes killed")
    for report, month in zip(claims.column("report").to_pylist(), claims.column("month").to_pylist()):
        assert report != "quiet" and re.fullmatch(r"\d{4}(-\d\d)?|undated", month), (report, month)

    rejects = table(work / "coded/rejects").to_pylist()
    same(sorted(reject["id"] for reject in rejects), ["bad-date", "bad-empty", "bad-language"], "rejects")
    for reject in rejects:
        assert reject["cause"] and reject["remedy"] and reject["file"].endswith(".parquet"), reject
        file = pyarrow.parquet.read_table(reject["file"].removeprefix("file://"))
        assert file.column("id")[reject["row"]].as_py() == reject["id"], reject
    counts = table(work / "coded/counts").to_pylist()
    sums = {name: sum(count[name] for count in counts) for name in ("reports", "claims", "silent", "rejects")}
    with_claims = len(set(claims.column("report").to_pylist()))
    wanted = {"reports": len(made), "claims": claims.num_rows, "silent": len(made) - 3 - with_claims, "rejects": 3}
    same(sums, wanted, "counts")
    same({name: job.summary[name] for name in wanted}, wanted, "summary")

    # January again with nothing in it, February as it was: January goes, February is the same, the others are not touched.
    before = files(work / "coded/claims")
    again = [{"id": "orchard", "published": "2026-01-05", "text": QUIET}]
    making.write(again + [report for report in made if (report["published"] or "").startswith("2026-02")], work / "again")
    Job("code.py", work / "again/reports", work / "coded")
    after = files(work / "coded/claims")
    months = {name: {file.split("/")[0] for file in of} for name, of in (("before", before), ("after", after))}
    same(months["before"] - months["after"], {"month=2026-01"}, "the emptied month")
    untouched = {file: at for file, at in before.items() if not file.startswith(("month=2026-01", "month=2026-02"))}
    same({file: at for file, at in after.items() if not file.startswith("month=2026-02")}, untouched, "months that were not coded again")
    now = table(work / "coded/claims")
    rest = claims.filter(pyarrow.compute.not_equal(claims.column("month"), "2026-01"))
    same(lines_of(now), lines_of(rest), f"{now.num_rows} claims after a rerun")
    assert "bad-empty" not in table(work / "coded/rejects").column("id").to_pylist()
    return now


def test_linking(work, claims, given):
    """Events are those of a store of the same reports, in several rounds; where blocks are cut, every claim is still in one event."""
    made = {report["id"]: report for report in making.repeated(given.reports, 28)}
    known = [made[report] for report in sorted(set(claims.column("report").to_pylist()))]
    making.write(known, work / "linked")
    command("ingest", work / "linked/reports.jsonl", "--store", work / "linked/store.db")
    stored = [json.loads(line) for line in command("events", "--store", work / "linked/store.db", "--format", "jsonl").splitlines()]
    for event in stored:
        event.pop("stale", None)
    wanted = {event["id"]: told(event) for event in stored}
    assert any(len(event["claims"]) > 3 for event in stored)

    job = Job("link.py", work / "coded/claims", work / "events", "--most-ties", 40)
    assert job.summary["rounds"] > 0 and job.summary["blocks_cut"] == 0, job.summary
    events = table(work / "events").drop_columns(["month"]).to_pylist()
    got = {event["id"]: told(event) for event in events}
    same(sorted(got), sorted(wanted), f"{len(got)} events")
    same([got[event] for event in sorted(got)], [wanted[event] for event in sorted(wanted)], "all that they tell")

    job = Job("link.py", work / "coded/claims", work / "skewed", "--most-reports", 20, "--most-claims", 10)
    assert job.summary["blocks_cut"] > 0, job.summary
    placed = [claim for event in table(work / "skewed").to_pylist() for claim in event["claims"]]
    same(sorted(placed), sorted(claims.column("id").to_pylist()), "every claim in one event, with blocks cut")


def test_relations(work):
    """Relations are the command's."""
    Job("relations.py", work / "events", work / "relations", "--step", "week", "--until", "2026-09-30")
    relations = {(row["a"], row["b"]): row for row in pyarrow.parquet.read_table(work / "relations/relations").to_pylist()}
    for a, b in [("KGZ", "TJK"), ("RUS", "TJK")]:
        dyad = ["dyad", a, b, "--store", work / "linked/store.db", "--step", "week", "--to", "2026-09-30", "--json"]
        wanted, got = json.loads(command(*dyad)), relations[a, b]
        for name, value in (("since", wanted["from"]), ("until", wanted["to"]), ("course", wanted["answer"]["course"])):
            same(got[name], value, f"{a} {b} {name}")
        same(told(got["shifts"]), told(wanted["shifts"]), f"{a} {b} shifts")
        same(told(got["difference"]), told(wanted["answer"]["difference"]), f"{a} {b} difference")
        levels = [[period["level"], period["quads"]] for period in wanted["periods"]]
        same([[period["level"], period["quads"]] for period in got["periods"]], levels, f"{a} {b} {len(levels)} periods")


def size(folder):
    return sum(file.stat().st_size for file in folder.rglob("*.parquet"))


def measure(work, given):
    """Times the jobs beside the command's two threads, and tells what their tables take; claims are the command's, also where processes are killed."""
    making.write(list(making.repeated(given.reports, 28)), work)
    started = time.monotonic()
    wanted = lines_of_command(work / "reports.jsonl", "--threads", 2)
    by_command = time.monotonic() - started
    coded = Job("code.py", work / "reports", work / "coded")
    claims = table(work / "coded/claims")
    same(lines_of(claims), wanted, f"{claims.num_rows} claims")
    killer = Killer()
    killed = Job("code.py", work / "reports", work / "killed", while_it_runs=killer)
    assert len(killer.killed) == 2, f"killed {killer.killed}: the job ended before"
    same(lines_of(table(work / "killed/claims")), wanted, "claims, an executor and a worker of Python killed")
    linked = Job("link.py", work / "coded/claims", work / "events", "--keep-work")
    related = Job("relations.py", work / "events", work / "relations")
    tables = ["reports", "coded/claims", "events", "events.work/readings", "events.work/pairs", "events.work/members", "relations"]
    rates = {
        "reports": given.reports,
        "seconds": {"command": round(by_command), "code": round(coded.seconds), "code, killed": round(killed.seconds), "link": round(linked.seconds), "relations": round(related.seconds)},
        "rate by the command's": round(by_command / coded.seconds, 2),
        "reports a second of a core, coding": round(given.reports / coded.summary["seconds"], 2),
        "bytes": {name: size(work / name) for name in tables},
    }
    print(json.dumps(rates))


def main():
    parser = argparse.ArgumentParser(prog="test.py")
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--measure", action="store_true")
    given = parser.parse_args()
    shutil.rmtree(given.work, ignore_errors=True)
    given.work.mkdir(parents=True)
    if given.measure:
        measure(given.work, given)
        return
    started = time.monotonic()
    claims = test_coding(given.work, given)
    test_linking(given.work, claims, given)
    test_relations(given.work)
    print(f"all well, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
