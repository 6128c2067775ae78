#!/bin/sh
# Bundle the phone's client: the same app in a few small files, under the names the sources have.
# Usage: release.sh [FOLDER]; the default, build/client, is served in place of the sources while it
# is there; remove it to go back.
set -eu

source=frontend/phone/client
target=${1:-build/client}

# Beside a folder's old content nothing half made may ever be served.
rm -rf "$target.new"
bundle() { esbuild --bundle --minify --format=esm --target=es2022 --log-level=warning "$@"; }

node "$(dirname "$0")/release-app.mjs" "$source" "$target.new"
for worker in "$source"/*/*-worker.js; do
    bundle "$worker" --outfile="$target.new/${worker#"$source"/}"
done
for sheet in "$source"/*.css; do
    bundle "$sheet" --external:/static/* --outfile="$target.new/$(basename "$sheet")"
done
cp -R "$source/words" "$target.new/words"
cp "$source"/tools/*.json "$target.new/tools"
cp "$source/service-worker.js" "$target.new"

# What esbuild has put together, terser writes shorter; the breaks of lines left over stand in markup,
# where the blanks that follow them mean nothing.
find "$target.new" -name '*.js' | while read -r script; do
    terser "$script" --module --ecma 2022 --compress passes=3 --mangle --output "$script.short"
    sed 's/^ *//' "$script.short" >"$script"
    rm "$script.short"
done
rm -rf "$target"
mv "$target.new" "$target"
echo "Bundled into $target: $(find "$target" -type f | wc -l) files, $(du -sk "$target" | cut -f 1) KiB"
