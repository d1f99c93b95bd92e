#!/bin/sh
# Writes requirements.lock: every dependency for every platform, with hashes and without any index address.
# Extra arguments go to uv, for example --upgrade. Run by `make lock`.
set -eu
cd "$(dirname "$0")/.."

command -v uv >/dev/null || { echo "lock: needs uv on PATH, only for making the lock: install uv, then try again" >&2; exit 1; }
UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --quiet --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --extra dev --output-file requirements.lock "$@" pyproject.toml
