#!/bin/sh
# Bundle the phone's client into build/client: the same app in a few small files.
# Where that folder exists the product serves it in place of the sources; remove it to go back.
set -eu

source=frontend/phone/client
target=build/client

# Beside a folder's old content nothing half made may ever be served.
rm -rf "$target.new"
bundle() { esbuild --bundle --minify --format=esm --target=es2022 --log-level=warning "$@"; }

bundle "$source/main.js" --outfile="$target.new/main.js"
# All code runs out of main.js, so what it names beside itself stands beside main.js.
for worker in "$source"/*/*-worker.js; do
    bundle "$worker" --outfile="$target.new/$(basename "$worker")"
done
for sheet in "$source"/*.css; do
    bundle "$sheet" --external:/static/* --outfile="$target.new/$(basename "$sheet")"
done
rm -rf "$target"
mv "$target.new" "$target"
echo "Bundled into $target: $(find "$target" -type f | wc -l) files, $(du -sk "$target" | cut -f 1) KiB"
