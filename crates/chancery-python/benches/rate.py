"""Times `chancery.code` beside the command on the same reports, and looks at memory over repeated batches.

    python3 spark/reports.py FOLDER 5000
    python3 crates/chancery-python/benches/rate.py FOLDER [--threads 2] [--chancery target/release/chancery]

The package that is installed and the command should be release builds of one state of the code.
"""

import argparse
import ctypes
import pathlib
import subprocess
import time

import chancery
import pyarrow
import pyarrow.parquet

BATCH = 100
REPEATED = 50


def resident():
    """MB of memory, without what the allocator keeps for later."""
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    return int(pathlib.Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--chancery", default="target/release/chancery")
    given = parser.parse_args()
    reports = pyarrow.parquet.read_table(given.folder / "reports")

    started = time.perf_counter()
    command = [given.chancery, "code", given.folder / "reports.jsonl", "--format", "jsonl", "--threads", str(given.threads)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    by_command = time.perf_counter() - started

    started = time.perf_counter()
    claims = sum(batch.num_rows for batch in chancery.code(reports.to_batches(BATCH), threads=given.threads))
    by_package = time.perf_counter() - started
    for name, seconds in (("command", by_command), ("package", by_package)):
        print(f"{name}: {reports.num_rows / seconds:.1f} reports/s, {seconds:.1f} s")
    print(f"{claims} claims; the package's rate is {by_command / by_package:.3f} of the command's")

    # The same four batches again and again: what they need of the tables is in memory after the first four.
    four = [reports.slice(n * BATCH, BATCH) for n in range(4)]
    coded = chancery.code((four[n % 4] for n in range(REPEATED)), threads=given.threads)
    sizes = [round(resident()) for n, _ in enumerate(coded) if n % 10 == 0]
    print(f"{REPEATED} batches of {BATCH} reports, MB: {sizes}")


if __name__ == "__main__":
    main()
