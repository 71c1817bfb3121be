#!/bin/bash
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
. "$(dirname "$0")/env.sh"
exec python scripts/database.py "$@"
