#!/usr/bin/env bash
# Tests the Python package in a virtual environment of its own, with pyarrow, pandas, Polars, DuckDB and matplotlib: checks its types, runs pytest and the
# example. Needs Python 3.10 or later.
#   crates/chancery-python/test.sh [--wheel FILE --chancery COMMAND] [PYTEST ARGUMENT]...
# Without a wheel and a command, which must be of one state of the code, both are built here, not optimised for release. CHANCERY_VENV names another
# folder for the environment.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
venv=${CHANCERY_VENV:-$target/python}
wheel="" chancery=""
while [ $# -gt 0 ]; do
  case $1 in
    --wheel) wheel=$(realpath "$2"); shift 2 ;;
    --chancery) chancery=$(realpath "$2"); shift 2 ;;
    *) break ;;
  esac
done

"$here/install.sh" "$venv" "$here/requirements.txt" "$wheel"
export PATH="$venv/bin:$PATH" VIRTUAL_ENV="$venv" CHANCERY="${chancery:-$target/debug/chancery}"

cd "$here"
mypy --strict --config-file pyproject.toml python tests examples
python -m mypy.stubtest chancery --mypy-config-file pyproject.toml --allowlist tests/stubtest.txt
pytest --quiet "$@"
python examples/relations.py "$(mktemp -d)"
