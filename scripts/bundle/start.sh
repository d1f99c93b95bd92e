#!/bin/sh
# Start Snelkookpan on Linux or macOS: finds a Python that this folder has wheels for and hands over to start.py.
cd "$(dirname "$0")" || exit 1
for version in $(cat pythons.txt); do
    for python in "python$version" "/usr/local/bin/python$version" "/opt/homebrew/bin/python$version"; do
        if command -v "$python" >/dev/null 2>&1; then exec "$python" start.py "$@"; fi
    done
done
# Only by its bare name, or none at all: start.py says which version it must be.
if command -v python3 >/dev/null 2>&1; then exec python3 start.py "$@"; fi
echo "Er is geen Python gevonden. Installeer het van python.org; dat kan zonder beheerder, alleen voor uzelf. Begin dan opnieuw." >&2
exit 1
