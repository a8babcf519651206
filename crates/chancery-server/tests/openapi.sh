#!/usr/bin/env bash
# Asks every path of the API what its description says can be asked, and what it says cannot, with a property-based client: no answer may be a server error, have a
# status that is not described, or a body that its schema does not fit. Needs Python 3.10 or later; the client is installed into a folder of its own.
#
#   crates/chancery-server/tests/openapi.sh [CHANCERY [EXAMPLES]]
#
# CHANCERY is the built command (target/debug/chancery), EXAMPLES how many questions of each kind (50). VENV names a folder to keep the client in.
set -euo pipefail
cd "$(dirname "$0")/../../.."
chancery=${1:-target/debug/chancery}
examples=${2:-50}
work=$(mktemp -d)
venv=${VENV:-$work/venv}
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

if [ ! -x "$venv/bin/schemathesis" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet schemathesis==4.32.5 hypothesis==6.170.17
fi
# Rules, so that there are alerts to ask for: of events, and kept only.
cat > "$work/alerts.toml" <<'RULES'
[[rule]]
name = "Fighting"
quad = 4

[[rule]]
name = "Talks"
quad = 1
RULES
"$chancery" ingest examples --alerts "$work/alerts.toml" --store "$work/store.db" --json > "$work/ingested.json" 2> "$work/ingest.log"
"$chancery" serve --store "$work/store.db" --listen 127.0.0.1:0 > "$work/url" 2> "$work/serve.log" &
server=$!
for _ in $(seq 100); do
    [ -s "$work/url" ] && break
    sleep 0.1
done
# Names that nobody has are well formed and yet refused (positive_data_acceptance); without --public nobody needs a token (ignored_auth).
cd "$work"
"$venv/bin/schemathesis" run "$(cat url)/api/v1/openapi.json" --seed 1 --max-examples "$examples" --workers 2 \
    --exclude-checks positive_data_acceptance,ignored_auth --continue-on-failure --no-color
# What the server could not do it told on standard error.
if grep -v '^chancery: serving' serve.log; then
    exit 1
fi
