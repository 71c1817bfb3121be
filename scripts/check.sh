#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Checks everything that must hold of the data of DB, without writing: safe on a company at work.
# Says what it found, and fails if it found anything.
. "$(dirname "$0")/env.sh"

scripts/setup.sh
use_postgres
[ "$(scripts/database.sh state "$DB")" != missing ] || die "there is no database $DB"
# Nothing this process does can write, whatever Odoo does when it starts.
export PGOPTIONS="${PGOPTIONS:-} -c default_transaction_read_only=on"
# And a check that could not even begin must not look like one that found nothing.
set -o pipefail
scripts/odoo.sh shell --database="$DB" --no-http --log-level=error <scripts/check.py |
    awk '{ print; fflush() } /^(✓|✗)/ { checked = 1 } END { exit !checked }'
