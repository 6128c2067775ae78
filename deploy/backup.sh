#!/bin/sh
# Back up everything, while the product runs: deploy/backup.sh /mnt/backups --keep-daily 14
# Instead of the folder: s3://bucket/prefix.
# Reads the settings the product itself reads; manage.sh gives it those of the services.
set -eu

place=${1:?usage: backup.sh PLACE [--keep-daily N …]}
shift
case $place in /* | s3://*) ;; *) place=$PWD/$place ;; esac

umask 077
cd "$(dirname "$0")/.."
exec .venv/bin/python manage.py backup "$place" "$@"
