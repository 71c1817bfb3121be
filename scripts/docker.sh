#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# What the container runs: makes or updates the database, then serves it with workers behind a proxy.
. "$(dirname "$0")/env.sh"

scripts/database.sh company "$DB"
exec odoo --config=odoo.conf --data-dir="$GAS_HOME/data" --database="$DB" \
    --http-interface=0.0.0.0 --proxy-mode --workers="${WORKERS:-4}" --max-cron-threads=1
