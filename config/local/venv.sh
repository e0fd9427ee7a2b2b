#!/bin/sh
# Makes .venv with the pinned, hashed requirements; does nothing when they have not changed.
set -eu
cd "$(dirname "$0")/../.."
stamp=.venv/requirements.sha256

suits() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }

find_python() {
    pinned=$(cat .python-version)
    pyenv="${PYENV_ROOT:-$HOME/.pyenv}/versions"
    for candidate in "${PYTHON:-}" "python$pinned" python3.13 python3.14 python3.12 python3 python \
        "$pyenv"/"$pinned"*/bin/python "$pyenv"/3.1[2-9]*/bin/python; do
        if [ -n "$candidate" ] && suits "$candidate"; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return 0
        fi
    done
    return 1
}

checksum() { .venv/bin/python -c 'import hashlib, sys
print(sys.version_info[:2], hashlib.sha256(open("requirements-dev.txt", "rb").read()).hexdigest())'; }

if ! { [ -x .venv/bin/python ] && suits .venv/bin/python; }; then
    python=$(find_python) || {
        echo "Python 3.12 or later is needed. Debian: apt-get install python3 python3-venv; macOS: brew install python@3.13; otherwise: https://www.python.org/downloads/" >&2
        exit 1
    }
    echo "Making .venv with $python"
    rm -rf .venv
    "$python" -m venv .venv
fi
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$(checksum)" ]; then
    echo "Installing the pinned requirements …"
    rm -f "$stamp"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
    checksum >"$stamp"
fi
