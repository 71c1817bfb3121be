#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Stops the server of DB, then PostgreSQL if nobody else uses it.  stop.sh server: the first only
. "$(dirname "$0")/env.sh"

pidfile=$GAS_HOME/run/$DB.pid
if [ -f "$pidfile" ]; then
    read -r pid _ <"$pidfile"
    if tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q -- "--database=$DB "; then
        kill "$pid"
        while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
    fi
    rm -f "$pidfile"
fi
[ "${1:-}" != server ] || exit 0

exec 8>>"$GAS_HOME/postgres.users"
! flock --nonblock 8 || scripts/postgres.sh stop
