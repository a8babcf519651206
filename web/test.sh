#!/usr/bin/env bash
# All tests of the page: types, units, whether web/dist is current, and the views in a real headless Chromium against a small server of their own.
# Installs Chromium with apt where there is none; CHROMIUM names another one.
set -euo pipefail
cd "$(dirname "$0")"
[ -d node_modules ] || npm ci
npx prettier --check --log-level warn .
npm run --silent check
npm test --silent
./check.sh
if ! command -v "${CHROMIUM:-/usr/bin/chromium}" > /dev/null; then
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq chromium
fi
npm run --silent test:browser
