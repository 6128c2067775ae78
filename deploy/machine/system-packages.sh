#!/usr/bin/env bash
# See that the machine has what the product (app), its tests (test) or the slow ones among them (slow)
# cannot bring along.
# Installs on Debian and Ubuntu, as root or by sudo; elsewhere it names what is missing and stops.
set -eu

here=$(dirname "$0")
missing=()

need() {                    # need PACKAGE: COMMAND...   unless the command succeeds
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}

library() { ldconfig -p 2>/dev/null | grep -q "$1" || /sbin/ldconfig -p | grep -q "$1"; }
program() { command -v "$1"; }
postgres() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; }
browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
makes_environments() { command -v uv || "$("$here/find-python.sh")" -c 'import ensurepip, venv'; }
compiler() { [ "$(uname -m)" = x86_64 ] || { command -v cc && [ -e /usr/include/sqlite3.h ]; }; }

for_the_product() {
    need libpango-1.0-0 library libpango-1.0.so.0
    need libpangoft2-1.0-0 library libpangoft2-1.0.so.0
    need libharfbuzz-subset0 library libharfbuzz-subset.so.0
    need python "$here/find-python.sh"
    need python-venv makes_environments
    need compiler compiler          # one library has ready-made files for x86-64 alone
}

for_the_tests() {
    need chromium browser
    need libatomic1 library libatomic.so.1          # what drives the browser needs it
    need gettext program xgettext
    need poppler-utils program pdftotext
    need postgresql postgres
    need strace program strace
}

for_the_slow_tests() {
    need webkit2gtk-driver program WebKitWebDriver
    need xvfb program Xvfb
}

# Some names differ between releases; apt knows which exist, once its lists are fresh.
as_apt_names_them() {
    local package python
    for package in "${missing[@]}"; do
        case $package in
            python) ;;
            python-venv)
                python=$(newest_python_of_apt)
                echo "$python" "$python-venv"
                ;;
            compiler) echo gcc libsqlite3-dev "$(newest_python_of_apt)-dev" ;;
            *) if known_to_apt "$package"; then echo "$package"; fi ;;
        esac
    done | xargs
}

known_to_apt() { apt-cache show "$1" >/dev/null 2>&1; }

newest_python_of_apt() {
    local own name
    if own=$("$here/find-python.sh"); then
        own=python$("$own" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        if known_to_apt "$own-venv"; then echo "$own"; return; fi
    fi
    for name in python3.13 python3.12 python3.11; do
        if known_to_apt "$name-venv"; then echo "$name"; return; fi
    done
    echo python3
}

case ${1:-} in
    app) for_the_product ;;
    test) for_the_product; for_the_tests ;;
    slow) for_the_product; for_the_tests; for_the_slow_tests ;;
    *) echo "usage: $0 app|test|slow" >&2; exit 2 ;;
esac
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "This machine lacks: ${missing[*]} (as Debian names them)." >&2
    echo "Install them with your system's package manager, then run make again." >&2
    exit 1
fi

if [ "$(id -u)" = 0 ]; then
    as_root=()
elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    as_root=(sudo)
else
    echo "A few system packages are missing, and only root may install them. Run this, then make again:" >&2
    echo "    sudo apt-get update && sudo apt-get install --yes $(as_apt_names_them)" >&2
    exit 1
fi

echo "Installing system packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"${as_root[@]}" apt-get update -q >"$log" 2>&1 || true     # one broken list must not stop the rest
# shellcheck disable=SC2046  # several names, one argument each
if ! "${as_root[@]}" apt-get install -q --yes --no-install-recommends $(as_apt_names_them) >>"$log" 2>&1
then
    tail -n 20 "$log" >&2
    echo "The packages could not be installed; apt's last words are above. Once mended, run make again." >&2
    exit 1
fi
"$here/find-python.sh" >/dev/null || {
    echo "Python 3.11 or newer is needed, and this release of the system does not offer it." >&2
    exit 1
}
