#!/usr/bin/env bash
# Start the demo: web server and background worker together, on this machine alone.
# Its data lives under var/demo and is kept from one start to the next.
set -eu

port=${PORT:-8000}
address=http://localhost:$port
home=$PWD/var/demo

use() {                     # use FOLDER: everything the product keeps goes there
    export DATABASE_URL="sqlite:///$1/moments.sqlite3" MEDIA_ROOT="$1/media" MAIL_ROOT="$1/mail"
}

# What the caller's environment says about another installation must not reach the demo's.
unset SECRET_KEY DEBUG EMAIL_URL TASKS_BACKEND TRUST_PROXY SECURE_SSL_REDIRECT CSRF_TRUSTED_ORIGINS
export MOMENTS_DEMO=1 PUBLIC_URL="$address" ALLOWED_HOSTS=localhost,127.0.0.1
export VAR_DIR="$home" STATIC_ROOT="$PWD/var/static" DJANGO_SETTINGS_MODULE=shopper.settings
export PYTHONUNBUFFERED=1 PORT="$port" BIND=127.0.0.1
export PATH="$PWD/.venv/bin:$PATH"

case $port in
    '' | *[!0-9]*)
        echo "PORT must be a number between 1024 and 65535: make demo PORT=8010" >&2
        exit 1
        ;;
esac
if ! python -c '
import socket, sys
with socket.socket() as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", int(sys.argv[1])))
' "$port" 2>/dev/null
then
    echo "Port $port is taken, perhaps by a demo that still runs: look at $address." >&2
    echo "Stop what uses it, or choose another: make demo PORT=$((port + 10))" >&2
    exit 1
fi

if [ -n "${RESET:-}" ]; then
    echo "Beginning anew: the demo's data is removed."
    rm -rf "$home"
fi
if [ -d "$home" ]; then
    use "$home"
    python manage.py migrate --verbosity 0
else
    # Whole or not at all: a demo interrupted while it is loaded leaves nothing half made behind.
    echo "Loading the demo's data (about half a minute, once)"
    rm -rf "$home.loading"
    mkdir -p "$home.loading"
    use "$home.loading"
    python manage.py migrate --verbosity 0
    VAR_DIR="$home.loading" python manage.py demo
    mv "$home.loading" "$home"
    use "$home"
fi

honcho start --env /dev/null --port "$port" &
server=$!
python deploy/say_when_ready.py "$address" &
herald=$!
trap 'kill -TERM $server 2>/dev/null || true' INT TERM

status=0
while kill -0 $server 2>/dev/null; do
    status=0
    wait $server || status=$?
done
kill $herald 2>/dev/null || true
case $status in
    0 | 130 | 143) echo "Stopped. The data is kept in var/demo." ;;
    *)
        echo "The demo has stopped by itself; the reason is above." >&2
        exit "$status"
        ;;
esac
