#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Makes a year of a whole company in DB (default gas-year), or goes on where it stopped; then checks it.
#
#   SCALE=0.01 SEED=gas simulate.sh
export DB="${DB:-gas-year}"
. "$(dirname "$0")/env.sh"

scripts/setup.sh
use_postgres
scripts/database.sh year "$DB"
python benchmarks/simulate --data-dir="$GAS_HOME/data" --database="$DB"
psql -d "$DB" -qc "VACUUM ANALYZE"
scripts/check.sh
