#!/usr/bin/env bash
# Puts the package, as the workspace's tests build it (not optimised for release), into a virtual environment: install.sh VENV. Nothing is built that
# `cargo test --workspace` has not built, but for the library itself; a wheel is made by `maturin build --release`.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
built=${CARGO_TARGET_DIR:-$root/target}/debug

# With the tests' features, so that no dependency is built a second time for other ones.
(cd "$root" && cargo build --locked --workspace --lib --bins --tests)
package=$("$1/bin/python" -c 'import sysconfig; print(sysconfig.get_path("platlib"))')/chancery
rm -rf "$package"
cp -r "$here/python/chancery" "$package"
cp "$built/lib_native.so" "$package/_native.abi3.so"
