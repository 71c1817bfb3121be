#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Serves the demo company DB on PORT, in the background.
. "$(dirname "$0")/env.sh"

case $PORT in
'' | *[!0-9]*) die "PORT=$PORT is no number" ;;
esac
pidfile=$GAS_HOME/run/$DB.pid
log=$GAS_HOME/run/$DB.log
mkdir -p "$GAS_HOME/run"

answers() {
    python3 - "$PORT" "$@" <<'EOF'
import socket, sys, urllib.request
port, *page = sys.argv[1:]
try:
    if page:
        urllib.request.urlopen(f"http://127.0.0.1:{port}{page[0]}", timeout=5).read()
    else:
        socket.create_connection(("127.0.0.1", int(port)), timeout=1).close()
except OSError:
    sys.exit(1)
EOF
}

# The file of a server that is gone means nothing: its number may be another program's now.
running() {
    [ -f "$pidfile" ] && read -r pid port <"$pidfile" &&
        tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q -- "--database=$DB "
}

if running && [ "$port" != "$PORT" ]; then
    die "database $DB is served on port $port already: make stop, or use another DB"
fi
if ! running && answers; then
    die "port $PORT is in use by another program: try make run PORT=$((PORT + 1))"
fi

scripts/setup.sh
use_postgres
# Running code is replaced when the addons have changed.
if running && [ "$(scripts/database.sh state "$DB")" != current ]; then
    scripts/stop.sh server
fi
scripts/database.sh demo "$DB"

if ! running; then
    setsid odoo --config=odoo.conf --data-dir="$GAS_HOME/data" --database="$DB" \
        --http-port="$PORT" --logfile="$log" </dev/null >"$log" 2>&1 &
    pid=$!
    echo "$pid $PORT" >"$pidfile"
    until answers /web/health; do
        kill -0 "$pid" 2>/dev/null || die "Odoo stopped, see $log"
        sleep 0.2
    done
fi

echo
echo "  http://127.0.0.1:$PORT"
echo
echo "  login          password"
scripts/database.sh logins "$DB"
echo
