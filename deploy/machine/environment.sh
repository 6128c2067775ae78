#!/bin/sh
# Make .venv hold exactly the versions pinned in requirements/NAME.txt, checked by hash. NAME is app,
# s3 (the product, and what backups in a bucket need) or dev.
set -eu

pins=requirements/$1.txt
python=$("$(dirname "$0")/find-python.sh") || {
    echo "Python 3.11 or newer was not found. On Debian and Ubuntu: apt-get install python3 python3-venv" >&2
    exit 1
}

# An environment whose Python has gone is of no more use.
if [ -d .venv ] && ! .venv/bin/python -c '' 2>/dev/null; then rm -rf .venv; fi

echo "Installing the Python packages of $pins (the first time takes a minute or two)"
if command -v uv >/dev/null; then
    [ -d .venv ] || uv venv --quiet --python "$python" .venv
    VIRTUAL_ENV=.venv uv pip install --quiet --require-hashes -r "$pins"
else
    [ -d .venv ] || "$python" -m venv .venv
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$pins"
fi
.venv/bin/python -m shopper.catalogues
