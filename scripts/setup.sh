#!/bin/sh
# Makes .venv from requirements.lock and installs the project in it, editable.
# Needs nothing but a Python >= 3.11 that can make virtual environments. Run by `make setup`.
set -eu
cd "$(dirname "$0")/.."

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
makes_venvs() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }
give_up() { echo "setup: $1" >&2; exit 1; }

find_python() {
    seen=
    # Each is tried by running it: a version manager may have a python3.13 on PATH that only complains.
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        new_enough "$name" || continue
        seen=$name
        if makes_venvs "$name"; then python=$name; return; fi
    done
    [ -z "$seen" ] || give_up "$seen lacks ensurepip: install the package python3-venv, then try again"
    give_up "no Python >= 3.11 on PATH (tried python3, python3.11 to python3.14): install one, then try again"
}

if ! { new_enough .venv/bin/python && .venv/bin/python -m pip --version; } >/dev/null 2>&1; then
    find_python
    "$python" -m venv --clear .venv
fi
echo "setup: installing what requirements.lock names into .venv (the first time takes a minute)" >&2
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
.venv/bin/python -m pip install -qq --require-hashes -r requirements.lock
.venv/bin/python -m pip install -qq --no-deps --no-build-isolation -e .
