#!/usr/bin/env bash
# Opens every export of the examples as a stranger would: with pandas, geopandas, duckdb and frictionless. Needs Python 3.11 or later; they are installed into a
# folder of their own.
#
#   crates/chancery-cli/tests/exports.sh [CHANCERY [REPORTS]]
#
# CHANCERY is the built command (target/debug/chancery), REPORTS what is coded (examples/story). VENV names a folder to keep the packages in.
set -euo pipefail
cd "$(dirname "$0")/../../.."
chancery=${1:-target/debug/chancery}
reports=${2:-examples/story}
work=$(mktemp -d)
venv=${VENV:-$work/venv}
trap 'rm -rf "$work"' EXIT

if [ ! -x "$venv/bin/frictionless" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet pandas==3.1.1 geopandas==1.2.0 pyarrow==26.0.1 pyogrio==0.13.0 duckdb==2.0.0 "frictionless[json]==5.21.0"
fi
"$chancery" ingest "$reports" --store "$work/store.db" --json > "$work/ingested.json" 2> "$work/ingest.log"
"$venv/bin/python" crates/chancery-cli/tests/exports.py "$chancery" "$work/store.db" "$work"
