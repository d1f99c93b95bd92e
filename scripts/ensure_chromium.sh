#!/bin/sh
# Sees to a Chromium on PATH for the browser tests: finds one, installs Debian's where it may, or says what to do.
# A missing browser fails only where CI is set; elsewhere pytest skips those tests. Run by `make test`.
set -eu

found() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

install_debian() {
    command -v apt-get || return 1
    if [ "$(id -u)" = 0 ]; then as_root=; else as_root="sudo -n"; sudo -n true || return 1; fi
    echo "chromium: none found, installing Debian's package for the browser tests" >&3
    $as_root apt-get update -q
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends chromium
}

found >/dev/null && exit 0
# Without `if` a failure inside would end the script before its one clear line.
if (install_debian) 3>&2 >/dev/null 2>&1 && found >/dev/null; then exit 0; fi
echo "chromium: none on PATH and none could be installed; the browser tests need the package chromium (Debian: apt-get install chromium)" >&2
[ -z "${CI:-}" ]
