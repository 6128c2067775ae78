#!/bin/sh
# Print the path of a Python that is new enough, or nothing and fail.
set -eu

for name in python3.13 python3.12 python3.11 python3 python3.14; do
    path=$(command -v "$name") || continue
    if "$path" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "$path"
        exit 0
    fi
done
exit 1
