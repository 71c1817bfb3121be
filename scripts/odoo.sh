#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Odoo's own command line, set up for this checkout: odoo.sh shell -d NAME, odoo.sh -d NAME -u ADDON ...
. "$(dirname "$0")/env.sh"

scripts/setup.sh
use_postgres
command=()
case ${1:-} in
[a-z]*) command=("$1") && shift ;;
esac
exec odoo "${command[@]}" --config=odoo.conf --data-dir="$GAS_HOME/data" "$@"
