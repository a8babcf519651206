#!/usr/bin/env bash
# Tests the jobs of this folder on a cluster of two executors that Spark starts on this machine: claims byte for byte as the command's, events and
# relations as a store's, an executor and a worker killed, reruns, skew, bad rows. Needs Java 17 or later and Python 3.10 or later.
#   spark/test.sh [--reports N] [--measure] [--chancery COMMAND] [--wheel FILE]
# --reports is how many (200 without it; more than 1,800 are repetitions); --measure times the jobs beside the command, on release builds. The command and the wheel must be of one state
# of the code: without them both are built here, not optimised for release. CHANCERY_SPARK_VENV names another folder for the environment.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
venv=${CHANCERY_SPARK_VENV:-$target/spark/venv}
chancery="" wheel="" rest=()
while [ $# -gt 0 ]; do
  case $1 in
    --chancery) chancery=$(realpath "$2"); shift 2 ;;
    --wheel) wheel=$(realpath "$2"); shift 2 ;;
    *) rest+=("$1"); shift ;;
  esac
done

"$root/crates/chancery-python/install.sh" "$venv" "$here/requirements.txt" "$wheel"
export PATH="$venv/bin:$PATH" VIRTUAL_ENV="$venv" CHANCERY="${chancery:-$target/debug/chancery}"
export SPARK_LOCAL_IP=127.0.0.1 PYSPARK_PYTHON=$venv/bin/python
exec python "$here/test.py" --work "$target/spark/run" ${rest[@]+"${rest[@]}"}
