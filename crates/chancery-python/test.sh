#!/usr/bin/env bash
# Tests the Python package: builds it (as `cargo build` does, not optimised for release) into a virtual environment of its own, with pyarrow,
# pandas, Polars, DuckDB and matplotlib, checks its types, and runs pytest and the example. Needs Python 3.10 or later.
# Arguments go to pytest. CHANCERY_VENV names another folder for the environment.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
venv=${CHANCERY_VENV:-$root/target/python}

[ -x "$venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
export PATH="$venv/bin:$PATH" VIRTUAL_ENV="$venv"

(cd "$root" && cargo build --package chancery-cli)
export CHANCERY="$root/target/debug/chancery"
(cd "$here" && maturin develop --quiet)

cd "$here"
mypy --strict --config-file pyproject.toml python tests examples
python -m mypy.stubtest chancery --mypy-config-file pyproject.toml --allowlist tests/stubtest.txt
pytest --quiet "$@"
python examples/relations.py "$(mktemp -d)"
