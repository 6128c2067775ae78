#!/bin/sh
# Back up everything to a folder, while the product runs: deploy/backup.sh /mnt/backups
# Reads the settings the product itself reads; manage.sh gives it those of the services.
set -eu

folder=${1:?usage: backup.sh FOLDER}
case $folder in /*) ;; *) folder=$PWD/$folder ;; esac

umask 077
cd "$(dirname "$0")/.."
exec .venv/bin/python manage.py backup "$folder"
