#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Takes the pictures of README and guide again, from a demo company made for them.    screenshots.sh [name ...]
export DB=gas-screenshots PORT="${PORT:-8090}"
. "$(dirname "$0")/env.sh"

scripts/setup.sh test
scripts/run.sh
# its server and database go in any case, whatever went wrong with the pictures
trap 'scripts/stop.sh server; scripts/database.sh drop "$DB"; scripts/stop.sh' EXIT
python scripts/screenshots.py "http://127.0.0.1:$PORT" "$@"
