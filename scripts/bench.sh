#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Measures our addons and the OCA's helpdesk in one run, each in a fresh database of its own.
. "$(dirname "$0")/env.sh"

scripts/setup.sh bench
use_postgres
ours=gas-bench-$$
peer=gas-peer-$$
trap 'scripts/database.sh drop $ours; scripts/database.sh drop $peer' EXIT
scripts/database.sh test $ours
scripts/database.sh peer $peer
python benchmarks/run.py --data-dir="$GAS_HOME/data" --ours=$ours --peer=$peer "$@"
