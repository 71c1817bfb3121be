#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Installs what tests need, makes a fresh database and runs pytest in it.
#
#   test.sh [PYTEST ARGUMENT...]    without any: everything, on two cores
. "$(dirname "$0")/env.sh"

scripts/setup.sh test
use_postgres

# A database for each run, so that several may test at the same time.
database=gas-test-$$
trap 'scripts/database.sh drop "$database"' EXIT
scripts/database.sh test "$database"

# Each worker has a clone of the database. For a few tests the second one isn't worth its start.
[ $# -gt 0 ] || set -- --numprocesses=2
python -m pytest --odoo-config=odoo.conf --odoo-database="$database" --odoo-http \
    --odoo-extra=data-dir="$GAS_HOME/data" "$@"
