#!/bin/sh
# Pin every Python package by version and hash, for every platform, from pyproject.toml.
set -eu

command -v uv >/dev/null || {
    echo "make lock needs uv: pip install uv" >&2
    exit 1
}

pin() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --upgrade "$@"
}

pin pyproject.toml --output-file requirements/app.txt
pin pyproject.toml --extra s3 --constraint requirements/app.txt --output-file requirements/s3.txt
pin pyproject.toml --extra s3 --group dev --constraint requirements/s3.txt --output-file requirements/dev.txt
