#!/usr/bin/env bash
# Checks that web/dist is what the sources give. First that it was built from these very sources, which needs nothing but git; then, where there is npm,
# that building them again gives the same bytes. `check.sh stamp` notes the sources after a build.
set -euo pipefail
cd "$(dirname "$0")"

stamp() {
  # Everything that the build reads.
  git ls-files -z --cached --others --exclude-standard -- index.html package-lock.json vite.config.ts scripts/licences.mjs src assets public |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

if [ "${1:-}" = stamp ]; then
  stamp > dist/sources.sha256
  exit
fi
if [ "$(stamp)" != "$(cat dist/sources.sha256)" ]; then
  echo 'web/dist was built from other sources: run `npm ci && npm run build` in web/ and commit web/dist' >&2
  exit 1
fi
if ! command -v npm > /dev/null; then
  echo 'web/dist was built from these sources; without npm it is not built again'
  exit
fi
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
[ -d node_modules ] || npm ci --silent
npx vite build --outDir "$fresh" --logLevel error
if ! diff -r --exclude=sources.sha256 dist "$fresh"; then
  echo 'web/dist is not what the sources build to: run `npm ci && npm run build` in web/ and commit web/dist' >&2
  exit 1
fi
echo 'web/dist is current'
