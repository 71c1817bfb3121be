# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Sourced by the other scripts: where things live, and how to complain.
set -eu

ROOT=$(cd "$(dirname "$0")/.." && pwd)

die() {
    echo "error: $*" >&2
    exit 1
}

: "${HOME:?is not set}"
# Everything that is downloaded or built lives here, shared by all checkouts of one user.
export GAS_HOME="${GAS_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/gas-service}"
export DB="${DB:-gas}" PORT="${PORT:-8069}"

# Both end up in SQL, in patterns and in file names.
case $DB$PORT in
*[!A-Za-z0-9_-]*) die "DB=$DB and PORT=$PORT may have letters, digits, - and _ only" ;;
esac

VENV=$GAS_HOME/venv
export PATH="$GAS_HOME/bin:$VENV/bin:$VENV/postgres/bin:$PATH"
export FONTCONFIG_FILE="$GAS_HOME/fonts.conf"
# Compiled Python goes there too, not between the sources.
export PYTHONPYCACHEPREFIX="$GAS_HOME/pycache" PYTHONUNBUFFERED=1

# An Odoo that is there already comes before the one that setup.sh fetches.
if [ -n "${ODOO_HOME:-}" ]; then
    ODOO_HOME=$(cd "$ODOO_HOME" 2>/dev/null && pwd) || die "ODOO_HOME is no folder"
    export ODOO_HOME PYTHONPATH="$ODOO_HOME"
fi

# Without PGHOST we run a PostgreSQL of our own, reached by a socket that only this user can open.
OWN_POSTGRES=
if [ "${PGHOST:-$GAS_HOME/postgres}" = "$GAS_HOME/postgres" ]; then
    OWN_POSTGRES=yes
    export PGHOST="$GAS_HOME/postgres" PGPORT=5432 PGUSER=odoo
fi

# Starts PostgreSQL and keeps it from being stopped while this script or what it started lives.
use_postgres() {
    exec 8>>"$GAS_HOME/postgres.users"
    flock --shared 8
    scripts/postgres.sh start 8>&-
}

mkdir -p "$GAS_HOME"
cd "$ROOT"
