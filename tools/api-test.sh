#!/usr/bin/env bash
# Holds a running server (with the scripted assistant) to its own description, /api/openapi.json, with schemathesis.
# EXAMPLES=… tries more per operation; SEED=… other ones; PORT=… another port.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p .cache
port=${PORT:-8099}
./tools/uv.sh run python -W ignore -m tests.browser.serve "$port" >.cache/api-test.log 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT

SCHEMATHESIS_HOOKS=tools.api_test_hooks ./tools/uv.sh tool run --quiet "schemathesis>=4.32,<5" \
    --config-file tools/schemathesis.toml run "http://127.0.0.1:$port/api/openapi.json" \
    --wait-for-schema 120 --max-examples "${EXAMPLES:-15}" --seed "${SEED:-1}" --request-timeout 20
