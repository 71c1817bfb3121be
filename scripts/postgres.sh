#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# postgres.sh start|stop: a PostgreSQL of our own, unless PGHOST names another.
. "$(dirname "$0")/env.sh"

if [ -z "$OWN_POSTGRES" ]; then
    [ "$1" = stop ] || psql -d postgres -qtAc 'select 1' >/dev/null 2>&1 ||
        die "no PostgreSQL answers at PGHOST=$PGHOST"
    exit 0
fi

data=$PGHOST/data
[ ${#PGHOST} -le 90 ] || die "GAS_HOME=$GAS_HOME is too long for a socket: set a shorter one"

# PostgreSQL refuses root; in a namespace of its own it doesn't meet him.
unprivileged=
if [ "$(id -u)" = 0 ]; then
    unprivileged="unshare --user --map-user=65534 --map-group=65534 --"
    $unprivileged true 2>/dev/null || die "PostgreSQL can't run as root here: use an ordinary user, or set PGHOST"
fi
server() {
    $unprivileged pg_ctl --pgdata="$data" --silent --log="$PGHOST/log" "$@"
}

exec 9>"$GAS_HOME/postgres.lock"
flock 9
case $1 in
start)
    if [ ! -f "$data/PG_VERSION" ]; then
        install -d -m 700 "$PGHOST"
        $unprivileged initdb --pgdata="$data" --username=odoo --auth=trust --encoding=UTF8 \
            --locale=C.UTF-8 --no-sync >/dev/null
        # Demo and test databases only: speed is worth more than surviving a power cut.
        cat >>"$data/postgresql.conf" <<EOF
listen_addresses = ''
unix_socket_directories = '$PGHOST'
max_connections = 300
shared_buffers = 512MB
fsync = off
synchronous_commit = off
full_page_writes = off
EOF
    fi
    server status >/dev/null 2>&1 || server --wait start 9>&- || die "PostgreSQL does not start ($PGHOST/log)"
    ;;
stop)
    if server status >/dev/null 2>&1; then
        server --mode=fast stop
    fi
    ;;
esac
