#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Fifty clerks and twenty callers at once, through HTTP, in a simulated company and in the OCA's helpdesk.
#
#   SCALE=0.01 PORT=8100 load.sh [--seconds 60] [--rounds 1]
export SCALE="${SCALE:-0.01}" PORT="${PORT:-8100}"
. "$(dirname "$0")/env.sh"

scripts/setup.sh load
use_postgres
ours=gas-load-$$
peer=gas-peer-$$
servers=()
# whatever happens, nothing stays behind
trap 'kill "${servers[@]}" 2>/dev/null || true; wait; scripts/database.sh drop $ours; scripts/database.sh drop $peer' EXIT

# Two workers for people, one for scheduled actions; nothing but this machine gets in.
serve() {
    odoo --config=odoo.conf --data-dir="$GAS_HOME/data" --database="$1" --workers=2 --max-cron-threads=1 \
        --http-port="$2" --gevent-port="$3" --log-level=error </dev/null &
    servers+=($!)
}

scripts/database.sh year $ours
# up to the end of last month: its customers are still to be called
python benchmarks/simulate --data-dir="$GAS_HOME/data" --database=$ours --until="$(date -d "$(date +%Y-%m-01) -1 day" +%F)"
scripts/database.sh peer $peer
customers=$(python benchmarks/load_company.py --data-dir="$GAS_HOME/data" --ours=$ours --peer=$peer)
serve $ours "$PORT" $((PORT + 1))
serve $peer $((PORT + 2)) $((PORT + 3))
python benchmarks/load.py --ours="$ours:$PORT" --peer="$peer:$((PORT + 2))" --customers="$customers" "$@"
