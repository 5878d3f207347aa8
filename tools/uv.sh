#!/usr/bin/env bash
# Runs uv with Python 3.11, fetching either where it is missing. Says in one sentence what to do where it cannot.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'wegwijzer: %s\n' "$*" >&2; exit 1; }

find_python_311() {
    # pyenv's shims exist for versions that are not chosen and then fail, which misleads uv: ask each to run.
    local candidate
    for candidate in "${UV_PYTHON:-}" python3.11 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.11*/bin/python3.11 \
        /usr/bin/python3.11 /usr/local/bin/python3.11; do
        if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return
        fi
    done
}

find_uv() {
    if command -v uv >/dev/null 2>&1; then command -v uv; return; fi
    local own=.cache/uv/bin/uv
    if [ ! -x "$own" ]; then
        command -v python3 >/dev/null 2>&1 || say "Python is missing. Install Python 3.8 or newer, and try again."
        printf 'Fetching uv, the package manager (once) …\n' >&2
        python3 -m venv .cache/uv >/dev/null 2>&1 ||
            say "Python cannot make an environment. On Debian: apt-get install python3-venv, and try again."
        .cache/uv/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.9" >.cache/uv.log 2>&1 ||
            say "uv cannot be fetched. Is there a network? What went wrong stands in .cache/uv.log."
    fi
    printf '%s/%s\n' "$PWD" "$own"
}

mkdir -p .cache
UV=$(find_uv)
export UV
python=$(find_python_311)
if [ -n "$python" ]; then
    export UV_PYTHON=$python
elif ! "$UV" python find 3.11 >/dev/null 2>&1; then
    printf 'Fetching Python 3.11 (once) …\n' >&2
    "$UV" python install 3.11 >.cache/python.log 2>&1 ||
        say "Python 3.11 is missing and cannot be fetched. Install it (Debian 12: apt-get install python3.11), and try again."
fi

if [ "${1:-}" = run ]; then
    # --inexact: the Dutch pipeline is installed beside the lock file (bot/setup) and must stay.
    if [ ! -d .venv ]; then printf 'Installing the environment (once; about 3 GB) …\n' >&2; fi
    "$UV" sync --frozen --inexact --quiet ||
        say "The environment cannot be installed. Is there a network, and room on the disk (about 4 GB)? Try again."
    shift
    exec "$UV" run --no-sync "$@"
fi
exec "$UV" "$@"
