#!/usr/bin/env bash
# What the tests need beside the environment: a browser. Debian's, where none is there.
set -euo pipefail
if command -v chromium >/dev/null 2>&1; then exit 0; fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    printf 'Installing Chromium for the browser tests (once) …\n' >&2
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
else
    printf 'wegwijzer: Chromium is missing; install it (Debian: sudo apt-get install chromium), or run pytest -m "not browser".\n' >&2
    exit 1
fi
