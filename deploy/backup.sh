#!/bin/sh
# Copy the database and the files to a new folder below the one given, while the product runs.
#   deploy/backup.sh /mnt/backups
# Reads the settings the product itself reads: DATABASE_URL, VAR_DIR, MEDIA_ROOT.
set -eu

target=${1:?usage: backup.sh FOLDER}/$(date -u +%Y-%m-%dT%H%M%SZ)
var=${VAR_DIR:-var}
media=${MEDIA_ROOT:-$var/media}
database=${DATABASE_URL:-sqlite:///$var/moments.sqlite3}

umask 077
mkdir -p "$target"

# The rows first and the files after them: a file stands before the row that names it, so that
# whatever the copied rows name is found among the copied files.
case $database in
    sqlite:///*)
        "$(dirname "$0")/../.venv/bin/python" -c '
import sys
import pysqlite3

pysqlite3.connect(sys.argv[1]).execute("VACUUM INTO ?", [sys.argv[2]])
copy = pysqlite3.connect(sys.argv[2])
if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
    sys.exit("The copied database is damaged; keep the last good copy.")
' "${database#sqlite:///}" "$target/moments.sqlite3"
        ;;
    postgres*://*) pg_dump --format custom --file "$target/moments.dump" "$database" ;;
    *)
        echo "This script copies SQLite and PostgreSQL; DATABASE_URL names neither." >&2
        exit 1
        ;;
esac
cp -a "$media" "$target/media"
echo "Saved to $target"
