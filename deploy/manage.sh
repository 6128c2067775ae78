#!/bin/sh
# Run a command of the product as its services run, with their user and their settings:
#   deploy/manage.sh restore /mnt/backups
set -eu

# A terminal lets a command ask; without one, as at night, what it says is passed on.
if [ -t 0 ]; then talk=--pty; else talk=--pipe; fi

exec systemd-run --quiet --wait --collect "$talk" --uid=moments --working-directory=/opt/moments \
    --property=EnvironmentFile=/etc/moments.env --property=UMask=0077 --setenv=VAR_DIR=/var/lib/moments \
    /opt/moments/.venv/bin/python manage.py "$@"
