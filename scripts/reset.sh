#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
#
# Deletes the demo database DB and its files, after asking.
. "$(dirname "$0")/env.sh"

printf 'Delete database %s and all that was entered in it? [y/N] ' "$DB"
read -r answer || answer=
case $answer in
[yY] | [yY][eE][sS]) ;;
*) die "nothing was deleted" ;;
esac
scripts/setup.sh
scripts/stop.sh server
use_postgres
scripts/database.sh drop "$DB"
echo "Deleted; make run makes a new one."
