#!/usr/bin/env bash
# Makes a virtual environment with what a test needs and the package: install.sh VENV REQUIREMENTS [WHEEL]. Without a wheel the package is put there as the
# workspace's tests build it (not optimised for release): nothing is built that `cargo test --workspace` has not built, but for the library itself.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
built=${CARGO_TARGET_DIR:-$root/target}/debug
venv=$1 requirements=$2 wheel=${3:-}

[ -x "$venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$venv"
pip() { "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"; }
pip --requirement "$requirements"
if [ -n "$wheel" ]; then
  pip --force-reinstall --no-deps "$wheel"
  exit
fi
# With the tests' features, so that no dependency is built a second time for other ones.
(cd "$root" && cargo build --locked --workspace --lib --bins --tests)
package=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("platlib"))')/chancery
rm -rf "$package"
cp -r "$here/python/chancery" "$package"
cp "$built/lib_native.so" "$package/_native.abi3.so"
