#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Installs what tests need, makes a fresh database and runs pytest in it.
#
#   test.sh [PYTEST ARGUMENT...]    without any: everything
. "$(dirname "$0")/env.sh"

scripts/setup.sh test
scripts/postgres.sh start

# A database for each checkout and run, so that several may test at the same time.
database=gas-test-$(echo "$ROOT" | cksum | cut -d' ' -f1)-$$
trap 'scripts/database.sh drop "$database"' EXIT
scripts/database.sh test "$database"

data=$GAS_HOME/data
[ $# -gt 0 ] || set -- addons tests
python -m pytest --odoo-config=odoo.conf --odoo-database="$database" --odoo-http \
    --odoo-extra=data-dir="$data" "$@"
