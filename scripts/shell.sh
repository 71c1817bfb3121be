#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Odoo's shell on DB; runs a script instead where one comes on standard input.
. "$(dirname "$0")/env.sh"

scripts/setup.sh
use_postgres
scripts/database.sh demo "$DB"
exec scripts/odoo.sh shell --database="$DB" --no-http --log-level=warn
